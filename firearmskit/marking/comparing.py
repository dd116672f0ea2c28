"""Are two serials, as written down, of one firearm? How much the one speaks for the other, and why."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from firearmskit.arguments import listed, of_type
from firearmskit.errors import InputError, quote
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.marking.noise import Channel, Elsewhere, Trace, begin_alike
from firearmskit.marking.spelling import GAP, UNREAD, Sign, spell
from firearmskit.marking.weights import Weights, shipped

__all__ = ["STEPS", "Comparison", "Step", "compare", "rank"]

STEPS = {
    "same": N_("the same character"),
    "script": N_("the same character in another script"),
    "unread": N_("a character that can't be read"),
    "look-alike": N_("a character that looks alike"),
    "other": N_("another character"),
    "transposed": N_("two characters in the other order"),
    "omitted": N_("a character left out"),
    "added": N_("a character added"),
    "group left out": N_("a group of characters left out"),
    "group added": N_("a group of characters added"),
    "zeros left out": N_("leading zeros left out"),
    "zeros added": N_("leading zeros added"),
}
"""The kinds of steps of an alignment, and what each is called."""


_TOLD = 5
"""How many changes are told one by one; more of them explain nothing."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of an alignment.

    Args:
        kind: One of :data:`STEPS`.
        record: The characters of the record, as written there; ``""`` where there are none.
        copy: The characters of the copy, as written there; ``""`` where there are none.
    """

    kind: str
    record: str
    copy: str


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two serials and how much the one speaks for the other.

    The likelihood ratio weighs two explanations of the copy, given the record:

    - *same*: somebody wrote down the serial of the firearm on record, with the mistakes that people make;
    - *other*: it is the serial of another firearm, of which a share has a serial of the same pattern, with the same
      letters, or from the same lot.

    It isn't the chance that it is the same firearm: that depends also on how many others there are, and on all else
    that is known of them.

    Args:
        record: The serial on record, as written.
        copy: The serial that it is compared with, as written.
        log10_likelihood_ratio: Decimal logarithm of the chance of the copy under *same*, over that under *other*.
        alignment: The likeliest way from the record to the copy, step by step.
    """

    record: str
    copy: str
    log10_likelihood_ratio: float
    alignment: tuple[Step, ...]

    @property
    def likelihood_ratio(self) -> float:
        """How many times more likely the copy is if the firearm is the same than if it is another."""
        return float(10.0 ** max(-300.0, min(300.0, self.log10_likelihood_ratio)))

    @property
    def changes(self) -> tuple[Step, ...]:
        """The steps of the alignment at which the two differ or one can't be read."""
        return tuple(step for step in self.alignment if step.kind != "same")

    def __str__(self) -> str:
        """Say it in sentences that a court could read."""
        ratio = self.log10_likelihood_ratio
        values = {"copy": quote(self.copy), "record": quote(self.record), "times": _times(abs(ratio))}
        if abs(ratio) < math.log10(2):
            said = _(
                "What is written, {copy}, is about as likely for the firearm recorded as {record} as for another one."
            )
        elif ratio > 0:
            said = _(
                "What is written, {copy}, is about {times} times more likely if it is the serial of the firearm "
                "recorded as {record} than if it is the serial of another one."
            )
        else:
            said = _(
                "What is written, {copy}, is about {times} times more likely if it is the serial of another firearm "
                "than if it is that of the one recorded as {record}."
            )
        parts = [said.format(**values)]
        if len(self.changes) > _TOLD:
            parts.append(_("They differ at {count} places.").format(count=len(self.changes)))
        elif self.changes:
            parts.append(_("They differ so: {steps}.").format(steps="; ".join(_told(step) for step in self.changes)))
        parts.append(
            _("That isn't how likely it is the same firearm: that depends also on how many others it could be.")
        )
        return " ".join(parts)


def _times(log10: float) -> str:
    """Write a ratio with one digit that counts, in words that don't claim more."""
    if log10 >= 6:
        return _("a million or more")
    power = math.floor(log10)
    return f"{round(10 ** (log10 - power)) * 10**power:,}".replace(",", " ")


def _told(step: Step) -> str:
    name = _(STEPS[step.kind])
    if not step.copy:
        return f"{name} ({step.record})"
    if not step.record:
        return f"{name} ({step.copy})"
    return f"{name} ({step.record} → {step.copy})"


def compare(record: str, copy: str, *, weights: Weights | None = None) -> Comparison:
    """Compare a serial with the one on record.

    Args:
        record: The serial as the record has it.
        copy: The serial as it was read, asked for or found elsewhere. In both, a character that can't be read is
            written ``?``, ``#``, ``*``, or ``X`` after a digit, and a stretch of unknown length in brackets, as
            ``[obliterated]``. Case, blanks, hyphens and other separators don't count.
        weights: The chances of each change; those that come with the library when None.

    Returns:
        The likelihood ratio, and the alignment that explains it. What can't be read speaks neither for nor against.

    Raises:
        InputError: One isn't a text, has more than 128 characters, or nothing to compare.

    Source:
        The shares of kinds of errors follow N. R. Wagner's account of Verhoeff's study of 1969,
        http://www.cs.utsa.edu/~wagner/laws/verhoeff.html (read 2026-11-26); their size is set by hand and unverified.

    >>> found = compare("AB 100452", "A8100452")
    >>> [(step.kind, step.record, step.copy) for step in found.changes]
    [('look-alike', 'B', '8')]
    >>> found.likelihood_ratio > 1000
    True
    >>> compare("AB 100452", "AB 771930").likelihood_ratio < 0.001
    True
    """
    weights = shipped() if weights is None else of_type(weights, Weights, "weights")
    signs, written = spell(record), spell(copy)
    channel = Channel(_chars(signs), weights, _breaks(signs))
    others = Elsewhere(channel.record, weights, _breaks(signs))
    chars = _chars(written)
    trace: Trace = {}
    rows = [channel.start(trace)]
    for _char in chars:
        rows.append(channel.row(rows, chars, trace))
    return Comparison(
        record=record,
        copy=copy,
        log10_likelihood_ratio=_log_ratio(rows[-1][-1], math.fsum(others.chances(chars))),
        alignment=tuple(_steps(trace, signs, written)),
    )


def _chars(signs: Iterable[Sign]) -> str:
    return "".join(sign.char for sign in signs)


def _breaks(signs: Iterable[Sign]) -> list[int]:
    return [at for at, sign in enumerate(signs) if sign.first]


def _log_ratio(same: float, other: float) -> float:
    """Give the decimal logarithm of a ratio; chances too small for a number count as the smallest."""
    return math.log10(max(same, 1e-300)) - math.log10(max(other, 1e-300))


def _steps(trace: Trace, record: tuple[Sign, ...], copy: tuple[Sign, ...]) -> Iterator[Step]:
    """Follow the likeliest way back from the end, and give it from the start."""
    cell, steps = (len(record), len(copy)), []
    while cell in trace:
        _chance, origin, kind = trace[cell]
        before = "".join(sign.shown for sign in record[origin[0] : cell[0]])
        after = "".join(sign.shown for sign in copy[origin[1] : cell[1]])
        if kind == "same" and before.upper() != after.upper():
            kind = "script"
        steps.append(Step(kind=kind, record=before, copy=after))
        cell = origin
    return reversed(steps)


def rank(
    record: str, candidates: Iterable[str], *, limit: int = 10, weights: Weights | None = None
) -> tuple[Comparison, ...]:
    """Find the serials in a list for which a serial on record speaks most.

    Args:
        record: The serial that is looked for.
        candidates: Serials to compare it with, each as for :func:`compare`; twice the same counts once.
        limit: How many to give, at least 1.
        weights: The chances of each change; those that come with the library when None.

    Returns:
        The best comparisons, the highest likelihood ratio first; equal ones in the order of the alphabet. None is
        missed: a candidate is passed over only when it can't reach the last of these any more.

    Raises:
        InputError: A serial can't be compared, the candidates are no list or more than 2,000,000, or the limit isn't
            a whole number above 0.

    >>> [found.copy for found in rank("AB 1234", ["AB1243", "ZZ0001", "A8 1234"], limit=2)]
    ['A8 1234', 'AB1243']
    """
    if isinstance(limit, bool) or not isinstance(limit, int) or limit < 1:
        raise InputError(_("limit must be a whole number above 0, not {value}.").format(value=quote(limit)))
    weights = shipped() if weights is None else of_type(weights, Weights, "weights")
    search = _Search(spell(record), limit, weights)
    written = {candidate: _chars(spell(candidate)) for candidate in listed(candidates, str, "candidates")}
    alike = frozenset(pairwise(search.channel.record))
    # The likely ones first, so that the others must reach much to be looked at further.
    likely = heapq.nlargest(limit, written, key=lambda candidate: len(alike.intersection(pairwise(written[candidate]))))
    for some in (likely, written.keys() - set(likely)):
        # Neighbours in the alphabet begin alike, and what begins alike has the same rows.
        for candidate in sorted(some, key=lambda candidate: (written[candidate], candidate)):
            search.look_at(candidate, written[candidate])
    return tuple(compare(record, candidate, weights=weights) for _ratio, candidate in search.best)


class _Search:
    """The best candidates so far, and what is needed to look at the next one."""

    def __init__(self, record: tuple[Sign, ...], limit: int, weights: Weights) -> None:
        self.channel = Channel(_chars(record), weights, _breaks(record))
        self.others = Elsewhere(self.channel.record, weights, _breaks(record))
        self.limit = limit
        self.best: list[tuple[float, str]] = []
        self.rows = [self.channel.start()]
        self.chars = ""

    def look_at(self, candidate: str, chars: str) -> None:
        """Compare one candidate, until it is clear that it isn't among the best."""
        least = 10 ** self.best[-1][0] * self.others.least(chars) if len(self.best) >= self.limit else 0.0
        del self.rows[begin_alike(self.chars, chars) + 1 :]
        self.chars = chars
        while len(self.rows) <= len(chars):
            if least and self._reachable() < least:
                return
            self.rows.append(self.channel.row(self.rows, chars))
        ratio = _log_ratio(self.rows[-1][-1], math.fsum(self.others.chances(chars)))
        self.best.append((ratio, candidate))
        self.best.sort(key=lambda found: (-found[0], found[1]))
        del self.best[self.limit :]

    def _reachable(self) -> float:
        """Give a bound that the chance of the candidate can't exceed, from the rows so far.

        Each way to the end leaves the last row from one of its cells, or jumps over it. What can't be read breaks the
        bound, since there the chances don't add up to 1.
        """
        channel, rows, chars = self.channel, self.rows, self.chars
        if {GAP, UNREAD}.intersection(chars) or {GAP, UNREAD}.intersection(channel.record):
            return 1.0
        at = len(rows) - 1
        over = sum(rows[first][place] for place, first, _chance, _kind in channel.added(chars, at)) if at else 0.0
        return (
            sum(rows[-1])
            + over * channel.weights.affix
            + channel.longer_chance * sum(map(sum, rows[-channel.longest : -1]))
        )
