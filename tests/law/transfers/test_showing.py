"""Findings on a transfer are said, tabled, and shown by a command."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from firearmskit import language, law
from firearmskit.cli import main
from firearmskit.errors import InputError
from firearmskit.law import transfers
from tests.law.transfers.changes import BASE, change, drop


@pytest.fixture
def path(tmp_path):
    """Write a file, and give where."""

    def write(file):
        target = tmp_path / "transfer.json"
        target.write_text(transfers.transfer_to_json(file), encoding="utf-8")
        return str(target)

    return write


def test_a_description_says_that_a_file_is_made_up():
    """Synthetic files say so, findings cite their rule, and the end says what they are not."""
    file = drop(BASE, "I1")
    said = transfers.describe_transfer(file, law.check_transfer(file, on="2026-11-27")).splitlines()
    assert "made up" in said[1]
    assert "[Firearms Protocol, art. 10(2)(a)]" in said[2]
    assert said[3] == "1 finding in all."
    assert "not a legal opinion" in said[-1]
    assert "made up" not in transfers.describe_transfer(replace(BASE, synthetic=False), ())


def test_what_a_file_says_is_escaped():
    """Control signs of a hostile file don't reach a terminal."""
    file = change(replace(BASE, id="F\x1b[31m"), "U1", final_recipient="A\x1b\nB")
    said = transfers.describe_transfer(file, law.check_transfer(file, on="2026-11-27"))
    assert "\x1b" not in said
    assert "A\\x1b\\nB" in said


def test_findings_as_a_frame():
    """One row a finding, one column a field; no findings give the columns."""
    found = law.check_transfer(drop(BASE, "I1", "U1"), on="2026-11-27")
    frame = transfers.findings_to_frame(found)
    assert list(frame["code"]) == [each.code for each in found] != []
    assert list(transfers.findings_to_frame(()).columns) == list(frame.columns)
    with pytest.raises(InputError, match="findings"):
        transfers.findings_to_frame(["x"])


def test_the_command_ends_with_1_when_something_has_to_be_looked_at(path, capsys, monkeypatch):
    """A warning ends with 1 and shows its rule, in lines that fit."""
    monkeypatch.setenv("COLUMNS", "100")
    assert main(["law", "check-transfer", path(drop(BASE, "I1")), "--on", "2026-11-27"]) == 1
    shown = capsys.readouterr().out
    assert "import-licence-not-in-file" in shown.replace("\n", "") or "import-licence" in shown
    assert "art. 10(2)(a)" in shown
    assert max(map(len, shown.splitlines())) <= 100


def test_the_command_ends_with_0_when_nothing_weighs(path, capsys):
    """Nothing, or notes alone, ends with 0."""
    assert main(["law", "check-transfer", path(BASE), "--on", "2026-11-27"]) == 0
    assert capsys.readouterr().out == "Nothing was found.\n"
    assert main(["law", "check-transfer", path(drop(BASE, "C1")), "--on", "2026-11-27"]) == 0
    assert "industry-co" in capsys.readouterr().out


def test_the_command_writes_findings_as_json(path, capsys):
    """JSON has the fields of a finding."""
    assert main(["law", "check-transfer", path(drop(BASE, "I1")), "--on", "2026-11-27", "--json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)
    assert list(found) == [
        "code", "severity", "field", "sentence", "instrument", "article", "source", "confidence",
    ]  # fmt: skip


@pytest.mark.parametrize("words", [["nowhere.json", "--on", "2026-11-27"], ["nowhere.json"]])
def test_the_command_ends_with_2_when_it_was_called_wrongly(words, capsys):
    """A file that can't be read, and a missing day, end with 2 and one line."""
    assert main(["law", "check-transfer", *words]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_missing_package_is_named(path, capsys, monkeypatch):
    """Without pydantic the command says what to install, in one line."""
    monkeypatch.setitem(__import__("sys").modules, "pydantic", None)
    assert main(["law", "check-transfer", path(BASE), "--on", "2026-11-27"]) == 2
    assert "firearmskit[records]" in capsys.readouterr().err


def test_drawn_files_are_the_same_for_the_same_seed():
    """A seed gives one file; a number of faults that can't be is refused."""
    assert transfers.draw_transfer(b"a") == transfers.draw_transfer(b"a") != transfers.draw_transfer(b"b")
    assert all(name.name.startswith("Fictional") for name in transfers.draw_transfer(b"a").file.parties)
    for faults in (-1, 6, True):
        with pytest.raises(InputError):
            transfers.draw_transfer(b"a", faults=faults)
    with pytest.raises(InputError, match="seed"):
        transfers.draw_transfer("a")


@pytest.mark.parametrize("code", language.available())
def test_findings_are_spoken_in_each_language(code):
    """Every language gives a sentence for each finding of an empty file."""
    with language.speaking(code):
        file = transfers.TransferFile(id="F", direction="export")
        assert all(each.sentence for each in law.check_transfer(file, on="2026-11-27"))
