"""A headless Chromium on the built book, which counts what a page asks from elsewhere."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tools import book, forms

PREFIXES = {edition: "" if edition == book.SOURCE else f"{edition}/" for edition in book.EDITIONS}
CHAPTERS = book.table_of_contents()["chapters"]
LISTED = [
    "curriculum/index.html",
    *(f"{part['file']}.html" for chapter in CHAPTERS for part in (chapter, *chapter.get("sections", ()))),
]
"""The pages that the table of contents lists."""
THEMED = [*LISTED, "search.html", "genindex.html"]
"""The pages that look like the book; search and index are made by themselves."""
FORMS = [f"exercises/{what.id}.html" for what in forms.practised()]
"""The exercises, as pages that need no kernel."""
BARE = ["index.html", "404.html", *FORMS]
"""The pages without the theme: front door, page for addresses that lead nowhere, exercises."""


LOOK = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}


def in_each_edition(pages):
    """Pairs of a language and the path of a page in its edition."""
    return [(edition, prefix + page) for edition, prefix in PREFIXES.items() for page in pages]


class QuietHandler(SimpleHTTPRequestHandler):
    """A file server that keeps no log."""

    def log_message(self, *_):
        """Say nothing."""


def built(kind):
    """Give the folder of a built book; it is built when it isn't there."""
    if not all((book.home(edition, kind) / "404.html").is_file() for edition in book.EDITIONS):
        assert book.build_all(kind) == 0
    return book.KINDS[kind]


@contextmanager
def served(folder):
    """Serve a folder on this machine, and give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def html():
    """The folder of the public book."""
    return built("public")


@pytest.fixture(scope="session")
def instructor_html():
    """The folder of the instructor's edition."""
    return built("instructor")


@pytest.fixture(scope="session")
def site(html):
    """The address of the built book on this machine."""
    with served(html) as address:
        yield address


@pytest.fixture(scope="session")
def open_page(chromium, site):
    """A function that opens a page; ``page.outside`` and ``page.complaints`` list what mustn't happen."""

    def go(path, wait="networkidle", context=None, **options):
        page = (context or chromium.new_context(**(LOOK | options))).new_page()
        page.outside, page.complaints = [], []

        page.on("request", lambda r: r.url.startswith((site, "data:")) or page.outside.append(r.url))
        page.on("console", lambda m: page.complaints.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("requestfailed", lambda r: page.complaints.append(f"failed: {r.url[:200]}"))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("response", lambda r: page.complaints.append(f"{r.status} {r.url}") if r.status >= 400 else None)
        page.goto(site + path, wait_until=wait)
        return page

    return go


@pytest.fixture(scope="session")
def reader(chromium):
    """A reader who asks for less motion, and opens each page once: what pages have in common is then there already."""
    context = chromium.new_context(**LOOK, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture(scope="session", params=in_each_edition(THEMED), ids=lambda each: each[1])
def opened(request, open_page, reader):
    """The language of a page, and the page, opened once for all tests that only look at it.

    Figures come when the reader comes near: here all are wanted.
    """
    language, path = request.param
    page = open_page(path, context=reader)
    page.evaluate("[...document.images].forEach(image => { image.loading = 'eager' })")
    page.wait_for_function("[...document.images].every(image => image.complete)")
    page.wait_for_timeout(400)  # the theme looks a third of a second later which boxes scroll
    yield language, page
    page.close()


@pytest.fixture(scope="session", params=in_each_edition(BARE), ids=lambda each: each[1])
def bare(request, open_page, reader):
    """The language of a page without the theme, and the page, opened once in the same way."""
    language, path = request.param
    page = open_page(path, context=reader)
    yield language, page
    page.close()


@pytest.fixture
def visit(open_page):
    """A function that opens a page for a test that clicks or types."""
    opened = []

    def go(path, **options):
        opened.append(open_page(path, **options))
        return opened[-1]

    yield go
    for page in opened:
        page.context.close()
