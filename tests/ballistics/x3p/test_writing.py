"""What is written is read back as it was, and the same surface gives the same bytes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from firearmskit.ballistics import Surface, read_x3p, write_x3p
from firearmskit.errors import InputError

HEIGHTS = arrays(
    np.float64,
    array_shapes(min_dims=2, max_dims=2, max_side=9),
    elements=st.floats(-1e-3, 1e-3) | st.just(float("nan")),
)


@given(HEIGHTS, st.floats(1e-9, 1e-4), st.floats(1e-9, 1e-4), st.text(max_size=30))
@settings(max_examples=60, deadline=None)
def test_a_surface_comes_back(tmp_path_factory, heights, x, y, words):
    """Heights, distances and what is said come back, to the last digit."""
    path = tmp_path_factory.getbasetemp() / "written.x3p"
    told = "".join(letter for letter in words if letter.isprintable()).strip()
    surface = Surface(heights_m=heights, spacing_x_m=x, spacing_y_m=y, metadata={"comment": told} if told else {})
    write_x3p(surface, path)
    read = read_x3p(path)
    assert np.array_equal(read.heights_m, heights, equal_nan=True)
    assert (read.spacing_x_m, read.spacing_y_m) == (x, y)
    assert read.metadata["comment"] == (told or "not available")
    assert read.notes == ()


def test_regions_come_back(tmp_path):
    """Regions and their names come back, whatever their numbers."""
    regions = np.array([[0, 3, 3], [7, 0, 200]], dtype=np.uint8)
    surface = Surface(
        heights_m=np.zeros((2, 3)),
        spacing_x_m=1e-6,
        spacing_y_m=1e-6,
        regions=regions,
        region_names={3: "left <groove>", 7: "right", 200: "worn & torn"},
    )
    write_x3p(surface, tmp_path / "a.x3p")
    read = read_x3p(tmp_path / "a.x3p")
    named = [[surface.region_names.get(int(each)) for each in row] for row in regions]
    assert [[read.region_names.get(int(each)) for each in row] for row in read.regions] == named


def test_the_same_surface_gives_the_same_bytes(tmp_path):
    """Nothing of the day or the machine stands in a file."""
    surface = Surface(heights_m=np.ones((4, 5)) * 1e-6, spacing_x_m=1e-6, spacing_y_m=1e-6)
    write_x3p(surface, tmp_path / "a.x3p")
    write_x3p(surface, tmp_path / "b.x3p")
    assert (tmp_path / "a.x3p").read_bytes() == (tmp_path / "b.x3p").read_bytes()


def test_a_file_that_cannot_be_written_is_named_and_nothing_is_left(tmp_path):
    """Where the folder isn't there, the message names the file."""
    surface = Surface(heights_m=np.ones((2, 2)), spacing_x_m=1e-6, spacing_y_m=1e-6)
    with pytest.raises(InputError, match=r"a\.x3p"):
        write_x3p(surface, tmp_path / "none" / "a.x3p")
    with pytest.raises(InputError, match="surface"):
        write_x3p(surface.heights_m, tmp_path / "a.x3p")
    assert list(tmp_path.iterdir()) == []
