"""What a search in a register says: which entries it may be, how likely each is, and that it is none of them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from firearmskit import marking
from firearmskit.arguments import listed
from firearmskit.errors import quote
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.tracing.matching.entries import FIELDS, Entry
from firearmskit.tracing.matching.keys import chars_of

if TYPE_CHECKING:
    import pandas

__all__ = ["FEW", "NAMES", "SURE", "Candidate", "Match", "Reason", "to_frame"]

SURE = 0.999
"""From this probability on an entry is said to be the one: at most one in a thousand such claims is to be wrong."""

FEW = 50
"""A register with fewer entries shows little of what other firearms are like."""

NAMES = {
    "serial": N_("serial number"),
    "make": N_("make"),
    "model": N_("model"),
    "calibre": N_("calibre"),
    "country": N_("country of manufacture"),
    "year": N_("year of manufacture"),
}
"""The fields that are weighed, and what each is called."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason:
    """What one field says.

    Args:
        field: One of :data:`NAMES`.
        said: What was looked for.
        held: What the entry has.
        log10_weight: Decimal logarithm of how many times likelier that is if the firearm is the one of the entry than
            if it is another one; below 0 it speaks for another one, and 0 says nothing beyond what other fields said.
    """

    field: str
    said: str
    held: str
    log10_weight: float

    def __str__(self) -> str:
        """Say it in a sentence."""
        values = {"field": _(NAMES[self.field]), "said": quote(self.said), "held": quote(self.held)}
        if abs(self.log10_weight) < 0.05:
            return _("The {field}, {said} against {held} in the register, says nothing more.").format(**values)
        times = _times(abs(self.log10_weight))
        if self.log10_weight > 0:
            said = _("The {field}, {said} against {held} in the register, speaks for it: {times} times likelier.")
        else:
            said = _(
                "The {field}, {said} against {held} in the register, speaks against it: {times} times less likely."
            )
        return said.format(**values, times=times)


def _times(log10: float) -> str:
    """Write a ratio with two digits that count at most, and in words where it is beyond what can be claimed."""
    if log10 >= 6:
        return _("a million or more")
    value = 10**log10
    if value < 10:
        return f"{value:.1f}"
    power = math.floor(log10)
    return f"{round(10 ** (log10 - power)) * 10**power:,}".replace(",", " ")


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """An entry that the firearm may be.

    Args:
        entry: The entry.
        probability: That it is this one.
        log10_weight: Decimal logarithm of how many times likelier all that is said is of this firearm than of another
            one; how many others there are doesn't count in it.
        reasons: What each field says; their weights add up to ``log10_weight``.
        read: The serial that was looked for.
    """

    entry: Entry
    probability: float
    log10_weight: float
    reasons: tuple[Reason, ...]
    read: str = field(repr=False)

    @property
    def comparison(self) -> marking.Comparison:
        """The two serials compared step by step; the ratio there is against any firearm, and no register's."""
        return marking.compare(_noted(self.entry.serial or ""), _noted(self.read))


def _noted(serial: str) -> str:
    """Write a serial as people note it, for the marking room: a stretch that can't be read in brackets."""
    return chars_of(serial).replace("*", "[*]") if "*" in serial else serial


@dataclass(frozen=True, kw_only=True)
class Match:
    """What a register says of a firearm. The probabilities of the candidates, of others and of none add up to 1.

    Args:
        description: What was looked for.
        candidates: The likeliest entries, the likeliest first.
        others: The probability that it is an entry that isn't among these.
        absent: The probability that it isn't in this register.
        size: How many entries the register has.
        prior: The probability, before anything was known of it, that the firearm is in the register.
        lots: The share of firearms outside the register that are taken to be of lots of which it holds others: seen in
            the register, or of a register with few entries mostly assumed.
    """

    description: Entry
    candidates: tuple[Candidate, ...]
    others: float
    absent: float
    size: int
    prior: float
    lots: float = 0.0

    @property
    def best(self) -> Candidate | None:
        """The likeliest entry; None when there is none."""
        return self.candidates[0] if self.candidates else None

    @property
    def unique(self) -> bool:
        """Whether one entry is likely enough to be called the one: a claim that may be wrong, see :attr:`error`."""
        return self.best is not None and self.best.probability >= SURE

    @property
    def error(self) -> float:
        """The probability that the likeliest entry isn't the one."""
        return 1.0 if self.best is None else max(0.0, 1.0 - self.best.probability)

    def __str__(self) -> str:
        """Say it in sentences that a court could read."""
        said = ", ".join(
            f"{_(NAMES[name])} {quote(str(getattr(self.description, name)))}"
            for name in ("serial", *FIELDS)
            if getattr(self.description, name) is not None
        )
        sentences = [
            _("A firearm was looked for among {size} entries: {said}.").format(
                size=f"{self.size:,}".replace(",", " "), said=said
            )
        ]
        sentences += self._about_best()
        sentences.append(
            _("The probability that it isn't in this register is {absent}.").format(absent=_percent(self.absent))
        )
        sentences.append(
            _(
                "These probabilities rest on how often people make such mistakes, and on a probability of {prior}, "
                "before anything was read, that the firearm is in the register."
            ).format(prior=_percent(self.prior))
        )
        sentences += self._about_lots()
        return " ".join(sentences)

    def _about_lots(self) -> list[str]:
        """Say how far firearms that were made together were reckoned with."""
        if self.lots < 0.001:
            return []
        said = _(
            "Of firearms that aren't in the register, {share} are taken to be of a lot of which it holds others, "
            "so that only the last digits of the serial differ."
        )
        sentences = [said.format(share=_percent(self.lots))]
        if self.size < FEW:
            sentences.append(
                _("So few entries can't show whether firearms were made in lots: that share is mostly assumed.")
            )
        return sentences

    def _about_best(self) -> list[str]:
        best = self.best
        if best is None:
            return [_("No entry has a serial like it.")]
        named = {
            "entry": quote(best.entry.id),
            "serial": quote(best.entry.serial),
            "probability": _percent(best.probability),
        }
        if self.unique:
            said = _(
                "It is the firearm of the entry {entry}, serial {serial}, with a probability of {probability}: "
                "of a thousand such statements one may be wrong."
            )
        else:
            said = _(
                "The likeliest is the entry {entry}, serial {serial}, with a probability of {probability}; "
                "that isn't enough to say that it is the one."
            )
        sentences = [said.format(**named), *(str(reason) for reason in best.reasons)]
        rest = sum(each.probability for each in self.candidates[1:]) + self.others
        sentences.append(
            _("The probability that it is another entry of the register is {rest}.").format(rest=_percent(rest))
        )
        return sentences


def _percent(share: float) -> str:
    """Write a probability, never as certain."""
    if share >= SURE:
        return _("more than 99.9 %")
    if share < 0.001:
        return _("less than 0.1 %")
    return f"{100 * share:.1f} %"


COLUMNS = {
    "query": "int64",
    "rank": "int64",
    "id": "str",
    "serial": "str",
    "make": "str",
    "model": "str",
    "calibre": "str",
    "country": "str",
    "year": "Int64",
    "probability": "float64",
    "log10_weight": "float64",
    "others": "float64",
    "absent": "float64",
    "unique": "bool",
}


def to_frame(matches: Iterable[Match]) -> pandas.DataFrame:
    """Give matches as a pandas DataFrame.

    Args:
        matches: What :func:`match` or :func:`match_many` gave; one alone in a list.

    Returns:
        One row for each candidate, and one without an entry for a match that has none: ``query`` (its place in the
        list), ``rank`` (from 1), the fields of the entry, ``probability``, ``log10_weight``, and of the match
        ``others``, ``absent`` and ``unique``.

    Raises:
        InputError: They are something else.
    """
    import pandas

    rows = []
    for at, each in enumerate(listed(matches, Match, "matches")):
        about = {"query": at, "others": each.others, "absent": each.absent, "unique": each.unique}
        for rank, candidate in enumerate(each.candidates, 1):
            values = {name: getattr(candidate.entry, name) for name in ("id", "serial", *FIELDS)}
            told = {"rank": rank, "probability": candidate.probability, "log10_weight": candidate.log10_weight}
            rows.append(about | values | told)
        if not each.candidates:
            rows.append(about | {"rank": 0})
    return pandas.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)
