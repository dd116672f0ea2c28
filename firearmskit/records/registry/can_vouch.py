"""What a registry does for those who doubt it: verify itself, sign checkpoints, prove, and hand out its log."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from firearmskit.arguments import of_type
from firearmskit.law import Finding
from firearmskit.records.ledger import SigningKey, VerifierKey
from firearmskit.records.registry import deriving, vouching
from firearmskit.records.registry.connection import reading, writing
from firearmskit.records.registry.log import Log
from firearmskit.records.registry.memory import roles_of
from firearmskit.records.registry.opened import Opened
from firearmskit.records.registry.verifying import checked_roots, verify_log
from firearmskit.records.registry.verifying_deeply import verify_deeply
from firearmskit.records.registry.verifying_keys import verify_keys
from firearmskit.records.registry.verifying_signed import verify_notes
from firearmskit.records.registry.vouching import Inclusion
from firearmskit.records.roles import check_may_record, check_may_sign

__all__ = ["CanVouch"]


class CanVouch(Opened):
    """The part of a registry that vouches for its log."""

    def verify(self, *, roots: Iterable[tuple[int, bytes]] = (), deep: bool = False) -> tuple[Finding, ...]:
        """Check that the registry is as it was written. It never raises on what it finds.

        Without an older root nobody can tell whether a log was cut off at its end, or written anew as a whole.

        Args:
            roots: Roots that the log had, each with how many events it had then, such as from checkpoints that
                others keep.
            deep: Also read each event, live each firearm's life again, compare all that is derived and sealed, and
                the checkpoints that are kept, and the file of keys.

        Returns:
            What was found, in the order of the log; nothing when all is as it was written. The codes: ``number``,
            ``body``, ``column``, ``time``, ``id``, ``node``, ``rewritten``, ``truncated``, ``damaged``; and deep
            ``event``, ``user``, ``life``, ``derived``, ``sealed``, ``checkpoint``, ``signature``,
            ``key``.

        Raises:
            InputError: A root is none.
        """
        known = checked_roots(roots)
        with reading(self._engine) as connection:
            found = [*verify_log(connection, known)]
            if deep:
                found.extend(verify_deeply(connection))
                found.extend(verify_notes(connection, self.settings.registry, self._known_keys()))
                found.extend(verify_keys(connection, self._keys))
        return tuple(found)

    def _known_keys(self) -> list[VerifierKey]:
        """Give the key that kept checkpoints are verified with; none where it isn't here, and none is made."""
        secret = None if self._keys is None else self._keys.find("checkpoints")
        return [] if secret is None else [vouching.signing_key(secret, self.settings.registry).verifier]

    def root(self) -> tuple[int, bytes]:
        """Give how many events there are, and the root of the tree over them, as it is kept."""
        with self._reading() as connection:
            log = Log(connection)
            size = log.end().size
            return size, log.frontier(size).root

    def checkpoint(self) -> str:
        """Sign how many events there are and the root over them, for others to keep.

        Returns:
            A signed note (C2SP): ``records.ledger`` reads it, and gives it as a line for a log book on paper.

        Raises:
            AccessError: The user is neither a manager nor an auditor.
            RegistryError: The keys aren't here, or the log doesn't continue what was signed last.
        """
        key = self._signing_key()
        with writing(self._engine) as connection:
            check_may_sign(self.user, roles_of(connection, self.user))
            return vouching.add_checkpoint(connection, key)

    def checkpoints(self) -> tuple[str, ...]:
        """Give the checkpoints that were signed, oldest first."""
        with self._reading() as connection:
            return vouching.notes(connection)

    @property
    def verifier(self) -> VerifierKey:
        """The public key of the checkpoints, for those who verify them.

        Raises:
            RegistryError: The keys aren't here.
        """
        return self._signing_key().verifier

    def _signing_key(self) -> SigningKey:
        return vouching.signing_key(self._keyring().secret("checkpoints"), self.settings.registry)

    def prove(self, event: str) -> Inclusion:
        """Prove that an event stands in the log as it is now.

        Args:
            event: Its id in the log.

        Returns:
            The proof, which anybody can check against a checkpoint.

        Raises:
            UnknownCodeError: There is no such event.
        """
        with self._reading() as connection:
            return vouching.prove(connection, of_type(event, str, "event"), self.settings.registry)

    def prove_growth(self, older: int, newer: int) -> tuple[bytes, ...]:
        """Prove that the log of so many events begins with the log of fewer, such as to a witness.

        Args:
            older: How many events there were.
            newer: How many there are, in the checkpoint that is shown.

        Returns:
            Hashes, for ``records.ledger.verify_consistency``.

        Raises:
            InputError: A size is none, or the older one is larger.
            RegistryError: The log has fewer events.
        """
        with self._reading() as connection:
            return vouching.prove_growth(connection, older, newer)

    def export_log(self, folder: Path) -> int:
        """Write the log and its checkpoints into a folder, for a verifier that needs nothing of firearmskit.

        Args:
            folder: Where; docs/how-to/trust.md says what is written.

        Returns:
            How many events.

        Raises:
            InputError: Something else is there already.
        """
        with self._reading() as connection:
            return vouching.export(connection, folder)

    def rebuild(self) -> None:
        """Make what is derived from the log again, such as after a restore."""
        with writing(self._engine) as connection:
            check_may_record(self.user, roles_of(connection, self.user), "event-withdrawn")
            deriving.rebuild(connection, Log(connection).since())
