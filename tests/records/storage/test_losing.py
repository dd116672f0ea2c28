"""What a stocktake means, and what is owed next."""

from __future__ import annotations

import re

import pytest

from firearmskit import reference
from firearmskit.errors import InputError
from firearmskit.records.storage import CAUSES, Counted, Expected, StocktakeStep, loss_report, reconcile
from tests.every import every

STEPS = reference.read_table("firearmskit.records", "stocktake_steps", StocktakeStep)
A = Expected(id="A", place="R1", serial="AB 1234")


@every(STEPS)
def test_each_step_has_a_cause_and_says_where_it_is_from(step):
    """A step names what it follows from, is a sentence, and says how far a source supports it."""
    assert step.cause
    assert set(step.cause) <= set(CAUSES)
    assert step.note.endswith(".")
    assert step.source.strip()
    assert step.confidence in ("partly", "unverified")
    assert (step.read is not None) == (step.confidence == "partly") == bool(step.covers)


def test_each_cause_has_a_step():
    """Whatever a stocktake finds, something is owed next."""
    assert {cause for step in STEPS for cause in step.cause} == set(CAUSES)
    assert len({step.id for step in STEPS}) == len(STEPS)


@pytest.mark.parametrize(
    ("lines", "said", "owed"),
    [
        ([], 'serial "AB 1234", is missing', "report-loss"),
        ([Counted(place="R2", id="A")], 'should be in "R1" and was found in "R2"', "record-place"),
        ([Counted(place="R1", id="A", serial="AB 1284")], '"AB 1284" was read', "read-again"),
        ([Counted(place="R1", id="A")] * 2, "counted again", "strike-repeat"),
        (
            [Counted(place="R1", id="A"), Counted(place="R1", id="X")],
            '"X" is surplus in "R1": 1 (pieces).',
            "register-surplus",
        ),
        ([Counted(place="R1", serial="A8 1234")], 'It may be "A"', "look-at-candidates"),
    ],
)
def test_each_finding_is_said_and_followed_up(lines, said, owed):
    """What was found stands in a sentence with its id, and its step is owed."""
    report = loss_report(reconcile([A], lines))
    assert said in str(report)
    assert owed in {step.id for step in report.owed}
    assert "balances" in report.sentences[0]
    assert re.search(r"1 expected", report.sentences[0])


def test_a_short_lot_says_how_much_is_missing():
    """Of a lot the report says how many of how many are missing, in words for the unit."""
    lot = Expected(id="L", place="R2", quantity=1000, unit="round")
    report = loss_report(reconcile([lot], [Counted(place="R2", id="L", quantity=900, unit="round")]))
    assert '"L" is missing from "R2": 100 of 1000 (rounds).' in report.sentences


def test_what_is_no_reconciliation_is_refused():
    """A report needs what reconcile gave."""
    with pytest.raises(InputError):
        loss_report([])
