"""What a command shows on a terminal, and the files that it reads."""

from __future__ import annotations

import json
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict, is_dataclass

from firearmskit.errors import InputError, escape, quote
from firearmskit.language import text as _

__all__ = ["print_json", "print_table", "print_text", "read_file", "read_lines"]

_MOST_CHARACTERS = 1_000_000
"""The longest file that is read, in characters."""


def print_table(rows: Sequence[Sequence[str]]) -> None:
    """Show rows as a table that fits the terminal, the first as its head.

    Args:
        rows: Rows of five cells each; the last column takes what the others leave.
    """
    for line in _table(rows, _columns()):
        print(line)


def print_text(text: str, under: str = "") -> None:
    """Show sentences, broken into lines that fit the terminal.

    Args:
        text: The sentences; what a terminal would act on is written out.
        under: Blanks before each line that continues the first.
    """
    shown = escape(text)
    words = shown.lstrip(" ")
    before = shown[: len(shown) - len(words)]
    first, *others = _wrap(words, max(20, _columns()) - max(len(before), len(under)))
    for line in (before + first, *(under + other for other in others)):
        print(line)


def print_json(value: object) -> None:
    """Show a value as JSON.

    Args:
        value: Plain data, or a value of the library, or a list of such values; a value is written with its fields.
    """
    written = json.dumps(value, ensure_ascii=False, indent=2, default=_fields)
    # Characters that are no text of their own (lone surrogates) are escaped; all others stay readable.
    if any("\ud800" <= char <= "\udfff" for char in written):
        written = json.dumps(value, indent=2, default=_fields)
    print(written)


def _fields(value: object) -> object:
    """Give what stands for a value that JSON doesn't know."""
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _columns() -> int:
    return shutil.get_terminal_size((100, 24)).columns


def read_file(name: str) -> str:
    """Read a text file.

    Args:
        name: Its path.

    Returns:
        Its text.

    Raises:
        InputError: It can't be read, is no UTF-8, or has more than 1,000,000 characters.
    """
    try:
        with open(name, encoding="utf-8-sig", newline="") as stream:
            data = stream.read(_MOST_CHARACTERS + 1)
    except (OSError, ValueError) as error:
        raise InputError(_("can't read {name}: {reason}").format(name=quote(name), reason=error)) from None
    if len(data) > _MOST_CHARACTERS:
        raise InputError(_("{name} is longer than {limit} characters").format(name=quote(name), limit=_MOST_CHARACTERS))
    return data


def read_lines() -> list[str]:
    """Read the lines of standard input; bytes that are no UTF-8 are kept as lone surrogates."""
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
    return [line.rstrip("\r\n") for line in sys.stdin]


def _width(text: str) -> int:
    """Count terminal columns: East Asian wide characters take two, combining ones none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _pad(text: str, width: int) -> str:
    return text + " " * max(0, width - _width(text))


def _wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of at most ``width`` columns, at spaces where there are any."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and _width(lines[-1]) + 1 + _width(word) <= width:
            lines[-1] += " " + word
            continue
        if lines[-1]:
            lines.append("")
        for char in word:
            if _width(lines[-1]) + _width(char) > width:
                lines.append("")
            lines[-1] += char
    return lines


def _table(rows: Sequence[Sequence[str]], columns: int) -> Iterable[str]:
    """Lay out rows so that they fit the terminal; the last column takes what the others leave."""
    cells = [[escape(cell) for cell in row] for row in rows]
    room = max(72, columns)  # narrower, the reasons would be a column of syllables
    widest = (room // 5, 12, room // 6, 10)
    widths = [min(limit, max(_width(row[i]) for row in cells)) for i, limit in enumerate(widest)]
    widths.append(room - sum(widths) - 2 * len(widths))
    for number, row in enumerate(cells):
        wrapped = [_wrap(cell, width) for cell, width in zip(row, widths, strict=True)]
        for line in range(max(map(len, wrapped))):
            parts = [
                _pad(lines[line] if line < len(lines) else "", width)
                for lines, width in zip(wrapped, widths, strict=True)
            ]
            yield "  ".join(parts).rstrip()
        if number == 0:
            yield "  ".join("-" * width for width in widths)
