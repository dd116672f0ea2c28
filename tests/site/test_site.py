"""The built book as a reader meets it: in a browser, without internet, on a wide screen and on a phone."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote, urldefrag

import pytest
from babel.messages.pofile import read_po

from firearmskit.course import all_exercises
from firearmskit.figures import glyphs
from tests.site.conftest import BARE, CHAPTERS, LISTED, PREFIXES, THEMED, built, in_each_edition
from tools import book, serve

pytestmark = pytest.mark.browser

CHAPTER_PAGES = [f"{chapter['file']}.html" for chapter in CHAPTERS]
LESSONS = [page for page in CHAPTER_PAGES if re.match(r"curriculum/([me]\d\d_|assessments/)", page)]
"""The chapters that lead to exercises; paths, glossary and the page on the reference tables have none."""
EVERY_PAGE = in_each_edition(THEMED)

each_translation = pytest.mark.parametrize("language", book.TRANSLATIONS)
each_page = pytest.mark.parametrize(("language", "path"), EVERY_PAGE)


def one_of(quick, many):
    """Parameters of which those of the second kind are left to `make slow`: they show the same once more."""
    return [*quick, *(pytest.param(each, marks=pytest.mark.slow) for each in many)]


CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
SENTENCES = """[...document.querySelectorAll('.bd-article p, .bd-article li, .bd-article h2')]
    .map(e => e.innerText.trim())
    .filter(text => text.split(' ').length > 4 && !text.includes('http') && /[a-z]{3}/.test(text))"""


ELSEWHERE = re.compile(r"^(?:[a-z]+:)?//", re.IGNORECASE)
IN_STYLE = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
"""What a stylesheet asks for."""


SURE = re.compile(
    r"[\t\n\r -~\u00a0-\u024f\u0370-\u03ff\u0400-\u04ff\u2000-\u206f\u20a0-\u20bf\u2100-\u22ff\u25a0-\u26ff\u2713]"
)
"""Characters that every machine has: of Europe's scripts, of punctuation, and signs such as arrows."""


@pytest.mark.parametrize("kind", book.KINDS)
def test_every_character_has_a_font(kind):
    """A character that a reader's machine may not have, such as a Chinese one, is in the font of the book."""
    lacking = {}
    for page in sorted(built(kind).rglob("*.html")):
        text = re.sub(r"<(script|style).*?</\1>|<[^>]*>", "", unescape(page.read_text("utf-8")), flags=re.DOTALL)
        for character in set(SURE.sub("", text)) - glyphs.written():
            lacking.setdefault(character, page.name)
    assert lacking == {}


class Links(HTMLParser):
    """The addresses and the anchors of a page, and what it loads by itself."""

    def __init__(self, text):
        super().__init__()
        self.addresses, self.anchors, self.loads = [], set(), []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        """Keep what an element links to or loads, and its id."""
        given = {name: value for name, value in attributes if value}
        self.anchors |= {given[name] for name in ("id", "name") if name in given}
        # The target of a link is opened by who clicks on it; everything else is loaded, or sent to, by itself.
        clicked = {"href"} if tag in {"a", "area"} else set()
        for name in {"href", "src", "data", "poster", "action", "formaction", "background"} & set(given):
            self.addresses.append(given[name])
            if name not in clicked:
                self.loads.append(given[name])
        sets = [
            part.split()[0] for name in ("srcset", "imagesrcset") for part in given.get(name, "").split(",") if part
        ]
        styles = [first or second for first, second in IN_STYLE.findall(given.get("style", ""))]
        refreshed = re.findall(r"url=(.+)", given.get("content", "")) if "http-equiv" in given else []
        self.addresses += [*sets, *styles, *refreshed]
        self.loads += [*sets, *styles, *refreshed]


@cache
def links_of(file):
    """Give the links of a page, which is read once though many lead to it."""
    return Links(file.read_text(encoding="utf-8"))


def missing(html, here, address):
    """Whether an address that stands in a file of the book leads to no file of it, or to no anchor."""
    target, anchor = urldefrag(address)
    if target.startswith("data:") or anchor.startswith("pst-"):
        return False
    target = unquote(target.split("?")[0])
    # The page for addresses that lead nowhere names the root of the site.
    file = (html / target.lstrip("/") if target.startswith("/") else here.parent / target).resolve() if target else here
    if file.is_dir():
        file /= "index.html"
    if not file.is_file() or not file.is_relative_to(html):
        return True
    return bool(anchor) and anchor not in links_of(file).anchors


@pytest.fixture(scope="module", params=LESSONS)
def editions(request, open_page):
    """The editions of a lesson, opened once for all tests that compare them."""
    pages = {language: open_page(prefix + request.param, wait="load") for language, prefix in PREFIXES.items()}
    yield pages
    for page in pages.values():
        page.context.close()


def test_every_page_is_looked_at(html):
    """The tests of this folder open each page that was built, in each edition."""
    built = {path.relative_to(html).as_posix() for path in html.rglob("*.html")}
    assert built == {path for _language, path in in_each_edition([*THEMED, *BARE])}


def test_nothing_from_elsewhere(opened):
    """A page asks nothing from another machine, nothing that isn't there, and the console stays empty."""
    _language, page = opened
    assert page.outside == []
    assert page.complaints == []


def test_bare_page_asks_nothing_from_elsewhere(bare):
    """Nor do the pages without the theme, which say their language too."""
    language, page = bare
    assert page.outside == []
    assert page.complaints == []
    assert page.locator("html").get_attribute("lang") == language
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("path", [path for _, path in in_each_edition([*THEMED, *BARE])])
def test_page_names_nothing_from_elsewhere(html, path):
    """No page names an address elsewhere that a browser could load, connect to or send to before somebody clicks."""
    links = links_of(html / path)
    assert links.addresses
    assert [address for address in links.loads if ELSEWHERE.match(address)] == []


def test_stylesheets_ask_for_what_is_there(html):
    """What a stylesheet asks for, a font or another one, is in the book."""
    sheets = sorted(html.rglob("*.css"))
    assert sheets
    asked = {
        (sheet, first or second) for sheet in sheets for first, second in IN_STYLE.findall(sheet.read_text("utf-8"))
    }
    assert [each for each in asked if ELSEWHERE.match(each[1])] == []
    assert [each for each in asked if missing(html, *each)] == []


def test_language(opened):
    """The page says its language to browsers and screen readers."""
    language, page = opened
    assert page.locator("html").get_attribute("lang") == language


def test_no_sideways_scroll(opened):
    """On a phone of 360 pixels, nothing makes the page wider than the screen."""
    _language, page = opened
    page.set_viewport_size({"width": 360, "height": 900})
    assert page.evaluate("document.documentElement.clientWidth") == 360
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.slow  # Axe looks at contrast too, at what it can judge
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(opened, scheme):
    """Every text reaches the contrast of WCAG AA, in the light and in the dark look."""
    _language, page = opened
    page.emulate_media(color_scheme=scheme)
    page.wait_for_function(f"document.documentElement.dataset.theme == '{scheme}'")
    page.wait_for_function("document.getAnimations().every(a => a.playState != 'running')")
    assert page.evaluate(CONTRAST) == []


def test_images(opened):
    """Every image loads and has an alternative text, which may be empty for a decoration."""
    _language, page = opened
    images = page.evaluate(
        "[...document.images].map(i => [i.src.slice(0, 80), i.complete && i.naturalWidth > 0, i.hasAttribute('alt')])"
    )
    assert images
    assert [image for image in images if image[1:] != [True, True]] == []


@pytest.mark.parametrize("path", one_of(LESSONS[:1], [path for path in LISTED if path != LESSONS[0]]))
def test_late_picture_moves_nothing(chromium, site, path):
    """A picture's place is kept until it comes: nobody who reads or goes by keyboard loses the line."""
    page = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.route("**/_images/*", lambda route: None)  # they wait until nobody holds them any longer
    page.goto(site + path, wait_until="domcontentloaded")
    heights = "[...document.querySelectorAll('.bd-article img')].map(each => [each.src, each.offsetHeight])"
    before = page.evaluate(heights)
    page.unroute("**/_images/*")
    page.evaluate(
        """async () => { for (const each of document.querySelectorAll('.bd-article img')) {
          each.loading = 'eager'; await each.decode() } }"""
    )
    moved = [(was, now) for was, now in zip(before, page.evaluate(heights), strict=True) if abs(now[1] - was[1]) > 1]
    assert moved == []
    page.context.close()


def test_one_title(opened):
    """A page has one visible heading of the first level."""
    _language, page = opened
    assert page.locator("main h1:visible").count() == 1


@pytest.mark.parametrize("path", [path for _, path in in_each_edition([*THEMED, *BARE])])
def test_links_lead_somewhere(html, path):
    """Each link to a place in the book, also in another edition, leads to a file, and to an anchor that is there."""
    here = html / path
    addresses = links_of(here).addresses
    inside = [address for address in addresses if not ELSEWHERE.match(address) and not address.startswith("mailto:")]
    assert inside
    assert [address for address in inside if missing(html, here, address)] == []


@each_page
def test_language_switch_leads_to_the_same_page(html, language, path):
    """From each page the switch leads to the same page in each other language."""
    found = re.findall(r'<a class="language-switch" href="([^"]*)" lang="(..)"', (html / path).read_text("utf-8"))
    page = path.removeprefix(PREFIXES[language])
    assert {code: ((html / path).parent / address).resolve() for address, code in found} == {
        code: (html / prefix / page).resolve() for code, prefix in PREFIXES.items() if code != language
    }


@pytest.mark.parametrize("path", one_of([LESSONS[0]], ["curriculum/index.html", "search.html"]))
@each_translation
def test_language_switch(visit, site, language, path):
    """A click on the switch shows the page in another language, and another one brings the first back."""
    page = visit(path)
    page.click(f"a.language-switch[lang={language}]:visible")
    assert page.url == f"{site}{language}/{path}"
    assert page.locator("html").get_attribute("lang") == language
    page.click("a.language-switch[lang=en]:visible")
    assert page.url == site + path


@each_translation
def test_language_switch_keeps_what_was_searched(visit, site, language):
    """On the search page the switch takes the words along."""
    page = visit("search.html?q=importer")
    page.click(f"a.language-switch[lang={language}]:visible")
    assert page.url == f"{site}{language}/search.html?q=importer"


@pytest.mark.parametrize("prefix", PREFIXES.values())
def test_front_door(visit, site, prefix):
    """The root of each edition leads to its front page."""
    page = visit(prefix)
    page.wait_for_url(f"{site}{prefix}curriculum/index.html")


@pytest.mark.parametrize(("language", "prefix"), PREFIXES.items())
def test_page_that_is_missing_speaks_the_language_of_the_edition(html, language, prefix):
    """Each edition has a page of its own for addresses that lead nowhere, and it leads to the edition's front door."""
    text = (html / prefix / "404.html").read_text(encoding="utf-8")
    assert f'<html lang="{language}">' in text
    assert f'href="/{prefix}"' in text
    assert ("This page" in text) == (language == book.SOURCE)


@pytest.mark.parametrize(("language", "prefix"), PREFIXES.items())
def test_search_works_offline(visit, language, prefix):
    """A search in any language for a word of a lesson's title finds the lesson without asking another machine."""
    path = prefix + LESSONS[0]
    word = max(visit(path).locator("main h1:visible").inner_text().split(), key=len).strip("#.,:’")
    page = visit(f"{prefix}search.html?q={word}")
    page.locator(f"#search-results li a[href*='{LESSONS[0].removesuffix('.html')}']").first.wait_for()
    assert page.outside == []


@pytest.mark.parametrize("word", one_of(["serial-number"], ["headstamp", "frame", "import-mark"]))
@pytest.mark.parametrize(("language", "prefix"), PREFIXES.items())
def test_search_finds_terms(visit, html, language, prefix, word):
    """A search for a term leads to its definition, also when it is typed without accents and curly apostrophes."""
    text = (html / prefix / "curriculum/glossary/index.html").read_text(encoding="utf-8")
    (term,) = re.findall(rf'<dt id="term-{word}">(.*?)(?:<a|</dt>)', text)
    typed = term.translate(str.maketrans("éèêàâçôîïû’", "eeeaacoiiu'"))
    for query in {term, typed}:
        page = visit(f"{prefix}search.html?q={quote(query)}", wait="load")
        page.locator(f"#search-results li a[href$='#term-{word}']").first.wait_for()
        assert page.outside == []


@pytest.mark.parametrize("path", one_of(LESSONS[:1], LESSONS[1:]))
@pytest.mark.parametrize(("language", "prefix"), PREFIXES.items())
def test_search_finds_headings(visit, language, prefix, path):
    """A search for a heading of a lesson leads to that heading."""
    heading = visit(prefix + path, wait="load").locator(".bd-article section section > h2").nth(1)
    anchor = heading.locator("xpath=..").get_attribute("id")
    page = visit(f"{prefix}search.html?q={quote(heading.inner_text().strip('#'))}", wait="load")
    page.locator(f"#search-results li a[href*='{path}#{anchor}']").first.wait_for()
    assert page.outside == []


@each_translation
def test_editions_differ(editions, language):
    """No sentence of a translated lesson's prose is the English one."""
    english, other = (set(editions[code].evaluate(SENTENCES)) for code in (book.SOURCE, language))
    assert english
    assert other
    assert english & other == set()


@each_translation
def test_library_speaks_the_language_of_the_edition(editions, language):
    """No sentence that the library says in a lesson, as text or to describe a figure, is the English one.

    Names, marks and codes are alike in all languages: what counts is a stretch of a sentence of the library.
    """
    pick = "[...document.querySelectorAll('.cell_output pre, .cell_output img')].map(e => e.alt || e.innerText)"
    english, other = (editions[code].evaluate(pick) for code in (book.SOURCE, language))
    assert len(english) == len(other)
    same = [text for text in english if text in other]
    said = [stretch for stretch in english_stretches(language) if any(stretch in text for text in same)]
    assert said == []


def english_stretches(language: str) -> set[str]:
    """Give stretches of five words or more of the library's sentences that are said otherwise in a language."""
    path = book.ROOT / "firearmskit" / "locale" / language / "LC_MESSAGES" / "firearmskit.po"
    with path.open("rb") as stream:
        catalogue = read_po(stream, locale=language)
    messages = [message.id for message in catalogue if isinstance(message.id, str) and message.id != message.string]
    stretches = {stretch.strip() for message in messages for stretch in re.split(r"\{\w*\}", message)}
    return {stretch for stretch in stretches if len(stretch.split()) > 4}


def test_figures_are_described(editions):
    """Each figure that a lesson draws has an alternative text that says what is on it."""
    for page in editions.values():
        texts = page.evaluate("[...document.querySelectorAll('.cell_output img')].map(i => i.alt)")
        assert all(len(text.split()) > 5 for text in texts)


@pytest.mark.parametrize("path", LESSONS)
@pytest.mark.parametrize(("language", "prefix"), PREFIXES.items())
def test_lesson_opens_its_exercises_in_its_language(html, language, prefix, path):
    """A lesson leads to the page of each of its exercises; its links into JupyterLab lead to what is laid out there."""
    module = Path(path).parent.name
    text = (html / prefix / path).read_text("utf-8")
    pages = set(re.findall(r'href="\.\./\.\./exercises/([\w/-]+)\.html"', text))
    assert pages == {what.id for what in all_exercises() if what.module == module}
    laid_out = {place.as_posix() for _master, place in serve.masters(book.ROOT)}
    found = re.findall(r'href="http://127\.0\.0\.1:8888/lab/tree/([^"]*)"', text)
    assert set(found) <= laid_out
    assert all(link.startswith((f"{prefix}{module}/", "explorers/")) for link in found)
