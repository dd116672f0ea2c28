"""`make course`: the steps in order, their times, and a stop at the first that fails."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_table_adds_up(tool):
    """Each step has its line, and the last line is the sum."""
    table = tool("course").table([("Set up", 1.25), ("Build the book", 30.0)])
    assert table.splitlines() == [
        "Step            seconds",
        "Set up              1.2",
        "Build the book     30.0",
        "Together           31.2",
    ]


def test_stops_at_the_first_failure(tool, monkeypatch, capfd):
    """A step that fails is named, its exit code is kept, and no later step runs."""
    module = tool("course")
    steps = (
        ("First", [sys.executable, "-c", "print('one')"]),
        ("Second", [sys.executable, "-c", "raise SystemExit(3)"]),
        ("Third", [sys.executable, "-c", "print('three')"]),
    )
    monkeypatch.setattr(module, "STEPS", steps)
    with pytest.raises(SystemExit) as stop:
        module.main()
    said = capfd.readouterr()
    assert stop.value.code == 3
    assert "one" in said.out
    assert "three" not in said.out
    assert "'Second' failed" in said.err


def test_ends_with_times_and_what_to_open(tool, monkeypatch, capfd):
    """After the last step come the table and the page to open."""
    module = tool("course")
    monkeypatch.setattr(module, "STEPS", (("Only", [sys.executable, "-c", ""]),))
    module.main()
    said = capfd.readouterr().out
    assert "1 of 1: Only" in said
    assert said.rstrip().splitlines()[-1].startswith("Open _build/html/index.html")


def test_each_step_names_a_program_that_exists(tool):
    """The steps call programs of tools/."""
    for _, command in tool("course").STEPS:
        assert command[1] == "-m" or (ROOT / command[1]).is_file()
