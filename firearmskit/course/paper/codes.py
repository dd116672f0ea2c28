"""The code of an answer sheet: short enough to type, and nobody's when a sign of it is wrong.

It is a short form of the pack's id, an HMAC under the course's secret over course, learner, exercise and version. So a
sheet of another course, or of another version, has a code that this course doesn't know.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from firearmskit.course.packs import Exercise, all_exercises
from firearmskit.course.roster import ALPHABET, pseudonym_of
from firearmskit.course.store import Store
from firearmskit.errors import CourseError, InputError, quote
from firearmskit.language import text as _

__all__ = ["Sheet", "code_of", "known_sheets", "parse_code"]

_LENGTH = 10
_HALF = 5


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One answer sheet.

    Attributes:
        code: As it is printed.
        exercise: What it is for.
        whose: The learner's id, or the team's.
        is_team: Whether it is a team's.
        pack: The id of the pack that it answers.
    """

    code: str
    exercise: Exercise
    whose: str
    is_team: bool
    pack: str


def code_of(pack: str) -> str:
    """Give the code of the sheet that answers a pack.

    Args:
        pack: The pack's id, 16 hexadecimal digits.

    >>> code_of("0123456789abcdef")
    'MPTMN-RXCRR'
    """
    signs = pseudonym_of(int(pack, 16) % len(ALPHABET) ** (_LENGTH - 1), _LENGTH)
    return f"{signs[:_HALF]}-{signs[_HALF:]}"


def parse_code(text: str, known: Iterable[str] = ()) -> str:
    """Read a code as somebody types it: small letters, without the hyphen, with spaces.

    Args:
        text: What was typed.
        known: The codes of the course, of which the nearest is named when this is none.

    Returns:
        The code as it is printed.

    Raises:
        InputError: It isn't a code; the message says which sign can't be right, or which sheet it is nearest to.
    """
    signs = "".join(
        sign for sign in unicodedata.normalize("NFKC", text).upper() if not sign.isspace() and sign not in "-–—_.'"
    )
    for place, sign in enumerate(signs[:_LENGTH], 1):
        if sign not in ALPHABET:
            raise InputError(
                _("{code} can't be a sheet's code: its sign {place}, {sign}, is in no code").format(
                    code=quote(text), place=place, sign=quote(sign)
                )
                + _nearest(signs, known)
            )
    if len(signs) != _LENGTH:
        raise InputError(
            _("{code} can't be a sheet's code: it has {count} signs, not {own}").format(
                code=quote(text), count=len(signs), own=_LENGTH
            )
            + _nearest(signs, known)
        )
    number = 0
    for sign in signs[:-1]:
        number = number * len(ALPHABET) + ALPHABET.index(sign)
    if pseudonym_of(number, _LENGTH) != signs:
        raise InputError(
            _("{code} can't be a sheet's code: a sign of it is wrong").format(code=quote(text)) + _nearest(signs, known)
        )
    return f"{signs[:_HALF]}-{signs[_HALF:]}"


def _nearest(signs: str, known: Iterable[str]) -> str:
    """Say which codes differ by two signs at most, after a semicolon, or say nothing."""
    from rapidfuzz.distance import OSA

    near = [code for code in known if OSA.distance(signs[: 2 * _LENGTH], code.replace("-", ""), score_cutoff=2) <= 2]
    return _("; it is nearest to {codes}").format(codes=", ".join(sorted(near)[:3])) if near else ""


def known_sheets(root: Path, exercises: Iterable[Exercise] | None = None) -> dict[str, Sheet]:
    """Give every sheet that this course can have handed out: ``{code: sheet}``.

    Args:
        root: The course folder.
        exercises: All by default.

    Raises:
        CourseError: Two sheets have the same code, which hardly ever happens.
    """
    found: dict[str, Sheet] = {}
    for what in all_exercises() if exercises is None else exercises:
        for is_team in (False, True):
            for pack, whose in Store(root, teams=is_team).owners(what).items():
                try:
                    code = code_of(pack)
                except ValueError:
                    continue  # a damaged record names no pack of ours
                if code in found:
                    raise CourseError(
                        _(
                            "the sheets of {one} and {other} have the same code {code}; one of them needs another id"
                        ).format(one=quote(found[code].whose), other=quote(whose), code=code)
                    )
                found[code] = Sheet(code=code, exercise=what, whose=whose, is_team=is_team, pack=pack)
    return found
