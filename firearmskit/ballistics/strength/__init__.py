"""How strong is a score as evidence? Reference populations, likelihood ratios with interval and bounds, calibration.

>>> from firearmskit.ballistics import strength
>>> strength.verbal(1.3)
'moderate support for proposition 1 rather than proposition 2'
"""

from firearmskit.ballistics.strength.bounds import Bounds, elub
from firearmskit.ballistics.strength.calibrating import METHODS, PENALTY
from firearmskit.ballistics.strength.measures import Tippett, cllr, cllr_cal, cllr_min, pav, tippett
from firearmskit.ballistics.strength.population import PARTS, SPLIT_WORDS, Population
from firearmskit.ballistics.strength.ratio import Strength, likelihood_ratio
from firearmskit.ballistics.strength.reading import read_scores
from firearmskit.ballistics.strength.rules import Rate, Rule, rate, rule
from firearmskit.ballistics.strength.scale import VerbalStep, verbal, verbal_scale
from firearmskit.ballistics.strength.validating import Validation, cross_validate

__all__ = [
    "METHODS",
    "PARTS",
    "PENALTY",
    "SPLIT_WORDS",
    "Bounds",
    "Population",
    "Rate",
    "Rule",
    "Strength",
    "Tippett",
    "Validation",
    "VerbalStep",
    "cllr",
    "cllr_cal",
    "cllr_min",
    "cross_validate",
    "elub",
    "likelihood_ratio",
    "pav",
    "rate",
    "read_scores",
    "rule",
    "tippett",
    "verbal",
    "verbal_scale",
]
