"""Sentences and tables of chains, requests, statuses and times."""

from __future__ import annotations

import re

import pytest

from firearmskit import tracing
from firearmskit.errors import InputError
from firearmskit.tracing import LINK_COLUMNS, REQUEST_COLUMNS, Recovery, scenarios
from tests.tracing.cases import chained, entry, exported, extract, imported, made, reply, request, seized, sold, whole

EVERYTHING = [
    chained(*whole()),
    chained(),
    chained(*whole()).diversion,
    request(recovery=Recovery(kind="found"), follows="R0"),
    tracing.status(request(), [], "2026-05-01"),
    tracing.status(request(wanted_by="2026-04-01"), [], "2026-05-01"),
    tracing.time_to_crime(chained(*whole())),
]


@pytest.mark.parametrize("thing", EVERYTHING)
def test_everything_is_said_in_whole_sentences(thing):
    """No code of a program, no None and no brace is left in what people read."""
    said = tracing.describe(thing)
    assert said
    assert said.rstrip().endswith((".", ")"))
    assert not re.search(r"None|[{}]|Holder\(|\b[a-z]+-[a-z]+-[a-z]+\b", said), said


def test_a_chain_names_each_piece_of_evidence():
    """Every entry, set aside or not, is named in the description; gaps and contradictions have their line."""
    for archetype in scenarios.ARCHETYPES:
        shown = scenarios.scenario(4, archetype).shown
        found = tracing.chain(shown.firearm, shown.evidence)
        said = tracing.describe(found)
        on_path = {each.id for link in found.path for each in link.told}
        assert all(id in said for id in on_path | {each.id for each in found.set_aside})
        assert said.count("Gap: ") == len(found.gaps)
        assert all(each.sentence in said for each in found.conflicts)


def test_a_gap_stands_where_it_is():
    """The gap before the sale stands between the import and the sale."""
    other = entry("sale", "2015", told_by="QMB", releasing=None, receiving=None)
    lines = tracing.describe(chained(made(), exported(), imported(), other, seized())).splitlines()
    at = next(at for at, line in enumerate(lines) if line.startswith("Gap: Nothing tells how it came"))
    assert lines[at - 1].startswith("3. Import")
    assert lines[at + 1].startswith("4. Sale")


def test_what_can_not_be_told_is_said_and_why():
    """An open case says that it is open, why, and what would decide."""
    said = tracing.describe(chained(extract("QMA", made(), exported()), reply("refusal", state="QMB"), seized()))
    assert "it can't be told from this evidence. Berenia (QMB) refused to answer." in said
    assert "To decide: Ask Berenia (QMB) for the reasons" in said


def test_names_and_ids_are_escaped():
    """What would disturb a terminal is written out."""
    bad = sold(id="E\x1b[0m", place="a\nb")
    said = tracing.describe(chained(made(), imported(), bad))
    assert "\x1b" not in said
    assert "E\\x1b[0m" in said


def test_another_thing_is_refused():
    """Only what this room makes is described, or laid in a table."""
    for wrong in (None, 5, "chain", [], object()):
        with pytest.raises(InputError):
            tracing.describe(wrong)
    for wrong in (None, 5, "chain", [5], object()):
        with pytest.raises(InputError):
            tracing.to_frame(wrong)


def test_a_chain_as_a_table():
    """One row a link, in order; what isn't known is empty."""
    frame = tracing.to_frame(chained(*whole(), entry("proof", "2012", standing="mark", country="QMA")))
    assert list(frame.columns) == list(LINK_COLUMNS)
    assert list(frame["kind"]) == ["manufacture", "export", "import", "sale", "seizure", "proof"]
    assert list(frame["number"])[:5] == [1, 2, 3, 4, 5]
    assert frame["number"].isna()[5]
    assert (frame["first"][5], frame["last"][5]) == ("2012-01-01", "2012-12-31")
    assert frame["from_holder"].isna()[0]
    assert list(tracing.to_frame(chained()).columns) == list(LINK_COLUMNS)


def test_requests_as_a_table():
    """One row a request, with the serial that was sent."""
    frame = tracing.to_frame([request(), request(id="R2", restrictions=("not-public", "not-in-court"))])
    assert list(frame.columns) == list(REQUEST_COLUMNS)
    assert list(frame["id"]) == ["R1", "R2"]
    assert frame["serial"][0] == "EXA 100452"
    assert frame["restrictions"][1] == "not-public; not-in-court"
    assert len(tracing.to_frame([])) == 0
