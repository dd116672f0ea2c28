"""Write the finding on a contested statement for the file, in one's own words: a person grades it.

The firearm and the statement are drawn as in :mod:`~firearmskit.course.exercises.m06_identification.marks`, from a seed
of their own: a learner meets another firearm here. Choosing four marks comes first, and is scored at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from firearmskit.course.answers import Value
from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m06_identification._argument import (
    CLAIMS,
    LIMITS,
    TOPICS,
    TRUE_LIMITS,
    draw_statement,
    statement_of,
)
from firearmskit.course.exercises.m06_identification._families import COUNTRIES, FAMILIES
from firearmskit.course.exercises.m06_identification._firearm import (
    LABELS,
    PARTS,
    PICTURES,
    draw_marks,
    place_marks,
    show_card,
    show_note,
    show_pictures,
)
from firearmskit.course.exercises.m06_identification._reading import HINTS, KINDS
from firearmskit.course.exercises.shared import colleague_writes, criterion, mark_options
from firearmskit.course.packs import Case, Exercise
from firearmskit.course.tasks import Block, Evidence, Field, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["EXERCISE"]

BASIS = {
    "serial": N_("Which mark is the serial number of the firearm?"),
    "maker": N_("Which mark is the maker's?"),
    "year": N_("Which mark gives the year of manufacture or acceptance?"),
    "import": N_("Which mark is the import mark?"),
}
WHY = {
    "number_is_serial": N_(
        "The number on the frame or receiver identifies the firearm; the number on another part identifies that part."
    ),
    "parts_met": N_("Each number speaks for its own part; neither says when the two parts came together."),
    "made_in_year": N_(
        "The year that the maker stamped is that of manufacture or acceptance; the other is the year of an import."
    ),
    "sold_in_year": N_(
        "One year is that of manufacture or acceptance, the other that of an import; neither is that of a first sale."
    ),
    "made_in_state": N_(
        "The maker's mark leads to the State of manufacture; the import mark names a State that the firearm came to."
    ),
    "maker_sold_to_state": N_("The import mark shows that the firearm came to this State, not from whom."),
    "imported_and_owned": N_(
        "The import mark shows that the firearm was imported, the property mark that a service owned it at some time."
    ),
    "no_service": N_("The property mark names a service: at some time the firearm belonged to it."),
    "diverted_in_state": N_(
        "The import mark shows that the firearm came to this State; no mark says where it was lost."
    ),
    "diverted_from_service": N_("The property mark shows that a service owned the firearm; no mark says how it left."),
}
"""For each statement of :data:`_argument.STATEMENTS`, why the marks bear the claim that they bear."""
RUBRIC = (
    criterion(
        N_("Claim"),
        two=N_(
            "One sentence says whether the marks support the statement, speak against it or leave it open, and "
            "the marks bear this out."
        ),
        one=N_("The claim goes further than the marks do, or less far, or has to be searched for."),
        none=N_("There is no claim, or the marks contradict it."),
    ),
    criterion(
        N_("Evidence"),
        two=N_(
            "Both marks that decide the statement are named, copied exactly, each with the part that bears it and"
            " what kind of mark it is."
        ),
        one=N_("One of the two is missing, or a character, a place or a kind is wrong."),
        none=N_("No mark that decides the statement is named with its place."),
    ),
    criterion(
        N_("Limits"),
        two=N_("At least two things are named that these marks don't prove, and both are true."),
        one=N_("One such thing is named, or one of several is untrue."),
        none=N_("No limit is named, or the finding says what no mark can show."),
    ),
    criterion(
        N_("Next step"),
        two=N_(
            "What to do next is said, in order: the State's own records, then iARMS, then a State that the marks show."
        ),
        one=N_("A step is useful, but one before it is left out, or the State asked isn't one that the marks show."),
        none=N_("No step is named, or none that can lead further."),
    ),
)


def draw_case(draw: Draw) -> Case:
    """Draw a learner's firearm and the statement about it.

    Args:
        draw: The learner's own.
    """
    name = draw.pick(sorted(FAMILIES))
    family = FAMILIES[name]
    marks = draw_marks(draw, family)
    pictures, label_of = place_marks(draw, family, marks)
    shown_in = {mark["label"]: picture for picture in PICTURES for mark in pictures[picture]["marks"]}
    parts = {kind: shown_in[label] for kind, label in label_of.items()}
    statement, topic, claim = draw_statement(draw, marks, parts, family.country)
    basis: dict[str, dict[str, Any]] = {
        kind: {"accept": [label_of[kind]], "hint": "kind", "because": {}} for kind in BASIS
    }
    basis["serial"]["because"] = {label_of["part"]: "which_part"}
    facts = {
        "claim": claim,
        "carriers": {kind: label_of[kind] for kind in TOPICS[topic]},
        "serial": marks["serial"]["text"],
        "state": marks["import"]["state"],
    }
    return Case(
        evidence={"family": name, "pictures": pictures, "statement": statement},
        truth={"basis": basis, "finding": {"text": facts}},
    )


def _basis_blocks(evidence: Evidence) -> tuple[Block, ...]:
    return (show_note(), *show_pictures(evidence), show_card(evidence))


def _basis_fields(evidence: Evidence) -> tuple[Field, ...]:
    options = mark_options(LABELS)
    return tuple(
        Field(key=kind, kind="choice", label=_(question), points=1, options=options) for kind, question in BASIS.items()
    )


def _finding_blocks(evidence: Evidence) -> tuple[Block, ...]:
    return (
        colleague_writes(statement_of(evidence)),
        *show_pictures(evidence),
        show_card(evidence),
    )


def _finding_fields(evidence: Evidence) -> tuple[Field, ...]:
    label = _("Your finding, in 60 to 200 words: claim, evidence with its places, limits, next step")
    return (Field(key="text", kind="text", label=label, points=8, rows=14),)


def _model(evidence: Evidence, truth: Mapping[str, Mapping[str, Any]]) -> dict[str, Value]:
    """Write the finding that the planted facts bear."""
    facts, family = truth["text"], FAMILIES[evidence["family"]]
    claim, says = facts["claim"], evidence["statement"]["says"]
    lines = [_(CLAIMS[claim]), _(WHY[says])]
    for number, name in enumerate(PICTURES, start=1):
        part = PARTS[evidence["pictures"][name]["surface"]]
        for mark in evidence["pictures"][name]["marks"]:
            lines += [
                _("Mark {label}, picture {number}, {part}: {kind}, “{text}”.").format(
                    label=label,
                    number=number,
                    part=_(part),
                    kind=_(KINDS[kind]),
                    text=mark["text"] or _(family.card[0]).rstrip("."),
                )
                for kind, label in facts["carriers"].items()
                if label == mark["label"]
            ]
    lines += [_(LIMITS[limit]) for limit in TRUE_LIMITS[:2]]
    lines.append(
        _(
            "Next: search the national records for the number {serial} of the maker {maker}, then query iARMS; "
            "without a hit, ask the State of manufacture ({country}) or that of the import ({state})."
        ).format(
            serial=facts["serial"],
            maker=family.maker,
            country=_(COUNTRIES[family.country]),
            state=facts["state"].title(),
        )
    )
    return {"text": "\n".join(lines)}


EXERCISE = Exercise(
    id="m06_identification/report",
    version=1,
    title=N_("The finding for the file"),
    draw=draw_case,
    tasks=(
        Task(
            id="basis",
            title=N_("Find the marks that the finding rests on"),
            points=4,
            fields=_basis_fields,
            blocks=_basis_blocks,
        ),
        Task(
            id="finding",
            title=N_("Write the finding"),
            points=8,
            fields=_finding_fields,
            blocks=_finding_blocks,
            rubric=RUBRIC,
            model=_model,
        ),
    ),
    hints={code: HINTS[code] for code in ("kind", "which_part")},
)
"""Four marks and one written finding: 12 points, of which a person gives 8."""
