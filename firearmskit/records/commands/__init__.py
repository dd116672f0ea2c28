"""The words of ``firearmskit registry``: begin one, take a register in, look things up, hand records out, verify."""

from __future__ import annotations

import argparse
from typing import Any

from firearmskit.language import text as _
from firearmskit.records.commands import handing, importing, looking, opening, verifying

__all__ = ["register"]


def register(subparsers: Any, common: argparse.ArgumentParser, parser_class: type[argparse.ArgumentParser]) -> None:
    """Add the commands.

    Args:
        subparsers: Where the command line keeps its commands.
        common: What every command takes.
        parser_class: The class of the parsers.
    """
    registry = subparsers.add_parser("registry", help=_("keep a registry of firearms"))
    verbs = registry.add_subparsers(metavar=_("VERB"), required=True, parser_class=parser_class)
    for each in (opening, importing, looking, handing, verifying):
        each.register(verbs, common)
