"""The keys that serials are looked up by: what is left once case, separators and scripts don't count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations

from firearmskit.arguments import of_type
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.marking.spelling import GAP, MAX_SERIAL, UNREAD, sounds, spell, twin

__all__ = ["ALPHABET", "chars_of", "filled", "keys_of", "neighbours", "pattern_of", "serial_key"]

DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ALPHABET = DIGITS + LETTERS
"""The characters that a serial is searched with; others are found as they stand, but not guessed."""

_GAPS = (("…", GAP), ("...", GAP))


@lru_cache(maxsize=4096)
def _sign(char: str) -> str:
    """Give the signs of one character: those of the marking room, whatever stands before it."""
    return "".join(sign.char for sign in spell("A" + char)[1:])


def chars_of(serial: str) -> str:
    """Give the characters of a serial, each as a digit or a capital of its own script.

    Unlike :func:`firearmskit.marking.compare`, which reads notes of people, an ``X`` is the letter X here and ``*`` is
    a stretch: registers hold serials with X, and who searches writes ``?`` and ``*``.

    Args:
        serial: The serial as written. ``?``, ``#``, ``$`` and ``_`` are a character that can't be read; ``*``, ``...``
            and brackets, as ``[obliterated]``, a stretch.

    Returns:
        The characters; blanks, hyphens and other separators are left out.

    Raises:
        InputError: It isn't a text, or has more than 128 characters.

    >>> chars_of("ab-12 X?"), chars_of("ИЖ 12[gone]")
    ('AB12X?', 'ИЖ12*')
    """
    if len(of_type(serial, str, "serial")) > MAX_SERIAL:
        raise InputError(
            _("A serial of {length} characters can't be looked up, the limit is {limit}: {value}.").format(
                length=len(serial), limit=MAX_SERIAL, value=quote(serial)
            )
        )
    if serial.isascii() and serial.isalnum():
        return serial.upper()
    return "".join(_parts(serial))


def _parts(serial: str) -> Iterator[str]:
    """Give the characters, stretches that can't be read as one sign."""
    for written, sign in _GAPS:
        serial = serial.replace(written, sign)
    depth, last = 0, ""
    for char in serial:
        if char == "]" and depth:
            depth -= 1
            continue
        sign = GAP if char in ("[", GAP) else "" if depth else _plain(char)
        depth += char == "["
        if not (sign == GAP == last):
            yield sign
        last = sign or last


def _plain(char: str) -> str:
    if char.isascii():
        return char.upper() if char.isalnum() else UNREAD if char in "?#$_" else ""
    return _sign(char)


def keys_of(chars: str) -> tuple[str, ...]:
    """Give the keys of a serial from its characters: in Latin letters by look, and by sound where that differs.

    Args:
        chars: What :func:`chars_of` gave.

    Returns:
        One key, or two where letters of another script stand in it; those that no Latin letter looks like are written
        by sound in both.

    >>> keys_of("AB12"), keys_of("МА12"), keys_of("ИВ12")
    (('AB12',), ('MA12',), ('IB12', 'IV12'))
    """
    if chars.isascii():
        return (chars,)
    look = "".join(char if char.isascii() else twin(char) or sounds(char) or char for char in chars)
    sound = "".join(char if char.isascii() else sounds(char) or twin(char) or char for char in chars)
    return tuple(dict.fromkeys((look, sound)))


def serial_key(serial: str) -> str:
    """Give the key of a serial, for the column that a database looks serials up by.

    Args:
        serial: The serial as it stands in the register.

    Returns:
        Its digits and capital letters, those of Cyrillic and Greek as the Latin ones that look the same; ``""`` where
        there is none.

    Raises:
        InputError: It isn't a text, or has more than 128 characters.

    >>> serial_key("ab 100-452"), serial_key("МА 1234"), serial_key("???")
    ('AB100452', 'MA1234', '???')
    """
    return keys_of(chars_of(serial))[0]


def pattern_of(chars: str) -> str:
    """Give the pattern of a serial: ``9`` for a digit, ``A`` for a letter, other signs as they stand.

    >>> pattern_of("AB100452"), pattern_of("1?Ж")
    ('AA999999', '9?A')
    """
    return "".join("9" if char.isdigit() else "A" if char.isalpha() else char for char in chars)


def neighbours(key: str, patterns: Iterable[str] | None, *, edits: int = 1) -> Iterator[str]:
    """Give the keys that a serial may have in the register, if so many mistakes were made.

    Args:
        key: The key that was read.
        patterns: The patterns of the serials in the register; keys of other patterns aren't given. None: give all.
        edits: How many characters were replaced, left out or added, or neighbours swapped; 0, 1 or 2.

    Yields:
        Keys, each once, the key itself among them.

    >>> sorted(neighbours("12", {"9", "99"})) == sorted(
    ...     {"1", "2", "12", "21", *(f"1{n}" for n in range(10)), *(f"{n}2" for n in range(10))}
    ... )
    True
    """
    known = None if patterns is None else frozenset(patterns)
    seen = {key}
    if known is None or pattern_of(key) in known:
        yield key
    for places in _plans(len(key), edits):
        for found in _written(key, places, known):
            if found not in seen:
                seen.add(found)
                yield found


def regrouped(key: str) -> Iterator[str]:
    """Give a key without the letters around its digits, and with fewer or more leading zeros.

    >>> sorted(regrouped("AB0012C"))[:3]
    ['0012C', 'AB0012', 'AB12C']
    """
    found = _AROUND.fullmatch(key)
    if found is None:
        return
    before, zeros, number, after = found.groups()
    yield zeros + number + after
    yield before + zeros + number
    for count in range(0 if zeros else 1, 1 if zeros else MOST_ZEROS + 1):
        yield before + "0" * count + number + after


MOST_ZEROS = 4
"""So many leading zeros may be missing."""

_AROUND = re.compile("([A-Z]*)(0*)([0-9].*?)([A-Z]*)")

Plan = tuple[tuple[str, int], ...]


def _plans(length: int, edits: int) -> Iterator[Plan]:
    """Give what may have happened, and where: one change, then two."""
    changes = [
        *(("replaced", at) for at in range(length)),
        *(("added", at) for at in range(length)),
        *(("omitted", at) for at in range(length + 1)),
        *(("swapped", at) for at in range(length - 1)),
    ]
    if edits >= 1:
        yield from ((change,) for change in changes)
    if edits >= 2:
        yield from combinations(changes, 2)
        yield from ((("omitted", at), ("omitted", at)) for at in range(length + 1))


def _written(key: str, plan: Plan, known: frozenset[str] | None) -> Iterator[str]:
    """Undo the changes of a plan: a sign for any digit or letter where the character isn't known, then each of them."""
    signs: list[str] = list(key)
    for kind, at in sorted(plan, key=lambda change: -change[1]):
        if kind == "replaced" and at < len(signs):
            signs[at] = UNREAD
        elif kind == "added" and at < len(signs):
            del signs[at]
        elif kind == "omitted":
            signs.insert(at, UNREAD)
        elif kind == "swapped" and at + 1 < len(signs):
            signs[at], signs[at + 1] = signs[at + 1], signs[at]
    yield from filled(signs, known)


def filled(signs: list[str], known: frozenset[str] | None) -> Iterator[str]:
    """Give each key that what could be read leaves possible, of the patterns that there are."""
    open_places = [at for at, sign in enumerate(signs) if sign == UNREAD]
    pattern = list(pattern_of("".join(signs)))
    for kinds in _kinds(len(open_places)):
        for at, kind in zip(open_places, kinds, strict=True):
            pattern[at] = kind
        if known is None or "".join(pattern) in known:
            yield from _filled(signs, open_places, kinds)


@lru_cache(maxsize=16)
def _kinds(count: int) -> tuple[str, ...]:
    """Give each way to have digits and letters at so many places."""
    return ("",) if not count else tuple(first + rest for first in "9A" for rest in _kinds(count - 1))


def _filled(signs: list[str], places: list[int], kinds: str) -> Iterator[str]:
    if not places:
        yield "".join(signs)
        return
    chosen = list(signs)
    for char in DIGITS if kinds[0] == "9" else LETTERS:
        chosen[places[0]] = char
        yield from _filled(chosen, places[1:], kinds[1:])
