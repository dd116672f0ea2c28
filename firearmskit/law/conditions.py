"""Conditions over named facts, such as ``marked & (recorded | destroyed)``, of which some may not be known.

A fact holds, doesn't hold, or isn't known: True, False, None. The three are joined as in Kleene's strong logic: one
part that doesn't hold settles an ``&``, one that holds settles an ``|``, whatever isn't known of the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product

from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["Condition"]

_TOKEN = re.compile(r"\s*(?:(?P<name>[a-z0-9]+(?:-[a-z0-9]+)*)|(?P<sign>[&|()]))")
_MOST_CHARACTERS = 4_000
_DEEPEST = 20
_MOST_WAYS = 256


@dataclass(frozen=True, kw_only=True)
class Condition:
    """A name, or parts that all have to hold, or of which one has to.

    Args:
        name: The fact that has to hold; None for a condition of parts.
        parts: The conditions that it is made of.
        every: Whether all parts have to hold, or one.
    """

    name: str | None = None
    parts: tuple[Condition, ...] = ()
    every: bool = True

    @classmethod
    def parse(cls, text: str) -> Condition:
        """Read a condition.

        Args:
            text: Names of lower-case letters, digits and hyphens, joined by ``&`` (all) and ``|`` (one), with
                parentheses where both meet.

        Returns:
            The condition. An empty text gives the one that always holds.

        Raises:
            InputError: It can't be read; the message says where.

        >>> Condition.parse("marked & (recorded | destroyed)").names
        ('marked', 'recorded', 'destroyed')
        """
        return _parsed(text) if isinstance(text, str) else _Reader(text).whole()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The facts that it asks for, each once, in the order in which they first stand."""
        return tuple(dict.fromkeys(self._all_names()))

    def value(self, facts: Mapping[str, bool | None]) -> bool | None:
        """Say what the condition comes to.

        Args:
            facts: Whether each fact holds; one that isn't among them isn't known.

        Returns:
            True, False, or None when what is known doesn't settle it.

        >>> Condition.parse("marked & recorded").value({"marked": False})
        False
        >>> Condition.parse("marked & recorded").value({"marked": True}) is None
        True
        """
        if self.name is not None:
            return facts.get(self.name)
        values = {part.value(facts) for part in self.parts}
        settles = not self.every
        if settles in values:
            return settles
        return None if None in values else self.every

    def ways(self) -> tuple[frozenset[str], ...]:
        """Give the smallest sets of facts that make it hold, the smallest first.

        Returns:
            Each set once, none of them within another; at most 256 are followed at a time, the smallest.

        >>> [sorted(way) for way in Condition.parse("marked & (recorded | destroyed)").ways()]
        [['destroyed', 'marked'], ['marked', 'recorded']]
        """
        if self.name is not None:
            return (frozenset({self.name}),)
        if not self.every:
            return _smallest(way for part in self.parts for way in part.ways())
        found: tuple[frozenset[str], ...] = (frozenset(),)
        for part in self.parts:
            found = _smallest(one | other for one, other in product(found, part.ways()))
        return found

    def __str__(self) -> str:
        if self.name is not None:
            return self.name
        joined = (" & " if self.every else " | ").join(
            f"({part})" if part.parts and part.every != self.every else str(part) for part in self.parts
        )
        return joined

    def _all_names(self) -> Iterator[str]:
        if self.name is not None:
            yield self.name
        for part in self.parts:
            yield from part._all_names()


def _smallest(sets: Iterator[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """Leave out sets that hold another one."""
    kept: list[frozenset[str]] = []
    for each in sorted(set(sets), key=lambda one: (len(one), sorted(one))):
        if not any(smaller <= each for smaller in kept):
            kept.append(each)
    return tuple(kept[:_MOST_WAYS])


@cache
def _parsed(text: str) -> Condition:
    return _Reader(text).whole()


class _Reader:
    """Reads a condition from the left: ``|`` joins weaker than ``&``."""

    def __init__(self, text: object) -> None:
        if not isinstance(text, str) or len(text) > _MOST_CHARACTERS:
            raise InputError(_("{value} isn't a condition").format(value=quote(text)))
        self._text, self._at, self._depth = text, 0, 0

    def whole(self) -> Condition:
        if not self._text.strip():
            return Condition()
        found = self._any()
        if self._text[self._at :].strip():
            raise self._wrong()
        return found

    def _any(self) -> Condition:
        return self._joined("|", self._all, every=False)

    def _all(self) -> Condition:
        return self._joined("&", self._one, every=True)

    def _joined(self, sign: str, read: Callable[[], Condition], *, every: bool) -> Condition:
        parts = [read()]
        while self._next() == sign:
            self._take()
            parts.append(read())
        return parts[0] if len(parts) == 1 else Condition(parts=_flat(parts, every), every=every)

    def _one(self) -> Condition:
        sign = self._next()
        if sign == "(":
            self._depth += 1
            if self._depth > _DEEPEST:
                raise self._wrong()
            self._take()
            found = self._any()
            if self._next() != ")":
                raise self._wrong()
            self._take()
            self._depth -= 1
            return found
        if sign is None or sign in "&|)":
            raise self._wrong()
        self._take()
        return Condition(name=sign)

    def _next(self) -> str | None:
        match = _TOKEN.match(self._text, self._at)
        return (match["name"] or match["sign"]) if match else None

    def _take(self) -> None:
        match = _TOKEN.match(self._text, self._at)
        if match:
            self._at = match.end()

    def _wrong(self) -> InputError:
        return InputError(
            _("the condition {value} can't be read from {rest} on; join names by & and |").format(
                value=quote(self._text), rest=quote(self._text[self._at :] or _("its end"))
            )
        )


def _flat(parts: Sequence[Condition], every: bool) -> tuple[Condition, ...]:
    """Take parts of a part up that are joined in the same way."""
    return tuple(
        inner
        for part in parts
        for inner in (part.parts if part.name is None and part.parts and part.every == every else (part,))
    )
