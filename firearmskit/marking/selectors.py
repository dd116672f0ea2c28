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
    present = {part for parts in split.values() for part in parts}
    found: dict[str, Selector] = {}
    for row in reference.rows(reference.Selector):
        together = present & set(row.letters)
        agrees = not known.keys().isdisjoint((*row.countries, *(f"from-{code}" for code in row.countries)))
        own_letters = any(not letter.isascii() for letter in row.letters)
        if len(together) == len(row.letters) and not all(letter.isdigit() for letter in together):
            confidence = (
                0.85 if agrees or own_letters or max(map(len, row.letters)) > 2 else 0.65 if len(together) > 2 else 0.55
            )
        elif len(together) >= 2 and agrees:
            confidence = 0.7
        elif own_letters and any(len(part) > 1 for part in together):
            confidence = 0.7 if agrees else 0.6
        else:
            continue
        for text, parts in split.items():
            if set(parts) <= set(row.letters) and (text not in found or found[text].confidence < confidence):
                found[text] = Selector(row=row, confidence=confidence)
    return found
