"""Other scripts and calendars: digits are read, calendars named, and no year is claimed that the text doesn't name."""

from __future__ import annotations

import pytest

from firearmskit import marking
from firearmskit.marking.lookalikes import other_script
from firearmskit.marking.script import latin, plain, scripts, visible


@pytest.mark.parametrize(
    ("text", "year", "words"),
    [
        ("昭和18年", "1943", "East Asia"),
        ("昭18.7", "1943", "East Asia"),
        ("民國45年", "1956", "East Asia"),
        ("พ.ศ. 2519", "1976", "Buddhist"),
        ("سال ۱۳۵۴", None, "1975/1976"),
        ("١٣٩٨ هـ", None, "1977/1978"),
    ],
)
def test_a_calendar_that_the_text_names(text, year, words):
    """The kind is a year; the common year is given only where there is just one."""
    (piece,) = marking.read([text]).pieces
    assert (piece.kind, piece.normalised) == ("year", year)
    assert words in piece.reason


@pytest.mark.parametrize("text", ["۱۳۵۴", "١٣٩٨"])
def test_a_calendar_that_nothing_names_is_only_possible(text):
    """Four digits that could be a year of two calendars are neither a year nor a serial; both are said."""
    (piece,) = marking.read([text]).pieces
    assert (piece.kind, piece.normalised) == ("unknown", None)
    assert "year" in dict(piece.alternatives)
    assert "calendar" in piece.reason


@pytest.mark.parametrize(
    ("text", "value"),
    [("五六式", "Type 56 rifle"), ("十四年式", "Type 14"), ("三八式", "Type 38"), ("式四九", "Type 94")],
)
def test_types_in_chinese_characters(text, value):
    """Chinese digits make a type, also with the sign for ten and written leftwards."""
    (piece,) = marking.read([text]).pieces
    assert (piece.kind, piece.normalised) == ("model", value)


def test_a_single_stroke_is_no_number():
    """One Chinese digit alone can be a stroke or a part of a word."""
    assert (plain("一"), plain("第一"), plain("一九五六年"), plain("壹贰")) == ("一", "第一", "1956年", "12")


def test_signs_of_direction_are_no_part_of_a_value():
    """Right-to-left text keeps its verbatim form; the value is without the signs that steer it."""
    (piece,) = marking.read(["\u202b\u0661\u0662\u0663\u0664\u0665\u0666\u202c"]).pieces
    assert piece.normalised == "١٢٣٤٥٦"
    assert piece.latin == "123456"
    assert visible("1\u200f2") == "12"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("AB", {"latin"}),
        ("ΑΒ", {"greek"}),
        ("АБ", {"cyrillic"}),
        ("مصر", {"arabic"}),
        ("式", {"chinese"}),
        ("한", {"other"}),
    ],
)
def test_scripts_are_told_apart(text, names):
    """Letters that look alike belong to the script that they are of."""
    assert scripts(text) == names


def test_greek_letters_are_transliterated_and_never_folded():
    """A Greek serial has a Latin form beside it, and names the look-alike as what it could be."""
    assert latin("ΓΔ 12") == "GD 12"
    assert other_script("ΑΒ 12") == ("AB 12",)
    assert "Greek" in marking.read(["G3A3", "ΑΒ 12345"]).of("serial")[0].reason


@pytest.mark.parametrize("text", ["مصر", "العراق", "中國", "ΕΛΛΑΣ", "СРБИЈА", "日本"])
def test_states_in_their_own_script(text):
    """The name of a State in its own script is that State."""
    assert len(marking.read([text]).values("country")) == 1


@pytest.mark.parametrize(
    "text", ["стрела в треугольнике", "Pfeil im Dreieck", "flecha en triángulo", "flèche dans un triangle"]
)
def test_symbols_are_described_in_several_languages(text):
    """A symbol is the same mark in whatever language it is described."""
    assert marking.read([text]).values("factory_code") == ("arrow in triangle",)
