"""Which cartridges are drawn, and what is seen of them, in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

from firearmskit.figures.marks import check_choice
from firearmskit.figures.shapes import outlines
from firearmskit.figures.views import Shown, check_shown, part_words
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["CARTRIDGES", "check_cartridge", "describe_cartridge"]

CARTRIDGES: Mapping[str, str] = MappingProxyType(
    {
        "belted": N_("The case narrows near the bullet. A raised band runs around it in front of a groove."),
        "parts": N_(
            "On the left a head from behind, with letters and figures around a round piece in the middle. On the right "
            "the side: the case narrows near the bullet."
        ),
        "rebated": N_("The case narrows near the bullet. Its rearmost edge is narrower than the body."),
        "rimfire": N_("The case is straight, without a groove. Its rearmost edge is thin and far wider than the body."),
        "rimless": N_("The case narrows near the bullet. Its rearmost edge is as wide as the body, behind a groove."),
        "rimmed": N_("The case narrows near the bullet. Its rearmost edge is wider than the body; there is no groove."),
        "semi_rimmed": N_(
            "The case narrows near the bullet. Its rearmost edge is a little wider than the body, behind a groove."
        ),
        "shotshell": N_("A wide straight tube, closed in front, on a metal base with a wide edge. No bullet shows."),
        "straight": N_("The case is straight, the bullet blunt. The rearmost edge is as wide as the body."),
    }
)
"""Every drawn cartridge and the sentence that says what is seen, without naming its kind."""


def check_cartridge(kind: str, *, label: object, parts: object, highlight: object) -> Shown:
    """Check what a drawing of a cartridge is to show.

    Raises:
        InputError: A kind, kind of label or part is unknown.
    """
    check_choice("kind", kind, CARTRIDGES)
    return check_shown(outlines("rounds.toml")[kind].parts("right"), label, parts, highlight, ())


def describe_cartridge(
    kind: str = "parts",
    *,
    label: bool | str = False,
    parts: Collection[str] | None = None,
    highlight: Collection[str] = (),
) -> str:
    """Describe the drawing of a cartridge in words, for people who can't see the picture.

    Args:
        kind: One of :data:`CARTRIDGES`.
        label: ``True``: the picture names its parts; ``"letters"``: it gives them letters; ``False``: neither.
        parts: The parts that are labelled; None: all.
        highlight: Parts that stand out in colour.

    Returns:
        Sentences in the language that is spoken now; they don't name the kind of the cartridge.

    Raises:
        InputError: A kind or part is unknown.

    >>> print(describe_cartridge("straight", highlight=["rim"]))
    Line drawing of a cartridge from the side, the bullet to the right. The case is straight, the bullet blunt. The \
rearmost edge is as wide as the body. In another colour: left, at mid-height.
    """
    shown = check_cartridge(kind, label=label, parts=parts, highlight=highlight)
    said = [_("Line drawing of a cartridge from the side, the bullet to the right."), _(CARTRIDGES[kind])]
    return " ".join([*said, *part_words(outlines("rounds.toml")[kind], shown, label=label)])
