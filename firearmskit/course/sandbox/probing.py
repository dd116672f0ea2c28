"""Does the sandbox hold on this machine? It is found out by running a notebook that tries to get out."""

from __future__ import annotations

import json
import os
import platform
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

from firearmskit.course.sandbox.box import Way, run_boxed, ways
from firearmskit.course.sandbox.nursery import Nursery
from firearmskit.course.sandbox.seccomp import PROCESSORS
from firearmskit.course.sandbox.transcript import Limits, Run
from firearmskit.errors import SandboxError, quote
from firearmskit.language import text as _

__all__ = ["box_holds", "box_way", "nursery_holds", "probe", "require", "working_nursery"]

_SMALL = Limits(memory_bytes=2**30, wall_seconds=60, output_bytes=65536)

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


def _attempt(server: socket.socket, canary: str, memory_bytes: int) -> list[dict[str, str]]:
    names = {"PORT": server.getsockname()[1], "CANARY": canary, "MEMORY": memory_bytes}
    return [{"id": "probe", "source": "\n".join(f"{name} = {value!r}" for name, value in names.items()) + _ATTEMPT}]


def _holds(run: Callable[[list[dict[str, str]]], Run], memory_bytes: int) -> str | None:
    """Run a notebook that tries to get out; ``None`` if it stayed in, else what went wrong."""
    with (
        tempfile.NamedTemporaryFile(prefix="firearmskit-canary-") as canary,
        socket.create_server(("127.0.0.1", 0)) as server,
    ):
        os.chmod(canary.name, 0o644)
        try:
            ran = run(_attempt(server, canary.name, memory_bytes))
        except (SandboxError, OSError) as error:
            return str(error)
    try:
        held: dict[str, bool] = json.loads(ran.outputs["probe"][0]["text"])
        open_ways = [name for name, closed in held.items() if not closed]
    except (KeyError, IndexError, TypeError, ValueError):
        return " ".join([*ran.notes, json.dumps(ran.outputs)[:1000]])
    return None if not open_ways else _("these limits don't hold: {names}").format(names=", ".join(open_ways))


def box_holds(way: Way) -> str | None:
    """Say what is wrong with a box of its own for each notebook, in one way; ``None`` if it holds."""
    return _holds(lambda cells: run_boxed(way, cells, {}, "answers.json", _SMALL), _SMALL.memory_bytes)


def nursery_holds(nursery: Nursery) -> str | None:
    """Say what is wrong with a nursery; ``None`` if it holds."""
    return _holds(lambda cells: nursery.run(cells, {}, answers_name="answers.json"), nursery.limits.memory_bytes)


def working_nursery(limits: Limits, modules: tuple[str, ...]) -> Nursery | None:
    """Open a nursery that was seen to hold, or give ``None`` where only boxes can be used."""
    if sys.platform != "linux" or platform.machine() not in PROCESSORS or shutil.which("bwrap") is None:
        return None
    for way in ways():
        with suppress(SandboxError):
            nursery = Nursery(way, limits, modules)
            if nursery_holds(nursery) is None:
                return nursery
            nursery.close()
    return None


@cache
def box_way() -> tuple[Way | None, str | None]:
    """Give the way into the sandbox that holds on this machine, or what to do if none does."""
    if sys.platform != "linux":
        return None, _(
            "Learners' notebooks can be run safely on Linux only. On Windows, work in WSL 2; on macOS, in a virtual "
            "machine with Linux."
        )
    if platform.machine() not in PROCESSORS:
        return None, _("The sandbox knows the processors x86_64 and aarch64, not {name}.").format(
            name=quote(platform.machine())
        )
    if shutil.which("bwrap") is None:
        return None, _(
            "The sandbox needs bubblewrap 0.8 or newer. Debian and Ubuntu: apt-get install bubblewrap. "
            "Fedora: dnf install bubblewrap."
        )
    complaints = []
    for way in ways():
        complaint = box_holds(way)
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
    return box_way()[1]
