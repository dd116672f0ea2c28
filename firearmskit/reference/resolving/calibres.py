"""Find the cartridge that a free text means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from firearmskit.language import text as _
from firearmskit.reference.load import rows
from firearmskit.reference.resolving.calibre_words import CANONICAL, CASES, NOISE, PHRASES, USUAL
from firearmskit.reference.resolving.result import Match, Resolution
from firearmskit.reference.resolving.spelling import Speller
from firearmskit.reference.resolving.text import fold, latin
from firearmskit.reference.rows import Calibre

__all__ = ["resolve_calibre"]

_PHRASES = tuple((re.compile(pattern), by) for pattern, by in PHRASES)
_LOOSE = re.compile(
    r"\+p\+?(?!\w)|(?<![\w.])\d+(?:\.\d+)?\s?(?:gr|grs|grains?|гран)\b\.?"
    r"|(?<![\w.])\d+\s(?=(?:rounds?|rds|cartridges?|cartouches?|cartuchos?|cartucce|patronen|munitions?|патрон\w{0,3})\b)"
)
_INITIALS = re.compile(r"(?<!\w)[^\W\d_](?:\.\s?[^\W\d_](?!\w))+\.?")
_GAUGES = frozenset({"4", "8", "10", "12", "14", "16", "20", "24", "28", "32", "36", "410"})
_ALSO_METRIC = frozenset({"4", "8", "10", "14"})
_CHAMBER = re.compile(
    r"(?<!\w)(?<!\d\.)\.?(10|12|16|20|24|28|32|36|410)(?:\s?ga)?\s?[/x-]\s?(?:65|67(?:\.5)?|70|73|76|89|2\s?[.-]?\s?3/4|3(?:\s?1/2)?)(?:\s?mm)?\"?(?![\w.])"
)
_TOKEN = re.compile(
    r"(?P<bore>(?<![\d.])(?:0?\.)?\d{1,4}(?:\.\d{1,3})?)\s?(?:mm)?\s?(?P<by>[x*]|by\b|por\b|на\b|[-/. ])\s?"
    r"(?P<length>\d{2,3}(?:\.\d{1,2})?)(?!\d)(?:\s?mm)?(?:\s?(?P<case>[a-zрт]{1,3})(?![^\W_]))?"
    r"|(?P<code>(?<![^\W_])\d[a-zн]\d+|[^\W\d_]+\d+[^\W\d_]?\d*(?![^\W_]))"
    r"|(?P<number>(?:(?<!\d)0?\.)?\d+(?:\.\d+)?)"
    r"|(?P<word>[^\W\d_]+)"
)
_PARTS = re.compile(
    r"[;(),|]|\s/\s|\bor\b|\bou\b|\boder\b|/(?=\s?(?:0?\.\d|\d+\.\d))|(?<=[^\W\d_])/|/(?=\d+(?:\.\d+)?\s?[^\W\d_])"
)


@dataclass(frozen=True, kw_only=True)
class _Read:
    """What stands in one name or text.

    ``bores`` holds every way to read the first number: ``i45`` inches, ``m9`` millimetres, ``g12`` a gauge.
    """

    bores: frozenset[str] = frozenset()
    length: str | None = None
    case: str | None = None
    words: frozenset[str] = frozenset()
    unknown: tuple[str, ...] = ()
    slips: int = 0
    unit: bool = False
    main: bool = False

    @property
    def bare(self) -> bool:
        """Whether only a bore is there."""
        return bool(self.bores) and self.length is None and not self.words


@dataclass(kw_only=True)
class _Index:
    """The names of all cartridges, read once."""

    names: dict[str, list[tuple[str, _Read]]] = field(default_factory=dict)
    by_bore: dict[str, list[Calibre]] = field(default_factory=dict)
    by_word: dict[str, list[Calibre]] = field(default_factory=dict)
    pairs: set[tuple[str, str]] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    speller: Speller = field(default_factory=lambda: Speller(()))


def _tidy(text: str) -> str:
    """Fold a text and write its units, initials and groups of words in one form."""
    text = re.sub(r"(?<=\d)\s?,\s?(?=\d)", ".", fold(text))
    text = re.sub(r"(?<=\d)\s?х\s?(?=\d)", "x", text)
    text = re.sub(r"(?<![\d.])(\d) (\d\d)(?=\s?[x*]\s?\d)", r"\1.\2", text)
    for pattern, by in _PHRASES:
        text = pattern.sub(by, text)
    text = _INITIALS.sub(lambda match: re.sub(r"[.\s]", "", match[0]) + " ", text)
    return re.sub(r"(?<=\d)\s?mm(?=[^\W_])", " mm ", text)


def _plain(number: str) -> str:
    """Write a decimal number without zeros that say nothing."""
    return number.rstrip("0").rstrip(".") if "." in number else number


def _bores(number: str, *, mm: bool, gauge: bool) -> Iterator[str]:
    """Give every way to read a number as a bore."""
    if number.startswith((".", "0.")):
        yield "i" + number.partition(".")[2]
        if number.endswith(".410"):
            yield "g410"
    elif "." in number:
        yield "m" + _plain(number)
    elif mm:
        yield "m" + number.lstrip("0")
    elif gauge:
        yield "g" + number
    else:
        yield "i" + number
        if number in _GAUGES:
            yield "g" + number
        if number not in _GAUGES or number in _ALSO_METRIC:
            yield "m" + number
        if 3 <= len(number) <= 4:
            # 762, 1143 and 3006 are written for 7.62, 11.43 and 30-06
            yield f"i{number[:2]}-{number[2:]}"
            yield "m" + _plain(number[0] + "." + number[1:])
            yield "m" + _plain(number[:2] + "." + number[2:])


def _word(word: str, index: _Index | None) -> tuple[str | None, int]:
    """Bring a word to its usual form; None for one that isn't known, with the number of slips that were mended."""
    for form in (word, latin(word)):
        if form in NOISE:
            return "", 0
        if form in CANONICAL:
            return CANONICAL[form], 0
        if index is None or form in index.words:
            return form, 0
    near, slips = index.speller.near(latin(word)) if index else ((), 0)
    forms = {"" if each in NOISE else CANONICAL.get(each, each) for each in near}
    return (forms.pop(), slips) if len(forms) == 1 else (None, 0)


def _read(text: str, index: _Index | None) -> _Read:
    """Read one name or one text; without an index every word counts as known."""
    bores: frozenset[str] = frozenset()
    length = case = None
    words: set[str] = set()
    unknown: list[str] = []
    slips = 0
    unit = " mm" in text or "mm " in text
    gauge = re.search(r"\b(?:ga|gauge|gage|bore|калибра|га)\b", text) is not None
    for match in _TOKEN.finditer(text):
        if match["bore"]:
            found = _sized(match, index)
            if found is not None and not bores:
                bores, length, case = found
                if match["case"] and case is None:
                    form, slip = _word(match["case"], index)
                    words |= {form} if form else set()
                    unknown += [match["case"]] if form is None else []
                    slips += slip
                continue
            # not a size after all: read its parts one by one
            rest = _read_parts(text[match.start() : match.end()], index, unit=unit, gauge=gauge, first=not bores)
            bores = bores or rest.bores
            words |= rest.words
            unknown += rest.unknown
            continue
        rest = _piece(match, text, index, gauge=gauge, first=not bores)
        bores = bores or rest.bores
        words |= rest.words
        unknown += rest.unknown
        slips += rest.slips
    return _Read(
        bores=bores,
        length=length,
        case=case,
        words=frozenset(words - {"", "gauge"} - ({"mag"} if bores and all(b[0] == "g" for b in bores) else set())),
        unknown=tuple(unknown),
        slips=slips,
        unit=unit,
    )


_PART = re.compile(r"(?P<number>(?:(?<!\d)0?\.)?\d+(?:\.\d+)?)|(?P<word>[^\W\d_]+)|(?P<code>(?!))")


def _read_parts(text: str, index: _Index | None, *, unit: bool, gauge: bool, first: bool) -> _Read:
    bores: frozenset[str] = frozenset()
    words: set[str] = set()
    unknown: list[str] = []
    for match in _PART.finditer(text):
        rest = _piece(match, text, index, gauge=gauge, first=first and not bores)
        bores = bores or rest.bores
        words |= rest.words
        unknown += rest.unknown
    return _Read(bores=bores, words=frozenset(words), unknown=tuple(unknown), unit=unit)


def _piece(match: re.Match[str], text: str, index: _Index | None, *, gauge: bool, first: bool) -> _Read:
    """Read one number, code or word."""
    if match["number"]:
        number = match["number"]
        mm = re.match(r"\s?mm\b", text[match.end() : match.end() + 4]) is not None
        if first:
            found = frozenset(_bores(number, mm=mm, gauge=gauge))
            known = found if index is None else found & index.by_bore.keys()
            return _Read(bores=known) if known else _Read(unknown=(number,))
        form: str | None = "#" + number
        if index is not None and form not in index.words:
            return _Read(unknown=(number,))
        return _Read(words=frozenset({form or ""}))
    word = match["code"] or match["word"]
    form, slips = _word(word, index)
    if form is None:
        return _Read(unknown=(word,))
    return _Read(words=frozenset({form} if form else ()), slips=slips)


def _sized(match: re.Match[str], index: _Index | None) -> tuple[frozenset[str], str | None, str | None] | None:
    """Read ``7.62x39`` and ``30-06``; None where the two numbers don't belong together."""
    bore, length, by = match["bore"], match["length"], match["by"].strip()
    if by == "." and "." not in bore:
        return None
    if by in ("-", "/", ".", "", "'") and _inches(bore):
        compound = f"i{bore.lstrip('0.')}-{length}"
        if index is None or compound in index.by_bore:
            if index is None and (by != "-" and by != "/"):
                return None
            return frozenset({compound}), None, None
    sized = frozenset(_bores(bore, mm="." not in bore and len(bore) <= 2, gauge=False))
    plain = _plain(length)
    if index is None:
        if by not in ("x", "*"):
            return None
    elif by in ("-", "/", ".", ""):
        sized = frozenset(each for each in sized if (each, plain) in index.pairs)
        if not sized:
            return None
    case = match["case"]
    letters = latin("r" if case == "р" else case).upper() if case in CASES else None
    return sized, plain, letters


def _inches(number: str) -> bool:
    """Whether a number can be the first half of a name such as 30-06."""
    return re.fullmatch(r"0?\.?\d{2,3}", number) is not None


@cache
def _index() -> _Index:
    index = _Index()
    for row in rows(Calibre):
        for name in dict.fromkeys((row.name, *row.names)):
            read = replace(_read(_LOOSE.sub(" ", _chambers(_tidy(name))), None), main=name == row.name)
            index.names.setdefault(row.id, []).append((name, read))
            index.words |= read.words
            for bore in read.bores:
                _add(index.by_bore, bore, row)
                if read.length:
                    index.pairs.add((bore, read.length))
            for word in read.words:
                _add(index.by_word, word, row)
    index.speller = Speller(
        word for word in {*index.words, *CANONICAL, *NOISE} if len(word) >= 5 and word.isascii() and word.isalpha()
    )
    return index


def _add(found: dict[str, list[Calibre]], key: str, row: Calibre) -> None:
    held = found.setdefault(key, [])
    if row not in held[-1:]:
        held.append(row)


def _chambers(text: str) -> str:
    """Leave the length of the chamber of a shotgun away: 12/70 and 12/76 are one cartridge family."""
    return _CHAMBER.sub(lambda match: f" {match[1]} ga ", text)


@dataclass(frozen=True, kw_only=True)
class _Fit:
    row: Calibre
    score: float
    by: str
    main: bool
    spoken: bool


def _fit(read: _Read, row: Calibre, index: _Index) -> _Fit | None:
    """Say how well a row fits what was read; None where something contradicts it."""
    names = [
        (name, each)
        for name, each in index.names[row.id]
        if not read.bores or not each.bores or read.bores & each.bores
    ]
    if read.bores and not any(each.bores for _name, each in names):
        return None
    lengths = {each.length for _name, each in names if each.length}
    if read.length and lengths and read.length not in lengths:
        return None
    if read.length and not lengths:
        return None
    cases = {each.case for _name, each in names if each.length}
    if read.case and read.case not in cases:
        return None
    known = {word for _name, each in names for word in each.words}
    if not read.words <= known:
        return None
    exact = next((name for name, each in names if each.bores and _same(read, each) and _says(name, read)), None)
    if exact is None and not read.bores:
        exact = next((name for name, each in names if read.words == each.words and not each.bores), None)
    sized = next((name for name, each in names if each.length == read.length), names[0][0])
    score = 1.0 if exact else 0.9
    if read.length and not read.case and None not in cases:
        score -= 0.05  # the rim was left away
    main = any(each.main and each.bores for _name, each in names)
    spoken = main or any(each.bores and not each.length for _name, each in names)
    return _Fit(row=row, score=score - 0.05 * read.slips, by=exact or sized, main=main, spoken=spoken)


def _says(name: str, read: _Read) -> bool:
    """Whether a name says no more than a bare bore, where that is all that was read: ``.380 Revolver`` says more."""
    return not read.bare or re.search(r"[^\W\d_]{3}", re.sub(r"(?i)gauge|bore", "", name)) is None


def _same(read: _Read, name: _Read) -> bool:
    return read.words == name.words and read.length == name.length and read.case == name.case


def _candidates(read: _Read, index: _Index) -> list[Calibre]:
    found: dict[str, Calibre] = {}
    keys: Iterable[str] = read.bores or ()
    for bore in sorted(keys):
        found |= {row.id: row for row in index.by_bore.get(bore, ())}
    if not read.bores:
        for word in sorted(read.words):
            found |= {row.id: row for row in index.by_word.get(word, ())}
    order = {id: number for number, id in enumerate(USUAL)}
    return sorted(found.values(), key=lambda row: order.get(row.id, len(order)))


def _fits(read: _Read, index: _Index) -> list[_Fit]:
    found = [fit for row in _candidates(read, index) if (fit := _fit(read, row, index))]
    return sorted(found, key=lambda fit: (-fit.score, read.bare and _rank(fit), fit.row.kind == "alarm"))


def _rank(fit: _Fit) -> int:
    """Put the cartridges that are called by their bore first, the usual ones among them before others."""
    return 0 if fit.main and fit.row.id in USUAL else 1 if fit.spoken else 2


def _certain(read: _Read, fits: list[_Fit]) -> _Fit | None:
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
        return fits[0] if len(fits) == 1 else main[0] if usual else None
    if not read.bores and (read.unknown or (best[0].score < 1 and len(fits) > 1)):
        return None
    if read.unknown and len(fits) > 1 and best[0].score < 1:
        return None
    return best[0] if len(best) == 1 and (best[0].score >= 1 - 0.05 * read.slips or len(fits) == 1) else None


def _vague(read: _Read) -> bool:
    """Whether a bare number could as well be a quantity."""
    return not read.unit and all(len(bore) == 2 for bore in read.bores)


def resolve_calibre(text: str) -> Resolution[Calibre]:
    """Find the cartridge that a text means."""
    index = _index()
    tidy = _LOOSE.sub(" ", _chambers(_tidy(text)))
    whole = _read(tidy, index)
    parts = [read for part in _PARTS.split(tidy) if part.strip() and (read := _read(part, index)).bores]
    if len(parts) > 1 and not any("-" in bore for bore in whole.bores):
        return _several(text, parts, index)
    return _answer(text, whole, _fits(whole, index), index)


def _several(text: str, parts: list[_Read], index: _Index) -> Resolution[Calibre]:
    """Answer a text that names more than one bore: one cartridge under two names, or really two."""
    lists = [_fits(read, index) for read in parts]
    shared = set.intersection(*({fit.row.id for fit in fits} for fits in lists))
    union: dict[str, _Fit] = {}
    for fit in sorted((fit for fits in lists for fit in fits), key=lambda fit: -fit.score):
        union.setdefault(fit.row.id, fit)
    joint = [fit for fit in union.values() if fit.row.id in shared]
    certain = {sure.row.id for read, fits in zip(parts, lists, strict=True) if (sure := _certain(read, fits))}
    if len(joint) == 1 and certain <= shared:
        return _resolved(text, joint[0], joint, _Read())
    if len(certain) == 1 and len(certain & shared) == 1:
        only = union[certain.pop()]
        return _resolved(text, only, [only], _Read())
    fits = joint or list(union.values())
    if not fits:
        return _none(text)
    reason = _("The text names more than one cartridge, or one under names that don't agree.")
    return Resolution(text=text, matches=_matches(fits, _Read(), 0.6), row=None, reason=reason)


def _answer(text: str, read: _Read, fits: list[_Fit], index: _Index) -> Resolution[Calibre]:
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


def _contradicted(text: str, read: _Read, index: _Index) -> Resolution[Calibre]:
    """Answer a text whose parts don't go together, as 9x19 Makarov."""
    if not read.length or not read.bores:
        return _none(text)
    loose = [
        _Read(bores=read.bores, length=read.length),
        *((_Read(bores=read.bores, words=read.words),) if read.words else ()),
    ]
    fits = {fit.row.id: fit for each in loose for fit in _fits(each, index)}
    if not fits:
        return _none(text)
    reason = _("The parts of the text contradict each other; these cartridges fit some of them.")
    return Resolution(text=text, matches=_matches(list(fits.values()), read, 0.4), row=None, reason=reason)


def _none(text: str) -> Resolution[Calibre]:
    return Resolution(text=text, matches=(), row=None, reason=_("No cartridge of the reference is called so."))


def _resolved(text: str, certain: _Fit, fits: list[_Fit], read: _Read) -> Resolution[Calibre]:
    score = round(certain.score - (0.1 if read.unknown else 0), 2)
    reason = _("Fits the name {name}.").format(name=certain.by)
    if read.unknown:
        reason = _("Fits the name {name}; {words} wasn't needed and isn't known.").format(
            name=certain.by, words=", ".join(read.unknown[:3])
        )
    first: Match[Calibre] = Match(row=certain.row, score=score, by=certain.by, reason=reason)
    others = [fit for fit in fits if fit.row.id != certain.row.id]
    return Resolution(text=text, matches=(first, *_matches(others, read, 0.3)), row=certain.row, reason=reason)


def _matches(fits: list[_Fit], read: _Read, top: float) -> tuple[Match[Calibre], ...]:
    """List fits that aren't certain; scores fall with the rank, below what a certain match has."""
    found = []
    for rank, fit in enumerate(fits[:12]):
        reason = (
            _("Has this bore.") if read.bare else _("Fits the name {name}, but others fit as well.").format(name=fit.by)
        )
        found.append(Match(row=fit.row, score=round(top * fit.score / (1 + rank / 10), 2), by=fit.by, reason=reason))
    return tuple(found)
