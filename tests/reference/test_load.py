"""Every reference table goes through the same battery."""

from __future__ import annotations

import dataclasses
import re

import pytest

from firearmskit import reference
from firearmskit.errors import InputError, UnknownCodeError
from tests.every import every

LEAST = {
    "calibres": 190,
    "countries": 250,
    "crosswalk": 200,
    "factory_codes": 80,
    "headstamp_codes": 250,
    "import_marks": 25,
    "importers": 35,
    "look_alikes": 200,
    "makers": 270,
    "models": 480,
    "paper_events": 72,
    "paper_items": 94,
    "paper_lists": 27,
    "paper_numbers": 75,
    "places": 10,
    "proof_houses": 30,
    "proof_marks": 65,
    "property_marks": 30,
    "regions": 195,
    "selectors": 20,
    "taxonomies": 130,
    "year_codes": 290,
}


@pytest.mark.parametrize("name", reference.tables())
def test_every_row_has_a_source_and_a_confidence(name):
    """Each row names its source and uses a word of the vocabulary."""
    for row in reference.table(name):
        assert row.source.strip(), row.id
        assert row.confidence in reference.CONFIDENCE, row.id


@pytest.mark.parametrize("name", reference.tables())
def test_a_row_resting_on_general_knowledge_alone_is_never_called_sourced(name):
    """A row whose only source is general knowledge says that it is unverified."""
    for row in reference.table(name):
        if row.source.startswith("general knowledge"):
            assert row.confidence == "unverified", row.id


@pytest.mark.parametrize("name", reference.tables())
def test_ids_are_unique_and_clean(name):
    """No id appears twice, and no cell begins or ends with white space."""
    ids = [row.id for row in reference.table(name)]
    assert len(set(ids)) == len(ids)
    for row in reference.table(name):
        for value in dataclasses.asdict(row).values():
            for part in value if isinstance(value, tuple) else [value]:
                assert part is None or str(part) == str(part).strip() != "", (row.id, value)


@pytest.mark.parametrize("name", reference.tables())
def test_countries_are_known(name):
    """Each ISO code of a row is in the table of countries."""
    codes = {row.id for row in reference.rows(reference.Country)}
    for row in reference.table(name):
        listed = (getattr(row, "country", None), *getattr(row, "countries", ()), *getattr(row, "also", ()))
        for code in listed:
            assert code is None or code in codes, (row.id, code)


@pytest.mark.parametrize("kind", [reference.FactoryCode, reference.Model])
def test_no_row_points_to_a_maker_that_is_missing(kind):
    """Each maker that a row names is in the table of makers."""
    makers = {row.id for row in reference.rows(reference.Maker)}
    for row in reference.rows(kind):
        assert row.maker is None or row.maker in makers, row.id


@pytest.mark.parametrize("kind", [reference.Maker, reference.Model, reference.Calibre, reference.Country])
def test_names_are_unique(kind):
    """A name stands for one row, so that it can serve as a value."""
    names = [row.name for row in reference.rows(kind)]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("name", reference.tables())
def test_tables_are_as_large_as_promised(name):
    """No table lost rows."""
    assert len(reference.table(name)) >= LEAST[name]


@pytest.mark.parametrize("name", reference.tables())
def test_no_cell_holds_a_machine_path(name):
    """Sources are titles and public addresses, never paths of a machine."""
    for row in reference.table(name):
        assert not re.search(r"/(?:work|tmp|root|home)/", row.source), row.id


def test_iso_codes_have_their_shape_and_former_states_are_there():
    """Codes are alpha-3 and alpha-2; the States that no longer exist keep their codes."""
    countries = reference.rows(reference.Country)
    assert all(re.fullmatch("[A-Z]{3}", row.id) and re.fullmatch("[A-Z]{2}", row.iso2) for row in countries)
    assert {row.id for row in countries if row.status == "withdrawn"} == {"SUN", "YUG", "CSK", "DDR"}
    assert {row.status for row in countries} == {"current", "withdrawn"}


def test_year_codes_of_one_system_are_unambiguous():
    """Within a system no code stands for two years; years are plausible."""
    pairs = [(row.system, row.code) for row in reference.rows(reference.YearCode)]
    assert len(pairs) == len(set(pairs))
    assert all(1900 <= row.year <= 2030 for row in reference.rows(reference.YearCode))


@pytest.mark.parametrize(
    ("system", "code", "year"),
    [
        ("italy-proof", "X", 1954),
        ("italy-proof", "XXVI", 1970),
        ("italy-proof", "XX7", 1971),
        ("italy-proof", "AU", 1989),
        ("spain-proof", "CH", 1930),
        ("spain-proof", "Ñ", 1943),
        ("spain-proof", "A1", 1955),
        ("germany-letters", "KE", 1994),
        ("soviet-letter", "Д", 1956),
    ],
)
def test_year_codes_at_the_edges(system, code, year):
    """Codes at the edges of the published lists give the published years."""
    found = [row.year for row in reference.rows(reference.YearCode) if (row.system, row.code) == (system, code)]
    assert found == [year]


@pytest.mark.parametrize(
    ("system", "code", "year"),
    [
        ("italy-proof", "AB", 1976),
        ("remington-1930", "Z", 1931),
        ("remington-1932", "L", 1942),
        ("remington-1932", "ZZ", 1953),
        ("remington-1954", "V", 1979),
        ("remington-1980", "X", 2002),
        ("birmingham-1921", "A", 1921),
        ("birmingham-1950", "C", 1952),
    ],
)
def test_year_codes_that_begin_again_are_systems_of_their_own(system, code, year):
    """A letter that stood for several years is found in the cycle that it belongs to."""
    found = [row.year for row in reference.rows(reference.YearCode) if (row.system, row.code) == (system, code)]
    assert found == [year]


def test_bulgarian_years_are_a_rule_and_not_a_table():
    """No system of year codes is Bulgarian: the two digits count from 1960, which readers work out."""
    assert not [row.id for row in reference.rows(reference.YearCode) if row.country == "BGR"]


def test_each_proof_mark_leads_to_its_house():
    """The house of a mark is in the table of proof houses, and each member stands in a State."""
    houses = {row.id: row for row in reference.rows(reference.ProofHouse)}
    marks = reference.rows(reference.ProofMark)
    assert {row.house for row in marks} - {None} <= houses.keys()
    assert {row.cip for row in houses.values()} == {"member", "former", None}
    assert houses[reference.get(reference.ProofMark, "deu-antler").house].city == "Ulm"


@pytest.mark.parametrize("kind", [reference.HeadstampCode, reference.ProofHouse, reference.ProofMark])
def test_years_of_use_run_forward(kind):
    """A last year of use isn't before the first, and both are plausible."""
    for row in reference.rows(kind):
        years = [year for year in (row.since, row.until) if year is not None]
        assert years == sorted(years), row.id
        assert all(1800 <= year <= 2030 for year in years), row.id


@pytest.mark.parametrize(
    ("code", "countries"),
    [
        ("21", {"HUN", "POL"}),
        ("CAC", {"AUS", "NZL"}),
        ("FNM", {"PRT", "MEX"}),
        ("A", {"CHE", "ZAF"}),
        ("ППУ", {"YUG"}),
        ("VPT", {"FIN"}),
    ],
)
def test_a_headstamp_code_of_several_states_has_a_row_for_each(code, countries):
    """A code that several States use isn't given to one of them."""
    assert {row.country for row in reference.rows(reference.HeadstampCode) if row.code == code} == countries


def test_a_headstamp_that_names_no_maker_has_none():
    """NATO's sign and grades of ammunition aren't makers."""
    rows = [row for row in reference.rows(reference.HeadstampCode) if row.maker is None]
    assert {"⊕", "NM", "MATCH", "L2A2"} <= {row.code for row in rows}
    assert all(row.doubt for row in rows)


def test_makers_list_other_names_and_their_own_script():
    """A maker is found by the names that registers use, and bears its name in its own script where that isn't Latin."""
    makers = {row.id: row for row in reference.rows(reference.Maker)}
    assert "Factory 10" in makers["arsenal"].aliases
    assert makers["zastava"].own_script == "Застава оружје"
    assert makers["howa"].own_script == "豊和工業"
    for row in makers.values():
        folded = [alias.casefold() for alias in row.aliases]
        assert len(folded) == len(set(folded)), row.id
        assert row.name.casefold() not in folded, row.id
    assert sum(len(row.aliases) >= 2 for row in makers.values()) > 0.7 * len(makers)


def test_examples_of_import_marks_are_invented():
    """Each row names its rule; a row of a State that adds a mark shows how it looks, an instrument names no State."""
    for row in reference.rows(reference.ImportMark):
        assert row.rule, row.id
        assert bool(row.contains) == bool(row.example), row.id
    assert {row.id for row in reference.rows(reference.ImportMark) if row.country is None} >= {"protocol", "iti"}


@pytest.mark.parametrize("name", reference.tables())
def test_a_row_that_is_partly_sourced_says_which_fields_are(name):
    """Rows of the tables of marks that are partly sourced name the fields that their source supports."""
    for row in reference.table(name):
        if row.confidence == "partly" and name not in ("calibres", "countries", "models"):
            assert row.covers, row.id
            assert not {"id", "source", "read", "confidence", "covers"} & set(row.covers), row.id


def test_places_have_a_known_role():
    """Each place is a main part, another part or a loose part."""
    assert {row.role for row in reference.rows(reference.Place)} == {"main", "part", "loose"}


def test_rows_can_not_be_changed():
    """A row is frozen."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        reference.table("countries")[0].id = "XXX"


def test_find_ignores_case_and_looks_into_lists():
    """A text is found in any column but the source, also inside a list."""
    assert "zastava" in [row.id for row in reference.find("makers", "crvena zastava")]
    assert reference.find("makers", "general knowledge") == ()


def test_unknown_tables_and_ids_are_named():
    """A wrong name is quoted, as an error of the caller."""
    with pytest.raises(UnknownCodeError, match='"gauges"'):
        reference.table("gauges")
    with pytest.raises(UnknownCodeError, match='"XXX"'):
        reference.get(reference.Country, "XXX")
    with pytest.raises(UnknownCodeError, match="Row"):
        reference.rows(reference.Row)
    with pytest.raises(UnknownCodeError, match=r'"gauges".*calibres'):
        reference.get("gauges", "x")
    with pytest.raises(InputError, match='"gauges"'):
        reference.to_frame("gauges")


@pytest.mark.parametrize("name", reference.tables())
def test_a_table_is_found_by_name_and_by_class(name):
    """The name of a table and the class of its rows lead to the same rows, and each row knows its table."""
    row = reference.table(name)[0]
    assert reference.rows(name) is reference.rows(type(row)) is reference.table(name)
    assert reference.get(name, row.id) is reference.get(type(row), row.id) is row
    assert row.table == name


@pytest.mark.parametrize(("id", "alike"), [("makarow", "makarov"), ("AKM", "akm"), ("zastava-m70ab", "zastava-m70ab2")])
def test_an_unknown_id_is_answered_with_alike_ones(id, alike):
    """The message for an unknown id names ids that are alike; for one that is like none it names none."""
    with pytest.raises(UnknownCodeError, match=rf'"{id}".*{alike}'):
        reference.get("models", id)
    with pytest.raises(UnknownCodeError, match=r"models$"):
        reference.get("models", "§§§")


@every(reference.rows(reference.Model))
def test_a_type_made_elsewhere_names_other_states_only(row):
    """The States where a type was also made are others than its State of origin, each once."""
    assert row.country not in row.also
    assert len(set(row.also)) == len(row.also)


def test_to_frame_gives_one_row_each():
    """The frame has the columns of the class and one row for each reference row."""
    frame = reference.to_frame("selectors")
    assert list(frame.columns) == [field.name for field in dataclasses.fields(reference.Selector)]
    assert len(frame) == len(reference.table("selectors"))
    assert frame.loc[frame["id"] == "ddr", "letters"].item() == "D; E"


@pytest.mark.parametrize("name", reference.tables())
def test_every_row_that_a_source_supports_says_when_it_was_read(name):
    """Sourced and partly sourced rows give the date of reading, other rows none; ``covers`` names fields of the row."""
    for row in reference.table(name):
        if row.confidence in ("sourced", "partly"):
            assert re.fullmatch(r"20\d\d-[01]\d(?:-[0-3]\d)?", row.read or ""), row.id
        elif row.confidence == "unverified":
            assert row.read is None, row.id
        assert not row.covers or row.confidence == "partly", row.id
        assert set(row.covers) <= {field.name for field in dataclasses.fields(row)}, row.id
