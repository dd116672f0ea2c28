"""Marks of owners with a number of their own: a police force, an army, an agency."""

from __future__ import annotations

from firearmskit.language import N_
from firearmskit.marking.rules import Rule

_FORCE = (
    r"(?:[A-Z][A-Z.]{1,14}\s){0,2}(?:POLICE|POLIC[IÍ]A|POL[IÍ]CIA|POLIZEI|POLIZIA|POLITIE|POLIISI|POLIS|GENDARMERIE|CARABINIERI|"
    r"CUSTOMS|DOUANES?|ADUANAS?|ZOLL|PRISONS?|SHERIFF|POLICJA|ПОЛИЦИЯ|МИЛИЦИЯ|МВД|ΑΣΤΥΝΟΜΙΑ|شرطة|الشرطة|公安)"
    r"(?:\s(?:NATIONALE|NACIONAL|NATIONAL|FEDERALE?|MUNICIPALE?|MILITARE?|MILITAR|CIVILE?|CIVIL|FORCE|FORCES|DEPARTMENT|DEPT\.?|"
    r"SERVICE|ROYALE?|CONSTABULARY)){0,2}"
)
_OWNED = (
    r"(?:PROPERTY\sOF|PROPRI[EÉ]T[EÉ]\sDE|PROPIEDAD\sDE|EIGENTUM\sDER?|PROPRIET[AÀ]\sDELL[OA'])"
    r"\s(?:[A-Z][A-Z.'&-]{1,19}\s?){1,4}"
)

RULES = (
    Rule(
        kind="property",
        pattern=rf"^\s*(?:{_FORCE}|{_OWNED}|SPF)[\s/]{{1,3}}(?:N[oº°]\.?\s?)?\d{{1,6}}\s*$",
        reason=N_(
            "An owner's name and a number: the owner's own number, put on later. Keep it apart from the factory serial."
        ),
        confidence=0.85,
        rank=91,
        words=(
            "pol",
            "propri",
            "propert",
            "propied",
            "eigentum",
            "gendarm",
            "carabin",
            "customs",
            "douan",
            "aduan",
            "zoll",
            "prison",
            "sheriff",
            "полиц",
            "милиц",
            "мвд",
            "αστυν",
            "شرطة",
            "公安",
            "spf",
        ),
        alternatives=(("serial", 0.1),),
        basis="partly",
        source="SPF and number on one rifle, beside the factory serial: "
        "https://talesfromthesupplydepot.blog/2021/07/16/interpreting-the-markings-on-an-slr/ ; other owners: "
        "general knowledge",
    ),
    Rule(
        kind="property",
        pattern=rf"(?<!\w)(?-i:{_OWNED})(?!\w)|(?<!\w)(?:SHERIFF'?S?|POLICE)\s(?:DEPARTMENT|DEPT)\b\.?",
        reason=N_("The text itself names an owner."),
        confidence=0.85,
        rank=75,
        digits=False,
        words=("propert", "propri", "propiedad", "eigentum", "sheriff", "police"),
    ),
)
