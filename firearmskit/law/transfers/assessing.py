"""The assessment before an export, as the Arms Trade Treaty asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from firearmskit.language import text as _
from firearmskit.law.finding import Finding
from firearmskit.law.transfers.case import Case
from firearmskit.law.transfers.phrases import called
from firearmskit.law.transfers.ruling import ground, rest
from firearmskit.law.transfers.words import ASSESSED

__all__ = ["check_assessment"]


def check_assessment(case: Case) -> Iterator[Finding]:
    """Check that an assessment came before the export licence, what it covers, and how it ends."""
    exporting = case.file.export_state
    by = ground("att-7-1", exporting)
    papers = case.papers("export-assessment")
    if not papers:
        yield from rest(
            case, "assessment-not-in-file", "warning", "export-assessment",
            _("No assessment of the export is in the file; whether there was one can't be said from it."), by,
        )  # fmt: skip
        return
    for name, word in ASSESSED.items():
        if not any(name in (each.assessed or ()) for each in papers):
            yield from rest(
                case, "assessment-lacks-" + name, "warning", "export-assessment",
                _("What isn't in the file of any assessment: {item}.").format(item=_(word)),
                ground("att-11-2", exporting) if name == "diversion" else by,
            )  # fmt: skip
    days = [each.issued_on for each in papers if each.issued_on]
    for licence in case.papers("export-licence"):
        if days and licence.issued_on and min(days) > licence.issued_on:
            yield from rest(
                case, "export-licence-before-assessment", "error", licence.id,
                _("{paper}: it was issued on {day}, before the assessment of the export.")
                .format(paper=called(licence), day=licence.issued_on), by,
            )  # fmt: skip
    for each in papers:
        if each.overriding_risk is True and case.papers("export-licence"):
            yield from rest(
                case, "overriding-risk", "error", each.id,
                _("{paper}: it ends with an overriding risk, and an export licence is in the file.")
                .format(paper=called(each)), ground("att-7-3", exporting),
            )  # fmt: skip
        if each.overriding_risk is None:
            yield from rest(
                case, "overriding-risk-not-in-file", "note", each.id,
                _("{paper}: how it ends isn't in the file.").format(paper=called(each)), ground("att-7-3", exporting),
            )  # fmt: skip
