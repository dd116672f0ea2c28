"""The log in the database: events are added at its end, with the nodes of its Merkle tree, in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Row, bindparam, func, insert, select

from firearmskit.errors import RegistryError
from firearmskit.language import text as _
from firearmskit.records.ledger import Frontier, leaf_hash
from firearmskit.records.logged import Logged
from firearmskit.records.registry import tables
from firearmskit.records.registry.prepared import Prepared
from firearmskit.records.when import moment

__all__ = ["End", "Log", "later"]

_BATCH = 5_000

_ROWS = select(tables.event.c.number, tables.event.c.body)
_ABOUT = (
    _ROWS.join(tables.subject, tables.subject.c.number == tables.event.c.number)
    .where(tables.subject.c.subject == bindparam("name"))
    .order_by(tables.event.c.number)
)
_LAST = Prepared(
    select(tables.event.c.number, tables.event.c.id, tables.event.c.recorded_at).where(
        tables.event.c.number == select(func.max(tables.event.c.number)).scalar_subquery()
    )
)
_ADD = Prepared(insert(tables.event))
_ADD_NODE = Prepared(insert(tables.node))


@dataclass(frozen=True, kw_only=True)
class End:
    """Where a log ends.

    Args:
        size: How many events it has.
        id: The id of the last one; None when there is none. With the size it tells whether a log is as it was.
        at: When the last one was recorded.
    """

    size: int = 0
    id: str | None = None
    at: datetime | None = None


class Log:
    """The end of the log, as one transaction sees it.

    Args:
        connection: The transaction.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def end(self) -> End:
        """Give how many events there are, and the last one's id and time."""
        for number, id, at in _LAST.find(self._connection):
            return End(size=number + 1, id=id, at=datetime.fromisoformat(at))
        return End()

    def frontier(self, size: int) -> Frontier:
        """Give the right edge of the tree over the first events.

        Args:
            size: How many events.

        Raises:
            RegistryError: A node is missing.
        """
        peaks, first = [], 0
        for level in reversed(range(size.bit_length())):
            if size >> level & 1:
                peaks.append(self.node(level, first >> level))
                first += 1 << level
        return Frontier(size=size, peaks=tuple(peaks))

    def node(self, level: int, place: int) -> bytes:
        """Give the hash of a complete subtree.

        Raises:
            RegistryError: It is missing.
        """
        found = self._connection.execute(
            select(tables.node.c.hash).where(tables.node.c.level == level, tables.node.c.place == place)
        ).scalar()
        if found is None:
            raise RegistryError(
                _("The registry is damaged: node {place} of level {level} of its tree is missing.").format(
                    place=place, level=level
                )
            )
        return bytes(found)

    def write(self, logged: Sequence[Logged], edge: Frontier) -> Frontier:
        """Add events at the end.

        Args:
            logged: The events, numbered on from the last one.
            edge: The right edge of the tree until now.

        Returns:
            The new edge.
        """
        bodies = [each.body() for each in logged]
        growth = edge.append([leaf_hash(body) for body in bodies])
        _ADD.run(
            self._connection,
            [
                {
                    "number": each.number,
                    "id": each.id,
                    "kind": each.event.kind,
                    "recorded_at": moment(each.recorded_at),
                    "recorded_by": each.recorded_by,
                    "body": body.decode(),
                }
                for each, body in zip(logged, bodies, strict=True)
            ],
        )
        _ADD_NODE.run(
            self._connection,
            [{"level": node.level, "place": node.index, "hash": node.hash} for node in growth.nodes()],
        )
        return growth.frontier

    def about(self, subject: str) -> list[Logged]:
        """Give all events about one thing, in the order in which they were recorded."""
        return list(self._read(self._connection.execute(_ABOUT, {"name": subject})))

    def one(self, id: str) -> Logged | None:
        """Give the event with an id; None when there is none."""
        return next(self._read(self._connection.execute(_ROWS.where(tables.event.c.id == id))), None)

    def named_by(self, number: int) -> str | None:
        """Give the name that an event gave to a thing; None when it gave none."""
        query = select(tables.thing.c.id).where(tables.thing.c.number == number)
        named: str | None = self._connection.execute(query).scalar()
        return named

    def mentioning(self, name: str) -> list[Logged]:
        """Give all events that may name a thing anywhere, also where they aren't about it. It reads the whole log."""
        query = _ROWS.where(tables.event.c.body.contains(f'"{name}"', autoescape=True)).order_by(tables.event.c.number)
        return list(self._read(self._connection.execute(query)))

    def since(self, number: int = 0, until: int | None = None, kinds: Collection[str] = ()) -> Iterator[Logged]:
        """Give the events of a stretch of the log, in order; only those of some kinds, if any are named."""
        for at, body in self.bodies(number, until, kinds):
            yield Logged.read(at, body)

    def bodies(
        self, number: int = 0, until: int | None = None, kinds: Collection[str] = ()
    ) -> Iterator[tuple[int, bytes]]:
        """Give each event of a stretch of the log as the bytes that are hashed, with its number."""
        query = _ROWS.where(tables.event.c.number >= number)
        if until is not None:
            query = query.where(tables.event.c.number < until)
        if kinds:
            query = query.where(tables.event.c.kind.in_(kinds))
        query = query.order_by(tables.event.c.number)
        # Said to this statement alone: what is said to a connection holds for all that it does later.
        for row in self._connection.execute(query, execution_options={"yield_per": _BATCH}):
            yield row.number, row.body.encode()

    def _read(self, rows: Iterable[Row[tuple[int, str]]]) -> Iterator[Logged]:
        return (Logged.read(row.number, row.body.encode()) for row in rows)


def later(last: datetime | None, now: datetime) -> datetime:
    """Tell the time for the next event: it never goes back in a log, whatever the machine's clock does.

    Args:
        last: When the last event was recorded; None when there is none.
        now: What the clock says.
    """
    return now.astimezone(UTC) if last is None else max(now.astimezone(UTC), last + timedelta(microseconds=1))
