"""The picture of the steps to a law: each step stands in it and in its words, and bars are as long as what is done."""

from __future__ import annotations

import pytest
from matplotlib.patches import FancyBboxPatch, Rectangle

from firearmskit import figures
from firearmskit.errors import InputError
from firearmskit.figures.charts import BAND, BLUE
from firearmskit.law import gaps
from firearmskit.law.gaps import Claim, NationalLaw


def assessed(*claims: Claim) -> gaps.Assessment:
    """Assess a made-up bill."""
    bill = NationalLaw(name="Bill", fictional=True, instruments=("firearms-protocol",), claims=claims)
    return gaps.assess(bill, on="2026-11-27")


def texts(drawing: figures.Drawing) -> str:
    """Give all words of a picture, in their order."""
    return " ".join(each.get_text() for each in drawing.figure.axes[0].texts)


def test_each_step_has_its_box_its_sentence_and_its_paragraph():
    """As many boxes as steps, with name, sentence and paragraph, which the description tells too."""
    drawing = figures.plot_law_steps()
    assert sum(isinstance(each, FancyBboxPatch) for each in drawing.figure.axes[0].patches) == len(gaps.STEPS)
    for step in gaps.STEPS:
        assert step.name in texts(drawing)
        assert step.source.partition(", ")[2] in texts(drawing)
        assert step.sentence in drawing.description


def test_a_bar_is_as_long_as_what_is_done():
    """Half of the claims reviewed is half a bar, and words say the numbers; without an assessment there is no bar."""
    found = assessed(
        Claim(element="contact-point", says="absent", reviewer="B"), Claim(element="records-10-years", says="absent")
    )
    drawing = figures.plot_law_steps(found)
    bars = [each for each in drawing.figure.axes[0].patches if type(each) is Rectangle]
    whole = [each.get_width() for each in bars if each.get_facecolor()[:3] == _rgb(BAND)]
    done = [each.get_width() for each in bars if each.get_facecolor()[:3] == _rgb(BLUE)]
    shares = [one / all_ for one, all_ in zip(done, whole, strict=True)]
    assert shares == pytest.approx([done / of for _step, done, of in gaps.progress(found)])
    assert shares[1] == pytest.approx(0.5)
    assert "1 of 2 done." in drawing.description
    assert not [each for each in figures.plot_law_steps().figure.axes[0].patches if type(each) is Rectangle]


def test_nothing_leaves_the_picture():
    """Words and boxes stay inside, in a narrow picture as in a wide one, in both languages."""
    from firearmskit import language

    for code in language.available():
        with language.speaking(code):
            for width in (320, 1200):
                figure = figures.plot_law_steps(assessed(), width_px=width).figure
                figure.canvas.draw()
                for each in figure.axes[0].texts:
                    box = each.get_window_extent()
                    assert box.x0 >= 0
                    assert box.x1 <= figure.bbox.width
                    assert box.y0 >= 0
                    assert box.y1 <= figure.bbox.height


@pytest.mark.parametrize("width", [0, 319, 2401, 400.5, "640", None])
def test_a_width_that_cannot_be_drawn_is_refused(width):
    """The width is quoted."""
    with pytest.raises(InputError, match="width_px"):
        figures.plot_law_steps(width_px=width)


def _rgb(colour: str) -> tuple[float, float, float]:
    from matplotlib.colors import to_rgb

    return to_rgb(colour)
