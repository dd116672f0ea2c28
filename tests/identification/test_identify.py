"""Ranking types by what is seen and by marks."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firearmskit import identification, language, marking, reference
from firearmskit.errors import FirearmskitError, InputError, UnknownCodeError
from firearmskit.identification.deriving import facts, patterns_of
from firearmskit.identification.likelihood import DOUBT, column, fact_of, models, values_in_use
from firearmskit.identification.ranking import UNKNOWN_PRIOR

AKM = {"form": "long_gun", "receiver": "stamped", "receiver_detail": "dimple", "stock": "wood", "script": "cyrillic"}

CASES = [
    ({**AKM, "magazine_curve": "strong", "muzzle": "slant"}, "akm"),
    ({**AKM, "receiver": "milled", "receiver_detail": "long_cut"}, "ak47"),
    ({"form": "long_gun", "front_sight": "hood", "stock": "underfold", "script": "chinese"}, "type56-1"),
    ({"form": "long_gun", "handguard": "wood_three_vents", "stock": "underfold", "magazine_curve": "strong",
      "script": "latin", "barrel_length": "rifle"}, "zastava-m70ab2"),
    ({"form": "long_gun", "bayonet": "spike", "pistol_grip": "stock", "feed": "fixed_box", "script": "chinese"},
     "type56-carbine"),
    ({"form": "long_gun", "muzzle": "grenade", "pistol_grip": "stock", "feed": "fixed_box", "script": "cyrillic",
      "working_part": "handle"}, "m59-66"),
    ({"form": "compact", "magazine_place": "left", "barrel_look": "jacket", "stock": "underfold"}, "sterling"),
    ({"form": "compact", "feed": "drum", "stock": "wood", "barrel_look": "jacket", "script": "cyrillic"}, "ppsh41"),
    ({"form": "pistol", "grip_panel": "star", "safety": "slide", "script": "chinese"}, "type59"),
    ({"form": "pistol", "slide": "open", "safety": "frame", "symbol": "animal", "size": "full"}, "pt92"),
    ({"form": "pistol", "slide": "tube", "working_part": "toggle"}, "luger"),
    ({"form": "revolver", "cylinder": "gate", "chambers": "7", "script": "cyrillic"}, "nagant"),
    ({"form": "long_gun", "working_part": "turn_bolt", "bolt_handle": "bent_forward"}, "mas36"),
    ({"working_part": "turn_bolt", "symbol": "flower", "front_sight": "ears", "barrel_length": "rifle"}, "arisaka99"),
    ({"form": "machine_gun", "feed": "pan", "magazine_place": "top"}, "dp28"),
    ({"form": "machine_gun", "barrel_look": "fins", "pistol_grip": "spade", "script": "cyrillic"}, "dshk"),
    ({"form": "long_gun", "stock": "bullpup", "carrying_handle": "sight", "bipod": "yes"}, "famas"),
    ({"form": "long_gun", "barrels": "over_under", "symbol": "star"}, "toz34"),
]  # fmt: skip


@pytest.mark.parametrize(("seen", "model"), CASES, ids=[model for _seen, model in CASES])
def test_a_good_description_finds_the_type(seen, model):
    """Features that set a type apart put it first."""
    found = identification.identify(seen, limit=3)
    assert found.candidates[0].model == model, [(each.model, each.probability) for each in found.candidates]


def test_probabilities_add_up_to_one():
    """Candidates, the rest and the unknown share one probability."""
    for limit in (1, 5, 10_000):
        found = identification.identify(AKM, limit=limit)
        total = found.unknown + found.rest + sum(each.probability for each in found.candidates)
        assert math.isclose(total, 1.0, abs_tol=1e-9)
        assert len(found.candidates) == min(limit, len(models()))


def test_nothing_seen_is_nothing_known():
    """Without observations all types are alike, and the unknown has its prior."""
    found = identification.identify({})
    assert found.unknown == pytest.approx(UNKNOWN_PRIOR)
    assert len({round(each.probability, 12) for each in found.candidates}) == 1
    assert found.next is not None


def test_what_cant_be_seen_changes_nothing_and_isnt_asked_again():
    """None is no observation, and the feature isn't proposed any more."""
    first = identification.identify({})
    second = identification.identify({first.next.feature: None})
    assert [each.probability for each in second.candidates] == [each.probability for each in first.candidates]
    assert second.next.feature != first.next.feature


def test_hesitating_between_answers_says_less_than_one_answer():
    """Two answers leave more open than one, and as much as none leaves most."""
    one, two, none = (
        identification.identify({**AKM, "front_sight": answer}).candidates[0].probability
        for answer in ("ears", ["ears", "hood"], list(identification.answers("front_sight")))
    )
    assert one > two > none


def test_a_type_is_not_the_less_likely_at_home_the_more_states_copied_it():
    """A Soviet piece with a fixed wooden stock is an AKM rather than an AKMS, though six States made the AKM."""
    seen = {"form": "long_gun", "country": "SUN", "calibre": "7.62x39", "stock": "wood", "magazine_curve": "strong"}
    ranked = {each.model: each.probability for each in identification.identify(seen, limit=50).candidates}
    assert ranked["akm"] > 3 * ranked["akms"]
    fact = facts("akm")["country"]
    assert fact.share("SUN") >= 0.5
    assert sum(map(fact.share, fact.values)) == pytest.approx(1)
    assert fact.share("SUN") > fact.share("POL") > fact.share("CHN") == 0


def test_contradictions_make_the_unknown_likelier():
    """A mixture that fits no type is more likely something that isn't in the reference."""
    odd = {"form": "long_gun", "stock": "bullpup", "bolt_handle": "straight", "script": "hebrew", "symbol": "flower",
           "barrels": "over_under", "magazine_curve": "strong", "muzzle": "grenade"}  # fmt: skip
    assert identification.identify(odd).unknown > 0.5
    assert identification.identify(CASES[0][0]).unknown < 0.2


def test_evidence_adds_up_to_the_difference_between_candidates():
    """The weights of two candidates differ by the logarithm of the ratio of their probabilities."""
    found = identification.identify(AKM, limit=5)
    first, other = found.candidates[0], found.candidates[4]
    bits = sum(each.weight_bits for each in first.evidence) - sum(each.weight_bits for each in other.evidence)
    assert bits == pytest.approx(math.log2(first.probability / other.probability), abs=0.02)


def test_evidence_says_for_and_against_with_its_basis():
    """What agrees speaks for, what doesn't speaks against, and an unverified fact is called so."""
    found = identification.identify({**AKM, "front_sight": "hood"}, limit=1).candidates[0]
    assert {each.feature for each in found.contradicting} >= {"front_sight"}
    against = next(each for each in found.contradicting if each.feature == "front_sight")
    assert "but this type shows" in against.reason
    assert "unverified" in against.reason
    assert "receiver" in {each.feature for each in found.supporting}


def test_an_unverified_fact_counts_for_less():
    """The same answer speaks less strongly where the fact behind it is unverified."""
    assert DOUBT["sourced"] < DOUBT["partly"] < DOUBT["unverified"]
    assert DOUBT["derived"] < DOUBT["unverified"]
    compared = 0
    for value in values_in_use("stock"):
        by_basis: dict[str, list[float]] = {}
        for model, likelihood in zip(models(), column("stock", value), strict=True):
            fact = fact_of(model, "stock")
            if fact is not None and fact.values == (value,):
                by_basis.setdefault(fact.basis, []).append(likelihood)
        if by_basis.keys() >= {"sourced", "unverified"}:
            compared += 1
            assert min(by_basis["sourced"]) > max(by_basis["unverified"])
    assert compared


def test_likelihoods_of_all_answers_are_a_distribution():
    """For each type the likelihoods of the answers to a feature add up to about one, and none is zero."""
    for name in ("stock", "symbol", "calibre"):
        columns = [column(name, value) for value in values_in_use(name)]
        sums = [sum(values) for values in zip(*columns, strict=True)]
        assert all(0.9 < total < 1.1 for total in sums), name
        assert all(0 < value < 1 for values in columns for value in values), name


def test_marks_are_taken_into_account():
    """A factory mark with a model's name puts the model first; the same mark is explained in words."""
    marks = marking.read(["66 in triangle", "Type 56", "7.62x39"])
    with_marks = identification.identify({"form": "long_gun"}, marks=marks)
    assert with_marks.candidates[0].model == "type56"
    assert (
        with_marks.candidates[0].probability > identification.identify({"form": "long_gun"}).candidates[0].probability
    )
    assert any(each.feature == "marks.model" for each in with_marks.candidates[0].evidence)


def test_the_sign_of_a_factory_is_taken_from_the_marks():
    """A number in a triangle speaks for Chinese types, and the sign isn't asked again."""
    found = identification.identify({"form": "long_gun"}, marks=marking.read(["66 in triangle"]))
    assert "symbol" in {each.feature for each in found.candidates[0].evidence}
    assert found.candidates[0].model.startswith("type")
    assert found.next.feature != "symbol"


def test_an_answer_and_a_mark_about_the_same_thing_count_once():
    """A calibre that was answered isn't counted again from the mark."""
    marks = marking.read(["9mm Luger"])
    both = identification.identify({"form": "pistol", "calibre": "9x19-parabellum"}, marks=marks)
    one = identification.identify({"form": "pistol", "calibre": "9x19-parabellum"})
    assert both.candidates[0].probability == pytest.approx(one.candidates[0].probability)


def test_the_name_of_a_family_speaks_for_its_members():
    """The mark KALASHNIKOV speaks for types of the pattern, not for a pistol."""
    found = identification.identify({}, marks=marking.read(["KALASHNIKOV"]), limit=60)
    assert "ak" in {pattern for each in found.candidates[:40] for pattern in patterns_of(each.model)}
    assert all("ak" in patterns_of(each.model) for each in found.candidates[:40])


def test_a_prior_is_the_readers_own():
    """A type that is met more often is likelier; one of weight 0 is out."""
    first, second = (each.model for each in identification.identify(AKM, limit=2).candidates)
    found = identification.identify(AKM, prior={first: 0, second: 50})
    assert found.candidates[0].model == second
    assert first not in {each.model for each in found.candidates}


def test_the_next_feature_is_open_and_worth_a_look():
    """The next feature wasn't answered, and its gain is above 0 bits."""
    found = identification.identify(AKM)
    assert found.next.feature not in AKM
    assert 0 < found.next.gain_bits < 5
    assert found.next.question


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ({"features": {"colour": "black"}}, UnknownCodeError),
        ({"features": {"stock": "banana"}}, UnknownCodeError),
        ({"features": {"stock": 7}}, InputError),
        ({"features": {"stock": []}}, InputError),
        ({"features": {"stock": [None]}}, UnknownCodeError),
        ({"features": {7: "wood"}}, UnknownCodeError),
        ({"features": "stock"}, InputError),
        ({"features": {}, "limit": 0}, InputError),
        ({"features": {}, "limit": True}, InputError),
        ({"features": {}, "marks": "AKM"}, InputError),
        ({"features": {}, "prior": {"nothing": 1}}, UnknownCodeError),
        ({"features": {}, "prior": {"akm": float("nan")}}, InputError),
        ({"features": {}, "prior": {"akm": -1}}, InputError),
        ({"features": {}, "prior": {"akm": "often"}}, InputError),
        ({"features": {}, "prior": 3}, InputError),
    ],
)
def test_what_is_wrong_is_said(call, error):
    """A wrong feature, answer, limit, reading or prior is refused with the value quoted."""
    with pytest.raises(error):
        identification.identify(**call)


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        name: st.one_of(st.none(), st.sampled_from(identification.answers(name)))
        for name in ("form", "stock", "magazine_curve", "front_sight", "script", "country", "hammer", "chambers")
    },
)


@settings(max_examples=20)
@given(ANSWERS)
def test_any_answers_give_probabilities(seen):
    """Whatever is answered, all probabilities are between 0 and 1 and add up."""
    found = identification.identify(seen, limit=5)
    values = [found.unknown, found.rest, *(each.probability for each in found.candidates)]
    assert all(0 <= value <= 1 for value in values)
    assert math.isclose(sum(values), 1, abs_tol=1e-9)


@settings(max_examples=40)
@given(st.dictionaries(st.text(max_size=20), st.one_of(st.none(), st.text(max_size=50), st.integers(), st.floats())))
def test_hostile_answers_are_refused_or_weighed(seen):
    """Any mapping is weighed, or refused with an error of ours."""
    try:
        found = identification.identify(seen)
    except FirearmskitError:
        return
    assert found.candidates


def test_describe_never_calls_it_certain():
    """The sentence names the type with a probability that is neither 0 nor 100, and the unknown."""
    said = identification.describe(identification.identify(CASES[0][0]))
    assert said.startswith("Most likely AKM (")
    assert "100 %" not in said
    assert "That it isn't in the reference" in said


def test_describe_says_when_nothing_fits():
    """When the unknown is likelier than any type, that is said first."""
    odd = {"form": "long_gun", "stock": "bullpup", "bolt_handle": "straight", "script": "hebrew", "symbol": "flower",
           "barrels": "over_under", "magazine_curve": "strong", "muzzle": "grenade"}  # fmt: skip
    assert identification.describe(identification.identify(odd)).startswith("Most likely a type that isn't in")


def test_every_label_is_said_in_the_language_that_is_spoken():
    """A label doesn't raise in French, also for calibres and countries."""
    with language.speaking("fr"):
        for feature in identification.features():
            for value in identification.answers(feature.id)[:5]:
                assert identification.label(feature.id, value)


def test_to_frame_has_a_row_for_each_candidate_and_observation():
    """The frame has the columns that are documented and a last row for the unknown."""
    found = identification.identify(AKM, limit=3)
    frame = identification.to_frame(found)
    assert list(frame.columns) == [
        "model", "name", "probability", "feature", "seen", "expected", "weight_bits", "basis", "reason",
    ]  # fmt: skip
    assert len(frame) == 3 * len(AKM) + 1
    assert frame.iloc[-1]["probability"] == found.unknown


def test_all_models_of_the_reference_are_candidates():
    """Each type of the reference can be found, but those that only name a family."""
    assert {row.id for row in reference.rows(reference.Model)} - set(models()) == {"kalashnikov", "mosin"}
