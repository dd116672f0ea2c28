"""Each learner's personal pack, as a folder and as a zip, drawn on all cores, and taken up again where it stopped.

================================ =====================================================================
``released/<learner>/``          one folder a module, ``README.txt`` in the learner's language, and ``exercises.html``,
                                 on which all exercises can be answered in any browser
``released/<learner>.zip``       the same files; written last, so that what it holds is whole
================================ =====================================================================
"""

from __future__ import annotations

import io
import os
import re
import threading
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from firearmskit import language as speech
from firearmskit.course import display
from firearmskit.course.answers import write_atomically
from firearmskit.course.folder import student_notebook
from firearmskit.course.formpage import Asked, form_page
from firearmskit.course.packs import Exercise, exercises_of, find_exercise, read_pack
from firearmskit.course.roster import Learner, Roster
from firearmskit.course.settings import Settings
from firearmskit.course.store import Store
from firearmskit.errors import CourseError, FirearmskitError, quote
from firearmskit.language import text as _

__all__ = ["PAGE", "README", "Released", "release", "released_learners", "remove_left_over"]

README = "README.txt"
PAGE = "exercises.html"
_LEFT_OVER = re.compile(r"\..+\.(\d+)\.new")
# Names of devices, and a full stop at the end, can't be files where learners may open them.
_NO_FILE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?|.*\.", re.IGNORECASE)
_FEW = 2
"""Starting more processes takes as long as drawing so many packs."""


@dataclass(frozen=True, kw_only=True)
class Released:
    """What became of one learner's pack.

    Attributes:
        learner: The learner's id.
        folder: Where the pack lies; the zip lies beside it.
        fresh: Whether anything was written; a pack that was whole stays as it is.
        problem: Why there is no whole pack, or ``None``.
    """

    learner: str
    folder: Path
    fresh: bool = False
    problem: str | None = None


@dataclass(frozen=True, kw_only=True)
class _Job:
    root: Path
    into: Path
    learner: str
    language: str
    exercises: tuple[str, ...]
    title: str
    speaks: str


def release(
    root: Path,
    *,
    learners: Sequence[str] = (),
    into: Path | None = None,
    modules: tuple[str, ...] = (),
    language: str | None = None,
    workers: int | None = None,
    progress: Callable[[Released, int, int], object] | None = None,
) -> tuple[Released, ...]:
    """Hand out a personal pack to each learner; what was handed out before stays the same.

    It may be stopped at any moment: called again, it completes what is missing.

    Args:
        root: The course folder.
        learners: Their ids; everybody on the roster by default. A course without a roster takes any.
        into: Where to; ``released/`` in the course folder by default.
        modules: Module folders; the course's by default.
        language: Of the material, ISO 639-1; each learner's own by default.
        workers: How many processes draw; one a core by default.
        progress: Is given each result, its number and how many there will be.

    Returns:
        What became of each learner's pack, in the order of the learners.

    Raises:
        CourseError: The folder is no course, an id can't be used, or a module doesn't exist.
    """
    store = Store.at(root)
    settings = Settings.read(store.root)
    into = into or root / "released"
    wanted = _wanted(store.root, into, learners, settings)
    jobs = [
        _Job(
            root=store.root,
            into=into,
            learner=learner.id,
            language=language or learner.language,
            exercises=tuple(each.id for each in exercises_of(modules or settings.modules)),
            title=settings.title,
            speaks=speech.current(),
        )
        for learner in wanted
    ]
    for code in sorted({job.language for job in jobs}):
        for what in exercises_of(modules or settings.modules):
            student_notebook(store.root, what, code)  # before anything is written
    into.mkdir(parents=True, exist_ok=True)
    for job in jobs:
        _sweep(into, job.learner)
    done = []
    for result in _side_by_side(jobs, workers or os.cpu_count() or 1):
        done.append(result)
        if progress is not None:
            progress(result, len(done), len(jobs))
    return tuple(done)


def released_learners(store: Store, what: Exercise) -> tuple[str, ...]:
    """Give the learners who have a pack of an exercise: those of the roster in its order, then the others."""
    there = set(store.learners(what))
    order = [each.id for each in Roster(store.root).learners() if each.id in there]
    return (*order, *sorted(there - set(order)))


def _wanted(root: Path, into: Path, learners: Sequence[str], settings: Settings) -> list[Learner]:
    """Say who gets a pack, and refuse names under which it couldn't be kept."""
    known = {each.id: each for each in Roster(root).learners()}
    if not learners and not known:
        raise CourseError(_("this course has no roster: name the learners, or take in a list with course new --roster"))
    wanted = []
    for learner in dict.fromkeys(learners) or known:
        if known and learner not in known:
            raise CourseError(
                _("{learner} isn't on the roster of this course; course new --roster takes in more people").format(
                    learner=quote(learner)
                )
            )
        if _NO_FILE.fullmatch(learner):
            raise CourseError(
                _("{learner} can't be a learner's id: not every system takes it as the name of a file").format(
                    learner=quote(learner)
                )
            )
        wanted.append(known.get(learner) or Learner(id=learner, language=settings.language))
    there = [each.name for each in into.iterdir() if each.is_dir()] if into.is_dir() else []
    spelled = {each.casefold(): each for each in there}
    for learner in (each.id for each in wanted):
        before = spelled.setdefault(learner.casefold(), learner)
        if before != learner:
            raise CourseError(
                _("{learner} and {other} differ by case alone; some systems would take them for one folder").format(
                    learner=quote(learner), other=quote(before)
                )
            )
    return wanted


def _sweep(into: Path, learner: str) -> None:
    """Remove what a process that is gone had begun to write of a learner's pack."""
    if not re.fullmatch(r"\w[\w.@-]*", learner):
        return  # such an id gets no pack, and might lead elsewhere
    remove_left_over((*into.glob(f".{learner}.zip.*.new"), *(into / learner).rglob(".*.new")))


def remove_left_over(files: Iterable[Path]) -> None:
    """Remove those files that a process that is gone had begun to write.

    Args:
        files: Others are left as they are.
    """
    for path in files:
        number = _LEFT_OVER.fullmatch(path.name)
        if number and not path.is_symlink() and not _alive(int(number[1])):
            path.unlink(missing_ok=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return process != os.getpid()


def _side_by_side(jobs: Sequence[_Job], workers: int) -> Iterator[Released]:
    workers = min(workers, len(jobs))
    if workers < 2 or len(jobs) <= _FEW:
        yield from map(_release_one, jobs)
        return
    # A new Python each: one that was forked would share what this process has begun, locks included.
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_end_with_parent)
    try:
        yield from pool.map(_release_one, jobs)
    except BrokenProcessPool:
        raise CourseError(
            _("a process that drew packs has ended. Do the same again: it goes on where it stopped.")
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _end_with_parent() -> None:
    """End this process with the one that started it, also when that is killed and can't say so."""
    from multiprocessing import parent_process

    def wait() -> None:
        parent = parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _release_one(job: _Job) -> Released:
    folder = job.into / job.learner
    with speech.speaking(job.speaks):
        try:
            store, fresh = Store(job.root), False
            for name in job.exercises:
                fresh |= _write_pack(store, find_exercise(name), job, folder)
            archive = job.into / f"{job.learner}.zip"
            if fresh or not all(path.exists() for path in (archive, folder / README, folder / PAGE)):
                exercises = [each for each in exercises_of() if _pack_file(folder, each).exists()]
                write_atomically(folder / README, _readme(job, exercises))
                write_atomically(folder / PAGE, _page(job, folder, exercises))
                write_atomically(archive, _archive(job.learner, folder, exercises))
                fresh = True
            return Released(learner=job.learner, folder=folder, fresh=fresh)
        except (FirearmskitError, OSError) as error:
            return Released(learner=job.learner, folder=folder, problem=str(error))


def _pack_file(folder: Path, what: Exercise) -> Path:
    return folder / what.module / f"{what.slug}.pack.json"


def _write_pack(store: Store, what: Exercise, job: _Job, folder: Path) -> bool:
    """Write what is missing of a learner's exercise, the pack itself last; say whether anything was."""
    course = Settings.read(job.root).id
    pack = store.release(what, course=course, learner=job.learner, language=job.language)
    into = folder / what.module
    into.mkdir(parents=True, exist_ok=True)
    fresh = False
    notebook = student_notebook(job.root, what, job.language)
    if not (into / notebook.name).exists():
        write_atomically(into / notebook.name, notebook.read_bytes())
        fresh = True
    with TemporaryDirectory() as scratch:
        for name in pack.evidence.get("pictures", {}):
            path = into / display.picture_name(pack, name)
            if not path.exists():
                drawn = Path(scratch) / path.name
                display.draw_picture(pack.evidence, name, drawn)
                write_atomically(path, drawn.read_bytes())
                fresh = True
    file, text = _pack_file(folder, what), pack.to_json()
    if not file.exists() or file.read_bytes() != text.encode():
        write_atomically(file, text)
        fresh = True
    return fresh


def _files(folder: Path, exercises: Iterable[Exercise]) -> Iterator[Path]:
    """Name what was handed out, and nothing that somebody laid beside it."""
    yield folder / README
    yield folder / PAGE
    for what in exercises:
        here = folder / what.module
        yield _pack_file(folder, what)
        yield here / f"{what.slug}.ipynb"
        yield from sorted(here.glob(f"{what.slug}.*.jpg"))


def _archive(learner: str, folder: Path, exercises: Sequence[Exercise]) -> bytes:
    """Give a zip whose bytes depend on nothing but what is in it."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for path in sorted(_files(folder, exercises)):
            entry = zipfile.ZipInfo(f"{learner}/{path.relative_to(folder).as_posix()}")
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_STORED if path.suffix == ".jpg" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    return data.getvalue()


def _page(job: _Job, folder: Path, exercises: Sequence[Exercise]) -> str:
    """Give all exercises as one page for any browser, in the language of the material."""
    asked = [
        Asked(
            exercise=what,
            pack=read_pack(_pack_file(folder, what)),
            notebook=folder / what.module / f"{what.slug}.ipynb",
            pictures=folder / what.module,
        )
        for what in exercises
    ]
    with speech.speaking(job.language):
        return form_page(asked, title=f"{job.title}: {job.learner}", hand_in_as=f"{job.learner}-answers")


def _readme(job: _Job, exercises: Sequence[Exercise]) -> str:
    """Say to a learner what to do and what to hand in, in the language of the material."""
    with speech.speaking(job.language):
        lines = [
            job.title,
            "",
            _("In this course you are {learner}.").format(learner=job.learner),
            _("It stands for your name. Write it wherever you hand something in."),
            _("Your evidence is yours alone: your neighbour's answers are wrong for you."),
            "",
            _("IN ANY BROWSER, ALSO ON A PHONE"),
            "",
            _(
                "Open the file {page}. It holds all exercises, needs no internet, and keeps your answers.\n"
                "When you have finished, press “Save my answers as a file” at its end, and hand in that file."
            ).format(page=PAGE),
            "",
            _("OR IN JUPYTERLAB"),
            "",
            _(
                "1. Copy the folder {learner} into the folder work/ of firearmskit, and run: make serve\n"
                "   Your trainer may have done this for you."
            ).format(learner=job.learner),
            _(
                "2. Open the address of JupyterLab that it prints.\n"
                "   In the list on the left, open the folder {learner}, the folder in it, then the notebook."
            ).format(learner=job.learner),
            _(
                "3. Wait until the sign at the upper right, beside the word Python, is an empty circle. In the\n"
                "   menu, choose Run, then Run All Cells. The forms appear; if they don't, do it once more."
            ),
            _("4. Answer. Each answer is kept at once: you can close everything and come back."),
            _("5. The button “Check my answer” says what is still missing."),
            "",
            _("WHAT TO HAND IN FROM JUPYTERLAB"),
            "",
            _("For each exercise, these two files, under these names:"),
        ]
        for what in exercises:
            lines += [
                "",
                _(what.title),
                f"  {what.module}/{what.slug}.ipynb",
                f"  {what.module}/{what.slug}.answers.json",
            ]
        lines += ["", _("The second file is there as soon as you have answered something."), ""]
    return "\n".join(lines)
