"""The command line: tables, JSON, misuse in one line, and nothing loaded that isn't needed."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import unicodedata

import pytest

from firearmskit import __version__
from firearmskit.cli import main


def columns(line):
    """Count terminal columns of a line."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def test_table_has_the_columns_and_fits_the_terminal(capsys, monkeypatch):
    """The table has its five columns and no line is wider than the terminal, also with wide characters."""
    monkeypatch.setenv("COLUMNS", "80")
    texts = ["66 in triangle", "56式冲锋枪", "12345678", "长" * 70, "x" * 200]
    assert main(["mark", "read", *(word for text in texts for word in ("--text", text))]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["text", "kind", "value", "confidence", "reason"]
    assert max(map(columns, lines)) <= 80
    assert any("serial" in line and "12345678" in line for line in lines)


def test_control_characters_never_reach_the_terminal(capsys):
    """Control characters, direction marks and lone surrogates are escaped."""
    assert main(["mark", "read", "--text", "a\x1b[31mb\u202e", "--text", "\ud800"]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "\\x1b" in out
    assert "\\ud800" in out


def test_json_has_stable_keys(capsys):
    """JSON gives the texts, the serial and each piece with documented keys."""
    assert (
        main(
            ["mark", "read", "--json", "--text", "ВЕ 1234", "--text", "СКС", "--place", "receiver", "--place", "cover"]
        )
        == 0
    )
    answer = json.loads(capsys.readouterr().out)
    assert sorted(answer) == ["pieces", "serial", "texts"]
    assert answer["serial"] == "ВЕ 1234"
    assert list(answer["pieces"][0]) == [
        "text_index", "start", "end", "verbatim", "kind", "normalised", "latin", "confidence", "alternatives",
        "implies", "basis", "reference_table", "reference_id", "place", "stage", "condition",
        "could_be", "reason",
    ]  # fmt: skip
    assert answer["pieces"][0]["latin"] == "VE 1234"
    assert answer["pieces"][1]["place"] == "cover"


def test_json_survives_lone_surrogates(capsys):
    """A text that is no valid Unicode comes back as it was."""
    assert main(["mark", "read", "--json", "--text", "\udc80"]) == 0
    assert json.loads(capsys.readouterr().out)["texts"] == ["\udc80"]


def test_dash_reads_lines_from_standard_input(capsys, monkeypatch):
    """``--text -`` reads one mark a line."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("66 in triangle\n1234567\n"))
    assert main(["mark", "read", "--json", "--text", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["texts"] == ["66 in triangle", "1234567"]


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["mark"],
        ["mark", "read"],
        ["mark", "write"],
        ["marks"],
        ["mark", "read", "--text"],
        ["mark", "read", "--text", "a", "--place", "frame", "--place", "bolt"],
        ["mark", "read", "--text", "a", "--place", "reciever"],
        ["mark", "read", "--text", "a", "--language", "xx"],
        ["mark", "read", "--text", "x" * 70000],
        ["mark", "read", "--text", "a", "--colour", "r\x1bed"],
    ],
)
def test_misuse_is_one_line_and_2(words, capsys):
    """A wrong call ends with 2 and one line on standard error, without a traceback."""
    assert main(words) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1
    assert captured.err.startswith("firearmskit")
    assert "\x1b" not in captured.err


def test_a_misspelt_place_is_quoted_with_the_known_ones(capsys):
    """A place that isn't known is named together with the closest word and the places that are."""
    assert main(["mark", "read", "--text", "GLOCK", "--place", "reciever"]) == 2
    said = capsys.readouterr().err
    assert all(word in said for word in ('"reciever"', '"receiver"', "frame", "slide", "magazine"))


def test_version(capsys):
    """``--version`` names the version."""
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.strip() == f"firearmskit {__version__}"


@pytest.mark.parametrize("words", [["--help"], ["mark", "--help"], ["mark", "read", "--help"]])
def test_help_is_shown(words, capsys):
    """Each level explains itself."""
    assert main(words) == 0
    assert "usage: firearmskit" in capsys.readouterr().out


def test_course_without_its_extra_names_the_extra(capsys, monkeypatch):
    """Where the course can't be loaded, the message says which extra to install."""

    def missing(_arguments: object) -> int:
        raise ModuleNotFoundError("No module named 'nbgrader'", name="nbgrader")

    monkeypatch.setattr("firearmskit.course.commands.grading.run", missing)
    assert main(["course", "grade"]) == 2
    assert "firearmskit[course]" in capsys.readouterr().err


def test_reading_a_mark_loads_nothing_heavy():
    """``firearmskit mark read`` runs without pandas, matplotlib, nbgrader or the course."""
    code = (
        "import sys; from firearmskit.cli import main; main(['mark', 'read', '--text', 'GLOCK'])\n"
        "heavy = {'pandas', 'numpy', 'matplotlib', 'nbgrader', 'IPython', 'firearmskit.course'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_narrow_encoding_does_not_end_the_command():
    """A terminal that only knows ASCII gets escapes instead of an error."""
    done = subprocess.run(
        [sys.executable, "-m", "firearmskit.cli", "mark", "read", "--text", "56式"],
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii", "PATH": ""},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert b"\\u5f0f" in done.stdout
