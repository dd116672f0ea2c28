"""The built book as a reader meets it: in a browser, without internet, on a wide screen and on a phone."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest

pytestmark = pytest.mark.browser

PAGES = [
    "curriculum/index.html",
    "curriculum/m06_identification/index.html",
    "curriculum/m06_identification/facilitator.html",
    "search.html",
]
EVERY_PAGE = [(language, prefix + page) for language, prefix in (("en", ""), ("fr", "fr/")) for page in PAGES]
LESSONS = [(language, path) for language, path in EVERY_PAGE if "/m06_identification/index" in path]

each_page = pytest.mark.parametrize(("language", "path"), EVERY_PAGE)

CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
SENTENCES = """[...document.querySelectorAll('.bd-article p, .bd-article li, .bd-article h2')]
    .map(e => e.innerText.trim()).filter(text => text.split(' ').length > 4 && !text.includes('http'))"""


class Links(HTMLParser):
    """The addresses and the anchors of a page."""

    def __init__(self, text):
        super().__init__()
        self.addresses, self.anchors = [], set()
        self.feed(text)

    def handle_starttag(self, _tag, attributes):
        """Keep what an element links to, and its id."""
        for name, value in attributes:
            if name in {"href", "src"} and value:
                self.addresses.append(value)
            if name == "id":
                self.anchors.add(value)


@each_page
def test_nothing_from_elsewhere(visit, language, path):
    """A page asks nothing from another machine, and the console stays empty."""
    page = visit(path)
    assert page.outside == []
    assert page.complaints == []


@each_page
def test_language(visit, language, path):
    """The page says its language to browsers and screen readers."""
    assert visit(path).locator("html").get_attribute("lang") == language


@each_page
def test_no_sideways_scroll(visit, language, path):
    """On a phone of 360 pixels, nothing makes the page wider than the screen."""
    assert visit(path, width=360).evaluate("document.documentElement.scrollWidth") <= 360


@each_page
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(visit, language, path, scheme):
    """Every text reaches the contrast of WCAG AA, in the light and in the dark look."""
    assert visit(path, scheme=scheme).evaluate(CONTRAST) == []


@each_page
def test_images(visit, language, path):
    """Every image loads and has an alternative text, which may be empty for a decoration."""
    images = visit(path).evaluate(
        "[...document.images].map(i => [i.src.slice(0, 80), i.complete && i.naturalWidth > 0, i.hasAttribute('alt')])"
    )
    assert images
    assert [image for image in images if image[1:] != [True, True]] == []


@each_page
def test_one_title(visit, language, path):
    """A page has one visible heading of the first level."""
    assert visit(path).locator("main h1:visible").count() == 1


@pytest.mark.parametrize("path", [path for _, path in EVERY_PAGE])
def test_links_lead_somewhere(html, path):
    """Each link to a place in the book leads to a file, and to an anchor that is there."""
    here = html / path
    broken = []
    for address in Links(here.read_text(encoding="utf-8")).addresses:
        target, anchor = urldefrag(address)
        if "://" in target or target.startswith(("mailto:", "data:")) or anchor.startswith("pst-"):
            continue
        file = (here.parent / unquote(target.split("?")[0])).resolve() if target else here
        if not file.is_file() or (anchor and anchor not in Links(file.read_text(encoding="utf-8")).anchors):
            broken.append(address)
    assert broken == []


@pytest.mark.parametrize("path", PAGES)
def test_language_switch(visit, site, path):
    """The switch leads to the same page in the other language, and back."""
    page = visit(path, fresh=True)
    page.click("a.language-switch:visible")
    assert page.url == f"{site}fr/{path}"
    assert page.locator("html").get_attribute("lang") == "fr"
    page.click("a.language-switch:visible")
    assert page.url == site + path


@pytest.mark.parametrize(("start", "end"), [("", ""), ("fr/", "fr/")])
def test_front_door(visit, site, start, end):
    """The root of each edition leads to its front page."""
    page = visit(start, fresh=True)
    page.wait_for_url(f"{site}{end}curriculum/index.html")


@pytest.mark.parametrize(("prefix", "word"), [("", "importer"), ("fr/", "importateur")])
def test_search_works_offline(visit, prefix, word):
    """A search in either language finds the lesson without asking another machine."""
    page = visit(f"{prefix}search.html?q={word}", fresh=True)
    page.locator("#search-results li a[href*='m06_identification/index']").first.wait_for()
    assert page.outside == []


def test_editions_differ(visit):
    """No sentence of the French lesson's prose is the English one."""
    english, french = (set(visit(path).evaluate(SENTENCES)) for _, path in LESSONS)
    assert len(english) > 60
    assert english & french == set()


def test_library_speaks_the_language_of_the_edition(visit):
    """What the library says in the lesson's cells is French in the French edition."""
    pick = "[...document.querySelectorAll('.cell_output pre')].map(e => e.innerText)"
    english, french = (visit(path).evaluate(pick) for _, path in LESSONS)
    assert len(english) == len(french) >= 4
    assert set(english) & set(french) == set()
    assert any("numéro de série" in text for text in french)


@pytest.mark.parametrize(("language", "path"), LESSONS)
def test_figures_are_described(visit, language, path):
    """Each drawn panel of the lesson has an alternative text that says what is on it."""
    texts = visit(path).evaluate("[...document.querySelectorAll('.cell_output img')].map(i => i.alt)")
    assert len(texts) >= 3
    assert all(len(text.split()) > 5 for text in texts)


@pytest.mark.parametrize("path", [path for _, path in EVERY_PAGE if "facilitator" in path])
def test_session_plan_fits_a_phone(visit, path):
    """On a phone no column of the session plan lies outside of the screen."""
    rights = visit(path, width=390).evaluate(
        "[...document.querySelectorAll('.bd-article table td')].map(e => e.getBoundingClientRect().right)"
    )
    assert len(rights) > 30
    assert max(rights) <= 390


@pytest.mark.parametrize(("language", "path"), LESSONS)
def test_pages_to_give_out_end_before_the_answers(visit, language, path):
    """In print, the sections that hold the next answers begin on pages of their own."""
    page = visit(path, fresh=True)
    page.emulate_media(media="print")
    breaks = page.evaluate(
        "['each-mark-has-one-job', 'unknown-is-an-answer', 'a-worked-case-the-rifle-with-two-numbers']"
        ".map(id => getComputedStyle(document.getElementById(id)).breakBefore)"
    )
    assert breaks == ["page"] * 3
