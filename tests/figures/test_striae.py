"""Pictures of compared lands and bullets: what agrees is marked, words say the same, and all can be read."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle

from firearmskit import figures, language
from firearmskit.ballistics.lands import Signature, compare_bullets, compare_lands
from firearmskit.errors import InputError
from firearmskit.figures.striae_charts import BAND, ORANGE

SPACING_M = 2e-6


def heights(seed: int, points: int = 1000) -> np.ndarray:
    """Draw striae-like heights."""
    drawn = np.random.default_rng(seed).normal(size=points + 60)
    smooth = np.convolve(drawn, np.hanning(61) ** 2, "valid")[:points]
    return 1e-6 * smooth / smooth.std()


def row(values: np.ndarray) -> Signature:
    """Give heights as a signature."""
    return Signature(heights_m=values, spacing_m=SPACING_M)


ONE = row(heights(1))
OTHER = row(np.concatenate([heights(1)[20:], heights(3, 20)]) + 0.4 * heights(2))
APART = (
    row(np.where(np.arange(1000) < 500, heights(4), np.nan)),
    row(np.where(np.arange(1000) < 500, np.nan, heights(5))),
)


def test_what_agrees_is_marked_and_counted():
    """As many bands as striae that agree, as many dots, and a cross for each of the others."""
    found = compare_lands(ONE, OTHER)
    axes = figures.plot_signatures(ONE, OTHER, found).figure.axes[0]
    colours = {to_rgb(ORANGE), to_rgb(BAND)}
    bands = [each for each in axes.patches if isinstance(each, Rectangle) and each.get_facecolor()[:3] in colours]
    marks = [str(line.get_marker()) for line in axes.lines]
    assert len(bands) == marks.count("o") == found.matching_striae > 0
    assert marks.count("x") == found.non_matching_striae
    peaks = [each for each in bands if each.get_facecolor()[:3] == to_rgb(ORANGE)]
    assert len(peaks) == sum(each.agrees and each.kind == "peak" for each in found.striae)


def test_the_second_signature_is_drawn_where_it_lies_on_the_first():
    """The same stria stands at the same place across in both curves."""
    found = compare_lands(ONE, OTHER)
    curves = [line for line in figures.plot_signatures(ONE, OTHER, found).figure.axes[0].lines
              if len(line.get_xdata()) == 1000]  # fmt: skip
    assert len(curves) == 2
    (first, _y1), (second, _y2) = (line.get_data() for line in curves)
    assert second[100] == pytest.approx(np.interp(100 + found.lag_m / SPACING_M, np.arange(1000), first), abs=1e-6)


def test_words_say_what_the_picture_shows():
    """Correlation, shift, what agrees, the longest run and segments; and that this isn't the strength of evidence."""
    found = compare_lands(ONE, OTHER)
    said = figures.describe_signatures(found)
    for each in (
        f"{found.ccf:.2f}",
        f"{round(1e6 * found.lag_m)} µm",
        f"{found.matching_striae} of {len(found.striae)}",
        f"is {found.cms} (CMS)",
        f"{found.cmps} of {found.cmps_segments}",
        "evidence isn't in these numbers",
    ):
        assert each in said
    assert "match" not in said.lower()


def test_what_cannot_be_laid_on_each_other_is_drawn_and_said():
    """Both signatures stand there, without any mark."""
    found = compare_lands(*APART, most_shift_m=50e-6)
    drawing = figures.plot_signatures(*APART, found)
    assert "can't be laid" in drawing.description
    assert not [each for each in drawing.figure.axes[0].lines if each.get_marker() in ("o", "x")]


@pytest.mark.parametrize("code", language.available())
@pytest.mark.parametrize("width", [360, 1000])
def test_all_can_be_read(code, width, is_legible):
    """Words stand on the page, apart from each other, and large enough for a phone, in each language."""
    with language.speaking(code):
        is_legible(figures.plot_signatures(ONE, OTHER, compare_lands(ONE, OTHER), width_px=width))
        is_legible(figures.plot_signatures(*APART, compare_lands(*APART, most_shift_m=50e-6), width_px=width))
        for lands in (1, 6, 12, 13):
            bullet = [row(heights(7, 80))] * lands
            is_legible(figures.plot_bullet_matrix(compare_bullets(bullet, bullet), width_px=width))


def test_forty_lands_are_shades_without_numbers():
    """Numbers that nobody could read aren't written; rows and columns are still counted."""
    bullet = [row(heights(7, 80))] * 40
    axes = figures.plot_bullet_matrix(compare_bullets(bullet, bullet)).figure.axes[0]
    shown = [each.get_text() for each in axes.texts]
    assert "1.00" not in shown
    assert shown.count("40") == 2


def bullets():
    """Give two bullets of four lands, the second one turned by one, with a land missing."""
    lands = [row(heights(seed)) for seed in range(10, 14)]
    turned = [lands[3], lands[0], None, lands[2]]
    return compare_bullets(lands, turned)


def test_a_matrix_shows_each_number_and_frames_the_best_turn():
    """Fifteen or fewer numbers for sixteen cells, where four couldn't be compared, and four thick frames."""
    found = bullets()
    assert found.phase == 1
    axes = figures.plot_bullet_matrix(found).figure.axes[0]
    shown = [each.get_text() for each in axes.texts]
    for value in found.ccf[np.isfinite(found.ccf)]:
        assert f"{value:.2f}" in shown
    frames = [each for each in axes.patches if not each.get_fill()]
    cells = [each for each in axes.patches if each.get_fill()]
    assert (len(frames), len(cells)) == (4, 16)
    side = cells[0].get_width()
    left, top = (min(getattr(each, name)() for each in cells) for name in ("get_x", "get_y"))
    at = {(int((each.get_y() - top) // side), int((each.get_x() - left) // side)) for each in frames}
    assert at == {(0, 1), (1, 2), (2, 3), (3, 0)}


def test_a_matrix_in_words_names_the_lands_of_the_best_turn():
    """Which land lies on which, how well, and how far the next turn lies below."""
    found = bullets()
    said = figures.describe_bullet_matrix(found)
    assert "by 1 lands" in said
    assert "1 with 2: 1.00" in said
    assert "2 with 3" not in said
    assert "4 of 16 pairs" in said
    assert f"{found.second:.2f}" in said
    assert "match" not in said.lower()
    empty = compare_bullets([None], [None])
    assert "No turn" in figures.describe_bullet_matrix(empty)
    assert "No turn" in figures.plot_bullet_matrix(empty).description


@pytest.mark.parametrize("width", [0, 319, 2401, 400.5, "640", None])
def test_a_width_that_cannot_be_drawn_is_refused(width):
    """The width is quoted."""
    with pytest.raises(InputError, match="width_px"):
        figures.plot_bullet_matrix(bullets(), width_px=width)
    with pytest.raises(InputError, match="width_px"):
        figures.plot_signatures(ONE, OTHER, compare_lands(ONE, OTHER), width_px=width)


def test_what_is_no_comparison_is_refused():
    """The argument is named."""
    with pytest.raises(InputError, match="comparison"):
        figures.plot_signatures(ONE, OTHER, None)
    with pytest.raises(InputError, match="comparison"):
        figures.plot_bullet_matrix(compare_lands(ONE, OTHER))
