"""Romania, Poland, East Germany, Hungary, Czechoslovakia."""

from __future__ import annotations

import re
from dataclasses import replace

from firearmskit import reference
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.marking.codes import two_digits
from firearmskit.marking.families.symbols import factory_draft
from firearmskit.marking.rules import LETTER, NUMBER_WORD, Draft, Rule

_YEAR_APART = ("DDR", "from-DDR", "CSK", "CZE", "from-CSK", "POL", "HUN", "proof-CSK")
_APART = (
    "makarov.ch (East Germany: two digits apart); letter of Arms Moravia "
    "http://www.geocities.ws/kirbytheog/faqcz52.html (Czechoslovakia); the other States: general knowledge"
)
"""Where it was read that two digits of the year stand apart from the serial."""


def _romanian_year(match: re.Match[str]) -> int | None:
    """Four digits or two, where all could be read."""
    digits = match["block"]
    return (int(digits) if digits.isdigit() else None) if len(digits) == 4 else two_digits(digits, 1950)


def _swords(match: re.Match[str]) -> tuple[Draft, Draft]:
    row = reference.get(reference.ProofMark, "csk-swords")
    year = two_digits(match["digits"], 1940)
    reason = _("Crossed swords with two digits: military acceptance in the year {year}.").format(year=year)
    mark = Draft(
        kind="proof",
        start=match.start("mark"),
        end=match.end("mark"),
        normalised=row.meaning,
        reason=reason,
        confidence=0.9,
        basis=row.confidence,
        row=row,
        gives=("CSK", "context"),
    )
    return mark, replace(
        mark, kind="year", start=match.start("digits"), end=match.end("digits"), normalised=str(year), row=None
    )


RULES = (
    Rule(
        kind="factory_code",
        pattern=r"[\[(]?\b(?:arrow|flèche) (?:(?:with)?in|inside|dans) (?:an? |the |un )?triangle\b[\])]?",
        reason=N_("The mark {mark} stands for: {meaning}."),
        confidence=0.9,
        needs=("ROU", "from-ROU", "cugir"),
        rank=94,
        draft=lambda m: factory_draft("upward arrow", "triangle", m.start(), m.end(), 0.8),
        digits=False,
        words=("arrow", "flèche"),
    ),
    Rule(
        pattern=r"(?<![\w-])(?P<serial>[A-Z]{0,2}\d?-[\d#?]{4,6}-(?P<block>[\d#?]{4}|[\d#?]{2}))(?![\w#?*-])",
        reason=N_("Romanian pattern: series, number and year joined by hyphens; the whole group is the serial."),
        confidence=0.85,
        needs=("ROU", "from-ROU", "imported"),
        alone=0.6,
        rank=76,
        words=("-",),
        year=_romanian_year,
        basis="unverified",
    ),
    Rule(
        pattern=rf"(?<![\w.,/#?*])(?P<serial>{LETTER}{{1,2}}[ -]?\d[\dX#?]{{3,5}}"
        rf"|{LETTER}{{2}}[ -]?[#?]{{4}}|\d{{5,6}}{LETTER}?)(?![\w?#]|[.,/-]\d)",
        reason=N_("Letters and digits in the pattern that this maker uses."),
        confidence=0.85,
        needs=(
            "ROU",
            "from-ROU",
            "POL",
            "from-POL",
            "DDR",
            "from-DDR",
            "HUN",
            "from-HUN",
            "CSK",
            "CZE",
            "from-CSK",
            "from-CZE",
        ),
        rank=29,
        basis="partly",
        source="makarov.ch (East Germany); the other States: general knowledge",
        last=True,
    ),
    Rule(
        pattern=rf"^\s*{NUMBER_WORD}(?P<serial>{LETTER}{{1,2}}[ -]?\d{{4,6}})\s+(?P<year>[4-9]\d)\s*$",
        reason=N_("A number, and two digits of the year {year} apart from it."),
        confidence=0.85,
        needs=_YEAR_APART,
        rank=81,
        year=lambda m: two_digits(m["year"], 1940),
        basis="partly",
        source=_APART,
    ),
    Rule(
        pattern=rf"^\s*(?P<year>[4-9]\d)\s+(?P<serial>{LETTER}{{1,2}}[ -]?\d{{4,6}})\s*$",
        reason=N_("Two digits of the year {year}, and a number apart from them."),
        confidence=0.85,
        needs=_YEAR_APART,
        rank=81,
        year=lambda m: two_digits(m["year"], 1940),
        basis="partly",
        source=_APART,
    ),
    Rule(
        pattern=r"(?<![\w.,/#?*-])(?P<serial>0\d{3})(?![\w?#]|[.,/-]\d)",
        reason=N_("Albanian pattern: four digits that begin with zero; the zero belongs to the serial."),
        confidence=0.8,
        needs=("ALB", "from-ALB"),
        rank=30,
        basis="sourced",
        source="7.62x54r.net, https://igun.cz/MosinID/MosinRareAlbM9130.htm",
        last=True,
    ),
    Rule(
        kind="unknown",
        pattern=r"^\s*[ПD]\s*$",
        reason=N_("A letter of the rear sight for the battle setting: a clue to the State, not the serial."),
        confidence=0.6,
        needs=("SUN", "RUS", "from-SUN", "ALB", "sks"),
        rank=46,
        alternatives=(("proof", 0.2), ("selector", 0.1)),
        basis="sourced",
        source="How to tell SKS variants, https://luxus-collection.com/?p=9240",
        digits=False,
        words=("п", "d"),
    ),
    Rule(
        kind="proof",
        pattern=r"\b(?P<mark>crossed swords)(?: (?:over|and|with))? (?P<digits>[4-9]\d)(?!\w)",
        reason="",
        confidence=0.9,
        rank=83,
        draft=_swords,
        words=("crossed swords",),
    ),
    Rule(
        kind="year",
        pattern=r"^\s*(?P<year>[4-9]\d)\s*$",
        reason=N_("Two digits apart from the serial, beside marks of a maker who stamps the year so: {year}."),
        confidence=0.7,
        needs=_YEAR_APART,
        rank=48,
        year=lambda m: two_digits(m["year"], 1940),
        alternatives=(("proof", 0.2),),
        basis="partly",
        source=_APART,
    ),
    Rule(
        kind="model",
        pattern=r"(?<!\w)(?:ČZ|CZ)[ -]?(?:\d{2,3}|20\d\d)(?:[ -]?"
        r"(?:B|BD|D|DA|BT|SA|TS|P-?0[1-9]|SP-?01|COMPACT|PCR|SHADOW|OMEGA|TACTICAL|RAMI))*(?!\w)",
        reason=N_("CZ with a number and letters for the variant: a designation, not the serial."),
        confidence=0.85,
        rank=62,
        words=("cz", "čz"),
        gives=("cz", "CSK", "context"),
        basis="unverified",
        implies=(("maker", "Česká zbrojovka"),),
        alternatives=(("serial", 0.1),),
    ),
    Rule(
        kind="model",
        pattern=r"(?<!\w)(?:vz|wz|obr)\.?\s?(?:19)?\d{2}(?!\w)",
        reason=N_("The word for pattern with a year of adoption: a designation; it isn't the year of make."),
        confidence=0.8,
        rank=57,
        words=("vz", "wz", "obr"),
        gives=("context",),
    ),
)
