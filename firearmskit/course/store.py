"""The trainer's store: the secret, and what is true for each learner.

It lies in ``trainer/`` inside the course folder, which learners have no access to. Truth is frozen when a pack is
released and read when it is graded; nothing recomputes it in between.

=========================================================== =====================================================
``trainer/secret``                                          32 random bytes as hexadecimal digits; mode 0600
``trainer/truth/<module>/<slug>/<learner>.json``            one learner's truth and evidence, with a digest
``trainer/truth/<module>/<slug>/<learner>.json.before-<n>`` the same, as it was before it was mended
``trainer/teams/<module>/<slug>/<team>.json``               the same of a team's workbook on paper
=========================================================== =====================================================
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from firearmskit.course.answers import write_atomically
from firearmskit.course.draw import SECRET_BYTES, Draw, label_of, seed_of
from firearmskit.course.packs import Case, Exercise, Pack, canonical, digest
from firearmskit.course.settings import Settings
from firearmskit.course.tasks import Evidence, Truth
from firearmskit.errors import CourseError, PackError, quote
from firearmskit.language import text as _

__all__ = ["Frozen", "Store", "VersionError", "is_learner_id"]

FORMAT = "firearmskit-truth/1"
_FOLDER = "trainer"
_LEARNER_ID = re.compile(r"[\w.@-]{1,80}")


class VersionError(PackError):
    """A pack was released with another version of its exercise."""


@dataclass(frozen=True, kw_only=True)
class Frozen:
    """What was fixed for one learner when the pack was released."""

    course: str
    learner: str
    exercise: str
    version: int
    pack: str
    language: str
    digest: str
    evidence: Evidence
    truth: Truth

    def as_pack(self) -> Pack:
        """Give the part of it that the learner gets."""
        return Pack(id=self.pack, exercise=self.exercise, version=self.version, evidence=self.evidence)


def is_learner_id(name: str) -> bool:
    """Say whether a text can be a learner's id: letters, digits, ``. _ - @``, at most 80, no dot first.

    >>> is_learner_id("K7MX"), is_learner_id("../K7MX")
    (True, False)
    """
    return _LEARNER_ID.fullmatch(name) is not None and not name.startswith(".")


class Store:
    """The trainer's store of one course.

    Args:
        root: The course folder.
        teams: Whether it holds what is true for teams, instead of for learners.
    """

    def __init__(self, root: Path, *, teams: bool = False) -> None:
        self.root = root
        self.folder = root / _FOLDER
        self._teams = teams
        self._truth = self.folder / ("teams" if teams else "truth")

    @classmethod
    def above(cls, place: Path) -> Store | None:
        """Find the store of the course folder that a place lies in, or ``None`` if it lies in none."""
        for folder in (place, *place.parents):
            if (folder / _FOLDER / "secret").is_file():
                return cls(folder)
        return None

    @classmethod
    def at(cls, root: Path) -> Store:
        """Open the store of a course folder.

        Raises:
            CourseError: The folder has none.
        """
        store = cls.above(root.resolve())
        if store is None or store.root != root.resolve():
            raise CourseError(
                _("{root} isn't a course folder: it has no {folder}/secret; make one with course new").format(
                    root=root, folder=_FOLDER
                )
            )
        return store

    @classmethod
    def create(cls, root: Path) -> Store:
        """Open the store of a course folder, making it and its secret if there is none yet."""
        store = cls(root)
        store._truth.mkdir(parents=True, exist_ok=True)
        store.folder.chmod(0o700)
        secret = store.folder / "secret"
        if not secret.exists():
            write_atomically(secret, secrets.token_hex(SECRET_BYTES) + "\n", mode=0o600)
        return store

    def _secret(self) -> bytes:
        path = self.folder / "secret"
        try:
            return bytes.fromhex(path.read_text("ascii"))
        except (OSError, ValueError) as error:
            # The content is never quoted: it is the one value that must not be shown.
            raise CourseError(
                _("the course secret {path} can't be read ({kind})").format(path=path, kind=type(error).__name__)
            ) from None

    @property
    def mark(self) -> str:
        """Tell this course from every other one: 32 hexadecimal digits, which say nothing about the secret."""
        return hashlib.sha256(b"firearmskit gradebook " + self._secret()).hexdigest()[:32]

    def draw(self, what: Exercise, *, course: str, learner: str) -> tuple[str, Case]:
        """Draw a learner's case from the course secret and the course's modules, and name its pack; nothing is written.

        Returns:
            The pack's id and the case.
        """
        secret = self._secret()
        if self._teams:
            learner = f"team {learner}"  # no learner's id has a space, so no learner has a team's case
        seed = seed_of(secret, course=course, learner=learner, exercise=what.id, version=what.version)
        label = label_of(secret, course=course, learner=learner, exercise=what.id, version=what.version)
        return label, what.draw(Draw(seed, modules=Settings.read(self.root).modules))

    def release(self, what: Exercise, *, course: str, learner: str, language: str = "en") -> Pack:
        """Draw a learner's case, freeze its truth and give the pack to hand out.

        A pack that was released before stays as it is, whatever the generator would draw today.

        Args:
            what: The exercise.
            course: The course's id.
            learner: The learner's id: letters, digits, ``. _ - @``, at most 80.
            language: In which the learner gets feedback; ISO 639-1.

        Raises:
            CourseError: The learner's id has other characters, or got the exercise in another language before.
        """
        path = self._path(learner, what)
        if not path.exists():
            label, case = self.draw(what, course=course, learner=learner)
            made = Frozen(
                course=course,
                learner=learner,
                exercise=what.id,
                version=what.version,
                pack=label,
                language=language,
                digest=digest(case.evidence),
                evidence=case.evidence,
                truth=case.truth,
            )
            path.parent.mkdir(parents=True, exist_ok=True)
            _freeze(path, made)
        frozen = self.frozen(what, learner=learner)
        if frozen.language != language:
            raise CourseError(
                _("{exercise} was released to {learner} in the language {before} already, not in {language}").format(
                    exercise=what.id, learner=quote(learner), before=frozen.language, language=quote(language)
                )
            )
        return frozen.as_pack()

    def _path(self, learner: str, what: Exercise) -> Path:
        if not is_learner_id(learner):
            raise CourseError(
                _(
                    "{learner} can't be a learner's id: use letters, digits and . _ - @, at most 80, no dot first"
                ).format(learner=quote(learner))
            )
        return self._truth / what.module / what.slug / f"{learner}.json"

    def owners(self, what: Exercise) -> dict[str, str]:
        """Say who was given which pack of an exercise: ``{pack id: learner}``; a damaged record counts for none."""
        found = {}
        for path in sorted((self._truth / what.module / what.slug).glob("*.json")):
            try:
                pack = json.loads(path.read_text("utf-8"))["pack"]
            except (OSError, ValueError, KeyError, TypeError):
                pack = None
            if type(pack) is str and is_learner_id(path.stem):
                found[pack] = path.stem
        return found

    def learners(self, what: Exercise) -> tuple[str, ...]:
        """Name the learners to whom an exercise was released, in order of their ids."""
        folder = self._truth / what.module / what.slug
        return tuple(sorted(path.stem for path in folder.glob("*.json") if is_learner_id(path.stem)))

    def fingerprint(self, what: Exercise, *, learner: str) -> str:
        """Give the SHA-256 of a learner's record, as hexadecimal digits; empty where there is none."""
        try:
            return hashlib.sha256(self._path(learner, what).read_bytes()).hexdigest()
        except (CourseError, OSError):
            return ""

    def fingerprints(self, what: Exercise, *, learner: str) -> tuple[str, ...]:
        """Give the SHA-256 of a learner's record as it is, and as it was before each time that it was mended."""
        path = self._path(learner, what)
        return tuple(hashlib.sha256(each.read_bytes()).hexdigest() for each in (path, *_kept(path)) if each.is_file())

    def redrawn(self, what: Exercise, *, learner: str, task: str) -> Frozen:
        """Give a learner's record with the truth of one task as its generator plants it today; nothing is written.

        Raises:
            PackError: The record can't be used (:meth:`frozen`), or today's case has other evidence than the learner
                has, so that its truth isn't the learner's.
        """
        frozen = self.frozen(what, learner=learner)
        label, case = self.draw(what, course=frozen.course, learner=learner)
        if label != frozen.pack or digest(case.evidence) != frozen.digest:
            raise PackError(
                _("today {exercise} would give {learner} other evidence; the frozen truth stays").format(
                    exercise=what.id, learner=quote(learner)
                )
            )
        return replace(frozen, truth={**frozen.truth, task: case.truth[task]})

    def mend(self, what: Exercise, mended: Frozen) -> None:
        """Replace a learner's record, and keep the one that it replaces beside it."""
        path = self._path(mended.learner, what)
        before = path.read_text("utf-8")
        kept = _kept(path)
        if not kept or kept[-1].read_text("utf-8") != before:  # it is there already where a power cut came between
            write_atomically(path.with_name(f"{path.name}.before-{len(kept) + 1}"), before, mode=0o600)
        _freeze(path, mended)

    def frozen(self, what: Exercise, *, learner: str) -> Frozen:
        """Read what was frozen for a learner.

        Raises:
            CourseError: The learner's id can't be one.
            PackError: Nothing was released to this learner, or its record is damaged.
            VersionError: It was released with another version of the exercise.
        """
        path = self._path(learner, what)
        try:
            document = json.loads(path.read_text("utf-8"))
            frozen = Frozen(**{name: document[name] for name in Frozen.__dataclass_fields__})
        except FileNotFoundError:
            raise PackError(
                _("no pack of {exercise} was released to {learner} in this course").format(
                    exercise=what.id, learner=quote(learner)
                )
            ) from None
        except (ValueError, KeyError, TypeError) as error:
            raise PackError(
                _("the frozen truth of {learner} for {exercise} is damaged: {error}").format(
                    learner=quote(learner), exercise=what.id, error=error
                )
            ) from None
        if digest(frozen.evidence) != frozen.digest:
            raise PackError(
                _("the frozen evidence of {learner} for {exercise} doesn't fit its digest").format(
                    learner=quote(learner), exercise=what.id
                )
            )
        if frozen.version != what.version:
            raise VersionError(
                _(
                    "the pack of {learner} was released with version {version} of {exercise}; this firearmskit has "
                    "version {own}: grade with the firearmskit that released it"
                ).format(learner=quote(learner), version=frozen.version, exercise=what.id, own=what.version)
            )
        return frozen


def _freeze(path: Path, frozen: Frozen) -> None:
    write_atomically(path, canonical({"format": FORMAT, **asdict(frozen)}), mode=0o600)


def _kept(path: Path) -> list[Path]:
    """Give the files that a record's former states are kept in, the oldest one first."""
    kept: list[Path] = []
    while (earlier := path.with_name(f"{path.name}.before-{len(kept) + 1}")).exists():
        kept.append(earlier)
    return kept
