"""Who may do what in a registry. Whoever holds the file itself isn't bound by it; docs/how-to/registry.md says so."""

from __future__ import annotations

from collections.abc import Iterable

from firearmskit.errors import AccessError, quote
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["ROLES", "check_may_read", "check_may_record", "check_may_sign", "may_record"]

ROLES = {
    "manager": N_("decides: who may use the registry, what is disposed of, what a discrepancy means"),
    "recorder": N_("records firearms, holders, licences, transfers, losses, recoveries and traces"),
    "custodian": N_("keeps what is in custody: hands over, stores, counts, examines, carries out disposal"),
    "personal data": N_("keeps and reads who holders are; each reading is recorded"),
    "reader": N_("reads everything but personal data"),
    "auditor": N_("reads everything but personal data, and checks the log"),
}
"""The roles, and what each does. A person can have several; two people are needed where a rule says so."""

_MANAGER = frozenset(
    {
        "adjudication-made",
        "campaign-closed",
        "campaign-opened",
        "discrepancy-opened",
        "discrepancy-resolved",
        "disposal-authorised",
        "event-withdrawn",
        "hold-lifted",
        "hold-placed",
        "personal-erased",
        "place-registered",
        "user-ended",
        "user-enrolled",
    }
)
_CUSTODIAN = frozenset(
    {
        "custody-handed",
        "deactivation-done",
        "destruction-done",
        "discrepancy-opened",
        "examination-begun",
        "examination-ended",
        "item-stored",
        "lot-counted",
        "marking-read",
        "official-use-assigned",
        "recovery-made",
        "return-made",
        "sent-for-destruction",
        "stocktake-done",
    }
)
_PERSONAL = frozenset({"personal-kept", "personal-read"})
_RECORDER = frozenset(
    {
        "adjudication-made",
        "component-fitted",
        "component-registered",
        "component-removed",
        "diversion-found",
        "discrepancy-opened",
        "firearm-described",
        "firearm-registered",
        "holder-registered",
        "import-made",
        "licence-ended",
        "licence-granted",
        "loss-reported",
        "lot-counted",
        "lot-registered",
        "marking-applied",
        "marking-read",
        "recovery-made",
        "trace-answered",
        "trace-sent",
        "transfer-made",
        "transit-begun",
        "transit-ended",
    }
)

_MAY = {"manager": _MANAGER, "recorder": _RECORDER, "custodian": _CUSTODIAN, "personal data": _PERSONAL}


def may_record(roles: Iterable[str], kind: str) -> bool:
    """Tell whether one of some roles allows to record a kind of event.

    >>> may_record(["recorder"], "loss-reported"), may_record(["recorder"], "disposal-authorised")
    (True, False)
    """
    return any(kind in _MAY.get(role, ()) for role in roles)


def check_may_record(user: str, roles: Iterable[str], kind: str) -> None:
    """Refuse somebody who may not record a kind of event.

    Raises:
        AccessError: None of the roles allows it.
    """
    if not may_record(roles, kind):
        able = ", ".join(role for role, kinds in _MAY.items() if kind in kinds)
        raise AccessError(
            _("{user} may not record {kind}; these roles may: {roles}.").format(
                user=quote(user), kind=kind, roles=able or _("none")
            )
        )


def check_may_read(user: str, roles: Iterable[str]) -> None:
    """Refuse somebody who isn't enrolled.

    Raises:
        AccessError: There is no role.
    """
    if not list(roles):
        raise AccessError(_("{user} isn't enrolled in this registry.").format(user=quote(user)))


def check_may_sign(user: str, roles: Iterable[str]) -> None:
    """Refuse somebody who may not sign a checkpoint.

    Raises:
        AccessError: The user is neither a manager nor an auditor.
    """
    if not {"manager", "auditor"} & set(roles):
        raise AccessError(_("{user} may not sign a checkpoint; a manager or an auditor may.").format(user=quote(user)))
