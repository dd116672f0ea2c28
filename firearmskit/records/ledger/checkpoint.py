"""Checkpoints: what a log is at one moment, in three lines that can be signed, printed and kept elsewhere.

The origin names the log, the size counts its events, and the root stands for all of them (C2SP tlog-checkpoint). Who
keeps a checkpoint can tell later whether the log still begins with the same events.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Self

from firearmskit.arguments import of_type
from firearmskit.errors import InputError, escape, quote
from firearmskit.language import ngettext
from firearmskit.language import text as _
from firearmskit.records.ledger.keys import SigningKey, VerifierKey, unbase64
from firearmskit.records.ledger.merkle import EMPTY_ROOT, HASH_BYTES, MOST_EVENTS
from firearmskit.records.ledger.note import Note, open_note, sign

__all__ = ["Checkpoint", "describe", "open_checkpoint", "sign_checkpoint"]

_MOST_CHARS = 10_000

_LINE = re.compile(r"LOG1 (?P<origin>.+) (?P<size>[0-9]{1,19}) (?P<root>(?:[A-Z2-7]{4}-){12}[A-Z2-7]{4}) [A-Z2-7]{4}")
"""A checkpoint in one line. Base 32 has no digits that look like its letters, and one case only."""


@dataclass(frozen=True, kw_only=True)
class Checkpoint:
    """A log at one moment.

    Args:
        origin: Name of the log, one line; best like an address, ``registry.example/log``, and never used for another.
        size: How many events it has.
        root: Root hash over these events, 32 bytes.
        extensions: Further lines, which are signed too; better none, since nobody can check them against the log.

    Raises:
        InputError: A part can't stand in a checkpoint.

    Source:
        C2SP tlog-checkpoint, https://c2sp.org/tlog-checkpoint, section *Note text* (read 2026-11-27).

    >>> from firearmskit.records.ledger.merkle import leaf_hash, root
    >>> print(Checkpoint(origin="registry.example/log", size=1, root=root([leaf_hash(b"one")])), end="")
    registry.example/log
    1
    0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=
    """

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for line in (self.origin, *self.extensions):
            if not isinstance(line, str) or not line or any(char < " " for char in line) or _half(line):
                raise InputError(
                    _("A line of a checkpoint is a text without control characters, not {value}.").format(
                        value=quote(line)
                    )
                )
        if isinstance(self.size, bool) or not isinstance(self.size, int) or not 0 <= self.size <= MOST_EVENTS:
            raise InputError(_("A log can't have {value} events.").format(value=quote(self.size)))
        if not isinstance(self.root, bytes) or len(self.root) != HASH_BYTES:
            raise InputError(_("A root hash has 32 bytes, not {value}.").format(value=quote(self.root)))
        if self.size == 0 and self.root != EMPTY_ROOT:
            raise InputError(
                _("A log without events has one root only, not {value}.").format(value=quote(self.root.hex(), limit=64))
            )

    def __str__(self) -> str:
        """Write the text that is signed."""
        lines = (self.origin, str(self.size), base64.b64encode(self.root).decode(), *self.extensions)
        return "".join(f"{line}\n" for line in lines)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the text of a checkpoint, without its signatures.

        Args:
            text: Origin, size and root in base64, each on a line that ends.

        Returns:
            The checkpoint.

        Raises:
            InputError: It is none, or isn't written in the one way that a checkpoint is.
        """
        if len(of_type(text, str, "text")) > _MOST_CHARS:
            raise InputError(_("A checkpoint of {length} characters is too long to be read.").format(length=len(text)))
        lines = text.split("\n")
        root = unbase64(lines[2]) if len(lines) >= 4 else None
        if root is None or lines[-1] or not re.fullmatch("0|[1-9][0-9]{0,18}", lines[1]):
            raise InputError(
                _("A checkpoint has a name, a number of events and a root hash, each on its line, not {value}.").format(
                    value=quote(text)
                )
            )
        return cls(origin=lines[0], size=int(lines[1]), root=root, extensions=tuple(lines[3:-1]))

    def line(self) -> str:
        """Write it in one line, for a paper log book or a QR code.

        Returns:
            ``LOG1``, the origin, the size, the root in 13 groups of letters and digits, and one group more, which shows
            a slip of the pen. Extensions and signatures are left out: what you wrote yourself needs none.

        >>> Checkpoint(origin="registry.example/log", size=0, root=EMPTY_ROOT).line()
        'LOG1 registry.example/log 0 4OYM-IQUY-7QOB-JGX3-6TEJ-S35Z-EQT2-4QPE-MSNZ-GTFE-SWMR-W6CS-XBKQ 632X'
        """
        letters = base64.b32encode(self.root).decode().rstrip("=")
        groups = "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))
        content = f"LOG1 {self.origin} {self.size} {groups}"
        return f"{content} {_check(content)}"

    @classmethod
    def from_line(cls, line: str) -> Self:
        """Read a line that :meth:`line` wrote, also from a hand-written book.

        Args:
            line: The line. Small letters in the groups are read as capitals, 0, 1 and 8 as O, I and B, and blanks
                between the groups as hyphens.

        Returns:
            The checkpoint, without extensions.

        Raises:
            InputError: It is no such line, or a character of it was copied wrongly.
        """
        written = of_type(line, str, "line").strip()
        # The groups stand at the end and have always the same length, whatever the origin is.
        parts = re.split(r"[ -]", written[-69:]) if len(written) <= _MOST_CHARS else []
        groups = [part.upper().translate({48: "O", 49: "I", 56: "B"}) for part in parts]
        content = f"{written[:-69]}{'-'.join(groups[:-1])}"
        found = _LINE.fullmatch(f"{content} {groups[-1]}") if groups else None
        if found is None:
            raise InputError(
                _("A checkpoint's line is LOG1, a name, a number and 14 groups of 4 characters, not {value}.").format(
                    value=quote(line)
                )
            )
        if _check(content) != groups[-1]:
            raise InputError(
                _("A character of this line was copied wrongly; compare it again: {value}.").format(
                    value=quote(line, limit=160)
                )
            )
        root = base64.b32decode(found["root"].replace("-", "") + "====")
        return cls(origin=found["origin"], size=int(found["size"]), root=root)


def sign_checkpoint(checkpoint: Checkpoint, key: SigningKey) -> str:
    """Sign a checkpoint with the key of its log.

    Args:
        checkpoint: The checkpoint. Sign none that doesn't continue the one before; see :func:`verify_consistency`.
        key: The log's key, of the same name as the checkpoint's origin.

    Returns:
        The note.

    Raises:
        InputError: The key has another name than the log, or is a witness's.

    >>> key = SigningKey.new("registry.example/log")
    >>> note = sign_checkpoint(Checkpoint(origin="registry.example/log", size=0, root=EMPTY_ROOT), key)
    >>> open_checkpoint(note, [key.verifier])[0].size
    0
    """
    of_type(checkpoint, Checkpoint, "checkpoint")
    if of_type(key, SigningKey, "key").name != checkpoint.origin:
        raise InputError(
            _("The checkpoint is of {origin}, and the key of {name}; a log signs with a key of its own name.").format(
                origin=quote(checkpoint.origin), name=quote(key.name)
            )
        )
    return sign(str(checkpoint), key)


def open_checkpoint(note: str, known_keys: Iterable[VerifierKey]) -> tuple[Checkpoint, Note]:
    """Read a signed checkpoint, if its log has signed it.

    Args:
        note: The note.
        known_keys: The keys that you trust, of logs and of witnesses.

    Returns:
        The checkpoint, and the note with the signatures that hold.

    Raises:
        InputError: It is no signed checkpoint, a signature of a known key doesn't hold, or no known key of the log
            itself has signed: a witness alone isn't enough.
    """
    opened = open_note(note, known_keys)
    checkpoint = Checkpoint.parse(opened.text)
    if not any(key.purpose == "log" and key.name == checkpoint.origin for key, _signature in opened.signatures):
        raise InputError(
            _("No known key of {origin} itself has signed this checkpoint.").format(origin=quote(checkpoint.origin))
        )
    return checkpoint, opened


def describe(checkpoint: Checkpoint, opened: Note | None = None) -> str:
    """Say a checkpoint in sentences that a court could read.

    Args:
        checkpoint: The checkpoint.
        opened: Its note, from :func:`open_checkpoint`; None when its signatures weren't verified.

    Returns:
        The log, its size and root, and who has signed.

    >>> from firearmskit.records.ledger.merkle import leaf_hash, root
    >>> print(describe(Checkpoint(origin="registry.example/log", size=1, root=leaf_hash(b"one"))))
    The log registry.example/log has 1 event, with the root hash d0d7…f9e9. Its signatures weren't verified.
    """
    of_type(checkpoint, Checkpoint, "checkpoint")
    root = checkpoint.root.hex()
    said = ngettext(
        "The log {origin} has {count} event, with the root hash {root}.",
        "The log {origin} has {count} events, with the root hash {root}.",
        checkpoint.size,
    )
    parts = [said.format(origin=escape(checkpoint.origin), count=checkpoint.size, root=f"{root[:4]}…{root[-4:]}")]
    if opened is None:
        parts.append(_("Its signatures weren't verified."))
    for key, signature in opened.signatures if opened else ():
        if signature.seconds is None or key.purpose == "log":
            parts.append(_("It is signed with the key of {name}.").format(name=escape(key.name)))
        else:
            parts.append(
                _("{name} says to have seen it, and the log only grow, on {day}.").format(
                    name=escape(key.name), day=_day(signature.seconds)
                )
            )
    return " ".join(parts)


def _day(seconds: int) -> str:
    """Give the day of a time that a witness wrote; a time that no calendar has is left as it is."""
    try:
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return str(seconds)


def _check(content: str) -> str:
    """Give four characters that depend on all others: a slip passes unseen once in a million."""
    return base64.b32encode(sha256(content.encode()).digest()[:5]).decode()[:4]


def _half(line: str) -> bool:
    try:
        line.encode()
    except UnicodeEncodeError:
        return True
    return False
