"""The exercise ``scene`` of module M16: each planted answer is worked out again from what the learner reads."""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from collections.abc import Callable
from statistics import mean
from typing import Any

import pytest

from firearmskit.course import Case, Draw, score
from firearmskit.course.answers import Value
from firearmskit.course.exercises.m16_ballistics import _custody, _packets
from firearmskit.course.exercises.m16_ballistics.scene import EXERCISE
from firearmskit.course.tasks import Document, Field, Task, right_answer, together
from firearmskit.records import custody

SEEDS = 200
MOST = 0.4 * 50
"""What no way of answering without reading may earn."""


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    """Draw the cases of 200 learners."""
    return [EXERCISE.draw(Draw(b"scene %d" % seed)) for seed in range(SEEDS)]


def right(case: Case, task: str) -> dict[str, Any]:
    """Give the answer that earns every point of a task."""
    return right_answer(EXERCISE.task(task), case.evidence, case.truth[task])


def shown(case: Case, task: str, which: int = -1) -> list[str]:
    """Give the entries of a document of a task, as a learner reads them."""
    documents = [block for block in EXERCISE.task(task).blocks(case.evidence) if isinstance(block, Document)]
    return [entry for _head, entry in documents[which].rows]


def labels(case: Case, task: str, key: str) -> dict[str, str]:
    """Give what can be chosen in a field, and its words."""
    field = next(each for each in EXERCISE.task(task).fields(case.evidence) if each.key == key)
    return {choice.value: choice.label for choice in field.choices}


def reason(case: Case, task: str, field: str, value: Value) -> str:
    """Give the sentence that an answer gets."""
    verdict = score(EXERCISE.task(task), case.evidence, case.truth[task], {field: value}, EXERCISE.hints)
    return next(part.reason for part in verdict.parts if part.field == field)


def judged(says: str, rules: list[tuple[str, str]]) -> str:
    """Give what the first rule that fits says of a sentence."""
    return next(verdict for pattern, verdict in rules if re.search(pattern, says))


def numbered(rows: dict[str, Any], begins: str) -> list[Any]:
    """Give the answers to the rows of a table, from the first row on."""
    return [value for key, value in rows.items() if re.fullmatch(rf"{begins}\d+", key)]


STAGES = [
    ("ambulance|first aid|hid in the room", "1"),
    ("list|who goes in", "2"),
    ("photograph|sketch", "3"),
    ("makes the firearm safe", "4"),
    ("packed|is tied down", "5"),
    ("opened again|taken down", "6"),
]


def test_steps_follow_the_standing_order(cases):
    """The right order of the six steps is that of the rules which they carry out."""
    for case in cases:
        says = labels(case, "order", "steps")
        assert [judged(says[step], STAGES) for step in right(case, "order")["steps"]] == list("123456")


def test_acts_are_judged_by_the_standing_order(cases):
    """Danger, a missing record, a missing training and a missing task are told by the words of an act."""
    rules = [
        ("fight|wounded man out|runs towards", "noted"),
        ("journalist|none of them has a task|nobody writes it down|on no list", "listed"),
        (r"^The \w+ was photographed\.", "trained"),
        ("before the photographer|turns a case over|laid beside|lays the pistol", "early"),
        ("", "right"),
    ]
    for case in cases:
        assert numbered(right(case, "order"), "act") == [judged(says, rules) for says in shown(case, "order")]


def _judge_packet(text: str, log: dict[str, str]) -> str:
    """Judge a packet by the six rules, from its three lines and the log."""
    label, wrapping, seal = text.split("\n")
    thing, *entries = label.removeprefix("Label: ").split("; ")
    found = {
        name: next((match[1] for entry in entries if (match := re.fullmatch(pattern, entry))), None)
        for name, pattern in {
            "marker": r"marker (\d+)",
            "time": r"(\d\d:\d\d)",
            "by": r"lifted by officer (\d+)",
            "safe": r"made safe by officer (\d+)",
            "seal": r"seal (\d+)",
        }.items()
    }
    if "+" in label:
        return "two"
    asked = ["marker", "time", "by", *(["safe"] if thing == "pistol" else [])]
    if any(found[each] is None for each in asked):
        return "lacks"
    if log[found["marker"] or ""] != f"{thing}; lifted at {found['time']} by officer {found['by']}":
        return "log"
    fitting = {"pistol": "tied down in a stiff box", "wet jacket": "in a paper bag"}.get(thing, "in a stiff box")
    if wrapping != f"Packed {fitting}":
        return "wrap"
    return "whole" if seal == f"Seal {found['seal']} across the opening, signed" else "seal"


def test_packets_are_judged_by_rules_and_log(cases):
    """What is wrong with a packet follows from its label, its wrapping, its seal and the log of the scene."""
    for case in cases:
        log = {str(at): entry for at, entry in enumerate(shown(case, "packets", 1), start=1)}
        found = [_judge_packet(packet, log) for packet in shown(case, "packets")]
        assert numbered(right(case, "packets"), "packet") == found


def test_a_packet_breaks_one_rule_at_most(cases):
    """With its own fault mended, a packet has none: things of two kinds never share a packet, for example."""
    for case in cases:
        for packet, kind in zip(shown(case, "packets"), numbered(right(case, "packets"), "packet"), strict=True):
            assert kind == "wrap" or "plastic" not in packet
            assert kind == "wrap" or "loose" not in packet
            assert kind == "seal" or "not signed" not in packet
            if kind == "two":
                assert "pistol" not in packet
                assert "jacket" not in packet
                assert "in a stiff box" in packet
            elif kind not in ("lacks", "log"):
                assert packet.count("; ") == (5 if "pistol" in packet else 4)


_LINE = re.compile(r"(.+): from (.+) to (.+)\ncame with seal (\d+), left with seal (\d+)\nReason: (.+)")
_FOUND = re.compile(r"(.+): found and sealed by (.+), seal (\d+)")


def _judge_lines(entries: list[str]) -> tuple[list[str], set[str]]:
    """Judge each line by the one before it; give the two people on both sides of the gap, too."""
    first = _FOUND.fullmatch(entries[0])
    assert first is not None
    when, holder, seal = first.groups()
    verdicts, asked = [], set()
    for entry in entries[1:]:
        line = _LINE.fullmatch(entry)
        assert line is not None
        at, giver, receiver, came, left, why = line.groups()
        faults = []
        if giver != holder:
            faults.append("giver")
            asked = {giver, holder}
        if came != seal:
            faults.append("seal")
        if left != came and "sealed anew" not in why:
            faults.append("opened")
        if at < when:
            faults.append("time")
        assert len(faults) <= 1
        verdicts.append(faults[0] if faults else "follows")
        when, holder, seal = at, receiver, left
    return verdicts, asked


def test_lines_are_judged_by_the_line_before(cases):
    """Whether a line follows, and who is asked of the gap, follows from giver, seal, reason and time."""
    for case in cases:
        answer = right(case, "custody")
        verdicts, asked = _judge_lines(shown(case, "custody"))
        assert numbered(answer, "line") == verdicts
        assert {labels(case, "custody", "ask")[each] for each in answer["ask"]} == asked
        assert verdicts.count("giver") == 1


def test_records_find_what_they_can_in_the_chain(cases):
    """Where time never goes back, ``records.custody`` finds each giver and each seal that doesn't fit, and no more."""
    looked_at = 0
    for case in cases:
        pasted, answer = EXERCISE.task("custody").paste(case.evidence), right(case, "custody")
        lines = {key: kind for key, kind in answer.items() if key.startswith("line")}
        if "time" not in lines.values():
            assert pasted == {key: "follows" if kind == "opened" else kind for key, kind in lines.items()}
            looked_at += 1
        assert custody.check_chain(_custody.steps_of(case.evidence["custody"]))
    assert looked_at > SEEDS / 8


def test_an_opened_seal_with_its_reason_is_told_apart(cases):
    """Who takes the examiner's new seal for a fault reads that the line says why; no other line gets that sentence."""
    heard = Counter()
    for case in cases:
        for key, kind in right(case, "custody").items():
            if key.startswith("line") and kind != "opened":
                heard[key, reason(case, "custody", key, "opened") == EXERCISE.hints["custody-examined"]] += 1
    assert heard["line5", True]
    assert {key for key, told in heard if told} == {"line5"}


def test_questions_go_to_what_can_answer_them(cases):
    """Each question is judged by its words: is there a firearm, and does it ask of metal, hands, places or papers?"""
    rules = [
        ("quarrel|paid|asked the two men", "none"),
        ("side of the yard|out of it|stand in one place", "places"),
        ("hands|touched|traces on", "traces"),
        ("holder|exported|dealer", "trace"),
        ("bullet", "bullets"),
        ("[Nn]o firearm was found", "cases"),
        ("", "fired"),
    ]
    for case in cases:
        asked = [judged(says, rules) for says in shown(case, "question", 0)]
        assert numbered(right(case, "question"), "question") == asked


def test_the_laboratory_gets_what_it_can_compare(cases):
    """What is sent is the pistol and the two cases of its calibre, and nothing that tells what others expect."""
    for case in cases:
        things = {str(at): says for at, says in enumerate(shown(case, "question"), start=1)}
        calibre = next(says.split(", ")[1] for says in things.values() if says.startswith("pistol"))
        fit = {at for at, says in things.items() if calibre in says.split(", ")}
        assert set(right(case, "question")["send"]) == fit
        assert len(fit) == 3


def _judge_statement(says: str, report: dict[str, str]) -> str:
    """Judge a statement by the entries of the report."""
    ratio = re.search(r"between (\d+) and (\d+) times more likely if (.) is true", report["Strength"])
    cells = re.search(r"(\d+) of (\d+) cells", report["Finding"])
    assert ratio is not None
    assert cells is not None
    low, high, towards = ratio.groups()
    count = int(cells[1])
    if "certain" in says or "ruled out" in says or "in the world" in says:
        return "more"
    if "Bullets" in says:
        return "against"
    if found := re.search(r"(\d+) of (?:the )?(\d+) cells", says):
        assert found[2] == cells[2]
        fits = count < int(found[1]) if says.startswith("Less") else count == int(found[1])
        return "borne" if fits else "against"
    if re.match(r"It is at least|The probability|Out of", says):
        assert re.search(rf"\b({low}|{high})\b", says)
        return "turned"
    if found := re.match(r"If (.) is true, this finding is at least (\d+) times", says):
        assert found.groups() == (towards, low)
        return "borne"
    if found := re.match(r"The finding speaks for (.), and against (.)\.", says):
        assert found[1] == towards
        return "borne"
    if found := re.match(r"The finding is more likely if (another )?pistol", says):
        return "against" if ("B" if found[1] else "A") != towards else "borne"
    return "other"


def test_statements_are_judged_by_the_report(cases):
    """What a statement is worth follows from the numbers and the two propositions of the report."""
    for case in cases:
        documents = [block for block in EXERCISE.task("report").blocks(case.evidence) if isinstance(block, Document)]
        report = dict(documents[0].rows)
        found = [_judge_statement(says, report) for says in shown(case, "report")]
        assert numbered(right(case, "report"), "statement") == found
        assert set(found) == {"borne", "turned", "more", "against", "other"}


def test_what_a_report_lacks_isnt_in_it(cases):
    """The two things that a report doesn't tell are those of the list that aren't among its entries."""
    for case in cases:
        documents = [block for block in EXERCISE.task("report").blocks(case.evidence) if isinstance(block, Document)]
        offered = labels(case, "report", "missing")
        lacking = {value for value, label in offered.items() if label not in dict(documents[0].rows)}
        assert set(right(case, "report")["missing"]) == lacking


def test_a_ratio_that_is_turned_around_is_explained(cases):
    """Who takes the transposed conditional for borne reads which of the two is said to be more likely."""
    for case in cases[:40]:
        for key, kind in right(case, "report").items():
            if kind == "turned":
                assert reason(case, "report", key, "borne") == EXERCISE.hints["report-turned"]


def test_both_errors_are_read_off_the_table(cases):
    """The errors of a rule and the lowest threshold are counted again, from the lines of the table."""
    for case in cases:
        pairs = [tuple(map(int, re.findall(r"\d+", entry))) for entry in shown(case, "rule")]
        label = EXERCISE.task("rule").fields(case.evidence)[0].label
        threshold = int(re.findall(r"\d+", label)[0])
        answer = right(case, "rule")
        assert answer["missed"] == sum(same for count, (same, _other) in enumerate(pairs) if count < threshold)
        assert answer["taken"] == sum(other for count, (_same, other) in enumerate(pairs) if count >= threshold)
        assert answer["least"] == min(t for t in range(16) if not any(other for _same, other in pairs[t:]))
        assert 0 < answer["missed"] < 0.6 * sum(same for same, _other in pairs)
        words = labels(case, "rule", "says")
        n = int(re.findall(r"none of (\d+) pairs", EXERCISE.task("rule").fields(case.evidence)[3].label)[0])
        assert words[answer["says"]] == f"The true share can still be as high as about 1 in {n // 3}."


def test_slips_with_a_threshold_get_their_own_sentence(cases):
    """Who leaves the line of the threshold on the wrong side, or reads the other column, reads about that."""
    for case in cases[:60]:
        rows, threshold = case.evidence["rule"], case.evidence["rule"]["threshold"]
        answer = right(case, "rule")
        slip = answer["missed"] + rows["same"][threshold]
        assert reason(case, "rule", "missed", slip) == EXERCISE.hints["rule-missed_one"]
        assert reason(case, "rule", "missed", answer["taken"]) == EXERCISE.hints["rule-missed_other"]
        slip = answer["taken"] - rows["different"][threshold]
        assert reason(case, "rule", "taken", slip) == EXERCISE.hints["rule-taken_one"]
        assert reason(case, "rule", "least", answer["least"] - 1) == EXERCISE.hints["rule-least_one"]


def test_evidence_holds_no_verdict(cases):
    """A learner who opens the pack finds sentences and facts, and no name of a fault or of an answer."""
    names = {"right", "noted", "early", "trained", "listed", "giver", "opened", "borne", "turned", "against", "third"}
    for case in cases[:50]:
        told = {key: {**part, "says": None} if key == "rule" else part for key, part in case.evidence.items()}
        found = set(re.findall(r'"(\w+)"', json.dumps(told)))
        # Codes of sentences stand in drawn lists, right ones and wrong ones alike.
        drawn = {*case.evidence["packets"]["sentences"], *case.evidence["custody"]["sentences"]}
        assert not (names - drawn) & found
        assert len(drawn & ({*_packets.FALSE} | {*_custody.FALSE})) >= 7


def _answer(way: Callable[[Field], Value]) -> Callable[[Task, Case], dict[str, Value]]:
    return lambda task, case: {field.key: way(field) for field in task.fields(case.evidence)}


WAYS: dict[str, Callable[[Field], Value]] = {
    "all ticked": lambda field: (
        list(field.values) if field.kind in ("choices", "order") else field.values[0] if field.values else 5
    ),
    **{
        f"number {at}": lambda field, at=at: (  # type: ignore[misc]
            field.values[at % len(field.values)]
            if field.kind == "choice"
            else [*field.values[at:], *field.values[:at]][: 2 if field.kind == "choices" else None]
            if field.values
            else at + 3
        )
        for at in range(7)
    },
    "longest": lambda field: (
        max(field.choices, key=lambda each: len(each.label)).value
        if field.kind == "choice"
        else [each.value for each in sorted(field.choices, key=lambda each: -len(each.label))[:2]]
        if field.kind == "choices"
        else list(field.values) or 6
    ),
}


def _earned(case: Case, answer: Callable[[Task, Case], dict[str, Value]]) -> float:
    return together(
        score(task, case.evidence, case.truth[task.id], answer(task, case), EXERCISE.hints) for task in EXERCISE.tasks
    )


@pytest.mark.parametrize("way", WAYS)
def test_answering_by_a_pattern_earns_little(cases, way):
    """One place everywhere, every box ticked, or the longest words earn at most two fifths, in any of 200 cases."""
    assert max(_earned(case, _answer(WAYS[way])) for case in cases) <= MOST


def test_pasting_earns_little(cases):
    """What the library says by itself earns at most two fifths."""
    assert max(_earned(case, lambda task, case: task.paste(case.evidence)) for case in cases) <= MOST


def test_a_neighbours_answers_earn_little(cases):
    """A neighbour's right answers earn at most two fifths, and no two learners have one case."""
    assert len({json.dumps(case.evidence, sort_keys=True) for case in cases}) == SEEDS
    for mine, theirs in itertools.product(range(SEEDS), range(3)):
        if mine != theirs:
            other = cases[theirs]
            earned = _earned(cases[mine], lambda task, _case, other=other: right(other, task.id))
            assert earned <= MOST, (mine, theirs)


def test_no_task_is_answered_alike_by_most(cases):
    """In each task by itself, a neighbour's right answers earn less than half on average."""
    for task in EXERCISE.tasks:
        earned = [
            score(task, mine.evidence, mine.truth[task.id], right(other, task.id), EXERCISE.hints).points or 0
            for mine, other in itertools.product(cases[10:40], cases[:10])
        ]
        assert mean(earned) < 0.45 * task.points, task.id
