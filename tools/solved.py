"""The solved exercises of a module, for those who teach: a directive of the instructor's edition.

It shows each notebook of ``solutions/`` as an instructor reads it: the text of each task, the evidence of the practice
case, what is right there, the points of each part, what is said to whoever answers otherwise, and for written tasks the
rubric with an answer that earns every point. All of it is drawn from the exercises, so that nothing is written twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from docutils import nodes
from markdown_it import MarkdownIt
from sphinx.application import Sphinx

from firearmskit import language
from firearmskit.course import Exercise, Picture, all_exercises, display
from firearmskit.course.notebooks import grade_id, read_master
from firearmskit.course.packs import Case, practice_case, practice_pack
from firearmskit.course.tasks import Document, Field, Task, right_answer
from tools.book import ROOT, speak
from tools.exercises import sentences
from tools.pages import PageDirective

Words = Callable[[str], str]


def solved(exercise: Exercise, edition: str) -> str:
    """Give a solved exercise as HTML, in the language of an edition; its title is left to whoever places it."""
    known = {} if edition == "en" else sentences(edition)
    master = read_master(ROOT / "solutions" / exercise.module / f"{exercise.slug}.ipynb")
    parts, told = [], {task.id for task in exercise.tasks}
    with language.speaking(edition):
        case = practice_case(exercise)
        for cell in master.notebook.cells:
            task = (grade_id(cell) or "").removeprefix("answer-")
            if cell.cell_type == "markdown":
                parts.append(prose(known.get(cell.source) or cell.source, is_title=cell.id == "title"))
            elif task in told:
                told.remove(task)
                parts.append(solution(exercise, exercise.task(task), case, speak(edition)))
    return "\n".join(parts)


def prose(text: str, *, is_title: bool = False) -> str:
    """Give a Markdown cell as HTML: its headings one level lower, without the title of the notebook.

    Args:
        text: Markdown.
        is_title: Whether it opens the notebook: what it says in bold of how to run one is left out here.
    """
    if is_title:
        text = "\n\n".join(each for each in text.split("\n\n") if not each.startswith("**"))
    html = MarkdownIt("commonmark").enable("table").render(text)
    html = re.sub(r"<h1>.*?</h1>\n?", "", html)
    html = re.sub(r"<(/?)h([2-5])>", lambda found: f"<{found[1]}h{int(found[2]) + 1}>", html)
    return wide(re.sub(r"<thead>\s*<tr>\s*(<th></th>\s*)+</tr>\s*</thead>", "", html))


def wide(html: str) -> str:
    """Give tables the look of the book, each in a box of its own that scrolls."""
    html = re.sub(
        r"<table(?: class=\"([^\"]*)\")?>",
        lambda found: f'<div class="pst-scrollable-table-container"><table class="table {found[1] or ""}">',
        html,
    ).replace('class="table ">', 'class="table">')
    return html.replace("</table>", "</table></div>")


def solution(exercise: Exercise, task: Task, case: Case, _: Words) -> str:
    """Give the evidence of a task, and below it what is right."""
    seen = "\n".join(evidence(exercise, task, case))
    right = written(task, case) if task.rubric else table(answers(exercise, task, case, _), _)
    return (
        f'<details class="evidence"><summary>{escape(_("What the participant sees"))}</summary>{seen}</details>\n'
        f'<div class="solution"><p class="solution-head">{escape(_("Solution"))}</p>{right}</div>'
    )


def evidence(exercise: Exercise, task: Task, case: Case) -> Iterator[str]:
    """Give what the participant looks at, piece by piece."""
    for block in task.blocks(case.evidence):
        if isinstance(block, Document):
            yield f'<p class="evidence-title">{escape(block.title)}</p>{wide(display.rows_html(block.rows))}'
        elif isinstance(block, Picture):
            with TemporaryDirectory() as empty:
                image = display.image_html(practice_pack(exercise), block, Path(empty))
            said = escape(display.describe_picture(case.evidence, block.name))
            image = image.replace(f'alt="{escape(block.caption)}"', f'alt="{said}"', 1)
            yield f"<figure>{image}<figcaption>{escape(block.caption)}</figcaption></figure>"
        else:
            yield f"<p>{escape(block.text)}</p>"


def written(task: Task, case: Case) -> str:
    """Give the rubric of a written task, and an answer that earns every point."""
    model = display.model_html(task, case.evidence, case.truth)
    return wide(display.rubric_html(task) + model)


def answers(exercise: Exercise, task: Task, case: Case, _: Words) -> Iterator[tuple[str, str, str, str]]:
    """Give a row for each part: what is asked, what is right, the points, what is said to other answers."""
    truth = case.truth[task.id]
    right = right_answer(task, case.evidence, truth)
    for asked in task.fields(case.evidence):
        planted = truth[asked.key]
        shown = steps(asked, right[asked.key]) or escape(display.spoken(asked, right[asked.key]))
        if asked.kind not in ("choices", "order"):
            for head, values in (
                (_("also right"), planted["accept"][1:]),
                (_("half the points"), planted.get("half", ())),
            ):
                if values:
                    others = "; ".join(called(asked, each) for each in values)
                    shown += f"<br><small>{escape(head)}: {escape(others)}</small>"
        yield asked.title, shown, display.number(asked.points), "<br>".join(hints(exercise, asked, planted))


def steps(asked: Field, value: object) -> str:
    """Give the right order of steps as a numbered list; nothing for what isn't an order."""
    if asked.kind != "order" or not isinstance(value, list):
        return ""
    return "<ol>" + "".join(f"<li>{escape(called(asked, each))}</li>" for each in value) + "</ol>"


def hints(exercise: Exercise, asked: Field, planted: dict[str, Any]) -> Iterator[str]:
    """Give what is said to an answer that isn't right, and to those that were foreseen."""
    if planted["hint"] is not None:
        yield escape(language.text(exercise.hints[planted["hint"]]))
    for value, code in planted.get("because", {}).items():
        if code is not None:
            yield f"<em>{escape(called(asked, value))}:</em> {escape(language.text(exercise.hints[code]))}"


def called(asked: Field, value: object) -> str:
    """Give an answer in the words of its form."""
    return {option.value: option.label for option in asked.choices}.get(str(value), str(value))


def table(rows: Iterator[tuple[str, str, str, str]], _: Words) -> str:
    """Give the table of right answers."""
    head = (_("What is asked"), _("Right"), _("Points"), _("What is said to other answers"))
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    body = "".join(
        f'<tr><th scope="row">{escape(asked)}</th><td>{right}</td><td>{points}</td><td>{said}</td></tr>'
        for asked, right, points, said in rows
    )
    return wide(f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>")


class SolvedExercises(PageDirective):
    """The solved exercises of the module in whose folder the page stands."""

    def run(self) -> list[nodes.Node]:
        """Write a section for each exercise; what it says is translated already."""
        module = Path(self.env.docname).parent.name
        for pattern in (f"solutions/{module}/*.ipynb", f"firearmskit/course/exercises/{module}/**/*.py"):
            for path in ROOT.glob(pattern):
                self.env.note_dependency(str(path))
        lesson = (ROOT / "curriculum" / module / "index.md").read_text(encoding="utf-8")
        exercises = [exercise for exercise in all_exercises() if exercise.module == module]
        in_order = sorted(exercises, key=lambda each: lesson.find(f"/{each.id}.ipynb"))
        return [self.section(exercise) for exercise in in_order]

    def section(self, exercise: Exercise) -> nodes.section:
        """Give the section of an exercise."""
        edition = self.config.language
        with language.speaking(edition):
            title = nodes.title("", language.text(exercise.title), translatable=False)
        html = f'<div class="solved">{solved(exercise, edition)}</div>'
        return nodes.section("", title, nodes.raw("", html, format="html"), ids=[nodes.make_id(exercise.slug)])


def setup(app: Sphinx) -> dict[str, bool]:
    """Let Sphinx know the directive."""
    app.add_directive("solved-exercises", SolvedExercises)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
