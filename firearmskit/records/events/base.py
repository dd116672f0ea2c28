"""What every event has in common, and the types of its fields: strict, so that bad input is named where it comes in."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from firearmskit import reference
from firearmskit.language import text as _
from firearmskit.records.when import When

__all__ = [
    "Country",
    "Date",
    "Digest",
    "Event",
    "Identifier",
    "Line",
    "Method",
    "Note",
    "Quantity",
    "Share",
    "Verbatim",
]


def _plain(text: str) -> str:
    """Refuse what no form field holds: controls, and halves of characters, which no other system could read."""
    for char in text:
        if unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t":
            raise ValueError(
                _("it holds the character U+{code}, which is none of a text").format(code=f"{ord(char):04X}")
            )
    return text


def _date(text: str) -> str:
    return When.parse(text).text


_OWN_CODES = re.compile(r"Q[M-Z][A-Z]|X[A-Z]{2}|ZZ[A-Z]")
"""Codes that ISO 3166-1 leaves to its users: States that don't exist have them, in lessons."""


def _country(code: str) -> str:
    if _OWN_CODES.fullmatch(code) is None and all(code != row.id for row in reference.rows(reference.Country)):
        raise ValueError(_("it isn't a code of ISO 3166-1 alpha-3"))
    return code


Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$")]
"""What names one thing for good: at most 64 letters, digits and ``. _ : / -``."""

Line = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True), AfterValidator(_plain)]
"""A line of text, at most 300 characters."""

Note = Annotated[str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True), AfterValidator(_plain)]
"""A text of several lines, at most 4,000 characters."""

Verbatim = Annotated[str, StringConstraints(min_length=1, max_length=300), AfterValidator(_plain)]
"""What stands on an object, sign by sign: nothing is trimmed."""

Date = Annotated[str, AfterValidator(_date)]
"""A date of any precision, as :class:`firearmskit.records.When` reads it."""

Country = Annotated[str, AfterValidator(_country)]
"""ISO 3166-1 alpha-3; codes that the standard leaves to its users name States that don't exist."""

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""SHA-256 of a file that is kept elsewhere, such as a photograph, in hexadecimal."""

Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Quantity = Annotated[int, Field(ge=0, le=10**12)]

Method = Literal["destruction", "deactivation", "official use", "return", "sale", "training or research"]
"""What becomes of a firearm in the end."""


class Event(BaseModel):
    """Something that happened, as somebody reports it. It is never changed; what was wrong is withdrawn by a new one.

    Args:
        occurred_at: When it happened, as precisely as it is known; None when it isn't known.
        note: What else is worth knowing.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=False)

    about: ClassVar[tuple[str, ...]] = ()
    """The fields that name what it is about: each of these things has the event in its history."""

    kind: str
    occurred_at: Date | None = None
    note: Note | None = None

    def subjects(self) -> tuple[str, ...]:
        """Name the things that it is about, each once.

        Returns:
            Identifiers, in the order of the fields.
        """
        found: list[str] = []
        for name in self.about:
            value = getattr(self, name)
            found.extend(value if isinstance(value, tuple) else () if value is None else (value,))
        return tuple(dict.fromkeys(found))
