"""The obligations of the Firearms Protocol: complete, well formed, and met by what the text asks for and no less."""

from __future__ import annotations

import re

import pytest

from firearmskit import law
from firearmskit.errors import UnknownCodeError
from tests.every import every

OURS = law.obligations("firearms-protocol")
EVERYTHING = dict.fromkeys((each.id for each in law.elements()), True)
PARAGRAPHS = (
    *("art. 1(2)", "art. 1(3)", "art. 3(a)", "art. 3(b)", "art. 3(c)", "art. 3(f)"),
    *("art. 5(1)(a)", "art. 5(1)(b)", "art. 5(1)(c)", "art. 5(2)(a)", "art. 5(2)(b)", "art. 6(1)", "art. 6(2)"),
    *("art. 7", "art. 7(a)", "art. 7(b)", "art. 8(1)(a)", "art. 8(1)(b)", "art. 8(1)(c)", "art. 8(2)"),
    *("art. 9", "art. 9(a)", "art. 9(b)", "art. 9(c)", "art. 10(1)", "art. 10(2)(a)", "art. 10(2)(b)", "art. 10(3)"),
    *("art. 10(4)", "art. 10(5)", "art. 10(6)", "art. 11(a)", "art. 11(b)", "art. 12(1)", "art. 12(2)(a)"),
    *("art. 12(2)(b)", "art. 12(2)(c)", "art. 12(2)(d)", "art. 12(3)", "art. 12(4)", "art. 12(5)", "art. 13(1)"),
    *("art. 13(2)", "art. 13(3)", "art. 14", "art. 15(1)", "art. 15(2)", "art. 16(1)", "art. 16(2)"),
)
"""Every paragraph that asks a State to do or to provide something; articles 3(d) and (e) are within article 5."""


def met(id: str, *without: str, **others: bool) -> bool | None:
    """Say whether an obligation is met when everything is provided but this."""
    facts = {**EVERYTHING, **dict.fromkeys(without, False), **others}
    return law.obligation(id).condition.value(facts)


def test_every_paragraph_that_asks_something_is_there() -> None:
    """No article is left out, none is invented."""
    assert {each.article for each in OURS} == set(PARAGRAPHS)


def test_there_are_enough_to_be_precise() -> None:
    """At least seventy obligations and some 280 elements, all read in the text itself."""
    elements = {name for each in OURS for name in each.elements}
    assert len(OURS) >= 70
    assert len(elements) >= 270
    assert {each.confidence for each in OURS} == {"sourced"}


@every(law.obligations())
def test_an_obligation_uses_known_words(row: law.Obligation) -> None:
    """Modality, topic, addressee, weight, facts and elements are of the lists that people read."""
    assert row.modality in law.MODALITIES
    assert row.topic in law.TOPICS
    assert row.severity in law.WEIGHTS
    assert set(row.addressee) <= set(law.ADDRESSEES)
    assert row.addressee
    assert set(row.applicability.names) <= set(law.FACTS)
    assert set(row.elements) <= set(EVERYTHING)
    assert row.condition.names
    assert len(row.paraphrase) <= 400
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row.id)


@every(law.elements())
def test_an_element_is_asked_for(row: law.Element) -> None:
    """No element stands in the table that no obligation asks for or includes."""
    asked = {name for each in law.obligations() for name in each.elements}
    implied = {name for each in law.elements() for name in each.implies}
    assert row.id in asked | implied
    assert row.sentence[0].isupper()
    assert len(row.sentence) <= 240


@pytest.mark.parametrize(
    ("id", "without", "value"),
    [
        ("fp-8-1-b", ("mark-import-year",), True),
        ("fp-8-1-b", ("mark-import-unique-if-none",), True),
        ("fp-8-1-b", ("mark-import-country",), False),
        ("fp-8-1-b", ("mark-import-exemption-limited",), False),
        ("fp-8-1-b-unique", ("mark-import-unique-if-none",), False),
        ("fp-8-1-a", ("mark-manufacture-serial",), True),
        ("fp-8-1-a", ("mark-manufacture-serial", "mark-symbols-country"), False),
        ("fp-8-1-a", ("mark-symbols-code",), True),
        ("fp-7", ("records-parts", "records-ammunition"), True),
        ("fp-7", ("records-firearms",), False),
        ("fp-7-a", ("records-marks-import", "records-marks-state-transfer"), True),
        ("fp-7-a-import", ("records-marks-import",), False),
        ("fp-7-b", ("records-countries-transit",), True),
        ("fp-9", ("deactivation-reactivation-offence",), True),
        ("fp-9-c", ("deactivation-certified",), True),
        ("fp-9-c", ("deactivation-certified", "deactivation-marked"), False),
        ("fp-3-c", ("definition-ammunition-primer",), True),
        ("fp-15-1", ("broker-licence", "broker-register"), True),
        ("fp-12-1", ("information-carriers",), True),
        ("fp-6-2-other", ("disposal-other-marked",), False),
        ("fp-5-1-b-unmarked", ("offence-traffic-unmarked",), False),
        ("untoc-34-2", ("offence-not-group-only",), False),
    ],
)
def test_what_may_be_left_out_and_what_may_not(id: str, without: tuple[str, ...], value: bool) -> None:
    """The choices, exceptions and conditions of the text are those of the tables."""
    assert met(id, *without) is value


def test_marking_is_owed_by_those_who_make_or_import() -> None:
    """A State that makes nothing owes no mark of manufacture; that isn't so of records or offences."""
    nothing = {**dict.fromkeys(law.FACTS, False), "party": True}
    owed = {each.id for each in OURS if each.applicability.value(nothing)}
    assert not owed & {"fp-8-1-a", "fp-8-1-b", "fp-8-1-c", "fp-9-a", "fp-10-2-a"}
    assert {"fp-5-1-a-licence", "fp-7", "fp-10-1-import", "fp-13-2"} <= owed


def test_equivalents_share_elements() -> None:
    """The mark at import is asked for by other instruments too; each says what it shares."""
    found = {each.id: shared for each, shared in law.equivalents("fp-8-1-b")}
    assert "mark-import-country" in found["iti-8-b"]
    assert all(each.instrument != "firearms-protocol" for each, _shared in law.equivalents("fp-8-1-b"))


def test_definitions_stand_side_by_side() -> None:
    """The Protocol counts unmarked movement as trafficking, CIFTA doesn't mention it; tracing ends elsewhere."""
    trafficking = {row.feature: row.says for row in law.compare_definitions("illicit-trafficking")}
    assert trafficking["unmarked-movement"]["firearms-protocol"] is True
    assert trafficking["unmarked-movement"]["cifta"] is None
    tracing = {row.feature: row.says for row in law.compare_definitions("tracing")}
    assert tracing["to-purchaser"]["firearms-protocol"] is True
    assert tracing["to-point-of-diversion"]["iti"] is True


@pytest.mark.parametrize(
    "ask",
    [
        lambda: law.obligation("fp-99"),
        lambda: law.element("nothing"),
        lambda: law.definitions("nothing"),
        lambda: law.obligations("nothing"),
        lambda: law.equivalents("nothing"),
    ],
)
def test_what_is_not_there_is_quoted(ask: object) -> None:
    """An unknown id is named in the error."""
    with pytest.raises(UnknownCodeError, match=r"fp-99|nothing"):
        ask()  # type: ignore[operator]


def test_the_words_for_reading_are_whole_in_french() -> None:
    """A question in French is one, too."""
    from firearmskit import language

    with language.speaking("fr"):
        asked = law.element("mark-import-country").ask()
    assert asked.endswith("\N{NO-BREAK SPACE}?")
    assert asked.startswith("La loi")
