"""Fetch pandas, matplotlib and what these need from a release of Pyodide, for ``make offline``: run it with internet.

    python -m tools.offline.fetch DIR

Each file is checked against Pyodide's own lock, which npm's package brings. Then: ``make offline PYODIDE=DIR``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import urllib.request
from pathlib import Path

from tools import npm
from tools.offline import runtime

RELEASES = "https://cdn.jsdelivr.net/pyodide/v{version}/full/"


def fetch(folder: Path, releases: str = RELEASES, *, core: Path | None = None) -> list[Path]:
    """Fetch the files that aren't in a folder yet.

    Args:
        folder: Where they go.
        releases: The address of a release's files, with ``{version}``.
        core: Pyodide's package, whose lock names the files; npm's by default.

    Returns:
        The files, also those that were there.

    Raises:
        FetchError: Pyodide's package can't be had.
        RuntimeFilesError: A file can't be had, or isn't the one that the lock names.
    """
    core = core or npm.package("pyodide")
    lock = json.loads((core / "pyodide-lock.json").read_text("utf-8"))
    version = json.loads((core / "package.json").read_text("utf-8"))["version"]
    theirs = {runtime.normal(name): entry for name, entry in lock["packages"].items()}
    folder.mkdir(parents=True, exist_ok=True)
    wanted, found = [runtime.normal(name) for name in runtime.COMPILED], {}
    while wanted:
        name = wanted.pop()
        if name not in found:
            found[name] = _file(folder, theirs[name], releases.format(version=version))
            wanted += map(runtime.normal, theirs[name]["depends"])
    return sorted(found.values())


def _file(folder: Path, entry: runtime.Entry, address: str) -> Path:
    path: Path = folder / entry["file_name"]
    if not path.is_file():
        try:
            with urllib.request.urlopen(address + path.name, timeout=120) as stream:  # noqa: S310 - an address of ours
                content = stream.read()
        except OSError as error:
            raise runtime.RuntimeFilesError(f"{path.name} can't be fetched: {error}") from error
        digest = hashlib.sha256(content).hexdigest()
        if digest != entry["sha256"]:
            raise runtime.RuntimeFilesError(f"{path.name} isn't what Pyodide's lock names: its digest is {digest}.")
        path.write_bytes(content)
    return path


def main(argv: list[str] | None = None) -> int:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description="Fetch pandas and matplotlib for Python in the browser.")
    parser.add_argument("folder", type=Path, help="where the files go")
    parser.add_argument("--releases", default=RELEASES, help="where the files of a release are, with {version}")
    options = parser.parse_args(argv)
    try:
        files = fetch(options.folder, options.releases)
    except (npm.FetchError, runtime.RuntimeFilesError) as error:
        print(f"Not everything was fetched: {error}", file=sys.stderr)
        return 1
    print(f"{len(files)} files in {options.folder}. Now: make offline PYODIDE={options.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
