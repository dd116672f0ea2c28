"""A learner's page: answered in a browser from a file, handed in as one file, collected and graded."""

from __future__ import annotations

import json
import re
import zipfile

import pytest
from PIL import Image

from firearmskit import language
from firearmskit.course import display
from firearmskit.course.collecting import collect
from firearmskit.course.formpage import Asked, form_page, review
from firearmskit.course.grading import grade
from firearmskit.course.packs import Pack, all_exercises, find_exercise, practice_case, practice_pack, read_pack
from firearmskit.course.releasing import PAGE, release
from firearmskit.course.tasks import right_answer
from firearmskit.errors import AnswerError, CourseError
from tests.conftest import ROOT
from tests.filling import fill, put

HEAD = b'{"format": "firearmskit-answers/1", "exercise": "m06_identification/marks", "pack": '
MARKS = find_exercise("m06_identification/marks")


@pytest.fixture(scope="module")
def released(new_course):
    """A course in which two learners got the packs of M06, one in each language."""
    store = new_course()
    release(store.root, learners=["l01"], modules=("m06_identification",), workers=1)
    with pytest.MonkeyPatch.context() as patch:  # one learner's pictures are enough
        patch.setattr(display, "draw_picture", lambda evidence, name, path: Image.new("L", (400, 300)).save(path))
        release(store.root, learners=["l02"], modules=("m06_identification",), language="fr", workers=1)
    return store


@pytest.fixture
def opened(chromium):
    """A function that opens a file as a phone does; ``page.complaints`` lists what mustn't happen."""
    contexts = []

    def go(path, **how):
        contexts.append(chromium.new_context(viewport={"width": 360, "height": 740}, accept_downloads=True, **how))
        page = contexts[-1].new_page()
        page.complaints = []
        page.on("console", lambda m: page.complaints.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on(
            "request",
            lambda r: page.complaints.append(r.url) if not r.url.startswith(("file:", "data:", "blob:")) else 0,
        )
        page.goto(path.as_uri())
        return page

    yield go
    for context in contexts:
        context.close()


def saved(page, tmp_path):
    """Press the button that saves, and give the file."""
    with page.expect_download() as download:
        page.click("#save")
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    return path


@pytest.mark.browser
@pytest.mark.parametrize("learner", ["l01", "l02"])
def test_a_page_alone_earns_every_point(released, opened, tmp_path, learner):
    """What is answered on a learner's page, saved and collected earns all points; no notebook is handed in."""
    page = opened(released.root / "released" / learner / PAGE)
    exercises = [what for what in all_exercises() if what.module == "m06_identification"]
    for what in exercises:
        frozen = released.frozen(what, learner=learner)
        pack = read_pack(released.root / "released" / learner / what.module / f"{what.slug}.pack.json")
        fill(page, what, pack.evidence, frozen.truth)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    file = saved(page, tmp_path)
    assert file.name == f"{learner}-answers.zip"
    assert page.complaints == []
    collected = collect(released.root, [file])
    assert {each.exercise for each in collected.placed if each.counts} == {what.id for what in exercises}
    assert not collected.listed
    report = grade(released.root, modules=("m06_identification",), workers=1)
    earned = {each.exercise: each.points for each in report.graded if each.learner == learner}
    for what in exercises:
        if not any(task.rubric for task in what.tasks):  # a person reads what is written
            assert earned[what.id] == sum(task.points for task in what.tasks)


@pytest.mark.browser
def test_answers_stay_and_come_back_from_a_file(released, opened, tmp_path, chromium):
    """Answers survive closing the page; another device takes them up from the saved file."""
    path = released.root / "released" / "l01" / PAGE
    page = opened(path)
    section = page.locator('[data-exercise="m06_identification/marks"] [data-task="reading"]')
    put(section.locator('[data-field="serial"]'), "Ж 0123 <b>")
    page.reload()
    assert section.locator('[data-field="serial"] input').input_value() == "Ж 0123 <b>"
    file = saved(page, tmp_path)
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        (name,) = archive.namelist()
        assert json.loads(archive.read(name))["answers"] == {"reading": {"serial": "Ж 0123 <b>"}}
    other = opened(path)
    field = other.locator('[data-exercise="m06_identification/marks"] [data-field="serial"] input')
    assert field.input_value() == ""
    other.set_input_files("#load", file)
    other.locator("#said:not(:empty)").wait_for()
    assert field.input_value() == "Ж 0123 <b>"
    assert "1" in other.locator("#said").inner_text()


STRANGE = (
    b"nonsense",
    b'{"format": "other"}',
    b"[]",
    b"null",
    b'[{"format": "firearmskit-answers/1"}]',
    HEAD + b'"practice", "answers": {}}',
    HEAD + b'"PACK", "answers": [1]}',
    HEAD + b'"PACK", "answers": {"reading": null}}',
)
"""What no page can have saved for this pack."""


@pytest.mark.browser
def test_a_file_that_does_not_fit_changes_nothing(released, opened, tmp_path):
    """A file of something else, or for another pack, is refused with its name, and the answers stay as they were."""
    page = opened(released.root / "released" / "l01" / PAGE)
    own = page.locator('[data-exercise="m06_identification/marks"]').get_attribute("data-pack")
    field = page.locator('[data-exercise="m06_identification/marks"] [data-field="serial"]')
    put(field, "AB 12")
    page.on("dialog", lambda dialog: dialog.dismiss())
    for number, content in enumerate(STRANGE):
        file = tmp_path / f"odd-{number}.json"
        file.write_bytes(content.replace(b"PACK", own.encode()))
        page.set_input_files("#load", file)
        page.locator("#said.trouble", has_text=file.name).wait_for()
        assert field.locator("input").input_value() == "AB 12", content
    assert page.complaints == []


@pytest.mark.browser
def test_pointing_and_the_list_are_one(released, opened):
    """A click on a place in the picture chooses it in the list, and the place shows that it is chosen."""
    page = opened(released.root / "released" / "l01" / PAGE)
    spot = page.locator('[data-task="reading"] .spot').nth(2)
    spot.click()
    value = spot.get_attribute("data-value")
    assert page.locator('[data-task="reading"] [data-field="point"] select').input_value() == value
    pressed = page.locator('[data-task="reading"] .spot[aria-pressed=true]')
    assert {each.get_attribute("data-value") for each in pressed.all()} == {value}


@pytest.mark.browser
def test_check_says_what_is_missing_and_never_what_is_right(released, opened):
    """On a learner's own case the button names the fields that are empty or no number."""
    page = opened(released.root / "released" / "l01" / PAGE)
    task = page.locator('[data-exercise="m06_identification/marks"] [data-task="reading"]')
    put(task.locator('[data-field="serial"]'), "AB 12")
    task.locator(".check").click()
    said = task.locator(".feedback").inner_text()
    assert "Not answered yet: Year" in said
    assert "Not answered yet: Serial" not in said


@pytest.mark.browser
def test_an_empty_form_has_one_line(released, opened):
    """Where nothing is answered, one line says so, with the number of answers that are asked for."""
    page = opened(released.root / "released" / "l01" / PAGE)
    task = page.locator('[data-exercise="m06_identification/marks"] [data-task="reading"]')
    task.locator(".check").click()
    assert task.locator(".feedback p").count() == 1
    assert str(task.locator(".field").count()) in task.locator(".feedback").inner_text()


@pytest.mark.browser
def test_a_phone_shows_labels_above_values(released, opened):
    """At 360 pixels no label of the evidence is broken within a word: it stands above what it labels."""
    page = opened(released.root / "released" / "l01" / PAGE)
    page.set_viewport_size({"width": 360, "height": 780})
    places = page.locator(".document tr").first.evaluate(
        "row => [...row.children].map(each => each.getBoundingClientRect().top)"
    )
    assert places[0] < places[1]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_picture_and_its_marks_are_named_once(released):
    """A picture names the words that tell all of it, and doesn't repeat its caption; a mark doesn't repeat the task."""
    text = (released.root / "released" / "l01" / PAGE).read_text("utf-8")
    described = re.findall(r'<img alt="([^"]*)" aria-describedby="([^"]*)"', text)
    assert len(described) > 2
    for alt, words in described:
        assert f'id="{words}"' in text
        assert f"<figcaption>{alt}</figcaption>" not in text
    group = re.search(r'<div role="group" aria-label="([^"]+)">(.*?)</div>', text, flags=re.DOTALL)
    labels = re.findall(r'aria-label="([^"]*)"', group[2])
    assert len(labels) > 2
    assert all(len(label) < 20 and group[1] not in label for label in labels)


def test_who_uses_the_keyboard_skips_what_stands_above(tmp_path):
    """The first thing on a page leads to the exercise."""
    text = page_of(practice_pack(MARKS), tmp_path, title="T")
    assert re.search(r'<body[^>]*>\s*<a class="skip" href="#exercise">', text)
    assert '<main id="exercise" tabindex="-1">' in text


def practised(tmp_path, what, *, python="../python.js", code="en"):
    """Write the practice page of an exercise into a file, without its pictures."""
    path = tmp_path / f"{what.slug}.html"
    with language.speaking(code):
        path.write_text(page_of(practice_pack(what), tmp_path, title="T", code=code, what=what, python=python), "utf-8")
    return path


@pytest.mark.browser
@pytest.mark.parametrize("code", ["en", "fr"])
def test_a_practice_file_bears_a_name(opened, tmp_path, code):
    """Whose a practice file is stands in it and in its name, which is no path whatever was typed; it comes back."""
    path = practised(tmp_path, MARKS, code=code)
    page = opened(path)
    put(page.locator('[data-field="serial"]'), "AB 12")
    assert saved(page, tmp_path).name == "x.answers.json"
    unnamed = page.locator("#said").inner_text()
    page.fill("#name", "  ../..\\\\Amina\u202e  Diallo:É-7\t<b>=" + "n" * 80)
    file = saved(page, tmp_path)
    assert re.fullmatch(r"Amina Diallo É-7 b n{20,40} - x\.answers\.json", file.name)
    assert len(page.locator("#said").inner_text()) < len(unnamed) + 60
    assert {"en": "look in Downloads", "fr": "Téléchargements"}[code] in page.locator("#said").inner_text()
    document = json.loads(file.read_text("utf-8"))
    assert list(document) == ["answers", "exercise", "format", "name", "pack"]
    assert document["name"].startswith("../..")
    assert "\u202e" not in document["name"]
    assert len(document["name"]) <= 60
    page.reload()
    assert page.locator("#name").input_value().startswith("  ../..")
    other = opened(path)
    other.set_input_files("#load", file)
    other.locator("#said:not(:empty)").wait_for()
    assert other.locator("#name").input_value() == document["name"]
    assert page.complaints == other.complaints == []


@pytest.mark.browser
def test_a_step_that_is_chosen_twice_is_said_at_once(opened, tmp_path):
    """The page names the step in its own words while one chooses, and doesn't count the order as answered."""
    page = opened(practised(tmp_path, find_exercise("m07_marking/campaign")))
    order = page.locator('[data-kind="order"]')
    form = page.locator("form", has=order)
    for at in range(2):
        order.locator("select").nth(at).select_option(index=1)
    step = order.locator("option").nth(1).inner_text()
    assert order.locator(".wrong").inner_text() == f"Use each step once. “{step}” is chosen 2 times."
    assert form.locator(".status").inner_text().startswith("0 of 6")
    form.locator(".check").click()
    assert f"“{step}” is chosen 2 times." in form.locator(".feedback").inner_text()
    many = order.locator("select").count()
    for at in range(many - 1):
        order.locator("select").nth(at).select_option(index=at + 1)
    assert order.locator(".wrong").inner_text() == ""
    form.locator(".check").click()
    assert f"{many - 1} of {many} are chosen" in form.locator(".feedback").inner_text()
    order.locator("select").nth(many - 1).select_option(index=many)
    assert form.locator(".status").inner_text().startswith("1 of 6")


@pytest.mark.browser
def test_a_result_comes_into_view_and_grows_old(opened, tmp_path):
    """What the button says is seen at once; once the answer changes, the page says that it is another's."""
    page = opened(practised(tmp_path, MARKS), reduced_motion="reduce")
    task = page.locator('[data-task="reading"]')
    put(task.locator('[data-field="serial"]'), "AB 12")
    assert task.locator(".changed").count() == 0
    task.locator(".check").evaluate("button => scrollBy(0, button.getBoundingClientRect().bottom - innerHeight + 5)")
    task.locator(".check").evaluate("button => button.click()")
    box = task.locator(".feedback p").first.bounding_box()
    assert 0 <= box["y"] < 740 - box["height"]
    for text in ("AB 123", "AB 1234"):
        put(task.locator('[data-field="serial"]'), text)
    assert task.locator(".changed").all_inner_texts() == ["Changed since it was checked: check again."]
    task.locator(".check").click()
    assert task.locator(".changed").count() == 0


@pytest.mark.browser
def test_the_tab_key_meets_places_in_a_picture_once(released, opened):
    """Marks in the picture are passed over: the list after the question holds them."""
    page = opened(released.root / "released" / "l01" / PAGE)
    task = page.locator('[data-task="reading"]').first
    task.locator("summary").first.focus()
    met = set()
    for _ in range(12):
        page.keyboard.press("Tab")
        met.add(page.evaluate("document.activeElement.className"))
    assert task.locator(".spot").count() > 3
    assert "spot" not in met


@pytest.mark.browser
def test_places_show_faintly_where_nothing_hovers(released, opened):
    """On a phone, where no pointer passes over them, one sees that marks can be tapped."""
    for how, edge in (({"has_touch": True, "is_mobile": True}, "rgba(255, 210, 63"), ({}, "rgba(0, 0, 0, 0)")):
        page = opened(released.root / "released" / "l01" / PAGE, **how)
        spot = page.locator('.spot[aria-pressed="false"]').first
        assert spot.evaluate("spot => getComputedStyle(spot).borderTopColor").startswith(edge)


@pytest.mark.browser
def test_opened_as_a_file_a_practice_page_promises_no_points(opened, tmp_path):
    """It says beforehand how to see them, that answers don't move over, and asks no Python."""
    page = opened(practised(tmp_path, MARKS))
    said = page.locator(".edition").inner_text()
    assert "start serve.py" in said
    assert "feedback at once" not in said
    put(page.locator('[data-field="serial"]'), "AB 12")
    page.locator(".check").first.click()
    assert "Not answered yet: Year" in page.locator(".feedback").first.inner_text()
    assert page.complaints == []


def test_a_page_promises_what_it_can_do(tmp_path):
    """Feedback at once is promised only where Python stands beside the page; a name is asked for practice alone."""
    pack = practice_pack(MARKS)
    for python, promise in (("../python.js", "you get feedback at once"), (None, "not what it is worth")):
        text = page_of(pack, tmp_path, title="T", python=python)
        assert promise in text.split('id="words"')[0]
        assert 'id="name"' in text
    own = Pack(id="QQQQ-QQQQ", exercise=pack.exercise, version=pack.version, evidence=pack.evidence)
    assert 'id="name"' not in page_of(own, tmp_path, title="T")
    for said in ("Answers belong to this address in this browser.", "A notebook of this exercise keeps its own"):
        assert said in text


def test_the_page_allows_nothing_but_itself(released):
    """The page's policy names its own script and style by digest and no address; the evidence holds no truth."""
    text = (released.root / "released" / "l01" / PAGE).read_text("utf-8")
    policy = text.split('http-equiv="Content-Security-Policy" content="')[1].split('"')[0]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "'self'" not in policy
    assert "http" not in policy


def test_words_in_evidence_stay_words(tmp_path):
    """Whatever stands in a title, a label or a pack's id is shown and does nothing."""
    pack = practice_pack(MARKS)
    evil = Pack(id='"><script>alert(1)</script>', exercise=pack.exercise, version=pack.version, evidence=pack.evidence)
    text = page_of(evil, tmp_path, title="</title><script>alert(2)</script>")
    assert "<script>alert" not in text


def test_a_page_speaks_one_language(tmp_path):
    """Every sentence of the French page's frame is French."""
    with language.speaking("fr"):
        text = page_of(practice_pack(MARKS), tmp_path, title="Titre", code="fr")
    assert '<html lang="fr">' in text
    assert "Hand in" not in text
    assert "answered and kept" not in text


def test_how_to_run_a_notebook_is_left_out(tmp_path):
    """The page says nothing of running cells, in either language, for any exercise."""
    for code in language.available():
        for what in all_exercises():
            with language.speaking(code):
                text = page_of(practice_pack(what), tmp_path, title="T", code=code, what=what)
            assert "Run All" not in text, (code, what.id)
            assert "Shift" not in text, (code, what.id)


def test_a_picture_that_is_not_there_is_shown_in_words(tmp_path):
    """Without the pictures the descriptions are unfolded, and every field is still there."""
    text = page_of(practice_pack(MARKS), tmp_path, title="T")
    assert "<img" not in text
    assert "<details open>" in text


def test_a_notebook_that_cannot_be_read_is_named(tmp_path):
    """A course whose notebook is broken gets an error with the notebook's name."""
    (tmp_path / "marks.ipynb").write_text("{}")
    asked = Asked(exercise=MARKS, pack=practice_pack(MARKS), notebook=tmp_path / "marks.ipynb", pictures=tmp_path)
    with pytest.raises(CourseError, match=r"marks\.ipynb"):
        form_page([asked], title="T", hand_in_as="x")


def test_review_gives_the_points_of_the_practice_edition():
    """The right answer earns all points, a wrong one fewer, in the language asked for."""
    case = practice_case(MARKS)
    task = MARKS.tasks[0]
    right = right_answer(task, case.evidence, case.truth[task.id])
    assert "12 of 12 points" in review(MARKS.id, task.id, json.dumps(right), "en")
    assert "12 points sur 12" in review(MARKS.id, task.id, json.dumps(right), "fr")
    assert "12 of 12" not in review(MARKS.id, task.id, json.dumps({**right, "year": "1500"}), "en")
    with pytest.raises(AnswerError, match="colour"):
        review(MARKS.id, task.id, '{"colour": "red"}', "en")


def page_of(pack, pictures, *, title, code="en", what=MARKS, python=None):
    """Give the page of one exercise with another pack."""
    folder = ROOT / "exercises" if code == "en" else ROOT / "exercises" / code
    asked = Asked(exercise=what, pack=pack, notebook=folder / what.module / f"{what.slug}.ipynb", pictures=pictures)
    return form_page([asked], title=title, hand_in_as="x", python=python)


def test_names_of_pictures_are_those_of_the_pack(released):
    """Each picture of a released pack stands inside the learner's page."""
    folder = released.root / "released" / "l01"
    text = (folder / PAGE).read_text("utf-8")
    pack = read_pack(folder / "m06_identification" / "marks.pack.json")
    assert all(
        (folder / "m06_identification" / display.picture_name(pack, n)).is_file() for n in pack.evidence["pictures"]
    )
    assert text.count("data:image/jpeg;base64,") >= len(pack.evidence["pictures"])
