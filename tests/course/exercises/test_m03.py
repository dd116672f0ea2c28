"""Module M03: what the exercises plant is held against the tables, and against the sentences that learners read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from itertools import combinations, permutations
from typing import Any

import pytest

from firearmskit import law
from firearmskit.course import Case, Draw
from firearmskit.course.exercises.m03_national_law import _amend, _border, _force, _offences, _status
from firearmskit.course.exercises.m03_national_law._bill import LETTERS, NEUTRAL
from firearmskit.course.exercises.m03_national_law._clauses import ITEMS
from firearmskit.course.exercises.m03_national_law._narrowed import CRIMES, DEFINED, TAKEN
from firearmskit.course.exercises.m03_national_law._text import COPIED
from firearmskit.course.exercises.m03_national_law._topics import TOPICS
from firearmskit.course.exercises.m03_national_law.bill import EXERCISE as BILL
from firearmskit.course.exercises.m03_national_law.clauses import EXERCISE as CLAUSES
from firearmskit.course.exercises.m03_national_law.memo import EXERCISE as MEMO
from firearmskit.law import gaps
from firearmskit.law.gaps import Claim, NationalLaw, Provision

SEEDS = [f"m03 {number}".encode() for number in range(120)]
SHEET = {
    "party": True,
    "manufactures": False,
    "imports": True,
    "exports": True,
    "deactivates": False,
    "brokering": True,
    "simplified-procedure": True,
}
"""What the fact sheet of the task ``force`` says of the State."""


@pytest.fixture(scope="module")
def bills() -> list[Case]:
    """A hundred bills and more."""
    return [BILL.draw(Draw(seed)) for seed in SEEDS]


@pytest.fixture(scope="module")
def sets() -> list[Case]:
    """As many sets of the six tasks."""
    return [CLAUSES.draw(Draw(seed)) for seed in SEEDS]


@pytest.mark.parametrize("name", TOPICS)
def test_a_topic_stands_in_the_table(name):
    """What a topic asks for is asked by obligations whose text was read, and each thing by one of their elements."""
    topic = TOPICS[name]
    rows = [law.obligation(each) for each in topic.obligations]
    elements = {each for row in rows for each in row.condition.names}
    for row in rows:
        assert row.instrument == "firearms-protocol"
        assert row.confidence != "unverified"
        assert any(row.article.startswith(f"art. {each}") for each in topic.article.split(", ")), row.article
    assert set(topic.things) <= elements
    assert set(topic.lacking) == set(topic.things)


@pytest.mark.parametrize("name", CRIMES)
def test_a_crime_stands_in_the_table(name):
    """So it is for the crimes that a definition narrows, and for what the definitions leave out."""
    for each in CRIMES[name].obligations:
        row = law.obligation(each)
        assert row.confidence != "unverified"
        assert row.article.startswith(f"art. {CRIMES[name].article}")
    for part in ("frame", "slide", "barrel", "silencer"):
        assert f"definition-parts-{part}" in law.obligation("fp-3-b").condition.names
    assert {taken for word in DEFINED.values() for taken in word} - {"whole"} == set(TAKEN) - {"firearms", "none"}


def test_things_of_the_pairs_stand_in_the_table():
    """Each thing that a pair asks about is an element of an obligation of the Protocol whose text was read."""
    rows = [each for each in law.obligations("firearms-protocol") if each.confidence != "unverified"]
    elements = {name for row in rows for name in row.condition.names}
    assert {item.element for item in ITEMS} <= elements


@pytest.mark.parametrize("name", _force.DUTIES)
def test_the_force_of_a_duty_is_that_of_the_table(name):
    """Whether what is missing is a gap follows from verb, instrument and facts of the State, as in the tables."""
    planted, _says = _force.DUTIES[name]
    row = law.obligation(name)
    assert row.confidence != "unverified"
    if row.applicability.value(SHEET) is False:
        worked_out = "outside"
    elif row.instrument in ("iti", "poa"):
        worked_out = "political"
    else:
        worked_out = {"mandatory": "gap", "qualified": "gap"}.get(row.modality, row.modality)
    assert planted == worked_out


def _assessed(obligation: str, found: tuple[str, ...], facts: dict[str, bool]) -> str:
    """Give the status that the library finds for an obligation of three elements."""
    provision = Provision(id="s", law="Act", article="s. 1")
    claims = []
    for element, says in zip(law.obligation(obligation).condition.names, found, strict=True):
        for each in {"conflict": ("satisfies", "contradicts"), "unanswered": ()}.get(says, (says,)):
            claims.append(Claim(element=element, says=each, provision=None if each in ("silent", "absent") else "s"))
    act = NationalLaw(name="Act", fictional=True, facts=facts, provisions=(provision,), claims=tuple(claims))
    results = gaps.assess(act, on="2026-11-27", instruments=["firearms-protocol"]).results
    return next(each.status for each in results if each.obligation.id == obligation)


@pytest.mark.parametrize("status", _status.WAYS)
def test_a_status_is_what_the_assessment_finds(status):
    """What is planted as the status of findings, in any order, is what the library makes of the same claims."""
    for way in _status.WAYS[status]:
        for found in set(permutations(way)):
            assert _assessed("fp-11-a-import", found, {"imports": status != "not-applicable"}) == status


def test_five_events_and_two_that_no_section_reaches(sets):
    """In every case two events can't be charged, for wordings that leave them out; the wide wording reaches each."""
    for case in sets:
        truth = case.truth["offences"]
        answers = [truth[f"event{at}"]["accept"] for at in range(1, 6)]
        assert Counter(map(tuple, answers))[("none",)] == 2
        assert len({each[0] for each in answers} - {"none"}) == 3
    for events in _offences.EVENTS.values():
        assert all("wide" not in missed and missed for missed in events.values())


def test_a_section_and_its_event_tell_the_truth(sets):
    """The answer to an event follows from the wording of the section on its crime, as it is shown."""
    crime_of = {event: crime for crime, events in _offences.EVENTS.items() for event in events}
    for case in sets:
        shown = case.evidence["offences"]
        numbers = {says: str(_offences.FIRST + at) for at, says in enumerate(shown["sections"])}
        for at, event in enumerate(shown["events"], start=1):
            crime = crime_of[event]
            wording = next(each for each, says in _offences.CRIMES[crime].items() if says in numbers)
            missed = wording in _offences.EVENTS[crime][event]
            right = "none" if missed else numbers[_offences.CRIMES[crime][wording]]
            assert case.truth["offences"][f"event{at}"]["accept"] == [right]


def test_no_border_and_no_group_is_never_an_answer(sets):
    """That there is no border or no group never makes an event lawful at home; an event of each kind stands there."""
    kind_of = {event: kind for kind, events in _border.EVENTS.items() for event in events}
    for case in sets:
        kinds = [kind_of[event] for event in case.evidence["border"]["events"]]
        assert {"both", "home", "none"} <= set(kinds)
        assert [case.truth["border"][f"event{at}"]["accept"] for at in range(1, 5)] == [[kind] for kind in kinds]


def test_one_set_of_three_drafts_closes_every_gap(sets):
    """A search through all sets of drafts, as they are shown, finds the planted one, no other, and no smaller one."""
    for case in sets:
        shown = case.evidence["amend"]
        provided = dict(zip(_amend.DRAFTS, map(set, shown["drafts"]), strict=True))

        def closes(names: tuple[str, ...], gaps: list[list[str]] = shown["gaps"], of: Any = provided) -> int:
            return sum(set(gap) <= set().union(*(of[name] for name in names)) for gap in gaps)

        full = [names for size in (1, 2, 3) for names in combinations(_amend.DRAFTS, size) if closes(names) == 5]
        assert full == [tuple(sorted(case.truth["amend"]["plan"]["accept"]))]
        for number, name in enumerate(shown["asked"], start=1):
            assert case.truth["amend"][f"alone{number}"]["accept"] == [str(closes((name,)))]


def _read(clauses: list[str], says: str) -> tuple[str, str]:
    """Read a bill as a learner does, from its sentences: how far it provides a duty, and by which clause."""
    number = {clause: str(at) for at, clause in enumerate(clauses, start=1)}
    for crime in CRIMES.values():
        if crime.duty == says:
            return "part", number[crime.clause]
    topic = next(each for each in TOPICS.values() if each.duty == says)
    variants = {
        "whole": [topic.whole],
        "part": topic.lacking.values(),
        "elsewhere": [topic.elsewhere],
        "none": [topic.near],
    }
    found = [(fate, number[clause]) for fate, texts in variants.items() for clause in texts if clause in number]
    assert len(found) == 1
    fate, clause = found[0]
    return fate, "none" if fate == "none" else clause


def test_a_bill_provides_what_is_planted(bills):
    """How far a bill provides each duty, and by which clause, follows from its sentences as they are shown."""
    for case in bills:
        shown = case.evidence["bill"]
        for letter, duty in zip(LETTERS, shown["duties"], strict=True):
            fate, clause = _read(shown["clauses"], duty["says"])
            assert case.truth["gaps"][f"status{letter}"]["accept"] == [fate]
            assert case.truth["gaps"][f"clause{letter}"]["accept"] == [clause]


def _things_there(clauses: list[str]) -> Iterator[tuple[str, bool]]:
    """Give each thing of the topics that a bill's clauses are about, and whether one provides it."""
    for topic in TOPICS.values():
        if topic.whole in clauses:
            yield from ((each, True) for each in topic.things)
        if topic.near in clauses:
            yield from ((each, False) for each in topic.things)
        for lack, text in topic.lacking.items():
            if text in clauses:
                yield from ((each, each != lack) for each in topic.things)


def test_what_is_missing_is_what_no_clause_provides(bills):
    """The three things to be found are those that the clauses lack, and one definition leaves out one thing."""
    for case in bills:
        clauses, shown = case.evidence["bill"]["clauses"], case.evidence["element"]
        there = dict(_things_there(clauses))
        missing = {each for each in shown["things"] if not there[each]}
        assert missing == set(case.truth["element"]["lacking"]["accept"])
        narrowed = [
            (str(clauses.index(text) + 1), taken)
            for word in DEFINED.values()
            for taken, text in word.items()
            if taken != "whole" and text in clauses
        ]
        assert [(case.truth["element"][key]["accept"][0]) for key in ("narrow", "takes")] == list(narrowed[0])
        assert len(narrowed) == 1


def test_one_draft_closes_a_gap_and_opens_none(bills):
    """Of five drafts one provides each thing and repeals nothing; others copy, delegate, lack a thing, or repeal."""
    for case in bills:
        clauses = case.evidence["bill"]["clauses"]
        for key, asked in case.evidence["text"].items():
            duty = case.evidence["bill"]["duties"][LETTERS.index(asked["letter"])]["says"]
            topic = next(each for each in TOPICS.values() if each.duty == duty)
            good = [
                str(at)
                for at, draft in enumerate(asked["drafts"], start=1)
                if draft["says"] == topic.whole and "repeals" not in draft
            ]
            assert case.truth["text"][key]["accept"] == good
            kinds = Counter(
                "copied" if draft["says"] == COPIED else "repeals" if "repeals" in draft else draft["says"]
                for draft in asked["drafts"]
            )
            assert set(kinds.values()) == {1}
            repealed = next(draft["repeals"] for draft in asked["drafts"] if "repeals" in draft)
            assert clauses[int(repealed) - 1] in {each.whole for each in TOPICS.values()}


def test_a_statement_is_judged_by_its_duty_and_its_clause(bills):
    """The evidence on a statement is the duty that it quotes and the clause on it; the claim follows from it."""
    claims = Counter()
    for case in bills:
        bill, statement = case.evidence["bill"], case.evidence["finding"]["statement"]
        letter = LETTERS[[each["says"] for each in bill["duties"]].index(statement["duty"])]
        fate, clause = _read(bill["clauses"], statement["duty"])
        truth = case.truth["finding"]
        assert set(truth["evidence"]["accept"]) == {letter, clause}
        practice = "every day" in statement["says"]
        claim = "open" if practice else {"whole": "supports", "part": "against", "elsewhere": "open"}[fate]
        assert truth["claim"]["accept"] == [claim]
        claims[claim] += 1
    assert min(claims.values()) > len(bills) / 5


def test_evidence_holds_sentences_and_no_verdict(bills):
    """A learner who opens the pack finds each clause as it is shown, and nothing on what it is worth."""
    bank = {*NEUTRAL, *(text for word in DEFINED.values() for text in word.values())}
    bank |= {crime.clause for crime in CRIMES.values()}
    for topic in TOPICS.values():
        bank |= {topic.whole, topic.near, topic.elsewhere, *topic.lacking.values()}
    for case in bills:
        assert set(case.evidence["bill"]["clauses"]) <= bank
        told = json.dumps({"bill": case.evidence["bill"], "text": case.evidence["text"]})
        assert not any(
            f'"{word}"' in told for word in ("whole", "near", "elsewhere", "narrow", "swap", "copied", "later")
        )


def test_a_memorandum_is_about_what_no_clause_provides():
    """The model memorandum names the duty that isn't provided, the clause near it, and a draft of all its things."""
    for seed in SEEDS[:20]:
        case = MEMO.draw(Draw(seed))
        bill, truth = case.evidence["bill"], case.truth
        letter = truth["basis"]["none"]["accept"][0]
        duty = bill["duties"][LETTERS.index(letter)]
        topic = next(each for each in TOPICS.values() if each.duty == duty["says"])
        near = bill["clauses"][int(truth["basis"]["near"]["accept"][0]) - 1]
        assert near == topic.near
        text = str(MEMO.tasks[1].model(case.evidence, truth["memo"])["text"])
        assert f"duty {letter}" in text
        assert near in text
        assert topic.whole in text
        assert 60 <= len(text.split()) <= 300
