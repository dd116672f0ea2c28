"""One test for many small cases: quicker than a test each, and all that fail are named."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

__all__ = ["every"]

_MOST = 20
"""How many failures are written out."""


def every(cases: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[[], None]]:
    """Make one test of a function, which is called with each case; a tuple is its arguments.

    Args:
        cases: At least one case; a row is named by its ``id`` where it fails, anything else by what it is.

    Returns:
        A decorator.
    """
    listed = list(cases)

    def decorate(check: Callable[..., None]) -> Callable[[], None]:
        def test() -> None:
            assert listed, "there are no cases"
            failed = [said for case in listed if (said := _failure(check, case)) is not None]
            assert not failed, f"{len(failed)} of {len(listed)} cases fail:\n" + "\n".join(failed[:_MOST])

        # No functools.wraps: its __wrapped__ would make pytest look for fixtures named as the arguments.
        test.__name__, test.__doc__, test.__module__ = check.__name__, check.__doc__, check.__module__
        return test

    return decorate


def _failure(check: Callable[..., None], case: Any) -> str | None:
    """Say why a case fails; None when it doesn't."""
    arguments = case if isinstance(case, tuple) else (case,)
    try:
        check(*arguments)
    except Exception as error:
        named = ", ".join(str(getattr(each, "id", each))[:60] for each in arguments)
        return f"- {named}: {type(error).__name__}: {error}"
    return None
