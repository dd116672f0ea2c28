"""Articles of the Firearms Protocol and of the Convention, each asked for what its text asks and for no more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from firearmskit import law
from firearmskit.law import gaps
from firearmskit.law.gaps import Claim, NationalLaw, Provision

ON = "2026-11-27"
OWN = ("firearms-protocol", "untoc")
PROVISION = Provision(id="s1", law="Act", article="s. 1")


def needed(id: str) -> set[str]:
    """Give the elements without which an obligation can't be met."""
    return set(frozenset.intersection(*law.obligation(id).condition.ways()))


def met(id: str, *without: str) -> bool | None:
    """Say whether an obligation is met by a law that provides everything but this."""
    facts = {each.id: each.id not in without for each in law.elements()}
    return law.obligation(id).condition.value(facts)


def applies(id: str, **facts: bool) -> bool | None:
    """Say whether an obligation applies to a party of which this is known."""
    return law.obligation(id).applicability.value({"party": True} | {k.replace("_", "-"): v for k, v in facts.items()})


def result(id: str, *without: str, facts: dict[str, bool] | None = None) -> gaps.Result:
    """Assess a law that provides all that an obligation asks for, but this."""
    claims = [
        Claim(
            element=name, says="absent" if name in without else "satisfies", provision=None if name in without else "s1"
        )
        for name in law.obligation(id).elements
    ]
    act = NationalLaw(
        name="Act", fictional=True, facts=facts or {}, instruments=OWN, provisions=(PROVISION,), claims=tuple(claims)
    )
    return next(each for each in gaps.assess(act, on=ON).results if each.obligation.id == id)


def test_a_border_may_be_part_of_the_act() -> None:
    """Trafficking is a movement between States: what may not be added at home is a further border, or a group."""
    assert "except where crossing one is part of the act" in law.element("offence-not-transnational-only").sentence
    found = law.obligation("untoc-34-2")
    assert "cooperation" not in found.paraphrase
    assert "article 1(2) and (3)" in (found.doubt or "")


def test_the_convention_applies_to_the_protocol() -> None:
    """Article 1(2) brings the Convention in, article 1(3) the offences; neither stands for the other."""
    assert needed("fp-1-2") == {"convention-reaches-firearms"}
    assert needed("fp-1-3") == {"offence-convention-offences"}
    assert law.obligation("fp-1-2").modality == "mandatory"


@pytest.mark.parametrize(
    "id", [f"fp-5-1-b-{each}" for each in ("firearms", "parts", "ammunition", "any-state", "unmarked")]
)
def test_every_kind_of_trafficking_is_a_crime_of_intent(id: str) -> None:
    """Whatever is trafficked, and for whatever reason it is, a customs fine or a purpose to be proved isn't enough."""
    assert needed(id) >= {"offence-traffic-criminal", "offence-traffic-intent"}
    assert result(id, "offence-traffic-intent").status == "partly"


def test_components_of_ammunition_are_owed_where_they_are_authorized() -> None:
    """Article 3(c) has a condition: with the fact each component is owed, without it none is."""
    components = {f"definition-ammunition-{each}" for each in ("case", "primer", "propellant", "projectile")}
    assert needed("fp-3-c-components") == components
    assert not components & set(law.obligation("fp-3-c").elements)
    assert applies("fp-3-c-components", ammunition_components_authorized=False) is False
    assert applies("fp-3-c-components") is None
    lacking = result(
        "fp-3-c-components", "definition-ammunition-primer", facts={"ammunition-components-authorized": True}
    )
    assert (lacking.status, lacking.is_gap) == ("partly", True)


def test_marks_on_record_are_those_that_are_due() -> None:
    """A State that imports nothing and hands nothing over owes no record of such marks."""
    assert needed("fp-7-a") == {"records-marks-manufacture"}
    assert needed("fp-7-a-import") == {"records-marks-import"}
    assert needed("fp-7-a-state-transfer") == {"records-marks-state-transfer"}
    assert (applies("fp-7-a-import", imports=False), applies("fp-7-a-state-transfer", state_transfers=False)) == (
        False,
        False,
    )
    assert (applies("fp-7-a-import", imports=True), applies("fp-7-a", imports=False)) == (True, True)


@pytest.mark.parametrize("act", ["organizing", "directing", "aiding", "abetting", "facilitating", "counselling"])
def test_six_ways_to_have_a_part_in_the_crime_of_a_group(act: str) -> None:
    """Article 5(1)(b) of the Convention names six, and a law that forgets one doesn't meet it."""
    assert met("untoc-5-1-b") is True
    assert met("untoc-5-1-b", f"offence-group-{act}") is False


def test_one_of_two_offences_with_intent_and_apart_from_the_crime() -> None:
    """Agreement, or both kinds of participation; in each case with intent, and distinct from attempt and completion."""
    both = ("offence-group-participation", "offence-group-other-activities")
    assert needed("untoc-5-1-a") == {"offence-group-intent", "offence-group-distinct"}
    assert met("untoc-5-1-a", *both) is True
    assert met("untoc-5-1-a", "offence-group-agreement") is True
    for each in both:
        assert met("untoc-5-1-a", "offence-group-agreement", each) is False


def test_who_asks_for_a_group_covers_all_serious_crime_and_says_so() -> None:
    """Article 5(3) binds those alone whose law asks for a group; the notice is owed where it asks for an act, too."""
    assert needed("untoc-5-3") == {"offence-group-all-serious"}
    assert applies("untoc-5-3", agreement_needs_group=False, agreement_needs_act=True) is False
    assert applies("untoc-5-3-notice", agreement_needs_group=False, agreement_needs_act=True) is True
    assert applies("untoc-5-3-notice", agreement_needs_group=False, agreement_needs_act=False) is False


@pytest.mark.parametrize("id", ["fp-15-2-information", "fp-15-2-records"])
def test_brokers_are_on_record_where_there_is_a_system(id: str) -> None:
    """That brokers work in a State doesn't open article 15(2): a system of authorization does."""
    assert applies(id, brokering=True, broker_system=False) is False
    assert applies(id, brokering=False, broker_system=True) is True


def test_to_assemble_without_marks_is_illicit_manufacture() -> None:
    """Article 3(d) says manufacture or assembly for all three of its cases, and refers to article 8 for the marks."""
    assert met("fp-5-1-a-marking", "offence-manufacture-assembly") is False
    assert "article 8" in law.obligation("fp-5-1-a-marking").paraphrase
    assert "rules on marks" in law.element("offence-manufacture-unmarked").sentence


def test_one_authority_is_enough_for_licences_of_manufacture() -> None:
    """The article speaks of a competent authority, so nobody has to name two."""
    authorities = [each for each in law.obligation("fp-5-1-a-licence").elements if each.endswith("-authority")]
    assert authorities == ["dealer-manufacture-authority"]
    assert "At least one authority" in law.element("dealer-manufacture-authority").sentence


def test_a_state_that_leaves_no_antique_out_needs_no_definition() -> None:
    """Either all antiques are firearms, or the law says what they and their replicas are, none made after 1899."""
    defined = ("definition-antiques-set", "definition-replicas-set", "definition-antiques-1899")
    assert met("fp-3-a", *defined) is True
    assert met("fp-3-a", "definition-antiques-none") is True
    for each in defined:
        assert met("fp-3-a", "definition-antiques-none", each) is False


def test_measures_on_transit_are_effective() -> None:
    """Article 10(1) has one effective system, of licences and of measures on transit."""
    assert met("fp-10-1-transit", "transit-measures-effective") is False


def test_organizations_are_worked_with_as_appropriate() -> None:
    """In article 14 they are advice, and the help is what is owed."""
    assert law.obligation("fp-14").where_possible == ("training-organizations",)
    assert met("fp-14", "training-organizations") is True
    assert met("fp-14", "training-assistance-material") is False


def test_tracing_may_be_defined_by_what_is_done() -> None:
    """Article 3(f) needs no definition in a law where those who trace keep to it."""
    for name in law.obligation("fp-3-f").elements:
        found = law.element(name)
        assert (found.kind, "by law or in practice" in found.ask()) == ("practice", True)


def test_to_endeavour_is_more_than_to_consider() -> None:
    """Negotiation that isn't even tried is a gap under article 16(1)."""
    found = result("fp-16-1", "disputes-negotiation")
    assert (found.obligation.modality, found.is_gap) == ("qualified", True)


def test_arbitration_is_owed_without_a_reservation() -> None:
    """Article 16(2) asks for arbitration, then for the Court, and not of a State that said so on joining."""
    assert needed("fp-16-2") == {"disputes-arbitration", "disputes-court"}
    assert applies("fp-16-2", disputes_unreserved=False) is False
    assert applies("fp-16-2", disputes_unreserved=True) is True


@pytest.mark.parametrize(
    ("id", "said"),
    [
        ("fp-5-1-a-parts", "Article 3(b)"),
        ("fp-5-1-b-any-state", "States parties"),
        ("fp-7-b", "appropriate and feasible"),
        ("fp-8-1-c", "Article 4(2)"),
        ("fp-10-6", "permission"),
        ("fp-12-1", "examples"),
        *((f"fp-12-2-{each}", "example") for each in "abcd"),
    ],
)
def test_what_the_text_leaves_open_is_said(id: str, said: str) -> None:
    """Where the wording can be read in two ways, or gives examples, the obligation says so."""
    assert said in (law.obligation(id).doubt or "")


def test_only_temporary_imports_go_unmarked() -> None:
    """A law that frees nobody of the mark provides it too: the sentence asks for no exemption."""
    assert law.element("mark-import-exemption-limited").sentence.startswith("No imported firearm is free")


def test_a_replica_may_be_younger_than_1899() -> None:
    """What can't be an antique after 1899 is a firearm; a replica is always made later."""
    said = law.obligation("fp-3-a").paraphrase
    assert "no firearm made after 1899 is an antique" in said
    assert "replicas" in said


def test_to_encourage_industry_is_a_duty() -> None:
    """Article 8(2) says shall."""
    found = next(each for each in law.articles("firearms-protocol") if each.id == "fp-8-2")
    assert (found.duty, law.obligation("fp-8-2").modality) == ("must", "mandatory")


def test_the_changelog_counts_what_there_is() -> None:
    """The figures that are printed of obligations, elements and instruments are those of the tables."""
    told = (Path(__file__).parents[2] / "CHANGELOG.md").read_text("utf-8")
    said = re.search(
        r"`law\.obligations`: (\d+) obligations of the Firearms Protocol, taken apart into (\d+) elements .*?"
        r"(\d+) obligations of (\d+) other instruments",
        told,
        re.DOTALL,
    )
    assert said
    ours = law.obligations("firearms-protocol")
    others = [each for each in law.obligations() if each.instrument != "firearms-protocol"]
    counted = (len(ours), len({name for each in ours for name in each.elements}))
    assert tuple(map(int, said.groups())) == (*counted, len(others), len({each.instrument for each in others}))
