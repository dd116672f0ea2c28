"""No text that anybody could type breaks the reader: inputs by the thousand here, a million among the slow tests."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.panels import generator, truth
from firearmskit import marking
from firearmskit.errors import FirearmskitError

from .test_reader import accounted

SEEDS = [text for panel in truth.real_panels() for text in panel.texts]
SEEDS += [text for panel in generator.panels(300, 900) for text in panel.texts]
PLACES = [None, "frame", "receiver", "bolt", "barrel", "culasse mobile", "no such place", ""]
ODD = (
    "\x00\x1b\ufeff\u200b\u202e\u2028\ud800\udfff\U0001f52b\u0301\u0308\u00a0\u3000٠١٢٣۴०〇一二五六式△★☆АВЕКМНОРСТХабгΓΔΩß¼½²№†"
    "?#*$~_|/\\()[]{}<>\"'`´,.;:-–—=+!&%@ 0O1Il8B5S2Z"
)


def mutated(draw: random.Random, text: str) -> str:
    """Change a text as dirt, haste and strange keyboards do."""
    for _turn in range(draw.randint(0, 4)):
        at = draw.randint(0, len(text))
        choice = draw.randrange(7)
        if choice == 0:
            text = text[:at] + draw.choice(ODD) + text[at:]
        elif choice == 1:
            text = text[:at] + text[at + 1 :]
        elif choice == 2:
            text = text[:at] + draw.choice(ODD) + text[at + 1 :]
        elif choice == 3:
            text = text[at:] + text[:at]
        elif choice == 4:
            text = text.swapcase()
        elif choice == 5:
            text = text[:at] + chr(draw.choice((draw.randrange(0x250), draw.randrange(0x110000)))) + text[at:]
        else:
            text = text[:at] + text[at : at + 6] * draw.randint(2, 4) + text[at + 6 :]
    return text


def inputs(count: int, seed: int) -> Iterator[tuple[list[str], str | None]]:
    """Make panels of mutated texts, each with a place."""
    draw = random.Random(seed)
    for _number in range(count):
        texts = [mutated(draw, draw.choice(SEEDS)) for _text in range(draw.choice((1, 1, 1, 1, 2)))]
        if draw.random() < 0.1:
            texts.append("".join(draw.choices(ODD, k=draw.randint(0, 30))))
        yield texts, draw.choice(PLACES)


def survives(texts: list[str], place: str | None) -> bool:
    """Read a panel; say whether it was read, and fail on anything but an answer or a documented refusal."""
    try:
        reading = marking.read(texts, place=place)
    except FirearmskitError:
        assert place == "no such place", f"{texts!r} was refused"
        return False
    accounted(reading)
    for piece in reading.pieces:
        assert piece.kind in marking.KINDS
        assert 0 <= piece.confidence <= 1
        assert all(kind in marking.KINDS and 0 <= chance <= 1 for kind, chance in piece.alternatives)
        assert piece.kind != "serial" or piece.normalised is not None
    assert reading.serial is None or reading.serial in reading.values("serial")
    return True


def test_a_thousand_mutated_panels_are_read():
    """Panels with characters changed, doubled, dropped and of any script are read, or refused in words."""
    read = sum(survives(texts, place) for texts, place in inputs(1000, 1))
    assert 650 < read < 1000, "the place that isn't known must be refused, and nothing else"


@settings(max_examples=300)
@given(st.lists(st.text(max_size=80) | st.sampled_from(SEEDS), max_size=4))
def test_any_text_is_read(texts):
    """Hypothesis finds no text that raises or loses a character."""
    assert survives(texts, None)


@pytest.mark.parametrize("text", ["δ66", "66 δ", "7δ62X51&", "CIRCLE IN RHOMBUSS"])
def test_what_once_broke_the_reader_is_read(text):
    """Texts on which an earlier reader failed; mutation found them."""
    assert survives([text], None)


def survivors(seed: int) -> int:
    """Read ten thousand panels of one seed, and count them; whatever breaks the reader is told with its input."""
    count = 0
    for texts, place in inputs(10_000, seed):
        try:
            survives(texts, place)
        except Exception as error:
            raise AssertionError(f"seed {seed}, input {count}: {texts!r} at {place!r}") from error
        count += 1
    return count


@pytest.mark.slow
def test_a_million_inputs_are_read():
    """One million panels of mutated texts: no exception but a refusal that names an unknown place."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        assert sum(pool.map(survivors, range(100, 200))) == 1_000_000


REPEATED = [
    "A1",
    "1 ",
    "66 in triangle ",
    "АВ 1234/",
    "7.62x39 ",
    "(",
    "A?",
    "PAT. ",
    "٣",
    "五",
    "-",
    "1234567890",
    "MOD. ",
    "/ ",
]


def steps(text: str) -> int:
    """Count the calls that Python makes while it reads a text."""
    counted = 0

    def count(_frame, event, _argument):
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        marking.read([text])
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("part", REPEATED)
def test_steps_grow_with_the_length_of_a_text(part):
    """Four times the text takes about four times the calls, never sixteen times: nothing is quadratic."""
    marking.read([part])
    short, long = part * (1500 // len(part)), part * (6000 // len(part))
    assert steps(long) < 7 * steps(short) + 1000
