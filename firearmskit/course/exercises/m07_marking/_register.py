"""Six entries of a register in which three things are wrong."""

from __future__ import annotations

from typing import Any

from firearmskit import marking
from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m07_marking._states import State, serial
from firearmskit.course.exercises.shared import options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Option, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "TASK", "draw_register"]

ENTRIES = tuple(str(number) for number in range(1, 7))
NEXT = {
    "compare": N_("Compare maker, model and calibre on both firearms, and keep both entries until then."),
    "delete": N_("Delete the later of the two entries: a serial number stands on one firearm only."),
    "change": N_("Change one digit of one of the two numbers, so that they differ."),
    "blank": N_("Leave the serial number of both entries blank."),
}


def _mark(state: State, year: int, number: int) -> str | None:
    """Write a mark; None for one of the numbers that aren't used, because they have no check character."""
    check = marking.check_character(f"{state.code}GP{year}{number:05}")
    return f"{state.code} G P{year} {number:05} {check}" if check else None


def draw_register(draw: Draw, state: State) -> tuple[dict[str, Any], dict[str, Any]]:
    """Draw six entries: one controlled by who marked, one out of range, two with one serial number."""
    year = draw.between(23, 26)
    low = 100 * draw.between(1, 80)
    high = low + 10 * draw.between(6, 30)
    people = draw.sample(("K1", "K2", "K3", "K4", "K5", "K6"), 4)
    same, outside, *twins = draw.shuffle(list(range(6)))[:4]
    within = [number for number in range(low + 5, low + 55) if _mark(state, year, number)]
    beyond = [*range(max(1, low - 60), low - 10), *range(high + 11, high + 61)]
    numbers = draw.sample(within, 6)
    numbers[outside] = draw.pick([number for number in beyond if _mark(state, year, number)])
    serials = [serial(draw) for _entry in range(6)]
    serials[twins[1]] = serials[twins[0]]
    entries = []
    for place, number in enumerate(numbers):
        by, again = draw.sample(people, 2)
        entries.append(
            {
                "mark": _mark(state, year, number),
                "serial": serials[place],
                "by": by,
                "again": by if place == same else again,
            }
        )
    shown = {"entries": entries, "range": [low, high], "next": draw.shuffle(sorted(NEXT))}
    truth = {
        "same": {"accept": [ENTRIES[same]], "hint": "second_reader"},
        "outside": {"accept": [ENTRIES[outside]], "hint": "outside"},
        "twins": {"accept": sorted(ENTRIES[each] for each in twins), "hint": "twins"},
        "next": {"accept": ["compare"], "hint": "next", "because": {"change": "never_change"}},
    }
    return shown, truth


def _register_blocks(evidence: Evidence) -> tuple[Block, ...]:
    seen = evidence["register"]
    low, high = seen["range"]
    return (
        Note(
            text=_(
                "Six entries of one site. The numbers of the site run from {low:05} to {high:05}. People are codes. "
                "Each mark has to be read again by a person who didn't put it on."
            ).format(low=low, high=high)
        ),
        Document(
            title=_("The register"),
            rows=tuple(
                (
                    _("Entry {number}").format(number=number),
                    "\n".join(
                        (
                            _("Mark: {mark}").format(mark=entry["mark"]),
                            _("Serial number of the maker: {serial}").format(serial=entry["serial"]),
                            _("Marked by: {by}").format(by=entry["by"]),
                            _("Read again by: {again}").format(again=entry["again"]),
                        )
                    ),
                )
                for number, entry in enumerate(seen["entries"], start=1)
            ),
        ),
    )


def _register_fields(evidence: Evidence) -> tuple[Field, ...]:
    entries = tuple(Option(value=each, label=_("Entry {number}").format(number=each)) for each in ENTRIES)
    return (
        Field(
            key="same",
            kind="choice",
            label=_("Which entry was controlled by the person who marked?"),
            points=2,
            options=entries,
        ),
        Field(
            key="outside",
            kind="choice",
            label=_("Which mark has a number that isn't of this site?"),
            points=2,
            options=entries,
        ),
        Field(
            key="twins",
            kind="choices",
            label=_("Which two entries have the same serial number?"),
            points=3,
            options=entries,
        ),
        Field(
            key="next",
            kind="choice",
            label=_("What happens with these two entries?"),
            points=3,
            options=options_of(NEXT, evidence["register"]["next"]),
        ),
    )


HINTS = {
    "second_reader": N_("Go down the entries and compare who marked with who read again."),
    "outside": N_("Compare the five digits in the middle of each mark with the range of the site."),
    "twins": N_("Compare the serial numbers of the makers, letters included."),
    "next": N_(
        "Two makers can use one number. Ask what tells such firearms apart, and what a register must never lose."
    ),
    "never_change": N_("A register says what stands on the firearm. It is never made to agree by a change."),
}

TASK = Task(
    id="register", title=N_("Control the register"), points=10, fields=_register_fields, blocks=_register_blocks
)
