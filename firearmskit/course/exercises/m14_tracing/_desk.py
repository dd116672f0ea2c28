"""The case of a learner as the tracing desk shows it, from the evidence alone."""

from __future__ import annotations

from typing import Any

from firearmskit.course.desk import DeskCase, DeskRegister
from firearmskit.course.exercises.m14_tracing._made_up import STATES, TYPES
from firearmskit.course.exercises.m14_tracing._steps import AS_RECORDED
from firearmskit.course.tasks import Evidence
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.tracing import Description, Entry, Holder, Recovery, RegisterEntry

__all__ = ["desk_case"]

_REGISTER = N_("Register of firearms ({state})")
_KINDS = {"wholesale": "sale"}
"""Kinds of entries that the chain calls otherwise."""


def _holder(name: str | None, state: str) -> Holder | None:
    return None if name is None else Holder(name=name, state=STATES[state])


def _entry(said: dict[str, Any], line: dict[str, Any] | None, *, id: str, state: str, source: str) -> Entry:
    """Give an entry as the chain takes it; one that a line tells bears the serial and the maker of that line."""
    return Entry(
        id=id,
        kind=_KINDS.get(said["kind"], said["kind"]),
        standing="record",
        source=source,
        told_by=STATES[state],
        date=said["when"],
        country=STATES[state],
        releasing=_holder(said["from"], state),
        receiving=_holder(said["to"], said.get("state", state)),
        serial=None if line is None else line["number"],
        maker=None if line is None else line["maker"],
        model=str(said["model"]) if "model" in said else None,
    )


def _register(register: dict[str, Any]) -> DeskRegister:
    state, missing = register["state"], register["missing"]
    name = _(_REGISTER).format(state=state)
    return DeskRegister(
        state=STATES[state],
        name=name,
        entries=tuple(
            RegisterEntry(id=line["label"], serial=line["number"], make=line["maker"], calibre=line["calibre"])
            for line in register["lines"]
        ),
        histories={
            line["label"]: tuple(
                _entry(said, line, id=f"{line['label']}{at}", state=state, source=name)
                for at, said in enumerate(register["histories"][line["label"]], start=1)
            )
            for line in register["lines"]
        },
        missing=(f"{missing[0]}/{missing[1]}",) if missing else (),
        answers_on=register["answers_on"],
    )


def _record(record: dict[str, Any], id: str) -> dict[str, object]:
    """Give a record as the nine steps take it; a decision without a reason is a note."""
    kind, about = AS_RECORDED[record["record"]]
    found: dict[str, object] = {"id": id, "exhibit": str(record["exhibit"])}
    if "reason" not in record:
        return found | {"kind": kind, "about": about}
    if not record["reason"]:
        return found | {"kind": "note", "about": about}
    piece = {"ballistics": "ballistic-comparison"}.get(str(about), about)
    return found | {"kind": "step-not-applicable", "about": piece, "reason": _("The laboratory gives it in writing.")}


def desk_case(evidence: Evidence) -> DeskCase:
    """Give a learner's case as the tracing desk shows it.

    Args:
        evidence: The learner's, as in the pack; it holds no truth, so neither does the desk.

    Returns:
        The case, with all names in the language that is spoken now.

    >>> from firearmskit.course.draw import Draw
    >>> from firearmskit.course.exercises.m14_tracing.case import EXERCISE
    >>> desk = desk_case(EXERCISE.draw(Draw(b"doctest")).evidence)
    >>> desk.home == desk.registers[0].state, len(desk.registers), len(desk.records)
    (True, 3, 11)
    """
    own, home = evidence["object"], evidence["home"]
    seizure = next(entry for entry in evidence["entries"] if entry["told_by"] is None)
    return DeskCase(
        id=_("Exhibit {number}").format(number=evidence["steps"]["exhibit"]),
        home=STATES[home],
        today=evidence["today"],
        firearm=Description(
            serial=own["number"],
            maker=own["maker"],
            kind=_(TYPES[own["type"]]),
            calibre=own["calibre"],
            year=own["year"],
        ),
        recovery=Recovery(
            kind="seized", date=seizure["when"], country=STATES[home], circumstances=_("In a car, without a licence.")
        ),
        seizure=_entry(seizure, None, id="seizure", state=home, source=_("Report of the seizure")),
        records=tuple(_record(each, f"record-{at}") for at, each in enumerate(evidence["steps"]["records"], start=1)),
        registers=tuple(_register(each) for each in evidence["registers"]),
    )
