"""Canonical JSON: one value has one text, and one text means one thing."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.errors import InputError
from firearmskit.records.ledger import canonical, parse
from tests.every import every

SAFE = st.integers(-(2**53) + 1, 2**53 - 1)
FLOATS = st.floats(allow_nan=False, allow_infinity=False).filter(
    lambda number: abs(number) < 2**53 or abs(number) >= 1e21
)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | SAFE | FLOATS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)
EVENTS = st.dictionaries(TEXTS, VALUES, max_size=5)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"b": 1, "a": [True, None]}, '{"a":[true,null],"b":1}'),
        # RFC 8785, sections 3.2.2 and 3.2.3: numbers as ECMAScript writes them, keys sorted by UTF-16 code units
        ([333333333.33333329, 1e30, 4.50, 2e-3, 1e-27], "[333333333.3333333,1e+30,4.5,0.002,1e-27]"),
        ('€$\x0f\nA\'B"\\\\"/', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'),
        (
            {"€": 1, "\r": 2, "\ufb33": 3, "1": 4, "😀": 5, "\x80": 6, "ö": 7},
            '{"\\r":2,"1":4,"\x80":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
        ),
        (-0.0, "0"),
        (1.0, "1"),
    ],
)
def test_values_are_written_as_the_rfc_says(value, written):
    """The examples of RFC 8785 are written as they stand there."""
    assert canonical(value) == written.encode()


@given(EVENTS)
def test_what_is_written_is_read_back(event):
    """Each event is read back as an equal value, and its text is the canonical form of itself."""
    written = canonical(event)
    assert parse(written) == event
    assert canonical(parse(written)) == written
    assert json.loads(written) == event


@given(EVENTS, st.data())
def test_other_spellings_are_refused(event, data):
    """A text with the same meaning that is written in another way is no event."""
    spelling = data.draw(st.sampled_from([{"indent": 1}, {"separators": (", ", ": ")}, {"ensure_ascii": True}]))
    other = json.dumps(event, **spelling).encode()
    if other != canonical(event):
        with pytest.raises(InputError):
            parse(other)


@given(EVENTS, st.data())
def test_a_flipped_bit_gives_another_event_or_none(event, data):
    """No two texts are read as the same event."""
    written = bytearray(canonical(event))
    at = data.draw(st.integers(0, 8 * len(written) - 1))
    written[at // 8] ^= 1 << at % 8
    try:
        other = parse(bytes(written))
    except InputError:
        return
    assert canonical(other) != canonical(event)


def nested(depth: int) -> list:
    """Make a list in a list in a list."""
    value: list = []
    for _ in range(depth - 1):
        value = [value]
    return value


@every(
    [
        ({"a": math.nan}, r"\$\.a must be a finite number, not nan"),
        ([0, -math.inf], r"\$\[1\] must be a finite number, not -inf"),
        ({"a": 2**53}, r'whole number beyond 2\^53.*"9007199254740992"'),
        (-(2**53), r"whole number beyond 2\^53"),
        (1e20, r"whole number beyond 2\^53"),
        (10**5000, "more than 30 digits"),
        ({"a": "\ud800"}, r'\$\.a has half a character .* in "\\ud800"'),
        ({"\udfff": 1}, "half a character"),
        ({1: 2}, r'A key in \$ must be a text, not "1"'),
        ({"a": {b"x"}}, r"\$\.a must be None, a truth value"),
        (object(), r"\$ must be None"),
        (nested(33), "nested more than 32 deep"),
        (nested(2_000), "nested more than 32 deep"),
        ("x" * 1_100_000, "may have 1048576 bytes, not 1100002"),
    ],
)
def test_what_has_no_canonical_form_is_refused(value, said):
    """The message names the place and the rule."""
    with pytest.raises(InputError, match=said):
        canonical(value)


def test_numbers_at_the_edge_are_taken():
    """The largest whole numbers that every reader takes for the same are written and read."""
    for number in (2**53 - 1, -(2**53) + 1):
        assert parse(canonical({"n": number})) == {"n": number}
    assert canonical(nested(32)).startswith(b"[[[")


@every(
    [
        (b'{"a":1,"a":1}', 'The key "a" stands twice'),
        (b'{"b":{"a":1,"c":2,"a":3}}', 'The key "a" stands twice'),
        (b'{"a":NaN}', 'JSON has no number "NaN"'),
        (b'{"a":-Infinity}', "JSON has no number"),
        (b'{"a": 1}', r'canonical JSON: at byte 6 it has " 1}", not "1}"'),
        (b'{"a":1}\n', "canonical JSON: at byte 8"),
        (b'{"b":1,"a":2}', "canonical JSON: at byte 3"),
        (b'{"a":1.0}', "canonical JSON"),
        (b'{"a":1E400}', "finite number"),
        (b'{"a":"\\ud83d"}', "half a character"),
        (b'{"a":"\\u0041"}', "canonical JSON"),
        (b'{"a":9007199254740993}', r"beyond 2\^53"),
        (b'{"a":' + b"9" * 900_000 + b"}", r"beyond 2\^53"),
        (b"[]", "JSON object"),
        (b"1", "JSON object"),
        (b"", "JSON in UTF-8"),
        (b"{", "JSON in UTF-8"),
        (b"\xff", "JSON in UTF-8"),
        ('{"a":1}'.encode("utf-16"), "JSON in UTF-8"),
        (b'\xef\xbb\xbf{"a":1}', "JSON in UTF-8"),
        (b'{"a":' + b"[" * 500_000, "JSON in UTF-8"),
        (b'{"a":' + b"[" * 40 + b"]" * 40 + b"}", "nested more than 32 deep"),
        (b"x" * 1_100_000, "may have 1048576 bytes"),
        ("{}", "data must be of the type bytes"),
        (None, "data must be of the type bytes"),
    ],
)
def test_what_is_no_event_is_refused(data, said):
    """Bytes that two readers could take for different things are refused, and the message quotes them."""
    with pytest.raises(InputError, match=said):
        parse(data)
