"""`make serve`: what learners made is never overwritten, and only this machine is served."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def project(tmp_path):
    """A project with one exercise, one explorer, and a book of one page."""
    for name in ("exercises/m06/marks.ipynb", "curriculum/m06/explorer.ipynb", "_build/html/index.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(NOTEBOOK if name.endswith("ipynb") else "<!doctype html><title>The book</title>")
    (tmp_path / "_build/html/pictures").mkdir()
    (tmp_path / "_build/html/module.mjs").write_text("export default 1")
    (tmp_path / "exercises/.ipynb_checkpoints").mkdir()
    (tmp_path / "exercises/.ipynb_checkpoints/old.ipynb").write_text("old")
    return tmp_path


NOTEBOOK = json.dumps({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def test_lays_out_exercises_and_explorers(tool, project):
    """Learners find each exercise and explorer; hidden folders aren't theirs."""
    serve, work = tool("serve"), project / "work"
    assert serve.lay_out(serve.masters(project), work) == []
    shown = {path.relative_to(work).as_posix() for path in work.rglob("*") if path.is_file()}
    assert shown == {"m06/marks.ipynb", "explorers/m06/explorer.ipynb", ".laid-out.json"}


def test_never_overwrites_what_a_learner_saved(tool, project):
    """A learner's file keeps its bytes when the exercise changes; the new one is laid beside it, once."""
    serve, work = tool("serve"), project / "work"
    serve.lay_out(serve.masters(project), work)
    mine = work / "m06/marks.ipynb"
    mine.write_text("my work")
    assert serve.lay_out(serve.masters(project), work) == []

    (project / "exercises/m06/marks.ipynb").write_text("second edition")
    notes = serve.lay_out(serve.masters(project), work)
    beside = list((work / "m06").glob("marks.new-*.ipynb"))
    assert mine.read_text() == "my work"
    assert [path.read_text() for path in beside] == ["second edition"]
    assert len(notes) == 1
    assert beside[0].name in notes[0]

    beside[0].write_text("my work, continued")
    assert serve.lay_out(serve.masters(project), work) == []
    assert beside[0].read_text() == "my work, continued"


def test_a_removed_file_comes_back_fresh(tool, project):
    """Who wants to start over removes the file."""
    serve, work = tool("serve"), project / "work"
    serve.lay_out(serve.masters(project), work)
    (work / "m06/marks.ipynb").unlink()
    serve.lay_out(serve.masters(project), work)
    assert (work / "m06/marks.ipynb").read_text() == NOTEBOOK


@pytest.mark.parametrize("broken", ["", '{"m06/marks.ipynb": ["2f', "[]", '{"m06/marks.ipynb": 1}'])
def test_a_broken_record_counts_as_empty(tool, project, broken):
    """A record that a power cut left empty or cut off stops nothing, and no learner's file is touched."""
    serve, work = tool("serve"), project / "work"
    serve.lay_out(serve.masters(project), work)
    (work / "m06/marks.ipynb").write_text("my work")
    (work / ".laid-out.json").write_text(broken)
    assert len(serve.lay_out(serve.masters(project), work)) == 1
    assert (work / "m06/marks.ipynb").read_text() == "my work"
    assert serve.lay_out(serve.masters(project), work) == []


def test_a_record_is_written_whole_or_not_at_all(tool, tmp_path, monkeypatch):
    """When the power fails while a file is written, what was there before is still there, whole."""
    serve = tool("serve")
    path = tmp_path / "record.json"
    serve.write_whole(path, b"before")

    def fail(_number):
        raise OSError("no power")

    monkeypatch.setattr(serve.os, "fsync", fail)
    with pytest.raises(OSError, match="no power"):
        serve.write_whole(path, b"after")
    assert path.read_bytes() == b"before"


def test_takes_the_next_free_port(tool):
    """A taken port is passed over."""
    serve = tool("serve")
    with socket.socket() as taken:
        taken.bind((serve.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert serve.free_port(port) > port


def test_serves_the_book_and_nothing_else(tool, project):
    """Pages come fresh and with their type; folders aren't listed and nothing outside is reached."""
    serve = tool("serve")
    server = serve.start_book(project / "_build/html", serve.free_port(18000))
    at = f"http://127.0.0.1:{server.server_port}"
    local = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with local.open(f"{at}/") as page:
            assert b"The book" in page.read()
            assert page.headers["Cache-Control"] == "no-store"
        with local.open(f"{at}/module.mjs") as script:
            assert script.headers["Content-Type"] == "text/javascript"
        for path in ("/pictures/", "/../../exercises/m06/marks.ipynb", "/%2e%2e/%2e%2e/exercises/m06/marks.ipynb"):
            with pytest.raises(urllib.error.HTTPError, match="404"):
                local.open(at + path)
        assert server.server_address[0] == "127.0.0.1"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(("asked", "said"), [("/nothing.html", "Not here"), ("/fr/x/nothing.html", "Pas ici")])
def test_a_missing_page_is_said_in_the_language_of_the_edition(tool, project, asked, said):
    """An address that leads nowhere is answered with 404 and the page that its edition has for it."""
    serve, html = tool("serve"), project / "_build/html"
    (html / "fr").mkdir()
    (html / "404.html").write_text("Not here")
    (html / "fr/404.html").write_text("Pas ici")
    server = serve.start_book(html, serve.free_port(18000))
    local = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with pytest.raises(urllib.error.HTTPError, match="404") as answer:
            local.open(f"http://127.0.0.1:{server.server_port}{asked}")
        assert answer.value.read().decode() == said
    finally:
        server.shutdown()
        server.server_close()


def test_says_what_to_do_without_a_book(tool, tmp_path, monkeypatch):
    """Without a built book the one word to run is named."""
    serve = tool("serve")
    monkeypatch.setattr(serve, "BOOK", tmp_path)
    with pytest.raises(SystemExit, match="make course"):
        serve.main()


@pytest.fixture
def served(project):
    """`tools/serve.py` running in the small project, and the lines that it printed until both were up."""
    shutil.copytree(ROOT / "tools/jupyter", project / "tools/jupyter")
    shutil.copy(ROOT / "tools/serve.py", project / "tools")
    lab = Path(sys.executable).with_name("jupyter-lab")
    (project / ".venv/bin").mkdir(parents=True)
    (project / ".venv/bin/jupyter-lab").symlink_to(lab)
    process = subprocess.Popen(
        [sys.executable, "tools/serve.py"],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    lines = []
    for line in process.stdout:
        lines.append(line)
        if "Ctrl-C" in line:
            break
    yield process, "".join(lines)
    with suppress(ProcessLookupError):
        os.kill(process.pid, signal.SIGINT)
    process.communicate(timeout=60)


@pytest.mark.browser
def test_both_serve_this_machine_alone(served, project, chromium):
    """JupyterLab opens an exercise without asking any other machine, and one Ctrl-C ends both."""
    process, said = served
    lab, book = re.findall(r"http://127\.0\.0\.1:\d+/\S*", said)
    assert re.search(r"token=[\w-]{30,}", lab), said
    asked, wrong = [], []
    with chromium.new_context() as context:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(lab)
        page.wait_for_selector("#jp-main-dock-panel", timeout=60_000)
        page.goto(lab.split("/lab?")[0] + "/lab/tree/m06/marks.ipynb")
        page.wait_for_selector(".jp-Notebook", timeout=60_000)
        assert not page.get_by_text("official Jupyter news").count()
        assert not page.get_by_role("menuitem", name="Nbgrader").count()
        page.goto(book)
        assert page.title() == "The book"
    outside = [url for url in asked if not re.match(r"(https?|wss?)://127\.0\.0\.1:\d+/|data:|blob:", url)]
    assert outside == []
    assert wrong == []
    assert not [url for url in asked if "/lab/api/news" in url or "/lab/api/update" in url]

    os.kill(process.pid, signal.SIGINT)
    rest, _ = process.communicate(timeout=60)
    assert process.returncode == 0, rest
    assert "Traceback" not in rest
    for address in (lab, book):
        port = int(re.search(r":(\d+)/", address)[1])
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)), f"something still answers on {address}"
