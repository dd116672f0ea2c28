"""From weights to probabilities: the entries that were found, the others of the register, and a firearm outside it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from firearmskit.arguments import figure
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.tracing.matching.entries import Entry
from firearmskit.tracing.matching.results import Candidate, Match, Reason

__all__ = ["PRIOR", "Posterior", "Question", "Weighed", "answered", "known_prior", "posterior"]

PRIOR = 0.5
"""The probability that a firearm is in the register before anything is known of it: a convention; say what you know.

It is the same whatever the size of the register, and each answer says what it rests on.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What is asked of a register.

    Args:
        description: What is known of the firearm.
        prior: The probability that it is in the register, before anything is known of it.
        limit: How many candidates to give.
        size: How many entries the register has.
        lots: The share of firearms outside it that were made in lots of which it holds others.
    """

    description: Entry
    prior: float
    limit: int
    size: int
    lots: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Weighed:
    """An entry and what its fields weigh.

    Args:
        entry: Gives the entry.
        serial: Natural logarithm of the weight of the serial.
        fields: The same of the other fields, by name.
    """

    entry: Callable[[], Entry]
    serial: float
    fields: Mapping[str, float]

    @property
    def total(self) -> float:
        """The natural logarithm of all weights together."""
        return self.serial + math.fsum(self.fields.values())


@dataclass(frozen=True, kw_only=True, slots=True)
class Posterior:
    """Probabilities that add up to 1.

    Args:
        entries: Of each entry that was weighed.
        others: That it is another entry.
        absent: That it isn't in the register.
    """

    entries: tuple[float, ...]
    others: float
    absent: float


def known_prior(prior: object) -> float:
    """Give a prior back if it can be one."""
    value = figure(prior, "prior")
    if not 0 < value < 1:
        raise InputError(
            _("The prior must be a probability above 0 and below 1, not {value}.").format(value=quote(prior))
        )
    return value


def posterior(
    totals: Sequence[float], rest: float, beyond: float, *, prior: float, size: int, absent: float = 1.0
) -> Posterior:
    """Share out the probability.

    Args:
        totals: Natural logarithm of the weight of each entry, against any other firearm.
        rest: Sum of the weights, not logarithms, of entries that were found but not looked at closely.
        beyond: The share of copies whose entry isn't found.
        prior: The probability that the firearm is in the register.
        size: How many entries the register has.
        absent: How many times likelier all that is said is of a firearm that isn't in the register than of any one:
            above 1 where the register holds others of its lot.

    >>> shared = posterior([math.log(1e6)], 0.0, 0.0, prior=0.5, size=1000)
    >>> round(shared.absent, 4), round(sum(shared.entries) + shared.others + shared.absent, 9)
    (0.001, 1.0)
    """
    each = math.log(prior / size)
    top = max((each + total for total in totals), default=0.0)
    scale = max(top, 0.0)
    here = [math.exp(each + total - scale) for total in totals]
    others = (rest * prior / size + beyond * prior) * math.exp(-scale)
    elsewhere = absent * (1 - prior) * math.exp(-scale)
    whole = math.fsum(here) + others + elsewhere
    return Posterior(entries=tuple(value / whole for value in here), others=others / whole, absent=elsewhere / whole)


def answered(question: Question, weighed: Sequence[Weighed], rest: float, beyond: float, absent: float = 1.0) -> Match:
    """Make the answer: the best entries with their reasons, and what is left for others.

    Args:
        question: What was asked.
        weighed: The entries that were looked at closely.
        rest: Sum of the weights of those that weren't.
        beyond: The share of copies whose entry isn't found.
        absent: As for :func:`posterior`.
    """
    totals = [each.total for each in weighed]
    shared = posterior(totals, rest, beyond, prior=question.prior, size=question.size, absent=absent)
    order = sorted(range(len(weighed)), key=lambda at: -totals[at])
    listed = order[: question.limit]
    return Match(
        description=question.description,
        candidates=tuple(_candidate(question, weighed[at], shared.entries[at]) for at in listed),
        others=shared.others + math.fsum(shared.entries[at] for at in order[question.limit :]),
        absent=shared.absent,
        size=question.size,
        prior=question.prior,
        lots=question.lots,
    )


def _candidate(question: Question, weighed: Weighed, probability: float) -> Candidate:
    entry, asked = weighed.entry(), question.description
    told = [Reason(field="serial", said=str(asked.serial), held=str(entry.serial), log10_weight=_log10(weighed.serial))]
    for name, weight in weighed.fields.items():
        said, held = getattr(asked, name), getattr(entry, name)
        told.append(Reason(field=name, said=str(said), held=str(held), log10_weight=_log10(weight)))
    return Candidate(
        entry=entry,
        probability=probability,
        log10_weight=_log10(weighed.total),
        reasons=tuple(told),
        read=str(asked.serial),
    )


def _log10(natural: float) -> float:
    return natural / math.log(10)
