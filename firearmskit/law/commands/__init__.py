"""The words of ``firearmskit law``: what is asked, a questionnaire, an assessment, the check of a transfer."""

from __future__ import annotations

import argparse
from typing import Any

from firearmskit.language import text as _
from firearmskit.law.commands import asking, assessing, checking

__all__ = ["register"]


def register(subparsers: Any, common: argparse.ArgumentParser, parser_class: type[argparse.ArgumentParser]) -> None:
    """Add the commands.

    Args:
        subparsers: Where the command line keeps its commands.
        common: What every command takes.
        parser_class: The class of the parsers.
    """
    verbs = subparsers.add_parser(
        "law", help=_("list obligations, assess a national law, check a file on a transfer")
    ).add_subparsers(metavar=_("VERB"), required=True, parser_class=parser_class)
    for each in (asking, assessing, checking):
        each.register(verbs, common)
