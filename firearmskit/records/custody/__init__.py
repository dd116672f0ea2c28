"""Is a chain of custody whole? Plain values, so that cases and examinations can be checked without a registry.

>>> from firearmskit.records import custody
>>> chain = [
...     custody.Step(item="F1", from_party="room", to_party="lab", at="2024-05-02", signed_by=("a", "b")),
...     custody.Step(item="F1", from_party="court", to_party="room", at="2024-06-01", signed_by=("a", "b")),
... ]
>>> [(found.code, found.field) for found in custody.check_chain(chain) if found.severity == "error"]
[('gap', 'steps 1 and 2')]
"""

from __future__ import annotations

from firearmskit.records.custody.checking import Fault, check_chain
from firearmskit.records.custody.describing import describe
from firearmskit.records.custody.labels import label
from firearmskit.records.custody.recorded import Chain, chain_of
from firearmskit.records.custody.step import Held, Step

__all__ = ["Chain", "Fault", "Held", "Step", "chain_of", "check_chain", "describe", "label"]
