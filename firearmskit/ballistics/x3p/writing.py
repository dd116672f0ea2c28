"""Write a surface as an X3P file: the same surface gives the same bytes."""

from __future__ import annotations

import hashlib
import os
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np

from firearmskit.arguments import of_type
from firearmskit.ballistics.surface import Surface
from firearmskit.ballistics.x3p.mask import MASK, write_mask
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["write_x3p"]

_BACKGROUND = "#cd7f32"
"""The colour of what isn't marked, as x3ptools has it."""

_DAY = (1980, 1, 1, 0, 0, 0)


def write_x3p(surface: Surface, path: Path | str) -> None:
    """Write a surface as an X3P file (ISO 25178-72), heights as 64-bit numbers in metres, with check sums.

    Args:
        surface: The surface; its metadata and regions are written too.
        path: The file to write. A file that is there is replaced at once, or not at all.

    Raises:
        InputError: It can't be written.
    """
    of_type(surface, Surface, "surface")
    file = Path(path)
    points = np.ascontiguousarray(surface.heights_m, dtype="<f8").tobytes()
    colour_of = _colours(surface)
    described = _described(surface, _md5(points), colour_of).encode("utf-8")
    members = {"main.xml": described, "bindata/data.bin": points}
    if surface.regions is not None:
        members[MASK] = write_mask(surface.regions, colour_of)
    members["md5checksum.hex"] = f"{_md5(described)} *main.xml\n".encode("ascii")
    beside = file.with_name(f"{file.name}.part")
    try:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, held in members.items():
                info = zipfile.ZipInfo(name, date_time=_DAY)
                info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                archive.writestr(info, held)
        os.replace(beside, file)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise InputError(
            _("{file} can't be written: {reason}").format(file=quote(file.name), reason=error.strerror)
        ) from None


def _md5(held: bytes) -> str:
    return hashlib.md5(held, usedforsecurity=False).hexdigest()


def _colours(surface: Surface) -> dict[int, str]:
    """Give each region a colour of its own, far from those of its neighbours."""
    numbers = [] if surface.regions is None else np.unique(surface.regions).tolist()
    return {0: _BACKGROUND} | {each: f"#{(each * 0x9E3779) & 0xFFFFFF:06x}" for each in numbers if each}


def _described(surface: Surface, points_md5: str, colour_of: dict[int, str]) -> str:
    rows, columns = surface.shape
    said = {name: escape(value) for name, value in surface.metadata.items()}

    def element(name: str, key: str, default: str = "not available") -> str:
        return f"<{name}>{said.get(key, default)}</{name}>"

    axes = "".join(
        f"<{name}><AxisType>{kind}</AxisType><DataType>D</DataType><Increment>{step!r}</Increment>"
        f"<Offset>0</Offset></{name}>"
        for name, kind, step in (
            ("CX", "I", surface.spacing_x_m),
            ("CY", "I", surface.spacing_y_m),
            ("CZ", "A", 1),
        )
    )
    names = "".join(
        f'<Annotation color="{colour_of[each]}">{escape(name)}</Annotation>'
        for each, name in surface.region_names.items()
        if each in colour_of and each
    )
    mask = (
        ""
        if surface.regions is None
        else f"<Mask><Background>{_BACKGROUND}</Background><Annotations>{names}</Annotations>"
        "<Version>2</Version></Mask>"
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<p:ISO5436_2 xmlns:p="http://www.opengps.eu/2008/ISO5436_2">'
        f"<Record1>{element('Revision', 'revision', 'ISO5436 - 2000')}<FeatureType>SUR</FeatureType>"
        f"<Axes>{axes}{element('Origin', 'origin', 'NW')}</Axes></Record1>"
        f"<Record2>{element('Date', 'date')}{element('Creator', 'creator')}{element('CalibrationDate', 'calibrated')}"
        f"{element('Comment', 'comment')}<Instrument>{element('Manufacturer', 'instrument_maker')}"
        f"{element('Model', 'instrument_model')}{element('Serial', 'instrument_serial')}"
        f"{element('Version', 'instrument_version')}</Instrument><ProbingSystem>{element('Type', 'probing')}"
        f"{element('Identification', 'probe')}</ProbingSystem></Record2>"
        f"<Record3><MatrixDimension><SizeX>{columns}</SizeX><SizeY>{rows}</SizeY><SizeZ>1</SizeZ></MatrixDimension>"
        f"<DataLink><PointDataLink>bindata/data.bin</PointDataLink>"
        f"<MD5ChecksumPointData>{points_md5}</MD5ChecksumPointData></DataLink>{mask}</Record3>"
        "<Record4><ChecksumFile>md5checksum.hex</ChecksumFile></Record4></p:ISO5436_2>\n"
    )
