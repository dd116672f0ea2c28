"""An assessment says what a law provides and lacks: three values, no order, and nothing invented."""

from __future__ import annotations

import random
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit import law
from firearmskit.errors import InputError, UnknownCodeError
from firearmskit.law import gaps
from firearmskit.law.gaps import Assessment, Claim, NationalLaw, Provision

ON = "2026-11-27"
INSTRUMENTS = tuple(dict.fromkeys(each.instrument for each in law.obligations()))
ELEMENTS = tuple(each.id for each in law.elements())
FACTS = dict.fromkeys(law.FACTS, True)
PROVISION = Provision(id="s1", law="Firearms Act", article="s. 1", text="Some text.")
SAYS = tuple(gaps.SAYS)


def made_up(*claims: Claim, facts: dict[str, bool | None] | None = None) -> NationalLaw:
    """Give a national law with one provision and these claims."""
    return NationalLaw(
        name="Made-up Act",
        fictional=True,
        facts=FACTS if facts is None else facts,
        instruments=INSTRUMENTS,
        provisions=(PROVISION,),
        claims=claims,
    )


def claim(element: str, says: str = "satisfies") -> Claim:
    """Give a claim that rests on the provision, where one has to."""
    return Claim(element=element, says=says, provision=None if says in ("silent", "absent") else "s1")


def status(found: Assessment, obligation: str) -> str:
    """Give the status of one obligation."""
    return next(each.status for each in found.results if each.obligation.id == obligation)


def random_law(seed: int) -> NationalLaw:
    """Give a law with a claim on some elements, one or two each."""
    draw = random.Random(seed)
    claims = [
        claim(name, draw.choice(SAYS))
        for name in ELEMENTS
        for _each in range(draw.choice((0, 1, 1, 1, 2)))
        if draw.random() < 0.9
    ]
    facts = {name: draw.choice((True, True, False, None)) for name in FACTS}
    return made_up(*claims, facts=facts)


def ranks(found: Assessment) -> dict[str, int]:
    """Give how far each obligation is met."""
    return {each.obligation.id: each.rank for each in found.results}


@pytest.mark.parametrize("laws", [pytest.param(150, id="few"), pytest.param(1_000, marks=pytest.mark.slow, id="many")])
def test_random_laws_never_sink_by_a_provision_that_satisfies(laws: int) -> None:
    """Whatever a law says, a further provision that satisfies an element lowers the status of no obligation."""
    for seed in range(laws):
        draw, one = random.Random(seed), random_law(seed)
        before = ranks(gaps.assess(one, on=ON))
        more = made_up(*one.claims, claim(draw.choice(ELEMENTS)), facts=dict(one.facts))
        after = ranks(gaps.assess(more, on=ON))
        assert all(after[id] >= rank for id, rank in before.items()), seed


def test_the_order_of_claims_never_matters() -> None:
    """Claims in another order give the same results, word for word."""
    for seed in range(60):
        one = random_law(seed)
        shuffled = list(one.claims)
        random.Random(seed + 1).shuffle(shuffled)
        other = gaps.assess(made_up(*shuffled, facts=dict(one.facts)), on=ON)
        assert other.results == gaps.assess(one, on=ON).results, seed


def test_a_law_that_satisfies_everything_has_no_gap() -> None:
    """When every element is provided, every obligation is met and nothing is asked."""
    found = gaps.assess(made_up(*map(claim, ELEMENTS)), on=ON)
    assert {each.status for each in found.results} == {"met"}
    assert (found.gaps(), found.questions()) == ((), ())


@cache
def required() -> tuple[tuple[str, str], ...]:
    """Give each obligation with an element without which it can't be met."""
    return tuple(
        (each.id, name) for each in law.obligations(on=ON) for name in frozenset.intersection(*each.condition.ways())
    )


def including(name: str) -> set[str]:
    """Give an element with all those that include it, however many steps away."""
    found = {name}
    while more := {each for each in ELEMENTS if each not in found and found & set(law.element(each).implies)}:
        found |= more
    return found


@pytest.mark.parametrize("says", ["silent", "absent", "contradicts"])
def test_one_planted_gap_is_found_and_no_other(says: str) -> None:
    """A law that lacks one element has a gap exactly where that element is needed, and names it."""
    for name in sorted({name for _id, name in required()}):
        # What includes the element is lacking too.
        lost = including(name)
        found = gaps.assess(made_up(*(claim(each, says if each in lost else "satisfies") for each in ELEMENTS)), on=ON)
        lacking = {each.obligation.id: each for each in found.results if {one.element for one in each.failing} & lost}
        needing = {id for id, needed in required() if needed == name}
        assert needing <= set(lacking)
        for id, result in lacking.items():
            if id in needing:
                assert result.status == ("silent" if says == "silent" else result.status)
                owed = result.obligation.modality in ("mandatory", "qualified") and result.verified
                assert result.is_gap is owed, id
        others = set(ranks(found)) - set(lacking)
        assert {status(found, id) for id in others} <= {"met"}


def test_silent_is_not_no() -> None:
    """What was read is silent: the obligation isn't called unmet. Searched and absent: it is."""
    both = [claim(name, "silent") for name in law.obligation("fp-8-1-b").condition.names]
    assert status(gaps.assess(made_up(*both), on=ON), "fp-8-1-b") == "silent"
    assert status(gaps.assess(made_up(claim("mark-import-country", "absent")), on=ON), "fp-8-1-b") == "not-met"
    assert status(gaps.assess(made_up(), on=ON), "fp-8-1-b") == "open"


def test_what_is_owed_where_possible_never_decides() -> None:
    """The year of import is advice: a law without it meets the article."""
    answered = [*map(claim, law.obligation("fp-8-1-b").condition.names), claim("mark-import-year", "absent")]
    found = gaps.assess(made_up(*answered), on=ON)
    assert status(found, "fp-8-1-b") == "met"
    result = next(each for each in found.results if each.obligation.id == "fp-8-1-b")
    assert [each.standing for each in result.advice if each.element == "mark-import-year"] == ["absent"]


def test_twenty_years_include_ten() -> None:
    """A stricter element provides what it includes, and says so; one that is contradicted as well is a conflict."""
    both = gaps.answers(made_up(claim("records-20-years")), on=ON)
    assert (both["records-10-years"].standing, both["records-10-years"].implied_by) == ("provided", "records-20-years")
    torn = gaps.answers(made_up(claim("records-20-years"), claim("records-10-years", "contradicts")), on=ON)
    assert torn["records-10-years"].standing == "conflict"


def test_what_is_included_and_denied_stays_a_conflict() -> None:
    """Provided in part, denied, and included in something stricter: a further provision lowers nothing."""
    torn = [claim("records-20-years"), claim("records-10-years", "partly"), claim("records-10-years", "absent")]
    for claims in (torn, [*torn, claim("records-10-years")]):
        assert gaps.answers(made_up(*claims), on=ON)["records-10-years"].standing == "conflict"


def test_claims_that_contradict_each_other_are_a_question() -> None:
    """One provision says it, another says otherwise: a lawyer has to say which prevails."""
    found = gaps.assess(made_up(claim("mark-import-country"), claim("mark-import-country", "contradicts")), on=ON)
    assert "mark-import-country" in [each.element for each in found.questions() if each.standing == "conflict"]
    assert status(found, "fp-8-1-b") == "open"


def test_a_text_that_nobody_read_lowers_nothing() -> None:
    """An obligation from memory says unverified; it is no gap, and no count but its own has it."""
    unread = [each.id for each in law.obligations("iti") if each.confidence == "unverified"]
    found = gaps.assess(made_up(*(claim(name, "absent") for name in ELEMENTS)), on=ON)
    assert unread
    assert not {each.obligation.id for each in found.gaps()} & set(unread)
    assert found.counts()["unverified"] == len(
        [each for each in found.results if each.obligation.confidence == "unverified"]
    )


def test_an_obligation_that_does_not_apply_is_no_gap() -> None:
    """A State that imports nothing owes no mark at import; where that isn't known, it is said and no gap either."""
    absent = claim("mark-import-country", "absent")
    without = gaps.assess(made_up(absent, facts={"imports": False}), on=ON)
    assert status(without, "fp-8-1-b") == "not-applicable"
    unknown = gaps.assess(made_up(absent, facts={}), on=ON)
    result = next(each for each in unknown.results if each.obligation.id == "fp-8-1-b")
    assert (result.status, result.applies, "imports" in result.unsettled, result.is_gap) == (
        "not-met",
        None,
        True,
        False,
    )


def test_a_provision_counts_from_the_day_it_is_in_force() -> None:
    """Before its first day and after its last one, what rests on a provision is left out."""
    dated = Provision(id="s1", law="Act", article="s. 1", since="2020-01-01", until="2024-12-31")
    one = NationalLaw(
        name="Dated",
        fictional=True,
        instruments=("firearms-protocol",),
        provisions=(dated,),
        claims=(claim("records-10-years"),),
    )
    days = ["2019-12-31", "2020-01-01", "2024-12-31", "2025-01-01"]
    standings = [gaps.answers(each.law, on=each.on)["records-10-years"].standing for each in gaps.history(one, days)]
    assert standings == ["unanswered", "provided", "provided", "unanswered"]


def test_a_real_state_is_assessed_against_what_binds_it() -> None:
    """Without instruments of its own, a law is held against those of its State; unsettled ones are named."""
    found = gaps.assess(NationalLaw(name="A law", state="CMR"), on=ON)
    assert set(found.instruments) == {"iti", "kinshasa"} | ({"poa"} & set(found.instruments))
    assert "firearms-protocol" in found.unsettled


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Claim(element="nothing", says="satisfies", provision="s1"), "nothing"),
        (lambda: Claim(element=ELEMENTS[0], says="maybe", provision="s1"), "maybe"),
        (lambda: Claim(element=ELEMENTS[0], says="satisfies"), "rests on"),
        (lambda: Provision(id="s1", law="Act", article="1", since="2020-02-30"), "2020-02-30"),
        (lambda: Provision(id="s1", law="Act", article="1", since="2020-02-03", until="2019-01-01"), "2019-01-01"),
        (lambda: Provision(id="", law="Act", article="1"), "id"),
        (lambda: NationalLaw(name="Act"), "Act"),
        (lambda: NationalLaw(name="Act", state="XXX"), "XXX"),
        (lambda: NationalLaw(name="Act", fictional=True, provisions=(PROVISION, PROVISION)), "s1"),
        (lambda: NationalLaw(name="Act", fictional=True, claims=(claim(ELEMENTS[0]),)), "s1"),
        (lambda: NationalLaw(name="Act", fictional=True, facts={"rich": True}), "rich"),
        (lambda: NationalLaw(name="Act", fictional=True, instruments=("magna-carta",)), "magna-carta"),
        (lambda: gaps.assess(NationalLaw(name="Act", fictional=True), on=ON), "Act"),
        (lambda: gaps.assess(made_up(), on="2026-13-01"), "2026-13-01"),
        (lambda: gaps.assess(made_up(), on=ON, instruments="iti"), "iti"),
    ],
)
def test_what_cannot_be_taken_is_refused_and_quoted(make: object, message: str) -> None:
    """A bad value is named in the error."""
    with pytest.raises((InputError, UnknownCodeError)) as error:
        make()  # type: ignore[operator]
    assert message in str(error.value)


@given(st.integers(0, 10_000))
def test_the_plan_closes_every_gap(seed: int) -> None:
    """Once everything in the plan is provided and what says otherwise is gone, no gap is left."""
    one = random_law(seed)
    found = gaps.assess(one, on=ON)
    chosen = gaps.plan(found)
    provided = {each.element.id for each in chosen.amendments}
    kept = [each for each in one.claims if each.element not in provided]
    after = gaps.assess(made_up(*kept, *map(claim, sorted(provided)), facts=dict(one.facts)), on=ON)
    closed = {each.obligation.id for each in found.gaps()}
    assert set(chosen.closes) == closed
    assert {status(after, id) for id in closed} <= {"met"}
    assert [id for each in chosen.amendments for id in each.closes] != [] or not closed
    assert sorted(id for each in chosen.amendments for id in each.closes) == sorted(closed)


def test_a_short_plan_is_the_best_there_is() -> None:
    """For a few amendments, no other choice of so many closes more weight: tried against every choice."""
    from itertools import combinations

    weight = {"high": 9, "medium": 3, "low": 1}
    names = [name for name in ELEMENTS if law.element(name).topic in ("marking", "records", "confiscation")]
    for seed in range(20):
        draw = random.Random(seed)
        lacking = draw.sample(names, min(8, len(names)))
        claims = [claim(name, "absent" if name in lacking else "satisfies") for name in ELEMENTS]
        found = gaps.assess(made_up(*claims), on=ON)
        wanted = found.gaps()
        asked = sorted({each.element for result in wanted for each in result.failing})
        for most in (1, 2, 3):
            chosen = gaps.plan(found, most=most)
            assert len(chosen.amendments) <= most
            best = 0
            for few in combinations(asked, min(most, len(asked))):
                facts = {each.element: each.value for result in wanted for each in result.answers} | dict.fromkeys(
                    few, True
                )
                met = [each for each in wanted if each.obligation.condition.value(facts) is True]
                best = max(best, sum(weight[each.obligation.severity] for each in met))
            closed = [each for each in wanted if each.obligation.id in chosen.closes]
            assert chosen.exact
            assert sum(weight[each.obligation.severity] for each in closed) == best, (seed, most)


def test_what_nobody_answered_is_not_reported():
    """Advice that nobody answered counts as little as a duty does: nothing is done of an empty document."""
    nothing = NationalLaw(name="Nothing", fictional=True, instruments=("firearms-protocol",))
    done = {step.id: (count, of) for step, count, of in gaps.progress(gaps.assess(nothing, on="2026-11-27"))}
    assert done["report"][0] == done["self-assessment"][0] == 0
    assert done["report"][1] == done["self-assessment"][1] > 200
