"""What a registry is asked: what something is, now or then, what was recorded, and what there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from firearmskit.arguments import of_type
from firearmskit.errors import UnknownCodeError, quote
from firearmskit.language import text as _
from firearmskit.records.firearm import Firearm
from firearmskit.records.folding import fold
from firearmskit.records.logged import Logged
from firearmskit.records.registry import looking
from firearmskit.records.registry.log import Log
from firearmskit.records.registry.looking import Entry
from firearmskit.records.registry.opened import Opened
from firearmskit.records.when import When

__all__ = ["CanLook"]


class CanLook(Opened):
    """The part of a registry that looks up."""

    def firearm(self, id: str, *, known_by: str | None = None, happened_by: str | None = None) -> Firearm:
        """Give a firearm, as it is now or as it was.

        Args:
            id: The name that it has here.
            known_by: Only what was recorded until then counts: a date of any precision, to its end.
            happened_by: Only what happened until then counts; what has no date counts.

        Returns:
            The firearm, with its history.

        Raises:
            UnknownCodeError: It isn't registered, or wasn't then.
        """
        known = None if known_by is None else When.parse(known_by).last
        happened = None if happened_by is None else When.parse(happened_by).last
        logged = [
            each
            for each in self.history(id)
            if (known is None or each.recorded_at <= known)
            and (happened is None or each.happened is None or each.happened.first <= happened)
        ]
        firearm = fold(logged)[0]
        if firearm is None:
            raise UnknownCodeError(_("No firearm {id} is registered.").format(id=quote(id)))
        return firearm

    def history(self, id: str) -> tuple[Logged, ...]:
        """Give all that was ever recorded about a thing, in the order in which it was, withdrawn events too.

        Args:
            id: Name of a firearm, part, lot, holder, licence, place or anything else that events are about.

        Returns:
            The events as they stand in the log; none when nothing has that name.
        """
        with self._reading() as connection:
            return tuple(Log(connection).about(of_type(id, str, "id")))

    def events(self, *kinds: str, since: int = 0) -> Iterator[Logged]:
        """Give the events of the log, in order.

        Args:
            kinds: Only these kinds; all when there is none.
            since: Only from this place in the log on.
        """
        with self._reading() as connection:
            yield from Log(connection).since(since, kinds=kinds)

    def firearms(self, *, limit: int = 1000, **fields: str | int | None) -> list[Entry]:
        """List firearms.

        Args:
            limit: The most lines.
            fields: Fields of :class:`Entry` and what they must be; None where nothing may be known.

        Returns:
            One line a firearm, sorted by name.

        Raises:
            InputError: There is no such field.
        """
        with self._reading() as connection:
            return looking.firearms(connection, limit, fields)

    def with_mark(self, text: str) -> list[Entry]:
        """List the firearms on which a mark was read or put, whatever its blanks, signs and capitals.

        Args:
            text: The mark, such as a serial, without unread characters; :func:`firearmskit.tracing.match` looks
                further.

        Returns:
            One line a firearm, sorted by name.
        """
        with self._reading() as connection:
            return looking.with_mark(connection, text)

    def readings(
        self,
        keys: Iterable[str] | None = None,
        *,
        like: str | None = None,
        firearms: Iterable[str] | None = None,
    ) -> Iterator[tuple[str | None, Entry]]:
        """Give firearms with each reading of the number that they are told by, for searching among them.

        Args:
            keys: Only readings with one of these keys, as :func:`firearmskit.tracing.serial_key` gives them.
            like: Only readings whose key fits a pattern, in which ``?`` is one character and ``*`` any number.
            firearms: Only these firearms, by their names here, where neither keys nor a pattern are given.

        Yields:
            What was read, and the line of the firearm; a number that was read twice alike comes once, a second reading
            that differs comes too. Without keys and pattern firearms come too of which no number is known, with None.
        """
        with self._reading() as connection:
            yield from looking.readings(connection, keys, like, firearms)

    def count(self) -> dict[str, int]:
        """Count firearms by state."""
        with self._reading() as connection:
            return looking.count(connection)

    def __len__(self) -> int:
        """Give how many events are in the log."""
        with self._reading() as connection:
            return Log(connection).end().size
