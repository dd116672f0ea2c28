"""Notebooks as files: reading what learners hand in, and holding it against the instructor's copy.

Notebooks come from learners, so they are read as hostile: size and nesting are bounded, and what can't be read is
refused with a sentence that says why.
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from firearmskit.course.answers import read_json
from firearmskit.errors import AnswerError, CourseError, SubmissionError, quote
from firearmskit.language import text as _

__all__ = ["FOR_TRAINERS", "STUB", "Master", "parse_notebook", "read_master", "restore", "translate", "write_notebook"]

MAX_BYTES = 20 * 1024 * 1024
_MAX_CELLS = 5000
_MAX_TAGS = 20
_METADATA = ("deletable", "editable", "jupyter", "nbgrader", "tags")
_HIDDEN = re.compile(r"\n?### BEGIN (HIDDEN TESTS|SOLUTION)\n.*?### END \1\n?", re.DOTALL)
STUB = '# Analysts may answer in code: exercise.answer("task", {"field": value})'
"""Stands in a learner's notebook where the solution was."""
FOR_TRAINERS = {"firearmskit": "trainer"}
"""Metadata of an output that formgrader shows and feedback doesn't."""
_LANGUAGE = re.compile(r'language="[a-z]{2}"')


def parse_notebook(data: bytes, *, name: str) -> NotebookNode:
    """Read a notebook of any format since 2013 and bring it to today's, without outputs and attachments.

    Args:
        data: The file's bytes.
        name: The file's name, for messages.

    Returns:
        A valid notebook of nbformat 4.5.

    Raises:
        SubmissionError: Too large, cut off, not a notebook, or of a format that can't be brought up to date.
    """
    try:
        document: Any = read_json(data, name=name, limit=MAX_BYTES)
    except AnswerError as error:
        raise SubmissionError(str(error)) from None
    if type(document) is not dict or type(document.get("nbformat")) is not int:
        raise SubmissionError(_("{name} isn't a notebook: it doesn't say its format").format(name=name))
    _lighten(document, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # nbformat warns of each cell without an id; it is given one here
            # A lone surrogate is JSON but not text: nothing that holds one could be written again.
            text = json.dumps(document, ensure_ascii=False).encode("utf-8", "replace").decode()
            notebook = nbformat.reader.reads(text)
            if notebook.nbformat != 4 or notebook.get("nbformat_minor") != 5:
                notebook = nbformat.convert(notebook, 4)
                notebook.nbformat_minor = 5
            _changes, notebook = nbformat.validator.normalize(notebook, strip_invalid_metadata=True)
            nbformat.validate(notebook)
    except Exception as error:  # nbformat raises many kinds on content that it doesn't expect
        reason = str(error).strip().splitlines() or [type(error).__name__]
        raise SubmissionError(
            _("{name} isn't a notebook that can be read: {reason}").format(name=name, reason=quote(reason[0], 160))
        ) from None
    return notebook


def _lighten(document: dict[str, Any], name: str) -> None:
    """Take out what nobody reads here and what nbformat may need hours for: outputs, attachments, other metadata."""
    sheets = document.get("worksheets")  # until 2014
    holders = [document, *(sheets if type(sheets) is list else ())]
    lists = [each["cells"] for each in holders if type(each) is dict and type(each.get("cells")) is list]
    count = sum(map(len, lists))
    if max(count, len(holders)) > _MAX_CELLS:
        raise SubmissionError(
            _("{name} has {count:,} cells; the limit is {limit:,}").format(name=name, count=count, limit=_MAX_CELLS)
        )
    for cell in (cell for cells in lists for cell in cells if type(cell) is dict):
        cell.pop("attachments", None)
        if "outputs" in cell:
            cell["outputs"] = []
        if type(metadata := cell.get("metadata")) is dict:
            kept = {key: value for key, value in metadata.items() if key in _METADATA}
            if type(tags := kept.get("tags")) is not list or len(tags) > _MAX_TAGS:
                kept.pop("tags", None)
            cell["metadata"] = kept


def write_notebook(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook as nbgrader does: one space of indent, sorted names, a line end at the end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(nbformat.writes(notebook), encoding="utf-8")


def grade_id(cell: Mapping[str, Any]) -> str | None:
    """Give a cell's nbgrader id, or ``None``; metadata of another shape count as none."""
    metadata = cell.get("metadata", {}).get("nbgrader")
    found = metadata.get("grade_id") if isinstance(metadata, dict) else None
    return found if isinstance(found, str) else None


@dataclass(frozen=True, kw_only=True)
class Master:
    """An instructor's notebook, and what of it counts in grading.

    Attributes:
        notebook: As in ``solutions/``.
        tasks: ``{task id: points}``, in order.
        prose: What its text cells say, in every language that learners get.
    """

    notebook: NotebookNode
    tasks: dict[str, float]
    prose: frozenset[str]

    def released(self, cell: NotebookNode) -> NotebookNode:
        """Give a cell as learners got it: without solution and hidden tests."""
        copy = nbformat.from_dict(cell)
        copy.source = _HIDDEN.sub("\n", cell.source).rstrip("\n")
        return copy

    def blank(self) -> NotebookNode:
        """Give the whole notebook as learners got it."""
        cells = [self.released(cell) for cell in self.notebook.cells]
        return nbformat.v4.new_notebook(cells=cells, metadata=self.notebook.metadata)

    def changed(self, notebook: NotebookNode) -> set[str]:
        """Name the cells with an id that aren't as learners got them, but for empty space."""
        handed_out = {grade_id(cell): _packed(self.released(cell).source) for cell in self.notebook.cells}
        return {
            name
            for cell in notebook.cells
            if (name := grade_id(cell)) is not None and _packed(cell.source) != handed_out.get(name)
        }


def _packed(source: str) -> str:
    return "".join(source.replace(STUB, "").split())


def read_master(path: Path, *, editions: Iterable[Path] = ()) -> Master:
    """Read an instructor's notebook from ``solutions/``.

    Args:
        path: The notebook.
        editions: Its learners' notebooks in other languages.

    Raises:
        CourseError: It isn't there, can't be read, or names a grade id twice.
    """
    try:
        notebook = parse_notebook(path.read_bytes(), name=path.name)
    except (OSError, SubmissionError) as error:
        raise CourseError(
            _("the instructor's notebook {name} can't be read: {error}").format(name=path.name, error=error)
        ) from None
    tasks: dict[str, float] = {}
    seen: set[str] = set()
    for cell in notebook.cells:
        name = grade_id(cell)
        if name is None:
            continue
        if name in seen:
            raise CourseError(
                _("{name}: the grade id {grade_id} stands twice").format(name=path.name, grade_id=quote(name))
            )
        seen.add(name)
        if cell.metadata.nbgrader.grade:
            tasks[name] = float(cell.metadata.nbgrader.points)
    texts = [notebook, *(parse_notebook(edition.read_bytes(), name=edition.name) for edition in editions)]
    prose = frozenset(cell.source for text in texts for cell in text.cells if cell.cell_type == "markdown")
    return Master(notebook=notebook, tasks=tasks, prose=prose)


def _as_text(source: str) -> NotebookNode:
    """Give a cell that shows a learner's words as text: nbgrader's pages would render their HTML and their links."""
    fence = "`" * (1 + max(map(len, re.findall("`+", source)), default=2))
    return nbformat.v4.new_markdown_cell(f"{fence}text\n{source}\n{fence}")


def restore(submitted: NotebookNode, master: Master, *, language: str = "en") -> tuple[NotebookNode, list[str]]:
    """Hold a submitted notebook against the instructor's: locked cells as they were, nothing missing, nothing twice.

    Args:
        submitted: As handed in.
        master: The instructor's.
        language: Of the learner's material; the set-up cell speaks it. ISO 639-1.

    Returns:
        The notebook to run (hidden tests aren't in it), and a sentence for each thing that was put right.
    """
    wanted = {name: cell for cell in master.notebook.cells if (name := grade_id(cell)) is not None}
    notes: list[str] = []
    kept: list[NotebookNode] = []
    seen: dict[str, int] = {}
    # Of a cell that stands twice nbgrader keeps the last; so do we.
    for cell in reversed(submitted.cells):
        name = grade_id(cell)
        own = nbformat.from_dict(cell)
        own.metadata = NotebookNode()
        if own.cell_type != "code" and own.source not in master.prose:
            own = _as_text(own.source)
        own.pop("attachments", None)
        if name in wanted:
            if name in seen:
                notes.append(_("The cell {cell} stood twice; the last one counts.").format(cell=quote(name)))
            else:
                released = master.released(wanted[name])
                if released.metadata.nbgrader.locked or own.cell_type != released.cell_type:
                    if _LANGUAGE.sub("", own.source.rstrip()) != _LANGUAGE.sub("", released.source):
                        notes.append(_("The locked cell {cell} was changed; it was put back.").format(cell=quote(name)))
                    own = released
                own.metadata = released.metadata
                seen[name] = len(kept)
        kept.append(own)
    kept.reverse()
    order = list(wanted)
    for rank, name in enumerate(order):
        if name in seen:
            continue
        notes.append(_("The cell {cell} was deleted; it was put back.").format(cell=quote(name)))
        place = 0
        for earlier in order[:rank]:
            place = max(place, 1 + next(i for i, cell in enumerate(kept) if grade_id(cell) == earlier))
        kept.insert(place, master.released(wanted[name]))
        seen[name] = place
    restored = nbformat.v4.new_notebook(cells=kept, metadata=master.notebook.metadata)
    for position, cell in enumerate(restored.cells):
        cell["id"] = f"cell-{position}"
        if grade_id(cell) == "setup":
            cell.source = _LANGUAGE.sub(f'language="{language}"', cell.source)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return restored, notes


def translate(notebook: NotebookNode, sentences: Mapping[str, str], language: str) -> NotebookNode:
    """Give a notebook in another language: its prose translated, its forms speaking that language.

    Args:
        notebook: As released, in English.
        sentences: ``{English text of a Markdown cell: its translation}``.
        language: ISO 639-1 code, put into the set-up cell.

    Raises:
        CourseError: A Markdown cell has no translation.
    """
    copy = nbformat.from_dict(notebook)
    for cell in copy.cells:
        if cell.cell_type == "markdown":
            if not sentences.get(cell.source):
                raise CourseError(
                    _("no translation into {language} of the text cell {source}").format(
                        language=quote(language), source=quote(cell.source)
                    )
                )
            cell.source = sentences[cell.source]
        elif grade_id(cell) == "setup":
            cell.source = _LANGUAGE.sub(f'language="{language}"', cell.source)
            # nbgrader compares locked cells with their checksum; this one is put back when graded, in English.
    return copy
