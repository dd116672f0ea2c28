"""Made-up surfaces of which the truth is known, the same for the same seed; nobody needs a real scan to learn.

>>> from firearmskit.ballistics import synthetic
>>> synthetic.made_up_breech_face(7, slide=1, shot=1).notes
('This surface is made up: no cartridge case was scanned.',)
"""

from firearmskit.ballistics.synthetic.breech_faces import made_up_breech_face
from firearmskit.ballistics.synthetic.kinds import KINDS, Kind
from firearmskit.ballistics.synthetic.lands import made_up_bullet, made_up_land
from firearmskit.ballistics.synthetic.pairs import MadeUpPair, made_up_pairs
from firearmskit.ballistics.synthetic.populations import made_up_population

__all__ = [
    "KINDS",
    "Kind",
    "MadeUpPair",
    "made_up_breech_face",
    "made_up_bullet",
    "made_up_land",
    "made_up_pairs",
    "made_up_population",
]
