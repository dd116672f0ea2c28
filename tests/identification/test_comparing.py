"""What tells one type from another."""

from __future__ import annotations

import pytest

from firearmskit import identification, language, reference
from firearmskit.errors import UnknownCodeError


def test_look_alikes_come_first_with_their_source():
    """The AK and the AKM differ by the receiver, as a page says; the features follow."""
    found = identification.compare("ak47", "akm")
    assert "milled" in found[0].this
    assert "stamped" in found[0].that
    assert found[0].basis == "sourced"
    assert len(found) > 1


@pytest.mark.parametrize(("one", "two"), [("ak47", "akm"), ("moss500", "rem870"), ("svd", "psl"), ("taurus85", "sw36")])
def test_a_comparison_can_be_turned_around(one, two):
    """What one shows beside the other is the same the other way round."""
    there = {(each.feature, each.this, each.that) for each in identification.compare(one, two) if each.that}
    back = {(each.feature, each.that, each.this) for each in identification.compare(two, one) if each.that}
    assert there == back


def test_a_difference_is_no_better_than_its_weaker_fact():
    """The basis is that of the weaker of the two facts."""
    for each in identification.compare("type56-1", "akms"):
        assert each.basis in reference.CONFIDENCE
        assert each.sources
    assert identification.compare("akm", "akm") == ()


@pytest.mark.parametrize("call", [("akm", "nothing"), ("nothing", "akm"), ([], "akm"), ("kalashnikov", "akm")])
def test_what_is_no_type_is_refused(call):
    """An unknown type, or a name of a family, is quoted."""
    with pytest.raises(UnknownCodeError):
        identification.compare(*call)


def test_look_alikes_are_said_in_the_language_that_is_spoken():
    """In French neither what to look at nor what each type shows there stays English."""
    with language.speaking("fr"):
        stock = identification.compare("aks", "ak47")[0]
    assert (stock.feature, stock.this, stock.that) == (
        "crosse",
        "en métal, se replie sous la boîte de culasse",
        "fixe, en bois",
    )
