"""Is an entry of this firearm? The key is serial, maker and model together, never the serial alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from firearmskit import marking
from firearmskit.errors import InputError, quote
from firearmskit.identification import Description
from firearmskit.language import text as _
from firearmskit.tracing.evidence import Entry
from firearmskit.tracing.links import Conflict, SetAside

__all__ = ["families", "foreign", "model_conflicts", "same_serial", "unread"]

_UNREAD = re.compile(r"\[[^\[\]]{0,60}\]|…|\.{3,}|[?#*]")
_FOLDED = str.maketrans({"o": "0", "i": "1"})
_ALIKE = 2.0
"""From this decimal logarithm of the likelihood ratio on, a slip of writing can explain another serial."""


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """Give letters and digits alone, as registers compare them: O as 0 and I as 1."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if char.isalnum()).translate(_FOLDED)


def same_serial(one: str, other: str) -> bool:
    """Tell whether two serials are the same: case, blanks and hyphens don't count, nor O for 0 or I for 1.

    What can't be read agrees with anything: one character written ``?``, ``#`` or ``*``, or a stretch in brackets.

    >>> same_serial("AB-1O0 452", "ab100452"), same_serial("AB 10?452", "AB100452"), same_serial("AB1", "AB2")
    (True, True, False)
    """
    if not _UNREAD.search(one) and not _UNREAD.search(other):
        return _plain(one) == _plain(other)
    first, second = (one, other) if _UNREAD.search(one) else (other, one)
    if _UNREAD.search(second):
        return True
    return _fits(_signs(first), _plain(second))


def _signs(text: str) -> list[str]:
    """Split a serial into signs: letters and digits, ``?`` for one that can't be read, ``*`` for a stretch of them."""
    signs: list[str] = []
    at = 0
    for found in _UNREAD.finditer(text):
        signs += [*_plain(text[at : found.start()]), "?" if len(found[0]) == 1 and found[0] != "…" else "*"]
        at = found.end()
    return [*signs, *_plain(text[at:])]


def _fits(signs: list[str], other: str) -> bool:
    """Tell whether a serial can be one of which some signs can't be read; step by step, whatever is written."""
    reached = {0}
    for sign in signs:
        if sign == "*":
            reached = set(range(min(reached), len(other) + 1))
        elif sign == "?":
            # what can't be read can also be no sign at all, such as a blank or a stop
            reached |= {at + 1 for at in reached if at < len(other)}
        else:
            reached = {at + 1 for at in reached if at < len(other) and other[at] == sign}
        if not reached:
            return False
    return len(other) in reached


def _same_words(one: str, other: str) -> bool:
    """Tell whether two names agree: one may have words that the other leaves out."""
    first, second = ({_plain(word) for word in name.split()} - {""} for name in (one, other))
    return first <= second or second <= first


def foreign(entry: Entry, firearm: Description) -> SetAside | None:
    """Say why an entry is of another firearm; None when it can be of this one."""
    if firearm.serial is not None and entry.serial is not None and not same_serial(firearm.serial, entry.serial):
        said = _("{id} is about the serial {theirs}; on the object stands {ours}.")
        if _alike(firearm.serial, entry.serial):
            said += " " + _("A slip of writing can explain the difference, so it is worth asking again.")
        sentence = said.format(id=quote(entry.id), theirs=quote(entry.serial), ours=quote(firearm.serial))
        return SetAside(id=entry.id, reason="other-serial", sentence=sentence)
    if firearm.maker is not None and entry.maker is not None and not _same_words(firearm.maker, entry.maker):
        said = _("{id} is about a firearm made by {theirs}; this one is marked {ours}. Two makers can use one serial.")
        sentence = said.format(id=quote(entry.id), theirs=quote(entry.maker), ours=quote(firearm.maker))
        return SetAside(id=entry.id, reason="other-maker", sentence=sentence)
    return None


def _alike(ours: str, theirs: str) -> bool:
    try:
        return marking.compare(ours, theirs).log10_likelihood_ratio >= _ALIKE
    except InputError:
        return False


def model_conflicts(entries: Iterable[Entry], firearm: Description) -> Iterator[Conflict]:
    """Find entries that agree in serial and maker, and name another model."""
    for entry in entries:
        if firearm.model and entry.model and not _same_words(firearm.model, entry.model):
            said = _("{id} calls the model {theirs}; the object was read as {ours}. It stays in the chain.")
            yield Conflict(
                code="other-model",
                evidence=(entry.id,),
                settled=True,
                sentence=said.format(id=quote(entry.id), theirs=quote(entry.model), ours=quote(firearm.model)),
            )


def families(entries: Iterable[Entry], firearm: Description) -> tuple[str, dict[str, tuple[str, ...]]] | None:
    """Tell whether the entries are of two firearms that what was read on the object can't tell apart.

    Args:
        entries: Entries that can each be of this firearm.
        firearm: What was read on it.

    Returns:
        Which field would tell them apart, ``maker`` or ``serial``, and for each of its values the ids of the entries;
        None when they can all be of one.
    """
    held = list(entries)
    for name in ("maker", "serial"):
        ours = getattr(firearm, name)
        if ours is not None and (name == "maker" or not _UNREAD.search(ours)):
            continue
        agree = _same_words if name == "maker" else same_serial
        groups: dict[str, list[str]] = {}
        for entry in sorted(held, key=lambda each: (getattr(each, name) or "", each.id)):
            value = getattr(entry, name)
            if value is None or _UNREAD.search(value):
                continue
            known = next((key for key in groups if agree(key, value)), value)
            groups.setdefault(known, []).append(entry.id)
        if len(groups) > 1:
            return name, {key: tuple(ids) for key, ids in groups.items()}
    return None


def unread(firearm: Description) -> str | None:
    """Say what wasn't read on the object, so that another firearm can be meant; None when serial and maker were."""
    if firearm.serial is None or _UNREAD.search(firearm.serial):
        return _("The serial wasn't read whole on the object, so the entries can be of another firearm.")
    if firearm.maker is None:
        return _("The maker wasn't read on the object; a firearm of another maker can have the same serial.")
    return None
