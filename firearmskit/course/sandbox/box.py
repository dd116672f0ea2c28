"""The box: one bubblewrap a notebook. Slow, and simple enough to be believed; the nursery has to agree with it."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, partial
from itertools import count, pairwise
from pathlib import Path
from typing import Any, Literal, TypeAlias

from firearmskit.course.sandbox.seccomp import write_filter
from firearmskit.course.sandbox.transcript import Ended, Limits, Run, Transcript, make_request
from firearmskit.errors import SandboxError, quote
from firearmskit.language import text as _

__all__ = [
    "Way",
    "bubblewrap",
    "environment",
    "over_limit",
    "python",
    "require_hidden",
    "run_boxed",
    "sealed_pipe",
    "tree",
    "ways",
]

_RUNNER = Path(__file__).with_name("runner.py")
_PACKAGE = Path(__file__).parents[2]
SCRATCH = "/submission"
# Inside the sandbox these are private to it.
TMP = "/tmp"  # noqa: S108
SHM = "/dev/shm"  # noqa: S108

Way: TypeAlias = Literal["user", "namespace"]
"""``"user"``: started by root, the notebook becomes an ordinary user without any right. ``"namespace"``: started by an
ordinary user, it becomes nobody in a user namespace."""

_OWN_MEMORY = 256 * 2**20
"""What Python and the libraries take themselves: a process alone gets a MemoryError before all are stopped."""

_DESCRIPTORS = 2048
"""How many descriptors all processes together may hold open; a socket may hold 200 KB that wait to be read."""
_FILES = 100_000
"""How many files all folders together may hold; the nursery's child is kept below that by the kernel."""

# From the range of users that systemd, too, lends out; in turn, so that no two notebooks at the same time are one user.
_FIRST_USER, _USERS = 61184, 4336
_TURNS = count(secrets.randbelow(_USERS))


def ways() -> tuple[Way, ...]:
    """Name the ways into the sandbox that this process may try, the better one first."""
    # Root is never subject to a limit on processes, so root gives itself up where it can.
    return ("user", "namespace") if os.geteuid() == 0 else ("namespace",)


def lend_user() -> int:
    """Give a user id for one notebook, because the kernel counts processes by user."""
    return _FIRST_USER + next(_TURNS) % _USERS


def environment(home: str) -> dict[str, str]:
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


def python(*arguments: str) -> list[str]:
    """Give the command that starts the side of the sandbox that nobody trusts."""
    # -s and -P instead of -I: PYTHONHASHSEED has to count.
    return [sys.executable, "-s", "-P", str(_RUNNER), str(_PACKAGE.parent), *arguments]


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


def require_hidden(folder: Path) -> None:
    """Make sure that a folder doesn't lie where learners' notebooks can read.

    Args:
        folder: A course folder, for example.

    Raises:
        SandboxError: It lies among the system's programs, in Python's own folder or in the package.
    """
    seen = _visible()
    for kind, place in pairwise(seen):
        if kind == "--ro-bind" and folder.resolve().is_relative_to(os.path.realpath(place)):
            raise SandboxError(
                _(
                    "The folder {folder} lies inside {place}, which learners' notebooks can read. Move it elsewhere: "
                    "the answers are in it."
                ).format(folder=quote(str(folder)), place=quote(place))
            )


def bubblewrap(way: Way, limits: Limits, *rights: str, proc: bool = True) -> list[str]:
    """Give the command that makes a box: no network, no other process, nothing of the machine but programs.

    Args:
        way: How the process inside gives up the caller's rights.
        limits: The sizes of what can be written to.
        rights: Capabilities that the process inside is to keep for a while, in the way of the user.
        proc: Whether to show the processes; without, the place stays empty for somebody else to do so.
    """
    found = shutil.which("bwrap")
    if found is None:
        raise FileNotFoundError("bwrap")
    command = [found, "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"]
    command += ["--die-with-parent", "--new-session", "--hostname", "grader", "--cap-drop", "ALL"]
    if way == "user":
        for right in ("CAP_SETUID", "CAP_SETGID", *rights):
            command += ["--cap-add", right]
    else:
        command += ["--unshare-user", "--uid", "65534", "--gid", "65534"]
    command += ["--proc", "/proc"] if proc else ["--dir", "/proc"]
    # Of /dev/zero, memory could be had that belongs to no process; /dev/full gives the same zeros and no memory.
    command += ["--dev", "/dev", "--dev-bind", "/dev/full", "/dev/zero"]
    command += ["--perms", "1777", "--size", str(2 * limits.file_bytes), "--tmpfs", SHM, "--remount-ro", "/dev"]
    command += ["--perms", "1777", "--size", str(limits.file_bytes), "--tmpfs", TMP]
    command += ["--perms", "0777", "--size", str(limits.scratch_bytes), "--tmpfs", SCRATCH]
    command += _visible()
    command += ["--perms", "0777", "--dir", f"{TMP}/matplotlib"]
    for path in _font_lists():
        command += ["--ro-bind", path, f"{TMP}/matplotlib/{Path(path).name}"]
    return [*command, "--remount-ro", "/", "--chdir", SCRATCH]


def sealed_pipe(content: bytes) -> int:
    """Give the reading end of a pipe that holds some bytes and gets no more."""
    reader, writer = os.pipe()
    os.write(writer, content)
    os.close(writer)
    return reader


def _command(way: Way, limits: Limits, seccomp: int) -> list[str]:
    command = [*bubblewrap(way, limits), "--seccomp", str(seccomp), "--"]
    if way == "user":
        nobody = str(lend_user())
        command += ["setpriv", "--reuid", nobody, "--regid", nobody, "--clear-groups", "--inh-caps=-all", "--"]
    return command + python()


def run_boxed(
    way: Way, cells: Sequence[Mapping[str, Any]], files: Mapping[str, bytes], answers_name: str, limits: Limits
) -> Run:
    """Run a notebook in a box of its own; see :func:`firearmskit.course.sandbox.run_notebook`."""
    started = time.monotonic()
    transcript = Transcript(cells, files, answers_name, limits)
    request = make_request(cells, files, answers_name, limits, rlimits=limits.of_a_process())
    seccomp = sealed_pipe(write_filter())
    try:
        with subprocess.Popen(  # noqa: S603
            _command(way, limits, seccomp),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(TMP),
            pass_fds=(seccomp,),
        ) as process:
            assert process.stdin is not None  # noqa: S101  # a pipe
            assert process.stdout is not None  # noqa: S101  # a pipe
            assert process.stderr is not None  # noqa: S101  # a pipe
            out, complaints = process.stdout, process.stderr
            over = partial(over_limit, process.pid, limits)
            try:
                ended = transcript.hold(request, into=process.stdin, out=out, complaints=complaints, over=over)
                if ended == "ended early":
                    with suppress(subprocess.TimeoutExpired):
                        process.wait(timeout=1)
            finally:
                # Everything inside hangs on this process and dies with it.
                process.kill()
            transcript.hear_rest(out, complaints)
            code = process.wait()
    finally:
        os.close(seccomp)
    if not transcript.ready and ended == "ended early":
        raise SandboxError(transcript.complaint.decode("utf-8", "replace").strip() or f"exit code {code}")
    if code > 128:
        transcript.signal = code - 128
    return transcript.finish(ended, started)


def tree(process: int) -> Iterator[int]:
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
    with suppress(OSError):
        # Where the first thread has ended, only the others say what the process holds.
        for thread in os.listdir(f"/proc/{process}/task"):
            place = Path(f"/proc/{process}/task/{thread}")
            found = 0
            if exactly:
                with suppress(OSError):
                    found = _sizes(place / "smaps_rollup", ("Pss_Anon:", "SwapPss:"))
            if found := found or _sizes(place / "status", ("RssAnon:", "VmSwap:")):
                return found
    return 0


def _sizes(path: Path, names: tuple[str, ...]) -> int:
    """Add up some of the sizes that the kernel writes into a file of a process."""
    return sum(int(line.split()[1]) * 1024 for line in path.read_text().splitlines() if line.startswith(names))


def _descriptors(process: int) -> int:
    with suppress(OSError):
        return len(os.listdir(f"/proc/{process}/fd"))
    return 0


def _files(process: int) -> int:
    """Count the files in the folders that a process can write to."""
    found = 0
    with suppress(OSError):
        # The scratch first: a process that isn't in the box yet has none, and its other folders are the machine's.
        for place in (SCRATCH, TMP, SHM):
            size = os.statvfs(f"/proc/{process}/root{place}")
            found += size.f_files - size.f_ffree
    return found


def over_limit(process: int, limits: Limits) -> Ended | None:
    """Look whether all processes together use too much; the kernel counts memory for each process alone."""
    tasks = 0
    processes = []
    for each in tree(process):
        processes.append(each)
        with suppress(OSError):
            tasks += len(os.listdir(f"/proc/{each}/task"))
        if tasks > limits.processes + 8:
            return "killed: processes"
    # What waits in sockets, and small files, are the kernel's memory and nobody's.
    if sum(map(_descriptors, processes)) > _DESCRIPTORS or _files(processes[-1]) > _FILES:
        return "killed: memory"
    for exactly in False, True:
        if sum(_memory(each, exactly=exactly) for each in processes) <= limits.memory_bytes + _OWN_MEMORY:
            return None
    return "killed: memory"
