"""Events of holders, their licences and what is known of them, and of those who use the registry."""

from __future__ import annotations

from typing import ClassVar, Literal

from firearmskit.records.events.base import Country, Date, Digest, Event, Identifier, Line

__all__ = [
    "AGE_BANDS",
    "HolderRegistered",
    "LicenceEnded",
    "LicenceGranted",
    "PersonalErased",
    "PersonalKept",
    "PersonalRead",
    "UserEnded",
    "UserEnrolled",
]

Sex = Literal["female", "male", "other"]
AgeBand = Literal["under 18", "18-29", "30-44", "45-59", "60 and over"]
AGE_BANDS: tuple[str, ...] = ("under 18", "18-29", "30-44", "45-59", "60 and over")


class HolderRegistered(Event):
    """Somebody who may have firearms enters the registry, without anything that tells who a person is.

    Args:
        holder: The name that the holder has here from now on.
        category: What kind of holder.
        body: Name of a public body or a firm; never that of a person.
        country: Where the holder is.
        sex: Of a person, where it is told; for statistics.
        age_band: Likewise.
        synthetic: Whether the holder exists in lessons only.
    """

    about: ClassVar[tuple[str, ...]] = ("holder",)

    kind: Literal["holder-registered"] = "holder-registered"
    holder: Identifier
    category: Literal[
        "State body",
        "manufacturer",
        "dealer",
        "broker",
        "carrier",
        "museum or collector",
        "company",
        "person",
        "unknown",
    ]
    body: Line | None = None
    country: Country | None = None
    sex: Sex | None = None
    age_band: AgeBand | None = None
    synthetic: bool = False


class LicenceGranted(Event):
    """A holder may do something with firearms.

    Article 7(b) of the Firearms Protocol asks for the dates, the countries, the final recipient, and what and how many.

    Args:
        licence: The licence's own number.
        holder: Who has it.
        category: For what.
        valid_from: First day.
        valid_until: Last day.
        countries: Countries of export, import and transit, in this order.
        final_recipient: Who receives them in the end.
        covers: Description and number of the things.
    """

    about: ClassVar[tuple[str, ...]] = ("licence", "holder")

    kind: Literal["licence-granted"] = "licence-granted"
    licence: Identifier
    holder: Identifier
    category: Literal["possession", "carrying", "manufacture", "dealing", "brokering", "export", "import", "transit"]
    valid_from: Date | None = None
    valid_until: Date | None = None
    countries: tuple[Country, ...] = ()
    final_recipient: Line | None = None
    covers: Line | None = None


class LicenceEnded(Event):
    """A licence doesn't count any longer."""

    about: ClassVar[tuple[str, ...]] = ("licence",)

    kind: Literal["licence-ended"] = "licence-ended"
    licence: Identifier
    reason: Literal["expired", "revoked", "given back", "replaced"]


class PersonalKept(Event):
    """Personal data of a holder were kept, sealed with the holder's own key.

    Args:
        holder: Whose data.
        sealed: SHA-256 of what was sealed: it says nothing of the data, and proves that they are the same.
    """

    about: ClassVar[tuple[str, ...]] = ("holder",)

    kind: Literal["personal-kept"] = "personal-kept"
    holder: Identifier
    sealed: Digest


class PersonalRead(Event):
    """Somebody read the personal data of a holder, and why. It stands here before the data are shown."""

    about: ClassVar[tuple[str, ...]] = ("holder",)

    kind: Literal["personal-read"] = "personal-read"
    holder: Identifier
    purpose: Line


class PersonalErased(Event):
    """The key of a holder's personal data was destroyed: nobody can read them any longer."""

    about: ClassVar[tuple[str, ...]] = ("holder",)

    kind: Literal["personal-erased"] = "personal-erased"
    holder: Identifier
    reason: Line


class UserEnrolled(Event):
    """Somebody may use the registry in some roles; a second event of this kind replaces them."""

    about: ClassVar[tuple[str, ...]] = ("user",)

    kind: Literal["user-enrolled"] = "user-enrolled"
    user: Identifier
    roles: tuple[Literal["manager", "recorder", "custodian", "reader", "personal data", "auditor"], ...]


class UserEnded(Event):
    """Somebody may not use the registry any longer."""

    about: ClassVar[tuple[str, ...]] = ("user",)

    kind: Literal["user-ended"] = "user-ended"
    user: Identifier
