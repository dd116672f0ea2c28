"""nbgrader's formgrader on a graded course: a person gives points and words there, and they come out everywhere."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

import pytest

from firearmskit.course.export import export
from firearmskit.course.feedback import feedback
from firearmskit.course.report import report
from tests.course.test_export import rows
from tests.course.test_feedback import words_of
from tests.course.test_results import by_learner

pytestmark = pytest.mark.browser


@pytest.fixture
def formgrader(graded, tmp_path) -> Iterator[str]:
    """Start Jupyter with formgrader on a graded course, and give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [
            sys.executable, "-m", "jupyter", "server", "--no-browser", f"--port={port}", "--ip=127.0.0.1",
            "--allow-root", "--IdentityProvider.token=", f"--ServerApp.root_dir={graded}",
        ],
        cwd=graded,
        env={**os.environ, "HOME": str(tmp_path), "JUPYTER_CONFIG_DIR": str(tmp_path / "config")},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    for _ in range(120):
        try:
            urllib.request.urlopen(f"{address}/api/status", timeout=2).close()  # noqa: S310
            break
        except OSError:
            time.sleep(0.25)
    yield address
    process.terminate()
    process.wait(20)


def test_points_that_a_person_gives_in_formgrader_come_out(graded, formgrader, chromium) -> None:
    """Opened as a trainer does; what is typed there is in the results, on the learner's page and in the export."""
    assert by_learner(graded)["dario"].points_of("argument") == 4
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.route(lambda url: not url.startswith(formgrader), lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{formgrader}/formgrader/manage_students/dario/m06_identification")
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
