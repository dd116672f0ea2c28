"""How many free texts a second ``reference.resolve`` resolves on one core, and the slowest of hostile ones.

The texts are those of ``tests/reference/resolving/free_texts.py``, written by hand; the resolver was mended with them
at hand, so that they measure speed and not how well it does on texts that it hasn't seen.
The time is that of the processor, so other programs on the machine disturb it little.

Run it with ``python -m benchmarks.reference``.
"""

from __future__ import annotations

import random
import string
import time

from firearmskit import reference
from tests.reference.resolving import free_texts

TEXTS = {"calibres": free_texts.CALIBRES, "makers": free_texts.MAKERS, "models": free_texts.MODELS}


def hostile(count: int, seed: int) -> list[str]:
    """Make up texts as long as are searched, of letters, digits and blanks; the same seed gives the same ones."""
    draw = random.Random(seed)  # noqa: S311
    signs = string.ascii_lowercase + string.digits + "     .,/x-"
    return ["".join(draw.choices(signs, k=500)) for _ in range(count)]


def main() -> None:
    """Print one line for each table."""
    print(f"{'table':<10}{'texts':>7}{'texts_per_second':>18}{'slowest_hostile_ms':>20}")
    for table, lines in TEXTS.items():
        texts = [line.rpartition("|")[0] for line in lines.strip().splitlines()]
        reference.resolve(table, "x")  # the index is made by the first call
        start = time.process_time()
        for text in texts * 5:
            reference.resolve(table, text)
        speed = 5 * len(texts) / (time.process_time() - start)
        slowest = 0.0
        for text in hostile(200, seed=4):
            start = time.process_time()
            reference.resolve(table, text)
            slowest = max(slowest, time.process_time() - start)
        print(f"{table:<10}{len(texts):>7}{speed:>18.0f}{slowest * 1000:>20.1f}")


if __name__ == "__main__":
    main()
