"""Crimes that reach as far as the definitions of their words, and definitions that leave something out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from firearmskit.language import N_

__all__ = ["CRIMES", "DEFINED", "TAKEN", "Crime"]


@dataclass(frozen=True, kw_only=True)
class Crime:
    """A crime that names firearms, parts and ammunition.

    Attributes:
        article: Of the Firearms Protocol.
        obligations: Ids of the table, the texts of which were read.
        duty: What is asked for, a sentence.
        clause: A clause that is as wide as the words that it uses.
    """

    article: str
    obligations: tuple[str, ...]
    duty: str
    clause: str


CRIMES = {
    "manufacture": Crime(
        article="5(1)(a)",
        obligations=("fp-5-1-a-licence",),
        duty=N_(
            "Whoever makes or assembles firearms, their parts or ammunition without a licence, on purpose, is punished."
        ),
        clause=N_(
            "Whoever intentionally makes or assembles firearms, parts or ammunition without the licence of "
            "the Office is "
            "liable to imprisonment for up to ten years."
        ),
    ),
    "traffic": Crime(
        article="5(1)(b)",
        obligations=("fp-5-1-b-firearms", "fp-5-1-b-parts", "fp-5-1-b-ammunition", "fp-5-1-b-any-state"),
        duty=N_(
            "Whoever brings firearms, their parts or ammunition from one State to another, on purpose and without the "
            "leave of each State concerned, is punished."
        ),
        clause=N_(
            "Whoever intentionally imports, exports, buys, sells, delivers or moves firearms, parts or "
            "ammunition from one "
            "State to another without the licence of each State concerned is liable to imprisonment for up "
            "to ten years."
        ),
    ),
}
"""What the two kinds of crimes ask for; the words that they use are defined elsewhere in the bill."""

DEFINED: Mapping[str, Mapping[str, str]] = {
    "parts": {
        "whole": N_(
            "“Parts” means the barrel, the frame or receiver, the slide, the bolt, each other element that "
            "is made for a "
            "firearm and that it can't work without, and each device that dampens the sound of a shot."
        ),
        "frame": N_(
            "“Parts” means the barrel, the slide, the bolt and the magazine of a firearm, and each device "
            "that dampens the "
            "sound of a shot."
        ),
        "slide": N_(
            "“Parts” means the barrel, the frame or receiver, the bolt and the magazine of a firearm, and "
            "each device that "
            "dampens the sound of a shot."
        ),
        "barrel": N_(
            "“Parts” means the frame or receiver, the slide, the bolt and the magazine of a firearm, and "
            "each device that "
            "dampens the sound of a shot."
        ),
        "silencer": N_(
            "“Parts” means the barrel, the frame or receiver, the slide, the bolt and the magazine of a "
            "firearm, and each "
            "other element that is made for it and that it can't work without."
        ),
    },
    "ammunition": {
        "whole": N_("“Ammunition” means the whole round, and those of its components that need a licence."),
        "pistol": N_(
            "“Ammunition” means the whole round for a rifle, and those of its components that need a licence."
        ),
        "rifle": N_(
            "“Ammunition” means the whole round for a pistol, and those of its components that need a licence."
        ),
    },
    "dealer": {"whole": N_("“Dealer” means whoever buys and sells firearms as a trade, with or without a shop.")},
}
"""Definitions of a word: the whole one, and those that leave something out, by what it is."""

TAKEN = {
    "frame": N_("frames and receivers"),
    "slide": N_("slides"),
    "barrel": N_("barrels"),
    "silencer": N_("devices that dampen the sound of a shot"),
    "pistol": N_("rounds for pistols"),
    "rifle": N_("rounds for rifles"),
    "firearms": N_("firearms that are whole"),
    "none": N_("nothing: a definition changes no other clause"),
}
"""What no crime of the bill reaches, because a definition leaves it out; the last two are never right."""
