"""How well ``marking.read`` reads, and how fast; a panel is all texts of one firearm.

Real panels from published sources come first, then synthetic ones from ``panels/generator.py``, which shares neither
code nor tables with the reader; ``panels/README.md`` defines every figure. Speed is measured on both kinds of made-up
panels: those of the generator, and shorter ones whose words are written here. The time is that of the processor, so
other programs on the machine disturb it little.

Run it with ``python benchmarks/marking.py``; ``--held`` adds the real panels that were set aside, ``--speed`` measures
the speed alone.
"""

from __future__ import annotations

import argparse
import random
import string
import time
from collections.abc import Callable, Iterable, Sequence

from panels import generator, scoring, truth

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


def percent(right: int, of: int) -> str:
    """Write a share with its counts and its interval."""
    if not of:
        return "none"
    low, high = scoring.wilson(right, of)
    return f"{right / of:6.1%} ({right} of {of}; 95 %: {low:.1%} to {high:.1%})"


def invented(scores: Sequence[scoring.Score]) -> str:
    """Count the serials that no panel has."""
    elsewhere, cut = sum(len(one.elsewhere) for one in scores), sum(len(one.cut) for one in scores)
    return f"{elsewhere + cut} ({elsewhere} elsewhere, {cut} cut or fused)"


def print_real(name: str, scores: Sequence[scoring.Score]) -> None:
    """Print the figures of real panels."""
    right, of = scoring.fields_right(scores)
    low, high = scoring.bootstrap(scores)
    print(f"real panels, {name}: {len(scores)}")
    print(f"  serial right      {percent(sum(one.serial_right for one in scores), len(scores))}")
    print(f"  all fields right  {percent(sum(one.right == len(one.fields) for one in scores), len(scores))}")
    print(f"  fields right      {percent(right, of)}; drawing panels: {low:.1%} to {high:.1%}")
    print(f"  invented serials  {invented(scores)}")


def print_bins(name: str, claims: Sequence[scoring.Claim], edges: Sequence[float]) -> None:
    """Print a reliability table."""
    bins = scoring.reliability(claims, edges)
    print(f"\n{name}: {len(claims)} claims; largest gap {scoring.largest_gap(bins):.1%}, "
          f"weighted {scoring.weighted_gap(bins):.1%}")  # fmt: skip
    print("  from   to     claims  predicted  observed     gap")
    for one in bins:
        print(f"  {one.low:4.2f}  {one.high:4.2f}  {one.claims:8}  {one.predicted:9.1%}  {one.observed:8.1%}"
              f"  {one.gap:+6.1%}")  # fmt: skip


def print_groups(
    title: str, scores: Sequence[scoring.Score], name: Callable[[scoring.Score], Iterable[object]]
) -> None:
    """Print the share of fields right by group, the worst first."""
    groups = scoring.by(scores, name)
    print(f"\n{title:28}  panels  fields right")
    for group, (panels_, right, of) in sorted(groups.items(), key=lambda item: item[1][1] / item[1][2]):
        print(f"{group!s:28}  {panels_:6}  {right / of:7.1%} of {of}")


def print_synthetic(scores: Sequence[scoring.Score], seed: int) -> None:
    """Print the figures of synthetic panels."""
    print(f"\nsynthetic panels, seed {seed}: {len(scores)} of {generator.POPULATION}")
    print(f"  fields right      {percent(*scoring.fields_right(scores))}")
    print(f"  serial right      {percent(sum(one.serial_right for one in scores), len(scores))}")
    print(f"  invented serials  {invented(scores)}")
    print_bins("reliability of named pieces", [c for one in scores for c in one.named], scoring.NAMED_EDGES)
    print_bins("pieces of kind unknown", [c for one in scores for c in one.unnamed], scoring.OTHER_EDGES)
    print_bins("alternatives", [c for one in scores for c in one.alternatives], scoring.OTHER_EDGES)
    print_groups("family", scores, lambda one: [one.panel.family])
    print_groups("confusion", scores, lambda one: [f"{number:2} {generator.CONFUSIONS[number]}"
                                                   for number in one.panel.confusions])  # fmt: skip
    kinds: dict[str, list[bool]] = {}
    for one in scores:
        for kind, right, _confusion in one.fields:
            kinds.setdefault(kind, []).append(right)
    print(f"\n{'field':28}  fields right")
    for kind, rights in sorted(kinds.items(), key=lambda item: sum(item[1]) / len(item[1])):
        print(f"{kind:28}  {sum(rights) / len(rights):7.1%} of {len(rights)}")


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
    arguments = parser.parse_args()
    if min(arguments.panels, arguments.rounds) < 1:
        parser.error("panels and rounds must be at least 1")
    marking.read(["warm up"])  # reads the tables and compiles the rules
    made = generator.panels(arguments.panels, arguments.seed)
    if not arguments.speed:
        print_real("tuned on", scoring.score_all(truth.real_panels(), marking.read))
        if arguments.held:
            held = scoring.score_all(truth.real_panels(truth.HELD), marking.read)
            print_real("set aside", held)
            print_real("set aside, not in the facts", [one for one in held if not one.panel.known])
        print_synthetic(scoring.score_all(made, marking.read), arguments.seed)
        print()
    short = [one for turn in range(arguments.rounds) for one in panels(arguments.panels, arguments.seed + turn)]
    long = [
        list(one.texts)
        for turn in range(arguments.rounds)
        for one in (made if turn == 0 else generator.panels(arguments.panels, arguments.seed + turn))
    ]
    rates = [speed(short), speed(long)]
    print(f"panels of a few words: {rates[0]:.0f} a second; panels of the generator: {rates[1]:.0f} a second")
    print(f"panels_per_second: {min(rates):.0f}")


if __name__ == "__main__":
    main()
