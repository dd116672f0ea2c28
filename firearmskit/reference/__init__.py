"""What exists? Vocabularies and tables; every row says where it was read and how far that supports it.

>>> from firearmskit import reference
>>> reference.get(reference.Country, "SUN").name
'Soviet Union'
"""

from __future__ import annotations

from firearmskit.reference import paper
from firearmskit.reference.load import (
    counts,
    find,
    get,
    rows,
    table,
    tables,
    to_frame,
)
from firearmskit.reference.resolving import (
    Match,
    Resolution,
    resolve,
)
from firearmskit.reference.rows import (
    ACTIONS,
    CONFIDENCE,
    FEEDS,
    M49_REGIONS,
    UN_GROUPS,
    Calibre,
    Country,
    Crosswalk,
    FactoryCode,
    HeadstampCode,
    Importer,
    ImportMark,
    LookAlike,
    Maker,
    Model,
    Place,
    ProofHouse,
    ProofMark,
    PropertyMark,
    Region,
    Row,
    Selector,
    Taxonomy,
    YearCode,
)
from firearmskit.reference.schemes import (
    crosswalk,
    schemes,
)
from firearmskit.reference.tablefile import (
    read_table,
    rows_to_frame,
)

__all__ = [
    "ACTIONS",
    "CONFIDENCE",
    "FEEDS",
    "M49_REGIONS",
    "UN_GROUPS",
    "Calibre",
    "Country",
    "Crosswalk",
    "FactoryCode",
    "HeadstampCode",
    "ImportMark",
    "Importer",
    "LookAlike",
    "Maker",
    "Match",
    "Model",
    "Place",
    "ProofHouse",
    "ProofMark",
    "PropertyMark",
    "Region",
    "Resolution",
    "Row",
    "Selector",
    "Taxonomy",
    "YearCode",
    "counts",
    "crosswalk",
    "find",
    "get",
    "paper",
    "read_table",
    "resolve",
    "rows",
    "rows_to_frame",
    "schemes",
    "table",
    "tables",
    "to_frame",
]
