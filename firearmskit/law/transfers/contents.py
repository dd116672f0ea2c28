"""Whether the licences say at least what article 10(3) of the Firearms Protocol asks for."""

from __future__ import annotations

from collections.abc import Iterator

from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.law.finding import Finding
from firearmskit.law.transfers.case import Case
from firearmskit.law.transfers.phrases import called
from firearmskit.law.transfers.ruling import european, ground, rest
from firearmskit.law.transfers.values import TransferPaper

__all__ = ["check_contents"]

_OWN = {
    "place_of_issue": N_("place of issue"),
    "issued_on": N_("day of issue"),
    "expires_on": N_("day of expiry"),
}
_SHARED = {
    "export_state": N_("State of export"),
    "import_state": N_("State of import"),
    "final_recipient": N_("final recipient"),
    "description": N_("description of the goods"),
    "quantity": N_("quantity of the goods"),
    "transit_states": N_("States of transit"),
}
"""What the licences and the papers that go with them say together: one paper may say it for another."""

_TOGETHER = ("import-licence", "export-licence", "transit-no-objection", "end-user-certificate")


def check_contents(case: Case) -> Iterator[Finding]:
    """Give a finding for each item that isn't in the file of a licence."""
    if case.simplified:
        return
    for paper in case.papers("import-licence", "export-licence"):
        state = case.file.import_state if paper.kind == "import-licence" else case.file.export_state
        for item, name in {**_OWN, **_SHARED}.items():
            if item == "transit_states" and not case.file.transit_states:
                continue
            if _says(paper, item):
                continue
            elsewhere = item in _SHARED and any(_says(each, item) for each in case.papers(*_TOGETHER))
            sentence = _("{paper}: what isn't in the file of it: {item}.")
            if elsewhere:
                sentence = _("{paper}: what isn't in the file of it, but in another paper: {item}.")
            yield from rest(
                case, "missing-" + item.replace("_", "-"), "note" if elsewhere else "warning", paper.id,
                sentence.format(paper=called(paper), item=_(name)), ground("fp-10-3", state),
                *european("8-1", "21-1", case.file.export_state),
            )  # fmt: skip


def _says(paper: TransferPaper, item: str) -> bool:
    """Say whether a paper has an item; a quantity has a unit."""
    if item == "description":
        return bool(paper.items) and all(each.description for each in paper.items)
    if item == "quantity":
        return bool(paper.items) and all(each.quantity is not None and each.unit for each in paper.items)
    return getattr(paper, item) is not None and getattr(paper, item) != ()
