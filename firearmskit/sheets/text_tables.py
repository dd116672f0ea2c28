"""Tables in text files: comma-separated and the like, in whatever encoding, so long as it is known which."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator

from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.sheets.sheet import MOST_ROWS, ROW, RawRow

__all__ = ["text_rows"]

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = (",", ";", "\t", "|")
_LOOKED_AT = 50
_LONGEST = 131_072

_OURS = re.compile(f'"?{re.escape(ROW)}"?([,;\t|])')
"""How a file of rejected rows begins, also after a spreadsheet program saved it with other signs between the cells."""


def text_rows(name: str, data: bytes, *, encoding: str | None, delimiter: str | None) -> tuple[list[RawRow], list[str]]:
    """Read the rows of a text file.

    Args:
        name: Name of the file, for messages.
        data: What is in it.
        encoding: Its encoding; UTF-8, or what a byte order mark says, when None. It is never guessed.
        delimiter: What parts the cells; found when None.

    Returns:
        The rows that aren't empty, and notes.

    Raises:
        InputError: The encoding is another one, or the text is no table.
    """
    text, notes = _decoded(name, data, encoding)
    if (ours := _OURS.match(text)) is not None:
        delimiter = delimiter or ours[1]
    if text.startswith("sep=") and len(text.splitlines()[0]) == 5:
        delimiter = delimiter or text[4]
        # The line stays as an empty one, so that rows keep their numbers.
        text = text[5:]
    if delimiter is None:
        delimiter = _delimiter(text)
        notes.append(_("Cells are parted by {sign}.").format(sign=quote(delimiter)))
    elif len(delimiter) != 1 or delimiter in '"\r\n':
        raise InputError(_("{value} can't part cells; it is one character.").format(value=quote(delimiter)))
    rows = []
    for number, cells in _records(name, text, delimiter):
        if number > MOST_ROWS:
            raise InputError(_("{name} has more than {most} rows.").format(name=quote(name), most=MOST_ROWS))
        if any(cell.strip() for cell in cells):
            rows.append(RawRow(number=number, cells=tuple(cells)))
    return rows, notes


def _decoded(name: str, data: bytes, encoding: str | None) -> tuple[str, list[str]]:
    notes = []
    if encoding is None:
        encoding = next((known for mark, known in _BYTE_ORDER_MARKS if data.startswith(mark)), "utf-8")
        if encoding not in ("utf-8", "utf-8-sig"):
            notes.append(_("The file says itself that it is {encoding}.").format(encoding=encoding))
    try:
        return data.decode(encoding).removeprefix("\ufeff"), notes
    except UnicodeError as error:
        at = getattr(error, "start", 0)
        line = data.count(b"\n", 0, at) + 1
        raise InputError(
            _(
                "{name} isn't {encoding}: line {line} holds bytes that are none. Say its encoding, such as cp1252 for "
                "Western Europe, cp1251 for Cyrillic, cp1256 for Arabic or utf-16."
            ).format(name=quote(name), encoding=encoding, line=line)
        ) from None
    except (LookupError, TypeError, ValueError):
        raise InputError(_("{value} isn't an encoding that is known.").format(value=quote(encoding))) from None


def _delimiter(text: str) -> str:
    """Find what parts the cells: what gives the first lines alike many cells, and most of them."""
    sample = text[:200_000]
    best, most = ",", (0, 0)
    for delimiter in _DELIMITERS:
        counts: list[int] = []
        try:
            for cells in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
                if cells:
                    counts.append(len(cells))
                if len(counts) == _LOOKED_AT:
                    break
        except csv.Error:
            pass
        usual = max(set(counts), key=lambda count: (counts.count(count), count), default=1)
        if usual > 1 and (counts.count(usual), usual) > most:
            best, most = delimiter, (counts.count(usual), usual)
    return best


def _records(name: str, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Give each record with its number, as a spreadsheet program would count it."""
    # strict: a quotation mark that is never closed must not swallow the rows behind it.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, cells in enumerate(reader, 1):
            # Not left to the limit of Python's own module, which other libraries change for all.
            if any(len(cell) > _LONGEST for cell in cells):
                raise csv.Error(f"field larger than field limit ({_LONGEST})")
            yield number, cells
    except csv.Error as error:
        raise InputError(
            _("{name} is no sound table; at line {line}: {reason}").format(
                name=quote(name), line=reader.line_num, reason=quote(str(error))
            )
        ) from None
