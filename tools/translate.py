"""Bring the gettext catalogues up to date with code, tables and notebooks; ``--check`` only says what is amiss.

Two catalogues a language: ``firearmskit/locale/<code>/LC_MESSAGES/firearmskit.po`` for the library, compiled to ``.mo``
so that it loads with the standard library alone, and ``curriculum/locale/<code>/LC_MESSAGES/exercises.po`` for the
prose of the exercises' notebooks. The lessons' catalogues are Sphinx's and belong to ``tools/book.py``.
"""

from __future__ import annotations

import argparse
import csv
import io
import string
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from firearmskit.course.notebooks import read_master

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = [folder.name for folder in sorted((ROOT / "firearmskit" / "locale").iterdir()) if folder.is_dir()]
SHOWN_COLUMNS = ("meaning", "doubt")
NAMES = {"countries.csv": "name", "places.csv": "id"}  # what the rows of a table are called where people read them
# A date in a catalogue would change at each run and say nothing.
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


def library_sentences() -> Iterator[tuple[str | tuple[str, ...], str]]:
    """Give each sentence marked in the library, with the file that it stands in."""
    keywords: dict[str, tuple[int, ...] | None] = {"_": None, "N_": None, "ngettext": (1, 2), "text": None}
    for name, _line, message, _comments, _context in extract_from_dir(
        str(ROOT / "firearmskit"), [("**.py", "python")], keywords=keywords
    ):
        yield message, f"firearmskit/{name}"
    yield from table_sentences()


def table_sentences() -> Iterator[tuple[str, str]]:
    """Give each sentence of the reference tables that is shown to people."""
    for path in sorted((ROOT / "firearmskit" / "reference" / "data").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                for column in (*SHOWN_COLUMNS, NAMES.get(path.name, "")):
                    if row.get(column):
                        yield row[column], str(path.relative_to(ROOT))


def notebook_sentences() -> Iterator[tuple[str, str]]:
    """Give each Markdown cell of the instructors' notebooks."""
    for path in sorted((ROOT / "solutions").glob("*/*.ipynb")):
        for cell in read_master(path).notebook.cells:
            if cell.cell_type == "markdown":
                yield cell.source, str(path.relative_to(ROOT))


CATALOGUES = {
    "firearmskit": (ROOT / "firearmskit" / "locale", library_sentences),
    "exercises": (ROOT / "curriculum" / "locale", notebook_sentences),
}


def updated(path: Path, code: str, sentences: Iterator[tuple[str | tuple[str, ...], str]]) -> Catalog:
    """Give a catalogue of the sentences, with the translations that the file at ``path`` has for them."""
    old = read_po(io.BytesIO(path.read_bytes()), locale=code) if path.exists() else Catalog(locale=code)
    new = Catalog(
        locale=code,
        project="firearmskit",
        version="1",
        copyright_holder="The firearmskit contributors",
        msgid_bugs_address="",
        last_translator="The firearmskit contributors",
        language_team=code,
        creation_date=EPOCH,
        revision_date=EPOCH,
        fuzzy=False,
    )
    new.header_comment = f"# {code} translations for firearmskit, made with `make translations`."
    for message, place in sentences:
        known = old.get(message[0] if isinstance(message, tuple) else message)
        before = known.string if known and not known.fuzzy else ""
        new.add(message, before or ("" if isinstance(message, str) else ("", "")), locations=[(place, None)])
    return new


def amiss(catalogue: Catalog) -> Iterator[str]:
    """Say which sentences have no translation, or one whose placeholders differ."""
    for message in catalogue:
        if message.id and not complete(message):
            yield f"not translated: {message.id!r}"
        elif (
            message.id
            and "python-brace-format" in message.flags
            and placeholders(message.string) != placeholders(message.id)
        ):
            yield f"placeholders differ: {message.id!r} / {message.string!r}"


def complete(message: Message) -> bool:
    """Say whether every form of a message is translated."""
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)


def placeholders(text: str | tuple[str, ...]) -> set[str | None]:
    """Give the names in braces of a sentence."""
    forms = [text] if isinstance(text, str) else list(text)
    return {name for form in forms for _text, name, _spec, _conversion in string.Formatter().parse(form) if name}


def as_bytes(catalogue: Catalog) -> bytes:
    """Write a catalogue as the text of its ``.po`` file."""
    stream = io.BytesIO()
    write_po(stream, catalogue, sort_output=True, width=100)
    return stream.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """Write a catalogue as the ``.mo`` file that Python loads."""
    stream = io.BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def main() -> int:
    """Update the catalogues, or check them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail on anything stale or untranslated")
    check = parser.parse_args().check
    trouble: list[str] = []
    for code in LANGUAGES:
        for name, (folder, sentences) in CATALOGUES.items():
            path = folder / code / "LC_MESSAGES" / f"{name}.po"
            catalogue = updated(path, code, sentences())
            files = {path: as_bytes(catalogue)}
            if name == "firearmskit":
                files[path.with_suffix(".mo")] = compiled(catalogue)
            trouble += [f"{path.relative_to(ROOT)}: {sentence}" for sentence in amiss(catalogue)]
            for file, content in files.items():
                if file.exists() and file.read_bytes() == content:
                    continue
                if check:
                    trouble.append(f"{file.relative_to(ROOT)} isn't up to date: run make translations")
                else:
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_bytes(content)
                    print(f"{file.relative_to(ROOT)} written")
    print("\n".join(trouble) or "every sentence is translated")
    return 1 if trouble else 0


if __name__ == "__main__":
    sys.exit(main())
