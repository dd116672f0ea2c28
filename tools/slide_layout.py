"""How much room the parts of a slide take, and how large its letters may be: an estimate for a screen of 1280 by 720.

A browser measures exactly, and a test has one look at every slide; but a deck must know where to begin the next slide
before any browser has seen it. The letters are taken to be wide, so that a slide that fits here fits everywhere.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from bs4 import BeautifulSoup

WIDTH, HEIGHT = 1280, 720
ROOM_WIDE, ROOM_HIGH = WIDTH - 2 * 64, HEIGHT - 44 - 58
"""What the margins of ``deck.css`` leave."""
SIZES = (40, 36, 33, 30, 27, 25)
"""How large letters may be, in pixels; the largest that fits is taken."""
SMALLEST = 24
"""No letter is smaller, not in a table either: somebody sits at the back."""
GAP = 18
LETTER = 0.56
"""How wide a letter is on the average, beside its height: a wide font, so that no reader's own font is wider."""
LEADING = 1.36
HEADING = 46
LEAST_FIGURE = 300
"""A figure that is lower shows nothing to the back of the room."""
LEAST_OF_MANY = 200
"""The same for each of several figures that are compared."""
TALL = 1.35
"""A figure that is less wide than this, beside its height, has its words at its side."""


@dataclass
class Figure:
    """A picture, its words for those who don't see it, how wide it is beside its height, and what stands below it."""

    source: str
    alt: str
    shape: float = 1.7
    caption: str = ""

    def html(self) -> str:
        """Give it as HTML."""
        caption = f"<figcaption>{self.caption}</figcaption>" if self.caption else ""
        return f'<figure><img src="{self.source}" alt="{self.alt}">{caption}</figure>'


@dataclass
class Part:
    """A part of a slide.

    Attributes:
        kind: ``line``, ``question``, ``quotation``, ``list``, ``table``, ``output``, ``alert`` or ``figures``.
        html: What is shown; empty for figures.
        rows: Of a list the items, of a table the rows, as HTML: what may be shared out over slides.
        figures: The figures.
        leads: Whether it leads to what comes after it, and so stands with it.
    """

    kind: str
    html: str = ""
    rows: list[str] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    leads: bool = False

    def show(self, high: float = ROOM_HIGH) -> str:
        """Give it as HTML; figures take a room that is so high."""
        if self.kind != "figures":
            return self.html
        shown = "".join(figure.html() for figure in self.figures)
        if len(self.figures) == 1:
            return shown
        return f'<div class="figures figures-{columns(self.figures, high)}">{shown}</div>'

    def height(self, size: int, wide: float = ROOM_WIDE) -> float:
        """Estimate how high it is with letters of a size."""
        return MEASURES.get(self.kind, of_line)(self, size, wide)


def plain(html: str) -> str:
    """Give the text of HTML."""
    return BeautifulSoup(html, "html.parser").get_text(" ")


def lines(text: str, size: float, wide: float) -> int:
    """Estimate how many lines a text takes."""
    return max(1, math.ceil(len(text) * LETTER * size / wide))


def small(size: int) -> float:
    """Give the letters of tables and outputs beside text of a size, as ``deck.css`` has them."""
    return max(SMALLEST, 0.88 * size)


def of_line(part: Part, size: int, wide: float) -> float:
    """Give the height of a paragraph."""
    return lines(plain(part.html), size, wide) * LEADING * size


def of_box(part: Part, size: int, wide: float) -> float:
    """Give the height of a question, a quotation, an alert, whose letters may be bold."""
    return lines(plain(part.html), size * 1.06, wide - 54) * LEADING * size + 32


def of_list(part: Part, size: int, wide: float) -> float:
    """Give the height of a list."""
    items = [lines(plain(row), size, wide - 1.3 * size) * LEADING * size for row in part.rows]
    return sum(items) + 12 * (len(items) - 1)


def of_table(part: Part, size: int, wide: float) -> float:
    """Give the height of a table, whose columns share the width as their longest cells ask for it."""
    letters = small(size)
    rows = [[len(plain(cell)) for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row)] for row in part.rows]
    count = max(map(len, rows))
    longest = [max((row[at] for row in rows if at < len(row)), default=1) for at in range(count)]
    asked = [max(7.0, min(length, 26) + max(0, length - 26) ** 0.75) for length in longest]
    share = [(wide - 30 * count) * each / sum(asked) for each in asked]
    high = 0.0
    for row in rows:
        deepest = max(
            max(1, math.ceil(length * LETTER * 1.1 * letters / max(room, 40)))
            for length, room in zip(row, share, strict=False)
        )
        high += deepest * 1.28 * letters + 15
    return high


def of_output(part: Part, size: int, wide: float) -> float:
    """Give the height of what the library says."""
    letters = small(size)
    told = BeautifulSoup(part.html, "html.parser").get_text().strip("\n").split("\n")
    return sum(lines(line, letters, wide - 50) * 1.34 * letters for line in told) + 36


def of_figures(part: Part, size: int, wide: float) -> float:
    """Give the least height of figures: they take what is left, and mustn't be lower than that."""
    del wide
    captions = 1.36 * 26 * max((lines(plain(each.caption), 26, 540) if each.caption else 0) for each in part.figures)
    if len(part.figures) == 1:
        return LEAST_FIGURE + captions
    rows = min(
        math.ceil(len(part.figures) / count)
        for count in range(1, len(part.figures) + 1)
        if across(count) / min(figure.shape for figure in part.figures) >= LEAST_OF_MANY or count == 1
    )
    return rows * (LEAST_OF_MANY + captions) + GAP * (rows - 1)


MEASURES: dict[str, Callable[[Part, int, float], float]] = {
    "question": of_box,
    "quotation": of_box,
    "alert": of_box,
    "list": of_list,
    "table": of_table,
    "output": of_output,
    "figures": of_figures,
}


def across(count: int) -> float:
    """Give the width of each of several figures beside each other."""
    return (ROOM_WIDE - GAP * (count - 1)) / count


def columns(figures: list[Figure], high: float) -> int:
    """Give the number of columns with which figures are largest in a room that is so high."""

    def size(count: int) -> float:
        rows = math.ceil(len(figures) / count)
        return min(min((high - GAP * (rows - 1)) / rows, across(count) / figure.shape) for figure in figures)

    return max(range(1, len(figures) + 1), key=size)


def stands_beside(parts: list[Part]) -> bool:
    """Say whether the words of a slide stand at the side of its figure: it is narrow, and nothing else is there."""
    pictures = [part for part in parts if part.kind == "figures"]
    return (
        len(pictures) == 1
        and len(pictures[0].figures) == 1
        and pictures[0].figures[0].shape < TALL
        and len(parts) > 1
        and all(part.kind in ("line", "question", "figures", "list") for part in parts)
    )


def height(heading: str, parts: list[Part], size: int) -> float:
    """Estimate how high the parts of a slide are together, below its heading."""
    head = lines(plain(heading), HEADING, ROOM_WIDE - 30) * HEADING * 1.15 + 6 + GAP if heading else 0
    if stands_beside(parts):
        words = [part.height(size, ROOM_WIDE * 0.46) for part in parts if part.kind != "figures"]
        return head + sum(words) + GAP * (len(words) - 1)
    return head + sum(part.height(size) for part in parts) + GAP * (len(parts) - 1)


def size_that_fits(heading: str, parts: list[Part]) -> int | None:
    """Give the largest size of letters with which a slide holds its parts; ``None``: it doesn't hold them."""
    # Large letters beside a figure would take its room, and a table isn't read like a sentence.
    sizes = SIZES[2:] if any(part.kind in ("figures", "table", "output") for part in parts) else SIZES
    return next((size for size in sizes if height(heading, parts, size) <= ROOM_HIGH), None)


def shared(part: Part, make: Callable[[list[str], int], Part], heading: str, beside: Iterable[Part] = ()) -> list[Part]:
    """Share the rows of a part out over as few slides as can be, evenly.

    Args:
        part: A list or a table; what ``make`` repeats on each slide, such as a head, isn't among its rows.
        make: From rows, and the number of those on slides before, to a part.
        heading: The heading of each slide.
        beside: What stands with the first of them.
    """
    before = list(beside)
    for slides in range(1, len(part.rows) + 1):
        few, more = divmod(len(part.rows), slides)
        found, begun = [], 0
        for number in range(slides):
            count = few + (number < more)
            found.append(make(part.rows[begun : begun + count], begun))
            begun += count
        if all(
            size_that_fits(heading, [*(before if at == 0 else []), each]) is not None for at, each in enumerate(found)
        ):
            return found
    return [make([row], at) for at, row in enumerate(part.rows)]
