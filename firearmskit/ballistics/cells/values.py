"""What a comparison by cells is asked for, and what it gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from firearmskit.arguments import figure, one_of, whole
from firearmskit.errors import InputError, quote
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["CONSENSUS", "METHODS", "REASONS", "CaseComparison", "Cell", "CellSettings", "OneWay"]

METHODS = {"cmc": N_("congruent matching cells"), "high-cmc": N_("high congruent matching cells")}
"""The methods by their names in the literature (Song 2013; Tong and others 2015), and what each is called."""

CONSENSUS = {"densest": N_("where most cells agree"), "median": N_("the median of all cells")}
"""How the common turn and shift are found, and what that is called."""

REASONS = {
    "congruent": N_("congruent"),
    "measured-little": N_("too little of it was measured"),
    "not-found": N_("too little of the other surface lies where it could be"),
    "correlates-little": N_("nothing on the other surface is enough like it"),
    "turned": N_("the place that is most like it is turned otherwise than the others"),
    "shifted": N_("the place that is most like it is shifted otherwise than the others"),
}
"""Whether a cell is congruent, or why not, and how that is said."""


@dataclass(frozen=True, kw_only=True)
class CellSettings:
    """How a comparison by cells is made; the defaults are those of the literature where it has them.

    Args:
        grid: Cells a side: 8 gives 8 by 8 cells over the reference.
        most_turn_deg: How far the other surface is turned to and fro, in degrees; 180 for the whole circle.
        around_deg: Where it is turned further than this, cells are looked for so far to and fro of the turn at which
            all of them together are most like something: the more turns are tried, the more is found by chance.
        step_deg: Degrees between two turns.
        search: How far a cell is looked for to each side, in sides of a cell; what one surface is larger than the other
            comes on top.
        least_measured: The share of a cell's points that has to be measured, for it to be compared at all.
        least_overlap: The share of a cell's measured points that has to lie on measured points of the other surface.
        least_correlation: A congruent cell correlates at least so much.
        turn_tolerance_deg: How far a congruent cell's turn may be from the common one, in degrees.
        shift_tolerance_m: How far its shift along either axis may be from the common one, in metres.
        spacing_m: Distance between points at which cells are compared in the end, in metres.
        consensus: How the common turn and shift are found, one of :data:`CONSENSUS`. The literature takes the median,
            which says nothing where fewer than half of the cells agree; the default finds those that do.
        high_below: For ``high-cmc``: a turn counts as high with so many cells fewer than the most.

    Raises:
        InputError: A number isn't one, or out of its range; the message quotes it.

    Source: Song, J. (2013), AFTE Journal 45(2), and Tong, Song and Chu (2015), Journal of Research of NIST 120, for the
    thresholds as the R package cmcR states them (8 by 8 cells, 30 degrees in steps of 3, three sides of a cell,
    correlation 0.5, 6 degrees, 125 µm).
    """

    grid: int = 8
    most_turn_deg: float = 180.0
    around_deg: float = 30.0
    step_deg: float = 3.0
    search: float = 1.0
    least_measured: float = 0.1
    least_overlap: float = 0.5
    least_correlation: float = 0.5
    turn_tolerance_deg: float = 6.0
    shift_tolerance_m: float = 125e-6
    spacing_m: float = 12.5e-6
    consensus: str = "densest"
    high_below: int = 1

    def __post_init__(self) -> None:
        whole(self.grid, "grid")
        whole(self.high_below, "high_below")
        one_of(self.consensus, CONSENSUS, "consensus")
        for name, least, most in _RANGES:
            value = figure(getattr(self, name), name)
            if not least <= value <= most:
                raise InputError(
                    _("{name} is {value}: it has to be from {least} to {most}").format(
                        name=name, value=quote(getattr(self, name)), least=least, most=most
                    )
                )

    @property
    def turns_deg(self) -> tuple[float, ...]:
        """The turns that are tried, in degrees, each once: of a whole circle -180 is left out, as it is 180."""
        steps = int(self.most_turn_deg / self.step_deg + 1e-9)
        turns = [step * self.step_deg for step in range(-steps, steps + 1)]
        return tuple(turn for turn in turns if turn > -180)


_RANGES = (
    ("grid", 2, 24),
    ("high_below", 0, 100),
    ("most_turn_deg", 0.0, 180.0),
    ("around_deg", 0.0, 180.0),
    ("step_deg", 0.5, 45.0),
    ("search", 0.1, 4.0),
    ("least_measured", 0.02, 1.0),
    ("least_overlap", 0.1, 1.0),
    ("least_correlation", 0.0, 1.0),
    ("turn_tolerance_deg", 0.0, 45.0),
    ("shift_tolerance_m", 0.0, 2e-3),
    ("spacing_m", 1e-6, 1e-4),
)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell of the reference, and the place on the other surface that is most like it.

    Args:
        row: Which row of cells, from above, from 0.
        column: Which column, from the left, from 0.
        measured: The share of its points that was measured, 0 to 1.
        correlation: Pearson's correlation of the heights that both have, -1 to 1; None when nothing was compared.
        turn_deg: How far the other surface is turned for it, in degrees, counter-clockwise as it is seen.
        shift_x_m: How far to the right the place lies of where the cell is, from centre to centre, in metres.
        shift_y_m: How far down, in metres.
        reason: Whether it is congruent, or why not: one of :data:`REASONS`.
    """

    row: int
    column: int
    measured: float
    correlation: float | None = None
    turn_deg: float | None = None
    shift_x_m: float | None = None
    shift_y_m: float | None = None
    reason: str

    @property
    def congruent(self) -> bool:
        """Whether it is found, turned and shifted as the others are."""
        return self.reason == "congruent"


@dataclass(frozen=True, kw_only=True)
class OneWay:
    """The cells of one surface, looked for on the other.

    Args:
        cells: All cells of the grid, row by row.
        turn_deg: The turn that the congruent cells share, in degrees; None when none is congruent.
        shift_x_m: The shift to the right that they share, in metres.
        shift_y_m: The shift down that they share, in metres.
        by_turn: Pairs of a turn in degrees and how many cells are congruent at it; for ``high-cmc`` alone.
        method: How the cells were counted. ``high-cmc`` counts as ``cmc`` does where no turn stands out.
    """

    cells: tuple[Cell, ...]
    turn_deg: float | None
    shift_x_m: float | None
    shift_y_m: float | None
    by_turn: tuple[tuple[float, int], ...] = ()
    method: str

    @property
    def cmc(self) -> int:
        """How many cells are congruent."""
        return sum(cell.congruent for cell in self.cells)

    @property
    def n(self) -> int:
        """How many cells were compared."""
        return sum(cell.correlation is not None for cell in self.cells)

    @property
    def fraction(self) -> float | None:
        """Congruent cells as a share of those that were compared; None when none was."""
        return self.cmc / self.n if self.n else None


@dataclass(frozen=True, kw_only=True)
class CaseComparison:
    """Two surfaces, compared by cells: a score, not yet a strength of evidence.

    Args:
        method: Of :data:`METHODS`.
        settings: How it was made.
        forward: The cells of the first surface, looked for on the second.
        backward: The cells of the second, looked for on the first; None when that wasn't asked for.
        notes: What a reader should know, a sentence each.
    """

    method: str
    settings: CellSettings
    forward: OneWay
    backward: OneWay | None
    notes: tuple[str, ...] = ()

    @property
    def ways(self) -> tuple[OneWay, ...]:
        """Both ways, or the one that was asked for."""
        return (self.forward,) if self.backward is None else (self.forward, self.backward)

    @property
    def _lower(self) -> OneWay:
        return min(self.ways, key=lambda way: (way.cmc, -way.n))

    @property
    def cmc(self) -> int:
        """How many cells are congruent, the lower count of both ways."""
        return self._lower.cmc

    @property
    def n(self) -> int:
        """How many cells were compared, in the way with the lower count."""
        return self._lower.n

    @property
    def fraction(self) -> float | None:
        """Congruent cells as a share of those that were compared, in the way with the lower count."""
        return self._lower.fraction

    def describe(self) -> str:
        """Say in sentences what was found, without a word on what it means."""
        return " ".join(self._sentences())

    def _sentences(self) -> Iterator[str]:
        for way, said in zip(
            self.ways,
            (
                N_("{cmc} of {n} cells of the first surface are congruent on the second."),
                N_("{cmc} of {n} cells of the second surface are congruent on the first."),
            ),
            strict=False,
        ):
            yield _(said).format(cmc=way.cmc, n=way.n)
            if way.turn_deg is not None and way.shift_x_m is not None and way.shift_y_m is not None:
                yield _("They are turned by {turn} degrees and shifted by {x} and {y} µm.").format(
                    turn=round(way.turn_deg), x=round(1e6 * way.shift_x_m), y=round(1e6 * way.shift_y_m)
                )
        yield _("This is a score. How strong it is as evidence depends on what other firearms score.")
        yield from self.notes
