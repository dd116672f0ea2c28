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


def test_translations_keep_links_and_code():
    """A translation has the links, the citations and the code of its sentence, but for the exercise's language."""
    pattern = re.compile(r"\]\([^)]+\)|`[^`]+`|<http[^>]+>")
    for language in book.TRANSLATIONS:
        for page, catalogue in book.catalogues(book.LOCALE / language / "LC_MESSAGES", ".po"):
            for sentence, translation in book.messages(catalogue).items():
                kept = pattern.findall(translation.replace(f"/lab/tree/{language}/", "/lab/tree/"))
                assert sorted(pattern.findall(sentence)) == sorted(kept), (page, sentence)


def test_translations_open_the_exercise_in_their_language():
    """The exercise that a translated lesson opens is the one in its language, and it is there."""
    pattern = re.compile(r"\]\(http://127\.0\.0\.1:8888/lab/tree/(?!explorers/)([^)]+)\)")
    for language in book.TRANSLATIONS:
        pages = book.catalogues(book.LOCALE / language / "LC_MESSAGES", ".po")
        opened = [path for _, each in pages for text in book.messages(each).values() for path in pattern.findall(text)]
        assert opened
        for path in opened:
            assert path.startswith(f"{language}/")
            assert (book.ROOT / "exercises" / path).is_file()


def test_french_typography():
    """A no-break space stands before high punctuation and inside guillemets."""
    for page, catalogue in book.catalogues(book.LOCALE / "fr" / "LC_MESSAGES", ".po"):
        for translation in book.messages(catalogue).values():
            assert not re.search(r" [:;?!»]|« ", translation), (page, translation)
