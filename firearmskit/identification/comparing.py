"""What tells one type from another?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from firearmskit import reference
from firearmskit.errors import UnknownCodeError, quote
from firearmskit.identification.deriving import facts
from firearmskit.identification.features import features, label
from firearmskit.identification.likelihood import models
from firearmskit.language import text as _

__all__ = ["Difference", "compare"]


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One thing to look at that tells two types apart.

    Args:
        feature: What to look at, in words, in the language that is spoken now.
        this: What the first type shows.
        that: What the second shows; None where only the first is known.
        basis: How far the weaker of the two facts is supported, one of ``reference.CONFIDENCE``.
        sources: Where the facts were read.
    """

    feature: str
    this: str
    that: str | None
    basis: str
    sources: tuple[str, ...]


def compare(model: str, other: str) -> tuple[Difference, ...]:
    """Say what tells one type from another.

    Args:
        model: Id of a type of the reference.
        other: Id of the type that it may be taken for.

    Returns:
        The differences: those of the table of look-alikes, then those of the features on which no piece of one type
        can look like a piece of the other; the best supported first, then those that an untrained eye sees best.

    Raises:
        UnknownCodeError: A type isn't in the reference.

    >>> from firearmskit import identification
    >>> first = identification.compare("ak47", "akm")[0]
    >>> first.feature, first.basis
    ('receiver', 'sourced')
    """
    for each in (model, other):
        if each not in models():
            raise UnknownCodeError(_("{id} isn't a type of the reference").format(id=quote(each)))
    return (*_written(model, other), *_seen(model, other))


def _written(model: str, other: str) -> Iterator[Difference]:
    """Give the rows of the table of look-alikes, turned so that the first type comes first."""
    for row in reference.rows(reference.LookAlike):
        if (row.model, row.other) == (model, other):
            this, that = row.this, row.that
        elif (row.model, row.other) == (other, model) and row.that is not None:
            this, that = row.that, row.this
        else:
            continue
        yield Difference(
            feature=_(row.feature),
            this=_(this),
            that=None if that is None else _(that),
            basis=row.confidence,
            sources=(row.source,),
        )


def _seen(model: str, other: str) -> list[Difference]:
    """Give the features on which the two types never agree."""
    found = []
    for feature in features():
        one, two = facts(model).get(feature.id), facts(other).get(feature.id)
        if one is None or two is None or set(one.values) & set(two.values):
            continue
        basis = max(one.basis, two.basis, key=reference.CONFIDENCE.index)
        difference = Difference(
            feature=_(feature.name),
            this=_(" or ").join(label(feature.id, value) for value in one.values),
            that=_(" or ").join(label(feature.id, value) for value in two.values),
            basis=basis,
            sources=tuple(dict.fromkeys((one.source, two.source))),
        )
        found.append((reference.CONFIDENCE.index(basis), feature.error_percent, difference))
    return [difference for _basis, _error, difference in sorted(found, key=lambda item: item[:2])]
