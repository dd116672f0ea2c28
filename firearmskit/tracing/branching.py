"""A holder that gave one firearm to two receivers: which of the two is borne out, if either is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from firearmskit.language import text as _
from firearmskit.tracing.evidence import CONVEYING, Holder, same_holder
from firearmskit.tracing.links import Conflict, Link

__all__ = ["Branch", "branches"]


@dataclass(frozen=True, kw_only=True)
class Branch:
    """One holder, and the receivers that sources name at once.

    Args:
        holder: Who gave the firearm.
        options: The links to each receiver, the best borne out first.
        chosen: The links of the receiver that is borne out; empty when none is.
        conflict: The contradiction.
    """

    holder: Holder
    options: tuple[tuple[Link, ...], ...]
    chosen: tuple[Link, ...]
    conflict: Conflict


def branches(links: Iterable[Link]) -> list[Branch]:
    """Find holders that released the firearm to more receivers than it came back to them.

    Args:
        links: All links of one firearm.

    Returns:
        The branches, in the order of the holders' names.
    """
    moves = [link for link in links if link.kind in CONVEYING and link.receiving is not None]
    found = []
    for holder in _holders(moves):
        options = _options(moves, holder)
        returns = sum(
            same_holder(link.receiving, holder) for link in moves if link.kind in ("return", "transfer", "sale")
        )
        if len(options) > 1 + returns:
            found.append(_branch(holder, options, moves))
    return found


def _holders(moves: list[Link]) -> list[Holder]:
    """List who releases, each once."""
    known: list[Holder] = []
    for link in moves:
        if link.releasing is not None and not any(same_holder(link.releasing, each) for each in known):
            known.append(link.releasing)
    return sorted(known, key=lambda each: (each.name.casefold(), each.state or ""))


def _options(moves: list[Link], holder: Holder) -> list[tuple[Link, ...]]:
    """Group what a holder released by who received it; an export and the import that answers it are one."""
    groups: list[list[Link]] = []
    for link in moves:
        if link.kind == "manufacture" or not same_holder(link.releasing, holder) or same_holder(link.receiving, holder):
            continue
        group = next((each for each in groups if same_holder(each[0].receiving, link.receiving)), None)
        if group is None:
            groups.append([link])
        else:
            group.append(link)
    return [tuple(group) for group in groups]


def _branch(holder: Holder, options: list[tuple[Link, ...]], moves: list[Link]) -> Branch:
    weighed = sorted(((_borne_out(option, moves), option) for option in options), key=_weight, reverse=True)
    (best, own), second = weighed[0][0], weighed[1][0]
    decided = best > second[0] and own
    sentence = _("Sources name {count} receivers of what {holder} had: {names}.").format(
        count=len(options), holder=holder, names="; ".join(str(option[0].receiving) for _w, option in weighed)
    )
    if decided:
        sentence += " " + _("The first is borne out by more sources, the State of the receiver among them.")
    return Branch(
        holder=holder,
        options=tuple(option for _w, option in weighed),
        chosen=weighed[0][1] if decided else (),
        conflict=Conflict(
            code="two-receivers",
            evidence=tuple(sorted(id for option in options for link in option for id in link.evidence)),
            settled=decided,
            sentence=sentence,
        ),
    )


def _weight(weighed: tuple[tuple[int, bool], tuple[Link, ...]]) -> tuple[object, ...]:
    (tellers, own), option = weighed
    return (tellers, own, min(option[0].evidence))


def _borne_out(option: tuple[Link, ...], moves: list[Link]) -> tuple[int, bool]:
    """Count who tells a transfer, and say whether the receiver's own State, or a mark of it, is among them."""
    receiver = option[0].receiving
    crossed = any(link.kind in ("export", "import") for link in option)
    arrivals = [
        link
        for link in moves
        if crossed and link.kind == "import" and (same_holder(link.receiving, receiver)) and link not in option
    ]
    told = [each for link in (*option, *arrivals) for each in link.told]
    tellers = {"the object" if each.standing == "mark" else (each.told_by or each.source) for each in told}
    state = receiver.state if receiver is not None else None
    own = any(each.told_by == state or (each.standing == "mark" and each.country == state) for each in told)
    return len(tellers), own and state is not None
