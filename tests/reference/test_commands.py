"""The commands of the reference tables."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from firearmskit import language, reference
from firearmskit.cli import main


def run(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Run a command that has to work, and give what it wrote."""
    assert main(["reference", *words]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return said.out


def test_tables_counts_the_rows_of_each_confidence(capsys):
    """Each table stands with the number of its rows by confidence, and the parts add up."""
    said = json.loads(run(capsys, "tables", "--json"))
    assert set(said) == set(reference.tables())
    for name, counts in said.items():
        assert sum(counts.values()) == len(reference.table(name))
    lines = run(capsys, "tables").splitlines()
    assert [line.split()[0] for line in lines[1:]] == list(reference.tables())
    for line in lines[1:]:
        _name, total, *parts = line.split()
        assert int(total) == sum(map(int, parts))


def test_find_lists_rows_and_says_when_there_are_none(capsys):
    """Rows that hold the text are named with their ids; none is said, too."""
    assert "9x18-makarov" in run(capsys, "find", "calibres", "MAKAROV")
    assert [row["id"] for row in json.loads(run(capsys, "find", "countries", "yugoslav", "--json"))] == ["YUG"]
    assert "No row of calibres" in run(capsys, "find", "calibres", "§§§")
    assert json.loads(run(capsys, "find", "calibres", "§§§", "--json")) == []


@pytest.mark.parametrize("level", reference.CONFIDENCE)
def test_show_says_aloud_how_far_a_row_is_supported(level, capsys):
    """A row is shown whole, and a sentence says how far its source supports it."""
    name, row = next(
        (name, row) for name in reference.tables() for row in reference.table(name) if row.confidence == level
    )
    said = run(capsys, "show", name, row.id)
    assert f"confidence: {level}" in said
    start = {"sourced": "Sourced", "partly": "Partly", "derived": "Derived", "unverified": "Unverified: nobody"}[level]
    assert said.strip().splitlines()[-1].startswith(start) or f"\n{start}" in said
    assert json.loads(run(capsys, "show", name, row.id, "--json"))["source"] == row.source


def test_show_says_which_fields_a_source_supports(capsys):
    """A partly sourced row names what is supported."""
    row = next(row for row in reference.rows(reference.Calibre) if "rim" in row.covers)
    assert "rim" in run(capsys, "show", "calibres", row.id).partition("supports")[2]


def test_resolve_says_what_is_certain_what_is_not_and_what_is_unknown(capsys):
    """One row is named alone, several with their scores, none as not in the reference."""
    assert run(capsys, "resolve", "calibres", "9 para").startswith("9x19-parabellum")
    several = run(capsys, "resolve", "calibres", ".38")
    assert several.startswith("Not certain")
    assert ".38 Special" in several
    assert run(capsys, "resolve", "calibres", "foo").startswith("Not in the reference")


def test_resolve_marks_unverified_rows(capsys):
    """A match that nobody has found a source for carries the word unverified."""
    row = next(row for row in reference.rows(reference.Calibre) if row.confidence == "unverified")
    assert "[unverified]" in run(capsys, "resolve", "calibres", row.name)


def test_resolve_writes_json(capsys):
    """The JSON says row, ambiguity, reason and matches, and keeps the text as it was."""
    said = json.loads(run(capsys, "resolve", "models", "AK47 chinois", "--json"))
    assert list(said) == ["text", "row", "ambiguous", "reason", "matches"]
    assert said["row"] is None
    assert said["ambiguous"] is True
    assert list(said["matches"][0]) == ["id", "score", "by", "reason"]
    assert json.loads(run(capsys, "resolve", "calibres", "9\udc80", "--json"))["text"] == "9\udc80"


def test_crosswalk_says_where_a_kind_belongs(capsys):
    """The classes of a scheme are named with the reason, and unverified ones are called so."""
    assert run(capsys, "crosswalk", "revolver", "ncic").startswith("P  Pistol")
    said = run(capsys, "crosswalk", "revolver", "eu-2021-555")
    assert "B1" in said
    assert "Unverified" in said
    assert json.loads(run(capsys, "crosswalk", "pistol", "hs", "--json"))[0]["code"] == "9302.00"


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["look"],
        ["find", "gauges", "x"],
        ["show", "calibres", "no-such-row"],
        ["show", "calibres"],
        ["resolve", "countries", "x"],
        ["crosswalk", "gun", "hs"],
        ["crosswalk", "pistol", "x\x1b[2J"],
    ],
)
def test_misuse_is_one_line_and_2(words, capsys):
    """A wrong call ends with 2 and one line that can't disturb a terminal."""
    assert main(["reference", *words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert "\x1b" not in said.err


def test_nothing_written_disturbs_a_terminal(capsys):
    """Control characters of a text are escaped."""
    assert "\x1b" not in run(capsys, "resolve", "calibres", "\x1b[2J 9 para")


def test_other_commands_do_not_load_the_tables():
    """``firearmskit --version`` and help load no table."""
    code = (
        "import sys; from firearmskit.cli import main; main(['--help'])\n"
        "assert 'firearmskit.reference' not in sys.modules, 'loaded'"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_level_has_its_sentence_in_each_language(capsys):
    """The command answers in the language that it is asked for."""
    for code in language.available():
        assert main(["reference", "show", "calibres", "9x18-makarov", "--language", code]) == 0
        assert "9x18mm Makarov" in capsys.readouterr().out
