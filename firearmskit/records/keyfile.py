"""A file of keys by name: made for its owner alone, written all at once, and overwritten where a key is destroyed."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from firearmskit.errors import RegistryError, quote
from firearmskit.language import text as _

__all__ = ["KeyFile"]

_KEY_BYTES = 32
_LONGEST = 300


class KeyFile:
    """A file of keys.

    Args:
        file: Where it is; it is made with its first key, for its owner alone.

    Raises:
        RegistryError: It is there, and no file of keys.
    """

    def __init__(self, file: Path | str) -> None:
        self.file = Path(file)
        self.find("")

    def secret(self, name: str) -> bytes:
        """Give the key of a name, made when it is asked for first.

        Args:
            name: What it is for.

        Returns:
            32 random bytes.

        Raises:
            RegistryError: The file of keys can't be used.
        """
        return self.secrets([name])[name]

    def secrets(self, names: Iterable[str]) -> dict[str, bytes]:
        """Give the keys of several names; those that are missing are made, all of them at once.

        Args:
            names: What they are for.

        Returns:
            32 random bytes by name.

        Raises:
            RegistryError: The file of keys can't be used.
        """
        wanted = list(names)
        found = self._found(wanted)
        missing = [name for name in wanted if name not in found]
        if missing:
            self._make()
            with self._open() as keys:
                keys.execute("BEGIN IMMEDIATE")
                made = [(name, secrets.token_bytes(_KEY_BYTES)) for name in missing]
                keys.executemany("INSERT OR IGNORE INTO key VALUES (?, ?)", made)
                keys.execute("COMMIT")
            found = self._found(wanted)
        if len(found) != len(set(wanted)):
            raise RegistryError(_("{file} holds no sound keys.").format(file=quote(str(self.file), _LONGEST)))
        return found

    def names(self) -> set[str]:
        """Give the names for which there is a key.

        Raises:
            RegistryError: The file of keys can't be used.
        """
        if not self._is_there():
            return set()
        with self._open() as keys:
            return {str(name) for (name,) in keys.execute("SELECT name FROM key")}

    def find(self, name: str) -> bytes | None:
        """Give the key of a name, if there is one; none is made.

        Args:
            name: What it is for.

        Returns:
            The key; None when there is none.

        Raises:
            RegistryError: The file of keys can't be used.
        """
        return self._found([name]).get(name)

    def remove(self, name: str) -> bool:
        """Destroy the key of a name, and overwrite where it stood.

        Args:
            name: What it was for.

        Returns:
            Whether there was one.
        """
        if not self._is_there():
            return False
        with self._open() as keys:
            gone = keys.execute("DELETE FROM key WHERE name = ?", (name,)).rowcount == 1
        with self._open() as keys:
            keys.execute("VACUUM")
        return gone

    def _found(self, names: Iterable[str]) -> dict[str, bytes]:
        if not self._is_there():
            return {}
        found: dict[str, bytes] = {}
        with self._open() as keys:
            for name in names:
                for (secret,) in keys.execute("SELECT secret FROM key WHERE name = ?", (name,)):
                    found[name] = bytes(secret)
        if any(len(secret) != _KEY_BYTES for secret in found.values()):
            raise RegistryError(_("{file} holds no sound keys.").format(file=quote(str(self.file), _LONGEST)))
        return found

    def _is_there(self) -> bool:
        try:
            return self.file.stat().st_size > 0
        except FileNotFoundError:
            return False
        except (OSError, ValueError) as error:
            raise self._unusable(error) from error

    def _make(self) -> None:
        """Make the file, for its owner alone, unless another program is as fast."""
        try:
            os.close(os.open(self.file, os.O_CREAT | os.O_WRONLY, 0o600))
        except (OSError, ValueError) as error:
            raise self._unusable(error) from error
        with self._open() as keys:
            keys.execute("CREATE TABLE IF NOT EXISTS key (name TEXT PRIMARY KEY, secret BLOB NOT NULL) STRICT")

    def _unusable(self, error: Exception) -> RegistryError:
        return RegistryError(
            _("The file of keys {file} can't be used: {reason}").format(
                file=quote(str(self.file), _LONGEST), reason=quote(str(error))
            )
        )

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self.file, isolation_level=None, timeout=30)) as keys:
                # What is deleted is overwritten, and no journal keeps a copy.
                keys.execute("PRAGMA secure_delete=ON")
                keys.execute("PRAGMA synchronous=FULL")
                yield keys
        except sqlite3.Error as error:
            raise self._unusable(error) from error
