"""The sandbox, run for real and attacked. Without a working bubblewrap these tests fail with the remedy."""

import base64
import json
import os
import platform
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import CodeType

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firearmskit import language
from firearmskit.course import sandbox
from firearmskit.course.answers import MAX_BYTES
from firearmskit.course.sandbox import Limits, Nursery, Run, probing, run_notebook, transcript
from firearmskit.course.sandbox import box as boxes
from firearmskit.course.sandbox import nursery as nurseries
from firearmskit.course.sandbox.seccomp import PROCESSORS, REFUSED_CALLS
from firearmskit.course.sandbox.transcript import Transcript
from firearmskit.errors import SandboxError, SubmissionError

NAME = "toy.answers.json"
KEEP = "import pathlib; pathlib.Path('toy.answers.json').write_text('kept')"
SMALL = Limits(memory_bytes=2**30, wall_seconds=40, cell_seconds=20, output_bytes=400_000)
BRIEF = Limits(memory_bytes=2**30, wall_seconds=40, cell_seconds=1)


@pytest.fixture(autouse=True, scope="module")
def _works() -> None:
    sandbox.require()


def as_cells(*sources: str) -> list[dict[str, str]]:
    """Make code cells with the ids c0, c1, ..."""
    return [{"id": f"c{number}", "source": source} for number, source in enumerate(sources)]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Try everything on the slow path and on the quick one, which have to agree; what takes neither is tried once."""
    if "box" in names_in(metafunc.function.__code__):
        metafunc.parametrize("_path", ["box", "nursery"], indirect=True)


def names_in(code: CodeType) -> set[str]:
    """Give the names that a function uses, also in the functions inside it."""
    inner = (names_in(each) for each in code.co_consts if isinstance(each, CodeType))
    return set(code.co_names).union(*inner)


@pytest.fixture(autouse=True)
def _path(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the path that is being tried."""
    monkeypatch.setitem(HOW, "path", getattr(request, "param", "neither"))


HOW: dict[str, str] = {}
NURSERIES: dict[Limits, Nursery] = {}


@pytest.fixture(autouse=True, scope="module")
def _close_nurseries():
    yield
    while NURSERIES:
        NURSERIES.popitem()[1].close()


def box(*sources: str, files: dict[str, bytes] | None = None, limits: Limits = SMALL) -> Run:
    """Run some cells in the sandbox, on the path that is being tried."""
    if HOW["path"] == "box":
        return run_notebook(as_cells(*sources), files or {}, answers_name=NAME, limits=limits)
    if limits not in NURSERIES:
        # Both kinds are tried; the light one starts more quickly.
        modules = nurseries.FULL if limits in (SMALL, Limits()) else nurseries.LIGHT
        NURSERIES[limits] = Nursery(boxes.ways()[0], limits, modules)
    return NURSERIES[limits].run(as_cells(*sources), files or {}, answers_name=NAME)


def printed(run: Run, cell: str = "c0") -> str:
    """Give what a cell printed."""
    return "".join(output["text"] for output in run.outputs[cell] if output.get("name") == "stdout")


def raised(run: Run, cell: str = "c0") -> list[str]:
    """Name the errors of a cell."""
    return [output["ename"] for output in run.outputs[cell] if output["output_type"] == "error"]


def descendants() -> set[int]:
    """Name the processes that hang on this one."""
    return set(boxes.tree(os.getpid())) - {os.getpid()}


def test_a_notebook_runs_to_its_end() -> None:
    """Files arrive, an error doesn't stop later cells, and the answers come back as they were at the end."""
    run = box(
        "print(open('data/a.txt').read())",
        "1/0",
        KEEP,
        "6 * 7",
        files={"data/a.txt": b"evidence", NAME: b"before"},
    )
    assert run.ended == "finished"
    assert run.notes == ()
    assert printed(run) == "evidence\n"
    assert raised(run, "c1") == ["ZeroDivisionError"]
    assert run.outputs["c3"][0]["data"] == {"text/plain": "42"}
    assert run.answers == b"kept"


def test_answers_that_no_cell_touches_come_back() -> None:
    """Answers that were given through forms are the ones that were handed in, also when the notebook dies at once."""
    assert box("pass", files={NAME: b"\xffbytes"}).answers == b"\xffbytes"
    assert box("import os; os._exit(0)", files={NAME: b"given"}).answers == b"given"
    assert box("pass").answers is None


@pytest.mark.parametrize("way", boxes.ways())
def test_nothing_of_the_machine_is_visible(way: boxes.Way, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No environment, no file of the checkout, no home, no process of the machine can be seen, and nobody is root."""
    monkeypatch.setenv("COURSE_TOKEN", "hush-hush")
    canary = tmp_path / "canary"
    canary.write_text("secret")
    checkout = Path(sandbox.__file__).parents[3]
    attempt = f"""
        import glob, json, os, pathlib
        def lines(path):
            try:
                return pathlib.Path(path).read_bytes().decode("utf-8", "replace")
            except OSError as error:
                return type(error).__name__
        status = dict(line.split(":\\t") for line in lines("/proc/self/status").splitlines() if ":\\t" in line)
        print(json.dumps({{
            "environment": dict(os.environ),
            "of processes": [lines(path) for path in glob.glob("/proc/[0-9]*/environ")],
            "processes": len(glob.glob("/proc/[0-9]*")),
            "canary": lines({str(canary)!r}),
            "through init": lines("/proc/1/root" + {str(canary)!r}),
            "checkout": os.listdir({str(checkout)!r}) if os.path.isdir({str(checkout)!r}) else [],
            "homes": glob.glob("/home/*") + glob.glob("/root/[a-z]*"),
            "etc": sorted(os.listdir("/etc")),
            "tmp": os.listdir("/tmp"),
            "uid": os.getuid(), "gid": os.getgid(), "groups": sorted({{*os.getgroups()}} - {{65534, os.getgid()}}),
            "capabilities": [status[name] for name in ("CapInh", "CapPrm", "CapEff", "CapAmb")],
            "no new rights": status["NoNewPrivs"], "filter": status["Seccomp"],
            "descriptors": [os.readlink(f) for f in glob.glob("/proc/self/fd/*") if os.path.lexists(f)],
        }}))
        """
    run = boxes.run_boxed(way, as_cells(attempt), {}, NAME, SMALL)
    seen = json.loads(printed(run))
    assert "hush-hush" not in json.dumps(seen)
    assert seen["environment"]["FIREARMSKIT_FORMS"] == "static"
    assert seen["processes"] < 6
    assert seen["canary"] == "FileNotFoundError"
    assert seen["through init"] in ("FileNotFoundError", "PermissionError")
    assert set(seen["checkout"]) <= {"firearmskit", Path(sys.prefix).name}
    assert [home for home in seen["homes"] if not sys.prefix.startswith(f"{home}/")] == []
    assert set(seen["etc"]) <= {"alternatives", "fonts", "ld.so.cache"}
    assert set(seen["tmp"]) <= {"ipython", "matplotlib", *Path(sys.prefix).relative_to("/").parts[1:2]}
    assert seen["uid"] != 0
    assert seen["gid"] != 0
    assert seen["groups"] == []
    assert seen["capabilities"] == ["0" * 16] * 4
    assert seen["no new rights"] == "1"
    assert seen["filter"] == "2"
    assert not [
        name for name in seen["descriptors"] if not name.startswith(("pipe:", "/dev/", "/proc/", "anon_inode:"))
    ]


def test_nothing_can_be_written_outside_the_working_folder() -> None:
    """Root, devices, programs, Python, the package and the kernel's settings are read-only."""
    places = ["/", "/dev", "/usr", "/usr/bin", "/etc", sys.prefix, sys.base_prefix, str(Path(sandbox.__file__).parent)]
    run = box(
        f"""
        import os
        wrong = []
        for place in {places!r}:
            try:
                open(place + "/planted", "w"); wrong.append(place)
            except OSError: pass
        for path in ({boxes.__file__!r}, "/proc/sys/kernel/hostname", "/proc/sysrq-trigger"):
            try:
                open(path, "a").write("x"); wrong.append(path)
            except OSError: pass
        print(wrong)
        """
    )
    assert printed(run) == "[]\n"
    assert not (Path(sandbox.__file__).parent / "planted").exists()


def test_there_is_no_network() -> None:
    """A server of this machine isn't reached, by address or by abstract socket."""
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket(socket.AF_UNIX) as local:
        local.bind("\0firearmskit-test")
        local.listen()
        port = server.getsockname()[1]
        run = box(
            f"import socket; socket.create_connection(('127.0.0.1', {port}), 1)",
            "s = socket.socket(socket.AF_UNIX); s.connect('\\0firearmskit-test')",
            "socket.create_connection(('192.0.2.1', 80), 1)",
        )
        # The same connections from here work: the refusal comes from the sandbox.
        socket.create_connection(("127.0.0.1", port), 1).close()
        with socket.socket(socket.AF_UNIX) as client:
            client.connect("\0firearmskit-test")
    assert raised(run) == ["ConnectionRefusedError"]
    assert raised(run, "c1") == ["ConnectionRefusedError"]
    assert raised(run, "c2") == ["OSError"]


def test_only_sockets_that_a_network_namespace_holds_can_be_made() -> None:
    """The usual families work; those that pass by the network namespace (vsock, the kernel's ciphers, raw) don't."""
    run = box(
        """
        import errno, socket
        for family in (1, 2, 10, 16):
            socket.socket(family, socket.SOCK_DGRAM).close()
        socket.socketpair()[0].close()
        refused = []
        for family in (0, 17, 38, 40, 44, 45, 1 << 31):
            try:
                socket.socket(family, socket.SOCK_DGRAM)
            except (OSError, OverflowError) as error:
                refused.append(getattr(error, "errno", None))
        print(refused == [errno.EAFNOSUPPORT] * 6 + [None], socket.AF_VSOCK, socket.AF_ALG)
        """
    )
    assert printed(run) == "True 40 38\n"


def test_new_namespaces_and_other_tools_of_escape_are_refused() -> None:
    """A process inside can't become root of a namespace, mount, trace, read keys, or hold memory outside the limits."""
    clone = PROCESSORS[platform.machine()][2]
    run = box(
        """
        import ctypes, os
        c = ctypes.CDLL(None, use_errno=True)
        print(c.unshare(0x10000000), c.mount(b"none", b"/tmp", b"tmpfs", 0, None), c.ptrace(0, 0, 0, 0),
              c.shmget(0, 4096, 0o1600), c.memfd_create(b"x", 0), c.syscall(248, b"user", b"k", b"v", 1, -3))
        """,
        f"""
        made = c.syscall({clone}, 0x10000000 | 17, 0, 0, 0, 0)
        if made == 0: os._exit(0)
        print(made, c.syscall(435, None, 0), os.strerror(ctypes.get_errno()))
        """,
        "!unshare --user id || echo refused",
    )
    assert printed(run) == "-1 -1 -1 -1 -1 -1\n"
    assert printed(run, "c1") == "-1 -1 Function not implemented\n"
    assert "refused" in printed(run, "c2")


def test_a_fork_bomb_stays_small() -> None:
    """The number of processes is capped, also when the grader runs as root, and the notebook goes on."""
    run = box(
        """
        import os, signal
        children, refused = [], False
        while len(children) < 300:
            try:
                child = os.fork()
            except OSError:
                refused = True
                break
            if child == 0:
                signal.pause()
                os._exit(0)
            children.append(child)
        for child in children:
            os.kill(child, 9); os.waitpid(child, 0)
        print(refused, len(children) <= 20)
        """,
        KEEP,
        limits=Limits(processes=20),
    )
    assert printed(run) == "True True\n"
    assert run.ended == "finished"
    assert run.answers == b"kept"


def test_many_processes_at_once_are_also_seen_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the kernel doesn't count, the grader does."""
    over = boxes.over_limit
    for place in (boxes, nurseries):
        monkeypatch.setattr(place, "over_limit", lambda process, limits: over(process, Limits(processes=2)))
    children = "import subprocess, time\nfor _ in range({}): subprocess.Popen(['sleep', '60'])\ntime.sleep(0.9)"
    assert box(children.format(1)).ended == "finished"
    assert box(children.format(15)).ended == "killed: processes"


def test_a_real_fork_bomb_is_killed_where_the_kernel_does_not_count() -> None:
    """Processes that double without end are stopped from outside, in the way that doesn't change the user."""
    bomb = as_cells(KEEP, "import os, time\nfor _ in range(9): os.fork()\ntime.sleep(60)")
    run = boxes.run_boxed("namespace", bomb, {}, NAME, SMALL)
    assert run.answers == b"kept"
    # An ordinary user's forks fail in the kernel already; root's don't.
    assert run.ended == "killed: processes" or raised(run, "c1") == ["BlockingIOError"]


def test_too_much_memory_is_a_memory_error() -> None:
    """One process that asks for 5 GiB gets a MemoryError, and later cells still run."""
    run = box("b = bytearray(5 * 2**30)", KEEP)
    assert raised(run) == ["MemoryError"]
    assert run.ended == "finished"
    assert run.answers == b"kept"


def test_memory_of_many_processes_is_added_up() -> None:
    """Several processes that stay below the limit each, and above it together, are stopped."""
    hoard = "x = bytearray(b'1' * 150_000_000); import time; time.sleep(60)"
    run = box(
        KEEP,
        f"import subprocess, sys, time\nfor _ in range(7): subprocess.Popen([sys.executable, '-c', {hoard!r}])\n"
        "time.sleep(60)",
        limits=Limits(memory_bytes=400 * 10**6),
    )
    assert run.ended == "killed: memory"
    assert run.answers == b"kept"
    assert run.notes


def test_memory_of_a_process_whose_first_thread_has_ended_is_seen() -> None:
    """The kernel shows no memory for such a process, but for its other threads."""
    run = box(
        KEEP,
        """
        import ctypes, os, threading, time
        def hoard():
            time.sleep(0.3)
            x = bytearray(b"1" * 250_000_000)
            time.sleep(20)
        for _ in range(4):
            if not os.fork():
                threading.Thread(target=hoard).start()
                ctypes.CDLL(None).syscall({"x86_64": 60, "aarch64": 93}[os.uname().machine], 0)
        time.sleep(20)
        """,
        limits=Limits(memory_bytes=600 * 10**6),
    )
    assert run.ended == "killed: memory"
    assert run.answers == b"kept"


def test_memory_without_a_file_cannot_be_shared() -> None:
    """It would outlive every count; memory in a file of the working folder is shared as usual."""
    run = box(
        "import mmap; mmap.mmap(-1, 4096)",
        "mmap.mmap(open('/dev/zero', 'rb+').fileno(), 4096)",
        "mmap.mmap(-1, 4096, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x40000)",
        "mmap.mmap(-1, 4096, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)\n"
        "f = open('/dev/shm/shared', 'wb+'); f.truncate(4096); mmap.mmap(f.fileno(), 4096)[0] = 1\n"
        "print(open('/dev/zero', 'rb').read(3))",
    )
    assert [raised(run, f"c{n}") for n in range(3)] == [["PermissionError"], ["OSError"], ["PermissionError"]]
    assert printed(run, "c3") == "b'\\x00\\x00\\x00'\n"


def test_what_waits_in_the_kernel_is_bounded() -> None:
    """Sockets keep the size that they have by default, and their number is limited over all processes."""
    run = box(
        """
        import socket
        a, b = socket.socketpair()
        for level, option in ((1, 7), (1, 8), (1, 9), (1, 2)):
            try: a.setsockopt(level, option, 1); print("yes")
            except PermissionError: print("no")
        """,
        "import os\nfor _ in range(12):\n    if not os.fork(): k = [socket.socketpair() for _ in [0] * 110]; break\n"
        "import time; time.sleep(15)",
    )
    assert printed(run).split() == ["no", "no", "yes", "yes"]
    assert run.ended == "killed: memory"


def test_small_files_do_not_fill_the_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file costs memory that no process holds; the nursery's child gets no more, the box is stopped."""
    monkeypatch.setattr(boxes, "_FILES", 20_000)
    run = box("import time\nfor n in range(30_000): open(f'/tmp/{n}', 'w').close()", "time.sleep(1)")
    assert run.ended == "killed: memory" or raised(run) == ["OSError"]


def test_terminals_are_not_shared() -> None:
    """A notebook doesn't see the terminal that another one works with at the same time."""
    holds = "import pty, time; kept = pty.openpty(); time.sleep(1.5); import os; print(sorted(os.listdir('/dev/pts')))"
    with ThreadPoolExecutor(2) as pool:
        holding = pool.submit(box, holds)
        looking = pool.submit(box, "import os, time; time.sleep(0.7); print(os.listdir('/dev/pts'))")
        assert printed(holding.result()) == "['0', 'ptmx']\n"
        assert printed(looking.result()) == "['ptmx']\n"


@pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user can't give up groups in a user namespace")
def test_the_graders_groups_are_given_up() -> None:
    """A grader that is root may belong to groups that read more than everybody; a notebook doesn't."""
    before = os.getgroups()
    os.setgroups([0, 4, 27])
    try:
        ask = as_cells("print([line.split()[1:] for line in open('/proc/self/status') if line.startswith('Groups')])")
        with Nursery("user", SMALL) as nursery:
            assert printed(nursery.run(ask, {}, answers_name=NAME)) == "[[]]\n"
        assert printed(boxes.run_boxed("user", ask, {}, NAME, SMALL)) == "[[]]\n"
    finally:
        os.setgroups(before)


def test_the_first_process_has_the_limits_too() -> None:
    """Where the box's first process is the same user, a learner may take it over, and then has no more than before."""
    run = boxes.run_boxed(
        "namespace", as_cells("import resource; print(resource.prlimit(1, resource.RLIMIT_NPROC))"), {}, NAME, SMALL
    )
    assert printed(run) == f"({SMALL.processes}, {SMALL.processes})\n"


def test_no_two_notebooks_at_a_time_are_one_user() -> None:
    """Users are lent in turn, from the range that is for that."""
    lent = [boxes.lend_user() for _ in range(4336)]
    assert len(set(lent)) == 4336
    assert set(lent) == set(range(61184, 65520))


def test_a_folder_that_notebooks_could_read_is_refused(tmp_path: Path) -> None:
    """A course folder inside Python's own folder would show the truth to every learner."""
    sandbox.require_hidden(tmp_path)
    link = tmp_path / "course"
    link.symlink_to(Path(sys.prefix) / "course")
    for inside in (Path(sys.prefix) / "course", Path("/usr/share/course"), link):
        with pytest.raises(SandboxError, match="can read"):
            sandbox.require_hidden(inside)


def test_memory_that_forks_share_is_counted_once() -> None:
    """Ten processes that look at the same data aren't taken for ten copies of it."""
    run = box(
        "data = bytearray(b'1' * 60_000_000)",
        "import os, time\nfor _ in range(10):\n    if not os.fork(): time.sleep(1); os._exit(0)\ntime.sleep(0.9)",
        limits=Limits(memory_bytes=400 * 10**6),
    )
    assert run.ended == "finished"


def test_an_endless_cell_is_stopped_and_the_next_one_runs() -> None:
    """A cell that takes too long gets an error with a sentence, in the language spoken."""
    run = box("while True: pass", "try:\n    while True: pass\nexcept Exception: pass", KEEP, limits=BRIEF)
    assert raised(run) == raised(run, "c1") == ["CellTimeout"]
    assert run.outputs["c0"][0]["evalue"] == "This cell was stopped: it ran longer than 1 seconds."
    assert run.answers == b"kept"
    assert run.ended == "finished"


@pytest.mark.parametrize(
    "stubborn",
    [
        "import signal; signal.signal(signal.SIGALRM, signal.SIG_IGN)\nwhile True: pass",
        "import signal; signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\nwhile True: pass",
        "import time\nwhile True:\n    try:\n        time.sleep(60)\n    except BaseException: pass",
        "sum(range(10**12))",
    ],
)
def test_a_cell_that_resists_is_killed(stubborn: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cell that can't be interrupted ends the run; answers of earlier cells are kept."""
    monkeypatch.setattr(transcript, "GRACE", 1.0)
    run = box(KEEP, stubborn, "print('later')", limits=BRIEF)
    assert run.ended == "killed: time"
    assert run.answers == b"kept"
    assert "c2" not in run.outputs
    assert run.notes == ("The notebook was stopped because it took too long; later cells didn't run.",)


def test_the_whole_notebook_has_a_time_limit() -> None:
    """Many cells that stay below their limit each are stopped together."""
    run = box(*["import time; time.sleep(0.8)"] * 10, limits=Limits(wall_seconds=2, cell_seconds=1))
    assert run.ended == "killed: time"
    assert 0 < len(run.outputs) < 10


def test_processor_time_has_a_limit() -> None:
    """A notebook that burns its processor time is stopped by the kernel."""
    burn = "import time\nwhile time.process_time() < 8: pass\n"
    run = box(burn + KEEP, limits=Limits(cpu_seconds=1))
    assert run.ended == "killed: time"
    assert run.answers is None


def test_endless_output_is_cut() -> None:
    """Output is kept up to a limit, with a sentence in place of the rest; the next cell still has room."""
    limits = Limits(output_bytes=400_000, file_bytes=2**20)
    run = box(
        "while True: print('x' * 1000)",
        "!yes | head -c 30000000",
        "display({'text/plain': 'y' * 200_000}, raw=True)",
        "print('z')",
        limits=limits,
    )
    assert len(json.dumps(run.outputs)) < 450_000
    for cell in ("c0", "c1", "c2"):
        assert "left out" in json.dumps(run.outputs[cell])
    assert printed(run, "c3") == "z\n"
    assert run.ended == "finished"


@pytest.mark.parametrize(
    "way_out", ["import os; os._exit(0)", "import os; os.kill(os.getpid(), 9)", "import os; os.abort()"]
)
def test_a_notebook_that_ends_itself_is_reported(way_out: str) -> None:
    """Earlier answers are kept and a sentence says that later cells didn't run."""
    run = box(KEEP, way_out, "print('later')")
    assert run.ended == "ended early"
    assert run.answers == b"kept"
    assert run.notes == ("The notebook ended its own Python process; later cells didn't run.",)


def test_leaving_politely_or_killing_the_parent_changes_nothing() -> None:
    """``sys.exit``, ``exit`` and a signal to the process above leave the rest of the notebook running."""
    run = box("import sys; sys.exit(3)", "exit", "import os; os.kill(os.getppid(), 9)", "os.kill(1, 9)", "print('on')")
    assert raised(run) == ["SystemExit"]
    assert run.outputs["c1"] == []
    assert printed(run, "c4") == "on\n"
    assert run.ended == "finished"


def test_no_process_outlives_the_run() -> None:
    """A child that made itself a daemon dies with the notebook, and the grader has no zombie."""
    box("1")
    before = descendants()
    run = box(
        "import subprocess; subprocess.Popen('setsid sleep 4242 & disown', shell=True, executable='/bin/bash',"
        " stdin=-3, stdout=-3, stderr=-3)",
        "!ps ax",
    )
    assert "sleep 4242" in printed(run, "c1")
    until = time.monotonic() + 10
    while time.monotonic() < until and (any_running("sleep\x004242") or descendants() - before):
        time.sleep(0.05)
    assert not any_running("sleep\x004242")
    assert descendants() <= before


def any_running(command: str) -> bool:
    """Look whether a command runs anywhere on the machine."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if path.read_text().startswith(command):
                return True
        except OSError:
            continue
    return False


def test_no_file_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run, also one that is killed, leaves nothing in the machine's folder for temporary files."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    box("open('/tmp/x', 'w').write('x')", "open('y', 'w').write('y')", "import os; os._exit(1)")
    assert list(tmp_path.iterdir()) == []


def test_the_disk_fills_up_inside_only() -> None:
    """A large file and many files are refused; cells still run and answer."""
    run = box(
        KEEP,
        "open('big', 'wb').write(b'x' * 30_000_000)",
        "for n in range(40): open(f'f{n}', 'wb').write(b'x' * 1_000_000)",
        "for n in range(40): open(f'/tmp/f{n}', 'wb').write(b'x' * 1_000_000)",
        "print('on')",
        limits=Limits(file_bytes=20_000_000, scratch_bytes=30_000_000),
    )
    assert [raised(run, f"c{n}") for n in (1, 2, 3)] == [["OSError"]] * 3
    assert printed(run, "c4") == "on\n"
    assert run.answers == b"kept"


FORGE = """
import json, os, stat
def say(line):
    for fd in range(3, 256):
        try:
            if stat.S_ISFIFO(os.fstat(fd).st_mode): os.write(fd, line)
        except OSError: pass
"""


def test_forged_reports_are_checked() -> None:
    """Lines in the channel that aren't reports are refused and counted; real reports still arrive."""
    nested = b"[" * 100_000
    run = box(
        FORGE,
        f"say(b'nonsense\\n' + {nested!r}[:5000] + b'\\n')",
        'say(b\'[1]\\n\\xff\\xfe\\n{"cell": 1}\\n{"cell": "nobody", "outputs": []}\\n{"a": NaN}\\n\')',
        "say(json.dumps({'cell': 'c0', 'outputs': [1, {'output_type': 'stream', 'name': 'x', 'text': 'y'}, "
        "{'output_type': 'error', 'ename': [], 'evalue': '', 'traceback': []}], 'answers': '%%%'}).encode() + b'\\n')",
        "print('real')",
    )
    assert run.outputs["c0"] == []
    assert run.answers is None
    assert printed(run, "c4") == "real\n"
    assert run.ended == "finished"
    assert run.notes == ("The notebook wrote into the channel of the grader: 8 messages were refused.",)


def test_a_forged_end_is_no_end() -> None:
    """A notebook that says that it is done before its last cell isn't called finished."""
    assert box(FORGE + "say(b'{\"done\": true}\\n')", "while True: pass").ended == "ended early"


def test_a_flood_in_the_channel_ends_the_run() -> None:
    """One endless line, or endlessly many, are cut off; what was reported before is kept."""
    for flood in ("say(b'x' * 60000)", "say(b'x' * 60 + b'\\n' * 60000)"):
        run = box(KEEP, f"{FORGE}\nwhile True: {flood}", limits=Limits(output_bytes=400_000, cell_seconds=20))
        assert run.ended == "killed: output"
        assert run.answers == b"kept"


def test_what_is_heard_is_bounded() -> None:
    """Neither long lines, many lines nor many bytes are taken in without end."""
    limits = Limits(output_bytes=100_000)
    for piece in (b"x", b"\n", b"x" * 50_000 + b"\n"):
        heard = Transcript(as_cells("1"), {}, NAME, limits)
        pieces = 0
        while heard.hear(piece * (60_000 // len(piece))):
            pieces += 1
            assert pieces * 50_000 < 3 * limits.output_bytes + 4 * MAX_BYTES


def test_what_is_kept_does_not_grow_with_the_cells() -> None:
    """Forged reports of many small outputs for many cells are stopped; a cell's last report replaces the others."""
    limits = Limits(output_bytes=100_000)
    line = json.dumps({"outputs": [{"output_type": "stream", "name": "stdout", "text": ""}] * 100})[1:].encode()
    heard = Transcript(as_cells(*["1"] * 3000), {}, NAME, limits)
    assert all(heard.hear(b'{"cell": "c1", ' + line + b"\n") for _ in range(30))
    taken = 0
    while heard.hear(b'{"cell": "c%d", ' % taken + line + b"\n"):
        taken += 1
    assert taken < 4


def test_answers_that_are_too_large_are_refused() -> None:
    """A forged report can't hand over more bytes than an answers file may have."""
    heard = Transcript(as_cells("1"), {NAME: b"given"}, NAME, SMALL)
    for size, answers in ((MAX_BYTES + 1, b"given"), (MAX_BYTES, b"x" * MAX_BYTES)):
        report = {"cell": "c0", "outputs": [], "answers": base64.b64encode(b"x" * size).decode()}
        heard.hear(json.dumps(report).encode() + b"\n")
        assert heard.answers == answers
    assert heard.refused == 1


def test_a_report_just_before_a_flood_is_heard() -> None:
    """What was reported properly counts, also when it arrives together with the flood."""
    heard = Transcript(as_cells("1"), {}, NAME, SMALL)
    assert not heard.hear(b'{"cell": "c0", "outputs": [], "answers": "a2VwdA=="}' + b"\n" * 60_000)
    assert heard.answers == b"kept"


def test_noise_on_every_descriptor_harms_nobody() -> None:
    """Bytes written to, and closing of, all descriptors above 2 leave a run that ends."""
    noise = "import os\nfor fd in range(3, 256):\n    try: os.write(fd, b'\\x00\\n')\n    except OSError: pass"
    assert box(KEEP, noise, "print('on')").answers == b"kept"
    run = box(KEEP, "import os; os.closerange(3, 256)", "print('on')")
    assert run.answers == b"kept"
    assert run.ended == "ended early"


@pytest.mark.parametrize(
    "trick",
    [
        "os.symlink('/etc/passwd', name)",
        "os.symlink('/proc/self/environ', name)",
        "os.symlink(name, name)",
        "os.mkfifo(name)",
        "os.mkdir(name)",
        "os.link('/proc/self/environ', name)",
        "open(name, 'wb').write(b'x' * 10**7)",
        "import socket; socket.socket(socket.AF_UNIX).bind(name)",
    ],
)
def test_an_answers_file_that_is_no_plain_file_is_not_read(trick: str) -> None:
    """A link, a pipe, a folder, a socket or a huge file in its place counts as no change."""
    run = box(KEEP, f"import os; name = {NAME!r}; os.unlink(name); {trick}", "print('on')")
    assert run.answers == b"kept"
    assert printed(run, "c2") == "on\n"
    assert run.ended == "finished"


def test_strange_text_can_be_kept() -> None:
    """Bytes that aren't UTF-8, surrogates, control characters and NaN end as outputs that can be written to a file."""
    run = box(
        "import sys, os; os.write(1, b'\\xff\\xfe raw'); sys.stdout.buffer.write(b'\\x80'); print('\\ud800', '\\x00')",
        "'\\udfff'",
        "display({'text/plain': '\\ud800', 'application/json': [1]}, raw=True)",
        "raise ValueError('\\ud83d')",
        "display({'application/json': float('nan')}, raw=True)",
        "print('\\x01' * 90_000)",
        "print('on')",
    )
    notebook = nbformat.v4.new_notebook()
    for cell, outputs in run.outputs.items():
        code = nbformat.v4.new_code_cell(id=cell)
        code.outputs = [nbformat.from_dict(output) for output in outputs]
        notebook.cells.append(code)
    nbformat.validate(notebook)
    json.dumps(notebook, ensure_ascii=False).encode()
    assert "raw" in printed(run)
    assert "\\ud800" in printed(run)
    assert raised(run) == []
    assert run.outputs["c2"][0]["data"] == {"text/plain": "\\ud800"}
    assert raised(run, "c3") == raised(run, "c4") == ["ValueError"]
    assert printed(run, "c6") == "on\n"


def test_deep_recursion_and_nesting_are_errors() -> None:
    """A recursion without end and source nested too deeply are the learner's errors, not the grader's."""
    run = box("def f(): f()\nf()", "(" * 3000 + ")" * 3000, "print('on')")
    assert raised(run) == ["RecursionError"]
    assert raised(run, "c1")
    assert printed(run, "c2") == "on\n"


def test_files_with_impossible_names_are_refused() -> None:
    """A name that leaves the folder, or that no file can have, is quoted in the error."""
    for name in ("../x", "/etc/passwd", "", ".", "a/../../b", "a\0b", "x" * 300, "\ud800"):
        with pytest.raises(SubmissionError, match="name"):
            box(files={name: b""})
    with pytest.raises(SubmissionError, match="a"):
        box(files={"a": b"", "a/b": b""})


def test_submissions_that_are_too_large_or_ambiguous_are_refused() -> None:
    """Files that fill half the folder, and two cells of one id, get a sentence."""
    with pytest.raises(SubmissionError, match="9 MB together; at most 5 MB"):
        box(files={"a": b"x" * 9_000_000}, limits=Limits(scratch_bytes=10_000_000))
    with pytest.raises(SubmissionError, match='"same"'):
        run_notebook([{"id": "same", "source": ""}] * 2, {}, answers_name=NAME)


def test_runs_at_the_same_time_do_not_mix() -> None:
    """Four threads run notebooks together; each gets its own outputs and answers."""
    source = "import pathlib; pathlib.Path('toy.answers.json').write_text({0!r}); print({0!r})"
    with ThreadPoolExecutor(4) as pool:
        runs = list(pool.map(lambda number: box(source.format(str(number))), range(8)))
    assert [(run.answers, printed(run)) for run in runs] == [(b"%d" % n, f"{n}\n") for n in range(8)]


def test_the_learners_own_exercise_works_inside() -> None:
    """The package is importable and shows recorded answers; figures come back as pictures without a warning."""
    run = box(
        "import firearmskit.course; print(firearmskit.__version__)",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
        limits=Limits(),
    )
    assert raised(run) == []
    shown = run.outputs["c1"]
    assert [output["output_type"] for output in shown] == ["display_data"]
    assert base64.b64decode(shown[0]["data"]["image/png"]).startswith(b"\x89PNG")


def test_a_sandbox_outlives_the_thread_that_used_it_first() -> None:
    """A notebook that draws, run from a thread that ends, leaves a sandbox that still runs others of both kinds."""
    draw, answer = as_cells("import matplotlib.pyplot as plt; plt.plot([1]); plt.show()"), as_cells("print('on')")
    with sandbox.open_sandbox(SMALL) as run:
        for cells in (draw, answer, draw):
            with ThreadPoolExecutor(1) as pool:
                assert pool.submit(run, cells, {}, answers_name=NAME).result().ended == "finished"


def test_a_nursery_that_dies_does_not_end_the_class(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the machine ends the nursery, the notebooks after it run in boxes of their own."""
    opened: list[Nursery] = []
    begin = Nursery._start
    monkeypatch.setattr(Nursery, "_start", lambda nursery: (opened.append(nursery), begin(nursery)))
    with sandbox.open_sandbox(SMALL) as run:
        assert run(as_cells("1"), {}, answers_name=NAME).ended == "finished"
        opened[0]._process.kill()
        opened[0]._process.wait()
        assert printed(run(as_cells("print('on')"), {}, answers_name=NAME)) == "on\n"


def test_both_ways_into_the_sandbox_hold() -> None:
    """Where the grader is root, the way through a user namespace is kept working as well."""
    for way in boxes.ways():
        assert probing.box_holds(way) is None, way


def test_a_hole_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sandbox that lets something through isn't called working: the probe tries for real."""
    command = boxes._command

    def with_network(*arguments: object) -> list[str]:
        return [word for word in command(*arguments) if word != "--unshare-net"]

    def with_files(*arguments: object) -> list[str]:
        words = command(*arguments)
        place = words.index("--chdir")
        return [*words[:place], "--ro-bind", str(tmp_path), "/submission/canary", *words[place:]]

    def with_rights(*arguments: object) -> list[str]:
        words = command(*arguments)
        place = words.index("--seccomp")
        return words[:place] + words[place + 2 :]

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(
        probing, "_ATTEMPT", probing._ATTEMPT.replace("CANARY", "'/submission/canary/' + CANARY.split('/')[-1]")
    )
    for hole, name in ((with_network, "network"), (with_files, "files"), (with_rights, "namespaces")):
        monkeypatch.setattr(boxes, "_command", hole)
        assert name in str(probing.box_holds("namespace"))
    monkeypatch.setattr(boxes, "_command", command)
    assert probing.box_holds("namespace") is None


@pytest.fixture
def _probe_again():
    probing.box_way.cache_clear()
    yield
    probing.box_way.cache_clear()


@pytest.mark.usefixtures("_probe_again")
def test_without_bubblewrap_nothing_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The remedy names the package, and running a notebook raises it."""
    monkeypatch.setattr(probing.shutil, "which", lambda name: None)
    assert "apt-get install bubblewrap" in str(sandbox.probe())
    with pytest.raises(SandboxError, match="apt-get install bubblewrap"):
        run_notebook(as_cells("1"), {}, answers_name=NAME)


@pytest.mark.usefixtures("_probe_again")
def test_other_systems_are_told_what_to_use(monkeypatch: pytest.MonkeyPatch) -> None:
    """MacOS and Windows users read about Linux and WSL 2; an unknown processor is named."""
    monkeypatch.setattr(probing.platform, "machine", lambda: "s390x")
    assert '"s390x"' in str(sandbox.probe())
    probing.box_way.cache_clear()
    monkeypatch.setattr(probing.sys, "platform", "darwin")
    assert "WSL 2" in str(sandbox.probe())


@pytest.mark.usefixtures("_probe_again")
def test_a_bubblewrap_that_fails_is_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What bubblewrap complained about stands in the remedy."""
    false = tmp_path / "bwrap"
    false.write_text("#!/bin/sh\necho 'bwrap: Unknown option --size' >&2\nexit 1\n")
    false.chmod(0o755)
    monkeypatch.setattr(probing.shutil, "which", lambda name: str(false))
    remedy = str(sandbox.probe())
    assert "too old" in remedy
    assert "Unknown option --size" in remedy


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("kernel/apparmor_restrict_unprivileged_userns", "1", "/etc/apparmor.d/bwrap"),
        ("kernel/unprivileged_userns_clone", "0", "kernel.unprivileged_userns_clone=1"),
        ("user/max_user_namespaces", "0", "user.max_user_namespaces=10000"),
    ],
)
def test_settings_that_forbid_namespaces_are_named(
    name: str, value: str, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For each setting of the kernel that keeps the sandbox from working, the remedy says what to type."""
    monkeypatch.setattr(probing.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(probing, "_setting", lambda asked: value if asked == name else None)
    assert word in probing._remedy("bwrap: No permissions")


def test_sentences_speak_the_language_of_the_learner(monkeypatch: pytest.MonkeyPatch) -> None:
    """Notes and the sentences inside outputs pass through the catalogue when the notebook runs."""
    monkeypatch.setattr(transcript, "_", lambda message: message.upper() if "{" not in message else message)
    run = box("input()", "import os; os._exit(0)")
    assert run.outputs["c0"][0]["evalue"] == "NOBODY CAN TYPE AN ANSWER WHILE A NOTEBOOK IS BEING GRADED."
    assert run.notes[0].isupper()
    assert language.current() == "en"


NAMES = ["cell", "outputs", "answers", "done", "ready", "output_type", "name", "text", "data", "metadata", "ename"]
REPORTS = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.sampled_from(["stream", "stdout", "c0", "error"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "cell",
                    "outputs",
                    "answers",
                    "done",
                    "ready",
                    "output_type",
                    "name",
                    "text",
                    "data",
                    "metadata",
                    "ename",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=300)
@given(REPORTS | st.builds(lambda outputs: {"cell": "c0", "outputs": outputs}, st.lists(REPORTS, max_size=3)))
def test_any_report_leaves_valid_outputs(report: object) -> None:
    """Whatever JSON arrives, what is kept is valid as outputs of a notebook, and answers stay bytes."""
    heard = Transcript(as_cells("1"), {}, NAME, SMALL)
    assert heard.hear(json.dumps(report).encode() + b"\n")
    code = nbformat.v4.new_code_cell(id="c0")
    code.outputs = [nbformat.from_dict(output) for output in heard.outputs.get("c0", [])]
    nbformat.validate(nbformat.v4.new_notebook(cells=[code]))
    assert heard.answers is None or len(heard.answers) <= MAX_BYTES


@settings(max_examples=100)
@given(st.binary(max_size=300), st.integers(1, 50))
def test_any_bytes_can_be_heard(noise: bytes, size: int) -> None:
    """Bytes of any kind, in pieces of any size, raise nothing and don't hide the report that follows."""
    heard = Transcript(as_cells("1"), {}, NAME, SMALL)
    data = noise + b'\n{"cell": "c0", "outputs": []}\n'
    for start in range(0, len(data), size):
        heard.hear(data[start : start + size])
    assert heard.outputs == {"c0": []}


def test_the_filter_knows_the_systems_own_numbers() -> None:
    """The table of system calls agrees with this machine's C headers, where they are installed."""
    source = "".join(f"#include <sys/syscall.h>\n{name} __NR_{name}\n" for name in REFUSED_CALLS)
    try:
        found = subprocess.run(["cc", "-E", "-P", "-"], input=source, capture_output=True, text=True)
    except FileNotFoundError:
        pytest.skip("no C compiler on this machine")
    assert found.returncode == 0, found.stderr
    numbers = dict(line.split() for line in found.stdout.splitlines() if line.split()[1:] and line.split()[1].isdigit())
    column = PROCESSORS[platform.machine()][1]
    known = {name: str(numbers_[column]) for name, numbers_ in REFUSED_CALLS.items() if name in numbers}
    assert known
    assert {name: numbers[name] for name in known} == known


def test_threads_of_the_grader_are_not_needed() -> None:
    """A run starts no thread in the grader, so that it may be used after a fork."""
    before = threading.active_count()
    box("1")
    assert threading.active_count() == before
