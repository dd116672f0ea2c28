"""Which other values the signs of a serial can be: O beside digits, or letters that two scripts share."""

from __future__ import annotations

import re

from firearmskit.marking.script import CYRILLIC_TWINS, TWINS, scripts

__all__ = ["UNREAD", "fit", "other_digits", "other_script"]

UNREAD = frozenset("?#*$_")
"""Signs for what can't be read."""

_PAIRS = (("O", "0"), ("I", "1"), ("l", "1"), ("B", "8"), ("S", "5"), ("Z", "2"), ("G", "6"))
"""Letters and the digits that look like them, as in this project's list of confusions."""

_DIGIT_OF = dict(_PAIRS)
_LETTER_OF = {"0": "O", "1": "I", "8": "B", "5": "S", "2": "Z", "6": "G"}
_AMONG_DIGITS = re.compile(r"(?<=\d)[OIlBSZG](?=\d)|(?<![^\W\d_])[OIl](?=\d{2})|(?<=\d\d)[OIl](?![^\W_])")
"""A letter between two digits; or, at the edge of a number, one that is hardly told from its digit at all."""

_AMONG_LETTERS = re.compile(r"(?<=[A-Z])[018526](?=[A-Z])")

_FROM_LATIN = {latin: other for other, latin in CYRILLIC_TWINS.items()}


def other_digits(serial: str) -> tuple[str, ...]:
    """Give the values of a serial in which a letter among digits is the digit that it looks like, or the reverse.

    Args:
        serial: The serial as it was written down.

    Returns:
        The value with all such letters as digits, and the one with all such digits as letters; often none.

    >>> other_digits("12O45"), other_digits("AB0C 123"), other_digits("AB 1234")
    (('12045',), ('ABOC 123',), ())
    """
    digits = _AMONG_DIGITS.sub(lambda match: _DIGIT_OF[match[0]], serial)
    letters = _AMONG_LETTERS.sub(lambda match: _LETTER_OF[match[0]], serial)
    return tuple(dict.fromkeys(value for value in (digits, letters) if value != serial))


def other_script(serial: str, *, cyrillic: bool = False) -> tuple[str, ...]:
    """Give the value of a serial in the other script, where each of its letters stands in both.

    Args:
        serial: The serial as it was written down.
        cyrillic: Whether a value in Latin letters can be one in Cyrillic ones, as on firearms made in the Soviet Union.

    Returns:
        The other value; none when a letter has no look-alike.

    >>> other_script("ВЕ 1234"), other_script("BE 1234"), other_script("BE 1234", cyrillic=True)
    (('BE 1234',), (), ('ВЕ 1234',))
    """
    found = scripts(serial)
    table = TWINS if found in ({"cyrillic"}, {"greek"}) else _FROM_LATIN if cyrillic and found == {"latin"} else {}
    letters = [char for char in serial if char.isalpha()]
    if not letters or not all(char in table for char in letters):
        return ()
    return ("".join(table.get(char, char) for char in serial),)


def fit(value: str, partly: str) -> bool:
    """Tell whether two readings can be of one serial: equal, blanks apart, where both could be read.

    >>> fit("AB 1234", "AB1?34"), fit("AB1234", "AB1235")
    (True, False)
    """
    one, other = "".join(value.split()), "".join(partly.split())
    if len(one) != len(other):
        return False
    return all(a == b or a in UNREAD or b in UNREAD for a, b in zip(one, other, strict=True))
