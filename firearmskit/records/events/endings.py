"""Events at the end: what a court decides, and what becomes of the firearm."""

from __future__ import annotations

from typing import ClassVar, Literal

from firearmskit.records.events.base import Digest, Event, Identifier, Line, Method

__all__ = [
    "AdjudicationMade",
    "DeactivationDone",
    "DestructionDone",
    "DisposalAuthorised",
    "OfficialUseAssigned",
    "ReturnMade",
    "SentForDestruction",
]


class AdjudicationMade(Event):
    """A court or authority decided what is to become of a firearm.

    Args:
        firearm: Which.
        decision: Whether the State keeps it.
        final: Whether nobody can appeal any longer.
        authority: Who decided.
        reference: Number of the decision.
    """

    about: ClassVar[tuple[str, ...]] = ("firearm",)

    kind: Literal["adjudication-made"] = "adjudication-made"
    firearm: Identifier
    decision: Literal["confiscate", "return"]
    final: bool
    authority: Line
    reference: Line


class DisposalAuthorised(Event):
    """Somebody who may do so authorised what becomes of a firearm; another one carries it out."""

    about: ClassVar[tuple[str, ...]] = ("firearm",)

    kind: Literal["disposal-authorised"] = "disposal-authorised"
    firearm: Identifier
    method: Method
    authority: Line
    reference: Line


class SentForDestruction(Event):
    """A firearm went into a batch that is to be destroyed."""

    about: ClassVar[tuple[str, ...]] = ("firearm", "batch")

    kind: Literal["sent-for-destruction"] = "sent-for-destruction"
    firearm: Identifier
    batch: Identifier


class DestructionDone(Event):
    """A firearm was destroyed before witnesses. Nothing comes after it.

    Args:
        firearm: Which.
        batch: The batch that it was destroyed with.
        category: How, as a broad category.
        witnesses: Who saw it: at least two who are different, and neither of them records it.
        certificate: SHA-256 of the certificate.
    """

    about: ClassVar[tuple[str, ...]] = ("firearm", "batch")

    kind: Literal["destruction-done"] = "destruction-done"
    firearm: Identifier
    batch: Identifier
    category: Literal["melting", "cutting", "crushing", "shredding", "other"]
    witnesses: tuple[Identifier, ...]
    certificate: Digest | None = None


class DeactivationDone(Event):
    """A firearm was made unusable for good, somebody else verified it, and it is marked so."""

    about: ClassVar[tuple[str, ...]] = ("firearm",)

    kind: Literal["deactivation-done"] = "deactivation-done"
    firearm: Identifier
    deactivated_by: Identifier
    verified_by: Identifier
    standard: Line
    certificate: Digest | None = None


class OfficialUseAssigned(Event):
    """A confiscated firearm serves the State from now on."""

    about: ClassVar[tuple[str, ...]] = ("firearm", "holder")

    kind: Literal["official-use-assigned"] = "official-use-assigned"
    firearm: Identifier
    holder: Identifier


class ReturnMade(Event):
    """A firearm went back to its lawful holder."""

    about: ClassVar[tuple[str, ...]] = ("firearm", "holder")

    kind: Literal["return-made"] = "return-made"
    firearm: Identifier
    holder: Identifier
