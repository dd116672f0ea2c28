"""What tasks of several modules share: options in the order drawn, spots on the marks, an argument that can be won."""

from __future__ import annotations

from firearmskit.course.exercises.shared import (
    argument_fields,
    argument_truth,
    choice_rows,
    mark_options,
    mark_spots,
    options_of,
)
from firearmskit.course.tasks import Task, right_answer, score

SENTENCES = {"a": "Serial number", "b": "Year", "c": "Maker"}


def test_options_stand_in_the_order_that_was_drawn() -> None:
    """Values choose and order the sentences; without values all stand as they are written."""
    assert [(each.value, each.label) for each in options_of(SENTENCES, ["c", "a"])] == [
        ("c", "Maker"),
        ("a", "Serial number"),
    ]
    assert [each.value for each in options_of(SENTENCES)] == ["a", "b", "c"]


def test_each_row_asks_the_same_under_a_key_of_its_own() -> None:
    """Rows differ in key and name only."""
    first, second = choice_rows({"x0": "Kind 1", "x1": "Kind 2"}, "who?", options_of(SENTENCES), points=2)
    assert (first.key, first.row, second.key, second.row) == ("x0", "Kind 1", "x1", "Kind 2")
    assert {(each.label, each.points, each.values) for each in (first, second)} == {("who?", 2, ("a", "b", "c"))}


def test_a_spot_lies_around_its_mark() -> None:
    """The middle of a spot is as high as the mark, and spots of neighbouring rows don't overlap."""
    marks = [{"label": "A", "y": 0.2}, {"label": "B", "y": 0.47}]
    spots = mark_spots({"pictures": {"frame": {"marks": marks}, "slide": {"marks": []}}}, ("frame", "slide"))
    assert [(spot.value, spot.picture) for spot in spots] == [("A", "frame"), ("B", "frame")]
    assert [round(spot.y + spot.height / 2, 2) for spot in spots] == [0.2, 0.47]
    assert spots[0].y + spots[0].height < spots[1].y


def test_the_truth_of_an_argument_fits_its_fields() -> None:
    """The planted truth has the fields' keys in their order, and answering it earns all ten points."""
    fields = argument_fields(
        options_of(SENTENCES), mark_options("ABC"), options_of(SENTENCES), judged_by="Which two marks?"
    )
    truth = argument_truth("b", {"C", "A"}, ["a", "c"], because={"a": "faint"})
    task = Task(id="argument", title="", points=10, fields=lambda _evidence: fields, blocks=lambda _evidence: ())
    assert [field.key for field in fields] == list(truth)
    assert truth["carriers"]["accept"] == ["A", "C"]
    hints = dict.fromkeys(("claim", "carriers", "limits", "faint"), "Look again.")
    assert score(task, {}, truth, right_answer(task, {}, truth), hints).points == 10
