"""Drawings of what happened to a firearm: its life line, the chain with its gaps, and accounts of many firearms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch, Rectangle

from firearmskit.arguments import of_type
from firearmskit.errors import InputError
from firearmskit.figures.chains import describe_chain
from firearmskit.figures.drawing import DPI, LETTER, Drawing, canvas, text_width, wrapped, write
from firearmskit.figures.lives import AccountStep, Stay, check_account, check_stays, describe_account, describe_life
from firearmskit.figures.marks import check_number
from firearmskit.figures.paint import INK
from firearmskit.language import text as _
from firearmskit.tracing import BANDS, HYPOTHESES, KINDS, Chain, Link, Span

__all__ = ["plot_account", "plot_chain", "plot_life"]

GREY, RULE, PAPER = "#5b6673", "#c3cad2", "#eef1f4"
LOOK = {
    # face and hatch, so that no kind is told by colour alone
    "lawful": ("#0072b2", ""),
    "moving": ("#56b4e9", "///"),
    "gone": ("#d55e00", "xx"),
    "custody": ("#009e73", ""),
    "ended": ("#333b45", ""),
}
LINE = 1000 * LETTER * 1.4
SIDE = 20.0


def plot_life(stays: Iterable[Stay], *, width_px: int = 720) -> Drawing:
    """Draw the life line of a firearm: a bar for each stay, over the years.

    Where a date is vague, the end of the bar is pale over all the days that it can mean; a bar that is open fades out
    to the edge.

    Args:
        stays: The stays, in the order in which they are shown; 1 to 30. :func:`~firearmskit.figures.life_of` gives
            those of a firearm of a registry.
        width_px: Width of the picture in pixels, 320 to 2400.

    Returns:
        A drawing that shows itself in a notebook.

    Raises:
        InputError: There is none or too many, a kind is unknown, a date is none, or no date is known at all.

    >>> plot_life([Stay(who="Dealer", kind="lawful", since="2014", until="2016-03")])
    Dealer: lawfully held, 2014 to 2016-03.
    """
    found = check_stays(stays)
    check_number("width_px", width_px, 320, 2400, whole=True)
    first, last = _years(found)
    pitch, top = 1.25 * LINE + 42, 16.0
    base = top + pitch * len(found) + 6
    figure, axes = canvas(width_px, (base + 1.6 * LINE) / 1000)
    stroke = 0.002 * width_px * 72 / DPI

    def at(day: date) -> float:
        return SIDE + (1000 - 2 * SIDE) * (_decimal(day) - first) / (last - first)

    step = next(each for each in (1, 2, 5, 10, 20, 50, 100) if (last - first) / each <= 8)
    for year in range(-(-first // step) * step, last + 1, step):
        x = at(date(year, 1, 1))
        axes.plot([x, x], [top, base], color=RULE, linewidth=0.6 * stroke, zorder=0.5)
        aside = "left" if x < 40 else "right" if x > 960 else "center"
        write(axes, x, base + LINE * 0.8, str(year), ha=aside, va="center", color=INK)
    for row, (stay, since, until) in enumerate(found):
        y = top + pitch * row
        write(axes, SIDE, y + LINE / 2, stay.who, ha="left", va="center", color=INK)
        _bar(axes, stay.kind, (since, until), at, y + 1.15 * LINE, stroke)
    return Drawing(figure=figure, description=describe_life([each[0] for each in found]))


def _years(found: Sequence[tuple[Stay, Span | None, Span | None]]) -> tuple[int, int]:
    """Give the first and the last year of the scale."""
    days = [day for _stay, *ends in found for end in ends if end for day in (end.first, end.last)]
    if not days:
        return date.today().year - 1, date.today().year
    return min(days).year, max(days).year + 1


def _decimal(day: date) -> float:
    start = date(day.year, 1, 1)
    return day.year + (day - start).days / 366


def _bar(
    axes: Axes,
    kind: str,
    ends: tuple[Span | None, Span | None],
    at: Callable[[date], float],
    y: float,
    stroke: float,
) -> None:
    """Draw a bar: full where the firearm surely was, pale where the dates leave it open."""
    face, hatch = LOOK[kind]
    since, until = ends
    left = at(since.first) if since else SIDE
    right = at(until.last) if until else 1000 - SIDE
    sure_left = at(since.last) if since else left + 60
    sure_right = at(until.first) if until else right - 60
    long = max(right - left, 6)
    axes.add_patch(Rectangle((left, y), long, 26, facecolor=face, alpha=0.28, edgecolor="none", zorder=1))
    if sure_left < sure_right:
        axes.add_patch(
            Rectangle(
                (sure_left, y),
                sure_right - sure_left,
                26,
                facecolor=face,
                edgecolor="white" if hatch else face,
                hatch=hatch,
                linewidth=0,
                zorder=2,
            )
        )
    frame = Rectangle((left, y), long, 26, fill=False, edgecolor=face, linewidth=0.8 * stroke, zorder=3)
    if since is None or until is None:
        frame.set_linestyle((0, (3, 2)))
    axes.add_patch(frame)


def plot_chain(found: Chain, *, proposal: bool = True, width_px: int = 720) -> Drawing:
    """Draw a chain of custody and control from the maker to the recovery, with its gaps and where it was left.

    Args:
        found: What :func:`firearmskit.tracing.chain` gave.
        proposal: Whether it shows where the firearm left the lawful chain, as it is proposed; a lesson leaves that
            out until the learners have proposed something themselves.
        width_px: Width of the picture in pixels, 320 to 2400.

    Returns:
        A drawing that shows itself in a notebook.

    Raises:
        InputError: It isn't a chain, or there is nothing to be drawn.
    """
    of_type(found, Chain, "found")
    check_number("width_px", width_px, 320, 2400, whole=True)
    blocks = list(_blocks(found, proposal=of_type(proposal, bool, "proposal")))
    if not blocks:
        raise InputError(_("The chain has no link to be drawn."))
    steps = len(blocks) - 1 if proposal else len(blocks)  # what is proposed at the end is no step of the chain
    inner = 1000 - 2 * SIDE - 40
    lines = [[part for words in texts for part in wrapped(words, inner)] for _look, texts in blocks]
    heights = [LINE * len(each) + 28 for each in lines]
    space = 34.0
    figure, axes = canvas(width_px, (sum(heights) + space * (len(blocks) - 1) + 2 * SIDE) / 1000)
    stroke = 0.002 * width_px * 72 / DPI
    y = SIDE
    for number, ((look, _texts), words, height) in enumerate(zip(blocks, lines, heights, strict=True)):
        _block(axes, look, (SIDE, y, 1000 - 2 * SIDE, height), stroke)
        for row, line in enumerate(words):
            write(axes, SIDE + 20, y + 14 + LINE * (row + 0.5), line, ha="left", va="center", color=INK)
        y += height
        if number < steps - 1:
            broken = "gap" in (look, blocks[number + 1][0])
            _arrow(axes, y, space, stroke, broken=broken)
        y += space
    return Drawing(figure=figure, description=describe_chain(found, proposal=proposal))


def _blocks(found: Chain, *, proposal: bool) -> Iterable[tuple[str, list[str]]]:
    """Give what stands in each box: the links of the path, the gaps between them, and the proposal at the end."""
    gaps = {gap.before: gap for gap in found.gaps}
    for link in found.path:
        if link.number in gaps:
            yield "gap", [gaps.pop(link.number).sentence]
        yield "link", _link(link)
    for gap in gaps.values():
        yield "gap", [gap.sentence]
    if not proposal:
        return
    point = found.diversion.point
    if point is None:
        yield "open", [_("Where it left the lawful chain can't be told."), found.diversion.why_open or ""]
    else:
        yield (
            "point",
            [
                _("Proposed: {kind}, {band}.").format(kind=_(HYPOTHESES[point.kind]), band=_(BANDS[point.band])),
                *([_("Last lawful holder: {holder}.").format(holder=point.holder)] if point.holder else []),
            ],
        )


def _link(link: Link) -> list[str]:
    when = str(link.span) if link.span is not None else _("not dated")
    said = [_("{number}. {when}: {kind}").format(number=link.number, when=when, kind=_(KINDS[link.kind]))]
    if link.releasing is not None:
        said.append(_("from {holder}").format(holder=link.releasing))
    if link.receiving is not None:
        said.append(_("to {holder}").format(holder=link.receiving))
    said.append(_("Told by {evidence}.").format(evidence=", ".join(link.evidence)))
    return said


def _block(axes: Axes, look: str, box: tuple[float, float, float, float], stroke: float) -> None:
    x, y, width, height = box
    patch = FancyBboxPatch((x, y), width, height, boxstyle="round,pad=0,rounding_size=12")
    face, edge, line = {
        "link": (PAPER, INK, "-"),
        "gap": ("#fdecd9", "#d55e00", (0, (3, 2))),
        "point": ("#fbe3b0", INK, "-"),
        "open": ("white", GREY, (0, (3, 2))),
    }[look]
    patch.set(facecolor=face, edgecolor=edge, linewidth=(1.5 if look == "point" else 0.9) * stroke, linestyle=line)
    axes.add_patch(patch)


def _arrow(axes: Axes, y: float, space: float, stroke: float, *, broken: bool) -> None:
    style = (0, (2, 2)) if broken else "-"
    axes.plot([500, 500], [y + 2, y + space - 12], color=INK, linewidth=stroke, linestyle=style, zorder=2)
    axes.plot([490, 500, 510], [y + space - 14, y + space - 3, y + space - 14], color=INK, linewidth=stroke, zorder=2)


def plot_account(steps: Sequence[AccountStep], *, width_px: int = 720) -> Drawing:
    """Draw an account that must come out even: a stocktake, or what became of all that a campaign received.

    Each line begins where the one before it ended. What is missing at the end, or too much, is hatched.

    Args:
        steps: The lines, from the start to the end; 2 to 20.
        width_px: Width of the picture in pixels, 320 to 2400.

    Returns:
        A drawing that shows itself in a notebook.

    Raises:
        InputError: There are too few or too many lines, or they aren't those of an account.

    >>> plot_account([
    ...     AccountStep(name="Received", kind="start", number=40), AccountStep(name="Destroyed", kind="out", number=31),
    ...     AccountStep(name="In store", kind="end", number=8)])
    Received: 40. Destroyed: 31 taken away. In store: 8. It doesn't come out even: 1 are not accounted for.
    """
    found, difference = check_account(steps)
    check_number("width_px", width_px, 320, 2400, whole=True)
    figures = [str(each.number) for each in found]
    shown = [f"−{number}" if step.kind == "out" else number for number, step in zip(figures, found, strict=True)]
    column = max(text_width(each) for each in shown) + 24
    running, most = [0], 1
    for each in found[:-1]:
        running.append(running[-1] + (-each.number if each.kind == "out" else each.number))
        most = max(most, running[-1], found[-1].number)
    scale = (1000 - 2 * SIDE - column) / most
    pitch = LINE * 1.15 + 44
    figure, axes = canvas(width_px, (pitch * len(found) + 2 * SIDE) / 1000)
    stroke = 0.002 * width_px * 72 / DPI
    left = SIDE + column
    for row, (step, words) in enumerate(zip(found, shown, strict=True)):
        y = SIDE + pitch * row
        write(axes, left, y + LINE / 2, step.name, ha="left", va="center", color=INK)
        bar = y + LINE * 1.1
        write(axes, left - 12, bar + 14, words, ha="right", va="center", color=INK)
        first, last = (0, step.number) if step.kind == "end" else (running[row], running[row + 1])
        low, high = sorted((first, last))
        face = {"start": "#0072b2", "in": "#009e73", "out": "#d55e00", "end": "#0072b2"}[step.kind]
        axes.add_patch(
            Rectangle(
                (left + scale * low, bar), max(scale * (high - low), 3), 28, facecolor=face, edgecolor="none", zorder=2
            )
        )
        if step.kind == "end" and difference:
            low, high = sorted((step.number, step.number - difference))
            axes.add_patch(
                Rectangle(
                    (left + scale * low, bar),
                    max(scale * (high - low), 3),
                    28,
                    facecolor="white",
                    edgecolor=INK,
                    hatch="////",
                    linewidth=stroke,
                    zorder=3,
                )
            )
        if row:
            x = left + scale * running[row]
            axes.plot([x, x], [y - 16, bar], color=GREY, linewidth=0.6 * stroke, linestyle=(0, (2, 2)), zorder=1)
    return Drawing(figure=figure, description=describe_account(found))
