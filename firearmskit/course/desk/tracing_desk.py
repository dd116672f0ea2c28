"""A tracing desk without its widgets: what a learner did, what came back, and what follows from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from firearmskit import tracing
from firearmskit.arguments import of_type
from firearmskit.course.desk import filing
from firearmskit.course.desk._chain import BuildingTheChain
from firearmskit.course.desk.journal import Journal
from firearmskit.course.desk.values import DeskCase
from firearmskit.errors import CourseError, InputError, quote
from firearmskit.language import text as _
from firearmskit.tracing import Match, StepState

__all__ = ["Desk"]


class Desk(BuildingTheChain):
    """A case, and the journal of what was done with it.

    Args:
        case: The case.
        path: The learner's registry file; the journal stands beside it. A file named after the case when None.

    Raises:
        CourseError: The journal can't be read, or is of another case.

    >>> from tempfile import mkdtemp
    >>> from firearmskit.course.desk import DeskRegister
    >>> from firearmskit.tracing import Description, Entry, Recovery, RegisterEntry
    >>> case = DeskCase(
    ...     id="Case 1", home="QMD", today="2026-03-01", firearm=Description(serial="EXA 100452"),
    ...     recovery=Recovery(kind="found", date="2026-02-11"), records=(),
    ...     seizure=Entry(id="E9", kind="found", standing="record", source="Report 7", date="2026-02-11"),
    ...     registers=(DeskRegister(state="QMD", name="Register of Dravonia", histories={},
    ...         entries=(RegisterEntry(id="7", serial="EXA 100452"),)),))
    >>> desk = Desk(case, Path(mkdtemp()) / "case.db")
    >>> desk.search("QMD", {"serial": "EXA 1OO452"}).best.entry.id
    '7'
    >>> desk.take_line("7").entries, [step.state for step in desk.steps()][:2]
    ((), ['open', 'open'])
    """

    def __init__(self, case: DeskCase, path: str | Path | None = None) -> None:
        self.case = of_type(case, DeskCase, "case")
        name = re.sub(r"[^A-Za-z0-9._-]+", "-", case.id).strip("-.").lower()[:60] or "case"
        self.name = name
        self.path = Path(f"{name}.db") if path is None else Path(path)
        self.journal = Journal(self.path.with_suffix(".desk.json"), case=case.id)
        self.found: Match | None = None
        self._restore()

    def _restore(self) -> None:
        """Read what the journal holds once, so that a damaged one is named when the desk opens."""
        for look in (lambda: self.requests, lambda: self.extracts, self.steps):
            look()

    def records(self) -> tuple[Mapping[str, object], ...]:
        """Give the records of the nine steps: those of the case, and those made at the desk."""
        return (*self.case.records, *filing.records_of(self.journal.acts))

    def steps(self) -> tuple[StepState, ...]:
        """Say of each of the nine steps whether it is done, by which records."""
        try:
            return tracing.checklist(self.records())
        except InputError as error:
            raise CourseError(_("The journal can't be used: {reason}").format(reason=quote(str(error)))) from None

    def file(self, piece: str, *, on: str, words: str) -> Mapping[str, Any]:
        """File a record of something that was done away from the desk.

        Args:
            piece: One of ``tracing.PIECES``, but none of :data:`firearmskit.course.desk.filing.BY_THE_DESK`.
            on: ISO date on which it was done.
            words: What was done, in a few words.

        Returns:
            The record as it is kept.

        Raises:
            InputError: It can't be filed so.
        """
        return self.journal.add("record", **filing.filed(piece, on=on, words=words, today=self.case.today))

    def decline(self, piece: str, *, reason: str) -> Mapping[str, Any]:
        """Decide that something doesn't apply, for a reason.

        Raises:
            InputError: There is no reason, or the desk itself shows this piece.
        """
        filing.check_piece(piece)
        said = filing.checked_words(reason, _("Reason"))
        return self.journal.add("not-applicable", on=self.case.today, about=piece, reason=said)
