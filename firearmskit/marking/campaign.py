"""A marking campaign: which numbers, teams and days it takes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from firearmskit.arguments import figure, listed, of_type
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.marking.sampling import MOST_ARMS, sample_size
from firearmskit.marking.schemes import Scheme

if TYPE_CHECKING:
    import pandas

__all__ = ["SitePlan", "plan_campaign", "plan_to_frame"]


@dataclass(frozen=True, kw_only=True)
class SitePlan:
    """What one site takes.

    Args:
        site: Name of the site.
        arms: Firearms to be marked.
        first: First number of its range.
        last: Last number of its range; numbers that aren't used are within.
        days: Working days of one team, at the least, the likeliest and the most minutes a firearm.
        first_day: Working day of the campaign on which its team begins there, from 1 on, at the likeliest pace.
        team: Number of the team, from 1 on.
        reread: Firearms whose mark is read again by somebody else, drawn by chance.
    """

    site: str
    arms: int
    first: int
    last: int
    days: tuple[float, float, float]
    first_day: int
    team: int
    reread: int


def plan_campaign(
    scheme: Scheme,
    sites: Mapping[str, int],
    *,
    event: str,
    agency: str,
    year: int,
    teams: int,
    minutes_a_firearm: tuple[float, float, float],
    hours_a_day: float,
    travel_days: float = 1.0,
    at_most: float = 0.02,
    confidence: float = 0.95,
) -> tuple[SitePlan, ...]:
    """Plan a marking campaign: ranges of numbers, teams, days, and how many marks are read again.

    The pace is yours: time it at the first site, and plan again. The largest sites are given out first, each to the
    team that is free first.

    Args:
        scheme: The scheme of the marks.
        sites: Firearms at each site.
        event: One of :data:`firearmskit.marking.EVENT_LETTERS`.
        agency: Code of the agency that marks.
        year: Calendar year.
        teams: Teams that work side by side.
        minutes_a_firearm: The least, the likeliest and the most minutes for one firearm, record and control included.
        hours_a_day: Working hours a day.
        travel_days: Days to reach the next site and set up.
        at_most: Share of wrong marks that the control must exclude.
        confidence: How sure the control must be of that.

    Returns:
        One plan for each site, in the order of the numbers.

    Raises:
        InputError: A figure can't be used, or the numbers of the scheme don't suffice.

    >>> from firearmskit import marking
    >>> scheme = marking.design("NGA", agencies={"P": "Police"}, arms_a_year=5000, first_year=2026)
    >>> plan = plan_campaign(
    ...     scheme, {"North": 600, "South": 240}, event="possession-by-state", agency="P", year=2026, teams=2,
    ...     minutes_a_firearm=(4, 6, 10), hours_a_day=6,
    ... )
    >>> [(site.site, site.first, site.last, site.days[1], site.reread) for site in plan]
    [('North', 1, 682, 10.0, 123), ('South', 684, 970, 4.0, 108)]
    """
    of_type(scheme, Scheme, "scheme")
    _check_figures(of_type(sites, Mapping, "sites"), teams, minutes_a_firearm, hours_a_day, travel_days)
    numbers = (number for number, _mark in scheme.marks(event=event, agency=agency, year=year))
    if sum(sites.values()) > scheme.capacity():
        raise InputError(
            _("The scheme has {capacity} numbers a year for an agency, and {arms} firearms are to be marked.").format(
                capacity=scheme.capacity(), arms=sum(sites.values())
            )
        )
    free = [0.0] * teams
    plans = []
    for site, arms in sorted(sites.items(), key=lambda item: -item[1]):
        team = min(range(teams), key=free.__getitem__)
        days = tuple(arms * minutes / 60 / hours_a_day for minutes in minutes_a_firearm)
        used = [next(numbers) for _arm in range(arms)]
        plans.append(
            SitePlan(
                site=site,
                arms=arms,
                first=used[0],
                last=used[-1],
                days=(days[0], days[1], days[2]),
                first_day=math.floor(free[team]) + 1,
                team=team + 1,
                reread=sample_size(arms, at_most=at_most, confidence=confidence),
            )
        )
        free[team] += math.ceil(days[1]) + travel_days
    return tuple(plans)


def _check_figures(
    sites: Mapping[str, int],
    teams: int,
    minutes: tuple[float, float, float],
    hours_a_day: float,
    travel_days: float,
) -> None:
    if not sites:
        raise InputError(_("A campaign needs at least one site."))
    for site, arms in sites.items():
        if isinstance(arms, bool) or not isinstance(arms, int) or not 1 <= arms <= MOST_ARMS:
            raise InputError(
                _("The firearms of {site} must be a whole number from 1 to {most}, not {value}.").format(
                    site=quote(site), most=MOST_ARMS, value=quote(arms)
                )
            )
    if isinstance(teams, bool) or not isinstance(teams, int) or not 1 <= teams <= 1000:
        raise InputError(_("The teams must be a whole number from 1 to 1000, not {value}.").format(value=quote(teams)))
    paces = [figure(each, "minutes_a_firearm") for each in of_type(minutes, (tuple, list), "minutes_a_firearm")[:3]]
    if len(minutes) != 3 or not 0 < paces[0] <= paces[1] <= paces[2]:
        raise InputError(
            _("The minutes must be three figures above 0, the least first, not {value}.").format(value=quote(minutes))
        )
    if not 0 < figure(hours_a_day, "hours_a_day") <= 24:
        raise InputError(
            _("The hours a day must be above 0 and at most 24, not {value}.").format(value=quote(hours_a_day))
        )
    if not 0 <= figure(travel_days, "travel_days") < 366:
        raise InputError(_("The travel days must be from 0 to 365, not {value}.").format(value=quote(travel_days)))


def plan_to_frame(plans: Iterable[SitePlan]) -> pandas.DataFrame:
    """Give a plan as a table.

    Args:
        plans: What :func:`plan_campaign` gave.

    Returns:
        One row a site; the columns are the fields of :class:`SitePlan`, with ``days_least``, ``days_likely`` and
        ``days_most`` instead of ``days``.
    """
    import pandas

    rows = [
        {
            "site": plan.site,
            "arms": plan.arms,
            "first": plan.first,
            "last": plan.last,
            "team": plan.team,
            "first_day": plan.first_day,
            "days_least": plan.days[0],
            "days_likely": plan.days[1],
            "days_most": plan.days[2],
            "reread": plan.reread,
        }
        for plan in listed(plans, SitePlan, "plans")
    ]
    return pandas.DataFrame(rows)
