"""Make ``exercises/`` from ``solutions/``, in every language; with ``--check`` only say whether they are fresh."""

from __future__ import annotations

import argparse
import difflib
import shutil
import sys
import tempfile
from pathlib import Path

from babel.messages.pofile import read_po

from firearmskit import language
from firearmskit.course.gradebook import generate as generate_module
from firearmskit.course.notebooks import parse_notebook, translate, write_notebook

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "curriculum" / "locale"


def sentences(code: str) -> dict[str, str]:
    """Read the translations of the notebooks' prose."""
    with (CATALOGUE / code / "LC_MESSAGES" / "exercises.po").open("rb") as stream:
        catalogue = read_po(stream, locale=code)
    return {str(message.id): str(message.string) for message in catalogue if message.id and not message.fuzzy}


def generate(course: Path) -> dict[Path, bytes]:
    """Make every student notebook in an empty course folder; give ``{path below exercises/: content}``."""
    shutil.copytree(ROOT / "solutions", course / "solutions", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    for module in sorted(folder.name for folder in (course / "solutions").iterdir()):
        generate_module(course, module)
    made = course / "exercises"
    english = sorted(made.glob("*/*.ipynb"))
    for code in language.available()[1:]:
        translations = sentences(code)
        for path in english:
            notebook = parse_notebook(path.read_bytes(), name=path.name)
            write_notebook(translate(notebook, translations, code), made / code / path.relative_to(made))
    return {path.relative_to(made): path.read_bytes() for path in sorted(made.rglob("*.ipynb"))}


def main() -> int:
    """Write or check ``exercises/``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, only say what is stale")
    check = parser.parse_args().check
    with tempfile.TemporaryDirectory() as scratch:
        made = generate(Path(scratch))
    folder = ROOT / "exercises"
    present = {
        path.relative_to(folder): path.read_bytes()
        for path in sorted(folder.rglob("*.ipynb"))
        if ".ipynb_checkpoints" not in path.parts
    }
    stale = [path for path in sorted({*made, *present}) if made.get(path) != present.get(path)]
    for path in stale:
        print(f"exercises/{path} doesn't follow from solutions/:" if check else f"exercises/{path}")
        if check:
            before = present.get(path, b"").decode().splitlines()
            after = made.get(path, b"").decode().splitlines()
            changes = difflib.unified_diff(before, after, "as it is", "as it should be", lineterm="", n=1)
            print("\n".join(list(changes)[:30]))
        elif path in made:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(made[path])
        else:
            (folder / path).unlink()
    print(f"{len(made)} student notebooks, {len(stale)} {'stale' if check else 'written'}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
