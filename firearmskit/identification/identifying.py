"""What is this object? Candidates with probabilities, what speaks for and against each, and what to look at next."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from firearmskit import reference
from firearmskit.arguments import of_type
from firearmskit.errors import InputError, quote
from firearmskit.identification.asking import NextFeature, best_next
from firearmskit.identification.features import check_answer, known, label
from firearmskit.identification.likelihood import fact_of, models
from firearmskit.identification.marks import clues_of
from firearmskit.identification.ranking import Clue, Posterior, clue, posterior, shares
from firearmskit.language import N_, ngettext
from firearmskit.language import text as _
from firearmskit.marking import Reading

if TYPE_CHECKING:
    import pandas

__all__ = ["Candidate", "Evidence", "Identification", "describe", "identify", "to_frame"]

WORDS = {"marks.model": N_("Model that is marked"), "marks.maker": N_("Maker that is marked")}
BASES = {
    "sourced": N_("sourced"),
    "partly": N_("partly sourced"),
    "derived": N_("worked out"),
    "unverified": N_("unverified"),
}
"""How far a fact is supported, in words."""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What one observation says about one type.

    Args:
        feature: Id of the feature, or ``marks.model`` or ``marks.maker``.
        seen: The answers that were given.
        expected: The answers that the reference gives for the type; none when it doesn't say.
        weight_bits: How far it speaks for the type (above 0) or against it (below), in bits.
        basis: How far the fact in the reference is supported, one of ``reference.CONFIDENCE``; None without a fact.
        reason: The same in a sentence.
    """

    feature: str
    seen: tuple[str, ...]
    expected: tuple[str, ...]
    weight_bits: float
    basis: str | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A type that the object may be.

    Args:
        model: Id in the reference table of models.
        name: Its usual name.
        probability: That the object is of this type.
        evidence: What each observation says about it, in the order of the observations.
    """

    model: str
    name: str
    probability: float
    evidence: tuple[Evidence, ...]

    @property
    def supporting(self) -> tuple[Evidence, ...]:
        """What speaks for it, the strongest first."""
        return tuple(sorted((e for e in self.evidence if e.weight_bits > 0), key=lambda e: -e.weight_bits))

    @property
    def contradicting(self) -> tuple[Evidence, ...]:
        """What speaks against it, the strongest first."""
        return tuple(sorted((e for e in self.evidence if e.weight_bits < 0), key=lambda e: e.weight_bits))


@dataclass(frozen=True, kw_only=True)
class Identification:
    """What an object may be.

    Args:
        candidates: The likeliest types, the best first.
        unknown: Probability that its type isn't in the reference.
        rest: Probability of all types that aren't listed.
        next: The feature to look at next; None when none is worth it.
    """

    candidates: tuple[Candidate, ...]
    unknown: float
    rest: float
    next: NextFeature | None


def identify(
    features: Mapping[str, str | Collection[str] | None],
    *,
    marks: Reading | None = None,
    limit: int = 10,
    prior: Mapping[str, float] | None = None,
) -> Identification:
    """Rank the types that an object may be, by what is seen on it and by its marks.

    Args:
        features: The answer by id of a feature (see :func:`features` and :func:`answers`); several answers where the
            observer hesitates; None where it can't be seen.
        marks: What ``marking.read`` gave for the marks of the object.
        limit: The most candidates to give.
        prior: How often types are met in the reader's region, as weights by id of a type; types that aren't named have
            weight 1. Without it all types are equally likely: no sourced figures say how often each is met.

    Returns:
        Candidates with probabilities; what isn't in the reference has a probability of its own. The probabilities
        hold for an observer as careful as ``features.error_percent`` says, and for types of the reference that are
        equally frequent.

    Raises:
        UnknownCodeError: A feature, an answer or a type of the prior doesn't exist.
        InputError: Something isn't of the right type.

    >>> from firearmskit import identification
    >>> seen = {"form": "long_gun", "magazine_curve": "strong", "front_sight": "hood", "stock": "underfold"}
    >>> identification.identify(seen).candidates[0].name
    'Type 56-1'
    """
    if isinstance(limit, bool) or not isinstance(limit, int) or limit < 1:
        raise InputError(_("the limit must be a whole number from 1 on, not {value}").format(value=quote(limit)))
    clues, skipped = observed(features, marks)
    state = posterior(clues, prior)
    order = sorted(range(len(models())), key=lambda place: -state.probabilities[place])[:limit]
    listed = [place for place in order if state.probabilities[place] > 0]
    return Identification(
        candidates=tuple(_candidate(place, clues, state, shares(prior)) for place in listed),
        unknown=state.unknown,
        rest=max(0.0, 1 - state.unknown - sum(state.probabilities[place] for place in listed)),
        next=best_next(state, clues, skipped),
    )


def observed(
    features: Mapping[str, str | Collection[str] | None], marks: Reading | None
) -> tuple[list[Clue], list[str]]:
    """Turn answers and marks into clues, and list the features that can't be seen.

    What was answered goes before what a mark says of the same feature, so that nothing counts twice.
    """
    if not isinstance(features, Mapping):
        raise InputError(_("features must give an answer by feature, not {value}").format(value=quote(features)))
    clues: list[Clue] = []
    skipped: list[str] = []
    for name, given in features.items():
        feature = known(name)
        if given is None:
            skipped.append(feature.id)
            continue
        values = [given] if isinstance(given, str) else given
        if not isinstance(values, Collection) or not values:
            raise InputError(
                _("the answer to {feature} must be one or several of its answers, not {value}").format(
                    feature=quote(feature.id), value=quote(given)
                )
            )
        clues.append(clue(feature.id, sorted({check_answer(feature.id, value) for value in values}), feature.group))
    if marks is not None:
        own = {each.name for each in clues}
        clues += [each for each in clues_of(marks) if each.name not in own]
    return clues, skipped


def _candidate(place: int, clues: Iterable[Clue], state: Posterior, prior: tuple[float, ...]) -> Candidate:
    model = models()[place]
    return Candidate(
        model=model,
        name=reference.get(reference.Model, model).name,
        probability=state.probabilities[place],
        evidence=tuple(
            _evidence(model, place, each, weight, prior) for each, weight in zip(clues, state.weights, strict=True)
        ),
    )


def _evidence(model: str, place: int, each: Clue, weight: float, prior: tuple[float, ...]) -> Evidence:
    """Compare what was seen with what the type shows; the weight is beside the average over all types."""
    average = sum(share * likelihood for share, likelihood in zip(prior, each.likelihood, strict=True))
    bits = weight * math.log2(each.likelihood[place] / average)
    fact = None if each.name.startswith("marks.") else fact_of(model, each.name)
    expected = fact.values if fact else ()
    return Evidence(
        feature=each.name,
        seen=each.values,
        expected=expected,
        weight_bits=round(bits, 3),
        basis=fact.basis if fact else None,
        reason=_reason(each, expected, fact.basis if fact else None, bits),
    )


def _reason(each: Clue, expected: tuple[str, ...], basis: str | None, bits: float) -> str:
    """Say in a sentence what an observation means for a type."""
    if each.name in WORDS:
        name, seen = _(WORDS[each.name]), ", ".join(map(quote, each.values))
        said = (
            _("{feature}: {seen} belongs to this type or fits it.")
            if bits > 0
            else _("{feature}: {seen} doesn't belong to this type.")
        )
        return said.format(feature=name, seen=seen)
    words = {
        "feature": _(known(each.name).name),
        "seen": _listed(each.name, each.values),
        "expected": _listed(each.name, expected),
        "basis": _(BASES[basis]) if basis else "",
    }
    if not expected:
        return _("{feature}: {seen}. The reference doesn't say what this type shows there.").format(**words)
    if set(each.values) & set(expected):
        return _("{feature}: {seen}, as on this type ({basis}).").format(**words)
    return _("{feature}: {seen}, but this type shows: {expected} ({basis}).").format(**words)


def _listed(feature: str, values: Iterable[str]) -> str:
    """Say answers in words, joined."""
    return _(" or ").join(label(feature, value) for value in values)


def describe(identification: Identification) -> str:
    """Say in sentences what an object may be, and how sure that is.

    Args:
        identification: What :func:`identify` gave.

    Returns:
        Sentences in the language that is spoken now. An opinion from the outside alone is never called certain.

    Raises:
        InputError: It is something else.

    >>> from firearmskit import identification
    >>> seen = {"form": "revolver", "cylinder": "gate", "chambers": "7", "script": "cyrillic"}
    >>> identification.describe(identification.identify(seen)).split(" (")[0]
    'Most likely Nagant M1895'
    """
    of_type(identification, Identification, "identification")
    sentences = []
    best = identification.candidates[0] if identification.candidates else None
    if best is not None and best.probability >= identification.unknown:
        sentences.append(
            _("Most likely {name} ({percent} %).").format(name=best.name, percent=_percent(best.probability))
        )
        sentences += [each.reason for each in best.supporting[:3]]
        against = best.contradicting[:2]
        if against:
            sentences.append(_("Against it:") + " " + " ".join(each.reason for each in against))
    else:
        sentences.append(_("Most likely a type that isn't in the reference."))
    others = [each for each in identification.candidates[1:4] if each.probability >= 0.01]
    if others:
        named = ", ".join(f"{each.name} ({_percent(each.probability)} %)" for each in others)
        sentences.append(
            ngettext("Also possible: {names}.", "Also possible: {names}.", len(others)).format(names=named)
        )
    sentences.append(_("That it isn't in the reference: {percent} %.").format(percent=_percent(identification.unknown)))
    if identification.next is not None:
        sentences.append(_("Look next: {question}").format(question=identification.next.question))
    return " ".join(sentences)


def _percent(probability: float) -> str:
    """Say a probability in whole percent; never 0 or 100, which would be certainty."""
    return "<1" if probability < 0.005 else ">99" if probability >= 0.995 else f"{100 * probability:.0f}"


def to_frame(identification: Identification) -> pandas.DataFrame:
    """Give the candidates as a pandas DataFrame.

    Args:
        identification: What :func:`identify` gave.

    Returns:
        One row for each candidate and observation; columns ``model``, ``name``, ``probability``, ``feature``,
        ``seen``, ``expected``, ``weight_bits``, ``basis``, ``reason``. A last row without a model has the probability
        that it isn't in the reference.

    Raises:
        InputError: It is something else.
    """
    import pandas

    of_type(identification, Identification, "identification")
    columns = ["model", "name", "probability", "feature", "seen", "expected", "weight_bits", "basis", "reason"]
    records: list[list[object]] = []
    for each in identification.candidates:
        head = [each.model, each.name, each.probability]
        records += [
            [*head, e.feature, "; ".join(e.seen), "; ".join(e.expected), e.weight_bits, e.basis, e.reason]
            for e in each.evidence
        ] or [[*head, *[None] * 6]]
    records.append([None, _("not in the reference"), identification.unknown, *[None] * 6])
    return pandas.DataFrame(records, columns=columns)
