"""The page on accuracy shows what the library reaches now."""

from __future__ import annotations

import pytest

from benchmarks.panels import generator, page, scoring, truth
from firearmskit import language, marking


@pytest.fixture(scope="module")
def measured() -> dict[str, str]:
    """Measure what the page shows, but for speed and the half that was set aside."""
    with language.speaking("en"):
        return page.blocks(
            scoring.score_all(truth.real_panels(), marking.read),
            scoring.score_all(generator.panels(5000, 1), marking.read),
        )


@pytest.mark.parametrize(
    "name", ["real", "synthetic", "reliability", "reliability of others", "confusions", "families", "fields"]
)
def test_the_page_shows_what_is_measured(measured, name):
    """Each table is the one that a run gives now; ``python benchmarks/marking.py --write`` renews them."""
    assert set(measured) == {"real", "synthetic", "reliability", "reliability of others", "confusions", "families",
                             "fields"}  # fmt: skip
    assert page.shown(name) == measured[name]


def test_a_page_without_a_block_is_refused():
    """A name that the page doesn't have is quoted."""
    with pytest.raises(ValueError, match="'no such block'"):
        page.shown("no such block")
