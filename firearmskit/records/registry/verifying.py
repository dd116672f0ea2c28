"""Is a registry as it was written? Its log is read and hashed again, and all that is kept beside it is compared."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NoReturn

from sqlalchemy import Connection, LargeBinary, Row, cast, func, select
from sqlalchemy.exc import DBAPIError

from firearmskit.arguments import of_type
from firearmskit.errors import FirearmskitError, InputError, escape, quote
from firearmskit.language import text as _
from firearmskit.law import Finding
from firearmskit.records.ledger import Frontier, Growth, leaf_hashes
from firearmskit.records.ledger import parse as parse_canonical
from firearmskit.records.registry import tables

__all__ = ["checked_roots", "finding", "verify_log"]

_BATCH = 4_096
_HASH_BYTES = 32
_SHALLOW = 32
_FEW_DIGITS = 15
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)
_TEXTS = ("id", "kind", "recorded_at", "recorded_by", "body")


def finding(code: str, field: str, sentence: str) -> Finding:
    """Give a finding: whatever isn't as it was written is an error."""
    return Finding(code=code, severity="error", field=field, sentence=sentence)


def checked_roots(roots: Iterable[tuple[int, bytes]]) -> dict[int, bytes]:
    """Give older roots by their size, smallest first.

    Raises:
        InputError: One is no pair of a size and 32 bytes.
    """
    checked: dict[int, bytes] = {}
    for each in roots:
        if not isinstance(each, tuple) or len(each) != 2:
            raise InputError(
                _("An older root is a pair of a size and 32 bytes, not {value}.").format(value=quote(each))
            )
        size, root = of_type(each[0], int, "size"), of_type(each[1], bytes, "root")
        if size < 0 or len(root) != _HASH_BYTES:
            raise InputError(
                _("An older root is a pair of a size and 32 bytes, not {value}.").format(value=quote(each))
            )
        checked[size] = root
    return dict(sorted(checked.items()))


def verify_log(connection: Connection, roots: Mapping[int, bytes]) -> Iterator[Finding]:
    """Read the log, and say what in it contradicts itself, its tree, or an older root.

    Args:
        connection: A transaction that sees one state.
        roots: Roots that the log had, by their size, smallest first.

    Yields:
        What was found.
    """
    try:
        yield from _Reading(connection, roots).findings()
    except DBAPIError as error:
        yield finding(
            "damaged", "log", _("The database can't read the log: {reason}").format(reason=escape(str(error.orig)))
        )


class _Reading:
    """One pass over the log."""

    def __init__(self, connection: Connection, roots: Mapping[int, bytes]) -> None:
        self._connection = connection
        self._roots = dict(roots)
        self._edge = Frontier()
        self._last_at = ""
        self._nodes = 0

    def findings(self) -> Iterator[Finding]:
        rows, expected = iter(self._rows()), 0
        yield from self._compare_root()
        while batch := list(islice(rows, self._room())):
            bodies = [_bytes(row.body) for row in batch]
            for row, body in zip(batch, bodies, strict=True):
                if row.number != expected:
                    sentence = _("After event {before} comes {number}: events are missing, or were moved.")
                    yield finding("number", "number", sentence.format(before=expected - 1, number=row.number))
                expected = row.number + 1
                yield from self._compare_columns(row, body)
            growth = self._edge.append(leaf_hashes(bodies))
            yield from self._compare_nodes(growth)
            self._edge = growth.frontier
            yield from self._compare_root()
        yield from self._compare_ends()

    def _room(self) -> int:
        """Give how many events to read at once: no further than to the next older root."""
        coming = next((size for size in self._roots if size > self._edge.size), None)
        return _BATCH if coming is None else min(_BATCH, coming - self._edge.size)

    def _rows(self) -> Iterable[Row[Any]]:
        columns = [tables.event.c.number, *(self._text(name) for name in _TEXTS)]
        query = select(*columns).order_by(tables.event.c.number)
        return self._connection.execute(query, execution_options={"yield_per": _BATCH})

    def _text(self, name: str) -> Any:
        """Give a column as its bytes where the database takes any: what was changed may be no text."""
        column = tables.event.c[name]
        return cast(column, LargeBinary).label(name) if self._connection.dialect.name == "sqlite" else column

    def _compare_columns(self, row: Row[Any], body: bytes) -> Iterator[Finding]:
        try:
            data = _read(body)
            at = data["recorded_at"]
            told = (data["id"], data["event"]["kind"], at, data["recorded_by"])
            if not all(isinstance(each, str) for each in told) or _MOMENT.fullmatch(at) is None:
                raise InputError(_("{value} isn't how times are written.").format(value=quote(at)))
        except (FirearmskitError, ValueError, KeyError, TypeError) as error:
            sentence = _("Event {number} isn't written as events are: {reason}")
            yield finding("body", "body", sentence.format(number=row.number, reason=quote(str(error), 300)))
            return
        besides = [_bytes(each) for each in tuple(row)[1:-1]]
        if besides != [each.encode(errors="replace") for each in told]:
            yield from self._differences(row.number, told, besides)
        if at < self._last_at:
            sentence = _("Event {number} was recorded at {at}, before the one before it.")
            yield finding("time", "recorded_at", sentence.format(number=row.number, at=at))
        self._last_at = max(at, self._last_at)

    def _differences(self, number: int, told: Sequence[str], besides: Sequence[bytes]) -> Iterator[Finding]:
        for name, inside, beside in zip(_TEXTS, told, besides, strict=False):
            if beside != inside.encode(errors="replace"):
                sentence = _("Event {number} says {inside}, and beside it stands {beside} ({column}).")
                shown = quote(beside.decode(errors="replace"))
                told_so = sentence.format(number=number, inside=quote(inside), beside=shown, column=name)
                yield finding("column", name, told_so)

    def _compare_nodes(self, growth: Growth) -> Iterator[Finding]:
        for level, (first, hashes) in enumerate(growth.levels):
            self._nodes += len(hashes)
            query = select(tables.node.c.place, tables.node.c.hash).where(
                tables.node.c.level == level, tables.node.c.place >= first, tables.node.c.place < first + len(hashes)
            )
            stored = dict(tuple(row) for row in self._connection.execute(query))
            for place, computed in enumerate(hashes, first):
                if stored.get(place) != computed:
                    sentence = _("Node {place} of level {level} isn't the hash of events {first} to {last}.")
                    yield finding(
                        "node",
                        "node",
                        sentence.format(
                            place=place, level=level, first=place << level, last=((place + 1) << level) - 1
                        ),
                    )

    def _compare_root(self) -> Iterator[Finding]:
        known = self._roots.pop(self._edge.size, None)
        if known is not None and known != self._edge.root:
            sentence = _("The first {size} events aren't those that the older root stands for: the log was rewritten.")
            yield finding("rewritten", "root", sentence.format(size=self._edge.size))

    def _compare_ends(self) -> Iterator[Finding]:
        for size in self._roots:
            sentence = _("The log has {count} events, and had {size}: its end was cut off.")
            yield finding("truncated", "root", sentence.format(count=self._edge.size, size=size))
        nodes = self._connection.execute(select(func.count()).select_from(tables.node)).scalar_one()
        if nodes != self._nodes:
            sentence = _("The tree has {count} nodes; a log of {size} events makes {wanted}.")
            yield finding("node", "node", sentence.format(count=nodes, size=self._edge.size, wanted=self._nodes))
        different = select(func.count(tables.event.c.id.distinct()), func.count()).select_from(tables.event)
        ids, count = self._connection.execute(different).one()
        if ids != count:
            yield finding(
                "id", "id", _("Of {count} events, only {ids} have an id of their own.").format(ids=ids, count=count)
            )


def _read(body: bytes) -> dict[str, Any]:
    """Read an event that is written in canonical form, as ``ledger.parse`` does.

    Of a text in ASCII with no fractions, long numbers or deep lists, JSON's own sorted form is the canonical one, and
    that is compared four times as fast.
    """
    try:
        text = body.decode("ascii")
        data = _PLAIN.decode(text)
        if isinstance(data, dict) and _SORTED.encode(data) == text and text.count("{") + text.count("[") <= _SHALLOW:
            return data
    except (ValueError, RecursionError):
        pass
    return parse_canonical(body)


def _refuse(number: str) -> NoReturn:
    raise ValueError(number)


def _short(digits: str) -> int:
    return int(digits) if len(digits) <= _FEW_DIGITS else _refuse(digits)


_PLAIN = json.JSONDecoder(parse_float=_refuse, parse_constant=_refuse, parse_int=_short)
_SORTED = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _bytes(value: object) -> bytes:
    """Give the bytes of what a database holds, whatever it is."""
    if type(value) is bytes:
        return value
    if isinstance(value, str):
        return value.encode(errors="replace")
    return bytes(value) if isinstance(value, bytes | bytearray | memoryview) else repr(value).encode()
