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
from firearmskit.course.gradebook import generate
from firearmskit.course.notebooks import grade_id, parse_notebook, read_master, translate, write_notebook
from firearmskit.course.packs import all_exercises
from firearmskit.errors import CourseError

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "curriculum" / "locale"


def sentences(code: str) -> dict[str, str]:
    """Read the translations of the notebooks' prose; none are there before the first ``make translations``."""
    path = CATALOGUE / code / "LC_MESSAGES" / "exercises.po"
    if not path.exists():
        return {}
    with path.open("rb") as stream:
        catalogue = read_po(stream, locale=code)
    return {str(message.id): str(message.string) for message in catalogue if message.id and not message.fuzzy}


def renew_points(solutions: Path) -> list[Path]:
    """Give each graded cell of the instructors' notebooks the points that its task is worth.

    So whoever adds a question to a test, or to a task, edits no notebook.

    Returns:
        The notebooks that were changed, below ``solutions``.
    """
    changed = []
    for what in all_exercises():
        path = solutions / what.module / f"{what.slug}.ipynb"
        if not path.exists():  # not laid out yet
            continue
        master = read_master(path)
        points = {task.id: task.points for task in what.tasks}
        stale = [name for name in master.tasks if points.get(name, master.tasks[name]) != master.tasks[name]]
        for cell in master.notebook.cells:
            if grade_id(cell) in stale:
                cell.metadata.nbgrader.points = points[grade_id(cell) or ""]
        if stale:
            write_notebook(master.notebook, path)
            changed.append(path.relative_to(solutions))
    return changed


def make_english(course: Path) -> None:
    """Make every student notebook in an empty course folder, in English, with nbgrader."""
    shutil.copytree(ROOT / "solutions", course / "solutions", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    for module in sorted(folder.name for folder in (course / "solutions").iterdir()):
        generate(course, module)


def collect(made: Path) -> tuple[dict[Path, bytes], dict[Path, str]]:
    """Translate the English student notebooks of a folder.

    Args:
        made: A folder ``exercises/`` that nbgrader has filled; its other languages are made anew.

    Returns:
        ``{path below exercises/: content}``, and for each path that can't be translated yet the reason.
    """
    notebooks = {path.relative_to(made): path.read_bytes() for path in sorted(made.glob("[!.]*/*.ipynb"))}
    untranslated = {}
    for code in language.available()[1:]:
        translations = sentences(code)
        for path in [path for path in notebooks if len(path.parts) == 2]:
            notebook = parse_notebook(notebooks[path], name=path.name)
            try:
                write_notebook(translate(notebook, translations, code), made / code / path)
            except CourseError as error:
                untranslated[code / path] = str(error)
            else:
                notebooks[code / path] = (made / code / path).read_bytes()
    return notebooks, untranslated


def differences(folder: Path, notebooks: dict[Path, bytes], untranslated: dict[Path, str]) -> dict[Path, bytes]:
    """Give what a folder holds (nothing counts as empty) where it isn't what it should be."""
    present = {
        path.relative_to(folder): path.read_bytes()
        for path in sorted(folder.rglob("*.ipynb"))
        if ".ipynb_checkpoints" not in path.parts
    }
    return {
        path: present.get(path, b"")
        for path in sorted({*notebooks, *present})
        if notebooks.get(path) != present.get(path) and path not in untranslated
    }


def show(path: Path, before: bytes, after: bytes) -> None:
    """Say how a student notebook differs from the one that follows from ``solutions/``."""
    print(f"exercises/{path} doesn't follow from solutions/:")
    old, new = before.decode().splitlines(), after.decode().splitlines()
    changes = difflib.unified_diff(old, new, "as it is", "as it should be", lineterm="", n=1)
    print("\n".join(list(changes)[:30]))


def main() -> int:
    """Write or check ``exercises/``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, only say what is stale")
    check = parser.parse_args().check
    folder = ROOT / "exercises"
    for path in [] if check else renew_points(ROOT / "solutions"):
        print(f"solutions/{path}: points")
    with tempfile.TemporaryDirectory() as scratch:
        make_english(Path(scratch))
        notebooks, untranslated = collect(Path(scratch) / "exercises")
    stale = differences(folder, notebooks, untranslated)
    for path, before in stale.items():
        if check:
            show(path, before, notebooks.get(path, b""))
            continue
        print(f"exercises/{path}")
        if path in notebooks:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(notebooks[path])
        else:
            (folder / path).unlink()
    print(f"{len(notebooks)} student notebooks, {len(stale)} {'stale' if check else 'written'}")
    for path, reason in untranslated.items():
        print(f"exercises/{path} waits: {reason}")
    if untranslated:
        print(
            "Run `make translations`, translate the new entries of curriculum/locale/*/LC_MESSAGES/exercises.po, "
            "and run `make exercises` again."
        )
    return int(bool(untranslated) or (check and bool(stale)))


if __name__ == "__main__":
    sys.exit(main())
