"""Firearms, seizures and custody in JSON that is shaped like NIEM 6.0: its names and nesting, and no claim beyond."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from firearmskit.language import text as _
from firearmskit.records import events
from firearmskit.records.exporting.snapshot import Snapshot, notice, take_snapshot
from firearmskit.records.firearm import Firearm
from firearmskit.records.lifecycle import STATES
from firearmskit.records.logged import Logged
from firearmskit.records.registry import Registry

__all__ = ["to_niem"]

_MODEL = "https://docs.oasis-open.org/niemopen/ns/model/"
_DATES = {4: "nc:YearDate", 7: "nc:YearMonthDate", 10: "nc:Date"}


def to_niem(registry: Registry, firearms: Iterable[str] | None = None) -> bytes:
    """Write firearms as JSON-LD that is shaped like a NIEM 6.0 message.

    The names are those of the justice domain and of the core. Whether a message conforms is for the two to say who
    exchange it, in a profile; no such claim is made. The two sides of a transfer are written as agencies.

    Args:
        registry: The registry.
        firearms: Names of the firearms; all when None.

    Returns:
        UTF-8 JSON, the same bytes for the same registry.

    Raises:
        UnknownCodeError: A firearm isn't registered.

    Source:
        NIEM Model 6.0, OASIS NIEMOpen, https://github.com/niemopen/niem-model, ``xsd/domains/justice.xsd`` and
        ``xsd/niem-core.xsd`` (read 2026-11-27).
    """
    snapshot = take_snapshot(registry, firearms)
    message = {
        "@context": {"j": f"{_MODEL}domains/justice/6.0/", "nc": f"{_MODEL}niem-core/6.0/"},
        "nc:Metadata": {
            "nc:DescriptionText": notice(snapshot),
            "nc:Comment": _("Shaped like NIEM 6.0; conformance isn't claimed."),
            "nc:LastUpdatedDate": {"nc:DateTime": snapshot.known_by},
            "nc:SourceIDText": snapshot.registry,
        },
        "j:Firearm": [_firearm(snapshot, each) for each in snapshot.firearms],
        "j:ItemSeizure": [seizure for each in snapshot.firearms for seizure in _seizures(snapshot, each)],
        "j:CustodyTransfer": [transfer for each in snapshot.firearms for transfer in _transfers(snapshot, each)],
    }
    return (json.dumps(message, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def _given(pairs: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in pairs.items() if value not in (None, [], {})}


def _named(name: str | None) -> dict[str, Any] | None:
    return None if name is None else {"nc:OrganizationIdentification": {"nc:IdentificationID": name}}


def _entity(snapshot: Snapshot, name: str | None) -> dict[str, Any] | None:
    if name is None:
        return None
    if name in snapshot.persons:
        return {"nc:EntityPerson": {"nc:PersonOtherIdentification": {"nc:IdentificationID": snapshot.party(name)}}}
    return {"nc:EntityOrganization": _named(name)}


def _firearm(snapshot: Snapshot, firearm: Firearm) -> dict[str, Any]:
    of = firearm.description
    others = [
        {
            "nc:IdentificationID": mark.verbatim,
            "nc:IdentificationCategoryDescriptionText": _("mark: {kind}").format(kind=mark.made_as),
        }
        for mark in firearm.markings
        if not mark.serial
    ]
    return _given(
        {
            "@id": f"#{firearm.id}",
            "@type": "j:FirearmType",
            "nc:ItemSerialIdentification": [
                {"nc:IdentificationID": mark.verbatim} for mark in firearm.markings if mark.serial
            ],
            "nc:ItemOtherIdentification": [
                {
                    "nc:IdentificationID": firearm.id,
                    "nc:IdentificationCategoryDescriptionText": _("name in the registry"),
                },
                *others,
            ],
            "nc:ItemMakeName": of.make,
            "nc:ItemModelName": of.model,
            "nc:ItemStyleText": of.variant,
            "nc:ItemModelYearDate": None if of.year is None else f"{of.year:04}",
            "j:FirearmCategoryDescriptionText": of.category,
            "j:FirearmBoreSizeText": of.calibre,
            "nc:ItemPossessor": _entity(snapshot, firearm.custodian or firearm.holder),
            "nc:ItemStatus": {"nc:StatusDescriptionText": STATES[firearm.state]},
        }
    )


def _date(text: str | None) -> dict[str, Any] | None:
    """Write a date in the form of its own precision."""
    return None if text is None else {_DATES.get(len(text), "nc:DateTime"): text}


def _act(logged: Logged) -> dict[str, Any]:
    return {
        "nc:ActivityIdentification": {"nc:IdentificationID": logged.id},
        "nc:ActivityDate": _date(logged.event.occurred_at),
    }


def _seizures(snapshot: Snapshot, firearm: Firearm) -> Iterator[dict[str, Any]]:
    for each in snapshot.counted(firearm, "recovery-made"):
        event = each.event
        if isinstance(event, events.RecoveryMade) and event.recovery == "seized":
            yield _given(
                {
                    "@type": "j:ItemSeizureType",
                    **_act(each),
                    "nc:ActivityCategoryText": event.ground,
                    "nc:ActivityLocation": None
                    if event.country is None
                    else {"nc:Address": {"nc:AddressCountry": {"nc:CountryCode": event.country}}},
                    "j:ItemSeizureItem": {"@id": f"#{firearm.id}"},
                    "j:ItemSeizingEntity": _entity(snapshot, event.received_by),
                }
            )


def _transfers(snapshot: Snapshot, firearm: Firearm) -> Iterator[dict[str, Any]]:
    for each in snapshot.counted(firearm, "custody-handed"):
        event = each.event
        if isinstance(event, events.CustodyHanded):
            yield _given(
                {
                    "@type": "j:CustodyTransferType",
                    **_act(each),
                    "nc:ActivityLocation": None if event.place is None else {"nc:LocationName": event.place},
                    "j:CustodyTransferItem": {"@id": f"#{firearm.id}"},
                    "j:CustodyTransferReleasingEnforcementAgency": _named(snapshot.party(event.from_party)),
                    "j:CustodyTransferReceivingEnforcementAgency": _named(snapshot.party(event.to_party)),
                }
            )
