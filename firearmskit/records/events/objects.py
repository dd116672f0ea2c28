"""Events of things: firearms, their parts, ammunition, and what is marked on them."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from firearmskit.records.events.base import (
    Country,
    Digest,
    Event,
    Identifier,
    Line,
    Quantity,
    Share,
    Verbatim,
)

__all__ = [
    "ComponentFitted",
    "ComponentRegistered",
    "ComponentRemoved",
    "FirearmDescribed",
    "FirearmRegistered",
    "LotCounted",
    "LotRegistered",
    "MarkingApplied",
    "MarkingRead",
    "TypeDescription",
]

MarkingKind = Literal[
    "manufacture",
    "import",
    "proof",
    "State transfer",
    "confiscation",
    "deactivation",
    "registration",
    "other",
]
"""When a mark was put on."""


class TypeDescription(BaseModel):
    """What kind of firearm it is. Every field may be unknown.

    Args:
        make: Maker, as written or as an id of the reference.
        model: Model, likewise.
        variant: Variant of the model.
        category: Its class, such as ``pistol``.
        action: How it works, such as ``bolt action``.
        calibre: Calibre, as written or as an id of the reference.
        country: Where it was made.
        year: When it was made.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    make: Line | None = None
    model: Line | None = None
    variant: Line | None = None
    category: Line | None = None
    action: Line | None = None
    calibre: Line | None = None
    country: Country | None = None
    year: Annotated[int, Field(ge=1300, le=2200)] | None = None


class FirearmRegistered(Event):
    """A firearm enters the registry.

    Args:
        firearm: The name that it has here from now on.
        basis: Why it is entered.
        description: What kind of firearm it is.
        build: How it came to be; None when not known.
        uniquely_marked: Whether its marks tell it from every other one; None when not known.
        holder: Who has it; None when it isn't known or nobody does.
        place: Where it is stored.
        campaign: The campaign in which its holder registered it.
        synthetic: Whether it exists in lessons only.
    """

    about: ClassVar[tuple[str, ...]] = ("firearm", "holder", "campaign")

    kind: Literal["firearm-registered"] = "firearm-registered"
    firearm: Identifier
    basis: Literal["manufacture", "import", "first registration", "recovery"]
    description: TypeDescription = TypeDescription()
    build: Literal["industrial", "craft", "converted", "reactivated", "printed", "assembled from parts"] | None = None
    uniquely_marked: bool | None = None
    holder: Identifier | None = None
    place: Identifier | None = None
    campaign: Identifier | None = None
    synthetic: bool = False


class FirearmDescribed(Event):
    """Somebody looked again: from then on this description counts, and the older ones stay."""

    about: ClassVar[tuple[str, ...]] = ("firearm",)

    kind: Literal["firearm-described"] = "firearm-described"
    firearm: Identifier
    description: TypeDescription
    build: Literal["industrial", "craft", "converted", "reactivated", "printed", "assembled from parts"] | None = None
    uniquely_marked: bool | None = None


class MarkingRead(Event):
    """Somebody read a mark. A second reading of the same mark is a second event; neither overwrites the other.

    Args:
        item: The firearm, part or lot that bears it.
        marking: The mark's own name, the same in each reading of it.
        made_as: When it was put on.
        position: Where it stands.
        verbatim: What is read, sign by sign; ``?`` is a character that can't be read, ``*`` a stretch of them.
        serial: Whether it is the number that the item is told by.
        condition: In what condition it is.
        reader: Who read it.
        confidence: How sure the reader is, 0 to 1.
        image: SHA-256 of a photograph.
    """

    about: ClassVar[tuple[str, ...]] = ("item",)

    kind: Literal["marking-read"] = "marking-read"
    item: Identifier
    marking: Identifier
    made_as: MarkingKind = "manufacture"
    position: Line | None = None
    verbatim: Verbatim
    serial: bool = False
    condition: Literal["clear", "partial", "obliterated", "restored", "altered"] | None = None
    reader: Line | None = None
    confidence: Share | None = None
    image: Digest | None = None


class MarkingApplied(Event):
    """A mark was put on by an authority or a firm."""

    about: ClassVar[tuple[str, ...]] = ("item",)

    kind: Literal["marking-applied"] = "marking-applied"
    item: Identifier
    marking: Identifier
    made_as: MarkingKind
    position: Line | None = None
    verbatim: Verbatim
    serial: bool = False
    applied_by: Line


class ComponentRegistered(Event):
    """A part or component enters the registry."""

    about: ClassVar[tuple[str, ...]] = ("component",)

    kind: Literal["component-registered"] = "component-registered"
    component: Identifier
    part: Literal[
        "frame or receiver", "barrel", "slide", "bolt", "cylinder", "breech block", "suppressor", "magazine", "other"
    ]
    description: TypeDescription = TypeDescription()
    synthetic: bool = False


class ComponentFitted(Event):
    """A component is in a firearm from now on."""

    about: ClassVar[tuple[str, ...]] = ("component", "firearm")

    kind: Literal["component-fitted"] = "component-fitted"
    component: Identifier
    firearm: Identifier


class ComponentRemoved(Event):
    """A component isn't in the firearm any longer."""

    about: ClassVar[tuple[str, ...]] = ("component", "firearm")

    kind: Literal["component-removed"] = "component-removed"
    component: Identifier
    firearm: Identifier


class LotRegistered(Event):
    """A lot of ammunition enters the registry.

    Args:
        lot: The name that it has here from now on.
        calibre: Calibre.
        headstamp: What stands on the heads of its cartridges.
        lot_number: The maker's own number.
        make: Maker.
        year: When it was made.
        quantity: How many.
        unit: Of what.
        package_mark: What stands on the smallest package.
        place: Where it is stored.
        synthetic: Whether it exists in lessons only.
    """

    about: ClassVar[tuple[str, ...]] = ("lot",)

    kind: Literal["lot-registered"] = "lot-registered"
    lot: Identifier
    calibre: Line | None = None
    headstamp: Verbatim | None = None
    lot_number: Line | None = None
    make: Line | None = None
    year: Annotated[int, Field(ge=1800, le=2200)] | None = None
    quantity: Quantity
    unit: Literal["cartridges", "packages"] = "cartridges"
    package_mark: Verbatim | None = None
    place: Identifier | None = None
    synthetic: bool = False


class LotCounted(Event):
    """A lot was counted, or some of it was taken out: how many there are from now on, and why."""

    about: ClassVar[tuple[str, ...]] = ("lot",)

    kind: Literal["lot-counted"] = "lot-counted"
    lot: Identifier
    quantity: Quantity
    reason: Line
