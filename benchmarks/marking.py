"""How well ``marking.read`` reads, and how fast; a panel is all texts of one firearm.

Real panels from published sources come first, then synthetic ones from ``panels/generator.py``, which shares neither
code nor tables with the reader; ``panels/README.md`` defines every figure. Speed is measured on both kinds of made-up
panels: those of the generator, and shorter ones whose words are written here. The time is that of the processor, so
other programs on the machine disturb it little.

Run it with ``python benchmarks/marking.py``; ``--held`` adds the real panels that were set aside, ``--speed`` measures
the speed alone; ``--write`` puts the figures into ``docs/reading-accuracy.md``.
"""

from __future__ import annotations

import argparse
import random
import string
import time
from collections.abc import Sequence

from panels import generator, page, scoring, truth

from firearmskit import marking

MAKERS = (
    "66 in triangle", "arrow in triangle", "10 in double circle", "ZASTAVA KRAGUJEVAC", "PIETRO BERETTA GARDONE V.T.",
    "GLOCK", "NORINCO", "CUGIR", "HECKLER & KOCH GMBH OBERNDORF/N", "FABRIQUE NATIONALE HERSTAL", "EXAMPLE WORKS",
    "TULA", "STAR B. ECHEVERRIA S.A. EIBAR", "COLT'S PT. F.A. MFG. CO. HARTFORD, CT. U.S.A.",
)  # fmt: skip
MODELS = (
    "Type 56",
    "56式",
    "AKM",
    "M70AB2",
    "MOD. 92 FS",
    "CZ 75 BD",
    "19",
    "HK USP",
    "PM md. 63",
    "SKS",
    "M16A1",
    "X9",
)
CALIBRES = ("7.62x39", "7,62 x 39 mm", "9x19", "CAL. 5.56 MM", ".45 ACP", "9 m/m", "7.62x51 NATO", ".303")
EXTRAS = (
    "crown over BNP",
    "[PSF]",
    "CAI GEORGIA VT",
    "PW ARMS REDMOND WA",
    "MADE IN CHINA",
    "S FA FF",
    "PAT. 4,539,889",
)


def serial(draw: random.Random) -> str:
    """Make up a serial in one of several shapes, with a digit that can't be read on some."""
    letters = "".join(draw.choices(string.ascii_uppercase, k=draw.choice((0, 0, 1, 2, 3))))
    digits = "".join(draw.choices(string.digits, k=draw.randint(3, 8)))
    if draw.random() < 0.1:
        digits = digits[:-2] + "?" + digits[-1]
    return f"{letters}{draw.choice(('', ' ', '-')) if letters else ''}{digits}"


def panels(count: int, seed: int) -> list[list[str]]:
    """Make up panels; the same seed gives the same ones."""
    draw = random.Random(seed)  # noqa: S311
    made = []
    for _number in range(count):
        panel = [draw.choice(MAKERS), draw.choice(MODELS), draw.choice(CALIBRES), serial(draw)]
        if draw.random() < 0.4:
            panel.append(str(draw.randint(1930, 2020)))
        if draw.random() < 0.4:
            panel.append(draw.choice(EXTRAS))
        if draw.random() < 0.2:
            panel.append(serial(draw))
        if draw.random() < 0.2:
            panel = [" ".join(panel)]
        made.append(panel)
    return made


def speed(work: Sequence[Sequence[str]]) -> float:
    """Give the panels read in a second of the processor's time."""
    started = time.process_time()
    for panel in work:
        marking.read(panel)
    return len(work) / (time.process_time() - started)


def main() -> None:
    """Print accuracy, then speed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--panels", type=int, default=5000, help="synthetic panels, at least 1 (5000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of the speed measure, at least 1 (3)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the first round (1)")
    parser.add_argument("--held", action="store_true", help="score the real panels that were set aside, too")
    parser.add_argument("--speed", action="store_true", help="measure the speed alone")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/reading-accuracy.md")
    arguments = parser.parse_args()
    if min(arguments.panels, arguments.rounds) < 1:
        parser.error("panels and rounds must be at least 1")
    if arguments.write and (arguments.panels, arguments.seed, arguments.speed) != (5000, 1, False):
        parser.error("the page shows 5000 panels of seed 1 and their accuracy; leave out --panels, --seed and --speed")
    marking.read(["warm up"])  # reads the tables and compiles the rules
    made = generator.panels(arguments.panels, arguments.seed)
    texts: dict[str, str] = {}
    if not arguments.speed:
        texts = page.blocks(scoring.score_all(truth.real_panels(), marking.read), scoring.score_all(made, marking.read))
        if arguments.held:
            held = scoring.score_all(truth.real_panels(truth.HELD), marking.read)
            unseen = [one for one in held if not one.panel.known]
            texts["set aside"] = page.real(held) + "\n\nOf these, not in the collected facts:\n\n" + page.real(unseen)
        for name, text in texts.items():
            print(f"{name}\n\n{text}\n")
        print(f"Synthetic: {generator.POPULATION}.\n")
    short = [one for turn in range(arguments.rounds) for one in panels(arguments.panels, arguments.seed + turn)]
    long = [
        list(one.texts)
        for turn in range(arguments.rounds)
        for one in (made if turn == 0 else generator.panels(arguments.panels, arguments.seed + turn))
    ]
    rates = [speed(short), speed(long)]
    texts["speed"] = (
        f"Panels of a few words: {rates[0]:.0f} a second. Panels of the generator: {rates[1]:.0f} a second."
    )
    if arguments.write:
        page.write(texts)
    print(texts["speed"])
    print(f"panels_per_second: {min(rates):.0f}")


if __name__ == "__main__":
    main()
