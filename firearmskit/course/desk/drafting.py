"""Requests as they are typed at the desk and kept in its journal: texts alone, and the request that they make."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from typing import Any

from firearmskit import tracing
from firearmskit.course.desk.values import DeskCase
from firearmskit.errors import CourseError, InputError, quote
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.tracing import Agency, Description, Recovery, TraceRequest

__all__ = ["FIELDS", "checked_day", "draft_of", "first_draft", "plain_of", "request_of", "restored"]

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
}
"""The fields that a learner types, and what each is called."""

_CARRIED = ("follows", "restrictions", "country", "year", "importer", "last_import_country", "import_year", "status")
"""Fields that no learner types: they come from the case, or from the request and the reply that it follows."""

_LONGEST = 2000


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
    wanted = held["wanted_by"]
    firearm = dataclasses.replace(
        case.firearm,
        **{name: held[name] for name in ("serial", "maker", "model", "kind", "calibre", "country", "importer")},  # type: ignore[arg-type]
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
        wanted_by=None if wanted is None else checked_day(wanted, _(FIELDS["wanted_by"])),
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
