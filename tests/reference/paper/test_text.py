"""The tables of the paper, held against its text: numbers with their limits, dates, towns and names of States."""

from __future__ import annotations

import re
from datetime import date

import pytest

from firearmskit import reference
from firearmskit.reference import paper

WORDS = {1: "one", 2: "two", 3: "three", 5: "five", 6: "six"}
LIMITS = {"more-than": ("more than", "over"), "almost": ("almost",), "at-least": ("at least",), "exactly": ()}
SUPERSCRIPTS = "¹²³⁴⁵⁶⁷⁸⁹"
NAMES = {
    "CIV": "Côte d'Ivoire",
    "EUE": "European Union",
    "GBR": "United Kingdom",
    "MKD": "the former Yugoslav Republic of Macedonia",
    "USA": "United States of America",
    "TZA": "United Republic of Tanzania",
}


def plain(text):
    """Write apostrophes in one way, and white space as one space."""
    return re.sub(r"\s+", " ", text.replace("’", "'"))


@pytest.fixture(scope="module")
def told(shared_paper):
    """Give the text of each paragraph by its number, and of each footnote as f1, f2 and so on."""
    parts: dict[str, str] = {"0": ""}
    last = 0
    for line in shared_paper.splitlines():
        begun = re.match(r"(\d{1,2})\. ", line)
        if line[:1] in tuple(SUPERSCRIPTS):
            parts[f"f{SUPERSCRIPTS.index(line[0]) + 1}"] = plain(line[1:])
        elif begun and int(begun[1]) == last + 1:
            last += 1
            parts[str(last)] = plain(line)
        else:
            parts[str(last)] += " " + plain(line)
    assert last == 92
    assert "f9" in parts
    return parts


def where(row):
    """Name the part of the text that a row is about."""
    return f"f{row.footnote}" if getattr(row, "footnote", None) else str(row.paragraph)


def test_paragraphs_are_there(told):
    """Each item names paragraphs and footnotes of the paper, and each other row one that its item names."""
    of_item = {row.number: row for row in paper.items()}
    for row in paper.items():
        assert {*map(str, row.paragraphs), *(f"f{note}" for note in row.footnotes)} <= set(told), row.id
    for row in (*paper.numbers(), *paper.events(), *paper.lists()):
        assert row.paragraph in of_item[row.item].paragraphs, row.id
        note = getattr(row, "footnote", None)
        assert note is None or note in of_item[row.item].footnotes, row.id


def test_stated_numbers_stand_in_their_paragraph_with_their_limit(told):
    """A number that is said to be stated stands there, in digits or words, behind the word that limits it."""
    missing = []
    for row in paper.numbers():
        if row.basis != "stated" or row.value is None:
            continue
        ways = [f"{row.value:,}", WORDS.get(row.value, "")]
        limits = LIMITS[row.bound] or ("",)
        patterns = [rf"\b{limit} ?{way}\b".strip() for limit in limits for way in ways if way]
        if not any(re.search(pattern, told[where(row)], re.IGNORECASE) for pattern in patterns):
            missing.append(row.id)
        limited = any(
            re.search(rf"(more than|over|almost|at least) {way}\b", told[where(row)], re.IGNORECASE)
            for way in ways
            if way
        )
        if row.bound == "exactly" and limited:
            missing.append(f"{row.id} has a limit")
    assert not missing


def test_numbers_that_were_counted_have_their_names(told):
    """A number that is said to be counted has a list as long, or is none that the paper states."""
    listed = {row.number: row for row in paper.lists() if row.number}
    for row in paper.numbers():
        if row.basis == "counted" and row.id in listed:
            assert len(listed[row.id].states) + len(listed[row.id].organizations) == row.value, row.id


def test_dates_stand_in_their_paragraph(told):
    """Days, months and years of an event stand in its paragraph, and the town with them."""
    missing = []
    for row in paper.events():
        text = told[where(row)]
        if row.place and plain(row.place) not in text:
            missing.append(f"{row.id}: {row.place}")
        if row.start is None:
            continue
        first, last = date.fromisoformat(row.start), date.fromisoformat(row.end)
        wanted = [first.strftime("%B"), last.strftime("%B")] if row.precision in ("day", "month") else []
        if row.precision == "day":
            days = rf"{first.day}(?: {first:%B})?(?: (?:to|and|until) {last.day})? {last:%B}"
            if not re.search(rf"\b{days}", text):
                missing.append(f"{row.id}: {days}")
        if row.precision == "season":
            wanted.append("spring")
        if row.id != "58-mexico":  # the paper names no year there, and the row's doubt says so
            wanted.append(str(last.year))
        missing += [f"{row.id}: {word}" for word in wanted if word not in text]
    assert not missing


def test_states_stand_in_their_paragraph(told):
    """Each State of a list is named where the list is said to stand."""
    missing = []
    for row in paper.lists():
        for code in row.states:
            name = NAMES.get(code) or reference.get(reference.Country, code).name
            if not re.search(rf"\b{re.escape(name)}(?![\w-])", told[where(row)]):
                missing.append(f"{row.id}: {code} {name}")
        # The paper writes its partners' names longer in places: their first words are looked for.
        missing += [f"{row.id}: {name}" for name in row.organizations if name[:15] not in told[where(row)]]
    assert not missing


def test_a_footnote_that_excuses_an_event_does(told):
    """The footnote that is said to admit an earlier date speaks of the reporting period."""
    for row in paper.events():
        if row.excused_by:
            assert "prior to the indicated reporting period" in told[f"f{row.excused_by}"]
        if row.claims_period:
            assert "During the reporting period" in told[where(row)], row.id


def test_no_sentence_of_the_paper_is_copied(shared_paper):
    """No text of the tables shares more than five words in a row with the paper, names of bodies left aside."""
    words = " ".join(re.findall(r"\w+", plain(shared_paper).lower()))
    names = (
        "the middle east and north africa",
        "of the working group on firearms",
        "of the organization of american states",
        "third conference of states parties to the arms trade treaty",
        "the regional meeting for latin america",
    )
    for row in (*paper.items(), *paper.numbers(), *paper.events(), *paper.lists()):
        said = re.findall(r"\w+", getattr(row, "title", None) or row.what)
        for at in range(len(said) - 5):
            run = " ".join(said[at : at + 6]).lower()
            assert run not in words or any(run in name or name in run for name in names), (row.id, run)
