"""The panels that accuracy is measured on: real ones transcribed with their truth, made-up ones the same for a seed."""

from __future__ import annotations

import ast
import datetime
import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.panels import generator, scoring, truth
from firearmskit import marking

FOLDER = Path(truth.__file__).parent
BOTH = [row for path in (truth.TUNE, truth.HELD) for row in truth.rows(path)]


@pytest.mark.parametrize("row", BOTH, ids=lambda row: row["panel_id"])
def test_a_real_panel_is_well_formed(row):
    """Every part is in its text, every kind is one of the vocabulary, and source, date and half are given."""
    panel = truth.panel_of(row)
    assert {kind for field in panel.fields for kind in field.kinds} <= set(marking.KINDS)
    assert {fact.kind for fact in panel.facts} <= set(marking.KINDS)
    assert panel.fields, "a panel without a field says nothing"
    assert re.search(r"https?://", row["source"])
    assert re.fullmatch(r"2026-\d\d(-\d\d)?", row["read"])
    assert row["known"] in ("yes", "no")
    assert row["part"] == truth.half(row["panel_id"])
    assert not re.search(r"/(work|srv|tmp|home)/", " ".join(row.values()))
    for field in panel.fields:
        if field.kinds == ("year",) and field.values:
            assert all(1800 < int(value) <= datetime.date.today().year for value in field.values)
        if field.kinds == ("serial",):
            assert all(value in panel.texts[field.text_index] for value in field.values)


def test_each_half_is_in_its_file_and_no_panel_is_twice():
    """The id decides the half, and no id, and no set of texts, is there twice."""
    assert all(row["part"] == "tune" for row in truth.rows(truth.TUNE))
    assert all(row["part"] == "held" for row in truth.rows(truth.HELD))
    assert max(Counter(row["panel_id"] for row in BOTH).values()) == 1
    assert max(Counter(row["texts"] for row in BOTH).values()) == 1


def test_there_are_enough_real_panels():
    """At least 60 real panels, and at least 25 in each half."""
    assert len(BOTH) >= 60
    assert min(Counter(row["part"] for row in BOTH).values()) >= 25


def test_generator_and_reader_share_nothing():
    """Nothing of the panels imports the library, and no table of the library is opened."""
    for path in FOLDER.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
        names += [str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        assert not any(name.startswith("firearmskit") for name in names), path.name
        assert "reference/data" not in path.read_text(encoding="utf-8")


def test_the_same_seed_gives_the_same_panels():
    """A seed decides every character, and another seed gives others."""
    first, again, other = generator.panels(400, 5), generator.panels(400, 5), generator.panels(400, 6)
    assert first == again
    assert first != other


def test_a_seed_keeps_its_panels():
    """What seed 1 draws is on record: a change of the generator shows, and figures before and after aren't compared."""
    drawn = hashlib.sha256("\n".join(repr(panel) for panel in generator.panels(5000, 1)).encode()).hexdigest()
    assert drawn == DRAWN, (
        "the generator draws other panels now: write this digest here, and renew docs/reading-accuracy.md"
    )


DRAWN = "a92732621e63b11acd63db041d79cad94e9ce212ea2683b27f1992e4daaf3a19"


def test_generated_panels_are_well_formed():
    """Fields lie in their texts without overlap, serials stand in them, and all families and confusions occur."""
    made = generator.panels(5000, 3)
    for panel in made:
        at = (0, 0)
        for field in panel.fields:
            assert set(field.kinds) <= set(marking.KINDS)
            assert (field.text_index, field.start) >= at
            assert field.start < field.end <= len(panel.texts[field.text_index])
            at = (field.text_index, field.end)
        serials = {value for field in panel.fields if field.kinds == ("serial",) for value in field.values}
        assert serials == ({panel.serial} if panel.serial else set())
        assert panel.serial is None or any(panel.serial in text for text in panel.texts)
    assert {panel.family for panel in made} == set(generator.NAMES)
    confused = Counter(number for panel in made for number in panel.confusions)
    assert set(confused) == set(generator.CONFUSIONS)
    assert min(confused.values()) >= 50


@dataclass(frozen=True)
class Stub:
    """A reading made by hand."""

    texts: tuple[str, ...]
    pieces: tuple[marking.Piece, ...]
    serial: str | None = None

    def values(self, kind):
        """Give the values of the pieces of a kind."""
        return tuple(piece.normalised for piece in self.pieces if piece.kind == kind and piece.normalised)


def piece(kind, text, part, value=None, confidence=0.9, alternatives=()):
    """Make a piece by hand."""
    start = text.index(part)
    return marking.Piece(kind=kind, verbatim=part, text_index=0, start=start, end=start + len(part), normalised=value,
                         confidence=confidence, alternatives=alternatives, reason="By hand.")  # fmt: skip


PANEL = truth.panel_of(
    {
        "panel_id": "T1", "type_name": "made up", "places": "", "known": "no",
        "texts": "GLOCK 19 9 mm No AB 123 PAT. 45678",
        "truth": "maker=GLOCK;model=19;calibre=9 mm→? or 9x19;serial=No AB 123→AB 123;unknown=PAT. 45678",
        "says": "maker=Glock;maker!=Colt",
    }
)  # fmt: skip
TEXT = PANEL.texts[0]
RIGHT = (
    piece("maker", TEXT, "GLOCK", "Glock"), piece("model", TEXT, "19", "Glock 19"), piece("calibre", TEXT, "9 mm"),
    piece("serial", TEXT, "No AB 123", "AB 123"), piece("unknown", TEXT, "PAT. 45678"),
)  # fmt: skip


def test_a_right_reading_has_every_field_right():
    """Each part, each fact and the serial count once, and nothing is invented."""
    score = scoring.score(PANEL, Stub(PANEL.texts, RIGHT, "AB 123"))
    assert [name for name, right, _confusion in score.fields if not right] == []
    assert len(score.fields) == 5 + 2 + 1
    assert (score.elsewhere, score.cut) == ([], [])
    assert [claim.right for claim in (*score.named, *score.unnamed)] == [True] * 5


@pytest.mark.parametrize(
    ("change", "wrong", "elsewhere", "cut"),
    [
        ({3: piece("serial", TEXT, "AB 123", "AB 123")}, [], 0, 0),
        ({3: piece("serial", TEXT, "123", "123")}, ["serial", "serial of the firearm"], 0, 1),
        ({3: piece("serial", TEXT, "No AB 123", "AB123")}, ["serial", "serial of the firearm"], 1, 0),
        ({4: piece("serial", TEXT, "45678", "45678")}, ["unknown"], 1, 0),
        ({0: piece("maker", TEXT, "GLOCK", "Colt")}, ["maker", "says maker", "says not maker"], 0, 0),
        ({2: piece("calibre", TEXT, "9 mm", "9x18mm Makarov")}, ["calibre"], 0, 0),
        ({2: piece("calibre", TEXT, "9 mm", "9x19mm Parabellum")}, [], 0, 0),
        ({1: piece("model", TEXT, "19", "Glock 17")}, ["model"], 0, 0),
        ({1: piece("unknown", TEXT, "19")}, ["model"], 0, 0),
    ],
)
def test_each_mistake_is_counted_where_it_is(change, wrong, elsewhere, cut):
    """A wrong kind, a wrong value, a cut serial and an invented one each show in their own place."""
    pieces = tuple(change.get(at, one) for at, one in enumerate(RIGHT))
    serial = next((one.normalised for one in pieces if one.kind == "serial"), None)
    score = scoring.score(PANEL, Stub(PANEL.texts, pieces, serial))
    assert [name for name, right, _confusion in score.fields if not right] == wrong
    assert (len(score.elsewhere), len(score.cut)) == (elsewhere, cut)


def read_as(text, written, *pieces):
    """Score a text of one part that is read as these pieces, and give whether the part is right."""
    row = dict.fromkeys(truth.COLUMNS, "") | {"panel_id": "T2", "texts": text, "truth": written}
    panel = truth.panel_of(row)
    return scoring.score(panel, Stub(panel.texts, pieces)).fields[0][1]


def test_a_line_with_a_town_needs_one_piece_with_the_name():
    """In a maker's line one piece with the name is enough, unless a part of the line is taken for a serial."""
    text, written = "COLT 12345 HARTFORD", "maker=COLT 12345 HARTFORD→Colt"
    colt = piece("maker", text, "COLT", "Colt")
    assert read_as(text, written, colt, piece("unknown", text, "12345 HARTFORD"))
    assert not read_as(text, written, colt, piece("serial", text, "12345", "12345"))
    assert not read_as(text, written, piece("unknown", text, "12345 HARTFORD"))


def test_half_of_a_mark_must_be_of_its_kind():
    """Of a proof mark at least half of the letters and digits must be read as proof."""
    text, written = "BNP 20 TONS", "proof=BNP 20 TONS"
    assert read_as(text, written, piece("proof", text, "BNP 20"), piece("unknown", text, "TONS"))
    assert not read_as(text, written, piece("proof", text, "BNP"), piece("unknown", text, "20 TONS"))


def test_a_serial_is_one_piece():
    """A serial of which a second piece takes a part isn't right, though the first has the value."""
    text, written = "AB 123 / AB 123", "serial=AB 123 / AB 123→AB 123"
    assert read_as(text, written, piece("serial", text, "AB 123", "AB 123"))
    second = piece("unknown", text, "/ AB 123")
    assert not read_as(text, written, piece("serial", text, "AB 123", "AB 123"), second)


def test_alternatives_are_claims_of_a_kind():
    """An alternative is right when its kind is the truth's, whatever the piece itself says."""
    pieces = (piece("unknown", TEXT, "GLOCK", confidence=0.3, alternatives=(("maker", 0.4), ("model", 0.1))),)
    score = scoring.score(PANEL, Stub(PANEL.texts, pieces))
    assert [(claim.kind, claim.right) for claim in score.alternatives] == [("maker", True), ("model", False)]
    assert [claim.right for claim in score.unnamed] == [False]


def test_wilson_gives_published_intervals():
    """Wilson's interval of 8 of 10 is 0.490 to 0.943, and it never leaves 0 to 1."""
    assert scoring.wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=0.0001)
    assert scoring.wilson(0, 10)[0] == 0
    assert scoring.wilson(10, 10)[1] == pytest.approx(1)


def test_reliability_compares_what_was_said_with_what_came():
    """Claims of 0.6 and 0.95 land in their bins, every claim in one, and a gap of ten points is found."""
    claims = [scoring.Claim(probability=0.6, right=at < 700, kind="maker") for at in range(1000)]
    claims += [scoring.Claim(probability=0.95, right=at < 190, kind="maker") for at in range(200)]
    claims += [scoring.Claim(probability=1.0, right=True, kind="maker")]
    bins = scoring.reliability(claims, scoring.NAMED_EDGES, least=100)
    assert sum(one.claims for one in bins) == len(claims)
    assert scoring.largest_gap(bins) == pytest.approx(0.1)
    assert [round(one.observed, 2) for one in bins] == [0.7, 0.95]


def test_a_small_bin_is_joined_with_its_neighbour():
    """Ten claims are no measurement: they count with the bin above, and the last ones with the bin below."""
    claims = [scoring.Claim(probability=0.52, right=True, kind="year")] * 10
    claims += [scoring.Claim(probability=0.75, right=True, kind="year")] * 400
    claims += [scoring.Claim(probability=0.99, right=False, kind="year")] * 5
    bins = scoring.reliability(claims, scoring.NAMED_EDGES)
    assert [(one.low, one.high, one.claims) for one in bins] == [(0.5, 1.0, 415)]
