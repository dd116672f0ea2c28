"""Packages from npm: what the lock names, or nothing."""

from __future__ import annotations

import io
import json
import tarfile

import pytest

from tools import npm


def tarball(members):
    """Give a gzipped tar with ``{name: text}``; a text of None makes a link to /etc/passwd."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        for name, text in members.items():
            member = tarfile.TarInfo(name)
            if text is None:
                member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
                archive.addfile(member)
            else:
                member.size = len(text)
                archive.addfile(member, io.BytesIO(text.encode()))
    return stream.getvalue()


@pytest.fixture
def brought(tmp_path):
    """A function that lays a tarball into the cache as somebody without internet does, and locks it."""

    def lay(content, integrity=None):
        (tmp_path / "lock.json").write_text(
            json.dumps({"kit": {"version": "1.0", "integrity": integrity or npm.digest(content)}})
        )
        (tmp_path / "kit-1.0.tgz").write_bytes(content)
        return lambda: npm.package("kit", lock=tmp_path / "lock.json", cache=tmp_path)

    return lay


def test_a_package_that_was_brought_along_is_unpacked(brought):
    """A tarball that lies in the cache is checked and unpacked without its outer folder."""
    folder = brought(tarball({"package/dist/a.js": "1", "package/package.json": "{}"}))()
    assert folder.name == "kit-1.0"
    assert (folder / "dist" / "a.js").read_text() == "1"
    assert [each.name for each in folder.parent.iterdir() if each.is_dir()] == ["kit-1.0"]


def test_what_the_lock_does_not_name_is_refused(brought):
    """A tarball with another content is refused, and nothing of it is unpacked."""
    get = brought(tarball({"package/a.js": "1"}), integrity=npm.digest(b"another"))
    with pytest.raises(npm.FetchError, match=r"isn't the file that lock\.json names"):
        get()


@pytest.mark.parametrize("name", ["package/../../a.js", "/a.js"])
def test_nothing_is_unpacked_outside(brought, name):
    """A member whose path leads out of the folder is refused, and the folder isn't left half made."""
    get = brought(tarball({"package/ok.js": "1", name: "2"}))
    for _again in range(2):
        with pytest.raises(npm.FetchError, match="no plain file"):
            get()


def test_links_are_refused(brought):
    """A package that holds a link is refused."""
    with pytest.raises(npm.FetchError, match="no plain file"):
        brought(tarball({"package/a.js": None}))()


def test_a_package_that_no_lock_names_is_refused():
    """The names that the lock knows are told."""
    with pytest.raises(npm.FetchError, match=r"'left-pad' isn't in npm.json; it names pyodide"):
        npm.package("left-pad")


@pytest.mark.parametrize(
    ("script", "why"), [("echo no network >&2; exit 1", "no network"), ("exit 0", ""), (None, "npm isn't installed")]
)
def test_without_npm_or_internet_it_is_said_what_to_bring(tmp_path, monkeypatch, script, why):
    """When npm isn't there, fails or brings nothing, the message says why, and names the file and the folder for it."""
    if script:
        (tmp_path / "npm").write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / "npm").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(npm.FetchError, match=rf"pyodide .* can't be fetched: .*{why}.*put it into .*npm-cache"):
        npm.package("pyodide", cache=tmp_path / "npm-cache")


def test_what_npm_brings_is_checked_like_any_other(tmp_path, monkeypatch):
    """A tarball that npm fetched and the lock doesn't name is refused, and not kept."""
    given = "for each; do case $each in --pack-destination=*) place=${each#*=};; esac; done"
    (tmp_path / "npm").write_text(f'#!/bin/sh\n{given}\n: > "$place/a.tgz"\n')
    (tmp_path / "npm").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(npm.FetchError, match="isn't the file"):
        npm.package("pyodide", cache=tmp_path / "npm-cache")
    assert not (tmp_path / "npm-cache").exists()
