"""Nobody meets an English sentence in another edition."""

from __future__ import annotations

import re

import pytest

from tools import book, pages, translate

PAGE = "curriculum/index"


@pytest.fixture(scope="module")
def sources():
    """The sentences of the book, as Sphinx finds them."""
    return translate.page_sentences()


@pytest.fixture
def amiss(sources, monkeypatch, tmp_path):
    """A function that says what is amiss in French after one text of the front page's catalogue was changed."""

    def spoil(old="", new=""):
        for source in book.LOCALE.rglob("*.po"):
            target = tmp_path / source.relative_to(book.LOCALE)
            target.parent.mkdir(parents=True, exist_ok=True)
            text = source.read_text(encoding="utf-8")
            if source.as_posix().endswith(f"LC_MESSAGES/{PAGE}.po"):
                assert old in text
                text = text.replace(old, new, 1)
            target.write_text(text, encoding="utf-8")
        monkeypatch.setattr(book, "LOCALE", tmp_path)
        files, trouble = translate.merge("fr", sources)
        return trouble, [path.relative_to(tmp_path).as_posix() for path in translate.stale(files)]

    return spoil


def test_every_sentence_is_translated(amiss):
    """Each sentence of each page has a translation that nobody doubts, and none is left over."""
    assert amiss() == ([], [])


def test_pages_of_the_book_are_extracted(sources):
    """The front page, each lesson and each facilitator page are among the pages, with many sentences each.

    Only the solved exercises are drawn from elsewhere, where they are translated already.
    """
    listed = book.table_of_contents("instructor")
    pages = [listed["root"], *(chapter["file"] for chapter in listed["chapters"])]
    pages += [section["file"] for chapter in listed["chapters"] for section in chapter.get("sections", ())]
    assert sorted(sources) == sorted(pages)
    assert all(len(sources[page]) > 20 for page in pages if not page.endswith("/solutions"))


def test_translators_meet_no_ids_and_no_links_to_modules(sources):
    """Ids of modules, numbers of articles and the links of the list of modules are nobody's to translate."""
    rows = pages.rows("modules")
    lessons = [pages.front_matter(path) for path in pages.CURRICULUM.glob("[me][0-9][0-9]_*/index.md")]
    fixed = {row["id"] for row in rows} | {", ".join(lesson["protocol_articles"]) for lesson in lessons}
    fixed |= {", ".join(lesson["prerequisites"]) for lesson in lessons}
    # A number alone also stands in tables.
    fixed = {each for each in fixed if not each.isdecimal()}
    titles = {row["title"] for row in rows}
    sentences = [sentence for found in sources.values() for sentence, _place in found]
    assert fixed.isdisjoint(sentences)
    assert titles <= set(sentences)
    assert not [sentence for sentence in sentences for title in titles if f"[{title}]" in sentence]


@pytest.mark.parametrize(
    ("old", "new"),
    [('msgstr "Apprenants"', 'msgstr ""'), ('msgid "Students"', '#, fuzzy\nmsgid "Students"')],
    ids=["empty", "doubtful"],
)
def test_missing_translation_is_found(amiss, old, new):
    """A sentence with an empty translation, or one that is marked as doubtful, is reported."""
    trouble, _stale = amiss(old, new)
    assert trouble == [f'fr: {PAGE}: not translated: "Students"']


def test_leftover_translation_is_found(amiss):
    """A translation of a sentence that no page holds is reported, and its catalogue is stale."""
    trouble, stale = amiss('msgid "Students"', 'msgid "Pupils"')
    assert trouble == [f'fr: {PAGE}: not translated: "Students"']
    assert stale == [f"fr/LC_MESSAGES/{PAGE}.po"]


def test_a_page_that_is_gone_is_reported(sources):
    """A catalogue without its page is named."""
    rest = {page: found for page, found in sources.items() if page != PAGE}
    assert translate.merge("fr", rest)[1] == [f"fr: {PAGE}: no such page"]


def test_translations_keep_links_and_code():
    """A translation has the links, the citations and the code of its sentence."""
    pattern = re.compile(r"\]\([^)]+\)|`[^`]+`|<http[^>]+>")
    for language in book.TRANSLATIONS:
        for page, catalogue in book.catalogues(language).items():
            for sentence, translation in catalogue.items():
                assert sorted(pattern.findall(sentence)) == sorted(pattern.findall(translation)), (page, sentence)


def test_french_typography():
    """A no-break space stands before high punctuation and inside guillemets."""
    for page, catalogue in book.catalogues("fr").items():
        for translation in catalogue.values():
            assert not re.search(r" [:;?!»]|« ", translation), (page, translation)


def test_french_pages_are_spaced_as_one():
    """French pages have the no-break space U+00A0 before their signs, and never the narrow one beside it."""
    narrow = [path.name for path in (book.LOCALE / "fr").rglob("*.po") if "\u202f" in path.read_text(encoding="utf-8")]
    assert narrow == []
