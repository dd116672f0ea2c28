"""Learn the weights of a comparison from pairs of serials of which it is known whether they are of one firearm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from firearmskit.arguments import listed
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.marking.comparing import Comparison, compare
from firearmskit.marking.noise import Elsewhere
from firearmskit.marking.spelling import spell
from firearmskit.marking.weights import Weights, shipped

__all__ = ["learn_weights"]

_ROUNDS = 8
_TRUST = 20.0
"""How many cases the weights that it starts from count for, so that few pairs change little."""

_EVENTS = {
    "look-alike": "look_alike",
    "other": "substitute",
    "omitted": "omit",
    "added": "insert",
    "transposed": "transpose",
    "script": "script",
    "group left out": "affix",
    "group added": "affix",
    "zeros left out": "zeros",
    "zeros added": "zeros",
}
"""Which weight each kind of step counts for."""


def learn_weights(pairs: Iterable[tuple[str, str, bool]], *, start: Weights | None = None) -> Weights:
    """Learn weights from labelled pairs.

    Pairs of one firearm teach how serials are miswritten: the steps of the likeliest alignments are counted, over
    several rounds. Pairs of two firearms teach how alike their serials are. The weights that it starts from count as
    some cases more, so that few pairs change little, and what never happened stays possible.

    Args:
        pairs: Record, copy, and whether they are of one firearm.
        start: The weights to start from; those that come with the library when None.

    Returns:
        The weights; the same pairs give the same.

    Raises:
        InputError: A pair isn't two serials and True or False, or there are none of one firearm.

    >>> learnt = learn_weights([(f"A{n}B", f"A{n}8", True) for n in range(100, 140)])
    >>> learnt.look_alike > shipped().look_alike
    True
    """
    same, other = _sorted_out(pairs)
    if not same:
        raise InputError(_("There are no pairs of one firearm to learn from."))
    start = start or shipped()
    weights = start
    for _round in range(_ROUNDS):
        weights = _from_alignments(same, weights, start)
    if other:
        weights = _from_others(other, weights, start)
    return replace(weights, origin=f"learnt from {len(same)} pairs of one firearm and {len(other)} of two")


def _sorted_out(pairs: Iterable[tuple[str, str, bool]]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Tell apart the pairs of one firearm and those of two."""
    same: list[tuple[str, str]] = []
    other: list[tuple[str, str]] = []
    for pair in listed(pairs, object, "pairs"):
        if not isinstance(pair, tuple | list) or len(pair) != 3 or not isinstance(pair[2], bool):
            raise InputError(
                _("A pair is record, copy, and True or False for one firearm, not {value}.").format(value=quote(pair))
            )
        (same if pair[2] else other).append((pair[0], pair[1]))
    return same, other


def _from_alignments(pairs: list[tuple[str, str]], weights: Weights, start: Weights) -> Weights:
    """Count the steps of the likeliest alignments, each against how often it could have happened."""
    happened: Counter[str] = Counter()
    could: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    for record, copy in pairs:
        found = compare(record, copy, weights=weights)
        happened.update(_EVENTS[step.kind] for step in found.alignment if step.kind in _EVENTS)
        could.update(_chances(found))
        taken.update(
            "".join(sorted((step.record.upper(), step.copy.upper())))
            for step in found.alignment
            if step.kind == "look-alike"
        )
    shares = {
        name: (happened[name] + _TRUST * getattr(start, name)) / (could[name] + _TRUST)
        for name in sorted(set(_EVENTS.values()))
    }
    trust = _TRUST / sum(start.pairs.values())
    pairs_taken = {pair: trust * weight + taken["".join(sorted(pair))] for pair, weight in start.pairs.items()}
    return replace(weights, **shares, pairs=pairs_taken)


def _chances(found: Comparison) -> Counter[str]:
    """Count how often each change could have happened in one comparison."""
    signs = spell(found.record)
    places = len(signs)
    return Counter(
        look_alike=places,
        substitute=places,
        omit=places,
        insert=places,
        transpose=max(0, places - 1),
        script=sum(not sign.char.isascii() for sign in signs),
        affix=2,
        zeros=int(any(sign.char == "0" for sign in signs)),
    )


def _from_others(pairs: list[tuple[str, str]], weights: Weights, start: Weights) -> Weights:
    """Learn the shares of the populations of other firearms: expectation and maximisation, until it settles."""
    parts = []
    for record, copy in pairs:
        signs = spell(record)
        others = Elsewhere("".join(sign.char for sign in signs), weights)
        chances = list(others.chances("".join(sign.char for sign in spell(copy))))
        shares = (1 - weights.same_shape, *(share for share, _channel in others.populations))
        parts.append([chance / share for chance, share in zip(chances, shares, strict=True)])
    first = _population_shares(start)
    shares = first
    for _round in range(50):
        expected = [_TRUST * share for share in first]
        for part in parts:
            weighed = [share * chance for share, chance in zip(shares, part, strict=True)]
            total = sum(weighed)
            expected = [so_far + each / total for so_far, each in zip(expected, weighed, strict=True)]
        shares = tuple(each / sum(expected) for each in expected)
    alike = sum(shares[1:])
    return replace(weights, same_shape=alike, same_letters=shares[2] / alike, same_lot=shares[3] / alike)


def _population_shares(weights: Weights) -> tuple[float, ...]:
    rest = 1 - weights.same_letters - weights.same_lot
    return (
        1 - weights.same_shape,
        weights.same_shape * rest,
        weights.same_shape * weights.same_letters,
        weights.same_shape * weights.same_lot,
    )
