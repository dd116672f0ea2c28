"""What tests of drawings share."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from matplotlib.text import Text

from firearmskit.figures import Drawing

PHONE = 360
"""Width of a phone in pixels."""


@pytest.fixture
def is_legible():
    """Check that a drawing's words stand on the page, are apart from each other, and can be read on a phone."""

    def check(drawing: Drawing) -> list[str]:
        canvas: Any = drawing.figure.canvas
        renderer = canvas.get_renderer()
        width, height = drawing.figure.get_size_inches() * drawing.figure.dpi
        texts = [text for text in drawing.figure.findobj(Text) if text.get_text().strip() and text.get_visible()]
        boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in texts]
        for text in texts:
            capital = 0.729 * text.get_fontsize() / 72 * drawing.figure.dpi
            assert capital * PHONE / width >= 7, (text.get_text(), capital * PHONE / width)
        for words, box in boxes:
            assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= width and box.y1 <= height, words  # noqa: PT018
        for (one, here), (other, there) in itertools.combinations(boxes, 2):
            common = here.intersection(here, there)
            assert common is None or min(common.width, common.height) < 1.5, (one, other)
        return [words for words, _box in boxes]

    return check
