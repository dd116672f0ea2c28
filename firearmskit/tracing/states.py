"""Codes of States in a trace: those of ISO 3166-1, and those that it leaves to its users, for fictional States."""

from __future__ import annotations

import re
from functools import cache

from firearmskit import reference
from firearmskit.errors import UnknownCodeError, escape, quote
from firearmskit.language import text as _

__all__ = ["FICTIONAL", "state", "state_name"]

FICTIONAL = {"QMA": "Altania", "QMB": "Berenia", "QMC": "Castovia", "QMD": "Dravonia", "QME": "Elmora"}
"""Fictional States of exercises, under codes that ISO 3166-1 never gives to a State."""

_USERS = re.compile(r"AA[A-Z]|Q[M-Z][A-Z]|X[A-Z]{2}|ZZ[A-Z]")


def state(code: object, name: str = "state") -> str:
    """Give the code of a State back if it is one.

    Args:
        code: An ISO 3166-1 alpha-3 code, of a State that exists or existed, or one that the standard leaves to its
            users: AAA to AAZ, QMA to QZZ, XAA to XZZ, ZZA to ZZZ.
        name: What messages call it.

    Returns:
        The code.

    Raises:
        UnknownCodeError: It is no such code.

    Source:
        ISO 3166-1 alpha-3, user-assigned code elements, as told at
        wikimili.com/en/ISO_3166-1_alpha-3 (read 2026-11-27).

    >>> state("NGA"), state("QMA")
    ('NGA', 'QMA')
    """
    if isinstance(code, str) and (_USERS.fullmatch(code) or code in _names()):
        return code
    raise UnknownCodeError(
        _("{name} can't be {value}: it isn't an ISO 3166-1 alpha-3 code of a State, such as NGA").format(
            name=name, value=quote(code)
        )
    )


def state_name(code: str | None) -> str:
    """Say what a State is called: its name and its code; the code alone where it has no name here.

    Args:
        code: ISO 3166-1 alpha-3 code, or that of a made-up State; None when it isn't known.

    Returns:
        The name, in the language that is spoken now.

    >>> state_name("NGA"), state_name("QME")
    ('Nigeria (NGA)', 'Elmora (QME)')
    """
    if code is None:
        return _("a State that isn't known")
    name = FICTIONAL.get(code) or _names().get(code)
    return f"{_(name)} ({code})" if name else escape(code)


@cache
def _names() -> dict[str, str]:
    return {row.id: row.name for row in reference.rows(reference.Country)}
