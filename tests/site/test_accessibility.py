"""The book for those who can't see it, can't use a mouse, or are made ill by things that move."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.site.conftest import BARE, LISTED, PREFIXES, in_each_edition
from tools import book

pytestmark = pytest.mark.browser

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 800}

each_edition = pytest.mark.parametrize(
    "prefix", [pytest.param(prefix, marks=pytest.mark.slow if prefix else ()) for prefix in PREFIXES.values()]
)

FOCUS = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  // Of a chapter in the menu the arrow has the ring, of a search the whole form.
  const shown = element.querySelector(':scope > .toctree-toggle') || element.closest('form.bd-search') || element;
  const style = getComputedStyle(shown);
  const box = shown.getBoundingClientRect();
  return {
    name: element.outerHTML.slice(0, 90),
    part: element.closest('#pst-skip-link') ? 'skip link'
      : element.matches('.primary-toggle') ? 'menu button'
      : element.matches('.language-switch') ? 'language'
      : element.matches('.search-button__button, input[name=q]') ? 'search'
      : element.closest('#pst-primary-sidebar') ? 'menu'
      : element.closest('.bd-article') ? 'content' : 'other',
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && style.visibility === 'visible',
    ringed: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none',
  };
}"""
MOVING = """() => [...document.querySelectorAll('*')].flatMap(element => [null, '::before', '::after'].map(part => {
  const style = getComputedStyle(element, part);
  const lasts = style.transitionDuration.split(',').some(each => parseFloat(each) > 0);
  const moves = style.animationName !== 'none' || style.scrollBehavior === 'smooth'
    || (style.transitionProperty !== 'none' && lasts);
  return moves ? `${element.tagName}.${element.className}${part || ''}` : null;
})).filter(Boolean)"""


@pytest.fixture
def seen(opened):
    """A page that others have looked at too."""
    _language, page = opened
    yield page
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")


def test_axe_finds_nothing(seen):
    """Axe finds nothing amiss, however light: English pages on a light screen, others on a dark phone."""
    look(seen, *(("dark", PHONE) if seen.locator("html").get_attribute("lang") != book.SOURCE else ("light", WIDE)))
    assert amiss(seen) == []


@pytest.mark.slow
def test_axe_finds_nothing_in_the_other_look(seen):
    """Nor the other way round: English pages on a dark phone, others on a light screen."""
    look(seen, *(("dark", PHONE) if seen.locator("html").get_attribute("lang") == book.SOURCE else ("light", WIDE)))
    assert amiss(seen) == []


def look(seen, scheme, size):
    """Have a page shown in a look and a size, and wait until it has settled."""
    seen.set_viewport_size(size)
    seen.emulate_media(color_scheme=scheme)
    seen.wait_for_function(f"document.documentElement.dataset.theme == '{scheme}'")
    seen.wait_for_timeout(400)


@pytest.mark.parametrize(
    "bare",
    [
        pytest.param(each, marks=() if each[0] == book.SOURCE else pytest.mark.slow, id=each[1])
        for each in in_each_edition(BARE)
    ],
    indirect=True,
)
def test_axe_finds_nothing_on_bare_pages(bare):
    """Nor on the pages without the theme."""
    _language, page = bare
    page.set_viewport_size(WIDE)
    assert amiss(page) == []


def amiss(page):
    """What Axe finds: how bad, which rule, which element."""
    return [
        f"{each['impact']}: {each['id']}: {node['html'][:200]}"
        # Axe would fetch style sheets again, from where they aren't.
        for each in Axe().run(page, options={"preload": False}).response["violations"]
        for node in each["nodes"]
    ]


def test_axe_would_find_something(visit):
    """Axe sees this book: a picture without words and a pale text on a page of it are found."""
    page = visit(LISTED[0])
    poor = '<img src="../_static/logo.svg"><p style="color:#bbb;background:#fff">pale</p>'
    page.evaluate("poor => { document.querySelector('.bd-article').innerHTML += poor }", poor)
    assert {each.split(": ")[1] for each in amiss(page)} == {"image-alt", "color-contrast"}


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, marks=() if edition == book.SOURCE else pytest.mark.slow)
        for edition, path in in_each_edition([*LISTED[:2], "search.html"])
    ],
)
def test_keyboard_reaches_everything_and_is_held_nowhere(visit, path):
    """From the top, Tab goes by skip link, menu, search and language to the content, and out at the end.

    What has the focus is on the screen and has a ring around it.
    """
    page = visit(path, reduced_motion="reduce")
    many = page.evaluate("document.querySelectorAll('a, button, input, summary, select, textarea, [tabindex]').length")
    stops = []
    for _ in range(many + 5):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None:
            break
        stops.append(focus)
    else:
        pytest.fail("the focus doesn't leave the page")
    parts = [stop["part"] for stop in stops]
    assert parts[0] == "skip link"
    assert {"menu button", "menu", "search", "language"} <= set(parts)
    assert "content" in parts or "search.html" in path
    assert [stop for stop in stops if not (stop["seen"] and stop["ringed"])] == []


@each_edition
def test_skip_link_leads_to_the_content(visit, prefix):
    """Enter on the skip link goes to the content: the next Tab is in it, not in the menu."""
    page = visit(f"{prefix}{LISTED[1]}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#pst-skip-link') !== null")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@each_edition
@pytest.mark.parametrize(
    ("button", "dialog"),
    [
        ("button.primary-toggle", "#pst-primary-sidebar-modal"),
        ("button.secondary-toggle", "#pst-secondary-sidebar-modal"),
        (".article-header-buttons .search-button__button", "#pst-search-dialog"),
    ],
)
def test_drawer_opens_closes_and_gives_the_focus_back(visit, prefix, button, dialog):
    """On a phone side bars and search open by keyboard, hold the focus, close by Escape and give it back."""
    page = visit(f"{prefix}{LISTED[1]}", viewport=PHONE)
    opener = page.locator(f"{button}:visible")
    assert opener.count() == 1
    opener.focus()
    for _again in range(2):
        page.keyboard.press("Enter")
        page.locator(f"{dialog}[open]").wait_for()
        assert page.locator(dialog).get_attribute("aria-label")
        if "toggle" in button:
            assert opener.get_attribute("aria-expanded") == "true"
        for _ in range(30):
            # The body has it where the browser's own bar would be next.
            inside = page.evaluate("d => document.activeElement.matches(`body, ${d}, ${d} *`)", dialog)
            assert inside, "behind the drawer something takes the focus"
            page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        page.locator(f"{dialog}[open]").wait_for(state="detached", timeout=10_000)
        page.wait_for_function("b => document.activeElement.matches(b)", arg=button)
        if "toggle" in button:
            assert opener.get_attribute("aria-expanded") == "false"
    assert page.complaints == []


@each_edition
def test_menu_folds_on_a_screen(visit, prefix):
    """On a wide screen the button of the menu folds it and brings it back, by keyboard, and keeps the focus."""
    page = visit(f"{prefix}{LISTED[1]}")
    menu, button = page.locator("#pst-primary-sidebar"), page.locator("button.primary-toggle:visible")
    assert menu.is_visible()
    assert button.get_attribute("aria-expanded") == "true"
    button.focus()
    page.keyboard.press("Enter")
    menu.wait_for(state="hidden")
    assert button.get_attribute("aria-expanded") == "false"
    page.wait_for_function("document.activeElement.matches('button.primary-toggle')")
    page.keyboard.press("Enter")
    menu.wait_for()


def test_nothing_moves_for_those_who_ask_for_it(seen):
    """Who asks for less motion sees no animation, no transition and no gliding."""
    assert seen.evaluate(MOVING) == []


def test_the_look_for_motion_finds_some(visit):
    """Without the wish there is motion to be found, so that its absence means something."""
    assert visit(LISTED[0]).evaluate(MOVING)


def test_pictures_say_what_they_show(seen):
    """Each picture in the text is described; one without words decorates a card or a button that has words."""
    described = seen.evaluate(
        """[...document.querySelectorAll('main article img, main article svg, main article canvas')].map(picture => [
          picture.outerHTML.slice(0, 120),
          picture.getAttribute('alt') ?? picture.getAttribute('aria-label'),
          !!picture.closest('.ready-module, button, [aria-hidden=true]')])"""
    )
    assert [picture for picture, words, card in described if not card and len((words or "").split()) < 6] == []


def test_tables_name_their_columns(seen):
    """Each table has a head, so that a screen reader says what a cell is about; an index is laid out in one without."""
    tables = "[...document.querySelectorAll('main table:not(.indextable)')]"
    headless = f"{tables}.filter(table => !table.querySelector('th')).length"
    assert seen.evaluate(headless) == 0
