"""Compare two cartridge cases by congruent matching cells."""

from __future__ import annotations

from firearmskit.arguments import of_type, one_of
from firearmskit.ballistics.cells.deciding import decide
from firearmskit.ballistics.cells.grids import Pair, Spread
from firearmskit.ballistics.cells.looking import look
from firearmskit.ballistics.cells.spreading import spread_over
from firearmskit.ballistics.cells.values import METHODS, CaseComparison, CellSettings
from firearmskit.ballistics.surface import Surface
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["compare_cases"]

_LEAST_SIDE = 4
"""Coarse points along a cell, below which a correlation says nothing."""

_HIGHEST_UM = 100.0
"""A prepared breech face is flat to a few micrometres; what spans more still has its form."""


def compare_cases(
    a: Surface,
    b: Surface,
    *,
    method: str = "cmc",
    settings: CellSettings | None = None,
    both_ways: bool = True,
    threads: int | None = None,
) -> CaseComparison:
    """Compare the marks on two surfaces, such as two breech-face impressions, cell by cell.

    One surface is cut into cells. Each is looked for on the other, turned and shifted. Cells of one firearm's marks are
    found turned and shifted alike; cells of two firearms' marks are found here and there by chance. The count of those
    that agree is the score, C; n is how many were compared.

    Args:
        a: The first surface, prepared: without form, filtered, its breech face alone.
        b: The second.
        method: ``cmc`` takes the best turn of each cell (Song 2013); ``high-cmc`` counts turn by turn, and keeps the
            cells of all turns around the one peak, if there is one (Tong, Song and Chu 2015).
        settings: How; the defaults of :class:`CellSettings` when None.
        both_ways: Whether the cells of ``b`` are looked for on ``a`` as well.
        threads: How many threads work on it; as many as there are processors when None. The result is the same.

    Returns:
        The comparison, with every cell.

    Raises:
        InputError: Something isn't a surface, the method isn't known, or a surface is too small for its cells.

    Source: Song, J. (2013), AFTE Journal 45(2); Tong, M., Song, J. and Chu, W. (2015), Journal of Research of NIST 120.
    """
    first, second = of_type(a, Surface, "a"), of_type(b, Surface, "b")
    how = of_type(settings, CellSettings, "settings") if settings is not None else CellSettings()
    one_of(method, METHODS, "method")
    spacing = _spacing(how, first, second)
    with spread_over(threads) as spread:
        return _compare(
            _pair(first, spacing, how, "a"),
            _pair(second, spacing, how, "b"),
            method,
            how,
            spread,
            both_ways=both_ways,
            notes=_notes(how, spacing, first, second),
        )


def _compare(
    a: Pair,
    b: Pair,
    method: str,
    how: CellSettings,
    spread: Spread,
    *,
    both_ways: bool,
    notes: tuple[str, ...],
) -> CaseComparison:
    """Look both ways and decide."""
    every = method == "high-cmc"
    ways = [
        decide(*look(one, other, how, spread, every_turn=every), how, method=method)
        for one, other in ((a, b), (b, a))[: 1 + both_ways]
    ]
    return CaseComparison(
        method=method, settings=how, forward=ways[0], backward=ways[1] if both_ways else None, notes=notes
    )


def _spacing(how: CellSettings, a: Surface, b: Surface) -> float:
    """Give the distance between points at which both can be compared: averaging makes no finer points."""
    return max(how.spacing_m, a.spacing_x_m, a.spacing_y_m, b.spacing_x_m, b.spacing_y_m)


def _pair(surface: Surface, spacing_m: float, how: CellSettings, name: str) -> Pair:
    """Put a surface on the points that a comparison needs."""
    least = 2 * _LEAST_SIDE * how.grid * spacing_m
    if min(surface.width_m, surface.height_m) < least:
        raise InputError(
            _("{name} is {surface}: {grid} by {grid} cells need at least {least} mm a side").format(
                name=name, surface=quote(surface), grid=how.grid, least=f"{1000 * least:.2g}"
            )
        )
    return Pair.of(surface, spacing_m)


def _notes(how: CellSettings, spacing: float, *surfaces: Surface) -> tuple[str, ...]:
    """Say what a reader of the score should know."""
    notes = []
    if spacing > how.spacing_m * 1.001:
        notes.append(
            _("A surface has points {have} µm apart; the comparison was meant for {want} µm.").format(
                have=f"{1e6 * spacing:.3g}", want=f"{1e6 * how.spacing_m:.3g}"
            )
        )
    for number, surface in enumerate(surfaces, start=1):
        measured = surface.heights_m[surface.heights_m == surface.heights_m]
        if not measured.size:
            notes.append(_("Nothing was measured on surface {number}.").format(number=number))
        elif (span := 1e6 * float(measured.max() - measured.min())) > _HIGHEST_UM:
            notes.append(
                _("Surface {number} spans {span} µm: it looks as if its form and its crater were still there.").format(
                    number=number, span=round(span)
                )
            )
    return tuple(notes)
