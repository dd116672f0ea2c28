"""How the glossary finds the first mention of a term."""

from __future__ import annotations

import pytest

from tools import glossary

TERMS = glossary.Terms(
    definitions={},
    forms={
        "mark": ["mark", "marks"],
        "import-mark": ["import mark", "mark of import"],
        "nato": ["NATO"],
        "key": ["clé d’identification"],
    },
)


def linked(text: str, seen: set[str] | None = None) -> list[tuple[str, str]]:
    """Give the stretches that become links, with their terms; the pieces together are always the text."""
    pieces = list(TERMS.first_mentions(text, set() if seen is None else seen))
    assert "".join(piece for piece, _term in pieces) == text
    return [(piece, term) for piece, term in pieces if term]


def test_only_the_first_mention_is_linked() -> None:
    """A second mention stays text, also in the next text of the same page."""
    seen: set[str] = set()
    assert linked("A mark, two marks.", seen) == [("mark", "mark")]
    assert linked("Marks again.", seen) == []


def test_a_longer_form_goes_first() -> None:
    """An import mark is no mark, the second time neither, and wherever the longer form is longer."""
    assert linked("An import mark, an import mark and a mark.") == [("import mark", "import-mark"), ("mark", "mark")]
    assert linked("A mark of import.") == [("mark of import", "import-mark")]


@pytest.mark.parametrize("text", ["remark", "marked", "mark-up", "marksman", ""])
def test_a_part_of_a_word_is_no_mention(text: str) -> None:
    """A form counts as a whole word only."""
    assert linked(text) == []


def test_capitals() -> None:
    """A word at the beginning of a sentence is found; a name isn't found in a word of small letters."""
    assert linked("Mark it.") == [("Mark", "mark")]
    assert linked("a nato of NATO") == [("NATO", "nato")]


@pytest.mark.parametrize(
    "text",
    ["clé d’identification", "Clé d'identification", "clé\N{NO-BREAK SPACE}d’identification", "clé\nd’identification"],
)
def test_spaces_and_apostrophes_may_differ(text: str) -> None:
    """A form is found over the end of a line, with either apostrophe and with either space."""
    assert linked(f"une {text} imprimée") == [(text, "key")]


def test_order_of_letters() -> None:
    """Accents and capitals don't change the place of a term."""
    words = ["étui", "Zéro", "enquête", "écriture", "carcasse"]
    assert sorted(words, key=glossary.in_order) == ["carcasse", "écriture", "enquête", "étui", "Zéro"]


def test_forms_are_divided_by_bars() -> None:
    """A cell holds one form or several."""
    assert glossary.forms_of("mark | marks|") == ("mark", "marks")
