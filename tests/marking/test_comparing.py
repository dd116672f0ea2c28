"""Two serials, as written down: how much the one speaks for the other."""

from __future__ import annotations

import dataclasses
import itertools
import math
import random
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firearmskit import language, marking
from firearmskit.errors import InputError
from firearmskit.marking.noise import Channel, Elsewhere
from firearmskit.marking.spelling import GAP, UNREAD, spell
from firearmskit.marking.weights import shipped

TEXTS = st.text(st.sampled_from("ABOIZ0128?*- ЖМИ٣三é½😀[]X"), max_size=20)


def kinds(record: str, copy: str) -> list[str]:
    """Give the kinds of changes of a comparison."""
    return [step.kind for step in marking.compare(record, copy).changes]


def ratio(record: str, copy: str) -> float:
    """Give the decimal logarithm of the likelihood ratio."""
    return marking.compare(record, copy).log10_likelihood_ratio


@pytest.mark.parametrize(
    ("record", "copy", "expected"),
    [
        ("AB 100452", "ab-100452", []),
        ("AB 100452", "A8 100452", ["look-alike"]),
        ("AB 100452", "AB 1O0452", ["look-alike"]),
        ("AB 100452", "AB 104052", ["transposed"]),
        ("AB 100452", "AB 10452", ["omitted"]),
        ("AB 100452", "AB 1007452", ["added"]),
        ("AB 100452", "100452", ["group left out"]),
        ("100452", "AB 100452", ["group added"]),
        ("KD 26 4381", "4381", ["group left out"]),
        ("KD 26 4381", "KD 26", ["group left out"]),
        ("000452", "452", ["zeros left out"]),
        ("452", "000452", ["zeros added"]),
        ("МА 1234", "MA 1234", ["script", "script"]),
        ("MA 1234", "МА 1234", ["script", "script"]),
        ("ЖИ 1234", "ZHI 1234", ["script", "script"]),
        ("ZHI 1234", "ЖИ 1234", ["script", "script"]),
        ("ΑΒ 1234", "AB 1234", ["script", "script"]),
        ("١٢٣٤", "1234", ["script"] * 4),
        ("一二三四", "1234", ["script"] * 4),
        ("17?0352", "1740352", ["unread"]),
        ("561XXX", "561772", ["unread"] * 3),
        ("AB 3[obliterated]", "AB 3", ["unread"]),
    ],
)
def test_the_alignment_names_what_happened(record, copy, expected):
    """Each kind of change that people make is found and called by its name."""
    assert kinds(record, copy) == expected


@pytest.mark.parametrize(
    ("record", "likely", "unlikely"),
    [
        ("AB 100452", "AB 100452", "AB 100453"),
        ("AB 100452", "A8 100452", "AC 100452"),
        ("AB 100452", "AB 1O0452", "AB 1E0452"),
        ("AB 100452", "AB 100425", "AB 100487"),
        ("AB 100452", "100452", "CD 100452"),
        ("000452", "452", "100452"),
        ("МА 1234", "MA 1234", "KT 1234"),
        ("17?0352", "1740352", "1741352"),
        ("AB 100452", "AB 100453", "ZK 778213"),
    ],
)
def test_a_change_that_people_make_speaks_for_more_than_another(record, likely, unlikely):
    """Mistakes that are common lower the ratio less than differences that are no mistake."""
    assert ratio(record, likely) > ratio(record, unlikely) + 0.03


@pytest.mark.parametrize("copy", ["[obliterated]", "?????", "[a][b]"])
def test_what_cannot_be_read_says_little(copy):
    """A serial of which nothing can be read speaks neither for nor against, but for its length."""
    assert abs(ratio("73451", copy)) < 1


def test_every_character_that_agrees_adds_to_the_ratio():
    """The more characters are read, the more they say."""
    ratios = [ratio("834512", "834512"[:read] + "?" * (6 - read)) for read in range(7)]
    assert all(later - earlier > 0.1 for earlier, later in itertools.pairwise(ratios))


def test_a_neighbour_of_the_same_lot_is_more_likely_another_firearm_than_the_same_text():
    """Serials of a lot differ in their last digits: such a difference is no slip of the pen."""
    assert ratio("73451208", "73451947") < 0 < ratio("73451208", "73451208")


@pytest.mark.parametrize(
    "record", ["A1", "Ж1", *(pytest.param(digits, marks=pytest.mark.slow) for digits in ("12", "01"))]
)
def test_the_chances_of_all_copies_are_no_more_than_one(record):
    """The chance of a copy is a chance: over all short copies they add up to nearly 1, and never to more."""
    channel = Channel(record, shipped())
    total = 0.0
    alphabet = string.digits + string.ascii_uppercase + "АВЕЖ"
    for length in range(4):
        rows: list[list[float]] = [channel.start()]
        total += _over(channel, rows, "", length, alphabet)
    assert 0.9 < total <= 1


def _over(channel: Channel, rows: list[list[float]], copy: str, more: int, alphabet: str) -> float:
    if not more:
        return rows[-1][-1]
    total = 0.0
    for char in alphabet:
        row = channel.row(rows, copy + char)
        total += _over(channel, [*rows, row], copy + char, more - 1, alphabet)
    return total


def test_ranking_finds_the_same_as_comparing_all():
    """No candidate that belongs among the best is passed over."""
    draw = random.Random(7)
    register = ["".join(draw.choices("AB", k=2)) + "".join(draw.choices("018", k=4)) for _each in range(120)]
    register += ["[gone]018", "A?0181", "018", "Ж0180", "1", "AB" * 20]
    for record in ("AB 0180", "A?0180", "0180", "АВ 0180", "AB00[gone]"):
        every = {copy: ratio(record, copy) for copy in register}
        ranked = marking.rank(record, register, limit=12)
        assert [found.log10_likelihood_ratio for found in ranked] == pytest.approx(sorted(every.values())[:-13:-1])


def test_ranking_gives_equal_ones_in_one_order_whatever_the_order_of_the_candidates():
    """The result doesn't depend on the order in which the register is kept."""
    register = ["AB1", "AB2", "AB3", "AB4", "AB5"]
    expected = [found.copy for found in marking.rank("AB9", register, limit=3)]
    assert [found.copy for found in marking.rank("AB9", register[::-1], limit=3)] == expected


@settings(max_examples=150)
@given(TEXTS, TEXTS)
def test_any_two_texts_are_compared_or_refused_with_an_error_of_ours(record, copy):
    """Whatever is written, there is a finite ratio and an alignment that gives back both, or a clear error."""
    try:
        found = marking.compare(record, copy)
    except InputError:
        return
    assert math.isfinite(found.log10_likelihood_ratio)
    for side, text in (("record", record), ("copy", copy)):
        parts = "".join(getattr(step, side) for step in found.alignment)
        assert parts == "".join(sign.shown for sign in spell(text))


@pytest.mark.parametrize("bad", ["", "   ", "-/-", 5, None, "A" * 129])
def test_what_cannot_be_compared_is_refused_with_what_it_is(bad):
    """An error quotes what was handed over."""
    with pytest.raises(InputError) as caught:
        marking.compare(bad, "AB 12")
    assert str(bad)[:20] in str(caught.value)


@pytest.mark.parametrize("limit", [0, -1, True, 2.5, "3"])
def test_a_limit_that_is_no_number_above_0_is_refused(limit):
    """The limit of a ranking is checked."""
    with pytest.raises(InputError, match="limit"):
        marking.rank("AB 12", ["AB 12"], limit=limit)


def test_the_sentence_gives_the_ratio_and_never_speaks_of_a_match():
    """What a court reads names the two explanations, what differs, and what the figure isn't."""
    said = str(marking.compare("AB 100452", "A8100452"))
    assert "times more likely" in said
    assert "B → 8" in said
    assert "match" not in said.lower()
    assert "another" in str(marking.compare("AB 100452", "ZK778213"))
    assert "8 places" in str(marking.compare("AB 100452", "ZK778213"))
    with language.speaking("fr"):
        assert "times more likely" not in str(marking.compare("AB 100452", "A8100452"))


def test_describing_a_comparison_is_its_sentence():
    """The verb of the room speaks of comparisons too."""
    found = marking.compare("AB 12345", "AB 12345")
    assert marking.describe(found) == str(found)


def test_signs_keep_what_was_written():
    """Each sign keeps the characters that it was read from, and says whether a separator stands before it."""
    signs = spell("АВ-1٢ x [gone]")
    assert [sign.char for sign in signs] == ["А", "В", "1", "2", UNREAD, GAP]
    assert "".join(sign.shown for sign in signs) == "АВ1٢x[gone]"
    assert [sign.first for sign in signs] == [False, False, True, False, True, False]


def test_other_firearms_are_reckoned_with_in_four_populations():
    """The chance under another firearm comes from any pattern, this pattern, the same letters and the same lot."""
    others = Elsewhere("AB123456", shipped())
    any_pattern, pattern, letters, lot = others.chances("AB123999")
    assert lot > letters > pattern > any_pattern
    assert others.least("AB123999") <= any_pattern + pattern


# -- learning --------------------------------------------------------------------------------------------------------


def test_learning_finds_the_pairs_that_a_hand_mistakes():
    """Weights learnt from a hand that takes 4 for 9 count that pair more, and other pairs less."""
    draw = random.Random(3)
    taught = []
    for _each in range(80):
        text = "".join(draw.choices(string.digits, k=6))
        taught.append((text, text.replace("4", "9", 1), True))
    learnt = marking.learn_weights(taught)
    assert learnt.pairs["49"] > 5 * learnt.pairs["8B"]
    assert marking.compare("123456", "123956", weights=learnt).log10_likelihood_ratio > ratio("123456", "123956")
    assert learnt == marking.learn_weights(taught)
    assert "80 pairs" in learnt.origin


def test_learning_from_other_firearms_finds_how_alike_they_are():
    """Where other firearms come from the same lot, the weights say so and a near serial counts for less."""
    draw = random.Random(4)
    taught = [("AB123456", "AB123456", True)]
    taught += [(f"AB123{draw.randrange(1000):03}", f"AB123{draw.randrange(1000):03}", False) for _each in range(200)]
    learnt = marking.learn_weights(taught)
    assert learnt.same_lot > 0.5
    assert marking.compare("AB123456", "AB123456", weights=learnt).log10_likelihood_ratio < ratio(
        "AB123456", "AB123456"
    )


@pytest.mark.parametrize("bad", [[], [("A1", "A1", False)], [("A1", "A1")], [("A1", "A1", 1)], ["A1"]])
def test_pairs_that_teach_nothing_are_refused(bad):
    """Learning needs labelled pairs, some of one firearm."""
    with pytest.raises(InputError):
        marking.learn_weights(bad)


@pytest.mark.parametrize(
    ("name", "value"), [("omit", 0), ("omit", 1.0), ("omit", "1"), ("zeros", True), ("script", 0.99)]
)
def test_weights_that_are_no_chances_are_refused(name, value):
    """A share is above 0 and below 1, and together they leave room for a copy without mistakes."""
    with pytest.raises(InputError):
        dataclasses.replace(shipped(), **{name: value})
