"""The chain from all that is told: links, gaps, contradictions, and what is of another firearm."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit import tracing
from firearmskit.errors import InputError, UnknownCodeError
from firearmskit.tracing import CONFLICTS, GAPS, Entry, Holder, scenarios
from tests.tracing.cases import (
    ABROAD,
    DEALER,
    IMPORTER,
    MAKER,
    OBJECT,
    PERSON,
    chained,
    entry,
    exported,
    extract,
    imported,
    made,
    reply,
    seized,
    sold,
    whole,
    without,
)  # fmt: skip


def kinds(chain):
    """Give the kinds of the links on the path."""
    return [link.kind for link in chain.path]


def codes(things):
    """Give the codes of gaps or contradictions."""
    return [each.code for each in things]


def test_a_clean_chain_has_no_gap_but_the_last():
    """Made, exported, imported, sold, seized: nothing is missing but what came after the sale."""
    found = chained(*whole())
    assert kinds(found) == ["manufacture", "export", "import", "sale", "seizure"]
    assert [link.number for link in found.path] == [1, 2, 3, 4, 5]
    assert codes(found.gaps) == ["to-recovery"]
    assert found.conflicts == ()
    assert found.set_aside == ()


def test_what_two_tell_is_one_link():
    """A reply and a mark that tell what a record tells join it, and narrow its date."""
    told = imported("2013")
    again = reply("full", state="QMB", transfers=(imported("2013-03", standing="reply"),))
    mark = entry("import", "2013", standing="mark", country="QMB")
    found = chained(made(), exported(), told, again, mark)
    (link,) = [link for link in found.path if link.kind == "import"]
    assert len(link.told) == 3
    assert str(link.span) == "2013-03"
    assert link.standing == "record"


def test_a_mark_joins_the_only_record_that_it_can_be_of():
    """An import mark of another year, whatever its id, is of the only import there: one link, two dates."""
    for id in ("A0", "Z9"):
        mark = entry("import", "2011", standing="mark", country="QMB", id=id)
        found = chained(made("2010"), exported("2013-02-10"), imported(id="M5"), mark, seized())
        assert kinds(found).count("import") == 1
        assert codes(found.conflicts) == ["dates-differ"]


def test_names_are_the_same_however_they_are_written():
    """Capitals, points and the form of a firm make no other holder; another name does."""
    loud = Holder(name="HARBOUR TRADING, Ltd.", state="QMB")
    assert "holder" not in codes(chained(made(), exported(), imported(), sold(by=loud)).gaps)
    assert "holder" in codes(chained(made(), exported(), imported(), sold(by=DEALER)).gaps)


def test_the_same_name_in_another_state_is_another_holder():
    """A firm of the same name abroad isn't the importer."""
    abroad = Holder(name="Harbour Trading", state="QMC")
    assert "holder" in codes(chained(made(), exported(), imported(), sold(by=abroad)).gaps)


def test_a_year_alone_does_not_turn_the_order_round():
    """An import of 2013 comes after an export of October 2013, and before a sale of 2013, by the holders."""
    found = chained(made(), exported("2013-10-19"), imported("2013"), sold("2013"), seized())
    assert kinds(found) == ["manufacture", "export", "import", "sale", "seizure"]
    assert found.conflicts == ()


def test_a_gap_between_holders_says_who_has_answered():
    """From the importer to another dealer without a record: the gap names both, and how far the register answered."""
    found = chained(extract("QMA", made(), exported()), extract("QMB", imported(), sold(by=DEALER)), seized())
    (gap,) = [gap for gap in found.gaps if gap.code == "holder"]
    assert (gap.holder.name, gap.next_holder.name, gap.state, gap.answer) == (
        "Harbour Trading", "Lakeside Sport", "QMB", "complete",
    )  # fmt: skip
    assert (gap.after, gap.before) == (3, 4)


def test_an_export_without_arrival_is_a_gap():
    """Nothing tells the arrival; an import mark does, and leaves a gap in the register only."""
    assert codes(chained(made(), exported(), extract("QMB"), seized()).gaps) == ["no-import-record"]
    mark = entry("import", "2013", standing="mark", country="QMB")
    found = chained(made(), exported(), extract("QMB"), mark, seized())
    assert codes(found.gaps) == ["import-not-recorded", "to-recovery"]


def test_an_import_mark_of_a_state_that_no_record_leads_to_is_a_gap():
    """The mark of a third State is on the object, and no register tells how it came there; so for a proof mark."""
    mark = entry("import", "2017", standing="mark", country="QMC")
    assert "mark-without-record" in codes(chained(*whole(), mark).gaps)
    proof = entry("proof", "2017", standing="mark", country="QMC")
    assert "mark-without-record" in codes(chained(*whole(), proof).gaps)
    assert "mark-without-record" not in codes(chained(*whole(), replace(proof, country="QMB")).gaps)


def test_a_chain_that_begins_without_its_maker_says_so():
    """Without a record of manufacture the first gap is at the start."""
    assert codes(chained(imported(), sold(), seized()).gaps)[0] == "no-manufacture-record"


def test_dates_that_differ_are_told_and_the_stronger_is_believed():
    """A record and a statement date a sale differently: one link, one contradiction, the record's date."""
    other = sold("2017-01-01", standing="statement", source="a witness")
    found = chained(made(), exported(), imported(), sold(), other, seized())
    assert codes(found.conflicts) == ["dates-differ"]
    assert str(next(link for link in found.path if link.kind == "sale").span) == "2015-06-01"


def test_a_sale_before_the_manufacture_stays_where_the_holders_put_it():
    """Its date can't be, so it isn't believed; the sale is."""
    found = chained(made(), exported(), imported(), sold("2009-04-01"), seized())
    assert kinds(found) == ["manufacture", "export", "import", "sale", "seizure"]
    assert codes(found.conflicts) == ["before-manufacture"]


def test_a_sale_after_the_recovery_is_a_contradiction():
    """A record of a sale later than the seizure can't be right."""
    assert "after-recovery" in codes(chained(made(), exported(), imported(), sold("2021-01-01"), seized()).conflicts)


def test_a_firearm_is_made_once():
    """Two manufactures by two makers are told, and one of them is beside the path."""
    other = entry("manufacture", "2013", told_by="QMC", receiving=ABROAD)
    found = chained(made(), other, exported(), seized(), firearm=without(maker=None))
    assert "two-makers" in codes(found.conflicts)
    assert kinds(found).count("manufacture") == 1


def test_two_receivers_at_once_leave_the_chain_open():
    """Two registers name another receiver each, and neither is borne out: the path ends with who released it."""
    other = entry("import", "2013", told_by="QMC", releasing=MAKER, receiving=ABROAD)
    found = chained(extract("QMA", made(), exported()), extract("QMC", other), seized())
    assert "two-receivers" in codes(found.conflicts)
    assert kinds(found) == ["manufacture", "seizure"]
    assert found.diversion.point is None
    assert {each.holder.name for each in found.diversion.rivals if each.kind == "branch"} == {
        IMPORTER.name, ABROAD.name,
    }  # fmt: skip


def test_a_receiver_that_is_borne_out_is_followed():
    """The importer's own State and the object speak for one of two receivers; the other stays beside the path."""
    other = entry("export", "2013", told_by="QMC", releasing=MAKER, receiving=ABROAD)
    found = chained(*whole(), other)
    assert "two-receivers" in codes(found.conflicts)
    assert kinds(found) == ["manufacture", "export", "import", "sale", "seizure"]
    assert found.diversion.point is not None


def test_a_firearm_that_came_back_may_go_out_again():
    """A dealer who took it back may sell it to somebody else: no contradiction."""
    back = entry("return", "2016-01-01", told_by="QMB", releasing=PERSON, receiving=IMPORTER)
    again = sold("2017-01-01", to=Holder(name="Person 2", state="QMB", role="person"))
    found = chained(made(), exported(), imported(), sold(), back, again, seized())
    assert kinds(found) == ["manufacture", "export", "import", "sale", "return", "sale", "seizure"]
    assert found.conflicts == ()


def test_a_lawful_transfer_after_a_theft_is_a_contradiction():
    """A sale by the holder after the report of theft can't be; a return to the owner can."""
    theft = entry("theft", "2016-01-01", told_by="QMB", releasing=PERSON)
    later = sold("2017-01-01", by=PERSON, to=DEALER)
    assert "lawful-after-leaving" in codes(chained(made(), exported(), imported(), sold(), theft, later).conflicts)
    back = entry("return", "2017-01-01", told_by="QMB", receiving=PERSON)
    assert "lawful-after-leaving" not in codes(chained(made(), exported(), imported(), sold(), theft, back).conflicts)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"serial": "EXA 100425"}, "other-serial"),
        ({"maker": "Ruvenna Works"}, "other-maker"),
        ({"serial": "EXA 100452", "maker": "TARNHOLT"}, None),
        ({"serial": "exa-1OO452"}, None),
        ({"serial": "EXA 10?452"}, None),
    ],
)
def test_the_key_is_serial_and_maker(other, reason):
    """Another serial or another maker is another firearm; another way to write them isn't."""
    found = chained(made(), exported(), imported(), sold(**other), seized())
    assert [each.reason for each in found.set_aside] == ([reason] if reason else [])
    assert ("sale" in kinds(found)) == (reason is None)
    assert [code for code in codes(found.conflicts) if code == reason] == ([reason] if reason else [])


def test_a_slip_of_writing_is_named_as_one():
    """Two digits swapped are worth asking again; a serial that has nothing in common isn't."""
    (near,) = chained(sold(serial="EXA 100425")).set_aside
    (far,) = chained(sold(serial="KB 771")).set_aside
    assert "asking again" in near.sentence
    assert "asking again" not in far.sentence


def test_a_last_holder_that_no_transfer_leads_to_is_a_contradiction():
    """A reply names another last holder than the transfers do: both are said, and the proposal is doubted."""
    other = reply("full", state="QMB", transfers=(imported(), sold()), last_legal_holder=DEALER)
    found = chained(made(), exported(), other, seized())
    assert "other-last-holder" in codes(found.conflicts)
    assert found.diversion.point.band == "weakly-supported"
    agreeing = replace(other, last_legal_holder=Holder(name="PERSON 1"))
    assert codes(chained(made(), exported(), agreeing, seized()).conflicts) == []


def test_another_model_is_told_and_stays():
    """Serial and maker agree, so the entry stays, and the difference is said."""
    found = chained(made(), exported(), imported(), sold(model="Carbine 9"), seized())
    assert codes(found.conflicts) == ["other-model"]
    assert "sale" in kinds(found)


def test_two_firearms_that_can_not_be_told_apart_leave_the_chain_open():
    """The maker's mark can't be read, and two makers used the serial: both are said, none is chosen."""
    other = Holder(name="Ruvenna Works", state="QME")
    told = [made(maker="Tarnholt Arms"), entry("manufacture", "2012", told_by="QME", receiving=other, maker=other.name)]
    found = chained(*told, seized(), firearm=without(maker=None, model=None))
    assert codes(found.conflicts) == ["two-firearms"]
    assert {each.reason for each in found.set_aside} == {"two-firearms"}
    assert found.diversion.point is None
    assert "2 makers" in found.diversion.why_open


def test_a_mark_on_the_object_speaks_against_one_of_two_firearms():
    """The object bears the import mark of a State to which one of the two went: that is said against the other."""
    other = Holder(name="Ruvenna Works", state="QME", role="maker")
    buyer = Holder(name="Person 9", state="QME", role="person")
    mark = entry("import", "2013", standing="mark", country="QMB")
    ours, theirs = {"maker": MAKER.name}, {"maker": other.name}
    found = chained(
        extract("QMA", made(**ours), exported(**ours)),
        extract("QMB", imported(**ours), sold(**ours)),
        extract("QME", entry("sale", "2015", told_by="QME", releasing=other, receiving=buyer, **theirs)),
        mark,
        seized(),
        firearm=without(maker=None, model=None),
    )
    against = {rival.holder.name: rival.against for rival in found.diversion.rivals if rival.holder is not None}
    assert against["Person 1"] == ()
    assert "bears a mark of Berenia" in against["Person 9"][0]


def test_an_answer_to_a_search_for_another_serial_says_nothing():
    """A State that was asked for a serial with a slip, and has no record, hasn't answered."""
    slip = extract("QMB", searched_serial="EXA 100425")
    found = chained(extract("QMA", made(), exported()), slip, seized())
    assert [each.id for each in found.set_aside] == [slip.id]
    assert found.diversion.point is None
    right = replace(slip, searched_serial="EXA-100452")
    assert chained(extract("QMA", made(), exported()), right, seized()).diversion.point.kind == "in-transit"


def test_wrong_evidence_is_refused():
    """What is no evidence, one id for two things, or more than 300 entries, is named."""
    with pytest.raises(InputError, match="no entry"):
        chained("E1")
    with pytest.raises(InputError, match="two different"):
        chained(made(id="E1"), exported(id="E1"))
    with pytest.raises(InputError, match="two different"):
        chained(extract("QMA", made(id="E1")), extract("QMB", imported(id="E1")))
    with pytest.raises(InputError, match="twice"):
        extract("QMA", made(id="E1"), exported(id="E1"))
    with pytest.raises(InputError):
        tracing.chain("EXA 100452", [])
    with pytest.raises(InputError):
        tracing.chain(OBJECT, made())
    with pytest.raises(InputError):
        chained(*[sold(id=f"S{at}") for at in range(301)])
    with pytest.raises(UnknownCodeError):
        entry("gift")


@pytest.mark.parametrize("value", [5, "", " ", "x" * 3000, ["a"], float("nan"), b"x"])
@pytest.mark.parametrize(
    "field", ["id", "kind", "standing", "source", "told_by", "date", "releasing", "country", "serial", "maker", "text"]
)
def test_entries_refuse_what_they_can_not_be(field, value):
    """Nothing but an error of input comes of a wrong type, an empty text or an endless one."""
    with pytest.raises(InputError):
        replace(made(), **{field: value})


def test_nothing_at_all_gives_an_empty_chain():
    """Without evidence there are no links, and nothing is proposed."""
    found = chained()
    assert found.path == ()
    assert found.diversion.point is None
    assert found.diversion.last_legal_holder is None


SEEDS = st.integers(0, 10**6)


@given(SEEDS, st.randoms())
def test_the_order_of_the_evidence_does_not_matter(seed, random):
    """Shuffled, and with everything handed over twice, the evidence gives the same chain."""
    shown = scenarios.scenario(seed).shown
    found = tracing.chain(shown.firearm, shown.evidence)
    twice = [*shown.evidence, *shown.evidence]
    random.shuffle(twice)
    assert tracing.chain(shown.firearm, twice) == found


HOLDERS = st.sampled_from([None, MAKER, IMPORTER, DEALER, PERSON, ABROAD])
ENTRIES = st.builds(
    Entry,
    id=st.uuids().map(str),
    kind=st.sampled_from(sorted(tracing.KINDS)),
    standing=st.sampled_from(sorted(tracing.STANDINGS)),
    source=st.just("a source"),
    told_by=st.sampled_from([None, "QMA", "QMB", "QMC"]),
    date=st.sampled_from([None, "2012", "2013-05", "2013-05-06", "2019", "2012/2016", "../.."]),
    releasing=HOLDERS,
    receiving=HOLDERS,
    country=st.sampled_from([None, "QMA", "QMB", "QMC"]),
    serial=st.sampled_from([None, "EXA 100452", "EXA 1004?2", "EXA 100425", "[obliterated]"]),
    maker=st.sampled_from([None, "Tarnholt Arms", "Ruvenna Works"]),
)


@given(
    st.lists(ENTRIES, max_size=9), st.sampled_from([OBJECT, without(maker=None), without(serial=None)]), st.randoms()
)
def test_any_evidence_gives_a_chain_that_holds_together(entries, firearm, random):
    """Whatever is told: no crash, no order, each entry once at most, links numbered through, all codes known."""
    found = tracing.chain(firearm, entries)
    assert tracing.chain(firearm, random.sample(entries, len(entries))) == found
    told = [each.id for link in found.links for each in link.told]
    aside = {each.id for each in found.set_aside}
    assert len(told) == len(set(told))
    assert set(told) | aside == {each.id for each in entries}
    assert not set(told) & aside
    assert [link.number for link in found.path] == list(range(1, len(found.path) + 1))
    assert {gap.code for gap in found.gaps} <= set(GAPS)
    assert {each.code for each in found.conflicts} <= set(CONFLICTS)
    assert tracing.describe(found)


@given(SEEDS)
def test_another_firearm_changes_nothing(seed):
    """Entries with another serial, from anybody, leave the path, the gaps and the proposal as they are."""
    shown = scenarios.scenario(seed).shown
    other = [
        entry("sale", "2016", told_by="QMA", releasing=PERSON, receiving=DEALER, serial="KB 771", id="Z1"),
        extract("QMC", entry("loss", told_by="QMC", releasing=ABROAD, serial="KB 771", id="Z2"), id="Z3"),
    ]
    before, after = (tracing.chain(shown.firearm, each) for each in (shown.evidence, (*shown.evidence, *other)))
    assert (after.path, after.gaps, after.diversion) == (before.path, before.gaps, before.diversion)


@given(SEEDS)
def test_a_reply_that_bears_out_a_record_makes_nothing_worse(seed):
    """Told once more by a reply of the same State, a record adds no gap and lowers no band."""
    shown = scenarios.scenario(seed).shown
    before = tracing.chain(shown.firearm, shown.evidence)
    records = [each for link in before.path for each in link.told if each.standing == "record" and each.told_by]
    again = [replace(each, id=f"again-{each.id}", standing="reply", source="a reply") for each in records]
    after = tracing.chain(shown.firearm, (*shown.evidence, *again))
    assert kinds(after) == kinds(before)
    assert codes(after.gaps) == codes(before.gaps)
    point, same = before.diversion.point, after.diversion.point
    assert (point is None) == (same is None)
    if point is not None:
        assert (same.kind, same.holder, same.state, same.band) == (point.kind, point.holder, point.state, point.band)


@pytest.mark.slow
def test_the_most_entries_are_chained():
    """Three hundred entries are chained, however little they fit together."""
    many = [
        sold(f"{2000 + at % 20}", by=Holder(name=f"Dealer {at}"), to=Holder(name=f"Dealer {at + 7}"), id=f"S{at}")
        for at in range(299)
    ]
    found = chained(made(), *many)
    assert len(found.links) == 300
