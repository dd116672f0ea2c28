"""What exists? Vocabularies and tables; every row says where it was read and how far that supports it.

>>> from firearmskit import reference
>>> reference.get(reference.Country, "SUN").name
'Soviet Union'
"""

from __future__ import annotations

from firearmskit.reference.load import find, get, rows, table, tables, to_frame
from firearmskit.reference.rows import (
    ACTIONS,
    CONFIDENCE,
    FEEDS,
    Calibre,
    Country,
    FactoryCode,
    HeadstampCode,
    Importer,
    LookAlike,
    Maker,
    Model,
    Place,
    ProofMark,
    PropertyMark,
    Row,
    Selector,
    YearCode,
)

__all__ = [
    "ACTIONS",
    "CONFIDENCE",
    "FEEDS",
    "Calibre",
    "Country",
    "FactoryCode",
    "HeadstampCode",
    "Importer",
    "LookAlike",
    "Maker",
    "Model",
    "Place",
    "ProofMark",
    "PropertyMark",
    "Row",
    "Selector",
    "YearCode",
    "find",
    "get",
    "rows",
    "table",
    "tables",
    "to_frame",
]
