"""Made-up breech faces: the same for the same seed, alike where one slide left them, and like real ones."""

from __future__ import annotations

import math
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firearmskit import language
from firearmskit.ballistics import CellSettings, Surface, compare_cases, read_x3p, write_x3p
from firearmskit.ballistics.synthetic import KINDS, made_up_breech_face
from firearmskit.ballistics.synthetic.slides import slide_of
from firearmskit.errors import InputError
from tests.ballistics.synthetic.overlaying import correlation, direction, half_width_um, likeness, shifted
from tests.every import every

SEED = 20
# Measured on the ten processed scans of five consecutively made slides in ../shared/data/x3p: Fadul et al. 2011,
# read in the processed version of github.com/CSAFE-ISU/cartridgeCaseScans (CC BY 4.0). Least and greatest of the ten.
REAL_MEASURED = (0.262, 0.338)
REAL_HALF_WIDTH_UM = (0.97, 1.40)
REAL_LIKENESS = {2: (0.795, 0.859), 4: (0.586, 0.707), 8: (0.262, 0.440), 16: (0.029, 0.122), 32: (-0.038, 0.008)}
REAL_DIRECTION = (0.039, 0.194)


@cache
def face(slide: int = 1, shot: int = 1, kind: str = "granular", **options: float) -> Surface:
    """Make a surface that lies straight, once for all tests."""
    return made_up_breech_face(SEED, slide=slide, shot=shot, kind=kind, turned_deg=0, shift_m=(0, 0), **options)


def test_the_same_arguments_give_the_same_surface():
    """Two calls give the same heights, bit for bit, also after others were made between them."""
    first = made_up_breech_face(SEED, slide=3, shot=2)
    for slide in (4, 5, 6):
        made_up_breech_face(SEED, slide=slide)
    again = made_up_breech_face(SEED, slide=3, shot=2)
    assert first.heights_m.tobytes() == again.heights_m.tobytes()


@every(
    [
        {"seed": SEED + 1},
        {"seed": b"20 of another course"},
        {"slide": 2},
        {"shot": 2},
        {"kind": "milled"},
        {"wear": 0.2},
        {"partial": 0.2},
        {"noise_m": 1e-7},
        {"subclass": 0.5},
    ]
)
def test_each_argument_changes_the_surface(changed):
    """Another seed, slide, shot, kind, wear, part, noise or sub-class gives other heights."""
    plain = made_up_breech_face(SEED)
    other = made_up_breech_face(**{"seed": SEED, **changed})
    assert not np.array_equal(plain.heights_m, other.heights_m, equal_nan=True)


def test_a_few_heights_are_on_record():
    """Heights are what they were when this was written, on every platform and with every version of NumPy."""
    rows = [face(noise_m=0.0).heights_m[at, :].astype(float) for at in (60, 500)]
    assert [[round(1e9 * float(row[np.isfinite(row)][at]), 2) for at in (5, 50)] for row in rows] == RECORD


@every(list(KINDS))
def test_shots_of_one_slide_are_alike(kind):
    """Two shots of a slide correlate once they lie alike, those of two slides of the same make don't."""
    same = [correlation(face(slide, 1, kind), face(slide, 2, kind)) for slide in (1, 2)]
    different = correlation(face(1, 1, kind), face(2, 2, kind))
    assert min(same) > 0.45
    assert abs(different) < 0.2


def test_turning_the_case_turns_what_the_instrument_sees():
    """A case that lay a quarter turn further gives the same surface, a quarter turn further counter-clockwise."""
    straight = made_up_breech_face(SEED, turned_deg=10, shift_m=(1e-4, -5e-5), noise_m=0)
    turned = made_up_breech_face(SEED, turned_deg=100, shift_m=(1e-4, -5e-5), noise_m=0)
    np.testing.assert_allclose(np.rot90(straight.heights_m), turned.heights_m, atol=1e-13)


def test_the_primer_lies_where_it_is_told():
    """Marks move by as many points as the middle of the primer moved on the breech face, the other way."""
    there = made_up_breech_face(SEED, shot=2, turned_deg=0, shift_m=(12 * 6.25e-6, -20 * 6.25e-6))
    found, down, right = shifted(face(), there)
    off = [(length - other) / 2 for length, other in zip(face().shape, there.shape, strict=True)]
    assert found > 0.45
    # A mark that is seen 12 points further left, and 20 further up, since rows go down.
    assert abs(down + 20 + off[0]) <= 1
    assert abs(right + 12 + off[1]) <= 1


@pytest.mark.parametrize("kind", ["granular", "milled"])
def test_wear_takes_likeness_away(kind):
    """The more a slide is worn, the less its shot is like one from when it was new, on average over slides."""
    likes = [
        np.mean([correlation(face(slide, 1, kind), face(slide, 2, kind, wear=wear)) for slide in (1, 2, 3)])
        for wear in (0.0, 0.3, 0.6, 0.9)
    ]
    assert all(more > less + 0.03 for more, less in pairwise(likes)), likes
    assert likes[-1] < 0.3


@every([(0.1, "granular"), (0.5, "milled"), (0.5, "arched"), (0.8, "turned"), (0.95, "granular")])
def test_a_partial_impression_lacks_its_share(partial, kind):
    """The share that is missing is the one that was asked for, and what is left didn't change."""
    whole, part = face(kind=kind, noise_m=0.0), face(kind=kind, noise_m=0.0, partial=partial)
    assert part.measured == pytest.approx((1 - partial) * whole.measured, abs=0.01)
    left = np.isfinite(part.heights_m)
    moved = whole.heights_m[left] - part.heights_m[left]
    assert np.ptp(moved) < 1e-15


def test_surfaces_are_as_rough_as_real_ones():
    """Measured share, width of the heights, likeness over distance and direction lie where ten real scans lie."""
    made = [made_up_breech_face(seed, slide=slide) for seed in (1, 2) for slide in (1, 2, 3)]
    lags = tuple(REAL_LIKENESS)
    measured = {
        "measured": ([each.measured for each in made], REAL_MEASURED),
        "half width": ([half_width_um(each) for each in made], REAL_HALF_WIDTH_UM),
        "direction": ([direction(each)[0] for each in made], REAL_DIRECTION),
    }
    at_lags = np.array([likeness(each, lags) for each in made]).T
    for lag, found in zip(lags, at_lags, strict=True):
        measured[f"likeness at {lag}"] = (list(found), REAL_LIKENESS[lag])
    for name, (found, (least, most)) in measured.items():
        room = 0.35 * (most - least)
        assert least - room < np.median(found) < most + room, (name, found)


def test_slides_of_one_make_share_their_direction_alone():
    """Milled slides of a make have lines of one direction; those of another make have another one."""
    ours = [direction(face(slide, 1, "milled")) for slide in (1, 2, 3)]
    assert min(strength for strength, _towards in ours) > 0.25
    first = ours[0][1]
    assert max(abs((towards - first + 90) % 180 - 90) for _strength, towards in ours) < 20
    others = [
        direction(made_up_breech_face(seed, kind="milled", turned_deg=0))[1] for seed in range(SEED + 1, SEED + 5)
    ]
    assert max(abs((towards - first + 90) % 180 - 90) for towards in others) > 30


@every(["granular", "milled"])
def test_subclass_marks_are_shared_by_slides_that_follow_each_other(kind):
    """With sub-class marks two slides in a row are alike, the more the stronger they are, and far ones aren't."""
    likes = [
        correlation(face(1, 1, kind, subclass=share), face(2, 1, kind, subclass=share)) for share in (0.0, 0.6, 1.0)
    ]
    assert likes[0] < 0.15
    assert likes[2] > likes[1] > likes[0] + 0.05
    assert likes[2] > likes[0] + 0.3
    assert abs(correlation(face(1, 1, kind, subclass=1.0), face(31, 1, kind, subclass=1.0))) < 0.15


@every(["granular", "milled"])
def test_subclass_marks_catch_a_count_of_cells_on_one_side(kind):
    """With all marks of one side shared, two slides mostly pass the rule of six cells, by cells on that side."""
    counts, there = [], []
    for seed in (SEED, SEED + 1, SEED + 2):
        first, second = (
            made_up_breech_face(seed, slide=slide, kind=kind, subclass=1.0, turned_deg=0, spacing_m=12.5e-6)
            for slide in (1, 2)
        )
        compared = compare_cases(first, second, settings=CellSettings(most_turn_deg=15))
        counts.append(compared.cmc)
        side = math.radians(slide_of(seed, kind, 1, subclass=1.0, wear=0.0).side_deg)
        middle = max(cell.row for cell in compared.forward.cells) / 2
        there += [
            math.cos(side) * (cell.column - middle) + math.sin(side) * (middle - cell.row) > -1
            for cell in compared.forward.cells
            if cell.congruent
        ]
    assert np.median(counts) >= 6, counts
    assert np.mean(there) > 0.8


def test_another_spacing_shows_the_same_surface():
    """At twice the distance of points there are a quarter of them, and they have the heights of those between."""
    coarse = made_up_breech_face(SEED, turned_deg=0, shift_m=(0, 0), noise_m=0, spacing_m=12.5e-6)
    fine = face(noise_m=0.0).heights_m
    even = fine[: fine.shape[0] // 2 * 2, : fine.shape[1] // 2 * 2]
    blocks = even.reshape(even.shape[0] // 2, 2, even.shape[1] // 2, 2).mean((1, 3))
    assert coarse.spacing_x_m == coarse.spacing_y_m == 12.5e-6
    assert abs(coarse.shape[0] - fine.shape[0] / 2) <= 1
    assert correlation(coarse, Surface(heights_m=blocks, spacing_x_m=12.5e-6, spacing_y_m=12.5e-6)) > 0.95


def test_the_surface_says_that_it_is_made_up(tmp_path):
    """Metadata, also in a file, and notes say in the language spoken that nothing was scanned; no maker is named."""
    made = made_up_breech_face(SEED, slide=12, shot=3)
    write_x3p(made, tmp_path / "made-up.x3p")
    again = read_x3p(tmp_path / "made-up.x3p")
    for each in (made, again):
        assert each.metadata["comment"].startswith("Made up: not a scan of a real cartridge case.")
        assert "slide 12, shot 3" in each.metadata["comment"]
        assert {each.metadata[f"instrument_{name}"] for name in ("maker", "model", "serial")} == {"none: made up"}
    assert "made up" in made.notes[0]
    language.use("fr")
    other = made_up_breech_face(SEED)
    assert other.metadata["comment"] != made_up_in_english(other)
    assert other.notes != made.notes


def made_up_in_english(surface: Surface) -> str:
    """Give the comment of the same surface in English."""
    before = language.current()
    language.use("en")
    said = made_up_breech_face(SEED).metadata["comment"]
    language.use(before)
    return said


@every(
    [
        ("seed", True),
        ("seed", 1.5),
        ("seed", "1"),
        ("seed", b""),
        ("seed", b"x" * 1001),
        ("seed", 2**600),
        ("slide", 0),
        ("slide", 1.0),
        ("slide", 10**9),
        ("shot", -1),
        ("shot", True),
        ("kind", "filed"),
        ("kind", None),
        ("wear", 1.01),
        ("wear", math.nan),
        ("subclass", -0.1),
        ("subclass", "0.5"),
        ("partial", 0.96),
        ("noise_m", -1e-9),
        ("noise_m", 1e-3),
        ("turned_deg", 361),
        ("turned_deg", math.inf),
        ("shift_m", (0,)),
        ("shift_m", 3),
        ("shift_m", "00"),
        ("shift_m", (0, 6e-4)),
        ("shift_m", ("0", 0)),
        ("spacing_m", 1e-6),
        ("spacing_m", 1e-4),
        ("spacing_m", 0),
        ("diameter_m", 5e-3),
    ]
)
def test_what_cannot_be_is_refused(name, value):
    """An argument of a wrong kind or beyond its limits is refused with a message that names it and quotes it."""
    options = {"seed": SEED, name: value}
    with pytest.raises(InputError) as refused:
        made_up_breech_face(**options)
    assert name in str(refused.value)
    shown = value[1] if name == "shift_m" and isinstance(value, tuple) and len(value) == 2 and not value[0] else value
    shown = "0" if value == ("0", 0) else shown
    assert str(shown)[:20] in str(refused.value)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    seed=st.one_of(st.integers(-(2**70), 2**70), st.binary(min_size=1, max_size=40)),
    slide=st.integers(1, 1_000_000),
    shot=st.integers(1, 1_000_000),
    kind=st.sampled_from(sorted(KINDS)),
    wear=st.floats(0, 1),
    subclass=st.floats(0, 1),
    partial=st.floats(0, 0.95),
    noise_m=st.floats(0, 1e-6),
    turned_deg=st.one_of(st.none(), st.floats(-360, 360)),
    shift_m=st.one_of(st.none(), st.tuples(st.floats(-5e-4, 5e-4), st.floats(-5e-4, 5e-4))),
    spacing_m=st.floats(1e-5, 5e-5),
    diameter_m=st.floats(1e-3, 3.8e-3),
)
def test_whatever_is_allowed_gives_a_surface(seed, **options):
    """Any arguments within their limits give a square surface of the size asked for, with heights below 100 µm."""
    made = made_up_breech_face(seed, **options)
    assert made.shape[0] == made.shape[1]
    assert abs(made.width_m - options["diameter_m"]) < 0.016 * options["diameter_m"] + options["spacing_m"]
    assert 0 < made.measured < 0.8
    assert np.nanmax(np.abs(made.heights_m)) < 1e-4


RECORD = [[-749.49, 521.64], [16.9, 1691.3]]
