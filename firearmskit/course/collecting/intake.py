"""Taking in: everything that comes is first copied into the course folder as it came, with a line in the journal."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import stat
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from firearmskit.course.collecting.journal import Journal, Row, cell, instant
from firearmskit.course.collecting.reading import read_contents, words_of
from firearmskit.course.collecting.sources import (
    MAX_FILE_BYTES,
    MAX_ZIP_BYTES,
    Found,
    Refused,
    Walk,
    is_picture,
    looks_like_zip,
    open_regular,
)
from firearmskit.course.releasing import PAGE, README
from firearmskit.course.tables import is_formula
from firearmskit.errors import SubmissionError, escape, quote
from firearmskit.language import ngettext
from firearmskit.language import text as _

__all__ = ["MAX_BESIDE", "MAX_BESIDE_BYTES", "Intake", "Stray", "file_of", "may_be_ours", "parts_of", "put", "settle"]

MAX_BESIDE = 40
"""Files of no exercise that are taken along from one folder; the grader reads at most 50 in all."""
MAX_BESIDE_BYTES = 5 * 1024 * 1024
"""The largest of them; the grader reads no larger one."""
_OWN = frozenset(
    {
        "autograded", "collected", "curriculum", "exercises", "feedback", "reports", "solutions", "submitted",
        "trainer",
    }
)  # fmt: skip
"""Folders of a course folder in which nobody hands in; any other one may be a source."""
_DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
_LONGEST = 100


@dataclass(frozen=True, kw_only=True)
class Stray:
    """What wasn't taken in, and why.

    Attributes:
        file: Its name, after the names of the folders and zips around it.
        why: A sentence.
    """

    file: str
    why: str


def file_of(parts: Sequence[str]) -> str:
    """Write a path as the journal names it: on one line, whatever is in it."""
    return cell("/".join(parts))


def parts_of(file: str) -> tuple[str, ...]:
    """Take a path of the journal apart again."""
    return tuple((file[1:] if file[:1] == "'" and is_formula(file[1:]) else file).split("/"))


def put(root: Path, path: Path, chunks: Iterable[bytes], *, sha256: str, changed: float | None = None) -> None:
    """Write a file whole or not at all, also when the power goes; :func:`settle` is to be called after.

    Only one process collects into a course at a time, so that one name for what isn't whole yet is enough; it lies
    where nobody takes it for a submission.

    Args:
        root: The course folder.
        path: The file, in the course folder.
        chunks: What to write.
        sha256: What its SHA-256 has to be.
        changed: When it was changed last, in seconds since 1970.

    Raises:
        SubmissionError: What comes isn't what was read before; nothing is written.
    """
    unfinished = root / "trainer" / ".collecting.new"
    seen = hashlib.sha256()
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "wb") as out:
        for chunk in chunks:
            seen.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    if seen.hexdigest() != sha256:
        unfinished.unlink()
        raise SubmissionError(_("it changed while it was read; collect it once more"))
    if changed is not None:
        with contextlib.suppress(OSError, OverflowError, ValueError):
            os.utime(unfinished, (changed, changed))
    path.parent.mkdir(parents=True, exist_ok=True)
    os.replace(unfinished, path)


def settle(folders: Iterable[Path]) -> None:
    """See to it that the names of files in some folders outlive a power cut too."""
    for folder in folders:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _chunks(found: Found) -> Iterator[bytes]:
    """Read a file piece by piece; an error is the file's, with a sentence, not the course folder's."""
    try:
        with found.open() as stream:
            while chunk := stream.read(1024 * 1024):
                yield chunk
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SubmissionError(
            _("{name} can't be read: {reason}").format(name=quote(found.name), reason=quote(reason, 120))
        ) from None


def _hash(found: Found, most: int) -> str:
    seen, count = hashlib.sha256(), 0
    for chunk in _chunks(found):
        count += len(chunk)
        if count > most:
            raise SubmissionError(_("{name} grows while it is read").format(name=quote(found.name)))
        seen.update(chunk)
    return seen.hexdigest()


def may_be_ours(found: Found) -> bool:
    """Say whether a file can be a notebook, answers or a pack, by its name or by how it begins."""
    ours = bool({"ipynb", "ipy", "json", "jso"} & set(words_of(found.name)))
    return ours or found.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"


def _typed(source: Path, real: Path) -> tuple[str, ...]:
    """Give what a source is called: as the trainer typed it, from the root the last names alone.

    Where a single file lies says whose it is as often as its own name does, but for the trainer's own home.
    """
    names = tuple(part for part in source.parts if part not in (os.sep, os.pardir, os.curdir))
    if source.is_absolute() or os.pardir in source.parts[len(source.parts) - len(names) :]:
        home = Path(os.path.realpath(Path.home()))
        alone = real.is_dir() or real.suffix.casefold() == ".zip" or real.parent == home
        names = names[-1:] if alone else names[-2:]
    return names or (real.name,)


class Intake:
    """One call's taking in.

    Args:
        root: The course folder, resolved.
        journal: The course's journal, open.
        now: When the call began.

    Attributes:
        keys: What came in now or is known from before, ``{(sha256, file)}``, in the order in which it was met.
        strays: What wasn't taken in.
        junk: How many files and folders of systems and programs, and READMEs of packs, were passed over.
        pictures: How many pictures beside a notebook were passed over.
    """

    def __init__(self, root: Path, journal: Journal, now: datetime) -> None:
        self.root, self.journal, self.now = root, journal, now
        self.keys: dict[tuple[str, str], None] = {}
        self.strays: list[Stray] = []
        self.junk = self.pictures = 0
        self._by_source = {(row.sha256, row.source): row for row in journal.last.values() if row.kept}
        # The entries of a zip have the zip's copy, and longer names.
        rows = sorted((row for row in journal.last.values() if row.sha256), key=lambda row: len(row.file), reverse=True)
        self._by_kept = {row.kept: row for row in rows}
        self._folder: str | None = None
        self._taken: set[str] = set()
        self._handed_out: dict[int, list[Path]] | None = None

    @property
    def stamp(self) -> str:
        """The folder in ``collected/`` that this call copies into."""
        if self._folder is None:
            day = self.now.strftime("%Y-%m-%dT%H%M%S")
            taken = {row.kept.split("/")[1] for row in self.journal.last.values() if row.kept.count("/")}
            number = 1
            while (name := f"{day}-{number}") in taken or (self.root / "collected" / name).exists():
                number += 1
            self._folder = f"collected/{name}"
        return self._folder

    def take(self, source: Path) -> bool:
        """Take in a folder, a zip or a file.

        Args:
            source: As the trainer named it; a link that the trainer names is followed.

        Returns:
            Whether it could be read at all.
        """
        real = Path(os.path.realpath(source))
        parts = _typed(source, real)
        mine = self.root / "collected"
        if real.is_relative_to(mine) and real != mine:
            return self._again(real)
        if real.is_relative_to(self.root) and (real == self.root or real.relative_to(self.root).parts[0] in _OWN):
            self.strays.append(
                Stray(
                    file=file_of(parts), why=_("This lies in the course folder itself; nothing is collected from it.")
                )
            )
            return False
        walk = Walk(skip=self.root)
        try:
            mode = real.stat().st_mode
        except OSError as error:
            self.strays.append(
                Stray(
                    file=file_of(parts),
                    why=_("This can't be read: {reason}.").format(reason=error.strerror or type(error).__name__),
                )
            )
            return False
        if stat.S_ISDIR(mode):
            inside = list(walk.folder(real, parts))
            single = False
        elif is_picture(real.name):
            self.pictures += 1
            return True
        else:
            inside = [walk.file(real, parts)]
            single = True
        self._copy(list(self._choose(inside, single=single)))
        self.junk += walk.junk
        return True

    def _again(self, real: Path) -> bool:
        """Take what lies in ``collected/`` already."""
        paths = [real] if real.is_file() else sorted(path for path in real.rglob("*") if path.is_file())
        known = [row for path in paths if (row := self._by_kept.get(path.relative_to(self.root).as_posix()))]
        self.keys.update(dict.fromkeys(row.key for row in known))
        if not known:
            self.strays.append(
                Stray(file=file_of((real.name,)), why=_("The journal doesn't know this file of collected/."))
            )
        return bool(known)

    def _choose(self, inside: Iterable[Found | Refused], *, single: bool) -> Iterator[tuple[Found, str]]:
        """Choose what is taken in, with its SHA-256; everything else is named."""
        folders: dict[tuple[str, ...], list[Found]] = {}
        for each in inside:
            if isinstance(each, Refused):
                self.strays.append(Stray(file=file_of(each.parts), why=each.why))
            else:
                folders.setdefault(each.parts[:-1], []).append(each)
        for around, files in folders.items():
            own: list[tuple[Found, str]] = []
            others: list[Found] = []
            for found in files:
                try:
                    digest = self._digest_of_ours(found, single=single)
                except SubmissionError as error:
                    self.strays.append(Stray(file=file_of(found.parts), why=f"{error}."))
                    continue
                if self.is_handed_out(found):
                    self.junk += 1
                elif digest is None:
                    others.append(found)
                else:
                    own.append((found, digest))
            if any(not looks_like_zip(found) for found, _digest in own):
                others = yield from self._beside(others)
            yield from own
            self._name(around, others)

    def is_handed_out(self, found: Found) -> bool:
        """Say whether a file is the README or the page of a pack as it was handed out: nobody has written anything."""
        if found.name not in (README, PAGE) or found.size > MAX_FILE_BYTES:
            return False
        if self._handed_out is None:
            self._handed_out = {}
            for path in [path for name in (README, PAGE) for path in self.root.glob(f"released/*/{name}")]:
                self._handed_out.setdefault(path.stat().st_size, []).append(path)
        with contextlib.suppress(SubmissionError):
            own = hashlib.sha256(found.read()).digest()
            same_size = self._handed_out.get(found.size, ())
            return any(hashlib.sha256(path.read_bytes()).digest() == own for path in same_size)
        return False

    def _digest_of_ours(self, found: Found, *, single: bool) -> str | None:
        """Give the SHA-256 of a zip or of an exercise's file; ``None`` for anything else."""
        if looks_like_zip(found):
            if found.size > MAX_ZIP_BYTES:
                raise SubmissionError(_("This zip has more than {limit} GB").format(limit=MAX_ZIP_BYTES // 1024**3))
            return _hash(found, MAX_ZIP_BYTES)
        if not single and not may_be_ours(found):
            return None
        if found.size > MAX_FILE_BYTES:
            raise SubmissionError(
                _("This has {size} MB; the limit is {limit} MB").format(
                    size=found.size // 1024**2, limit=MAX_FILE_BYTES // 1024**2
                )
            )
        data = found.read()
        if not single and read_contents(found.parts, data).kind == "other":
            return None
        return hashlib.sha256(data).hexdigest()

    def _beside(self, others: list[Found]) -> Generator[tuple[Found, str], None, list[Found]]:
        """Take small files along that lie beside an exercise's, and give back the others."""
        left = []
        count = 0
        for found in others:
            if is_picture(found.name):
                self.pictures += 1
            elif found.size > MAX_BESIDE_BYTES or count >= MAX_BESIDE:
                left.append(found)
            else:
                try:
                    digest = _hash(found, MAX_BESIDE_BYTES)
                except SubmissionError as error:
                    self.strays.append(Stray(file=file_of(found.parts), why=f"{error}."))
                    continue
                count += 1
                yield found, digest
        return left

    def _name(self, around: tuple[str, ...], others: list[Found]) -> None:
        """Name what lies in a folder and isn't taken in; of many files, how many there are."""
        if len(others) > 3:
            why = ngettext(
                "{count} file here belongs to no exercise, so it wasn't taken in: {names}.",
                "{count} files here belong to no exercise, so they weren't taken in: {names}.",
                len(others),
            ).format(count=len(others), names=", ".join([*(quote(each.name, 40) for each in others[:3]), "…"]))
            self.strays.append(Stray(file=file_of(around), why=why))
            return
        for found in others:
            why = _("This belongs to no exercise, so it wasn't taken in.")
            self.strays.append(Stray(file=file_of(found.parts), why=why))

    def _copy(self, chosen: list[tuple[Found, str]]) -> None:
        """Write what is new into the journal, then copy it; a copy that a power cut prevented is made now."""
        new: list[Row] = []
        missing: list[tuple[Found, Row]] = []
        for found, digest in chosen:
            source = cell(str(found.path))
            row = self._row(digest, file_of(found.parts), source)
            if row is None:
                row = Row(
                    time=self.now.isoformat(), source=source, file=file_of(found.parts),
                    sha256=digest, changed=instant(self.changed(found.changed)), kept=self._place(found.parts),
                    became="came in",
                )  # fmt: skip
                new.append(row)
            self.keys[row.key] = None
            if row in new or not (self.root / row.kept).is_file():
                missing.append((found, row))
        self.journal.add(new)
        (self.root / "collected").mkdir(mode=0o700, exist_ok=True)  # names stand there as people write them
        for found, row in missing:
            try:
                put(self.root, self.root / row.kept, _chunks(found), sha256=row.sha256, changed=found.changed)
            except SubmissionError as error:
                self.strays.append(Stray(file=row.file, why=_("This wasn't taken in: {reason}.").format(reason=error)))
        settle({(self.root / row.kept).parent for _found, row in missing if (self.root / row.kept).exists()})

    def adopt(self, path: Path, placed: str) -> Row:
        """Take in what somebody laid into ``submitted/`` without collecting it, before anything is put in its place.

        Args:
            path: The file.
            placed: The same, from the course folder.
        """
        with open_regular(path) as stream:
            data, changed = stream.read(), os.fstat(stream.fileno()).st_mtime
        digest, parts = hashlib.sha256(data).hexdigest(), tuple(placed.split("/"))
        row = self.journal.last.get((digest, file_of(parts))) or Row(
            time=self.now.isoformat(), source=cell(str(path)), file=file_of(parts), sha256=digest,
            changed=instant(self.changed(changed)), kept=self._place(parts), became="came in",
        )  # fmt: skip
        if row.key not in self.journal.last:
            self.journal.add([row])
        if not (self.root / row.kept).is_file():
            put(self.root, self.root / row.kept, [data], sha256=digest, changed=changed)
            settle([(self.root / row.kept).parent])
        return replace(row, placed=placed, by="name")

    def changed(self, seconds: float) -> float:
        """Give when something was changed: not in the future, and now where nothing says it."""
        now = self.now.timestamp()
        return seconds if 0 < seconds <= now else now

    def _row(self, digest: str, file: str, source: str) -> Row | None:
        return self.journal.last.get((digest, file)) or self._by_source.get((digest, source))

    def _place(self, parts: Sequence[str]) -> str:
        """Choose where a copy goes, under a name that any system can hold."""
        safe = [_safe(part) for part in parts]
        if sum(map(len, safe)) > 1000:
            safe = [hashlib.sha256("/".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:16], safe[-1]]
        *around, name = safe
        number = 1
        while (place := "/".join([self.stamp, *around, name])).casefold() in self._taken:
            number += 1
            name = f"{number}~{safe[-1]}"
        self._taken.add(place.casefold())
        return place


def _safe(name: str) -> str:
    """Give a name that is harmless on any system, the same where it is so already."""
    safe = re.sub(r'[\\/:*?"<>|]', "_", escape(name)).rstrip(". ") or "_"
    if _DEVICES.fullmatch(safe):
        safe = "_" + safe
    if len(safe.encode()) > _LONGEST:
        stem, dot, ending = safe.rpartition(".")
        ending = dot + ending if stem and len(ending) <= 12 else ""
        digest = hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:8]
        safe = safe.encode()[:60].decode("utf-8", "ignore") + "~" + digest + ending
    return safe
