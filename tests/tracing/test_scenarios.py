"""Synthetic cases: the same seed gives the same case, the truth stays apart, and the chain finds what can be found."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from firearmskit import reference, tracing
from firearmskit.course.draw import Draw
from firearmskit.errors import InputError, UnknownCodeError
from firearmskit.tracing import HYPOTHESES, Holder, scenarios
from firearmskit.tracing.evidence import same_holder
from firearmskit.tracing.states import FICTIONAL

SEEDS = range(1000)


def verdict(case):
    """Compare what the chain proposes with what was planted."""
    point, truth = tracing.chain(case.shown.firearm, case.shown.evidence).diversion.point, case.truth
    if not truth.findable:
        return "rightly open" if point is None else "told too much"
    if point is None:
        return "missed"
    days = point.span is None or point.span.first.isoformat() <= truth.left_on <= point.span.last.isoformat()
    named = same_holder(point.holder, Holder(name=truth.holder)) and point.state == truth.state
    return "right" if point.kind == truth.kind and named and days else "wrong"


@pytest.mark.slow
def test_what_was_planted_is_found_where_it_can_be_and_left_open_where_not():
    """Over 1,000 seeds: every findable point of diversion is found, and none is proposed where it can't be told."""
    counted = Counter()
    kinds = set()
    for seed in SEEDS:
        case = scenarios.scenario(seed)
        counted[verdict(case)] += 1
        kinds.add(case.truth.archetype)
    assert kinds == set(scenarios.ARCHETYPES)
    assert set(counted) == {"right", "rightly open"}
    assert min(counted.values()) >= 250


@pytest.mark.parametrize("archetype", list(scenarios.ARCHETYPES))
def test_each_kind_of_case_is_solved(archetype):
    """A dozen cases of each kind: the point, who held it last, what is of another firearm, and whom to ask next."""
    for seed in range(12):
        case = scenarios.scenario(seed, archetype)
        assert case.truth.archetype == archetype
        assert verdict(case) in ("right", "rightly open"), seed
        found = tracing.chain(case.shown.firearm, case.shown.evidence)
        holder = found.diversion.last_legal_holder
        if case.truth.last_legal_holder is None:
            assert holder is None
        else:
            assert same_holder(holder, Holder(name=case.truth.last_legal_holder))
        aside = {each.id for each in found.set_aside if each.reason != "two-firearms"}
        assert aside == set(case.truth.foreign)
        asked = {each.state for rival in found.diversion.rivals for each in rival.questions}
        assert case.truth.ask is None or case.truth.ask in asked


def test_the_same_seed_gives_the_same_case():
    """Twice the same bytes; another seed another case; a known seed keeps its case for ever."""
    assert repr(scenarios.scenario(7)) == repr(scenarios.scenario(7))
    assert scenarios.scenario(7) != scenarios.scenario(8)
    known = scenarios.scenario(1, "transit")
    assert (known.shown.firearm.serial, known.truth.holder, known.truth.left_on) == KNOWN


KNOWN = ("EXG 876932", "Tarnholt Arms", "1999-01-19")


def test_a_learners_own_draw_serves():
    """The course's draw, which nobody can guess, makes the same kind of case."""
    case = scenarios.draw(Draw(b"a seed of a learner"), "refusal")
    assert case == scenarios.draw(Draw(b"a seed of a learner"), "refusal")
    assert case.truth.archetype == "refusal"


def test_the_truth_does_not_travel_with_what_is_shown():
    """Neither the kind of case nor how it ended stands in what a learner gets."""
    for seed in range(60):
        case = scenarios.scenario(seed)
        shown = repr(case.shown) + "\n".join(scenarios.papers(case.shown))
        # a refusal and a mark are told as what they are
        words = set(re.findall(r"[a-z]+(?:-[a-z]+)*", shown))
        assert case.truth.archetype == "refusal" or case.truth.archetype not in words
        assert "findable" not in shown
        assert "Truth" not in shown


def test_nothing_in_a_case_is_real():
    """States are fictional ones, serials begin with EX, and makers are none of the reference's."""
    real = {row.name.casefold() for row in reference.rows(reference.Maker)}
    for seed in range(60):
        case = scenarios.scenario(seed)
        assert case.shown.synthetic
        assert case.shown.firearm.serial.startswith("EX")
        chain = tracing.chain(case.shown.firearm, case.shown.evidence)
        assert {answer.state for answer in chain.answers} <= set(FICTIONAL)
        for link in chain.links:
            for holder in (link.releasing, link.receiving):
                assert holder is None or holder.name.casefold() not in real
                assert holder is None or holder.state in FICTIONAL


def test_papers_say_that_they_are_synthetic():
    """One text for each piece of evidence, each with the line on top, with no entry left out."""
    shown = scenarios.scenario(3, "reported-theft").shown
    texts = scenarios.papers(shown)
    assert len(texts) == len(shown.evidence)
    assert all(text.startswith("Synthetic case") for text in texts)
    joined = "\n".join(texts)
    assert all(each.id in joined for each in shown.evidence)
    assert "Pages missing" in "\n".join(scenarios.papers(scenarios.scenario(3, "missing-page").shown))


def test_requests_of_a_case_are_frozen_and_answered():
    """Each reply answers a request of the case, and each request keeps its digest."""
    for seed in range(40):
        shown = scenarios.scenario(seed).shown
        asked = {each.id: each for each in shown.requests}
        for item in shown.evidence:
            if isinstance(item, tracing.TraceReply):
                assert item.searched_serial == asked[item.request].firearm.serial
        assert all(each.snapshot == tracing.snapshot(each.firearm) for each in asked.values())


def test_truth_speaks_the_words_of_the_room():
    """How it left is one of the hypotheses, and there are more kinds of cases than eight."""
    assert len(scenarios.ARCHETYPES) >= 8
    assert {scenarios.scenario(seed).truth.kind for seed in range(60)} <= set(HYPOTHESES)


def test_a_wrong_seed_or_kind_is_quoted():
    """A seed is a whole number, and a kind of case is one of the list."""
    with pytest.raises(InputError):
        scenarios.scenario("7")
    with pytest.raises(UnknownCodeError, match='"robbery"'):
        scenarios.scenario(7, "robbery")
    with pytest.raises(InputError):
        scenarios.papers("shown")
