"""One page a learner: what it says, what it never says, and what is left alone."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

from firearmskit import language
from firearmskit.cli import main
from firearmskit.course import grading
from firearmskit.course.cohort import Learner, submit, varied_answers
from firearmskit.course.feedback import feedback
from firearmskit.course.packs import find_exercise
from firearmskit.course.settings import Settings
from firearmskit.course.store import Store
from firearmskit.errors import CourseError
from tests.course.test_results import MARKS, give


def words_of(root, learner: str) -> str:
    """Give a page's words without its tags."""
    text = (root / "feedback" / f"{learner}.html").read_text("utf-8")
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text.split("</style>")[1])).split())


def test_each_learner_has_a_page(graded):
    """Everybody whose work arrived has one, also where nothing could be scored."""
    done = feedback(graded)
    assert len(done.written) == 10
    assert done.missing == ()
    assert {path.name for path in done.written} == {path.name for path in (graded / "feedback").iterdir()}


def test_a_page_says_points_reasons_answers_and_what_to_read_again(graded):
    """For each part: what it is worth, what was answered, and why; for each task below full points, the objective."""
    feedback(graded, ["dario"])
    words = words_of(graded, "dario")
    assert "14 of 30 points. 18 points are needed to pass." in words
    assert "Your answer:" in words
    assert "Look for the form of year that the card describes" in words
    assert "Read again, in the lesson “Identifying a firearm from its markings”: Tell the serial number" in words


def test_full_points_need_no_rereading(graded):
    """Who has it all is sent nowhere."""
    feedback(graded, ["amina"])
    assert "Read again" not in words_of(graded, "amina")


def test_a_page_speaks_the_learners_language(graded):
    """The language that was frozen with the pack decides, not the trainer's, and the lesson is named in it too."""
    give(graded, "benoit", "reading", points=3)
    feedback(graded, ["benoit"])
    assert '<html lang="fr">' in (graded / "feedback" / "benoit.html").read_text("utf-8")
    words = words_of(graded, "benoit")
    assert "Lire les marques" in words
    assert "C'est juste." in words
    assert "Identifier une arme à feu d’après ses marques" in words
    with language.speaking("fr"):
        feedback(graded, ["dario"])
    assert '<html lang="en">' in (graded / "feedback" / "dario.html").read_text("utf-8")


def test_without_the_lesson_the_page_is_still_whole(graded):
    """Where the material lies elsewhere, what to read again is left out, and nothing else."""
    (graded / "curriculum" / "m06_identification" / "index.md").write_text("---\ntitle: [\n---\n", "utf-8")
    feedback(graded, ["dario"])
    words = words_of(graded, "dario")
    assert "Read again" not in words
    assert "14 of 30 points" in words


def test_an_unscored_submission_is_answered_kindly(graded):
    """No reproach, no error message of ours: the trainer will look at it."""
    feedback(graded, ["jorge"])
    words = words_of(graded, "jorge")
    assert "your trainer will look at it" in words
    assert "JSON" not in words
    assert not re.search(r"\d+ of \d+ points", words)


def test_a_damaged_record_of_ours_is_not_the_learners_fault(graded):
    """Where the frozen truth can't be read, the learner still has a page, in the language of the course."""
    (graded / "trainer" / "truth" / "m06_identification" / "marks" / "efua.json").write_text("{", "utf-8")
    grading.grade(graded, cell_seconds=1)
    Settings(id="c", title="Cours", language="fr").write(graded)
    assert feedback(graded, ["efua"]).missing == ()
    text = (graded / "feedback" / "efua.html").read_text("utf-8")
    assert '<html lang="fr">' in text
    assert "damaged" not in text


def test_a_persons_points_and_words_are_shown(graded):
    """What the trainer gave counts and is said, with the comment; what waits is said too."""
    give(graded, "amina", "argument", points=4, comment="Good, but see <me>\nat eight")
    give(graded, "amina", "judgement", waits=True)
    feedback(graded, ["amina"])
    words = words_of(graded, "amina")
    assert "4 of 10 points Your trainer gave the points of this task; they count." in words
    assert "Your trainer wrote: Good, but see <me> at eight" in words
    assert "<me>" not in (graded / "feedback" / "amina.html").read_text("utf-8")
    assert "This task waits for your trainer." in words
    assert "16 of 30 points" in words


def test_a_page_holds_nothing_of_the_truth(graded):
    """No accepted value, no hint that wasn't earned, no seed, no note for the trainer, nobody else."""
    store = Store.at(graded)
    path = graded / "trainer" / "truth" / "m06_identification" / "marks" / "efua.json"
    document = json.loads(path.read_text("utf-8"))
    for task in document["truth"].values():
        for field in task.values():
            field["accept"] = [*field["accept"], "SENTINEL"]
            field["because"] = {**field.get("because", {}), "SENTINEL": "kind"}
    path.write_text(json.dumps(document), "utf-8")
    grading.grade(graded, cell_seconds=1)
    done = feedback(graded)
    secret = (graded / "trainer" / "secret").read_text("utf-8").strip()
    others = {"amina", "benoit", "chen", "dario", "efua", "fatou", "goran", "hana", "ivan", "jorge"}
    for page in done.written:
        text = page.read_text("utf-8")
        assert "SENTINEL" not in text
        assert secret not in text
        assert store.frozen(MARKS, learner=page.stem).pack not in text
        assert "Traceback" not in text
        assert "HIDDEN TESTS" not in text
        assert "exercise.grade" not in text
        assert not [who for who in others - {page.stem} if re.search(rf"\b{who}\b", text)]
    assert "was deleted" not in words_of(graded, "hana")
    assert "IndexError" not in words_of(graded, "fatou")


def test_the_serial_that_was_right_is_not_told(graded):
    """Who typed another serial number reads why it is wrong, not which one is right."""
    feedback(graded, ["efua"])
    truth = Store.at(graded).frozen(MARKS, learner="efua").truth["reading"]["serial"]["accept"]
    text = (graded / "feedback" / "efua.html").read_text("utf-8")
    assert not [way for way in truth if way in text]


def test_only_pages_that_changed_are_written(graded):
    """A second call touches nothing; a new comment touches one page."""
    feedback(graded)
    before = {path: path.stat().st_mtime_ns for path in (graded / "feedback").iterdir()}
    again = feedback(graded)
    assert again.written == ()
    assert len(again.unchanged) == 10
    assert {path: path.stat().st_mtime_ns for path in (graded / "feedback").iterdir()} == before
    give(graded, "dario", "reading", comment="Well tried")
    assert [path.stem for path in feedback(graded).written] == ["dario"]


def test_a_name_that_is_nobodys_gets_no_page(graded):
    """A folder under a name that nothing was released to is listed for the trainer, and leads to no file."""
    assert feedback(graded, ["nobody", "../gradebook", "amina"]).missing == ("nobody", "../gradebook")
    assert [path.name for path in (graded / "feedback").iterdir()] == ["amina.html"]


def test_a_folder_that_is_no_course_is_refused(tmp_path):
    """The message says what to do."""
    with pytest.raises(CourseError, match="isn't a course folder"):
        feedback(tmp_path)


def test_the_command_ends_with_what_has_to_be_looked_at(graded, capsys):
    """0 when all is written, 1 when somebody has no page, 2 where it can't work."""
    assert main(["course", "feedback", "--course", str(graded)]) == 0
    assert "10 pages were written" in capsys.readouterr().out
    assert main(["course", "feedback", "nobody", "--course", str(graded)]) == 1
    assert "nobody has no page" in capsys.readouterr().out
    assert main(["course", "feedback", "--course", str(graded / "trainer")]) == 2


def test_the_first_test_is_given_back_after_the_second(new_course):
    """Until the post-test was taken, the page says that the pre-test arrived, and neither points nor reasons."""
    store = new_course()
    before, after = (find_exercise(f"assessments/{form}") for form in ("pretest", "posttest"))
    submit(store, before, Learner(id="ada", story="", answers=varied_answers(1)))
    submit(store, after, Learner(id="bob", story="", answers=lambda what, frozen: {}))  # handed in, not taken
    grading.grade(store.root)
    feedback(store.root)
    words = words_of(store.root, "ada")
    assert "Your answers have arrived." in words
    assert "points" not in words
    submit(store, after, Learner(id="ada", story="", answers=varied_answers(2)))
    grading.grade(store.root)
    feedback(store.root)
    words = words_of(store.root, "ada")
    assert "have arrived" not in words
    assert words.index("Questions before the course") < words.index("Questions after the course")
    assert words.count("of 100 points") >= 2
    assert "Nobody passes or fails" in words


@pytest.mark.browser
def test_a_rubric_is_readable_on_a_phone(new_course, chromium):
    """The table of what a person looks for doesn't reach beyond the screen."""
    store = new_course()
    submit(store, find_exercise("m06_identification/report"), Learner(id="ada", story=""))
    grading.grade(store.root)
    feedback(store.root)
    assert "What a person who reads this answer looks for" in words_of(store.root, "ada")
    page = chromium.new_page(viewport={"width": 360, "height": 740})
    page.goto((store.root / "feedback" / "ada.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_a_page_is_readable_on_a_phone(graded, chromium, width):
    """Nothing reaches beyond the screen, and letters are large enough, also with a long answer without a space."""
    give(graded, "dario", "reading", comment="x" * 400)
    feedback(graded, ["dario"])
    page = chromium.new_page(viewport={"width": width, "height": 740})
    page.goto((graded / "feedback" / "dario.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    sizes = page.evaluate("[...document.querySelectorAll('p,li')].map(e => parseFloat(getComputedStyle(e).fontSize))")
    assert min(sizes) >= 14
    page.close()
