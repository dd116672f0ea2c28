"""Which marks are due when something happens to a firearm, and by which rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from firearmskit import law, reference
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["LEVELS", "Due", "due"]

LEVELS = {
    "required": N_("required"),
    "where-possible": N_("where possible"),
    "conditional": N_("on a condition"),
    "recommended": N_("encouraged"),
}
"""How strongly a rule asks, the strongest first, and what that is called where people read it."""

_SAID = {
    "required": N_("Required by {rule}: {content}."),
    "where-possible": N_("Required where possible by {rule}: {content}."),
    "conditional": N_("Required on a condition by {rule}: {content}."),
    "recommended": N_("Encouraged by {rule}: {content}."),
}
_WHETHER = {
    "political": N_("This is a political commitment, not law."),
    "unknown": N_("It isn't known whether this instrument binds {state}."),
}
_FORCES = ("binding", "national", "political")


@dataclass(frozen=True, kw_only=True)
class Due:
    """One thing that the marks on a firearm have to show, or to be, and the rule that says so.

    Args:
        content: What it is, one of ``law.CONTENTS``; ``place`` is the part that the mark stands on, ``form`` its size,
            depth, script and legibility.
        level: One of :data:`LEVELS`.
        event: What makes it due, one of ``law.EVENTS``.
        state: ISO 3166-1 alpha-3 code of the State where that happens.
        on: ISO date of it.
        status: ``bound``, ``political``, or ``unknown`` when it isn't known whether the instrument binds the State.
        since: ISO date from which the rule has applied to the State; None when not known.
        force: ``binding``, ``political`` or ``national``.
        instrument: Id of the instrument.
        article: How the article is cited.
        rule: Id of the row in the table of rules.
        confidence: How far the rule, and that it binds, are supported: the weaker of both, of
            ``reference.CONFIDENCE``.
        components: Parts on which the mark stands, written as in ``law.MarkingRule``.
        min_height_mm: Least height of the characters of this content, in millimetres; None without a limit.
        min_depth_mm: Least depth, in millimetres; None without a limit.
        scripts: Scripts that are allowed; empty when the rule doesn't say.
        exceptions: Conditions and exceptions, in sentences, in English.
        doubts: What isn't settled about the rule, or about whom it binds, in sentences, in English.
    """

    content: str
    level: str
    event: str
    state: str
    on: str
    status: str
    since: str | None
    force: str
    instrument: str
    article: str
    rule: str
    confidence: str
    components: tuple[str, ...] = ()
    min_height_mm: float | None = None
    min_depth_mm: float | None = None
    scripts: tuple[str, ...] = ()
    exceptions: str | None = None
    doubts: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """Instrument and article, as one cites them."""
        return law.cite(self.instrument, self.article)

    @property
    def sentence(self) -> str:
        """What is due and why, in the language that is spoken now."""
        content = _(law.CONTENTS[self.content])
        if self.content == "place":
            content = f"{content} ({parts_in_words(self.components)})"
        said = [_(_SAID[self.level]).format(rule=self.source, content=content), *self.limits()]
        if self.exceptions:
            said.append(_(self.exceptions))
        said += standing_in_words(self)
        if self.confidence == "unverified":
            said.append(_("No source was read for this: verify it before you rely on it."))
        return " ".join([*said, *map(_, self.doubts)])

    def limits(self) -> Iterator[str]:
        """Say the limits of height and depth and the scripts, each in a sentence."""
        if self.min_height_mm is not None:
            yield _("Characters at least {height} mm high.").format(height=self.min_height_mm)
        if self.min_depth_mm is not None:
            yield _("At least {depth} mm deep.").format(depth=self.min_depth_mm)
        if self.scripts:
            yield _("Script: {scripts}.").format(scripts=", ".join(_(SCRIPTS[each]) for each in self.scripts))


SCRIPTS = {"latin": N_("Latin"), "cyrillic": N_("Cyrillic"), "greek": N_("Greek")}
"""The scripts that rules name, and what they are called where people read them."""


def standing_in_words(owed: Due) -> list[str]:
    """Say how the instrument stands to the State, where it doesn't simply bind it; nothing where it does."""
    return [_(_WHETHER[owed.status]).format(state=owed.state)] if owed.status in _WHETHER else []


def parts_in_words(components: tuple[str, ...]) -> str:
    """Name the parts of a rule in the language that is spoken now: ``frame|receiver`` is "frame or receiver"."""
    said = []
    for each in components:
        one, _bar, other = each.removesuffix("?").partition("|")
        parts = _("{one} or {other}").format(one=_(one), other=_(other)) if other else _(one)
        said.append(_("{part} where there is one").format(part=parts) if each.endswith("?") else parts)
    return ", ".join(said)


def due(event: str, *, state: str, on: str | date) -> tuple[Due, ...]:
    """Give the marks that are due when something happens to a firearm in a State on a day.

    Args:
        event: What happens, one of ``law.EVENTS``, such as ``manufacture`` or ``import``.
        state: ISO 3166-1 alpha-3 code of the State where it happens: of manufacture, of import, of the seizure.
        on: The day on which it happens, as an ISO date or a ``date``.

    Returns:
        One entry for each content that a rule names: those of instruments that bind the State first, then political
        commitments, then those of which it isn't known whether they bind; within an instrument what is required first.
        Nothing in it, when no instrument of the tables has a rule for that: the State's own law may have one.

    Raises:
        UnknownCodeError: There is no such event or State; the message lists what is possible.
        InputError: ``on`` isn't a date.

    >>> [(each.content, each.level, each.source) for each in due("import", state="NGA", on="2026-11-26")][:3]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('country-of-import', 'required', 'Firearms Protocol, art. 8(1)(b)'),
     ('unique-mark', 'required', 'Firearms Protocol, art. 8(1)(b)'),
     ('year-of-import', 'where-possible', 'Firearms Protocol, art. 8(1)(b)')]
    """
    # None asks law.rules for the rules of any event.
    rules = law.rules("" if event is None else event, state=state, on=on)
    bound = {each.instrument: each for each in law.binding(state, on=on)}
    owed = [each for rule in rules for each in _of_rule(rule, event, bound[rule.instrument])]
    known = {"bound": 0, "political": 1, "unknown": 2}
    return tuple(sorted(owed, key=lambda each: (known[each.status], _FORCES.index(each.force))))


def _of_rule(rule: law.MarkingRule, event: str, bound: law.Bound) -> Iterator[Due]:
    instrument = law.instrument(rule.instrument)
    for level, column in zip(LEVELS, ("required", "where_possible", "alternative", "recommended"), strict=True):
        for content in getattr(rule, column):
            measured = content != "place" and (not rule.height_of or content in rule.height_of)
            yield Due(
                content=content,
                level=level,
                event=event,
                state=bound.state,
                on=bound.on,
                status=bound.status,
                since=_since(rule, bound, instrument),
                force=instrument.force,
                instrument=instrument.id,
                article=rule.article,
                rule=rule.id,
                confidence=_weaker(_support(rule, column, content), bound.confidence),
                components=rule.components,
                min_height_mm=rule.min_height_mm if measured else None,
                min_depth_mm=rule.min_depth_mm if content != "place" else None,
                scripts=rule.scripts,
                exceptions=rule.exceptions,
                doubts=tuple(dict.fromkeys(each for each in (rule.doubt, bound.doubt) if each)),
            )


def _support(rule: law.MarkingRule, column: str, content: str) -> str:
    """Say how far a rule is supported in one content: a source that supports it partly names the columns."""
    needed = {column, "components"} if content == "place" else {column}
    return rule.confidence if rule.confidence != "partly" or needed <= set(rule.covers) else "unverified"


def _since(rule: law.MarkingRule, bound: law.Bound, instrument: law.Instrument) -> str | None:
    """Give the day from which a rule has applied: when both rule and State were there."""
    if instrument.country is not None:
        return rule.since
    return bound.since and max(bound.since, rule.since or bound.since)


def _weaker(one: str, other: str | None) -> str:
    """Give the weaker of two confidences; where nothing is known of one, what is known of the other."""
    order = reference.CONFIDENCE
    return one if other is None else max(one, other, key=order.index)
