"""Which words that rules ask for stand in a text, found in one pass over its characters."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["Stems"]


class Stems:
    """Lists of words, each with a bit of its own.

    A text is looked through once: a word is tried only where its first two characters stand, so a short text costs a
    few look-ups, however many words there are.
    """

    def __init__(self, lists: Iterable[tuple[str, ...]]) -> None:
        """Give each list of words a bit.

        Args:
            lists: The lists, in small letters.
        """
        self._bits: dict[tuple[str, ...], int] = {}
        self._single: dict[str, int] = {}
        self._longer: dict[str, dict[str, int]] = {}
        for words in lists:
            if words in self._bits:
                continue
            bit = self._bits[words] = 1 << len(self._bits)
            for word in words:
                if len(word) == 1:
                    self._single[word] = self._single.get(word, 0) | bit
                else:
                    found = self._longer.setdefault(word[:2], {})
                    found[word] = found.get(word, 0) | bit

    def bit(self, words: tuple[str, ...]) -> int:
        """Give the bit of a list of words."""
        return self._bits[words]

    def held(self, text: str) -> int:
        """Give the bits of all lists of which at least one word stands in a text.

        Args:
            text: A text; capitals don't count.

        >>> stems = Stems([("cal", "kal"), ("pat",), ("-",)])
        >>> stems.held("KAL. 7-62"), stems.bit(("cal", "kal")) | stems.bit(("-",))
        (5, 5)
        """
        small = text.lower()
        bits = 0
        single, longer = self._single.get, self._longer.get
        last = ""
        for at, char in enumerate(small, -1):
            bits |= single(char, 0)
            words = longer(last + char)
            if words:
                for word, bit in words.items():
                    if bits & bit != bit and small.startswith(word, at):
                        bits |= bit
            last = char
        return bits
