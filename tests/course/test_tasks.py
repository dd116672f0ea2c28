"""Scoring: every kind of field, in parts, with a reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit import language
from firearmskit.course import Case, Draw, Exercise, display, score
from firearmskit.course.tasks import Field, Option, Part, Task, Verdict, is_answered, is_blank, misfit
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


STEPS = Field(
    key="order",
    kind="order",
    label="In order",
    points=1,
    options=(
        Option(value="a", label="From the reply, follow each name that it gives, one after the other, to its end"),
        Option(value="b", label="Write the request"),
        Option(value="c", label="Close the file"),
    ),
)


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (
            ["a", "a", "a"],
            "Use each step once. “From the reply, follow each name that it gives, one after…” is",
        ),
        (["b", "b", ""], "Use each step once. “Write the request” is chosen 2 times."),
        (["b", "", "c"], "Choose a step at every place: 2 of 3 are chosen."),
        (["b", "c"], "Choose a step at every place: 2 of 3 are chosen."),
    ],
)
def test_an_order_is_told_in_the_words_of_its_steps(order: list[str], said: str) -> None:
    """A step that is chosen twice, or a place without one, is named as the form shows it, and isn't counted."""
    wrong = misfit(STEPS, order)
    assert wrong is not None
    assert wrong.startswith(said)
    assert not is_answered(STEPS, order)
    assert is_answered(STEPS, ["c", "a", "b"])
    task = Task(id="all", title="All", points=1, fields=lambda _evidence: (STEPS,))
    truth = {"order": {"accept": ["a", "b", "c"], "hint": "look"}}
    (part,) = score(task, {}, truth, {"order": order}, {"look": "Look."}).parts
    assert part.reason == wrong


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("S 55747", "Right."),
        ("s55747", "Right. Stamped: S 55747. Write capitals and spaces as they stand."),
        ("S55747", "Right. Stamped: S 55747. Write capitals and spaces as they stand."),
        ("Ѕ 55747", "Right."),  # a letter of another script has its own sentence
    ],
)
def test_what_is_copied_loosely_is_right_and_shown_as_it_stands(typed: str, said: str) -> None:
    """Capitals and spaces cost no points, and feedback says how the mark stands; other fields say nothing of it."""
    for verbatim in (True, False):
        asked = Field(key="mark", kind="text", label="The mark", points=2, verbatim=verbatim)
        task = Task(id="all", title="All", points=2, fields=lambda _evidence, asked=asked: (asked,))
        truth = {"mark": {"accept": ["S 55747", "S55747", "Ѕ 55747"], "hint": "look"}}
        (part,) = score(task, {}, truth, {"mark": typed}, {"look": "Look."}).parts
        assert (part.points, part.reason) == (2, said if verbatim else "Right.")


@pytest.mark.parametrize(("earned", "is_explained"), [((1.0, 0.5), False), ((0.33, 1.0), True), ((None, None), False)])
def test_points_that_are_no_halves_are_explained(earned: tuple[float | None, ...], is_explained: bool) -> None:
    """Whoever sees 0.33 of a point reads why; whole and half points, and those that wait, need no words."""
    parts = tuple(Part(field="a", label="A", points=points, of=1, reason="So.") for points in earned)
    verdict = Verdict(task="all", points=None if None in earned else sum(map(float, earned)), of=2, parts=parts)
    for said in (display.verdict_html(verdict), display.verdict_text(verdict)):
        assert ("earns its share" in said) is is_explained


def test_points_are_bent_as_the_language_wants() -> None:
    """French has one point in the singular; English counts the points that there are."""
    assert [display.points_of(points, 8) for points in (0, 1, 3.33)] == [
        "0 of 8 points",
        "1 of 8 points",
        "3.33 of 8 points",
    ]
    with language.speaking("fr"):
        said = [display.points_of(points, 8) for points in (0, 1, 1.5, 2)]
    assert said == ["0 point sur 8", "1 point sur 8", "1,5 point sur 8", "2 points sur 8"]
