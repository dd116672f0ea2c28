"""Scores and likelihood ratios in words: what their pictures show. NumPy loads when a population is described."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from firearmskit.arguments import figure, of_type
from firearmskit.errors import quote
from firearmskit.figures.marks import check_number
from firearmskit.language import N_
from firearmskit.language import text as _

if TYPE_CHECKING:
    from firearmskit.ballistics.strength import Population, Validation

__all__ = ["describe_pav", "describe_scores", "describe_tippett"]

MOST_BARS, IN_WORDS = 48, 8
"""The most bars of a picture, and in words."""

SCORE_NAMES = {"cmc": N_("Congruent cells"), "fraction": N_("Share of the cells that are congruent")}
"""What scores are called where people read them; other ones keep the name that their table gives them."""


@dataclass(frozen=True, kw_only=True)
class Bar:
    """Scores of about one size: from where to where, and how many comparisons of either source have one."""

    low: float
    high: float
    same: int
    different: int


@dataclass(frozen=True, kw_only=True)
class Block:
    """Ratios that the truth can't tell apart: from where to where, how many of either source, and what these say."""

    low: float
    high: float
    same: int
    different: int
    ratio: float


def describe_scores(population: Population, *, of: str = "cmc", score: float | None = None) -> str:
    """Describe the picture of a population's scores in words.

    Args:
        population: The population, a ``ballistics.strength.Population``.
        of: Which of its scores.
        score: The score of the comparison in the case; None where there is none.

    Returns:
        Sentences in the language that is spoken now.

    Raises:
        UnknownCodeError: The population has no such scores.
        InputError: It is no population, or the score is no number.
    """
    bars = bars_of(population, of, IN_WORDS)
    told = [
        _("{score} in the population {name}.").format(score=score_name(of), name=quote(population.name)),
        heading(population, same=True) + ": " + "; ".join(_count(each, each.same) for each in bars if each.same) + ".",
        heading(population, same=False)
        + ": "
        + "; ".join(_count(each, each.different) for each in bars if each.different)
        + ".",
    ]
    if score is not None:
        seen, same = population.scores_of(of), population.same
        far = seen >= figure(score, "score")
        told.append(
            _(
                "The score of this comparison is {score:g}: {same} of the same source and {different} of different "
                "sources have it or a higher one."
            ).format(score=score, same=int((far & same).sum()), different=int((far & ~same).sum()))
        )
    return " ".join(told)


def score_name(of: str) -> str:
    """Say what scores are called."""
    return _(SCORE_NAMES[of]) if of in SCORE_NAMES else of


def heading(population: Population, *, same: bool) -> str:
    """Say what one half of the picture shows."""
    said = _("Same source, {count} comparisons") if same else _("Different sources, {count} comparisons")
    return said.format(count=int(population.same.sum() if same else (~population.same).sum()))


def _count(bar: Bar, count: int) -> str:
    if bar.low == bar.high:
        return _("{low:.3g}: {count}").format(low=bar.low, count=count)
    return _("{low:.3g} to {high:.3g}: {count}").format(low=bar.low, high=bar.high, count=count)


def bars_of(population: Population, of: str, most: int) -> list[Bar]:
    """Sort scores into bars of one width: whole numbers where the scores are, equal parts of the range otherwise.

    Raises:
        InputError: It is no population, or it has no such scores.
    """
    import numpy as np

    from firearmskit.ballistics.strength import Population as Kind

    scores, same = of_type(population, Kind, "population").scores_of(of), population.same
    low, high = float(scores.min()), float(scores.max())
    if (scores % 1 == 0).all():
        wide = max(1.0, np.ceil((high - low + 1) / most))
        count = int((high - low) // wide) + 1
        places = ((scores - low) // wide).astype(int)
        ends = [(low + at * wide, low + (at + 1) * wide - 1) for at in range(count)]
    else:
        count = min(most, 24)
        wide = (high - low) / count
        places = np.minimum((scores - low) / wide, count - 1).astype(int)
        ends = [(low + at * wide, low + (at + 1) * wide) for at in range(count)]
    return [
        Bar(
            low=float(start),
            high=float(end),
            same=int((same & (places == at)).sum()),
            different=int((~same & (places == at)).sum()),
        )
        for at, (start, end) in enumerate(ends)
    ]


def held(validation: Validation) -> Sequence[float]:
    """Give the ratios as they would be reported: held at the bounds.

    Raises:
        InputError: It is no validation.
    """
    from firearmskit.ballistics.strength import Validation as Kind

    bounds = of_type(validation, Kind, "validation").bounds
    return [bounds.hold(float(each)) for each in validation.log10_lr]


def ratio(log10_lr: float) -> str:
    """Write a likelihood ratio."""
    from firearmskit.ballistics.strength.scale import plain

    return plain(log10_lr)


def describe_tippett(validation: Validation) -> str:
    """Describe a Tippett plot in words.

    Args:
        validation: Ratios of comparisons whose firearms weren't learnt from, a ``ballistics.strength.Validation``.

    Returns:
        Sentences in the language that is spoken now.

    Raises:
        InputError: It is no validation.
    """
    ratios = held(validation)
    truths = [bool(each) for each in validation.same]
    groups = [[each for each, truth in zip(ratios, truths, strict=True) if truth == side] for side in (True, False)]
    listed = "; ".join(
        _("at least {ratio}: {same:.0f} % and {different:.1f} %").format(
            ratio=ratio(level),
            same=100 * sum(each >= level - 1e-9 for each in groups[0]) / len(groups[0]),
            different=100 * sum(each >= level - 1e-9 for each in groups[1]) / len(groups[1]),
        )
        for level in decades(validation)
    )
    return " ".join(
        [
            _(
                "Likelihood ratios of {same} comparisons of the same source and {different} of different sources."
            ).format(same=len(groups[0]), different=len(groups[1])),
            _("Shares of either whose ratio is at least as large: {listed}.").format(listed=listed),
            _(
                "Below 1 although the source is the same: {same:.1f} %. "
                "Above 1 although the sources differ: {different:.1f} %."
            ).format(
                same=100 * sum(each < 0 for each in groups[0]) / len(groups[0]),
                different=100 * sum(each > 0 for each in groups[1]) / len(groups[1]),
            ),
            _("Held at the bounds {lower} and {upper}.").format(
                lower=ratio(validation.bounds.lower), upper=ratio(validation.bounds.upper)
            ),
        ]
    )


def decades(validation: Validation) -> list[float]:
    """Give the powers of ten within the bounds, as logarithms, 1 always among them."""
    bounds = validation.bounds
    return [float(each) for each in range(-40, 41) if bounds.lower <= each <= bounds.upper]


def describe_pav(validation: Validation) -> str:
    """Describe a PAV plot in words: what the ratios say, and what their own truth says.

    Args:
        validation: Ratios of comparisons whose firearms weren't learnt from, a ``ballistics.strength.Validation``.

    Returns:
        Sentences in the language that is spoken now.

    Raises:
        InputError: It is no validation.
    """
    blocks = blocks_of(validation)
    listed = "; ".join(
        _("{low} to {high}: {same} of the same source, {different} of different sources, so {ratio}").format(
            low=ratio(each.low), high=ratio(each.high), same=each.same, different=each.different, ratio=said(each.ratio)
        )
        for each in blocks
    )
    return " ".join(
        [
            _("Likelihood ratios as computed, and what the truth makes of them: {listed}.").format(listed=listed),
            _("Cllr is {all:.2f}, of which {cal:.2f} could be saved by better calibration.").format(
                all=validation.cllr, cal=validation.cllr_cal
            ),
        ]
    )


def said(log10_lr: float) -> str:
    """Write a ratio that may be infinite, as it is where one of the two sources doesn't occur."""
    if abs(log10_lr) < 40:
        return ratio(log10_lr)
    return _("more than can be said") if log10_lr > 0 else _("less than can be said")


def blocks_of(validation: Validation) -> list[Block]:
    """Gather neighbouring ratios that the truth can't tell apart, from the smallest."""
    from firearmskit.ballistics.strength import pav

    ratios = held(validation)
    calibrated = pav(ratios, validation.same)
    found: dict[float, list[int]] = {}
    for at, each in enumerate(calibrated):
        found.setdefault(round(float(each), 12), []).append(at)
    blocks = []
    for value, places in sorted(found.items()):
        same = sum(bool(validation.same[at]) for at in places)
        inside = [ratios[at] for at in places]
        blocks.append(Block(low=min(inside), high=max(inside), same=same, different=len(places) - same, ratio=value))
    return blocks


def check_width(width_px: int) -> None:
    """Raise InputError unless a picture can be that wide."""
    check_number("width_px", width_px, 320, 2400, whole=True)
