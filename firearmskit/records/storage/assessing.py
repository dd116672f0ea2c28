"""How safely does a site keep what it keeps? A checklist, scored so that not known stays apart from no."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from firearmskit.arguments import of_type
from firearmskit.errors import UnknownCodeError, quote
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.records.checking import known
from firearmskit.reference import Row, read_table

__all__ = ["ANSWERS", "AREAS", "AreaScore", "Assessment", "ChecklistItem", "assess", "checklist"]

ANSWERS = {
    "yes": N_("yes"),
    "no": N_("no"),
    "unknown": N_("not known"),
    "not-applicable": N_("doesn't apply"),
}
"""What one answers a question of the checklist, and what it is called where people read it."""

AREAS = {
    "location": N_("location"),
    "physical": N_("locks, keys and other physical measures"),
    "access": N_("access"),
    "inventory": N_("inventory and accounts"),
    "emergency": N_("emergencies"),
    "transport": N_("transport"),
    "loss": N_("loss and theft"),
    "training": N_("training"),
    "plan": N_("security plan"),
}
"""The areas of the checklist, after the OSCE's guide, and what each is called where people read it."""

LEVELS = (1, 2)
"""1: what every store has; 2: what a well-kept store has besides. Which item is on which level is our choice."""


@dataclass(frozen=True, kw_only=True)
class ChecklistItem(Row):
    """One question of the checklist, in our words.

    Args:
        area: One of :data:`AREAS`.
        level: One of :data:`LEVELS`; our choice.
        weight: What a yes counts, from 1 to 3; our choice, supported by no source.
        critical: ``yes`` where the store isn't safe without it; our choice.
        question: The question, a sentence.
        note: What to do first where the answer is no, a sentence.
    """

    table: ClassVar[str] = "site_checklist"

    area: str
    level: int
    weight: int
    critical: str | None
    question: str
    note: str


@dataclass(frozen=True, kw_only=True)
class AreaScore:
    """The score of one area.

    Args:
        area: One of :data:`AREAS`.
        yes: Questions answered with yes.
        no: Questions answered with no.
        unknown: Questions that aren't answered, or whose answer isn't known.
        low: Share of the weight if nothing that isn't known is so, from 0 to 1; None when no question applies.
        high: The same if all that isn't known is so.
    """

    area: str
    yes: int
    no: int
    unknown: int
    low: float | None
    high: float | None


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """What the checklist gives for a site.

    Args:
        low: Share of the whole weight if nothing that isn't known is so, from 0 to 1; None when no question applies.
        high: The same if all that isn't known is so.
        level: The highest level of which everything is so, if nothing that isn't known is; 0 when not even the first.
        possible_level: The same if all that isn't known is so.
        areas: One score for each area, in the order of :data:`AREAS`.
        critical: The critical questions with a no, then those not known.
        first: All questions with a no or not known, in the order in which to go about them.
    """

    low: float | None
    high: float | None
    level: int
    possible_level: int
    areas: tuple[AreaScore, ...]
    critical: tuple[ChecklistItem, ...]
    first: tuple[ChecklistItem, ...]

    def __str__(self) -> str:
        """Say it in sentences, in the language that is spoken now."""
        if self.low is None or self.high is None:
            return _("No question applies to this site.")
        said = [
            _("Between {low} % and {high} % of the weight; what isn't known makes the difference.").format(
                low=round(100 * self.low), high=round(100 * self.high)
            )
            if self.low != self.high
            else _("{share} % of the weight.").format(share=round(100 * self.low)),
            _("The weights are this course's own."),
        ]
        if self.critical:
            said.append(
                _("Critical: {questions}").format(questions=" ".join(_(each.question) for each in self.critical))
            )
        if self.first:
            said.append(_("First: {step}").format(step=_(self.first[0].note)))
        return " ".join(said)


@cache
def checklist() -> tuple[ChecklistItem, ...]:
    """Give the questions of the checklist.

    Returns:
        The rows in the order of the table.

    >>> len(checklist()), checklist()[0].area
    (32, 'location')
    """
    return read_table("firearmskit.records", ChecklistItem.table, ChecklistItem)


def assess(answers: Mapping[str, str]) -> Assessment:
    """Score the answers for one site.

    It is for fictional sites in teaching, and no substitute for an inspection. It asks whether something is there and
    whether it is checked, never how it is built.

    Args:
        answers: For each question, by its id, one of :data:`ANSWERS`; what isn't answered isn't known.

    Returns:
        The scores, each as an interval where something isn't known, and what to do first.

    Raises:
        UnknownCodeError: There is no such question or answer.
        InputError: ``answers`` isn't a mapping.

    >>> found = assess({item.id: "yes" for item in checklist() if item.area != "loss"})
    >>> round(found.low, 2), found.high, found.level, found.possible_level
    (0.91, 1.0, 0, 2)
    >>> [item.id for item in found.critical]
    ['los-report']
    """
    given = _checked(answers)
    items = [item for item in checklist() if given.get(item.id) != "not-applicable"]
    low, high = _shares(items, given)
    open_ = [item for item in items if given.get(item.id) != "yes"]
    first = tuple(sorted(open_, key=lambda item: _urgency(item, given)))
    return Assessment(
        low=low,
        high=high,
        level=_level(items, given, ("yes",)),
        possible_level=_level(items, given, ("yes", "unknown", None)),
        areas=tuple(_area(area, [item for item in items if item.area == area], given) for area in AREAS),
        critical=tuple(item for item in first if item.critical),
        first=first,
    )


def _checked(answers: object) -> dict[str, str]:
    # Any mapping does; dict() of one keeps the answers from changing under way.
    given = dict(of_type(answers, Mapping, "answers"))
    questions = {item.id for item in checklist()}
    for id, answer in given.items():
        if not isinstance(id, str) or id not in questions:
            raise UnknownCodeError(_("{value} isn't a question of the checklist.").format(value=quote(id)))
        known(answer, ANSWERS)
    return given


def _shares(items: list[ChecklistItem], given: Mapping[str, str]) -> tuple[float | None, float | None]:
    whole = sum(item.weight for item in items)
    if not whole:
        return None, None
    yes = sum(item.weight for item in items if given.get(item.id) == "yes")
    no = sum(item.weight for item in items if given.get(item.id) == "no")
    return yes / whole, (whole - no) / whole


def _area(area: str, items: list[ChecklistItem], given: Mapping[str, str]) -> AreaScore:
    low, high = _shares(items, given)
    yes = sum(given.get(item.id) == "yes" for item in items)
    no = sum(given.get(item.id) == "no" for item in items)
    return AreaScore(area=area, yes=yes, no=no, unknown=len(items) - yes - no, low=low, high=high)


def _level(items: list[ChecklistItem], given: Mapping[str, str], met: tuple[str | None, ...]) -> int:
    """Give the highest level up to which everything is met."""
    reached = 0
    for level in LEVELS:
        if any(item.level == level and given.get(item.id) not in met for item in items):
            break
        reached = level
    return reached if items else 0


def _urgency(item: ChecklistItem, given: Mapping[str, str]) -> tuple[bool, int, bool, int]:
    """Order what isn't so: critical first, then the first level, a no before what isn't known, the heavier first."""
    return (not item.critical, item.level, given.get(item.id) != "no", -item.weight)
