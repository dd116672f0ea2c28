"""What the book weighs on a reader's line; ``python -m benchmarks.book`` prints it page by page, with the times."""

import re

import pytest

from benchmarks import book as benchmark
from tests.site.conftest import THEMED, in_each_edition

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, marks=() if re.search(r"^fr/.*/[me]\d\d_\w+/index", path) else pytest.mark.slow)
        for _, path in in_each_edition(THEMED)  # French says the same in more letters
    ],
)
def test_page_is_light(chromium, site, path):
    """A page with all its figures is under 1 MB, and under 300 KB without them, in a browser that has nothing of it."""
    weight = benchmark.weigh(chromium, site + path)
    assert 20_000 < weight.text < benchmark.TEXT_LIMIT
    assert weight.text <= weight.first <= weight.whole < benchmark.PAGE_LIMIT


def test_every_page_is_weighed(html):
    """The benchmark weighs the pages that the test does."""
    assert sorted(path for _, path in in_each_edition(THEMED)) == benchmark.pages(html)


def test_nothing_is_left_that_no_page_loads(html):
    """What the theme brings for other books is taken out: sources of scripts, fonts of icons, icons as a script."""
    heavy = {path.name for path in html.rglob("_static/**/*") if path.is_file() and path.stat().st_size > 100_000}
    assert heavy == set()
    assert [path for path in html.rglob("_static/**/*") if path.suffix in {".map", ".ttf", ".woff2"}] == []
