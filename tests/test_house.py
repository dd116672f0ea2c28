"""The rules that hold the house together (docs/architecture.md): imports, docstrings, the wheel, locks and words."""

from __future__ import annotations

import ast
import importlib
import inspect
import itertools
import os
import re
import subprocess
import sys
import textwrap
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import firearmskit

ROOT = Path(__file__).resolve().parents[1]
ROOMS = (
    *("errors", "language", "reference", "law", "marking", "identification"),
    *("ballistics", "records", "tracing", "figures", "course"),
)
# These run in a browser that can fetch nothing, so they and all that is in them need nothing but Python.
CORE = ("errors", "language", "terminal", "reference", "law", "marking", "identification")
LEARNERS_SIDE = ("", ".answers", ".draw", ".exercise", ".packs", ".tasks")
"""The part of ``course`` that is core too."""


def our_files() -> list[str]:
    """List what git has or would take, as paths from the root."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.decode()
    return sorted({name for name in listed.split("\0") if (ROOT / name).is_file()})


def in_new_python(code: str, *arguments: str) -> str:
    """Run code in a Python that has imported nothing yet, and give what it printed."""
    command = [sys.executable, "-I", "-c", textwrap.dedent(code), *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def core_modules() -> list[str]:
    """List every module of the core."""
    folder = ROOT / "firearmskit"
    files = [path for name in CORE for path in (folder / f"{name}.py", *sorted((folder / name).rglob("*.py")))]
    found = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in files if path.exists()]
    # Matching against millions and linking registers need more; what tracing opens with doesn't.
    return [*found, "firearmskit.tracing", *(f"firearmskit.course{name}" for name in LEARNERS_SIDE)]


def test_core_imports_with_the_standard_library_alone():
    """Every module of the core imports where each third-party import is refused."""
    modules = [name.removesuffix(".__init__") for name in core_modules()]
    assert {"firearmskit.errors", "firearmskit.terminal", "firearmskit.identification.headstamp"} <= {*modules}
    in_new_python(
        """
        import importlib, sys

        class Refuse:
            def find_spec(self, name, path=None, target=None):
                if name.partition(".")[0] not in {*sys.stdlib_module_names, "firearmskit"}:
                    raise ImportError(f"{name} isn't in the standard library")

        sys.meta_path.insert(0, Refuse())
        for name in sys.argv[1:]:
            importlib.import_module(name)
        """,
        *modules,
    )


@pytest.mark.parametrize(
    ("rooms", "heavy"), [((*(room for room in ROOMS if room != "ballistics"), "cli"), ""), (("ballistics",), "numpy")]
)
def test_importing_a_room_reads_no_table_and_loads_nothing_heavy(rooms, heavy):
    """A room reads its tables, and loads pandas or matplotlib, when a function needs them; surfaces need NumPy."""
    read = in_new_python(
        """
        import importlib, sys
        read = []

        def watch(event, arguments):
            if event == "open" and str(arguments[0]).endswith((".csv", ".toml", ".mo")):
                read.append(arguments[0])

        sys.addaudithook(watch)
        for name in sys.argv[1:]:
            importlib.import_module(f"firearmskit.{name}")
        print(*read, *sorted({"pandas", "numpy", "matplotlib", "nbgrader", "IPython"} & set(sys.modules)))
        """,
        *rooms,
    )
    assert read == heavy


def test_importing_the_library_loads_nothing_heavy():
    """`import firearmskit` enters no room and loads no third-party package."""
    loaded = in_new_python(
        """
        import sys
        before = set(sys.modules)
        import firearmskit
        new = {name for name in set(sys.modules) - before}
        print(*sorted(n for n in new if n.partition(".")[0] not in sys.stdlib_module_names))
        """
    )
    assert loaded == "firearmskit"


def test_reading_a_mark_on_the_command_line_loads_nothing_heavy():
    """The command line reads a mark without pandas, matplotlib or nbgrader."""
    loaded = in_new_python(
        """
        import contextlib, io, sys
        from firearmskit import cli
        with contextlib.redirect_stdout(io.StringIO()):
            cli.main(["mark", "read", "--text", "AB 12 3456"])
        print(*sorted({"pandas", "numpy", "matplotlib", "nbgrader", "IPython"} & set(sys.modules)))
        """
    )
    assert loaded == ""


def public_names() -> list[str]:
    """List every name that a room exports, as room.name."""
    return [f"{room}.{name}" for room in ROOMS for name in importlib.import_module(f"firearmskit.{room}").__all__]


def test_the_rooms_are_those_of_the_plan():
    """The library offers exactly the rooms that the architecture names, besides the command line."""
    plan = (ROOT / "docs/architecture.md").read_text("utf-8")
    named = re.findall(r"^\| `(\w+)` \|", plan, flags=re.MULTILINE)
    assert [name for name in named if name != "cli"] == list(ROOMS)
    assert set(firearmskit.__all__) == {"__version__", *ROOMS}


@pytest.mark.parametrize("room", ROOMS)
def test_every_public_name_is_documented(room):
    """Each name that a room exports says what it is, what it takes, gives and raises."""
    module = importlib.import_module(f"firearmskit.{room}")
    assert module.__doc__, f"the room {room} has no docstring"
    missing = []
    for name in module.__all__:
        thing = getattr(module, name)
        missing += [f"{room}.{name}: {gap}" for gap in gaps(thing)]
        if inspect.isclass(thing):
            ours = [kind for kind in reversed(thing.__mro__) if kind.__module__.startswith("firearmskit.")]
            every = {n: m for kind in ours for n, m in vars(kind).items()}
            methods = {n: m for n, m in every.items() if inspect.isfunction(m) and not n.startswith("_")}
            missing += [f"{room}.{name}.{n}: {gap}" for n, m in methods.items() for gap in gaps(m)]
    assert not missing, "\n".join(missing)


def gaps(thing: object) -> list[str]:
    """Name what a docstring lacks.

    A docstring of one sentence is enough where that sentence says it all: at most three parameters, nothing raised.
    """
    if not (inspect.isclass(thing) or inspect.isroutine(thing)):
        return []
    written = inspect.cleandoc(thing.__doc__ or "")
    first = written.partition("\n\n")[0]
    found = []
    if not re.search(r"[.?!:]$", first):
        found.append("no first sentence")
    if inspect.isclass(thing):
        return found
    names = [n for n in inspect.signature(thing).parameters if n not in ("self", "cls")]
    if len(names) > 3 or "Args:" in written:
        found += [f"Args lacks {n}" for n in names if not re.search(rf"^ +\*{{0,2}}{n}\b.*:", written, re.MULTILINE)]
    if "Args:" in written and "Returns:" not in written and "Yields:" not in written and gives_something(thing):
        found.append("no Returns")
    if raises_something(thing) and "Raises:" not in written:
        found.append("no Raises")
    return found


def gives_something(function: object) -> bool:
    """Tell whether a function is declared to return a value; a context manager gives none."""
    given = str(inspect.signature(function).return_annotation)
    return given not in ("None", "NoReturn") and "Iterator" not in given


def raises_something(function: object) -> bool:
    """Tell whether a function's own body raises an error by name."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    return any(isinstance(node, ast.Raise) and node.exc is not None for node in ast.walk(tree))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from this tree without asking any index."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


def test_wheel_holds_the_whole_library(wheel):
    """Every file below firearmskit/ is in the wheel: code, tables, catalogues, py.typed and both licences."""
    inside = set(zipfile.ZipFile(wheel).namelist())
    ours = {name for name in our_files() if name.startswith("firearmskit/")}
    assert "firearmskit/py.typed" in ours
    assert any(name.endswith(".csv") for name in ours)
    assert any(name.endswith(".po") for name in ours)
    assert {f"{name[:-3]}.mo" for name in ours if name.endswith(".po")} <= inside
    assert ours - inside == set()
    assert {Path(name).name for name in inside} >= {"LICENSE", "LICENSE-TEXT"}


def test_wheel_needs_nothing(wheel):
    """The wheel has no required dependency (decision 4)."""
    metadata = next(n for n in zipfile.ZipFile(wheel).namelist() if n.endswith("METADATA"))
    needs = re.findall(r"^Requires-Dist: .*$", zipfile.ZipFile(wheel).read(metadata).decode(), flags=re.MULTILINE)
    assert [line for line in needs if "extra ==" not in line] == []


def test_installed_wheel_reads_a_mark_in_an_empty_environment(wheel, tmp_path):
    """Installed without any index, in an environment of its own and far from the checkout, the command works."""
    empty = tmp_path / "empty"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(empty)], check=True)
    install = [sys.executable, "-m", "pip", "--python", str(empty / "bin/python"), "install", "--no-index", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    alone = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    command = [str(empty / "bin/firearmskit"), "mark", "read", "--text", "AB 12 3456", "--language", "fr"]
    done = subprocess.run(command, cwd=tmp_path, env=alone, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "AB 12 3456" in done.stdout


def test_locks_hold_hashes_and_no_address():
    """Each locked package has its version and its hashes, and no line says where it comes from."""
    locks = sorted((ROOT / "requirements").glob("*.txt"))
    assert {lock.name for lock in locks} == {"browser.txt", "course.txt", "lock.txt", "test.txt"}
    for lock in locks:
        for entry in re.split(r"\n(?=[^ \n])", lock.read_text("utf-8").rstrip()):
            if not entry.startswith("#"):
                assert re.match(r"[a-z0-9.-]+==[^ ]+", entry), entry
                assert "--hash=sha256:" in entry, entry
            assert not re.search(r"://|file:|index-url|find-links| @ ", entry), entry


def test_course_and_test_locks_agree():
    """The course runs with the versions that were tested."""
    pins = [
        dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", (ROOT / "requirements" / name).read_text("utf-8"), re.MULTILINE))
        for name in ("course.txt", "test.txt")
    ]
    assert pins[0].items() <= pins[1].items()


def test_locks_satisfy_the_project():
    """Whoever changes a dependency in pyproject.toml also runs `make lock`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [
        *project["build-system"]["requires"],
        *itertools.chain(*project["project"]["optional-dependencies"].values()),
        *project["dependency-groups"]["test"],
    ]
    lock = (ROOT / "requirements/test.txt").read_text("utf-8")
    pins = dict(re.findall(r"^([a-z0-9.-]+)==([^ ;]+)", lock, re.MULTILINE))
    for requirement in map(Requirement, wanted):
        name = requirement.name.lower().replace("_", "-")
        assert name == "firearmskit" or requirement.specifier.contains(pins.get(name, "0")), (
            f"{requirement} isn't locked"
        )


def test_the_top_level_holds_what_the_plan_names():
    """Nothing that a lesson or a page made, a registry or its keys, was taken into the repository by mistake."""
    folders = {".ci", "benchmarks", "curriculum", "deploy", "docs", "exercises", "firearmskit", "requirements"}
    folders |= {"solutions", "tests", "tools"}
    files = {".gitignore", "CHANGELOG.md", "CITATION.cff", "CONTRIBUTING.md", "LICENSE", "LICENSE-TEXT", "Makefile"}
    files |= {"README.md", "_config.yml", "nbgrader_config.py", "pyproject.toml"}
    assert {name.partition("/")[0] for name in our_files()} == folders | files


def test_no_file_names_the_machine_it_was_written_on():
    """No file holds a path of somebody's machine or the host of a package index."""
    places = (r"work/(?:main|shared|\.)", r"root/\.pyenv", "tmp/(?:pytest-of|bash_jobs)")
    hosts = (r"pypi\.org", r"pythonhosted\.org", r"registry\.npmjs", r"deb\.debian\.org")
    pattern = re.compile(rf"(?<![\w.}}])/(?:{'|'.join(places)})|{'|'.join(hosts)}")
    found = []
    for name in our_files():
        try:
            text = (ROOT / name).read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{name}: {match[0]}" for match in pattern.finditer(text)]
    assert not found, "\n".join(found)


def test_ci_runs_make_test_and_nothing_else():
    """What CI runs is what a contributor runs."""
    script = ROOT / ".ci/run"
    assert os.access(script, os.X_OK)
    assert script.read_text("utf-8").splitlines() == [
        "#!/usr/bin/env bash",
        "set -euo pipefail",
        'cd "$(dirname "$0")/.."',
        "exec make test",
    ]


def test_bare_make_lists_every_word():
    """`make` alone is `make help`, and each word of the Makefile is in it."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    words = set(re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)[1].split())
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    listed = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True)
    assert listed.returncode == 0, listed.stderr
    assert words == targets == set(re.findall(r"^  make (\w+) ", listed.stdout, re.MULTILINE))


def test_citation_names_this_version():
    """CITATION.cff has what its format asks for, and the version that the library gives."""
    yaml = pytest.importorskip("yaml")
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= cited.keys()
    assert cited["version"] == firearmskit.__version__
    assert f"[{firearmskit.__version__}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")
