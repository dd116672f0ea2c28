"""Bullets: the striae that the lands of a barrel leave, and how alike those of two bullets are."""

from firearmskit.ballistics.lands.alignment import Alignment, align
from firearmskit.ballistics.lands.bullets import BulletComparison, compare_bullets
from firearmskit.ballistics.lands.comparing import LandComparison, compare_lands
from firearmskit.ballistics.lands.crosscuts import Crosscut, find_crosscut
from firearmskit.ballistics.lands.extrema import Stria, striae
from firearmskit.ballistics.lands.grooves import Grooves, find_grooves
from firearmskit.ballistics.lands.joining import JointStria
from firearmskit.ballistics.lands.signatures import Signature, signature

__all__ = [
    "Alignment",
    "BulletComparison",
    "Crosscut",
    "Grooves",
    "JointStria",
    "LandComparison",
    "Signature",
    "Stria",
    "align",
    "compare_bullets",
    "compare_lands",
    "find_crosscut",
    "find_grooves",
    "signature",
    "striae",
]
