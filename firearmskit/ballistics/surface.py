"""A measured surface: heights on a grid, with nothing where nothing was measured."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firearmskit.arguments import figure
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["MOST_POINTS", "Surface"]

MOST_POINTS = 32_000_000
"""The most points of a surface: 256 MB of heights, or a whole breech face of 5 mm at less than 1 µm."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Surface:
    """Heights on a rectangular grid, as a topographic microscope measures them.

    Args:
        heights_m: Heights in metres, float64, shape (rows, columns); NaN where there is no data. The first row is the
            upper edge as the instrument shows it. A copy is kept that can't be written to.
        spacing_x_m: Distance between neighbouring columns, in metres.
        spacing_y_m: Distance between neighbouring rows, in metres.
        regions: Which region each point was marked as, uint8, shape (rows, columns), 0 for none; None without marks.
        region_names: ``{number: what the region is called}``.
        metadata: What the file says of the measurement, by name.
        notes: What a reader should know of how it was read, a sentence each.

    Raises:
        InputError: The heights aren't a grid of numbers, or larger than :data:`MOST_POINTS`; a spacing isn't greater
            than 0; or the regions don't fit the heights.

    >>> Surface(heights_m=np.array([[0.0, np.nan], [1e-6, 2e-6]]), spacing_x_m=1e-6, spacing_y_m=1e-6)
    Surface(2 rows, 2 columns, 0.002 mm by 0.002 mm, 75 % measured)
    """

    heights_m: NDArray[np.float64]
    spacing_x_m: float
    spacing_y_m: float
    regions: NDArray[np.uint8] | None = None
    region_names: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    metadata: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "heights_m", _grid(self.heights_m))
        for name in ("spacing_x_m", "spacing_y_m"):
            if not 0 < figure(getattr(self, name), name) < 1:
                raise InputError(
                    _("{name} is {value}: a distance between points is more than 0 and less than 1 metre").format(
                        name=name, value=quote(getattr(self, name))
                    )
                )
            object.__setattr__(self, name, float(getattr(self, name)))
        if self.regions is not None:
            object.__setattr__(self, "regions", _marked(self.regions, self.heights_m.shape))
        object.__setattr__(self, "region_names", MappingProxyType(dict(self.region_names)))
        object.__setattr__(self, "metadata", MappingProxyType(dict(self.metadata)))

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        rows, columns = self.heights_m.shape
        return rows, columns

    @property
    def measured(self) -> float:
        """The share of points that have a height, 0 to 1."""
        return float(np.count_nonzero(np.isfinite(self.heights_m)) / self.heights_m.size)

    @property
    def width_m(self) -> float:
        """Width in metres: columns times their distance."""
        return self.shape[1] * self.spacing_x_m

    @property
    def height_m(self) -> float:
        """Height of the grid in metres, not of the surface: rows times their distance."""
        return self.shape[0] * self.spacing_y_m

    def __reduce__(self) -> tuple[Any, ...]:
        fields = {each.name: getattr(self, each.name) for each in dataclasses.fields(self)}
        plain = {name: dict(value) if isinstance(value, MappingProxyType) else value for name, value in fields.items()}
        return _remade, (plain,)

    def __repr__(self) -> str:
        size = f"{1000 * self.width_m:.3g} mm by {1000 * self.height_m:.3g} mm"
        rows, columns = self.shape
        return f"Surface({rows} rows, {columns} columns, {size}, {round(100 * self.measured)} % measured)"


def _remade(fields: dict[str, Any]) -> Surface:
    """Make a surface again in another process."""
    return Surface(**fields)


def _grid(value: Any) -> NDArray[np.float64]:
    """Give heights as a grid of their own: infinite ones and other kinds of NaN become the one NaN."""
    try:
        heights = np.array(value, dtype=np.float64, order="C")
    except (TypeError, ValueError) as error:
        raise InputError(_("heights_m: {value} aren't numbers").format(value=quote(value))) from error
    if heights.ndim != 2 or 0 in heights.shape:
        raise InputError(
            _("heights_m has the shape {shape}: a surface has rows and columns").format(shape=quote(heights.shape))
        )
    if heights.size > MOST_POINTS:
        raise InputError(
            _("heights_m has {count} points; at most {most} are taken").format(count=heights.size, most=MOST_POINTS)
        )
    # Files written by R hold signalling NaNs, on which NumPy's minimum and maximum come to NaN.
    heights[~np.isfinite(heights)] = np.nan
    heights.setflags(write=False)
    return heights


def _marked(value: Any, shape: tuple[int, ...]) -> NDArray[np.uint8]:
    regions = np.array(value)
    if regions.shape != shape or regions.dtype.kind not in "ui" or regions.min() < 0 or regions.max() > 255:
        raise InputError(
            _("regions: {value} aren't numbers from 0 to 255 of the shape {shape}").format(
                value=quote(regions), shape=quote(shape)
            )
        )
    regions = regions.astype(np.uint8)
    regions.setflags(write=False)
    return regions
