"""Names of firms that aren't in the reference, known by the words that firms bear."""

from __future__ import annotations

import re

from firearmskit.language import text as _
from firearmskit.marking.rules import Draft, Rule

_NO_NAME = r"(?!(?:MADE|MODEL|TYPE|CAL|CALIBER|CALIBRE|MOD)\b)"
_WORD = rf"{_NO_NAME}(?:[A-ZÀ-ÞĀ-ŽΑ-ΩА-ЯЁІЇЄЂЉЊЋЏ][^\W\d_]{{1,19}}[.'’]?|[A-Z]\.|&|[A-Z]{{2,4}})"
_FIRM = (
    r"(?:ARMS|ARMAMENTS?|ARMORY|ARMOURY|ARSENAL|FIREARMS|WEAPONS|GUN\s?(?:WORKS|MAKERS?)|ARMER[IÍ]A|MFG|MANUFACTUR(?:E|ING|ERS)|MANUFACTURE|WORKS|"
    r"FACTORY|FABRI(?:CA|QUE|K|KEN)|F[AÁ]BRICA|FABBRICA|WAFFENFABRIK|WAFFENWERKE?|VAPENFABRIK|V[ÅA]PENFABRIKK?|GEV[ÆA]RFABRIK|"
    r"ARMAS|ARMI|ARMES|WAFFEN|BRONI|ZBROJOVKA|ZBROJARNA|FEGYVERGY[AÁ]R|SANAYI|S[İI]LAH|TICARET|ZAVOD|ЗАВОД|ЗАВОДИ|"
    r"INDUSTRIES|INDUSTRIA|INDUSTRIE|IND|METAL(?:URGICA)?|TECHNOLOGIES|DEFEN[CS]E)"
)
_FORM = (
    r"(?:GMBH|A\.?G|A/S|AS|A\.?B|O\.?Y|K\.?G|S\.?A|S\.?P\.?A|S\.?R\.?L|S\.?A\.?S|S\.?L|LTDA|LTD|LIMITED|INC|CORP(?:ORATION)?|CO(?:MPANY)?|LLC|"
    r"P\.?L\.?C|D\.?D|D\.?O\.?O|A\.?Ş|A\.?S|CIA|C[IÍ]A|Y\sCIA|ET\sCIE|CIE|SONS?|FILS|HIJOS|FRÈRES|HNOS|BROS)\.?"
)


_LONG = re.compile(r"[^\W\d_]{4}")


def _firm(match: re.Match[str]) -> Draft | None:
    if not _LONG.search(match[0]):
        return None
    name = " ".join(match[0].split()).strip(" ,.")
    return Draft(
        kind="maker",
        start=match.start(),
        end=match.end(),
        normalised=name,
        confidence=0.65,
        alternatives=(("import", 0.2), ("property", 0.05)),
        gives=("context",),
        reason=_("The name of a firm, by its words; it isn't in the reference. It may be a maker or an importer."),
    )


_STEMS = (
    "arm", "gun", "weap", "mfg", "manuf", "work", "fact", "fab", "fáb", "waff", "vap", "våp", "gev", "broni",
    "zbroj", "feg",
    "sanay", "silah", "si̇lah", "ticar", "ti̇car", "zavod", "завод", "ind", "metal", "techn", "defen",
)  # fmt: skip
_FORMS = (
    "gmbh", "a.g", "ag", "a/s", "as", "a.b", "ab", "o.y", "oy", "k.g", "kg", "s.a", "sa", "s.p", "spa", "s.r",
    "srl", "s.l",
    "sl", "lt", "lim", "inc", "cor", "co", "llc", "p.l", "plc", "d.d", "dd", "d.o", "doo", "a.ş", "aş", "a.s",
    "cia", "cía",
    "cie", "son", "fils", "hijos", "frè", "hnos", "bros",
)  # fmt: skip

RULES = (
    Rule(
        kind="maker",
        pattern=rf"(?<![\w&])(?-i:(?:{_WORD}[\s,]{{1,2}}){{1,3}}(?:{_FIRM}\b\.?(?:[\s,]{{1,2}}{_FIRM}\b\.?)?(?:[\s,]{{1,2}}{_FORM}(?!\w))?|{_FORM}(?!\w)))",
        reason="",
        confidence=0.65,
        rank=30,
        draft=_firm,
        words=(*_STEMS, *_FORMS),
        digits=False,
    ),
    Rule(
        kind="maker",
        pattern=rf"(?<![\w&])(?-i:{_FIRM}\b(?:\s(?:DE|D'|DI|DEL|OF|NATIONALE|NATIONAL|NACIONAL|{_WORD})(?!\w)){{1,4}})",
        reason="",
        confidence=0.6,
        rank=29,
        draft=_firm,
        words=_STEMS,
        digits=False,
    ),
)
