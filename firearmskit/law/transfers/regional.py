"""What regional instruments add: the ban of the ECOWAS Convention, and those whose rules nobody has read."""

from __future__ import annotations

from collections.abc import Iterator

from firearmskit.language import text as _
from firearmskit.law import load
from firearmskit.law.finding import Finding
from firearmskit.law.transfers.case import Case
from firearmskit.law.transfers.ruling import ground, rest

__all__ = ["check_regional"]

_NOT_COMPARED = ("nairobi", "kinshasa", "sadc")
"""Nobody has read what these say on transfers."""


def check_regional(case: Case) -> Iterator[Finding]:
    """Check the exemption from the ECOWAS ban, and name the instruments that the file isn't compared with."""
    yield from _ecowas(case)
    for state in case.states:
        for instrument in _NOT_COMPARED:
            status, _confidence = case.standing(instrument, state)
            if status in ("bound", "unknown"):
                yield _note(instrument, state)


def _note(instrument: str, state: str) -> Finding:
    name = load.instrument(instrument).short
    return Finding(
        code="not-compared",
        severity="note",
        field=state,
        sentence=_(
            "{instrument} binds {state}, or may bind it. "
            "The file wasn't compared with its rules on transfers: unverified."
        ).format(instrument=name, state=state),
        instrument=instrument,
        source=name,
        confidence="unverified",
    )


def _ecowas(case: Case) -> Iterator[Finding]:
    """Check the ban: it holds for transactions between States too, and for imports, exports and transits alike."""
    members = [each for each in case.states if case.standing("ecowas", each)[0] in ("bound", "unknown")]
    exemptions = case.papers("exemption")
    days = [each.issued_on for each in exemptions if each.issued_on]
    for state in members:
        if not exemptions:
            yield from rest(
                case, "exemption-not-in-file", "warning", state,
                _("Transfers into, from or through {state} are banned unless there is an exemption, and none is in the "
                  "file.").format(state=state), ground("ecowas-3", state),
            )  # fmt: skip
        elif days and case.first_shipment and min(days) > case.first_shipment:
            yield from rest(
                case, "exemption-after-shipment", "error", state,
                _("The exemption is of {day}, after the first shipment on {shipped}.")
                .format(day=min(days), shipped=case.first_shipment), ground("ecowas-4", state),
            )  # fmt: skip
    private = any(each.role == "final-recipient" and each.public is False for each in case.file.parties)
    if private and case.file.import_state in members and not case.papers("import-licence"):
        yield from rest(
            case, "recipient-not-authorized-in-file", "warning", "final-recipient",
            _("The final recipient is no State body, and no leave of the importing State is in the file: such "
              "transfers are banned without exception."), ground("ecowas-3-2", case.file.import_state),
        )  # fmt: skip
