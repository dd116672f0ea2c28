"""Read what is stamped on a firearm."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from firearmskit import language, reference
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.marking import lexicon
from firearmskit.marking.families.symbols import SYMBOLS
from firearmskit.marking.piece import CREDIBLE, KINDS, Piece, Reading
from firearmskit.marking.rules import US_STATE, Compiled, Draft, Rule, compiled
from firearmskit.marking.script import LOOK_ALIKES, latin, plain, scripts

__all__ = ["MAX_TEXT", "MAX_TOTAL", "read"]

MAX_TEXT = 64 * 1024
"""The most characters of one text."""

MAX_TOTAL = 1024 * 1024
"""The most characters of all texts together."""

_DIGIT = re.compile(r"[\d#$]|[?*]")
_KEPT = 64
_CAP_PART = 0.55
_LEXICON_RANK = 60
_PHRASE_RANK = 89

Candidate = tuple[int, int, int, tuple[Draft, ...]]
"""Rank, start, end and the pieces of one possible reading of a stretch of text."""

Known = dict[str, set[str]]
"""Each tag that is known, with the marks that give it: no mark supports another reading of itself."""


def read(texts: Sequence[str], *, place: str | Sequence[str | None] | None = None) -> Reading:
    """Read what is stamped on one firearm.

    Symbols are written in words or brackets (``66 in triangle``, ``[arrow in triangle]``, ``crown over BNP``) or as
    signs (``△66``). A character that can't be read is written ``?``, ``#``, ``*``, or ``X`` after a digit.

    Args:
        texts: One text for each separate mark, verbatim, in the order of reading.
        place: Where the marks stand: one place for all, or one for each text (None where not known), in the words of
            the reference table ``places``, English or French: ``frame``, ``left side of the receiver``, ``slide``,
            ``canon``, ``boîte de culasse``, ``magazine``.

    Returns:
        The reading. Every letter and every digit belongs to exactly one piece; between pieces stand only white space
        and punctuation, so that pieces and gaps together give back each text. What isn't understood is of kind
        ``unknown``, with what it could be.

    Raises:
        InputError: ``texts`` isn't a sequence of texts, ``place`` has another length or holds no word of the table
            ``places``, or a text is longer than 65,536 characters or all together than 1,048,576.

    >>> reading = read(["66 in triangle", "Type 56", "12345678"])
    >>> [(piece.kind, piece.normalised) for piece in reading.pieces]
    [('factory_code', '66 in triangle'), ('model', 'Type 56 rifle'), ('serial', '12345678')]
    >>> reading.serial
    '12345678'
    >>> reading.values("country")
    ('CHN',)
    """
    checked = _checked(texts)
    places = _places(place, len(checked))
    code = language.current()
    read_as = tuple(map(plain, checked))
    alone = [_kept(text, code) if len(text) <= _KEPT else _alone(text) for text in read_as]
    known = _known(read_as, alone)
    if any(each.open for each in alone):
        alone = [each.again(text, known) if each.open else each for text, each in zip(read_as, alone, strict=True)]
        known = _known(read_as, alone)
    selectors = _selectors(read_as, known)
    supported, last = (_possible(rules, known) for rules in _split_rules()[1:])
    drafts = []
    for text, each in zip(read_as, alone, strict=True):
        candidates = [*each.phrases, *each.shapes, *_matches(text, supported, known)]
        selector = selectors.get(text.strip().casefold())
        if selector:
            candidates.append((97, *_bounds(text), (selector(text),)))
        drafts.append(_joined(text, _fill(text, _settle(text, candidates), last, known)))
    pieces = [
        piece
        for index, (text, settled_drafts) in enumerate(zip(checked, drafts, strict=True))
        for piece in _tile(text, index, settled_drafts, places[index])
    ]
    return Reading(texts=checked, pieces=tuple(_against_dates(list(_arbitrate(pieces)))))


def _checked(texts: Sequence[str]) -> tuple[str, ...]:
    """Refuse what isn't a sequence of texts of a size that can be read."""
    if isinstance(texts, str | bytes) or not isinstance(texts, Sequence):
        raise InputError(
            _("texts must be a sequence with one text for each mark, such as a list, not {value}").format(
                value=quote(texts)
            )
        )
    total = 0
    for index, text in enumerate(texts):
        if not isinstance(text, str):
            raise InputError(_("text {number} isn't a text: {value}").format(number=index + 1, value=quote(text)))
        total += len(text)
        if len(text) > MAX_TEXT:
            raise InputError(
                _("text {number} has {length} characters, the limit is {limit}: {value}").format(
                    number=index + 1, length=len(text), limit=MAX_TEXT, value=quote(text)
                )
            )
    if total > MAX_TOTAL:
        raise InputError(
            _("the texts have {length} characters together, the limit is {limit}; the first is {value}").format(
                length=total, limit=MAX_TOTAL, value=quote(texts[0])
            )
        )
    return tuple(texts)


@cache
def _place_words() -> tuple[tuple[re.Pattern[str], str, str, str], ...]:
    """Give pattern, word, place and role, the longest words first, so that "magazine housing" isn't a magazine."""
    words = [(lexicon.fold(word), row.id, row.role) for row in reference.rows(reference.Place) for word in row.words]
    words.sort(key=lambda triple: -len(triple[0]))
    return tuple((re.compile(rf"(?<!\w){re.escape(word)}(?!\w)"), word, place, role) for word, place, role in words)


@cache
def _roles() -> dict[str, str]:
    return {row.id: row.role for row in reference.rows(reference.Place)}


@lru_cache(maxsize=1024)
def _place(words: str) -> str | None:
    """Find the place that some words name; a main part wins over others, since its number counts."""
    if not words.strip():
        return None
    rest = lexicon.fold(words[:200])
    found: list[tuple[str, str]] = []
    for pattern, _word, place, role in _place_words():
        rest, count = pattern.subn("\0", rest)
        if count:
            found.append((place, role))
    if not found:
        raise InputError(_unknown_place(words))
    return min(found, key=lambda item: item[1] != "main")[0]


def _unknown_place(words: str) -> str:
    """Say that a place isn't known, which places are, and which may have been meant."""
    known = {word: place for _pattern, word, place, _role in _place_words()}
    named = [*lexicon.fold(words[:200]).split(), lexicon.fold(words[:200])]
    close = [word for part in named for word in difflib.get_close_matches(part, known, n=1, cutoff=0.7)]
    message = (
        _("{place} isn't a place that is known; did you mean {close}? The places are {places}.")
        if close
        else _("{place} isn't a place that is known; the places are {places}.")
    )
    return message.format(
        place=quote(words), close=quote(close[0].lower()) if close else "", places=", ".join(_roles())
    )


def _places(place: str | Sequence[str | None] | None, count: int) -> list[str | None]:
    if place is None or isinstance(place, str):
        return [_place(place) if place else None] * count
    if not isinstance(place, Sequence) or isinstance(place, bytes):
        raise InputError(_("place must be a text or a sequence of texts, not {value}").format(value=quote(place)))
    if len(place) != count:
        raise InputError(
            _("place must name one place for each of the {count} texts; it names {named}: {value}").format(
                count=count, named=len(place), value=quote(list(place))
            )
        )
    for word in place:
        if word is not None and not isinstance(word, str):
            raise InputError(_("a place must be a text or None, not {value}").format(value=quote(word)))
    return [_place(word) if word else None for word in place]


def _bounds(text: str) -> tuple[int, int]:
    """Give where a text starts and ends without the white space around it."""
    start = len(text) - len(text.lstrip())
    return start, start + len(text.strip())


# -- one text by itself ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class _Alone:
    """What a text says without the marks beside it."""

    hits: list[lexicon.Hit]
    phrases: list[Candidate]
    shapes: list[Candidate]
    settled: list[Draft]
    open: bool

    def again(self, text: str, known: Known) -> _Alone:
        """Look at the phrases again, now that the marks beside them are known."""
        phrases = list(_hits(text, self.hits, known))
        return replace(self, phrases=phrases, settled=_settle(text, [*phrases, *self.shapes]))


def _known(texts: tuple[str, ...], alone: list[_Alone]) -> Known:
    """Collect what the marks say of each other."""
    known: Known = {}
    for text, each in zip(texts, alone, strict=True):
        for draft in each.settled:
            for tag in draft.gives:
                known.setdefault(tag, set()).add(text[draft.start : draft.end])
    return known


def _supported(tags: Iterable[str], known: Known, mark: str) -> bool:
    """Tell whether another mark than this one gives one of the tags."""
    return any(giver not in mark for tag in tags for giver in known.get(tag, ()))


def _alone(text: str) -> _Alone:
    hits = list(lexicon.search(text, lexicon.words(text)))
    phrases = list(_hits(text, hits, {}))
    shapes = list(_matches(text, _split_rules()[0], {}))
    settled = _settle(text, [*phrases, *shapes])
    is_open = any(_is_open(text, hit) for hit in hits)
    return _Alone(hits=hits, phrases=phrases, shapes=shapes, settled=settled, open=is_open)


@lru_cache(maxsize=4096)
def _kept(text: str, code: str) -> _Alone:
    """Keep what a short text says, since registers repeat makers, models and calibres; reasons are in one language."""
    return _alone(text)


# -- candidates ------------------------------------------------------------------------------------------------------

_MADE = re.compile(
    r"(?:(?:MADE|MFD|MANUFACTURED|ASSEMBLED|FABRIQU[EÉ])\s+(?:IN|EN|AU)|HECHO\s+EN|CAL\.\s+MADE\s+IN)\s+\Z",
    re.IGNORECASE,
)
_MODEL = re.compile(r"\b(?:MOD(?:EL(?:L[OE]?|O)?)?\b\.?|TYPE|CAL\.?\sMOD\.?)\s{1,3}\Z", re.IGNORECASE)
_BY = re.compile(r"\b(?:(?:MADE|MFG\.?|MFD\.?|MANUFACTURED)\s+)?BY\s+\Z", re.IGNORECASE)
_LICENCE = re.compile(
    r"\b(?:UNDER\s+|SOUS\s+)?(?:LIC\.?|LICEN[CSZ](?:E|ED|IA|ING)?\.?|LIZENZ|LICENZA)\s+(?:(?:OF|FROM|BY|VON|DE)\s+)?\Z",
    re.IGNORECASE,
)
_NUMBER_FOLLOWS = re.compile(r"[ -]?(?!(?:19|20)\d\d\b)\d{3}|[ -]?[#?*$]")


_ADDRESS = re.compile(
    r"[\s,./]{0,3}(?:(?:INC|CO|CORP|LLC|LTD)\b\.?[\s,./]{0,3})?(?:[A-Z][A-Z.']{0,14}[\s,.]{1,3}){1,3}"
    + rf"(?:{US_STATE})\b\.?"
)
"""Town and State of the United States, as they follow the name of a maker or an importer."""
_US_FIRM = re.compile(
    rf"[\s,]{{1,2}}(?:INC|CORP|LLC|USA|U\.S\.A)\b[\s,.]{{1,3}}"
    rf"(?:[A-Z][A-Z.']{{0,14}}[\s,.]{{1,3}}){{1,3}}(?:{US_STATE})\b\.?"
)
"""The rest of the name and the address of a firm in the United States, after a maker's name."""
_STATE = re.compile(rf"[\s,.]{{1,3}}(?:{US_STATE})\b\.?")


def _address(text: str, end: int) -> int:
    """Give where the address after a name ends; the name's own end when there is none."""
    found = _ADDRESS.match(text, end, end + 80)
    return found.end() if found else end


def _hits(text: str, hits: list[lexicon.Hit], known: Known) -> Iterator[Candidate]:
    """Turn phrases of the tables into candidates."""
    for hit in hits:
        if hit.kind == "maker" and text[hit.start : hit.end] in SYMBOLS:
            continue
        if hit.weak and (not _stands_out(text, hit) or _prefix(text, hit) or _contradicted(text, hit, known)):
            continue
        draft = _from_row(text, hit, known)
        # A phrase of many words holds what would be a calibre by itself: CARBINE CAL .30 M1.
        rank = _PHRASE_RANK if text.count(" ", hit.start, hit.end) >= 3 else _LEXICON_RANK + _HIT_RANK[hit.kind]
        yield rank, draft.start, draft.end, (draft,)


def _stands_out(text: str, hit: lexicon.Hit) -> bool:
    """Tell whether a short mark is written as a mark: in capitals, or as a model's name that is the whole text."""
    shown = text[hit.start : hit.end]
    return shown.isupper() or (hit.kind == "model" and shown == text.strip() and shown.istitle())


def _prefix(text: str, hit: lexicon.Hit) -> bool:
    """Tell whether a short mark is rather the letters of a serial: digits follow, and it is no model of three."""
    model = hit.kind in ("model", "variant") and hit.end - hit.start >= 3 and text[hit.end : hit.end + 1] == " "
    return not model and _NUMBER_FOLLOWS.match(text, hit.end) is not None


@cache
def _maker_countries() -> dict[str, str | None]:
    return {row.id: row.country for row in reference.rows(reference.Maker)}


def _contradicted(text: str, hit: lexicon.Hit, known: Known) -> bool:
    """Tell whether the other marks name makers, and two letters go with none of them."""
    if not known or not _two_letters(text, hit):
        return False
    mark = text[hit.start : hit.end]
    countries = _maker_countries()
    makers = [tag for tag in known if tag in countries and _supported((tag,), known, mark)]
    named = {*makers, *(countries[maker] for maker in makers)}
    return bool(makers) and not any(named & _goes_with(row) for row in hit.rows)


def _two_letters(text: str, hit: lexicon.Hit) -> bool:
    """Tell whether a phrase is two letters, which stand for many things, and no name."""
    return (
        hit.end - hit.start == 2
        and hit.kind in ("model", "variant", "proof", "property")
        and text[hit.start : hit.end].isalpha()
    )


def _goes_with(row: reference.Row) -> set[str | None]:
    """Give the makers and States beside which a row's mark is expected."""
    if isinstance(row, reference.Model):
        return {row.maker} if row.maker else {row.country, *row.also}
    country = getattr(row, "country", None)
    return {country} if country else set(_CROWN)


_CROWN = ("GBR", "AUS", "CAN", "IND", "NZL", "PAK", "ZAF")
"""States where a royal cypher is stamped."""

_HIT_RANK = {"property": 27, "proof": 20, "import": 22, "model": 3, "variant": 3, "maker": 3, "country": 3, "town": 0}

_BARE = re.compile(r"(?:M|М|MLE|MOD(?:EL(?:L[OE]?|O)?)?|TYPE)[ .]{0,2}\d{1,4}\.?", re.IGNORECASE)
"""Designations that makers of many States use for models of their own: M70, MOD. 10."""


def _is_open(text: str, hit: lexicon.Hit) -> bool:
    """Tell whether the marks beside a phrase help to say which row it is."""
    return (
        len(hit.rows) > 1
        or hit.kind == "town"
        or _two_letters(text, hit)
        or (hit.kind == "model" and _BARE.fullmatch(text, hit.start, hit.end) is not None)
    )


def _agreeing(rows: tuple[reference.Row, ...], known: Known) -> tuple[reference.Row, ...]:
    """Keep the rows that agree with the other marks; all of them when none does."""
    if len(rows) == 1:
        return rows
    return (
        tuple(
            row for row in rows if {row.id, getattr(row, "maker", None), getattr(row, "country", None)} & known.keys()
        )
        or rows
    )


def _from_row(text: str, hit: lexicon.Hit, known: Known) -> Draft:
    """Make the piece for a phrase of the tables."""
    rows = _agreeing(hit.rows, known)
    row = rows[0]
    start, end = hit.start, hit.end
    one = len(rows) == 1
    confidence = 0.6 if hit.weak else 0.9
    implies: tuple[tuple[str, str], ...] = ()
    gives: list[str | None] = ["context"]
    kind = "model" if hit.kind == "variant" else hit.kind
    normalised: str | None
    alternatives: tuple[tuple[str, float], ...] = ()
    match row:
        case reference.Country():
            made = _MADE.search(text, max(0, start - 40), start)
            start = made.start() if made else start
            normalised = row.id
            confidence = 0.95 if made else 0.8
            reason = (
                _("The text names the country of make: {name}.") if made else _("Name of a country: {name}.")
            ).format(name=_(row.name))
            if row.status == "withdrawn":
                reason += " " + _("The State no longer exists; its name dates the mark.")
            gives += [row.id]
        case reference.Maker():
            by = _BY.search(text, max(0, start - 40), start)
            start = by.start() if by else start
            kind = "maker"
            normalised = row.name if one else None
            if hit.kind == "town":
                confidence = 0.6
                state = _STATE.match(text, end)
                end = state.end() if state else end
                reason = _("Town of a maker's address: {names}.").format(
                    names=", ".join(of.name for of in rows[:3] if isinstance(of, reference.Maker))
                )
                if not one or row.id not in known:
                    kind, normalised, one, alternatives = "unknown", None, False, (("maker", 0.3),)
                    reason += " " + _("A town alone doesn't name the maker.")
            elif licence := _LICENCE.search(text, max(0, start - 40), start):
                start = licence.start()
                kind, normalised, confidence = "unknown", None, 0.8
                alternatives = (("maker", 0.2),)
                reason = _("It names {name} as the giver of a licence, who isn't the maker.").format(name=row.name)
            else:
                firm = _US_FIRM.match(text, end, end + 80)
                if row.country not in (None, "USA") and firm:
                    end = firm.end()
                    kind, normalised, confidence = "import", text[start:end].strip(), 0.8
                    alternatives = (("maker", 0.3),)
                    gives += ["imported"]
                    reason = _(
                        "A firm with an address in the United States that bears the name of {name} ({country}): "
                        "its importer, not the maker."
                    ).format(name=row.name, country=row.country)
                else:
                    end = _address(text, end) if row.country in (None, "USA") else end
                    if row.country is None:
                        reason = _("Name of a maker, stamped in several States: {name}.").format(name=row.name)
                    else:
                        reason = _("Name of a maker: {name} ({country}).").format(name=row.name, country=row.country)
                    if not one:
                        reason = _("Name that several makers bear: {names}.").format(
                            names=", ".join(of.name for of in rows[:4] if isinstance(of, reference.Maker))
                        )
                    else:
                        implies = (("country", row.country),) if row.country else ()
                        gives += [row.id, row.country]
        case reference.Model():
            word = _MODEL.search(text, max(0, start - 12), start)
            start = word.start() if word else start
            shared = _BARE.fullmatch(text, hit.start, hit.end) and text[hit.start : hit.end].upper() != row.name.upper()
            if not one or (shared and known.keys().isdisjoint((row.maker, row.country))):
                normalised = " ".join(text[start:end].split()).strip(" .")
                reason = (
                    _("Designation that several types bear: {names}.")
                    if not one
                    else _("Designation that several makers use; the one in the reference is {names}.")
                )
                reason = reason.format(names=", ".join(of.name for of in rows[:4] if isinstance(of, reference.Model)))
                confidence = min(confidence, 0.8)
            else:
                if hit.kind == "variant":
                    normalised = " ".join(text[start:end].upper().split()).strip(" .")
                    reason = _("Designation of a variant of this type: {name}.").format(name=row.name)
                else:
                    normalised = row.name
                    reason = _("Designation of a type: {name}.").format(name=row.name)
                if row.also:
                    reason += " " + _(
                        "It was made in several States ({countries} and perhaps others): "
                        "the name doesn't say where this piece was made."
                    ).format(countries=", ".join(filter(None, (row.country, *row.also))))
                elif row.maker:
                    implies = (("maker", reference.get(reference.Maker, row.maker).name),)
                gives += [row.id, row.maker, f"from-{row.country}"]
            alternatives = (("serial", 0.05),)
        case reference.ProofMark():
            normalised = row.meaning
            reason = _("Mark of proof or inspection: {meaning}. It shows the place of testing, not the maker.").format(
                meaning=_(row.meaning)
            )
            gives += [f"proof-{row.country}"]
        case reference.Importer():
            normalised = row.name
            end = _address(text, end)
            gives += ["imported", row.id]
            if row.doubt:
                reason = _("Mark of an importer: {name} ({country}).").format(name=row.name, country=row.country)
                reason += " " + _(row.doubt)
                confidence, alternatives = 0.7, (("maker", 0.4),)
            else:
                reason = _("Mark of an importer: {name} ({country}). The importer isn't the maker.").format(
                    name=row.name, country=row.country
                )
                confidence, alternatives = 0.7 if hit.weak else 0.9, (("maker", 0.1),)
        case reference.PropertyMark():
            normalised = row.meaning
            reason = _("Mark of an owner: {meaning}.").format(meaning=_(row.meaning))
            gives += [f"owner-{row.country}"]
    return Draft(
        kind=kind,
        start=start,
        end=end,
        normalised=normalised,
        reason=reason,
        confidence=confidence,
        alternatives=alternatives,
        basis=row.confidence,
        row=row if one else None,
        implies=implies,
        gives=tuple(tag for tag in gives if tag),
    )


@cache
def _split_rules() -> tuple[tuple[Compiled, ...], ...]:
    """Give the rules that need nothing beside them, those that do, and those that come last."""
    rules = compiled()
    return (
        tuple(r for r in rules if not r[0].needs and not r[0].last),
        tuple(r for r in rules if r[0].needs and not r[0].last),
        tuple(r for r in rules if r[0].last),
    )


def _possible(rules: Iterable[Compiled], known: Known) -> list[Compiled]:
    """Leave out the rules that need what no mark gives."""
    return [r for r in rules if r[0].alone or not r[0].needs or not known.keys().isdisjoint(r[0].needs)]


def _matches(
    text: str,
    rules: Iterable[Compiled],
    known: Known,
    start: int = 0,
    end: int | None = None,
) -> Iterator[Candidate]:
    """Turn what the rules match between ``start`` and ``end`` into candidates."""
    end = len(text) if end is None else end
    digit = _DIGIT.search(text, start, end) is not None
    small = text.lower()
    searched, held = None, True
    for rule, pattern, groups, words in rules:
        if rule.digits and not digit:
            continue
        if words is not searched:  # rules of one family often share their words
            searched, held = words, words is None or words.search(small) is not None
        if not held:
            continue
        found = pattern.finditer(text, start, end)
        for match in _with_shorter(found) if rule.shorter else found:
            if match.end() == match.start():
                continue
            supported = not rule.needs or _supported(rule.needs, known, match[0])
            confidence = rule.confidence if supported else rule.alone
            if not confidence:
                continue
            if rule.draft:
                made = rule.draft(match)
                drafts = (made,) if isinstance(made, Draft) else made
                if drafts:
                    # What a rule's table doesn't know gives way to what another table knows.
                    rank = min(rule.rank, _LEXICON_RANK - 1) if drafts[0].kind == "unknown" else rule.rank
                    yield rank, drafts[0].start, drafts[-1].end, drafts
            else:
                yield rule.rank, match.start(), match.end(), _from_rule(text, rule, match, groups, confidence)


def _with_shorter(found: Iterator[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Give each match, and what the pattern matches up to each space in it."""
    for match in found:
        yield match
        at = match.end()
        while (at := match.string.rfind(" ", match.start(), at)) > match.start():
            if shorter := match.re.match(match.string, match.start(), at):
                yield shorter


@cache
def _iso2() -> dict[str, str]:
    """Give the alpha-3 code for each code of a country that national marks use."""
    rows = reference.rows(reference.Country)
    return {row.iso2: row.id for row in rows} | {row.id: row.id for row in rows}


def _from_rule(
    text: str, rule: Rule, match: re.Match[str], groups: tuple[str, ...], confidence: float
) -> tuple[Draft, ...]:
    """Make the pieces of one match: one for each group that is named after a kind, or one for the whole."""
    # What a shape says beyond itself is trusted only when the marks beside it support the shape.
    year = rule.year(match) if rule.year and (confidence == rule.confidence) else None
    reason = _(rule.reason).format(text=match[0].strip(), year=year)
    implies = rule.implies if year is None else (*rule.implies, ("year", str(year)))
    named = ((name.rstrip("0123456789"), name) for name in groups)
    spans = [(kind, *match.span(name)) for kind, name in named if kind in KINDS and match[name]]
    whole = not spans
    if whole:
        spans = [(rule.kind, *match.span())]
    shown = {kind for kind, *_span in spans}
    drafts = []
    for kind, start, end in spans:
        value: str | None = text[start:end].strip()
        if kind == "unknown" or (kind == "calibre" and not whole):
            value = None
        elif kind == "country":
            value = _iso2().get((value or "").upper())
        elif kind == "year":
            value = "".join(c for c in value or "" if c.isdigit())[:4]
            if len(value) < 4:
                value = str(year) if year else None
        elif whole and rule.value:
            value = rule.value(match)
        if "label" in groups and match["label"]:
            start = match.start("label")
        drafts.append(
            Draft(
                kind=kind,
                start=start,
                end=end,
                normalised=value,
                reason=reason,
                confidence=confidence,
                alternatives=rule.alternatives,
                basis=rule.basis,
                implies=tuple(pair for pair in implies if pair[0] not in shown)
                if kind in ("serial", rule.kind)
                else (),
                gives=rule.gives,
            )
        )
    return tuple(drafts)


def _by_rank(candidate: Candidate) -> tuple[float, ...]:
    """Put the higher rank first, then the longer, then the surer."""
    rank, start, end, drafts = candidate
    return -rank, start - end, -drafts[0].confidence, start


def _by_length(candidate: Candidate) -> tuple[float, ...]:
    """Put first what takes in most: a rule that takes a part of a number must not cut it."""
    rank, start, end, drafts = candidate
    return start - end, -rank, -drafts[0].confidence, start


def _settle(
    text: str, candidates: list[Candidate], order: Callable[[Candidate], tuple[float, ...]] = _by_rank
) -> list[Draft]:
    """Choose readings that don't overlap, the first in the order before the others."""
    taken = bytearray(len(text))
    chosen: list[Draft] = []
    for _rank, start, end, drafts in sorted(candidates, key=order):
        while end > start and text[end - 1].isspace():
            end -= 1
        if end > start and taken.find(1, start, end) < 0:
            taken[start:end] = b"\1" * (end - start)
            chosen += [draft if draft.end <= end else replace(draft, end=end) for draft in drafts]
    return sorted(chosen, key=lambda draft: draft.start)


def _fill(text: str, chosen: list[Draft], rules: list[Compiled], known: Known) -> list[Draft]:
    """Try the rules that come last on what is left between the chosen pieces."""
    more: list[Draft] = []
    at = 0
    for start, end in [*((draft.start, draft.end) for draft in chosen), (len(text), len(text))]:
        if start - at > 1 and not text[at:start].isspace():
            more += _settle(text, list(_matches(text, rules, known, at, start)), _by_length)
        at = end
    return sorted([*chosen, *more], key=lambda draft: draft.start) if more else chosen


def _joined(text: str, drafts: list[Draft]) -> list[Draft]:
    """Join neighbours that name one model twice, such as its name and its short name."""
    joined: list[Draft] = []
    for draft in drafts:
        last = joined[-1] if joined else None
        same = last is not None and draft.kind == last.kind == "model" and draft.row is last.row is not None
        if last and same and _SEPARATORS.fullmatch(text, last.end, draft.start):
            best = max(last, draft, key=lambda each: each.confidence)
            joined[-1] = replace(best, start=last.start, end=draft.end)
        else:
            joined.append(draft)
    return joined


# -- selectors -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _Selector:
    row: reference.Selector
    confidence: float

    def __call__(self, text: str) -> Draft:
        start, end = _bounds(text)
        return Draft(
            kind="selector",
            start=start,
            end=end,
            normalised=" ".join(self.row.letters),
            confidence=self.confidence,
            basis=self.row.confidence,
            row=self.row,
            alternatives=(("proof", 0.3),),
            reason=_("Letters of a fire selector ({letters}: {meaning}), as used in {countries}.").format(
                letters=" ".join(self.row.letters), meaning=_(self.row.meaning), countries=", ".join(self.row.countries)
            ),
        )


@cache
def _letters() -> frozenset[str]:
    return frozenset(letter for row in reference.rows(reference.Selector) for letter in row.letters)


_SEPARATORS = re.compile(r"[\s/,;.|+-]+")


def _selectors(texts: tuple[str, ...], known: Known) -> dict[str, _Selector]:
    """Find texts that are letters of a fire selector, together or each as a mark of its own."""
    split: dict[str, tuple[str, ...]] = {}
    for text in texts:
        if len(text) <= 24:
            parts = tuple(part for part in _SEPARATORS.split(text.upper()) if part)
            if parts and all(part in _letters() for part in parts):
                split[text.strip().casefold()] = parts
    if not split:
        return {}
    present = {part for parts in split.values() for part in parts}
    found: dict[str, _Selector] = {}
    for row in reference.rows(reference.Selector):
        together = present & set(row.letters)
        agrees = not known.keys().isdisjoint((*row.countries, *(f"from-{code}" for code in row.countries)))
        own_letters = any(not letter.isascii() for letter in row.letters)
        if len(together) == len(row.letters) and not all(letter.isdigit() for letter in together):
            confidence = (
                0.85 if agrees or own_letters or max(map(len, row.letters)) > 2 else 0.65 if len(together) > 2 else 0.55
            )
        elif len(together) >= 2 and agrees:
            confidence = 0.7
        elif own_letters and any(len(part) > 1 for part in together):
            confidence = 0.7 if agrees else 0.6
        else:
            continue
        for text, parts in split.items():
            if set(parts) <= set(row.letters) and (text not in found or found[text].confidence < confidence):
                found[text] = _Selector(row=row, confidence=confidence)
    return found


# -- pieces ----------------------------------------------------------------------------------------------------------

# Signs that stand for what can't be read (? # * _ $) aren't among them.
_PUNCTUATION = frozenset(" .,;:/|()[]{}<>\"'`´’‘“”«»-–—+=&!\\")


def _tile(text: str, index: int, drafts: list[Draft], place: str | None) -> Iterator[Piece]:
    """Turn what was settled into pieces, and what stands between them into unknown pieces."""
    at = 0
    for draft in drafts:
        yield from _unread(text, index, at, draft.start, place, alone=False)
        yield _piece(text, index, draft, place)
        at = draft.end
    yield from _unread(text, index, at, len(text), place, alone=not drafts)


def _piece(text: str, index: int, draft: Draft, place: str | None) -> Piece:
    verbatim = text[draft.start : draft.end]
    kind, alternatives, reason, normalised = draft.kind, draft.alternatives, draft.reason, draft.normalised
    if draft.confidence < CREDIBLE and kind != "unknown":
        kind, alternatives = "unknown", ((kind, draft.confidence), *alternatives)
    other = None
    if not verbatim.isascii():
        if kind == "serial" and normalised:
            # The value ends the piece; a label before it says nothing about the script of the serial.
            normalised = "".join(" " if c.isspace() else c for c in verbatim[-len(normalised) :])
            other = latin(normalised)
            reason += " " + _script_note(normalised) if other else ""
        else:
            other = latin(verbatim)
    return Piece(
        kind=kind,
        verbatim=verbatim,
        text_index=index,
        start=draft.start,
        end=draft.end,
        normalised=normalised if kind != "unknown" else None,
        latin=other,
        reason=reason,
        confidence=draft.confidence,
        alternatives=alternatives,
        basis=draft.basis,
        reference_table=draft.row.table if draft.row else None,
        reference_id=draft.row.id if draft.row else None,
        implies=draft.implies,
        place=place,
    )


def _script_note(text: str) -> str:
    """Say what a reader must know about the letters of a serial."""
    found = scripts(text)
    if "cyrillic" not in found:
        return _("Digits of another script: in European digits it reads {latin}.").format(latin=latin(text))
    if "latin" in found:
        return _("Latin and Cyrillic letters are mixed: check on the firearm which they are.")
    look_alike = [char for char in text if char in LOOK_ALIKES]
    if len(look_alike) == sum(map(str.isalpha, text)):
        return _(
            "Cyrillic letters that look like Latin ones: keep them Cyrillic, in Latin letters they read {latin}."
        ).format(latin=latin(text))
    if look_alike:
        return _(
            "Cyrillic letters, of which {letters} looks like a Latin one: keep them Cyrillic, "
            "in Latin letters they read {latin}."
        ).format(letters=", ".join(look_alike), latin=latin(text))
    return _("Cyrillic letters: in Latin letters they read {latin}.").format(latin=latin(text))


def _unread(text: str, index: int, start: int, end: int, place: str | None, *, alone: bool) -> Iterator[Piece]:
    """Make a piece of characters that no rule claimed; bare punctuation between pieces is a separator."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start == end or (not alone and all(char in _PUNCTUATION or char.isspace() for char in text[start:end])):
        return
    verbatim = text[start:end]
    letters = sum(map(str.isalpha, verbatim[:64]))
    digits = sum(map(str.isdigit, verbatim[:64]))
    if digits:
        alternatives: tuple[tuple[str, float], ...] = (("serial", 0.3), ("proof", 0.2))
        reason = _("Too little to tell: it may be part of a serial, an inspector's or an assembly number.")
    elif 0 < letters <= 4 and len(verbatim) <= 8:
        alternatives = (("proof", 0.3), ("factory_code", 0.2), ("selector", 0.1))
        reason = _("A few letters that aren't in the reference: an inspector, a proof house or a factory may use them.")
    else:
        alternatives = ()
        reason = _("Not understood: not in the reference, and not in the shape of a serial.")
    yield Piece(
        kind="unknown",
        verbatim=verbatim,
        text_index=index,
        start=start,
        end=end,
        normalised=None,
        latin=None if verbatim.isascii() else latin(verbatim),
        reason=reason,
        confidence=0.0,
        alternatives=alternatives,
        place=place,
    )


# -- which serial is the firearm's -----------------------------------------------------------------------------------


def _arbitrate(pieces: list[Piece]) -> Iterator[Piece]:
    """Settle which numbers are the serial of the firearm."""
    roles = _roles()

    def role(piece: Piece) -> str | None:
        return roles[piece.place] if piece.place else None

    serials = [piece for piece in pieces if piece.kind == "serial"]
    main = {piece.normalised for piece in serials if role(piece) == "main"}
    rest = [piece.confidence for piece in serials if role(piece) in ("main", None)]
    best = max(rest, default=0.0)
    best_values = {piece.normalised for piece in serials if piece.confidence == best and role(piece) in ("main", None)}
    for piece in pieces:
        if piece.kind != "serial":
            yield piece
            continue
        where = role(piece)
        at = _(piece.place) if piece.place else ""
        if where in ("part", "loose") and piece.normalised in main:
            yield replace(piece, reason=piece.reason + " " + _("It repeats the number of the frame or receiver."))
        elif where in ("part", "loose") and main:
            yield _not_serial(
                piece,
                _(
                    "A number on the {place}, other than the number on the frame or receiver: parts can "
                    "come from another firearm, so it isn't the serial."
                ).format(place=at),
            )
        elif where == "loose":
            yield _not_serial(
                piece,
                _(
                    "A number on the {place}, which comes off in use: it can't be taken for the serial of the firearm."
                ).format(place=at),
            )
        elif where == "part":
            yield replace(
                piece,
                confidence=min(piece.confidence, _CAP_PART),
                reason=piece.reason
                + " "
                + _("It stands on the {place}; confirm it on the frame or receiver.").format(place=at),
            )
        elif best - piece.confidence >= 0.2 and piece.normalised not in best_values:
            yield _not_serial(
                piece, _("In the shape of a serial, but another text is much better supported as the serial.")
            )
        else:
            yield piece


def _not_serial(piece: Piece, reason: str) -> Piece:
    return replace(
        piece,
        kind="unknown",
        normalised=None,
        confidence=0.4,
        alternatives=(("serial", min(piece.confidence, 0.4)), *piece.alternatives),
        reason=reason,
    )


# -- marks that contradict each other --------------------------------------------------------------------------------


def _against_dates(pieces: list[Piece]) -> list[Piece]:
    """Point out years that are later than the last year in which an owner's mark was put on."""
    ended = [(row, at) for at, piece in enumerate(pieces) if (row := _ended(piece))]
    years = [(int(p.normalised), at) for at, p in enumerate(pieces) if p.kind == "year" and p.normalised]
    if not ended or not years:
        return pieces
    # One contradiction is told for each piece, the plainest: a long text may hold thousands.
    first, _at = min(ended, key=lambda pair: pair[0].until or 0)
    last, _at = max(years)
    pairs = [(row, last, at) for row, at in ended] + [(first, year, at) for year, at in years]
    for row, year, at in pairs:
        if row.until is not None and year > row.until:
            note = _("{mark} ended in {until}, the year {year} is later: look again at both.").format(
                mark=_(row.meaning), until=row.until, year=year
            )
            pieces[at] = replace(pieces[at], reason=f"{pieces[at].reason} {note}")
    return pieces


def _ended(piece: Piece) -> reference.PropertyMark | None:
    """Give the row of an owner's mark that isn't put on any more."""
    row = piece.row if piece.kind == "property" else None
    return row if isinstance(row, reference.PropertyMark) and row.until is not None else None
