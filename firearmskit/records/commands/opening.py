"""What all words share that open a registry, and those that begin one or bring it up to date."""

from __future__ import annotations

import argparse
from typing import Any

from firearmskit.errors import RegistryError, quote
from firearmskit.language import text as _
from firearmskit.records import Registry, begin_registry, open_registry
from firearmskit.records.registry.connection import connect, shown, upgrade, version, writing
from firearmskit.terminal import print_text

__all__ = ["opened", "register", "verb"]


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add words to the command line.

    Args:
        verbs: Where the words of ``firearmskit registry`` are kept.
        common: What every command takes.
    """
    begin = verb(verbs, common, "begin", _("begin a registry where nothing is"))
    begin.add_argument("--name", required=True, metavar="NAME", help=_("its own name, such as police.example/firearms"))
    begin.add_argument("--title", required=True, metavar="TEXT", help=_("its title"))
    begin.add_argument("--purpose", required=True, choices=("lesson", "work"), help=_("for lessons, or a real one"))
    begin.add_argument("--country", metavar="ISO", help=_("the State that keeps it, ISO 3166-1 alpha-3"))
    begin.set_defaults(run=_begin)
    old = verbs.add_parser("upgrade", parents=[common], help=_("bring the tables of a registry into their newest form"))
    old.add_argument("registry", metavar="REGISTRY", help=_("file or address of the registry"))
    old.set_defaults(run=_upgrade)


def _begin(arguments: argparse.Namespace) -> int:
    with begin_registry(
        arguments.registry,
        user=arguments.user,
        registry=arguments.name,
        title=arguments.title,
        purpose=arguments.purpose,
        country=arguments.country,
        keys=arguments.keys,
    ):
        print_text(
            _("The registry {title} is begun; {user} has all roles in it until others are enrolled.").format(
                title=quote(arguments.title), user=arguments.user
            )
        )
    return 0


def _upgrade(arguments: argparse.Namespace) -> int:
    engine = connect(arguments.registry, create=False)
    try:
        found, newest = version(engine)
        if found is None:
            raise RegistryError(_("{name} is no registry.").format(name=shown(engine)))
        if found == newest:
            print_text(_("The tables have their newest form already: {version}.").format(version=newest))
            return 0
        with writing(engine) as connection:
            upgrade(connection)
        print_text(_("The tables had the form {found} and have {newest} now.").format(found=found, newest=newest))
    finally:
        engine.dispose()
    return 0


def verb(verbs: Any, common: argparse.ArgumentParser, name: str, said: str) -> argparse.ArgumentParser:
    """Add a word that opens a registry.

    Args:
        verbs: Where the words are kept.
        common: What every command takes.
        name: The word.
        said: What it does, in a few words.

    Returns:
        Its parser.
    """
    parser: argparse.ArgumentParser = verbs.add_parser(name, parents=[common], help=said)
    parser.add_argument("registry", metavar="REGISTRY", help=_("file or address of the registry"))
    parser.add_argument("--user", required=True, metavar="NAME", help=_("who uses the registry"))
    parser.add_argument("--keys", metavar="FILE", help=_("the file of keys, where it isn't beside the registry"))
    return parser


def opened(arguments: argparse.Namespace) -> Registry:
    """Open the registry that a command names."""
    return open_registry(arguments.registry, user=arguments.user, keys=arguments.keys)
