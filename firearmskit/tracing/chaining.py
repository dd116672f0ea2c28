"""Build the chain of custody and control of a firearm from all that is told of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from firearmskit.arguments import listed, of_type
from firearmskit.errors import InputError, quote
from firearmskit.identification import Description
from firearmskit.language import text as _
from firearmskit.tracing.branching import Branch, branches
from firearmskit.tracing.diverting import divert
from firearmskit.tracing.evidence import Entry, Extract, same_holder
from firearmskit.tracing.hearing import Evidence, Heard
from firearmskit.tracing.hypotheses import Hypothesis, Question
from firearmskit.tracing.identity import families, foreign, model_conflicts, unread
from firearmskit.tracing.joining import join
from firearmskit.tracing.links import Chain, Conflict, Link, SetAside
from firearmskit.tracing.replying import TraceReply
from firearmskit.tracing.states import state_name
from firearmskit.tracing.walking import Walk, states_of, walk

__all__ = ["chain"]

MOST = 300
"""The most entries of one firearm: more of them are of many."""

_MOST_RIVALS = 8
"""Of so many firearms that can't be told apart a chain of its own is tried."""


def chain(firearm: Description, evidence: Iterable[Evidence]) -> Chain:
    """Build the chain of custody and control of one firearm, and propose where it left the lawful chain.

    The order in which the evidence is handed over doesn't matter, and the same thing handed over twice counts once.

    Args:
        firearm: What was read on the object. Its serial and its maker decide which entries are of it.
        evidence: Replies, extracts of registers, and entries, such as those of marks on the object.

    Returns:
        The links in order, from the maker to the recovery, with what nothing covers, what contradicts, and what was set
        aside as another firearm's; and the proposed point of diversion with its rivals. Where the evidence doesn't tell
        it, nothing is proposed, and it is said why.

    Raises:
        InputError: Something isn't evidence, two different things have one id, or there are more than 300 entries.

    >>> from firearmskit import tracing
    >>> maker = tracing.Holder(name="Norden Arms", state="QMA", role="maker")
    >>> dealer = tracing.Holder(name="Harbour Trading", state="QMB", role="dealer")
    >>> told = [
    ...     tracing.Entry(id="E1", kind="manufacture", standing="record", source="Register A", told_by="QMA",
    ...         date="2012", receiving=maker, country="QMA"),
    ...     tracing.Entry(id="E2", kind="export", standing="record", source="Register A", told_by="QMA",
    ...         date="2013-02", releasing=maker, receiving=dealer, country="QMA"),
    ...     tracing.Entry(id="E3", kind="seizure", standing="record", source="Report", date="2020-05-04"),
    ... ]
    >>> found = tracing.chain(tracing.Description(serial="EX 1", maker="Norden Arms"), told)
    >>> [link.kind for link in found.path], found.gaps[-1].code, found.diversion.point
    (['manufacture', 'export', 'seizure'], 'no-import-record', None)
    >>> found.diversion.why_open
    "Berenia (QMB) wasn't asked, or was asked for another firearm."
    """
    seen = of_type(firearm, Description, "firearm")
    items = _items(evidence)
    entries, aside = _own(seen, items)
    entries, raised = _apart(entries, seen, items)
    heard = Heard(items, seen, {each.id: each.reason for each in aside})
    links, differing = join(entries)
    forks = branches(links)
    undecided = next((fork for fork in forks if not fork.chosen), None)
    if undecided is not None:
        raised = replace(
            raised, why_open=undecided.conflict.sentence, rivals=(*raised.rivals, *_of_branches(undecided))
        )
    kept = [link for link in links if not any(_ruled_out(link, fork) for fork in forks)]
    found = walk(kept, heard, jumping=undecided is None)
    set_aside = sorted({*aside, *raised.aside, *heard.set_aside}, key=lambda each: (each.id, each.reason))
    conflicts = sorted(
        (
            *raised.conflicts,
            *model_conflicts(entries, seen),
            *differing,
            *(fork.conflict for fork in forks),
            *found.conflicts,
            *_last_holders(items, found, {each.id for each in set_aside}),
            *(Conflict(code=each.reason, evidence=(each.id,), settled=True, sentence=each.sentence) for each in aside),
        ),
        key=lambda each: (each.code, each.evidence),
    )
    off = [*found.beside, *(link for link in links if link not in kept)]
    return Chain(
        firearm=seen,
        links=(*found.path, *sorted(off, key=lambda link: min(link.evidence))),
        gaps=tuple(found.gaps),
        conflicts=tuple(conflicts),
        set_aside=tuple(set_aside),
        answers=heard.answers(),
        diversion=divert(
            found, heard, tuple(conflicts), rivals=raised.rivals, why_open=raised.why_open, doubt=unread(seen)
        ),
    )


def _items(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Give each thing once, in the order of their ids; two different things may not have one id."""
    held: dict[str, Evidence] = {}
    for item in listed(evidence, object, "evidence", most=MOST):
        if not isinstance(item, Entry | Extract | TraceReply):
            raise InputError(_("{value} is no entry, extract or reply").format(value=quote(item)))
        if held.setdefault(item.id, item) != item:
            raise InputError(_("two different pieces of evidence have the id {id}").format(id=quote(item.id)))
    return [held[id] for id in sorted(held)]


def _own(firearm: Description, items: list[Evidence]) -> tuple[list[Entry], list[SetAside]]:
    """Part the entries that can be of this firearm from those that are of another."""
    own: dict[str, Entry] = {}
    aside = []
    for item in items:
        for entry in _entries(item):
            if own.setdefault(entry.id, entry) != entry:
                raise InputError(_("two different pieces of evidence have the id {id}").format(id=quote(entry.id)))
    if len(own) > MOST:
        raise InputError(_("{name} has more than {most} entries.").format(name="evidence", most=MOST))
    for entry in list(own.values()):
        other = foreign(entry, firearm)
        if other is not None:
            aside.append(other)
            del own[entry.id]
    return [own[id] for id in sorted(own)], aside


def _entries(item: Evidence) -> tuple[Entry, ...]:
    if isinstance(item, Entry):
        return (item,)
    return item.entries if isinstance(item, Extract) else item.transfers


@dataclass(frozen=True, kw_only=True)
class _Raised:
    """What keeps a proposal open before any link is followed."""

    aside: tuple[SetAside, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    rivals: tuple[Hypothesis, ...] = ()
    why_open: str | None = None


def _apart(entries: list[Entry], firearm: Description, items: list[Evidence]) -> tuple[list[Entry], _Raised]:
    """Set aside entries of two firearms that what was read on the object can't tell apart."""
    mixed = families(entries, firearm)
    if mixed is None:
        return entries, _Raised()
    name, groups = mixed
    said = {
        "maker": _("The entries are of firearms of {count} makers, and the maker isn't known: {values}."),
        "serial": _("The entries are of firearms with {count} serials, and the serial isn't known: {values}."),
    }[name].format(count=len(groups), values=", ".join(quote(value) for value in sorted(groups)))
    apart = sorted(id for ids in groups.values() for id in ids)
    look = Question(state=None, sentence=_("Have the marks on the object read again, by a second reader."))
    rivals = []
    for value in sorted(groups)[:_MOST_RIVALS]:
        alone = chain(replace(firearm, maker=value) if name == "maker" else replace(firearm, serial=value), items)
        if alone.diversion.point is not None:
            odd = tuple(_unexplained(alone))
            rivals.append(replace(alone.diversion.point, band="open", against=odd, questions=(look,)))
    raised = _Raised(
        aside=tuple(SetAside(id=id, reason="two-firearms", sentence=said) for id in apart),
        conflicts=(Conflict(code="two-firearms", evidence=tuple(apart), settled=False, sentence=said),),
        rivals=tuple(rivals),
        why_open=said,
    )
    return [each for each in entries if each.id not in apart], raised


def _last_holders(items: list[Evidence], found: Walk, aside: set[str]) -> Iterator[Conflict]:
    """Find replies that name a last lawful holder to whom nothing on the path leads."""
    for item in items:
        if not isinstance(item, TraceReply) or item.last_legal_holder is None or item.id in aside:
            continue
        named = item.last_legal_holder
        if any(same_holder(named, holder) for link in found.path for holder in (link.receiving, link.releasing)):
            continue
        said = _("{id} names {holder} as the last lawful holder, and no transfer that was told leads there.")
        last = found.last
        yield Conflict(
            code="other-last-holder",
            evidence=(item.id, *(last.evidence if last is not None else ())),
            settled=False,
            sentence=said.format(id=quote(item.id), holder=named),
        )


def _unexplained(found: Chain) -> Iterator[str]:
    """Name the marks on the object that no record of a chain explains."""
    recorded = {state for link in found.path if not link.only_marked for state in states_of(link)}
    for link in found.links:
        if link.only_marked and link.country is not None and link.country not in recorded:
            yield _("It bears a mark of {state}, and no record leads there.").format(state=state_name(link.country))


def _ruled_out(link: Link, fork: Branch) -> bool:
    return any(link in option for option in fork.options if option is not fork.chosen)


def _of_branches(fork: Branch) -> Iterator[Hypothesis]:
    """Take each receiver as one who can have had it."""
    for option in fork.options:
        receiver = option[0].receiving
        state = receiver.state if receiver is not None else None
        yield Hypothesis(
            kind="branch",
            holder=receiver,
            state=state,
            span=option[0].span,
            band="open",
            evidence=tuple(id for link in option for id in link.evidence),
            for_it=(_("{holder} is named as a receiver.").format(holder=receiver),),
            questions=(
                Question(
                    state=state,
                    sentence=_("Ask {state} whether {holder} has it in its books.").format(
                        state=state_name(state), holder=receiver
                    ),
                ),
            ),
        )
