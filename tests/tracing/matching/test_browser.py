"""In a browser there is nothing but Python: a register in memory must do with it."""

from __future__ import annotations

import subprocess
import sys

REFUSING = """
import sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] not in {*sys.stdlib_module_names, "firearmskit"}:
            raise ModuleNotFoundError(f"{name} isn't in the standard library")

sys.meta_path.insert(0, Refuse())
from firearmskit import tracing
"""


def run(code: str) -> str:
    """Run code where each third-party import is refused."""
    done = subprocess.run([sys.executable, "-I", "-c", REFUSING + code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_register_in_memory_is_searched_with_the_standard_library_alone():
    """Matching works without numpy."""
    said = run(
        'register = tracing.Register([{"id": "1", "serial": "AB 100452"}, {"id": "2", "serial": "CD 771930"}])\n'
        'print(tracing.match({"serial": "A8 100425"}, register).best.entry.id)'
    )
    assert said == "1"


def test_the_index_says_what_it_needs():
    """Without numpy the index says which package is missing."""
    said = run("try:\n    tracing.PackedIndex\nexcept ImportError as error:\n    print(error)")
    assert "firearmskit[tracing]" in said
