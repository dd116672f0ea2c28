"""The words of the command line that identify: ``identify``, ``headstamp read``, ``trace check``."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import Any

from firearmskit import marking
from firearmskit.errors import InputError, quote
from firearmskit.identification import headstamp
from firearmskit.identification.features import answers, features, known, label
from firearmskit.identification.identifying import Identification, describe, identify
from firearmskit.identification.tracing import describe_trace, traceable
from firearmskit.language import text as _
from firearmskit.terminal import print_json, print_text

__all__ = ["register"]


def register(word: str, subparsers: Any, common: argparse.ArgumentParser, kind: type, said: str) -> None:
    """Add one command.

    Args:
        word: ``identify``, ``headstamp`` or ``trace``.
        subparsers: Where it is added.
        common: Options of all commands.
        kind: Class of the parsers.
        said: What it does, in a few words.
    """
    if word == "identify":
        _register_identify(subparsers.add_parser(word, parents=[common], help=said))
        return
    verbs = subparsers.add_parser(word, help=said).add_subparsers(metavar=_("VERB"), required=True, parser_class=kind)
    if word == "headstamp":
        _register_headstamp(verbs.add_parser("read", parents=[common], help=said))
    else:
        _register_trace(verbs.add_parser("check", parents=[common], help=said))


def _register_identify(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--feature",
        action="append",
        default=[],
        metavar="FEATURE=ANSWER",
        help=_("what is seen, such as magazine_curve=strong; repeat it for each feature"),
    )
    parser.add_argument(
        "--text", action="append", metavar="TEXT", help=_("one mark, verbatim; repeat it for each mark")
    )
    parser.add_argument("--limit", type=int, default=10, metavar="N", help=_("the most types to list"))
    parser.add_argument(
        "--list", nargs="?", const="", metavar="FEATURE", help=_("list all features, or the answers to one, and stop")
    )
    parser.add_argument("--json", action="store_true", help=_("write JSON instead of sentences"))
    parser.set_defaults(run=_identify)


def _identify(arguments: argparse.Namespace) -> int:
    if arguments.list is not None:
        _list(arguments.list)
        return 0
    seen: dict[str, list[str]] = {}
    for pair in arguments.feature:
        name, equals, value = pair.partition("=")
        if not equals:
            raise InputError(_("write FEATURE=ANSWER, not {value}").format(value=quote(pair)))
        seen.setdefault(name, []).append(value)
    marks = marking.read(arguments.text) if arguments.text else None
    found = identify(seen, marks=marks, limit=arguments.limit)
    if arguments.json:
        print_json(found)
        return 0
    for line in _ranking(found):
        print(line)
    print()
    print_text(describe(found))
    return 0


def _list(feature: str) -> None:
    if not feature:
        for each in features():
            print(f"{each.id}: {_(each.question)}")
        return
    print(_(known(feature).question))
    for value in answers(feature):
        print(f"  {value}: {label(feature, value)}")


def _ranking(found: Identification) -> Iterable[str]:
    for each in found.candidates:
        yield f"{100 * each.probability:5.1f} %  {each.name} ({each.model})"
    yield f"{100 * found.unknown:5.1f} %  " + _("not in the reference")
    yield f"{100 * found.rest:5.1f} %  " + _("all other types")


def _register_headstamp(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "stamp",
        nargs="+",
        metavar="STAMP",
        help=_('the whole stamp as one text, or texts with their clock position, such as "12=PPU" "6=9mm LUGER"'),
    )
    parser.add_argument("--calibre", metavar="ID", help=_("the calibre that was measured, an id of the reference"))
    parser.add_argument("--found-in", metavar="ISO", help=_("the State where it was found, ISO 3166-1 alpha-3"))
    parser.add_argument("--json", action="store_true", help=_("write JSON instead of sentences"))
    parser.set_defaults(run=_headstamp)


def _headstamp(arguments: argparse.Namespace) -> int:
    pairs = [text.partition("=") for text in arguments.stamp]
    clocked = all(equals and hour.isdigit() for hour, equals, _text in pairs)
    stamp: Any = {hour: text for hour, _equals, text in pairs} if clocked else " ".join(arguments.stamp)
    reading = headstamp.read(stamp, calibre=arguments.calibre, found_in=arguments.found_in)
    if arguments.json:
        print_json(reading)
        return 0
    print_text(headstamp.describe(reading))
    return 0


def _register_trace(parser: argparse.ArgumentParser) -> None:
    for name, said in (
        ("maker", _("maker, as an id of the reference or as written")),
        ("model", _("model, as an id of the reference or as written")),
        ("kind", _("class of firearm, such as pistol")),
        ("calibre", _("calibre, as written")),
        ("serial", _("serial number from the frame or receiver")),
        ("country", _("State of manufacture, ISO 3166-1 alpha-3")),
        ("importer", _("importer, as marked")),
        ("last-import-country", _("State of last import, ISO 3166-1 alpha-3")),
        ("status", _("why it is recorded")),
    ):
        parser.add_argument(f"--{name}", metavar="TEXT", help=said)
    parser.add_argument("--year", type=int, metavar="YEAR", help=_("year of manufacture"))
    parser.add_argument("--import-year", type=int, metavar="YEAR", help=_("year of last import"))
    parser.add_argument("--mark", action="append", dest="marks", metavar="TEXT", help=_("another mark; repeat it"))
    parser.add_argument("--json", action="store_true", help=_("write JSON instead of sentences"))
    parser.set_defaults(run=_trace)


def _trace(arguments: argparse.Namespace) -> int:
    names = (
        "maker", "model", "kind", "calibre", "serial", "country", "importer", "last_import_country", "status", "year",
        "import_year", "marks",
    )  # fmt: skip
    found = traceable({name: getattr(arguments, name) for name in names})
    if arguments.json:
        print_json(found)
        return 0
    print_text(describe_trace(found))
    return 0
