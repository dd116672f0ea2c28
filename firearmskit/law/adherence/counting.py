"""How many parties each year brought, and how many members of each region are parties."""

from __future__ import annotations

from collections import Counter
from datetime import date

from firearmskit import reference
from firearmskit.arguments import iso_day
from firearmskit.errors import UnknownCodeError, quote
from firearmskit.language import text as _
from firearmskit.law.adherence.listing import day_of, listed_parties, treaty_of
from firearmskit.law.adherence.values import REGION_SCHEMES, PartiesByRegion, RegionParties, YearParties

__all__ = ["parties_by_region", "parties_by_year"]


def parties_by_year(
    group: str = "firearms-protocol", *, on: str | date | None = None, by: str = "consent"
) -> tuple[YearParties, ...]:
    """Count how many parties each year brought to a treaty.

    Args:
        group: The treaty.
        on: The last day that is counted, as an ISO date or a ``date``; as far as the tables reach when None.
        by: From which day on a State counts as a party, one of ``law.COUNTED_BY``.

    Returns:
        One value for each year, from that of the treaty's adoption to that of the day; years without a new party
        included. A party whose day isn't known is in no year.

    Raises:
        UnknownCodeError: There is no such group or way of counting.
        InputError: ``on`` isn't a date, or the tables hold no deposits for this group.

    >>> [(each.year, each.new, each.total) for each in parties_by_year(on="2004-12-31")]
    [(2001, 0, 0), (2002, 3, 3), (2003, 9, 12), (2004, 20, 32)]
    """
    found = [(str(day)[:4], each) for each in listed_parties(group, on, by) if (day := day_of(each, by)) is not None]
    new = Counter(int(year) for year, _each in found)
    uncertain = Counter(int(year) for year, each in found if each.uncertain)
    last = max(new, default=0) if on is None else int(iso_day(on)[:4])
    first = min([int((treaty_of(group).adopted or "9999")[:4]), *new])
    total, counted = 0, []
    for year in range(first, last + 1):
        total += new[year]
        counted.append(YearParties(year=year, new=new[year], uncertain=uncertain[year], total=total))
    return tuple(counted)


def parties_by_region(
    group: str = "firearms-protocol", *, scheme: str = "m49", on: str | date | None = None, by: str = "consent"
) -> PartiesByRegion:
    """Count how many members of the United Nations in each region are parties to a treaty.

    Args:
        group: The treaty.
        scheme: How the States are grouped, one of ``law.REGION_SCHEMES``.
        on: The day, as an ISO date or a ``date``; as far as the tables reach when None.
        by: From which day on a State counts as a party, one of ``law.COUNTED_BY``.

    Returns:
        The counts. The members are the 193 that there are since July 2011, also for an earlier day. Parties that
        aren't members, such as the European Union, are named apart.

    Raises:
        UnknownCodeError: There is no such group, scheme or way of counting.
        InputError: ``on`` isn't a date, or the tables hold no deposits for this group.

    >>> found = parties_by_region(scheme="un", on="2018-01-01")
    >>> [(each.region, each.parties, each.members) for each in found.regions]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('african', 36, 54), ('asia-pacific', 15, 54), ('eastern-european', 21, 23), ('grulac', 28, 33), ('weog', 14, 28)]
    >>> found.parties, found.members, found.ungrouped, [each.state for each in found.others]
    (114, 193, ('USA',), ['EUE', 'PSE'])
    """
    names, column = _scheme(scheme)
    found = listed_parties(group, on, by)
    members = [row for row in reference.rows(reference.Region) if row.un_standing == "member"]
    sizes = Counter(getattr(row, column) for row in members)
    counted = Counter(getattr(each, column) for each in found if each.un_member)
    return PartiesByRegion(
        scheme=scheme,
        regions=tuple(RegionParties(region=name, parties=counted[name], members=sizes[name]) for name in names),
        parties=sum(counted.values()),
        members=len(members),
        ungrouped=tuple(row.id for row in members if getattr(row, column) is None),
        others=tuple(each for each in found if not each.un_member),
    )


def _scheme(scheme: object) -> tuple[dict[str, str], str]:
    """Give the names of a scheme's regions and the field that holds them."""
    if not isinstance(scheme, str) or scheme not in REGION_SCHEMES:
        raise UnknownCodeError(
            _("{value} isn't a way of grouping States; they are {known}").format(
                value=quote(scheme), known=", ".join(REGION_SCHEMES)
            )
        )
    return (reference.M49_REGIONS, "m49_region") if scheme == "m49" else (reference.UN_GROUPS, "un_group")
