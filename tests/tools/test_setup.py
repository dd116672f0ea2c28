"""Setting up: what is missing is named, nothing is half done, nothing is done twice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def setup(tool, tmp_path, monkeypatch):
    """The program, told that its project is an empty folder with two locks, and that commands only get listed."""
    module = tool("setup")
    (tmp_path / "requirements").mkdir()
    for name in ("course", "test"):
        (tmp_path / "requirements" / f"{name}.txt").write_text(f"{name}==1\n")
    (tmp_path / "pyproject.toml").write_text("")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "VENV_PYTHON", tmp_path / ".venv" / "bin" / "python")
    module.ran = []

    def run(command):
        module.ran.append(" ".join(command))
        if "venv" in command:
            module.VENV_PYTHON.parent.mkdir(parents=True, exist_ok=True)
            module.VENV_PYTHON.touch(mode=0o755)

    monkeypatch.setattr(module, "run", run)
    monkeypatch.setattr(module, "install_lock", lambda lock: module.ran.append(f"lock {lock.stem}"))
    return module


def kinds(ran: list[str]) -> list[str]:
    """Shorten the listed commands to one word each."""
    return ["venv" if "venv --clear" in line else "project" if "--editable" in line else line for line in ran]


def test_second_run_does_nothing(setup):
    """What is set up isn't set up again."""
    assert setup.install_python_packages("course")
    assert kinds(setup.ran) == ["venv", "lock course", "project"]
    setup.ran.clear()
    assert not setup.install_python_packages("course")
    assert setup.ran == []


def test_tests_are_added_to_a_course(setup):
    """The test set-up builds on the course's, and the course is content with it."""
    setup.install_python_packages("course")
    setup.ran.clear()
    setup.install_python_packages("test")
    assert kinds(setup.ran) == ["lock test"]
    setup.stamp("course").unlink()
    setup.ran.clear()
    setup.install_python_packages("course")
    assert setup.ran == []


@pytest.mark.parametrize("harm", ["lock", "python", "stamp"])
def test_starts_anew_when_something_changed(setup, harm):
    """A new lock, a lost Python or an interrupted set-up leads to a fresh environment."""
    setup.install_python_packages("course")
    setup.ran.clear()
    if harm == "lock":
        (setup.ROOT / "requirements" / "course.txt").write_text("course==2\n")
    elif harm == "python":
        setup.VENV_PYTHON.unlink()
    else:
        setup.stamp("course").unlink()
    setup.install_python_packages("course")
    assert kinds(setup.ran)[:2] == ["venv", "lock course"]


def test_changed_project_is_installed_again_alone(setup):
    """A changed pyproject.toml costs no new environment."""
    setup.install_python_packages("course")
    setup.ran.clear()
    (setup.ROOT / "pyproject.toml").write_text("# changed")
    assert setup.install_python_packages("course")
    assert kinds(setup.ran) == ["project"]


@pytest.mark.parametrize("harm", ["sentence", "compiled"])
def test_catalogue_is_compiled_again_alone(setup, harm):
    """A changed sentence, or a compiled catalogue that is gone, costs no installation."""
    source = setup.ROOT / "firearmskit" / "locale" / "fr" / "LC_MESSAGES" / "firearmskit.po"
    source.parent.mkdir(parents=True)
    source.write_text("")
    source.with_suffix(".mo").touch()
    setup.install_python_packages("course")
    setup.ran.clear()
    assert not setup.install_python_packages("course")
    if harm == "sentence":
        source.write_text("# changed")
    else:
        source.with_suffix(".mo").unlink()
    assert setup.install_python_packages("course")
    assert [line.rpartition("/")[2] for line in setup.ran] == ["catalogues.py"]


def test_interrupted_lock_leaves_no_stamp(tool, tmp_path, monkeypatch):
    """Stamps go before pip starts, so that a lock that was cut off counts as never begun."""
    module = tool("setup")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path)
    monkeypatch.setattr(module, "PIP_INSTALL", [sys.executable, "-c", "raise SystemExit('no network')"])
    (tmp_path / "firearmskit-course.stamp").write_text("old")
    (tmp_path / "test.txt").write_text("x==1\n")
    with pytest.raises(SystemExit, match="no network"):
        module.install_lock(tmp_path / "test.txt")
    assert not list(tmp_path.glob("*.stamp"))


def test_missing_packages_are_named(setup, monkeypatch):
    """Each thing that isn't there is named as Debian names it; a browser and a database only where tests run."""
    monkeypatch.setattr(setup, "POSTGRESQL", setup.ROOT / "postgresql")
    monkeypatch.setattr(setup.shutil, "which", lambda name: None)
    monkeypatch.setattr(setup.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(setup.platform, "freedesktop_os_release", lambda: {"ID": "debian"})
    venv = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    assert setup.missing_packages("course") == [venv, "bubblewrap"]
    assert setup.missing_packages("test") == [venv, "bubblewrap", "chromium", "npm", "iproute2", "postgresql"]
    monkeypatch.setattr(setup.platform, "freedesktop_os_release", lambda: {"ID": "ubuntu"})
    assert setup.missing_packages("test") == [venv, "bubblewrap", "chromium-browser", "npm", "iproute2", "postgresql"]
    (setup.POSTGRESQL / "15" / "bin").mkdir(parents=True)
    (setup.POSTGRESQL / "15" / "bin" / "initdb").touch()  # where Debian puts it, off the search path
    assert setup.missing_packages("test") == [venv, "bubblewrap", "chromium-browser", "npm", "iproute2"]


def test_nothing_missing_where_everything_is(setup, monkeypatch):
    """A complete machine needs no Debian package."""
    monkeypatch.setattr(setup.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert setup.missing_packages("test") == []


def test_ordinary_user_gets_one_line(setup, monkeypatch):
    """Who isn't root reads the one line to run, and nothing is done."""
    monkeypatch.setattr(setup.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(setup.os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit) as stop:
        setup.install_debian_packages(["bubblewrap"])
    lines = [line for line in str(stop.value).splitlines() if "apt-get" in line]
    assert lines == ["  sudo apt-get update && sudo apt-get install -y bubblewrap"]


def test_root_installs(setup, monkeypatch):
    """Root's packages are installed without a question; a failure stops with apt's own words above."""
    calls = []

    def run(command, **options):
        calls.append((command[2], options["env"]["DEBIAN_FRONTEND"]))
        return SimpleNamespace(returncode=command[2] == "install")

    monkeypatch.setattr(setup.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(setup.os, "geteuid", lambda: 0)
    monkeypatch.setattr(setup.subprocess, "run", run)
    with pytest.raises(SystemExit, match="apt-get install failed"):
        setup.install_debian_packages(["bubblewrap"])
    assert calls == [("update", "noninteractive"), ("install", "noninteractive")]


def test_machine_without_apt(setup, monkeypatch):
    """On other kinds of Linux the names are given, and nothing is tried."""
    monkeypatch.setattr(setup.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit, match="bubblewrap"):
        setup.install_debian_packages(["bubblewrap"])


@pytest.mark.parametrize(("platform", "word"), [("win32", "WSL"), ("darwin", "virtual machine")])
def test_other_systems(setup, monkeypatch, platform, word):
    """Windows and macOS are told what to do instead."""
    monkeypatch.setattr(setup, "sys", SimpleNamespace(platform=platform, exit=sys.exit))
    with pytest.raises(SystemExit, match=word):
        setup.refuse_other_systems()


def test_old_python(setup, monkeypatch):
    """A Python that is too old is named with its version."""
    old = SimpleNamespace(platform="linux", version_info=(3, 9, 2), executable="/usr/bin/python3", exit=sys.exit)
    monkeypatch.setattr(setup, "sys", old)
    with pytest.raises(SystemExit, match=r"Python 3\.9\.2"):
        setup.refuse_other_systems()


def test_warns_where_the_sandbox_cannot_start(setup, monkeypatch, capsys):
    """A machine that forbids the sandbox says so before grading does."""
    failed = SimpleNamespace(returncode=1, stderr="setting up uid map: Permission denied\n")
    monkeypatch.setattr(setup.subprocess, "run", lambda *_, **__: failed)
    setup.warn_without_sandbox()
    assert "Permission denied" in capsys.readouterr().out


@pytest.mark.slow
def test_cold_set_up_from_the_real_locks(tmp_path):
    """A copy of the project sets itself up from its locks, and says at the second run that it's there."""
    hidden = shutil.ignore_patterns(".venv", "_build", ".git", "work", "__pycache__", ".*_cache")
    fresh = tmp_path / "fresh"
    shutil.copytree(ROOT, fresh, ignore=hidden)
    for _ in range(2):
        done = subprocess.run(
            ["make", "--no-print-directory", "setup", f"PYTHON={sys.executable}"],
            cwd=fresh,
            capture_output=True,
            text=True,
            env=os.environ,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout == ""
    python = fresh / ".venv" / "bin" / "python"
    assert subprocess.run([python, "-m", "pip", "check"], capture_output=True).returncode == 0
    subprocess.run([python, "-c", "import firearmskit, nbgrader, jupyter_book"], cwd=tmp_path, check=True)
