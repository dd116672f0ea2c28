"""The exercise ``case`` of module M14: each planted answer is worked out again from the papers that a learner sees."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from itertools import pairwise
from statistics import mean
from typing import Any

import pytest

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m14_tracing.case import EXERCISE
from firearmskit.course.packs import Case, all_exercises
from firearmskit.course.tasks import Document, right_answer, score
from tests.course.exercises.m14_by_hand import (
    NEEDED,
    TRUE_SENTENCES,
    by_hand,
    in_order,
    slips,
    stands,
    unordered,
    values,
)

SEEDS = 200
MOST_PASTED = 22
LABELS = "ABCDEFGHI"


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    """Draw the cases of 200 learners."""
    return [EXERCISE.draw(Draw(b"case %d" % seed)) for seed in range(SEEDS)]


def right(case: Case, task: str) -> dict[str, Any]:
    """Give the answer that earns every point of a task."""
    return right_answer(EXERCISE.task(task), case.evidence, case.truth[task])


def earned(case: Case, answers: dict[str, dict[str, Any]]) -> float:
    """Score the answers to all tasks."""
    return sum(
        score(task, case.evidence, case.truth[task.id], answers[task.id], EXERCISE.hints).points or 0
        for task in EXERCISE.tasks
    )


def reason(case: Case, task: str, field: str, value: Any) -> str:
    """Give the sentence that an answer gets."""
    verdict = score(EXERCISE.task(task), case.evidence, case.truth[task], {field: value}, EXERCISE.hints)
    return next(part.reason for part in verdict.parts if part.field == field)


def test_it_is_found_and_worth_fifty_points() -> None:
    """The exercise is in the catalogue; it has four tasks."""
    assert EXERCISE in all_exercises()
    assert [(task.id, task.points) for task in EXERCISE.tasks] == [
        ("lines", 12),
        ("chain", 11),
        ("finding", 11),
        ("steps", 16),
    ]


@pytest.mark.parametrize("task", ["lines", "chain", "finding", "steps"])
def test_what_is_right_follows_from_the_papers(cases: list[Case], task: str) -> None:
    """A careful reader who knows no truth finds what is right in every field of the task, for every learner."""
    for case in cases:
        assert unordered(by_hand(case.evidence)[task]) == unordered(right(case, task))


def test_a_careful_reader_earns_every_point(cases: list[Case]) -> None:
    """What is worked out by hand earns fifty points of fifty."""
    for case in cases:
        assert earned(case, by_hand(case.evidence)) == 50


@pytest.mark.slow
def test_whoever_pastes_the_library_stays_far_below_the_pass_mark(cases: list[Case]) -> None:
    """Pasting earns 22 points at most, though the library is good at much: at best it does earn as many."""
    pasted = [earned(case, {task.id: task.paste(case.evidence) for task in EXERCISE.tasks}) for case in cases]
    assert EXERCISE.pass_share is not None
    assert EXERCISE.pass_share * 50 - MOST_PASTED >= 8
    assert MOST_PASTED - 1 <= max(pasted) <= MOST_PASTED
    assert mean(pasted) < 18


def test_one_register_is_silent(cases: list[Case]) -> None:
    """One register has no line of the firearm and no entry, each other one line; a silent one is said to be complete.

    A register may lack pages of the years before the firearm was made; they are no excuse for its silence.
    """
    silent_at_home = 0
    for case in cases:
        truth, silent = right(case, "lines"), []
        made = min(entry["when"] for entry in case.evidence["entries"])[:4]
        for register in case.evidence["registers"]:
            ours = [line["label"] for line in register["lines"] if truth[f"line{line['label']}"] == "ours"]
            told = [entry for entry in case.evidence["entries"] if entry["told_by"] == register["state"]]
            assert len(ours) == bool(told)
            if ours:
                assert register["histories"][ours[0]] == in_order(told)
            else:
                silent.append(register)
        assert len(silent) == 1
        assert silent[0]["missing"] is None or silent[0]["missing"][1] < int(made)
        assert right(case, "lines")["say"] == "found"
        silent_at_home += silent[0]["state"] == case.evidence["home"]
        assert case.evidence["registers"][0]["state"] == case.evidence["home"]
    assert 0.35 * SEEDS < silent_at_home < 0.65 * SEEDS


def test_a_slip_of_the_pen_is_no_gap(cases: list[Case]) -> None:
    """One name is misspelt, where there is no gap; who takes the slip for one is told to look at the names."""
    for case in cases:
        path = in_order(case.evidence["entries"])
        (slip,) = slips(path)
        order = right(case, "chain")["order"]
        assert order[slip] != right(case, "chain")["gap"]
        assert reason(case, "chain", "gap", order[slip]) == EXERCISE.hints["chain-spelt"]
        assert reason(case, "chain", "gap", order[-1]) == EXERCISE.hints["chain-end"]


def test_the_firearm_went_through_three_states_and_back_into_a_car(cases: list[Case]) -> None:
    """Each State tells what happened there, and the report the seizure, after all others.

    Where the firearm didn't arrive in the State to which it was sent, that State's register is the silent one, and the
    gap is there.
    """
    for case in cases:
        path = in_order(case.evidence["entries"])
        assert [entry["kind"] for entry in path][-1] == "seizure"
        assert [entry["told_by"] for entry in path].count(None) == 1
        told = {entry["told_by"] for entry in path}
        for rank, (one, other) in enumerate(pairwise(path[:-1])):
            if one["told_by"] != other["told_by"] != one["state"]:
                assert one["state"] not in told
                assert right(case, "chain")["order"][rank] == right(case, "chain")["gap"]
        assert case.evidence["today"] > max(each["answers_on"] for each in case.evidence["registers"])
        assert min(each["answers_on"] for each in case.evidence["registers"]) > path[-1]["when"]


def test_a_firearm_that_never_arrived_was_held_by_its_sender(cases: list[Case]) -> None:
    """Where an export has no arrival, who takes the consignee for the last lawful holder is told what to ask."""
    seen = 0
    for case in cases:
        path = in_order(case.evidence["entries"])
        if right(case, "finding")["claim"] == "transit":
            seen += 1
            assert reason(case, "chain", "holder", path[-2]["to"]) == EXERCISE.hints["chain-consignee"]
            home = next(each for each in case.evidence["registers"] if each["state"] == case.evidence["home"])
            assert home["missing"] is None or home["missing"][1] < int(path[-2]["when"][:4])
        else:
            assert reason(case, "finding", "claim", "transit") == EXERCISE.hints["finding-transit"]
    assert seen > 10


def test_every_trap_of_the_nine_steps_stands_in_the_file(cases: list[Case]) -> None:
    """Five steps are open: one lacks a part, one a reason, and three seem done by records of another exhibit."""
    for case in cases:
        steps = case.evidence["steps"]
        truth = right(case, "steps")
        assert Counter(truth[f"step{step}"] for step in NEEDED) == {"open": 5, "done": 3, "not-applicable": 1}
        blind = stands([record | {"exhibit": 0} for record in steps["records"]], 0)
        misled = [key for key, standing in blind.items() if standing != truth[key]]
        assert len(misled) == 3
        for key in misled:
            assert reason(case, "steps", key, "done") == EXERCISE.hints["steps-foreign"]
        bare = [record["record"] for record in steps["records"] if record.get("reason") is False]
        (undecided,) = [step for step, needed in NEEDED.items() if needed == set(bare)]
        assert truth[f"step{undecided}"] == "open"
        assert reason(case, "steps", f"step{undecided}", "not-applicable") == EXERCISE.hints["steps-reason"]
        exhibits = {record["exhibit"] for record in steps["records"]}
        assert len(exhibits) == 2
        assert len({"".join(sorted(str(exhibit))) for exhibit in exhibits}) == 1


def test_what_the_test_reads_is_what_the_learner_reads(cases: list[Case]) -> None:
    """Each number, name and date by which a truth was worked out stands in the documents of its task."""
    for case in cases[:40]:
        words = {
            task.id: "\n".join(
                f"{head}: {text}"
                for block in task.blocks(case.evidence)
                if isinstance(block, Document)
                for head, text in block.rows
            )
            for task in EXERCISE.tasks
        }
        for line in (line for register in case.evidence["registers"] for line in register["lines"]):
            assert f"Line {line['label']}: {line['number']}\n{line['maker']}\n" in words["lines"]
        for task in ("chain", "finding"):
            for at, entry in enumerate(case.evidence["entries"], start=1):
                (told,) = [text for text in words[task].split("Entry ") if text.startswith(f"{at}: {entry['when']}: ")]
                assert all(str(entry[of]) in told for of in ("from", "to", "state", "lot", "model") if entry.get(of))
            assert str(case.evidence["object"]["year"]) in words[task]
        for record in case.evidence["steps"]["records"]:
            assert f"exhibit {record['exhibit']}" in words["steps"]


def test_the_evidence_tells_no_verdict(cases: list[Case]) -> None:
    """Outside the options to choose from, no value of the evidence is a verdict, and no name is one of the truth's."""
    verdicts = {"ours", "facts", "number", "maker", "after", "transit", "gap", "done", "not-applicable", "half"}
    named = {"accept", "because", "hint", "half", "ending", "gap", "pair", "last", "holder", "silent", "misspelt"}
    named |= {"ours", "names", "marked", "full", "foreign", "mistaken", "dropped", "undecided", "lettered", "truth"}
    for case in cases:
        evidence = {**case.evidence, "options": None}
        told = set(map(str, values(evidence)))
        assert not told & verdicts
        written = json.dumps(evidence)
        assert not [name for name in named if f'"{name}":' in written]
        assert set(case.evidence["options"]) == {
            "say",
            "holder",
            "claim",
            "limits",
            "ask",
            "registers",
            "there",
            "made",
        }


def test_every_answer_is_right_often_enough_and_none_too_often(cases: list[Case]) -> None:
    """Each option that can be right is so for many learners; one answer to all questions of a kind stays poor."""
    answers = {task.id: [right(case, task.id) for case in cases] for task in EXERCISE.tasks}
    lines = Counter(answer[f"line{label}"] for answer in answers["lines"] for label in LABELS)
    assert set(lines) == {"ours", "number", "maker", "facts"}
    assert max(lines.values()) < 0.3 * lines.total()
    assert min(lines.values()) > 0.2 * lines.total()
    claims = Counter(answer["claim"] for answer in answers["finding"])
    assert set(claims) == {"theft", "after", "open", "transit"}
    assert max(claims.values()) < 0.4 * SEEDS
    assert min(claims.values()) > 0.07 * SEEDS
    for task, key, choices, each in (
        ("chain", "gap", "123456", 1),
        ("chain", "pair", "0123456", 2),
        ("finding", "limits", TRUE_SENTENCES, 2),
        ("steps", "other", map(str, range(1, 12)), 3),
        ("steps", "next", set().union(*list(NEEDED.values())[:3]), 2),
    ):
        found = Counter(one for answer in answers[task] for one in ([answer[key]] if each == 1 else answer[key]))
        names = set(choices)
        assert set(found) == names, (task, key)
        assert max(found.values()) < 1.6 * each * SEEDS / len(names), (task, key, found)
    steps = {step: Counter(answer[f"step{step}"] for answer in answers["steps"]) for step in NEEDED}
    for step, found in steps.items():
        assert set(found) == ({"done", "open", "not-applicable"} if step in (4, 5, 6) else {"done", "open"})
        assert max(found.values()) < 0.78 * SEEDS, (step, found)
    places = Counter(case.evidence["options"]["holder"].index(right(case, "chain")["holder"]) for case in cases)
    assert set(places) == set(range(5))


def test_no_two_learners_have_the_same_case(cases: list[Case]) -> None:
    """No two cases are alike, hardly two learners share the answers to a task, and two share less than half of them."""
    assert len({json.dumps(case.evidence) for case in cases}) == SEEDS
    for task in EXERCISE.tasks:
        found = Counter(json.dumps(right(case, task.id)) for case in cases)
        assert max(found.values()) < 0.03 * SEEDS, (task.id, found.most_common(1))
    own = [
        {(task.id, key): value for task in EXERCISE.tasks for key, value in right(case, task.id).items()}
        for case in cases[:60]
    ]
    shared = [mean(one[key] == other[key] for key in one) for one, other in itertools.combinations(own, 2)]
    assert mean(shared) < 0.45
    assert max(shared) < 0.8
