"""Who is a party to a treaty, since when, how many there are, and how far that is certain."""

from firearmskit.law.adherence.counting import parties_by_region, parties_by_year
from firearmskit.law.adherence.explaining import explain_count
from firearmskit.law.adherence.frames import parties, signatories
from firearmskit.law.adherence.listing import adherences, uncertain_parties
from firearmskit.law.adherence.values import (
    COUNTED_BY,
    REGION_SCHEMES,
    Adherence,
    PartiesByRegion,
    RegionParties,
    YearParties,
)

__all__ = [
    "COUNTED_BY",
    "REGION_SCHEMES",
    "Adherence",
    "PartiesByRegion",
    "RegionParties",
    "YearParties",
    "adherences",
    "explain_count",
    "parties",
    "parties_by_region",
    "parties_by_year",
    "signatories",
    "uncertain_parties",
]
