"""A document is read as it was written, in each form and language; what can't be taken is told with its place."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from firearmskit import language
from firearmskit.errors import InputError
from firearmskit.law import gaps
from firearmskit.law.gaps import Claim, NationalLaw, Provision

LAW = NationalLaw(
    name="=Arms Act of Nowhere",
    fictional=True,
    facts={"imports": True, "exports": False},
    instruments=("firearms-protocol", "iti"),
    provisions=(
        Provision(id="s1", law="Arms Act", article="s. 1", text="An imported firearm\nis marked.", since="2020-01-01"),
        Provision(id="s2", law="Arms Act", article="s. 2", language="en", address="https://example.org/act"),
    ),
    claims=(
        Claim(element="mark-import-country", says="satisfies", provision="s1", author="A. Reader", sure="likely"),
        Claim(element="mark-import-country", says="partly", provision="s2", reasoning="- only pistols"),
        Claim(element="records-10-years", says="absent", reviewer="B. Reader"),
    ),
)
FORMS = ("law.xlsx", "law.json", "law")


def alike(one: NationalLaw, other: NationalLaw) -> bool:
    """Say whether two laws hold the same, whatever the order of claims."""
    about = [(each.name, each.state, each.fictional, dict(each.facts), each.instruments) for each in (one, other)]
    return about[0] == about[1] and one.provisions == other.provisions and set(one.claims) == set(other.claims)


@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.parametrize("form", FORMS)
def test_a_document_is_read_as_it_was_written(form: str, code: str, tmp_path: Path) -> None:
    """Workbook, folder and JSON give the law back, texts that look like formulas too, in whatever language."""
    with language.speaking(code):
        gaps.write_national_law(LAW, tmp_path / form)
    assert alike(gaps.read_national_law(tmp_path / form), LAW)


def test_a_questionnaire_asks_everything_once_and_says_nothing(tmp_path: Path) -> None:
    """An empty law gives every question of the instruments, without an answer, and reads as no claims."""
    gaps.write_national_law(
        NationalLaw(name="Bill", fictional=True), tmp_path / "q.xlsx", instruments=["firearms-protocol"]
    )
    sheet = openpyxl.load_workbook(tmp_path / "q.xlsx")["claims"]
    asked = [row[0].value for row in sheet.iter_rows(min_row=2)]
    found = gaps.assess(NationalLaw(name="Bill", fictional=True), on="2026-11-27", instruments=["firearms-protocol"])
    wanted = {each.element for result in found.results for each in (*result.answers, *result.advice)}
    assert (len(asked), set(asked)) == (len(set(asked)), wanted)
    assert gaps.read_national_law(tmp_path / "q.xlsx").claims == ()


def test_rows_that_cannot_be_taken_are_told_with_their_place(tmp_path: Path) -> None:
    """Table, row, field and value of each bad row stand in the error, and not only of the first one."""
    gaps.write_national_law(LAW, tmp_path / "law")
    file = tmp_path / "law" / "claims.csv"
    lines = file.read_text("utf-8-sig").splitlines()
    bad = [
        *lines,
        "no-such-element,,satisfies,s1,,,,",
        "records-10-years,,maybe,s1,,,,",
        "records-10-years,,partly,,,,,",
    ]
    file.write_text("\n".join(bad), "utf-8")
    with pytest.raises(InputError) as error:
        gaps.read_national_law(tmp_path / "law")
    for each in ("no-such-element", "maybe", "rests on", f"row {len(lines) + 1}", f"row {len(lines) + 3}"):
        assert each in str(error.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "JSON"),
        ("[]", "no national law"),
        ('{"name": "A", "fictional": true, "colour": 1}', "colour"),
        ('{"name": "A", "fictional": true, "claims": [{"element": "x"}]}', "entry 1"),
        ('{"name": "A", "fictional": true, "claims": [1]}', "claims"),
        ('{"name": "A", "fictional": true, "claims": 5}', "claims"),
        ('{"name": "A", "fictional": "yes"}', "fictional"),
        ('{"fictional": true}', "name"),
        ("[" * 100_000, "JSON"),
    ],
)
def test_json_that_is_no_national_law_is_refused(text: str, said: str, tmp_path: Path) -> None:
    """Whatever stands in the file, the error says what is wrong in it."""
    (tmp_path / "law.json").write_text(text, "utf-8")
    with pytest.raises(InputError, match=said):
        gaps.read_national_law(tmp_path / "law.json")


def test_a_formula_in_a_document_is_refused(tmp_path: Path) -> None:
    """A cell that is a formula is told, and never calculated."""
    gaps.write_national_law(LAW, tmp_path / "law.xlsx")
    book = openpyxl.load_workbook(tmp_path / "law.xlsx")
    book["claims"]["E2"] = "=HYPERLINK(1)"
    book.save(tmp_path / "law.xlsx")
    with pytest.raises(InputError, match="formula"):
        gaps.read_national_law(tmp_path / "law.xlsx")


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    """A folder without one of the tables says which."""
    gaps.write_national_law(LAW, tmp_path / "law")
    (tmp_path / "law" / "provisions.csv").unlink()
    with pytest.raises(InputError, match="provisions"):
        gaps.read_national_law(tmp_path / "law")


def test_the_schema_takes_what_is_written(tmp_path: Path) -> None:
    """Every field that is written is in the JSON Schema."""
    gaps.write_national_law(LAW, tmp_path / "law.json")
    written = json.loads((tmp_path / "law.json").read_text("utf-8"))
    schema = gaps.schema()
    assert set(written) <= set(schema["properties"])
    assert {name for each in written["claims"] for name in each} <= set(schema["$defs"]["Claim"]["properties"])


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\ufffe", "\ud800"])
@pytest.mark.parametrize("place", ["name", "text", "reasoning"])
def test_a_sign_that_no_workbook_holds_is_quoted(place: str, sign: str, tmp_path: Path) -> None:
    """A control character in a name, a wording or a reason is refused with its table and row; no file is left."""
    odd = f"Arms{sign}Act"
    bad = NationalLaw(
        name=odd if place == "name" else "Act",
        fictional=True,
        instruments=("iti",),
        provisions=(Provision(id="s1", law="Act", article="s. 1", text=odd if place == "text" else "x"),),
        claims=(
            Claim(
                element="mark-durable", says="satisfies", provision="s1", reasoning=odd if place == "reasoning" else "y"
            ),
        ),
    )
    table = {"name": "state", "text": "provisions", "reasoning": "claims"}[place]
    with pytest.raises(InputError, match=rf'table {table}, row \d+: "Arms.+Act"'):
        gaps.write_national_law(bad, tmp_path / "law.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_tab_and_a_new_line_stay_in_a_workbook(tmp_path: Path) -> None:
    """What XML does hold isn't refused."""
    one = NationalLaw(name="Act\tof\nNowhere 🗎", fictional=True)
    gaps.write_national_law(one, tmp_path / "law.xlsx")
    assert gaps.read_national_law(tmp_path / "law.xlsx").name == one.name


@pytest.mark.parametrize("name", ["law.txt", "law.pdf"])
def test_another_kind_of_file_is_refused(name: str, tmp_path: Path) -> None:
    """Only the three forms are written."""
    with pytest.raises(InputError, match=name):
        gaps.write_national_law(LAW, tmp_path / name)
