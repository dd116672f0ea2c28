"""Reading marks: every character accounted for, misuse refused, the right serial chosen."""

from __future__ import annotations

import dataclasses
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firearmskit import figures, marking, reference
from firearmskit.errors import InputError, quote
from firearmskit.language import speaking
from firearmskit.marking.reader import MAX_TEXT, MAX_TOTAL
from firearmskit.marking.script import visible

FRAGMENTS = st.sampled_from(
    [
        "66 in triangle", "△66", "56式", "Type 56", "ВЕ 1234", "BE 1234", "1953r", "IK 25 1777", "M70AB2", "7.62x39",
        "ZASTAVA", "MADE IN AUSTRIA", "CAI ST A VT", "561XXX", "A?123", "$$ 27 ####", "[obliterated]", "crown over BNP",
        "No 123456", "PATENTED APR.20.1897", "S FA FF", "28-03-069-00", "IN ABCD 18 01 12345 32", "ECOWAS SL PO 2012 1",
        ".38 .767 3 1/2 TONS", "1937-XVI", "مصر", "ac 44", "CAL. 5.56 MM", "U.S.A.", "G3A3", "03/67", "★", "*", "—",
    ]
)  # fmt: skip
SEPARATORS = st.sampled_from([" ", "", "/", ", ", "\n", "  ", "-", "\t"])
MARKS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="ABCXАВЕX0123456789 .,-/#?*$()[]'", max_size=40),
    st.lists(st.tuples(FRAGMENTS, SEPARATORS), max_size=5).map(lambda parts: "".join(a + b for a, b in parts)),
)


SEPARATING = set(".,:;/|\\-&+=!()[]{}<>\"'`´’‘“”«»–—")
"""The punctuation that may stand between pieces, as the docstring of ``Reading`` names it."""


def separates(gap):
    """Check that a stretch of text is white space and punctuation alone."""
    return all(char.isspace() or char in SEPARATING or not visible(char) for char in gap)


def accounted(reading):
    """Check that pieces are in order, verbatim, apart, and that nothing but separators stands between them."""
    for index, text in enumerate(reading.texts):
        at = 0
        rebuilt = ""
        for piece in (p for p in reading.pieces if p.text_index == index):
            assert at <= piece.start < piece.end <= len(text)
            assert piece.verbatim == text[piece.start : piece.end]
            assert separates(text[at : piece.start])
            rebuilt += text[at : piece.start] + piece.verbatim
            at = piece.end
        rest = text[at:]
        assert separates(rest)
        assert rebuilt + rest == text
        assert not text.strip() or any(p.text_index == index for p in reading.pieces)


@settings(max_examples=300)
@given(st.lists(MARKS, max_size=5))
def test_every_character_is_accounted_for(texts):
    """Whatever is stamped, the pieces and what stands between them give back the text."""
    reading = marking.read(texts)
    accounted(reading)
    assert [p.text_index for p in reading.pieces] == sorted(p.text_index for p in reading.pieces)


@settings(max_examples=200)
@given(st.lists(MARKS, max_size=5), st.sampled_from([None, "frame", "bolt", "magazine", "left of the slide"]))
def test_pieces_keep_their_promises(texts, place):
    """Kinds, confidences and reasons are always in the documented ranges, and ``describe`` never fails."""
    reading = marking.read(texts, place=place)
    for piece in reading.pieces:
        assert piece.kind in marking.KINDS
        assert 0 <= piece.confidence <= 1
        assert piece.reason.strip()
        assert "{" not in piece.reason.replace(piece.verbatim, "")
        assert piece.kind == "unknown" or piece.confidence >= 0.5
        assert piece.basis is None or piece.basis in reference.CONFIDENCE
        assert all(kind in marking.KINDS and 0 <= value <= 1 for kind, value in piece.alternatives)
    assert reading.serial is None or reading.serial in {p.normalised for p in reading.of("serial")}
    assert marking.describe(reading)


@settings(max_examples=100)
@given(MARKS)
def test_no_serial_is_invented(text):
    """A serial is always a stretch of the text itself, whatever white space stands in it."""
    for piece in marking.read([text]).of("serial"):
        assert re.sub(r"\s", " ", piece.normalised) in re.sub(r"\s", " ", text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\x00\x01\x1b[31m",
        "\ud800\udfff",
        "مصر ١٢٣٤",
        "नेपाल",
        "A" * 5000,
        "?" * 5000,
        "1 " * 3000,
        "\u202e1234",
        "—",
    ],
)
def test_odd_characters_are_kept_and_never_raise(text):
    """Control characters, lone surrogates, other scripts and long runs are read without an error."""
    accounted(marking.read([text]))


def test_nothing_gives_an_empty_reading():
    """No text, or only white space, gives no piece."""
    assert marking.read([]).pieces == ()
    assert marking.read(["", "  "]).pieces == ()
    assert marking.read([]).serial is None


@pytest.mark.parametrize(
    ("texts", "place", "word"),
    [
        ("AB 123456", None, "AB 123456"),
        (b"AB", None, "sequence"),
        (17, None, "17"),
        ([17], None, "17"),
        (["a", None], None, "text 2"),
        (["a", "b"], ["frame"], "2 texts"),
        (["a"], [3], "3"),
        (["a"], "reciever", 'did you mean "receiver"'),
        (["a"], "reciever", '"reciever"'),
        (["a"], "somewhere", "frame, receiver"),
        (["a", "b"], ["frame", "glisière"], 'did you mean "glissiere"'),
        (["a"], 3, "3"),
        (["x" * (MAX_TEXT + 1)], None, str(MAX_TEXT)),
        (["x" * MAX_TEXT] * (MAX_TOTAL // MAX_TEXT + 1), None, str(MAX_TOTAL)),
    ],
)
def test_misuse_is_refused_with_the_value(texts, place, word):
    """What isn't a sequence of texts of a readable size is refused, and the message quotes it or says the limit."""
    with pytest.raises(InputError) as caught:
        marking.read(texts, place=place)
    assert word in str(caught.value)
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("left side of the receiver", "receiver"),
        ("Boîte de culasse, côté gauche", "receiver"),
        ("BOITE DE CULASSE", "receiver"),
        ("tourillon avant", "receiver"),
        ("front trunnion", "receiver"),
        ("culasse mobile", "bolt"),
        ("carcasse", "frame"),
        ("glissière", "slide"),
        ("canon", "barrel"),
        ("chargeur", "magazine"),
        ("puits de chargeur", "receiver"),
        ("crosse", "stock"),
        ("dust cover", "cover"),
        ("left breech ring", "receiver"),
        ("left side", None),
        ("côté droit", None),
        ("not stated", None),
        ("", None),
        ("  ", None),
    ],
)
def test_places_are_known_in_two_languages(words, place):
    """Free words that hold a word of the table, with or without accents, name its place; those for a side name none."""
    assert marking.read(["GLOCK"], place=words).pieces[0].place == place


def test_every_word_of_the_table_names_its_own_place():
    """No word of the table of places is swallowed by another place's word."""
    for row in reference.rows(reference.Place):
        for word in row.words:
            assert marking.read(["GLOCK"], place=word).pieces[0].place == row.id, word


def test_every_surface_that_is_drawn_is_a_place():
    """What the drawings call a surface can be handed over as a place."""
    for surface in figures.SURFACES:
        assert marking.read(["GLOCK"], place=surface).pieces[0].place


def test_the_largest_allowed_text_is_read():
    """A text of exactly the limit is read."""
    accounted(marking.read(["66 in triangle 12345678 " * (MAX_TEXT // 24)]))


def test_number_on_another_part_is_not_the_serial_when_the_frame_has_one():
    """A number on a bolt that differs from the frame's stays unknown, with the reason."""
    reading = marking.read(["ZASTAVA M70", "123456", "654321"], place=["receiver", "receiver", "bolt"])
    assert reading.serial == "123456"
    bolt = reading.pieces[-1]
    assert bolt.kind == "unknown"
    assert bolt.alternatives[0][0] == "serial"
    assert "bolt" in bolt.reason


def test_same_number_on_another_part_confirms_the_serial():
    """A slide that repeats the frame's number is a serial too, and says that it repeats."""
    reading = marking.read(["GLOCK", "AB123", "AB123"], place=["slide", "frame", "slide"])
    assert reading.serial == "AB123"
    assert [p.kind for p in reading.pieces] == ["maker", "serial", "serial"]
    assert "repeats" in reading.pieces[2].reason


@pytest.mark.parametrize(
    ("place", "serial"), [("slide", "1234567"), ("magazine", None), ("magazine housing", "1234567")]
)
def test_a_lone_number_counts_by_its_place(place, serial):
    """A slide's number is taken with care, a magazine's never; a magazine housing is part of the receiver."""
    assert marking.read(["1234567"], place=place).serial == serial


def test_two_rivals_leave_the_serial_open():
    """Two numbers of equal standing are both named, and none is chosen."""
    reading = marking.read(["1234567", "7654321"])
    assert reading.serial is None
    assert len(reading.of("serial")) == 2
    assert "1234567" in marking.describe(reading)
    assert "7654321" in marking.describe(reading)


def test_a_labelled_number_beats_one_of_plain_shape():
    """A number that the text calls a serial makes another number unknown."""
    reading = marking.read(["SERIAL NO. 123456", "987654"])
    assert reading.serial == "123456"
    assert reading.pieces[-1].kind == "unknown"
    assert reading.pieces[-1].alternatives[0][0] == "serial"


def test_cyrillic_is_never_folded():
    """Look-alike letters stay Cyrillic in the value; the transliteration stands in a field of its own."""
    cyrillic, latin = marking.read(["СКС", "ВЕ 1234"]), marking.read(["СКС", "BE 1234"])
    assert cyrillic.serial == "ВЕ 1234"
    assert cyrillic.of("serial")[0].latin == "VE 1234"
    assert "look like Latin" in cyrillic.of("serial")[0].reason
    assert latin.serial == "BE 1234"
    assert latin.serial != cyrillic.serial
    assert latin.of("serial")[0].latin is None
    assert "Cyrillic" in latin.of("serial")[0].reason


def test_mixed_scripts_are_reported():
    """Latin and Cyrillic letters in one serial are pointed out, and no letter is dropped."""
    reading = marking.read(["СКС", "А B 1234"])
    assert reading.serial == "А B 1234"
    assert "mixed" in reading.of("serial")[0].reason


@pytest.mark.parametrize("label", ["серия", "S/N", "№", "N° de série :"])
def test_a_label_is_no_part_of_the_serial(label):
    """The script of a word that introduces a serial says nothing about the serial's letters."""
    piece = marking.read([f"{label} ВЕ 1234"]).pieces[0]
    assert (piece.kind, piece.normalised, piece.latin) == ("serial", "ВЕ 1234", "VE 1234")
    assert piece.verbatim == f"{label} ВЕ 1234"
    assert "mixed" not in piece.reason


def test_leading_zeros_are_kept():
    """A leading zero is part of the serial."""
    assert marking.read(["ZASTAVA", "0012345"]).serial == "0012345"


def test_to_frame_has_the_documented_columns():
    """One row for each piece."""
    reading = marking.read(["66 in triangle 1234567"])
    frame = marking.to_frame(reading)
    assert list(frame["kind"]) == ["factory_code", "serial"]
    assert list(frame.columns) == ["reading", *marking.COLUMNS]
    assert list(frame["reading"]) == [0, 0]
    assert frame.loc[0, "implies"] == (("maker", "State Factory 66"), ("country", "CHN"))
    assert list(marking.to_frame(marking.read([])).columns) == list(frame.columns)


def test_columns_are_all_fields_of_a_piece():
    """Nothing that a piece holds is missing in a table."""
    assert sorted(marking.COLUMNS) == sorted(field.name for field in dataclasses.fields(marking.Piece))


def test_to_frame_takes_several_readings():
    """The column ``reading`` numbers the readings of a sequence and names those of a mapping."""
    first, second = marking.read(["GLOCK", "AB123"]), marking.read(["1953"])
    assert list(marking.to_frame([first, second])["reading"]) == [0, 0, 1]
    assert list(marking.to_frame({"pistol": first, "rifle": second})["reading"]) == ["pistol", "pistol", "rifle"]
    assert list(marking.to_frame([]).columns) == ["reading", *marking.COLUMNS]


def test_to_frame_refuses_what_is_no_reading():
    """Texts handed over instead of readings are quoted."""
    with pytest.raises(InputError, match='"AB 123456"'):
        marking.to_frame(["AB 123456"])


def test_a_piece_leads_to_its_row():
    """Table and id of a piece lead to the row with its source; a piece without a row leads to none."""
    maker, serial = marking.read(["GLOCK", "AB123"]).pieces
    assert (maker.reference_table, maker.reference_id) == ("makers", "glock")
    assert maker.row is reference.get("makers", "glock")
    assert (serial.reference_table, serial.reference_id, serial.row) == (None, None, None)


@settings(max_examples=100)
@given(st.lists(MARKS, max_size=4))
def test_every_id_is_found_in_its_table(texts):
    """Whatever is read, a piece that names a row names its table too, and the row is there."""
    for piece in marking.read(texts).pieces:
        assert (piece.reference_table is None) == (piece.reference_id is None)
        assert piece.row is None or piece.row.id == piece.reference_id


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["crown over BNP"], ["Nitro proof, Birmingham"]),
        (["[SA]"], ["Finnish army"]),
        (["S FA FF"], ["S FA FF"]),
        (["9 m/m"], ['"9 m/m"']),
        (["Q"], ["Not understood", '"Q"']),
        (["PATENTED APR.20.1897"], ["Understood", "PATENTED"]),
        (["S/N 123456"], ['Serial: "123456"']),
        (["1234567", "7654321"], ['"1234567", "7654321"']),
        (["Q1 "] * 30, ["and 10 more"]),
    ],
)
def test_describe_leaves_nothing_out(texts, words):
    """Each kind of piece, and what has no value or wasn't understood, is named in the description."""
    said = marking.describe(marking.read(texts))
    assert all(word in said for word in words), said


@settings(max_examples=100)
@given(st.lists(FRAGMENTS, min_size=1, max_size=5, unique=True))
def test_describe_says_something_of_every_piece(texts):
    """The value of each piece, or its text, stands in the description."""
    reading = marking.read(texts)
    said = marking.describe(reading)
    for piece in reading.pieces:
        assert (piece.normalised or quote(piece.verbatim)) in said


def test_kept_readings_follow_the_language():
    """What is kept of a text is kept for each language by itself."""
    with speaking("fr"):
        french = marking.read(["GLOCK"]).pieces[0].reason
    with speaking("en"):
        assert marking.read(["GLOCK"]).pieces[0].reason != french


def test_reasons_are_asked_for_in_the_language_spoken():
    """Sentences are looked up when they are shown, so the language can change between two readings."""
    with speaking("en"):
        assert "Name of a maker" in marking.read(["GLOCK"]).pieces[0].reason


def test_reading_does_not_depend_on_what_was_read_before():
    """The same texts give the same reading."""
    texts = ["10 in double circle", "IK 25 1777"]
    before = marking.read(texts)
    marking.read(["66 in triangle"])
    assert marking.read(texts) == before


def test_kind_and_value_are_shown_in_the_language_spoken():
    """A French reader sees kinds, symbols, owners and the names of countries in French; the codes stay as they are."""
    texts = ["arrow in triangle", "broad arrow", "MADE IN CZECHOSLOVAKIA", "AB 12345"]
    with speaking("fr"):
        pieces = marking.read(texts).pieces
        shown = [piece.shown for piece in pieces]
    assert shown[0] == ("marque d'usine", "flèche dans un triangle")
    assert shown[1] == ("propriétaire", "Gouvernement du Royaume-Uni ou d'un État du Commonwealth")
    assert shown[3] == ("numéro de série", "AB 12345")
    assert "flèche dans un triangle" in pieces[0].reason
    assert "Tchécoslovaquie" in pieces[2].reason
    assert [piece.kind for piece in pieces] == ["factory_code", "property", "country", "serial"]
    assert pieces[0].normalised == "arrow in triangle"
    with speaking("fr"):
        bolt = marking.read(["1234567", "7654321"], place=["receiver", "bolt"]).pieces[1]
    assert "culasse mobile" in bolt.reason
    assert bolt.place == "bolt"


@pytest.mark.parametrize("kind", marking.KINDS)
def test_each_kind_has_a_name_in_each_language(kind):
    """No kind is shown to people as its code, in any language."""
    piece = dataclasses.replace(marking.read(["Q"]).pieces[0], kind=kind)
    with speaking("fr"):
        french = piece.shown[0]
    assert "_" not in piece.shown[0] + french
    assert french.strip()
