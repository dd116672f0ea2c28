"""Scoring: every kind of field, in parts, with a reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.course import Case, Draw, Exercise, score
from firearmskit.course.tasks import is_blank
from firearmskit.errors import InputError
from tests.course.conftest import EXERCISE, TASK, draw_case


def points(case: Case, answer: dict) -> dict[str, float]:
    """Give what each field earned."""
    verdict = score(TASK, case.evidence, case.truth["all"], answer, EXERCISE.hints)
    return {part.field: part.points for part in verdict.parts}


def reasons(case: Case, answer: dict) -> dict[str, str]:
    """Give the reason of each field."""
    verdict = score(TASK, case.evidence, case.truth["all"], answer, EXERCISE.hints)
    return {part.field: part.reason for part in verdict.parts}


def test_right_answer_earns_everything(toy: Exercise, toy_case: Case, right: dict) -> None:
    """The planted truth earns every point."""
    verdict = score(toy.tasks[0], toy_case.evidence, toy_case.truth["all"], right, toy.hints)
    assert (verdict.points, verdict.of) == (8, 8)


@pytest.mark.parametrize("blank", [{}, {"choice": None, "choices": [], "text": " ", "order": ["", "", "", ""]}])
def test_blank_answer_earns_nothing(toy_case: Case, blank: dict) -> None:
    """An unanswered task earns nothing and says so."""
    assert sum(points(toy_case, blank).values()) == 0
    assert set(reasons(toy_case, blank).values()) == {"Not answered."}


def test_choosing_everything_earns_nothing(toy_case: Case, right: dict) -> None:
    """Ticking every box isn't an answer."""
    assert points(toy_case, {**right, "choices": ["a", "b", "c", "d"]})["choices"] == 0


def test_part_of_the_choices_earns_part(toy_case: Case, right: dict) -> None:
    """One of two right boxes earns half; a wrong one takes back."""
    assert points(toy_case, {**right, "choices": ["a"]})["choices"] == 1
    assert points(toy_case, {**right, "choices": ["a", "c"]})["choices"] == 0


def test_an_order_earns_by_how_far_it_is_out(toy_case: Case, right: dict) -> None:
    """One swap costs a third of a four-step order; the reverse earns nothing."""
    order = right["order"]
    swapped = [order[1], order[0], *order[2:]]
    assert points(toy_case, {**right, "order": swapped})["order"] == pytest.approx(1.33)
    assert points(toy_case, {**right, "order": order[::-1]})["order"] == 0


def test_half_credit(toy_case: Case, right: dict) -> None:
    """A foreseen half answer earns half."""
    assert points(toy_case, {**right, "number": right["number"] % 100})["number"] == 0.5


def test_text_ignores_case_and_spaces_but_not_characters(toy_case: Case, right: dict) -> None:
    """Typing in small letters with two spaces is fine; a Cyrillic look-alike isn't."""
    assert points(toy_case, {**right, "text": right["text"].lower().replace(" ", "  ")})["text"] == 1
    assert points(toy_case, {**right, "text": right["text"].replace("X", "Х")})["text"] == 0


def test_a_foreseen_mistake_gets_its_own_sentence(toy_case: Case, right: dict) -> None:
    """A wrong answer that was foreseen is explained by its own hint, another one by the field's."""
    assert reasons(toy_case, {**right, "text": str(right["number"])})["text"] == EXERCISE.hints["prefix"]
    assert reasons(toy_case, {**right, "text": "?"})["text"] == EXERCISE.hints["look"]


MISFITS = st.one_of(st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.text()), st.none())


@given(
    st.dictionaries(st.sampled_from(["choice", "choices", "number", "text", "point", "order"]), MISFITS), st.binary()
)
def test_scores_stay_within_bounds(answer: dict, seed: bytes) -> None:
    """Whatever plain data is handed in, a field earns between nothing and its points."""
    case = draw_case(Draw(seed))
    verdict = score(TASK, case.evidence, case.truth["all"], answer, EXERCISE.hints)
    assert all(0 <= part.points <= part.of for part in verdict.parts)
    assert all(part.points == 0 for part in verdict.parts if is_blank(answer.get(part.field)))


@pytest.mark.parametrize(("field", "value"), [("number", True), ("choice", 1), ("text", 5), ("order", "abcd")])
def test_a_value_of_the_wrong_kind_is_explained(toy_case: Case, right: dict, field: str, value: object) -> None:
    """An answer of the wrong form earns nothing, and the reason quotes it."""
    given = {**right, field: value}
    assert points(toy_case, given)[field] == 0
    assert str(value) in reasons(toy_case, given)[field]


def test_an_exercise_without_truth_is_our_fault(toy_case: Case) -> None:
    """A field for which nothing was planted is an error, never a lost point."""
    truth = {key: value for key, value in toy_case.truth["all"].items() if key != "point"}
    with pytest.raises(InputError, match="point"):
        score(TASK, toy_case.evidence, truth, {}, EXERCISE.hints)
