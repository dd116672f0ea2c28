"""Marks that States put on long after manufacture: ECOWAS, the Great Lakes and the Horn of Africa, deactivation."""

from __future__ import annotations

import re

from firearmskit import reference
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.marking.rules import Draft, Rule

_WORD = r"[\s/.:*-]{1,3}(?:[^\W\d_]{1,20}|\d{1,12})(?!\w)"
"""A further word or number of a mark that a State put on."""

_YEAR = r"(?:19[89]\d|20[0-4]\d)"


def _iso2() -> frozenset[str]:
    return frozenset(row.iso2 for row in reference.rows(reference.Country))


def _star(match: re.Match[str]) -> Draft | None:
    """A star and the code of a country, as States of the Nairobi Protocol mark what they own."""
    country = next((row for row in reference.rows(reference.Country) if row.iso2 == match["code"].upper()), None)
    if country is None or not match["code"].isupper():
        return None
    return Draft(
        kind="property",
        start=match.start(),
        end=match.end(),
        normalised=f"* {match['code']}",
        confidence=0.85,
        alternatives=(("serial", 0.05),),
        basis="sourced",
        stage="later-state",
        reason=_(
            "A star and the code of a country ({name}), as States of the Nairobi Protocol mark arms that they "
            "own: put on "
            "later, so keep it apart from the factory serial."
        ).format(name=_(country.name)),
    )


def _european(match: re.Match[str]) -> Draft | None:
    """The common mark of deactivation of the European Union."""
    if match["code"].upper() not in _iso2():
        return None
    return Draft(
        kind="unknown",
        start=match.start(),
        end=match.end(),
        normalised=None,
        confidence=0.8,
        alternatives=(("serial", 0.05), ("proof", 0.1)),
        basis="partly",
        stage="deactivation",
        reason=_(
            "In the form of the mark of deactivation of the European Union: State, verifying entity and year of "
            "deactivation. The original serial stays the serial."
        ),
    )


def _country_and_year(match: re.Match[str]) -> Draft | None:
    """The code of a country and a year, alone in a text."""
    if match["code"] not in _iso2():
        return None
    return Draft(
        kind="unknown",
        start=match.start(),
        end=match.end(),
        normalised=None,
        confidence=0.7,
        alternatives=(("import", 0.2), ("country", 0.05), ("year", 0.05)),
        basis="partly",
        stage="later-state",
        reason=_(
            "Code of a country and a year: so States mark imports and deactivations. "
            "The year is then that of the later mark, not of make."
        ),
    )


RULES = (
    Rule(
        kind="property",
        pattern=r"(?<!\w)(?:UN|ONU|UNMIL|UNOCI|ONUCI|MINUS[CM]A|MONUSCO)[ -]D\.?D\.?R\.?R?\.?(?!\w)"
        rf"(?:[\s/.:*-]{{1,3}}{_YEAR}(?!\w))?(?:[\s/.:*-]{{1,3}}(?:No\.?\s?)?\d{{1,6}}(?!\w))?",
        reason=N_(
            "Mark of a programme of disarmament: year and number are those of the collection, not of the firearm."
        ),
        confidence=0.8,
        rank=93,
        alternatives=(("serial", 0.05),),
        stage="later-state",
        basis="unverified",
        digits=False,
        words=("ddr", "d.d"),
    ),
    Rule(
        kind="property",
        pattern=rf"\b(?:ECOWAS|CEDEAO)(?:{_WORD}){{0,8}}",
        reason=N_(
            "Mark put on later under the rules of the Economic Community of West African States: "
            "country, agency, date and number "
            "belong to that mark. Keep them apart from the factory serial."
        ),
        confidence=0.9,
        rank=93,
        alternatives=(("serial", 0.05),),
        stage="later-state",
        basis="sourced",
        source="ADF magazine, https://adf-magazine.com/west-african-nations-track-small-arms",
        digits=False,
        words=("ecowas", "cedeao"),
    ),
    Rule(
        kind="property",
        pattern=r"(?<![\w*])(?:\*\s?|star\s|★\s?)(?P<code>[A-Z]{2})(?![^\W\d_])(?:[\s/.:*-]{0,3}(?:[^\W\d_]{1,6}|\d{1,12})(?!\w)){0,6}",
        reason="",
        confidence=0.85,
        rank=93,
        draft=_star,
        basis="sourced",
        source="Kenya, national report on the ITI, "
        "http://www.poa-iss.org/InternationalTracing/ITInfo.aspx?Acc=M&IntTraIns_Id=77",
        digits=False,
        words=("*", "star", "★"),
    ),
    Rule(
        kind="unknown",
        pattern=rf"[\[(]?\b(?:crossed swords(?: (?:with|and|over|around))?[ /,]{{1,2}}D\.?\s?A\.?|"
        rf"D\.?\s?A\.?(?: (?:over|above) (?:an? |the )?sword))\b"
        rf"(?:[ /,.-]{{1,3}}(?:and |the year )?(?:{_YEAR}|\d{{2}})(?!\d))?[\])]?",
        reason=N_(
            "Mark of a British proof house on a deactivated firearm, with the year of deactivation: put on "
            "later, neither "
            "proof of firing nor year of make."
        ),
        confidence=0.9,
        rank=95,
        stage="deactivation",
        alternatives=(("proof", 0.1),),
        basis="sourced",
        source="Ask the Police, https://www.askthe.police.uk/faq/?id=994faae2-498f-ec11-b400-002248425f3b",
        digits=False,
        words=("sword",),
    ),
    Rule(
        kind="unknown",
        pattern=r"[\[(]?\b(?:(?:EU|UE)[ /-]{0,2})?(?:deactivated|de-?activated|de-?activation|deact|"
        r"neutralis[ée]e?|d[ée]sactiv[ée]e?|"
        r"deaktiviert|unbrauchbar(?: gemacht)?|inutilizad[oa]|desactivad[oa]|inutilizzat[oa]|disattivat[oa]|"
        r"demilitari[sz]ed|"
        r"demil|деактивирован)\b(?:[ /,.:-]{1,3}(?:[A-Z]{2,4}|\d{2,6})\b){0,4}[\])]?",
        reason=N_(
            "The text says that the firearm was deactivated: put on later. The original serial stays the serial."
        ),
        confidence=0.9,
        rank=95,
        stage="deactivation",
        digits=False,
        words=("activ", "aktiv", "neutralis", "unbrauchbar", "inutili", "disattiv", "demil", "актив"),
    ),
    Rule(
        kind="unknown",
        pattern=rf"(?<!\w)EU[ /-](?P<code>[A-Z]{{2}})[ /-][A-Z\d]{{1,6}}[ /-](?:{_YEAR})(?!\w)",
        reason="",
        confidence=0.8,
        rank=93,
        words=("eu",),
        draft=_european,
        stage="deactivation",
        basis="partly",
        source="Implementing Regulation (EU) 2015/2403, article 5 (State and verifying entity; the serial is kept), "
        "https://legalize.dev/eu/law/32015R2403; the order of the groups: general knowledge",
    ),
    Rule(
        kind="unknown",
        pattern=r"^\s*D\.?P\.?\s*$",
        reason=N_("DP: on British pieces for drill purposes only, a later state of the firearm; not a serial."),
        confidence=0.6,
        rank=63,
        stage="later-state",
        needs=("GBR", "AUS", "CAN", "IND", "smle", "owner-GBR", "proof-GBR", "lithgow"),
        alternatives=(("proof", 0.2), ("property", 0.2)),
        basis="unverified",
        digits=False,
    ),
    Rule(
        kind="unknown",
        pattern=rf"^\s*(?P<code>[A-Z]{{2}})[ /-]{{0,3}}(?:{_YEAR})\s*$",
        reason="",
        confidence=0.7,
        rank=51,
        words=("19", "20"),
        draft=_country_and_year,
        basis="partly",
        source="AG Waffensachkunde (country code and year on imports from third countries), "
        "https://ag-waffensachkunde.de/unterlagen/kennzeichnung-von-waffen-und-munition",
    ),
)
