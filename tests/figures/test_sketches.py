"""Sketches of features, cartridges and maps of marks: they fit the key's tables, and all can be read."""

from __future__ import annotations

import pytest

from firearmskit import identification, reference
from firearmskit.errors import InputError
from firearmskit.figures import (
    CARTRIDGES,
    SIDE_VIEWS,
    describe_cartridge,
    describe_feature,
    describe_mark_map,
    drawn_features,
    mark_places,
    plot_cartridge,
    plot_feature,
    plot_mark_map,
    side_view_parts,
)
from firearmskit.figures.drawing import svg
from firearmskit.figures.features import sketches


def test_sketches_are_of_answers_of_the_key():
    """Every sketch belongs to a feature and an answer that the identification key knows."""
    known = {feature.id for feature in identification.features()}
    for feature, values in drawn_features().items():
        if feature != "rim":
            assert feature in known
            assert set(values) <= set(identification.answers(feature)), feature


@pytest.mark.parametrize("feature", drawn_features())
def test_no_two_answers_look_alike(feature):
    """Each answer has a picture of its own, drawn the same each time."""
    values = drawn_features()[feature]
    pictures = [svg(plot_feature(feature, value, width_px=120).figure) for value in values]
    assert len(set(pictures)) == len(values)
    assert svg(plot_feature(feature, values[0], width_px=120).figure) == pictures[0]


@pytest.mark.parametrize("feature", ["stock", "form", "handguard", "rim"])
def test_a_sheet_can_be_read_on_a_phone(feature, is_legible):
    """All answers stand on one sheet, each with its words and its place."""
    sheet = plot_feature(feature, width_px=360)
    assert is_legible(sheet)
    assert list(sheet.places) == list(drawn_features()[feature])


def test_a_sketch_is_told_by_its_question_and_answer():
    """Who can't see the sketch reads what it stands for."""
    assert describe_feature("bipod", "yes") == "Sketch. Are there two legs under the barrel? – yes."
    assert "straight; a little; strongly" in describe_feature("magazine_curve")
    assert plot_feature("rim", "belted").description == describe_feature("rim", "belted")


@pytest.mark.parametrize(
    ("feature", "value", "message"),
    [
        ("colour", None, '"colour"; allowed: '),
        (["stock"], None, "allowed: "),
        ("stock", "gold", 'no sketch of "gold" for "stock"; there are sketches of wood, plastic'),
        ("stock", 3, 'no sketch of "3"'),
        ("stock", "x" * 10_000, "(10000 characters)"),
    ],
)
def test_what_has_no_sketch_is_refused(feature, value, message):
    """The message quotes the value and says what is drawn."""
    with pytest.raises(InputError) as caught:
        plot_feature(feature, value)
    assert message in str(caught.value)


@pytest.mark.parametrize("kind", CARTRIDGES)
def test_cartridges_can_be_read_on_a_phone(kind, is_legible):
    """Names and letters stand apart, and the words don't say which kind it is."""
    assert is_legible(plot_cartridge(kind, label=True, width_px=360))
    told = describe_cartridge(kind, label="letters", highlight=["rim"])
    assert not [name for name in ("rimless", "rimmed", "belted", "rebated", "rimfire", "shot") if name in told]
    assert "lettered" in told
    assert describe_cartridge(kind) + " Named" in plot_cartridge(kind, label=True).description


@pytest.mark.parametrize(
    ("kind", "setting", "message"),
    [
        ("blank", {}, '"blank"; allowed: belted'),
        ("parts", {"highlight": ["trigger"]}, '"trigger"; allowed: '),
        ("parts", {"label": 2}, "label must be"),
        ("parts", {"width_px": 0}, "width_px must be"),
    ],
)
def test_a_cartridge_that_cant_be_drawn_is_refused(kind, setting, message):
    """The message quotes the value."""
    with pytest.raises(InputError) as caught:
        plot_cartridge(kind, **setting)
    assert message in str(caught.value)


@pytest.mark.parametrize("view", SIDE_VIEWS)
def test_a_mark_map_says_where_to_look_and_how_sure_it_is(view, is_legible):
    """Each place is on the drawing, has a source or says that it has none, and is told in words."""
    places = mark_places(view)
    words = " ".join(is_legible(plot_mark_map(view, width_px=360)))
    told = describe_mark_map(view)
    for number, place in enumerate(places, start=1):
        assert place.part in side_view_parts(view, place.side)
        assert place.side == places[0].side
        assert place.confidence in reference.CONFIDENCE
        assert (place.read is None) == (place.confidence == "unverified")
        assert bool(place.covers) == (place.confidence == "partly")
        assert f"{number}, " in told
        assert place.what in told
    unsure = all(place.confidence == "unverified" for place in places)
    assert ("No source was found" in told) == ("No source was found" in words) == unsure


def test_mark_places_that_were_worked_out_name_rows_whose_place_was_read():
    """A derived row names models of the reference table whose own place of marks was read at a source."""
    for view in SIDE_VIEWS:
        for place in mark_places(view):
            if place.confidence == "derived":
                models = [row for row in reference.rows(reference.Model) if f"{row.id} " in f"{place.source} "]
                assert models
                assert all("mark_place" in row.covers for row in models)


def test_a_map_of_an_unknown_firearm_is_refused():
    """The message quotes the value."""
    for call in (plot_mark_map, describe_mark_map, mark_places):
        with pytest.raises(InputError, match='"musket"; allowed'):
            call("musket")


@pytest.mark.parametrize("value", ["underfold", "sidefold"])
def test_how_a_stock_folds_can_be_seen(value):
    """Dashes show where it lies when it is folded, beside the receiver or under it, so that no words are needed."""
    folded = [shape for shape in sketches()["stock"][value].shapes if shape.tone == "dashes"]
    assert len(folded) >= 2
    heights = [y for shape in folded for _x, y, _radius in shape.points]
    upper_edge, lower_edge = 62, 104
    assert min(heights) > upper_edge
    assert (min(heights) < (upper_edge + lower_edge) / 2) is (value == "sidefold")


def test_dashes_are_broken_lines():
    """They don't look like an edge of the firearm."""
    patches = plot_feature("stock", "sidefold").figure.axes[0].patches
    assert {"--", "-"} <= {patch.get_linestyle() for patch in patches}
