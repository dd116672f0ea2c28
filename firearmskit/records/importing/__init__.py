r"""Take a register in that is kept in a spreadsheet: word for word, after somebody said what its columns hold.

>>> from pathlib import Path
>>> from tempfile import mkdtemp
>>> from firearmskit import records
>>> from firearmskit.records import importing
>>> folder = Path(mkdtemp())
>>> _ = (folder / "r.csv").write_text("N° de série;Marque;Année\nAB 12;Acme;1978\nAB 13;Acme;78\n", encoding="utf-8")
>>> about = {"registry": "lesson", "title": "A lesson", "purpose": "lesson"}
>>> with records.begin_registry(folder / "lesson.db", user="keita", **about) as registry:
...     table = importing.read_table(folder / "r.csv")
...     mapping = importing.propose_mapping(table).confirm(by="keita")
...     batch = importing.prepare(table, mapping, registry)
...     report = importing.import_batch(registry, batch, rejected=folder / "rejected.csv")
>>> report.firearms, [row.reasons for row in batch.rejected]
(1, [('Année: "78" is no year of four digits.',)])
"""

from __future__ import annotations

from firearmskit.records.importing.batch import Batch, Duplicate, Rejected, write_rejected
from firearmskit.records.importing.guessing import propose_mapping
from firearmskit.records.importing.mapping import FIELDS, Guess, Mapping, parse_mapping
from firearmskit.records.importing.preparing import prepare
from firearmskit.records.importing.recording import ImportReport, import_batch, keep_persons
from firearmskit.sheets import SheetData, SheetRow, read_table

__all__ = [
    "FIELDS",
    "Batch",
    "Duplicate",
    "Guess",
    "ImportReport",
    "Mapping",
    "Rejected",
    "SheetData",
    "SheetRow",
    "import_batch",
    "keep_persons",
    "parse_mapping",
    "prepare",
    "propose_mapping",
    "read_table",
    "write_rejected",
]
