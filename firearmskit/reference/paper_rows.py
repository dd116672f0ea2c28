"""The shape of a row of each table that holds what one United Nations paper says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firearmskit.reference.rows import Row

__all__ = ["PaperEvent", "PaperItem", "PaperList", "PaperNumber"]


@dataclass(frozen=True, kw_only=True)
class PaperItem(Row):
    """One of the 94 systems, tools, products, operations, events and figures that the paper names.

    Args:
        number: 1 to 94.
        title: What it is, in our words.
        kind: What sort of thing it is, one of ``reference.paper.KINDS``.
        paragraphs: The paragraphs that speak of it.
        footnotes: The footnotes that do.
    """

    table: ClassVar[str] = "paper_items"

    number: int
    title: str
    kind: str
    paragraphs: tuple[int, ...]
    footnotes: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class PaperNumber(Row):
    """A number that the paper gives, or that follows from what it lists.

    Args:
        item: Number of the item that it belongs to.
        paragraph: The paragraph that gives it.
        footnote: The footnote that does; None when the paragraph itself does.
        what: What is counted, in our words.
        bound: How the paper limits it, one of ``reference.paper.BOUNDS``.
        value: The number; None where the paper gives none.
        unit: What one of them is, a word such as ``people`` or ``firearms``.
        basis: ``stated`` by the paper, or ``counted`` from what it lists.
        as_of: ISO date, month or year that it is given for; None when the paper doesn't say.
        measure: A word that numbers of the same thing share; None where there is one number alone.
        part_of: Id of the number of which it is a part.
        sums: Ids of the numbers that should make it up.
    """

    table: ClassVar[str] = "paper_numbers"

    item: int
    paragraph: int
    footnote: int | None
    what: str
    bound: str
    value: int | None
    unit: str
    basis: str
    as_of: str | None
    measure: str | None
    part_of: str | None
    sums: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PaperEvent(Row):
    """Something that happened or was planned, as one paragraph tells it.

    Args:
        item: Number of the item that it belongs to.
        paragraph: The paragraph that tells it.
        what: What happened, in our words.
        kind: What sort of event, one of ``reference.paper.EVENT_KINDS``.
        place: The town, as the paper names it; None when it names none.
        country: ISO 3166-1 alpha-3 code of where it was; None for an event in several.
        start: ISO date of the first day that the paper's words allow; None when it names no day.
        end: ISO date of the last one.
        precision: How precise the paper's words are: ``day``, ``month``, ``season`` or ``year``.
        told: ``past``, ``planned``, or ``background`` for what came before the activities that the paper reports.
        claims_period: ``yes`` where the paragraph says that it speaks of the reporting period.
        excused_by: The footnote that admits that it was before the reporting period.
        occasion: A word that two accounts of the same event share.
        doubt: What isn't settled, a sentence.
    """

    table: ClassVar[str] = "paper_events"

    item: int
    paragraph: int
    what: str
    kind: str
    place: str | None
    country: str | None
    start: str | None
    end: str | None
    precision: str | None
    told: str
    claims_period: str | None
    excused_by: int | None
    occasion: str | None
    doubt: str | None


@dataclass(frozen=True, kw_only=True)
class PaperList(Row):
    """The States and organizations that one sentence or footnote names.

    Args:
        item: Number of the item that it belongs to.
        paragraph: The paragraph that names them, or has the footnote.
        footnote: The footnote that names them; None when the paragraph itself does.
        what: Who is named, in our words.
        role: ``participants``, ``beneficiaries``, ``partners``, ``donors``, or ``all-donors`` where the paper's words
            leave no further one.
        states: ISO 3166-1 alpha-3 codes; ``EUE`` for the European Union.
        organizations: Organizations, by name.
        number: Id of the number that counts this list.
        total: Id of the number that counts it together with other lists.
    """

    table: ClassVar[str] = "paper_lists"

    item: int
    paragraph: int
    footnote: int | None
    what: str
    role: str
    states: tuple[str, ...]
    organizations: tuple[str, ...]
    number: str | None
    total: str | None
