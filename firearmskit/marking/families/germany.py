"""Germany: wartime codes with a year, letter blocks, Heckler & Koch date codes and serials, G3 licence makers."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.marking.codes import two_digits, year_code
from firearmskit.marking.families.generic import month_year
from firearmskit.marking.families.symbols import factory_draft
from firearmskit.marking.rules import NUMBER_WORD, Draft, Rule


def _code_and_year(match: re.Match[str]) -> tuple[Draft, ...] | None:
    """A wartime code with two digits of the year; nothing else is read for codes that aren't in the table."""
    code = factory_draft(match["code"], None, *match.span("code"))
    year = two_digits(match["digits"][-2:], 1939)
    # Works in Czechoslovakia kept their codes after the war.
    if code is None or (year or 0) > (1959 if "CSK" in code.gives else 1946):
        return None
    return (
        code,
        Draft(
            kind="year",
            start=match.start("digits"),
            end=match.end("digits"),
            normalised=str(year),
            confidence=0.9,
            # Of years after the war nobody has found a source yet.
            basis="sourced" if (year or 0) <= 1946 else "unverified",
            gives=("wartime",),
            reason=_("Two digits after a maker's code: the year {year}.").format(year=year),
        ),
    )


def _lone_code(match: re.Match[str]) -> Draft | None:
    """A maker's code that stands apart from the year."""
    return factory_draft(match["code"], None, *match.span("code"), 0.8)


def _wartime_code(match: re.Match[str]) -> Draft | None:
    """A maker's code of the war years that stands apart from the year."""
    draft = _lone_code(match)
    return replace(draft, gives=(*draft.gives, "wartime")) if draft else None


_NO_CODE = (
    "gew",
    "bar",
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
    "cal",
    "kal",
    "mod",
    "typ",
    "no",
    "nr",
    "mk",
    "vz",
    "wz",
    "obr",
    "md",
    "gen",
    "lot",
    "p",
    "m",
    "g",
    "k",
)
"""Words before a number that can't be taken for a maker's code."""


def _unlisted_code(match: re.Match[str]) -> tuple[Draft, ...] | None:
    """Small letters and two digits, in the shape of a wartime code and a year, of a maker that isn't in the table."""
    code = match["code"]
    if not code.islower() or code in _NO_CODE or factory_draft(code, None, *match.span("code")):
        return None
    reason = _("Small letters and two digits, as makers in Germany marked from 1940 to 1945; this code isn't listed.")
    return (
        Draft(
            kind="factory_code",
            start=match.start("code"),
            end=match.end("code"),
            normalised=code,
            confidence=0.55,
            alternatives=(("proof", 0.2), ("serial", 0.2)),
            basis="derived",
            reason=reason,
        ),
        Draft(
            kind="year",
            start=match.start("digits"),
            end=match.end("digits"),
            normalised=str(two_digits(match["digits"], 1939)),
            confidence=0.55,
            alternatives=(("serial", 0.2),),
            basis="derived",
            reason=reason,
        ),
    )


def _number_and_early_year(match: re.Match[str]) -> tuple[Draft, ...]:
    """Two digits before 1939 beside a number: no part of the number, which has four digits and a letter at most."""
    pieces = (
        Draft(
            kind="unknown",
            start=match.start("digits"),
            end=match.end("digits"),
            normalised=None,
            confidence=0.45,
            alternatives=(("year", 0.4), ("proof", 0.2)),
            reason=_("Two digits beside a number: a year before 1939 was stamped in full, so they are left open."),
        ),
        Draft(
            kind="serial",
            start=match.start("number"),
            end=match.end("number"),
            normalised=match["number"],
            confidence=0.65,
            basis="sourced",
            reason=_("A number beside a maker's code of the war years; two digits apart from it are no part of it."),
        ),
    )
    return tuple(sorted(pieces, key=lambda piece: piece.start))


_BLOCK = ("p38", "luger", "kar98k", "gew98", "spreewerk", "dwm", "erfurt", "mp40", "wartime")
_P38 = "Walther P38 serial number search, https://10lode.com/walther-p38-serial-number-search"
_HK = ("hk", "usp", "mp5", "g3", "hk33", "ump", "g36")

_code = partial(Rule, kind="factory_code", reason="", rank=64)
"""A rule for a maker's code, whose reason its draft gives; the rank is that of a code with its year."""
_p38 = partial(Rule, basis="sourced", source=_P38)
"""A rule that rests on what is known of the numbers of the P38."""


def _war_year(match: re.Match[str]) -> int | None:
    """The year of the war that two digits stand for."""
    return two_digits(match["year"], 1939)


RULES = (
    Rule(
        kind="year",
        pattern=r"(?<![\w./,-])(?P<m>0?[1-9]|1[0-2])/(?P<y>[5-9]\d)(?![\w/.,-])",
        reason="",
        confidence=0.7,
        needs=_HK,
        rank=73,  # above 12/70, a length of shotgun cartridges
        draft=month_year,
    ),
    Rule(
        pattern=r"^\s*(?P<unknown>\d{2,3})[ /](?P<year>19[34]\d)\s*$",
        reason=N_("Two or three digits and a year, as makers in Germany marked before 1941: not the serial."),
        confidence=0.5,
        rank=46,
        words=("193", "194"),
        alternatives=(("factory_code", 0.4), ("serial", 0.3)),
    ),
    Rule(
        kind="proof",
        pattern=r"(?<!\w)WaA\s?\d{1,4}(?!\w)",
        reason=N_("Letters of the German army weapons office with the number of an inspector: not the serial."),
        confidence=0.8,
        rank=70,
        words=("waa",),
        gives=("inspector",),
        basis="derived",
    ),
    Rule(
        kind="model",
        pattern=r"(?<!\w)P\.?\s?(?:1|5|88)(?!\w)",
        reason=N_("Walther designation: the letter P with a number. It isn't the serial."),
        confidence=0.8,
        needs=("walther",),
        rank=62,
    ),
    _code(
        pattern=r"(?<!\w)(?P<code>[a-z]{2,3})\s?-?\s?(?P<digits>(?:19)?(?:39|[45]\d))(?!\w)",
        draft=_code_and_year,
        confidence=0.9,
        words=("39", "4", "5"),
    ),
    _code(
        pattern=r"^\s*(?P<code>[a-z]{1,3})\s?-?\s?(?P<digits>4[0-5])\s*$",
        draft=_unlisted_code,
        confidence=0.55,
        rank=41,
        words=("40", "41", "42", "43", "44", "45"),
    ),
    _code(
        pattern=r"^\s*(?P<code>MA)\s*$",
        draft=_lone_code,
        confidence=0.8,
        needs=("smle", "lithgow", "AUS"),
        digits=False,
    ),
    _code(pattern=r"(?<![\w/])(?P<code>S/42)(?![\w/])", draft=_wartime_code, confidence=0.6, words=("s/42",)),
    _code(
        pattern=r"^\s*(?-i:(?P<code>[a-z]{2,3}))(?=\s*$|\s*[/,;\n]|\s+[A-Z])",
        draft=_wartime_code,
        confidence=0.8,
        rank=65,
        digits=False,
    ),
    _code(
        pattern=r"^\s*(?P<code>AC|BYF|SVW|CYQ|BNZ|RID)\s*$",
        draft=_wartime_code,
        confidence=0.7,
        words=("ac", "byf", "svw", "cyq", "bnz", "rid"),
        digits=False,
    ),
    _p38(
        pattern=rf"^\s*{NUMBER_WORD}(?P<serial>\d{{2,5}}\s?[a-z]?)(?:\s*[/,]\s*|\s+)(?P<year>4[0-5])\s*$",
        reason=N_("A number and two digits of the year {year} apart, beside a maker's code of the war years."),
        confidence=0.85,
        needs=("wartime",),
        rank=81,
        year=_war_year,
    ),
    _p38(
        pattern=rf"^\s*(?P<year>4[0-5])(?:\s*[/,]\s*|\s+){NUMBER_WORD}(?P<serial>\d{{2,5}}\s?[a-z]?)\s*$",
        reason=N_("Two digits of the year {year} and a number apart, beside a maker's code of the war years."),
        confidence=0.85,
        needs=("wartime",),
        rank=81,
        year=_war_year,
    ),
    *(
        Rule(
            pattern=pattern,
            reason=N_("A number and two digits of the year {year} apart, beside a code of works in Czechoslovakia."),
            confidence=0.8,
            needs=("CSK",),
            rank=81,
            year=lambda m: two_digits(m["year"], 1945),
            basis="unverified",
        )
        for pattern in (
            rf"^\s*{NUMBER_WORD}(?P<serial>[A-Z]{{1,2}}\d{{4,6}})(?:\s*/\s*|\s+)(?P<year>5\d)\s*$",
            rf"^\s*(?P<year>5\d)(?:\s*/\s*|\s+){NUMBER_WORD}(?P<serial>[A-Z]{{1,2}}\d{{4,6}})\s*$",
        )
    ),
    *(
        _p38(pattern=pattern, reason="", confidence=0.65, needs=("wartime",), rank=81, draft=_number_and_early_year)
        for pattern in (
            r"^\s*(?P<digits>3[4-9])(?:\s*[/,]\s*|\s+)(?P<number>\d{2,5}\s?[a-z]?)\s*$",
            r"^\s*(?P<number>\d{2,5}\s?[a-z]?)(?:\s*[/,]\s*|\s+)(?P<digits>3[4-9])\s*$",
        )
    ),
    _p38(
        kind="year",
        pattern=r"^\s*(?P<year>39|4[0-5])\s*$",
        reason=N_("Two digits beside a maker's code of the war years: the year {year}."),
        confidence=0.8,
        needs=("wartime",),
        rank=48,
        year=_war_year,
        alternatives=(("proof", 0.1), ("serial", 0.05)),
    ),
    Rule(
        kind="proof",
        pattern=r"[\[(]?\b(?:eagle|adler|aigle)(?:'?s head)?\s?/?\s?\d{1,4}\b[\])]?",
        reason=N_("An eagle with a number: the number of an inspector, not the serial."),
        confidence=0.85,
        rank=81,
        gives=("inspector",),
        words=("eagle", "adler", "aigle"),
    ),
    Rule(
        kind="unknown",
        pattern=r"^\s*\d{1,3}(?:\s?[,/]\s?\d{1,3}){0,3}\s*$",
        reason=N_("Short numbers beside an inspector's mark: inspectors' numbers too, not the serial."),
        confidence=0.8,
        needs=("inspector",),
        rank=47,
        alternatives=(("serial", 0.1), ("proof", 0.1)),
    ),
    Rule(
        kind="model",
        pattern=r"(?<!\w)(?:P\s?(?:7|9|10|30|46|2000)|VP\s?(?:9|40|70)|SFP\s?9|MR\s?\d{3}|SL\s?\d|USP)(?:\s?[A-Z]{1,2}\d?)?(?!\w)",
        reason=N_("Heckler & Koch designation of a pistol or rifle. It isn't the serial."),
        confidence=0.85,
        needs=_HK,
        rank=55,
        basis="unverified",
    ),
    _p38(
        pattern=r"^\s*(?P<serial>(?-i:(?:1[89]|20)\d\d\s?[a-fh-z]))\s*$",
        reason=N_("Four digits and a letter of a block: the serial, although the digits alone could be a year."),
        confidence=0.8,
        needs=_BLOCK,
        rank=46,
        alternatives=(("year", 0.1),),
    ),
    _p38(
        pattern=r"(?<![\w.,/#?*])(?P<serial>\d[\dX#?]{0,3}\s?[a-z]{1,2})(?![\w?#])",
        reason=N_(
            "German pattern: up to four digits and a letter that changes every 10,000; the letter is "
            "part of the serial."
        ),
        confidence=0.9,
        needs=_BLOCK,
        rank=72,
        last=True,
    ),
    _p38(
        pattern=r"(?<![\w.,/#?*-])(?P<serial>\d[\dX#?]{2,3})(?![\w?#]|[.,/-]\d)",
        reason=N_("German pattern without letter: the first block of up to 10,000 has none."),
        confidence=0.65,
        needs=_BLOCK,
        rank=28,
        last=True,
    ),
    Rule(
        kind="year",
        pattern=r"^\s*(?:DE)?\s*/?\s*(?P<code>[A-K]{2})\s*$",
        reason="",
        confidence=0.7,
        needs=(*_HK, "walther", "sigsauer", "proof-DEU"),
        rank=59,  # below the names: HK is the maker
        # The regulation lets I and J both stand for 8.
        draft=lambda m: year_code("germany-letters", m["code"].upper().replace("J", "I"), *m.span("code"), 0.7),
        digits=False,
    ),
    Rule(
        pattern=r"(?<![\w.,/#?*])(?P<serial>\d{2,3}-\d[\dX#?]{4,6})(?![\w-])",
        reason=N_("Heckler & Koch pattern: two or three digits for the model, a hyphen, the number."),
        confidence=0.88,
        needs=_HK,
        rank=74,
        words=("-",),
        basis="unverified",
    ),
    Rule(
        kind="model",
        pattern=r"(?<!\w)(?:(?:G\s?3|MP\s?5|G\s?36)(?:\s?[A-Z]{1,3}\s?\d?)?|HK\s?\d{2,3}(?:\s?[A-Z]{1,3}\s?\d?)?)"
        r"(?:\s?[A-WYZ]{1,3})?(?!\w)",
        reason=N_("Heckler & Koch designation, also used by licence makers. It isn't the serial."),
        confidence=0.8,
        rank=55,
        words=("g", "mp", "hk"),
        gives=("g3", "context"),
        basis="unverified",
    ),
)
