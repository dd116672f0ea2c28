"""What does the mark say? Reads what is stamped on a firearm, and says what it can't tell.

>>> from firearmskit import marking
>>> reading = marking.read(["10 in double circle", "IK 25 1777"])
>>> reading.serial, reading.values("year"), reading.values("country")
('IK 25 1777', ('1985',), ('BGR',))
"""

from __future__ import annotations

from firearmskit.marking.firearm import CONFLICTS, Conflict, Firearm, Standing, read_firearm
from firearmskit.marking.piece import COLUMNS, CONDITIONS, KINDS, STAGES, Piece, Reading
from firearmskit.marking.reader import read
from firearmskit.marking.report import describe, to_frame

__all__ = [
    "COLUMNS",
    "CONDITIONS",
    "CONFLICTS",
    "KINDS",
    "STAGES",
    "Conflict",
    "Firearm",
    "Piece",
    "Reading",
    "Standing",
    "describe",
    "read",
    "read_firearm",
    "to_frame",
]
