"""Which features have sketches, and what each sketch shows, in the words of the identification key."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from firearmskit import identification
from firearmskit.errors import InputError, quote
from firearmskit.figures.marks import check_choice
from firearmskit.figures.shapes import Outline, outlines
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["check_feature", "describe_feature", "drawn_features", "feature_question", "feature_words", "sketches"]

# The key for firearms doesn't ask about cartridges.
_RIM_QUESTION = N_("How wide is the rim of the case, beside its body?")
_RIMS = {
    "rimless": N_("as wide: rimless"),
    "rimmed": N_("wider, no groove: rimmed"),
    "semi_rimmed": N_("a little wider, with a groove: semi-rimmed"),
    "belted": N_("a raised band in front of the groove: belted"),
    "rebated": N_("narrower: rebated"),
}


@cache
def sketches() -> Mapping[str, Mapping[str, Outline]]:
    """Give the sketches by feature and answer, in the order of the file."""
    found: dict[str, dict[str, Outline]] = {}
    for name, outline in outlines("features.toml").items():
        feature, _dot, value = name.partition(".")
        if value:
            found.setdefault(feature, {})[value] = outline
    return found


def drawn_features() -> dict[str, tuple[str, ...]]:
    """List the features that have sketches, and the answers that are drawn.

    Returns:
        The ids of the answers by the id of their feature, as :mod:`firearmskit.identification` knows them; and
        ``"rim"``, the rim of a cartridge case.

    >>> drawn_features()["magazine_curve"]
    ('straight', 'slight', 'strong', 'none')
    """
    return {feature: tuple(values) for feature, values in sketches().items()}


def check_feature(feature: str, value: str | None) -> tuple[str, ...]:
    """Give the answers to draw: one, or all that have a sketch.

    Raises:
        InputError: The feature or the answer has no sketch.
    """
    drawn = drawn_features()
    check_choice("feature", feature, dict.fromkeys(drawn, ""))
    if value is None:
        return drawn[feature]
    if not isinstance(value, str) or value not in drawn[feature]:
        raise InputError(
            _("There is no sketch of {value} for {feature}; there are sketches of {drawn}.").format(
                value=quote(value), feature=quote(feature), drawn=", ".join(drawn[feature])
            )
        )
    return (value,)


def feature_question(feature: str) -> str:
    """Give the question that an answer answers, in the language spoken now."""
    if feature == "rim":
        return _(_RIM_QUESTION)
    return _(next(row.question for row in identification.features() if row.id == feature))


def feature_words(feature: str, value: str) -> str:
    """Give an answer in words, in the language spoken now."""
    return _(_RIMS[value]) if feature == "rim" else identification.label(feature, value)


def describe_feature(feature: str, value: str | None = None) -> str:
    """Say in words what the sketch of an answer shows.

    Args:
        feature: One of :func:`drawn_features`.
        value: One of its answers; None: all that are drawn.

    Returns:
        The question and the answers.

    Raises:
        InputError: The feature or the answer has no sketch.

    >>> print(describe_feature("magazine_curve", "strong"))
    Sketch. How is the magazine curved? – strongly, like a banana.
    """
    words = "; ".join(feature_words(feature, each) for each in check_feature(feature, value))
    return _("Sketch. {question} – {answers}.").format(question=feature_question(feature), answers=words)
