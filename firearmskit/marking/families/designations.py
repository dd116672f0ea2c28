"""Designations that aren't in the reference: the word model with what follows it, and M with numbers."""

from __future__ import annotations

import re

from firearmskit.language import N_
from firearmskit.marking.rules import Rule


def _clean(match: re.Match[str]) -> str:
    return " ".join(match[0].split()).upper().strip(" .")


RULES = (
    Rule(
        kind="model",
        pattern=r"(?<!\w)M\.A\.S\.?\s?(?:MLE\.?\s?)?(?:19)?(?:36|38|44|49)(?:[/-](?:51|56))?(?!\w)",
        reason=N_("Letters of a French arsenal with a number: a designation, not the serial."),
        confidence=0.8,
        rank=66,
        words=("m.a.s",),
        value=_clean,
        gives=("context",),
        basis="derived",
    ),
    Rule(
        kind="model",
        pattern=r"(?<!\w)(?:MODELL[OE]?|MODELO|MODEL(?:\sOF)?|MOD\.?(?:ELE|ÈLE)?|MODÈLE|MLE\.?|MO\.?(?=\s?19\d\d)|МОД"
        r"(?:ЕЛЬ)?\.?)\s?:?\s?"
        r"(?:[A-Z]{1,4}[ -]?)?\d{1,4}(?:[/-]\d{1,4})?(?:[ -]?(?!CAL|KAL)[A-Z]{1,3}(?!\w))?(?:\s?\*)?(?!\w)",
        reason=N_("The word model with a designation: neither a year of make nor a serial."),
        confidence=0.85,
        rank=58,
        words=("mo", "mle", "мод"),
        value=_clean,
        gives=("context",),
        alternatives=(("serial", 0.05),),
    ),
    Rule(
        kind="model",
        pattern=r"(?<!\w)(?:MODELL[OE]?|MODELO|MODEL|MOD\.?|MOD[EÈ]LE)\s[A-Z]{1,2}(?!\w)",
        reason=N_("The word model with a letter."),
        confidence=0.75,
        rank=57,
        words=("mod",),
        value=_clean,
        gives=("context",),
        digits=False,
    ),
    Rule(
        kind="model",
        pattern=r"(?<!\w)L\d{1,3}A\d(?:E\d)?(?!\w)",
        reason=N_("L, a number, A, a number: a British or Commonwealth designation. It isn't the serial."),
        confidence=0.85,
        rank=54,
        words=("l",),
        value=_clean,
        gives=("context",),
        basis="partly",
        source="Royal Armouries PR.5223 (L1A1), https://collections.royalarmouries.org/object/rac-object-275474.html",
        alternatives=(("serial", 0.05),),
    ),
    Rule(
        kind="model",
        pattern=r"(?<!\w)(?!(?<=\d )(?-i:m) )M(?:/\s?|\.\s?|\s)?(?:1[89]\d\d|(?<=/)\d{2}(?:-\d{2})?)(?!\w)",
        reason=N_("The letter M with a year of adoption: a designation; it isn't the year of make."),
        confidence=0.8,
        rank=54,
        words=("m",),
        value=_clean,
        gives=("context",),
        alternatives=(("serial", 0.05),),
    ),
    Rule(
        kind="model",
        pattern=r"^\s*(?-i:(?:[A-Z&]{1,4}|[A-Z][a-z]{2,9})[ .-]?\d{1,2}(?:/\d{1,2})?(?:[ -]?[A-Z]{1,2})?)\s*$",
        reason=N_("Letters and one or two digits: too short for a serial, in the shape of a designation."),
        confidence=0.6,
        needs=("context",),
        rank=43,
        value=_clean,
        alternatives=(("proof", 0.2), ("serial", 0.05)),
    ),
    Rule(
        kind="model",
        pattern=r"(?<!\w)\(?(?-i:[A-Z][A-Za-z]{2,14}|[A-Z]{3,15})\sMODEL\b\)?",
        reason=N_("A name and the word model: a designation."),
        confidence=0.6,
        rank=40,
        value=lambda m: _clean(m).strip("()"),
        digits=False,
        words=("model",),
    ),
    Rule(
        kind="model",
        pattern=r"(?<!\w)(?:MARK|MK\.?)\s?(?:[IVX]{1,4}|\d(?!\s\d))(?:\s?\*{1,2})?(?!\w|[.,/-]\w)",
        reason=N_("The word mark with a number: the state of a design, not the serial."),
        confidence=0.7,
        rank=50,
        value=_clean,
        digits=False,
        words=("mark", "mk"),
    ),
    Rule(
        kind="model",
        pattern=r"(?<!\w)X?M\d{1,4}(?:A\d|E\d|[A-Z]\d)[A-Z]?\d?(?!\w)",
        reason=N_("The letter M, a number and a variant: a designation, not the serial."),
        confidence=0.75,
        rank=54,
        words=("m",),
        value=_clean,
        gives=("context",),
        alternatives=(("serial", 0.2),),
    ),
    Rule(
        kind="model",
        pattern=r"(?<!\w)(?:ИЖ|МР|МП|МЦ|ВПО|ОП|IZH|MP|VPO)[ -]?\d{2,3}(?:-\d{1,2})?[A-ZА-Я]?(?!\w)",
        reason=N_("Letters of a Russian works with a number: a designation, not the serial."),
        confidence=0.75,
        rank=59,
        words=("иж", "мр", "мп", "мц", "впо", "оп", "izh", "mp", "vpo"),
        value=_clean,
        gives=("context",),
        alternatives=(("serial", 0.2),),
    ),
    Rule(
        kind="model",
        pattern=r"(?<!\w)P\.?\s?(?:18\d\d|190\d|191\d)(?!\w)",
        reason=N_("The letter P with an early year: a British pattern. It isn't the serial."),
        confidence=0.6,
        rank=54,
        words=("p",),
        value=_clean,
        gives=("context",),
        alternatives=(("serial", 0.3),),
    ),
    Rule(
        kind="model",
        pattern=r"(?<!\w)(?:AK[SM]{0,2}|АК[СМ]{0,2}|RPK|РПК)[ -]?(?:\d{2}|1\d\d|20\d|30\d|762|545|556)"
        r"(?:[ -]?[A-ZА-Я]{1,2})?(?:-\d)?(?!\w)",
        reason=N_("Kalashnikov designation. It isn't the serial, and it doesn't say who made this piece."),
        confidence=0.8,
        rank=56,
        words=("ak", "ак", "rpk", "рпк"),
        value=_clean,
        gives=("context", "ak47"),
        basis="unverified",
        alternatives=(("serial", 0.1),),
    ),
)
