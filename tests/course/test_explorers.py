"""Explorers: what a person presses and types is answered, in the explorer's language, and never in points."""

from __future__ import annotations

import ipywidgets as widgets
import pytest

from firearmskit import identification, language
from firearmskit.course.explorers import HEADS, Head
from firearmskit.course.explorers.headstamps import build_headstamps
from firearmskit.course.explorers.keys import build_key
from firearmskit.course.explorers.showing import in_language
from firearmskit.errors import InputError, UnknownCodeError
from firearmskit.figures import Stamp
from tests.course.test_forms import walk


def shown(widget: widgets.Widget) -> str:
    """Give all words that stand in an explorer."""
    return "\n".join(
        each.value for each in walk(widget) if isinstance(each, widgets.HTML) and "<style" not in each.value
    )


def press(widget: widgets.Widget, words: str) -> None:
    """Press the button with these words, if it can be seen."""
    hidden = {
        id(below)
        for each in walk(widget)
        if getattr(getattr(each, "layout", None), "display", None) == "none"
        for below in walk(each)
    }
    (button,) = (
        each
        for each in walk(widget)
        if isinstance(each, widgets.Button) and each.description == words and id(each) not in hidden
    )
    assert not button.disabled
    button.click()


@pytest.fixture(scope="module")
def key_form() -> widgets.VBox:
    """The key, built once; each test begins again."""
    return build_key()


@pytest.fixture
def key(key_form):
    """The key without answers."""
    press(key_form, "Begin again")
    return key_form


def test_the_key_asks_answers_and_goes_back(key):
    """An answer changes question and candidates and is listed as a step; taking it back restores both."""
    first = identification.key().question
    before = shown(key)
    assert first.text in before
    assert first.why in before
    press(key, first.answers[3][1])
    after = shown(key)
    assert identification.key().answer(first.answers[3][0]).explain()[0] in after
    assert after != before
    press(key, "Take the last answer back")
    assert shown(key) == before


def test_the_key_takes_what_cant_be_seen_for_an_answer(key):
    """Who can't see a feature is asked another one."""
    first = identification.key().question
    press(key, "I can't see it")
    assert "it couldn&#x27;t be seen" in shown(key).replace("couldn't", "couldn&#x27;t")
    assert f"<h4>{first.text}</h4>" not in shown(key)


def test_the_key_shows_sketches_and_unknown_types(key):
    """Answers have pictures with words, and what isn't in the reference is always a candidate."""
    assert 'alt="Sketch. ' in shown(key)
    assert "not in the reference" in shown(key)


def test_a_long_list_of_answers_is_a_list(key):
    """Where there are more answers than buttons, one is chosen and taken."""
    session = identification.key()
    for _step in range(12):
        question = session.question
        if len(question.answers) > 16:
            break
        session = session.answer(None)
        press(key, "I can't see it")
    else:
        pytest.skip("the key asks nothing with many answers")
    (choice,) = (each for each in walk(key) if isinstance(each, widgets.Dropdown))
    choice.value = question.answers[0][0]
    press(key, "Take this answer")
    assert session.answer(question.answers[0][0]).explain()[-1][:20] in shown(key)


@pytest.fixture
def head() -> widgets.VBox:
    """One headstamp."""
    stamps = (Stamp(text="PPU", clock=12), Stamp(symbol="star", clock=6))
    return build_headstamps([Head(stamps=stamps), Head(stamps=())])


def write(form: widgets.VBox, hour: int, text: str, kind: str = "") -> None:
    """Fill in one row."""
    boxes = [each for each in walk(form) if isinstance(each, widgets.Text | widgets.Dropdown)]
    (place,) = (n for n, each in enumerate(boxes) if each.description == f"At {hour} o'clock")
    boxes[place].value = text
    boxes[place + 1].value = kind


def test_a_headstamp_is_compared_only_when_asked(head):
    """Before the button is pressed nothing is given away."""
    assert "PPU" not in shown(head).replace("“PPU”", "")
    assert "Prvi" not in shown(head)
    write(head, 12, "ppu", "maker")
    write(head, 6, "[star]", "year")
    write(head, 3, "99")
    press(head, "Compare")
    told = shown(head)
    assert "you read “PPU”, as it is stamped." in told
    assert "you read “★”, as it is stamped." in told
    assert "You and the library agree on the kind." in told
    assert "You and the library differ on the kind." in told
    assert "you wrote “99”; nothing stands there." in told


def test_what_was_missed_or_misread_is_told(head):
    """An empty row where something stands and a wrong text are both told."""
    write(head, 12, "PPV")
    press(head, "Compare")
    assert "you wrote “PPV”; there stands “PPU”. Look again." in shown(head)
    assert "you left this empty; there stands “★”." in shown(head)


def test_a_blank_head_is_a_finding(head):
    """Where nothing is stamped, that is the answer; what was typed before is gone."""
    write(head, 12, "PPU")
    (which,) = (each for each in walk(head) if getattr(each, "description", "") == "Cartridge case")
    which.value = 1
    press(head, "Compare")
    assert "Nothing is stamped on this case." in shown(head)
    assert "PPU" not in shown(head)


def test_what_is_typed_is_shown_as_it_is(head):
    """HTML in an answer is text."""
    write(head, 12, "<img src=x onerror=alert(1)>")
    press(head, "Compare")
    assert "<img src=x" not in shown(head)


def test_every_head_can_be_drawn_and_read_at_the_hours_that_are_asked():
    """The headstamps that come with the library stand at hours for which there is a row."""
    assert len(HEADS) >= 4
    for each in HEADS:
        assert all(stamp.clock in (12, 3, 6, 9, 4, 8) for stamp in each.stamps)
        assert "<img" in shown(build_headstamps([each]))


def test_explorers_keep_their_language():
    """An explorer answers in the language it was built in, whatever is spoken when a button is pressed."""
    heard = []
    react = in_language("fr", lambda _button: heard.append(language.current()))
    with language.speaking("en"):
        react(None)
    assert heard == ["fr"]
    with pytest.raises(UnknownCodeError):
        build_headstamps(HEADS, language="xx")
    with pytest.raises(InputError, match="at least one Head"):
        build_headstamps([])
