"""Renew the locks in ``requirements/`` from pyproject.toml: every package, its version and its hashes.

The locks hold for Linux, Windows and macOS and for each supported Python, and name no address:
whoever installs uses the index that their own pip is set to.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

from tools import npm
from tools.offline.runtime import normal

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "requirements"
OPTIONS = (
    *("--universal", "--generate-hashes", "--upgrade"),
    *("--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate", "--no-progress", "--quiet"),
)
PYTHON_IN_THE_BROWSER = "3.14"
HEADER = "# Made by `make lock` from pyproject.toml; never edited by hand.\n# {purpose}\n"


def main() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    # The project is installed editable without build isolation, so its build tools are locked too.
    build_tools = [*project["build-system"]["requires"], "editables"]
    own_lock = str(LOCKS / "lock.txt")
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "--requirement", own_lock],
        check=True,
    )
    compile_lock("lock", "What `make lock` itself needs.", ["-"], ["uv"])
    compile_lock(
        "test",
        "The course and what its tests need.",
        ["pyproject.toml", "-", "--extra=all", "--group=test"],
        build_tools,
    )
    compile_lock(
        "browser",
        "Pure wheels for Python in the browser: what a notebook's kernel needs, in the versions that Pyodide names.",
        ["-", "--no-deps"],
        in_the_browser(),
        python=PYTHON_IN_THE_BROWSER,
    )
    compile_lock(
        "course",
        "What the course needs: the same versions as in test.txt.",
        ["pyproject.toml", "-", "--extra=all", "--constraint=requirements/test.txt"],
        build_tools,
    )


def in_the_browser() -> list[str]:
    """Name what a notebook's kernel loads in the browser: IPython and all that it needs, and the widgets of forms."""
    lock = json.loads((npm.package("pyodide") / "pyodide-lock.json").read_text("utf-8"))
    packages = {normal(name): package for name, package in lock["packages"].items()}
    found: dict[str, str] = {}
    wanted = ["ipython", "jedi", "micropip", "packaging"]
    while wanted:
        name = wanted.pop()
        if name not in found:
            found[name] = f"{name}=={packages[name]['version']}"
            wanted += map(normal, packages[name]["depends"])
    return [*found.values(), "comm", "ipywidgets>=8.1,<9"]


def compile_lock(name: str, purpose: str, sources: list[str], more: list[str], *, python: str = "3.11") -> None:
    """Write one lock.

    Args:
        name: The file's name without ``.txt``.
        purpose: One sentence for the file's head.
        sources: What uv is told to read, and its options.
        more: Requirements that no file names.
        python: The oldest Python that it serves.
    """
    command = [sys.executable, "-m", "uv", "pip", "compile", *sources, *OPTIONS, f"--python-version={python}"]
    made = subprocess.run(command, input="\n".join(more), cwd=ROOT, stdout=subprocess.PIPE, text=True)
    if made.returncode:
        sys.exit(f"requirements/{name}.txt stays as it was; what uv said is above.")
    (LOCKS / f"{name}.txt").write_text(HEADER.format(purpose=purpose) + made.stdout, "utf-8")
    print(f"requirements/{name}.txt: {made.stdout.count('==')} packages", flush=True)


if __name__ == "__main__":
    main()
