"""Which records may be looked at again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.errors import InputError
from firearmskit.records.retention import PARTS, Hold, Kept, KeptEvent, review
from tests.records.retention.test_keeping import DATES, HOLDS, RULES, duty


def kept(id="R1", on="1990", holder="H1", **fields):
    """Make a record of a transfer."""
    events = (KeptEvent(kind="transfer", on=on),)
    return Kept(id=id, kind="transfer", events=events, states=("NGA",), holder=holder, **fields)


def eligible(found):
    """Give the ids of the records whose personal data are eligible."""
    return [each.record for each in found if each.eligible]


def test_personal_data_are_eligible_the_day_after_the_last():
    """On the last day they stay; on the next they are eligible; the history never is."""
    last = review([kept("R1", "2000-03-01")], on="2010-03-01", rules=[duty()])
    next_ = review([kept("R1", "2000-03-01")], on="2010-03-02", rules=[duty()])
    assert eligible(last) == []
    assert [(each.part, each.eligible) for each in next_] == [("item-history", False), ("personal-data", True)]
    assert "never proposed" in next_[0].why
    assert "destroy the key" in next_[1].why


def test_a_record_without_personal_data_has_nothing_to_review():
    """A record that holds none gives its history alone."""
    found = review([kept(holder=None)], on="2026-11-27", rules=[duty()])
    assert [(each.part, each.holder, each.eligible) for each in found] == [("item-history", None, False)]


def test_one_key_opens_all_records_of_a_holder():
    """As long as one record of a holder must be kept, the key stays, and the record is named."""
    found = review([kept("R1"), kept("R2", "2020"), kept("R3", holder="H2")], on="2026-11-27", rules=[duty()])
    assert eligible(found) == ["R3"]
    (first,) = [each for each in found if each.record == "R1" and each.part == "personal-data"]
    assert '"R2"' in first.why


@pytest.mark.parametrize(
    "record",
    [kept(on=None), kept(holds=(Hold(id="C1", reason="trial"),))],
    ids=["no date", "hold"],
)
def test_what_is_not_known_is_not_eligible(record):
    """Without a date, or with a hold, nothing is eligible, and the reason is said."""
    (_history, personal) = review([record], on="2026-11-27", rules=[duty()])
    assert not personal.eligible
    assert "date" in personal.why or "Hold" in personal.why


def test_no_rule_is_no_reason_to_purge():
    """Where no rule asks for a record and no national period is given, it stays."""
    assert eligible(review([kept()], on="2026-11-27", rules=[])) == []
    assert eligible(review([kept()], on="2026-11-27", rules=[], national_years=30)) == ["R1"]


def test_the_rules_of_its_states_are_found():
    """Without rules those of the States count: in Nigeria the answer stays open, in Japan twenty years are over."""
    japan = Kept(
        id="R2", kind="transfer", events=(KeptEvent(kind="transfer", on="1990"),), states=("JPN",), holder="H2"
    )
    assert eligible(review([kept(), japan], on="2026-11-27")) == ["R2"]


def test_an_id_that_stands_twice_is_refused():
    """Two records of one id can't both be right."""
    with pytest.raises(InputError, match='"R1" stands twice'):
        review([kept(), kept(on="2020")], on="2026-11-27", rules=[])
    same = kept()
    with pytest.raises(InputError, match='"R1" stands twice'):
        review([same, same], on="2026-11-27", rules=[])


@given(
    st.lists(
        st.tuples(st.integers(0, 30), DATES, st.sampled_from([None, "H1", "H2"])), max_size=6, unique_by=lambda r: r[0]
    ),
    st.lists(RULES, max_size=3),
    st.lists(HOLDS, max_size=1),
)
def test_history_is_never_proposed_and_nothing_is_lost(drawn, rules, holds):
    """Every record comes back once for each part it has; whatever the rules, no history is proposed for purging."""
    records = [kept(f"R{number}", on, holder) for number, on, holder in drawn]
    found = review(records, on="2026-11-27", rules=rules, holds=holds)
    expected = [(each.id, part) for each in records for part in PARTS if part == "item-history" or each.holder]
    assert [(each.record, each.part) for each in found] == expected
    for each in found:
        assert each.why
        assert not (each.eligible and each.part == "item-history")
        assert not each.eligible or each.retention.until < "2026-11-27"
    going = {each.holder for each in found if each.eligible}
    assert all(each.eligible for each in found if each.holder in going and each.holder)
