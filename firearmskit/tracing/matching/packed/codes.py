"""Serials as rows of small numbers, for arithmetic on millions of them at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from firearmskit.marking.spelling import MAX_SERIAL, UNREAD
from firearmskit.tracing.matching.keys import ALPHABET, chars_of, keys_of

__all__ = ["FIRST_LETTER", "OTHER", "UNREAD_CODE", "WIDTH", "Bytes", "Coded", "code_key", "coded", "decoded"]

WIDTH = 16
"""So many characters of a serial stand in its row; longer ones are looked at as texts."""

FIRST_LETTER = 11
"""Digits are 1 to 10, letters from here to 36; 0 is none."""

OTHER, UNREAD_CODE = 37, 38
"""Any sign that is no digit or Latin letter; one that can't be read."""

AS_TEXT = 255
"""Stands for the length of a serial that its row doesn't hold whole."""

Bytes = NDArray[np.uint8]

_CODES = {char: at for at, char in enumerate(ALPHABET, 1)} | {UNREAD: UNREAD_CODE}
_END = 200
_TABLE = np.zeros(256, dtype=np.uint8)
for _char, _code in _CODES.items():
    _TABLE[ord(_char)] = _TABLE[ord(_char.lower())] = _code
for _char in "#$_":
    _TABLE[ord(_char)] = UNREAD_CODE
_TABLE[ord("\n")] = _END
_ODD = str.maketrans(dict.fromkeys("*[].\n\r\0", "…"))
"""What a serial with these signs means is said by ``keys.chars_of``."""


class Coded:
    """Serials as rows.

    Args:
        codes: One row of :data:`WIDTH` codes for each serial, 0 behind its end.
        lengths: The number of codes of each; :data:`AS_TEXT` where the row doesn't hold all of it.
        odd: For the places of those, the codes of their keys, each as long as it is.
    """

    def __init__(self, codes: Bytes, lengths: Bytes, odd: dict[int, list[Bytes]]) -> None:
        self.codes, self.lengths, self.odd = codes, lengths, odd


def code_key(key: str) -> Bytes:
    """Give the codes of a key.

    >>> code_key("A1Ж?").tolist()
    [11, 2, 37, 38]
    """
    return np.array([_CODES.get(char, OTHER) for char in key], dtype=np.uint8)


def decoded(codes: Sequence[int]) -> str:
    """Give the key of codes; signs that are none of the alphabet as ones that can't be read.

    >>> decoded([11, 2, 38, 0])
    'A1?'
    """
    return "".join(ALPHABET[code - 1] if code < OTHER else UNREAD for code in codes if code)


def coded(serials: Sequence[str]) -> Coded:
    """Give serials as rows.

    Args:
        serials: The serials as written; ``""`` where there is none.

    >>> coded(["AB-12", "", "Ж1"]).lengths.tolist()
    [4, 0, 255]
    """
    codes = np.zeros((len(serials), WIDTH), dtype=np.uint8)
    lengths = np.zeros(len(serials), dtype=np.uint8)
    odd: dict[int, list[Bytes]] = {}
    plain = list(serials)
    for at in _odd(serials):
        plain[at] = ""
        odd[at] = [code_key(key) for key in keys_of(chars_of(serials[at])) if key]
    text = np.frombuffer("\n".join([*plain, ""]).encode("ascii"), dtype=np.uint8)
    signs = _TABLE[text]
    signs = signs[signs > 0]
    ends = np.flatnonzero(signs == _END)
    starts = np.concatenate(([0], ends[:-1] + 1)) if len(ends) else ends
    counted = ends - starts
    rows = np.repeat(np.arange(len(serials)), counted)
    places = np.arange(len(rows)) - np.repeat(starts - np.arange(len(serials)), counted)
    fits = places < WIDTH
    codes[rows[fits], places[fits]] = signs[signs != _END][fits]
    lengths[:] = np.minimum(counted, AS_TEXT)
    for at in np.flatnonzero(counted > WIDTH).tolist():
        odd[at] = [code_key(key) for key in keys_of(chars_of(serials[at]))]
    for at, keys in odd.items():
        lengths[at] = AS_TEXT
        if keys:
            codes[at, : min(WIDTH, len(keys[0]))] = keys[0][:WIDTH]
    return Coded(codes, lengths, odd)


def _odd(serials: Sequence[str]) -> Iterator[int]:
    """Give the places of the serials that aren't written in plain letters and digits."""
    whole = "".join(serials)
    if whole.isascii() and whole.isalnum() and max(map(len, serials), default=0) <= MAX_SERIAL:
        return
    for at, serial in enumerate(serials):
        if not serial.isascii() or serial.translate(_ODD) != serial or len(serial) > MAX_SERIAL:
            yield at
