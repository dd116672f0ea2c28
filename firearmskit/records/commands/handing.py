"""The word that hands records to other programs."""

from __future__ import annotations

import argparse
from typing import Any

from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.records import exporting
from firearmskit.records.commands.opening import opened, verb

__all__ = ["register"]


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add words to the command line.

    Args:
        verbs: Where the words of ``firearmskit registry`` are kept.
        common: What every command takes.
    """
    export = verb(verbs, common, "export", _("hand records to other programs, without personal data"))
    export.add_argument(
        "form", choices=("package", "niem", "case"), help=_("a data package, JSON shaped like NIEM, or a chain in CASE")
    )
    export.add_argument("to", metavar="TO", help=_("the file that is written; a folder for a package"))
    export.add_argument("ids", nargs="*", metavar="ID", help=_("only these firearms; one for case"))
    export.set_defaults(run=_export)


def _export(arguments: argparse.Namespace) -> int:
    if arguments.form == "case" and len(arguments.ids) != 1:
        raise InputError(_("A chain of custody is that of one item: name one."))
    with opened(arguments) as registry:
        if arguments.form == "package":
            for file in exporting.write_package(registry, arguments.to, arguments.ids or None):
                print(file)
            return 0
        data = (
            exporting.to_niem(registry, arguments.ids or None)
            if arguments.form == "niem"
            else exporting.to_case(registry, arguments.ids[0])
        )
    try:
        with open(arguments.to, "xb") as stream:
            stream.write(data)
    except OSError as error:
        raise InputError(
            _("{file} can't be written: {reason}").format(file=quote(arguments.to), reason=error.strerror)
        ) from None
    print(arguments.to)
    return 0
