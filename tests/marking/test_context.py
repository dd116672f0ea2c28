"""The marks beside a mark decide between readings, and no mark supports another reading of itself."""

from __future__ import annotations

import pytest

from firearmskit import marking

CALIBRES = ["7.65", "7,65", "7.62", "7.63", "5.56", "5.45", "9.65", "11.43", "10.75", "6.35"]


@pytest.mark.parametrize("beside", [[], ["FN FAL"], ["AKM"], ["L9A1"], ["MKE KIRIKKALE"]])
@pytest.mark.parametrize("text", CALIBRES)
def test_a_bare_diameter_is_no_date(beside, text):
    """A number with two places after the point is a calibre, not a month and a year."""
    reading = marking.read([*beside, text])
    assert (reading.pieces[-1].kind, reading.values("year")) == ("calibre", ())


@pytest.mark.parametrize(
    ("texts", "kind", "values"),
    [
        (["G3", "HK 12/70"], "year", ("1970",)),
        (["12/70"], "calibre", ("12 gauge",)),
        (["G3A3 FMP", "03.67"], "year", ("1967",)),
        (["dot 1944"], "year", ("1944",)),
        (["rid 52"], "year", ("1952",)),
        (["HK", "G3"], "maker", ("Heckler & Koch",)),
        (["HK", "USP"], "year", ()),
        (["HK", "9mm x 19"], "year", ()),
        (["HK", "P30"], "maker", ("Heckler & Koch",)),
        (["HK", "KE"], "year", ("1994",)),
        (["STAR MODELO BM"], "maker", ("Star, Bonifacio Echeverria",)),
        (["STAR 28 PK"], "maker", ("Star, Bonifacio Echeverria",)),
        (["Star"], "maker", ("Star, Bonifacio Echeverria",)),
        (["STAR", "EIBAR"], "factory_code", ()),
        (["star"], "factory_code", ("star",)),
        (["star in circle"], "maker", ()),
        (["étoile dans cercle"], "maker", ()),
        (["CAL.9x19"], "calibre", ("9x19mm Parabellum",)),
        (["CAL-12"], "calibre", ("12 gauge",)),
        (["CAL. 12/70"], "calibre", ("12 gauge",)),
        (["CAL", "7.62"], "maker", ()),
        (["CAL.7.62x39"], "calibre", ("7.62x39mm",)),
        (["CAL.5.56x45"], "calibre", ("5.56x45mm NATO",)),
        (["Kal.9x19"], "calibre", ("9x19mm Parabellum",)),
        (["7.62*39"], "calibre", ("7.62x39mm",)),
        (["8x57JRS"], "calibre", ("8x57 IRS",)),
        (["8x56mmR"], "calibre", ("8x56mmR",)),
        ([".22 LONG RIFLE"], "calibre", (".22 Long Rifle",)),
        (["CAL. 22 LONG RIFLE"], "calibre", (".22 Long Rifle",)),
        (["22 LONG RIFLE"], "calibre", (".22 Long Rifle",)),
        (["REVOLVER 32 BORE"], "calibre", ()),
        (["30 BORE"], "calibre", ("7.62x25mm Tokarev",)),
        (["arrow in triangle"], "maker", ("Izhevsk arms works",)),
        (["arrow in triangle", "ROMANIA"], "maker", ("Cugir arms plant",)),
        (["arrow in triangle", "PM md. 63"], "maker", ("Cugir arms plant",)),
        (["DAYTON OH"], "maker", ()),
        (["AMADEO ROSSI SAO LEOPOLDO"], "maker", ("Amadeo Rossi",)),
        (["FORJAS TAURUS SAO LEOPOLDO"], "maker", ("Forjas Taurus",)),
        (["lion of Liège"], "maker", ()),
        (["MANUFACTURE FRANCAISE D'ARMES ET CYCLES SAINT ETIENNE"], "maker", ("Manufrance",)),
        (["PALMETTO STATE ARMORY COLUMBIA SC"], "maker", ("Palmetto State Armory",)),
        (["REMINGTON RAND"], "maker", ("Remington Rand",)),
        (["BROWNING ARMS COMPANY", "MADE IN JAPAN"], "country", ("JPN",)),
        (["MANURHIN", "Lic Walther PPK"], "maker", ("Manurhin",)),
        (["SIG SAUER P320", "EXETER NH USA"], "country", ("USA",)),
        (["H&R 1871 INC GARDNER MA"], "year", ()),
        (["1851 NAVY"], "year", ()),
        (["SAVAGE 1907"], "year", ()),
        (["COLT 1860 ARMY"], "year", ()),
        (["1911 A1"], "year", ()),
        (["FN MOD. 1910 CAL. 7.65"], "model", ("MOD. 1910",)),
        (["LITHGOW 1915"], "year", ("1915",)),
        (["1899"], "year", ("1899",)),
        (["PAP M92 PV"], "proof", ()),
        (["FABRIQUE NATIONALE", "PV"], "proof", ("Nitro proof, Liège",)),
        (["REMINGTON", "BM"], "model", ()),
        (["STAR", "BM"], "model", ("BM",)),
        (["REMINGTON", "AK"], "model", ()),
        (["NORINCO", "AK"], "model", ("AK",)),
        (["REMINGTON", "GR"], "property", ()),
        (["LITHGOW", "GR"], "property", ("Cypher of King George",)),
        (["gew 43"], "factory_code", ()),
        (["jan 44"], "factory_code", ()),
        (["MA", "SHT LE III*"], "maker", ("Small Arms Factory Lithgow",)),
        (["MA"], "maker", ()),
        (["MOD. 70 CAL. 7.65"], "model", ("MOD. 70",)),
        (["MOD. 83 CAL .357"], "model", ("MOD. 83",)),
        (["17", "GLOCK, INC."], "model", ("Glock 17",)),
        (["U.S. CARBINE CAL .30 M1"], "model", ("M1 carbine",)),
        (["US ARMY"], "property", ("Army of the United States",)),
        (["circle 10"], "factory_code", ("10 in circle",)),
        (["66 triangle"], "factory_code", ("66 in triangle",)),
        (["eagle/88"], "proof", ("eagle/88",)),
        (["C\u030cZ 75"], "model", ("CZ 75",)),
        (["MAC"], "maker", ()),
    ],
)
def test_what_the_marks_beside_a_mark_decide(texts, kind, values):
    """Values of one kind, where the marks beside a mark, or what it stands in, decide what it is."""
    assert marking.read(texts).values(kind) == values


def test_a_firm_that_also_made_firearms_is_not_called_only_an_importer():
    """The reason doesn't say that a firm isn't the maker when it made firearms too."""
    (piece,) = marking.read(["BERETTA U.S.A. CORP. ACCOKEEK, MD."]).pieces
    assert piece.kind == "import"
    assert "isn't the maker" not in piece.reason


@pytest.mark.parametrize("words", ["Lic", "LICENCE", "UNDER LICENCE FROM", "LICENSED BY", "Lizenz"])
def test_who_gave_a_licence_is_not_the_maker(words):
    """A name behind the word licence says who gave it."""
    (piece,) = marking.read([f"{words} WALTHER"]).pieces
    assert (piece.kind, piece.implies) == ("unknown", ())
    assert "licence" in piece.reason


@pytest.mark.parametrize("name", ["BROWNING", "SIG SAUER"])
def test_a_name_stamped_in_several_states_implies_none(name):
    """A maker's name under which firms in several States made firearms implies no country."""
    reading = marking.read([name])
    assert reading.pieces[0].kind == "maker"
    assert reading.values("country") == ()
