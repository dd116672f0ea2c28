"""The exercise ``case`` of module M06: what is true follows from what is seen, and what is planted costs points."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import pairwise
from typing import Any

import pytest

from firearmskit import figures
from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m06_identification import _features, _later, _records, _register, _request
from firearmskit.course.exercises.m06_identification.case import EXERCISE
from firearmskit.course.packs import Case, all_exercises
from firearmskit.course.tasks import right_answer, score

SEEDS = 300


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    """Draw the cases of 300 learners."""
    return [EXERCISE.draw(Draw(b"case %d" % seed)) for seed in range(SEEDS)]


def accepted(case: Case, task: str, field: str) -> Any:
    """Give what is true for a field: the list of several, or the first of the accepted values."""
    planted = case.truth[task][field]["accept"]
    kinds = {asked.key: asked.kind for asked in EXERCISE.task(task).fields(case.evidence)}
    return planted if kinds[field] in ("choices", "order") else planted[0]


def earned(case: Case, task: str, changes: dict[str, Any]) -> float:
    """Score the right answers to a task with some of them changed."""
    asked = EXERCISE.task(task)
    answer = right_answer(asked, case.evidence, case.truth[task]) | changes
    points = score(asked, case.evidence, case.truth[task], answer, EXERCISE.hints).points
    assert points is not None
    return points


def reason(case: Case, task: str, field: str, value: Any) -> str:
    """Give the sentence that an answer gets."""
    verdict = score(EXERCISE.task(task), case.evidence, case.truth[task], {field: value}, EXERCISE.hints)
    return next(part.reason for part in verdict.parts if part.field == field)


def agrees(one: str, other: str) -> bool:
    """Compare two numbers of one length, where a question mark fits any sign."""
    return len(one) == len(other) and all(a == b or "?" in (a, b) for a, b in zip(one, other, strict=True))


def test_it_is_found_and_worth_fifty_points() -> None:
    """The exercise is in the catalogue; it has six tasks."""
    assert EXERCISE in all_exercises()
    assert [task.points for task in EXERCISE.tasks] == [8, 8, 8, 8, 8, 10]


def test_a_type_is_ruled_out_exactly_by_the_photograph_that_differs(cases: list[Case]) -> None:
    """Each row's truth is recomputed from the sheet and the pictures; as many types fit as the sentence says."""
    fitting = Counter()
    for case in cases:
        seen = {name: case.evidence["pictures"][name] for name in _features.PHOTOS}
        open_types = 0
        for number, row in enumerate(case.evidence["features"]["sheet"], start=1):
            differing = [name for name, shown in seen.items() if row["shows"][shown["feature"]] != shown["value"]]
            assert len(differing) <= 1
            assert accepted(case, "features", f"type{number}") == (differing or ["open"])[0]
            open_types += not differing
        rows = [json.dumps(row["shows"], sort_keys=True) for row in case.evidence["features"]["sheet"]]
        assert len(set(rows)) == 4
        said = accepted(case, "features", "say")
        assert _features.SAID.index(said) == open_types
        fitting[said] += 1
        unseen = set(case.evidence["features"]["sheet"][0]["shows"]) - {shown["feature"] for shown in seen.values()}
        assert accepted(case, "features", "point") == _features.PART_OF[unseen.pop()]
    assert max(fitting.values()) < 0.45 * SEEDS


def test_the_type_with_the_most_in_common_is_no_answer(cases: list[Case]) -> None:
    """Who lets agreements outvote a difference loses the points, and is told why."""
    for case in cases[:20]:
        assert earned(case, "features", {"say": "most"}) == 6
        assert reason(case, "features", "say", "most") == EXERCISE.hints["features-most"]


def test_what_can_be_pointed_at_lies_on_the_drawn_part() -> None:
    """The middle of each spot lies in the part that the drawing has there, and no two spots overlap."""
    drawn = figures.plot_side_view(_features.VIEW).places
    for part, (x, y, width, height) in _features.SPOTS.items():
        left, top, wide, high = drawn[part]
        assert left <= x + width / 2 <= left + wide, part
        assert top <= y + height / 2 <= top + high, part
    boxes = list(_features.SPOTS.items())
    for at, (one, (x, y, width, height)) in enumerate(boxes):
        for other, (x2, y2, width2, height2) in boxes[:at]:
            apart = x + width <= x2 or x2 + width2 <= x or y + height <= y2 or y2 + height2 <= y
            assert apart, (one, other)


def test_numbers_on_parts_mean_what_their_signs_say(cases: list[Case]) -> None:
    """The firearm's number stands on frame or receiver with a gap; one agrees, one differs, one is hardly read."""
    for case in cases:
        numbers = {
            picture["told"][0]["label"]: (picture["surface"], picture["told"][0]["text"])
            for picture in (case.evidence["pictures"][f"plate{number}"] for number in (1, 2, 3))
        }
        numbers["D"] = ("magazine", case.evidence["parts"]["magazine"])
        role = {label: accepted(case, "parts", label) for label in numbers}
        assert sorted(role.values()) == ["agrees", "differs", "main", "open"]
        place, main = next(numbers[label] for label in role if role[label] == "main")
        assert place in ("frame", "receiver")
        assert main.count("?") == 1
        assert accepted(case, "parts", "entry") == main
        for label, (_place, text) in numbers.items():
            compared = sum("?" not in pair for pair in zip(text, main, strict=True) if pair != (" ", " "))
            assert agrees(text, main) == (role[label] != "differs")
            assert (compared < 3) == (role[label] == "open")


def test_a_filled_gap_costs_points(cases: list[Case]) -> None:
    """Who writes the whole number from another part into the request is told that it wasn't read."""
    for case in cases[:50]:
        whole = next(value for value, code in case.truth["parts"]["entry"]["because"].items() if code == "parts-filled")
        assert agrees(whole, accepted(case, "parts", "entry"))
        assert earned(case, "parts", {"entry": whole}) == 6
        assert reason(case, "parts", "entry", whole) == EXERCISE.hints["parts-filled"]


def test_damaged_signs_are_nowhere_in_the_evidence(cases: list[Case]) -> None:
    """A sign that can't be read isn't hidden in the marks: what is drawn there has no text."""
    for case in cases[:50]:
        for picture in case.evidence["pictures"].values():
            for told in picture.get("told", ()):
                drawn = "".join(mark["text"] for mark in picture["marks"])
                assert drawn == re.sub(r"[ ?]", "", told["text"])


def test_the_order_of_marks_follows_from_their_years(cases: list[Case]) -> None:
    """The order is recomputed from the years on marks and card; spans don't overlap, so that there is only one."""
    stories = set()
    for case in cases:
        card, marks = case.evidence["later"]["card"], case.evidence["pictures"]["later"]["marks"]
        spans = {}
        for mark in marks:
            text = mark["text"]
            if mark["symbol"] == "crown":
                assert text == card["letters"]
                spans[mark["label"]] = ("proof", card["proof"], card["proof"])
            elif mark["symbol"]:
                spans[mark["label"]] = ("maker", int(text), int(text))
            elif " ARMY " in text or " POLICE " in text:
                kind = "army" if " ARMY " in text else "police"
                spans[mark["label"]] = (kind, *card[kind][1:])
                assert text.startswith(card[kind][0])
            else:
                year = int(text.split()[1])
                spans[mark["label"]] = ("import", year, year)
        order = sorted(spans, key=lambda label: spans[label][1])
        assert all(spans[a][2] < spans[b][1] for a, b in pairwise(order))
        assert accepted(case, "later", "order") == order
        assert accepted(case, "later", "earliest") == spans[order[-1]][1]
        assert spans[accepted(case, "later", "point")][0] == "import"
        assert {spans[label][0] for label in accepted(case, "later", "property")} == {"army", "police"}
        stories.add(tuple(spans[label][0] for label in order))
    assert stories == set(_later.STORIES)


def test_a_line_of_the_register_is_judged_by_number_and_facts(cases: list[Case]) -> None:
    """A line that can be the firearm has its type and calibre, and at most one in each extract; often there is none."""
    latin = str.maketrans({other: letter for letter, other in _register.CYRILLIC.items()})
    followed = Counter()
    for case in cases:
        number = case.evidence["pictures"]["number"]["marks"][0]["text"]
        own = case.evidence["compare"]["object"]
        slips = []
        for at, line in enumerate(case.evidence["compare"]["extract"], start=1):
            role = accepted(case, "compare", f"line{at}")
            same_facts = (line["type"], line["calibre"]) == (own["type"], own["calibre"])
            plain = line["serial"].translate(latin)
            for digit, letter in _register.SWAPPED.items():
                head, _gap, tail = plain.rpartition(" ")
                plain = f"{head}{_gap}{tail.replace(letter, digit)}"
            explained = plain in (number, number.split()[1])
            if "?" in line["serial"]:
                assert role == "open"
            elif not explained:
                assert (role, same_facts) == ("number", True)
            else:
                assert role == ("slip" if same_facts else "facts")
            slips += [str(at)] * (role == "slip")
        assert accepted(case, "compare", "follow") == (slips or ["0"])[0]
        assert accepted(case, "compare", "say") == ("may" if slips else "none")
        followed[bool(slips)] += 1
    assert 0.2 * SEEDS < followed[False] < 0.5 * SEEDS


def test_the_same_number_on_another_firearm_is_a_trap(cases: list[Case]) -> None:
    """Every extract has the very number on a firearm of another type; who follows it is told to look at the rest."""
    for case in cases:
        number = case.evidence["pictures"]["number"]["marks"][0]["text"]
        lines = [line["serial"] for line in case.evidence["compare"]["extract"]]
        trap = str(lines.index(number) + 1)
        assert accepted(case, "compare", f"line{trap}") == "facts"
        assert reason(case, "compare", "follow", trap) == EXERCISE.hints["compare-facts"]


def test_a_request_leaves_open_what_no_note_says(cases: list[Case]) -> None:
    """Two entries stay open: those of the maker, or those of the import; and the State that can be asked follows."""
    asked = Counter()
    for case in cases:
        notes = [text or "" for _part, text in case.evidence["request"]["notes"]]
        assert len(notes) == 8
        filled = {entry: accepted(case, "request", entry) for entry in _request.ENTRIES}
        left = {entry for entry, value in filled.items() if value == _request.EMPTY}
        state = accepted(case, "request", "ask")
        if left == {"maker", "country"}:
            assert notes[int(filled["imported"]) - 1].startswith(state)
            assert not any("MADE IN" in note for note in notes)
        else:
            assert left == {"importer", "imported"}
            assert notes[int(filled["country"]) - 1] == f"MADE IN {state}"
        part, serial = case.evidence["request"]["notes"][int(filled["serial"]) - 1]
        assert part == "frame"
        assert re.fullmatch(r"[A-Z]{2} \d{5}", serial)
        asked[len(left & {"maker"})] += 1
    assert min(asked.values()) > SEEDS / 3


def test_the_claim_follows_from_the_ten_possible_numbers(cases: list[Case]) -> None:
    """Supported: all ten stand in the record; contradicted: none can; open: some do, or the page is missing."""
    claims: Counter[tuple[str, str]] = Counter()
    for case in cases:
        seen = case.evidence["records"]
        frame = case.evidence["pictures"]["frame"]["told"][0]["text"]
        ten = [int(frame.split()[1].replace("?", str(digit))) for digit in range(10)]
        says, claim = seen["statement"]["says"], accepted(case, "records", "claim")
        inside = {
            name: sum(any(first <= number <= last for first, last in spans) for number in ten)
            for name, spans in (("list", [*seen["pages"][0], *seen["pages"][1]]), ("protocol", seen["protocol"]))
        }
        gap = seen["pages"][0][-1][1] < ten[0] and ten[-1] < seen["pages"][1][0][0]
        possible = seen["lines"][1] in ten
        expected = {
            "list": "supports" if inside["list"] == 10 else "open" if gap else "against",
            "protocol": {10: "supports", 0: "against"}.get(inside["protocol"], "open"),
            "register": "open" if possible else "against",
            "not-register": "open" if possible else "supports",
        }[says]
        assert claim == expected, case.evidence["records"]
        assert sorted(accepted(case, "records", "carriers")) == sorted(["mark", says.removeprefix("not-")])
        claims[(says, claim)] += 1
    assert {says for says, _claim in claims} == set(_records.STATEMENTS)
    for name in ("supports", "against", "open"):
        assert 0.2 * SEEDS < sum(count for (_says, claim), count in claims.items() if claim == name) < 0.5 * SEEDS


def test_exactly_two_records_contradict_each_other(cases: list[Case]) -> None:
    """Of the three figures that two records share, one disagrees, and it is the pair that is asked for."""
    for case in cases:
        facts = case.evidence["records"]["facts"]
        shared = {
            "list-register": facts["list"]["count"] != facts["register"]["count"],
            "list-protocol": facts["list"]["year"] != facts["protocol"]["year"],
            "register-protocol": facts["register"]["left"] != facts["protocol"]["left"],
        }
        assert [pair for pair, differs in shared.items() if differs] == [accepted(case, "records", "pair")]
        listed = sum(last - first + 1 for page in case.evidence["records"]["pages"] for first, last in page)
        assert listed <= facts["list"]["count"]


def test_a_contradiction_is_no_excuse(cases: list[Case]) -> None:
    """Who throws all records away because two disagree loses the claim and is told what to ask."""
    for case in cases[:20]:
        assert earned(case, "records", {"claim": "worthless"}) == 7
        assert reason(case, "records", "claim", "worthless") == EXERCISE.hints["records-worthless"]
