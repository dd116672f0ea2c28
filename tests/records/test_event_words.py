"""Events in words: each kind, each field and each value with choices has a name, in one place and in each language."""

from __future__ import annotations

import re
from typing import Any, Literal, get_args, get_origin

import pytest

from firearmskit import language
from firearmskit.records import events
from firearmskit.records.events import LABELS, TITLES, VALUES, Event, TypeDescription
from tests.every import every

FIELDS = [
    *((kind, name) for kind, model in events.KINDS.items() for name in model.model_fields if name != "kind"),
    *(("description", name) for name in TypeDescription.model_fields),
]
"""Each kind and each of its fields."""


def choices(annotation: object) -> list[str]:
    """Give the values of a field with choices; none where it has no choices."""
    if get_origin(annotation) is Literal:
        return list(get_args(annotation))
    return [each for part in get_args(annotation) for each in choices(part)]


CHOSEN = [
    (kind, name, value)
    for kind, model in events.KINDS.items()
    for name, field in model.model_fields.items()
    if name != "kind"
    for value in choices(field.annotation)
]


def full(model: type[Any]) -> Any:
    """Fill every field of an event with something; nothing is checked, since only its words are looked at."""
    values: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        if name == "kind":
            continue
        words = "int" if field.annotation is int else str(field.annotation)
        offered = choices(field.annotation)
        value: Any = offered[-1] if offered else f"value of {name}"
        if "TypeDescription" in words:
            value = TypeDescription(**dict.fromkeys(("make", "model", "variant", "category", "action", "calibre"), "x"))
        elif field.annotation is bool or words == "bool | None":
            value = not field.default if isinstance(field.default, bool) else True
        elif re.search(r"\bint\b", words):
            value = 7
        elif re.search(r"\bfloat\b", words):
            value = 0.5
        elif "dict" in words:
            value = {"kind": "loss-reported", "firearm": "F1", "loss": "stolen"}
        elif "tuple" in words:
            value = (value,)
        values[name] = value
    return model.model_construct(**values)


def test_every_kind_of_event_has_a_title():
    """A new kind without one fails here; a title of no kind too."""
    assert set(TITLES) == set(events.KINDS)


@every(FIELDS)
def test_every_field_has_a_label(kind, name):
    """A new field without one fails here."""
    assert LABELS.get(f"{kind}.{name}") or LABELS.get(name)


def test_no_label_is_of_a_field_that_isnt_there():
    """A field that went leaves no words behind."""
    known = {name for _kind, name in FIELDS} | {f"{kind}.{name}" for kind, name in FIELDS}
    assert set(LABELS) <= known
    assert set(VALUES) <= known


@every(CHOSEN)
def test_every_choice_has_words(kind, name, value):
    """A new choice without words fails here."""
    assert (VALUES.get(f"{kind}.{name}") or VALUES[name])[value]


@pytest.mark.parametrize("code", language.available())
@pytest.mark.parametrize("kind", list(events.KINDS))
def test_no_event_shows_a_raw_key(kind, code):
    """Whatever kind and language: each field of the event is told, and never by the name that code has for it."""
    event: Event = full(events.KINDS[kind])
    with language.speaking(code):
        told = events.tell(event)
        labels = [label for label, _words in told]
    fields = {name for _kind, name in FIELDS if "_" in name}
    hidden = {"kind", "synthetic"}
    extra = 5 if "description" in events.KINDS[kind].model_fields else 0
    assert len(told) == len(set(events.KINDS[kind].model_fields) - hidden) + extra
    assert not fields & set(labels)
    assert all(label[:1].isupper() and words for label, words in told)


def test_what_isnt_known_is_left_out_and_what_is_no_is_told():
    """A decision that isn't final is a fact."""
    about = {"firearm": "F1", "authority": "Court", "reference": "7"}
    event = events.parse({"kind": "adjudication-made", "decision": "return", "final": False, **about})
    assert ("Is the decision final?", "no") in events.tell(event)
    assert all("happened" not in label for label, _words in events.tell(event))


def test_a_report_in_a_discrepancy_is_told_and_nesting_ends():
    """What was reported is told in words; a report in a report in a report ends somewhere."""
    report: dict[str, Any] = {"kind": "loss-reported", "firearm": "F1", "loss": "stolen"}
    for _depth in range(50):
        report = {"kind": "discrepancy-opened", "finding": "deep", "report": report}
    about = {"discrepancy": "D1", "items": ["F1"], "category": "count", "finding": "It doesn't fit"}
    event = events.parse({"kind": "discrepancy-opened", "report": report, **about})
    words = dict(events.tell(event))["What was reported"]
    assert words.startswith("A discrepancy was opened; What doesn't fit: deep")
    assert len(words) < 1000
