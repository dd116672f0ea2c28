"""What stands in the wrong field of a description: an importer as maker, a calibre as model."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from firearmskit import reference
from firearmskit.errors import quote
from firearmskit.identification.description import Description, is_id
from firearmskit.language import text as _

__all__ = ["misplaced"]

PROOF_WORDS = re.compile(r"\b(?:proof|epreuve|beschuss\w*|prova|pruebas|provas|zkusebna|proba)\b")
"""Words for a proof house."""


def _plain(text: str) -> str:
    """Write a text in small letters without accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))


def _key(text: str) -> str:
    return "".join(char for char in _plain(text) if char.isalnum())


@cache
def _importers() -> dict[str, reference.Importer]:
    return {_key(name): row for row in reference.rows(reference.Importer) for name in (row.name, *row.marks)}


def _proof_house(text: str) -> reference.ProofHouse | None:
    """Find the proof house that a text names by its name, or by a word for one and its town."""
    plain = _plain(text)
    for row in reference.rows(reference.ProofHouse):
        town = row.city is not None and re.search(rf"\b{re.escape(_plain(row.city))}\b", plain)
        if _key(text) == _key(row.name) or (town and PROOF_WORDS.search(plain)):
            return row
    return None


def misplaced(given: Description, known: Mapping[str, object]) -> Iterator[tuple[str, str, str, str | None]]:
    """Find what stands in the wrong field.

    Args:
        given: The description as it was given.
        known: Its known fields, with ids where a name is a row of the reference.

    Yields:
        Field, code, sentence and the basis of the fact behind it, for each one.
    """
    if given.maker is not None and not is_id("makers", known.get("maker")):
        yield from _instead_of_a_maker(given.maker)
    if given.model is not None and not is_id("models", known.get("model")):
        calibre = reference.resolve(reference.Calibre, given.model).row
        if calibre is not None:
            text = _("The model {value} is a calibre ({name}): look for the model elsewhere on the piece.")
            said = text.format(value=quote(given.model), name=calibre.name)
            yield "model", "model-is-calibre", said, calibre.confidence
    if given.calibre is not None and not is_id("calibres", known.get("calibre")):
        model = reference.resolve(reference.Model, given.calibre).row
        if model is not None:
            text = _("The calibre {value} is a model ({name}): look for the calibre elsewhere on the piece.")
            said = text.format(value=quote(given.calibre), name=model.name)
            yield "calibre", "calibre-is-model", said, model.confidence
    if given.serial and given.model and _key(given.serial) == _key(given.model):
        text = _("The serial {value} is the model: look for another number.")
        yield "serial", "serial-is-the-model", text.format(value=quote(given.serial)), None
    for field in ("year", "import_year"):
        year = getattr(given, field)
        if year is not None and year > date.today().year:
            text = _("The year {value} is still to come.")
            yield field, "year-to-come", text.format(value=year), None


def _instead_of_a_maker(maker: str) -> Iterator[tuple[str, str, str, str | None]]:
    importer = _importers().get(_key(maker))
    if importer is not None:
        text = _("{value} is an importer ({country}), not known as a maker: look for the maker's own mark.")
        said = text.format(value=quote(maker), country=importer.country or "?")
        yield "maker", "maker-is-importer", said, importer.confidence
    house = _proof_house(maker)
    if house is not None:
        text = _("{value} is a proof house ({name}): it tested the piece, and didn't make it.")
        yield "maker", "maker-is-proof-house", text.format(value=quote(maker), name=house.name), house.confidence
