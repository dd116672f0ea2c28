"""How likely an answer is, for each type of the reference and for a type that isn't in it.

An answer comes from an untrained eye (``features.error_percent``) that looks at one piece of a type. What the reference
says of the type may itself be wrong; the weaker its basis, the more of the likelihood is what firearms of the same
overall form show in general. So a row that is ``unverified`` speaks for or against a type, but softly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from firearmskit import reference
from firearmskit.identification.deriving import Fact, facts
from firearmskit.identification.features import OPEN, answers, known
from firearmskit.identification.tables import Pattern, table

__all__ = ["DOUBT", "column", "fact_of", "general", "models", "values_in_use"]

DOUBT = {"sourced": 0.014, "partly": 0.035, "derived": 0.028, "unverified": 0.042}
"""Probability that a fact with this basis is wrong for a piece: an estimate that keeps unverified rows soft."""

SMOOTHING = 0.5
"""Added to the count of each answer, so that no answer is impossible."""


@cache
def models() -> tuple[str, ...]:
    """Give the ids of the types that can be told apart; a row that only names a whole pattern is no type."""
    names = {pattern.name_row for pattern in table(Pattern)}
    return tuple(row.id for row in reference.rows(reference.Model) if row.id not in names)


def fact_of(model: str, feature: str) -> Fact | None:
    """Give what a type shows of a feature; None when the reference doesn't say."""
    return facts(model).get(feature)


@cache
def _forms() -> tuple[str, ...]:
    return tuple(facts(model)["form"].values[0] for model in models())


@cache
def values_in_use(feature: str) -> tuple[str, ...]:
    """Give the answers that some type shows; for a short list of answers all of them."""
    if feature not in OPEN:
        return answers(feature)
    used = {value for model in models() if (fact := fact_of(model, feature)) for value in fact.values}
    return tuple(sorted(used))


def _seen(value: str, fact: Fact, feature: str) -> float:
    """Give the probability that an eye gives an answer, if the fact is right."""
    others = max(1, len(values_in_use(feature)) - 1)
    error = known(feature).error_percent / 100
    share = fact.share(value)
    return share * (1 - error) + (1 - share) * error / others


@cache
def _by_form(feature: str, value: str) -> dict[str, float]:
    """Give how often an answer is given for firearms of each overall form."""
    smooth = SMOOTHING / len(values_in_use(feature))
    total: dict[str, float] = {}
    count: dict[str, int] = {}
    for model, form in zip(models(), _forms(), strict=True):
        fact = fact_of(model, feature)
        if fact is not None:
            total[form] = total.get(form, 0.0) + _seen(value, fact, feature)
            count[form] = count.get(form, 0) + 1
    return {form: (total.get(form, 0.0) + smooth) / (count.get(form, 0) + SMOOTHING) for form in set(_forms())}


@cache
def general(feature: str, value: str) -> tuple[float, ...]:
    """Give, type by type, how often an answer is given for firearms of its overall form.

    The form itself is no guide to the form: there all types share one figure.
    """
    by_form = _by_form(feature, value)
    if feature == "form":
        mean = sum(by_form.values()) / len(by_form)
        return tuple(mean for _form in _forms())
    return tuple(by_form[form] for form in _forms())


@cache
def column(feature: str, value: str) -> tuple[float, ...]:
    """Give the likelihood of an answer for each type, in the order of :func:`models`."""
    return tuple(_likelihoods(feature, value))


def _likelihoods(feature: str, value: str) -> Iterator[float]:
    for model, usual in zip(models(), general(feature, value), strict=True):
        fact = fact_of(model, feature)
        if fact is None:
            yield usual
        else:
            doubt = DOUBT[fact.basis]
            yield (1 - doubt) * _seen(value, fact, feature) + doubt * usual


def summed(columns: Iterable[tuple[float, ...]]) -> tuple[float, ...]:
    """Add columns: the likelihood that one of several answers is given."""
    return tuple(map(sum, zip(*columns, strict=True)))
