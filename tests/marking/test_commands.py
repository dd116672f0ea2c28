"""The words of ``firearmskit mark`` that compare and design."""

from __future__ import annotations

import io
import json

from firearmskit import cli, marking


def test_compare_says_the_likeliest_first(capsys):
    """Each serial gets sentences, the one that speaks most for the record first."""
    assert cli.main(["mark", "compare", "AB 100452", "ZK 771", "A8 100452"]) == 0
    said = capsys.readouterr().out
    assert said.index("A8 100452") < said.index("ZK 771")
    assert "B → 8" in said


def test_compare_reads_serials_from_standard_input(capsys, monkeypatch):
    """A hyphen stands for a list, and JSON has the fields of a comparison."""
    monkeypatch.setattr("sys.stdin", io.StringIO("A8 100452\n\nAB 100999\n"))
    assert cli.main(["mark", "compare", "AB 100452", "-", "--json", "--limit", "1"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["copy"] == "A8 100452"
    assert found["alignment"][1] == {"kind": "look-alike", "record": "B", "copy": "8"}


def test_a_serial_that_cannot_be_compared_ends_with_2(capsys):
    """The command was called wrongly, and says how."""
    assert cli.main(["mark", "compare", "AB 100452", "---"]) == 2
    assert cli.main(["mark", "compare", "AB 100452", "AB 1", "--limit", "0"]) == 2
    assert "limit" in capsys.readouterr().err


def test_design_writes_marks_that_are_read_back(capsys):
    """The first marks of the first agency come out, one a line."""
    words = ["mark", "design", "NGA", "--agency", "P=Police", "--arms", "5000", "--year", "2026", "--event", "seizure"]
    assert cli.main([*words, "--marks", "3"]) == 0
    scheme = marking.design("NGA", agencies={"P": "Police"}, arms_a_year=5000, first_year=2026)
    written = [scheme.parse(line) for line in capsys.readouterr().out.splitlines()]
    assert [(mark.event, mark.number) for mark in written] == [("seizure", 1), ("seizure", 3), ("seizure", 4)]


def test_an_agency_without_a_name_ends_with_2(capsys):
    """What was given is quoted."""
    assert cli.main(["mark", "design", "NGA", "--agency", "Police", "--arms", "5", "--year", "2026"]) == 2
    assert '"Police"' in capsys.readouterr().err
