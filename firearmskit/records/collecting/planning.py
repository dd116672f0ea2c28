"""Does the plan of a campaign hold? What comes in each day, what lies there overnight, and what is amiss."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from firearmskit.arguments import of_type
from firearmskit.errors import quote
from firearmskit.language import text as _
from firearmskit.law import SEVERITIES, Finding
from firearmskit.records.collecting.campaign import Campaign, Site

__all__ = ["DayPlan", "check_plan", "plan_days"]


@dataclass(frozen=True, kw_only=True)
class DayPlan:
    """What one day at one site takes.

    Args:
        site: Id of the site.
        on: ISO date.
        expected: Items that come in: the least, the likeliest and the most.
        overnight: Items that lie there in the evening, after the transport, at the same three paces.
        transported: Items that the transport takes away, at the same three paces.
    """

    site: str
    on: str
    expected: tuple[int, int, int]
    overnight: tuple[int, int, int]
    transported: tuple[int, int, int]


def plan_days(campaign: Campaign) -> tuple[DayPlan, ...]:
    """Plan a campaign day by day, with what is expected spread evenly over the days of a site.

    Args:
        campaign: The campaign.

    Returns:
        One entry for each site and each day on which it is open or a transport leaves, site by site.

    Raises:
        InputError: It isn't a campaign.

    >>> from firearmskit.records.collecting import Campaign, Site
    >>> site = Site(
    ...     id="S", name="Fictional market", days=("2026-03-02", "2026-03-03"), expected=(0, 9, 20),
    ...     transport_days=("2026-03-03",), transport_capacity=15,
    ... )
    >>> campaign = Campaign(id="C", kind="surrender", first_day="2026-03-01", last_day="2026-03-31", sites=(site,))
    >>> [(day.expected, day.overnight) for day in plan_days(campaign)]
    [((0, 4, 10), (0, 4, 10)), ((0, 5, 10), (0, 0, 5))]
    """
    return tuple(day for site in of_type(campaign, Campaign, "campaign").sites for day in _of_site(site))


def _of_site(site: Site) -> Iterator[DayPlan]:
    held = [0, 0, 0]
    for on in sorted({*site.days, *site.transport_days}):
        came = [_share(total, site.days, on) for total in site.expected]
        held = [before + more for before, more in zip(held, came, strict=True)]
        room = site.transport_capacity if on in site.transport_days else 0
        taken = [min(each, room) for each in held]
        held = [before - gone for before, gone in zip(held, taken, strict=True)]
        yield DayPlan(
            site=site.id,
            on=on,
            expected=(came[0], came[1], came[2]),
            overnight=(held[0], held[1], held[2]),
            transported=(taken[0], taken[1], taken[2]),
        )


def _share(total: int, days: tuple[str, ...], on: str) -> int:
    """Give the share of one day, so that the shares of all days add up to the total."""
    if on not in days:
        return 0
    at = days.index(on)
    return total * (at + 1) // len(days) - total * at // len(days)


def check_plan(campaign: Campaign) -> list[Finding]:
    """Find what doesn't hold in the plan of a campaign, reckoned with the most that may come.

    Args:
        campaign: The campaign.

    Returns:
        The findings, the heaviest first; each names its site.

    Raises:
        InputError: It isn't a campaign.

    >>> from firearmskit.records.collecting import Campaign, Site
    >>> site = Site(id="S", name="Fictional market", days=("2026-03-02",), expected=(5, 20, 60), capacity=50)
    >>> campaign = Campaign(id="C", kind="registration", first_day="2026-03-01", last_day="2026-03-31", sites=(site,))
    >>> [(found.severity, found.code) for found in check_plan(campaign)]
    [('warning', 'no-amnesty'), ('warning', 'too-few-hands')]
    """
    of_type(campaign, Campaign, "campaign")
    found = list(_of_campaign(campaign))
    for site in campaign.sites:
        found += [*_outside(campaign, site), *_hands(site)]
        # What is only registered goes home with its holder.
        if "surrender" in campaign.acts:
            found += _storing(site)
    return sorted(found, key=lambda each: list(SEVERITIES).index(each.severity))


def _of_campaign(campaign: Campaign) -> Iterator[Finding]:
    if not campaign.sites:
        yield Finding(code="no-sites", severity="error", field="sites", sentence=_("The campaign has no site."))
    if campaign.amnesty is None:
        sentence = _("Nothing is promised to those who come: no receipt may say that anything is.")
        yield Finding(code="no-amnesty", severity="warning", field="amnesty", sentence=sentence)


def _outside(campaign: Campaign, site: Site) -> Iterator[Finding]:
    if not site.days:
        sentence = _("Site {site} is open on no day.").format(site=quote(site.name))
        yield Finding(code="no-days", severity="error", field=site.id, sentence=sentence)
    amnesty = campaign.amnesty
    for on in site.days:
        if not campaign.first_day <= on <= campaign.last_day:
            sentence = _("Site {site} is open on {day}, when the campaign isn't.").format(site=quote(site.name), day=on)
            yield Finding(code="outside-campaign", severity="error", field=site.id, sentence=sentence)
        if amnesty is not None and not amnesty.first_day <= on <= amnesty.last_day:
            sentence = _("Site {site} is open on {day}, which the amnesty doesn't cover: {basis}.").format(
                site=quote(site.name), day=on, basis=quote(amnesty.legal_basis)
            )
            yield Finding(code="outside-amnesty", severity="error", field=site.id, sentence=sentence)


def _hands(site: Site) -> Iterator[Finding]:
    most = max((day.expected[2] for day in _of_site(site)), default=0)
    able = int(site.teams * site.hours_a_day * 60 // site.minutes_an_item)
    if most > able:
        sentence = _("Site {site} can take in {able} items a day, and up to {most} may come.").format(
            site=quote(site.name), able=able, most=most
        )
        yield Finding(code="too-few-hands", severity="warning", field=site.id, sentence=sentence)


def _storing(site: Site) -> Iterator[Finding]:
    days = list(_of_site(site))
    if site.capacity is None:
        sentence = _("How much site {site} can store overnight isn't known.").format(site=quote(site.name))
        yield Finding(code="capacity-not-known", severity="warning", field=site.id, sentence=sentence)
    else:
        for day in days:
            if day.overnight[2] > site.capacity:
                sentence = _("Site {site} can store {capacity} items, and on {day} up to {most} may lie there.").format(
                    site=quote(site.name), capacity=site.capacity, day=day.on, most=day.overnight[2]
                )
                yield Finding(code="over-capacity", severity="error", field=site.id, sentence=sentence)
    if days and days[-1].overnight[2]:
        sentence = _("After the last transport up to {most} items may be left at site {site}.").format(
            site=quote(site.name), most=days[-1].overnight[2]
        )
        yield Finding(code="left-over", severity="error", field=site.id, sentence=sentence)
