"""The offline edition as people meet it: from a folder, on this machine, and from a second host in the room."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import load_pem_x509_certificate
from playwright.sync_api import TimeoutError

from firearmskit.course.answers import parse_answers
from firearmskit.course.packs import practice_case
from tests.conftest import CHROMIUM, FLAGS
from tests.filling import fill, put
from tools import book, forms, npm
from tools.offline import folder
from tools.offline.__main__ import MOST_MEGABYTES

pytestmark = pytest.mark.browser
SAMPLE = "m07_marking/duty"
MARKS = "m06_identification/marks"
HAVE_PICTURES = (
    "from firearmskit.course import display; pictures = exercise.pack.evidence.get('pictures', {}); "
    "have = lambda name: (exercise.folder / display.picture_name(exercise.pack, name)).is_file()"
)
ROOM = ("10.213.7.1", "10.213.7.2")
"""Addresses of the trainer's machine and of a learner's, in a network of their own."""


def each_exercise():
    """Give every exercise in every language; all but one are left to `make slow`."""
    for what in forms.practised():
        for edition in book.EDITIONS:
            sample = what.id == SAMPLE and edition == book.SOURCE
            yield pytest.param(what, edition, marks=() if sample else pytest.mark.slow, id=f"{what.id}-{edition}")


def in_turns():
    """Give the longest exercise of each module once, in one language after the other."""
    longest = {each.module: each for each in sorted(forms.practised(), key=lambda each: len(each.tasks))}
    for rank, each in enumerate(longest.values()):
        edition = list(book.EDITIONS)[rank % len(book.EDITIONS)]
        yield pytest.param(each, edition, id=f"{each.id}-{edition}")


@pytest.fixture(scope="module")
def offline(html, tmp_path_factory):
    """The folder, made from the built book."""
    place = tmp_path_factory.mktemp("stick") / "offline"
    try:
        folder.make(place, None)
    except npm.FetchError as error:
        pytest.skip(str(error))
    return place


@contextmanager
def serving(offline: Path, *options: str, before: tuple[str, ...] = ()) -> Iterator[str]:
    """Run the folder's own server with a bare Python, and give the port that it says."""
    command = [*before, sys.executable, "-I", str(offline / "serve.py"), "--no-browser", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd="/") as process:
        try:
            yield process.stdout.readline().split()[-1].rstrip("/").rsplit(":", 1)[1]
        finally:
            process.kill()


@pytest.fixture(scope="module")
def here(offline):
    """The address of the folder on this machine."""
    with serving(offline, "--port=8800") as port:
        yield f"http://127.0.0.1:{port}/"


@pytest.fixture
def visit(chromium):
    """A function that opens a page of the edition; ``page.outside`` lists what it asks for from elsewhere."""
    contexts = []

    def go(address, path, browser=chromium, **how):
        contexts.append(browser.new_context(viewport={"width": 1200, "height": 900}, **how))
        page = contexts[-1].new_page()
        page.outside = []
        page.on(
            "request",
            lambda asked: (
                page.outside.append(asked.url) if not asked.url.startswith((address, "data:", "blob:")) else None
            ),
        )
        page.goto(address + path)
        return page

    yield go
    for context in contexts:
        context.close()


def run_all(page):
    """Run all cells of a notebook from the menu, once its kernel is there."""
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=90_000)
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]", timeout=120_000, state="attached")
    for _again in range(6):  # what is run before the kernel is up is dropped without a word
        page.locator(".lm-MenuBar-itemLabel", has_text="Run").first.click()
        page.locator('.lm-Menu-item[data-command="runmenu:run-all"]').click()
        with suppress(TimeoutError):
            page.locator(".fk-form").first.wait_for(timeout=45_000)
            return
    pytest.fail("no form appears in the notebook")


def run_code(page, code):
    """Add a cell at the end of the notebook, run a line of code in it, and give what it prints."""
    page.locator(".jp-Cell").last.click()
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    page.keyboard.press("Enter")
    page.keyboard.insert_text(code)
    page.keyboard.press("Control+Enter")
    said = page.locator(".jp-Cell").last.locator(".jp-OutputArea-output pre")
    said.first.wait_for(timeout=60_000)
    return said.first.inner_text().strip()


def test_it_fits_the_stick(offline):
    """The folder is below its limit, and the files of nobody's machine are in it."""
    assert folder.size(offline) < MOST_MEGABYTES * 1e6
    assert (offline / "READ-ME-FIRST.txt").is_file()
    assert not list(offline.rglob("*.map"))


def test_every_link_into_jupyterlab_leads_to_a_notebook(offline):
    """No page leads to JupyterLab on the reader's machine, and each notebook that it leads to is in the folder."""
    led = 0
    for page in offline.glob("**/curriculum/**/*.html"):
        text = page.read_text("utf-8")
        assert "127.0.0.1:8888" not in text, page
        for part in text.split("/lab/notebooks/index.html?path=")[1:]:
            assert (offline / "lab" / "files" / part.split('"')[0]).is_file(), part[:80]
            led += 1
    assert led > 10


def test_all_that_python_loads_is_what_the_lock_says(offline):
    """Every file of the browser's lock is there with its digest, and every need is met."""
    place = offline / "lab" / "static" / "pyodide"
    packages = json.loads((place / "pyodide-lock.json").read_text("utf-8"))["packages"]
    assert {"firearmskit", "ipython", "ipywidgets"} <= set(packages)
    for entry in packages.values():
        assert hashlib.sha256((place / entry["file_name"]).read_bytes()).hexdigest() == entry["sha256"]
        assert set(entry["depends"]) <= set(packages), entry["name"]


@pytest.mark.parametrize(("what", "edition"), list(each_exercise()))
def test_an_exercise_earns_every_point_on_its_page(here, visit, what, edition):
    """Forms alone earn all points, told by Python in the browser; answers survive a reload."""
    prefix = "" if edition == book.SOURCE else f"{edition}/"
    page = visit(here, f"{prefix}exercises/{what.id}.html")
    complaints = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    case = practice_case(what)
    fill(page, what, case.evidence, case.truth)
    for task in what.tasks:
        form = page.locator(f'[data-task="{task.id}"]')
        form.locator(".check").click()
        form.locator(".feedback table").first.wait_for(timeout=90_000)
        if not task.rubric:
            assert form.locator(".feedback td.less").count() == 0, form.locator(".feedback").inner_text()
            assert form.locator(".feedback td.good").count() == len(task.fields(case.evidence))
    before = page.locator(".status").all_inner_texts()
    page.reload()
    assert page.locator(".status").all_inner_texts() == before
    assert page.outside == complaints == []


@pytest.mark.slow
@pytest.mark.parametrize(("what", "edition"), list(in_turns()))
def test_an_exercise_runs_as_a_notebook(here, visit, what, edition):
    """In JupyterLite the forms and pictures appear, the solution earns all points, and it is there after a reload."""
    prefix = "" if edition == book.SOURCE else f"{edition}/"
    page = visit(here, f"lab/notebooks/index.html?path={prefix}{what.id}.ipynb")
    run_all(page)
    solve = "tasks = [t.id for t in exercise.what.tasks]; [exercise.solve(t) for t in tasks]; "
    earned = run_code(page, solve + "print(*map(exercise.grade, tasks))").split()
    assert earned == [str(None if task.rubric else float(task.points)) for task in what.tasks]
    page.reload()
    run_all(page)
    assert run_code(page, "print(sum(len(exercise.problems(t.id)) for t in exercise.what.tasks))") == "0"
    assert run_code(page, f"{HAVE_PICTURES}; print(all(map(have, pictures)))") == "True"
    assert page.outside == []


def test_answers_outlive_the_browser(here, chromium, tmp_path):
    """Somebody who closes the browser and comes back finds the answers on the exercise's page."""
    found = next(filter(None, map(shutil.which, CHROMIUM)))
    for visit_number in range(2):
        context = chromium.browser_type.launch_persistent_context(tmp_path, executable_path=found, args=FLAGS)
        page = context.pages[0]
        page.goto(f"{here}exercises/{MARKS}.html")
        field = page.locator('[data-field="serial"] input').first
        if visit_number == 0:
            field.fill("AB 123")
        assert field.input_value() == "AB 123"
        page.wait_for_timeout(300)  # a browser writes to disk in its own time
        context.close()


@pytest.mark.slow
def test_a_notebook_gives_its_answers_as_a_file(here, visit, tmp_path):
    """The last cell offers a file that collecting can read."""
    page = visit(here, f"lab/notebooks/index.html?path={MARKS}.ipynb")
    run_all(page)
    field = page.locator(".fk-form input[type=text]").first
    field.fill("AB 123")
    field.press("Tab")
    page.locator(".fk-form [role=status]", has_text="1 of 10").wait_for()
    run_code(page, "exercise.summary(); print('end')")
    with page.expect_download() as download:
        page.locator("a[download]").last.click()
    download.value.save_as(tmp_path / "answers.json")
    pack, exercise, answers = parse_answers((tmp_path / "answers.json").read_bytes(), name="answers.json")
    assert (pack, exercise, answers) == ("practice", MARKS, {"reading": {"serial": "AB 123"}})


@pytest.mark.parametrize("path", ["", "exercises/m06_identification/marks.html"])
def test_from_the_folder_without_a_server(offline, visit, path):
    """Opened as files, the book and the forms work; a form says what is missing, not what an answer is worth."""
    page = visit(offline.as_uri() + "/", path or "index.html")
    if not path:
        page.wait_for_url("**/curriculum/index.html")
        assert page.locator("main h1:visible").count() == 1
        return
    put(page.locator('[data-field="serial"]'), "AB 12")
    page.locator(".check").first.click()
    page.locator(".feedback p", has_text="Not answered yet").first.wait_for(timeout=30_000)
    page.reload()
    assert page.locator('[data-field="serial"] input').input_value() == "AB 12"
    assert page.outside == []


def test_from_the_folder_a_notebook_leads_to_the_form(offline, visit):
    """A link to a notebook, opened as a file, gives words and the way to the exercise's page instead of a white one."""
    for path, edition in (
        (f"{MARKS}.ipynb", 0),
        (f"fr/{MARKS}.ipynb", 1),
        ("explorers/m05_ammunition/explorer.ipynb", 0),
    ):
        page = visit(offline.as_uri() + "/", f"lab/notebooks/index.html?path={path}")
        assert "serve.py" in page.locator("#without-serve p").nth(edition).inner_text()
        page.locator("#without-serve a.form").nth(edition).click()
        page.locator("main h1:visible").first.wait_for()
        assert page.locator("html").get_attribute("lang") == book.EDITIONS[edition]
        assert page.locator("#hand-in").count() == (0 if "explorers" in path else 1)


def test_with_a_server_a_notebook_says_nothing_of_it(here, visit):
    """Over http, the words for files stay hidden, and no icon is missing."""
    page = visit(here, "exercises/m06_identification/marks.html")
    missing = []
    page.on("response", lambda answer: missing.append(answer.url) if answer.status >= 400 else None)
    page.goto(f"{here}lab/notebooks/index.html?path={MARKS}.ipynb")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=90_000)
    assert page.locator("#without-serve").is_hidden()
    for icon in page.locator("link[rel=icon]").evaluate_all("links => links.map(link => link.href)"):
        assert page.request.get(icon).ok, icon
    assert page.locator("head > link").first.get_attribute("rel") == "icon"  # before a browser asks for /favicon.ico
    assert missing == []


@pytest.mark.parametrize("edition", book.EDITIONS)
def test_search_from_the_folder_finds_pages_without_an_error(offline, visit, edition):
    """Files may not be fetched, so that no excerpts are tried for; the pages are found all the same."""
    prefix = "" if edition == book.SOURCE else f"{edition}/"
    page = visit(offline.as_uri() + "/", "404.html")
    complaints = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{offline.as_uri()}/{prefix}search.html?q=marking")
    page.locator("#search-results li").first.wait_for()
    page.wait_for_timeout(500)
    assert complaints == []


@contextmanager
def a_room() -> Iterator[str]:
    """Make a network of two hosts, and give the name of the first one's namespace; the second is this machine."""
    if os.geteuid() != 0 or not shutil.which("ip"):
        pytest.skip("a network of one's own needs root and the program ip")
    name = f"room{os.getpid()}"
    wire = [f"fk{os.getpid() % 100000}{end}" for end in "ab"]
    subprocess.run(["ip", "netns", "add", name], check=True)
    try:
        for command in (
            f"link add {wire[0]} type veth peer name {wire[1]} netns {name}",
            f"address add {ROOM[1]}/24 dev {wire[0]}",
            f"link set {wire[0]} up",
            f"-n {name} address add {ROOM[0]}/24 dev {wire[1]}",
            f"-n {name} link set {wire[1]} up",
            f"-n {name} link set lo up",
        ):
            subprocess.run(["ip", *command.split()], check=True)
        yield name
    finally:
        subprocess.run(["ip", "netns", "delete", name], check=True)


@pytest.fixture(scope="module")
def room():
    """The name of the trainer's host."""
    with a_room() as name:
        yield name


def certificate(place: Path) -> tuple[Path, Path, str]:
    """Make a certificate for the trainer's address; give it, its key, and the digest by which a browser trusts it."""
    own, key = place / "room.pem", place / "key.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=room"),
            *("-addext", f"subjectAltName=IP:{ROOM[0]}", "-keyout", str(key), "-out", str(own)),
        ],
        check=True,
        stderr=subprocess.DEVNULL,
    )
    public = load_pem_x509_certificate(own.read_bytes()).public_key()
    written = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return own, key, base64.b64encode(hashlib.sha256(written).digest()).decode()


def test_in_the_room_over_plain_http(offline, room, visit):
    """Without HTTPS, forms work whole on a second host; notebooks run, and say that they keep nothing."""
    with serving(offline, "--room", before=("ip", "netns", "exec", room)) as port:
        address = f"http://{ROOM[0]}:{port}/"
        page = visit(address, f"exercises/{MARKS}.html")
        assert not page.evaluate("isSecureContext")
        put(page.locator('[data-field="serial"]'), "AB 12")
        page.locator(".check").first.click()
        page.locator(".feedback table").first.wait_for(timeout=90_000)
        page.reload()
        assert page.locator('[data-field="serial"] input').input_value() == "AB 12"
        assert page.outside == []
        notebook = visit(address, f"lab/notebooks/index.html?path={MARKS}.ipynb")
        run_all(notebook)
        notebook.locator(".fk-form [role=status]", has_text="not kept").first.wait_for()
        assert notebook.outside == []


@pytest.mark.slow
def test_in_the_room_over_https(offline, room, visit, chromium, tmp_path):
    """From a second host over HTTPS, notebooks too show their pictures and keep what is answered."""
    own, key, trusted = certificate(tmp_path)
    found = next(filter(None, map(shutil.which, CHROMIUM)))
    options = ("--room", f"--certificate={own}", f"--key={key}")
    with (
        serving(offline, *options, before=("ip", "netns", "exec", room)) as port,
        tempfile.TemporaryDirectory() as profile,
    ):
        # A browser trusts a digest only together with a profile of its own.
        context = chromium.browser_type.launch_persistent_context(
            profile, executable_path=found, args=[*FLAGS, f"--ignore-certificate-errors-spki-list={trusted}"]
        )
        page = context.pages[0]
        page.goto(f"https://{ROOM[0]}:{port}/lab/notebooks/index.html?path={MARKS}.ipynb")
        assert page.evaluate("isSecureContext")
        run_all(page)
        page.locator(".fk-form img").first.wait_for()
        field = page.locator(".fk-form input[type=text]").first
        field.fill("AB 123")
        field.press("Tab")
        page.locator(".fk-form [role=status]", has_text="1 of 10 fields are answered and kept").wait_for()
        page.reload()
        run_all(page)
        page.locator(".fk-form [role=status]", has_text="1 of 10 fields are answered and kept").wait_for()
        context.close()
