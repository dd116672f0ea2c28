"""British and Commonwealth designations and proof texts."""

from __future__ import annotations

from firearmskit.language import N_
from firearmskit.marking.rules import Rule

RULES = (
    Rule(
        kind="model",
        pattern=r"(?<!\w)(?:(?:RIFLE|PISTOL|REVOLVER)\s)?No\.?\s?\d\s?,?\s?M\s?K\.?\s?[IVX\d]{1,4}"
        r"(?:/\d)?(?:\s?\*{1,2})?(?!\w)",
        reason=N_("British designation: number and mark; a star stands for a change. It isn't the serial."),
        confidence=0.9,
        rank=81,
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
        pattern=r"[\[(]?\b(?:crown(?:ed)?|eagle(?:'?s head)?|star|lion(?: rampant)?)"
        r"(?:/|\s(?:over|above)\s(?:an?\s|the\s)?)[\w'*]{1,6}\b[\])]?",
        reason=N_(
            "A crown, eagle, lion or star over letters: a mark of proof or inspection, not in the "
            "reference in this form."
        ),
        confidence=0.7,
        rank=80,
        alternatives=(("property", 0.3),),
        digits=False,
        words=("crown", "eagle", "lion", "star"),
    ),
    Rule(
        kind="proof",
        pattern=r"[\[(]?\b[\w'*]{1,4} (?:in|under|below|beneath)(?: an?| the)? (?:crown|eagle|lion|star)\b[\])]?",
        reason=N_(
            "Letters in or under a crown, an eagle, a lion or a star: a mark of proof or inspection, not in the "
            "reference "
            "in this form."
        ),
        confidence=0.7,
        rank=80,
        alternatives=(("property", 0.2),),
        digits=False,
        words=("crown", "eagle", "lion", "star"),
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
