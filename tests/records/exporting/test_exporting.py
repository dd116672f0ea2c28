"""What is handed out: in forms that others read, the same bytes each time, without personal data or formulas."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from firearmskit.errors import InputError, UnknownCodeError
from firearmskit.records import Registry, events
from firearmskit.records.exporting import to_case, to_niem, write_package
from tests.records.conftest import begin

SECRET = ("Nominatif", "keita", "diallo", "P1", "30-44", "Rue Exemple", "Signataire", "Examinatrice", "Warrant 5")
"""What stands in the registry below and must never be handed out."""

NIEM = {
    "j:CustodyTransfer", "j:CustodyTransferItem", "j:CustodyTransferReceivingEnforcementAgency",
    "j:CustodyTransferReleasingEnforcementAgency", "j:Firearm", "j:FirearmBoreSizeText",
    "j:FirearmCategoryDescriptionText", "j:ItemSeizingEntity", "j:ItemSeizure", "j:ItemSeizureItem",
    "nc:ActivityCategoryText", "nc:ActivityDate", "nc:ActivityIdentification", "nc:ActivityLocation", "nc:Address",
    "nc:AddressCountry", "nc:Comment", "nc:CountryCode", "nc:Date", "nc:DateTime", "nc:DescriptionText",
    "nc:PersonOtherIdentification", "nc:EntityPerson",
    "nc:EntityOrganization", "nc:IdentificationCategoryDescriptionText", "nc:IdentificationID", "nc:ItemMakeName",
    "nc:ItemModelName", "nc:ItemModelYearDate", "nc:ItemOtherIdentification", "nc:ItemPossessor",
    "nc:ItemSerialIdentification", "nc:ItemStatus", "nc:ItemStyleText", "nc:LastUpdatedDate", "nc:LocationName",
    "nc:Metadata", "nc:OrganizationIdentification", "nc:SourceIDText", "nc:StatusDescriptionText", "nc:YearDate",
    "nc:YearMonthDate",
}  # fmt: skip
"""Elements of NIEM 6.0, each looked up in xsd/domains/justice.xsd and xsd/niem-core.xsd of niemopen/niem-model."""


@pytest.fixture
def full(registry: Registry) -> Registry:
    """Give a registry with a bit of everything, also what must stay in it."""
    registry.record_all(
        [
            events.HolderRegistered(holder="P1", category="person", sex="female", age_band="30-44", synthetic=True),
            events.HolderRegistered(holder="army", category="State body", body="Army", synthetic=True),
            events.PlaceRegistered(place="room-1", category="room", synthetic=True),
            events.FirearmRegistered(
                firearm="F1",
                basis="first registration",
                holder="P1",
                description=events.TypeDescription(
                    make="=Acme", model="M1", variant="S", category="pistol", calibre="9x19", country="SRB", year=1978
                ),
                occurred_at="2017-03",
                note="From Nominatif Exemplaire, 12 Rue Exemple.",
                synthetic=True,
            ),
            events.FirearmRegistered(firearm="F0", basis="import", holder="army", synthetic=True),
            events.MarkingRead(item="F1", marking="M1", verbatim="-AB 12", serial=True, reader="Examinatrice"),
            events.MarkingRead(item="F1", marking="M2", verbatim="'N", made_as="proof"),
            events.RecoveryMade(
                firearm="F1",
                recovery="seized",
                ground="criminal",
                country="SRB",
                warrant="Warrant 5",
                received_by="keita",
                occurred_at="2024",
                from_sex="female",
                from_age_band="30-44",
            ),
            events.CustodyHanded(
                item="F1",
                from_party="keita",
                to_party="lab",
                place="room-1",
                seal_before="S0",
                seal_after="S1",
                occurred_at="2024-05-02T09:30+02:00",
                signed_by=("Signataire", "Nominatif"),
                condition="as Nominatif left it",
                photographs=("0" * 64,),
            ),
            events.CustodyHanded(item="F1", from_party="lab", to_party="court", occurred_at="2024-06"),
        ]
    )
    registry.keep_personal("P1", {"name": "Nominatif Exemplaire"})
    return registry


def package(registry: Registry, folder: Path) -> dict[str, bytes]:
    """Write a package, and give its files by name."""
    return {file.name: file.read_bytes() for file in write_package(registry, folder)}


def everything(registry: Registry, folder: Path) -> bytes:
    """Give all exports of a registry as one text."""
    return b"\n".join([to_niem(registry), to_case(registry, "F1"), *package(registry, folder).values()])


def test_no_personal_data_leave(full: Registry, tmp_path: Path) -> None:
    """Neither names nor numbers of persons, nor free text, signatures or places in words."""
    handed = everything(full, tmp_path / "out").decode()
    assert [word for word in SECRET if word in handed] == []
    assert "person-" in handed


def test_everything_says_that_it_is_synthetic(full: Registry, tmp_path: Path) -> None:
    """And what isn't doesn't say so."""
    files = package(full, tmp_path / "out")
    for text in (files["datapackage.json"], to_niem(full), to_case(full, "F1")):
        assert b"Synthetic: made up for lessons" in text
    assert json.loads(files["datapackage.json"])["synthetic"] is True
    with begin(tmp_path / "w.db", tmp_path / "w.keys", purpose="work") as real:
        real.record(events.FirearmRegistered(firearm="F1", basis="import"))
        assert b"made up" not in everything(real, tmp_path / "real")
        assert b'"synthetic": false' in (tmp_path / "real" / "datapackage.json").read_bytes()


def test_the_same_registry_gives_the_same_bytes(full: Registry, tmp_path: Path) -> None:
    """Each time, until something is recorded."""
    first = everything(full, tmp_path / "one")
    assert everything(full, tmp_path / "two") == first
    full.record(events.CustodyHanded(item="F1", from_party="court", to_party="lab", occurred_at="2024-08"))
    assert everything(full, tmp_path / "three") != first


def test_only_the_firearms_that_are_asked_for_leave(full: Registry, tmp_path: Path) -> None:
    """One that isn't registered is named, and nothing is written over."""
    rows = list(csv.DictReader(write_package(full, tmp_path / "out", ["F0"])[1].read_text().splitlines()))
    assert [row["firearm"] for row in rows] == ["F0"]
    with pytest.raises(UnknownCodeError, match="F9"):
        to_niem(full, ["F9"])
    with pytest.raises(InputError, match="already"):
        write_package(full, tmp_path / "out")


def names_in(value: Any) -> Iterator[str]:
    """Give each key of JSON, at any depth."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from names_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from names_in(inner)


def test_every_name_of_the_niem_shape_is_one_of_niem(full: Registry) -> None:
    """No element is invented; dates have the element of their precision."""
    message = json.loads(to_niem(full))
    used = {name for name in names_in(message) if name[:1] != "@" and name not in ("j", "nc")}
    assert used <= NIEM
    assert message["j:ItemSeizure"][0]["nc:ActivityDate"] == {"nc:YearDate": "2024"}
    exact, vague = (each["nc:ActivityDate"] for each in message["j:CustodyTransfer"])
    assert exact == {"nc:DateTime": "2024-05-02T09:30+02:00"}
    assert vague == {"nc:YearMonthDate": "2024-06"}
    firearm = message["j:Firearm"][1]
    assert firearm["nc:ItemSerialIdentification"] == [{"nc:IdentificationID": "-AB 12"}]
    assert firearm["nc:ItemModelYearDate"] == "1978"


@pytest.mark.slow
def test_the_chain_of_custody_is_sound_case(full: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It satisfies the shapes of CASE 1.4, with no name that CASE and UCO don't know, and without internet."""
    case_validate = pytest.importorskip("case_utils.case_validate")
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("it asked the internet"))
    file = tmp_path / "chain.json"
    file.write_bytes(to_case(full, "F1"))
    result = case_validate.validate(str(file), case_version="case-1.4.0")
    assert result.conforms, result.text
    assert not result.undefined_concepts
    spoilt = file.read_text().replace('"case:exhibitNumber": "F1"', '"case:exhibitNumber": ["F1", "F2"]')
    file.write_text(spoilt)
    assert not case_validate.validate(str(file), case_version="case-1.4.0").conforms


def test_the_chain_of_custody_is_provenance(full: Registry) -> None:
    """Each action is informed by the one before, and used the item; vague dates aren't made exact."""
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph().parse(data=to_case(full, "F1"), format="json-ld")
    prov = rdflib.Namespace("http://www.w3.org/ns/prov#")
    activities = set(graph.subjects(rdflib.RDF.type, prov.Activity))
    assert len(activities) == 2
    assert len(list(graph.subject_objects(prov.wasInformedBy))) == 1
    assert len(list(graph.subject_objects(prov.startedAtTime))) == 1
    dates = {str(date.datatype).rpartition("#")[2] for date in graph.objects(None, rdflib.DCTERMS.date)}
    assert dates == {"dateTime", "gYearMonth"}


def test_the_package_is_valid(full: Registry, tmp_path: Path) -> None:
    """Every file fits its schema, keys and hash; a cell that doesn't is noticed."""
    frictionless = pytest.importorskip("frictionless")
    files = write_package(full, tmp_path / "out")
    report = frictionless.validate(str(files[0]))
    assert report.valid, report.flatten(["message"])
    assert {task.name for task in report.tasks} == {"firearms", "markings", "events", "custody"}
    files[2].write_bytes(files[2].read_bytes().replace(b"F1,", b"F7,"))
    assert not frictionless.validate(str(files[0])).valid


def test_cells_are_defused_and_the_schema_says_how(full: Registry, tmp_path: Path) -> None:
    """No cell is a formula, and the text comes back."""
    files = package(full, tmp_path / "out")
    for name in ("firearms.csv", "markings.csv", "events.csv", "custody.csv"):
        cells = [cell for row in csv.reader(files[name].decode().splitlines()) for cell in row]
        assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@")]
    (first, second) = csv.DictReader(files["markings.csv"].decode().splitlines())
    assert (first["verbatim"], second["verbatim"]) == ("'-AB 12", "''N")
    assert "apostrophe" in json.loads(files["datapackage.json"])["description"]
