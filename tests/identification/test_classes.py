"""Where a firearm belongs in the schemes of others."""

from __future__ import annotations

import pytest

from firearmskit import identification, reference
from firearmskit.errors import InputError, UnknownCodeError
from tests.every import every

PLAIN = {"converted": False, "deactivated": False, "disguised": False}


def codes(*call: object) -> list[str]:
    """Give the codes of the classes that are possible."""
    return [option.code for option in identification.classify(*call).options]


def test_an_automatic_rifle_that_nobody_altered_is_prohibited_in_the_eu():
    """An AKM is A2 once it is known that it is neither converted nor deactivated; before, it depends on that."""
    open_ = identification.classify("akm", "eu-2021-555")
    assert not open_.settled
    assert set(open_.depends_on) == {"converted", "deactivated"}
    closed = identification.classify("akm", "eu-2021-555", PLAIN)
    assert closed.settled
    assert [option.code for option in closed.options] == ["A2"]
    assert "category A" in closed.text


def test_a_converted_piece_has_classes_of_its_own():
    """An AKM that was converted can't be A2 any more."""
    assert "A2" not in codes("akm", "eu-2021-555", {"converted": True, "deactivated": False})
    assert codes("akm", "eu-2021-555", {"converted": False, "deactivated": True}) == ["C6"]


def test_a_pump_shotgun_depends_on_the_length_of_its_barrel():
    """Between B7 and C1 the barrel decides; semi-automatic and single-shot classes are ruled out by the action."""
    found = identification.classify("rem870", "eu-2021-555", PLAIN)
    assert {option.code for option in found.options} == {"B7", "C1"}
    assert found.depends_on == ("barrel_length",)
    assert {"B4", "C7"} <= {option.code for option in found.excluded}
    assert all("Ruled out" in option.reason for option in found.excluded)


def test_a_pistol_depends_on_the_magazine_in_it():
    """A self-loading centre-fire pistol is A7 or B5, depending on the capacity; the model tells the percussion."""
    found = identification.classify("glock17", "eu-2021-555", PLAIN)
    assert {option.code for option in found.options} == {"A7", "B5"}
    assert found.depends_on == ("capacity",)


@pytest.mark.parametrize(
    ("year", "word"), [(1950, "can't be an antique"), (1899, "may call it"), (1895, "may call it")]
)
def test_nothing_made_after_1899_is_an_antique(year, word):
    """The Protocol's limit: 1899 itself may still be an antique, 1900 may not."""
    (option,) = identification.classify("mosin9130", "firearms-protocol", {"year_of_manufacture": year}).options
    assert word in option.reason


def test_an_improvised_gun_is_classed_as_what_it_is():
    """No scheme asks who made it: a single-shot gun for shotgun cartridges is B2, C2 or C7 in the EU, no launcher."""
    found = identification.classify("pipe-gun", "eu-2021-555", PLAIN)
    assert {option.code for option in found.options} == {"B2", "C2", "C7"}
    assert {"A1", "A2", "B3", "C4"} <= {option.code for option in found.excluded}
    assert codes("pipe-gun", "iti") == ["4", "4a"]
    assert set(codes("pipe-gun", "sdg-16.4.2")) == {"arms", "small"}
    assert {"9302.00", "9303.20"} < set(codes("pipe-gun", "hs"))
    assert "9301.20" not in codes("pipe-gun", "hs")
    assert codes("pipe-gun", "ncic-action") == ["S"]
    assert set(codes("printed-gun", "eu-2021-555", PLAIN | {"action": "semi-automatic"})) == {"A7", "B4", "B5", "C3"}


def test_a_launcher_is_no_pistol():
    """What is known to be a launcher keeps the classes of launchers alone."""
    assert codes("rpg7", "eu-2021-555", PLAIN) == ["A1"]
    assert codes("rpg7", "iti") == ["4", "4b-at-missile"]
    assert set(codes("rpg7", "ncic")) == {"K", "Z"}


def test_percussion_rules_out_a_class():
    """A rimfire single-shot pistol isn't B2; a centre-fire one is neither B3 nor C4."""
    single = PLAIN | {"action": "manual-single"}
    assert set(codes("pistol", "eu-2021-555", single | {"percussion": "rimfire"})) == {"B3", "C4"}
    assert codes("pistol", "eu-2021-555", single | {"percussion": "centre-fire"}) == ["B2"]


def test_the_second_letter_follows_the_action():
    """A model whose action the table knows has the NCIC letters of that action only."""
    assert codes("rem870", "ncic-action") == ["P"]
    assert codes("glock17", "ncic-action") == ["I"]
    assert codes("akm", "ncic-action") == ["A"]


def test_a_simple_scheme_is_settled_with_its_article():
    """A revolver is a revolver in the indicator; the class names where it stands."""
    found = identification.classify("revolver", "sdg-16.4.2")
    assert found.settled
    assert found.options[0].label == "Revolvers"
    assert found.options[0].article
    assert found.options[0].basis in reference.CONFIDENCE


@pytest.mark.parametrize("scheme", reference.schemes())
def test_every_kind_has_an_answer_in_every_scheme(scheme):
    """Each kind is classed, or it is said that the scheme has no class; no class is settled while a fact is missing."""
    for kind in {row.kind for row in reference.rows(reference.Model)}:
        found = identification.classify(kind, scheme)
        assert found.text
        assert not (found.settled and found.depends_on)
        assert found.settled or not found.options or found.depends_on or len(found.options) > 1


@every(reference.rows(reference.Model)[::7])
def test_every_model_has_a_class_in_the_eu_or_depends_on_something(row):
    """The facts of the table never rule out every class, so a wrong action would show."""
    found = identification.classify(row.id, "eu-2021-555")
    assert found.options or row.kind in ("grenade_launcher", "other"), found


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (("banana", "hs"), UnknownCodeError),
        (("pistol", "banana"), UnknownCodeError),
        (("pistol", "hs", {"colour": "black"}), UnknownCodeError),
        (("pistol", "hs", "facts"), InputError),
        (("mosin9130", "firearms-protocol", {"year_of_manufacture": "1899"}), InputError),
        (("mosin9130", "firearms-protocol", {"year_of_manufacture": True}), InputError),
    ],
)
def test_what_is_wrong_is_said(call, error):
    """A wrong kind, scheme or fact is refused with the value quoted."""
    with pytest.raises(error):
        identification.classify(*call)
