"""Text in the cells of a spreadsheet, so that no program takes it for a formula and nothing of it is lost."""

from __future__ import annotations

from firearmskit.arguments import of_type

__all__ = ["defused", "restored"]

_STARTS = frozenset("=+-@\t\r\n'＝＋－＠")
"""What spreadsheet programs take for the start of a formula, some of them in its wide form too; and our own sign."""


def defused(text: str) -> str:
    """Write a text so that a spreadsheet program shows it: an apostrophe goes before what it could calculate.

    Args:
        text: The text of a cell.

    Returns:
        The text, or the text behind an apostrophe; :func:`restored` gives the text back.

    >>> defused("=1+1"), defused("AB 12"), defused("'AB")
    ("'=1+1", 'AB 12', "''AB")
    """
    return "'" + text if of_type(text, str, "text")[:1] in _STARTS and text else text


def restored(cell: str) -> str:
    """Give the text that :func:`defused` wrote.

    >>> restored("'=1+1"), restored("AB 12")
    ('=1+1', 'AB 12')
    """
    return cell[1:] if of_type(cell, str, "cell").startswith("'") else cell
