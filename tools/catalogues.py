"""Compile the library's catalogues: each ``.po`` below ``firearmskit/locale`` to the ``.mo`` beside it.

Compiled ones load with the standard library alone, but say nothing that the others don't, so they aren't kept with the
sources: set-up makes them, and so does whatever builds the package. Needs Babel; with hatchling it is also the hook.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compiled(text: bytes) -> bytes:
    """Give the ``.mo`` of the text of a ``.po``."""
    stream = io.BytesIO()
    write_mo(stream, read_po(io.BytesIO(text)))
    return stream.getvalue()


def compile_all(root: Path) -> None:
    """Compile the catalogues of every language of the library in a folder of the project."""
    for source in sorted(root.glob("firearmskit/locale/*/LC_MESSAGES/*.po")):
        source.with_suffix(".mo").write_bytes(compiled(source.read_bytes()))


class Catalogues(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles them before the package is built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile them; which files go into the package stands in pyproject.toml."""
        compile_all(Path(self.root))


if __name__ == "__main__":
    compile_all(Path(__file__).resolve().parent.parent)
