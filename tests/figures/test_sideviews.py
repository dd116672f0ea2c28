"""Side views: legible, the same each time, told in words that give nothing away."""

from __future__ import annotations

import itertools
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firearmskit.errors import InputError
from firearmskit.figures import PARTS, SIDE_VIEWS, SIDES, describe_side_view, plot_side_view, save, side_view_parts
from firearmskit.figures.drawing import svg
from firearmskit.figures.labels import Label, lay_out
from firearmskit.figures.shapes import outlines
from firearmskit.figures.views import SMALL_PARTS
from tests.figures.test_panel import pixels

# What a drawing is must be found by looking, so no description says it.
ANSWERS = ("pistol", "revolver", "rifle", "shotgun", "submachine", "machine gun", "bullpup", "kalashnikov", "pump")


@pytest.mark.parametrize("view", SIDE_VIEWS)
@pytest.mark.parametrize(("side", "label"), [("right", True), ("left", True), ("left", "letters")])
def test_labels_can_be_read_on_a_phone(view, side, label, is_legible):
    """No name covers another or leaves the page, and capitals are at least 7 pixels high at 360 pixels."""
    drawing = plot_side_view(view, side=side, label=label, width_px=360)
    assert len(is_legible(drawing)) >= 6
    width, height = drawing.figure.get_size_inches()
    assert height < 1.15 * width


@pytest.mark.parametrize("view", SIDE_VIEWS)
def test_every_part_has_a_name_and_a_place(view):
    """What can be labelled is in the list of parts, stands on the page, and its label points at it."""
    outline = outlines("side_views.toml")[view]
    for side in SIDES:
        drawing = plot_side_view(view, side=side, width_px=360)
        assert drawing.places.keys() == side_view_parts(view, side).keys() <= PARTS.keys()
        for part, (x, y, width, height) in drawing.places.items():
            assert 0 <= x < x + width <= 1, part
            assert 0 <= y < y + height <= 1, part
            box, (at, down) = outline.box(part, side), outline.anchor(part, side)
            assert box.x0 <= at <= box.x1, part
            assert box.y0 <= down <= box.y1, part


@pytest.mark.parametrize("view", SIDE_VIEWS)
def test_description_gives_nothing_away(view):
    """What is seen is told, not what it is; parts are named only where the picture names them."""
    told = describe_side_view(view, label="letters", highlight=["barrel"], marks=["barrel"])
    assert not [word for word in ANSWERS if word in told.lower()]
    assert told.count("barrel") == describe_side_view(view).count("barrel")
    named = describe_side_view(view, label=True, parts=["barrel"], highlight=["barrel"], marks=["barrel"])
    assert "Named, from left to right: barrel." in named
    assert "In another colour: barrel." in named
    assert "Numbered dots: 1: barrel." in named


def test_the_left_side_is_a_mirror_with_parts_of_its_own():
    """Parts change sides, and a lever of the right side isn't shown from the left."""
    right, left = (plot_side_view("ak_rifle", side=side, width_px=360).places for side in SIDES)
    assert "selector" in right
    assert "selector" not in left
    assert "front_trunnion" in left
    assert right["stock"][0] == pytest.approx(1 - left["stock"][0] - left["stock"][2])


def test_a_part_that_stands_out_does():
    """Highlighting changes what is seen of the part, also in grey, and fades the rest."""
    plain, lit = (pixels(plot_side_view("bolt_rifle", highlight=h, width_px=360)) for h in ([], ["stock"]))
    x, y, _width, height = plot_side_view("bolt_rifle", width_px=360).places["stock"]
    middle = np.s_[int((y + height / 3) * len(plain)) : int((y + height / 2) * len(plain)), int((x + 0.1) * 360) : 110]
    assert np.median(lit[middle]) < np.median(plain[middle]) - 15
    assert lit.mean() > plain.mean() - 5


def test_letters_and_dots_show():
    """Each kind of label changes the picture."""
    pictures = [
        svg(plot_side_view("pistol", **how).figure)
        for how in ({}, {"label": True}, {"label": "letters"}, {"marks": ["frame"]}, {"highlight": ["frame"]})
    ]
    assert len(set(pictures)) == len(pictures)


def test_same_bytes(tmp_path: Path):
    """As SVG and as PNG, here and in a new process."""
    code = (
        "import sys\n"
        "from firearmskit.figures import plot_side_view, save\n"
        "for path in sys.argv[1:]: save(plot_side_view('pistol', label=True, width_px=360), path)"
    )
    endings = (".svg", ".png")
    here, there = ([tmp_path / f"{name}{ending}" for ending in endings] for name in ("here", "there"))
    for path in here:
        save(plot_side_view("pistol", label=True, width_px=360), path)
    subprocess.run([sys.executable, "-W", "error", "-c", code, *map(str, there)], check=True)
    for one, other in zip(here, there, strict=True):
        assert one.read_bytes() == other.read_bytes()
    assert b"<text" not in here[0].read_bytes()
    assert b"date" not in here[0].read_bytes().lower()


def test_it_shows_itself_with_its_words():
    """A notebook gets an SVG with a text alternative, small enough for a page."""
    drawing = plot_side_view("machine_gun", label=True)
    shown = drawing._repr_mimebundle_()
    assert shown["text/plain"] == repr(drawing) == drawing.description
    assert 'alt="Line drawing of a firearm' in shown["text/html"]
    assert len(shown["text/html"]) < 200_000


@pytest.mark.parametrize(
    ("view", "setting", "quoted"),
    [
        ("musket", {}, '"musket"; allowed: ak_rifle'),
        (["pistol"], {}, "allowed: ak_rifle"),
        ("pistol", {"side": "top"}, '"top"; allowed: left, right'),
        ("pistol", {"label": "names"}, 'label must be True, False or "letters", not "names"'),
        ("pistol", {"label": 1}, 'not "1"'),
        ("pistol", {"label": ["letters"]}, "label must be"),
        ("pistol", {"parts": ["cylinder"], "label": True}, '"cylinder"; allowed: '),
        ("pistol", {"highlight": "x" * 10_000}, "(10000 characters); allowed: "),
        ("pistol", {"marks": 3}, 'must be a list of parts, not "3"'),
        ("pistol", {"marks": [float("nan")]}, '"nan"; allowed: '),
        ("pistol", {"marks": [["frame"]]}, "allowed: "),
        ("pistol", {"width_px": float("nan")}, '"nan"'),
        ("pistol", {"width_px": 10**9}, "from 320 to 2400"),
    ],
)
def test_what_cant_be_drawn_is_refused(view, setting, quoted):
    """The message quotes the value and says what is allowed."""
    with pytest.raises(InputError) as caught:
        plot_side_view(view, **setting)
    assert quoted in str(caught.value)


def test_a_single_part_may_be_named_by_its_name_alone():
    """A text stands for a list of one."""
    assert describe_side_view("pistol", highlight="frame") == describe_side_view("pistol", highlight=["frame"])


def test_words_need_the_standard_library_alone():
    """A side view can be described where neither NumPy nor matplotlib is installed."""
    code = (
        "import sys; sys.modules.update(numpy=None, matplotlib=None, PIL=None)\n"
        "from firearmskit import figures\n"
        "print(figures.describe_side_view('pistol', label=True), figures.describe_headstamp([]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "slide" in done.stdout


def test_no_name_stands_on_the_line_of_another():
    """Lines lead straight from each name to its part, past all other names."""
    for view in SIDE_VIEWS:
        for side in SIDES:
            outline = outlines("side_views.toml")[view]
            labels = [
                Label(name=part, width=180.0, x=x * 950 / outline.width, y=y)
                for part in outline.parts(side)
                if part not in SMALL_PARTS
                for x, y in [outline.anchor(part, side)]
            ]
            laid = lay_out(labels, width=1000, middle=outline.middle)
            assert {place.label for place in laid} == set(labels)
            for one, other in itertools.permutations(laid, 2):
                if one.above == other.above and one.row <= other.row:
                    assert not one.x0 < other.label.x < one.x1, (view, side, one.label.name, other.label.name)
                    assert one.row < other.row or one.x1 < other.x0 or other.x1 < one.x0


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(20, 300), st.booleans()), max_size=12))
def test_names_never_overlap_whatever_the_parts(points):
    """However close the points, names in one row keep apart and stay on the page."""
    labels = [Label(name=str(n), width=w, x=x, y=0 if up else 9) for n, (x, w, up) in enumerate(points)]
    laid = lay_out(labels, width=1000, middle=5)
    assert len(laid) == len(labels)
    for place in laid:
        assert place.x0 >= 0
        assert place.x1 <= 1000
    for one, other in itertools.combinations(laid, 2):
        if (one.above, one.row) == (other.above, other.row):
            assert one.x1 < other.x0 or other.x1 < one.x0
