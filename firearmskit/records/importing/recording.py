"""Record a batch: all of it or nothing, once for each file, with its personal data sealed in the same transaction."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from firearmskit.arguments import of_type
from firearmskit.errors import InputError
from firearmskit.language import text as _
from firearmskit.records import events
from firearmskit.records.importing.batch import Batch, write_rejected
from firearmskit.records.registry import Registry

__all__ = ["ImportReport", "import_batch", "keep_persons"]


@dataclass(frozen=True, kw_only=True)
class ImportReport:
    """What came of an import.

    Args:
        batch: What it is called in the registry.
        rows: How many rows the file has.
        firearms: How many firearms were recorded.
        rejected: How many rows were rejected.
        rejected_file: Where they stand; None when there is none.
        duplicates: How many discrepancies were opened because two entries may be one firearm.
        persons: For how many holders personal data were sealed.
    """

    batch: str
    rows: int
    firearms: int
    rejected: int
    rejected_file: Path | None
    duplicates: int
    persons: int

    def __str__(self) -> str:
        """Say it in sentences."""
        said = [
            _("Rows: {rows}; firearms that were recorded: {firearms}.").format(firearms=self.firearms, rows=self.rows),
        ]
        if self.rejected_file is not None:
            said.append(
                _(
                    "Rows that were rejected: {count}; they stand with their reasons in {file}: put them right and "
                    "import it."
                ).format(count=self.rejected, file=self.rejected_file)
            )
        if self.duplicates:
            said.append(
                _("Perhaps the same firearm as another one: {count}; each is a discrepancy to decide.").format(
                    count=self.duplicates
                )
            )
        if self.persons:
            said.append(_("Holders whose personal data were sealed: {count}.").format(count=self.persons))
        return " ".join(said)


def import_batch(registry: Registry, batch: Batch, *, rejected: Path | str) -> ImportReport:
    """Record a batch in one transaction, with the personal data that it holds.

    Args:
        registry: The registry.
        batch: The batch.
        rejected: Where the rejected rows are written, if there are any; no such file may be there.

    Returns:
        What was recorded.

    Raises:
        InputError: The file was imported before, or the rejected rows can't be written; then nothing is recorded.
        AccessError: The user may not record it.
        RegistryError: The file names persons and the keys aren't here, or the database failed; nothing is recorded.
    """
    of_type(batch, Batch, "batch")
    _check_new(registry, batch)
    # Written first: whatever happens then, no row is lost.
    file = write_rejected(batch, rejected) if batch.rejected else None
    try:
        registry.record_all(batch.events, personal=batch.personal)
    except BaseException:
        if file is not None:
            file.unlink()
        raise
    return ImportReport(
        batch=batch.name,
        rows=batch.rows,
        firearms=batch.firearms,
        rejected=len(batch.rejected),
        rejected_file=file,
        duplicates=len(batch.duplicates),
        persons=len(batch.personal),
    )


def keep_persons(registry: Registry, batch: Batch) -> int:
    """Seal the personal data of a batch that was recorded; what is sealed already stays.

    An import seals them itself. Where an older version of the library stopped in the middle, some aren't sealed:
    prepare the same file again with the same mapping, and call this.

    Args:
        registry: The registry.
        batch: The batch.

    Returns:
        For how many holders data were sealed now.
    """
    left = {}
    for holder, data in batch.personal.items():
        history = registry.history(holder)
        if history and not any(isinstance(each.event, events.PersonalKept) for each in history):
            left[holder] = data
    registry.record_all([], personal=left)
    return len(left)


def _check_new(registry: Registry, batch: Batch) -> None:
    before = registry.history(batch.name)
    if before:
        raise InputError(
            _("{file} was imported before: on {date}, by {user}. The same file comes in once.").format(
                file=batch.file, date=before[0].recorded_at.date().isoformat(), user=before[0].recorded_by
            )
        )
