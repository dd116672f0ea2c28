"""Made-up registers of firearms, and made-up descriptions of firearms to look for in them. All of it is synthetic.

The population: serials of twelve formats with 6 to 10 characters, each drawn evenly (digits only 30 %, letters before
digits 50 %, digits before letters 10 %, mixed 10 %); 400 makes (Zipf, exponent 1.05), each with 1 to 12 models, each
model for one of 40 calibres (1/k) and of one make, each make in one of 30 countries (1/k); years 1950 to 2024, evenly.
The register lacks the model of 15 % of its firearms, the country of 10 % and the year of 30 %.

A description is of a firearm of the register, or, at a stated share, of another one of the same population. It lacks
and mistakes fields at the rates of :data:`FIELDS`. Of the serials 60 % are right, 30 % have one mistake and 10 % two:
59 % of mistakes are characters that look alike (O, Q, D and 0; I, L and 1; B and 8; S and 5; Z and 2; G and 6), 15 %
others, 11 % left out, 11 % added, 4 % neighbours swapped.
None of these rates is taken from the library's weights.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

FORMATS = {
    "999999": 0.075, "9999999": 0.075, "99999999": 0.075, "9999999999": 0.075,
    "A999999": 0.10, "AA99999": 0.10, "AA999999": 0.10, "AAA99999": 0.10, "AAA999999": 0.10,
    "999999A": 0.05, "99999AA": 0.05, "99A99999": 0.10,
}  # fmt: skip
ALIKE = ("OQD0", "IL1", "B8", "S5", "Z2", "G6")
FIELDS = {
    "make": (0.15, 0.02),
    "model": (0.40, 0.06),
    "calibre": (0.10, 0.04),
    "country": (0.50, 0.03),
    "year": (0.60, 0.08),
}
"""For each field the share of descriptions that lack it, and of the others the share in which it is wrong."""
MISTAKES = {"alike": 0.59, "other": 0.15, "left out": 0.11, "added": 0.11, "swapped": 0.04}
RIGHT = (0.60, 0.30, 0.10)
"""Shares of serials with no mistake, one and two."""
SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CHUNK = 250_000


class World:
    """Makes, models, calibres and countries, and how frequent each is.

    Args:
        seed: The same seed gives the same world.
    """

    def __init__(self, seed: int = 42) -> None:
        draw = np.random.default_rng([seed, 1])
        self.make_shares = _shares(np.arange(1, 401) ** -1.05)
        self.countries = [f"{SIGNS[10 + n // 26]}{SIGNS[10 + n % 26]}Z" for n in range(30)]
        self.make_country = draw.choice(30, size=400, p=_shares(1 / np.arange(1, 31)))
        self.first_model = np.concatenate(([0], np.cumsum(draw.integers(1, 13, size=400))))
        models = int(self.first_model[-1])
        self.model_calibre = draw.choice(40, size=models, p=_shares(1 / np.arange(1, 41)))
        self.makes = [f"Synthetic Arms {n}" for n in range(400)]
        self.models = [f"Model {n}" for n in range(models)]
        self.calibres = [f"synthetic calibre {n}" for n in range(40)]

    def firearms(self, count: int, seed: int, part: int) -> dict[str, list]:
        """Draw firearms, as columns; nothing is lacking."""
        draw = np.random.default_rng([seed, 2, part])
        make = draw.choice(400, size=count, p=self.make_shares)
        span = self.first_model[make + 1] - self.first_model[make]
        model = self.first_model[make] + (span * draw.random(count) ** 2).astype(int)
        return {
            "serial": serials(draw, count),
            "make": [self.makes[n] for n in make],
            "model": [self.models[n] for n in model],
            "calibre": [self.calibres[n] for n in self.model_calibre[model]],
            "country": [self.countries[n] for n in self.make_country[make]],
            "year": draw.integers(1950, 2025, size=count).tolist(),
        }

    def register(self, count: int, seed: int = 42) -> Iterator[dict[str, list]]:
        """Draw a register, some entries at a time; it lacks what registers lack."""
        for part, first in enumerate(range(0, count, CHUNK)):
            size = min(CHUNK, count - first)
            columns = self.firearms(size, seed, part)
            draw = np.random.default_rng([seed, 3, part])
            for name, share in (("model", 0.15), ("country", 0.10), ("year", 0.30)):
                lacking = (draw.random(size) < share).tolist()
                columns[name] = [None if gone else value for value, gone in zip(columns[name], lacking, strict=True)]
            yield columns


def _shares(weights: np.ndarray) -> np.ndarray:
    return weights / weights.sum()


def serials(draw: np.random.Generator, count: int) -> list[str]:
    """Draw serials of the formats."""
    signs = np.frombuffer(SIGNS.encode(), dtype=np.uint8)
    made = np.zeros((count, 10), dtype=np.uint8)
    formats = draw.choice(len(FORMATS), size=count, p=_shares(np.array(list(FORMATS.values()))))
    for at, pattern in enumerate(FORMATS):
        rows = np.flatnonzero(formats == at)
        for place, kind in enumerate(pattern):
            low, high = (0, 10) if kind == "9" else (10, 36)
            made[rows, place] = signs[draw.integers(low, high, size=len(rows))]
    return [each.decode() for each in made.view("S10").ravel().tolist()]


@dataclass(frozen=True, kw_only=True)
class Query:
    """A description with what is known of it.

    Args:
        description: The description.
        truth: The row of the firearm in the register; None when it isn't there.
        mistakes: Mistakes in its serial.
    """

    description: dict[str, object]
    truth: int | None
    mistakes: int


class Hand:
    """Somebody who writes down what stands on firearms.

    Args:
        world: The world of the register.
        seed: The same seed gives the same mistakes.
    """

    def __init__(self, world: World, seed: int) -> None:
        self.world = world
        self.draw = np.random.default_rng([seed, 4])

    def describes(self, firearm: dict[str, object], truth: int | None, *, mistakes: int | None = None) -> Query:
        """Describe a firearm."""
        if mistakes is None:
            mistakes = int(self.draw.choice(3, p=RIGHT))
        serial = str(firearm["serial"])
        for _each in range(mistakes):
            serial = self._mistaken(serial)
        found: dict[str, object] = {"serial": serial}
        for name, (lacking, wrong) in FIELDS.items():
            if self.draw.random() >= lacking:
                found[name] = self._other(name, firearm[name]) if self.draw.random() < wrong else firearm[name]
        return Query(description={k: v for k, v in found.items() if v is not None}, truth=truth, mistakes=mistakes)

    def _other(self, name: str, value: object) -> object:
        draw, world = self.draw, self.world
        if name == "year":
            return int(value) + int(draw.choice((-1, 1))) if draw.random() < 0.5 else int(draw.integers(1950, 2025))
        if name == "make":
            return world.makes[int(draw.choice(400, p=world.make_shares))]
        if name == "model":
            return world.models[int(draw.integers(len(world.models)))]
        names = world.calibres if name == "calibre" else world.countries
        return names[int(draw.choice(len(names), p=_shares(1 / np.arange(1, len(names) + 1))))]

    def _mistaken(self, serial: str) -> str:
        draw = self.draw
        kind = str(draw.choice(list(MISTAKES), p=list(MISTAKES.values())))
        if kind == "alike":
            places = [(at, group) for at, char in enumerate(serial) for group in ALIKE if char in group]
            if places:
                at, group = places[int(draw.integers(len(places)))]
                others = [char for char in group if char != serial[at]]
                return serial[:at] + others[int(draw.integers(len(others)))] + serial[at + 1 :]
            kind = "other"
        at = int(draw.integers(len(serial)))
        char = SIGNS[int(draw.integers(36))]
        if kind == "other":
            while char == serial[at]:
                char = SIGNS[int(draw.integers(36))]
            return serial[:at] + char + serial[at + 1 :]
        if kind == "left out":
            return serial[:at] + serial[at + 1 :]
        if kind == "added":
            at = int(draw.integers(len(serial) + 1))
            return serial[:at] + char + serial[at:]
        places = [at for at in range(len(serial) - 1) if serial[at] != serial[at + 1]]
        if not places:
            return self._mistaken(serial)
        at = places[int(draw.integers(len(places)))]
        return serial[:at] + serial[at + 1] + serial[at] + serial[at + 2 :]


def lots(world: World, count: int, *, seed: int, absent: float = 0.2) -> tuple[list[dict], list[dict]]:
    """Draw firearms of lots: 250 of the 1,000 numbers of each were made, all else is the same.

    Args:
        world: The world of the register.
        count: How many were made.
        seed: The same seed gives the same ones.
        absent: The share that isn't in the register.

    Returns:
        Those in the register, and those that aren't.
    """
    draw = np.random.default_rng([seed, 6])
    first = world.firearms(count // 250, seed, 0)
    here: list[dict] = []
    elsewhere: list[dict] = []
    for at, serial in enumerate(first["serial"]):
        places = [place for place, char in enumerate(serial) if char.isdigit()][-3:]
        about = {name: values[at] for name, values in first.items()}
        for number in draw.choice(1000, size=250, replace=False).tolist():
            chars = list(serial)
            for place, digit in zip(places, f"{number:03}", strict=True):
                chars[place] = digit
            made = about | {"serial": "".join(chars)}
            (elsewhere if draw.random() < absent else here).append(made)
    return here, elsewhere


def queries_of_lots(
    world: World, here: list[dict], elsewhere: list[dict], count: int, *, seed: int, absent: float = 0.2
) -> list[Query]:
    """Draw firearms of lots to look for.

    Args:
        world: The world of the register.
        here: Those in the register.
        elsewhere: Those that aren't.
        count: How many to look for.
        seed: The same seed gives the same ones.
        absent: The share that isn't in the register.
    """
    draw = np.random.default_rng([seed, 7])
    hand = Hand(world, seed)
    made = []
    for _each in range(count):
        if draw.random() < absent:
            made.append(hand.describes(elsewhere[int(draw.integers(len(elsewhere)))], None))
        else:
            row = int(draw.integers(len(here)))
            made.append(hand.describes(here[row], row))
    return made


def queries(
    world: World, size: int, count: int, *, seed: int, absent: float = 0.2, mistakes: int | None = None
) -> list[Query]:
    """Draw firearms to look for.

    Args:
        world: The world of the register.
        size: How many entries the register has, whose seed is 42.
        count: How many to look for.
        seed: The same seed gives the same ones.
        absent: The share that isn't in the register.
        mistakes: How many mistakes each serial has; as :data:`RIGHT` says when None.
    """
    draw = np.random.default_rng([seed, 5])
    hand = Hand(world, seed)
    parts = draw.choice((size - 1) // CHUNK + 1, size=min(8, (size - 1) // CHUNK + 1), replace=False)
    held = [(part * CHUNK, world.firearms(min(CHUNK, size - part * CHUNK), 42, part)) for part in parts.tolist()]
    strangers = world.firearms(count, seed + 1_000_000, 0)
    made = []
    for at in range(count):
        if draw.random() < absent:
            made.append(
                hand.describes({name: values[at] for name, values in strangers.items()}, None, mistakes=mistakes)
            )
            continue
        first, columns = held[int(draw.integers(len(held)))]
        row = int(draw.integers(len(columns["serial"])))
        firearm = {name: values[row] for name, values in columns.items()}
        made.append(hand.describes(firearm, first + row, mistakes=mistakes))
    return made
