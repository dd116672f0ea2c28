"""Records of the nine steps: what the acts at a desk show, and what a learner files of work away from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from firearmskit import tracing
from firearmskit.arguments import of_type
from firearmskit.course.desk.drafting import checked_day
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["BY_THE_DESK", "check_piece", "checked_words", "filed", "records_of"]

BY_THE_DESK = ("national-register", "trace-request")
"""The pieces of the nine steps that searches and requests at the desk show by themselves."""

_KIND_OF_PIECE = {piece: kind for kind, piece in tracing.RECORDS.items()}
_LONGEST = 1000


def checked_words(text: str, name: str) -> str:
    """Give words back if there are some, and not too many.

    Raises:
        InputError: They are empty or too long.
    """
    said = of_type(text, str, name).strip()
    if not said:
        raise InputError(_("{name} is empty: say it in a few words.").format(name=name))
    if len(said) > _LONGEST:
        raise InputError(
            _("{field} is too long, {value}: at most {most} characters.").format(
                field=name, value=quote(said), most=_LONGEST
            )
        )
    return said


def check_piece(piece: str, *, away: bool = False) -> None:
    """Refuse what is no piece of the nine steps.

    Args:
        piece: One of ``tracing.PIECES``.
        away: Whether it must be one of work away from the desk.

    Raises:
        InputError: It is none.
    """
    if piece not in tracing.PIECES:
        raise InputError(_("{value} is no part of the nine steps.").format(value=quote(piece)))
    if away and piece in BY_THE_DESK:
        raise InputError(_("This is shown by what you do at the desk: search the register, or send a request."))


def filed(piece: str, *, on: str, words: str, today: str) -> dict[str, Any]:
    """Give a record of something that was done away from the desk, as the journal keeps it.

    Raises:
        InputError: It is no such piece, the date is none or lies after today, or nothing is said.

    >>> filed("dna", on="2026-02-20", words="Nothing usable", today="2026-03-01")["kind"]
    'examination-ended'
    """
    check_piece(piece, away=True)
    day = checked_day(on, _("The date"), until=today)
    kind, _stroke, about = _KIND_OF_PIECE[piece].partition("/")
    return {"on": day, "kind": kind, "about": about or None, "words": checked_words(words, _("What was done"))}


def records_of(acts: Iterable[Mapping[str, Any]]) -> list[Mapping[str, object]]:
    """Give the records that acts of a journal are, as ``tracing.checklist`` reads them."""
    made: list[Mapping[str, object]] = []
    for act in acts:
        told: dict[str, object] = {"id": act["id"], "date": act.get("on")}
        if act["act"] == "search":
            made.append({**told, "kind": "register-searched", "about": "national"})
        elif act["act"] == "request":
            made.append({**told, "kind": "trace-sent"})
        elif act["act"] == "record":
            made.append({**told, "kind": act.get("kind"), "about": act.get("about")})
        elif act["act"] == "not-applicable":
            made.append({**told, "kind": "step-not-applicable", "about": act.get("about"), "reason": act.get("reason")})
    return made
