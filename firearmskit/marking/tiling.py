"""From what was settled to pieces that account for every letter and digit of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from firearmskit.errors import quote
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.marking.families.calendars import possible_year
from firearmskit.marking.lookalikes import other_digits, other_script
from firearmskit.marking.piece import CREDIBLE, STAGE_OF, Piece, quickly
from firearmskit.marking.rules import Draft
from firearmskit.marking.script import LOOK_ALIKES, latin, scripts, visible

__all__ = ["tile"]

_UNREAD = re.compile(r"[?#*_$]|[xX]{3,}|(?<=[0-9])[xX]{2,}")

# Signs that stand for what can't be read (? # * _ $) aren't among them.
_PUNCTUATION = frozenset(" .,;:/|()[]{}<>\"'`´’‘“”«»-–—+=&!\\")


def tile(text: str, index: int, drafts: list[Draft], place: str | None) -> Iterator[Piece]:
    """Turn what was settled into pieces, and what stands between them into unknown pieces."""
    at = 0
    for draft in drafts:
        yield from _unread(text, index, at, draft.start, place, alone=False)
        yield _piece(text, index, draft, place)
        at = draft.end
    yield from _unread(text, index, at, len(text), place, alone=not drafts)


def _piece(text: str, index: int, draft: Draft, place: str | None) -> Piece:
    verbatim = text[draft.start : draft.end]
    if not verbatim.isascii():
        draft = possible_year(visible(verbatim), draft)
    kind, alternatives, reason, normalised = draft.kind, draft.alternatives, draft.reason, draft.normalised
    if draft.confidence < CREDIBLE and kind != "unknown":
        kind, alternatives = "unknown", ((kind, draft.confidence), *alternatives)
    other = None
    could_be: tuple[str, ...] = ()
    if kind == "serial" and normalised:
        if not verbatim.isascii():
            # The value ends the piece; a label before it says nothing about the script of the serial.
            normalised = visible("".join(" " if c.isspace() else c for c in verbatim[-len(normalised) :]))
            other = latin(normalised)
        notes, could_be = _doubts(normalised, cyrillic=draft.cyrillic)
        reason = " ".join((reason, *notes))
    elif not verbatim.isascii():
        other = latin(visible(verbatim))
    return quickly(
        kind=kind,
        verbatim=verbatim,
        text_index=index,
        start=draft.start,
        end=draft.end,
        normalised=normalised if kind != "unknown" else None,
        latin=other,
        reason=reason,
        confidence=draft.confidence,
        alternatives=alternatives,
        basis=draft.basis,
        reference_table=draft.row.table if draft.row else None,
        reference_id=draft.row.id if draft.row else None,
        implies=draft.implies,
        place=place,
        stage=draft.stage or STAGE_OF.get(kind, "factory"),
        condition=draft.condition or _condition(kind, verbatim),
        could_be=could_be,
    )


def _condition(kind: str, text: str) -> str | None:
    """Tell whether some signs of a serial couldn't be read."""
    return "partly_unread" if kind == "serial" and _UNREAD.search(text) else None


def _doubts(serial: str, *, cyrillic: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give what a reader must know of the signs of a serial, and the other values that they can be."""
    digits = other_digits(serial)
    could_be = (*digits, *other_script(serial, cyrillic=cyrillic))
    notes = [] if serial.isascii() else [_script_note(serial)]
    if digits:
        notes.append(
            _(
                "A letter among digits, or a digit among letters, looks like the other: it can be {values}. "
                "The value is kept as it was written; look again."
            ).format(values=", ".join(map(quote, digits)))
        )
    return tuple(filter(None, notes)), could_be


_MIXED = {
    "cyrillic": N_("Latin and Cyrillic letters are mixed: check on the firearm which they are."),
    "greek": N_("Latin and Greek letters are mixed: check on the firearm which they are."),
}
_ALL_ALIKE = {
    "cyrillic": N_(
        "Cyrillic letters that look like Latin ones: keep them Cyrillic, in Latin letters they read {latin}."
    ),
    "greek": N_("Greek letters that look like Latin ones: keep them Greek, in Latin letters they read {latin}."),
}
_SOME_ALIKE = {
    "cyrillic": N_(
        "Cyrillic letters, of which {letters} looks like a Latin one: keep them Cyrillic, "
        "in Latin letters they read {latin}."
    ),
    "greek": N_(
        "Greek letters, of which {letters} looks like a Latin one: keep them Greek, in Latin letters they read {latin}."
    ),
}
_NONE_ALIKE = {
    "cyrillic": N_("Cyrillic letters: in Latin letters they read {latin}."),
    "greek": N_("Greek letters: in Latin letters they read {latin}."),
}


def _script_note(text: str) -> str:
    """Say what a reader must know about the letters of a serial; nothing when all are accented Latin ones."""
    found = scripts(text)
    script = next((name for name in ("cyrillic", "greek") if name in found), None)
    if script is None:
        other = latin(text)
        return _("Digits of another script: in European digits it reads {latin}.").format(latin=other) if other else ""
    if "latin" in found:
        return _(_MIXED[script])
    look_alike = [char for char in text if char in LOOK_ALIKES]
    told = _SOME_ALIKE if look_alike else _NONE_ALIKE
    if len(look_alike) == sum(map(str.isalpha, text)):
        told = _ALL_ALIKE
    return _(told[script]).format(letters=", ".join(look_alike), latin=latin(text))


def _is_blank(char: str) -> bool:
    return char.isspace() or not visible(char)


def _unread(text: str, index: int, start: int, end: int, place: str | None, *, alone: bool) -> Iterator[Piece]:
    """Make a piece of characters that no rule claimed; bare punctuation between pieces is a separator."""
    while start < end and _is_blank(text[start]):
        start += 1
    while start < end and _is_blank(text[end - 1]):
        end -= 1
    if alone and start == end and text.strip():
        start, end = (
            len(text) - len(text.lstrip()),
            len(text.rstrip()),
        )  # nothing but signs that steer the direction of writing
    elif start == end or (not alone and all(char in _PUNCTUATION or _is_blank(char) for char in text[start:end])):
        return
    verbatim = text[start:end]
    letters = sum(map(str.isalpha, verbatim[:64]))
    digits = sum(map(str.isdigit, verbatim[:64]))
    if digits:
        alternatives: tuple[tuple[str, float], ...] = (("serial", 0.3), ("proof", 0.2))
        reason = _("Too little to tell: it may be part of a serial, an inspector's or an assembly number.")
    elif 0 < letters <= 4 and len(verbatim) <= 8:
        alternatives = (("proof", 0.3), ("factory_code", 0.2), ("selector", 0.1))
        reason = _("A few letters that aren't in the reference: an inspector, a proof house or a factory may use them.")
    else:
        alternatives = ()
        reason = _("Not understood: not in the reference, and not in the shape of a serial.")
    yield Piece(
        kind="unknown",
        verbatim=verbatim,
        text_index=index,
        start=start,
        end=end,
        normalised=None,
        latin=None if verbatim.isascii() else latin(verbatim),
        reason=reason,
        confidence=0.0,
        alternatives=alternatives,
        place=place,
    )
