"""The names of types of firearms, indexed in the forms in which registers write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from firearmskit.reference.load import rows
from firearmskit.reference.resolving.makers import maker_names
from firearmskit.reference.resolving.model_text import SMALL, core, tokens, unmade, without_makers
from firearmskit.reference.resolving.name_words import BLANK, COPIES, DESIGNATIONS, KINDS, LEGAL, PLAIN
from firearmskit.reference.resolving.nations import nations
from firearmskit.reference.resolving.phrases import Names, names_of, without
from firearmskit.reference.resolving.spelling import Speller, distance, sound
from firearmskit.reference.rows import Maker, Model, Row

__all__ = ["cores", "jumbled", "mend", "model_names", "namesakes", "types_by_word", "unscanned"]

_Named = tuple[Model, str]


def _forms(_row: Row, name: str) -> Iterator[list[str]]:
    words = tokens(name)
    yield words
    short = without(words, SMALL)
    if short != words:
        yield short


@cache
def model_names() -> Names:
    """Give all names of types, indexed once."""
    return Names(rows(Model), _forms)


@cache
def cores() -> dict[str, tuple[_Named, ...]]:
    """Give the types by the core of their names, such as 92 for MOD. 92, and by the core without the maker's name."""
    found: dict[str, dict[str, _Named]] = {}
    for row in rows(Model):
        for name in names_of(row):
            words = core(tokens(name))
            for each in (words, unmade(words)):
                found.setdefault("".join(each), {}).setdefault(row.id, (row, name))
    # a single digit is left of a name such as Gewehr 3, and says nothing
    return {key: tuple(held.values()) for key, held in found.items() if len(key) > 1 and key not in maker_names().exact}


def _bag(words: list[str]) -> tuple[str, ...]:
    """Give words in one order, those for a nation in one form."""
    return tuple(sorted(nations(word) or word for word in words))


@cache
def _by_bag() -> dict[tuple[str, ...], tuple[_Named, ...]]:
    found: dict[tuple[str, ...], dict[str, _Named]] = {}
    for row in rows(Model):
        for name in names_of(row):
            words = core(tokens(name))
            for each in (words, without_makers(words)):
                if len(each) > 1 and any(len(word) > 2 for word in each):
                    found.setdefault(_bag(each), {}).setdefault(row.id, (row, name))
    return {key: tuple(held.values()) for key, held in found.items()}


def jumbled(words: list[str]) -> tuple[_Named, ...]:
    """Find the types whose names are made of the same words in any order."""
    held = _by_bag()
    return held.get(_bag(core(words)), ()) or held.get(_bag(core(without_makers(words))), ())


@cache
def _kindless() -> dict[str, tuple[Model, ...]]:
    """Give the types by their designations alone: two things are called Type 56, and two M84."""
    found: dict[str, dict[str, Model]] = {}
    makers = maker_names().exact
    for row in rows(Model):
        for name in (row.name, *row.marks):
            words = tokens(name)
            if (short := without(words, KINDS)) != words:
                found.setdefault("".join(short), {})[row.id] = row
        words = unmade(tokens(row.name))
        number = next((at for at, word in enumerate(words) if word.isdigit()), None)
        after = words[number + 1 :] if number is not None else []
        if number and after and all(len(word) > 2 and word.isalpha() and word not in makers for word in after):
            found.setdefault("".join(words[: number + 1]), {})[row.id] = row
    return {key: tuple(held.values()) for key, held in found.items()}


def namesakes(found: list[_Named], words: list[str]) -> list[Model]:
    """Find other types that are called the same but for a word for the kind of thing."""
    ids = {row.id for row, _name in found}
    return [row for row in _kindless().get("".join(words), ()) if row.id not in ids]


@cache
def types_by_word() -> dict[str, dict[str, tuple[Model, list[str]]]]:
    """Give the types by each word of letters in their usual names, with the words of the name."""
    found: dict[str, dict[str, tuple[Model, list[str]]]] = {}
    for row in rows(Model):
        for name in (row.name, *row.marks):
            words = core(tokens(name))
            for word in words:
                if word.isalpha() and len(word) > 2 and word not in DESIGNATIONS:
                    found.setdefault(word, {}).setdefault(row.id, (row, words))
    return found


@cache
def _vocabulary() -> tuple[frozenset[str], Speller]:
    """Give the words of letters that names of types and makers are made of, and a speller for them."""
    words = {word for row in rows(Model) for name in names_of(row) for word in tokens(name)}
    words |= {word for row in rows(Maker) for name in names_of(row) for word in tokens(name)}
    words = {word for word in words if word.isalpha() and len(word) > 3}
    return frozenset(words | KINDS | PLAIN | COPIES | DESIGNATIONS | LEGAL | BLANK), Speller(words)


@cache
def _sounds() -> tuple[dict[str, tuple[str, ...]], Speller]:
    """Give the known words by how they sound, and a speller for sounds."""
    found: dict[str, set[str]] = {}
    for word in _vocabulary()[0]:
        found.setdefault(sound(word), set()).add(word)
    long = [heard for heard, words in found.items() if len(heard) > 7 and not words & (KINDS | PLAIN | LEGAL)]
    return {heard: tuple(sorted(words)) for heard, words in found.items()}, Speller(long)


def _nearest(word: str) -> tuple[tuple[str, ...], int]:
    """Find the known words that a word is a slip of, and the number of slips."""
    by_sound, speller = _sounds()
    heard = sound(word)
    if heard in by_sound:
        return (min((distance(each, word, 6), each) for each in by_sound[heard])[1],), 1
    near, slips = _vocabulary()[1].near(word)
    near = tuple(each for each in near if each[0] == word[0])
    if near or len(heard) < 8:
        return near, slips
    heard_near, slips = speller.near(heard)
    if slips != 1 or len(heard_near) != 1:
        return (), 0
    alike = [(distance(each, word, 6), each) for each in by_sound[heard_near[0]] if each[0] == word[0]]
    return (min(alike)[1],) if alike else (), 2


_MISREAD = re.compile(r"(?<![^\W_])(?=[a-z0-9]*[a-z][a-z0-9]*[a-z])(?=[a-z]*\d)[a-z0-9]{4,24}(?![^\W_])")
_LOOK_ALIKES = (str.maketrans("01358", "olesb"), str.maketrans("01358", "oiesb"))
_ZERO = re.compile(r"(?<=[1-9])o(?![^\W_])")


def unscanned(text: str) -> str:
    """Mend a folded text whose letters were read as digits, or a zero as an O, where a known word comes of it.

    >>> unscanned("gl0ck 17, s1g p226, 8eretta 92fs, model 1o")
    'glock 17, s1g p226, beretta 92fs, model 10'
    """
    known = _vocabulary()[0]

    def mended(match: re.Match[str]) -> str:
        return next((word for table in _LOOK_ALIKES if (word := match[0].translate(table)) in known), match[0])

    return _ZERO.sub("0", _MISREAD.sub(mended, text))


def mend(words: list[str]) -> tuple[list[str], int]:
    """Mend words of letters that are a slip away from a known one; give them with the number of slips."""
    known = _vocabulary()[0]
    mended, count = [], 0
    for word in words[:20]:
        near: tuple[str, ...] = ()
        slips = 0
        if word.isalpha() and len(word) > 3 and word not in known and nations(word) is None:
            near, slips = _nearest(word)
        mended.append(near[0] if len(near) == 1 else word)
        count += slips if len(near) == 1 else 0
    return mended, count
