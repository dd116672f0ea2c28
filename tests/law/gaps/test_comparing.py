"""Laws are set beside each other: what a bill gains and loses, many States, one law over time."""

from __future__ import annotations

import pytest

from firearmskit import law
from firearmskit.errors import InputError
from firearmskit.law import gaps
from firearmskit.law.gaps import Assessment, Claim, NationalLaw, Provision

ON = "2026-11-27"


def found(name: str, *provided: str, absent: tuple[str, ...] = (), on: str = ON, **dates: str) -> Assessment:
    """Assess a made-up law that provides some elements."""
    claims = [Claim(element=each, says="satisfies", provision="s1") for each in provided]
    claims += [Claim(element=each, says="absent") for each in absent]
    made = NationalLaw(
        name=name,
        fictional=True,
        facts=dict.fromkeys(law.FACTS, True),
        instruments=("firearms-protocol", "iti"),
        provisions=(Provision(id="s1", law=name, article="s. 1", **dates),),
        claims=tuple(claims),
    )
    return gaps.assess(made, on=on)


def test_a_bill_shows_what_it_gains_and_what_it_loses() -> None:
    """What only the bill provides is gained, what only the law in force provides is lost, and losses come first."""
    act = found("Act", "mark-import-country", absent=("records-10-years",))
    bill = found("Bill", "mark-import-each", "records-10-years", absent=("mark-import-country",))
    changes = {each.obligation.id: each for each in gaps.compare(act, bill)}
    assert changes["fp-8-1-b"].lost == ("mark-import-country",)
    assert changes["fp-8-1-b"].gained == ("mark-import-each",)
    lost = [bool(each.lost) for each in gaps.compare(act, bill)]
    assert lost == sorted(lost, reverse=True)


def test_a_law_compared_with_itself_has_no_change() -> None:
    """The same law twice differs in nothing."""
    act = found("Act", "mark-import-country")
    assert gaps.compare(act, act) == ()


def test_states_stand_side_by_side() -> None:
    """One row an obligation, one column a law; what rests on unread text says so and what wasn't asked is empty."""
    both = gaps.side_by_side([found("Act", *law.obligation("fp-8-1-b").condition.names), found("Bill")])
    assert both.loc["fp-8-1-b", "Act"] == "met"
    assert both.loc["fp-8-1-b", "Bill"] == "open"
    unread = [each.id for each in law.obligations("iti") if each.confidence == "unverified"]
    assert set(both.loc[unread, "Act"]) == {"unverified"}
    with pytest.raises(InputError, match="name"):
        gaps.side_by_side([found("Act"), found("Act")])


def test_a_law_has_a_history() -> None:
    """The same law is assessed for each day, the earliest first."""
    act = found("Act", "records-10-years", since="2020-01-01").law
    days = gaps.history(act, ["2021-01-01", "2019-01-01", "2021-01-01"])
    standings = [gaps.answers(each.law, on=each.on)["records-10-years"].standing for each in days]
    assert [each.on for each in days] == ["2019-01-01", "2021-01-01"]
    assert standings == ["unanswered", "provided"]


def test_an_assessment_is_a_table() -> None:
    """One row an obligation, with what it fails on and the text it rests on."""
    act = found(
        "Act",
        "mark-import-country",
        "mark-import-each",
        "mark-import-traceable",
        absent=("mark-import-exemption-limited",),
    )
    table = gaps.to_frame(act).set_index("obligation")
    assert len(table) == len(act.results)
    assert table.loc["fp-8-1-b", "failing"] == "mark-import-exemption-limited"
    assert table.loc["fp-8-1-b", "rests_on"] == "Act, s. 1"


def test_gaps_that_instruments_share_are_found() -> None:
    """One amendment that serves two instruments is named, with both articles."""
    shared = found("Act", absent=("mark-import-country",)).shared()
    instruments = {each.obligation.instrument for each in shared["mark-import-country"]}
    assert instruments >= {"firearms-protocol", "iti"}
