"""The exercise of module M06: one firearm, seven marks, one request, one statement."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m06_identification._argument import STATEMENTS, TOPICS
from firearmskit.course.exercises.m06_identification._families import FAMILIES
from firearmskit.course.exercises.m06_identification._firearm import LABELS, PICTURES
from firearmskit.course.exercises.m06_identification._reading import KINDS
from firearmskit.course.exercises.m06_identification.marks import EXERCISE
from firearmskit.course.exercises.shared import STATES
from firearmskit.course.packs import Case, all_exercises
from firearmskit.course.tasks import Task, score

ROOT = Path(__file__).resolve().parents[3]
SEEDS = 200
TOTAL = 30
PASS = EXERCISE.pass_share * TOTAL


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    """Draw the cases of 200 learners."""
    return [EXERCISE.draw(Draw(seed.to_bytes(4, "big"))) for seed in range(SEEDS)]


def right(case: Case, task: Task) -> dict:
    """Give the answer that earns every point."""
    truth = case.truth[task.id]
    return {
        asked.key: truth[asked.key]["accept"] if asked.kind in ("choices", "order") else truth[asked.key]["accept"][0]
        for asked in task.fields(case.evidence)
    }


def earned(case: Case, task: str, answer: dict) -> float:
    """Score an answer to one task."""
    return score(EXERCISE.task(task), case.evidence, case.truth[task], answer, EXERCISE.hints).points


def reason(case: Case, task: str, field: str, value: object) -> str:
    """Give the sentence that a wrong answer gets."""
    verdict = score(EXERCISE.task(task), case.evidence, case.truth[task], {field: value}, EXERCISE.hints)
    return next(part.reason for part in verdict.parts if part.field == field)


def label_of(case: Case, kind: str) -> str:
    """Find the mark of that kind."""
    return next(label for label in LABELS if case.truth["reading"][label]["accept"] == [kind])


def text_of(case: Case, kind: str) -> str:
    """Give what is stamped as the mark of that kind."""
    label = label_of(case, kind)
    return next(mark["text"] for mark in struck(case) if mark["label"] == label)


def struck(case: Case) -> list[dict]:
    """List the marks of both pictures."""
    return [mark for name in PICTURES for mark in case.evidence["pictures"][name]["marks"]]


def test_it_is_found() -> None:
    """The exercise is in the catalogue under its id."""
    assert EXERCISE in all_exercises()


def test_every_kind_of_firearm_is_drawn(cases: list[Case]) -> None:
    """At least four families, none of them rare."""
    drawn = Counter(case.evidence["family"] for case in cases)
    assert set(drawn) == set(FAMILIES)
    assert len(FAMILIES) >= 4
    assert min(drawn.values()) > SEEDS / len(FAMILIES) / 2


def test_every_case_has_seven_marks(cases: list[Case]) -> None:
    """Everybody has four marks in one picture and three in the other, and 30 points to earn."""
    assert {tuple(len(case.evidence["pictures"][name]["marks"]) for name in PICTURES) for case in cases} == {(4, 3)}
    assert sum(task.points for task in EXERCISE.tasks) == TOTAL


def test_every_case_is_as_ambiguous_as_the_others(cases: list[Case]) -> None:
    """Two numbers of one form, two years of one form, a number of an importer and one of a service, a look-alike."""
    for case in cases:
        numbers = [text_of(case, kind) for kind in ("serial", "part")]
        forms = {"".join("9" if letter.isdigit() else "A" for letter in number) for number in numbers}
        assert len(forms) == 1
        assert len(numbers[0].replace(" ", "")) == 6
        assert numbers[0] != numbers[1]
        assert all(set(number) & set("0158") for number in numbers)
        year = "".join(letter for letter in text_of(case, "year") if letter.isdigit())
        state, import_year, _importer, import_number = text_of(case, "import").split()
        assert state in STATES
        assert len(year) == len(import_year)
        assert year != import_year
        assert len(import_number) == len(text_of(case, "property").split()[1]) == 4


def test_years_lie_where_the_sources_put_them(cases: list[Case]) -> None:
    """The year that is asked for is one of the family's, and the import came later."""
    for case in cases:
        first, last = FAMILIES[case.evidence["family"]].years
        year = case.truth["reading"]["year"]["accept"][0]
        assert first <= year <= last < 1992
        shown = 2 if case.evidence["family"] in ("suhl", "cz52") else 4
        assert text_of(case, "year") == str(year)[-shown:]


def test_the_evidence_says_nothing_of_what_a_mark_is(cases: list[Case]) -> None:
    """The pictures carry letters A to G and what is seen, and depth and size are drawn alike for all kinds."""
    depths: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for case in cases:
        assert "".join(mark["label"] for mark in struck(case)) == LABELS
        pictures = json.dumps(case.evidence["pictures"])
        assert not any(f'"{word}' in pictures for word in KINDS)
        for mark in struck(case):
            assert set(mark) == {"text", "symbol", "x", "y", "height", "width", "depth", "label"}
            depths[case.truth["reading"][mark["label"]]["accept"][0]].append(mark["depth"])
        assert set(case.evidence) == {"family", "pictures", "request", "statement", "options"}
        assert not {"accept", "hint", "because"} & set(json.dumps(case.evidence).split('"'))
    means = [sum(values) / len(values) for values in depths.values() if values]
    assert max(means) - min(means) < 0.01


def test_each_kind_of_mark_stands_under_every_letter(cases: list[Case]) -> None:
    """No kind of mark has a letter of its own, or one that it has as a rule."""
    for kind in ("maker", "year", "serial", "part", "calibre", "import", "property"):
        found = Counter(label_of(case, kind) for case in cases)
        assert len(found) == len(LABELS)
        assert max(found.values()) < SEEDS / 2


def test_the_statement_and_the_request_come_out_evenly(cases: list[Case]) -> None:
    """No claim and no judgement is the usual one."""
    claims = Counter(case.truth["argument"]["claim"]["accept"][0] for case in cases)
    assert set(claims) == {"supports", "against", "open"}
    assert max(claims.values()) < 0.45 * SEEDS
    status = Counter(case.truth["judgement"]["status"]["accept"][0] for case in cases)
    assert len(status) == 4
    assert max(status.values()) < 0.35 * SEEDS
    flawed = Counter(entry for case in cases for entry in case.truth["judgement"]["entries"]["accept"])
    assert not {"type", "calibre"} & set(flawed)
    assert max(flawed.values()) < 0.8 * SEEDS


def test_the_truth_follows_from_the_evidence(cases: list[Case]) -> None:
    """The serial stands on frame or receiver, and an entry of the request is wrong exactly if a mark disagrees."""
    for case in cases:
        family = FAMILIES[case.evidence["family"]]
        serial = label_of(case, "serial")
        place = next(
            picture["surface"]
            for picture in case.evidence["pictures"].values()
            if any(mark["label"] == serial for mark in picture["marks"])
        )
        assert place in ("frame", "receiver")
        expected = {
            "serial": text_of(case, "serial"),
            "maker": family.maker,
            "country": family.country,
            "type": family.type,
            "calibre": text_of(case, "calibre"),
            "year": case.truth["reading"]["year"]["accept"][0],
            "import": text_of(case, "import"),
            "property": text_of(case, "property"),
            "asked": text_of(case, "import").split()[0],
        }
        request = case.evidence["request"]
        wrong = [entry for entry, value in expected.items() if request[entry] != value]
        assert sorted(wrong) == case.truth["judgement"]["entries"]["accept"]
        topic = next(
            topic
            for topic, claims in STATEMENTS.items()
            if case.evidence["statement"]["says"] in {says for drawn in claims.values() for says in drawn}
        )
        carriers = [label_of(case, kind) for kind in TOPICS[topic]]
        assert sorted(carriers) == case.truth["argument"]["carriers"]["accept"]


def test_a_topic_does_not_give_the_claim_away(cases: list[Case]) -> None:
    """Of each topic, every claim is drawn, and the limits that are true differ within a topic."""
    drawn, limits = set(), {}
    for case in cases:
        says = case.evidence["statement"]["says"]
        topic = next(name for name, claims in STATEMENTS.items() if any(says in each for each in claims.values()))
        drawn.add((topic, case.truth["argument"]["claim"]["accept"][0]))
        limits.setdefault(topic, set()).add(frozenset(case.truth["argument"]["limits"]["accept"]))
    assert len(drawn) == 3 * len(TOPICS)
    assert min(map(len, limits.values())) > 2


def test_the_part_s_number_costs_points_and_gets_its_own_reason(cases: list[Case]) -> None:
    """Who types the number of the other part loses the two points and is sent to the captions."""
    for case in cases:
        wrong = right(case, EXERCISE.task("reading")) | {"serial": text_of(case, "part")}
        assert earned(case, "reading", wrong) == 10
        assert reason(case, "reading", "serial", text_of(case, "part")) == EXERCISE.hints["which_part"]


def test_a_mark_taken_for_another_gets_its_own_reason(cases: list[Case]) -> None:
    """What was foreseen to be mistaken gets a sentence that says what to ask."""
    mistaken = (
        ("serial", "part", "which_part"),
        ("part", "serial", "which_part"),
        ("import", "maker", "import_maker"),
        ("import", "year", "import_year"),
        ("property", "serial", "owner_number"),
        ("calibre", "model", "kind"),
    )
    for case in cases[:20]:
        for kind, taken_for, hint in mistaken:
            assert reason(case, "reading", label_of(case, kind), taken_for) == EXERCISE.hints[hint]
        assert reason(case, "argument", "claim", "faint") == EXERCISE.hints["legible"]


def test_a_look_alike_and_a_lost_prefix_cost_points(cases: list[Case]) -> None:
    """Neither the letter that resembles a digit nor the digits without their letters are the serial."""
    look_alikes = str.maketrans("0158", "OISB")
    for case in cases:
        prefix, digits = text_of(case, "serial").split()
        one = next(place for place, digit in enumerate(digits) if digit in "0158")
        mistaken = f"{prefix} {digits[:one]}{digits[one].translate(look_alikes)}{digits[one + 1 :]}"
        assert reason(case, "reading", "serial", mistaken) == EXERCISE.hints["look_alike"]
        assert reason(case, "reading", "serial", digits) == EXERCISE.hints["prefix"]


def test_a_number_may_be_typed_without_its_gap_and_on_a_latin_keyboard() -> None:
    """What a keyboard lacks isn't what is tested."""
    case = next(
        case
        for case in (EXERCISE.draw(Draw(b"%d" % seed)) for seed in range(50))
        if case.evidence["family"] == "izhevsk"
    )
    serial = text_of(case, "serial")
    latin = serial.translate(str.maketrans("АВЕКМНРСТХ", "ABEKMHPCTX"))
    assert serial != latin
    for typed in (serial, latin, serial.replace(" ", ""), latin.lower().replace(" ", "")):
        assert earned(case, "reading", {"serial": typed}) == 2


def test_the_year_of_import_is_worth_nothing_and_two_digits_half(cases: list[Case]) -> None:
    """The later year isn't the firearm's; a year without its century is half an answer."""
    for case in cases:
        year = case.truth["reading"]["year"]["accept"][0]
        later = int(text_of(case, "import").split()[1])
        assert earned(case, "reading", {"year": later}) == 0
        assert earned(case, "reading", {"year": year % 100}) == 1


def test_planted_wrong_judgements_lose_points(cases: list[Case]) -> None:
    """A request waved through, every entry suspected, and a request sent before own records are searched."""
    for case in cases:
        task = EXERCISE.task("judgement")
        everything = right(case, task) | {"entries": [o.value for o in task.fields(case.evidence)[1].options]}
        assert earned(case, "judgement", everything) == 4
        hasty = right(case, task) | {"steps": ["request", "national", "iarms", "follow", "correct"]}
        assert earned(case, "judgement", hasty) < 8
        if case.truth["judgement"]["status"]["accept"] != ["able"]:
            assert earned(case, "judgement", right(case, task) | {"status": "able"}) == 6


def test_each_part_of_an_argument_counts_for_itself(cases: list[Case]) -> None:
    """The evidence for a statement is the same whatever one claims, so a wrong claim costs the claim's points alone."""
    for case in cases:
        whole = right(case, EXERCISE.task("argument"))
        assert earned(case, "argument", whole | {"claim": "faint"}) == 7
        false = [value for value in case.evidence["options"]["limits"] if value not in whole["limits"]]
        assert earned(case, "argument", whole | {"limits": false[:2]}) == 7


def test_latin_letters_for_cyrillic_ones_are_right_with_a_word_of_caution(cases: list[Case]) -> None:
    """Who types the Latin look-alikes earns the points and is told what a real request needs."""
    cyrillic = [case for case in cases if case.evidence["family"] == "izhevsk"]
    assert cyrillic
    for case in cyrillic:
        stamped, *others = case.truth["reading"]["serial"]["accept"]
        latin = next(other for other in others if other.isascii())
        assert EXERCISE.hints["cyrillic"] in reason(case, "reading", "serial", latin)
        assert reason(case, "reading", "serial", stamped) == "Right."


def test_a_case_of_each_family_is_worth_the_same_to_a_learner_who_errs(cases: list[Case]) -> None:
    """A learner who gets each field wrong with the same chance earns the same in every family, within noise."""
    draw = Draw(b"one who errs")
    totals: dict[str, list[float]] = {name: [] for name in FAMILIES}
    for case in cases:
        for _time in range(5):
            answers = {
                task.id: {key: value for key, value in right(case, task).items() if not draw.chance(0.3)}
                for task in EXERCISE.tasks
            }
            total = sum(earned(case, task, given) for task, given in answers.items())
            totals[case.evidence["family"]].append(total)
    means = [sum(found) / len(found) for found in totals.values()]
    assert max(means) - min(means) < 0.06 * TOTAL
