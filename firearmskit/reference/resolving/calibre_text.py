"""Read the names of cartridges, and texts that may be one: bores, lengths and words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from firearmskit.reference.load import rows
from firearmskit.reference.resolving.calibre_words import CANONICAL, CASES, NOISE, PHRASES
from firearmskit.reference.resolving.spelling import Speller
from firearmskit.reference.resolving.text import fold, latin
from firearmskit.reference.rows import Calibre

__all__ = ["Index", "Read", "key", "read_all", "read_name", "split", "tidy"]

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
_INCHES = re.compile(
    r"(?<=\d)\s?(?:ga|gauge|bore)\b\.?\s?(?:2\s?[.-]?\s?3/4|3(?:\s?1/2)?)(?:\s?(?:inch|in|\"|''))?(?!\w)"
)
_TOKEN = re.compile(
    r"(?P<bore>(?<![\d.])(?:0?\.)?\d{1,4}(?:\.\d{1,3})?)\s?(?:mm)?\s?(?P<by>[x*]|by\b|por\b|на\b|[-/. ])\s?"
    r"(?P<length>\d{2,3}(?:\.\d{1,2})?)(?!\d)(?:\s?mm)?(?:\s?(?P<case>[a-zрт]{1,3})(?![^\W_]))?"
    r"|(?P<code>(?<![^\W_])\d[a-zн]\d+|[^\W\d_]+\d+[^\W\d_]?\d*(?![^\W_]))"
    r"|(?P<number>(?:(?<!\d)0?\.)?\d+(?:\.\d+)?)"
    r"|(?P<word>[^\W\d_]+)"
)
_PART = re.compile(r"(?P<number>(?:(?<!\d)0?\.)?\d+(?:\.\d+)?)|(?P<word>[^\W\d_]+)|(?P<code>(?!))")
_PARTS = re.compile(
    r"[;(),|]|\s/\s|\bor\b|\bou\b|\boder\b|/(?=\s?(?:0?\.\d|\d+\.\d))|(?<=[^\W\d_])/|/(?=\d+(?:\.\d+)?\s?[^\W\d_])"
)


@dataclass(frozen=True, kw_only=True)
class Read:
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
class Index:
    """The names of all cartridges, read once."""

    names: dict[str, list[tuple[str, Read]]] = field(default_factory=dict)
    whole: dict[str, set[str]] = field(default_factory=dict)
    by_bore: dict[str, list[Calibre]] = field(default_factory=dict)
    by_word: dict[str, list[Calibre]] = field(default_factory=dict)
    pairs: set[tuple[str, str]] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    speller: Speller = field(default_factory=lambda: Speller(()))


def key(text: str) -> str:
    """Write a whole name so that only case, accents and spaces are left away."""
    return "".join(_spell(text).split())


def tidy(text: str) -> str:
    """Fold a text, write units, initials and groups of words in one form, and leave loads and chambers away."""
    return _LOOSE.sub(" ", _chambers(_spell(text)))


def split(text: str) -> list[str]:
    """Split a tidied text where another name of a cartridge may begin; at most eight parts are looked at."""
    return [part for part in _PARTS.split(text) if part.strip()][:8]


def _spell(text: str) -> str:
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
        if 3 <= len(number) <= 4 and number[-1] != "0":
            # 762, 1143 and 3006 are written for 7.62, 11.43 and 30-06
            yield f"i{number[:2]}-{number[2:]}"
            yield "m" + _plain(number[0] + "." + number[1:])
            yield "m" + _plain(number[:2] + "." + number[2:])


def _word(word: str, index: Index | None) -> tuple[str | None, int]:
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


def read_name(text: str, index: Index | None) -> Read:
    """Read one name or one text; without an index every word counts as known."""
    total = Read(unit=" mm" in text or "mm " in text)
    gauge = re.search(r"\b(?:ga|gauge|gage|bore|калибра|га)\b", text) is not None
    for match in _TOKEN.finditer(text):
        size = _sized(match, index) if match["bore"] and not total.bores else None
        if size is not None:
            total = _join(total, size)
            continue
        # two numbers that don't belong together are read one by one
        for part in _PART.finditer(match[0]) if match["bore"] else (match,):
            total = _join(total, _piece(part, index, gauge=gauge, first=not total.bores))
    words = total.words - {"", "gauge"}
    if total.bores and all(bore.startswith("g") for bore in total.bores):
        words -= {"mag"}  # a load of a shotgun cartridge, and no other cartridge
    return replace(total, words=words)


def _join(total: Read, part: Read) -> Read:
    """Add what a part of a text says to what was read before it."""
    return replace(
        total,
        bores=total.bores or part.bores,
        length=total.length or part.length,
        case=total.case or part.case,
        words=total.words | part.words,
        unknown=total.unknown + part.unknown,
        slips=total.slips + part.slips,
    )


def _piece(match: re.Match[str], index: Index | None, *, gauge: bool, first: bool) -> Read:
    """Read one number, code or word; the first number is the bore."""
    number = match["number"]
    if not number:
        return _word_read(match["code"] or match["word"], index)
    if first:
        mm = re.match(r"\s?mm\b", match.string[match.end() : match.end() + 4]) is not None
        found = frozenset(_bores(number, mm=mm, gauge=gauge))
        known = found if index is None else found & index.by_bore.keys()
        return Read(bores=known) if known else Read(unknown=(number,))
    form = "#" + number
    return Read(words=frozenset({form})) if index is None or form in index.words else Read(unknown=(number,))


def _word_read(word: str, index: Index | None) -> Read:
    form, slips = _word(word, index)
    if form is None:
        return Read(unknown=(word,))
    return Read(words=frozenset({form}), slips=slips)


def _sized(match: re.Match[str], index: Index | None) -> Read | None:
    """Read ``7.62x39`` and ``30-06``; None where the two numbers don't belong together."""
    bore, length, by = match["bore"], match["length"], match["by"].strip()
    times = by not in ("-", "/", ".", "")
    if by == "." and "." not in bore:
        return None
    compound = f"i{bore.lstrip('0.')}-{length}"
    known = by in ("-", "/") if index is None else compound in index.by_bore
    if not times and known and re.fullmatch(r"0?\.?\d{2,3}", bore):
        return Read(bores=frozenset({compound}))
    plain = _plain(length)
    sized = frozenset(_bores(bore, mm="." not in bore and len(bore) <= 2, gauge=False))
    if len(bore) == 2 and bore.isdigit():
        sized |= {f"m{bore[0]}.{bore[1]}"}  # 57x28 is written for 5.7x28
    if not times:
        sized = frozenset(each for each in sized if index is not None and (each, plain) in index.pairs)
        if not sized:
            return None
    case = match["case"]
    if case in CASES:
        return Read(bores=sized, length=plain, case=latin("r" if case == "р" else case).upper())
    return _join(Read(bores=sized, length=plain), _word_read(case, index) if case else Read())


@cache
def read_all() -> Index:
    """Read the names of all cartridges, once."""
    index = Index()
    for row in rows(Calibre):
        for name in dict.fromkeys((row.name, *row.names)):
            read = replace(read_name(tidy(name), None), main=name == row.name)
            index.names.setdefault(row.id, []).append((name, read))
            index.whole.setdefault(key(name), set()).add(row.id)
            index.words |= read.words
            index.codes |= read.words if not read.bores else set()
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
    return _INCHES.sub(" ga ", _CHAMBER.sub(lambda match: f" {match[1]} ga ", text))
