"""What a registry gives others to hold against it, and what they find with it."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from firearmskit import records
from firearmskit.errors import AccessError, RegistryError
from firearmskit.records import Registry, events, ledger
from firearmskit.records.ledger import SigningKey
from tests.records.conftest import begin


@pytest.fixture
def filed(tmp_path: Path) -> Registry:
    """Give a registry in a file, with some events."""
    registry = begin(tmp_path / "registry.db", tmp_path / "registry.keys")
    for number in range(5):
        registry.record(events.FirearmRegistered(firearm=f"F{number}", basis="import", synthetic=True))
    return registry


def test_a_checkpoint_is_signed_kept_and_not_signed_twice(filed: Registry) -> None:
    """The same log has one checkpoint; a longer one has another, which continues it."""
    first = filed.checkpoint()
    assert filed.checkpoint() == first
    filed.record(events.LossReported(firearm="F1", loss="lost"))
    second = filed.checkpoint()
    assert filed.checkpoints() == (first, second)
    (old, _note), (new, _other) = (ledger.open_checkpoint(each, [filed.verifier]) for each in (first, second))
    proof = filed.prove_growth(old.size, new.size)
    assert ledger.verify_consistency(old.size, new.size, old.root, new.root, proof)
    agency = SigningKey.new("customs.example", purpose="witness")
    seen = ledger.witness(second, old, proof, agency, log_keys=[filed.verifier], at=datetime(2026, 1, 1, tzinfo=UTC))
    assert "customs.example" in seen


def test_an_event_is_proven_to_stand_in_the_log(filed: Registry) -> None:
    """The hashes lead from each event to the root of the checkpoint, and from no other text."""
    checkpoint, _note = ledger.open_checkpoint(filed.checkpoint(), [filed.verifier])
    for each in list(filed.events()):
        proof = filed.prove(each.id)
        assert proof.holds
        assert (proof.size, proof.root) == (checkpoint.size, checkpoint.root)
        forged = proof.body.replace(b"import", b"export")
        if forged != proof.body:
            assert not records.Inclusion(**{**vars(proof), "body": forged}).holds


def test_a_log_that_was_cut_off_is_not_signed(filed: Registry, tmp_path: Path) -> None:
    """Who deletes the last events can't have a checkpoint that hides it."""
    filed.checkpoint()
    filed.close()
    engine = create_engine(f"sqlite:///{tmp_path / 'registry.db'}")
    with engine.begin() as connection:
        for table in ("event", "node"):
            connection.execute(text(f"DROP TRIGGER {table}_no_delete"))
        size = connection.execute(text("SELECT max(number) FROM event")).scalar_one()
        connection.execute(text("DELETE FROM event WHERE number = :last"), {"last": size})
        connection.execute(text("DELETE FROM node WHERE level = 0 AND place = :last"), {"last": size})
    engine.dispose()
    with (
        records.open_registry(tmp_path / "registry.db", user="keita") as opened,
        pytest.raises(RegistryError, match="doesn't continue"),
    ):
        opened.checkpoint()


def test_the_verifier_that_needs_nothing_of_ours_accepts_the_export(filed: Registry, tmp_path: Path) -> None:
    """It says that all is well, and finds one changed letter."""
    filed.checkpoint()
    folder = tmp_path / "export"
    assert filed.export_log(folder) == len(filed)
    program = Path(ledger.__file__).with_name("verify_log.py")

    def verify() -> int:
        done = subprocess.run([sys.executable, "-I", str(program), str(folder)], capture_output=True, check=False)
        return done.returncode

    assert verify() == 0
    log = folder / ledger.EVENTS_FILE
    log.write_bytes(log.read_bytes().replace(b'"F3"', b'"F9"'))
    assert verify() == 1


def test_only_a_manager_or_an_auditor_signs(filed: Registry, tmp_path: Path) -> None:
    """A reader reads the checkpoints that others signed."""
    filed.record(events.UserEnrolled(user="reader", roles=("reader",)))
    note = filed.checkpoint()
    with records.open_registry(tmp_path / "registry.db", user="reader") as reading:
        assert reading.checkpoints() == (note,)
        with pytest.raises(AccessError, match="auditor"):
            reading.checkpoint()
