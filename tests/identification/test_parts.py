"""Essential parts by instrument, and numbers on parts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firearmskit import identification, language, reference
from firearmskit.errors import InputError, UnknownCodeError
from firearmskit.identification.tables import EssentialPart, table


def names(kind: str, instrument: str) -> set[str]:
    """Give the ids of the parts."""
    return {part.part for part in identification.components(kind, instrument)}


def test_the_protocol_names_the_parts_of_its_definition():
    """Article 3(b): barrel, frame or receiver, slide or cylinder, bolt or breech block, and sound reducers."""
    assert names("pistol", "firearms-protocol") == {"barrel", "frame", "slide", "silencer"}
    assert names("revolver", "firearms-protocol") == {"barrel", "frame", "cylinder", "silencer"}
    assert names("assault_rifle", "firearms-protocol") == {"barrel", "receiver", "bolt", "silencer"}


def test_the_directive_counts_both_halves_of_a_receiver_and_no_silencer():
    """Article 1(1)(2) of the Directive: the receiver, upper and lower, but not the sound reducer."""
    assert names("akm", "eu-2021-555") == {"barrel", "receiver", "upper_receiver", "lower_receiver", "bolt"}
    assert "silencer" not in names("pistol", "eu-2021-555")


def test_instruments_differ():
    """In the United States the frame or receiver alone counts; Germany adds a separate chamber."""
    assert names("pistol", "usa") == {"receiver"}
    assert "chamber" in names("rifle", "deu")
    assert names("pistol", "sadc") == {"barrel", "frame", "slide"}


@pytest.mark.parametrize("instrument", identification.instruments())
def test_each_part_cites_an_article_and_kinds_exist(instrument):
    """Each part names its article; its kinds are classes of the table of models; every kind has a part."""
    kinds = {row.kind for row in reference.rows(reference.Model)}
    for row in table(EssentialPart):
        assert row.article.strip()
        assert set(row.kinds) <= kinds, row.id
    for kind in kinds:
        assert identification.components(kind, instrument), kind


def test_names_and_notes_of_parts_are_in_the_language_spoken():
    """A list of parts names them, and adds its notes, in French where French is spoken."""
    plain = identification.components("pistol", "sadc")
    with language.speaking("fr"):
        barrel, _frame, slide = identification.components("pistol", "sadc")
    assert (barrel.name, slide.name) == ("canon", "glissière")
    assert barrel.note
    assert barrel.note != plain[0].note


def test_what_was_not_read_is_unverified():
    """The paragraph of the International Tracing Instrument wasn't read, and its row says so."""
    assert [part.confidence for part in identification.components("pistol", "iti")] == ["unverified"]


@pytest.mark.parametrize("call", [("banana", "usa"), ("pistol", "banana"), ("", "usa"), ([], "usa"), ("pistol", [])])
def test_unknown_kinds_and_instruments_are_named(call):
    """A kind, model or instrument that doesn't exist is quoted."""
    with pytest.raises(UnknownCodeError):
        identification.components(*call)


@pytest.mark.parametrize(
    ("numbers", "codes"),
    [
        ({"frame": "A123", "slide": "A123", "barrel": "A 123"}, []),
        ({"receiver": "AB1234", "bolt": "771"}, ["differs"]),
        ({"receiver": "AB 1234", "bolt": "1234"}, ["part-of"]),
        ({"receiver": "AB 1234", "bolt": "4"}, ["differs"]),
        ({"slide": "771", "barrel": "771"}, ["no-main-number"]),
        ({"frame": "A1", "receiver": "A2", "slide": "A1"}, ["main-parts-differ", "differs"]),
        ({"receiver": None, "bolt": "771"}, ["unreadable", "no-main-number"]),
        ({"frame": "A123"}, ["too-few"]),
        ({}, []),
    ],
)
def test_numbers_are_compared(numbers, codes):
    """Equal numbers give no finding; others say what they mean; letters and zeros are never folded."""
    found = [each.code for each in identification.check_numbers(numbers)]
    assert sorted(found) == sorted(codes if codes != ["main-parts-differ", "differs"] else ["main-parts-differ"])


def test_warnings_come_before_notes():
    """The gravest finding stands first."""
    found = identification.check_numbers({"receiver": "AB1234", "cover": "1234", "bolt": "771"})
    assert [each.severity for each in found] == ["warning", "note"]


def test_look_alike_characters_are_never_folded():
    """O and 0 are different, and so are leading zeros."""
    assert [each.code for each in identification.check_numbers({"frame": "O123", "slide": "0123"})] == ["differs"]
    assert identification.check_numbers({"frame": "0123", "slide": "123"})[0].code == "part-of"


@pytest.mark.parametrize("numbers", [7, "A1", {"frame": 7}, {7: "A1"}, {str(n): "1" for n in range(200)}])
def test_what_is_no_set_of_numbers_is_refused(numbers):
    """A wrong type, or more parts than a firearm has, is refused."""
    with pytest.raises(InputError):
        identification.check_numbers(numbers)


@settings(max_examples=100)
@given(st.dictionaries(st.text(max_size=15), st.one_of(st.none(), st.text(max_size=30)), max_size=8))
def test_any_numbers_are_compared(numbers):
    """No text breaks the comparison, and each finding is a sentence."""
    for found in identification.check_numbers(numbers):
        assert found.text.endswith(".")
        assert found.severity in ("warning", "note")
