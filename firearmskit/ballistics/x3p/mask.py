"""The mask of an X3P file: a picture in which each colour marks a region."""

from __future__ import annotations

import io
import warnings

import numpy as np
from numpy.typing import NDArray

from firearmskit.ballistics.x3p.archive import Archive
from firearmskit.errors import quote
from firearmskit.language import text as _

__all__ = ["MASK", "read_mask", "write_mask"]

MASK = "bindata/mask.png"
_MOST_BYTES = 50_000_000
_MOST_REGIONS = 255


def read_mask(
    archive: Archive, *, rows: int, columns: int, background: str | None, colours: dict[str, str]
) -> tuple[NDArray[np.uint8], dict[int, str]]:
    """Read which region each point was marked as.

    Args:
        archive: The file.
        rows: Rows of the surface.
        columns: Its columns.
        background: The colour of what isn't marked, such as ``#cd7f32``.
        colours: What each colour marks.

    Returns:
        Numbers of the shape (rows, columns), 0 where nothing is marked; and what each number is called.

    Raises:
        InputError: It is no PNG picture, has another size, or more than 255 colours.
    """
    from PIL import Image, UnidentifiedImageError

    held = archive.read(MASK, most=_MOST_BYTES)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(held), formats=["PNG"]) as picture:
                # The size stands in the first bytes; nothing is unpacked before it is known to fit.
                if picture.size != (columns, rows):
                    raise archive.wrong(
                        _("its mask is {columns} by {rows} points, and not as large as the surface").format(
                            columns=picture.size[0], rows=picture.size[1]
                        )
                    )
                pixels = np.asarray(picture.convert("RGB"), dtype=np.uint32)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombWarning) as error:
        raise archive.wrong(
            _("{member} is no PNG picture: {reason}").format(member=MASK, reason=quote(str(error)))
        ) from None
    packed = (pixels[..., 0] << 16) | (pixels[..., 1] << 8) | pixels[..., 2]
    found, regions = np.unique(packed, return_inverse=True)
    names = [f"#{each:06x}" for each in found.tolist()]
    marked = [name for name in names if name != background]
    if len(marked) > _MOST_REGIONS:
        raise archive.wrong(_("its mask has more than {most} colours").format(most=_MOST_REGIONS))
    number = {name: at for at, name in enumerate(marked, start=1)}
    table = np.array([number.get(name, 0) for name in names], dtype=np.uint8)
    return table[regions.reshape(rows, columns)], {at: colours.get(name) or name for name, at in number.items()}


def write_mask(regions: NDArray[np.uint8], colour_of: dict[int, str]) -> bytes:
    """Give a mask as PNG.

    Args:
        regions: Numbers of the shape (rows, columns).
        colour_of: The colour of each number, such as ``#cd7f32`` for 0.
    """
    from PIL import Image

    table = np.zeros((256, 3), dtype=np.uint8)
    for at, colour in colour_of.items():
        table[at] = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    stream = io.BytesIO()
    Image.fromarray(table[regions]).save(stream, format="PNG")
    return stream.getvalue()
