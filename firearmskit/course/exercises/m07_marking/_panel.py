"""An imported pistol on which two demands aren't met: one that a treaty makes, one that only the decree makes."""

from __future__ import annotations

from typing import Any

from firearmskit import marking
from firearmskit.course.answers import Value
from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m07_marking._states import MAKERS, MODELS, State, serial
from firearmskit.course.exercises.shared import mark_spots, options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Picture, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "TASK", "draw_panel", "show_decree"]

DEMANDS = {
    "maker": N_("The marks tell the manufacturer."),
    "origin": N_("The marks tell the country of manufacture."),
    "number": N_("There is a serial number."),
    "country": N_("The marks tell the country of import."),
    "year": N_("The marks tell the year of import."),
    "import_place": N_("The mark of import stands on the frame."),
    "number_place": N_("The serial number stands on the frame."),
    "script": N_("The mark of import is in Latin letters."),
}
OF_TREATY = ("maker", "origin", "country")
OF_DECREE = ("year", "import_place", "number_place", "script")
SPOTS = ("A", "B", "C", "D", "E")
ROWS = {"frame": (0.2, 0.47, 0.74), "slide": (0.32, 0.66)}


def draw_panel(draw: Draw, state: State, other: State) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Draw the marks of one imported pistol, on which one demand of each sort isn't met.

    Returns:
        The pictures, what else is shown, and the truth.
    """
    faults = {draw.pick(OF_TREATY), draw.pick(OF_DECREE)}
    maker, year = draw.pick(MAKERS), draw.between(23, 26)
    number = serial(draw)
    code = state.cyrillic if "script" in faults else state.code
    if "country" in faults:
        code = "ИМП" if "script" in faults else "IMP"
    texts = {
        "maker": " ".join(
            each
            for fault, each in (("maker", f"{maker} ARMS"), ("origin", f"MADE IN {other.name.upper()}"))
            if fault not in faults
        ),
        "number": number,
        "import": code if "year" in faults else f"{code} {year}",
        "model": f"{draw.pick(MODELS)} 9X19",
        "inspector": f"{draw.letters(1)}{draw.digits(1, first_not_zero=True)}",
    }
    frame, slide = ["maker", "number", "import"], ["model", "inspector"]
    if "import_place" in faults:
        frame[2], slide[1] = slide[1], frame[2]
    if "number_place" in faults:
        frame[1], slide[0] = slide[0], frame[1]
    labels, label_of, pictures = iter(SPOTS), {}, {}
    for surface, kinds in (("frame", frame), ("slide", slide)):
        struck = []
        for y, kind in zip(ROWS[surface], draw.shuffle(kinds), strict=True):
            label_of[kind] = next(labels)
            struck.append(
                {
                    "text": texts[kind],
                    "x": (42 + draw.below(10)) / 100,
                    "y": y,
                    "height": 0.11,
                    "width": 0.62,
                    "depth": (55 + draw.below(20)) / 100,
                    "label": label_of[kind],
                }
            )
        pictures[surface] = {
            "marks": struck,
            "surface": surface,
            "wear": (10 + draw.below(16)) / 100,
            "seed": draw.public_seed(),
        }
    order = draw.shuffle(sorted(DEMANDS))
    truth = {
        "point": {
            "accept": [label_of["import"]],
            "hint": "which_import",
            "because": {label_of["maker"]: "maker_import", label_of["inspector"]: "inspector"},
        },
        "unmet": {"accept": [each for each in order if each in faults], "hint": "unmet"},
        "treaty": {
            "accept": [each for each in OF_TREATY if each in faults],
            "hint": "treaty",
            "because": {each: "decree" for each in OF_DECREE if each in faults},
        },
    }
    return pictures, {"demands": order, "year": year}, truth


def show_decree(evidence: Evidence, *, measures: bool) -> Document:
    """Show what the made-up decree says of the contents and places of marks, or of their measures."""
    state = evidence["state"]
    rows: tuple[tuple[str, str], ...] = (
        (
            _("Article 1"),
            _(
                "The maker, the country of manufacture and a serial number are marked. The serial number stands "
                "on the frame."
            ),
        ),
        (
            _("Article 2"),
            _(
                "The mark of import is made of the letters {code} and the last two digits of the year of import. "
                "It stands on the frame."
            ).format(code=state["code"]),
        ),
        (_("Article 3"), _("All marks are in Latin letters and in Arabic or Roman numerals.")),
    )
    if measures:
        rows = (
            (_("Article 4"), _("The characters of each mark are at least 1.6 mm high.")),
            (_("Article 5"), _("Each mark is at least 0.0762 mm deep.")),
        )
    return Document(title=_("From the Arms Decree of {state} (made up)").format(state=state["name"]), rows=rows)


def _panel_blocks(evidence: Evidence) -> tuple[Block, ...]:
    return (
        Note(
            text=_(
                "A pistol was imported into {state} in 20{year} and marked by the dealer. {other} made it. The "
                "decree, "
                "the maker and all numbers are made up; a letter with one digit is the mark of an inspector of "
                "the maker."
            ).format(state=evidence["state"]["name"], year=evidence["panel"]["year"], other=evidence["other"]["name"])
        ),
        Picture(name="frame", caption=_("Picture {number}: {part}").format(number=1, part=_("frame"))),
        Picture(name="slide", caption=_("Picture {number}: {part}").format(number=2, part=_("slide"))),
        Document(
            title=_("What the Firearms Protocol requires of {state}").format(state=evidence["state"]["name"]),
            rows=(
                (
                    _("Article 8(1)(a), manufacture"),
                    _("Name of the manufacturer, country or place of manufacture, serial number."),
                ),
                (
                    _("Article 8(1)(b), import"),
                    _("Country of import and, where possible, year of import; a unique mark if there is none."),
                ),
            ),
        ),
        show_decree(evidence, measures=False),
    )


def _panel_fields(evidence: Evidence) -> tuple[Field, ...]:
    demands = options_of(DEMANDS, evidence["panel"]["demands"])
    spots = mark_spots(evidence, ("frame", "slide"))
    return (
        Field(
            key="point",
            kind="point",
            label=_("Click the mark that was made at import, or choose it here"),
            points=2,
            spots=spots,
        ),
        Field(key="unmet", kind="choices", label=_("Which two demands aren't met?"), points=5, options=demands),
        Field(
            key="treaty",
            kind="choice",
            label=_("Which of the two does the Firearms Protocol itself make, without a condition?"),
            points=3,
            options=demands,
        ),
    )


def _paste_panel(evidence: Evidence) -> dict[str, Value]:
    """Give what somebody answers who pastes what the library finds missing, for a real State of the Protocol."""
    marks = [
        marking.StampedMark(text=mark["text"], place=name)
        for name in ("frame", "slide")
        for mark in evidence["pictures"][name]["marks"]
    ]
    found = marking.check(marks, event="import", state="NGA", on="2026-11-26")
    known = {"manufacturer": "maker", "country-of-manufacture": "origin", "serial": "number"}
    known |= {"country-of-import": "country", "year-of-import": "year"}
    unmet = [known[each.field] for each in found if each.code == "missing" and each.field in known]
    return {"unmet": list(dict.fromkeys(unmet)), "treaty": unmet[0]} if unmet else {}


HINTS = {
    "which_import": N_("Look for the mark that the decree describes, even if a part of it is wrong or missing."),
    "maker_import": N_("The mark of the maker tells who made it and where. Ask who came later."),
    "inspector": N_("A letter with one digit says nothing of a State. Read the note above the pictures."),
    "unmet": N_("Take the demands one by one, and point to the mark and the part that meets each. Two are left."),
    "treaty": N_(
        "Put the Protocol and the decree side by side. Which of them says this, and does it add “where possible”?"
    ),
    "decree": N_("This demand stands in the decree only, or the Protocol makes it only where possible."),
}

TASK = Task(
    id="panel",
    title=N_("Find what is missing or misplaced"),
    points=10,
    fields=_panel_fields,
    blocks=_panel_blocks,
    paste=_paste_panel,
)
