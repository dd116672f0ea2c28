"""Without matplotlib: words in a browser, and a clear error elsewhere."""

from __future__ import annotations

import pytest

from firearmskit import figures
from firearmskit.figures.words import InWords

MARKS = [figures.Mark(text="AB <12>", label="A", x=0.5, y=0.5)]


@pytest.fixture
def without_matplotlib(monkeypatch):
    """A Python that has no matplotlib."""
    monkeypatch.setattr(figures, "find_spec", lambda name: None)


def test_elsewhere_the_extra_is_named(without_matplotlib):
    """Where matplotlib can be installed, the error says how."""
    with pytest.raises(ModuleNotFoundError, match="extra 'figures'"):
        figures.plot_marks  # noqa: B018


def test_in_a_browser_words_stand_in(without_matplotlib, monkeypatch):
    """In a browser a picture is what would be on it, in words, and arguments of the drawing alone are left out."""
    monkeypatch.setattr("firearmskit.figures.words.sys.platform", "emscripten")
    drawn = figures.plot_marks(MARKS, surface="receiver", wear=0.1, seed=1)
    assert isinstance(drawn, InWords)
    assert drawn.description == figures.describe_marks(MARKS, surface="receiver", wear=0.1)
    assert "AB &lt;12&gt;" in drawn._repr_mimebundle_()["text/html"]


@pytest.mark.parametrize("name", [name for name in figures._DRAWN if name.startswith("plot_")])
def test_every_drawing_has_its_words(without_matplotlib, monkeypatch, name):
    """Each function that draws has one that says the same."""
    monkeypatch.setattr("firearmskit.figures.words.sys.platform", "emscripten")
    assert callable(getattr(figures, name))


def test_what_has_no_words_is_refused(without_matplotlib, monkeypatch):
    """Saving a drawing can't be done in words."""
    monkeypatch.setattr("firearmskit.figures.words.sys.platform", "emscripten")
    with pytest.raises(ModuleNotFoundError):
        figures.save  # noqa: B018
