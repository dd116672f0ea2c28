"""Faults that are planted into a complete made-up file, one at a time or several that don't touch one another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from firearmskit.arguments import of_type, whole
from firearmskit.draw import Draw
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.law.transfers.drawing import DAY, complete_file
from firearmskit.law.transfers.file import TransferFile
from firearmskit.law.transfers.values import GoodsLine, TransferItem

__all__ = ["FAULTS", "DrawnTransfer", "PlantedFault", "draw_transfer"]


@dataclass(frozen=True, kw_only=True)
class PlantedFault:
    """A fault that was planted.

    Args:
        code: The code of the finding that it makes.
        field: The field of the finding.
    """

    code: str
    field: str


@dataclass(frozen=True, kw_only=True)
class DrawnTransfer:
    """A made-up file, and what is wrong with it.

    Args:
        file: The file.
        planted: The faults; no other finding is there.
        on: ISO date for which it is checked.
    """

    file: TransferFile
    planted: tuple[PlantedFault, ...]
    on: str = DAY


def _change(file: TransferFile, part: str, id: str, **fields: Any) -> TransferFile:
    """Give the file with one paper, event or line changed."""
    held = getattr(file, part)
    changed = tuple(replace(e, **fields) if getattr(e, "id", getattr(e, "line", None)) == id else e for e in held)
    return _with(file, part, changed)


def _with(file: TransferFile, part: str, held: tuple[Any, ...]) -> TransferFile:
    """Give the file with other papers, events or goods."""
    fields: dict[str, Any] = {part: held}
    return replace(file, **fields)


def _without(file: TransferFile, part: str, *ids: str) -> TransferFile:
    return _with(file, part, tuple(each for each in getattr(file, part) if each.id not in ids))


def _moved(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _on(file: TransferFile, part: str, id: str, field: str) -> str:
    return str(next(getattr(each, field) for each in getattr(file, part) if each.id == id))


def _items(file: TransferFile, part: str, id: str, **fields: Any) -> TransferFile:
    """Change what a paper or an event says of line B."""
    items: tuple[TransferItem, ...] = next(each.items for each in getattr(file, part) if each.id == id)
    return _change(file, part, id, items=tuple(replace(e, **fields) if e.line == "B" else e for e in items))


def _shipped_more(file: TransferFile) -> TransferFile:
    """Ship and receive more of line B than the export licence is for, and less than the import licence."""
    goods: GoodsLine = next(each for each in file.goods if each.line == "B")
    more = int((goods.quantity or 0) * 0.75)
    return _items(_items(file, "events", "S1", quantity=more), "events", "G1", quantity=more)


def _transit(file: TransferFile) -> str:
    return (file.transit_states or ("",))[0]


def _stray(file: TransferFile) -> str:
    """Give an invented State that the transfer doesn't touch."""
    touched = {file.export_state, file.import_state, *(file.transit_states or ())}
    return next(each.code for each in file.invented_states if each.code not in touched)


Plant = tuple[str, Callable[[TransferFile], str], Callable[[TransferFile], TransferFile]]
"""What a fault touches, its field, and how it is planted; two that touch the same thing aren't planted together."""

FAULTS: dict[str, Plant] = {
    "import-licence-not-in-file": ("I1", lambda f: "import-licence", lambda f: _without(f, "papers", "I1")),
    "no-objection-not-in-file": ("N", _transit, lambda f: _without(f, "papers", f"N-{_transit(f)}")),
    "export-licence-before-import-licence": (
        "I1",
        lambda f: "E1",
        lambda f: _change(f, "papers", "I1", issued_on=_moved(_on(f, "papers", "E1", "issued_on"), 5)),
    ),
    "export-licence-before-no-objection": (
        "N",
        lambda f: f"E1: {_transit(f)}",
        lambda f: _change(f, "papers", f"N-{_transit(f)}", issued_on=_moved(_on(f, "papers", "E1", "issued_on"), 5)),
    ),
    "no-objection-not-written": (
        "N",
        lambda f: f"N-{_transit(f)}",
        lambda f: _change(f, "papers", f"N-{_transit(f)}", written=False),
    ),
    "shipment-outside-export-licence": (
        "E1-expiry",
        lambda f: "S2",
        lambda f: _change(f, "papers", "E1", expires_on=_moved(_on(f, "events", "S2", "on"), -3)),
    ),
    "missing-place-of-issue": ("E1-place", lambda f: "E1", lambda f: _change(f, "papers", "E1", place_of_issue=None)),
    "missing-expires-on": ("E1-expiry", lambda f: "E1", lambda f: _change(f, "papers", "E1", expires_on=None)),
    "missing-transit-states": ("E1-transit", lambda f: "E1", lambda f: _change(f, "papers", "E1", transit_states=None)),
    "final-recipient-differs": (
        "recipient",
        lambda f: "U1",
        lambda f: _change(f, "papers", "U1", final_recipient="Fictional Quarry Company"),
    ),
    "shipped-more-than-export-licence": ("B G1", lambda f: "B", _shipped_more),
    "units-differ": ("B", lambda f: "B", lambda f: _items(f, "papers", "E1", unit="set")),
    "received-differs": ("B", lambda f: "S2: B", lambda f: _items(f, "events", "G2", quantity=1)),
    "route-state-not-named": (
        "route",
        lambda f: f"S1: {_stray(f)}",
        lambda f: _change(f, "events", "S1", route=(*(f.transit_states or ()), _stray(f))),
    ),
    "receipt-not-confirmed": ("G1", lambda f: "S1", lambda f: _without(f, "events", "G1")),
    "authenticity-denied": ("U1", lambda f: "U1", lambda f: _change(f, "papers", "U1", authenticity="denied")),
    "mark-missing": (
        "A",
        lambda f: "A: country-of-import",
        lambda f: _change(f, "goods", "A", marks=("manufacturer", "country-of-manufacture", "serial")),
    ),
    "broker-not-disclosed": (
        "E1-brokers",
        lambda f: f"E1: {next(each.name for each in f.parties if each.role == 'broker')}",
        lambda f: _change(f, "papers", "E1", brokers=()),
    ),
    "kept-too-short": ("kept", lambda f: "kept_until", lambda f: replace(f, kept_until="2030-12-31")),
    "overriding-risk": ("R1", lambda f: "R1", lambda f: _change(f, "papers", "R1", overriding_risk=True)),
}
"""The faults, by the code of the finding that each makes."""


def draw_transfer(seed: bytes, *, faults: int = 2) -> DrawnTransfer:
    """Draw a made-up file on a transfer, with faults planted in it, for lessons and tests.

    Args:
        seed: Bytes; the same give the same file.
        faults: How many faults, 0 to 5.

    Returns:
        The file, which says that it is synthetic, and its faults: no other finding is there.

    Raises:
        InputError: ``seed`` is no bytes, or ``faults`` no such number.

    >>> drawn = draw_transfer(b"lesson", faults=1)
    >>> drawn.file.synthetic, len(drawn.planted)
    (True, 1)
    """
    if not 0 <= whole(faults, "faults") <= 5:
        raise InputError(_("faults is {value}: it must be 0 to 5.").format(value=quote(faults)))
    draw = Draw(of_type(seed, bytes, "seed"))
    file = complete_file(draw)
    planted: list[PlantedFault] = []
    touched: set[str] = set()
    for code in draw.shuffle(tuple(FAULTS)):
        part, field, plant = FAULTS[code]
        if len(planted) == faults or touched & set(part.split()):
            continue
        touched |= set(part.split())
        planted.append(PlantedFault(code=code, field=field(file)))
        file = plant(file)
    return DrawnTransfer(file=file, planted=tuple(planted))
