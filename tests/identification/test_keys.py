"""The key: one question at a time, and the one to print."""

from __future__ import annotations

import pytest

from firearmskit import identification, marking
from firearmskit.errors import InputError, UnknownCodeError
from firearmskit.identification.deriving import facts


def follow(model: str, steps: int) -> identification.Key:
    """Answer as a type would be seen, for some steps."""
    session = identification.key()
    for _step in range(steps):
        if session.question is None:
            break
        fact = facts(model).get(session.question.feature)
        session = session.answer(fact.values[0] if fact else None)
    return session


@pytest.mark.parametrize("model", ["type56-1", "makarov", "moss500", "pkm", "uzi"])
def test_honest_answers_lead_to_the_type(model):
    """Whoever answers as the type is described finds it among the first three after ten questions."""
    session = follow(model, 10)
    assert model in [each.model for each in session.candidates[:3]]


def test_a_question_has_words_answers_and_a_reason():
    """The question says what to look at, where, and why; each answer has words."""
    question = identification.key().question
    assert question.text.endswith("?")
    assert question.look
    assert "types are still possible" in question.why
    assert len(question.answers) >= 2
    assert all(value and words for value, words in question.answers)


def test_answering_gives_a_new_session_and_undo_goes_back():
    """A session is never changed; undo gives one that is equal to the one before."""
    first = identification.key()
    second = first.answer(first.question.answers[0][0])
    assert first.given == ()
    assert second != first
    assert second.undo() == first
    third = second.answer(None)
    assert third.undo() == second
    assert third.undo().given[0] == second.given[0]
    assert first.undo() == first


def test_cant_see_is_an_answer():
    """None leaves the candidates as they are and asks something else."""
    first = identification.key()
    second = first.answer(None)
    assert second.question.feature != first.question.feature
    assert [each.model for each in second.candidates] == [each.model for each in first.candidates]
    assert "couldn't be seen" in second.explain()[0]


def test_each_step_is_explained():
    """There is a sentence for each answer, with how many types it left."""
    session = follow("type56-1", 5)
    said = session.explain()
    assert len(said) == len(session.given) == 5
    assert "That narrows" in said[0]


def test_answers_that_disagree_are_called_so():
    """An answer that makes more types possible again is said to agree badly."""
    session = follow("type56-1", 6)
    said = []
    while session.question is not None and len(session.given) < 16:
        shown = set(facts("type56-1").get(session.question.feature).values) if facts("type56-1").get(
            session.question.feature) else set()  # fmt: skip
        wrong = next(value for value, _words in session.question.answers if value not in shown)
        session = session.answer(wrong)
        said.append(session.explain()[-1])
    assert any("agrees badly" in each for each in said), said


def test_marks_shorten_the_key():
    """A reading of the marks leaves fewer types before the first question."""
    marks = marking.read(["66 in triangle", "Type 56", "7.62x39"])
    assert len(identification.key(marks=marks).candidates) < len(identification.key().candidates)
    assert identification.key(marks=marks).answer(None).marks == marks


def test_the_key_ends():
    """After enough answers nothing is worth a look, and then nothing can be answered."""
    session = follow("dp28", 60)
    assert session.question is None
    with pytest.raises(InputError, match="no question"):
        session.answer("one")


def test_a_wrong_answer_is_refused():
    """An answer that the question doesn't have is quoted."""
    with pytest.raises(UnknownCodeError, match='"yellow"'):
        identification.key().answer("yellow")


AKS = ["akm", "ak47", "akms", "type56", "type56-1", "pm-md63", "mpi-km", "zastava-m70ab2", "vz58", "rk62", "sks"]


def walk(table: identification.KeyTable, model: str) -> set[str]:
    """Go through a printed key as a type is described; both ways where pieces differ."""
    names: set[str] = set()
    steps = {each.number: each for each in table.couplets}
    waiting, done = [1], set()
    while waiting:
        step = steps[waiting.pop()]
        if step.number in done:
            continue
        done.add(step.number)
        holds = [
            identification.label(feature.id, value)
            for feature in identification.features()
            if step.statement.startswith(f"{feature.name}: ")
            for value in (facts(model)[feature.id].values if feature.id in facts(model) else ())
        ]
        said = step.statement.partition(": ")[2]
        ways = [step.yes] * (said in holds or not holds) + [step.no] * (set(holds) != {said})
        for way in ways:
            if isinstance(way, int):
                waiting.append(way)
            else:
                names |= set(way)
    return names


@pytest.mark.parametrize("model", AKS)
def test_a_printed_key_leads_to_each_type(model):
    """Who follows the printed key with a type in hand ends at that type."""
    from firearmskit import reference

    assert reference.get(reference.Model, model).name in walk(identification.key_table(AKS), model)


def test_a_printed_key_is_two_statements_a_step():
    """Each step has two lines, and leads to later steps or to names."""
    table = identification.key_table(AKS)
    assert len(table.text().splitlines()) == 2 * len(table.couplets)
    for each in table.couplets:
        for target in (each.yes, each.no):
            assert not isinstance(target, int) or target > each.number


def test_types_that_nothing_tells_apart_have_no_key():
    """Two types that show the same give a key without steps."""
    assert identification.key_table(["glock17", "glock22"]).couplets == ()
    assert identification.key_table(["glock17", "glock22"]).text() == ""


@pytest.mark.parametrize(
    ("types", "error"),
    [
        (["akm"], InputError),
        ("akm", InputError),
        (7, InputError),
        ([[], []], UnknownCodeError),
        (["akm", "nothing"], UnknownCodeError),
    ],
)
def test_a_printed_key_needs_types(types, error):
    """Too few types, a text or an unknown type is refused."""
    with pytest.raises(error):
        identification.key_table(types)


def test_a_printed_key_for_too_many_types_is_refused():
    """More types than anybody would follow on paper are refused."""
    from firearmskit.identification.likelihood import models

    with pytest.raises(InputError, match="60"):
        identification.key_table(models())
