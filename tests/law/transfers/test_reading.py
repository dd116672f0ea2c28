"""Files that others wrote are read as they are, and hostile ones are refused in one sentence."""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import asdict, replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firearmskit import law
from firearmskit.errors import InputError
from firearmskit.law import transfers
from tests.law.transfers.changes import BASE

PARTS = {"parties": "party", "goods": "goods", "papers": "paper", "events": "event", "invented_states": "state"}
NAMES = {"parties": None, "goods": "line", "papers": "id", "events": "id", "invented_states": "code"}


def cell(value):
    """Write a value as a cell: lists with semicolons, an empty one as ``none``."""
    if isinstance(value, list):
        return ";".join(value) or "none"
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def lines_of(file):
    """Give the lines of the table of a file."""
    plain = json.loads(transfers.transfer_to_json(file))
    yield ("part", "id", "field", "value")
    for name, value in plain.items():
        if name not in PARTS:
            yield ("file", "", name, cell(value))
    for name, part in PARTS.items():
        for number, thing in enumerate(plain.get(name, [])):
            id = thing.get(NAMES[name] or "", f"P{number}")
            for field, value in thing.items():
                if field in ("items", "brokers"):
                    for place, inner in enumerate(value):
                        kind = f"{part}-{'item' if field == 'items' else 'broker'}"
                        inside = inner.get("line", str(place))
                        yield from ((kind, f"{id}/{inside}", f, cell(v)) for f, v in inner.items() if f != "line")
                elif field != NAMES[name]:
                    yield (part, id, field, cell(value))


def written(folder: Path, lines, suffix: str) -> Path:
    """Write lines as CSV or as a workbook."""
    path = folder / f"transfer{suffix}"
    if suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(lines)
    else:
        book = openpyxl.Workbook()
        for line in lines:
            book.active.append(list(line))
        book.save(path)
    return path


@pytest.mark.parametrize("seed", range(5))
def test_json_is_read_as_it_was_written(seed, tmp_path):
    """What is written as JSON is the same value when it is read."""
    file = transfers.draw_transfer(str(seed).encode(), faults=3).file
    path = tmp_path / "transfer.json"
    path.write_text(transfers.transfer_to_json(file), encoding="utf-8")
    assert law.read_transfer(path) == file
    assert law.read_transfer(str(path)) == file


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_tables_give_the_same_file_as_json(suffix, tmp_path):
    """CSV and Excel hold the same file, line by line."""
    assert law.read_transfer(written(tmp_path, lines_of(BASE), suffix)) == BASE


def test_an_empty_cell_is_not_known_and_none_is_an_empty_list(tmp_path):
    """What isn't known is left empty; that there is no State of transit is said."""
    lines = [("part", "id", "field", "value"), ("file", "", "id", "F"), ("file", "", "direction", "transit")]
    for said, states in (("", None), ("none", ()), ("FRA; BEL", ("FRA", "BEL"))):
        path = written(tmp_path, [*lines, ("file", "", "transit_states", said)], ".csv")
        assert law.read_transfer(path).transit_states == states


HEAD_OF_FILE = '{"id": "F", "direction": "export", '
GOODS = HEAD_OF_FILE + '"goods": [{"line": "A", "kind": "firearm", '
TWICE = HEAD_OF_FILE + '"papers": [{"id": "E", "kind": "exemption"}, {"id": "E", "kind": "exemption"}]}'
INVENTED = HEAD_OF_FILE + '"invented_states": [{"code": "NGA", "name": "x"}]}'
BAD = [
    ("[]", r"valid dictionary"),
    ('{"id": 1, "direction": "export"}', r'"id" is "1"'),
    (HEAD_OF_FILE + '"colour": "red"}', r'"colour" is "red": Extra inputs'),
    ('{"id": "F", "direction": "sideways"}', r'direction is "sideways": it must be one of export, import, transit'),
    (HEAD_OF_FILE + '"export_state": "NGR"}', r'"NGR" isn\'t an ISO 3166-1'),
    (HEAD_OF_FILE + '"export_state": "QMA"}', r'"QMA"'),
    (HEAD_OF_FILE + '"kept_until": "2026-02-30"}', r'kept_until can.t be "2026-02-30"; .*ISO date'),
    (GOODS + '"quantity": -1}]}', r"goods\.0: quantity is \"-1\""),
    (GOODS + '"quantity": 1e999}]}', r"quantity is \"inf\""),
    (GOODS + '"quantity": true}]}', r"goods\.0\.quantity"),
    (INVENTED, r'code is "NGA": an invented'),
    (TWICE, r'"E" is there twice'),
    ('{"id": "F", "id": "G", "direction": "export"}', r"id is there twice"),
    ('{"id": NaN}', r"NaN is no number"),
    ("[" * 100_000, r"nested too deeply"),
    ('{"id":' + "[" * 20 + "]" * 20 + "}", r"nested too deeply"),
    ("9" * 5000, r"is no JSON"),
    ('{"id": "' + "x" * 501 + '", "direction": "export"}', r"at most 500 characters"),
    (HEAD_OF_FILE + '"transit_states": ' + json.dumps(["FRA"] * 501) + "}", r"at most 500 items"),
    ("x" * 1_000_001, r"longer than"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), BAD, ids=range(len(BAD)))
def test_hostile_json_is_refused_with_field_value_and_rule(text, message, tmp_path):
    """Each bad file is refused in one short sentence that names what is wrong."""
    path = tmp_path / "bad.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message) as refused:
        law.read_transfer(path)
    assert len(str(refused.value)) < 700
    assert "\n" not in str(refused.value)


HEAD = ("part", "id", "field", "value")
ROWS = [
    ([("a", "b", "c", "d")], r"must have the columns part, id, field, value"),
    ([HEAD, ("weapon", "1", "x", "y")], r'line 2: "part" is "weapon": it must be one of file'),
    ([HEAD, ("paper", "", "kind", "exemption")], r"line 2: .*with an id"),
    ([HEAD, ("paper-item", "E1", "quantity", "2")], r'"id" is "E1": .*slash'),
    ([HEAD, ("file", "", "synthetic", "maybe")], r'"synthetic" is "maybe": it must be yes or no'),
    ([HEAD, ("goods", "A", "quantity", "1,000")], r'"quantity" is "1,000": it must be a number'),
    ([HEAD, ("file", "", "id", "F"), ("file", "", "id", "G")], r"the field is there twice"),
    ([HEAD, ("file", "", "", "F")], r"name of a field"),
    (
        [HEAD, ("file", "", "papers", ""), ("paper", "E1", "kind", "exemption")],
        r'"field" is "papers": .*no list of things',
    ),
    (
        [HEAD, ("paper", "E1", "items", "x"), ("paper-item", "E1/A", "quantity", "1")],
        r'"field" is "items": .*no list of things',
    ),
    ([HEAD, *[("file", "", f"f{n}", "x") for n in range(20_001)]], r"more than 20000 lines"),
]


@pytest.mark.parametrize(("lines", "message"), ROWS, ids=range(len(ROWS)))
def test_bad_lines_of_tables_are_named(lines, message, tmp_path):
    """The message names the line, the field, the value and the rule."""
    with pytest.raises(InputError, match=message):
        law.read_transfer(written(tmp_path, lines, ".csv"))


WORDS = st.sampled_from(["file", "paper", "paper-item", "goods", "id", "E1", "E1/A", "items", "quantity", "2", "", "/"])


@settings(deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS | st.text(max_size=8)), max_size=8))
def test_any_table_is_read_or_refused(tmp_path_factory, lines):
    """Whatever a table holds, reading ends with a file or an InputError."""
    path = written(tmp_path_factory.mktemp("any"), [HEAD, *lines], ".csv")
    try:
        read = law.read_transfer(path)
    except InputError:
        return
    assert isinstance(read, transfers.TransferFile)


def test_the_table_of_the_page_is_read(tmp_path):
    """What the page shows as a table is one."""
    page = (Path(__file__).resolve().parents[3] / "docs/how-to/transfers.md").read_text("utf-8")
    path = tmp_path / "page.csv"
    path.write_text(next(each for each in page.split("```") if "part,id" in each).removeprefix("text\n"), "utf-8")
    file = law.read_transfer(path)
    assert file.transit_states == ()
    assert file.papers[0].items == (transfers.TransferItem(line="A", quantity=40),)


def test_other_kinds_of_files_are_refused(tmp_path):
    """A file is known by its ending; a missing one is said to be missing."""
    with pytest.raises(InputError, match=r"must end in \.json"):
        law.read_transfer(tmp_path / "file.pdf")
    with pytest.raises(InputError, match="can't read"):
        law.read_transfer(tmp_path / "none.json")
    with pytest.raises(InputError, match="path"):
        law.read_transfer(3)


@settings(deadline=None)
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
                    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(
                        st.sampled_from([*asdict(BASE), "line", "kind", "items"]), inside, max_size=4)))  # fmt: skip
def test_any_plain_data_is_read_or_refused(tmp_path_factory, data):
    """Whatever JSON holds, reading ends with a file or an InputError."""
    path = tmp_path_factory.mktemp("any") / "any.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    try:
        read = law.read_transfer(path)
    except InputError:
        return
    assert isinstance(read, transfers.TransferFile)


def test_values_made_by_hand_are_checked_too():
    """A value refuses what can't be right, whoever makes it."""
    for fields, word in (
        ({"transit_states": ["FRA"]}, "tuple"),
        ({"export_state": "fra"}, "three capital letters"),
        ({"state_to_state": "no"}, "true or false"),
        ({"id": " "}, "1 to 500"),
        ({"kept_until": 2026}, "ISO date"),
        ({"papers": ("E1",)}, "TransferPaper"),
        ({"transit_states": (None,)}, "empty entry"),
    ):
        with pytest.raises(InputError, match=word):
            replace(BASE, **fields)
    with pytest.raises(InputError, match="marks is"):
        transfers.GoodsLine(line="A", kind="firearm", marks=("scratch",))
    for quantity in (0, -1, float("nan"), float("inf"), 10**10, True, "4"):
        with pytest.raises(InputError, match="quantity is"):
            transfers.GoodsLine(line="A", kind="firearm", quantity=quantity)
    with pytest.raises(InputError, match="bound_by"):
        transfers.InventedState(code="QMA", name="x", bound_by=("treaty",))
    with pytest.raises(InputError, match="file"):
        law.check_transfer({"id": "F"}, on="2026-11-27")
    with pytest.raises(InputError, match="today"):
        law.check_transfer(BASE, on="today")


def test_checking_needs_neither_pydantic_nor_openpyxl(monkeypatch):
    """Values and checks work with the standard library alone."""
    for name in ("pydantic", "openpyxl", "pandas"):
        monkeypatch.setitem(sys.modules, name, None)
    assert law.check_transfer(BASE, on="2026-11-27") == ()
