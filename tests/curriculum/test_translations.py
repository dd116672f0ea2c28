"""Nobody meets an English sentence in the French edition."""

from __future__ import annotations

import re

import pytest

from tools import book


@pytest.fixture(scope="module")
def found():
    """The sentences of the book, as Sphinx finds them."""
    return book.extracted()


@pytest.fixture
def translations(found, monkeypatch, tmp_path):
    """A copy of the catalogues that a test may spoil, next to the sentences of the book."""
    monkeypatch.setattr(book, "extracted", lambda: found)

    def spoilt(page, old, new):
        for source in book.LOCALE.rglob("*.po"):
            target = tmp_path / source.relative_to(book.LOCALE)
            target.parent.mkdir(parents=True, exist_ok=True)
            text = source.read_text(encoding="utf-8")
            if source.as_posix().endswith(f"LC_MESSAGES/{page}.po"):
                assert old in text
                text = text.replace(old, new, 1)
            target.write_text(text, encoding="utf-8")
        monkeypatch.setattr(book, "LOCALE", tmp_path)

    return spoilt


def test_every_sentence_is_translated(found, monkeypatch):
    """Each sentence of each page has a French translation that nobody doubts, and none is left over."""
    monkeypatch.setattr(book, "extracted", lambda: found)
    assert book.untranslated() == []


def test_pages_of_the_book_are_extracted(found):
    """Front page, lesson and facilitator page are among the pages, with many sentences each."""
    for page in ("index", "m06_identification/index", "m06_identification/facilitator"):
        assert len(book.messages(found[f"curriculum/{page}"])) > 50


def test_empty_translation_is_found(translations):
    """A sentence with an empty translation is reported."""
    translations("curriculum/index", 'msgstr "Apprenants"', 'msgstr ""')
    assert book.untranslated() == ["fr: curriculum/index: not translated: Students"]


def test_fuzzy_translation_is_found(translations):
    """A translation that is marked as doubtful counts as none."""
    translations("curriculum/index", 'msgid "Students"', '#, fuzzy\nmsgid "Students"')
    assert book.untranslated() == ["fr: curriculum/index: not translated: Students"]


def test_leftover_translation_is_found(translations):
    """A translation of a sentence that no page holds is reported."""
    translations("curriculum/index", 'msgid "Students"', 'msgid "Pupils"')
    assert book.untranslated() == [
        "fr: curriculum/index: not translated: Students",
        "fr: curriculum/index: no longer used: Pupils",
    ]


def test_translations_keep_links_and_code(found):
    """A translation has the links, the citations and the code of its sentence."""
    pattern = re.compile(r"\]\([^)]+\)|`[^`]+`|<http[^>]+>")
    for language in book.TRANSLATIONS:
        for page, catalogue in book.catalogues(book.LOCALE / language / "LC_MESSAGES", ".po"):
            for sentence, translation in book.messages(catalogue).items():
                assert sorted(pattern.findall(sentence)) == sorted(pattern.findall(translation)), (page, sentence)
