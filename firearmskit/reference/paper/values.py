"""An item of the paper with all that is told of it, and a place where the paper contradicts itself."""

from __future__ import annotations

from dataclasses import dataclass

from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.reference.load import get
from firearmskit.reference.paper.dating import SYMBOL
from firearmskit.reference.paper_rows import PaperEvent, PaperItem, PaperList, PaperNumber
from firearmskit.reference.rows import Country

__all__ = ["BOUNDS", "CODES", "EVENT_KINDS", "KINDS", "Contradiction", "Item", "cited", "dated", "limited"]

KINDS = {
    "case": N_("case"),
    "conclusion": N_("conclusion"),
    "dataset": N_("numbers"),
    "event": N_("event"),
    "figure": N_("figure"),
    "framework": N_("framework"),
    "indicator": N_("indicator"),
    "mandate": N_("mandate"),
    "method": N_("method"),
    "network": N_("network"),
    "operation": N_("operation"),
    "principle": N_("principle"),
    "process": N_("process"),
    "product": N_("product"),
    "programme": N_("programme"),
    "register": N_("list"),
    "schema": N_("list of fields"),
    "system": N_("system"),
    "tool": N_("tool"),
    "topic": N_("topic"),
    "training": N_("training"),
}
"""What sorts of things the paper names, and what each is called where people read it."""

EVENT_KINDS = {
    "campaign": N_("campaign"),
    "dialogue": N_("policy dialogue"),
    "meeting": N_("meeting"),
    "milestone": N_("milestone"),
    "operation": N_("operation"),
    "training": N_("training"),
    "visit": N_("visit"),
    "workshop": N_("workshop"),
}
"""What sorts of events the paper tells, and what each is called where people read it. A ``milestone`` is no activity:
something was published, submitted or begun."""

BOUNDS = {
    "exactly": N_("{value}"),
    "more-than": N_("more than {value}"),
    "at-least": N_("at least {value}"),
    "almost": N_("almost {value}"),
    "not-given": N_("a number that isn't given"),
}
"""How the paper limits a number, and how that is said."""

CODES = {
    "sum": N_("the parts don't make up the whole"),
    "listed": N_("a number and the names that it counts differ"),
    "unit": N_("a part is of another kind than its whole"),
    "dates": N_("two dates for one event"),
    "kinds": N_("two names for one event"),
    "before-period": N_("before the period that is covered"),
    "beyond-period": N_("announced for after the period that is covered"),
    "after-date": N_("told as past, but later than the paper's date"),
    "period-after-date": N_("the period ends after the paper's date"),
    "as-of": N_("one count, several days"),
    "donors": N_("a donor that the list of donors lacks"),
}
"""What sorts of contradictions are looked for, and what each is called where people read it."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One item of the paper, whole or as one paragraph tells it.

    Args:
        row: The item.
        paragraph: The paragraph; None for all of them.
        numbers: The numbers that are given.
        events: The events that are told.
        lists: The States and organizations that are named.
    """

    row: PaperItem
    paragraph: int | None
    numbers: tuple[PaperNumber, ...]
    events: tuple[PaperEvent, ...]
    lists: tuple[PaperList, ...]

    @property
    def citation(self) -> str:
        """The paper's symbol with the paragraphs, in the language that is spoken now."""
        return cited(self.row.paragraphs if self.paragraph is None else (self.paragraph,))

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the paper says of it, in our words, one sentence each."""
        said = _("{what}: {value}.")
        return (
            _("{title}.").format(title=_(self.row.title)),
            *(said.format(what=_(each.what), value=limited(each)) for each in self.numbers),
            *(said.format(what=_(each.what), value=_when_and_where(each)) for each in self.events),
            *(said.format(what=_(each.what), value=", ".join(named(each))) for each in self.lists),
        )

    def __str__(self) -> str:
        return f"{' '.join(self.sentences)} ({self.citation})"


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """A place where the paper contradicts itself, or what it says of itself.

    Args:
        code: One of :data:`CODES`.
        paragraphs: The paragraphs that are concerned.
        says: What they say, in our words.
        found: How it was found.
        rows: Ids of the rows that it was computed from.
    """

    code: str
    paragraphs: tuple[int, ...]
    says: str
    found: str
    rows: tuple[str, ...]

    @property
    def citation(self) -> str:
        """The paper's symbol with the paragraphs, in the language that is spoken now."""
        return cited(self.paragraphs)

    def __str__(self) -> str:
        return f"{self.says} {self.found} ({self.citation})"


def cited(paragraphs: tuple[int, ...]) -> str:
    """Cite paragraphs of the paper."""
    said = _("{symbol}, para. {paragraphs}") if len(paragraphs) == 1 else _("{symbol}, paras. {paragraphs}")
    return said.format(symbol=SYMBOL, paragraphs=", ".join(map(str, paragraphs)))


def limited(number: PaperNumber) -> str:
    """Say a number with its limit."""
    return _(BOUNDS[number.bound]).format(value=number.value)


def dated(event: PaperEvent) -> str:
    """Say when an event was, as precisely as the paper does."""
    if event.start is None or event.end is None:
        return _("no day is named")
    cut = {"day": 10, "month": 7, "season": 7, "year": 4}[event.precision or "day"]
    first, last = event.start[:cut], event.end[:cut]
    return first if first == last else _("{first} to {last}").format(first=first, last=last)


def named(each: PaperList) -> list[str]:
    """Name the States and organizations of a list."""
    states = [_("European Union") if code == "EUE" else _(get(Country, code).name) for code in each.states]
    return [*states, *each.organizations]


def _when_and_where(event: PaperEvent) -> str:
    where = [event.place, _(get(Country, event.country).name) if event.country else None]
    planned = _("planned") if event.told == "planned" else None
    return ", ".join(part for part in (dated(event), *where, planned) if part)
