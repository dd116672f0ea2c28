"""What will be recorded of a file, and what won't: rows with reasons, and what may be the same firearm twice."""

from __future__ import annotations

import csv
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from firearmskit.arguments import of_type
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.records.events import Event
from firearmskit.sheets import REASON, ROW, defused

__all__ = ["Batch", "Duplicate", "Rejected", "write_rejected"]


@dataclass(frozen=True, kw_only=True)
class Rejected:
    """A row that isn't taken in.

    Args:
        number: Its number in the file.
        cells: What stands in it, word for word.
        reasons: Why, with the column; a sentence each.
    """

    number: int
    cells: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Duplicate:
    """Two entries that may be one firearm. They stay two, until somebody decides.

    Args:
        firearm: The one in the file.
        other: The other one, in the file or in the registry.
        reasons: What speaks for it and against it.
    """

    firearm: str
    other: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Batch:
    """All that comes of a file.

    Args:
        name: What the import is called in the registry: it follows from the file, so that none comes in twice.
        file: Name of the file.
        digest: Its SHA-256.
        header: The names of its columns.
        rows: How many rows it has.
        firearms: How many of them become firearms.
        events: What will be recorded, in order.
        rejected: The rows that aren't taken in.
        duplicates: What may be the same firearm twice.
        personal: Personal data by holder; they stand in no event.
    """

    name: str
    file: str
    digest: str
    header: tuple[str, ...]
    rows: int
    firearms: int
    events: tuple[Event, ...]
    rejected: tuple[Rejected, ...]
    duplicates: tuple[Duplicate, ...]
    personal: Mapping[str, Mapping[str, str]]

    def __str__(self) -> str:
        """Say in sentences what will be recorded."""
        return _(
            "{file}: rows: {rows}; firearms: {firearms}; rejected: {rejected}; perhaps the same firearm as another "
            "one: {duplicates}."
        ).format(
            file=self.file,
            rows=self.rows,
            firearms=self.firearms,
            rejected=len(self.rejected),
            duplicates=len(self.duplicates),
        )


def write_rejected(batch: Batch, path: Path | str) -> Path:
    """Write the rows that aren't taken in, so that somebody puts them right and they are imported then.

    Args:
        batch: The batch.
        path: The file that is written: a table in UTF-8 that spreadsheet programs open. It holds what the rows hold,
            names too, so only its owner may read it.

    Returns:
        The file.

    Raises:
        InputError: It is there already, or can't be written.
    """
    file = Path(path)
    try:
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with open(handle, "w", encoding="utf-8-sig", newline="", errors="surrogatepass") as stream:
            writer = csv.writer(stream)
            writer.writerow([ROW, REASON, *map(defused, of_type(batch, Batch, "batch").header)])
            for row in batch.rejected:
                writer.writerow([row.number, defused(" ".join(row.reasons)), *map(defused, row.cells)])
    except FileExistsError:
        raise InputError(_("{file} is there already; nothing was written.").format(file=quote(str(file)))) from None
    except OSError as error:
        raise InputError(
            _("{file} can't be written: {reason}").format(file=quote(str(file)), reason=error.strerror)
        ) from None
    return file
