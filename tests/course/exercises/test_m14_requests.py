"""The exercise ``requests`` of module M14: each planted answer is worked out again from what the learner sees."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from statistics import mean
from typing import Any

import pytest

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m14_tracing.requests import EXERCISE
from firearmskit.course.packs import Case, all_exercises
from firearmskit.course.tasks import Document, right_answer, score
from tests.course.exercises.m14_by_hand import signs, values

SEEDS = 200
TRUE_SENTENCES = {
    "enough": {"model", "shared", "barrel", "several"},
    "reply": {"day", "refusal", "other", "received"},
}
"""Sentences that hold for every firearm and every reply, as a reader of this test judged them."""
STEP_OF = {
    "national": 1,
    "stolen": 1,
    "international": 2,
    "request": 2,
    "evidence": 3,
    "interview": 3,
    "prints": 4,
    "dna": 5,
    "cases": 6,
    "leads": 7,
    "told": 8,
    "trafficking": 9,
}
"""The step whose name tells what each record shows; records that aren't here show none."""
ROWS = {
    "enough": ("description", {"enough", "part", "damaged", "maker", "calibre"}, 0.3),
    "search": ("line", {"can", "number", "facts", "little"}, 0.45),
    "asked": ("find", {"own", "made", "imported", "named", "look"}, 0.25),
    "reply": ("reply", {"follow", "rest", "wait", "ground", "turn", "again"}, 0.25),
    "records": ("record", {*"123456789", "none"}, 0.2),
}
"""For each table: the beginning of its keys, what can be right there, and how often one answer may be right."""


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    """Draw the cases of 200 learners."""
    return [EXERCISE.draw(Draw(b"requests %d" % seed)) for seed in range(SEEDS)]


def right(case: Case, task: str) -> dict[str, Any]:
    """Give the answer that earns every point of a task."""
    return right_answer(EXERCISE.task(task), case.evidence, case.truth[task])


def rows(case: Case, task: str) -> list[str]:
    """Give what is right in the rows of a task's table, from the first row on."""
    begins = ROWS[task][0]
    return [value for key, value in right(case, task).items() if key.startswith(begins) and key[-1].isdigit()]


def reason(case: Case, task: str, field: str, value: Any) -> str:
    """Give the sentence that an answer gets."""
    verdict = score(EXERCISE.task(task), case.evidence, case.truth[task], {field: value}, EXERCISE.hints)
    return next(part.reason for part in verdict.parts if part.field == field)


def firm(name: str) -> str:
    """Give a maker's name without capitals and without the form of a firm."""
    return name.lower().removesuffix(" ltd.")


def months(first: tuple[int, int, int], last: tuple[int, int, int]) -> int:
    """Count full months by stepping from month to month until the day is passed."""
    year, month, day = first
    for count in itertools.count():
        month += 1
        if month > 12:
            year, month = year + 1, 1
        if (year, month, day) > last:
            return count
    raise AssertionError


def test_it_is_found_and_worth_fifty_points() -> None:
    """The exercise is in the catalogue; it has six tasks."""
    assert EXERCISE in all_exercises()
    assert [(task.id, task.points) for task in EXERCISE.tasks] == [
        ("enough", 8),
        ("search", 8),
        ("asked", 9),
        ("reply", 9),
        ("period", 8),
        ("records", 8),
    ]


def test_a_description_suffices_when_all_five_identifiers_are_there(cases: list[Case]) -> None:
    """A verdict follows from the one identifier that is missing, unread, or read on another part; a model isn't one."""
    for case in cases:
        found = []
        for row in case.evidence["enough"]["descriptions"]:
            faults = [name for name in ("maker", "calibre") if not row[name]]
            faults += ["damaged"] * ("?" in row["number"]) + ["part"] * (row["place"] == "barrel")
            assert len(faults) <= 1
            assert row["country"]
            assert row["type"] in ("pistol", "rifle")
            assert row["place"] in ("barrel", {"pistol": "frame", "rifle": "receiver"}[row["type"]])
            assert (row["model"] is None) == (not faults)
            found += faults or ["enough"]
        assert rows(case, "enough") == found
        assert right(case, "enough")["damaged"] == "open"


def test_an_importer_or_a_place_is_read_before_a_verdict(cases: list[Case]) -> None:
    """Who takes the importer for the maker, or a barrel for the frame, is told where to look."""
    for case in cases[:40]:
        for at, row in enumerate(case.evidence["enough"]["descriptions"], start=1):
            if row["importer"]:
                assert not row["maker"]
                assert reason(case, "enough", f"description{at}", "enough") == EXERCISE.hints["enough-importer"]
            if row["place"] == "barrel":
                assert reason(case, "enough", f"description{at}", "enough") == EXERCISE.hints["enough-place"]


def test_two_true_sentences_stand_among_four_false_ones(cases: list[Case]) -> None:
    """The right sentences are those shown that always hold, and each of them is right for many learners."""
    for task, true in TRUE_SENTENCES.items():
        chosen: Counter[str] = Counter()
        for case in cases:
            shown = case.evidence[task]["options"]["sentences"]
            assert len(set(shown)) == len(shown) == 6
            assert set(right(case, task)["sentences"]) == set(shown) & true
            assert len(right(case, task)["sentences"]) == 2
            chosen.update(right(case, task)["sentences"])
        assert set(chosen) == true
        assert max(chosen.values()) < 0.65 * SEEDS
        assert min(chosen.values()) > 0.35 * SEEDS


def test_a_line_is_judged_by_number_maker_type_and_calibre(cases: list[Case]) -> None:
    """Each line is compared by hand: its signs first, then all that it says of the rest; what to follow comes of it."""
    reports = Counter()
    for case in cases:
        own, found = case.evidence["search"]["object"], []
        for line in case.evidence["search"]["lines"]:
            if signs(line["number"]) != signs(own["number"]):
                found.append("number")
            elif line["maker"] is None and line["calibre"] is None:
                found.append("little")
            elif firm(line["maker"]) == firm(own["maker"]) and all(line[of] == own[of] for of in ("type", "calibre")):
                found.append("can")
            else:
                found.append("facts")
        assert rows(case, "search") == found
        assert found.count("can") <= 1
        assert found.count("little") == 1
        fits = "can" in found
        assert right(case, "search")["follow"] == str(found.index("can" if fits else "little") + 1)
        assert right(case, "search")["say"] == ("may" if fits else "open")
        reports[fits] += 1
        first, last = case.evidence["search"]["years"]
        assert first < case.evidence["search"]["missing"] < last
    assert 0.2 * SEEDS < reports[False] < 0.45 * SEEDS


def test_the_very_same_number_is_a_trap(cases: list[Case]) -> None:
    """A line with the number as it stands on the firearm is of another maker, or says too little; it is never it."""
    for case in cases:
        number = case.evidence["search"]["object"]["number"]
        for line, verdict in zip(case.evidence["search"]["lines"], rows(case, "search"), strict=True):
            if line["number"] == number:
                assert verdict in ("facts", "little")


def test_whom_to_ask_follows_from_marks_searches_and_replies(cases: list[Case]) -> None:
    """First the registers at home, then the State of a reply, of manufacture, of the import; else the firearm."""
    for case in cases:
        found = []
        for find in case.evidence["asked"]["finds"]:
            assert (find["made"] is None) == (find["stamped"] is None) == (find["maker"] is None)
            if not find["searched"]:
                found.append("own")
            elif find["next"]:
                found.append("named")
            elif find["made"]:
                found.append("made")
            else:
                found.append("imported" if find["imported"] else "look")
            assert find["route"] not in (find["made"], find["imported"], find["next"])
        assert rows(case, "asked") == found
        marks, states = case.evidence["asked"]["marks"], case.evidence["asked"]["options"]["states"]
        (made,) = [state for state in states if marks["stamped"] == f"MADE IN {state.upper()}"]
        others = [state for state in states if state.upper() in f"{marks['owner']} {marks['tested']}"]
        assert right(case, "asked")["states"] == [made, marks["imported"]]
        assert {made, marks["imported"], *others, marks["route"]} == set(states)
        assert right(case, "asked")["question"] == "next"


def test_what_follows_a_reply_depends_on_the_number_first(cases: list[Case]) -> None:
    """Another number was searched: ask again; otherwise the kind of the reply and the marks of States decide."""
    by_kind = {"full": "follow", "partial": "rest", "delay": "wait", "refusal": "ground"}
    for case in cases:
        found = []
        for reply in case.evidence["reply"]["replies"]:
            if signs(reply["number"]) != signs(reply["searched"]):
                found.append("again")
                assert len(signs(reply["number"])) == len(signs(reply["searched"]))
            elif reply["told"] == "no-record":
                found.append("turn" if reply["imported"] not in (None, reply["asked"]) else "close")
            else:
                found.append(by_kind[reply["told"]])
        assert rows(case, "reply") == found
        assert found.count("again") == 1
        assert len(set(found)) == 5


def test_a_wrong_number_makes_a_fine_reply_worthless(cases: list[Case]) -> None:
    """The reply about another number looks like an answer; who follows it is told to compare the numbers."""
    seen = set()
    for case in cases:
        at = rows(case, "reply").index("again")
        told = case.evidence["reply"]["replies"][at]["told"]
        seen.add(told)
        tempting = {"full": "follow", "no-record": "turn"}[told]
        assert reason(case, "reply", f"reply{at + 1}", tempting) == EXERCISE.hints["reply-again"]
    assert seen == {"full", "no-record"}


def test_time_to_crime_is_counted_from_the_dates_shown(cases: list[Case]) -> None:
    """The shortest time runs from the last day on which a shop can have sold it, the longest from the first."""
    ends = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
    widths = Counter()
    for case in cases:
        entries = case.evidence["period"]["entries"]
        private = [(entry["when"], at) for at, entry in enumerate(entries, 1) if str(entry["to"]).startswith("Person")]
        when, start = min(private)
        assert len(private) == 2
        year, *month = map(int, when.split("-"))
        seized = next(entry["when"] for entry in entries if entry["kind"] == "seizure")
        year_of, month_of, day_of = map(int, seized.split("-"))
        last = (year_of, month_of, day_of)
        first_month, last_month = (month[0], month[0]) if month else (1, 12)
        leap = last_month == 2 and year % 4 == 0
        answer = right(case, "period")
        assert answer["start"] == str(start)
        assert answer["least"] == months((year, last_month, ends[last_month] + leap), last)
        assert answer["most"] == months((year, first_month, 1), last)
        assert answer["least"] < answer["most"]
        assert answer["say"] == "look"
        widths[answer["most"] - answer["least"]] += 1
    assert widths.total() == SEEDS
    assert set(widths) == {1, 12}
    assert min(widths.values()) > 0.35 * SEEDS


def test_a_record_shows_the_step_whose_name_tells_of_it(cases: list[Case]) -> None:
    """Five records show five steps, one shows where the firearm was; the four steps left are open."""
    for case in cases:
        steps = [STEP_OF.get(name) for name in case.evidence["records"]["records"]]
        assert rows(case, "records") == [str(step) if step else "none" for step in steps]
        assert steps.count(None) == 1
        assert {int(step) for step in right(case, "records")["open"]} == set(range(1, 10)) - set(steps)
        assert len(right(case, "records")["open"]) == 4


def test_what_the_test_reads_is_what_the_learner_reads(cases: list[Case]) -> None:
    """Each number, State, firm and date by which a truth was worked out stands in the documents of its task."""
    for case in cases[:40]:
        words = {}
        for task in EXERCISE.tasks:
            blocks = task.blocks(case.evidence)
            words[task.id] = " ".join(
                text for block in blocks if isinstance(block, Document) for row in block.rows for text in row
            )
        shown = {
            "enough": [row[of] for row in case.evidence["enough"]["descriptions"] for of in ("number", "maker")],
            "search": [line["number"] for line in case.evidence["search"]["lines"]],
            "asked": [find[of] for find in case.evidence["asked"]["finds"] for of in ("number", "stamped", "next")],
            "reply": [reply[of] for reply in case.evidence["reply"]["replies"] for of in ("number", "searched")],
            "period": [entry["when"] for entry in case.evidence["period"]["entries"]],
        }
        for task, texts in shown.items():
            assert all(text in words[task] for text in texts if text), task


def test_the_evidence_tells_no_verdict(cases: list[Case]) -> None:
    """Outside the options to choose from, no value of the evidence is a verdict, and no name is one of the truth's."""
    hints = {code.partition("-")[2] for code in EXERCISE.hints}
    for case in cases:
        for task, (_begins, verdicts, _most) in ROWS.items():
            told = {value for value in values(case.evidence[task]) if isinstance(value, str)}
            assert not told & verdicts, task
        written = json.dumps(case.evidence)
        for name in ("accept", "because", "hint", "half", "fault", "role", "verdict", "story", "truth", "fits"):
            assert f'"{name}"' not in written
        names = {name for task in ROWS for name in case.evidence[task]}
        assert not names & (hints - {"place", "follow"})


def test_every_answer_is_right_often_enough_and_none_too_often(cases: list[Case]) -> None:
    """In each table every answer that can be right is so for many learners; one answer to all rows stays poor."""
    for task, (_begins, verdicts, most) in ROWS.items():
        found = Counter(verdict for case in cases for verdict in rows(case, task))
        assert set(found) == verdicts, task
        assert max(found.values()) < most * found.total(), (task, found)
        assert min(found.values()) > 0.04 * found.total(), (task, found)
    for task, field, choices in (("search", "follow", 5), ("period", "start", 6)):
        found = Counter(right(case, task)[field] for case in cases)
        assert len(found) == choices
        assert max(found.values()) < 1.7 * SEEDS / choices, (task, found)
    states = Counter(state for case in cases for state in right(case, "asked")["states"])
    assert len(states) == 5
    assert max(states.values()) < 0.55 * SEEDS
    left = Counter(step for case in cases for step in right(case, "records")["open"])
    assert len(left) == 9
    assert max(left.values()) < 0.6 * SEEDS


def test_no_two_learners_have_the_same_case(cases: list[Case]) -> None:
    """Nobody's answers to a task of several rows are those of many others, and two learners share less than half."""
    assert len({json.dumps(case.evidence) for case in cases}) == SEEDS
    for task in ("enough", "search", "asked", "reply", "period", "records"):
        answers = Counter(json.dumps(right(case, task)) for case in cases)
        assert max(answers.values()) < 0.06 * SEEDS, (task, answers.most_common(1))
    own = [{(task.id, key): value for task in EXERCISE.tasks for key, value in right(case, task.id).items()}
           for case in cases[:60]]  # fmt: skip
    shared = [mean(one[key] == other[key] for key in one) for one, other in itertools.combinations(own, 2)]
    assert mean(shared) < 0.4
    assert max(shared) < 0.7
