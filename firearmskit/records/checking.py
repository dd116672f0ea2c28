"""What the parts of this room check alike before they use it: words of a vocabulary, and ids that stand once."""

from __future__ import annotations

from collections.abc import Iterable

from firearmskit.errors import UnknownCodeError, quote
from firearmskit.language import text as _

__all__ = ["known", "twice"]


def known(word: object, vocabulary: Iterable[str]) -> str:
    """Give a word back if it is one of a vocabulary.

    Args:
        word: The word.
        vocabulary: The words that there are.

    Returns:
        The word.

    Raises:
        UnknownCodeError: It isn't one of them; the message lists them.

    >>> known("import", ["import", "export"])
    'import'
    """
    words = tuple(vocabulary)
    if isinstance(word, str) and word in words:
        return word
    raise UnknownCodeError(
        _("{value} isn't one of these words: {known}").format(value=quote(word), known=", ".join(words))
    )


def twice(ids: Iterable[str]) -> str | None:
    """Give the first id that stands twice among some; None when each stands once.

    >>> twice(["A", "B", "A"])
    'A'
    """
    seen: set[str] = set()
    for id in ids:
        if id in seen:
            return id
        seen.add(id)
    return None
