"""Made-up pairs of impressions of which it is known whether one slide left both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from firearmskit.ballistics.surface import Surface
from firearmskit.ballistics.synthetic.breech_faces import check_options, counted, made_up_breech_face
from firearmskit.ballistics.synthetic.fields import key_of

__all__ = ["MadeUpPair", "made_up_pairs"]

MOST_PAIRS = 10_000


@dataclass(frozen=True, kw_only=True, eq=False)
class MadeUpPair:
    """Two made-up impressions of which it is known whether one slide left both.

    Args:
        first: One impression, of an unworn slide, whole.
        second: The other one.
        same: Whether one slide left both.
        slides: The number of each one's slide.
    """

    first: Surface
    second: Surface
    same: bool
    slides: tuple[int, int]


def made_up_pairs(
    seed: int | bytes,
    *,
    same: int = 5,
    different: int = 5,
    kind: str = "granular",
    wear: float = 0.0,
    subclass: float = 0.0,
    partial: float = 0.0,
    noise_m: float = 8e-8,
    spacing_m: float = 6.25e-6,
) -> Iterator[MadeUpPair]:
    """Make up pairs of impressions of which the truth is known, for teaching and for tests.

    Args:
        seed: A whole number or bytes.
        same: How many pairs one slide left.
        different: How many pairs two slides left. These follow each other in the order in which they were made, so that
            with ``subclass`` some cells of theirs are alike.
        kind: A word of :data:`KINDS`.
        wear: How much the slide was worn when it left the second impression, from 0 to 1.
        subclass: How much of the marks, on one side of the face, are sub-class marks, from 0 to 1.
        partial: Which share of the second impression is missing, from 0 to 0.95.
        noise_m: Standard deviation of the instrument's noise, in metres.
        spacing_m: Distance between neighbouring points, in metres.

    Yields:
        The pairs, those of one slide first; no slide is in two pairs. Each is made when it is asked for.

    Raises:
        InputError: An argument isn't what it must be.

    >>> [pair.same for pair in made_up_pairs(7, same=1, different=1)]
    [True, False]
    """
    key_of(seed)
    check_options(kind=kind, wear=wear, subclass=subclass, partial=partial, noise_m=noise_m, spacing_m=spacing_m)
    counted(same, "same", 0, MOST_PAIRS)
    counted(different, "different", 0, MOST_PAIRS)
    first = same + 1 + same % 2
    numbers = [(each, each) for each in range(1, same + 1)]
    numbers += [(each, each + 1) for each in range(first, first + 2 * different, 2)]

    def surface(slide: int, shot: int, wear: float, partial: float) -> Surface:
        return made_up_breech_face(
            seed, slide=slide, shot=shot, kind=kind, wear=wear, subclass=subclass, partial=partial,
            noise_m=noise_m, spacing_m=spacing_m,
        )  # fmt: skip

    def pairs() -> Iterator[MadeUpPair]:
        for one, other in numbers:
            yield MadeUpPair(
                first=surface(one, 1, 0.0, 0.0),
                second=surface(other, 2, wear, partial),
                same=one == other,
                slides=(one, other),
            )

    return pairs()
