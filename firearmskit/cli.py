"""One command line; its verbs are named as the functions of the rooms."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Sequence
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
            print(f"firearmskit: {_needs(error)}", file=sys.stderr)
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
    _register_mark(subparsers, common)
    _register_identification(subparsers, common, words)
    _register_course(subparsers, words)
    return parser


def _register_course(subparsers: Any, words: Sequence[str]) -> None:
    """Add the commands of the course, loaded only when one is called: they need more than Python."""
    if _command(words) != "course":
        subparsers.add_parser("course", help=_("set up, release and grade a course"), add_help=False)
        return
    from firearmskit.course import commands

    commands.register(subparsers)


def _needs(error: ModuleNotFoundError) -> str:
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


def _register_mark(subparsers: Any, common: argparse.ArgumentParser) -> None:
    mark = subparsers.add_parser("mark", help=_("read what is stamped on a firearm"))
    verbs = mark.add_subparsers(metavar=_("VERB"), required=True, parser_class=_Parser)
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
    read.set_defaults(run=_mark_read)


def _mark_read(arguments: argparse.Namespace) -> int:
    from firearmskit import marking

    texts: list[str] = []
    for text in arguments.text:
        texts += _standard_input() if text == "-" else [text]
    places: list[str] | str | None = arguments.place
    if places is not None and len(places) == 1:
        places = places[0]
    reading = marking.read(texts, place=places)
    if arguments.json:
        pieces = [{key: getattr(piece, key) for key in marking.COLUMNS} for piece in reading.pieces]
        answer = {"texts": list(reading.texts), "serial": reading.serial, "pieces": pieces}
        # Characters that are no text of their own (lone surrogates) are escaped; all others stay readable.
        print(json.dumps(answer, ensure_ascii=any("\ud800" <= c <= "\udfff" for text in texts for c in text), indent=2))
        return 0
    header = (_("text"), _("kind"), _("value"), _("confidence"), _("reason"))
    rows = [(piece.verbatim, *piece.shown, f"{piece.confidence:.2f}", piece.reason) for piece in reading.pieces]
    for line in _table([header, *rows], shutil.get_terminal_size((100, 24)).columns):
        print(line)
    print()
    for line in _wrap(marking.describe(reading), max(20, shutil.get_terminal_size((100, 24)).columns)):
        print(line)
    return 0


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


def _standard_input() -> list[str]:
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
    return [line.rstrip("\r\n") for line in sys.stdin]


def _one_line(text: str) -> str:
    return " ".join(escape(text).split())


def _width(text: str) -> int:
    """Count terminal columns: East Asian wide characters take two, combining ones none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _pad(text: str, width: int) -> str:
    return text + " " * max(0, width - _width(text))


def _wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of at most ``width`` columns, at spaces where there are any."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and _width(lines[-1]) + 1 + _width(word) <= width:
            lines[-1] += " " + word
            continue
        if lines[-1]:
            lines.append("")
        for char in word:
            if _width(lines[-1]) + _width(char) > width:
                lines.append("")
            lines[-1] += char
    return lines


def _table(rows: Sequence[Sequence[str]], columns: int) -> Iterable[str]:
    """Lay out rows so that they fit the terminal; the last column takes what the others leave."""
    cells = [[escape(cell) for cell in row] for row in rows]
    room = max(72, columns)  # narrower, the reasons would be a column of syllables
    widest = (room // 5, 12, room // 6, 10)
    widths = [min(limit, max(_width(row[i]) for row in cells)) for i, limit in enumerate(widest)]
    widths.append(room - sum(widths) - 2 * len(widths))
    for number, row in enumerate(cells):
        wrapped = [_wrap(cell, width) for cell, width in zip(row, widths, strict=True)]
        for line in range(max(map(len, wrapped))):
            parts = [
                _pad(lines[line] if line < len(lines) else "", width)
                for lines, width in zip(wrapped, widths, strict=True)
            ]
            yield "  ".join(parts).rstrip()
        if number == 0:
            yield "  ".join("-" * width for width in widths)


if __name__ == "__main__":
    raise SystemExit(main())
