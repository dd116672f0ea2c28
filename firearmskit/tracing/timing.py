"""Time to crime: the time from a retail sale to the recovery, and what it says and doesn't say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from firearmskit.arguments import iso_day, of_type, one_of
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.tracing.dating import span
from firearmskit.tracing.evidence import CONVEYING, RECOVERING
from firearmskit.tracing.links import Chain, Link

__all__ = ["STARTS", "TIME_TO_CRIME_SOURCES", "TimeToCrime", "time_to_crime"]

STARTS = {
    "first-sale": N_("the first retail sale"),
    "last-transfer": N_("the last lawful transfer on record"),
}
"""From when the time is counted, and what each is called where people read it."""

TIME_TO_CRIME_SOURCES = (
    "Everytown Research, Crime Gun Intelligence Firearm Trafficking Indicators: date of purchase and date of recovery "
    "(everytownresearch.org/report/appendix-2-crime-gun-intelligence-firearm-trafficking-indicators)",
    "ATF, National Firearms Commerce and Trafficking Assessment, volume three: firearms are normally traced to the "
    "first retail seller, and those traced are no random sample "
    "(atf.gov/firearms/national-firearms-commerce-and-trafficking-assessment-nfcta-firearms-trafficking)",
)
"""Where the measure was read, on 2026-11-27. ATF's own glossary was found, but not the entry for this term in it."""


@dataclass(frozen=True, kw_only=True)
class TimeToCrime:
    """The time from a sale to a recovery.

    Args:
        start: From when it is counted, one of :data:`STARTS`.
        link: The sale or transfer; None when the chain has none.
        recovered_on: The day or days of the recovery.
        least_days: The fewest days that the dates allow; None when they allow none or aren't known.
        most_days: The most days that the dates allow; None likewise.
        says: What it says and doesn't say, in sentences.
        confidence: How far the definition is supported, of ``reference.CONFIDENCE``.
    """

    start: str
    link: Link | None
    recovered_on: str | None
    least_days: int | None
    most_days: int | None
    says: tuple[str, ...]
    confidence: str = "partly"


def time_to_crime(chain: Chain, recovered_on: str | date | None = None, *, start: str = "first-sale") -> TimeToCrime:
    """Give the time from the first retail sale to the recovery, as precise as the dates are.

    The published measure begins with the *first* retail sale. The time since the *last* lawful transfer on record is
    another one, which says more where second-hand sales are registered; ask for it with ``start="last-transfer"``.

    Args:
        chain: The chain of the firearm.
        recovered_on: The day of the recovery: an ISO date, a month, a year, or a ``date``; that of the chain when None.
        start: From when to count, one of :data:`STARTS`.

    Returns:
        The fewest and the most days, and what they say. No days are given where the chain has no such sale, a date
        isn't known, or the sale comes after the recovery.

    Raises:
        InputError: It isn't a chain, or the day isn't one.
        UnknownCodeError: There is no such start.

    Source:
        See :data:`TIME_TO_CRIME_SOURCES`.

    >>> from firearmskit import tracing
    >>> dealer = tracing.Holder(name="Harbour Trading", state="QMB")
    >>> sold = tracing.Entry(id="E1", kind="sale", standing="record", source="Register B", date="2018-03",
    ...     releasing=dealer, receiving=tracing.Holder(name="Person 1", state="QMB", role="person"))
    >>> found = tracing.time_to_crime(tracing.chain(tracing.Description(serial="EX 1"), [sold]), "2020-03-10")
    >>> found.least_days, found.most_days
    (710, 740)
    """
    links = of_type(chain, Chain, "chain").path
    one_of(start, STARTS, "start")
    begun = _first_sale(links) if start == "first-sale" else _last_transfer(links)
    ended = _recovered(links, recovered_on)
    least = most = None
    if begun is not None and begun.span is not None and ended is not None:
        most_days = (span(ended).last - begun.span.first).days
        if most_days >= 0:
            least, most = max(0, (span(ended).first - begun.span.last).days), most_days
    return TimeToCrime(
        start=start,
        link=begun,
        recovered_on=ended,
        least_days=least,
        most_days=most,
        says=tuple(_says(chain, begun, ended, most, start)),
    )


def _first_sale(links: tuple[Link, ...]) -> Link | None:
    """Give the first sale to a person, or to one whose role isn't told; trade between dealers is no retail sale."""
    return next(
        (
            link
            for link in links
            if link.kind == "sale" and (link.receiving is None or link.receiving.role in ("person", None))
        ),
        None,
    )


def _last_transfer(links: tuple[Link, ...]) -> Link | None:
    return next((link for link in reversed(links) if link.kind in CONVEYING and link.kind != "manufacture"), None)


def _recovered(links: tuple[Link, ...], on: str | date | None) -> str | None:
    if on is None:
        days = next((link.span for link in links if link.kind in RECOVERING), None)
        return None if days is None else str(days)
    return str(span(on)) if isinstance(on, str) else iso_day(on, "recovered_on")


def _says(chain: Chain, begun: Link | None, ended: str | None, most: int | None, start: str) -> Iterator[str]:
    if begun is None:
        yield _("The chain has no retail sale.") if start == "first-sale" else _("The chain has no lawful transfer.")
    elif begun.span is None or ended is None:
        yield _("A date isn't known, so no days can be counted.")
    elif most is None:
        yield _("The sale is dated after the recovery: one of the two dates is wrong, so no days are counted.")
    else:
        yield _("It says how long the firearm was on its way from that sale to the recovery, whoever had it.")
        yield _("A short time is a reason to look closer; it doesn't prove trafficking, for a theft shortens it too.")
        yield _("It doesn't say when a crime was committed, nor by whom.")
    doubted = {id for each in chain.conflicts for id in each.evidence}
    if begun is not None and doubted & {*begun.evidence}:
        yield _("The sale is contradicted in the chain, so the days rest on doubtful ground.")
