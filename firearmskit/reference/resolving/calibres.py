"""Find the cartridge that a free text means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from firearmskit.language import text as _
from firearmskit.reference.load import rows
from firearmskit.reference.resolving.calibre_text import Index, Read, key, read_all, read_name, split, tidy
from firearmskit.reference.resolving.calibre_words import CANONICAL, USUAL
from firearmskit.reference.resolving.result import Match, Resolution
from firearmskit.reference.rows import Calibre

__all__ = ["resolve_calibre"]

_TELLING = frozenset(CANONICAL.values())


@dataclass(frozen=True, kw_only=True)
class _Fit:
    row: Calibre
    score: float
    by: str
    main: bool
    spoken: bool


def _fit(read: Read, row: Calibre, index: Index) -> _Fit | None:
    """Say how well a row fits what was read; None where something contradicts it."""
    names = [
        (name, each)
        for name, each in index.names[row.id]
        if not read.bores or not each.bores or read.bores & each.bores
    ]
    cases = {each.case for _name, each in index.names[row.id] if each.length}
    if _contradicts(read, [each for _name, each in names], cases):
        return None
    exact = next((name for name, each in names if each.bores and _same(read, each) and _says(name, read)), None)
    if exact is None and not read.bores:
        exact = next((name for name, each in names if read.words == each.words and not each.bores), None)
    sized = next((name for name, each in names if each.length == read.length), names[0][0])
    score = 1.0 if exact else 0.9
    if read.length and not read.case and all(each.case for _name, each in names if each.length):
        score -= 0.05  # the rim was left away
    main = any(each.main and each.bores for _name, each in names)
    spoken = main or any(each.bores and not each.length for _name, each in names)
    return _Fit(row=row, score=score - 0.05 * read.slips, by=exact or sized, main=main, spoken=spoken)


def _contradicts(read: Read, names: list[Read], cases: set[str | None]) -> bool:
    """Whether a bore, a length, a rim or a word of a text is in none of a row's names with this bore."""
    if read.bores and not any(each.bores for each in names):
        return True
    if read.length and read.length not in {each.length for each in names}:
        return True
    if read.case and read.case not in cases:
        return True
    return not read.words <= {word for each in names for word in each.words}


def _says(name: str, read: Read) -> bool:
    """Whether a name says no more than a bare bore, where that is all that was read: ``.380 Revolver`` says more."""
    return not read.bare or re.search(r"[^\W\d_]{3}", re.sub(r"(?i)gauge|bore", "", name)) is None


def _same(read: Read, name: Read) -> bool:
    return read.words == name.words and read.length == name.length and read.case == name.case


def _candidates(read: Read, index: Index) -> list[Calibre]:
    found: dict[str, Calibre] = {}
    keys: Iterable[str] = read.bores or ()
    for bore in sorted(keys):
        found |= {row.id: row for row in index.by_bore.get(bore, ())}
    if not read.bores:
        for word in sorted(read.words):
            found |= {row.id: row for row in index.by_word.get(word, ())}
    order = {id: number for number, id in enumerate(USUAL)}
    return sorted(found.values(), key=lambda row: order.get(row.id, len(order)))


def _fits(read: Read, index: Index) -> list[_Fit]:
    if not read.bores and (
        not read.words <= _TELLING | index.codes or any(part[-1:].isdigit() for part in read.unknown)
    ):
        return []  # a bore that isn't known, or a word that is no name of a cartridge by itself
    found = [fit for row in _candidates(read, index) if (fit := _fit(read, row, index))]
    return sorted(found, key=lambda fit: (-fit.score, read.bare and _rank(fit), fit.row.kind == "alarm"))


def _rank(fit: _Fit) -> int:
    """Put the cartridges that are called by their bore first, the usual ones among them before others."""
    return 0 if fit.main and fit.row.id in USUAL else 1 if fit.spoken else 2


_SPARED = frozenset({"carbine", "rf"})
"""Words that may say what the firearm or the primer is, as in carabine 22 LR, and not which cartridge."""
_ALONE = frozenset({"mak", "tok", "nagant"})
"""Words that name a cartridge even where no bore stands beside them."""


def _certain(read: Read, fits: list[_Fit]) -> _Fit | None:
    """Give the only fit that is honest, if there is one."""
    if not fits or (not read.bores and not read.words):
        return None
    if read.bare and (read.unknown or _vague(read)):
        return None
    best = [fit for fit in fits if fit.score == fits[0].score]
    if read.bare:
        # .380 is also a part of other cartridges' second names; one cartridge is usual and mainly called so
        main = [fit for fit in fits if fit.main and fit.row.kind != "alarm"]
        usual = len(main) == 1 and main[0].row.id in USUAL
        if len(fits) == 1:
            # 4.5 mm and 23 mm are also the bores of what isn't in the reference
            whole = all(re.fullmatch(r"m\d+", bore) for bore in read.bores)
            return fits[0] if fits[0].spoken and (fits[0].row.id in USUAL or not whole) else None
        return main[0] if usual else None
    if not read.bores and (read.unknown or (best[0].score < 1 - 0.05 * read.slips and not read.words <= _ALONE)):
        return None
    if read.unknown and len(fits) > 1 and best[0].score < 1:
        return None
    return best[0] if len(best) == 1 and (best[0].score >= 1 - 0.05 * read.slips or len(fits) == 1) else None


def _vague(read: Read) -> bool:
    """Whether a bare number could as well be a quantity."""
    return not read.unit and all(len(bore) == 2 for bore in read.bores)


def resolve_calibre(text: str) -> Resolution[Calibre]:
    """Find the cartridge that a text means."""
    index = read_all()
    answer = _resolve(text, index)
    named = index.whole.get(key(text), set())
    if answer.row is None or answer.row.id in named or len(named) != 1:
        return answer
    # a whole name says more than its parts, as .380 Revolver does
    row = next(row for row in rows(Calibre) if row.id in named)
    name = next(name for name, read in index.names[row.id] if key(name) == key(text))
    return _resolved(text, _Fit(row=row, score=1.0, by=name, main=False, spoken=False), [], Read())


def _resolve(text: str, index: Index) -> Resolution[Calibre]:
    plain = tidy(text)
    whole = read_name(plain, index)
    several = [read for part in split(plain) if (read := read_name(part, index)).bores]
    if len(several) > 1 and ("(" in plain or not any("-" in bore for bore in whole.bores)):
        return _several(text, several, index)
    return _answer(text, whole, _fits(whole, index), index)


def _several(text: str, parts: list[Read], index: Index) -> Resolution[Calibre]:
    """Answer a text that names more than one bore: one cartridge under two names, or really two."""
    lists = [_fits(read, index) for read in parts]
    shared = set.intersection(*({fit.row.id for fit in fits} for fits in lists))
    union: dict[str, _Fit] = {}
    for fit in sorted((fit for fits in lists for fit in fits), key=lambda fit: -fit.score):
        union.setdefault(fit.row.id, fit)
    joint = [fit for fit in union.values() if fit.row.id in shared]
    certain = {sure.row.id for read, fits in zip(parts, lists, strict=True) if (sure := _certain(read, fits))}
    if len(joint) == 1 and certain <= shared:
        return _resolved(text, joint[0], joint, Read())
    if len(certain) == 1 and len(certain & shared) == 1:
        only = union[certain.pop()]
        return _resolved(text, only, [only], Read())
    fits = joint or list(union.values())
    if not fits:
        return _none(text)
    reason = _("The text names more than one cartridge, or one under names that don't agree.")
    return Resolution(text=text, matches=_matches(fits, Read(), 0.6), row=None, reason=reason)


def _answer(text: str, read: Read, fits: list[_Fit], index: Index) -> Resolution[Calibre]:
    if not fits:
        return _contradicted(text, read, index)
    certain = _certain(read, fits)
    if certain:
        return _resolved(text, certain, fits, read)
    if read.bare and read.unknown:
        reason = _("Only the bore is understood; {words} isn't known, and it may name the cartridge.").format(
            words=", ".join(read.unknown[:3])
        )
        return Resolution(text=text, matches=_matches(fits, read, 0.4), row=None, reason=reason)
    if read.bare:
        reason = _("Only the bore is named, and the cartridge could be any of this bore; the usual ones come first.")
    else:
        reason = _("Several cartridges fit: {names}.").format(names=", ".join(fit.row.name for fit in fits[:4]))
    return Resolution(text=text, matches=_matches(fits, read, 0.6), row=None, reason=reason)


def _contradicted(text: str, read: Read, index: Index) -> Resolution[Calibre]:
    """Answer a text whose parts don't go together, as 9x19 Makarov."""
    if read.bores and not read.length:
        return _misnamed(text, read, index)
    if not read.bores:
        return _none(text)
    loose = [
        Read(bores=read.bores, length=read.length),
        *((Read(bores=read.bores, words=read.words),) if read.words else ()),
    ]
    fits = {fit.row.id: fit for each in loose for fit in _fits(each, index)}
    if not fits:
        return _none(text)
    reason = _("The parts of the text contradict each other; these cartridges fit some of them.")
    return Resolution(text=text, matches=_matches(list(fits.values()), read, 0.4), row=None, reason=reason)


def _misnamed(text: str, read: Read, index: Index) -> Resolution[Calibre]:
    """Answer a text with a bore that is known and a name that no cartridge of this bore has."""
    spared = read.words & _SPARED
    if spared:
        plain = replace(read, words=read.words - spared)
        return _answer(text, plain, _fits(plain, index), index)
    bare = Read(bores=read.bores)
    fits = _fits(bare, index)
    certain = None if read.unknown else _certain(bare, fits)
    if certain and read.words <= {word for _name, each in index.names[certain.row.id] for word in each.words}:
        # both are names of the cartridge, though nobody writes them together, as .380 short
        return _resolved(text, replace(certain, score=0.8), fits, read)
    reason = _("Only the bore is understood; no cartridge of this bore in the reference has the rest as a name.")
    return Resolution(text=text, matches=_matches(fits, bare, 0.3), row=None, reason=reason)


def _none(text: str) -> Resolution[Calibre]:
    return Resolution(text=text, matches=(), row=None, reason=_("No cartridge of the reference is called so."))


def _resolved(text: str, certain: _Fit, fits: list[_Fit], read: Read) -> Resolution[Calibre]:
    score = round(certain.score - (0.1 if read.unknown else 0), 2)
    reason = _("Fits the name {name}.").format(name=certain.by)
    if read.unknown:
        reason = _("Fits the name {name}; {words} wasn't needed and isn't known.").format(
            name=certain.by, words=", ".join(read.unknown[:3])
        )
    first: Match[Calibre] = Match(row=certain.row, score=score, by=certain.by, reason=reason)
    others = [fit for fit in fits if fit.row.id != certain.row.id]
    return Resolution(text=text, matches=(first, *_matches(others, read, 0.3)), row=certain.row, reason=reason)


def _matches(fits: list[_Fit], read: Read, top: float) -> tuple[Match[Calibre], ...]:
    """List fits that aren't certain; scores fall with the rank, below what a certain match has."""
    found = []
    for rank, fit in enumerate(fits[:12]):
        reason = (
            _("Has this bore.") if read.bare else _("Fits the name {name}, but others fit as well.").format(name=fit.by)
        )
        found.append(Match(row=fit.row, score=round(top * fit.score / (1 + rank / 10), 2), by=fit.by, reason=reason))
    return tuple(found)
