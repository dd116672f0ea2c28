"""How many panels a second ``marking.read`` reads on one core; a panel is all texts of one firearm.

The panels are made up: each has a maker, a model, a calibre, a serial of its own and, on some, a year, a proof mark, an
importer's line or a number on another part. The words are written here, and nothing is taken from the reader's tables.
The time is that of the processor, so other programs on the machine disturb it little.

Run it with ``python benchmarks/marking.py``.
"""

from __future__ import annotations

import argparse
import random
import string
import time

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


def main() -> None:
    """Read several rounds of panels and print the rate over all of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--panels", type=int, default=5000, help="panels in a round, at least 1 (5000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds with other panels, at least 1 (3)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the first round (1)")
    arguments = parser.parse_args()
    if min(arguments.panels, arguments.rounds) < 1:
        parser.error("panels and rounds must be at least 1")
    marking.read(["warm up"])  # reads the tables and compiles the rules
    spent = 0.0
    for turn in range(arguments.rounds):
        work = panels(arguments.panels, arguments.seed + turn)
        started = time.process_time()
        for panel in work:
            marking.read(panel)
        spent += time.process_time() - started
    print(f"panels_per_second: {arguments.panels * arguments.rounds / spent:.0f}")


if __name__ == "__main__":
    main()
