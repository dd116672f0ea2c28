"""Several panels of one firearm: what repeats, what fits, what contradicts, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firearmskit import marking
from firearmskit.errors import InputError
from firearmskit.language import speaking

PHOTOS = [["GLOCK", "AB?123"], ["ABC123", "9x19"], ["XYZ789"]]
PLACES = ["frame", "frame", "slide"]


def conflicts(firearm):
    """List what the panels disagree about, with the values."""
    return [(conflict.about, conflict.values) for conflict in firearm.conflicts]


def test_a_partial_reading_joins_the_full_one():
    """A number that one photo shows whole and another with a sign unread is one serial, with both places."""
    firearm = marking.read_firearm(PHOTOS, places=PLACES)
    (standing,) = firearm.serials
    assert firearm.serial == standing.value == "ABC123"
    assert (standing.read_as, standing.panels, standing.places) == (("ABC123", "AB?123"), (0, 1), ("frame",))
    assert standing.confidence > 0.5


def test_a_number_on_another_part_is_told():
    """The number of the slide differs: it isn't the serial, and the description says so."""
    firearm = marking.read_firearm(PHOTOS, places=PLACES)
    assert conflicts(firearm) == [("part", ("XYZ789",))]
    assert '"XYZ789"' in marking.describe(firearm)


def test_a_partial_reading_that_fits_two_joins_neither():
    """What could be either of two numbers is taken for none of them."""
    firearm = marking.read_firearm([["GLOCK", "ABC123"], ["ABD123"], ["AB?123"]])
    assert firearm.serial is None
    assert len(firearm.serials) == 3
    assert conflicts(firearm)[0][0] == "serial"


@pytest.mark.parametrize(
    ("panels", "about", "values"),
    [
        ([["MADE IN CHINA"], ["MADE IN AUSTRIA"]], "country", ("CHN", "AUT")),
        ([["ZASTAVA"], ["PIETRO BERETTA"]], "maker", ("Zavodi Crvena Zastava", "Pietro Beretta")),
        ([["1943"], ["1956"]], "year", ("1943", "1956")),
        ([["7.62x39"], ["9x19"]], "calibre", ("7.62x39mm", "9x19mm Parabellum")),
    ],
)
def test_each_contradiction_is_named(panels, about, values):
    """Makers, States, years and calibres that differ are told with what they can mean."""
    found = dict(conflicts(marking.read_firearm(panels)))
    assert found[about] == values


@pytest.mark.parametrize(
    "panels",
    [
        [["GLOCK", "ABC123"], ["GLOCK", "ABC123"], ["ABC 123"]],
        [["66 in triangle", "1234567"], ["Type 56"]],
        [["ZASTAVA", "123456"], ["CAI GEORGIA VT"], ["crown over BNP"], ["ECOWAS NGA NPF 2015 123"]],
        [],
        [[]],
    ],
)
def test_what_agrees_is_no_conflict(panels):
    """Repeated marks, marks that support each other, and later marks don't contradict."""
    assert marking.read_firearm(panels).conflicts == ()


def test_texts_know_their_panel():
    """Each text of the whole reading says on which panel it stands."""
    firearm = marking.read_firearm([["GLOCK", "19"], [], ["AB123"]])
    assert firearm.panels == (0, 0, 2)
    assert firearm.reading.texts == ("GLOCK", "19", "AB123")


def test_places_may_be_given_for_each_text():
    """A panel that shows two parts names a place for each of its texts."""
    firearm = marking.read_firearm([["1234567", "7654321"]], places=[["receiver", "bolt"]])
    assert firearm.serial == "1234567"


@pytest.mark.parametrize(
    ("panels", "places", "word"),
    [
        ("AB123", None, "AB123"),
        (["AB123"], None, "panel 1"),
        ([["a"], 7], None, "panel 2"),
        ([["a"]], ["frame", "slide"], "1 panels"),
        ([["a"]], "frame", "frame"),
        ([["a"]], [["frame", "slide"]], "1 texts"),
        ([[3]], None, "3"),
    ],
)
def test_misuse_is_refused_with_the_value(panels, places, word):
    """What isn't panels of texts with a place each is refused, and the message quotes it."""
    with pytest.raises(InputError, match=word):
        marking.read_firearm(panels, places=places)


MARKS = st.sampled_from(["GLOCK", "ABC123", "AB?123", "1953", "9x19", "MADE IN CHINA", "[ground]", "12345678", "", "х"])


@settings(max_examples=100)
@given(st.lists(st.lists(MARKS, max_size=3), max_size=4))
def test_every_serial_stands_somewhere(panels):
    """Each value of the serial was read, stands on a panel that exists, and one conflict is told once."""
    firearm = marking.read_firearm(panels)
    for standing in firearm.serials:
        assert standing.value in standing.read_as
        assert set(standing.panels) <= set(range(len(panels)))
    about = [conflict.about for conflict in firearm.conflicts]
    assert len(about) == len(set(about))
    assert set(about) <= set(marking.CONFLICTS)
    assert marking.describe(firearm)


def test_conflicts_speak_the_language():
    """The reason of a conflict is in the language that is spoken."""
    with speaking("en"):
        assert "converted" in marking.read_firearm([["7.62x39"], ["9x19"]]).conflicts[0].reason
