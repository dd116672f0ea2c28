"""A likelihood ratio in sentences, and what must be said with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from firearmskit.ballistics.strength.calibrating import METHODS, Calibration
from firearmskit.ballistics.strength.population import CELLS, COUNT, FRACTION, PARTS, Population
from firearmskit.ballistics.strength.scale import plain, verbal
from firearmskit.errors import quote
from firearmskit.language import text as _

if TYPE_CHECKING:
    from firearmskit.ballistics.strength.ratio import Strength
    from firearmskit.ballistics.strength.validating import Validation

__all__ = ["limits_of", "tell"]


def limits_of(
    population: Population,
    score: float,
    *,
    of: str,
    cells: int | None,
    reached: str | None,
    beyond: str | None,
    validation: Validation,
    learnt: Calibration,
) -> tuple[str, ...]:
    """Give what must be said with a likelihood ratio.

    Args:
        population: The population.
        score: The score.
        of: Which of its scores.
        cells: How many cells were compared.
        reached: Which bound was reached.
        beyond: Where the population has no such score.
        validation: How good such ratios were.
        learnt: What was learnt.

    Returns:
        Sentences.
    """
    seen = population.scores_of(of)
    told = []
    if beyond is not None:
        told.append(
            _(
                "No comparison of the population has such a score; the ratio is that of the nearest one, {score:g}."
            ).format(score=seen.max() if beyond == "above" else seen.min())
        )
    if reached is not None:
        bound = validation.bounds.upper if reached == "upper" else validation.bounds.lower
        told.append(
            _(
                "The ratio is held at {bound}: the comparisons of this population support no stronger one (empirical "
                "bound, ELUB). Whether a larger population would give a stronger one isn't known."
            ).format(bound=plain(bound))
        )
    if learnt.line is not None and learnt.line[1] < 0:
        told.append(_("In this population, higher scores speak for different sources."))
    told += _cells(population, of, cells)
    missing = [_(part) for key, part in PARTS.items() if getattr(population, key) is None]
    if missing:
        told.append(_("The population doesn't say: {parts}.").format(parts=", ".join(missing)))
    told.append(
        _(
            "The ratio isn't the probability that one firearm made both marks. That also depends on all else in the "
            "case, which is for the court."
        )
    )
    return tuple(told)


def _cells(population: Population, of: str, cells: int | None) -> list[str]:
    if of not in (COUNT, FRACTION) or CELLS not in population.scores:
        return []
    least, most = (int(each) for each in (population.scores[CELLS].min(), population.scores[CELLS].max()))
    if cells is None:
        return [
            _("It isn't said how many cells were compared; in the population it was {least} to {most}.").format(
                least=least, most=most
            )
        ]
    if not least <= cells <= most:
        return [
            _(
                "In this comparison {cells} cells were compared, in those of the population {least} to {most}; no "
                "comparison like this one is in it."
            ).format(cells=cells, least=least, most=most)
        ]
    return []


def tell(strength: Strength) -> str:
    """Say in sentences how strong a score is as evidence."""
    population, ratio = strength.population, strength.log10_lr
    told = [
        _("Score {of}: {score:.4g}.").format(of=strength.of, score=strength.score)
        if strength.cells is None
        else _("Score {of}: {score:.4g}, with {cells} cells compared.").format(
            of=strength.of, score=strength.score, cells=strength.cells
        ),
        _("Proposition 1: one firearm made both marks."),
        _("Proposition 2: two different firearms, like those of the population, made them."),
        _ratio(strength),
        _meaning(ratio),
        _in_words(strength),
        _how_many(strength),
        population.describe(strength.of),
        _learnt(strength),
        strength.validation.describe(),
        *strength.limits,
    ]
    return " ".join(told)


def _ratio(strength: Strength) -> str:
    ratio, level = plain(strength.log10_lr), 100 * strength.level
    if strength.reached is not None and strength.low == strength.high:
        return _("The likelihood ratio is {ratio}, a bound, and so is the whole {level:g} % interval.").format(
            ratio=ratio, level=level
        )
    return _("The likelihood ratio is {ratio} ({level:g} % interval, firearms drawn anew: {low} to {high}).").format(
        ratio=ratio, level=level, low=plain(strength.low), high=plain(strength.high)
    )


def _learnt(strength: Strength) -> str:
    other = next(each for each in METHODS if each != strength.method)
    return _("The ratio was learnt by {method}; by {other} it would be {ratio}.").format(
        method=_(METHODS[strength.method]), other=_(METHODS[other]), ratio=plain(strength.otherwise)
    )


def _meaning(ratio: float) -> str:
    one, other = (1, 2) if ratio >= 0 else (2, 1)
    return _(
        "Such a score is about {times} times as probable if proposition {one} is true as if proposition {other} is."
    ).format(times=plain(abs(ratio)), one=one, other=other)


def _in_words(strength: Strength) -> str:
    said = _("In words: {words}.").format(words=strength.words)
    ends = [verbal(end) for end in (strength.low, strength.high)]
    if ends != [strength.words] * 2:
        said += " " + _("At the ends of the interval: {low}; {high}.").format(low=ends[0], high=ends[1])
    return f"{said} " + _("Offices use different words for the same number.")


def _how_many(strength: Strength) -> str:
    """Say how many comparisons of the population lie at least as far on the side that the ratio supports."""
    seen, same = strength.population.scores_of(strength.of), strength.population.same
    far = seen >= strength.score if strength.log10_lr >= 0 else seen <= strength.score
    side = _("this score or a higher one") if strength.log10_lr >= 0 else _("this score or a lower one")
    return _(
        "In the population {name}, {same} of {all_same} comparisons of the same source and {different} of "
        "{all_different} of different sources have {side}."
    ).format(
        name=quote(strength.population.name),
        same=int((far & same).sum()),
        all_same=int(same.sum()),
        different=int((far & ~same).sum()),
        all_different=int((~same).sum()),
        side=side,
    )
