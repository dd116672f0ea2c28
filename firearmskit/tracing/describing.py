"""Say in sentences that a court could read what a chain shows, what it doesn't, and where a request stands."""

from __future__ import annotations

from collections.abc import Iterator

from firearmskit.arguments import of_type
from firearmskit.errors import escape
from firearmskit.language import text as _
from firearmskit.tracing.evidence import KINDS, STANDINGS
from firearmskit.tracing.following import STATUSES, Status
from firearmskit.tracing.hypotheses import BANDS, HYPOTHESES, Diversion, Hypothesis
from firearmskit.tracing.links import ANSWERS, Chain, Gap, Link
from firearmskit.tracing.requesting import RECOVERIES, TraceRequest
from firearmskit.tracing.states import state_name
from firearmskit.tracing.timing import STARTS, TimeToCrime

__all__ = ["describe"]

Described = Chain | Diversion | TraceRequest | Status | TimeToCrime


def describe(found: Described) -> str:
    """Say in sentences what was found.

    Args:
        found: A chain, a diversion, a request, the status of one, or a time to crime.

    Returns:
        Sentences in the language that is spoken now; each fact names the evidence that it rests on. Findings that were
        put into sentences when they were made stay in the language of then.

    Raises:
        InputError: It is something else.

    >>> from firearmskit import tracing
    >>> seized = tracing.Entry(id="E1", kind="seizure", standing="record", source="Report 7", date="2020-05-04")
    >>> print(describe(tracing.chain(tracing.Description(serial="EX 1"), [seized])).splitlines()[0])
    1. Seizure, 2020-05-04: record of a register (E1).
    """
    of_type(found, (Chain, Diversion, TraceRequest, Status, TimeToCrime), "found")
    if isinstance(found, Chain):
        return "\n".join(_chain(found))
    if isinstance(found, Diversion):
        return "\n".join(_diversion(found))
    if isinstance(found, TraceRequest):
        return " ".join(_request(found))
    return " ".join(_status(found) if isinstance(found, Status) else _time(found))


def _chain(found: Chain) -> Iterator[str]:
    gaps = {gap.after: gap for gap in found.gaps if gap.before is not None or gap.code == "no-import-record"}
    if None in gaps:
        yield _gap(gaps[None])
    for link in found.path:
        yield f"{link.number}. {_link(link)}"
        if link.number in gaps:
            yield _gap(gaps[link.number])
    for gap in found.gaps:
        if gap not in gaps.values():
            yield _gap(gap)
    aside: dict[str, list[str]] = {}
    for each in found.set_aside:
        aside.setdefault(each.sentence, []).append(escape(each.id))
    for conflict in found.conflicts:
        if conflict.sentence not in aside:
            yield _("Contradiction: {sentence}").format(sentence=conflict.sentence)
    for sentence, ids in aside.items():
        yield _("Set aside ({ids}): {sentence}").format(ids=", ".join(ids), sentence=sentence)
    for answer in found.answers:
        yield f"{state_name(answer.state)}: {_(ANSWERS[answer.standing])} ({escape(', '.join(answer.documents))})."
    yield from _diversion(found.diversion)


def _link(link: Link) -> str:
    """Say one link: what, when, from whom to whom, where, and what it rests on."""
    kind = _(KINDS[link.kind])
    said = [kind[:1].upper() + kind[1:], str(link.span) if link.span is not None else _("date not known")]
    if link.releasing is not None:
        said.append(_("from {holder}").format(holder=link.releasing))
    if link.receiving is not None:
        said.append(_("to {holder}").format(holder=link.receiving))
    if link.country is not None:
        said.append(_("in {state}").format(state=state_name(link.country)))
    return f"{', '.join(said)}: {_(STANDINGS[link.standing])} ({escape(', '.join(link.evidence))})."


def _gap(gap: Gap) -> str:
    said = _("Gap: {sentence}").format(sentence=gap.sentence)
    if gap.answer is None or gap.state is None:
        return said
    return f"{said} {state_name(gap.state)}: {_(ANSWERS[gap.answer])}."


def _diversion(found: Diversion) -> Iterator[str]:
    """Say what is proposed, on what, against what, and that it is a proposal."""
    if found.last_legal_holder is not None:
        yield _("Last legal holder, as far as it is told: {holder}.").format(holder=found.last_legal_holder)
    if found.last_legal_record is not None:
        yield _("Last legal record: {link}").format(link=_link(found.last_legal_record))
    if found.point is None:
        yield (
            _("Point of diversion: it can't be told from this evidence. {why}").format(why=found.why_open or "").strip()
        )
    else:
        yield _("Point of diversion, proposed: {point}").format(point=_hypothesis(found.point))
        if found.established == "tracing":
            yield _("If the authority adopts it, it is established by tracing.")
        elif found.established == "competent-authority":
            yield _("It is established by a competent authority, by other means than tracing.")
    for rival in found.rivals:
        yield _("It can also be: {rival}").format(rival=_hypothesis(rival))


def _hypothesis(each: Hypothesis) -> str:
    said = [_(HYPOTHESES[each.kind])]
    if each.holder is not None:
        said.append(str(each.holder))
    if each.span is not None:
        said.append(str(each.span))
    text = f"{', '.join(said)}; {_(BANDS[each.band])}"
    text += f" ({escape(', '.join(each.evidence))})." if each.evidence else "."
    if each.for_it:
        text += " " + _("For it: {reasons}").format(reasons=" ".join(each.for_it))
    if each.against:
        text += " " + _("Against it: {reasons}").format(reasons=" ".join(each.against))
    if each.questions:
        text += " " + _("To decide: {questions}").format(questions=" ".join(q.sentence for q in each.questions))
    return text


def _request(found: TraceRequest) -> Iterator[str]:
    yield _("Request {id} from {requesting} to {addressee}.").format(
        id=escape(found.id), requesting=found.requesting, addressee=found.addressee
    )
    if found.follows is not None:
        yield _("It follows on from the request {id}.").format(id=escape(found.follows))
    yield _("It is a draft.") if found.sent is None else _("It was sent on {day}.").format(day=found.sent)
    serial = escape(found.firearm.serial) if found.firearm.serial is not None else _("not known")
    yield _("Serial: {serial}.").format(serial=serial)
    if found.recovery is not None:
        yield _("The firearm was {kind}.").format(kind=_(RECOVERIES[found.recovery.kind]))


def _status(found: Status) -> Iterator[str]:
    yield _("On {day} the request {id} is: {state}.").format(
        day=found.on, id=escape(found.request), state=_(STATUSES[found.state])
    )
    yield found.next_step
    if found.due_on is not None:
        said = {
            "instrument": _("It is due until {day}."),
            "reply": _("The State that was asked told a delay until {day}."),
            "request": _("The asking authority wished for an answer until {day}; nobody is bound by that."),
        }[found.rests_on]
        yield said.format(day=found.due_on)
    elif found.state in ("sent", "acknowledged", "in-progress", "partly-answered"):
        yield _("No instrument that was read here names a number of days.")


def _time(found: TimeToCrime) -> Iterator[str]:
    if found.least_days is not None and found.most_days is not None:
        days = str(found.least_days) if found.least_days == found.most_days else f"{found.least_days}-{found.most_days}"
        yield _("Days from {start} to the recovery: {days}.").format(start=_(STARTS[found.start]), days=days)
    yield from found.says
