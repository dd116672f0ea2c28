"""Likelihood ratios in words. Offices use other words for the same number, so the number is always said too."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from firearmskit.arguments import figure
from firearmskit.language import text as _
from firearmskit.reference import Row, read_table

__all__ = ["VerbalStep", "plain", "verbal", "verbal_scale"]


@dataclass(frozen=True, kw_only=True)
class VerbalStep(Row):
    """A step of the verbal scale.

    Args:
        label: What support of this strength is called.
        at_least: The likelihood ratio, or one by the ratio where it is less than 1, from which on it is called so.
    """

    table: ClassVar[str] = "verbal_scale"

    label: str
    at_least: float


@cache
def verbal_scale() -> tuple[VerbalStep, ...]:
    """Give the scale that turns likelihood ratios into words, from the weakest step.

    It is the one told of the guideline of the European Network of Forensic Science Institutes. The guideline itself
    wasn't read. Other offices have fewer steps, other words or other limits: use that of your office, and name it.

    Returns:
        The steps; each says where it was read.

    >>> [(step.label, step.at_least) for step in verbal_scale()][2]
    ('moderate support', 10.0)
    """
    return read_table("firearmskit.ballistics", VerbalStep.table, VerbalStep)


def verbal(log10_lr: float) -> str:
    """Say in words which of two propositions a likelihood ratio supports, and how much.

    Args:
        log10_lr: Decimal logarithm of the likelihood ratio.

    Returns:
        Words without a full stop, in the language that is spoken now.

    Raises:
        InputError: It is no number.

    >>> verbal(2.5)
    'moderately strong support for proposition 1 rather than proposition 2'
    >>> verbal(-0.5)
    'weak support for proposition 2 rather than proposition 1'
    """
    size = abs(figure(log10_lr, "log10_lr"))
    # 10 itself belongs to the step that begins there, also where its logarithm was computed.
    step = [each for each in verbal_scale() if math.log10(each.at_least) <= size + 1e-9][-1]
    if step is verbal_scale()[0]:
        return _(step.label)
    one, other = (1, 2) if log10_lr > 0 else (2, 1)
    return _("{support} for proposition {one} rather than proposition {other}").format(
        support=_(step.label), one=one, other=other
    )


def plain(log10_lr: float) -> str:
    """Write a likelihood ratio with two figures that count.

    >>> plain(2.4931), plain(0.1), plain(-1.0)
    ('310', '1.3', '0.1')
    """
    value = float(f"{10**log10_lr:.1e}")
    if value >= 10:
        return f"{value:.0f}"
    return f"{value:.{max(1, 1 - math.floor(math.log10(value)))}f}".rstrip("0").rstrip(".")
