"""Tables for spreadsheets, in which nothing that somebody wrote becomes a formula, a row or a column of its own."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from firearmskit.course.answers import write_atomically
from firearmskit.errors import escape

__all__ = ["Cell", "csv_text", "harmless", "is_formula", "write_table"]

Cell = str | int | float | None
_SIGNS = frozenset("=+-@|%")
"""What begins a formula, or a command, in one of the spreadsheets in use."""
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?|-")
_INSIDE = re.compile(r"([;,\t]\s*[\"'“”]*\s*)(?=[=+\-@|%＝＋－＠｜％﹢﹣﹦﹫])")
"""A spreadsheet that takes another separator than ours would begin a cell here."""


def harmless(value: Cell) -> str:
    r"""Write a value so that a spreadsheet takes it for what it is.

    A text that a spreadsheet could take for a formula gets an apostrophe in front, which shows that it is text; signs
    after spaces, quotation marks and invisible characters, and full-width signs, count. Controls and characters that
    turn the direction of writing are shown by their code, so that a cell stays one cell. Numbers stay numbers.

    Args:
        value: Nothing, a number or a text.

    Source:
        OWASP Application Security Verification Standard 5.0, requirement 1.2.10, which names = + - @ tab and null and
        the single quote; the other signs are added here.

    >>> harmless("=1+1"), harmless(-3.5), harmless("-3,5"), harmless('" @SUM(A1)'), harmless("one\n=two")
    ("'=1+1", '-3.5', '-3,5', '\'" @SUM(A1)', 'one\\n=two')
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    if _NUMBER.fullmatch(value):
        return value
    text = _INSIDE.sub(r"\1'", escape(value))
    return f"'{text}" if is_formula(value) else text


def is_formula(text: str) -> bool:
    """Say whether a spreadsheet may take a text for a formula or a command; a number isn't one."""
    if _NUMBER.fullmatch(text):
        return False
    folded = unicodedata.normalize("NFKC", text)
    first = next((c for c in folded if not c.isspace() and c not in "\"'`´‘’“”«»" and _is_seen(c)), "")
    return first in _SIGNS or text[:1] in ("\t", "\r", "\n", "\0")


def _is_seen(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Zs", "Zl", "Zp", "Mn")


def csv_text(rows: Iterable[Sequence[Cell]]) -> str:
    """Write rows as CSV: commas, a line a row, each cell harmless."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([harmless(value) for value in row] for row in rows)
    return text.getvalue()


def write_table(path: Path, rows: Iterable[Sequence[Cell]], *, marked: bool = True, mode: int = 0o600) -> None:
    """Write a table as CSV in UTF-8, all of it or nothing.

    Args:
        path: The file; its folder is made.
        rows: The head first.
        marked: Whether to begin with the mark by which Excel knows UTF-8.
        mode: Permission bits, less those that the process's umask takes away; marks are for their owner only.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, ("\ufeff" if marked else "") + csv_text(rows), mode=mode)
