"""How long is a record kept, and what in it may be looked at again? Nothing is deleted here.

>>> from firearmskit.records.retention import Kept, KeptEvent, keep_until, rules_for
>>> record = Kept(id="R1", kind="import", events=(KeptEvent(kind="import", on="2016-05"),), states=("NGA",))
>>> found = keep_until(record, rules_for(record, on="2026-11-27"))
>>> found.at_least, found.until
('2036-05-31', 'not-known')
"""

from __future__ import annotations

from firearmskit.records.retention.keeping import (
    INDEFINITELY,
    NOT_KNOWN,
    Retention,
    Term,
    keep_until,
    rules_for,
)
from firearmskit.records.retention.kept import (
    Hold,
    Kept,
    KeptEvent,
)
from firearmskit.records.retention.recorded import (
    kept_in,
)
from firearmskit.records.retention.reviewing import (
    PARTS,
    Review,
    review,
)

__all__ = [
    "INDEFINITELY",
    "NOT_KNOWN",
    "PARTS",
    "Hold",
    "Kept",
    "KeptEvent",
    "Retention",
    "Review",
    "Term",
    "keep_until",
    "kept_in",
    "review",
    "rules_for",
]
