"""What a United Nations paper of 2018 says of UNODC's work on firearms, as data, and where it contradicts itself.

The paper is CTOC/COP/WG.6/2018/3, of 21 February 2018. All words are ours; the paragraph is named with everything.

>>> from firearmskit.reference import paper
>>> print(paper.item(45, 46))
Support to marking. Firearms marked by the end of 2017: more than 48000. States in which these were marked: 4. States \
in which firearms were marked: Burkina Faso, Mali, Togo, Niger. (CTOC/COP/WG.6/2018/3, para. 46)
"""

from firearmskit.reference.paper.contradicting import contradictions
from firearmskit.reference.paper.dating import DATED, PERIOD, SYMBOL
from firearmskit.reference.paper.reading import events, item, items, lists, numbers
from firearmskit.reference.paper.values import (
    BOUNDS,
    CODES,
    EVENT_KINDS,
    KINDS,
    Contradiction,
    Item,
)
from firearmskit.reference.paper_rows import PaperEvent, PaperItem, PaperList, PaperNumber

__all__ = [
    "BOUNDS",
    "CODES",
    "DATED",
    "EVENT_KINDS",
    "KINDS",
    "PERIOD",
    "SYMBOL",
    "Contradiction",
    "Item",
    "PaperEvent",
    "PaperItem",
    "PaperList",
    "PaperNumber",
    "contradictions",
    "events",
    "item",
    "items",
    "lists",
    "numbers",
]
