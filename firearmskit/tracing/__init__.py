"""Where did it leave the lawful chain? Requests and replies, the chain of custody and control, the point of diversion.

A chain is built from all that is told: replies of States, extracts of registers, marks on the object. What isn't known
stays unknown: a register that wasn't asked is no register that has nothing.

>>> from firearmskit import tracing
>>> [row.id for row in tracing.channels()]
['iti', 'mutual-legal-assistance', 'iarms-like', 'etrace-like']

Is the firearm in a register, and which one is it? Of what was misread, too, and with how much certainty:

>>> register = tracing.Register([{"id": "1", "serial": "AB 100452"}, {"id": "2", "serial": "CD 771930"}])
>>> tracing.match({"serial": "A8 100452"}, register).best.entry.id
'1'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

# Requests, replies, chains, the point of diversion, the steps after a recovery.
from firearmskit.identification import Description
from firearmskit.tracing import matching, scenarios
from firearmskit.tracing.chaining import chain
from firearmskit.tracing.checking import check_refusal, check_request
from firearmskit.tracing.dating import Span, span
from firearmskit.tracing.describing import describe
from firearmskit.tracing.evidence import KINDS, ROLES, STANDINGS, Entry, Extract, Holder
from firearmskit.tracing.following import STATUSES, FollowOn, Status, deadlines, follow_on, status
from firearmskit.tracing.frames import LINK_COLUMNS, REQUEST_COLUMNS, to_frame
from firearmskit.tracing.hypotheses import BANDS, HYPOTHESES, Diversion, Hypothesis, Question
from firearmskit.tracing.links import ANSWERS, CONFLICTS, GAPS, Answer, Chain, Conflict, Gap, Link, SetAside
from firearmskit.tracing.matching import (
    Candidate,
    Counts,
    Match,
    Reason,
    Register,
    Searchable,
    SqlRegister,
    count,
    match,
    match_many,
    serial_key,
)
from firearmskit.tracing.matching import Entry as RegisterEntry
from firearmskit.tracing.protocol import PIECES, RECORDS, STEP_STATES, StepState, checklist, steps
from firearmskit.tracing.replying import REPLIES, TraceReply
from firearmskit.tracing.requesting import RECOVERIES, RESTRICTIONS, Agency, Recovery, TraceRequest, send, snapshot
from firearmskit.tracing.rules import channel, content_rules, gradable, grounds
from firearmskit.tracing.states import state_name
from firearmskit.tracing.tables import Channel, ContentRule, Deadline, Ground, ProtocolStep, channels
from firearmskit.tracing.timing import STARTS, TIME_TO_CRIME_SOURCES, TimeToCrime, time_to_crime

if TYPE_CHECKING:
    from firearmskit.tracing.matching import PackedIndex

__all__ = [
    "ANSWERS",
    "BANDS",
    "CONFLICTS",
    "GAPS",
    "HYPOTHESES",
    "KINDS",
    "LINK_COLUMNS",
    "PIECES",
    "RECORDS",
    "RECOVERIES",
    "REPLIES",
    "REQUEST_COLUMNS",
    "RESTRICTIONS",
    "ROLES",
    "STANDINGS",
    "STARTS",
    "STATUSES",
    "STEP_STATES",
    "TIME_TO_CRIME_SOURCES",
    "Agency",
    "Answer",
    "Candidate",
    "Chain",
    "Channel",
    "Conflict",
    "ContentRule",
    "Counts",
    "Deadline",
    "Description",
    "Diversion",
    "Entry",
    "Extract",
    "FollowOn",
    "Gap",
    "Ground",
    "Holder",
    "Hypothesis",
    "Link",
    "Match",
    "PackedIndex",
    "ProtocolStep",
    "Question",
    "Reason",
    "Recovery",
    "Register",
    "RegisterEntry",
    "Searchable",
    "SetAside",
    "Span",
    "SqlRegister",
    "Status",
    "StepState",
    "TimeToCrime",
    "TraceReply",
    "TraceRequest",
    "chain",
    "channel",
    "channels",
    "check_refusal",
    "check_request",
    "checklist",
    "content_rules",
    "count",
    "deadlines",
    "describe",
    "follow_on",
    "gradable",
    "grounds",
    "match",
    "match_many",
    "matching",
    "scenarios",
    "send",
    "serial_key",
    "snapshot",
    "span",
    "state_name",
    "status",
    "steps",
    "time_to_crime",
    "to_frame",
]


def __getattr__(name: str) -> Any:
    """Load what needs NumPy when it is asked for; the rest works in a browser without it."""
    if name == "PackedIndex":
        return matching.PackedIndex
    raise AttributeError(f"firearmskit.tracing has nothing named {name!r}")
