"""What is left out of a built page and its stylesheets, and what has to stay."""

import base64
import io
import os
import time
from types import SimpleNamespace

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from PIL import Image

from tools import lighten

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40.4 20"></svg>'


@pytest.mark.parametrize(
    ("sheet", "trimmed"),
    [
        (".here{a:b}.gone{a:b}", ".here{a:b}\n"),
        (".here,.gone,p{a:b}", ".here,p{a:b}\n"),
        (".here .gone{a:b}#gone{a:b}#there{a:b}", "#there{a:b}\n"),
        ("p:not(.gone){a:b}[data-x=gone]{a:b}", "p:not(.gone){a:b}\n[data-x=gone]{a:b}\n"),
        ("@media print{.here{a:b}.gone{a:b}}@media print{.gone{a:b}}", "@media print{.here{a:b}\n}\n"),
        (".tooltip-arrow{a:b}", ".tooltip-arrow{a:b}\n"),
        ("/* said */@charset 'x';@import 'y.css';", '@charset "x";\n@import "y.css";\n'),
    ],
)
def test_rules_that_fit_nothing_go(sheet, trimmed):
    """A rule stays if every class and id that it asks for may be on a page."""
    assert lighten.Trimmer({"here", "there"}).trim(sheet) == trimmed


def test_variables_that_nothing_uses_go(tmp_path):
    """A variable stays that a rule, another variable that stays, or a page uses; an empty rule goes."""
    sheet = ':root{--a:1px;--b:var(--a);--c:"x;y";--d:2px}.e{--f:0}p{margin:var(--b)}'
    found = lighten.without_unused({tmp_path: sheet}, "style='margin: var(--d)'")
    assert found[tmp_path] == ":root{--a:1px;--b:var(--a);--d:2px}p{margin:var(--b)}"


@pytest.mark.parametrize(
    ("script", "trimmed"),
    [
        ("  // said\n  let a = 1;  // kept\n\n\treturn `a//b`;\n", "let a = 1;  // kept\nreturn `a//b`;\n"),
        ("/*\n * whose\n */\n  a()\n", "/*\n* whose\n*/\na()\n"),
        ("let a = `\n  // shown\n`;\n", "let a = `\n  // shown\n`;\n"),
        ("let a = 'b\\\n  c';\n", "let a = 'b\\\n  c';\n"),
    ],
    ids=["comments", "licence", "template", "continued"],
)
def test_scripts_lose_what_nobody_runs(script, trimmed):
    """Indents, empty lines and lines of comment go, licences stay, and no text that the script shows is touched."""
    assert lighten.trim_script(script) == trimmed


def test_index_of_the_search_says_the_same_in_fewer_letters():
    """Letters stand as they are and blanks go, also when it was trimmed before; what is in it stays."""
    index = 'Search.setIndex({"terms": {"\\u00e9tui": [1, 2], "a b": 3}})'
    trimmed = 'Search.setIndex({"terms":{"étui":[1,2],"a b":3}})'
    assert lighten.trim_index(index) == lighten.trim_index(trimmed) == trimmed


def test_font_keeps_the_icons_that_are_shown(tmp_path):
    """Of a font that a stylesheet names, the signs stay that stylesheets show; a font without any is named no more."""
    font = FontBuilder(1000, isTTF=True)
    signs = [".notdef", "search", "menu"]
    font.setupGlyphOrder(signs)
    font.setupCharacterMap({0xF002: "search", 0xF003: "menu"})
    font.setupGlyf({sign: TTGlyphPen(None).glyph() for sign in signs})
    font.setupHorizontalMetrics(dict.fromkeys(signs, (500, 0)))
    font.setupHorizontalHeader()
    font.setupNameTable({"familyName": "Icons"})
    font.setupOS2()
    font.setupPost()
    font.save(tmp_path / "icons.ttf")
    face = "@font-face{font-family:Icons;src:url(icons.woff2) format('woff2'),url(icons.ttf) format('truetype')}"
    shown = '.i{font-family:Icons}.search:before{content:"\\f002"}'
    sheet = lighten.trim_icons(tmp_path / "book.css", face + shown, face + shown)
    assert sheet == '@font-face{font-family:Icons;src:url(icons.woff) format("woff")}' + shown
    assert set(TTFont(tmp_path / "icons.woff").getBestCmap()) == {0xF002}
    assert (tmp_path / "icons.woff").stat().st_size < 2000
    assert lighten.trim_icons(tmp_path / "book.css", face, face) == ""


def test_figures_become_files(tmp_path):
    """A figure inside a page becomes a file with its size; all but the first are fetched when the reader is near."""
    picture = io.BytesIO()
    Image.new("RGB", (30, 10)).save(picture, "PNG")
    inside = [("svg+xml", DRAWING), ("png", picture.getvalue())]
    context = {
        "body": "".join(f'<img src="data:image/{k};base64,{base64.b64encode(c).decode()}" alt="x">' for k, c in inside),
        "pathto": lambda name, _resource: f"../{name}",
    }
    lighten.move_figures(SimpleNamespace(outdir=tmp_path), "page", "", context, None)
    first, second = sorted((tmp_path / "_images").iterdir(), key=lambda path: path.suffix, reverse=True)
    assert (first.read_bytes(), second.read_bytes()) == (DRAWING, picture.getvalue())
    assert context["body"] == (
        f'<img src="../_images/{first.name}" width="40" height="20" alt="x">'
        f'<img loading="lazy" decoding="async" src="../_images/{second.name}" width="30" height="10" alt="x">'
    )


def test_page_without_text_is_left_alone(tmp_path):
    """A page that has no body, such as the search, has no figures."""
    context = {}
    lighten.move_figures(SimpleNamespace(outdir=tmp_path), "search", "", context, None)
    assert context == {}


SPOKEN = {"more": "More: {title}", "pages": "Pages", "primary": "Liste des pages", "secondary": "Sur cette page"}


def test_page_is_mended_once():
    """Icons are hidden from screen readers, arrows and the side bar have names, and a second time nothing changes."""
    page = (
        '<i class="fa-solid fa-sun"></i><div id="pst-primary-sidebar" class="x">'
        '<a class="reference internal" href="a.html">One <em>two</em></a><details><summary>'
        '<span class="toctree-toggle"></span></summary></details></div><table><th></th><th>a</th></table>'
    )
    mended = lighten.mend(page, SPOKEN)
    assert '<i aria-hidden="true" class="fa-solid fa-sun">' in mended
    assert '<summary aria-label="More: One two">' in mended
    assert '<div id="pst-primary-sidebar" role="region" aria-label="Pages" class="x">' in mended
    assert "<td></td><th>a</th>" in mended
    assert lighten.mend(mended, SPOKEN) == mended


def test_code_keeps_the_tags_that_colour_it_alone():
    """Names, signs and blanks of code lose their tags, words that have a colour of their own keep theirs."""
    code = '<pre><span class="n">a</span><span class="w"> </span><span class="o">=</span><span class="p">(</span></pre>'
    assert lighten.mend(code, SPOKEN) == '<pre>a <span class="o">=</span>(</pre>'
    assert lighten.mend('<b><span class="n">a</span></b>', SPOKEN) == '<b><span class="n">a</span></b>'


def test_rows_headings_and_buttons_say_what_they_are():
    """A row's bold cell heads it, what looks like a heading is one, and no button is named in another language."""
    page = (
        '<table class="docutils table"><thead><tr class="row-odd"><th>Mark</th><th>It tells</th></tr></thead><tbody>'
        '<tr class="row-even"><td><p>Year</p></td><td><p>when</p></td></tr></tbody></table>'
        '<table class="dataframe"><tr class="row-even"><td>1</td></tr></table>'
        '<p><strong>After this you can:</strong></p>\n<ul class="objectives simple"></ul>'
        '<summary aria-label="Toggle hidden content"><span>Show</span></summary>'
        '<button title="Toggle primary sidebar"></button>'
    )
    mended = lighten.mend(page, SPOKEN)
    assert '<th scope="row"><p>Year</p></th><td><p>when</p></td>' in mended
    assert "<th>Mark</th>" in mended
    assert '<tr class="row-even"><td>1</td></tr>' in mended
    assert '<p role="heading" aria-level="2"><strong>After this you can:</strong></p>' in mended
    assert "<summary><span>Show</span></summary>" in mended
    assert '<button title="Liste des pages">' in mended
    assert lighten.mend(mended, SPOKEN) == mended


def test_pages_of_an_edition_are_its_own(tmp_path):
    """The pages of other editions, which stand below the first one, and what the theme brings are no pages of it."""
    for name in ("index.html", "curriculum/a.html", "fr/b.html", "_static/c.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = [path.relative_to(tmp_path).as_posix() for path in lighten.pages_of(tmp_path)]
    assert found == ["curriculum/a.html", "index.html"]


def test_changed_look_reaches_every_page(tmp_path):
    """A page that is older than a stylesheet is made older than its text, so that it is written anew; another isn't."""
    for name in ("look/book.css", "html/old.html", "html/new.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    old, new = tmp_path / "html" / "old.html", tmp_path / "html" / "new.html"
    for page, minutes in ((old, -1), (new, 1)):
        os.utime(page, (time.time() + 60 * minutes,) * 2)
    config = SimpleNamespace(html_static_path=["look"])
    lighten.notice(SimpleNamespace(outdir=tmp_path / "html", srcdir=tmp_path, config=config))
    assert old.stat().st_mtime == 0
    assert new.stat().st_mtime > time.time()
