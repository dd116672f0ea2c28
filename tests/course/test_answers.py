"""The answers file: plain data only, nothing lost."""

import contextlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.course.answers import FORMAT, AnswerFile, parse_answers, plain, read_json
from firearmskit.errors import AnswerError

VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=50),
    st.lists(st.text(max_size=20), max_size=5),
)


class AlwaysEqual(str):
    """A text that claims to equal everything."""

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = str.__hash__


class Always42(int):
    """A number of a kind of its own."""


@pytest.mark.parametrize(
    "value",
    [
        AlwaysEqual("a"),
        Always42(1),
        float("nan"),
        float("inf"),
        {"a": 1},
        [1],
        ["a", AlwaysEqual("b")],
        object(),
        b"a",
        10**30,
        "x" * 20_001,
        ["a"] * 501,
    ],
)
def test_only_plain_data_is_an_answer(value: object) -> None:
    """What isn't exactly text, number, yes or no, or a list of texts is refused with a reason."""
    with pytest.raises(AnswerError, match=r'"task", "field"'):
        plain(value, where='"task", "field"')


@given(VALUES)
def test_plain_data_stays_as_it_is(value: object) -> None:
    """Plain data comes back equal."""
    assert plain(value, where="here") == value


def test_hostile_repr_cannot_break_the_message() -> None:
    """An object whose name and repr misbehave still gives a clear error."""
    hostile = type("X" * 500, (), {"__repr__": lambda self: 1 / 0})()
    with pytest.raises(AnswerError, match=r"X{60}…"):
        plain(hostile, where="here")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"a": 1, "a": 2}', "twice"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": ', "complete JSON"),
        (b"\xff\xfe", "UTF-8"),
        (b"[" * 200_000, "deep"),
        (b" " * 300_000, "300,000 bytes"),
        (b"1" * 10_000, "can't be read"),
    ],
)
def test_damaged_json_is_refused_with_a_reason(data: bytes, said: str) -> None:
    """Cut, doubled, nested, over-long and non-text files are each refused in words."""
    with pytest.raises(AnswerError, match=said):
        read_json(data, name="x.json")


@given(st.binary(max_size=300))
def test_no_bytes_do_anything_but_answer_error(data: bytes) -> None:
    """Whatever a file holds, it is read or refused, never anything else."""
    with contextlib.suppress(AnswerError):
        parse_answers(data, name="x")


@given(st.dictionaries(st.text(max_size=9), st.dictionaries(st.text(max_size=9), VALUES, max_size=3), max_size=3))
def test_answers_survive_saving(tmp_path_factory, answers: dict) -> None:
    """What was kept is what is read back."""
    path = tmp_path_factory.mktemp("answers") / "x.answers.json"
    kept = AnswerFile.open(path, pack="p", exercise="m/s")
    for task, fields in answers.items():
        kept.put(task, fields)
    assert AnswerFile.open(path, pack="p", exercise="m/s").answers == answers


def test_fields_are_added_not_replaced(tmp_path: Path) -> None:
    """Answering one field leaves the others of the task."""
    kept = AnswerFile.open(tmp_path / "x.answers.json", pack="p", exercise="m/s")
    kept.put("t", {"a": "1"})
    kept.put("t", {"b": "2"})
    assert kept.answers == {"t": {"a": "1", "b": "2"}}


def test_two_open_notebooks_do_not_overwrite_each_other(tmp_path: Path) -> None:
    """The same exercise open twice keeps what both wrote."""
    first, second = (AnswerFile.open(tmp_path / "x.answers.json", pack="p", exercise="m/s") for _ in range(2))
    first.put("t", {"a": "1"})
    second.put("u", {"b": "2"})
    assert AnswerFile.open(tmp_path / "x.answers.json", pack="p", exercise="m/s").answers == {
        "t": {"a": "1"},
        "u": {"b": "2"},
    }


@pytest.mark.parametrize(
    "content", ["not json", json.dumps({"format": FORMAT, "pack": "another", "exercise": "m/s", "answers": {}})]
)
def test_a_file_that_does_not_fit_is_kept_aside(tmp_path: Path, content: str) -> None:
    """A damaged file, or one for another pack, is moved aside and never overwritten."""
    path = tmp_path / "x.answers.json"
    path.write_text(content)
    opened = AnswerFile.open(path, pack="p", exercise="m/s")
    opened.put("t", {"a": "1"})
    assert "kept-1" in (opened.trouble or "")
    assert (tmp_path / "x.answers.json.kept-1").read_text() == content


def test_an_unwritable_folder_loses_nothing(tmp_path: Path) -> None:
    """When the new file can't be put in place, the old one stays and no half file is left."""
    path = tmp_path / "x.answers.json"
    kept = AnswerFile.open(path, pack="p", exercise="m/s")
    kept.put("t", {"a": "1"})
    before = path.read_text()
    path.with_name(f".{path.name}.{__import__('os').getpid()}.new").mkdir()
    with pytest.raises(OSError, match="director"):
        kept.put("t", {"a": "2"})
    assert path.read_text() == before


def test_answers_from_several_threads_are_all_kept(tmp_path: Path) -> None:
    """JupyterLab hands the changes of different controls to different threads at the same time; none is lost."""
    file = AnswerFile.open(tmp_path / "x.answers.json", pack="p", exercise="m/x")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: file.put("task", {f"field{number}": number}), range(60)))
    kept = AnswerFile.open(tmp_path / "x.answers.json", pack="p", exercise="m/x").answers
    assert kept == file.answers == {"task": {f"field{number}": number for number in range(60)}}
