"""Build the book in its languages: English into ``_build/html``, each other one into ``_build/html/<code>``.

The instructor's edition is built apart, into ``_build/instructor``: all of the public book, and what would give answers
away. A page is kept for it by ``edition: instructor`` in its front matter, a section by ``{kept-for-instructors}``.

Everything that is made stays under ``_build``. What hasn't changed isn't built again, and a lesson's code runs again
only when the lesson or the library has changed. Warnings are errors.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from jupyter_book.config import get_final_config
from sphinx.application import Sphinx
from sphinx.util.console import nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils

from firearmskit import language
from tools import forms, glossary
from tools.pages import INSTRUCTOR, PUBLIC, front_matter

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "_build"
HTML = BUILD / "html"
LOCALE = ROOT / "curriculum" / "locale"
SOURCE, *TRANSLATIONS = EDITIONS = language.available()
KINDS = {PUBLIC: HTML, INSTRUCTOR: BUILD / "instructor"}
"""Whom a book is for, and where it stands."""

# Extensions of Jupyter Book that load scripts from elsewhere or that this book doesn't use.
UNUSED = {"sphinx_copybutton", "sphinx_thebe", "sphinx_comments", "sphinx.ext.intersphinx", "sphinx_jupyterbook_latex"}


def library_digest() -> str:
    """Give a digest of the library, so that lessons run again when it changes."""
    digest = hashlib.sha256()
    for path in sorted((ROOT / "firearmskit").rglob("*")):
        if path.suffix in {".py", ".csv", ".mo", ".toml"}:
            digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def pictures() -> Path:
    """Give the folder where the pictures of the exercises are kept as long as the library stays the same."""
    return BUILD / "pictures" / library_digest()


def look_digest() -> str:
    """Give a digest of style sheets and templates: Sphinx copies them only when it writes a page."""
    digest = hashlib.sha256()
    for folder in ("_static", "_templates"):
        for path in sorted(path for path in (ROOT / "curriculum" / folder).rglob("*") if path.is_file()):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def stands_in(page: Path, kind: str) -> bool:
    """Say whether a page stands in the public book or in the instructor's edition, which holds everything."""
    is_headed = page.read_text(encoding="utf-8").startswith("---\n")
    return kind == INSTRUCTOR or not is_headed or front_matter(page).get("edition") != INSTRUCTOR


def table_of_contents(kind: str = PUBLIC) -> dict[str, Any]:
    """Give the table of contents: front page, learning paths, each module that has a lesson, in order, other folders.

    Below each come its other pages, and its activities.
    """
    with (ROOT / "curriculum" / "modules.csv").open(encoding="utf-8", newline="") as stream:
        folders = ["curriculum/paths", *(f"curriculum/{row['folder']}" for row in csv.DictReader(stream))]
    written = sorted(f"curriculum/{page.parent.name}" for page in (ROOT / "curriculum").glob("*/index.md"))
    folders += [folder for folder in written if folder not in folders]
    chapters = []
    for folder in folders:
        if (ROOT / folder / "index.md").exists() and stands_in(ROOT / folder / "index.md", kind):
            others = [page for page in sorted((ROOT / folder).glob("*.md")) if page.stem != "index"]
            others += sorted((ROOT / folder).glob("activities/*.md"))
            standing = [page for page in others if stands_in(page, kind)]
            sections = [{"file": page.relative_to(ROOT).with_suffix("").as_posix()} for page in standing]
            chapters.append({"file": f"{folder}/index"} | ({"sections": sections} if sections else {}))
    return {"format": "jb-book", "root": "curriculum/index", "chapters": chapters}


def home(edition: str, kind: str = PUBLIC) -> Path:
    """Give the folder of an edition: English at the root of the book, the others below."""
    return KINDS[kind] if edition == SOURCE else KINDS[kind] / edition


def speak(edition: str) -> Callable[[str], str]:
    """Give the function that says what stands around the pages in the language of an edition."""
    known = catalogue(LOCALE / edition / "LC_MESSAGES" / "book.po")
    return lambda sentence: known.get(sentence) or sentence


def terms(edition: str) -> dict[str, dict[str, Any]]:
    """Give the terms of the glossary in the language of an edition: definitions from its page, forms from around it."""
    page = catalogue(LOCALE / edition / "LC_MESSAGES" / f"{glossary.PAGE}.po")
    return glossary.spoken(speak(edition), lambda sentence: page.get(sentence) or sentence)


def configuration(edition: str, kind: str = PUBLIC, **overrides: Any) -> dict[str, Any]:
    """Give the Sphinx configuration of one edition, from ``_config.yml``."""
    _ = speak(edition)
    config, _metadata = get_final_config(
        user_yaml=ROOT / "_config.yml",
        sourcedir=ROOT,
        cli_config={"latex_individualpages": False},
        raise_on_invalid=True,
    )
    config["extensions"] = [name for name in config["extensions"] if name not in UNUSED]
    del config["comments_config"]
    config["html_theme_options"]["search_bar_text"] = _("Search this book")
    if kind == INSTRUCTOR:
        config["html_theme_options"]["announcement"] = _(
            "Instructor's edition: it holds solutions, rubrics and debriefs. Keep it from participants."
        )
    toc = BUILD / "toc" / kind / f"{edition}.yml"
    toc.parent.mkdir(parents=True, exist_ok=True)
    toc.write_text(json.dumps(table_of_contents(kind)), encoding="utf-8")  # JSON is YAML
    config |= {
        "language": edition,
        "book_kind": kind,
        "book_look": look_digest(),
        "locale_dirs": [str(BUILD / "locale")],
        "external_toc_path": str(toc),
        "glossary_terms": terms(edition),
        "nb_code_prompt_show": _("Show the code"),
        "nb_code_prompt_hide": _("Hide the code"),
        "nb_execution_cache_path": str(BUILD / "executed" / edition / library_digest()),
        "html_context": {
            "default_mode": "auto",
            "spoken": {
                "more": _("More pages: {title}"),
                "pages": _("Pages of this book"),
                "primary": _("List of pages"),
                "secondary": _("On this page"),
                "of": _("{ready} of {all}"),
                "serve": _("It opens where `make serve` runs on this machine."),
                "author": _("The firearmskit contributors"),
                "course": _("Training against firearms trafficking"),
                "about": _(
                    "An open course for the people who find, identify, trace and prosecute trafficked firearms: "
                    "lessons with evidence to look at, exercises with a case for each learner, plans for trainers."
                ),
                "level": _("Professional training"),
                "lesson": _("Lesson"),
                "plan": _("Session plan"),
                "activity": _("Group activity"),
                "exercise": _("Exercise"),
            },
            "up": "" if edition == SOURCE else "../",
            "other_editions": [
                {"code": code, "name": forms.native_name(code), "folder": "" if code == SOURCE else f"{code}/"}
                for code in EDITIONS
                if code != edition
            ],
            "footer_text": _(
                "By the firearmskit contributors. An independent project, not endorsed by the United Nations. "
                "Text: CC BY 4.0. Code: Apache 2.0."
            ),
        },
        **overrides,
    }
    return dict(config)


def let_kernels_speak(edition: str) -> None:
    """Have every kernel that is started from now on begin in a language, so that no lesson has to ask for it."""
    profile = BUILD / "kernels" / edition
    startup = profile / "profile_default" / "startup" / "language.py"
    startup.parent.mkdir(parents=True, exist_ok=True)
    startup.write_text(
        f"import firearmskit.language\n\nfirearmskit.language.use({edition!r})\ndel firearmskit\n", "utf-8"
    )
    os.environ["IPYTHONDIR"] = str(profile)


def run_sphinx(edition: str, builder: str, out: Path, doctrees: Path, config: dict[str, Any]) -> int:
    """Run one Sphinx builder over the book, and give its exit status."""
    let_kernels_speak(edition)
    if not sys.stdout.isatty():
        nocolor()
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            ROOT, None, out, doctrees, builder,
            confoverrides=config, warningiserror=True, keep_going=True,
            status=sys.stdout if builder == "html" else None,
        )  # fmt: skip
        app.build()
        return int(app.statuscode)


def build(edition: str, kind: str = PUBLIC) -> int:
    """Build one edition, and give the exit status."""
    compile_translations()
    out = home(edition, kind)
    status = run_sphinx(edition, "html", out, BUILD / "doctrees" / kind / edition, configuration(edition, kind))
    sweep(out, kind)
    forms.write_pages(edition, out, pictures(), tests=kind == INSTRUCTOR)
    _ = speak(edition)
    first = "curriculum/index.html"
    door = f'<meta http-equiv="refresh" content="0; url={first}"><main><a href="{first}">firearmskit</a></main>'
    (out / "index.html").write_text(bare_page(edition, "firearmskit", door), encoding="utf-8")
    lost, back = _("This page isn't in the book."), _("To the first page")
    # The page answers for any address, so its link begins at the root of the site.
    way = "/" if edition == SOURCE else f"/{edition}/"
    body = f'<main><h1>{lost}</h1><p><a href="{way}">{back}</a></p></main>'
    (out / "404.html").write_text(bare_page(edition, lost, body), encoding="utf-8")
    return status


def sweep(out: Path, kind: str) -> None:
    """Remove pages that an earlier build left behind: one that is kept for instructors now may have been public."""
    toc = table_of_contents(kind)
    chapters = [section for chapter in toc["chapters"] for section in (chapter, *chapter.get("sections", ()))]
    standing = {out / f"{name}.html" for name in (toc["root"], *(each["file"] for each in chapters))}
    for page in (out / "curriculum").rglob("*.html"):
        if page not in standing:
            page.unlink()


def bare_page(edition: str, title: str, body: str) -> str:
    """Give a page without anything of the theme."""
    return (
        f'<!doctype html>\n<html lang="{edition}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>{title}</title>'
        "<style>body{font:1.1rem/1.5 system-ui,sans-serif;margin:3rem auto;max-width:40rem;padding:0 1rem}</style>"
        f"{body}</html>\n"
    )


def extracted() -> dict[str, list[str]]:
    """Give the sentences of the book that a reader sees, page by page."""
    with tempfile.TemporaryDirectory() as place:
        out = Path(place)
        config = configuration(SOURCE, INSTRUCTOR, book_kind="", nb_execution_mode="off")
        config["suppress_warnings"] = ["myst-nb.lexer"]  # a notebook that isn't run doesn't say its language
        if run_sphinx(SOURCE, "gettext", out / "pot", out / "doctrees", config):
            raise SystemExit("the sentences of the book can't be extracted: mend the warnings above")
        return {page: list(found) for page, found in pages(out / "pot", ".pot").items()}


def catalogue(path: Path) -> dict[str, str]:
    """Read the sentences of a catalogue with their translations; a doubtful translation counts as none."""
    if not path.exists():
        return {}
    with path.open("rb") as stream:
        found = read_po(stream, charset="utf-8")
    return {str(m.id): "" if m.fuzzy else str(m.string or "") for m in found if m.id}


def pages(folder: Path, suffix: str) -> dict[str, dict[str, str]]:
    """Read the catalogue of each page below a folder."""
    paths = sorted((folder / "curriculum").rglob(f"*{suffix}"))
    return {path.relative_to(folder).with_suffix("").as_posix(): catalogue(path) for path in paths}


def catalogues(edition: str) -> dict[str, dict[str, str]]:
    """Read what is translated of each page of the book."""
    return pages(LOCALE / edition / "LC_MESSAGES", ".po")


def compile_translations() -> None:
    """Compile the catalogues into ``_build/locale``; one that hasn't changed isn't touched."""
    for source in sorted(LOCALE.rglob("*.po")):
        compiled = (BUILD / "locale" / source.relative_to(LOCALE)).with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime > source.stat().st_mtime:
            continue
        compiled.parent.mkdir(parents=True, exist_ok=True)
        with source.open("rb") as text, tempfile.NamedTemporaryFile(dir=compiled.parent, delete=False) as stream:
            write_mo(stream, read_po(text, charset="utf-8"))
        Path(stream.name).replace(compiled)


def build_apart(edition: str, kind: str) -> bool:
    """Build one edition in a process of its own, tell its progress, and say whether it was built."""
    command = [sys.executable, __file__, "--language", edition, "--edition", kind]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        for line in process.stdout or ():
            print(f"[{edition}] {line}", end="", flush=True)
    return process.returncode == 0


def build_all(kind: str = PUBLIC) -> int:
    """Build every edition at the same time, and give the exit status."""
    started = time.perf_counter()
    compile_translations()
    with ThreadPoolExecutor() as pool:
        built = dict(zip(EDITIONS, pool.map(build_apart, EDITIONS, repeat(kind)), strict=True))
    failed = [edition for edition, done in built.items() if not done]
    result = f"failed: {', '.join(failed)}" if failed else KINDS[kind] / "index.html"
    print(f"book: {result} ({time.perf_counter() - started:.1f} s)")
    return int(bool(failed))


def main(argv: list[str] | None = None) -> int:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--language", choices=EDITIONS, help="build this language alone")
    parser.add_argument("--edition", choices=KINDS, default=PUBLIC, help="whom the book is for")
    options = parser.parse_args(argv)
    return build(options.language, options.edition) if options.language else build_all(options.edition)


if __name__ == "__main__":
    sys.exit(main())
