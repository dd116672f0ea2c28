"""Did the same firearm fire these two? Surfaces, how alike they are, and how strong that is as evidence."""

from firearmskit.ballistics.cells.comparing import Compared, compare_cases, compare_many
from firearmskit.ballistics.cells.values import METHODS, REASONS, CaseComparison, Cell, CellSettings, OneWay
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
    "Surface",
    "compare_cases",
    "compare_many",
    "read_x3p",
    "write_x3p",
]
