"""Find the type of firearm that a free text means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from firearmskit.language import text as _
from firearmskit.reference.load import rows
from firearmskit.reference.resolving.calibres import resolve_calibre
from firearmskit.reference.resolving.makers import maker_names
from firearmskit.reference.resolving.model_names import (
    cores,
    jumbled,
    mend,
    model_names,
    namesakes,
    types_by_word,
    unscanned,
)
from firearmskit.reference.resolving.model_text import SMALL, ModelText, core, take_apart, tokens, unmade
from firearmskit.reference.resolving.model_text import without_makers as _without_makers
from firearmskit.reference.resolving.name_words import BLANK, DESIGNATIONS, KINDS, LEGAL, PLAIN
from firearmskit.reference.resolving.nations import nations, same_nation
from firearmskit.reference.resolving.phrases import Hit, strongest, without
from firearmskit.reference.resolving.result import Match, Resolution
from firearmskit.reference.resolving.text import fold
from firearmskit.reference.rows import Calibre, Maker, Model, Row

__all__ = ["resolve_model"]

_KALASHNIKOVS = ("kalashnikov", "ak47", "akm", "ak74", "type56", "zastava-m70")
FAMILIES = {
    "kalashnikov": _KALASHNIKOVS,
    "ak": ("ak47", "akm", "ak74", "kalashnikov"),
    "kalash": ("kalashnikov", "ak47", "akm", "ak74"),
    "kalach": ("kalashnikov", "ak47", "akm", "ak74"),
    "cuernochivo": _KALASHNIKOVS,
    "avtomatkalashnikova": _KALASHNIKOVS,
    "browning": ("hp", "fn1910", "fn1922", "auto5", "m2", "m1919"),
    "mauser": ("kar98k", "gew98", "m48", "vz24"),
}
"""Words that name a whole family, and types of it that are met most; the text doesn't say which."""

_GENERIC = {*FAMILIES, "mosin"}
"""Rows that stand for a family; beside the name of a type they add nothing."""
_FAMILY_NAMES = {"ak47", "kalashnikov"}
"""Rows whose name is also used for a whole family: AK-47 beside the name of another type only says what it is like."""
_ANY_KIND = frozenset(["arm", "arma", "arme", "automatic", "gun", "rifle", "waffe", "weapon"])
_CHANGE = re.compile(r"(?<=\d)\s?-\s?\d(?!\d)")
"""An engineering change of Smith & Wesson: a 686-3 is a Model 686."""


def resolve_model(text: str) -> Resolution[Model]:
    """Find the type of firearm that a text means."""
    read = take_apart(text)
    words = read.words
    family = FAMILIES.get("".join(core(words)))
    if family:
        return _family(text, family)
    whole = tokens(text)
    if found := model_names().exact.get("".join(whole)):
        own = strongest(found)
        if len(own) == 1 and own[0][0].id in FAMILIES:
            return _family(text, FAMILIES[own[0][0].id])
        return _exact(text, found, whole)
    if answer := _by_name(text, read) or _by_core(text, read):
        return answer
    plain = unscanned(fold(text))
    if plain != fold(text):
        return _mended(text, plain, 1)
    mended, slips = mend(words)
    if slips:
        return _mended(text, " ".join(mended), slips)
    if "sw" in read.named and (unchanged := _CHANGE.sub("", text)) != text:
        return replace(resolve_model(unchanged), text=text)
    small = without(words, SMALL)
    hits = _hits(small) or _hits(core(small))
    if hits and (answer := _inside(text, hits, read)):
        return answer
    return _partly(text, read)


def _by_name(text: str, read: ModelText) -> Resolution[Model] | None:
    """Answer a text that is a name but for words for the kind of thing, its State and other plain words."""
    bare = [word for word in read.words if word not in KINDS | SMALL | PLAIN and nations(word) is None]
    key = "".join(bare)
    found = model_names().exact.get(key, ())
    if not found or bare == read.words or key.isdigit() or len(key) < 2 or key in maker_names().exact:
        return None
    pairs = _usual(found)
    pairs += [(row, row.name) for row in namesakes(pairs, bare)]
    # a maker's name inside a usual name or a mark is part of it: a CZ 99 is Zastava's
    own = [(row, name) for row, name in pairs if _agrees(row, read) or name in (row.name, *row.marks)]
    fitting = _of_kind([pair for pair in own if _fits(pair[0], read, made=False)], read)
    if len(fitting) != 1 or read.copied:
        return None
    row, name = fitting[0]
    said = _("Is the name {name} in another form.").format(name=name)
    return Resolution(text=text, matches=(Match(row=row, score=0.95, by=name, reason=said),), row=row, reason=said)


def _by_core(text: str, read: ModelText) -> Resolution[Model] | None:
    """Answer a text whose words, without the maker's and the kind of thing, are those of a name."""
    bare = core(_without_makers(read.words))
    telling = [word for word in read.words if word not in PLAIN]
    for tried in (
        read.words,
        core(read.words),
        unmade(core(read.words)),
        unmade(read.words),
        bare,
        core(telling),
        core(_without_makers(telling)),
    ):
        pairs = [(row, name) for row, name in cores().get("".join(tried), ()) if _agrees(row, read)]
        if pairs:
            held = [row for row, _name in pairs]
            pairs += [pair for pair in jumbled(read.words) if pair[0].maker in read.named and pair[0] not in held]
        if pairs and (answer := _cored(text, _of_kind(pairs, read), tried, read)):
            return answer
    pairs = [(row, name) for row, name in jumbled(read.words) if _agrees(row, read)]
    if pairs and (answer := _cored(text, pairs, read.words, read)):
        return answer
    if len(bare) == 1 and len(bare[0]) == 2 and bare[0].isdigit() and read.makers:
        # the year of a model is often written with two digits: Beretta 34
        pairs = [(row, name) for row, name in cores().get(f"19{bare[0]}", ()) if _made(row, read)]
        if pairs:
            return _cored(text, pairs, [f"19{bare[0]}"], read)
    return None


def _hits(words: list[str]) -> list[Hit]:
    """Find names of types in a text; a single letter, and a maker's name alone, is none."""
    found = []
    for hit in model_names().hits(words, mend=False):
        key = "".join(words[hit.at.start : hit.at.stop])
        if len(key) > 1 and (
            key not in maker_names().exact or any("".join(tokens(n)) == key == r.id for r, n in hit.found)
        ):
            found.append(hit)
    return found


def _of_kind(pairs: list[tuple[Model, str]], read: ModelText) -> list[tuple[Model, str]]:
    """Prefer the types whose usual name holds the same telling word for the kind of thing as the text, or none."""
    said = KINDS & set(read.words)
    kinds = [(pair, (KINDS - _ANY_KIND) & set(tokens(pair[0].name))) for pair in pairs]
    telling = [pair for pair, kind in kinds if kind & said]
    if said and said <= _ANY_KIND and not telling:
        telling = [pair for pair, kind in kinds if not kind]
    return telling or pairs


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


def _agrees(row: Model, read: ModelText) -> bool:
    """Whether the makers that a text names may have made this type."""
    return not read.makers or row.maker is None or row.maker in read.makers


def _makers_in(name: str) -> set[str]:
    """Give the makers whose names stand in the name of a type."""
    return {each.id for hit in maker_names().hits(tokens(name), mend=False) for each, _name in hit.found}


def _made(row: Model, read: ModelText) -> bool:
    """Whether a maker that a text names is the type's maker, or, where none is known, works in its State."""
    if row.maker is not None:
        return row.maker in read.makers
    if set(row.makers) & read.named:
        return True
    if named := _makers_in(row.name):
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


def _exact(text: str, found: Iterable[tuple[Row, str]], words: list[str]) -> Resolution[Model]:
    """Answer a text that is a name."""
    pairs = _usual(found)
    same = [] if KINDS & set(words) else namesakes(pairs, words)
    name = pairs[0][1]
    said = _("Is the name {name}.").format(name=name)
    if len(pairs) == 1 and not same:
        ids = {row.id for row, _name in pairs}
        others = [row for row, _name in cores().get("".join(core(words)), ()) if row.id not in ids]
        first = Match(row=pairs[0][0], score=1.0, by=name, reason=said)
        return Resolution(text=text, matches=(first, *_weak(others)), row=pairs[0][0], reason=said)
    reason = _("Several types are called so.")
    rows_ = [*(row for row, _name in pairs), *same]
    matches = tuple(Match(row=row, score=0.6, by=row.name, reason=said) for row in rows_)
    return Resolution(text=text, matches=matches, row=None, reason=reason)


def _weak(found: list[Model]) -> tuple[Match[Model], ...]:
    reason = _("Has a name with the same core.")
    return tuple(Match(row=row, score=0.3, by=row.name, reason=reason) for row in found[:8])


def _cored(text: str, pairs: list[tuple[Model, str]], words: list[str], read: ModelText) -> Resolution[Model] | None:
    """Answer a text whose core is the core of names, such as Beretta 92 or mod. 70."""
    key = "".join(core(words))
    number = key.isdigit() and (read.words == [key] or not _YEAR.fullmatch(key))
    if number and read.makers:
        pairs = [(row, name) for row, name in pairs if _made(row, read)]
        if not pairs:
            return None
    bare_year = re.fullmatch(r"1[89]\d\d", key) is not None and words == [key] and not read.makers
    # 1911 alone is no more the Norinco 1911 than the Model of 1911
    ours = [(row, name) for row, name in pairs if row.maker in read.makers] or pairs
    named = ours if bare_year else _usual(ours, marks=True)
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


def _fits(row: Model, read: ModelText, *, made: bool = True) -> bool:
    """Whether nothing that a text says of nation, kind of firearm and maker speaks against a type."""
    return (
        (not read.nations or any(same_nation(code, row.country) for code in read.nations))
        and (not read.kinds or row.kind in read.kinds)
        and read.blank <= _is_blank(row)
        and (not made or _may_be_made(row, read))
    )


def _is_blank(row: Model) -> bool:
    alarm = {calibre.id for calibre in rows(Calibre) if calibre.kind == "alarm"}
    return bool(alarm & set(row.calibres)) or "alarm" in tokens(row.name)


def _may_be_made(row: Model, read: ModelText) -> bool:
    """Whether a maker that the text names is among a type's makers, or works where it was made."""
    if not read.named or row.country is None or set(row.makers) & read.makers:
        return True
    if _makers_in(row.name) & read.makers:
        return True
    states = {row.country, *row.also} if not row.maker else {row.country}
    return any(same_nation(maker.country, state) for maker in rows(Maker) if maker.id in read.named for state in states)


def _doubt(read: ModelText) -> str:
    if read.copied:
        return _("The word {word} says that it may be something else.").format(word=read.copied)
    return _("The text also says something that doesn't fit this type.")


def _inside(text: str, hits: list[Hit], read: ModelText) -> Resolution[Model] | None:
    """Answer a text that holds names of types among other words."""
    words = without(read.words, SMALL)
    if max(hit.at.stop for hit in hits) > len(words) or not _hits(words):
        words = core(words)
    rest = [word for at, word in enumerate(words) if not any(at in hit.at for hit in hits)]
    unknown = _unknown(rest, read)
    matches: dict[str, Match[Model]] = {}
    certain: set[str] = set()
    for hit in hits:
        part = words[hit.at.start : hit.at.stop]
        numbers = [word for word in rest if word.isdigit() and not (_strong(part) and _YEAR.fullmatch(word))]
        pairs = [(row, name) for row, name in _usual(hit.found) if _agrees(row, read)]
        same = namesakes(pairs, part)
        if KINDS & set(words):
            told = _of_kind([*pairs, *((row, row.name) for row in same)], read)
            pairs, same = (told if len(told) == 1 else pairs), []
        for row, name in pairs:
            score = 0.9 - (0.15 if unknown else 0) - (0.25 if numbers else 0)
            after = words[hit.at.stop] if hit.at.stop < len(words) else ""
            variant = after in unknown and len(after) < 3  # AK-74U is no AK-74
            sure = not unknown or (_strong(part) and not variant and not _names_another(unknown, row))
            if len(pairs) == 1 and not same and not numbers and _fits(row, read) and sure:
                certain.add(row.id)
            said = _("The text holds the name {name}.").format(name=name)
            matches.setdefault(row.id, Match(row=row, score=round(score, 2), by=name, reason=said))
        for row in [*same, *_fitting_kin(pairs, part, read)]:
            said = _("Has a name with the same core.")
            matches.setdefault(row.id, Match(row=row, score=0.5, by=row.name, reason=said))
    if "mosin" in matches and "revolver" not in words:
        matches.pop("nagant", None)  # the rifle is called by both names, in any spelling
    matches = _without_family(matches)
    ordered = sorted(matches.values(), key=lambda match: -match.score)
    if not ordered:
        return None
    if len(ordered) == 1 and ordered[0].row.id in certain and not read.copied:
        return Resolution(text=text, matches=tuple(ordered), row=ordered[0].row, reason=ordered[0].reason)
    reason = _("Several types fit what the text says.") if len(ordered) > 1 else _doubt(read)
    lower = tuple(Match(row=m.row, score=round(m.score * 0.6, 2), by=m.by, reason=m.reason) for m in ordered[:12])
    return Resolution(text=text, matches=lower, row=None, reason=reason)


_YEAR = re.compile(r"1[89]\d\d|20\d\d")


def _without_family(matches: dict[str, Match[Model]]) -> dict[str, Match[Model]]:
    """Leave away the word for the family beside the name of the type."""
    for family in (_GENERIC, _FAMILY_NAMES):
        own = {id: match for id, match in matches.items() if id not in family}
        if "mosin" in matches and not any("mosin" in tokens(match.row.name) for match in own.values()):
            continue  # an M38 is also a Carcano
        matches = own or matches
    return matches


def _names_another(words: list[str], row: Model) -> bool:
    """Whether a word that is left belongs to the name of other types."""
    return any(word in types_by_word() and row.id not in types_by_word()[word] for word in words)


def _fitting_kin(pairs: list[tuple[Model, str]], words: list[str], read: ModelText) -> list[Model]:
    """Find types with the same word in their names that fit, where those that are called so don't."""
    if any(_fits(row, read) for row, _name in pairs):
        return []
    kin = {id: row for word in words for id, (row, _words) in types_by_word().get(word, {}).items()}
    return [row for row in kin.values() if _fits(row, read) and _agrees(row, read)][:6]


def _strong(words: list[str]) -> bool:
    """Whether a name can hardly be anything else: a word and a number, or a long word."""
    key = "".join(words)
    return len(key) > 5 or (len(key) > 2 and not key.isdigit() and not key.isalpha())


def _unknown(words: list[str], read: ModelText) -> list[str]:
    """Give the words of letters that nothing explains."""
    plain = PLAIN | KINDS | LEGAL | SMALL | DESIGNATIONS | BLANK | _maker_words(read)
    return [word for word in words if not word.isdigit() and word not in plain and nations(word) is None]


def _maker_words(read: ModelText) -> frozenset[str]:
    return frozenset(
        word for row in rows(Maker) if row.id in read.makers for name in (row.name, *row.marks) for word in tokens(name)
    )


def _partly(text: str, read: ModelText) -> Resolution[Model]:
    """Answer a text of words from usual names, such as Dragunov or Škorpion."""
    words = [word for word in core(read.words) if word not in PLAIN]
    if not words or set(words) <= KINDS or not all(word in types_by_word() for word in words):
        return _of_maker(text, read)
    shared = set.intersection(*(set(types_by_word()[word]) for word in words))
    found = [types_by_word()[words[0]][id] for id in types_by_word()[words[0]] if id in shared]
    said = _("The text is a part of this name.")
    if len(found) == 1 and not read.makers and not read.copied and _fits(found[0][0], read):
        row, name = found[0]
        if all(word.isalpha() for word in name):
            match = Match(row=row, score=0.85, by=row.name, reason=said)
            return Resolution(text=text, matches=(match,), row=row, reason=said)
    if not found:
        return _of_maker(text, read)
    reason = _("The text says less than the names of these types.")
    found = sorted(found, key=lambda pair: not _fits(pair[0], read))
    matches = tuple(Match(row=row, score=0.4, by=row.name, reason=said) for row, _name in found[:12])
    return Resolution(text=text, matches=matches, row=None, reason=reason)


_GAUGES = frozenset(["10", "12", "16", "20", "24", "28", "32", "36", "410"])


def _of_maker(text: str, read: ModelText) -> Resolution[Model]:
    """Answer a text that names a maker, and perhaps a kind and a calibre, but no type."""
    left = [word for word in _without_makers(read.words) if word.isdigit() and word not in _GAUGES]
    found: list[Model] = []
    if read.named and not left and not _unknown(read.words, read) and not read.copied:
        made = [row for row in rows(Model) if row.maker in read.named or set(row.makers) & read.named]
        calibres = {match.row.id for match in resolve_calibre(text).matches}
        fitting = [row for row in made if _fits(row, read)]
        found = [row for row in fitting if calibres & set(row.calibres)] if calibres else fitting
    if not found:
        return Resolution(text=text, matches=(), row=None, reason=_("No type of the reference is called so."))
    reason = _("The text names a maker but no type; these are types of this maker.")
    matches = tuple(Match(row=row, score=0.3, by=row.name, reason=reason) for row in found[:12])
    return Resolution(text=text, matches=matches, row=None, reason=reason)
