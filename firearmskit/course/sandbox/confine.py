"""Shut a process in for good: namespaces of its own, a scratch of its own, no rights, and no way to get any.

This is the inside of the nursery (``nursery.py``): the preloaded parent calls :func:`bear` for each notebook. It runs
inside bubblewrap already, so what is done here comes on top: it keeps one learner from another.

Everything is said to the kernel itself, because Python 3.11 has no words for it. See clone(2), user_namespaces(7),
mount(2), capabilities(7) and seccomp(2).
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import platform
import signal
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

__all__ = ["Home", "bear", "give_up", "mount_proc"]

_NEW_NS, _NEW_CGROUP, _NEW_UTS, _NEW_IPC = 0x20000, 0x2000000, 0x4000000, 0x8000000
_NEW_USER, _NEW_PID, _NEW_NET = 0x10000000, 0x20000000, 0x40000000
_ALL_NEW = _NEW_NS | _NEW_CGROUP | _NEW_UTS | _NEW_IPC | _NEW_USER | _NEW_PID | _NEW_NET
_NO_SUID, _NO_DEV, _NO_EXEC, _RECURSIVE, _PRIVATE = 2, 4, 8, 0x4000, 0x40000
_DUMPABLE, _SET_SECCOMP, _BOUND_DROP, _NO_NEW_PRIVS, _AMBIENT, _AMBIENT_CLEAR = 4, 22, 24, 38, 47, 4
_CAPABILITIES_3 = 0x20080522
_SET_INTERFACE, _UP_AND_RUNNING = 0x8914, 0x41
_SYS_CLONE, _SYS_CAPSET = {"x86_64": (56, 126), "aarch64": (220, 91)}.get(platform.machine(), (-1, -1))

# PyDLL keeps Python's lock while the kernel works: after the clone, the child goes on as if nothing had happened.
_c = ctypes.PyDLL(None, use_errno=True)


@dataclass(frozen=True, kw_only=True)
class Home:
    """Where a child lives.

    Attributes:
        user: Its user id, inside and, where the parent may lend users, outside too.
        lent: Whether the parent maps that user; otherwise it is the parent's own user under another number.
        folders: ``{folder: (bytes, mode)}``: what it can write to, each in memory.
        filter: The seccomp filter, as the kernel reads it.
    """

    user: int
    lent: bool
    folders: dict[str, tuple[int, str]]
    filter: bytes


def _say(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def _mount(source: bytes, place: str, kind: bytes, flags: int, options: str = "") -> None:
    _say(_c.mount(source, os.fsencode(place), kind, ctypes.c_ulong(flags), options.encode()), f"mount {place}")


def mount_proc() -> None:
    """Show the processes of this process's namespace in ``/proc``."""
    _mount(b"proc", "/proc", b"proc", _NO_SUID | _NO_DEV | _NO_EXEC)


def give_up(kept: int = 0) -> None:
    """Drop every capability but those in the mask, for this process and for all that it will start."""
    for number in range(64):
        if not kept >> number & 1 and _c.prctl(_BOUND_DROP, number, 0, 0, 0) < 0:
            break  # the kernel doesn't know more of them, or the right to drop them is gone
    _say(_c.prctl(_AMBIENT, _AMBIENT_CLEAR, 0, 0, 0), "clear ambient capabilities")
    header = struct.pack("=Ii", _CAPABILITIES_3, 0)
    low, high = kept & 0xFFFFFFFF, kept >> 32
    _say(_c.syscall(_SYS_CAPSET, header, struct.pack("=6I", low, low, 0, high, high, 0)), "drop capabilities")


def _refuse_calls(program: bytes) -> None:
    _say(_c.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0), "no new privileges")
    steps = ctypes.create_string_buffer(program, len(program))
    packed = struct.pack("@HP", len(program) // 8, ctypes.addressof(steps))
    _say(_c.prctl(_SET_SECCOMP, 2, packed, 0, 0), "seccomp")


def _map_user(process: int | str, inside: int, outside: tuple[int, int]) -> None:
    place = Path(f"/proc/{process}")
    for name, line in (
        ("setgroups", "deny"),
        ("uid_map", f"{inside} {outside[0]} 1"),
        ("gid_map", f"{inside} {outside[1]} 1"),
    ):
        (place / name).write_text(line)


def bear(
    home: Home, live: Callable[[], NoReturn], say: Callable[[bytes], None], mourn: Callable[[int], None], keep: int
) -> int:
    """Fork a child that is shut in before ``live`` begins.

    The child is two processes: the first process of its namespaces, which buries what dies there and ends with the
    second, and the second, which lives. When the first is killed, the kernel ends all the others.

    Args:
        home: Where it lives.
        live: What it does; it never returns.
        say: Called once in the first process: with ``b"hello"`` when it has a home, or with ``!`` and what went wrong.
        mourn: Called in the first process when the second was killed, with the number of the signal.
        keep: The one descriptor that the first process keeps, for ``mourn``.

    Returns:
        The process id of the child.
    """
    told, tell = os.pipe()
    user, group = os.geteuid(), os.getegid()
    child = _say(_c.syscall(_SYS_CLONE, _ALL_NEW | signal.SIGCHLD, 0, 0, 0, 0), "clone")
    if child == 0:
        try:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.close(tell)
            if home.lent:
                os.read(told, 1)  # until the parent has written who this is
            else:
                _map_user("self", home.user, (user, group))
            os.close(told)
            _furnish(home)
            say(b"hello")
            os.setsid()
            give_up()
            _refuse_calls(home.filter)
            _say(_c.prctl(_DUMPABLE, 0, 0, 0, 0), "hide from the second")
            second = os.fork()
            if second == 0:
                _say(_c.prctl(_DUMPABLE, 1, 0, 0, 0), "see itself")
                live()
            os.closerange(0, keep)
            os.closerange(keep + 1, 4096)
            status = _bury(second)
            if os.WIFSIGNALED(status):
                mourn(os.WTERMSIG(status))
        except OSError as error:
            say(f"!{error}".encode())
        finally:
            os._exit(70)  # the child never goes back to where the parent was
    os.close(told)
    try:
        if home.lent:
            _map_user(child, home.user, (home.user, home.user))
    finally:
        os.close(tell)
    return child


def _furnish(home: Home) -> None:
    # Still with all rights in the new namespaces; what it mounts belongs to this user.
    os.setresgid(home.user, home.user, home.user)
    os.setresuid(home.user, home.user, home.user)
    _mount(b"none", "/", b"", _RECURSIVE | _PRIVATE)
    mount_proc()
    _switch_loopback_on()
    # Terminals of its own, too: in those of the nursery, learners of one user would read and write each other's.
    _mount(b"devpts", "/dev/pts", b"devpts", _NO_SUID | _NO_EXEC, "ptmxmode=0666,mode=620,max=64")
    for place, (size, mode) in home.folders.items():
        _mount(
            b"tmpfs",
            place,
            b"tmpfs",
            _NO_SUID | _NO_DEV,
            f"size={size},nr_inodes={max(1024, size // 8192)},mode={mode}",
        )


def _switch_loopback_on() -> None:
    """Let a notebook reach itself, as on any machine: libraries expect that."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, _SET_INTERFACE, struct.pack("16sH14x", b"lo", _UP_AND_RUNNING))


def _bury(second: int) -> int:
    """Wait for the second process, and meanwhile for the orphans of the namespace; give how the second ended."""
    while True:
        dead, status = os.wait()
        if dead == second:
            return status
