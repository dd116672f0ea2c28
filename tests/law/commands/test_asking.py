"""The commands say what is asked, and write what a reader fills in."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from firearmskit import language, law
from firearmskit.cli import main
from firearmskit.law import gaps


def test_obligations_are_listed_in_lines_that_fit(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each obligation of the instrument has its line, with its force and how far it is supported."""
    monkeypatch.setenv("COLUMNS", "100")
    assert main(["law", "obligations", "cifta"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split()[:4] == ["id", "article", "force", "confidence"]
    for each in law.obligations("cifta"):
        assert any(line.startswith(each.id) and "sourced" in line for line in lines), each.id
    assert max(map(len, lines)) <= 100


def test_obligations_as_json_are_those_of_the_library(capsys: pytest.CaptureFixture[str]) -> None:
    """Without an instrument all are written, with the fields of an obligation."""
    assert main(["law", "obligations", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [each["id"] for each in found] == [each.id for each in law.obligations()]
    assert {"article", "modality", "asks", "paraphrase", "source", "confidence"} <= set(found[0])


def test_an_instrument_without_obligations_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """An empty list isn't taken for an instrument that asks for nothing."""
    empty = next(each.id for each in law.instruments() if not law.obligations(each.id))
    assert main(["law", "obligations", empty]) == 0
    assert "asks for nothing" in " ".join(capsys.readouterr().out.split())


def test_a_pipe_that_closes_early_is_no_error() -> None:
    """``| head`` ends the command without a traceback."""
    command = f"{sys.executable} -m firearmskit.cli law obligations | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("id")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("form", ["q.xlsx", "q.csv", "q.json", "q"])
def test_a_questionnaire_is_read_again(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is written without answers gives a law without claims, of the instruments that were named."""
    out = tmp_path / form
    words = ["--instrument", "iti", "--instrument", "firearms-protocol"]
    assert main(["law", "questionnaire", str(out), *words]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "iti, firearms-protocol" in said
    assert "made up" in said
    read = gaps.read_national_law(out)
    assert (read.instruments, read.claims, read.fictional) == (("iti", "firearms-protocol"), (), True)


@pytest.mark.parametrize("form", ["q.html", "q.docx"])
def test_the_self_assessment_is_for_paper(form: str, tmp_path: Path) -> None:
    """HTML and Word ask article by article."""
    out = tmp_path / form
    assert main(["law", "questionnaire", str(out), "--state", "ALB", "--instrument", "firearms-protocol"]) == 0
    data = out.read_bytes()
    if form == "q.html":
        assert law.element("mark-import-country").ask() in data.decode()
    else:
        assert data.startswith(b"PK")


def test_a_state_is_asked_for_what_may_bind_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a State and no instrument, those that bind it, or may, decide what is asked; the State is no invention."""
    out = tmp_path / "q.xlsx"
    assert main(["law", "questionnaire", str(out), "--state", "ALB"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "firearms-protocol" in said
    assert "made up" not in said
    read = gaps.read_national_law(out)
    assert (read.state, read.fictional, read.instruments) == ("ALB", False, None)


def test_questions_are_asked_in_the_language(tmp_path: Path) -> None:
    """``--language`` decides what the questions are written in."""
    out = tmp_path / "q.html"
    assert main(["law", "questionnaire", str(out), "--instrument", "firearms-protocol", "--language", "fr"]) == 0
    with language.speaking("fr"):
        assert law.element("mark-import-country").ask() in out.read_text("utf-8").replace("&#x27;", "'")


@pytest.mark.parametrize("name", ["q.xlsx", "q.csv", "q.html", "q.json"])
def test_nothing_is_overwritten(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is there already stays as it is, a broken link too, and the error quotes it."""
    there = tmp_path / name
    there.write_text("mine", encoding="utf-8")
    assert main(["law", "questionnaire", str(there)]) == 2
    assert name in capsys.readouterr().err
    assert there.read_text("utf-8") == "mine"
    (tmp_path / "link.json").symlink_to(tmp_path / "nowhere.json")
    assert main(["law", "questionnaire", str(tmp_path / "link.json")]) == 2
    assert not (tmp_path / "nowhere.json").exists()


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        (["obligations", "wizard"], '"wizard"'),
        (["questionnaire", "q.pdf"], '".pdf"'),
        (["questionnaire", "q.xlsx", "--instrument", "wizard"], '"wizard"'),
        (["questionnaire", "q.xlsx", "--state", "alb"], '"alb"'),
        (["questionnaire", "no-folder/q.json"], '"q.json"'),
        (["questionnaire"], "OUT"),
    ],
)
def test_misuse_is_one_line_and_2(
    words: list[str],
    quoted: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A wrong call ends with 2 and one line that quotes the value, and writes nothing."""
    monkeypatch.chdir(tmp_path)
    assert main(["law", *words]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1
    assert quoted in captured.err
    assert list(tmp_path.iterdir()) == []
