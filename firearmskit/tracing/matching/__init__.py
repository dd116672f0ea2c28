"""Is this firearm in this register, and which one is it? Search by serial, rank by all that is known, say how sure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from firearmskit.language import text as _
from firearmskit.tracing.matching.counts import Counts, count
from firearmskit.tracing.matching.entries import Entry
from firearmskit.tracing.matching.keys import serial_key
from firearmskit.tracing.matching.matching import match, match_many
from firearmskit.tracing.matching.register import Register, SqlRegister
from firearmskit.tracing.matching.results import Candidate, Match, Reason, to_frame
from firearmskit.tracing.matching.searching import Searchable

if TYPE_CHECKING:
    from firearmskit.tracing.matching.packed import PackedIndex

__all__ = [
    "Candidate",
    "Counts",
    "Entry",
    "Match",
    "PackedIndex",
    "Reason",
    "Register",
    "Searchable",
    "SqlRegister",
    "count",
    "match",
    "match_many",
    "serial_key",
    "to_frame",
]


def __getattr__(name: str) -> Any:
    """Load what needs numpy when it is asked for; the rest works in a browser without it."""
    if name != "PackedIndex":
        raise AttributeError(f"firearmskit.tracing.matching has nothing named {name!r}")
    try:
        from firearmskit.tracing.matching.packed import PackedIndex
    except ModuleNotFoundError as error:
        raise ImportError(
            _('PackedIndex needs numpy: run pip install "firearmskit[tracing]", or use Register.')
        ) from error
    return PackedIndex
