"""The words of the command line that identify."""

from __future__ import annotations

import json

import pytest

from firearmskit.cli import main


def test_identify_ranks_and_explains(capsys):
    """The command lists candidates with probabilities and what to look at next."""
    assert main(["identify", "--feature", "form=revolver", "--feature", "chambers=7", "--limit", "2"]) == 0
    out = capsys.readouterr().out
    assert "Nagant M1895" in out
    assert "not in the reference" in out
    assert "Look next:" in out


def test_identify_takes_marks_and_writes_json(capsys):
    """Marks are read and weighed; JSON has the fields of the value."""
    assert main(["identify", "--text", "66 in triangle", "--text", "56式", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["candidates"][0]["model"] == "type56"
    assert set(answer) == {"candidates", "unknown", "rest", "next"}


def test_features_and_answers_are_listed(capsys):
    """The command says what can be asked and how it is answered."""
    assert main(["identify", "--list"]) == 0
    assert "magazine_curve: How is the magazine curved?" in capsys.readouterr().out
    assert main(["identify", "--list", "magazine_curve"]) == 0
    assert "strong: strongly" in capsys.readouterr().out


def test_headstamp_reads_clock_positions(capsys):
    """Texts with hours are read by clock, others as one text."""
    assert main(["headstamp", "read", "12=PPU", "6=9mm LUGER"]) == 0
    assert "at 12 o'clock" in capsys.readouterr().out
    assert main(["headstamp", "read", "PS", "85", "--found-in", "ESP", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["pieces"][0]["candidates"][0]["country"] == "ESP"


def test_trace_check_says_what_is_missing(capsys):
    """The command says what a description is enough for, and what contradicts."""
    assert main(["trace", "check", "--model", "AKM", "--calibre", "9x19", "--serial", "AB12"]) == 0
    out = capsys.readouterr().out
    assert "Not enough for a request to the State of manufacture" in out
    assert "knows no AKM in 9x19mm" in out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["identify", "--feature", "stock"], 2),
        (["identify", "--feature", "stock=banana"], 2),
        (["identify", "--list", "colour"], 2),
        (["headstamp", "read", "13=PPU"], 2),
        (["headstamp", "read"], 2),
        (["trace", "check", "--year", "old"], 2),
    ],
)
def test_wrong_calls_end_with_two(words, code, capsys):
    """A wrong call is answered in one line."""
    assert main(words) == code
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("word", ["identify", "headstamp", "trace"])
def test_each_word_has_help(word, capsys):
    """Help works for each word and names it among all commands."""
    assert main([word, "--help"]) == 0
    assert main(["--help"]) == 0
    assert word in capsys.readouterr().out
