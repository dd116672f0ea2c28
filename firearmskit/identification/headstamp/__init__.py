"""What does the stamp on the base of a cartridge case say?

Pieces are read one by one: a code of a maker, a calibre, a year, a symbol, a lot, or unknown. Codes are shared: the
same letters were used in several States, so a reading gives all candidates with a probability, never one name alone.

>>> from firearmskit.identification import headstamp
>>> reading = headstamp.read({"12": "PPU", "6": "9mm LUGER"})
>>> [(piece.clock, piece.kind, piece.verbatim) for piece in reading.pieces]
[(12, 'maker', 'PPU'), (6, 'calibre', '9mm LUGER')]
"""

from __future__ import annotations

from firearmskit.identification.headstamp.reading import read
from firearmskit.identification.headstamp.report import describe, to_frame
from firearmskit.identification.headstamp.values import KINDS, HeadstampReading, MakerCandidate, StampPiece

__all__ = ["KINDS", "HeadstampReading", "MakerCandidate", "StampPiece", "describe", "read", "to_frame"]
