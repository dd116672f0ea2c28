"""Accounts of a stocktake and of a campaign, as the rooms that keep them give them, for a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from firearmskit.arguments import of_type
from firearmskit.errors import InputError, quote
from firearmskit.figures.lives import AccountStep
from firearmskit.language import text as _

if TYPE_CHECKING:
    from firearmskit.records.collecting import Balance
    from firearmskit.records.storage import Reconciliation

__all__ = ["account_of_campaign", "account_of_stocktake"]


def account_of_stocktake(found: Reconciliation, *, unit: str | None = None) -> tuple[AccountStep, ...]:
    """Give the account of a stocktake, for :func:`plot_account`: expected − missing + surplus = counted.

    Args:
        found: What :func:`firearmskit.records.storage.reconcile` gave.
        unit: The unit that is accounted for, one of ``records.storage.UNITS``; None where only one was counted.

    Returns:
        Four lines, which come out even.

    Raises:
        InputError: Nothing was counted in this unit, or several units were and none is chosen.

    >>> from firearmskit.records.storage import Counted, Expected, reconcile
    >>> records = [Expected(id="A", place="R1"), Expected(id="B", place="R1")]
    >>> from firearmskit.figures import describe_account
    >>> describe_account(account_of_stocktake(reconcile(records, [Counted(place="R1", id="A")])))
    'Expected: 2. Missing: 1 taken away. Surplus: 0 added. Counted: 1. It comes out even.'
    """
    from firearmskit.records.storage import Reconciliation

    sums = of_type(found, Reconciliation, "found").sums
    chosen = [each for each in sums if unit in (None, each.unit)]
    if len(chosen) != 1:
        raise InputError(
            _("Choose one unit of the stocktake: {units}; {value} isn't one.").format(
                units=", ".join(each.unit for each in sums) or _("none"), value=quote(unit)
            )
        )
    (told,) = chosen
    return (
        AccountStep(name=_("Expected"), kind="start", number=told.expected),
        AccountStep(name=_("Missing"), kind="out", number=told.missing),
        AccountStep(name=_("Surplus"), kind="in", number=told.surplus),
        AccountStep(name=_("Counted"), kind="end", number=told.counted),
    )


def account_of_campaign(found: Balance) -> tuple[AccountStep, ...]:
    """Give the account of a campaign on an evening, for :func:`plot_account`: all that came in, and where it went.

    Args:
        found: One of what :func:`firearmskit.records.collecting.daily_balance` gave, or what ``balance`` gave.

    Returns:
        What came in, what went for good, and at the end what is still at the site or in store; it comes out even.

    Raises:
        InputError: It isn't a balance.

    >>> from firearmskit.records.collecting import Intake, Move, balance
    >>> taken = [Intake(item=item, on="2026-03-02", site="S") for item in "ABC"]
    >>> from firearmskit.figures import describe_account
    >>> describe_account(account_of_campaign(balance(taken, [Move(item="A", on="2026-03-03", to="destroyed")])))
    'Received: 3. Destroyed: 1 taken away. Still at the site or in store: 2. It comes out even.'
    """
    from firearmskit.records.collecting import Balance

    counts = of_type(found, Balance, "found").counts()
    gone = {
        "handed-on": _("Handed on"),
        "returned": _("Returned"),
        "destroyed": _("Destroyed"),
        "registered": _("Registered with their holders"),
    }
    return (
        AccountStep(name=_("Received"), kind="start", number=found.received),
        *(AccountStep(name=name, kind="out", number=counts[where]) for where, name in gone.items() if counts[where]),
        AccountStep(name=_("Still at the site or in store"), kind="end", number=counts["at-site"] + counts["in-store"]),
    )
