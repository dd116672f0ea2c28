"""United States: military lines, import lines, Colt and other serials with known prefixes."""

from __future__ import annotations

import re

from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.marking.rules import US_STATE, Draft, Rule

_TOWN = r"(?:[A-Z][A-Z.']{1,14}\s?){1,3}"
_STATE = rf"(?<=[\s,.])(?:{US_STATE})"
_FIRM = r"(?:INC|CO|CORP|LLC|L\.L\.C|LTD|INT'?L|IMP|IMPORTS?|ARMS)\b\.?"


def _import_line(match: re.Match[str]) -> Draft:
    firm = match["firm"].strip(" ,.-")
    return Draft(
        kind="import",
        start=match.start(),
        end=match.end(),
        normalised=firm,
        confidence=0.75,
        alternatives=(("maker", 0.4),),
        gives=("imported", "context"),
        reason=_(
            "A firm with a town and a State of the United States, as an importer must mark: {firm}. It "
            "may also be a maker."
        ).format(firm=firm),
    )


def _short_import_line(match: re.Match[str]) -> Draft:
    return Draft(
        kind="import",
        start=match.start(),
        end=match.end(),
        normalised=match["firm"].strip(" ,."),
        confidence=0.7,
        alternatives=(("maker", 0.2),),
        gives=("imported", "context"),
        reason=_(
            "Short letters of a firm with a town and a State of the United States, as importers mark: {firm}."
        ).format(firm=match["firm"].strip(" ,.")),
    )


RULES = (
    Rule(
        kind="import",
        pattern=rf"^\s*(?-i:(?P<firm>[A-Z][A-Z.&]{{1,6}})[\s,]{{1,2}}{_TOWN},?\s?{_STATE})\.?\s*$",
        reason="",
        confidence=0.7,
        rank=39,
        draft=_short_import_line,
        digits=False,
    ),
    Rule(
        kind="unknown",
        pattern=r"(?<!\w)(?-i:[A-F]\s?\d{5,7}(?:-\d{1,2})?|\d{7}(?:-\d{1,2})?)[ -](?-i:SA|WRA|IHC|HRA|HR|RIA|REM|"
        r"RA|S\.A)\b(?!\w)|(?<!\w)(?-i:[A-F])\s\d{7}(?!\w)",
        reason=N_("In the shape of a drawing number of United States ordnance: not the serial."),
        confidence=0.7,
        needs=("USA", "from-USA", "owner-USA"),
        rank=74,
        alternatives=(("serial", 0.1),),
        basis="unverified",
    ),
    Rule(
        kind="unknown",
        pattern=r"(?<=[/,;]\s)(?<!\w)1[1-3]\d{6}(?=\s?[/,;]\s?[A-Z])",
        reason=N_(
            "Eight digits inside a line of the United States forces: drawing numbers of ordnance have this shape, and "
            "some serials too. Look for a number that stands apart."
        ),
        confidence=0.45,
        needs=("USA", "owner-USA"),
        rank=48,
        alternatives=(("serial", 0.4),),
        basis="unverified",
    ),
    Rule(
        kind="import",
        pattern=r"\b(?:IMPORTED|IMPORT(?:E)? PAR|IMP\.?|IMPORTER|IMPORTADO POR|IMPORTADOR)\s?"
        r"(?:BY|:)?\s[\w .,&'/-]{2,60}",
        reason=N_("The text itself names an importer. The importer isn't the maker."),
        confidence=0.95,
        rank=90,
        words=("imp",),
        gives=("imported", "context"),
        digits=False,
    ),
    Rule(
        kind="import",
        pattern=rf"(?<!\w)(?-i:(?P<firm>"
        rf"(?:[A-Z&][\w.&']{{0,14}}[ ,]{{1,2}}){{1,4}}{_FIRM}),?\s{_TOWN},?\s?{_STATE})\b\.?"
        rf"(?:,?\s?(?:U\.?S\.?A\.?))?",
        reason="",
        confidence=0.75,
        rank=40,
        words=("inc", "co", "llc", "l.l", "ltd", "int", "imp", "arms"),
        draft=_import_line,
        digits=False,
    ),
    Rule(
        kind="model",
        pattern=r"(?<!\w)M\s?\d{1,2}(?!\w)|(?<!\w)U\.?\s?S\.?\s(?:RIFLE|CARBINE|PISTOL|REVOLVER)(?!\w)\.?",
        reason=N_(
            "Wording of United States military lines: what kind of firearm, or the letter M with a "
            "number. It isn't the serial."
        ),
        confidence=0.75,
        needs=("USA", "from-USA", "owner-USA"),
        rank=62,
        digits=False,
    ),
    Rule(
        pattern=r"(?<!\w)(?P<serial>(?:SP|LE|LGC|BK|MH|ST|CC|FE|W|A|LW|BFI|L)[ -]?\d[\dX#?]{4,6})(?!\w)",
        reason=N_("Prefix and digits as makers of AR-pattern rifles use; the prefix belongs to the serial."),
        confidence=0.88,
        needs=("m16", "m16a1", "m16a2", "m4", "ar15", "colt", "bushmaster", "fnmi"),
        rank=73,
        basis="unverified",
    ),
    Rule(
        pattern=r"(?<![\w.,/#?*-])(?P<serial>(?:[A-Z]{1,2}[ -]?)?\d[\dX#?]{3,7}(?:\s?-?[A-Z]{1,2}(?! [A-Z]))?)"
        r"(?![\w?#]|[.,/-]\d)",
        reason=N_("A number beside the maker's and model line of a firearm made in the United States."),
        confidence=0.8,
        needs=("USA", "from-USA", "owner-USA"),
        rank=26,
        basis="partly",
        source="27 CFR 478.92 (a serial on the frame or receiver), "
        "https://law.lawstack.com/laws/27-cfr_s_478-92_identification-of-firearms-and-armor-piercing-ammunition-"
        "by-licensed-manufacturers-and-licensed-importers; its form: general knowledge",
        last=True,
    ),
    Rule(
        pattern=r"(?<![\w.,/#?*])(?P<serial>\d{3}-\d[\dX#?]{4,5})(?![\w-])",
        reason=N_("Ruger pattern: three digits, a hyphen, the number."),
        confidence=0.9,
        needs=("ruger",),
        rank=74,
        basis="unverified",
    ),
)
