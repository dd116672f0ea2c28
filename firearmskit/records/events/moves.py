"""Events of a firearm that goes from hand to hand: lawfully, out of lawful hands, and back into those of a State."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import StringConstraints

from firearmskit.records.events.base import Country, Date, Digest, Event, Identifier, Line, Quantity
from firearmskit.records.events.people import AgeBand, Sex

__all__ = [
    "CustodyHanded",
    "DiversionFound",
    "ExaminationBegun",
    "ExaminationEnded",
    "HoldLifted",
    "HoldPlaced",
    "LossReported",
    "RecoveryMade",
    "TraceAnswered",
    "TraceSent",
    "TransferMade",
    "TransitBegun",
    "TransitEnded",
]


class TransferMade(Event):
    """A firearm passed lawfully from one holder to another.

    Args:
        firearm: Which.
        from_holder: Who had it.
        to_holder: Who has it now; None for an export to somebody whom this registry doesn't know.
        transfer: How.
        licences: The licences that it rests on.
        from_country: Country of export.
        to_country: Country of import.
        transit_countries: Countries of transit.
        final_recipient: Who receives it in the end, where that is another.
        document: Number of the invoice, permit or waybill.
    """

    about: ClassVar[tuple[str, ...]] = ("firearm", "from_holder", "to_holder")

    kind: Literal["transfer-made"] = "transfer-made"
    firearm: Identifier
    from_holder: Identifier | None = None
    to_holder: Identifier | None = None
    transfer: Literal["sale", "issue", "loan", "return", "inheritance", "gift", "export", "import", "State transfer"]
    licences: tuple[Identifier, ...] = ()
    from_country: Country | None = None
    to_country: Country | None = None
    transit_countries: tuple[Country, ...] = ()
    final_recipient: Line | None = None
    document: Line | None = None


class TransitBegun(Event):
    """A firearm left with a carrier."""

    about: ClassVar[tuple[str, ...]] = ("firearm", "carrier")

    kind: Literal["transit-begun"] = "transit-begun"
    firearm: Identifier
    carrier: Identifier | None = None
    document: Line | None = None
    due_at: Date | None = None


class TransitEnded(Event):
    """A firearm arrived."""

    about: ClassVar[tuple[str, ...]] = ("firearm", "holder")

    kind: Literal["transit-ended"] = "transit-ended"
    firearm: Identifier
    holder: Identifier | None = None
    place: Identifier | None = None


class LossReported(Event):
    """A holder says that a firearm is gone."""

    about: ClassVar[tuple[str, ...]] = ("firearm", "holder")

    kind: Literal["loss-reported"] = "loss-reported"
    firearm: Identifier
    loss: Literal["lost", "stolen"]
    holder: Identifier | None = None
    country: Country | None = None
    reported_at: Date | None = None
    reference: Line | None = None


class DiversionFound(Event):
    """It was established where a firearm left the lawful chain."""

    about: ClassVar[tuple[str, ...]] = ("firearm", "last_lawful_holder")

    kind: Literal["diversion-found"] = "diversion-found"
    firearm: Identifier
    established: Literal["by tracing", "by a competent authority"]
    last_lawful_holder: Identifier | None = None
    country: Country | None = None
    request: Identifier | None = None
    finding: Line


class RecoveryMade(Event):
    """A State has a firearm in its hands that wasn't lawfully held: seized, found or surrendered.

    Args:
        firearm: Which; it is registered first.
        recovery: In the sense of indicator 16.4.2.
        ground: Whether the seizure rests on a criminal or an administrative ground.
        country: Where.
        place: Where, in words.
        received_by: Who has it now.
        offence: Code of the International Classification of Crime for Statistics, such as ``09012``.
        warrant: Number of the warrant.
        route: Countries that it is known to have come through, in order.
        destination: Country that it was to go to.
        hidden: Where it was hidden, as a broad category; how is never recorded.
        transport: Means of transport.
        campaign: The collection campaign, for a surrender.
        receipt: Number of the receipt that was given for it.
        from_sex: Sex of the person whom it came from, where it is told; for statistics.
        from_age_band: Likewise.
    """

    about: ClassVar[tuple[str, ...]] = ("firearm", "received_by", "campaign")

    kind: Literal["recovery-made"] = "recovery-made"
    firearm: Identifier
    recovery: Literal["seized", "found", "surrendered"]
    ground: Literal["criminal", "administrative"] | None = None
    country: Country | None = None
    place: Line | None = None
    received_by: Identifier
    offence: Annotated[str, StringConstraints(pattern=r"^\d{2,6}$")] | None = None
    warrant: Line | None = None
    route: tuple[Country, ...] = ()
    destination: Country | None = None
    hidden: (
        Literal["not hidden", "on a person", "in luggage", "in a vehicle", "in cargo", "in post", "in a building"]
        | None
    ) = None
    transport: Literal["road", "rail", "sea", "air", "post", "on foot"] | None = None
    campaign: Identifier | None = None
    receipt: Identifier | None = None
    from_sex: Sex | None = None
    from_age_band: AgeBand | None = None


class CustodyHanded(Event):
    """An item in custody passed from one to another. It happened or it didn't: there is no draft of it.

    Args:
        item: Firearm, part or lot.
        from_party: Who gave it.
        to_party: Who took it.
        place: Where it is stored from now on.
        reason: Why.
        seal_before: Number of the seal that it came with.
        seal_after: Number of the seal that it left with.
        condition: In what condition it was.
        label: What its label says.
        photographs: SHA-256 of each photograph.
        signed_by: Who signed.
        quantity: How many, of a lot.
    """

    about: ClassVar[tuple[str, ...]] = ("item", "from_party", "to_party")

    kind: Literal["custody-handed"] = "custody-handed"
    item: Identifier
    from_party: Identifier
    to_party: Identifier
    place: Identifier | None = None
    reason: Line | None = None
    seal_before: Line | None = None
    seal_after: Line | None = None
    condition: Line | None = None
    label: Line | None = None
    photographs: tuple[Digest, ...] = ()
    signed_by: tuple[Line, ...] = ()
    quantity: Quantity | None = None


class ExaminationBegun(Event):
    """An examiner has it on the table."""

    about: ClassVar[tuple[str, ...]] = ("firearm",)

    kind: Literal["examination-begun"] = "examination-begun"
    firearm: Identifier
    examiner: Line
    purpose: Line


class ExaminationEnded(Event):
    """An examination is over."""

    about: ClassVar[tuple[str, ...]] = ("firearm",)

    kind: Literal["examination-ended"] = "examination-ended"
    firearm: Identifier
    result: Line
    report: Digest | None = None


class HoldPlaced(Event):
    """Nobody may dispose of the firearm until the hold is lifted."""

    about: ClassVar[tuple[str, ...]] = ("firearm",)

    kind: Literal["hold-placed"] = "hold-placed"
    firearm: Identifier
    hold: Identifier
    reason: Literal["evidence", "trace", "legal"]
    authority: Line


class HoldLifted(Event):
    """A hold doesn't bind any longer."""

    about: ClassVar[tuple[str, ...]] = ("firearm",)

    kind: Literal["hold-lifted"] = "hold-lifted"
    firearm: Identifier
    hold: Identifier
    authority: Line


class TraceSent(Event):
    """A State asked another, or itself, where the firearm comes from."""

    about: ClassVar[tuple[str, ...]] = ("firearm", "request")

    kind: Literal["trace-sent"] = "trace-sent"
    firearm: Identifier
    request: Identifier
    addressee: Country
    channel: Line


class TraceAnswered(Event):
    """An answer came."""

    about: ClassVar[tuple[str, ...]] = ("firearm", "request")

    kind: Literal["trace-answered"] = "trace-answered"
    firearm: Identifier
    request: Identifier
    outcome: Literal["answered", "partly answered", "no record", "not traceable", "refused"]
    finding: Line | None = None
