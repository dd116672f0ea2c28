"""What is said of a State and a treaty, and of how many are parties."""

from __future__ import annotations

from dataclasses import dataclass

from firearmskit.language import N_

__all__ = ["COUNTED_BY", "REGION_SCHEMES", "Adherence", "PartiesByRegion", "RegionParties", "YearParties"]

COUNTED_BY = {
    "consent": N_("deposit of the consent to be bound"),
    "entry-into-force": N_("entry into force for each party"),
}
"""From which day on a State is counted as a party, and what that is called where people read it."""

REGION_SCHEMES = {
    "m49": N_("regions of the M49 standard"),
    "un": N_("regional groups of the United Nations"),
}
"""The ways in which States are grouped, and what each is called where people read it."""


@dataclass(frozen=True, kw_only=True)
class Adherence:
    """How one State, or the European Union, stands to a treaty on a day.

    Args:
        state: ISO 3166-1 alpha-3 code; ``EUE`` for the European Union.
        name: Its name, in the language that is spoken now.
        standing: ``party``; ``signatory``, one that has signed and isn't a party; or ``open``, one that has done
            neither by these tables and may be a party all the same.
        signed: ISO date of signature; None when it hasn't signed, or that isn't known.
        consented: ISO date of the deposit of its consent to be bound; None when it hasn't, or that isn't known.
        consent: How it consented, one of ``law.CONSENTS``; None when it hasn't, or that isn't known.
        in_force: ISO date from which the treaty is in force for it; None when not known.
        m49_region: One of ``reference.M49_REGIONS``; None for the European Union.
        un_group: One of ``reference.UN_GROUPS``; None for who is in no group.
        un_member: Whether it is a member of the United Nations.
        uncertain: Whether it isn't certain that it was a party on that day, or that it wasn't.
        confidence: How far its row is supported, of ``reference.CONFIDENCE``.
        source: Where that was read.
        doubt: What isn't settled, a sentence.
    """

    state: str
    name: str
    standing: str
    signed: str | None
    consented: str | None
    consent: str | None
    in_force: str | None
    m49_region: str | None
    un_group: str | None
    un_member: bool
    uncertain: bool
    confidence: str
    source: str
    doubt: str | None


@dataclass(frozen=True, kw_only=True)
class YearParties:
    """How many parties one year brought.

    Args:
        year: The year.
        new: How many became parties in it.
        uncertain: How many of the new ones aren't certain to be parties at all.
        total: How many there were at its end, or on the day of the count.
    """

    year: int
    new: int
    uncertain: int
    total: int


@dataclass(frozen=True, kw_only=True)
class RegionParties:
    """How many members of the United Nations in one region are parties.

    Args:
        region: One of ``reference.M49_REGIONS`` or ``reference.UN_GROUPS``.
        parties: How many of its members are parties.
        members: How many members it has.
    """

    region: str
    parties: int
    members: int

    @property
    def rate(self) -> float:
        """The share of its members that are parties, 0 to 1."""
        return self.parties / self.members


@dataclass(frozen=True, kw_only=True)
class PartiesByRegion:
    """How many members of the United Nations in each region are parties, and who is outside the regions.

    Args:
        scheme: One of :data:`REGION_SCHEMES`.
        regions: The regions, in the order of their names.
        parties: How many members of the United Nations are parties, those in no region included.
        members: How many members there are.
        ungrouped: Members that are in no region of the scheme, ISO 3166-1 alpha-3 codes.
        others: Parties that aren't members; no rate counts them.
    """

    scheme: str
    regions: tuple[RegionParties, ...]
    parties: int
    members: int
    ungrouped: tuple[str, ...]
    others: tuple[Adherence, ...]

    @property
    def rate(self) -> float:
        """The share of all members that are parties, 0 to 1."""
        return self.parties / self.members
