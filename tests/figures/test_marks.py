"""What a mark accepts, and what a panel says in words."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.errors import InputError
from firearmskit.figures import STYLES, SURFACES, SYMBOLS, Mark, describe_marks

KINDS = ("serial", "maker", "factory", "model", "year", "calibre", "proof", "import")


def some_marks() -> list[Mark]:
    """Give one mark for each symbol and style, with scripts that the course shows."""
    texts = ["66", "56式", "ЖБ 3481", "٣٤٥", "ΑΒΓ", "AD5900001"]
    return [
        Mark(text=texts[i % len(texts)], symbol=symbol, x=0.5, y=i / 20, style=list(STYLES)[i % 4], label=str(i))
        for i, symbol in enumerate([None, *SYMBOLS])
    ]


@pytest.mark.parametrize("surface", SURFACES)
def test_description_tells_all_and_interprets_nothing(surface: str) -> None:
    """Every text and label is told, verbatim; no word says what kind of mark it is."""
    marks = some_marks()
    told = describe_marks(marks, surface=surface, wear=0.5)
    for mark in marks:
        assert f"“{mark.text}”" in told
        assert f"{mark.label}, " in told
    assert not [word for word in KINDS if word in told.lower()]


def test_description_follows_the_eye_and_not_the_list() -> None:
    """The order of the list, which an author may have sorted by meaning, doesn't show."""
    marks = [Mark(text="ONE", x=0.8, y=0.8), Mark(text="TWO", x=0.2, y=0.2), Mark(text="THREE", x=0.7, y=0.21)]
    assert describe_marks(marks) == describe_marks(marks[::-1])
    assert (
        describe_marks(marks).index("TWO") < describe_marks(marks).index("THREE") < describe_marks(marks).index("ONE")
    )


@pytest.mark.parametrize(
    ("depth", "wear", "words"),
    [(0.9, 0.0, "easy to read"), (0.4, 0.3, "faint but legible"), (0.1, 1.0, "very faint, legible with care")],
)
def test_legibility_is_told(depth: float, wear: float, words: str) -> None:
    """A shallow mark on worn steel is called faint."""
    assert describe_marks([Mark(text="A", x=0.5, y=0.5, depth=depth)], wear=wear).endswith(f"stamped, {words}.")


@pytest.mark.parametrize(
    ("degrees", "words"),
    [(0, "stamped, easy"), (90, "turned on its side"), (-90, "turned on its side"), (180, "upside")],
)
def test_rotation_is_told(degrees: float, words: str) -> None:
    """Who can't see the picture learns that a mark stands on its side or head."""
    assert words in describe_marks([Mark(text="A", x=0.5, y=0.5, rotation_deg=degrees)])


@pytest.mark.parametrize(
    ("wrong", "quoted"),
    [
        ({"symbol": "swastika"}, '"swastika"; allowed: arrow, broad_arrow, circle'),
        ({"symbol": ["circle"]}, "allowed: arrow"),
        ({"style": "chiselled"}, '"chiselled"; allowed: electro-pencil, engraved, laser, stamped'),
        ({"x": 1.5}, 'x must be a number from 0 to 1, not "1.5"'),
        ({"y": -0.1}, 'y must be a number from 0 to 1, not "-0.1"'),
        ({"x": float("nan")}, '"nan"'),
        ({"x": "0.5"}, '"0.5"'),
        ({"x": True}, '"True"'),
        ({"height": 0.01}, "0.04"),
        ({"height": 10**400}, "height must be a number from 0.04 to 0.7"),
        ({"width": 0}, "width must be"),
        ({"depth": 2}, "depth must be"),
        ({"rotation_deg": 720}, '"720"'),
        ({"text": ""}, 'its text is ""'),
        ({"text": "   "}, 'its text is ""'),
        ({"text": None}, 'text must be text, not "None"'),
        ({"text": "A" * 10_000}, "(10000 characters) is too long: at most 60 characters"),
        ({"text": "AB\n12"}, r'"AB\n12" contains U+000A'),
        ({"text": "AB\x00"}, "U+0000"),
        ({"text": "AB\u202e12"}, "U+202E"),
        ({"text": "\ud800"}, "U+D800"),
        ({"label": ""}, "A label needs 1 to 3 characters"),
        ({"label": "LONG"}, '"LONG" is too long'),
    ],
)
def test_a_mark_that_cant_be_drawn_is_refused(wrong: dict[str, object], quoted: str) -> None:
    """The message quotes the value and says what is allowed."""
    good: dict[str, object] = {"text": "AB 12", "x": 0.5, "y": 0.5}
    with pytest.raises(InputError) as caught:
        Mark(**{**good, **wrong})  # type: ignore[arg-type]
    assert quoted in str(caught.value)


A = Mark(text="A", x=0.5, y=0.5, label="A")


@pytest.mark.parametrize(
    ("marks", "setting", "quoted"),
    [
        ([], {}, "1 to 24 marks, not 0"),
        ([Mark(text="A", x=0.5, y=0.5)] * 25, {}, "not 25"),
        ("AB", {}, 'figures.Mark, not "A"'),
        (A, {}, "list of figures.Mark"),
        ([A, A], {}, 'label "A"'),
        ([A], {"surface": "stock"}, '"stock"; allowed: barrel, bolt, frame'),
        ([A], {"wear": 1.01}, '"1.01"'),
    ],
)
def test_a_panel_that_cant_be_drawn_is_refused(marks: object, setting: dict[str, object], quoted: str) -> None:
    """An empty panel, two equal labels or an unknown surface get a clear message."""
    with pytest.raises(InputError) as caught:
        describe_marks(marks, **setting)  # type: ignore[arg-type]
    assert quoted in str(caught.value)


@given(st.text(max_size=80))
def test_any_text_is_told_or_refused(text: str) -> None:
    """Whatever the text, it is told verbatim (accents composed, ends trimmed) or refused with a message."""
    try:
        mark = Mark(text=text, x=0.5, y=0.5)
    except InputError:
        assert not text.strip() or len(text) > 60 or not text.isprintable()
    else:
        assert f"“{mark.text}”" in describe_marks([mark])


def test_words_need_the_standard_library_alone() -> None:
    """A mark can be made and described where neither NumPy nor matplotlib is installed."""
    code = (
        "import sys; sys.modules.update(numpy=None, matplotlib=None, PIL=None)\n"
        "from firearmskit import figures\n"
        "import json\n"
        "print(json.dumps(figures.describe_marks([figures.Mark(text='AB', x=.5, y=.5)])))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "“AB”" in json.loads(done.stdout)
    assert done.stderr == ""
