"""What the Regulations of the European Union ask of exports beyond article 10 of the Firearms Protocol."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from firearmskit.language import text as _
from firearmskit.law.finding import Finding
from firearmskit.law.transfers.case import Case
from firearmskit.law.transfers.phrases import called
from firearmskit.law.transfers.ruling import european, ground, rest
from firearmskit.law.transfers.values import TransferEvent

__all__ = ["check_european"]

_DAYS_FOR_PROOF = 45


def check_european(case: Case) -> Iterator[Finding]:
    """Check the period of an export licence, the statement of the user, and the proof of receipt."""
    if case.simplified:
        return
    exporting = case.file.export_state
    periods = [each.expires_on for each in case.papers("import-licence")]
    known = [each for each in periods if each]
    for licence in case.papers("export-licence"):
        if licence.expires_on and known and len(known) == len(periods) and licence.expires_on > max(known):
            yield from rest(
                case, "export-licence-outlasts-import-licence", "error", licence.id,
                _("{paper}: it is valid until {day}, and the import licence only until {last}.")
                .format(paper=called(licence), day=licence.expires_on, last=max(known)),
                *european("7-5", "20-7", exporting),
            )  # fmt: skip
    firearms = any(each.kind == "firearm" for each in case.file.goods)
    if firearms and not case.papers("end-user-certificate"):
        yield from rest(
            case, "user-statement-not-in-file", "warning", "end-user-certificate",
            _("No statement of the user is in the file, which an export of firearms needs."),
            ground("eu-2025-41-20-6", exporting),
        )  # fmt: skip
    for shipment in case.shipments:
        yield from _proof(case, shipment)


def _proof(case: Case, shipment: TransferEvent) -> Iterator[Finding]:
    """Check that receipt of a shipment was shown in time, once that time is over."""
    if shipment.on is None:
        return
    last = (date.fromisoformat(shipment.on) + timedelta(days=_DAYS_FOR_PROOF)).isoformat()
    received = [
        *(each.on for each in case.events("receipt") if case.about(each, shipment)),
        *(each.issued_on for each in case.papers("delivery-verification") if case.about(each, shipment)),
    ]
    if case.day > last and not any(day is None or day <= last for day in received):
        yield from rest(
            case, "receipt-proof-not-in-file", "warning", shipment.id,
            _("{event}: no proof of receipt of a day until {last}, 45 days later, is in the file.")
            .format(event=called(shipment), last=last), ground("eu-2025-41-26", case.file.export_state),
        )  # fmt: skip
