"""Where our kinds of firearms belong in the schemes of others."""

from __future__ import annotations

import pytest

from firearmskit import reference
from firearmskit.errors import UnknownCodeError

KINDS = sorted({row.kind for row in reference.rows(reference.Model)})


@pytest.mark.parametrize("scheme", reference.schemes())
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_place_in_every_scheme(kind, scheme):
    """Each kind of the table of models is somewhere in each scheme."""
    assert reference.crosswalk(kind, scheme)


def test_classes_and_parents_exist_in_their_scheme():
    """Each row of the crosswalk leads to a class, and each class to a parent of the same scheme, without a circle."""
    classes = {row.id: row for row in reference.rows(reference.Taxonomy)}
    for row in reference.rows(reference.Crosswalk):
        assert f"{row.scheme}:{row.code}" in classes, row.id
        assert row.id == f"{row.kind}:{row.scheme}:{row.code}"
        assert row.kind in KINDS, row.id
    for row in classes.values():
        assert row.id == f"{row.scheme}:{row.code}"
        seen = {row.id}
        while row.parent is not None:
            assert row.parent in classes, row.id
            assert row.parent not in seen, row.id
            seen.add(row.parent)
            assert classes[row.parent].scheme == row.scheme
            row = classes[row.parent]


def test_relations_are_of_the_vocabulary_and_overlaps_say_what_decides():
    """A relation is one of four words; one that depends on the piece names the facts that decide."""
    for row in reference.rows(reference.Crosswalk):
        assert row.relation in ("exact", "narrower", "broader", "overlaps"), row.id
        assert row.relation != "overlaps" or row.depends_on, row.id
        assert all(fact.replace("_", "").isalpha() for fact in row.depends_on), row.id


def test_exactly_related_kinds_share_no_class():
    """A class that is exactly one kind is exactly no other."""
    exact = [(row.scheme, row.code) for row in reference.rows(reference.Crosswalk) if row.relation == "exact"]
    assert len(exact) == len(set(exact))


def test_a_row_about_an_unverified_class_is_unverified():
    """What is worked out from a class without a source has no source either."""
    classes = {row.id: row for row in reference.rows(reference.Taxonomy)}
    for row in reference.rows(reference.Crosswalk):
        if classes[f"{row.scheme}:{row.code}"].confidence == "unverified":
            assert row.confidence == "unverified", row.id


@pytest.mark.parametrize(
    ("kind", "scheme", "code"),
    [
        ("pistol", "hs", "9302.00"),
        ("shotgun", "ncic", "S"),
        ("submachine_gun", "ncic", "B"),
        ("light_machine_gun", "iti", "4a-lmg"),
        ("heavy_machine_gun", "sdg-16.4.2", "hmg"),
        ("assault_rifle", "eu-2021-555", "A2"),
        ("grenade_launcher", "hs", "9301.20"),
        ("revolver", "ncic-action", "R"),
    ],
)
def test_places_that_the_sources_state(kind, scheme, code):
    """A kind that a source names is in the class that the source names."""
    assert code in [row.code for row in reference.crosswalk(kind, scheme)]


@pytest.mark.parametrize(("kind", "scheme"), [("gun", "hs"), ("pistol", "hts"), (None, "hs"), ("pistol", 9302)])
def test_unknown_kinds_and_schemes_are_named(kind, scheme):
    """A wrong word is quoted with the words that are known."""
    with pytest.raises(UnknownCodeError, match=r"pistol|eu-2021-555"):
        reference.crosswalk(kind, scheme)
