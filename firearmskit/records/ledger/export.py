r"""A log as a folder that anybody can verify, with a program of some 60 lines of code that imports nothing of ours.

The folder has two files in UTF-8, with ``\n`` at the end of lines on every system:

- ``events.jsonl``: each event on a line, in order, as the bytes that were hashed. Canonical JSON has no line ends in
  it.
- ``checkpoints.txt``: signed notes. Between two stands a line ``=====`` with an empty line before it; in a note, only
  signatures follow an empty line.

A reader may put a third file beside them, of checkpoints that the reader kept: notes in the same form, or lines of a
log book.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from firearmskit.arguments import listed, of_type
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.records.ledger.checkpoint import Checkpoint
from firearmskit.records.ledger.note import split

__all__ = ["CHECKPOINTS_FILE", "EVENTS_FILE", "export_log", "join_notes", "read_export", "split_notes"]

EVENTS_FILE = "events.jsonl"
"""The file of events in an export."""

CHECKPOINTS_FILE = "checkpoints.txt"
"""The file of signed checkpoints in an export."""

_BETWEEN = "\n=====\n"


def export_log(events: Iterable[bytes], checkpoints: Iterable[str], folder: Path) -> int:
    """Write a log as a folder for others to verify.

    It writes what it is given, also a log that is damaged: to judge is the reader's part.

    Args:
        events: The bytes of each event, in order.
        checkpoints: Signed checkpoints; the last one over all the events, or the reader can't tell them from additions.
        folder: Where to write; it is made if need be, and no file in it is overwritten.

    Returns:
        How many events were written.

    Raises:
        InputError: An event isn't bytes or has a line end, a checkpoint isn't a signed note, or there is a log already.
    """
    notes = join_notes(checkpoints)
    folder = Path(of_type(folder, Path, "folder"))
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    try:
        with (folder / CHECKPOINTS_FILE).open("xb") as file:
            file.write(notes.encode())
        with (folder / EVENTS_FILE).open("xb") as file:
            for event in events:
                if b"\n" in of_type(event, bytes, "event"):
                    raise InputError(
                        _("An event must be one line; this one isn't: {value}.").format(value=quote(event))
                    )
                file.write(event + b"\n")
                count += 1
    except FileExistsError as error:
        raise InputError(
            _("There is a log in {folder} already; none is overwritten.").format(folder=quote(str(folder)))
        ) from error
    return count


def read_export(folder: Path) -> tuple[Iterator[bytes], tuple[str, ...]]:
    """Read what :func:`export_log` wrote, for :func:`check_log`.

    Args:
        folder: The folder.

    Returns:
        The events, which are read as they are asked for; and the checkpoints, as notes.

    Raises:
        InputError: A file is missing, the events end within a line, or the checkpoints aren't text.
    """
    folder = Path(of_type(folder, Path, "folder"))
    if not (folder / EVENTS_FILE).is_file():
        raise InputError(_("There is no log in {folder}.").format(folder=quote(str(folder))))
    try:
        notes = (folder / CHECKPOINTS_FILE).read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            _("The checkpoints in {folder} can't be read: {error}.").format(folder=quote(str(folder)), error=error)
        ) from error
    if not _is_whole(folder / EVENTS_FILE):
        raise InputError(_("The last event in {folder} isn't whole.").format(folder=quote(str(folder))))
    return _lines(folder / EVENTS_FILE), split_notes(notes)


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        for line in file:
            yield line[:-1]


def _is_whole(path: Path) -> bool:
    """Tell whether the last line has its end: without it, nobody knows what stood there."""
    with path.open("rb") as file:
        if file.seek(0, 2) == 0:
            return True
        file.seek(-1, 2)
        return file.read() == b"\n"


def join_notes(notes: Iterable[str]) -> str:
    """Write signed checkpoints into one text.

    Args:
        notes: The notes.

    Returns:
        The text of a ``checkpoints.txt``.

    Raises:
        InputError: One isn't a signed checkpoint.
    """
    held = listed(notes, str, "checkpoints")
    for note in held:
        Checkpoint.parse(split(note)[0])
    return _BETWEEN.join(held)


def split_notes(text: str) -> tuple[str, ...]:
    """Read the notes of a ``checkpoints.txt``, without verifying anything; :func:`check_log` says what is wrong.

    Args:
        text: The text of the file.

    Returns:
        What may be notes.
    """
    return tuple(of_type(text, str, "text").split(_BETWEEN)) if text else ()
