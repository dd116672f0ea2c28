"""Make the offline edition, and say how large it is."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from tools import book, npm
from tools.offline import folder, runtime

MOST_MEGABYTES = 120


def main(argv: list[str] | None = None) -> int:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description="Make the offline edition in _build/offline.")
    parser.add_argument("--out", type=Path, default=book.BUILD / "offline", help="where it goes (_build/offline)")
    parser.add_argument(
        "--pyodide",
        type=Path,
        metavar="DIR",
        help="the files of a Pyodide release, for pandas and matplotlib; without them the forms work all the same",
    )
    options = parser.parse_args(argv)
    started = time.perf_counter()
    try:
        if options.pyodide and not options.pyodide.is_dir():
            raise runtime.RuntimeFilesError(f"{options.pyodide} isn't a folder.")
        if status := book.build_all():
            return status
        folder.make(options.out, options.pyodide)
    except (npm.FetchError, runtime.RuntimeFilesError) as error:
        print(f"The offline edition isn't made: {error}", file=sys.stderr)
        return 1
    megabytes = folder.size(options.out) / 1e6
    print(
        f"offline: {options.out} ({megabytes:.0f} MB, {time.perf_counter() - started:.0f} s). "
        f"Copy the folder to a stick; `python serve.py` in it opens it."
    )
    if megabytes > MOST_MEGABYTES and not options.pyodide:
        print(f"It is larger than {MOST_MEGABYTES} MB.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
