"""Cases from a scene beside a case test-fired in the seized pistol, looked at before any score is shown."""

from __future__ import annotations

from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.shared import options_of
from firearmskit.course.impressions import KINDS, Impression, opening_of, recipe_of
from firearmskit.course.tasks import Block, Evidence, Field, Note, Picture, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["ANSWERS", "CASES", "HINTS", "TASK", "draw_look"]

CASES = ("case1", "case2", "case3", "case4")
ANSWERS = {
    "agree": N_("the class marks agree, and the individual marks too"),
    "individual": N_("the class marks agree, the individual marks don't"),
    "class": N_("the class marks differ"),
    "little": N_("too little was measured to say"),
}
HINTS = {
    "agree": N_("Compare hour by hour: how wide is the ring there, and where do the strongest marks stand?"),
    "individual": N_(
        "The lines of the tool look alike, as those of every pistol of the make. Now look where the strongest marks "
        "stand, "
        "and where the ring is wide."
    ),
    "class": N_("Look first at the lines of the tool, before any single mark: straight, in circles, or none?"),
    "little": N_("How much of the ring was measured? What would have to be seen on the rest?"),
}
SLIDES = range(1, 10)
FAR = 0.1
"""The opening lies so far from the middle that the eye sees where the ring is wide."""
APART_DEG = 75
"""Openings of different pistols lie apart by more than two hours of a clock."""


def _slides(draw: Draw) -> tuple[int, str, int, list[int]]:
    """Draw a make, the seized pistol and others of the make whose openings lie elsewhere."""
    while True:
        make, kind = draw.between(100, 99_999), draw.pick(sorted(KINDS))
        openings = {slide: opening_of(make, kind, slide) for slide in SLIDES}
        far = [slide for slide in SLIDES if openings[slide][1] > FAR]
        if not far:
            continue
        own = draw.pick(far)
        others = [slide for slide in far if APART_DEG < (openings[slide][0] - openings[own][0]) % 360 < 360 - APART_DEG]
        if len(others) > 1:
            return make, kind, own, draw.sample(others, 2)


def draw_look(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw a test-fired case and four others: three of the four answers, and one of them twice."""
    make, kind, own, others = _slides(draw)
    kinds = draw.sample(sorted(ANSWERS), 3)
    kinds = draw.shuffle([*kinds, draw.pick(kinds)])
    shots = draw.sample(range(2, 10), 4)

    def recipe(shot: int, *, kind: str = kind, slide: int = own, missing: int = 0, turned_deg: int = 0) -> str:
        impression = Impression(make=make, kind=kind, slide=slide, shot=shot, missing=missing, turned_deg=turned_deg)
        return recipe_of(impression, salt=draw.public_seed())

    first = recipe(1)
    elsewhere = draw.shuffle([each for each in sorted(KINDS) if each != kind])
    pictures: dict[str, Any] = {}
    truth: dict[str, dict[str, Any]] = {}
    for at, (name, seen, shot) in enumerate(zip(CASES, kinds, shots, strict=True)):
        turned = draw.between(-3, 3)
        if seen == "agree":
            second = recipe(shot, turned_deg=turned)
        elif seen == "individual":
            second = recipe(shot, slide=others[at % 2], turned_deg=turned)
        elif seen == "class":
            second = recipe(shot, kind=elsewhere[at % 2], slide=draw.pick(SLIDES), turned_deg=turned)
        else:
            second = recipe(shot, slide=draw.pick([own, others[0]]), missing=draw.between(82, 88), turned_deg=turned)
        pictures[name] = {"drawn": "impressions", "first": first, "second": second}
        truth[name] = {"accept": [seen], "hint": seen}
    return {"pictures": pictures}, truth


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    pictures = tuple(
        Picture(name=name, caption=_("A: test-fired. B: case {number} from the scene.").format(number=at))
        for at, name in enumerate(CASES, start=1)
    )
    return (
        Note(
            text=_(
                "The pictures show made-up impressions of breech faces on primers, all laid the same way but for a few "
                "degrees; what is hatched wasn't measured. Class marks: what the lines of the tool look like; all "
                "pistols of the make have them. Individual marks: where the strongest marks stand, and, in these "
                "pictures, at which hour of a clock the ring around the opening is widest. Two shots of one pistol "
                "never look quite alike: some marks come out weaker. Where less than a quarter of the ring was "
                "measured, say that it is too little."
            )
        ),
        *pictures,
    )


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    return tuple(
        Field(
            key=name,
            kind="choice",
            label=_("what do you see?"),
            points=2,
            options=options_of(ANSWERS),
            row=_("Case {number}").format(number=at),
            under=name,
        )
        for at, name in enumerate(CASES, start=1)
    )


TASK = Task(id="look", title=N_("Look before you count"), points=8, fields=_fields, blocks=_blocks)
"""Four cases."""
