"""What any mark may hold: labelled serials, years, and shapes of serials."""

from __future__ import annotations

import re

from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.marking.rules import LETTER, Draft, Rule

_READ = r"(?:\d|[#?*](?=[#?*]{0,3}\d))[\dxX#?*_]{0,11}"
"""A digit, and more digits or signs for digits that can't be read."""

_BEFORE = (
    r"(?<![\w.,/$#?*-])(?!\d{1,2}x\d{2,3}(?!\d)|\d{1,2}[ -]\d{1,2}[ -](?:19|20)?\d\d(?!\d)"
    r"|(?:1[89]|20)\d\d-(?:19|20)?\d\d(?!\d)|[^\W\d_]?\d{0,3}[式型年号號]|[一-鿿]{2})"
)
"""Where a number that nothing introduces can begin: not inside another, and not at a calibre, a date or two years."""

_AFTER = r"(?![\w?#*]|[.,/-]\d)"
"""Where it can end."""

_TYPE = "[式型年号號]"
"""Chinese characters that make what stands before them a type, a year or a number."""

_TAIL = rf"(?:[ -]?(?!{_TYPE}|[CK]AL\b|MM\b|GA\b|MOD\b|MK\b|TYPE?\b|[VW]Z\b|OBR\b|MD\b){LETTER}{{1,3}}\d?)?"
"""Letters that end a number."""

_LAST_TAIL = rf"(?:-?{LETTER}{{1,3}}\d?| (?!MK\b){LETTER}{{1,2}}\d?(?! ?{LETTER}|[./]{LETTER}))?"
"""Letters that end a number which nothing introduces: no first of several words."""

_YEAR_APART = r"(?:(?<=\d{4} )|(?<=\d\d[a-z] ))\d\d(?!\w)"
"""Two digits apart from a number: often the year."""

_GROUP = (
    rf"(?:(?:-| (?<![\d#?*]{{4}} ))?{LETTER}{{1,3}}[ -]?(?!{_YEAR_APART})|-"
    rf"| (?<!\d{{5}} )(?!{_YEAR_APART})| (?!\d{{5}}|{_YEAR_APART})){_READ}"
)
"""A further group of a number, after letters, a hyphen or a space; two long numbers side by side stay two, and so does
what can be two digits of the year beside a number."""

_CALIBRE = r"[kк]?\d{1,2}(?:[.,]\d{1,2})?\s?[xх×]\s?\d\d"
"""A calibre behind a number, such as к12х70."""

_NO_GROUP = rf"(?:1[89]|20)\d\d(?!\d)|\d{{2}}{_TYPE}|(?:0\d|1[0-2])/\d\d(?!\d)"
"""What stands apart behind a number and isn't part of it: a year, a type, a month and a year."""

_LABELLED = (
    rf"(?=[\w/?#*-]{{3}}|[\w?#*]{{1,2}} )(?=(?:{LETTER}{{1,4}} )?[\w/?#*-]{{0,20}}\d)"
    rf"(?:{LETTER}{{1,6}}[/-]?|{LETTER}{{1,4}} )?(?:\d|[#?*_](?=[\d#?*_]))[\dxX#?*_]{{0,11}}"
    rf"(?:(?! {_CALIBRE})(?:[ /-]?{LETTER}{{1,3}}[ /-]?|[/-]| (?!{_NO_GROUP})){_READ}){{0,5}}{_TAIL}"
)
"""A number that a word introduces: it goes on over hyphens, slashes and spaces, not over what ``_NO_GROUP`` names."""

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


_LABEL = (
    r"serial(?:\s?(?:number|no|nr|n°|#))?|ser(?:ial)?\.?\s?(?:no|nr|#)|(?:n°|nº|no|num[ée]ro|num)\.?\s?de\s?s[ée]rie|"
    r"n[uú]m[eé]ro|s[ée]rie|ser[iİ]\s?no|(?:waffen|serien|fabrik)-?\s?(?:nr|nummer)|matr(?:[ií]cola|icule|[ií]cula)?|"
    r"numer(?:\sseryjny)?|nr\sfabr|v[ýy]r\.?\s?[čc]|серия|зав(?:одской)?\.?\s?(?:№|номер)|номер|серийный\sномер|"
    r"αρ(?:ιθμ[οό]ς)?\.?(?:\sσειρ[αά]ς)?|枪号|槍號|编号|編號|序号|番号|"
    r"s\s?[/.]\s?n\.?|sn|№|(?:ال)?رقم(?:\sالتسلسلي)?|شماره"
)
"""Words that introduce a serial, in several languages."""

_LABEL_STEMS = ("n", "se", "sé", "#", "№", "mat", "v", "сер", "зав", "ном", "αρ", "号", "號", "رقم", "شماره")
"""Each of these words holds one of them."""


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


def month_year(match: re.Match[str]) -> Draft:
    """Make the piece for a month and a year."""
    year = int(match["y"])
    if year < 100:
        year += 1900 if year >= 30 else 2000
    return Draft(
        kind="year",
        start=match.start(),
        end=match.end(),
        normalised=str(year),
        confidence=0.7,
        alternatives=(("serial", 0.2),),
        reason=_("Written as month and year: {month}/{year}.").format(month=match["m"], year=year),
    )


_FIRST_YEAR = 1860
"""Before it, four digits are more often a number than a year that is stamped."""

_LAST_NAME = 1913
"""Up to this year, a year beside a word is more often part of a name, such as COLT 1860, than a year of make."""


def _year(match: re.Match[str]) -> Draft | None:
    beside = match.string[max(0, match.start() - 2) : match.start()] + match.string[match.end() : match.end() + 2]
    if int(match["y"]) < _FIRST_YEAR and not any(map(str.isalpha, match[0])):
        return None
    if int(match["y"]) <= _LAST_NAME and any(map(str.isalpha, beside)):
        return Draft(
            kind="unknown",
            start=match.start(),
            end=match.end(),
            normalised=None,
            confidence=0.4,
            alternatives=(("model", 0.4), ("year", 0.4)),
            reason=_("An early year beside a word: it may be the name of a model or of a firm, or the year of make."),
        )
    return Draft(
        kind="year",
        start=match.start(),
        end=match.end(),
        normalised=match["y"],
        confidence=0.8,
        alternatives=(("serial", 0.3),),
        reason=_("Four digits that stand alone and fit a year of make."),
    )


RULES = (
    Rule(
        pattern=rf"(?<!\w)(?P<label>{_LABEL}|(?:nr|n°|nº|no|(?<![-/])(?<!\b\w\s)(?<!\b\w\w\s)#(?=\s?\d)|"
        rf"num)(?!\s?[.:]?\s?\d{{1,2}} (?!\d{{5,6}}(?!\w))))"
        rf"\s?[.:]?\s{{0,3}}(?!(?<={LETTER}){LETTER})(?P<serial>{_LABELLED})(?![\w?#*]|[/-]\w)",
        reason=N_("The text itself calls this a number or a serial; the word that introduces it isn't part of it."),
        confidence=0.95,
        rank=80,
        shorter=True,
        words=_LABEL_STEMS,
    ),
    Rule(
        kind="unknown",
        pattern=rf"^\s*(?:{_LABEL})\s?[.:]?\s*$",
        reason=N_("A word that introduces a serial, but no number follows it."),
        confidence=0.95,
        rank=79,
        digits=False,
        words=_LABEL_STEMS,
    ),
    Rule(
        kind="year",
        pattern=r"(?<![\w.])(?P<y>19[2-4]\d)\s?[-–/ ]\s?(?:A(?:NNO)?\.?\s)?(?P<era>[IVX]{1,6})(?!\w)",
        reason="",
        confidence=0.95,
        rank=70,
        words=("192", "193", "194"),
        draft=_fascist,
    ),
    Rule(
        kind="year",
        pattern=r"(?<![\w./,#?*$-])(?:سنة\s|سال\s)?(?P<y>1[89]\d\d|20[0-2]\d)(?:\s?[rгГ](?:\.|\b))?(?!\w|[.,/-]\d|-\w)",
        reason="",
        confidence=0.8,
        rank=45,
        words=("18", "19", "20"),
        draft=_year,
    ),
    Rule(
        kind="year",
        pattern=r"(?<![\w./,-])(?P<m>0[1-9](?=[/.])|(?:[1-9]|1[0-2])(?=/|\.\d{4}))[/.](?P<y>\d\d|19\d\d|20[0-2]\d)"
        r"(?![\w/.,-])",
        reason="",
        confidence=0.7,
        rank=44,
        words=("/", "."),
        draft=month_year,
    ),
    Rule(
        pattern=rf"^\s*(?P<serial>{LETTER}{{2}} (?:1[89]|20)\d\d)\s*$",
        reason=N_("Two letters and four digits: the shape of a serial, although the digits alone could be a year."),
        confidence=0.65,
        needs=("context",),
        alone=0.5,
        rank=46,  # above the year, below the names: ТТ 1941 is a model and a year
        words=("18", "19", "20"),
        alternatives=(("year", 0.3),),
    ),
    Rule(
        kind="unknown",
        pattern=r"^\s*(?:1[89]\d\d|20[0-2]\d)[?#*]\s*$",
        reason=N_("A year that is in doubt, or a number whose last digit can't be read: it is left open."),
        confidence=0.45,
        rank=46,
        words=("18", "19", "20"),
        alternatives=(("serial", 0.3), ("year", 0.3)),
    ),
    Rule(
        pattern=rf"^\s*(?P<serial>{LETTER}{{0,2}}[?#*]{LETTER}{{0,2}}[ -]?(?=\d)[\d?#*]{{2,8}}(?:[ -]\d{{2,6}})?)\s*$",
        reason=N_("Letters, of which one can't be read, and digits, in the shape of a serial."),
        confidence=0.65,
        needs=("context",),
        rank=46,
        words=("?", "#", "*"),
    ),
    Rule(
        pattern=rf"^\s*(?P<serial>(?!X){LETTER}{{1,4}}[ -]?\d{{0,2}}X{{3,6}})\s*$",
        reason=N_("Letters, and signs for digits that can't be read or are withheld."),
        confidence=0.6,
        needs=("context",),
        rank=47,
        digits=False,
        words=("xxx",),
    ),
    Rule(
        pattern=rf"{_BEFORE}(?P<serial>(?:(?:{LETTER}(?:[ -]?{LETTER})?|{LETTER}{{3,4}}|\$\$)[ -]?)?"
        r"(?:\d(?=[x#?*_]{0,4}\d)[\dx#?*_]{3,11}|[#?*]{1,3}(?=\d)[\d#?*]{3,9}"
        rf"|(?<={LETTER})[?#*_]{{1,2}}(?=\d)[\d?#*]{{2,8}}){_LAST_TAIL}){_AFTER}",
        reason=N_("Digits, with or without letters, in the shape of a serial."),
        confidence=0.7,
        needs=("context",),
        alone=0.55,
        rank=12,
        last=True,
    ),
    Rule(
        pattern=rf"{_BEFORE}(?=[\w#?* -]{{0,12}}\d[\dx#?*]{{2}})"
        rf"(?P<serial>(?:(?!(?-i:N[or]|n[or])\b){LETTER}{{1,4}}[ -]?)?{_READ}(?:{_GROUP}){{1,4}}{_LAST_TAIL}){_AFTER}",
        reason=N_("Groups of letters and digits in the shape of a serial."),
        confidence=0.6,
        needs=("context",),
        alone=0.5,
        rank=13,
        last=True,
    ),
    Rule(
        pattern=rf"{_BEFORE}(?P<serial>{LETTER}{{1,4}}[ -]?\d[\dxX#?*]{{2}}{_LAST_TAIL}){_AFTER}",
        reason=N_("Letters and three digits: short for a serial; it may be an inspector's or an assembly number."),
        confidence=0.45,
        needs=("context",),
        alone=0.4,
        rank=11,
        last=True,
    ),
)
