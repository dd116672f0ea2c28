"""Forms: what a widget is set to is kept at once and shown again."""

from pathlib import Path

import ipywidgets as widgets
import pytest

from firearmskit.course import Case, Exercise, OpenExercise, Pack
from firearmskit.course.forms import build_form
from firearmskit.course.packs import find_exercise, practice_pack
from firearmskit.course.tasks import parse_number


def walk(widget: widgets.Widget):
    """Give a widget and all that it holds."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from walk(child)


@pytest.fixture
def opened(tmp_path: Path, toy: Exercise, toy_case: Case) -> OpenExercise:
    """Give the small exercise, opened with a personal pack."""
    pack = Pack(id="0123456789abcdef", exercise=toy.id, version=1, evidence=toy_case.evidence)
    return OpenExercise(toy, pack, tmp_path, "en")


def fill(form: widgets.VBox, answer: dict) -> None:
    """Set every control of the form, as a person would."""
    controls = list(walk(form))
    by_name = {getattr(control, "description", ""): control for control in controls}
    by_name["Which letter?"].value = answer["choice"]
    for letter in "abcd":
        boxes = [c for c in controls if isinstance(c, widgets.Checkbox) and c.description == f"Letter {letter}"]
        boxes[0].value = letter in answer["choices"]
    by_name["Which year?"].value = str(answer["number"])
    by_name["Which text?"].value = answer["text"]
    by_name["Where?"].value = answer["point"]
    for rank, letter in enumerate(answer["order"], start=1):
        by_name[f"Step {rank}"].value = letter


def test_every_kind_of_field_is_kept_and_shown_again(opened: OpenExercise, toy: Exercise, right: dict) -> None:
    """A form filled in by hand keeps the right answer, and a reopened form shows it."""
    fill(build_form(opened, toy.tasks[0]), right)
    assert opened.file.answers == {"all": {**right, "number": str(right["number"])}}
    again = OpenExercise(toy, opened.pack, opened.folder, "en")
    shown = {getattr(c, "description", ""): getattr(c, "value", None) for c in walk(build_form(again, toy.tasks[0]))}
    assert shown["Which letter?"] == right["choice"]
    assert shown["Which year?"] == str(right["number"])
    assert shown["Where?"] == right["point"]
    assert [shown[f"Step {rank}"] for rank in range(1, 5)] == right["order"]


def test_a_half_made_order_survives(opened: OpenExercise, toy: Exercise) -> None:
    """Two of four steps chosen are kept, and aren't taken for an answer that can be graded."""
    form = build_form(opened, toy.tasks[0])
    for control in walk(form):
        if getattr(control, "description", "") == "Step 2":
            control.value = "c"
    assert opened.file.answers["all"]["order"] == ["", "c", "", ""]
    assert any("In which order?" in problem for problem in opened.problems("all"))


def test_a_number_is_kept_as_typed(opened: OpenExercise, toy: Exercise) -> None:
    """Leading zeros and decimals come back as they were typed: a form changes nothing."""
    for typed in ("03", "0.001", "1234,5678"):
        next(
            c for c in walk(build_form(opened, toy.tasks[0])) if getattr(c, "description", "") == "Which year?"
        ).value = typed
        again = OpenExercise(toy, opened.pack, opened.folder, "en")
        shown = {
            getattr(c, "description", ""): getattr(c, "value", None) for c in walk(build_form(again, toy.tasks[0]))
        }
        assert shown["Which year?"] == typed


def test_what_is_no_number_is_kept_as_typed(opened: OpenExercise, toy: Exercise) -> None:
    """Words typed where a number belongs aren't lost; the check says what is wrong."""
    form = build_form(opened, toy.tasks[0])
    next(c for c in walk(form) if getattr(c, "description", "") == "Which year?").value = "about 1950"
    assert opened.file.answers["all"]["number"] == "about 1950"
    assert any("about 1950" in problem for problem in opened.problems("all"))


def test_evidence_is_escaped(opened: OpenExercise, toy: Exercise) -> None:
    """A note of the case can't become markup."""
    html = " ".join(c.value for c in walk(build_form(opened, toy.tasks[0])) if isinstance(c, widgets.HTML))
    assert "Look &lt;closely&gt;." in html


def test_the_check_button_tells_what_is_missing(opened: OpenExercise, toy: Exercise) -> None:
    """Pressing the button shows what isn't answered yet."""
    form = build_form(opened, toy.tasks[0])
    next(c for c in walk(form) if isinstance(c, widgets.Button)).click()
    assert "Not answered yet: Which letter?" in form.children[-1].value


@pytest.mark.parametrize(
    ("typed", "read"),
    [("1953", 1953), (" 12,5 ", 12.5), ("1 234,5", 1234.5), ("", ""), ("1e5", "1e5"), ("٣", "٣"), ("--1", "--1")],
)
def test_numbers_are_read_as_people_type_them(typed: str, read: object) -> None:
    """Commas, points and spaces are understood; anything else stays text."""
    assert parse_number(typed) == read


def test_a_step_that_is_chosen_twice_is_said_while_choosing(opened: OpenExercise) -> None:
    """The form names it at once, and doesn't count the order as answered."""
    form = build_form(opened, opened.what.tasks[0])
    steps = {control.description: control for control in walk(form) if isinstance(control, widgets.Dropdown)}
    for rank in (1, 2):
        steps[f"Step {rank}"].value = "a"
    said = " ".join(control.value for control in walk(form) if isinstance(control, widgets.HTML))
    assert "Use each step once." in said
    assert "0 of 6" in said
    steps["Step 2"].value = "b"
    assert "Use each step once." not in " ".join(c.value for c in walk(form) if isinstance(c, widgets.HTML))


def test_feedback_on_another_answer_says_that_it_is_old(opened: OpenExercise) -> None:
    """After a change, the result that stands there is marked once; checking again takes the mark away."""
    form = build_form(opened, opened.what.tasks[0])
    controls = list(walk(form))
    (text,) = [control for control in controls if getattr(control, "description", "") == "Which text?"]
    (button,) = [control for control in controls if getattr(control, "description", "") == "Check my answer"]

    def marks() -> int:
        return sum(c.value.count("Changed since") for c in walk(form) if isinstance(c, widgets.HTML))

    text.value = "one"
    assert marks() == 0
    button.click()
    text.value = "two"
    text.value = "three"
    assert marks() == 1
    button.click()
    assert marks() == 0


def test_places_in_a_picture_are_passed_by_the_tab_key(tmp_path: Path) -> None:
    """The list holds the same places, after its question."""
    what = find_exercise("m06_identification/marks")
    opened = OpenExercise(what, practice_pack(what), tmp_path, "en")
    form = build_form(opened, what.tasks[0])
    spots = [control for control in walk(form) if "fk-spot" in getattr(control, "_dom_classes", ())]
    assert spots
    assert {spot.tabbable for spot in spots} == {False}
