"""What goes into a notebook's run, and what comes out of it: all of that is the learner's, so all of it is checked."""

from __future__ import annotations

import base64
import json
import os
import selectors
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO, Any, Literal, TypeAlias

from firearmskit.course.answers import MAX_BYTES as _ANSWERS_BYTES
from firearmskit.course.answers import read_json
from firearmskit.errors import AnswerError, SubmissionError, quote
from firearmskit.language import text as _

__all__ = ["DEFAULT_LIMITS", "Ended", "Limits", "Run", "Transcript", "is_file_name", "make_request"]

Ended: TypeAlias = Literal[
    "finished", "ended early", "killed: time", "killed: memory", "killed: processes", "killed: output"
]
"""How a run ended; ``"ended early"`` when the notebook ended its own process."""

GRACE = 10.0
"""Seconds that a cell may go on after its time, while Python tries to interrupt it, before the run is killed."""
WATCH = 0.2
"""Seconds between two looks at memory and processes."""


_OUTPUT_BYTES = 1000
"""What the grader's memory spends on an output beside its text."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one notebook may use.

    Attributes:
        memory_bytes: Address space of each process, and resident memory of all together; Python's own isn't counted.
        cpu_seconds: Processor time of each process.
        wall_seconds: Time for the whole notebook.
        cell_seconds: Time for one cell; the next one still runs.
        processes: Processes and threads at the same time.
        file_bytes: Size of one file.
        scratch_bytes: Size of all files in the working folder, which lives in memory.
        output_bytes: Output of the whole notebook; one cell may use a quarter of it.
    """

    memory_bytes: int = 2 * 2**30
    cpu_seconds: int = 120
    wall_seconds: float = 180
    cell_seconds: float = 30
    processes: int = 64
    file_bytes: int = 64 * 2**20
    scratch_bytes: int = 256 * 2**20
    output_bytes: int = 8 * 2**20

    def of_a_process(self) -> dict[str, int]:
        """Give what the kernel limits for each process, by the names of ``resource``."""
        return {
            "AS": self.memory_bytes,
            "CORE": 0,
            "CPU": self.cpu_seconds,
            "FSIZE": self.file_bytes,
            "NOFILE": 256,
            "NPROC": self.processes,
        }


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, kw_only=True)
class Run:
    """What came out of a notebook. All of it is the learner's: show it as text, and judge the answers outside.

    Attributes:
        outputs: ``{cell id: [nbformat 4.5 outputs]}`` for every cell that ended.
        answers: The answers file as it was after the last cell that ended; ``None`` if there never was one.
        ended: How the run ended.
        notes: Sentences about what went wrong, for the trainer and the learner.
        seconds: How long the run took.
    """

    outputs: dict[str, list[dict[str, Any]]]
    answers: bytes | None
    ended: Ended
    notes: tuple[str, ...] = ()
    seconds: float = field(default=0.0, compare=False)


def _check(cells: Sequence[Mapping[str, Any]], files: Mapping[str, bytes], limits: Limits) -> None:
    ids = [str(cell["id"]) for cell in cells]
    if len(set(ids)) != len(ids):
        twice = next(name for name in ids if ids.count(name) > 1)
        raise SubmissionError(_("Two cells of the notebook have the id {id}.").format(id=quote(twice)))
    for name in files:
        if not is_file_name(name) or any(str(above) in files for above in PurePosixPath(name).parents):
            raise SubmissionError(_("A file can't have the name {name}.").format(name=quote(name)))
    # A file takes whole pages of memory.
    size = sum(len(content) + 4096 for content in files.values())
    if size > limits.scratch_bytes // 2:
        raise SubmissionError(
            _("The files of this submission have {size} MB together; at most {limit} MB can be run.").format(
                size=round(size / 10**6), limit=limits.scratch_bytes // 2 // 10**6
            )
        )


def is_file_name(name: str) -> bool:
    """Say whether a file in the working folder can have that name."""
    path = PurePosixPath(name)
    try:
        short = all(len(part.encode()) <= 255 for part in path.parts) and len(name.encode()) <= 1000
    except UnicodeEncodeError:
        return False
    return short and path.name != "" and not path.is_absolute() and ".." not in path.parts and "\0" not in name


def _line_bytes(limits: Limits) -> int:
    return limits.output_bytes + 2 * _ANSWERS_BYTES


def make_request(
    cells: Sequence[Mapping[str, Any]],
    files: Mapping[str, bytes],
    answers_name: str,
    limits: Limits,
    **more: object,
) -> bytes:
    """Write the request to the side that nobody trusts: one line of JSON; see ``runner.py``."""
    request = {
        "files": {name: base64.b64encode(content).decode() for name, content in files.items()},
        "cells": [{"id": str(cell["id"]), "source": str(cell["source"])} for cell in cells],
        "answers": answers_name,
        "limits": {
            "cell_seconds": limits.cell_seconds,
            "cell_bytes": limits.output_bytes // 4,
            "output_bytes": limits.output_bytes,
            "line_bytes": _line_bytes(limits),
            "answers_bytes": _ANSWERS_BYTES,
        },
        "rlimits": {},
        "words": {
            "time": _("This cell was stopped: it ran longer than {seconds} seconds.").format(
                seconds=f"{limits.cell_seconds:g}"
            ),
            "output": _("The rest of this cell's output was left out: there was too much of it."),
            "input": _("Nobody can type an answer while a notebook is being graded."),
        },
        **more,
    }
    return json.dumps(request).encode("ascii") + b"\n"


class Transcript:
    """What a notebook says while it runs. Every line may be forged, so every line is checked and measured."""

    def __init__(
        self, cells: Sequence[Mapping[str, Any]], files: Mapping[str, bytes], answers_name: str, limits: Limits
    ) -> None:
        _check(cells, files, limits)
        self.limits = limits
        self.waiting = {str(cell["id"]) for cell in cells}
        self.known = frozenset(self.waiting)
        self.outputs: dict[str, list[dict[str, Any]]] = {}
        self.answers = files.get(answers_name)
        self.ready = False
        self.done: bool | None = None
        self.signal: int | None = None
        self.cut = False
        self.complaint = b""
        self.refused = 0
        self.received = self.lines = 0
        self.most_lines = 1000 + 20 * len(cells)
        # However many cells there are, the grader's own memory mustn't grow with what a notebook forges for them.
        self.most_bytes = 3 * limits.output_bytes + 2 * _ANSWERS_BYTES * min(len(cells) + 1, 64)
        self.sizes: dict[str, int] = {}
        self.kept = 0
        self.line = bytearray()
        self.progress = time.monotonic()
        self.notes: list[str] = []

    def hold(
        self,
        request: bytes,
        *,
        into: IO[bytes],
        out: IO[bytes],
        complaints: IO[bytes] | None = None,
        over: Callable[[], Ended | None] | None = None,
        keep_open: bool = False,
    ) -> Ended:
        """Send the request and listen until the notebook is done, silent or over a limit.

        Args:
            request: What to send.
            into: What the notebook's side reads from; closed once all is sent.
            out: What it reports on.
            complaints: What the sandbox complains on, if it has such a pipe.
            over: Looks whether memory or processes are over a limit, from outside.
            keep_open: The other side will be asked again: leave ``into`` open.
        """
        self.progress = time.monotonic()
        deadline = self.progress + self.limits.wall_seconds
        look = self.progress + WATCH
        rest = memoryview(request)
        with selectors.DefaultSelector() as ready:
            for pipe, event in (into, selectors.EVENT_WRITE), (out, selectors.EVENT_READ):
                os.set_blocking(pipe.fileno(), False)
                ready.register(pipe, event)
            if complaints is not None:
                ready.register(complaints, selectors.EVENT_READ)
            while self.done is None:
                now = time.monotonic()
                if now > min(deadline, self.progress + self.limits.cell_seconds + GRACE):
                    return "killed: time"
                if over is not None and now > look:
                    look = now + WATCH
                    if found := over():
                        return found
                for key, _event in ready.select(WATCH):
                    if key.fileobj is into:
                        with suppress(BrokenPipeError):
                            rest = rest[os.write(key.fd, rest[:65536]) :]
                            if rest:
                                continue
                        ready.unregister(into)
                        if not keep_open:
                            into.close()
                        continue
                    data = os.read(key.fd, 65536)
                    if key.fileobj is complaints:
                        self.complaint += data[: 4000 - len(self.complaint)]
                        if not data:
                            ready.unregister(complaints)
                    elif not data:
                        return "ended early"
                    elif not self.hear(data):
                        return "killed: output"
        return "finished" if self.done and not self.waiting else "ended early"

    def hear(self, data: bytes) -> bool:
        """Take in some bytes; say whether the notebook may go on talking."""
        self.received += len(data)
        *lines, last = data.split(b"\n")
        for line in lines:
            self.lines += 1
            if self.lines > self.most_lines:
                return False
            self.line += line
            self._read(bytes(self.line))
            self.line.clear()
        self.line += last
        small = self.received <= self.most_bytes and len(self.line) <= _line_bytes(self.limits)
        return small and self.kept <= 3 * self.limits.output_bytes

    def hear_rest(self, out: IO[bytes], complaints: IO[bytes] | None = None) -> None:
        """Take in what was said before the notebook was killed."""
        until = time.monotonic() + GRACE
        with selectors.DefaultSelector() as ready:
            ready.register(out, selectors.EVENT_READ)
            while time.monotonic() < until and ready.select(until - time.monotonic()):
                data = os.read(out.fileno(), 65536)
                if not data or not self.hear(data):
                    break
        if complaints is not None:
            os.set_blocking(complaints.fileno(), False)
            with suppress(BlockingIOError):
                self.complaint += os.read(complaints.fileno(), 4000 - len(self.complaint))

    def _read(self, line: bytes) -> None:
        try:
            message = read_json(line, name="report", limit=_line_bytes(self.limits))
        except (AnswerError, ValueError, RecursionError):
            message = None
        if type(message) is not dict:
            self.refused += 1
        elif message.get("ready") is True:
            self.ready = True
        elif type(message.get("signal")) is int:
            self.signal = message["signal"]
        elif type(message.get("done")) is bool:
            self.done = message["done"]
        elif type(cell := message.get("cell")) is str and cell in self.known and type(message.get("outputs")) is list:
            if cell in self.waiting:
                self.waiting.discard(cell)
                self.progress = time.monotonic()
            self.outputs[cell] = [kept for output in message["outputs"] if (kept := _output(output)) is not None]
            self.keep_answers(message.get("answers"))
            size = len(line) + _OUTPUT_BYTES * len(self.outputs[cell])
            self.kept += size - self.sizes.get(cell, 0)
            self.sizes[cell] = size
            self.cut = self.cut or message.get("cut") is True
        else:
            self.refused += 1

    def keep_answers(self, encoded: object) -> None:
        """Take in the answers file in Base64; ``None`` if there is nothing new to say about it."""
        if encoded is None:
            return
        try:
            answers = base64.b64decode(encoded, validate=True) if type(encoded) is str else None
        except ValueError:
            answers = None
        if answers is None or len(answers) > _ANSWERS_BYTES:
            self.refused += 1
        else:
            self.answers = answers

    def finish(self, ended: Ended, started: float) -> Run:
        """Give what was heard."""
        if ended == "ended early" and self.signal == signal.SIGXCPU:
            ended = "killed: time"
        sentences: dict[Ended, str] = {
            "ended early": _("The notebook ended its own Python process; later cells didn't run."),
            "killed: time": _("The notebook was stopped because it took too long; later cells didn't run."),
            "killed: memory": _("The notebook was stopped because it used too much memory; later cells didn't run."),
            "killed: processes": _(
                "The notebook was stopped because it started too many processes; later cells didn't run."
            ),
            "killed: output": _("The notebook was stopped because it put out too much; later cells didn't run."),
        }
        if ended in sentences:
            self.notes.append(sentences[ended])
        if self.cut:
            self.notes.append(_("A cell put out too much; the rest of its output was left out."))
        if self.refused:
            self.notes.append(
                _("The notebook wrote into the channel of the grader: {count} messages were refused.").format(
                    count=self.refused
                )
            )
        return Run(
            outputs=self.outputs,
            answers=self.answers,
            ended=ended,
            notes=tuple(self.notes),
            seconds=time.monotonic() - started,
        )


def _text(value: object) -> str | None:
    """Give text that can be written as UTF-8, or ``None`` if it isn't text."""
    return value.encode("utf-8", "backslashreplace").decode() if type(value) is str else None


def _output(output: object) -> dict[str, Any] | None:
    """Rebuild one output so that nbformat 4.5 accepts it, or give ``None`` if it isn't one."""
    if type(output) is not dict:
        return None
    kind = output.get("output_type")
    if kind == "stream" and output.get("name") in ("stdout", "stderr"):
        text = _text(output.get("text"))
        return None if text is None else {"output_type": kind, "name": output["name"], "text": text}
    if kind == "error":
        lines = output.get("traceback")
        name, value = _text(output.get("ename")), _text(output.get("evalue"))
        if name is None or value is None or type(lines) is not list:
            return None
        kept = [line for each in lines if (line := _text(each)) is not None]
        return {"output_type": kind, "ename": name, "evalue": value, "traceback": kept}
    if kind in ("display_data", "execute_result"):
        if type(output.get("data")) is not dict:
            return None
        # What a learner's code shows as JSON for some extension isn't kept: a trainer reads text and looks at pictures.
        data = {str(_text(mime)): text for mime, item in output["data"].items() if (text := _text(item)) is not None}
        shown = {"output_type": kind, "data": data, "metadata": {}}
        if kind == "execute_result":
            count = output.get("execution_count")
            shown["execution_count"] = count if type(count) is int and 0 <= count < 10**6 else None
        return shown
    return None
