"""Parties to a treaty by year and by region, in words: what the charts of both show."""

from __future__ import annotations

from datetime import date

from firearmskit import law, reference
from firearmskit.language import text as _

__all__ = ["PAPER_DAY", "describe_parties_by_region", "describe_parties_by_year"]

PAPER_DAY = "2018-01-01"
"""The day of Figures II and III of the UN paper CTOC/COP/WG.6/2018/3."""

SAME_MEMBERS_SINCE = "2011-07"
"""The month since which the United Nations has the members that the rates count."""


def describe_parties_by_year(
    group: str = "firearms-protocol", *, on: str | date = PAPER_DAY, by: str = "consent"
) -> str:
    """Describe a chart of parties by year in words and numbers.

    Args:
        group: The treaty.
        on: The last day that is counted, as an ISO date or a ``date``; that of the UN paper's figures at first.
        by: From which day on a State counts as a party, one of ``law.COUNTED_BY``.

    Returns:
        Sentences in the language that is spoken now.

    Raises:
        UnknownCodeError: There is no such group or way of counting.
        InputError: ``on`` isn't a date, or the tables hold no deposits for this group.

    >>> print(describe_parties_by_year(on="2003-12-31"))
    Parties to: Firearms Protocol, 2003-12-31, counted by deposit of the consent to be bound. By year, new ones and \
all: 2001: 0 new, 0 in all; 2002: 3 new, 3 in all; 2003: 9 new, 12 in all.
    """
    years = "; ".join(_year(each) for each in law.parties_by_year(group, on=on, by=by))
    return " ".join(
        [
            heading(group, on, by),
            _("By year, new ones and all: {years}.").format(years=years),
            *year_notes(group, on, by),
        ]
    )


def describe_parties_by_region(
    scheme: str = "m49", *, group: str = "firearms-protocol", on: str | date = PAPER_DAY, by: str = "consent"
) -> str:
    """Describe a chart of parties by region in words and numbers.

    Args:
        scheme: How the States are grouped, one of ``law.REGION_SCHEMES``.
        group: The treaty.
        on: The day, as an ISO date or a ``date``; that of the UN paper's figures at first.
        by: From which day on a State counts as a party, one of ``law.COUNTED_BY``.

    Returns:
        Sentences in the language that is spoken now.

    Raises:
        UnknownCodeError: There is no such group, scheme or way of counting.
        InputError: ``on`` isn't a date, or the tables hold no deposits for this group.

    >>> print(describe_parties_by_region("un").partition("Share")[2])  # doctest: +NORMALIZE_WHITESPACE
     of the members that are parties, by regional groups of the United Nations: African Group: 36 of 54, 67 %;
    Asia-Pacific Group: 15 of 54, 28 %; Eastern European Group: 21 of 23, 91 %; Latin American and Caribbean Group:
    28 of 33, 85 %; Western European and Others Group: 14 of 28, 50 %; all members: 114 of 193, 59 %. Member in no
    group: United States of America. Parties that aren't members, in no share: European Union, State of Palestine (not
    certain).
    """
    found = law.parties_by_region(group, scheme=scheme, on=on, by=by)
    shares = [f"{region_name(each.region)}: {share(each)}" for each in found.regions]
    listed = "; ".join([*shares, _("all members: {share}").format(share=share(found))])
    return " ".join(
        [
            heading(group, on, by),
            _("Share of the members that are parties, by {scheme}: {shares}.").format(
                scheme=_(law.REGION_SCHEMES[scheme]), shares=listed
            ),
            *region_notes(found, on),
        ]
    )


def heading(group: str, on: str | date, by: str) -> str:
    """Say what a chart counts, of which day and in which way."""
    treaty = next(each for each in law.instruments() if each.group == group)
    return _("Parties to: {treaty}, {day}, counted by {way}.").format(
        treaty=_(treaty.short), day=on, way=_(law.COUNTED_BY[by])
    )


def _year(each: law.YearParties) -> str:
    said = (
        _("{year}: {new} new, {uncertain} of them not certain, {total} in all")
        if each.uncertain
        else _("{year}: {new} new, {total} in all")
    )
    return said.format(year=each.year, new=each.new, uncertain=each.uncertain, total=each.total)


def year_notes(group: str, on: str | date, by: str) -> list[str]:
    """Name the parties that aren't certain, and those whose day nobody has read at a source."""
    found = [each for each in law.adherences(group, on=on, by=by) if each.standing == "party"]
    doubtful = [each.name for each in found if each.uncertain]
    unread = [each.name for each in found if each.confidence == "unverified" and not each.uncertain]
    return [
        *([_("Not certain: {names}.").format(names=", ".join(doubtful))] if doubtful else []),
        *([_("A party, but the day is general knowledge: {names}.").format(names=", ".join(unread))] if unread else []),
    ]


def region_notes(found: law.PartiesByRegion, on: str | date) -> list[str]:
    """Name the members in no region, the parties that aren't members, and say when the members are later ones."""
    ungrouped = [_(reference.get(reference.Country, state).name) for state in found.ungrouped]
    others = [
        _("{name} (not certain)").format(name=each.name) if each.uncertain else each.name for each in found.others
    ]
    return [
        *([_("Member in no group: {names}.").format(names=", ".join(ungrouped))] if ungrouped else []),
        *([_("Parties that aren't members, in no share: {names}.").format(names=", ".join(others))] if others else []),
        *(
            [_("The members are those that the United Nations has since {month}.").format(month=SAME_MEMBERS_SINCE)]
            if str(on) < SAME_MEMBERS_SINCE
            else []
        ),
    ]


def region_name(region: str) -> str:
    """Say what a region is called."""
    return _({**reference.M49_REGIONS, **reference.UN_GROUPS}[region])


def share(each: law.RegionParties | law.PartiesByRegion) -> str:
    """Say how many of the members are parties, and which share that is."""
    return _("{parties} of {members}, {rate} %").format(
        parties=each.parties, members=each.members, rate=round(100 * each.rate)
    )
