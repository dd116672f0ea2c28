"""Which records may be looked at again, which not, and why: a list for a person who decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from firearmskit import law
from firearmskit.arguments import iso_day, listed, of_type
from firearmskit.errors import InputError, quote
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.records.checking import twice
from firearmskit.records.retention.keeping import INDEFINITELY, NOT_KNOWN, Retention, keep_until, rules_for
from firearmskit.records.retention.kept import Hold, Kept

__all__ = ["PARTS", "Review", "review"]

PARTS = {"item-history": N_("history of the item"), "personal-data": N_("personal data")}
"""What a record is made of, and what each is called where people read it."""

_NAMED = 5
"""How many records are named as a reason; more of them explain nothing."""


@dataclass(frozen=True, kw_only=True)
class Review:
    """Whether one part of a record may be looked at again.

    Args:
        record: Id of the record.
        part: One of :data:`PARTS`. The history of an item is never proposed for purging.
        holder: Id of the person whose personal data they are; None for the history of the item.
        eligible: Whether somebody may now decide that the personal data go.
        why: Why, or why not, in sentences.
        retention: How long the record is kept.
    """

    record: str
    part: str
    holder: str | None
    eligible: bool
    why: str
    retention: Retention


def review(
    records: Iterable[Kept],
    *,
    on: str | date,
    rules: Iterable[law.KeepingDuty] | None = None,
    national_years: int | None = None,
    holds: Iterable[Hold] = (),
) -> list[Review]:
    """List what is eligible for review on a day, what isn't, and why. Nothing is deleted.

    Personal data go by destroying the key of their holder, which makes all that is encrypted with it unreadable. So
    they are eligible only when every record of that holder is: hand over all of them.

    Args:
        records: The records; each id once.
        on: The day, as an ISO date or a ``date``.
        rules: Rules on keeping; when None, for each record those of the States that it names, on that day.
        national_years: Years that the State's own law asks for.
        holds: Orders to keep all of these records.

    Returns:
        For each record, in the order given, its history and, where it holds any, its personal data.

    Raises:
        InputError: A record can't be used, or an id stands twice.
        UnknownCodeError: A record names a State that there isn't.

    >>> from firearmskit.records.retention import Kept, KeptEvent
    >>> sale = Kept(
    ...     id="R7", kind="transfer", events=(KeptEvent(kind="transfer", on="1990"),), states=("NGA",), holder="H3"
    ... )
    >>> [(each.part, each.eligible) for each in review([sale], on="2026-11-27")]
    [('item-history', False), ('personal-data', False)]
    >>> [each.eligible for each in review([sale], on="2026-11-27", rules=[], national_years=30)]
    [False, True]
    """
    day = iso_day(on)
    given = listed(records, Kept, "records")
    if (id := twice(record.id for record in given)) is not None:
        raise InputError(_("Record {id} stands twice in the list.").format(id=quote(id)))
    shared = None if rules is None else listed(rules, law.KeepingDuty, "rules")
    orders = listed(holds, Hold, "holds")
    found = {
        record.id: keep_until(record, duties, national_years=national_years, holds=orders)
        for record, duties in _with_rules(given, shared, day)
    }
    staying: dict[str, dict[str, None]] = {}
    for record in given:
        if record.holder is not None and not _over(found[record.id], day):
            staying.setdefault(record.holder, {})[record.id] = None
    return [each for record in given for each in _reviews(record, found[record.id], staying)]


def _with_rules(
    records: Iterable[Kept], shared: tuple[law.KeepingDuty, ...] | None, day: str
) -> Iterator[tuple[Kept, tuple[law.KeepingDuty, ...]]]:
    """Give each record with the rules that are asked about it; those of like records are looked up once."""
    looked_up: dict[tuple[object, ...], tuple[law.KeepingDuty, ...]] = {}
    for record in records:
        if shared is not None:
            yield record, shared
            continue
        alike = (record.states, record.kind, record.item)
        if alike not in looked_up:
            looked_up[alike] = rules_for(record, on=day)
        yield record, looked_up[alike]


def _over(retention: Retention, day: str) -> bool:
    """Say whether the time of a record is known and over."""
    return retention.until not in (INDEFINITELY, NOT_KNOWN) and retention.until < day


def _reviews(record: Kept, retention: Retention, staying: dict[str, dict[str, None]]) -> Iterator[Review]:
    history = _("The history of an item is never proposed for purging: a trace may come at any time.")
    yield _one(record, "item-history", False, f"{history} {retention}", retention)
    if record.holder is not None:
        stay = staying.get(record.holder, {})
        yield _one(record, "personal-data", not stay, _why(record, retention, stay), retention)


def _one(record: Kept, part: str, eligible: bool, why: str, retention: Retention) -> Review:
    holder = record.holder if part == "personal-data" else None
    return Review(record=record.id, part=part, holder=holder, eligible=eligible, why=why, retention=retention)


def _why(record: Kept, retention: Retention, stay: dict[str, None]) -> str:
    """Say why the personal data of a record stay or may go; ``stay`` are their holder's records that must stay."""
    if record.id in stay:
        return _("The personal data stay as long as the record. {kept}").format(kept=retention)
    holder = quote(of_type(record.holder, str, "holder"))
    if stay:
        named = [*map(quote, islice(stay, _NAMED)), *(["…"] if len(stay) > _NAMED else [])]
        return _("The key of holder {holder} also opens records whose time isn't over: {records}.").format(
            holder=holder, records=", ".join(named)
        )
    return _(
        "{kept} That is over. Somebody may decide to destroy the key of holder {holder}: the personal data can't be "
        "read any more, the history of the item stays."
    ).format(kept=retention, holder=holder)
