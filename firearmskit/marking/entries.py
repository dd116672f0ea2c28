"""What a phrase of a reference table says: one function for each class of rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

from firearmskit import reference
from firearmskit.language import text as _
from firearmskit.marking import lexicon
from firearmskit.marking.context import Known
from firearmskit.marking.rules import US_STATE, Draft

__all__ = ["BARE", "draft", "parts"]

BARE = re.compile(r"(?:M|М|MLE|MOD(?:EL(?:L[OE]?|O)?)?|TYPE)[ .]{0,2}\d{1,4}\.?", re.IGNORECASE)
"""Designations that makers of many States use for models of their own: M70, MOD. 10."""

_MADE = re.compile(
    r"(?:(?:MADE|MFD|MANUFACTURED|ASSEMBLED|FABRIQU[EÉ])\s+(?:IN|EN|AU)|HECHO\s+EN|CAL\.\s+MADE\s+IN)\s+\Z",
    re.IGNORECASE,
)
_MODEL = re.compile(r"\b(?:MOD(?:EL(?:L[OE]?|O)?)?\b\.?|TYPE|CAL\.?\sMOD\.?)\s{1,3}\Z", re.IGNORECASE)
_BY = re.compile(r"\b(?:(?:MADE|MFG\.?|MFD\.?|MANUFACTURED)\s+)?BY\s+\Z", re.IGNORECASE)
_LICENCE = re.compile(
    r"\b(?:(?:MADE\s+)?UNDER\s+|SOUS\s+)?(?:SYST(?:EM|[EÈ]ME|EMA)?\.?|BREVETS?|PATENTE?|KONSTRUKTION|LIC\.?|LICEN[CSZ](?:E|ED|IA|ING)?\.?|LIZENZ|LICENZA)\s+(?:(?:OF|FROM|BY|VON|DE)\s+)?\Z",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"[\s,./]{0,3}(?:(?:INC|CO|CORP|LLC|LTD)\b\.?[\s,./]{0,3})?(?:[A-Z][A-Z.']{0,14}[\s,.]{1,3}){1,3}"
    + rf"(?:{US_STATE})\b\.?"
)
"""Town and State of the United States, as they follow the name of a maker or an importer."""
_US_FIRM = re.compile(
    rf"[\s,]{{1,2}}(?:INC|CORP|LLC|USA|U\.S\.A)\b[\s,.]{{1,3}}"
    rf"(?:[A-Z][A-Z.']{{0,14}}[\s,.]{{1,3}}){{1,3}}(?:{US_STATE})\b\.?"
)
"""The rest of the name and the address of a firm in the United States, after a maker's name."""
_STATE = re.compile(rf"[\s,.]{{1,3}}(?:{US_STATE})\b\.?")

_FILED_UNDER = 0.8
"""Confidence in a type whose name isn't what is stamped: a variant, or a wider type under which the mark is filed."""

R = TypeVar("R", bound=reference.Row)


@dataclass(frozen=True, slots=True)
class _Found:
    """A phrase in its text, with the rows that it may stand for; the first is the best."""

    text: str
    hit: lexicon.Hit
    rows: tuple[reference.Row, ...]
    known: Known

    @property
    def one(self) -> bool:
        return len(self.rows) == 1

    @property
    def confidence(self) -> float:
        return 0.6 if self.hit.weak else 0.9

    def begin(self, introduction: re.Pattern[str], reach: int = 40) -> int:
        """Give where the phrase begins, with the words that introduce it."""
        before = introduction.search(self.text, max(0, self.hit.start - reach), self.hit.start)
        return before.start() if before else self.hit.start

    def named(self, kind: type[R], most: int) -> str:
        """List the names of the first rows."""
        return ", ".join(str(getattr(row, "name", "")) for row in self.rows[:most] if isinstance(row, kind))

    def draft(self, **values: Any) -> Draft:
        """Make the piece; what isn't given follows from the phrase and its row."""
        row = self.rows[0]
        gives = values.pop("gives", ())
        defaults: dict[str, Any] = {
            "kind": self.hit.kind,
            "start": self.hit.start,
            "end": self.hit.end,
            "confidence": self.confidence,
            "basis": row.confidence,
            "row": row if self.one else None,
        }
        return Draft(**{**defaults, **values}, gives=tuple(tag for tag in ("context", *gives) if tag))


def draft(text: str, hit: lexicon.Hit, known: Known) -> Draft:
    """Make the piece for a phrase of the tables.

    Args:
        text: The text.
        hit: The phrase in it.
        known: What the other marks give; it chooses among several rows of one phrase.
    """
    found = _Found(text, hit, _agreeing(hit.rows, known), known)
    row = found.rows[0]
    return _SAYS[type(row)](found, row)


@lru_cache(maxsize=1024)
def _maker_marks(maker: str) -> frozenset[str]:
    return frozenset(lexicon.fold(mark) for mark in reference.get(reference.Maker, maker).marks)


def parts(text: str, made: Draft) -> tuple[Draft, ...]:
    """Split a model's name that begins with its maker's, such as GLOCK 17, into the two marks that it is."""
    row = made.row
    if not isinstance(row, reference.Model) or row.maker is None:
        return (made,)
    shown = text[made.start : made.end]
    at = shown.find(" ")
    while at > 0:
        if lexicon.fold(shown[:at]).strip(" ,./") in _maker_marks(row.maker) and shown[at:].strip(" ,./"):
            return _maker_and_model(made, row, at, len(shown) - len(shown[at:].lstrip(" ,./")))
        at = shown.find(" ", at + 1)
    return (made,)


def _maker_and_model(made: Draft, row: reference.Model, end: int, start: int) -> tuple[Draft, ...]:
    maker = reference.get(reference.Maker, row.maker or "")
    reason = (
        _("Name of a maker: {name} ({country}).").format(name=maker.name, country=maker.country)
        if maker.country
        else _("Name of a maker, stamped in several States: {name}.").format(name=maker.name)
    )
    first = replace(
        made,
        kind="maker",
        end=made.start + end,
        normalised=maker.name,
        reason=reason,
        alternatives=(),
        basis=maker.confidence,
        row=maker,
        implies=(("country", maker.country),) if maker.country else (),
        gives=tuple(filter(None, ("context", maker.id, maker.country))),
    )
    return first, replace(made, start=made.start + start)


def _agreeing(rows: tuple[reference.Row, ...], known: Known) -> tuple[reference.Row, ...]:
    """Keep the rows that agree with the other marks; all of them when none does."""
    if len(rows) == 1:
        return rows
    for tags in (
        lambda row: {row.id},
        lambda row: {getattr(row, "maker", None)},
        lambda row: {getattr(row, "country", None)},
    ):
        agreeing = tuple(row for row in rows if tags(row) & known.keys())
        if agreeing:
            return agreeing
    return rows


def _address(text: str, end: int) -> int:
    """Give where the address after a name ends; the name's own end when there is none."""
    found = _ADDRESS.match(text, end, end + 80)
    return found.end() if found else end


def _country(found: _Found, row: reference.Country) -> Draft:
    start = found.begin(_MADE)
    made = start < found.hit.start
    reason = (_("The text names the country of make: {name}.") if made else _("Name of a country: {name}.")).format(
        name=_(row.name)
    )
    if row.status == "withdrawn":
        reason += " " + _("The State no longer exists; its name dates the mark.")
    return found.draft(
        start=start,
        normalised=row.id,
        confidence=0.95 if made else 0.8,
        reason=reason,
        gives=(row.id,),
        introduced=made,
    )


def _maker(found: _Found, row: reference.Maker) -> Draft:
    """A maker's name may stand in its own line, in a licence, in an importer's line or in an address."""
    if found.hit.kind == "town":
        return _town(found, row)
    start = found.begin(_LICENCE)
    if start < found.hit.start:
        return found.draft(
            kind="unknown",
            start=start,
            normalised=None,
            confidence=0.8,
            alternatives=(("maker", 0.2),),
            reason=_("It names {name} as the giver of a licence, who isn't the maker.").format(name=row.name),
        )
    firm = _US_FIRM.match(found.text, found.hit.end, found.hit.end + 80)
    if firm and row.country not in (None, "USA"):
        return _namesake(found, row, firm.end())
    return _maker_line(found, row)


def _town(found: _Found, row: reference.Maker) -> Draft:
    state = _STATE.match(found.text, found.hit.end)
    reason = _("Town of a maker's address: {names}.").format(names=found.named(reference.Maker, 3))
    sure = found.one and row.id in found.known
    return found.draft(
        kind="maker" if sure else "unknown",
        start=found.begin(_BY),
        end=state.end() if state else found.hit.end,
        normalised=row.name if sure else None,
        row=row if sure else None,
        confidence=0.6 if sure else 0.45,
        alternatives=() if sure else (("maker", 0.3),),
        reason=reason if sure else reason + " " + _("A town alone doesn't name the maker."),
    )


def _namesake(found: _Found, row: reference.Maker, end: int) -> Draft:
    """Make the piece for a firm in the United States that bears the name of a maker elsewhere."""
    start = found.begin(_BY)
    return found.draft(
        kind="import",
        start=start,
        end=end,
        normalised=found.text[start:end].strip(),
        confidence=0.8,
        alternatives=(("maker", 0.3),),
        gives=("imported",),
        reason=_(
            "A firm with an address in the United States that bears the name of {name} ({country}): "
            "its importer, not the maker."
        ).format(name=row.name, country=row.country),
    )


def _maker_line(found: _Found, row: reference.Maker) -> Draft:
    if not found.one:
        reason = _("Name that several makers bear: {names}.").format(names=found.named(reference.Maker, 4))
    elif row.country is None:
        reason = _("Name of a maker, stamped in several States: {name}.").format(name=row.name)
    else:
        reason = _("Name of a maker: {name} ({country}).").format(name=row.name, country=row.country)
    return found.draft(
        kind="maker",
        start=found.begin(_BY),
        end=_address(found.text, found.hit.end) if row.country in (None, "USA") else found.hit.end,
        normalised=row.name if found.one else None,
        implies=(("country", row.country),) if found.one and row.country else (),
        gives=(row.id, row.country) if found.one else (),
        reason=reason,
    )


def _model(found: _Found, row: reference.Model) -> Draft:
    start = found.begin(_MODEL, 12)
    shown = found.text[found.hit.start : found.hit.end]
    shared = BARE.fullmatch(shown) and shown.upper() != row.name.upper()
    if not found.one or (shared and found.known.keys().isdisjoint((row.maker, row.country))):
        return _shared_designation(found, start)
    variant = found.hit.kind == "variant"
    reason = _("Designation of a variant of this type: {name}.") if variant else _("Designation of a type: {name}.")
    reason = reason.format(name=row.name)
    implies: tuple[tuple[str, str], ...] = ()
    if row.also:
        reason += " " + _(
            "It was made in several States ({countries} and perhaps others): "
            "the name doesn't say where this piece was made."
        ).format(countries=", ".join(filter(None, (row.country, *row.also))))
    elif row.maker:
        implies = (("maker", reference.get(reference.Maker, row.maker).name),)
    sure = not variant and _letters(shown) in _letters(row.name)
    return found.draft(
        kind="model",
        start=start,
        confidence=found.confidence if sure else min(found.confidence, _FILED_UNDER),
        normalised=_designation(found.text[start : found.hit.end].upper()) if variant else row.name,
        reason=reason,
        implies=implies,
        gives=(row.id, row.maker, f"from-{row.country}"),
        alternatives=(("serial", 0.05),),
    )


@lru_cache(maxsize=4096)
def _letters(text: str) -> str:
    """Leave the letters and digits of a designation, as the tables are searched."""
    return "".join(char for char in lexicon.fold(text) if char.isalnum())


def _designation(text: str) -> str:
    return " ".join(text.split()).strip(" .")


def _shared_designation(found: _Found, start: int) -> Draft:
    reason = (
        _("Designation that several makers use; the one in the reference is {names}.")
        if found.one
        else _("Designation that several types bear: {names}.")
    )
    return found.draft(
        kind="model",
        start=start,
        normalised=_designation(found.text[start : found.hit.end]),
        confidence=min(found.confidence, 0.8),
        reason=reason.format(names=found.named(reference.Model, 4)),
        alternatives=(("serial", 0.05),),
    )


def _proof(found: _Found, row: reference.ProofMark) -> Draft:
    return found.draft(
        normalised=row.meaning,
        gives=(f"proof-{row.country}",),
        reason=_("Mark of proof or inspection: {meaning}. It shows the place of testing, not the maker.").format(
            meaning=_(row.meaning)
        ),
    )


def _importer(found: _Found, row: reference.Importer) -> Draft:
    confidence, alternatives = 0.7 if found.hit.weak else 0.9, (("maker", 0.1),)
    reason = _("Mark of an importer: {name} ({country}). The importer isn't the maker.")
    if row.doubt:
        confidence, alternatives = 0.7, (("maker", 0.4),)
        reason = _("Mark of an importer: {name} ({country}).")
    reason = reason.format(name=row.name, country=row.country)
    return found.draft(
        end=_address(found.text, found.hit.end),
        normalised=row.name,
        confidence=confidence,
        alternatives=alternatives,
        gives=("imported", row.id),
        reason=f"{reason} {_(row.doubt)}" if row.doubt else reason,
    )


def _property(found: _Found, row: reference.PropertyMark) -> Draft:
    return found.draft(
        normalised=row.meaning,
        gives=(f"owner-{row.country}",),
        reason=_("Mark of an owner: {meaning}.").format(meaning=_(row.meaning)),
    )


_SAYS: dict[type[reference.Row], Callable[[_Found, Any], Draft]] = {
    reference.Country: _country,
    reference.Maker: _maker,
    reference.Model: _model,
    reference.ProofMark: _proof,
    reference.Importer: _importer,
    reference.PropertyMark: _property,
}
"""The function for each class of rows whose marks are in the lexicon."""
