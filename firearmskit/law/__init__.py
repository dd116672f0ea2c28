"""What is owed? Instruments, the States that they bind, their articles and the rules on marks, as tables with sources.

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
from firearmskit.law.finding import (
    SEVERITIES,
    Finding,
)
from firearmskit.law.load import (
    articles,
    cite,
    instrument,
    instruments,
    parties,
    to_frame,
)
from firearmskit.law.rows import (
    CONTENTS,
    EVENTS,
    Article,
    Instrument,
    MarkingRule,
    Party,
)

__all__ = [
    "CONTENTS",
    "EVENTS",
    "SEVERITIES",
    "STATUSES",
    "Article",
    "Bound",
    "Finding",
    "Instrument",
    "MarkingRule",
    "Party",
    "articles",
    "binding",
    "cite",
    "instrument",
    "instruments",
    "parties",
    "rules",
    "to_frame",
]
