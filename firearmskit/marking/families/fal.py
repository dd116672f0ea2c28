"""FAL family: United Kingdom, Australia, Canada, Inglis pistols."""

from __future__ import annotations

from firearmskit.language import N_
from firearmskit.marking.codes import two_digits
from firearmskit.marking.rules import Rule

RULES = (
    Rule(
        pattern=r"(?<!\w)(?P<serial>U[BEFR]\s?(?P<block>\d{2})\s?[A#?]\s?[\dX#?]{1,6})(?!\w)",
        reason=N_(
            "British pattern since the 1950s: letters of the factory, two digits of the year, A, number; all of it is "
            "the serial."
        ),
        confidence=0.92,
        rank=76,
        words=("ub", "ue", "uf", "ur"),
        year=lambda m: two_digits(m["block"], 1950),
        implies=(("country", "GBR"),),
        gives=("GBR", "context"),
        basis="unverified",
    ),
    Rule(
        pattern=r"(?<!\w)(?P<serial>(?:AD|SAF|SW)\s?(?P<block>[5-9]\d)[\dX#?]{4,5})(?!\w)",
        reason=N_("Lithgow pattern: prefix, two digits of the year {year}, number; all of it is the serial."),
        confidence=0.92,
        rank=76,
        words=("ad", "saf", "sw"),
        year=lambda m: two_digits(m["block"], 1950),
        implies=(("maker", "Small Arms Factory Lithgow"), ("country", "AUS")),
        gives=("AUS", "lithgow", "context"),
        basis="sourced",
        source="Lithgow Small Arms Factory Museum, https://www.lithgowsafmuseum.org.au/collection.html",
    ),
    Rule(
        pattern=r"(?<![\w-])(?P<serial>\d{1,2}\s?L\s?[\dX#?]{3,5})(?!\w)",
        reason=N_("Canadian pattern: digits, L, digits; all of it is the serial."),
        confidence=0.9,
        needs=("CAN", "from-CAN", "fal", "c1a1", "longbranch"),
        alone=0.6,
        rank=74,
        words=("l",),
        basis="unverified",
    ),
    Rule(
        pattern=r"(?<!\w)(?P<serial>\d\s?(?:CH|T)\s?[\dX#?]{2,5})(?!\w)",
        reason=N_("Inglis pattern: digit, CH or T, digits; CH stands for the contract for China."),
        confidence=0.92,
        needs=("inglis", "hp-inglis", "CAN"),
        alone=0.65,
        words=("ch", "t"),
        rank=75,
        basis="sourced",
        source="LSB Auctions, https://lsbauctions.com/?p=20711",
    ),
)
