"""Reading headstamps."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firearmskit import reference
from firearmskit.errors import FirearmskitError, InputError
from firearmskit.identification import headstamp
from tests.every import every


def kinds(stamp: object) -> list[tuple[str, str]]:
    """Give kind and text of each piece."""
    return [(piece.kind, piece.verbatim) for piece in headstamp.read(stamp).pieces]


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("PPU 9mm LUGER", [("maker", "PPU"), ("calibre", "9mm LUGER")]),
        ("LC 68 ⊕", [("maker", "LC"), ("year", "68"), ("symbol", "⊕")]),
        ("LC 68 [nato cross]", [("maker", "LC"), ("year", "68"), ("symbol", "[nato cross]")]),
        ("188 76", [("maker", "188"), ("year", "76")]),
        ("71/89", [("maker", "71/89")]),
        ("K35 VII", [("maker", "K35"), ("grade", "VII")]),
        ("RG 57 L2A2", [("maker", "RG"), ("year", "57"), ("grade", "L2A2")]),
        ("FNM 85-12", [("maker", "FNM"), ("year", "85-12")]),
        ("S&B 7,62x39", [("maker", "S&B"), ("calibre", "7,62x39")]),
        ("WIN 223 REM", [("maker", "WIN"), ("calibre", "223 REM")]),
        ("CAC 1943", [("maker", "CAC"), ("year", "1943")]),
        ("٢٧ ٧٥", [("maker", "٢٧"), ("year", "٧٥")]),
        ("GFL 9MM", [("maker", "GFL"), ("calibre", "9MM")]),
        ("QQQQ", [("unknown", "QQQQ")]),
        ("PPU 7 7.62x39", [("maker", "PPU"), ("lot", "7"), ("calibre", "7.62x39")]),
    ],
)
def test_pieces_are_told_apart(stamp, expected):
    """A maker's code, a calibre, a year, a symbol and a grade are each read as what they are."""
    assert kinds(stamp) == expected


def test_clock_positions_are_kept():
    """Each piece stands at its hour, in the order in which they were given."""
    reading = headstamp.read({"12": "10", 6: "74"})
    assert [(piece.clock, piece.kind) for piece in reading.pieces] == [(12, "maker"), (6, "year")]


def test_a_code_of_several_states_gives_all_of_them():
    """PS is Seville and Poongsan: both are given, with equal right, and a warning."""
    reading = headstamp.read("PS 85")
    assert {each.country for each in reading.makers} == {"ESP", "KOR"}
    assert any("more than one State" in said for said in reading.warnings)


def test_the_year_decides_between_makers():
    """CAC with a year after 1918 is New Zealand rather than Footscray."""
    makers = headstamp.read("CAC 1943").makers
    assert [each.country for each in makers] == ["NZL", "AUS"]
    assert makers[0].probability > 2 * makers[1].probability
    assert "doesn't fit" in makers[1].reason


def test_the_calibre_decides_between_makers():
    """The bare 3 of Ulyanovsk and of Albania: a cartridge of the Eastern kind fits both, a Swiss one neither."""
    fits = headstamp.read("A", calibre="7.5x55-swiss").makers
    assert fits[0].country == "CHE"
    assert headstamp.read("A", calibre="303british").makers[0].probability < 0.6


def test_where_it_was_found_counts_a_little():
    """A maker of the State where the case was found is thought likelier, not certain."""
    there = {each.country: each.probability for each in headstamp.read("PS 85", found_in="ESP").makers}
    assert there["ESP"] > there["KOR"] > 0.2


def test_a_source_on_the_maker_alone_doesnt_support_its_code():
    """PS of Poongsan, whose source doesn't name the code, weighs no more than the unverified PS of Seville."""
    makers = {each.code: each for each in headstamp.read("PS 85").makers}
    assert makers["kor-ps"].probability == pytest.approx(makers["esp-ps"].probability)
    assert "not for its code" in makers["kor-ps"].reason
    assert "not for its code" not in makers["esp-ps"].reason


def test_probabilities_leave_room_for_makers_that_arent_listed():
    """The candidates of a code never add up to certainty."""
    for row in reference.rows(reference.HeadstampCode)[::5]:
        for piece in headstamp.read(row.code).of("maker"):
            assert 0 < sum(each.probability for each in piece.candidates) < 0.97, row.code


def test_an_unverified_row_counts_for_less_and_says_so():
    """A code that rests on general knowledge is said to."""
    makers = headstamp.read("RTA 85").makers
    assert all("unverified" in each.reason for each in makers)
    assert headstamp.read("LC 68").makers[0].probability > makers[0].probability


@every(row for row in reference.rows(reference.HeadstampCode) if row.maker)
def test_every_code_of_the_table_is_found(row):
    """Each code with a maker is read as a code, and its row is among the candidates."""
    found = [each.code for each in headstamp.read({"12": row.code}).makers]
    assert row.id in found, (row.code, kinds(row.code))


def test_small_letters_are_codes_of_their_own():
    """German wartime codes are small: bxn isn't BXN, and capitals are found for a stamp written small."""
    assert headstamp.read("bxn 56").makers[0].country == "CSK"
    assert headstamp.read("ppu").makers


@pytest.mark.parametrize(
    ("stamp", "year"),
    [
        ({"12": "DAC", "9": "19", "3": "41"}, 1941),
        ({"12": "RL", "10": "19", "4": "18", "6": "VII"}, 1918),
        ({"12": "Z", "3": "19", "9": "41"}, 1941),
        ({"12": "RL", "9": "19", "3": "20"}, 1920),
        ({"12": "K", "6": "19 41"}, 1941),
    ],
)
def test_a_year_in_two_halves_is_one_year(stamp, year):
    """Two figures left and two right of the base, or one behind the other, are one year; both pieces stay."""
    reading = headstamp.read(stamp)
    assert reading.years == (year,)
    assert [piece.normalised for piece in reading.of("year")] == [str(year)] * 2
    assert not any("century" in warning for warning in reading.warnings)


@pytest.mark.parametrize(
    "stamp",
    [{"12": "19", "6": "84"}, "19 84", {"12": "DAC", "9": "19", "3": "41", "6": "1941"}, {"9": "41", "3": "52"}],
)
def test_figures_that_need_not_be_one_year_are_kept_apart(stamp):
    """A factory's number above a year, figures alone, and halves beside a whole year aren't joined."""
    assert not any("halves" in piece.reason for piece in headstamp.read(stamp).pieces)


def test_a_year_in_which_the_maker_did_not_work_is_left_out_and_said():
    """LC began in 1941, so 84 is 1984; a code without years in the table leaves both; so does one that fits neither."""
    (year,) = headstamp.read("LC 84").of("year")
    assert year.years == (1984,)
    assert "1884" in year.reason
    assert headstamp.read("K 84").years == (1984, 1884)
    assert headstamp.read("DAC 84").years == (1984, 1884)


def test_two_figures_dont_say_the_century():
    """A year of two figures can be of several centuries; the maker's years put one first."""
    reading = headstamp.read("PS 85")
    assert reading.years == (1985, 1885)
    assert any("century" in said for said in reading.warnings)
    assert headstamp.read("BH 99").years[0] == 1999
    assert headstamp.read("QQ 12").years == (2012, 1912)


def test_a_number_alone_isnt_settled():
    """Two figures without anything beside them are a year or a factory's number, and are said to be."""
    (piece,) = headstamp.read("77").pieces
    assert "year or a factory" in piece.reason


@pytest.mark.parametrize("stamp", ["", "   ", {}, {"12": ""}])
def test_a_blank_base_is_a_finding(stamp):
    """Nothing stamped is said, with what to record instead."""
    reading = headstamp.read(stamp)
    assert reading.blank
    assert reading.pieces == ()
    assert "Nothing is stamped" in headstamp.describe(reading)


def test_reformed_and_reloaded_cases_are_warned_of():
    """Another calibre than was measured, or two of them, may mean a case that was formed anew."""
    assert any("formed anew" in said for said in headstamp.read("PPU 9mm LUGER", calibre="9x18-makarov").warnings)
    assert any("formed anew" in said for said in headstamp.read("PPU .223 REM 300 BLK .300 BLK").warnings)
    assert any("not who loaded it last" in said for said in headstamp.read("WIN 45 AUTO").warnings)


def test_no_maker_is_invented():
    """A stamp without a code gives no maker and says so."""
    reading = headstamp.read("9mm LUGER")
    assert reading.makers == ()
    assert any("don't name a maker" in said for said in reading.warnings)
    assert reading.calibre == "9x19-parabellum"


@pytest.mark.parametrize(
    "call",
    [
        {"stamp": 7},
        {"stamp": None},
        {"stamp": ["PPU"]},
        {"stamp": {"13": "PPU"}},
        {"stamp": {"0": "PPU"}},
        {"stamp": {"noon": "PPU"}},
        {"stamp": {"12": 9}},
        {"stamp": "PPU", "calibre": "banana"},
        {"stamp": "PPU", "found_in": "XXX"},
    ],
)
def test_what_isnt_a_headstamp_is_refused(call):
    """A wrong type, a wrong hour, or an unknown calibre or State is refused with the value quoted."""
    with pytest.raises(InputError):
        headstamp.read(**call)


def test_a_text_that_is_too_long_is_bounded():
    """A long text is read to its limit; the rest is one unknown piece."""
    reading = headstamp.read("PPU " * 5000)
    assert len(reading.pieces) < 200
    assert reading.pieces[-1].kind == "unknown"


@settings(max_examples=150)
@given(st.one_of(st.text(max_size=80), st.dictionaries(st.integers(0, 13).map(str), st.text(max_size=20), max_size=4)))
def test_any_text_is_read_or_refused(stamp):
    """No text breaks the reader; every piece quotes the text, and all that isn't white space is in some piece."""
    try:
        reading = headstamp.read(stamp)
    except FirearmskitError:
        assert isinstance(stamp, dict)
        return
    texts = [stamp] if isinstance(stamp, str) else list(stamp.values())
    assert all(any(piece.verbatim in text for text in texts) for piece in reading.pieces)
    read = "".join(piece.verbatim for piece in reading.pieces)
    assert "".join(read.split()) == "".join("".join(texts).split())
    assert headstamp.describe(reading)


def test_to_frame_has_a_row_for_each_maker():
    """The frame has a row for each piece, and one for each maker of a code."""
    frame = headstamp.to_frame(headstamp.read("PS 85"))
    assert list(frame["verbatim"]) == ["PS", "PS", "85"]
    assert set(frame["country"].dropna()) == {"ESP", "KOR"}


@pytest.mark.parametrize(
    ("stamp", "calibre"), [("FNB 9 PARA", "9x19-parabellum"), ("FIOCCHI 9 LUGER", "9x19-parabellum")]
)
def test_a_figure_and_a_word_are_a_calibre_together(stamp, calibre):
    """A calibre in words isn't cut into a lot and something unknown."""
    pieces = headstamp.read(stamp).pieces
    assert [piece.normalised for piece in pieces if piece.kind == "calibre"] == [calibre]


@pytest.mark.parametrize("stamp", ["((10)) 75", "(10) 75", "○10 75"])
def test_a_ring_around_a_code_hides_nothing(stamp):
    """A code in a ring is the code, as collectors write it."""
    assert [maker.country for maker in headstamp.read(stamp).makers] == [
        maker.country for maker in headstamp.read("10 75").makers
    ]
