"""Keys, kept apart from the registry: one for each holder's personal data, and the one that signs checkpoints.

A holder's key can be destroyed: then nobody can read the holder's data any longer, in no copy of the registry. So the
file of keys is never copied with the registry; docs/how-to/registry.md says how it is kept.
"""

from __future__ import annotations

import json
import os
import secrets
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from firearmskit.errors import InputError, RegistryError, quote
from firearmskit.language import text as _

__all__ = ["Keyring", "digest"]

_NONCE_BYTES = 12
_KEY_BYTES = 32
_MOST_BYTES = 65_536
_LONGEST = 300


class Keyring:
    """A file of keys.

    Args:
        file: Where it is; it is made with its first key, for its owner alone.

    Raises:
        RegistryError: It is there, and no file of keys.
    """

    def __init__(self, file: Path | str) -> None:
        self.file = Path(file)
        self._find("")

    def seal(self, holder: str, data: Mapping[str, Any]) -> bytes:
        """Encrypt a holder's data with the holder's own key, which is made if there is none.

        Args:
            holder: Whose data.
            data: Field to plain value.

        Returns:
            The sealed data: AES-256-GCM, bound to the holder.

        Raises:
            InputError: It isn't plain data, or too much.
        """
        try:
            plain = json.dumps(dict(data), ensure_ascii=False, allow_nan=False).encode()
        except (TypeError, ValueError, RecursionError):
            raise InputError(_("Personal data must be plain: {value} isn't.").format(value=quote(data))) from None
        if len(plain) > _MOST_BYTES:
            raise InputError(
                _("Personal data of {size} bytes are too much; the limit is {most}.").format(
                    size=len(plain), most=_MOST_BYTES
                )
            )
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + AESGCM(self.secret(_holder(holder))).encrypt(nonce, plain, holder.encode())

    def open(self, holder: str, sealed: bytes) -> dict[str, Any]:
        """Decrypt a holder's data.

        Args:
            holder: Whose data.
            sealed: What :meth:`seal` gave.

        Returns:
            Field to value.

        Raises:
            RegistryError: The key is destroyed or missing, or the data were changed.
        """
        key = self._find(_holder(holder))
        if key is None:
            raise RegistryError(
                _("The personal data of {holder} can't be read: the key was destroyed, or isn't in {file}.").format(
                    holder=quote(holder), file=quote(str(self.file), _LONGEST)
                )
            )
        try:
            plain = AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], holder.encode())
        except (InvalidTag, ValueError):
            raise RegistryError(
                _("The personal data of {holder} were changed since they were sealed.").format(holder=quote(holder))
            ) from None
        opened: dict[str, Any] = json.loads(plain)
        return opened

    def destroy(self, holder: str) -> bool:
        """Destroy a holder's key, and overwrite where it stood.

        Returns:
            Whether there was one.
        """
        if not self._is_there():
            return False
        with self._open() as keys:
            gone = keys.execute("DELETE FROM key WHERE name = ?", (_holder(holder),)).rowcount == 1
        with self._open() as keys:
            keys.execute("VACUUM")
        return gone

    def secret(self, name: str) -> bytes:
        """Give the key of a name, made when it is asked for first.

        Args:
            name: What it is for.

        Returns:
            32 random bytes.

        Raises:
            RegistryError: The file of keys can't be used.
        """
        found = self._find(name)
        if found is None:
            self._make()
            with self._open() as keys:
                keys.execute("INSERT OR IGNORE INTO key VALUES (?, ?)", (name, secrets.token_bytes(_KEY_BYTES)))
            found = self._find(name)
        if found is None:
            raise RegistryError(_("{file} holds no sound keys.").format(file=quote(str(self.file), _LONGEST)))
        return found

    def _find(self, name: str) -> bytes | None:
        if not self._is_there():
            return None
        with self._open() as keys:
            row = keys.execute("SELECT secret FROM key WHERE name = ?", (name,)).fetchone()
        if row is not None and len(row[0]) != _KEY_BYTES:
            raise RegistryError(_("{file} holds no sound keys.").format(file=quote(str(self.file), _LONGEST)))
        return None if row is None else bytes(row[0])

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


def _holder(holder: str) -> str:
    return f"holder:{holder}"


def digest(sealed: bytes) -> str:
    """Give the SHA-256 of sealed data, as the log has it."""
    return sha256(sealed).hexdigest()
