"""Comments in nbgrader's own feedback pages, as words: nbgrader would take HTML in them for HTML."""

from __future__ import annotations

from typing import Any

from nbgrader.preprocessors import NbGraderPreprocessor

from firearmskit.course.pages import written

__all__ = ["PlainComments"]


class PlainComments(NbGraderPreprocessor):  # type: ignore[misc]
    """Escape what a trainer wrote, or pasted from a learner, before nbgrader makes a page of it."""

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
