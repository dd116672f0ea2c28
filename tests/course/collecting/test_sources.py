"""Hostile folders and zips: each gets a sentence, the others are placed, and nothing is written outside the course."""

from __future__ import annotations

import os
import shutil
import stat
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firearmskit.course.collecting import collect, sources
from firearmskit.course.collecting.intake import file_of, parts_of
from firearmskit.course.collecting.sources import Found, Refused, Walk
from firearmskit.course.store import Store
from firearmskit.errors import escape
from tests.course.collecting.conftest import Course


def walk(path: Path) -> list[Found | Refused]:
    """Go through a zip as collecting does."""
    found = Walk().file(path, (path.name,))
    assert isinstance(found, Found)
    return list(Walk().zip(found))


def entry(name: str, *, mode: int = 0, when: tuple[int, ...] = (2026, 11, 26, 9, 0, 0)) -> zipfile.ZipInfo:
    """Make an entry's head."""
    info = zipfile.ZipInfo("x", when)
    info.filename = info.orig_filename = name
    info.external_attr = mode << 16
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def encrypted(path: Path) -> None:
    """Make a zip with a password, as far as its heads say."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("marks.ipynb", "{}")
    data = bytearray(path.read_bytes())
    for mark, at in (b"PK\x03\x04", 6), (b"PK\x01\x02", 8):
        data[data.index(mark) + at] |= 1
    path.write_bytes(data)


def a_bomb(path: Path) -> None:
    """Make a zip whose entry is a thousand times larger than packed."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("marks.ipynb", b"{" + b" " * 40_000_000)


def a_giant(path: Path) -> None:
    """Make a zip with an entry of more than a file may have, packed as well as honest text."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive, archive.open("big.csv", "w") as out:
        for _piece in range(66):
            out.write(b"x" * 1024 * 1024)


def many_entries(path: Path) -> None:
    """Make a zip with more entries than are read."""
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(sources.MAX_ENTRIES + 1):
            archive.writestr(entry(f"{number}"), b"")


def a_long_list(path: Path) -> None:
    """Make a zip whose list of contents has five megabytes."""
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(100):
            info = entry(f"{number}")
            info.comment = b"x" * 55_000
            archive.writestr(info, b"")


def bz2(path: Path) -> None:
    """Make a zip that is packed in another way."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("marks.ipynb", "{}")


def cut_off(path: Path) -> None:
    """Make half a zip."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("marks.ipynb", "{}" * 1000)
    path.write_bytes(path.read_bytes()[:900])


def spoilt(path: Path) -> None:
    """Make a zip whose entry doesn't fit its check sum."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("marks.ipynb", "{}" * 1000)
    data = bytearray(path.read_bytes())
    data[200] ^= 1
    path.write_bytes(data)


def lying(path: Path) -> None:
    """Make a zip whose entry is larger than it says."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("marks.ipynb", b"{" + b" " * 4_000_000)
    data = bytearray(path.read_bytes())
    for mark, at in (b"PK\x03\x04", 22), (b"PK\x01\x02", 24):
        struct.pack_into("<I", data, data.index(mark) + at, 100)
    path.write_bytes(data)


def named(name: str, mode: int = 0) -> Callable[[Path], None]:
    """Give a maker of a zip with one entry of that name."""

    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(entry(name, mode=mode), b"{}")

    return make


@pytest.mark.parametrize(
    ("hostile", "said"),
    [
        (encrypted, "encrypted"),
        (a_bomb, "times larger"),
        (a_giant, "the limit is 64 MB"),
        (many_entries, "more than 200 files"),
        pytest.param(many_entries, "more than 20000 files", marks=pytest.mark.slow),
        (a_long_list, "list of contents"),
        (bz2, "ordinary zip"),
        (cut_off, "can't be read"),
        (spoilt, "can't be read"),
        (lying, "can't be read"),
        (lambda path: path.write_bytes(b"PK\x03\x04 nothing"), "can't be read"),
        (lambda path: path.write_bytes(b""), "can't be read"),
        (named("../../evil.ipynb"), "leads out"),
        (named("a/..\\..\\evil.ipynb"), "leads out"),
        (named("link.ipynb", stat.S_IFLNK | 0o777), "is a link"),
        (named("pipe.ipynb", stat.S_IFIFO | 0o777), "isn't a file"),
        (named("marks.ipynb\0.exe"), "NUL"),
    ],
)
def test_a_hostile_zip_gets_a_sentence_and_stops_nobody(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hostile, said: str
) -> None:
    """Whatever one zip holds, the learner beside it is placed, and the trainer is told what it was."""
    if "200 files" in said:
        monkeypatch.setattr(sources, "MAX_ENTRIES", 200)
    (tmp_path / "in").mkdir()
    hostile(tmp_path / "in" / f"{course.ids['Boris Petrov']}.zip")
    course.put("Amina Diallo", tmp_path / "in" / "Amina Diallo")
    done = collect(course.root, [tmp_path / "in"])
    assert course.placed() == {course.ids["Amina Diallo"]: "own"}
    assert said in "\n".join(listed.why for listed in done.listed)
    assert not collect(course.root, []).listed  # it is said once, and again when it comes in again
    assert said in "\n".join(listed.why for listed in collect(course.root, [tmp_path / "in"]).listed)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("C:\\Users\\amina\\marks.ipynb", ("Users", "amina", "marks.ipynb")),
        ("/amina/marks.ipynb", ("amina", "marks.ipynb")),
        ("./amina//marks.ipynb", ("amina", "marks.ipynb")),
        ("CON/marks.ipynb", ("CON", "marks.ipynb")),
        ("a" * 300 + "/marks.ipynb", ("a" * 300, "marks.ipynb")),
        ("a\n\u202eb/marks.ipynb", ("a\n\u202eb", "marks.ipynb")),
    ],
)
def test_names_in_zips_are_only_read(tmp_path: Path, name: str, parts: tuple[str, ...]) -> None:
    """Drives, roots, backslashes, devices and line ends in a name are taken apart and never opened."""
    named(name)(tmp_path / "z.zip")
    (found,) = walk(tmp_path / "z.zip")
    assert found.parts == ("z.zip", *parts)
    assert isinstance(found, Found)


def test_names_without_a_code_page_are_read_as_utf8_where_they_are(tmp_path: Path) -> None:
    """A zip that doesn't say how its names are written is read as UTF-8, and as the IBM PC's letters otherwise."""
    for raw, read in ("Élodie".encode(), "Élodie"), (b"\x90lodie", "Élodie"):
        name = raw.decode("cp437")
        with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
            archive.writestr(entry("X" * len(raw)), b"{}")
        data = (tmp_path / "z.zip").read_bytes().replace(b"X" * len(raw), raw)
        (tmp_path / "z.zip").write_bytes(data)
        (found,) = walk(tmp_path / "z.zip")
        assert found.parts[1] == read, name


def test_an_entry_that_stands_twice_is_there_twice(tmp_path: Path) -> None:
    """Of two entries of one name both come in, under names that tell them apart."""
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr("marks.ipynb", b"{}")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("marks.ipynb", b"[]")
    assert [each.parts[1] for each in walk(tmp_path / "z.zip")] == ["marks.ipynb", "marks (2).ipynb"]


def test_the_exact_time_of_an_entry_counts(tmp_path: Path) -> None:
    """Where a zip holds the time in UTC it counts, or else the local one; the first day of 1980 means none."""
    info = entry("a", when=(2026, 11, 26, 9, 0, 0))
    info.extra = struct.pack("<HHBi", 0x5455, 5, 1, 1_700_000_000)
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr(info, b"{}")
        archive.writestr(entry("b"), b"{}")
        archive.writestr(entry("c", when=(1980, 1, 1, 0, 0, 0)), b"{}")
    os.utime(tmp_path / "z.zip", (5e8, 5e8))
    exact, local, none = walk(tmp_path / "z.zip")
    assert exact.changed == 1_700_000_000
    assert local.changed == time.mktime((2026, 11, 26, 9, 0, 0, 0, 0, -1))
    assert none.changed == 5e8


def test_a_hostile_folder_gets_sentences(course: Course, tmp_path: Path) -> None:
    """Pipes, links, loops, files and folders that may not be read and odd names stop nobody and open nothing."""
    top = tmp_path / "in"
    mine = course.put("Amina Diallo", top / course.ids["Amina Diallo"])
    os.mkfifo(top / "pipe.ipynb")
    (top / "link.ipynb").symlink_to(course.root / "trainer" / "secret")
    (top / "loop").symlink_to(top)
    (top / "closed").mkdir()
    (top / "closed.ipynb").write_text("{}")
    (top / "new\nline \u202e.ipynb").write_text("{}")
    Path(os.fsdecode(os.fsencode(top) + b"/no text \xff.ipynb")).write_text("{}")
    deep = top
    for _level in range(30):
        deep = deep / "d"
    deep.mkdir(parents=True)
    shutil.copytree(course.root, top / "course", ignore=lambda *_: ["collected"])
    (top / "closed").chmod(0)
    (top / "closed.ipynb").chmod(0)
    (mine / "link.py").symlink_to("/etc/passwd")
    done = collect(course.root, [top])
    assert course.placed().get(course.ids["Amina Diallo"]) == "own"
    said = "\n".join(f"{listed.file}: {listed.why}" for listed in done.listed)
    assert said.count("is a link") == 3
    assert "pipe" in said
    assert "too deep" in said
    assert all(listed.file.isprintable() for listed in done.listed)
    assert not list((course.root / "submitted").rglob("link*"))


def test_the_course_folder_itself_is_not_collected(course: Course, tmp_path: Path) -> None:
    """The course's own folders are refused, a folder that holds it passes it over, and one for handing in is taken."""
    for source in (course.root, course.root / "solutions", course.root / "trainer", course.root.parent):
        done = collect(course.root, [source])
        assert any("course folder itself" in listed.why for listed in done.listed)
        assert not done.placed
    course.put("Amina Diallo", course.root / "inbox" / course.ids["Amina Diallo"])
    assert not collect(course.root, [course.root / "inbox"]).listed
    assert set(course.placed()) == {course.ids["Amina Diallo"]}


def test_what_is_in_the_way_is_not_written_through(course: Course, tmp_path: Path) -> None:
    """A link in submitted/ leads nothing out of the course folder."""
    (tmp_path / "elsewhere").mkdir()
    (course.root / "submitted").mkdir()
    (course.root / "submitted" / course.ids["Amina Diallo"]).symlink_to(tmp_path / "elsewhere")
    done = collect(course.root, [course.of("Amina Diallo"), course.of("Boris Petrov")])
    assert all("in the way" in listed.why for listed in done.listed)
    assert len(done.listed) == 3
    assert not list((tmp_path / "elsewhere").iterdir())
    assert set(course.placed()) == {course.ids["Boris Petrov"]}


PART = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=12),
    st.sampled_from(
        ["..", ".", "", "/", "\\", "C:", "CON", "marks.ipynb", "marks.answers.json", "a" * 300, "~", "\0", "=1+1", "-"]
    ),
)


@pytest.fixture
def bare(new_course: Callable[[], Store], tmp_path: Path) -> Store:
    """Give a course of one learner."""
    store = new_course()
    (store.root / "trainer" / "roster.csv").write_text("learner,language,team\nKFP3,en,\n")
    return store


def tree(root: Path, *, but: Path) -> dict[str, int]:
    """Give all that lies under a folder, but for one folder in it."""
    return {str(p): p.lstat().st_size for p in sorted(root.rglob("*")) if but not in (p, *p.parents)}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.lists(PART, min_size=1, max_size=5).map("/".join), min_size=1, max_size=6))
def test_no_name_leads_out_of_the_course(bare: Store, names: list[str]) -> None:
    """Whatever the entries of a zip are called, everything is written inside the course folder or listed."""
    around = bare.root.parent
    path = around / "KFP3.zip"
    notebook = b'{"cells": [], "nbformat": 4, "x": "open_exercise(\\"m06_identification/marks\\")"}'
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(entry(name), notebook)
    before = tree(around, but=bare.root)
    done = collect(bare.root, [path])
    assert tree(around, but=bare.root) == before
    assert all(escape(listed.file) == listed.file for listed in done.listed)
    collected = (bare.root / "collected").rglob("*")
    assert all(not part.is_symlink() for part in collected)
    for part in (bare.root / "submitted").rglob("*"):
        assert part.is_dir() or part.relative_to(bare.root / "submitted").parts[0] == "KFP3"


@given(st.lists(st.text(st.characters(blacklist_characters="/"), min_size=1, max_size=8), min_size=1, max_size=4))
def test_a_path_of_the_journal_is_one_line_and_comes_apart_again(parts: list[str]) -> None:
    """What the journal calls a file is printable, no formula, and has as many parts as the file's path."""
    file = file_of(parts)
    assert escape(file) == file
    assert file[:1] not in ("=", "+", "-", "@")
    assert len(parts_of(file)) == len(parts)
    assert file_of(parts_of(file)) == file
