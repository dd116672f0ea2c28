"""Make the whole course, step by step: set up, exercises, book, sample cohort.

Runs with the system's Python and the standard library alone; the steps after the first run in ``.venv``.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV_PYTHON = str(ROOT / ".venv" / "bin" / "python")

STEPS = (
    ("Set up", [sys.executable, "tools/setup.py"]),
    ("Compare exercises/ with solutions/", [VENV_PYTHON, "tools/exercises.py", "--check"]),
    ("Build the book", [VENV_PYTHON, "tools/book.py"]),
    ("Grade the sample cohort", [VENV_PYTHON, "-m", "firearmskit", "course", "sample", "_build/cohort"]),
)


def main() -> None:
    times = []
    for number, (name, command) in enumerate(STEPS, 1):
        print(f"\n── {number} of {len(STEPS)}: {name}", flush=True)
        started = time.monotonic()
        code = subprocess.run(command, cwd=ROOT).returncode
        times.append((name, time.monotonic() - started))
        if code:
            print(f"\n{table(times)}\n\n'{name}' failed; what it said is above.", file=sys.stderr)
            if (ROOT / "_build" / "html" / "index.html").is_file():
                print("The book is in _build/html/index.html; `make serve` shows it with JupyterLab.", file=sys.stderr)
            sys.exit(code)
    print(f"\n{table(times)}\n\nOpen _build/html/index.html, or run `make serve` for the book with JupyterLab.")


def table(times: list[tuple[str, float]]) -> str:
    """Lay out how long each step took.

    Args:
        times: The steps in order, each with its seconds.

    Returns:
        One line a step and one for the sum.
    """
    rows = [
        ("Step", "seconds"),
        *((name, f"{s:.1f}") for name, s in [*times, ("Together", sum(s for _, s in times))]),
    ]
    width = max(len(name) for name, _ in rows)
    return "\n".join(f"{name:<{width}}  {seconds:>7}" for name, seconds in rows)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("\nStopped. Run the same command to go on.")
