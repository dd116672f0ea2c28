"""What is owed? Instruments, the States they bind, their articles, the rules on marks and on records, with sources.

>>> from firearmskit import law
>>> [each.since for each in law.binding("NGA", on="2026-11-26") if each.instrument == "firearms-protocol"]
['2006-04-02']
"""

from __future__ import annotations

from firearmskit.law.binding import (
    STATUSES,
    Bound,
    binding,
    rules,
)
from firearmskit.law.conditions import Condition
from firearmskit.law.duties import (
    ADDRESSEES,
    FACTS,
    KINDS,
    MODALITIES,
    TOPICS,
    WEIGHTS,
    Definition,
    Element,
    Obligation,
    TermRow,
    compare_definitions,
    definitions,
    element,
    elements,
    equivalents,
    obligation,
    obligations,
)
from firearmskit.law.finding import (
    SEVERITIES,
    Finding,
)
from firearmskit.law.frames import to_frame
from firearmskit.law.load import (
    articles,
    cite,
    instrument,
    instruments,
    parties,
)
from firearmskit.law.retaining import (
    KeepingDuty,
    retention,
)
from firearmskit.law.rows import (
    CONTENTS,
    COUNTED_FROM,
    EVENTS,
    RECORDS,
    TRACEABLE,
    Article,
    Instrument,
    MarkingRule,
    Party,
    RetentionRule,
)

__all__ = [
    "ADDRESSEES",
    "CONTENTS",
    "COUNTED_FROM",
    "EVENTS",
    "FACTS",
    "KINDS",
    "MODALITIES",
    "RECORDS",
    "SEVERITIES",
    "STATUSES",
    "TOPICS",
    "TRACEABLE",
    "WEIGHTS",
    "Article",
    "Bound",
    "Condition",
    "Definition",
    "Element",
    "Finding",
    "Instrument",
    "KeepingDuty",
    "MarkingRule",
    "Obligation",
    "Party",
    "RetentionRule",
    "TermRow",
    "articles",
    "binding",
    "cite",
    "compare_definitions",
    "definitions",
    "element",
    "elements",
    "equivalents",
    "instrument",
    "instruments",
    "obligation",
    "obligations",
    "parties",
    "retention",
    "rules",
    "to_frame",
]
