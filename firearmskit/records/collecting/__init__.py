"""Campaigns of surrender and registration: plan, messages, receipts, and where everything went that came in.

>>> from firearmskit.records.collecting import Intake, Move, balance
>>> taken = [Intake(item="A", on="2026-03-02", site="S")]
>>> print(balance(taken, [Move(item="A", on="2026-03-20", to="destroyed")]))
1 received = destroyed 1.
"""

from __future__ import annotations

from firearmskit.records.collecting.balancing import (
    MOVES,
    WHEREABOUTS,
    Balance,
    Intake,
    Move,
    balance,
    daily_balance,
)
from firearmskit.records.collecting.campaign import (
    ACTS,
    CAMPAIGN_KINDS,
    Amnesty,
    Campaign,
    Effect,
    Site,
    effects,
)
from firearmskit.records.collecting.messages import (
    AUDIENCES,
    MessageElement,
    messages,
)
from firearmskit.records.collecting.planning import (
    DayPlan,
    check_plan,
    plan_days,
)
from firearmskit.records.collecting.receipts import (
    Receipt,
    check_receipts,
    describe_receipt,
)
from firearmskit.records.collecting.recorded import (
    moved,
    taken_in,
)

__all__ = [
    "ACTS",
    "AUDIENCES",
    "CAMPAIGN_KINDS",
    "MOVES",
    "WHEREABOUTS",
    "Amnesty",
    "Balance",
    "Campaign",
    "DayPlan",
    "Effect",
    "Intake",
    "MessageElement",
    "Move",
    "Receipt",
    "Site",
    "balance",
    "check_plan",
    "check_receipts",
    "daily_balance",
    "describe_receipt",
    "effects",
    "messages",
    "moved",
    "plan_days",
    "taken_in",
]
