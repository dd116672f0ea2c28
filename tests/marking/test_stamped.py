"""Marks taken out of files."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.errors import FirearmskitError, InputError
from firearmskit.marking import StampedMark, parse_marks


def test_json_and_csv_give_the_same_marks():
    """A list, an object with a list, and a table say the same."""
    marks = [
        {"text": "AB 12 3456", "place": "frame", "height_mm": 1.8, "depth_mm": 0.1},
        {"text": "NGA 2024", "shows": ["country-of-import", "year-of-import"], "over": 0},
    ]
    table = (
        "text,place,height_mm,depth_mm,shows,over\n"
        "AB 12 3456,frame,1.8,0.1,,\n"
        "NGA 2024,,,,country-of-import; year-of-import,0\n"
    )
    expected = (
        StampedMark(text="AB 12 3456", place="frame", height_mm=1.8, depth_mm=0.1),
        StampedMark(text="NGA 2024", shows=("country-of-import", "year-of-import"), over=0),
    )
    assert parse_marks(json.dumps(marks)) == expected
    assert parse_marks(json.dumps({"marks": marks})) == expected
    assert parse_marks(table) == expected


@pytest.mark.parametrize(
    ("data", "word"),
    [
        ("[{", "JSON"),
        ("[" * 100_000, "JSON"),
        ('{"mark": []}', "list"),
        ('[{"place": "frame"}]', "text"),
        ('["AB"]', "text"),
        ('[{"text": "A", "colour": "red"}]', '"colour"'),
        ('[{"text": "A", "height_mm": "tall"}]', '"tall"'),
        ('[{"text": "A", "height_mm": true}]', "True"),
        ('[{"text": "A", "over": 1e999}]', "inf"),
        ('[{"text": "A", "shows": "serial"}]', '"serial"'),
        ("place\nframe\n", "text"),
        ('text\n"A\n', "CSV"),
        (json.dumps([{"text": "A"}] * 201), "200"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(data, word):
    """A damaged file is named, with the place and the value."""
    with pytest.raises(InputError, match=word) as caught:
        parse_marks(data, name="panel.json")
    assert "panel.json" in str(caught.value)
    assert len(str(caught.value)) < 500


@given(st.text(max_size=200))
def test_nothing_but_our_errors_is_raised(data):
    """Any text at all: marks, or a clear error."""
    with contextlib.suppress(FirearmskitError):
        parse_marks(data)
