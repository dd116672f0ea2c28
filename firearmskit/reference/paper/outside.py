"""Find events that lie outside the period that the paper covers, or after the date that it bears."""

from __future__ import annotations

from collections.abc import Iterator

from firearmskit.language import text as _
from firearmskit.reference.paper.values import Contradiction, dated
from firearmskit.reference.paper_rows import PaperEvent

__all__ = ["against_the_date", "against_the_period"]

_THE_PERIOD = 3
"""The paragraph that says which period the paper covers."""


def against_the_period(told: tuple[PaperEvent, ...], period: tuple[str, str]) -> Iterator[Contradiction]:
    """Find activities before the period, and announcements that reach beyond it.

    Milestones and background may be earlier: they aren't activities that the paper reports for the period.
    """
    first, last = period
    for each in told:
        if each.told == "past" and each.kind != "milestone" and each.end is not None and each.end < first:
            yield Contradiction(
                code="before-period",
                paragraphs=(_THE_PERIOD, each.paragraph),
                says=" ".join([_account(each), *_claims(each)]),
                found=_("Its last day was compared with the first day that the paper covers, {day}.").format(day=first),
                rows=(each.id,),
            )
    for each in told:
        if each.told == "planned" and each.end is not None and each.end > last:
            yield Contradiction(
                code="beyond-period",
                paragraphs=(_THE_PERIOD, each.paragraph),
                says=_account(each),
                found=_(
                    "The last day that its words allow was compared with the last that the paper covers, {day}."
                ).format(day=last),
                rows=(each.id,),
            )


def against_the_date(told: tuple[PaperEvent, ...], period: tuple[str, str], on: str) -> Iterator[Contradiction]:
    """Find what is told as past though it was still to come, and a period that ends after the paper's date."""
    for each in told:
        if each.told == "past" and each.end is not None and _last_part(each) > on:
            yield Contradiction(
                code="after-date",
                paragraphs=(each.paragraph,),
                says=_("{account} It is told as past.").format(account=_account(each)),
                found=_("Its days were compared with the date on the paper, {day}: they come later.").format(day=on),
                rows=(each.id,),
            )
    if period[1] > on:
        ahead = [each for each in told if each.told == "planned" and (each.end or "") > on]
        yield Contradiction(
            code="period-after-date",
            paragraphs=(_THE_PERIOD, *dict.fromkeys(each.paragraph for each in ahead)),
            says=_(
                "The paper covers the time until {last} and bears the date {day}. It announces {count} events."
            ).format(last=period[1], day=on, count=len(ahead)),
            found=_("The end of the period was compared with the date on the paper: what lies between is a plan."),
            rows=tuple(each.id for each in ahead),
        )


def _last_part(each: PaperEvent) -> str:
    """Give the first day of the last part that the paper names: of the last month where it names months.

    An event of "February 2018" may have been before the 21st; one of "February and March" wasn't over by then. Days
    that are named are compared by the first of them.
    """
    if each.precision == "day" or each.end is None:
        return each.start or ""
    return f"{each.end[:7]}-01" if each.precision == "month" else each.start or ""


def _account(each: PaperEvent) -> str:
    return _("{what} (para. {paragraph}): {when}.").format(
        what=_(each.what), paragraph=each.paragraph, when=dated(each)
    )


def _claims(each: PaperEvent) -> Iterator[str]:
    if each.claims_period == "yes":
        yield _("The paragraph says that it speaks of the reporting period.")
    if each.excused_by is not None:
        yield _("Footnote {number} says that it was earlier.").format(number=each.excused_by)
    else:
        yield _("No footnote says that it was earlier.")
