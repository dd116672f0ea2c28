"""National marking systems: Finland, India; designations of Korea."""

from __future__ import annotations

import re

from firearmskit import reference
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.marking.codes import two_digits
from firearmskit.marking.rules import Draft, Rule


def _boxed_sa(match: re.Match[str]) -> Draft:
    row = reference.get(reference.PropertyMark, "fin-sa")
    return Draft(
        kind="property",
        start=match.start(),
        end=match.end(),
        normalised=row.meaning,
        confidence=0.7,
        alternatives=(("proof", 0.2),),
        basis=row.confidence,
        row=row,
        gives=(f"owner-{row.country}",),
        reason=_("Mark of an owner: {meaning}.").format(meaning=_(row.meaning)),
    )


RULES = (
    Rule(
        kind="model",
        pattern=r"(?<!\w)K(?:1|2|3|5|7|14)(?:A\d?|C\d?)?(?![\w#?]|-\w)",
        reason=N_("The letter K and a number beside this maker of Korea: a designation, not the serial."),
        confidence=0.7,
        needs=("daewoo",),
        rank=55,
        words=("k",),
        basis="unverified",
        alternatives=(("serial", 0.05),),
    ),
    Rule(
        kind="property",
        pattern=r"\[\s?SA\s?\]",
        reason="",
        confidence=0.7,
        rank=85,
        words=("[",),
        draft=_boxed_sa,
        digits=False,
    ),
    Rule(
        pattern=r"(?<!\w)(?P<country>IN)[ -](?P<factory_code>[A-Z]{4})[ -](?P<year>\d{2})[ -]"
        r"(?P<unknown>\d{2})[ -](?P<serial>\d{5})"
        r"[ -](?P<calibre>\d{2})(?!\w)",
        reason=N_(
            "Indian composite (Arms Rules 2016, rule 58): country, maker, year {year}, type, serial, "
            "calibre; only the fifth group is the serial."
        ),
        confidence=0.92,
        rank=82,
        words=("in",),
        year=lambda m: two_digits(m["year"], 1960),
        gives=("context",),
        basis="sourced",
        source="Arms Rules 2016 of India, rule 58, https://future.indiankanoon.org/doc/73236394/",
    ),
    Rule(
        pattern=r"(?<!\w)(?P<country>IN)[ -](?P<model>[A-Z]{2,4}\d?)[ -](?P<serial>\d{4,6})[ -]"
        r"(?P<factory_code>[A-Z]{2,5})[ -](?P<year>\d{2}(?:\d\d)?)(?!\w)",
        reason=N_(
            "Practice of the Indian ordnance factories reported in 2010: country, type, number, factory, year "
            "{year}; only "
            "the third group is the serial."
        ),
        confidence=0.75,
        rank=81,
        words=("in",),
        year=lambda m: int(m["year"]) if len(m["year"]) == 4 else two_digits(m["year"], 1960),
        gives=("IND", "context"),
        basis="sourced",
        source="GunPolicy.org, https://gunpolicy.org/firearms/citation/quotes/1666",
    ),
)
