"""Files that the commands read and write: standard input too, and nothing that is there is overwritten."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.law.gaps import NationalLaw, read_national_law

__all__ = ["free", "read"]

_MOST_BYTES = 50_000_000


def free(path: str, *endings: str) -> Path:
    """Give a path that something may be written to.

    Raises:
        InputError: It ends in something else, or something is there already.
    """
    file = Path(path)
    if file.suffix.lower() not in endings:
        known = ", ".join(each for each in endings if each)
        raise InputError(
            _("{file} ends in {ending}; known are {known}").format(
                file=quote(file.name), ending=quote(file.suffix), known=known
            )
        )
    if os.path.lexists(path):
        raise InputError(_("{file} is there already; nothing was written.").format(file=quote(file.name)))
    return file


def read(path: str) -> NationalLaw:
    """Read a national law from a file or a folder; ``-`` is standard input, with JSON or a workbook.

    Raises:
        InputError: It can't be read.
    """
    if path != "-":
        return read_national_law(path)
    data = sys.stdin.buffer.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise InputError(_("{file} is larger than {most} bytes.").format(file=quote(path), most=_MOST_BYTES))
    # A workbook is a ZIP archive.
    name = "stdin.xlsx" if data.startswith(b"PK") else "stdin.json"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_bytes(data)
        return read_national_law(file)
