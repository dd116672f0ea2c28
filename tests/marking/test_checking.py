"""Marks on a firearm against the rules that bind."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firearmskit import law
from firearmskit.errors import InputError, UnknownCodeError
from firearmskit.marking import Event, StampedMark, check

DAY = "2026-11-26"
FACTORY = [
    StampedMark(text="GLOCK 17 AUSTRIA 9x19", place="slide", height_mm=2.0, depth_mm=0.1),
    StampedMark(text="BXK123", place="frame", height_mm=2.0, depth_mm=0.1),
]


def mark(text, **more):
    """Make a mark that meets every limit."""
    return StampedMark(text=text, **{"place": "frame", "height_mm": 2.0, "depth_mm": 0.1, **more})


def found(marks, event="import", state="NGA", on=DAY):
    """Give the findings as triples of code, field and severity."""
    return {(each.code, each.field, each.severity) for each in check(marks, event=event, state=state, on=on)}


def codes(marks, **more):
    """Give the codes of the findings."""
    return {code for code, _field, _severity in found(marks, **more)}


def test_an_imported_pistol_without_a_mark_of_import():
    """The country of import is missing by law, its year where possible; each finding cites its article."""
    findings = check(FACTORY, event="import", state="NGA", on=DAY)
    first = findings[0]
    assert (first.code, first.field, first.severity) == ("missing", "country-of-import", "error")
    assert first.source == "Firearms Protocol, art. 8(1)(b)"
    assert first.source in first.sentence
    assert ("missing", "year-of-import", "warning") in found(FACTORY)


@pytest.mark.parametrize(
    "text", ["NGA 2024", "IMPORTED NGA 2024", "NG 24", "*NG 2024", "NIGERIA 2024", "IMP. NIGERIA 2024"]
)
def test_a_mark_of_import_is_recognised(text):
    """The code or the name of the State with a year is a mark of import, in the usual forms."""
    assert found([*FACTORY, mark(text)]) == set()


@pytest.mark.parametrize("text", ["MADE IN NIGERIA 2024", "GHA 2024", "KEN 2024", "NIGEL 2024"])
def test_other_marks_are_none_of_import(text):
    """A place of manufacture, another State and another word aren't a mark of import."""
    assert "missing" in codes([*FACTORY, mark(text)])


def test_the_examiner_has_the_last_word():
    """What the examiner says that a mark shows counts, whatever the reader makes of it."""
    said = mark("⚑ 24", shows=("country-of-import", "year-of-import"))
    assert found([*FACTORY, said]) == set()
    assert "missing" in codes([*FACTORY, mark("NGA 2024", shows=())])


def test_before_the_protocol_nothing_was_owed_in_law():
    """The day before the Protocol bound Nigeria there is no error; the day it did there is one."""
    assert not any(severity == "error" for *_rest, severity in found(FACTORY, on="2006-04-01"))
    assert any(severity == "error" for *_rest, severity in found(FACTORY, on="2006-04-02"))


def test_a_state_of_which_it_is_not_known_gets_notes_only():
    """Where it isn't known whether an instrument binds, what it asks for is noted, and said to be unknown."""
    for each in check(FACTORY, event="import", state="CIV", on=DAY):
        if each.instrument == "ecowas":
            assert each.severity == "note"
            assert "CIV" in each.sentence


@pytest.mark.parametrize(("height", "low"), [(1.6, False), (1.59, True), (0.0, True), (1.7, False)])
def test_height_in_the_european_union(height, low):
    """1.6 mm is enough, 1.59 mm is too low."""
    marks = [FACTORY[0], mark("BXK123", height_mm=height), mark("FRA 2026")]
    assert (("too-low", "marks[1]", "error") in found(marks, state="FRA")) == low


@pytest.mark.parametrize(
    ("depth", "shallow"), [(0.0762, False), (0.07619, True), (25.4 * 0.003, False), (math.nextafter(0.0762, 0), False)]
)
def test_depth_in_the_european_union(depth, shallow):
    """0.0762 mm is enough from 23 July 2025 on; before, no depth is asked for."""
    marks = [FACTORY[0], mark("BXK123", depth_mm=depth), mark("FRA 2025")]
    assert (("too-shallow", "marks[1]", "error") in found(marks, state="FRA", on="2025-07-23")) == shallow
    assert "too-shallow" not in codes(marks, state="FRA", on="2025-07-22")


@pytest.mark.parametrize(("on", "code"), [("2002-01-29", None), ("2002-01-30", "too-low"), ("2026-11-26", "too-low")])
def test_height_in_the_united_states(on, code):
    """The serial number is at least 1/16 inch high from 30 January 2002; other marks needn't be."""
    small = [mark("GLOCK 17 AUSTRIA 9x19", place="slide", height_mm=1.0), mark("BXK123", height_mm=1.58)]
    fields = {field for each, field, _severity in found(small, state="USA", on=on) if each == "too-low"}
    assert fields == ({"marks[1]"} if code else set())


def test_what_was_not_measured_is_asked_for():
    """A limit without a measure gives a note, not a breach."""
    marks = [FACTORY[0], StampedMark(text="BXK123", place="frame"), mark("FRA 2026")]
    assert {each for each in found(marks, state="FRA") if each[1] == "marks[1]"} == {
        ("not-measured", "marks[1]", "note")
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ВЕ 1234", None),
        ("ΑΒ 1234", None),
        ("بب 1234", "wrong-script"),
        ("BXK١٢٣٤", "wrong-numerals"),
        ("BXK123", None),
    ],
)
def test_scripts_in_the_european_union(text, code):
    """Latin, Cyrillic and Greek are allowed, with Arabic (Western) or Roman numerals; others aren't."""
    marks = [FACTORY[0], mark(text, shows=("serial",)), mark("FRA 2026")]
    named = {
        each
        for each, field, _severity in found(marks, state="FRA")
        if each.startswith("wrong-") and field == "marks[1]"
    }
    assert named == ({code} if code else set())


def test_a_script_that_the_examiner_names_counts():
    """The examiner's word on the script goes before the letters."""
    marks = [FACTORY[0], mark("BXK123", script="Georgian"), mark("FRA 2026")]
    assert ("wrong-script", "marks[1]", "error") in found(marks, state="FRA")


def test_a_serial_on_the_slide_alone_stands_on_the_wrong_component():
    """The frame or receiver has to bear the number, by the Directive and by the Tracing Instrument."""
    marks = [FACTORY[0], mark("BXK123", place="slide"), mark("FRA 2026", place="slide")]
    sources = {
        each.source for each in check(marks, event="import", state="FRA", on=DAY) if each.code == "wrong-component"
    }
    assert sources == {"Directive (EU) 2021/555, art. 4(1)-(2)", "International Tracing Instrument, para. 10"}
    assert "wrong-component" not in codes([FACTORY[0], *marks[1:], mark("BXK123")], state="FRA")


def test_a_plate_in_the_frame_is_the_frame():
    """A number on the plate of a frame that isn't of metal stands where it has to."""
    marks = [mark("BXK123", place="plate under the frame", shows=("serial",))]
    assert "wrong-component" not in codes(marks, state="FRA")
    assert "wrong-component" in codes([mark("BXK123", place="stock", shows=("serial",))], state="FRA")


def test_a_part_that_is_there_has_to_bear_the_number_too():
    """The Directive asks for marks on each essential component; a part of which nothing is known isn't held against."""
    fields = {field for code, field, _severity in found(FACTORY, state="FRA") if code == "wrong-component"}
    assert fields == {"slide"}
    alone = [mark("BXK123", shows=("serial",))]
    assert "wrong-component" not in codes(alone, state="FRA")


def test_marks_on_a_part_that_comes_off_are_not_measured():
    """The size of a number on the magazine doesn't matter."""
    marks = [*FACTORY, mark("BXK123", place="magazine", shows=("serial",), height_mm=0.5)]
    assert "too-low" not in codes(marks, state="FRA")


@pytest.mark.parametrize(("text", "missing"), [("IMPORTED BY CAI ST ALB VT", False), ("IMPORTED BY CAI", True)])
def test_the_address_of_the_importer(text, missing):
    """The United States ask for town and state behind the importer's name."""
    fields = {field for code, field, _severity in found([*FACTORY, mark(text)], state="USA") if code == "missing"}
    assert ("importer-address" in fields) == missing
    assert "importer-name" not in fields


def test_a_serial_without_a_place_is_asked_about():
    """Where the place isn't known, it is noted and not held against the firearm."""
    nowhere = mark("BXK123", place=None)
    assert ("place-unknown", "place", "note") in found([FACTORY[0], nowhere], state="FRA")
    assert "place-unknown" not in codes([mark("BXK123"), nowhere], state="FRA")


def test_a_serial_on_the_magazine_alone_is_none():
    """A number on a part that comes off doesn't count as the firearm's mark."""
    assert {("loose-part", "serial", "warning"), ("missing", "unique-mark", "error")} <= found(
        [mark("BXK123", place="magazine", shows=("serial",))]
    )


def test_parts_with_different_serials_are_noticed():
    """Two numbers on essential parts contradict; the last digits of the number on another part don't."""
    assert "serials-differ" in codes([*FACTORY, mark("BXK999", place="barrel", shows=("serial",))])
    assert "serials-differ" not in codes([*FACTORY, mark("K123", place="barrel", shows=("serial",))])
    assert "serials-differ" not in codes([*FACTORY, mark("BXK999", place="magazine", shows=("serial",))])


@pytest.mark.parametrize(
    ("shows", "text", "code"),
    [
        ("year-of-manufacture", "2027", "year-implausible"),
        ("year-of-manufacture", "2026", None),
        ("year-of-import", "NGA 2031", "year-implausible"),
    ],
)
def test_years_have_to_be_plausible(shows, text, code):
    """No mark bears a year after the day it was checked for."""
    marks = [*FACTORY, mark(text, shows=(shows,))]
    assert ("year-implausible" in codes(marks)) == bool(code)


def test_nothing_is_imported_before_it_is_made():
    """A year of import before the year of manufacture contradicts."""
    marks = [*FACTORY, mark("2015", shows=("year-of-manufacture",)), mark("NGA 2010")]
    assert ("year-implausible", "year-of-import", "warning") in found(marks)


def test_a_mark_over_another_is_noticed():
    """A mark that was stamped over the factory's is a warning that cites why; a number out of range is none."""
    assert ("over-another", "marks[2]", "warning") in found([*FACTORY, mark("NGA 2024", over=1)])
    assert "over-another" not in codes([*FACTORY, mark("NGA 2024", over=7)])
    assert "over-another" not in codes([*FACTORY, mark("NGA 2024", over=2)])


def test_a_history_checks_each_event():
    """Made in Austria, imported into Nigeria: both events are checked, each by its own rules."""
    history = [
        Event(kind="manufacture", state="AUT", on="2020-05-01"),
        Event(kind="import", state="NGA", on="2021-05-01"),
    ]
    sources = {each.source for each in check(FACTORY, history=history) if each.code == "missing"}
    assert "Firearms Protocol, art. 8(1)(b)" in sources
    assert "Directive 91/477/EEC, art. 4" in sources


def test_a_history_without_events_checks_the_marks_alone():
    """Nothing happened, nothing is due; marks that contradict each other still do."""
    marks = [*FACTORY, mark("1200", shows=("year-of-manufacture",)), mark("BXK999", shows=("serial",))]
    assert {each.code for each in check(marks, history=[])} == {"serials-differ"}


def test_no_rule_is_said():
    """Where no rule asks for a mark, that is a note, and not silence."""
    assert found(FACTORY, event="manufacture", state="YUG", on="1985-01-01") == {("no-rule", "manufacture", "note")}


def test_a_mark_that_was_not_understood_may_be_what_is_missing():
    """Marks that the reader can't make out are named when something is missing."""
    assert ("not-understood", "marks[2]", "note") in found([*FACTORY, mark("§§ qz")])


def test_unverified_rules_weigh_less():
    """The same gap under a rule from general knowledge is no error, and the sentence says why."""
    for each in check([FACTORY[0]], event="import", state="CMR", on=DAY):
        if each.instrument == "kinshasa":
            assert each.severity == "warning"
            assert each.confidence == "unverified"
            assert "general knowledge" in each.sentence


def test_texts_alone_will_do():
    """A list of texts is a list of marks of which nothing else is known."""
    assert ("missing", "country-of-import", "error") in found(["GLOCK 17 AUSTRIA 9x19", "BXK123"])


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"event": "import"},
        {"event": "import", "state": "NGA"},
        {"history": [], "event": "import", "state": "NGA", "on": DAY},
        {"history": ["import"]},
        {"history": "import"},
        {"event": "import", "state": "NGA", "on": "tomorrow"},
    ],
)
def test_a_wrong_call_is_refused(more):
    """Neither an event nor a history, half of one, or both: refused with a message."""
    with pytest.raises(InputError):
        check(FACTORY, **more)


def test_a_wrong_event_or_state_is_refused():
    """The caller's event and State are checked; only what stands on the firearm never raises."""
    with pytest.raises(UnknownCodeError):
        check([], event="theft", state="NGA", on=DAY)
    with pytest.raises(UnknownCodeError):
        check([], history=[Event(kind="import", state="XXX", on=DAY)])


@pytest.mark.parametrize("odd", [None, 3, object(), {"text": "A"}, b"A", StampedMark(text=None), [["A"]]])
def test_what_is_no_mark_becomes_a_finding(odd):
    """Something else than a mark is named, and the others are still checked."""
    findings = check([*FACTORY, odd], event="import", state="NGA", on=DAY)
    assert ("not-a-mark", "marks[2]") in {(each.code, each.field) for each in findings}
    assert "missing" in {each.code for each in findings}


@pytest.mark.parametrize("measure", [math.nan, math.inf, -1.0, "1.6", True, 10**400])
def test_what_is_no_length_becomes_a_finding(measure):
    """A measure that is none is named, and counts as not measured."""
    assert ("not-a-length", "marks[0].height_mm", "note") in found([mark("BXK123", height_mm=measure)])


def test_odd_fields_become_findings():
    """A place and a content that nobody knows are named."""
    assert ("unknown-place", "marks[0].place", "note") in found([mark("BXK123", place="flux")])
    assert ("unknown-content", "marks[0].shows", "note") in found([mark("BXK123", shows=("smell",))])
    assert ("unknown-content", "marks[0].shows", "note") in found([mark("BXK123", shows=7)])


def test_long_panels_end_in_time():
    """Very long texts and very many marks are named and left, in time."""
    findings = codes([mark("A" * 1_000_000), *[mark(f"AB{number}", shows=("serial",)) for number in range(300)]])
    assert {"too-long", "too-many"} <= findings
    assert check([mark("AB 12 " * 166)] * 200, event="import", state="NGA", on=DAY)


ODD = st.none() | st.integers() | st.floats() | st.text(max_size=8) | st.booleans()
MARKS = st.builds(
    StampedMark,
    text=st.text(max_size=30) | st.sampled_from(["BXK123", "NGA 2024", "MADE IN AUSTRIA", "2024", "\ud800"]),
    place=ODD | st.sampled_from(["frame", "slide", "magazine"]),
    height_mm=ODD,
    depth_mm=ODD,
    script=ODD,
    shows=ODD | st.lists(ODD | st.sampled_from(list(law.CONTENTS)), max_size=3).map(tuple),
    over=ODD,
)


@settings(max_examples=150)
@given(
    st.lists(MARKS | ODD, max_size=4),
    st.sampled_from(list(law.EVENTS)),
    st.sampled_from(["NGA", "FRA", "USA", "KEN", "YUG", "EUE", "DEU"]),
)
def test_no_content_raises(marks, event, state):
    """Whatever stands in a panel, there is a list of findings, each with the words of the vocabulary."""
    findings = check(marks, event=event, state=state, on=DAY)
    for each in findings:
        assert each.severity in law.SEVERITIES
        assert each.sentence
        assert (each.instrument is None) == (each.source is None) == (each.confidence is None)
    order = list(law.SEVERITIES)
    assert [each.severity for each in findings] == sorted((each.severity for each in findings), key=order.index)
