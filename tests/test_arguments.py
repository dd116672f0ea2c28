"""What is handed over wrongly is named in an InputError, at once, by every public function."""

from __future__ import annotations

from datetime import date, datetime
from itertools import repeat

import pytest

from firearmskit import identification, law, marking, reference
from firearmskit.arguments import figure, iso_day, listed, of_type, whole
from firearmskit.errors import InputError
from firearmskit.identification import headstamp

SCHEME = marking.design("KEN", agencies={"P": "Police"}, arms_a_year=100, first_year=2026)


class Unspeakable:
    """An object whose repr fails."""

    def __repr__(self) -> str:
        raise RuntimeError("no")


WRONG = [None, 5, 10**5000, float("nan"), b"AB", object(), int, Unspeakable()]


def _plan(**changed: object) -> object:
    held = {
        "event": "import",
        "agency": "P",
        "year": 2026,
        "teams": 1,
        "minutes_a_firearm": (1, 2, 3),
        "hours_a_day": 6,
    }
    return marking.plan_campaign(SCHEME, {"North": 5}, **{**held, **changed})


FUNCTIONS = {
    "reference.find": lambda value: reference.find("calibres", value),
    "reference.get": lambda value: reference.get("models", value),
    "reference.crosswalk": lambda value: reference.crosswalk(value, "hs"),
    "law.cite": lambda value: law.cite("firearms-protocol", value),
    "law.to_frame": law.to_frame,
    "marking.describe": marking.describe,
    "marking.to_frame": marking.to_frame,
    "marking.parse_marks": lambda value: marking.parse_marks(None if isinstance(value, bytes) else value),
    "marking.rank": lambda value: marking.rank("AB1234", value),
    "marking.learn_weights": marking.learn_weights,
    "marking.write_register": marking.write_register,
    "marking.check_register": lambda value: marking.check_register(value, SCHEME),
    "marking.plan_to_frame": marking.plan_to_frame,
    "marking.design": lambda value: marking.design(value, agencies={"P": "x"}, arms_a_year=9, first_year=2026),
    "marking.design agencies": lambda value: marking.design("KEN", agencies=value, arms_a_year=9, first_year=2026),
    "marking.plan_campaign event": lambda value: _plan(event=value),
    "marking.plan_campaign minutes": lambda value: _plan(minutes_a_firearm=value),
    "identification.describe": identification.describe,
    "identification.describe_trace": identification.describe_trace,
    "identification.to_frame": identification.to_frame,
    "headstamp.describe": headstamp.describe,
    "headstamp.to_frame": headstamp.to_frame,
}


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("value", WRONG, ids=range(len(WRONG)))
def test_what_is_of_the_wrong_type_is_named(name, value):
    """No function fails somewhere inside with an error that the caller can't place."""
    with pytest.raises(InputError) as caught:
        FUNCTIONS[name](value)
    assert 0 < len(str(caught.value)) < 1500


@pytest.mark.parametrize("value", ["", None, float("nan"), float("inf"), [], "0.5", True, 10**5000], ids=range(8))
def test_a_share_must_be_a_number(value):
    """Shares and confidences are finite numbers."""
    with pytest.raises(InputError):
        marking.sample_size(100, at_most=value, confidence=0.95)
    with pytest.raises(InputError):
        marking.upper_share(100, read=10, wrong=0, confidence=value)
    with pytest.raises(InputError):
        figure(value, "share")


@pytest.mark.parametrize("value", ["", None, 1.0, True, [], 10**5000], ids=range(6))
def test_a_count_must_be_a_whole_number(value):
    """Counts are whole numbers of a size that can be counted."""
    with pytest.raises(InputError):
        marking.upper_share(100, read=value, wrong=0, confidence=0.95)
    with pytest.raises(InputError):
        marking.design("KEN", agencies={"P": "x"}, arms_a_year=9, first_year=value)
    with pytest.raises(InputError, match="count must be"):
        whole(value, "count")


@pytest.mark.parametrize("weights", [0, "", 5, {}, [1]])
def test_weights_must_be_weights(weights):
    """Something else in place of weights isn't taken for none."""
    with pytest.raises(InputError, match="weights"):
        marking.compare("AB1234", "AB1243", weights=weights)
    with pytest.raises(InputError, match="weights"):
        marking.rank("AB1234", ["AB1243"], weights=weights)


def test_a_list_that_does_not_end_is_refused():
    """Candidates without end are refused instead of being waited for."""
    with pytest.raises(InputError, match="candidates has more than"):
        marking.rank("AB1234", repeat("AB1243"))


@pytest.mark.parametrize("value", ["AB", b"AB", {"a": 1}, None, 5])
def test_a_text_or_mapping_is_no_list(value):
    """A text handed over as a list would be taken letter by letter."""
    with pytest.raises(InputError, match="must be a list"):
        listed(value, str, "candidates")


def test_what_is_right_is_given_back():
    """Values of the right type come back as they are."""
    assert of_type("a", (str, int), "text") == "a"
    assert listed(iter("ab"), str, "letters") == ("a", "b")
    assert figure(0.5, "share") == 0.5
    assert whole(7, "count") == 7


@pytest.mark.parametrize("on", ["2024", "2024-02", "", None, 20240229, "2024-02-30"])
def test_a_day_is_known_to_the_day(on):
    """Where a day is asked for, a year or a month isn't enough."""
    with pytest.raises(InputError):
        iso_day(on)


def test_a_day_may_be_a_date():
    """A ``date`` and a ``datetime`` serve as well as an ISO date."""
    assert iso_day(date(2024, 2, 29)) == iso_day(datetime(2024, 2, 29, 8)) == iso_day("2024-02-29") == "2024-02-29"
