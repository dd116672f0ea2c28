"""Put links in order: from the maker, from each holder to the next, to the recovery; and mark what nothing covers.

Dates alone don't order links: a year says little, and a register's date can be wrong. So the walk first follows the
holders, and takes the date as what must be possible. Where nobody continues from a holder, it jumps to the next link by
date, and the jump is a gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from firearmskit.errors import quote
from firearmskit.language import text as _
from firearmskit.tracing.dating import Span
from firearmskit.tracing.evidence import CONVEYING, KINDS, LEAVING, RECOVERING, Holder, name_key, same_holder
from firearmskit.tracing.hearing import Heard
from firearmskit.tracing.links import Conflict, Gap, Link
from firearmskit.tracing.states import state_name

__all__ = ["Walk", "states_of", "walk"]

_KIND = {name: rank for rank, name in enumerate(KINDS)}
_CONTINUES, _CONTINUES_ODDLY, _JUMPS, _NOWHERE = range(4)


@dataclass
class Walk:
    """What a walk along the links found."""

    path: list[Link] = field(default_factory=list)
    beside: list[Link] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    holder: Holder | None = None
    state: str | None = None
    day: date = date.min
    made: date = date.min
    awaiting: bool = False
    left: bool = False

    @property
    def last(self) -> Link | None:
        """The last link by which somebody lawfully came to hold the firearm."""
        return next((link for link in reversed(self.path) if link.kind in CONVEYING), None)

    @property
    def recorded(self) -> bool:
        """Whether anything but a mark tells a lawful holder; a copy bears marks too."""
        return any(link.kind in CONVEYING and not link.only_marked for link in self.path) or self.left

    @property
    def leaving(self) -> Link | None:
        """The link by which it left lawful control for good; None when none tells it."""
        return next((link for link in reversed(self.path) if link.kind in LEAVING), None) if self.left else None

    @property
    def recovery(self) -> Link | None:
        """The first recovery on the path."""
        return next((link for link in self.path if link.kind in RECOVERING), None)


def walk(links: Iterable[Link], heard: Heard, *, jumping: bool) -> Walk:
    """Walk along the links of one firearm.

    Args:
        links: The links, without those of a branch that was ruled out.
        heard: What each State has answered.
        jumping: Whether to go on by date where nobody continues from a holder.

    Returns:
        The path, numbered from 1, and what was found on the way.
    """
    held = sorted(links, key=_key)
    recoveries = [link for link in held if link.kind in RECOVERING]
    end = min((link.span.last for link in recoveries if link.span is not None), default=date.max)
    found = Walk()
    rest = [link for link in held if link.kind in CONVEYING or link.kind in LEAVING]
    while rest:
        way, link = _next(found, rest, end)
        if way == _NOWHERE or (way == _JUMPS and not jumping and found.path):
            break
        rest.remove(link)
        _step(found, link, way, end, heard)
    _beside(found, rest, end)
    _marks(found, [link for link in held if link.kind == "proof"], heard)
    _end(found, recoveries, heard)
    found.path = [replace(link, number=at) for at, link in enumerate(found.path, start=1)]
    found.beside += [link for link in held if link.kind == "finding"]
    return found


def _next(found: Walk, rest: list[Link], end: date) -> tuple[int, Link]:
    """Choose what follows best; of equals, an arrival that is awaited, then what nothing else leads to."""
    to: dict[str, list[Link]] = {}
    for link in rest:
        if link.receiving is not None:
            to.setdefault(name_key(link.receiving), []).append(link)
    ways = [(_way(found, link, end), link) for link in rest if not _follows_export(link, to)]
    best = min(way for way, _link in ways)
    return min(
        ((way, link) for way, link in ways if way == best),
        key=lambda pair: (
            found.awaiting and pair[1].kind != "import",
            best == _JUMPS and _led_to(pair[1], to),
            _key(pair[1]),
        ),
    )


def _follows_export(link: Link, to: Mapping[str, list[Link]]) -> bool:
    """Tell whether the export that a link is the arrival of is still left: a year alone doesn't put it after that."""
    if link.kind != "import" or link.receiving is None:
        return False
    others = to.get(name_key(link.receiving), ())
    return any(each.kind == "export" and same_holder(each.receiving, link.receiving) for each in others)


def _led_to(link: Link, to: Mapping[str, list[Link]]) -> bool:
    """Tell whether another link that is left gives the firearm to who releases it here, and can have come before."""
    return any(
        each is not link
        and same_holder(each.receiving, link.releasing)
        and (each.span is None or link.span is None or each.span.first <= link.span.last)
        for each in (to.get(name_key(link.releasing), ()) if link.releasing is not None else ())
    )


def _key(link: Link) -> tuple[object, ...]:
    days = link.span or Span(first=date.max, last=date.max)
    return (days.first, days.last, _KIND[link.kind], min(link.evidence))


def _way(found: Walk, link: Link, end: date) -> int:
    """Say how a link can follow the last one: from its holder, with a date that can be, or by a jump."""
    possible = link.span is None or (link.span.last >= found.day and link.span.first <= end)
    if not found.path:
        return _CONTINUES if link.kind == "manufacture" else _JUMPS if possible else _NOWHERE
    if _continues(found, link):
        return _CONTINUES if possible else _CONTINUES_ODDLY
    return _JUMPS if possible and link.kind != "manufacture" else _NOWHERE


def _continues(found: Walk, link: Link) -> bool:
    """Tell whether a link begins where the last one ended."""
    if found.left:
        return link.kind == "return"
    if link.kind == "manufacture":
        return False
    if link.kind in LEAVING and link.releasing is None:
        return True
    if link.kind == "import" and found.awaiting:
        same_state = found.state is not None and link.country == found.state
        return same_holder(link.receiving, found.holder) or (link.receiving is None and same_state)
    return same_holder(link.releasing, found.holder)


def _step(found: Walk, link: Link, way: int, end: date, heard: Heard) -> None:
    """Take one link onto the path."""
    if way == _CONTINUES_ODDLY:
        _odd(found, link, end)
    elif way == _JUMPS:
        _jump(found, link, heard)
    arrives = link.kind == "import" and found.awaiting and way != _JUMPS
    recorded = link.kind == "import" and not link.only_marked
    if way != _JUMPS and ((found.awaiting and link.kind != "import") or (arrives and not recorded)):
        before = link if link.kind != "import" else None
        found.gaps.append(_gap(found, "import-not-recorded", link, found.state, heard, before=before))
    found.path.append(link)
    if way != _CONTINUES_ODDLY and link.span is not None:
        found.day = max(found.day, link.span.first)
    if link.kind == "manufacture":
        found.made = link.span.first if link.span is not None else date.min
    found.awaiting = link.kind == "export"
    if link.kind in LEAVING:
        found.left = True
        return
    if found.left and link.kind != "return":
        _after_leaving(found, link)
    found.left = False
    kept = found.holder if arrives else None
    found.holder = link.receiving or kept
    found.state = (found.holder.state if found.holder is not None else None) or _where(link)


def _where(link: Link) -> str | None:
    """Give the State where the firearm is after a link; after an export that is the consignee's, if it is known."""
    return link.country if link.kind != "export" else None


def _odd(found: Walk, link: Link, end: date) -> None:
    """Say which date can't be, of a link that continues from the holder all the same."""
    days = link.span
    if days is None:
        return
    if days.first > end:
        code, said = "after-recovery", _("{id} dates the {kind} {day}, after the recovery.")
    elif days.last < found.made:
        code, said = "before-manufacture", _("{id} dates the {kind} {day}, before the firearm was made.")
    else:
        code, said = "impossible-order", _("{id} dates the {kind} {day}, before what it must follow.")
    said += " " + _("It stays where the holders put it, and its date isn't believed.")
    sentence = said.format(id=quote(link.told[0].id), kind=_(KINDS[link.kind]), day=days)
    found.conflicts.append(Conflict(code=code, evidence=link.evidence, settled=True, sentence=sentence))


def _after_leaving(found: Walk, link: Link) -> None:
    gone = next(each for each in reversed(found.path[:-1]) if each.kind in LEAVING)
    sentence = _("{id} tells a lawful {kind} after {gone} reported the firearm gone.").format(
        id=quote(link.told[0].id), kind=_(KINDS[link.kind]), gone=quote(gone.told[0].id)
    )
    ids = (*gone.evidence, *link.evidence)
    found.conflicts.append(Conflict(code="lawful-after-leaving", evidence=ids, settled=False, sentence=sentence))


def _jump(found: Walk, link: Link, heard: Heard) -> None:
    """Mark the gap before a link that nobody leads to."""
    if not found.path:
        found.gaps.append(_gap(found, "no-manufacture-record", link, link.country, heard, before=link))
    elif link.kind == "import" and link.only_marked:
        found.gaps.append(_gap(found, "mark-without-record", link, link.country, heard, before=link))
    elif found.awaiting:
        found.gaps.append(_gap(found, "import-not-recorded", link, found.state, heard, before=link))
    else:
        found.gaps.append(_gap(found, "holder", link, found.state, heard, before=link))


def _gap(found: Walk, code: str, link: Link | None, state: str | None, heard: Heard, *, before: Link | None) -> Gap:
    """Make a gap between where the walk stands and a link."""
    last = found.path[-1] if found.path else None
    begin = last.span.first if last is not None and last.span is not None else None
    end = link.span.last if link is not None and link.span is not None else None
    days = Span(first=begin or date.min, last=end or date.max) if (begin or date.min) <= (end or date.max) else None
    answer = heard.over(state, days)
    said = {
        "no-manufacture-record": _("Nothing tells who made the firearm and to whom it went first."),
        "holder": _("Nothing tells how it came from {holder} to {next}."),
        "import-not-recorded": _("It was sent to {holder}, and no record tells its arrival there, though it arrived."),
        "no-import-record": _("It was sent to {holder}, and nothing tells its arrival there."),
        "mark-without-record": _("It bears a mark of {state}, and no record leads there."),
        "to-recovery": _("Nothing tells where it was between {holder} and the recovery."),
    }[code]
    other = before.releasing if before is not None and before.releasing is not None else None
    return Gap(
        code=code,
        after=len(found.path) or None,
        before=len(found.path) + 1 if before is not None else None,
        holder=found.holder,
        next_holder=other,
        state=state,
        span=days,
        answer=answer,
        sentence=said.format(
            holder=found.holder or _("somebody who isn't named"),
            next=other or _("somebody who isn't named"),
            state=state_name(state),
        ),
    )


def _beside(found: Walk, rest: list[Link], end: date) -> None:
    """Say why links aren't on the path."""
    for link in rest:
        found.beside.append(link)
        if link.kind == "manufacture":
            code, said = "two-makers", _("{id} tells another manufacture; one firearm is made once.")
        elif link.span is not None and link.span.first > end:
            code, said = "after-recovery", _("{id} tells something dated after the recovery; it isn't on the path.")
        else:
            code, said = "impossible-order", _("{id} fits nowhere on the path, by its holders and its date.")
        sentence = said.format(id=quote(link.told[0].id))
        found.conflicts.append(Conflict(code=code, evidence=link.evidence, settled=False, sentence=sentence))


def _marks(found: Walk, proofs: list[Link], heard: Heard) -> None:
    """Put proofs beside the path; one of a State that no link leads to is a gap of its own."""
    seen = {state for link in found.path for state in states_of(link)}
    for link in proofs:
        found.beside.append(link)
        if found.path and link.country is not None and link.country not in seen:
            found.gaps.append(_gap(found, "mark-without-record", link, link.country, heard, before=None))


def states_of(link: Link) -> Iterator[str | None]:
    """Give the States that a link touches."""
    yield link.country
    for holder in (link.releasing, link.receiving):
        if holder is not None:
            yield holder.state


def _end(found: Walk, recoveries: list[Link], heard: Heard) -> None:
    """Close the path with the recovery, and mark what lies open before it."""
    first = recoveries[0] if recoveries else None
    held = first is not None and same_holder(first.releasing, found.holder) and not found.awaiting
    if found.path and not found.left and not held:
        code = "no-import-record" if found.awaiting else "to-recovery"
        found.gaps.append(_gap(found, code, first, found.state, heard, before=first))
    found.path += recoveries
