"""Renew the locks in ``requirements/`` from pyproject.toml: every package, its version and its hashes.

The locks hold for Linux, Windows and macOS and for each supported Python, and name no address:
whoever installs uses the index that their own pip is set to.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "requirements"
OPTIONS = (
    *("--universal", "--python-version=3.11", "--generate-hashes", "--upgrade"),
    *("--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate", "--no-progress", "--quiet"),
)
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
        "course",
        "What the course needs: the same versions as in test.txt.",
        ["pyproject.toml", "-", "--extra=all", "--constraint=requirements/test.txt"],
        build_tools,
    )


def compile_lock(name: str, purpose: str, sources: list[str], more: list[str]) -> None:
    """Write one lock.

    Args:
        name: The file's name without ``.txt``.
        purpose: One sentence for the file's head.
        sources: What uv is told to read, and its options.
        more: Requirements that no file names.
    """
    command = [sys.executable, "-m", "uv", "pip", "compile", *sources, *OPTIONS]
    made = subprocess.run(command, input="\n".join(more), cwd=ROOT, stdout=subprocess.PIPE, text=True)
    if made.returncode:
        sys.exit(f"requirements/{name}.txt stays as it was; what uv said is above.")
    (LOCKS / f"{name}.txt").write_text(HEADER.format(purpose=purpose) + made.stdout, "utf-8")
    print(f"requirements/{name}.txt: {made.stdout.count('==')} packages", flush=True)


if __name__ == "__main__":
    main()
