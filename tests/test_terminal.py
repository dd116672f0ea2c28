"""What commands show on a terminal."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest

from firearmskit import terminal


@dataclass(frozen=True, kw_only=True)
class Value:
    """A value of the library."""

    name: str
    parts: tuple[str, ...] = ()


@pytest.fixture(autouse=True)
def narrow(monkeypatch):
    """A terminal of 30 columns."""
    monkeypatch.setenv("COLUMNS", "30")


def test_lines_fit_and_what_continues_stands_under(capsys):
    """No line is wider than the terminal, the first keeps its blanks, and the others stand under it."""
    terminal.print_text("  0.95  one two three four five six", under="        ")
    lines = capsys.readouterr().out.splitlines()
    assert lines == ["  0.95  one two three", "        four five six"]
    terminal.print_text("word " * 40)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 30
    assert sum(line.count("word") for line in lines) == 40


def test_what_a_terminal_would_act_on_is_written_out(capsys):
    """Control characters of a text don't reach the terminal."""
    terminal.print_text("a\x1b[31mb")
    assert capsys.readouterr().out == "a\\x1b[31mb\n"


def test_values_are_written_with_their_fields(capsys):
    """A value, and values in lists, are objects with their fields; letters stay readable."""
    terminal.print_json([Value(name="Ж", parts=("a",))])
    written = capsys.readouterr().out
    assert "Ж" in written
    assert json.loads(written) == [{"name": "Ж", "parts": ["a"]}]


def test_lone_surrogates_are_escaped(capsys):
    """A character that is no text of its own is written as an escape, which any terminal can show."""
    terminal.print_json({"text": "Ж\udcff", "value": Value(name="x")})
    written = capsys.readouterr().out
    assert written.isascii()
    assert json.loads(written) == {"text": "Ж\udcff", "value": {"name": "x", "parts": []}}


def test_what_has_no_form_in_json_is_refused():
    """A value that JSON can't hold isn't turned into something else."""
    with pytest.raises(TypeError, match="set has no form"):
        terminal.print_json({"a": {1}})
