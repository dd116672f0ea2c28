"""Seeds and draws."""

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.course.draw import Draw, label_of, seed_of
from firearmskit.errors import InputError

WHO = {"course": "c", "learner": "amina", "exercise": "m/s", "version": 1}
SECRET = bytes(range(32))
GOLDEN = [834, 977, 324, 279, 975]
GOLDEN_ORDER = ["c", "a", "e", "b", "f", "d"]


def test_seed_is_the_whole_hmac() -> None:
    """A seed is HMAC-SHA256 over the unambiguous list of its parts, all 32 bytes of it."""
    message = b'["seed","c","amina","m/s",1]'
    assert seed_of(SECRET, **WHO) == hmac.new(SECRET, message, hashlib.sha256).digest()


@pytest.mark.parametrize("change", [{"course": "d"}, {"learner": "amin"}, {"exercise": "m/t"}, {"version": 2}])
def test_every_part_of_the_seed_matters(change: dict) -> None:
    """Another course, learner, exercise or version is another seed."""
    assert seed_of(SECRET, **{**WHO, **change}) != seed_of(SECRET, **WHO)


def test_parts_of_a_seed_cannot_run_together() -> None:
    """Moving a character from one part to the next gives another seed."""
    assert seed_of(SECRET, **{**WHO, "course": "ca", "learner": "mina"}) != seed_of(SECRET, **WHO)


def test_label_tells_nothing_of_the_seed() -> None:
    """The public id of a pack isn't a piece of its seed."""
    assert label_of(SECRET, **WHO) not in seed_of(SECRET, **WHO).hex()


def test_short_secret_is_refused() -> None:
    """A secret of less than 256 bits is refused, and its length is said."""
    with pytest.raises(InputError, match="16 bytes"):
        seed_of(b"x" * 16, **WHO)


def test_stream_is_the_same_for_ever() -> None:
    """The first draws from a seed never change: packs that were released must be drawn again alike."""
    draw = Draw(b"golden")
    assert [draw.below(1000) for _ in range(5)] == GOLDEN
    assert draw.shuffle("abcdef") == GOLDEN_ORDER


@given(st.binary(min_size=1), st.integers(1, 10**9))
def test_below_stays_below(seed: bytes, limit: int) -> None:
    """A drawn number is never outside its range."""
    assert 0 <= Draw(seed).below(limit) < limit


@given(st.binary(min_size=1), st.lists(st.integers()))
def test_shuffle_loses_nothing(seed: bytes, things: list[int]) -> None:
    """Shuffling keeps every thing."""
    assert sorted(Draw(seed).shuffle(things)) == sorted(things)


def test_draws_are_even() -> None:
    """Of 6,000 draws from six numbers each comes up about a thousand times."""
    draw = Draw(b"dice")
    counts = [0] * 6
    for _ in range(6000):
        counts[draw.below(6)] += 1
    assert all(850 < count < 1150 for count in counts)


@pytest.mark.parametrize("call", [lambda d: d.below(0), lambda d: d.sample("ab", 3)])
def test_impossible_draws_are_refused(call) -> None:
    """Drawing from nothing, or more than there is, is an error."""
    with pytest.raises(InputError):
        call(Draw(b"x"))
