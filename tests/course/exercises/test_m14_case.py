"""The case across three registers: chain, finding and steps follow from what the papers show, and from nothing else."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations, pairwise
from typing import Any

import pytest

from firearmskit import tracing
from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m14_tracing import _finding
from firearmskit.course.exercises.m14_tracing._chain import MARKS
from firearmskit.course.exercises.m14_tracing._desk import desk_case
from firearmskit.course.exercises.m14_tracing._steps import COORDINATION, FORENSIC, PARTS
from firearmskit.course.exercises.m14_tracing.case import EXERCISE
from firearmskit.course.packs import Case


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    """Draw the exercise for 200 learners."""
    return [EXERCISE.draw(Draw(seed.to_bytes(4, "big"))) for seed in range(200)]


def right(case: Case, task: str, field: str) -> list[Any]:
    """Give what is accepted in a field."""
    return list(case.truth[task][field]["accept"])


def plain(text: str) -> str:
    """Write a number or a firm as a clerk compares it: capitals, no blanks, no form of company, the letter O as 0."""
    said = re.sub(r"[^A-Z0-9]", "", re.sub(r" Ltd\.$", "", text).upper())
    return said[:2] + said[2:].replace("O", "0") if re.search(r"\d", said) else said


def edits(one: str, other: str) -> int:
    """Count insertions, deletions, changes and swaps of neighbours between two names."""
    rows = {(-1, -1): 0}
    for i in range(-1, len(one)):
        for j in range(-1, len(other)):
            ways = [rows[i, j]] if (i, j) in rows else []
            if i >= 0:
                ways.append(rows[i - 1, j] + 1)
            if j >= 0:
                ways.append(rows[i, j - 1] + 1)
            if i >= 0 and j >= 0:
                ways.append(rows[i - 1, j - 1] + (one[i] != other[j]))
            if i >= 1 and j >= 1 and one[i] == other[j - 1] and one[i - 1] == other[j]:
                ways.append(rows[i - 2, j - 2] + 1)
            rows[i, j] = min(ways)
    return rows[len(one) - 1, len(other) - 1]


def happened(case: Case) -> list[tuple[str, dict[str, Any]]]:
    """Give the entries with their numbers in the order in which they happened, by their dates."""
    numbered = [(str(at), entry) for at, entry in enumerate(case.evidence["entries"], start=1)]
    return sorted(numbered, key=lambda each: each[1]["when"][:7])


def gives_away(entries: list[tuple[str, dict[str, Any]]], at: int) -> str | None:
    """Give the name of whoever gives the firearm away in an entry."""
    name = entries[at][1]["from"]
    return None if name is None else str(name)


def test_lines_are_told_by_number_maker_and_calibre(cases: list[Case]) -> None:
    """Each line of a register is this firearm, another number, another maker or another calibre: as it shows."""
    for case in cases:
        own = case.evidence["object"]
        for register in case.evidence["registers"]:
            for line in register["lines"]:
                if plain(line["number"]) != plain(own["number"]):
                    told = "number"
                elif plain(line["maker"]) != plain(own["maker"]):
                    told = "maker"
                else:
                    told = "ours" if line["calibre"] == own["calibre"] else "facts"
                assert right(case, "lines", f"line{line['label']}") == [told], (own, line)


def test_one_register_of_three_has_no_line_of_it(cases: list[Case]) -> None:
    """Two registers hold one line each of this firearm, and the third none."""
    for case in cases:
        found = [
            sum(right(case, "lines", f"line{line['label']}") == ["ours"] for line in register["lines"])
            for register in case.evidence["registers"]
        ]
        assert sorted(found) == [0, 1, 1]


def test_histories_of_its_lines_are_the_entries(cases: list[Case]) -> None:
    """The entries of the chain are those of the lines that are this firearm, and the report of the seizure."""
    for case in cases:
        told = [
            str(entry)
            for register in case.evidence["registers"]
            for line in register["lines"]
            if right(case, "lines", f"line{line['label']}") == ["ours"]
            for entry in register["histories"][line["label"]]
        ]
        rest = [str(entry) for entry in case.evidence["entries"] if entry["told_by"] is not None]
        assert sorted(told) == sorted(rest)
        assert len(case.evidence["entries"]) == len(rest) + 1 == 6


def test_the_order_is_that_of_the_dates(cases: list[Case]) -> None:
    """No two entries share a month, and sorted by their dates they stand as they happened."""
    for case in cases:
        entries = happened(case)
        assert right(case, "chain", "order") == [number for number, _entry in entries]
        whens = [entry["when"][:7] for _number, entry in entries]
        assert len(set(whens)) == len(whens)
        assert all(not later.startswith(earlier) for earlier, later in pairwise(whens))


def test_the_gap_is_where_somebody_gives_away_what_he_never_got(cases: list[Case]) -> None:
    """In one place the one who gives away isn't the one who got it; a misspelt name is no such place."""
    for case in cases:
        entries = happened(case)
        gaps, spelt = [], []
        for at, (number, entry) in enumerate(entries[:-1]):
            giver = gives_away(entries, at + 1)
            got = entry["to"]
            if entries[at + 1][1]["kind"] == "import":  # an import tells who received, and not who sent
                if entry["to"] != entries[at + 1][1]["to"]:
                    gaps.append(number)
            elif giver is not None and got is not None and giver != got:
                (spelt if edits(giver, got) <= 2 else gaps).append(number)
        assert right(case, "chain", "gap") == gaps, entries
        assert len(spelt) == 1


def test_one_pair_contradicts_itself(cases: list[Case]) -> None:
    """Of the things that two papers share, a delivery, a model and the year of manufacture, one disagrees."""
    for case in cases:
        entries = happened(case)
        wrong = []
        for field in ("lot", "model"):
            (one, first), (other, second) = [each for each in entries if field in each[1]]
            if first[field] != second[field]:
                wrong.append({one, other})
        number, made = entries[0]
        assert made["kind"] == "manufacture"
        if made["when"][:4] != str(case.evidence["object"]["year"]):
            wrong.append({number, MARKS})
        assert [set(right(case, "chain", "pair"))] == wrong


def ending(case: Case) -> tuple[str, dict[str, Any], str, str]:
    """Read off how the chain ends: the claim, the last lawful entry, its number, and what says how it went on."""
    entries = happened(case)
    before = entries[-2]
    there = str(before[1]["told_by"])
    pages = {register["state"]: register["missing"] for register in case.evidence["registers"]}
    if before[1]["kind"] == "theft":
        return "theft", entries[-3][1], entries[-3][0], before[0]
    if before[1]["kind"] == "export":
        return "transit", before[1], before[0], str(case.evidence["home"])
    missing, seized = pages[there], int(entries[-1][1]["when"][:4])
    last_year = int(before[1]["when"][:4])
    if missing and missing[0] > last_year and missing[1] <= seized:
        return "open", before[1], before[0], there
    return "after", before[1], before[0], there


def test_claim_and_evidence_follow_from_the_end_of_the_chain(cases: list[Case]) -> None:
    """A theft on paper, an export that never arrived, pages that are missing, or nothing after the last sale."""
    for case in cases:
        claim, _entry, number, after = ending(case)
        assert right(case, "finding", "claim") == [claim]
        assert right(case, "finding", "carriers") == [number, after]
        assert right(case, "finding", "ask") == [claim]


def test_the_last_lawful_holder_stands_in_the_last_lawful_entry(cases: list[Case]) -> None:
    """Whoever got it last by a lawful paper; of an export that never arrived, whoever sent it."""
    for case in cases:
        claim, entry, _number, _after = ending(case)
        holder = entry["from"] if claim == "transit" else entry["to"]
        (accepted,) = right(case, "chain", "holder")
        assert edits(str(accepted), str(holder)) <= 2
        assert accepted in case.evidence["options"]["holder"]


def test_limits_are_sentences_that_are_true(cases: list[Case]) -> None:
    """Two of the sentences shown are true, and these are accepted."""
    for case in cases:
        shown = set(case.evidence["options"]["limits"])
        assert shown & set(_finding.TRUE) == set(right(case, "finding", "limits"))
        assert len(shown) == 6


def test_steps_stand_as_the_records_of_this_exhibit_show(cases: list[Case]) -> None:
    """Done with all its parts, not applicable with a reason, open otherwise; records of another exhibit don't count."""
    for case in cases:
        steps = case.evidence["steps"]
        own = [record for record in steps["records"] if record["exhibit"] == steps["exhibit"]]
        done = {record["record"] for record in own if "reason" not in record}
        reasoned = {record["record"] for record in own if record.get("reason")}
        wanted = {
            **{step: set(parts) for step, parts in PARTS.items()},
            **{step: {name} for step, name in {**FORENSIC, **COORDINATION}.items()},
        }
        assert set(wanted) == set(range(1, 10))
        for step, names in wanted.items():
            stands = "done" if names <= done else "not-applicable" if names <= reasoned else "open"
            assert right(case, "steps", f"step{step}") == [stands], (step, own)
        others = [str(at) for at, record in enumerate(steps["records"], start=1) if record not in own]
        assert sorted(right(case, "steps", "other")) == sorted(others)
        half = [names - done for step, names in wanted.items() if step in PARTS and not names <= done]
        assert sorted(right(case, "steps", "next")) == sorted(name for names in half for name in names)


def test_numbers_of_exhibits_can_be_mistaken_and_told_apart(cases: list[Case]) -> None:
    """The other exhibit has the same digits in another order, so that it takes reading."""
    for case in cases:
        exhibits = {record["exhibit"] for record in case.evidence["steps"]["records"]}
        assert len(exhibits) == 2
        one, other = (sorted(str(number)) for number in exhibits)
        assert one == other


def test_the_desk_holds_what_the_papers_show(cases: list[Case]) -> None:
    """Registers, histories, missing pages, records and the firearm are those of the evidence, none more."""
    for case in cases[:60]:
        desk, evidence = desk_case(case.evidence), case.evidence
        assert [len(register.entries) for register in desk.registers] == [3, 3, 3]
        for register, shown in zip(desk.registers, evidence["registers"], strict=True):
            assert [entry.serial for entry in register.entries] == [line["number"] for line in shown["lines"]]
            for line in shown["lines"]:
                history = register.histories[line["label"]]
                assert [entry.date for entry in history] == [each["when"] for each in shown["histories"][line["label"]]]
            assert bool(register.missing) == bool(shown["missing"])
        assert len(desk.records) == len(evidence["steps"]["records"])
        assert (desk.firearm.serial, desk.firearm.year) == (evidence["object"]["number"], evidence["object"]["year"])
        assert desk.seizure.date == next(each["when"] for each in evidence["entries"] if each["told_by"] is None)


def test_the_desk_solves_the_steps(cases: list[Case]) -> None:
    """The checklist at the desk comes to what is accepted, from the records of this exhibit."""
    for case in cases[:60]:
        desk = desk_case(case.evidence)
        exhibit = str(case.evidence["steps"]["exhibit"])
        listed = tracing.checklist([record for record in desk.records if record["exhibit"] == exhibit])
        for item in listed:
            assert right(case, "steps", f"step{item.number}") == [item.state], item


def test_no_option_wins_for_most_learners(cases: list[Case]) -> None:
    """What depends on the case differs from learner to learner."""
    for task, fields in (("chain", ("gap", "pair", "holder")), ("finding", ("claim", "carriers", "ask", "limits"))):
        for field in fields:
            counts = Counter(str(sorted(right(case, task, field))) for case in cases)
            assert max(counts.values()) < 0.5 * len(cases), (field, counts)
    endings = Counter(right(case, "finding", "claim")[0] for case in cases)
    assert set(endings) == {"theft", "after", "open", "transit"}


def test_learners_have_cases_of_their_own(cases: list[Case]) -> None:
    """No two learners have the same firearm, the same entries or the same records."""
    for one, other in combinations(cases[:60], 2):
        assert one.evidence["object"] != other.evidence["object"]
        assert one.evidence["entries"] != other.evidence["entries"]


def test_evidence_holds_no_truth(cases: list[Case]) -> None:
    """What a learner gets names neither what is accepted nor how the story ends."""
    for case in cases:
        text = str(case.evidence)
        assert "accept" not in text
        assert "'ending'" not in text
        assert "'gap'" not in text.replace(str(case.evidence["options"]), "")
