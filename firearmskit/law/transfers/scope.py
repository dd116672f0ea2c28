"""Whether the Firearms Protocol applies: to whom, and to what."""

from __future__ import annotations

from collections.abc import Iterator

from firearmskit.language import text as _
from firearmskit.law import load
from firearmskit.law.finding import Finding
from firearmskit.law.transfers.case import Case
from firearmskit.law.transfers.ruling import ground, rest, said

__all__ = ["check_scope"]


def check_scope(case: Case) -> Iterator[Finding]:
    """Say which States are in the file, and what the Protocol leaves out."""
    yield from _states(case)
    if case.file.state_to_state is True:
        yield said(
            ground("fp-4-2", None),
            code="state-to-state",
            severity="note",
            field="state_to_state",
            sentence=_(
                "This is a transaction between States: the Firearms Protocol doesn't apply to it. "
                "Its rules weren't applied; other instruments may apply."
            ),
        )
        return
    if case.file.state_to_state is None:
        yield Finding(
            code="state-to-state-not-in-file",
            severity="note",
            field="state_to_state",
            sentence=_(
                "Whether this is a transaction between States isn't in the file. It was checked as if it weren't."
            ),
        )
    for state in case.states:
        if case.standing("firearms-protocol", state)[0] == "not-bound":
            yield Finding(
                code="protocol-not-binding",
                severity="note",
                field=state,
                sentence=_(
                    "The Firearms Protocol doesn't bind {state} on {day}: "
                    "its rules weren't applied to what that State does."
                ).format(state=state, day=case.day),
                instrument="firearms-protocol",
                source=load.instrument("firearms-protocol").short,
            )


def _states(case: Case) -> Iterator[Finding]:
    names = {
        "export_state": _("The State of export isn't in the file."),
        "import_state": _("The State of import isn't in the file."),
        "transit_states": _("Whether the goods pass through other States isn't in the file."),
    }
    for name, sentence in names.items():
        if getattr(case.file, name) is None:
            code = name.replace("_", "-") + "-not-in-file"
            yield from rest(case, code, "warning", name, sentence, plain=True)
