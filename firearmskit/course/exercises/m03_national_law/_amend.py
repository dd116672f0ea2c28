"""Five gaps and six drafts: the smallest set of drafts that closes all gaps.

The drafts are planted around three that together close every gap, and a search through all sets sees that no smaller
set does, and no other one of three.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m03_national_law._topics import TOPICS
from firearmskit.course.exercises.shared import choice_rows
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Option, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "TASK", "closed", "draw_amend"]

DRAFTS = ("P", "Q", "R", "S", "T", "U")
HINTS = {
    "plan": N_(
        "Begin with a thing that only one draft provides. Then see which gaps are left, and which draft "
        "closes most of them."
    ),
    "alone": N_("A gap is closed only when each thing that it lacks is there. Count the gaps, not the things."),
}


def closed(gaps: list[list[str]], drafts: list[list[str]]) -> int:
    """Count the gaps that drafts close together.

    Args:
        gaps: For each gap what it lacks.
        drafts: For each draft what it provides.
    """
    there = {thing for draft in drafts for thing in draft}
    return sum(set(gap) <= there for gap in gaps)


def _solutions(gaps: list[list[str]], drafts: list[list[str]], size: int) -> list[tuple[int, ...]]:
    """Give the sets of so many drafts that close every gap."""
    places = range(len(drafts))
    return [each for each in combinations(places, size) if closed(gaps, [drafts[at] for at in each]) == len(gaps)]


def _draw_puzzle(draw: Draw) -> tuple[list[list[str]], list[list[str]], tuple[int, ...]]:
    """Draw what gaps lack and drafts provide, with one smallest set of three; the things are letters."""
    while True:
        things = draw.shuffle("abcdef")
        gaps = [things[:2], things[2:4], things[4:6], [things[0], things[2]], [things[draw.between(3, 5)]]]
        right = [things[:3], things[3:5], things[5:6]]
        wrong = [draw.sample(things, 2), draw.sample(things, 2), draw.sample(things, 1)]
        drafts = draw.shuffle([*right, *wrong])
        found = _solutions(gaps, drafts, 3)
        alike = len({tuple(sorted(each)) for each in drafts}) < len(drafts)
        if len(found) == 1 and not _solutions(gaps, drafts, 2) and not alike:
            return draw.shuffle(gaps), drafts, found[0]


def draw_amend(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw gaps under a treaty and a regional instrument, drafts, and the smallest set of them that closes all."""
    gaps, drafts, right = _draw_puzzle(draw)
    sentences = [thing for name in draw.sample(sorted(TOPICS), 2) for thing in TOPICS[name].things.values()]
    name_of = dict(zip("abcdef", draw.shuffle(sentences), strict=True))
    asked = draw.sample(range(len(DRAFTS)), 2)
    truth: dict[str, dict[str, Any]] = {"plan": {"accept": [DRAFTS[at] for at in right], "hint": "plan"}}
    truth |= {
        f"alone{number}": {"accept": [str(closed(gaps, [drafts[at]]))], "hint": "alone"}
        for number, at in enumerate(asked, start=1)
    }
    shown = {
        "gaps": [[name_of[each] for each in gap] for gap in gaps],
        "drafts": [[name_of[each] for each in draft] for draft in drafts],
        "asked": [DRAFTS[at] for at in asked],
    }
    return shown, truth


def _listed(sentences: list[str]) -> str:
    return "\n".join(_(each) for each in sentences)


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    return (
        Note(
            text=_(
                "Parliament takes three amendments this year, not more. A gap is closed when the law provides "
                "each thing "
                "that it lacks. Gaps and drafts are made up; the things stand in real treaties."
            )
        ),
        Document(
            title=_("Five gaps, and what each lacks"),
            rows=tuple(
                (_("Gap {number}").format(number=at), _listed(gap)) for at, gap in enumerate(evidence["gaps"], start=1)
            ),
        ),
        Document(
            title=_("Six drafts, and what each provides"),
            rows=tuple(
                (_("Draft {letter}").format(letter=letter), _listed(draft))
                for letter, draft in zip(DRAFTS, evidence["drafts"], strict=True)
            ),
        ),
    )


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    drafts = tuple(Option(value=each, label=_("Draft {letter}").format(letter=each)) for each in DRAFTS)
    counts = tuple(Option(value=str(count), label=str(count)) for count in range(5))
    rows = {
        f"alone{number}": _("Draft {letter}").format(letter=letter)
        for number, letter in enumerate(evidence["asked"], start=1)
    }
    return (
        Field(
            key="plan",
            kind="choices",
            label=_("Which three drafts close all five gaps?"),
            points=4,
            options=drafts,
        ),
        *choice_rows(rows, _("how many gaps does it close alone?"), counts, points=1),
    )


TASK = Task(id="amend", title=N_("Which amendments first?"), points=6, fields=_fields, blocks=_blocks)
"""Three drafts of six."""
