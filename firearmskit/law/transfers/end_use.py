"""Whether the papers agree on who gets the goods, and who stands for them."""

from __future__ import annotations

from collections.abc import Iterator

from firearmskit.language import text as _
from firearmskit.law.finding import Finding
from firearmskit.law.transfers.case import Case
from firearmskit.law.transfers.phrases import called, shown
from firearmskit.law.transfers.ruling import ground, rest
from firearmskit.law.transfers.words import PAPERS

__all__ = ["check_end_use"]

_FOREIGN = ("import-licence", "transit-no-objection", "end-user-certificate")
"""Papers that the exporting State gets from others, and may have confirmed."""


def check_end_use(case: Case) -> Iterator[Finding]:
    """Check the final recipient on each paper, the end-user certificate, and whether papers were confirmed."""
    yield from _recipients(case)
    certificates = case.papers("end-user-certificate")
    if not certificates and not case.simplified:
        yield from rest(
            case, "end-user-certificate-not-in-file", "note", "end-user-certificate",
            _("No end-user certificate is in the file; the Treaty allows the exporting State to ask for one."),
            ground("att-11-2", case.file.export_state), ground("att-8-1", case.file.import_state),
        )  # fmt: skip
    for paper in certificates:
        if paper.signed_by is None:
            yield from rest(
                case, "signatory-not-in-file", "warning", paper.id,
                _("{paper}: who signed it isn't in the file.").format(paper=called(paper)), plain=True,
            )  # fmt: skip
    for paper in case.papers(*_FOREIGN):
        yield from _authenticity(case, paper.id, paper.authenticity, called(paper))


def _recipients(case: Case) -> Iterator[Finding]:
    """Check that each paper names the final recipient of the file."""
    papers = [each for each in case.papers(*PAPERS) if each.final_recipient]
    names = {_plain(each.name) for each in case.file.parties if each.role == "final-recipient"}
    if not names:
        yield from rest(
            case, "final-recipient-not-in-file", "warning", "final-recipient",
            _("The final recipient isn't among the parties of the file."), plain=True,
        )  # fmt: skip
        names = {_plain(str(papers[0].final_recipient))} if papers else set()
    for paper in papers:
        if _plain(str(paper.final_recipient)) not in names:
            yield from rest(
                case, "final-recipient-differs", "error", paper.id,
                _("{paper}: it names another final recipient than the file: {name}.")
                .format(paper=called(paper), name=shown(paper.final_recipient)),
                ground("fp-10-3", case.file.export_state), plain=True,
            )  # fmt: skip


def _authenticity(case: Case, id: str, known: str | None, name: str) -> Iterator[Finding]:
    """Say what is known of whether a paper is genuine."""
    code, severity, sentence = {
        None: ("authenticity-not-in-file", "note", _("{paper}: whether it was confirmed isn't in the file.")),
        "asked": ("authenticity-open", "note", _("{paper}: confirmation was asked for; no answer is in the file.")),
        "denied": (
            "authenticity-denied",
            "error",
            _("{paper}: the authority that is named says that it isn't genuine."),
        ),
        "confirmed": ("", "", ""),
    }[known]
    if code:
        yield from rest(
            case, code, severity, id, sentence.format(paper=name), ground("fp-10-5", case.file.export_state),
            plain=known == "denied",
        )  # fmt: skip


def _plain(name: str) -> str:
    """Give a name without what differs between two ways of writing it: case, spaces, points and commas."""
    return " ".join("".join(char if char.isalnum() else " " for char in name.casefold()).split())
