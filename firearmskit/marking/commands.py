"""The words of ``firearmskit mark``: read, check and compare what is stamped on firearms, and design marks."""

from __future__ import annotations

import argparse
from itertools import islice
from typing import Any

from firearmskit import law, marking
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.terminal import print_json, print_table, print_text, read_file, read_lines

__all__ = ["register"]


def register(subparsers: Any, common: argparse.ArgumentParser, parser_class: type[argparse.ArgumentParser]) -> None:
    """Add the commands.

    Args:
        subparsers: Where the command line keeps its commands.
        common: What every command takes.
        parser_class: The class of the parsers.
    """
    mark = subparsers.add_parser("mark", help=_("read, check and compare what is stamped on a firearm"))
    verbs = mark.add_subparsers(metavar=_("VERB"), required=True, parser_class=parser_class)
    read = verbs.add_parser(
        "read",
        parents=[common],
        help=_("say what each part of a mark is"),
        description=_(
            "Say what each part of the marks on one firearm is: serial, maker, model, calibre, year, or unknown."
        ),
    )
    read.add_argument(
        "--text",
        action="append",
        required=True,
        metavar="TEXT",
        help=_('one mark, verbatim; repeat it for each mark; "-" reads one mark a line from standard input'),
    )
    read.add_argument(
        "--place",
        action="append",
        metavar="PLACE",
        help=_("where the mark stands, such as frame, receiver, slide, bolt; once for all marks or once for each"),
    )
    read.add_argument("--json", action="store_true", help=_("write JSON instead of a table"))
    read.set_defaults(run=_read)
    _register_rules(verbs, common)
    _register_compare(verbs, common)
    _register_design(verbs, common)


def _register_rules(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add the words that deal with the rules on marks."""
    due = verbs.add_parser(
        "due",
        parents=[common],
        help=_("say which marks are due when something happens to a firearm"),
        description=_("Say which marks are due when something happens to a firearm somewhere, and by which rule."),
    )
    due.add_argument("event", metavar="EVENT", help=_("what happens, such as manufacture, import or seizure"))
    due.set_defaults(run=_due)
    check = verbs.add_parser(
        "check",
        parents=[common],
        help=_("find what is missing or wrong in the marks on a firearm"),
        description=_("Find what is missing, misplaced, too low or too shallow in the marks on one firearm."),
    )
    check.add_argument("file", metavar="FILE", help=_("JSON or CSV with text, place, height_mm, depth_mm of each mark"))
    check.add_argument("--event", required=True, metavar="EVENT", help=_("what happened, such as import"))
    check.set_defaults(run=_check)
    compare = verbs.add_parser(
        "import-rules",
        parents=[common],
        help=_("compare what marks States ask for at import"),
        description=_("Compare what marks States ask for at import: one line for each element, State and rule."),
    )
    compare.add_argument("states", nargs="+", metavar="STATE", help=_("ISO 3166-1 alpha-3 codes, such as NGA"))
    compare.set_defaults(run=_import_rules)
    for verb in (due, check):
        verb.add_argument("--state", required=True, metavar="STATE", help=_("where: an ISO 3166-1 alpha-3 code"))
    for verb in (due, check, compare):
        verb.add_argument("--on", required=True, metavar="DATE", help=_("the day, such as 2026-11-26"))
        verb.add_argument("--json", action="store_true", help=_("write JSON instead of a table"))


def _due(arguments: argparse.Namespace) -> int:
    dues = marking.due(arguments.event, state=arguments.state, on=arguments.on)
    if arguments.json:
        print_json(dues)
        return 0
    header = (_("content"), _("since"), _("level"), _("status"), _("rule"))
    rows = [
        (
            _(law.CONTENTS[each.content]),
            each.since or _("not known"),
            _(marking.LEVELS[each.level]),
            _(law.STATUSES[each.status]),
            each.sentence,
        )
        for each in dues
    ]
    if rows:
        print_table([header, *rows])
    else:
        print(_("No rule of these tables asks for a mark there and then. The State's own law may."))
    return 0


def _check(arguments: argparse.Namespace) -> int:
    marks = marking.parse_marks(read_file(arguments.file), name=arguments.file)
    found = marking.check(marks, event=arguments.event, state=arguments.state, on=arguments.on)
    if arguments.json:
        print_json(found)
    elif found:
        header = (_("field"), _("severity"), _("code"), _("confidence"), _("finding"))
        rows = [
            (each.field, _(law.SEVERITIES[each.severity]), each.code, each.confidence or "", each.sentence)
            for each in found
        ]
        print_table([header, *rows])
    else:
        print(_("Nothing was found."))
    return 1 if any(each.severity == "error" for each in found) else 0


def _import_rules(arguments: argparse.Namespace) -> int:
    rows = marking.import_rules(arguments.states, on=arguments.on)
    if arguments.json:
        print_json(rows)
        return 0
    lines = [(_("element"), _("State"), _("level"), _("status"), _("rule"))]
    for each in rows:
        level = _(marking.LEVELS[each.level]) if each.content else _("nothing")
        status = _(law.STATUSES[each.status]) if each.status else ""
        lines.append((_(marking.ELEMENTS[each.element]), each.state, level, status, each.sentence))
    print_table(lines)
    return 0


def _read(arguments: argparse.Namespace) -> int:
    texts: list[str] = []
    for text in arguments.text:
        texts += read_lines() if text == "-" else [text]
    places: list[str] | str | None = arguments.place
    if places is not None and len(places) == 1:
        places = places[0]
    reading = marking.read(texts, place=places)
    if arguments.json:
        pieces = [{key: getattr(piece, key) for key in marking.COLUMNS} for piece in reading.pieces]
        print_json({"texts": reading.texts, "serial": reading.serial, "pieces": pieces})
        return 0
    header = (_("text"), _("kind"), _("value"), _("confidence"), _("reason"))
    rows = [(piece.verbatim, *piece.shown, f"{piece.confidence:.2f}", piece.reason) for piece in reading.pieces]
    print_table([header, *rows])
    print()
    print_text(marking.describe(reading))
    return 0


def _register_compare(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add the word that compares serials."""
    compare = verbs.add_parser(
        "compare",
        parents=[common],
        help=_("say how much one serial speaks for another"),
        description=_(
            "Say how much more likely each serial is if it is that of the firearm on record than if it is another's, "
            "the likeliest first."
        ),
    )
    compare.add_argument("record", metavar="RECORD", help=_("the serial on record"))
    compare.add_argument(
        "serials", nargs="+", metavar="SERIAL", help=_('serials to compare with it; "-" reads one a line')
    )
    compare.add_argument("--limit", type=int, default=10, metavar="N", help=_("how many to show (10)"))
    compare.add_argument("--json", action="store_true", help=_("write JSON instead of sentences"))
    compare.set_defaults(run=_compare)


def _compare(arguments: argparse.Namespace) -> int:
    serials: list[str] = []
    for serial in arguments.serials:
        serials += [line for line in read_lines() if line.strip()] if serial == "-" else [serial]
    found = marking.rank(arguments.record, serials, limit=arguments.limit)
    if arguments.json:
        print_json(found)
        return 0
    for number, each in enumerate(found):
        if number:
            print()
        print_text(str(each))
    return 0


def _register_design(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add the word that designs a State's own mark."""
    design = verbs.add_parser(
        "design",
        parents=[common],
        help=_("propose a State's own mark, and write the first ones"),
        description=_("Propose a State's own mark with a check character, and write the first marks of one agency."),
    )
    design.add_argument("state", metavar="STATE", help=_("the State: an ISO 3166-1 alpha-3 code"))
    design.add_argument(
        "--agency",
        action="append",
        required=True,
        metavar="CODE=NAME",
        help=_("an agency that marks, such as P=Police; repeat it for each"),
    )
    design.add_argument("--event", default="import", metavar="EVENT", help=_("what happens, such as import or seizure"))
    design.add_argument(
        "--arms", type=int, required=True, metavar="N", help=_("firearms that an agency marks a year, at most")
    )
    design.add_argument("--year", type=int, required=True, metavar="YEAR", help=_("the first year"))
    design.add_argument("--marks", type=int, default=5, metavar="N", help=_("how many marks to write (5)"))
    design.set_defaults(run=_design)


def _design(arguments: argparse.Namespace) -> int:
    agencies: dict[str, str] = {}
    for given in arguments.agency:
        code, equals, name = given.partition("=")
        if not equals:
            raise InputError(_("An agency is given as CODE=NAME, not {value}.").format(value=quote(given)))
        agencies[code] = name
    scheme = marking.design(arguments.state, agencies=agencies, arms_a_year=arguments.arms, first_year=arguments.year)
    marks = scheme.marks(event=arguments.event, agency=next(iter(agencies)), year=arguments.year)
    for _number, mark in islice(marks, max(0, arguments.marks)):
        print(mark)
    return 0
