"""How often each maker, model, calibre and pattern of serials stands in a register."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping, Sized
from dataclasses import dataclass, field

from firearmskit.errors import InputError
from firearmskit.language import text as _
from firearmskit.tracing.matching.entries import FIELDS, entry_of
from firearmskit.tracing.matching.keys import chars_of, keys_of, pattern_of
from firearmskit.tracing.matching.lots import Lots
from firearmskit.tracing.matching.terms import TABLES, folded, term

__all__ = ["Counts", "count", "counts_of", "terms_of"]


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How often what is said of firearms is true of those of a register: the rarer, the more an agreement says.

    Args:
        size: Entries in the register.
        patterns: Entries by the pattern of their serial, as :func:`count` writes it: ``9`` a digit, ``A`` a letter.
        terms: For each field, entries by what is said there, each name as ``terms.term`` gives it.
        names: For each field, what the names of the register, folded, count as, where that is something else.
        lots: The share of entries made in lots of which the register holds others, see ``lots``.
        resolved: Whether names were looked up in the reference; names that are asked for then are too.
    """

    size: int
    patterns: Mapping[str, int] = field(repr=False)
    terms: Mapping[str, Mapping[str, int]] = field(repr=False)
    names: Mapping[str, Mapping[str, str]] = field(repr=False, default_factory=dict)
    lots: float = 0.0
    resolved: bool = True

    def __post_init__(self) -> None:
        if self.size < 1:
            raise InputError(_("A register without entries can't be searched."))
        object.__setattr__(self, "_known", {name: sum(self.terms.get(name, {}).values()) for name in FIELDS})

    def term(self, name: str, value: str | int) -> str:
        """Give what a value of a field counts as in this register."""
        if name == "year":
            return str(value)
        plain = folded(str(value))
        # Asking the reference takes long; a name that the register itself has isn't asked for.
        own = self.names.get(name, {}).get(plain)
        if own is not None:
            return own
        if not self.resolved or name not in TABLES or plain in self.terms.get(name, {}):
            return plain
        return term(name, str(value))

    def share(self, name: str, value: str) -> float:
        """Give the share of firearms of which a value is true; one that no entry has counts as half an entry."""
        known = self._known.get(name, 0)  # type: ignore[attr-defined]
        return float(max(0.5, self.terms.get(name, {}).get(value, 0)) / max(1, known))


def count(entries: Iterable[object], *, resolve: bool = True) -> Counts:
    """Count what stands in a register, for an implementation of its own.

    Args:
        entries: Its entries, as :class:`Entry` or mappings of its fields.
        resolve: Whether the reference is asked which names mean the same.

    Returns:
        The counts.

    Raises:
        InputError: One isn't an entry, or there are none.

    >>> counts = count([{"serial": "AB 12", "calibre": "9x19"}, {"serial": "CD34", "calibre": "9 mm Luger"}])
    >>> counts.patterns, counts.terms["calibre"]
    ({'AA99': 2}, {'#9x19-parabellum': 2})
    """
    size = 0
    patterns: Counter[str] = Counter()
    texts: dict[str, Counter[str]] = {name: Counter() for name in FIELDS}
    lots = Lots(len(entries) if isinstance(entries, Sized) else None)
    for each in entries:
        entry = entry_of(each)
        size += 1
        if entry.serial is not None:
            keys = keys_of(chars_of(entry.serial))
            patterns.update(pattern_of(key) for key in keys if key)
            lots.add(keys[0], entry.make or "")
        for name in FIELDS:
            value = getattr(entry, name)
            if value is not None:
                texts[name][str(value)] += 1
    share = lots.share(patterns, texts["make"], size)
    return counts_of(size, patterns, texts, lots=share, resolve=resolve)


def counts_of(
    size: int,
    patterns: Mapping[str, int],
    texts: Mapping[str, Mapping[str, int]],
    *,
    lots: float,
    resolve: bool,
) -> Counts:
    """Make counts of the names as they are written."""
    meanings = {name: terms_of(name, counted, resolve=resolve) for name, counted in texts.items()}
    terms: dict[str, Counter[str]] = {name: Counter() for name in texts}
    for name, counted in texts.items():
        for text, times in counted.items():
            terms[name][meanings[name][text]] += times
    return Counts(
        size=size,
        patterns=dict(patterns),
        terms={name: dict(counted) for name, counted in terms.items()},
        names={
            name: {folded(text): means for text, means in found.items() if means != folded(text)}
            for name, found in meanings.items()
        },
        lots=lots,
        resolved=resolve,
    )


MOST_RESOLVED = 1000
"""So many names of a field, the most frequent, are looked up in the reference; rarer ones count as they are written."""


def terms_of(name: str, counted: Mapping[str, int], *, resolve: bool) -> dict[str, str]:
    """Give what each name of a field of a register counts as.

    Args:
        name: The field.
        counted: How often each name stands there.
        resolve: Whether the reference is asked.
    """
    if name == "year":
        return {text: text for text in counted}
    asked = (
        frozenset(heapq.nlargest(MOST_RESOLVED, counted, key=lambda text: counted[text])) if resolve else frozenset()
    )
    return {text: term(name, text, resolve=text in asked) for text in counted}
