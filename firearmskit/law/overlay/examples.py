"""States that the library carries: made up, each with a law that has gaps planted in it, and the truth beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from firearmskit.arguments import one_of
from firearmskit.language import N_
from firearmskit.law.overlay.reading import read_overlay
from firearmskit.law.overlay.values import Overlay
from firearmskit.sheets import read_table

__all__ = ["EXAMPLES", "PLANTED_ON", "Planted", "example", "planted"]

EXAMPLES = {
    "norovia": N_("Norovia: a modern act of a State that imports, and a whole overlay"),
    "ordania": N_("Ordania: an old ordinance of a State that manufactures and exports"),
    "kestria": N_("Kestria: a law in French, and a regional convention"),
}
"""The States that the library carries, and what each shows. All of them are made up."""

PLANTED_ON = "2026-11-27"
"""The day for which :func:`planted` says what is missing, an ISO date."""


@dataclass(frozen=True, kw_only=True)
class Planted:
    """Something that was left out of the law of an example on purpose, as its author wrote it down.

    Args:
        obligation: Id of the obligation that it keeps from being met.
        element: Id of the element that isn't provided.
        status: How the obligation stands for it, of :data:`firearmskit.law.gaps.RESULTS`.
        variety: How it is missing: ``absent``, ``partly``, ``contradicts``, ``silent``, ``conflict``,
            ``not in force``, ``repealed`` or ``unanswered``.
        gap: Whether it is a gap: it isn't where an article asks only to consider something, where claims contradict
            each other, or where it isn't known whether the obligation applies.
        provision: Id of the provision that it lies in; None where it lies in none.
        why: The reason, a sentence in English.
    """

    obligation: str
    element: str
    status: str
    variety: str
    gap: bool
    provision: str | None
    why: str


@cache
def example(name: str) -> Overlay:
    """Give a State that the library carries. State, law, offices and forms are made up for teaching.

    Args:
        name: One of :data:`EXAMPLES`.

    Returns:
        The State with its law and the claims of its readers.

    Raises:
        UnknownCodeError: There is no such State.

    >>> example("norovia").law.provision("fa-s30").citation
    'Firearms Act 2019, s. 30'
    """
    return read_overlay(_folder(name))


@cache
def planted(name: str) -> tuple[Planted, ...]:
    """Give what is missing in the law of an example, as its author wrote it down before any program read the law.

    Args:
        name: One of :data:`EXAMPLES`.

    Returns:
        One value for each obligation and element, as they stand on :data:`PLANTED_ON`.

    Raises:
        UnknownCodeError: There is no such State.

    >>> [each.variety for each in planted("norovia") if each.element == "records-10-years"]
    ['contradicts']
    """
    table = read_table(_folder(name) / "planted.csv")
    rows = (dict(zip(table.header, row.cells, strict=True)) for row in table.rows)
    return tuple(
        Planted(
            obligation=row["obligation"],
            element=row["element"],
            status=row["status"],
            variety=row["variety"],
            gap=row["gap"] == "yes",
            provision=row["provision"] or None,
            why=row["why"],
        )
        for row in rows
    )


def _folder(name: str) -> Path:
    one_of(name, EXAMPLES, "name")
    return Path(str(resources.files("firearmskit.law") / "data" / "states" / name))
