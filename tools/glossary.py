"""The glossary: a Sphinx extension that shows ``curriculum/glossary.csv`` and links its terms from the lessons.

Nobody links a term by hand. On each page of a module, the first mention of a term becomes a link to its definition,
which stands in the link's title, too. That happens after the sentences are translated, by the forms that a term has in
the language of the edition: ``forms`` is a sentence for translators like any other, its forms divided by bars.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from tools.pages import PageDirective, rows

PAGE = "curriculum/glossary/index"
LINKING = re.compile(r"curriculum/[me]\d\d_")
"""The pages that link terms: lessons, facilitator pages and activities."""
GENERAL, COURSE = "general", "course"
ORIGINS = {
    GENERAL: "General knowledge; no source was read for it.",
    COURSE: "A word of this course.",
}
"""What is said of a definition that has no source."""
NO_PROSE = (
    nodes.title, nodes.reference, nodes.literal, nodes.literal_block, nodes.raw, nodes.caption, nodes.block_quote,
    nodes.comment, nodes.math, nodes.docinfo, nodes.field_list, addnodes.pending_xref, addnodes.download_reference,
)  # fmt: skip
"""Where a term isn't linked; a quotation is evidence, and stays as it was found."""
FACTS = {"module-facts", "sources", "cell", "in-your-state"}
"""Boxes in which a term isn't linked either."""


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The terms of one language.

    Args:
        definitions: The definition of each term, by its id.
        forms: How each term stands in running text.
    """

    definitions: Mapping[str, str]
    forms: Mapping[str, Collection[str]]

    @cached_property
    def owners(self) -> dict[str, str]:
        """The term that each form belongs to."""
        return {plain(form): term for term, forms in self.forms.items() for form in forms}

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What finds the forms, longer ones first, as whole words; capitals of a name count, others don't."""
        found = sorted((form for forms in self.forms.values() for form in forms), key=len, reverse=True)
        return re.compile(r"(?<![\w-])(?:" + "|".join(map(expression, found)) + r")(?![\w-])")

    def first_mentions(self, text: str, seen: set[str]) -> Iterator[tuple[str, str | None]]:
        """Divide a text at the first mention of each term, and note the terms in ``seen``.

        Returns:
            Pieces of the text, each with its term or None; together they are the text.
        """
        end = 0
        for match in self.pattern.finditer(text):
            term = self.owners[plain(match[0])]
            if term in seen:
                continue
            seen.add(term)
            if match.start() > end:
                yield text[end : match.start()], None
            yield match[0], term
            end = match.end()
        if end < len(text):
            yield text[end:], None


def plain(form: str) -> str:
    """Give a form without what differs between two places: capitals, kinds of space and of apostrophe."""
    return " ".join(form.replace("’", "'").casefold().split())


def expression(form: str) -> str:
    """Give the regular expression of one form."""
    words = r"\s+".join(re.escape(word).replace("’", "'").replace("'", "['’]") for word in form.split())
    return words if form != form.lower() else f"(?i:{words})"


def forms_of(sentence: str) -> tuple[str, ...]:
    """Give the forms that a cell, or its translation, holds."""
    return tuple(form.strip() for form in sentence.split("|") if form.strip())


def spoken(say_forms: Callable[[str], str], say_definition: Callable[[str], str]) -> dict[str, dict[str, Any]]:
    """Give the terms as Sphinx's configuration holds them, in the language of an edition.

    Args:
        say_forms: Translates a cell of forms.
        say_definition: Translates a definition.
    """
    return {
        row["id"]: {"definition": say_definition(row["definition"]), "forms": list(forms_of(say_forms(row["forms"])))}
        for row in rows("glossary")
    }


def in_order(text: str) -> str:
    """Give what a term is sorted by: its letters without accents."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in bare if not unicodedata.combining(sign))


class TermList(PageDirective):
    """Every term with its definition and where that comes from."""

    def origin(self, row: dict[str, str]) -> nodes.Node:
        """Say where a definition comes from."""
        if row["source"] in ORIGINS:
            return self.box("origin", ORIGINS[row["source"]])
        line = self.words("", "origin")
        line += nodes.reference("", f"[{row['source']}]", refuri="#sources", internal=True)
        if row["where"]:
            line += nodes.Text(f" {row['where']}")
        return line

    def run(self) -> list[nodes.Node]:
        """Write a definition list."""
        found = nodes.definition_list(classes=["glossary"])
        for row in self.data("glossary"):
            term = self.sentence(nodes.term, row["term"], ids=[f"term-{row['id']}"])
            definition = nodes.definition("", *self.box("", row["definition"]).children, self.origin(row))
            found += nodes.definition_list_item("", term, definition)
        return [found]


class SortTerms(SphinxTransform):
    """Put the terms into the order of the language, and into the index, in which the search looks first.

    Sphinx translates at 20, and indexes what it has translated. A term stands in the index a second time as people
    type it on a telephone: without accents, and with the plain apostrophe.
    """

    default_priority = 26

    def apply(self, **_kwargs: object) -> None:
        """Change the page."""
        if self.env.docname != PAGE:
            return
        for found in list(self.document.findall(nodes.definition_list)):
            if "glossary" in found["classes"]:
                found.children.sort(key=lambda item: in_order(item[0].astext()))
                found.parent.insert(found.parent.index(found), self.letters([item[0] for item in found.children]))
                for item in found.children:
                    self.index(item[0])

    def letters(self, terms: list[nodes.term]) -> nodes.paragraph:
        """Give a line with the first letters, each a link to the first term that begins with it."""
        first: dict[str, str] = {}
        for term in terms:
            first.setdefault(in_order(term.astext())[0].upper(), term["ids"][0])
        line = nodes.paragraph("", translatable=False, classes=["letters"])
        for letter, anchor in first.items():
            line += [nodes.reference("", letter, internal=True, refuri=f"#{anchor}"), nodes.Text(" ")]
        return line

    def index(self, term: nodes.term) -> None:
        """Put a term into the index."""
        spelled = term.astext()
        for each in list(term.findall(addnodes.index)):
            term.remove(each)
        entries = [
            ("single", spelling, term["ids"][0], "main", None)
            for spelling in dict.fromkeys([spelled, plain(in_order(spelled))])
            if spelling == spelled or spelling != spelled.casefold()
        ]
        term.append(addnodes.index(entries=entries))


class LinkTerms(SphinxTransform):
    """Link the first mention of each term on the pages of a module."""

    default_priority = 30

    def apply(self, **_kwargs: object) -> None:
        """Change the page."""
        if not LINKING.match(self.env.docname) or self.app.builder.name == "gettext":
            return
        known = self.config.glossary_terms
        terms = Terms(
            definitions={term: each["definition"] for term, each in known.items()},
            forms={term: each["forms"] for term, each in known.items()},
        )
        page = self.app.builder.get_relative_uri(self.env.docname, PAGE)
        seen: set[str] = set()

        def link(piece: str, term: str) -> nodes.reference:
            return nodes.reference(
                "", piece, internal=True, refuri=f"{page}#term-{term}",
                reftitle=terms.definitions[term], classes=["term"],
            )  # fmt: skip

        # From above: after a translation, a text doesn't always know the element that it stands in.
        def walk(element: nodes.Element) -> None:
            children: list[nodes.Node] = []
            for child in element.children:
                if isinstance(child, nodes.Text) and isinstance(element, nodes.TextElement):
                    pieces = terms.first_mentions(str(child), seen)
                    children += [link(piece, term) if term else nodes.Text(piece) for piece, term in pieces]
                else:
                    if isinstance(child, nodes.Element) and is_prose(child):
                        walk(child)
                    children.append(child)
            element.children = []
            element += children

        walk(self.document)


def is_prose(element: nodes.Element) -> bool:
    """Say whether an element holds sentences of the page: no heading, link, code, quotation or box of facts."""
    return not isinstance(element, NO_PROSE) and not FACTS & set(element.get("classes", ()))


def setup(app: Sphinx) -> dict[str, bool]:
    """Let Sphinx know the directive and the transforms."""
    app.setup_extension("tools.pages")
    app.add_config_value("glossary_terms", {}, "env")
    app.add_directive("terms", TermList)
    app.add_transform(SortTerms)
    app.add_transform(LinkTerms)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
