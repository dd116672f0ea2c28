"""Set firearmskit up: Debian packages, a virtual environment of its own, and what the locks name.

Runs with the system's Python and the standard library alone. What is already there isn't done again:
each finished part leaves a stamp in ``.venv``, written last, so that an interrupted set-up starts anew.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)
POSTGRESQL = Path("/usr/lib/postgresql")


def main() -> None:
    parser = argparse.ArgumentParser(description="Set firearmskit up in .venv.")
    parser.add_argument("--test", action="store_true", help="also install what the tests need")
    wanted = "test" if parser.parse_args().test else "course"
    started = time.monotonic()
    refuse_other_systems()
    install_debian_packages(missing_packages(wanted))
    if missing := missing_packages(wanted):
        sys.exit(f"apt-get has installed these, and they still don't answer: {' '.join(missing)}")
    warn_without_sandbox()
    if install_python_packages(wanted):
        say(f"Set up in {time.monotonic() - started:.0f} s.")


def say(sentence: str) -> None:
    print(sentence, flush=True)


def refuse_other_systems() -> None:
    """Stop with a plain sentence where the course can't run."""
    if sys.platform == "win32":
        sys.exit(
            "firearmskit runs on Linux. On Windows, install WSL (in PowerShell: wsl --install -d Debian), "
            "open Debian and run the same command there."
        )
    if sys.platform != "linux":
        sys.exit(
            "firearmskit runs on Linux, because the sandbox for learners' notebooks needs its kernel. "
            "Run the same command in a virtual machine with Debian or Ubuntu."
        )
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        sys.exit(
            f"firearmskit needs Python 3.11 or newer; {sys.executable} is Python {found}. "
            "If a newer one is installed, name it: make course PYTHON=python3.12"
        )


def missing_packages(wanted: str) -> list[str]:
    """Name the Debian packages whose programs aren't there.

    Args:
        wanted: ``course``, or ``test`` for a machine that also runs the tests.

    Returns:
        Names for apt-get; empty when nothing is missing.
    """
    missing = []
    if importlib.util.find_spec("ensurepip") is None:  # Debian ships it apart from Python
        missing.append(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")
    if not shutil.which("bwrap"):
        missing.append("bubblewrap")
    if wanted == "test" and not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
        missing.append("chromium-browser" if platform.freedesktop_os_release().get("ID") == "ubuntu" else "chromium")
    # Fetches what browsers need; tests make the offline edition and decks of slides.
    if wanted == "test" and not shutil.which("npm"):
        missing.append("npm")
    # A network of one's own, in which a second host opens the offline edition.
    if wanted == "test" and not any(map(shutil.which, ("ip", "/usr/sbin/ip"))):
        missing.append("iproute2")
    # Debian keeps the server's programs off the search path.
    if wanted == "test" and not shutil.which("initdb") and not list(POSTGRESQL.glob("*/bin/initdb")):
        missing.append("postgresql")
    return missing


def install_debian_packages(packages: list[str]) -> None:
    """Install Debian packages when root; otherwise say the one line that does it, and stop."""
    if not packages:
        return
    names = " ".join(packages)
    if not shutil.which("apt-get"):
        sys.exit(f"Install these first (the names are Debian's): {names}. Nothing has been done yet.")
    if os.geteuid() != 0:
        line = f"sudo apt-get update && sudo apt-get install -y {names}"
        sys.exit(f"Nothing has been done yet. Run this line, then the same command again:\n\n  {line}\n")
    say(f"Installing Debian packages: {names}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        if subprocess.run(["apt-get", "-q", *command], env=quiet, stdin=subprocess.DEVNULL).returncode:
            sys.exit(f"apt-get {command[0]} failed; what it said is above. Nothing else has been done yet.")


def warn_without_sandbox() -> None:
    """Say so early when bubblewrap is there but may not start, as in some containers."""
    tried = subprocess.run(["bwrap", "--ro-bind", "/", "/", "true"], stderr=subprocess.PIPE, text=True)
    if tried.returncode:
        say(
            f"Warning: the sandbox can't start here, so learners' notebooks will not be graded. "
            f"It says: {tried.stderr.strip()}"
        )


def install_python_packages(wanted: str) -> bool:
    """Bring ``.venv`` to what the lock names, and put firearmskit itself there.

    Args:
        wanted: The lock, ``course`` or ``test``; the second holds the first.

    Returns:
        Whether there was anything to do.
    """
    lock = ROOT / "requirements" / f"{wanted}.txt"
    done = [name for name in ("course", "test") if is_done(name, ROOT / "requirements" / f"{name}.txt")]
    busy = False
    if not done:
        # Starting from nothing also removes what an older lock named, and mends a half-made folder.
        say("Making a virtual environment in .venv")
        run([base_python(), "-m", "venv", "--clear", str(VENV)])
    if "test" not in done and wanted not in done:
        busy = True
        install_lock(lock)
        finish(wanted, lock)
    if not is_done("project", ROOT / "pyproject.toml"):
        busy = True
        say("Installing firearmskit itself")
        run([*PIP_INSTALL, "--quiet", "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
        finish("project", ROOT / "pyproject.toml")
    for source in sorted(ROOT.glob("firearmskit/locale/*/LC_MESSAGES/*.po")):
        name = f"catalogue-{source.parent.parent.name}"
        if not (is_done(name, source) and source.with_suffix(".mo").is_file()):
            busy = True
            run([str(VENV_PYTHON), str(ROOT / "tools" / "catalogues.py")])
            finish(name, source)
    return busy


PIP_INSTALL = [str(VENV_PYTHON), "-m", "pip", "--disable-pip-version-check", "install"]


def install_lock(lock: Path) -> None:
    """Install a lock's packages by their hashes, counting them while pip collects them."""
    total = sum("==" in line for line in lock.read_text("utf-8").splitlines())
    say(f"Installing up to {total} Python packages from {lock.relative_to(ROOT)}")
    for old in VENV.glob("firearmskit-*.stamp"):
        old.unlink()  # until this has ended well, nothing in .venv is to be trusted
    command = [*PIP_INSTALL, "--no-deps", "--require-hashes", "--requirement", str(lock)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip:
        log, count = [], 0
        for line in pip.stdout or ():
            log.append(line)
            if line.startswith(("Collecting ", "Processing ", "Requirement already satisfied: ")):
                count += 1
                if count % 20 == 0:
                    say(f"  {count} collected")
            elif line.startswith("Installing collected packages"):
                say(f"  {count} collected; unpacking them, which takes about as long again")
    if pip.returncode:
        sys.exit(f"{''.join(log)}\npip failed; what it said is above. Run the same command to try again.")


def base_python() -> str:
    """Name the Python below an active virtual environment, which may be the one about to be replaced."""
    return str(getattr(sys, "_base_executable", sys.executable))


def run(command: list[str]) -> None:
    if subprocess.run(command).returncode:
        sys.exit(f"This failed; what it said is above: {' '.join(command)}")


def stamp(name: str) -> Path:
    return VENV / f"firearmskit-{name}.stamp"


def fingerprint(source: Path) -> str:
    """Give a digest of a file, this Python and this folder: scripts in ``.venv`` name both."""
    seen = f"{sys.version_info[:3]} {ROOT} ".encode() + source.read_bytes()
    return hashlib.sha256(seen).hexdigest()


def is_done(name: str, source: Path) -> bool:
    """Tell whether a part was finished with this source, and its Python still starts."""
    return (
        stamp(name).is_file()
        and stamp(name).read_text("ascii") == fingerprint(source)
        and os.access(VENV_PYTHON, os.X_OK)
    )


def finish(name: str, source: Path) -> None:
    stamp(name).write_text(fingerprint(source), "ascii")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("\nStopped. Run the same command to go on.")
