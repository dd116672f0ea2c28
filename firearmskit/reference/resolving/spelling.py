"""Words that differ by a slip: bounded edit distance over an index of deletions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

__all__ = ["Speller", "distance", "sound"]

_LONGEST = 28  # letters; what is longer is compared as it stands
_SOUNDS = (
    (re.compile(r"tsch|tch"), "c"),
    (re.compile(r"sch|sh|ch(?!r)|sz|sj"), "s"),
    (re.compile(r"zh|(?<=[a-z])j(?=[ameo])"), "z"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"ck|c(?=[aourlk]|$)|q"), "k"),
    (re.compile(r"w|(?<=[aeo])ff?$"), "v"),
    (re.compile(r"ou"), "u"),
    (re.compile(r"kh|h(?=[rtkgl])|(?<=[tkgrd])h"), ""),
    (re.compile(r"y"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)


def sound(word: str) -> str:
    """Write a word so that usual transliterations and doubled letters fall together.

    >>> sound("kalaschnikow") == sound("kalachnikov") == sound("kalashnikoff")
    True
    """
    for pattern, letters in _SOUNDS:
        word = pattern.sub(letters, word)
    return word


def distance(one: str, other: str, limit: int) -> int:
    """Count the slips between two words: a letter more, less, other, or two letters exchanged.

    Args:
        one: A word.
        other: Another.
        limit: The most slips to count.

    Returns:
        Their number; ``limit + 1`` where there are more.

    >>> distance("beretta", "bereta", 2), distance("luger", "lugre", 2), distance("colt", "star", 2)
    (1, 1, 3)
    """
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        row = [i]
        for j, right in enumerate(other, 1):
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                best = min(best, before[j - 2] + 1)
            row.append(best)
        if min(row) > limit:
            return limit + 1
        before, last = last, row
    return min(last[-1], limit + 1)


def allowed(word: str) -> int:
    """Say how many slips a word of this length may hold before it could be another word."""
    return 0 if len(word) < 5 else 2 if 9 <= len(word) <= 20 else 1


def _shorter(word: str, slips: int) -> Iterator[str]:
    """Give the word, and the word without any one or two of its letters."""
    yield word
    if slips:
        once = {word[:i] + word[i + 1 :] for i in range(len(word))}
        yield from once
        if slips > 1:
            yield from {each[:i] + each[i + 1 :] for each in once for i in range(len(each))}


class Speller:
    """Finds the words of a list that a word may have been meant as.

    Args:
        words: The list.

    Two words at most two slips apart become equal when up to two letters are taken away from each; so words are
    looked up by what is left of them, and the list is never run through.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._left: dict[str, set[str]] = {}
        for word in set(words):
            if len(word) <= _LONGEST:
                for part in _shorter(word, allowed(word)):
                    self._left.setdefault(part, set()).add(word)

    def near(self, word: str) -> tuple[tuple[str, ...], int]:
        """Find the nearest words.

        Args:
            word: A word.

        Returns:
            The words with the fewest slips in alphabetical order, and the number of these slips; none where all are
            further away than a word of this length allows.
        """
        limit = allowed(word)
        if len(word) > _LONGEST:
            return (), 0
        found = {near for part in _shorter(word, limit) for near in self._left.get(part, ())}
        slips = {near: distance(word, near, limit) for near in found}
        least = min(slips.values(), default=limit + 1)
        if least > limit:
            return (), 0
        return tuple(sorted(near for near, count in slips.items() if count == least)), least
