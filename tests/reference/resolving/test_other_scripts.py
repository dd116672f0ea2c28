"""Words of other scripts become the Latin words that names are compared in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.reference.resolving.other_scripts import spell
from firearmskit.reference.resolving.text import fold


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("五六式", "type 56"),
        ("５６式自动步枪", "type 56 automatic rifle"),
        ("مسدس توكاريف", "handgun tokarev"),
        ("الكلاشنكوف", "kalashnikov"),
        ("ار بي جي 7", "rpg 7"),
        ("браунинг", "браунинг"),
        ("brauning", "browning"),
    ],
)
def test_known_words_are_spelt_in_latin(text, words):
    """Kinds of firearm, numbers of types, and names by their consonants or their sound are understood."""
    assert spell(fold(text)).split() == words.split()


@pytest.mark.parametrize("text", ["غير معروف", "شركة", "مصنع", "طارق", "未知", "neznano"])
def test_what_is_not_known_stays(text):
    """A word that no name explains is left alone: nothing is guessed from two or three consonants."""
    assert spell(fold(text)) == fold(text)


@given(st.text(max_size=60))
def test_any_text_can_be_spelt(text):
    """Whatever the text, spelling it twice changes nothing more in what is already Latin."""
    once = spell(fold(text))
    assert isinstance(once, str)
    if once.isascii():
        assert spell(once) == once
