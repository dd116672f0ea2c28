"""Check a chain of custody: where it breaks, what doesn't fit, and what the dates leave open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import islice, pairwise

from firearmskit.arguments import of_type
from firearmskit.errors import quote
from firearmskit.language import text as _
from firearmskit.law import SEVERITIES, Finding
from firearmskit.records.custody.ordering import in_order
from firearmskit.records.custody.step import Held, Step, same, sorted_steps

__all__ = ["Fault", "all_given", "check_chain", "read_chain"]

MOST_STEPS = 500
"""Steps of one chain; nothing passes through more hands."""

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Fault(Finding):
    """What a check of a chain found, and the steps that it is about.

    Args:
        steps: One step, or two that follow each other.
    """

    steps: tuple[Step, ...] = ()


def check_chain(steps: Iterable[Step], *, recovered: Held | None = None, until: Held | None = None) -> list[Fault]:
    """Find where a chain of custody breaks, and what doesn't fit.

    Args:
        steps: The steps, in any order. Whatever stands in them, nothing is raised.
        recovered: Who had the item first, as the record of the recovery says; None when that isn't known.
        until: Who must have it in the end; None when the chain goes on.

    Returns:
        The findings, the heaviest first, then in the order of the chain. ``error``: ``gap``, ``two-places``,
        ``backwards``, ``not-from-recovery``, ``before-recovery``, ``open-end``, ``after-end``, ``seal-broken``,
        ``label-changed``, ``item-changed``, ``same-party``. ``warning``: something isn't told, ``seal-missing``,
        ``label-missing``, ``unsigned``, ``no-date``, ``step-twice``. ``note``: ``order-open`` where the dates of two
        steps don't tell which came first, ``no-seals`` and ``no-steps``. ``field`` numbers the steps as
        :func:`describe` does.

    Raises:
        InputError: ``recovered`` or ``until`` is no :class:`Held`.

    >>> one = Step(item="F1", from_party="room", to_party="lab", at="2024-05", signed_by=("a", "b"))
    >>> [found.code for found in check_chain([one], recovered=Held(party="room", at="2024-05-01"))]
    ['no-seals']
    """
    recovered = None if recovered is None else of_type(recovered, Held, "recovered")
    until = None if until is None else of_type(until, Held, "until")
    ordered, found = read_chain(steps, recovered, until)
    if not ordered:
        found.append(_fault("no-steps", "note", _("No step of custody is recorded."), (), ()))
    found += _beginning(ordered, recovered)
    for number, step in enumerate(ordered, 1):
        found += _alone(number, step)
    for number, (step, following) in enumerate(pairwise(ordered), 1):
        found += _between(number, step, following, ordered[:number], recovered)
    found += _ending(ordered, recovered, until)
    if ordered and not any(step.seal_before or step.seal_after for step in ordered):
        found = [each for each in found if each.code != "seal-missing"]
        found.append(_fault("no-seals", "note", _("No seal is recorded in any step."), (), ()))
    return sorted(found, key=lambda each: list(SEVERITIES).index(each.severity))


def read_chain(
    steps: Iterable[Step], recovered: Held | None = None, until: Held | None = None
) -> tuple[list[Step], list[Fault]]:
    """Bring what can be used of a chain into its order, each step once, and say what can't be used.

    Args:
        steps: As :func:`check_chain` takes them; likewise the others.
        recovered: Who had the item first.
        until: Who must have it in the end.

    Returns:
        The steps in order, and the findings.
    """
    found: list[Fault] = []
    given = all_given(steps)
    usable = sorted_steps(step for step in given if isinstance(step, Step) and _plain(step))
    for each in given:
        if not (isinstance(each, Step) and _plain(each)):
            found.append(_fault("not-a-step", "error", _("This is no step: {value}").format(value=quote(each)), (), ()))
    if len(usable) > MOST_STEPS:
        sentence = _("The chain has more than {most} steps; only the earliest ones were checked.")
        found.append(_fault("too-many", "error", sentence.format(most=MOST_STEPS), (), ()))
    once: dict[Step, Step] = {}
    for step in usable[:MOST_STEPS]:
        key = replace(step, source=None)
        if key in once:
            sentence = _("This step is told twice: {step}").format(step=_in_short(step))
            found.append(_fault("step-twice", "warning", sentence, (), (step,)))
        once.setdefault(key, step)
    return in_order(list(once.values()), recovered, until), found


def all_given(steps: object) -> list[object]:
    """Give what was given as steps, as far as it is looked at: whatever it is, and whether or not it ends."""
    return list(islice(steps, MOST_STEPS * 10)) if isinstance(steps, Iterable) else [steps]


def _plain(step: Step) -> bool:
    """Tell whether the fields of a step are of their types."""
    texts = (step.item, step.from_party, step.to_party)
    others = (step.at, step.place, step.seal_before, step.seal_after, step.label, step.condition, step.source)
    lists = (step.photographs, step.signed_by)
    return (
        all(isinstance(each, str) for each in texts)
        and all(each is None or isinstance(each, str) for each in others)
        and all(isinstance(each, tuple) and all(isinstance(one, str) for one in each) for each in lists)
    )


def _in_short(step: Step) -> str:
    return f"{quote(step.from_party)} → {quote(step.to_party)}, {step.at or _('date not known')}"


def _fault(code: str, severity: str, sentence: str, numbers: Sequence[int], steps: Sequence[Step]) -> Fault:
    field = "chain"
    if len(numbers) == 1:
        field = _("step {number}").format(number=numbers[0])
    elif numbers:
        field = _("steps {first} and {second}").format(first=numbers[0], second=numbers[1])
    return Fault(code=code, severity=severity, field=field, sentence=sentence, steps=tuple(steps))


def _alone(number: int, step: Step) -> Iterator[Fault]:
    """Say what is wrong in one step."""
    if same(step.from_party, step.to_party):
        sentence = _("{party} stands on both sides of step {number}.")
        sentence = sentence.format(party=quote(step.from_party), number=number)
        yield _fault("same-party", "error", sentence, (number,), (step,))
    if not any(name.strip() for name in step.signed_by):
        sentence = _("Nobody signed step {number}.").format(number=number)
        yield _fault("unsigned", "warning", sentence, (number,), (step,))
    if step.when is None:
        sentence = (
            _("Step {number} has no date.").format(number=number)
            if step.at is None
            else _("What stands as the date of step {number} is none: {value}").format(
                number=number, value=quote(step.at)
            )
        )
        yield _fault("no-date", "warning", sentence, (number,), (step,))


def _between(
    number: int, step: Step, following: Step, before: Sequence[Step], recovered: Held | None
) -> Iterator[Fault]:
    """Say what is wrong from one step to the next."""
    numbers, steps = (number, number + 1), (step, following)
    names = {"first": number, "second": number + 1}
    if not same(step.to_party, following.from_party):
        yield _broken(number, step, following, before, recovered)
    if following.surely_before(step):
        sentence = _("Time goes back: step {second} was on {later}, and step {first}, which it follows, on {earlier}.")
        yield _fault(
            "backwards", "error", sentence.format(later=following.at, earlier=step.at, **names), numbers, steps
        )
    elif _at_once(step, following):
        sentence = _("At the same time, {time}, it is put in {one} and in {other}.")
        places = {"one": quote(step.place), "other": quote(following.place)}
        yield _fault("two-places", "error", sentence.format(time=step.at, **places), numbers, steps)
    elif step.when and following.when and not step.surely_before(following):
        sentence = _(
            "The dates don't tell whether step {first} or step {second} came first; nothing follows from that."
        )
        yield _fault("order-open", "note", sentence.format(**names), numbers, steps)
    if not same(step.item, following.item):
        sentence = _("The number of the item changes from {before} to {after}.")
        sentence = sentence.format(before=quote(step.item), after=quote(following.item))
        yield _fault("item-changed", "error", sentence, numbers, steps)
    yield from _seals(step.seal_after, following.seal_before, number, step, following)
    yield from _labels(number, step, following)


def _broken(number: int, step: Step, following: Step, before: Sequence[Step], recovered: Held | None) -> Fault:
    """Say that a giver didn't have the item, and whether it had had it before."""
    giver, receiver = following.from_party, step.to_party
    had = [each for each in before if same(each.from_party, giver) or same(each.to_party, giver)]
    if had or (recovered is not None and same(recovered.party, giver)):
        code = "two-places"
        sentence = _(
            "{giver} hands it over in step {second} without having got it back, while {receiver} has had it since "
            "step {first}: either a step back is missing, or it was in two places."
        )
    else:
        code = "gap"
        sentence = _(
            "{receiver} has it since step {first}, but {giver} hands it over in step {second}: a step is missing or "
            "wrong."
        )
    sentence = sentence.format(giver=quote(giver), receiver=quote(receiver), first=number, second=number + 1)
    return _fault(code, "error", sentence, (number, number + 1), (step, following))


def _at_once(step: Step, other: Step) -> bool:
    """Tell whether two steps of the same minute put the item in two places."""
    one, two = step.when, other.when
    if one is None or two is None or not step.place or not other.place or same(step.place, other.place):
        return False
    exact = all(when.last - when.first < _MINUTE for when in (one, two))
    return exact and one.first <= two.last and two.first <= one.last


def _seals(after: str | None, before: str | None, number: int, step: Step, following: Step) -> Iterator[Fault]:
    numbers, steps = (number, number + 1), (step, following)
    if after and before and not same(after, before):
        sentence = _("It left with the seal {after} in step {first} and came with the seal {before} in step {second}.")
        sentence = sentence.format(after=quote(after), before=quote(before), first=number, second=number + 1)
        yield _fault("seal-broken", "error", sentence, numbers, steps)
    elif not after or not before:
        sentence = _("Between step {first} and step {second} the seal isn't told on both sides.")
        sentence = sentence.format(first=number, second=number + 1)
        yield _fault("seal-missing", "warning", sentence, numbers, steps)


def _labels(number: int, step: Step, following: Step) -> Iterator[Fault]:
    numbers, steps = (number, number + 1), (step, following)
    if step.label and following.label and not same(step.label, following.label):
        sentence = _("The label changes from {before} to {after}.")
        sentence = sentence.format(before=quote(step.label), after=quote(following.label))
        yield _fault("label-changed", "error", sentence, numbers, steps)
    elif bool(step.label) != bool(following.label):
        sentence = _("Only one of step {first} and step {second} tells the label.")
        sentence = sentence.format(first=number, second=number + 1)
        yield _fault("label-missing", "warning", sentence, numbers, steps)


def _beginning(ordered: Sequence[Step], recovered: Held | None) -> Iterator[Fault]:
    """Say what doesn't fit between the recovery and the first step."""
    if recovered is None or not ordered:
        return
    first = ordered[0]
    if not same(recovered.party, first.from_party):
        sentence = _("{party} had it at the recovery, but the first step is from {giver}.")
        sentence = sentence.format(party=quote(recovered.party), giver=quote(first.from_party))
        yield _fault("not-from-recovery", "error", sentence, (1,), (first,))
    if recovered.item is not None and not same(recovered.item, first.item):
        sentence = _("The number of the item changes from {before} to {after}.")
        sentence = sentence.format(before=quote(recovered.item), after=quote(first.item))
        yield _fault("item-changed", "error", sentence, (1,), (first,))
    if recovered.when and first.when and first.when.surely_before(recovered.when):
        sentence = _("The first step was on {first}, before the recovery on {recovered}.")
        sentence = sentence.format(first=first.at, recovered=recovered.at)
        yield _fault("before-recovery", "error", sentence, (1,), (first,))
    if recovered.seal is not None and not (first.seal_before and same(recovered.seal, first.seal_before)):
        code, severity = ("seal-broken", "error") if first.seal_before else ("seal-missing", "warning")
        sentence = _("It was sealed with {seal} at the recovery and came with {before} in the first step.")
        sentence = sentence.format(seal=quote(recovered.seal), before=quote(first.seal_before or _("no seal")))
        yield _fault(code, severity, sentence, (1,), (first,))


def _ending(ordered: Sequence[Step], recovered: Held | None, until: Held | None) -> Iterator[Fault]:
    """Say what doesn't fit between the last step and the end."""
    if until is None:
        return
    number = len(ordered)
    steps, numbers = (ordered[-1:], (number,)) if ordered else ((), ())
    last = ordered[-1].to_party if ordered else recovered.party if recovered else None
    if last is None or not same(last, until.party):
        sentence = _("The chain is open at its end: {party} must have it, and the last who took it is {last}.")
        sentence = sentence.format(party=quote(until.party), last=quote(last or _("not known")))
        yield _fault("open-end", "error", sentence, numbers, steps)
    if ordered and until.when and ordered[-1].when and until.when.surely_before(ordered[-1].when):
        sentence = _("The last step was on {last}, after the end of the chain on {end}.")
        yield _fault("after-end", "error", sentence.format(last=ordered[-1].at, end=until.at), numbers, steps)
    if ordered and until.item is not None and not same(until.item, ordered[-1].item):
        sentence = _("The number of the item changes from {before} to {after}.")
        sentence = sentence.format(before=quote(ordered[-1].item), after=quote(until.item))
        yield _fault("item-changed", "error", sentence, numbers, steps)
    if ordered and until.seal and ordered[-1].seal_after and not same(until.seal, ordered[-1].seal_after):
        sentence = _("It left with the seal {after} in step {first} and has the seal {before} in the end.")
        sentence = sentence.format(after=quote(ordered[-1].seal_after), first=number, before=quote(until.seal))
        yield _fault("seal-broken", "error", sentence, numbers, steps)
