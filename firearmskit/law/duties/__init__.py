"""What instruments ask of a State, taken apart: obligations, the elements that they share, the terms they define."""

from firearmskit.law.duties.comparing import TermRow, compare_definitions, equivalents
from firearmskit.law.duties.reading import definitions, element, elements, obligation, obligations
from firearmskit.law.duties.rows import (
    ADDRESSEES,
    FACTS,
    KINDS,
    MODALITIES,
    TOPICS,
    WEIGHTS,
    Definition,
    Element,
    Obligation,
)

__all__ = [
    "ADDRESSEES",
    "FACTS",
    "KINDS",
    "MODALITIES",
    "TOPICS",
    "WEIGHTS",
    "Definition",
    "Element",
    "Obligation",
    "TermRow",
    "compare_definitions",
    "definitions",
    "element",
    "elements",
    "equivalents",
    "obligation",
    "obligations",
]
