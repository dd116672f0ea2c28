"""What Python in the browser loads: the files that a lock names, and no other."""

from __future__ import annotations

import hashlib
import json

import pytest

from tools import npm
from tools.offline import fetch, runtime


def locked(*names, **more):
    """Give a lock in which each package needs the next, and the content of their files."""
    packages, files = {}, {}
    for name, following in zip(names, [*names[1:], None], strict=True):
        content = f"the wheel of {name}".encode()
        file = f"{name.replace('-', '_')}-1.0-cp314-cp314-pyemscripten_2026_0_wasm32.whl"
        files[file] = content
        packages[name.upper()] = {
            "name": name,
            "file_name": file,
            "sha256": hashlib.sha256(content).hexdigest(),
            "depends": [following.replace("-", "_")] if following else [],
        }
    return {"packages": packages, **more}, files


@pytest.fixture
def release(tmp_path):
    """A folder with the files of a release in which matplotlib needs pandas, and pandas a third."""
    lock, files = locked("matplotlib", "pandas", "num-py")
    folder = tmp_path / "release"
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    core = tmp_path / "core"
    core.mkdir()
    (core / "pyodide-lock.json").write_text(json.dumps(lock))
    (core / "package.json").write_text('{"version": "314.0.6"}')
    return folder, core


def theirs(core):
    """Give the packages of a lock by their normal names."""
    lock = json.loads((core / "pyodide-lock.json").read_text())
    return {runtime.normal(name): entry for name, entry in lock["packages"].items()}


def test_a_release_gives_what_is_needed_and_no_more(release):
    """All that pandas and matplotlib need is found; what is there already isn't taken."""
    folder, core = release
    assert set(runtime.from_release(folder, theirs(core), have=set())) == {"matplotlib", "pandas", "num-py"}
    assert set(runtime.from_release(folder, theirs(core), have={"num-py"})) == {"matplotlib", "pandas"}


def test_a_file_that_is_missing_is_named(release):
    """A folder that isn't a whole release is refused with the name of the file and of the package."""
    folder, core = release
    next(folder.glob("num_py*")).unlink()
    with pytest.raises(runtime.RuntimeFilesError, match=r"num_py-1\.0.*num-py"):
        runtime.from_release(folder, theirs(core), have=set())


def test_a_file_that_was_changed_is_refused(release):
    """A file whose digest isn't the lock's is refused."""
    folder, core = release
    next(folder.glob("pandas*")).write_bytes(b"another")
    with pytest.raises(runtime.RuntimeFilesError, match=r"pandas-1\.0.* isn't the file"):
        runtime.from_release(folder, theirs(core), have=set())


def test_what_is_fetched_is_what_the_lock_names(release, tmp_path):
    """Files are fetched once, each checked; one that differs is refused and not kept."""
    folder, core = release
    into = tmp_path / "into"
    files = fetch.fetch(into, folder.as_uri() + "/", core=core)
    assert [path.read_bytes() for path in files] == [(folder / path.name).read_bytes() for path in files]
    assert len(files) == 3
    for path in folder.iterdir():
        path.unlink()
    assert fetch.fetch(into, folder.as_uri() + "/", core=core) == files
    files[0].unlink()
    (folder / files[0].name).write_bytes(b"another")
    with pytest.raises(runtime.RuntimeFilesError, match="isn't what Pyodide's lock names"):
        fetch.fetch(into, folder.as_uri() + "/", core=core)
    assert not files[0].exists()


def test_the_lock_and_the_packages_fit():
    """The wheels of requirements/browser.txt are those that Pyodide's own lock needs for a notebook's kernel."""
    try:
        core = npm.package("pyodide")
    except npm.FetchError as error:
        pytest.skip(str(error))
    known = theirs(core)
    pins = dict(line.split(" ")[0].split("==") for line in runtime.LOCK.read_text().splitlines() if "==" in line)
    for name, version in pins.items():
        assert name in known or name in runtime.ADDED
        assert name not in known or known[name]["version"] == version
        missing = [each for each in map(runtime.normal, known.get(name, {}).get("depends", ())) if each not in pins]
        assert missing == []
    assert (
        json.loads(npm.LOCK.read_text())["pyodide"]["version"]
        == json.loads((core / "package.json").read_text())["version"]
    )
