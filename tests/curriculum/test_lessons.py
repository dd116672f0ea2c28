"""The code of the lessons works when a reader pastes it, and each lesson has its parts and stands in the book."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from queue import Empty

import nbformat
import pytest
import zmq
import zmq.asyncio
from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.channels import AsyncZMQSocketChannel
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.session import Session
from nbclient import NotebookClient

from firearmskit import language
from firearmskit.course import all_exercises
from tools import book, pages

LESSONS = sorted(pages.CURRICULUM.glob("[me][0-9][0-9]_*/index.md"))
EXPLORERS = [lesson for lesson in LESSONS if (lesson.parent / "explorer.ipynb").exists()]
CELL = re.compile(r"^```\{code-cell\} python\n(?::tags: \[hide-input\]\n)?(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)

each_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.parent.name)
each_explorer = pytest.mark.parametrize("lesson", EXPLORERS, ids=lambda path: path.parent.name)


def test_written_modules_stand_in_the_table_of_contents():
    """Each lesson is a chapter, in the order of the modules, and its other pages are the sections below it.

    Before the lessons comes the page of learning paths. After those of the instructor's edition come the other folders,
    in the order of their names: the tests before and after the course stand there with their answers.
    """
    paths, *chapters = book.table_of_contents(pages.INSTRUCTOR)["chapters"]
    others = sorted({f"curriculum/{page.parent.name}/index" for page in pages.CURRICULUM.glob("[!me]*/index.md")})
    assert paths == {"file": "curriculum/paths/index"}
    after = chapters[len(LESSONS) :]
    chapters = chapters[: len(LESSONS)]
    assert {
        "file": "curriculum/assessments/index",
        "sections": [{"file": "curriculum/assessments/solutions"}],
    } in after
    assert [each["file"] for each in after] == [file for file in others if file != paths["file"]]
    assert [chapter["file"] for chapter in chapters] == [
        f"curriculum/{row['folder']}/index"
        for row in pages.rows("modules")
        if (pages.CURRICULUM / row["folder"] / "index.md").exists()
    ]
    assert len(chapters) == len(LESSONS)
    for chapter in chapters:
        folder = chapter["file"].removesuffix("/index")
        activities = sorted(page.stem for page in (pages.CURRICULUM.parent / folder).glob("activities/*.md"))
        names = ["facilitator", "solutions", *(f"activities/{name}" for name in activities)]
        assert chapter["sections"] == [{"file": f"{folder}/{name}"} for name in names]


def test_the_public_book_has_no_page_for_those_who_teach():
    """It holds paths, lessons, their activities, glossary and reference tables; each debrief is kept back."""
    chapters = book.table_of_contents()["chapters"]
    named = [each["file"] for chapter in chapters for each in (chapter, *chapter.get("sections", ()))]
    assert named == [
        "curriculum/paths/index",
        *(
            page.relative_to(pages.CURRICULUM.parent).with_suffix("").as_posix()
            for lesson in LESSONS
            for page in (lesson, *sorted(lesson.parent.glob("activities/*.md")))
        ),
        "curriculum/glossary/index",
        "curriculum/reference/index",
    ]
    for activity in pages.CURRICULUM.glob("*/activities/*.md"):
        headings = re.findall(
            r"^## .*debrief.*\n\n(.*)", activity.read_text("utf-8"), flags=re.MULTILINE | re.IGNORECASE
        )
        assert headings == ["```{kept-for-instructors}"], activity


@each_lesson
def test_code_runs_when_pasted(lesson, tmp_path):
    """All cells run one after the other in a new namespace, and print no warning; none is hidden from the reader."""
    text = lesson.read_text(encoding="utf-8")
    cells = list(CELL.finditer(text))
    assert len(cells) == text.count("```{code-cell}")
    script = tmp_path / "pasted.py"
    script.write_text("\n".join(cell["code"] for cell in cells), encoding="utf-8")
    done = subprocess.run([sys.executable, script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


class Channel(AsyncZMQSocketChannel):
    """A channel that looks again twice a second, because a reply may have come of which nobody tells it.

    While nbclient waits for the reply to a cell, it sends what an Output widget holds on the same socket, and
    jupyter_client does so past the event loop that watches the socket. ZeroMQ announces a message once: what arrived
    just before is announced to who sends, and who waits isn't woken. So it waited for as long as it was allowed to.
    """

    async def get_msg(self, timeout=None):
        """Give a message if there is one in time."""
        until = time.monotonic() + (float("inf") if timeout is None else timeout)
        while (left := until - time.monotonic()) > 0.5:
            try:
                return await super().get_msg(0.5)
            except Empty:
                continue
        return await super().get_msg(max(0, left))


class Client(AsyncKernelClient):
    """A client with such channels."""

    shell_channel_class = Channel
    iopub_channel_class = Channel


class Manager(AsyncKernelManager):
    """A manager of a kernel with such a client."""

    client_factory = Client


def test_no_reply_is_missed():
    """A reply that came just before something was sent on the same socket is heard, and not when time is up."""

    async def wait():
        session, ours, theirs = Session(), zmq.asyncio.Context(), zmq.Context()
        kernel, socket = theirs.socket(zmq.ROUTER), ours.socket(zmq.DEALER)
        socket.connect(f"tcp://127.0.0.1:{kernel.bind_to_random_port('tcp://127.0.0.1')}")
        channel = Channel(socket, session)
        channel.send(session.msg("execute_request"))
        sender = kernel.recv_multipart()[0]
        waiting, since = asyncio.ensure_future(channel.get_msg(20)), time.monotonic()
        await asyncio.sleep(0.1)
        session.send(kernel, "execute_reply", ident=sender)
        time.sleep(0.1)
        channel.send(session.msg("comm_msg"))
        heard = (await waiting)["msg_type"], time.monotonic() - since
        ours.destroy(0)
        theirs.destroy(0)
        return heard

    with ThreadPoolExecutor(1) as apart:  # where a browser ran, this thread's loop still runs
        name, seconds = apart.submit(asyncio.run, wait()).result()
    assert name == "execute_reply"
    assert seconds < 10


@each_explorer
def test_explorer_runs(lesson):
    """The explorer of a module runs from its first cell to its last, and has its words in every language."""
    notebook = nbformat.read(lesson.parent / "explorer.ipynb", as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell(f"assert set(WORDS) == {set(language.available())}"))
    how = {"kernel_manager_class": Manager, "timeout": 60, "resources": {"metadata": {"path": lesson.parent}}}
    NotebookClient(notebook, **how).execute()
    widgets = [
        o
        for c in notebook.cells
        for o in c.get("outputs", [])
        if "application/vnd.jupyter.widget-view+json" in o.get("data", {})
    ]
    assert widgets


@each_explorer
def test_explorer_is_stored_without_output(lesson):
    """A stored notebook holds no output and no count, so that a changed sentence is a changed line."""
    for cell in nbformat.read(lesson.parent / "explorer.ipynb", as_version=4).cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


@each_lesson
def test_lesson_has_its_parts(lesson):
    """A lesson opens with a situation and has a worked case, mistakes, points, a link to its exercise and sources."""
    text = lesson.read_text(encoding="utf-8")
    places = [text.index(part) for part in (
        "{module-facts}", "{objectives}", "## The situation", "## A worked case", "## Common mistakes",
        "{key-points}", "## Your turn", "{sources}",
    )]  # fmt: skip
    assert places == sorted(places)


@each_lesson
def test_lesson_links_to_what_opens_in_jupyterlab(lesson):
    """A lesson links to each of its exercises and to its explorer, if it has one, and to nothing that isn't there."""
    linked = set(re.findall(r"\]\(http://127\.0\.0\.1:8888/lab/tree/([^)]*)\)", lesson.read_text(encoding="utf-8")))
    module = lesson.parent.name
    wanted = {f"{each.id}.ipynb" for each in all_exercises() if each.module == module}
    assert linked == wanted | ({f"explorers/{module}/explorer.ipynb"} if lesson in EXPLORERS else set())


@each_lesson
def test_minutes_of_exercises_are_the_same_everywhere(lesson):
    """What a lesson says of an exercise's minutes is what its notebook says, and those to be done add up."""
    text, matter = lesson.read_text(encoding="utf-8"), pages.front_matter(lesson)
    said = {}
    for notebook in sorted((book.ROOT / "solutions" / lesson.parent.name).glob("*.ipynb")):
        (minutes,) = re.findall(r"\| Time \| about (\d+) minutes \|", notebook.read_text(encoding="utf-8"))
        said[notebook.stem] = int(minutes)
        line = re.search(rf"\(exercise:{lesson.parent.name}/{notebook.stem}\).*", text).group()
        told = re.search(r"about (\d+) minutes", line)
        assert told is None or int(told[1]) == said[notebook.stem], notebook.stem
    written = {each.slug for each in all_exercises() if any(task.rubric for task in each.tasks)}
    assert sum(minutes for slug, minutes in said.items() if slug not in written) == matter["exercise_min"]


@each_lesson
def test_a_lesson_speaks_of_cells_nowhere(lesson):
    """Readers of pages and of paper have no cell to run."""
    prose = re.sub(r"^```\{code-cell\}.*?^```$", "", lesson.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    assert re.findall(r"\b(?:run|next) (?:the )?(?:next )?cell", prose) == []


@each_lesson
def test_lesson_has_enough_prose(lesson):
    """A lesson has at least 900 words of prose, without front matter, code and tables."""
    body = lesson.read_text(encoding="utf-8").split("---\n", 2)[2]
    prose = re.sub(r"^\|.*$", "", re.sub(r"^```.*?^```$", "", body, flags=re.MULTILINE | re.DOTALL), flags=re.MULTILINE)
    assert len(prose.split()) >= 900


def test_digest_changes_with_the_library(tmp_path, monkeypatch):
    """Lessons run again when a file of the library changes, and only then."""
    (tmp_path / "firearmskit").mkdir()
    (tmp_path / "firearmskit" / "a.py").write_text("one = 1\n", encoding="utf-8")
    monkeypatch.setattr(book, "ROOT", tmp_path)
    first = book.library_digest()
    (tmp_path / "firearmskit" / "notes.txt").write_text("not code", encoding="utf-8")
    assert book.library_digest() == first
    (tmp_path / "firearmskit" / "a.py").write_text("one = 2\n", encoding="utf-8")
    assert book.library_digest() != first
