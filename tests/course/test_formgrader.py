"""A person grades a written answer in nbgrader's own formgrader, in a browser, on a course that we graded."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from firearmskit.course.cohort import Learner, submit
from firearmskit.course.exercises.m06_identification.report import EXERCISE
from firearmskit.course.export import export
from firearmskit.course.feedback import feedback
from firearmskit.course.grading import grade
from firearmskit.course.report import report
from firearmskit.course.results import Result, read_results
from firearmskit.course.store import Store
from tests.course.test_export import rows
from tests.course.test_feedback import words_of
from tests.course.test_results import by_learner

pytestmark = pytest.mark.browser

TEXT = (
    "The marks leave the statement open.\n"
    "<script>document.title = 'taken'</script><img src=x onerror=\"document.title = 'taken'\">\n"
    "[a link](javascript:alert(1)) $\\href{javascript:alert(1)}{x}$"
)
COMMENT = "The limits are well said; which part bears mark B?"


def write_finding(course: Store, text: str) -> None:
    """Hand in a finding for the one learner of the course."""
    learner = Learner(id="ada", story="", answers=lambda what, frozen: {"basis": {}, "finding": {"text": text}})
    submit(course, EXERCISE, learner)


@pytest.fixture(scope="module")
def course(new_course: Callable[[], Store]) -> Store:
    """Give a graded course folder in which one learner wrote something hostile."""
    store = new_course()
    write_finding(store, TEXT)
    grade(store.root)
    return store


@contextmanager
def formgrader(root: Path, home: Path) -> Iterator[str]:
    """Start a Jupyter server with nbgrader's extensions in a course folder, and give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = home / "server.log"
    with log.open("w") as stream:
        process = subprocess.Popen(
            [
                sys.executable, "-m", "jupyter_server", f"--port={port}", "--ip=127.0.0.1", "--allow-root",
                "--IdentityProvider.token=", f"--ServerApp.root_dir={root}",
            ],
            cwd=root, stdout=stream, stderr=stream,
            env={**os.environ, "HOME": str(home), "JUPYTER_CONFIG_DIR": str(home / "config")},
        )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{address}/api/status", timeout=2).close()  # noqa: S310
            break
        except OSError:
            assert process.poll() is None, log.read_text("utf-8")
            time.sleep(0.25)
    yield address
    process.terminate()
    process.wait(20)


@pytest.fixture(scope="module")
def server(course: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the course in which somebody wrote an answer."""
    with formgrader(course.root, tmp_path_factory.mktemp("home")) as address:
        yield address


def result(course: Store) -> Result:
    """Give what the course's reports are made from."""
    (found,) = read_results(course.root)
    return found


def test_points_and_a_comment_given_in_formgrader_reach_the_results(chromium, server: str, course: Store) -> None:
    """The text is shown as text beside its rubric; points and words are saved, and stay when the text changes."""
    assert result(course).waiting == ("finding",)
    page = chromium.new_context(viewport={"width": 1280, "height": 1400}).new_page()
    outside: list[str] = []
    page.on("request", lambda request: outside.append(request.url) if not request.url.startswith(server) else None)

    # As a trainer finds it: Manual Grading, the module, the notebook, the submission.
    page.goto(f"{server}/formgrader/gradebook/{EXERCISE.module}/{EXERCISE.slug}")
    page.get_by_role("link", name=re.compile("Submission #1")).click()
    score = page.locator("input#finding")
    score.wait_for(timeout=30_000)
    waits = page.locator("input#finding.needs_manual_grade")  # set once formgrader has read the gradebook
    waits.wait_for(timeout=30_000)
    assert "taken" not in page.title()
    shown = page.locator("body").inner_text()
    for line in TEXT.splitlines():
        assert line in shown
    for criterion in EXERCISE.task("finding").rubric:
        assert criterion.title in shown
        assert all(like in shown for _points, like in criterion.levels)
    assert "For the person who grades" in shown
    assert page.locator('a[href^="javascript:"]').count() == 0
    # nbgrader's page fetches MathJax where there is internet; it must leave this text alone.
    text = page.locator("td", has_text="$\\href").first
    assert text.locator("xpath=ancestor::*[contains(@class, 'tex2jax_ignore')]").count() == 1

    score.fill("6.5")
    comment = page.locator("textarea#finding-comment")
    with page.expect_response(lambda r: "/api/grade/" in r.url and r.request.method == "PUT"):
        score.press("Tab")
    comment.fill(COMMENT)
    with page.expect_response(lambda r: "/api/comment/" in r.url and r.request.method == "PUT"):
        comment.press("Tab")
    if picture := os.environ.get("FIREARMSKIT_PICTURES"):
        page.screenshot(path=Path(picture) / "formgrader.png", full_page=True)

    marked = result(course)
    assert (marked.points_of("finding"), marked.waiting) == (6.5, ())
    assert marked.comments == {"finding": COMMENT}
    assert marked.points == 6.5

    # Grading again leaves it alone; when the learner hands in another text, a person is asked to look again.
    grade(course.root)
    assert result(course).waiting == ()
    write_finding(course, "The marks support the statement.")
    grade(course.root)
    again = result(course)
    assert (again.points_of("finding"), again.waiting) == (6.5, ("finding",))
    assert again.comments == {"finding": COMMENT}
    page.reload()
    waits.wait_for(timeout=30_000)
    assert score.input_value() == "6.5"
    assert "The marks support the statement." in page.locator("body").inner_text()
    page.context.close()


def test_points_that_a_person_gives_in_formgrader_come_out(graded: Path, chromium, tmp_path: Path) -> None:
    """Opened as a trainer does; what is typed there is in the results, on the learner's page and in the export."""
    assert by_learner(graded)["dario"].points_of("argument") == 4
    with formgrader(graded, tmp_path) as address:
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        context.route(lambda url: not url.startswith(address), lambda route: route.abort())
        page = context.new_page()
        page.goto(f"{address}/formgrader/manage_students/dario/m06_identification")
        page.locator("tbody a").first.click()
        points, words = page.locator("input#argument"), page.locator("textarea#answer-argument-comment")
        page.locator("input#argument[placeholder='4']").wait_for()  # once formgrader has read what was graded
        for field, typed in (points, "9"), (words, "Better than <b>you</b> think"):
            with page.expect_response(lambda answer: answer.request.method == "PUT" and answer.ok):
                field.fill(typed)
                field.blur()
        context.close()

    mine = by_learner(graded)["dario"]
    assert mine.by_hand == {"argument": 9}
    assert mine.points == 19
    assert mine.passed
    assert feedback(graded, ["dario"]).missing == ()
    page = words_of(graded, "dario")
    assert "19 of 30 points" in page
    assert "Your trainer wrote: Better than <b>you</b> think" in page
    assert {row["learner"]: row["total (/30)"] for row in rows(export(graded).path)}["dario"] == "19"
    text = report(graded).path.read_text("utf-8")
    assert "Help 4 learners. chen, efua, goran, ivan." in text.replace("</strong>", "")
