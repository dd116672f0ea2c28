"""Who is a party on a day, how many there are, and what isn't certain: counts that others made, and rules of dates."""

from __future__ import annotations

import csv
from datetime import date, timedelta

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit import language, law, reference
from firearmskit.errors import InputError, UnknownCodeError
from tests.every import every

PROTOCOL = "firearms-protocol"
ROWS = [row for row in law.party_rows(PROTOCOL) if row.consented]
DAYS = st.dates(date(2001, 1, 1), date(2026, 1, 1))


def counted(on, by="consent"):
    """Count the parties to the Firearms Protocol on a day."""
    return len(law.parties(PROTOCOL, on=on, by=by))


@pytest.mark.parametrize(
    ("on", "parties"),
    [("2005-04-03", 39), ("2005-04-04", 40), ("2005-07-06", 42), ("2008-09-26", 77), ("2017-09-30", 115)],
)
def test_counts_by_deposit_are_those_of_the_united_nations(on, parties):
    """The list gives what the UN counted: 40 deposits brought the Protocol into force, 115 are the paper's."""
    assert counted(on) == parties


def test_counts_by_entry_into_force_differ_by_those_who_wait():
    """Nobody was bound before 3 July 2005; Fiji, who deposited in September 2017, wasn't at the end of it."""
    assert counted("2005-07-02", "entry-into-force") == 0
    assert counted("2005-07-03", "entry-into-force") == 42
    assert counted("2017-09-30", "entry-into-force") == 114
    frames = [law.parties(PROTOCOL, on="2017-09-30", by=way) for way in law.COUNTED_BY]
    assert set(frames[0]["state"]) - set(frames[1]["state"]) == {"FJI"}


@every(ROWS)
def test_entry_into_force_follows_from_the_deposit(row):
    """Each State is bound on the thirtieth day after its deposit, and not before the treaty is in force (art. 18)."""
    bound = date.fromisoformat(row.consented) + timedelta(days=30)
    assert row.since == max(bound.isoformat(), law.instrument(PROTOCOL).in_force)
    assert row.signed is None or row.signed < row.consented
    assert row.consent in law.CONSENTS


@every(ROWS)
def test_who_had_not_signed_acceded(row):
    """One who hasn't signed can't ratify; the two exceptions say so in their doubt."""
    if (row.signed is None) != (row.consent == "accession"):
        assert row.state in ("BHS", "MNE")
        assert "ratification" in row.doubt or "succeeded" in row.doubt


def test_kinds_of_consent_are_all_there():
    """Finland accepted, the European Union approved, Montenegro succeeded; the others ratified or acceded."""
    kinds = law.parties(PROTOCOL).groupby("consent")["state"].agg(list)
    assert kinds["acceptance"] == ["FIN"]
    assert kinds["approval"] == ["EUE"]
    assert kinds["succession"] == ["MNE"]
    assert set(kinds.index) == set(law.CONSENTS)


def test_signatories_are_52_and_ten_had_not_joined_in_2018():
    """52 States signed, the European Union among them; ten of them weren't parties on 1 January 2018."""
    everyone = law.adherences(PROTOCOL, on="2018-01-01")
    assert sum(each.signed is not None for each in everyone) == 52
    assert len(law.signatories(PROTOCOL, on="2018-01-01")) == 10
    assert {"DEU", "CHN"} & set(law.signatories(PROTOCOL, on="2024-05-04")["state"]) == set()


@given(DAYS, st.sampled_from(list(law.COUNTED_BY)))
def test_a_later_day_has_no_fewer_parties(day, way):
    """Nobody has left the Protocol; who is bound has deposited; nobody is a party and a signatory."""
    now = {each.state: each.standing for each in law.adherences(PROTOCOL, on=day, by=way)}
    later = {each.state: each.standing for each in law.adherences(PROTOCOL, on=day + timedelta(days=31), by=way)}
    parties = {state for state, standing in now.items() if standing == "party"}
    assert parties <= {state for state, standing in later.items() if standing == "party"}
    if way == "entry-into-force":
        assert parties <= set(law.parties(PROTOCOL, on=day)["state"])
    elif day + timedelta(days=31) > date(2005, 7, 3):
        assert parties <= set(law.parties(PROTOCOL, on=day + timedelta(days=31), by="entry-into-force")["state"])


def test_the_frame_has_the_fields_of_the_value():
    """A row of the frame tells name, dates, kind, regions, how far it is supported, and where it was read."""
    row = law.parties(PROTOCOL, on="2017-09-30").set_index("state").loc["EUE"]
    assert (row["name"], row["signed"], row["consented"]) == ("European Union", "2002-01-16", "2014-03-21")
    assert pandas.isna(row["m49_region"])
    assert not row["un_member"]
    assert row["confidence"] == "sourced"
    assert "UNTC" in row["source"]
    with language.speaking("fr"):
        assert "Suisse" in set(law.parties(PROTOCOL)["name"])


def test_who_signs_later_is_no_signatory_yet():
    """Brazil and Mali signed on the first day, 11 July 2001, and nobody before."""
    assert list(law.signatories(PROTOCOL, on="2001-07-11")["state"]) == ["BRA", "MLI"]
    assert law.adherences(PROTOCOL, on="2001-07-10") == ()


def test_what_happens_later_is_not_told():
    """On a day on which Germany had only signed, its later deposit isn't in the value."""
    (germany,) = [each for each in law.adherences(PROTOCOL, on="2018-01-01") if each.state == "DEU"]
    assert (germany.standing, germany.consented, germany.consent) == ("signatory", None, None)


@pytest.mark.parametrize(
    ("on", "by", "states"),
    [
        ("2012-11-28", "consent", {"CHE"}),
        ("2012-12-28", "entry-into-force", {"CHE"}),
        ("2012-11-30", "consent", set()),
        ("2014-09-01", "consent", {"SLE"}),
        ("2017-09-30", "consent", set()),
        ("2018-01-01", "consent", {"PSE"}),
        ("2018-01-01", "entry-into-force", {"PSE"}),
    ],
)
def test_uncertain_parties_are_those_whose_window_is_open(on, by, states):
    """Switzerland between its two dates, Sierra Leone until 2017, the State of Palestine since September 2017."""
    found = law.uncertain_parties(PROTOCOL, on=on, by=by)
    assert {each.state for each in found} == states
    assert all(each.uncertain and each.doubt for each in found)


@every(law.party_rows())
def test_windows_hold_the_day_that_is_used(row):
    """Where a deposit's day isn't certain, the day that is used lies in the window, and the row says why."""
    if row.not_before or row.not_after:
        assert row.not_before <= row.consented
        assert row.not_after is None or row.consented <= row.not_after
        assert row.doubt


def test_116_on_1_january_2018_is_explained():
    """116 by deposit, 115 bound; the State of Palestine, the difference, isn't certain; the paper says 115."""
    told = law.explain_count(PROTOCOL, on="2018-01-01")
    assert "116 parties by this list" in told
    assert "Counted by entry into force for each party, there are 115." in told
    assert "State of Palestine (deposit 2017-12-29, bound from 2018-01-28)" in told
    assert "the count lies between 115 and 116" in told
    assert "CTOC/COP/WG.6/2018/3, para. 22 gives 115 for 2017-09-30: as many as this list." in told


def test_names_that_are_missing_are_counted():
    """The UN counted 123 in May 2024, the list 121: one State joined before June 2020, one after, without a name."""
    told = law.explain_count(PROTOCOL, on="2024-05-04")
    assert "gives 123 for 2024-05-04: more than the 121 of this list." in told
    assert "1 State that joined between 2018-10-31 and 2020-05-31 couldn't be named." in told
    assert "1 State that joined between 2020-05-31 and 2024-05-04 couldn't be named." in told
    assert "couldn't be named" not in law.explain_count(PROTOCOL, on="2018-01-01")


def test_a_count_that_is_lower_than_the_list_is_said():
    """In March 2005 a report counted 35, and the list has 36."""
    assert "gives 35 for 2005-03-08: fewer than the 36" in law.explain_count(PROTOCOL, on="2005-03-08")


def test_other_treaties_are_counted_by_entry_into_force():
    """No deposits are known of the other treaties; who may have left is uncertain, and neither party nor signatory."""
    assert "BEN" in set(law.parties("ecowas", on="2026-01-01", by="entry-into-force")["state"])
    uncertain = law.uncertain_parties("ecowas", on="2026-01-01", by="entry-into-force")
    assert [(each.state, each.standing) for each in uncertain] == [("BFA", "open"), ("MLI", "open"), ("NER", "open")]
    assert "between 8 and 11" in law.explain_count("ecowas", on="2026-01-01", by="entry-into-force")
    with pytest.raises(InputError, match=r'"ecowas".*entry-into-force'):
        law.parties("ecowas")


@pytest.mark.parametrize("counting", [law.parties, law.explain_count, law.uncertain_parties, law.adherences])
def test_wrong_words_are_named(counting):
    """A group, a way of counting or a day that there isn't is quoted."""
    with pytest.raises(UnknownCodeError, match='"nato"'):
        counting("nato", on="2018-01-01")
    with pytest.raises(UnknownCodeError, match=r'"signature".*consent, entry-into-force'):
        counting(PROTOCOL, on="2018-01-01", by="signature")
    with pytest.raises(InputError, match="1 May"):
        counting(PROTOCOL, on="1 May 2018")
    with pytest.raises(InputError, match="name a group"):
        counting(None, on="2018-01-01")


def test_years_are_those_of_the_facts(shared_facts):
    """Each year brought as many as the researched series says; it leaves out the State of Palestine."""
    with shared_facts("firearms_protocol_yearly.csv").open(encoding="utf-8") as stream:
        facts = {int(row["year"]): row for row in csv.DictReader(stream)}
    found = law.parties_by_year(on="2017-12-31")
    assert {each.year for each in found} == set(facts)
    for each in found:
        assert each.new - each.uncertain == int(facts[each.year]["new_parties"]), each
        left_out = sum(other.uncertain for other in found if other.year <= each.year)
        assert each.total - left_out == int(facts[each.year]["cumulative_parties_31_dec"]), each


def test_years_in_numbers():
    """2004 brought most, 20; 2016 none; the 116th of 2017 isn't certain."""
    years = {each.year: (each.new, each.uncertain, each.total) for each in law.parties_by_year(on="2018-01-01")}
    assert years[2004] == (20, 0, 32)
    assert years[2016] == (0, 0, 114)
    assert years[2017] == (2, 1, 116)
    assert years[2018] == (0, 0, 116)
    assert sum(each.new for each in law.parties_by_year()) == counted(None)


def test_regions_are_those_of_the_facts(shared_facts):
    """Each region has as many parties on 1 January 2018 as the researched counts say."""
    names = {"African Group": "african", "Asia-Pacific Group": "asia-pacific", "WEOG": "weog"}
    names |= {"Eastern European Group": "eastern-european"}
    counts = {scheme: law.parties_by_region(scheme=scheme, on="2018-01-01") for scheme in law.REGION_SCHEMES}
    found = {each.region: each.parties for scheme in counts.values() for each in scheme.regions}
    with shared_facts("firearms_protocol_regions_2018-01-01.csv").open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if "(" not in row["region"]]
    assert {names.get(row["region"], row["region"].lower()): int(row["parties"]) for row in rows} == found


def test_regions_in_numbers():
    """36 of the 54 African members were parties; 114 of 193 in all, whatever the scheme; the Union is no member."""
    m49 = law.parties_by_region(on="2018-01-01")
    assert [(each.region, each.parties) for each in m49.regions] == [
        ("africa", 36), ("americas", 28), ("asia", 16), ("europe", 32), ("oceania", 2),
    ]  # fmt: skip
    assert sum(each.members for each in m49.regions) == m49.members == 193
    un = law.parties_by_region(scheme="un", on="2018-01-01")
    assert [(each.parties, each.members) for each in un.regions] == [(36, 54), (15, 54), (21, 23), (28, 33), (14, 28)]
    assert un.regions[3].rate == pytest.approx(28 / 33)
    assert un.rate == m49.rate == pytest.approx(114 / 193)
    assert un.ungrouped == ("USA",)
    assert [each.state for each in un.others] == ["EUE", "PSE"]
    with pytest.raises(UnknownCodeError, match=r'"continents".*m49, un'):
        law.parties_by_region(scheme="continents")


@every(reference.rows(reference.Region))
def test_regions_use_the_words_of_the_room(row):
    """A row is of a country, in regions of the vocabularies, and says why a member is in no group."""
    assert reference.get(reference.Country, row.id).status == "current"
    assert row.m49_region in reference.M49_REGIONS
    assert row.un_group is None or row.un_group in reference.UN_GROUPS
    assert row.un_standing in ("member", "observer")
    assert row.un_group or "no group" in row.doubt


def test_m49_regions_are_those_of_the_table(shared_data):
    """Each State's region is that of the UN's standard."""
    with shared_data("un/m49_countries.csv").open(encoding="utf-8") as stream:
        regions = {row["iso3"]: row["region"].lower() for row in csv.DictReader(stream)}
    assert all(regions[row.id] == row.m49_region for row in reference.rows(reference.Region))


@every(law.party_counts(PROTOCOL))
def test_counts_of_others_are_met_or_the_doubt_is_said(row):
    """The list gives what others counted, but for three counts: one of March 2005 and the last two."""
    missing = {"2005-03-08": -1, "2020-05-31": 1, "2024-05-04": 2}
    assert row.parties - counted(row.on) == missing.get(row.on, 0)
