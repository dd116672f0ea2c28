"""What docs/stability.md promises is what the library does."""

from __future__ import annotations

import importlib
import inspect
import json
import re
from pathlib import Path

import pytest

import firearmskit
from firearmskit import cli, errors, law, marking, reference
from firearmskit.course import Pack, answers, packs, store

PAGE = (Path(__file__).resolve().parents[2] / "docs/stability.md").read_text("utf-8")
NEW = re.findall(
    r"`([^`]+)`", next(line for line in PAGE.splitlines() if line.startswith("**New, not promised yet:**"))
)
ROOMS = [name for name in firearmskit.__all__ if name not in ("__version__", *NEW)]


def section(title: str) -> str:
    """Give the text under one heading of the page."""
    return re.split(r"^## ", PAGE.partition(f"\n## {title}\n")[2], flags=re.MULTILINE)[0]


def table(title: str) -> dict[str, list[str]]:
    """Give the table under a heading: what stands in code in the first column, and in the second."""
    rows = re.findall(r"^\| `([^`]+)` \| (.*?) \|", section(title), re.MULTILINE)
    assert rows, title
    return {first: re.findall(r"`([^`]+)`", second) for first, second in rows}


def sentence(start: str) -> list[str]:
    """Give what stands in code after the words that a line begins with."""
    line = next(line for line in PAGE.splitlines() if line.startswith(start))
    return re.findall(r"`([^`]+)`", line.removeprefix(start))


def example(after: str) -> str:
    """Give the JSON under a line that ends with these words."""
    return re.search(rf"{after}:\n\n```json\n(.*?)```", PAGE, re.DOTALL)[1]


def columns(kind: type) -> list[str]:
    """List the columns of a reference table that it doesn't share with all others."""
    return [
        name
        for name in inspect.signature(kind).parameters
        if name not in ("id", "source", "read", "confidence", "covers")
    ]


def arguments() -> dict[str, list[str]]:
    """List what each public function, value and method takes; rows of reference tables are listed elsewhere."""
    found = {}
    for room in ROOMS:
        module = importlib.import_module(f"firearmskit.{room}")
        for name in sorted(module.__all__, key=str.casefold):
            thing = getattr(module, name)
            if inspect.isclass(thing):
                # A class without an __init__ of its own (an error, a picture) is made by the library alone.
                if "__init__" in vars(thing) and not issubclass(thing, reference.Row):
                    found[f"{room}.{name}"] = list(inspect.signature(thing).parameters)
                    found |= {f"{room}.{name}.{method}": takes for method, takes in methods(thing).items()}
            elif inspect.isroutine(thing) or hasattr(thing, "__wrapped__"):
                found[f"{room}.{name}"] = list(inspect.signature(thing).parameters)
    return found


def methods(kind: type) -> dict[str, list[str]]:
    """List what the public methods of a class take; a property takes nothing."""
    held = getattr(kind, "__dataclass_fields__", {})
    public = {name: each for name, each in vars(kind).items() if not name.startswith("_") and name not in held}
    takes = {name: list(inspect.signature(m).parameters)[1:] for name, m in public.items() if inspect.isfunction(m)}
    return takes | {name: [] for name, each in public.items() if isinstance(each, property)}


def test_every_public_name_is_promised():
    """The page lists exactly the names that the rooms export."""
    exported = {room: set(importlib.import_module(f"firearmskit.{room}").__all__) for room in ROOMS}
    assert {room: set(names) for room, names in table("Names").items()} == exported


def test_arguments_and_fields_are_those_of_the_page():
    """The page lists what each public function and value takes, in order."""
    code = {name: ", ".join(f"`{each}`" for each in takes) or "none" for name, takes in arguments().items()}
    rows = "\n".join(f"| `{name}` | {takes} |" for name, takes in code.items())
    assert table("Arguments and fields") == arguments(), f"the table should read:\n{rows}"


def test_words_of_readings_are_those_of_the_page():
    """The kinds of pieces and the levels of confidence are those that the page lists, in order."""
    assert table("Readings") == {
        "marking.KINDS": list(marking.KINDS),
        "marking.STAGES": list(marking.STAGES),
        "marking.CONDITIONS": list(marking.CONDITIONS),
        "marking.CONFLICTS": list(marking.CONFLICTS),
        "reference.CONFIDENCE": list(reference.CONFIDENCE),
    }


def test_what_was_handed_over_is_never_altered():
    """A reading holds the texts as they were, and each piece quotes its text exactly."""
    texts = ("  [arrow in triangle] ", "СР\u00a01234", "7,62х39\n")
    reading = marking.read(texts)
    assert reading.texts == texts
    assert reading.pieces
    assert all(piece.verbatim == texts[piece.text_index][piece.start : piece.end] for piece in reading.pieces)


def test_columns_are_those_of_the_page():
    """Each reference table has the columns that the page lists, also as a frame; so has the frame of a reading."""
    own = {name: columns(type(reference.table(name)[0])) for name in reference.tables()}
    assert table("Tables") == own
    for name, promised in own.items():
        assert set(reference.to_frame(name).columns) == {"id", "source", "read", "confidence", "covers", *promised}
    assert sentence("`marking.to_frame` gives") == list(marking.to_frame(marking.read(["66 in triangle"])).columns)


def test_tables_of_law_are_those_of_the_page():
    """Each table of law has the columns that the page lists, also as a frame; so has the comparison of import rules."""
    kinds = (
        *(law.Article, law.Definition, law.Element, law.Instrument),
        *(law.MarkingRule, law.Obligation, law.Party, law.PartyCount, law.RetentionRule, law.TransferRule),
    )
    assert table("Tables of law") == {kind.table: columns(kind) for kind in kinds}
    for kind in kinds:
        assert set(columns(kind)) < set(law.to_frame(kind.table).columns)
    compared = marking.compare_import_rules(["NGA"], on="2026-11-26")
    assert sentence("`marking.compare_import_rules` gives") == list(compared.columns)


def test_words_of_rules_are_those_of_the_page():
    """The words of rules and findings are those that the page lists, in order."""
    assert table("Rules on marks and on records") == {
        "law.CONTENTS": list(law.CONTENTS),
        "law.CONSENTS": list(law.CONSENTS),
        "law.COUNTED_BY": list(law.COUNTED_BY),
        "law.COUNTED_FROM": list(law.COUNTED_FROM),
        "law.EVENTS": list(law.EVENTS),
        "law.RECORDS": list(law.RECORDS),
        "law.REGION_SCHEMES": list(law.REGION_SCHEMES),
        "law.SEVERITIES": list(law.SEVERITIES),
        "law.STATUSES": list(law.STATUSES),
        "law.TRACEABLE": list(law.TRACEABLE),
        "reference.M49_REGIONS": list(reference.M49_REGIONS),
        "reference.UN_GROUPS": list(reference.UN_GROUPS),
        "marking.ELEMENTS": list(marking.ELEMENTS),
        "marking.LEVELS": list(marking.LEVELS),
    }


def test_words_of_transfers_are_those_of_the_page():
    """The words of a file on a transfer are those that the page lists, in order."""
    names = (
        "ASSESSED", "AUTHENTICITY", "DIRECTIONS", "PAPERS", "PROCEDURES", "PURPOSES", "ROLES", "TRANSFER_EVENTS",
        "UNITS",
    )  # fmt: skip
    assert table("Files on transfers") == {
        f"law.transfers.{name}": list(getattr(law.transfers, name)) for name in names
    }


def test_json_of_the_command_line_is_that_of_the_page(capsys):
    """`mark read --json` writes the keys that the page lists."""
    assert cli.main(["mark", "read", "--text", "AB 12 3456", "--json"]) == 0
    written = json.loads(capsys.readouterr().out)
    assert sentence("`firearmskit mark read --json`") == list(written)
    assert sentence("each piece has") == list(written["pieces"][0])


@pytest.mark.parametrize(
    ("words", "end"),
    [
        (["mark", "read", "--text", "AB 12 3456"], 0),
        (["course", "release", "ada", "--course", "no-course"], 1),
        (["course", "grade", "--course", "no-course"], 2),
        (["mark", "guess"], 2),
        (["mark", "read", "--text", "AB 12 3456", "--place", "frame", "--place", "slide"], 2),
    ],
)
@pytest.mark.usefixtures("capsys")
def test_commands_end_as_the_page_says(words, end, tmp_path, monkeypatch):
    """A command ends with 0 when it did its work, 1 when it couldn't, 2 when it was called wrongly."""
    monkeypatch.chdir(tmp_path)
    assert cli.main(words) == end


def test_errors_are_one_tree():
    """Every error class that the library exports is a FirearmskitError."""
    classes = [getattr(errors, name) for name in errors.__all__ if name not in ("escape", "quote")]
    assert classes
    assert all(issubclass(each, errors.FirearmskitError) for each in classes)


def test_file_formats_are_those_of_the_page():
    """The files are written in the format versions that the page names."""
    promised = re.findall(r"`(firearmskit-\w+/\d+)`", section("Files"))
    assert promised == [packs.FORMAT, answers.FORMAT, store.FORMAT]


def test_examples_of_files_are_what_the_library_writes_and_reads():
    """The pack on the page is written so, byte for byte, and the answers on the page are read."""
    pack = Pack(id="group-2", exercise="seminar/serial", version=1, evidence={"receiver": "482913"})
    assert example("A pack") == pack.to_json()
    read = answers.parse_answers(example("Answers to it").encode(), name="serial.answers.json")
    assert read == (pack.id, pack.exercise, {"reading": {"serial": "482913"}})
