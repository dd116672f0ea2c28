"""What may be disposed of and how, and batches that are destroyed before witnesses.

>>> from firearmskit.records.disposal import Disposable, check_disposal
>>> held = Disposable(item="A", origin="found", decision="final", evidence_hold=True, trace_open=False)
>>> [found.code for found in check_disposal(held)]
['evidence-hold']
"""

from __future__ import annotations

from firearmskit.records.disposal.batches import (
    METHODS,
    Batch,
    Certificate,
    Outcome,
    certify,
    check_batch,
)
from firearmskit.records.disposal.guarding import (
    DECISIONS,
    ORIGINS,
    WAYS,
    Disposable,
    check_disposal,
    cleared,
)
from firearmskit.records.disposal.proposing import (
    propose_batch,
    propose_destruction,
)
from firearmskit.records.disposal.recorded import (
    batch_of,
    disposable_of,
    due,
)

__all__ = [
    "DECISIONS",
    "METHODS",
    "ORIGINS",
    "WAYS",
    "Batch",
    "Certificate",
    "Disposable",
    "Outcome",
    "batch_of",
    "certify",
    "check_batch",
    "check_disposal",
    "cleared",
    "disposable_of",
    "due",
    "propose_batch",
    "propose_destruction",
]
