"""Four parts, four numbers: which is the firearm's, and what do the others say?"""

from __future__ import annotations

from typing import Any

from firearmskit import identification
from firearmskit.course.answers import Value
from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m06_identification._shared import UNREAD, panel, two_letters
from firearmskit.course.exercises.shared import choice_rows, options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Picture, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "TASK", "draw_parts"]

PLATES = ("plate1", "plate2", "plate3")
LABELS = "ABC"
SURFACES = {"pistol": ("frame", "slide", "pistol barrel"), "rifle": ("receiver", "bolt", "barrel")}
PARTS = {
    "frame": N_("frame"),
    "slide": N_("slide"),
    "receiver": N_("receiver"),
    "bolt": N_("bolt"),
    "barrel": N_("barrel"),
    "pistol barrel": N_("barrel"),
}
MEANINGS = {
    "main": N_("the number of the firearm"),
    "agrees": N_("it agrees with the firearm's number in three characters or more, and differs in none"),
    "differs": N_("another number: of the part, or of another firearm"),
    "open": N_("fewer than three characters can be compared: nothing can be said"),
}
TRUE = {
    "lead": N_("A number on another part that agrees is a lead to the missing character. It doesn't prove it."),
    "both": N_("The part with another number may come from another firearm, so both numbers have to be searched."),
    "armies": N_("Different numbers don't prove a crime: an armourer may have changed a part."),
    "place": N_("The report gives each number with the part that bears it."),
}
FALSE = {
    "clear": N_("The number that can be read best is the number to ask for."),
    "stolen": N_("Different numbers prove that the firearm was stolen."),
    "untraceable": N_("A firearm whose parts bear different numbers can't be traced."),
    "most": N_("The number that stands on the most parts is the number of the firearm."),
    "fill": N_("When two parts agree, the missing character may be filled in without a remark."),
    "leave": N_("A number that differs is left out of the report, because it would confuse."),
}
HINTS = {
    "which": N_("Look at the caption first: where a number stands decides what it identifies."),
    "compare": N_("Lay the number below the firearm's, character by character. An unread character fits any other."),
    "little": N_("Ask how many characters can be read, and of how many firearms the same could be said."),
    "entry": N_("Copy the number of the right part, letters included, and write a question mark for what isn't read."),
    "filled": N_("Ask where the missing character was read. A character from another part is a lead, not a reading."),
    "parts": N_("Four of the sentences claim more than numbers can show, or throw away what they do show."),
}


def draw_parts(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw four numbers: the firearm's with a character unread, one that agrees, one that differs, one hardly read."""
    prefix, digits = two_letters(draw), draw.digits(4, first_not_zero=True)
    gap = 1 + draw.below(2)
    whole = f"{prefix} {digits}"
    main = f"{prefix} {digits[:gap]}{UNREAD}{digits[gap + 1 :]}"
    while (other := two_letters(draw)) == prefix:
        pass
    kept = draw.below(4)
    while kept == gap:
        kept = draw.below(4)
    numbers = {
        "main": main,
        "agrees": whole,
        "differs": f"{other} {draw.digits(4, first_not_zero=True)}",
        "open": UNREAD * 2 + " " + "".join(digits[at] if at == kept else UNREAD for at in range(4)),
    }
    kind = draw.pick(sorted(SURFACES))
    surfaces = list(SURFACES[kind])
    roles = dict(zip(surfaces, ["main", *draw.shuffle(["agrees", "differs", "open"])[:2]], strict=True))
    left = next(role for role in ("agrees", "differs", "open") if role not in roles.values())
    order = draw.shuffle(surfaces)
    pictures = {
        name: panel(draw, surface, [(label, numbers[roles[surface]])])
        for name, label, surface in zip(PLATES, LABELS, order, strict=True)
    }
    mean = [*draw.sample(sorted(TRUE), 2), *draw.sample(sorted(FALSE), 4)]
    truth: dict[str, dict[str, Any]] = {}
    for label, role in [*zip(LABELS, (roles[surface] for surface in order), strict=True), ("D", left)]:
        hint = "which" if role == "main" else "little" if role == "open" else "compare"
        truth[label] = {"accept": [role], "hint": hint, "because": {"main": "which"} if role != "main" else {}}
    typed = [main, main.replace(" ", "")]
    filled = [whole, whole.replace(" ", "")]
    truth["entry"] = {"accept": typed, "hint": "entry", "because": dict.fromkeys(filled, "filled")}
    truth["mean"] = {"accept": mean[:2], "hint": "parts"}
    evidence = {"pictures": pictures, "magazine": numbers[left], "options": {"mean": draw.shuffle(mean)}}
    return evidence, truth


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    plates = tuple(
        Picture(name=name, caption=_("Number {label}: {part}").format(label=label, part=_(PARTS[part])))
        for name, label in zip(PLATES, LABELS, strict=True)
        for part in [evidence["pictures"][name]["surface"]]
    )
    return (
        Note(
            text=_(
                "Another firearm, with numbers on four parts. Where a character is damaged, nobody can tell it: write "
                "a question mark."
            )
        ),
        *plates,
        Document(
            title=_("Number D: magazine, noted without a photograph"), rows=((_("Number"), evidence["magazine"]),)
        ),
    )


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    numbers = {label: _("Number {label}").format(label=label) for label in (*LABELS, "D")}
    return (
        *choice_rows(numbers, _("what does it say?"), options_of(MEANINGS)),
        Field(key="entry", kind="text", label=_("The serial number, as a trace request must give it"), points=2),
        Field(
            key="mean",
            kind="choices",
            label=_("Which two sentences are true?"),
            points=2,
            options=options_of(TRUE | FALSE, evidence["options"]["mean"]),
        ),
    )


def _paste(evidence: Evidence) -> dict[str, Value]:
    """Give what somebody answers who pastes what ``identification.check_numbers`` says."""
    plates = [evidence["pictures"][name] for name in PLATES]
    numbers = {plate["surface"].removeprefix("pistol "): plate["told"][0]["text"] for plate in plates}
    numbers["magazine"] = evidence["magazine"]
    codes = {finding.part: finding.code for finding in identification.check_numbers(numbers)}
    answer: dict[str, Value] = {}
    for label, (part, number) in zip((*LABELS, "D"), numbers.items(), strict=True):
        if part in ("frame", "receiver"):
            answer |= {label: "main", "entry": number}
        else:
            answer[label] = {"differs": "differs", "part-of": "agrees", None: "agrees"}.get(codes.get(part), "open")
    return answer


TASK = Task(id="parts", title=N_("Numbers on several parts"), points=8, fields=_fields, blocks=_blocks, paste=_paste)
