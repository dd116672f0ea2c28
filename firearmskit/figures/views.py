"""Which firearms and rounds are drawn from the side, what their parts are called, and what is seen, in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from firearmskit import language
from firearmskit.errors import InputError, quote
from firearmskit.figures.marks import check_choice, place_words
from firearmskit.figures.shapes import Outline, outlines
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["PARTS", "SIDES", "SIDE_VIEWS", "check_view", "describe_side_view", "part_name", "side_view_parts"]

SIDE_VIEWS: Mapping[str, str] = MappingProxyType(
    {
        "pistol": N_(
            "Short, without a shoulder stock. A slide with grooves at its rear covers the whole length; a hammer "
            "stands behind it. The grip holds the magazine, whose foot shows."
        ),
        "revolver": N_(
            "Short, without a shoulder stock. A round, fluted cylinder sits in a window of the frame; a hammer with a "
            "spur stands behind it, and a rod lies under the barrel."
        ),
        "bolt_rifle": N_(
            "Long. A wooden stock in one piece reaches far along a thin barrel. A bolt handle ends in a ball above the "
            "trigger; a flat box lies in front of the trigger guard."
        ),
        "ak_rifle": N_(
            "Long. A wooden shoulder stock and fore-end, a strongly curved magazine, a tube above the "
            "barrel, and a tall front sight near the muzzle."
        ),
        "ar_rifle": N_(
            "Long. A straight-line stock on a tube, a handle above the body with a sight in it, a slightly curved "
            "magazine in a deep well, a ribbed fore-end, and a triangular front sight."
        ),
        "bullpup": N_(
            "Long. The magazine and the ejection port stand behind the grip, inside the stock. The trigger guard "
            "covers the whole hand; a handle with sights runs above."
        ),
        "pump_shotgun": N_(
            "Long. A wooden stock, a plain body, and a tube under the barrel; around the tube a grooved wooden "
            "fore-end that can slide."
        ),
        "break_shotgun": N_(
            "Long. Two barrels, one above the other, two triggers, a lever on top behind the barrels, and a pivot "
            "below their rear end. No magazine."
        ),
        "submachine_gun": N_(
            "Of middle length. A shoulder stock of bent wire, a tubular body with a knob on top, a long straight "
            "magazine in a well, and a jacket with holes around the barrel."
        ),
        "machine_gun": N_(
            "Long and heavy. A belt of cartridges hangs from the body under a hinged cover; the barrel has a handle, a "
            "tube below it, and two folding legs near the muzzle."
        ),
    }
)
"""Every side view and the sentences that say what is seen, without naming what it is."""

SIDES: Mapping[str, str] = MappingProxyType(
    {
        "right": N_("Line drawing of a firearm from its right side, the muzzle to the right."),
        "left": N_("Line drawing of a firearm from its left side, the muzzle to the left."),
    }
)
"""Every side from which a firearm is drawn and the sentence that says so."""

PARTS: Mapping[str, str] = MappingProxyType(
    {
        "action": N_("action body"),
        "action_bar": N_("action bar"),
        "barrel": N_("barrel"),
        "barrel_jacket": N_("barrel jacket"),
        "belt": N_("belt of cartridges"),
        "belt_ring": N_("belt of the case"),
        "bipod": N_("bipod"),
        "bolt": N_("bolt"),
        "bolt_carrier": N_("bolt carrier"),
        "bolt_catch": N_("bolt catch"),
        "bolt_handle": N_("bolt handle"),
        "bullet": N_("bullet"),
        "butt_plate": N_("butt plate"),
        "carrying_handle": N_("carrying handle"),
        "cartridge_case": N_("cartridge case"),
        "case_head": N_("case head"),
        "charging_handle": N_("charging handle"),
        "cocking_handle": N_("cocking handle"),
        "cylinder": N_("cylinder"),
        "cylinder_latch": N_("cylinder latch"),
        "ejection_port": N_("ejection port"),
        "ejector_rod": N_("ejector rod"),
        "extractor_groove": N_("extractor groove"),
        "feed_cover": N_("feed cover"),
        "fore_end": N_("fore-end"),
        "forward_assist": N_("forward assist"),
        "frame": N_("frame"),
        "front_sight": N_("front sight"),
        "front_trunnion": N_("front trunnion"),
        "gas_block": N_("gas block"),
        "gas_tube": N_("gas tube"),
        "grip": N_("grip"),
        "hammer": N_("hammer"),
        "headstamp": N_("headstamp"),
        "hinge": N_("hinge"),
        "loading_port": N_("loading port"),
        "magazine": N_("magazine"),
        "magazine_catch": N_("magazine catch"),
        "magazine_tube": N_("magazine tube"),
        "magazine_well": N_("magazine well"),
        "muzzle_device": N_("muzzle device"),
        "neck": N_("neck"),
        "primer": N_("primer"),
        "rear_sight": N_("rear sight"),
        "receiver": N_("receiver"),
        "receiver_cover": N_("receiver cover"),
        "rim": N_("rim"),
        "safety": N_("safety"),
        "selector": N_("selector"),
        "shoulder": N_("shoulder"),
        "slide": N_("slide"),
        "slide_stop": N_("slide stop"),
        "stock": N_("stock"),
        "top_lever": N_("top lever"),
        "trigger": N_("part|trigger"),
        "trigger_guard": N_("trigger guard"),
        "upper_receiver": N_("upper receiver"),
    }
)
"""Every external part that a drawing may name and its name; what stands before a bar only helps to translate it."""

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Letters for parts; without I and O, which look like digits."""

SMALL_PARTS = frozenset(
    {"action_bar", "bolt_carrier", "bolt_catch", "butt_plate", "gas_block", "magazine_catch", "slide_stop"}
)
"""Parts that are labelled only when asked for."""

_VIEW_PARTS = {"ar_rifle": {"receiver": N_("lower receiver")}, "pump_shotgun": {"fore_end": N_("pump fore-end")}}


def part_name(part: str, view: str | None = None) -> str:
    """Give the name of a part in the language spoken now, as it is called on that firearm."""
    named = _VIEW_PARTS.get(view or "", {}).get(part, PARTS[part])
    return _(named).rpartition("|")[2]


def check_parts(name: str, wanted: object, allowed: Collection[str]) -> list[str]:
    """Give parts as a list without repetition.

    Raises:
        InputError: One isn't among the allowed.
    """
    if isinstance(wanted, str):
        wanted = [wanted]
    if not isinstance(wanted, Collection):
        raise InputError(_("{name} must be a list of parts, not {value}.").format(name=name, value=quote(wanted)))
    known = dict.fromkeys(allowed, "")
    for part in wanted:
        check_choice(name, part, known)
    return list(dict.fromkeys(wanted))


def describe_side_view(
    view: str,
    *,
    side: str = "right",
    label: bool | str = False,
    parts: Collection[str] | None = None,
    highlight: Collection[str] = (),
    marks: Collection[str] = (),
) -> str:
    """Describe a side view in words, for people who can't see the picture.

    The description says what is seen and not what it is. Parts are named only where the picture names them; else
    their place is told.

    Args:
        view: One of :data:`SIDE_VIEWS`.
        side: One of :data:`SIDES`.
        label: ``True``: the picture names its parts; ``"letters"``: it gives them letters; ``False``: neither.
        parts: The parts that are labelled; None: all that matter.
        highlight: Parts that stand out in colour.
        marks: Parts that bear numbered dots, in the order of the numbers.

    Returns:
        Sentences in the language that is spoken now.

    Raises:
        InputError: A view, side or part is unknown.

    >>> print(describe_side_view("revolver", label="letters", parts=["cylinder"]).partition("barrel. ")[2])
    1 lettered part. A: centre.
    """
    shown = check_view(view, side=side, label=label, parts=parts, highlight=highlight, marks=marks)
    return " ".join(
        [
            view_words(view, side),
            *part_words(outlines("side_views.toml")[view], shown, label=label, side=side, view=view),
        ]
    )


def view_words(view: str, side: str) -> str:
    """Say what a side view shows, without naming what it is."""
    return f"{_(SIDES[side])} {_(SIDE_VIEWS[view])}"


@dataclass(frozen=True, kw_only=True)
class Shown:
    """The parts that a side view labels, colours and dots, from left to right where the order isn't given."""

    parts: list[str]
    highlight: list[str]
    marks: list[str]


def check_view(view: str, *, side: str, label: object, parts: object, highlight: object, marks: object) -> Shown:
    """Check what a side view is to show.

    Raises:
        InputError: A view, side, kind of label or part is unknown.
    """
    check_choice("view", view, SIDE_VIEWS)
    check_choice("side", side, SIDES)
    here = outlines("side_views.toml")[view].parts(side)
    return check_shown(here[::-1] if side == "left" else here, label, parts, highlight, marks)


def check_shown(here: list[str], label: object, parts: object, highlight: object, marks: object) -> Shown:
    """Check what a drawing of these parts, from left to right, is to show.

    Raises:
        InputError: A kind of label or a part is unknown.
    """
    if not (isinstance(label, bool) or label == "letters"):
        raise InputError(_('label must be True, False or "letters", not {value}.').format(value=quote(label)))
    wanted = [part for part in here if part not in SMALL_PARTS]
    if parts is not None:
        asked = check_parts("part", parts, here)
        wanted = [part for part in here if part in asked]
    lit = check_parts("part", highlight, here)
    return Shown(
        parts=wanted if label else [],
        highlight=[part for part in here if part in lit],
        marks=check_parts("part", marks, here),
    )


def part_words(outline: Outline, shown: Shown, *, label: object, side: str = "right", view: str = "") -> list[str]:
    """Say which parts a drawing names, letters, colours and dots: by their names only where the drawing names them."""

    def where(part: str) -> str:
        if label is True:
            return part_name(part, view)
        x, y = outline.anchor(part, side)
        return place_words(x / outline.width, y / outline.height)

    said = []
    if label is True:
        names = ", ".join(part_name(part, view) for part in shown.parts)
        said.append(_("Named, from left to right: {names}.").format(names=names))
    elif label:
        count = language.ngettext("{count} lettered part.", "{count} lettered parts.", len(shown.parts))
        places = (
            _("{label}: {place}").format(label=letter, place=where(part))
            for letter, part in zip(LETTERS, shown.parts, strict=False)
        )
        said.append(f"{count.format(count=len(shown.parts))} {'; '.join(places)}.")
    if shown.highlight:
        said.append(_("In another colour: {places}.").format(places="; ".join(map(where, shown.highlight))))
    if shown.marks:
        places = (
            _("{label}: {place}").format(label=number, place=where(part)) for number, part in enumerate(shown.marks, 1)
        )
        said.append(_("Numbered dots: {places}.").format(places="; ".join(places)))
    return said


def side_view_parts(view: str, side: str = "right") -> dict[str, str]:
    """Name the parts that a side view shows.

    Args:
        view: One of :data:`SIDE_VIEWS`.
        side: One of :data:`SIDES`.

    Returns:
        The name of each part in the language spoken now, from the butt to the muzzle.

    Raises:
        InputError: The view or the side is unknown.

    >>> side_view_parts("revolver")["cylinder"]
    'cylinder'
    """
    check_choice("view", view, SIDE_VIEWS)
    check_choice("side", side, SIDES)
    return {part: part_name(part, view) for part in outlines("side_views.toml")[view].parts(side)}
