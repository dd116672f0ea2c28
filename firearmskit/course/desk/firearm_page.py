"""One firearm of a registry: its life line, its marks, its history and its discrepancies, now or as known on a day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from firearmskit import figures, tracing
from firearmskit.course.desk import pieces
from firearmskit.course.desk.mirroring import source_of
from firearmskit.course.desk.wording import CHOICES
from firearmskit.course.explorers.showing import in_language
from firearmskit.errors import FirearmskitError
from firearmskit.language import text as _
from firearmskit.records import events

if TYPE_CHECKING:
    from firearmskit.records import Firearm, Logged, Registry

__all__ = ["FirearmPage", "history_rows"]

_STATES = (
    "addressee",
    "country",
    "countries",
    "from_country",
    "to_country",
    "transit_countries",
    "route",
    "destination",
)
"""Fields with codes of States."""


class FirearmPage:
    """The widgets that show one firearm.

    Args:
        registry: The registry; it may be replaced by the same one, opened by another user.
        code: The language of the form.
    """

    def __init__(self, registry: Registry, code: str) -> None:
        self.registry = registry
        self.which = pieces.chooser(_("Firearm to look at"), {})
        self.known_by = pieces.textbox(_("As it was known on (a date; empty: now)"))
        self.known_by.continuous_update = False
        self.shown = widgets.HTML()
        for control in (self.which, self.known_by):
            control.observe(in_language(code, self._changed), "value")
        self.widgets = [pieces.row(self.which, self.known_by), self.shown]

    def offer(self, names: Sequence[str]) -> None:
        """Offer these firearms, and show the chosen one as it is now recorded."""
        chosen = self.which.value
        self.which.options = [(_("— choose —"), ""), *((name, name) for name in names)]
        self.which.value = chosen if chosen in names else ""
        self._changed()

    def choose(self, subjects: Sequence[str]) -> None:
        """Show the first of these things that is a firearm."""
        offered = [value for _words, value in self.which.options]
        found = next((name for name in subjects if name in offered), None)
        if found is not None:
            self.which.value = found

    def _changed(self, _change: object = None) -> None:
        if not self.which.value:
            self.shown.value = ""
            return
        try:
            known_by = str(self.known_by.value).strip() or None
            found = self.registry.firearm(str(self.which.value), known_by=known_by)
        except FirearmskitError as error:
            pieces.alarmed(self.shown, pieces.paragraphs(str(error), look="refused"))
            return
        pieces.told(self.shown, _page(found, known_by))


def _page(found: Firearm, known_by: str | None) -> str:
    parts = [pieces.heading(str(found))]
    if known_by is not None:
        parts.append(pieces.paragraphs(_("As it was known on {day}.").format(day=known_by)))
    stays = figures.life_of(found)
    parts.append(pieces.heading(_("Its life")))
    if any(each.since or each.until for each in stays):
        parts.append(pieces.drawn(lambda: figures.plot_life(stays)))
    life = [(each.who, _(figures.STAYS[each.kind]), each.since, each.until) for each in stays]
    parts.append(pieces.table([_("Where"), _("How"), _("Since"), _("Until")], life, caption=_("Its life as a table")))
    parts.append(_marks(found))
    parts.append(_doubts(found))
    headers = [_("Number"), _("What happened"), _("When"), _("What is told"), _("Recorded"), _("By")]
    parts.append(
        pieces.table(headers, history_rows(found.history, firearm=found.id), caption=_("All that was recorded of it"))
    )
    return "".join(parts)


def _marks(found: Firearm) -> str:
    rows = [
        (
            each.marking,
            each.verbatim,
            _(CHOICES["made_as"][each.made_as]),
            each.position,
            _(CHOICES["condition"][each.condition]) if each.condition else None,
            _("put on") if each.applied else _("read"),
            _("yes") if each.serial else _("no"),
            each.number,
        )
        for each in found.markings
    ]
    headers = [_("Mark"), _("Sign by sign"), _("Put on at"), _("Place"), _("Condition")]
    headers += [_("Read or put on"), _("Serial number"), _("Event")]
    return pieces.table(headers, rows, caption=_("Its marks; each reading is a row, and none replaces another"))


def _doubts(found: Firearm) -> str:
    from firearmskit.course.desk.book import discrepancies

    rows = [
        (name, finding, decision or _("open: somebody has to decide it"))
        for name, finding, decision in discrepancies(found)
    ]
    if not rows:
        return ""
    return pieces.table([_("Name"), _("What doesn't fit"), _("Decision")], rows, caption=_("Discrepancies"))


def history_rows(history: Sequence[Logged], *, firearm: str = "") -> list[tuple[Any, ...]]:
    """Give the rows of a table of events.

    Args:
        history: The events.
        firearm: Name of the firearm that they are shown for; it isn't told again in each row.

    Returns:
        Number, what happened, when, a labelled list of what is told, when it was recorded, and by whom.
    """
    return [
        (
            each.number,
            _(events.TITLES[each.event.kind]),
            each.event.occurred_at,
            pieces.Listed(_told(each, firearm)),
            f"{each.recorded_at:%Y-%m-%dT%H:%M}Z",
            each.recorded_by,
        )
        for each in history
    ]


def _told(logged: Logged, firearm: str) -> list[tuple[str, str]]:
    """Tell what an event says, without the firearm that the page is about."""
    event = logged.event
    own = {name for name in ("firearm", "item", "items") if getattr(event, name, None) in (firearm, (firearm,))}
    source = source_of(event.note)
    if source is not None:
        own.add("note")
    named = {
        "channel": {row.id: _(row.name) for row in tracing.channels()},
        "purpose": {kind.partition("/")[2]: _(tracing.PIECES[piece]) for kind, piece in tracing.RECORDS.items()},
        **{name: _States() for name in _STATES},
    }
    said = events.tell(event, without=own | {"occurred_at"}, named=named)
    return said if source is None else [*said, (_("Comes from the tracing desk"), source)]


class _States(dict[str, str]):
    """Codes of States, and what each State is called; made for those that are asked for."""

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and len(code) == 3 and code.isascii() and code.isupper()

    def __missing__(self, code: str) -> str:
        return str(tracing.Agency(name="-", state=code)).removeprefix("-, ")
