"""The instructor's edition holds what gives answers away, and the public book holds nothing of it."""

from __future__ import annotations

import html as entities
import re
from functools import cache
from urllib.parse import unquote, urldefrag

import pytest

from firearmskit import language
from firearmskit.course import all_exercises, display
from firearmskit.course.packs import practice_case
from firearmskit.course.tasks import right_answer
from tests.site.conftest import served
from tests.site.test_site import CONTRAST, Links
from tools import book, pages

pytestmark = pytest.mark.browser

PUBLIC = {name for name in pages.CURRICULUM.rglob("*.md") if book.stands_in(name, pages.PUBLIC)}
KEPT = sorted(set(pages.CURRICULUM.rglob("*.md")) - PUBLIC)
NAMES = [page.relative_to(book.ROOT).with_suffix("").as_posix() for page in KEPT]
EXERCISES = list(all_exercises())

each_edition = pytest.mark.parametrize("edition", book.EDITIONS)


def visible(page):
    """Give the words of a page as one line: tags, marks of emphasis and doubled spaces don't count."""
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return plain(entities.unescape(re.sub(r"<[^>]+>", "", re.sub(r"<(br|p|li|td|th|h\d)\b[^>]*>", " ", text))))


def plain(text):
    """Give a sentence without marks of emphasis, addresses and doubled spaces."""
    return " ".join(re.sub(r"\[([^\]]*)\]\([^)]*\)|[*`_]", r"\1", text).split())


def of_exercises(edition):
    """Give what is written of solutions: hints, rubrics and model answers, as long as they are sentences."""
    with language.speaking(edition):
        for exercise in EXERCISES:
            case = practice_case(exercise)
            yield from (language.text(hint) for hint in exercise.hints.values())
            for task in exercise.tasks:
                yield from (language.text(like) for each in task.rubric for _points, like in each.levels)
                if task.rubric:
                    yield from map(str, task.model(case.evidence, case.truth[task.id]).values())


def of_pages(edition):
    """Give the sentences of the pages that are kept, and of the debriefs."""
    known = book.catalogues("fr")
    for name in NAMES:
        yield from (known.get(name, {}) if edition == book.SOURCE else known[name].values())
    for path in PUBLIC:
        page = path.relative_to(book.ROOT).with_suffix("").as_posix()
        debrief = plain(path.read_text("utf-8").partition("{kept-for-instructors}\n```\n")[2])
        for sentence, translation in known[page].items() if debrief else ():
            if plain(sentence) in debrief:
                yield sentence if edition == book.SOURCE else translation


def objectives(edition):
    """Give the objectives of the lessons."""
    known = {old: new for page in book.catalogues("fr").values() for old, new in page.items()}
    lessons = pages.CURRICULUM.glob("[me][0-9][0-9]_*/index.md")
    texts = [each["text"] for lesson in lessons for each in pages.front_matter(lesson)["objectives"]]
    return {plain(text if edition == book.SOURCE else known[text]) for text in texts}


def sentences(found):
    """Give those that are long enough to be somebody's: eight words or more."""
    return {plain(each) for each in found if len(each.split()) >= 8}


def words_of(folder, edition, name=""):
    """Give the words of all pages of an edition, or of one."""
    home = folder if edition == book.SOURCE else folder / edition
    return {path: visible(path.read_text("utf-8")) for path in sorted((home / "curriculum").rglob(f"{name}*.html"))}


@each_edition
def test_the_public_book_holds_nothing_that_is_kept(html, edition):
    """No hint, rubric, model answer, session plan or debrief stands on any page of the public book."""
    secret = sentences(of_exercises(edition)) | sentences(of_pages(edition))
    secret -= objectives(edition)  # the page on the tests lists what each lesson says at its head
    assert len(secret) > 300
    found = words_of(html, edition)
    assert found
    told = {(path.name, each[:90]) for path, text in found.items() for each in secret if each in text}
    assert told == set()


def test_no_kept_page_is_left_in_the_public_book(html):
    """The files of the pages that are kept aren't there, and no search finds them."""
    for home in (html / edition if edition != book.SOURCE else html for edition in book.EDITIONS):
        assert [name for name in NAMES if (home / f"{name}.html").exists()] == []
        index = (home / "searchindex.js").read_text("utf-8")
        assert [name for name in NAMES if f'"{name}"' in index] == []


@each_edition
def test_every_exercise_is_solved(instructor_html, edition):
    """The page of each module holds what every field asks, what is right, each hint, rubric and model answer."""
    home = book.home(edition, pages.INSTRUCTOR)
    for exercise in EXERCISES:
        text = visible((home / "curriculum" / exercise.module / "solutions.html").read_text("utf-8"))
        with language.speaking(edition):
            case = practice_case(exercise)
            wanted = set()
            for task in exercise.tasks:
                planted = case.truth[task.id]
                right = right_answer(task, case.evidence, planted)
                for field in task.fields(case.evidence):
                    said = display.spoken(field, right[field.key])
                    if field.kind == "order":
                        said = said.replace(" → ", " ")  # a numbered list says it, step below step
                    wanted |= {field.title, said} if not task.rubric else {right[field.key]}
                    codes = (
                        ()
                        if task.rubric
                        else (planted[field.key]["hint"], *planted[field.key].get("because", {}).values())
                    )
                    wanted |= {language.text(exercise.hints[code]) for code in codes if code is not None}
                wanted |= {language.text(like) for each in task.rubric for _points, like in each.levels}
        assert len(wanted) > 10
        assert [each for each in wanted if plain(each) not in text] == []


@pytest.fixture(scope="module")
def instructor_site(instructor_html):
    """The address of the instructor's edition on this machine."""
    with served(instructor_html) as address:
        yield address


@pytest.fixture(scope="module")
def trainer(chromium):
    """Somebody who opens each page once."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
    yield context
    context.close()


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(f"{home}{name}.html", marks=pytest.mark.slow if home else ())
        for home in ("", *(f"{each}/" for each in book.TRANSLATIONS))
        for name in NAMES
    ],
)
def kept(request, trainer, instructor_site):
    """A page that only this edition has, and what it asked from elsewhere."""
    page = trainer.new_page()
    page.amiss = []
    page.on("request", lambda r: r.url.startswith((instructor_site, "data:")) or page.amiss.append(r.url))
    page.on("console", lambda m: page.amiss.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("response", lambda r: page.amiss.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    page.goto(instructor_site + request.param, wait_until="networkidle")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    yield page
    page.close()


def test_nothing_from_elsewhere(kept):
    """A page asks nothing from another machine, and the console stays empty."""
    assert kept.amiss == []


def test_whose_edition_it_is_stands_above(kept):
    """Each page says that it is kept from participants."""
    assert kept.locator(".bd-header-announcement").is_visible()


def test_no_sideways_scroll(kept):
    """On a phone of 360 pixels, nothing makes the page wider than the screen."""
    kept.set_viewport_size({"width": 360, "height": 900})
    assert kept.evaluate("document.documentElement.scrollWidth") <= 360
    kept.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(kept, scheme):
    """Every text reaches the contrast of WCAG AA, in the light and in the dark look."""
    kept.emulate_media(color_scheme=scheme)
    kept.wait_for_function(f"document.documentElement.dataset.theme == '{scheme}'")
    kept.wait_for_function("document.getAnimations().every(a => a.playState != 'running')")
    assert kept.evaluate(CONTRAST) == []


def test_session_plan_fits_a_phone(kept):
    """On a phone no column of the session plan lies outside of the screen."""
    if "facilitator" in kept.url:
        kept.set_viewport_size({"width": 390, "height": 844})
        rights = kept.evaluate(
            "[...document.querySelectorAll('.bd-article table td')].map(e => e.getBoundingClientRect().right)"
        )
        kept.set_viewport_size({"width": 1280, "height": 900})
        assert len(rights) > 30
        assert max(rights) <= 390


@each_edition
def test_links_lead_somewhere(instructor_html, edition):
    """Each link to a place in this edition leads to a file, and to an anchor that is there."""
    broken = []
    held = cache(lambda file: Links(file.read_text(encoding="utf-8")))
    for here in sorted((book.home(edition, pages.INSTRUCTOR) / "curriculum").rglob("*.html")):
        for address in held(here).addresses:
            target, anchor = urldefrag(address)
            if "://" in target or target.startswith(("mailto:", "data:")) or anchor.startswith("pst-"):
                continue
            file = (here.parent / unquote(target.split("?")[0])).resolve() if target else here
            if not file.is_file() or (anchor and anchor not in held(file).anchors):
                broken.append((here.name, address))
    assert broken == []
