"""Is there a key for all personal data that are kept, and none for those that were erased?"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from firearmskit.errors import escape, quote
from firearmskit.language import text as _
from firearmskit.law import Finding
from firearmskit.records.keyring import Keyring
from firearmskit.records.registry.personal import last_kept
from firearmskit.records.registry.verifying import finding

__all__ = ["verify_keys"]


def verify_keys(connection: Connection, keys: Keyring | None) -> Iterator[Finding]:
    """Compare the file of keys with what was kept and erased; no personal data are read.

    Args:
        connection: A transaction that sees one state.
        keys: The keys; where they or their file aren't here, nothing is compared.

    Yields:
        What was found.
    """
    if keys is None or not keys.file.is_file():
        return
    try:
        kinds = last_kept(connection)
    except DBAPIError as error:
        sentence = _("The database can't read the log: {reason}")
        yield finding("damaged", "log", sentence.format(reason=escape(str(error.orig))))
        return
    known = keys.holders()
    for holder, kind in sorted(kinds.items()):
        there = holder in known
        if kind == "personal-kept" and not there:
            sentence = _("The personal data of {holder} can't be read: their key isn't in the file of keys.")
            yield finding("key", "keys", sentence.format(holder=quote(holder)))
        elif kind == "personal-erased" and there:
            sentence = _("The personal data of {holder} were erased, and their key is still there: erase them again.")
            yield finding("key", "keys", sentence.format(holder=quote(holder)))
