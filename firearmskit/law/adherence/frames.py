"""Parties and signatories of a treaty as pandas DataFrames."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import date
from typing import TYPE_CHECKING

from firearmskit.law.adherence.listing import adherences
from firearmskit.law.adherence.values import Adherence

if TYPE_CHECKING:
    import pandas

__all__ = ["parties", "signatories"]


def parties(group: str, *, on: str | date | None = None, by: str = "consent") -> pandas.DataFrame:
    """Give the parties to a treaty on a day as a pandas DataFrame.

    Args:
        group: The treaty, such as ``firearms-protocol``.
        on: The day, as an ISO date or a ``date``; as far as the tables reach when None.
        by: From which day on a State counts as a party, one of ``law.COUNTED_BY``: ``consent`` counts from the
            deposit, as the United Nations does; ``entry-into-force`` from when the treaty binds the State.

    Returns:
        One row for each party, in the order of their codes; the columns are the fields of
        :class:`firearmskit.law.Adherence`.

    Raises:
        UnknownCodeError: There is no such group or way of counting.
        InputError: ``on`` isn't a date, or the tables hold no deposits for this group.

    Source:
        The United Nations Treaty Collection, XVIII-12-c, as read in 2014, and later deposits; each row names its own.

    >>> found = parties("firearms-protocol", on="2005-04-04")
    >>> len(found), len(parties("firearms-protocol", on="2005-04-04", by="entry-into-force"))
    (40, 0)
    >>> found.set_index("state").loc["POL", ["signed", "consented", "consent", "in_force"]].to_list()
    ['2002-12-12', '2005-04-04', 'ratification', '2005-07-03']
    """
    return _frame(group, on, by, "party")


def signatories(group: str, *, on: str | date | None = None, by: str = "consent") -> pandas.DataFrame:
    """Give the States that have signed a treaty and aren't parties to it on a day, as a pandas DataFrame.

    Args:
        group: The treaty, such as ``firearms-protocol``.
        on: The day, as an ISO date or a ``date``; as far as the tables reach when None.
        by: From which day on a State counts as a party, one of ``law.COUNTED_BY``.

    Returns:
        One row for each signatory, with the columns of :func:`parties`. What is known of a State after the last day
        that its row vouches for, its ``doubt`` says.

    Raises:
        UnknownCodeError: There is no such group or way of counting.
        InputError: ``on`` isn't a date, or the tables hold no deposits for this group.

    >>> signatories("firearms-protocol", on="2018-01-01")["state"].to_list()
    ['AUS', 'CAN', 'CHN', 'DEU', 'GBR', 'ISL', 'JPN', 'LUX', 'MCO', 'SYC']
    """
    return _frame(group, on, by, "signatory")


def _frame(group: str, on: str | date | None, by: str, standing: str) -> pandas.DataFrame:
    import pandas

    found = [asdict(each) for each in adherences(group, on=on, by=by) if each.standing == standing]
    return pandas.DataFrame(found, columns=[field.name for field in fields(Adherence)])
