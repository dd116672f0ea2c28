"""The parts of the book's pages that are drawn from data: a Sphinx extension.

A lesson says its minutes, objectives, key points and sources once, in its front matter; these directives show them.
The front page draws the modules from ``curriculum/modules.csv`` and the pillars from ``curriculum/pillars.csv``.
Each directive writes Markdown and has it parsed, so that Sphinx finds every sentence and translates it.
What isn't a sentence (an id, the number of an article, the address of a link) stays out of the translators' way.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml
from docutils import nodes
from docutils.statemachine import StringList
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective

from firearmskit.course import assessment, evaluation

CURRICULUM = Path(__file__).resolve().parent.parent / "curriculum"

GROUPS = {
    "A": "Context and law",
    "B": "Technical knowledge",
    "C": "Preventive controls",
    "D": "Detection and investigation",
    "E": "Cooperation and strategy",
    "N": "New topics that the paper names",
    "U": "University modules",
}

UNCONFIRMED = "Wording of the title not confirmed."
EXERCISE = "exercise:"
"""Begins a link to an exercise: ``exercise:m06_identification/marks``."""
LAB = re.compile(r"(?<=/lab/tree/)(?!explorers/)")
"""Where a link into JupyterLab names an exercise; an explorer speaks every language."""


def front_matter(page: Path) -> dict[str, Any]:
    """Give the YAML front matter of a page.

    Raises:
        ValueError: the page doesn't begin with front matter.
    """
    parts = page.read_text(encoding="utf-8").split("---\n", 2)
    if len(parts) < 3 or parts[0]:
        raise ValueError(f"{page.name} doesn't begin with a front matter between two lines of ---")
    return dict(yaml.safe_load(parts[1]))


def rows(name: str) -> list[dict[str, str]]:
    """Give the rows of a table of the curriculum, ``modules`` or ``pillars``."""
    with (CURRICULUM / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


LEADS_TO = "leads-to"


class Links(SphinxTransform):
    """Make links after the sentences are translated (Sphinx does that at 20), so that no translator has to keep them.

    A sentence of :meth:`PageDirective.linked` becomes a link. A link to an exercise leads to its page in the edition,
    and one to an exercise in JupyterLab to the notebook in the edition's language, where ``make serve`` puts it.
    """

    default_priority = 25

    def apply(self, **_kwargs: object) -> None:
        """Change the page."""
        for node in [node for node in self.document.findall(nodes.paragraph) if LEADS_TO in node]:
            text = nodes.inline("", "", *node.children)
            node.children = []
            node += pending_xref(
                "", text, refdomain="std", reftype="doc", reftarget=f"/{node[LEADS_TO]}",
                refdoc=self.env.docname, refexplicit=True, refwarn=True,
            )  # fmt: skip
        up = "../" * self.env.docname.count("/")
        for link in self.document.findall(nodes.reference):
            address = link.get("refuri", "")
            if address.startswith(EXERCISE):
                link["refuri"] = f"{up}exercises/{address.removeprefix(EXERCISE)}.html"
        if self.config.language != "en":
            for link in self.document.findall(nodes.reference):
                link["refuri"] = LAB.sub(f"{self.config.language}/", link.get("refuri", ""))


class PageDirective(SphinxDirective):
    """A directive that writes Markdown and has it parsed as if it stood in the page."""

    def matter(self) -> dict[str, Any]:
        """Give the front matter of the page that holds this directive."""
        return front_matter(Path(self.env.doc2path(self.env.docname)))

    def data(self, name: str) -> list[dict[str, str]]:
        """Give the rows of a table, and have the page built anew when the table changes."""
        self.env.note_dependency(str(CURRICULUM / f"{name}.csv"))
        return rows(name)

    def box(self, classes: str, *content: str | nodes.Node) -> nodes.container:
        """Give a box that holds nodes, and Markdown parsed into nodes."""
        box = nodes.container("", classes=classes.split(), is_div=True)
        for part in content:
            if isinstance(part, nodes.Node):
                box += part
            else:
                self.state.nested_parse(StringList(part.splitlines(), self.get_source_info()[0]), 0, box)
        return box

    def words(self, text: str, *classes: str) -> nodes.paragraph:
        """Give a paragraph that reads the same in every language."""
        return nodes.paragraph("", text, classes=list(classes), translatable=False)

    def linked(self, text: str, page: str, classes: str) -> nodes.container:
        """Give a box with a sentence that leads to a page; the sentence alone is translated."""
        box = self.box(classes, text)
        box[0][LEADS_TO] = page
        return box

    def listed(self, classes: str, items: Iterable[nodes.container]) -> nodes.bullet_list:
        """Give a list with one box an item."""
        return nodes.bullet_list("", *(nodes.list_item("", item) for item in items), classes=classes.split())

    def table(self, head: Iterable[str], rows: Iterable[Iterable[str | nodes.Node]], classes: str) -> nodes.table:
        """Give a table; a text is translated, a node stands as it is."""
        lines = [nodes.row("", *(self.cell(entry) for entry in row)) for row in (head, *rows)]
        width = len(lines[0].children)
        group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _column in range(width)), cols=width)
        group += [nodes.thead("", lines[0]), nodes.tbody("", *lines[1:])]
        return nodes.table("", group, classes=classes.split())

    def cell(self, content: str | nodes.Node) -> nodes.entry:
        """Give a cell of a table."""
        return nodes.entry("", content if isinstance(content, nodes.Node) else self.box("", content)[0])


class ModuleFacts(PageDirective):
    """What a reader wants to know before starting: time, audience, pillars, articles, review."""

    def definitions(self, facts: dict[str, str | nodes.Node]) -> nodes.definition_list:
        """Give a definition list."""
        found = nodes.definition_list()
        for term, fact in facts.items():
            sentence = self.box("", term)[0]
            named = nodes.term(sentence.rawsource, "", *sentence.children)
            named.source, named.line = sentence.source, sentence.line  # Sphinx translates what has a source
            found += nodes.definition_list_item("", named, nodes.definition("", *self.box("", fact).children))
        return found

    def run(self) -> list[nodes.Node]:
        """Write a definition list; the review stands below it."""
        matter = self.matter()
        pillars = {row["id"]: row["name"] for row in self.data("pillars")}
        articles = matter["protocol_articles"]
        facts: dict[str, str | nodes.Node] = {
            "Teaching": f"{matter['teaching_min']} minutes",
            "Exercise": f"{matter['exercise_min']} minutes",
            "For": ", ".join(matter["audience"]),
            "Before this": self.words(", ".join(matter["prerequisites"])) if matter["prerequisites"] else "nothing",
            f"Article{'s' if len(articles) > 1 else ''} of the Firearms Protocol": self.words(", ".join(articles)),
        }
        badges = [self.box(f"pillar-badge pillar-{pillar}", pillars[pillar]) for pillar in matter["pillars"]]
        return [
            self.box(
                "module-facts",
                self.definitions(facts),
                self.listed("pillar-badges", badges),
                self.box("review", f"{matter['stage']}. {matter['review']['status']}."),
            )
        ]


class Objectives(PageDirective):
    """What a learner can do afterwards, with the graded task that tests it."""

    def run(self) -> list[nodes.Node]:
        """Write a list."""
        items = [
            self.box("objective", objective["text"], self.box("task", f"Task: {', '.join(objective['tasks'])}"))
            for objective in self.matter()["objectives"]
        ]
        return [self.listed("objectives", items)]


class KeyPoints(PageDirective):
    """What to keep in mind."""

    def run(self) -> list[nodes.Node]:
        """Write a list."""
        return [self.listed("key-points", (self.box("key-point", point) for point in self.matter()["key_points"]))]


class Sources(PageDirective):
    """What the statements of the page rest on, numbered as the text cites them."""

    def run(self) -> list[nodes.Node]:
        """Write a numbered list."""
        lines = [
            f"{number}. {source['text']}" + (f" <{source['url']}>" if "url" in source else "")
            for number, source in enumerate(self.matter()["sources"], start=1)
        ]
        return [self.box("sources", "\n".join(lines))]


class Pillars(PageDirective):
    """The five pillars of the source paper, one card each."""

    def run(self) -> list[nodes.Node]:
        """Write a list of cards."""
        cards = (
            self.box(f"pillar pillar-{row['id']}", f"**{row['name']}**\n\n{row['text']}")
            for row in self.data("pillars")
        )
        return [self.listed("pillars", cards)]


class ModulesDirective(PageDirective):
    """A directive that shows modules of the course."""

    def modules(self) -> Iterator[tuple[dict[str, str], Path | None]]:
        """Give the row of each module, with its lesson where there is one."""
        for row in self.data("modules"):
            lesson = CURRICULUM / row["folder"] / "index.md"
            if lesson.exists():
                self.env.note_dependency(str(lesson))
            yield row, lesson if lesson.exists() else None


class ReadyModules(ModulesDirective):
    """The modules that have a lesson, each with its cover."""

    def run(self) -> list[nodes.Node]:
        """Write a list of cards."""
        cards = []
        for row, lesson in self.modules():
            if lesson is None:
                continue
            matter = front_matter(lesson)
            cover = (
                [f"```{{image}} {row['folder']}/cover.svg\n:alt: \n```"]
                if (lesson.parent / "cover.svg").exists()
                else []
            )
            words = self.box(
                "words",
                self.words(row["id"], "module-id"),
                self.linked(row["title"], f"curriculum/{row['folder']}/index", "module-title"),
                row["goal"],
                self.box("minutes", f"{matter['stage']}. {matter['review']['status']}."),
            )
            cards.append(self.box("ready-module", *cover, words))
        return [self.listed("ready-modules", cards)]


class Modules(ModulesDirective):
    """Every module of the course, group by group; one that has a lesson is a link to it."""

    def card(self, row: dict[str, str], lesson: Path | None) -> nodes.container:
        """Give the card of one module."""
        title, page = row["title"], f"curriculum/{row['folder']}/index"
        state = front_matter(lesson)["stage"] if lesson else "Planned"
        return self.box(
            "module ready" if lesson else "module",
            self.words(row["id"], "module-id"),
            self.linked(title, page, "module-title") if lesson else self.box("module-title", title),
            self.box("module-goal", row["goal"], *([UNCONFIRMED] if row["origin"] == "unconfirmed" else [])),
            self.box("module-state", state),
        )

    def run(self) -> list[nodes.Node]:
        """Write a title and a list of cards for each group."""
        result: list[nodes.Node] = []
        for group, name in GROUPS.items():
            cards = [self.card(row, lesson) for row, lesson in self.modules() if row["group"] == group]
            result += [self.box("module-group", name), self.listed("modules", cards)]
        return result


class Blueprint(PageDirective):
    """What the test before the course and the one after it ask, counted from their questions."""

    def run(self) -> list[nodes.Node]:
        """Write a table: a row an objective, a column a level, and the sums."""
        for path in sorted(Path(assessment.__file__).parent.glob(f"exercises/{assessment.FOLDER}/*.py")):
            self.env.note_dependency(str(path))
        lessons = {row["folder"]: row["id"] for row in self.data("modules")}
        lines: list[list[str | nodes.Node]] = []
        sums = [0] * (len(assessment.LEVELS) + 1)
        for module, task, levels in assessment.blueprint():
            lesson = CURRICULUM / module / "index.md"
            self.env.note_dependency(str(lesson))
            (objective,) = (each["text"] for each in front_matter(lesson)["objectives"] if each["tasks"][0] == task)
            counts = [*levels.values(), sum(levels.values())]
            sums = [before + count for before, count in zip(sums, counts, strict=True)]
            lines.append([self.words(lessons[module]), objective, *(self.words(str(count)) for count in counts)])
        lines.append([self.words(""), "Together", *(self.words(str(count)) for count in sums)])
        head = ["Module", "Objective", *(level.capitalize() for level in assessment.LEVELS.values()), "Questions"]
        return [self.table(head, lines, "blueprint table")]


class EvaluationForm(PageDirective):
    """The form that participants fill in at the end, to be printed."""

    def run(self) -> list[nodes.Node]:
        """Write the statements with their boxes, then the open questions with room below them."""
        boxes = "\N{EM SPACE}".join(f"☐\N{NO-BREAK SPACE}{value}" for value in evaluation.SCALE)
        scale = [self.box("step", self.words(f"{value} =", "value"), word) for value, word in evaluation.SCALE.items()]
        statements = [
            self.box("statement", self.words(f"{sign}.", "sign"), text, self.words(boxes, "boxes"))
            for sign, text in evaluation.QUESTIONS.items()
            if sign.isdigit()
        ]
        questions = [
            self.box("question", self.words(f"{sign}.", "sign"), text, self.words("", "room"))
            for sign, text in evaluation.QUESTIONS.items()
            if not sign.isdigit()
        ]
        return [
            self.box(
                "evaluation",
                self.listed("scale", scale),
                self.listed("statements", statements),
                self.listed("questions", questions),
            )
        ]


def setup(app: Sphinx) -> dict[str, bool]:
    """Let Sphinx know the directives."""
    directives = {
        "module-facts": ModuleFacts,
        "objectives": Objectives,
        "key-points": KeyPoints,
        "sources": Sources,
        "pillars": Pillars,
        "ready-modules": ReadyModules,
        "modules": Modules,
        "blueprint": Blueprint,
        "evaluation-form": EvaluationForm,
    }
    for name, directive in directives.items():
        app.add_directive(name, directive)
    app.add_transform(Links)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
