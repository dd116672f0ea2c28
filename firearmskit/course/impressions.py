"""Made-up impressions of breech faces as evidence: recipes in a pack, drawn and told in words when they are shown.

A recipe doesn't say openly which firearm left an impression. It is no secret either: whoever reads this module can open
it, as whoever has the picture can compare it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from firearmskit.draw import Draw
from firearmskit.errors import InputError, quote
from firearmskit.language import N_
from firearmskit.language import text as _

if TYPE_CHECKING:
    from firearmskit.ballistics import Surface
    from firearmskit.figures import Panel

__all__ = [
    "KINDS",
    "Impression",
    "describe_pair",
    "draw_pair",
    "opening_of",
    "read_recipe",
    "recipe_of",
    "surface_of",
    "widest",
]

KINDS = {
    "granular": N_("grains without a direction"),
    "milled": N_("straight lines side by side"),
    "turned": N_("lines in circles"),
}
"""What the tool marks of an impression look like: class marks."""
SPACING_M = 12.5e-6


@dataclass(frozen=True, kw_only=True)
class Impression:
    """What :func:`firearmskit.ballistics.synthetic.made_up_breech_face` makes an impression from.

    Attributes:
        make: Firearms of one make have class marks in common.
        kind: A word of :data:`KINDS`.
        slide: Which firearm of the make.
        shot: Which shot of it.
        missing: How much of the impression is missing, in per cent.
        turned_deg: How far the case lay turned.
    """

    make: int
    kind: str
    slide: int
    shot: int
    missing: int
    turned_deg: int


def _masked(data: bytes, salt: bytes) -> bytes:
    return bytes(one ^ other for one, other in zip(data, hashlib.shake_128(salt).digest(len(data)), strict=True))


def recipe_of(impression: Impression, *, salt: int) -> str:
    """Write down an impression so that a reader of the file doesn't see at a glance which firearm left it.

    Args:
        impression: The impression.
        salt: A number of its own, below 2³².

    >>> one = Impression(make=7, kind="milled", slide=1, shot=1, missing=0, turned_deg=2)
    >>> recipe_of(one, salt=1) == recipe_of(one, salt=2)
    False
    """
    # All recipes are as long as each other.
    plain = json.dumps(list(asdict(impression).values()), separators=(",", ":")).encode().ljust(36)
    start = salt.to_bytes(4, "big")
    return base64.urlsafe_b64encode(start + _masked(plain, start)).decode()


def read_recipe(recipe: str) -> Impression:
    """Read what :func:`recipe_of` wrote.

    Args:
        recipe: The recipe.

    Raises:
        InputError: It is none.

    >>> one = Impression(make=7, kind="milled", slide=1, shot=1, missing=0, turned_deg=2)
    >>> read_recipe(recipe_of(one, salt=5)) == one
    True
    """
    try:
        data = base64.urlsafe_b64decode(recipe.encode())
        make, kind, slide, shot, missing, turned = json.loads(_masked(data[4:], data[:4]))
    except (ValueError, TypeError) as error:
        raise InputError(_("{recipe} is no recipe of an impression").format(recipe=quote(recipe))) from error
    return Impression(make=make, kind=kind, slide=slide, shot=shot, missing=missing, turned_deg=turned)


def opening_of(make: int, kind: str, slide: int) -> tuple[int, float]:
    """Say where the opening for the firing pin lies in a made-up slide, without NumPy.

    Args:
        make: As in :class:`Impression`; likewise the others.
        kind: A word of :data:`KINDS`.
        slide: Which firearm of the make.

    Returns:
        In which direction from the middle, in degrees, counter-clockwise from the right; and how far, as a share of the
        radius. A test holds it against the surface.
    """
    draw = Draw(hmac.digest(b"%x" % make, f"{kind}/slide/{slide}".encode(), "sha256"))
    return draw.between(0, 359), draw.between(50, 185) / 1000


def widest(impression: Impression) -> int:
    """Say at which hour of a clock the ring around the opening is widest, as the impression is seen.

    Args:
        impression: The impression; that it lay turned a little isn't counted.
    """
    direction, _away = opening_of(impression.make, impression.kind, impression.slide)
    return round((90 - direction - 180) / 30) % 12 or 12


@lru_cache(maxsize=8)
def surface_of(recipe: str) -> Surface:
    """Make the surface of a recipe; needs NumPy.

    Args:
        recipe: What :func:`recipe_of` wrote.

    Raises:
        InputError: It is no recipe.
    """
    from firearmskit.ballistics import synthetic

    each = read_recipe(recipe)
    return synthetic.made_up_breech_face(
        each.make,
        slide=each.slide,
        shot=each.shot,
        kind=each.kind,
        partial=each.missing / 100,
        turned_deg=each.turned_deg,
        shift_m=(0.0, 0.0),
        spacing_m=SPACING_M,
    )


def draw_pair(first: str, second: str, *, width_px: int = 640) -> Panel:
    """Draw two impressions beside each other; needs NumPy and matplotlib.

    No word stands in the picture, so that one file serves every language.

    Args:
        first: The recipe of the left one.
        second: The recipe of the right one.
        width_px: Width of the picture.
    """
    from firearmskit import figures

    return figures.plot_steps([("A", surface_of(first)), ("B", surface_of(second))], legend=False, width_px=width_px)


def describe_pair(first: str, second: str) -> str:
    """Say in words what one looks for in the picture of two impressions, by the hours of a clock.

    Args:
        first: The recipe of the left one.
        second: The recipe of the right one.
    """
    names = _("A, test-fired"), _("B, from the scene")
    return "\n".join(
        _("{name}: {marks}").format(name=name, marks=_told(read_recipe(recipe)))
        for name, recipe in zip(names, (first, second), strict=True)
    )


def _told(each: Impression) -> str:
    if each.missing:
        return _("{kind}; only {share} % of the ring was measured.").format(
            kind=_(KINDS[each.kind]), share=100 - each.missing
        )
    hour = widest(each)
    return _(
        "{kind}; the whole ring was measured, it is widest at {widest} o'clock and narrowest at {narrowest}."
    ).format(kind=_(KINDS[each.kind]), widest=hour, narrowest=(hour + 6) % 12 or 12)
