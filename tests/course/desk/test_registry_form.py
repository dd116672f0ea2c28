"""The registry form as a learner sees it: what is recorded, what is refused, and what opens a discrepancy."""

from __future__ import annotations

from pathlib import Path

import ipywidgets as widgets
import pytest

from firearmskit import language, records
from firearmskit.course.desk import Desk, build_desk, build_registry, pieces
from firearmskit.course.desk.asked import _CALLED, ASKED, plain_event
from firearmskit.course.desk.book import open_book, record_typed, verified
from firearmskit.course.desk.firearm_page import history_rows
from firearmskit.course.desk.mirroring import mirror
from firearmskit.course.desk.wording import CHOICES, TITLES
from firearmskit.errors import InputError, RegistryError
from firearmskit.records import events
from tests.course.desk.test_desk_form import HOSTILE, control
from tests.course.test_explorers import press, shown
from tests.course.test_forms import walk


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A learner's registry file."""
    return tmp_path / "mine.db"


@pytest.fixture
def form(path: Path) -> widgets.VBox:
    """The form on a registry that has just begun."""
    return build_registry(path)


def record(form: widgets.VBox, kind: str, **typed: str) -> None:
    """Type an event into the form and record it."""
    control(form, "What happened").value = kind
    asked = next(each for each in form.children if len(getattr(each, "children", ())) == len(ASKED[kind].fields))
    for name, widget in zip(ASKED[kind].fields, asked.children, strict=True):
        if name in typed:
            widget.value = typed[name]
    press(form, "Record it")


def test_every_kind_asks_for_fields_that_its_event_has():
    """Each field has a title, each choice is one of the event, and each needed field of the event is asked for."""
    for kind, asked in ASKED.items():
        model = events.KINDS[kind]
        filled = {name: next(iter(CHOICES[name])) if name in CHOICES else "A1" for name in asked.needed}
        assert set(asked.fields) <= set(TITLES), kind
        assert events.parse(plain_event(kind, filled)).kind == kind
        for name in asked.fields:
            for value in CHOICES.get(name, ()):
                events.parse(plain_event(kind, filled | {name: value}))
        assert model.model_fields["kind"].default == kind


def test_a_firearm_is_recorded_and_its_life_and_marks_are_shown(form):
    """A second reading is a row of its own, and the life line is a picture with a table."""
    record(form, "firearm-registered", firearm="F1", basis="import", make="Tarnholt Arms", occurred_at="2015")
    record(form, "marking-read", item="F1", marking="M1", verbatim="EXA 1004?2", serial="yes")
    record(form, "marking-read", item="F1", marking="M1", verbatim="EXA 100452", serial="yes")
    told = shown(form)
    assert "<td>EXA 1004?2</td>" in told
    assert "<td>EXA 100452</td>" in told
    assert 'alt="' in told
    assert "Its life as a table" in told


def test_a_refused_event_says_why_and_keeps_what_was_typed(form, path):
    """The value is quoted, nothing is recorded, and every field stays."""
    record(form, "firearm-registered", firearm="F 1", basis="import", make="Tarnholt Arms")
    assert "&quot;F 1&quot;" in shown(form)
    assert "What you typed is still there." in shown(form)
    assert control(form, "Make (may stay empty)").value == "Tarnholt Arms"
    with open_book(path) as registry:
        assert registry.firearms() == []


@pytest.mark.parametrize(
    ("kind", "typed", "says"),
    [
        ("firearm-registered", {"firearm": "", "basis": "import"}, "is empty, and is needed"),
        ("firearm-registered", {"firearm": "F2", "basis": "import", "year": "78"}, "&quot;78&quot;"),
        ("firearm-registered", {"firearm": "F2", "basis": "import", "occurred_at": "1 May"}, "&quot;1 May&quot;"),
        ("firearm-registered", {"firearm": "F2", "basis": "import", "country": "XX"}, "&quot;XX&quot;"),
        ("firearm-registered", {"firearm": "F2", "basis": "import", "make": "x" * 5000}, "5000 characters"),
        ("loss-reported", {"firearm": "F9", "loss": "lost"}, "&quot;F9&quot;"),
        (
            "disposal-authorised",
            {"firearm": "F1", "method": "sale", "authority": "Court", "reference": "1"},
            "in stock",
        ),
    ],
)
def test_what_cant_be_recorded_is_named_with_its_value(form, kind, typed, says):
    """Whether a field, a name or a rule stands against it."""
    record(form, "firearm-registered", firearm="F1", basis="import")
    record(form, kind, **typed)
    assert says in shown(form)
    assert "Not done: " in shown(form)


def test_a_report_that_cant_be_true_opens_a_discrepancy(form):
    """The form says so, and the decision is recorded by the form as well."""
    record(form, "firearm-registered", firearm="F1", basis="import", occurred_at="2015")
    record(form, "loss-reported", firearm="F1", loss="stolen", occurred_at="2018-03")
    record(form, "transfer-made", firearm="F1", transfer="sale", occurred_at="2019")
    assert "It isn&#x27;t believed and isn&#x27;t lost" in shown(form)
    assert "open: somebody has to decide it" in shown(form)
    control(form, "What happened").value = "discrepancy-resolved"
    (name,) = control(form, "Name of the discrepancy").options
    record(form, "discrepancy-resolved", discrepancy=name, items="F1", decision="Another firearm was sold")
    assert "<td>Another firearm was sold</td>" in shown(form)
    assert "open: somebody" not in shown(form)


def test_what_was_known_on_a_day_is_shown(form, path):
    """Before its registration a firearm wasn't known; a day that is none is named."""
    record(form, "firearm-registered", firearm="F1", basis="import")
    control(form, "As it was known on").value = "2001"
    assert "No firearm &quot;F1&quot; is registered." in shown(form)
    control(form, "As it was known on").value = "yesterday"
    assert "&quot;yesterday&quot;" in shown(form)


def test_hostile_words_are_shown_as_words(form, path):
    """HTML in any field is text, also when the registry is opened again."""
    record(form, "firearm-registered", firearm="F1", basis="import", make=HOSTILE, note=HOSTILE)
    record(form, "marking-read", item="F1", marking="M1", verbatim=HOSTILE)
    again = build_registry(path)
    control(again, "Firearm to look at").value = "F1"
    for each in (form, again):
        assert "<img src=x" not in shown(each)
        assert "&lt;img src=x" in shown(each)


def test_the_log_is_verified_and_a_change_in_the_file_is_found(form, path):
    """The button says that the log holds, and that it doesn't after somebody changed the file."""
    import sqlite3

    record(form, "firearm-registered", firearm="F1", basis="import")
    press(form, "Verify the log")
    assert "The log holds: 3 events" in shown(form)
    with sqlite3.connect(path) as file:
        for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            file.execute(f"DROP TRIGGER {name}")
        file.execute("UPDATE event SET body = replace(body, 'import', 'recovery') WHERE number = 2")
    with open_book(path) as registry:
        assert verified(registry)[0] is False
    press(form, "Verify the log")
    assert "The log doesn&#x27;t hold." in shown(form)


def test_two_people_are_needed_and_another_user_can_record(form, path):
    """Who isn't enrolled can't record; who is enrolled can, from the same form."""
    control(form, "You record as").value = "diallo"
    assert "isn&#x27;t enrolled" in shown(form)
    record(form, "user-enrolled", user="diallo", roles="recorder")
    control(form, "You record as").value = "learner"
    control(form, "You record as").value = "diallo"
    record(form, "firearm-registered", firearm="F1", basis="import")
    with open_book(path) as registry:
        assert [each.recorded_by for each in registry.history("F1")] == ["diallo"]


def test_a_real_registry_is_left_alone(path):
    """The form is for teaching: it opens no registry of real firearms, and no file that is no registry."""
    about = {"registry": "police.example", "title": "Firearms", "purpose": "work"}
    records.begin_registry(path, user="learner", **about).close()
    with pytest.raises(RegistryError, match="real firearms"):
        build_registry(path)
    path.with_name("text.db").write_text("no registry")
    with pytest.raises(RegistryError):
        build_registry(path.with_name("text.db"))


def test_every_control_has_a_label_in_every_kind(form):
    """Whatever kind is chosen, each control says what it asks."""
    for kind in ASKED:
        control(form, "What happened").value = kind
        held = [each for each in walk(form) if hasattr(each, "description") and not isinstance(each, widgets.HTML)]
        assert all(each.description.strip() for each in held)


def test_a_kind_that_isnt_asked_for_is_refused(path):
    """Personal data and the registry's own events can't be typed here."""
    with open_book(path) as registry, pytest.raises(InputError, match="personal-kept"):
        record_typed(registry, "personal-kept", {})


@pytest.mark.parametrize("code", language.available())
def test_a_history_is_told_in_words(case, path, code):
    """What the desk and the form recorded stands there in the learner's language: no field as code has it, no code."""
    form = build_desk(case, path=path, language=code)
    desk = Desk(case, path)
    desk.send({**desk.draft, "state": "QMA"}, anyway=True)
    desk.file("dna", on="2026-02-20", words="Nothing usable")
    with language.speaking(code):
        assert mirror(desk) is None
        with open_book(path) as registry:
            rows = history_rows(registry.history("case-7"), firearm="case-7")
        told = [pair for row in rows for pair in row[3]]
        shown_row = pieces.table(["A"], [rows[0][3:4]], caption="B")
    assert form is not None
    labels = {label for label, _words in told}
    assert len(labels) > 8
    assert not {label for label in labels if "_" in label or label[:1].islower()}
    assert not {words for _label, words in told if words in ("iti", "QMA", "dna", "case-7")}
    assert not any(words.startswith("desk ") for _label, words in told)
    assert any("Altania" in words for _label, words in told)
    assert "<li><b>" in shown_row


def test_the_form_and_the_events_call_values_alike():
    """The words of a choice in the form are those that the history tells."""
    for kind, asked in ASKED.items():
        assert asked.title == events.TITLES[kind]
        for name in set(asked.fields) & set(CHOICES) - {"serial", "final"}:
            field = _CALLED.get(name, name)
            called = events.VALUES.get(f"{kind}.{field}") or events.VALUES[field]
            assert CHOICES[name].items() <= called.items()


def test_hostile_words_in_a_history_are_words():
    """A labelled list escapes what stands in it."""
    shown_list = pieces.table(["A"], [[pieces.Listed([("Note", HOSTILE)])]], caption="B")
    assert "&lt;img src=x" in shown_list
    assert "<img" not in shown_list
