"""From a file to the registry: word for word, in one transaction, once; nothing is lost and nothing merged."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firearmskit import records
from firearmskit.errors import AccessError, InputError, RegistryError
from firearmskit.records import Keyring, Registry, events, importing
from firearmskit.records.registry import personal, tables
from firearmskit.records.registry.recording import Recording
from tests.records.conftest import begin

HEADER = "No,Serial,Make,Model,Calibre,Country,Year,Date,Holder,Notes\n"
FIELDS = {
    "No": "id", "Serial": "serial", "Make": "make", "Model": "model", "Calibre": "calibre", "Country": "country",
    "Year": "year", "Date": "date", "Holder": "holder_name", "Notes": "note",
}  # fmt: skip


def prepared(registry: Registry, folder: Path, rows: str, **changes: object) -> importing.Batch:
    """Write a file, read it, and prepare it with a confirmed mapping."""
    file = folder / f"r{len(list(folder.iterdir()))}.csv"
    file.write_text(HEADER + rows, encoding="utf-8")
    table = importing.read_table(file)
    mapping = importing.propose_mapping(table).confirm(**{"by": "keita", "fields": FIELDS, **changes})  # type: ignore[arg-type]
    return importing.prepare(table, mapping, registry)


def test_rows_become_firearms_word_for_word(registry: Registry, tmp_path: Path) -> None:
    """The serial stands as it is written; the rest is described, and the row is named."""
    rows = 'A1," ab-00 12 ",Acme,M1,"7,62x39",CN,1978,2017-03-14,,on a shelf\n'
    batch = prepared(registry, tmp_path, rows)
    report = importing.import_batch(registry, batch, rejected=tmp_path / "rejected.csv")
    firearm = registry.firearm("A1")
    assert firearm.markings[0].verbatim == " ab-00 12 "
    assert (firearm.description.calibre, firearm.description.country, firearm.description.year) == (
        "7,62x39",
        "CHN",
        1978,
    )
    registered = firearm.history[0].event
    assert (registered.occurred_at, registered.note) == ("2017-03-14", f"Row 2 of {batch.file}.\nNotes: on a shelf")
    assert (report.firearms, report.rejected, report.rejected_file) == (1, 0, None)
    assert [entry.id for entry in registry.with_mark("AB0012")] == ["A1"]
    (done,) = registry.events("import-made")
    assert (done.event.file, done.event.rows, done.event.rejected) == (batch.digest, 1, 0)  # type: ignore[attr-defined]


def test_nothing_is_imported_before_a_person_confirmed(registry: Registry, tmp_path: Path) -> None:
    """Neither with a guess alone, nor with the mapping of another table."""
    file = tmp_path / "r.csv"
    file.write_text(HEADER + "A1,S1,Acme,,,,,,,\n")
    table = importing.read_table(file)
    with pytest.raises(InputError, match="Nobody confirmed"):
        importing.prepare(table, importing.propose_mapping(table), registry)
    file.write_text("Serial\nS1\n")
    other = importing.propose_mapping(importing.read_table(file)).confirm(by="keita")
    with pytest.raises(InputError, match="other columns"):
        importing.prepare(table, other, registry)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("A 1\x00,S1,Acme,,,,,,,", "firearm is"),
        ("A1,S1,Acme,,,Atlantis,,,,", "Country"),
        ("A1,S1,Acme,,,,78,,,", "Year"),
        ("A1,S1,Acme,,,,,03/04/2017,,", "day or the month"),
        ("A1,=1+1,Acme,,,,,,,", "formula"),
        ("A1,S1,Acme,,,,,,,,,extra", "more cells"),
        (",,,,,,,,,only a note", "which firearm"),
        ("A1," + "9" * 301 + ",Acme,,,,,,,", "verbatim"),
        ("A1,S1,Acme,,,,,,,x\x07", "U+0007"),
        ("taken,S1,Acme,,,,,,,", "taken in the registry"),
    ],
)
def test_a_row_that_cannot_be_taken_is_kept_with_its_reason(
    registry: Registry, tmp_path: Path, row: str, why: str
) -> None:
    """It stands word for word in the file of rejected rows, and the others come in."""
    registry.record(events.FirearmRegistered(firearm="taken", basis="import", synthetic=True))
    batch = prepared(registry, tmp_path, row + "\nA2,S2,Acme,,,,,,,\n")
    assert [why in " ".join(each.reasons) for each in batch.rejected] == [True], batch.rejected
    report = importing.import_batch(registry, batch, rejected=tmp_path / "rejected.csv")
    assert (report.firearms, report.rejected) == (1, 1)
    again = importing.read_table(tmp_path / "rejected.csv")
    assert again.header == batch.header
    assert [(each.number, each.cells) for each in again.rows] == [(2, batch.rejected[0].cells)]


def test_all_reasons_of_a_row_are_told(registry: Registry, tmp_path: Path) -> None:
    """Who puts it right needs no second attempt."""
    (rejected,) = prepared(registry, tmp_path, "A1,S1,Acme,,,Atlantis,78,03/04/2017,,\n").rejected
    assert len(rejected.reasons) == 3


def test_rejected_rows_come_in_when_they_are_put_right(registry: Registry, tmp_path: Path) -> None:
    """With the mapping of the first file; what else stands in them is as it was, formulas too."""
    batch = prepared(registry, tmp_path, "A1,S1,Acme,,,Atlantis,,,,=HYPERLINK(1)\nA2,'S2,Acme,,,Atlantis,,,,@x\n")
    importing.import_batch(registry, batch, rejected=tmp_path / "rejected.csv")
    file = tmp_path / "rejected.csv"
    text = file.read_text(encoding="utf-8-sig")
    assert not [cell for row in csv.reader(text.splitlines()) for cell in row if cell[:1] in ("=", "@", "+", "-")]
    assert file.stat().st_mode & 0o077 == 0
    file.write_text(text.replace("Atlantis", "SRB").replace("'=HYPERLINK(1)", "a link"), encoding="utf-8-sig")
    table = importing.read_table(file)
    mapping = importing.propose_mapping(table).confirm(by="keita", fields=FIELDS)
    importing.import_batch(registry, importing.prepare(table, mapping, registry), rejected=tmp_path / "again.csv")
    assert registry.firearm("A2").serial == "'S2"
    assert registry.firearm("A2").history[0].event.note.endswith("Notes: @x")
    assert registry.firearm("A1").description.country == "SRB"


def test_a_file_comes_in_once(registry: Registry, tmp_path: Path) -> None:
    """Under whatever name; the message says when and by whom."""
    batch = prepared(registry, tmp_path, "A1,S1,Acme,,,,,,,\n")
    importing.import_batch(registry, batch, rejected=tmp_path / "rejected.csv")
    before = len(registry)
    with pytest.raises(InputError, match=r"imported before.*keita"):
        importing.import_batch(registry, batch, rejected=tmp_path / "rejected.csv")
    assert len(registry) == before


def test_a_batch_that_is_refused_leaves_nothing(registry: Registry, tmp_path: Path) -> None:
    """Neither firearms, nor a file of rejected rows; and a file that is there is never written over."""
    batch = prepared(registry, tmp_path, "A1,S1,Acme,,,,,,,\nA2,S2,,,,Atlantis,,,,\n")
    registry.record(events.FirearmRegistered(firearm="A1", basis="import", synthetic=True))
    before = len(registry)
    with pytest.raises(InputError, match="taken"):
        importing.import_batch(registry, batch, rejected=tmp_path / "rejected.csv")
    assert (len(registry), (tmp_path / "rejected.csv").exists()) == (before, False)
    (tmp_path / "mine.csv").write_text("mine")
    with pytest.raises(InputError, match="there already"):
        importing.import_batch(registry, batch, rejected=tmp_path / "mine.csv")
    assert (tmp_path / "mine.csv").read_text() == "mine"


def test_duplicates_are_proposed_and_never_merged(registry: Registry, tmp_path: Path) -> None:
    """Within the file and against the registry, with what speaks for and against; each is a discrepancy to decide."""
    registry.record(events.FirearmRegistered(firearm="old", basis="import", synthetic=True))
    registry.record(events.MarkingRead(item="old", marking="M1", verbatim="K-77", serial=True))
    rows = "A1,AB 12,Acme,M1,,,,,,\nA2,AB-12,ACME,M2,,,,,,\nA3,AB12,Other,M9,,,,,,\nA4,K77,Acme,,,,,,,\n"
    rows += ",Z1,,,,,,,,\n,Z1,,,,,,,,\n"
    batch = prepared(registry, tmp_path, rows)
    found = {(each.firearm, each.other): " ".join(each.reasons) for each in batch.duplicates}
    assert {("A2", "A1"), ("A4", "old")} <= found.keys()
    assert not {("A3", "A1"), ("A3", "A2")} & found.keys()
    assert "The maker is the same." in found["A2", "A1"]
    assert "The model differs: M2, M1." in found["A2", "A1"]
    assert [reason for reason in found.values() if "every cell" in reason]
    importing.import_batch(registry, batch, rejected=tmp_path / "rejected.csv")
    assert len(registry.firearms()) == 7
    assert registry.firearm("A2").discrepancies & registry.firearm("A1").discrepancies


def test_a_name_that_stands_twice_is_rejected(registry: Registry, tmp_path: Path) -> None:
    """The second row says which one has it."""
    batch = prepared(registry, tmp_path, "A1,S1,Acme,,,,,,,\nA1,S2,Acme,,,,,,,\n")
    assert [each.number for each in batch.rejected] == [3]
    assert "row 2" in batch.rejected[0].reasons[0]


def test_words_for_no_mark_are_no_mark(registry: Registry, tmp_path: Path) -> None:
    """They stand in the note; the firearm has no serial."""
    batch = prepared(registry, tmp_path, "A1,Illisible,Acme,,,,,,,\nA2,---,Acme,,,,,,,\n")
    importing.import_batch(registry, batch, rejected=tmp_path / "rejected.csv")
    assert registry.firearm("A1").markings == ()
    assert "Serial: Illisible" in registry.firearm("A1").history[0].event.note


def test_names_of_persons_stand_in_no_event(registry: Registry, tmp_path: Path) -> None:
    """They are sealed behind the import, each its own holder; two with the same name stay two."""
    rows = "A1,S1,Acme,,,,,,Nominatif Exemplaire,\nA2,S2,Acme,,,,,,Nominatif Exemplaire,\nA3,S3,Acme,,,,,,,\n"
    batch = prepared(registry, tmp_path, rows)
    report = importing.import_batch(registry, batch, rejected=tmp_path / "rejected.csv")
    assert report.persons == 2
    holder = registry.firearm("A1").holder
    assert holder is not None
    assert holder != registry.firearm("A2").holder
    assert registry.firearm("A3").holder is None
    assert registry.personal(holder, purpose="a lesson") == {"name": "Nominatif Exemplaire"}
    assert not [each for each in registry.events() if b"Nominatif" in each.body()]


def test_names_are_sealed_in_the_transaction_of_the_import(
    registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All that comes of a file is recorded at one time, and the file of keys is written once."""
    written: list[int] = []
    real = Keyring._make
    monkeypatch.setattr(Keyring, "_make", lambda self: (written.append(1), real(self)))
    rows = "".join(f"A{n},S{n},Acme,,,,,,Person {n},\n" for n in range(5))
    report = importing.import_batch(registry, prepared(registry, tmp_path, rows), rejected=tmp_path / "rejected.csv")
    (made,) = registry.events("import-made")
    kept = list(registry.events("personal-kept"))
    assert (report.persons, len(kept), len(written)) == (5, 5, 1)
    assert {each.recorded_at for each in kept} == {made.recorded_at}
    assert registry.verify(deep=True) == ()


@pytest.mark.parametrize("where_it_stops", ["data", "log", "sealed", "commit"])
def test_a_failure_half_way_leaves_nothing_half_sealed(
    registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where_it_stops: str
) -> None:
    """Neither firearms nor sealed names nor rejected rows; afterwards the same file comes in whole."""
    rows = "A1,S1,Acme,,,,,,One,\nA2,S2,Acme,,,,,,Two,\nA3,S3,,,,Atlantis,,,,\n"
    batch = prepared(registry, tmp_path, rows)
    before, seen = len(registry), iter(range(9))
    with monkeypatch.context() as broken:
        if where_it_stops == "data":
            holders = list(batch.personal)
            bad = {holders[0]: batch.personal[holders[0]], holders[1]: {"name": object()}}
            failing = replace(batch, personal=bad)  # type: ignore[arg-type]
        else:
            failing = batch
            real = Recording.take

            def take(self: Recording, event: events.Event) -> records.Logged:
                if event.kind == "personal-kept" and next(seen) == 1:
                    raise InputError("the second one fails")
                return real(self, event)

            def fail(*_arguments: object) -> None:
                raise InputError("it fails")

            if where_it_stops == "log":
                broken.setattr(Recording, "take", take)
            else:
                broken.setattr(*((personal, "insert") if where_it_stops == "sealed" else (Recording, "write")), fail)
        with pytest.raises(InputError):
            importing.import_batch(registry, failing, rejected=tmp_path / "rejected.csv")
    assert len(registry) == before
    assert not registry.firearms()
    assert not (tmp_path / "rejected.csv").exists()
    with registry._reading() as connection:
        assert connection.execute(tables.sealed.select()).all() == []
    if where_it_stops == "data":
        assert registry._keyring().holders() == set()
    report = importing.import_batch(registry, batch, rejected=tmp_path / "rejected.csv")
    assert (report.firearms, report.persons, report.rejected) == (2, 2, 1)
    assert registry.personal(str(registry.firearm("A2").holder), purpose="x") == {"name": "Two"}
    assert registry.verify(deep=True) == ()


def test_sealing_that_stopped_in_the_middle_goes_on(registry: Registry, tmp_path: Path) -> None:
    """As with an older version: the batch is made again of the file, and the same holders get what is theirs."""
    rows = "A1,S1,Acme,,,,,,One,\nA2,S2,Acme,,,,,,Two,\n"
    batch = prepared(registry, tmp_path, rows)
    registry.record_all(batch.events)  # as if the machine had stopped here
    again = prepared(registry, tmp_path, rows)
    assert again.personal == batch.personal
    assert importing.keep_persons(registry, again) == 2
    assert importing.keep_persons(registry, again) == 0
    assert registry.personal(str(registry.firearm("A2").holder), purpose="x") == {"name": "Two"}


def test_public_bodies_are_holders_by_their_name(registry: Registry, tmp_path: Path) -> None:
    """The same name is the same body, also one that is registered already."""
    registry.record(events.HolderRegistered(holder="army", category="State body", body="Army", synthetic=True))
    rows = "A1,S1,Acme,,,,,,Army,\nA2,S2,Acme,,,,,,Customs,\nA3,S3,Acme,,,,,,Customs,\n"
    batch = prepared(registry, tmp_path, rows, holder_category="State body")
    importing.import_batch(registry, batch, rejected=tmp_path / "rejected.csv")
    assert registry.firearm("A1").holder == "army"
    assert registry.firearm("A2").holder == registry.firearm("A3").holder
    assert batch.personal == {}


def test_who_may_not_keep_personal_data_imports_no_names(registry: Registry, where: str, tmp_path: Path) -> None:
    """It is refused before anything is recorded."""
    registry.record(events.UserEnrolled(user="sow", roles=("recorder",)))
    with records.open_registry(where, user="sow", keys=tmp_path / "registry.keys") as sow:
        batch = prepared(sow, tmp_path, "A1,S1,Acme,,,,,,One,\n")
        before = len(sow)
        with pytest.raises(AccessError):
            importing.import_batch(sow, batch, rejected=tmp_path / "rejected.csv")
        assert len(sow) == before
        without = prepared(sow, tmp_path, "A1,S1,Acme,,,,,,One,\n", fields={**FIELDS, "Holder": None})
        importing.import_batch(sow, without, rejected=tmp_path / "rejected.csv")


def test_names_come_in_only_where_the_keys_are(registry: Registry, tmp_path: Path) -> None:
    """Without them nothing is recorded, so that no name is lost."""
    without = Registry(registry._engine, user="keita", keys=None)
    batch = prepared(without, tmp_path, "A1,S1,Acme,,,,,,One,\n")
    before = len(registry)
    with pytest.raises(RegistryError, match="keys"):
        importing.import_batch(without, batch, rejected=tmp_path / "rejected.csv")
    assert len(registry) == before


def test_values_are_written_as_a_person_said(registry: Registry, tmp_path: Path) -> None:
    """Names of States in another language, and names with a prefix."""
    batch = prepared(
        registry, tmp_path, "12,S1,Acme,,,Chine,,,,\n", values={"country": {"Chine": "CHN"}}, prefix="ARM-"
    )
    importing.import_batch(registry, batch, rejected=tmp_path / "rejected.csv")
    assert registry.firearm("ARM-12").description.country == "CHN"


def test_a_workbook_comes_in_as_a_text_file_does(registry: Registry, tmp_path: Path) -> None:
    """Its dates are clear, its formulas are not taken, and its rejected rows come in from the text file."""
    book = openpyxl.Workbook()
    book.active.append(HEADER.strip().split(","))
    book.active.append(["A1", "AB 12", "Acme", "M1", "9x19", "SRB", 1978, datetime(2017, 4, 3), None, None])
    book.active.append(["A2", '="AB"&13', "Acme", "M1", "9x19", "SRB", 1978, datetime(2017, 4, 3), None, None])
    book.save(tmp_path / "r.xlsx")
    table = importing.read_table(tmp_path / "r.xlsx")
    mapping = importing.propose_mapping(table).confirm(by="keita", fields=FIELDS)
    batch = importing.prepare(table, mapping, registry)
    report = importing.import_batch(registry, batch, rejected=tmp_path / "rejected.csv")
    assert (report.firearms, batch.rejected[0].number) == (1, 3)
    assert "formula" in batch.rejected[0].reasons[0]
    assert registry.firearm("A1").history[0].event.occurred_at == "2017-04-03"
    file = tmp_path / "rejected.csv"
    file.write_text(file.read_text(encoding="utf-8-sig").replace('\'=""AB""&13', "AB 13"), encoding="utf-8")
    again = importing.read_table(file)
    importing.import_batch(registry, importing.prepare(again, mapping, registry), rejected=tmp_path / "again.csv")
    assert registry.firearm("A2").serial == "AB 13"


def test_a_real_registry_gets_real_firearms(tmp_path: Path) -> None:
    """What is recorded is synthetic only where all is."""
    with begin(tmp_path / "w.db", tmp_path / "w.keys", purpose="work") as registry:
        batch = prepared(registry, tmp_path, "A1,S1,Acme,,,,,,,\n")
        importing.import_batch(registry, batch, rejected=tmp_path / "rejected.csv")
        assert not registry.firearm("A1").synthetic


@settings(max_examples=15)
@given(cells=st.lists(st.lists(st.text(max_size=12), min_size=10, max_size=11), min_size=1, max_size=5))
def test_each_row_is_recorded_or_kept_word_for_word(
    tmp_path_factory: pytest.TempPathFactory, cells: list[list[str]]
) -> None:
    """Whatever stands in a file, each row ends in one of the two places, and reads the same there."""
    folder = tmp_path_factory.mktemp("any")
    table = importing.SheetData(
        name="any.csv",
        digest="ab" * 32,
        header=tuple(FIELDS),
        rows=tuple(importing.SheetRow(number=number, cells=tuple(row)) for number, row in enumerate(cells, 2)),
    )
    mapping = importing.propose_mapping(table).confirm(by="keita", fields=FIELDS)
    with begin(folder / "r.db", folder / "r.keys") as registry:
        batch = importing.prepare(table, mapping, registry)
        assert batch.firearms + len(batch.rejected) == len(cells)
        report = importing.import_batch(registry, batch, rejected=folder / "rejected.csv")
        assert len(registry.firearms()) == report.firearms
    if batch.rejected:
        kept = {row.number: row.cells for row in importing.read_table(folder / "rejected.csv").rows}
        assert kept == {row.number: row.cells for row in batch.rejected}


@pytest.mark.slow
def test_a_whole_register_comes_in(registry: Registry, tmp_path: Path) -> None:
    """33,000 rows, as many as a State registered in a year."""
    rows = "".join(f"N{n},S {n:06},Acme,M1,9x19,SRB,1978,14/03/2017,,\n" for n in range(33_000))
    batch = prepared(registry, tmp_path, rows)
    report = importing.import_batch(registry, batch, rejected=tmp_path / "rejected.csv")
    assert (report.firearms, report.rejected, sum(registry.count().values())) == (33_000, 0, 33_000)


@pytest.mark.slow
def test_a_server_takes_a_register_in_as_a_file_does(
    postgres: Callable[[], str], registry: Registry, tmp_path: Path
) -> None:
    """On PostgreSQL the same firearms, discrepancies and holders come of the same file."""
    rows = "A1,AB 12,Acme,M1,,,,,One,\nA2,AB-12,Acme,M2,,,,,Two,\nA3,S3,Acme,,,Atlantis,,,,\n"
    listed = []
    with begin(postgres(), tmp_path / "server.keys") as server:
        for number, each in enumerate((registry, server)):
            batch = prepared(each, tmp_path, rows)
            importing.import_batch(each, batch, rejected=tmp_path / f"rejected-{number}.csv")
            holders = [firearm.holder is not None for firearm in each.firearms()]
            listed.append(([(one.id, one.serial, one.discrepancies) for one in each.firearms()], holders))
    assert listed[0] == listed[1]
    assert listed[0][0] == [("A1", "AB 12", 1), ("A2", "AB-12", 1)]
