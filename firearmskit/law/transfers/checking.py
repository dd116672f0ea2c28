"""Check a file on a transfer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from firearmskit.arguments import iso_day, of_type
from firearmskit.law.finding import SEVERITIES, Finding
from firearmskit.law.transfers.assessing import check_assessment
from firearmskit.law.transfers.brokers import check_brokers, check_keeping
from firearmskit.law.transfers.case import Case
from firearmskit.law.transfers.contents import check_contents
from firearmskit.law.transfers.dates import check_dates
from firearmskit.law.transfers.end_use import check_end_use
from firearmskit.law.transfers.european import check_european
from firearmskit.law.transfers.file import TransferFile
from firearmskit.law.transfers.marks import check_marks
from firearmskit.law.transfers.order import check_order
from firearmskit.law.transfers.quantities import check_quantities
from firearmskit.law.transfers.receipts import check_receipts
from firearmskit.law.transfers.regional import check_regional
from firearmskit.law.transfers.route import check_route
from firearmskit.law.transfers.scope import check_scope
from firearmskit.law.transfers.temporary import check_temporary

__all__ = ["check_transfer"]

_CHECKS: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    check_scope,
    check_order,
    check_contents,
    check_dates,
    check_quantities,
    check_end_use,
    check_route,
    check_receipts,
    check_temporary,
    check_marks,
    check_brokers,
    check_keeping,
    check_assessment,
    check_regional,
    check_european,
)


def check_transfer(file: TransferFile, *, on: str | date) -> tuple[Finding, ...]:
    """Check a file on an export, an import or a transit against the instruments that bind its States.

    What the file contradicts is an error; what isn't in it is a warning, and never taken for not done; what rests on a
    rule that nobody read, or that may not bind, is a note. No finding says that a transfer is lawful or unlawful.

    Args:
        file: The file.
        on: The day of the check, as an ISO date or a ``date``: which instruments bind is asked for this day.

    Returns:
        The findings, the heaviest first; the order of papers and events in the file makes no difference.

    Raises:
        InputError: ``file`` is no file, or ``on`` isn't a date.

    Source:
        Firearms Protocol, articles 4, 7, 8, 10, 13 and 15; Arms Trade Treaty, articles 6 to 11; ECOWAS Convention,
        articles 3 and 4; CIFTA, article IX; Regulation (EU) No 258/2012, articles 4, 7 and 8; Regulation (EU) 2025/41,
        articles 19 to 21 and 26: ``law.to_frame("transfer_rules")`` names where each was read.

    >>> file = TransferFile(
    ...     id="F1", direction="export", export_state="FRA", import_state="NGA", transit_states=(), state_to_state=False
    ... )
    >>> [each.code for each in check_transfer(file, on="2026-11-26") if each.article == "art. 10(2)(a)"]
    ['import-licence-not-in-file']
    """
    case = Case(of_type(file, TransferFile, "file"), iso_day(on))
    found = {finding for check in _CHECKS for finding in check(case)}
    order = tuple(SEVERITIES)
    return tuple(sorted(found, key=lambda each: (order.index(each.severity), each.code, each.field, each.sentence)))
