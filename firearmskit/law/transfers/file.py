"""A file on an export, an import or a transit: a value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.law import load
from firearmskit.law.binding import known_state
from firearmskit.law.transfers import shapes
from firearmskit.law.transfers.values import GoodsLine, TransferEvent, TransferPaper, TransferParty
from firearmskit.law.transfers.words import DIRECTIONS, PROCEDURES, PURPOSES

__all__ = ["InventedState", "TransferFile"]

_USERS = re.compile(r"AA[A-Z]|Q[M-Z][A-Z]|X[A-Z]{2}|ZZ[A-Z]")
"""Codes that ISO 3166-1 leaves to its users, for States that don't exist."""


@dataclass(frozen=True, kw_only=True)
class InventedState:
    """A State that doesn't exist, for lessons and tests.

    Args:
        code: A code that ISO 3166-1 leaves to its users, such as QMA.
        name: What it is called.
        bound_by: Ids of the instruments that bind it in the story.
    """

    code: str
    name: str
    bound_by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what can't be right."""
        if not isinstance(self.code, str) or not _USERS.fullmatch(self.code):
            raise InputError(
                _(
                    "code is {value}: an invented State has a code that ISO 3166-1 leaves to its users: QMA to QZZ."
                ).format(value=quote(self.code))
            )
        shapes.plain_text(self.name, "name", needed=True)
        shapes.words(self.bound_by, [each.id for each in load.instruments()], "bound_by")


@dataclass(frozen=True, kw_only=True)
class TransferFile:
    """What a file on a transfer holds; None means that it isn't in the file.

    Args:
        id: What the file is called.
        direction: From whose side it was made, one of ``law.transfers.DIRECTIONS``.
        export_state: Code of the State of export.
        import_state: Code of the State of import.
        transit_states: Codes of the States of transit; empty when there are none.
        state_to_state: Whether it is a transaction between States.
        procedure: One of ``law.transfers.PROCEDURES``.
        temporary: Whether the goods come back.
        purpose: What a temporary transfer is for, one of ``law.transfers.PURPOSES``.
        disclosure_states: Codes of the States whose law asks that licences name the brokers; None when not known.
        kept_until: ISO date until which the records of it are kept at least.
        parties: Who takes part.
        goods: The lines of the goods.
        papers: The papers.
        events: What happened.
        invented_states: States of the file that don't exist.
        synthetic: Whether the file is made up.

    >>> TransferFile(id="F1", direction="export", export_state="FRA", import_state="NGA").transit_states is None
    True
    """

    id: str
    direction: str
    export_state: str | None = None
    import_state: str | None = None
    transit_states: tuple[str, ...] | None = None
    state_to_state: bool | None = None
    procedure: str = "full"
    temporary: bool | None = None
    purpose: str | None = None
    disclosure_states: tuple[str, ...] | None = None
    kept_until: str | None = None
    parties: tuple[TransferParty, ...] = ()
    goods: tuple[GoodsLine, ...] = ()
    papers: tuple[TransferPaper, ...] = ()
    events: tuple[TransferEvent, ...] = ()
    invented_states: tuple[InventedState, ...] = ()
    synthetic: bool = False

    def __post_init__(self) -> None:
        """Refuse what can't be right."""
        shapes.plain_text(self.id, "id", needed=True)
        shapes.word(self.direction, DIRECTIONS, "direction", needed=True)
        shapes.word(self.procedure, PROCEDURES, "procedure", needed=True)
        shapes.word(self.purpose, PURPOSES, "purpose")
        for name in ("export_state", "import_state"):
            shapes.code(getattr(self, name), name)
        for name in ("transit_states", "disclosure_states"):
            shapes.codes(getattr(self, name), name)
        for name in ("state_to_state", "temporary", "synthetic"):
            shapes.flag(getattr(self, name), name)
        shapes.day(self.kept_until, "kept_until")
        lists = {
            "parties": TransferParty, "goods": GoodsLine, "papers": TransferPaper, "events": TransferEvent,
            "invented_states": InventedState,
        }  # fmt: skip
        for name, kind in lists.items():
            shapes.things(getattr(self, name), kind, name)
        self._once("goods", [each.line for each in self.goods])
        self._once("papers", [each.id for each in self.papers])
        self._once("events", [each.id for each in self.events])
        self._once("invented_states", [each.code for each in self.invented_states])
        for state in dict.fromkeys(self._codes()):
            if state not in {each.code for each in self.invented_states}:
                known_state(state)

    def _once(self, name: str, ids: list[str]) -> None:
        for each in ids:
            if ids.count(each) > 1:
                raise InputError(_("{name}: {value} is there twice.").format(name=name, value=quote(each)))

    def _codes(self) -> Iterator[str]:
        """Give each code of a State in the file."""
        papers = [code for each in self.papers for code in (each.issued_by, each.export_state, each.import_state)]
        named = [each.transit_states or () for each in self.papers]
        brokers = [party for each in self.papers for party in each.brokers or ()]
        routes = [(*(each.route or ()), each.state) for each in self.events]
        parties = [party.state for party in (*self.parties, *brokers)]
        own = (self.export_state, self.import_state, *(self.transit_states or ()), *(self.disclosure_states or ()))
        for code in (*own, *papers, *parties, *(code for group in (*named, *routes) for code in group)):
            if code is not None:
                yield code
