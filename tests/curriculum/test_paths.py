"""The learning paths lead through modules that the table names, each after those that it builds on."""

from __future__ import annotations

from tests.every import every
from tools import pages, paths

PATHS = pages.rows("paths")
MODULES = {row["id"]: row for row in pages.rows("modules")}
READY = {
    row["id"]: pages.front_matter(pages.CURRICULUM / row["folder"] / "index.md")
    for row in MODULES.values()
    if (pages.CURRICULUM / row["folder"] / "index.md").exists()
}


def test_there_are_seven():
    """Each kind of work has its path, once."""
    wanted = ["front-line", "customs", "investigator", "prosecutor", "regulator", "analyst", "university"]
    assert [path["id"] for path in PATHS] == wanted


@every(PATHS)
def test_modules_exist(path):
    """A path names modules of the table, each once, and at least one that is ready."""
    modules = path["modules"].split()
    assert set(modules) <= set(MODULES)
    assert len(modules) == len(set(modules))
    assert set(modules) & set(READY)


@every(PATHS)
def test_what_a_module_builds_on_comes_before_it(path):
    """On a path, the prerequisites of a module that is ready stand before it."""
    modules = path["modules"].split()
    for place, module in enumerate(modules):
        assert set(READY.get(module, {}).get("prerequisites", ())) <= set(modules[:place]), module


@every(PATHS)
def test_sentences(path):
    """What a path is for and why it goes this way are sentences."""
    assert path["about"].endswith(".")
    assert path["why"].endswith(".")
    assert path["people"] == path["people"].lower()


def test_every_lesson_lies_on_a_path():
    """Nobody has to find a lesson beside the paths."""
    assert set(READY) <= {module for path in PATHS for module in path["modules"].split()}


def test_hours():
    """Hours are said alike in every language, and nothing is said of what is nought."""
    assert paths.hours(0) == "0\N{NO-BREAK SPACE}min"
    assert paths.hours(45) == "45\N{NO-BREAK SPACE}min"
    assert paths.hours(240) == "4\N{NO-BREAK SPACE}h"
    assert paths.hours(510) == "8\N{NO-BREAK SPACE}h 30\N{NO-BREAK SPACE}min"
