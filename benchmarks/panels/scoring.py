"""Compare readings with the truth, as README.md defines it."""

from __future__ import annotations

import bisect
import math
import random
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from .truth import OPEN, Fact, Field, Panel

Z_95 = 1.959964
"""Half-width of the central 95 % of a normal distribution, in standard deviations."""

BIN_CLAIMS = 300
"""A bin of the reliability table with fewer claims is joined with its neighbour."""


class PieceLike(Protocol):
    """What scoring looks at in a piece."""

    kind: str
    text_index: int
    start: int
    end: int
    normalised: str | None
    confidence: float
    alternatives: tuple[tuple[str, float], ...]


class ReadingLike(Protocol):
    """What scoring looks at in a reading."""

    texts: tuple[str, ...]
    pieces: tuple[PieceLike, ...]
    serial: str | None

    def values(self, kind: str) -> tuple[str, ...]:
        """Give what is said about one kind."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One stated probability, and whether what it stood for was right."""

    probability: float
    right: bool
    kind: str


@dataclass(kw_only=True)
class Score:
    """What came out of one panel.

    Args:
        panel: The panel.
        fields: Each field as its name, whether it is right, and the confusion that it provokes.
        elsewhere: Serials given where none stands.
        cut: Serials given with a part too few or too many.
        named: Claims of pieces that have a kind.
        unnamed: Claims of pieces of kind ``unknown``.
        alternatives: Claims of alternatives.
    """

    panel: Panel
    fields: list[tuple[str, bool, int]] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)
    named: list[Claim] = field(default_factory=list)
    unnamed: list[Claim] = field(default_factory=list)
    alternatives: list[Claim] = field(default_factory=list)

    @property
    def right(self) -> int:
        """How many fields are right."""
        return sum(right for _name, right, _confusion in self.fields)

    @property
    def serial_right(self) -> bool:
        """Whether the serial of the firearm is right."""
        return all(right for name, right, _confusion in self.fields if name == "serial of the firearm")


def plain(text: str) -> str:
    """Fold capitals and accents, and make one blank of everything that is no letter or digit."""
    letters = (char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
    return " ".join("".join(char if char.isalnum() else " " for char in letters).split())


def same_value(kind: str, wanted: str, got: str | None) -> bool:
    """Say whether a value is the wanted one."""
    if wanted == OPEN or got is None:
        return wanted == OPEN and got is None
    if kind == "serial":
        return " ".join(wanted.split()) == " ".join(got.split())
    if kind in ("year", "country"):
        return wanted == got
    wanted, got = plain(wanted), plain(got)
    joined = wanted.replace(" ", "")
    return joined in got.replace(" ", "") if len(joined) > 3 else f" {wanted} " in f" {got} " or joined == got


def any_same(kind: str, wanted: Iterable[str], got: str | None) -> bool:
    """Say whether a value is one of the wanted ones."""
    return any(same_value(kind, one, got) for one in wanted)


def weight(text: str) -> int:
    """Count the characters that aren't blank."""
    return sum(not char.isspace() for char in text)


def shared(text: str, start: int, end: int, piece: PieceLike) -> int:
    """Count the characters of a part that stand in a piece."""
    return weight(text[max(start, piece.start) : min(end, piece.end)]) if piece.start < end and start < piece.end else 0


NAMED_IN_A_LINE = ("maker", "model", "import")
"""Kinds whose marks are lines that hold other words too: towns, classes of firearm, calibres."""


def span_right(wanted: Field, reading: ReadingLike) -> bool:
    """Say whether a part of a text was read right."""
    text = reading.texts[wanted.text_index]
    there = [(piece, shared(text, wanted.start, wanted.end, piece)) for piece in reading.pieces
             if piece.text_index == wanted.text_index]  # fmt: skip
    there = [(piece, count) for piece, count in there if count]
    agreeing = [(piece, count) for piece, count in there if piece.kind in wanted.kinds]
    if wanted.kinds == ("serial",) and len(there) != 1:
        return False
    if "serial" not in wanted.kinds and any(piece.kind == "serial" for piece, _count in there):
        return False
    if not agreeing or (
        wanted.kinds[0] not in NAMED_IN_A_LINE and 2 * sum(n for _p, n in agreeing) < part_of(wanted, text)
    ):
        return False
    return not wanted.values or any(
        piece.kind == "unknown" or any_same(piece.kind, wanted.values, piece.normalised) for piece, _count in agreeing
    )


def part_of(wanted: Field, text: str) -> int:
    """Count the letters and digits of a part; a part of signs alone counts as one."""
    return sum(char.isalnum() for char in text[wanted.start : wanted.end]) or 1


def fact_right(fact: Fact, reading: ReadingLike) -> bool:
    """Say whether the reading as a whole says the fact, or keeps from saying what isn't so."""
    said = any(any_same(fact.kind, fact.values, value) for value in reading.values(fact.kind))
    return said != fact.denied


def truth_of(piece: PieceLike, panel: Panel) -> Field | None:
    """Find the part of the truth that a piece shares most characters with."""
    text = panel.texts[piece.text_index]
    there = [(shared(text, one.start, one.end, piece), one) for one in panel.fields
             if one.text_index == piece.text_index]  # fmt: skip
    count, best = max(there, key=lambda pair: pair[0], default=(0, None))
    return best if count else None


def piece_right(piece: PieceLike, wanted: Field) -> bool:
    """Say whether a piece's kind, and its value where it gives one, are right."""
    if piece.kind not in wanted.kinds:
        return False
    if piece.kind == "unknown" or not wanted.values:
        return True
    if piece.normalised is None:
        return piece.kind != "serial"
    if wanted.values == (OPEN,):
        return False
    return any_same(piece.kind, wanted.values, piece.normalised)


def judge_serials(score: Score, reading: ReadingLike) -> None:
    """Look for serials that the truth doesn't know."""
    for piece in reading.pieces:
        if piece.kind != "serial":
            continue
        touched = [one for one in score.panel.fields if "serial" in one.kinds and one.text_index == piece.text_index
                   and shared(reading.texts[piece.text_index], one.start, one.end, piece)]  # fmt: skip
        if any(one.kinds != ("serial",) or any_same("serial", one.values, piece.normalised) for one in touched):
            continue
        in_text = piece.normalised is not None and piece.normalised in " ".join(reading.texts[piece.text_index].split())
        (score.cut if touched and in_text else score.elsewhere).append(str(piece.normalised))


def score(panel: Panel, reading: ReadingLike) -> Score:
    """Compare one reading with the truth.

    Args:
        panel: The panel with its truth.
        reading: What ``marking.read`` made of its texts.

    Returns:
        Its fields, its invented serials and its claims.
    """
    result = Score(panel=panel)
    for wanted in panel.fields:
        result.fields.append(("/".join(wanted.kinds), span_right(wanted, reading), wanted.confusion))
    for fact in panel.facts:
        name = f"says {'not ' if fact.denied else ''}{fact.kind}"
        result.fields.append((name, fact_right(fact, reading), fact.confusion))
    if not any("serial" in one.kinds and len(one.kinds) > 1 for one in panel.fields):
        result.fields.append(("serial of the firearm", any_same("serial", [panel.serial or OPEN], reading.serial), 0))
    judge_serials(result, reading)
    for piece in reading.pieces:
        truth = truth_of(piece, panel)
        if truth is None:
            if piece.kind == "serial":
                result.named.append(Claim(probability=piece.confidence, right=False, kind=piece.kind))
            continue
        claims = result.unnamed if piece.kind == "unknown" else result.named
        claims.append(Claim(probability=piece.confidence, right=piece_right(piece, truth), kind=piece.kind))
        result.alternatives += [
            Claim(probability=chance, right=kind in truth.kinds, kind=kind) for kind, chance in piece.alternatives
        ]
    return result


def score_all(panels: Iterable[Panel], read: Callable[..., ReadingLike]) -> list[Score]:
    """Read panels, each with its places, and compare each with its truth.

    Args:
        panels: The panels.
        read: Takes texts and ``place``, as ``marking.read`` does. Where it refuses the words of a place, which a source
            may word freely, that place is left out.
    """
    known: dict[str, str | None] = {}

    def place(words: str | None) -> str | None:
        if words is None:
            return None
        if words not in known:
            try:
                read(["1"], place=words)
                known[words] = words
            except ValueError:
                known[words] = None
        return known[words]

    return [score(panel, read(panel.texts, place=[place(words) for words in panel.places])) for panel in panels]


# --- figures ---------------------------------------------------------------------------------------------------------


def wilson(right: int, of: int) -> tuple[float, float]:
    """Give the 95 % interval of a share by Wilson's formula.

    Args:
        right: How many were right.
        of: Of how many, at least 1.

    Returns:
        The lower and the upper end, from 0 to 1.
    """
    share, square = right / of, Z_95 * Z_95
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = Z_95 / (1 + square / of) * math.sqrt(share * (1 - share) / of + square / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def bootstrap(scores: Sequence[Score], *, rounds: int = 2000, seed: int = 1) -> tuple[float, float]:
    """Give the 95 % interval of the share of fields right, drawing whole panels with replacement."""
    draw = random.Random(seed)  # noqa: S311
    counts = [(one.right, len(one.fields)) for one in scores]
    shares = []
    for _round in range(rounds):
        drawn = draw.choices(counts, k=len(counts))
        shares.append(sum(right for right, _of in drawn) / sum(of for _right, of in drawn))
    shares.sort()
    return shares[int(0.025 * rounds)], shares[int(0.975 * rounds) - 1]


def fields_right(scores: Iterable[Score]) -> tuple[int, int]:
    """Count the fields that are right, and all fields."""
    right = of = 0
    for one in scores:
        right += one.right
        of += len(one.fields)
    return right, of


@dataclass(frozen=True, kw_only=True)
class Bin:
    """One bin of a reliability table."""

    low: float
    high: float
    claims: int
    predicted: float
    observed: float

    @property
    def gap(self) -> float:
        """Observed minus predicted."""
        return self.observed - self.predicted


def reliability(claims: Sequence[Claim], edges: Sequence[float], least: int = BIN_CLAIMS) -> list[Bin]:
    """Cut claims into bins and compare what was predicted with what was observed.

    Args:
        claims: The claims.
        edges: Ends of the bins, rising; a claim belongs to the bin whose lower end it reaches, the last bin holds its
            upper end too.
        least: A bin with fewer claims is joined with the next one up; the last with the one below.

    Returns:
        The bins that hold claims, in rising order.
    """
    binned: list[list[Claim]] = [[] for _low in edges[:-1]]
    for claim in claims:
        # The last bin holds its upper end too, so that a claim of 1 has a place.
        binned[min(bisect.bisect_right(edges, claim.probability), len(binned)) - 1].append(claim)
    groups: list[tuple[float, list[Claim]]] = []
    for low, group in zip(edges, binned, strict=False):
        if groups and len(groups[-1][1]) < least:
            groups[-1][1].extend(group)
        else:
            groups.append((low, group))
    if len(groups) > 1 and len(groups[-1][1]) < least:
        groups[-2][1].extend(groups.pop()[1])
    ends = [low for low, _group in groups[1:]] + [edges[-1]]
    return [bin_of(low, high, group) for (low, group), high in zip(groups, ends, strict=True) if group]


def bin_of(low: float, high: float, group: Sequence[Claim]) -> Bin:
    """Summarise the claims of one bin."""
    return Bin(
        low=low,
        high=high,
        claims=len(group),
        predicted=sum(one.probability for one in group) / len(group),
        observed=sum(one.right for one in group) / len(group),
    )


def largest_gap(bins: Iterable[Bin]) -> float:
    """Give the largest difference between predicted and observed over the bins."""
    return max((abs(one.gap) for one in bins), default=0.0)


def weighted_gap(bins: Sequence[Bin]) -> float:
    """Give the mean difference between predicted and observed, weighted by claims."""
    claims = sum(one.claims for one in bins)
    return sum(abs(one.gap) * one.claims for one in bins) / claims if claims else 0.0


NAMED_EDGES = tuple(round(0.5 + 0.05 * step, 2) for step in range(11))
"""Bins of pieces that have a kind."""

OTHER_EDGES = tuple(round(0.1 * step, 1) for step in range(11))
"""Bins of ``unknown`` pieces and of alternatives."""


def by(scores: Iterable[Score], name: Callable[[Score], Iterable[object]]) -> dict[object, tuple[int, int, int]]:
    """Group panels: for each group the panels, the fields that are right, and all fields."""
    panels: Counter[object] = Counter()
    right: Counter[object] = Counter()
    of: Counter[object] = Counter()
    for one in scores:
        for group in name(one):
            panels[group] += 1
            right[group] += one.right
            of[group] += len(one.fields)
    return {group: (panels[group], right[group], of[group]) for group in panels}
