"""How well ``marking.compare`` tells pairs of one firearm from pairs of two, against what is used otherwise.

The serials and the mistakes are made up here: shapes of serials, and a hand that mistakes, leaves out, swaps and
drops, at rates drawn anew for each seed. Nothing is taken from the library's weights. Of the pairs of two firearms, one
in twenty stands in the same lot. Half of the pairs teach, the other half are measured.

It prints, for each way of comparing: the share of pairs of one firearm that it finds when it may be wrong once in a
thousand pairs of two; and for the likelihood ratios their cost Cllr (0 is perfect, 1 says nothing) and how much of it
is for want of calibration. Run it with ``python benchmarks/comparing.py``.
"""

from __future__ import annotations

import argparse
import difflib
import math
import random
import string
import time
from collections.abc import Callable

from rapidfuzz.distance import JaroWinkler, Levenshtein

from firearmskit import marking

SHAPES = ("LL DD DDDD", "LLDDDD", "DDDDDDDD", "LLDDDDDD", "D-LDDDDD", "DDDDD", "LLLDDD", "0DDDDD", "LDDDDDL", "ЖЖDDDD")
MISTAKEN = {
    "0": "OD8", "1": "I7", "2": "Z", "3": "8", "4": "A9", "5": "S6", "6": "G5", "7": "1", "8": "B3", "9": "4",
    "A": "4", "B": "8R", "D": "O0", "G": "6C", "I": "1", "O": "0Q", "S": "5", "Z": "2", "U": "V", "V": "U", "P": "R",
    "М": "M", "А": "A", "Н": "H", "С": "C", "Р": "P",
}  # fmt: skip
CYRILLIC = "АВЕКМНОРСТИЖБД"


def serial(draw: random.Random, shape: str) -> str:
    """Make up a serial of a shape."""
    signs = {"L": string.ascii_uppercase, "D": string.digits, "Ж": CYRILLIC}
    return "".join(draw.choice(signs[sign]) if sign in signs else sign for sign in shape)


def neighbour(draw: random.Random, text: str) -> str:
    """Give another serial of the same lot: other last digits."""
    digits = [at for at, char in enumerate(text) if char.isdigit()][-draw.choice((2, 3)) :]
    return "".join(draw.choice(string.digits) if at in digits else char for at, char in enumerate(text))


class Hand:
    """Somebody who writes serials down, with mistakes."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw
        self.rates = {name: draw.uniform(0.3, 2.0) * rate for name, rate in RATES.items()}

    def writes(self, text: str) -> str:
        """Write a serial down."""
        draw, out = self.draw, []
        for char in text:
            if draw.random() < self.rates["mistaken"] and char in MISTAKEN:
                char = draw.choice(MISTAKEN[char])
            elif draw.random() < self.rates["wrong"] and char.isalnum():
                char = draw.choice(string.digits if char.isdigit() else string.ascii_uppercase)
            elif draw.random() < self.rates["unread"]:
                char = "?"
            if draw.random() >= self.rates["lost"]:
                out.append(char)
        if draw.random() < self.rates["swapped"] and len(out) > 2:
            at = draw.randrange(len(out) - 1)
            out[at], out[at + 1] = out[at + 1], out[at]
        written = "".join(out)
        if draw.random() < self.rates["cut"]:
            written = written.lstrip(string.ascii_uppercase + CYRILLIC + " -")
        if draw.random() < self.rates["zeros"]:
            written = written.lstrip("0")
        return written.strip() or text


RATES = {"mistaken": 0.03, "wrong": 0.008, "unread": 0.01, "lost": 0.004, "swapped": 0.03, "cut": 0.06, "zeros": 0.2}


def pairs(count: int, seed: int) -> list[tuple[str, str, bool]]:
    """Make up labelled pairs; the same seed gives the same ones."""
    draw = random.Random(seed)  # noqa: S311
    hand = Hand(draw)
    made = []
    for at in range(count):
        shape = draw.choice(SHAPES)
        one = serial(draw, shape)
        if at % 2 == 0:
            made.append((hand.writes(one), hand.writes(one), True))
        else:
            chance = draw.random()
            if chance < 0.05:
                other = neighbour(draw, one)
            else:
                other = serial(draw, shape if chance < 0.6 else draw.choice(SHAPES))
            if other != one:
                made.append((hand.writes(one), hand.writes(other), False))
    return made


def cllr(same: list[float], other: list[float]) -> float:
    """Give the cost of likelihood ratios, from their natural logarithms (Brümmer and du Preez, 2006)."""
    penalty_same = sum(math.log2(1 + math.exp(min(700, -each))) for each in same) / len(same)
    penalty_other = sum(math.log2(1 + math.exp(min(700, each))) for each in other) / len(other)
    return (penalty_same + penalty_other) / 2


def best_cllr(same: list[float], other: list[float]) -> float:
    """Give the cost that the same order of the pairs has with the best calibration (pool adjacent violators)."""
    ordered = sorted([(each, 1) for each in same] + [(each, 0) for each in other], key=lambda pair: (pair[0], -pair[1]))
    blocks: list[list[float]] = []
    for _score, label in ordered:
        blocks.append([label, 1])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] >= blocks[-1][0] / blocks[-1][1]:
            total, size = blocks.pop()
            blocks[-1][0] += total
            blocks[-1][1] += size
    prior = math.log(len(same) / len(other))
    calibrated: tuple[list[float], list[float]] = ([], [])
    at = 0
    for total, size in blocks:
        share = min(max(total / size, 1e-9), 1 - 1e-9)
        for _score, label in ordered[at : at + int(size)]:
            calibrated[label].append(math.log(share / (1 - share)) - prior)
        at += int(size)
    return cllr(calibrated[1], calibrated[0])


def found(score: Callable[[str, str], float], tried: list[tuple[str, str, bool]]) -> tuple[float, float]:
    """Give the share of pairs of one firearm above all but one in a thousand pairs of two, and pairs a second."""
    started = time.process_time()
    scores = [(score(record, copy), same) for record, copy, same in tried]
    spent = time.process_time() - started
    others = sorted((value for value, same in scores if not same), reverse=True)
    bar = others[len(others) // 1000]
    mine = [value for value, same in scores if same]
    return sum(value > bar for value in mine) / len(mine), len(tried) / spent


def main() -> None:
    """Learn on half of the pairs, measure on the other half, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=8000, help="pairs, half of them to learn from (8000)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the pairs (1)")
    arguments = parser.parse_args()
    made = pairs(arguments.pairs, arguments.seed)
    half = len(made) // 2
    learnt = marking.learn_weights(made[:half])
    tried = made[half:]

    def plain(text: str) -> str:
        return "".join(char for char in text.upper() if char.isalnum() or char == "?")

    ways: dict[str, Callable[[str, str], float]] = {
        "same text": lambda one, other: float(plain(one) == plain(other)),
        "difflib": lambda one, other: difflib.SequenceMatcher(None, plain(one), plain(other)).ratio(),
        "Levenshtein": lambda one, other: Levenshtein.normalized_similarity(plain(one), plain(other)),
        "Jaro-Winkler": lambda one, other: JaroWinkler.similarity(plain(one), plain(other)),
        "marking.compare": lambda one, other: marking.compare(one, other).log10_likelihood_ratio,
        "the same, learnt": lambda one, other: marking.compare(one, other, weights=learnt).log10_likelihood_ratio,
    }
    of_one = sum(same for *_pair, same in tried)
    print(f"{len(tried)} made-up pairs, {of_one} of one firearm; learnt from {half} others\n")
    print(f"{'way':18} {'found':>6} {'pairs/s':>8}")
    results = {}
    for name, score in ways.items():
        results[name], rate = found(score, tried)
        print(f"{name:18} {results[name]:6.3f} {rate:8.0f}")
    print()
    for name, weights in (("shipped", None), ("learnt", learnt)):
        values = [
            (marking.compare(one, other, weights=weights).log10_likelihood_ratio * math.log(10), same)
            for one, other, same in tried
        ]
        same = [value for value, label in values if label]
        other = [value for value, label in values if not label]
        print(
            f"cllr {name}: {cllr(same, other):.3f}, of which for want of calibration "
            f"{cllr(same, other) - best_cllr(same, other):.3f}"
        )
    draw = random.Random(arguments.seed)  # noqa: S311
    register = [serial(draw, draw.choice(SHAPES)) for _each in range(20_000)]
    started = time.process_time()
    for wanted in register[:3]:
        marking.rank(wanted, register)
    print(f"\ncandidates_per_second: {3 * len(register) / (time.process_time() - started):.0f}")
    misses = {name: 1 - share for name, share in results.items()}
    ratio = misses["Jaro-Winkler"] / max(misses["the same, learnt"], 1e-9)
    print(f"ratio: {ratio:.1f} (pairs missed, Jaro-Winkler to learnt)")


if __name__ == "__main__":
    main()
