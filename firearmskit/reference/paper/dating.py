"""The paper's symbol, its date, and the period that it says it covers."""

from __future__ import annotations

__all__ = ["DATED", "PERIOD", "SYMBOL"]

SYMBOL = "CTOC/COP/WG.6/2018/3"
"""The symbol under which the United Nations keeps the paper."""

DATED = "2018-02-21"
"""ISO date that stands on the paper."""

PERIOD = ("2017-05-08", "2018-04-30")
"""The period that the paper says it covers, as ISO dates: from the meeting of May 2017 to the end of April 2018 (para.
3). The meeting itself, 8 to 10 May, is taken in."""
