"""Read the seven marks of a firearm."""

from __future__ import annotations

from typing import Any

from firearmskit import marking
from firearmskit.course.answers import Value
from firearmskit.course.exercises.m06_identification._families import Family
from firearmskit.course.exercises.m06_identification._firearm import (
    LOOK_ALIKES,
    PICTURES,
    show_card,
    show_note,
    show_pictures,
)
from firearmskit.course.exercises.shared import mark_spots, options_of
from firearmskit.course.tasks import Block, Evidence, Field, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "KINDS", "TASK", "plant_reading"]

KINDS = {
    "maker": N_("factory or maker mark"),
    "model": N_("model"),
    "serial": N_("serial number of the firearm"),
    "part": N_("number of a part"),
    "calibre": N_("calibre"),
    "year": N_("year of manufacture or acceptance"),
    "proof": N_("proof mark"),
    "import": N_("import mark"),
    "property": N_("property mark"),
    "selector": N_("selector position"),
}
_LATIN = str.maketrans("АВЕКМНРСТХ", "ABEKMHPCTX")


def _typed(number: str) -> list[str]:
    """List the ways to type a number: with the gap or without, and with Latin letters of the same shape."""
    ways = [number, number.translate(_LATIN)]
    return list(dict.fromkeys([*ways, *(way.replace(" ", "") for way in ways)]))


def plant_reading(
    family: Family, marks: dict[str, dict[str, Any]], label_of: dict[str, str]
) -> dict[str, dict[str, Any]]:
    foreseen = {
        "serial": {"part": "which_part", "property": "owner_number"},
        "part": {"serial": "which_part", "property": "owner_number"},
        "import": {"year": "import_year", "maker": "import_maker", "serial": "import_number"},
        "property": {"serial": "owner_number", "part": "owner_number", "import": "owner_number"},
    }
    truth: dict[str, dict[str, Any]] = {
        label: {"accept": [kind], "hint": "kind", "because": foreseen.get(kind, {})} for kind, label in label_of.items()
    }
    serial = marks["serial"]["text"]
    prefix, digits = serial.split()
    wrong = {digits: "prefix", marks["import"]["number"]: "import_number", marks["property"]["number"]: "owner_number"}
    for way in _typed(marks["part"]["text"]):
        wrong[way] = "which_part"
    for kind in ("import", "property"):
        wrong[marks[kind]["text"]] = "import_number" if kind == "import" else "owner_number"
    for place, digit in enumerate(digits):
        if digit in LOOK_ALIKES:
            for way in _typed(f"{prefix} {digits[:place]}{LOOK_ALIKES[digit]}{digits[place + 1 :]}"):
                wrong[way] = "look_alike"
    latin = serial.translate(_LATIN)
    if latin != serial:
        wrong |= {latin: "cyrillic", latin.replace(" ", ""): "cyrillic"}
    year, import_year = marks["year"]["year"], marks["import"]["year"]
    late = {str(import_year): "import_year", str(import_year % 100): "import_year"}
    return truth | {
        "point": {
            "accept": [label_of["serial"]],
            "hint": "point",
            "because": {label_of["part"]: "which_part"},
        },
        "serial": {"accept": _typed(serial), "hint": "serial", "because": wrong},
        "year": {"accept": [year], "half": [year % 100], "hint": "year", "because": late},
    }


def _reading_blocks(evidence: Evidence) -> tuple[Block, ...]:
    return (show_note(), *show_pictures(evidence), show_card(evidence))


def _reading_fields(evidence: Evidence) -> tuple[Field, ...]:
    kinds = options_of(KINDS)
    rows = tuple(
        Field(
            key=mark["label"],
            kind="choice",
            label=_("what is it?"),
            points=1,
            options=kinds,
            row=_("Mark {label}").format(label=mark["label"]),
            under=name,
        )
        for name in PICTURES
        for mark in evidence["pictures"][name]["marks"]
    )
    spots = mark_spots(evidence, PICTURES)
    return (
        *rows,
        Field(
            key="point",
            kind="point",
            label=_("Click the mark that belongs in the serial field of a trace request, or choose it here"),
            points=1,
            spots=spots,
        ),
        Field(
            key="serial",
            kind="text",
            label=_("Serial number of the firearm, exactly as stamped"),
            points=2,
            verbatim=True,
        ),
        Field(
            key="year",
            kind="number",
            label=_("Year of manufacture or acceptance, with four digits"),
            points=2,
        ),
    )


_WORDS = {
    "triangle_in_circle": "triangle with height in circle",
    "diamond_circle": "rhombus with circle inside",
    "crossed_lines": "crossed swords",
}
"""How the reading room calls the symbols."""
_KIND_OF = {"factory_code": "maker"} | {kind: kind for kind in KINDS if kind != "part"}


def _paste_reading(evidence: Evidence) -> dict[str, Value]:
    """Give what somebody answers who pastes what :func:`firearmskit.marking.read` says and thinks no further."""
    struck = [(picture["surface"], mark) for picture in evidence["pictures"].values() for mark in picture["marks"]]
    texts = [f"{_WORDS.get(mark['symbol'], '')} {mark['text']}".strip() for _surface, mark in struck]
    reading = marking.read(texts, place=[surface for surface, _mark in struck])
    answer: dict[str, Value] = {}
    for piece in reading.pieces:
        kind = _KIND_OF.get(piece.kind)
        if kind:
            answer.setdefault(struck[piece.text_index][1]["label"], kind)
    serials, years = reading.values("serial"), reading.values("year")
    if serials:
        answer["serial"] = serials[0]
        answer["point"] = next(mark["label"] for _surface, mark in struck if serials[0] in mark["text"])
    if years and years[0].isdigit():
        answer["year"] = int(years[0])
    return answer


HINTS = {
    "kind": N_("Compare the form of the mark and the part that bears it with the reference card, mark by mark."),
    "which_part": N_(
        "Two numbers have the same form. Ask which part identifies a firearm, and where each number stands."
    ),
    "import_year": N_("Two years stand on the firearm. Ask who made each of them, and when."),
    "import_maker": N_(
        "A State and an abbreviation in one line were added after the firearm had left its factory. Ask why."
    ),
    "import_number": N_("A number that was added later belongs to whoever added it. Ask whose records hold it."),
    "owner_number": N_(
        "A number beside the name of a service serves the records of that service. Ask whose number it is."
    ),
    "point": N_(
        "A trace request asks for the number on the frame or receiver. Look at the captions of the pictures first."
    ),
    "serial": N_("Take every character of one mark, letters included, and nothing from other marks."),
    "prefix": N_("The letters before the digits belong to the number: without them it fits several firearms."),
    "look_alike": N_("Letters and digits can look alike. The card says in which places this maker used letters."),
    "cyrillic": N_("In a real request, say that the letters are Cyrillic: a search for Latin letters may miss them."),
    "year": N_("Look for the form of year that the card describes, and write the century too."),
}

TASK = Task(
    id="reading",
    title=N_("Read the marks"),
    points=12,
    fields=_reading_fields,
    blocks=_reading_blocks,
    paste=_paste_reading,
)
