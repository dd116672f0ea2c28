"""The words of the command line that deal with the rules on marks."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from firearmskit.cli import main

PANEL = "text,place,height_mm,depth_mm\nGLOCK 17 AUSTRIA 9x19,slide,2,0.1\nBXK123,frame,1.4,0.05\n"


@pytest.fixture
def panel(tmp_path):
    """A small file of marks."""
    path = tmp_path / "panel.csv"
    path.write_text(PANEL, encoding="utf-8")
    return str(path)


def test_due_shows_each_rule(capsys, monkeypatch):
    """``mark due`` lists content, day, level, status and rule, and fits the terminal."""
    monkeypatch.setenv("COLUMNS", "100")
    assert main(["mark", "due", "import", "--state", "NGA", "--on", "2026-11-26"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["content", "since", "level", "status", "rule"]
    assert any("country of import" in line and "2006-04-02" in line for line in lines)
    assert max(map(len, lines)) <= 100


def test_due_says_when_nothing_is(capsys):
    """Where no rule asks for a mark, that is said."""
    assert main(["mark", "due", "import", "--state", "YUG", "--on", "1985-01-01"]) == 0
    assert "No rule" in capsys.readouterr().out


def test_check_ends_with_1_when_a_rule_is_broken(capsys, panel):
    """``mark check`` shows the findings, and its end tells whether there is an error among them."""
    assert main(["mark", "check", panel, "--event", "import", "--state", "FRA", "--on", "2026-11-26"]) == 1
    shown = capsys.readouterr().out
    assert "too-low" in shown
    assert "too-shallow" in shown
    assert main(["mark", "check", panel, "--event", "import", "--state", "YUG", "--on", "1985-01-01"]) == 0


def test_check_says_when_nothing_was_found(capsys, tmp_path):
    """A panel without a finding gets a sentence, not an empty table."""
    path = tmp_path / "panel.csv"
    path.write_text(PANEL + "NGA 2024,frame,2,0.1\n", encoding="utf-8")
    assert main(["mark", "check", str(path), "--event", "import", "--state", "NGA", "--on", "2026-11-26"]) == 0
    assert capsys.readouterr().out.strip() == "Nothing was found."


def test_import_rules_show_each_state(capsys):
    """``mark import-rules`` has each State and element."""
    assert main(["mark", "import-rules", "NGA", "GHA", "--on", "2026-11-26"]) == 0
    shown = capsys.readouterr().out
    assert "NGA" in shown
    assert "GHA" in shown
    assert "importer" in shown


def test_json_has_the_fields_of_the_values(capsys, panel):
    """``--json`` writes the fields of the values."""
    where = ["--state", "NGA", "--on", "2026-11-26", "--json"]
    assert main(["mark", "due", "import", *where]) == 0
    assert json.loads(capsys.readouterr().out)[0]["content"] == "country-of-import"
    assert main(["mark", "check", panel, "--event", "import", *where]) == 1
    assert json.loads(capsys.readouterr().out)[0]["code"] == "missing"
    assert main(["mark", "import-rules", "NGA", *where[2:]]) == 0
    assert json.loads(capsys.readouterr().out)[0]["element"] == "country"


@pytest.mark.parametrize(
    "words",
    [
        ["due"],
        ["due", "theft", "--state", "NGA", "--on", "2026-11-26"],
        ["due", "import", "--state", "nga", "--on", "2026-11-26"],
        ["due", "import", "--state", "NGA", "--on", "26.11.2026"],
        ["check", "no-such-file.csv", "--event", "import", "--state", "NGA", "--on", "2026-11-26"],
        ["check", ".", "--event", "import", "--state", "NGA", "--on", "2026-11-26"],
        ["check", "a\0b", "--event", "import", "--state", "NGA", "--on", "2026-11-26"],
        ["import-rules", "--on", "2026-11-26"],
        ["import-rules", "XXX", "--on", "2026-11-26"],
    ],
)
def test_misuse_is_one_line_and_2(words, capsys):
    """A wrong call ends with 2 and one line, without a traceback."""
    assert main(["mark", *words]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"[{", b"x" * 1_000_001], ids=["not UTF-8", "not JSON", "too long"])
def test_a_damaged_file_is_one_line_and_2(data, tmp_path, capsys):
    """A file that can't be read is named in one line."""
    path = tmp_path / "panel.json"
    path.write_bytes(data)
    assert main(["mark", "check", str(path), "--event", "import", "--state", "NGA", "--on", "2026-11-26"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_rules_load_nothing_heavy(panel):
    """The three words run without pandas, matplotlib or the course."""
    code = (
        "import sys; from firearmskit.cli import main\n"
        "where = ['--state', 'NGA', '--on', '2026-11-26']\n"
        "main(['mark', 'due', 'import', *where]); main(['mark', 'check', sys.argv[1], '--event', 'import', *where])\n"
        "main(['mark', 'import-rules', 'NGA', '--on', '2026-11-26'])\n"
        "heavy = {'pandas', 'numpy', 'matplotlib', 'nbgrader', 'IPython', 'firearmskit.course'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", code, panel], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
