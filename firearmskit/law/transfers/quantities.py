"""Whether the quantities of licences, shipments and receipts fit together, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.law.finding import Finding
from firearmskit.law.transfers.case import Case
from firearmskit.law.transfers.phrases import called, shown
from firearmskit.law.transfers.ruling import ground, rest
from firearmskit.law.transfers.values import TransferEvent, TransferPaper

__all__ = ["check_quantities"]

Holders = Sequence[TransferPaper | TransferEvent]
_LICENCES = {"export-licence": N_("export licence"), "import-licence": N_("import licence")}


def check_quantities(case: Case) -> Iterator[Finding]:
    """Check each line of the goods: units, licences, sum of the shipments, and what was received."""
    known = {each.line for each in case.file.goods}
    things: list[TransferPaper | TransferEvent] = [*case.file.papers, *case.file.events]
    for thing in sorted(things, key=lambda each: each.id):
        for line in sorted({each.line for each in thing.items} - known):
            yield from rest(
                case, "line-not-among-goods", "warning", f"{thing.id}: {line}",
                _("{thing}: its line {line} isn't among the goods of the file.")
                .format(thing=called(thing), line=shown(line)), plain=True,
            )  # fmt: skip
    for shipment in case.shipments:
        if not shipment.items:
            yield from rest(
                case, "shipped-goods-not-in-file", "warning", shipment.id,
                _("{event}: what was shipped isn't in the file.").format(event=called(shipment)), plain=True,
            )  # fmt: skip
    for line in sorted(known):
        yield from _line(case, line)


def _line(case: Case, line: str) -> Iterator[Finding]:
    """Check one line of the goods."""
    units = _units(case, line)
    if len(units) > 1:
        yield from rest(
            case, "units-differ", "error", line,
            _("Line {line}: the units differ, so that its quantities can't be compared: {units}.")
            .format(line=shown(line), units=", ".join(sorted(units))),
            ground("fp-10-3", case.file.export_state), plain=True,
        )  # fmt: skip
        return
    exporting = ground("fp-10-3", case.file.export_state)
    shipped = total(case.shipments, line)
    allowed = {kind: case.papers(kind) for kind in _LICENCES}
    for kind, papers in allowed.items():
        yield from _against(case, line, kind, papers, shipped)
    most, least = total(allowed["export-licence"], line), total(allowed["import-licence"], line)
    if most is not None and least is not None and most > least:
        yield from rest(
            case, "export-licence-exceeds-import-licence", "error", line,
            _("Line {line}: the export licences are for {more}, the import licences for {less}.")
            .format(line=shown(line), more=_text(most), less=_text(least)), exporting, plain=True,
        )  # fmt: skip
    for shipment in case.shipments:
        yield from _received(case, line, shipment)


def _against(
    case: Case, line: str, kind: str, papers: tuple[TransferPaper, ...], shipped: Fraction | None
) -> Iterator[Finding]:
    """Check the sum of the shipments of one line against the licences of one kind."""
    stated = [each for each in papers if each.items]
    if not stated:
        return
    state = case.file.export_state if kind == "export-licence" else case.file.import_state
    named = any(item.line == line for each in stated for item in each.items)
    allowed = total(papers, line)
    sent = any(item.line == line for each in case.shipments for item in each.items)
    if not named:
        yield from rest(
            case, f"line-not-on-{kind}", "error" if sent else "warning", line,
            _("Line {line}: no licence in the file names it: {kind}.")
            .format(line=shown(line), kind=_(_LICENCES[kind])),
            ground("fp-10-3", state), plain=True,
        )  # fmt: skip
    elif allowed is not None and shipped is not None and shipped > allowed:
        yield from rest(
            case, f"shipped-more-than-{kind}", "error", line,
            _("Line {line}: {shipped} were shipped in all, and the licences are for {allowed}: {kind}.").format(
                line=shown(line), shipped=_text(shipped), allowed=_text(allowed), kind=_(_LICENCES[kind])
            ),
            ground("fp-10-3", state), plain=True,
        )  # fmt: skip


def _received(case: Case, line: str, shipment: TransferEvent) -> Iterator[Finding]:
    """Check what was received of one line of a shipment."""
    given = [each for each in case.events("receipt") if case.about(each, shipment) and each.items]
    given_papers = [each for each in case.papers("delivery-verification") if case.about(each, shipment) and each.items]
    shipped = total([shipment], line)
    for holders in (given, given_papers):
        if not holders:
            continue
        received = total(holders, line)
        absent = not any(item.line == line for each in holders for item in each.items)
        found = Fraction(0) if absent else received
        if shipped is not None and found is not None and found != shipped:
            yield from rest(
                case, "received-differs", "error", f"{shipment.id}: {line}",
                _("{event}, line {line}: {shipped} were shipped, and {received} were received.").format(
                    event=called(shipment), line=shown(line), shipped=_text(shipped), received=_text(found)
                ),
                ground("fp-10-4", case.file.import_state), plain=True,
            )  # fmt: skip


def total(holders: Holders, line: str) -> Fraction | None:
    """Add up a line; None when it isn't there, or one of its quantities isn't known."""
    items = [item for each in holders for item in each.items if item.line == line]
    if not items or any(item.quantity is None for item in items):
        return None
    return sum((Fraction(str(item.quantity)) for item in items), Fraction(0))


def _units(case: Case, line: str) -> set[str]:
    things: list[TransferPaper | TransferEvent] = [*case.file.papers, *case.file.events]
    found = {item.unit for each in things for item in each.items if item.line == line and item.unit}
    return found | {each.unit for each in case.file.goods if each.line == line and each.unit}


def _text(value: Fraction) -> str:
    return shown(float(value))
