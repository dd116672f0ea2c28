"""What a registry does with personal data: keep them sealed, read them with a reason, and erase them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from firearmskit.arguments import of_type
from firearmskit.errors import RegistryError
from firearmskit.records import events
from firearmskit.records.logged import Logged
from firearmskit.records.registry import personal as personal_data
from firearmskit.records.registry.opened import Opened

__all__ = ["CanSeal"]


class CanSeal(Opened):
    """The part of a registry that has personal data."""

    def keep_personal(self, holder: str, data: Mapping[str, Any]) -> Logged:
        """Keep personal data of a holder, encrypted with the holder's own key. Newer data replace older ones.

        Args:
            holder: The holder's name here.
            data: Field to plain value.

        Returns:
            The event in the log, which holds nothing but the digest of the sealed data.

        Raises:
            AccessError: The user may not keep personal data.
            RegistryError: The keys aren't here.
        """
        keys = self._keyring()
        with self._recording() as (connection, recording):
            return personal_data.keep(connection, recording, keys, {of_type(holder, str, "holder"): data})[0]

    def personal(self, holder: str, *, purpose: str) -> dict[str, Any]:
        """Read personal data of a holder; that it was read, by whom and why, is recorded first.

        Args:
            holder: The holder's name here.
            purpose: Why they are read.

        Returns:
            Field to value, as kept last.

        Raises:
            AccessError: The user may not read personal data.
            RegistryError: There are none, the key was destroyed, or the keys aren't here.
        """
        keys = self._keyring()
        reading = events.parse({"kind": "personal-read", "holder": holder, "purpose": purpose})
        with self._recording() as (connection, recording):
            recording.take(reading)
            found = personal_data.read(connection, keys, holder)
        if isinstance(found, RegistryError):
            raise found
        return found

    def erase_personal(self, holder: str, reason: str) -> Logged:
        """Erase personal data of a holder for good, by destroying the key. The log still verifies.

        Args:
            holder: The holder's name here.
            reason: Why.

        Returns:
            The event in the log.

        Raises:
            AccessError: The user may not erase.
            RegistryError: The keys aren't here.
        """
        keys = self._keyring()
        with self._recording() as (connection, recording):
            logged = personal_data.erase(connection, recording, holder, reason)
        # Should the machine stop here, the data are gone from this registry, and erasing again destroys the key.
        personal_data.destroy_key(self._engine, keys, holder)
        return logged
