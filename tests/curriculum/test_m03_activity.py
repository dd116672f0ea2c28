"""What the drafting committee's page says of its bill is what the library finds when the bill is read as here."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping

from firearmskit import law
from firearmskit.law import gaps
from tools import pages

PAGE = (pages.CURRICULUM / "m03_national_law" / "activities" / "drafting-committee.md").read_text(encoding="utf-8")
READING = """
1    satisfies    definition-firearm-.*|definition-antiques-(set|1899)|definition-replicas-set
1    contradicts  definition-antiques-none
2    satisfies    definition-parts-(replacement|barrel|bolt|silencer|silencer-adapted)
2    partly       definition-parts-essential
2    contradicts  definition-parts-(frame|slide)
3    satisfies    offence-manufacture-(criminal|assembly|unlicensed|unlicensed-ammunition|unmarked)
3    satisfies    offence-manufacture-trafficked-parts-ammunition|dealer-manufacture-authority
3    partly       offence-manufacture-(unlicensed-parts|trafficked-parts|trafficked-parts-parts)
3    contradicts  offence-manufacture-intent
4    satisfies    offence-traffic-(criminal|intent|import|export|acquisition|sale|delivery|movement|transfer|across)
4    satisfies    offence-traffic-any-state
4    partly       offence-traffic-parts-.*|offence-traffic-across-parts
5    satisfies    offence-marks-.*
6    satisfies    offence-(organizing|directing|aiding|abetting|facilitating|counselling)-.*
7    contradicts  offence-not-(transnational|group)-only
8    satisfies    records-firearms
8    contradicts  records-10-years
9    satisfies    mark-import-(each|traceable|exemption-limited|unique-if-none)
11   contradicts  broker-(register|licence|disclosure)
12   contradicts  offence-marks-criminal
none absent       mark-import-country|offence-attempt-.*|broker-considered
none silent       confiscation-trafficked-.*
"""
"""Clause, what it says, and of which elements: one reading of the bill, told apart from the page's own."""
FORCE = {
    "mandatory": "must",
    "qualified": "as far as possible",
    "consider": "has to be considered",
    "optional": "may",
}


def part(heading: str) -> str:
    """Give the text below a heading of the page."""
    return re.split(r"^## ", PAGE.split(f"\n## {heading}\n")[1], flags=re.MULTILINE)[0]


def table(text: str, first: str) -> list[dict[str, str]]:
    """Give the rows of the table whose first column has this name."""
    lines = text[text.index(f"| {first} |") :].split("\n\n")[0].splitlines()
    head, _rule, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    return [dict(zip(head, row, strict=True)) for row in rows]


def duties(row: Mapping[str, str]) -> list[str]:
    """Give the ids that a row of the debrief names."""
    return re.findall(r"`([^`]+)`", row["Row of the tables"])


PLANTED = table(part("Debrief"), "No.")
NO_GAP = table(part("Debrief").split("**What is no gap.**")[1], "Clause")
SHEET = table(part("What the treaties ask"), "Article")
NAMED = [duty for row in (*PLANTED, *NO_GAP) for duty in duties(row)]
CODE = re.findall(r"^```python\n(.*?)^```$", part("For the screen"), flags=re.MULTILINE | re.DOTALL)


def read(reading: str, **changes: str) -> gaps.Assessment:
    """Assess the bill as it is read in a table of claims; ``changes`` says what clauses say after an amendment."""
    asked = {name for duty in NAMED for name in law.obligation(duty).condition.names}
    claims = []
    for line in reading.strip().splitlines():
        clause, says, pattern = line.split(maxsplit=2)
        found = sorted(name for name in asked if re.fullmatch(pattern, name))
        assert found, pattern
        provision = None if clause == "none" else clause
        claims += [
            gaps.Claim(element=name, says=changes.get(f"c{clause}", says), provision=provision) for name in found
        ]
    bill = gaps.NationalLaw(
        name="Firearms Bill of Lumera",
        fictional=True,
        instruments=("firearms-protocol", "untoc"),
        facts={"imports": True, "transits": True, "manufactures": False, "simplified-procedure": False},
        provisions=tuple(
            gaps.Provision(id=row["Clause"], law="Bill", article=row["Clause"], text=row["Text"])
            for row in table(part("The bill"), "Clause")
        ),
        claims=tuple(claims),
    )
    return gaps.assess(bill, on="2026-11-27")


FOUND = read(READING)
RESULTS = {result.obligation.id: result for result in FOUND.results}


def test_the_bill_has_short_clauses():
    """Twelve clauses, each of fifty words at most."""
    clauses = table(part("The bill"), "Clause")
    assert [row["Clause"] for row in clauses] == [str(number) for number in range(1, 13)]
    assert max(len(row["Text"].split()) for row in clauses) <= 50


def test_the_sheet_asks_what_the_tables_ask():
    """Each duty of the sheet stands in the tables with its article, words and force, and the debrief judges each."""
    wanted = [law.obligation(duty) for duty in dict.fromkeys(NAMED)]
    names = {"firearms-protocol": "Protocol", "untoc": "Convention"}
    told = {
        (f"{names[each.instrument]}, {each.article.removeprefix('art. ')}", each.paraphrase, FORCE[each.modality])
        for each in wanted
    }
    assert {tuple(row.values()) for row in SHEET} == told
    assert len(NAMED) == len(set(NAMED)) == len(SHEET) == 20
    assert [each.id for each in wanted if each.confidence == "unverified"] == []


def test_every_duty_stands_as_the_debrief_says():
    """The status that the debrief names is the one that the library finds."""
    for row in (*PLANTED, *NO_GAP):
        found = {duty: gaps.RESULTS[RESULTS[duty].status] for duty in duties(row)}
        assert found == dict.fromkeys(duties(row), row["The library says"])


def test_what_is_planted_is_what_is_found():
    """The gaps of the library are those that the debrief lists, and a conflict is the one question beside them."""
    planted = {duty for row in PLANTED for duty in duties(row)}
    conflicts = [answer.element for answer in FOUND.questions() if answer.standing == "conflict"]
    disputed = {duty for duty in planted if set(conflicts) & set(RESULTS[duty].obligation.condition.names)}
    assert {each.obligation.id for each in FOUND.gaps()} == planted - disputed
    assert disputed == {"fp-5-1-c"}
    assert len(PLANTED) >= 7


def test_each_gap_rests_on_the_clauses_that_the_debrief_names():
    """The clauses of what fails are those of the debrief; what rests on no clause is said to be absent or silent."""
    for row in PLANTED:
        for duty in duties(row):
            failing = [claim for answer in RESULTS[duty].failing for claim in answer.claims]
            clauses = {claim.provision for claim in failing} - {None}
            if clauses:
                assert clauses == set(row["Clause"].split(", ")), duty
            else:
                assert {claim.says for claim in failing} <= {"absent", "silent"}, duty


def test_every_variety_is_planted():
    """Statuses of every kind occur, and two duties look like gaps that are none."""
    assert {row["The library says"] for row in PLANTED} == {"met in part", "not met", "silent", "open"}
    looks = [duty for row in NO_GAP for duty in duties(row) if RESULTS[duty].status != "met"]
    assert [law.obligation(duty).modality for duty in looks] == ["optional", "consider"]


def test_a_fault_that_is_entered_once_leaves_nine_gaps():
    """Who enters the narrow definition at clause 2 alone finds one gap fewer, as the page says."""
    once = read(READING.replace("4    partly", "4    satisfies"))
    assert {each.obligation.id for each in FOUND.gaps()} - {each.obligation.id for each in once.gaps()} == {
        "fp-5-1-b-parts"
    }
    assert (len(once.gaps()), len(FOUND.gaps())) == (9, 10)
    assert "finds nine gaps in place of ten" in PAGE


def test_three_amendments_close_as_many_as_the_debrief_says():
    """Clauses 2, 3 and 7 together close six of ten gaps, the offences on parts among them."""
    mended = READING.replace("4    partly", "4    satisfies").replace("3    partly", "3    satisfies")
    after = read(mended, c2="satisfies", c3="satisfies", c7="satisfies")
    closed = {each.obligation.id for each in FOUND.gaps()} - {each.obligation.id for each in after.gaps()}
    assert (len(closed), len(FOUND.gaps())) == (6, 10)
    assert "they close six of the ten duties" in PAGE


def test_the_code_for_the_screen_runs_as_printed(tmp_path):
    """Both pieces run one after the other in an empty folder, and print what the page shows, from the same claims."""
    prepare, ask = CODE
    for code in (prepare, ask):
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
    assert f"```text\n{done.stdout}```" in PAGE
    entered = gaps.read_national_law(tmp_path / "lumera.xlsx")
    told = {(claim.element, claim.says, claim.provision) for claim in entered.claims}
    assert told == {(claim.element, claim.says, claim.provision) for claim in FOUND.law.claims}


def test_times_of_the_activity():
    """The steps follow each other from the first minute to the seventy-fifth, and each message falls within one."""
    steps = [(int(a), int(b)) for a, b in re.findall(r"^\| (\d+) to (\d+) \|", PAGE, flags=re.MULTILINE)]
    assert [start for start, _ in steps[1:]] == [end for _, end in steps[:-1]]
    assert (steps[0][0], steps[-1][1]) == (0, 75)
    assert [int(row["Minute"]) for row in table(part("The messages"), "Minute")] == [15, 30, 45]
