"""A marking campaign: what it takes, who marked what, and whether the marks are right."""

from __future__ import annotations

import csv
import io
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

from firearmskit.arguments import figure, listed, of_type, whole
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.marking.comparing import compare
from firearmskit.marking.schemes import Scheme

if TYPE_CHECKING:
    import pandas

__all__ = [
    "Entry",
    "Problem",
    "SitePlan",
    "check_register",
    "plan_campaign",
    "plan_to_frame",
    "read_register",
    "sample_size",
    "upper_share",
    "write_register",
]

MOST_ARMS = 10_000_000
MAX_REGISTER = 64 * 1024 * 1024
"""The most characters of a register that is read."""


# -- what it takes ---------------------------------------------------------------------------------------------------


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
    [('North', 1, 614, 10.0, 123), ('South', 615, 865, 4.0, 108)]
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


# -- quality ---------------------------------------------------------------------------------------------------------


def sample_size(lot: int, *, at_most: float, confidence: float) -> int:
    """Give how many marks must be read again, all of them right, to show that few are wrong.

    Args:
        lot: Marks in all, at least 1.
        at_most: Share of wrong marks that is to be excluded, between 0 and 1.
        confidence: How sure it must be, between 0 and 1.

    Returns:
        The smallest number of marks, drawn by chance and without putting back, such that a lot with a larger share of
        wrong marks would show at least one of them with this confidence (hypergeometric distribution).

    Raises:
        InputError: A figure can't be used.

    >>> sample_size(1_000_000, at_most=0.01, confidence=0.95), sample_size(100, at_most=0.05, confidence=0.95)
    (298, 39)
    """
    _check_shares(lot, at_most, confidence)
    wrong = math.floor(at_most * lot) + 1
    none_seen = 1.0
    for drawn in range(lot - wrong + 1):
        if none_seen <= 1 - confidence:
            return drawn
        none_seen *= (lot - wrong - drawn) / (lot - drawn)
    return min(lot, lot - wrong + 1)


def upper_share(lot: int, *, read: int, wrong: int, confidence: float) -> float:
    """Give the largest share of wrong marks that a control still allows.

    Args:
        lot: Marks in all.
        read: Marks read again, drawn by chance.
        wrong: Wrong ones among them.
        confidence: How sure it must be, between 0 and 1.

    Returns:
        The upper limit of the share of wrong marks in the lot (exact, hypergeometric distribution, one-sided).

    Raises:
        InputError: A figure can't be used.

    >>> round(upper_share(1000, read=139, wrong=0, confidence=0.95), 3)
    0.019
    """
    _check_shares(lot, 0.5, confidence)
    if not 0 <= whole(wrong, "wrong") <= whole(read, "read") <= lot or read == 0:
        raise InputError(
            _("Of {lot} marks, {read} were read again and {wrong} were wrong: that can't be.").format(
                lot=lot, read=read, wrong=wrong
            )
        )
    low, high = wrong, lot - read + wrong
    while low < high:
        middle = (low + high + 1) // 2
        if _at_most_seen(lot, middle, read, wrong) > 1 - confidence:
            low = middle
        else:
            high = middle - 1
    return low / lot


def _at_most_seen(lot: int, bad: int, read: int, seen: int) -> float:
    """Give the chance that a control shows no more wrong marks than these, if so many are in the lot."""
    first = max(0, read - (lot - bad))
    return math.fsum(
        math.exp(_log_ways(bad, k) + _log_ways(lot - bad, read - k) - _log_ways(lot, read))
        for k in range(first, min(seen, bad) + 1)
    )


def _log_ways(of: int, chosen: int) -> float:
    return math.lgamma(of + 1) - math.lgamma(chosen + 1) - math.lgamma(of - chosen + 1)


def _check_shares(lot: int, at_most: float, confidence: float) -> None:
    if isinstance(lot, bool) or not isinstance(lot, int) or not 1 <= lot <= MOST_ARMS:
        raise InputError(
            _("The marks must be a whole number from 1 to {most}, not {value}.").format(
                most=MOST_ARMS, value=quote(lot)
            )
        )
    for name, share in (("at_most", at_most), ("confidence", confidence)):
        if not 0 < figure(share, name) < 1:
            raise InputError(_("A share must be between 0 and 1, not {value}.").format(value=quote(share)))


# -- who marked what -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One firearm in the register of a campaign.

    Args:
        mark: The mark that was put on, as written into the register when it was.
        seen: The mark as somebody else read it on the firearm; None where nobody did.
        serial: The serial of the manufacture, as read; None where there is none.
        site: Name of the site.
        marked_by: Who marked, as a code.
        seen_by: Who read it again, as a code; None where nobody did.
        marked_on: Day of marking.
    """

    mark: str
    seen: str | None
    serial: str | None
    site: str
    marked_by: str
    seen_by: str | None
    marked_on: date


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something in a register that must be looked at on the firearm.

    Args:
        code: ``no-mark``, ``twice``, ``another-read``, ``same-person``, ``out-of-range``, ``gap`` or ``same-serial``.
        entries: Numbers of the entries, from 1 on.
        text: What is wrong, in a sentence.
    """

    code: str
    entries: tuple[int, ...]
    text: str


def check_register(entries: Iterable[Entry], scheme: Scheme, plan: Iterable[SitePlan] = ()) -> tuple[Problem, ...]:
    """Look for what is wrong in the register of a campaign.

    Args:
        entries: The register.
        scheme: The scheme of the marks.
        plan: The plan with the ranges of numbers of each site; without one, ranges and gaps aren't looked at.

    Returns:
        What must be looked at again: marks that aren't of the scheme, marks put on twice, marks that were read
        otherwise than written, marks read again by who put them on, numbers outside of the site's range, numbers of a
        range that no entry has, and serials that several firearms bear.
    """
    register = list(listed(entries, Entry, "entries"))
    of_type(scheme, Scheme, "scheme")
    sites = listed(plan, SitePlan, "plan")
    return tuple(
        problem
        for find in (_unlike_scheme, _twice, _read_otherwise, _same_serial, lambda r, s: _outside(r, s, sites))
        for problem in find(register, scheme)
    )


def _unlike_scheme(register: list[Entry], scheme: Scheme) -> Iterator[Problem]:
    for number, entry in enumerate(register, 1):
        try:
            scheme.parse(entry.mark)
        except InputError as error:
            yield Problem(code="no-mark", entries=(number,), text=str(error))


def _twice(register: list[Entry], scheme: Scheme) -> Iterator[Problem]:
    for mark, numbers in _grouped((entry.mark, number) for number, entry in enumerate(register, 1)):
        yield Problem(
            code="twice",
            entries=numbers,
            text=_("The mark {mark} stands in the register {count} times.").format(
                mark=quote(mark), count=len(numbers)
            ),
        )


def _read_otherwise(register: list[Entry], scheme: Scheme) -> Iterator[Problem]:
    for number, entry in enumerate(register, 1):
        if entry.seen is None:
            continue
        if entry.seen_by == entry.marked_by:
            yield Problem(
                code="same-person",
                entries=(number,),
                text=_("{who} read again what {who} had marked; somebody else must.").format(
                    who=quote(entry.marked_by)
                ),
            )
        if _plain(entry.seen) != _plain(entry.mark):
            yield Problem(code="another-read", entries=(number,), text=_told(entry))


def _told(entry: Entry) -> str:
    """Say how what was read differs from what was written."""
    seen = entry.seen or ""
    said = _("The register says {mark}, on the firearm was read {seen}.").format(
        mark=quote(entry.mark), seen=quote(seen)
    )
    try:
        changes = compare(entry.mark, seen).changes
    except InputError:
        return said
    places = ", ".join(f"{step.record or '-'} → {step.copy or '-'}" for step in changes[:5])
    return f"{said} ({places})" if places else said


def _same_serial(register: list[Entry], scheme: Scheme) -> Iterator[Problem]:
    serials = ((entry.serial, number) for number, entry in enumerate(register, 1) if entry.serial)
    for serial, numbers in _grouped(serials):
        yield Problem(
            code="same-serial",
            entries=numbers,
            text=_("The serial {serial} stands on {count} firearms: compare makers and models.").format(
                serial=quote(serial), count=len(numbers)
            ),
        )


def _outside(register: list[Entry], scheme: Scheme, plan: tuple[SitePlan, ...]) -> Iterator[Problem]:
    if not plan:
        return
    ranges = {site.site: site for site in plan}
    used: Counter[int] = Counter()
    example = None
    for number, entry in enumerate(register, 1):
        try:
            mark = scheme.parse(entry.mark)
        except InputError:
            continue
        used[mark.number] += 1
        example = example or mark
        site = ranges.get(entry.site)
        if site is None or not site.first <= mark.number <= site.last:
            yield Problem(
                code="out-of-range",
                entries=(number,),
                text=_("The number {number} isn't one of {site}.").format(number=mark.number, site=quote(entry.site)),
            )
    if example is None:
        return
    for site in plan:
        marks = scheme.marks(event=example.event, agency=example.agency, year=example.year, first=site.first)
        missing = []
        for number, _mark in marks:
            if number > site.last:
                break
            if number not in used:
                missing.append(number)
        if missing:
            yield Problem(
                code="gap",
                entries=(),
                text=_("{count} numbers of {site} stand in no entry, the first is {first}.").format(
                    count=len(missing), site=quote(site.site), first=missing[0]
                ),
            )


def _plain(text: str) -> str:
    return "".join(char for char in text.upper() if char.isalnum())


def _grouped(pairs: Iterable[tuple[str, int]]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Give the texts that several entries share."""
    found: dict[str, tuple[str, list[int]]] = {}
    for text, number in pairs:
        found.setdefault(_plain(text), (text, []))[1].append(number)
    for text, numbers in found.values():
        if len(numbers) > 1:
            yield text, tuple(numbers)


# -- as a file -------------------------------------------------------------------------------------------------------

_COLUMNS = tuple(field.name for field in fields(Entry))
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_register(entries: Iterable[Entry]) -> str:
    """Write a register as CSV, so that a spreadsheet takes no cell for a formula.

    Args:
        entries: The register.

    Returns:
        The text of a CSV file with one row a firearm; the columns are the fields of :class:`Entry`.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for entry in listed(entries, Entry, "entries"):
        cells = ("" if (value := getattr(entry, name)) is None else str(value) for name in _COLUMNS)
        writer.writerow(f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells)
    return out.getvalue()


def read_register(text: str) -> tuple[Entry, ...]:
    """Read a register that :func:`write_register` wrote, or that was filled in a spreadsheet.

    Args:
        text: The text of the CSV file.

    Returns:
        The entries in their order.

    Raises:
        InputError: A column is missing, a row has another number of cells, a cell must not be empty, a day isn't
            written as ``2026-11-26``, or the text has more than 67,108,864 characters; the message names the line.
    """
    if len(of_type(text, str, "text")) > MAX_REGISTER:
        raise InputError(_("A register of {length} characters is too long to be read.").format(length=len(text)))
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    entries: list[Entry] = []
    try:
        header = next(reader, [])
        if tuple(header) != _COLUMNS:
            raise InputError(
                _("The first line of a register must be {columns}, not {value}.").format(
                    columns=",".join(_COLUMNS), value=quote(",".join(header))
                )
            )
        for cells in reader:
            if cells:
                entries.append(_entry(cells, reader.line_num))
    except csv.Error as error:
        raise InputError(
            _("Line {line} of the register can't be read: {problem}").format(line=reader.line_num, problem=error)
        ) from None
    return tuple(entries)


def _entry(cells: list[str], line: int) -> Entry:
    """Make an entry of the cells of one line."""
    if len(cells) != len(_COLUMNS):
        raise InputError(
            _("Line {line} of the register has {count} cells instead of {wanted}.").format(
                line=line, count=len(cells), wanted=len(_COLUMNS)
            )
        )
    plain = (cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell for cell in cells)
    values = dict(zip(_COLUMNS, (cell.strip() or None for cell in plain), strict=True))
    for name in ("mark", "site", "marked_by"):
        if values[name] is None:
            raise InputError(_("Line {line} of the register has no {column}.").format(line=line, column=name))
    try:
        day = date.fromisoformat(values["marked_on"] or "")
    except ValueError:
        raise InputError(
            _("Line {line} of the register: a day is written as 2026-11-26, not {value}.").format(
                line=line, value=quote(values["marked_on"] or "")
            )
        ) from None
    return Entry(
        mark=values["mark"] or "",
        seen=values["seen"],
        serial=values["serial"],
        site=values["site"] or "",
        marked_by=values["marked_by"] or "",
        seen_by=values["seen_by"],
        marked_on=day,
    )
