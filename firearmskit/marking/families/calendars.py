"""Years of other calendars: they could be a year of make, and which one in the common era is said, not decided."""

from __future__ import annotations

import re
from dataclasses import replace

from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.marking.rules import Draft, Rule

_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018, "民國": 1911, "民国": 1911}
"""The common year before the first of an era in Japan or of the Republic of China."""

_SHORT_ERAS = {"明": "明治", "大": "大正", "昭": "昭和", "平": "平成", "令": "令和"}
_LAST = 2040


def _hijri(year: int) -> tuple[int, int]:
    """Give the two common years in which a lunar Islamic year falls."""
    # A lunar year is about 354.37 days; year 1 began in July 622.
    began = 622.54 + (year - 1) * 0.970224
    return int(began), int(began + 0.970224)


def _draft(match: re.Match[str], years: tuple[int, ...], calendar: str, *, sure: bool) -> Draft:
    """Make the piece; a year is given only where the text names the calendar and one common year fits."""
    shown = "/".join(map(str, dict.fromkeys(years)))
    kind = "year" if sure else "unknown"
    reason = (
        _("A year of another calendar ({calendar}): {years} of the common era.")
        if sure
        else _("Four digits that could be a year of another calendar ({calendar}): {years} of the common era.")
    )
    return Draft(
        kind=kind,
        start=match.start(),
        end=match.end(),
        normalised=str(years[0]) if sure and len(set(years)) == 1 else None,
        confidence=0.75 if sure else 0.4,
        alternatives=(("serial", 0.1),) if sure else (("year", 0.4), ("serial", 0.2)),
        basis="derived",
        reason=reason.format(calendar=_(calendar), years=shown),
    )


def _era(match: re.Match[str]) -> Draft | None:
    name = _SHORT_ERAS.get(match["era"], match["era"])
    year = _ERAS[name] + (1 if match["n"] == "元" else int(match["n"]))
    if year > _LAST:
        return None
    draft = _draft(match, (year,), N_("era of a State in East Asia"), sure=True)
    return replace(draft, implies=(("country", "JPN"),), gives=("JPN",)) if name[1] in "治正和成" else draft


def _buddhist(match: re.Match[str]) -> Draft:
    return _draft(match, (int(match["n"]) - 543,), N_("Buddhist era"), sure=bool(match["era"]))


def _islamic(match: re.Match[str]) -> Draft | None:
    """Three calendars number their years alike; the letters behind it tell them apart."""
    year, mark = int(match["n"]), (match["mark"] or "").replace(".", "").replace(" ", "")
    solar = (year + 621, year + 622)
    if mark.startswith("هش") or match["sal"]:
        return _draft(match, solar, N_("Iranian solar calendar"), sure=True)
    if mark:
        return _draft(match, _hijri(year), N_("Islamic lunar calendar"), sure=True)
    if match[0].isascii() and match.string.isascii():
        return None
    return _draft(match, (*_hijri(year), *solar), N_("Islamic lunar or Iranian solar calendar"), sure=False)


RULES = (
    Rule(
        kind="year",
        pattern=r"(?P<era>明治|大正|昭和|平成|令和|民國|民国)\s?(?P<n>\d{1,3}|元)\s?年?",
        reason="",
        confidence=0.75,
        rank=71,
        draft=_era,
        digits=False,
        words=("明治", "大正", "昭和", "平成", "令和", "民國", "民国"),
    ),
    Rule(
        kind="year",
        pattern=r"(?<!\w)(?P<era>[明大昭平令])\s?(?P<n>\d{1,2})(?:\s?[.・]\s?\d{1,2})?(?:\s?年)?(?!\w)",
        reason="",
        confidence=0.75,
        rank=71,
        draft=_era,
        words=("明", "大", "昭", "平", "令"),
    ),
    Rule(
        kind="year",
        pattern=r"(?<!\w)(?P<era>พ\.?\s?ศ\.?\s?)(?P<n>2[45]\d\d)(?!\w)",
        reason="",
        confidence=0.75,
        rank=71,
        draft=_buddhist,
        words=("พ",),
    ),
    Rule(
        kind="year",
        pattern=r"(?<!\w)(?P<sal>سال\s?)?(?:سنة\s?|عام\s?)?(?P<n>1[34]\d\d)(?P<mark>\s?ه\s?\.?\s?ش?\.?|\s?هـ)?(?!\w|[.,/-]\d)",
        reason="",
        confidence=0.75,
        rank=52,
        words=("13", "14"),
        draft=_islamic,
    ),
)
