"""What does the mark say? Reads what is stamped on a firearm, and says what it can't tell.

>>> from firearmskit import marking
>>> reading = marking.read(["10 in double circle", "IK 25 1777"])
>>> reading.serial, reading.values("year"), reading.values("country")
('IK 25 1777', ('1985',), ('BGR',))
"""

from __future__ import annotations

from firearmskit.marking.comparing import STEPS, Comparison, Step, compare, rank
from firearmskit.marking.learning import learn_weights
from firearmskit.marking.noise import Weights
from firearmskit.marking.piece import COLUMNS, KINDS, Piece, Reading
from firearmskit.marking.reader import read
from firearmskit.marking.report import describe, to_frame

__all__ = [
    "COLUMNS",
    "KINDS",
    "STEPS",
    "Comparison",
    "Piece",
    "Reading",
    "Step",
    "Weights",
    "compare",
    "describe",
    "learn_weights",
    "rank",
    "read",
    "to_frame",
]
