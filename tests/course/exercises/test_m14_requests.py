"""The tasks on requests and replies: what they plant is what a learner can work out from what is shown."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m14_tracing import _asked, _enough, _records, _reply, _search
from firearmskit.course.exercises.m14_tracing.requests import EXERCISE
from firearmskit.course.packs import Case

SHOP_TO_PERSON = re.compile(r"Person \d+")


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    """Draw the exercise for 150 learners."""
    return [EXERCISE.draw(Draw(seed.to_bytes(4, "big"))) for seed in range(150)]


def right(case: Case, task: str, field: str) -> list[Any]:
    """Give what is accepted in a field."""
    return list(case.truth[task][field]["accept"])


def plain(text: str | None) -> str:
    """Write a number or a firm as a clerk compares it: capitals, no blanks, no form of company, the letter O as 0."""
    said = re.sub(r"[^A-Z0-9?]", "", re.sub(r" Ltd\.$", "", text or "").upper())
    return said[:2] + said[2:].replace("O", "0") if re.search(r"\d", said) else said


def full_months(first: date, last: date) -> int:
    """Count the months that are over by stepping through the calendar, one at a time."""
    count, year, month = 0, first.year, first.month
    while True:
        month += 1
        if month == 13:
            year, month = year + 1, 1
        if date(year, month, min(first.day, calendar.monthrange(year, month)[1])) > last:
            return count
        count += 1


def bounds(when: str) -> tuple[date, date]:
    """Give the first and the last day that a date without a day, or without a month, can be."""
    parts = [int(part) for part in when.split("-")]
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    if len(parts) == 2:
        after = date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
        return date(parts[0], parts[1], 1), after - timedelta(days=1)
    return date(*parts), date(*parts)


def test_a_description_lacks_what_it_shows_to_lack(cases: list[Case]) -> None:
    """A sign that can't be read, a number of a part, no maker, no calibre: one fault in a row, or none."""
    for case in cases:
        for at, row in enumerate(case.evidence["enough"]["descriptions"], start=1):
            faults = [
                name
                for name, there in (
                    ("damaged", "?" in row["number"]),
                    ("part", row["place"] == "barrel"),
                    ("maker", row["maker"] is None),
                    ("calibre", row["calibre"] is None),
                )
                if there
            ]
            assert right(case, "enough", f"description{at}") == (faults or ["enough"])


def test_the_model_and_the_importer_decide_nothing(cases: list[Case]) -> None:
    """A missing model doesn't make a description too thin, and an importer's mark doesn't stand for the maker."""
    for case in cases:
        for at, row in enumerate(case.evidence["enough"]["descriptions"], start=1):
            if row["importer"]:
                assert right(case, "enough", f"description{at}") == ["maker"]
            if row["model"] is None:
                assert right(case, "enough", f"description{at}") == ["enough"]


def test_lines_of_a_search_are_told_by_number_maker_and_calibre(cases: list[Case]) -> None:
    """Another number, another maker or calibre, too little noted, or it can be this firearm: as the lines show."""
    for case in cases:
        search = case.evidence["search"]
        own = search["object"]
        for at, line in enumerate(search["lines"], start=1):
            if plain(line["number"]) != plain(own["number"]):
                told = "number"
            elif line["maker"] is None or line["calibre"] is None:
                told = "little"
            elif plain(line["maker"]) != plain(own["maker"]) or line["calibre"] != own["calibre"]:
                told = "facts"
            else:
                told = "can"
            assert right(case, "search", f"line{at}") == [told], (own, line)


def test_the_line_to_follow_is_one_that_can_be_it(cases: list[Case]) -> None:
    """First the line that agrees in everything, else the one that says too little; only then may it be reported."""
    for case in cases:
        told = {at: right(case, "search", f"line{at}")[0] for at in range(1, 6)}
        fits = [str(at) for at, role in told.items() if role == "can"]
        thin = [str(at) for at, role in told.items() if role == "little"]
        assert right(case, "search", "follow") == (fits or thin)
        assert right(case, "search", "say") == (["may"] if fits else ["open"])


def test_a_missing_page_lies_within_what_the_register_holds(cases: list[Case]) -> None:
    """The missing year is one of the register's own, so that nobody may say that it was never there."""
    for case in cases:
        first, last = case.evidence["search"]["years"]
        assert first < case.evidence["search"]["missing"] < last


def test_whom_to_ask_follows_from_marks_and_searches(cases: list[Case]) -> None:
    """The State that a reply named, else that of a mark of import, else the maker's; one's own registers first."""
    for case in cases:
        for at, find in enumerate(case.evidence["asked"]["finds"], start=1):
            if find["next"]:
                told = "named"
            elif not (find["maker"] or find["imported"]):
                told = "look"
            elif not find["searched"]:
                told = "own"
            else:
                told = "imported" if find["imported"] else "made"
            assert right(case, "asked", f"find{at}") == [told], find
        marks = case.evidence["asked"]["marks"]
        assert sorted(right(case, "asked", "states")) == sorted({marks["made"], marks["imported"]})
        assert marks["route"] not in (marks["made"], marks["imported"])


def test_a_reply_is_worth_what_was_searched_for(cases: list[Case]) -> None:
    """Another number than the firearm's: ask again; the same one, however it is written, isn't another number."""
    seen = {"full": {"follow", "again"}, "none": {"turn", "close", "again"}}
    for case in cases:
        for at, reply in enumerate(case.evidence["reply"]["replies"], start=1):
            (follows,) = right(case, "reply", f"reply{at}")
            same = plain(reply["number"]) == plain(reply["searched"])
            assert (follows == "again") == (not same), reply
            if reply["told"] in seen:
                assert follows in seen[reply["told"]]
            if follows == "turn":
                assert reply["imported"] is not None
                assert reply["imported"] != reply["asked"]
            if follows == "close":
                assert reply["imported"] is None


def test_time_to_crime_runs_from_the_first_sale_by_a_shop(cases: list[Case]) -> None:
    """It begins where a firm sells to a person for the first time, and ends with the seizure."""
    for case in cases:
        entries = case.evidence["period"]["entries"]
        to_persons = [
            (at, entry)
            for at, entry in enumerate(entries, start=1)
            if SHOP_TO_PERSON.fullmatch(entry["to"] or "") and not SHOP_TO_PERSON.fullmatch(entry["from"] or "")
        ]
        ((at, sale),) = to_persons
        (seizure,) = [date.fromisoformat(entry["when"]) for entry in entries if entry["kind"] == "seizure"]
        first, last = bounds(sale["when"])
        assert right(case, "period", "start") == [str(at)]
        assert right(case, "period", "least") == [full_months(last, seizure)]
        assert right(case, "period", "most") == [full_months(first, seizure)]


def test_records_show_the_step_that_they_name(cases: list[Case]) -> None:
    """Each record belongs to one step; the steps without a record are those that are open."""
    for case in cases:
        shown = set()
        for at, name in enumerate(case.evidence["records"]["records"], start=1):
            step = str(_records.RECORDS[name][0]) if name in _records.RECORDS else _records.NONE
            assert right(case, "records", f"record{at}") == [step]
            shown.add(step)
        assert right(case, "records", "open") == [str(step) for step in range(1, 10) if str(step) not in shown]


@pytest.mark.parametrize("task", ["enough", "search", "asked", "reply", "period", "records"])
def test_true_sentences_are_true_and_no_option_always_wins(task: str, cases: list[Case]) -> None:
    """No answer to a question that depends on the case is right for three in four learners."""
    fixed = {"damaged", "question", "say" if task == "period" else ""}
    for field in cases[0].truth[task]:
        if field in fixed:
            continue
        counts = Counter(str(sorted(map(str, right(case, task, field)))) for case in cases)
        assert max(counts.values()) < 0.75 * len(cases), (field, counts)
    rooms = {"enough": _enough, "reply": _reply}
    if task in rooms:
        for case in cases:
            assert set(right(case, task, "sentences")) <= set(rooms[task].TRUE)
            assert len(set(case.evidence[task]["options"]["sentences"]) & set(rooms[task].TRUE)) == 2


def test_evidence_holds_no_truth(cases: list[Case]) -> None:
    """What a learner gets names neither what is accepted nor a hint."""
    for case in cases:
        assert not {"accept", "because", "hint", "truth"} & _keys(case.evidence)


def test_learners_have_cases_of_their_own(cases: list[Case]) -> None:
    """No two learners have the same evidence in any task that is drawn."""
    for task in ("enough", "search", "asked", "reply", "period"):
        assert len({str(case.evidence[task]) for case in cases}) == len(cases), task


def test_options_hold_what_is_right(cases: list[Case]) -> None:
    """Whatever is accepted can be chosen."""
    for case in cases:
        assert right(case, "search", "follow")[0] in case.evidence["search"]["options"]["follow"]
        assert set(right(case, "asked", "states")) <= set(case.evidence["asked"]["options"]["states"])
        assert set(right(case, "reply", "sentences")) <= set(case.evidence["reply"]["options"]["sentences"])
        assert right(case, "asked", "question")[0] in _asked.QUESTION
        assert right(case, "search", "say")[0] in _search.SAY


def _keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*(_keys(each) for each in value.values()))
    return set().union(*(_keys(each) for each in value)) if isinstance(value, list | tuple) else set()
