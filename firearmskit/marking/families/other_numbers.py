"""Numbers that are no serial because of the word beside them: patents, parts, lots, contracts, racks, stock numbers."""

from __future__ import annotations

from firearmskit.language import N_
from firearmskit.marking.rules import Rule

_MONTH = (
    "JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|SEPT?(?:EMBER)?|OCT(?:OBER)?|"
    "NOV(?:EMBER)?|DEC(?:EMBER)?"
)
_HOLDER = r"(?:U\.?\s?S\.?\s?|[A-Z]{3,12}(?:['’]\s?S|'?S)[\s-]{1,2})?"
"""Whose patent it is: a State, or a name in the genitive."""

_PATENT = (
    r"PAT(?:ENT(?:ED|ES?|S|I|Y|AD[OA]S?|É|ÉE)?|'?D|S)?|BREVET(?:TAT[OI]|TI|ÉE?|E|S)?|BREV(?=\.)|DRP|D\.R\.P|D\.R\.G\.M|DRGM|"
    r"ПАТЕНТ|ΔΙΠΛΩΜΑ|专利|專利|特許"
)
_MORE_OF_PATENT = (
    rf"(?:[\s,.;:/&'\d№-]|\b(?:{_MONTH}|AND|ET|UND|PEND(?:ING)?|S\.?G\.?D\.?G|APPL(?:IED)?|FOR|OTHER|DATES|"
    r"D[EÉ]POS[EÉ]|ANGEM(?:ELDET)?|INTERNATIONAL|WORLDWIDE)\b)*+"
)

_THING = (
    r"part|p/n|assy|assembly|drawing|drg|dwg|cage|nsn|contract|lot|rack|butt|batch|cat|mould|mold|reg|registro|"
    r"pi[eè]ce|pieza|peça|pezzo|teil(?:e)?|sachnummer|march[eé]|contrato|contrat|contratto|vertrag|lote|lotto|los|"
    r"r[âa]telier|inventory|inventaire|inventario|inv|deposito|деталь|чертеж|чертёж|партия|инв|договор|"
    r"casting|forging|fonte|heat|model\sno\.?\sand\spart|property\sno|asset"
)

RULES = (
    Rule(
        kind="unknown",
        pattern=rf"\b{_HOLDER}(?:{_PATENT})\b\.?(?:[\s-]?N(?:OS?|RS?|R|UM)\b\.?|\s?№|\s?号)?{_MORE_OF_PATENT}",
        reason=N_("Patent text: its dates and numbers are neither the year of make nor a serial."),
        confidence=0.95,
        rank=95,
        digits=False,
        words=("pat", "brev", "drp", "d.r.", "drgm", "патент", "διπλ", "专利", "專利", "特許"),
    ),
    Rule(
        kind="unknown",
        pattern=rf"\b(?:n[°º]\s?)?(?:{_THING})\b\.?\s?(?:no|nr|n[°º]|number|num(?:[ée]ro)?|№|#)?[.:]?\s?"
        r"(?:(?:de|di|der|of)\s(?:[^\W\d_]{1,14}\s)?)?[\w-]{0,20}\d[\w-]{0,20}",
        reason=N_("Part, assembly, contract, lot, rack or register number: not the serial."),
        confidence=0.9,
        rank=94,
        alternatives=(("serial", 0.05),),
        words=(
            "part",
            "p/n",
            "reg",
            "assy",
            "assembly",
            "drawing",
            "drg",
            "dwg",
            "cage",
            "nsn",
            "contr",
            "lot",
            "rack",
            "butt",
            "batch",
            "cat",
            "mould",
            "mold",
            "pièce",
            "piece",
            "pieza",
            "peça",
            "pezzo",
            "teil",
            "sachn",
            "march",
            "vertrag",
            "los",
            "telier",
            "inv",
            "deposito",
            "деталь",
            "чертеж",
            "чертёж",
            "партия",
            "инв",
            "договор",
            "casting",
            "forging",
            "fonte",
            "heat",
            "model",
            "property",
            "asset",
        ),
    ),
    Rule(
        kind="unknown",
        pattern=r"(?<![\w-])\d{4}-\d{2}-\d{3}-\d{4}(?![\w-])",
        reason=N_("In the shape of a NATO stock number: it names a type of article, not one firearm."),
        confidence=0.9,
        rank=94,
        words=("-",),
        alternatives=(("serial", 0.05),),
    ),
    Rule(
        kind="unknown",
        pattern=r"(?<!\w)SRB\s\d{4}-\d{2}(?!\w)",
        reason=N_("Code of a producer, year and series, as on boxes of ammunition: not the serial of a firearm."),
        confidence=0.8,
        rank=94,
        basis="sourced",
        source="National report of Bosnia and Herzegovina, "
        "http://www.poa-iss.org/InternationalTracing/ITInfo.aspx?Acc=M&IntTraIns_Id=12",
        words=("srb",),
    ),
    Rule(
        kind="unknown",
        pattern=r"[\[(]?\b(?:(?:nato|otan)\s)?cross\s(?:with)?in(?:\san?|\sthe)?\scircle\b[\])]?|⊕",
        reason=N_("A cross in a circle on a cartridge: made to the NATO specification. It names no maker."),
        confidence=0.85,
        rank=92,
        digits=False,
        basis="sourced",
        source="bigwas.com, headstamps",
        words=("cross", "⊕"),
    ),
)
