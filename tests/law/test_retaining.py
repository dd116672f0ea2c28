"""How long records are to be kept: which rules bind a State on a day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit import law, reference
from firearmskit.errors import InputError, UnknownCodeError
from firearmskit.law import load

STATES = [row.id for row in reference.rows(reference.Country)]


def asked(state, on, **choice):
    """Give what is asked of a State as pairs of rule and status."""
    return {duty.rule.id: duty.status for duty in law.retention(state, on=on, **choice)}


def test_a_party_to_the_firearms_protocol_keeps_records_for_ten_years():
    """The ten years of article 7 bind Nigeria from the day on which the Protocol does, and not the day before."""
    assert asked("NGA", "2006-04-02")["fp-7"] == "bound"
    assert "fp-7" not in asked("NGA", "2006-04-01")
    (duty,) = [each for each in law.retention("NGA", on="2026-11-27") if each.rule.id == "fp-7"]
    assert (duty.rule.minimum_years, duty.rule.counted_from, duty.since) == (10, "record", "2006-04-02")
    assert duty.read
    assert "at least 10 years" in duty.sentence


def test_it_is_not_known_whether_the_arms_trade_treaty_binds():
    """Its parties aren't in the tables: the rule is given with the status unknown, and the doubt says why."""
    (duty,) = [each for each in law.retention("FRA", on="2026-11-27", record="export") if each.rule.id == "att-12-1"]
    assert (duty.status, duty.since) == ("unknown", None)
    assert "isn't known whether this instrument binds FRA" in duty.sentence
    assert "Its parties aren't in these tables." in duty.doubts


def test_the_treaty_asks_for_exports_and_encourages_the_rest():
    """Article 12 requires records of exports; of imports it only encourages them."""
    imports = {duty.rule.id: duty for duty in law.retention("FRA", on="2026-11-27", record="import")}
    assert "att-12-1" not in imports
    assert imports["att-12-2"].rule.duty == "should"
    assert "encouraged, not required" in imports["att-12-2"].sentence


def test_the_union_counts_from_destruction_since_the_directive():
    """Member States keep records 30 years after the item's destruction, personal data too; that was read."""
    (duty,) = [each for each in law.retention("FRA", on="2026-11-27") if each.rule.instrument == "eu-2021-555"]
    assert (duty.rule.minimum_years, duty.rule.counted_from) == (30, "destruction")
    assert duty.rule.personal_data == "included"
    assert duty.read
    assert "eu-2021-555-4-5" not in asked("GBR", "2026-11-27")


@pytest.mark.parametrize(
    ("day", "rule"),
    [
        ("2010-07-27", None),
        ("2010-07-28", "eu-91-477-4-2010"),
        ("2018-09-13", "eu-91-477-4-2010"),
        ("2018-09-14", "eu-91-477-4-2018"),
        ("2021-04-25", "eu-91-477-4-2018"),
        ("2021-04-26", "eu-2021-555-4-5"),
    ],
)
def test_one_rule_of_the_union_follows_the_other(day, rule):
    """On each day one rule of the Union on records of firearms applies, or none."""
    found = [each for each in asked("FRA", day, record="holding", item="firearm") if each.startswith("eu-")]
    assert found == ([rule] if rule else [])


def test_parts_are_named_only_as_far_as_feasible():
    """Article 7 names parts and ammunition where appropriate and feasible: the rule is given for them too."""
    assert "fp-7" in asked("NGA", "2026-11-27", item="ammunition")
    (rule,) = [each for each in load.retention_rules() if each.id == "fp-7"]
    assert "ammunition" not in rule.items
    assert "iti-12-other" not in asked("NGA", "2026-11-27", item="ammunition")


def test_a_period_that_was_not_read_says_so():
    """Where only the duty was read, or nothing, the sentence tells to verify the period."""
    found = {duty.rule.id: duty for duty in law.retention("NGA", on="2026-11-27")}
    assert not found["ecowas-9"].read
    assert "No source was read" in found["ecowas-9"].sentence
    assert "without end" in found["ecowas-9"].sentence
    assert found["iti-12-other"].read
    kinshasa = {duty.rule.id: duty for duty in law.retention("CMR", on="2026-11-27")}["kinshasa-registers"]
    assert not kinshasa.read
    assert "for how long isn't known" in kinshasa.sentence


def test_wrong_words_are_quoted():
    """A State, a kind of record or of item, or a day that there isn't is quoted with what is possible."""
    with pytest.raises(UnknownCodeError, match="alpha-3"):
        law.retention("Nigeria", on="2026-11-27")
    with pytest.raises(UnknownCodeError, match=r'"sale".*manufacture'):
        law.retention("NGA", on="2026-11-27", record="sale")
    with pytest.raises(UnknownCodeError, match=r'"knife".*firearm'):
        law.retention("NGA", on="2026-11-27", item="knife")
    with pytest.raises(UnknownCodeError):
        law.retention("NGA", on="2026-11-27", item=["firearm"])
    with pytest.raises(InputError, match="2026-11-26"):
        law.retention("NGA", on="soon")


@given(st.sampled_from(STATES), st.dates(min_value=date(1990, 1, 1), max_value=date(2040, 1, 1)))
def test_each_rule_is_given_once_and_says_how_it_stands(state, on):
    """Any State, any day: each rule at most once, those that bind first, nothing that doesn't bind."""
    found = law.retention(state, on=on)
    assert len({duty.rule.id for duty in found}) == len(found)
    order = ["bound", "political", "unknown"]
    assert [duty.status for duty in found] == sorted((duty.status for duty in found), key=order.index)
    for duty in found:
        assert duty.sentence.startswith(law.instrument(duty.rule.instrument).short)
    for kind in ("import", "holding"):
        assert set(asked(state, on, record=kind)) <= {duty.rule.id for duty in found}
