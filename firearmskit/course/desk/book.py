"""A learner's own registry without its widgets: opening it, recording what was typed, and saying what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from firearmskit.arguments import of_type
from firearmskit.course.desk.asked import ASKED, plain_event
from firearmskit.errors import InputError, RegistryError, quote
from firearmskit.language import text as _
from firearmskit.records import Firearm, Registry, begin_registry, events, open_registry

__all__ = ["Outcome", "decide", "discrepancies", "known_names", "open_book", "record_typed", "verified"]


def open_book(path: str | Path, *, user: str = "learner") -> Registry:
    """Open a learner's registry, or begin it where there is none.

    Args:
        path: The file of SQLite.
        user: Who records.

    Returns:
        The registry; close it.

    Raises:
        RegistryError: The file is no registry, or one of real firearms: this form is for teaching.
        AccessError: The user isn't enrolled.

    >>> from tempfile import mkdtemp
    >>> with open_book(Path(mkdtemp()) / "mine.db") as registry:
    ...     registry.settings.purpose, registry.firearms()
    ('lesson', [])
    """
    file = of_type(Path(path), Path, "path")
    if not file.exists():
        title = _("A learner's registry; all firearms in it are invented.")
        return begin_registry(file, user=user, registry="lesson.registry", title=title, purpose="lesson")
    registry = open_registry(file, user=user)
    if registry.settings.purpose != "lesson":
        registry.close()
        raise RegistryError(
            _("{name} is a registry of real firearms; this form is for teaching and leaves it alone.").format(
                name=quote(file.name)
            )
        )
    return registry


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of something that was recorded.

    Args:
        sentence: What came of it, for people.
        number: The place of the event in the log.
        discrepancy: Name of the discrepancy that was opened instead of believing it, or because of it; None when none.
    """

    sentence: str
    number: int
    discrepancy: str | None = None


def record_typed(registry: Registry, kind: str, typed: Mapping[str, str]) -> Outcome:
    """Record what was typed into the form.

    Args:
        registry: The registry.
        kind: One of ``ASKED``.
        typed: Field to text.

    Returns:
        What came of it. A report that can't be true opens a discrepancy; it is kept in it, and not believed.

    Raises:
        InputError: A field can't be used; its value is quoted.
        LifeCycleError: A rule forbids the act.
        AccessError: This user may not record it.
    """
    if kind not in ASKED:
        raise InputError(_("{value} isn't asked for by this form.").format(value=quote(kind)))
    before = _all_open(registry)
    logged = registry.record(plain_event(kind, typed))
    new = sorted(_all_open(registry) - before)
    event = logged.event
    if isinstance(event, events.DiscrepancyOpened):
        return Outcome(
            sentence=_(
                "What you reported can't be true as the registry has it. It isn't believed and isn't lost: it is kept "
                "in the discrepancy {name}, until somebody decides it. {finding}"
            ).format(name=quote(event.discrepancy), finding=event.finding),
            number=logged.number,
            discrepancy=event.discrepancy,
        )
    said = _("Recorded as event {number}.").format(number=logged.number)
    if new:
        said += " " + _("It opened the discrepancy {name}: somebody has to decide it.").format(name=quote(new[0]))
    return Outcome(sentence=said, number=logged.number, discrepancy=new[0] if new else None)


def _all_open(registry: Registry) -> set[str]:
    opened = {each.event.discrepancy for each in registry.events("discrepancy-opened")}  # type: ignore[attr-defined]
    return opened - {each.event.discrepancy for each in registry.events("discrepancy-resolved")}  # type: ignore[attr-defined]


def discrepancies(firearm: Firearm) -> list[tuple[str, str, str]]:
    """Give the discrepancies of a firearm: name, what doesn't fit, and what was decided, ``""`` while it is open."""
    decided: dict[str, str] = {}
    found: list[tuple[str, str]] = []
    for each in firearm.history:
        if isinstance(each.event, events.DiscrepancyOpened):
            found.append((each.event.discrepancy, each.event.finding))
        elif isinstance(each.event, events.DiscrepancyResolved):
            decided[each.event.discrepancy] = each.event.decision
    return [(name, finding, decided.get(name, "")) for name, finding in found]


def decide(registry: Registry, firearm: str, discrepancy: str, decision: str) -> Outcome:
    """Decide a discrepancy of a firearm.

    Raises:
        InputError: There are no reasons.
        LifeCycleError: There is no such open discrepancy.
    """
    typed = {"discrepancy": discrepancy, "items": firearm, "decision": decision}
    return record_typed(registry, "discrepancy-resolved", typed)


_NAMING = {
    "firearm-registered": "firearm",
    "holder-registered": "holder",
    "place-registered": "place",
    "discrepancy-opened": "discrepancy",
    "user-enrolled": "user",
}


def known_names(registry: Registry) -> dict[str, list[str]]:
    """Give the names that were given, by the field that gave them, for the lists beside the fields."""
    found: dict[str, list[str]] = {field: [] for field in _NAMING.values()}
    for each in registry.events(*_NAMING):
        field = _NAMING[each.event.kind]
        name = str(getattr(each.event, field))
        if name not in found[field]:
            found[field].append(name)
    return found


def verified(registry: Registry) -> tuple[bool, str]:
    """Say whether the log is as it was written.

    Returns:
        Whether it holds, and the same in sentences.
    """
    found = registry.verify(deep=True)
    if not found:
        size, root = registry.root()
        return True, _("The log holds: {size} events are as they were written. Root: {root}…").format(
            size=size, root=root.hex()[:16]
        )
    return False, " ".join([_("The log doesn't hold."), *(each.sentence for each in found[:20])])
