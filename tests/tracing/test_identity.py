"""Whether a serial as written can be that on the object."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.tracing.identity import same_serial

SERIALS = st.text("AB01OI5 -", min_size=1, max_size=20).filter(lambda text: any(c.isalnum() for c in text))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("AB 100452", "ab-100452", True),
        ("AB 1O0452", "AB 100452", True),
        ("AB 100452", "AB 100425", False),
        ("AB 10?452", "AB 100452", True),
        ("AB 10?452", "AB 100453", False),
        ("AB [obliterated]", "AB 771 930", True),
        ("AB [obliterated]", "AC 771 930", False),
        ("[obliterated]452", "AB 100452", True),
        ("A...2", "AB 100452", True),
        ("???", "100452", False),
        ("AB 1", "AB 10", False),
        ("ＡＢ１００", "AB100", True),
    ],
)
def test_serials_are_compared_as_registers_do(one, other, same):
    """Case, blanks, hyphens, width, and O for 0 don't count; what can't be read agrees with anything in its place."""
    assert same_serial(one, other) is same
    assert same_serial(other, one) is same


@given(SERIALS, st.integers(0, 19))
def test_a_sign_that_can_not_be_read_never_tells_apart(serial, at):
    """Any sign of a serial may be unread, and it still agrees with itself."""
    hidden = serial[: at % len(serial)] + "?" + serial[at % len(serial) + 1 :]
    assert same_serial(hidden, serial)
    assert same_serial(serial, serial)


def test_a_serial_of_nothing_but_gaps_is_compared_at_once():
    """A hostile serial costs no more than its length."""
    assert not same_serial("A[x]" * 30 + "B", "A" * 128)
    assert same_serial("?" * 128, "A" * 100)
