"""Who opens a place: for each key on the way a different person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from firearmskit.arguments import listed, of_type
from firearmskit.errors import quote
from firearmskit.language import text as _
from firearmskit.records.storage.places import Stores

__all__ = ["Opening", "Person", "may_open"]


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who holds keys.

    Args:
        id: Their id, never a name.
        roles: The roles that they have, such as ``armourer``.
    """

    id: str
    roles: tuple[str, ...]

    def __post_init__(self) -> None:
        of_type(self.id, str, "id")
        object.__setattr__(self, "roles", listed(self.roles, str, "roles"))


@dataclass(frozen=True, kw_only=True)
class Opening:
    """Whether people together may open a place.

    Args:
        place: Id of the place.
        allowed: Whether they may.
        why: Why not, one sentence for each lock on the way that stays shut; empty where they may.
    """

    place: str
    allowed: bool
    why: tuple[str, ...]


def may_open(stores: Stores, place: str, people: Iterable[Person]) -> Opening:
    """Say whether people together may open a place: at each place on the way a different one for each key.

    Args:
        stores: The places.
        place: Id of the place.
        people: Who is there.

    Returns:
        Whether they may, and what is lacking.

    Raises:
        UnknownCodeError: There is no such place.
        InputError: Something else can't be used.

    >>> from firearmskit.records.storage import Place
    >>> stores = Stores(places=(
    ...     Place(id="R", kind="room", name="Armoury", keys=("armourer", "duty officer")),
    ... ))
    >>> one = Person(id="P1", roles=("armourer", "duty officer"))
    >>> may_open(stores, "R", [one]).allowed
    False
    >>> may_open(stores, "R", [one, Person(id="P2", roles=("armourer",))]).allowed
    True
    """
    there = {person.id: person for person in listed(people, Person, "people")}
    why = [
        _("{place} needs {count} different people with these keys: {roles}.").format(
            place=quote(each.name), count=len(each.keys), roles=", ".join(map(quote, each.keys))
        )
        for each in of_type(stores, Stores, "stores").path(place)
        if not _all_held(each.keys, tuple(there.values()))
    ]
    return Opening(place=place, allowed=not why, why=tuple(why))


def _all_held(keys: tuple[str, ...], people: tuple[Person, ...]) -> bool:
    """Say whether each key can be held by a person of its own."""
    if not keys:
        return True
    return any(
        keys[0] in person.roles and _all_held(keys[1:], (*people[:at], *people[at + 1 :]))
        for at, person in enumerate(people)
    )
