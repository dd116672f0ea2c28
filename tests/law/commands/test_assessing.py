"""The command that assesses a national law: its end tells whether there is a gap."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from firearmskit import law
from firearmskit.cli import main
from firearmskit.law import gaps
from firearmskit.law.gaps import Claim, NationalLaw, Provision

DAY = "2026-11-27"
BILL = NationalLaw(
    name="Arms Bill\x1b[31m",
    fictional=True,
    instruments=("firearms-protocol",),
    facts={"imports": True},
    provisions=(Provision(id="s1", law="Arms Bill", article="s. 1", text="Arms are marked."),),
    claims=(
        Claim(element="mark-import-each", says="satisfies", provision="s1"),
        Claim(element="mark-import-country", says="partly", provision="s1"),
        Claim(element="mark-import-unique-if-none", says="absent"),
    ),
)
CLEAN = replace(BILL, claims=BILL.claims[:1])


@pytest.fixture
def bill(tmp_path: Path) -> str:
    """The path of a bill with gaps."""
    gaps.write_national_law(BILL, tmp_path / "bill.json")
    return str(tmp_path / "bill.json")


def test_gaps_end_with_1_and_are_told(
    bill: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each gap is told with its article, and the sentences fit the terminal and leave it alone."""
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["law", "assess", bill, "--on", DAY]) == 1
    shown = capsys.readouterr().out
    said = " ".join(shown.split())
    found = gaps.assess(BILL, on=DAY).gaps()
    assert len(found) > 1
    for each in found:
        assert " ".join(gaps.describe(each, BILL).split()) in said
    assert "made up" in said
    assert "no legal advice" in said
    assert "\x1b" not in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_no_gap_ends_with_0_and_counts_what_is_open(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody's answer is no gap, and the questions without an answer are counted."""
    gaps.write_national_law(CLEAN, tmp_path / "bill.json")
    assert main(["law", "assess", str(tmp_path / "bill.json"), "--on", DAY]) == 0
    said = capsys.readouterr().out
    assert "0 gaps were found." in said
    assert f"{len(gaps.assess(CLEAN, on=DAY).questions())} questions have no answer" in said


@pytest.mark.parametrize("form", ["bill.xlsx", "bill.csv", "bill"])
def test_each_form_gives_the_same(form: str, bill: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A workbook and a folder of tables are assessed as JSON is."""
    clean = replace(BILL, name="Arms Bill")
    gaps.write_national_law(clean, tmp_path / form)
    gaps.write_national_law(clean, Path(bill))
    answers = []
    for path in (tmp_path / form, bill):
        assert main(["law", "assess", str(path), "--on", DAY, "--json"]) == 1
        answers.append(capsys.readouterr().out)
    assert answers[0] == answers[1]


@pytest.mark.parametrize("form", ["bill.json", "bill.xlsx"])
def test_a_law_comes_through_a_pipe(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """``-`` reads JSON or a workbook from standard input."""
    gaps.write_national_law(replace(BILL, name="Arms Bill"), tmp_path / form)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO((tmp_path / form).read_bytes())))
    assert main(["law", "assess", "-", "--on", DAY, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["law"] == "Arms Bill"


def test_json_says_what_the_library_says(bill: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Counts, gaps, questions and the plan are those of the library."""
    assert main(["law", "assess", bill, "--on", DAY, "--json", "--plan", "1"]) == 1
    held = json.loads(capsys.readouterr().out)
    found = gaps.assess(BILL, on=DAY)
    (step,) = gaps.plan(found, most=1).amendments
    assert (held["on"], held["state"], held["fictional"]) == (DAY, None, True)
    assert held["counts"] == dict(found.counts())
    assert [each["obligation"] for each in held["gaps"]] == [each.obligation.id for each in found.gaps()]
    assert held["questions"] == [each.element for each in found.questions()]
    assert [each["element"] for each in held["plan"]["amendments"]] == [step.element.id]
    assert held["plan"]["leaves"] == list(gaps.plan(found, most=1).leaves) != []
    assert main(["law", "assess", bill, "--on", DAY, "--json"]) == 1
    assert "plan" not in json.loads(capsys.readouterr().out)


def test_the_plan_says_what_to_provide(bill: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each amendment has its row, and what it leaves open is counted."""
    assert main(["law", "assess", bill, "--on", DAY, "--plan", "1"]) == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "what to provide" in said
    assert "left open." in said


@pytest.mark.parametrize("name", ["r.html", "r.docx"])
def test_the_report_is_written(name: str, bill: str, tmp_path: Path) -> None:
    """``--report`` writes the report beside what is shown, once."""
    out = tmp_path / name
    assert main(["law", "assess", bill, "--on", DAY, "--report", str(out)]) == 1
    first = out.read_bytes()
    assert first.startswith(b"PK" if name == "r.docx" else b"<!DOCTYPE html>")
    assert main(["law", "assess", bill, "--on", DAY, "--report", str(out)]) == 2
    assert out.read_bytes() == first


def test_a_state_is_assessed_against_what_binds_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of what may bind the State, and nobody knows, it is said that it was left out."""
    unknown = [each.instrument for each in law.binding("ALB", on=DAY) if each.status == "unknown"]
    gaps.write_national_law(NationalLaw(name="Act", state="ALB"), tmp_path / "act.json")
    assert main(["law", "assess", str(tmp_path / "act.json"), "--on", DAY]) == 0
    assert ("were left out" in " ".join(capsys.readouterr().out.split())) is bool(unknown) is True


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        (["nowhere.json"], '"nowhere.json"'),
        (["nowhere.csv"], '"nowhere.csv"'),
        (["{bill}", "--on", "27.11.2026"], '"27.11.2026"'),
        (["{bill}", "--plan", "0"], '"0"'),
        (["{bill}", "--plan", "many"], '"many"'),
        (["{bill}", "--plan", "²"], '"²"'),
        (["{bill}", "--report", "r.pdf"], '".pdf"'),
        (["{bill}", "--report", "no-folder/r.html"], '"r.html"'),
        ([], "LAW"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_2(
    words: list[str], quoted: str, bill: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file, a day, a number or a report that can't be is quoted, and nothing is shown."""
    assert main(["law", "assess", *(word.format(bill=bill) for word in words)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1
    assert quoted in captured.err
    assert not (tmp_path / "r.pdf").exists()


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('{"name": "A", "fictional": true, "claims": [{"element": "wizard", "says": "absent"}]}', '"wizard"'),
        ('{"name": "A"}', '"A"'),
        ("[{", "no JSON"),
    ],
)
def test_a_damaged_law_is_named(text: str, quoted: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What can't be taken in the file is quoted, and the end is 2 and never that of a gap."""
    (tmp_path / "bill.json").write_text(text, encoding="utf-8")
    assert main(["law", "assess", str(tmp_path / "bill.json"), "--on", DAY]) == 2
    assert quoted in capsys.readouterr().err


def test_a_missing_package_is_no_gap(bill: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without python-docx a Word report can't be written: that ends with 2."""
    monkeypatch.setitem(sys.modules, "docx", None)
    assert main(["law", "assess", bill, "--on", DAY, "--report", str(tmp_path / "r.docx")]) == 2
