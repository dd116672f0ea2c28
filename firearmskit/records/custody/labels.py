"""The label of an item of evidence, as text to write or print."""

from __future__ import annotations

import re

from firearmskit.arguments import of_type
from firearmskit.errors import InputError, escape, quote
from firearmskit.language import text as _
from firearmskit.marking import check_character
from firearmskit.records.when import When

__all__ = ["check_of", "label"]

_MOST = 35
_THE_37TH = "*"
"""What ISO/IEC 7064 writes for the 37th character of its system MOD 37-2; a stamp has none, paper does."""


def label(item: str, *, on: str, seal: str | None = None, what: str | None = None) -> str:
    """Write the label of an item of evidence.

    Args:
        item: What the item is called.
        on: The day on which it was taken, as an ISO date.
        seal: Number of its seal.
        what: What it is, in a few words; never whose.

    Returns:
        Lines of text. The last one is a check character: whoever copies the item's name wrongly by one character, or
        swaps two neighbours, gets another one.

    Raises:
        InputError: The item's name holds no letter or digit, or ``on`` is no date.

    >>> print(label("F-2024-17", on="2024-05-02", seal="S 4471", what="pistol"))
    Evidence F-2024-17
    pistol
    taken on 2024-05-02
    seal S 4471
    check H
    """
    lines = [_("Evidence {item}").format(item=of_type(item, str, "item"))]
    if what is not None:
        lines.append(of_type(what, str, "what"))
    lines.append(_("taken on {date}").format(date=When.parse(on).text))
    if seal is not None:
        lines.append(_("seal {seal}").format(seal=of_type(seal, str, "seal")))
    lines.append(_("check {character}").format(character=check_of(item)))
    return "\n".join(escape(line) for line in lines)


def check_of(item: str) -> str:
    """Give the check character of an item's name: of its letters and digits, the last 35 if there are more.

    Args:
        item: What the item is called.

    Returns:
        One character.

    Raises:
        InputError: The name holds no letter A to Z and no digit.

    Source:
        ISO/IEC 7064, check character system MOD 37-2; see :func:`firearmskit.marking.check_character`.

    >>> check_of("F-2024-17") != check_of("F-2024-71")
    True
    """
    signs = re.sub(r"[^A-Z0-9]", "", item.upper())[-_MOST:]
    if not signs:
        raise InputError(_("{item} holds no letter A to Z and no digit, so it has no label.").format(item=quote(item)))
    return check_character(signs) or _THE_37TH
