"""Receipts: numbered without gaps, and promising what the amnesty promises, no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from firearmskit.arguments import listed, of_type, whole
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.law import SEVERITIES, Finding
from firearmskit.records.checking import known
from firearmskit.records.collecting.balancing import Intake
from firearmskit.records.collecting.campaign import ACTS, Campaign, effects
from firearmskit.records.days import whole_day

__all__ = ["Receipt", "check_receipts", "describe_receipt"]


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """A receipt for one item.

    Args:
        number: Its number, 1 or more.
        item: Id of the item.
        act: One of :data:`firearmskit.records.collecting.ACTS`.
        on: ISO date.
        site: Id of the site.
        promised: What it promises, in the words of ``Amnesty.covers``.
        limits: What it says isn't promised, in the words of ``Amnesty.limits``.

    Raises:
        InputError: Something of it can't be used.
    """

    number: int
    item: str
    act: str
    on: str
    site: str
    promised: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if whole(self.number, "number") < 1:
            raise InputError(_("number must be at least 1, not {value}.").format(value=quote(self.number)))
        for name in ("item", "site"):
            of_type(getattr(self, name), str, name)
        known(self.act, ACTS)
        whole_day(self.on)
        for name in ("promised", "limits"):
            object.__setattr__(self, name, listed(getattr(self, name), str, name))


def describe_receipt(receipt: Receipt, campaign: Campaign) -> str:
    """Write a receipt in sentences, in the language that is spoken now.

    Args:
        receipt: The receipt.
        campaign: The campaign.

    Returns:
        What was received or registered, what that means, what is promised, by which law, and what isn't.

    Raises:
        InputError: One of them isn't one.

    >>> from firearmskit.records.collecting import Campaign
    >>> campaign = Campaign(id="C", kind="surrender", first_day="2026-03-01", last_day="2026-03-31")
    >>> receipt = Receipt(number=7, item="A-12", act="surrender", on="2026-03-02", site="S")
    >>> print(describe_receipt(receipt, campaign).splitlines()[0])
    Receipt 7: item "A-12" was handed in on 2026-03-02.
    """
    of_type(receipt, Receipt, "receipt")
    amnesty = of_type(campaign, Campaign, "campaign").amnesty
    values = {"number": receipt.number, "item": quote(receipt.item), "day": receipt.on}
    said = [
        _("Receipt {number}: item {item} was handed in on {day}.").format(**values)
        if receipt.act == "surrender"
        else _("Receipt {number}: item {item} was registered on {day}.").format(**values)
    ]
    said += [_(effect.note) for effect in effects([receipt.act])]
    if receipt.promised and amnesty is not None:
        said.append(
            _("By {basis} nobody is prosecuted for: {promised}.").format(
                basis=quote(amnesty.legal_basis), promised="; ".join(map(quote, receipt.promised))
            )
        )
    else:
        said.append(_("This receipt promises nothing."))
    if receipt.limits:
        said.append(_("Not promised is: {limits}.").format(limits="; ".join(map(quote, receipt.limits))))
    return "\n".join(said)


def check_receipts(
    receipts: Iterable[Receipt], campaign: Campaign, *, intake: Iterable[Intake] | None = None, first: int = 1
) -> list[Finding]:
    """Find what is wrong with the receipts of a campaign.

    Args:
        receipts: The receipts, in any order.
        campaign: The campaign.
        intake: What was taken in, to compare; None when that isn't compared.
        first: The number that the first receipt should have.

    Returns:
        The findings, the heaviest first: numbers that are lacking, doubled or out of order; items with two receipts or
        none; acts, days and promises that the campaign doesn't give; limits that the receipt keeps to itself.

    Raises:
        InputError: Something can't be used.

    >>> from firearmskit.records.collecting import Campaign
    >>> campaign = Campaign(id="C", kind="surrender", first_day="2026-03-01", last_day="2026-03-31")
    >>> some = [Receipt(number=n, item=f"A{n}", act="surrender", on="2026-03-02", site="S") for n in (1, 2, 5)]
    >>> [found.sentence for found in check_receipts(some, campaign)]
    ['Receipts 3 to 4 are lacking.']
    """
    given = sorted(listed(receipts, Receipt, "receipts"), key=lambda receipt: (receipt.number, receipt.item))
    of_type(campaign, Campaign, "campaign")
    found = [*_numbers(given, whole(first, "first")), *_items(given)]
    for receipt in given:
        found += [*_promises(receipt, campaign), *_offered(receipt, campaign)]
    if intake is not None:
        found += _against_intake(given, listed(intake, Intake, "intake"))
    return sorted(found, key=lambda each: list(SEVERITIES).index(each.severity))


def _error(code: str, field: str, sentence: str) -> Finding:
    return Finding(code=code, severity="error", field=field, sentence=sentence)


def _numbers(receipts: list[Receipt], first: int) -> Iterator[Finding]:
    numbers = sorted({receipt.number for receipt in receipts})
    for before, after in pairwise([first - 1, *(number for number in numbers if number >= first)]):
        if after > before + 1:
            sentence = (
                _("Receipts {first} to {last} are lacking.").format(first=before + 1, last=after - 1)
                if after > before + 2
                else _("Receipt {number} is lacking.").format(number=before + 1)
            )
            yield _error("gap", f"receipt {before + 1}", sentence)
    for number in numbers:
        if number < first:
            sentence = _("Receipt {number} comes before the first, {first}.").format(number=number, first=first)
            yield _error("before-first", f"receipt {number}", sentence)
    for number, times in Counter(receipt.number for receipt in receipts).items():
        if times > 1:
            sentence = _("Number {number} was given out {times} times.").format(number=number, times=times)
            yield _error("number-twice", f"receipt {number}", sentence)
    # Each site writes its receipts in the order of its days.
    for site in sorted({receipt.site for receipt in receipts}):
        for one, other in pairwise(receipt for receipt in receipts if receipt.site == site):
            if other.on < one.on:
                sentence = _(
                    "Receipt {number} is of {day}, and receipt {other}, which follows, of {other_day}."
                ).format(number=one.number, day=one.on, other=other.number, other_day=other.on)
                yield Finding(code="order", severity="warning", field=f"receipt {other.number}", sentence=sentence)


def _items(receipts: list[Receipt]) -> Iterator[Finding]:
    for item, times in Counter(receipt.item for receipt in receipts).items():
        if times > 1:
            sentence = _("Item {item} has {times} receipts.").format(item=quote(item), times=times)
            yield _error("item-twice", item, sentence)


def _promises(receipt: Receipt, campaign: Campaign) -> Iterator[Finding]:
    amnesty = campaign.amnesty
    covers, limits = ((), ()) if amnesty is None else (amnesty.covers, amnesty.limits)
    for promise in receipt.promised:
        if promise not in covers:
            sentence = _("Receipt {number} promises {promise}, which the amnesty doesn't cover.").format(
                number=receipt.number, promise=quote(promise)
            )
            yield _error("promise", receipt.item, sentence)
    for limit in limits:
        if receipt.promised and limit not in receipt.limits:
            sentence = _("Receipt {number} doesn't say that {limit} isn't covered.").format(
                number=receipt.number, limit=quote(limit)
            )
            yield _error("limit", receipt.item, sentence)
    if receipt.promised and amnesty and not amnesty.first_day <= receipt.on <= amnesty.last_day:
        sentence = _("Receipt {number} is of {day}, which the amnesty doesn't cover.").format(
            number=receipt.number, day=receipt.on
        )
        yield _error("outside-amnesty", receipt.item, sentence)


def _offered(receipt: Receipt, campaign: Campaign) -> Iterator[Finding]:
    if receipt.act not in campaign.acts:
        sentence = _("Receipt {number} is for an act that the campaign doesn't offer: {act}.").format(
            number=receipt.number, act=receipt.act
        )
        yield _error("act", receipt.item, sentence)
    if not campaign.first_day <= receipt.on <= campaign.last_day:
        sentence = _("Receipt {number} is of {day}, when there was no campaign.").format(
            number=receipt.number, day=receipt.on
        )
        yield _error("outside-campaign", receipt.item, sentence)


def _against_intake(receipts: list[Receipt], intake: tuple[Intake, ...]) -> Iterator[Finding]:
    receipted = {receipt.item: receipt for receipt in receipts}
    taken = {each.item: each for each in intake}
    for item in sorted(taken.keys() - receipted.keys()):
        yield _error("no-receipt", item, _("Item {item} was taken in without a receipt.").format(item=quote(item)))
    for item, receipt in receipted.items():
        if item not in taken:
            sentence = _("Receipt {number} is for item {item}, which wasn't taken in.").format(
                number=receipt.number, item=quote(item)
            )
            yield _error("no-intake", item, sentence)
        elif receipt.act != taken[item].act:
            sentence = _("Receipt {number} and the record of item {item} don't say the same act.").format(
                number=receipt.number, item=quote(item)
            )
            yield _error("act-differs", item, sentence)
