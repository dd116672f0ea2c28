"""The words of ``firearmskit registry``, from the first day to the hand-over."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from firearmskit.cli import main
from firearmskit.records import events, open_registry


@pytest.fixture
def where(tmp_path: Path) -> str:
    """Begin a registry by the command line, and give its file."""
    file = str(tmp_path / "r.db")
    about = ["--name", "lesson.example", "--title", "A lesson", "--purpose", "lesson"]
    assert main(["registry", "begin", file, "--user", "keita", *about]) == 0
    return file


def filled(where: str) -> None:
    """Record two firearms, one of them in custody."""
    with open_registry(where, user="keita") as registry:
        registry.record_all(
            [
                events.FirearmRegistered(
                    firearm="F1",
                    basis="import",
                    description=events.TypeDescription(make="Acme", model="M1"),
                    occurred_at="2015",
                    synthetic=True,
                ),
                events.MarkingRead(item="F1", marking="M1", verbatim="AB 12", serial=True),
                events.FirearmRegistered(firearm="F2", basis="import", synthetic=True),
                events.RecoveryMade(firearm="F1", recovery="seized", received_by="room", occurred_at="2024"),
                events.CustodyHanded(item="F1", from_party="lab", to_party="court", occurred_at="2025"),
            ]
        )


def run(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Run a command that must do its work, and give what it wrote."""
    capsys.readouterr()
    assert main(["registry", *words]) == 0
    return capsys.readouterr().out


def test_things_are_looked_up(where: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Lists, one firearm now and on a day, its history and its chain of custody."""
    filled(where)
    listed = run(capsys, "list", where, "--user", "keita")
    assert "F1" in listed
    assert "F2" in listed
    assert "F2" not in run(capsys, "list", where, "--user", "keita", "--mark", "ab12")
    assert "F1" not in run(capsys, "list", where, "--user", "keita", "--state", "in stock")
    assert "Nothing was found." in run(capsys, "list", where, "--user", "keita", "--mark", "ZZ")
    assert [each["id"] for each in json.loads(run(capsys, "list", where, "--user", "keita", "--json"))] == ["F1", "F2"]
    shown = run(capsys, "show", where, "F1", "--user", "keita")
    assert shown.startswith("F1: Acme M1, serial AB 12; in the custody of a State.")
    assert "open discrepancy" in shown
    assert "in stock" in run(capsys, "show", where, "F1", "--user", "keita", "--happened-by", "2016")
    assert json.loads(run(capsys, "show", where, "F1", "--user", "keita", "--json"))["serial"] == "AB 12"
    assert "recovery: seized" in " ".join(run(capsys, "history", where, "F1", "--user", "keita").split())
    assert len(json.loads(run(capsys, "history", where, "F1", "--user", "keita", "--json"))) == 5
    assert '"room" had it at the recovery' in run(capsys, "custody", where, "F1", "--user", "keita")


def test_a_register_is_proposed_looked_at_and_taken_in(
    where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The guess is written and shown; nothing comes in before somebody confirms; rejected rows lie beside the file."""
    file, mapping = tmp_path / "old.csv", tmp_path / "mapping.json"
    file.write_text("Serial;Maker;Year\nAB 1;Acme;1978\nAB 2;Acme;78\n", encoding="utf-8")
    taken = ["import", where, str(file), "--user", "keita"]
    assert "serial" in run(capsys, *taken, "--propose", str(mapping))
    assert main(["registry", *taken, "--propose", str(mapping)]) == 2
    assert main(["registry", *taken, "--mapping", str(mapping)]) == 2
    assert "--confirmed-by" in capsys.readouterr().err
    confirmed = [*taken, "--mapping", str(mapping), "--confirmed-by", "diallo"]
    assert "two digits" not in run(capsys, *confirmed, "--try")
    assert "in the registry: 0." in run(capsys, "list", where, "--user", "keita")
    told = " ".join(run(capsys, *confirmed).split())
    assert "Rows: 2; firearms that were recorded: 1." in told
    assert 'Row 3: Year: "78" is no year of four digits.' in told
    assert (tmp_path / "old.rejected.csv").exists()
    assert main(["registry", *confirmed]) == 2
    assert "imported before" in capsys.readouterr().err


def test_records_are_handed_out(where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In each form; a chain is that of one item, and no file is written over."""
    filled(where)
    run(capsys, "export", where, "package", str(tmp_path / "package"), "--user", "keita")
    assert (tmp_path / "package" / "datapackage.json").exists()
    run(capsys, "export", where, "niem", str(tmp_path / "n.json"), "--user", "keita")
    run(capsys, "export", where, "case", str(tmp_path / "c.json"), "F1", "--user", "keita")
    assert len(json.loads((tmp_path / "n.json").read_text())["j:Firearm"]) == 2
    assert "@graph" in json.loads((tmp_path / "c.json").read_text())
    for words in (["case", str(tmp_path / "d.json")], ["niem", str(tmp_path / "n.json")]):
        assert main(["registry", "export", where, *words, "--user", "keita"]) == 2


def test_tables_are_brought_up_to_date(where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The newest form stays, and what is no registry is left alone."""
    assert "newest form already" in run(capsys, "upgrade", where)
    (tmp_path / "other.db").touch()
    assert main(["registry", "upgrade", str(tmp_path / "other.db")]) == 1
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        assert other.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,)


def test_an_older_registry_finds_its_marks_after_the_upgrade(where: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The keys of marks are written anew; before that, the registry isn't opened."""
    filled(where)
    with closing(sqlite3.connect(where)) as old, old:
        old.execute("UPDATE marking SET key = 'OLD'")
        old.execute("UPDATE registry_version SET version_num = '0001'")
    assert main(["registry", "list", where, "--user", "keita"]) == 1
    assert "0003" in run(capsys, "upgrade", where)
    assert "F1" in run(capsys, "list", where, "--user", "keita", "--mark", "ab12")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([], 2),
        (["show", "{}", "F9", "--user", "keita"], 2),
        (["history", "{}", "F9", "--user", "keita"], 2),
        (["list", "{}", "--user", "stranger"], 1),
        (["list", "{}"], 2),
        (["list", "{}.none", "--user", "keita"], 1),
        (["list", "mysql://x/y", "--user", "keita"], 2),
        (["begin", "{}", "--user", "keita", "--name", "n", "--title", "t", "--purpose", "lesson"], 1),
        (["show", "{}", "F1", "--user", "keita", "--known-by", "soon"], 2),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    where: str, words: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong call ends with 2, a refusal with 1."""
    filled(where)
    capsys.readouterr()
    assert main(["registry", *(word.format(where) for word in words)]) == code
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_without_its_extra_the_extra_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the registry can't be loaded, the message says what to install."""

    def missing(_arguments: object) -> int:
        raise ModuleNotFoundError("No module named 'sqlalchemy'", name="sqlalchemy")

    monkeypatch.setattr("firearmskit.records.commands.looking._list", missing)
    assert main(["registry", "list", "r.db", "--user", "keita"]) == 2
    assert "firearmskit[records]" in capsys.readouterr().err
