"""Lay out a module and an exercise of it: every file that an author writes, as a sketch that runs.

What is there already stays as it is. The notebook is laid out from the tasks that the exercise declares; after a change
of the tasks, remove it and run this again.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path
from string import Template

import nbformat
from nbformat import NotebookNode

from firearmskit.course import Exercise
from firearmskit.course.notebooks import write_notebook
from tools import pages

ROOT = Path(__file__).resolve().parent.parent
SKETCHES = Path(__file__).resolve().parent / "sketches"
NEXT = """Write the lesson, the session plan, the exercise and its notebook, then:

  make translations   and translate what it names
  make exercises      makes the learners' notebooks
  make test
"""


END = """## When you have finished

Click the line below and press the keys *Shift* and *Enter*. It says what you have answered and how to hand it in.

The page with forms of this exercise keeps answers of its own: hand in from where you answered."""
"""What stands above the last cell of each notebook."""


def sketches(row: dict[str, str], slug: str) -> dict[str, str]:
    """Give the text of each file that isn't a notebook, by its path.

    Args:
        row: The module's row in ``curriculum/modules.csv``.
        slug: The name of the exercise.
    """
    module = row["folder"]
    generator = f"firearmskit/course/exercises/{module}"
    places = {
        "index.md": f"curriculum/{module}/index.md",
        "facilitator.md": f"curriculum/{module}/facilitator.md",
        "solutions.md": f"curriculum/{module}/solutions.md",
        "package.py.txt": f"{generator}/__init__.py",
        "exercise.py.txt": f"{generator}/{slug}.py",
    }
    values = row | {"slug": slug}
    return {place: Template((SKETCHES / name).read_text("utf-8")).substitute(values) for name, place in places.items()}


def code_cell(name: str, source: str, **nbgrader: object) -> NotebookNode:
    """Give a folded code cell with nbgrader's metadata."""
    settings = {"grade": False, "locked": True, "solution": False, "task": False, "schema_version": 3, "grade_id": name}
    metadata = {"jupyter": {"source_hidden": True}, "nbgrader": settings | nbgrader}
    return nbformat.v4.new_code_cell(source, id=name, metadata=metadata)


def notebook(what: Exercise) -> NotebookNode:
    """Give the instructor's notebook of an exercise: for each task a text, a cell with the form and a graded cell.

    A written task has one cell for both, as nbgrader has it for answers that a person grades.
    """
    total = sum(task.points for task in what.tasks)
    opening = f'from firearmskit.course import open_exercise\n\nexercise = open_exercise("{what.id}", language="en")'
    head = Template((SKETCHES / "notebook.md").read_text("utf-8")).substitute(
        title=what.title, points=f"{total:g}", needed=f"{(what.pass_share or 0) * total:g}"
    )
    cells = [nbformat.v4.new_markdown_cell(head.rstrip("\n"), id="title"), code_cell("setup", opening)]
    for number, task in enumerate(what.tasks, start=1):
        text = f"## Task {number}: {task.title} ({task.points:g} points)\n\n**What to do**\n\n1. …"
        form = f'exercise.ask("{task.id}")\n### BEGIN SOLUTION\nexercise.solve("{task.id}")\n### END SOLUTION'
        check = f'exercise.check("{task.id}")'
        hidden = f'### BEGIN HIDDEN TESTS\nexercise.grade("{task.id}")\n### END HIDDEN TESTS'
        cells.append(nbformat.v4.new_markdown_cell(text, id=f"task-{task.id}"))
        if task.rubric:  # a person grades the very cell that is answered
            written = f"{form}\n{check}"
            cells.append(code_cell(task.id, written, locked=False, solution=True, grade=True, points=task.points))
        else:
            cells.append(code_cell(f"answer-{task.id}", form, locked=False, solution=True))
            cells.append(code_cell(task.id, f"{check}\n{hidden}", grade=True, points=task.points))
    cells += [nbformat.v4.new_markdown_cell(END, id="end"), code_cell("summary", "exercise.summary()")]
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel, "language_info": {"name": "python"}})


def main() -> int:
    """Lay out what is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("module", help="a folder of curriculum/modules.csv, such as m13_patterns")
    parser.add_argument("slug", help="the name of the exercise, such as routes")
    options = parser.parse_args()
    row = next((row for row in pages.rows("modules") if row["folder"] == options.module), None)
    if row is None:
        print(f"curriculum/modules.csv has no module in the folder {options.module!r}", file=sys.stderr)
        return 1
    for place, text in sketches(row, options.slug).items():
        path = ROOT / place
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(place)
    path = ROOT / "solutions" / options.module / f"{options.slug}.ipynb"
    if not path.exists():
        made = importlib.import_module(f"firearmskit.course.exercises.{options.module}.{options.slug}")
        write_notebook(notebook(made.EXERCISE), path)
        print(path.relative_to(ROOT))
    print(NEXT)
    return 0


if __name__ == "__main__":
    sys.exit(main())
