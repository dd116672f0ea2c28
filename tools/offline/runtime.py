"""Python for the browser: Pyodide's core from npm, pure wheels by ``requirements/browser.txt``, and our own wheel.

Pyodide loads what its lock names. Ours names only the files that are there, each with its digest, so that nothing is
ever looked for elsewhere. Wheels of compiled packages come from a folder of a Pyodide release, if one is given; there
each file must be the one that Pyodide's own lock names.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tools import npm

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements" / "browser.txt"
CACHE = ROOT / "_build" / "browser"
CORE = ("pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide.mjs", "python_stdlib.zip")
COMPILED = ("pandas", "matplotlib")
"""What ``--pyodide`` adds, with all that these need."""
ADDED = {
    "comm": ("comm", ()),
    "ipywidgets": ("ipywidgets", ("comm", "ipython", "traitlets")),
    "firearmskit": ("firearmskit", ("ipywidgets",)),
}
"""Import name and needs of what Pyodide's own lock doesn't name. Forms in a notebook need ipywidgets, and so does
whoever imports firearmskit there; the parts of ipywidgets that stand in the browser are no Python."""
MORE_NEEDS = {"micropip": ("packaging",)}

Entry = dict[str, Any]


class RuntimeFilesError(Exception):
    """A file for the browser can't be had, or isn't the one that a lock names."""


def lay_out(place: Path, pyodide: Path | None) -> None:
    """Fill a folder with everything that Python in the browser loads.

    Args:
        place: The folder, which is made.
        pyodide: A folder with the files of a Pyodide release, or None.

    Raises:
        FetchError: Pyodide's core can't be had.
        RuntimeFilesError: A wheel can't be had, or isn't the one that a lock names.
    """
    core = npm.package("pyodide")
    place.mkdir(parents=True)
    for name in CORE:
        shutil.copy(core / name, place / name)
    lock = json.loads((core / "pyodide-lock.json").read_text("utf-8"))
    theirs: dict[str, Entry] = {normal(name): entry for name, entry in lock["packages"].items()}
    files = {normal(path.name.split("-")[0]): path for path in [*pure_wheels(), own_wheel()]}
    compiled = from_release(pyodide, theirs, have=set(files)) if pyodide else {}
    there = set(files) | set(compiled)
    wanted = [name for name in COMPILED if name in compiled]  # whoever imports the library has them, too
    lock["packages"] = {name: entry(name, path, theirs.get(name), there) for name, path in files.items()} | {
        name: {**theirs[name], "name": name, "depends": needs(theirs[name], there)} for name in compiled
    }
    for path in [*files.values(), *compiled.values()]:
        shutil.copy(path, place / path.name)
    lock["packages"]["firearmskit"]["depends"] += wanted
    (place / "pyodide-lock.json").write_text(json.dumps(lock, sort_keys=True), "utf-8")


def normal(name: str) -> str:
    """Give a package's name in the form in which names are compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def needs(known: Entry, there: Iterable[str]) -> list[str]:
    """Give what a package of Pyodide's lock needs, as far as it is there: the others are part of Pyodide itself."""
    return [name for name in map(normal, known["depends"]) if name in set(there)]


def entry(name: str, path: Path, known: Entry | None, there: Iterable[str]) -> Entry:
    """Give a wheel's entry in the lock.

    Args:
        name: The package.
        path: The wheel.
        known: Its entry in Pyodide's own lock; None where it has none.
        there: All packages that are there.
    """
    if known is not None:
        imports, depends = known["imports"], [*needs(known, there), *MORE_NEEDS.get(name, ())]
    else:
        module, also = ADDED[name]
        imports, depends = [module], list(also)
    return {
        "name": name,
        "version": path.name.split("-")[1],
        "file_name": path.name,
        "install_dir": "site",
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": imports,
        "depends": depends,
        "unvendored_tests": False,
    }


def pure_wheels() -> list[Path]:
    """Give the wheels of ``requirements/browser.txt``; pip fetches them once and checks their digests."""
    place = CACHE / hashlib.sha256(LOCK.read_bytes()).hexdigest()[:16]
    if not place.is_dir():
        draft = place.with_suffix(".new")
        shutil.rmtree(draft, ignore_errors=True)
        command = [
            sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
            "--only-binary=:all:", "--python-version=3.14", "--implementation=py", "--abi=none", "--platform=any",
            "--require-hashes", f"--requirement={LOCK}", f"--dest={draft}",
        ]  # fmt: skip
        if subprocess.run(command, stdout=subprocess.DEVNULL).returncode:
            raise RuntimeFilesError(f"pip can't fetch what {LOCK.name} names; what it said is above.")
        draft.replace(place)
    return sorted(place.glob("*.whl"))


def own_wheel() -> Path:
    """Build the wheel of firearmskit itself."""
    place = CACHE / "own"
    shutil.rmtree(place, ignore_errors=True)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--no-build-isolation", f"--wheel-dir={place}", str(ROOT)]
    if subprocess.run(command, stdout=subprocess.DEVNULL).returncode:
        raise RuntimeFilesError("the wheel of firearmskit can't be built; what pip said is above.")
    return next(place.glob("*.whl"))


def from_release(folder: Path, theirs: dict[str, Entry], *, have: set[str]) -> dict[str, Path]:
    """Give the files of the compiled packages from a folder of a Pyodide release, each checked.

    Args:
        folder: The folder.
        theirs: The packages of Pyodide's own lock.
        have: Packages that are there without it.

    Raises:
        RuntimeFilesError: A file isn't there, or isn't the one that the lock names.
    """
    found: dict[str, Path] = {}
    wanted = [normal(name) for name in COMPILED]
    while wanted:
        name = wanted.pop()
        if name in found or name in have:
            continue
        known = theirs[name]
        path = folder / known["file_name"]
        if not path.is_file():
            raise RuntimeFilesError(f"{folder} holds no {path.name}, which Pyodide's lock names for {name}.")
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if digest != known["sha256"]:
            raise RuntimeFilesError(f"{path.name} isn't the file that Pyodide's lock names: its digest is {digest}.")
        found[name] = path
        wanted += map(normal, known["depends"])
    return found
