"""The three States that the library carries: all gaps that were planted are found, and none is invented."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from firearmskit import language, law
from firearmskit.law import gaps, overlay
from firearmskit.law.gaps import Assessment, Claim, NationalLaw, Provision, Result

STATES = tuple(overlay.EXAMPLES)
ON = overlay.PLANTED_ON
STANDING = {
    "absent": "absent",
    "partly": "partly",
    "contradicts": "contradicted",
    "silent": "silent",
    "conflict": "conflict",
    "not in force": "silent",
    "repealed": "silent",
    "unanswered": "unanswered",
}
"""How an element stands that was left out in each way."""

GENERAL = {
    "norovia": {"fa-s1", "fa-s11", "fa-s24", "ca-s90"},
    "ordania": {"ao-s9"},
    "kestria": {"loi-art1"},
}
"""Provisions on which no claim rests: purposes, and rules on what no instrument of the State asks for."""


def the_law(name: str) -> NationalLaw:
    """Give the law of an example."""
    return overlay.example(name).law or pytest.fail("no law")


def assessed(one: NationalLaw, on: str = ON) -> dict[str, Result]:
    """Assess a law, and give the results by obligation."""
    return {each.obligation.id: each for each in gaps.assess(one, on=on).results}


def unmet(found: Assessment | dict[str, Result]) -> dict[str, Result]:
    """Give what isn't met, of the articles that were read."""
    results = found.values() if isinstance(found, dict) else found.results
    return {
        each.obligation.id: each for each in results if each.verified and each.status not in ("met", "not-applicable")
    }


def with_claims(one: NationalLaw, *claims: Claim, without: set[str] | None = None) -> NationalLaw:
    """Give the law with further claims, and without any on some elements."""
    kept = [each for each in one.claims if each.element not in (without or set())]
    return replace(one, claims=(*kept, *claims))


def included(name: str) -> set[str]:
    """Give an element with all those that it includes, however many steps away."""
    return {name}.union(*(included(each) for each in law.element(name).implies))


@pytest.mark.parametrize("name", STATES)
def test_all_that_was_planted_is_found_and_nothing_is_invented(name: str) -> None:
    """Obligation by obligation: the status, the elements and whether it is a gap are those of the truth."""
    truth: dict[tuple[str, str, bool], set[str]] = {}
    for each in overlay.planted(name):
        truth.setdefault((each.obligation, each.status, each.gap), set()).add(each.element)
    found = {
        (id, each.status, each.is_gap): {one.element for one in each.failing}
        for id, each in unmet(assessed(the_law(name))).items()
    }
    assert found == truth


@pytest.mark.parametrize("name", STATES)
def test_each_gap_is_missing_in_the_way_that_was_planted(name: str) -> None:
    """Absent, partly, contradicted, silent, in conflict, not in force, repealed: the law shows what the truth says."""
    one = the_law(name)
    answers = gaps.answers(one, on=ON)
    for each in overlay.planted(name):
        assert answers[each.element].standing == STANDING[each.variety], each
        claimed = [claim for claim in one.claims if claim.element == each.element and claim.provision]
        if each.provision is None:
            assert each.variety in ("absent", "silent", "unanswered")
            continue
        provision = one.provision(each.provision)
        says = {claim.says for claim in claimed if claim.provision == each.provision}
        assert provision.in_force(ON) is (each.variety not in ("not in force", "repealed"))
        match each.variety:
            case "partly" | "contradicts":
                assert each.variety in says
            case "conflict":
                assert {"satisfies", "contradicts"} == {claim.says for claim in claimed}
                assert len({claim.author for claim in claimed}) == 2
            case "not in force":
                assert says == {"satisfies"}
                assert (provision.since or "") > ON
            case "repealed":
                assert says == {"satisfies"}
                assert (provision.until or "9999") < ON


def test_every_way_of_missing_is_among_them() -> None:
    """Norovia has most ways, Ordania conflicts, Kestria a question that nobody answered and facts that aren't known."""
    ways = {name: {each.variety for each in overlay.planted(name)} for name in STATES}
    assert ways["norovia"] == {"absent", "partly", "contradicts", "silent", "not in force", "repealed"}
    assert ways["ordania"] >= {"conflict", "repealed"}
    assert ways["kestria"] >= {"unanswered", "not in force"}
    assert set().union(*ways.values()) == set(STANDING)
    kestria = assessed(the_law("kestria"))
    assert {id for id, each in unmet(kestria).items() if each.applies is None} == {
        "fp-8-1-a",
        "fp-9-a",
        "fp-11-a-transit",
        "iti-8-a",
        "ecowas-7",
    }
    assert {"fp-8-1-a", "ecowas-7"} & {each.obligation for each in overlay.planted("kestria") if each.gap} == set()


def test_gaps_that_kestria_owes_twice_are_shared() -> None:
    """Marks at import, transit and papers that can be verified: one amendment serves two instruments."""
    shared = gaps.assess(the_law("kestria"), on=ON).shared()
    assert {name: {each.obligation.instrument for each in results} for name, results in shared.items()} == {
        "mark-import-country": {"firearms-protocol", "iti"},
        "mark-import-unique-if-none": {"firearms-protocol", "iti"},
        "transit-measures": {"firearms-protocol", "ecowas"},
        "licence-authentic": {"firearms-protocol", "ecowas"},
    }


@pytest.mark.parametrize("name", STATES)
def test_a_law_is_a_document_that_a_lawyer_can_check(name: str) -> None:
    """Each provision has wording, language and a day; each claim rests on one, and on a paragraph that stands there."""
    one = the_law(name)
    assert 45 <= len(one.provisions) <= 90
    assert len({each.text for each in one.provisions}) == len(one.provisions)
    assert {each.language for each in one.provisions} == {"fr" if name == "kestria" else "en"}
    assert all(each.since and each.text and len(each.text) > 60 for each in one.provisions)
    assert {each.id for each in one.provisions} - {each.provision for each in one.claims} == GENERAL[name]
    named = 0
    for claim in one.claims:
        assert claim.author
        if claim.provision is None:
            assert claim.reasoning, claim
            continue
        text = one.provision(claim.provision).text or ""
        for word, ref in re.findall(r"(Subsection|Paragraphe) (\(\d\)|[IVX]+)", claim.reasoning or ""):
            named += 1
            assert f"{ref} " in text if word == "Subsection" else f"{ref}.\u00a0" in text, claim
    assert named > 100


@pytest.mark.parametrize("name", STATES)
def test_every_question_that_applies_is_answered(name: str) -> None:
    """Nothing that an instrument of the State asks is left without a reader, but what was left so on purpose."""
    found = gaps.assess(the_law(name), on=ON)
    unanswered = {each.element for each in found.questions() if each.standing == "unanswered"}
    assert unanswered == {each.element for each in overlay.planted(name) if each.variety == "unanswered"}


@pytest.mark.parametrize("name", STATES)
def test_no_claim_stands_twice(name: str) -> None:
    """One reader claims one thing of one provision once."""
    told = [(each.element, each.provision, each.author) for each in the_law(name).claims]
    assert len(set(told)) == len(told)


@pytest.mark.parametrize("name", STATES)
def test_a_provision_that_fills_a_gap_closes_it_and_nothing_else_moves(name: str) -> None:
    """With a provision for all that one obligation lacks, it is met; only those that ask for the same change."""
    one = the_law(name)
    before = assessed(one)
    for id in dict.fromkeys(each.obligation for each in overlay.planted(name)):
        lacking = {each.element for each in before[id].failing}
        added = Provision(id="new", law="Amending Act", article="s. 1", text="What was missing is provided.")
        amended = replace(one, provisions=(*one.provisions, added))
        claims = [Claim(element=each, says="satisfies", provision="new") for each in sorted(lacking)]
        after = assessed(with_claims(amended, *claims, without=lacking))
        assert after[id].status == "met"
        for other, result in after.items():
            asked = {each.element for each in (*result.answers, *result.advice)}
            assert asked & lacking or result == before[other], (id, other)


@pytest.mark.parametrize("step", [pytest.param(5, id="some"), pytest.param(1, marks=pytest.mark.slow, id="all")])
@pytest.mark.parametrize("name", STATES)
def test_a_claim_that_is_taken_back_opens_a_gap_where_it_was_needed(name: str, step: int) -> None:
    """Element by element: without its provision, each obligation that can't be met otherwise fails, and names it."""
    one = the_law(name)
    before = assessed(one)
    answers = gaps.answers(one, on=ON)
    for element in law.elements()[::step]:
        given = answers[element.id]
        if given.standing != "provided" or given.implied_by:
            continue
        after = assessed(with_claims(one, Claim(element=element.id, says="absent"), without={element.id}))
        for id, result in after.items():
            needs = all(element.id in way for way in result.obligation.condition.ways())
            if needs and result.status != "not-applicable":
                implied = next(each for each in result.answers if each.element == element.id).implied_by
                assert implied or element.id in {each.element for each in result.failing}
                assert implied or result.status not in ("met", "silent", "open")
            elif not included(element.id) & set(result.obligation.elements):
                assert result == before[id]


@pytest.mark.parametrize(
    ("name", "obligation", "day", "status"),
    [
        ("norovia", "fp-8-1-b-unique", "2027-06-30", "silent"),
        ("norovia", "fp-8-1-b-unique", "2027-07-01", "met"),
        ("norovia", "fp-10-4", "2024-12-31", "met"),
        ("norovia", "fp-10-4", "2025-01-01", "silent"),
        ("ordania", "fp-10-1-export", "2019-12-31", "met"),
        ("ordania", "fp-10-1-export", "2020-01-01", "silent"),
        ("kestria", "fp-12-4-reply", "2027-01-01", "met"),
    ],
)
def test_a_gap_has_its_days(name: str, obligation: str, day: str, status: str) -> None:
    """What isn't in force yet closes its gap on its first day; what was repealed opens one the day after its last."""
    (found,) = gaps.history(the_law(name), [day])
    assert {each.obligation.id: each for each in found.results}[obligation].status == status


def test_what_is_kept_without_end_is_kept_ten_years() -> None:
    """Kestria keeps its records for ever; the ten years of the Protocol are included and no gap."""
    found = gaps.answers(the_law("kestria"), on=ON)["records-10-years"]
    assert (found.standing, found.implied_by) == ("provided", "records-permanent")


def test_what_nobody_read_is_no_gap_of_kestria() -> None:
    """Articles of the regional convention that weren't read stay unverified, whatever the law lacks."""
    results = assessed(the_law("kestria"))
    assert (results["ecowas-14-light"].status, results["ecowas-14-light"].is_gap) == ("not-met", False)
    assert (results["ecowas-18-import"].verified, results["ecowas-18-import"].is_gap) == (False, False)


@pytest.mark.parametrize("name", STATES)
@pytest.mark.parametrize("code", ["en", "fr"])
def test_the_report_names_the_provision_of_each_gap(name: str, code: str, tmp_path: Path) -> None:
    """A reader of the report finds each planted gap's obligation, and the provision that it lies in, with its words."""
    one = the_law(name)
    with language.speaking(code):
        gaps.write_report(gaps.assess(one, on=ON), tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text("utf-8")
    shown = page.replace("&#x27;", "'").replace("&quot;", '"')
    for each in overlay.planted(name):
        if not each.gap or each.provision is None:
            continue
        provision = one.provision(each.provision)
        if provision.in_force(ON):
            assert provision.citation in shown, each
            assert (provision.text or "")[:500] in shown, each
        elif name == "norovia":
            assert provision.citation in shown, each


def test_a_bill_for_norovia_gains_what_it_lacked_and_shows_what_it_loses() -> None:
    """A bill with the whole plan closes every gap; one that also drops the transit permit is told to lose it."""
    act = the_law("norovia")
    found = gaps.assess(act, on=ON)
    plan = gaps.plan(found)
    added = Provision(id="bill", law="Firearms (Amendment) Bill", article="cl. 1", text="What the plan asks for.")
    wanted = {each.element.id for each in plan.amendments}
    claims = [Claim(element=each, says="satisfies", provision="bill") for each in sorted(wanted)]
    bill = with_claims(replace(act, provisions=(*act.provisions, added)), *claims, without=wanted)
    better = gaps.assess(bill, on=ON)
    assert better.gaps() == ()
    assert set().union(*(each.gained for each in gaps.compare(found, better))) == wanted
    assert not any(each.lost for each in gaps.compare(found, better))
    worse = gaps.assess(with_claims(bill, without={"transit-measures"}), on=ON)
    lost = {each.obligation.id: each.lost for each in gaps.compare(found, worse) if each.lost}
    assert lost == {"fp-10-1-transit": ("transit-measures",), "att-9": ("transit-measures",)}


def test_the_states_stand_side_by_side() -> None:
    """One column for each; what binds only one of them is empty for the others."""
    table = gaps.side_by_side([gaps.assess(the_law(name), on=ON) for name in STATES])
    column = [the_law(name).name for name in STATES]
    assert list(table.loc["fp-8-1-b-unique", column]) == ["silent", "not-met", "not-met"]
    assert table.loc["ecowas-9", column].isna().tolist() == [True, True, False]
