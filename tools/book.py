"""Build the book in its languages: English into ``_build/html``, French into ``_build/html/fr``.

Everything that is made stays under ``_build``. What hasn't changed isn't built again, and a lesson's code runs again
only when the lesson or the library has changed. Warnings are errors.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jupyter_book.config import get_final_config
from sphinx.application import Sphinx
from sphinx.util.console import nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "_build"
HTML = BUILD / "html"
LOCALE = ROOT / "curriculum" / "locale"
SOURCE, *TRANSLATIONS = EDITIONS = ("en", "fr")

# What the theme's own pages need, outside of any page that Sphinx translates.
WORDS = {
    "en": {
        "other_edition": "fr",
        "other_name": "Français",
        "search": "Search this book",
        "show": "Show the code",
        "hide": "Hide the code",
        "footer": (
            "By the firearmskit contributors. An independent project, not endorsed by the United Nations. "
            "Text: CC BY 4.0. Code: Apache 2.0."
        ),
    },
    "fr": {
        "other_edition": "en",
        "other_name": "English",
        "search": "Rechercher dans ce livre",
        "show": "Afficher le code",
        "hide": "Masquer le code",
        "footer": (
            "Par les contributeurs de firearmskit. Projet indépendant, non approuvé par l’Organisation des Nations "
            "Unies. Texte\u00a0: CC BY 4.0. Code\u00a0: Apache 2.0."
        ),
    },
}

# Extensions of Jupyter Book that load scripts from elsewhere or that this book doesn't use.
UNUSED = {"sphinx_thebe", "sphinx_comments", "sphinx.ext.intersphinx", "sphinx_jupyterbook_latex"}


def library_digest() -> str:
    """Give a digest of the library, so that lessons run again when it changes."""
    digest = hashlib.sha256()
    for path in sorted((ROOT / "firearmskit").rglob("*")):
        if path.suffix in {".py", ".csv", ".mo"}:
            digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def configuration(language: str, **overrides: Any) -> dict[str, Any]:
    """Give the Sphinx configuration of one edition, from ``_config.yml``."""
    words = WORDS[language]
    config, _ = get_final_config(
        user_yaml=ROOT / "_config.yml",
        sourcedir=ROOT,
        cli_config={"latex_individualpages": False},
        raise_on_invalid=True,
    )
    config["extensions"] = [name for name in config["extensions"] if name not in UNUSED]
    del config["comments_config"]
    config["html_theme_options"]["search_bar_text"] = words["search"]
    config |= {
        "language": language,
        "locale_dirs": [str(BUILD / "locale")],
        "nb_code_prompt_show": words["show"],
        "nb_code_prompt_hide": words["hide"],
        "nb_execution_cache_path": str(BUILD / "executed" / language / library_digest()),
        "html_context": {
            "default_mode": "auto",
            "edition": language,
            "other_edition": words["other_edition"],
            "other_name": words["other_name"],
            "footer_text": words["footer"],
        },
        **overrides,
    }
    return dict(config)


def run_sphinx(language: str, builder: str, out: Path, doctrees: Path, config: dict[str, Any]) -> int:
    """Run one Sphinx builder over the book, and give its exit status."""
    os.environ["FIREARMSKIT_LANGUAGE"] = language  # the kernels inherit it, and the lessons speak it
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


def build(language: str) -> int:
    """Build one edition, and give the exit status."""
    compile_translations()
    out = HTML if language == SOURCE else HTML / language
    status = run_sphinx(language, "html", out, BUILD / "doctrees" / language, configuration(language))
    first = "curriculum/index.html"
    (out / "index.html").write_text(
        f'<!doctype html>\n<html lang="{language}"><meta charset="utf-8"><title>firearmskit</title>'
        f'<meta http-equiv="refresh" content="0; url={first}"><a href="{first}">firearmskit</a></html>\n',
        encoding="utf-8",
    )
    return status


def catalogues(folder: Path, suffix: str) -> Iterator[tuple[str, Catalog]]:
    """Give each catalogue of a page below a folder, with the name of its page."""
    for path in sorted((folder / "curriculum").rglob(f"*{suffix}")):
        with path.open("rb") as stream:
            yield path.relative_to(folder).with_suffix("").as_posix(), read_po(stream, charset="utf-8")


def extracted() -> dict[str, Catalog]:
    """Give the sentences of the book that a reader sees, page by page."""
    with tempfile.TemporaryDirectory() as place:
        out = Path(place)
        config = configuration(SOURCE, nb_execution_mode="off")
        config["suppress_warnings"] = ["myst-nb.lexer"]  # a notebook that isn't run doesn't say its language
        if run_sphinx(SOURCE, "gettext", out / "pot", out / "doctrees", config):
            raise SystemExit("the sentences of the book can't be extracted: mend the warnings above")
        return dict(catalogues(out / "pot", ".pot"))


def messages(catalogue: Catalog) -> dict[str, str]:
    """Give the sentences of a catalogue with their translations; a doubtful translation counts as none."""
    return {str(m.id): "" if m.fuzzy else str(m.string or "") for m in catalogue if m.id}


def untranslated() -> list[str]:
    """Give a line for each sentence of the book that lacks a translation, and for each that is out of use."""
    problems = []
    found = extracted()
    for language in TRANSLATIONS:
        have = dict(catalogues(LOCALE / language / "LC_MESSAGES", ".po"))
        for page, catalogue in found.items():
            translated = messages(have[page]) if page in have else {}
            wanted = messages(catalogue)
            problems += [f"{language}: {page}: not translated: {m}" for m in wanted if not translated.get(m)]
            problems += [f"{language}: {page}: no longer used: {m}" for m in translated if m not in wanted]
        problems += [f"{language}: {page}: no such page" for page in have if page not in found]
    return problems


def update_translations() -> None:
    """Bring the catalogues up to date with the pages; what is new there has an empty translation."""
    for language in TRANSLATIONS:
        folder = LOCALE / language / "LC_MESSAGES"
        have = dict(catalogues(folder, ".po"))
        for page, template in extracted().items():
            catalogue = have.get(page) or Catalog(
                language, header_comment="# Translation of the book.", project="firearmskit", version="0.1",
                msgid_bugs_address="", last_translator="", language_team="", charset="utf-8", fuzzy=False,
            )  # fmt: skip
            if messages(catalogue).keys() == messages(template).keys():
                continue
            catalogue.update(template, no_fuzzy_matching=True)
            catalogue.obsolete.clear()
            path = folder / f"{page}.po"
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as stream:
                write_po(stream, catalogue, width=110, no_location=True, ignore_obsolete=True)
            empty = sum(not text for text in messages(catalogue).values())
            print(f"{path.relative_to(ROOT)}: {len(catalogue)} sentences, {empty} to translate")


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


def build_apart(language: str) -> bool:
    """Build one edition in a process of its own, tell its progress, and say whether it was built."""
    command = [sys.executable, __file__, "--language", language]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        for line in process.stdout or ():
            print(f"[{language}] {line}", end="", flush=True)
    return process.returncode == 0


def build_all() -> int:
    """Build every edition at the same time, and give the exit status."""
    started = time.perf_counter()
    compile_translations()
    with ThreadPoolExecutor() as pool:
        built = dict(zip(EDITIONS, pool.map(build_apart, EDITIONS), strict=True))
    failed = [language for language, done in built.items() if not done]
    result = f"failed: {', '.join(failed)}" if failed else HTML / "index.html"
    print(f"book: {result} ({time.perf_counter() - started:.1f} s)")
    return int(bool(failed))


def main(argv: list[str] | None = None) -> int:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--language", choices=EDITIONS, help="build this edition alone")
    what.add_argument("--check", action="store_true", help="list what isn't translated; build nothing")
    what.add_argument("--update-translations", action="store_true", help="take new sentences into the catalogues")
    options = parser.parse_args(argv)
    if options.update_translations:
        update_translations()
        return 0
    if options.check:
        problems = untranslated()
        print(*problems, f"{len(problems)} problems in the translations of the book", sep="\n")
        return int(bool(problems))
    return build(options.language) if options.language else build_all()


if __name__ == "__main__":
    sys.exit(main())
