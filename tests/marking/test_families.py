"""Families of marks: what each piece is, and which confusions are resisted."""

from __future__ import annotations

import pkgutil
import re

import pytest

from firearmskit import marking, reference
from firearmskit.marking import families
from firearmskit.marking.families.symbols import _OTHER_KINDS
from firearmskit.marking.rules import families as rules
from tests.every import every

SERIALS = {
    "China, △": (["△386", "Type 56", "3812345"], "3812345"),
    "China, characters": (["66 in triangle", "56式 12345678"], "12345678"),
    "China, masked": (["K54xx", "/26\\"], "K54xx"),
    "China, import line": (["NORINCO MAK-90", "MADE IN CHINA", "9412345", "PW ARMS REDMOND WA"], "9412345"),
    "China since 2007": (["CN 1 66 07 123456"], "123456"),
    "Soviet, arrow": (["arrow in triangle", "1953г.", "ИА 1234"], "ИА 1234"),
    "Soviet, one line": (["СКС", "ВЕ 1234 1974"], "ВЕ 1234"),
    "Soviet, Makarov": (["triangle with height in a circle", "ЛК 3456", "1971"], "ЛК 3456"),
    "Mosin-Nagant": (["TULA 1942 ЦД 1234"], "ЦД 1234"),
    "Bulgaria": (["((10))", "AT 16 4321"], "AT 16 4321"),
    "Romania": (["upward arrow in triangle", "1978", "GH 1234"], "GH 1234"),
    "Romania, export": (["ROMARM/CUGIR GP WASR-10/63 7.62x39mm", "1-12345-2003", "CAI GEORGIA VT"], "1-12345-2003"),
    "Poland": (["11 in oval", "1965", "KP 01234"], "KP 01234"),
    "Zastava, one line": (["ZASTAVA KRAGUJEVAC M70AB2 7.62x39 123456"], "123456"),
    "Zastava, Cyrillic": (["ЗАСТАВА М70Б1", "Б-123456"], "Б-123456"),
    "Zastava, other model": (["ZASTAVA M76", "012345"], "012345"),
    "East Germany": (["rhombus with circle", "AU 1234", "61"], "AU 1234"),
    "M16": (["PROPERTY OF U.S. GOVT M16A1 CAL. 5.56 MM 9012345"], "9012345"),
    "Glock": (["GLOCK 19 AUSTRIA 9x19", "ABCD123"], "ABCD123"),
    "Glock, US": (["GLOCK", "AF 123US", "GLOCK, INC., SMYRNA, GA."], "AF 123US"),
    "FAL, United Kingdom": (["L1A1", "UE 61 A 12345"], "UE 61 A 12345"),
    "FAL, Australia": (["AD5912345"], "AD5912345"),
    "FAL, Canada": (["C1A1", "5L1234"], "5L1234"),
    "G3": (["G3A3 FMP", "03/67", "012345"], "012345"),
    "HK": (["HK USP 9mm", "24-012345", "KE"], "24-012345"),
    "P38": (["ac 44", "P.38", "1234 b"], "1234 b"),
    "Colt 1911": (["MODEL OF 1911. U.S. ARMY", "UNITED STATES PROPERTY / No 561XXX"], "561XXX"),
    "Lee-Enfield": (["LITHGOW SMLE III* 1943", "E12345"], "E12345"),
    "Inglis": (["JOHN INGLIS CO.", "5CH1234"], "5CH1234"),
    "CZ 52": (["rid", "crossed swords 54", "M12345"], "M12345"),
    "CZ 75": (["Made in Czech Republic CZ 75 BD Cal. 9 Luger", "B1234"], "B1234"),
    "Beretta 34": (["BERETTA PIETRO 9m/m mod 34", "1937-XVI", "654321"], "654321"),
    "Beretta 92": (["PIETRO BERETTA GARDONE V.T. MOD. 92 FS CAL. 9 PARABELLUM", "B12345Z", "AU"], "B12345Z"),
    "Spain": (["ASTRA", "28-03-069-00"], "28-03-069-00"),
    "India": (["IN ABCD 18 01 12345 32"], "12345"),
    "ECOWAS": (["ECOWAS SL PO 2012 12345", "66 in triangle", "7654321"], "7654321"),
    "masked letter": (["A?123"], "A?123"),
    "pattern": (["10 in double circle", "$$ 27 ####"], "$$ 27 ####"),
}


@pytest.mark.parametrize(("texts", "serial"), SERIALS.values(), ids=SERIALS)
def test_serial_of_each_family(texts, serial):
    """The serial of a panel of each family is found whole, and nothing else is taken for it."""
    assert marking.read(texts).serial == serial


@pytest.mark.parametrize(
    "texts",
    [
        ["7.62x39"],
        ["M70AB2"],
        ["Type 56"],
        ["CAL. 5.56 MM"],
        ["MODEL OF 1911"],
        ["PATENTED APR.20.1897. SEPT.9,1902 / DEC.19,1905. FEB.14,1911. AUG.19,1913"],
        ["US. Pat. 4,539, 889"],
        ["PART NO 1234567"],
        ["LOT 12345"],
        [".38 .767 3 1/2 TONS"],
        ["crown over BNP"],
        ["66 in triangle"],
        ["1953r"],
        ["1937-XVI"],
        ["ECOWAS SL PO 2012 12345"],
        ["CAI ST A VT"],
        ["[obliterated]"],
        ["serial number erased"],
        ["12 GA 2 3/4"],
        ["ИЖ-27"],
        ["ВПО-136"],
        ["P.BERETTA", "M9-P.BERETTA-65490"],
        ["BERETTA", "AU"],
        ["GLOCK", "KPH"],
        ["123"],
    ],
)
def test_no_serial_where_there_is_none(texts):
    """Designations, calibres, patents, years, proofs and part numbers are never taken for a serial."""
    reading = marking.read(texts)
    assert reading.serial is None
    assert reading.of("serial") == ()


@pytest.mark.parametrize(
    ("texts", "kind", "values"),
    [
        (["66 in triangle"], "maker", ("State Factory 66",)),
        (["66 in triangle"], "country", ("CHN",)),
        (["21 in a triangle"], "factory_code", ()),
        (["77 in triangle"], "factory_code", ("77 in triangle",)),
        (["10 in two circles", "IK 25 1777"], "year", ("1985",)),
        (["10 in two circles"], "factory_code", ("10 in double circle",)),
        (["GLOCK12345"], "maker", ()),
        (["Makarov"], "model", ("Makarov PM",)),
        (["Makarov PM"], "model", ("Makarov PM",)),
        (["ПМ"], "model", ("Makarov PM",)),
        (["Tokarev"], "model", ("Tokarev TT-33",)),
        (["Mosin-Nagant"], "model", ("Mosin-Nagant",)),
        (["M16"], "model", ("M16",)),
        (["Uzi"], "model", ("Uzi",)),
        (["FAL"], "model", ("FAL",)),
        (["M70"], "model", ("M70",)),
        (["ZASTAVA", "M70"], "model", ("Zastava M70",)),
        (["M76"], "model", ("M76",)),
        (["ZASTAVA KRAGUJEVAC", "M76"], "model", ("Zastava M76",)),
        (["WITNESS"], "model", ("Tanfoglio Witness",)),
        (["FIVE-SEVEN"], "model", ("FN Five-seveN",)),
        (["crown over BNP"], "proof", ("Nitro proof, Birmingham",)),
        (["[PSF]"], "proof", ("Smokeless proof, Gardone Val Trompia",)),
        (["[SA]"], "property", ("Finnish army",)),
        (["crossed swords 54"], "proof", ("Military acceptance",)),
        (["crossed swords 54"], "year", ("1954",)),
        (["21 in triangle"], "proof", ("Acceptance mark on Type 53 parts",)),
        (["SAKO", "M92"], "model", ("M92",)),
        (["ayf 43"], "year", ("1943",)),
        (["ayf 43"], "maker", ()),
        (["S/42"], "maker", ("Mauser",)),
        (["numéro de série 1234567"], "serial", ("1234567",)),
        (["SER. NO. 12345"], "serial", ("12345",)),
        (["ПКМ 123456"], "model", ("PKM",)),
        (["SKS 45123"], "model", ("SKS-45",)),
        (["IK 25 1777"], "year", ()),
        (["AD5912345"], "year", ("1959",)),
        (["28-03-069-97"], "year", ("1997",)),
        (["ac 44"], "year", ("1944",)),
        (["1937-XVI"], "year", ("1937",)),
        (["BERETTA", "XX7"], "year", ("1971",)),
        (["STAR B. ECHEVERRIA", "A1"], "year", ("1955",)),
        (["HECKLER & KOCH", "KE"], "year", ("1994",)),
        (["HECKLER & KOCH", "JF"], "year", ("1985",)),
        (["rhombus with circle", "61"], "year", ("1961",)),
        (["G3A3 FMP", "03/67"], "year", ("1967",)),
        (["MADE IN YUGOSLAVIA"], "country", ("YUG",)),
        (["MADE IN GEORGIA"], "country", ("GEO",)),
        (["CAI GEORGIA VT"], "country", ()),
        (["CAI ST A VT"], "import", ("Century Arms International",)),
        (["CAI ST A VT"], "maker", ()),
        (["XYZ IMPORTS INC, MIAMI FL"], "import", ("XYZ IMPORTS INC",)),
        (["TANFOGLIO INC, MIAMI FL"], "import", ("TANFOGLIO INC, MIAMI FL",)),
        (["TANFOGLIO INC, MIAMI FL"], "maker", ()),
        (["crown over BNP"], "country", ()),
        (["ZASTAVA M92"], "model", ("Zastava M92",)),
        (["ZASTAVA M77B1"], "model", ("M77B1",)),
        (["Type 81"], "model", ("Type 81",)),
        (["CZ 75 BD"], "model", ("CZ 75 BD",)),
        (["No4 Mk I*"], "model", ("No4 Mk I*",)),
        (["cal. 9 Luger"], "calibre", ("9x19mm Parabellum",)),
        (["9 mm Para"], "calibre", ("9x19mm Parabellum",)),
        (["7,62х39"], "calibre", ("7.62x39mm",)),
        (["7.62 x 51 mm NATO"], "calibre", ("7.62x51mm NATO",)),
        ([".38 SPECIAL CTG"], "calibre", (".38 Special",)),
        (["CAL .45 AUTO"], "calibre", (".45 ACP",)),
        (["12 GAUGE"], "calibre", ("12 gauge",)),
        (["9 m/m"], "calibre", ()),
        (["PROPERTY OF U.S. GOVT"], "country", ()),
        (["SAFE", "SEMI", "AUTO"], "selector", ("SAFE SEMI AUTO",)),
        (["АВ", "ОД"], "selector", ("АВ ОД",)),
        (["S FA FF"], "selector", ("S FA FF",)),
    ],
)
def test_what_is_said_of_a_kind(texts, kind, values):
    """Values read directly or implied, kind by kind."""
    assert marking.read(texts).values(kind) == values


@pytest.mark.parametrize(
    ("texts", "kinds"),
    [
        (["crown over BNP"], ["proof"]),
        (["21 in triangle"], ["proof"]),
        (["N in circle"], ["unknown"]),
        (["ELG in oval"], ["proof"]),
        (["lion over PV"], ["proof"]),
        (["[SA]"], ["property"]),
        (["SERIAL NO."], ["unknown"]),
        (["S/N 123456"], ["serial"]),
        (["ayf 43"], ["factory_code", "year"]),
        (["no 43"], ["unknown"]),
        (["AYF 43"], ["unknown"]),
        (["S/42"], ["factory_code"]),
        (["TT-33 TOKAREV"], ["model"]),
        (["ПМ MAKAROV"], ["model"]),
        (["broad arrow"], ["property"]),
        (["CAI ST A VT"], ["import"]),
        (["star"], ["factory_code"]),
        (["1976"], ["year"]),
        (["ECOWAS SL PO 2012 12345"], ["property"]),
        (["PROPERTY OF U.S. GOVT M16A1 CAL. 5.56 MM 9012345"], ["property", "model", "calibre", "serial"]),
        (["ZASTAVA KRAGUJEVAC M70AB2 7.62x39"], ["maker", "model", "calibre"]),
        (["Made in Czech Republic CZ 75 BD Cal. 9 Luger"], ["country", "model", "calibre"]),
        (["COLT'S PT. F.A. MFG. CO. / HARTFORD, CT. U.S.A."], ["maker"]),
    ],
)
def test_kinds_of_a_text(texts, kinds):
    """One text may hold several pieces; each gets its kind."""
    assert [piece.kind for piece in marking.read(texts).pieces] == kinds


def test_calibre_without_name_stays_open():
    """A bare diameter is a calibre, but the cartridge isn't guessed; the reason names candidates."""
    piece = marking.read(["9 m/m"]).pieces[0]
    assert (piece.kind, piece.normalised) == ("calibre", None)
    assert "9x19mm Parabellum" in piece.reason


def test_fascist_year_that_contradicts_is_pointed_out():
    """Year and era must agree; a contradiction lowers the confidence and is said."""
    right, wrong = marking.read(["1938-XVI"]).pieces[0], marking.read(["1942-XVI"]).pieces[0]
    assert right.confidence > wrong.confidence
    assert "don't agree" in wrong.reason


def test_described_alteration_is_not_lost():
    """A mark that is described as removed says what to record."""
    piece = marking.read(["66 in triangle", "[obliterated]"]).pieces[1]
    assert piece.kind == "unknown"
    assert "altered" in piece.reason


@every(rules())
def test_rules_are_well_formed(rule):
    """Each rule gives kinds of the vocabulary, confidences in range, and a reason or a way to make one."""
    assert rule.kind in marking.KINDS
    assert 0 < rule.confidence <= 1
    assert 0 <= rule.alone <= rule.confidence
    assert rule.draft or rule.reason.endswith(".")
    groups = {name.rstrip("0123456789") for name in re.compile(rule.pattern, re.IGNORECASE).groupindex}
    assert rule.draft or not groups or groups & set(marking.KINDS) or rule.value or rule.year


@every(rules())
def test_a_rule_that_rests_on_a_source_names_it(rule):
    """A basis is of the vocabulary; what was read at a source names it, and what names none was read at none."""
    assert rule.basis is None or rule.basis in reference.CONFIDENCE
    assert (rule.basis in ("sourced", "partly")) == (rule.source is not None)
    assert rule.source is None or len(rule.source) >= len("makarov.ch")


COUNTRIES = {row.id for row in reference.rows(reference.Country)}


@every(rule for rule in rules() if not rule.draft)
def test_a_rule_that_names_a_state_says_how_far_that_is_supported(rule):
    """A shape that speaks for a State or a maker is a fact, so it has a basis."""
    told = {value for _kind, value in rule.implies} | COUNTRIES.intersection(rule.gives)
    assert not told or rule.basis is not None


def test_symbols_of_another_kind_are_rows_of_the_table():
    """Each factory code that is no factory's is a row of the table, without a maker."""
    for code, kind in _OTHER_KINDS.items():
        assert reference.get(reference.FactoryCode, code).maker is None
        assert kind in marking.KINDS


def test_each_family_is_found_by_itself():
    """Every file of the folder is a family with rules."""
    names = [module.name for module in pkgutil.iter_modules(families.__path__)]
    assert {"china", "soviet", "yugoslavia", "generic"} <= set(names)
    assert len(rules()) > 60


MODELS = [
    (row, mark)
    for row in reference.rows(reference.Model)
    if row.also
    for mark in row.marks
    if "式" not in mark  # the character itself says which State's designation it is
]


@every(MODELS)
def test_a_name_used_in_several_states_implies_neither_state_nor_maker(row, mark):
    """The name of a type that was made in several States is never taken for one State's, and says so."""
    for piece in marking.read([mark]).of("model"):
        if piece.row is row:
            assert piece.implies == ()
            assert "several" in piece.reason


@pytest.mark.parametrize(
    "name",
    ["Makarov", "Makarov PM", "ПМ", "AKM", "АКМ", "AK-47", "Kalashnikov", "Tokarev", "TT", "ТТ", "Mosin-Nagant",
     "SKS", "СКС", "FAL", "G3", "Hi-Power", "M16", "RPK", "PKM", "RPG-7", "Uzi", "MP5", "M1911", "Luger"],
)  # fmt: skip
def test_a_generic_name_is_one_model_of_no_state(name):
    """A generic name is read as one model; it implies no country and no maker."""
    reading = marking.read([name])
    assert [piece.kind for piece in reading.pieces] == ["model"]
    assert reading.pieces[0].verbatim == name
    assert reading.values("country") == reading.values("maker") == ()


@every(reference.rows(reference.Model))
def test_no_model_implies_a_country(row):
    """A designation alone, also of a variant, says nothing about the country of make."""
    for mark in (*row.marks, *row.variants):
        for piece in marking.read([mark]).of("model"):
            assert "country" not in dict(piece.implies), mark


def test_latin_letters_that_can_not_be_cyrillic_are_not_called_so():
    """Only letters that have a Cyrillic look-alike are said to be perhaps Cyrillic."""
    for letters, doubted in (("FN", False), ("GD", False), ("BE", True), ("KM", True), ("AG", False)):
        piece = marking.read(["arrow in triangle", f"{letters} 1234"]).of("serial")[0]
        assert ("Cyrillic" in piece.reason) == doubted, letters


@pytest.mark.parametrize(("year", "late"), [("1899", False), ("1901", False), ("1902", True), ("1919", True)])
def test_a_year_after_the_end_of_a_mark_is_pointed_out(year, late):
    """Queen Victoria's cypher and a later year contradict each other; both pieces say so."""
    mark, date = marking.read(["VR", year]).pieces
    assert (mark.kind, date.kind, date.normalised) == ("property", "year", year)
    assert ("look again" in mark.reason) == ("look again" in date.reason) == late


CONFUSIONS = {
    "1 calibre": (["7.62x39"], "7.62x39"),
    "1 model": (["M70AB2"], "M70AB2"),
    "1 type": (["Type 56"], "56"),
    "2 patent": (["US. Pat. 4,539,889"], "4,539,889"),
    "2 part": (["PART NO 1234567"], "1234567"),
    "2 assembly": (["ASSY 7654321"], "7654321"),
    "2 lot": (["LOT 12345"], "12345"),
    "2 rack": (["RACK NO. 123"], "123"),
    "2 inspection": (["WaA359"], "359"),
    "3 prefix dropped": (["10 in double circle", "IK 25 1777"], "1777"),
    "3 leading zeros dropped": (["ZASTAVA", "0012345"], "12345"),
    "3 suffix dropped": (["ac 44", "P.38", "1234 b"], "1234"),
    "3 year block dropped": (["UE 61 A 12345"], "UE A 12345"),
    "4 year fused": (["СКС", "ВЕ 1234 1974"], "ВЕ 1234 1974"),
    "4 year alone": (["1953г."], "1953"),
    "4 year code": (["BERETTA", "XX7"], "XX7"),
    "5 look-alike filled in": (["A?123"], "A0123"),
    "6 folded to Latin": (["СКС", "ВЕ 1234"], "BE 1234"),
    "6 folded to Cyrillic": (["СКС", "BE 1234"], "ВЕ 1234"),
    "8 importer's line": (["CAI ST A VT"], "CAI"),
    "9 factory code": (["66 in triangle"], "66"),
    "9 proof": (["crown over BNP"], "BNP"),
    "10 generic name": (["AK-47"], "AK-47"),
    "11 mark put on later": (["ECOWAS SL PO 2012 12345", "66 in triangle", "7654321"], "12345"),
    "12 former model": (["IZH-79 8mm"], "79"),
    "14 described": (["[obliterated]"], "obliterated"),
    "15 type word": (["PISTOL"], "PISTOL"),
}
"""What must not be read as the serial, for each confusion that a mark alone can show."""


@pytest.mark.parametrize(("texts", "wrong"), CONFUSIONS.values(), ids=CONFUSIONS)
def test_known_confusions_are_resisted(texts, wrong):
    """What people take for the serial by mistake isn't read as one, neither as the serial nor as a candidate."""
    reading = marking.read(texts)
    assert reading.serial != wrong
    assert wrong not in reading.values("serial")
    assert wrong in " ".join(texts) or wrong.replace(" ", "") != reading.serial


def test_confusion_of_parts_and_firearms():
    """Confusion 7: a number on the bolt isn't the serial, and the frame's number is."""
    reading = marking.read(["1234567", "7654321"], place=["bolt", "receiver"])
    assert reading.values("serial") == ("7654321",)


def test_confusion_of_importer_and_maker():
    """Confusion 8: the importer is neither maker nor State of origin."""
    reading = marking.read(["CAI GEORGIA VT"])
    assert reading.values("import") == ("Century Arms International",)
    assert reading.values("maker") == reading.values("country") == ()


def test_confusion_of_two_firearms_with_one_number():
    """Confusion 13: one number on firearms of two makers stays two readings with their own maker."""
    first, second = marking.read(["ZASTAVA", "123456"]), marking.read(["66 in triangle", "123456"])
    assert first.serial == second.serial == "123456"
    assert first.values("maker") != second.values("maker")


def test_altered_unread_and_never_marked_are_told_apart():
    """Confusion 14: a mark that is described as altered, one partly unread, and none at all are three readings."""
    altered, partly, none = marking.read(["[obliterated]"]), marking.read(["A?123"]), marking.read([])
    assert (altered.of("unknown")[0].condition, altered.serial) == ("altered", None)
    assert partly.serial == "A?123"
    assert none.pieces == ()


@pytest.mark.parametrize(
    "text", ["[obliterated] 1234567", "(first digits ground off) 4567", "serial illegible but last four 4567"]
)
def test_what_is_left_of_a_mark_is_no_serial(text):
    """Confusion 14: digits behind words which say that a mark was removed or can't be read aren't the serial."""
    reading = marking.read(["NORINCO", text])
    assert reading.serial is None
    assert reading.pieces[-1].alternatives[0][0] == "serial"


def test_a_number_that_was_changed_is_no_serial():
    """Confusion 14: neither the number before the word for a change nor the one behind it is named."""
    reading = marking.read(["K98k", "number 12345 overstamped 54321"])
    assert (reading.serial, reading.of("serial")) == (None, ())
    assert marking.read(["K98k", "S/N 12345 (import mark removed)"]).serial == "12345"


def test_a_number_on_the_bolt_is_no_serial_of_an_unmarked_firearm():
    """Confusion 7: where the frame was never marked, the number on a part isn't the serial."""
    reading = marking.read(["no serial number", "UB 72 A 86272"], place=["receiver", "bolt"])
    assert (reading.serial, reading.pieces[-1].kind) == (None, "unknown")


def test_a_programme_of_disarmament_is_no_state():
    """Confusion 11: the number of a collection isn't the serial, and its letters aren't East Germany."""
    reading = marking.read(["UN DDR 2009 0456", "Type 56", "23456789"])
    assert (reading.serial, reading.values("country"), reading.values("year")) == ("23456789", (), ())
    assert reading.pieces[0].stage == "later-state"


@pytest.mark.parametrize("word", ["pistol", "PISTOLET", "handgun", "rifle", "carbine", "assault rifle"])
def test_words_for_a_class_are_no_model(word):
    """Confusion 15: agencies use different words for a class of firearm; none is taken for a model or a serial."""
    reading = marking.read([word])
    assert reading.of("model") == reading.of("serial") == ()


EXAMPLES = [
    *(text for texts, _serial in SERIALS.values() for text in texts),
    "arrow dans un cercle", "cercle avec 10", "10 circled", "△66", "star", "triangle", "triangle with height in circle",
    "[obliterated]", "PATENTED APR.20.1897", "Brevet S.G.D.G.", "D.R.P.", "LOT 12345", "CAT NO 1234", "12/70",
    ".38 .767 3 1/2 TONS", "CAL. .45", "Kal. 9 mm", "КАЛ. 5,45", "9 m/m", "9 mm Para", "66 in triangle",
    "CAL", "66 triangle", "circle 10", "昭和18年", "พ.ศ. 2519", "READ MANUAL BEFORE USE", "serial illegible",
    "never marked",
    "serial missing", "* KE KP 1234", "crossed swords DA 1992", "DEACTIVATED 2012", "SRB 8702-01", "cross in circle",
    "crown over BNP", "N in eagle", "nitro proof", "assault rifle", "MK. I*", "AB XXX", "eagle/359", "star with arrow",
    "PROPERTY OF EXAMPLE", "XYZ ARMS", "ELG in oval", "RIFLE 7.62MM L1A1", "crown over G.R.", "昭18.7", "十四年式",
    "BISLEY MODEL", "RIFLE No 4 MK 1", "سال 1354", "30-06 SPRINGFIELD", "12 GA", "45 CAL", "22 R.F.", "7,65 L", "M1935",
    "ИЖ-27", "P1864", "AK-47", "vz. 52", "S/N", "AB 1974", "337 1937", "WaA359", "S/42", "M9-BERETTA 65490",
    "EU DE XYZ 2019", "DE 1999", "[SA]", "IN AB 12345 XYZ 08", "1005-01-128-9936", "POLICE 168", "IMPORTED BY XYZ",
    "455", "П", "К", "N-PAP M70", "455 123456", "M.A.S. 36", "1943?", "UN DDR 2009", "K2",
]  # fmt: skip


@every(rule for rule in rules() if rule.words)
def test_words_that_let_a_rule_be_skipped_never_hide_a_match(rule):
    """Each text that the pattern matches holds one of the rule's words, so that skipping the others loses nothing."""
    pattern = re.compile(rule.pattern, re.IGNORECASE)
    matched = [text for text in EXAMPLES if pattern.search(text)]
    assert matched
    for text in matched:
        assert any(word in text.lower() for word in rule.words), text
