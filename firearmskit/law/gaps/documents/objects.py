"""A national law as JSON, and the schema of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from firearmskit.arguments import of_type
from firearmskit.errors import FirearmskitError, InputError, quote
from firearmskit.language import text as _
from firearmskit.law.gaps.national import Claim, NationalLaw, Provision

__all__ = ["from_json", "refuse", "schema", "to_json"]

T = TypeVar("T")

_FIELDS = ("name", "state", "instruments", "fictional", "facts", "provisions", "claims")
_MOST_BYTES = 50_000_000
_MOST_FAULTS = 20


def schema() -> dict[str, Any]:
    """Give the JSON Schema of a national law as JSON, as pydantic derives it from the values.

    Returns:
        The schema, as a dictionary.
    """
    from pydantic import TypeAdapter

    return TypeAdapter(NationalLaw).json_schema()


def to_json(law: NationalLaw) -> str:
    """Write a national law as JSON; what isn't known is left out."""

    def row(value: Provision | Claim) -> dict[str, Any]:
        return {name: held for name, held in vars(value).items() if held is not None}

    held = {
        "name": law.name,
        "state": law.state,
        "fictional": law.fictional,
        "instruments": None if law.instruments is None else list(law.instruments),
        "facts": {name: holds for name, holds in law.facts.items() if holds is not None},
        "provisions": [row(each) for each in law.provisions],
        "claims": [row(each) for each in law.claims],
    }
    known = {name: value for name, value in held.items() if value is not None}
    return json.dumps(known, ensure_ascii=False, indent=1) + "\n"


def from_json(file: Path) -> NationalLaw:
    """Read a national law from a JSON file.

    Raises:
        InputError: It can't be read, is no JSON, or something in it can't be taken; the message says what.
    """
    given = _object(file)
    faults = [_("{field} is no field of it").format(field=quote(name)) for name in given if name not in _FIELDS]
    provisions = _objects("provisions", given, Provision, faults)
    claims = _objects("claims", given, Claim, faults)
    refuse(file.name, faults)
    about = {name: value for name, value in given.items() if value is not None and name not in ("provisions", "claims")}
    return NationalLaw(**{"name": "", **about}, provisions=provisions, claims=claims)


def refuse(name: str, faults: Sequence[str]) -> None:
    """Refuse a document of which something can't be taken; the message says what, of the first 20."""
    if faults:
        more = len(faults) - _MOST_FAULTS
        said = list(faults[:_MOST_FAULTS])
        if more > 0:
            said.append(_("and {more} more").format(more=more))
        raise InputError(_("{name} can't be taken: {faults}").format(name=quote(name), faults="; ".join(said)))


def _object(file: Path) -> dict[str, Any]:
    try:
        with file.open("rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise InputError(
            _("{file} can't be read: {reason}").format(file=quote(file.name), reason=error.strerror)
        ) from None
    if len(data) > _MOST_BYTES:
        raise InputError(_("{file} is larger than {most} bytes.").format(file=quote(file.name), most=_MOST_BYTES))
    try:
        given = json.loads(data)
    except (ValueError, RecursionError) as error:
        reason = quote(str(error))
        raise InputError(_("{file} is no JSON: {reason}").format(file=quote(file.name), reason=reason)) from None
    if not isinstance(given, dict):
        raise InputError(_("{file} holds no national law").format(file=quote(file.name)))
    return given


def _objects(name: str, given: Mapping[str, Any], kind: type[T], faults: list[str]) -> tuple[T, ...]:
    made = []
    for number, each in enumerate(of_type(given.get(name, []), list, name), 1):
        try:
            made.append(kind(**of_type(each, dict, name)))
        except TypeError as error:
            faults.append(_("{table}, entry {row}: {reason}").format(table=name, row=number, reason=quote(str(error))))
        except FirearmskitError as error:
            faults.append(_("{table}, entry {row}: {reason}").format(table=name, row=number, reason=error))
    return tuple(made)
