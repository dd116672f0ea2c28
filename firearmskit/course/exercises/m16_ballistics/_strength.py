"""How strong a score is: the ratio of two shares, the population it rests on, and what it isn't."""

from __future__ import annotations

from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.shared import options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Option, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "MEANS", "TASK", "draw_strength"]

BANDS = ((0, 2), (3, 5), (6, 8), (9, 11), (12, 30))
"""How many congruent cells, from and to."""
RATIOS = (
    (1, 50),
    (1, 100),
    (1, 150),
    (1, 200),
    (2, 25),
    (2, 50),
    (2, 75),
    (2, 100),
    (3, 50),
    (3, 75),
    (4, 25),
    (4, 50),
)
"""How many pairs of different pistols stand in the band, and the ratio."""
MEANS = {
    "finding": N_("Such a finding comes up so many times more often if A is true than if B is true."),
    "turned": N_("It is so many times more probable that A is true than that B is true."),
    "only": N_("Only one pistol out of so many could have left this finding."),
    "who": N_("It is so many times more probable that the man who had the pistol fired it."),
    "wrong": N_("One in so many comparisons of this laboratory goes wrong."),
}
MAKES = ("Tarnholt T4", "Ruvenna R2", "Osgard O9", "Dunmere D1")
CARTRIDGES = ("Velmark", "Kestria", "Lumera", "Norovia")
HINTS = {
    "ratio": N_(
        "Find the line in which the score of the case stands. Make a share of each of its two numbers, and divide the "
        "one "
        "for one pistol by the other."
    ),
    "counts": N_("You divided numbers of pairs. There are more pairs of different pistols in all: make shares first."),
    "means": N_("Ask what was counted: how often a finding came up, or how often a proposition was true?"),
    "turned": N_("This is the ratio turned around. What else would a court need to know, to say that?"),
    "who": N_("What was compared was metal. Who held the pistol stands in no table."),
    "odds": N_("Multiply the odds that all else gives by the ratio: 1 to so many becomes 1 to fewer."),
    "more": N_("The finding speaks for A. Do the odds become better or worse by it?"),
    "population": N_("Read proposition B again: which pistol, and which cartridges, does it speak of?"),
}


def _columns(draw: Draw, band: int, pairs: int, shared: int, total: int) -> tuple[list[int], list[int]]:
    """Draw the pairs of one pistol and of different pistols in each band."""
    same, different = [0] * len(BANDS), [0] * len(BANDS)
    for at in range(band):
        same[at] = draw.between(2, 8)
    same[band] = shared
    above = range(band + 1, len(BANDS))
    left = total - sum(same)
    for at in above[:-1]:
        same[at] = left // (len(BANDS) - at) + draw.between(-6, 6)
        left -= same[at]
    same[above[-1]] = left
    different[band] = pairs
    left = 5 * total - pairs
    for at in range(band - 1, 0, -1):
        different[at] = draw.between(10, 25) * (band - at) ** 2
        left -= different[at]
    different[0] = left
    return same, different


def draw_strength(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw a table, a score in one of its lines, what all else in the case gives, and four populations."""
    pairs, ratio = draw.pick(RATIOS)
    total = draw.pick((200, 400))
    # As there are five times as many pairs of different pistols.
    shared = ratio * pairs // 5
    band = draw.between(1, 3)
    same, different = _columns(draw, band, pairs, shared, total)
    times = draw.between(2, 12)
    makes, cartridges = draw.sample(MAKES, 2), draw.sample(CARTRIDGES, 2)
    populations = draw.shuffle(
        [[makes[0], cartridges[0]], [makes[0], cartridges[1]], [makes[1], cartridges[0]], [None, cartridges[0]]]
    )
    right = str(populations.index([makes[0], cartridges[0]]) + 1)
    truth: dict[str, dict[str, Any]] = {
        "ratio": {"accept": [ratio], "hint": "ratio", "because": {str(ratio // 5): "counts"}},
        "means": {"accept": ["finding"], "hint": "means", "because": {"turned": "turned", "who": "who"}},
        "odds": {"accept": [times], "hint": "odds", "because": {str(ratio * times * ratio): "more"}},
        "population": {"accept": [right], "hint": "population"},
    }
    shown = {
        "score": draw.between(*BANDS[band]),
        "same": same,
        "different": different,
        "before": ratio * times,
        "make": makes[0],
        "cartridge": cartridges[0],
        "populations": populations,
        "means": draw.shuffle(sorted(MEANS)),
    }
    return shown, truth


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    bands = []
    for (low, high), same, different in zip(BANDS, evidence["same"], evidence["different"], strict=True):
        cells = (
            _("{low} cells or more").format(low=low)
            if high == BANDS[-1][1]
            else _("{low} to {high} cells").format(low=low, high=high)
        )
        bands.append(
            (cells, _("one pistol: {same}; different pistols: {different}").format(same=same, different=different))
        )
    every = _("one pistol: {same}; different pistols: {different}").format(
        same=sum(evidence["same"]), different=sum(evidence["different"])
    )
    return (
        Note(
            text=_(
                "The seized pistol is of the model {make}; the case is of a cartridge of {cartridge}. A: the seized "
                "pistol "
                "fired the case. B: another pistol of this model fired it, with such a cartridge. The laboratory "
                "counted "
                "{score} congruent cells. Pistols, makers, cartridges and numbers are made up. "
                "The ratio of a score is the share of pairs of one pistol in its line, divided by the share of pairs "
                "of "
                "different pistols. The odds after a finding are the odds before it, times the ratio."
            ).format(make=evidence["make"], cartridge=evidence["cartridge"], score=evidence["score"])
        ),
        Document(title=_("Pairs with known answers"), rows=(*bands, (_("All pairs"), every))),
        Document(
            title=_("Four reference populations that the laboratory could have taken"),
            rows=tuple(
                (
                    _("Population {number}").format(number=at),
                    _("pistols: {make}; cartridges: {cartridge}").format(
                        make=make or _("of all makes that came in"), cartridge=cartridge
                    ),
                )
                for at, (make, cartridge) in enumerate(evidence["populations"], start=1)
            ),
        ),
    )


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    populations = tuple(Option(value=str(at), label=_("Population {number}").format(number=at)) for at in range(1, 5))
    return (
        Field(key="ratio", kind="number", label=_("What is the ratio of this score?"), points=3),
        Field(
            key="means",
            kind="choice",
            label=_("What does the ratio mean?"),
            points=2,
            options=options_of(MEANS, evidence["means"]),
        ),
        Field(
            key="odds",
            kind="number",
            label=_("All else in the case gives A odds of 1 to {before}. After the finding they are 1 to …").format(
                before=evidence["before"]
            ),
            points=3,
        ),
        Field(
            key="population",
            kind="choice",
            label=_("From which population must the table come, so that it fits B?"),
            points=2,
            options=populations,
        ),
    )


TASK = Task(id="strength", title=N_("From a score to its strength"), points=10, fields=_fields, blocks=_blocks)
"""A ratio, its meaning, odds, and a population."""
