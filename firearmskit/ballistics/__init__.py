"""Did the same firearm fire these two? Surfaces, how alike they are, and how strong that is as evidence.

:mod:`firearmskit.ballistics.preparing` has the steps that take away what says nothing of the firearm, and
:mod:`firearmskit.ballistics.synthetic` makes surfaces up.
"""

from firearmskit.ballistics import preparing as preparing
from firearmskit.ballistics.cells.comparing import compare_cases
from firearmskit.ballistics.cells.many import Compared, compare_many
from firearmskit.ballistics.cells.values import METHODS, REASONS, CaseComparison, Cell, CellSettings, OneWay
from firearmskit.ballistics.lands import compare_bullets, compare_lands, signature
from firearmskit.ballistics.preparing.chain import prepare
from firearmskit.ballistics.statements import check_statement
from firearmskit.ballistics.strength import (
    Population,
    cross_validate,
    likelihood_ratio,
    read_scores,
    rule,
    verbal_scale,
)
from firearmskit.ballistics.surface import Surface
from firearmskit.ballistics.x3p.reading import read_x3p
from firearmskit.ballistics.x3p.writing import write_x3p

__all__ = [
    "METHODS",
    "REASONS",
    "CaseComparison",
    "Cell",
    "CellSettings",
    "Compared",
    "OneWay",
    "Population",
    "Surface",
    "check_statement",
    "compare_bullets",
    "compare_cases",
    "compare_lands",
    "compare_many",
    "cross_validate",
    "likelihood_ratio",
    "prepare",
    "preparing",
    "read_scores",
    "read_x3p",
    "rule",
    "signature",
    "verbal_scale",
    "write_x3p",
]
