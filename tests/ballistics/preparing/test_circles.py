"""Circles and pieces in a picture of points: found where they are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.ballistics.preparing.circles import Circle, empty_disc, inner_edge, largest_piece, outer_edge


def flooded(mask):
    """Give the sizes of all pieces, found by walking from point to point."""
    left, sizes = {tuple(place) for place in np.argwhere(mask).tolist()}, []
    while left:
        todo, size = [left.pop()], 0
        while todo:
            row, column = todo.pop()
            size += 1
            for near in ((row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)):
                if near in left:
                    left.remove(near)
                    todo.append(near)
        sizes.append(size)
    return sizes


def disc(shape, row, column, radius):
    """Tell which points lie in a circle."""
    y, x = np.mgrid[: shape[0], : shape[1]]
    return np.hypot(y - row, x - column) <= radius


@given(st.integers(0, 10**6), st.integers(1, 25), st.integers(1, 25), st.floats(0.2, 0.9))
def test_the_largest_piece_is_that_of_a_walk(seed, rows, columns, share):
    """As many points as the longest walk finds, and they are one piece."""
    mask = np.random.default_rng(seed).random((rows, columns)) < share
    piece = largest_piece(mask)
    assert piece.sum() == max(flooded(mask), default=0)
    assert len(flooded(piece)) == min(mask.sum(), 1)
    assert not (piece & ~mask).any()


@given(st.floats(60, 140), st.floats(60, 140), st.floats(30, 55), st.integers(0, 10**6))
def test_an_outer_edge_is_found_though_a_third_is_torn_off(row, column, radius, seed):
    """To within a point and a half, with bites and a corner out of it."""
    piece = disc((200, 200), row, column, radius)
    draw = np.random.default_rng(seed)
    turn = draw.uniform(0, 2 * np.pi)
    y, x = np.mgrid[:200, :200]
    piece &= (y - row) * np.sin(turn) + (x - column) * np.cos(turn) < 0.6 * radius
    found = outer_edge(largest_piece(piece))
    assert found is not None
    assert (found.row, found.column, found.radius) == pytest.approx((row, column, radius), abs=1.5)


def test_what_is_no_circle_is_none():
    """The edge of the picture, or a lone point, has no circle."""
    assert outer_edge(np.ones((90, 90), dtype=bool)) is None
    assert outer_edge(np.eye(5, dtype=bool)) is None


@given(st.floats(85, 115), st.floats(85, 115), st.floats(15, 40))
def test_a_hole_is_found_by_its_disc_and_by_its_edge(row, column, radius):
    """The empty disc lies in the hole, and the circle on its edge."""
    piece = disc((200, 200), 100, 100, 80) & ~disc((200, 200), row, column, radius)
    free = empty_disc(piece, Circle(row=100, column=100, radius=80))
    assert free is not None
    assert np.hypot(free.row - row, free.column - column) < 0.35 * radius + 3
    assert free.radius == pytest.approx(radius, rel=0.25)
    edge = inner_edge(piece, free)
    assert edge is not None
    assert (edge.row, edge.column, edge.radius) == pytest.approx((row, column, radius), abs=1.5)
