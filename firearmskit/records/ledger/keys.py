"""The keys that sign a log's checkpoints, and those that verify them.

A key has a name, that of the log or of the agency that signs. The verifier key is public: print it, and hand it over in
person. The signing key must stay with one office: who has it can sign any history.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Self

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from firearmskit.arguments import of_type
from firearmskit.errors import InputError, quote
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["PURPOSES", "SigningKey", "VerifierKey", "unbase64"]

PURPOSES = {"log": N_("signs the checkpoints of a log"), "witness": N_("signs for having seen a log only grow")}
"""What a key is for, and what that is called."""

_TYPES = {"log": b"\1", "witness": b"\4"}
"""The types of signatures in the specification: Ed25519, and the time-stamped cosignature with Ed25519."""

_LONGEST_NAME = 255


@dataclass(frozen=True, kw_only=True)
class VerifierKey:
    """A public key, with the name of whom it belongs to.

    Args:
        name: Name of the log or of the agency, without blanks and ``+``; best like an address, as
            ``registry.example/log``.
        public: The Ed25519 public key, 32 bytes.
        purpose: One of :data:`PURPOSES`. A key of one purpose never verifies a signature of the other.

    Raises:
        InputError: The name can't stand in a signature line, or the key isn't one.

    Source:
        C2SP signed-note, https://c2sp.org/signed-note, sections *Signatures* and *Verifier keys* (read 2026-11-27).

    >>> VerifierKey.parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k").name
    'example.com/foo'
    """

    name: str
    public: bytes
    purpose: str = "log"

    def __post_init__(self) -> None:
        _check_name(self.name)
        if not isinstance(self.public, bytes) or len(self.public) != 32:
            raise InputError(_("An Ed25519 public key has 32 bytes, not {value}.").format(value=quote(self.public)))
        _check_purpose(self.purpose)

    @property
    def id(self) -> bytes:
        """The four bytes that, with the name, say in a signature line whose signature it is."""
        return sha256(self.name.encode() + b"\n" + _TYPES[self.purpose] + self.public).digest()[:4]

    def __str__(self) -> str:
        """Write it in one line, as other programs read it: name, id, and key, with ``+`` between."""
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(_TYPES[self.purpose] + self.public).decode()}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a verifier key, as ``str`` writes it.

        Args:
            text: Name, id in hex and base64, with ``+`` between.

        Returns:
            The key.

        Raises:
            InputError: It is no such line, of another type than Ed25519, or its id isn't that of its name and key.
        """
        parts = of_type(text, str, "text").split("+", 2)
        material = unbase64(parts[-1]) if len(parts) == 3 else None
        purpose = next((name for name, code in _TYPES.items() if material and material[:1] == code), None)
        if material is None or purpose is None or len(material) != 33:
            raise InputError(
                _("A verifier key is a line of name, id and Ed25519 key with + between, not {value}.").format(
                    value=quote(text)
                )
            )
        key = cls(name=parts[0], public=material[1:], purpose=purpose)
        if parts[1] != key.id.hex():
            raise InputError(
                _("The id of the verifier key {value} should be {id}: it was changed or copied wrongly.").format(
                    value=quote(text, limit=120), id=key.id.hex()
                )
            )
        return key

    def signed(self, signature: bytes, message: bytes) -> bool:
        """Tell whether a signature of a message was made with this key's other half."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError, UnsupportedAlgorithm):
            return False
        return True


@dataclass(frozen=True, kw_only=True)
class SigningKey:
    """A key that signs, to be kept secret.

    Args:
        name: Name of the log or of the agency, as for :class:`VerifierKey`.
        private: The Ed25519 key; never shown.
        purpose: One of :data:`PURPOSES`.

    Raises:
        InputError: The name can't stand in a signature line, or the key isn't one.
    """

    name: str
    private: Ed25519PrivateKey = field(repr=False)
    purpose: str = "log"

    def __post_init__(self) -> None:
        _check_name(self.name)
        of_type(self.private, Ed25519PrivateKey, "private")
        _check_purpose(self.purpose)

    @classmethod
    def new(cls, name: str, *, purpose: str = "log") -> Self:
        """Make a new key, from the operating system's randomness.

        Args:
            name: Name of the log or of the agency.
            purpose: One of :data:`PURPOSES`.

        Returns:
            The key.

        >>> SigningKey.new("registry.example/log")
        SigningKey(name='registry.example/log', purpose='log')
        """
        return cls(name=name, private=Ed25519PrivateKey.generate(), purpose=purpose)

    @classmethod
    def read(cls, pem: bytes, *, name: str, password: bytes, purpose: str = "log") -> Self:
        """Read a key that :meth:`pem` wrote.

        Args:
            pem: What it wrote.
            name: Name of the log or of the agency; the file doesn't hold it.
            password: What it was encrypted with.
            purpose: One of :data:`PURPOSES`.

        Returns:
            The key.

        Raises:
            InputError: The password is wrong, or it is no Ed25519 key.
        """
        of_type(pem, bytes, "pem")
        of_type(password, bytes, "password")
        try:
            private = serialization.load_pem_private_key(pem, password)
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise InputError(_("The signing key can't be read: wrong password, or no key.")) from error
        if not isinstance(private, Ed25519PrivateKey):
            raise InputError(_("The signing key is of another kind than Ed25519."))
        return cls(name=name, private=private, purpose=purpose)

    def pem(self, password: bytes) -> bytes:
        """Write the key, encrypted with a password, for a file that stays with one office.

        Args:
            password: The password; whoever has it and the file can sign.

        Returns:
            The text of a PEM file.

        Raises:
            InputError: There is no password.
        """
        if not of_type(password, bytes, "password"):
            raise InputError(_("A signing key is kept with a password, not without one."))
        encrypted = serialization.BestAvailableEncryption(password)
        return self.private.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, encrypted)

    @property
    def verifier(self) -> VerifierKey:
        """The public half."""
        return VerifierKey(name=self.name, public=self.private.public_key().public_bytes_raw(), purpose=self.purpose)

    def sign(self, message: bytes) -> bytes:
        """Sign a message: 64 bytes."""
        return self.private.sign(message)


def unbase64(text: str) -> bytes | None:
    """Read base64, if it is written in the one way that a writer writes it; None otherwise."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if base64.b64encode(data).decode() == text else None


def _check_name(name: str) -> None:
    of_type(name, str, "name")
    try:
        encoded = name.encode()
    except UnicodeEncodeError:
        encoded = b""
    if not 0 < len(encoded) <= _LONGEST_NAME or any(char.isspace() or char == "+" or char < " " for char in name):
        raise InputError(
            _(
                "The name of a key has no blanks and no +, and at most {most} bytes; this one doesn't fit: {value}."
            ).format(most=_LONGEST_NAME, value=quote(name))
        )


def _check_purpose(purpose: str) -> None:
    if not isinstance(purpose, str) or purpose not in PURPOSES:
        raise InputError(
            _("A key is for one of {known}, not for {value}.").format(known=", ".join(PURPOSES), value=quote(purpose))
        )
