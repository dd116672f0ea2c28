"""The room's own tables hold together, and say what they rest on."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys

import pytest

from firearmskit import identification, law, reference, tracing
from firearmskit.errors import UnknownCodeError
from firearmskit.tracing.protocol import PIECES
from firearmskit.tracing.tables import NEEDS, Channel, ContentRule, Deadline, Ground, ProtocolStep, rows

KINDS = (Channel, ContentRule, Ground, Deadline, ProtocolStep)


@pytest.mark.parametrize("kind", KINDS)
def test_rows_have_source_confidence_and_date_as_in_the_reference(kind):
    """Ids are unique; a row that was read says when; a row of general knowledge says that it is unverified."""
    held = rows(kind)
    assert len({row.id for row in held}) == len(held) >= 3
    for row in held:
        assert row.source.strip(), row.id
        assert row.confidence in reference.CONFIDENCE, row.id
        assert (row.read is not None) == (row.confidence in ("sourced", "partly")), row.id
        assert row.read is None or re.fullmatch(r"2026-11(?:-\d\d)?", row.read), row.id
        assert not row.source.startswith("general knowledge") or row.confidence == "unverified", row.id
        assert set(row.covers) <= {field.name for field in dataclasses.fields(row)}, row.id
        assert bool(row.covers) == (row.confidence == "partly"), row.id


def test_rows_name_what_there_is():
    """Channels, instruments, purposes, needs and pieces are those of their lists."""
    ways = {row.id for row in tracing.channels()}
    for kind in (ContentRule, Ground, Deadline):
        assert {row.channel for row in rows(kind)} <= ways
    for way in tracing.channels():
        assert way.instrument is None or law.instrument(way.instrument)
        assert way.description_fields is None or identification.trace_fields(way.description_fields)
        assert (way.refusals == "yes") == bool(tracing.grounds(way.id))
    assert {row.need for row in rows(ContentRule)} <= set(NEEDS)
    assert all(row.id == f"{row.channel}:{row.ground}" for row in rows(Ground))
    assert {allowed for row in rows(Ground) for allowed in row.allows} == {"refusal", "restriction", "delay"}
    assert {piece for row in rows(ProtocolStep) for piece in row.pieces} == set(PIECES)


def test_the_fields_of_a_request_come_from_identification():
    """One list of the fields of a description, kept in one place; a purpose that there isn't is quoted."""
    assert {row.purpose for row in identification.trace_fields("etrace-like")} == {"etrace-like"}
    with pytest.raises(UnknownCodeError, match='"post"'):
        identification.trace_fields("post")


def test_the_room_runs_with_the_standard_library_alone():
    """It is imported, builds a chain and describes it where every third-party import is refused."""
    code = """
import sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] not in {*sys.stdlib_module_names, "firearmskit"}:
            raise ImportError(f"{name} isn't in the standard library")

sys.meta_path.insert(0, Refuse())
from firearmskit import tracing
shown = tracing.scenarios.scenario(1).shown
print(len(tracing.describe(tracing.chain(shown.firearm, shown.evidence))) > 100, len(tracing.steps()))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.split() == ["True", "9"], done.stderr
