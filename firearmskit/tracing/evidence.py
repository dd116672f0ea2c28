"""What speaks of a firearm: entries of registers, of replies and on the object itself, each with who tells it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from firearmskit.arguments import iso_day, one_of, words
from firearmskit.errors import escape
from firearmskit.language import N_
from firearmskit.tracing.dating import Span, span
from firearmskit.tracing.given import LONGEST_SERIAL, all_words, each_of, optional_words, unique
from firearmskit.tracing.states import state, state_name

__all__ = ["KINDS", "ROLES", "STANDINGS", "Entry", "Extract", "Holder", "name_key", "same_holder"]

KINDS = {
    "manufacture": N_("manufacture"),
    "proof": N_("proof"),
    "export": N_("export"),
    "import": N_("import"),
    "sale": N_("sale"),
    "issue": N_("issue"),
    "transfer": N_("other lawful transfer"),
    "return": N_("return"),
    "theft": N_("theft reported"),
    "loss": N_("loss reported"),
    "unlawful-transfer": N_("unlawful transfer"),
    "seizure": N_("seizure"),
    "found": N_("find"),
    "surrender": N_("surrender"),
    "finding": N_("illicit origin established by a competent authority"),
}
"""What an entry can tell of a firearm, and what each is called where people read it."""

CONVEYING = frozenset({"manufacture", "export", "import", "sale", "issue", "transfer", "return"})
"""Kinds by which somebody lawfully comes to hold the firearm."""

LEAVING = frozenset({"theft", "loss", "unlawful-transfer"})
"""Kinds by which it leaves lawful control."""

RECOVERING = frozenset({"seizure", "found", "surrender"})
"""Kinds by which an authority takes it; their meaning is that of the metadata of SDG indicator 16.4.2."""

STANDINGS = {
    "record": N_("record of a register"),
    "finding": N_("finding of a competent authority"),
    "reply": N_("reply of a State"),
    "mark": N_("mark on the object"),
    "statement": N_("statement of a person"),
}
"""What an entry rests on, the strongest first, and what each is called where people read it."""

ROLES = {
    "maker": N_("maker"),
    "importer": N_("importer"),
    "dealer": N_("dealer"),
    "state-body": N_("body of the State"),
    "person": N_("person"),
    "carrier": N_("carrier"),
}
"""What a holder is."""

_FORMS = frozenset(
    ("and", "co", "company", "corp", "gmbh", "inc", "limited", "llc", "ltd", "plc", "sa", "sarl", "srl", "the")
)
"""Words of a firm's name that registers write or leave out as they like."""


@dataclass(frozen=True, kw_only=True)
class Holder:
    """Who holds a firearm.

    Args:
        name: As the source has it; a private person under a pseudonym.
        state: ISO 3166-1 alpha-3 code of the State where the firearm is held, or a user-assigned one.
        role: One of :data:`ROLES`.
    """

    name: str
    state: str | None = None
    role: str | None = None

    def __post_init__(self) -> None:
        """Refuse what can't be one."""
        words(self.name, "name")
        if self.state is not None:
            state(self.state)
        if self.role is not None:
            one_of(self.role, ROLES, "role")

    def __str__(self) -> str:
        """Name the holder and the State."""
        return escape(self.name) if self.state is None else f"{escape(self.name)}, {state_name(self.state)}"


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    parts = "".join(c if c.isalnum() else " " for c in plain).split()
    return " ".join([part for part in parts if part not in _FORMS] or parts) or name


def name_key(holder: Holder) -> str:
    """Give a name as it is compared: without case, accents, signs and the form of a firm."""
    return _folded(holder.name)


def same_holder(one: Holder | None, other: Holder | None) -> bool:
    """Tell whether two entries name the same holder, however they write the name; False where one isn't known.

    >>> same_holder(Holder(name="Norden Arms Ltd."), Holder(name="NORDEN ARMS", state="QMB"))
    True
    """
    if one is None or other is None or (one.state and other.state and one.state != other.state):
        return False
    return _folded(one.name) == _folded(other.name)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that one source tells of a firearm; None = it doesn't tell it.

    Args:
        id: Unique in a case.
        kind: One of :data:`KINDS`.
        standing: What it rests on, one of :data:`STANDINGS`.
        source: The document, register or place of the mark.
        told_by: Code of the State whose authority tells it.
        date: When it happened: a day, a month, a year or a period, as for :func:`firearmskit.tracing.span`.
        releasing: Who gave the firearm.
        receiving: Who got it. Of an export, the consignee.
        country: Code of the State where it happened.
        place: Where in it.
        serial: The serial as this source has it.
        maker: The maker as this source has it.
        model: The model as this source has it.
        text: The words of the source.
    """

    id: str
    kind: str
    standing: str
    source: str
    told_by: str | None = None
    date: str | None = None
    releasing: Holder | None = None
    receiving: Holder | None = None
    country: str | None = None
    place: str | None = None
    serial: str | None = None
    maker: str | None = None
    model: str | None = None
    text: str | None = None

    def __post_init__(self) -> None:
        """Refuse what can't be one."""
        words(self.id, "id")
        one_of(self.kind, KINDS, "kind")
        one_of(self.standing, STANDINGS, "standing")
        words(self.source, "source")
        for name in ("told_by", "country"):
            if getattr(self, name) is not None:
                state(getattr(self, name), name)
        if self.date is not None:
            span(self.date)
        for name in ("releasing", "receiving"):
            if getattr(self, name) is not None:
                each_of((getattr(self, name),), Holder, name)
        optional_words(self.serial, "serial", most=LONGEST_SERIAL)
        for name in ("place", "maker", "model", "text"):
            optional_words(getattr(self, name), name)

    @property
    def span(self) -> Span | None:
        """The days on which it can have happened; None when nothing is told."""
        return None if self.date is None else span(self.date)


@dataclass(frozen=True, kw_only=True)
class Extract:
    """What a register has of a firearm, drawn on a day.

    Args:
        id: Unique in a case.
        register: What the register is called.
        state: Code of the State whose register it is.
        drawn_on: ISO date.
        searched_serial: The serial that was searched for; None when that isn't told.
        entries: What was found; none where the register has nothing.
        missing: Periods of which pages or files are missing, as for :func:`firearmskit.tracing.span`; ``../..`` where
            nobody knows which.
    """

    id: str
    register: str
    state: str
    drawn_on: str
    searched_serial: str | None = None
    entries: tuple[Entry, ...] = ()
    missing: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what can't be one."""
        words(self.id, "id")
        words(self.register, "register")
        state(self.state)
        iso_day(self.drawn_on, "drawn_on")
        optional_words(self.searched_serial, "searched_serial", most=LONGEST_SERIAL)
        unique((each.id for each in each_of(self.entries, Entry, "entries")), "entries")
        for each in all_words(self.missing, "missing"):
            span(each)
