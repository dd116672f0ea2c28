"""Bring the gettext catalogues up to date with code, tables, notebooks and pages; ``--check`` only says what is amiss.

In each language, ``firearmskit/locale/<code>/LC_MESSAGES/firearmskit.po`` holds the library's sentences, compiled to
``.mo`` so that it loads with the standard library alone. ``curriculum/locale/<code>/LC_MESSAGES`` holds the rest:
``exercises.po`` the prose of the exercises' notebooks, ``book.po`` what the book says around its pages, and
``curriculum/`` one catalogue for each page. A sentence that was translated on one page is translated on all.
"""

from __future__ import annotations

import argparse
import ast
import csv
import io
import string
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from firearmskit.course.notebooks import read_master
from firearmskit.errors import quote
from tools import book, pages
from tools.catalogues import compiled

ROOT = Path(__file__).resolve().parent.parent
LIBRARY = ROOT / "firearmskit" / "locale"
LANGUAGES = [folder.name for folder in sorted(LIBRARY.iterdir()) if folder.is_dir()]
SHOWN_COLUMNS = ("meaning", "doubt", "note", "exceptions", "paraphrase", "label", "why", "question", "look")
NAMES = {
    "countries.csv": "name",
    "places.csv": "id",
    "instruments.csv": "short",
    "mark_places.csv": "what",
    "features.csv": "name",
    "feature_values.csv": "label",
    "essential_parts.csv": "name",
    "channels.csv": "name",
    "content_rules.csv": "name",
    "grounds.csv": "name",
    "steps.csv": "name",
}
"""What the rows of a table are called where people read them."""
WORDS = {
    "look_alikes.csv": ("feature", "this", "that"),
    "elements.csv": ("sentence", "hint"),
    "instruments.csv": ("name",),
    "paper_items.csv": ("title",),
    "paper_numbers.csv": ("what",),
    "paper_events.csv": ("what",),
    "paper_lists.csv": ("what",),
    "obligations.csv": ("heading",),
}
"""Further columns that people read."""

# A date in a catalogue would change at each run and say nothing.
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)

Sentence: TypeAlias = tuple[str | tuple[str, ...], str]
"""What is said (or both its forms), and the file that it stands in; pages don't name their lines."""
Sources: TypeAlias = dict[str, list[Sentence]]
"""``{name of a catalogue: its sentences}``"""


def library_sentences() -> Iterator[Sentence]:
    """Give each sentence marked in the library, with the file that it stands in."""
    for path in sorted((ROOT / "firearmskit").rglob("*.py")):
        for message in marked(path.read_text("utf-8")):
            yield message, str(path.relative_to(ROOT))
    yield from table_sentences()


def marked(source: str) -> Iterator[str | tuple[str, str]]:
    """Give the sentences that Python code marks with ``_``, ``N_``, ``text`` or ``ngettext``, in order.

    The code is parsed, because Babel's own reader misses what stands inside an f-string before Python 3.12.
    """
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and node.args]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        said = [each.value for each in call.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        if name in ("_", "N_", "text") and said:
            yield said[0]
        elif name == "ngettext" and len(said) == 2:
            yield said[0], said[1]


def table_sentences() -> Iterator[Sentence]:
    """Give each sentence of the tables that is shown to people."""
    for path in sorted((ROOT / "firearmskit").glob("*/data/*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                for column in (*SHOWN_COLUMNS, NAMES.get(path.name, ""), *WORDS.get(path.name, ())):
                    if row.get(column):
                        yield row[column], str(path.relative_to(ROOT))


def notebook_sentences() -> Iterator[Sentence]:
    """Give each Markdown cell of the instructors' notebooks."""
    for path in sorted((ROOT / "solutions").glob("*/*.ipynb")):
        for cell in read_master(path).notebook.cells:
            if cell.cell_type == "markdown":
                yield cell.source, str(path.relative_to(ROOT))


def book_sentences() -> Iterator[Sentence]:
    """Give what the book, its handouts and slides say around the pages, and the forms of the glossary's terms."""
    for name in ("book", "handout", "slides", "solved"):
        for message in marked((ROOT / "tools" / f"{name}.py").read_text("utf-8")):
            yield message, f"tools/{name}.py"
    for row in pages.rows("glossary"):
        yield row["forms"], "curriculum/glossary.csv"


def page_sentences() -> Sources:
    """Give the sentences of each page of the book, as Sphinx finds them."""
    return {page: [(sentence, "") for sentence in sentences] for page, sentences in book.extracted().items()}


def all_sentences() -> Sources:
    """Give the sentences of every catalogue."""
    return {
        "firearmskit": list(library_sentences()),
        "exercises": list(notebook_sentences()),
        "book": list(book_sentences()),
        **page_sentences(),
    }


def place(name: str, code: str) -> Path:
    """Give the file of a catalogue."""
    return (LIBRARY if name == "firearmskit" else book.LOCALE) / code / "LC_MESSAGES" / f"{name}.po"


def updated(path: Path, code: str, sentences: Iterable[Sentence], others: Mapping[str, str] | None = None) -> Catalog:
    """Give a catalogue of the sentences, with the translations that there are for them.

    Args:
        path: The catalogue as it is; it needn't exist.
        code: ISO 639-1 code.
        sentences: All that it is to hold.
        others: Translations that serve where this catalogue has none.
    """
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
    for message, where in sentences:
        known = old.get(message[0] if isinstance(message, tuple) else message)
        translation: Any = known.string if known and not known.fuzzy else ""
        if isinstance(message, tuple):  # what was said in one form before has to be translated in both
            translation = translation if isinstance(translation, tuple) and translation else ("", "")
        elif isinstance(translation, tuple):
            translation = ""
        else:
            translation = translation or (others or {}).get(message, "")
        new.add(message, translation, locations=[(where, None)] if where else [])
    return new


def amiss(catalogue: Catalog) -> Iterator[str]:
    """Say which sentences have no translation, or one whose placeholders differ."""
    for message in catalogue:
        if message.id and not complete(message):
            yield f"not translated: {quote(message.id if isinstance(message.id, str) else message.id[0], 100)}"
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


def as_bytes(catalogue: Catalog, *, by_sentence: bool = True) -> bytes:
    """Write a catalogue as the text of its ``.po`` file, in the order of the sentences or as a page has them."""
    stream = io.BytesIO()
    write_po(stream, catalogue, sort_output=by_sentence, width=100 if by_sentence else 110)
    return stream.getvalue()


def merge(code: str, sources: Sources) -> tuple[dict[Path, bytes], list[str]]:
    """Merge the sentences into the catalogues of a language.

    Returns:
        What each file is to hold, and a line for each thing that is amiss.
    """
    files: dict[Path, bytes] = {}
    trouble = []
    known = {old: new for page in book.catalogues(code).values() for old, new in page.items() if new}
    for name, sentences in sources.items():
        path = place(name, code)
        is_page = "/" in name
        catalogue = updated(path, code, sentences, known if is_page else None)
        files[path] = as_bytes(catalogue, by_sentence=not is_page)
        if name == "firearmskit":
            files[path.with_suffix(".mo")] = compiled(files[path])
        trouble += [f"{code}: {name}: {sentence}" for sentence in amiss(catalogue)]
    trouble += [f"{code}: {page}: no such page" for page in book.catalogues(code) if page not in sources]
    return files, trouble


def stale(files: Mapping[Path, bytes]) -> list[Path]:
    """Name the files that hold something else."""
    return [path for path, content in files.items() if not path.exists() or path.read_bytes() != content]


def main() -> int:
    """Update the catalogues, or check them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail on anything stale or untranslated")
    check = parser.parse_args().check
    sources = all_sentences()
    trouble: list[str] = []
    for code in LANGUAGES:
        files, found = merge(code, sources)
        trouble += found
        for path in stale(files):
            if check:
                trouble.append(f"{path.relative_to(ROOT)} isn't up to date: run make translations")
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(files[path])
                print(f"{path.relative_to(ROOT)} written")
    print("\n".join(trouble) or "every sentence is translated")
    return int(check and bool(trouble))


if __name__ == "__main__":
    sys.exit(main())
