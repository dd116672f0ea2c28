"""How far the probabilities of ``identification.identify`` can be believed, and how soon it finds the type.

Objects and observers are made up here. Nothing of the engine's own error rates is used: each observer has a skill, each
feature a rate of error drawn anew, mistakes go to one favourite wrong answer, a mistake makes the next one of the same
group likelier, and what the reference says is itself wrong for some objects. One object in ten is of a type that was
taken out of the reference before. What types show comes from the reference, because there is no other table; so the
figures say how the engine weighs evidence, not how true the table is.

Run it with ``python benchmarks/identification.py``.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from firearmskit import identification
from firearmskit.identification.likelihood import fact_of, models, values_in_use

HELD_OUT = 0.10
WRONG_FACT = 0.04
FEATURES = tuple(feature.id for feature in identification.features())
GROUPS = {feature.id: feature.group for feature in identification.features()}
APPLIES = {feature.id: feature.applies for feature in identification.features()}


@dataclass(frozen=True, kw_only=True)
class World:
    """Objects and observers: which types are out of the reference, how often each feature is misread.

    ``origin`` is the share of a type's pieces that its own State made, where others made it too.
    """

    held_out: frozenset[str]
    errors: dict[str, float]
    origin: float

    @property
    def prior(self) -> dict[str, float]:
        """Weights that take the held-out types out of the reference."""
        return dict.fromkeys(self.held_out, 0.0)


def world(draw: random.Random, scale: float = 1.0) -> World:
    """Make up a world; ``scale`` makes all observers worse or better."""
    types = list(models())
    errors = {name: min(0.4, scale * draw.choice((0.02, 0.04, 0.07, 0.10, 0.14, 0.20))) for name in FEATURES}
    held_out = frozenset(draw.sample(types, len(types) // 8))
    return World(held_out=held_out, errors=errors, origin=draw.uniform(0.5, 0.9))


def truth(draw: random.Random, here: World) -> tuple[str, bool]:
    """Draw the type of an object, and say whether the reference has it."""
    unknown = draw.random() < HELD_OUT
    types = [model for model in models() if (model in here.held_out) == unknown]
    return draw.choice(types), not unknown


class Observer:
    """One look at one object: answers to features, with mistakes of its own."""

    def __init__(self, draw: random.Random, here: World, model: str) -> None:
        self.draw, self.here, self.model = draw, here, model
        self.skill = draw.uniform(0.5, 1.5)
        self.slipped: set[str] = set()

    def sees(self, feature: str) -> str | None:
        """Give an answer; None where it can't be seen or the reference knows nothing to look for."""
        fact = fact_of(self.model, feature)
        if fact is None:
            return None
        right = self.draw.choice(fact.values)
        if fact.origin is not None and len(fact.values) > 1:
            others = [value for value in fact.values if value != fact.origin]
            right = fact.origin if self.draw.random() < self.here.origin else self.draw.choice(others)
        if self.draw.random() < WRONG_FACT:
            right = self.draw.choice(values_in_use(feature))
        error = min(0.6, self.here.errors[feature] * self.skill * (2 if GROUPS[feature] in self.slipped else 1))
        if self.draw.random() >= error:
            return right
        self.slipped.add(GROUPS[feature])
        wrong = [value for value in values_in_use(feature) if value != right]
        return wrong[0] if self.draw.random() < 0.5 else self.draw.choice(wrong)

    def asked(self, feature: str) -> bool:
        """Tell whether somebody would look for this on the object at all."""
        form = fact_of(self.model, "form")
        return not APPLIES[feature] or bool(form and set(form.values) & set(APPLIES[feature]))


def looks(draw: random.Random, here: World, model: str) -> dict[str, str]:
    """Give what an observer writes down: the form and some of the other features."""
    eye = Observer(draw, here, model)
    open_ = [name for name in FEATURES if eye.asked(name)]
    chosen = ["form", *draw.sample([n for n in open_ if n != "form"], draw.randint(3, min(14, len(open_) - 1)))]
    return {name: value for name in chosen if (value := eye.sees(name)) is not None}


@dataclass(frozen=True, kw_only=True)
class Score:
    """What came out: pairs of a stated probability and whether it was right, hits, and doubts of unknown types."""

    stated: tuple[tuple[float, bool], ...]
    unknown: tuple[tuple[float, bool], ...]
    first: float
    third: float

    def gap(self, pairs: tuple[tuple[float, bool], ...], bins: int = 5) -> float:
        """Give the greatest distance, over bins of equal size, between stated and observed, in points."""
        return max(abs(100 * (said - was)) for said, was, _count in reliability(pairs, bins))


def reliability(pairs: tuple[tuple[float, bool], ...], bins: int) -> Iterator[tuple[float, float, int]]:
    """Give mean stated probability, share that was right, and count, for bins of equal size."""
    ordered = sorted(pairs)
    size = max(1, len(ordered) // bins)
    for start in range(0, len(ordered) - size + 1, size):
        part = ordered[start : start + size]
        yield sum(p for p, _ in part) / len(part), sum(hit for _, hit in part) / len(part), len(part)


def score(count: int, seed: int, scale: float = 1.0, worlds: int = 10) -> Score:
    """Identify made-up objects and keep what was stated about the first candidate and about the unknown."""
    draw = random.Random(seed)  # noqa: S311
    stated, unknown, first, third, known = [], [], 0, 0, 0
    for _world in range(worlds):
        here = world(draw, scale)
        for _object in range(count // worlds):
            model, listed = truth(draw, here)
            found = identification.identify(looks(draw, here, model), prior=here.prior, limit=3)
            names = [each.model for each in found.candidates]
            stated.append((found.candidates[0].probability, names[0] == model))
            unknown.append((found.unknown, not listed))
            known += listed
            first += names[0] == model
            third += model in names
    return Score(stated=tuple(stated), unknown=tuple(unknown), first=first / known, third=third / known)


def questions(
    count: int, seed: int, choose: Callable[[dict[str, str | None], World, random.Random], str | None]
) -> list[float]:
    """Give the share of objects whose type is first after 1, 2, ... 8 answers, when ``choose`` picks the features."""
    draw = random.Random(seed)  # noqa: S311
    hits = [0] * 8
    for _object in range(count):
        here = world(draw)
        model = draw.choice([each for each in models() if each not in here.held_out])
        eye = Observer(random.Random(draw.random()), here, model)  # noqa: S311
        given: dict[str, str | None] = {}
        for number in range(8):
            name = choose(given, here, draw)
            if name is not None:
                given[name] = eye.sees(name)
            found = identification.identify(given, prior=here.prior, limit=1)
            hits[number] += found.candidates[0].model == model
    return [hit / count for hit in hits]


def most_telling(given: dict[str, str | None], here: World, draw: random.Random) -> str | None:
    """Pick the feature that the engine names next."""
    found = identification.identify(given, prior=here.prior, limit=1)
    return found.next.feature if found.next else None


def at_random(given: dict[str, str | None], here: World, draw: random.Random) -> str | None:
    """Pick the form first, then any feature that firearms of that form have and that is still open."""
    if not given:
        return "form"
    form = given["form"]
    return draw.choice(
        [name for name in FEATURES if name not in given and (not APPLIES[name] or form in APPLIES[name])]
    )


def main() -> None:
    """Print reliability, hits, and what the choice of the next feature is worth."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--objects", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=2026)
    options = parser.parse_args()
    for scale in (0.5, 1.0, 1.5):
        start = time.process_time()
        result = score(options.objects, options.seed, scale)
        seconds = time.process_time() - start
        print(f"\nobservers' errors x {scale}: {options.objects} made-up objects, {seconds:.1f} s of processor")
        hits = f"first candidate right {100 * result.first:.1f} %, among three {100 * result.third:.1f} %"
        print(f"  {hits} (of types that are in the reference)")
        for name, pairs in (("first candidate", result.stated), ("not in the reference", result.unknown)):
            print(f"  {name}: stated / observed")
            for said, was, number in reliability(pairs, 8):
                print(f"    {100 * said:5.1f} % / {100 * was:5.1f} %   ({number})")
            print(f"    greatest gap {result.gap(pairs):.1f} points")
    telling = questions(150, options.seed, most_telling)
    random_ = questions(150, options.seed, at_random)
    print("\nshare found first after 1 to 8 answers")
    print("  most telling next:", " ".join(f"{100 * each:4.0f}" for each in telling))
    print("  at random:        ", " ".join(f"{100 * each:4.0f}" for each in random_))


if __name__ == "__main__":
    main()
