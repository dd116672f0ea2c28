"""Compared lands and bullets in words: what their pictures show."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from firearmskit.language import text as _

if TYPE_CHECKING:
    from firearmskit.ballistics.lands import BulletComparison, LandComparison

__all__ = ["describe_bullet_matrix", "describe_signatures", "micrometres", "turn_of"]


def describe_signatures(comparison: LandComparison) -> str:
    """Describe the picture of two signatures that are laid on each other in words.

    Args:
        comparison: What :func:`firearmskit.ballistics.lands.compare_lands` gave.

    Returns:
        Sentences in the language that is spoken now.

    >>> from firearmskit.ballistics.lands import compare_lands
    >>> from firearmskit.ballistics.synthetic.lands import made_up_land
    >>> one, other = (made_up_land(1, barrel="A", land=1, shot=shot) for shot in (1, 2))
    >>> print(describe_signatures(compare_lands(one, other))[:36])
    Two signatures, the second one moved
    """
    if comparison.ccf is None or comparison.lag_m is None or comparison.distance_m is None:
        return " ".join([_("Two signatures that can't be laid on each other."), *comparison.notes])
    said = [
        _(
            "Two signatures, the second one moved by {lag} µm so that they correlate best: {ccf}, over {overlap} % of "
            "the shorter one."
        ).format(
            lag=micrometres(comparison.lag_m), ccf=f"{comparison.ccf:.2f}", overlap=round(100 * comparison.overlap)
        ),
        _("Striae agree at {agree} of {all} places; the longest run that agrees is {cms} (CMS).").format(
            agree=comparison.matching_striae, all=len(comparison.striae), cms=comparison.cms
        ),
        _("{cmps} of {segments} segments of the first one find the same shift (CMPS).").format(
            cmps=comparison.cmps, segments=comparison.cmps_segments
        ),
        _("The two differ by {distance} µm, as a root mean square.").format(
            distance=f"{1e6 * comparison.distance_m:.2f}"
        ),
        _("How strong this is as evidence isn't in these numbers."),
    ]
    return " ".join([*said, *comparison.notes])


def describe_bullet_matrix(comparison: BulletComparison) -> str:
    """Describe the matrix of two bullets, land by land, in words.

    Args:
        comparison: What :func:`firearmskit.ballistics.lands.compare_bullets` gave.

    Returns:
        Sentences in the language that is spoken now.

    >>> from firearmskit.ballistics.lands import compare_bullets
    >>> from firearmskit.ballistics.synthetic.lands import made_up_bullet
    >>> one, other = (made_up_bullet(1, barrel="A", shot=shot, lands=3) for shot in (1, 2))
    >>> print(describe_bullet_matrix(compare_bullets(one, other))[:62])
    Correlations of 3 lands of one bullet with 3 lands of another.
    """
    rows, columns = comparison.ccf.shape
    said = [
        _("Correlations of {rows} lands of one bullet with {columns} lands of another.").format(
            rows=rows, columns=columns
        )
    ]
    if comparison.phase is not None and comparison.in_phase is not None:
        said.append(turn_of(comparison))
        pairs = ", ".join(
            _("{first} with {second}: {ccf}").format(
                first=row + 1, second=(row + comparison.phase) % max(rows, columns) + 1, ccf=f"{found:.2f}"
            )
            for row in range(rows)
            if (row + comparison.phase) % max(rows, columns) < columns
            and not math.isnan(found := float(comparison.ccf[row, (row + comparison.phase) % max(rows, columns)]))
        )
        said.append(_("Lands at the best turn: {pairs}.").format(pairs=pairs))
        said.append(_("How strong this is as evidence isn't in these numbers."))
    return " ".join([*said, *comparison.notes])


def turn_of(comparison: BulletComparison) -> str:
    """Say what the best turn is, and how far the others lie below."""
    if comparison.phase is None or comparison.in_phase is None:
        return _("No turn can be judged.")
    said = [
        _("Best turn: by {phase} lands, mean {mean} of {pairs} pairs.").format(
            phase=comparison.phase, mean=f"{comparison.in_phase:.2f}", pairs=comparison.pairs
        )
    ]
    if comparison.second is not None:
        said.append(_("Second best turn: {mean}.").format(mean=f"{comparison.second:.2f}"))
    if comparison.others is not None:
        said.append(_("All other pairs: {mean}.").format(mean=f"{comparison.others:.2f}"))
    return " ".join(said)


def micrometres(value_m: float) -> str:
    """Give a length in whole micrometres, never as minus nothing."""
    return f"{round(1e6 * value_m) + 0}"
