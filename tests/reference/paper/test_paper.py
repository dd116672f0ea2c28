"""Items of the paper for lessons, and the contradictions that are computed from its numbers, dates and lists."""

from __future__ import annotations

import csv
import dataclasses
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit import language, reference
from firearmskit.errors import UnknownCodeError
from firearmskit.reference import paper
from firearmskit.reference.paper.contradicting import compare
from tests.every import every


def found(code):
    """Give the contradictions of one kind."""
    return [each for each in paper.contradictions() if each.code == code]


def compared(*, numbers=(), events=(), lists=(), period=("2017-05-08", "2018-04-30"), on="2018-02-21"):
    """Look for contradictions in rows of one's own; the codes, without that of the period's end."""
    codes = [each.code for each in compare(tuple(numbers), tuple(events), tuple(lists), period=period, dated_on=on)]
    return [code for code in codes if code != "period-after-date"]


def row(kind, id, /, **changes):
    """Give a row of the paper with changes."""
    (known,) = [each for each in reference.rows(kind) if each.id == id]
    return dataclasses.replace(known, **changes)


def test_there_are_94_items_as_in_the_inventory(shared_facts):
    """The items have the numbers of the inventory, and their paragraphs are there; what differs was corrected."""
    with shared_facts("paper_inventory.csv").open(encoding="utf-8") as stream:
        inventory = {int(line["no"]): line for line in csv.DictReader(stream)}
    corrected = {11, 12}
    for item in paper.items():
        line = inventory.pop(item.number)
        named = [part.split()[0] for part in line["paragraph"].replace(" fn", "fn").split(",")]
        paragraphs = set()
        for part in named:
            first, _dash, last = part.partition("fn")[0].partition("-")
            paragraphs |= set(range(int(first), int(last or first) + 1))
        assert (paragraphs == set(item.paragraphs)) != (item.number in corrected), item.id
        kind = "conclusion" if line["kind"] == "-" else line["kind"]
        assert item.kind == kind, item.id
    assert not inventory


def test_items_are_numbered_from_1_to_94():
    """Each number is there once, and each kind is one of the vocabulary."""
    assert [item.number for item in paper.items()] == list(range(1, 95))
    assert {item.kind for item in paper.items()} == set(paper.KINDS)


@every((*paper.numbers(), *paper.events(), *paper.lists()))
def test_rows_use_the_words_of_the_module(row):
    """A row has a bound, a kind, a role and ids that exist, and dates in order."""
    assert 1 <= row.item <= 94
    assert row.source.startswith(f"UN document {paper.SYMBOL}, para. {row.paragraph}")
    ids = {each.id for each in paper.numbers()}
    if isinstance(row, paper.PaperNumber):
        assert row.bound in paper.BOUNDS
        assert (row.value is None) == (row.bound == "not-given")
        assert row.basis in ("stated", "counted")
        assert {*row.sums, *([row.part_of] if row.part_of else [])} <= ids
    elif isinstance(row, paper.PaperEvent):
        assert row.kind in paper.EVENT_KINDS
        assert row.told in ("past", "planned", "background")
        assert (row.start is None) == (row.end is None) == (row.precision is None)
        if row.start:
            assert date.fromisoformat(row.start) <= date.fromisoformat(row.end)
            assert row.precision in ("day", "month", "season", "year")
        else:
            assert row.doubt or row.occasion
    else:
        assert row.role in ("participants", "beneficiaries", "partners", "donors", "all-donors")
        assert row.states or row.organizations
        assert {each for each in (row.number, row.total) if each} <= ids
        codes = {each.id for each in reference.rows(reference.Country)} | {"EUE"}
        assert set(row.states) <= codes


def test_an_item_can_be_quoted():
    """A lesson gets an item's numbers of one paragraph in sentences, with the citation, in its language."""
    item = paper.item(64, 60)
    assert [each.id for each in item.numbers] == [
        "60-states", "60-firearms", "60-kalashnikov", "60-rounds", "60-traces",
    ]  # fmt: skip
    assert str(item).startswith("Operation TRIGGER III. States of operation TRIGGER III: 8.")
    assert str(item).endswith("(CTOC/COP/WG.6/2018/3, para. 60)")
    assert "Firearms marked by the end of 2017: more than 48000." in paper.item(45).sentences
    assert paper.item(45).citation == "CTOC/COP/WG.6/2018/3, paras. 44, 45, 46"
    assert "Downloads of the Model Law in 2017: almost 4000." in paper.item(33).sentences
    assert not paper.item(29, 81).lists
    assert [each.id for each in paper.item(29, 81).events] == ["81-jordan", "81-lebanon"]
    assert not paper.item(45, 44).numbers
    with language.speaking("fr"):
        assert "Algérie, Mali, Maroc" in str(paper.item(72, 66))


@pytest.mark.parametrize("number", [0, 95, True, "64", None])
def test_items_that_there_are_not_are_named(number):
    """A number that no item has is quoted, with the last one."""
    with pytest.raises(UnknownCodeError, match="1 to 94"):
        paper.item(number)


@pytest.mark.parametrize("paragraph", [61, True, "60"])
def test_paragraphs_that_do_not_speak_of_it_are_named(paragraph):
    """A paragraph that doesn't speak of the item is quoted, with those that do."""
    with pytest.raises(UnknownCodeError, match="item 64; these do: 60"):
        paper.item(64, paragraph)
    with pytest.raises(UnknownCodeError):
        paper.item(1, True)


def test_54_states_are_55():
    """The total of paragraph 72 is neither the sum of its parts nor the number of the States that are listed."""
    (summed,) = found("sum")
    assert summed.paragraphs == (72,)
    assert "54" in summed.says
    assert "they make 55" in summed.found
    (listed,) = found("listed")
    assert listed.paragraphs == (72,)
    assert "there are 55" in listed.found


def test_jordan_was_in_november_and_in_december():
    """Paragraphs 29 and 81 date the same event differently; Lebanon's dates agree."""
    (jordan,) = found("dates")
    assert jordan.paragraphs == (29, 81)
    assert "2017-12" in jordan.says
    assert "2017-11" in jordan.says
    assert [each.rows for each in found("kinds")] == [("29-jordan", "81-jordan"), ("29-lebanon", "81-lebanon")]


def test_events_outside_the_period_are_found():
    """Three activities were too early, one of them with a footnote; six announcements reach beyond the period."""
    before = {each.paragraphs[1]: each.says for each in found("before-period")}
    assert set(before) == {14, 28, 57}
    assert "Footnote 3 says" in before[14]
    assert "No footnote says" in before[28]
    assert "speaks of the reporting period" in before[57]
    assert [each.paragraphs[1] for each in found("beyond-period")] == [28, 31, 38, 38, 54, 73]


def test_what_comes_after_the_date_is_found():
    """Three events after 21 February 2018 are told as past; the period ends after the paper's date."""
    assert [each.rows[0] for each in found("after-date")] == ["18-johannesburg", "18-berlin", "53-campaigns"]
    (period,) = found("period-after-date")
    assert "2018-04-30" in period.says
    assert "70-launch" in period.rows


def test_other_contradictions_are_found():
    """Counts of parties for three days, ammunition among firearms, a donor that isn't listed."""
    assert found("as-of")[0].paragraphs == (22,)
    assert found("unit")[0].rows == ("60-firearms", "60-rounds")
    assert found("donors")[0].paragraphs == (8, 9)
    assert "France" in found("donors")[0].says


def test_each_kind_is_found_in_order():
    """The kinds come in the order of the vocabulary, and each is found at least once."""
    codes = list(dict.fromkeys(each.code for each in paper.contradictions()))
    assert codes == list(paper.CODES)
    counted = Counter(each.code for each in paper.contradictions())
    assert sum(counted.values()) == 21


@every(paper.contradictions())
def test_contradictions_say_paragraphs_rows_and_how(contradiction):
    """Each names its paragraphs, the rows that it was computed from, what they say and how it was found."""
    ids = {each.id for each in (*paper.numbers(), *paper.events(), *paper.lists())}
    assert contradiction.paragraphs
    assert contradiction.rows
    assert set(contradiction.rows) <= ids
    assert contradiction.says.endswith(".")
    assert contradiction.found.endswith(".")
    assert contradiction.citation in str(contradiction)


@given(st.integers(1, 60), st.lists(st.integers(1, 60), min_size=1, max_size=4))
def test_a_sum_is_found_exactly_when_the_parts_differ(total, parts):
    """Any total that isn't the sum of its parts is found, any that is isn't: nothing is written down beforehand."""
    rows = [row(paper.PaperNumber, "72-africa", id=f"part-{at}", value=value) for at, value in enumerate(parts)]
    whole = row(paper.PaperNumber, "72-states", value=total, sums=tuple(each.id for each in rows))
    assert compared(numbers=[whole, *rows]) == ([] if total == sum(parts) else ["sum"])


@pytest.mark.parametrize(
    ("bound", "value", "contradicts"),
    [
        *[("exactly", 3, False), ("exactly", 4, True), ("more-than", 2, False), ("more-than", 3, True)],
        *[("at-least", 3, False), ("at-least", 4, True), ("almost", 4, False), ("almost", 3, True)],
        ("not-given", None, False),
    ],
)
def test_a_limit_is_kept(bound, value, contradicts):
    """Three names contradict "more than 3" and "at least 4", and fit "more than 2" and "almost 4"."""
    number = row(paper.PaperNumber, "53-states", bound=bound, value=value)
    names = row(paper.PaperList, "53-states")
    assert compared(numbers=[number], lists=[names]) == (["listed"] if contradicts else [])


def test_a_name_that_stands_twice_counts_once():
    """Two lists that share a State name it once: 26, 14 and 14 other States would be 54."""
    numbers = [row(paper.PaperNumber, "72-states", sums=())]
    lists = [row(paper.PaperList, f"72-{name}", number=None) for name in ("africa", "latin-america")]
    europe = row(paper.PaperList, "72-europe", number=None)
    doubled = dataclasses.replace(europe, states=("ARG", *europe.states[1:]))
    assert compared(numbers=numbers, lists=[*lists, doubled]) == []
    assert compared(numbers=numbers, lists=[*lists, europe]) == ["listed"]


@given(st.dates(date(2017, 1, 1), date(2018, 12, 31)), st.sampled_from(["past", "planned", "background"]))
def test_a_day_is_outside_exactly_when_it_is(day, told):
    """A past day before the period or after the paper's date, and a planned one after the period, are found."""
    event = row(paper.PaperEvent, "17-reporting", start=day.isoformat(), end=day.isoformat(), told=told)
    expected = {
        "past": ["before-period"] * (day < date(2017, 5, 8)) + ["after-date"] * (day > date(2018, 2, 21)),
        "planned": ["beyond-period"] * (day > date(2018, 4, 30)),
        "background": [],
    }[told]
    assert compared(events=[event]) == expected


def test_a_milestone_before_the_period_is_none_of_its_activities():
    """A study that was published, or a project that was begun, may be older than what the paper reports."""
    begun = row(paper.PaperEvent, "47-panama", start="2016-06-01", end="2016-06-30")
    assert compared(events=[begun]) == []
    assert compared(events=[dataclasses.replace(begun, kind="workshop")]) == ["before-period"]


def test_a_month_that_may_have_been_before_the_date_is_not_found():
    """An event of February 2018 may have been before the 21st; one of February and March wasn't over by then."""
    assert compared(events=[row(paper.PaperEvent, "85-milan")]) == []
    assert compared(events=[row(paper.PaperEvent, "53-campaigns")]) == ["after-date"]


def test_accounts_that_share_a_day_agree():
    """A month and a day in it don't contradict each other; two different months do."""
    july = row(paper.PaperEvent, "29-tunisia", occasion="x")
    day = row(paper.PaperEvent, "30-tunis", occasion="x", kind="dialogue")
    assert compared(events=[july, day]) == []
    assert compared(events=[july, dataclasses.replace(day, start="2017-08-01", end="2017-08-01")]) == ["dates"]
    assert compared(events=[july, dataclasses.replace(day, occasion="y", start="2017-08-01", end="2017-08-01")]) == []


def test_a_paper_without_faults_has_no_contradiction():
    """Where the period ends before the paper's date and nothing else is amiss, nothing is found."""
    assert compare((), (), (), period=("2017-05-08", "2018-02-01"), dated_on="2018-02-21") == ()
