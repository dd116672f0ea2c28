"""The chances of each change of a serial between the steel and a record: those shipped, and the shape of others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.reference import read_table

__all__ = ["Weights", "shipped"]

_SHARES = (
    "look_alike",
    "substitute",
    "omit",
    "insert",
    "transpose",
    "affix",
    "zeros",
    "script",
    "same_shape",
    "same_letters",
    "same_lot",
)


@dataclass(frozen=True, kw_only=True)
class Weights:
    """The chances that :func:`firearmskit.marking.compare` reckons with; each is a share between 0 and 1.

    Args:
        look_alike: Characters written down as one that looks alike.
        substitute: Characters written down as any other one.
        omit: Characters left out.
        insert: Places at which a character is added.
        transpose: Neighbours written in the other order.
        affix: Serials whose letters before or behind the digits are left out or added.
        zeros: Serials whose leading zeros are left out or added.
        script: Letters of another script written with Latin ones that look or sound the same, or the other way round.
        same_shape: Other firearms whose serial has the same pattern of letters and digits.
        same_letters: Among those, the share with the same letters.
        same_lot: Among those, the share that differs in the last three digits at most.
        pairs: For each two characters that look alike, in either order, how often they are taken for each other,
            against the other pairs.
        origin: Where the chances come from.

    Raises:
        InputError: A share isn't between 0 and 1, or together they exceed it.
    """

    look_alike: float
    substitute: float
    omit: float
    insert: float
    transpose: float
    affix: float
    zeros: float
    script: float
    same_shape: float
    same_letters: float
    same_lot: float
    pairs: Mapping[str, float] = field(repr=False)
    origin: str

    def __post_init__(self) -> None:
        for name in _SHARES:
            share = getattr(self, name)
            if isinstance(share, bool) or not isinstance(share, int | float) or not 0 < share < 1:
                raise InputError(
                    _("{name} must be a share above 0 and below 1, not {value}.").format(name=name, value=quote(share))
                )
        for names in (
            ("look_alike", "substitute", "omit", "insert", "transpose", "affix", "zeros", "script"),
            ("same_letters", "same_lot"),
        ):
            if sum(getattr(self, name) for name in names) >= 1:
                raise InputError(_("Together, {names} must stay below 1.").format(names=", ".join(names)))
        for pair, weight in self.pairs.items():
            if len(pair) != 2 or not weight > 0:
                raise InputError(
                    _("A pair of look-alikes is two characters with a weight above 0, not {value}.").format(
                        value=quote(f"{pair}: {weight}")
                    )
                )

    @cached_property
    def look_alikes(self) -> dict[str, dict[str, float]]:
        """For each character, the shares of those that it is taken for; they add up to 1."""
        found: dict[str, dict[str, float]] = {}
        for pair, weight in self.pairs.items():
            for char, seen in ((pair[0], pair[1]), (pair[1], pair[0])):
                taken = found.setdefault(char, {})
                taken[seen] = taken.get(seen, 0.0) + weight
        return {char: {other: w / sum(seen.values()) for other, w in seen.items()} for char, seen in found.items()}


@dataclass(frozen=True, kw_only=True)
class _Share:
    """A row of ``noise.csv``: one of the shares of :class:`Weights`."""

    name: str
    value: float
    what: str
    source: str
    read: str | None
    confidence: str


@dataclass(frozen=True, kw_only=True)
class _Pair:
    """A row of ``look_alikes.csv``: two characters that are taken for one another."""

    one: str
    other: str
    weight: float
    source: str
    read: str | None
    confidence: str


@cache
def shipped() -> Weights:
    """Give the weights that come with the library; the files ``data/noise.csv`` and ``look_alikes.csv`` say whence."""
    shares = {row.name: row.value for row in read_table("firearmskit.marking", "noise", _Share)}
    pairs = {row.one + row.other: row.weight for row in read_table("firearmskit.marking", "look_alikes", _Pair)}
    return Weights(**shares, pairs=pairs, origin="set by hand; pairs by how many published lists name them")
