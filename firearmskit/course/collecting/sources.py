"""What comes in: folders, sticks, single files and zips, read as hostile and never written to.

Links aren't followed, nothing but regular files is opened, and a zip is never unpacked: its entries are read one by
one, so that no name inside it is ever the name of a file that is written.
"""

from __future__ import annotations

import io
import os
import re
import stat
import struct
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, BinaryIO

from firearmskit.errors import SubmissionError, quote
from firearmskit.language import text as _

__all__ = [
    "MAX_DEPTH",
    "MAX_DIRECTORY_BYTES",
    "MAX_ENTRIES",
    "MAX_FILE_BYTES",
    "MAX_FOLDERS",
    "MAX_NESTED",
    "MAX_RATIO",
    "MAX_TOTAL_BYTES",
    "MAX_ZIP_BYTES",
    "Found",
    "Refused",
    "Walk",
    "is_junk",
    "is_picture",
    "looks_like_zip",
    "open_regular",
]

MAX_FILE_BYTES = 64 * 1024 * 1024
"""A larger file isn't taken in; the grader reads no more of a notebook either."""
MAX_ZIP_BYTES = 2 * 1024**3
"""A larger zip isn't taken in."""
MAX_ENTRIES = 20_000
"""Entries of one zip, those of the zips in it included; and files of one folder."""
MAX_DIRECTORY_BYTES = 4 * 1024 * 1024
"""The list of contents at the end of a zip: Python reads it into memory before anybody can count its entries."""
MAX_TOTAL_BYTES = 2 * 1024**3
"""What is read out of one zip, unpacked."""
MAX_RATIO = 200
"""How many times larger than packed an entry may be; notebooks reach some 20."""
MAX_NESTED = 2
"""Zips in a zip, and zips in those; no deeper."""
MAX_DEPTH = 20
"""Folders in folders."""
MAX_FOLDERS = 20_000
"""Folders of one source."""

_SMALL = 1024 * 1024
"""Below this an entry may be packed as well as it likes."""
_JUNK = frozenset(
    {
        "$recycle.bin", ".apdisk", ".ds_store", ".fseventsd", ".ipynb_checkpoints", ".spotlight-v100", ".trashes",
        "__macosx", "__pycache__", "autorun.inf", "desktop.ini", "ehthumbs.db", "found.000", "indexervolumeguid",
        "lost+found", "recycler", "system volume information", "thumbs.db", "wpsettings.dat",
    }
)  # fmt: skip
_JUNK_BEGINS = ("._", "~$", ".~lock", ".trash-", ".nfs")
_DRIVE = re.compile(r"[A-Za-z]:")
_READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_UNSET = 315_619_200
"""1980-01-02: programs that know no time write the first day that a zip can hold."""


def is_picture(name: str) -> bool:
    """Say whether a file can be one of the pictures that were handed out; the grader reads none."""
    return name.casefold().endswith((".jpg", ".jpeg"))


def is_junk(name: str) -> bool:
    """Say whether systems and programs leave files of that name behind, which nobody hands in.

    >>> is_junk("Thumbs.db"), is_junk("._marks.ipynb"), is_junk("marks.ipynb")
    (True, True, False)
    """
    low = name.casefold()
    return low in _JUNK or low.startswith(_JUNK_BEGINS) or (low.startswith(".") and low.endswith((".new", ".swp")))


@dataclass(frozen=True, kw_only=True)
class Found:
    """One file that came in.

    Attributes:
        parts: Its name, after the names of the folders and zips around it; they may hold anything.
        changed: When it was changed last, in seconds since 1970; 0 where nothing says so.
        size: In bytes.
        open: Opens it for reading; raises :class:`SubmissionError`.
        path: Where it lies, or ``None`` for an entry of a zip.
    """

    parts: tuple[str, ...]
    changed: float
    size: int
    open: Callable[[], IO[bytes]] = field(repr=False)
    path: Path | None = None

    @property
    def name(self) -> str:
        """The name of the file itself."""
        return self.parts[-1]

    def read(self, most: int = MAX_FILE_BYTES) -> bytes:
        """Read it, at most so many bytes of it.

        Raises:
            SubmissionError: It can't be read.
        """
        with _sentences(self.name), self.open() as stream:
            return stream.read(most)


@dataclass(frozen=True, kw_only=True)
class Refused:
    """What came in and can't be read.

    Attributes:
        parts: Its name, after the names of the folders and zips around it.
        why: A sentence.
    """

    parts: tuple[str, ...]
    why: str


@contextmanager
def _sentences(name: str) -> Iterator[None]:
    """Turn whatever goes wrong while something hostile is read into a sentence."""
    try:
        yield
    except SubmissionError:
        raise
    except (
        OSError, RuntimeError, ValueError, EOFError, NotImplementedError, MemoryError, OverflowError, LookupError,
        struct.error, zipfile.BadZipFile, zipfile.LargeZipFile,
    ) as error:  # fmt: skip
        raise SubmissionError(_unreadable(name, error)) from None
    except Exception as error:
        if type(error).__module__ != "zlib":
            raise
        raise SubmissionError(_unreadable(name, error)) from None


def _unreadable(name: str, error: Exception) -> str:
    # What a library says of a broken zip is English, and tells a trainer nothing.
    reason = getattr(error, "strerror", None) or _("it is damaged, or not what its name says")
    return _("{name} can't be read: {reason}").format(name=quote(name), reason=reason)


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file, not following a link and not waiting for a pipe.

    Raises:
        SubmissionError: It is something else.
        OSError: It can't be opened.
    """
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise SubmissionError(_("{name} isn't a file").format(name=quote(path.name)))
    return os.fdopen(handle, "rb")


class Walk:
    """One way through what came in.

    Args:
        skip: A folder that isn't entered, wherever it turns up: the course's own.

    Attributes:
        junk: How many files and folders of systems and programs were passed over.
        pictures: How many pictures in zips were passed over.
    """

    def __init__(self, skip: Path | None = None) -> None:
        self.junk = self.pictures = 0
        self._skip = _identity(skip) if skip is not None else None
        self._seen: set[tuple[int, int]] = set()
        self._entries = self._folders = self._bytes = 0

    def folder(self, folder: Path, parts: tuple[str, ...], depth: int = 0) -> Iterator[Found | Refused]:
        """Give every file in a folder and in the folders in it, in order of their names; zips aren't opened.

        Args:
            folder: The folder.
            parts: What it is called, after the names around it.
            depth: In how many other folders of the source it lies.
        """
        identity = _identity(folder)
        if identity is None or identity in self._seen or depth > MAX_DEPTH or self._folders >= MAX_FOLDERS:
            yield Refused(parts=parts, why=_("This folder can't be entered, lies too deep, or was entered before."))
            return
        if identity == self._skip:
            yield Refused(parts=parts, why=_("This is the course folder itself; nothing is collected from it."))
            return
        self._seen.add(identity)
        self._folders += 1
        try:
            with os.scandir(folder) as entries:
                inside = sorted(entries, key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            yield Refused(parts=parts, why=_unreadable(folder.name, error) + ".")
            return
        for entry in inside:
            here = (*parts, entry.name)
            if is_junk(entry.name):
                self.junk += 1
                continue
            try:
                status = entry.stat(follow_symlinks=False)
            except OSError as error:
                yield Refused(parts=here, why=_unreadable(entry.name, error) + ".")
                continue
            if stat.S_ISDIR(status.st_mode):
                yield from self.folder(folder / entry.name, here, depth + 1)
            else:
                yield self._file(folder / entry.name, here, status)

    def file(self, path: Path, parts: tuple[str, ...]) -> Found | Refused:
        """Give a single file.

        Args:
            path: The file.
            parts: What it is called, after the names around it.
        """
        try:
            return self._file(path, parts, path.lstat())
        except OSError as error:
            return Refused(parts=parts, why=_unreadable(path.name, error) + ".")

    def _file(self, path: Path, parts: tuple[str, ...], status: os.stat_result) -> Found | Refused:
        self._entries += 1
        if stat.S_ISLNK(status.st_mode):
            return Refused(parts=parts, why=_("This is a link; links aren't followed."))
        if not stat.S_ISREG(status.st_mode):
            return Refused(parts=parts, why=_("This isn't a file: it is a pipe, a socket or a device."))
        if self._entries > MAX_ENTRIES:
            return Refused(parts=parts, why=_("There are more than {limit} files here.").format(limit=MAX_ENTRIES))
        return Found(
            parts=parts, changed=status.st_mtime, size=status.st_size, open=lambda: open_regular(path), path=path
        )

    def zip(self, found: Found, nested: int = 0) -> Iterator[Found | Refused]:
        """Give every entry of a zip, and of the zips in it, in their order.

        Args:
            found: The zip.
            nested: In how many other zips it lies.
        """
        try:
            with _sentences(found.name):
                archive = self._open(found, nested)
        except SubmissionError as error:
            yield Refused(parts=found.parts, why=f"{error}.")
            return
        with archive:
            seen: set[tuple[str, ...]] = set()
            for info in archive.infolist():
                names, why = _names(info)
                parts = (*found.parts, *names)
                if not why and (info.is_dir() or (info.filename.endswith("\\") and not info.file_size)):
                    continue
                if any(map(is_junk, names)):
                    self.junk += 1
                    continue
                if not why and is_picture(names[-1]):
                    self.pictures += 1
                    continue
                self._entries += 1
                why = why or self._refuse(info)
                if why:
                    yield Refused(parts=parts, why=why)
                    continue
                if parts in seen:
                    parts = (*parts[:-1], _another(parts[-1], seen, parts[:-1]))
                seen.add(parts)
                entry = Found(
                    parts=parts, changed=_time_of(info) or found.changed, size=info.file_size,
                    open=_opener(archive, info),
                )  # fmt: skip
                if not looks_like_zip(entry):
                    yield entry
                elif nested >= MAX_NESTED:
                    yield Refused(
                        parts=parts,
                        why=_("Zips lie in zips more than {limit} deep here; unpack the outer ones.").format(
                            limit=MAX_NESTED
                        ),
                    )
                else:
                    yield from self.zip(entry, nested + 1)

    def _open(self, found: Found, nested: int) -> zipfile.ZipFile:
        stream: IO[bytes] = found.open() if found.path is not None else io.BytesIO(found.read())
        try:
            archive = zipfile.ZipFile(_Sparing(stream))
        except BaseException:
            stream.close()
            raise
        return archive

    def _refuse(self, info: zipfile.ZipInfo) -> str:
        """Say why an entry isn't read, or nothing."""
        mode = info.external_attr >> 16
        if stat.S_ISLNK(mode):
            return _("This is a link; links aren't followed.")
        if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
            return _("This isn't a file: it is a pipe, a socket or a device.")
        if info.flag_bits & 0x1:
            return _("This is encrypted. Ask the learner for it without a password.")
        if info.compress_type not in _READABLE:
            return _("This is packed in a way that isn't read here. Ask the learner for an ordinary zip.")
        if self._entries > MAX_ENTRIES:
            return _("There are more than {limit} files here.").format(limit=MAX_ENTRIES)
        if info.file_size > MAX_FILE_BYTES:
            return _("This has {size} MB unpacked; the limit is {limit} MB.").format(
                size=info.file_size // 1024**2, limit=MAX_FILE_BYTES // 1024**2
            )
        if info.file_size > _SMALL and info.file_size > MAX_RATIO * info.compress_size:
            return _("This is {ratio} times larger than it is packed, as no honest notebook is.").format(
                ratio=info.file_size // max(info.compress_size, 1)
            )
        # Zips in the zip are counted with what they hold.
        if self._bytes + info.file_size > MAX_TOTAL_BYTES:
            return _("This zip holds more than {limit} GB unpacked.").format(limit=MAX_TOTAL_BYTES // 1024**3)
        self._bytes += info.file_size
        return ""


def looks_like_zip(found: Found) -> bool:
    """Say whether a file is a zip of files, by its first bytes and its name; documents of offices are none."""
    ending = found.name.casefold().rpartition(".")[2]
    if ending in ("docx", "xlsx", "pptx", "odt", "ods", "odp", "epub", "jar", "apk", "whl", "docm", "xlsm"):
        return False
    if ending == "zip":
        return True
    try:
        return found.read(4) in (b"PK\x03\x04", b"PK\x05\x06")
    except SubmissionError:
        return False


class _Sparing:
    """A zip's file that never gives more at once than the list of contents may have.

    ``zipfile`` reads that list in one piece, of a size that the zip itself claims.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.seek, self.tell, self.close = stream.seek, stream.tell, stream.close
        self.seekable = lambda: True

    def read(self, size: int = -1) -> bytes:
        """Read, and refuse when it is too much."""
        data = self._stream.read(MAX_DIRECTORY_BYTES + 1 if size < 0 else min(size, MAX_DIRECTORY_BYTES + 1))
        if len(data) > MAX_DIRECTORY_BYTES:
            raise SubmissionError(
                _("this zip's list of contents has more than {limit} MB").format(limit=MAX_DIRECTORY_BYTES // 1024**2)
            )
        return data


def _opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], IO[bytes]]:
    return lambda: archive.open(info)


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _names(info: zipfile.ZipInfo) -> tuple[tuple[str, ...], str]:
    """Take an entry's name apart, and say why it can't be used, or nothing."""
    name = info.filename
    if not info.flag_bits & 0x800:  # not said to be UTF-8, so Python took it for the IBM PC's letters
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    names = tuple(part for part in name.replace("\\", "/").split("/") if part not in ("", "."))
    if names and _DRIVE.match(names[0]):
        names = tuple(part for part in (names[0][2:], *names[1:]) if part)
    if ".." in names:
        return names, _("Its name leads out of the zip.")
    if "\0" in info.orig_filename:
        return names or ("?",), _("Its name holds a NUL.")
    if not names:
        return ("?",), _("It has no name.")
    return names, ""


def _another(name: str, seen: set[tuple[str, ...]], above: tuple[str, ...]) -> str:
    number = 2
    stem, dot, ending = name.partition(".")
    while (*above, other := f"{stem} ({number}){dot}{ending}") in seen:
        number += 1
    return other


def _time_of(info: zipfile.ZipInfo) -> float:
    """Give when an entry was changed: the exact time where the zip holds it, or else its local one; 0 if unknown."""
    extra = info.extra
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        if kind == 0x5455 and size >= 5 and len(extra) >= 9 and extra[4] & 1:
            return float(struct.unpack_from("<i", extra, 5)[0])
        extra = extra[4 + size :]
    try:
        local = time.mktime((*info.date_time, 0, 0, -1))
    except (ValueError, OverflowError):
        return 0.0
    return local if local >= _UNSET else 0.0
