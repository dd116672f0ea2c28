"""From scores, which rank readings, to probabilities, which were measured.

A rule gives a score: how well the shape and the marks beside it support a reading. How often such a reading is right
was counted on made-up panels, whose truth is known, by ``benchmarks/calibrating.py``; ``data/calibration.csv`` holds
the counts. Real panels are harder than made-up ones, so no probability is above :data:`MOST`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from firearmskit.marking.lookalikes import UNREAD, fit
from firearmskit.marking.piece import CREDIBLE, RIVAL, Piece, with_probability
from firearmskit.reference import read_table

__all__ = ["MOST", "UNVERIFIED", "calibrated", "probability", "weighed"]

MOST = 0.98
"""The highest probability that is given."""

LEAST_ALTERNATIVE = 0.02
"""The least probability of an alternative: what made-up panels hardly ever show, real ones may."""

UNVERIFIED = 0.01
"""How much less probable a reading is taken to be when it rests on facts that nobody has checked at a source."""


@dataclass(frozen=True, kw_only=True)
class _Counted:
    """A row of ``calibration.csv``: of so many claims of a kind with a score, the share that was right."""

    kind: str
    score: float
    probability: float
    claims: int
    source: str


@cache
def _curves() -> dict[str, tuple[tuple[float, ...], tuple[float, ...]]]:
    """Give the scores and the probabilities of each kind, both rising."""
    points: dict[str, list[tuple[float, float]]] = {}
    for row in read_table("firearmskit.marking", "calibration", _Counted):
        points.setdefault(row.kind, []).append((row.score, row.probability))
    for kind, found in points.items():
        if kind != "unknown" and "/" not in kind:
            # What scores less than anything that was counted is soon believed as little as may be.
            found.append((min(found)[0] - 0.1, CREDIBLE))
    return {kind: tuple(zip(*sorted(found), strict=True)) for kind, found in points.items()}  # type: ignore[misc]


def weighed(score: float, basis: str | None) -> float:
    """Let an unverified fact count for less: it moves a score towards the least that is credible.

    >>> weighed(0.9, "sourced"), round(weighed(0.9, "unverified"), 2), weighed(0.5, "unverified")
    (0.9, 0.82, 0.5)
    """
    return CREDIBLE + (score - CREDIBLE) * 0.8 if basis == "unverified" and score > CREDIBLE else score


@cache
def probability(kind: str, score: float, basis: str | None, beside: str | None = None) -> float:
    """Give how often a piece of this kind and score was right.

    Args:
        kind: One of ``marking.KINDS``.
        score: The score, from 0 to 1.
        basis: One of ``reference.CONFIDENCE``, or None.
        beside: For ``unknown``, the first alternative, since it says why the piece is left open; None without any.

    Returns:
        A probability. A kind other than ``unknown`` is given only from 0.5 on, and so is an ``unknown`` that is
        understood; one that isn't understood stays below.
    """
    own = _curves().get(kind, ((0.0, 1.0), (0.0, 1.0)))
    scores, shares = _curves().get(f"unknown/{beside or 'none'}/unknown", own) if kind == "unknown" else own
    score = weighed(score, basis)
    at = bisect_right(scores, score)
    if at in (0, len(scores)):
        value = shares[0] if at == 0 else shares[-1]
    else:
        low, high = scores[at - 1], scores[at]
        value = shares[at - 1] + (shares[at] - shares[at - 1]) * (score - low) / (high - low)
    value = min(value, MOST) - (UNVERIFIED if basis == "unverified" else 0.0)
    if kind == "unknown" and score < CREDIBLE:
        return round(min(max(value, 0.0), CREDIBLE - 0.01), 2)
    return round(max(value, CREDIBLE), 2)


def calibrated(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Give the pieces with probabilities instead of scores."""
    listed = list(pieces)
    best = max((piece.confidence for piece in listed if piece.kind == "serial"), default=0.0)
    near = {p.normalised or "" for p in listed if p.kind == "serial" and best - p.confidence < RIVAL}
    rivals = len(near) > 1 and not all(fit(min(near, key=_unread), value) for value in near)
    for piece in listed:
        beside = piece.alternatives[0][0] if piece.alternatives else None
        value = probability(piece.kind, piece.confidence, piece.basis, beside)
        if piece.kind == "serial" and rivals:
            value = CREDIBLE  # of two that are as good, each is the serial of the firearm at most every other time
        elif piece.kind == "serial" and piece.normalised not in near:
            value = min(value, max(CREDIBLE, probability("serial", best, None) - RIVAL - 0.01))
        yield with_probability(piece, value, _alternatives(piece, 1 - value))


def _unread(value: str) -> int:
    return sum(char in UNREAD for char in value)


@cache
def _chance(kind: str, other: str, chance: float) -> float:
    """Give how often another kind was right beside a piece of this kind."""
    scores, shares = _curves().get(f"{kind}/{other}", ((chance,), (chance,)))
    at = min(max(bisect_right(scores, chance), 1), len(scores) - 1)
    low, high = scores[at - 1], scores[at]
    share = (min(max(chance, low), high) - low) / (high - low) if high > low else 1.0
    return round(max(shares[at - 1] + (shares[at] - shares[at - 1]) * share, LEAST_ALTERNATIVE), 3)


def _alternatives(piece: Piece, room: float) -> tuple[tuple[str, float], ...]:
    """Give the alternatives with probabilities, best first."""
    if not piece.alternatives:
        return ()
    found = [(kind, _chance(piece.kind, kind, chance)) for kind, chance in piece.alternatives]
    return _scaled(tuple(sorted(found, key=lambda pair: -pair[1])), room)


def _scaled(alternatives: tuple[tuple[str, float], ...], room: float) -> tuple[tuple[str, float], ...]:
    """Let the alternatives share what the reading itself leaves."""
    total = sum(chance for _kind, chance in alternatives)
    if total <= room:
        return alternatives
    return tuple((kind, round(chance * room / total, 3)) for kind, chance in alternatives)
