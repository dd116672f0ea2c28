"""A batch that is destroyed before witnesses: planned = destroyed + withdrawn + missing."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, replace

from firearmskit.arguments import listed, of_type
from firearmskit.errors import InputError, quote
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.law import Finding
from firearmskit.records.checking import known, twice
from firearmskit.records.days import whole_day
from firearmskit.records.disposal.guarding import Disposable, check_disposal, error

__all__ = ["METHODS", "Batch", "Certificate", "Outcome", "certify", "check_batch"]

METHODS = {"mechanical": N_("mechanical"), "thermal": N_("thermal"), "other": N_("other")}
"""The method of a destruction, as a broad category only, and what each is called where people read it."""


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Items that are destroyed together.

    Args:
        id: Its id.
        on: ISO date.
        place: Where.
        method: One of :data:`METHODS`.
        operator: Id of the person who destroys.
        witnesses: Ids of the persons who see it; two at least, neither of them the operator.
        planned: What is planned to be destroyed, each item once.

    Raises:
        InputError: Something of it can't be used.
    """

    id: str
    on: str
    place: str
    method: str
    operator: str
    witnesses: tuple[str, ...]
    planned: tuple[Disposable, ...]

    def __post_init__(self) -> None:
        for name in ("id", "place", "operator"):
            of_type(getattr(self, name), str, name)
        whole_day(self.on)
        known(self.method, METHODS)
        object.__setattr__(self, "witnesses", listed(self.witnesses, str, "witnesses"))
        planned = listed(self.planned, Disposable, "planned")
        if (item := twice(each.item for each in planned)) is not None:
            raise InputError(_("Item {item} is planned twice.").format(item=quote(item)))
        object.__setattr__(self, "planned", planned)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a batch: ids of items, each in one of the three.

    Args:
        destroyed: What was destroyed.
        withdrawn: What was taken out of the batch before.
        missing: What wasn't there.
    """

    destroyed: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for field in fields(self):
            object.__setattr__(self, field.name, listed(getattr(self, field.name), str, field.name))


def check_batch(batch: Batch, outcome: Outcome) -> list[Finding]:
    """Find what is wrong with a batch: planned = destroyed + withdrawn + missing, before two witnesses.

    Args:
        batch: The batch.
        outcome: What became of it.

    Returns:
        The findings, errors first, each naming its item or person. Missing items are warnings: the certificate names
        them, and their loss is to be reported.

    Raises:
        InputError: One of them isn't one.

    >>> from firearmskit.records.disposal import Disposable
    >>> item = Disposable(item="A", origin="surplus", decision="not-needed", evidence_hold=False, trace_open=False)
    >>> batch = Batch(
    ...     id="B1", on="2026-04-01", place="Fictional foundry", method="thermal", operator="P1",
    ...     witnesses=("P2", "P1"), planned=(item,),
    ... )
    >>> [(found.code, found.field) for found in check_batch(batch, Outcome())]
    [('witness-operates', 'P1'), ('too-few-witnesses', 'B1'), ('not-accounted', 'A')]
    """
    of_type(batch, Batch, "batch")
    of_type(outcome, Outcome, "outcome")
    found = [*_witnesses(batch), *_sums(batch, outcome)]
    destroyed = set(outcome.destroyed)
    found += [each for item in batch.planned if item.item in destroyed for each in check_disposal(item)]
    for item in dict.fromkeys(outcome.missing):
        sentence = _("Item {item} wasn't there: report the loss.").format(item=quote(item))
        found.append(Finding(code="missing", severity="warning", field=item, sentence=sentence))
    return found


def _person(id: str) -> str:
    """Give what two spellings of one id have in common, so that nobody is two people by a blank or a capital."""
    return "".join(unicodedata.normalize("NFKC", id).casefold().split())


def _witnesses(batch: Batch) -> Iterator[Finding]:
    operator = _person(batch.operator)
    people = {_person(each): each for each in batch.witnesses}
    if operator in people:
        sentence = _("{person} destroys, and can't be a witness of it.").format(person=quote(people[operator]))
        yield error("witness-operates", people[operator], sentence)
    if len(people.keys() - {operator, ""}) < 2:
        sentence = _("Batch {batch} needs two different witnesses besides the operator.").format(batch=quote(batch.id))
        yield error("too-few-witnesses", batch.id, sentence)


def _sums(batch: Batch, outcome: Outcome) -> Iterator[Finding]:
    said = Counter((*outcome.destroyed, *outcome.withdrawn, *outcome.missing))
    planned = [each.item for each in batch.planned]
    for item in planned:
        if not said[item]:
            sentence = _("Item {item} was planned, and isn't destroyed, withdrawn or missing.").format(item=quote(item))
            yield error("not-accounted", item, sentence)
    for item in said:
        if item not in set(planned):
            sentence = _("Item {item} isn't planned in batch {batch}.").format(item=quote(item), batch=quote(batch.id))
            yield error("not-planned", item, sentence)
        if said[item] > 1:
            sentence = _("Item {item} is accounted for {times} times.").format(item=quote(item), times=said[item])
            yield error("accounted-twice", item, sentence)


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """That a batch was destroyed before witnesses, item by item.

    Args:
        batch: Id of the batch.
        on: ISO date.
        place: Where.
        method: One of :data:`METHODS`.
        operator: Id of the person who destroyed.
        witnesses: Ids of the witnesses.
        destroyed: Ids of the items, in the order of the alphabet.
        withdrawn: Those that were taken out before.
        missing: Those that weren't there.
        fingerprint: SHA-256 of all of these as JSON, in hexadecimal digits: whoever copies it elsewhere can later tell
            whether a certificate is the same. None as long as it isn't worked out.
    """

    batch: str
    on: str
    place: str
    method: str
    operator: str
    witnesses: tuple[str, ...]
    destroyed: tuple[str, ...]
    withdrawn: tuple[str, ...]
    missing: tuple[str, ...]
    fingerprint: str | None = None

    @property
    def unchanged(self) -> bool:
        """Whether the fingerprint is that of what the certificate says."""
        return self.fingerprint == _fingerprint(self)

    def __str__(self) -> str:
        """Say it in sentences, in the language that is spoken now."""
        said = [
            _("Batch {batch} was destroyed on {day} in {place}; method: {method}.").format(
                batch=quote(self.batch),
                day=self.on,
                place=quote(self.place),
                method=_(METHODS[self.method]),
            ),
            _("It was done by {operator} and seen by {witnesses}.").format(
                operator=quote(self.operator), witnesses=", ".join(map(quote, self.witnesses))
            ),
            _("Planned {planned} = destroyed {destroyed} + withdrawn {withdrawn} + missing {missing}.").format(
                planned=len(self.destroyed) + len(self.withdrawn) + len(self.missing),
                destroyed=len(self.destroyed),
                withdrawn=len(self.withdrawn),
                missing=len(self.missing),
            ),
            _("Fingerprint: {fingerprint}.").format(fingerprint=self.fingerprint),
        ]
        return "\n".join(said)


def certify(batch: Batch, outcome: Outcome) -> Certificate:
    """Certify the destruction of a batch.

    Args:
        batch: The batch.
        outcome: What became of it.

    Returns:
        The certificate.

    Raises:
        InputError: :func:`check_batch` finds an error; the message tells all of them.

    >>> from firearmskit.records.disposal import Disposable
    >>> item = Disposable(item="A", origin="surplus", decision="not-needed", evidence_hold=False, trace_open=False)
    >>> batch = Batch(
    ...     id="B1", on="2026-04-01", place="Fictional foundry", method="thermal", operator="P1",
    ...     witnesses=("P2", "P3"), planned=(item,),
    ... )
    >>> certify(batch, Outcome(destroyed=("A",))).destroyed
    ('A',)
    """
    errors = [each.sentence for each in check_batch(batch, outcome) if each.severity == "error"]
    if errors:
        raise InputError(
            _("Batch {batch} can't be certified. {errors}").format(batch=quote(batch.id), errors=" ".join(errors))
        )
    found = Certificate(
        batch=batch.id,
        on=batch.on,
        place=batch.place,
        method=batch.method,
        operator=batch.operator,
        witnesses=tuple(sorted(batch.witnesses)),
        destroyed=tuple(sorted(outcome.destroyed)),
        withdrawn=tuple(sorted(outcome.withdrawn)),
        missing=tuple(sorted(outcome.missing)),
    )
    return replace(found, fingerprint=_fingerprint(found))


def _fingerprint(certificate: Certificate) -> str:
    """Work out the fingerprint of all that a certificate says besides."""
    said = json.dumps(asdict(replace(certificate, fingerprint=None)), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode("ascii")).hexdigest()
