"""The tracing desk as a learner sees it: what is pressed and typed is answered, kept, and never runs as HTML."""

from __future__ import annotations

import json
from pathlib import Path

import ipywidgets as widgets
import pytest

from firearmskit import language
from firearmskit.course.desk import DeskCase, build_desk
from firearmskit.errors import CourseError
from tests.course.test_explorers import press, shown
from tests.course.test_forms import walk

HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A learner's registry file."""
    return tmp_path / "mine.db"


@pytest.fixture
def desk(case: DeskCase, path: Path) -> widgets.VBox:
    """The desk, just opened."""
    return build_desk(case, path=path)


def go(form: widgets.VBox, part: int) -> widgets.Widget:
    """Go to a part of the desk, and give it."""
    which = next(each for each in walk(form) if isinstance(each, widgets.RadioButtons))
    which.value = part
    return form.children[3 + part]


def control(form: widgets.Widget, title: str) -> widgets.Widget:
    """Give the control with this label."""
    (found,) = (
        each
        for each in walk(form)
        if not isinstance(each, widgets.Button) and getattr(each, "description", "").startswith(title)
    )
    return found


def claim(form: widgets.VBox, kind: str, why: str) -> widgets.Widget:
    """Say where it left the lawful chain."""
    part = go(form, 3)
    control(part, "How it left").value = kind
    control(part, "Your reasons").value = why
    press(part, "Keep my claim")
    return part


def ask(form: widgets.VBox, state: str) -> widgets.Widget:
    """Send a request to a State."""
    part = go(form, 2)
    control(part, "State that is asked").value = state
    control(part, "What the answer is wanted for").value = "To find where it left the lawful chain"
    send(part)
    return part


def send(part: widgets.Widget) -> None:
    """Send what stands in the form, whatever the check warns of."""
    press(part, "Send it")
    tick = control(part, "Send all the same")
    if tick.layout.display is None:
        tick.value = True
        press(part, "Send it")


def test_one_part_of_the_desk_is_seen_at_a_time(desk):
    """The find is seen first; each part can be reached."""
    assert "EXA 100452" in shown(desk.children[3])
    for part in range(5):
        go(desk, part)
        assert [each.layout.display for each in desk.children[3:8]].count(None) == 1
        assert desk.children[3 + part].layout.display is None


def test_a_search_gives_candidates_reasons_and_none(desk):
    """A line is explained edit by edit, and that it isn't in this register stands among the answers."""
    part = go(desk, 1)
    press(part, "Search")
    assert "not in this register" in shown(part)
    control(part, "Line to look at").value = "1"
    assert "another character" in shown(part) or "looks alike" in shown(part)
    assert 'alt="' in shown(part)
    press(part, "It isn't in this register")
    assert "that is evidence too" in shown(part)


def test_what_cant_be_searched_is_refused_with_its_value(desk):
    """The typed serial stays, and the refusal quotes it."""
    part = go(desk, 1)
    control(part, "Serial number").value = "???"
    press(part, "Search")
    assert "&quot;???&quot;" in shown(part)
    assert control(part, "Serial number").value == "???"


def test_a_request_is_checked_before_it_is_sent(desk):
    """What an unverified rule misses is a warning that says so."""
    part = go(desk, 2)
    press(part, "Check the request")
    assert "Choose the State that is asked." in shown(part)
    control(part, "State that is asked").value = "QMA"
    press(part, "Check the request")
    assert "Warning: " in shown(part)
    assert "unverified" in shown(part)


def test_a_reply_comes_and_the_next_request_is_proposed(desk):
    """The maker's State answers, the importer's State is proposed, and a State that is silent stays silent."""
    part = ask(desk, "QMA")
    assert "full answer" in shown(part)
    assert "Harbour Trading" in shown(part)
    press(part, "Put the request to QMB into the form")
    assert control(part, "State that is asked").value == "QMB"
    send(part)
    assert "theft reported" in shown(part)
    part = ask(desk, "QMC")
    assert "No reply has come until 2026-03-01." in shown(part)


def test_nothing_is_proposed_before_the_learner_has_said_something(desk):
    """The chain is shown without its proposal, which comes after a claim and a button."""
    ask(desk, "QMA")
    press(go(desk, 2), "Put the request to QMB into the form")
    send(desk.children[5])
    part = go(desk, 3)
    assert "Theft reported" in shown(part)
    assert "Point of diversion" not in shown(part)
    assert "well supported" not in shown(desk)
    claim(desk, "theft", "E4 reports it")
    assert "Point of diversion" not in shown(part)
    press(part, "Compare with what the chain proposes")
    assert "Point of diversion, proposed: theft" in shown(part)
    assert "You say: theft" in shown(part)


def test_who_wants_the_proposal_at_once_presses_a_button_that_says_so(desk):
    """Without a claim there is one button, and its words say what it does."""
    part = go(desk, 3)
    press(part, "Show the proposal without a claim of my own")
    assert "Point of diversion" in shown(part)


def test_a_claim_without_reasons_is_refused_and_kept_as_typed(desk):
    """What was chosen is still chosen."""
    part = claim(desk, "loss", " ")
    assert "Your reasons is empty" in shown(part)
    assert control(part, "How it left").value == "loss"


def test_the_nine_steps_fill_from_the_desk_and_from_what_is_filed(desk):
    """A search and a request fill their steps; examinations are filed with a date, or declined for a reason."""
    press(go(desk, 1), "Search")
    ask(desk, "QMA")
    part = go(desk, 4)
    control(part, "What was done").value = "dna"
    control(part, "On (a date").value = "2026-04-01"
    control(part, "In a few words").value = "Swabs"
    press(part, "File this record")
    assert "comes after today" in shown(part)
    assert control(part, "In a few words").value == "Swabs"
    control(part, "On (a date").value = "2026-02-20"
    press(part, "File this record")
    control(part, "What was done").value = "fingerprints"
    control(part, "In a few words").value = "Rust"
    press(part, "It doesn't apply, for this reason")
    rows = shown(part).split("<tr>")
    assert "national register searched" in rows[2]
    assert "trace request sent" in rows[3]
    assert "not applicable" in rows[5]
    assert "Rust" in rows[5]
    assert "<td>done</td>" in rows[6]


def test_closing_the_notebook_loses_nothing(case, path, desk):
    """A desk that is opened again shows the search, the request, its reply, the draft, the claim and the records."""
    press(go(desk, 1), "Search")
    press(go(desk, 1), "It isn't in this register")
    ask(desk, "QMA")
    control(go(desk, 2), "How the firearm was recovered").value = "In a crate"
    claim(desk, "in-transit", "No import")
    again = build_desk(case, path=path)
    assert "Taken as evidence: X-1" in shown(go(again, 1))
    part = go(again, 2)
    assert "full answer" in shown(part)
    assert control(part, "How the firearm was recovered").value == "In a crate"
    assert control(go(again, 3), "Your reasons").value == "No import"
    assert "Kept in mine.desk.json and in the registry mine.db." in shown(again)


def test_hostile_words_are_shown_as_words(case, path, desk):
    """HTML in any field of the desk is text, also after it was kept."""
    part = go(desk, 1)
    control(part, "Serial number").value = "EXA 1 <b>"
    control(part, "Make").value = HOSTILE
    press(part, "Search")
    part = go(desk, 2)
    for each in walk(part):
        if isinstance(each, widgets.Text | widgets.Textarea) and not each.description.startswith("Answer wished"):
            each.value = HOSTILE
    control(part, "State that is asked").value = "QMA"
    control(part, "State of manufacture").value = ""  # the code of a State is checked
    send(part)
    claim(desk, "loss", HOSTILE)
    part = go(desk, 4)
    control(part, "What was done").value = "interview"
    control(part, "In a few words").value = HOSTILE
    press(part, "It doesn't apply, for this reason")
    for form in (desk, build_desk(case, path=path)):
        assert "<img src=x" not in shown(form)
        assert "&lt;img src=x" in shown(form)


@pytest.mark.parametrize(
    "held",
    [
        "{",
        "[]",
        json.dumps({"version": 1, "case": "Case 7", "acts": [{"id": "J1", "act": "run"}], "draft": {}}),
        json.dumps({"version": 1, "case": "Case 7", "acts": [{"id": "J1", "act": "request"}], "draft": {}}),
        json.dumps({"version": 1, "case": "Case 7", "acts": [{"id": "J1", "act": "extract", "line": 7}], "draft": {}}),
        json.dumps({"version": 1, "case": "Case 8", "acts": [], "draft": {}}),
        "[" * 100_000,
    ],
)
def test_a_journal_that_isnt_this_desks_is_named_and_left_alone(case, path, held):
    """A damaged journal, or one of another case, is never written over."""
    file = path.with_suffix(".desk.json")
    file.write_text(held, "utf-8")
    with pytest.raises(CourseError):
        build_desk(case, path=path)
    assert file.read_text("utf-8") == held


def test_the_desk_speaks_its_language_and_every_control_has_a_label(case, path):
    """A button speaks the language of the desk, whatever is spoken when it is pressed."""
    form = build_desk(case, path=path, language="fr")
    with language.speaking("en"):
        for each in walk(form):
            if isinstance(each, widgets.Button):
                each.click()
    controls = [each for each in walk(form) if hasattr(each, "description") and not isinstance(each, widgets.HTML)]
    assert len(controls) > 25
    assert all(each.description.strip() for each in controls)
