"""A learner's exercise in JupyterLab: by keyboard and forms alone, with a reload in the middle, for every point."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from firearmskit import language
from firearmskit.course import Exercise, Pack, Picture, all_exercises
from firearmskit.course.cohort import right_answer
from firearmskit.course.folder import hand_out
from firearmskit.course.grading import grade_submission
from firearmskit.course.notebooks import read_master
from firearmskit.course.packs import practice_case, read_pack
from firearmskit.course.store import Frozen, Store
from firearmskit.course.tasks import Field, Task

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.browser
SUMMARY = re.compile(r"\w+\.answers\.json.*\w+\.ipynb")
"""The last line of every notebook names the two files to hand in."""


def parameters() -> Iterator[ParameterSet]:
    """Give every exercise; one that has no kind of field that an earlier one hasn't is left to `make slow`."""
    seen: set[tuple[str, bool]] = set()
    for each in by_kinds():
        kinds = kinds_of(each)
        yield pytest.param(each, marks=() if kinds - seen else pytest.mark.slow, id=each.id)
        seen |= kinds


@cache
def by_kinds() -> list[Exercise]:
    """Give the exercises with many kinds of fields first, and the short ones of them, so that few show them all."""
    return sorted(all_exercises(), key=lambda each: (-len(kinds_of(each)), len(each.tasks), each.id))


def one_of(exercises: list[Exercise]) -> list[ParameterSet]:
    """Give the first exercise, and leave the others to `make slow`."""
    return [pytest.param(each, marks=pytest.mark.slow if at else (), id=each.id) for at, each in enumerate(exercises)]


def has_spots(exercise: Exercise) -> bool:
    """Say whether one points at a place in a picture somewhere."""
    evidence = practice_case(exercise).evidence
    return any(field.spots for task in exercise.tasks for field in task.fields(evidence))


def in_languages() -> Iterator[ParameterSet]:
    """Give every exercise in English, and in the other languages those that show a kind of field first."""
    for each in parameters():
        for code in language.available():
            if code == "en" or not each.marks:
                marks = each.marks if code == "en" else pytest.mark.slow
                yield pytest.param(*each.values, code, marks=marks, id=f"{each.id}-{code}")


def kinds_of(exercise: Exercise) -> set[tuple[str, bool]]:
    """Give the kinds of fields of an exercise: how each is answered, and whether in a row of a table."""
    evidence = practice_case(exercise).evidence
    fields = [field for task in exercise.tasks for field in task.fields(evidence)]
    return {(field.kind, field.row is not None) for field in fields}


TASKS = ".fk-form:not(.fk-desk)"
"""The forms of the tasks; a tracing desk above them is none."""
each_exercise = pytest.mark.parametrize("exercise", list(parameters()))


@pytest.fixture(scope="module")
def course(new_course: Callable[[], Store]) -> Store:
    """Give a course folder."""
    store = new_course()
    (store.root / "desk").mkdir()
    return store


def lay_out(course: Store, exercise: Exercise, learner: str, code: str = "en") -> Path:
    """Hand a personal pack out to a learner's desk."""
    folder = course.root / "desk" / learner / exercise.module
    hand_out(course, exercise, learner=learner, into=folder, language=code)
    return folder


@pytest.fixture(scope="module")
def lab(course, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start JupyterLab on the learners' folder and give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = tmp_path_factory.mktemp("home")
    process = subprocess.Popen(
        [
            sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={port}", "--ip=127.0.0.1", "--allow-root",
            "--IdentityProvider.token=", f"--ServerApp.root_dir={course.root / 'desk'}",
        ],
        env={**os.environ, "HOME": str(home), "JUPYTER_CONFIG_DIR": str(home / "config")},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    for _ in range(120):
        try:
            urllib.request.urlopen(f"{address}/api/status", timeout=2).close()  # noqa: S310
            break
        except OSError:
            time.sleep(0.5)
    yield address
    process.terminate()
    process.wait(20)


STOP_KERNELS = """async () => {
  const token = document.cookie.match(/_xsrf=([^;]*)/)?.[1];
  for (const kernel of await (await fetch('/api/kernels')).json())
    await fetch(`/api/kernels/${kernel.id}`, {method: 'DELETE', headers: {'X-XSRFToken': token}});
}"""


class Desk:
    """One learner's notebook in the browser, used with the keyboard."""

    def __init__(self, browser, address: str, learner: str, exercise: Exercise) -> None:
        self.outside: list[str] = []
        self.page = browser.new_context(viewport={"width": 1280, "height": 1000}).new_page()
        self.page.on("request", lambda request: self._note(request.url))
        self.address = f"{address}/lab/tree/{learner}/{exercise.id}.ipynb?reset"
        self.local = address

    def close(self) -> None:
        """Stop the kernel and leave: a page that stays open goes on taking time from those after it."""
        self.page.evaluate(STOP_KERNELS)
        self.page.context.close()

    def _note(self, url: str) -> None:
        if not url.startswith((self.local, "data:", "blob:")):
            self.outside.append(url)

    def open_and_run(self, forms: int) -> None:
        """Open the notebook and run all cells from the menu, with the keyboard."""
        self.page.goto(self.address)
        self.page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
        # JupyterLab drops what is run before its kernel is up; the bar at the bottom says when it is.
        idle = "document.querySelector('#jp-bottom-panel')?.innerText.includes('Idle')"
        self.page.wait_for_function(idle, timeout=90_000)
        self.page.get_by_role("menuitem", name="Run", exact=True).focus()
        self.page.keyboard.press("Enter")
        item = self.page.locator('.lm-Menu-item[data-command="runmenu:run-all"]')
        item.wait_for()
        while "lm-mod-active" not in (item.get_attribute("class") or ""):
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Enter")
        self.page.wait_for_function(f"document.querySelectorAll('{TASKS}').length == {forms}", timeout=120_000)
        # While cells still run, JupyterLab takes the focus back when the last one ends.
        self.page.get_by_text(SUMMARY).last.wait_for(timeout=30_000)
        self.page.wait_for_function(idle, timeout=30_000)
        self.page.wait_for_timeout(500)

    def answer(self, form, field: Field, value, rank: int) -> None:
        """Answer one field with keys alone; of several that are labelled alike, the one of that rank."""
        keyboard = self.page.keyboard
        if field.kind == "choices":
            for option in field.options:
                box = form.locator(".widget-checkbox label", has_text=exactly(option.label)).locator("input")
                box.focus()
                if box.is_checked() != (option.value in value):
                    keyboard.press("Space")
        elif field.kind == "order":
            group = form.locator(".fk-order").locator("select")
            for place, step in enumerate(value):
                self.select(group.nth(place), field.values.index(step) + 1)
        elif field.kind in ("text", "number"):
            box = (
                form.locator(".widget-text, .widget-textarea")
                .filter(has=labelled(form, field.title))
                .nth(rank)
                .locator("input, textarea")
            )
            box.focus()
            keyboard.press("Control+A")
            keyboard.type(str(value))
            keyboard.press("Tab")
        elif form.locator(".widget-radio").filter(has=labelled(form, field.title)).count():
            radios = form.locator(".widget-radio").filter(has=labelled(form, field.title)).nth(rank).locator("input")
            radios.nth(field.values.index(value)).focus()
            keyboard.press("Space")
        else:
            boxes = form.locator(".widget-dropdown").filter(has=labelled(form, field.title)).locator("select")
            self.select(boxes.nth(rank), field.values.index(value) + 1)

    def select(self, box, rank: int) -> None:
        """Choose the entry of that rank in a list."""
        box.focus()
        self.page.keyboard.press("Home")
        for _ in range(rank):
            self.page.keyboard.press("ArrowDown")


@pytest.fixture
def sit_down(chromium, lab: str) -> Iterator[Callable[[str, Exercise], Desk]]:
    """Give a function that opens a learner's notebook; it is closed when the test ends."""
    desks = []

    def at(learner: str, exercise: Exercise) -> Desk:
        desks.append(Desk(chromium, lab, learner, exercise))
        return desks[-1]

    yield at
    for desk in desks:
        desk.close()


def exactly(text: str) -> re.Pattern[str]:
    """Match a whole text."""
    words = r"\s+".join(re.escape(word) for word in text.split())
    return re.compile(rf"^\s*{words}\s*$")


def labelled(form, label: str):
    """Find the label of a control."""
    words = r"\s+".join(re.escape(word) for word in label.split())  # a no-break space is a space to the browser
    return form.page.locator(".widget-label", has_text=re.compile(rf"^\s*{words}"))


def fill(desk: Desk, frozen: Frozen, task: Task, form) -> None:
    """Answer a task rightly."""
    answer = right_answer(task, frozen)
    seen: Counter[tuple[str, str]] = Counter()
    for field in task.fields(frozen.evidence):
        alike = "list" if field.kind == "choice" else field.kind, field.title
        desk.answer(form, field, answer[field.key], seen[alike])
        seen[alike] += 1


def is_kept(path: Path, frozen: Frozen, task: Task) -> bool:
    """Say whether the answers file holds the right answer to a task."""
    answers = json.loads(path.read_text("utf-8"))["answers"] if path.exists() else {}
    # A form keeps a number as it was typed.
    kept, right = answers.get(task.id, {}), right_answer(task, frozen)
    right |= {field.key: str(right[field.key]) for field in task.fields(frozen.evidence) if field.kind == "number"}
    unordered = {field.key for field in task.fields(frozen.evidence) if field.kind == "choices"}
    return set(kept) == set(right) and all(
        sorted(kept[key]) == sorted(right[key]) if key in unordered else kept[key] == right[key] for key in right
    )


@pytest.mark.parametrize(("exercise", "code"), list(in_languages()))
def test_keyboard_and_forms_alone_earn_every_point(sit_down, course, exercise, code: str) -> None:
    """Every task is answered with keys and forms, the page is reloaded in the middle, and every point is earned."""
    learner = f"learner-{code}"
    folder = lay_out(course, exercise, learner, code)
    frozen = course.frozen(exercise, learner=learner)
    desk = sit_down(learner, exercise)
    with language.speaking(code):
        desk.open_and_run(len(exercise.tasks))
        for rank, task in enumerate(exercise.tasks):
            if rank == len(exercise.tasks) // 2:
                desk.open_and_run(len(exercise.tasks))  # a reload and running everything again loses nothing
            fill(desk, frozen, task, desk.page.locator(TASKS).nth(rank))
            for _ in range(600):  # each change is written through to the disk, which may be busy
                if is_kept(folder / f"{exercise.slug}.answers.json", frozen, task):
                    break
                desk.page.wait_for_timeout(200)
            else:
                shown = (
                    desk.page.locator(TASKS)
                    .nth(rank)
                    .locator("select")
                    .evaluate_all("lists => lists.map(list => list.selectedOptions[0].text)")
                )
                kept = (folder / f"{exercise.slug}.answers.json").read_text("utf-8")
                pytest.fail(f"{task.id} wasn't kept: {kept}; the lists show {shown}")
    master = read_master(ROOT / "solutions" / exercise.module / f"{exercise.slug}.ipynb")
    graded = grade_submission(course, master, exercise, learner, folder)
    assert graded.points == sum(task.points for task in exercise.tasks if not task.rubric), graded.notes
    assert graded.waiting == tuple(task.id for task in exercise.tasks if task.rubric)
    assert desk.outside == []


@pytest.mark.parametrize("exercise", one_of(by_kinds()))
def test_tab_reaches_every_control_in_reading_order(sit_down, course, exercise) -> None:
    """From the first control of a form, the Tab key visits every other one, downwards."""
    lay_out(course, exercise, "tab")
    desk = sit_down("tab", exercise)
    desk.open_and_run(len(exercise.tasks))
    form = desk.page.locator(TASKS).first
    every = "select, input, textarea, button:not(.fk-spot), summary"  # places in a picture are in the list as well
    controls = form.locator(every)
    controls.first.focus()
    wanted = controls.count()
    order = []
    find = f"form => [...form.querySelectorAll('{every}')].indexOf(document.activeElement)"
    for _ in range(wanted * 2):
        place = form.evaluate(find)
        if place < 0:
            break
        order.append(place)
        desk.page.keyboard.press("Tab")
    radios = form.locator("input[type=radio]").count()
    assert order == sorted(order)
    assert len(set(order)) >= wanted - radios


@pytest.mark.parametrize("exercise", one_of(list(filter(has_spots, by_kinds()))))
def test_pointing_with_the_mouse_sets_the_same_answer(sit_down, course, exercise) -> None:
    """A click on a mark in a picture is the same as choosing it in the list."""
    folder = lay_out(course, exercise, "mouse")
    desk = sit_down("mouse", exercise)
    desk.open_and_run(len(exercise.tasks))
    pack = read_pack(folder / f"{exercise.slug}.pack.json")
    for task in exercise.tasks:
        form = desk.page.locator(TASKS).nth(exercise.tasks.index(task))
        for field in task.fields(pack.evidence):
            for spot in field.spots[:: max(1, len(field.spots) // 3)]:
                # Where the mark is in the picture, not where the page says that its button is.
                picture = form.locator(f'img[alt="{caption(task, pack, spot.picture)}"]')
                box = at_rest(picture)
                x = box["x"] + box["width"] * (spot.x + spot.width / 2)
                y = box["y"] + box["height"] * (spot.y + spot.height / 2)
                desk.page.mouse.click(x, y)
                chosen = form.locator(".fk-spot.mod-success")
                for _ in range(100):
                    if chosen.all_inner_texts() == [spot.label]:
                        break
                    desk.page.wait_for_timeout(100)
                hit = desk.page.evaluate("([x, y]) => document.elementFromPoint(x, y)?.outerHTML.slice(0, 300)", [x, y])
                assert chosen.all_inner_texts() == [spot.label], f"{box} is now {picture.bounding_box()}; hit {hit}"


def at_rest(picture) -> dict[str, float]:
    """Scroll to a picture and say where it is, once JupyterLab has stopped laying out the cells around it."""
    before, same = None, 0
    for _ in range(200):
        picture.scroll_into_view_if_needed()
        box = picture.bounding_box()
        same = same + 1 if box == before and picture.evaluate("image => image.complete") else 0
        if same == 5:
            break
        before = box
        picture.page.wait_for_timeout(100)
    return box


def caption(task: Task, pack: Pack, name: str) -> str:
    """Give what stands below a picture, which is also its name to those who don't see it."""
    return next(
        block.caption for block in task.blocks(pack.evidence) if isinstance(block, Picture) and block.name == name
    )
