"""Members of an X3P archive, read within bounds: nothing is unpacked to disk, and no size is believed."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["Archive", "open_archive"]

_MOST_MEMBERS = 64
_MOST_FILE_BYTES = 1 << 30
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Archive:
    """An X3P file that is open.

    Args:
        held: The zip archive.
        name: What the file is called, for messages.
    """

    def __init__(self, held: zipfile.ZipFile, name: str) -> None:
        self._held, self.name = held, name
        members = [each for each in held.infolist() if not each.is_dir()]
        if len(members) > _MOST_MEMBERS:
            raise self.wrong(_("it has {count} members, at most {most}").format(count=len(members), most=_MOST_MEMBERS))
        self._members: dict[str, zipfile.ZipInfo] = {}
        for each in members:
            if each.filename in self._members:
                raise self.wrong(_("it holds {member} twice").format(member=quote(each.filename)))
            self._members[each.filename] = each
        self._folder = self._find_folder()

    def _find_folder(self) -> str:
        """Give the folder that holds the description: the root, or one that the archive was packed from."""
        found = [
            name for name in self._members if name.split("/")[-1] == "main.xml" and not name.startswith("__MACOSX")
        ]
        if len(found) != 1 or found[0].count("/") > 1:
            raise self.wrong(_("it holds main.xml {count} times, and not once").format(count=len(found)))
        return found[0].removesuffix("main.xml")

    def has(self, member: str) -> bool:
        """Say whether there is a member, named from where the description stands."""
        return self._folder + member in self._members

    def read(self, member: str, *, most: int) -> bytes:
        """Read a member whole.

        Args:
            member: Its name, from where the description stands.
            most: The most bytes that it may have, unpacked.

        Raises:
            InputError: There is none, it has more bytes, or it is damaged, encrypted or packed in an unusual way.
        """
        info = self._members.get(self._folder + member)
        if info is None:
            raise self.wrong(_("it holds no {member}").format(member=quote(member)))
        if info.flag_bits & 0x1 or info.compress_type not in _METHODS:
            raise self.wrong(
                _("{member} is encrypted, or packed in a way that X3P doesn't know").format(member=quote(member))
            )
        try:
            with self._held.open(info) as stream:
                held = stream.read(most + 1)
                # Whatever the directory says of the size: the check sum is looked at where the member ends.
                ended = len(held) <= most and not stream.read(1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise self.wrong(_("{member} is damaged: {reason}").format(member=quote(member), reason=error)) from None
        if not ended:
            raise self.wrong(_("{member} has more than {most} bytes").format(member=quote(member), most=most))
        return held

    def check_md5(self, member: str, held: bytes, said: str) -> None:
        """Compare a member with its check sum.

        Raises:
            InputError: They differ.
        """
        found = hashlib.md5(held, usedforsecurity=False).hexdigest()
        if said.strip().lower() != found:
            raise self.wrong(
                _("{member} has the MD5 check sum {found}, and the file says {said}: it was changed or damaged").format(
                    member=quote(member), found=found, said=quote(said)
                )
            )

    def wrong(self, what: str) -> InputError:
        """Give an error about this file."""
        return InputError(_("{file} can't be read as X3P: {what}").format(file=quote(self.name), what=what))


@contextmanager
def open_archive(path: Path | str) -> Iterator[Archive]:
    """Open an X3P file.

    Raises:
        InputError: It can't be opened, is larger than 1 GiB, or is no zip archive.
    """
    file = Path(path)
    try:
        if file.stat().st_size > _MOST_FILE_BYTES:
            raise InputError(
                _("{file} is larger than {most} bytes").format(file=quote(file.name), most=_MOST_FILE_BYTES)
            )
        held = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError) as error:
        raise InputError(_("{file} can't be read as X3P: {what}").format(file=quote(file.name), what=error)) from None
    except OSError as error:
        raise InputError(
            _("{file} can't be opened: {reason}").format(file=quote(file.name), reason=error.strerror)
        ) from None
    with held:
        yield Archive(held, file.name)
