"""Requests: frozen when sent, and refused with the slip named where they can't be one."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from firearmskit import tracing
from firearmskit.errors import InputError, UnknownCodeError
from firearmskit.tracing import Agency, Description, Recovery, TraceRequest
from tests.tracing.cases import OBJECT, request

NASTY = [None, 5, "", " ", "x" * 3000, ["a"], {"a": 1}, float("nan"), b"x"]


def test_what_was_sent_keeps_a_digest_of_its_description():
    """Sending sets the day and the digest; the digest is of the description alone and differs with it."""
    sent = request()
    assert (sent.sent, sent.snapshot) == ("2026-03-02", tracing.snapshot(OBJECT))
    assert tracing.snapshot(replace(OBJECT, serial="EXA 100453")) != sent.snapshot
    with pytest.raises(FrozenInstanceError):
        sent.firearm = Description(serial="EX 2")


def test_a_request_is_sent_once_and_not_before_it_was_written():
    """A second sending, and one before the draft, are refused with the request named."""
    with pytest.raises(InputError, match=r'"R1" was sent on 2026-03-02'):
        tracing.send(request(), on="2026-03-03")
    with pytest.raises(InputError, match="before it was written on 2026-03-01"):
        tracing.send(replace(request(), sent=None), on="2026-02-28")


@pytest.mark.parametrize("value", NASTY)
@pytest.mark.parametrize("field", ["id", "channel", "requesting", "addressee", "firearm"])
def test_required_fields_refuse_what_they_can_not_be(field, value):
    """No wrong type and no empty or endless text passes, and none raises anything but an error of input."""
    with pytest.raises(InputError):
        replace(request(), **{field: value})


@pytest.mark.parametrize("value", [5, "", "x" * 3000, ["a"], float("nan")])
@pytest.mark.parametrize(
    "field", ["recovery", "intended_use", "case", "drafted", "sent", "wanted_by", "follows", "codes", "restrictions"]
)
def test_other_fields_refuse_it_too(field, value):
    """A field that may be empty is None or an empty tuple, never an empty text."""
    with pytest.raises(InputError):
        replace(request(), **{field: value})


def test_a_list_is_no_tuple():
    """A list could be changed after the request was made."""
    with pytest.raises(InputError):
        replace(request(), restrictions=["not-public"])


def test_states_are_iso_codes_or_left_to_users():
    """Codes that ISO leaves to its users serve for fictional States; a name is refused."""
    assert Agency(name="Office", state="NGA").state == "NGA"
    assert str(Agency(name="Office", state="QMA")) == "Office, Altania (QMA)"
    for wrong in ("Nigeria", "NG", "nga", "QLA", "QM", "", None):
        with pytest.raises(UnknownCodeError, match="alpha-3"):
            Agency(name="Office", state=wrong)


def test_no_fictional_state_has_a_code_of_a_real_one():
    """Exercises can't accuse a real State by a slip of code."""
    from firearmskit import reference
    from firearmskit.tracing.states import FICTIONAL

    real = {row.id for row in reference.rows(reference.Country)}
    names = {row.name.casefold() for row in reference.rows(reference.Country)}
    assert not real & set(FICTIONAL)
    assert not names & {name.casefold() for name in FICTIONAL.values()}


def test_a_recovery_is_one_of_three():
    """Seized, found or surrendered, as the indicator tells them apart; anything else is quoted."""
    assert Recovery(kind="found").kind == "found"
    with pytest.raises(UnknownCodeError, match='"captured"'):
        Recovery(kind="captured")


def test_names_that_would_disturb_a_line_are_escaped_where_shown():
    """A control character in a name stays in the value, and is escaped in a sentence."""
    held = Agency(name="Office\x1b[31m\n", state="QMA")
    assert "\x1b" not in str(held)
    assert "\n" not in str(held)
    assert TraceRequest is type(request())
