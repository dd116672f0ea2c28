"""How our kinds of firearms are called in the schemes of others."""

from __future__ import annotations

from functools import cache

from firearmskit.errors import UnknownCodeError, quote
from firearmskit.language import text as _
from firearmskit.reference.load import rows
from firearmskit.reference.rows import Crosswalk, Taxonomy

__all__ = ["crosswalk", "schemes"]


@cache
def schemes() -> tuple[str, ...]:
    """List the schemes of the table of taxonomies.

    Returns:
        Their names, in the order of the table.

    >>> "hs" in schemes()
    True
    """
    return tuple(dict.fromkeys(row.scheme for row in rows(Taxonomy)))


@cache
def _kinds() -> dict[tuple[str, str], tuple[Crosswalk, ...]]:
    found: dict[tuple[str, str], list[Crosswalk]] = {}
    for row in rows(Crosswalk):
        found.setdefault((row.kind, row.scheme), []).append(row)
    return {key: tuple(held) for key, held in found.items()}


def crosswalk(kind: str, scheme: str) -> tuple[Crosswalk, ...]:
    """Say where a kind of firearm belongs in a scheme.

    Args:
        kind: A kind of the table of models, such as ``pistol``.
        scheme: One of :func:`schemes`.

    Returns:
        The rows, in the order of the table. More than one means that it depends on the piece: each row names the
        facts that decide. None means that the scheme has no place for this kind.

    Raises:
        UnknownCodeError: There is no such kind or no such scheme.

    >>> [(row.code, row.relation) for row in crosswalk("revolver", "ncic")]
    [('P', 'narrower')]
    """
    kinds = dict.fromkeys(row.kind for row in rows(Crosswalk))
    if not isinstance(kind, str) or kind not in kinds:
        raise UnknownCodeError(
            _("{kind} isn't a kind of firearm of the reference; the kinds are {kinds}").format(
                kind=quote(kind), kinds=", ".join(kinds)
            )
        )
    if scheme not in schemes():
        raise UnknownCodeError(
            _("{scheme} isn't a scheme of the reference; the schemes are {schemes}").format(
                scheme=quote(scheme), schemes=", ".join(schemes())
            )
        )
    return _kinds().get((kind, scheme), ())
