"""Grading on several machines: the notebooks run on a Dask cluster, and everything else stays where the truth is.

A worker is sent a notebook's cells and the files that a learner has: evidence and answers, no truth. It runs them in
its own sandbox, which it opens once, and sends back what came out, as bytes. Whoever called decides what that is worth.
What a worker sends is read as what a notebook sends is: every type and size is checked.

Dask itself isn't a wall: whoever can talk to a scheduler can run code on its workers and on the machines that use it.
``docs/how-to/cluster.md`` says how to keep others out.
"""

from __future__ import annotations

import atexit
import base64
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from threading import Condition, Lock
from typing import Any, get_args
from uuid import uuid4

from firearmskit import __version__
from firearmskit import language as speech
from firearmskit.course import sandbox
from firearmskit.course.answers import read_json
from firearmskit.course.sandbox.transcript import Transcript
from firearmskit.errors import AnswerError, SandboxError, SubmissionError, escape, quote
from firearmskit.language import text as _

__all__ = ["open_cluster", "run_here"]

_CONNECT = 10.0
"""Seconds in which a scheduler has to answer."""
_PATIENCE = 60.0
"""Seconds that the call waits for a first worker, for a worker's sandbox, or for a worker after the last one died."""
_LOOK = 5.0
"""Seconds between two looks at whether anybody is still there."""
_MOST_NOTES = 50
_ENDED: tuple[sandbox.Ended, ...] = get_args(sandbox.Ended)

_opening = Lock()
_opened: dict[sandbox.Limits, Callable[..., sandbox.Run]] = {}


def run_here(
    cells: Sequence[Mapping[str, Any]],
    files: Mapping[str, bytes],
    answers_name: str,
    limits: Mapping[str, Any],
    version: str,
    language: str,
) -> bytes:
    """Run a notebook on the worker that this is called on, in the worker's sandbox.

    Args:
        cells: The code cells, each with ``"id"`` and ``"source"``.
        files: ``{relative name: content}``.
        answers_name: The name of the answers file.
        limits: The fields of :class:`firearmskit.course.sandbox.Limits`.
        version: The caller's firearmskit; another one might show the learner something else.
        language: ISO 639-1, for sentences.

    Returns:
        JSON: what came out of the run, or why nothing did: ``"refused"`` by the worker, or a fault of the
        ``"submission"``.
    """
    with speech.speaking(language):
        try:
            if version != __version__:
                raise SandboxError(
                    _("it has firearmskit {own}, and the grader has {version}").format(
                        own=__version__, version=quote(version)
                    )
                )
            ran = _sandbox_here(sandbox.Limits(**limits))(cells, files, answers_name=answers_name)
        except SubmissionError as error:
            said: dict[str, Any] = {"submission": str(error)}
        except SandboxError as error:
            said = {"refused": str(error), "worker": _own_address()}
        except Exception as error:  # Dask may lose an exception on its way, and the caller would wait for ever
            said = {"refused": f"{type(error).__name__}: {error}", "worker": _own_address()}
        else:
            said = asdict(ran)
            said["answers"] = None if ran.answers is None else base64.b64encode(ran.answers).decode()
    return json.dumps(said, ensure_ascii=False).encode()


def _sandbox_here(limits: sandbox.Limits) -> Callable[..., sandbox.Run]:
    """Open this worker's sandbox, once for all notebooks with these limits."""
    with _opening:
        if limits not in _opened:
            staying = ExitStack()
            _opened[limits] = staying.enter_context(sandbox.open_sandbox(limits))
            atexit.register(staying.close)
        return _opened[limits]


def _own_address() -> str:
    from distributed import get_worker

    try:
        return str(get_worker().address)
    except ValueError:
        return "?"


@contextmanager
def open_cluster(address: str, limits: sandbox.Limits) -> Iterator[tuple[Callable[..., sandbox.Run], int]]:
    """Open a Dask cluster for running notebooks, after every worker's sandbox was seen to hold.

    Certificates for ``tls://`` are taken from Dask's own configuration.

    Args:
        address: The scheduler, ``tcp://host:port`` or ``tls://host:port``.
        limits: What one notebook may use.

    Returns:
        A function to be called as :func:`firearmskit.course.sandbox.run_notebook`, also from several threads at the
        same time; and how many notebooks the workers run at the same time.

    Raises:
        SandboxError: The scheduler can't be reached, has no worker, or a worker can't run learners' code safely.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise SandboxError(
            _("Grading on a cluster needs more packages: pip install 'firearmskit[cluster]' ({error})").format(
                error=error
            )
        ) from None
    if not address.startswith(("tcp://", "tls://")):
        raise SandboxError(
            _("{address} isn't the address of a Dask scheduler; it is made like tcp://192.168.1.10:8786").format(
                address=quote(address)
            )
        )
    client = Client.__new__(Client)
    try:
        client.__init__(address, timeout=_CONNECT, set_as_default=False)
    except Exception as error:  # a wrong port, a wrong certificate, somebody who isn't a scheduler
        client.status = "closed"  # it never was open; left to itself, it would try for 20 seconds to say goodbye
        raise SandboxError(
            _("no Dask scheduler can be used at {address}: {reason}").format(
                address=quote(address), reason=quote(f"{type(error).__name__}: {error}", 300)
            )
        ) from error
    try:
        cluster = _Cluster(client, address, limits)
        yield cluster.run, cluster.examine()
    finally:
        client.close()


class _Cluster:
    """A connection to a scheduler."""

    def __init__(self, client: Any, address: str, limits: sandbox.Limits) -> None:
        self._client = client
        self._address = address
        self._limits = limits
        self._quiet = _Quiet()

    def examine(self) -> int:
        """Have every worker open its sandbox; give the number of notebooks that they run at the same time."""
        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError:
            raise SandboxError(
                _("no worker has joined the scheduler {address}").format(address=self._address)
            ) from None
        threads: dict[str, int] = dict(self._client.nthreads())
        looking = {worker: self._submit([], {}, "none.answers.json", worker=worker) for worker in threads}
        for worker, future in looking.items():
            try:
                said = future.result(timeout=2 * _PATIENCE)
            except Exception as error:
                reason = f"{type(error).__name__}: {error}"
                raise SandboxError(
                    _("the worker {worker} can't run learners' notebooks: {reason}").format(
                        worker=quote(worker), reason=quote(reason, 300)
                    )
                ) from error
            self._heard(said, [], {}, "none.answers.json")
        return sum(threads.values())

    def run(self, cells: Sequence[Mapping[str, Any]], files: Mapping[str, bytes], *, answers_name: str) -> sandbox.Run:
        """Run a notebook on some worker; as :func:`firearmskit.course.sandbox.run_notebook`."""
        from distributed import KilledWorker

        try:
            with self._quiet.together():
                return self._run(cells, files, answers_name)
        except KilledWorker:
            pass  # perhaps a neighbour on the same worker did it: once more, with no neighbour
        try:
            with self._quiet.alone():
                return self._run(cells, files, answers_name)
        except KilledWorker as error:
            raise SubmissionError(
                _("each of the {count} workers that ran this notebook alone ended at it").format(
                    count=error.allowed_failures + 1
                )
            ) from None

    def _run(self, cells: Sequence[Mapping[str, Any]], files: Mapping[str, bytes], answers_name: str) -> sandbox.Run:
        future = self._submit(cells, files, answers_name)
        try:
            said = self._wait(future)
        finally:
            future.release()
        return self._heard(said, cells, files, answers_name)

    def _submit(
        self,
        cells: Sequence[Mapping[str, Any]],
        files: Mapping[str, bytes],
        answers_name: str,
        *,
        worker: str | None = None,
    ) -> Any:
        plain = [{"id": str(cell["id"]), "source": str(cell["source"])} for cell in cells]
        return self._client.submit(
            run_here,
            plain,
            dict(files),
            answers_name,
            asdict(self._limits),
            __version__,
            speech.current(),
            key=f"notebook-{uuid4().hex}",  # equal notebooks of two learners are two runs
            pure=False,
            workers=worker,
        )

    def _wait(self, future: Any) -> object:
        """Wait for a run as long as there is somebody who may end it."""
        from distributed import CancelledError, KilledWorker

        lonely = time.monotonic()
        while True:
            try:
                return future.result(timeout=_LOOK)
            except KilledWorker:
                raise
            except CancelledError as error:
                raise self._lost(error) from error
            except TimeoutError:
                try:
                    workers = len(self._client.nthreads())
                except Exception as error:
                    raise self._lost(error) from error
            except Exception as error:
                raise SandboxError(
                    _("a worker of {address} can't run learners' notebooks: {reason}").format(
                        address=self._address, reason=quote(f"{type(error).__name__}: {error}", 300)
                    )
                ) from error
            lonely = time.monotonic() if workers else lonely
            if time.monotonic() - lonely > _PATIENCE:
                raise SandboxError(_("no worker is left at {address}").format(address=self._address))

    def _lost(self, error: BaseException) -> SandboxError:
        return SandboxError(
            _("the scheduler {address} doesn't answer any more: {reason}; what was graded is kept").format(
                address=self._address, reason=quote(f"{type(error).__name__}: {error}", 300)
            )
        )

    def _heard(
        self, said: object, cells: Sequence[Mapping[str, Any]], files: Mapping[str, bytes], answers_name: str
    ) -> sandbox.Run:
        """Read what a worker sent, as if the notebook itself had sent it."""
        transcript = Transcript(cells, files, answers_name, self._limits)
        try:
            if type(said) is not bytes:
                raise AnswerError(type(said).__name__)
            run = read_json(said, name="run", limit=transcript.most_bytes)
            if type(run) is not dict:
                raise AnswerError(type(run).__name__)
            for kind in "refused", "submission":
                if type(reason := run.get(kind)) is str:
                    raise self._refusal(kind, reason, run.get("worker"))
            outputs, ended, notes, seconds = (run.get(name) for name in ("outputs", "ended", "notes", "seconds"))
            if type(outputs) is not dict or ended not in _ENDED or type(seconds) is not float:
                raise AnswerError(str(ended))
            if type(notes) is not list or len(notes) > _MOST_NOTES or not all(type(note) is str for note in notes):
                raise AnswerError("notes")
        except AnswerError as error:
            raise SandboxError(
                _("a worker of {address} sent something that isn't what came out of a notebook: {reason}").format(
                    address=self._address, reason=quote(str(error), 300)
                )
            ) from None
        for cell, shown in outputs.items():
            message = {"cell": cell, "outputs": shown}
            transcript.hear(json.dumps(message, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
        transcript.keep_answers(run.get("answers"))
        return sandbox.Run(
            outputs=transcript.outputs,
            answers=transcript.answers,
            ended=_ENDED[_ENDED.index(ended)],
            notes=tuple(escape(note[:1000]) for note in notes),
            seconds=seconds,
        )

    def _refusal(self, kind: str, reason: str, worker: object) -> SandboxError | SubmissionError:
        reason = escape(reason[:2000])
        if kind == "submission":
            return SubmissionError(reason)
        return SandboxError(
            _("the worker {worker} refuses to run learners' notebooks: {reason}").format(
                worker=quote(worker), reason=reason
            )
        )


class _Quiet:
    """Lets many notebooks run together, and one that is under suspicion alone."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._together = 0
        self._alone = 0
        self._busy = False

    @contextmanager
    def together(self) -> Iterator[None]:
        with self._changed:
            self._changed.wait_for(lambda: not self._alone)  # those under suspicion go first, so that they get a turn
            self._together += 1
        try:
            yield
        finally:
            with self._changed:
                self._together -= 1
                self._changed.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        with self._changed:
            self._alone += 1
            self._changed.wait_for(lambda: not self._together and not self._busy)
            self._busy = True
        try:
            yield
        finally:
            with self._changed:
                self._alone -= 1
                self._busy = False
                self._changed.notify_all()
