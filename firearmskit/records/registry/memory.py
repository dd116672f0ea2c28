"""What an open registry remembers between two recordings, so that it needn't read the log again each time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from firearmskit.records import events
from firearmskit.records.firearm import Firearm
from firearmskit.records.ledger import Frontier
from firearmskit.records.registry.log import End, Log

__all__ = ["Memory", "roles_of"]

_KEPT_FOLDED = 10_000
"""How many firearms stay folded in memory."""

_KEPT_NAMES = 100_000
"""How many names stay in memory likewise."""


class Memory:
    """What is remembered of a log: nothing that isn't on the disk, and nothing once the log isn't as it was.

    Args:
        user: Who uses the registry.
    """

    def __init__(self, user: str) -> None:
        self._user = user
        self._seen = End()
        self.edge = Frontier()
        self.folded: dict[str, Firearm] = {}
        self.kinds: dict[str, str] = {}
        self.roles: Sequence[str] = ()

    def catch_up(self, connection: Connection) -> End:
        """Forget everything if another program recorded something meanwhile, or another copy of the log is there.

        Args:
            connection: A transaction that writes.

        Returns:
            Where the log ends.
        """
        end = Log(connection).end()
        if end != self._seen:
            self.folded.clear()
            self.kinds.clear()
            self.edge = Log(connection).frontier(end.size)
            self.roles = roles_of(connection, self._user)
            self._seen = end
        return end

    def doubt(self) -> None:
        """Take nothing for sure until :meth:`remember` is called: a commit that fails may have succeeded."""
        self._seen = End()

    def remember(
        self, end: End, edge: Frontier, firearms: Mapping[str, Firearm | None], kinds: Mapping[str, str]
    ) -> None:
        """Remember what is on the disk now.

        Args:
            end: Where the log ends.
            edge: The right edge of its tree.
            firearms: The firearms that changed; None for one that isn't registered any longer.
            kinds: Names, and what kind of thing each is.
        """
        self._seen, self.edge = end, edge
        for name, firearm in firearms.items():
            self.folded.pop(name, None)  # so that it stands last
            if firearm is not None:
                self.folded[name] = firearm
        self.kinds |= kinds
        while len(self.folded) > _KEPT_FOLDED:
            del self.folded[next(iter(self.folded))]
        while len(self.kinds) > _KEPT_NAMES:
            del self.kinds[next(iter(self.kinds))]


def roles_of(connection: Connection, user: str) -> Sequence[str]:
    """Give the roles that a user has, as a transaction sees the log."""
    roles: Sequence[str] = ()
    for each in Log(connection).about(user):
        if isinstance(each.event, events.UserEnrolled):
            roles = each.event.roles
        elif isinstance(each.event, events.UserEnded):
            roles = ()
    return roles
