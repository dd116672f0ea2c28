"""Until when a record is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit import law
from firearmskit.errors import InputError, UnknownCodeError
from firearmskit.law import load
from firearmskit.records.retention import (
    INDEFINITELY,
    NOT_KNOWN,
    Hold,
    Kept,
    KeptEvent,
    keep_until,
    rules_for,
)

TEN = next(rule for rule in load.retention_rules() if rule.id == "fp-7")
FORTY = replace(TEN, id="forty", minimum_years=40)
FOREVER = replace(TEN, id="forever", minimum_years=None, indefinitely="required")
SINCE_DESTRUCTION = next(rule for rule in load.retention_rules() if rule.id == "eu-2021-555-4-5")


def duty(rule=TEN, *, state="NGA", status="bound"):
    """Make a rule that binds a State, or may."""
    return law.KeepingDuty(rule=rule, state=state, on="2026-11-27", status=status)


def record(on="2016-05-17", *, kind="import", more=(), **fields):
    """Make a record of an import."""
    events = (KeptEvent(kind=kind, on=on), *more)
    return Kept(id="R1", kind=kind, events=events, **{"states": ("NGA",), **fields})


@pytest.mark.parametrize(
    ("on", "until"),
    [
        ("2016-05-17", "2026-05-17"),
        ("2016-05", "2026-05-31"),
        ("2016", "2026-12-31"),
        ("2016-02-29", "2026-03-01"),
        ("2016-02", "2026-03-01"),
        ("2014-02", "2024-02-28"),
        ("2018-02-28", "2028-02-28"),
    ],
)
def test_years_count_from_the_last_day_that_the_date_can_mean(on, until):
    """A year or a month counts from its last day; 29 February becomes 1 March: never a day too short."""
    found = keep_until(record(on), [duty()])
    assert (found.until, found.at_least, found.at_most, found.because) == (until, until, until, ())
    assert found.deciding.rule == "fp-7"
    assert until in str(found)


def test_the_longest_decides_and_the_others_are_named():
    """Forty years decide over ten; the ten are named."""
    found = keep_until(record(), [duty(), duty(FORTY)])
    assert (found.until, found.deciding.rule) == ("2056-05-17", "forty")
    assert [term.rule for term in found.others] == ["fp-7"]


def test_without_end_is_longer_than_any_number():
    """What is kept without end is kept without end, whatever else asks."""
    found = keep_until(record(None), [duty(), duty(FOREVER), duty(FORTY, status="unknown")], national_years=500)
    assert (found.until, found.at_least, found.because) == (INDEFINITELY, INDEFINITELY, ())
    assert "without end" in str(found)


def test_the_states_own_period_counts():
    """A national period of 25 years decides over ten."""
    found = keep_until(record(), [duty()], national_years=25)
    assert (found.until, found.deciding.rule) == ("2041-05-17", "national")


def test_what_may_bind_leaves_the_answer_open_only_where_it_reaches_further():
    """A longer rule that may bind leaves it open, with both ends named; a shorter one changes nothing."""
    open_ = keep_until(record(), [duty(), duty(FORTY, status="unknown")])
    assert (open_.until, open_.at_least, open_.at_most) == (NOT_KNOWN, "2026-05-17", "2056-05-17")
    assert open_.deciding.rule == "forty"
    assert "isn't known whether" in str(open_)
    shut = keep_until(record(), [duty(FORTY), duty(status="unknown")])
    assert (shut.until, shut.because) == ("2056-05-17", ())


def test_a_rule_that_was_not_read_is_not_claimed_and_not_ignored():
    """Nigeria's answer stays open because the permanence of the ECOWAS registers wasn't read."""
    kept = record("2000-01-01")
    found = keep_until(kept, rules_for(kept, on="2026-11-27"))
    assert found.until == NOT_KNOWN
    assert found.deciding.rule == "ecowas-9"
    assert found.at_least == "2020-01-01"
    assert "wasn't read" in str(found)


def test_a_political_commitment_counts():
    """Thirty years of the Tracing Instrument count for a record of manufacture, though it is no law."""
    kept = record("2000-01-01", kind="manufacture", states=("JPN",))
    found = keep_until(kept, rules_for(kept, on="2026-11-27"))
    assert (found.until, found.deciding.rule) == ("2030-01-01", "iti-12-manufacture")


def test_what_is_only_encouraged_does_not_decide():
    """The Arms Trade Treaty encourages records of imports: that is named and doesn't decide."""
    rule = next(rule for rule in load.retention_rules() if rule.id == "att-12-2")
    encouraged = replace(rule, minimum_years=90)
    found = keep_until(record(), [duty(), duty(encouraged)])
    assert found.until == "2026-05-17"
    assert [term.encouraged for term in found.others] == [True]
    assert keep_until(record(), [duty(encouraged)]).until == NOT_KNOWN


def test_an_item_that_still_exists_is_kept_on():
    """Thirty years after destruction don't begin before there is a destruction; then they count from it."""
    alive = keep_until(record(), [duty(SINCE_DESTRUCTION)])
    assert alive.until == NOT_KNOWN
    assert "destruction" in str(alive)
    gone = keep_until(record(more=(KeptEvent(kind="destruction", on="2020-06"),)), [duty(SINCE_DESTRUCTION)])
    assert gone.until == "2050-06-30"


def test_an_unknown_date_leaves_it_open_and_says_which():
    """Without the date of the import nothing can be counted, and the answer names the import."""
    found = keep_until(record(None), [duty()])
    assert (found.until, found.at_least, found.at_most) == (NOT_KNOWN, None, None)
    assert "import" in str(found)
    half = keep_until(record(more=(KeptEvent(kind="import"),)), [duty()])
    assert half.until == NOT_KNOWN


def test_the_last_of_several_events_counts():
    """Two imports of one record: the later one counts; other events don't, unless the record's own is missing."""
    assert keep_until(record(more=(KeptEvent(kind="import", on="2019"),)), [duty()]).until == "2029-12-31"
    assert keep_until(record(more=(KeptEvent(kind="export", on="2022"),)), [duty()]).until == "2026-05-17"
    other = Kept(id="R1", kind="import", events=(KeptEvent(kind="export", on="2022"),), states=("NGA",))
    assert keep_until(other, [duty()]).until == "2032-12-31"
    assert keep_until(Kept(id="R1", kind="import"), [duty()]).until == NOT_KNOWN


def test_parts_as_far_as_feasible_leave_it_open():
    """Article 7 names parts as far as feasible: ten years are possible, not certain."""
    found = keep_until(record(item="part"), [duty()])
    assert (found.until, found.at_least, found.at_most) == (NOT_KNOWN, None, "2026-05-17")


def test_rules_of_other_states_and_other_records_are_passed_over():
    """A rule of a State that the record doesn't name, or on other records, asks for nothing."""
    exports = replace(FORTY, records=("export",))
    found = keep_until(record(), [duty(), duty(FORTY, state="FRA"), duty(exports)])
    assert found.until == "2026-05-17"
    assert found.others == ()
    assert keep_until(record(states=()), [duty(FORTY, state="FRA")]).until == "2056-05-17"


def test_without_a_rule_nothing_is_known():
    """No rule isn't a period of no years; a hold that was lifted doesn't make one either."""
    found = keep_until(record(), [])
    assert (found.until, found.at_least, found.deciding) == (NOT_KNOWN, None, None)
    assert "No rule" in str(found)
    assert keep_until(record(holds=(Hold(id="C1", reason="case", lifted_on="2001-01-01"),)), []).until == NOT_KNOWN


def test_a_hold_suspends_and_a_lifted_one_still_counts():
    """As long as a hold stands no day is named; once lifted, its last day counts if it is later."""
    held = keep_until(record("1990"), [duty()], holds=[Hold(id="C1", reason="trial")])
    assert (held.until, held.at_least, held.at_most) == (NOT_KNOWN, "2000-12-31", None)
    assert '"C1"' in str(held)
    assert "trial" in str(held)
    lifted = keep_until(record("1990", holds=(Hold(id="C1", reason="trial", lifted_on="2012-04-01"),)), [duty()])
    assert (lifted.until, lifted.deciding.rule) == ("2012-04-01", "hold:C1")


@pytest.mark.parametrize("years", [0, -1, 501, True, 2.5, "25", None.__class__])
def test_a_period_that_is_none_is_refused(years):
    """The State's own period is a whole number of years."""
    with pytest.raises(InputError, match="national_years"):
        keep_until(record(), [duty()], national_years=years)


def test_what_cannot_be_used_is_quoted():
    """A kind, a date, a hold, a rule or a record that isn't one is refused with a message of ours."""
    with pytest.raises(UnknownCodeError, match="sale"):
        KeptEvent(kind="sale")
    with pytest.raises(InputError, match="2024-13"):
        KeptEvent(kind="import", on="2024-13")
    with pytest.raises(InputError):
        Hold(id="C1", reason="trial", lifted_on="2024")
    with pytest.raises(InputError):
        Kept(id="R1", kind="import", events="2024")
    with pytest.raises(InputError):
        keep_until("R1", [])
    with pytest.raises(InputError):
        keep_until(record(), ["fp-7"])
    with pytest.raises(UnknownCodeError):
        rules_for(record(states=("Nigeria",)), on="2026-11-27")


RULES = st.builds(
    lambda rule, years, status, read, number: duty(
        replace(rule, id=f"rule-{number}", minimum_years=years, confidence="sourced" if read else "unverified"),
        status=status,
    ),
    st.sampled_from([TEN, FOREVER, SINCE_DESTRUCTION, replace(TEN, duty="should")]),
    st.none() | st.integers(min_value=1, max_value=99),
    st.sampled_from(["bound", "political", "unknown"]),
    st.booleans(),
    st.integers(min_value=0, max_value=10**6),
)
HOLDS = st.builds(
    Hold,
    id=st.text(max_size=3),
    reason=st.text(max_size=3),
    lifted_on=st.none() | st.sampled_from(["1999-01-01", "2030-02-28"]),
)
DATES = st.none() | st.sampled_from(["1990", "2004-02-29", "2016-05", "2016-02-29"])
RECORDS = st.builds(
    lambda dates, destroyed: (
        record(None, more=tuple(KeptEvent(kind="destruction", on=each) for each in destroyed), states=("NGA",))
        if not dates
        else Kept(
            id="R1",
            kind="import",
            events=tuple(
                [KeptEvent(kind="import", on=each) for each in dates]
                + [KeptEvent(kind="destruction", on=each) for each in destroyed]
            ),
            states=("NGA",),
        )
    ),
    st.lists(DATES, max_size=3),
    st.lists(DATES, max_size=2),
)


def floor(found):
    """Say how long is certain, so that longer compares greater."""
    return "" if found.at_least is None else found.at_least  # "indefinitely" sorts behind every date


def ceiling(found):
    """Say how long it can be at most, so that longer compares greater; what isn't known may be without end."""
    return found.at_most or INDEFINITELY


@given(RECORDS, st.lists(RULES, max_size=5), RULES, st.lists(HOLDS, max_size=2))
def test_another_rule_never_shortens(kept, rules, more, holds):
    """What is certain never shrinks by a rule, nor does what is possible once there is one."""
    before = keep_until(kept, rules, holds=holds)
    after = keep_until(kept, [*rules, more], holds=holds)
    assert floor(after) >= floor(before)
    if any(each.rule.duty == "must" for each in rules):
        assert ceiling(after) >= ceiling(before)


@given(RECORDS, st.lists(RULES, max_size=5), st.lists(HOLDS, max_size=2), HOLDS)
def test_another_hold_never_shortens(kept, rules, holds, more):
    """Neither what is certain nor what is possible shrinks by a hold."""
    before = keep_until(kept, rules, holds=holds)
    after = keep_until(kept, rules, holds=[*holds, more])
    assert floor(after) >= floor(before)
    assert ceiling(after) >= ceiling(before)


@given(RECORDS, st.lists(RULES, max_size=5), st.lists(HOLDS, max_size=3), st.randoms(use_true_random=False))
def test_order_is_nothing(kept, rules, holds, dice):
    """Rules, holds and events in another order give the same answer."""
    other_rules, other_holds, events = list(rules), list(holds), list(kept.events)
    for each in (other_rules, other_holds, events):
        dice.shuffle(each)
    one = keep_until(kept, rules, holds=holds)
    other = keep_until(replace(kept, events=tuple(events)), other_rules, holds=other_holds)
    assert (one.until, one.at_least, one.at_most, one.deciding) == (
        other.until,
        other.at_least,
        other.at_most,
        other.deciding,
    )
    assert set(one.others) == set(other.others)
    assert set(one.because) == set(other.because)


@given(RECORDS, st.lists(RULES, max_size=5), st.lists(HOLDS, max_size=2))
def test_an_answer_is_known_exactly_when_nothing_speaks_against_it(kept, rules, holds):
    """A day is named with no reason against it; without a day, and unless it is without end, there is a reason."""
    found = keep_until(kept, rules, holds=holds)
    if found.until == NOT_KNOWN:
        assert found.because
    elif found.until != INDEFINITELY:
        assert found.because == ()
        assert found.until == found.at_least == found.at_most
        assert not found.holds
    assert str(found)
