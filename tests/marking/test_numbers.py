"""Where a number begins and ends, and what isn't a serial although it looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit import marking
from firearmskit.marking.script import latin, plain

GROUPS = st.one_of(
    st.from_regex(r"[0-9]{1,6}", fullmatch=True),
    st.from_regex(r"[A-Z]{1,3}[0-9]{2,6}", fullmatch=True),
)


@pytest.mark.parametrize(
    ("texts", "serial"),
    [
        (["RUGER", "S/N 181-12345"], "181-12345"),
        (["HECKLER & KOCH", "S/N 116-012345"], "116-012345"),
        (["Waffennummer 224-012345"], "224-012345"),
        (["Seriennummer 12345"], "12345"),
        (["Serial: T6472-18BC01234"], "T6472-18BC01234"),
        (["SIG SAUER", "S/N U 123 456"], "U 123 456"),
        (["S/N 1234 5678"], "1234 5678"),
        (["S/N 1981-123456"], "1981-123456"),
        (["No. AB-1234-78"], "AB-1234-78"),
        (["No 3456/78"], "3456/78"),
        (["S/N 245NX51234"], "245NX51234"),
        (["SN: 19BC12345"], "19BC12345"),
        (["N° de série 58A123456"], "58A123456"),
        (["S/N A1-12345"], "A1-12345"),
        (["S/N ABCD123"], "ABCD123"),
        (["S.N. 12345"], "12345"),
        (["S/N 12345 Z"], "12345 Z"),
        (["S/N\u00a0AB\u00a012345"], "AB 12345"),
    ],
)
def test_a_labelled_number_is_kept_whole(texts, serial):
    """A text that says that it is a serial gives the whole number, over hyphens, slashes and spaces."""
    reading = marking.read(texts)
    assert reading.serial == serial
    assert reading.pieces[-1].verbatim == texts[-1]


@pytest.mark.parametrize(
    ("text", "serial", "rest"),
    [
        ("S/N 123456 12 GA", "123456", "12 GA"),
        ("S/N U 123 456 9mm", "U 123 456", "9mm"),
        ("S/N 123456 7.62x39", "123456", "7.62x39"),
        ("S/N 123456 CAL .45", "123456", "CAL .45"),
        ("S/N 1234 1974", "1234", "1974"),
        ("S/N 12345 MADE IN CHINA", "12345", "MADE IN CHINA"),
    ],
)
def test_a_labelled_number_ends_where_another_mark_begins(text, serial, rest):
    """A calibre, a year or a country behind a labelled number isn't part of it."""
    number, other = marking.read([text]).pieces
    assert (number.normalised, other.verbatim) == (serial, rest)


@given(st.lists(st.tuples(GROUPS, st.sampled_from("-/")), min_size=1, max_size=3).filter(lambda g: len(g[0][0]) > 2))
def test_a_labelled_number_is_never_cut_at_hyphens_and_slashes(groups):
    """Whatever groups hyphens and slashes join behind a label, all of them are the serial, or none is."""
    number = "".join(a + b for a, b in groups)[:-1]
    assert marking.read([f"S/N {number}"]).serial in (number, None)


@pytest.mark.parametrize(
    ("texts", "serial"),
    [
        (["BAIKAL", "BTK 1234"], "BTK 1234"),
        (["S&W", "BKS 1234"], "BKS 1234"),
        (["TAURUS", "TKB 12345"], "TKB 12345"),
        (["BERETTA", "BER 123456 Z"], "BER 123456 Z"),
        (["ABX 12XX"], "ABX 12XX"),
        (["WALTHER P99", "FAC 1234"], "FAC 1234"),
        (["TKB-12345"], "TKB-12345"),
        (["vz. 58", "12345 D"], "12345 D"),
        (["vz. 24", "1234 E2"], "1234 E2"),
        (["BROWNING HP", "L9A1", "BL 71 A 1234"], "BL 71 A 1234"),
        (["245 NX 51234"], "245 NX 51234"),
        (["245NX51234"], "245NX51234"),
        (["T6472-18 BH 01234"], "T6472-18 BH 01234"),
        (["SIG", "58A123456"], "58A123456"),
        (["AB\u00a012345"], "AB 12345"),
        (["AB\u202f12345"], "AB 12345"),
        (["ТТ 1941", "АВ 123"], "АВ 123"),
        (["تبوك", "١٩٨٦", "٥٤٣٢١"], "٥٤٣٢١"),
        (["K98k", "337 1937", "5678"], "5678"),
        (["POLICE", "SIG PRO", "SP2022", "SP 0123456"], "SP 0123456"),
        (["1911-A1", "NORINCO", "512345"], "512345"),
        (["M9 9MM P BERETTA 65490", "1012345"], "1012345"),
        (["BKHD012", "17", "GLOCK, INC."], "BKHD012"),
        (["STEYR AUG A1", "SBL 123"], "SBL 123"),
        (["NORINCO 19 .303 M511671"], "M511671"),
        (["SNAPPER 12345"], "12345"),
        (["SN ROMARM 12345"], "12345"),
        (["IK-25-1XXX"], "IK-25-1XXX"),
        (["CUGIR 7,62 x 39 mm J 47093936"], "J 47093936"),
        (["V901244 S FA FF"], "V901244"),
        (["1234567 7654321"], None),
        (["NXL 3714281 N59?5"], None),
        (["10 in double circle MI-492?7 NEK96040"], None),
        (["COLT M16A1 V901244 S FA FF"], "V901244"),
    ],
)
def test_no_letters_and_no_group_of_a_serial_are_dropped(texts, serial):
    """A serial without a label is read with the letters and groups that stand beside it, or not at all."""
    assert marking.read(texts).serial == serial


@pytest.mark.parametrize(
    "texts",
    [
        *([f"{letters} {number}"] for letters, number in
          [("ТТ", "1941"), ("ПМ", "1967"), ("АК", "1955"), ("ТТ", "33"), ("ПМ", "49"), ("ДП", "27"), ("ИЖ", "27"),
           ("МР", "443"), ("МП", "443"), ("ИЖ", "58")]),
        ["F.B. RADOM VIS Mod. 35 Pat. Nr. 15567"], ["Patent-Nr. 123456"], ["PATENTE 12345"],
        ["8x57IS"], ["8x57JRS"], ["8x56mmR"], ["8x99QQ"], ["8X57 IS"],
        ["AKM", "سنة ١٩٧٩"], ["٧٫٦٢ ملم"], ["عيار ٩ ملم"],
        ["bnz 43", "660 1940"], ["1005-01-128-9936"], ["P/N 12345678"], ["P/N: 9390000"], ["Nº REG 12345"],
        ["REG. No. 12345"], ["S/N ????"],
        ["NEPAL", "P1864"], ["?????"], ["####"], ["*****"], ["12 ????"], ["12-05-1987"], ["1941-45"], ["1940-1945"],
        ["WaA135"], ["CEDEAO POLICE 00123"],
    ],
)  # fmt: skip
def test_other_numbers_are_no_serial(texts):
    """Models with a year, patents, calibres, stock and part numbers, dates and unread signs are no serial."""
    assert marking.read(texts).of("serial") == ()


@pytest.mark.parametrize(
    "text",
    [
        "CEDEAO POLICE 00123",
        "ECOWAS GENDARMERIE BENIN 2018 000123",
        "CEDEAO/NIGER/FAN/2014/00123",
        "ECOWAS NGA 1234567890",
    ],
)
def test_a_mark_of_ecowas_is_one_piece(text):
    """Words and numbers of a mark put on under the rules of ECOWAS stay together."""
    (piece,) = marking.read([text]).pieces
    assert (piece.kind, piece.verbatim) == ("property", text)


def test_digits_of_other_scripts_are_read_and_kept():
    """A serial stays in the digits in which it is stamped; the European ones stand beside it."""
    piece = marking.read(["تبوك", "١٩٨٦", "٥٤٣٢١"]).of("serial")[0]
    assert (piece.verbatim, piece.normalised, piece.latin) == ("٥٤٣٢١", "٥٤٣٢١", "54321")
    assert marking.read(["١٩٨٦"]).values("year") == ("1986",)


@given(st.text())
def test_the_plain_form_has_each_sign_in_its_place(text):
    """The text that the rules read is as long as the one that is stamped, so that places in both agree."""
    assert len(plain(text)) == len(text)
    assert latin(plain(text)) is None or any(ord(char) > 0x3FF for char in text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ВЕ 1234", "Latin ones"),
        ("АБ 1234", "of which А"),
        ("ЛР 1234", "of which Р"),
        ("ЛД 1234", "Cyrillic letters: in"),
    ],
)
def test_only_letters_that_look_alike_are_said_to(text, words):
    """The note on Cyrillic letters names those that look like Latin ones, when only some do."""
    assert words in marking.read([text]).of("serial")[0].reason


@pytest.mark.parametrize(
    ("texts", "wrong"),
    [
        (["XD123456", "MADE IN CROATIA"], "Bulgarian"),
        (["SIG SAUER", "UU601234"], "Bulgarian"),
        (["GM123456"], "Bulgarian"),
        (["VP9", "224-012345"], "Ruger"),
        (["No4 Mk2", "UF 55 A 12345"], "L1A1"),
        (["LONG BRANCH", "No4", "45L1234"], "C1"),
        (["WALTHER P99", "FAC 1234"], "German"),
    ],
)
def test_a_reason_names_no_pattern_of_another_maker(texts, wrong):
    """The reason of a serial names a State's or a maker's pattern only when the marks beside it go with that."""
    (piece,) = marking.read(texts).of("serial")
    assert wrong not in piece.reason
