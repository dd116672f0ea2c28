"""What stands beside a serial on its line is no part of it, and a doubtful number is left open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit import marking
from firearmskit.marking.rules import families, stems


@pytest.mark.parametrize(
    ("texts", "serial"),
    [
        (["CZECHOSLOVAKIA", "SERIAL NO. K48213 vz. 58"], "K48213"),
        (["SERIAL NO. B 55120 M70"], "B 55120"),
        (["S/N 73321 AKM"], "73321"),
        (["POF", "SERIAL NO. C 118822 11/79"], "C 118822"),
        (["BERETTA", "No K41187 MOD. 92 FS"], "K41187"),
        (["M27 40911", "7.62x54R"], "40911"),
        (["K1 D207731"], "D207731"),
        (["EXAMPLE ARMS WORKS", "551207 PAB NOWHERE"], "551207"),
        (["MOD. 92 D K41187"], "K41187"),
        (["byf", "6120c 38"], "6120c"),
        (["byf", "6120 38"], "6120"),
        (["BULGARIA", "No 44 71203"], "44 71203"),
        (["BULGARIA", "No KT 31 1985"], "KT 31 1985"),
        (["bnz", "38 5108"], "5108"),
        (["bnz", "5108 b / 38"], "5108 b"),
        (["ce", "9510 m 1940", "K98k"], "9510 m"),
        (["eagle 359", "5800 ce\nMod. 98"], "5800"),
        (["WEBLEY", "455 396001"], "396001"),
        (["DAEWOO", "K2 589223"], "589223"),
        (["POLYTECH", "P#-53738"], "P#-53738"),
        (["POLYTECH", "PF#-53738"], "PF#-53738"),
        (["56-1", "66 in triangle", "G43?2022"], "G43?2022"),
        (["rid", "52 / A93446"], "A93446"),
        (["rid", "R14810 / 53"], "R14810"),
        (["BERETTA", "S/N F43661  [AC]"], "F43661"),
        (["BERETTA", "AE  E35141"], "E35141"),
        (["BAIKAL", "№ 9812345 к12х70"], "9812345"),
        (["NORINCO", "9012345 K.F.S. ATLANTA GA"], "9012345"),
        (["ARMINIUS .38 Spez 1234567"], "1234567"),
        (["Saint-Etienne M.A.S. 36 FG 12345"], "FG 12345"),
        (["GLOCK 17 AUSTRIA 9x19 ABC123 US"], "ABC123 US"),
        (["GLOCK", "SER #A-12345"], "A-12345"),
        (["МР-79-9ТМ 1133912345 9 мм"], "1133912345"),
    ],
)
def test_neighbours_are_no_part_of_a_serial(texts, serial):
    """A designation, a name, a month or two digits of a year beside a number are left out of it."""
    assert marking.read(texts).serial == serial


@pytest.mark.parametrize("value", ["3-41877-19?2", "2-4187?-1992", "71-0?-41122-03", "71-03-411#2-03"])
def test_signs_for_unread_digits_cut_no_serial(value):
    """A composite in which a digit can't be read stays whole."""
    assert {piece.normalised for piece in marking.read(["SPAIN", value]).of("serial")} <= {value}
    assert {piece.normalised for piece in marking.read(["ROMANIA", value]).of("serial")} <= {value}


@pytest.mark.parametrize(
    "text",
    [
        "G3 FMP 028765",
        "7.62 1A 123456",
        "HK P7 PSP 12345",
        "SPANDAU 1917 MG 08 12345",
        "K56式7654321",
        "she 61 12345 E",
        "TAURUS USA PT111 G2 TIU12345",
        "cal 7.65 12345 GN",
    ],
)
def test_words_that_can_be_the_first_of_a_serial_are_left_open(text):
    """Letters that can be a word, a designation or the first of the serial name none, and every reading says why."""
    reading = marking.read(["AKM", text])
    assert reading.serial is None
    assert any(dict(piece.alternatives).get("serial") for piece in reading.pieces)


def test_a_year_in_doubt_is_no_year_and_no_serial():
    """Four digits and a question mark are left open."""
    reading = marking.read(["MOSIN", "1943?"])
    assert (reading.serial, reading.values("year"), reading.pieces[-1].kind) == (None, (), "unknown")


def test_a_label_belongs_to_the_number_behind_it():
    """A year before a number that a word introduces is a piece of its own."""
    reading = marking.read(["byf", "42 / № 5424f"])
    assert [(piece.kind, piece.verbatim) for piece in reading.pieces[1:]] == [("year", "42"), ("serial", "№ 5424f")]


@pytest.mark.parametrize(
    ("text", "maker", "model"),
    [
        ("STERLING ARMAMENT CO. DAGENHAM MK 4", "STERLING ARMAMENT CO. DAGENHAM", "MK 4"),
        ("P. BERETTA GARDONE V.T. MO 1934", "P. BERETTA GARDONE V.T.", "MO 1934"),
        ("GLOCK GES.M.B.H. 19", "GLOCK GES.M.B.H.", "19"),
    ],
)
def test_an_address_ends_before_the_model(text, maker, model):
    """The words of firm and place behind a maker's name don't take in the model."""
    reading = marking.read([text])
    assert [piece.verbatim for piece in reading.pieces] == [maker, model]
    assert [piece.kind for piece in reading.pieces] == ["maker", "model"]


@pytest.mark.parametrize("value", ["SN 4417", "SN4417", "NR 51180", "NR51180"])
def test_letters_that_can_be_a_label_are_left_open(value):
    """SN or NR before a number, beside marks of a maker whose serials begin with two letters, name no serial."""
    reading = marking.read(["POLAND", value])
    assert reading.serial is None
    (piece,) = (piece for piece in reading.pieces if piece.text_index == 1)
    assert (piece.kind, piece.alternatives[0][0]) == ("unknown", "serial")


@pytest.mark.parametrize("texts", [["FN", "SN 44172"], ["POLAND", "S/N 44172"], ["POLAND", "SERIAL NO. 44172"]])
def test_a_plain_label_is_a_label(texts):
    """Where no serial begins with two letters, or the label can't be letters of one, the number is the serial."""
    assert marking.read(texts).serial == "44172"


@pytest.mark.parametrize("places", [("barrel", None), ("barrel", "slide"), ("cleaning rod", None)])
def test_numbers_on_parts_give_way(places):
    """Of two numbers, one on a part that can be exchanged isn't named; on two parts, neither is."""
    reading = marking.read(["SMITH & WESSON", "40177", "51230"], place=[None, *places])
    values = [piece.normalised for piece in reading.of("serial")]
    assert values == ([] if None not in places else ["51230"])


def test_a_number_repeated_on_parts_stays():
    """The same number on two parts is still what is known of the serial."""
    reading = marking.read(["SMITH & WESSON", "40177", "40177"], place=[None, "barrel", "slide"])
    assert reading.serial == "40177"


@pytest.mark.parametrize("text", ["U.S. M60 / 12011334 / MACHINE GUN", "U.S. / D 7790664"])
def test_drawing_numbers_of_ordnance_are_no_serial(text):
    """A number in the shape of a drawing number inside a line of the United States forces names no serial."""
    assert marking.read([text]).of("serial") == ()


def test_stamps_do_without_the_apostrophe():
    """A maker's name in the genitive is found without its apostrophe, too."""
    assert marking.read(["COLTS"]).values("maker") == marking.read(["COLT'S"]).values("maker") == ("Colt",)


@given(st.text(alphabet="abcxnr/.-0459 №ПКAIR", max_size=40))
def test_stems_find_what_a_plain_search_finds(text):
    """The one pass over a text finds the same words as looking for each."""
    held = stems().held(text)
    for rule in families():
        if rule.words:
            assert bool(held & stems().bit(rule.words)) == any(word in text.lower() for word in rule.words)
