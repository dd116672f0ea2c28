"""Run a learner's notebook without trusting it.

:func:`run_notebook` runs the code cells of one notebook inside bubblewrap: no network, no file of this machine but the
system's programs and Python (read-only), no secret, and limits on time, memory, processes, disk and output. The
notebook hands back outputs and answers; both are read as hostile. What holds and what doesn't is in
``docs/how-to/sandbox.md``.

:func:`run_trusted` runs a notebook of our own in the same way, quickly and without any protection.
"""

from __future__ import annotations

import atexit
import base64
import json
import os
import platform
import secrets
import selectors
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any, Literal, TypeAlias

from firearmskit.course.answers import MAX_BYTES as _ANSWERS_BYTES
from firearmskit.course.answers import read_json
from firearmskit.errors import AnswerError, SandboxError, SubmissionError, quote
from firearmskit.language import text as _

__all__ = ["Ended", "Limits", "Run", "probe", "require", "run_notebook", "run_trusted"]

Ended: TypeAlias = Literal[
    "finished", "ended early", "killed: time", "killed: memory", "killed: processes", "killed: output"
]
"""How a run ended; ``"ended early"`` when the notebook ended its own process."""

_RUNNER = Path(__file__).with_name("runner.py")
_PACKAGE = Path(__file__).parents[1]
_SCRATCH = "/submission"
# Inside the sandbox these are private to it.
_TMP = "/tmp"  # noqa: S108
_SHM = "/dev/shm"  # noqa: S108
_WARM = ("firearmskit.course", "firearmskit.figures")
_GRACE = 10.0
"""Seconds that a cell may go on after its time, while Python tries to interrupt it, before the run is killed."""
_WATCH = 0.2
"""Seconds between two looks at memory and processes."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one notebook may use.

    Attributes:
        memory_bytes: Address space of each process, and resident memory of all together.
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


def run_notebook(
    cells: Sequence[Mapping[str, Any]],
    files: Mapping[str, bytes],
    *,
    answers_name: str,
    limits: Limits = Limits(),
) -> Run:
    """Run the code cells of a learner's notebook inside the sandbox.

    An error in a cell doesn't stop the next cell. Whatever happens inside, this function returns; no process and no
    file of the run outlives it.

    Args:
        cells: The code cells in their order, each with ``"id"`` and ``"source"`` (cells of nbformat will do).
        files: ``{relative name: content}``, written into the working folder before the first cell.
        answers_name: The name of the answers file, ``<slug>.answers.json``.
        limits: What the notebook may use.

    Returns:
        Outputs, answers and how the run ended.

    Raises:
        SandboxError: The sandbox doesn't work on this machine; the message says what to do.
        SubmissionError: The files are larger than half the working folder, a file's name can't be one in it, or two
            cells have the same id.
    """
    way, remedy = _probed()
    if way is None:
        raise SandboxError(remedy)
    return _run_boxed(way, cells, files, answers_name, limits)


def run_trusted(
    cells: Sequence[Mapping[str, Any]],
    files: Mapping[str, bytes],
    *,
    answers_name: str,
    limits: Limits = Limits(),
) -> Run:
    """Run a notebook of our own, with the same outputs as in the sandbox but without its protection.

    For tests and checks of notebooks that the project wrote. The code runs as the user who calls this, with all that
    user may do; only the time limits hold. A process is kept warm, so that a run takes a fraction of a second.

    Args:
        cells: As for :func:`run_notebook`.
        files: As for :func:`run_notebook`.
        answers_name: As for :func:`run_notebook`.
        limits: ``cell_seconds``, ``wall_seconds`` and ``output_bytes`` count here.

    Returns:
        Outputs, answers and how the run ended.

    Raises:
        SubmissionError: As for :func:`run_notebook`.
    """
    started = time.monotonic()
    transcript = _Transcript(cells, files, answers_name, limits)
    with tempfile.TemporaryDirectory(prefix="firearmskit-") as folder, _WARM_LOCK:
        request = _request(cells, files, answers_name, limits, folder=folder)
        ended: Ended | None = None
        try:
            ended = transcript.hold(_warm_process(), request, keep_open=True)
        finally:
            if transcript.done is None:  # it may still be busy with this notebook
                _stop_warm_process()
    return transcript.finish(ended, started)


def require() -> None:
    """Make sure that the sandbox works on this machine.

    Raises:
        SandboxError: It doesn't; the message says what to do.
    """
    remedy = probe()
    if remedy is not None:
        raise SandboxError(remedy)


def probe() -> str | None:
    """Find out whether the sandbox works on this machine, by running a notebook that tries to get out.

    The answer is kept for the life of the process.

    Returns:
        ``None`` if everything holds, else the sentence that says what to do.
    """
    return _probed()[1]


# What goes in and what comes out


def _check(cells: Sequence[Mapping[str, Any]], files: Mapping[str, bytes], limits: Limits) -> None:
    ids = [str(cell["id"]) for cell in cells]
    if len(set(ids)) != len(ids):
        twice = next(name for name in ids if ids.count(name) > 1)
        raise SubmissionError(_("Two cells of the notebook have the id {id}.").format(id=quote(twice)))
    for name in files:
        if not _is_file_name(name) or any(str(above) in files for above in PurePosixPath(name).parents):
            raise SubmissionError(_("A file can't have the name {name}.").format(name=quote(name)))
    # A file takes whole pages of memory.
    size = sum(len(content) + 4096 for content in files.values())
    if size > limits.scratch_bytes // 2:
        raise SubmissionError(
            _("The files of this submission have {size} MB together; at most {limit} MB can be run.").format(
                size=round(size / 10**6), limit=limits.scratch_bytes // 2 // 10**6
            )
        )


def _is_file_name(name: str) -> bool:
    path = PurePosixPath(name)
    try:
        short = all(len(part.encode()) <= 255 for part in path.parts) and len(name.encode()) <= 1000
    except UnicodeEncodeError:
        return False
    return short and path.name != "" and not path.is_absolute() and ".." not in path.parts and "\0" not in name


def _line_bytes(limits: Limits) -> int:
    return limits.output_bytes + 2 * _ANSWERS_BYTES


def _request(
    cells: Sequence[Mapping[str, Any]],
    files: Mapping[str, bytes],
    answers_name: str,
    limits: Limits,
    **more: object,
) -> bytes:
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


class _Transcript:
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
        self.complaint = b""
        self.refused = 0
        self.received = self.lines = 0
        self.most_lines = 1000 + 20 * len(cells)
        self.most_bytes = 3 * limits.output_bytes + 2 * _ANSWERS_BYTES * (len(cells) + 1)
        self.line = bytearray()
        self.progress = time.monotonic()
        self.notes: list[str] = []

    def hold(self, process: subprocess.Popen[bytes], request: bytes, *, keep_open: bool = False) -> Ended:
        """Send the request and listen until the notebook is done, silent or over a limit.

        Args:
            process: The runner or the sandbox around it.
            request: What to send.
            keep_open: The process will be asked again: leave its input open, and don't watch its memory.
        """
        assert process.stdin is not None  # noqa: S101  # a pipe
        assert process.stdout is not None  # noqa: S101  # a pipe
        self.progress = time.monotonic()
        deadline = self.progress + self.limits.wall_seconds
        look = self.progress + _WATCH
        rest = memoryview(request)
        with selectors.DefaultSelector() as ready:
            for pipe, event in (process.stdin, selectors.EVENT_WRITE), (process.stdout, selectors.EVENT_READ):
                os.set_blocking(pipe.fileno(), False)
                ready.register(pipe, event)
            if process.stderr is not None:
                ready.register(process.stderr, selectors.EVENT_READ)
            while self.done is None:
                now = time.monotonic()
                if now > min(deadline, self.progress + self.limits.cell_seconds + _GRACE):
                    return "killed: time"
                if now > look and not keep_open:
                    look = now + _WATCH
                    if over := _over_limit(process.pid, self.limits):
                        return over
                for key, _event in ready.select(_WATCH):
                    if key.fileobj is process.stdin:
                        with suppress(BrokenPipeError):
                            rest = rest[os.write(key.fd, rest[:65536]) :]
                            if rest:
                                continue
                        ready.unregister(process.stdin)
                        if not keep_open:
                            process.stdin.close()
                        continue
                    data = os.read(key.fd, 65536)
                    if key.fileobj is process.stderr:
                        self.complaint += data[: 4000 - len(self.complaint)]
                        if not data:
                            ready.unregister(process.stderr)
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
        return self.received <= self.most_bytes and len(self.line) <= _line_bytes(self.limits)

    def hear_rest(self, process: subprocess.Popen[bytes]) -> None:
        """Take in what was said before the process was killed."""
        assert process.stdout is not None  # noqa: S101  # a pipe
        assert process.stderr is not None  # noqa: S101  # a pipe
        until = time.monotonic() + _GRACE
        with selectors.DefaultSelector() as ready:
            ready.register(process.stdout, selectors.EVENT_READ)
            while time.monotonic() < until and ready.select(until - time.monotonic()):
                data = os.read(process.stdout.fileno(), 65536)
                if not data or not self.hear(data):
                    break
        os.set_blocking(process.stderr.fileno(), False)
        with suppress(BlockingIOError):
            self.complaint += os.read(process.stderr.fileno(), 4000 - len(self.complaint))

    def _read(self, line: bytes) -> None:
        try:
            message = read_json(line, name="report", limit=_line_bytes(self.limits))
        except (AnswerError, ValueError, RecursionError):
            message = None
        if type(message) is not dict:
            self.refused += 1
        elif message.get("ready") is True:
            self.ready = True
        elif type(message.get("done")) is bool:
            self.done = message["done"]
        elif type(cell := message.get("cell")) is str and cell in self.known and type(message.get("outputs")) is list:
            if cell in self.waiting:
                self.waiting.discard(cell)
                self.progress = time.monotonic()
            self.outputs[cell] = [kept for output in message["outputs"] if (kept := _output(output)) is not None]
            self._keep_answers(message.get("answers"))
        else:
            self.refused += 1

    def _keep_answers(self, encoded: object) -> None:
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


# The box


def _environment(home: str) -> dict[str, str]:
    """Give the whole environment of a notebook; nothing of the caller's goes in."""
    return {
        "FIREARMSKIT_FORMS": "static",
        "HOME": home,
        "IPYTHONDIR": f"{home}/ipython",
        "LANG": "C.UTF-8",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MPLCONFIGDIR": f"{home}/matplotlib",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PATH": f"{sys.prefix}/bin:/usr/bin:/bin",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "TZ": "UTC",
        "USER": "learner",
    }


def _python(*arguments: str) -> list[str]:
    # -s and -P instead of -I: PYTHONHASHSEED has to count.
    return [sys.executable, "-s", "-P", str(_RUNNER), str(_PACKAGE.parent), *arguments]


Way: TypeAlias = Literal["user", "namespace"]
"""``"user"``: started by root, the notebook becomes an ordinary user without any right. ``"namespace"``: started by an
ordinary user, it becomes nobody in a user namespace."""


def _ways() -> tuple[Way, ...]:
    # Root is never subject to a limit on processes, so root gives itself up where it can.
    return ("user", "namespace") if os.geteuid() == 0 else ("namespace",)


@cache
def _font_lists() -> tuple[str, ...]:
    """Find matplotlib's list of fonts, making it if there is none, so that not every notebook has to search again."""
    cache_home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    folder = Path(os.environ.get("MPLCONFIGDIR") or Path(cache_home) / "matplotlib")
    if not list(folder.glob("fontlist-*.json")):
        with suppress(subprocess.TimeoutExpired):
            subprocess.run(
                [sys.executable, "-c", "import matplotlib.font_manager"], capture_output=True, timeout=60, check=False
            )
    return tuple(str(path) for path in folder.glob("fontlist-*.json"))


@cache
def _visible() -> tuple[str, ...]:
    """Name what a notebook sees of this machine: the system's programs, Python and this package, not its checkout."""
    system = [
        "/usr",
        "/bin",
        "/sbin",
        "/lib",
        "/lib32",
        "/lib64",
        "/libx32",
        "/etc/ld.so.cache",
        "/etc/fonts",
        "/etc/alternatives",
    ]
    python = [sys.base_prefix, os.path.realpath(sys.base_prefix), sys.prefix, str(_PACKAGE), os.path.realpath(_PACKAGE)]
    arguments: list[str] = []
    bound: list[Path] = []
    made: list[Path] = []
    for name in dict.fromkeys(system + sorted(python)):
        path = Path(name)
        if not path.exists() or any(path.is_relative_to(above) for above in bound):
            continue
        if path.is_symlink() and name in system:
            arguments += ["--symlink", os.readlink(path), name]
        else:
            # bubblewrap would make the folders above for itself alone.
            for above in reversed(path.parents[:-1]):
                if above not in made:
                    made.append(above)
                    arguments += ["--dir", str(above)]
            arguments += ["--ro-bind", name, name]
            bound.append(path)
    return tuple(arguments)


def _command(way: Way, limits: Limits, seccomp: int) -> list[str]:
    bwrap = shutil.which("bwrap")
    if bwrap is None:
        raise FileNotFoundError("bwrap")
    command = [bwrap, "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"]
    command += ["--die-with-parent", "--new-session", "--hostname", "grader", "--cap-drop", "ALL"]
    if way == "user":
        command += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    else:
        command += ["--unshare-user", "--uid", "65534", "--gid", "65534"]
    command += ["--proc", "/proc", "--dev", "/dev"]
    command += ["--perms", "1777", "--size", str(2 * limits.file_bytes), "--tmpfs", _SHM, "--remount-ro", "/dev"]
    command += ["--perms", "1777", "--size", str(limits.file_bytes), "--tmpfs", _TMP]
    command += ["--perms", "0777", "--size", str(limits.scratch_bytes), "--tmpfs", _SCRATCH]
    command += _visible()
    command += ["--perms", "0777", "--dir", f"{_TMP}/matplotlib"]
    for path in _font_lists():
        command += ["--ro-bind", path, f"{_TMP}/matplotlib/{Path(path).name}"]
    command += ["--remount-ro", "/", "--chdir", _SCRATCH, "--seccomp", str(seccomp), "--"]
    if way == "user":
        # A user id of its own for each run, because the kernel counts processes by user; from the range that systemd,
        # too, lends out.
        nobody = str(61184 + secrets.randbelow(4336))
        command += ["setpriv", "--reuid", nobody, "--regid", nobody, "--clear-groups", "--inh-caps=-all", "--"]
    return command + _python()


# Numbers of system calls on x86-64 and on 64-bit ARM.
_REFUSED_CALLS = {
    "acct": (163, 89),
    "add_key": (248, 217),
    "bpf": (321, 280),
    "chroot": (161, 51),
    "fanotify_init": (300, 262),
    "finit_module": (313, 273),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fsopen": (430, 430),
    "fspick": (433, 433),
    "init_module": (175, 105),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "io_uring_setup": (425, 425),
    "kexec_load": (246, 104),
    "keyctl": (250, 219),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "mount": (165, 40),
    "mount_setattr": (442, 442),
    "move_mount": (429, 429),
    "msgget": (68, 186),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "open_tree": (428, 428),
    "perf_event_open": (298, 241),
    "personality": (135, 92),
    "pidfd_getfd": (438, 438),
    "pivot_root": (155, 41),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "ptrace": (101, 117),
    "quotactl": (179, 60),
    "request_key": (249, 218),
    "semget": (64, 190),
    "setns": (308, 268),
    "shmget": (29, 194),
    "swapon": (167, 224),
    "syslog": (103, 116),
    "umount2": (166, 39),
    "unshare": (272, 97),
    "userfaultfd": (323, 282),
}
_PROCESSORS = {"x86_64": (0xC000003E, 0, 56), "aarch64": (0xC00000B7, 1, 220)}
"""Machine: its number in the kernel's audit list, the column of the table above, the number of ``clone``."""


def _seccomp_filter() -> bytes:
    """Write the filter that refuses new namespaces, mounts, keyrings, memory outside the limits and the like.

    See the kernel's ``Documentation/userspace-api/seccomp_filter.rst`` for the layout of what a filter reads.
    """
    audit, column, clone = _PROCESSORS[platform.machine()]
    load, equal, at_least, any_bit, give = 0x20, 0x15, 0x35, 0x45, 0x06
    allow, kill, not_permitted, no_such_call = 0x7FFF0000, 0x80000000, 0x00050001, 0x00050026
    new_namespaces = 0x7E020000
    steps = [(load, 0, 0, 4), (equal, 1, 0, audit), (give, 0, 0, kill), (load, 0, 0, 0)]
    steps += [(at_least, 0, 1, 0x40000000), (give, 0, 0, not_permitted)]  # the x32 calls of x86-64
    for numbers in _REFUSED_CALLS.values():
        steps += [(equal, 0, 1, numbers[column]), (give, 0, 0, not_permitted)]
    # A filter can't see what clone3 is asked for; told that there is none, the C library takes clone.
    steps += [(equal, 0, 1, 435), (give, 0, 0, no_such_call)]
    steps += [(equal, 0, 3, clone), (load, 0, 0, 16), (any_bit, 0, 1, new_namespaces), (give, 0, 0, not_permitted)]
    steps += [(give, 0, 0, allow)]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def _run_boxed(
    way: Way, cells: Sequence[Mapping[str, Any]], files: Mapping[str, bytes], answers_name: str, limits: Limits
) -> Run:
    started = time.monotonic()
    transcript = _Transcript(cells, files, answers_name, limits)
    rlimits = {
        "AS": limits.memory_bytes,
        "CORE": 0,
        "CPU": limits.cpu_seconds,
        "FSIZE": limits.file_bytes,
        "NOFILE": 256,
        "NPROC": limits.processes,
    }
    request = _request(cells, files, answers_name, limits, rlimits=rlimits)
    seccomp, writer = os.pipe()
    try:
        os.write(writer, _seccomp_filter())
        os.close(writer)
        with subprocess.Popen(  # noqa: S603
            _command(way, limits, seccomp),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(_TMP),
            pass_fds=(seccomp,),
        ) as process:
            try:
                ended = transcript.hold(process, request)
                if ended == "ended early":
                    with suppress(subprocess.TimeoutExpired):
                        process.wait(timeout=1)
            finally:
                # Everything inside hangs on this process and dies with it.
                process.kill()
            transcript.hear_rest(process)
            code = process.wait()
    finally:
        os.close(seccomp)
    if not transcript.ready and ended == "ended early":
        raise SandboxError(transcript.complaint.decode("utf-8", "replace").strip() or f"exit code {code}")
    if ended == "ended early" and code == 128 + signal.SIGXCPU:
        ended = "killed: time"
    return transcript.finish(ended, started)


def _tree(process: int) -> Iterator[int]:
    """Walk over a process and all that descend from it."""
    found = [process]
    while found:
        process = found.pop()
        yield process
        with suppress(OSError):  # it may have ended meanwhile
            for thread in os.listdir(f"/proc/{process}/task"):
                found += map(int, Path(f"/proc/{process}/task/{thread}/children").read_text().split())


def _memory(process: int, *, exactly: bool) -> int:
    """Give the bytes of memory that a process alone holds; exactly, what it shares since a fork counts only in part."""
    with suppress(OSError, StopIteration):
        if exactly:
            lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
            return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss_Anon:"))
    with suppress(OSError):
        _size, resident, shared, *_more = map(int, Path(f"/proc/{process}/statm").read_text().split())
        return (resident - shared) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _over_limit(process: int, limits: Limits) -> Ended | None:
    """Look whether all processes together use too much; the kernel counts memory for each process alone."""
    tasks = 0
    processes = []
    for each in _tree(process):
        processes.append(each)
        with suppress(OSError):
            tasks += len(os.listdir(f"/proc/{each}/task"))
        if tasks > limits.processes + 8:
            return "killed: processes"
    for exactly in False, True:
        if sum(_memory(each, exactly=exactly) for each in processes) <= limits.memory_bytes:
            return None
    return "killed: memory"


# Does it hold?

_ATTEMPT = """
import ctypes, json, os, socket, subprocess

def refused(attempt, *arguments):
    try:
        attempt(*arguments)
    except (OSError, MemoryError):
        return True
    return False

print(json.dumps({
    "user": os.getuid() != 0,
    "network": refused(socket.create_connection, ("127.0.0.1", PORT), 1),
    "files": refused(open, CANARY),
    "secrets": "PROBE" not in " ".join(os.environ),
    "memory": refused(bytearray, 2 * MEMORY),
    "namespaces": ctypes.CDLL(None).unshare(0x10000000) == -1,
    "programs": subprocess.run(["/bin/true"]).returncode == 0,
    "read-only": refused(open, "/x", "w") and refused(open, "/usr/x", "w") and refused(open, "/dev/x", "w"),
}))
"""


def _holds(way: Way) -> str | None:
    """Run a notebook that tries to get out; ``None`` if it stayed in, else what went wrong."""
    limits = Limits(memory_bytes=2**30, wall_seconds=60, output_bytes=65536)
    with (
        tempfile.NamedTemporaryFile(prefix="firearmskit-canary-") as canary,
        socket.create_server(("127.0.0.1", 0)) as server,
    ):
        names = {"PORT": server.getsockname()[1], "CANARY": canary.name, "MEMORY": limits.memory_bytes}
        os.chmod(canary.name, 0o644)
        source = "\n".join(f"{name} = {value!r}" for name, value in names.items()) + _ATTEMPT
        try:
            run = _run_boxed(way, [{"id": "probe", "source": source}], {}, "answers.json", limits)
        except (SandboxError, OSError) as error:
            return str(error)
    try:
        held: dict[str, bool] = json.loads(run.outputs["probe"][0]["text"])
        open_ways = [name for name, closed in held.items() if not closed]
    except (KeyError, IndexError, TypeError, ValueError):
        return " ".join([*run.notes, json.dumps(run.outputs)[:1000]])
    return None if not open_ways else _("these limits don't hold: {names}").format(names=", ".join(open_ways))


@cache
def _probed() -> tuple[Way | None, str | None]:
    """Give the way into the sandbox that holds on this machine, or what to do if none does."""
    if sys.platform != "linux":
        return None, _(
            "Learners' notebooks can be run safely on Linux only. On Windows, work in WSL 2; on macOS, in a virtual "
            "machine with Linux."
        )
    if platform.machine() not in _PROCESSORS:
        return None, _("The sandbox knows the processors x86_64 and aarch64, not {name}.").format(
            name=quote(platform.machine())
        )
    if shutil.which("bwrap") is None:
        return None, _(
            "The sandbox needs bubblewrap 0.8 or newer. Debian and Ubuntu: apt-get install bubblewrap. "
            "Fedora: dnf install bubblewrap."
        )
    complaints = []
    for way in _ways():
        complaint = _holds(way)
        if complaint is None:
            return way, None
        complaints.append(complaint)
    return None, _remedy("\n".join(dict.fromkeys(complaints)))


_PROFILE = """\
abi <abi/4.0>,
include <tunables/global>
profile bwrap /usr/bin/bwrap flags=(unconfined) {
  userns,
}"""


def _setting(name: str) -> str | None:
    try:
        return Path("/proc/sys", *name.split("/")).read_text().strip()
    except OSError:
        return None


def _remedy(complaint: str) -> str:
    """Say what to do about a sandbox that doesn't work."""
    if "nknown option" in complaint:
        advice = _("This bubblewrap is too old: install bubblewrap 0.8 or newer.")
    elif _setting("kernel/apparmor_restrict_unprivileged_userns") == "1" and os.geteuid() != 0:
        advice = _(
            "AppArmor keeps bubblewrap from making a user namespace (Ubuntu 23.10 and newer). As root, write these "
            "lines into /etc/apparmor.d/bwrap, then run `systemctl reload apparmor`:\n{profile}"
        ).format(profile=_PROFILE)
    elif _setting("kernel/unprivileged_userns_clone") == "0":
        advice = _("User namespaces are switched off. As root: sysctl -w kernel.unprivileged_userns_clone=1")
    elif _setting("user/max_user_namespaces") == "0":
        advice = _("User namespaces are switched off. As root: sysctl -w user.max_user_namespaces=10000")
    elif Path("/.dockerenv").exists() or Path("/run/.containerenv").exists():
        advice = _(
            "This container may not make namespaces. Grade outside of the container, or start it as "
            "docs/how-to/sandbox.md says."
        )
    else:
        advice = _("The sandbox doesn't work on this machine.")
    return advice + "\n" + _("What was tried said: {complaint}").format(complaint=complaint)


# The quick way for notebooks of our own

_WARM_LOCK = threading.Lock()
_warm: tuple[int, subprocess.Popen[bytes], str] | None = None
"""Who started it, the process, its home."""


def _warm_process() -> subprocess.Popen[bytes]:
    global _warm
    if _warm is None or _warm[0] != os.getpid():  # after a fork, the process belongs to the parent
        home = tempfile.mkdtemp(prefix="firearmskit-home-")
        process = subprocess.Popen(  # noqa: S603
            _python("--serve", *_WARM),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_environment(home),
            start_new_session=True,
        )
        _warm = os.getpid(), process, home
    return _warm[1]


@atexit.register
def _stop_warm_process() -> None:
    global _warm
    if _warm is None or _warm[0] != os.getpid():
        return
    _owner, process, home = _warm
    _warm = None
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    with process:
        pass
    shutil.rmtree(home, ignore_errors=True)
