"""Three numbered parts: one bears the end of the main part's number, one bears another."""

from __future__ import annotations

from typing import Any

from firearmskit import identification
from firearmskit.course.answers import Value
from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m05_ammunition._parts import PARTS, made_up
from firearmskit.course.exercises.shared import choice_rows, mark_options, options_of
from firearmskit.course.tasks import Block, Evidence, Field, Note, Picture, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "TASK", "draw_numbers"]

ALPHABET = "BDFGHKLMNRTVW"
"""Letters of serial numbers; two of them spell no country and look like no digit."""
RELATION = {
    "end": N_("it is the end of the main part's number"),
    "same": N_("it is the whole number of the main part"),
    "other": N_("it is another number"),
}
LIMITS = {
    "exchanged": N_("Parts can be exchanged, so another number on a part doesn't prove a crime by itself."),
    "part_record": N_("A number on a part is recorded with the name of that part, and searched too."),
    "end_fits": N_("The end of a number fits the main part, but it can fit other firearms as well."),
    "slide_first": N_("The number that is easiest to read is the serial number of the firearm."),
    "untraceable": N_("A firearm whose parts bear different numbers can't be traced."),
    "two_arms": N_("Two different numbers prove that two firearms were stolen."),
    "no_value": N_("A number on a barrel or a bolt has no value for an investigation."),
    "complete": N_("When the numbers differ, the longest one is taken."),
}
TRUE_LIMITS = ("exchanged", "part_record", "end_fits")
FALSE_LIMITS = ("slide_first", "untraceable", "two_arms", "no_value", "complete")
NUMBER_ROWS = (0.3, 0.7)


def draw_numbers(draw: Draw) -> tuple[dict[str, Any], dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw three numbered parts: one bears the end of the main part's number, one bears another."""
    main, others = draw.pick([("frame", ["slide", "barrel"]), ("receiver", ["bolt", "barrel"])])
    serial = f"{draw.letters(2, ALPHABET)} {draw.digits(6, first_not_zero=True)}"
    while (foreign := draw.digits(3 + draw.below(2), first_not_zero=True)) in serial:
        pass
    end = serial[-len(foreign) :]
    fits, differs = draw.shuffle(others)
    text = {main: serial, fits: end, differs: foreign}
    beside = {part: f"{draw.pick(('CAL', 'MOD', 'P'))} {draw.digits(2, first_not_zero=True)}" for part in text}
    labels = iter("ABCDEF")
    pictures, label_of = {}, {}
    for rank, part in enumerate(draw.shuffle(sorted(text)), start=1):
        struck = []
        for y, words in zip(NUMBER_ROWS, draw.shuffle([text[part], beside[part]]), strict=True):
            label = next(labels)
            if words == text[part]:
                label_of[part] = label
            struck.append(
                {
                    "text": words,
                    "x": (40 + draw.below(11)) / 100,
                    "y": y,
                    "height": 0.14,
                    "depth": (45 + draw.below(20)) / 100,
                    "label": label,
                }
            )
        pictures[f"number{rank}"] = {
            "marks": struck,
            "surface": "pistol barrel" if main == "frame" and part == "barrel" else part,
            "wear": (15 + draw.below(20)) / 100,
            "seed": draw.public_seed(),
        }
    true, false = draw.sample(TRUE_LIMITS, 2), draw.sample(FALSE_LIMITS, 4)
    evidence = {
        "main": main,
        "others": draw.shuffle(others),
        "relation": draw.shuffle(sorted(RELATION)),
        "limits": draw.shuffle([*true, *false]),
    }
    wrong = {end: "end_alone", foreign: "foreign", serial.split()[1]: "prefix"}
    truth: dict[str, dict[str, Any]] = {
        "main": {
            "accept": [label_of[main]],
            "hint": "main",
            "because": {label_of[fits]: "which_part", label_of[differs]: "which_part"},
        },
        "serial": {"accept": [serial, serial.replace(" ", "")], "hint": "serial", "because": wrong},
    }
    for rank, part in enumerate(evidence["others"]):
        right = "end" if part == fits else "other"
        truth[f"other{rank}"] = {"accept": [right], "hint": "relation", "because": {}}
    truth["limits"] = {"accept": true, "hint": "limits"}
    return pictures, evidence, truth


def _numbered_parts(evidence: Evidence) -> list[tuple[str, str]]:
    return [
        (name, picture["surface"].removeprefix("pistol "))
        for name, picture in evidence["pictures"].items()
        if name != "whole"
    ]


def _number_blocks(evidence: Evidence) -> tuple[Block, ...]:
    pictures = tuple(
        Picture(
            name=name,
            caption=_("Picture {number}: {part}").format(number=number, part=_(PARTS[part])),
        )
        for number, (name, part) in enumerate(sorted(_numbered_parts(evidence)), start=1)
    )
    rule = Note(
        text=_(
            "The law of the State puts the serial number on the frame or receiver; other parts may bear numbers too."
        )
    )
    return (made_up(), rule, *pictures)


def _number_fields(evidence: Evidence) -> tuple[Field, ...]:
    numbers = evidence["numbers"]
    labels = sorted(
        mark["label"] for name, _part in _numbered_parts(evidence) for mark in evidence["pictures"][name]["marks"]
    )
    return (
        Field(
            key="main",
            kind="choice",
            label=_("Which mark is the serial number of the firearm?"),
            points=2,
            options=mark_options(labels),
        ),
        Field(
            key="serial",
            kind="text",
            label=_("Serial number of the firearm, exactly as stamped"),
            points=2,
            verbatim=True,
        ),
        *choice_rows(
            {f"other{rank}": _(PARTS[part]).capitalize() for rank, part in enumerate(numbers["others"])},
            _("its number, beside that of the main part"),
            options_of(RELATION, numbers["relation"]),
        ),
        Field(
            key="limits",
            kind="choices",
            label=_("Which two sentences are true?"),
            points=2,
            options=options_of(LIMITS, numbers["limits"]),
        ),
    )


def _paste_numbers(evidence: Evidence) -> dict[str, Value]:
    """Give what :func:`firearmskit.identification.check_numbers` says of the first text on each part."""
    read = {part: evidence["pictures"][name]["marks"][0]["text"] for name, part in _numbered_parts(evidence)}
    found = {finding.part: finding.code for finding in identification.check_numbers(read)}
    answer: dict[str, Value] = {"serial": read[evidence["numbers"]["main"]]}
    for rank, part in enumerate(evidence["numbers"]["others"]):
        answer[f"other{rank}"] = {"part-of": "end", "differs": "other"}.get(found.get(part, ""), "same")
    return answer


HINTS = {
    "main": N_("The note says which part bears the serial number. Look for its caption first, then at its marks."),
    "which_part": N_(
        "This number stands on a part that can be exchanged. The caption of each picture says which part."
    ),
    "serial": N_("Copy every character of the number on the main part, letters included."),
    "end_alone": N_("A shorter number on a part may be the end of a longer one. Take the number of the main part."),
    "foreign": N_("This number identifies the part that bears it, and perhaps another firearm."),
    "prefix": N_("The letters before the digits belong to the number: without them it fits several firearms."),
    "relation": N_("Write the two numbers one below the other, from the right. Do they agree to the end?"),
    "limits": N_("Most of the sentences are false. Ask of each: is it so for every firearm, or does it say too much?"),
}

TASK = Task(
    id="numbers",
    title=N_("Read parts with different numbers"),
    points=8,
    fields=_number_fields,
    blocks=_number_blocks,
    paste=_paste_numbers,
)
