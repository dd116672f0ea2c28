"""What is known of a firearm that is to be traced."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache

from firearmskit import reference
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["UNREADABLE", "Description", "checked", "is_id", "kinds", "makers_of", "resolved", "same_state"]

FORMER = {
    "SUN": "RUS UKR BLR KAZ UZB KGZ GEO ARM AZE MDA LTU LVA EST TJK TKM",
    "YUG": "SRB HRV BIH SVN MKD MNE",
    "CSK": "CZE SVK",
    "DDR": "DEU",
}
"""States that no longer exist, and those that stand in their place."""

LONGEST = 500
UNREADABLE = ("[", "?", "…", "*")


NO_SERIAL = frozenset(
    (
        "borrado", "borrada", "defaced", "desconocido", "efface", "effacee", "illegible", "illisible", "inconnu", "na",
        "none", "null", "obliterated", "removed", "sansnumero", "sinnumero", "sn", "unbekannt", "unknown", "unreadable",
    )
)  # fmt: skip
"""What registers write where there is no serial."""


@dataclass(frozen=True, kw_only=True)
class Description:
    """What is known of a firearm; None = not known.

    Args:
        maker: Id of the maker, or its name.
        model: Id of the model, or its name.
        kind: A class of the table of models.
        calibre: Id of the calibre, or a notation of it.
        serial: The serial as it stands on the frame or receiver.
        country: ISO 3166-1 alpha-3 code of the State of manufacture.
        year: Year of manufacture.
        importer: The importer as marked.
        last_import_country: ISO 3166-1 alpha-3 code of the State of last import.
        import_year: Year of last import.
        marks: All other marks.
        status: Why it is recorded.
    """

    maker: str | None = None
    model: str | None = None
    kind: str | None = None
    calibre: str | None = None
    serial: str | None = None
    country: str | None = None
    year: int | None = None
    importer: str | None = None
    last_import_country: str | None = None
    import_year: int | None = None
    marks: tuple[str, ...] = ()
    status: str | None = None


def checked(description: Description | Mapping[str, object]) -> Description:
    """Take a description or a mapping, and refuse what can't be one."""
    if not isinstance(description, Description):
        if not isinstance(description, Mapping):
            raise InputError(
                _("a description is a mapping of its fields, not {value}").format(value=quote(description))
            )
        names = [field.name for field in fields(Description)]
        for name in description:
            if name not in names:
                raise InputError(
                    _("{value} isn't a field of a description; they are {fields}").format(
                        value=quote(name), fields=", ".join(names)
                    )
                )
        values = {str(name): value for name, value in description.items() if value not in (None, "")}
        if isinstance(values.get("marks"), str):
            values["marks"] = (values["marks"],)
        elif isinstance(values.get("marks"), list):
            values["marks"] = tuple(values["marks"])  # type: ignore[arg-type]
        description = Description(**values)  # type: ignore[arg-type]
    for field in fields(description):
        _check_type(field.name, getattr(description, field.name))
    return description


def _check_type(name: str, value: object) -> None:
    if value is None:
        return
    if name in ("year", "import_year"):
        right = isinstance(value, int) and not isinstance(value, bool)
    elif name == "marks":
        right = isinstance(value, tuple) and all(isinstance(each, str) for each in value)
    else:
        right = isinstance(value, str)
    if not right:
        raise InputError(_("{field} can't be {value}").format(field=quote(name), value=quote(value)))
    if isinstance(value, str) and len(value) > LONGEST:
        raise InputError(_("{field} is longer than {most} characters").format(field=quote(name), most=LONGEST))


def resolved(given: Description) -> dict[str, object]:
    """Give the known fields, with ids where a name is one row of the reference."""
    known: dict[str, object] = {}
    for field in fields(given):
        value = getattr(given, field.name)
        if value in (None, (), ""):
            continue
        known[field.name] = value
    for name, table_name in (("maker", "makers"), ("model", "models"), ("calibre", "calibres")):
        if isinstance(known.get(name), str):
            found = _row(table_name, str(known[name]))
            if found is not None:
                known[name] = found.id
    for name in ("country", "last_import_country"):
        if name in known:
            known[name] = _state(str(known[name]))
            if known[name] is None:
                del known[name]
    serial = known.get("serial")
    if isinstance(serial, str) and any(sign in serial for sign in UNREADABLE):
        known["serial_partly"] = serial
        del known["serial"]
    elif isinstance(serial, str) and no_serial(serial):
        del known["serial"]
    return known


def no_serial(text: str) -> bool:
    """Tell whether a text in the field of the serial only says that there is none."""
    return "".join(char for char in text.casefold() if char.isalpha()) in NO_SERIAL and not re.search(r"\d", text)


def _state(text: str) -> str | None:
    """Give the code of a State from its code or its name; None when it is neither."""
    wanted = text.strip().casefold()
    for row in reference.rows(reference.Country):
        if wanted in (row.id.casefold(), row.name.casefold(), *(mark.casefold() for mark in row.marks)):
            return row.id
    return None


def _row(name: str, text: str) -> reference.Row | None:
    for row in reference.table(name):
        if row.id == text:
            return row
    return reference.resolve(name, text).row


def same_state(country: object, states: Iterable[str | None]) -> bool:
    """Tell whether a State is among others, or stands in the place of one of them."""
    return any(
        country == state
        or (
            (isinstance(country, str) and state is not None)
            and (country in FORMER.get(state, "").split() or state in FORMER.get(country, "").split())
        )
        for state in states
    )


@cache
def kinds() -> frozenset[str]:
    """Give the classes of the table of models."""
    return frozenset(row.kind for row in reference.rows(reference.Model))


def is_id(table_name: str, value: object) -> bool:
    """Tell whether a value is the id of a row of a reference table."""
    return any(row.id == value for row in reference.table(table_name))


def makers_of(row: reference.Model) -> tuple[str, ...]:
    """Give the makers of a type that the reference knows, each once."""
    return tuple(dict.fromkeys([*row.makers, *([row.maker] if row.maker else [])]))
