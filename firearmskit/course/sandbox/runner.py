"""Run the cells of one notebook: the side of the sandbox that nobody trusts.

``sandbox.py`` starts this file by its path, in a process of its own. It imports the standard library and IPython and
nothing of firearmskit, so that it starts in a fraction of a second.

It reads one request, a line of JSON, from standard input:

============ ==================================================================================================
``files``    ``{relative name: base64}``, written into the working folder before the first cell
``cells``    ``[{"id": ..., "source": ...}]``
``answers``  the name of the answers file that is reported after each cell
``limits``   ``{"cell_seconds", "cell_bytes", "output_bytes", "line_bytes", "answers_bytes"}``
``rlimits``  ``{"AS": bytes, "CPU": seconds, ...}``: resource limits of the process, as ``resource`` names them
``words``    ``{"time", "output", "input"}``: sentences for people, already translated
``folder``   the working folder, where it isn't the current one
============ ==================================================================================================

It writes lines of JSON: ``{"ready": true}`` before the first cell; after each cell
``{"cell": id, "outputs": [nbformat 4.5 outputs], "answers": base64, or null where nothing changed, "cut":
whether output was left out}``;
``{"done": true}`` at the end, or in the nursery ``{"signal": number}`` where the notebook was killed. Learners' code
runs in this process and can write such lines too; the reader knows that.

There is no Jupyter kernel. Cells run in IPython's ``InteractiveShell``, which is what a kernel runs them in: magics,
``await`` at the top, rich display and figures behave the same.
"""

from __future__ import annotations

import base64
import builtins
import fcntl
import gc
import getpass
import importlib
import io
import json
import os
import resource
import signal
import socket
import sys
import tempfile
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import StdinNotImplementedError
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

SERVE = "--serve"
"""Argument: stay and run request after request, each in a fork; names of modules to import before may follow."""
NURSE = "--nurse"
"""Argument: stay and shut in a child for each notebook that comes; the number of a socket and modules follow."""


_MOST_DESCRIPTORS = 4096


class CellTimeout(BaseException):
    """A cell ran too long; not an ``Exception``, so that ``except Exception`` in the cell doesn't hold it up."""


class Recorder:
    """Collects what the cells put out, as nbformat 4.5 outputs.

    Everything that is written to file descriptors 1 and 2, by Python or by a child process, lands in two files in
    memory. They are emptied into the outputs whenever something else is put out, which keeps the order.

    Args:
        limits: As in the request.
        note: The sentence that stands where output was left out.
    """

    def __init__(self, limits: dict[str, Any], note: str) -> None:
        self.note = note
        self.cell_bytes: int = limits["cell_bytes"]
        self.left: int = limits["output_bytes"]
        self.outputs: dict[str, list[dict[str, Any]]] = {}
        self.changed: dict[str, None] = {}
        self.displays: dict[str, list[tuple[str, dict[str, Any]]]] = {}
        self.files = {"stdout": _memory_file(1), "stderr": _memory_file(2)}
        self.last = "stdout"
        self.clear_next = False
        self.begin("")
        self.changed.clear()

    def begin(self, cell: str) -> None:
        """Start to record a cell."""
        self.cell = cell
        self.cell_left = min(self.cell_bytes, self.left)
        self.full = False
        self.clear_next = False
        self.outputs[cell] = []
        self.changed[cell] = None

    def _spend(self, size: int) -> bool:
        """Count output against the limits; say whether it still fits, and leave the note when it doesn't."""
        fits = size <= self.cell_left
        spent = min(size, self.cell_left)
        self.cell_left -= spent
        self.left -= spent
        if not fits and not self.full:
            self.full = True
            self.outputs[self.cell].append({"output_type": "stream", "name": "stderr", "text": self.note + "\n"})
        return fits

    def _append(self, output: dict[str, Any]) -> None:
        if self.clear_next:
            self.clear_next = False
            self.outputs[self.cell].clear()
        self.outputs[self.cell].append(output)

    def drain(self) -> None:
        """Move what was written to file descriptors 1 and 2 into the outputs."""
        for name, file in self.files.items():
            size = os.fstat(file).st_size
            if not size:
                continue
            text = os.pread(file, self.cell_left, 0).decode("utf-8", "replace")
            os.ftruncate(file, 0)
            mine = self.outputs[self.cell]
            if text:
                if mine and mine[-1].get("name") == name and not self.clear_next:
                    mine[-1]["text"] += text
                else:
                    self._append({"output_type": "stream", "name": name, "text": text})
            self._spend(size)

    def turn_to(self, name: str) -> None:
        """Keep the order of the two streams: what the other one holds goes first."""
        if name != self.last:
            self.drain()
            self.last = name

    def put(self, output: dict[str, Any]) -> dict[str, Any] | None:
        """Record an output that isn't a stream; ``None`` if there was no room for it."""
        self.drain()
        packed = json.dumps(output, allow_nan=False, default=_as_text)
        if not self._spend(len(packed)):
            return None
        plain: dict[str, Any] = json.loads(packed)
        self._append(plain)
        return plain

    def show(self, data: Any, metadata: Any, display_id: object, update: bool) -> None:
        """Record a display, or change those that were shown before under the same id."""
        output = {"output_type": "display_data", "data": data, "metadata": metadata or {}}
        if not update:
            shown = self.put(output)
            if shown is not None and display_id is not None:
                self.displays.setdefault(str(display_id), []).append((self.cell, shown))
            return
        packed = json.dumps(output, allow_nan=False, default=_as_text)
        for cell, shown in self.displays.get(str(display_id), ()):
            if self._spend(len(packed)):
                shown.update(json.loads(packed))
                self.changed[cell] = None

    def clear(self, wait: bool) -> None:
        """Forget the outputs of the cell, at once or when the next one comes."""
        self.drain()
        self.clear_next = wait
        if not wait:
            self.outputs[self.cell].clear()

    def error(self, kind: str, value: str, traceback: list[str]) -> None:
        """Record an error, in short where there is no room left for more."""
        if self.put({"output_type": "error", "ename": kind, "evalue": value, "traceback": traceback}) is None:
            self._append({"output_type": "error", "ename": kind[:100], "evalue": value[:200], "traceback": []})


def _memory_file(descriptor: int) -> int:
    """Let a file descriptor, also in child processes, write into a file in memory; give that file."""
    handle, name = tempfile.mkstemp(dir="/dev/shm")  # in memory on every Linux
    os.unlink(name)
    fcntl.fcntl(handle, fcntl.F_SETFL, os.O_APPEND)
    os.dup2(handle, descriptor)
    return handle


def _as_text(value: object) -> str:
    """Give what JSON can't hold: bytes, such as pictures, as base64, anything else as its ``repr``."""
    return base64.b64encode(value).decode() if isinstance(value, bytes) else repr(value)


class Stream(io.TextIOWrapper):
    """``sys.stdout`` or ``sys.stderr`` of the cells."""

    def __init__(self, recorder: Recorder, name: str, descriptor: int) -> None:
        raw = io.FileIO(descriptor, "w", closefd=False)
        # A surrogate or other misfit is shown escaped; unbuffered, so that child processes keep their place.
        super().__init__(raw, "utf-8", "backslashreplace", write_through=True)
        self._recorder = recorder
        self._stream = name

    def write(self, text: str, /) -> int:
        """Write text in its place among the other outputs."""
        self._recorder.turn_to(self._stream)
        return super().write(text)


class Hook(DisplayHook):  # type: ignore[misc]
    """Records the value of a cell's last line."""

    def write_output_prompt(self) -> None:
        """Print no prompt."""

    def write_format_data(self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None) -> None:
        """Record the value in all its forms."""
        self.shell.recorder.put(
            {
                "output_type": "execute_result",
                "data": format_dict,
                "metadata": md_dict or {},
                "execution_count": self.prompt_count,
            }
        )


class Publisher(DisplayPublisher):  # type: ignore[misc]
    """Records what ``display()`` shows."""

    def publish(self, data: Any, metadata: Any = None, **how: Any) -> None:
        """Record a display."""
        transient = how.get("transient") or {}
        self.shell.recorder.show(data, metadata, transient.get("display_id"), bool(how.get("update")))

    def clear_output(self, wait: bool = False) -> None:
        """Forget what the cell has shown."""
        self.shell.recorder.clear(wait)


class Shell(InteractiveShell):  # type: ignore[misc]
    """IPython without a terminal, without history on disk, and with a recorder."""

    displayhook_class = Type(Hook)
    display_pub_class = Type(Publisher)
    recorder: Recorder

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        try:
            value = str(evalue)
        except Exception:  # the learner's own exception class may fail to describe itself
            value = ""
        self.recorder.error(str(etype.__name__), value, [str(line) for line in stb])

    def ask_exit(self) -> None:
        """Go on: ``exit`` in one cell doesn't take the later cells away."""


def make_shell() -> Shell:
    """Start IPython: rich display as in a notebook, plain tracebacks, nothing kept on disk."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    shell: Shell = Shell.instance(config=config)
    shell.display_formatter.active_types = shell.display_formatter.format_types
    return shell


def _write_files(folder: Path, files: dict[str, str]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(content))


def _read_regular(path: Path, limit: int) -> bytes | None:
    """Read a plain file of at most that size; a link, a pipe or a folder isn't followed or waited for."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        data = os.pread(handle, limit + 1, 0)  # what isn't a plain file has no place to read from, and refuses
        return data if 0 < len(data) <= limit else None
    except OSError:
        return None
    finally:
        os.close(handle)


def _refuse_input(sentence: str) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise StdinNotImplementedError(sentence)

    builtins.input = refuse
    getpass.getpass = refuse


def _no_stdin() -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)


def _send(channel: int, message: dict[str, Any]) -> None:
    rest = memoryview(_pack(message) + b"\n")
    while rest:
        rest = rest[os.write(channel, rest) :]


def _pack(message: dict[str, Any]) -> bytes:
    # A lone surrogate becomes its JSON escape; the rest stays short.
    return json.dumps(message, ensure_ascii=False).encode("utf-8", "backslashreplace")


def run(request: dict[str, Any], shell: Shell, channel: int) -> None:
    """Run the cells of a request one after another, as nbgrader does: an error doesn't stop the next cell.

    Args:
        request: See the head of this file.
        shell: A fresh IPython.
        channel: The file descriptor that reports go to.
    """
    folder = Path(request.get("folder", ".")).absolute()
    os.chdir(folder)
    sys.path.insert(0, "")
    _write_files(folder, request["files"])
    for name, value in request["rlimits"].items():
        if name == "AS":  # what Python itself takes isn't the learner's
            value += int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        # Above the lower limit on processor time the kernel says so, above the upper one it kills without a word.
        kind, limit = getattr(resource, f"RLIMIT_{name}"), (value, value + 2 * (name == "CPU"))
        resource.setrlimit(kind, limit)
        # Where the sandbox's first process is the same user, a learner may take it over: it gets the same limits.
        with suppress(PermissionError):
            resource.prlimit(1, kind, limit)
    limits, words = request["limits"], request["words"]
    recorder = shell.recorder = Recorder(limits, words["output"])
    sys.stdout = sys.__stdout__ = Stream(recorder, "stdout", 1)  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = Stream(recorder, "stderr", 2)  # type: ignore[misc]
    _no_stdin()
    _refuse_input(words["input"])

    def too_long(*_: object) -> NoReturn:
        raise CellTimeout(words["time"])

    own = os.getpid()
    answers = folder / request["answers"]
    known = _read_regular(answers, limits["answers_bytes"])
    _send(channel, {"ready": True})
    for cell in request["cells"]:
        recorder.begin(cell["id"])
        # The alarm comes back every five seconds, for a cell that catches everything and goes on.
        signal.signal(signal.SIGALRM, too_long)
        signal.setitimer(signal.ITIMER_REAL, limits["cell_seconds"], 5)
        try:
            shell.run_cell(cell["source"], store_history=True)
        except BaseException as error:  # whatever a cell throws past IPython, the next cell still runs
            # On a machine that the cell keeps busy, the next alarm could come while this one is written down.
            with suppress(CellTimeout):
                signal.signal(signal.SIGALRM, signal.SIG_IGN)
            recorder.error(type(error).__name__, str(error), [])
        signal.setitimer(signal.ITIMER_REAL, 0)
        if os.getpid() != own:
            os._exit(0)  # a fork that the cell made and forgot
        recorder.drain()
        found = _read_regular(answers, limits["answers_bytes"])
        fresh = None if found is None or found == known else base64.b64encode(found).decode()
        known = found
        for name in recorder.changed:
            if len(_pack({"": recorder.outputs[name]})) > limits["line_bytes"] // 2:  # nothing but control characters
                recorder.outputs[name] = [{"output_type": "stream", "name": "stderr", "text": words["output"] + "\n"}]
            report = {"cell": name, "outputs": recorder.outputs[name], "answers": fresh, "cut": recorder.full}
            _send(channel, report)
        recorder.changed.clear()


def _preload(modules: list[str]) -> None:
    for name in modules:
        with suppress(ImportError):
            rehearse = getattr(importlib.import_module(name), "rehearse", None)
            if rehearse is not None:
                rehearse()


def nurse(orders: socket.socket, shell: Shell, modules: list[str]) -> NoReturn:
    """Shut in a child for each notebook. Nothing of a notebook passes through here: children read it themselves.

    The first order says how children live; each later one brings three descriptors: the request, the channel for
    reports, and a socket on which the child says hello, so that the grader learns its process id. At the end it says
    how much processor time it and its children took, which bubblewrap doesn't pass on.

    Args:
        orders: The socket that the grader's orders come from.
        shell: A fresh IPython.
        modules: What to import before the first child.
    """
    from firearmskit.course.sandbox.confine import Home, bear, give_up, mount_proc

    first = json.loads(orders.recv(1 << 20))
    if first["lent"]:
        mount_proc()
        os.setgroups([])  # a child in a user namespace can't, and would keep the grader's groups
        give_up(kept=1 << 6 | 1 << 7)  # to set users and groups, for the children
    folders = {place: (size, mode) for place, (size, mode) in first["folders"].items()}
    filter_ = base64.b64decode(first["filter"])
    _preload(modules)
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGCHLD, lambda *_: _reap(os.WNOHANG))
    orders.send(b"ready")
    while order := _receive(orders):
        user, (request, channel, hello) = order
        home = Home(user=user, lent=first["lent"], folders=folders, filter=filter_)
        try:
            live, say = partial(_live, shell, request, channel), partial(_say, hello, orders.fileno())
            bear(home, live, say, mourn=partial(_mourn, channel), keep=channel)
        except OSError as error:
            os.write(hello, f"!{error}".encode())
        for descriptor in (request, channel, hello):
            os.close(descriptor)
    _reap(0)
    spent = [sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    orders.send(json.dumps(spent).encode())
    os._exit(0)


def _say(hello: int, orders: int, what: bytes) -> None:
    os.write(hello, what)
    os.close(hello)
    os.close(orders)


def _mourn(channel: int, number: int) -> None:
    _send(channel, {"signal": number})


def _live(shell: Shell, request: int, channel: int) -> NoReturn:
    """Read a request, and nothing else of the parent's, and run it."""
    os.dup2(request, 0)
    report = fcntl.fcntl(channel, fcntl.F_DUPFD_CLOEXEC, 100)
    os.closerange(3, report)
    os.closerange(report + 1, _MOST_DESCRIPTORS)
    with open(0, "rb", closefd=False) as lines:
        asked = json.loads(lines.readline())
    run(asked, shell, report)
    _send(report, {"done": True})
    os._exit(0)


def _receive(orders: socket.socket) -> tuple[int, list[int]] | None:
    data, descriptors, *_ = socket.recv_fds(orders, 64, 3)
    return (int(data), descriptors) if data else None


def _reap(how: int) -> None:
    with suppress(ChildProcessError):
        while os.waitpid(-1, how)[0]:
            pass


def main(arguments: list[str]) -> None:
    """Read requests from standard input and run them.

    Args:
        arguments: A folder to import firearmskit from where it isn't installed; then perhaps ``--serve`` and modules,
            or ``--nurse``, the number of a socket, and modules.
    """
    # Reports leave through a copy of standard output that child processes don't inherit.
    channel = fcntl.fcntl(1, fcntl.F_DUPFD_CLOEXEC, 100)
    if arguments[0] not in sys.path:
        sys.path.append(arguments[0])
    shell = make_shell()
    if NURSE in arguments:
        nurse(socket.socket(fileno=int(arguments[2])), shell, arguments[3:])
    if SERVE not in arguments:
        request = json.loads(sys.stdin.buffer.readline())
        run(request, shell, channel)
        _send(channel, {"done": True})
        os._exit(0)  # what the learner left to run at exit is nobody's business
    _preload(arguments[2:])
    for line in sys.stdin.buffer:
        child = os.fork()
        if child == 0:
            run(json.loads(line), shell, channel)
            os._exit(0)
        status = os.waitpid(child, 0)[1]
        _send(channel, {"done": status == 0})


if __name__ == "__main__":
    main(sys.argv[1:])
