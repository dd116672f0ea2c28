"""The trainer's page: what it says first, what it says of whom, and what it refuses to say."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from html import unescape

import pytest

from firearmskit import language
from firearmskit.cli import main
from firearmskit.course import overview, plots
from firearmskit.course.assessment import TASK, all_pairs
from firearmskit.course.copies import Written, alike
from firearmskit.course.lessons import read_lesson
from firearmskit.course.overview import Overview, survey
from firearmskit.course.packs import Exercise, find_exercise
from firearmskit.course.report import page_of, report
from firearmskit.course.results import Result
from firearmskit.course.roster import KEY, Person, Roster
from firearmskit.course.settings import Settings
from firearmskit.course.statistics import analyse, mean_share
from firearmskit.course.tasks import Part, Verdict
from firearmskit.errors import CourseError
from tests.course.test_copies import CHANGED, CODE, TEXT
from tests.course.test_results import give

MARKS = find_exercise("m06_identification/marks")
NOTHING = Overview(
    needs=(), objectives=(), examined=(), traps=(), gains=(), alike=(), waiting=(), notes=(), untaught=()
)  # fmt: skip


def plain(page: str) -> str:
    """Give a page's words without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.split("</style>")[1])).split())


def section(page: str, name: str) -> str:
    """Give the words of one section."""
    return plain("</style>" + page.split(f'<section id="{name}">')[1].split("</section>")[0])


def first(page: str) -> list[str]:
    """Give the things for tomorrow."""
    return [
        plain("</style>" + each) for each in page.split('<ol class="first">')[1].split("</ol>")[0].split("<li>")[1:]
    ]


def scored(exercise: Exercise, learner: str, **shares: float) -> Result:
    """Give a result with these shares of each task's points; one that isn't named is right."""
    made = tuple(
        Verdict(
            task=task.id, points=(earned := shares.get(task.id, 1) * task.points), of=task.points,
            parts=(Part(field="x", label="x", points=earned, of=task.points, reason=""),),
        )
        for task in exercise.tasks
    )  # fmt: skip
    return Result(learner=learner, exercise=exercise, verdicts=made)


def test_the_page_begins_with_three_things(graded):
    """Who needs help, what to teach again, what to look at: in this order, before anything else."""
    done = report(graded)
    text = done.path.read_text("utf-8")
    things = first(text)
    assert things[0].startswith("Help 5 learners. chen, efua, dario, goran, ivan. What most of them miss:")
    assert things[1].startswith("Teach once more: Say whether the look, the marks and the records support a statement")
    assert things[2] == "Look at 1 submission that couldn't be scored. jorge."
    assert text.index('<ol class="first">') < text.index("<table>")
    assert done.open == 1
    assert done.path.stat().st_mode & 0o077 == 0


def test_who_needs_help_is_said_with_what_exactly(graded):
    """Those who earned least first, each task below what passes with its points, and why another wasn't scored."""
    words = section(report(graded).path.read_text("utf-8"), "help")
    assert "dario 14 of 30 points Read the marks (6 of 12); Judge a trace request (4 of 8)" in words
    assert words.index("chen 0 of 30") < words.index("dario 14 of 30") < words.index("jorge Handed in, but couldn't")
    assert "isn't complete JSON" in words
    assert "amina" not in words


def test_what_was_not_handed_in_or_not_graded_is_seen(graded):
    """A pack without a submission, and a submission without a result, are two different things to do."""
    shutil.rmtree(graded / "submitted" / "amina")
    gone, late = graded / "submitted" / "chen", graded / "submitted" / "newcomer"
    shutil.copytree(gone, late)
    truth = graded / "trainer" / "truth" / "m06_identification" / "marks"
    shutil.copy(truth / "chen.json", truth / "idle.json")
    seen = survey(graded)
    assert {(need.learner, need.state) for need in seen.needs} >= {("newcomer", "ungraded"), ("idle", "missing")}
    assert [each.handed_in for each in seen.examined] == [11]
    assert [each.released for each in seen.examined] == [11]
    things = first(report(graded).path.read_text("utf-8"))
    assert things[2] == "Grade 1 submission that lies there ungraded. newcomer."


def test_an_exercise_that_nobody_did_yet_is_no_fault_of_theirs(new_course):
    """What was released for tomorrow isn't missing today."""
    store = new_course()
    store.release(MARKS, course="c", learner="amina")
    seen = survey(store.root)
    assert seen.needs == ()
    assert seen.untaught == (MARKS,)
    assert "handed in by nobody yet: The marks of one firearm" in plain(page_of(seen, title="T"))
    assert first(page_of(seen, title="T"))[0] == "Grade first: nothing has been scored yet."


def test_objectives_come_weakest_first_with_n_and_interval(graded):
    """Each objective of the lesson, the tasks that test it, the mean share, how sure that is, and in words."""
    seen = survey(graded)
    assert len(seen.objectives) == 3
    assert [met.share.mean for met in seen.objectives] == sorted(met.share.mean for met in seen.objectives)
    assert {met.share.n for met in seen.objectives} == {9}
    words = section(report(graded).path.read_text("utf-8"), "objectives")
    assert re.search(r"Judge a trace request 6\d % \(between \d+ % and \d+ %, n = 9\)", words)
    assert "Met here, but the group is too small to be sure." in words


def test_an_objective_that_is_not_met_is_said_first(graded):
    """Below what passes on average, the second thing for tomorrow is to teach it again."""
    results = [scored(MARKS, f"l{n}", argument=0.1) for n in range(30)]
    met = tuple(overview._objectives(graded, results))
    page = page_of(replace(NOTHING, objectives=tuple(sorted(met, key=lambda each: each.share.mean))), title="T")
    assert first(page)[1].startswith("Teach once more: Say whether the look, the marks and the records support")
    assert "Not met; the group is large enough to say so." in section(page, "objectives")
    assert "1 objective isn't met on average: Say whether the look" in section(page, "objectives")


def test_without_lessons_tasks_stand_for_objectives(graded):
    """Where the material wasn't copied, the report speaks of tasks."""
    shutil.rmtree(graded / "curriculum")
    assert {met.text for met in survey(graded).objectives} == {task.title for task in MARKS.tasks}


def test_a_task_that_strong_learners_miss_is_called_doubtful():
    """A wrong key is the third thing for tomorrow when nothing else waits."""
    results = [scored(MARKS, f"l{n:02}", reading=n / 20, judgement=n / 20, argument=0.7 - n / 50) for n in range(20)]
    seen = replace(NOTHING, examined=(overview._examine(MARKS, results, 20, 0, {}),))
    page = page_of(seen, title="T")
    assert first(page)[-1].startswith("Check this task before you discuss it: Argue a contested statement.")
    assert "Those who did well elsewhere did worse here: check what it asks, and its key." in section(page, "tasks")


def test_a_small_group_is_told_nothing_of_discrimination():
    """Four people: the correlation isn't read as anything."""
    results = [scored(MARKS, f"l{n}", reading=n / 4, judgement=(3 - n) / 4) for n in range(4)]
    page = page_of(replace(NOTHING, examined=(overview._examine(MARKS, results, 4, 0, {}),)), title="T")
    words = section(page, "tasks")
    assert "The group is too small to say whom it tells apart." in words
    assert "Too few people, or all alike: it can't be said whom it tells apart." in words
    assert "tells strong from weak well" not in words


def test_each_strength_of_discrimination_has_its_words():
    """The rule of thumb: below 0.2 poorly, to 0.4 fairly, from 0.4 well."""
    from firearmskit.course.report import _item_words

    item = analyse({"a": list(range(10)), "b": list(range(10))}, {"a": 9, "b": 9})["a"]
    for r, said in (0.1, "poorly"), (0.3, "fairly"), (0.4, "well"):
        assert said in _item_words(replace(item, discrimination=r, low=0.01, high=0.9))
    assert "check what it asks" in _item_words(replace(item, discrimination=-0.5, low=-0.8, high=-0.1))
    assert _item_words(replace(item, difficulty=mean_share([0.1] * 9))).startswith("Hardly anybody has it")


def wrong_kind(exercise, frozen, learners=()) -> dict:
    """Take the number of a part for the firearm's, and a mark made later for the maker's."""
    truth = frozen.truth["reading"]
    kinds = {key: entry["accept"][0] for key, entry in truth.items() if len(key) == 1}
    return {"reading": {key: "serial" if kind == "part" else kind for key, kind in kinds.items()}}


def test_a_wrong_choice_that_caught_several_is_shown_with_its_reason(new_course):
    """The choice, what was right, how many, and what they were told; personal labels don't scatter it."""
    from firearmskit.course.cohort import Learner, submit
    from firearmskit.course.grading import grade

    store = new_course()
    for number in range(4):
        submit(store, MARKS, Learner(id=f"l{number}", story="", answers=wrong_kind, language="fr" if number else "en"))
    grade(store.root, cell_seconds=5)
    traps = survey(store.root).traps
    assert [(trap.chosen, trap.right, len(trap.learners), trap.of) for trap in traps] == [
        ("serial number of the firearm", "number of a part", 4, 4)
    ]
    assert traps[0].reason.startswith("Two numbers have the same form.")
    words = section(report(store.root).path.read_text("utf-8"), "traps")
    assert "“serial number of the firearm” instead of “number of a part” 4 of 4" in words


def test_a_long_list_is_folded(graded):
    """Of forty who need help, those who need it most are read first, and nobody is left out."""
    results = [scored(MARKS, f"l{n:02}", reading=n / 100, judgement=0, argument=0) for n in range(40)]
    needs = tuple(sorted(overview._needs(MARKS, results, (), ()), key=overview._urgency))
    page = page_of(replace(NOTHING, needs=needs, examined=(overview._examine(MARKS, results, 40, 0, {}),)), title="T")
    above, below = page.split('<section id="help">')[1].split("</section>")[0].split("<details>")
    assert "l00" in above
    assert "l24" in above
    assert "l25" in below
    assert "l39" in below
    assert "15 more lines" in below


def test_parts_are_named_as_the_trainer_reads_them(graded):
    """Not by the keys of the machine, and in the language spoken now."""
    assert "Year of manufacture or acceptance, with four digits" in section(
        report(graded).path.read_text("utf-8"), "tasks"
    )
    with language.speaking("fr"):
        words = section(report(graded).path.read_text("utf-8"), "tasks")
    assert "Marque A : de quoi s'agit-il ?" in words.replace("\u00a0", " ")


def test_rare_mistakes_are_no_traps(graded):
    """What one or two chose isn't shown, nor what depends on a learner's own case."""
    assert all(len(trap.learners) >= 3 for trap in survey(graded).traps)


def both_tests(before: dict[str, float], after: dict[str, float]) -> Overview:
    """Give an overview of a pre-test and a post-test with these shares."""
    both: list[Result] = []
    for slug, shares in ("pretest", before), ("posttest", after):
        exercise = replace(MARKS, id=f"m06_identification/{slug}", title=slug)
        both += [scored(exercise, who, reading=share, judgement=share, argument=share) for who, share in shares.items()]
    return replace(NOTHING, gains=overview.compare(both))


def test_a_gain_is_said_with_its_uncertainty():
    """Twelve people, each a tenth better: the difference, the interval, and what it doesn't prove."""
    before = {f"l{n:02}": 0.3 + n / 40 for n in range(12)}
    page = page_of(
        both_tests(before, {who: share + 0.1 + (who > "l05") * 0.1 for who, share in before.items()}), title="T"
    )
    words = section(page, "gain")
    assert "12 learners took both tests. On average they earned 15 points of a hundred more" in words
    assert "between 11.7 and 18.3" in words
    assert "nobody has measured whether they are equally hard" in words
    assert "unequal" not in words
    assert "12 gained, 0 lost, 0 stayed." in words


def test_few_pairs_make_no_claim():
    """Nine are too few, whatever they gained."""
    before = {f"l{n}": 0.2 for n in range(9)}
    words = section(page_of(both_tests(before, dict.fromkeys(before, 0.9)), title="T"), "gain")
    assert "With fewer than 10, no gain is claimed" in words
    assert "On average they earned" not in words


def test_other_people_are_said_to_be_other_people():
    """When different people took the two tests, only those who took both are compared, and the page says so."""
    before = {f"l{n}": 0.5 for n in range(15)}
    after = {f"l{n}": 0.5 + n / 100 for n in range(5, 20)}
    words = section(page_of(both_tests(before, after), title="T"), "gain")
    assert "15 took the first test, 15 the second, 10 both" in words
    assert "Fewer than two learners" in section(page_of(both_tests({"a": 0.1}, {"b": 0.9}), title="T"), "gain")
    assert "no results of both" in section(page_of(both_tests({"a": 0.1}, {}), title="T"), "gain")


def test_no_gain_is_not_called_a_gain():
    """When the interval reaches across nought, the page says that there may be none."""
    before = {f"l{n}": 0.5 for n in range(12)}
    after = {f"l{n}": 0.5 + (0.2 if n % 2 else -0.19) for n in range(12)}
    assert "may not have gained at all" in section(page_of(both_tests(before, after), title="T"), "gain")


def test_a_pretest_is_nobodys_failure(graded):
    """Who knows little before the course needs no help because of it."""
    before = replace(MARKS, id="m06_identification/pretest")
    assert overview.is_before(before)
    assert not overview.is_before(MARKS)


QUESTIONS = [key for key, (module, _pair) in all_pairs().items() if module == "m06_identification"]
"""What a course that teaches nothing else might be asked."""


def sat(form: str, *, right: int, blank: bool = False, learner: str = "amina") -> Result:
    """Give the result of a test whose first questions were answered rightly."""
    exercise = find_exercise(f"assessments/{form}")
    keys = QUESTIONS
    parts = tuple(
        Part(field=key, label=key, points=float(number < right), of=1, reason="") for number, key in enumerate(keys)
    )
    verdict = Verdict(task=TASK, points=float(right), of=len(keys), parts=parts)
    answers = {TASK: {} if blank else dict.fromkeys(keys, "a")}
    return Result(learner=learner, exercise=exercise, verdicts=(verdict,), answers=answers)


def test_a_test_that_was_not_taken_counts_as_none():
    """A post-test handed in without an answer is no nought: it is missing; a pre-test isn't even that."""
    empty = sat("posttest", right=0, blank=True)
    assert [need.state for need in overview._needs(empty.exercise, [empty], ["amina"], [])] == ["missing"]
    early = sat("pretest", right=0, blank=True)
    assert list(overview._needs(early.exercise, [early], ["amina", "boris"], [])) == []
    few = sat("posttest", right=1)
    assert list(overview._needs(few.exercise, [few], ["amina"], [])) == []  # nobody passes or fails
    assert few.passed is None
    (compared,) = overview.compare([sat("pretest", right=3), few, empty, sat("pretest", right=2, learner="boris")])
    assert compared.gain.pairs == 1
    assert overview.compare([sat("pretest", right=3), empty]) == ()


def test_the_questions_of_a_test_are_its_items(graded):
    """Each question has its difficulty, and each objective is held against its own questions."""
    results = [sat("posttest", right=right, learner=f"l{right}") for right in range(13)]
    seen = overview._examine(results[0].exercise, results, 13, 0, {})
    assert list(seen.items) == QUESTIONS
    assert next(iter(seen.items.values())).difficulty.mean == pytest.approx(12 / 13)
    met = list(overview._objectives(graded, results))
    lesson = read_lesson(graded, "m06_identification")
    assert {each.text for each in met} <= {each.text for each in lesson.objectives}
    numbers = sorted(int(name.rpartition(" ")[2]) for each in met for name in each.tasks)
    assert numbers == list(range(1, 13))
    assert all(each.share.n == 13 and each.needed == 0.6 for each in met)
    page = page_of(replace(NOTHING, examined=(seen,), objectives=tuple(met)), title="T")
    assert "Questions after the course" in section(page, "tasks")


def test_an_objective_stands_once_wherever_it_was_tested(graded):
    """Tasks and questions of one objective are one line, and everybody counts in it once."""
    results = [*(sat("posttest", right=12, learner=f"l{n}") for n in range(4)), scored(MARKS, "l0", reading=0)]
    met = list(overview._objectives(graded, results))
    assert len({each.text for each in met}) == len(met) == 3
    first = next(each for each in met if "Read the marks" in each.tasks)
    assert "Questions after the course, 1" in first.tasks
    assert first.share.n == 4
    assert first.share.mean == pytest.approx((5 / 17 + 3) / 4)  # five questions right, nothing of twelve points


def test_a_task_that_waits_for_somebody_says_nothing_of_the_group(graded):
    """While one answer waits for a person, the noughts of those who wrote nothing are left out."""
    results = [scored(MARKS, "l0", reading=0), replace(scored(MARKS, "l1"), waiting=("reading",))]
    assert not any("Read the marks" in met.tasks for met in overview._objectives(graded, results))
    assert any("Read the marks" in met.tasks for met in overview._objectives(graded, results[:1]))


def test_who_forgot_the_answers_file_is_known(graded):
    """Nought without an answer is no low mark: the note says which file is missing."""
    words = section(report(graded).path.read_text("utf-8"), "help")
    assert "chen 0 of 30 points marks.answers.json wasn't handed in. Nothing was answered." in words


def test_what_is_written_alike_stands_side_by_side_without_a_verdict():
    """Both codes, both escaped, what is shared marked, and a sentence that it proves nothing."""
    people = [
        Written(learner="K7MX", lines=(*CODE.splitlines(), "print('<img src=x onerror=alert(1)>')"), texts=(TEXT,)),
        Written(learner="P4RT", lines=tuple(CHANGED.splitlines()), texts=(TEXT,)),
    ]
    page = page_of(replace(NOTHING, alike=((MARKS, alike(people)),)), title="T")
    words = section(page, "alike")
    assert "People who sit together write alike" in words
    assert "not a finding" in words
    assert page.count('<div class="twin">') == 1
    assert page.count("<mark>") >= 8
    assert "<img src=x" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
    assert TEXT in unescape(page)
    for verdict in "plagiar", "cheat", "copied", "guilty", "suspicio":
        assert verdict not in words.casefold()


def test_pseudonyms_are_the_default_and_names_a_choice(graded, monkeypatch, tmp_path):
    """Names are opened only when asked for; without their key the report isn't written."""
    monkeypatch.setattr(Roster, "people", lambda self: {"dario": Person(name="Dario <Example>")})
    assert "Dario" not in report(graded).path.read_text("utf-8")
    text = report(graded, names=True).path.read_text("utf-8")
    assert "Dario &lt;Example&gt; (dario)" in text
    monkeypatch.undo()
    with pytest.raises(CourseError, match="no names"):
        report(graded, names=True)
    monkeypatch.setenv(KEY, str(tmp_path / "key"))
    Roster(graded).add([(Person(name="Zoë Example"), "en", None)])
    (tmp_path / "key").unlink()
    with pytest.raises(CourseError, match="hold their key"):
        report(graded, names=True)


def test_notes_and_waiting_tasks_are_listed(graded):
    """What the grader noticed, and what waits in formgrader."""
    give(graded, "amina", "argument", waits=True)
    done = report(graded)
    words = section(done.path.read_text("utf-8"), "look")
    assert "amina The marks of one firearm Argue a contested statement" in words
    assert 'hana The marks of one firearm The cell "reading" was deleted; it was put back.' in words
    assert done.open == 2


def test_the_report_speaks_the_trainers_language(graded):
    """The language spoken now, with the reasons of wrong choices in it too."""
    with language.speaking("fr"):
        text = report(graded).path.read_text("utf-8")
    assert '<html lang="fr">' in text
    assert "Les marques d'une arme à feu" in unescape(text)
    assert "Dire si l’aspect, les marques et les documents appuient une déclaration sur une arme" in unescape(text)


def test_the_same_course_gives_the_same_page(graded):
    """No date, no chance: two calls write the same bytes."""
    one = report(graded).path.read_bytes()
    assert report(graded).path.read_bytes() == one


@pytest.mark.parametrize(
    "drawn",
    [
        lambda: plots.plot_shares([("$\\frac{x}$ <b>&", mean_share([0.2, 0.4])), ("y", mean_share([1.0]))], needed=0.6),
        lambda: plots.plot_points([0, 0.1, 0.59, 0.6, 1], needed=0.6),
        lambda: plots.plot_points([], needed=0.6),
        lambda: plots.plot_changes([0.1, 0.9], [0.4, 0.2]),
    ],
)
def test_pictures_are_whole_and_the_same_each_time(drawn):
    """An SVG that needs no font and asks for nothing, whatever its labels say."""
    picture = drawn()
    assert picture.startswith(b"<?xml")
    assert picture.rstrip().endswith(b"</svg>")
    assert picture == drawn()
    assert b"<script" not in picture
    assert b"<image" not in picture


def test_each_picture_has_its_words(graded):
    """What a picture shows stands in its alternative text or in the table beside it."""
    text = report(graded).path.read_text("utf-8")
    images = re.findall(r'<img alt="([^"]*)" src="data:image/svg\+xml;base64,', text)
    assert len(images) == 2
    assert all(len(words) > 40 for words in images)
    assert "in tenths from 0 % to 100 %: 2, 0, 0, 0, 3, 0, 0, 0, 0, 4." in images[0]


def test_the_command_says_where_the_page_is(graded, capsys):
    """It ends with 1 while something waits for the trainer, with 2 where it can't work."""
    assert main(["course", "report", "--course", str(graded)]) == 1
    assert capsys.readouterr().out == f"The report is in {graded}/reports/report.html.\n1 submission waits for you.\n"
    assert main(["course", "report", "--names", "--course", str(graded)]) == 2
    assert main(["course", "report", "--course", str(graded / "trainer")]) == 2


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_three_things_stand_on_the_first_screen(graded, chromium, width):
    """Without scrolling, and nothing reaches beyond the screen."""
    Settings(id="c", title="Course", modules=("m06_identification",)).write(graded)
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.goto(report(graded).path.as_uri())
    assert page.locator("ol.first").bounding_box()["y"] + page.locator("ol.first").bounding_box()["height"] < 800
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("[...document.images].every(i => i.complete && i.naturalWidth > 0)")
    page.close()
