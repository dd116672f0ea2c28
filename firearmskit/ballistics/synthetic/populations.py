"""A reference population of made-up slides, compared by this library as real ones would be."""

from __future__ import annotations

from pathlib import Path

from firearmskit.ballistics.strength import Population, read_scores
from firearmskit.language import text as _

__all__ = ["made_up_population"]

SCORES = Path(__file__).resolve().parent.parent / "data" / "made_up_scores.csv"
SEED, SLIDES, SHOTS, NEIGHBOURS = 60, 60, 4, 10
"""The first shot of a slide is compared with its others, and with the second of so many slides after it."""


def made_up_population() -> Population:
    """Give the scores of comparisons between the made-up slides of one make, to learn and to teach with.

    Sixty slides of :func:`made_up_breech_face` (seed 60, ``milled``). The first shot of each, new and whole, is
    compared with three others of it, and with one of each of the ten slides after it; these came later: up to half of
    the marks are worn away, and up to half of the impression is missing. That makes 180 comparisons of one slide and
    600 of two, by :func:`firearmskit.ballistics.compare_cases` with 8 by 8 cells, 30 degrees to and fro. None of it is
    a measurement of a firearm: it can't stand behind a report.

    Returns:
        The population, with the scores ``cmc``, ``n`` and ``fraction``.

    >>> made_up_population()
    Population('Made-up pistols', 180 same source, 600 different sources, 60 firearms)
    """
    made_up = _("made up")
    return read_scores(
        SCORES,
        name=_("Made-up pistols"),
        firearms=_("60 made-up pistols of one make"),
        ammunition=made_up,
        instrument=_("none: made up"),
        mark=_("breech face impression"),
        method=_("congruent matching cells, 8 by 8, turned by up to 30 degrees"),
    )
