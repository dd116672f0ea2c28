"""Grading on a Dask cluster: real schedulers and workers, some of which die, refuse or lie."""

from __future__ import annotations

import json
import os
import pickle
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import nbformat
import pytest
from distributed import Client

from firearmskit import __version__, cli
from firearmskit.course import cluster
from firearmskit.course.cohort import Learner, right_answer, submit, wrong_answer
from firearmskit.course.draw import Draw
from firearmskit.course.grading import Report, grade
from firearmskit.course.packs import Exercise, canonical, find_exercise
from firearmskit.course.sandbox import Limits
from firearmskit.course.store import Frozen, Store
from firearmskit.errors import SandboxError

ROOT = Path(__file__).resolve().parents[2]
LIMITS = Limits()


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    """Give the exercise of module M06."""
    return find_exercise("m06_identification/marks")


@pytest.fixture
def store(new_course: Callable[[], Store]) -> Store:
    """Give a course folder of one's own."""
    return new_course()


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Running:
    """A scheduler and its workers, each a process of its own."""

    def __init__(self, folder: Path, *, scheme: str = "tcp", environment: dict[str, str] | None = None) -> None:
        self.folder = folder
        self.environment = {**os.environ, **(environment or {})}
        self.address = f"{scheme}://127.0.0.1:{free_port()}"
        self.scheduler = self._start("scheduler", "--host", self.address, "--no-dashboard")
        self.workers: list[subprocess.Popen[bytes]] = []

    def worker(self, *options: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start a worker that runs one notebook at a time."""
        options = (self.address, "--nthreads", "1", "--memory-limit", "0", "--no-dashboard", *options)
        self.workers.append(self._start("worker", *options, "--local-directory", str(self.folder), **environment))
        return self.workers[-1]

    def _start(self, kind: str, *options: str, **environment: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{kind}-{time.monotonic_ns()}.log").open("wb") as log:
            return subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.dask_{kind}", *options],
                cwd=self.folder,
                env=self.environment | environment,
                stdout=log,
                stderr=log,
            )

    def wait_for(self, workers: int) -> None:
        """Wait until that many workers have joined."""
        with Client(self.address, timeout=30, set_as_default=False) as client:
            if workers:
                client.wait_for_workers(workers, timeout=60)

    def close(self) -> None:
        """End all that this started, the workers first: Dask's take long to say goodbye to a scheduler that is gone."""
        for process in (*self.workers, self.scheduler):
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def running(folder: Path, **how: Any) -> Iterator[Running]:
    """Start a scheduler; end it and its workers."""
    folder.mkdir(exist_ok=True)
    made = Running(folder, **how)
    try:
        yield made
    finally:
        made.close()


def mixed(number: int, exercise: Exercise, frozen: Frozen) -> dict[str, Any]:
    """Answer some fields right and some wrong."""
    draw = Draw(f"cluster {number}".encode())
    share = draw.below(5) / 4
    answers = {}
    for task in exercise.tasks:
        right, wrong = right_answer(task, frozen), wrong_answer(task, frozen, draw)
        answers[task.id] = {key: (right if draw.chance(share) else wrong)[key] for key in right}
    return answers


def hand_in(store: Store, exercise: Exercise, learner: str, *, number: int = 0, code: Sequence[str] = ()) -> Path:
    """Hand in mixed answers, and a notebook with some cells of the learner's own."""
    folder = submit(store, exercise, Learner(id=learner, story="", answers=partial(mixed, number)))
    path = folder / f"{exercise.slug}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells += [nbformat.v4.new_code_cell(source) for source in code]
    nbformat.write(notebook, path)
    return folder


def points(report: Report) -> dict[str, float | None]:
    """Give the points of each learner."""
    return {each.learner: each.points for each in report.graded}


def printed(store: Store, exercise: Exercise, learner: str) -> str:
    """Give what a notebook printed when it was graded."""
    path = store.root / "autograded" / learner / exercise.module / f"{exercise.slug}.ipynb"
    cells = nbformat.read(path, as_version=4).cells
    return "".join(out.text for cell in cells for out in cell.get("outputs", ()) if out.output_type == "stream")


def rows(store: Store, table: str) -> int:
    """Count the rows of a table of the gradebook."""
    with sqlite3.connect(store.root / "gradebook.db") as book:
        return int(book.execute(f"select count(*) from {table}").fetchone()[0])  # noqa: S608


def sending(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Give the list in which all that is sent to workers from now on will be: functions and their arguments."""
    sent: list[tuple[Any, ...]] = []
    submit_to = Client.submit

    def keep(client: Client, function: Any, *arguments: Any, **how: Any) -> Any:
        sent.append((function, *arguments))
        return submit_to(client, function, *arguments, **how)

    monkeypatch.setattr(Client, "submit", keep)
    return sent


def test_a_worker_that_dies_costs_nobody_anything(
    store: Store, exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two real workers, one killed in the middle: each is graded once, with the points of a local run, without truth.

    A notebook that looks for the course folder, for secrets and for the scheduler finds nothing on a worker either.
    """
    learners = [f"learner{number:02}" for number in range(14)]
    for number, learner in enumerate(learners):
        hand_in(store, exercise, learner, number=number, code=["import time; time.sleep(0.25)"])
    sent = sending(monkeypatch)
    seen: list[str] = []
    with running(tmp_path / "dask") as dask:
        dask.worker("--no-nanny")  # a nanny would start it again
        dask.worker("--no-nanny")
        dask.wait_for(2)
        port = dask.address.rpartition(":")[2]
        spy = (
            "import os, socket\n"
            f"print('SEEN', os.path.exists({str(store.root)!r}), os.path.exists({str(tmp_path)!r}))\n"
            "print('TOLD', [name for name in os.environ if 'DASK' in name])\n"
            f"try:\n    socket.create_connection(('127.0.0.1', {port}), 2); print('CONNECTED')\n"
            "except OSError: print('REFUSED')"
        )
        hand_in(store, exercise, "spy", code=[spy])

        def progress(graded: Any) -> None:
            seen.append(graded.learner)
            if len(seen) == 3:
                dask.workers[0].send_signal(signal.SIGKILL)

        report = grade(store.root, scheduler=dask.address, progress=progress)
        assert dask.workers[0].wait(20) == -signal.SIGKILL
    everybody = [*learners, "spy"]
    assert sorted(seen) == everybody
    assert [each.learner for each in report.graded] == everybody
    assert not any(each.notes for each in report.graded)
    assert rows(store, "firearmskit_graded") == rows(store, "submitted_assignment") == len(everybody)
    assert len(set(points(report).values())) > 3  # the cohort is mixed, so that equal points say something
    assert "SEEN False False\nTOLD []\nREFUSED" in printed(store, exercise, "spy")

    assert points(grade(store.root, again=True)) == points(report)
    assert not any(each.fresh for each in grade(store.root, scheduler="tcp://127.0.0.1:1").graded)  # nothing to run

    assert len(sent) >= len(everybody)
    secret = (store.folder / "secret").read_text().strip()
    for function, cells, files, answers_name, limits, version, language in sent:
        assert function is cluster.run_here
        assert all(set(cell) == {"id", "source"} for cell in cells)
        assert set(files) <= {f"{exercise.slug}.pack.json", answers_name}
        assert Limits(**limits) == LIMITS
        assert (version, language) == (__version__, "en")
        whole = pickle.dumps((cells, files, answers_name))
        assert secret.encode() not in whole
        assert b'"accept"' not in whole
    truth = canonical(store.frozen(exercise, learner="spy").truth)
    assert '"accept"' in truth  # what was looked for is what truth looks like


KILLER = """
import os, signal
from firearmskit.course import cluster
inner = cluster._inner = getattr(cluster, "_inner", cluster._sandbox_here)  # Dask may load this file twice

def outer(limits):
    run = inner(limits)
    def run_or_die(cells, files, **how):
        if any("end the worker" in cell["source"] for cell in cells):
            os.kill(os.getpid(), signal.SIGKILL)
        return run(cells, files, **how)
    return run_or_die

cluster._sandbox_here = outer
"""


@pytest.mark.slow
def test_a_notebook_that_ends_workers_is_one_learners_trouble(store: Store, exercise: Exercise, tmp_path: Path) -> None:
    """A notebook at which worker after worker dies gets a sentence and its answers' points; the class gets its grades.

    No notebook can do that to a worker that we know of, so these workers were told to die; nannies start them again.
    """
    hand_in(store, exercise, "ada", number=1)
    hand_in(store, exercise, "mio", number=2, code=["# end the worker"])
    hand_in(store, exercise, "zoe", number=3, code=["import time; time.sleep(0.5)"])
    expected = points(grade(store.root))
    killer = tmp_path / "killer.py"
    killer.write_text(KILLER, "utf-8")
    few = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
    with running(tmp_path / "dask", environment=few) as dask:
        dask.worker("--nanny", "--preload", str(killer))
        dask.worker("--nanny", "--preload", str(killer))
        dask.wait_for(2)
        report = grade(store.root, scheduler=dask.address, again=True)
    assert points(report) == expected
    notes = {each.learner: " ".join(each.notes) for each in report.graded}
    assert notes["ada"] == notes["zoe"] == ""
    assert "each of the 2 workers that ran this notebook alone ended at it" in notes["mio"]
    assert "the answers alone were graded" in notes["mio"]


def test_a_worker_without_a_sandbox_refuses(
    store: Store,
    exercise: Exercise,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A worker whose sandbox doesn't hold ends the call before any notebook ran; it is named, with the remedy."""
    hand_in(store, exercise, "ada")
    sent = sending(monkeypatch)
    with running(tmp_path / "dask") as dask:
        dask.worker("--no-nanny")
        dask.worker("--no-nanny", "--name", "bare", PATH=str(tmp_path))  # where there is no bubblewrap
        dask.wait_for(2)
        with Client(dask.address, set_as_default=False) as client:
            workers = client.scheduler_info()["workers"]
        bare = next(address for address, worker in workers.items() if worker["name"] == "bare")
        assert cli.main(["course", "grade", "--course", str(store.root), "--scheduler", dask.address]) == 2
    said = capsys.readouterr().err
    assert f'the worker "{bare}" refuses' in said
    assert "apt-get install bubblewrap" in said
    assert [cells for _function, cells, *_more in sent] == [[], []]  # each worker was asked, and got no notebook
    assert rows(store, "firearmskit_graded") == 0


@pytest.mark.slow
def test_a_scheduler_that_goes_away_leaves_what_was_graded(
    store: Store, exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the scheduler dies the call says so; what was graded is kept, and the next call does the rest."""
    monkeypatch.setattr(cluster, "_CONNECT", 3.0)
    monkeypatch.setattr(cluster, "_LOOK", 0.5)
    learners = [f"learner{number}" for number in range(8)]
    for number, learner in enumerate(learners):
        hand_in(store, exercise, learner, number=number, code=["import time; time.sleep(0.3)"])
    seen: list[str] = []
    with running(tmp_path / "dask") as dask:
        dask.worker("--no-nanny")
        dask.wait_for(1)

        def progress(graded: Any) -> None:
            seen.append(graded.learner)
            if len(seen) == 2:
                dask.scheduler.send_signal(signal.SIGKILL)

        with pytest.raises(SandboxError, match="doesn't answer any more"):
            grade(store.root, scheduler=dask.address, progress=progress)
    report = grade(store.root)
    assert sorted(points(report)) == learners
    assert {each.learner for each in report.graded if not each.fresh} <= set(seen)
    assert rows(store, "submitted_assignment") == len(learners)


@pytest.mark.slow
def test_the_last_worker_is_missed(
    store: Store, exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the last worker is gone, the call doesn't wait for ever: it says so, and keeps what was graded."""
    for number in range(4):
        hand_in(store, exercise, f"learner{number}", number=number, code=["import time; time.sleep(0.3)"])
    with running(tmp_path / "dask") as dask:
        dask.worker("--no-nanny")
        dask.wait_for(1)

        def progress(graded: Any) -> None:
            monkeypatch.setattr(cluster, "_PATIENCE", 1.0)
            monkeypatch.setattr(cluster, "_LOOK", 0.3)
            dask.workers[0].send_signal(signal.SIGKILL)

        with pytest.raises(SandboxError, match="no worker is left"):
            grade(store.root, scheduler=dask.address, progress=progress)
    assert rows(store, "firearmskit_graded") >= 1


@pytest.mark.parametrize(
    ("address", "said"),
    [("tcp://127.0.0.1:{port}", "no Dask scheduler can be used"), ("127.0.0.1:8786", "isn't the address"),
     ("tcp://", "no Dask scheduler can be used")],
)  # fmt: skip
def test_a_scheduler_that_cannot_be_reached_is_named(
    store: Store,
    exercise: Exercise,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    address: str,
    said: str,
) -> None:
    """Where nobody answers, or the address is no address, the command says which one, and ends with 2."""
    monkeypatch.setattr(cluster, "_CONNECT", 0.5)
    hand_in(store, exercise, "ada")
    address = address.format(port=free_port())
    assert cli.main(["course", "grade", "--course", str(store.root), "--scheduler", address]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert f'"{address}"' in err


def test_a_cluster_without_workers_is_named(
    store: Store, exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scheduler that no worker joins is waited for, and then named."""
    monkeypatch.setattr(cluster, "_PATIENCE", 0.5)
    hand_in(store, exercise, "ada")
    with running(tmp_path / "dask") as dask:
        dask.wait_for(0)
        with pytest.raises(SandboxError, match="no worker has joined"):
            grade(store.root, scheduler=dask.address)


def test_another_firearmskit_on_a_worker_is_refused() -> None:
    """A worker with another version says so and runs nothing."""
    said = json.loads(cluster.run_here([], {}, "a.answers.json", {}, "0.0.1", "en"))
    assert __version__ in said["refused"]
    assert "0.0.1" in said["refused"]


def run_of(**changed: Any) -> bytes:
    """Write what a worker would send, with something changed."""
    run = {"outputs": {}, "answers": None, "ended": "finished", "notes": [], "seconds": 0.5}
    return json.dumps(run | changed).encode()


@pytest.mark.parametrize(
    "said",
    [
        "text", None, b"", b"[]", b"{}", b"\xff", run_of(ended="well"), run_of(ended=["finished"]), run_of(notes=[1]),
        run_of(notes=["x"] * 51), run_of(outputs=[]), run_of(seconds="1"), run_of()[:-1] + b', "ended": "finished"}',
        b"[" * 100_000, b" " * (200 * 2**20), run_of(seconds=float("nan")),
    ],
    ids=range(16),
)  # fmt: skip
def test_a_worker_that_lies_is_not_believed(said: object) -> None:
    """What isn't the outcome of a run ends the call with a sentence, whatever it is."""
    with pytest.raises(SandboxError, match="sent something that isn't"):
        cluster._Cluster(None, "tcp://a:1", LIMITS)._heard(said, [{"id": "a", "source": ""}], {}, "a.answers.json")


def test_what_a_worker_sends_is_rebuilt() -> None:
    """Of a run only what a notebook may hand back comes through: known cells, known outputs, small answers, text."""
    stream = {"output_type": "stream", "name": "stdout", "text": "x", "evil": 1}
    page = {"output_type": "display_data", "data": {"text/html": "<b>", "application/json": {}}, "metadata": {"e": 1}}
    said = run_of(
        outputs={"a": [stream, page, {"output_type": "evil"}, 7], "unknown": [stream]},
        answers="A" * 10**6,
        notes=["line\nbreak \u202e"],
    )
    ran = cluster._Cluster(None, "tcp://a:1", LIMITS)._heard(
        said, [{"id": "a", "source": ""}], {"a.answers.json": b"{}"}, "a.answers.json"
    )
    assert ran.outputs == {
        "a": [
            {"output_type": "stream", "name": "stdout", "text": "x"},
            {"output_type": "display_data", "data": {"text/html": "<b>"}, "metadata": {}},
        ]
    }
    assert ran.answers == b"{}"
    assert ran.notes == ("line\\nbreak \\u202e",)


def certificates(folder: Path) -> dict[str, str]:
    """Make an authority and one certificate, and give Dask's configuration for them."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    folder.mkdir()
    now = datetime.now(UTC)
    authority, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "a made-up authority")])
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])

    def certificate(subject: x509.Name, public: Any, *, is_authority: bool) -> bytes:
        builder = x509.CertificateBuilder().subject_name(subject).issuer_name(root).public_key(public)
        builder = builder.serial_number(x509.random_serial_number())
        builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        builder = builder.add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
        made = builder.add_extension(names, critical=False).sign(authority, hashes.SHA256())
        return made.public_bytes(serialization.Encoding.PEM)

    (folder / "ca.pem").write_bytes(certificate(root, authority.public_key(), is_authority=True))
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "own.pem").write_bytes(certificate(name, key.public_key(), is_authority=False) + private)
    found = {"DASK_DISTRIBUTED__COMM__TLS__CA_FILE": str(folder / "ca.pem")}
    for kind in ("SCHEDULER", "WORKER", "CLIENT"):
        found[f"DASK_DISTRIBUTED__COMM__TLS__{kind}__CERT"] = str(folder / "own.pem")
    return found


def test_certificates_keep_strangers_out(store: Store, exercise: Exercise, tmp_path: Path) -> None:
    """With `tls://` and Dask's own settings the command grades; with no certificate, or a stranger's, it is refused."""
    hand_in(store, exercise, "ada", number=1)
    hand_in(store, exercise, "zoe", number=2)
    settings = certificates(tmp_path / "certificates")
    with running(tmp_path / "dask", scheme="tls", environment=settings) as dask:
        dask.worker("--no-nanny")
        command = [sys.executable, "-m", "firearmskit", "course", "grade", "--course", str(store.root)]
        command += ["--scheduler", dask.address]
        friend = subprocess.run(command, capture_output=True, text=True, env=os.environ | settings)
        forged = certificates(tmp_path / "forged")
        stranger = subprocess.run([*command, "--again"], capture_output=True, text=True, env=os.environ | forged)
        with pytest.raises(SandboxError, match="no Dask scheduler can be used"):
            grade(store.root, scheduler=dask.address, again=True)
    assert stranger.returncode == 2, stranger.stderr
    assert len(stranger.stderr.splitlines()) == 1  # a sentence, and nothing of Dask's own
    assert "no Dask scheduler can be used" in stranger.stderr
    assert friend.returncode == 0, friend.stderr
    assert rows(store, "firearmskit_graded") == 2
