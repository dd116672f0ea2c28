"""Surfaces in relief: heights by colour, light from the upper left, a scale bar of the right length, and the words."""

from __future__ import annotations

import io
import itertools

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.image import AxesImage
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from PIL import Image

from firearmskit import figures, language
from firearmskit.ballistics import Surface, read_x3p
from firearmskit.errors import InputError
from firearmskit.figures import describe_steps, describe_surface, plot_steps, plot_surface
from firearmskit.figures.drawing import svg
from firearmskit.figures.reliefs import number, round_length, ticks


def made(heights, spacing=10e-6, down=None, **more):
    """Give a surface, with square points unless said otherwise."""
    return Surface(heights_m=heights, spacing_x_m=spacing, spacing_y_m=down or spacing, **more)


def ring(seed=1, points=240):
    """Give a made-up ring with grain, as a breech face is after its preparation."""
    y, x = np.mgrid[:points, :points] - (points - 1) / 2
    away = np.hypot(x, y)
    heights = np.random.default_rng(seed).normal(size=(points, points)) * 1e-6
    heights += 3e-6 * np.sin(x / 6)
    return made(np.where((away < 0.48 * points) & (np.hypot(x - 5, y) > 0.24 * points), heights, np.nan))


def relief_of(picture, which=0):
    """Give the pixels of a relief, and where it stands: left, right, bottom, top in thousandths."""
    images = [each for each in picture.figure.findobj(AxesImage) if each.get_array().shape[0] > 1]
    return np.asarray(images[which].get_array()), images[which].get_extent()


def scale_of(picture):
    """Give the length of the scale bar in thousandths, and what it says."""
    lines = [each for each in picture.figure.axes[0].lines if np.ptp(each.get_xdata()) > 20]
    words = [each.get_text() for each in picture.figure.findobj(Text)]
    (said,) = [each for each in words if each.endswith((" mm", " µm"))]
    return float(np.ptp(lines[-1].get_xdata())), said


CASES = {
    "ring": lambda: plot_surface(ring(), title="Made-up ring", width_px=360),
    "wide": lambda: plot_surface(made(np.random.default_rng(1).random((40, 400)) * 1e-6), width_px=360),
    "tall": lambda: plot_surface(made(np.random.default_rng(1).random((400, 40)) * 1e-4), width_px=360),
    "steps": lambda: plot_steps([("As measured", ring()), ("Waves filtered", ring(2)), ("Cut", ring(3, 90))]),
    "nothing": lambda: plot_surface(made(np.full((9, 9), np.nan)), width_px=360),
    "level": lambda: plot_surface(made(np.full((9, 9), 2e-6)), width_px=360),
}


@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.parametrize("name", CASES)
def test_words_can_be_read_on_a_phone(name, code, is_legible):
    """They stand on the page, apart from each other, and are large enough, in English and French."""
    with language.speaking(code):
        assert is_legible(CASES[name]())


@pytest.mark.parametrize(("spacing", "down"), [(10e-6, 10e-6), (10e-6, 20e-6), (1.5625e-6, 1.5625e-6)])
def test_the_scale_bar_is_as_long_as_it_says(spacing, down):
    """Its length on the page is that of its words, on the scale of both axes of the relief."""
    held = made(np.random.default_rng(1).random((120, 200)), spacing, down)
    picture = plot_surface(held, width_px=1000)
    _pixels, (left, right, bottom, top) = relief_of(picture)
    long, said = scale_of(picture)
    metres = float(said.split()[0]) * {"mm": 1e-3, "µm": 1e-6}[said.split()[1]]
    assert long / metres == pytest.approx((right - left) / held.width_m, rel=1e-6)
    assert long / metres == pytest.approx((bottom - top) / held.height_m, rel=1e-6)
    assert said.split()[0].strip("0.") in ("1", "2", "5")


def test_surfaces_beside_each_other_have_one_scale():
    """A part is as large beside the whole as it is in it, and one bar stands for both."""
    picture = plot_steps([("Whole", ring(1, 200)), ("Part", ring(1, 100))], width_px=800)
    widths = [extent[1] - extent[0] for extent in (relief_of(picture, 0)[1], relief_of(picture, 1)[1])]
    assert widths[0] / widths[1] == pytest.approx(2)
    assert scale_of(picture)[0] > 0


def test_colours_tell_heights_to_everyone():
    """Higher is lighter in grey too, and the map is one that is even to the eye and to the colour-blind."""
    level = np.repeat(np.arange(8.0), 30)[:, None] * np.ones(240) * 1e-6
    pixels, _extent = relief_of(plot_surface(made(level), heights_um=(0, 7), width_px=640))
    steps = [pixels[int((at + 0.5) * len(pixels) / 8), 100, :3].astype(float) for at in range(8)]
    grey = [float(each @ [0.2126, 0.7152, 0.0722]) for each in steps]
    assert all(one < other - 5 for one, other in itertools.pairwise(grey))
    wanted = 255 * np.array(mpl.colormaps["cividis"](0.0)[:3])
    assert steps[0] == pytest.approx(wanted, abs=8)


def test_light_comes_from_the_upper_left():
    """Of a bump, the side towards the upper left is lighter than the one away from it; of a dent, the other way."""
    y, x = np.mgrid[:200, :200] - 99.5
    bump = 5e-6 * np.exp(-(x**2 + y**2) / 800)
    for heights, sign in ((bump, 1), (-bump, -1)):
        pixels, _extent = relief_of(plot_surface(made(heights), heights_um=(-100, 100), width_px=640))
        size = len(pixels)
        near, far = (pixels[int(at * size), int(at * size), :3].astype(float).sum() for at in (0.42, 0.58))
        assert sign * (near - far) > 60


def test_what_was_not_measured_shows():
    """A hole is transparent over hatching, which the legend explains; without a hole there's neither."""
    held = ring()
    picture = plot_surface(held, width_px=640)
    pixels, _extent = relief_of(picture)
    middle = len(pixels) // 2
    assert pixels[middle, middle, 3] == 0
    assert pixels[middle, int(0.2 * len(pixels)), 3] == 255
    assert np.mean(pixels[..., 3] == 255) == pytest.approx(held.measured, abs=0.01)
    hatched = [each for each in picture.figure.findobj(Rectangle) if each.get_hatch()]
    assert len(hatched) == 2
    assert "not measured" in [each.get_text() for each in picture.figure.findobj(Text)]
    whole = plot_surface(made(np.random.default_rng(1).random((50, 50))))
    assert not [each for each in whole.figure.findobj(Rectangle) if each.get_hatch()]


def test_the_bar_of_heights_has_round_numbers_in_their_places():
    """Numbers below the bar stand where their colours are; heights beyond the bar's ends have an arrow."""
    held = made(np.linspace(-4e-6, 12e-6, 40_000).reshape(200, 200))
    picture = plot_surface(held, heights_um=(-5, 15), width_px=640)
    (bar,) = [each for each in picture.figure.findobj(AxesImage) if each.get_array().shape[0] == 1]
    left, right = bar.get_extent()[:2]
    found = {each.get_text(): each.get_position()[0] for each in picture.figure.findobj(Text)}
    assert found["0"] == pytest.approx(left + 0.25 * (right - left))
    assert found["10"] == pytest.approx(left + 0.75 * (right - left))
    arrows = [len(plot_surface(held, heights_um=ends).figure.axes[0].patches) for ends in ((-5, 15), (0, 15), (0, 5))]
    assert [each - arrows[0] for each in arrows] == [0, 1, 2]


def test_words_hold_sizes_heights_and_gaps():
    """The description tells size, distances, heights, which parts are empty, and the notes, once each."""
    told = describe_surface(ring())
    assert told.startswith("A surface in relief, 2.4 mm wide and 2.4 mm high, its points 10 µm apart. 54 % of them")
    assert "hardly any: middle." in told
    two = made(np.zeros((50, 50)), 1e-6, 2e-6, notes=("One thing was done.",))
    assert "its points 1 µm and 2 µm apart." in describe_surface(two)
    assert "Nothing was measured." in describe_surface(made(np.full((5, 5), np.nan)))
    later = made(np.zeros((50, 50)), 1e-6, 2e-6, notes=("One thing was done.", "Another too."))
    both = describe_steps([("Before", two), ("After", later)])
    assert both.count("One thing was done.") == 1
    assert both.endswith("Another too.")
    assert plot_steps([("Before", two), ("After", later)]).description == both
    assert plot_surface(two, title="Mine").description.startswith("Mine: A surface")


def test_the_same_surface_gives_the_same_bytes_and_few_of_them():
    """A picture drawn twice is the same file; shown in a page it has less than 120 kB, as PNG less than 1.5 MB."""
    one, other = (plot_surface(ring(), width_px=1000) for _time in range(2))
    assert svg(one.figure) == svg(other.figure)
    shown = one._repr_mimebundle_()
    assert len(shown["text/html"]) < 120_000 * 4 / 3 + 4_000
    assert one.description[:40] in shown["text/html"]
    grain = made(np.random.default_rng(1).normal(size=(500, 500)) * 1e-6)
    large = plot_surface(grain, width_px=1600)._repr_mimebundle_()["text/html"]
    assert len(large) < 120_000 * 4 / 3 + 4_000
    stream = io.BytesIO()
    one.figure.savefig(stream, format="png")
    assert stream.tell() < 1_500_000
    assert Image.open(stream).size[0] == 1000


def test_a_real_scan_can_be_drawn(shared_data, is_legible):
    """A processed scan, with its hole."""
    held = read_x3p(shared_data("x3p/fadul_01-1.x3p"))
    picture = figures.plot_surface(held, title="Fadul 01-1", width_px=360)
    assert any(each.endswith(" mm") for each in is_legible(picture))
    assert "middle" in picture.description


@pytest.mark.parametrize(
    ("how", "quoted"),
    [
        ({"width_px": 10}, "width_px"),
        ({"heights_um": (3, 1)}, r"\(3, 1\)"),
        ({"heights_um": 3}, '"3"'),
        ({"heights_um": (0, float("nan"))}, "heights_um"),
        ({"title": 5}, "title"),
    ],
)
def test_what_cannot_be_drawn_is_quoted(how, quoted):
    """Widths, heights and titles that are none."""
    with pytest.raises(InputError, match=quoted):
        plot_surface(ring(), **how)


@pytest.mark.parametrize("steps", [[], None, "ab", [ring()], [("a", 5)], [(5, ring())], [("a", ring())] * 9])
def test_steps_that_are_none_are_refused(steps):
    """None, too many, or no pairs of a name and a surface."""
    with pytest.raises(InputError, match="steps"):
        plot_steps(steps)
    with pytest.raises(InputError, match="surface"):
        plot_surface(steps)


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0"), (-3.04, "−3"), (0.123, "0.12"), (9.96, "10"), (123.4, "123"), (-0.00001, "0"), (1e6, "1000000")],
)
def test_numbers_are_short(value, said):
    """Two digits, and whole numbers from 10 on."""
    assert number(value) == said


@pytest.mark.parametrize("most", [1, 2, 5, 7])
def test_ticks_are_round_and_few(most):
    """At most so many, in equal steps of 1, 2 or 5, between the ends."""
    for low, high in ((-4.3, 3.9), (0, 1), (120, 180), (-0.002, 0.007), (3, 3.0001)):
        found = ticks(low, high, most)
        assert len(found) <= most
        assert all(low - 1e-9 <= at <= high + 1e-9 for at, _said in found)
        assert len({said for _at, said in found}) == len(found)
        assert all(float(said.replace("\N{MINUS SIGN}", "-")) == pytest.approx(at) for at, said in found)
        if most >= 5:
            assert len(found) >= 2
    assert round_length(0.99) == pytest.approx(0.5)
    assert round_length(1e-3) == pytest.approx(1e-3)
    assert round_length(4.9e-5) == pytest.approx(2e-5)
