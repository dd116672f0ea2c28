"""X3P files made by hand, with whatever is wrong with them."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import numpy as np

HEIGHTS = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]) * 1e-6


def description(
    *,
    root: str = "p:ISO5436_2",
    kind: str = "D",
    increment: str = "1",
    offset: str = "0",
    size: tuple[str, str, str] = ("3", "2", "1"),
    feature: str = "SUR",
    axis_x: str = "I",
    step: str = "2e-06",
    link: str = "<PointDataLink>bindata/data.bin</PointDataLink>",
    mask: str = "",
    head: str = "",
    checksum: str = "<Record4><ChecksumFile>md5checksum.hex</ChecksumFile></Record4>",
    record3: str | None = None,
) -> str:
    """Give a description."""
    space = ' xmlns:p="http://www.opengps.eu/2008/ISO5436_2"' if root.startswith("p:") else ""
    x, y, z = size
    inside = record3 or f"<DataLink>{link}</DataLink>"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<{root}{space}><Record1><Revision>ISO5436 - 2000</Revision>'
        f"<FeatureType>{feature}</FeatureType><Axes>"
        f"<CX><AxisType>{axis_x}</AxisType><DataType>D</DataType><Increment>{step}</Increment><Offset>0</Offset></CX>"
        f"<CY><AxisType>I</AxisType><DataType>D</DataType><Increment>3e-06</Increment><Offset>0</Offset></CY>"
        f"<CZ><AxisType>A</AxisType><DataType>{kind}</DataType><Increment>{increment}</Increment>"
        f"<Offset>{offset}</Offset></CZ></Axes></Record1><Record2><Creator>Made by hand</Creator></Record2>"
        f"<Record3><MatrixDimension><SizeX>{x}</SizeX><SizeY>{y}</SizeY><SizeZ>{z}</SizeZ></MatrixDimension>"
        f"{inside}{mask}</Record3>{checksum}</{root}>"
    )


def make(
    path: Path,
    xml: str | bytes | None = None,
    *,
    data: bytes | None = None,
    members: dict[str, bytes] | None = None,
    folder: str = "",
    without: tuple[str, ...] = (),
) -> Path:
    """Write an X3P file: a good one of two rows and three columns, but for what is said otherwise."""
    said = description() if xml is None else xml
    text = said.encode("utf-8") if isinstance(said, str) else said
    held = {
        "main.xml": text,
        "bindata/data.bin": HEIGHTS.astype("<f8").tobytes() if data is None else data,
        "md5checksum.hex": hashlib.md5(text, usedforsecurity=False).hexdigest().encode() + b"\r\n",
        **(members or {}),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in held.items():
            if name not in without:
                archive.writestr(folder + name, content)
    return path
