"""List what instruments ask of a State, and write a document to fill in."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from firearmskit import law
from firearmskit.errors import FirearmskitError, InputError
from firearmskit.language import text as _
from firearmskit.law import gaps
from firearmskit.law.commands.files import free
from firearmskit.terminal import print_json, print_table, print_text

__all__ = ["register"]

_DOCUMENTS = (".xlsx", ".csv", ".json", "")
_PAGES = (".html", ".docx")
_BINDING = ("bound", "political", "unknown")


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands."""
    said = _("list what instruments ask of a State, in our words")
    obligations = verbs.add_parser("obligations", parents=[common], help=said, description=said)
    obligations.add_argument(
        "instrument", nargs="?", metavar="INSTRUMENT", help=_("id of an instrument, such as firearms-protocol")
    )
    obligations.add_argument("--json", action="store_true", help=_("write JSON instead of a table"))
    obligations.set_defaults(run=_obligations)

    said = _("write a document in which a reader of a national law answers question by question")
    questionnaire = verbs.add_parser("questionnaire", parents=[common], help=said, description=said)
    questionnaire.add_argument(
        "out",
        metavar="OUT",
        help=_(
            "where to: .xlsx, .json, or .csv for a folder of tables, to be filled in and assessed; "
            ".html or .docx for the self-assessment on paper"
        ),
    )
    questionnaire.add_argument(
        "--instrument",
        action="append",
        metavar="INSTRUMENT",
        help=_(
            "ask what this asks for, and once more for each further one; "
            "without it, what binds or may bind the State, or the Firearms Protocol where no State is named"
        ),
    )
    questionnaire.add_argument("--state", metavar="CODE", help=_("the State, such as ALB; without it, a made-up one"))
    questionnaire.set_defaults(run=_questionnaire)


def _obligations(arguments: argparse.Namespace) -> int:
    found = law.obligations(arguments.instrument)
    if arguments.json:
        print_json(found)
        return 0
    header = (_("id"), _("article"), _("force"), _("confidence"), _("what is asked"))
    rows = [
        (each.id, _(each.article), _(law.MODALITIES[each.modality]), _(each.confidence), _(each.paraphrase))
        for each in found
    ]
    print_table([header, *rows])
    if not found:
        print()
        print_text(_("No obligation of this instrument is in the tables. That isn't to say that it asks for nothing."))
    return 0


def _questionnaire(arguments: argparse.Namespace) -> int:
    """Write the document, and say what is asked in it."""
    file = free(arguments.out, *_DOCUMENTS, *_PAGES)
    asked = tuple(arguments.instrument or ())
    if arguments.state is None:
        asked = asked or ("firearms-protocol",)
        blank = gaps.NationalLaw(name=_("The law to be assessed"), fictional=True, instruments=asked)
    else:
        name = _("The law of {state}").format(state=arguments.state)
        blank = gaps.NationalLaw(name=name, state=arguments.state, instruments=asked or None)
    today = date.today()
    if not asked:
        bound = law.binding(arguments.state, on=today)
        asked = tuple(each.instrument for each in bound if each.status in _BINDING)
    try:
        if file.suffix.lower() in _PAGES:
            gaps.write_self_assessment(gaps.assess(blank, on=today, instruments=asked), file)
        else:
            gaps.write_national_law(blank, file, instruments=asked)
    except FirearmskitError as error:
        raise InputError(str(error)) from None
    print_text(str(file))
    print_text(_("It asks what these ask for: {instruments}.").format(instruments=", ".join(asked)))
    if blank.fictional:
        print_text(_("It says that the State is made up. Name the State there, if it isn't."))
    return 0
