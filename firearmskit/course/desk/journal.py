"""The journal of a desk: what a learner did there, as plain data in one file, so that a notebook can be closed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from firearmskit.errors import CourseError, InputError, quote
from firearmskit.language import text as _

try:
    import fcntl
except ImportError:  # Windows, and Python in the browser, where one kernel has the files to itself
    fcntl = None  # type: ignore[assignment]

__all__ = ["ACTS", "Journal"]

ACTS = frozenset({"search", "extract", "request", "record", "not-applicable", "claim", "proposal-shown"})
"""What can stand in a journal."""

_VERSION = 1
_MOST_ACTS = 2_000
_MOST_BYTES = 4_000_000


class Journal:
    """The acts of one case, in a file that is read again before each act is added.

    Args:
        path: The file; it is made with the first act.
        case: Id of the case. The journal of another case is refused.

    Raises:
        CourseError: There is a file that can't be read, or it is of another case. It stays as it is.

    >>> from tempfile import mkdtemp
    >>> journal = Journal(Path(mkdtemp()) / "case.desk.json", case="Case 1")
    >>> journal.add("record", on="2026-03-01", kind="interview-held")["id"]
    'J1'
    >>> [each["act"] for each in journal.acts]
    ['record']
    """

    def __init__(self, path: Path, *, case: str) -> None:
        self.path, self.case = path, case
        self._read()

    @property
    def acts(self) -> tuple[Mapping[str, Any], ...]:
        """All acts, the first one first; each has ``id`` and ``act``."""
        return tuple(self._read()["acts"])

    @property
    def draft(self) -> dict[str, str]:
        """What was typed last into the form of a request."""
        return dict(self._read()["draft"])

    def add(self, act: str, /, **values: object) -> Mapping[str, Any]:
        """Add an act; when the call returns, it is on the disk.

        Args:
            act: One of :data:`ACTS`.
            values: What else is kept of it, plain data.

        Returns:
            The act, with its ``id``.

        Raises:
            InputError: There is no such act, or it isn't plain data.
            CourseError: The file can't be read or written, or is full.
        """
        if act not in ACTS:
            raise InputError(_("{value} is no act of a desk.").format(value=quote(act)))
        with self._alone():
            held = self._read()
            if len(held["acts"]) >= _MOST_ACTS:
                raise CourseError(_("The journal of this desk is full: it holds {most} acts.").format(most=_MOST_ACTS))
            added = {"id": f"J{len(held['acts']) + 1}", "act": act, **values}
            held["acts"].append(added)
            self._write(held)
        return added

    def keep_draft(self, draft: Mapping[str, str]) -> None:
        """Keep what stands in the form of a request."""
        with self._alone():
            held = self._read()
            if held["draft"] != dict(draft):
                held["draft"] = dict(draft)
                self._write(held)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other kernels from writing between what is read here and what is written."""
        if fcntl is None:
            yield
            return
        try:
            # The folder is locked, for the file itself is another one after each act.
            folder = os.open(self.path.parent, os.O_RDONLY)
        except OSError as error:
            raise self._not_written(error) from None
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)

    def _read(self) -> dict[str, Any]:
        if not self.path.exists():
            return {"version": _VERSION, "case": self.case, "acts": [], "draft": {}}
        try:
            if self.path.stat().st_size > _MOST_BYTES:
                raise ValueError(_("it is larger than {most} bytes").format(most=_MOST_BYTES))
            held = json.loads(self.path.read_text("utf-8"))
            _check(held)
        except (OSError, ValueError, RecursionError) as error:
            raise CourseError(
                _("The journal {name} can't be read, and stays as it is: {reason}. Move it elsewhere to begin anew.")
                .format(name=quote(self.path.name), reason=quote(str(error)))
            ) from None  # fmt: skip
        if held["case"] != self.case:
            raise CourseError(
                _("The journal {name} is of the case {theirs}, not of {ours}. Give this desk another path.").format(
                    name=quote(self.path.name), theirs=quote(held["case"]), ours=quote(self.case)
                )
            )
        return dict(held)

    def _write(self, held: Mapping[str, Any]) -> None:
        beside = self.path.with_name(self.path.name + ".part")
        try:
            written = json.dumps(held, ensure_ascii=True, indent=1, allow_nan=False)
            if len(written) > _MOST_BYTES:
                raise CourseError(_("The journal of this desk is full: it holds {most} acts.").format(most=_MOST_ACTS))
            with beside.open("w", encoding="utf-8") as stream:
                stream.write(written + "\n")
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(beside, self.path)
        except (TypeError, ValueError) as error:
            raise InputError(_("What was done isn't plain data: {reason}").format(reason=quote(str(error)))) from None
        except OSError as error:
            raise self._not_written(error) from None

    def _not_written(self, error: OSError) -> CourseError:
        name, reason = quote(self.path.name), quote(str(error))
        return CourseError(_("The journal {name} can't be written: {reason}").format(name=name, reason=reason))


def _check(held: object) -> None:
    """Refuse what no desk wrote."""
    fits = (
        isinstance(held, dict)
        and held.get("version") == _VERSION
        and isinstance(held.get("case"), str)
        and isinstance(held.get("draft"), dict)
        and all(isinstance(each, str) for pair in held["draft"].items() for each in pair)
        and isinstance(held.get("acts"), list)
        and len(held["acts"]) <= _MOST_ACTS
        and all(
            isinstance(each, dict) and each.get("act") in ACTS and each.get("id") == f"J{rank}"
            for rank, each in enumerate(held["acts"], start=1)
        )
    )
    if not fits:
        raise ValueError(_("it isn't the journal of a desk"))
