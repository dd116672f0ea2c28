"""Three marks beside a ruler: one is too low, and another is too shallow."""

from __future__ import annotations

from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m07_marking._panel import show_decree
from firearmskit.course.exercises.m07_marking._states import MAKERS, State, serial
from firearmskit.course.exercises.shared import mark_options
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Option, Picture, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "TASK", "draw_measure"]

RULER_MM = 12.0
LINES_MM = (2.0, 5.3, 8.9)
MEASURED = ("number", "import", "maker")
LETTER_WIDE = 0.78
"""How wide a character is with its gap, for a height of 1, at most: so that no mark leaves the panel."""


def draw_measure(draw: Draw, state: State) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Draw three marks beside a ruler, one too low and another too shallow.

    Returns:
        The picture, the depths, and the truth.
    """
    low = "number" if draw.chance(0.5) else draw.pick(("import", "maker"))
    shallow = draw.pick([each for each in MEASURED if each != low])
    texts = {"number": serial(draw), "import": f"{state.code} {draw.between(23, 26)}", "maker": draw.pick(MAKERS)}
    struck: list[dict[str, Any]] = []
    depths: dict[str, str] = {}
    label_of: dict[str, str] = {}
    truth: dict[str, dict[str, Any]] = {}
    for label, foot, kind in zip("CBA", LINES_MM, draw.shuffle(MEASURED), strict=True):
        tenths = draw.between(10, 13) if kind == low else draw.between(18, 22)
        foot_tenths = round(foot * 10) + draw.below(5)
        label_of[kind] = label
        depths[label] = f"{(draw.between(4, 6) if kind == shallow else draw.between(9, 13)) / 100:.2f}"
        high = tenths / 10 / RULER_MM
        struck.append(
            {
                "text": texts[kind],
                "x": round(0.17 + len(texts[kind]) * LETTER_WIDE * high * 7 / 24, 3),
                "y": round(1 - (foot_tenths + tenths / 2) / 10 / RULER_MM, 5),
                "height": round(high, 5),
                "depth": 0.85,
                "style": "engraved",
                "label": label,
            }
        )
        near = [round((tenths + off) / 10, 1) for off in (0, -1, 1)]
        half = [round((tenths + off) / 10, 1) for off in (-2, 2)]
        truth[f"height_{label}"] = {"accept": near, "half": half, "hint": "measure"}
    picture = {
        "marks": struck,
        "surface": "frame",
        "wear": (5 + draw.below(11)) / 100,
        "seed": draw.public_seed(),
        "ruler_mm": RULER_MM,
    }
    truth |= {
        "low": {"accept": [label_of[low]], "hint": "low", "because": {label_of[shallow]: "shallow_isnt_low"}},
        "shallow": {"accept": [label_of[shallow]], "hint": "shallow", "because": {label_of[low]: "low_isnt_shallow"}},
        "abroad": {"accept": ["yes" if low == "number" else "no"], "hint": "abroad"},
    }
    return picture, depths, truth


def _measure_blocks(evidence: Evidence) -> tuple[Block, ...]:
    depths = tuple(
        (_("Mark {label}").format(label=label), _("{depth} mm").format(depth=depth))
        for label, depth in evidence["depths"].items()
    )
    return (
        Note(text=_("Another pistol of the same consignment. The ruler shows millimetres and fifths of a millimetre.")),
        Picture(name="ruler", caption=_("Picture {number}: {part}").format(number=3, part=_("frame"))),
        Document(title=_("Depth, measured with a gauge at the shallowest point"), rows=depths),
        show_decree(evidence, measures=True),
        Document(
            title=_("A rule of another State, for comparison"),
            rows=(
                (
                    _("27 CFR 478.92(a)(1), United States"),
                    _("The serial number is at least 1/16 inch (1.5875 mm) high. No height is asked of other marks."),
                ),
            ),
        ),
    )


def _measure_fields(evidence: Evidence) -> tuple[Field, ...]:
    labels = [mark["label"] for mark in evidence["pictures"]["ruler"]["marks"]]
    marks = mark_options(labels)
    heights = tuple(
        Field(
            key=f"height_{label}",
            kind="number",
            label=_("Height of mark {label} in millimetres, to a tenth").format(label=label),
            points=2,
        )
        for label in labels
    )
    yes_no = (
        Option(value="yes", label=_("Yes, it would be too low there too.")),
        Option(value="no", label=_("No, that rule asks no height of it.")),
    )
    return (
        *heights,
        Field(key="low", kind="choice", label=_("Which mark is too low for the decree?"), points=1, options=marks),
        Field(
            key="shallow", kind="choice", label=_("Which mark is too shallow for the decree?"), points=1, options=marks
        ),
        Field(
            key="abroad",
            kind="choice",
            label=_("Would the mark that is too low also be too low by the rule of the United States?"),
            points=2,
            options=yes_no,
        ),
    )


HINTS = {
    "measure": N_("Read where the foot and the top of the characters stand on the ruler, and take one from the other."),
    "low": N_("Compare each height with the figure of article 4."),
    "shallow": N_("Compare each depth with the figure of article 5; mind the zeros after the point."),
    "shallow_isnt_low": N_("This mark has another fault. Height is read on the ruler, depth on the gauge."),
    "low_isnt_shallow": N_("This mark has another fault. Depth is read on the gauge, height on the ruler."),
    "abroad": N_("Ask which kind of mark it is, and of which marks that rule asks a height."),
}

TASK = Task(id="measure", title=N_("Measure the marks"), points=10, fields=_measure_fields, blocks=_measure_blocks)
