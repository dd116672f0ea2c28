"""The form shows one obligation at a time, keeps what is typed before it turns to another, and says what is wanted."""

from __future__ import annotations

from collections.abc import Iterator

import ipywidgets as widgets
import pytest

from firearmskit import language
from firearmskit.course.law_form import Draft, build_law_form
from firearmskit.law.gaps import NationalLaw, Provision


@pytest.fixture
def draft(tmp_path) -> Draft:
    """A draft of a made-up bill, whose words are hostile."""
    section = Provision(id="p1", law="<script>alert(1)</script>", article="s. 1")
    bill = NationalLaw(
        name="Bill </div><img src=x onerror=alert(1)>",
        fictional=True,
        instruments=("firearms-protocol",),
        facts={"imports": True},
        provisions=(section,),
    )
    return Draft(tmp_path / "bill.json", start=bill, reader="A", on="2026-11-27")


def controls(form: widgets.Widget) -> Iterator[widgets.Widget]:
    """Give every control of a form, from top to bottom."""
    yield form
    for child in getattr(form, "children", ()):
        yield from controls(child)


def named(form: widgets.Widget, name: str) -> list[widgets.Widget]:
    """Give the controls with a label."""
    return [each for each in controls(form) if getattr(each, "description", "") == name]


def words(form: widgets.Widget) -> str:
    """Give all HTML of a form."""
    return "\n".join(each.value for each in controls(form) if isinstance(each, widgets.HTML))


def test_an_answer_is_kept_and_tells_what_is_still_wanted(draft):
    """Two answers are kept with their piece, and the status names what is missing."""
    form = build_law_form(draft)
    named(form, "Obligation")[0].value = "fp-13-2"
    says, provisions = named(form, "What does the law do?"), named(form, "By which piece of it?")
    assert len(says) == 2
    says[0].value, provisions[0].value = "satisfies", "p1"
    says[1].value = "absent"
    named(form, "Keep these answers")[0].click()
    assert draft.claim("contact-point").provision == "p1"
    assert draft.claim("contact-point-liaison").says == "absent"
    assert "Status: met in part" in words(form)
    assert "2 of " in words(form)


def test_turning_keeps_what_was_typed(draft):
    """Whoever goes on to the next obligation loses nothing, and finds the answer when coming back."""
    form = build_law_form(draft)
    choose = named(form, "Obligation")[0]
    choose.value = "fp-13-2"
    named(form, "What does the law do?")[0].value = "silent"
    named(form, "Next")[0].click()
    assert choose.value != "fp-13-2"
    assert draft.claim("contact-point").says == "silent"
    named(form, "Back")[0].click()
    assert choose.value == "fp-13-2"
    assert named(form, "What does the law do?")[0].value == "silent"


def test_an_answer_without_its_piece_stays_on_the_screen(draft):
    """Where an answer can't be kept, the form stays where it is, says why, and keeps the others."""
    form = build_law_form(draft)
    choose = named(form, "Obligation")[0]
    choose.value = "fp-13-2"
    says = named(form, "What does the law do?")
    says[0].value, says[1].value = "satisfies", "silent"
    named(form, "Next")[0].click()
    assert choose.value == "fp-13-2"
    assert says[0].value == "satisfies"
    assert 'role="alert"' in words(form)
    assert "names no provision" in words(form)
    assert draft.claim("contact-point") is None
    assert draft.claim("contact-point-liaison").says == "silent"


def test_an_answer_can_be_taken_back(draft):
    """An answer that is emptied is gone from the file."""
    draft.answer("contact-point", "silent")
    form = build_law_form(draft)
    named(form, "Obligation")[0].value = "fp-13-2"
    named(form, "What does the law do?")[0].value = ""
    named(form, "Keep these answers")[0].click()
    assert draft.claim("contact-point") is None


def test_a_piece_that_is_added_can_be_chosen(draft):
    """A further piece of the law is kept and stands in every row's list, and what was typed in the rows stays."""
    form = build_law_form(draft)
    named(form, "Obligation")[0].value = "fp-13-2"
    named(form, "What does the law do?")[0].value = "silent"
    named(form, "Name of the law")[0].value = "Police Act"
    named(form, "Section or article")[0].value = "s. 4"
    named(form, "Add this piece of the law")[0].click()
    assert ("Police Act, s. 4", "p2") in named(form, "By which piece of it?")[0].options
    assert named(form, "What does the law do?")[0].value == "silent"
    named(form, "Add this piece of the law")[0].click()
    assert 'role="alert"' in words(form), "an empty article is refused"


def test_words_of_a_law_are_shown_as_words(draft):
    """What a law is called is never HTML."""
    form = build_law_form(draft)
    assert "<script>" not in words(form)
    assert "<img" not in words(form)
    assert "&lt;img" in words(form)


def test_the_form_speaks_its_language(draft):
    """Questions, words to choose from and the status are those of the language that was asked for."""
    with language.speaking("en"):
        form = build_law_form(draft, language="fr")
    named_fr = [getattr(each, "description", "") for each in controls(form)]
    assert "Keep these answers" not in named_fr
    assert not any("Does the law provide" in each.value for each in controls(form) if isinstance(each, widgets.HTML))
