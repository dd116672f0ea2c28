"""Six kinds of cartridge in one lot: who made each, how many are there, and when can they have come together?"""

from __future__ import annotations

from typing import Any

from firearmskit.course.answers import Value
from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m05_ammunition._codes import (
    CODES,
    NOBODY,
    SHARED,
    draw_year,
    made_up,
    maker_options,
    page_of_codes,
)
from firearmskit.course.exercises.shared import choice_rows
from firearmskit.course.tasks import Block, Document, Evidence, Field, Task
from firearmskit.identification import headstamp
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "STRANGE", "TASK", "draw_lot", "lot_record"]

STRANGE = ("QZ", "XJ", "WK", "ZV")
"""Codes that are in no table: made up for the case."""


def draw_lot(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]], dict[str, Any]]:
    """Draw six kinds of cartridge with counts.

    Returns:
        The evidence, the truth, and what the argument needs to know.
    """
    first = draw.pick(sorted(set(CODES) - {"TR"}))
    other = draw.pick(sorted(code for code in CODES if CODES[code][0] != CODES[first][0]))
    year = draw_year(draw, first)
    again = draw_year(draw, first, but=[year])
    others = draw_year(draw, other)
    stamps = {
        "first": {"12": first, "6": str(year)[2:]},
        "again": {"12": first, "6": str(again)[2:]},
        "other": {"12": other, "6": str(others)[2:]},
        "shared": {"12": SHARED[0], "6": str(draw.between(1900, SHARED[4]))[2:]},
        "strange": {"12": draw.pick(STRANGE), "6": "★"},
        "blank": {},
    }
    order = draw.shuffle(sorted(stamps))
    counts = {name: draw.between(3, 40) for name in order}
    makers = {"first": first, "again": first, "other": other, "shared": "two", "strange": "unlisted", "blank": "blank"}
    truth: dict[str, dict[str, Any]] = {
        f"maker{rank}": {
            "accept": [makers[name]],
            "hint": "lot_maker",
            "because": {"shared": {SHARED[0]: "shared"}, "blank": {"unlisted": "blank"}}.get(name, {}),
        }
        for rank, name in enumerate(order)
    }
    both = counts["first"] + counts["again"]
    truth["pieces"] = {
        "accept": [both],
        "hint": "pieces",
        "because": {str(counts[name]): "both_years" for name in ("first", "again")},
    }
    years = (year, again, others)
    truth["newest"] = {"accept": [max(years)], "hint": "newest", "because": {str(min(years)): "oldest"}}
    evidence = {
        "kinds": [{"stamps": stamps[name], "pieces": counts[name]} for name in order],
        "counted": first,
        "makers": draw.shuffle([*sorted(CODES), *sorted(NOBODY)]),
    }
    facts = {"place": {name: str(rank + 1) for rank, name in enumerate(order)}, "first": first, "other": other,
             "year": others}  # fmt: skip
    return evidence, truth, facts


def _stamps(stamps: dict[str, str]) -> str:
    if not stamps:
        return _("nothing")
    return ", ".join(_("{hour} o'clock: {text}").format(hour=hour, text=text) for hour, text in stamps.items())


def lot_record(evidence: Evidence) -> Document:
    """Show what the laboratory found when it sorted the lot."""
    rows = tuple(
        (
            _("Kind {number}").format(number=rank),
            _("stamped: {stamps}; pieces: {pieces}").format(stamps=_stamps(each["stamps"]), pieces=each["pieces"]),
        )
        for rank, each in enumerate(evidence["lot"]["kinds"], start=1)
    )
    return Document(title=_("Record of the loose cartridges, as the laboratory sorted them"), rows=rows)


def _lot_blocks(evidence: Evidence) -> tuple[Block, ...]:
    return (made_up(), lot_record(evidence), page_of_codes(evidence))


def _lot_fields(evidence: Evidence) -> tuple[Field, ...]:
    lot = evidence["lot"]
    return (
        *choice_rows(
            {f"maker{rank}": _("Kind {number}").format(number=rank + 1) for rank in range(len(lot["kinds"]))},
            _("who made the case?"),
            maker_options(lot["makers"]),
        ),
        Field(
            key="pieces",
            kind="number",
            label=_("How many pieces bear the code {code}?").format(code=lot["counted"]),
            points=1,
        ),
        Field(
            key="newest",
            kind="number",
            label=_(
                "Before which year can the lot not have come together? Use only codes of page 12 that name one maker."
            ),
            points=2,
        ),
    )


def _paste_lot(evidence: Evidence) -> dict[str, Value]:
    """Give what :func:`firearmskit.identification.headstamp.read` says first of each kind."""
    answer: dict[str, Value] = {}
    for rank, each in enumerate(evidence["lot"]["kinds"]):
        reading = headstamp.read(each["stamps"] or "")
        code = next((piece.verbatim for piece in reading.of("maker")), None)
        if code in CODES:
            answer[f"maker{rank}"] = code
        else:
            answer[f"maker{rank}"] = "blank" if reading.blank else "two" if code else "unlisted"
    return answer


HINTS = {
    "lot_maker": N_("Take each kind alone. What is stamped, and is it on page 12, word for word?"),
    "shared": N_("Read the row of this code on page 12 to its end."),
    "blank": N_("An unlisted code and no code at all are two different findings."),
    "pieces": N_("Add up every kind that bears this code, whatever its year."),
    "both_years": N_("More than one kind bears this code."),
    "newest": N_("A lot is complete only after its newest case was made. Write each year with its century first."),
    "oldest": N_("The oldest case says when the first was made, not when the lot was complete."),
}

TASK = Task(
    id="lot",
    title=N_("Sort a mixed lot"),
    points=9,
    fields=_lot_fields,
    blocks=_lot_blocks,
    paste=_paste_lot,
)
