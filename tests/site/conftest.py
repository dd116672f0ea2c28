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


@pytest.fixture(scope="module")
def open_page(chromium, site):
    """A function that opens a page; ``page.outside`` and ``page.complaints`` list what mustn't happen."""

    def go(path, **options):
        settings = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"} | options
        page = chromium.new_context(**settings).new_page()
        page.outside, page.complaints = [], []

        def decide(route):
            if route.request.url.startswith((site, "data:")):
                route.continue_()
            else:
                page.outside.append(route.request.url)
                route.abort()

        page.route("**/*", decide)
        page.on("console", lambda m: page.complaints.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("requestfailed", lambda r: page.complaints.append(f"failed: {r.url[:200]}"))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("response", lambda r: page.complaints.append(f"{r.status} {r.url}") if r.status >= 400 else None)
        page.goto(site + path, wait_until="networkidle")
        return page

    return go


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
