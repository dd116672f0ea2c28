"""A made-up register, and what tests share."""

from __future__ import annotations

import random

from firearmskit import tracing

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PATTERNS = ("99999999", "AA999999", "AAA99999", "999999A", "99A99999", "0099999", "999999")


def serial(draw: random.Random) -> str:
    """Make up a serial."""
    kinds = {"9": "0123456789", "A": ALPHABET[10:], "0": "0"}
    return "".join(draw.choice(kinds[kind]) for kind in draw.choice(PATTERNS))


def mistaken(draw: random.Random, text: str) -> str:
    """Make one mistake in a serial: a character replaced, left out or added, or two neighbours swapped."""
    kind, at, char = draw.randrange(4), draw.randrange(len(text)), draw.choice(ALPHABET)
    if kind == 0:
        return text[:at] + char + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at + 1 :]
    if kind == 2:
        return text[:at] + char + text[at:]
    return text[:at] + text[at : at + 2][::-1] + text[at + 2 :]


def entries(count: int, seed: int = 1) -> list[dict[str, object]]:
    """Make up the entries of a register; the same seed gives the same ones."""
    draw = random.Random(seed)
    return [
        {
            "id": f"S-{at}",
            "serial": serial(draw),
            "make": f"Synthetic Arms {int(draw.paretovariate(1)) % 50}",
            "model": draw.choice((None, f"Model {draw.randrange(30)}")),
            "calibre": f"synthetic {int(draw.paretovariate(1)) % 20}",
            "country": draw.choice((None, "AAZ", "ABZ")),
            "year": draw.choice((None, draw.randrange(1950, 2025))),
        }
        for at in range(count)
    ]


def whole(found: tracing.Match) -> float:
    """Add up all probabilities of a match."""
    return sum(each.probability for each in found.candidates) + found.others + found.absent


def osa(one: str, other: str) -> int:
    """Count the mistakes between two serials; no character is changed twice (optimal string alignment)."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]
