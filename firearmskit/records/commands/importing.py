"""The word that takes in a register that is kept in a spreadsheet."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.records import importing
from firearmskit.records.commands.opening import opened, verb
from firearmskit.terminal import print_table, print_text, read_file

__all__ = ["register"]

_TOLD = 20
"""Rejected rows that are shown; all of them stand in the file."""


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add words to the command line.

    Args:
        verbs: Where the words of ``firearmskit registry`` are kept.
        common: What every command takes.
    """
    taken = verb(verbs, common, "import", _("take in a register that is kept in a spreadsheet"))
    taken.add_argument("file", metavar="FILE", help=_("a CSV file or an Excel workbook (.xlsx)"))
    taken.add_argument("--propose", metavar="FILE", help=_("write here what the columns may hold, and stop"))
    taken.add_argument("--mapping", metavar="FILE", help=_("what the columns hold, after somebody looked at it"))
    taken.add_argument("--confirmed-by", metavar="NAME", help=_("who looked at it and confirms it"))
    taken.add_argument("--rejected", metavar="FILE", help=_("where rejected rows are written"))
    taken.add_argument("--try", dest="only_try", action="store_true", help=_("say what would be recorded, and stop"))
    taken.add_argument("--sheet", metavar="NAME", help=_("the sheet of the workbook"))
    taken.add_argument("--encoding", metavar="NAME", help=_("encoding of a text file that isn't UTF-8, such as cp1252"))
    taken.add_argument("--delimiter", metavar="SIGN", help=_("what parts the cells of a text file"))
    taken.add_argument("--header", type=int, metavar="ROW", help=_("number of the row with the names of the columns"))
    taken.set_defaults(run=_import)


def _import(arguments: argparse.Namespace) -> int:
    table = importing.read_table(
        arguments.file,
        sheet=arguments.sheet,
        encoding=arguments.encoding,
        delimiter=arguments.delimiter,
        header=arguments.header,
    )
    for note in table.notes:
        print_text(note)
    if arguments.propose is not None:
        return _propose(table, Path(arguments.propose))
    if arguments.mapping is None or arguments.confirmed_by is None:
        raise InputError(
            _(
                "Nothing is imported before a person confirmed what the columns hold: write it with --propose FILE, "
                "look at it, then give --mapping FILE and --confirmed-by NAME."
            )
        )
    mapping = importing.parse_mapping(read_file(arguments.mapping)).confirm(by=arguments.confirmed_by)
    with opened(arguments) as registry:
        batch = importing.prepare(table, mapping, registry)
        print_text(str(batch))
        _show_rejected(batch)
        if arguments.only_try:
            return 0
        rejected = arguments.rejected or str(Path(arguments.file).with_suffix(".rejected.csv"))
        print_text(str(importing.import_batch(registry, batch, rejected=rejected)))
    return 0


def _propose(table: importing.SheetData, where: Path) -> int:
    mapping = importing.propose_mapping(table)
    header = (_("column"), _("holds"), _("means"), _("confidence"), _("reason"))
    rows = [
        (
            guess.header,
            guess.field or "—",
            _(importing.FIELDS[guess.field]) if guess.field else _("not taken in"),
            f"{guess.confidence:.2f}",
            " ".join(guess.reasons),
        )
        for guess in mapping.columns
    ]
    print_table([header, *rows])
    try:
        with where.open("x", encoding="utf-8") as stream:
            stream.write(mapping.to_json())
    except OSError as error:
        raise InputError(
            _("{file} can't be written: {reason}").format(file=quote(str(where)), reason=error.strerror)
        ) from None
    print_text(_("Look at {file}, put right what is wrong, and import with it.").format(file=where))
    return 0


def _show_rejected(batch: importing.Batch) -> None:
    for row in batch.rejected[:_TOLD]:
        print_text(_("Row {number}: {reasons}").format(number=row.number, reasons=" ".join(row.reasons)), under="  ")
    if len(batch.rejected) > _TOLD:
        print_text(_("More rows: {count}.").format(count=len(batch.rejected) - _TOLD))
