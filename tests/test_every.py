"""The helper that makes one test of many cases."""

from __future__ import annotations

import pytest

from tests.every import every


def test_every_failure_is_named():
    """All cases are tried, and those that fail or raise are listed together."""
    seen = []

    @every([1, (2,), 3, 4])
    def check(number):
        """Odd numbers pass."""
        seen.append(number)
        assert number % 2, "even"
        if number == 3:
            raise KeyError("three")

    with pytest.raises(AssertionError, match=r"3 of 4 cases fail:\n- 2: .*even(?s:.*)- 3: KeyError(?s:.*)- 4: "):
        check()
    assert seen == [1, 2, 3, 4]
    assert (check.__name__, check.__doc__) == ("check", "Odd numbers pass.")


def test_cases_that_pass_pass_and_none_at_all_is_a_failure():
    """A list of cases that has become empty doesn't pass unseen."""
    every(["a"])(lambda letter: None)()
    with pytest.raises(AssertionError, match="no cases"):
        every([])(lambda letter: None)()
