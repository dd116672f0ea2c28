"""Read a surface from an X3P file, which may be anybody's."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from firearmskit.ballistics.surface import Surface
from firearmskit.ballistics.x3p.archive import Archive, open_archive
from firearmskit.ballistics.x3p.description import TYPES, Description, describe
from firearmskit.ballistics.x3p.mask import MASK, read_mask
from firearmskit.errors import quote
from firearmskit.language import text as _

__all__ = ["read_x3p"]

_MOST_LISTED = 1_000_000


def read_x3p(path: Path | str) -> Surface:
    """Read a surface from an X3P file (ISO 25178-72, formerly ISO 5436-2).

    Heights are read from a matrix of 16 or 32-bit whole numbers, of 32 or 64-bit floating ones, or from a list. Where
    the file has check sums, they are compared. The mask that x3ptools and FiX3P add is read as regions.

    Args:
        path: The file, at most 1 GiB and 32 million points. It is treated as hostile: nothing is unpacked to disk, no
            size is believed, and no XML entity is followed.

    Returns:
        The surface. Its ``notes`` say what is unusual, such as a missing check sum; its metadata are those of the file.

    Raises:
        InputError: It can't be opened, isn't X3P, holds something else than a surface, or a check sum is wrong; the
            message names the file and the part.

    Source: ISO 25178-72:2017; the mask as documented by the R package x3ptools.
    """
    with open_archive(path) as archive:
        said = describe(archive)
        notes = [*said.notes, *_check_description(archive, said)]
        heights = _listed(archive, said) if said.listed is not None else _linked(archive, said, notes)
        regions: NDArray[np.uint8] | None = None
        names: dict[int, str] = {}
        if archive.has(MASK):
            regions, names = read_mask(
                archive, rows=said.rows, columns=said.columns, background=said.background, colours=said.colours
            )
    return Surface(
        heights_m=heights,
        spacing_x_m=said.x.increment_m,
        spacing_y_m=said.y.increment_m,
        regions=regions,
        region_names=names,
        metadata=said.metadata,
        notes=tuple(notes),
    )


def _check_description(archive: Archive, said: Description) -> list[str]:
    """Compare the check sum of the description with it."""
    if said.checksum is None or not archive.has(said.checksum):
        return [_("The file has no check sum of its description.")]
    # Some writers add the name of the file, as md5sum does.
    sums = archive.read(said.checksum, most=1_000).decode("ascii", "replace").split()
    archive.check_md5("main.xml", archive.read("main.xml", most=1 << 23), sums[0] if sums else "")
    return []


def _linked(archive: Archive, said: Description, notes: list[str]) -> NDArray[np.float64]:
    """Read heights from their member."""
    kind = np.dtype(TYPES[said.z.type])
    count = said.rows * said.columns
    member = str(said.points)
    held = archive.read(member, most=count * kind.itemsize)
    if len(held) != count * kind.itemsize:
        raise archive.wrong(
            _("{member} has {found} bytes; {columns} by {rows} points of kind {kind} have {needed}").format(
                member=quote(member),
                found=len(held),
                columns=said.columns,
                rows=said.rows,
                kind=said.z.type,
                needed=count * kind.itemsize,
            )
        )
    if said.points_md5 is None:
        notes.append(_("The file has no check sum of its points."))
    else:
        archive.check_md5(member, held, said.points_md5)
    raw = np.frombuffer(held, dtype=kind).reshape(said.rows, said.columns)
    # What a float can't hold in metres isn't a height; it is caught as infinite, without a warning.
    with np.errstate(over="ignore", invalid="ignore"):
        heights = raw.astype(np.float64) * said.z.increment_m + said.z.offset_m
    heights[~np.isfinite(heights)] = np.nan
    if said.valid is not None:
        heights[~_valid(archive, said, count)] = np.nan
    elif kind.kind == "i":
        notes.append(_("The heights are whole numbers and nothing says which are valid: all are taken as measured."))
    return heights


def _valid(archive: Archive, said: Description, count: int) -> NDArray[np.bool_]:
    """Read which points are valid: a bit a point, the lowest first."""
    member, needed = str(said.valid), (count + 7) // 8
    held = archive.read(member, most=needed)
    if len(held) != needed:
        raise archive.wrong(
            _("{member} has {found} bytes; {count} points need {needed}").format(
                member=quote(member), found=len(held), count=count, needed=needed
            )
        )
    if said.valid_md5 is not None:
        archive.check_md5(member, held, said.valid_md5)
    bits = np.unpackbits(np.frombuffer(held, dtype=np.uint8), count=count, bitorder="little")
    return bits.astype(bool).reshape(said.rows, said.columns)


def _listed(archive: Archive, said: Description) -> NDArray[np.float64]:
    """Read heights that stand in the description, one a point; an empty one wasn't measured."""
    listed = said.listed or ()
    count = said.rows * said.columns
    if count > _MOST_LISTED or len(listed) != count:
        raise archive.wrong(
            _("it lists {found} points; {columns} by {rows} are {count}, and at most {most} can be listed").format(
                found=len(listed), columns=said.columns, rows=said.rows, count=count, most=_MOST_LISTED
            )
        )
    heights = np.full(count, np.nan)
    for at, each in enumerate(listed):
        last = each.rpartition(";")[2].strip()
        if not last:
            continue
        try:
            heights[at] = float(last) * said.z.increment_m + said.z.offset_m
        except ValueError:
            raise archive.wrong(
                _("point {number} is {value}, and no number").format(number=at + 1, value=quote(each))
            ) from None
    return heights.reshape(said.rows, said.columns)
