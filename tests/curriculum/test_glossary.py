"""The table of the glossary is whole, says where each definition comes from, and can be linked in every language."""

from __future__ import annotations

from collections import Counter

from tests.every import every
from tools import book, glossary, pages

ROWS = pages.rows("glossary")
SOURCES = pages.front_matter(pages.CURRICULUM / "glossary" / "index.md")["sources"]


def test_terms_stand_once_and_in_order():
    """There are at least 60 terms, each once, in the order of their ids."""
    ids = [row["id"] for row in ROWS]
    assert len(ids) >= 60
    assert ids == sorted(set(ids))
    assert len({row["term"] for row in ROWS}) == len(ids)


@every(ROWS)
def test_definition_is_short_and_plain(row):
    """A definition is one or two sentences without markup, short enough for a tooltip."""
    assert row["definition"].endswith(".")
    assert len(row["definition"]) <= 170
    assert not set(row["definition"]) & set("*`[]<>|")


@every(ROWS)
def test_origin_is_said(row):
    """A definition has a source of the page's list, or says that it has none; an article belongs to a source."""
    if row["source"] in glossary.ORIGINS:
        assert row["where"] == ""
    else:
        assert 1 <= int(row["source"]) <= len(SOURCES)


def test_every_source_is_used():
    """No source stands in the list for nothing."""
    assert {str(number) for number in range(1, len(SOURCES) + 1)} <= {row["source"] for row in ROWS}


@every(book.EDITIONS)
def test_a_form_belongs_to_one_term(edition):
    """In each language, a term has forms, and no form is another term's."""
    terms = book.terms(edition)
    assert all(each["forms"] for each in terms.values())
    owners = Counter(form for each in terms.values() for form in {glossary.plain(form) for form in each["forms"]})
    assert [form for form, count in owners.items() if count > 1] == []


@every(book.TRANSLATIONS)
def test_every_term_speaks_the_language(edition):
    """Each definition is translated, for the page and for the links to it."""
    english, other = book.terms(book.SOURCE), book.terms(edition)
    assert [term for term in english if english[term]["definition"] == other[term]["definition"]] == []
