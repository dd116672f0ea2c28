"""What a learner can know before handing in: what is missing, and what couldn't be graded. Nothing is run or scored."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from nbformat import NotebookNode

from firearmskit import language as speech
from firearmskit.course.answers import MAX_BYTES, Value, parse_answers
from firearmskit.course.collecting.intake import may_be_ours
from firearmskit.course.collecting.reading import ENDINGS, Kind, read_contents
from firearmskit.course.collecting.sources import MAX_FILE_BYTES, Found, Refused, Walk, looks_like_zip
from firearmskit.course.notebooks import grade_id, parse_notebook
from firearmskit.course.packs import Exercise, Pack, parse_pack
from firearmskit.course.tasks import is_blank, problems
from firearmskit.errors import AnswerError, PackError, SubmissionError, quote
from firearmskit.language import text as _

__all__ = ["Finding", "Severity", "spoken_in", "validate"]

Severity: TypeAlias = Literal["error", "warning", "note"]
"""``"error"``: it can't be graded as it is. ``"warning"``: something is missing. ``"note"``: it costs nothing."""

_MAX_FILES = 50
_MAX_BESIDE_BYTES = 5 * 1024 * 1024
_SPEAKS = re.compile(rb'language=\\*["\']([a-z]{2})\\*["\']')
_LANGUAGE = re.compile(r'language="[a-z]{2}"')


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that is missing, or that couldn't be graded.

    Attributes:
        code: What it is, in short, the same in every language.
        severity: What it costs.
        file: Where it is.
        sentence: What is wrong and what to do, in the learner's language.
    """

    code: str
    severity: Severity
    file: str
    sentence: str


@dataclass(kw_only=True)
class _Work:
    """What one folder holds for one exercise."""

    exercise: Exercise
    folder: str
    files: dict[Kind, tuple[str, bytes]] = field(default_factory=dict)
    twice: list[tuple[str, str]] = field(default_factory=list)

    @property
    def language(self) -> str | None:
        """The language of the notebook, where it says one that is spoken here."""
        _name, data = self.files.get("notebook", ("", b""))
        said = [found.decode() for found in _SPEAKS.findall(data)]
        return next((code for code in said if code in speech.available()), None)


def validate(path: Path) -> list[Finding]:
    """Look at what is to be handed in, without a course folder, the internet, or running anything.

    Args:
        path: A notebook, an answers file, a folder or a zip. Of a single file, the others of its exercise are looked
            for beside it.

    Returns:
        What is missing or couldn't be graded; nothing when everything is there.
    """
    found, works = _look(path)
    for work in works:
        with speech.speaking(work.language or speech.current()):
            found += _check(work)
    return found


def spoken_in(path: Path) -> str | None:
    """Give the language in which the material speaks to its learner, or ``None`` where it can't be known."""
    return next((work.language for work in _look(path)[1] if work.language), None)


def _look(path: Path) -> tuple[list[Finding], list[_Work]]:
    """Find what there is of which exercise."""
    findings: list[Finding] = []
    works: dict[tuple[str, str], _Work] = {}
    beside: dict[str, list[tuple[str, int]]] = {}
    wanted: str | None = None
    real = Path(os.path.realpath(path))
    walk = Walk()
    if real.is_dir():
        inside: Iterable[Found | Refused] = walk.folder(real, (path.name or real.name,))
    else:
        single = walk.file(real, (real.name,))
        if isinstance(single, Found) and looks_like_zip(single):
            inside = walk.zip(single)
        else:
            inside = [single]
            if isinstance(single, Found):
                wanted = _exercise_of(single)
                inside = [single, *(each for each in _neighbours(walk, real))] if wanted else inside
    for each in inside:
        if isinstance(each, Refused):
            if wanted is None:
                findings.append(_refused(each.parts, each.why))
            continue
        folder, name = "/".join(each.parts[:-1]), each.name
        beside.setdefault(folder, []).append((name, each.size))
        if not _may_be_ours(each):
            continue
        try:
            data = each.read()
        except SubmissionError as error:
            findings.append(_refused(each.parts, f"{error}."))
            continue
        contents = read_contents(each.parts, data)
        if contents.trouble and wanted is None:
            findings.append(
                Finding(code="unknown exercise", severity="error", file="/".join(each.parts), sentence=contents.trouble)
            )
        if contents.exercise is None or (wanted is not None and contents.exercise.id != wanted):
            continue
        work = works.setdefault((folder, contents.exercise.id), _Work(exercise=contents.exercise, folder=folder))
        own = f"{contents.exercise.slug}{ENDINGS[contents.kind]}"
        if contents.kind in work.files and name != own:
            work.twice.append((name, work.files[contents.kind][0]))
        else:
            if contents.kind in work.files:
                work.twice.append((work.files[contents.kind][0], name))
            work.files[contents.kind] = (name, data)
    if not works:
        why = _("Nothing here belongs to an exercise: no notebook and no answers that can be read.")
        findings.append(Finding(code="nothing", severity="error", file=str(path), sentence=why))
    for folder in {work.folder for work in works.values()} if wanted is None else ():
        findings += _files(folder, beside.get(folder, []))
    return findings, list(works.values())


def _neighbours(walk: Walk, path: Path) -> Iterator[Found | Refused]:
    try:
        names = sorted(os.listdir(path.parent))
    except OSError:
        return
    for name in names:
        if name != path.name and not (path.parent / name).is_dir():
            yield walk.file(path.parent / name, (name,))


def _may_be_ours(found: Found) -> bool:
    try:
        return found.size <= MAX_FILE_BYTES and may_be_ours(found)
    except SubmissionError:
        return False


def _exercise_of(found: Found) -> str | None:
    try:
        contents = read_contents(found.parts, found.read())
    except SubmissionError:
        return None
    return contents.exercise.id if contents.exercise else None


def _refused(parts: tuple[str, ...], why: str) -> Finding:
    return Finding(code="unreadable", severity="error", file="/".join(parts), sentence=why)


def _files(folder: str, files: list[tuple[str, int]]) -> Iterator[Finding]:
    """Look at everything in a folder: how much of it the grader will read."""
    if len(files) > _MAX_FILES:
        why = _("There are {count} files here; the grader reads {limit}. Leave only those that the exercise needs.")
        yield Finding(
            code="too many files", severity="error", file=folder,
            sentence=why.format(count=len(files), limit=_MAX_FILES),
        )  # fmt: skip
    for name, size in files:
        limit = MAX_FILE_BYTES if name.casefold().endswith(".ipynb") else _MAX_BESIDE_BYTES
        if size > limit and not name.casefold().endswith(".jpg"):
            why = _("This file has {size} MB; the grader reads {limit} MB.")
            yield Finding(
                code="too large", severity="error", file=name,
                sentence=why.format(size=size // 1024**2, limit=limit // 1024**2),
            )  # fmt: skip


def _check(work: _Work) -> Iterator[Finding]:
    exercise = work.exercise
    names = {kind: f"{exercise.slug}{ending}" for kind, ending in ENDINGS.items()}
    for name, other in work.twice:
        why = _("There are two files of this kind; {other} was looked at. Hand in only the one that counts.")
        yield Finding(code="twice", severity="warning", file=name, sentence=why.format(other=quote(other)))
    for kind in ("notebook", "answers"):
        if kind not in work.files:
            why = _("{name} isn't here. Hand in both files.").format(name=names[kind])
            yield Finding(code=f"no {kind}", severity="warning", file=names[kind], sentence=why)
    if "notebook" in work.files:
        yield from _notebook(exercise, *work.files["notebook"])
    pack: Pack | None = None
    if "pack" in work.files:
        name, data = work.files["pack"]
        try:
            pack = parse_pack(data, name=name)
        except PackError as error:
            yield Finding(code="pack", severity="error", file=name, sentence=str(error))
    if "answers" in work.files:
        yield from _answers(exercise, pack, *work.files["answers"])


def _notebook(exercise: Exercise, name: str, data: bytes) -> Iterator[Finding]:
    try:
        notebook = parse_notebook(data, name=name)
    except SubmissionError as error:
        why = _("{error}. The answers alone can be graded; what you wrote in the notebook can't.").format(error=error)
        yield Finding(code="notebook", severity="error", file=name, sentence=why)
        return
    ids = [grade_id(cell) for cell in notebook.cells]
    missing = [each for each in ("setup", *(task.id for task in exercise.tasks)) if each not in ids]
    for each in missing:
        why = _("The cell {cell} is missing. Copy it from the notebook as it was given out.").format(cell=quote(each))
        yield Finding(code="cell missing", severity="warning", file=name, sentence=why)
    for each in sorted({each for each in ids if each is not None and ids.count(each) > 1}):
        why = _("The cell {cell} stands twice; the last one counts.").format(cell=quote(each))
        yield Finding(code="cell twice", severity="note", file=name, sentence=why)
    for cell in notebook.cells:
        if _was_changed(cell):
            why = _("The locked cell {cell} was changed; when it is graded, it is put back.")
            yield Finding(
                code="cell changed", severity="note", file=name, sentence=why.format(cell=quote(grade_id(cell)))
            )


def _was_changed(cell: NotebookNode) -> bool:
    """Say whether a locked cell differs from what nbgrader noted in it when it was given out."""
    from nbgrader.utils import compute_checksum

    if grade_id(cell) is None:
        return False
    noted = cell.metadata.nbgrader
    if not noted.get("locked") or type(noted.get("checksum")) is not str:
        return False
    english = cell.copy()
    english.source = _LANGUAGE.sub('language="en"', cell.source)  # in which language it is given out costs nothing
    try:
        return noted.checksum not in (compute_checksum(cell), compute_checksum(english))
    except (AttributeError, KeyError, TypeError, ValueError):
        return True


def _answers(exercise: Exercise, pack: Pack | None, name: str, data: bytes) -> Iterator[Finding]:
    try:
        own, of, answers = parse_answers(data, name=name)
    except AnswerError as error:
        too_large = len(data) > MAX_BYTES
        why = _("{error}. These answers can't be graded.").format(error=error)
        yield Finding(code="too large" if too_large else "answers", severity="error", file=name, sentence=why)
        return
    if of != exercise.id:
        why = _("These answers are for {other}, not for {exercise}.").format(other=quote(of), exercise=exercise.id)
        yield Finding(code="other exercise", severity="error", file=name, sentence=why)
        return
    if own == "practice":
        why = _(
            "These are answers to the practice case, which is the same for everybody. Open the notebook in the folder "
            "that you were given."
        )
        yield Finding(code="practice", severity="error", file=name, sentence=why)
        return
    if pack is not None and pack.id != own:
        why = _("These answers are for the evidence pack {other}; the one beside them is {own}.")
        yield Finding(
            code="other pack", severity="error", file=name, sentence=why.format(other=quote(own), own=quote(pack.id))
        )
        return
    for task in exercise.tasks:
        answer: dict[str, Value] = answers.get(task.id, {})
        if all(map(is_blank, answer.values())):
            why = _("{task}: nothing is answered yet.").format(task=_(task.title))
            yield Finding(code="unanswered", severity="warning", file=name, sentence=why)
        elif pack is not None:
            try:
                found = problems(task, pack.evidence, answer)
            except Exception:  # an exercise trusts its evidence, which somebody may have changed
                why = _("The evidence was changed and can't be read. Ask your trainer for it once more.")
                yield Finding(code="pack", severity="error", file=f"{exercise.slug}.pack.json", sentence=why)
                return
            for problem in found:
                why = _("{task}: {problem}").format(task=_(task.title), problem=problem)
                yield Finding(code="incomplete", severity="warning", file=name, sentence=why)
    if pack is None:
        why = _("Your evidence isn't here, so only whole tasks could be looked at, not each question.")
        yield Finding(code="no pack", severity="note", file=name, sentence=why)
