"""Which feature is worth looking at next?"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from firearmskit.identification.features import features
from firearmskit.identification.likelihood import column, general, values_in_use
from firearmskit.identification.ranking import TOGETHER, Clue, Posterior
from firearmskit.identification.tables import Feature
from firearmskit.language import ngettext
from firearmskit.language import text as _

__all__ = ["NextFeature", "best_next", "gains"]

NEGLIGIBLE = 1e-4
"""Types below this probability don't decide what is asked."""

LIKELY = 0.01
"""Types above this probability are counted as likely."""

LONG_LIST = 12
"""A list of more answers than this is slower to read; the gain is divided by the root of how much longer it is."""

WORTH = 0.02
"""A feature that is expected to tell less than this, in bits, isn't worth a look."""


@dataclass(frozen=True, kw_only=True)
class NextFeature:
    """The feature that is expected to tell most.

    Args:
        feature: Its id.
        question: The question, in the language that was spoken.
        look: Where to look.
        gain_bits: Expected information, in bits.
        reason: Why it is asked, a sentence.
    """

    feature: str
    question: str
    look: str
    gain_bits: float
    reason: str


def gains(state: Posterior, clues: Sequence[Clue], skip: Collection[str] = ()) -> list[tuple[float, Feature]]:
    """Give the expected information of each feature that is still open, in bits, the most telling first.

    A feature with a long list of answers is put back, as it takes longer to read.

    Args:
        state: What is known now.
        clues: What was observed.
        skip: Ids of features that aren't asked any more.
    """
    done = {each.name.removeprefix("marks.") for each in clues} | set(skip)
    live = [(place, p) for place, p in enumerate(state.probabilities) if p > NEGLIGIBLE]
    ranked = []
    for feature in features():
        if feature.id in done:
            continue
        together = 1 + sum(each.group == feature.group for each in clues)
        ranked.append((_gain(feature.id, live, state.unknown) * together**-TOGETHER, feature))
    return sorted(ranked, key=lambda pair: -pair[0] / _effort(pair[1].id))


def _effort(feature: str) -> float:
    """Say how much reading the answers take, beside a short list."""
    return math.sqrt(max(1.0, len(values_in_use(feature)) / LONG_LIST))


def _gain(feature: str, live: Sequence[tuple[int, float]], unknown: float) -> float:
    """Give the mutual information of the type and the answer, in bits."""
    gain = 0.0
    for value in values_in_use(feature):
        likelihood, usual = column(feature, value), general(feature, value)
        elsewhere = sum(p * usual[place] for place, p in live) / (sum(p for _place, p in live) or 1.0)
        total = unknown * elsewhere + sum(p * likelihood[place] for place, p in live)
        if total <= 0:
            continue
        if unknown > 0 and elsewhere > 0:
            gain += unknown * elsewhere * math.log2(elsewhere / total)
        gain += sum(p * likelihood[place] * math.log2(likelihood[place] / total) for place, p in live)
    return max(0.0, gain)


def best_next(state: Posterior, clues: Sequence[Clue], skip: Collection[str] = ()) -> NextFeature | None:
    """Give the feature that is expected to tell most; None when none is worth a look."""
    ranked = gains(state, clues, skip)
    if not ranked or ranked[0][0] < WORTH:
        return None
    gain, feature = ranked[0]
    likely = sum(p > 0.01 for p in state.probabilities)
    likely = sum(p > LIKELY for p in state.probabilities)
    reason = (
        _("No type stands out yet; this feature is expected to tell most.")
        if likely == 0
        else ngettext(
            "Of all features, this one is expected to show best whether it is the one type that is likely now.",
            "Of all features, this one is expected to tell best apart the {count} types that are likely now.",
            likely,
        ).format(count=likely)
    )
    return NextFeature(
        feature=feature.id,
        question=_(feature.question),
        look=_(feature.look),
        gain_bits=round(gain, 3),
        reason=reason,
    )
