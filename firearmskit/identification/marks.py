"""Turn a reading of the marks into clues about the type."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from firearmskit import reference
from firearmskit.errors import InputError, quote
from firearmskit.identification.deriving import members_of
from firearmskit.identification.likelihood import models
from firearmskit.identification.ranking import Clue, clue
from firearmskit.language import text as _
from firearmskit.marking import Piece, Reading

__all__ = ["clues_of"]

STRAY = 0.001
"""Likelihood of one certain name on a type that it doesn't belong to: stamped later, copied or misread."""

BLUR = 0.02
"""The same for a name whose reading is in doubt."""

FAMILY = 0.5
"""Likelihood of the name of a whole family on one of its members, beside 1 for the type itself."""


NUMBER_IN = {
    "triangle": "triangle_number",
    "oval": "circle_number",
    "circle": "circle_number",
    "double circle": "double_circle",
}
SIGNS = {
    ("triangle", None): "triangle",
    ("arrow", "triangle"): "triangle_arrow",
    ("upward arrow", "triangle"): "triangle_arrow",
    ("star", None): "star",
}
"""What codes and signs of factories are called among the answers to ``symbol``."""


def clues_of(marks: Reading) -> tuple[Clue, ...]:
    """Give what a reading says about the type: model, maker, calibre, country, letters at the
    selector and sign of the factory.

    Args:
        marks: What ``marking.read`` gave.

    Returns:
        At most one clue for each kind of mark: that of the piece that was read with most confidence.

    Raises:
        InputError: It isn't a reading.
    """
    if not isinstance(marks, Reading):
        raise InputError(_("{value} isn't a reading").format(value=quote(marks)))
    return tuple(
        made
        for kind in ("model", "maker", "calibre", "country", "selector", "factory_code")
        if (piece := _best(marks, kind)) is not None and (made := _clue(kind, piece)) is not None
    )


def _best(marks: Reading, kind: str) -> Piece | None:
    """Give the piece of a kind that was read with most confidence."""
    return max(marks.of(kind), key=lambda piece: piece.confidence, default=None)


def _clue(kind: str, piece: Piece) -> Clue | None:
    if kind in ("calibre", "selector") and piece.reference_id is not None:
        name = "calibre" if kind == "calibre" else "selector_letters"
        table = "calibres" if kind == "calibre" else "selectors"
        return clue(name, [piece.reference_id], "marks") if piece.reference_table == table else None
    if kind == "country":
        known = {row.id for row in reference.rows(reference.Country)}
        return clue("country", [piece.normalised], "marks") if piece.normalised in known else None
    if kind == "factory_code" and piece.reference_table == "factory_codes" and piece.reference_id is not None:
        sign = _sign(reference.get(reference.FactoryCode, piece.reference_id))
        return clue("symbol", [sign], "marks") if sign else None
    if kind == "model":
        return _named("marks.model", piece, dict(_fit_of_model(piece)))
    if kind == "maker" and piece.reference_table == "makers" and piece.reference_id is not None:
        return _named("marks.maker", piece, dict(_fit_of_maker(piece.reference_id)))
    return None


def _named(name: str, piece: Piece, fits: dict[str, float]) -> Clue | None:
    """Make a clue of a name: certain where it belongs, next to nothing elsewhere, blurred where the reading is."""
    if not fits:
        return None
    sure = piece.confidence
    likelihood = tuple(sure * max(STRAY, fits.get(model, 0.0)) + (1 - sure) * BLUR for model in models())
    elsewhere = sure * STRAY + (1 - sure) * BLUR
    value = piece.normalised or piece.verbatim
    return Clue(
        name=name,
        values=(value,),
        group="marks",
        likelihood=likelihood,
        usual=tuple(elsewhere for _model in models()),
        flat=elsewhere,
    )


def _sign(row: reference.FactoryCode) -> str | None:
    """Say which answer to the question for the factory's sign a code is; None where it is a code of letters alone."""
    if row.code.isdigit() and row.frame is not None:
        return NUMBER_IN.get(row.frame)
    return SIGNS.get((row.code, row.frame))


def _fit_of_model(piece: Piece) -> Iterator[tuple[str, float]]:
    """Say how well a designation fits each type: its own, one that bears the same words, one of its family."""
    said = {_fold(piece.verbatim), _fold(piece.normalised or "")} - {""}
    for model in {model for words in said for model in _designations().get(words, ())}:
        yield model, FAMILY
    if piece.reference_table != "models" or piece.reference_id is None:
        return
    for model in members_of(piece.reference_id):
        yield model, FAMILY
    yield piece.reference_id, 1.0


def _fit_of_maker(maker: str) -> Iterator[tuple[str, float]]:
    """Say how well a maker fits each type: it made the type, or it works in a State where the type was made."""
    country = reference.get(reference.Maker, maker).country
    for row in reference.rows(reference.Model):
        if maker == row.maker or maker in row.makers:
            yield row.id, 1.0
        elif country is not None and country in (row.country, *row.also):
            yield row.id, 0.1 if row.makers or row.maker else 0.3


def _fold(words: str) -> str:
    return "".join(words.casefold().split())


@cache
def _designations() -> dict[str, tuple[str, ...]]:
    """Give the types that bear each designation."""
    found: dict[str, tuple[str, ...]] = {}
    for row in reference.rows(reference.Model):
        for words in {_fold(each) for each in (row.name, *row.marks, *row.variants)}:
            found[words] = (*found.get(words, ()), row.id)
    return found
