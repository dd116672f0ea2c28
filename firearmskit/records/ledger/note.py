"""Signed notes: a text that people can read, and under it who signed it (C2SP signed-note).

A note is the text, an empty line, and a line for each signature: a long dash, the name of the key, and in base64 the
key's id and the signature. Programs of others read and write the same notes.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from firearmskit.arguments import listed, of_type
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.records.ledger.keys import SigningKey, VerifierKey, unbase64

__all__ = ["Note", "Signature", "cosign", "open_note", "sign", "split", "verified"]

_MOST_CHARS = 100_000
_MOST_SIGNATURES = 64

_LATEST = 2**63 - 1
"""The latest time of a cosignature, in seconds since 1970."""


@dataclass(frozen=True, kw_only=True)
class Signature:
    """A signature line of a note.

    Args:
        name: Name of the key.
        id: Id of the key, 4 bytes.
        data: What the key made: the signature, for a witness after the time in 8 bytes.
    """

    name: str
    id: bytes
    data: bytes

    def __str__(self) -> str:
        """Write the line."""
        return f"— {self.name} {base64.b64encode(self.id + self.data).decode()}\n"

    @property
    def seconds(self) -> int | None:
        """When a witness says that it signed, in seconds since 1970; None for what has no time."""
        return int.from_bytes(self.data[:8], "big") if len(self.data) == 72 else None


@dataclass(frozen=True, kw_only=True)
class Note:
    """A note of which signatures were verified.

    Args:
        text: The text that was signed, with its last line end.
        signatures: The signatures that hold, each with the key that verified it.
        unknown: The signatures of keys that aren't known; they say nothing.
    """

    text: str
    signatures: tuple[tuple[VerifierKey, Signature], ...]
    unknown: tuple[Signature, ...] = ()


def sign(text: str, *keys: SigningKey) -> str:
    r"""Sign a text.

    Args:
        text: The text; its last line ends as the others do.
        keys: The keys of those who sign, each for logs; at least one.

    Returns:
        The note.

    Raises:
        InputError: The text can't stand in a note, or there is no key, or one of a witness.

    Source:
        C2SP signed-note, https://c2sp.org/signed-note, section *Format* (read 2026-11-27).

    >>> key = SigningKey.new("registry.example/log")
    >>> open_note(sign("hello\n", key), [key.verifier]).text
    'hello\n'
    """
    _check_text(text)
    if not keys:
        raise InputError(_("A note is signed with at least one key."))
    for key in keys:
        if of_type(key, SigningKey, "key").purpose != "log":
            raise InputError(
                _("The key of {name} is a witness's; it signs only checkpoints that it has compared.").format(
                    name=quote(key.name)
                )
            )
    lines = (Signature(name=key.name, id=key.verifier.id, data=key.sign(text.encode())) for key in keys)
    return f"{text}\n{''.join(map(str, lines))}"


def cosign(note: str, key: SigningKey, *, seconds: int) -> str:
    """Add a witness's signature to a note, with the time; whether it should is for :func:`witness` to say.

    Args:
        note: The note.
        key: The key of a witness.
        seconds: The time, in seconds since 1970.

    Returns:
        The note with one line more.

    Raises:
        InputError: The note is none, the key isn't a witness's or has signed already, or the time is none.

    Source:
        C2SP tlog-cosignature, https://c2sp.org/tlog-cosignature, sections *Format* and *Ed25519 signed message*
        (read 2026-11-27).
    """
    text, signatures = split(note)
    if of_type(key, SigningKey, "key").purpose != "witness":
        raise InputError(_("The key of {name} isn't a witness's.").format(name=quote(key.name)))
    if isinstance(seconds, bool) or not isinstance(seconds, int) or not 0 < seconds <= _LATEST:
        raise InputError(_("A time is counted in seconds since 1970, not {value}.").format(value=quote(seconds)))
    mine = key.verifier.id
    if any((held.name, held.id) == (key.name, mine) for held in signatures):
        raise InputError(_("{name} has signed this note already.").format(name=quote(key.name)))
    data = seconds.to_bytes(8, "big") + key.sign(_cosigned(text, seconds))
    return f"{note}{Signature(name=key.name, id=mine, data=data)}"


def open_note(note: str, known_keys: Iterable[VerifierKey]) -> Note:
    """Read a note, if somebody known has signed it.

    Args:
        note: The note.
        known_keys: The keys that you trust, each from a source that you trust.

    Returns:
        The text and who signed it. Signatures of unknown keys are passed over.

    Raises:
        InputError: It is no note, a signature of a known key doesn't hold, or no known key has signed.

    Source:
        C2SP signed-note, https://c2sp.org/signed-note, section *Signatures* (read 2026-11-27).
    """
    opened, wrong = verified(note, known_keys)
    if wrong:
        raise InputError(
            _("The signature of {name} doesn't hold: the note was changed, or signed with another key.").format(
                name=quote(wrong[0].name)
            )
        )
    if not opened.signatures:
        names = ", ".join(quote(signature.name) for signature in opened.unknown[:5])
        raise InputError(_("No known key has signed this note; it is signed by {names}.").format(names=names))
    return opened


def verified(note: str, known_keys: Iterable[VerifierKey]) -> tuple[Note, tuple[Signature, ...]]:
    """Verify the signatures of a note, and leave to the caller what follows.

    Args:
        note: The note.
        known_keys: The keys that are trusted.

    Returns:
        The note with the signatures that hold; and those of known keys that don't.

    Raises:
        InputError: It is no note, or two keys have one name and one id.
    """
    text, signatures = split(note)
    known: dict[tuple[str, bytes], VerifierKey] = {}
    for key in listed(known_keys, VerifierKey, "known_keys"):
        if known.setdefault((key.name, key.id), key) != key:
            raise InputError(_("Two known keys have the name {name} and the same id.").format(name=quote(key.name)))
    held: dict[VerifierKey, Signature] = {}
    wrong, unknown = [], []
    for signature in signatures:
        found = known.get((signature.name, signature.id))
        if found is None:
            unknown.append(signature)
        elif _holds(found, signature, text):
            held.setdefault(found, signature)
        else:
            wrong.append(signature)
    return Note(text=text, signatures=tuple(held.items()), unknown=tuple(unknown)), tuple(wrong)


def split(note: str) -> tuple[str, tuple[Signature, ...]]:
    """Take a note apart, without verifying anything.

    Args:
        note: The note.

    Returns:
        The text with its last line end, and the signatures.

    Raises:
        InputError: It is no note, or too large.
    """
    if len(of_type(note, str, "note")) > _MOST_CHARS:
        raise InputError(_("A note of {length} characters is too long to be read.").format(length=len(note)))
    text, gap, lines = note.rpartition("\n\n")
    if not gap or not lines.endswith("\n"):
        raise InputError(
            _("A note is a text, an empty line and lines of signatures, not {value}.").format(value=quote(note))
        )
    text += "\n"
    _check_text(text)
    signatures = tuple(_signatures(lines))
    if len(signatures) > _MOST_SIGNATURES:
        raise InputError(_("A note has at most {most} signatures.").format(most=_MOST_SIGNATURES))
    return text, signatures


def _signatures(lines: str) -> Iterator[Signature]:
    for line in lines[:-1].split("\n"):
        parts = line.split(" ")
        data = unbase64(parts[2]) if len(parts) == 3 and parts[0] == "—" else None
        if data is None or len(data) < 5 or not parts[1] or any(char.isspace() or char == "+" for char in parts[1]):
            raise InputError(
                _("A signature line is a long dash, a name and base64, not {value}.").format(value=quote(line))
            )
        yield Signature(name=parts[1], id=data[:4], data=data[4:])


def _holds(key: VerifierKey, signature: Signature, text: str) -> bool:
    if key.purpose == "log":
        return key.signed(signature.data, text.encode())
    seconds = signature.seconds
    return seconds is not None and seconds <= _LATEST and key.signed(signature.data[8:], _cosigned(text, seconds))


def _cosigned(text: str, seconds: int) -> bytes:
    """Give what a witness signs: its time, and the whole text of the checkpoint."""
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()


def _check_text(text: str) -> None:
    of_type(text, str, "text")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InputError(_("A note can't have half a character: {value}.").format(value=quote(text))) from error
    if not text.endswith("\n") or any(char < " " and char != "\n" for char in text):
        raise InputError(
            _("The text of a note ends with a line end and has no other control characters: {value}.").format(
                value=quote(text)
            )
        )
