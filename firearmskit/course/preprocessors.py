"""What nbgrader's own commands have to know: which answers are written, what learners may see, that words are words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from firearmskit.course.answers import parse_answers
from firearmskit.course.notebooks import FOR_TRAINERS, grade_id
from firearmskit.course.pages import written
from firearmskit.course.tasks import is_blank
from firearmskit.errors import AnswerError

__all__ = ["ForLearners", "PlainComments", "WrittenInForms"]


class WrittenInForms(NbGraderPreprocessor):  # type: ignore[misc]
    """Let ``nbgrader autograde`` see that a written task was answered.

    nbgrader gives 0 to a manually graded cell whose source is as it was handed out, which it knows by a checksum. What
    is written in a form never stands in the cell, so the checksum goes where the answers file holds an answer.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Take the checksum away from cells that were answered in their form."""
        name = f"{resources['nbgrader']['notebook']}.answers.json"
        try:
            data = (Path(resources["metadata"]["path"]) / name).read_bytes()
            _pack, _exercise, answers = parse_answers(data, name=name)
        except (OSError, AnswerError):
            return nb, resources
        for cell in nb.cells:
            marked = cell.metadata.get("nbgrader", {})
            answer = answers.get(grade_id(cell) or "", {})
            if marked.get("grade") and marked.get("solution") and not all(map(is_blank, answer.values())):
                marked.pop("checksum", None)
        return nb, resources


class ForLearners(NbGraderPreprocessor):  # type: ignore[misc]
    """Leave out of ``nbgrader generate_feedback`` what only the person who grades may see."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Take the outputs for trainers away."""
        for cell in nb.cells:
            if "outputs" in cell:
                cell.outputs = [output for output in cell.outputs if output.get("metadata") != FOR_TRAINERS]
        return nb, resources


class PlainComments(NbGraderPreprocessor):  # type: ignore[misc]
    """Escape what a trainer wrote, or pasted from a learner, before nbgrader makes a page of it as if it were HTML."""

    def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> tuple[Any, Any]:
        """Escape the comment of one cell.

        Args:
            cell: A cell into which nbgrader has put grade and comment.
            resources: nbconvert's, handed on.
            cell_index: Which cell it is.
        """
        about = cell.metadata.get("nbgrader", {})
        if about.get("comment"):
            about["comment"] = written(about["comment"])
        return cell, resources
