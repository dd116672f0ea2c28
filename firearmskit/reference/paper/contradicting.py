"""Find where the paper contradicts itself: each is computed from its numbers, dates and lists, none is written down."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from firearmskit.language import text as _
from firearmskit.reference.paper.dating import DATED, PERIOD
from firearmskit.reference.paper.outside import against_the_date, against_the_period
from firearmskit.reference.paper.reading import events, lists, numbers
from firearmskit.reference.paper.values import EVENT_KINDS, Contradiction, dated, limited, named
from firearmskit.reference.paper_rows import PaperEvent, PaperList, PaperNumber

__all__ = ["contradictions"]


def contradictions() -> tuple[Contradiction, ...]:
    """Find where the paper contradicts itself, or what it says of itself.

    Totals are compared with their parts and with the lists that they count, accounts of one event with each other,
    dates with the reporting period and with the date on the paper, donors with the list of donors.

    Returns:
        What was found, by kind in the order of :data:`CODES`, and by paragraph within a kind.

    >>> [(each.code, each.paragraphs) for each in contradictions()][:2]
    [('sum', (72,)), ('listed', (72,))]
    """
    return compare(numbers(), events(), lists(), period=PERIOD, dated_on=DATED)


def compare(
    counted: tuple[PaperNumber, ...],
    told: tuple[PaperEvent, ...],
    listed: tuple[PaperList, ...],
    *,
    period: tuple[str, str],
    dated_on: str,
) -> tuple[Contradiction, ...]:
    """Find contradictions in any numbers, events and lists."""
    return (
        *_sums(counted),
        *_counts(counted, listed),
        *_units(counted),
        *_accounts(told),
        *against_the_period(told, period),
        *against_the_date(told, period, dated_on),
        *_days(counted),
        *_donors(listed),
    )


def _sums(counted: tuple[PaperNumber, ...]) -> Iterator[Contradiction]:
    by_id = {each.id: each for each in counted}
    for whole in counted:
        parts = [by_id[part] for part in whole.sums]
        values = [part.value for part in parts if part.value is not None and part.bound == "exactly"]
        if parts and len(values) == len(parts) and not _allows(whole, sum(values)):
            yield Contradiction(
                code="sum",
                paragraphs=_paragraphs(whole, *parts),
                says=_("{what}: {value}. Its parts: {parts}.").format(
                    what=_(whole.what), value=limited(whole), parts=", ".join(map(str, values))
                ),
                found=_("The parts were added: they make {sum}.").format(sum=sum(values)),
                rows=(whole.id, *whole.sums),
            )


def _counts(counted: tuple[PaperNumber, ...], listed: tuple[PaperList, ...]) -> Iterator[Contradiction]:
    """Compare each number with the list that it counts, and each total with all its lists, nobody counted twice."""
    for number in counted:
        own = [each for each in listed if number.id in (each.number, each.total)]
        names = {name for each in own for name in (*each.states, *each.organizations)}
        if own and not _allows(number, len(names)):
            yield Contradiction(
                code="listed",
                paragraphs=_paragraphs(number, *own),
                says=_("{what}: {value}. Lists: {lists}.").format(
                    what=_(number.what),
                    value=limited(number),
                    lists="; ".join(
                        _("{what}, {count}").format(what=_(each.what), count=len(named(each))) for each in own
                    ),
                ),
                found=_("All that are named were counted, each once: there are {count}.").format(count=len(names)),
                rows=(number.id, *(each.id for each in own)),
            )


def _units(counted: tuple[PaperNumber, ...]) -> Iterator[Contradiction]:
    by_id = {each.id: each for each in counted}
    for part in counted:
        whole = by_id.get(part.part_of or "")
        if whole is not None and whole.unit != part.unit:
            yield Contradiction(
                code="unit",
                paragraphs=_paragraphs(whole, part),
                says=_("{what}: {value}. Included in it: {part}.").format(
                    what=_(whole.what), value=limited(whole), part=_(part.what)
                ),
                found=_("What a part counts was compared with what the whole counts: they are different things."),
                rows=(whole.id, part.id),
            )


def _accounts(told: tuple[PaperEvent, ...]) -> Iterator[Contradiction]:
    """Compare all accounts of one event: first when it was, then what it is called."""
    pairs = [pair for pair in combinations(told, 2) if pair[0].occasion and pair[0].occasion == pair[1].occasion]
    for one, other in pairs:
        if _apart(one, other):
            yield Contradiction(
                code="dates",
                paragraphs=_paragraphs(one, other),
                says=_both(one, other, dated(one), dated(other)),
                found=_("Both accounts of one event were compared: no day fits both."),
                rows=(one.id, other.id),
            )
    for one, other in pairs:
        if one.kind != other.kind:
            yield Contradiction(
                code="kinds",
                paragraphs=_paragraphs(one, other),
                says=_both(one, other, _(EVENT_KINDS[one.kind]), _(EVENT_KINDS[other.kind])),
                found=_("Both accounts of one event were compared: they call it by different names."),
                rows=(one.id, other.id),
            )


def _both(one: PaperEvent, other: PaperEvent, first: str, second: str) -> str:
    return _("{what} (para. {paragraph}): {value}. {other} (para. {second_paragraph}): {second}.").format(
        what=_(one.what),
        paragraph=one.paragraph,
        value=first,
        other=_(other.what),
        second_paragraph=other.paragraph,
        second=second,
    )


def _apart(one: PaperEvent, other: PaperEvent) -> bool:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return one.end < other.start or other.end < one.start


def _days(counted: tuple[PaperNumber, ...]) -> Iterator[Contradiction]:
    """Find numbers of one thing that are given for different days."""
    for measure in dict.fromkeys(each.measure for each in counted if each.measure):
        same = [each for each in counted if each.measure == measure]
        if len({each.as_of for each in same}) > 1:
            yield Contradiction(
                code="as-of",
                paragraphs=_paragraphs(*same),
                says=" ".join(
                    _("{what}: {value}, as of {day}.").format(what=_(each.what), value=limited(each), day=each.as_of)
                    for each in same
                ),
                found=_("The days of numbers of the same thing were compared: they differ, so the numbers may."),
                rows=tuple(each.id for each in same),
            )


def _donors(listed: tuple[PaperList, ...]) -> Iterator[Contradiction]:
    for whole in (each for each in listed if each.role == "all-donors"):
        for each in (each for each in listed if each.role == "donors"):
            missing = [code for code in each.states if code not in whole.states]
            if missing:
                yield Contradiction(
                    code="donors",
                    paragraphs=_paragraphs(whole, each),
                    says=_("{what}: {names}. {list}: {listed}.").format(
                        what=_(each.what),
                        names=", ".join(named(each)),
                        list=_(whole.what),
                        listed=", ".join(named(whole)),
                    ),
                    found=_("Who is said to have paid was looked for among the donors, and wasn't there."),
                    rows=(whole.id, each.id),
                )


def _allows(number: PaperNumber, count: int) -> bool:
    """Tell whether a number, as the paper limits it, may be this count."""
    if number.value is None:
        return True
    return {
        "exactly": count == number.value,
        "more-than": count > number.value,
        "at-least": count >= number.value,
        "almost": count < number.value,
    }.get(number.bound, True)


def _paragraphs(*rows: PaperNumber | PaperEvent | PaperList) -> tuple[int, ...]:
    return tuple(dict.fromkeys(row.paragraph for row in rows))
