"""The learning paths: a Sphinx extension that draws them from ``curriculum/paths.csv``.

A path is the order in which somebody with one kind of work goes through the modules. What is only planned is shown as
planned, and the hours count what is ready.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from tools.pages import ModulesDirective, front_matter

PAGE = "curriculum/paths/index"


def hours(minutes: int) -> str:
    """Give minutes as people say them, alike in every language: ``3 h 20 min``."""
    whole, rest = divmod(minutes, 60)
    parts = [f"{whole}\N{NO-BREAK SPACE}h"] if whole else []
    return " ".join([*parts, f"{rest}\N{NO-BREAK SPACE}min"] if rest or not whole else parts)


class PathDirective(ModulesDirective):
    """A directive that shows learning paths."""

    def stations(self, path: dict[str, str]) -> list[tuple[dict[str, str], Path | None]]:
        """Give the modules of a path in its order, each with its lesson where there is one."""
        known = {row["id"]: (row, lesson) for row, lesson in self.modules()}
        return [known[module] for module in path["modules"].split()]

    def ready(self, path: dict[str, str]) -> list[dict[str, Any]]:
        """Give the front matter of each lesson of a path that is there."""
        return [front_matter(lesson) for _row, lesson in self.stations(path) if lesson]

    def share(self, path: dict[str, str], more: str = "") -> nodes.paragraph:
        """Say how many modules of a path are ready: ``2 / 5``, which is heard as *2 of 5*."""
        counts = {"ready": len(self.ready(path)), "all": len(self.stations(path))}
        sign = "{ready}\N{NO-BREAK SPACE}/\N{NO-BREAK SPACE}{all}".format(**counts)
        return self.heard(sign, self.config.html_context["spoken"]["of"].format(**counts), more)


class PathList(PathDirective):
    """All paths at a glance, each a link to its place on the page of paths."""

    def run(self) -> list[nodes.Node]:
        """Write a list of cards."""
        cards = []
        for path in self.data("paths"):
            ready = self.ready(path)
            time = hours(sum(each["teaching_min"] + each["exercise_min"] for each in ready))
            cards.append(
                self.box(
                    "path-card",
                    self.linked(path["name"], f"{PAGE}#path-{path['id']}", "path-name"),
                    path["about"],
                    self.box("path-state", "Modules that are ready", self.share(path, f" · {time}")),
                )
            )
        return [self.listed("path-cards", cards)]


class Paths(PathDirective):
    """Every path: whom it is for, what is ready of it, its modules in order, and why in this order."""

    def station(self, row: dict[str, str], lesson: Path | None) -> nodes.container:
        """Give one module of a path."""
        if lesson is None:
            return self.box(
                "station planned",
                self.words(row["id"], "module-id"),
                self.box("module-title", row["title"]),
                self.box("module-state", "Planned"),
            )
        matter = front_matter(lesson)
        return self.box(
            "station ready",
            self.words(row["id"], "module-id"),
            self.linked(row["title"], f"curriculum/{row['folder']}/index", "module-title"),
            self.words(hours(matter["teaching_min"] + matter["exercise_min"]), "module-state"),
        )

    def path(self, path: dict[str, str]) -> nodes.section:
        """Give the section of one path."""
        ready = self.ready(path)
        taught, done = (sum(each[key] for each in ready) for key in ("teaching_min", "exercise_min"))
        facts: dict[str, str | nodes.Node] = {
            "Modules that are ready": self.share(path),
            "Teaching": self.words(hours(taught)),
            "Exercise": self.words(hours(done)),
            "Together": self.words(hours(taught + done)),
        }
        body = [
            self.box("path-about", path["about"]),
            self.box("path-facts", self.definitions(facts)),
            self.listed("stations", (self.station(row, lesson) for row, lesson in self.stations(path))),
            self.box("path-why", "**Why this order?**", path["why"]),
        ]
        return self.headed(path["name"], f"path-{path['id']}", body)

    def run(self) -> list[nodes.Node]:
        """Write a section for each path."""
        return [self.path(path) for path in self.data("paths")]


def setup(app: Sphinx) -> dict[str, bool]:
    """Let Sphinx know the directives."""
    app.setup_extension("tools.pages")
    app.add_directive("path-list", PathList)
    app.add_directive("paths", Paths)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
