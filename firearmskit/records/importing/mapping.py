"""What each column of a table holds: guessed, with reasons, until a person confirms it."""

from __future__ import annotations

import json
from collections.abc import Mapping as Mapped
from dataclasses import asdict, dataclass, field, replace
from types import MappingProxyType
from typing import Any

from firearmskit.arguments import of_type
from firearmskit.errors import InputError, quote
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["FIELDS", "Guess", "Mapping", "parse_mapping"]

FIELDS = {
    "id": N_("the name that the firearm has in the register"),
    "serial": N_("the serial number, as it is read"),
    "mark": N_("another mark, as it is read"),
    "make": N_("maker"),
    "model": N_("model"),
    "variant": N_("variant of the model"),
    "category": N_("class of firearm, such as pistol"),
    "action": N_("how it works"),
    "calibre": N_("calibre"),
    "country": N_("State of manufacture"),
    "year": N_("year of manufacture"),
    "date": N_("when it was registered"),
    "holder": N_("number of the holder, such as that of a licence"),
    "holder_name": N_("name of the holder"),
    "note": N_("something else, kept as a note"),
}
"""What a column can hold."""

SEVERAL = frozenset({"mark", "note"})
"""The fields that several columns can hold."""

ORDERS = ("day first", "month first")
BASES = ("manufacture", "import", "first registration", "recovery")
HOLDERS = (
    "State body", "manufacturer", "dealer", "broker", "carrier", "museum or collector", "company", "person", "unknown",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Guess:
    """What a column may hold.

    Args:
        header: Name of the column.
        field: One of :data:`FIELDS`; None for a column that isn't taken in.
        confidence: How far that is supported, 0 to 1.
        reasons: Why, a sentence each.
    """

    header: str
    field: str | None = None
    confidence: float = 0.0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Mapping:
    """What each column holds, and what the file doesn't tell.

    Args:
        columns: One guess a column, in the order of the file.
        date_order: ``day first`` or ``month first`` for dates such as 03/04/2017; None when nobody said: such dates
            are rejected then.
        basis: Why the firearms are entered.
        holder_category: What kind of holders the names are those of. Names of persons never stand in the log: they are
            kept with the personal data.
        values: By field, what is written instead of what the file says, such as ``{"country": {"Chine": "CHN"}}``.
        prefix: What goes before the names of firearms.
        confirmed_by: Who confirmed it; None as long as nobody did.
    """

    columns: tuple[Guess, ...]
    date_order: str | None = None
    basis: str = "first registration"
    holder_category: str = "person"
    values: Mapped[str, Mapped[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    prefix: str = ""
    confirmed_by: str | None = None

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(guess.header for guess in self.columns)

    def places(self, field: str) -> tuple[int, ...]:
        """Give the columns that hold a field, from 0."""
        return tuple(at for at, guess in enumerate(self.columns) if guess.field == field)

    def confirm(
        self,
        *,
        by: str,
        fields: Mapped[str, str | None] | None = None,
        date_order: str | None = None,
        basis: str | None = None,
        holder_category: str | None = None,
        values: Mapped[str, Mapped[str, str]] | None = None,
        prefix: str | None = None,
    ) -> Mapping:
        """Confirm what each column holds, after somebody looked; what is given replaces what was guessed.

        Args:
            by: Who confirms.
            fields: Name of a column to one of :data:`FIELDS`; None for a column that isn't taken in.
            date_order: ``day first`` or ``month first``.
            basis: Why the firearms are entered: ``manufacture``, ``import``, ``first registration`` or ``recovery``.
            holder_category: What kind of holders they are, such as ``person`` or ``State body``.
            values: By field, what is written instead of what the file says.
            prefix: What goes before the names of firearms.

        Returns:
            The mapping, confirmed.

        Raises:
            InputError: A column or field isn't known, or two columns hold what only one can.
        """
        if not of_type(by, str, "by").strip():
            raise InputError(_("A mapping is confirmed by somebody: say who."))
        changed = replace(
            self,
            columns=self._with(of_type({} if fields is None else fields, Mapped, "fields"), by),
            date_order=date_order or self.date_order,
            basis=basis or self.basis,
            holder_category=holder_category or self.holder_category,
            values=self.values if values is None else _values(values),
            prefix=self.prefix if prefix is None else prefix,
            confirmed_by=by,
        )
        _check(changed)
        return changed

    def _with(self, fields: Mapped[str, str | None], by: str) -> tuple[Guess, ...]:
        for name in fields:
            if name not in self.header:
                raise InputError(
                    _("There is no column {name}; the columns are {columns}.").format(
                        name=quote(name), columns=", ".join(map(quote, self.header))
                    )
                )
        reason = _("{who} says so.").format(who=by)
        return tuple(
            Guess(header=guess.header, field=fields[guess.header], confidence=1.0, reasons=(reason,))
            if guess.header in fields
            else guess
            for guess in self.columns
        )

    def to_json(self) -> str:
        """Write it as JSON, to look at it, change it and read it again with :func:`parse_mapping`."""
        data = asdict(replace(self, values={})) | {"values": {name: dict(each) for name, each in self.values.items()}}
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _values(values: object) -> Mapped[str, Mapped[str, str]]:
    """Give what is written instead of what a file says, if it is made of texts."""
    found: dict[str, Mapped[str, str]] = {}
    for name, each in of_type(values, Mapped, "values").items():
        pairs = of_type(each, Mapped, "values").items()
        found[of_type(name, str, "values")] = MappingProxyType(
            {of_type(old, str, "values"): of_type(new, str, "values") for old, new in pairs}
        )
    return MappingProxyType(found)


def _check(mapping: Mapping) -> None:
    """Refuse a mapping that can't be meant."""
    of_type(mapping.prefix, str, "prefix")
    for guess in mapping.columns:
        if guess.field is not None and guess.field not in FIELDS:
            raise InputError(
                _("{value} is no field; a column can hold {fields}.").format(
                    value=quote(guess.field), fields=", ".join(FIELDS)
                )
            )
    for name in FIELDS:
        columns = [guess.header for guess in mapping.columns if guess.field == name]
        if len(columns) > 1 and name not in SEVERAL:
            raise InputError(
                _("Only one column can hold {field}, and {columns} do.").format(
                    field=name, columns=", ".join(map(quote, columns))
                )
            )
    for value, known in (
        (mapping.date_order, (None, *ORDERS)),
        (mapping.basis, BASES),
        (mapping.holder_category, HOLDERS),
    ):
        if value not in known:
            raise InputError(
                _("{value} isn't one of {known}.").format(value=quote(value), known=", ".join(filter(None, known)))
            )
    for name in mapping.values:
        if name not in FIELDS:
            raise InputError(
                _("{value} is no field; a column can hold {fields}.").format(
                    value=quote(name), fields=", ".join(FIELDS)
                )
            )


def parse_mapping(text: str) -> Mapping:
    """Read a mapping that :meth:`Mapping.to_json` wrote; it isn't confirmed, whatever stands there.

    Args:
        text: The JSON.

    Returns:
        The mapping.

    Raises:
        InputError: It is no mapping.

    >>> parse_mapping(Mapping(columns=(Guess(header="Serial", field="serial"),)).to_json()).places("serial")
    (0,)
    """
    try:
        data = json.loads(of_type(text, str, "text"))
        columns = tuple(_guess(each) for each in data.pop("columns"))
        data["confirmed_by"] = None
        mapping = Mapping(columns=columns, values=_values(data.pop("values")), **data)
        _check(mapping)
    except InputError:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise InputError(_("This is no mapping of columns: {reason}").format(reason=quote(str(error)))) from None
    return mapping


def _guess(data: Any) -> Guess:
    confidence = data.get("confidence", 0.0)
    return Guess(
        header=of_type(data["header"], str, "header"),
        field=of_type(data["field"], (str, type(None)), "field"),
        confidence=float(confidence) if isinstance(confidence, int | float) else 0.0,
        reasons=tuple(str(each) for each in data.get("reasons", ())),
    )
