"""Whether the approvals are in the file, and in the right order."""

from __future__ import annotations

from collections.abc import Iterator

from firearmskit.language import text as _
from firearmskit.law.finding import Finding
from firearmskit.law.transfers.case import Case
from firearmskit.law.transfers.phrases import called
from firearmskit.law.transfers.ruling import european, ground, rest
from firearmskit.law.transfers.values import TransferPaper

__all__ = ["check_order"]


def check_order(case: Case) -> Iterator[Finding]:
    """Check that import licence and transit States' statements come before the export licence."""
    if case.simplified:
        return
    exporting = case.file.export_state
    given = case.papers("import-licence")
    if not case.papers("export-licence"):
        yield from rest(
            case, "export-licence-not-in-file", "warning", "export-licence",
            _("No export licence is in the file; whether one was issued can't be said from it."),
            ground("fp-10-1", exporting), ground("att-7-5", exporting), ground("cifta-9-1", exporting),
            *european("4", "19", exporting),
        )  # fmt: skip
    if not given:
        yield from rest(
            case, "import-licence-not-in-file", "warning", "import-licence",
            _("No import licence is in the file; whether one was issued can't be said from it."),
            ground("fp-10-2-a", exporting), ground("cifta-9-3", exporting), *european("7-1", "20-2", exporting),
        )  # fmt: skip
    for licence in case.papers("export-licence"):
        if _all_later(given, licence):
            yield from rest(
                case, "export-licence-before-import-licence", "error", licence.id,
                _("{paper}: it was issued on {day}, and no import licence in the file has an earlier day or the same.")
                .format(paper=called(licence), day=licence.issued_on),
                ground("fp-10-2-a", exporting), ground("cifta-9-3", exporting),
                *european("7-1", "20-2", exporting), plain=True,
            )  # fmt: skip
    for state in case.file.transit_states or ():
        yield from _transit(case, state)


def _transit(case: Case, state: str) -> Iterator[Finding]:
    """Check the statement of one transit State."""
    exporting = case.file.export_state
    given = tuple(each for each in case.papers("transit-no-objection") if each.issued_by == state)
    if not given:
        yield from rest(
            case, "no-objection-not-in-file", "warning", state,
            _("No statement of no objection by the transit State {state} is in the file; whether it was given can't be "
              "said from it. Arrangements in favour of a landlocked State may do without it.").format(state=state),
            ground("fp-10-2-b", exporting), ground("att-9", state), ground("cifta-9-3", exporting),
            *european("7-1", "20-2", exporting),
        )  # fmt: skip
    for licence in case.papers("export-licence"):
        if _all_later(given, licence):
            yield from rest(
                case, "export-licence-before-no-objection", "error", f"{licence.id}: {state}",
                _("{paper}: it was issued on {day}, and no statement of no objection by {state} in the file has an "
                  "earlier day or the same.").format(paper=called(licence), day=licence.issued_on, state=state),
                ground("fp-10-2-b", exporting), ground("cifta-9-3", exporting),
                *european("7-1", "20-2", exporting), plain=True,
            )  # fmt: skip
    for each in given:
        if _all_later(case.papers("import-licence"), each):
            yield from rest(
                case, "no-objection-before-import-licence", "warning", each.id,
                _("{paper}: it was issued on {day}, and no import licence in the file has an earlier day or the same.")
                .format(paper=called(each), day=each.issued_on), ground("cifta-9-2", state),
            )  # fmt: skip
        if each.issued_on is None:
            yield from rest(
                case, "no-objection-undated", "warning", each.id,
                _("{paper}: its day isn't in the file, so that its place in the order can't be checked.")
                .format(paper=called(each)), ground("fp-10-2-b", exporting),
            )  # fmt: skip
        if each.written is not True:
            severity, sentence = ("warning", _("{paper}: whether it is in writing isn't in the file."))
            if each.written is False:
                severity, sentence = ("error", _("{paper}: it isn't in writing."))
            yield from rest(
                case, "no-objection-not-written", severity, each.id, sentence.format(paper=called(each)),
                ground("fp-10-2-b", exporting),
            )  # fmt: skip


def _all_later(given: tuple[TransferPaper, ...], licence: TransferPaper) -> bool:
    """Say whether there are dated papers, and all are later than the licence."""
    days = [each.issued_on for each in given if each.issued_on]
    return bool(days) and licence.issued_on is not None and min(days) > licence.issued_on
