"""Glock: letters, three digits, and US on early imports; the barrel bears a code of its own."""

from __future__ import annotations

import re

from firearmskit.language import N_
from firearmskit.marking.rules import Rule


def _model(match: re.Match[str]) -> str:
    return f"Glock {match['number'].upper()}"


_GLOCK = ("glock", "glockinc", "glock17", "glock19", "glock26")

RULES = (
    Rule(
        kind="model",
        pattern=r"(?<!\w)GLOCK[ -]?(?P<number>\d{2}[A-Z]{0,3})(?:\s?GEN\.?\s?\d)?(?!\w)",
        reason=N_("Glock with a number: a designation, not the serial."),
        confidence=0.9,
        rank=63,
        words=("glock",),
        value=_model,
        gives=("glock", "AUT", "context"),
        basis="unverified",
        implies=(("maker", "Glock"),),
    ),
    Rule(
        kind="model",
        pattern=r"(?:^|[/,\n]|(?<=M\.B\.H\. )|(?<=M\.B\.H )|(?<=MBH ))\s*(?:MODEL\s?)?"
        r"(?P<number>[1-4]\d)[A-Z]{0,3}(?:\s?GEN\.?\s?\d)?\s*(?:$|(?=AUSTRIA|USA|U\.S\.A|[/,\n]))",
        reason=N_("Two digits beside the maker Glock: the number of the model."),
        confidence=0.85,
        needs=_GLOCK,
        rank=49,
        value=_model,
    ),
    Rule(
        pattern=r"(?<!\w)(?P<serial>[A-Z?$]{2,4}[ -]?[\d#?*][\dX#?*]{2}(?:\s?US)?)(?![\w#?])",
        reason=N_("Glock pattern: two to four letters and three digits; US at the end belongs to it."),
        confidence=0.92,
        needs=_GLOCK,
        rank=74,
        basis="sourced",
        source="blog pasterleather.blogg.se; Small Arms Review 18(6), "
        "https://yumpu.com/en/document/view/54045151/sar-186/53",
    ),
    Rule(
        kind="unknown",
        pattern=r"^\s*[A-Z]{3}\s*$",
        reason=N_(
            "Three letters alone beside the maker Glock: the barrel bears such a code; it isn't part of the serial."
        ),
        confidence=0.6,
        needs=_GLOCK,
        rank=73,
        alternatives=(("year", 0.3), ("serial", 0.1)),
        basis="sourced",
        source="Small Arms Review 18(6), https://yumpu.com/en/document/view/54045151/sar-186/53",
        digits=False,
    ),
)
