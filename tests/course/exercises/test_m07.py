"""The exercises of module M07: what they grade rests on sources, and what they plant is what a learner can see."""

from __future__ import annotations

import itertools
from datetime import date

import numpy as np
import pytest

from firearmskit import law, marking
from firearmskit.course import display
from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m07_marking import _lot, _owed, _panel, _plan, _readback
from firearmskit.course.exercises.m07_marking._states import STATES
from firearmskit.course.exercises.m07_marking.campaign import EXERCISE as CAMPAIGN
from firearmskit.course.exercises.m07_marking.duty import EXERCISE as DUTY
from firearmskit.course.packs import Case, Exercise
from firearmskit.course.tasks import score
from firearmskit.figures import Mark
from firearmskit.figures.layout import lay_out
from firearmskit.figures.marks import RULER_WIDTH


@pytest.fixture(scope="module")
def duty() -> list[Case]:
    """Draw the first exercise for 200 learners."""
    return [DUTY.draw(Draw(seed.to_bytes(4, "big"))) for seed in range(200)]


@pytest.fixture(scope="module")
def campaign() -> list[Case]:
    """Draw the second exercise for 200 learners."""
    return [CAMPAIGN.draw(Draw(seed.to_bytes(4, "big"))) for seed in range(200)]


def reason(exercise: Exercise, case: Case, task: str, field: str, value: object) -> str:
    """Give the sentence that an answer gets."""
    verdict = score(exercise.task(task), case.evidence, case.truth[task], {field: value}, exercise.hints)
    return next(part.reason for part in verdict.parts if part.field == field)


@pytest.mark.parametrize("rule", ["fp-8-1-a", "fp-8-1-b", "fp-8-1-c", "fp-6-2", "us-478-92-import-2002"])
def test_graded_rules_were_read(rule):
    """Each rule that an answer is graded by was read at its source."""
    assert next(each for each in law.rules() if each.id == rule).confidence == "sourced"


@pytest.mark.parametrize("article", ["fp-4", "fp-5", "fp-6", "fp-12", "att-12", "iti-8-b"])
def test_articles_that_are_shown_were_read(article):
    """Each article that a task tells in our words was read at its source."""
    assert next(each for each in law.articles() if each.id == article).confidence == "sourced"


def test_days_decide(duty):
    """An import is owed a mark exactly if it came after the day on which the treaty began to bind."""
    for case in duty:
        owed = case.evidence["owed"]
        for number, event in enumerate(owed["events"], start=1):
            (right,) = case.truth["owed"][f"event{number}"]["accept"]
            bound = date.fromisoformat(event["day"]) >= date.fromisoformat(owed["since"])
            assert bound == (right != "early")
            if event["says"] == "import":
                assert right == ("import" if bound else "early")


def test_events_tell_themselves_apart_by_their_day_only(duty):
    """The two imports are told in the same words, so that nobody answers without the fact sheet."""
    for case in duty:
        said = [event["says"] for event in case.evidence["owed"]["events"]]
        assert sorted(said) == sorted(["import", "import", *set(_owed.EVENTS) - {"import"}])


def test_planted_faults_stand_on_the_metal(duty):
    """Each demand that isn't met can be seen: in the texts of the marks, or in the part that bears them."""
    for case in duty:
        state, other = case.evidence["state"], case.evidence["other"]["name"].upper()
        unmet = set(case.truth["panel"]["unmet"]["accept"])
        frame, slide = (
            [mark["text"] for mark in case.evidence["pictures"][part]["marks"]] for part in ("frame", "slide")
        )
        texts = " / ".join([*frame, *slide])
        assert ("origin" in unmet) == (other not in texts)
        assert ("maker" in unmet) == ("ARMS" not in texts)
        codes = {each.cyrillic for each in STATES if each.code == state["code"]} | {state["code"]}
        assert ("country" in unmet) == (not any(code in texts for code in codes))
        assert ("script" in unmet) == any("Ѐ" <= letter <= "ӿ" for letter in texts)
        assert ("year" in unmet) == (
            not any(text.endswith(f" {case.evidence['panel']['year']}") for text in frame + slide)
        )
        pointed = case.truth["panel"]["point"]["accept"][0]
        on_frame = pointed in [mark["label"] for mark in case.evidence["pictures"]["frame"]["marks"]]
        assert ("import_place" in unmet) == (not on_frame)
        assert len(unmet) == 2
        assert len(unmet & set(_panel.OF_TREATY)) == 1


def test_what_the_ruler_shows_is_the_truth(duty):
    """The ends that the words of the picture give differ by the planted height, and no mark lies under the ruler."""
    for case in duty[:60]:
        picture = case.evidence["pictures"]["ruler"]
        placed = lay_out([Mark(**mark) for mark in picture["marks"]], np.random.default_rng(0), 1200, 700)
        assert all(item.box.x0 > RULER_WIDTH for item in placed)
        words = display.describe_picture(case.evidence, "ruler")
        heights = {}
        for label in "ABC":
            foot, top = words.split(f"On the ruler, {label} reaches from ")[1].split(" mm.")[0].split(" to ")
            heights[label] = round(float(top) - float(foot), 1)
            assert heights[label] == case.truth["measure"][f"height_{label}"]["accept"][0]
        low = [label for label, height in heights.items() if height < 1.6]
        shallow = [label for label, depth in case.evidence["depths"].items() if float(depth) < 0.0762]
        assert low == case.truth["measure"]["low"]["accept"]
        assert shallow == case.truth["measure"]["shallow"]["accept"]
        assert low != shallow


def test_statements_stand_in_their_sheets(duty):
    """The rows that decide a statement are on its topic, one of each sheet."""
    from firearmskit.course.exercises.m07_marking._comparison import STATEMENTS, TABLE

    for case in duty:
        said = case.evidence["comparison"]["statement"]
        topic, claim = next((t, c) for t, each in STATEMENTS.items() for c, text in each.items() if text == said)
        row = 1 + list(TABLE).index(topic)
        assert case.truth["comparison"]["evidence"]["accept"] == [f"P{row}", f"Q{row}"]
        assert case.truth["comparison"]["claim"]["accept"] == [claim]


def test_control_follows_from_the_distribution():
    """The table of the control holds what the hypergeometric distribution gives, and grows with the site."""
    for arms, again in _plan.CONTROL.items():
        assert again == marking.sample_size(arms, at_most=0.02, confidence=0.95)
    assert list(_plan.CONTROL.values()) == sorted(_plan.CONTROL.values())


def test_check_characters_tell_the_slips(campaign):
    """What the register says of each check character is so, and every slip changes its mark."""
    for case in campaign:
        seen = {mark["label"]: mark["text"] for mark in case.evidence["pictures"]["marks"]["marks"]}
        for entry in case.evidence["readback"]["entries"]:
            (standing,) = case.truth["readback"][f"is_{entry['firearm']}"]["accept"]
            body, check = entry["mark"].replace(" ", "")[:-1], entry["mark"][-1]
            assert entry["fits"] == (marking.check_character(body) == check)
            assert (standing == "right") == (entry["mark"] == seen[entry["firearm"]])
            assert (standing == "entry") == (not entry["fits"])
        mended = case.truth["readback"]["mended"]["accept"][0]
        assert mended == seen[case.evidence["readback"]["mend"]]


@pytest.mark.parametrize("kind", ["swapped", "replaced", "dropped"])
def test_a_slip_is_one_slip(kind):
    """A slip changes the number in the way that it is called, and nothing else."""
    for seed in range(50):
        draw = Draw(bytes([seed]))
        mark = _readback._mark(draw, STATES[0], "G", 26)
        slipped = _readback._slip(draw, mark, kind)
        one, other = mark.split()[3], slipped.split()[3]
        assert mark.split()[:3] == slipped.split()[:3]
        if kind == "dropped":
            assert len(other) == 4
        else:
            differ = [at for at in range(5) if one[at] != other[at]]
            assert len(differ) == (2 if kind == "swapped" else 1)


def test_ranges_dont_touch(campaign):
    """The ranges that follow from the plan hold one number for each firearm and the spare ones."""
    for case in campaign:
        plan, truth = case.evidence["plan"], case.truth["plan"]
        ends = list(itertools.accumulate(arms + plan["spare"] for arms in plan["arms"]))
        assert truth["first"]["accept"] == [ends[0] + 1]
        assert truth["last"]["accept"] == [ends[2]]
        day = plan["hours"] * 60 / plan["minutes"]
        (days,) = truth["days"]["accept"]
        assert (days - 1) * day < plan["arms"][1] <= days * day


def test_list_and_picture_of_the_lot(campaign):
    """List and picture differ for the firearm that has to be stopped, and for no other whose number can be read."""
    for case in campaign:
        lot = case.evidence["lot"]
        for item in lot["items"]:
            (fate,) = case.truth["lot"][f"lot{item['number']}"]["accept"]
            assert item["decided"] == _lot.DECIDED[fate]
            picture = case.evidence["pictures"].get(f"lot{item['number']}")
            assert (picture is None) == (fate in ("mark", "destroy"))
            if fate in ("trace", "stop"):
                assert (item["listed"] == picture["marks"][1]["text"]) == (fate == "trace")
                assert sorted(item["listed"]) == sorted(picture["marks"][1]["text"])
            if fate == "lab":
                left, right = (mark["text"] for mark in picture["marks"][1:])
                assert item["listed"] == f"{left}?{right}"


def test_dangerous_answers_are_corrected(campaign):
    """Whoever would take off old marks or change a register is told why not."""
    case = campaign[0]
    assert "article 5" in reason(CAMPAIGN, case, "lot", "lot1", "clean")
    assert "never made to agree" in reason(CAMPAIGN, case, "register", "next", "change")
