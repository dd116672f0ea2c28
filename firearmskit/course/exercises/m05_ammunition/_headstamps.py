"""Two headstamps: code, maker, year, and what the third stamp says."""

from __future__ import annotations

from typing import Any

from firearmskit.course.answers import Value
from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m05_ammunition._codes import (
    CODES,
    base_of,
    draw_year,
    made_up,
    maker_options,
    page_of_codes,
    stamp_at,
)
from firearmskit.course.exercises.shared import options_of
from firearmskit.course.tasks import Block, Evidence, Field, Picture, Task
from firearmskit.identification import headstamp
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "TASK", "draw_headstamps"]

SAYS = {
    "specification": N_("The cartridge meets the NATO specification; the sign names no maker."),
    "maker": N_("It names who made the case."),
    "year": N_("It gives the year in which the case was made."),
    "calibre": N_("It names a calibre."),
    "owner": N_("It names the army that owned the cartridge."),
    "lot": N_("It gives the number of the lot."),
}


def draw_headstamps(draw: Draw) -> tuple[dict[str, Any], dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw two headstamps: code, year of two figures, and a third stamp; where the year and the third stand differs."""
    pictures: dict[str, Any] = {}
    truth: dict[str, dict[str, Any]] = {}
    third: list[tuple[str, dict[str, Any]]] = [
        ("specification", {"symbol": "cross_in_circle", "size": 0.22}),
        ("calibre", {"text": draw.pick(("7.62", "9 MM", ".303", "5.56")), "size": 0.16}),
    ]
    hours = []
    for rank, ((code, (says, shown)), name) in enumerate(
        zip(zip(draw.sample(sorted(CODES), 2), draw.shuffle(third), strict=True), ("head1", "head2"), strict=True), 1
    ):
        year = draw_year(draw, code)
        at_year, at_third = draw.pick(((6, 3), (6, 9), (4, 8), (8, 4)))
        stamps = [stamp_at(code, 12), stamp_at(str(year)[2:], at_year), {"clock": at_third, "depth": 0.6, **shown}]
        pictures[name] = base_of(draw, stamps)
        hours.append(at_third)
        wrong = {str(year)[2:]: "century", str(100 + year): "century"}
        truth |= {
            f"code{rank}": {"accept": [code], "hint": "code", "because": {str(year)[2:]: "not_code"}},
            f"maker{rank}": {"accept": [code], "hint": "maker", "because": {}},
            f"year{rank}": {"accept": [year], "half": [year % 100], "hint": "year", "because": wrong},
            f"third{rank}": {"accept": [says], "hint": "third", "because": {"owner": "sign", "maker": "sign"}},
        }
    return pictures, {"hours": hours, "says": draw.shuffle(sorted(SAYS))}, truth


def _head_blocks(evidence: Evidence) -> tuple[Block, ...]:
    pictures = tuple(
        Picture(name=f"head{rank}", caption=_("Picture {number}: the base of a cartridge case").format(number=rank))
        for rank in (1, 2)
    )
    return (made_up(), *pictures, page_of_codes(evidence))


def _head_fields(evidence: Evidence) -> tuple[Field, ...]:
    reading = evidence["reading"]
    says = options_of(SAYS, reading["says"])
    return tuple(
        each
        for rank, hour in enumerate(reading["hours"], start=1)
        for each in (
            Field(
                key=f"code{rank}",
                kind="text",
                label=_("The code of the maker, exactly as stamped"),
                points=1,
                verbatim=True,
                row=_("Case {number}").format(number=rank),
                under=f"head{rank}",
            ),
            Field(
                key=f"maker{rank}",
                kind="choice",
                label=_("Who made the case?"),
                points=1,
                options=maker_options(sorted(CODES)),
                row=_("Case {number}").format(number=rank),
                under=f"head{rank}",
            ),
            Field(
                key=f"year{rank}",
                kind="number",
                label=_("Year of manufacture, with four figures"),
                points=1,
                row=_("Case {number}").format(number=rank),
                under=f"head{rank}",
            ),
            Field(
                key=f"third{rank}",
                kind="choice",
                label=_("What does the stamp at {hour} o'clock say?").format(hour=hour),
                points=1,
                options=says,
                row=_("Case {number}").format(number=rank),
                under=f"head{rank}",
            ),
        )
    )


def _paste_heads(evidence: Evidence) -> dict[str, Value]:
    """Give what :func:`firearmskit.identification.headstamp.read` says first of each base."""
    answer: dict[str, Value] = {}
    kinds = {"symbol": "specification", "calibre": "calibre", "year": "year", "maker": "maker", "lot": "lot"}
    for rank, hour in enumerate(evidence["reading"]["hours"], start=1):
        stamps = evidence["pictures"][f"head{rank}"]["stamps"]
        reading = headstamp.read({str(each["clock"]): each.get("text", "⊕") for each in stamps})
        for piece in reading.pieces:
            if piece.kind == "maker":
                answer[f"code{rank}"] = answer[f"maker{rank}"] = piece.verbatim
            if piece.clock == hour and piece.kind in kinds:
                answer[f"third{rank}"] = kinds[piece.kind]
        if reading.years:
            answer[f"year{rank}"] = reading.years[0]
    return answer


HINTS = {
    "code": N_("The base is turned so that the maker's letters stand upright at 12. Copy them one by one."),
    "not_code": N_("This stamp has a form that you know from calendars. The letters are elsewhere."),
    "maker": N_("Look for the code on page 12, with every letter: a shorter code is another maker's."),
    "year": N_("Take the two figures, then ask in which century this maker worked."),
    "century": N_("Two figures don't say the century. The years of the maker on page 12 do."),
    "third": N_("Ask of the stamp: is it a sign or a name, and does the page explain it?"),
    "sign": N_("The page says what the sign means, and what it doesn't say."),
}

TASK = Task(
    id="headstamps",
    title=N_("Read two headstamps"),
    points=8,
    fields=_head_fields,
    blocks=_head_blocks,
    paste=_paste_heads,
)
