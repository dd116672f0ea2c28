"""Is a log what its checkpoints say? Events are hashed anew, and compared wherever there is a checkpoint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from firearmskit.arguments import listed
from firearmskit.errors import InputError, escape, quote
from firearmskit.language import ngettext
from firearmskit.language import text as _
from firearmskit.law import Finding
from firearmskit.records.ledger.canonical import parse
from firearmskit.records.ledger.checkpoint import Checkpoint
from firearmskit.records.ledger.keys import VerifierKey
from firearmskit.records.ledger.merkle import Frontier, leaf_hashes
from firearmskit.records.ledger.note import split, verified
from firearmskit.records.ledger.proofs import NodeReader, stored_root

__all__ = ["LogCheck", "check_log"]

_BATCH = 4_096


@dataclass(frozen=True, kw_only=True)
class LogCheck:
    """What a check of a log found.

    Args:
        size: How many events there are.
        root: The root over them, as it was computed anew.
        fitting: How many checkpoints fit the events.
        findings: What was found, the weightiest first.
    """

    size: int
    root: bytes
    fitting: int
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong. It says nothing of what no checkpoint vouches for; the warnings do."""
        return not any(finding.severity == "error" for finding in self.findings)

    def __str__(self) -> str:
        """Say it in sentences that a court could read."""
        events = ngettext("{count} event was read.", "{count} events were read.", self.size).format(count=self.size)
        fitting = ngettext("{count} checkpoint fits them.", "{count} checkpoints fit them.", self.fitting).format(
            count=self.fitting
        )
        truth = _("Whether what was recorded is true, and what was left out, no log can tell.")
        return " ".join([events, fitting, *(finding.sentence for finding in self.findings), truth])


def check_log(
    events: Iterable[bytes],
    checkpoints: Iterable[str | Checkpoint],
    keys: Iterable[VerifierKey],
    *,
    stored: NodeReader | None = None,
    contents: bool = False,
) -> LogCheck:
    """Check the events of a log against checkpoints.

    Args:
        events: The bytes of each event, in order; they are read once and not kept.
        checkpoints: Signed notes; or, as values, checkpoints that you kept yourself, which need no signature.
        keys: The log's verifier keys, from a source that you trust. Without any, no signature is checked.
        stored: Gives hashes of complete subtrees that were stored when the events were appended, as a backup has them.
            Where they fit a checkpoint that the events don't, they tell which event is the first to differ.
        contents: Also check that each event is canonical JSON, which takes some fifteen times as long.

    Returns:
        The counts and the findings. It is ``sound`` if no checkpoint contradicts the events.

    Raises:
        InputError: The events aren't bytes, or the keys aren't keys.

    >>> from firearmskit.records.ledger.merkle import leaf_hash, root
    >>> kept = Checkpoint(origin="registry.example/log", size=2, root=root([leaf_hash(b"1"), leaf_hash(b"2")]))
    >>> check_log([b"1", b"2"], [kept], []).sound
    True
    >>> print(check_log([b"1"], [kept], []).findings[0].sentence)
    A checkpoint speaks of 2 events, and there are only 1: events were removed from the end.
    """
    trusted = listed(keys, VerifierKey, "keys")
    findings: list[Finding] = []
    claims = sorted(_claims(checkpoints, trusted, findings), key=lambda claim: claim.size)
    walk = _Walk(events=_parsed(events, findings) if contents else iter(events), stored=stored)
    fitting: list[Checkpoint] = []
    differing: list[Checkpoint] = []
    for claim in claims:
        walk.to(claim.size)
        if walk.frontier.size == claim.size:
            (fitting if walk.frontier.root == claim.root else differing).append(claim)
    walk.to(None)
    size = walk.frontier.size
    findings += _differences(fitting, differing, walk)
    if claims and claims[-1].size > size:
        said = _("A checkpoint speaks of {old} events, and there are only {size}: events were removed from the end.")
        findings.append(_error("events-missing", "events", said.format(old=claims[-1].size, size=size)))
    if not claims:
        said = _("There is no checkpoint to hold the events against; they could be anything.")
        findings.append(_error("no-checkpoint", "checkpoints", said))
    elif claims[-1].size < size:
        said = _("No checkpoint vouches for the events after event {last}; they could have been added by anybody.")
        findings.append(_warning("events-unvouched", "events", said.format(last=claims[-1].size)))
    findings.sort(key=lambda finding: finding.severity != "error")
    return LogCheck(size=size, root=walk.frontier.root, fitting=len(fitting), findings=tuple(findings))


@dataclass(kw_only=True)
class _Walk:
    """The tree over the events so far, and the first event that isn't the stored one."""

    events: Iterator[bytes]
    stored: NodeReader | None
    frontier: Frontier = field(default_factory=Frontier)
    first_other: int | None = None

    def to(self, size: int | None) -> None:
        """Read on until there are so many events, or to the end."""
        while size is None or self.frontier.size < size:
            most = _BATCH if size is None else min(_BATCH, size - self.frontier.size)
            hashes = leaf_hashes(islice(self.events, most))
            if not hashes:
                return
            before = self.frontier.size
            self.frontier = self.frontier.append(hashes).frontier
            if self.stored is not None and self.first_other is None:
                self._compare(before, hashes, self.stored)

    def _compare(self, before: int, hashes: list[bytes], stored: NodeReader) -> None:
        try:
            if stored_root(self.frontier.size, stored) != self.frontier.root:
                ours = enumerate(hashes, before)
                self.first_other = next((at for at, digest in ours if stored(0, at) != digest), None)
        except LookupError:  # what was stored ends here
            self.stored = None


def _claims(
    checkpoints: Iterable[str | Checkpoint], keys: tuple[VerifierKey, ...], findings: list[Finding]
) -> Iterator[Checkpoint]:
    """Give the checkpoints that count, and say why others don't."""
    origin = None
    unchecked = 0
    for at, given in enumerate(checkpoints, 1):
        try:
            claim = given if isinstance(given, Checkpoint) else Checkpoint.parse(split(given)[0])
        except InputError as error:
            said = _("Checkpoint {number} can't be read: {error}").format(number=at, error=error)
            findings.append(_error("checkpoint-unreadable", "checkpoints", said))
            continue
        origin = claim.origin if origin is None else origin
        if claim.origin != origin:
            said = _("Checkpoint {number} is of another log, {origin}.").format(number=at, origin=quote(claim.origin))
            findings.append(_error("checkpoint-of-another-log", "checkpoints", said))
        elif isinstance(given, Checkpoint):
            yield claim
        elif not keys:
            unchecked += 1
            yield claim
        elif (doubt := _doubt(given, at, claim, keys)) is None:
            yield claim
        else:
            findings.append(doubt)
    if unchecked:
        said = _("Who signed the checkpoints wasn't checked, since no key was given.")
        findings.append(_warning("signatures-unchecked", "checkpoints", said))


def _doubt(note: str, at: int, claim: Checkpoint, keys: tuple[VerifierKey, ...]) -> Finding | None:
    """Say why a signed checkpoint doesn't count; None if it does."""
    opened, wrong = verified(note, keys)
    if wrong:
        said = _("The signature of {name} under checkpoint {number} doesn't hold.")
        return _error("signature-wrong", "checkpoints", said.format(name=escape(wrong[0].name), number=at))
    if not any(key.purpose == "log" and key.name == claim.origin for key, _signature in opened.signatures):
        said = _("Checkpoint {number} isn't signed with a known key of the log.")
        return _error("signature-unknown", "checkpoints", said.format(number=at))
    return None


def _differences(fitting: list[Checkpoint], differing: list[Checkpoint], walk: _Walk) -> Iterator[Finding]:
    """Say where the events leave the checkpoints, as narrowly as these can tell."""
    fits = max((claim.size for claim in fitting), default=0)
    for claim in differing:
        if claim.size <= fits:
            said = _(
                "A checkpoint over {size} events doesn't fit, though one over {later} events does: two histories were "
                "signed, or it was made from another copy."
            )
            yield _error("checkpoints-contradict", "checkpoints", said.format(size=claim.size, later=fits))
    later = [claim for claim in differing if claim.size > fits]
    if not later:
        return
    first = later[0]
    told = _located(walk, first)
    if told is not None:
        said = _("Event {number} is the first that isn't what it was when the checkpoint over {size} events was made.")
        yield _error("events-differ", "events", said.format(number=told + 1, size=first.size))
    else:
        said = _(
            "Of the events {first} to {last}, at least one isn't what it was, or another number of them stood there."
        )
        yield _error("events-differ", "events", said.format(first=fits + 1, last=first.size))
    if len(later) > 1:
        said = ngettext(
            "{count} later checkpoint doesn't fit either.",
            "{count} later checkpoints don't fit either.",
            len(later) - 1,
        )
        yield _error("later-differ", "checkpoints", said.format(count=len(later) - 1))


def _located(walk: _Walk, claim: Checkpoint) -> int | None:
    """Give the index of the first event that differs, if the stored hashes are those that the checkpoint speaks of."""
    if walk.stored is None or walk.first_other is None or walk.first_other >= claim.size:
        return None
    try:
        return walk.first_other if stored_root(claim.size, walk.stored) == claim.root else None
    except LookupError:
        return None


def _parsed(events: Iterable[bytes], findings: list[Finding]) -> Iterator[bytes]:
    """Pass the events on, and report the first that isn't canonical JSON, and how many aren't."""
    count, first = 0, ""
    for number, event in enumerate(events, 1):
        try:
            parse(event)
        except InputError as error:
            count += 1
            first = first or _("Event {number} can't be read: {error}").format(number=number, error=error)
        yield event
    if count:
        said = ngettext("{count} event isn't canonical JSON.", "{count} events aren't canonical JSON.", count)
        findings.append(_error("events-unreadable", "events", f"{said.format(count=count)} {first}"))


def _error(code: str, about: str, sentence: str) -> Finding:
    return Finding(code=code, severity="error", field=about, sentence=sentence)


def _warning(code: str, about: str, sentence: str) -> Finding:
    return Finding(code=code, severity="warning", field=about, sentence=sentence)
