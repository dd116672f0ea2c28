"""Which entry of a register a firearm is, and how likely it is that it is none."""

from __future__ import annotations

import json
import math
import random
import sqlite3

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from firearmskit import identification, language, tracing
from firearmskit.errors import InputError
from firearmskit.tracing.matching.packed import PackedIndex
from tests.tracing.matching.shared import entries, mistaken, osa, whole

ENTRIES = entries(400)
KINDS = ("memory", "packed", "database")


def database(held: list[dict[str, object]]) -> tracing.SqlRegister:
    """Put entries into SQLite, with an index on their keys."""
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    select = "SELECT id, serial, make, model, calibre, country, year FROM arms WHERE key "
    connection.execute("CREATE TABLE arms (id, serial, make, model, calibre, country, year, key)")
    connection.executemany(
        "INSERT INTO arms VALUES (:id, :serial, :make, :model, :calibre, :country, :year, :key)",
        [{**each, "key": tracing.serial_key(str(each["serial"]))} for each in held],
    )
    connection.execute("CREATE INDEX keys ON arms (key)")

    chosen = select + "IN (SELECT value FROM json_each(?))"  # noqa: S608

    def find(keys):
        return map(dict, connection.execute(chosen, [json.dumps(keys)]))

    def like(pattern):
        return map(dict, connection.execute(select + "GLOB ?", [pattern]))

    return tracing.SqlRegister(find, like, tracing.count(held, resolve=False))


def registers(held: list[dict[str, object]]) -> dict[str, object]:
    """Make the same register in each way."""
    return {
        "memory": tracing.Register(held, resolve=False),
        "packed": PackedIndex.from_entries(held, resolve=False),
        "database": database(held),
    }


@pytest.fixture(scope="module")
def made():
    """One register in each way."""
    return registers(ENTRIES)


@pytest.fixture(params=KINDS)
def register(request, made):
    """Each register."""
    return made[request.param]


@given(st.integers(0, 399), st.integers(0, 2), st.randoms(use_true_random=False))
def test_all_registers_say_the_same_and_probabilities_add_up(made, at, mistakes, draw):
    """With no, one or two mistakes each register finds the firearm and gives it the same probability."""
    entry = ENTRIES[at]
    text = str(entry["serial"])
    for _each in range(mistakes):
        text = mistaken(draw, text)
    assume(osa(str(entry["serial"]), text) <= 2 and text.isalnum())
    fields = {name: entry[name] for name in ("make", "calibre", "year") if entry[name] and draw.random() < 0.6}
    found = {name: tracing.match({"serial": text, **fields}, each) for name, each in made.items()}
    for each in found.values():
        assert whole(each) == pytest.approx(1)
        assert each.best is not None
        assert each.best.log10_weight == pytest.approx(sum(reason.log10_weight for reason in each.best.reasons))
    first = found["memory"]
    for name in ("packed", "database"):
        assert found[name].best.entry.id == first.best.entry.id
        assert found[name].best.probability == pytest.approx(first.best.probability, abs=0.02)
        assert found[name].absent == pytest.approx(first.absent, abs=0.02)


def test_the_right_one_is_named_unique(register):
    """A firearm with the serial, make and calibre of an entry is that one, with an error below one in a thousand."""
    entry = ENTRIES[7]
    found = tracing.match({name: entry[name] for name in ("serial", "make", "calibre")}, register)
    assert (found.best.entry.id, found.unique) == ("S-7", True)
    assert 0 <= found.error < 0.001
    assert found.best.entry == tracing.RegisterEntry(**entry)


def test_a_firearm_from_elsewhere_is_not_in_the_register(register):
    """A serial like none is said not to be there, and nothing is unique."""
    found = tracing.match({"serial": "ZZZ 99 ZZZ 12"}, register, prior=0.2)
    assert found.absent > 0.75
    assert not found.unique
    assert whole(found) == pytest.approx(1)


@pytest.mark.parametrize("kind", KINDS)
def test_twice_the_same_entry_is_never_unique(kind):
    """Of two entries that say the same, neither is called the one."""
    twice = [*ENTRIES, {**ENTRIES[7], "id": "again"}]
    found = tracing.match({"serial": ENTRIES[7]["serial"], "make": ENTRIES[7]["make"]}, registers(twice)[kind])
    assert not found.unique
    assert {each.entry.id for each in found.candidates[:2]} == {"S-7", "again"}
    assert found.best.probability == pytest.approx(0.5, abs=0.01)


def test_what_is_missing_says_nothing_and_what_differs_speaks_against(register):
    """Without a make nothing changes; the wrong one lowers the weight, a rare right one raises it most."""
    text = {"serial": mistaken(random.Random(3), str(ENTRIES[7]["serial"]))}

    def weight(**fields):
        return tracing.match(text | fields, register).best.log10_weight

    makes = {each["make"] for each in ENTRIES}
    wrong = next(make for make in sorted(makes) if make != ENTRIES[7]["make"])
    assert weight(make=None) == weight(make="") == weight()
    assert weight(make=wrong) < weight() < weight(make=ENTRIES[7]["make"])
    assert weight(make="of nobody") < weight()


def test_the_rarer_an_agreement_the_more_it_says():
    """A calibre that one firearm in fifty has says more than one that nearly all have."""
    held = [{"serial": f"AB{at:05}", "calibre": "rare" if at == 7 else "usual"} for at in range(50)]
    register = tracing.Register(held, resolve=False)
    rare = tracing.match({"serial": "AB00007", "calibre": "rare"}, register).best
    usual = tracing.match({"serial": "AB00008", "calibre": "usual"}, register).best
    assert rare.reasons[1].log10_weight > 1 > usual.reasons[1].log10_weight > 0


def test_what_a_model_settles_is_said_once():
    """The maker of a model adds nothing to the model beside it, nor does the calibre."""
    held = [
        {"serial": f"AB{at:05}", "make": f"m{at % 10}", "model": f"x{at % 10}", "calibre": f"c{at % 10}"}
        for at in range(200)
    ]
    for register in (tracing.Register(held, resolve=False), PackedIndex.from_entries(held, resolve=False)):
        best = tracing.match({"serial": "AB00007", "make": "m7", "model": "x7", "calibre": "c7"}, register).best
        weights = {reason.field: reason.log10_weight for reason in best.reasons}
        assert weights["make"] == pytest.approx(1, abs=0.05)
        assert weights["model"] == 0
        assert weights["calibre"] == pytest.approx(0, abs=0.05)


def test_names_of_the_same_thing_agree():
    """Two notations of a calibre and two names of a maker are one, where the reference knows them."""
    held = [
        {"serial": "AB12345", "calibre": "9x19", "make": "Glock"},
        {"serial": "CD12345", "calibre": ".45 ACP", "make": "Zastava"},
    ]
    for register in (tracing.Register(held), PackedIndex.from_entries(held)):
        found = tracing.match({"serial": "AB12345", "calibre": "9 mm Luger", "make": "GLOCK GmbH"}, register)
        assert all(reason.log10_weight > 0 for reason in found.best.reasons)


def test_a_year_next_to_it_is_nearly_right(register):
    """One year off says less than the year, and more than another one."""
    entry = next(each for each in ENTRIES if each["year"] and each["year"] < 2000)

    def weight(year):
        return tracing.match({"serial": entry["serial"], "year": year}, register).best.log10_weight

    assert weight(entry["year"]) > weight(entry["year"] + 1) > weight(entry["year"] + 12)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("AB 1?0452", "1"),
        ("A? 1?0452", "1"),
        ("?? 1?04?2", "1"),
        ("AB 1*2", "1"),
        ("[gone]0452", "1"),
        ("AB 10...", "1"),
        ("*", None),
        ("A8 1?0452", "1"),
        ("МА 7788", "2"),
        ("MA 7788", "2"),
        ("МА 7789", "2"),
        ("IZH 5566", "3"),
        ("ИЖ 5567", "3"),
        ("12345678901234567890", "4"),
        ("1234567890123456789O", "4"),
        ("123456789012345678", "4"),
        ("452", "5"),
        ("KD 26 4381", "6"),
    ],
)
def test_partly_read_foreign_and_long_serials_are_found(kind, asked, found):
    """Unread characters, other scripts, long serials and groups that were left out don't hide an entry."""
    serials = ("AB 100452", "МА 7788", "ИЖ 5566", "12345678901234567890", "000452", "KD 26 4381", "ZZ 99999")
    filler = [{"id": f"f{at}", "serial": f"QQ{at:06}"} for at in range(300)]
    held = [*({"id": str(at), "serial": each} for at, each in enumerate(serials, 1)), *filler]
    held = [dict.fromkeys(("make", "model", "calibre", "country", "year")) | each for each in held]
    register = registers(held)[kind]
    if found is None:
        with pytest.raises(InputError):
            tracing.match({"serial": asked}, register)
        return
    answer = tracing.match({"serial": asked}, register)
    assert answer.best is not None
    assert answer.best.entry.id == found
    assert whole(answer) == pytest.approx(1)


def test_alignment_and_reasons_are_given(register):
    """The candidate says what each field weighs, and how the serials differ step by step."""
    entry = ENTRIES[7]
    found = tracing.match({"serial": "?" + str(entry["serial"])[1:], "make": entry["make"]}, register)
    assert [step.kind for step in found.best.comparison.changes] == ["unread"]
    assert [reason.field for reason in found.best.reasons] == ["serial", "make"]
    assert all(str(reason).endswith(".") for reason in found.best.reasons)


def test_it_is_said_in_sentences(register):
    """A match says what was looked for, what it may be, with which probability, and what that rests on."""
    entry = ENTRIES[7]
    found = tracing.match({"serial": entry["serial"], "make": entry["make"]}, register)
    said = str(found)
    assert "It is the firearm of the entry" in said
    assert '"S-7"' in said
    assert "of a thousand such statements one may be wrong" in said
    none = str(tracing.match({"serial": "QQQQQ11111QQQQ"}, register))
    assert "No entry has a serial like it." in none
    with language.speaking("fr"):
        assert str(found)


def test_the_prior_moves_the_answer(register):
    """Who thinks it likelier that the firearm is there gets a higher probability for it."""
    text = mistaken(random.Random(5), str(ENTRIES[11]["serial"]))
    low, high = (tracing.match({"serial": text}, register, prior=prior) for prior in (0.01, 0.99))
    assert low.absent > high.absent


def test_the_limit_moves_what_is_left_to_others(register):
    """With fewer candidates listed, the rest of the probability is that of others."""
    asked = {"serial": "?" * 4 + str(ENTRIES[7]["serial"])[4:]}
    many, one = tracing.match(asked, register, limit=50), tracing.match(asked, register, limit=1)
    assert len(one.candidates) == 1
    assert whole(one) == pytest.approx(1)
    assert one.others >= many.others


def test_a_description_of_the_identification_room_can_be_matched(register):
    """A description, a mapping and an entry say the same."""
    entry = ENTRIES[7]
    serial, make = str(entry["serial"]), str(entry["make"])
    asked = (
        identification.Description(serial=serial, maker=make),
        {"serial": serial, "maker": make},
        {"serial": serial, "make": make},
        tracing.RegisterEntry(serial=serial, make=make),
    )
    found = tracing.match_many(asked, register)
    assert len({each.best.log10_weight for each in found}) == 1


@pytest.mark.parametrize(
    "asked",
    [
        None,
        "AB100452",
        7,
        {},
        {"serial": ""},
        {"serial": "???"},
        {"serial": 7},
        {"serial": "A" * 129},
        {"serial": "A1", "year": "1990"},
        {"serial": "A1", "year": True},
        {"serial": "A1", "year": 10**30},
        {"serial": "A1", "make": 7},
        {"serial": "A1", "make": "x" * 501},
        {"serial": "A1", "colour": "black"},
        {"serial": "A1", "year": math.nan},
    ],
)
def test_what_can_not_be_looked_for_is_refused(register, asked):
    """A description that can't be used is named, and never fails inside."""
    with pytest.raises(InputError):
        tracing.match(asked, register)


@pytest.mark.parametrize(
    "arguments", [{"prior": 0}, {"prior": 1.0}, {"prior": "half"}, {"prior": math.nan}, {"limit": 0}, {"limit": True}]
)
def test_bad_arguments_are_refused(register, arguments):
    """A prior is a probability and a limit a whole number above 0."""
    with pytest.raises(InputError):
        tracing.match({"serial": "A1"}, register, **arguments)


@pytest.mark.parametrize(
    "held",
    [
        [],
        "AB100452",
        7,
        [7],
        [{"serial": 7}],
        [{"serials": "A1"}],
        [{"serial": "A1", "year": -3}],
        [{"serial": "A1", "make": ["x"]}],
        [{"serial": "A" * 129}],
    ],
)
def test_what_is_no_register_is_refused(held):
    """Registers take entries, at least one, and say what is wrong with others."""
    for make in (tracing.Register, PackedIndex.from_entries):
        with pytest.raises(InputError):
            make(held)
    with pytest.raises(InputError):
        tracing.match({"serial": "A1"}, held)


def test_ids_are_unique_in_memory():
    """Two entries of a register can't have one name."""
    with pytest.raises(InputError, match="have the id"):
        tracing.Register([{"id": "1", "serial": "A1"}, {"id": "1", "serial": "A2"}])


@settings(max_examples=60)
@given(st.text(max_size=30), st.text(max_size=30))
def test_no_text_breaks_a_register_or_a_search(made, text, other):
    """Any text may stand in a serial or a make: it is looked for, or refused by name."""
    for kind in ("memory", "packed"):
        try:
            found = tracing.match({"serial": text, "make": other}, made[kind])
        except InputError:
            continue
        assert whole(found) == pytest.approx(1)
        assert str(found)


@settings(max_examples=40)
@given(st.lists(st.text(max_size=20), min_size=1, max_size=6))
def test_no_text_breaks_the_making_of_a_register(texts):
    """Registers take any serials; each that can be looked for at all is found by what is written there."""
    held = [{"serial": text, "make": text} for text in texts]
    for register in (tracing.Register(held, resolve=False), PackedIndex.from_entries(held, resolve=False)):
        for text in texts:
            key = tracing.serial_key(text)
            if key.isalnum():
                assert tracing.match({"serial": text}, register).best is not None


def test_matches_become_a_frame(register):
    """One row for each candidate, and one for a match without any."""
    asked = [{"serial": ENTRIES[7]["serial"]}, {"serial": "QQQQQ11111QQQQ"}]
    frame = tracing.matching.to_frame(tracing.match_many(asked, register))
    first = frame[frame["query"] == 0].iloc[0]
    assert (first["id"], first["rank"]) == ("S-7", 1)
    assert frame[frame["query"] == 1].iloc[0]["rank"] == 0
    with pytest.raises(InputError):
        tracing.matching.to_frame(["A1"])


def test_many_are_matched_as_one_is(register):
    """A batch says of each what is said of it alone."""
    draw = random.Random(9)
    asked = [{"serial": mistaken(draw, str(each["serial"])), "make": each["make"]} for each in ENTRIES[:30]]
    together = tracing.match_many(asked, register)
    for one, found in zip(asked, together, strict=True):
        alone = tracing.match(one, register)
        assert [each.entry.id for each in alone.candidates] == [each.entry.id for each in found.candidates]
        assert alone.absent == pytest.approx(found.absent)
    assert together[-1].description.serial == asked[-1]["serial"]
    assert len(together[2:5]) == 3
    with pytest.raises(IndexError):
        together[30]
