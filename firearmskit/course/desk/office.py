"""The office of a State that is asked: it looks for the serial that it was given, and tells what its register has."""

from __future__ import annotations

from firearmskit import tracing
from firearmskit.course.desk.values import DeskRegister
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.tracing import Candidate, Register, TraceReply, TraceRequest

__all__ = ["answer", "extract_of", "lines_with", "register_of"]

_READ_ALIKE = frozenset({"same", "script", "unread"})
_MANY = 50
_SURE = 0.95
"""From this share of the probability of all lines with the serial on, the office tells the history of the first."""


def register_of(register: DeskRegister) -> Register:
    """Give the lines of a register as one that can be searched.

    Raises:
        InputError: It has no lines.
    """
    return Register(register.entries)


def lines_with(register: DeskRegister, firearm: tracing.Description) -> tuple[Candidate, ...]:
    """Find the lines with the serial that is asked for, as an office does: nothing that merely looks like it.

    Args:
        register: The register.
        firearm: What the request says; in its serial, ``?`` is a character that can't be read and ``*`` a stretch.

    Returns:
        The lines, the likeliest by all else that is said first.

    Raises:
        InputError: Nothing of the serial can be read.
    """
    if not register.entries:
        return ()
    wanted = tracing.serial_key(firearm.serial or "")
    found = tracing.match(firearm, register_of(register), limit=_MANY).candidates
    return tuple(
        each
        for each in found
        if tracing.serial_key(each.entry.serial or "") == wanted
        or all(step.kind in _READ_ALIKE for step in each.comparison.alignment)
    )


def answer(register: DeskRegister, request: TraceRequest, *, today: str) -> TraceReply | None:
    """Answer a request from a register.

    Args:
        register: The register of the State that is asked.
        request: The request, as it was sent.
        today: ISO date of the present.

    Returns:
        The reply; None where none has come until today. It tells the history of the line with that serial, asks for
        more where several lines have it, and says that there is no record where none has.

    Raises:
        InputError: The request wasn't sent.
    """
    if request.sent is None:
        raise InputError(_("A request is answered when it was sent."))
    if register.answers_on is None or max(register.answers_on, request.sent) > today:
        return None
    told = {
        "id": f"A-{request.id}",
        "request": request.id,
        "answering": request.addressee,
        "dated": max(register.answers_on, request.sent),
        "searched_serial": request.firearm.serial,
        "missing": register.missing,
        "restrictions": request.restrictions,
    }
    try:
        lines = lines_with(register, request.firearm)
    except InputError:
        reasons = _("Nothing of the serial can be read, and this register is searched by serials.")
        return _reply(told, kind="not-traceable", reasons=reasons)
    if not lines:
        return _reply(told, kind="no-record")
    if len(lines) > 1 and lines[0].probability < _SURE * sum(each.probability for each in lines):
        reasons = _("{count} lines have this serial. Tell the make, the model or the calibre.").format(count=len(lines))
        return _reply(told, kind="more-information", reasons=reasons)
    history = register.histories.get(str(lines[0].entry.id), ())
    if not history:
        reasons = _("The firearm stands in the register; nothing more is told of it there.")
        return _reply(told, kind="partial", reasons=reasons)
    return _reply(told, kind="full", transfers=history)


def _reply(told: dict[str, object], **more: object) -> TraceReply:
    return TraceReply(**{**told, **more})  # type: ignore[arg-type]


def extract_of(
    register: DeskRegister, *, id: str, serial: str | None, line: str | None, drawn_on: str
) -> tracing.Extract:
    """Give what a register has of a firearm, once a learner decided which line it is.

    Args:
        register: The register.
        id: What the extract is called.
        serial: The serial that was searched for.
        line: Id of the line; None where the learner decided that it isn't in this register.
        drawn_on: ISO date.

    Returns:
        The extract, with the history of the line.

    Raises:
        InputError: The register has no such line.
    """
    if line is not None and line not in {each.id for each in register.entries}:
        raise InputError(_("The register has no line {line}.").format(line=quote(line)))
    return tracing.Extract(
        id=id,
        register=register.name,
        state=register.state,
        drawn_on=drawn_on,
        searched_serial=serial,
        entries=register.histories.get(line, ()) if line is not None else (),
        missing=register.missing,
    )
