"""The learner's answers: plain data in one small file beside the notebook.

``<slug>.answers.json`` is written at every change by forms and by code alike, and read by the check, by the grader and
by stock nbgrader. It comes from learners, so it is read as hostile: size, depth and exact types are checked, duplicate
keys and NaN are refused.
"""

from __future__ import annotations

import json
import os
import stat
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from firearmskit.errors import AnswerError, quote
from firearmskit.language import text as _

__all__ = [
    "FORMAT",
    "MAX_BYTES",
    "AnswerFile",
    "Value",
    "name_of",
    "parse_answers",
    "plain",
    "read_json",
    "sheet_of",
    "write_atomically",
]

FORMAT = "firearmskit-answers/1"
MAX_BYTES = 256 * 1024
_MAX_TEXT = 20_000
_MAX_ITEMS = 500
_WRITING = threading.Lock()

Value: TypeAlias = "bool | int | float | str | list[str] | None"
"""What a field of an answer may hold."""


def _writable(text: str, where: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise AnswerError(
            _("{where}: {text} can't be written as UTF-8 (character {place})").format(
                where=where, text=quote(text), place=error.start + 1
            )
        ) from None


def plain(value: object, *, where: str) -> Value:
    """Take a value apart and give it back as plain data, or refuse it.

    Only exact types count: a subclass of ``int`` that claims to equal everything isn't a number here.

    Args:
        value: What a learner's code or form handed over.
        where: Task and field, for the message.

    Returns:
        ``None``, a bool, an int, a finite float, a text of at most 20,000 characters, or a list of at most 500 texts.

    Raises:
        AnswerError: The value is anything else.
    """
    kind = type(value)
    if value is None or kind is bool:
        return value  # type: ignore[return-value]
    if kind is int:
        number: int = value  # type: ignore[assignment]
        if abs(number) > 10**18:
            raise AnswerError(
                _("{where}: the number is too large ({bits} bits)").format(where=where, bits=number.bit_length())
            )
        return number
    if kind is float:
        real: float = value  # type: ignore[assignment]
        if real != real or real in (float("inf"), float("-inf")):
            raise AnswerError(
                _("{where}: {number} isn't a number that can be an answer").format(where=where, number=repr(real))
            )
        return real
    if kind is str:
        text: str = value  # type: ignore[assignment]
        if len(text) > _MAX_TEXT:
            raise AnswerError(
                _("{where}: the text has {count} characters; the limit is {limit}").format(
                    where=where, count=len(text), limit=_MAX_TEXT
                )
            )
        _writable(text, where)
        return text
    if kind is list or kind is tuple:
        items: list[object] = list(value)  # type: ignore[call-overload]
        if len(items) > _MAX_ITEMS:
            raise AnswerError(
                _("{where}: the list has {count} items; the limit is {limit}").format(
                    where=where, count=len(items), limit=_MAX_ITEMS
                )
            )
        if not all(type(item) is str and len(item) <= _MAX_TEXT for item in items):
            raise AnswerError(_("{where}: a list may only hold texts").format(where=where))
        _writable("".join(items), where)  # type: ignore[arg-type]
        return items  # type: ignore[return-value]
    raise AnswerError(
        _("{where}: an answer is text, a number, yes or no, or a list of texts, not an object of type {kind}").format(
            where=where, kind=quote(kind.__name__)
        )
    )


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise AnswerError(_("the name {twice} stands twice in one object").format(twice=quote(twice)))
    return result


def _no_constant(name: str) -> Any:
    raise AnswerError(_("{name} isn't a number that JSON knows").format(name=name))


def read_json(data: bytes, *, name: str, limit: int = MAX_BYTES) -> Any:
    """Read JSON that may be hostile.

    Args:
        data: The file's bytes.
        name: The file's name, for messages.
        limit: The most bytes that are accepted.

    Raises:
        AnswerError: Too large, not UTF-8, not JSON, nested too deeply, a name twice in one object, or NaN.
    """
    if len(data) > limit:
        raise AnswerError(
            _("{name} has {count:,} bytes; the limit is {limit:,}").format(name=name, count=len(data), limit=limit)
        )
    try:
        return json.loads(data.decode("utf-8-sig"), object_pairs_hook=_no_duplicates, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise AnswerError(_("{name} isn't UTF-8 text (byte {place})").format(name=name, place=error.start)) from None
    except json.JSONDecodeError as error:
        raise AnswerError(
            _("{name} isn't complete JSON (line {line}: {reason})").format(
                name=name, line=error.lineno, reason=error.msg
            )
        ) from None
    except RecursionError:
        raise AnswerError(_("{name} is nested too deeply").format(name=name)) from None
    except ValueError as error:  # a number of more digits than Python converts
        if isinstance(error, AnswerError):
            raise AnswerError(_("{name}: {error}").format(name=name, error=error)) from None
        raise AnswerError(
            _("{name} holds a value that can't be read: {error}").format(name=name, error=error)
        ) from None


def _plain_fields(task: str, fields: Mapping[str, object]) -> dict[str, Value]:
    _writable("".join([task, *fields]), quote(task))
    return {key: plain(value, where=f"{quote(task)}, {quote(key)}") for key, value in fields.items()}


def parse_answers(data: bytes, *, name: str) -> tuple[str | None, str | None, dict[str, dict[str, Value]]]:
    """Read an answers file.

    Args:
        data: The file's bytes.
        name: The file's name, for messages.

    Returns:
        The pack id and the exercise that the answers are for (``None`` where the file doesn't say), and the answers:
        ``{task: {field: value}}``.

    Raises:
        AnswerError: The file isn't an answers file or holds something other than plain data.
    """
    document = read_json(data, name=name)
    if type(document) is not dict or document.get("format") != FORMAT:
        raise AnswerError(
            _("{name} isn't an answers file of the format {format}").format(name=name, format=quote(FORMAT))
        )
    tasks = document.get("answers")
    if type(tasks) is not dict or len(tasks) > _MAX_ITEMS:
        raise AnswerError(_('{name}: "answers" isn\'t a table of tasks').format(name=name))
    answers: dict[str, dict[str, Value]] = {}
    for task, fields in tasks.items():
        if type(fields) is not dict or len(fields) > _MAX_ITEMS:
            raise AnswerError(
                _("{name}: the answer to {task} isn't a table of fields").format(name=name, task=quote(task))
            )
        answers[task] = _plain_fields(task, fields)
    pack, exercise = document.get("pack"), document.get("exercise")
    return (
        pack if type(pack) is str else None,
        exercise if type(exercise) is str else None,
        answers,
    )


def sheet_of(data: bytes) -> str | None:
    """Give the code of the answer sheet that answers were typed in from; ``None`` where they come from a notebook.

    Args:
        data: The bytes of an answers file that :func:`parse_answers` can read.
    """
    sheet = read_json(data, name="answers").get("sheet")
    return sheet if type(sheet) is str else None


def name_of(data: bytes, most: int = 60) -> str:
    """Give the name or number that somebody wrote above the answers to a practice case; nothing where none is there.

    It is what anybody may have typed: never a path, and to be quoted where it is shown.

    Args:
        data: The bytes of an answers file that :func:`parse_answers` can read.
        most: How many characters of it are taken.
    """
    name = read_json(data, name="answers").get("name")
    return " ".join(name.split())[:most] if type(name) is str else ""


def write_atomically(path: Path, content: str | bytes, *, mode: int = 0o666) -> None:
    """Write a file so that a power cut leaves the old one or the new one, never half of one.

    Args:
        path: The file.
        content: Its new content; text is written as UTF-8.
        mode: Permission bits, less those that the process's umask takes away.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content.encode() if isinstance(content, str) else content)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


@dataclass(kw_only=True)
class AnswerFile:
    """One learner's answers to one exercise, kept on disk.

    Attributes:
        path: ``<slug>.answers.json``.
        pack: The id of the pack that the answers are for.
        exercise: ``"<module>/<slug>"``.
        answers: ``{task: {field: value}}``.
        trouble: What was wrong with the file that was found, in words; the file is then kept beside under another name.
    """

    path: Path
    pack: str
    exercise: str
    answers: dict[str, dict[str, Value]] = field(default_factory=dict)
    trouble: str | None = None

    @classmethod
    def open(cls, path: Path, *, pack: str, exercise: str) -> AnswerFile:
        """Open the answers file of a pack, or begin one.

        A file that can't be read, or that answers another pack, is never overwritten: it is moved to
        ``<name>.kept-<n>`` and said so in ``trouble``.
        """
        opened = cls(path=path, pack=pack, exercise=exercise)
        try:
            data = path.read_bytes() if stat.S_ISREG(path.lstat().st_mode) else b""
        except FileNotFoundError:
            return opened
        try:
            for_pack, _exercise, answers = parse_answers(data, name=path.name)
            if for_pack != pack:
                raise AnswerError(
                    _("{name} answers another pack ({for_pack}, not {pack})").format(
                        name=path.name, for_pack=quote(for_pack), pack=quote(pack)
                    )
                )
        except AnswerError as error:
            opened.trouble = _("{error}; it was kept as {name}").format(error=error, name=_put_aside(path))
            return opened
        opened.answers = answers
        return opened

    def put(self, task: str, answer: Mapping[str, object]) -> None:
        """Keep the answer to one task.

        Args:
            task: The task's id.
            answer: ``{field: value}``; fields that aren't named keep what they had.

        Raises:
            AnswerError: A value isn't plain data.
        """
        checked = _plain_fields(task, answer)
        with _WRITING:  # forms and code may answer from different threads
            # The same notebook may be open twice: what the other one wrote since is kept.
            found = AnswerFile.open(self.path, pack=self.pack, exercise=self.exercise)
            self.trouble = found.trouble or self.trouble
            answers = found.answers or self.answers
            answers = {**answers, task: {**answers.get(task, {}), **checked}}
            write_atomically(self.path, self._text(answers))
            self.answers = answers

    def text(self) -> str:
        """Give what stands in the file."""
        return self._text(self.answers)

    def _text(self, answers: Mapping[str, Mapping[str, Value]]) -> str:
        document = {"format": FORMAT, "pack": self.pack, "exercise": self.exercise, "answers": answers}
        return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _put_aside(path: Path) -> str:
    number = 1
    while (aside := path.with_name(f"{path.name}.kept-{number}")).exists():
        number += 1
    path.rename(aside)
    return aside.name
