"""The parts of the book's pages that are drawn from data: a Sphinx extension.

A lesson says its minutes, objectives, key points and sources once, in its front matter; these directives show them.
The front page draws the modules from ``curriculum/modules.csv``, the pillars from ``curriculum/pillars.csv`` and the
themes that cut across them from ``curriculum/themes.csv``. Whom a lesson is for is said by the ids of
``curriculum/paths.csv``, from which :mod:`tools.paths` draws the learning paths.
Each directive writes Markdown and has it parsed, so that Sphinx finds every sentence and translates it.
What isn't a sentence (an id, the number of an article, the address of a link) stays out of the translators' way.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from html import escape
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

PUBLIC, INSTRUCTOR = "public", "instructor"
"""Whom a book is for: everybody, or those who teach."""

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

LEVELS = {
    "foundation": "Foundation: no other module comes before it",
    "practitioner": "Practitioner: builds on a foundation module",
    "advanced": "Advanced: builds on modules for practitioners",
}
"""What the word ``level`` of a lesson's front matter says to a reader."""

UNCONFIRMED = "Wording of the title not confirmed."
EXERCISE = "exercise:"
"""Begins a link to an exercise: ``exercise:m06_identification/marks``."""
NO_LESSON = "No lesson that is ready has a task on it yet."
NO_THEME = "No task of this module is on a cross-cutting theme yet."
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
    """Give the rows of a table of the curriculum, such as ``modules`` or ``pillars``."""
    with (CURRICULUM / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def tasks(names: list[str]) -> str:
    """Give the line that names the graded tasks of an objective or a theme."""
    return f"Task: {', '.join(names)}"


LEADS_TO = "leads-to"
KEPT = "kept-for-instructors"


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
            page, _, anchor = node[LEADS_TO].partition("#")
            kind, target = ("ref", anchor) if anchor else ("doc", f"/{page}")
            node += pending_xref(
                "", text, refdomain="std", reftype=kind, reftarget=target,
                refdoc=self.env.docname, refexplicit=True, refwarn=True,
            )  # fmt: skip
        up = "../" * self.env.docname.count("/")
        for link in self.document.findall(nodes.reference):
            address = link.get("refuri", "")
            if address.startswith(EXERCISE):
                link["refuri"] = f"{up}exercises/{address.removeprefix(EXERCISE)}.html"
        for link in self.document.findall(nodes.reference):
            if "://127.0.0.1" in link.get("refuri", ""):
                link["reftitle"] = self.config.html_context["spoken"]["serve"].replace("`", "")
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
        """Give a box with a sentence that leads to a page, or to a label on it; the sentence alone is translated."""
        box = self.box(classes, text)
        box[0][LEADS_TO] = page
        return box

    def heard(self, shown: str, heard: str, more: str = "") -> nodes.paragraph:
        """Give a paragraph with a sign that is seen, and words in its place for those who hear the page."""
        html = f'<span aria-hidden="true">{escape(shown)}</span><span class="only-heard">{escape(heard)}</span>'
        return nodes.paragraph("", "", nodes.raw("", html + escape(more), format="html"), translatable=False)

    def listed(self, classes: str, items: Iterable[nodes.container]) -> nodes.bullet_list:
        """Give a list with one box an item."""
        return nodes.bullet_list("", *(nodes.list_item("", item) for item in items), classes=classes.split())

    def definitions(self, facts: dict[str, str | nodes.Node]) -> nodes.definition_list:
        """Give a definition list."""
        found = nodes.definition_list()
        for term, fact in facts.items():
            named = self.sentence(nodes.term, term)
            found += nodes.definition_list_item("", named, nodes.definition("", *self.box("", fact).children))
        return found

    def sentence(self, kind: type[nodes.TextElement], text: str, **attributes: Any) -> Any:
        """Give an element of a kind, such as a title, that holds a sentence which is translated."""
        parsed = self.box("", text)[0]
        found = kind(parsed.rawsource, "", *parsed.children, **attributes)
        found.source, found.line = parsed.source, parsed.line  # Sphinx translates what has a source
        return found

    def headed(self, title: str, label: str, body: Iterable[nodes.Node]) -> nodes.section:
        """Give a section with a heading, to which other pages can link by its label."""
        section = nodes.section("", self.sentence(nodes.title, title), *body, names=[label])
        self.state.document.note_explicit_target(section)
        return section

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


class KeptForInstructors(PageDirective):
    """First in a section: the public book shows its heading alone, and says where the rest is."""

    def run(self) -> list[nodes.Node]:
        """Write what stands in the place of the section."""
        sentence = "This part is kept for those who teach: it stands in the instructor's edition of this book."
        return [self.box(KEPT, sentence)]


class Keep(SphinxTransform):
    """Take out of a page what isn't for the readers of this book, after the sentences are translated."""

    default_priority = 26

    def apply(self, **_kwargs: object) -> None:
        """Change the page."""
        for marker in [node for node in self.document.findall(nodes.container) if KEPT in node["classes"]]:
            section = marker.parent
            if self.config.book_kind == PUBLIC:
                section[:] = [section[0], marker]
            elif self.config.book_kind == INSTRUCTOR:  # on paper, it can be taken out of what is handed out
                # Not by replace_self, which would leave the marker's classes, and so its colours, on an empty box.
                section[section.index(marker)] = nodes.container("", classes=["whole-section"], is_div=True)


class ModulesDirective(PageDirective):
    """A directive that shows modules of the course."""

    def modules(self) -> Iterator[tuple[dict[str, str], Path | None]]:
        """Give the row of each module, with its lesson where there is one."""
        for row in self.data("modules"):
            lesson = CURRICULUM / row["folder"] / "index.md"
            if lesson.exists():
                self.env.note_dependency(str(lesson))
            yield row, lesson if lesson.exists() else None

    def facts(self, matter: dict[str, Any]) -> dict[str, str | nodes.Node]:
        """Give what a card and the head of a lesson say alike: time, level, audience."""
        people = {row["id"]: row["people"] for row in self.data("paths")}
        return {
            "Teaching": f"{matter['teaching_min']} minutes",
            "Exercise": f"{matter['exercise_min']} minutes",
            "Level": LEVELS[matter["level"]],
            "For": ", ".join(people[each] for each in matter["audience"]),
        }

    def badges(self, matter: dict[str, Any]) -> nodes.bullet_list:
        """Give the names of the pillars and of the cross-cutting themes that a lesson serves."""
        pillars, themes = ({row["id"]: row["name"] for row in self.data(name)} for name in ("pillars", "themes"))
        found = [self.box(f"pillar-badge pillar-{pillar}", pillars[pillar]) for pillar in matter["pillars"]]
        found += [self.box("pillar-badge theme-badge", themes[each["theme"]]) for each in matter["cross_cutting"]]
        return self.listed("pillar-badges", found)


class ModuleFacts(ModulesDirective):
    """What a reader wants to know before starting: time, audience, paths, pillars, themes, articles, review."""

    def before(self, ids: list[str]) -> str | nodes.bullet_list:
        """Give the modules that come before this one, each a link where it is ready."""
        if not ids:
            return "nothing"
        found = []
        for row, lesson in self.modules():
            if row["id"] in ids:
                title = (
                    self.linked(row["title"], f"curriculum/{row['folder']}/index", "")
                    if lesson
                    else self.box("", row["title"], "Planned")
                )
                found.append(self.box("before", self.words(row["id"], "module-id"), title))
        return self.listed("befores", found)

    def paths(self, module: str) -> nodes.bullet_list:
        """Give the learning paths that a module lies on, each a link."""
        return self.listed(
            "on-paths",
            (
                self.linked(row["name"], f"curriculum/paths/index#path-{row['id']}", "")
                for row in self.data("paths")
                if module in row["modules"].split()
            ),
        )

    def run(self) -> list[nodes.Node]:
        """Write a definition list; themes and review stand below it."""
        matter = self.matter()
        themes = {row["id"]: row["name"] for row in self.data("themes")}
        articles = matter["protocol_articles"]
        facts = self.facts(matter) | {
            "Before this": self.before(matter["prerequisites"]),
            "On the paths": self.paths(matter["id"]),
            f"Article{'s' if len(articles) > 1 else ''} of the Firearms Protocol": self.words(", ".join(articles)),
        }
        crossing = [
            self.box("theme", f"**{themes[each['theme']]}**", each["how"], self.box("task", tasks(each["tasks"])))
            for each in matter["cross_cutting"]
        ]
        return [
            self.box(
                "module-facts",
                self.definitions(facts),
                self.badges(matter),
                *([self.listed("crossing", crossing)] if crossing else [self.box("crossing", NO_THEME)]),
                self.box("review", f"{matter['stage']}. {matter['review']['status']}."),
            )
        ]


class Objectives(PageDirective):
    """What a learner can do afterwards, with the graded task that tests it."""

    def run(self) -> list[nodes.Node]:
        """Write a list."""
        items = [
            self.box("objective", objective["text"], self.box("task", tasks(objective["tasks"])))
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


class Themes(ModulesDirective):
    """The themes that cut across the pillars, each with the lessons that have a task on it and what is planned."""

    def run(self) -> list[nodes.Node]:
        """Write a list of cards."""
        modules = {row["id"]: (row, lesson) for row, lesson in self.modules()}
        cards = []
        for theme in self.data("themes"):
            found = [
                self.lesson(row)
                for row, lesson in modules.values()
                if lesson and theme["id"] in {each["theme"] for each in front_matter(lesson)["cross_cutting"]}
            ]
            planned = [
                self.box("before", self.words(row["id"], "module-id"), self.box("", row["title"]))
                for row, lesson in (modules[module] for module in theme["modules"].split())
                if lesson is None
            ]
            cards.append(
                self.box(
                    "pillar theme-card",
                    f"**{theme['name']}**\n\n{theme['text']}",
                    self.box(
                        "theme-state", "Tasks on it:" if found else "No lesson that is ready has a task on it yet."
                    ),
                    self.listed("befores", found),
                    *([self.box("theme-state", "Planned:"), self.listed("befores", planned)] if planned else []),
                )
            )
        return [self.listed("themes", cards)]

    def lesson(self, row: dict[str, str]) -> nodes.container:
        """Give a lesson with a link."""
        link = self.linked(row["title"], f"curriculum/{row['folder']}/index", "")
        return self.box("before", self.words(row["id"], "module-id"), link)


class ReadyModules(ModulesDirective):
    """The modules that have a lesson, each with its cover and what one wants to know before choosing."""

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
            before = self.words(", ".join(matter["prerequisites"])) if matter["prerequisites"] else "nothing"
            words = self.box(
                "words",
                self.words(row["id"], "module-id"),
                self.linked(row["title"], f"curriculum/{row['folder']}/index", "module-title"),
                row["goal"],
                self.definitions(self.facts(matter) | {"Before this": before}),
                self.badges(matter),
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
        "themes": Themes,
        "ready-modules": ReadyModules,
        "modules": Modules,
        "blueprint": Blueprint,
        "evaluation-form": EvaluationForm,
        "kept-for-instructors": KeptForInstructors,
    }
    app.add_config_value("book_look", "", "html")  # pages are written anew when it changes, not read
    app.add_config_value("book_kind", "", "env")  # left empty, a page holds everything: for those who translate
    for name, directive in directives.items():
        app.add_directive(name, directive)
    app.add_transform(Links)
    app.add_transform(Keep)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
