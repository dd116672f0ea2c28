"""Whether a description is enough to trace a firearm."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firearmskit import identification, reference
from firearmskit.errors import FirearmskitError, InputError
from firearmskit.identification.tables import TraceField, table
from firearmskit.identification.tracing import FIELDS, PURPOSES

FULL = {
    "model": "Glock 17", "maker": "glock", "kind": "pistol", "calibre": "9 para", "serial": "ABC123", "country": "AUT",
    "year": 1995, "importer": "GLOCK INC", "last_import_country": "USA", "import_year": 1996, "marks": "[crown NP]",
    "status": "seized",
}  # fmt: skip


def found_codes(description: dict[str, object]) -> set[str]:
    """Give the codes of the contradictions."""
    return {each.code for each in identification.traceable(description).contradictions}


def test_a_full_description_is_enough_for_everything():
    """Nothing is missing, nothing contradicts."""
    found = identification.traceable(FULL)
    assert all(each.enough for each in found.purposes)
    assert found.missing == ()
    assert found.contradictions == ()
    assert "Enough for a request to the State of manufacture." in identification.describe_trace(found)


@pytest.mark.parametrize("field", ["serial", "maker", "kind", "calibre", "country"])
def test_each_minimum_identifier_is_required(field):
    """Without one of the five identifiers a request to the State of manufacture isn't enough."""
    found = identification.traceable({name: value for name, value in FULL.items() if name != field})
    assert not found.enough_for("manufacture")
    purpose = next(each for each in found.purposes if each.id == "manufacture")
    assert purpose.missing == (field,)


def test_an_importer_is_required_for_an_imported_piece_only():
    """A form as the United States use asks for the importer unless the piece was made there."""
    without = {name: value for name, value in FULL.items() if name != "importer"}
    assert not identification.traceable(without).enough_for("etrace-like")
    home = {**without, "country": "USA", "maker": "colt", "model": "m1911", "calibre": ".45 ACP"}
    assert identification.traceable(home).enough_for("etrace-like")


def test_missing_fields_are_ranked_by_what_they_would_tell():
    """The serial comes first; a model tells more than a maker, a maker more than a type."""
    found = identification.traceable({})
    order = [each.field for each in found.missing]
    assert order[0] == "serial"
    assert order.index("model") < order.index("maker") < order.index("kind")
    model = next(each for each in found.missing if each.field == "model")
    assert model.gain_bits == pytest.approx(math.log2(len(reference.rows(reference.Model))), abs=0.01)
    assert model.types_left == 1


def test_a_field_tells_less_the_more_is_known():
    """When the model is known, the maker tells no more than which licensee it was."""

    def gain(description):
        return next(each.gain_bits for each in identification.traceable(description).missing if each.field == "maker")

    assert gain({}) > gain({"calibre": "7.62x39"}) > gain({"model": "cz75"})


def test_the_gain_is_the_entropy_of_the_table():
    """The worth of the type of firearm is worked out again here, from the table."""
    kinds = [row.kind for row in reference.rows(reference.Model)]
    shares = [kinds.count(kind) / len(kinds) for kind in set(kinds)]
    expected = -sum(share * math.log2(share) for share in shares)
    found = next(each for each in identification.traceable({}).missing if each.field == "kind")
    assert found.gain_bits == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"calibre": ".45 ACP"}, "calibre-of-model"),
        ({"kind": "revolver"}, "kind-of-model"),
        ({"country": "CHN"}, "country-of-model"),
        ({"country": "CHN"}, "country-of-maker"),
        ({"maker": "Beretta", "country": "ITA"}, "maker-of-model"),
        ({"year": 1950}, "year-of-model"),
        ({"year": 2000, "import_year": 1999}, "imported-before-made"),
        ({"serial": "7.62x39"}, "serial-is-calibre"),
        ({"serial": "Type 56"}, "serial-is-model"),
        ({"serial": "A?123"}, "serial-incomplete"),
        ({"serial": "[obliterated]"}, "serial-incomplete"),
        ({"serial": "NORINCO"}, "serial-without-figure"),
        ({"serial": "1995"}, "serial-is-the-year"),
    ],
)
def test_contradictions_are_found(change, code):
    """Each contradiction that is planted is found, and a plain description has none of it."""
    assert code in found_codes({**FULL, **change})
    assert code not in found_codes(FULL)


def test_a_state_that_stands_in_the_place_of_another_is_no_contradiction():
    """Serbia for Yugoslavia and Russia for the Soviet Union are the same makers' home."""
    assert found_codes({"maker": "zastava", "country": "SRB"}) == set()
    assert found_codes({"model": "akm", "country": "RUS"}) == set()
    assert found_codes({"maker": "zastava", "country": "ITA"}) == {"country-of-maker"}


def test_a_state_is_known_by_name_too():
    """Austria is AUT; what is no State is said to be none, and the requirement stays open."""
    assert identification.traceable({**FULL, "country": "Austria"}).contradictions == ()
    found = identification.traceable({**FULL, "country": "Ruritania"})
    assert [each.code for each in found.contradictions] == ["no-such-state"]
    assert not found.enough_for("manufacture")


def test_a_type_in_other_words_is_no_contradiction():
    """Agencies write the type in their own words; a word that isn't a class of ours is taken as it stands."""
    assert identification.traceable({**FULL, "kind": "handgun"}).contradictions == ()
    assert identification.traceable({"kind": "handgun"}).types == len(reference.rows(reference.Model))


def test_a_contradiction_says_how_far_the_fact_is_supported():
    """A fact of an unverified row is called so, so that nobody is accused on it."""
    (found,) = (
        each
        for each in identification.traceable({**FULL, "calibre": ".45 ACP"}).contradictions
        if each.code == "calibre-of-model"
    )
    assert found.basis in reference.CONFIDENCE


def test_an_incomplete_serial_is_no_serial():
    """A serial with a gap leaves the requirement open."""
    assert not identification.traceable({**FULL, "serial": "A?123"}).enough_for("manufacture")


def test_fields_of_the_table_are_fields_of_a_description():
    """Each row of the table of requests names a field and a purpose that exist."""
    for row in table(TraceField):
        assert row.field in FIELDS
        assert row.purpose in PURPOSES
        assert row.need in ("required", "importer", "wanted")


@pytest.mark.parametrize(
    "description",
    [
        7,
        "AKM",
        {"colour": "black"},
        {"serial": 7},
        {"year": "1995"},
        {"year": True},
        {"marks": 7},
        {"marks": [7]},
        {"serial": "9" * 501},
        {3: "x"},
    ],
)
def test_what_isnt_a_description_is_refused(description):
    """A wrong type, an unknown field or an endless text is refused with the value quoted."""
    with pytest.raises(InputError):
        identification.traceable(description)


def test_an_unknown_purpose_is_refused():
    """Asking for a purpose that doesn't exist names those that do."""
    with pytest.raises(InputError, match="manufacture"):
        identification.traceable({}).enough_for("banana")


TEXTS = st.one_of(st.none(), st.text(max_size=40))


@settings(max_examples=40)
@given(st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, TEXTS) | {"year": st.one_of(st.none(), st.integers())}))
def test_any_description_is_judged_or_refused(description):
    """No text breaks the judgement; every sentence is said."""
    try:
        found = identification.traceable(description)
    except FirearmskitError:
        return
    assert identification.describe_trace(found)
    assert [each.gain_bits for each in found.missing] == sorted((e.gain_bits for e in found.missing), reverse=True)


@pytest.mark.parametrize(
    ("description", "code"),
    [
        ({"maker": "Century Arms"}, "maker-is-importer"),
        ({"maker": "K.B.I."}, "maker-is-importer"),
        ({"maker": "Banc d'épreuve de Liège"}, "maker-is-proof-house"),
        ({"model": "7.62x39"}, "model-is-calibre"),
        ({"calibre": "AKM"}, "calibre-is-model"),
        ({"model": "17", "serial": "17"}, "serial-is-the-model"),
        ({"year": 2999}, "year-to-come"),
        ({"serial": "obliterated"}, "no-serial"),
        ({"serial": "N/A"}, "no-serial"),
    ],
)
def test_what_stands_in_the_wrong_field_is_named(description, code):
    """An importer or proof house as maker, a calibre as model, or a word for no serial isn't taken as it stands."""
    assert code in [each.code for each in identification.traceable(description).contradictions]


@pytest.mark.parametrize(
    "description",
    [
        {"maker": "Beretta", "model": "92FS", "calibre": "9 para", "serial": "A12345Z", "year": 1990},
        {"maker": "Norinco", "model": "Type 56", "calibre": "7.62x39", "serial": "3812345"},
    ],
)
def test_what_stands_in_its_field_is_no_contradiction(description):
    """A sound description has nothing misplaced."""
    codes = [each.code for each in identification.traceable(description).contradictions]
    assert not [code for code in codes if "-is-" in code or code in ("no-serial", "year-to-come")], codes


def test_a_word_for_no_serial_leaves_the_serial_missing():
    """Where a register says that there is no serial, the serial is missing."""
    found = identification.traceable({"serial": "unknown", "maker": "Taurus", "model": "PT92"})
    assert any("serial" in each.missing for each in found.purposes)
