"""Heads of cartridge cases: what a stamp accepts, what is said of it, and that the picture shows it."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit import language
from firearmskit.errors import InputError
from firearmskit.figures import CASES, PRIMERS, RIMS, SYMBOLS, Panel, Stamp, describe_headstamp, plot_headstamp, save
from firearmskit.figures.headstamps import hour
from tests.figures.test_panel import changed, pixels

SMALL = 320
STAMPS = [Stamp(text="AB", clock=12), Stamp(symbol="cross_in_circle", clock=3), Stamp(text="78", clock=6)]
ANSWERS = ("maker", "factory", "year", "calibre", "nato", "lot", "military", "arsenal")


@pytest.fixture(scope="module")
def bare() -> Panel:
    """A new head without stamps."""
    return plot_headstamp([], width_px=SMALL, wear=0)


def test_description_tells_all_and_interprets_nothing() -> None:
    """Every stamp is told with its hour, clockwise from 12; no word says what it means."""
    told = describe_headstamp(STAMPS[::-1], sealant="red", sections=3, wear=0.5)
    assert told == describe_headstamp(STAMPS, sealant="red", sections=3, wear=0.5)
    places = [told.index(words) for words in ("12 o'clock: “AB”", "3 o'clock: a cross inside", "6 o'clock: “78”")]
    assert places == sorted(places)
    assert "A red ring of lacquer" in told
    assert "Three lines divide" in told
    assert not [word for word in ANSWERS if word in told.lower()]


def test_a_blank_head_says_so() -> None:
    """Some cases bear nothing, which is a finding too."""
    assert describe_headstamp([]).endswith("Nothing is stamped on it.")
    assert changed(plot_headstamp([], width_px=SMALL), plot_headstamp(STAMPS, width_px=SMALL), 0, 1) > 0.01


@pytest.mark.parametrize(
    ("clock", "words"),
    [(12, "12 o'clock"), (0.2, "12 o'clock"), (4.5, "Half past 4"), (0.5, "Half past 12"), (None, "In the middle")],
)
def test_hours_are_said_as_people_say_them(clock: float | None, words: str) -> None:
    """The hour is told to the half, and nothing stands at zero o'clock."""
    assert hour(clock) == words


@pytest.mark.parametrize(
    ("wrong", "quoted"),
    [
        ({"clock": 0}, 'clock must be above 0 and at most 12, not "0"'),
        ({"clock": 12.5}, 'clock must be a number from 0 to 12, not "12.5"'),
        ({"clock": float("nan")}, '"nan"'),
        ({"clock": "6"}, 'clock must be a number from 0 to 12, not "6"'),
        ({"text": ""}, 'its text is ""'),
        ({"text": "A" * 10_000}, "(10000 characters) is too long: at most 24 characters"),
        ({"text": "A\u202e"}, "U+202E"),
        ({"text": None}, 'text must be text, not "None"'),
        ({"symbol": "eagle"}, '"eagle"; allowed: arrow'),
        ({"symbol": "star"}, 'no room for "AB" inside "star"'),
        ({"size": 0.9}, "size must be a number from 0.1 to 0.4"),
        ({"orientation": "sideways"}, '"sideways"; allowed: inward, outward, upright'),
        ({"style": "painted"}, '"painted"; allowed: incuse, raised'),
        ({"depth": -1}, "depth must be"),
    ],
)
def test_a_stamp_that_cant_be_drawn_is_refused(wrong: dict[str, object], quoted: str) -> None:
    """The message quotes the value and says what is allowed."""
    good: dict[str, object] = {"text": "AB", "clock": 12}
    with pytest.raises(InputError) as caught:
        Stamp(**{**good, **wrong})  # type: ignore[arg-type]
    assert quoted in str(caught.value)


@pytest.mark.parametrize(
    ("stamps", "setting", "message"),
    [
        ([Stamp(text="TOO LONG FOR ANY RING", clock=12, size=0.3)], {}, "no room for"),
        ([Stamp(text="ABC", clock=3, orientation="upright", size=0.3)], {}, 'no room for "ABC"'),
        ([Stamp(text="ABC", clock=12), Stamp(text="DEF", clock=0.5)], {}, '"ABC" and "DEF" would overlap'),
        ([Stamp(text="AB", clock=11.8), Stamp(text="CD", clock=0.2)], {}, '"AB" and "CD" would overlap'),
        ([Stamp(text="ABC", clock=3)], {"sections": 2}, '"|" and "ABC" would overlap'),
        ([Stamp(text="C", clock=None)], {}, 'The primer stands in the middle, so "C"'),
        ([Stamp(text="A", clock=1)] * 17, {}, "at most 16 stamps, not 17"),
        ("AB", {}, 'figures.Stamp, not "A"'),
        (STAMPS[0], {}, "list of figures.Stamp"),
        (STAMPS, {"case_colour": "gold"}, '"gold"; allowed: aluminium, brass'),
        (STAMPS, {"rim": "belted"}, '"belted"; allowed: rimless, rimmed'),
        (STAMPS, {"primer": None}, '"None"; allowed: brass'),
        (STAMPS, {"sealant": "pink"}, '"pink"; allowed: black'),
        (STAMPS, {"sections": 5}, 'sections must be 0, 2, 3 or 4, not "5"'),
        (STAMPS, {"sections": True}, '"True"'),
        (STAMPS, {"wear": float("inf")}, '"inf"'),
        (STAMPS, {"width_px": 10}, "width_px must be a whole number from 320 to 1600"),
        (STAMPS, {"clock": 1}, 'clock must be True or False, not "1"'),
        (STAMPS, {"seed": "x"}, "seed must be"),
    ],
)
def test_a_head_that_cant_be_drawn_is_refused(stamps: object, setting: dict[str, object], message: str) -> None:
    """What doesn't fit, overlaps or is unknown gets a clear message instead of a misleading picture."""
    with pytest.raises(InputError) as caught:
        plot_headstamp(stamps, **{"width_px": SMALL, **setting})  # type: ignore[arg-type]
    assert message in str(caught.value)


def test_same_seed_same_bytes(tmp_path: Path) -> None:
    """Twice here and once in a new process: the same file."""
    code = (
        "import sys\n"
        "from firearmskit.figures import Stamp, plot_headstamp, save\n"
        "save(plot_headstamp([Stamp(text='AB', clock=12)], seed=5, clock=True, width_px=320), sys.argv[1])"
    )
    files = [tmp_path / f"{number}.jpg" for number in range(3)]
    for path in files[:2]:
        save(plot_headstamp([Stamp(text="AB", clock=12)], seed=5, clock=True, width_px=SMALL), path)
    subprocess.run([sys.executable, "-W", "error", "-c", code, str(files[2])], check=True)
    assert len({hashlib.sha256(path.read_bytes()).digest() for path in files}) == 1


@pytest.mark.parametrize("clock", [12, 3, 6, 9])
def test_a_stamp_stands_at_its_hour(clock: int, bare: Panel) -> None:
    """What a stamp changes in the picture lies where its hour is, for each way to turn the letters."""
    plain = pixels(bare)
    for orientation in ("outward", "inward", "upright"):
        stamped = plot_headstamp([Stamp(text="H8", clock=clock, orientation=orientation)], width_px=SMALL, wear=0)
        rows, columns = np.nonzero(np.abs(pixels(stamped) - plain) > 25)
        across, up = columns.mean() / SMALL - 0.5, 0.5 - rows.mean() / SMALL
        astray = (np.degrees(np.arctan2(across, up)) - clock * 30 + 180) % 360 - 180
        assert abs(astray) < 6


def test_letters_turn_as_asked(bare: Panel) -> None:
    """At 6 o'clock letters whose tops point inward read as on a page; the others stand on their heads."""

    def seen(orientation: str) -> np.ndarray:
        picture = pixels(
            plot_headstamp([Stamp(text="L", clock=6, orientation=orientation, size=0.3)], width_px=SMALL, wear=0)
        )
        return np.asarray(np.abs(picture - pixels(bare)) > 25)

    for orientation, foot_below in (("inward", True), ("upright", True), ("outward", False)):
        rows, _columns = np.nonzero(seen(orientation))
        assert (rows.mean() > (rows.min() + rows.max()) / 2) is np.bool_(foot_below)


def test_every_symbol_can_be_stamped(bare: Panel) -> None:
    """Each symbol marks the head at its hour."""
    plain = pixels(bare)
    names = list(SYMBOLS)
    for start in range(0, len(names), 6):
        stamps = [Stamp(symbol=name, clock=2 * hour) for hour, name in enumerate(names[start : start + 6], start=1)]
        differs = np.abs(pixels(plot_headstamp(stamps, width_px=SMALL, wear=0)) - plain) > 25
        for stamp in stamps:
            turn = np.radians(30 * (stamp.clock or 0))
            x, y = (int(SMALL * (0.5 + 0.32 * part)) for part in (np.sin(turn), -np.cos(turn)))
            assert differs[y - 28 : y + 28, x - 28 : x + 28].mean() > 0.02, stamp.symbol


def test_every_colour_looks_different() -> None:
    """No two cases and no two primers look the same."""
    for name, choices in (("case_colour", CASES), ("primer", PRIMERS), ("rim", RIMS)):
        panels = []
        for choice in choices:
            canvas = plot_headstamp([], width_px=SMALL, **{name: choice}).figure.canvas
            canvas.draw()
            panels.append(np.asarray(canvas.buffer_rgba())[..., :3].astype(int))  # type: ignore[attr-defined]
        for number, one in enumerate(panels):
            for other in panels[:number]:
                assert (np.abs(one - other).max(axis=2) > 12).mean() > 0.02


def test_lines_sealant_and_hours_are_drawn(bare: Panel) -> None:
    """Each extra shows."""
    for extra in ({"sections": 2}, {"sections": 4}, {"sealant": "green"}, {"clock": True}):
        assert changed(bare, plot_headstamp([], width_px=SMALL, wear=0, **extra), 0, 1) > 0.001  # type: ignore[arg-type]


@given(st.text(max_size=40), st.one_of(st.none(), st.floats()))
def test_any_stamp_is_told_or_refused(text: str, clock: float | None) -> None:
    """Whatever the text and hour, the stamp is told verbatim or refused with a message."""
    try:
        stamp = Stamp(text=text, clock=clock)
    except InputError:
        return
    assert f"“{stamp.text}”" in describe_headstamp([stamp], primer="none")


def test_words_speak_the_chosen_language() -> None:
    """Where a catalogue lacks a sentence it is said in English, never left out."""
    with language.speaking("fr"):
        assert "“AB”" in describe_headstamp(STAMPS).replace("«\u00a0AB\u00a0»", "“AB”")
