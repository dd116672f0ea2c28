"""Everything that a person reads passes through translation: seen with a language made of brackets."""

import re
from html.parser import HTMLParser
from pathlib import Path

import ipywidgets as widgets
import nbformat
import pytest
from matplotlib.text import Text as DrawnText
from PIL import Image

from firearmskit import language
from firearmskit.course import Exercise, OpenExercise, Pack, display
from firearmskit.course.cohort import right_answer, wrong_answer
from firearmskit.course.draw import Draw
from firearmskit.course.folder import hand_out
from firearmskit.course.forms import build_form
from firearmskit.course.packs import practice_case, practice_pack
from firearmskit.course.store import Store
from firearmskit.figures import SURFACES, Mark, plot_marks
from tests.exercises.conftest import ROOT

OTHERS = language.available()[1:]


class Brackets:
    """A language in which every sentence stands between brackets; what isn't translated stands outside."""

    def gettext(self, message: str) -> str:
        """Bracket a sentence."""
        return f"⟦{message}⟧"

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Bracket the form that fits."""
        return f"⟦{one if count == 1 else many}⟧"


class Text(HTMLParser):
    """Collects what a reader sees of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.quiet = False

    def handle_starttag(self, tag: str, attributes: list) -> None:
        self.quiet = tag == "style"
        self.seen += [value for name, value in attributes if name in ("alt", "title", "aria-label") and value]

    def handle_endtag(self, tag: str) -> None:
        self.quiet = False

    def handle_data(self, data: str) -> None:
        if not self.quiet:
            self.seen.append(data)


@pytest.fixture
def brackets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Speak the language of brackets."""
    monkeypatch.setattr(language, "_catalogue", lambda code: Brackets())


def verbatim(value: object) -> set[str]:
    """Give every text of the evidence: what is stamped or written there isn't ours to translate."""
    if isinstance(value, dict):
        return set().union(*map(verbatim, value.values()), set())
    if isinstance(value, list):
        return set().union(*map(verbatim, value), set())
    return {str(value)}


def outside(texts: list[str], evidence: object) -> list[str]:
    """Give the words that aren't inside brackets and aren't the evidence's own."""
    own = sorted(verbatim(evidence), key=len, reverse=True)
    left = []
    for text in texts:
        if "://" in text:
            continue  # a source is cited in its own language
        depth, rest = 0, ""
        for letter in text:
            depth += (letter == "⟦") - (letter == "⟧")
            rest += letter if depth == 0 and letter not in "⟦⟧" else ""
        for each in own:
            rest = re.sub(re.escape(each), "", rest, flags=re.IGNORECASE)
        if re.search(r"[^\W\d_]{2,}", rest):
            left.append(text)
    return left


def test_forms_and_feedback_are_translated(exercise: Exercise, tmp_path: Path, brackets: None) -> None:
    """No label, choice, note, verdict or description of an exercise shows a sentence that isn't translated."""
    case = practice_case(exercise)
    pack = practice_pack(exercise)
    for name in pack.evidence.get("pictures", {}):  # what is drawn is of no account here
        Image.new("L", (40, 30)).save(tmp_path / display.picture_name(pack, name), "JPEG")
    opened = OpenExercise(exercise, pack, tmp_path, "en")
    texts: list[str] = []
    for task in exercise.tasks:
        for answer in (right_answer(task, case), {}):
            opened.file.answers[task.id] = answer
            reader = Text()
            reader.feed(opened.review(task)[0])
            texts += reader.seen
        form = build_form(opened, task)
        stack: list[widgets.Widget] = [form]
        while stack:
            widget = stack.pop()
            stack += getattr(widget, "children", ())
            texts.append(getattr(widget, "description", "") or "")
            texts += [str(label) for label, _ in getattr(widget, "options", ()) if isinstance(label, str)]
            if isinstance(widget, widgets.HTML):
                reader = Text()
                reader.feed(re.sub(r'src="[^"]*"', "", widget.value))
                texts += reader.seen
        texts.append(language.text(task.title))
    texts += [display.describe_picture(case.evidence, name) for name in case.evidence.get("pictures", {})]
    assert outside(texts, case.evidence) == []
    assert any("⟦" in text for text in texts)


def test_what_the_notebook_says_is_translated(exercise: Exercise, tmp_path: Path, brackets: None, capsys) -> None:
    """The greeting, the check and the summary show no sentence that isn't translated, with a pack or without."""
    case = practice_case(exercise)
    personal = Pack(id="0123456789abcdef", exercise=exercise.id, version=exercise.version, evidence=case.evidence)
    for pack in (practice_pack(exercise), personal):
        opened = OpenExercise(exercise, pack, tmp_path, "en")
        opened._greet()
        for task in exercise.tasks:
            opened.check(task.id)
        opened.summary()
    said = capsys.readouterr().out.splitlines()
    files = {f"{exercise.slug}.answers.json", f"{exercise.slug}.ipynb", personal.id}
    assert outside(said, {**case.evidence, "files": sorted(files)}) == []


def test_a_figure_shows_no_sentence_of_its_own(brackets: None) -> None:
    """What a drawn panel shows and how it is described is translated, but for the marks and their labels."""
    marks = [
        Mark(text="66", symbol="triangle", x=0.3, y=0.4, height=0.3, label="A"),
        Mark(text="ХН 3", x=0.7, y=0.6, height=0.2),
    ]
    for surface in SURFACES:
        panel = plot_marks(marks, surface=surface, wear=0.9, width_px=1200)
        drawn = [each.get_text() for each in panel.figure.findobj(DrawnText)]
        assert outside([panel.description, *drawn], {"texts": ["66", "ХН 3", "A"]}) == []


def test_every_hint_is_translated(exercise: Exercise) -> None:
    """Each sentence of feedback has a form in each language that differs from the English one."""
    for code in OTHERS:
        with language.speaking(code):
            for hint in exercise.hints.values():
                assert language.text(hint) != hint


@pytest.mark.parametrize("code", OTHERS)
def test_feedback_is_in_the_learners_language(exercise: Exercise, store: Store, tmp_path: Path, code: str) -> None:
    """A wrong answer's verdict in another language holds no sentence of the English one."""
    learner = f"feedback-{code}"
    hand_out(store, exercise, learner=learner, into=tmp_path, language=code, pictures=False)
    frozen = store.frozen(exercise, learner=learner)
    opened = OpenExercise(exercise, frozen.as_pack(), tmp_path, code)
    for task in exercise.tasks:
        for answer in (wrong_answer(task, frozen, Draw(b"x")), right_answer(task, frozen), {}):
            opened.file.answers[task.id] = answer
            said = {}
            for each in ("en", code):
                with language.speaking(each):
                    verdict = opened.verdict(task.id, frozen.truth)
                    said[each] = {part.reason for part in verdict.parts} | {display.verdict_text(verdict)}
            assert not said["en"] & said[code]


@pytest.mark.parametrize("code", OTHERS)
def test_notebook_prose_is_in_the_learners_language(exercise: Exercise, code: str) -> None:
    """The notebook in another language has as many text cells as the English one, and shares none with it."""
    english, other = (
        [
            cell.source
            for cell in nbformat.read(folder / exercise.module / f"{exercise.slug}.ipynb", as_version=4).cells
            if cell.cell_type == "markdown"
        ]
        for folder in (ROOT / "exercises", ROOT / "exercises" / code)
    )
    assert len(english) == len(other)
    assert not set(english) & set(other)
