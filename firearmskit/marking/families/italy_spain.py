"""Italy and Spain: year codes of the proof houses, Beretta serials, the Spanish composite."""

from __future__ import annotations

import re

from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.marking.codes import two_digits, year_code
from firearmskit.marking.rules import NUMBER_WORD, Draft, Rule


def _serial_and_code(match: re.Match[str]) -> tuple[Draft, ...] | None:
    """A number and, apart from it, the code of the year of proof."""
    code = year_code("italy-proof", match["code"].strip("[]"), *match.span("code"), 0.75)
    if code is None:
        return None
    serial = Draft(
        kind="serial",
        start=match.start("label" if match["label"] else "serial"),
        end=match.end("serial"),
        normalised=match["serial"],
        confidence=0.85,
        basis="unverified",
        reason=_("A number, and the code of the year of proof apart from it."),
    )
    return (serial, code) if serial.start < code.start else (code, serial)


RULES = (
    Rule(
        pattern=rf"^\s*{NUMBER_WORD}(?P<serial>[A-Z]{{1,2}}\d{{5}}[A-Z]?)(?:\s*/\s*|\s+)"
        r"(?P<code>(?-i:[A-D][A-Z])|\[(?-i:[A-D][A-Z])\])\s*$",
        reason="",
        confidence=0.85,
        needs=("ITA", "from-ITA", "proof-ITA", "beretta"),
        rank=81,
        draft=_serial_and_code,
        basis="unverified",
    ),
    Rule(
        pattern=rf"^\s*(?P<code>(?-i:A[A-Z])|\[(?-i:[A-D][A-Z])\])(?:\s*/\s*|\s+){NUMBER_WORD}"
        r"(?P<serial>[A-Z]{1,2}\d{5}[A-Z]?)\s*$",
        reason="",
        confidence=0.85,
        needs=("ITA", "from-ITA", "proof-ITA", "beretta"),
        rank=81,
        draft=_serial_and_code,
        basis="unverified",
    ),
    Rule(
        kind="year",
        pattern=r"^\s*[\[(]?\s*(?P<code>[A-D][A-Z]|XX[789]|XXX|X{1,2}(?:IX|IV|V?I{0,3}))\s*[\])]?(?:\s?"
        r"(?:in|dans) (?:an? |the |un )?(?:box|square|rectangle))?\s*$",
        reason="",
        confidence=0.75,
        needs=("ITA", "from-ITA", "proof-ITA", "beretta"),
        rank=94,
        draft=lambda m: year_code("italy-proof", m["code"], *m.span("code"), 0.75),
        digits=False,
    ),
    Rule(
        kind="year",
        pattern=r"^\s*\*?\s*(?P<code>(?:LL|CH|[A-ZÑ])[12]?)\s*\*?\s*$"
        r"|(?<!\S)(?:\*\s?(?P<code2>(?:LL|CH|[A-ZÑ])[12]?)|(?P<code3>(?:LL|CH|[A-ZÑ])[12]?)\s?\*)(?!\S)",
        reason="",
        confidence=0.65,
        needs=("ESP", "from-ESP", "proof-ESP"),
        rank=94,
        draft=lambda m: year_code("spain-proof", m["code"] or m["code2"] or m["code3"], *m.span(), 0.65),
        digits=False,
    ),
    Rule(
        pattern=r"(?<![\w#?*-])(?P<serial>[\d#?]{2}-[\d#?]{2}-[\d#?]{2,6}-(?P<block>[\d#?]{2}))(?![\w#?*-])",
        reason=N_(
            "Spanish pattern since 1995: maker, type, number, two digits of the year {year}; the whole "
            "group is the serial."
        ),
        confidence=0.92,
        rank=79,
        words=("-",),
        year=lambda m: two_digits(m["block"], 1995),
        gives=("ESP", "context"),
        basis="sourced",
        source="DoubleGunShop forum, "
        "https://www.doublegunshop.com/forums/ubbthreads.php?Number=71345&ubb=showthreaded; "
        "GunPolicy.org, https://gunpolicy.org/firearms/citation/quotes/4760",
    ),
    Rule(
        kind="unknown",
        pattern=r"(?<=BERETTA[ -])(?P<unknown>65490)(?!\w)",
        reason=N_("65490 is the code by which United States purchasing knows the contractor Beretta: not the serial."),
        confidence=0.7,
        rank=61,
        words=("beretta",),
        alternatives=(("serial", 0.2),),
        basis="unverified",
    ),
    Rule(
        pattern=r"(?<!\w)(?P<serial>[A-Z]{1,2}\d[\dX#?]{4}[A-Z])(?!\w)",
        reason=N_("Beretta pattern: letter, five digits, letter."),
        confidence=0.9,
        needs=("beretta", "ITA", "from-ITA"),
        rank=74,
        basis="unverified",
    ),
)
