"""What a file on an export, an import or a transit is made of: parties, goods, papers and events."""

from __future__ import annotations

from dataclasses import dataclass

from firearmskit.law.rows import CONTENTS, TRACEABLE
from firearmskit.law.transfers import shapes
from firearmskit.law.transfers.words import (
    ASSESSED,
    AUTHENTICITY,
    PAPERS,
    ROLES,
    TRANSFER_EVENTS,
    UNITS,
)

__all__ = ["GoodsLine", "TransferEvent", "TransferItem", "TransferPaper", "TransferParty"]


@dataclass(frozen=True, kw_only=True)
class TransferParty:
    """Somebody who takes part in a transfer.

    Args:
        role: One of ``law.transfers.ROLES``.
        name: What it is called.
        place: Its address or town.
        state: Code of its State.
        public: Whether it is a body of a State; None when not known.
    """

    role: str
    name: str
    place: str | None = None
    state: str | None = None
    public: bool | None = None

    def __post_init__(self) -> None:
        """Refuse what can't be right."""
        shapes.word(self.role, ROLES, "role", needed=True)
        shapes.plain_text(self.name, "name", needed=True)
        shapes.plain_text(self.place, "place")
        shapes.code(self.state, "state")
        shapes.flag(self.public, "public")


@dataclass(frozen=True, kw_only=True)
class GoodsLine:
    """One line of the goods.

    Args:
        line: What the line is called in the file; papers and events refer to it.
        kind: One of ``law.TRACEABLE``.
        description: What it is, in words.
        quantity: How much, in ``unit``.
        unit: One of ``law.transfers.UNITS``.
        marks: What the marks on the firearms show, of ``law.CONTENTS``; None when not known.
    """

    line: str
    kind: str
    description: str | None = None
    quantity: float | None = None
    unit: str | None = None
    marks: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        """Refuse what can't be right."""
        shapes.plain_text(self.line, "line", needed=True)
        shapes.word(self.kind, TRACEABLE, "kind", needed=True)
        shapes.plain_text(self.description, "description")
        shapes.number(self.quantity, "quantity")
        shapes.word(self.unit, UNITS, "unit")
        shapes.words(self.marks, CONTENTS, "marks")


@dataclass(frozen=True, kw_only=True)
class TransferItem:
    """What a paper or an event says of one line of the goods.

    Args:
        line: The line.
        description: What it is, in words.
        quantity: How much, in ``unit``.
        unit: One of ``law.transfers.UNITS``.
    """

    line: str
    description: str | None = None
    quantity: float | None = None
    unit: str | None = None

    def __post_init__(self) -> None:
        """Refuse what can't be right."""
        shapes.plain_text(self.line, "line", needed=True)
        shapes.plain_text(self.description, "description")
        shapes.number(self.quantity, "quantity")
        shapes.word(self.unit, UNITS, "unit")


@dataclass(frozen=True, kw_only=True)
class TransferPaper:
    """A paper of a transfer; what isn't known of it is None.

    Args:
        id: What it is called in the file.
        kind: One of ``law.transfers.PAPERS``.
        issued_by: Code of the State that issued it.
        place_of_issue: Where it was issued.
        issued_on: ISO date of issue.
        expires_on: ISO date of its last day.
        export_state: Code of the State of export that it names.
        import_state: Code of the State of import that it names.
        transit_states: Codes of the States of transit that it names; empty when it says that there are none.
        final_recipient: The final recipient, or end user, that it names.
        items: What it says of the goods.
        brokers: The brokers that it names; None when not known.
        signed_by: Who signed it.
        written: Whether it is in writing.
        authenticity: One of ``law.transfers.AUTHENTICITY``.
        assessed: What an assessment covers, of ``law.transfers.ASSESSED``.
        overriding_risk: Whether an assessment ends with an overriding risk.
        shipment: Id of the shipment that a delivery verification is of.
    """

    id: str
    kind: str
    issued_by: str | None = None
    place_of_issue: str | None = None
    issued_on: str | None = None
    expires_on: str | None = None
    export_state: str | None = None
    import_state: str | None = None
    transit_states: tuple[str, ...] | None = None
    final_recipient: str | None = None
    items: tuple[TransferItem, ...] = ()
    brokers: tuple[TransferParty, ...] | None = None
    signed_by: str | None = None
    written: bool | None = None
    authenticity: str | None = None
    assessed: tuple[str, ...] | None = None
    overriding_risk: bool | None = None
    shipment: str | None = None

    def __post_init__(self) -> None:
        """Refuse what can't be right."""
        shapes.plain_text(self.id, "id", needed=True)
        shapes.word(self.kind, PAPERS, "kind", needed=True)
        for name in ("issued_by", "export_state", "import_state"):
            shapes.code(getattr(self, name), name)
        for name in ("place_of_issue", "final_recipient", "signed_by", "shipment"):
            shapes.plain_text(getattr(self, name), name)
        for name in ("issued_on", "expires_on"):
            shapes.day(getattr(self, name), name)
        shapes.codes(self.transit_states, "transit_states")
        shapes.things(self.items, TransferItem, "items")
        if self.brokers is not None:
            shapes.things(self.brokers, TransferParty, "brokers")
        shapes.flag(self.written, "written")
        shapes.word(self.authenticity, AUTHENTICITY, "authenticity")
        shapes.words(self.assessed, ASSESSED, "assessed")
        shapes.flag(self.overriding_risk, "overriding_risk")


@dataclass(frozen=True, kw_only=True)
class TransferEvent:
    """Something that happened in a transfer.

    Args:
        id: What it is called in the file.
        kind: One of ``law.transfers.TRANSFER_EVENTS``.
        on: ISO date.
        state: Code of the State that it is about: the transit State that was told.
        items: The goods that were shipped, received or returned.
        route: Codes of the States that a shipment passes, without those of export and import; None when not known.
        shipment: Id of the shipment that a receipt, or a request to confirm it, is of.
    """

    id: str
    kind: str
    on: str | None = None
    state: str | None = None
    items: tuple[TransferItem, ...] = ()
    route: tuple[str, ...] | None = None
    shipment: str | None = None

    def __post_init__(self) -> None:
        """Refuse what can't be right."""
        shapes.plain_text(self.id, "id", needed=True)
        shapes.word(self.kind, TRANSFER_EVENTS, "kind", needed=True)
        shapes.day(self.on, "on")
        shapes.code(self.state, "state")
        shapes.things(self.items, TransferItem, "items")
        shapes.codes(self.route, "route")
        shapes.plain_text(self.shipment, "shipment")
