"""Compare the made-up slides of a population: ``firearmskit/ballistics/data/made_up_scores.csv``, in some minutes.

Run it with ``python -m tools.population`` after a change to what makes surfaces up or compares them.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator

from firearmskit.ballistics import CellSettings, Surface, compare_many
from firearmskit.ballistics.synthetic import made_up_breech_face
from firearmskit.ballistics.synthetic.fields import drawn, key_of
from firearmskit.ballistics.synthetic.populations import NEIGHBOURS, SCORES, SEED, SHOTS, SLIDES

HOW = CellSettings(most_turn_deg=30)
COLUMNS = ("firearm1", "firearm2", "hypothesis", "cmc", "n")
MOST_WORN, MOST_MISSING = 50, 50
"""Percent of a slide's marks that may be lost when it fires later, and of an impression that may be missing."""
Shot = tuple[int, int]


def pairs() -> Iterator[tuple[Shot, Shot]]:
    """Give the slide and the shot of both surfaces of each comparison, those of one slide first."""
    for slide in range(1, SLIDES + 1):
        for shot in range(2, SHOTS + 1):
            yield (slide, 1), (slide, shot)
    for slide in range(1, SLIDES + 1):
        for further in range(1, NEIGHBOURS + 1):
            yield (slide, 1), ((slide + further - 1) % SLIDES + 1, 2)


def surface(shot: Shot) -> Surface:
    """Make up one surface, on the points at which it is compared: the first shot whole, later ones as in casework."""
    slide, number = shot
    draw = drawn(key_of(SEED, "population", slide, number))
    worn, missing = (draw.between(0, most) / 100 if number > 1 else 0.0 for most in (MOST_WORN, MOST_MISSING))
    return made_up_breech_face(
        SEED, slide=slide, shot=number, kind="milled", wear=worn, partial=missing, spacing_m=12.5e-6
    )


def rows(wanted: list[tuple[Shot, Shot]]) -> list[tuple[str, str, int, int, int]]:
    """Compare pairs, and give the rows of the table."""
    surfaces = {str(shot): surface(shot) for shot in sorted({each for pair in wanted for each in pair})}
    found = compare_many(surfaces, [(str(one), str(other)) for one, other in wanted], settings=HOW)
    return [
        (f"M{one[0]:02}", f"M{other[0]:02}", int(one[0] == other[0]), each.comparison.cmc, each.comparison.n)
        for (one, other), each in zip(wanted, found, strict=True)
    ]


def main() -> int:
    """Write the table."""
    with SCORES.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows(list(pairs())))
    print(f"{SCORES.name} written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
