"""Keys, kept apart from the registry: one for each holder's personal data, and the one that signs checkpoints.

A holder's key can be destroyed: then nobody can read the holder's data any longer, in no copy of the registry. So the
file of keys is never copied with the registry; docs/how-to/registry.md says how it is kept.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from firearmskit.errors import InputError, RegistryError, quote
from firearmskit.language import text as _
from firearmskit.records.keyfile import KeyFile

__all__ = ["Keyring", "digest"]

_HOLDER = "holder:"
_NONCE_BYTES = 12
_MOST_BYTES = 65_536
_LONGEST = 300


class Keyring(KeyFile):
    """A file of keys.

    Args:
        file: Where it is; it is made with its first key, for its owner alone.

    Raises:
        RegistryError: It is there, and no file of keys.
    """

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
        return self.seal_all({holder: data})[holder]

    def seal_all(self, data: Mapping[str, Mapping[str, Any]]) -> dict[str, bytes]:
        """Encrypt the data of several holders, each with a key of its own; all keys that are made are written at once.

        Args:
            data: Field to plain value, by holder.

        Returns:
            The sealed data by holder, as :meth:`seal` gives them.

        Raises:
            InputError: Some aren't plain data, or too much; then no key is made.
        """
        plain = {holder: _plain(each) for holder, each in data.items()}
        keys = self.secrets(map(_holder, plain))
        return {holder: _sealed(keys[_holder(holder)], holder, each) for holder, each in plain.items()}

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
        key = self.find(_holder(holder))
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

    def holders(self) -> set[str]:
        """Give the holders for whose data there is a key; none is used.

        Raises:
            RegistryError: The file of keys can't be used.
        """
        return {name.removeprefix(_HOLDER) for name in self.names() if name.startswith(_HOLDER)}

    def destroy(self, holder: str) -> bool:
        """Destroy a holder's key, and overwrite where it stood.

        Returns:
            Whether there was one.
        """
        return self.remove(_holder(holder))


def _plain(data: Mapping[str, Any]) -> bytes:
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
    return plain


def _sealed(key: bytes, holder: str, plain: bytes) -> bytes:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, holder.encode())


def _holder(holder: str) -> str:
    return f"{_HOLDER}{holder}"


def digest(sealed: bytes) -> str:
    """Give the SHA-256 of sealed data, as the log has it."""
    return sha256(sealed).hexdigest()
