"""What the book weighs on a reader's line, and how long it takes to build, each against its limit.

A page is opened in a browser that has nothing of the book yet, from a plain server that compresses nothing: what is
counted is what comes over the line at worst. *First* is what comes when the page is opened on a phone, *figures* what
the rest brings when the reader goes to the end, *text* what comes of a page whose pictures are left out.
Times are those of the clock, in a copy of the checkout that has built nothing. Two cores that do nothing else are
assumed; the time of the processor, printed beside, is what other programs disturb little.

Run it with ``python -m benchmarks.book``; ``--pages`` weighs the pages of the book that is there and builds nothing.
It needs Chromium.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGE_LIMIT = 1_000_000
"""Bytes of a page with all that it loads, its figures too."""
TEXT_LIMIT = 300_000
"""Bytes of a page with all that it loads but pictures."""
COLD_LIMIT_S = 240
AGAIN_LIMIT_S = 15
PHONE = {"width": 390, "height": 844}


@dataclass(frozen=True, kw_only=True)
class Weight:
    """What a page brings, in bytes."""

    first: int
    whole: int
    text: int


class QuietHandler(SimpleHTTPRequestHandler):
    """A file server that keeps no log."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine, and give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def weigh(browser: Any, address: str) -> Weight:
    """Open a page with an empty cache, go to its end, and give what it brought.

    Args:
        browser: A browser of Playwright.
        address: The page.
    """
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    came: list[tuple[bool, int]] = []
    page.on("requestfinished", lambda r: came.append((r.resource_type == "image", len(r.response().body()))))
    page.goto(address, wait_until="networkidle")
    first = sum(size for _picture, size in came)
    page.evaluate("[...document.images].forEach(image => { image.loading = 'eager' })")
    page.wait_for_function("[...document.images].every(image => image.complete)")
    page.wait_for_load_state("networkidle")
    # A picture that stands inside the page comes with it, and counts as a picture all the same.
    inside = page.evaluate(
        """[...document.querySelectorAll('[src^="data:"]')].reduce((sum, e) => sum + e.getAttribute('src').length, 0)"""
    )
    context.close()
    text = sum(size for picture, size in came if not picture)
    return Weight(first=first, whole=sum(size for _picture, size in came), text=text - inside)


def pages(html: Path) -> list[str]:
    """Give the pages of a built book."""
    listed = (path.relative_to(html).as_posix() for path in html.rglob("*.html"))
    return sorted(page for page in listed if "curriculum/" in page or page.endswith(("search.html", "genindex.html")))


def line(what: str, measured: str, limit: str, kept: bool) -> bool:
    """Print one measurement against its limit, and say whether it was kept."""
    print(f"{what:<58}{measured:>12}{limit:>12}  {'kept' if kept else 'BROKEN'}", flush=True)
    return kept


def weigh_pages(html: Path) -> bool:
    """Print what each page weighs, worst first, and whether all keep the limits."""
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        sys.exit("no Chromium on this machine: apt-get install chromium")
    with served(html) as site, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        weights = {page: weigh(browser, site + page) for page in pages(html)}
        browser.close()
    print(f"{'bytes, uncompressed, of a page':<58}{'first':>12}{'whole':>12}{'text':>12}")
    for page, weight in sorted(weights.items(), key=lambda each: -each[1].whole):
        print(f"{page:<58}{weight.first:>12,}{weight.whole:>12,}{weight.text:>12,}")
    print(f"\n{'':<58}{'measured':>12}{'limit':>12}")
    whole, text = max(each.whole for each in weights.values()), max(each.text for each in weights.values())
    kept = line("the heaviest page, with all its figures", f"{whole:,}", f"{PAGE_LIMIT:,}", whole < PAGE_LIMIT)
    return line("the heaviest page without figures", f"{text:,}", f"{TEXT_LIMIT:,}", text < TEXT_LIMIT) and kept


def build(checkout: Path, *options: str) -> tuple[float, float]:
    """Build the book of a checkout, and give the seconds it took, by the clock and of the processor."""
    environment = os.environ | {"PYTHONPATH": str(checkout)}
    started, used = time.perf_counter(), processor_seconds()
    subprocess.run(
        [sys.executable, str(checkout / "tools" / "book.py"), *options],
        cwd=checkout, env=environment, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return time.perf_counter() - started, processor_seconds() - used


def processor_seconds() -> float:
    """Give the time of the processor that programs started from here have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def timed(what: str, limit: float, checkout: Path, *options: str) -> bool:
    """Build, print the time against its limit, and say whether it was kept."""
    clock, processor = build(checkout, *options)
    return line(f"{what} ({processor:.1f} s of the processor)", f"{clock:.1f}", f"{limit}", clock < limit)


def time_builds() -> tuple[Path, bool]:
    """Build a copy from nothing, then after a change of a lesson; give the copy, and whether limits were kept."""
    copy = Path(tempfile.mkdtemp(prefix="book-")) / "checkout"
    left = shutil.ignore_patterns(".venv", "_build", ".git", "work", ".*_cache", "__pycache__")
    shutil.copytree(ROOT, copy, ignore=left)
    kept = timed("whole book, cold, s", COLD_LIMIT_S, copy)
    lesson = max((copy / "curriculum").glob("m*/index.md"), key=lambda path: path.stat().st_size)
    lesson.write_text(lesson.read_text("utf-8").replace("\n## ", "\nOne sentence more.\n\n## ", 1), "utf-8")
    kept &= timed("one lesson changed, s", AGAIN_LIMIT_S, copy, "--language", "en")
    kept &= timed("the same in every other edition, s", AGAIN_LIMIT_S, copy)
    return copy, kept


def main() -> int:
    """Measure, and give 1 where a limit is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", action="store_true", help="weigh the pages of the book that is there, build nothing")
    if parser.parse_args().pages:
        return int(not weigh_pages(ROOT / "_build" / "html"))
    copy, kept = time_builds()
    try:
        return int(not (weigh_pages(copy / "_build" / "html") and kept))
    finally:
        shutil.rmtree(copy.parent)


if __name__ == "__main__":
    sys.exit(main())
