"""Does a request hold what its channel asks for, and does a reply refuse on a ground that is allowed?

A rule that rests on a text that nobody read here is shown as unverified: it makes a warning, never an error, and no
grade may rest on it (:func:`firearmskit.tracing.gradable`).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from firearmskit import law
from firearmskit.arguments import of_type
from firearmskit.errors import quote
from firearmskit.identification import FIELDS, trace_fields, traceable
from firearmskit.language import text as _
from firearmskit.law import Finding
from firearmskit.reference import Row
from firearmskit.tracing import rules
from firearmskit.tracing.replying import TraceReply
from firearmskit.tracing.requesting import TraceRequest, snapshot
from firearmskit.tracing.rules import content_rules, grounds
from firearmskit.tracing.tables import Channel, Ground

__all__ = ["check_refusal", "check_request"]


def check_request(request: TraceRequest, channel: str | None = None) -> list[Finding]:
    """Check whether a request holds what its channel asks for, and whether its dates and its description hold.

    Args:
        request: The request.
        channel: Id of the channel to check it for; its own when None.

    Returns:
        The findings, rule by rule. An error is a required field that is missing under a rule that was read; under an
        unverified rule it is a warning that says so; a field that is only wanted makes a note.

    Raises:
        UnknownCodeError: There is no such channel.
        InputError: It isn't a request.

    >>> from firearmskit import tracing
    >>> bare = tracing.TraceRequest(
    ...     id="R1", channel="iarms-like", firearm=tracing.Description(serial="EX 1"),
    ...     requesting=tracing.Agency(name="Tracing office", state="QMD"),
    ...     addressee=tracing.Agency(name="Central bureau", state="QMA"))
    >>> [(each.field, each.severity) for each in check_request(bare)][:3]
    [('firearm.maker', 'error'), ('firearm.kind', 'error'), ('firearm.calibre', 'error')]
    """
    asked = of_type(request, TraceRequest, "request")
    way = rules.channel(asked.channel if channel is None else channel)
    return [*_contents(asked, way), *_dates(asked), *_frozen(asked), *_firearm(asked)]


def _contents(request: TraceRequest, way: Channel) -> Iterator[Finding]:
    """Go through the fields of the description, then through the channel's own rules."""
    imported = request.firearm.country not in (None, "USA")
    if way.description_fields is not None:
        for row in trace_fields(way.description_fields):
            if row.need == "importer" and not imported:
                continue
            need = "wanted" if row.need == "wanted" else "required"
            if getattr(request.firearm, row.field) in (None, "", ()):
                yield _missing(f"firearm.{row.field}", _(FIELDS[row.field]), need, row, way, None)
    for rule in content_rules(way.id):
        held = [_held(request, path) for path in rule.field.split("|")]
        given = [value for value in held if value]
        if not given and not (rule.values and rule.field.startswith("firearm.")):
            yield _missing(rule.field.partition("|")[0], _(rule.name), rule.need, rule, way, rule.article)
        elif given and rule.values and given[0] not in rule.values:
            yield _finding(
                "value-not-allowed",
                rule.field,
                _("The field for {name} says {value}; the channel knows {values}.").format(
                    name=_(rule.name), value=quote(given[0]), values=", ".join(rule.values)
                ),
                rule,
                way,
                rule.article,
            )


def _held(request: TraceRequest, path: str) -> object:
    """Give what stands in a field of a request; None when nothing does."""
    first, _dot, rest = path.partition(".")
    if first == "codes":
        return next((code.partition("=")[2].strip() for code in request.codes if code.partition("=")[0] == rest), None)
    value = getattr(request, first)
    return getattr(value, rest) if rest and value is not None else value


def _missing(field: str, name: str, need: str, row: Row, way: Channel, article: str | None) -> Finding:
    said = {
        "required": _("What the channel requires is missing: {name}."),
        "where-possible": _("What the channel asks for where it is possible is missing: {name}."),
        "wanted": _("What would help is missing: {name}."),
    }[need]
    return _finding("missing", field, said.format(name=name), row, way, article, need=need)


def _finding(
    code: str, field: str, sentence: str, row: Row, way: Channel, article: str | None, *, need: str = "required"
) -> Finding:
    """Make a finding that rests on a row: an unverified one weighs less, and says so."""
    verified = row.confidence != "unverified"
    severity = {"required": "error", "where-possible": "warning", "wanted": "note"}[need]
    if not verified:
        sentence += " " + _("The rule is unverified: its text wasn't read.")
        severity = "note" if need == "wanted" else "warning"
    cited = law.cite(way.instrument, article) if way.instrument is not None and article is not None else row.source
    return Finding(
        code=code,
        severity=severity,
        field=field,
        sentence=sentence,
        instrument=way.instrument,
        article=article,
        source=cited,
        confidence=row.confidence,
    )


def _dates(request: TraceRequest) -> Iterator[Finding]:
    """Find dates of a request that can't follow each other."""
    recovered = request.recovery.date if request.recovery is not None else None
    order = (("recovery.date", recovered), ("drafted", request.drafted), ("sent", request.sent))
    known = [(name, day) for name, day in order if day is not None]
    for (name, day), (later, after) in pairwise(known):
        if after < day:
            yield Finding(
                code="dates-contradict",
                severity="error",
                field=later,
                sentence=_("The date of {later}, {after}, lies before that of {name}, {day}.").format(
                    later=later, after=after, name=name, day=day
                ),
            )
    for name in ("wanted_by", "lapses"):
        day = getattr(request, name)
        if day is not None and request.sent is not None and day < request.sent:
            yield Finding(
                code="dates-contradict",
                severity="error",
                field=name,
                sentence=_("The date of {later}, {after}, lies before that of {name}, {day}.").format(
                    later=name, after=day, name="sent", day=request.sent
                ),
            )
    if request.priority == "urgent" and request.priority_reason is None:
        yield Finding(
            code="no-reason",
            severity="warning",
            field="priority_reason",
            sentence=_("The request is urgent and doesn't say why."),
        )


def _frozen(request: TraceRequest) -> Iterator[Finding]:
    if request.sent is not None and request.snapshot is None:
        yield Finding(
            code="not-frozen",
            severity="warning",
            field="snapshot",
            sentence=_("The request was sent, and nothing shows what its description was then."),
        )
    elif request.snapshot is not None and request.snapshot != snapshot(request.firearm):
        yield Finding(
            code="changed-after-sending",
            severity="error",
            field="firearm",
            sentence=_(
                "The description isn't the one that was sent. A correction is a new request that follows on from this."
            ),
        )


def _firearm(request: TraceRequest) -> Iterator[Finding]:
    """Say what contradicts in the description: a request that asks for the wrong firearm finds nothing, or another."""
    for each in traceable(request.firearm).contradictions:
        yield Finding(
            code=each.code,
            severity="warning",
            field=f"firearm.{each.fields[0]}",
            sentence=each.text,
            confidence=each.basis,
        )


def check_refusal(reply: TraceReply, channel: str) -> list[Finding]:
    """Check whether a refusal, a restriction or a delay names a ground that is allowed, and gives reasons.

    Args:
        reply: The reply.
        channel: Id of the channel by which the request went: the grounds are those of its instrument.

    Returns:
        The findings; none for a reply that refuses, restricts and delays nothing. Where no source gives grounds for
        the channel, a note says so. Findings on unverified grounds are warnings that say so.

    Raises:
        UnknownCodeError: There is no such channel.
        InputError: It isn't a reply.

    >>> from firearmskit import tracing
    >>> reply = tracing.TraceReply(
    ...     id="A1", request="R1", answering=tracing.Agency(name="Office", state="QMB"), dated="2026-04-01",
    ...     kind="refusal", ground="too-busy")
    >>> [each.code for each in check_refusal(reply, "mutual-legal-assistance")]
    ['ground-not-allowed', 'no-reasons']
    """
    given, way = of_type(reply, TraceReply, "reply"), rules.channel(channel)
    does = {"refusal": "refusal", "delay": "delay"}.get(given.kind, "restriction" if given.restrictions else None)
    if does is None or (does == "restriction" and given.ground is None):
        return []
    allowed = [row for row in grounds(way.id) if does in row.allows]
    return [*_ground(given, way, does, allowed), *_reasons(given, way, does, allowed)]


def _ground(reply: TraceReply, way: Channel, does: str, allowed: list[Ground]) -> Iterator[Finding]:
    if not allowed:
        yield Finding(
            code="no-grounds-found",
            severity="note",
            field="ground",
            sentence=_("No source here says on which grounds a request by this channel may be refused or delayed."),
            source=way.source,
            confidence=way.confidence,
        )
        return
    named = ", ".join(row.ground for row in allowed)
    if reply.ground is None:
        sentence = _("The reply names no ground. The grounds are {grounds}.").format(grounds=named)
        code = "no-ground"
    elif all(reply.ground != row.ground for row in allowed):
        sentence = _("{ground} isn't a ground for this. The grounds are {grounds}.").format(
            ground=quote(reply.ground), grounds=named
        )
        code = "ground-not-allowed"
    else:
        return
    yield _finding(code, "ground", sentence, allowed[0], way, allowed[0].article)


def _reasons(reply: TraceReply, way: Channel, does: str, allowed: list[Ground]) -> Iterator[Finding]:
    if reply.reasons is None and allowed and does != "restriction":
        sentence = _("The reply gives no reasons, which are due.")
        yield _finding("no-reasons", "reasons", sentence, allowed[0], way, allowed[0].article)
    if reply.kind == "delay" and reply.until is None:
        yield Finding(
            code="no-end",
            severity="note",
            field="until",
            sentence=_("The reply doesn't say until when the answer is delayed."),
        )
