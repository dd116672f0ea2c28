"""Make the font of the few Chinese characters that our texts quote: ``curriculum/_static/signs.woff``.

Marks on firearms bear such characters, and a reader's machine may have no font for them: an empty box would stand in
the place of what the lesson is about. The figures draw them from strokes of our own; the same strokes make this font
of some kilobytes, so that page, sheet and slide show what the figure beside them shows. ``--check`` changes nothing.
"""

from __future__ import annotations

import argparse
import io
import itertools
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import numpy as np
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from firearmskit.figures import glyphs

FONT = Path(__file__).resolve().parent.parent / "curriculum" / "_static" / "signs.woff"
FAMILY = "firearmskit signs"
EM = 1000
EPOCH = 3_850_000_000
"""Seconds since 1904, always the same ones: a date would change the file and say nothing."""

# The square on which strokes are written is 1.2 wide and reaches from -0.1 to 1.1; a little air stands around it.
SCALE = 0.76 * EM
LEFT, FOOT = 0.044 * EM, -0.03 * EM
NIB = 0.078 * EM

Point: TypeAlias = tuple[float, float]


def outlines(character: str) -> Iterator[list[Point]]:
    """Give the contours of a character, all clockwise, so that where they overlap there is ink: a bar, and a dot."""
    shape = glyphs.letter(character, "normal")
    for stroke in shape.path.to_polygons(closed_only=False):
        points = [(LEFT + SCALE * float(x), FOOT + SCALE * float(y)) for x, y in np.asarray(stroke)]
        for point in points:
            yield dot(point)
        for begin, end in itertools.pairwise(points):
            yield bar(begin, end)


def bar(begin: Point, end: Point) -> list[Point]:
    """Give a bar as wide as the nib from one point to another."""
    (x0, y0), (x1, y1) = begin, end
    length = math.hypot(x1 - x0, y1 - y0)
    aside, up = -(y1 - y0) / length * NIB / 2, (x1 - x0) / length * NIB / 2
    return [(x0 + aside, y0 + up), (x1 + aside, y1 + up), (x1 - aside, y1 - up), (x0 - aside, y0 - up)]


def dot(centre: Point) -> list[Point]:
    """Give what rounds the end of a stroke, or its corner."""
    angles = [-math.tau * step / 8 for step in range(8)]
    return [(centre[0] + NIB / 2 * math.cos(angle), centre[1] + NIB / 2 * math.sin(angle)) for angle in angles]


def made() -> bytes:
    """Give the font; the same strokes make the same bytes."""
    characters = sorted(glyphs.written())
    names = {character: f"uni{ord(character):04X}" for character in characters}
    drawn = {".notdef": TTGlyphPen(None).glyph()}
    for character in characters:
        pen = TTGlyphPen(None)
        for first, *others in outlines(character):
            pen.moveTo(whole(first))
            for point in others:
                pen.lineTo(whole(point))
            pen.closePath()
        drawn[names[character]] = pen.glyph()
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(list(drawn))
    builder.setupCharacterMap({ord(character): name for character, name in names.items()})
    builder.setupGlyf(drawn)
    builder.setupHorizontalMetrics(dict.fromkeys(drawn, (EM, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable(
        {"familyName": FAMILY, "styleName": "Regular", "licenseDescription": "CC BY 4.0, the firearmskit contributors"}
    )
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
    builder.setupPost(keepGlyphNames=False)
    builder.font["head"].created = builder.font["head"].modified = EPOCH
    builder.font.recalcTimestamp = False
    builder.font.flavor = "woff"
    stream = io.BytesIO()
    builder.save(stream)
    return stream.getvalue()


def whole(point: Point) -> tuple[int, int]:
    """Give a point in whole units."""
    return round(point[0]), round(point[1])


def main(argv: list[str] | None = None) -> int:
    """Write the font, or say whether it is up to date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail when the font isn't up to date")
    font = made()
    if parser.parse_args(argv).check:
        is_stale = not FONT.exists() or FONT.read_bytes() != font
        print("run python -m tools.signs" if is_stale else "the font is up to date")
        return int(is_stale)
    FONT.write_bytes(font)
    print(f"{FONT.name}  {len(font)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
