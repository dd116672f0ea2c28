"""Check the marks on a firearm against the rules that bind: what is missing, wrong, too low or too shallow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from firearmskit import law
from firearmskit.errors import InputError, quote
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.law import SEVERITIES, Finding
from firearmskit.marking import craft
from firearmskit.marking.obligations import Due, due, parts_in_words, standing_in_words
from firearmskit.marking.shown import MAX_TEXT, Shown, look, role_of
from firearmskit.marking.stamped import MAX_MARKS, Event, StampedMark

__all__ = ["check"]

_MISSING = {
    "required": N_("Missing: {content}. It is required by {rule}."),
    "where-possible": N_("Missing: {content}. It is required where possible by {rule}."),
    "conditional": N_("Missing: {content}. It is required on a condition by {rule}."),
    "recommended": N_("Missing: {content}. It is encouraged by {rule}."),
}
_ORDER = tuple(SEVERITIES)
_UNREAD = N_("The rule was taken from general knowledge: verify it before you rely on it.")


def check(
    marks: Sequence[StampedMark | str],
    *,
    event: str | None = None,
    state: str | None = None,
    on: str | date | None = None,
    history: Sequence[Event] | None = None,
) -> list[Finding]:
    """Find what is missing or wrong in the marks on one firearm.

    Args:
        marks: The marks, each a :class:`StampedMark`, or its text alone. Whatever stands in them, nothing is raised:
            what can't be used becomes a finding.
        event: What happened to the firearm, one of ``law.EVENTS``; with ``state`` and ``on``.
        state: ISO 3166-1 alpha-3 code of the State where it happened.
        on: The day on which it happened, as an ISO date or a ``date``.
        history: Instead of these three, several events in the order in which they happened.

    Returns:
        The findings, the heaviest first. ``error``: a rule that binds the State, and was read at a source or worked
        out from one, isn't met. ``warning``: the rule is a political commitment, asks only where possible or on a
        condition, or wasn't read at a source; or something contradicts. ``note``: it isn't known whether the rule
        binds, or it only encourages, or something couldn't be judged.

    Raises:
        UnknownCodeError: There is no such event or State.
        InputError: ``on`` isn't a date, or neither ``history`` nor all of ``event``, ``state`` and ``on`` are given.

    >>> marks = [StampedMark(text="GLOCK 17 AUSTRIA 9x19", place="slide"), StampedMark(text="BXK123", place="frame")]
    >>> found = check(marks, event="import", state="NGA", on="2026-11-26")
    >>> [(each.code, each.field, each.source) for each in found if each.severity == "error"]
    [('missing', 'country-of-import', 'Firearms Protocol, art. 8(1)(b)')]
    """
    steps = _steps(event, state, on, history)
    owed = [due(step.kind, state=step.state, on=step.on) for step in steps]
    usable, found = _usable(marks)
    shown, open_ = look(usable, [(step.kind, step.state) for step in steps])
    for step, dues in zip(steps, owed, strict=True):
        found += _against(step, dues, usable, shown)
    found += craft.contradictions(usable, shown, [_day(step.on) for step in steps])
    found += _not_understood(usable, open_, found)
    return sorted(dict.fromkeys(found), key=lambda each: _ORDER.index(each.severity))


def _day(on: str | date) -> str:
    """Give the day of an event whose date was checked as an ISO date."""
    return str(on)[:10]


def _steps(
    event: str | None, state: str | None, on: str | date | None, history: Sequence[Event] | None
) -> tuple[Event, ...]:
    if history is not None and event is None and state is None and on is None:
        steps = tuple(history) if isinstance(history, list | tuple) else (history,)
        for step in steps:
            if not isinstance(step, Event):
                raise InputError(_("history must be a list of marking.Event, not {value}").format(value=quote(step)))
        return steps
    if history is None and event is not None and state is not None and on is not None:
        return (Event(kind=event, state=state, on=_day(on) if isinstance(on, date) else on),)
    raise InputError(_("give event, state and on, or history alone"))


def _usable(marks: object) -> tuple[list[StampedMark], list[Finding]]:
    """Keep each mark that can be used, blank the others so that numbers stay, and say what couldn't be used."""
    given = list(marks) if isinstance(marks, list | tuple) else [marks]
    usable: list[StampedMark] = []
    found: list[Finding] = []
    if len(given) > MAX_MARKS:
        found.append(
            _note("too-many", "marks", _("Only the first {limit} marks were checked.").format(limit=MAX_MARKS))
        )
    for number, each in enumerate(given[:MAX_MARKS], 1):
        mark = StampedMark(text=each) if isinstance(each, str) else each
        if not isinstance(mark, StampedMark) or not isinstance(mark.text, str):
            sentence = _("Mark {number} isn't a mark: {value}").format(number=number, value=quote(each))
            found.append(_note("not-a-mark", f"marks[{number - 1}]", sentence))
            mark = StampedMark(text="")
        elif len(mark.text) > MAX_TEXT:
            sentence = _("Mark {number} is longer than {limit} characters and wasn't read: {value}").format(
                number=number, limit=MAX_TEXT, value=quote(mark.text)
            )
            found.append(_note("too-long", f"marks[{number - 1}]", sentence))
            mark = replace(mark, text="")
        found += craft.unusable(mark, number)
        usable.append(craft.cleaned(mark))
    return usable, found


def _note(code: str, field: str, sentence: str) -> Finding:
    return Finding(code=code, severity="note", field=field, sentence=sentence)


def _against(
    step: Event, dues: Sequence[Due], marks: Sequence[StampedMark], shown: Sequence[Shown]
) -> Iterator[Finding]:
    """Compare the marks with what is due at one event."""
    if not dues:
        sentence = _("No rule of these tables asks for a mark here: {event}, {state}, {day}.").format(
            event=_(law.EVENTS[step.kind]), state=step.state, day=_day(step.on)
        )
        yield _note("no-rule", step.kind, sentence)
    there = {each.content for each in shown if role_of(each.part) != "loose"}
    if "serial" in there:
        there.add("unique-mark")
    for each in dues:
        if each.content == "place":
            yield from _misplaced(each, shown)
        elif each.content != "form" and each.content not in there:
            content = _(law.CONTENTS[each.content])
            yield _finding("missing", each, _(_MISSING[each.level]).format(content=content, rule=each.source))
    for _rule, group in groupby(sorted(dues, key=lambda each: each.rule), key=lambda each: each.rule):
        yield from _measured(list(group), marks, shown)


def _weight(owed: Due) -> str:
    """Say how much it weighs that something due isn't there."""
    if owed.status == "unknown" or owed.level == "recommended":
        return "note"
    weight = 0 if owed.level == "required" and owed.status == "bound" else 1
    return _ORDER[weight + (owed.confidence == "unverified")]


def _finding(code: str, owed: Due, sentence: str, *, field: str | None = None, severity: str | None = None) -> Finding:
    said = [sentence, *standing_in_words(owed)]
    if owed.confidence == "unverified":
        said.append(_(_UNREAD))
    if owed.level == "conditional" and owed.exceptions:
        said.append(_(owed.exceptions))
    return Finding(
        code=code,
        severity=severity or _weight(owed),
        field=field or owed.content,
        sentence=" ".join(said),
        instrument=owed.instrument,
        article=owed.article,
        source=owed.source,
        confidence=owed.confidence,
    )


def _misplaced(owed: Due, shown: Sequence[Shown]) -> Iterator[Finding]:
    """Compare the parts that bear the serial with those that have to."""
    bearing = [each for each in shown if each.content in ("serial", "unique-mark")]
    parts = {each.part for each in bearing}
    standing = {each.part for each in shown}
    lacking = []
    for wanted in owed.components:
        choices = set(wanted.removesuffix("?").split("|"))
        # A plate in the frame is the frame for this purpose.
        here = parts & choices or ("frame" in choices and any(role_of(part) == "main" for part in parts))
        if bearing and not here and (not wanted.endswith("?") or standing & choices):
            lacking.append(wanted.removesuffix("?"))
    if lacking and None in parts:
        sentence = _("Where the serial number stands isn't known; {rule} asks for it on: {parts}.").format(
            rule=owed.source, parts=parts_in_words(owed.components)
        )
        yield _finding("place-unknown", owed, sentence, severity="note")
        return
    for part in lacking:
        sentence = _("The serial number doesn't stand on this part: {part}. {rule} asks for it there.").format(
            part=parts_in_words((part,)), rule=owed.source
        )
        yield _finding("wrong-component", owed, sentence, field=part)


def _measured(owed: Sequence[Due], marks: Sequence[StampedMark], shown: Sequence[Shown]) -> Iterator[Finding]:
    """Compare height, depth and script of the marks with the limits of one rule."""
    limited = [each for each in owed if each.min_height_mm or each.min_depth_mm or each.scripts]
    if not limited:
        return
    # The strongest demand of the rule says how much it weighs to miss its limits.
    first = min(limited, key=lambda each: _ORDER.index(_weight(each)))
    high = [each for each in limited if each.min_height_mm]
    every = any(each.content == "form" for each in high)
    low_contents = {each.content for each in high}
    seen: dict[int, set[str]] = {}
    for each in shown:
        if role_of(each.part) != "loose":
            seen.setdefault(each.index, set()).add(each.content)
    for index, contents in seen.items():
        limit = high[0].min_height_mm if high and (every or contents & low_contents) else None
        for code, sentence in craft.breaches(marks[index], limit, first.min_depth_mm, first.scripts, first.source):
            severity = "note" if code == "not-measured" else None
            yield _finding(code, first, sentence, field=f"marks[{index}]", severity=severity)


def _not_understood(marks: Sequence[StampedMark], open_: Sequence[int], found: Iterable[Finding]) -> Iterator[Finding]:
    """Say which marks weren't understood: what is missing may stand there."""
    if any(each.code == "missing" for each in found):
        for index in open_:
            sentence = _("This mark wasn't understood; what is missing may stand there: {text}.").format(
                text=quote(marks[index].text)
            )
            yield _note("not-understood", f"marks[{index}]", sentence)
