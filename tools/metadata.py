"""Say to machines what a page teaches, in the words of schema.org: a Sphinx extension.

Catalogues of teaching material and search engines read this; people don't see it. The front page is a ``Course``,
each module a ``LearningResource`` that is part of it. Addresses are relative, so that they hold wherever the book is
published.
"""

from __future__ import annotations

import gettext
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

from sphinx.application import Sphinx

from firearmskit import language
from firearmskit.course import all_exercises
from tools import pages

FRONT = "curriculum/index"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"

Node: TypeAlias = dict[str, Any]
Speak: TypeAlias = Callable[[str], str]


def duration(minutes: int) -> str:
    """Give minutes as ISO 8601 has them: 150 are ``PT2H30M``."""
    hours, rest = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest or not hours else "")


class Edition:
    """What one edition says of its pages.

    Args:
        app: Sphinx, with the pages that it found.
        address: From the name of a page to its address as seen from the page that is written.
    """

    def __init__(self, app: Sphinx, address: Callable[[str], str]) -> None:
        self.language = str(app.config.language)
        self.found = sorted(app.env.found_docs)
        self.spoken: dict[str, str] = app.config.html_context["spoken"]
        self.up: str = app.config.html_context["up"]
        self.others: list[dict[str, str]] = app.config.html_context["other_editions"]
        self.catalogues = str(app.config.locale_dirs[0])
        self.titles = app.env.titles
        self.address = address

    def speak(self, page: str) -> Speak:
        """Give the function that says the sentences of a page in the language of the edition."""
        return gettext.translation(page, self.catalogues, [self.language], fallback=True).gettext

    def common(self, page: str) -> Node:
        """Give what a course and a module say alike."""
        relation = "workTranslation" if self.language == "en" else "translationOfWork"
        others = [
            {"@type": "LearningResource", "inLanguage": other["code"], "url": self.other(page, other["folder"])}
            for other in self.others
            if relation == "workTranslation" or other["code"] == "en"
        ]
        return {
            "@id": self.address(page),
            "url": self.address(page),
            "inLanguage": self.language,
            "educationalLevel": self.spoken["level"],
            "isAccessibleForFree": True,
            "license": LICENCE,
            "author": {"@type": "Organization", "name": self.spoken["author"]},
            relation: others,
        }

    def other(self, page: str, folder: str) -> str:
        """Give the address of a page in another edition, seen from the page that is written."""
        return self.address(f"{self.up}{folder}{page}")

    def module(self, row: dict[str, str], *, whole: bool) -> Node:
        """Give a module: whole on its own page, in short on the front page."""
        page = f"curriculum/{row['folder']}/index"
        say, front = self.speak(page), self.speak(FRONT)
        matter = pages.front_matter(pages.CURRICULUM / row["folder"] / "index.md")
        short: Node = {
            "@type": "LearningResource",
            "@id": self.address(page),
            "url": self.address(page),
            "identifier": row["id"],
            "name": front(row["title"]),
            "description": front(row["goal"]),
            "learningResourceType": self.spoken["lesson"],
            "timeRequired": duration(matter["teaching_min"] + matter["exercise_min"]),
        }
        if not whole:
            return short
        pillars = {pillar["id"]: pillar["name"] for pillar in pages.rows("pillars")}
        people = {path["id"]: path["people"] for path in pages.rows("paths")}
        return {
            **short,
            **self.common(page),
            "educationalLevel": say(pages.LEVELS[matter["level"]]),
            "creativeWorkStatus": say(f"{matter['stage']}. {matter['review']['status']}."),
            "audience": {
                "@type": "Audience",
                "audienceType": say(", ".join(people[each] for each in matter["audience"])),
            },
            "about": [{"@type": "Thing", "name": say(pillars[pillar])} for pillar in matter["pillars"]],
            "teaches": [say(objective["text"]) for objective in matter["objectives"]],
            "isPartOf": {"@type": "Course", "@id": self.address(FRONT), "name": self.spoken["course"]},
            "hasPart": self.parts(row["folder"]),
        }

    def parts(self, folder: str) -> list[Node]:
        """Give the other pages of a module and its exercises."""
        listed: list[Node] = []
        for page in self.found:
            if page.startswith(f"curriculum/{folder}/") and not page.endswith(("/index", "/solutions")):
                kind = "activity" if "/activities/" in page else "plan"
                listed.append(self.part(kind, self.titles[page].astext(), url=self.address(page)))
        before = language.current()
        language.use(self.language)
        try:
            exercises = [(each.id, language.text(each.title)) for each in all_exercises() if each.module == folder]
        finally:
            language.use(before)
        return listed + [self.part("exercise", title, url=self.address(f"exercises/{id}")) for id, title in exercises]

    def part(self, kind: str, name: str, **more: str) -> Node:
        """Give a part of a module."""
        return {
            "@type": "LearningResource", "name": name, "learningResourceType": self.spoken[kind],
            "inLanguage": self.language, **more,
        }  # fmt: skip

    def course(self) -> Node:
        """Give the course: what is ready of it, and the two ways to take it."""
        rows = [row for row in pages.rows("modules") if f"curriculum/{row['folder']}/index" in self.found]
        matters = [pages.front_matter(pages.CURRICULUM / row["folder"] / "index.md") for row in rows]
        workload = duration(sum(matter["teaching_min"] + matter["exercise_min"] for matter in matters))
        return {
            "@type": "Course",
            **self.common(FRONT),
            "name": self.spoken["course"],
            "description": self.spoken["about"],
            "provider": {"@type": "Organization", "name": self.spoken["author"]},
            "availableLanguage": [self.language, *(other["code"] for other in self.others)],
            "hasCourseInstance": [
                # In a room with a trainer, and by oneself with the book.
                {"@type": "CourseInstance", "courseMode": mode, "courseWorkload": workload, "inLanguage": self.language}
                for mode in ("Onsite", "Online")
            ],
            "offers": {"@type": "Offer", "category": "Free"},
            "hasPart": [self.module(row, whole=False) for row in rows],
        }


def describe(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Put what is said of a page into its head."""
    modules = {f"curriculum/{row['folder']}/index": row for row in pages.rows("modules")}
    if pagename != FRONT and pagename not in modules:
        return

    def address(page: str) -> str:
        # Of the page itself Sphinx gives "#", which would name it otherwise than other pages do.
        return f"{Path(page).name}.html" if page == pagename else str(context["pathto"](f"{page}.html", 1))

    edition = Edition(app, address)
    said = edition.course() if pagename == FRONT else edition.module(modules[pagename], whole=True)
    # Nothing in a text may end the element of the page that holds it.
    context["structured_data"] = json.dumps({"@context": "https://schema.org"} | said, ensure_ascii=False).replace(
        "<", "\\u003c"
    )


def setup(app: Sphinx) -> dict[str, bool]:
    """Let Sphinx call what describes the pages."""
    app.connect("html-page-context", describe)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
