"""Time to crime, as a period: from a sale that has no day to a seizure that has one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m14_tracing._made_up import FIRMS, MAKERS, month
from firearmskit.course.exercises.shared import options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Option, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "TASK", "draw_period", "full_months"]

KINDS = {
    "manufacture": N_("{when}: made by {from}"),
    "wholesale": N_("{when}: sold by {from} to {to}, a wholesale firm"),
    "dealer": N_("{when}: sold by {from} to {to}, a shop"),
    "retail": N_("{when}: sold by {from}, a shop, to {to}"),
    "second": N_("{when}: sold by {from} to {to}"),
    "seizure": N_("{when}: seized from somebody else"),
}
SAY = {
    "look": N_("If the time is short, it is a reason to look closer; a theft can make it short, too."),
    "trafficked": N_("If the time is short, the first buyer bought it for somebody else."),
    "middle": N_("The true time is the middle between the two numbers of months."),
    "crime": N_("It says how long before a crime the firearm was sold."),
}
HINTS = {
    "start": N_("The time begins when a shop first sold it to somebody who isn't in the trade."),
    "wholesale": N_("This sale is one within the trade. Ask who bought."),
    "second": N_("Somebody sold it on. Ask who was the first to buy it from a shop."),
    "least": N_("For the shortest time, take the last day on which the sale can have been."),
    "most": N_("For the longest time, take the first day on which the sale can have been."),
    "swapped": N_("Ask which of the two times is the shorter one."),
    "say": N_("Ask what such a time can come from, beside trafficking, and what it is counted from."),
}


def full_months(first: date, last: date) -> int:
    """Count the full months from one day to another.

    >>> full_months(date(2016, 12, 31), date(2020, 3, 15))
    38
    """
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def _bounds(when: str) -> tuple[date, date]:
    """Give the first and the last day of a year or a month."""
    if len(when) == 4:
        return date(int(when), 1, 1), date(int(when), 12, 31)
    year, number = int(when[:4]), int(when[5:])
    after = date(year + number // 12, number % 12 + 1, 1)
    return date(year, number, 1), after - timedelta(days=1)


def draw_period(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw six entries; the first sale by a shop has a month or only a year, the seizure a day."""
    year = draw.between(2012, 2021)
    seized = date(year + 2, draw.between(1, 12), draw.between(5, 25))
    sold = draw.pick((str(year), month(draw, year)))
    first, last = _bounds(sold)
    least, most = full_months(last, seized), full_months(first, seized)
    wholesale, shop = draw.sample(FIRMS, 2)
    maker = draw.pick(MAKERS)
    buyer, other = (f"Person {number}" for number in sorted(draw.sample(range(1, 100), 2)))
    entries: list[dict[str, Any]] = [
        {"kind": "manufacture", "when": str(year - 3), "from": maker, "to": None},
        {"kind": "wholesale", "when": month(draw, year - 2), "from": maker, "to": wholesale},
        {"kind": "dealer", "when": month(draw, year - 1), "from": wholesale, "to": shop},
        {"kind": "retail", "when": sold, "from": shop, "to": buyer},
        {"kind": "second", "when": month(draw, year + 1), "from": buyer, "to": other},
        {"kind": "seizure", "when": seized.isoformat(), "from": None, "to": None},
    ]
    order = draw.shuffle(range(6))
    place = {entries[rank]["kind"]: str(at) for at, rank in enumerate(order, start=1)}
    truth: dict[str, dict[str, Any]] = {
        "start": {
            "accept": [place["retail"]],
            "hint": "start",
            "because": {place["wholesale"]: "wholesale", place["dealer"]: "wholesale", place["second"]: "second"},
        },
        "least": {"accept": [least], "hint": "least", "because": {str(most): "swapped"}},
        "most": {"accept": [most], "hint": "most", "because": {str(least): "swapped"}},
        "say": {"accept": ["look"], "hint": "say"},
    }
    evidence = {"entries": [entries[rank] for rank in order], "options": {"say": draw.shuffle(sorted(SAY))}}
    return evidence, truth


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    rows = tuple(
        (_("Entry {number}").format(number=number), _(KINDS[entry["kind"]]).format(**entry))
        for number, entry in enumerate(evidence["entries"], start=1)
    )
    return (
        Note(
            text=_(
                "Time to crime runs here from the first sale by a shop to the seizure. A date without a day can be any "
                "day of its month, a date without a month any day of its year. Everything is made up."
            )
        ),
        Document(title=_("What the registers have of one pistol"), rows=rows),
    )


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    entries = tuple(
        Option(value=str(number), label=_("Entry {number}").format(number=number))
        for number in range(1, len(evidence["entries"]) + 1)
    )
    return (
        Field(key="start", kind="choice", label=_("With which entry does the time begin?"), points=2, options=entries),
        Field(
            key="least",
            kind="number",
            label=_("The shortest time that the dates allow, in full months"),
            points=2,
            unit=_("months"),
        ),
        Field(
            key="most",
            kind="number",
            label=_("The longest time that the dates allow, in full months"),
            points=2,
            unit=_("months"),
        ),
        Field(
            key="say",
            kind="choice",
            label=_("What does such a time say?"),
            points=2,
            options=options_of(SAY, evidence["options"]["say"]),
        ),
    )


TASK = Task(id="period", title=N_("Time to crime"), points=8, fields=_fields, blocks=_blocks)
