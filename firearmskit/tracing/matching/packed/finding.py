"""Find the rows of an index that some serials may stand in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from firearmskit.marking.spelling import GAP, UNREAD
from firearmskit.tracing.matching.chances import MOST_BESIDE
from firearmskit.tracing.matching.keys import chars_of, filled, keys_of
from firearmskit.tracing.matching.packed.asking import Questions
from firearmskit.tracing.matching.packed.codes import AS_TEXT, UNREAD_CODE, WIDTH, Bytes, code_key
from firearmskit.tracing.matching.packed.lookups import Lookups, far, near, whole

if TYPE_CHECKING:
    from firearmskit.tracing.matching.packed.index import PackedIndex

__all__ = ["Hits", "find", "merged"]

MOST_FILLED = 20_000
"""So many ways to fill in what can't be read are looked up; with more, all rows are looked through."""

Hits = NDArray[np.int64]
"""Questions and rows, each pair as one number: the question in the upper 32 bits."""


def find(
    index: PackedIndex, questions: Questions, asked: NDArray[np.intp], *, edits: int, beside: Hits | None = None
) -> Hits:
    """Give the rows within so many mistakes.

    Args:
        index: The index.
        questions: What is asked.
        asked: Which of the questions.
        edits: 1, or 2 for what a search for 1 doesn't find.
        beside: What was found before, to be given as well.

    Returns:
        Pairs of questions and rows, sorted, each once.
    """
    found: list[Hits] = [] if beside is None else [beside]
    for owners, codes in _lengths(questions, asked):
        known = index.parts.shapes
        _look_up(index, owners, near(codes, known) if edits == 1 else far(codes, known), found)
    for at in asked[questions.lengths[asked] == AS_TEXT].tolist():
        found += _by_text(index, questions, at, edits)
    return merged(found)


def merged(hits: list[Hits]) -> Hits:
    """Give all hits, sorted, each once."""
    if not hits:
        return np.zeros(0, dtype=np.int64)
    whole = np.concatenate(hits)
    whole.sort()
    first = np.ones(len(whole), dtype=np.bool_)
    first[1:] = whole[1:] != whole[:-1]
    return whole[first]


def _lengths(questions: Questions, asked: NDArray[np.intp]) -> Iterator[tuple[NDArray[np.intp], Bytes]]:
    """Give the serials that rows hold whole, those of one length together."""
    lengths = questions.lengths[asked]
    for length in np.unique(lengths).tolist():
        if 0 < length < AS_TEXT:
            owners = asked[lengths == length]
            yield owners, questions.codes[owners, :length]


def _look_up(index: PackedIndex, owners: NDArray[np.intp], lookups: Lookups, found: list[Hits]) -> None:
    which, rows = index.slots.find(lookups.prints)
    found.append((owners[lookups.owners[which]].astype(np.int64) << 32) | rows)


def _by_text(index: PackedIndex, questions: Questions, at: int, edits: int) -> list[Hits]:
    """Find one serial that is long, in another script, or partly unread."""
    found: list[Hits] = []
    for key in questions.keys(at):
        filling = _filled(index, key) if GAP not in key else None
        if filling is None:
            if edits == 1:
                found.append(np.int64(at) << 32 | _scan(index, key))
            continue
        for codes in filling:
            known = index.parts.shapes
            owners = np.full(len(codes), at)
            if UNREAD not in key:
                _look_up(index, owners, near(codes, known) if edits == 1 else far(codes, known), found)
            elif edits == 1 and key.count(UNREAD) <= MOST_BESIDE:
                _look_up(index, owners, near(codes, known), found)
            elif edits == 1:
                _look_up(index, owners, whole(codes), found)
    return found


def _filled(index: PackedIndex, key: str) -> list[Bytes] | None:
    """Give the codes of each way to fill in what can't be read; None when there are too many."""
    if UNREAD not in key:
        return [code_key(key)[None]]
    patterns = frozenset(index.counts.patterns)
    # With a mistake beside it, a key may have a pattern that the register hasn't.
    known = patterns if key.count(UNREAD) > 1 else None
    keys = list(islice(filled(list(key), known), MOST_FILLED + 1))
    if len(keys) > MOST_FILLED:
        return None
    return [np.array([code_key(each) for each in keys])] if keys else []


def _scan(index: PackedIndex, key: str) -> NDArray[np.int64]:
    """Look through all rows for those that fit a key in which ``?`` and ``*`` stand for what can't be read."""
    import re

    parts = {UNREAD: ".", GAP: ".*"}
    fits = re.compile("".join(parts.get(char) or re.escape(char) for char in key), re.DOTALL)
    lengths = index.parts.lengths
    rows = [np.flatnonzero(_fit(index, key, length)) for length in _possible(index, key)]
    odd = [
        at
        for at in np.flatnonzero(lengths == AS_TEXT).tolist()
        if any(fits.fullmatch(held) for held in keys_of(chars_of(index.serial(at))))
    ]
    return np.unique(np.concatenate([*rows, np.array(odd, dtype=np.int64)]).astype(np.int64))


def _possible(index: PackedIndex, key: str) -> list[int]:
    """Give the lengths that a serial may have."""
    least = sum(char != GAP for char in key)
    held = {len(pattern) for pattern in index.counts.patterns}
    return sorted(size for size in held if size <= WIDTH and (size == least or (size > least and GAP in key)))


def _fit(index: PackedIndex, key: str, length: int) -> NDArray[np.bool_]:
    """Tell which rows of a length fit a key; a stretch in the middle is taken as long as need be."""
    codes, lengths = index.parts.codes, index.parts.lengths
    fits = np.asarray(lengths == length)
    before, _gap, after = key.partition(GAP)
    places = list(enumerate(before))
    if GAP in key:
        # Of several stretches only what stands before the first and behind the last is compared.
        after = after.rpartition(GAP)[2]
        places += [(length - len(after) + at, char) for at, char in enumerate(after)]
    for place, char in places:
        if char != UNREAD:
            fits &= (codes[:, place] == code_key(char)[0]) | (codes[:, place] == UNREAD_CODE)
    return fits
