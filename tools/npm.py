"""Fetch the few packages that browsers need from npm's registry, and check each against ``requirements/npm.json``.

The program npm fetches them, from whichever registry it is set to. A machine without it, or without internet, can be
given the tarballs that another one fetched: put them into ``_build/npm``.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "npm.json"
CACHE = ROOT / "_build" / "npm"


class FetchError(Exception):
    """A package can't be had, or isn't the one that the lock names."""


def package(name: str, *, lock: Path = LOCK, cache: Path = CACHE) -> Path:
    """Give the folder of an unpacked package; it is fetched when it isn't there yet.

    Args:
        name: A name in the lock.
        lock: ``{name: {"version": ..., "integrity": "sha512-..."}}``.
        cache: Where tarballs and unpacked packages are kept.

    Raises:
        FetchError: The lock doesn't name it, it can't be reached, or its content isn't what the lock says.
    """
    pinned = json.loads(lock.read_text("utf-8"))
    if name not in pinned:
        raise FetchError(f"{name!r} isn't in {lock.name}; it names {', '.join(pinned)}.")
    version, integrity = pinned[name]["version"], pinned[name]["integrity"]
    folder = cache / f"{name}-{version}"
    if folder.is_dir():
        return folder
    tarball = cache / f"{name}-{version}.tgz"
    content = tarball.read_bytes() if tarball.is_file() else fetched(name, version, tarball)
    if digest(content) != integrity:
        raise FetchError(f"{tarball.name} isn't the file that {lock.name} names: {digest(content)}, not {integrity}.")
    cache.mkdir(parents=True, exist_ok=True)
    tarball.write_bytes(content)
    unpack(tarball, folder)
    return folder


def digest(content: bytes) -> str:
    """Give the digest in the form that npm writes."""
    return "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()


def fetched(name: str, version: str, tarball: Path) -> bytes:
    """Have the program npm fetch a package from the registry that it is set to."""
    with tempfile.TemporaryDirectory() as place:
        command = ["npm", "pack", "--silent", f"--pack-destination={place}", f"{name}@{version}"]
        try:
            subprocess.run(command, check=True, capture_output=True, text=True, timeout=600, cwd=place)
            return next(Path(place).glob("*.tgz")).read_bytes()
        except FileNotFoundError:
            why = "the program npm isn't installed"
        except (subprocess.SubprocessError, StopIteration) as error:
            why = str(getattr(error, "stderr", "") or error).strip()
    raise FetchError(
        f"{name} {version} can't be fetched: {why}. Bring {tarball.name} along from a machine that has it, "
        f"and put it into {tarball.parent}."
    )


def unpack(tarball: Path, folder: Path) -> None:
    """Unpack a package; an interrupted one leaves nothing behind under its name.

    Args:
        tarball: A checked tarball, whose files lie under one folder, usually ``package``.
        folder: Where they go.

    Raises:
        FetchError: A member is neither a file nor a folder, or would lie outside.
    """
    with tempfile.TemporaryDirectory(dir=folder.parent) as place, tarfile.open(tarball) as archive:
        for member in archive:
            parts = Path(member.name).parts
            if not (member.isfile() or member.isdir()) or Path(member.name).is_absolute() or ".." in parts:
                raise FetchError(f"{tarball.name} holds {member.name!r}, which is no plain file of a package.")
            if member.isfile() and (source := archive.extractfile(member)) is not None:
                target = Path(place, *parts[1:])
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("wb") as stream:
                    shutil.copyfileobj(source, stream)
        shutil.move(place, folder)
        Path(place).mkdir()  # the context removes it
