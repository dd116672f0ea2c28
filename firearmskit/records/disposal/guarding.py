"""What stands against disposing of an item: what isn't decided, held, traced, or authorised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from firearmskit import law
from firearmskit.arguments import listed, of_type
from firearmskit.errors import quote
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.law import Finding
from firearmskit.records.checking import known

__all__ = ["DECISIONS", "ORIGINS", "WAYS", "Disposable", "check_disposal", "cleared"]

ORIGINS = {
    "confiscated": N_("confiscated"),
    "surrendered": N_("surrendered"),
    "found": N_("found"),
    "surplus": N_("surplus of the State"),
}
"""Where what is disposed of comes from, and what that is called where people read it."""

DECISIONS = {
    "final": N_("a final decision"),
    "open": N_("a decision that isn't final"),
    "not-needed": N_("no decision needed"),
}
"""How far the decision of a court is, and what that is called where people read it."""

WAYS = {
    "destruction": N_("destruction"),
    "deactivation": N_("deactivation"),
    "official-use": N_("official use"),
    "other": N_("another way"),
}
"""The ways of disposal, and what each is called where people read it."""

_RULE = "fp-6-2"
"""The rule of the tables of law on what is confiscated and isn't destroyed."""


@dataclass(frozen=True, kw_only=True)
class Disposable:
    """What is known of an item when its disposal is decided on; None is not known, and stops it.

    Args:
        item: Id of the item.
        origin: One of :data:`ORIGINS`.
        decision: How far the decision of a court is, one of :data:`DECISIONS`.
        evidence_hold: Whether it is held as evidence.
        trace_open: Whether a request to trace it is open.
        marked: Whether it bears a mark by which it is known; asked only where it isn't destroyed.
        authorised_by: File number of the official authorisation of another way than destruction; None without one.
        recorded: Whether the way of disposal is recorded; asked only where it isn't destroyed.

    Raises:
        InputError: Something of it can't be used.
    """

    item: str
    origin: str
    decision: str | None = None
    evidence_hold: bool | None = None
    trace_open: bool | None = None
    marked: bool | None = None
    authorised_by: str | None = None
    recorded: bool | None = None

    def __post_init__(self) -> None:
        of_type(self.item, str, "item")
        of_type(self.authorised_by, (str, type(None)), "authorised_by")
        known(self.origin, ORIGINS)
        if self.decision is not None:
            known(self.decision, DECISIONS)
        for name in ("evidence_hold", "trace_open", "marked", "recorded"):
            of_type(getattr(self, name), (bool, type(None)), name)


def check_disposal(item: Disposable, *, way: str = "destruction") -> list[Finding]:
    """Find what stands against disposing of an item in one way.

    Args:
        item: What is known of it.
        way: One of :data:`WAYS`.

    Returns:
        One error for each thing that stands against it; nothing when it may go. What is confiscated is destroyed,
        unless another way is officially authorised, the item is marked and the way recorded.

    Raises:
        InputError: It isn't an item, or there is no such way.

    >>> kept = Disposable(item="A", origin="confiscated", decision="final", evidence_hold=False, trace_open=False)
    >>> check_disposal(kept)
    []
    >>> [(found.code, found.source) for found in check_disposal(kept, way="official-use")][0]
    ('not-authorised', 'Firearms Protocol, art. 6(2)')
    """
    of_type(item, Disposable, "item")
    known(way, WAYS)
    found = [*_decided(item), *_free(item)]
    if item.origin == "confiscated" and way != "destruction":
        found += _authorised(item)
    return found


def error(code: str, field: str, sentence: str) -> Finding:
    return Finding(code=code, severity="error", field=field, sentence=sentence)


def _decided(item: Disposable) -> Iterator[Finding]:
    name = quote(item.item)
    if item.decision is None:
        sentence = _("Whether a final decision on item {item} is there isn't known.").format(item=name)
        yield error("decision-not-known", item.item, sentence)
    elif item.decision == "open":
        yield error("decision-open", item.item, _("The decision on item {item} isn't final.").format(item=name))
    elif item.decision == "not-needed" and item.origin == "confiscated":
        sentence = _("Item {item} is confiscated: that needs a final decision.").format(item=name)
        yield error("decision-needed", item.item, sentence)


def _free(item: Disposable) -> Iterator[Finding]:
    name = quote(item.item)
    if item.evidence_hold is None:
        sentence = _("Whether item {item} is held as evidence isn't known.").format(item=name)
        yield error("evidence-not-known", item.item, sentence)
    elif item.evidence_hold:
        yield error("evidence-hold", item.item, _("Item {item} is held as evidence.").format(item=name))
    if item.trace_open is None:
        sentence = _("Whether a request to trace item {item} is open isn't known.").format(item=name)
        yield error("trace-not-known", item.item, sentence)
    elif item.trace_open:
        yield error("trace-open", item.item, _("A request to trace item {item} is open.").format(item=name))


def _authorised(item: Disposable) -> Iterator[Finding]:
    rule = next(each for each in law.rules("official-disposal") if each.id == _RULE)
    lacking = (
        ("not-authorised", not (item.authorised_by or "").strip(), _("no official authorisation is named")),
        ("not-marked", item.marked is not True, _("it isn't known to be marked")),
        ("not-recorded", item.recorded is not True, _("the way of disposal isn't known to be recorded")),
    )
    for code, lacks, what in lacking:
        if lacks:
            yield Finding(
                code=code,
                severity="error",
                field=item.item,
                sentence=_("What is confiscated is destroyed, and item {item} isn't to be: {what}.").format(
                    item=quote(item.item), what=what
                ),
                instrument=rule.instrument,
                article=rule.article,
                source=law.cite(rule.instrument, rule.article),
                confidence=rule.confidence,
            )


def cleared(items: Iterable[Disposable], *, way: str = "destruction") -> tuple[str, ...]:
    """Give the ids of the items that nothing stands against disposing of in one way.

    Args:
        items: What is known of them.
        way: One of :data:`WAYS`.

    Returns:
        The ids, in the order given.

    Raises:
        InputError: Something can't be used.

    >>> cleared([Disposable(item="A", origin="found")])
    ()
    """
    return tuple(item.item for item in listed(items, Disposable, "items") if not check_disposal(item, way=way))
