"""Requests as they are typed at the desk and kept in its journal: texts alone, and the request that they make."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from typing import Any

from firearmskit import tracing
from firearmskit.course.desk.values import DeskCase
from firearmskit.errors import CourseError, InputError, quote
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.law import Finding
from firearmskit.tracing import Agency, Description, Recovery, TraceRequest

__all__ = [
    "CHOICES",
    "FIELDS",
    "ONLY_FOR",
    "checked_day",
    "draft_of",
    "first_draft",
    "held_back",
    "plain_of",
    "request_of",
    "restored",
]

FIELDS = {
    "state": N_("State that is asked"),
    "channel": N_("Channel"),
    "serial": N_("Serial number"),
    "maker": N_("Make"),
    "model": N_("Model"),
    "kind": N_("Class of firearm"),
    "calibre": N_("Calibre"),
    "intended_use": N_("What the answer is wanted for"),
    "circumstances": N_("How the firearm was recovered"),
    "why_illicit": N_("What makes it illicit"),
    "legal_reason": N_("The provision of law that makes it so"),
    "wanted_by": N_("Answer wished for by (a date, such as 2026-03-31)"),
    "country": N_("State of manufacture (three letters)"),
    "importer": N_("Importer"),
    "status": N_("Why it is recorded"),
    "priority": N_("Priority"),
    "crime_code": N_("Code of the offence"),
    "agency_code": N_("Code of the office that asks"),
}
"""The fields that a learner types, and what each is called."""

ONLY_FOR = {
    "country": ("iarms-like", "etrace-like"),
    "importer": ("etrace-like",),
    "status": ("iarms-like",),
    "priority": ("etrace-like",),
    "crime_code": ("etrace-like",),
    "agency_code": ("etrace-like",),
}
"""Fields that only some channels ask for."""

CHOICES = {
    "status": {"lost": N_("lost"), "stolen": N_("stolen"), "trafficked": N_("trafficked"), "seized": N_("seized")},
    "priority": {"routine": N_("routine"), "urgent": N_("urgent")},
}
"""Fields with choices, and what each choice is called."""

_CARRIED = ("follows", "restrictions", "year", "last_import_country", "import_year")
"""Fields that no learner types: they come from the case, or from the request and the reply that it follows."""

_LONGEST = 2000


_TYPED = ("serial", "maker", "model", "kind", "calibre", "country", "importer", "status")
"""Fields of the description that are typed."""

_DESCRIBED = ("country", "importer", "status")
"""Fields of the description: what is known of the firearm is told on each channel."""


def held_back(findings: Iterable[Finding], *, anyway: bool) -> tuple[Finding, ...]:
    """Give what keeps a request from being sent: its errors; where there are none, its warnings.

    Args:
        findings: What a check found.
        anyway: Whether warnings don't keep it back.

    Returns:
        The findings; none where it may be sent.
    """
    found = tuple(findings)
    errors = tuple(each for each in found if each.severity == "error")
    return errors or (() if anyway else tuple(each for each in found if each.severity == "warning"))


def checked_day(text: str, name: str, *, until: str | None = None) -> str:
    """Give a date back if it is a day, not later than another one.

    Raises:
        InputError: It isn't.

    >>> checked_day(" 2026-03-01 ", "the date", until="2026-03-02")
    '2026-03-01'
    """
    day = text.strip()
    if re.fullmatch(r"\d{4}-\d\d-\d\d", day, re.ASCII) is None:
        raise InputError(
            _("{name} must be a date such as 2026-03-01, not {value}.").format(name=name, value=quote(day))
        )
    tracing.span(day)
    if until is not None and day > until:
        raise InputError(
            _("{name} is {value}, which comes after today: at this desk today is {today}.").format(
                name=name, value=quote(day), today=until
            )
        )
    return day


def first_draft(case: DeskCase) -> dict[str, str]:
    """Give the form of a request before anything was typed: what was read on the object, and how it was recovered."""
    draft = dict.fromkeys((*FIELDS, *_CARRIED), "") | {"channel": "iti"}
    return draft | _described(case.firearm) | _recovered(case.recovery)


def _described(firearm: Description) -> dict[str, str]:
    names = ("serial", "maker", "model", "kind", "calibre", "country", "year", "importer", "last_import_country")
    values = {name: getattr(firearm, name) for name in (*names, "import_year", "status")}
    return {name: "" if value is None else str(value) for name, value in values.items()}


def _recovered(recovery: Recovery) -> dict[str, str]:
    return {name: getattr(recovery, name) or "" for name in ("circumstances", "why_illicit", "legal_reason")}


def draft_of(case: DeskCase, proposed: TraceRequest) -> dict[str, str]:
    """Give the form of a request that follows from another, with all that it carries over."""
    return first_draft(case) | {
        **_described(proposed.firearm),
        "state": proposed.addressee.state,
        "channel": proposed.channel,
        "intended_use": proposed.intended_use or "",
        "follows": proposed.follows or "",
        "restrictions": ",".join(proposed.restrictions),
    }


def request_of(case: DeskCase, draft: Mapping[str, str], *, id: str, own_checks: tuple[str, ...]) -> TraceRequest:
    """Make a request, not sent yet, of what was typed.

    Args:
        case: The case.
        draft: Field to text; what is empty isn't known.
        id: What the request is called.
        own_checks: Registers that were searched at home before.

    Returns:
        The draft of a request.

    Raises:
        InputError: A field is too long, no State is chosen, or a date is none.
    """
    held = {name: (draft.get(name) or "").strip() or None for name in (*FIELDS, *_CARRIED)}
    for name, value in held.items():
        if value is not None and len(value) > _LONGEST:
            title = _(FIELDS.get(name, name))
            raise InputError(
                _("{field} is too long, {value}: at most {most} characters.").format(
                    field=title, value=quote(value), most=_LONGEST
                )
            )
    if held["state"] is None:
        raise InputError(_("Choose the State that is asked."))
    if held["state"] == case.home:
        raise InputError(_("The register of your own State is searched at home; no request is needed."))
    wanted = None if held["wanted_by"] is None else checked_day(held["wanted_by"], _("The wished-for date"))
    if wanted is not None and wanted < case.today:
        raise InputError(
            _("The wished-for date is {value}, which lies before today: at this desk today is {today}.").format(
                value=quote(wanted), today=case.today
            )
        )
    for name in ONLY_FOR:
        if (held["channel"] or "iti") not in ONLY_FOR[name] and name not in _DESCRIBED:
            held[name] = None
    firearm = dataclasses.replace(
        case.firearm,
        **{
            name: held[name]
            for name in ("serial", "maker", "model", "kind", "calibre", "country", "importer", "status")
        },  # type: ignore[arg-type]
        last_import_country=held["last_import_country"],
        import_year=None if held["import_year"] is None else _year(held["import_year"]),
    )
    told = {name: held[name] for name in ("circumstances", "why_illicit", "legal_reason")}
    return TraceRequest(
        id=id,
        channel=held["channel"] or "iti",
        requesting=Agency(name=_("Tracing office"), state=case.home),
        addressee=Agency(name=_("National point of contact"), state=held["state"]),
        firearm=firearm,
        recovery=dataclasses.replace(case.recovery, **told),  # type: ignore[arg-type]
        intended_use=held["intended_use"],
        case=case.id,
        own_checks=own_checks,
        drafted=case.today,
        wanted_by=wanted,
        priority=held["priority"],
        codes=tuple(f"{name}={held[name]}" for name in ("crime_code", "agency_code") if held[name]),
        restrictions=tuple((held["restrictions"] or "").split(",")) if held["restrictions"] else (),
        follows=held["follows"],
    )


def _year(text: str) -> int:
    if re.fullmatch(r"\d{4}", text, re.ASCII) is None:
        raise InputError(_("{value} is no year of four digits.").format(value=quote(text)))
    return int(text)


def plain_of(request: TraceRequest) -> dict[str, Any]:
    """Give a request as plain data, for the journal."""
    return dataclasses.asdict(request)


def restored(plain: object) -> TraceRequest:
    """Give a request of a journal back.

    Raises:
        CourseError: It isn't one; somebody changed the journal.
    """
    try:
        held: dict[str, Any] = dict(plain)  # type: ignore[call-overload]
        held["firearm"] = Description(**{**held["firearm"], "marks": tuple(held["firearm"]["marks"])})
        held["recovery"] = None if held["recovery"] is None else Recovery(**held["recovery"])
        for name in ("requesting", "addressee"):
            held[name] = Agency(**held[name])
        for name in ("codes", "own_checks", "restrictions"):
            held[name] = tuple(held[name])
        return TraceRequest(**held)
    except (TypeError, ValueError, KeyError) as error:
        raise CourseError(
            _("A request in the journal can't be used: {reason}").format(reason=quote(str(error)))
        ) from None
