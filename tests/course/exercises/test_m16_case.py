"""The exercise ``case`` of module M16: each planted answer is worked out again from what the learner sees."""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from fractions import Fraction
from typing import Any

import pytest

from firearmskit.course import Case, Draw, display, score
from firearmskit.course.exercises.m16_ballistics._look import ANSWERS, CASES
from firearmskit.course.exercises.m16_ballistics.case import EXERCISE
from firearmskit.course.impressions import KINDS
from firearmskit.course.tasks import Document, Note, Task, right_answer, together
from tests.course.exercises.test_m16 import WAYS, judged, numbered

SEEDS = 200
MOST = 0.4 * 50
"""What no way of answering without looking may earn."""


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    """Draw the cases of 200 learners."""
    return [EXERCISE.draw(Draw(b"case %d" % seed)) for seed in range(SEEDS)]


def right(case: Case, task: str) -> dict[str, Any]:
    """Give the answer that earns every point of a task."""
    return right_answer(EXERCISE.task(task), case.evidence, case.truth[task])


def documents(case: Case, task: str) -> list[tuple[tuple[str, str], ...]]:
    """Give the documents of a task, as a learner reads them."""
    return [block.rows for block in EXERCISE.task(task).blocks(case.evidence) if isinstance(block, Document)]


def note(case: Case, task: str) -> str:
    """Give the notes of a task."""
    blocks = EXERCISE.task(task).blocks(case.evidence)
    return " ".join(block.text for block in blocks if isinstance(block, Note))


def reason(case: Case, task: str, field: str, value: Any) -> str:
    """Give the sentence that an answer gets."""
    verdict = score(EXERCISE.task(task), case.evidence, case.truth[task], {field: value}, EXERCISE.hints)
    return next(part.reason for part in verdict.parts if part.field == field)


def _judge_pair(words: str) -> str:
    """Judge two impressions by what is told of them."""
    seen = []
    for line in words.split("\n"):
        kind = next(kind for kind, told in KINDS.items() if told in line)
        share = re.search(r"only (\d+) %", line)
        hour = re.search(r"widest at (\d+)", line)
        assert (share is None) != (hour is None)
        seen.append((kind, None if share is None else int(share[1]), None if hour is None else int(hour[1])))
    (kind, _whole, hour), (other_kind, share, other_hour) = seen
    assert hour is not None
    if share is not None:
        assert share < 25
        return "little"
    if kind != other_kind:
        return "class"
    assert other_hour is not None
    apart = min((hour - other_hour) % 12, (other_hour - hour) % 12)
    assert apart == 0 or apart >= 2
    return "agree" if apart == 0 else "individual"


def test_what_is_seen_is_told_in_words(cases):
    """Who can't see the pictures answers by their words: class marks first, then where the ring is widest."""
    for case in cases:
        for name in CASES:
            told = display.describe_picture(case.evidence, name)
            assert right(case, "look")[name] == _judge_pair(told)


def test_every_learner_sees_three_answers_of_four(cases):
    """Of four cases two have the same answer; over all learners, each answer is as frequent as the others."""
    found = Counter()
    for case in cases:
        kinds = Counter(right(case, "look").values())
        assert sorted(kinds.values()) == [1, 1, 2]
        found += kinds
    assert max(found.values()) < 1.2 * min(found.values())
    assert set(found) == set(ANSWERS)


def test_a_pack_doesnt_say_openly_what_left_an_impression(cases):
    """Recipes are as long as each other, and no two of a pack are the same but the one of the test-fired case."""
    for case in cases:
        pictures = case.evidence["pictures"]
        recipes = [pictures[name]["second"] for name in CASES]
        assert len({pictures[name]["first"] for name in CASES}) == 1
        assert len({*recipes, pictures["case1"]["first"]}) == 5
        assert len(set(map(len, recipes))) == 1
        assert not re.search("granular|milled|turned|slide", json.dumps(pictures))


_PLACE = re.compile(r"turned by (-?\d+) degrees, (-?\d+) µm to the right, (-?\d+) µm down")


def test_cells_are_judged_by_the_rule(cases):
    """Whether a cell is congruent, or why not, follows from its four numbers and those that the cells share."""
    for case in cases:
        (_head, shared), *cells = documents(case, "cells")[0]
        found = _PLACE.search(shared)
        assert found is not None
        turn, right_um, down = map(int, found.groups())
        verdicts = []
        for _number, cell in cells:
            place, correlation = _PLACE.search(cell), re.search(r"correlation (0\.\d+);", cell)
            assert place is not None
            assert correlation is not None
            own = tuple(map(int, place.groups()))
            faults = []
            if float(correlation[1]) < 0.5:
                faults.append("little")
            if abs(own[0] - turn) > 6:
                faults.append("turned")
            if abs(own[1] - right_um) > 125 or abs(own[2] - down) > 125:
                faults.append("elsewhere")
            assert len(faults) <= 1
            verdicts.append(faults[0] if faults else "congruent")
        assert numbered(right(case, "cells"), "cell") == verdicts


def _judge_map(rows: tuple[tuple[str, str], ...]) -> str:
    """Judge a map by how much was measured, how many cells are congruent, and where."""
    cells = {
        (row, column): sign for row, (_head, signs) in enumerate(rows) for column, sign in enumerate(signs.split())
    }
    measured = {place for place, sign in cells.items() if sign != "-"}
    congruent = {place for place, sign in cells.items() if sign == "C"}
    if len(measured) < 8:
        return "little"
    assert len(measured) == 28
    if len(congruent) <= 2:
        return "two"
    sides = [{place for place in congruent if place[axis] in lines} for axis in (0, 1) for lines in ((0, 1), (4, 5))]
    if any(side == congruent for side in sides):
        return "side"
    assert all(len(side) >= 5 for side in sides)
    return "one"


def test_maps_are_judged_by_where_cells_agree(cases):
    """What congruent cells bear follows from how many there are, where they stand, and what was measured."""
    for case in cases:
        maps = [_judge_map(rows) for rows in documents(case, "cells")[1:]]
        answer = right(case, "cells")
        assert [answer[f"map{name}"] for name in "ABC"] == maps


def _pairs(entry: str) -> tuple[int, int]:
    same, different = map(int, re.findall(r"\d+", entry))
    return same, different


def test_a_ratio_is_that_of_two_shares(cases):
    """Ratio, odds and population are worked out again from the table, the note and the list of populations."""
    for case in cases:
        table, populations = documents(case, "strength")
        *bands, (_all, every) = table
        told = re.search(r"counted (\d+) congruent", note(case, "strength"))
        model = re.search(r"of the model (.+?); the case is of a cartridge of (.+?)\.", note(case, "strength"))
        assert told is not None
        assert model is not None
        scores = [(int(low), _pairs(entry)) for head, entry in bands for low in re.findall(r"^\d+", head)]
        same, different = next(pairs for low, pairs in reversed(scores) if low <= int(told[1]))
        assert tuple(map(sum, zip(*(pairs for _low, pairs in scores), strict=True))) == _pairs(every)
        assert min(each for _low, pairs in scores for each in pairs) >= 0
        ratio = Fraction(same, _pairs(every)[0]) / Fraction(different, _pairs(every)[1])
        answer = right(case, "strength")
        assert answer["ratio"] == ratio
        assert answer["means"] == "finding"
        label = next(f.label for f in EXERCISE.task("strength").fields(case.evidence) if f.key == "odds")
        before = Fraction(1, int(re.findall(r"odds of 1 to (\d+)", label)[0]))
        assert Fraction(1, answer["odds"]) == before * ratio
        wanted = f"pistols: {model[1]}; cartridges: {model[2]}"
        fits = [str(at) for at, (_number, says) in enumerate(populations, start=1) if says == wanted]
        assert [answer["population"]] == fits


def test_slips_with_a_ratio_get_their_own_sentence(cases):
    """Who divides numbers of pairs, turns the ratio around, or multiplies the wrong way reads about that."""
    for case in cases[:60]:
        answer = right(case, "strength")
        ratio, after = answer["ratio"], answer["odds"]
        assert reason(case, "strength", "ratio", ratio // 5) == EXERCISE.hints["strength-counts"]
        assert reason(case, "strength", "means", "turned") == EXERCISE.hints["strength-turned"]
        assert reason(case, "strength", "odds", after * ratio * ratio) == EXERCISE.hints["strength-more"]


ENTRIES = [
    ("database|any other that|street|convicted|worked in the laboratory for|brass|waiting", "nothing"),
    ("along the way|nothing that crosses|one side|right half|is new|few shots|one tool cuts", "for"),
    ("", "against"),
]
"""How entries are told apart by their words, as a reader of this test judged them."""


def test_a_convincing_finding_is_doubted_by_its_file(cases):
    """What an entry says of sub-class marks follows from its words, and the claim from the rule of the task."""
    claims = Counter()
    for case in cases:
        answer = right(case, "convincing")
        found = [judged(says, ENTRIES) for _head, says in documents(case, "convincing")[0]]
        assert numbered(answer, "entry") == found
        claim = "open" if "for" in found else "weigh"
        assert (answer["claim"], answer["next"]) == (claim, claim)
        told = " ".join(says for _head, says in documents(case, "convincing")[0])
        asked = "just before" in told or "made before it" in told
        # What the next step would ask for must not stand in the file already.
        assert asked == (claim == "weigh")
        claims[claim] += 1
    assert min(claims.values()) > 0.35 * SEEDS


def test_a_statement_rests_on_the_comparison(cases):
    """The claim follows from the ratio in the file, and the evidence is the two entries of the comparison."""
    claims = Counter()
    for case in cases:
        answer = right(case, "statement")
        entries = {str(at): says for at, (_head, says) in enumerate(documents(case, "statement")[0], start=1)}
        carriers = {at for at, says in entries.items() if "congruent" in says or "times more probable" in says}
        ratio = next(says for says in entries.values() if "times more probable" in says)
        more = re.search(r"between \d+ and \d+ times more probable if (.) is true", ratio)
        assert answer["claim"] == (more[1] if more else "neither")
        assert set(answer["evidence"]) == carriers
        assert len(carriers) == 2
        claims[answer["claim"]] += 1
    assert min(claims.values()) > SEEDS / 5


def test_no_feedback_gives_another_task_away():
    """No sentence of feedback names a letter, a number or a place that is an answer elsewhere."""
    for code, sentence in EXERCISE.hints.items():
        assert not re.search(r"\b(Case|Entry|Map|Population|Cell) \w?\d", sentence), code


def _earned(case: Case, task: Task, answer: dict[str, Any]) -> float:
    return together([score(task, case.evidence, case.truth[task.id], answer, EXERCISE.hints)])


@pytest.mark.parametrize("way", WAYS)
def test_answering_by_a_pattern_earns_little(cases, way):
    """One place everywhere, all boxes, or the longest words earn a third at most on average, and never above half."""
    earned = [
        sum(
            _earned(case, task, {field.key: WAYS[way](field) for field in task.fields(case.evidence)})
            for task in EXERCISE.tasks
        )
        for case in cases
    ]
    assert sum(earned) / SEEDS <= 50 / 3
    assert max(earned) <= 25


def test_a_neighbours_answers_earn_little(cases):
    """A neighbour's right answers earn at most two fifths on average and never pass; no two learners have one case."""
    assert len({json.dumps(case.evidence, sort_keys=True) for case in cases}) == SEEDS
    earned = [
        sum(_earned(cases[mine], task, right(cases[theirs], task.id)) for task in EXERCISE.tasks)
        for mine, theirs in itertools.product(range(SEEDS), range(5))
        if mine != theirs
    ]
    assert sum(earned) / len(earned) <= MOST
    assert sum(each >= 30 for each in earned) < 0.02 * len(earned)


def test_evidence_holds_no_verdict(cases):
    """A learner who opens the pack finds sentences, numbers and recipes, and no name of an answer."""
    for case in cases[:50]:
        told = json.dumps({name: case.evidence[name] for name in ("look", "cells")})
        assert not re.search('"(agree|individual|class|little|congruent|elsewhere|one|two|side)"', told)
        entries = json.dumps([case.evidence["convincing"]["entries"], case.evidence["statement"]["entries"]])
        assert not re.search('"(for|against|nothing|open|weigh|A|B|neither)"', entries)
