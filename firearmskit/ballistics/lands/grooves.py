"""Where a land ends: the shoulders beside which the grooves begin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firearmskit.arguments import figure
from firearmskit.ballistics.lands.checking import LEAST_POINTS, length
from firearmskit.ballistics.lands.regression import running_mean
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["Grooves", "find_grooves", "given_grooves", "profile_of"]

Heights = NDArray[np.float64]

OUTER = 0.3
"""The share of a profile on either side in which its land can end."""

WINDOW_M, STAY_M = 20e-6, 60e-6
"""Width of the running mean, and how long a profile has to stay away from the land's curve, in metres."""

LEAST_STEP_M = 3e-6
"""The least distance from the land's curve that is a shoulder, in metres."""

INSIDE_M = 10e-6
"""How far inside the shoulder's foot the land is taken to begin, in metres."""


@dataclass(frozen=True, kw_only=True)
class Grooves:
    """Where the land lies in a profile.

    Attributes:
        left_m: Where it begins, in metres from the profile's first point.
        right_m: Where it ends.
        left_found: Whether a shoulder was found on the left; otherwise the first measured point stands for it.
        right_found: Whether a shoulder was found on the right.
        by_hand: Whether somebody gave the two places.
        notes: What a reader should know, a sentence each.
    """

    left_m: float
    right_m: float
    left_found: bool = True
    right_found: bool = True
    by_hand: bool = False
    notes: tuple[str, ...] = ()


def find_grooves(profile_m: Any, *, spacing_m: float) -> Grooves:
    """Find where a land begins and ends in a profile from one groove to the other.

    A curve is fitted to the middle and led outwards over what lies close to it; where the profile leaves it for good,
    the shoulder begins. What belongs to the groove has nothing to compare (Hare et al. 2017, arXiv 1601.05788).

    Args:
        profile_m: Heights across the land, in metres, evenly spaced; NaN where there are none.
        spacing_m: Their distance, in metres.

    Returns:
        The two places. A side without a shoulder is said in a note.

    Raises:
        InputError: It is no profile, or it has too few measured points.

    >>> x = np.linspace(-1.2, 1.2, 1201)
    >>> land = 1e-6 * (-110 * x**2 + 40 * (np.abs(x) > 1.0))
    >>> found = find_grooves(land, spacing_m=2e-6)
    >>> round(1e6 * found.left_m) in range(200, 240), found.left_found
    (True, True)
    """
    profile = profile_of(profile_m, "profile_m")
    spacing = length(spacing_m, "spacing_m")
    smooth = running_mean(profile, max(1, round(WINDOW_M / spacing)), least=0.25)
    known = np.flatnonzero(np.isfinite(smooth))
    first, last = int(known[0]), int(known[-1])
    x = (np.arange(len(profile), dtype=np.float64) - (first + last) / 2) / max(1.0, (last - first) / 2)
    away, step = _away(x, smooth)
    window = max(2, round(STAY_M / spacing))
    inside = round(INSIDE_M / spacing)
    side = round(OUTER * (last - first))
    left = _leaves(away[first : first + side][::-1], step, window)
    right = _leaves(away[last - side + 1 : last + 1], step, window)
    notes = []
    if left is None:
        notes.append(_("No shoulder was found on the left: the land is taken from its first measured point."))
    if right is None:
        notes.append(_("No shoulder was found on the right: the land is taken up to its last measured point."))
    return Grooves(
        left_m=(first if left is None else first + side - left + inside) * spacing,
        right_m=(last if right is None else last - side + right - inside) * spacing,
        left_found=left is not None,
        right_found=right is not None,
        notes=tuple(notes),
    )


def _away(x: Heights, smooth: Heights) -> tuple[Heights, float]:
    """Give how far each point is from the curve of the land, and from which distance on it isn't part of it."""
    known = np.isfinite(smooth)
    kept = known & (np.abs(x) <= 0.55)
    if kept.sum() < LEAST_POINTS // 2:
        kept = known
    away, step = np.zeros_like(smooth), LEAST_STEP_M
    for reach, degree in ((0.55, 2), (0.65, 2), (0.75, 2), (0.85, 2), (0.95, 3), (1.0, 4), (1.0, 4)):
        curve = np.polynomial.Polynomial.fit(x[kept], smooth[kept], degree)
        trust = np.clip(1 - ((smooth - curve(x)) / max(1e-12, 6 * _scale(smooth[kept] - curve(x[kept])))) ** 2, 0, 1)
        curve = np.polynomial.Polynomial.fit(x[kept], smooth[kept], degree, w=trust[kept] + 1e-3)
        away = smooth - curve(x)
        step = max(LEAST_STEP_M, 5 * _scale(away[kept]))
        within = known & (np.abs(x) <= reach) & (np.abs(away) < step)
        if within.sum() < LEAST_POINTS // 2:
            break
        kept = within
    return away, step


def _scale(away: Heights) -> float:
    return 1.4826 * float(np.median(np.abs(away)))


def _leaves(outwards: Heights, step: float, window: int) -> int | None:
    """Give after how many points, going outwards, a profile stays away from its curve; None if it never does."""
    known = np.isfinite(outwards)
    far = known & (np.abs(np.nan_to_num(outwards)) > step)
    for at in np.flatnonzero(far):
        part = slice(int(at), int(at) + window)
        if far[part].sum() >= 0.8 * max(1, known[part].sum()) and known[part].sum() >= min(3, window):
            close = known[:at] & (np.abs(outwards[:at]) < step / 3)
            return int(np.flatnonzero(close)[-1]) if close.any() else int(at)
    return None


def given_grooves(value: object, reach_m: float) -> Grooves:
    """Check two places given by hand: the left one before the right one, both on the profile."""
    if not isinstance(value, tuple | list) or len(value) != 2:
        raise InputError(
            _("grooves_m is {value}: it takes two places in metres, left and right").format(value=quote(value))
        )
    left, right = (float(figure(each, "grooves_m")) for each in value)
    if not -1e-9 <= left < right <= reach_m + 1e-9:
        raise InputError(
            _("grooves_m is {value}: the left one comes before the right one, both between 0 and {most} m").format(
                value=quote(value), most=f"{reach_m:.6g}"
            )
        )
    return Grooves(left_m=left, right_m=right, by_hand=True)


def profile_of(value: Any, name: str) -> Heights:
    """Give a row of heights, where enough of them were measured."""
    try:
        profile = np.array(value, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise InputError(_("{name}: {value} aren't heights").format(name=name, value=quote(value))) from error
    if profile.ndim != 1:
        raise InputError(
            _("{name} has the shape {shape}: a profile is one row of heights").format(
                name=name, shape=quote(profile.shape)
            )
        )
    profile[~np.isfinite(profile)] = np.nan
    count = int(np.isfinite(profile).sum())
    if count < LEAST_POINTS:
        raise InputError(
            _("{name} has {count} measured points; at least {least} are needed").format(
                name=name, count=count, least=LEAST_POINTS
            )
        )
    return profile
