"""The usual preparation of a breech face, step by step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from firearmskit.arguments import of_type
from firearmskit.ballistics.preparing.breech_face import crop_to_breech_face
from firearmskit.ballistics.preparing.filtering import band_pass
from firearmskit.ballistics.preparing.form import remove_form
from firearmskit.ballistics.preparing.outliers import remove_outliers
from firearmskit.ballistics.preparing.resampling import resample
from firearmskit.ballistics.surface import Surface
from firearmskit.language import text as _

__all__ = ["Step", "prepare", "prepare_steps"]


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step of the preparation, and what it left.

    Attributes:
        name: What was done, in a few words.
        surface: The surface after it; the last of its notes says more.
    """

    name: str
    surface: Surface


def prepare(
    surface: Surface,
    *,
    form: str = "sphere",
    spacing_m: float = 6.25e-6,
    short_m: float = 16e-6,
    long_m: float = 250e-6,
    order: int = 1,
    crop: bool = True,
) -> Surface:
    """Prepare the scan of a breech face for comparison: crop, form, outliers, points, waves.

    It is cut first, so that the form is that of the breech face alone, and not that of the case around it.
    The defaults are those of others where they name some: points 6.25 µm apart and nothing shorter than 16 µm, as
    cmcR 0.1.11 prepares the Fadul scans; nothing longer than 250 µm, as the Netherlands Forensic Institute's scratch
    does, where cmcR takes 500 µm.

    Args:
        surface: The scan, as measured.
        form: The form that is taken away, of :data:`~firearmskit.ballistics.preparing.FORMS`.
        spacing_m: Distance between points, in metres.
        short_m: The cutoff below which waves are noise, in metres; at least two points long.
        long_m: The cutoff above which waves are form, in metres.
        order: Order of the Gaussian regression, 0, 1 or 2.
        crop: Whether it is cut to the breech face; False for a scan that was cut by hand.

    Returns:
        The surface, with heights around 0; its notes tell each step.

    Raises:
        UnknownCodeError: There is no such form.
        InputError: A number can't be used, or too few points were measured.
    """
    return prepare_steps(
        surface, form=form, spacing_m=spacing_m, short_m=short_m, long_m=long_m, order=order, crop=crop
    )[-1].surface


def prepare_steps(
    surface: Surface,
    *,
    form: str = "sphere",
    spacing_m: float = 6.25e-6,
    short_m: float = 16e-6,
    long_m: float = 250e-6,
    order: int = 1,
    crop: bool = True,
) -> tuple[Step, ...]:
    """Prepare a scan as :func:`prepare` does, and keep what each step left, to look at.

    Args:
        surface: The scan, as measured.
        form: The form that is taken away, of :data:`~firearmskit.ballistics.preparing.FORMS`.
        spacing_m: Distance between points, in metres.
        short_m: The cutoff below which waves are noise, in metres; at least two points long.
        long_m: The cutoff above which waves are form, in metres.
        order: Order of the Gaussian regression, 0, 1 or 2.
        crop: Whether it is cut to the breech face; False for a scan that was cut by hand.

    Returns:
        The steps, the first one the scan as it was.

    Raises:
        UnknownCodeError: There is no such form.
        InputError: A number can't be used, or too few points were measured.
    """
    actions: list[tuple[str, Callable[[Surface], Surface]]] = [
        *([(_("Cut to the breech face"), crop_to_breech_face)] if crop else []),
        (_("Form taken away"), lambda each: remove_form(each, form)),
        (_("Outliers taken away"), remove_outliers),
        (_("Resampled"), lambda each: resample(each, spacing_m)),
        (_("Waves filtered"), lambda each: band_pass(each, short_m=short_m, long_m=long_m, order=order)),
    ]
    steps = [Step(name=_("As measured"), surface=of_type(surface, Surface, "surface"))]
    for name, action in actions:
        steps.append(Step(name=name, surface=action(steps[-1].surface)))
    return tuple(steps)
