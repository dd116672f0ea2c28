"""Made-up bullet lands: striae that the shots of one barrel share, and what differs from shot to shot."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from firearmskit.arguments import figure, whole, words
from firearmskit.ballistics.surface import Surface
from firearmskit.ballistics.synthetic.scratches import broken_edge, numbers, pattern_of, read_at, spots, worn_pattern
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["MOST_SHOTS", "made_up_bullet", "made_up_land"]

Heights = NDArray[np.float64]

RADIUS_M, LAND_M, SIDE_M = 4.5e-3, 1.9e-3, 230e-6
"""Radius of the made-up bullet, width of its lands, and what a scan shows beside a land."""

SHOULDER_M, SHOULDER_REACH_M = 42e-6, 55e-6
"""How high a shoulder is, and how far from its foot it is highest."""

STRIAE_M = 0.9e-6
"""Standard deviation of the striae's heights."""

LEAN = 1.2
"""Degrees by which striae lean, as a rifling twists them."""

MOST_SHOTS = 500


def made_up_land(
    seed: int,
    *,
    barrel: str,
    land: int,
    shot: int,
    wear: float = 0.01,
    noise: float = 0.35,
    missing: float = 0.02,
    spacing_m: float = 2.5e-6,
    length_m: float = 0.3e-3,
) -> Surface:
    """Make up a scan of one land of a bullet: no firearm fired it.

    The shape is that of every bullet of this made-up kind. The striae belong to the barrel and the land; they change a
    little from shot to shot. Scratches of this shot alone, the noise of an instrument, spots without data and a broken
    edge at the base, which is the last row, come on top.

    Args:
        seed: A whole number: which made-up world.
        barrel: Name of the barrel.
        land: Which land of it, a whole number.
        shot: Which shot, 0 to 500; the further two are apart, the more the barrel has changed.
        wear: Share of the striae that one shot changes, 0 to less than 1.
        noise: Heights of what this shot alone has, as a share of those of the striae, 0 to 10.
        missing: Share of points in spots without data, 0 to 0.5.
        spacing_m: Distance of points, in metres.
        length_m: Length along the striae, in metres.

    Returns:
        The surface; its metadata say that it is made up.

    Raises:
        InputError: An argument can't be used.

    >>> made_up_land(1, barrel="A", land=1, shot=1)
    Surface(120 rows, 944 columns, 2.36 mm by 0.3 mm, 97 % measured)
    """
    whole(seed, "seed")
    words(barrel, "barrel", most=100)
    whole(land, "land")
    if not 0 <= whole(shot, "shot") <= MOST_SHOTS:
        raise InputError(
            _("{name} is {value}: it lies between {low} and {high}").format(
                name="shot", value=quote(shot), low=0, high=MOST_SHOTS
            )
        )
    for name, value, most in (("wear", wear, 0.99), ("noise", noise, 10), ("missing", missing, 0.5)):
        if not 0 <= figure(value, name) <= most:
            raise InputError(
                _("{name} is {value}: it lies between {low} and {high}").format(
                    name=name, value=quote(value), low=0, high=most
                )
            )
    for name, value, low, high in (("spacing_m", spacing_m, 0.5e-6, 20e-6), ("length_m", length_m, 100e-6, 3e-3)):
        if not low <= figure(value, name) <= high:
            raise InputError(
                _("{name} is {value}: it lies between {low} and {high}").format(
                    name=name, value=quote(value), low=low, high=high
                )
            )
    this = f"{seed}|{barrel}|{land}|{shot}"
    place = numbers(f"{this}|place", 6)
    columns, rows = round((LAND_M + 2 * SIDE_M) / spacing_m), max(2, round(length_m / spacing_m))
    x = np.arange(columns)[None, :] * spacing_m
    y = (np.arange(rows)[:, None] - rows / 2) * spacing_m
    lean = math.tan(math.radians(LEAN + 0.5 * float(np.clip(place[0], -2, 2))))
    left = SIDE_M + 20e-6 * float(np.clip(place[1], -2, 2)) + lean * y
    from_left = x - left
    around = from_left - LAND_M / 2
    heights = np.sqrt(RADIUS_M**2 - around**2) - RADIUS_M
    heights += math.tan(math.radians(float(place[2]))) * around + math.tan(math.radians(float(place[3]))) * y
    beside = np.maximum(np.maximum(-from_left, from_left - LAND_M), 0) / SHOULDER_REACH_M
    heights += SHOULDER_M * (1 + 0.1 * float(np.clip(place[4], -2, 2))) * beside * np.exp(1 - beside)
    shape = heights.shape
    along = (y - y[0]) / (y[-1] - y[0])
    own = worn_pattern(seed, barrel, land, shot, float(wear))
    once, twice = (pattern_of(f"{this}|{which}") for which in ("once", "twice"))
    turn = math.pi / 2 * along
    marks = read_at(own, from_left) * (0.7 + 0.3 * along)
    marks += noise * (np.cos(turn) * read_at(once, from_left) + np.sin(turn) * read_at(twice, from_left))
    heights += STRIAE_M * marks
    heights += 0.25 * STRIAE_M * noise * numbers(f"{this}|points", heights.size).reshape(shape)
    heights[broken_edge(this, shape, spacing_m)] -= 4e-6
    heights[spots(this, shape, spacing_m, float(missing))] = np.nan
    heights[(beside > 0) & (beside < 0.5) & (numbers(f"{this}|steep", heights.size).reshape(shape) > 0.8)] = np.nan
    return Surface(
        heights_m=heights,
        spacing_x_m=spacing_m,
        spacing_y_m=spacing_m,
        metadata={
            "creator": "firearmskit",
            "comment": f"Made up, of no firearm: seed {seed}, barrel {barrel}, land {land}, shot {shot}",
        },
        notes=(_("This land is made up: no firearm fired it."),),
    )


def made_up_bullet(
    seed: int, *, barrel: str, shot: int, lands: int = 6, turned: int = 0, wear: float = 0.01, noise: float = 0.35
) -> tuple[Surface, ...]:
    """Make up the lands of one bullet, in their order around it.

    Args:
        seed: A whole number: which made-up world.
        barrel: Name of the barrel.
        shot: Which shot, 0 to 500.
        lands: How many lands the barrel has, 1 to 40.
        turned: By how many lands the bullet is turned: the barrel's first land comes that much later.
        wear: As in :func:`made_up_land`.
        noise: As in :func:`made_up_land`.

    Returns:
        The lands.

    Raises:
        InputError: An argument can't be used.

    >>> len(made_up_bullet(1, barrel="A", shot=1, lands=2))
    2
    """
    if not 1 <= whole(lands, "lands") <= 40:
        raise InputError(
            _("{name} is {value}: it lies between {low} and {high}").format(
                name="lands", value=quote(lands), low=1, high=40
            )
        )
    turn = whole(turned, "turned")
    return tuple(
        made_up_land(seed, barrel=barrel, land=(at - turn) % lands + 1, shot=shot, wear=wear, noise=noise)
        for at in range(lands)
    )
