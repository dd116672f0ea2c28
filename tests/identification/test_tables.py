"""The room's own tables hold together, with the reference and among themselves."""

from __future__ import annotations

import dataclasses
import re

import pytest

from firearmskit import identification, reference
from firearmskit.errors import UnknownCodeError
from firearmskit.identification import tables
from firearmskit.identification.deriving import FORMS, facts, members_of, patterns_of
from firearmskit.identification.likelihood import models, values_in_use
from firearmskit.identification.tables import table

KINDS = (
    tables.EssentialPart,
    tables.Feature,
    tables.FeatureValue,
    tables.Pattern,
    tables.TraceField,
    tables.TypeFeature,
)
LEAST = {"features": 40, "feature_values": 220, "patterns": 40, "type_features": 4000}


@pytest.mark.parametrize("kind", KINDS)
def test_rows_have_source_confidence_and_date_as_in_the_reference(kind):
    """Ids are unique; a row that was read says when; a row of general knowledge says that it is unverified."""
    rows = table(kind)
    assert len(rows) >= LEAST.get(kind.table, 10)
    assert len({row.id for row in rows}) == len(rows)
    for row in rows:
        assert row.source.strip(), row.id
        assert row.confidence in reference.CONFIDENCE, row.id
        assert (row.read is not None) == (row.confidence in ("sourced", "partly")), row.id
        assert row.read is None or re.fullmatch(r"2026-11(?:-\d\d)?", row.read), row.id
        assert not row.source.startswith("general knowledge") or row.confidence == "unverified", row.id
        assert set(row.covers) <= {field.name for field in dataclasses.fields(row)}, row.id
        assert not re.search(r"/(?:work|tmp|root|srv)/", row.source), row.id


def test_values_belong_to_features():
    """Each answer belongs to a feature, and its id is made of both."""
    names = {row.id for row in identification.features()}
    for row in table(tables.FeatureValue):
        assert row.feature in names
        assert row.id == f"{row.feature}.{row.value}"


@pytest.mark.parametrize("feature", identification.features(), ids=lambda row: row.id)
def test_a_feature_is_asked_in_words_and_has_answers(feature):
    """Each feature is a question with at least two answers, an error that is a share, and forms that exist."""
    assert feature.question.endswith("?") or "Look only" in feature.question
    assert feature.look.strip()
    assert 1 <= feature.error_percent <= 20
    assert len(identification.answers(feature.id)) >= 2
    assert set(feature.applies) <= {*FORMS.values()}
    assert not feature.applies or "none" in identification.answers(feature.id)


def test_nobody_is_asked_to_handle_anything():
    """No question and no place to look asks to open, load, unload or take apart; the muzzle is seen from the side."""
    for feature in identification.features():
        said = f"{feature.question} {feature.look}".casefold()
        assert not re.search(r"\b(unload|load|cock|strip|dismantle|remove|press|pull|disassemble)\b", said), feature.id
        if re.search(r"\b(open|opened|made ready)\b", said):
            assert "touch nothing" in said or "open on top" in said, feature.id
    muzzle = next(each for each in identification.features() if each.id == "muzzle")
    assert "never from the front" in muzzle.look


def test_rows_of_types_name_types_features_and_answers_that_exist():
    """Each row names a type or a pattern, a feature, and answers of it; nothing is said twice."""
    known = {row.id for row in reference.rows(reference.Model)}
    patterns = {f"pattern:{row.id}" for row in table(tables.Pattern)}
    seen = set()
    for row in table(tables.TypeFeature):
        assert row.subject in known | patterns, row.id
        assert row.values, row.id
        assert set(row.values) <= set(identification.answers(row.feature)), row.id
        assert len(set(row.values)) == len(row.values), row.id
        assert (row.subject, row.feature) not in seen, row.id
        seen.add((row.subject, row.feature))


def test_patterns_have_members_that_exist():
    """Each pattern has at least two members, all of them types; a row that only names a pattern is no member."""
    known = {row.id for row in reference.rows(reference.Model)}
    for row in table(tables.Pattern):
        assert len(row.members) >= 2, row.id
        assert set(row.members) <= known, row.id
        assert row.name_row is None or row.name_row in known - set(row.members), row.id


def test_every_pattern_is_described():
    """No pattern is without rows of its own, but those that only hold types together."""
    described = {row.subject.removeprefix("pattern:") for row in table(tables.TypeFeature)}
    assert {row.id for row in table(tables.Pattern)} - described <= {"alarm", "craft", "sig", "pocketpistol"}


def test_a_name_of_a_family_is_no_type():
    """Kalashnikov and Mosin-Nagant are names of many types, so they are no candidates, but stand for all of them."""
    assert not {"kalashnikov", "mosin"} & set(models())
    assert {"akm", "type56"} <= members_of("kalashnikov")
    assert members_of("akm") == {"akm"}


def test_what_a_type_shows_is_worked_out_from_the_reference():
    """A model without a row of its own still has form, feed and calibre; what its form lacks is answered none."""
    shown = facts("sw10")
    assert shown["form"].values == ("revolver",)
    assert shown["magazine_place"].values == ("none",)
    assert "38special" in shown["calibre"].values
    assert shown["calibre"].basis == "derived"
    assert shown["bipod"].values == shown["slide"].values == ("none",)


def test_the_rows_of_a_type_go_before_those_of_its_pattern():
    """An underfolding Kalashnikov has the stock of its own row and the rest of its pattern."""
    assert "ak" in patterns_of("akms")
    assert facts("akms")["stock"].values == ("underfold",)
    assert facts("akms")["pistol_grip"].values == ("separate",)
    assert facts("type56-1")["stock"].basis == "sourced"


def test_types_can_be_told_apart():
    """At least 250 types differ from all others in what can be seen and read from outside."""
    shown: dict[tuple[object, ...], list[str]] = {}
    for model in models():
        key = tuple(sorted((name, tuple(sorted(fact.values))) for name, fact in facts(model).items()))
        shown.setdefault(key, []).append(model)
    assert sum(len(same) == 1 for same in shown.values()) >= 250
    assert max(map(len, shown.values())) <= 4


@pytest.mark.parametrize("feature", identification.features(), ids=lambda row: row.id)
def test_every_answer_is_given_for_some_type(feature):
    """No answer is idle: some type shows it, or it says that there is none."""
    shown = {value for model in models() if (fact := facts(model).get(feature.id)) for value in fact.values}
    assert set(values_in_use(feature.id)) - shown <= {"none", "other", "animal", "spade", "no"}


def test_unknown_features_and_answers_are_named():
    """A wrong feature or answer is quoted, with those that there are."""
    with pytest.raises(UnknownCodeError, match=r'"colour".*stock'):
        identification.answers("colour")
    with pytest.raises(UnknownCodeError):
        identification.answers([])
    with pytest.raises(UnknownCodeError, match=r'"banana".*straight'):
        identification.label("magazine_curve", "banana")
