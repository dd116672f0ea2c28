"""Whether receipt was confirmed where somebody asked."""

from __future__ import annotations

from collections.abc import Iterator

from firearmskit.language import text as _
from firearmskit.law.finding import Finding
from firearmskit.law.transfers.case import Case
from firearmskit.law.transfers.phrases import called
from firearmskit.law.transfers.ruling import ground, rest

__all__ = ["check_receipts"]


def check_receipts(case: Case) -> Iterator[Finding]:
    """Check that each shipment was received, as far as the file says."""
    for shipment in case.shipments:
        confirmed = any(case.about(each, shipment) for each in case.events("receipt")) or any(
            case.about(each, shipment) for each in case.papers("delivery-verification")
        )
        if confirmed:
            continue
        asked = any(case.about(each, shipment) for each in case.events("receipt-request"))
        code, severity, sentence = (
            ("receipt-not-confirmed", "warning", _("{event}: receipt was asked for, and isn't in the file."))
            if asked
            else ("receipt-not-in-file", "note", _("{event}: neither receipt nor a question about it is in the file."))
        )
        yield from rest(
            case, code, severity, shipment.id, sentence.format(event=called(shipment)),
            ground("fp-10-4", case.file.import_state), ground("cifta-9-4", case.file.import_state),
        )  # fmt: skip
