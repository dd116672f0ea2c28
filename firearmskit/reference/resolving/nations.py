"""Words for nations in names of makers and models, by how they begin in several languages."""

from __future__ import annotations

from functools import cache

from firearmskit.reference.load import rows
from firearmskit.reference.resolving.text import tokens
from firearmskit.reference.rows import Country

__all__ = ["nations", "same_nation"]

_STEMS = {
    "SUN": "sovi sowjet ussr urss",
    "RUS": "russ rusk ruso rosij rossii",
    "CHN": "chines chinoi chinois chino china kitai kitay prc",
    "YUG": "yugo jugo yougo sfry",
    "SRB": "serb srb srpsk",
    "ROU": "roman roum ruman rumun",
    "BGR": "bulgar bolgar",
    "HUN": "hungar hongr ungar magyar",
    "POL": "polish polon polsk polac polnisch",
    "EGY": "egypt agypt egipc",
    "IRQ": "iraq irak",
    "IRN": "iran",
    "TUR": "turk turc",
    "PAK": "pakist",
    "DDR": "ddr gdr rda",
    "DEU": "german alleman aleman deutsch tedesc",
    "CZE": "czech tchequ tschech checo",
    "CSK": "czechoslov tchecoslov tschechoslow checoslov",
    "ISR": "israel",
    "GRC": "greek griech grec hellenic",
    "FIN": "finnish finland suomi",
    "ITA": "ital",
    "ESP": "spain spanish espag espan spanisch",
    "BEL": "belg",
    "AUT": "austria autrich osterreich avstri",
    "CHE": "swiss suisse suiz schweiz",
    "FRA": "france french franz",
    "GBR": "british britann britisch england anglais",
    "USA": "usa americ amerik united etats",
    "BRA": "brasil brazil bresil",
    "ARG": "argentin",
    "ALB": "alban",
    "PRK": "dprk",
    "IND": "indian indien inde",
    "ZAF": "rsa sudafric sudafrik",
    "PHL": "philip filip",
    "KOR": "korea coree",
    "SWE": "swed sued schwed",
    "CAN": "canad kanad",
    "AUS": "austral",
    "ETH": "ethiop",
    "SDN": "sudan soudan",
}
_HEIRS = ({"SUN", "RUS"}, {"YUG", "SRB"}, {"CSK", "CZE"}, {"DDR", "DEU"})


@cache
def _names() -> dict[str, str]:
    found = {}
    for row in rows(Country):
        words = tokens(row.name)
        if len(words) == 1:
            found[words[0]] = row.id
    return found


@cache
def _stems() -> dict[str, str]:
    return {stem: code for code, stems in _STEMS.items() for stem in stems.split()}


def nations(word: str) -> str | None:
    """Give the ISO code of the nation that a folded word names; None for other words."""
    if word in _names():
        return _names()[word]
    return next((code for end in range(min(len(word), 11), 2, -1) if (code := _stems().get(word[:end]))), None)


def same_nation(one: str | None, other: str | None) -> bool:
    """Whether two codes are of one State or of a State and its heir."""
    return one == other or any({one, other} <= heirs for heirs in _HEIRS)
