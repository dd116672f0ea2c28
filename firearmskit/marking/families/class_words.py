"""Words for a class of firearm, and warnings: neither says which firearm it is."""

from __future__ import annotations

from firearmskit.language import N_
from firearmskit.marking.rules import CLASS_WORD, Rule

_CLASSES = (
    r"(?:(?:semi-?\s?automatic|semi-?auto|automatic|self[ -]?loading|bolt[ -]action|pump[ -]action|lever[ -]action|"
    r"single[ -]shot|double[ -]barrel(?:led)?|assault|sniper|hunting|sporting|service|military|sub-?\s?machine|"
    r"machine|air|"
    r"blank|signal|alarm|gas)[ -])?"
    r"(?:gun,?\s(?:sub-?)?machine|hand-?gun|pistol|pistole|pistolet(?:[ -]mitrailleur)?|pistola|revolver|"
    r"rev[oó]lver|rifle|carbine|"
    r"carabine|carabina|"
    r"karabiner|karabin|fusil(?:[ -](?:d['’]assaut|mitrailleur))?|subfusil|fuzil|fucile|gewehr|sturmgewehr|"
    r"b[üu]chse|flinte|"
    r"maschinenpistole|maschinengewehr|mitrailleuse|ametralladora|metralhadora|escopeta|espingarda|shot-?gun|gun|musket|"
    r"t[üu]fek|tabanca|пистолет(?:-пулемёт|-пулемет)?|револьвер|карабин|винтовка|автомат|пулемёт|пулемет|ружьё|ружье|"
    r"πιστόλι|τυφέκιο|مسدس|بندقية|手枪|步枪|冲锋枪|猎枪|拳銃|小銃)"
)
_STEMS = (
    "gun", "pistol", "revolver", "revólver", "rifle", "carabin", "carbin", "karabin", "fusil", "fuzil",
    "fucil", "gewehr",
    "büchse", "buchse", "flinte", "maschinen", "mitraill", "ametrall", "metralh", "escopeta", "espingarda", "musket",
    "tüfek", "tufek", "tabanca", "пистолет", "револьв", "карабин", "винтовк", "автомат", "пулем", "пулём",
    "ружь", "πιστ",
    "τυφ", "مسدس", "بندقية", "枪", "銃",
)  # fmt: skip
_WARNINGS = (
    r"(?:warning|caution|attention|achtung|danger)\b[\s:.!-]{0,3}(?:read\s(?:safety\s|instruction\s|owner['’]?s\s)?manual"
    r"(?:\sbefore\s(?:use|using|firing)(?:\s(?:gun|firearm))?)?)?|"
    r"read\s(?:safety\s|instruction\s|owner['’]?s\s)?manual\b(?:\sbefore\s(?:use|using|firing)(?:\s(?:gun|firearm))?)?|"
    r"before\susing\s(?:gun|firearm)[\s-]{0,3}read\swarnings\sin\sinstruction\smanual|"
    r"(?:use|for\suse\swith)\s(?:only\s)?factory\sammunition(?:\sonly)?|black\spowder\sonly|not\sfor\ssteel\sshot|"
    r"(?:restricted\s)?(?:military|government|law\senforcement|for\slaw\senforcement|export)"
    r"(?:[\s/]{1,3}(?:and\s|or\s)?(?:military|government|law\senforcement|export)){0,3}\s(?:use\s)?only"
)

RULES = (
    Rule(
        kind="unknown",
        pattern=rf"(?<![\w-]){_CLASSES}s?(?![\w-])",
        reason=N_(
            "A word for the class of firearm: agencies use such words differently, and it names neither model "
            "nor maker."
        ),
        confidence=0.9,
        rank=20,
        gives=(CLASS_WORD,),
        digits=False,
        words=_STEMS,
    ),
    Rule(
        kind="unknown",
        pattern=rf"(?<!\w)(?:{_WARNINGS})(?!\w)",
        reason=N_("A warning or an instruction: it doesn't identify the firearm."),
        confidence=0.9,
        rank=86,
        digits=False,
        words=("warning", "caution", "attention", "achtung", "danger", "manual", "ammunition", "only", "steel"),
    ),
)
