"""What somebody answers who pastes what ``tracing`` says of the case, and thinks no further."""

from __future__ import annotations

from firearmskit import tracing
from firearmskit.course.answers import Value
from firearmskit.course.exercises.m14_tracing._desk import desk_case
from firearmskit.course.exercises.m14_tracing._lines import best_lines
from firearmskit.course.exercises.m14_tracing._made_up import STATES
from firearmskit.course.tasks import Evidence

__all__ = ["paste_chain", "paste_finding", "paste_steps"]

_CLAIMS = {"theft": "theft", "loss": "theft", "in-transit": "transit", "after-last-record": "after"}


def _chain(evidence: Evidence) -> tuple[tracing.Chain, dict[str, str]]:
    """Build the chain of what stands in the lines that a search puts first; also the number of each entry shown."""
    desk, best = desk_case(evidence), best_lines(evidence)
    codes = {STATES[name]: label for name, label in best.items()}
    extracts: list[tracing.Extract | tracing.Entry] = [
        tracing.Extract(
            id=f"extract-{register.state}",
            register=register.name,
            state=register.state,
            drawn_on=desk.today,
            searched_serial=desk.firearm.serial,
            entries=register.histories[codes[register.state]] if register.state in codes else (),
            missing=register.missing,
        )
        for register in desk.registers
    ]
    numbers = {"seizure": ""}
    shown = {(entry["kind"], entry["when"]): str(at) for at, entry in enumerate(evidence["entries"], start=1)}
    for register in evidence["registers"]:
        for label, told in register["histories"].items():
            for at, entry in enumerate(told, start=1):
                numbers[f"{label}{at}"] = shown.get((entry["kind"], entry["when"]), "")
    numbers["seizure"] = next(
        str(at) for at, entry in enumerate(evidence["entries"], start=1) if entry["told_by"] is None
    )
    return tracing.chain(desk.firearm, [*extracts, desk.seizure]), numbers


def paste_chain(evidence: Evidence) -> dict[str, Value]:
    """Give order, gap and holder as ``tracing.chain`` has them."""
    found, number_of = _chain(evidence)
    order = [number_of[id] for link in found.path for id in link.evidence if number_of[id]]
    order = list(dict.fromkeys(order))
    rest = [str(number) for number in range(1, 7) if str(number) not in order]
    after = next((gap.after for gap in found.gaps if gap.after is not None), None)
    point = found.diversion.point
    return {
        "order": [*order, *rest],
        "gap": next((number_of[link.evidence[0]] for link in found.path if link.number == after), ""),
        "holder": point.holder.name if point is not None and point.holder is not None else "",
    }


def paste_finding(evidence: Evidence) -> dict[str, Value]:
    """Give the proposed point of diversion of ``tracing.chain``, and the entries that it names."""
    found, number_of = _chain(evidence)
    point = found.diversion.point
    if point is None:
        return {"claim": "open", "ask": "open"}
    claim = _CLAIMS.get(point.kind, "after")
    carriers = [number_of[id] for id in point.evidence if number_of.get(id)]
    return {"claim": claim, "carriers": list(dict.fromkeys(carriers)), "ask": claim}


def paste_steps(evidence: Evidence) -> dict[str, Value]:
    """Give where the steps stand as ``tracing.checklist`` has it."""
    return {f"step{state.number}": state.state for state in tracing.checklist(desk_case(evidence).records)}
