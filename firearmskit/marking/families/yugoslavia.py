"""Yugoslavia and Serbia: Zastava models and long serials."""

from __future__ import annotations

from firearmskit.language import N_
from firearmskit.marking.rules import Rule

_ZASTAVA = ("YUG", "SRB", "zastava", "from-YUG")

RULES = (
    Rule(
        kind="model",
        pattern=r"(?<!\w)(?:(?:PAP|ПАП)\s?)?[MМ]\.?\s?\d{2,4}(?:/\d{2,3})?\s?[A-ZА-Я]{0,3}\d?[TТ]?(?![\w#?*])",
        reason=N_(
            "Zastava designation: the letter M with a number, letters for the variant after it. It isn't the serial."
        ),
        confidence=0.85,
        needs=_ZASTAVA,
        rank=56,
        alternatives=(("serial", 0.1),),
        basis="unverified",
    ),
    Rule(
        kind="model",
        pattern=r"(?<!\w)[NOZ]-?\s?PAP(?:\s?-?\s?M\d{2}[A-Z]{0,2}\d?|\s?DF)?(?!\w)",
        reason=N_("Zastava designation of civil rifles. It isn't the serial."),
        confidence=0.85,
        rank=66,
        gives=("zastava", "YUG", "context"),
        basis="unverified",
        digits=False,
        words=("pap",),
    ),
    Rule(
        pattern=r"(?<!\w)(?P<serial>(?:[NOZ]-?PAP|PAP|M\d{2}[A-Z]{0,2}\d?)-?\d{5,7}"
        r"|[A-ZА-Я]{1,2}[ -]?\d{5,7})(?![\w-])",
        reason=N_("Zastava pattern: a letter or the designation joined to a long number; both belong to the serial."),
        confidence=0.88,
        needs=_ZASTAVA,
        rank=75,
        basis="unverified",
    ),
    Rule(
        pattern=r"(?<![\w.,/#?*])(?P<serial>(?:[A-ZА-ЯЉЊЏЂЋ]{1,2}\d?[ -]?)?\d[\dX#?]{3,7})(?![\w?#]|[.,/-]\d)",
        reason=N_("Zastava pattern: a long number, on some pieces after a letter that belongs to it."),
        confidence=0.87,
        needs=_ZASTAVA,
        rank=32,
        basis="unverified",
        last=True,
    ),
)
