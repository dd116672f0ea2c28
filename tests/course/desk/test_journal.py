"""The journal of a desk keeps every act, whoever else writes to it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from firearmskit.course.desk.journal import Journal

WRITES = """
from pathlib import Path
from firearmskit.course.desk.journal import Journal
journal = Journal(Path({path!r}), case="Case 1")
for number in range({acts}):
    journal.add("record", on="2026-03-01", kind="interview-held", number=number)
"""


def test_kernels_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    """Four kernels add thirty acts each to one file: all are there, each with a name of its own."""
    path = tmp_path / "case.desk.json"
    code = WRITES.format(path=str(path), acts=30)
    kernels = [subprocess.Popen([sys.executable, "-c", code]) for _kernel in range(4)]
    assert [kernel.wait(120) for kernel in kernels] == [0, 0, 0, 0]
    acts = Journal(path, case="Case 1").acts
    assert [act["id"] for act in acts] == [f"J{rank}" for rank in range(1, 121)]
    assert sorted(act["number"] for act in acts) == sorted([*range(30)] * 4)


def test_a_kernel_that_is_killed_leaves_a_whole_journal(tmp_path: Path) -> None:
    """What was added before is there, the file can be read, and the next kernel isn't kept waiting."""
    path = tmp_path / "case.desk.json"
    Journal(path, case="Case 1").add("record", on="2026-03-01", kind="interview-held")
    kernel = subprocess.Popen([sys.executable, "-c", WRITES.format(path=str(path), acts=2_000)])
    while len(Journal(path, case="Case 1").acts) < 5 and kernel.poll() is None:
        pass
    kernel.kill()
    kernel.wait(60)
    before = len(Journal(path, case="Case 1").acts)
    assert Journal(path, case="Case 1").add("record", on="2026-03-02", kind="interview-held")["id"] == f"J{before + 1}"
