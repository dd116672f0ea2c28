"""Bulgaria: two letters, two digits of the year, four digits (IK 25 1777)."""

from __future__ import annotations

import re

from firearmskit.language import N_
from firearmskit.marking.rules import LETTER, NUMBER_WORD, Rule


def year(match: re.Match[str]) -> int | None:
    """The two digits in the middle count the years from 1960."""
    digits = match["block"]
    return 1960 + int(digits) if digits.isdigit() and int(digits) <= 45 else None


RULES = (
    Rule(
        pattern=rf"(?<!\w){NUMBER_WORD}(?P<serial>(?:{LETTER}{{2}}|\$\$)[ -]?"
        rf"(?P<block>[\d#?]{{2}})[ -]?[\d#?X]{{4}})(?!\w)",
        reason=N_("Bulgarian pattern: two letters, two digits that count the years from 1960, four digits."),
        confidence=0.92,
        needs=("BGR", "from-BGR"),
        rank=81,
        year=year,
        basis="sourced",
        source="makarov.ch; Thunder Roads, August 2018, "
        "https://view.joomag.com/thunder-roads-la-ms-aug-2018/0281792001533127232?page=34",
    ),
)
