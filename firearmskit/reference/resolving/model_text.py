"""A free text about a firearm, taken apart: its name, and what else registers write beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from firearmskit.reference.resolving.makers import maker_names
from firearmskit.reference.resolving.name_words import (
    AUTOMATIC,
    AUTOMATIC_KINDS,
    BLANK,
    COPIES,
    DESIGNATIONS,
    KIND_WORDS,
    KINDS,
)
from firearmskit.reference.resolving.nations import nations
from firearmskit.reference.resolving.other_scripts import spell
from firearmskit.reference.resolving.phrases import without
from firearmskit.reference.resolving.text import fold, latin
from firearmskit.reference.resolving.text import tokens as _tokens
from firearmskit.reference.rows import Maker

__all__ = ["SMALL", "ModelText", "core", "take_apart", "tokens", "unmade", "without_makers"]

SMALL = frozenset(["and", "und", "et", "the", "of", "de", "du", "der"])
"""Small words between the words of a name."""

_KIND_OF_LOAD = (
    r"acp|ae|auto|bmg|br(?:owning)?|corto|court|curto|especial|express|kurz|largo|lr|luger|mag(?:num)?|mak(?:arov)?"
    r"|nato|para(?:bellum)?|short|special|spl|wsm|wmr"
)
_CALIBRE = re.compile(
    r"(?<![\w.])(?:"
    # after a word for it, any number is a calibre
    r"(?:[ck]al(?:ib(?:re|er|ro|ar))?|калибра?|кал)\b\.?\s?[.,]?\d{1,3}(?:[.,/]\d{1,2})?(?:\s?mm|\s?мм)?"
    r"(?:\s?[xх]\s?\d{2,3}r?)?(?:\s?/\s?[.,]?\d{2,3})?"
    r"|\d{1,2}(?:[.,]\d{1,2})?\s?(?:mm\s?)?[xх]\s?\d{2,3}(?:\s?mm)?r?"
    r"|[.,]\d{2,3}(?:\s?/\s?[.,]\d{2,3})?(?:\s?bore)?"
    r"|\d{1,2}(?:[.,]\d{1,2})?\s?(?:mm|мм|(?:ga|gauge|bore|kalibre?|кал(?:ибра)?)\b(?!\.?\s?[.,]?\d))"
    r"|\d[.,]\d{1,2}"
    r"|30\s?-\s?(?:30|06)|44\s?-\s?40"
    rf"|(?:9|22|25|32|38|40|44|45|357|380)\s(?={_KIND_OF_LOAD}\b)"
    rf")(?:\s?(?:{_KIND_OF_LOAD})\b)?(?!\w)"
)
_GENERATION = re.compile(r"\b(?:gen(?:eration)?|serie|series)\.?\s?(?:\d|i{1,3}v?)\b")
_NUMBER = re.compile(
    r"(?:"
    r"(?:\bn°|\bno\b\.?|\bnr\b\.?|\bnum(?:ero)?\b\.?)?\s?(?:de\s|di\s)?\b(?:serial|serie|serijski|seri)\b"
    r"(?:\s?(?:no|nr|number|num|broj))?\b[\s.:]*[a-z]{0,4}[\s-]?\d{3,}[a-z]{0,2}\b"
    r"|(?:\bn°|\bs/n|\bsn|\bno|\bnr|\bbr|\bmatricol[ae]|\bmatricule|\bmatricula)(?![^\W\d_])[\s.:°]*[a-z]{0,4}-?\d{4,}[a-z]{0,2}\b"
    r"|\bn°[\s.:]*[a-z]{0,3}-?\d{2,}[a-z]{0,2}\b"
    r")"
)
_YEAR = re.compile(r"\b(?:18|19|20)\d\d\s?(?:г\.?\s?(?:в(?:ып)?\b\.?)?|g\.\s?v\.|god(?:a|ine)?\b|yil[i]?\b|年)")
_MARK = re.compile(r"\bmk\.?\s?(iii|ii|iv|i|v)(?![^\W\d_])|(?<=\d)mk(iii|ii|iv|i|v)(?![^\W\d_])")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
_SHORT = {"rem": "remington", "win": "winchester", "moss": "mossberg"}
_COMPOUND = re.compile(
    r"^(?:bock|doppel|bockdoppel|einzellader|gas|jagd|ordonnanz|repetier|scharfschutzen|selbstlade|vorderschaft)+"
    r"(buchse|flinte|gewehr|karabiner|pistole|revolver)n?$"
)
"""German words for a kind of firearm, of which the end is enough."""
_KIN = (
    {"sig", "sigsauer"},
    {"fn", "fnmi", "browning"},
    {"izhevsk", "baikal"},
    {"sauer", "sigsauer"},
)
"""Makers whose names are used for one another."""


def tokens(text: str) -> list[str]:
    """Split a text into words; the Roman number of a mark is written as a number."""
    plain = spell(latin(spell(fold(text))))
    return _tokens(_MARK.sub(lambda match: f" mk {_ROMAN[match[1] or match[2]]} ", plain))


def core(words: list[str]) -> list[str]:
    """Leave away what kind of thing it is, and the words and the letter M for a model where a number follows."""
    kept = without(words, KINDS | SMALL)
    return [
        word
        for word, after in zip(kept, [*kept[1:], ""], strict=False)
        if word not in DESIGNATIONS or not (after.isdigit() or (not after and len(kept) > 1))
    ]


def unmade(words: list[str]) -> list[str]:
    """Leave away the name of a maker at the beginning."""
    for wide in range(min(4, len(words) - 1), 0, -1):
        if "".join(words[:wide]) in maker_names().exact:
            return words[wide:]
    return words


def without_makers(words: list[str]) -> list[str]:
    """Leave away the names of makers wherever they stand, unless nothing would be left."""
    taken = {at for hit in maker_names().hits(words, mend=False) for at in hit.at}
    return [word for at, word in enumerate(words) if at not in taken] or words


@dataclass(frozen=True, kw_only=True)
class ModelText:
    """A text taken apart.

    ``named`` are the makers that it names, ``makers`` also those whose names are used for them; ``nations`` are ISO
    codes, ``kinds`` the classes that its words allow (none where it has no such word), ``blank`` whether it speaks of
    an alarm weapon, and ``copied`` is the word that says that the thing is a copy.
    """

    words: list[str]
    named: frozenset[str]
    makers: frozenset[str]
    nations: frozenset[str]
    kinds: frozenset[str]
    blank: bool
    copied: str | None


def _kinds(words: list[str]) -> frozenset[str]:
    """Give the classes that words for a kind of firearm allow; where they contradict one another, none."""
    automatic = [word for word in words if word in AUTOMATIC]
    if automatic:  # a fusil mitrailleur is no rifle
        allowed = [KIND_WORDS.get(word, AUTOMATIC_KINDS) for word in automatic]
    else:
        allowed = [KIND_WORDS[word] for word in words if word in KIND_WORDS]
    return frozenset.intersection(*allowed) if allowed else frozenset()


def take_apart(text: str) -> ModelText:
    """Take a text apart; calibre, serial, year of make and generation are no part of a name."""
    plain = fold(text)
    for pattern in (_NUMBER, _YEAR, _CALIBRE, _GENERATION):
        plain = pattern.sub(" ", plain)
    words = [_SHORT.get(word, _COMPOUND.sub(r"\1", word)) for word in tokens(plain) or tokens(text)]
    makers = {
        row.id for hit in maker_names().hits(words, mend=False) for row, _name in hit.found if isinstance(row, Maker)
    }
    kin = {maker for kin in _KIN if kin & makers for maker in kin}
    if "cz" in words:  # on a Yugoslav piece it is short for Crvena Zastava
        kin.add("zastava")
    codes = {code for word in words if (code := nations(word))}
    return ModelText(
        words=words,
        named=frozenset(makers),
        makers=frozenset(makers | kin),
        nations=frozenset(codes),
        kinds=_kinds(words),
        blank=bool(BLANK & set(words)),
        copied=next((word for word in words if word in COPIES), "type" if words[-1:] == ["type"] else None),
    )
