"""The tables of law as pandas DataFrames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from firearmskit.errors import UnknownCodeError, quote
from firearmskit.language import text as _
from firearmskit.law.duties.rows import Definition, Element, Obligation
from firearmskit.law.load import rows
from firearmskit.law.rows import Article, Instrument, MarkingRule, Party, PartyCount, RetentionRule, TransferRule
from firearmskit.reference import Row, rows_to_frame

if TYPE_CHECKING:
    import pandas

__all__ = ["to_frame"]

_TABLES: dict[str, type[Row]] = {
    kind.table: kind
    for kind in (
        *(Article, Definition, Element, Instrument, MarkingRule, Obligation),
        *(Party, PartyCount, RetentionRule, TransferRule),
    )
}


def to_frame(name: str) -> pandas.DataFrame:
    """Give a table of law as a pandas DataFrame.

    Args:
        name: ``articles``, ``definitions``, ``elements``, ``instruments``, ``marking_rules``, ``obligations``,
            ``parties``, ``party_counts``, ``retention_rules`` or ``transfer_rules``.

    Returns:
        One row for each row of the table; the columns are the fields of its class, lists joined with ``"; "``.

    Raises:
        UnknownCodeError: There is no such table.
    """
    if not isinstance(name, str) or name not in _TABLES:
        raise UnknownCodeError(
            _("No table of law is named {name}; the tables are {tables}").format(
                name=quote(name), tables=", ".join(_TABLES)
            )
        )
    return rows_to_frame(rows(_TABLES[name]), _TABLES[name])
