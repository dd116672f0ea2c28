"""Whether the days of papers and events fit together."""

from __future__ import annotations

from collections.abc import Iterator

from firearmskit.language import text as _
from firearmskit.law.finding import Finding
from firearmskit.law.transfers.case import Case
from firearmskit.law.transfers.phrases import called
from firearmskit.law.transfers.ruling import Ground, ground, rest
from firearmskit.law.transfers.values import TransferEvent, TransferPaper

__all__ = ["check_dates"]


def check_dates(case: Case) -> Iterator[Finding]:
    """Check papers by themselves, and each shipment against the licences."""
    for paper in sorted(case.file.papers, key=lambda each: each.id):
        if paper.issued_on and paper.expires_on and paper.expires_on < paper.issued_on:
            yield from rest(
                case, "expires-before-issue", "error", paper.id,
                _("{paper}: it expires on {last}, before its day of issue, {first}.")
                .format(paper=called(paper), last=paper.expires_on, first=paper.issued_on),
                ground("fp-10-3", paper.issued_by), plain=True,
            )  # fmt: skip
        if paper.issued_on and paper.issued_on > case.day:
            yield from _later(case, paper, paper.issued_on)
    for event in sorted(case.file.events, key=lambda each: each.id):
        if event.on and event.on > case.day:
            yield from _later(case, event, event.on)
    for shipment in case.shipments:
        yield from _shipment(case, shipment)


def _later(case: Case, thing: TransferPaper | TransferEvent, day: str) -> Iterator[Finding]:
    yield from rest(
        case, "date-after-check", "warning", thing.id,
        _("{thing}: its day, {day}, is after the day of the check, {check}.")
        .format(thing=called(thing), day=day, check=case.day), plain=True,
    )  # fmt: skip


def _shipment(case: Case, shipment: TransferEvent) -> Iterator[Finding]:
    """Check that licences and statements are valid on the day of a shipment, and that receipts come later."""
    if shipment.on is None:
        yield from rest(
            case, "shipment-undated", "warning", shipment.id,
            _("{event}: its day isn't in the file, so that no licence can be checked against it.")
            .format(event=called(shipment)), plain=True,
        )  # fmt: skip
        return
    exporting, importing = case.file.export_state, case.file.import_state
    grounds = (ground("fp-10-1", exporting), ground("att-7-5", exporting))
    yield from _valid(case, shipment, case.papers("export-licence"), "export-licence", *grounds)
    yield from _valid(case, shipment, case.papers("import-licence"), "import-licence", ground("fp-10-1", importing))
    for state in case.file.transit_states or ():
        given = tuple(each for each in case.papers("transit-no-objection") if each.issued_by == state)
        if given and all(each.expires_on is not None and each.expires_on < shipment.on for each in given):
            yield from rest(
                case, "shipment-after-no-objection", "error", f"{shipment.id}: {state}",
                _("{event}: on {day}, the statement of no objection by {state} had expired.")
                .format(event=called(shipment), day=shipment.on, state=state),
                ground("fp-10-2-b", exporting), plain=True,
            )  # fmt: skip
    for receipt in case.events("receipt"):
        if case.about(receipt, shipment) and receipt.on and receipt.on < shipment.on:
            yield from rest(
                case, "receipt-before-shipment", "error", receipt.id,
                _("{event}: its day, {day}, is before the shipment, {shipped}.")
                .format(event=called(receipt), day=receipt.on, shipped=shipment.on), plain=True,
            )  # fmt: skip


def _valid(
    case: Case, shipment: TransferEvent, papers: tuple[TransferPaper, ...], kind: str, *grounds: Ground
) -> Iterator[Finding]:
    """Check that a licence of one kind had been issued on the day of a shipment, and hadn't expired."""
    day = str(shipment.on)
    issued = [each.issued_on for each in papers if each.issued_on]
    spans = [(each.issued_on, each.expires_on) for each in papers if each.issued_on and each.expires_on]
    if issued and min(issued) > day:
        code, sentence = (
            f"shipment-before-{kind}",
            _("{event}: on {day}, no licence in the file had been issued: {kind}."),
        )
    elif spans and not any(first <= day <= last for first, last in spans):
        code, sentence = f"shipment-outside-{kind}", _("{event}: on {day}, no licence in the file was valid: {kind}.")
    else:
        return
    words = {"export-licence": _("export licence"), "import-licence": _("import licence")}
    said = sentence.format(event=called(shipment), day=day, kind=words[kind])
    yield from rest(case, code, "error", shipment.id, said, *grounds, plain=True)
