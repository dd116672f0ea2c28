"""British and Commonwealth designations and proof texts."""

from __future__ import annotations

from firearmskit.language import N_
from firearmskit.marking.rules import Rule

_FIGURES = (
    r"crown(?:ed)?|eagle(?:'?s head)?|star|lion(?: rampant)?|bomb|grenade|shield|flame|couronne|aigle|étoile|bombe|écu"
)
"""What proof houses and inspectors draw over or around letters."""

_FIGURE_WORDS = (
    "crown", "eagle", "lion", "star", "bomb", "grenade", "shield", "flame", "couronne", "aigle", "étoil",
    "écu", "triangle",
    "oval", "circle", "diamond",
)  # fmt: skip

RULES = (
    Rule(
        pattern=r"^\s*(?P<calibre>\.?455)\s+(?P<serial>\d{3,6})\s*$",
        reason=N_("The calibre of revolvers of this maker, and a number apart from it: 455 is no part of the serial."),
        confidence=0.7,
        needs=("webley",),
        rank=76,
        words=("455",),
    ),
    Rule(
        kind="calibre",
        pattern=r"(?<![\w.,/#-])455(?![\w#]|[.,/-]\w|\s\d)",
        reason=N_("The calibre of revolvers of this maker, without a point; the cartridge isn't named."),
        confidence=0.7,
        needs=("webley",),
        rank=49,
        words=("455",),
        value=lambda _match: None,
    ),
    Rule(
        kind="model",
        pattern=r"(?<!\w)(?:RIFLE|PISTOL|(?:MACHINE\s)?GUN(?:,?\s(?:SUB-?)?MACHINE)?)[,\s]{1,3}"
        r"(?:F\.?N\.?[,\s]{1,2}|\d{1,2}(?:\.\d{1,2})?\s?M\s?/?M\.?[,\s]{1,2})?\(?[LC]\.?\d{1,3}\.?A\.?\d\)?(?!\w)",
        reason=N_(
            "Wording of British and Commonwealth service lines: class, calibre and designation. It isn't the serial."
        ),
        confidence=0.9,
        rank=90,
        value=lambda m: m[0].replace(",", " ").split()[-1].strip("()").replace(".", ""),
        gives=("context",),
        basis="partly",
        source="Royal Armouries PR.5223 (RIFLE 7.62M/M.L1A1), "
        "https://collections.royalarmouries.org/object/rac-object-275474.html",
        words=("rifle", "pistol", "gun"),
    ),
    Rule(
        kind="property",
        pattern=r"[\[(]?\b(?:crown(?:ed)? (?:over )?|couronne sur )[GVE]\.?\s?R\.?(?:\s?I\.?)?(?!\w)[\])]?",
        reason=N_("A royal cypher under a crown: the mark of a sovereign's government, not a proof house."),
        confidence=0.85,
        rank=90,
        gives=("owner-GBR",),
        basis="unverified",
        digits=False,
        words=("crown", "couronne"),
    ),
    Rule(
        kind="model",
        pattern=r"(?<!\w)(?:(?:RIFLE|PISTOL|REVOLVER)\s)?No\.?\s?\d\s?,?\s?M\s?K\.?\s?[IVX\d]{1,4}"
        r"(?:/\d)?(?:\s?\*{1,2})?(?!\w)",
        reason=N_("British designation: number and mark; a star stands for a change. It isn't the serial."),
        confidence=0.9,
        rank=81,
        words=("no",),
        gives=("context",),
        alternatives=(("serial", 0.05),),
    ),
    Rule(
        kind="model",
        pattern=r"(?<!\w)(?:S\.?M\.?L\.?E\.?|SHT\.?\s?L\.?\s?E\.?|SHT\s?22)(?:\s?[IVX]{1,3})?"
        r"(?:\s?\*{1,2})?(?!\w)",
        reason=N_("British designation of the short Lee-Enfield rifle. It isn't the serial."),
        confidence=0.9,
        rank=66,
        words=("sm", "s.m", "sht"),
        gives=("smle", "context"),
        basis="unverified",
        value=lambda m: "SMLE No. 1 Mk III*" if "*" in m[0] else "SMLE",
        digits=False,
    ),
    Rule(
        kind="proof",
        pattern=r"(?<!\w)(?:\.\d{2,3}\s)?(?:\.\d{3}\"?\s)?(?:\d{1,2}(?:\s\d/\d|[.,]\d)?)\s?TONS?\b"
        r"(?:\s?(?:PER|/)\s?(?:SQ\.?|\")\s?(?:IN(?:CH)?|\")?\.?)?",
        reason=N_("Proof text: calibre, length of the case and pressure. Its numbers aren't a serial."),
        confidence=0.95,
        rank=93,
        gives=("proof-GBR",),
        basis="sourced",
        source="BUW Guns, https://buwguns.com/?p=4709",
        words=("ton",),
    ),
    Rule(
        kind="proof",
        pattern=rf"[\[(]?\b(?:{_FIGURES}|triangle|oval|circle|diamond)"
        r"(?:\s?/\s?|\s(?:over|above|sur|with|avec)\s(?:an?\s|the\s)?)(?-i:[A-Z\d'*]{1,6})(?!\w)[\])]?",
        reason=N_(
            "A crown, eagle, lion or star over letters: a mark of proof or inspection, not in the "
            "reference in this form."
        ),
        confidence=0.7,
        rank=80,
        alternatives=(("property", 0.3),),
        digits=False,
        words=_FIGURE_WORDS,
    ),
    Rule(
        kind="proof",
        pattern=rf"[\[(]?\b[\w'*]{{1,4}} (?:in|under|below|beneath|dans|sous)(?: an?| the| une?| le|"
        rf" la)? (?:{_FIGURES})\b[\])]?"
        r"|\b(?-i:[A-Z]\*?) étoilée?\b",
        reason=N_(
            "Letters in or under a crown, an eagle, a lion or a star: a mark of proof or inspection, not in the "
            "reference "
            "in this form."
        ),
        confidence=0.7,
        rank=80,
        alternatives=(("property", 0.2),),
        digits=False,
        words=_FIGURE_WORDS,
    ),
    Rule(
        kind="proof",
        pattern=r"\bnitro\s(?:proved|proof)\b|\bnot (?:english|british) make\b|\bproof(?:ed)? tested\b",
        reason=N_("Words of a proof house."),
        confidence=0.9,
        rank=76,
        digits=False,
        words=("nitro", "not ", "proof"),
    ),
)
