"""Charts of the parties to a treaty, by year and by region."""

from __future__ import annotations

from datetime import date

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from firearmskit import law
from firearmskit.figures.adherence import (
    PAPER_DAY,
    describe_parties_by_region,
    describe_parties_by_year,
    heading,
    region_name,
    region_notes,
    share,
    year_notes,
)
from firearmskit.figures.charts import BAND, BLUE, GREY
from firearmskit.figures.drawing import DPI, LETTER, Drawing, canvas, text_width, wrapped, write
from firearmskit.figures.marks import check_number
from firearmskit.figures.paint import INK
from firearmskit.language import text as _

__all__ = ["plot_parties_by_region", "plot_parties_by_year"]

SIDE, LINE, ROW, SPACE = 24.0, 1000 * LETTER * 1.45, 30.0, 14.0
"""Margin, height of a line of words, height of a bar and space between two, in thousandths of the width."""

BEFORE, NEW, DOUBTFUL = "before", "new", "doubtful"


def plot_parties_by_year(
    group: str = "firearms-protocol", *, on: str | date = PAPER_DAY, by: str = "consent", width_px: int = 640
) -> Drawing:
    """Plot how many parties each year brought to a treaty, and how many there were at its end.

    Each bar is as long as there were parties; its dark end are the new ones, and what isn't certain is hatched.

    Args:
        group: The treaty.
        on: The last day that is counted, as an ISO date or a ``date``; that of the UN paper's Figure II at first.
        by: From which day on a State counts as a party, one of ``law.COUNTED_BY``.
        width_px: Width of the picture in pixels, 320 to 2400.

    Returns:
        A drawing that shows itself in a notebook.

    Raises:
        UnknownCodeError: There is no such group or way of counting.
        InputError: ``on`` isn't a date, the tables hold no deposits for this group, or the width can't be drawn.

    >>> plot_parties_by_year(on="2002-12-31")
    Parties to: Firearms Protocol, 2002-12-31, counted by deposit of the consent to be bound. By year, new ones and \
all: 2001: 0 new, 0 in all; 2002: 3 new, 3 in all.
    """
    check_number("width_px", width_px, 320, 2400, whole=True)
    years = law.parties_by_year(group, on=on, by=by)
    looks = [BEFORE, NEW, *([DOUBTFUL] if any(each.uncertain for each in years) else [])]
    head, foot = _lines([heading(group, on, by)]), _lines(year_notes(group, on, by))
    legend = _legend_rows(looks)
    high = 2 * SIDE + LINE * (len(head) + len(legend) + len(foot)) + 2 * SPACE + (ROW + SPACE) * len(years)
    figure, axes = canvas(width_px, high / 1000)
    stroke = 0.002 * width_px * 72 / DPI
    y = _words(axes, SIDE, head)
    y = _legend(axes, y, legend, stroke) + SPACE
    left, right = 190.0, 1000 - SIDE - text_width("999 ")
    unit = (right - left) / max(1, *(each.total for each in years))
    for each in years:
        middle = y + ROW / 2
        write(axes, SIDE, middle, str(each.year), ha="left", va="center", color=INK)
        write(axes, left - 14, middle, _("+{new}").format(new=each.new), ha="right", va="center", color=INK)
        x = left
        for look, count in (
            (BEFORE, each.total - each.new),
            (NEW, each.new - each.uncertain),
            (DOUBTFUL, each.uncertain),
        ):
            _bar(axes, (x, y, unit * count, ROW), look, stroke)
            x += unit * count
        write(axes, x + 10, middle, str(each.total), ha="left", va="center", color=INK)
        y += ROW + SPACE
    _words(axes, y + SPACE, foot)
    return Drawing(figure=figure, description=describe_parties_by_year(group, on=on, by=by))


def plot_parties_by_region(
    scheme: str = "m49",
    *,
    group: str = "firearms-protocol",
    on: str | date = PAPER_DAY,
    by: str = "consent",
    width_px: int = 640,
) -> Drawing:
    """Plot which share of the United Nations' members in each region are parties to a treaty.

    Each frame is all members of a region, and its dark part those that are parties.

    Args:
        scheme: How the States are grouped, one of ``law.REGION_SCHEMES``.
        group: The treaty.
        on: The day, as an ISO date or a ``date``; that of the UN paper's Figure III at first.
        by: From which day on a State counts as a party, one of ``law.COUNTED_BY``.
        width_px: Width of the picture in pixels, 320 to 2400.

    Returns:
        A drawing that shows itself in a notebook.

    Raises:
        UnknownCodeError: There is no such group, scheme or way of counting.
        InputError: ``on`` isn't a date, the tables hold no deposits for this group, or the width can't be drawn.

    >>> print(plot_parties_by_region("m49").description.partition("; all")[0][-22:])
    Oceania: 2 of 14, 14 %
    """
    check_number("width_px", width_px, 320, 2400, whole=True)
    found = law.parties_by_region(group, scheme=scheme, on=on, by=by)
    bars = [(region_name(each.region), each) for each in found.regions]
    totals: list[tuple[str, law.RegionParties | law.PartiesByRegion]] = [*bars, (_("All members"), found)]
    title = _("Members that are parties, by {scheme}").format(scheme=_(law.REGION_SCHEMES[scheme]))
    head, foot = _lines([title, heading(group, on, by)]), _lines(region_notes(found, on))
    wide = 1000 - 2 * SIDE
    names = [wrapped(name, wide - text_width(share(each)) - 30) for name, each in totals]
    lines = len(head) + len(foot) + sum(map(len, names))
    high = 2 * SIDE + LINE * lines + 3 * SPACE + (ROW + SPACE) * len(totals)
    figure, axes = canvas(width_px, high / 1000)
    stroke = 0.002 * width_px * 72 / DPI
    y = _words(axes, SIDE, head) + SPACE
    for name, (_name, each) in zip(names, totals, strict=True):
        if each is found:
            axes.plot([SIDE, 1000 - SIDE], [y, y], color=GREY, linewidth=0.8 * stroke)
            y += SPACE
        write(axes, 1000 - SIDE, y + LINE / 2, share(each), ha="right", va="center", color=INK)
        y = _words(axes, y, name)
        _bar(axes, (SIDE, y, wide, ROW), BEFORE, stroke)
        _bar(axes, (SIDE, y, wide * each.rate, ROW), NEW, stroke)
        y += ROW + SPACE
    _words(axes, y + SPACE / 2, foot)
    return Drawing(figure=figure, description=describe_parties_by_region(scheme, group=group, on=on, by=by))


def _lines(sentences: list[str]) -> list[str]:
    return [line for sentence in sentences for line in wrapped(sentence, 1000 - 2 * SIDE)]


def _words(axes: Axes, y: float, lines: list[str]) -> float:
    """Write lines below each other, and give where the next one would stand."""
    for line in lines:
        write(axes, SIDE, y + LINE / 2, line, ha="left", va="center", color=INK)
        y += LINE
    return y


def _bar(axes: Axes, box: tuple[float, float, float, float], look: str, stroke: float) -> None:
    """Draw a part of a bar; the looks differ by tone and hatching, so that they do on grey paper too."""
    x, y, width, height = box
    if width <= 0:
        return
    patch = Rectangle((x, y), width, height, edgecolor=INK, linewidth=0.6 * stroke, zorder=2)
    patch.set_facecolor({BEFORE: BAND, NEW: BLUE, DOUBTFUL: "white"}[look])
    if look == DOUBTFUL:
        patch.set_hatch("/////")
        patch.set_edgecolor(BLUE)
    axes.add_patch(patch)


def _legend_rows(looks: list[str]) -> list[list[tuple[str, str]]]:
    """Sort what the looks mean into lines that fit."""
    said = {BEFORE: _("parties before"), NEW: _("new in the year"), DOUBTFUL: _("new, and not certain")}
    rows: list[list[tuple[str, str]]] = [[]]
    used = 0.0
    for look in looks:
        width = _legend_width(said[look])
        if rows[-1] and used + width > 1000 - 2 * SIDE:
            rows.append([])
            used = 0.0
        rows[-1].append((look, said[look]))
        used += width
    return rows


def _legend_width(words: str) -> float:
    return 44 + text_width(words) + 34


def _legend(axes: Axes, y: float, rows: list[list[tuple[str, str]]], stroke: float) -> float:
    """Draw what the looks mean, and give where the next thing would stand."""
    for row in rows:
        x = SIDE
        for look, words in row:
            _bar(axes, (x, y + LINE / 2 - 11, 32, 22), look, stroke)
            write(axes, x + 44, y + LINE / 2, words, ha="left", va="center", color=INK)
            x += _legend_width(words)
        y += LINE
    return y
