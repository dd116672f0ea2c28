"""Who had it, when, and where is it now? A registry that forgets nothing, and whose log anybody can verify.

>>> from tempfile import mkdtemp
>>> from firearmskit import records
>>> from firearmskit.records import events
>>> about = {"registry": "lesson", "title": "A lesson", "purpose": "lesson"}
>>> with records.begin_registry(mkdtemp() + "/lesson.db", user="keita", **about) as registry:
...     _ = registry.record(events.FirearmRegistered(firearm="F1", basis="first registration", synthetic=True))
...     _ = registry.record(events.MarkingRead(item="F1", marking="M1", verbatim="AB 1234", serial=True))
...     str(registry.firearm("F1"))
'F1: a firearm of unknown type, serial AB 1234; in stock.'
"""

from __future__ import annotations

from firearmskit.records import collecting, custody, disposal, events, exporting, importing, ledger, retention, storage
from firearmskit.records.firearm import Adjudication, Authorisation, Firearm, Marking
from firearmskit.records.folding import replay
from firearmskit.records.keyring import Keyring
from firearmskit.records.lifecycle import STATES
from firearmskit.records.logged import Logged, new_id
from firearmskit.records.registry import Entry, Inclusion, Registry, begin_registry, open_registry
from firearmskit.records.roles import ROLES
from firearmskit.records.when import When

__all__ = [
    "ROLES",
    "STATES",
    "Adjudication",
    "Authorisation",
    "Entry",
    "Firearm",
    "Inclusion",
    "Keyring",
    "Logged",
    "Marking",
    "Registry",
    "When",
    "begin_registry",
    "collecting",
    "custody",
    "disposal",
    "events",
    "exporting",
    "importing",
    "ledger",
    "new_id",
    "open_registry",
    "replay",
    "retention",
    "storage",
]
