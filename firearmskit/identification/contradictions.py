"""What doesn't agree in a description, or can't be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from firearmskit import marking, reference
from firearmskit.errors import quote
from firearmskit.identification.description import (
    UNREADABLE,
    Description,
    is_id,
    kinds,
    makers_of,
    no_serial,
    same_state,
)
from firearmskit.identification.misplaced import misplaced
from firearmskit.language import text as _

__all__ = ["Contradiction", "contradictions"]

OTHER_KINDS = frozenset({"model", "calibre", "year", "proof", "maker"})
"""Kinds of mark that are written down as serials by mistake."""

CREDIBLE = 0.5
"""From this confidence on, a serial that reads as something else is worth a warning."""


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """Two things in a description that don't agree, or one that can't be.

    Args:
        fields: Which ones.
        code: Short name of the contradiction.
        text: A sentence.
        basis: How far the fact behind it is supported, one of ``reference.CONFIDENCE``; None without a fact.
    """

    fields: tuple[str, ...]
    code: str
    text: str
    basis: str | None


def contradictions(given: Description, known: Mapping[str, object]) -> Iterator[Contradiction]:
    """Find what doesn't agree in a description.

    Args:
        given: The description as it was given.
        known: Its known fields, with ids where a name is a row of the reference.

    Yields:
        One contradiction at a time: about the serial, about the model, about maker and years.
    """
    yield from _about_serial(given)
    for field, code, text, basis in misplaced(given, known):
        yield Contradiction(fields=(field,), code=code, text=text, basis=basis)
    for name in ("country", "last_import_country"):
        if getattr(given, name) is not None and name not in known:
            text = _("{value} is neither the name nor the ISO 3166-1 alpha-3 code of a State.")
            said = text.format(value=quote(getattr(given, name)))
            yield Contradiction(fields=(name,), code="no-such-state", text=said, basis=None)
    model = known.get("model")
    if is_id("models", model):
        yield from _about_model(reference.get(reference.Model, str(model)), known)
    yield from _about_maker(known)


def _about_model(row: reference.Model, known: Mapping[str, object]) -> Iterator[Contradiction]:
    """Compare each field with what the reference says of the model."""

    def against(field: str, covered: str, text: str, **words: object) -> Contradiction:
        basis = row.confidence if row.confidence != "partly" or covered in row.covers else "unverified"
        said = text.format(model=row.name, **words)
        return Contradiction(fields=("model", field), code=f"{field}-of-model", text=said, basis=basis)

    calibre, kind, country = known.get("calibre"), known.get("kind"), known.get("country")
    maker, makers, year = known.get("maker"), makers_of(row), known.get("year")
    if row.calibres and is_id("calibres", calibre) and calibre not in row.calibres:
        text = _("The reference knows no {model} in {calibre}: check the calibre, or whether the barrel was exchanged.")
        yield against("calibre", "calibres", text, calibre=reference.get(reference.Calibre, str(calibre)).name)
    if kind in kinds() and kind != row.kind:
        text = _("The reference calls the {model} {kind}, not {said}.")
        yield against("kind", "kind", text, kind=quote(row.kind), said=quote(kind))
    if row.country is not None and country is not None and not same_state(country, (row.country, *row.also)):
        text = _(
            "The reference doesn't know that the {model} was made in {country}: it may be a copy, or the State of "
            "import or proof."
        )
        yield against("country", "country", text, country=country)
    if makers and is_id("makers", maker) and maker not in makers:
        text = _(
            "The reference doesn't know {maker} as a maker of the {model}: it may be an importer, a retailer or a copy."
        )
        yield against("maker", "makers", text, maker=reference.get(reference.Maker, str(maker)).name)
    if isinstance(year, int) and row.since is not None and year < row.since:
        text = _("The {model} was first made in {since}, so {year} can't be its year.")
        yield against("year", "since", text, since=row.since, year=year)


def _about_maker(known: Mapping[str, object]) -> Iterator[Contradiction]:
    """Compare maker and country, and the two years."""
    maker, country = known.get("maker"), known.get("country")
    if is_id("makers", maker) and country is not None:
        row = reference.get(reference.Maker, str(maker))
        if row.country is not None and not same_state(country, (row.country,)):
            text = _("{maker} works in {home}, not in {country}: one of the two may be the State of import or proof.")
            yield Contradiction(
                fields=("maker", "country"),
                code="country-of-maker",
                text=text.format(maker=row.name, home=row.country, country=country),
                basis=row.confidence,
            )
    made, imported = known.get("year"), known.get("import_year")
    if isinstance(made, int) and isinstance(imported, int) and imported < made:
        text = _("It can't have been imported in {imported} if it was made in {made}.")
        said = text.format(imported=imported, made=made)
        yield Contradiction(fields=("year", "import_year"), code="imported-before-made", text=said, basis=None)


def _about_serial(given: Description) -> Iterator[Contradiction]:
    """Find a serial that is something else: a model, a calibre, a year, a proof mark."""
    serial = given.serial
    if serial is None:
        return

    def against(code: str, text: str, basis: str | None = None, **words: object) -> Contradiction:
        said = text.format(serial=quote(serial), **words)
        return Contradiction(fields=("serial",), code=code, text=said, basis=basis)

    if any(sign in serial for sign in UNREADABLE):
        text = _("The serial {serial} isn't complete: send the photographs with it, and don't guess what is missing.")
        yield against("serial-incomplete", text)
        return
    if no_serial(serial):
        text = _("{serial} is no serial: leave the field empty, and say whether it was removed or never put on.")
        yield against("no-serial", text)
        return
    if not any(char.isdigit() for char in serial):
        text = _("The serial {serial} has no figure: it is more likely a name or a proof mark.")
        yield against("serial-without-figure", text)
    for piece in marking.read([serial]).pieces:
        whole = piece.verbatim.strip() == serial.strip()
        if whole and piece.kind in OTHER_KINDS and piece.confidence >= CREDIBLE:
            text = _("The serial {serial} reads as another kind of mark ({kind}): look for another number.")
            yield against("serial-is-" + piece.kind, text, piece.basis, kind=piece.shown[0])
    if given.year is not None and serial.strip() in (str(given.year), str(given.year)[2:]):
        yield against("serial-is-the-year", _("The serial {serial} is the year: look for another number."))
