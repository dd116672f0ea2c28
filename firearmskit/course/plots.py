"""The report's pictures: few, labelled, in colours that the colour-blind tell apart, and never the only way to know.

Source of the colours: M. Okabe and K. Ito, Color universal design, https://jfly.uni-koeln.de/color/
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from firearmskit.course.statistics import Share
from firearmskit.language import text as _

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["plot_changes", "plot_points", "plot_shares"]

_BLUE, _ORANGE, _GREY = "#0072B2", "#D55E00", "#555555"
_WIDTH = 7.2


@contextmanager
def _drawing() -> Iterator[None]:
    """Draw letters as shapes, so that a page needs no font, and take no text for a formula."""
    import matplotlib

    with matplotlib.rc_context({"svg.fonttype": "path", "svg.hashsalt": "firearmskit", "text.parse_math": False}):
        yield


def _axes(height: float) -> tuple[Figure, Axes]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(_WIDTH, height), layout="constrained")
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _svg(figure: Figure) -> bytes:
    stream = io.BytesIO()
    # Without a date the same numbers give the same bytes.
    figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    return stream.getvalue()


def _per_cent(axes: Axes) -> None:
    axes.set_xlim(0, 1)
    axes.set_xticks([0, 0.2, 0.4, 0.6, 0.8, 1], ["0 %", "20 %", "40 %", "60 %", "80 %", "100 %"])


def plot_shares(rows: Sequence[tuple[str, Share]], *, needed: float) -> bytes:
    """Plot mean shares with their intervals, one a line, and the share that is needed.

    Args:
        rows: What it is the share of, and the share; drawn from top to bottom.
        needed: The share that passes, from 0 to 1.

    Returns:
        An SVG picture.
    """
    with _drawing():
        labels = [textwrap.fill(label, 46) for label, _share in rows]
        figure, axes = _axes(0.9 + sum(0.24 + 0.18 * (1 + label.count("\n")) for label in labels))
        for place, (_label, share) in enumerate(rows):
            is_low = share.mean < needed
            axes.plot([share.low, share.high], [place, place], color=_ORANGE if is_low else _BLUE, linewidth=2)
            # The shape says the same as the colour.
            axes.plot(share.mean, place, "s" if is_low else "o", color=_ORANGE if is_low else _BLUE, markersize=8)
        axes.axvline(needed, color=_GREY, linestyle="--", linewidth=1)
        axes.set_yticks(range(len(rows)), labels)
        axes.set_ylim(len(rows) - 0.5, -0.5)
        _per_cent(axes)
        figure.supxlabel(_("mean share of the points; line: 95 % interval; dashed: needed to pass"), fontsize=9)
        return _svg(figure)


def plot_points(shares: Sequence[float], *, needed: float) -> bytes:
    """Plot how many learners earned which share.

    Args:
        shares: One a learner, from 0 to 1.
        needed: The share that passes.

    Returns:
        An SVG picture.
    """
    from matplotlib.ticker import MaxNLocator

    with _drawing():
        figure, axes = _axes(2.4)
        counts = [0] * 10
        for share in shares:
            counts[min(9, int(share * 10 + 1e-9))] += 1
        for place, count in enumerate(counts):
            is_low = (place + 1) / 10 <= needed + 1e-9
            (bar,) = axes.bar(place / 10 + 0.05, count, width=0.09, color=_ORANGE if is_low else _BLUE)
            bar.set(edgecolor="white", hatch="//" if is_low else "")
            if count:
                axes.annotate(str(count), (place / 10 + 0.05, count), ha="center", va="bottom")
        axes.axvline(needed, color=_GREY, linestyle="--", linewidth=1)
        axes.set_ylim(0, max(1, *counts) * 1.15)
        _per_cent(axes)
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_xlabel(_("share of the points; dashed: needed to pass"))
        axes.set_ylabel(_("learners"))
        return _svg(figure)


def plot_changes(before: Sequence[float], after: Sequence[float]) -> bytes:
    """Plot what each learner earned before and after.

    Args:
        before: Shares of the first test, one a learner, from 0 to 1.
        after: The same learners' shares of the second test.

    Returns:
        An SVG picture: points above the diagonal are gains.
    """
    with _drawing():
        figure, axes = _axes(4.2)
        axes.plot([0, 1], [0, 1], color=_GREY, linestyle="--", linewidth=1)
        for one, other in zip(before, after, strict=True):
            gained = other >= one
            axes.plot(one, other, "o" if gained else "s", color=_BLUE if gained else _ORANGE, alpha=0.6)
        _per_cent(axes)
        axes.set_ylim(-0.02, 1.02)
        axes.set_yticks([0, 0.2, 0.4, 0.6, 0.8, 1], ["0 %", "20 %", "40 %", "60 %", "80 %", "100 %"])
        axes.set_aspect("equal")
        axes.set_xlabel(_("pre-test"))
        axes.set_ylabel(_("post-test"))
        return _svg(figure)
