"""Made-up impressions of breech faces, so that nobody needs a real scan to learn or to test."""

from __future__ import annotations

from collections.abc import Sequence

from firearmskit.arguments import figure, of_type, one_of, whole
from firearmskit.ballistics.surface import Surface
from firearmskit.ballistics.synthetic.fields import drawn, key_of
from firearmskit.ballistics.synthetic.kinds import KINDS
from firearmskit.ballistics.synthetic.lying import lie_of
from firearmskit.ballistics.synthetic.raw import BREECH_FACE, FIRING_PIN, HEAD, scan
from firearmskit.ballistics.synthetic.shots import impression
from firearmskit.ballistics.synthetic.slides import slide_of
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["check_options", "counted", "made_up_breech_face"]

MOST_SLIDES = 1_000_000


def made_up_breech_face(
    seed: int | bytes,
    *,
    slide: int = 1,
    shot: int = 1,
    kind: str = "granular",
    wear: float = 0.0,
    subclass: float = 0.0,
    partial: float = 0.0,
    noise_m: float = 8e-8,
    turned_deg: float | None = None,
    shift_m: Sequence[float] | None = None,
    spacing_m: float = 6.25e-6,
    diameter_m: float = 3.4e-3,
    raw: bool = False,
) -> Surface:
    """Make up the impression that a breech face left on a primer, cut out and filtered, or as it was scanned.

    The seed stands for a make: its slides share class marks, which are the direction and the distance of tool marks.
    A slide has marks of its own, which all its shots show; each shot has its own texture, places where the primer took
    less, and metal that flowed towards the aperture. The make, the slide and the shot exist nowhere.

    The same arguments give the same surface on every platform and with every version of NumPy, but for what the
    rounding of floats changes, far below the size of an atom.

    Args:
        seed: A whole number or bytes.
        slide: Which slide, in the order in which they were made, from 1.
        shot: Which shot of it, from 1.
        kind: A word of :data:`KINDS`: ``granular``, ``milled``, ``arched`` or ``turned``.
        wear: How much of the slide's marks is lost, from 0 (new) to 1 (all, and others in their place).
        subclass: How much of the marks, on one side of the face, are sub-class marks, from 0 to 1. The slides that
            stand near each other in the order share them, though they are different slides.
        partial: Which share of the impression is missing on one side, from 0 to 0.95.
        noise_m: Standard deviation of the instrument's noise, in metres.
        turned_deg: How far the cartridge case lay turned, counter-clockwise; None to draw up to 12 degrees.
        shift_m: Where on the breech face the middle of the primer was: how far to the right and up of the face's
            middle, in metres; None to draw up to 90 µm.
        spacing_m: Distance between neighbouring points, in metres.
        diameter_m: Diameter of the primer, about, in metres.
        raw: Whether to give what an instrument sees before anything is filtered: tilted and domed, with the dent of the
            firing pin, the head of the case around the primer, points that are far off and points without data.

    Returns:
        The surface, without data outside the primer and around the aperture; where it is raw, with the regions that
        say which point is what. Its metadata and its notes say that it is made up.

    Raises:
        InputError: An argument isn't what it must be.

    >>> made_up_breech_face(7, slide=2, shot=1).shape == made_up_breech_face(7, slide=2, shot=1).shape
    True
    """
    check_options(kind=kind, wear=wear, subclass=subclass, partial=partial, noise_m=noise_m, spacing_m=spacing_m)
    counted(slide, "slide", 1, MOST_SLIDES)
    counted(shot, "shot", 1, MOST_SLIDES)
    _limited(diameter_m, "diameter_m", 1e-3, 3.8e-3)
    if turned_deg is not None:
        _limited(turned_deg, "turned_deg", -360.0, 360.0)
    key = key_of(seed, kind, "shot", slide, shot)
    lie = lie_of(drawn(key_of(key, "lie")), turned_deg=turned_deg, shift_m=_place(shift_m), diameter_m=diameter_m)
    face = slide_of(seed, kind, slide, subclass=float(subclass), wear=float(wear))
    regions, names = None, {}
    if of_type(raw, bool, "raw"):
        heights, regions = scan(key, face, lie, spacing_m=spacing_m, noise_m=noise_m, partial=partial)
        names = {
            BREECH_FACE: _("impression of the breech face"),
            FIRING_PIN: _("aperture and dent of the firing pin"),
            HEAD: _("head of the cartridge case"),
        }
    else:
        heights = impression(key, face, lie, spacing_m=spacing_m, noise_m=noise_m, partial=partial)
    none = _("none: made up")
    return Surface(
        heights_m=heights,
        spacing_x_m=spacing_m,
        spacing_y_m=spacing_m,
        regions=regions,
        region_names=names,
        metadata={
            "creator": "firearmskit",
            "comment": _("Made up: not a scan of a real cartridge case. {kind}; slide {slide}, shot {shot}.").format(
                kind=_(KINDS[kind].name), slide=slide, shot=shot
            ),
            "instrument_maker": none,
            "instrument_model": none,
            "instrument_serial": none,
        },
        notes=(_("This surface is made up: no cartridge case was scanned."),),
    )


def check_options(*, kind: str, wear: float, subclass: float, partial: float, noise_m: float, spacing_m: float) -> None:
    """Refuse options that one surface and many take alike.

    Args:
        kind: A word of :data:`KINDS`.
        wear: From 0 to 1.
        subclass: From 0 to 1.
        partial: From 0 to 0.95.
        noise_m: In metres.
        spacing_m: In metres.

    Raises:
        InputError: One isn't what it must be.
    """
    one_of(kind, {word: each.name for word, each in KINDS.items()}, "kind")
    _limited(wear, "wear", 0.0, 1.0)
    _limited(subclass, "subclass", 0.0, 1.0)
    _limited(partial, "partial", 0.0, 0.95)
    _limited(noise_m, "noise_m", 0.0, 1e-5)
    _limited(spacing_m, "spacing_m", 2e-6, 5e-5)


def counted(value: object, name: str, least: int, most: int) -> None:
    """Refuse what isn't a whole number within limits.

    Args:
        value: The number.
        name: Name of the argument, for the message.
        least: The least that it may be.
        most: The most that it may be.

    Raises:
        InputError: It is something else.
    """
    if not least <= whole(value, name) <= most:
        raise InputError(
            _("{name} must be a whole number from {least} to {most}, not {value}.").format(
                name=name, value=quote(value), least=least, most=most
            )
        )


def _limited(value: object, name: str, least: float, most: float) -> float:
    number = figure(value, name)
    if not least <= number <= most:
        raise InputError(
            _("{name} must be a number from {least} to {most}, not {value}.").format(
                name=name, value=quote(value), least=f"{least:g}", most=f"{most:g}"
            )
        )
    return float(number)


def _place(shift_m: Sequence[float] | None) -> tuple[float, float] | None:
    if shift_m is None:
        return None
    if isinstance(shift_m, str | bytes) or not isinstance(shift_m, Sequence) or len(shift_m) != 2:
        raise InputError(
            _("shift_m must be two numbers, to the right and up in metres, not {value}.").format(value=quote(shift_m))
        )
    return _limited(shift_m[0], "shift_m[0]", -5e-4, 5e-4), _limited(shift_m[1], "shift_m[1]", -5e-4, 5e-4)
