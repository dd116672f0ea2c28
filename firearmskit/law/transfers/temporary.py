"""Whether the simplified procedure may be used: for temporary transfers, for lawful purposes that can be verified."""

from __future__ import annotations

from collections.abc import Iterator

from firearmskit.language import text as _
from firearmskit.law.finding import Finding
from firearmskit.law.transfers.case import Case
from firearmskit.law.transfers.phrases import called
from firearmskit.law.transfers.ruling import ground, rest

__all__ = ["check_temporary"]


def check_temporary(case: Case) -> Iterator[Finding]:
    """Check what article 10(6) of the Firearms Protocol asks of the simplified procedure, and the return."""
    file = case.file
    by = ground("fp-10-6", file.export_state)
    papers = case.papers("temporary-papers")
    if case.simplified:
        found = []
        if file.temporary is False:
            found.append(
                (
                    "simplified-not-temporary",
                    "error",
                    _("The simplified procedure is used, and the goods don't come back."),
                )
            )
        if file.temporary is None:
            found.append(
                ("simplified-not-known-temporary", "warning",
                 _("The simplified procedure is used; that the goods come back isn't in the file."))
            )  # fmt: skip
        if file.purpose is None:
            found.append(
                (
                    "purpose-not-in-file",
                    "warning",
                    _("The simplified procedure is used; its purpose isn't in the file."),
                )
            )
        if file.purpose == "other":
            found.append(
                ("purpose-not-named", "note",
                 _("The purpose is none of those that the article names; it must be lawful, and possible to verify."))
            )  # fmt: skip
        if not papers:
            found.append(
                ("purpose-not-verifiable", "warning",
                 _("The simplified procedure is used; no papers that let the purpose be verified are in the file."))
            )  # fmt: skip
        for code, severity, sentence in found:
            yield from rest(case, code, severity, "procedure", sentence, by)
    if file.temporary is True and not case.events("return"):
        for paper in papers:
            if paper.expires_on and paper.expires_on < case.day:
                yield from rest(
                    case, "return-not-in-file", "warning", paper.id,
                    _("{paper}: it expired on {day}, and the return of the goods isn't in the file.")
                    .format(paper=called(paper), day=paper.expires_on), by, plain=True,
                )  # fmt: skip
