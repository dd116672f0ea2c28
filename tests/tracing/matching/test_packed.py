"""The index of millions: what it finds, what it says of each, and how it is kept in a file."""

from __future__ import annotations

import csv
import hashlib
import json
import math
import pickle
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firearmskit import tracing
from firearmskit.errors import InputError
from firearmskit.marking.weights import shipped
from firearmskit.tracing.matching.chances import Others, channel_chance, rough_chance
from firearmskit.tracing.matching.entries import described
from firearmskit.tracing.matching.packed import PackedIndex
from firearmskit.tracing.matching.packed.asking import Questions
from firearmskit.tracing.matching.packed.channel import Noise
from firearmskit.tracing.matching.packed.codes import coded
from firearmskit.tracing.matching.packed.finding import find, merged
from firearmskit.tracing.matching.packed.prints import prefixes
from firearmskit.tracing.matching.packed.scoring import Ranking
from firearmskit.tracing.matching.packed.table import Slots, starts_of
from tests.tracing.matching.shared import entries, mistaken, osa, serial

ENTRIES = entries(1500, seed=2)
MAGIC = 8


@pytest.fixture(scope="module")
def index():
    """An index of made-up entries."""
    return PackedIndex.from_entries(ENTRIES, resolve=False)


def rows_found(index: PackedIndex, serials: list[str]) -> list[set[int]]:
    """Give the rows that are found for each serial."""
    asked = [described({"serial": each}) for each in serials]
    questions = Questions(index, asked, Others(index.counts, shipped()), {})
    every = np.arange(len(serials))
    hits = merged([find(index, questions, every, edits=edits) for edits in (1, 2)])
    found = [set() for _each in serials]
    for hit in hits.tolist():
        found[hit >> 32].add(hit & 0xFFFFFFFF)
    return found


def test_every_entry_within_two_mistakes_is_found(index):
    """No entry within two mistakes is missed, whatever the mistakes are: compared with looking at each."""
    draw = random.Random(4)
    asked = []
    for _each in range(60):
        text = str(draw.choice(ENTRIES)["serial"])
        for _mistake in range(draw.choice((0, 1, 2, 2))):
            text = mistaken(draw, text)
        asked.append(text)
    for text, found in zip(asked, rows_found(index, asked), strict=True):
        near = {at for at, each in enumerate(ENTRIES) if osa(text, str(each["serial"])) <= 2}
        assert near <= found


def test_two_neighbours_swapped_at_any_two_places_are_found():
    """Two pairs of neighbours in the other order don't hide an entry, wherever they stand."""
    text = "AB10045278"
    alone = PackedIndex.from_entries([{"serial": text}, {"serial": "QQQQQQQQQQQQ"}], resolve=False)
    asked = []
    for one in range(9):
        for other in range(one + 2, 9):
            chars = list(text)
            for at in (one, other):
                chars[at], chars[at + 1] = chars[at + 1], chars[at]
            asked.append("".join(chars))
    assert all(0 in found for found in rows_found(alone, asked))


@settings(max_examples=300)
@given(st.text("01AB", min_size=3, max_size=7), st.integers(1, 2), st.randoms(use_true_random=False))
def test_short_and_repetitive_serials_are_found_too(text, mistakes, draw):
    """Equal neighbours, few characters: with one or two mistakes the serial is found."""
    read = text
    for _each in range(mistakes):
        read = mistaken(draw, read)
    if read.isalnum():
        alone = PackedIndex.from_entries([{"serial": text}, {"serial": "QQQQQQQQQQQQ"}], resolve=False)
        assert 0 in rows_found(alone, [read])[0]


def test_the_channel_for_many_pairs_is_that_of_the_marking_room():
    """The chances of copies are those of the marking room's channel, within a hundredth for nearly all."""
    draw = random.Random(5)
    records = [serial(draw) for _each in range(1500)]
    copies = []
    for text in records:
        for _mistake in range(draw.choice((0, 1, 1, 2))):
            text = mistaken(draw, text)
        copies.append(text)
    for record, copy in (
        ("AB100452", "100452"), ("100452", "AB100452"), ("000452", "452"), ("452", "00452"), ("ABC100452", "100452"),
        ("100452A", "100452"), ("100452", "100452X"), ("AB1?0452", "AB110452"), ("AB110452", "AB1?0452"),
    ):  # fmt: skip
        records.append(record)
        copies.append(copy)
    one, other = coded(records), coded(copies)
    given_ = Noise(shipped()).chances(
        one.codes, one.lengths.astype(np.int64), other.codes, other.lengths.astype(np.int64)
    )
    wrong = [
        abs(math.log10(chance / channel_chance(record, copy, shipped())))
        for chance, record, copy in zip(given_, records, copies, strict=True)
    ]
    assert max(wrong[-9:]) < 0.005
    assert np.quantile(wrong, 0.9) < math.log10(1.01)
    assert np.quantile(wrong, 0.98) < math.log10(1.2)
    assert max(wrong) < 1.6


def test_first_sight_is_the_same_for_one_and_for_many(index):
    """What is weighed at first sight is the same in an index and in memory, and about what is weighed closely."""
    draw = random.Random(6)
    copies = [mistaken(draw, mistaken(draw, str(each["serial"]))) for each in ENTRIES[:400]]
    noise, others = index.tables(shipped())
    questions = Questions(index, [described({"serial": each}) for each in copies], others, {})
    ranking = Ranking(index, questions, noise, prior=0.5)
    every = np.arange(400)
    given_ = ranking._roughly(every, every) + questions.elsewhere
    alone = [
        math.log(max(rough_chance(str(each["serial"]), copy, shipped()), 1e-300))
        for each, copy in zip(ENTRIES, copies, strict=False)
    ]
    assert given_ == pytest.approx(np.array(alone), abs=1e-6)
    closely = ranking._closely(every, every) + questions.elsewhere
    assert np.median(np.abs(given_ - closely)) < math.log(10)


def test_columns_and_chunks_give_the_same_index(index):
    """An index of columns, also of arrays, is the same as one of entries."""
    columns = {name: [each[name] for each in ENTRIES] for name in ENTRIES[0]}
    for other in (
        PackedIndex.from_columns(columns, resolve=False),
        PackedIndex.from_columns({**columns, "serial": np.array(columns["serial"], dtype=object)}, resolve=False),
        PackedIndex.from_chunks(
            ({name: values[at : at + 400] for name, values in columns.items()} for at in range(0, 1500, 400)),
            resolve=False,
        ),
    ):
        assert len(other) == len(index)
        assert [other.entry(at) for at in (0, 7, 1499)] == [index.entry(at) for at in (0, 7, 1499)]
        assert np.array_equal(other.parts.slots, index.parts.slots)
        assert other.counts == index.counts


def test_a_csv_file_gives_the_same_index(index, tmp_path):
    """An index of a CSV file is the same as one of its entries, whatever other columns it has."""
    path = tmp_path / "register.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, [*ENTRIES[0], "remarks"])
        writer.writeheader()
        writer.writerows(each | {"remarks": "=1+1"} for each in ENTRIES)
    other = PackedIndex.from_csv(path, resolve=False)
    assert [other.entry(at) for at in range(1500)] == [index.entry(at) for at in range(1500)]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"make,model\nx,y\n",
        b"serial,serial\nA1,A2\n",
        b"serial,make\nA1\n",
        b"serial\n\xff\xfe\n",
        b"serial,year\nA1,soon\n",
        b"serial,year\nA1,99999\n",
        b'serial\n"A1\n',
        b"serial\n" + b"A" * 200_000 + b"\n",
        b"serial\n",
    ],
)
def test_a_csv_file_that_can_not_be_used_is_refused(tmp_path, data):
    """What is no register is refused by name."""
    path = tmp_path / "register.csv"
    path.write_bytes(data)
    with pytest.raises(InputError):
        PackedIndex.from_csv(path)


def test_counts_are_those_of_the_entries(index):
    """An index counts what a register counts."""
    assert index.counts == tracing.count(ENTRIES, resolve=False)


@pytest.mark.parametrize(
    "columns",
    [
        {},
        {"make": ["x"]},
        {"serial": ["A1"], "make": ["x", "y"]},
        {"serial": ["A1"], "colour": ["x"]},
        {"serial": [7]},
        {"serial": ["A1"], "year": ["1990"]},
        {"serial": ["A1"], "year": [70000]},
        {"serial": ["A1"], "make": [7]},
        {"serial": []},
        7,
    ],
)
def test_columns_that_can_not_be_used_are_refused(columns):
    """Columns are lists of texts and years, of one length, with serials among them."""
    with pytest.raises(InputError):
        PackedIndex.from_columns(columns)


@pytest.mark.parametrize("row", [-1, 1500, True, "7"])
def test_there_are_only_so_many_rows(index, row):
    """A row that isn't there is refused."""
    with pytest.raises(InputError):
        index.entry(row)


@given(st.lists(st.integers(0, 2**64 - 1), min_size=1, max_size=300))
def test_each_fingerprint_is_found_and_no_other(numbers):
    """The table leads to all slots of a fingerprint."""
    from firearmskit.tracing.matching.packed.table import slots_of

    prints = np.array(numbers, dtype=np.uint64)
    rows = np.arange(len(prints), dtype=np.uint64)
    slots = np.sort(slots_of(prints, rows, max(1, (len(prints) - 1).bit_length())))
    asked, found = Slots(slots, starts_of(slots, 8), len(prints)).find(prints)
    got = set(zip(asked.tolist(), found.tolist(), strict=True))
    assert {(at, at) for at in range(len(prints))} <= got


# -- in a file -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def saved(index, tmp_path_factory):
    """The file of the index."""
    path = tmp_path_factory.mktemp("index") / "register.fkp"
    index.save(path)
    return path


def test_an_index_comes_back_from_its_file(index, saved):
    """What was saved says the same when it is opened, and the same entries make the same bytes."""
    opened = PackedIndex.load(saved)
    asked = [{"serial": "AB100452", "make": ENTRIES[3]["make"]}, {"serial": str(ENTRIES[3]["serial"])}]
    for one, other in zip(tracing.match_many(asked, index), tracing.match_many(asked, opened), strict=True):
        assert one == other
    assert opened.counts == index.counts
    again = saved.with_name("again.fkp")
    PackedIndex.from_entries(ENTRIES, resolve=False).save(again)
    assert again.read_bytes() == saved.read_bytes()
    assert [path.name for path in saved.parent.iterdir() if path.name.startswith(".")] == []


def test_an_opened_index_can_not_be_written(saved):
    """What is mapped from a file is for reading only."""
    with pytest.raises(ValueError, match="read-only"):
        PackedIndex.load(saved).parts.codes[0, 0] = 1


def header_of(data: bytes) -> dict:
    """Read the header of a file."""
    length = int.from_bytes(data[MAGIC : MAGIC + 8], "little")
    return json.loads(data[MAGIC + 8 : MAGIC + 8 + length])


def with_header(data: bytes, about: object) -> bytes:
    """Put another header into a file, with the right sum."""
    length = int.from_bytes(data[MAGIC : MAGIC + 8], "little")
    arrays = data[MAGIC + 8 + length + 32 :]
    arrays = arrays[-(MAGIC + 8 + length + 32) % 64 :]
    header = about if isinstance(about, bytes) else json.dumps(about).encode()
    start = data[:MAGIC] + len(header).to_bytes(8, "little") + header + hashlib.sha256(header).digest()
    return start + b"\0" * (-len(start) % 64) + arrays


def changed(**values: object):
    """Change values of the header."""
    return lambda data: with_header(data, header_of(data) | values)


DAMAGES = {
    "nothing": lambda data: b"",
    "a pickle": lambda data: pickle.dumps({"rows": 1}),
    "cut short": lambda data: data[: len(data) // 2],
    "one byte less": lambda data: data[:-1],
    "one byte more": lambda data: data + b"\0",
    "another version": lambda data: data[: MAGIC - 1] + b"\x63" + data[MAGIC:],
    "a huge header": lambda data: data[:MAGIC] + b"\xff" * 8 + data[MAGIC + 8 :],
    "a changed header": lambda data: data[: MAGIC + 20] + b"9" + data[MAGIC + 21 :],
    "no JSON": lambda data: with_header(data, b"rows = 7"),
    "a list": lambda data: with_header(data, []),
    "deep JSON": lambda data: with_header(data, b"[" * 100_000),
    "no rows": changed(rows=0),
    "rows as a text": changed(rows="1500"),
    "more rows": changed(rows=1501),
    "endless rows": changed(rows=10**30),
    "no sizes": changed(sizes=None),
    "no names": changed(names={}),
    "fewer names": changed(names={name: [""] for name in ("make", "model", "calibre", "country")}),
    "names of numbers": changed(names={name: ["", 7] for name in ("make", "model", "calibre", "country")}),
    "patterns of texts": changed(patterns={"99": "many"}),
    "terms as a list": changed(terms=[]),
    "means of numbers": changed(means={"make": {"x": 7}}),
    "lots as a text": changed(lots="many"),
    "lots beyond all": changed(lots=1.5),
    "resolved as a number": changed(resolved=1),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_file_that_is_none_is_refused(saved, tmp_path, damage):
    """A damaged or hostile file is refused by name, and never believed."""
    path = tmp_path / "register.fkp"
    path.write_bytes(DAMAGES[damage](saved.read_bytes()))
    with pytest.raises(InputError, match=r"register\.fkp"):
        PackedIndex.load(path)


def test_the_header_that_tests_change_is_the_right_one(saved, tmp_path):
    """A header that is put back unchanged is accepted, so that the refusals above are for what was changed."""
    path = tmp_path / "register.fkp"
    path.write_bytes(with_header(saved.read_bytes(), header_of(saved.read_bytes()) | {}))
    assert len(PackedIndex.load(path)) == 1500


@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize("name", ["codes", "lengths", "fields", "years", "serial_ends", "id_ends", "starts", "shapes"])
def test_numbers_that_lead_nowhere_are_refused(index, tmp_path, name, last):
    """A number in an array that would lead outside another one is refused when the file is opened."""
    path = tmp_path / "register.fkp"
    index.save(path)
    data = bytearray(path.read_bytes())
    about = header_of(bytes(data))
    at = MAGIC + 8 + int.from_bytes(data[MAGIC : MAGIC + 8], "little") + 32
    sizes = {"fields": 4, "years": 2, "serial_ends": 8, "id_ends": 8, "slots": 8, "starts": 4}
    for part, size in about["sizes"].items():
        at += -at % 64
        if part == name:
            width = sizes.get(part, 1)
            place = at + (size - 1) * width if last else at
            data[place : place + width] = b"\xfe" * width
        at += size * sizes.get(part, 1)
    path.write_bytes(bytes(data))
    with pytest.raises(InputError):
        PackedIndex.load(path)


def test_rows_that_are_not_there_are_no_hits(index):
    """Slots that name rows beyond the register give nothing."""
    slots = index.parts.slots | np.uint64((1 << 11) - 1)
    damaged = Slots(slots, index.parts.starts, len(index))
    prints = prefixes(index.parts.codes)[:, -1]
    assert len(index.slots.find(prints)[1]) >= len(index)
    assert not len(damaged.find(prints)[1])


def test_a_place_that_can_not_be_written_or_read_is_named(index, tmp_path):
    """Saving into a folder that isn't there, and opening a file that isn't, fail with the path."""
    with pytest.raises(InputError, match="nowhere"):
        index.save(tmp_path / "nowhere" / "register.fkp")
    with pytest.raises(InputError, match="missing"):
        PackedIndex.load(tmp_path / "missing")
    with pytest.raises(InputError):
        PackedIndex.load(tmp_path)
