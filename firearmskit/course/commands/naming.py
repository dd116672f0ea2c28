"""``course names``: who is behind each pseudonym, on demand."""

from __future__ import annotations

import argparse
from pathlib import Path

from firearmskit.errors import escape
from firearmskit.language import text as _

__all__ = ["register"]


def register(words: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the word."""
    names = words.add_parser(
        "names",
        help=_("say who is behind each pseudonym"),
        description=_("Show who gets which pack, or write it to a file outside the course folder."),
    )
    names.add_argument("--course", type=Path, default=Path())
    names.add_argument("--html", type=Path, metavar="FILE", help=_("write the list as a page to print"))
    names.add_argument("--csv", type=Path, metavar="FILE", help=_("write the list for a spreadsheet"))
    names.add_argument("--sign-in", type=Path, metavar="FILE", help=_("write a list to sign, with names"))
    names.set_defaults(run=_names)


def _names(arguments: argparse.Namespace) -> int:
    from firearmskit.course.roster import Roster
    from firearmskit.course.tables import csv_text
    from firearmskit.course.trainer_pack import names_html, names_rows, sign_in_html

    root = arguments.course
    rows = names_rows(root)
    if arguments.html is not None:
        _write(root, arguments.html, names_html(root))
    if arguments.csv is not None:
        _write(root, arguments.csv, "\ufeff" + csv_text(rows))
    if arguments.sign_in is not None:
        _write(root, arguments.sign_in, sign_in_html(root, Roster(root).people()))
    if arguments.html is arguments.csv is arguments.sign_in is None:
        widths = [max(len(escape(row[column])) for row in rows) for column in range(len(rows[0]))]
        for row in rows:
            cells = (escape(cell).ljust(width) for cell, width in zip(row, widths, strict=True))
            print("  ".join(cells).rstrip())
    return 0


def _write(root: Path, path: Path, text: str) -> None:
    from firearmskit.course.trainer_pack import write_outside

    write_outside(root, path, text)
    print(_("{path} holds names. Destroy it when you no longer need it.").format(path=path))
