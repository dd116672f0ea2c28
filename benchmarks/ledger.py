"""How fast a registry's log is appended to, verified and exported, on one core.

The events are made up here, some 100 bytes each. Each way is run several times, in turns with the others, and the best
is shown, since other programs on the machine only ever take time away. The independent verifier runs as others run it,
with the start of Python. Run it with ``python benchmarks/ledger.py``.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from firearmskit.records import ledger
from firearmskit.records.ledger import verify_log

ORIGIN = "registry.example/log"
EVERY = 10_000
"""Events between two checkpoints."""


def main() -> None:
    """Measure and print the table."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--events", type=int, default=500_000)
    options.add_argument("--rounds", type=int, default=5)
    asked = options.parse_args()
    written = '{"at":"2026-01-01T00:00:00Z","by":"unit 4","event":"received","item":"synthetic-%032x"}'
    events = [(written % number).encode() for number in range(asked.events)]
    key = ledger.SigningKey.new(ORIGIN)
    notes, edge = [], ledger.Frontier()
    for start in range(0, len(events), EVERY):
        edge = edge.append(ledger.leaf_hashes(events[start : start + EVERY])).frontier
        checkpoint = ledger.Checkpoint(origin=ORIGIN, size=edge.size, root=edge.root)
        notes.append(ledger.sign_checkpoint(checkpoint, key))
    few = events[: len(events) // 20]
    with TemporaryDirectory() as folder:
        export = Path(folder) / "export"
        ledger.export_log(events, notes, export)
        command = [sys.executable, "-I", verify_log.__file__, str(export), "", str(key.verifier)]
        ways: dict[str, tuple[int, Callable[[], object]]] = {
            "root over leaf bytes": (len(events), lambda: whole(events)),
            "append one at a time, with the nodes to store": (len(few), lambda: one_by_one(few)),
            "check_log, signatures too": (len(events), lambda: ledger.check_log(events, notes, [key.verifier])),
            "check_log of an export": (len(events), lambda: checked(export, key)),
            "verify_log.py of an export": (
                len(events),
                lambda: subprocess.run(command, check=True, capture_output=True),
            ),
            "parse, canonical form checked": (len(few), lambda: [ledger.parse(event) for event in few]),
        }
        best = dict.fromkeys(ways, float("inf"))
        for _round in range(asked.rounds):
            for name, (_count, way) in ways.items():
                start_time = time.perf_counter()
                way()
                best[name] = min(best[name], time.perf_counter() - start_time)
    print(f"{'':48}{'events/s':>12}")
    for name, (count, _way) in ways.items():
        print(f"{name:48}{count / best[name]:>12,.0f}")


def whole(events: list[bytes]) -> bytes:
    """Give the root over all events."""
    edge = ledger.Frontier()
    for start in range(0, len(events), 4_096):
        edge = edge.append(ledger.leaf_hashes(events[start : start + 4_096])).frontier
    return edge.root


def one_by_one(events: list[bytes]) -> int:
    """Append as a registry does, one event a transaction, and count the nodes that it would store."""
    edge, count = ledger.Frontier(), 0
    for event in events:
        grown = edge.append([ledger.leaf_hash(event)])
        edge = grown.frontier
        count += sum(1 for _node in grown.nodes())
    return count


def checked(export: Path, key: ledger.SigningKey) -> bool:
    """Read an export and check it."""
    events, notes = ledger.read_export(export)
    return ledger.check_log(events, notes, [key.verifier]).sound


if __name__ == "__main__":
    main()
