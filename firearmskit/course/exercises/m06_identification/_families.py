"""The kinds of firearm of the exercises ``marks`` and ``report``, as published sources describe their marks."""

from __future__ import annotations

from dataclasses import dataclass

from firearmskit.language import N_

__all__ = ["COUNTRIES", "FAMILIES", "TYPES", "Family"]


@dataclass(frozen=True, kw_only=True)
class Family:
    """A kind of firearm whose marks a published source describes.

    Attributes:
        name: What the reference card calls it, marked with ``N_``.
        parts: The part whose number identifies the firearm, and the other one, as in ``figures.SURFACES``.
        type: Of firearm, one of :data:`TYPES`.
        maker: The maker's name as a request would give it.
        country: Of manufacture, as it was then; ISO 3166-1 alpha-3, withdrawn codes included.
        calibre: As stamped.
        maker_mark: Text and symbol of the maker's mark.
        year_symbol: Stands with the year, or ``None``.
        year_digits: 4, or 2 where the maker left the century out.
        years: First and last year.
        alphabet: Letters that begin a serial; all of them have a shape that the Latin alphabet knows.
        letters: How many letters; digits fill up to six characters.
        card: What the reference says of maker's mark, year and serial, marked with ``N_``.
        source: Of the card; the confidence of each is ``sourced``.
    """

    name: str
    parts: tuple[str, str]
    type: str
    maker: str
    country: str
    calibre: str
    maker_mark: tuple[str, str | None]
    year_symbol: str | None = None
    year_digits: int
    years: tuple[int, int]
    alphabet: str
    letters: int
    card: tuple[str, str, str]
    source: str


FAMILIES = {
    "izhevsk": Family(
        name=N_("Makarov type pistol, Izhevsk"),
        parts=("frame", "slide"),
        type="pistol",
        maker="Izhevsk",
        country="SUN",
        calibre="9x18",
        maker_mark=("", "triangle_in_circle"),
        year_digits=4,
        years=(1966, 1985),
        alphabet="АВЕКМНРСТХ",
        letters=2,
        card=(
            N_("A triangle with its height drawn, inside a circle."),
            N_("Four digits, stamped apart from the serial number."),
            N_("Two Cyrillic letters and four digits, on the frame."),
        ),
        source="makarov.ch, Allocation example, https://makarov.ch/index.php/allocation_example",
    ),
    "suhl": Family(
        name=N_("Makarov type pistol, Suhl"),
        parts=("frame", "slide"),
        type="pistol",
        maker="Suhl",
        country="DDR",
        calibre="9x18",
        maker_mark=("", "diamond_circle"),
        year_digits=2,
        years=(1959, 1964),
        alphabet="ABCDEFGHKLMNPRSTU",
        letters=2,
        card=(
            N_("A diamond with a circle inside."),
            N_("Two digits, stamped apart from the serial number: 61 is 1961."),
            N_("Two letters and four digits, on the frame."),
        ),
        source="makarov.ch, Allocation example, https://makarov.ch/index.php/allocation_example",
    ),
    "cz52": Family(
        name=N_("Pistol CZ 52"),
        parts=("frame", "slide"),
        type="pistol",
        maker="Česká zbrojovka Strakonice",
        country="CSK",
        calibre="7.62x25",
        maker_mark=("rid", None),
        year_symbol="crossed_lines",
        year_digits=2,
        years=(1952, 1954),
        alphabet="ABCDEFGHKLMNPRSTU",
        letters=1,
        card=(
            N_("The code rid."),
            N_("Two digits below two crossed swords: the year of acceptance by the army; 53 is 1953."),
            N_("A letter and digits, on the frame."),
        ),
        source="Letter of Arms Moravia, CZ 52 questions and answers, http://www.geocities.ws/kirbytheog/faqcz52.html",
    ),
    "lithgow": Family(
        name=N_("Lee-Enfield rifle SMLE No. 1 Mk III*, Lithgow"),
        parts=("receiver", "barrel"),
        type="rifle",
        maker="Lithgow",
        country="AUS",
        calibre=".303",
        maker_mark=("MA LITHGOW", None),
        year_digits=4,
        years=(1939, 1944),
        alphabet="ABCDEFGHKLMNPRSTU",
        letters=1,
        card=(
            N_("MA LITHGOW in letters."),
            N_("Four digits, not part of the serial number."),
            N_("On the receiver. The form, a letter and digits, is made up for this case."),
        ),
        source="Australian War Memorial REL35451, https://awm.gov.au/collection/REL35451",
    ),
}
"""The kinds of firearm that a case can be. What a card says of them is ``sourced``, or says that it is made up."""
COUNTRIES = {
    "AUS": N_("Australia"),
    "CSK": N_("Czechoslovakia"),
    "DDR": N_("German Democratic Republic"),
    "SUN": N_("Soviet Union"),
}
TYPES = {"pistol": N_("pistol"), "rifle": N_("rifle")}
