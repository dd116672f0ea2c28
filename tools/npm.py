"""Fetch the few packages that browsers need from npm's registry, and check each against ``requirements/npm.json``.

The registry is the one that npm's own variable ``npm_config_registry`` names, else the public one. A machine without
internet can be given the tarballs that another one fetched: put them into ``_build/npm``.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import tarfile
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "npm.json"
CACHE = ROOT / "_build" / "npm"
PUBLIC_REGISTRY = "https://registry.npmjs.org/"
MOST_BYTES = 256 * 1024 * 1024


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
    """Fetch a package from the registry."""
    registry = os.environ.get("npm_config_registry", PUBLIC_REGISTRY).rstrip("/")  # noqa: SIM112 - npm writes it so
    address = f"{registry}/{urllib.parse.quote(name, safe='@')}/-/{name.split('/')[-1]}-{version}.tgz"
    if not address.startswith(("https://", "http://")):
        raise FetchError(f"{registry!r} is no address of a registry.")
    try:
        with urllib.request.urlopen(address, timeout=120) as stream:  # noqa: S310 - checked above
            content: bytes = stream.read(MOST_BYTES + 1)
    except (urllib.error.URLError, OSError) as error:
        raise FetchError(
            f"{name} {version} can't be fetched ({error}). Without internet, bring {tarball.name} along "
            f"from a machine that has it, and put it into {tarball.parent}."
        ) from error
    if len(content) > MOST_BYTES:
        raise FetchError(f"{name} {version} is larger than {MOST_BYTES:,} bytes.")
    return content


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
