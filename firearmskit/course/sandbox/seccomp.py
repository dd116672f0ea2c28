"""Which system calls a notebook may not make, and the filter that refuses them."""

from __future__ import annotations

import platform
import struct

__all__ = ["PROCESSORS", "REFUSED_CALLS", "write_filter"]

# Numbers of system calls on x86-64 and on 64-bit ARM.
REFUSED_CALLS = {
    "acct": (163, 89),
    "add_key": (248, 217),
    "bpf": (321, 280),
    "chroot": (161, 51),
    "clock_settime": (227, 112),
    "delete_module": (176, 106),
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
    "kcmp": (312, 272),
    "kexec_file_load": (320, 294),
    "kexec_load": (246, 104),
    "keyctl": (250, 219),
    "lookup_dcookie": (212, 18),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "migrate_pages": (256, 238),
    "mount": (165, 40),
    "mount_setattr": (442, 442),
    "move_mount": (429, 429),
    "move_pages": (279, 239),
    "mq_open": (240, 180),
    "msgget": (68, 186),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "open_tree": (428, 428),
    "open_tree_attr": (467, 467),
    "perf_event_open": (298, 241),
    "personality": (135, 92),
    "pidfd_getfd": (438, 438),
    "pivot_root": (155, 41),
    "process_madvise": (440, 440),
    "process_mrelease": (448, 448),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "ptrace": (101, 117),
    "quotactl": (179, 60),
    "quotactl_fd": (443, 443),
    "reboot": (169, 142),
    "request_key": (249, 218),
    "semget": (64, 190),
    "setns": (308, 268),
    "settimeofday": (164, 170),
    "shmget": (29, 194),
    "swapoff": (168, 225),
    "swapon": (167, 224),
    "syslog": (103, 116),
    "umount2": (166, 39),
    "unshare": (272, 97),
    "userfaultfd": (323, 282),
    "vmsplice": (278, 75),
}
_FIRST_UNKNOWN = 470
"""No call above was known when this table was written; whoever asks for one is told that there is none."""
PROCESSORS = {"x86_64": (0xC000003E, 0, 56), "aarch64": (0xC00000B7, 1, 220)}
"""Machine: its number in the kernel's audit list, the column of the table above, the number of ``clone``."""
_SOCKETS = {"socket": (41, 198), "socketpair": (53, 199)}
_FAMILIES = (1, 2, 10, 16)
"""AF_UNIX, AF_INET, AF_INET6 and AF_NETLINK end at the network namespace. Others don't: AF_VSOCK, for one, reaches the
machine that a virtual machine runs on."""
_MMAP, _SETSOCKOPT = (9, 222), (54, 208)
_SHARED, _ANONYMOUS, _HUGE = 0x1, 0x20, 0x40000
_SOL_SOCKET, _SNDBUF, _RCVBUF = 1, 7, 8


def write_filter() -> bytes:
    """Write the filter that refuses new namespaces, mounts, keyrings, memory outside the limits and the like.

    See the kernel's ``Documentation/userspace-api/seccomp_filter.rst`` for the layout of what a filter reads.
    """
    audit, column, clone = PROCESSORS[platform.machine()]
    load, equal, at_least, any_bit, give = 0x20, 0x15, 0x35, 0x45, 0x06
    allow, kill, not_permitted, no_such_call = 0x7FFF0000, 0x80000000, 0x00050001, 0x00050026
    no_such_family = 0x00050061
    new_namespaces = 0x7E020000
    steps = [(load, 0, 0, 4), (equal, 1, 0, audit), (give, 0, 0, kill), (load, 0, 0, 0)]
    steps += [(at_least, 0, 1, 0x40000000), (give, 0, 0, not_permitted)]  # the x32 calls of x86-64
    for numbers in REFUSED_CALLS.values():
        steps += [(equal, 0, 1, numbers[column]), (give, 0, 0, not_permitted)]
    steps += [(at_least, 0, 1, _FIRST_UNKNOWN), (give, 0, 0, no_such_call)]
    # A filter can't see what clone3 is asked for; told that there is none, the C library takes clone.
    steps += [(equal, 0, 1, 435), (give, 0, 0, no_such_call)]
    steps += [(equal, 0, 4, clone), (load, 0, 0, 16), (any_bit, 0, 1, new_namespaces), (give, 0, 0, not_permitted)]
    steps += [(give, 0, 0, allow)]
    for numbers in _SOCKETS.values():
        steps += [(equal, 0, len(_FAMILIES) + 3, numbers[column]), (load, 0, 0, 16)]
        steps += [(equal, len(_FAMILIES) - rank, 0, family) for rank, family in enumerate(_FAMILIES)]
        steps += [(give, 0, 0, no_such_family), (give, 0, 0, allow)]
    # Shared memory without a file, and huge pages, stay when their process hides them from every count.
    steps += [(equal, 0, 6, _MMAP[column]), (load, 0, 0, 40), (any_bit, 2, 0, _HUGE), (any_bit, 0, 2, _ANONYMOUS)]
    steps += [(any_bit, 0, 1, _SHARED), (give, 0, 0, not_permitted), (give, 0, 0, allow)]
    # What waits in a socket is the kernel's memory, which nobody adds up; so it stays as small as it is by default.
    steps += [(equal, 0, 7, _SETSOCKOPT[column]), (load, 0, 0, 24), (equal, 0, 4, _SOL_SOCKET), (load, 0, 0, 32)]
    steps += [(equal, 1, 0, _SNDBUF), (equal, 0, 1, _RCVBUF), (give, 0, 0, not_permitted), (give, 0, 0, allow)]
    steps += [(give, 0, 0, allow)]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
