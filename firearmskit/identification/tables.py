"""The room's own tables: what can be seen on a firearm, and what each type shows there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import ClassVar, TypeVar

from firearmskit import law
from firearmskit.errors import UnknownCodeError, quote
from firearmskit.language import text as _
from firearmskit.reference import Row, read_table

__all__ = ["EssentialPart", "Feature", "FeatureValue", "Pattern", "TraceField", "TypeFeature", "table", "trace_fields"]


@dataclass(frozen=True, kw_only=True)
class Feature(Row):
    """One thing to look at from outside; nothing has to be held, loaded or opened.

    Args:
        name: What it is called.
        question: The question to an officer, in plain words.
        look: Where to look.
        group: Features of one group are seen, or mistaken, together.
        error_percent: Share of untrained eyes that see something else, in percent: an estimate.
        applies: Overall forms on which it exists; none where it exists on all.
    """

    table: ClassVar[str] = "features"

    name: str
    question: str
    look: str
    group: str
    error_percent: int
    applies: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class FeatureValue(Row):
    """One answer to the question of a feature; ``id`` is ``feature.value``.

    Args:
        feature: Id of the feature.
        value: Id of the answer within the feature.
        label: The answer in plain words.
    """

    table: ClassVar[str] = "feature_values"

    feature: str
    value: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Pattern(Row):
    """Types that were built after one of them and look alike.

    Args:
        name: What they are called together.
        members: Ids of the types.
        name_row: Id of the row of models that is no type but the name of them all.
    """

    table: ClassVar[str] = "patterns"

    name: str
    members: tuple[str, ...]
    name_row: str | None


@dataclass(frozen=True, kw_only=True)
class TypeFeature(Row):
    """What a type, or all types of a pattern, shows of one feature.

    Args:
        subject: Id of the type, or ``pattern:`` and the id of a pattern.
        feature: Id of the feature.
        values: Answers that are right; several where pieces of the type differ.
    """

    table: ClassVar[str] = "type_features"

    subject: str
    feature: str
    values: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class EssentialPart(Row):
    """A part that an instrument calls essential, or a component.

    Args:
        instrument: Id of the instrument.
        article: Where it says so.
        part: Id of the part.
        name: The part in words.
        kinds: Classes of firearm that have it; none where all have.
        note: What the text adds.
    """

    table: ClassVar[str] = "essential_parts"

    instrument: str
    article: str
    part: str
    name: str
    kinds: tuple[str, ...]
    note: str | None

    @property
    def rule(self) -> str:
        """The article as it is cited, in the language that is spoken now; a national law names itself."""
        known = {each.id for each in law.instruments()}
        return law.cite(self.instrument, self.article) if self.instrument in known else _(self.article)


@dataclass(frozen=True, kw_only=True)
class TraceField(Row):
    """A field that a request for tracing asks for.

    Args:
        purpose: Id of the request.
        field: Which entry of a description it is.
        need: ``required``, ``importer`` (required where the firearm was imported) or ``wanted``.
    """

    table: ClassVar[str] = "trace_fields"

    purpose: str
    field: str
    need: str


R = TypeVar("R", bound=Row)


@cache
def table(kind: type[R]) -> tuple[R, ...]:
    """Give all rows of one of the room's tables, in the order of its file.

    Args:
        kind: The class of its rows.

    Returns:
        The rows; read once, then kept.

    Raises:
        ReferenceDataError: The file is damaged.
    """
    return read_table("firearmskit.identification", kind.table, kind)


def trace_fields(purpose: str) -> tuple[TraceField, ...]:
    """Give the fields of a description that a request asks for, each with its source and confidence.

    Args:
        purpose: Id of the request, such as ``iarms-like``.

    Returns:
        The rows in the order of the table.

    Raises:
        UnknownCodeError: There is no such request.

    >>> [row.field for row in trace_fields("iarms-like") if row.confidence == "sourced"]
    ['maker', 'kind', 'serial', 'calibre', 'country', 'status']
    """
    found = tuple(row for row in table(TraceField) if row.purpose == purpose)
    if not found:
        known = dict.fromkeys(row.purpose for row in table(TraceField))
        raise UnknownCodeError(
            _("{value} isn't a purpose; they are {purposes}").format(value=quote(purpose), purposes=", ".join(known))
        )
    return found
