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
        pattern=r"(?<!\w)(?:MODELL[OE]?|MODELO|MODEL(?:\sOF)?|MOD\.?(?:ELE|ÈLE)?|MODÈLE|MLE\.?|MO\.?(?=\s?19\d\d)|МОД"
        r"(?:ЕЛЬ)?\.?)\s?:?\s?"
        r"(?:[A-Z]{1,4}[ -]?)?\d{1,4}(?:[/-]\d{1,4})?(?:[ -]?(?!CAL|KAL)[A-Z]{1,3}(?!\w))?(?:\s?\*)?(?!\w)",
        reason=N_("The word model with a designation: neither a year of make nor a serial."),
        confidence=0.85,
        rank=58,
        value=_clean,
        gives=("context",),
        alternatives=(("serial", 0.05),),
    ),
    Rule(
        kind="model",
        pattern=r"(?<!\w)(?:MODELL[OE]?|MODELO|MODEL|MOD\.|MODÈLE)\s[A-Z]{1,2}(?!\w)",
        reason=N_("The word model with a letter."),
        confidence=0.75,
        rank=57,
        value=_clean,
        gives=("context",),
        digits=False,
    ),
    Rule(
        kind="model",
        pattern=r"(?<!\w)(?:MARK|MK\.?)\s?[IVX]{1,4}(?:\s?\*{1,2})?(?!\w)",
        reason=N_("The word mark with a Roman number: the state of a design, not the serial."),
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
        value=_clean,
        gives=("context",),
        alternatives=(("serial", 0.3),),
    ),
    Rule(
        kind="model",
        pattern=r"(?<!\w)(?:AK[SM]{0,2}|АК[СМ]{0,2}|RPK|РПК)[ -]?\d{2,3}(?:[ -]?[A-ZА-Я]{1,2})?(?:-\d)?"
        r"(?!\w)",
        reason=N_("Kalashnikov designation. It isn't the serial, and it doesn't say who made this piece."),
        confidence=0.8,
        rank=56,
        value=_clean,
        gives=("context", "ak47"),
        basis="unverified",
        alternatives=(("serial", 0.1),),
    ),
)
