"""The table of weapon types, and the table of what tells them apart."""

from __future__ import annotations

import pytest

from firearmskit import reference
from tests.every import every

MODELS = reference.rows(reference.Model)
LOOK_ALIKES = reference.rows(reference.LookAlike)


def test_actions_and_feeds_are_of_the_vocabulary():
    """Each type works and is fed in a way that the vocabulary knows, and names no feed twice."""
    for row in MODELS:
        assert row.action is None or row.action in reference.ACTIONS, row.id
        assert set(row.feed) <= set(reference.FEEDS), row.id
        assert len(set(row.feed)) == len(row.feed), row.id


def test_every_word_of_the_vocabulary_is_used():
    """No word of the vocabulary stands for nothing."""
    assert {row.action for row in MODELS} >= set(reference.ACTIONS) - {"manual-single"}
    assert {feed for row in MODELS for feed in row.feed} == set(reference.FEEDS)


@pytest.mark.parametrize(("column", "kind"), [("calibres", reference.Calibre), ("makers", reference.Maker)])
def test_no_type_points_to_a_row_that_is_missing(column, kind):
    """Each calibre and each maker of a type is a row of its table, and stands there once."""
    known = {row.id for row in reference.rows(kind)}
    for row in MODELS:
        assert set(getattr(row, column)) <= known, row.id
        assert len(set(getattr(row, column))) == len(getattr(row, column)), row.id


def test_the_only_maker_is_one_of_the_makers():
    """Where only one maker made a type under its name, the list of makers has it."""
    for row in MODELS:
        assert row.maker is None or row.maker in row.makers, row.id


def test_years_are_plausible_and_in_order():
    """First and last year lie between 1800 and 2026, the last not before the first."""
    for row in MODELS:
        years = [year for year in (row.since, row.until) if year is not None]
        assert all(1800 <= year <= 2026 for year in years), row.id
        assert years == sorted(years), row.id


def test_capacities_are_plausible():
    """Numbers of rounds lie between 1 and 250, rise, and go with a feed."""
    for row in MODELS:
        assert all(1 <= rounds <= 250 for rounds in row.capacity), row.id
        assert list(row.capacity) == sorted(set(row.capacity)), row.id
        assert not row.capacity or row.feed, row.id


def test_what_loads_by_hand_holds_as_many_rounds_as_barrels():
    """A type that is fed by hand alone holds one round, or two in two barrels; revolvers have a cylinder."""
    for row in MODELS:
        if row.feed == ("single",):
            assert set(row.capacity) <= {1, 2}, row.id
        assert (row.action != "revolver") or row.feed == ("cylinder",), row.id


def test_names_repeat_no_mark():
    """What is stamped isn't listed again among the other names."""
    for row in MODELS:
        assert not set(row.names) & {row.name, *row.marks, *row.variants}, row.id
        assert len(set(row.names)) == len(row.names), row.id


def test_no_look_alike_points_nowhere():
    """Each type that is compared is in the table of models, and none is compared with itself."""
    known = {row.id for row in MODELS}
    for row in LOOK_ALIKES:
        assert row.model in known, row.id
        assert row.other is None or row.other in known, row.id
        assert row.other != row.model, row.id


def test_a_comparison_is_made_once():
    """No two rows look at the same thing on the same two types."""
    seen = [(row.model, row.other, row.feature) for row in LOOK_ALIKES]
    assert len(set(seen)) == len(seen)


def test_both_sides_of_a_comparison_differ():
    """What the one shows isn't what the other shows."""
    for row in LOOK_ALIKES:
        assert row.this != row.that, row.id


@every([*MODELS, *LOOK_ALIKES])
def test_partly_supported_rows_say_what_is_supported(row):
    """A row that a source supports in part names at least one field, and none of those named is empty."""
    assert bool(row.covers) == (row.confidence == "partly")
    assert all(getattr(row, field) not in (None, ()) for field in row.covers)


@pytest.mark.parametrize(
    ("id", "field", "value"),
    [
        ("raven", "until", 1991),
        ("tec9", "designer", "George Kellgren"),
        ("taurus85", "since", 1980),
        ("sw36", "capacity", (5,)),
        ("sw10", "since", 1899),
        ("vis35", "designer", "Piotr Wilniewczyc and Jan Skrzypiński"),
        ("famae-saf", "calibres", ("9x19-parabellum", "40sw")),
        ("maverick88", "since", 1988),
        ("mac10", "until", 1973),
        ("taurus-247", "since", 2004),
        ("imbel-md97", "since", 1985),
        ("qsz92", "capacity", (15, 20)),
        ("zigana", "since", 2001),
    ],
)
def test_facts_are_those_of_their_source(id, field, value):
    """Facts that were read at a source stand as they were read, and their row says that its source has them."""
    row = reference.get(reference.Model, id)
    assert getattr(row, field) == value
    assert field in row.covers


def test_what_a_row_says_of_a_maker_that_is_its_own_holds_for_look_alikes():
    """A comparison by the name on the slide or the maker's marks is made between types that share no sole maker."""
    for row in LOOK_ALIKES:
        if row.other and row.feature in ("marks", "name on the slide", "name on the frame"):
            ours, other = (reference.get(reference.Model, id).maker for id in (row.model, row.other))
            assert ours is None or ours != other, row.id


def test_classes_of_craft_made_firearms_promise_no_serial():
    """What is made outside the factory has no maker, and its serial is none or can't be trusted."""
    classes = [row for row in MODELS if row.name.startswith(("Craft-made", "Improvised", "Privately made"))]
    assert len(classes) >= 8
    for row in classes:
        assert row.maker is None
        assert row.makers == ()
        assert row.serial_format in ("none", "none or invented", "may be invented, repeated or absent"), row.id


def test_look_alikes_are_found_in_a_frame():
    """The table of look-alikes can be had as a frame, numbers of rounds as text in that of the types."""
    frame = reference.to_frame("look_alikes")
    assert set(frame.loc[frame["model"] == "type56", "other"]) >= {"akm", "ak47"}
    assert reference.to_frame("models").set_index("id").loc["qsz92", "capacity"] == "15; 20"
    assert "type56" in [row.id for row in reference.find("models", "56式冲锋枪")]
