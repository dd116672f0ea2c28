"""The words a family of marks is written in: a rule is a pattern, what it means, and what must stand beside it."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from firearmskit.marking.stems import Stems
from firearmskit.reference import Row

__all__ = [
    "CLASS_WORD",
    "LETTER",
    "NUMBER_WORD",
    "TABLE_RANK",
    "US_STATE",
    "Compiled",
    "Draft",
    "Rule",
    "compiled",
    "families",
    "stems",
]

LETTER = r"[^\W\d_]"
"""One letter of any script, for patterns."""

NUMBER_WORD = r"(?:(?P<label>n(?:o|r|[°º])\.?|№|s/n|ser(?:ial)?\.?\s?no\.?)\s?)?"
"""A word that may introduce a serial which another mark follows, for patterns of a whole text."""

TABLE_RANK = 60
"""The rank from which on the phrases of the reference tables are settled; see :attr:`Rule.rank`."""

CLASS_WORD = "class-word"
"""The tag of a word for a class of firearm; beside a designation it belongs to it."""

US_STATE = (
    r"A[LKZR]|C[AOT]|D[EC]|FL|GA|HI|I[DLNA]|K[SY]|LA|M(?:[EDAINST]|O(?!\.?\s?19))|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY]|"
    "VERMONT|VIRGINIA|TEXAS|CALIF(?:ORNIA)?|FLA|GEORGIA|PENNA|CONN|MASS|TENN|ARIZ|ILL|OHIO|UTAH|MICH|WASH"
)
"""States of the United States as they end the line of a maker or an importer, for patterns."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One pattern of one family.

    Args:
        pattern: A regular expression, matched whatever the case. Groups whose name is a kind
            (``serial``, ``year``, ``unknown1``: digits at the end are dropped) become pieces of their own; without such
            groups the whole match is one piece of ``kind``; groups with other names serve ``year`` and ``value``.
            A group ``label`` introduces the group that follows it: it belongs to that piece, but not to its value.
            Every repeat must be bounded, or not overlap its neighbour, so that reading stays linear in the length of
            the text.
        reason: Why it is read so; a sentence marked with ``N_``; it may name ``{text}`` and ``{year}``.
        confidence: Confidence when ``needs`` is met.
        kind: Kind of the whole match, or of no group.
        needs: Tags of which at least one must be known from the other marks: an ISO code, an id of a maker or model,
            or a word that another rule ``gives``. Empty: nothing is needed.
        alone: Confidence when nothing beside it supports the rule; 0 means that the rule isn't tried then.
        rank: Which rule wins when two cover the same characters; higher wins, then the longer match.
        gives: Tags that a match adds to what is known.
        implies: What a match says besides its kind.
        year: Works out a calendar year from the match.
        value: Works out the normalised value of a match without groups; the text itself when None.
        alternatives: Other kinds that it could be.
        basis: How far the fact behind the rule is supported (one of ``reference.CONFIDENCE``); None when it needs no
            fact, since the text itself says what it is, or its shape does.
        source: Where the fact was read: a title or an address. A rule whose basis is ``sourced`` or ``partly`` has one.
        draft: Makes the pieces themselves from the match, or None to refuse it; for rules that look things up.
        stage: When the mark was put on, one of ``piece.STAGES``; None: as usual for its kind.
        cyrillic: Whether Latin letters of a serial can be Cyrillic ones that look alike.
        condition: What the text says of the state of the mark, one of ``piece.CONDITIONS``.
        last: Tried only on characters that no other rule claims; for shapes that are so plain that they would swallow
            the words beside them.
        digits: Whether a text without any digit, or sign for an unread digit, can be skipped.
        words: Parts of words in small letters; a text that holds none of them can be skipped. Empty: none can.
        shorter: Whether the match is also tried up to each of its spaces, for a number that another mark follows.
    """

    pattern: str
    reason: str
    confidence: float
    kind: str = "serial"
    needs: tuple[str, ...] = ()
    alone: float = 0.0
    rank: int = 40
    gives: tuple[str, ...] = ()
    implies: tuple[tuple[str, str], ...] = ()
    year: Callable[[re.Match[str]], int | None] | None = None
    value: Callable[[re.Match[str]], str | None] | None = None
    alternatives: tuple[tuple[str, float], ...] = ()
    basis: str | None = None
    source: str | None = None
    draft: Callable[[re.Match[str]], Draft | tuple[Draft, ...] | None] | None = None
    stage: str | None = None
    condition: str | None = None
    cyrillic: bool = False
    last: bool = False
    digits: bool = True
    words: tuple[str, ...] = ()
    shorter: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A piece before it is settled which of several readings wins."""

    kind: str
    start: int
    end: int
    normalised: str | None
    reason: str
    confidence: float
    alternatives: tuple[tuple[str, float], ...] = ()
    basis: str | None = None
    row: Row | None = None
    implies: tuple[tuple[str, str], ...] = ()
    gives: tuple[str, ...] = ()
    stage: str | None = None
    condition: str | None = None
    cyrillic: bool = False
    introduced: bool = True


Compiled = tuple[Rule, re.Pattern[str], tuple[str, ...], int]
"""A rule, its pattern, the names of its groups in the order of the text, and the bit of its words; 0 without any."""


@cache
def families() -> tuple[Rule, ...]:
    """Give the rules of all families: every module in the folder ``families`` is one."""
    from firearmskit.marking import families as folder

    names = sorted(module.name for module in pkgutil.iter_modules(folder.__path__))
    return tuple(rule for name in names for rule in importlib.import_module(f"{folder.__name__}.{name}").RULES)


@cache
def stems() -> Stems:
    """Give what finds the words of all rules in a text."""
    return Stems(rule.words for rule in families() if rule.words)


@cache
def compiled() -> tuple[Compiled, ...]:
    """Give each rule, ready to be tried."""
    out = []
    for rule in families():
        pattern = re.compile(rule.pattern, re.IGNORECASE)
        groups = tuple(sorted(pattern.groupindex, key=pattern.groupindex.__getitem__))
        out.append((rule, pattern, groups, stems().bit(rule.words) if rule.words else 0))
    return tuple(out)
