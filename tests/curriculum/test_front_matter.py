"""What a lesson says of itself at its top is complete, and agrees with the tables and the page."""

from __future__ import annotations

import re

import pytest

from firearmskit.course import all_exercises
from tools import pages

LESSONS = sorted(pages.CURRICULUM.glob("[me][0-9][0-9]_*/index.md"))
KEYS = {
    "file_format", "kernelspec", "id", "title", "stage", "teaching_min", "exercise_min", "audience", "level",
    "pillars", "cross_cutting", "protocol_articles", "prerequisites", "objectives", "key_points", "sources", "review",
}  # fmt: skip
VERBS = [row["verb"] for row in pages.rows("verbs")]
REVIEW = re.compile(r"Not yet reviewed by a practitioner|Reviewed by .+ on \d{4}-\d\d-\d\d")
MODULES = {row["folder"]: row for row in pages.rows("modules")}

each_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.parent.name)


def minutes(clock: str) -> int:
    """Turn 9:05 into minutes since midnight."""
    hours, rest = clock.split(":")
    return int(hours) * 60 + int(rest)


def test_there_is_a_lesson():
    """The checks of this file run on at least one lesson."""
    assert LESSONS


@each_lesson
def test_keys(lesson):
    """A lesson's front matter has exactly the agreed keys, filled."""
    matter = pages.front_matter(lesson)
    assert set(matter) == KEYS
    for key in KEYS - {"cross_cutting", "prerequisites"}:
        assert matter[key], key
    assert all(type(matter[key]) is int for key in ("teaching_min", "exercise_min"))


@each_lesson
def test_agrees_with_the_table_of_modules(lesson):
    """Id and title are those of the module's row, and the title is the page's heading."""
    matter, row = pages.front_matter(lesson), MODULES[lesson.parent.name]
    assert (matter["id"], matter["title"]) == (row["id"], row["title"])
    assert f"\n# {row['title']}\n" in lesson.read_text(encoding="utf-8")


@each_lesson
def test_pillars_and_prerequisites_exist(lesson):
    """Pillars and prerequisites are rows of the tables."""
    matter = pages.front_matter(lesson)
    assert set(matter["pillars"]) <= {row["id"] for row in pages.rows("pillars")}
    assert set(matter["prerequisites"]) <= {row["id"] for row in MODULES.values()}


@each_lesson
def test_audience_is_of_the_paths(lesson):
    """Whom a lesson is for is said in the words of the learning paths, and their paths lead to it."""
    matter, leading = pages.front_matter(lesson), {row["id"]: row["modules"].split() for row in pages.rows("paths")}
    assert set(matter["audience"]) <= set(leading)
    assert [each for each in matter["audience"] if matter["id"] not in leading[each]] == []


@each_lesson
def test_level_agrees_with_what_comes_before(lesson):
    """A foundation lesson needs no other module; any other level names what it builds on."""
    matter = pages.front_matter(lesson)
    assert matter["level"] in pages.LEVELS
    assert (matter["level"] == "foundation") == (not matter["prerequisites"])


@each_lesson
def test_each_theme_has_a_graded_task(lesson):
    """A theme that a lesson claims is a row of the table, once; a sentence says how, and graded tasks test it."""
    claimed = pages.front_matter(lesson)["cross_cutting"]
    graded = {task.id for each in all_exercises() if each.module == lesson.parent.name for task in each.tasks}
    names = [each["theme"] for each in claimed]
    assert len(names) == len(set(names))
    assert set(names) <= {row["id"] for row in pages.rows("themes")}
    for each in claimed:
        assert set(each) == {"theme", "how", "tasks"}
        assert each["how"].endswith(".")
        assert each["tasks"]
        assert set(each["tasks"]) <= graded


def test_table_of_themes():
    """The four themes of the paper stand once each, and what is planned on them is a module of the table."""
    themes = pages.rows("themes")
    assert [row["id"] for row in themes] == ["gender", "human-rights", "civil-society", "awareness"]
    assert {module for row in themes for module in row["modules"].split()} <= {row["id"] for row in MODULES.values()}
    assert all(row["text"].endswith(".") for row in themes)


@each_lesson
def test_objectives_begin_with_a_verb(lesson):
    """Each objective begins with a verb, ends with a full stop and names a task."""
    for objective in pages.front_matter(lesson)["objectives"]:
        assert objective["text"].split()[0] in VERBS, "the verbs are in curriculum/verbs.csv"
        assert objective["text"].endswith(".")
        assert objective["tasks"]


@each_lesson
def test_objectives_and_tasks_of_the_exercises_are_paired(lesson):
    """Each task that an objective names is graded in the module's exercises, and each graded task is named."""
    named = {task for objective in pages.front_matter(lesson)["objectives"] for task in objective["tasks"]}
    graded = {task.id for each in all_exercises() if each.module == lesson.parent.name for task in each.tasks}
    assert named == graded


@each_lesson
def test_every_source_is_cited_and_every_citation_has_a_source(lesson):
    """The numbers in the text are the numbers of the list of sources, each at least once."""
    cited = {int(number) for number in re.findall(r"\[\[(\d+)\]\]\(#sources\)", lesson.read_text(encoding="utf-8"))}
    assert cited == set(range(1, len(pages.front_matter(lesson)["sources"]) + 1))


@each_lesson
def test_the_state_of_review_is_said(lesson):
    """The lesson says by whom and when it was reviewed, or that it wasn't, and the page shows it."""
    assert REVIEW.fullmatch(pages.front_matter(lesson)["review"]["status"])
    assert "{module-facts}" in lesson.read_text(encoding="utf-8")


@pytest.mark.parametrize("status", ["Reviewed by two customs officers on 2027-03-01", REVIEW.pattern.split("|")[0]])
def test_a_review_can_be_recorded(status):
    """A lesson that practitioners have read may say so, with their trade and the date."""
    assert REVIEW.fullmatch(status)
    assert not REVIEW.fullmatch(f"{status}?")
    assert not REVIEW.fullmatch("Reviewed by somebody")


def test_verbs_of_objectives():
    """The verbs are in order, once each, and each can be seen in what a learner does."""
    assert sorted(set(VERBS)) == VERBS
    assert {"Know", "Understand", "Learn"}.isdisjoint(VERBS)


@each_lesson
def test_session_plan_fills_the_minutes(lesson):
    """The clock times of the facilitator page follow each other and add up to the minutes of the lesson page.

    What comes before the break is taught, but for short pauses.
    """
    plan = (lesson.parent / "facilitator.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+:\d\d)–(\d+:\d\d) \| (.*?) \|", plan, flags=re.MULTILINE)
    assert len(rows) > 3
    assert [start for start, _, _ in rows[1:]] == [end for _, end, _ in rows[:-1]]
    lasting = [(what, minutes(end) - minutes(start)) for start, end, what in rows]
    first = next(at for at, (what, _minutes) in enumerate(lasting) if what.startswith("**Exercise"))
    matter = pages.front_matter(lesson)
    taught = sum(long for what, long in lasting[:first] if not what.startswith(("Break", "Pause")))
    assert taught == matter["teaching_min"]
    assert sum(long for what, long in lasting if what.startswith("**Exercise")) == matter["exercise_min"]


def test_front_matter_is_required(tmp_path):
    """A page without front matter is refused by name."""
    page = tmp_path / "bare.md"
    page.write_text("# Bare\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"bare\.md"):
        pages.front_matter(page)


def test_table_of_modules():
    """The list holds M01 to M23 and E01 to E08, in order, once each, in known groups and with known origins."""
    rows = pages.rows("modules")
    assert [row["id"] for row in rows] == [f"M{n:02}" for n in range(1, 24)] + [f"E{n:02}" for n in range(1, 9)]
    assert all(row["folder"].startswith(row["id"].lower() + "_") for row in rows)
    assert {row["group"] for row in rows} == set(pages.GROUPS)
    assert {row["origin"] for row in rows} == {"reconstruction", "paper", "published", "unconfirmed"}
    assert all(row["goal"].endswith(".") for row in rows)
