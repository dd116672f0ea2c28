"""The register of a marking campaign: who marked what, and whether it fits."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date

from firearmskit.arguments import listed, of_type
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.marking.campaign import SitePlan
from firearmskit.marking.comparing import compare
from firearmskit.marking.schemes import Scheme

__all__ = ["Entry", "Problem", "check_register", "read_register", "write_register"]

MAX_REGISTER = 64 * 1024 * 1024
"""The most characters of a register that is read."""


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
        writer.writerow(f"'{cell}" if _like_formula(cell) else cell for cell in cells)
    return out.getvalue()


def _like_formula(cell: str) -> bool:
    """Tell whether a spreadsheet would take a cell for a formula, but for apostrophes before it."""
    return cell.lstrip("'").startswith(_FORMULA)


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
    plain = (cell[1:] if cell.startswith("'") and _like_formula(cell) else cell for cell in cells)
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
