"""One command line; its verbs are named as the functions of the rooms."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from firearmskit import __version__, language
from firearmskit.errors import FirearmskitError, InputError, escape
from firearmskit.language import text as _

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: The words after ``firearmskit``; those of the process when None.

    Returns:
        0 when the command did its work, 1 when it could not, 2 when it was called wrongly.

    >>> main(["mark", "read", "--text", "MADE IN AUSTRIA", "--json"])  # doctest: +ELLIPSIS
    {
      "texts": [
        "MADE IN AUSTRIA"
      ],
    ...
    0
    """
    words = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal that can't show a letter must not end the command.
            stream.reconfigure(errors="backslashreplace")
    try:
        # Help is written while the words are still being parsed, so the language is looked up first.
        with language.speaking(_language(words)):
            arguments = _parser(words).parse_args(words)
            return int(arguments.run(arguments) or 0)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "firearmskit":
            raise
        with language.speaking(_language(words)):
            print(f"firearmskit: {_needs(error, _command(words))}", file=sys.stderr)
        return 2
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    except InputError as error:
        print(f"firearmskit: {_one_line(str(error))}", file=sys.stderr)
        return 2
    except FirearmskitError as error:
        print(f"firearmskit: {_one_line(str(error))}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return 130


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint is one line."""

    def error(self, message: str) -> Any:
        """Say what is wrong, in one line, and end with 2."""
        self.exit(2, f"{self.prog}: {_one_line(message)}\n")


def _language(words: Sequence[str]) -> str:
    """Find the language among the words: ``--language fr`` or ``--language=fr``; the one spoken now by default."""
    for word, following in pairwise(words):
        if word == "--language":
            return following
    for word in words:
        if word.startswith("--language="):
            return word.partition("=")[2]
    return language.current()


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--language", metavar="CODE", help=_("language of the answers, such as en or fr"))
    parser = _Parser(
        prog="firearmskit",
        description=_("Read, teach and grade what the people who fight firearms trafficking need to know."),
        parents=[common],
    )
    parser.add_argument("--version", action="version", version=f"firearmskit {__version__}")
    subparsers = parser.add_subparsers(metavar=_("COMMAND"), required=True, parser_class=_Parser)
    _register_mark(subparsers, common, words)
    _register_law(subparsers, common, words)
    _register_reference(subparsers, common, words)
    _register_identification(subparsers, common, words)
    _register_registry(subparsers, common, words)
    _register_course(subparsers, words)
    return parser


def _register_mark(subparsers: Any, common: argparse.ArgumentParser, words: Sequence[str]) -> None:
    """Add the commands of marks, loaded only when one is called."""
    if _command(words) != "mark":
        subparsers.add_parser("mark", help=_("read, check and compare what is stamped on a firearm"), add_help=False)
        return
    from firearmskit.marking import commands

    commands.register(subparsers, common, _Parser)


def _register_law(subparsers: Any, common: argparse.ArgumentParser, words: Sequence[str]) -> None:
    """Add the commands of law, loaded only when one is called."""
    if _command(words) != "law":
        subparsers.add_parser(
            "law", help=_("list obligations, assess a national law, check a file on a transfer"), add_help=False
        )
        return
    from firearmskit.law import commands

    commands.register(subparsers, common, _Parser)


def _register_reference(subparsers: Any, common: argparse.ArgumentParser, words: Sequence[str]) -> None:
    """Add the commands of the reference tables, loaded only when one is called."""
    if _command(words) != "reference":
        subparsers.add_parser("reference", help=_("look something up in the reference tables"), add_help=False)
        return
    from firearmskit.reference import commands

    commands.register(subparsers, common, _Parser)


def _register_registry(subparsers: Any, common: argparse.ArgumentParser, words: Sequence[str]) -> None:
    """Add the commands of the registry, loaded only when one is called: they need more than Python."""
    if _command(words) != "registry":
        subparsers.add_parser("registry", help=_("keep a registry of firearms"), add_help=False)
        return
    from firearmskit.records import commands

    commands.register(subparsers, common, _Parser)


def _register_course(subparsers: Any, words: Sequence[str]) -> None:
    """Add the commands of the course, loaded only when one is called: they need more than Python."""
    if _command(words) != "course":
        subparsers.add_parser("course", help=_("set up, release and grade a course"), add_help=False)
        return
    from firearmskit.course import commands

    commands.register(subparsers)


def _needs(error: ModuleNotFoundError, command: str | None) -> str:
    if command == "law":
        return _(
            "reading the file needs {module}, which isn't installed; install it with: pip install "
            "'firearmskit[records]'"
        ).format(module=error.name)
    if command == "registry":
        return _(
            "the registry commands need {module}, which isn't installed; install it with: pip install "
            "'firearmskit[records]'"
        ).format(module=error.name)
    return _(
        "the course commands need {module}, which isn't installed; install it with: pip install 'firearmskit[course]'"
    ).format(module=error.name)


def _command(words: Sequence[str]) -> str | None:
    """Give the first word that isn't an option, nor the value of one."""
    skip = False
    for word in words:
        if skip:
            skip = False
        elif word == "--language":
            skip = True
        elif not word.startswith("-"):
            return word
    return None


def _register_identification(subparsers: Any, common: argparse.ArgumentParser, words: Sequence[str]) -> None:
    """Add the commands of identification, loaded only when one is called: its tables are large."""
    helps = {
        "identify": _("rank the types that a firearm may be"),
        "headstamp": _("read the stamp on a cartridge case"),
        "trace": _("check whether a description is enough for tracing"),
    }
    called = _command(words)
    for word, said in helps.items():
        if called != word:
            subparsers.add_parser(word, help=said, add_help=False)
    if called in helps:
        from firearmskit.identification import commands

        commands.register(called, subparsers, common, _Parser, helps[called])


def _one_line(text: str) -> str:
    return " ".join(escape(text).split())


if __name__ == "__main__":
    raise SystemExit(main())
