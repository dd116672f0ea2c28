"""Is a description enough to trace a firearm? What is missing, how much would it narrow the search, what contradicts?

How much a missing field would narrow the search is worked out from the reference tables, not from any register. All
types are weighted alike. The types that agree with the description are the search; a field is worth the entropy, in
bits, of its value among them: that is what is learnt on average by hearing it. Fields that single out one piece
(serial) or one consignment (importer, year) can't be weighed so and have a fixed worth, given in :data:`FIXED_BITS`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from firearmskit import reference
from firearmskit.arguments import of_type
from firearmskit.errors import InputError, quote
from firearmskit.identification.contradictions import Contradiction, contradictions
from firearmskit.identification.description import Description, checked, is_id, kinds, makers_of, resolved, same_state
from firearmskit.identification.tables import TraceField, table
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["MissingField", "Purpose", "Traceability", "describe_trace", "traceable"]

FIELDS = {
    "serial": N_("serial number, from the frame or receiver"),
    "maker": N_("maker"),
    "model": N_("model"),
    "kind": N_("type of firearm"),
    "calibre": N_("calibre"),
    "country": N_("country of manufacture"),
    "year": N_("year of manufacture"),
    "importer": N_("importer"),
    "last_import_country": N_("country of last import"),
    "import_year": N_("year of last import"),
    "marks": N_("all other marks, with photographs"),
    "status": N_("why it is recorded: lost, stolen, trafficked, or seized and sent for tracing"),
}
"""The entries of a description, in words."""

PURPOSES = {
    "manufacture": N_("a request to the State of manufacture"),
    "last-import": N_("a request to the State of last import"),
    "iarms-like": N_("a record as in a register of lost, stolen and trafficked firearms"),
    "etrace-like": N_("a form as the United States use"),
}
"""What a description is wanted for, in words."""

FIXED_BITS = {
    "serial": 20.0,
    "importer": 4.0,
    "last_import_country": 4.0,
    "import_year": 3.0,
    "year": 3.0,
    "marks": 1.0,
    "status": 0.0,
}
"""Worth of fields that the reference says nothing about: conventions that put them in their order, not measurements."""


@dataclass(frozen=True, kw_only=True)
class MissingField:
    """A field that isn't known.

    Args:
        field: Which one.
        gain_bits: What it would tell on average, in bits.
        types_left: Types of the reference that would remain on average; None for fields that don't choose a type.
        reason: The same in a sentence.
    """

    field: str
    gain_bits: float
    types_left: float | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class Purpose:
    """What a description is enough for.

    Args:
        id: Which request or record.
        enough: All that it needs is there.
        missing: Required fields that are missing.
        wanted: Fields that would help.
    """

    id: str
    enough: bool
    missing: tuple[str, ...]
    wanted: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Traceability:
    """Whether a description is enough to trace a firearm.

    Args:
        purposes: One entry for each request or record.
        missing: What isn't known, the most telling first.
        contradictions: What doesn't agree.
        types: Types of the reference that agree with the description.
    """

    purposes: tuple[Purpose, ...]
    missing: tuple[MissingField, ...]
    contradictions: tuple[Contradiction, ...]
    types: int

    def enough_for(self, purpose: str) -> bool:
        """Tell whether it is enough for a purpose.

        Args:
            purpose: ``manufacture``, ``last-import``, ``iarms-like`` or ``etrace-like``.

        Returns:
            True when nothing that is required is missing.

        Raises:
            InputError: There is no such purpose.
        """
        for each in self.purposes:
            if each.id == purpose:
                return each.enough
        raise InputError(
            _("{value} isn't a purpose; they are {purposes}").format(value=quote(purpose), purposes=", ".join(PURPOSES))
        )


def traceable(description: Description | Mapping[str, object]) -> Traceability:
    """Say whether a description is enough to trace a firearm, what is missing, and what contradicts.

    Args:
        description: What is known, as a :class:`Description` or a mapping of its fields. Names of makers, models and
            calibres may be ids of the reference or free text; what isn't recognised is taken as it stands.

    Returns:
        What it is enough for. The missing fields are ranked by their expected information among the types of the
        reference that agree with the description, all types weighted alike.

    Raises:
        InputError: It isn't a description, or a field isn't of the right type.

    >>> from firearmskit import identification
    >>> found = identification.traceable({"kind": "assault_rifle", "calibre": "7.62x39", "serial": "AB1234"})
    >>> found.enough_for("manufacture"), found.missing[0].field
    (False, 'model')
    """
    given = checked(description)
    known = resolved(given)
    types = _agreeing(known)
    missing = tuple(_missing(known, types))
    return Traceability(
        purposes=tuple(_purpose(each, known) for each in PURPOSES),
        missing=missing,
        contradictions=tuple(contradictions(given, known)),
        types=len(types),
    )


def _agreeing(known: Mapping[str, object]) -> tuple[reference.Model, ...]:
    """Give the types that agree with what is known; a type of which the reference doesn't say it, agrees."""
    return tuple(row for row in reference.rows(reference.Model) if all(_agrees(row, *item) for item in known.items()))


def _agrees(row: reference.Model, name: str, value: object) -> bool:
    if name == "model":
        return row.id == value or not is_id("models", value)
    if name == "kind":
        return row.kind == value or value not in kinds()
    if name == "calibre":
        return not row.calibres or not is_id("calibres", value) or value in row.calibres
    if name == "maker":
        makers = makers_of(row)
        return not makers or not is_id("makers", value) or value in makers
    if name == "country":
        return row.country is None or same_state(value, (row.country, *row.also))
    if name == "year" and isinstance(value, int):
        return (row.since or -math.inf) <= value
    return True


def _values(row: reference.Model, name: str) -> tuple[str, ...]:
    """Give what a type may have in a field, each equally likely; the field's name alone where it isn't known."""
    if name == "model":
        return (row.id,)
    if name == "kind":
        return (row.kind,)
    if name == "calibre":
        return row.calibres or ("?",)
    if name == "maker":
        return makers_of(row) or ("?",)
    return tuple(dict.fromkeys([*([row.country] if row.country else []), *row.also])) or ("?",)


def _missing(known: Mapping[str, object], types: Iterable[reference.Model]) -> Iterator[MissingField]:
    """Weigh the fields that aren't known, the most telling first."""
    listed = list(types) or list(reference.rows(reference.Model))
    weighed = []
    for name in FIELDS:
        if name in known:
            continue
        gain, left = (FIXED_BITS[name], None) if name in FIXED_BITS else _gain(name, listed)
        weighed.append((gain, left, name))
    for gain, left, name in sorted(weighed, key=lambda item: -item[0]):
        yield MissingField(field=name, gain_bits=round(gain, 2), types_left=left, reason=_why(name, len(listed), left))


def _gain(name: str, types: list[reference.Model]) -> tuple[float, float]:
    """Give the entropy of a field among the types, in bits, and how many types remain on average once it is known."""
    shares: dict[str, float] = {}
    holders: dict[str, int] = {}
    for row in types:
        values = _values(row, name)
        for value in values:
            shares[value] = shares.get(value, 0.0) + 1 / (len(values) * len(types))
            holders[value] = holders.get(value, 0) + 1
    entropy = -sum(share * math.log2(share) for share in shares.values())
    left = sum(share * holders[value] for value, share in shares.items())
    return max(0.0, entropy), round(left, 1)


def _why(name: str, types: int, left: float | None) -> str:
    said = _(FIELDS[name])
    if name == "serial":
        return _("The {field} is missing: without it no register can single out the piece.").format(field=said)
    if left is None:
        return _("The {field} is missing: the reference can't say how much it would tell.").format(field=said)
    return _("The {field} is missing: it would narrow {types} types of the reference to about {left}.").format(
        field=said, types=types, left=left
    )


def _purpose(id: str, known: Mapping[str, object]) -> Purpose:
    missing: list[str] = []
    wanted: list[str] = []
    for row in table(TraceField):
        if row.purpose != id or row.field in known:
            continue
        imported = known.get("country") != "USA" and "country" in known
        required = row.need == "required" or (row.need == "importer" and imported)
        (missing if required else wanted).append(row.field)
    return Purpose(id=id, enough=not missing, missing=tuple(missing), wanted=tuple(wanted))


def describe_trace(found: Traceability) -> str:
    """Say in sentences whether a description is enough, what is missing and what contradicts.

    Args:
        found: What :func:`traceable` gave.

    Returns:
        Sentences in the language that is spoken now.

    Raises:
        InputError: It is something else.

    >>> from firearmskit import identification
    >>> found = identification.traceable({})
    >>> identification.describe_trace(found).split(": ")[0]
    'Not enough for a request to the State of manufacture'
    """
    sentences = []
    for each in of_type(found, Traceability, "found").purposes:
        if each.enough:
            sentences.append(_("Enough for {purpose}.").format(purpose=_(PURPOSES[each.id])))
        else:
            missing = ", ".join(_(FIELDS[name]) for name in each.missing)
            said = _("Not enough for {purpose}: missing: {missing}.")
            sentences.append(said.format(purpose=_(PURPOSES[each.id]), missing=missing))
    sentences += [each.text for each in found.contradictions]
    sentences += [each.reason for each in found.missing[:3]]
    return " ".join(sentences)
