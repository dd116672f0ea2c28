"""The built pages show what is ready, what is planned, and which paths lead there."""

from __future__ import annotations

import re

import pytest

from tests.site.conftest import PREFIXES
from tools import pages

PATHS = pages.rows("paths")
MODULES = {row["id"]: row for row in pages.rows("modules")}
LESSONS = {module: row for module, row in MODULES.items() if (pages.CURRICULUM / row["folder"] / "index.md").exists()}

each_edition = pytest.mark.parametrize("prefix", PREFIXES.values())


@pytest.mark.parametrize("module", LESSONS)
@each_edition
def test_lesson_names_its_paths(html, prefix, module):
    """At its head, a lesson links to each path that it lies on, and to no other."""
    text = (html / prefix / "curriculum" / LESSONS[module]["folder"] / "index.html").read_text(encoding="utf-8")
    head = text[text.index('class="module-facts') :]
    found = re.findall(r'href="\.\./paths/index\.html#path-([a-z-]+)"', head)
    assert found == [path["id"] for path in PATHS if module in path["modules"].split()]


@each_edition
def test_front_page_leads_to_every_path(html, prefix):
    """The front page has a card for each path."""
    text = (html / prefix / "curriculum/index.html").read_text(encoding="utf-8")
    found = re.findall(r'class="path-name.*?href="paths/index\.html#path-([a-z-]+)"', text, flags=re.DOTALL)
    assert found == [path["id"] for path in PATHS]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path["id"])
@each_edition
def test_planned_modules_are_shown_as_planned(html, prefix, path):
    """A path shows its modules in order; one that isn't there has no link and stands as planned."""
    text = (html / prefix / "curriculum/paths/index.html").read_text(encoding="utf-8")
    section = text[text.index(f'<section id="path-{path["id"]}">') :].partition("</section>")[0]
    stations = section.split('<div class="station ')[1:]
    shown = [(re.search(r"[ME]\d\d", each)[0], each.startswith("ready"), "<a " in each) for each in stations]
    assert shown == [(module, module in LESSONS, module in LESSONS) for module in path["modules"].split()]


@pytest.mark.parametrize("module", LESSONS)
@each_edition
def test_themes_of_a_lesson_stand_on_its_page_and_on_the_front_page(html, prefix, module):
    """A lesson shows each theme that it claims, or that it has none; the front page lists it below the theme."""
    folder = LESSONS[module]["folder"]
    matter = pages.front_matter(pages.CURRICULUM / folder / "index.md")
    text = (html / prefix / "curriculum" / folder / "index.html").read_text(encoding="utf-8")
    assert text.count('class="theme-badge') + text.count("pillar-badge theme-badge") == len(matter["cross_cutting"])
    front = (html / prefix / "curriculum/index.html").read_text(encoding="utf-8")
    cards = front.split("theme-card")[1:]
    assert len(cards) == len(pages.rows("themes"))
    listed = [
        theme["id"]
        for theme, card in zip(pages.rows("themes"), cards, strict=True)
        if f'href="{folder}/index.html"' in card.partition("</ul>")[0]
    ]
    assert listed == [each["theme"] for each in matter["cross_cutting"]]
