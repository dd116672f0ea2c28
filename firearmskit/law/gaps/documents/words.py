"""The tables, columns and words of the document, and what a word means in any language that is spoken here."""

from __future__ import annotations

from collections.abc import Mapping

from firearmskit.language import N_, available, speaking
from firearmskit.language import text as _

__all__ = ["ABOUT", "CLAIMS", "NO", "PROVISIONS", "TABLES", "WORDS", "YES", "code_of", "yes_or_no"]

TABLES = ("state", "provisions", "claims")
ABOUT = ("name", "state", "fictional", "instruments")
PROVISIONS = ("id", "law", "article", "text", "language", "since", "until", "address")
CLAIMS = ("element", "question", "says", "provision", "reasoning", "author", "reviewer", "sure")

YES, NO = N_("yes"), N_("no")
WORDS = {
    "satisfies": N_("satisfies"),
    "partly": N_("partly"),
    "contradicts": N_("contradicts"),
    "silent": N_("silent"),
    "absent": N_("absent"),
}
"""The word for each claim that stands in the document."""


def code_of(word: str | None, known: Mapping[str, str]) -> str | None:
    """Give the code for a word of any language that is spoken here; a word that none knows stays as it is."""
    if word is None:
        return None
    wanted = word.casefold()
    for language in available():
        with speaking(language):
            for code, said in known.items():
                if wanted in (code, _(said).casefold()):
                    return code
    return word


def yes_or_no(value: bool | None) -> str:
    """Give the word for what holds or doesn't; nothing for what isn't known."""
    return "" if value is None else _(YES) if value else _(NO)
