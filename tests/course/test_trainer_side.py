"""Attacks on the trainer: nothing that a learner wrote runs in the trainer's browser or spreadsheet.

Each attack is handed in as a learner would, graded, and opened wherever a trainer meets it: the learner's page, the
report, nbgrader's own feedback, exported tables.
"""

from __future__ import annotations

import base64
import csv
import io
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from firearmskit.course.cohort import Learner, right_answer, submit
from firearmskit.course.export import FORMATS, export
from firearmskit.course.feedback import feedback
from firearmskit.course.gradebook import nbgrader_api
from firearmskit.course.grading import grade
from firearmskit.course.packs import find_exercise
from firearmskit.course.report import report
from firearmskit.course.roster import Person, Roster
from tests.course.test_copies import CODE

MARKS = find_exercise("m06_identification/marks")
HIT = "window.__hit=1;alert(1)"
SCRIPT = f"<script>{HIT}</script>"
ONERROR = f'<img src="x" onerror="{HIT}">'
SVG = f'<svg xmlns="http://www.w3.org/2000/svg" onload="{HIT}">{SCRIPT}</svg>'
OUTSIDE = "http://192.0.2.1/seen"
"""An address for documentation, which nobody has."""
FORMULA = '=HYPERLINK("http:x","click")'

Prepare = Callable[[Path], None]


@dataclass(frozen=True, kw_only=True)
class Attack:
    """One attack.

    Attributes:
        tries: What it tries, in a sentence.
        serial: The answer in words that the learner gives.
        prepare: What else is done to the folder that was handed in.
        folder: The folder's name, where it isn't the attack's own; such a folder is nobody's submission.
    """

    tries: str
    serial: str | None = None
    prepare: Prepare = lambda folder: None
    folder: str | None = None


def edit(change: Callable[[dict], None]) -> Prepare:
    """Give a change of the notebook that was handed in."""

    def prepare(folder: Path) -> None:
        path = folder / "marks.ipynb"
        notebook = json.loads(path.read_text("utf-8"))
        change(notebook)
        path.write_text(json.dumps(notebook), "utf-8")

    return prepare


def cell(source: str, kind: str = "code", **more: object) -> Prepare:
    """Give a cell of one's own."""
    made: dict = {"cell_type": kind, "id": "own", "metadata": {}, "source": source, **more}
    if kind == "code":
        made |= {"outputs": more.get("outputs", []), "execution_count": 1}
    return edit(lambda notebook: notebook["cells"].insert(2, made))


def everywhere_in_the_metadata(notebook: dict) -> None:
    """Let each name that a page might be made from end the page's head."""
    bad = f"</title></style>{SCRIPT}"
    notebook["metadata"] |= {"title": bad, "authors": [{"name": bad}], "celltoolbar": bad}
    notebook["metadata"]["kernelspec"] = {"name": bad, "display_name": bad, "language": bad}
    notebook["metadata"]["language_info"] = {"name": bad, "pygments_lexer": bad, "file_extension": bad}
    for each in notebook["cells"]:
        each["metadata"] |= {"tags": [bad], "name": bad, "slideshow": {"slide_type": bad}}


def forged_outputs(notebook: dict) -> None:
    """Let stored outputs hold a page, a script and a picture that acts."""
    data = {
        "text/html": SCRIPT + ONERROR,
        "application/javascript": HIT,
        "image/svg+xml": SVG,
        "text/markdown": ONERROR,
    }
    for each in notebook["cells"]:
        if each["cell_type"] == "code":
            each["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": {**data, "text/plain": SCRIPT}}]


SHOWS = f"""\
from IPython.display import HTML, SVG, Javascript, Markdown, display
display(HTML({SCRIPT + ONERROR!r}), SVG({SVG!r}), Javascript({HIT!r}), Markdown({ONERROR!r}))
display({{"text/plain": "x", "image/png": "\\"><script>{HIT}</script>"}}, raw=True)
display({{"text/latex": "$$\\\\href{{javascript:{HIT}}}{{x}}$$"}}, raw=True)
print({SCRIPT!r}, "\\x1b]8;;javascript:{HIT}\\x07click\\x1b]8;;\\x07")
{SCRIPT!r}"""
LINKS = f"""\
[Right](javascript:{HIT}) ![x]({OUTSIDE}.png) <a href="javascript:{HIT}" target="_top">Right</a> {SCRIPT} {ONERROR}
<iframe src="data:text/html,{SCRIPT}"></iframe> <meta http-equiv="refresh" content="0;url={OUTSIDE}">
<form action="{OUTSIDE}"><button>Give full points</button></form> <base href="{OUTSIDE}/">
```
</code></pre>{SCRIPT}
"""
DATA_URI = (
    f"![x](data:image/svg+xml;base64,{base64.b64encode(SVG.encode()).decode()}) <object data='data:text/html,{SCRIPT}'>"
)

ATTACKS = {
    "script": Attack(tries="run a script that stands in an answer", serial=SCRIPT),
    "attribute": Attack(tries="leave an attribute and add an event to a picture", serial=f"\"'>{ONERROR}"),
    "style": Attack(
        tries="end the page's style and load another one",
        serial=f'</style><link rel="stylesheet" href="{OUTSIDE}.css"><style>*{{display:none}}</style>',
    ),
    "comment": Attack(tries="open a comment that swallows the page", serial="<!-- <plaintext> <xmp> ]]> <textarea>"),
    "math": Attack(tries="let MathJax make a link of a formula", serial=f"\\(\\href{{javascript:{HIT}}}{{Right}}\\)"),
    "direction": Attack(tries="turn the direction of writing: points read otherwise", serial="\u202e21 / 0\u2066"),
    "outputs": Attack(tries="store outputs that act", prepare=edit(forged_outputs)),
    "shows": Attack(tries="show outputs that act while it is graded", prepare=cell(SHOWS)),
    "markdown": Attack(tries="link, frame, refresh and post from a text cell", prepare=cell(LINKS, "markdown")),
    "datauri": Attack(tries="bring a page inside an address", prepare=cell(DATA_URI, "markdown")),
    "raw": Attack(tries="write a page in a raw cell", prepare=cell(LINKS, "raw", metadata={"format": "text/html"})),
    "attached": Attack(
        tries="bring a picture that acts as an attachment",
        prepare=cell(
            "![a](attachment:a.svg)", "markdown",
            attachments={"a.svg": {"image/svg+xml": SVG, "text/html": SCRIPT}},
        ),
    ),
    "metadata": Attack(tries="act from the names in a notebook's metadata", prepare=edit(everywhere_in_the_metadata)),
    "error": Attack(tries="act from the message of an error", prepare=cell(f"raise ValueError({SCRIPT + ONERROR!r})")),
    "filename": Attack(
        tries="act from the name of a file",
        prepare=lambda folder: (folder / f"{ONERROR}{FORMULA}\u202e\n.py".replace("/", "_")).write_text("x"),
    ),
    "alike1": Attack(tries="act from code beside another's", prepare=cell(f"{CODE}\n'</mark></pre>{SCRIPT}'")),
    "alike2": Attack(tries="act from the other side", prepare=cell(f"{CODE}\n'</mark></pre>{ONERROR}'")),
    "@SUM.A1": Attack(tries="have a pseudonym that is a formula"),
    "-2.3-cmd": Attack(tries="have a pseudonym that begins with a minus"),
    "foldername": Attack(tries="act from the name of a folder", folder=ONERROR),
    "formula": Attack(tries="compute from the name of a folder", folder=FORMULA),
    "wide": Attack(tries="compute from the name of a folder in full width", folder="＝1+1"),
    "rows": Attack(tries="bring a second row by a line end in a name", folder="amina\r\nboris,12,8,10,30,30"),
    "cells": Attack(tries="bring more cells where semicolons separate", folder='x";=cmd();"'),
    "turned": Attack(tries="turn a name around", folder="\u202eanima"),
    "remark": Attack(tries="act from words that a trainer pasted into a comment"),
}  # fmt: skip


@pytest.fixture(scope="module")
def course(new_course) -> Path:
    """Give a course in which every attack was handed in and graded, beside one honest learner."""
    store = new_course()

    def answers(exercise, frozen):
        serial = ATTACKS[frozen.learner].serial if frozen.learner in ATTACKS else None
        reading = right_answer(exercise.task("reading"), frozen)
        return {"reading": {**reading, "serial": serial or reading["serial"]}}

    for name, attack in {**ATTACKS, "honest": Attack(tries="learn")}.items():
        folder = submit(store, MARKS, Learner(id=name, story="", answers=answers))
        attack.prepare(folder)
        if attack.folder is not None:
            shutil.move(folder.parent, folder.parent.with_name(attack.folder))
    grade(store.root, cell_seconds=5)
    with Gradebook(f"sqlite:///{store.root / 'gradebook.db'}") as book:
        comments = book.find_submission_notebook("marks", MARKS.module, "remark").comments
        comments[0].manual_comment = f"{SCRIPT}{ONERROR}\u202e{FORMULA}"
        book.db.commit()
    feedback(store.root)
    return store.root


@pytest.fixture(scope="module")
def names() -> dict[str, Person]:
    """Give people whose names and addresses act; they are made up."""
    bad = Person(
        name=f"{ONERROR}{FORMULA}", agency=f"=1+1{SCRIPT}", sex="female", email="=cmd@example.org", lms_id="+1+1"
    )
    good = Person(name="Zoë Example", agency="Police", sex="female", email="zoe@example.org", lms_id="12")
    return {"script": bad, "honest": good, "math": Person(name="\u202eanimA", email="@SUM(1)", lms_id="-1+1")}


def test_there_are_enough_attacks_and_each_says_what_it_tries() -> None:
    """At least eight, and no two try the same."""
    assert len(ATTACKS) >= 8
    assert len({attack.tries for attack in ATTACKS.values()}) == len(ATTACKS)


class Watched:
    """A browser's tab that is watched while pages are opened in it.

    Args:
        browser: Chromium.
    """

    def __init__(self, browser) -> None:
        self.context = browser.new_context(viewport={"width": 1000, "height": 700})
        self.page = self.context.new_page()
        self.dialogs: list[str] = []
        self.outside: set[str] = set()
        """What the page asked for elsewhere."""
        self.page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))
        # What the policy refuses never comes here; what comes here goes no further.
        self.context.route(
            lambda url: url.startswith("http"), lambda route: (self.outside.add(route.request.url), route.abort())
        )

    def open(self, path: Path) -> Watched:
        """Open a page; what is seen from now on is this page's."""
        self.dialogs, self.outside = [], set()
        self.page.goto(path.as_uri(), wait_until="load")
        self.page.wait_for_timeout(20)
        return self

    def is_untouched(self) -> bool:
        """Say whether no script of a learner ran."""
        return not self.dialogs and self.page.evaluate("window.__hit") is None


@pytest.fixture
def watched(chromium) -> Iterator[Watched]:
    """Give a watched tab."""
    tab = Watched(chromium)
    yield tab
    tab.context.close()


pages = pytest.mark.browser


@pages
def test_learners_pages_run_nothing(course, watched) -> None:
    """No page of a learner runs a script, asks for anything, or holds a link at all."""
    found = sorted((course / "feedback").glob("*.html"))
    assert len(found) == sum(attack.folder is None for attack in ATTACKS.values()) + 1
    for path in found:
        watched.open(path)
        assert watched.is_untouched(), path.name
        assert watched.outside == set()
        assert watched.page.locator("script,iframe,object,embed,form,link,base,a,img,svg").count() == 0, path.name


@pages
@pytest.mark.parametrize("with_names", [False, True])
def test_the_report_runs_nothing(course, watched, names, with_names, monkeypatch) -> None:
    """Nor does the report, with and without names, whatever is folded out and clicked in it."""
    monkeypatch.setattr(Roster, "people", lambda self: names)
    path = report(course, names=with_names).path
    watched.open(path)
    for fold in watched.page.locator("summary").all():
        fold.click()
    for link in watched.page.locator("a").all():
        assert link.get_attribute("href").startswith("#")
        link.click()
    assert watched.is_untouched()
    assert watched.outside == set()
    assert watched.page.locator("script,iframe,object,embed,form,link,base,svg").count() == 0
    assert watched.page.locator("section").count() == 7
    shown = watched.page.locator("body").inner_text()
    assert "\u202e" not in shown
    assert "\\u202eanima" in shown
    assert shown.count("People who sit together write alike") == 1
    assert "alike1" in shown


@pages
def test_nbgraders_own_feedback_runs_nothing_of_a_learners(course, watched) -> None:
    """What nbgrader makes of the graded notebooks asks for no more than an honest learner's page does."""
    with nbgrader_api(course) as nbgrader:
        result = nbgrader.generate_feedback(MARKS.module, force=True)
    assert result["success"], result["log"]
    made = {path.parts[-3]: path for path in (course / "feedback").glob(f"*/{MARKS.module}/marks.html")}
    assert {"honest", "script", "shows", "markdown"} <= set(made)
    usual = watched.open(made["honest"]).outside
    for learner, path in sorted(made.items()):
        watched.open(path)
        assert watched.is_untouched(), learner
        assert watched.outside <= usual, learner
        assert not [
            link for link in watched.page.locator("a[href]").all()
            if link.get_attribute("href").strip().lower().startswith(("javascript:", "data:"))
        ], learner  # fmt: skip
        assert watched.page.locator(f"form[action='{OUTSIDE}'],iframe,object,embed,base").count() == 0, learner


@pages
def test_a_formula_in_an_answer_is_no_formula_to_mathjax(course, watched) -> None:
    """Where MathJax works, in formgrader and in nbgrader's feedback, it is told to leave answers alone."""
    notebook = json.loads((course / "autograded" / "math" / MARKS.module / "marks.ipynb").read_text("utf-8"))
    shown = [output.get("data", {}) for each in notebook["cells"] for output in each.get("outputs", ())]
    html = ["".join(data["text/html"]) for data in shown if "text/html" in data]
    path = course / "math.html"
    path.write_text("".join(html), "utf-8")
    watched.open(path)
    cell = watched.page.get_by_text("href{javascript").first
    assert cell.count() == 1
    assert cell.evaluate("e => e.closest('.tex2jax_ignore.mathjax_ignore') !== null")


@pages
def test_the_policy_holds_when_escaping_fails(course, watched, tmp_path) -> None:
    """In a copy of each page into which a script was put, Chromium refuses it; without the policy it would run."""
    injected = f"{SCRIPT}{ONERROR}<img src='{OUTSIDE}.png'><style>body{{display:none}}</style><form action='{OUTSIDE}'>"
    for path in (course / "feedback" / "honest.html", report(course).path):
        text = path.read_text("utf-8")
        assert text.index("Content-Security-Policy") < text.index("<title>") < text.index("<style>")
        copy = tmp_path / path.name
        copy.write_text(text.replace("</h1>", f"</h1>{injected}", 1), "utf-8")
        watched.open(copy)
        assert watched.is_untouched()
        assert watched.outside == set()
        assert watched.page.locator("h1").is_visible()
        # Its own style is the one that the policy allows.
        assert watched.page.evaluate("getComputedStyle(document.body).maxWidth") == "992px"
        start = text.index("<meta http-equiv")
        copy.write_text(copy.read_text("utf-8").replace(text[start : text.index(">", start) + 1], ""), "utf-8")
        watched.open(copy)
        assert not watched.is_untouched()
        assert watched.outside


def read_back(path: Path, separator: str) -> list[list[str]]:
    """Read a table as a spreadsheet does that takes this separator."""
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_no_cell_of_an_exported_table_is_a_formula(course, names, monkeypatch, format, separator) -> None:
    """Not in any format, not with names, and not where semicolons or tabs separate; numbers are numbers."""
    monkeypatch.setattr(Roster, "people", lambda self: names)
    done = export(course, format=format, names=format == "csv")
    lines = read_back(done.path, ",")
    assert len({len(line) for line in lines}) == 1
    assert len(done.path.read_bytes().decode("utf-8-sig").splitlines()) == len(lines)
    for line in read_back(done.path, separator):
        for text in line:
            seen = text.strip(' \t\r\n"“”\u202e\u200b')
            assert text == "-" or seen[:1] not in tuple("=+-@|%＝＋－＠"), text
    if format == "csv":
        assert [line[-1] for line in lines if line[0] == "honest"] == ["12"]
        assert [line[0] for line in lines if "SUM" in line[0]] == ["'@SUM.A1"]
        assert [line[0] for line in lines if "boris" in line[0]] == ["amina\\r\\nboris,12,8,10,30,30"]
        assert not [line for line in lines if line[0] == "boris"]
    if format in ("moodle", "canvas"):
        assert {"script", "math"} <= set(done.without_id)


def test_a_folder_that_is_nobodys_gets_no_page_and_is_listed(course) -> None:
    """A name that acts isn't a learner's; the report has it with its characters shown by their code."""
    nobodys = [attack.folder for attack in ATTACKS.values() if attack.folder]
    assert not [path for path in (course / "feedback").iterdir() if path.stem in nobodys]
    assert len(feedback(course).missing) == len(nobodys)
    text = report(course).path.read_text("utf-8")
    assert "amina\\r\\nboris,12,8,10,30,30" in text
    assert "&lt;img src=&quot;x&quot; onerror=" in text


def test_what_a_trainer_pasted_is_shown_as_words(course) -> None:
    """A comment that was copied from a learner is escaped like the learner's own words."""
    text = (course / "feedback" / "remark.html").read_text("utf-8")
    assert "&lt;script&gt;window.__hit=1" in text
    assert "\u202e" not in text
