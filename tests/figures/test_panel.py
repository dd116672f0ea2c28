"""Pictures of marks: the same each time, every symbol and script drawn, nothing in the file but the picture."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import threading
import warnings
from html import unescape
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.figure import Figure
from numpy.typing import NDArray
from PIL import Image

from firearmskit.errors import InputError
from firearmskit.figures import STYLES, SURFACES, SYMBOLS, Mark, Panel, plot_marks, save
from firearmskit.figures.glyphs import clusters, letter

SMALL = 480
MARKS = [Mark(text="66", symbol="triangle", x=0.2, y=0.5, height=0.3, label="A"), Mark(text="AB 12", x=0.65, y=0.5)]


@pytest.fixture(autouse=True)
def _warnings_are_errors() -> object:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def pixels(panel: Panel) -> NDArray[np.int16]:
    """Give what is seen, in grey."""
    panel.figure.canvas.draw()
    return np.asarray(panel.figure.canvas.buffer_rgba())[..., :3].mean(axis=2).astype(np.int16)  # type: ignore[attr-defined]


def changed(one: Panel, other: Panel, x0: float, x1: float) -> float:
    """Give the share of pixels between two fractions of the width that differ clearly between two pictures."""
    a, b = pixels(one), pixels(other)
    columns = slice(int(x0 * a.shape[1]), int(x1 * a.shape[1]))
    return float((np.abs(a - b)[:, columns] > 12).mean())


def test_same_seed_same_bytes(tmp_path: Path) -> None:
    """Twice in this process and once in a new one: the same file, and nothing on stderr."""
    code = (
        "import sys\n"
        "from firearmskit.figures import Mark, plot_marks, save\n"
        "save(plot_marks([Mark(text='AB 12', x=.5, y=.5, label='A')], seed=5, width_px=480), sys.argv[1])"
    )
    here = [tmp_path / "1.jpg", tmp_path / "2.jpg"]
    for path in here:
        save(plot_marks([Mark(text="AB 12", x=0.5, y=0.5, label="A")], seed=5, width_px=SMALL), path)
    there = tmp_path / "3.jpg"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code, str(there)], capture_output=True, check=True)
    assert done.stderr == b""
    assert len({hashlib.sha256(path.read_bytes()).digest() for path in [*here, there]}) == 1


def test_another_seed_another_picture() -> None:
    """The seed decides the steel and the strike."""
    one, other = (plot_marks(MARKS, seed=seed, width_px=SMALL) for seed in (1, 2))
    assert changed(one, other, 0, 1) > 0.2


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("surface", ["receiver", "bolt"])
def test_a_mark_changes_the_picture_where_it_stands(style: str, surface: str) -> None:
    """Another text changes the pixels under it; its neighbour stays as it was."""
    left = Mark(text="K 44", x=0.25, y=0.5, style="engraved")
    one, other = (
        plot_marks([left, Mark(text=text, x=0.75, y=0.5, style=style)], surface=surface, width_px=SMALL, wear=0)
        for text in ("1234", "8096")
    )
    assert changed(one, other, 0.55, 0.95) > 0.008
    assert changed(one, other, 0.0, 0.45) < 0.002


def test_a_deep_mark_shows_more_than_a_faint_one() -> None:
    """Contrast grows with depth, and depth 0 still leaves a trace."""

    def contrast(depth: float | None) -> float:
        marks = [Mark(symbol="star", x=0.9, y=0.2, height=0.1)]
        if depth is not None:
            marks.append(Mark(text="HHHH", x=0.5, y=0.5, height=0.2, depth=depth, style="engraved"))
        # On four pieces of steel, because the grain of one may hide what is faint.
        greys = [pixels(plot_marks(marks, width_px=SMALL, wear=0, seed=seed)) for seed in range(4)]
        return float(sum(grey[110:170, 150:330].std() for grey in greys))

    plain, faint, deep = contrast(None), contrast(0), contrast(1)
    assert plain * 1.1 < faint < deep


def test_a_laser_bleaches_dark_steel_and_a_stamp_darkens_it() -> None:
    """On a dark finish a laser mark is paler than the steel, a stamped or written one darker."""

    def grey(style: str | None) -> float:
        marks = [Mark(symbol="star", x=0.9, y=0.2, height=0.1)]
        if style:
            marks.append(Mark(text="HHHH", x=0.5, y=0.5, height=0.2, style=style))
        return float(pixels(plot_marks(marks, width_px=SMALL, wear=0, seed=3))[110:170, 150:330].mean())

    assert grey("electro-pencil") < grey(None) < grey("laser")
    assert grey("stamped") < grey("engraved") < grey(None)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (1, 2)), 6])
def test_the_faintest_mark_on_the_most_worn_steel_leaves_a_trace(style: str, seed: int) -> None:
    """Nothing that the description calls legible vanishes, whatever the finish and wherever the wear."""
    one, other = (
        plot_marks([Mark(text=text, x=0.5, y=0.5, height=0.2, depth=0, style=style)], wear=1, seed=seed, width_px=SMALL)
        for text in ("1234", "8096")
    )
    differs = np.abs(pixels(one) - pixels(other))[115:165] > 12
    for start in range(144, 336, 48):  # character by character
        assert differs[:, start : start + 48].mean() > 0.08


@pytest.fixture(scope="module")
def bare() -> Panel:
    """A panel with one letter at its right edge."""
    return plot_marks([Mark(text="I", x=0.9, y=0.5)], width_px=SMALL, wear=0)


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_every_symbol_is_drawn(symbol: str, bare: Panel) -> None:
    """A symbol marks the steel, and so does the text in or below it."""
    with_symbol = plot_marks(
        [Mark(text="I", x=0.9, y=0.5), Mark(symbol=symbol, x=0.3, y=0.4, height=0.3)], width_px=SMALL, wear=0
    )
    with_text = plot_marks(
        [Mark(text="I", x=0.9, y=0.5), Mark(symbol=symbol, text="8", x=0.3, y=0.4, height=0.3)], width_px=SMALL, wear=0
    )
    assert changed(bare, with_symbol, 0.1, 0.5) > 0.005
    assert changed(with_symbol, with_text, 0.1, 0.5) > 0.002


@pytest.mark.parametrize("surface", SURFACES)
def test_every_surface_takes_its_finishes(surface: str) -> None:
    """All parts can be drawn with several seeds, new and worn, and none comes out black or white."""
    for seed, wear in ((0, 0.0), (1, 0.5), (2, 1.0)):
        grey = pixels(plot_marks(MARKS, surface=surface, seed=seed, wear=wear, width_px=SMALL))
        assert 25 < grey.mean() < 200
        assert grey.std() > 8


@pytest.mark.parametrize(
    "text", ["AZaz09 .,-/*#&", "ЖБЯ жбя", "ΑΒΓΩ", "٠١٢٣٤٥٦٧٨٩", "۴۵۶", "Ñ ŽŠĐ ½ №", "一三五六七八式半自动"]
)
def test_scripts_of_the_course_need_no_further_font(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Latin, Cyrillic, Greek, both sets of Arabic-Indic digits and the Chinese characters are at hand."""
    from matplotlib import font_manager

    letter.cache_clear()
    monkeypatch.setattr(
        font_manager.fontManager,
        "ttflist",
        [font for font in font_manager.fontManager.ttflist if "mpl-data" in font.fname],
    )
    plot_marks([Mark(text=text, x=0.5, y=0.5, width=0.9)], width_px=SMALL)


def test_no_character_is_an_empty_box(monkeypatch: pytest.MonkeyPatch) -> None:
    """A character that no font has is refused by name, with the remedy; so are joined right-to-left letters."""
    from matplotlib import font_manager

    from firearmskit.figures import glyphs

    monkeypatch.setattr(font_manager.fontManager, "ttflist", [])
    glyphs._font_with.cache_clear()
    with pytest.raises(InputError, match=r'"鼎" \(U\+9F0E\).*Install a font'):
        plot_marks([Mark(text="A鼎", x=0.5, y=0.5)], width_px=SMALL)
    with pytest.raises(InputError, match=r"U\+9F0E"):
        plot_marks([Mark(text="A", x=0.5, y=0.5)], title="鼎", width_px=SMALL)
    with pytest.raises(InputError, match="right to left"):
        plot_marks([Mark(text="ساخت", x=0.5, y=0.5)], width_px=SMALL)


def test_accents_stay_with_their_letter() -> None:
    """What is struck with one die is one cluster."""
    assert clusters("Q\u0301A") == ["Q\u0301", "A"]


@pytest.mark.parametrize(
    ("marks", "setting", "message"),
    [
        (
            [Mark(text="MUCH TOO LONG FOR HERE", x=0.5, y=0.5, height=0.2)],
            {},
            "would leave the panel.*move it or give it",
        ),
        ([Mark(text="A", x=0.0, y=0.5)], {}, "would leave the panel"),
        ([Mark(text="ABCDEFGHIJKLMN", symbol="circle", x=0.5, y=0.5)], {}, "too small to read"),
        (
            [Mark(text="AB 12", x=0.5, y=0.5), Mark(text="CD 34", x=0.55, y=0.5)],
            {},
            '"AB 12" and "CD 34" would overlap',
        ),
        ([], {}, "1 to 24 marks"),
        (MARKS, {"surface": "grip"}, '"grip"; allowed'),
        (MARKS, {"seed": 1.5}, "seed must be a whole number"),
        (MARKS, {"seed": -1}, '"-1"'),
        (MARKS, {"width_px": 100}, "width_px must be a whole number from 320 to 2400"),
        (MARKS, {"title": "A\nB"}, r"U\+000A"),
    ],
)
def test_a_picture_that_would_mislead_is_refused(marks: list[Mark], setting: dict[str, object], message: str) -> None:
    """Cut off, unreadable or overlapping marks are refused with what to do about it."""
    with pytest.raises(InputError, match=message):
        plot_marks(marks, **setting)  # type: ignore[call-overload]


def test_a_width_makes_a_long_mark_fit() -> None:
    """With a width, a text of any length stays in its place."""
    long = [Mark(text="PROPERTY OF A STATE", x=0.3, y=y, height=0.12, width=0.4) for y in (0.3,)]
    changed_right = changed(
        plot_marks([*long, Mark(text="I", x=0.9, y=0.9)], width_px=SMALL, wear=0),
        plot_marks([Mark(text="I", x=0.3, y=0.3), Mark(text="I", x=0.9, y=0.9)], width_px=SMALL, wear=0),
        0.0,
        0.08,
    )
    assert changed_right < 0.01


def test_a_symbol_may_enclose_another_mark() -> None:
    """A symbol without text may stand around a text of its own."""
    plot_marks([Mark(symbol="circle", x=0.5, y=0.5, height=0.5), Mark(text="25", x=0.5, y=0.5)], width_px=SMALL)


@pytest.mark.parametrize(("ending", "kind"), [(".jpg", "JPEG"), (".JPEG", "JPEG"), (".webp", "WEBP"), (".png", "PNG")])
def test_a_saved_picture_holds_the_picture_alone(ending: str, kind: str, tmp_path: Path) -> None:
    """Full size, no software name, no date, no other metadata."""
    path = save(plot_marks(MARKS, seed=9), tmp_path / f"panel{ending}")
    with Image.open(path) as image:
        assert (image.format, image.size) == (kind, (1200, 700))
        assert not image.getexif()
        assert not {"Software", "comment", "exif", "xmp", "icc_profile", "date:create"} & set(image.info)
    assert b"atplotlib" not in path.read_bytes()
    if kind != "PNG":
        assert path.stat().st_size <= 120_000


def test_size_and_ending_are_checked(tmp_path: Path) -> None:
    """An ending that isn't a picture and a size that can't be reached are refused; nothing is left behind."""
    panel = plot_marks(MARKS)
    with pytest.raises(InputError, match=r'"panel.tiff"; allowed endings: .jpg'):
        save(panel, tmp_path / "panel.tiff")
    with pytest.raises(InputError, match="as small as 2 kB"):
        save(panel, tmp_path / "panel.jpg", max_kb=2)
    assert list(tmp_path.iterdir()) == []
    assert save(panel, tmp_path / "panel.jpg", max_kb=70).stat().st_size <= 70_000


def test_any_figure_can_be_saved(tmp_path: Path) -> None:
    """Other plots use the same helper."""
    figure = Figure(figsize=(3, 2))
    figure.add_subplot().plot([1, 2])
    assert save(figure, tmp_path / "plot.png").read_bytes().startswith(b"\x89PNG")


def test_a_panel_shows_itself_with_a_text_alternative() -> None:
    """Notebooks get one small picture whose alternative text is the description, escaped."""
    panel = plot_marks([Mark(text='A<"1', x=0.5, y=0.5)], title="Plate & co", width_px=SMALL)
    bundle = panel._repr_mimebundle_(include=None, exclude=None)
    assert set(bundle) == {"text/html", "text/plain"}
    assert 'src="data:image/jpeg;base64,' in bundle["text/html"]
    alt = bundle["text/html"].split('alt="')[1].split('"')[0]
    assert unescape(alt) == panel.description == bundle["text/plain"] == repr(panel)
    assert panel.description.startswith("Plate & co. Part of")
    assert '“A<"1”' in panel.description


def test_no_global_state_is_touched() -> None:
    """Drawing neither loads pyplot nor changes settings, and works in threads."""
    before = dict(mpl.rcParams)
    found: list[int] = []

    def draw() -> None:
        found.append(hash(pixels(plot_marks(MARKS, seed=4, width_px=SMALL)).tobytes()))

    threads = [threading.Thread(target=draw) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 3
    assert len(set(found)) == 1
    assert dict(mpl.rcParams) == before


def test_axes_of_ones_own() -> None:
    """A panel can be one of several plots of a figure; dollars in a title are dollars."""
    axes = Figure().add_subplot()
    assert plot_marks(MARKS, ax=axes, title="$1 and $2", width_px=SMALL) is axes
    assert axes.images[0].get_array() is not None
    assert axes.get_title() == "$1 and $2"
