"""``firearmskit registry verify``: 0 when everything holds, 1 with findings, 2 when nothing could be looked for."""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from firearmskit.cli import main
from firearmskit.records import Registry, events, ledger, open_registry
from firearmskit.records.commands.verifying import MEANINGS
from tests.records.ledger.logs import signing_key
from tests.records.test_registry import registered

Verify = Callable[..., tuple[int, str]]


@pytest.fixture
def verify(registry: Registry, where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Verify:
    """Give a function that verifies a filled registry by the command line: how it ends, and all that it says."""
    for number in range(4):
        registered(registry, f"F{number}")
    registry.record(events.HolderRegistered(holder="P1", category="person", synthetic=True))
    registry.keep_personal("P1", {"name": "invented"})
    (tmp_path / "older.txt").write_text(registry.checkpoint(), encoding="utf-8")
    registered(registry, "F4")
    registry.checkpoint()

    def run(*words: str, of: str | None = None, keys: bool = True) -> tuple[int, str]:
        told = ["--keys", str(tmp_path / "registry.keys")] if keys else []
        capsys.readouterr()
        end = main(["registry", "verify", of or where, *told, *words])
        said = capsys.readouterr()
        return end, " ".join((said.out + said.err).split())

    return run


def change(where: str, *statements: str) -> None:
    """Change a registry as whoever owns the database can, who takes the triggers away first."""
    engine = create_engine(where)
    with engine.begin() as connection:
        for table in ("event", "node", "checkpoint"):
            if engine.dialect.name == "sqlite":
                for verb in ("update", "delete"):
                    connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_{verb}"))
            else:
                connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_only_add ON {table}"))
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def test_what_nobody_touched_holds(verify: Verify, tmp_path: Path) -> None:
    """It ends with 0, and says what it didn't look at."""
    end, said = verify()
    assert (end, "lesson.example/firearms is as it was written" in said) == (0, True), said
    assert "want of an older checkpoint" in said
    assert "(--deep)" in said
    end, said = verify("--deep", "--checkpoint", str(tmp_path / "older.txt"))
    assert (end, "Not checked" in said) == (0, False), said
    assert "no log can tell" in said


def test_the_json_holds_all_of_it(verify: Verify, registry: Registry, where: str, tmp_path: Path) -> None:
    """A program reads the root, what was checked, and each finding with its meaning."""
    size, root = registry.root()
    end, said = verify("--json", "--deep", "--checkpoint", str(tmp_path / "older.txt"))
    assert (end, json.loads(said)) == (
        0,
        {
            "registry": "lesson.example/firearms",
            "holds": True,
            "events": size,
            "root": base64.b64encode(root).decode(),
            "deep": True,
            "older_checkpoint": size - 1,
            "signatures_checked": True,
            "findings": [],
        },
    )
    change(where, "UPDATE event SET body = replace(body, 'F1', 'F9') WHERE number = 4")
    end, said = verify("--json")
    told = json.loads(said)
    assert (end, told["holds"], told["root"]) == (1, False, None)
    assert {each["code"] for each in told["findings"]} == {"node"}
    assert {each["meaning"] for each in told["findings"]} == {MEANINGS["node"]}


@pytest.mark.parametrize(
    ("words", "statement", "code"),
    [
        ((), "UPDATE event SET body = replace(body, 'F1', 'F9') WHERE number = 4", "node"),
        ((), "UPDATE event SET recorded_by = 'diallo' WHERE number = 4", "column"),
        ((), "UPDATE event SET body = 'x' WHERE number = 0", "body"),
        (("--deep",), "UPDATE firearm SET state = 'held'", "derived"),
        (("--deep",), "DELETE FROM sealed", "sealed"),
        (("--deep",), "DELETE FROM checkpoint WHERE number = 0", "checkpoint"),
        (("--deep",), "UPDATE checkpoint SET size = size - 1 WHERE number = 1", "checkpoint"),
        (("--deep",), "UPDATE checkpoint SET note = 'x'", "checkpoint"),
        (("--deep",), "UPDATE checkpoint SET note = replace(note, 'e', 'f')", "checkpoint"),
    ],
)
def test_each_change_is_told_with_what_it_means(
    verify: Verify, where: str, words: tuple[str, ...], statement: str, code: str
) -> None:
    """Also where nobody could open the registry any longer, since its first event is damaged."""
    change(where, statement)
    end, said = verify(*words)
    assert end == 1
    assert f"{code}: " in said
    assert MEANINGS[code] in said
    assert "isn't as it was written" in said


def test_of_many_findings_the_first_are_shown(verify: Verify, where: str, request: pytest.FixtureRequest) -> None:
    """And how many more there are; the JSON has them all, and what was written into the log steers no terminal."""
    change(where, "UPDATE event SET recorded_by = 'x', kind = chr(27) || kind, id = id || 'x'".replace(
        "chr", "char" if "sqlite" in request.node.name else "chr"))  # fmt: skip
    end, said = verify()
    assert (end, said.count("column: ")) == (1, 20)
    assert "More findings: " in said
    assert "\x1b" not in said
    told = json.loads(verify("--json")[1])
    assert len(told["findings"]) == 3 * told["events"] > 20


def test_a_roll_back_is_found_by_what_others_kept(
    verify: Verify, registry: Registry, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """An older copy is a whole registry; only a checkpoint that is newer than it tells."""
    if "postgresql" in request.node.name:
        pytest.skip("a roll-back of a server's database is the same to this library")
    registry.close()
    shutil.copy(tmp_path / "registry.db", tmp_path / "copy.db")
    with open_registry(tmp_path / "registry.db", user="keita") as later:
        registered(later, "F5")
        (tmp_path / "newer.txt").write_text(later.checkpoint(), encoding="utf-8")
        line = ledger.open_checkpoint(later.checkpoint(), [later.verifier])[0].line()
        (tmp_path / "book.txt").write_text(line, encoding="utf-8")
    shutil.copy(tmp_path / "copy.db", tmp_path / "registry.db")
    assert verify("--deep")[0] == 0
    for kept in ("newer.txt", "book.txt"):
        end, said = verify("--checkpoint", str(tmp_path / kept))
        assert (end, "truncated: The log has" in said) == (1, True), said
        assert MEANINGS["truncated"] in said


def test_a_log_that_was_written_anew_is_found_by_what_others_kept(verify: Verify, where: str, tmp_path: Path) -> None:
    """Whoever makes all hashes fit again, and holds the key, can't change what stands in a checkpoint elsewhere."""
    size = int((tmp_path / "older.txt").read_text(encoding="utf-8").split("\n")[1])
    anew = ledger.Checkpoint(origin="lesson.example/firearms", size=size, root=bytes(32))
    (tmp_path / "anew.txt").write_text(anew.line(), encoding="utf-8")
    end, said = verify("--checkpoint", str(tmp_path / "anew.txt"))
    assert (end, "rewritten: " in said) == (1, True), said


def test_a_checkpoint_of_another_log_or_key_is_told(verify: Verify, registry: Registry, tmp_path: Path) -> None:
    """A name that differs, and a signature that this registry never made."""
    size, root = registry.root()
    other = ledger.Checkpoint(origin="other.example", size=size, root=root)
    (tmp_path / "other.txt").write_text(ledger.sign_checkpoint(other, signing_key("other.example")), encoding="utf-8")
    end, said = verify("--checkpoint", str(tmp_path / "other.txt"))
    assert (end, "origin: " in said, "signature: " in said) == (1, True, True), said
    mine = ledger.Checkpoint(origin="lesson.example/firearms", size=size, root=root)
    forged = ledger.sign_checkpoint(mine, signing_key("lesson.example/firearms"))
    (tmp_path / "forged.txt").write_text(forged.replace("\n", "\r\n"), encoding="utf-8", newline="")
    end, said = verify("--checkpoint", str(tmp_path / "forged.txt"))
    assert (end, "origin: " in said, "signature: " in said) == (1, False, True), said
    end, said = verify("--checkpoint", str(tmp_path / "forged.txt"), "--key", str(registry.verifier))
    assert (end, "signature: " in said) == (1, True), said


def test_an_auditor_needs_the_public_key_alone(verify: Verify, registry: Registry, where: str, tmp_path: Path) -> None:
    """With it, and without any file of keys, signatures are checked; without either, it is said that they weren't."""
    copy = where
    if where.startswith("sqlite"):
        key = str(registry.verifier)
        registry.close()
        shutil.copy(tmp_path / "registry.db", tmp_path / "copy.db")
        copy = str(tmp_path / "copy.db")
    else:
        key = str(registry.verifier)
    kept = str(tmp_path / "older.txt")
    assert verify("--deep", "--checkpoint", kept, "--key", key, of=copy, keys=False)[0] == 0
    another = str(signing_key("lesson.example/firearms").verifier)
    end, said = verify("--deep", "--key", another, of=copy, keys=False)
    assert (end, "signature: " in said) == (1, True), said
    end, said = verify("--checkpoint", kept, of=copy, keys=False)
    assert (end, "who signed the checkpoints" in said) == (0, True), said
    end, said = verify("--deep", of=copy, keys=False)
    assert (end, "no key is here" in said) == (2, True), said


def test_what_cannot_be_verified_ends_with_two(verify: Verify, tmp_path: Path) -> None:
    """No file, no registry, no key, no checkpoint, no such option: one line, that never says that something holds."""
    (tmp_path / "text.db").write_text("This is no database. " * 1000)
    (tmp_path / "no.txt").write_text("no checkpoint")
    (tmp_path / "empty.db").touch()
    for words, of in [
        ((), str(tmp_path / "none.db")),
        ((), str(tmp_path / "text.db")),
        ((), str(tmp_path / "empty.db")),
        ((), "mysql://x/y"),
        ((), "postgresql://127.0.0.1:1/one"),
        (("--keys", str(tmp_path / "none.keys")), None),
        (("--keys", str(tmp_path / "text.db")), None),
        (("--checkpoint", str(tmp_path / "none.txt")), None),
        (("--checkpoint", str(tmp_path / "no.txt")), None),
        (("--key", "no+key"), None),
        (("--depth",), None),
    ]:
        end, said = verify(*words, of=of)
        assert (end, said.startswith("firearmskit")) == (2, True), (words, of, said)
        assert "as it was written" not in said


def test_a_damaged_file_is_told_page_by_page(
    in_a_file: Registry, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever page of a real file is destroyed: a finding, or that it couldn't be verified; never that all holds."""
    for number in range(30):
        registered(in_a_file, f"F{number}")
    in_a_file.checkpoint()
    in_a_file.close()
    whole, ends = (tmp_path / "registry.db").read_bytes(), []
    size = int.from_bytes(whole[16:18], "big")
    for at in range(0, len(whole), size):
        (tmp_path / "registry.db").write_bytes(whole[:at] + b"\xff" * size + whole[at + size :])
        ends.append(main(["registry", "verify", str(tmp_path / "registry.db"), "--deep"]))
        assert len(capsys.readouterr().err.splitlines()) == (ends[-1] == 2)
    assert set(ends) == {1, 2}
    assert ends.count(1) > ends.count(2)


def test_verifying_changes_nothing(verify: Verify, registry: Registry, tmp_path: Path) -> None:
    """Neither the file nor a file of keys is made or written."""
    registry.close()
    before = (tmp_path / "registry.keys").read_bytes()
    assert verify("--deep")[0] == 0
    assert (tmp_path / "registry.keys").read_bytes() == before
    if (tmp_path / "registry.db").exists():
        shutil.copy(tmp_path / "registry.db", tmp_path / "copy.db")
        data = (tmp_path / "copy.db").read_bytes()
        assert verify(of=str(tmp_path / "copy.db"), keys=False)[0] == 0
        assert (tmp_path / "copy.db").read_bytes() == data
        assert not (tmp_path / "copy.keys").exists()


def test_each_code_has_a_meaning() -> None:
    """Whatever verification may find is explained."""
    import re

    rooms = Path(open_registry.__code__.co_filename).parent
    found = set()
    for file in rooms.glob("verifying*.py"):
        found |= set(re.findall(r'finding\(\s*"([a-z]+)"', file.read_text(encoding="utf-8")))
    assert found == set(MEANINGS)
