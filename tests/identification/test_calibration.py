"""Stated probabilities agree with what comes true, for observers that know nothing of the engine's own rates."""

from __future__ import annotations

import importlib.util
import random
import sys
from pathlib import Path

import pytest

from firearmskit import identification
from firearmskit.identification import identifying

PATH = Path(__file__).resolve().parents[2] / "benchmarks" / "identification.py"


@pytest.fixture(scope="module")
def benchmark():
    """The benchmark as a module: its observers are the ones that the figures in the docs rest on."""
    spec = importlib.util.spec_from_file_location("benchmark_of_identification", PATH)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


@pytest.fixture
def quick(monkeypatch):
    """Leave out the choice of the next feature, which takes most of the time and isn't measured here."""
    monkeypatch.setattr(identifying, "best_next", lambda *_anything: None)


@pytest.fixture(scope="module")
def result(benchmark):
    """What is stated and what comes true of 600 objects, a tenth of them of types taken out."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(identifying, "best_next", lambda *_anything: None)
        return benchmark.score(600, seed=4)


def test_probabilities_come_true(result):
    """Over 600 objects, a tenth of them of types taken out, what is stated and what comes true lie close together."""
    # 150 objects a bin: chance alone moves the share of a bin by about 8 points (95 %).
    assert result.gap(result.stated, bins=4) < 12
    assert result.gap(result.unknown, bins=4) < 10
    assert abs(bias(result.stated)) < 0.05
    assert abs(bias(result.unknown)) < 0.04
    assert result.third > 0.55


def bias(pairs):
    """Give mean stated minus share that came true."""
    return sum(said - was for said, was in pairs) / len(pairs)


def test_calibration_notices_overconfidence(result):
    """Probabilities that are made bolder fail the same comparison, so the comparison can fail."""
    bolder = tuple((said**0.4, was) for said, was in result.stated)
    assert result.gap(bolder, bins=3) > 15


@pytest.mark.slow
@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(("scale", "most"), [(0.5, 8.0), (1.0, 6.0), (1.5, 9.0)])
def test_probabilities_come_true_for_better_and_worse_observers(benchmark, scale, most):
    """Over 6,000 objects the greatest gap stays small, also where observers err half as often or half more often."""
    result = benchmark.score(6000, seed=99, scale=scale)
    assert result.gap(result.stated, bins=8) < most


@pytest.mark.slow
def test_asking_the_most_telling_feature_beats_asking_at_random(benchmark):
    """After four and six answers more types are found when the next feature is asked that tells most."""
    telling = benchmark.questions(40, 5, benchmark.most_telling)
    anything = benchmark.questions(40, 5, benchmark.at_random)
    assert telling[3] > anything[3]
    assert telling[5] > anything[5] + 0.1


def test_observers_make_mistakes_of_their_own(benchmark):
    """Observers misread, and a world leaves types out of the reference: the figures rest on more than agreement."""
    draw = random.Random(1)
    here = benchmark.world(draw)
    assert 40 < len(here.held_out) < 100
    assert len(set(here.errors.values())) > 3
    seen = [benchmark.looks(draw, here, "akm") for _look in range(200)]
    stocks = [each["stock"] for each in seen if "stock" in each]
    assert 0 < sum(each != "wood" for each in stocks) < len(stocks)
    assert all(each in identification.answers("stock") for each in stocks)
