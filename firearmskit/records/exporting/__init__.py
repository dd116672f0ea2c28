"""Hand records to other programs, without personal data, in forms that others read.

>>> from tempfile import mkdtemp
>>> from firearmskit import records
>>> from firearmskit.records import events, exporting
>>> about = {"registry": "lesson", "title": "A lesson", "purpose": "lesson"}
>>> with records.begin_registry(mkdtemp() + "/lesson.db", user="keita", **about) as registry:
...     _ = registry.record(events.FirearmRegistered(firearm="F1", basis="import", synthetic=True))
...     [file.name for file in exporting.write_package(registry, mkdtemp())]
['datapackage.json', 'firearms.csv', 'markings.csv', 'events.csv', 'custody.csv']
"""

from __future__ import annotations

from firearmskit.records.exporting.case import to_case
from firearmskit.records.exporting.niem import to_niem
from firearmskit.records.exporting.package import write_package

__all__ = ["to_case", "to_niem", "write_package"]
