"""Read what is stamped on a firearm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from firearmskit import language
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.marking import lexicon
from firearmskit.marking.arbitrating import against_dates, arbitrate, only_number
from firearmskit.marking.calibrating import calibrated
from firearmskit.marking.context import Candidate, Known, collect
from firearmskit.marking.edges import doubtful_label, without_neighbours
from firearmskit.marking.matching import Rules, free_rules, in_pattern, matches, possible
from firearmskit.marking.phrases import is_open, phrases
from firearmskit.marking.piece import Piece, Reading
from firearmskit.marking.places import places
from firearmskit.marking.rules import Draft, stems
from firearmskit.marking.script import plain
from firearmskit.marking.selectors import Selector, bounds, selectors
from firearmskit.marking.settling import fill, joined, settle, with_address, with_signs
from firearmskit.marking.tiling import tile

__all__ = ["MAX_TEXT", "MAX_TOTAL", "read", "scored"]

MAX_TEXT = 64 * 1024
"""The most characters of one text."""

MAX_TOTAL = 1024 * 1024
"""The most characters of all texts together."""

_KEPT = 64
"""What the texts up to this length say by themselves is kept."""


def read(texts: Sequence[str], *, place: str | Sequence[str | None] | None = None) -> Reading:
    """Read what is stamped on one firearm.

    Symbols are written in words or brackets (``66 in triangle``, ``[arrow in triangle]``, ``crown over BNP``) or as
    signs (``△66``). A character that can't be read is written ``?``, ``#``, ``*``, or ``X`` after a digit.

    Args:
        texts: One text for each separate mark, verbatim, in the order of reading.
        place: Where the marks stand: one place for all, or one for each text (None where not known), in the words of
            the reference table ``places``, English or French: ``frame``, ``left side of the receiver``, ``slide``,
            ``canon``, ``boîte de culasse``, ``magazine``. Words for a side alone, ``left side``, name no place.

    Returns:
        The reading. Every letter and every digit belongs to exactly one piece; between pieces stand only white space,
        signs that steer the direction of writing, and punctuation, so that pieces and gaps together give back each
        text. What isn't understood is of kind ``unknown``, with what it could be.

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
    reading = scored(texts, place=place)
    return replace(reading, pieces=tuple(calibrated(reading.pieces)))


def scored(texts: Sequence[str], *, place: str | Sequence[str | None] | None = None) -> Reading:
    """Read as :func:`read` does, with scores in the place of probabilities; probabilities are learnt from them."""
    checked = _checked(texts)
    where = places(place, len(checked))
    read_as = tuple(map(plain, checked))
    pieces: list[Piece] = []
    for index, (text, drafts) in enumerate(zip(checked, _settled(read_as), strict=True)):
        pieces += tile(text, index, drafts, where[index])
    pieces = against_dates(only_number(checked, list(arbitrate(pieces))))
    return Reading(texts=checked, pieces=tuple(pieces))


def _settled(texts: tuple[str, ...]) -> list[list[Draft]]:
    """Settle what the pieces of each text are, in the light of the others."""
    alone, known = _in_context(texts)
    found = selectors(texts, known)
    supported, last = possible(known)
    return [
        _one_text(text, each, found.get(text.strip().casefold()), supported, last, known)
        for text, each in zip(texts, alone, strict=True)
    ]


def _in_context(texts: tuple[str, ...]) -> tuple[list[_Alone], Known]:
    """Read each text by itself; then, where its phrases are open, once more in the light of the others."""
    code = language.current()
    alone = [_kept(text, code) if len(text) <= _KEPT else _alone(text) for text in texts]
    known = collect(texts, (each.settled for each in alone))
    if any(each.open for each in alone):
        alone = [each.again(text, known) if each.open else each for text, each in zip(texts, alone, strict=True)]
        known = collect(texts, (each.settled for each in alone))
    return alone, known


def _one_text(
    text: str,
    alone: _Alone,
    selector: Selector | None,
    supported: Rules,
    last: Rules,
    known: Known,
) -> list[Draft]:
    """Settle the pieces of one text: phrases and shapes, then what the other marks support, then plain numbers."""
    candidates = list(matches(text, supported, known, alone.held))
    if selector:
        candidates.append((97, *bounds(text), (selector.draft(text),)))
    settled = settle(text, [*alone.phrases, *alone.shapes, *candidates]) if candidates else alone.settled
    drafts = without_neighbours(text, fill(text, settled, last, known, alone.held), alone.phrases)
    drafts = doubtful_label(text, drafts, (supported, last), known)
    drafts = [in_pattern(text, draft, known) for draft in drafts]
    return joined(text, with_address(text, with_signs(text, drafts)))


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


@dataclass(frozen=True, kw_only=True, slots=True)
class _Alone:
    """What a text says without the marks beside it."""

    hits: list[lexicon.Hit]
    phrases: list[Candidate]
    shapes: list[Candidate]
    settled: list[Draft]
    held: int
    open: bool

    def again(self, text: str, known: Known) -> _Alone:
        """Look at the phrases again, now that the marks beside them are known."""
        found = list(phrases(text, self.hits, known))
        return replace(self, phrases=found, settled=settle(text, [*found, *self.shapes]))


def _alone(text: str) -> _Alone:
    hits = list(lexicon.search(text, lexicon.words(text)))
    found = list(phrases(text, hits, {}))
    held = stems().held(text)
    shapes = list(matches(text, free_rules(), {}, held))
    return _Alone(
        hits=hits,
        phrases=found,
        shapes=shapes,
        settled=settle(text, [*found, *shapes]),
        held=held,
        open=any(is_open(text, hit) for hit in hits),
    )


@lru_cache(maxsize=4096)
def _kept(text: str, code: str) -> _Alone:
    """Keep what a short text says, since registers repeat makers, models and calibres; reasons are in one language."""
    return _alone(text)
