"""China: Type 56, 56式, serials of 26, 66, 386 and 416, and the composite marking in use since 2007."""

from __future__ import annotations

import re
from functools import cache

from firearmskit import reference
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.marking.codes import two_digits
from firearmskit.marking.rules import Draft, Rule


@cache
def _types() -> dict[str, reference.Model]:
    return {mark: row for row in reversed(reference.rows(reference.Model)) for mark in row.marks if "式" in mark}


def _type(match: re.Match[str]) -> Draft:
    number, rest = match["number"].replace(" ", ""), match["rest"]
    row = _types().get(f"{number}式{rest}") or _types().get(f"{number}式")
    return Draft(
        kind="model",
        start=match.start(),
        end=match.end(),
        normalised=row.name if row else f"Type {number}",
        confidence=0.95 if row else 0.8,
        basis=row.confidence if row else None,
        row=row,
        gives=("from-CHN", "context", *((row.id,) if row else ())),
        reason=_("{number} with the Chinese character for type: a designation, neither a year nor a serial.").format(
            number=number
        ),
    )


_ONES = {sign: value for value, sign in enumerate("一二三四五六七八九", 1)}


def _value(sign: str) -> int:
    """Read a digit, Chinese or European; nothing is 0."""
    return _ONES.get(sign) or int(sign or 0)


def _japanese(match: re.Match[str]) -> Draft:
    """A type of Japan: a number with the sign for ten, or two digits that follow the sign for type, read leftwards."""
    tens, ones = match["tens"], match["ones"]
    number = match["digits"][::-1] if match["digits"] else str((_value(tens) or 1) * 10 + _value(ones))
    return Draft(
        kind="model",
        start=match.start(),
        end=match.end(),
        normalised=f"Type {number}",
        confidence=0.8,
        basis="derived",
        gives=("from-JPN", "context"),
        reason=_(
            "Type {number} in Chinese characters, as in Japan; written leftwards the sign for type comes first. "
            "It is a "
            "designation, neither a year nor a serial."
        ).format(number=number),
    )


RULES = (
    Rule(
        kind="model",
        pattern=r"(?<!\w)(?:(?P<tens>[一二三四五六七八九\d]?)十(?P<ones>[一二三四五六七八九\d]?)年?式|式(?P<digits>\d{2})(?!\d))",
        reason="",
        confidence=0.8,
        rank=71,
        draft=_japanese,
        digits=False,
        words=("式",),
    ),
    Rule(
        kind="model",
        pattern=r"(?<!\w)(?P<number>\d{2}(?:\s?-\s?\d)?)\s?式(?P<rest>[^\W\d_a-z]{0,12})",
        reason="",
        confidence=0.95,
        rank=70,
        words=("式",),
        draft=_type,
    ),
    Rule(
        kind="model",
        pattern=r"(?<!\w)type\s?-?\s?\d{2}(?:\s?-\s?(?:\d|i{1,3}))?[a-d]?(?!\w)",
        reason=N_("The word Type with a number: a designation, neither a year nor a serial."),
        confidence=0.8,
        rank=55,
        words=("type",),
        gives=("context",),
    ),
    Rule(
        pattern=r"(?<![\w.,/])(?P<serial>(?:[A-Z]{1,2}[ -]?)?\d[\dX#?]{4,8})(?![\w?#]|[.,/-]\d)",
        reason=N_("Chinese pattern: digits, on some pieces after a letter that belongs to the serial."),
        confidence=0.85,
        needs=("CHN", "from-CHN"),
        rank=30,
        basis="partly",
        source="Dating the Chinese SKS (the authors' own interpretation), "
        "http://chinesesks.weebly.com/dating-the-chinese-sks.html; makarov.ch",
        last=True,
    ),
    Rule(
        pattern=r"(?<!\w)(?P<country>CN|CHN)[ -](?P<unknown>[A-Z]{1,2}|\d{1,2})[ -]"
        r"(?P<factory_code>[A-Z]{1,3}|\d{2,4})[ -](?P<year>\d{2}(?:\d\d)?)"
        r"[ -](?P<serial>\d{3,8})(?!\w)",
        reason=N_(
            "Composite in use in China since 2007: country, category, factory, year, serial; only the "
            "last group is the serial."
        ),
        confidence=0.8,
        rank=78,
        words=("cn", "chn"),
        year=lambda m: int(m["year"]) if len(m["year"]) == 4 else two_digits(m["year"], 2007),
        gives=("CHN", "context"),
        basis="sourced",
        source="GunPolicy.org, https://www.gunpolicy.org/firearms/citation/quotes/1654",
    ),
)
