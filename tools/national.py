"""What one State has on the subject of a lesson: a Sphinx extension with the box ``{in-your-state}``.

The box shows what the folder in ``FIREARMSKIT_STATE`` gives for the ids that it names; without such a folder it says
whom to ask. Its sentences are those of the library, which speaks the language of the edition; so no translator of the
page meets them, and none depends on which State was laid over when the sentences were gathered.

A folder is written by somebody else. Its texts become text nodes, never markup, and a page is read anew whenever the
folder, or with it the day, has changed.
"""

from __future__ import annotations

import hashlib
import os
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx

from firearmskit import language
from firearmskit.errors import FirearmskitError, UnknownCodeError, quote
from firearmskit.law import overlay
from tools import glossary
from tools.pages import PageDirective

CLASS = "in-your-state"


def ids(argument: str | None) -> list[str]:
    """Give the ids of an option, which spaces divide."""
    return str(directives.unchanged_required(argument)).split()


class InYourState(PageDirective):
    """A box with what the State that is laid over the book has on something, or with whom to ask."""

    option_spec: ClassVar[dict[str, Any]] = dict.fromkeys(("elements", "authorities", "forms", "words"), ids)

    def run(self) -> list[nodes.Node]:
        """Write the box; an id that isn't known stops the build."""
        try:
            with language.speaking(self.config.language):
                shown = overlay.in_your_state(
                    on=date.today().isoformat(),
                    elements=self.options.get("elements", ()),
                    authorities=self.options.get("authorities", ()),
                    forms=self.options.get("forms", ()),
                    words=self.terms(self.options.get("words", ())),
                )
        except FirearmskitError as error:
            raise self.error(f"{{{CLASS}}}: {error}") from None
        # Quotation marks of a law stay as they are.
        box = nodes.container("", classes=[CLASS], is_div=True, support_smartquotes=False)
        box += self.words(shown.title, "box-title")
        box += [self.words(sentence) for sentence in shown.sentences]
        if shown.entries:
            box += nodes.definition_list("", *(self.entry(each) for each in shown.entries))
        box += [self.words(sentence, "not-given") for sentence in shown.missing]
        return [box]

    def entry(self, entry: overlay.Entry) -> nodes.definition_list_item:
        """Give what is asked for, and below it what the State has on it."""
        lines = [
            self.words(line.text, *([f"language-{line.language}"] if line.language else [])) for line in entry.lines
        ]
        about = nodes.term("", "", nodes.Text(entry.about), translatable=False)
        return nodes.definition_list_item("", about, nodes.definition("", *lines))

    def terms(self, wanted: list[str]) -> dict[str, list[str]]:
        """Give terms of the glossary as the edition writes them, each with what the State may have called it."""
        known = {row["id"]: [row["id"], *glossary.forms_of(row["forms"])] for row in self.data("glossary")}
        for each in wanted:
            if each not in known:
                raise UnknownCodeError(f"{quote(each)} isn't a term of the glossary")
        spoken = self.config.glossary_terms
        return {spoken[each]["forms"][0] if each in spoken else known[each][1]: known[each] for each in wanted}


def state_now(_config: object = None) -> str:
    """Give a digest of the State that is laid over the book, with the day; nothing when there is none."""
    folder = os.environ.get(overlay.VARIABLE)
    if not folder:
        return ""
    digest = hashlib.sha256(str(Path(folder).resolve()).encode())
    for path in sorted(path for path in Path(folder).rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return f"{date.today()} {digest.hexdigest()}"


def setup(app: Sphinx) -> dict[str, bool]:
    """Let Sphinx know the directive; every page is read anew when the State changes."""
    app.setup_extension("tools.glossary")
    app.add_config_value("book_state", state_now, "env")
    app.add_directive(CLASS, InYourState)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
