"""Where are things kept, are they all there, and how safely? Places, stocktakes and the assessment of sites.

>>> from firearmskit.records.storage import Counted, Expected, reconcile
>>> found = reconcile([Expected(id="A", place="R1", serial="AB 1234")], [Counted(place="R2", id="A")])
>>> [match.expected.id for match in found.misplaced]
['A']
"""

from __future__ import annotations

from firearmskit.records.storage.assessing import (
    ANSWERS,
    AREAS,
    AreaScore,
    Assessment,
    ChecklistItem,
    assess,
    checklist,
)
from firearmskit.records.storage.expecting import (
    expected,
)
from firearmskit.records.storage.losing import (
    CAUSES,
    LossReport,
    StocktakeStep,
    loss_report,
)
from firearmskit.records.storage.opening import (
    Opening,
    Person,
    may_open,
)
from firearmskit.records.storage.places import (
    PLACE_KINDS,
    Occupancy,
    Place,
    Stored,
    Stores,
    occupancy,
)
from firearmskit.records.storage.proposing import (
    propose_events,
)
from firearmskit.records.storage.reconciling import (
    reconcile,
)
from firearmskit.records.storage.stocktake import (
    UNITS,
    Candidate,
    Counted,
    Expected,
    Match,
    Missing,
    Reconciliation,
    Sum,
    Surplus,
)

__all__ = [
    "ANSWERS",
    "AREAS",
    "CAUSES",
    "PLACE_KINDS",
    "UNITS",
    "AreaScore",
    "Assessment",
    "Candidate",
    "ChecklistItem",
    "Counted",
    "Expected",
    "LossReport",
    "Match",
    "Missing",
    "Occupancy",
    "Opening",
    "Person",
    "Place",
    "Reconciliation",
    "StocktakeStep",
    "Stored",
    "Stores",
    "Sum",
    "Surplus",
    "assess",
    "checklist",
    "expected",
    "loss_report",
    "may_open",
    "occupancy",
    "propose_events",
    "reconcile",
]
