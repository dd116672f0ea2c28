"""Calibre and gauge texts, in the notations of several languages."""

from __future__ import annotations

import re
from functools import cache

from firearmskit import reference
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.marking.lexicon import fold
from firearmskit.marking.rules import Draft, Rule

# Words that follow a bare number and make it a calibre.
_NAMES = (
    r"acp|auto(?:matic)?|browning|br\.?|luger|para"
    r"(?:bellum)?\.?|makarov|mak\.?|kurz|corto|court|short|largo|long(?:\srifle)?|"
    r"special|spl\.?|spec\.?|magnum|mag\.?|win(?:chester)?\.?|rem"
    r"(?:ington)?\.?|nato|tokarev|tok\.?|mauser|s\.?\s?&\s?w\.?|"
    r"lr|l\.r\.|hmr|wmr|sig|super|colt|webley|lapua|ultra|knall|p\.?a\.?k?\.?|blackout|blk|creedmoor|grendel|"
    r"carbine|bmg|nagant|steyr|imi|russian|soviet|british|grachev|lc|gap|ae|k\.?"
)
_METRIC = r"\d{1,2}(?:[.,]\d{1,3})?"
_MM = r"(?:\s?(?:m\s?[/.]?\s?m\b\.?|мм\b\.?|ملم))"
_CAL = r"(?:\b(?:cal(?:iber|ibre|ibro|\.)?|kal(?:iber|\.)?|калибр|кал(?:\.|(?=\s?\d))|عيار)\s?[.:-]?\s*)"
_START = rf"(?:{_CAL}|(?<![\w.,]))"
_CASE = r"[IJ]?R?S|[IJ]R?|SR|RB|R|T|K"
"""Letters that follow the length of a case, such as JRS and R."""

_DROP = re.compile(
    r"CAL(?:IBER|IBRE|IBRO)?\.?|KAL(?:IBER)?\.?|КАЛИБР|КАЛ\.?|عيار|ملم|M\s?[/.]?\s?M\b\.?|MM"
    r"(?=R?\b)|[\s:*\"'()-]|(?<!\d)\.|\.(?!\d)|CTG"
)
_BARE_KEY = re.compile(r"(?<=\d)(?:MM)?(?:NATO|MM)$|(?<=GA)(?:23/4|3)$")
"""What an otherwise unknown key can do without: NATO, the unit, the length of a shotgun shell."""
_TIMES = re.compile(r"[Х×]|(?<=\d)\s?\*\s?(?=\d)")
# In South Asia, 30 bore and 32 bore are cartridges of pistols and revolvers.
_BORE = re.compile(r"(?<=(?<!\d)(?:10|12|16|20|24|28|36))BORE|(?<=410)BORE")
# Words that say the same, brought to one form; the order matters where one word begins another.
_SAME = (
    ("PARABELLUM", "LUGER"),
    ("PARA", "LUGER"),
    ("AUTOMATIC", "AUTO"),
    ("ACP", "AUTO"),
    ("SPECIAL", "SPL"),
    ("SPEC", "SPL"),
    ("MAGNUM", "MAG"),
    ("WINCHESTER", "WIN"),
    ("REMINGTON", "REM"),
    ("MAKAROV", "MAK"),
    ("TOKAREV", "TOK"),
    ("BROWNING", "BR"),
    ("GAUGE", "GA"),
    ("LONGRIFLE", "LR"),
    ("SHORT", "KURZ"),
    ("CORTO", "KURZ"),
    ("COURT", "KURZ"),
)


def _key(text: str) -> str:
    """Write a calibre text so that notations of one calibre fall together."""
    text = _TIMES.sub("X", fold(text).replace(",", ".").replace("ММ", "MM"))
    text = _BORE.sub("GA", _DROP.sub("", text))
    for long, short in _SAME:
        text = text.replace(long, short)
    return text


@cache
def _by_key() -> dict[str, tuple[reference.Calibre, ...]]:
    found: dict[str, dict[str, reference.Calibre]] = {}
    rows = reference.rows(reference.Calibre)
    usual: set[str] = set()
    for names in (False, True):
        for row in rows:
            for name in row.names if names else (row.name, row.id):
                key = _key(name)
                # a usual name is stronger than another calibre's other name
                if not names or key not in usual:
                    found.setdefault(key, {})[row.id] = row
        usual |= found.keys() if not names else set()
    return {key: tuple(rows.values()) for key, rows in found.items()}


@cache
def _by_diameter() -> dict[str, tuple[reference.Calibre, ...]]:
    found: dict[str, list[reference.Calibre]] = {}
    for row in reference.rows(reference.Calibre):
        match = re.match(r"\.?(\d+(?:\.\d+)?)(?:\s|mm|x)", row.name)
        if match and row.kind not in ("alarm", "shotgun"):
            found.setdefault(match[1], []).append(row)
    return {key: tuple(rows) for key, rows in found.items()}


def calibre_draft(match: re.Match[str], confidence: float = 0.9) -> Draft | None:
    """Make the piece for a calibre text."""
    text = match[0]
    key = _key(text)
    rows = _by_key().get(key, ()) or _by_key().get(_BARE_KEY.sub("", key), ())
    row: reference.Calibre | None = None
    if rows:
        row = rows[0]
        reason = _("Calibre text: {name}.").format(name=row.name)
        if len(rows) > 1:
            row = None
            reason = _("Calibre text that several cartridges share: {names}.").format(
                names=", ".join(r.name for r in rows[:4])
            )
    else:
        bare = _by_diameter().get(key, ())
        if len(bare) == 1:
            row = bare[0]
            confidence = min(confidence, 0.85)
            reason = _("Calibre text; the only cartridge of this diameter in the reference is {name}.").format(
                name=row.name
            )
        elif bare:
            reason = _("Calibre text; the cartridge isn't named: {names} and others have this diameter.").format(
                names=", ".join(r.name for r in bare[:4])
            )
        else:
            confidence = min(confidence, 0.8)
            reason = _("Written as a calibre, but not in the reference.")
    return Draft(
        kind="calibre",
        start=match.start(),
        end=match.end(),
        normalised=row.name if row else None,
        confidence=confidence,
        basis=row.confidence if row else None,
        row=row,
        gives=("context",),
        reason=reason,
    )


_CAL_WORDS = ("cal", "kal", "кал", "عيار")


def _rule(pattern: str, rank: int, confidence: float = 0.95, words: tuple[str, ...] = ()) -> Rule:
    return Rule(
        kind="calibre",
        pattern=pattern,
        reason="",
        confidence=confidence,
        rank=rank,
        draft=lambda match: calibre_draft(match, confidence),
        words=words,
    )


def _bare_rule(pattern: str, words: tuple[str, ...]) -> Rule:
    return Rule(
        kind="calibre",
        pattern=pattern,
        reason="",
        confidence=0.6,
        needs=("context",),
        rank=44,
        draft=lambda match: calibre_draft(match, 0.6),
        words=words,
    )


RULES = (
    # 7.62x39, 9 x 19 mm, 7,62х54R
    _rule(
        rf"{_START}{_METRIC}{_MM}?\s?[xх×*]\s?\d{{2,3}}(?:{_MM}|\s?mm)?"
        rf"(?:\s?(?:{_CASE})(?!\w|[ -]?[\d#?]))?(?:\s(?:{_NAMES})(?!\w))?(?!\w)",
        88,
        words=("x", "х", "×", "*"),
    ),
    # Cal. 9 Luger, CAL. 5.56 MM, 9 m/m, 7.65 mm Browning
    _rule(
        rf"{_CAL}\.?{_METRIC}{_MM}?(?:\s?[-/]?\s?(?:{_NAMES})(?!\w)){{0,2}}(?!\w|[.,]\d|[/-][678]\d)",
        86,
        words=_CAL_WORDS,
    ),
    _rule(rf"{_CAL}\.\d{{2,3}}(?:\s?[-/]?\s?(?:{_NAMES})(?!\w)){{0,2}}(?!\w)", 86, words=_CAL_WORDS),
    _rule(rf"(?<![\w.,]){_METRIC}{_MM}(?:\s?[-/]?\s?(?:{_NAMES})(?!\w)){{0,2}}(?!\w)", 85, words=("m", "мм", "ملم")),
    # .45 ACP, .38 SPECIAL, .30-06, .303
    _rule(
        rf"(?<![\w.,])\.\d{{2,3}}(?:-\d{{2}})?(?:\s?[-/]?\s?(?:{_NAMES})(?!\w)){{0,3}}(?:\s?"
        rf"(?:CTG|CAL)\b\.?)?(?!\w)(?!\s?\.\d)",
        85,
        words=(".",),
    ),
    # 9 LUGER, 45 AUTO, 308 WIN
    _rule(
        rf"(?<![\w.,-])(?:{_METRIC}|\d{{3}})\s(?:{_NAMES})(?!\w)(?:\s(?:{_NAMES})(?!\w))?(?:\s?(?:CTGE?S?|CTG)\b\.?)?",
        84,
        0.85,
    ),
    _rule(
        r"(?<![\w.,-])\d{2}-\d{2}\s(?:springfield|win(?:chester)?|wcf|government|govt)\b\.?",
        84,
        words=("spring", "win", "wcf", "gov"),
    ),
    # 12 GA, 12 GAUGE, 12/70, 12-76
    _rule(
        r"(?<![\w.,-])(?:10|12|16|20|24|28|30|32|36|410)\s?(?:GA|GAUGE|BORE|CAL)\b\.?(?:\s?"
        r"(?:2\s?[-]?3/4|3)\"?)?",
        86,
        words=("ga", "bore", "cal"),
    ),
    # 45 CAL, 22 R.F.
    _rule(
        r"(?<![\w.,-])(?:2[25]|3[0258]|36|4[0145]|50|303|380|410|45[05]|476)\s?CAL(?:IBER|IBRE)?\b\.?(?!\s?[.\d])",
        86,
        0.85,
        ("cal",),
    ),
    _rule(r"(?<![\w.,-])\.?(?:22|25|32|38|41|44)\s?-?\s?R\.?\s?F\b\.?", 86, 0.85, ("f",)),
    # 455, alone beside other marks
    _bare_rule(r"^\s*(?:303|380|45[05]|476|577)\s*$", ("303", "380", "45", "476", "577")),
    # 7,65 L
    _rule(rf"(?:{_CAL}|(?<![\w.,]))7[.,]65\s?(?:{_MM}\s?)?L(?:ONG(?:UE)?)?\b\.?(?!\s?\d)", 87, words=("65",)),
    # 7.65: two places after the point, so no month and year
    _rule(r"(?<![\w.,/-])(?:[4-9]|1\d|2[0-3])[.,]\d{1,2}(?![\w.,/-])", 46, 0.6, (".", ",")),
    Rule(
        kind="unknown",
        pattern=rf"^\s*{_CAL}$",
        reason=N_("A word that introduces a calibre, but none follows it."),
        confidence=0.95,
        rank=79,
        digits=False,
        words=_CAL_WORDS,
    ),
    _rule(rf"(?:{_CAL}|(?<![\w.,/-]))(?:12|16|20|28|36)[/-](?:65|67\.?5?|70|76|89)(?![\w/-])", 72, 0.7, ("/", "-")),
)
