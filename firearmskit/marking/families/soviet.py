"""Soviet Union and Russia: Cyrillic letters and digits, the year apart; letters that stand for a year."""

from __future__ import annotations

from firearmskit.language import N_
from firearmskit.marking.codes import year_code
from firearmskit.marking.rules import Rule

_SERIALS = "makarov.ch; 7.62x54r.net, https://igun.cz/MosinID/MosinRare1904M44.htm"
_CYRILLIC = "[А-ЯЁІ]"
_LETTERS = tuple("абвгдежзийклмнопрстуфхцчшщъыьэюяёі")
"""The letters of the pattern, each a word that a text must hold."""

_SOVIET = ("SUN", "RUS", "from-SUN", "from-RUS", "izhevsk", "tula")

RULES = (
    Rule(
        pattern=rf"(?<!\w)(?P<serial>(?:{_CYRILLIC}{{1,2}} ?[\d#?][\dX#?]{{1,5}}"
        rf"|(?:{_CYRILLIC}{{1,2}}-?|{_CYRILLIC}{{3}})[\d#?][\dX#?]{{2,5}})"
        rf"(?:[ -]?{_CYRILLIC}|[ -][a-z](?=\s*$))?)"
        rf"(?![\w#?]|[.,/-]\d)",
        reason=N_("Soviet pattern: Cyrillic letters and digits; a year stands apart and isn't part of it."),
        confidence=0.9,
        needs=_SOVIET,
        alone=0.7,
        words=_LETTERS,
        rank=53,  # below the designations: ТТ 1941 is a model and a year
        basis="sourced",
        source=_SERIALS,
    ),
    Rule(
        pattern=r"(?<!\w)(?P<serial>[ABEKMHOPCTYX$]{2}[ -]?[\d#?][\dX#?]{2,4})(?![\w#?]|[.,/-]\d)",
        reason=N_(
            "Letters and digits in the Soviet pattern, but the letters are Latin: they may be Cyrillic ones "
            "that look alike. Check on the firearm."
        ),
        confidence=0.8,
        needs=_SOVIET,
        rank=31,
        cyrillic=True,
        basis="sourced",
        source=_SERIALS,
        last=True,
    ),
    Rule(
        kind="year",
        pattern=r"^\s*(?P<code>[ДИКЛМР])\s*$",
        reason="",
        confidence=0.55,
        needs=_SOVIET,
        rank=50,
        draft=lambda m: year_code("soviet-letter", m["code"], *m.span("code"), 0.55),
        digits=False,
        words=tuple("диклмр"),
    ),
)
