"""Find the type of firearm that a free text means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from firearmskit.language import text as _
from firearmskit.reference.load import rows
from firearmskit.reference.resolving.makers import maker_names
from firearmskit.reference.resolving.name_words import CONJUNCTIONS, COPIES, DESIGNATIONS, KINDS, LEGAL, PLAIN
from firearmskit.reference.resolving.nations import nations, same_nation
from firearmskit.reference.resolving.phrases import Hit, Names, names_of, strongest, without
from firearmskit.reference.resolving.result import Match, Resolution
from firearmskit.reference.resolving.spelling import Speller, distance, sound
from firearmskit.reference.resolving.text import fold, latin
from firearmskit.reference.resolving.text import tokens as _tokens
from firearmskit.reference.rows import Maker, Model, Row

__all__ = ["resolve_model"]

_CALIBRE = re.compile(
    r"(?<![\w.])(?:cal(?:ib(?:re|er))?\.?\s?)?(?:\d{1,2}(?:[.,]\d{1,2})?\s?(?:mm\s?)?[xх×]\s?\d{2,3}(?:\s?mm)?r?|\.\d{2,3}(?![\d/])"
    r"|\d{1,2}(?:[.,]\d{1,2})?\s?mm|\d[.,]\d{1,2}|9\s(?=para|luger))(?!\w)"
)
_GENERATION = re.compile(r"\b(?:gen(?:eration)?|serie|series)\.?\s?(?:\d|i{1,3}v?)\b")
FAMILIES = {
    "kalashnikov": ("kalashnikov", "ak47", "akm", "ak74", "type56", "zastava-m70"),
    "ak": ("ak47", "akm", "ak74", "kalashnikov"),
    "kalash": ("kalashnikov", "ak47", "akm", "ak74"),
    "browning": ("hp", "fn1910", "fn1922", "auto5", "m2", "m1919"),
    "mauser": ("kar98k", "gew98", "m48", "vz24"),
}
"""Words that name a whole family, and types of it that are met most; the text doesn't say which."""


_MARK = re.compile(r"\bmk\.?\s?(iii|ii|iv|i|v)(?![^\W\d_])|(?<=\d)mk(iii|ii|iv|i|v)(?![^\W\d_])")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
_SHORT = {"rem": "remington", "win": "winchester", "moss": "mossberg"}
_KIN = ({"sig", "sigsauer"}, {"fn", "fnmi", "browning"}, {"izhevsk", "baikal"}, {"sauer", "sigsauer"})
"""Makers whose names are used for one another."""
_GENERIC = {*FAMILIES, "mosin"}
"""Rows that stand for a family; beside the name of a type they add nothing."""


def tokens(text: str) -> list[str]:
    """Split a text into words; the Roman number of a mark is written as a number."""
    return _tokens(_MARK.sub(lambda match: f" mk {_ROMAN[match[1] or match[2]]} ", latin(fold(text))))


_SMALL = frozenset(["and", "und", "et", "the", "of", "de", "du", "der"])


def _forms(row: Row, name: str) -> Iterator[list[str]]:
    words = tokens(name)
    yield words
    short = without(words, _SMALL)
    if short != words:
        yield short


def _core(words: list[str]) -> list[str]:
    """Leave away what kind of thing it is, and the words and the letter M for a model where a number follows."""
    kept = without(words, KINDS | _SMALL)
    return [
        word
        for word, after in zip(kept, [*kept[1:], ""], strict=False)
        if word not in DESIGNATIONS or not (after.isdigit() or (not after and len(kept) > 1))
    ]


@cache
def _names() -> Names:
    return Names(rows(Model), _forms)


@cache
def _cores() -> dict[str, tuple[tuple[Model, str], ...]]:
    """Give the types by the core of their names, such as 92 for MOD. 92, and by the core without the maker's name."""
    found: dict[str, dict[str, tuple[Model, str]]] = {}
    for row in rows(Model):
        for name in names_of(row):
            words = _core(tokens(name))
            for each in (words, _unmade(words)):
                found.setdefault("".join(each), {}).setdefault(row.id, (row, name))
    return {key: tuple(held.values()) for key, held in found.items() if key and key not in maker_names().exact}


@cache
def _kindless() -> dict[str, tuple[Model, ...]]:
    """Give the types by their names without what kind of thing they are: two things are called Type 56."""
    found: dict[str, dict[str, Model]] = {}
    for row in rows(Model):
        for name in (row.name, *row.marks):
            words = tokens(name)
            if (short := without(words, KINDS)) != words:
                found.setdefault("".join(short), {})[row.id] = row
    return {key: tuple(held.values()) for key, held in found.items()}


def _unmade(words: list[str]) -> list[str]:
    """Leave away the name of a maker at the beginning."""
    for wide in range(min(4, len(words) - 1), 0, -1):
        if "".join(words[:wide]) in maker_names().exact:
            return words[wide:]
    return words


@cache
def _by_word() -> dict[str, dict[str, tuple[Model, list[str]]]]:
    """Give the types by each word of letters in their usual names, with the words of the name."""
    found: dict[str, dict[str, tuple[Model, list[str]]]] = {}
    for row in rows(Model):
        for name in (row.name, *row.marks):
            words = _core(tokens(name))
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
    return frozenset(words | KINDS | PLAIN | COPIES | DESIGNATIONS | LEGAL), Speller(words)


def _mend(words: list[str]) -> tuple[list[str], int]:
    """Mend words of letters that are a slip away from a known one; give them with the number of slips."""
    known, speller = _vocabulary()
    mended, count = [], 0
    for word in words[:20]:
        near: tuple[str, ...] = ()
        slips = 0
        if word.isalpha() and len(word) > 3 and word not in known and nations(word) is None:
            sounded = _sounds().get(sound(word), ())
            if sounded:
                near, slips = (min((distance(each, word, 6), each) for each in sounded)[1],), 1
            else:
                near, slips = speller.near(word)
                near = tuple(each for each in near if each[0] == word[0])
        mended.append(near[0] if len(near) == 1 else word)
        count += slips if len(near) == 1 else 0
    return mended, count


@cache
def _sounds() -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for word in _vocabulary()[0]:
        found.setdefault(sound(word), set()).add(word)
    return {heard: tuple(sorted(words)) for heard, words in found.items()}


@dataclass(frozen=True, kw_only=True)
class _Text:
    """A text taken apart.

    ``named`` are the makers that it names, ``makers`` also those whose names are used for them; ``nations`` are ISO
    codes, and ``copied`` is the word that says that the thing is a copy.
    """

    words: list[str]
    named: frozenset[str]
    makers: frozenset[str]
    nations: frozenset[str]
    copied: str | None


def _take_apart(text: str) -> _Text:
    plain = _GENERATION.sub(" ", _CALIBRE.sub(" ", fold(text)))
    words = [_SHORT.get(word, word) for word in tokens(plain) or tokens(text)]
    makers = {
        row.id for hit in maker_names().hits(words, mend=False) for row, _name in hit.found if isinstance(row, Maker)
    }
    kin = {maker for kin in _KIN if kin & makers for maker in kin}
    codes = {code for word in words if (code := nations(word))}
    return _Text(
        words=words,
        named=frozenset(makers),
        makers=frozenset(makers | kin),
        nations=frozenset(codes),
        copied=next((word for word in words if word in COPIES), "type" if words[-1:] == ["type"] else None),
    )


def resolve_model(text: str) -> Resolution[Model]:
    """Find the type of firearm that a text means."""
    read = _take_apart(text)
    words = read.words
    family = FAMILIES.get("".join(_core(words)))
    if family:
        return _family(text, family)
    whole = tokens(text)
    if found := _names().exact.get("".join(whole)):
        own = strongest(found)
        if len(own) == 1 and own[0][0].id in FAMILIES:
            return _family(text, FAMILIES[own[0][0].id])
        return _exact(text, found, whole)
    for tried in (words, _core(words), _unmade(_core(words)), _unmade(words)):
        pairs = [(row, name) for row, name in _cores().get("".join(tried), ()) if _agrees(row, read)]
        if pairs and (answer := _cored(text, pairs, tried, read)):
            return answer
    mended, slips = _mend(words)
    if slips:
        return _mended(text, " ".join(mended), slips)
    hits = _names().hits(words, mend=False)
    if hits and (answer := _inside(text, hits, read)):
        return answer
    return _partly(text, read)


def _mended(text: str, mended: str, slips: int) -> Resolution[Model]:
    """Answer a text with slips by what the mended text means; two slips and more leave it uncertain."""
    answer = resolve_model(mended)
    said = _("Mended to {text}.").format(text=mended)
    matches = tuple(
        Match(row=each.row, score=round(each.score * (1 - 0.07 * slips), 2), by=each.by, reason=f"{said} {each.reason}")
        for each in answer.matches
    )
    row = answer.row if slips < 3 else None
    return Resolution(text=text, matches=matches, row=row, reason=f"{said} {answer.reason}")


def _agrees(row: Model, read: _Text) -> bool:
    """Whether the makers that a text names may have made this type."""
    return not read.makers or row.maker is None or row.maker in read.makers


def _made(row: Model, read: _Text) -> bool:
    """Whether a maker that a text names is the type's maker, or, where none is known, works in its State."""
    if row.maker is not None:
        return row.maker in read.makers
    named = {each.id for hit in maker_names().hits(tokens(row.name), mend=False) for each, _name in hit.found}
    if named:
        return bool(named & read.makers)
    return any(same_nation(maker.country, row.country) for maker in rows(Maker) if maker.id in read.named)


def _family(text: str, family: tuple[str, ...]) -> Resolution[Model]:
    held = {row.id: row for row in rows(Model)}
    reason = _("The word names a whole family of types, made in many States; look for the type's own mark.")
    matches = tuple(
        Match(row=held[id], score=round(0.5 / (1 + rank / 10), 2), by=held[id].name, reason=reason)
        for rank, id in enumerate(family)
        if id in held
    )
    return Resolution(text=text, matches=matches, row=None, reason=reason)


def _usual(found: Iterable[tuple[Row, str]], *, marks: bool = False) -> list[tuple[Model, str]]:
    """Leave away types that have a name as a lesser one, where another is mainly called so."""
    return [(row, name) for row, name in strongest(found, marks=marks) if isinstance(row, Model)]


def _namesakes(found: list[tuple[Model, str]], words: list[str]) -> list[Model]:
    """Find types that are called the same but for a word for the kind of thing, where the text has no such word."""
    ids = {row.id for row, _name in found}
    return [] if KINDS & set(words) else [row for row in _kindless().get("".join(words), ()) if row.id not in ids]


def _exact(text: str, found: Iterable[tuple[Row, str]], words: list[str]) -> Resolution[Model]:
    """Answer a text that is a name."""
    pairs = _usual(found)
    same = _namesakes(pairs, words)
    name = pairs[0][1]
    said = _("Is the name {name}.").format(name=name)
    if len(pairs) == 1 and not same:
        ids = {row.id for row, _name in pairs}
        others = [row for row, _name in _cores().get("".join(_core(words)), ()) if row.id not in ids]
        first = Match(row=pairs[0][0], score=1.0, by=name, reason=said)
        return Resolution(text=text, matches=(first, *_weak(others)), row=pairs[0][0], reason=said)
    reason = _("Several types are called so.")
    rows_ = [*(row for row, _name in pairs), *same]
    matches = tuple(Match(row=row, score=0.6, by=row.name, reason=said) for row in rows_)
    return Resolution(text=text, matches=matches, row=None, reason=reason)


def _weak(found: list[Model]) -> tuple[Match[Model], ...]:
    reason = _("Has a name with the same core.")
    return tuple(Match(row=row, score=0.3, by=row.name, reason=reason) for row in found[:8])


def _cored(text: str, pairs: list[tuple[Model, str]], words: list[str], read: _Text) -> Resolution[Model] | None:
    """Answer a text whose core is the core of names, such as Beretta 92 or mod. 70."""
    core = "".join(_core(words))
    number = core.isdigit() and not re.fullmatch(r"1[89]\d\d", core)
    if number and read.makers:
        pairs = [(row, name) for row, name in pairs if _made(row, read)]
        if not pairs:
            return None
    named = _usual([(row, name) for row, name in pairs if row.maker in read.makers] or pairs, marks=True)
    said = _("Is the name {name} in another form.").format(name=named[0][1])
    if len(named) == 1 and (not number or read.makers) and _fits(named[0][0], read) and not read.copied:
        first = Match(row=named[0][0], score=0.95, by=named[0][1], reason=said)
        return Resolution(text=text, matches=(first,), row=named[0][0], reason=said)
    if number and not read.makers:
        reason = _("A bare number doesn't say which type it is.")
    else:
        reason = _("Several types are called so.") if len(named) > 1 else _doubt(read)
    matches = tuple(Match(row=row, score=0.5, by=name, reason=said) for row, name in named[:12])
    return Resolution(text=text, matches=matches, row=None, reason=reason)


def _fits(row: Model, read: _Text) -> bool:
    """Whether the nations that a text names, if any, are the type's own."""
    return not read.nations or any(same_nation(code, row.country) for code in read.nations)


def _doubt(read: _Text) -> str:
    if read.copied:
        return _("The word {word} says that it may be something else.").format(word=read.copied)
    return _("The text also says something that doesn't fit this type.")


def _inside(text: str, hits: list[Hit], read: _Text) -> Resolution[Model] | None:
    """Answer a text that holds names of types among other words."""
    words = read.words
    rest = [word for at, word in enumerate(words) if not any(at in hit.at for hit in hits)]
    numbers = [word for word in rest if word.isdigit()]
    unknown = _unknown(rest, read)
    matches: dict[str, Match[Model]] = {}
    certain: set[str] = set()
    for hit in hits:
        part = words[hit.at.start : hit.at.stop]
        pairs = [(row, name) for row, name in _usual(hit.found) if _agrees(row, read)]
        same = [] if KINDS & set(words) else _namesakes(pairs, part)
        for row, name in pairs:
            score = 0.9 - (0.15 if unknown else 0) - (0.25 if numbers else 0)
            after = words[hit.at.stop] if hit.at.stop < len(words) else ""
            variant = after in unknown and len(after) < 3  # AK-74U is no AK-74
            sure = not unknown or (_strong(part) and not variant)
            if len(pairs) == 1 and not same and not numbers and _fits(row, read) and sure:
                certain.add(row.id)
            said = _("The text holds the name {name}.").format(name=name)
            matches.setdefault(row.id, Match(row=row, score=round(score, 2), by=name, reason=said))
        for row in same:
            said = _("Has a name with the same core.")
            matches.setdefault(row.id, Match(row=row, score=0.5, by=row.name, reason=said))
    if len(matches) > 1:  # the word for the family beside the name of the type
        matches = {id: match for id, match in matches.items() if id not in _GENERIC}
    ordered = sorted(matches.values(), key=lambda match: -match.score)
    if not ordered:
        return None
    if len(ordered) == 1 and ordered[0].row.id in certain and not read.copied:
        return Resolution(text=text, matches=tuple(ordered), row=ordered[0].row, reason=ordered[0].reason)
    reason = _("Several types fit what the text says.") if len(ordered) > 1 else _doubt(read)
    lower = tuple(Match(row=m.row, score=round(m.score * 0.6, 2), by=m.by, reason=m.reason) for m in ordered[:12])
    return Resolution(text=text, matches=lower, row=None, reason=reason)


def _strong(words: list[str]) -> bool:
    """Whether a name can hardly be anything else: a word and a number, or a long word."""
    key = "".join(words)
    return len(key) > 5 or (len(key) > 2 and not key.isdigit() and not key.isalpha())


def _unknown(words: list[str], read: _Text) -> list[str]:
    """Give the words of letters that nothing explains."""
    plain = PLAIN | KINDS | LEGAL | CONJUNCTIONS | DESIGNATIONS | _maker_words(read)
    return [word for word in words if not word.isdigit() and word not in plain and nations(word) is None]


def _maker_words(read: _Text) -> frozenset[str]:
    return frozenset(
        word for row in rows(Maker) if row.id in read.makers for name in (row.name, *row.marks) for word in tokens(name)
    )


def _partly(text: str, read: _Text) -> Resolution[Model]:
    """Answer a text of words from usual names, such as Dragunov or Škorpion."""
    words = [word for word in _core(read.words) if word not in PLAIN]
    if not words or not all(word in _by_word() for word in words):
        return Resolution(text=text, matches=(), row=None, reason=_("No type of the reference is called so."))
    shared = set.intersection(*(set(_by_word()[word]) for word in words))
    found = [_by_word()[words[0]][id] for id in _by_word()[words[0]] if id in shared]
    said = _("The text is a part of this name.")
    if len(found) == 1 and not read.makers and not read.copied:
        row, name = found[0]
        if all(word.isalpha() for word in name):
            match = Match(row=row, score=0.85, by=row.name, reason=said)
            return Resolution(text=text, matches=(match,), row=row, reason=said)
    reason = (
        _("The text says less than the names of these types.") if found else _("No type of the reference is called so.")
    )
    matches = tuple(Match(row=row, score=0.4, by=row.name, reason=said) for row, _name in found[:12])
    return Resolution(text=text, matches=matches, row=None, reason=reason)
