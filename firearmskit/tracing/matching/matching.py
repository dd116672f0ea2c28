"""Is this firearm in this register, and which one is it?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from firearmskit.arguments import of_type
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.marking import Weights
from firearmskit.marking.weights import shipped
from firearmskit.tracing.matching.entries import Entry, described
from firearmskit.tracing.matching.ranking import PRIOR, known_prior
from firearmskit.tracing.matching.recorded import searchable
from firearmskit.tracing.matching.results import Match
from firearmskit.tracing.matching.searching import Searchable, search

if TYPE_CHECKING:
    from firearmskit.records import Registry

__all__ = ["match", "match_many"]

MOST = 10_000_000
"""So many descriptions are taken at once."""


@runtime_checkable
class Ranks(Protocol):
    """A register that ranks by itself, as :class:`PackedIndex` does."""

    def ranked(self, descriptions: Sequence[Entry], weights: Weights, *, prior: float, limit: int) -> Sequence[Match]:
        """Match each of some descriptions."""
        ...


def match(
    description: object,
    register: Searchable | Ranks | Registry,
    *,
    prior: float = PRIOR,
    limit: int = 10,
    weights: Weights | None = None,
) -> Match:
    """Say which entry of a register a firearm is, and how likely it is that it is none.

    Args:
        description: What is known of it: an :class:`Entry`, an ``identification.Description`` or a mapping. In its
            serial, ``?`` is a character that can't be read and ``*`` a stretch. What isn't known says nothing.
        register: A :class:`Register`, :class:`PackedIndex`, :class:`SqlRegister` or another :class:`Searchable`; or a
            ``records.Registry``, whose candidates have the names of its firearms. Each reading of a firearm's number is
            searched, and the one that fits best counts.
        prior: The probability that the firearm is in the register, before anything is known of it. The default, one
            half, is a convention for a register of any size; of one with few firearms say less, unless more than the
            description leads there.
        limit: How many candidates to give, at least 1.
        weights: The chances of mistakes in serials; those that come with the library when None.

    Returns:
        The candidates with their probabilities and reasons, the probability of another entry, and that of none.

    Raises:
        InputError: Something can't be used as it is, or nothing of the serial can be read.

    >>> from firearmskit import tracing
    >>> register = tracing.Register(
    ...     [
    ...         {"id": "1", "serial": "AB 100452", "make": "Glock", "calibre": "9x19"},
    ...         {"id": "2", "serial": "AB 100482", "make": "Zastava", "calibre": ".32 ACP"},
    ...     ]
    ... )
    >>> found = tracing.match({"serial": "A8 100452", "calibre": "9 mm Luger"}, register)
    >>> found.best.entry.id, found.unique
    ('1', True)
    """
    return match_many([description], register, prior=prior, limit=limit, weights=weights)[0]


def match_many(
    descriptions: Iterable[object],
    register: Searchable | Ranks | Registry,
    *,
    prior: float = PRIOR,
    limit: int = 10,
    weights: Weights | None = None,
) -> Sequence[Match]:
    """Match many firearms against a register.

    Args:
        descriptions: What is known of each, as for :func:`match`.
        register: The register.
        prior: The probability that one of them is in the register, before anything is known of it.
        limit: How many candidates to give for each.
        weights: The chances of mistakes in serials; those that come with the library when None.

    Returns:
        One match for each, in their order. With a :class:`PackedIndex` they are written out when they are looked at.

    Raises:
        InputError: Something can't be used as it is, or nothing of a serial can be read.
    """
    if isinstance(descriptions, str | bytes) or not isinstance(descriptions, Iterable):
        raise InputError(_("descriptions must be a list, not {value}.").format(value=quote(descriptions)))
    if isinstance(limit, bool) or not isinstance(limit, int) or limit < 1:
        raise InputError(_("limit must be a whole number above 0, not {value}.").format(value=quote(limit)))
    chances = shipped() if weights is None else of_type(weights, Weights, "weights")
    share = known_prior(prior)
    asked = [described(each) for each in islice(descriptions, MOST)]
    searched = searchable(register)
    if isinstance(searched, Ranks):
        return searched.ranked(asked, chances, prior=share, limit=limit)
    if not isinstance(searched, Searchable):
        raise InputError(_("register must be one that can be searched, not {value}.").format(value=quote(register)))
    return [search(each, searched, chances, prior=share, limit=limit) for each in asked]
