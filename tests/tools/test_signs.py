"""The font of the Chinese characters that our texts quote: it is made from the strokes of the figures."""

from __future__ import annotations

from fontTools.ttLib import TTFont

from firearmskit.figures import glyphs
from tools import book, signs


def test_the_font_is_the_one_that_the_strokes_make():
    """The font beside the style sheets is up to date, and made anew it is the same to the byte."""
    assert signs.FONT.read_bytes() == signs.made() == signs.made()
    assert signs.main(["--check"]) == 0


def test_it_has_every_character_that_the_figures_write_as_strokes(monkeypatch):
    """Each has an outline within its square; another character makes another font, and the check says so."""
    font = TTFont(signs.FONT)
    known = font.getBestCmap()
    assert set(map(chr, known)) == glyphs.written()
    for name in known.values():
        outline = font["glyf"][name]
        assert 0 <= outline.xMin < outline.xMax <= signs.EM
        assert -150 <= outline.yMin < outline.yMax <= 900
    monkeypatch.setattr(glyphs, "written", lambda: frozenset("式"))
    assert signs.main(["--check"]) == 1


def test_it_is_small():
    """A phone on a slow line hardly notices it."""
    assert signs.FONT.stat().st_size < 4000


def test_the_look_of_pages_and_slides_names_it():
    """Both style sheets load it, and fall back on it where they name the fonts of text."""
    for sheet in ("curriculum/_static/book.css", "tools/templates/deck/deck.css"):
        text = (book.ROOT / sheet).read_text("utf-8")
        assert f'font-family: "{signs.FAMILY}"; src: url({signs.FONT.name})' in text
        assert f'"{signs.FAMILY}", sans-serif' in text
