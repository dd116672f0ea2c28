"""What is filtered away before two surfaces are compared: each step gives a new surface, with a note on what it did."""

from firearmskit.ballistics.preparing.breech_face import BreechFace, crop_to_breech_face, find_breech_face
from firearmskit.ballistics.preparing.chain import Step, prepare, prepare_steps
from firearmskit.ballistics.preparing.filtering import band_pass, high_pass, low_pass
from firearmskit.ballistics.preparing.form import FORMS, Form, fit_form, remove_form
from firearmskit.ballistics.preparing.outliers import remove_outliers
from firearmskit.ballistics.preparing.resampling import resample
from firearmskit.ballistics.preparing.turning import crop, mirror, rotate

__all__ = [
    "FORMS",
    "BreechFace",
    "Form",
    "Step",
    "band_pass",
    "crop",
    "crop_to_breech_face",
    "find_breech_face",
    "fit_form",
    "high_pass",
    "low_pass",
    "mirror",
    "prepare",
    "prepare_steps",
    "remove_form",
    "remove_outliers",
    "resample",
    "rotate",
]
