"""Who wrote alike: found where something was taken over, and not where everybody does what the lesson says."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from firearmskit.course import copies
from firearmskit.course.cohort import Learner, submit
from firearmskit.course.copies import Written, alike, read_written
from firearmskit.course.grading import grade
from firearmskit.course.packs import find_exercise
from firearmskit.course.results import Result, read_results

MARKS = find_exercise("m06_identification/marks")
CODE = """\
counts = {}
for mark in exercise.evidence["pictures"]["first"]["marks"]:
    words = mark["text"].split()
    if len(words) > 1 and words[0].isalpha():
        counts[mark["label"]] = len(words)
print(sorted(counts, key=counts.get))"""
CHANGED = """\
n = {}
for m in exercise.evidence["pictures"]["second"]["marks"]:
    w = m["text"].split()
    if len(w) > 3 and w[0].isalpha():
        n[m["label"]] = len(w)
print(sorted(n, key=n.get))"""
OTHER = """\
import re
years = [int(year) for year in re.findall("[0-9]{4}", text)]
answer = min(years) if years else None
while answer and answer > 2000:
    answer -= 1"""
ANSWERS = """\
exercise.answer("reading", {"A": "maker", "B": "year", "serial": "AB 1234", "year": 1953})
exercise.answer("judgement", {"status": "able", "entries": ["serial", "maker"], "steps": []})
exercise.answer("argument", {"claim": "open", "carriers": ["A", "B"], "limits": mine})
exercise.check("argument")"""
TEXT = "The import mark was added later, so the year on it, 2003, isn't the year of manufacture."


def code(learner: str, *sources: str) -> Written:
    """Give what a learner added."""
    return Written(learner=learner, lines=tuple("\n".join(sources).splitlines()))


def test_code_with_other_names_and_values_is_the_same_code():
    """Names of variables, texts and numbers are personal; the way it is written isn't."""
    found = alike([code("a", CODE), code("b", CHANGED), code("c", OTHER)])
    assert [group.pair for group in found.groups] == [("a", "b")]
    assert found.groups[0].share == 1
    one, other = found.groups[0].code
    assert [line for line, _shared in one] == CODE.splitlines()
    assert all(is_shared for _line, is_shared in other)


def test_handing_answers_over_in_code_is_not_copying():
    """What the notebook tells everybody to write is written alike by everybody."""
    found = alike([code("a", ANSWERS), code("b", ANSWERS.replace("AB 1234", "XY 9")), code("c", ANSWERS)])
    assert not found.is_anything


def test_a_passage_within_other_code_is_found_and_marked():
    """What surrounds the passage isn't marked."""
    found = alike([code("a", OTHER, CODE), code("b", CODE)])
    one, _other = found.groups[0].code
    marked = [line for line, is_shared in one if is_shared]
    assert set(marked) <= set(CODE.splitlines())
    assert len(marked) >= 4


def test_people_who_wrote_like_each_other_are_one_group():
    """Three who wrote alike are shown once, with one pair side by side."""
    found = alike([code(who, CODE) for who in "abc"])
    assert [group.learners for group in found.groups] == [("a", "b", "c")]


def test_what_the_whole_class_wrote_is_shown_once():
    """A passage of sixty learners says little of any two of them."""
    found = alike([code(f"l{number:02}", CODE) for number in range(60)])
    assert found.groups == ()
    assert [len(who) for _passage, who in found.common] == [60]
    assert "counts" in found.common[0][0]


def test_the_same_sentence_is_found_whatever_its_digits():
    """Case, spaces and digits are personal or an accident; short texts are the same by chance."""
    found = alike(
        [
            Written(learner="a", texts=(TEXT, "unknown")),
            Written(learner="b", texts=(TEXT.upper().replace(" ", "  ").replace("2003", "1998"), "unknown")),
            Written(learner="c", texts=("Another sentence that is long enough to be compared with theirs.",)),
        ]
    )
    assert found.texts == ((TEXT, ("a", "b")),)


def test_five_hundred_learners_are_compared_through_an_index():
    """No pair is looked at that shares nothing: 500 different programs give few pairs to count, and none to show."""
    people = [code(f"l{n}", f"f{n}(x).g{n}(y)[{n}] + h{n}(z) * k{n}(a) - m{n}(b)\n" * 3) for n in range(500)]
    people += [code("x", CODE), code("y", CHANGED)]
    found = alike(people)
    assert [group.pair for group in found.groups] == [("x", "y")]


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_is_code_to_it(one, other):
    """Whatever stands in a cell is compared without complaint, and everything is like itself or too short."""
    found = alike([code("a", one), code("b", other), code("c", one)])
    for group in found.groups:
        assert 0 < group.share <= 1


@given(st.text(alphabet="ab(){}[],:\"'#\\\n =+.1", max_size=400))
def test_brackets_and_quotes_that_do_not_fit_stop_nothing(source):
    """Tokens and places stay as many, in order, and inside the lines."""
    tokens, places = copies._tokens(source.splitlines())
    assert len(tokens) == len(places)
    assert places == sorted(places)
    assert all(0 <= place < max(1, len(source.splitlines())) for place in places)


def hand_in(store, learner: str, source: str) -> None:
    """Hand in a notebook with a cell of one's own."""
    folder = submit(store, MARKS, Learner(id=learner, story=""))
    path = folder / "marks.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    extra = {"cell_type": "code", "id": "own", "metadata": {}, "outputs": [], "execution_count": None}
    notebook["cells"].insert(2, {**extra, "source": source.splitlines(keepends=True)})
    path.write_text(json.dumps(notebook), "utf-8")


def test_notebooks_are_compared_by_what_was_added(new_course):
    """Of a whole course, the released cells count for nothing, in whatever language they were released."""
    store = new_course()
    hand_in(store, "ada", CODE)
    hand_in(store, "bo", CHANGED)
    submit(store, MARKS, Learner(id="cleo", story="", language="fr"))
    submit(store, MARKS, Learner(id="dan", story="", language="fr"))
    grade(store.root, cell_seconds=5)
    written = {each.learner: each for each in read_written(store.root, MARKS, read_results(store.root))}
    assert written["ada"].lines == tuple(CODE.splitlines())
    assert written["cleo"].lines == written["dan"].lines == ()
    assert written["cleo"].texts == ()
    assert [group.pair for group in alike(written.values()).groups] == [("ada", "bo")]


def test_what_is_no_notebook_adds_nothing(tmp_path):
    """Hostile files: no notebook, deep nesting, wrong kinds everywhere, a link, and none at all."""
    bodies = {
        "a": b"\xff\xfe",
        "b": b"[" * 100_000,
        "c": json.dumps({"cells": [1, {"cell_type": "code", "source": {"x": 1}}, {"source": ["a", 1]}, None]}).encode(),
        "d": json.dumps({"worksheets": [{"cells": [{"cell_type": "code", "input": "print(1)"}]}, 3]}).encode(),
        "e": b"null",
    }
    for learner, body in bodies.items():
        (tmp_path / "submitted" / learner / MARKS.module).mkdir(parents=True)
        (tmp_path / "submitted" / learner / MARKS.module / "marks.ipynb").write_bytes(body)
    linked = tmp_path / "submitted" / "f" / MARKS.module
    linked.mkdir(parents=True)
    (linked / "marks.ipynb").symlink_to(tmp_path / "submitted" / "d" / MARKS.module / "marks.ipynb")
    results = [Result(learner=name, exercise=MARKS, verdicts=None) for name in [*bodies, "f", "g"]]
    found = {each.learner: each.lines for each in read_written(tmp_path, MARKS, results)}
    assert found == {"a": (), "b": (), "c": (), "d": ("print(1)",), "e": (), "f": (), "g": ()}
