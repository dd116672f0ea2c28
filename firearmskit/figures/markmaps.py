"""Where marks often stand on each kind of firearm, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from firearmskit.figures.marks import check_choice
from firearmskit.figures.views import SIDE_VIEWS, part_name, view_words
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.reference import read_table

__all__ = ["MarkPlace", "describe_mark_map", "mark_places"]

UNSURE = N_("No source was found for these places; they are general knowledge.")


@dataclass(frozen=True, kw_only=True)
class MarkPlace:
    """A place where marks often stand.

    Args:
        view: The side view on which it is shown.
        side: The side from which it is seen.
        part: The part.
        what: Which marks stand there, in English.
        source: Where that was read, or what it was worked out from.
        read: When that was read, an ISO date or month; None: nobody has read a source.
        confidence: One of ``reference.CONFIDENCE``.
        covers: The fields that the source supports; empty where the confidence isn't ``"partly"``.
    """

    view: str
    side: str
    part: str
    what: str
    source: str
    read: str | None
    confidence: str
    covers: tuple[str, ...]


@cache
def _table() -> Mapping[str, tuple[MarkPlace, ...]]:
    found: dict[str, tuple[MarkPlace, ...]] = {}
    for place in read_table("firearmskit.figures", "mark_places", MarkPlace):
        found[place.view] = (*found.get(place.view, ()), place)
    return found


def mark_places(view: str) -> tuple[MarkPlace, ...]:
    """Give the places where marks often stand, the most telling first.

    Args:
        view: One of :data:`~firearmskit.figures.SIDE_VIEWS`.

    Returns:
        The places, each with its part.

    Raises:
        InputError: There is no such view.

    >>> [place.part for place in mark_places("revolver")]
    ['frame', 'barrel', 'cylinder']
    """
    check_choice("view", view, SIDE_VIEWS)
    return _table()[view]


def describe_mark_map(view: str) -> str:
    """Say where marks often stand on a kind of firearm, which marks, and how sure that is.

    Args:
        view: One of :data:`~firearmskit.figures.SIDE_VIEWS`.

    Returns:
        Sentences in the language that is spoken now.

    Raises:
        InputError: There is no such view.

    >>> print(describe_mark_map("ar_rifle").partition("front sight. ")[2])
    Marks often stand here: 1, lower receiver: maker, model, calibre, serial number. Other places are possible.
    """
    places = mark_places(view)
    listed = "; ".join(
        _("{number}, {part}: {what}").format(number=number, part=part_name(place.part, view), what=_(place.what))
        for number, place in enumerate(places, start=1)
    )
    said = [view_words(view, places[0].side), _("Marks often stand here: {places}.").format(places=listed)]
    said.append(_("Other places are possible."))
    if all(place.confidence == "unverified" for place in places):
        said.append(_(UNSURE))
    return " ".join(said)
