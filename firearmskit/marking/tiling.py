"""From what was settled to pieces that account for every letter and digit of a text."""

from __future__ import annotations

from collections.abc import Iterator

from firearmskit.language import text as _
from firearmskit.marking.piece import CREDIBLE, Piece
from firearmskit.marking.rules import Draft
from firearmskit.marking.script import LOOK_ALIKES, latin, scripts

__all__ = ["tile"]

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
    kind, alternatives, reason, normalised = draft.kind, draft.alternatives, draft.reason, draft.normalised
    if draft.confidence < CREDIBLE and kind != "unknown":
        kind, alternatives = "unknown", ((kind, draft.confidence), *alternatives)
    other = None
    if not verbatim.isascii():
        if kind == "serial" and normalised:
            # The value ends the piece; a label before it says nothing about the script of the serial.
            normalised = "".join(" " if c.isspace() else c for c in verbatim[-len(normalised) :])
            other = latin(normalised)
            reason += " " + _script_note(normalised) if other else ""
        else:
            other = latin(verbatim)
    return Piece(
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
    )


def _script_note(text: str) -> str:
    """Say what a reader must know about the letters of a serial."""
    found = scripts(text)
    if "cyrillic" not in found:
        return _("Digits of another script: in European digits it reads {latin}.").format(latin=latin(text))
    if "latin" in found:
        return _("Latin and Cyrillic letters are mixed: check on the firearm which they are.")
    look_alike = [char for char in text if char in LOOK_ALIKES]
    if len(look_alike) == sum(map(str.isalpha, text)):
        return _(
            "Cyrillic letters that look like Latin ones: keep them Cyrillic, in Latin letters they read {latin}."
        ).format(latin=latin(text))
    if look_alike:
        return _(
            "Cyrillic letters, of which {letters} looks like a Latin one: keep them Cyrillic, "
            "in Latin letters they read {latin}."
        ).format(letters=", ".join(look_alike), latin=latin(text))
    return _("Cyrillic letters: in Latin letters they read {latin}.").format(latin=latin(text))


def _unread(text: str, index: int, start: int, end: int, place: str | None, *, alone: bool) -> Iterator[Piece]:
    """Make a piece of characters that no rule claimed; bare punctuation between pieces is a separator."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start == end or (not alone and all(char in _PUNCTUATION or char.isspace() for char in text[start:end])):
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
