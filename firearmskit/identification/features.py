"""What can be asked about a firearm, and which answers there are."""

from __future__ import annotations

from functools import cache

from firearmskit import reference
from firearmskit.errors import UnknownCodeError, quote
from firearmskit.identification.tables import Feature, FeatureValue, table
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["OPEN", "answers", "check_answer", "features", "known", "label"]

OPEN: dict[str, type[reference.Row]] = {
    "calibre": reference.Calibre,
    "country": reference.Country,
    "selector_letters": reference.Selector,
}
"""Features whose answers are the rows of a reference table."""

NOTHING = N_("none, or not asked of this kind")


def features() -> tuple[Feature, ...]:
    """Give everything that can be asked about a firearm; all of it is seen from outside, without touching.

    >>> from firearmskit import identification
    >>> identification.features()[0].question
    'What does the whole object look like?'
    """
    return table(Feature)


@cache
def _by_id() -> dict[str, Feature]:
    return {row.id: row for row in features()}


def known(id: object) -> Feature:
    """Give one feature by its id."""
    found = _by_id().get(id) if isinstance(id, str) else None
    if found is None:
        raise UnknownCodeError(
            _("{id} isn't a feature; the features are {features}").format(id=quote(id), features=", ".join(_by_id()))
        )
    return found


@cache
def _listed() -> dict[str, dict[str, str]]:
    """Give the labels of the listed answers, by feature and answer."""
    found: dict[str, dict[str, str]] = {row.id: {} for row in features()}
    for row in table(FeatureValue):
        found[row.feature][row.value] = row.label
    return found


def answers(feature: str) -> tuple[str, ...]:
    """Give the ids of the answers to a feature.

    Args:
        feature: Id of a feature.

    Returns:
        The ids, in the order of the table; for calibre, country and letters of the selector, ids of reference rows.

    Raises:
        UnknownCodeError: There is no such feature.

    >>> from firearmskit import identification
    >>> identification.answers("magazine_curve")
    ('straight', 'slight', 'strong', 'none')
    """
    known(feature)
    return _answers(feature)


@cache
def _answers(feature: str) -> tuple[str, ...]:
    if feature in OPEN:
        return (*(row.id for row in reference.rows(OPEN[feature])), "none")
    return tuple(_listed()[feature])


@cache
def _answer_set(feature: str) -> frozenset[str]:
    return frozenset(answers(feature))


def check_answer(feature: str, value: object) -> str:
    """Give an answer back, or say that it isn't one."""
    if not isinstance(value, str) or value not in _answer_set(feature):
        shown = answers(feature)[:40]
        raise UnknownCodeError(
            _("{value} isn't an answer to {feature}; the answers are {answers}").format(
                value=quote(value), feature=quote(feature), answers=", ".join(shown)
            )
        )
    return value


def label(feature: str, value: str) -> str:
    """Say an answer in words, in the language that is spoken now.

    Args:
        feature: Id of a feature.
        value: Id of one of its answers.

    Returns:
        The words.

    Raises:
        UnknownCodeError: There is no such feature or answer.

    >>> from firearmskit import identification
    >>> identification.label("magazine_curve", "strong")
    'strongly, like a banana'
    """
    known(feature)
    check_answer(feature, value)
    if feature not in OPEN:
        return _(_listed()[feature][value])
    if value == "none":
        return _(NOTHING)
    row = reference.get(OPEN[feature], value)
    if isinstance(row, reference.Selector):
        return ", ".join(row.letters)
    name = row.name if isinstance(row, (reference.Calibre, reference.Country)) else value
    return _(name) if feature == "country" else name
