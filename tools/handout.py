"""Print what is handed out: each module's lesson, session plan and activities, as PDF in ``_build/handouts``.

The pages are those of the instructor's edition, printed by a headless Chromium with the book's own print style.
What only works on a screen is left out: navigation, code, links to other pages. What is folded on the screen stands at
the end of the sheet, so that no question is answered beside it. The PDF is tagged, says its title and its language, and
has an outline.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from html import escape
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

from babel.dates import format_date
from bs4 import BeautifulSoup, Tag

from tools import book, pages

OUT = book.BUILD / "handouts"
PAPERS = {"a4": "A4", "letter": "Letter"}
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = (
    *("--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--disable-extensions", "--no-pdf-header-footer", "--generate-pdf-document-outline"),
)
LICENCE = "CC BY 4.0"
STYLE = book.ROOT / "tools" / "templates" / "handout.css"
FONTS = "'Source Sans 3','Segoe UI','Noto Sans','Liberation Sans',Arial,sans-serif"


class PrintError(Exception):
    """Something can't be printed; the message says what to do."""


def sheets() -> Iterator[tuple[str, str]]:
    """Give what is printed: the page in the book, and the name of its PDF."""
    for chapter in book.table_of_contents(pages.INSTRUCTOR)["chapters"]:
        lesson = Path(chapter["file"])
        if (book.ROOT / lesson.parent / "facilitator.md").exists():
            yield lesson.as_posix(), f"{lesson.parent.name}-lesson"
            for section in chapter.get("sections", ()):
                page = Path(section["file"])
                if page.name != "solutions":
                    yield page.as_posix(), f"{lesson.parent.name}-{page.name}"


def edition_line(edition: str) -> str:
    """Say which edition was printed: the version, and the day of the last change."""
    command = ["git", "log", "-1", "--format=%cs"]
    asked = subprocess.run(command, cwd=book.ROOT, capture_output=True, text=True, check=False)
    day = asked.stdout.strip() if asked.returncode == 0 else ""
    said = f"firearmskit {version('firearmskit')}"
    return f"{said}, {format_date(date.fromisoformat(day), 'long', locale=edition)}" if day else said


def sheet(page: Path, edition: str, paper: str) -> str:
    """Give a page of the built book as a page to print: its article and its style, and nothing else."""
    read = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    article = read.select_one("article.bd-article")
    if article is None:
        raise PrintError(f"{page} has no article: build the book again.")
    base = page.as_uri()
    for useless in article.select(
        ".headerlink, .cell_input, .tag_hide-input > details, .toctree-wrapper, script, button"
    ):
        useless.decompose()
    set_folds_apart(article, read, edition)
    keep_links_that_work_on_paper(article)
    write_addresses_out(article)
    set_sheets_apart(article, read, edition)
    for image in article.select("img[src]"):
        image["src"] = urljoin(base, str(image["src"]))
    if page.parent.name == "activities":
        article["class"] = f"{' '.join(article.get('class') or [])} activity"
    title = titled(article, page, read)
    styles = "".join(
        f'<link rel="stylesheet" href="{urljoin(base, str(link["href"]))}">'
        for link in read.select("head link[rel~=stylesheet][href]")
    )
    _ = book.speak(edition)
    foot = f"{edition_line(edition)} · {_('Text and figures: {licence}').format(licence=LICENCE)}"
    rules = (
        f"@page{{size:{PAPERS[paper]};@bottom-left{{content:{quoted(foot)}}}"
        f"@top-right{{content:{quoted(title)};color:#51606b;font:8pt {FONTS}}}}}"
        "@page:first{@top-right{content:''}}"
    ) + STYLE.read_text(encoding="utf-8")
    return (
        f'<!doctype html>\n<html lang="{edition}" data-theme="light"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title>{styles}<style>{rules}</style></head>"
        f'<body><main class="bd-main"><div class="bd-content"><div class="bd-article-container">{article}'
        "</div></div></main></body></html>\n"
    )


def titled(article: Tag, page: Path, read: BeautifulSoup) -> str:
    """Say above the heading which module this is, and give the title of the sheet."""
    heading = article.h1.get_text(" ", strip=True) if article.h1 else page.stem
    module = next((row["id"] for row in pages.rows("modules") if row["folder"] in page.parts), "")
    if not module or article.h1 is None:
        return heading
    kind = read.new_tag("p", attrs={"class": "sheet-kind"})
    kind.string = f"firearmskit · {module}"
    article.h1.insert_before(kind)
    return f"{module}: {heading}"


def quoted(text: str) -> str:
    """Give a text as a string of CSS."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ")
    return f'"{escaped}"'


def set_folds_apart(article: Tag, read: BeautifulSoup, edition: str) -> None:
    """Put what is folded at the end, under the heading of its section; in its place stands where to look."""
    _ = book.speak(edition)
    folds = article.select("details")
    if not folds:
        return
    end = read.new_tag("section")
    heading = read.new_tag("h2")
    heading.string = _("Answers")
    end.append(heading)
    end.append(read.new_tag("div", attrs={"class": "answers-apart"}))
    for number, fold in enumerate(folds, start=1):
        place = read.new_tag("p")
        place.string = _("Answer {number}: at the end.").format(number=number)
        fold.replace_with(place)
        if fold.summary:
            fold.summary.decompose()
        name = read.new_tag("h3")
        around = place.find_parent("section")
        title = around.find(["h2", "h3"]) if around else None
        name.string = f"{number}. {title.get_text(' ', strip=True) if title else ''}".strip()
        end.append(name)
        end.extend(list(fold.contents))
    article.append(end)


def keep_links_that_work_on_paper(article: Tag) -> None:
    """Leave links within the sheet and to public addresses; of those into book or JupyterLab only the words stay."""
    anchors = {str(each["id"]) for each in article.find_all(id=True)}
    for link in article.select("a[href]"):
        address, anchor = urldefrag(str(link["href"]))
        host = urlsplit(address).hostname
        if (not address and anchor in anchors) or (host and host != "127.0.0.1"):
            continue
        link.unwrap()


def write_addresses_out(article: Tag) -> None:
    """Write the address of each source in full: the theme shortens some to a sign, which can't be followed on paper."""
    for link in article.select(".sources a[href]"):
        link.string = str(link["href"])


def set_sheets_apart(article: Tag, read: BeautifulSoup, edition: str) -> None:
    """Put what is cut out and given to a group on sheets of their own, before what only the facilitator has.

    In an activity, ``{div} cut-out`` stands before a sheet: the paragraph after it names the sheet, and what follows up
    to the next paragraph or heading is on it. Where it is first in a section, and no paragraph comes after it, the
    whole section is a sheet.
    """
    _ = book.speak(edition)
    kept = article.select_one("section:has(> .whole-section)")
    for marker in article.select("div.cut-out"):
        sheet = read.new_tag("section", attrs={"class": "sheet-to-cut"})
        title, parts = what_is_cut(marker)
        place = read.new_tag("p", attrs={"class": "sheet-elsewhere"})
        name = title.get_text(" ", strip=True).rstrip(" :\N{NO-BREAK SPACE}")
        place.string = _("{sheet}: on a sheet of its own.").format(sheet=name)
        parts[0].insert_before(place)
        marker.decompose()
        sheet.extend([part.extract() for part in parts])
        if kept is None:
            article.append(sheet)
        else:
            kept.insert_before(sheet)


def what_is_cut(marker: Tag) -> tuple[Tag, list[Tag]]:
    """Give what names a sheet, and what is on it."""
    before, section, title = marker.find_previous_sibling(), marker.parent, marker.find_next_sibling()
    names_itself = title is not None and title.name == "p"
    if before is not None and before.name in ("h2", "h3") and section is not None and not names_itself:
        return before, [section]
    if title is None:
        raise PrintError("Nothing follows the mark of a sheet to be cut out.")
    parts = [title]
    for part in title.find_next_siblings():
        if part.name in ("p", "section", "blockquote", "h2", "h3") or is_mark(part):
            break
        parts.append(part)
    return title, parts


def is_mark(part: Tag) -> bool:
    """Say whether another sheet begins."""
    return "cut-out" in (part.get("class") or [])


def chromium() -> str:
    """Give the program that prints."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        raise PrintError(
            "Printing needs Chromium, and there is none: apt-get install chromium (on Ubuntu chromium-browser)."
        )
    return found


def print_sheet(html: str, pdf: Path, program: str) -> None:
    """Print a page; an interrupted one leaves nothing behind under its name."""
    pdf.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        source, draft = Path(place) / "sheet.html", Path(place) / "sheet.pdf"
        source.write_text(html, encoding="utf-8")
        options = [*OPTIONS, f"--user-data-dir={place}/profile", f"--print-to-pdf={draft}"]
        if os.geteuid() == 0:
            options.append("--no-sandbox")  # Chromium's own sandbox refuses root
        done = subprocess.run(
            [program, *options, source.as_uri()], capture_output=True, text=True, timeout=180, check=False
        )
        if not draft.is_file():
            raise PrintError(f"{pdf.name} wasn't printed. Chromium says:\n{done.stderr.strip()[-2000:]}")
        shutil.copyfile(draft, pdf)


def print_all(editions: list[str], paper: str, only: str = "") -> int:
    """Print every sheet, and give how many there are."""
    program = chromium()
    jobs = []
    for edition in editions:
        for name, called in sheets():
            page = book.home(edition, pages.INSTRUCTOR) / f"{name}.html"
            if only and only not in called:
                continue
            if not page.is_file():
                raise PrintError("The instructor's edition isn't built yet. Run `make instructor` first.")
            jobs.append((page, edition, OUT / edition / f"{called}.pdf"))

    def do(job: tuple[Path, str, Path]) -> None:
        page, edition, pdf = job
        print_sheet(sheet(page, edition, paper), pdf, program)
        print(f"{pdf.relative_to(book.ROOT)}  {pdf.stat().st_size / 1e6:.1f} MB", flush=True)

    with ThreadPoolExecutor(max_workers=2) as pool:
        list(pool.map(do, jobs))
    return len(jobs)


def main(argv: list[str] | None = None) -> int:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--language", choices=book.EDITIONS, help="print this language alone")
    parser.add_argument("--paper", choices=PAPERS, default="a4", help="the size of the paper")
    parser.add_argument("--only", default="", help="print those whose name holds this, such as m06 or facilitator")
    options = parser.parse_args(argv)
    started = time.perf_counter()
    try:
        count = print_all([options.language] if options.language else list(book.EDITIONS), options.paper, options.only)
    except PrintError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"handouts: {count} in {OUT} ({time.perf_counter() - started:.1f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
