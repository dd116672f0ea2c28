"""Five marks of a State and their entries in its register: two entries hold a slip, one mark was put on wrongly.

The check character follows ISO/IEC 7064.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from firearmskit import marking
from firearmskit.course.answers import Value
from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m07_marking._states import State, typed
from firearmskit.course.exercises.shared import choice_rows, options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Picture, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "TASK", "draw_readback"]

FIREARMS = "ABCDE"
STANDING = {
    "right": N_("The mark and the entry are right."),
    "entry": N_("The entry in the register is wrong."),
    "metal": N_("The mark on the firearm is wrong."),
}
SLIPS = {
    "swapped": N_("Two neighbours have changed places."),
    "replaced": N_("One character was taken for another."),
    "dropped": N_("One character is missing."),
    "doubled": N_("One character stands there twice."),
}
"""What can be wrong in an entry; the last never is."""

LOOK_ALIKE = {"0": "9", "1": "7", "2": "7", "3": "8", "4": "9", "5": "6", "6": "8", "7": "1", "8": "3", "9": "4"}


def _mark(draw: Draw, state: State, event: str, year: int) -> str:
    """Draw a mark of the State whose number has no two equal neighbours, so that each slip changes it.

    Its check character isn't one of those that look like another.
    """
    while True:
        number = draw.digits(5)
        parts = [state.code, event, f"P{year}", number]
        check = marking.check_character("".join(parts))
        if check is not None and check not in "01OIQ" and all(one != two for one, two in pairwise(number)):
            return " ".join([*parts, check])


def _slip(draw: Draw, mark: str, kind: str) -> str:
    """Make a slip in the number of a mark, one that its check character shows."""
    *parts, number, check = mark.split()
    while True:
        at = draw.below(len(number) - 1)
        slipped = {
            "swapped": number[:at] + number[at + 1] + number[at] + number[at + 2 :],
            "replaced": number[:at] + LOOK_ALIKE[number[at]] + number[at + 1 :],
            "dropped": number[:at] + number[at + 1 :],
        }[kind]
        if marking.check_character("".join([*parts, slipped])) != check:
            return " ".join([*parts, slipped, check])


def draw_readback(draw: Draw, state: State) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Draw five firearms with their marks, and the entries in the register.

    Returns:
        The picture, the entries, and the truth.
    """
    year = draw.between(23, 26)
    standing = draw.shuffle(["right", "right", "entry", "entry", "metal"])
    kinds = iter(draw.sample(("swapped", "replaced", "dropped"), 2))
    struck: list[dict[str, Any]] = []
    entries: list[dict[str, Any]] = []
    truth: dict[str, dict[str, Any]] = {}
    wrong: list[tuple[str, str, str]] = []
    for row, (label, status) in enumerate(zip(FIREARMS, standing, strict=True)):
        mark = _mark(draw, state, "G", year)
        on_metal = _slip(draw, mark, "swapped") if status == "metal" else mark
        entry = mark
        if status == "entry":
            kind = next(kinds)
            entry = _slip(draw, mark, kind)
            wrong.append((label, mark, kind))
        struck.append(
            {
                "text": on_metal,
                "x": 0.52,
                "y": round(0.13 + 0.185 * row, 3),
                "height": 0.085,
                "width": 0.8,
                "depth": (60 + draw.below(20)) / 100,
                "label": label,
                "style": "engraved",
            }
        )
        entries.append({"firearm": label, "mark": entry, "fits": status != "entry"})
        hints = {"right": "same", "entry": "entry", "metal": "metal"}
        truth[f"is_{label}"] = {"accept": [status], "hint": hints[status], "because": {}}
    (first, mended, _kind), (second, _mended, slip) = draw.shuffle(wrong)
    truth["mended"] = {
        "accept": typed(mended),
        "hint": "mended",
        "because": dict.fromkeys(typed(entries[FIREARMS.index(first)]["mark"]), "as_entered"),
    }
    truth["slip"] = {"accept": [slip], "hint": "slip"}
    picture = {"marks": struck, "surface": "frame", "wear": 0.1, "seed": draw.public_seed()}
    return picture, {"entries": entries, "mend": first, "slip": second}, truth


def _readback_blocks(evidence: Evidence) -> tuple[Block, ...]:
    return (
        Note(
            text=_(
                "A mark of {state} is made of {code}, a letter for the event, the agency and the year, a number "
                "of five "
                "digits, and a check character. A computer printed a list of marks, all of them right. From the "
                "list, one "
                "person marked the firearms and another typed the register. Five frames were photographed, and their "
                "marks were put into one picture."
            ).format(state=evidence["state"]["name"], code=evidence["state"]["code"])
        ),
        Picture(name="marks", caption=_("The marks on the frames of firearms A to E")),
        Document(
            title=_("The register"),
            rows=tuple(
                (
                    _("Firearm {label}").format(label=entry["firearm"]),
                    f"{entry['mark']}\n"
                    + (_("The check character fits.") if entry["fits"] else _("The check character doesn't fit.")),
                )
                for entry in evidence["readback"]["entries"]
            ),
        ),
    )


def _readback_fields(evidence: Evidence) -> tuple[Field, ...]:
    seen = evidence["readback"]
    return (
        *choice_rows(
            {f"is_{label}": _("Firearm {label}").format(label=label) for label in FIREARMS},
            _("what is so?"),
            options_of(STANDING),
        ),
        Field(
            key="mended",
            kind="text",
            label=_("What should the entry of firearm {label} be?").format(label=seen["mend"]),
            points=3,
        ),
        Field(
            key="slip",
            kind="choice",
            label=_("Which slip stands in the entry of firearm {label}?").format(label=seen["slip"]),
            points=2,
            options=options_of(SLIPS),
        ),
    )


def _paste_readback(evidence: Evidence) -> dict[str, Value]:
    """Give what somebody answers who lets the library check each entry and never looks at the picture."""
    return {
        f"is_{entry['firearm']}": "right"
        if marking.check_character(entry["mark"].replace(" ", "")[:-1]) == entry["mark"][-1]
        else "entry"
        for entry in evidence["readback"]["entries"]
    }


HINTS = {
    "same": N_("Compare mark and entry character by character. A difference has to be seen, not expected."),
    "entry": N_("Compare mark and entry, then ask what the check character says of the entry."),
    "metal": N_(
        "Mark and entry differ. If the check character fits the entry, which of the two was made without its help?"
    ),
    "mended": N_("Copy the mark from the picture, all five groups, and read it back aloud."),
    "as_entered": N_("This is what the register says. Look at the firearm."),
    "slip": N_("Put the entry under the mark and count the characters of the number first."),
}

TASK = Task(
    id="readback",
    title=N_("Read marks back"),
    points=10,
    fields=_readback_fields,
    blocks=_readback_blocks,
    paste=_paste_readback,
)
