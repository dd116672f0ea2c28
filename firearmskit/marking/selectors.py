"""Letters of a fire selector, together or each as a mark of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from firearmskit import reference
from firearmskit.language import text as _
from firearmskit.marking.context import Known
from firearmskit.marking.rules import Draft
from firearmskit.marking.settling import SEPARATORS

__all__ = ["Selector", "bounds", "selectors"]


def bounds(text: str) -> tuple[int, int]:
    """Give where a text starts and ends without the white space around it."""
    start = len(text) - len(text.lstrip())
    return start, start + len(text.strip())


@dataclass(frozen=True, kw_only=True)
class Selector:
    """A row of the selectors, as the marks of one firearm support it."""

    row: reference.Selector
    confidence: float

    def draft(self, text: str) -> Draft:
        """Make the piece for a text that is these letters."""
        start, end = bounds(text)
        return Draft(
            kind="selector",
            start=start,
            end=end,
            normalised=" ".join(self.row.letters),
            confidence=self.confidence,
            basis=self.row.confidence,
            row=self.row,
            alternatives=(("proof", 0.3),),
            reason=_("Letters of a fire selector ({letters}: {meaning}), as used in {countries}.").format(
                letters=" ".join(self.row.letters), meaning=_(self.row.meaning), countries=", ".join(self.row.countries)
            ),
        )


@cache
def _letters() -> frozenset[str]:
    return frozenset(letter for row in reference.rows(reference.Selector) for letter in row.letters)


@cache
def _initials() -> frozenset[str]:
    """Give the first letters, so that other texts need not be split."""
    return frozenset(letter[:1] for letter in _letters())


@dataclass(frozen=True, kw_only=True, slots=True)
class _Set:
    """A row of the selectors, and what is asked of it for each firearm."""

    row: reference.Selector
    letters: frozenset[str]
    countries: frozenset[str]
    own_script: bool

    def confidence(self, together: frozenset[str], known: Known) -> float | None:
        """Give how well the letters of this row that are there support it; None where they don't."""
        agrees = not self.countries.isdisjoint(known)
        if len(together) == len(self.letters) and not all(map(str.isdigit, together)):
            if agrees or self.own_script or max(map(len, self.letters)) > 2:
                return 0.85
            return 0.65 if len(together) > 2 else 0.55
        if len(together) >= 2 and agrees:
            return 0.7
        if self.own_script and any(len(part) > 1 for part in together):
            return 0.7 if agrees else 0.6
        return None


@cache
def _sets() -> tuple[_Set, ...]:
    return tuple(
        _Set(
            row=row,
            letters=frozenset(row.letters),
            countries=frozenset((*row.countries, *(f"from-{code}" for code in row.countries))),
            own_script=any(not letter.isascii() for letter in row.letters),
        )
        for row in reference.rows(reference.Selector)
    )


_STRIPPED = " \t\n\r\v\f\u00a0/,;.|+-"


def selectors(texts: tuple[str, ...], known: Known) -> dict[str, Selector]:
    """Find texts that are letters of a fire selector, together or each as a mark of its own."""
    split: dict[str, tuple[str, ...]] = {}
    for text in texts:
        if len(text) <= 24 and text.strip(_STRIPPED)[:1].upper() in _initials():
            parts = tuple(part for part in SEPARATORS.split(text.upper()) if part)
            if parts and all(part in _letters() for part in parts):
                split[text.strip().casefold()] = parts
    if not split:
        return {}
    present = frozenset(part for parts in split.values() for part in parts)
    found: dict[str, Selector] = {}
    for each in _sets():
        together = present & each.letters
        confidence = each.confidence(together, known) if together else None
        if confidence is None:
            continue
        for text, parts in split.items():
            if each.letters.issuperset(parts) and (text not in found or found[text].confidence < confidence):
                found[text] = Selector(row=each.row, confidence=confidence)
    return found
