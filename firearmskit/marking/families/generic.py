"""What any mark may hold: labelled serials, years, patents, described marks, and shapes of serials."""

from __future__ import annotations

import re

from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.marking.rules import LETTER, Draft, Rule

D = r"[\d#?*$_]"
"""A digit, or a sign for a digit that can't be read."""

_MONTH = (
    "JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|SEPT?(?:EMBER)?|OCT(?:OBER)?|"
    "NOV(?:EMBER)?|DEC(?:EMBER)?"
)
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


_LABEL = (
    r"serial(?:\s?(?:number|no|nr|n°|#))?|ser(?:ial)?\.?\s?(?:no|nr)|(?:n°|nº|no|num[ée]ro|num)\.?\s?de\s?s[ée]rie|"
    r"num[ée]ro|s[ée]rie|waffen-?\s?(?:nr|nummer)|matr(?:icola|icule)?|серия|зав\.?\s?№"
)
"""Words that introduce a serial, in several languages."""


def roman(text: str) -> int | None:
    """Read a Roman number up to 89; None when it isn't one."""
    text = text.upper()
    if not re.fullmatch(r"(?=[IVXL])L?X{0,4}(?:IX|IV|V?I{0,3})", text):
        return None
    values = [_ROMAN[c] for c in text]
    return sum(-v if v < w else v for v, w in zip(values, [*values[1:], 0], strict=True))


def _fascist(match: re.Match[str]) -> Draft:
    year, era = int(match["y"]), roman(match["era"])
    # Year N of the era ran from 28 October 1921 + N to 27 October 1922 + N.
    fits = era is not None and year in (1921 + era, 1922 + era)
    return Draft(
        kind="year",
        start=match.start(),
        end=match.end(),
        normalised=str(year),
        confidence=0.95 if fits else 0.6,
        basis="derived",
        gives=("ITA",),
        reason=_("Calendar year {year} with the year {era} of the Fascist era, which agree.").format(
            year=year, era=match["era"]
        )
        if fits
        else _("Calendar year {year} with the year {era} of the Fascist era, which don't agree: look again.").format(
            year=year, era=match["era"]
        ),
    )


def _month_year(match: re.Match[str]) -> Draft:
    year = int(match["y"])
    if year < 100:
        year += 1900 if year >= 36 else 2000
    return Draft(
        kind="year",
        start=match.start(),
        end=match.end(),
        normalised=str(year),
        confidence=0.7,
        alternatives=(("serial", 0.2),),
        reason=_("Written as month and year: {month}/{year}.").format(month=match["m"], year=year),
    )


RULES = (
    Rule(
        kind="unknown",
        pattern=rf"\b(?:U\.?\s?S\.?\s?|[A-Z]{{3,12}}'?S\s)?(?:PAT(?:ENT(?:ED|S)?|'?D|S)?|BREVET"
        rf"(?:TATO|É|E)?|DRP|D\.R\.P|D\.R\.G\.M|DRGM)\b\.?(?:\s?NOS?\b\.?)?"
        rf"(?:[\s,.;:/&'\d-]|\b(?:{_MONTH}|AND|PEND(?:ING)?|S\.?G\.?D\.?G|APPL"
        rf"(?:IED)?|FOR|OTHER|DATES|D[EÉ]POS[EÉ])\b)*+",
        reason=N_("Patent text: its dates and numbers are neither the year of make nor a serial."),
        confidence=0.95,
        rank=95,
        digits=False,
        words=("pat", "brevet", "drp", "d.r.", "drgm"),
    ),
    Rule(
        kind="unknown",
        pattern=r"\b(?:part|assy|assembly|drawing|dwg|cage|nsn|contract|lot|rack|butt|batch|cat|mould|mold)\s?"
        r"(?:no|nr|number|#)?\b[.:]?\s?"
        r"[\w-]{0,20}\d[\w-]{0,20}",
        reason=N_("Part, assembly, contract, lot or rack number: not the serial."),
        confidence=0.9,
        rank=94,
        alternatives=(("serial", 0.05),),
        words=(
            "part",
            "assy",
            "assembly",
            "drawing",
            "dwg",
            "cage",
            "nsn",
            "contract",
            "lot",
            "rack",
            "butt",
            "batch",
            "cat",
            "mould",
            "mold",
        ),
    ),
    Rule(
        kind="unknown",
        pattern=r"[\[(<]?(?:(?:mark|serial|number|text|partly|fully|three|character|type|code|model|s)\b[ ]?){0,5}"
        r"\b(?:obliterated|erased|defaced|removed|ground(?: off| away| down)?|filed"
        r"(?: off)?|illegible|unreadable|effac[ée]e?|"
        r"illisible|scratched(?: out)?|worn(?: away)?|missing|no serial|not legible|unleserlich)\b[\])>]?",
        reason=N_("The mark is described as not readable: record whether it is worn, altered or was never there."),
        confidence=0.95,
        rank=96,
        alternatives=(("serial", 0.3),),
        digits=False,
        words=(
            "obliterated",
            "erased",
            "defaced",
            "removed",
            "ground",
            "filed",
            "illegible",
            "unreadable",
            "effac",
            "illisible",
            "scratched",
            "worn",
            "missing",
            "no serial",
            "not legible",
            "unleserlich",
        ),
    ),
    Rule(
        pattern=rf"(?<!\w)(?P<label>{_LABEL}|s/?n|№|nr|n°|nº|no|#(?=\s?\d)|num)"
        rf"\s?[.:]?\s{{0,3}}(?P<serial>(?:{LETTER}{{1,3}}[ -]?)?{D}[\dxX#?*_]{{2,9}}"
        rf"(?:[ -]?{LETTER}{{1,2}})?)(?!\w)",
        reason=N_("The text itself calls this a number or a serial; the word that introduces it isn't part of it."),
        confidence=0.95,
        rank=80,
    ),
    Rule(
        kind="unknown",
        pattern=rf"^\s*(?:{_LABEL}|s/n|№)\s?[.:]?\s*$",
        reason=N_("A word that introduces a serial, but no number follows it."),
        confidence=0.95,
        rank=79,
        digits=False,
    ),
    Rule(
        kind="year",
        pattern=r"(?<![\w.])(?P<y>19[2-4]\d)\s?[-–/ ]\s?(?:A(?:NNO)?\.?\s)?(?P<era>[IVX]{1,6})(?!\w)",
        reason="",
        confidence=0.95,
        rank=70,
        draft=_fascist,
    ),
    Rule(
        kind="year",
        pattern=r"(?<![\w./,#$-])(?P<year>(?:1[89]\d\d|20[0-3]\d)(?:\s?[rгГ](?:\.|\b))?)(?!\w|[.,/-]\d|-\w)",
        reason=N_("Four digits that stand alone and fit a year of make."),
        confidence=0.8,
        alternatives=(("serial", 0.3),),
        rank=45,
    ),
    Rule(
        kind="year",
        pattern=r"(?<![\w./,-])(?P<m>0?[1-9]|1[0-2])[/.](?P<y>[3-9]\d|[0-2]\d|19\d\d|20\d\d)(?![\w/.,-])",
        reason="",
        confidence=0.7,
        rank=44,
        draft=_month_year,
    ),
    Rule(
        pattern=rf"(?<![\w.,/$#?*-])(?P<serial>(?:(?:{LETTER}(?:[ -]?{LETTER})?|\$\$)[ -]?|{LETTER}{{3,4}})?"
        rf"(?:\d[\dxX#?*_]{{3,11}}|[#?*][\d#?*]{{3,9}}|(?<={LETTER})[?#*_][\d?#*]{{2,8}})"
        rf"(?:[ -]?{LETTER}{{1,3}})?)"
        r"(?![\w?#*]|[.,/-]\d)",
        reason=N_("Digits, with or without letters, in the shape of a serial."),
        confidence=0.7,
        needs=("context",),
        alone=0.55,
        rank=12,
        last=True,
    ),
    Rule(
        pattern=rf"(?<![\w.,/])(?P<serial>{LETTER}{{1,4}}[ -]?\d{{2,4}}[ -]\d{{3,6}}"
        rf"|\d{{3}}[ -]\d{{4,6}})(?![\w?#*]|[.,/-]\d)",
        reason=N_("Groups of letters and digits in the shape of a serial."),
        confidence=0.6,
        needs=("context",),
        alone=0.5,
        rank=13,
        last=True,
    ),
    Rule(
        pattern=rf"(?<![\w.,/])(?P<serial>(?:{LETTER}{{1,2}}[ -]?|{LETTER}{{3,4}})\d[\dxX#?*]{{2}}"
        rf"(?:[ -]?{LETTER}{{1,2}})?)(?![\w?#*]|[.,/-]\d)",
        reason=N_("Letters and three digits: short for a serial; it may be an inspector's or an assembly number."),
        confidence=0.45,
        needs=("context",),
        alone=0.4,
        rank=11,
        last=True,
    ),
)
