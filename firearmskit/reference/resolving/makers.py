"""Find the maker that a free text means."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from firearmskit.language import text as _
from firearmskit.reference.load import rows
from firearmskit.reference.resolving.name_words import CONJUNCTIONS, COPIES, KINDS, LEGAL, ORDINARY, PLAIN
from firearmskit.reference.resolving.nations import nations, same_nation
from firearmskit.reference.resolving.other_scripts import spell
from firearmskit.reference.resolving.phrases import Hit, Names, names_of, strongest
from firearmskit.reference.resolving.result import Match, Resolution
from firearmskit.reference.resolving.text import fold, latin, tokens
from firearmskit.reference.rows import Maker, Row

__all__ = ["maker_names", "resolve_maker"]


def _forms(row: Row, name: str) -> Iterator[list[str]]:
    """Give a name as it stands, without small words, and without what every firm is called."""
    words = tokens(name)
    yield words
    if len("".join(plain := _large(words))) > 1:
        yield plain
    short = _short(words)
    key = "".join(short)
    if len(key) > 3 and key not in _towns() | KINDS | PLAIN | LEGAL and not nations(key):
        yield short


def _large(words: list[str]) -> list[str]:
    """Leave small words away; a single letter only between longer words, since M.K.E. has an E that counts."""
    kept = []
    for at, word in enumerate(words):
        around = [*words[max(0, at - 1) : at], *words[at + 1 : at + 2]]
        if word not in CONJUNCTIONS or (
            len(word) == 1 and not (len(around) == 2 and all(len(each) > 1 for each in around))
        ):
            kept.append(word)
    return kept or words


def _short(words: list[str]) -> list[str]:
    """Leave away small words, and at the end what kind of firm it is, also in single letters as S.p.A."""
    end = len(words)
    while end > 1 and (words[end - 1] in LEGAL or (len(words[end - 1]) == 1 and end > 2)):
        end -= 1
    return _large(words[:end])


@cache
def _towns() -> frozenset[str]:
    """Give the towns of makers: what is left of a name may be where the works stand, and others work there too."""
    towns = {"".join(tokens(town)) for row in rows(Maker) for town in row.towns}
    return frozenset(towns | {"saintetienne", "stetienne", "tulle", "chatellerault"})


@cache
def maker_names() -> Names:
    """Give the names of all makers, indexed once; short ids are names too, as CZ is."""
    names = Names(rows(Maker), _forms)
    for row in rows(Maker):
        if row.id.isalpha() and len(row.id) < 4 and row.id not in names.exact:
            names.exact[row.id] = [(row, row.name)]
    return names


@cache
def _by_word() -> dict[str, tuple[Maker, ...]]:
    """Give the makers by each word of their names that tells something."""
    found: dict[str, dict[str, Maker]] = {}
    for row in rows(Maker):
        for name in names_of(row):
            for word in tokens(name):
                if len(word) > 3 and word not in LEGAL | CONJUNCTIONS and nations(word) is None:
                    found.setdefault(word, {})[row.id] = row
    return {word: tuple(held.values()) for word, held in found.items()}


def resolve_maker(text: str) -> Resolution[Maker]:
    """Find the maker that a text means."""
    words = tokens(text)
    names = maker_names()
    if "".join(words) not in names.exact:
        words = tokens(spell(latin(spell(fold(text)))))
    for tried in dict.fromkeys(tuple(each) for each in (words, _large(words), _short(words))):
        if found := names.exact.get("".join(tried)):
            return _found(text, Hit(at=range(len(words)), slips=0, found=tuple(found)), words, 1)
    short = _short(words)
    small = _large(words)
    if hits := names.hits(small, mend=False):
        return _inside(text, hits, small)
    part = _partly(text, short)
    if part.matches:
        return part
    near, slips = names.near("".join(short))
    if near and all(len(word) > 2 for word in short):
        return _found(text, Hit(at=range(len(words)), slips=slips, found=near), words, 1)
    if hits := names.hits(small):
        return _inside(text, hits, small)
    return part


def _found(text: str, hit: Hit, words: list[str], share: float) -> Resolution[Maker]:
    """Answer with the makers of one hit."""
    score = round(max(0.5, 1 - 0.07 * hit.slips) * share, 2)
    pairs = [(row, name) for row, name in strongest(hit.found) if isinstance(row, Maker)]
    alone = len(pairs) == 1
    # a short word with a slip may as well be another word
    certain = alone and (hit.slips < 2 or len("".join(words)) > 5)
    matches = []
    for row, name in pairs:
        said = _("Is the name {name}.") if not hit.slips else _("Is close to the name {name}.")
        matches.append(
            Match(row=row, score=score if certain else round(0.6 * score, 2), by=name, reason=said.format(name=name))
        )
    reason = matches[0].reason if alone else _("Several makers are called so.")
    return Resolution(text=text, matches=tuple(matches), row=pairs[0][0] if certain else None, reason=reason)


def _inside(text: str, hits: list[Hit], words: list[str]) -> Resolution[Maker]:
    """Answer with the makers whose names stand inside a longer text."""
    # a word that is also a town or a usual word counts only where no firm's own name stands
    own = [hit for hit in hits if "".join(words[hit.at.start : hit.at.stop]) not in ORDINARY]
    own = [hit for hit in own if not (hit.slips and _ordinary(hit, words))]
    hits = own or hits
    rest = [word for at, word in enumerate(words) if not any(at in hit.at for hit in hits)]
    unknown = [word for word in rest if word not in LEGAL | PLAIN and nations(word) is None and not word.isdigit()]
    matches: dict[str, Match[Maker]] = {}
    certain = True
    for hit in hits:
        for row, name in strongest(hit.found):
            if not isinstance(row, Maker):
                continue
            towns = {word for town in row.towns for word in tokens(town)}
            said = {word for each in names_of(row) for word in tokens(each)}
            left = [word for word in unknown if word not in towns | said]
            elsewhere = [
                word
                for word in rest
                if (row.country and (code := nations(word)) and not same_nation(code, row.country))
                or (word in left and word not in ORDINARY and row not in _by_word().get(word, (row,)))
            ]
            weak = (_ordinary(hit, words) or hit.slips > 0) and bool(left)
            certain = certain and not (weak or elsewhere)
            score = round(max(0.3, 0.9 - 0.07 * hit.slips - (0.1 if left else 0) - (0.2 if elsewhere else 0)), 2)
            held = matches.get(row.id)
            if held is None or held.score < score:
                reason = _("The text holds the name {name}.").format(name=name)
                matches[row.id] = Match(row=row, score=score, by=name, reason=reason)
    copied = [word for word in words if word in COPIES]
    ordered = tuple(sorted(matches.values(), key=lambda match: -match.score))
    if copied:
        reason = _("The word {word} says that it may be somebody else's.").format(word=copied[0])
    elif len(ordered) == 1 and certain:
        return Resolution(text=text, matches=ordered, row=ordered[0].row, reason=ordered[0].reason)
    elif len(ordered) > 1:
        reason = _("The text holds the names of several makers.")
    else:
        reason = _("The text holds the name of a maker, but also words that make it doubtful.")
    return Resolution(text=text, matches=_lower(ordered), row=None, reason=reason)


def _ordinary(hit: Hit, words: list[str]) -> bool:
    key = "".join(words[hit.at.start : hit.at.stop])
    return key in ORDINARY or len(key) < 4 or (hit.slips > 0 and len(key) < 6)


def _partly(text: str, words: list[str]) -> Resolution[Maker]:
    """Answer a text that is a part of names."""
    known = [word for word in words if word in _by_word()]
    if not known or len(known) < len(words):
        return Resolution(text=text, matches=(), row=None, reason=_("No maker of the reference is called so."))
    shared = set.intersection(*({row.id for row in _by_word()[word]} for word in known))
    found = [row for row in _by_word()[known[0]] if row.id in shared]
    reason = _("The text is only a part of these names.")
    matches = tuple(Match(row=row, score=0.5, by=row.name, reason=reason) for row in found[:12])
    if not matches:
        reason = _("No maker of the reference is called so.")
    return Resolution(text=text, matches=matches, row=None, reason=reason)


def _lower(matches: tuple[Match[Maker], ...]) -> tuple[Match[Maker], ...]:
    """Keep the scores of uncertain matches below what a certain one has."""
    return tuple(
        Match(row=match.row, score=round(match.score * 0.6, 2), by=match.by, reason=match.reason) for match in matches
    )
