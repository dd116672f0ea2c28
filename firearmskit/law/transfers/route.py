"""Whether the papers agree on the States, and the route on the States of transit."""

from __future__ import annotations

from collections.abc import Iterator

from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.law.finding import Finding
from firearmskit.law.transfers.case import Case
from firearmskit.law.transfers.phrases import called
from firearmskit.law.transfers.ruling import european, ground, rest
from firearmskit.law.transfers.values import TransferPaper
from firearmskit.law.transfers.words import PAPERS

__all__ = ["check_route"]

_STATES = {
    "export_state": N_("{paper}: it names {named} as the State of export, the file {filed}."),
    "import_state": N_("{paper}: it names {named} as the State of import, the file {filed}."),
}


def check_route(case: Case) -> Iterator[Finding]:
    """Check the States on each paper, the route of each shipment, and that transit States were told beforehand."""
    for paper in case.papers(*PAPERS):
        yield from _paper(case, paper)
        yield from _issuer(case, paper)
    transit = case.file.transit_states
    for shipment in case.shipments:
        if shipment.route is None and transit:
            yield from rest(
                case, "route-not-in-file", "note", shipment.id,
                _("{event}: its route isn't in the file.").format(event=called(shipment)), plain=True,
            )  # fmt: skip
        for state in shipment.route or ():
            if transit is not None and state not in transit:
                yield from rest(
                    case, "route-state-not-named", "error", f"{shipment.id}: {state}",
                    _("{event}: its route passes through {state}, which the file doesn't name as a State of transit.")
                    .format(event=called(shipment), state=state),
                    ground("fp-10-3", case.file.export_state), plain=True,
                )  # fmt: skip
    if not case.simplified:
        for state in transit or ():
            yield from _told(case, state)


def _paper(case: Case, paper: TransferPaper) -> Iterator[Finding]:
    by = ground("fp-10-3", case.file.export_state)
    for name, sentence in _STATES.items():
        named, filed = getattr(paper, name), getattr(case.file, name)
        if named is not None and filed is not None and named != filed:
            said = _(sentence).format(paper=called(paper), named=named, filed=filed)
            yield from rest(case, name.replace("_", "-") + "-differs", "error", paper.id, said, by, plain=True)
    named, filed = paper.transit_states, case.file.transit_states
    # An empty list on a paper where there is transit is an item that is missing: article 10(3) is checked elsewhere.
    if named and filed is not None and set(named) != set(filed):
        said = _("{paper}: it names the States of transit {named}, the file {filed}.").format(
            paper=called(paper), named=", ".join(sorted(named)), filed=", ".join(sorted(filed)) or _("none")
        )
        yield from rest(case, "transit-states-differ", "error", paper.id, said, by, plain=True)


def _issuer(case: Case, paper: TransferPaper) -> Iterator[Finding]:
    """Check that the State of export issued the export licence, and the State of import the import licence."""
    sides = {"export-licence": case.file.export_state, "import-licence": case.file.import_state}
    wanted = sides.get(paper.kind)
    if wanted is not None and paper.issued_by is not None and paper.issued_by != wanted:
        yield from rest(
            case, "issuer-differs", "error", paper.id,
            _("{paper}: it was issued by {issuer}, and the State to issue it is {wanted}.")
            .format(paper=called(paper), issuer=paper.issued_by, wanted=wanted),
            ground("fp-10-1", wanted), plain=True,
        )  # fmt: skip


def _told(case: Case, state: str) -> Iterator[Finding]:
    """Check that a transit State got beforehand what the import licence says."""
    by = (ground("fp-10-3-transit", case.file.import_state), *european("8-2", "21-2", case.file.export_state))
    told = [each for each in case.events("transit-information") if each.state == state]
    days = [each.on for each in told if each.on]
    if not told:
        yield from rest(
            case, "transit-information-not-in-file", "warning", state,
            _("That {state} was told beforehand what the import licence says isn't in the file.").format(state=state),
            *by,
        )  # fmt: skip
    elif days and case.first_shipment and min(days) > case.first_shipment:
        yield from rest(
            case, "transit-information-late", "error", state,
            _("{state} was told what the import licence says on {day}, after the first shipment on {shipped}.")
            .format(state=state, day=min(days), shipped=case.first_shipment), *by,
        )  # fmt: skip
