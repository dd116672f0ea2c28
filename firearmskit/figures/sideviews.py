"""Firearms and cartridges from the side, drawn from simple shapes: nothing inside, nothing to measure."""

from __future__ import annotations

from collections.abc import Collection

from firearmskit.figures.drawing import Drawing
from firearmskit.figures.labelled import Legend, draw_labelled
from firearmskit.figures.markmaps import UNSURE, describe_mark_map, mark_places
from firearmskit.figures.marks import check_number
from firearmskit.figures.rounds import check_cartridge, describe_cartridge
from firearmskit.figures.shapes import outlines
from firearmskit.figures.views import Shown, check_view, describe_side_view, part_name
from firearmskit.language import text as _

__all__ = ["plot_cartridge", "plot_mark_map", "plot_side_view"]


def plot_side_view(
    view: str,
    *,
    side: str = "right",
    label: bool | str = False,
    parts: Collection[str] | None = None,
    highlight: Collection[str] = (),
    marks: Collection[str] = (),
    width_px: int = 800,
) -> Drawing:
    """Draw a firearm of no particular make from the side, from simple shapes.

    Args:
        view: One of :data:`~firearmskit.figures.SIDE_VIEWS`.
        side: ``"right"``, or ``"left"`` for the mirror image with the parts of that side.
        label: ``True``: names of the parts; ``"letters"``: letters for a question, from left to right in the picture;
            ``False``: neither. On the right side, A is nearest to the butt; on the left side, nearest to the muzzle.
        parts: The parts to label, from :func:`~firearmskit.figures.side_view_parts`; None: all that matter.
        highlight: Parts that stand out; everything else fades.
        marks: Parts that bear numbered dots, in the order of the numbers.
        width_px: Width of the picture in pixels, 320 to 2400.

    Returns:
        A drawing that shows itself in a notebook and says where each part stands.

    Raises:
        InputError: A view, side, part or width can't be drawn.

    >>> drawing = plot_side_view("revolver", highlight=["cylinder"])
    >>> print(drawing.description.partition("barrel. ")[2])
    In another colour: centre.
    >>> sorted(drawing.places)[:3]
    ['barrel', 'cylinder', 'ejector_rod']
    """
    shown = check_view(view, side=side, label=label, parts=parts, highlight=highlight, marks=marks)
    check_number("width_px", width_px, 320, 2400, whole=True)
    description = describe_side_view(view, side=side, label=label, parts=parts, highlight=highlight, marks=marks)
    return draw_labelled(
        outlines("side_views.toml")[view],
        shown,
        width_px=width_px,
        description=description,
        side=side,
        view=view,
        letters=label == "letters",
    )


def plot_mark_map(view: str, *, width_px: int = 800) -> Drawing:
    """Show where marks often stand on a kind of firearm: numbered dots, and what to look for at each.

    Args:
        view: One of :data:`~firearmskit.figures.SIDE_VIEWS`.
        width_px: Width of the picture in pixels, 320 to 2400.

    Returns:
        A drawing, seen from the side that bears the marks; its description says how sure the places are.

    Raises:
        InputError: There is no such view, or the width can't be drawn.

    >>> plot_mark_map("ak_rifle").description.startswith("Line drawing of a firearm from its left side")
    True
    """
    places = mark_places(view)
    check_number("width_px", width_px, 320, 2400, whole=True)
    parts = [place.part for place in places]
    unsure = all(place.confidence == "unverified" for place in places)
    return draw_labelled(
        outlines("side_views.toml")[view],
        Shown(parts=[], highlight=[], marks=parts),
        width_px=width_px,
        description=describe_mark_map(view),
        side=places[0].side,
        view=view,
        legend=Legend(
            numbered=tuple(
                _("{part}: {what}").format(part=part_name(place.part, view), what=_(place.what)) for place in places
            ),
            note=_(UNSURE) if unsure else "",
        ),
    )


def plot_cartridge(
    kind: str = "parts",
    *,
    label: bool | str = False,
    parts: Collection[str] | None = None,
    highlight: Collection[str] = (),
    width_px: int = 640,
) -> Drawing:
    """Draw a cartridge of no particular calibre from the side, from simple shapes.

    Args:
        kind: One of :data:`~firearmskit.figures.CARTRIDGES`; ``"parts"`` also shows the head from behind.
        label: ``True``: names of the parts; ``"letters"``: letters from left to right, for a question; ``False``:
            neither.
        parts: The parts to label; None: all.
        highlight: Parts that stand out; everything else fades.
        width_px: Width of the picture in pixels, 320 to 2400.

    Returns:
        A drawing that shows itself in a notebook and says where each part stands.

    Raises:
        InputError: A kind, part or width can't be drawn.

    >>> sorted(plot_cartridge("straight").places)
    ['bullet', 'cartridge_case', 'extractor_groove', 'rim']
    """
    shown = check_cartridge(kind, label=label, parts=parts, highlight=highlight)
    check_number("width_px", width_px, 320, 2400, whole=True)
    description = describe_cartridge(kind, label=label, parts=parts, highlight=highlight)
    return draw_labelled(
        outlines("rounds.toml")[kind], shown, width_px=width_px, description=description, letters=label == "letters"
    )
