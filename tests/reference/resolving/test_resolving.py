"""Free texts are resolved as far as is honest, quickly, and whatever they hold."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firearmskit import language, reference
from firearmskit.errors import InputError, UnknownCodeError
from firearmskit.reference.resolving import calibres, makers, models
from firearmskit.reference.resolving.phrases import names_of
from firearmskit.reference.resolving.text import LONGEST, tokens
from tests.every import every
from tests.reference.resolving import free_texts

TABLES = {"calibres": free_texts.CALIBRES, "makers": free_texts.MAKERS, "models": free_texts.MODELS}
CASES = [(table, *line.rsplit("|", 1)) for table, lines in TABLES.items() for line in lines.strip().splitlines()]
ABSENT = [tuple(line.split("|", 1)) for line in free_texts.NOT_IN_THE_REFERENCE.strip().splitlines()]
HOSTILE = [
    "",
    " ",
    "\x00",
    "\ud800",
    "9\u202e91x",
    "\u0661\u0661x\u0661",
    "9" * LONGEST,
    "9x" * (LONGEST // 2),
    "a" * LONGEST,
    "a b " * (LONGEST // 4),
    "." * LONGEST,
    "x9x19" * (LONGEST // 5),
    "\ufdfa" * LONGEST,
    "e\u0301" * (LONGEST // 2),
    "9/9/9/9/9/" * (LONGEST // 10),
    "m mk mk mk ii",
    "½ ¾ ⅓",
    "9mm" + "\u0300" * 400,
]


@every(CASES)
def test_a_free_text_means_what_it_means(table, text, meant):
    """Each text of the list is resolved to its row, to several, or to none."""
    answer = reference.resolve(table, text)
    assert (answer.row.id if answer.row else "?" if answer.ambiguous else "-") == meant, answer


@every(ABSENT)
def test_what_is_not_in_the_reference_is_no_row(table, text):
    """A text that means nothing in the reference gets no row; what is alike has a low score."""
    answer = reference.resolve(table, text)
    assert answer.row is None
    assert all(match.score <= 0.5 for match in answer.matches)


def test_the_lists_are_long_enough_to_measure_with():
    """There are at least 150 texts that mean something, and 60 that must mean nothing."""
    assert len(CASES) >= 450
    assert len(set(CASES)) == len(CASES)
    assert len(ABSENT) >= 60


@pytest.mark.parametrize("kind", [reference.Calibre, reference.Maker, reference.Model])
def test_every_usual_name_is_resolved_to_its_own_row_or_honestly_to_several(kind):
    """The usual name of a row never leads to another row alone, and nearly always to its own."""
    missed = []
    for row in reference.rows(kind):
        answer = reference.resolve(kind, row.name)
        assert answer.row is None or answer.row is row, (row.name, answer.row)
        if answer.row is None:
            missed.append(row.name)
    assert len(missed) <= 0.04 * len(reference.rows(kind)), missed


@pytest.mark.parametrize("kind", [reference.Calibre, reference.Maker, reference.Model])
def test_other_names_do_not_lead_to_another_row_alone(kind):
    """Another name of a row may be shared, but isn't somebody else's alone."""
    for row in reference.rows(kind):
        for name in names_of(row):
            answer = reference.resolve(kind, name)
            if answer.row is not None and answer.row is not row:
                own = ["".join(tokens(each)) for each in names_of(answer.row)]
                assert any("".join(tokens(name)) in each for each in own), (name, answer.row)


@every(CASES[::3])
def test_case_and_spaces_around_say_nothing(table, text, meant):
    """A text means the same in capitals, in small letters and with spaces around it."""
    for other in (text.upper(), text.lower(), f"  {text}\t"):
        answer = reference.resolve(table, other)
        assert (answer.row.id if answer.row else "?" if answer.ambiguous else "-") == meant, other


@every(CASES)
def test_scores_are_ordered_and_the_row_comes_first(table, text, meant):
    """Scores lie between 0 and 1 and fall; a row that is given is the first match; each row stands once."""
    answer = reference.resolve(table, text)
    scores = [match.score for match in answer.matches]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert len({match.row.id for match in answer.matches}) == len(scores)
    assert answer.row is None or answer.matches[0].row is answer.row
    assert answer.text == text
    assert answer.reason
    assert all(match.reason and match.by for match in answer.matches)
    assert scores[:1] > [0.6] if answer.row else all(score <= 0.6 for score in scores), meant


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_get_an_answer(table, text):
    """Any text gets an answer and no exception."""
    answer = reference.resolve(table, text)
    assert answer.text == text
    assert isinstance(answer.ambiguous, bool)


@pytest.mark.parametrize("table", TABLES)
@given(text=st.text(max_size=80) | st.text("0123456789.,xхX×/-mM pPaAKrR+&", max_size=40))
@settings(max_examples=150)
def test_any_text_gets_an_answer(table, text):
    """Whatever the text, there is an answer that keeps it, whose row is one of its matches."""
    answer = reference.resolve(table, text)
    assert answer.text == text
    assert answer.row is None or answer.row in [match.row for match in answer.matches]


@pytest.mark.parametrize("table", TABLES)
def test_a_text_that_is_too_long_is_no_name(table):
    """A long text isn't searched; the answer says so, and costs no memory to speak of."""
    tracemalloc.start()
    answer = reference.resolve(table, "9 para " * 1_000_000)
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert answer.matches == ()
    assert str(LONGEST) in answer.reason
    assert held < 60_000_000


@pytest.mark.parametrize("text", [None, 9, b"9 para", ["9 para"], float("nan")])
def test_what_is_no_text_is_the_callers_fault(text):
    """Something else than a text is quoted in an error of the caller."""
    with pytest.raises(InputError, match="isn't a text"):
        reference.resolve("calibres", text)


@pytest.mark.parametrize("kind", ["gauges", "countries", reference.Country, None, 3])
def test_other_tables_are_named(kind):
    """A table without resolution is quoted, with those that have it."""
    with pytest.raises(UnknownCodeError, match="calibres, makers, models"):
        reference.resolve(kind, "x")


def test_class_and_name_of_a_table_do_the_same():
    """The class of the rows and the name of the table lead to the same answer."""
    assert reference.resolve(reference.Calibre, "9 para") == reference.resolve("calibres", "9 para")


def test_reasons_are_said_in_the_language_that_is_spoken_now():
    """The index is kept, but reasons are made anew, so that a change of language takes effect."""
    with language.speaking("en"):
        assert "fits" in reference.resolve("calibres", "9 para").reason.lower()


def test_tables_are_read_once(monkeypatch):
    """After the first call no table is read or indexed again."""
    for table in TABLES:
        reference.resolve(table, "9")

    def fail(*_arguments: object) -> None:
        raise AssertionError("read again")

    for module in (calibres, makers, models):
        monkeypatch.setattr(module, "Speller", fail, raising=False)
        monkeypatch.setattr(module, "Names", fail, raising=False)
    for table in TABLES:
        assert reference.resolve(table, "x y z").row is None


def test_a_copy_is_not_what_it_copies():
    """A text that says that the thing is a copy leads to no row, with the original as a match."""
    for text in ("copy of Glock 17", "Glock 17 replica", "réplique Glock 17", "Glock 17 airsoft", "imitation Glock 17"):
        answer = reference.resolve("models", text)
        assert answer.row is None, text
        assert "glock17" in [match.row.id for match in answer.matches]
