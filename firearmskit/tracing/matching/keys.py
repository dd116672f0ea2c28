"""The keys that a serial may have in a register: its own, and those that mistakes lead to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations

from firearmskit.marking.keys import chars_of, keys_of, serial_key
from firearmskit.marking.spelling import UNREAD

__all__ = ["ALPHABET", "chars_of", "filled", "keys_of", "neighbours", "pattern_of", "serial_key"]

DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ALPHABET = DIGITS + LETTERS
"""The characters that a serial is searched with; others are found as they stand, but not guessed."""


def pattern_of(chars: str) -> str:
    """Give the pattern of a serial: ``9`` for a digit, ``A`` for a letter, other signs as they stand.

    >>> pattern_of("AB100452"), pattern_of("1?Ж")
    ('AA999999', '9?A')
    """
    return "".join("9" if char.isdigit() else "A" if char.isalpha() else char for char in chars)


def neighbours(key: str, patterns: Iterable[str] | None, *, edits: int = 1) -> Iterator[str]:
    """Give the keys that a serial may have in the register, if so many mistakes were made.

    Args:
        key: The key that was read.
        patterns: The patterns of the serials in the register; keys of other patterns aren't given. None: give all.
        edits: How many characters were replaced, left out or added, or neighbours swapped; 0, 1 or 2.

    Yields:
        Keys, each once, the key itself among them.

    >>> sorted(neighbours("12", {"9", "99"})) == sorted(
    ...     {"1", "2", "12", "21", *(f"1{n}" for n in range(10)), *(f"{n}2" for n in range(10))}
    ... )
    True
    """
    known = None if patterns is None else frozenset(patterns)
    seen = {key}
    if known is None or pattern_of(key) in known:
        yield key
    for places in _plans(len(key), edits):
        for found in _written(key, places, known):
            if found not in seen:
                seen.add(found)
                yield found


def regrouped(key: str) -> Iterator[str]:
    """Give a key without the letters around its digits, and with fewer or more leading zeros.

    >>> sorted(regrouped("AB0012C"))[:3]
    ['0012C', 'AB0012', 'AB12C']
    """
    found = _AROUND.fullmatch(key)
    if found is None:
        return
    before, zeros, number, after = found.groups()
    yield zeros + number + after
    yield before + zeros + number
    for count in range(0 if zeros else 1, 1 if zeros else MOST_ZEROS + 1):
        yield before + "0" * count + number + after


MOST_ZEROS = 4
"""So many leading zeros may be missing."""

_AROUND = re.compile("([A-Z]*)(0*)([0-9].*?)([A-Z]*)")

Plan = tuple[tuple[str, int], ...]


def _plans(length: int, edits: int) -> Iterator[Plan]:
    """Give what may have happened, and where: one change, then two."""
    changes = [
        *(("replaced", at) for at in range(length)),
        *(("added", at) for at in range(length)),
        *(("omitted", at) for at in range(length + 1)),
        *(("swapped", at) for at in range(length - 1)),
    ]
    if edits >= 1:
        yield from ((change,) for change in changes)
    if edits >= 2:
        yield from combinations(changes, 2)
        yield from ((("omitted", at), ("omitted", at)) for at in range(length + 1))


def _written(key: str, plan: Plan, known: frozenset[str] | None) -> Iterator[str]:
    """Undo the changes of a plan: a sign for any digit or letter where the character isn't known, then each of them."""
    signs: list[str] = list(key)
    for kind, at in sorted(plan, key=lambda change: -change[1]):
        if kind == "replaced" and at < len(signs):
            signs[at] = UNREAD
        elif kind == "added" and at < len(signs):
            del signs[at]
        elif kind == "omitted":
            signs.insert(at, UNREAD)
        elif kind == "swapped" and at + 1 < len(signs):
            signs[at], signs[at + 1] = signs[at + 1], signs[at]
    yield from filled(signs, known)


def filled(signs: list[str], known: frozenset[str] | None) -> Iterator[str]:
    """Give each key that what could be read leaves possible, of the patterns that there are."""
    open_places = [at for at, sign in enumerate(signs) if sign == UNREAD]
    pattern = list(pattern_of("".join(signs)))
    for kinds in _kinds(len(open_places)):
        for at, kind in zip(open_places, kinds, strict=True):
            pattern[at] = kind
        if known is None or "".join(pattern) in known:
            yield from _filled(signs, open_places, kinds)


@lru_cache(maxsize=16)
def _kinds(count: int) -> tuple[str, ...]:
    """Give each way to have digits and letters at so many places."""
    return ("",) if not count else tuple(first + rest for first in "9A" for rest in _kinds(count - 1))


def _filled(signs: list[str], places: list[int], kinds: str) -> Iterator[str]:
    if not places:
        yield "".join(signs)
        return
    chosen = list(signs)
    for char in DIGITS if kinds[0] == "9" else LETTERS:
        chosen[places[0]] = char
        yield from _filled(chosen, places[1:], kinds[1:])
