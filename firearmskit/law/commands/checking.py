"""Check a file on an export, an import or a transit."""

from __future__ import annotations

import argparse
from typing import Any

from firearmskit import law
from firearmskit.language import text as _
from firearmskit.terminal import print_json, print_table, print_text

__all__ = ["register"]


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add the command."""
    check = verbs.add_parser(
        "check-transfer",
        parents=[common],
        help=_("find what is missing or wrong in a file on a transfer"),
        description=_(
            "Find what is missing or wrong in a file on an export, an import or a transit. "
            "It is a reading aid, not a legal opinion."
        ),
    )
    check.add_argument("file", metavar="FILE", help=_("the file, as JSON, CSV or Excel workbook"))
    check.add_argument("--on", required=True, metavar="DATE", help=_("the day, such as 2026-11-26"))
    check.add_argument("--json", action="store_true", help=_("write JSON instead of a table"))
    check.set_defaults(run=_check)


def _check(arguments: argparse.Namespace) -> int:
    """Show the findings; the end tells whether something has to be looked at."""
    file = law.read_transfer(arguments.file)
    found = law.check_transfer(file, on=arguments.on)
    if arguments.json:
        print_json(found)
    elif found:
        header = (_("field"), _("severity"), _("code"), _("confidence"), _("finding"))
        rows = [
            (each.field, _(law.SEVERITIES[each.severity]), each.code, each.confidence or "", _sentence(each))
            for each in found
        ]
        print_table([header, *rows])
        print()
        print_text(_("This is a reading aid, not a legal opinion. What isn't in the file may exist all the same."))
    else:
        print(_("Nothing was found."))
    return int(any(each.severity in ("error", "warning") for each in found))


def _sentence(finding: law.Finding) -> str:
    return f"{finding.sentence} [{finding.source}]" if finding.source else finding.sentence
