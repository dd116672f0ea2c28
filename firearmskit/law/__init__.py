"""What is owed? Instruments, the States they bind, their articles, the rules on marks and on records, with sources.

``law.gaps`` says what a national law lacks, ``law.transfers`` what a file on a transfer does, and ``law.overlay`` lays
one State over the generic.

>>> from firearmskit import law
>>> [each.since for each in law.binding("NGA", on="2026-11-26") if each.instrument == "firearms-protocol"]
['2006-04-02']
"""

from __future__ import annotations

from firearmskit.law import gaps as gaps
from firearmskit.law import overlay as overlay
from firearmskit.law.adherence.counting import parties_by_region, parties_by_year
from firearmskit.law.adherence.explaining import explain_count
from firearmskit.law.adherence.frames import parties, signatories
from firearmskit.law.adherence.listing import adherences, uncertain_parties
from firearmskit.law.adherence.values import (
    COUNTED_BY,
    REGION_SCHEMES,
    Adherence,
    PartiesByRegion,
    RegionParties,
    YearParties,
)
from firearmskit.law.binding import (
    STATUSES,
    Bound,
    binding,
    rules,
)
from firearmskit.law.conditions import Condition
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
    party_counts,
    party_rows,
)
from firearmskit.law.retaining import (
    KeepingDuty,
    retention,
)
from firearmskit.law.rows import (
    CONSENTS,
    CONTENTS,
    COUNTED_FROM,
    EVENTS,
    RECORDS,
    TRACEABLE,
    Article,
    Instrument,
    MarkingRule,
    Party,
    PartyCount,
    RetentionRule,
    TransferRule,
)
from firearmskit.law.transfers import check_transfer, read_transfer

__all__ = [
    "ADDRESSEES",
    "CONSENTS",
    "CONTENTS",
    "COUNTED_BY",
    "COUNTED_FROM",
    "EVENTS",
    "FACTS",
    "KINDS",
    "MODALITIES",
    "RECORDS",
    "REGION_SCHEMES",
    "SEVERITIES",
    "STATUSES",
    "TOPICS",
    "TRACEABLE",
    "WEIGHTS",
    "Adherence",
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
    "PartiesByRegion",
    "Party",
    "PartyCount",
    "RegionParties",
    "RetentionRule",
    "TermRow",
    "TransferRule",
    "YearParties",
    "adherences",
    "articles",
    "binding",
    "check_transfer",
    "cite",
    "compare_definitions",
    "definitions",
    "element",
    "elements",
    "equivalents",
    "explain_count",
    "instrument",
    "instruments",
    "obligation",
    "obligations",
    "parties",
    "parties_by_region",
    "parties_by_year",
    "party_counts",
    "party_rows",
    "read_transfer",
    "retention",
    "rules",
    "signatories",
    "to_frame",
    "uncertain_parties",
]
