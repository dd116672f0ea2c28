"""Remove learners' data from a course folder: all of it, or one person's.

Nothing outside the course folder is touched but the key of the names, and no link is followed out of it.
"""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from firearmskit.course.answers import write_atomically
from firearmskit.course.folder import PERSONAL
from firearmskit.course.gradebook import gradebook_url
from firearmskit.course.ledger import Ledger, is_there, learner_key, without_password
from firearmskit.course.packs import all_exercises
from firearmskit.course.roster import Learner, Person, Roster, is_pseudonym
from firearmskit.course.roster_csv import fold
from firearmskit.course.store import Store
from firearmskit.course.teams import teams_of
from firearmskit.course.trainer_pack import write_trainer_pack
from firearmskit.errors import CourseError, quote
from firearmskit.language import text as _

__all__ = ["Purge", "out_of_reach", "plan_purge", "purge"]

_KEPT_IN_TRAINER = "secret"
_LOG = ".nbgrader.log"
_ALSO_PERSONAL = ("gradebook.db", _LOG)
_MAX_LOOK_BYTES = 32 * 1024 * 1024
_MAX_ENTRIES = 20_000
_PICTURES = (".jpg", ".jpeg", ".png", ".webp")
# A short text inside a longer run of these is a piece of an encoded picture, not a pseudonym.
_WORDS = re.compile(rb"(?<![0-9A-Za-z+/=])[0-9A-Za-z]{4,16}(?![0-9A-Za-z+/=])")


@dataclass(frozen=True, kw_only=True)
class Purge:
    """What a purge will do.

    Attributes:
        learner: Whose data go, ``None`` for everybody's.
        key: The file that holds the key of the names, which goes; ``None`` where there are no names to open.
        remove: Files, folders and links that go.
        change: Files out of which one person goes.
        gradebook: The address of a gradebook outside the course folder out of which they go, without a password;
            ``None`` where there is none.
        stays: What isn't removed.
    """

    learner: str | None
    key: Path | None = None
    remove: tuple[Path, ...]
    change: tuple[Path, ...]
    gradebook: str | None = None
    stays: tuple[str, ...]


def out_of_reach() -> tuple[str, ...]:
    """Say what no command can remove, in sentences for the trainer."""
    return (
        _("Copies elsewhere: backups, mails, sticks, the zips that you gave to learners, a learning platform."),
        _("Backups of a database server, a gradebook that you gave with --db, and lists that course names wrote."),
        _("Older versions that git or a snapshot of the disk kept."),
        _("What a disk keeps of removed files, an SSD above all: only an encrypted disk protects them."),
    )


def plan_purge(root: Path, *, learner: str | None = None) -> Purge:
    """Say what a purge will remove; nothing is touched.

    Args:
        root: The course folder.
        learner: A learner's id; everybody by default.

    Raises:
        CourseError: The folder is no course, the names can't be opened though one is to go, the gradebook can't be
            read, or nothing is known of this learner.
    """
    store = _store(root)
    url = gradebook_url(root)
    elsewhere = None if url == _own_gradebook(root) or not is_there(url) else without_password(url)
    if learner is None:
        remove = [root / name for name in PERSONAL if name != "trainer" and os.path.lexists(root / name)]
        remove += sorted(path for path in store.folder.iterdir() if path.name != _KEPT_IN_TRAINER)
        remove += sorted(each for name in _ALSO_PERSONAL for each in root.glob(f"{name}*"))
        key = Roster(root).key_file() if (store.folder / "names.encrypted").exists() else None
        stays = [path.name for path in root.iterdir() if path not in (*remove, store.folder)]
        stays = sorted([*stays, f"{store.folder.name}/{_KEPT_IN_TRAINER}"])
        gradebook = elsewhere if elsewhere and _in_gradebook(url) else None
        return Purge(learner=None, key=key, remove=tuple(remove), change=(), gradebook=gradebook, stays=tuple(stays))
    who = _Who.of(store, learner)
    remove, change = _find(root, who)
    tables = [path for path in sorted(store.folder.glob("*.csv")) if _without(path, learner) is not None]
    graded = learner_key(learner) in _in_gradebook(url)
    change += [*tables, *([root / "gradebook.db"] if graded and not elsewhere else [])]
    if learner in Roster(root).people():
        change.append(store.folder / "names.encrypted")
    if not (remove or change or graded):
        raise CourseError(_("nothing in this course is known of {learner}").format(learner=quote(learner)))
    return Purge(
        learner=learner,
        remove=tuple(remove),
        change=tuple(change),
        gradebook=elsewhere if graded else None,
        stays=(),
    )


def purge(root: Path, *, learner: str | None = None) -> tuple[str, ...]:
    """Remove what :func:`plan_purge` says; stopped in the middle, it can be called again.

    Args:
        root: The course folder.
        learner: A learner's id; everybody by default.

    Returns:
        Sentences on what has to be looked at: files that still say a name or a pseudonym.

    Raises:
        CourseError: As :func:`plan_purge` does.
    """
    store, plan, roster = _store(root), plan_purge(root, learner=learner), Roster(root)
    notes = []
    known = _Tokens.of(store, learner)
    if learner is None:
        names = store.folder / "names.encrypted"
        if names.exists() and not roster.forget_names():  # first: without the key the rest says no name
            notes.append(
                _("The key of the names wasn't found in {key}: remove it where you keep it.").format(
                    key=roster.key_file()
                )
            )
        if plan.gradebook is not None:
            _forget_in_gradebook(store, None)
        for path in plan.remove:
            _remove(path)
    else:
        for path in plan.remove:
            _remove(path)
        for path in plan.change:
            if path.suffix == ".zip":
                _rewrite_zip(path, _Who.of(store, learner))
            elif path.suffix == ".csv" and path.parent == store.folder and path.name != "roster.csv":
                write_atomically(path, _without(path, learner) or "", mode=0o600)
        _forget_in_gradebook(store, learner)
        had_pack = (store.folder / "pack").is_dir()
        _remove(store.folder / "pack")
        roster.remove(learner)  # last: until then the name still says what is theirs
        if had_pack:
            write_trainer_pack(root)
    return (*notes, *known.left_in(root))


def _store(root: Path) -> Store:
    Store.at(root)
    if (root / "trainer").is_symlink():
        raise CourseError(
            _("trainer/ is a link to {target}: purge the course where it lies").format(
                target=quote(os.readlink(root / "trainer"), 200)
            )
        )
    return Store(root)


def _remove(path: Path) -> None:
    """Remove a file, a folder or a link, and never what a link leads to."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _walk(folder: Path) -> Iterator[tuple[Path, list[Path]]]:
    """Give each folder with its files and links; what a link leads to isn't entered."""
    if folder.is_symlink():
        return
    for place, folders, files in os.walk(folder, followlinks=False):
        here = Path(place)
        linked = [name for name in folders if (here / name).is_symlink()]
        folders[:] = sorted(name for name in folders if name not in linked)
        yield here, [here / name for name in sorted([*files, *linked])]


def _look(path: Path) -> bytes:
    """Read a file as far as it matters; a link, a picture or a pipe holds nothing to look at."""
    if path.is_symlink() or not path.is_file() or path.suffix.lower() in _PICTURES:
        return b""
    try:
        with path.open("rb") as stream:
            return stream.read(_MAX_LOOK_BYTES)
    except OSError:
        return b""


def _packs_of(store: Store) -> dict[str, str]:
    """Give whose each pack is: ``{pack id: learner}``."""
    found = {}
    for what in all_exercises():
        for learner in store.learners(what):
            try:
                found[store.frozen(what, learner=learner).pack] = learner
            except CourseError:
                continue  # a damaged record names no pack; its file goes by its name
    return found


@dataclass(frozen=True, kw_only=True)
class _Who:
    """How one learner's files are told from the others'."""

    learner: str
    called: Mapping[str, tuple[str, ...]]
    owners: Mapping[bytes, str]

    @classmethod
    def of(cls, store: Store, learner: str) -> _Who:
        roster = Roster(store.root)
        owners = {pack.encode(): whose for pack, whose in _packs_of(store).items()}
        owners |= {each.id.encode(): each.id for each in roster.learners()}
        called = {each: tuple(map(_spaced, _called(person))) for each, person in roster.people().items()}
        return cls(learner=learner, called=called, owners=owners)

    def named(self, name: str, *, folder: bool) -> bool:
        """Say whether the name of a file or folder is surely this learner's: it has the pseudonym."""
        if is_pseudonym(self.learner):
            return self.learner in re.findall(r"[^\W_]+", name)
        return name == self.learner or (not folder and PurePosixPath(name).stem == self.learner)

    def hinted(self, name: str) -> bool:
        """Say whether a name has this person's name, address or id of the learning platform, and nobody else's."""
        words = _spaced(name)
        if not any(each in words for each in self.called.get(self.learner, ())):
            return False
        return not any(
            each in words for learner, known in self.called.items() if learner != self.learner for each in known
        )

    def in_bytes(self, data: bytes) -> set[str]:
        """Say whom the content of a file names, by pseudonym or by pack."""
        return {self.owners[word] for word in set(_WORDS.findall(data)) if word in self.owners}

    def theirs(self, files: Mapping[str, bytes], *, beside: bool) -> set[str]:
        """Say which files of one folder are this learner's alone.

        Args:
            files: What is in the folder: ``{path: content}``.
            beside: Whether a file that says nobody belongs to whom the others beside it belong.
        """
        says = {name: self.in_bytes(data) for name, data in files.items()}
        own = {name for name, whom in says.items() if whom == {self.learner}}
        for name in files:
            last = PurePosixPath(name).name
            if self.named(last, folder=False) or (not says[name] and self.hinted(last)):
                own.add(name)
        if beside and own and all(whom <= {self.learner} for whom in says.values()):
            return set(files)
        return own


def _spaced(text: str) -> str:
    """Bring a text to folded words, each between spaces, so that only whole words are found in it."""
    words = " ".join(map(fold, re.findall(r"[^\W_]+", text)))
    return f" {words} "


def _called(person: Person) -> Iterator[str]:
    """Give what a learning platform may call somebody in the name of a file; what is too short says nobody."""
    first, _space, rest = person.name.partition(" ")
    for each in (person.name, f"{rest} {first}", person.email, person.lms_id):
        if each and len(each) > 3:
            yield each


def _find(root: Path, who: _Who) -> tuple[list[Path], list[Path]]:
    """Find what is one learner's: what goes, and which zips have to be written anew."""
    remove: list[Path] = []
    change: list[Path] = []
    truth = root / "trainer" / "truth"
    remove += [path for path in sorted(truth.glob("*/*/*")) if path.name.partition(".json")[0] == who.learner]
    if who.learner.encode() in _look(root / _LOG):
        remove.append(root / _LOG)
    # A team's workbook names its members where no search sees it; it can be printed again without them.
    teams = [team.id for team in teams_of(root) if who.learner in team.members]
    remove += [path for team in teams for path in sorted((root / "paper").glob(f"*/team-{team}.pdf"))]
    for name in PERSONAL:
        if name == "trainer":
            continue
        gone: list[Path] = []
        for folder, files in _walk(root / name):
            if any(folder.is_relative_to(path) for path in gone):
                continue
            inside = folder != root / name
            if inside and (
                who.named(folder.name, folder=True) or (who.hinted(folder.name) and _nobody_else(folder, who))
            ):
                gone.append(folder)
                continue
            found = who.theirs({path.name: _look(path) for path in files}, beside=inside)
            for path in files:
                if path.name in found or (name == "reports" and who.learner in who.in_bytes(_look(path))):
                    gone.append(path)  # a report is made anew without them
                elif path.suffix.lower() == ".zip" and not path.is_symlink() and name != "released":
                    entries, all_of_it = _theirs_in_zip(path, who)
                    (gone if all_of_it else change if entries else []).append(path)
        remove += gone
    return remove, change


def _nobody_else(folder: Path, who: _Who) -> bool:
    return all(who.in_bytes(_look(path)) <= {who.learner} for _folder, files in _walk(folder) for path in files)


def _entries(path: Path) -> dict[str, bytes]:
    """Read a zip as far as it matters; one that can't be read holds nothing that we could take out."""
    found: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(path) as archive:
            room = 8 * _MAX_LOOK_BYTES
            for entry in archive.infolist()[:_MAX_ENTRIES]:
                small = entry.file_size <= min(room, _MAX_LOOK_BYTES) and not entry.flag_bits & 1
                look = small and not entry.filename.lower().endswith(_PICTURES)
                found[entry.filename] = archive.read(entry) if look and not entry.is_dir() else b""
                room -= len(found[entry.filename])
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError):
        return {}
    return found


def _theirs_in_zip(path: Path, who: _Who) -> tuple[set[str], bool]:
    """Give what in a zip is one learner's, and whether that is all of it."""
    entries = _entries(path)
    folders: dict[str, dict[str, bytes]] = {}
    for name, data in entries.items():
        if not name.endswith("/"):
            folders.setdefault(str(PurePosixPath(name).parent), {})[name] = data
    found: set[str] = set()
    for folder, files in folders.items():
        parts = PurePosixPath(folder).parts
        says = {whose for data in files.values() for whose in who.in_bytes(data)}
        named = any(who.named(part, folder=True) for part in parts)
        if named or (says <= {who.learner} and any(map(who.hinted, parts))):
            found |= files.keys()
        else:
            found |= who.theirs(files, beside=bool(parts))
    for name in entries:
        parts = PurePosixPath(name).parts
        if name.endswith("/") and any(who.named(part, folder=True) or who.hinted(part) for part in parts):
            found.add(name)
    files_in_it = {name for name in entries if not name.endswith("/")}
    return found, bool(found) and files_in_it <= found


def _rewrite_zip(path: Path, who: _Who) -> None:
    found, _all = _theirs_in_zip(path, who)
    data = io.BytesIO()
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(data, "w") as after:
        for entry in before.infolist():
            if entry.filename not in found:
                after.writestr(entry, before.read(entry), compress_type=entry.compress_type)
    write_atomically(path, data.getvalue())


def _without(path: Path, learner: str) -> str | None:
    """Give a table without the rows of a learner, the others as they stand; ``None`` where there are no such rows."""
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, ValueError):
        return None
    lines = list(io.StringIO(text, newline=""))  # as the reader counts them: a form feed ends no line
    delimiter = max(",;\t", key=(lines or [""])[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    kept, last, found = [], 0, False
    try:
        for row in reader:
            part = "".join(lines[last : reader.line_num])
            last = reader.line_num
            if any(cell.strip().lstrip("\ufeff'") == learner for cell in row):
                found = True
            elif any(learner in re.split(r"[\s,;]+", cell) for cell in row):  # one of a team's members
                found = True
                kept.append(re.sub(rf"(?<![^\W_]){re.escape(learner)}(?![^\W_])[, ]*", "", part))
            else:
                kept.append(part)
    except csv.Error:
        return None
    return "".join(kept) if found else None


def _own_gradebook(root: Path) -> str:
    return f"sqlite:///{root.resolve() / 'gradebook.db'}"


def _in_gradebook(url: str) -> set[str]:
    """Name everybody whom the gradebook knows, without making one."""
    if not is_there(url):
        return set()
    with Ledger(url) as book:
        return book.learners()


def _forget_in_gradebook(store: Store, learner: str | None) -> None:
    url = gradebook_url(store.root)
    concerned = _in_gradebook(url)
    if learner is not None:
        concerned &= {learner_key(learner)}
    if concerned:
        with Ledger(url, course=store.mark) as book:
            book.forget(concerned)


@dataclass(frozen=True, kw_only=True)
class _Tokens:
    """What no file may say afterwards."""

    words: frozenset[bytes]
    names: frozenset[bytes]

    @classmethod
    def of(cls, store: Store, learner: str | None) -> _Tokens:
        roster = Roster(store.root)
        people: Mapping[str, Person] = {}
        enrolled: tuple[Learner, ...] = ()
        # Without the key nobody's name can be looked for; and what can't be read has to go nevertheless.
        with suppress(CourseError):
            people = roster.people()
        with suppress(CourseError):
            enrolled = roster.learners()
        packs = _packs_of(store)
        ids = {each.id for each in enrolled} | set(packs.values()) | set(people)
        if learner is not None:
            ids, people = {learner}, {each: person for each, person in people.items() if each == learner}
        words = {each.encode() for each in ids if is_pseudonym(each)}
        words |= {pack.encode() for pack, whose in packs.items() if whose in ids}
        names = {each for person in people.values() for each in (person.name, person.email) if each and len(each) > 3}
        return cls(words=frozenset(words), names=frozenset(each.encode() for each in names))

    def said(self, name: str, data: bytes) -> bool:
        text = name.encode("utf-8", "surrogateescape") + b"\n" + data
        return not self.words.isdisjoint(_WORDS.findall(text)) or any(each in text for each in self.names)

    def left_in(self, root: Path) -> Iterable[str]:
        """Look through every file that is left, and name those that still say somebody."""
        for folder, files in _walk(root):
            if ".git" in folder.relative_to(root).parts:
                continue
            for path in files:
                inside = _entries(path) if path.suffix.lower() == ".zip" else {}
                if self.said(path.name, _look(path)) or any(self.said(*each) for each in inside.items()):
                    yield _("{path} still says a name or a pseudonym: look at it and remove it yourself.").format(
                        path=quote(str(path.relative_to(root)), 300)
                    )
        if (root / ".git").exists():
            yield _("The course folder is under git: what was committed stays in its history.")
