"""Rank the types that an object may be, with probabilities and reasons.

The rule is Bayes's, with three corrections that keep it from being too sure:

- features of one group are seen, or mistaken, together: with ``n`` answers in a group, each counts ``n`` to the power
  of minus :data:`TOGETHER`;
- a type that isn't in the reference has a share of its own (:data:`UNKNOWN_PRIOR`). It is most often a relative of one
  that is: a copy, a variant. Its likelihood is that of each known type with a part of the features
  (:data:`CHANGED`) drawn anew, averaged over the types. A few (:data:`STRANGERS`) are like none: half of their
  answers are what firearms of a form show in general, half could be anything;
- no type is thought more frequent than another, because no sourced figures say how often each is met. Whoever knows
  their own region passes ``prior``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firearmskit.errors import InputError, UnknownCodeError, quote
from firearmskit.identification.likelihood import column, general, models, summed, values_in_use
from firearmskit.language import text as _

__all__ = ["CHANGED", "STRANGERS", "TOGETHER", "UNKNOWN_PRIOR", "Clue", "Posterior", "clue", "posterior", "shares"]

UNKNOWN_PRIOR = 0.09
"""Share of objects whose type isn't in the reference, before anything is seen: a convention."""

CHANGED = 0.12
"""Share of features in which a type that isn't in the reference differs from its nearest relative."""

STRANGERS = 0.01
"""Share of such types that have no relative in the reference."""

TOGETHER = 0.02
"""How much less an answer counts beside others of its group.

The four figures, and ``likelihood.DOUBT``, were set so that stated probabilities came true for the made-up observers of
``benchmarks/identification.py``, by other seeds than the published one, which was looked at before the last setting.
"""


@dataclass(frozen=True, kw_only=True)
class Clue:
    """One observation as the ranking sees it.

    Args:
        name: Id of a feature, or ``marks.`` and a kind of mark.
        values: The answers that were given.
        group: Group of features that are seen together.
        likelihood: Likelihood for each type, in the order of ``likelihood.models``.
        usual: The same for a firearm of the type's overall form in general.
        flat: The same when any answer is as likely as another.
    """

    name: str
    values: tuple[str, ...]
    group: str
    likelihood: tuple[float, ...]
    usual: tuple[float, ...]
    flat: float


@dataclass(frozen=True, kw_only=True)
class Posterior:
    """What the clues say about all types.

    Args:
        probabilities: One for each type, in the order of ``likelihood.models``.
        unknown: That it isn't in the reference.
        weights: How much each clue counts, in the order of the clues.
    """

    probabilities: tuple[float, ...]
    unknown: float
    weights: tuple[float, ...]


def clue(feature: str, values: Sequence[str], group: str) -> Clue:
    """Make a clue of the answers to a feature."""
    return Clue(
        name=feature,
        values=tuple(values),
        group=group,
        likelihood=summed(column(feature, value) for value in values),
        usual=summed(general(feature, value) for value in values),
        flat=len(values) / len(values_in_use(feature)),
    )


def shares(prior: Mapping[str, float] | None) -> tuple[float, ...]:
    """Turn a reader's own weights into shares of all types; equal shares without them."""
    if prior is None:
        return tuple(1 / len(models()) for _model in models())
    if not isinstance(prior, Mapping):
        raise InputError(_("the prior must give a weight by id of a type, not {value}").format(value=quote(prior)))
    places = {model: place for place, model in enumerate(models())}
    weights = [1.0] * len(places)
    for model, weight in prior.items():
        if model not in places:
            raise UnknownCodeError(_("{id} isn't a type of the reference").format(id=quote(model)))
        if not isinstance(weight, (int, float)) or isinstance(weight, bool) or not 0 <= weight < math.inf:
            raise InputError(
                _("the weight of {id} must be a number from 0 on, not {value}").format(
                    id=quote(model), value=quote(weight)
                )
            )
        weights[places[model]] = float(weight)
    total = sum(weights)
    if not 0 < total < math.inf:
        raise InputError(_("the weights of the prior must add up to a number above 0"))
    return tuple(weight / total for weight in weights)


def posterior(clues: Sequence[Clue], prior: Mapping[str, float] | None = None) -> Posterior:
    """Weigh all types, and the possibility that it is none of them.

    Args:
        clues: What was observed.
        prior: Weight of types before anything was seen, by id; 1 for those that aren't named.

    Returns:
        The probabilities; with ``unknown`` they add up to 1.
    """
    sizes: dict[str, int] = {}
    for each in clues:
        sizes[each.group] = sizes.get(each.group, 0) + 1
    weights = tuple(sizes[each.group] ** -TOGETHER for each in clues)
    scores: list[float] = []
    others: list[float] = []
    for place, share in enumerate(shares(prior)):
        start = math.log(share) if share > 0 else -math.inf
        score = relative = stranger = start
        for each, weight in zip(clues, weights, strict=True):
            here, usual = each.likelihood[place], each.usual[place]
            score += weight * math.log(here)
            relative += weight * math.log((1 - CHANGED) * here + CHANGED * usual)
            stranger += weight * math.log((usual + each.flat) / 2)
        scores.append(score + math.log(1 - UNKNOWN_PRIOR))
        others.append(relative + math.log(UNKNOWN_PRIOR * (1 - STRANGERS)))
        others.append(stranger + math.log(UNKNOWN_PRIOR * STRANGERS))
    top = max(*scores, *others)
    known = [math.exp(score - top) for score in scores]
    unknown = sum(math.exp(score - top) for score in others)
    total = sum(known) + unknown
    return Posterior(
        probabilities=tuple(each / total for each in known),
        unknown=unknown / total,
        weights=weights,
    )
