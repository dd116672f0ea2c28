"""Compare national laws: a bill with the law it would replace, many States, and one law over time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from firearmskit.arguments import iso_day, of_type
from firearmskit.errors import InputError
from firearmskit.language import text as _
from firearmskit.law.duties.rows import Obligation
from firearmskit.law.gaps.assessing import Assessment, Result, assess
from firearmskit.law.gaps.national import NationalLaw

if TYPE_CHECKING:
    import pandas

__all__ = ["Change", "compare", "history", "side_by_side", "to_frame"]


@dataclass(frozen=True, kw_only=True)
class Change:
    """How two laws differ under one obligation.

    Args:
        obligation: The obligation.
        before: Its status under the first law.
        after: Its status under the second one.
        gained: Ids of elements that only the second one provides.
        lost: Ids of elements that only the first one provides.
    """

    obligation: Obligation
    before: str
    after: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]


def compare(first: Assessment, second: Assessment) -> tuple[Change, ...]:
    """Compare the assessments of two laws, such as a law in force and a bill.

    Args:
        first: The assessment of the one.
        second: That of the other.

    Returns:
        One change for each obligation that both were assessed against and under which they differ: in status, or in
        what is provided. Those that lose something come first.
    """
    others = {each.obligation.id: each for each in of_type(second, Assessment, "second").results}
    changes = [
        _change(each, others[each.obligation.id])
        for each in of_type(first, Assessment, "first").results
        if each.obligation.id in others
    ]
    found = [each for each in changes if each.before != each.after or each.gained or each.lost]
    return tuple(sorted(found, key=lambda each: not each.lost))


def history(
    law: NationalLaw, days: Iterable[str | date], *, instruments: Iterable[str] | None = None
) -> tuple[Assessment, ...]:
    """Assess one law on several days, by the dates from which its provisions hold.

    Args:
        law: The law.
        days: ISO dates or ``date`` values.
        instruments: As in :func:`assess`.

    Returns:
        An assessment for each day, the earliest first.
    """
    chosen = None if instruments is None else tuple(instruments)
    return tuple(assess(law, on=day, instruments=chosen) for day in sorted({iso_day(each) for each in days}))


def side_by_side(assessments: Sequence[Assessment]) -> pandas.DataFrame:
    """Set the assessments of several laws beside each other, as in a comparative study. It ranks nobody.

    Args:
        assessments: One of each law; names of laws must differ.

    Returns:
        One row for each obligation that any of them was assessed against: columns ``instrument``, ``article``,
        ``heading``, then one for each law, by its name, with the status; empty where it wasn't assessed.

    Raises:
        InputError: Two laws have one name.
    """
    import pandas

    names = [each.law.name for each in assessments]
    if len(set(names)) < len(names):
        raise InputError(_("two of the laws have one name; give each its own"))
    rows: dict[str, dict[str, str]] = {}
    for assessment in assessments:
        for each in assessment.results:
            row = rows.setdefault(
                each.obligation.id,
                {
                    "instrument": each.obligation.instrument,
                    "article": each.obligation.article,
                    "heading": _(each.obligation.heading),
                },
            )
            row[assessment.law.name] = each.status if each.verified else "unverified"
    return pandas.DataFrame.from_dict(rows, orient="index", columns=["instrument", "article", "heading", *names])


def to_frame(assessment: Assessment) -> pandas.DataFrame:
    """Give an assessment as a table.

    Args:
        assessment: The assessment.

    Returns:
        One row for each obligation: columns ``obligation``, ``instrument``, ``article``, ``heading``, ``modality``,
        ``severity``, ``status``, ``verified``, ``failing`` (ids of elements), ``rests_on`` (citations of provisions).
    """
    import pandas

    return pandas.DataFrame(
        [
            {
                "obligation": each.obligation.id,
                "instrument": each.obligation.instrument,
                "article": each.obligation.article,
                "heading": _(each.obligation.heading),
                "modality": each.obligation.modality,
                "severity": each.obligation.severity,
                "status": each.status,
                "verified": each.verified,
                "failing": "; ".join(answer.element for answer in each.failing),
                "rests_on": "; ".join(rests_on(each, assessment.law)),
            }
            for each in assessment.results
        ]
    )


def rests_on(result: Result, law: NationalLaw) -> tuple[str, ...]:
    """Give the provisions that a result rests on, as citations, each once."""
    named = (claim.provision for answer in (*result.answers, *result.advice) for claim in answer.claims)
    return tuple(dict.fromkeys(law.provision(each).citation for each in named if each is not None))


def _change(one: Result, other: Result) -> Change:
    had = {each.element for each in (*one.answers, *one.advice) if each.value is True}
    has = {each.element for each in (*other.answers, *other.advice) if each.value is True}
    return Change(
        obligation=one.obligation,
        before=one.status,
        after=other.status,
        gained=tuple(sorted(has - had)),
        lost=tuple(sorted(had - has)),
    )
