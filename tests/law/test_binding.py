"""Which instruments bind a State, day by day."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit import law, reference
from firearmskit.errors import InputError, UnknownCodeError

STATES = [row.id for row in reference.rows(reference.Country)]


def status(state, instrument, on):
    """Give how an instrument stands to a State on a day, also when it doesn't bind; None when it isn't listed."""
    found = {each.instrument: each for each in law.binding(state, on=on, every=True)}
    return found[instrument].status if instrument in found else None


@pytest.mark.parametrize(
    ("state", "instrument", "before", "day"),
    [
        ("POL", "firearms-protocol", "2005-07-02", "2005-07-03"),
        ("NGA", "firearms-protocol", "2006-04-01", "2006-04-02"),
        ("DEU", "firearms-protocol", "2021-11-12", "2021-11-13"),
        ("NGA", "ecowas", "2009-09-28", "2009-09-29"),
        ("CMR", "kinshasa", "2017-03-07", "2017-03-08"),
        ("GNQ", "kinshasa", "2020-01-22", "2020-01-23"),
        ("HRV", "eu-91-477", "2013-06-30", "2013-07-01"),
        ("FRA", "eu-2021-555", "2021-04-25", "2021-04-26"),
    ],
)
def test_a_state_is_bound_from_the_day_on(state, instrument, before, day):
    """The day before, the instrument doesn't bind the State; on the day it does, and since is that day."""
    assert status(state, instrument, before) == "not-bound"
    assert status(state, instrument, day) == "bound"
    (found,) = [each for each in law.binding(state, on=day) if each.instrument == instrument]
    assert found.since == day


def test_one_directive_follows_the_other():
    """The old Directive binds until the day before the new one does."""
    assert status("FRA", "eu-91-477", "2021-04-25") == "bound"
    assert status("FRA", "eu-91-477", "2021-04-26") == "not-bound"


def test_since_is_the_later_of_state_and_instrument():
    """A member State that was there before a Directive is bound since the Directive, not since it joined."""
    (found,) = [each for each in law.binding("FRA", on="2026-11-26") if each.instrument == "eu-2021-555"]
    assert found.since == "2021-04-26"


def test_a_state_that_left_the_union_is_no_longer_bound():
    """The United Kingdom was bound by the Union's law until the end of 2020."""
    assert status("GBR", "eu-91-477", "2020-12-31") == "bound"
    assert status("GBR", "eu-91-477", "2021-01-01") == "not-bound"
    assert status("GBR", "eu-2021-555", "2026-11-26") == "not-bound"


def test_states_that_left_ecowas_are_bound_until_then_and_unsettled_after():
    """Whether the Convention still binds the three States that left isn't settled, and the answer says so."""
    for state in ("BFA", "MLI", "NER"):
        assert status(state, "ecowas", "2025-01-28") == "bound"
        assert status(state, "ecowas", "2025-01-29") == "unknown"
        (found,) = [each for each in law.binding(state, on="2025-01-29") if each.instrument == "ecowas"]
        assert "29 January 2025" in found.doubt


def test_not_known_is_not_the_same_as_not_bound():
    """A State outside a complete list isn't bound; after the list ends nobody knows; a region is closed."""
    assert status("PAK", "firearms-protocol", "2017-09-30") == "not-bound"
    assert status("PAK", "firearms-protocol", "2017-10-01") == "unknown"
    assert status("PAK", "ecowas", "2026-11-26") == "not-bound"
    assert status("CIV", "ecowas", "2026-11-26") == "unknown"
    assert status("AUS", "firearms-protocol", "2020-05-01") == "not-bound"
    assert status("AUS", "firearms-protocol", "2026-11-26") == "unknown"


def test_a_party_whose_day_is_not_known():
    """Ghana had ratified by March 2010: it is bound since an unknown day; before that nobody knows."""
    assert status("GHA", "ecowas", "2010-03-04") == "unknown"
    (found,) = [each for each in law.binding("GHA", on="2010-03-05") if each.instrument == "ecowas"]
    assert (found.status, found.since) == ("bound", None)


def test_two_regional_instruments_stand_side_by_side():
    """Angola is bound by the Kinshasa Convention, and may be by the SADC Protocol; both are said."""
    found = {each.instrument: each.status for each in law.binding("AGO", on="2026-11-26")}
    assert found["kinshasa"] == "bound"
    assert found["sadc"] == "unknown"
    both = {each.instrument: each.status for each in law.binding("TZA", on="2026-11-26")}
    assert both["nairobi"] == both["sadc"] == "unknown"


@pytest.mark.parametrize("state", ["SUN", "YUG", "CSK", "DDR"])
@pytest.mark.parametrize("on", ["1975-01-01", "2003-01-01", "2026-11-26"])
def test_nothing_binds_a_former_state(state, on):
    """The codes of former States are known, and nothing here binds them, not even a political commitment."""
    assert law.binding(state, on=on) == ()
    assert {each.status for each in law.binding(state, on=on, every=True)} == {"not-bound"}


def test_a_national_law_binds_its_own_state_alone():
    """The law of the United States is listed for the United States only."""
    assert status("USA", "us-27-cfr-478-92", "2026-11-26") == "bound"
    assert status("CAN", "us-27-cfr-478-92", "2026-11-26") is None


def test_the_european_union_is_a_party_of_its_own():
    """The Union is bound by the Firearms Protocol since 20 April 2014."""
    assert status("EUE", "firearms-protocol", "2014-04-19") == "not-bound"
    assert status("EUE", "firearms-protocol", "2014-04-20") == "bound"


def test_a_party_to_the_protocol_is_one_to_the_convention():
    """Only parties to the Convention can join the Protocol, so it binds them; the day isn't known, and that is said."""
    for state, day in (("NGA", "2006-04-02"), ("EUE", "2014-04-20"), ("POL", "2026-11-26")):
        (found,) = [each for each in law.binding(state, on=day) if each.instrument == "untoc"]
        assert (found.status, found.since, found.confidence) == ("bound", None, "derived")
        assert "article 37(2)" in found.doubt
        assert "BWBV0001668" in found.source


@pytest.mark.parametrize(
    ("state", "on"), [("NGA", "2006-04-01"), ("CMR", "2026-11-26"), ("PAK", "2017-09-30"), ("PAK", "2026-11-26")]
)
def test_who_is_no_party_to_the_protocol_may_be_one_to_the_convention(state, on):
    """From being outside the Protocol, or from its not being known, nothing follows for the Convention."""
    assert status(state, "untoc", on) == "unknown"


def test_the_convention_is_as_doubtful_as_the_protocol():
    """Where nobody has read that the Protocol binds a State, the Convention isn't called derived either."""
    unread = [row for row in law.party_rows("firearms-protocol") if row.confidence == "unverified"]
    assert unread
    for row in unread:
        found = {each.instrument: each for each in law.binding(row.state, on="2026-11-26")}
        if found["firearms-protocol"].status == "bound":
            assert found["untoc"].confidence == "unverified"


def test_before_any_instrument_nothing_binds():
    """In 1900 there was none of this."""
    assert law.binding("FRA", on="1900-01-01") == ()


def test_the_day_may_be_a_date():
    """A ``date`` and a ``datetime`` serve as well as an ISO date."""
    expected = law.binding("NGA", on="2026-11-26")
    assert law.binding("NGA", on=date(2026, 11, 26)) == law.binding("NGA", on=datetime(2026, 11, 26, 9)) == expected


@pytest.mark.parametrize(
    "state", ["nga", "Nigeria", "NG", "XXX", "", "N" * 10_000, None, 566, ["NGA"], "ＮＧＡ", "NGA\n"]
)
def test_a_wrong_state_is_quoted(state):
    """What isn't a code is quoted; where a code may have been meant, it is named."""
    with pytest.raises(UnknownCodeError) as caught:
        law.binding(state, on="2026-11-26")
    assert "alpha-3" in str(caught.value)
    assert len(str(caught.value)) < 300
    if state in ("nga", "Nigeria", "NG"):
        assert "NGA?" in str(caught.value)


@pytest.mark.parametrize(
    "on", ["26.11.2026", "2026-13-01", "2026-1-1", "", None, 2026, "2026-11-26T00:00", "٢٠٢٦-١١-٢٦"]
)
def test_a_wrong_day_is_quoted(on):
    """What isn't a day is quoted, with an example of one."""
    with pytest.raises(InputError, match="2026-11-26"):
        law.binding("NGA", on=on)


@given(st.sampled_from(STATES), st.dates(min_value=date(1990, 1, 1), max_value=date(2040, 1, 1)))
def test_whatever_binds_says_since_when_or_why_not(state, on):
    """Any State, any day: an entry each instrument at most, no day after the one asked for, each unknown explained."""
    found = law.binding(state, on=on)
    assert len({each.instrument for each in found}) == len(found)
    for each in found:
        assert each.status in law.STATUSES
        assert each.since is None or each.since <= on.isoformat()
        assert each.status != "unknown" or each.doubt


def test_rules_are_chosen_by_event_state_and_day():
    """Without a choice all rules are given; event, day and State each leave some."""
    every = law.rules()
    imports = law.rules("import")
    assert set(imports) < set(every)
    assert all("import" in rule.events for rule in imports)
    then = law.rules("import", state="FRA", on="2025-07-22")
    now = law.rules("import", state="FRA", on="2025-07-23")
    assert {rule.id for rule in now} - {rule.id for rule in then} == {"eu-2024-325"}
    assert {rule.instrument for rule in law.rules("manufacture", state="USA", on="2022-08-23")} >= {"us-27-cfr-478-92"}


def test_rules_of_a_state_need_a_day():
    """A State without a day, and an event that there isn't, are refused."""
    with pytest.raises(InputError, match="day"):
        law.rules("import", state="NGA")
    with pytest.raises(UnknownCodeError, match=r'"theft".*manufacture'):
        law.rules("theft")
