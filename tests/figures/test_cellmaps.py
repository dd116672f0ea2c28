"""A map of cells shows each cell where it is and where it was found, and says the same in words."""

from __future__ import annotations

import matplotlib.colors
import numpy as np
import pytest
from matplotlib.patches import Polygon
from matplotlib.text import Text

from firearmskit import figures, language
from firearmskit.ballistics import CellSettings, OneWay, Surface, compare_cases
from firearmskit.errors import InputError
from firearmskit.figures.cellmaps_chart import CONGRUENT
from tests.ballistics.cells.making import SPACING_M, shot


@pytest.fixture(scope="module")
def surfaces() -> tuple[Surface, Surface]:
    """A surface, and the same turned by a quarter counter-clockwise."""
    first = shot(1, 1)
    return first, Surface(heights_m=np.rot90(first.heights_m), spacing_x_m=SPACING_M, spacing_y_m=SPACING_M)


@pytest.fixture(scope="module")
def way(surfaces) -> OneWay:
    """The cells of the first, looked for on the second."""
    return compare_cases(*surfaces, both_ways=False, settings=CellSettings(grid=6)).forward


def test_each_congruent_cell_is_drawn_where_it_was_found(surfaces, way):
    """A cell's middle on the turned copy is its middle on the surface, turned by a quarter about the centre."""
    panel = figures.plot_cells(*surfaces, way, width_px=640)
    blue = matplotlib.colors.to_rgba(CONGRUENT)
    boxes = [each for each in panel.figure.axes[0].patches if isinstance(each, Polygon)]
    middles = np.array([each.get_xy()[:4].mean(0) for each in boxes if each.get_edgecolor() == blue])
    assert len(middles) == 2 * way.cmc
    side = (1000 - 3 * 24) / 2
    upper = panel.figure.axes[0].get_images()[0].get_extent()[3]
    here = middles[::2] - [24 + side / 2, upper + side / 2]
    there = middles[1::2] - [48 + 1.5 * side, upper + side / 2]
    np.testing.assert_allclose(there, np.stack([here[:, 1], -here[:, 0]], axis=1), atol=side / 60)


@pytest.mark.parametrize("tongue", ["en", "fr"])
def test_words_stand_in_the_picture(surfaces, way, tongue):
    """The names of the surfaces and what the frames mean aren't cut at the edge, in either language."""
    with language.speaking(tongue):
        figure = figures.plot_cells(*surfaces, way, width_px=720).figure
    renderer = figure.canvas.get_renderer()
    width, height = figure.get_size_inches() * figure.dpi
    boxes = [text.get_window_extent(renderer) for text in figure.findobj(Text) if text.get_text()]
    assert len(boxes) > 4
    assert min(min(box.x0, box.y0) for box in boxes) >= 0
    assert max(box.x1 for box in boxes) <= width
    assert max(box.y1 for box in boxes) <= height


def test_words_count_as_the_picture_does(way):
    """Counts, the turn and the columns of each row are those of the cells."""
    said = figures.describe_cells(way)
    assert f"{way.cmc} of {way.n} cells that were compared are congruent." in said
    assert "They share a turn of -90 degrees." in said
    for row in range(6):
        columns = [str(cell.column + 1) for cell in way.cells if cell.row == row and cell.congruent]
        assert (f"Row {row + 1}: {', '.join(columns)}." in said) == bool(columns)


def test_words_are_said_in_french(way):
    """No word of English is left in another language."""
    with language.speaking("fr"):
        said = figures.describe_cells(way)
    assert "cellules comparées sont congruentes" in said
    assert "measured" not in said


def test_what_is_no_comparison_is_refused(surfaces, way):
    """The message names the argument."""
    with pytest.raises(InputError, match="way"):
        figures.plot_cells(*surfaces, compare_cases(*surfaces))
    with pytest.raises(InputError, match="other"):
        figures.plot_cells(surfaces[0], surfaces[1].heights_m, way)
    with pytest.raises(InputError, match="width_px"):
        figures.plot_cells(*surfaces, way, width_px=10)
