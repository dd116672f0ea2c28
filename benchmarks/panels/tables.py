"""The generator's own tables: marks that any firearm may bear, and what families of marks are made of.

They are written from published descriptions, never from the reader's tables.

Sources: the project's collected facts on marks (Makarov, Kalashnikov and SKS types, German and Italian codes, proof
laws, import rules), each row of which names its page; the pages behind the real panels of ``real.csv``; and general
reference works on military small arms. Every number that is drawn from these forms is made up.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A form of a mark: its text, the kinds that are right, and the values that are right."""

    text: str
    kinds: tuple[str, ...]
    values: tuple[str, ...] = ()


def mark(kinds: str, text: str, *values: str) -> Mark:
    """Write a mark; without values only its kind is judged."""
    return Mark(text=text, kinds=tuple(kinds.split("/")), values=values)


def maker(text: str, *values: str) -> Mark:
    """A maker's name."""
    return mark("maker", text, *values)


def code(text: str, *values: str) -> Mark:
    """A maker's code or symbol."""
    return mark("factory_code/maker", text, *values)


def model(text: str, *values: str) -> Mark:
    """A model; its value is its own text where none is given."""
    return mark("model", text, *(values or (text,)))


def calibre(text: str, *values: str) -> Mark:
    """A calibre; ``?`` where the mark leaves the cartridge open."""
    return mark("calibre", text, *values)


@dataclass(frozen=True, kw_only=True)
class Family:
    """A family of marks.

    Args:
        name: Its name in the tables of results.
        makers: Forms of the maker's mark; one is drawn. None is allowed: nothing stamped.
        models: Forms of the model; None as above.
        calibres: Forms of the calibre; None as above.
        serials: Forms of the serial: ``@`` a Latin letter, ``&`` a Cyrillic one, ``#`` a digit, ``*`` a small letter,
            ``%%`` the year's last two digits, ``~~`` the year less 1960, ``^`` a Greek letter,
            ``٠`` an Arabic-Indic digit, ``〇`` a Chinese one; the rest stands for itself.
        years: First and last year that is drawn.
        year_forms: How the year is stamped: ``{y}`` in full, ``{yy}`` its last two digits; None when it isn't.
        extras: Other marks of the factory or of its proof house; up to two are drawn.
        country: What the panel says of the country of make where its maker's mark is stamped; None when it's open.
        says_year: Whether the serial gives the year, beside this maker's mark.
    """

    name: str
    makers: tuple[Mark | None, ...]
    models: tuple[Mark | None, ...]
    calibres: tuple[Mark | None, ...]
    serials: tuple[str, ...]
    years: tuple[int, int] = (1950, 1990)
    year_forms: tuple[str | None, ...] = (None,)
    extras: tuple[Mark, ...] = ()
    country: str | None = None
    says_year: bool = False


# fmt: off
ITALY = {1976: "AB", 1977: "AC", 1978: "AD", 1979: "AE", 1980: "AF", 1981: "AH", 1982: "AI", 1983: "AL", 1984: "AM",
         1985: "AN"}
"""Proof years of Gardone Val Trompia as letters (Armi e Tiro)."""

SPAIN = {1955 + at: f"{letter}1" for at, letter in enumerate("ABCDEFGHIJKLMNÑOPQRSTUVXYZ")}
"""Proof years of Eibar, second round: A1 is 1955, Z1 is 1980, CH and LL are left out (Cruffler)."""

PLACES = {
    "main": ("receiver", "left side of the receiver", "frame", "boîte de culasse",
             "côté gauche de la boîte de culasse", "carcasse"),
    "other": ("barrel", "slide", "canon", "glissière"),
    "loose": ("bolt", "magazine", "culasse mobile", "chargeur", "dust cover"),
}
"""Where marks stand, in two languages."""

IMPORTERS = (
    mark("import", "CAI ST A VT", "Century", "CAI"), mark("import", "CAI GEORGIA VT", "Century", "CAI"),
    mark("import", "CENTURY ARMS INC GEORGIA VT", "Century"), mark("import", "PW ARMS REDMOND WA", "PW ARMS"),
    mark("import", "INTERARMS ALEXANDRIA VA", "Interarms"), mark("import", "KBI INC HARRISBURG PA", "KBI"),
    mark("import", "CDI SWANTON VT", "CDI", "Century"), mark("import", "INTRAC KNOX TN", "Intrac"),
    mark("import", "TGI KNOX TN", "TGI", "TG International", "Tennessee Guns"),
    mark("import", "NAVY ARMS RIDGEFIELD NJ", "Navy Arms"),
    mark("import", "C.A.I. ST ALB VT", "Century", "CAI", "C.A.I"),
    mark("import", "IMPORTED BY EXAMPLE TRADING, MIAMI FL", "Example"),
    mark("import", "LAKESIDE IMPORTS INC, DULUTH MN", "Lakeside"),
)
"""Importers' lines; the last two are made up."""

GLOCK_INC = mark("import", "GLOCK, INC., SMYRNA, GA.", "Glock")
"""An importer whose name is the maker's."""

NOT_SERIALS = (
    "US PAT. #,###,###", "PAT. NO. #######", "U.S. PATENT #######", "D.R.P. ######", "D.R.G.M. ######",
    "BREVET No ######", "PATENT No. #####", "PAT. PEND.", "PART NO #######", "P/N ########", "ASSY #######",
    "ASSEMBLY NO. #####", "DWG NO #######", "LOT ##-###", "LOT NO. ####", "RACK NO. ##", "RACK ###", "INSP. ##",
    "CONTRACT NO ####-##", "NSN 1005-##-###-####", "Pat. angem.", "PATENTE No #####", "CAT. NO. ####",
    "INV. NO. ####", "N° D'INVENTAIRE ####", "LOT DE FABRICATION ###",
)
"""Numbers that aren't serials, each with a word that says so."""

ALTERED = (
    "[obliterated]", "[erased]", "(serial number ground off)", "serial number obliterated", "[illegible]",
    "numéro de série effacé", "[removed]", "[defaced]", "(number peened over)", "[effacé]", "(illisible)",
    "serial number removed", "no serial number",
)
"""What people write where a serial is gone, can't be read, or never was."""

CLASS_WORDS = (
    "PISTOL", "RIFLE", "CARBINE", "ASSAULT RIFLE", "HANDGUN", "FUSIL", "PISTOLET", "CARABINE", "REVOLVER", "SHOTGUN",
    "FUSIL D'ASSAUT", "PISTOLA", "SUBMACHINE GUN",
)

LICENCES = (
    ("LIC. WALTHER", "Walther"), ("LICENCE HECKLER & KOCH", "Heckler"), ("UNDER LICENCE FROM FN", "Fabrique Nationale"),
    ("LICENSED BY COLT", "Colt"), ("LIZENZ BERETTA", "Beretta"), ("MADE UNDER LICENSE FROM SIG", "SIG"),
)
"""Lines that name who gave a licence, and the maker that they must not make."""

LATER = (
    mark("property", "ECOWAS SL PO %% ####"), mark("property", "CEDEAO CI PN %% #####"),
    mark("property", "ECOWAS GH AF 20%% ####"), mark("property", "SPF ####"),
    mark("property", "PROPERTY OF EXAMPLE POLICE ###"), mark("property", "POLICE NATIONALE ####"),
    mark("proof/property/unknown", "DEACTIVATED 19%%"), mark("proof/property/unknown", "NEUTRALISÉ 20%%"),
    mark("proof/property/unknown", "DP"), mark("property/unknown/year", "FTR 19%%"),
)
"""Marks of agencies, of deactivation and of repair."""

WRONG_HOUSES = (
    (mark("proof", "crown over BNP"), "GBR"), (mark("proof", "crown over NP"), "GBR"), (mark("proof", "perron"), "BEL"),
    (mark("proof", "lion over PV"), "BEL"), (mark("proof", "ELG in oval"), "BEL"),
    (mark("proof", "eagle over N"), "DEU"),
    (mark("proof/calibre", ".38 .767 3 1/2 TONS"), "GBR"), (mark("proof", "BNP 20 TONS"), "GBR"),
)
"""Proof marks of a house abroad: they say where it was proved, not where it was made."""

GENERIC = ("AK-47", "KALASHNIKOV", "AKM", "MAKAROV", "TOKAREV", "MAUSER TYPE")
"""Names that belong to no one maker."""
# fmt: on
