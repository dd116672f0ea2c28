"""Places where firearms and ammunition are kept: what is in what, and how full it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from firearmskit.arguments import listed, of_type, whole
from firearmskit.errors import InputError, UnknownCodeError, quote
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.records.checking import known, twice

__all__ = ["PLACE_KINDS", "Occupancy", "Place", "Stored", "Stores", "occupancy"]

PLACE_KINDS = {"site": N_("site"), "building": N_("building"), "room": N_("room"), "rack": N_("rack")}
"""The kinds of places, the outermost first, and what each is called where people read it."""

_MOST_KEYS = 4


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place where items are kept.

    Args:
        id: Its id.
        kind: One of :data:`PLACE_KINDS`.
        name: What people call it.
        within: Id of the place that it is in; None for the outermost.
        capacity: How many of each class of item it takes, what is in the places within it included. A class that isn't
            named isn't known; None when nothing is known.
        keys: For each of its locks, the role of the person who holds the key: two roles are two keys, and two
            different people open it. Empty for a place without a lock of its own.

    Raises:
        InputError: Something of it can't be used.
    """

    id: str
    kind: str
    name: str
    within: str | None = None
    capacity: Mapping[str, int] | None = field(default=None, hash=False)
    keys: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("id", "name"):
            of_type(getattr(self, name), str, name)
        of_type(self.within, (str, type(None)), "within")
        known(self.kind, PLACE_KINDS)
        object.__setattr__(self, "keys", listed(self.keys, str, "keys", most=_MOST_KEYS))
        if self.capacity is not None:
            object.__setattr__(self, "capacity", MappingProxyType(_amounts(self.capacity)))


def _amounts(capacity: object) -> dict[str, int]:
    amounts = {
        of_type(k, str, "capacity"): whole(v, "capacity") for k, v in of_type(capacity, Mapping, "capacity").items()
    }
    for item_class, amount in amounts.items():
        if amount < 0:
            raise InputError(
                _("The capacity for {item_class} must not be below 0, not {value}.").format(
                    item_class=quote(item_class), value=quote(amount)
                )
            )
    return amounts


@dataclass(frozen=True, kw_only=True)
class Stores:
    """All places of a store, as a tree.

    Args:
        places: The places, in any order.

    Raises:
        InputError: An id stands twice, a place is within one that isn't there, or within one that is no larger kind.

    >>> stores = Stores(places=(
    ...     Place(id="S", kind="site", name="Fictional depot"),
    ...     Place(id="R", kind="room", name="Armoury", within="S", keys=("armourer", "duty officer")),
    ... ))
    >>> [place.id for place in stores.path("R")]
    ['S', 'R']
    """

    places: tuple[Place, ...]
    _by_id: Mapping[str, Place] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        places = listed(self.places, Place, "places")
        by_id = {place.id: place for place in places}
        if (id := twice(place.id for place in places)) is not None:
            raise InputError(_("Place {id} stands twice in the list.").format(id=quote(id)))
        object.__setattr__(self, "places", places)
        object.__setattr__(self, "_by_id", MappingProxyType(by_id))
        kinds = list(PLACE_KINDS)
        for place in places:
            if place.within is None:
                continue
            # Each place is within a larger kind, so that no place can be within itself, however far around.
            if kinds.index(self.place(place.within).kind) >= kinds.index(place.kind):
                raise InputError(
                    _("Place {id}, a {kind}, can't be within {outer}, a {outer_kind}.").format(
                        id=quote(place.id),
                        kind=_(PLACE_KINDS[place.kind]),
                        outer=quote(place.within),
                        outer_kind=_(PLACE_KINDS[self.place(place.within).kind]),
                    )
                )

    def place(self, id: str) -> Place:
        """Give the place with an id.

        Args:
            id: The id.

        Returns:
            The place.

        Raises:
            UnknownCodeError: There is none.
        """
        place = self._by_id.get(id) if isinstance(id, str) else None
        if place is None:
            raise UnknownCodeError(_("There is no place {id} in this store.").format(id=quote(id)))
        return place

    def path(self, id: str) -> tuple[Place, ...]:
        """Give the places that one passes to reach a place, the outermost first, the place itself last.

        Args:
            id: The id of the place.

        Returns:
            The places.

        Raises:
            UnknownCodeError: There is no such place.
        """
        place = self.place(id)
        return (place,) if place.within is None else (*self.path(place.within), place)


@dataclass(frozen=True, kw_only=True)
class Stored:
    """An item, or a lot, and where it is.

    Args:
        id: Its id.
        item_class: Its class, such as ``rifle`` or ``ammunition``; the words are yours, the same as in capacities.
        place: Id of the place.
        quantity: How many, at least 1, in the unit that capacities count in.
    """

    id: str
    item_class: str
    place: str
    quantity: int = 1

    def __post_init__(self) -> None:
        for name in ("id", "item_class", "place"):
            of_type(getattr(self, name), str, name)
        if whole(self.quantity, "quantity") < 1:
            raise InputError(_("quantity must be at least 1, not {value}.").format(value=quote(self.quantity)))


@dataclass(frozen=True, kw_only=True)
class Occupancy:
    """How full one place is with one class of item.

    Args:
        place: Id of the place.
        item_class: The class.
        held: How many are there, those in the places within it included.
        capacity: How many it takes; None when not known.
    """

    place: str
    item_class: str
    held: int
    capacity: int | None

    @property
    def over(self) -> int | None:
        """How many are too many; None when the capacity isn't known."""
        return None if self.capacity is None else max(0, self.held - self.capacity)


def occupancy(stores: Stores, stock: Iterable[Stored]) -> tuple[Occupancy, ...]:
    """Say how full each place is.

    Args:
        stores: The places.
        stock: What is where; a lot may lie in several places.

    Returns:
        For each place, in the order given, one entry for each class that is there or that it has a capacity for, in the
        order of the alphabet.

    Raises:
        UnknownCodeError: Something lies in a place that there isn't.
        InputError: Something else can't be used.

    >>> stores = Stores(places=(Place(id="R", kind="rack", name="Rack 1", capacity={"rifle": 1}),))
    >>> stock = [Stored(id="A", item_class="rifle", place="R"), Stored(id="B", item_class="rifle", place="R")]
    >>> [(each.held, each.over) for each in occupancy(stores, stock)]
    [(2, 1)]
    """
    of_type(stores, Stores, "stores")
    held: dict[tuple[str, str], int] = {}
    for each in listed(stock, Stored, "stock"):
        for place in stores.path(each.place):
            held[place.id, each.item_class] = held.get((place.id, each.item_class), 0) + each.quantity
    found = []
    for place in stores.places:
        capacity = place.capacity or {}
        classes = {item_class for id, item_class in held if id == place.id} | set(capacity)
        found += [
            Occupancy(
                place=place.id,
                item_class=item_class,
                held=held.get((place.id, item_class), 0),
                capacity=capacity.get(item_class),
            )
            for item_class in sorted(classes)
        ]
    return tuple(found)
