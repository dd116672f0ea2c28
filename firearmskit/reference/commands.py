"""The words of ``firearmskit reference``: look something up, and hear how far it is supported."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from firearmskit.language import N_, ngettext
from firearmskit.language import text as _
from firearmskit.reference.load import counts, find, get
from firearmskit.reference.resolving import Resolution, resolve
from firearmskit.reference.rows import CONFIDENCE, Row
from firearmskit.reference.schemes import crosswalk
from firearmskit.terminal import print_json, print_text

__all__ = ["register"]

_WORDS = (
    N_("sourced"),
    N_("partly"),
    N_("derived"),
    N_("unverified"),
    N_("exact"),
    N_("narrower"),
    N_("broader"),
    N_("overlaps"),
    N_("with a source"),
    N_("all tables"),
)
"""Words of the tables that people read here and on the tables' page in the book; they are translated where shown."""
_LAST = ("source", "read", "confidence", "covers")


def register(subparsers: Any, common: argparse.ArgumentParser, parser_class: type[argparse.ArgumentParser]) -> None:
    """Add the commands.

    Args:
        subparsers: Where the command line keeps its commands.
        common: What every command takes.
        parser_class: The class of the parsers.
    """
    reference = subparsers.add_parser("reference", help=_("look something up in the reference tables"))
    verbs = reference.add_subparsers(metavar=_("VERB"), required=True, parser_class=parser_class)

    def verb(name: str, run: Any, help_: str, **words: str) -> None:
        command = verbs.add_parser(name, parents=[common], help=help_, description=help_)
        for word, said in words.items():
            command.add_argument(word, metavar=word.upper(), help=said)
        command.add_argument("--json", action="store_true", help=_("write JSON instead of text"))
        command.set_defaults(run=run)

    in_table = _("name of the table, such as calibres")
    verb("tables", _tables, _("list the tables, and how far their rows are supported"))
    verb("find", _find, _("list the rows that hold a text"), table=in_table, text=_("the text, in any case"))
    verb("show", _show, _("show a row, its source and how far that supports it"), table=in_table, id=_("the row's id"))
    verb(
        "resolve",
        _resolve,
        _("say which calibre, maker or model a free text means"),
        table=_("calibres, makers or models"),
        text=_("the text, as a register or a form has it"),
    )
    verb(
        "crosswalk",
        _crosswalk,
        _("say where a kind of firearm belongs in the scheme of others"),
        kind=_("a kind of firearm, such as pistol"),
        scheme=_("a scheme, such as hs or eu-2021-555"),
    )


def _tables(arguments: argparse.Namespace) -> int:
    counted = counts()
    if arguments.json:
        print_json(counted)
        return 0
    lines = [(_("table"), _("rows"), *map(_, CONFIDENCE))]
    lines += [
        (name, str(sum(levels.values())), *(str(levels[level]) for level in CONFIDENCE))
        for name, levels in counted.items()
    ]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        first, *numbers = line
        cells = [first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(numbers, widths[1:], strict=True))]
        print("  ".join(cells).rstrip())
    return 0


def _find(arguments: argparse.Namespace) -> int:
    found = find(arguments.table, arguments.text)
    if arguments.json:
        print_json(found)
        return 0
    if not found:
        print_text(_("No row of {table} holds this text.").format(table=arguments.table))
    for row in found:
        print_text(_line(row))
    return 0


def _show(arguments: argparse.Namespace) -> int:
    row = get(arguments.table, arguments.id)
    if arguments.json:
        print_json(row)
        return 0
    values = asdict(row)
    for name in sorted(values, key=lambda name: name in _LAST):
        value = values[name]
        shown = "; ".join(map(str, value)) if isinstance(value, tuple) else value
        print_text(f"{name}: {_('not known') if shown in (None, '') else shown}", under="  ")
    print()
    print_text(_support(row))
    return 0


def _resolve(arguments: argparse.Namespace) -> int:
    answer = resolve(arguments.table, arguments.text)
    if arguments.json:
        print_json(_plain(answer))
        return 0
    if answer.row is not None:
        print_text(_line(answer.row))
        print_text(answer.reason)
        print_text(_support(answer.row))
        return 0
    if not answer.matches:
        print_text(_("Not in the reference."))
        print_text(answer.reason)
        return 0
    count = len(answer.matches)
    print_text(
        ngettext("Not certain; it may be this one.", "Not certain; it may be one of these {count}.", count).format(
            count=count
        )
    )
    print_text(answer.reason)
    for match in answer.matches:
        print_text(f"  {match.score:.2f}  {_line(match.row)}", under="        ")
    return 0


def _crosswalk(arguments: argparse.Namespace) -> int:
    found = crosswalk(arguments.kind, arguments.scheme)
    classes = [get("taxonomies", f"{row.scheme}:{row.code}") for row in found]
    if arguments.json:
        print_json(found)
        return 0
    if not found:
        print_text(_("The scheme has no place for this kind."))
    for row, place in zip(found, classes, strict=True):
        print_text(f"{row.code}  {_(vars(place)['label'])} ({_(row.relation)}): {_(row.why)}.", under="  ")
        if row.confidence == "unverified":
            print_text("  " + _support(row), under="  ")
    return 0


def _plain(answer: Resolution[Row]) -> dict[str, Any]:
    return {
        "text": answer.text,
        "row": answer.row.id if answer.row else None,
        "ambiguous": answer.ambiguous,
        "reason": answer.reason,
        "matches": [
            {"id": match.row.id, "score": match.score, "by": match.by, "reason": match.reason}
            for match in answer.matches
        ],
    }


def _line(row: Row) -> str:
    """Name a row in one line: its id, its name, and a word where nobody has found a source."""
    values = vars(row)
    name = values.get("name") or values.get("label") or values.get("meaning") or ""
    doubt = f" [{_('unverified')}]" if row.confidence == "unverified" else ""
    return f"{row.id}  {name}".rstrip() + doubt


def _support(row: Row) -> str:
    """Say how far a row is supported, in a sentence."""
    if row.confidence == "unverified":
        return _("Unverified: nobody has found a source for this yet; don't rely on it alone.")
    if row.confidence == "derived":
        return _("Derived: worked out from other facts. Source: {source}").format(source=row.source)
    if row.confidence == "partly":
        covers = ", ".join(row.covers) or _("not said which")
        return _("Partly sourced (read {read}): the source supports {fields}; the rest is unverified.").format(
            read=row.read, fields=covers
        )
    return _("Sourced: the facts were read at the source named ({read}).").format(read=row.read)
