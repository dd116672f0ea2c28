"""Receipts: their numbers, and what they promise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.errors import InputError
from firearmskit.records.collecting import Intake, Receipt, check_receipts, describe_receipt
from tests.records.collecting.test_campaign import AMNESTY, campaign

CAMPAIGN = campaign(kind="both")


def receipt(number=1, **fields):
    """Make a receipt that promises what the amnesty does."""
    usual = {
        "item": f"A{number}",
        "act": "surrender",
        "on": "2026-03-02",
        "site": "S",
        "promised": AMNESTY.covers,
        "limits": AMNESTY.limits,
    }
    return Receipt(number=number, **(usual | fields))


def codes(receipts, where=CAMPAIGN, **more):
    """Give the codes of what is wrong."""
    return [each.code for each in check_receipts(receipts, where, **more)]


def test_receipts_without_a_gap_are_right():
    """Numbers from 1 on, one for each item, promising what the amnesty does, give no finding."""
    given_ = [receipt(number) for number in (2, 1, 3)]
    intake = [Intake(item=f"A{number}", on="2026-03-02", site="S") for number in (1, 2, 3)]
    assert codes(given_, intake=intake) == []


def test_gaps_are_named_as_ranges():
    """Lacking numbers are named, however many, and the first one too."""
    found = check_receipts([receipt(2), receipt(10**15)], CAMPAIGN)
    assert [each.sentence for each in found if each.code == "gap"] == [
        "Receipt 1 is lacking.",
        "Receipts 3 to 999999999999999 are lacking.",
    ]
    assert codes([receipt(100), receipt(101)], first=100) == []
    assert codes([receipt(99), receipt(100)], first=100) == ["before-first"]


@pytest.mark.parametrize(
    ("receipts", "code"),
    [
        ([receipt(1), receipt(1, item="B")], "number-twice"),
        ([receipt(1), receipt(2, item="A1")], "item-twice"),
        ([receipt(1, on="2026-03-05"), receipt(2)], "order"),
        ([receipt(promised=("theft",))], "promise"),
        ([receipt(limits=())], "limit"),
        ([receipt(on="2026-04-01")], "outside-amnesty"),
        ([receipt(on="2026-04-01")], "outside-campaign"),
    ],
)
def test_what_is_wrong_is_found(receipts, code):
    """Each thing that can be wrong with receipts is found."""
    assert code in codes(receipts)


def test_two_sites_have_days_of_their_own():
    """A later number of another site may be of an earlier day."""
    assert codes([receipt(1, on="2026-03-05"), receipt(2, site="T")]) == []


def test_an_act_that_is_not_offered_is_found():
    """A receipt for registration in a campaign of surrender is an error."""
    assert codes([receipt(act="registration")], campaign()) == ["act"]
    assert codes([receipt(act="registration")]) == []


def test_without_an_amnesty_nothing_may_be_promised():
    """Whatever a receipt promises without an amnesty is an error; one that promises nothing is right."""
    without = campaign(amnesty=None)
    assert codes([receipt()], without) == ["promise"]
    assert codes([receipt(promised=(), limits=())], without) == []


def test_receipts_and_intake_are_compared():
    """An item without a receipt, a receipt without an item, and two acts are each named."""
    intake = [
        Intake(item="A1", on="2026-03-02", site="S", act="registration"),
        Intake(item="B", on="2026-03-02", site="S"),
    ]
    found = check_receipts([receipt(1), receipt(2)], CAMPAIGN, intake=intake)
    assert {(each.code, each.field) for each in found} == {
        ("act-differs", "A1"),
        ("no-receipt", "B"),
        ("no-intake", "A2"),
    }


def test_a_receipt_says_what_is_promised_and_what_is_not():
    """Both acts say what they mean, by which law, and where the promise ends."""
    said = describe_receipt(receipt(), CAMPAIGN)
    for words in ("Receipt 1", "handed in", "Decree 7", "unlicensed possession", "Not promised", "offences committed"):
        assert words in said
    assert "isn't a licence" in describe_receipt(receipt(act="registration"), CAMPAIGN)
    assert "promises nothing" in describe_receipt(receipt(promised=()), CAMPAIGN)


def test_what_is_no_receipt_is_refused():
    """Numbers below 1, days that are none and wrong types are refused."""
    for fields in ({"number": 0}, {"number": True}, {"on": "2026-03"}, {"item": 3}, {"promised": "all"}):
        with pytest.raises(InputError):
            receipt(**fields)
    with pytest.raises(InputError):
        describe_receipt("1", CAMPAIGN)
    with pytest.raises(InputError):
        check_receipts([receipt()], CAMPAIGN, first="1")


@given(st.sets(st.integers(1, 40), min_size=1, max_size=12))
def test_gaps_and_numbers_make_up_the_whole(numbers):
    """The numbers that are named as lacking are exactly those between that weren't given out."""
    found = check_receipts([receipt(number) for number in numbers], CAMPAIGN)
    lacking = set()
    for each in found:
        ends = [int(word) for word in each.sentence.replace(".", "").split() if word.isdigit()]
        lacking |= set(range(ends[0], ends[-1] + 1))
    assert lacking == set(range(1, max(numbers))) - numbers
