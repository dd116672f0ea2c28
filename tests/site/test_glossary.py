"""The built pages link each term of the glossary that they use, once, where it is first used."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser

import pytest

from tests.site.conftest import PREFIXES
from tools import book, pages

CHAPTERS = book.table_of_contents()["chapters"]
LESSONS = [chapter["file"] for chapter in CHAPTERS if re.match(r"curriculum/[me]\d\d_", chapter["file"])]
BELOW = [each["file"] for chapter in CHAPTERS for each in chapter.get("sections", ()) if chapter["file"] in LESSONS]

VOID = {"img", "br", "hr", "input", "meta", "link", "source", "col", "wbr", "area", "base", "embed"}
UNLINKED = {"h1", "h2", "h3", "h4", "h5", "h6", "a", "code", "pre", "blockquote", "script", "style", "svg", "button"}
BOXES = {"module-facts", "sources", "cell", "admonition-title", "math"}


class Prose(HTMLParser):
    """The running text of a page's article, in order, with the links to terms: ``(text, term, title)``."""

    def __init__(self, text):
        super().__init__()
        self.found, self.stack, self.term = [], [], None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        """Go into an element."""
        given = dict(attributes)
        classes = set((given.get("class") or "").split())
        if tag == "a" and "term" in classes:
            self.term = (given["href"].partition("#term-")[2], given.get("title"))
        if tag not in VOID:
            self.stack.append((tag, "bd-article" in classes, tag in UNLINKED or bool(classes & BOXES)))

    def handle_endtag(self, tag):
        """Leave an element."""
        tags = [name for name, _article, _skip in self.stack]
        if tag in tags:  # what no tag has opened closes nothing
            del self.stack[len(tags) - 1 - tags[::-1].index(tag) :]
        if tag == "a":
            self.term = None

    def handle_data(self, data):
        """Keep a stretch of the article."""
        if self.term:
            self.found.append((data, *self.term))
        article = next((place for place, element in enumerate(self.stack) if element[1]), len(self.stack))
        inside = self.stack[article:]
        if not self.term and inside and not any(skip for _tag, _article, skip in inside):
            self.found.append((data, None, None))


@cache
def terms_of(language):
    """Give the terms of a language, and a pattern for each of their forms, the longer ones first."""
    terms = book.terms(language)
    forms = sorted(((form, term) for term, each in terms.items() for form in each["forms"]), key=lambda f: -len(f[0]))
    patterns = []
    for form, term in forms:
        words = r"\s+".join(map(re.escape, form.replace("’", "'").split()))
        flags = 0 if form != form.lower() else re.I
        patterns.append((re.compile(rf"(?<![\w-]){words}(?![\w-])", flags), term))
    return terms, patterns


def uses(text, patterns):
    """Give the terms that a text uses; a longer form goes before the shorter one in it."""
    text = text.replace("’", "'")
    found = set()
    for pattern, term in patterns:
        text, times = pattern.subn(" # ", text)
        found |= {term} if times else set()
    return found


@pytest.mark.parametrize("page", [*LESSONS, *BELOW])
@pytest.mark.parametrize(("language", "prefix"), PREFIXES.items())
def test_first_use_of_each_term_is_linked(html, language, prefix, page):
    """No term stands on a page before its link, and no term is linked twice; the title of a link is the definition."""
    terms, patterns = terms_of(language)
    linked, prose = set(), 0
    for text, term, title in Prose((html / f"{prefix}{page}.html").read_text(encoding="utf-8")).found:
        if term:
            assert term not in linked, f"{term} is linked twice"
            assert title == terms[term]["definition"]
            assert uses(text, patterns) == {term}
            linked.add(term)
        else:
            assert uses(text, patterns) <= linked, text
            prose += len(text.split())
    assert len(linked) > 10
    assert prose > 400


@pytest.mark.parametrize(("language", "prefix"), PREFIXES.items())
def test_every_term_is_linked_from_a_lesson(html, language, prefix):
    """The glossary holds no word that the lessons don't use."""
    linked = {
        term
        for page in LESSONS
        for _text, term, _title in Prose((html / f"{prefix}{page}.html").read_text(encoding="utf-8")).found
    }
    assert {row["id"] for row in pages.rows("glossary")} - linked == set()


@pytest.mark.parametrize(("language", "prefix"), PREFIXES.items())
def test_glossary_is_in_the_order_of_the_language(html, language, prefix):
    """The terms stand in the order of the letters, whatever the language."""
    text = (html / prefix / "curriculum/glossary/index.html").read_text(encoding="utf-8")
    shown = re.findall(r'<dt id="term-[^"]*">(.*?)(?:<a|</dt>)', text)
    assert len(shown) == len(pages.rows("glossary"))
    plain = str.maketrans("éèêàâçôîïûÉ", "eeeaacoiiue")
    assert shown == sorted(shown, key=lambda term: term.lower().translate(plain))


@pytest.mark.parametrize(("language", "prefix"), PREFIXES.items())
def test_letters_lead_to_the_first_term(html, language, prefix):
    """Above the terms, each first letter is a link to the first term that begins with it."""
    text = (html / prefix / "curriculum/glossary/index.html").read_text(encoding="utf-8")
    (line,) = re.findall(r'<p class="letters">(.*?)</p>', text, flags=re.DOTALL)
    first = {}
    for anchor, term in re.findall(r'<dt id="(term-[^"]*)">(.*?)(?:<a|</dt>)', text):
        first.setdefault(term[0].upper().translate(str.maketrans("ÉÈÀ", "EEA")), anchor)
    assert re.findall(r'href="#(term-[^"]*)">(\w)</a>', line) == [(anchor, letter) for letter, anchor in first.items()]
    assert len(first) > 10
