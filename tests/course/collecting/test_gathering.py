"""What learners hand in lands with the right learner, or is listed; nothing is lost, nothing counts twice."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from firearmskit.cli import main
from firearmskit.course.answers import AnswerFile
from firearmskit.course.collecting import TO_RESOLVE, Collected, collect
from firearmskit.course.collecting.journal import Journal
from firearmskit.course.grading import grade
from firearmskit.course.packs import Exercise
from firearmskit.course.roster import KEY
from firearmskit.course.store import Store
from firearmskit.errors import CourseError
from tests.course.collecting.conftest import Course, work_of

FILES = ("marks.answers.json", "marks.ipynb", "marks.pack.json")


def zipped(folder: Path, path: Path, names: Callable[[str], str] = str) -> Path:
    """Zip what is in a folder."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, names(file.relative_to(folder).as_posix()))
    return path


def submitted(course: Course) -> dict[str, bytes]:
    """Give everything that is in ``submitted/``."""
    top = course.root / "submitted"
    return {path.relative_to(top).as_posix(): path.read_bytes() for path in sorted(top.rglob("*")) if path.is_file()}


def journal(course: Course) -> list[dict[str, str]]:
    """Read the journal."""
    return list(csv.DictReader(io.StringIO((course.root / "trainer" / "collected.csv").read_text("utf-8"))))


def why(done: Collected) -> str:
    """Give every sentence about what was listed."""
    return "\n".join(f"{listed.file}: {listed.why}" for listed in done.listed)


def change(course: Course, folder: Path, name: str, *, when: float, **answer: object) -> None:
    """Let somebody answer something else, at some time."""
    path = folder / "marks.answers.json"
    document = json.loads(path.read_text("utf-8"))
    file = AnswerFile.open(path, pack=document["pack"], exercise=document["exercise"])
    file.put("reading", answer)
    os.utime(path, (when, when))


@pytest.mark.parametrize(
    "layout",
    [
        "{id}/m06_identification/marks.ipynb",
        "{id}/marks.ipynb",
        "{low} (2)/marks (1).ipynb",
        "Desktop/{low}/done/marks-1.ipynb",
        "{name}/Copie de marks.ipynb",
        "{name}_123456_assignsubmission_file_/marks.ipynb",
        "{name}_123456_assignsubmission_file_marks.ipynb",
        "{squashed}_12345_678901_marks-1.ipynb",
        "{squashed}_LATE_12345_678901_marks.ipynb",
        "{name} - marks.ipynb",
        "{id}_marks_final.ipynb",
    ],
)
@pytest.mark.parametrize("as_zip", [False, True], ids=["folder", "zip"])
def test_people_and_platforms_nest_and_name_as_they_like(course: Course, tmp_path: Path, layout, as_zip) -> None:
    """Every layout that people and learning platforms make is placed with the right learners, and nothing is listed."""
    source = tmp_path / "in"
    for name, learner in course.ids.items():
        last, *first = (word.lower() for word in reversed(name.replace("'", "").split()))
        for file in FILES:
            path = source / layout.format(
                id=learner, low=learner.lower(), name=name, squashed=last + "".join(reversed(first))
            ).replace("marks", "{}", 1).replace(".ipynb", "").format("marks")
            ending = file.removeprefix("marks")
            path = path.with_name(path.name + ending)
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(course.of(name) / file, path)
    done = collect(course.root, [zipped(source, tmp_path / "all.zip") if as_zip else source])
    assert why(done) == ""
    assert sorted(submitted(course)) == sorted(
        f"{learner}/m06_identification/{file}" for learner in course.ids.values() for file in FILES
    )
    assert set(course.placed().values()) == {"own"}
    assert done.handed_in == {"m06_identification/marks": tuple(sorted(course.ids.values()))}


def test_what_was_collected_is_graded(course: Course, tmp_path: Path) -> None:
    """What was placed earns what it is worth."""
    course.put("Amina Diallo", tmp_path / "in" / "amina diallo")
    collect(course.root, [tmp_path / "in"])
    (graded,) = grade(course.root).graded
    assert (graded.learner, graded.points) == (course.ids["Amina Diallo"], 30)


def test_a_stick_with_everything_that_systems_leave_on_it(course: Course, tmp_path: Path) -> None:
    """Junk is passed over and counted, private files are named and not copied, pictures are left."""
    stick = tmp_path / "stick"
    mine = course.put("Amina Diallo", stick / "amina diallo" / "m06_identification")
    for junk in ("System Volume Information/x", ".Trashes/y", "__MACOSX/._marks.ipynb", ".ipynb_checkpoints/m.ipynb"):
        (stick / junk).parent.mkdir(parents=True, exist_ok=True)
        (stick / junk).write_bytes(b"x")
    for junk in ("autorun.inf", "desktop.ini", "Thumbs.db", "._marks.ipynb", ".DS_Store"):
        (mine / junk).write_bytes(b"x")
    (mine / "helper.py").write_text("x = 1")
    (mine / "marks.side.ABC.jpg").write_bytes(b"\xff\xd8")
    for number in range(9):
        (stick / "holidays").mkdir(exist_ok=True)
        (stick / "holidays" / f"{number}.jpg").write_bytes(b"\xff\xd8")
    done = collect(course.root, [stick])
    folder = f"{course.ids['Amina Diallo']}/m06_identification"
    assert sorted(submitted(course)) == sorted(f"{folder}/{file}" for file in (*FILES, "helper.py"))
    assert (done.junk, done.pictures) == (9, 1)
    (listed,) = done.listed
    assert listed.file == "stick/holidays"
    assert "9 files" in listed.why
    assert not list((course.root / "collected").rglob("[0-9].jpg"))


def test_a_zip_of_zips_opens(course: Course, tmp_path: Path) -> None:
    """Learners' zips in a download's zip are opened; deeper ones are listed."""
    inner = tmp_path / "inner"
    inner.mkdir()
    for name, learner in course.ids.items():
        zipped(course.of(name), inner / f"{learner}.zip")
    one = zipped(inner, tmp_path / "one.zip")
    done = collect(course.root, [one])
    assert why(done) == ""
    assert set(course.placed()) == set(course.ids.values())
    deep = one
    for number in range(3):
        (tmp_path / f"{number}").mkdir()
        shutil.copy(deep, tmp_path / f"{number}" / "in.zip")
        deep = zipped(tmp_path / f"{number}", tmp_path / f"deep{number}.zip")
    assert "more than 2 deep" in why(collect(course.root, [deep]))


def test_collecting_twice_changes_nothing(course: Course, tmp_path: Path) -> None:
    """The same bytes, from the same place, in a zip, or in a folder of another name, change nothing."""
    for name in course.ids:
        course.put(name, tmp_path / "in" / name)
    collect(course.root, [tmp_path / "in"])
    before = submitted(course)
    again = collect(course.root, [tmp_path / "in"])
    assert (again.placed, again.unchanged, again.listed) == ((), 12, ())
    assert len(list((course.root / "collected").iterdir())) == 1
    rows = len(journal(course))
    as_zip = collect(course.root, [zipped(tmp_path / "in", tmp_path / "in.zip")])
    assert (as_zip.placed, as_zip.unchanged, as_zip.listed) == ((), 12, ())
    assert submitted(course) == before
    collect(course.root, [tmp_path / "in.zip"])
    assert len(journal(course)) == rows + 14  # the zip twice, when it came in and when it was opened


def test_the_newest_counts_and_all_are_kept(course: Course, tmp_path: Path) -> None:
    """Of several submissions the newest by its own time counts, whatever came in last, and a sentence says so."""
    learner = course.ids["Amina Diallo"]
    for folder, when, value in ("b", 2e9 - 1e9, "1111"), ("c", 3e9 - 1.5e9, "2222"), ("a", 1e9 - 5e8, "3333"):
        mine = course.put("Amina Diallo", tmp_path / folder / learner)
        change(course, mine, "Amina Diallo", when=when, serial=value)
    place = course.root / "submitted" / learner / "m06_identification" / "marks.answers.json"
    said = []
    for folder in ("b", "c", "a"):
        done = collect(course.root, [tmp_path / folder])
        said += done.notes
        assert ("2222" if folder != "b" else "1111") in place.read_text()
    assert len(said) == 2
    assert all(f"c/{learner}/marks.answers.json" in note for note in said)
    kept = "".join(path.read_text() for path in (course.root / "collected").rglob("*.answers.json"))
    assert all(value in kept for value in ("1111", "2222", "3333"))
    shutil.rmtree(course.root / "submitted")
    collect(course.root, [tmp_path / "a"])  # what was taken away is put back, and it is still the newest
    assert "2222" in place.read_text()


def test_older_bytes_that_come_back_do_not_count_by_themselves(course: Course, tmp_path: Path) -> None:
    """A copy of what came in before, with a newer time, is listed: a trainer says whether it counts again."""
    learner = course.ids["Amina Diallo"]
    first = course.put("Amina Diallo", tmp_path / "a" / learner)
    os.utime(first / "marks.answers.json", (1e9, 1e9))
    second = course.put("Amina Diallo", tmp_path / "b" / learner)
    change(course, second, "Amina Diallo", when=1.1e9, serial="2222")
    collect(course.root, [tmp_path / "a", tmp_path / "b"])
    third = shutil.copytree(first, tmp_path / "c" / learner)
    os.utime(third / "marks.answers.json", (1.2e9, 1.2e9))
    place = course.root / "submitted" / learner / "m06_identification" / "marks.answers.json"
    done = collect(course.root, [tmp_path / "c"])
    assert f"--as {learner}" in why(done)
    assert "2222" in place.read_text()
    assert not collect(course.root, [tmp_path / "c"], learner=learner).listed
    assert place.read_bytes() == (third / "marks.answers.json").read_bytes()


def test_emptier_answers_are_said(course: Course, tmp_path: Path) -> None:
    """When an untouched answers file is newer than a full one, it counts and the trainer is told."""
    learner = course.ids["Boris Petrov"]
    collect(course.root, [course.put("Boris Petrov", tmp_path / "full" / learner)])
    empty = course.put("Boris Petrov", tmp_path / "empty" / learner)
    document = json.loads((empty / "marks.answers.json").read_text())
    (empty / "marks.answers.json").write_text(json.dumps({**document, "answers": {}}))
    done = collect(course.root, [empty])
    assert any("fill 0 fields" in note for note in done.notes)
    assert any("fill 0 fields" not in note and "counts" in note for note in done.notes)
    os.utime(tmp_path / "full" / learner / "marks.answers.json", (1e9, 1e9))
    collect(course.root, [tmp_path / "full"], learner=learner)  # as the sentence says
    place = course.root / "submitted" / learner / "m06_identification" / "marks.answers.json"
    assert place.read_bytes() == (course.of("Boris Petrov") / "marks.answers.json").read_bytes()


def test_a_name_and_evidence_that_disagree_place_nothing(course: Course, tmp_path: Path) -> None:
    """Who hands in another's evidence under their own name overwrites nobody, and both are named."""
    amina, boris = course.ids["Amina Diallo"], course.ids["Boris Petrov"]
    collect(course.root, [course.of("Boris Petrov")])
    before = submitted(course)
    forged = course.put("Boris Petrov", tmp_path / "in" / "Amina Diallo")
    change(course, forged, "Boris Petrov", when=2e9, serial="0")
    done = collect(course.root, [tmp_path / "in"])
    assert submitted(course) == before
    assert len(done.listed) == 3
    assert all(amina in listed.why and boris in listed.why for listed in done.listed)
    assert main(["course", "collect", str(tmp_path / "in"), "--course", str(course.root)]) == 1


def test_evidence_without_a_name_replaces_nothing_that_has_one(course: Course, tmp_path: Path) -> None:
    """A pack's id is no secret: without a name it may place work, but not in place of work under the own name."""
    learner = course.ids["Amina Diallo"]
    nameless = course.put("Amina Diallo", tmp_path / "stuff")
    assert not collect(course.root, [nameless]).listed
    assert course.placed() == {learner: "own"}
    named = course.put("Amina Diallo", tmp_path / "x" / learner)
    change(course, named, "Amina Diallo", when=1e9, serial="77")
    collect(course.root, [named])
    place = course.root / "submitted" / learner / "m06_identification" / "marks.answers.json"
    assert '"77"' in place.read_text()
    change(course, nameless, "Amina Diallo", when=1.9e9, serial="88")
    done = collect(course.root, [nameless])
    assert '"77"' in place.read_text()
    assert "by name counts" in why(done)


def test_a_stranger_is_listed_even_with_evidence(course: Course, tmp_path: Path) -> None:
    """A name from a learning platform that the roster doesn't know is not overruled by evidence."""
    course.put("Amina Diallo", tmp_path / "in" / "Zoe Martin_1_assignsubmission_file_")
    done = collect(course.root, [tmp_path / "in"])
    assert not submitted(course)
    assert "Zoe Martin" in why(done)


def test_who_uploaded_counts_more_than_what_the_folder_inside_is_called(course: Course, tmp_path: Path) -> None:
    """Neither a stranger nor a colleague, as the platform names them, hands in for somebody by naming a folder so."""
    amina = course.ids["Amina Diallo"]
    for who in ("Zoe Martin", "Boris", "Boris Petrov"):
        course.put("Amina Diallo", tmp_path / who / f"{who}_1_assignsubmission_file_" / amina)
        done = collect(course.root, [tmp_path / who])
        assert len(done.listed) % 3 == 0
        assert not submitted(course)
    course.put("Amina Diallo", tmp_path / "own" / "Amina_1_assignsubmission_file_" / amina)
    collect(course.root, [tmp_path / "own"])
    assert course.placed() == {amina: "own"}


def test_a_misspelt_name_is_accepted_and_said(course: Course, tmp_path: Path) -> None:
    """A name that is like one learner's alone places the work; without evidence the trainer is told."""
    amina = course.ids["Amina Diallo"]
    course.put("Amina Diallo", tmp_path / "a" / "Amina Dialo")
    assert not collect(course.root, [tmp_path / "a"]).notes
    (tmp_path / "b" / "Borris Petrov").mkdir(parents=True)
    shutil.copy(course.of("Boris Petrov") / "marks.ipynb", tmp_path / "b" / "Borris Petrov")
    (note,) = collect(course.root, [tmp_path / "b"]).notes
    assert "b/Borris Petrov/marks.ipynb" in note
    assert {name.partition("/")[0] for name in submitted(course)} == {amina, course.ids["Boris Petrov"]}


@pytest.mark.parametrize("typed", ["stick/{}/marks.ipynb", "../top/stick/{}/marks.ipynb", "{top}/stick/{}/marks.ipynb"])
def test_a_single_file_is_known_by_where_it_lies(course: Course, tmp_path: Path, monkeypatch, typed: str) -> None:
    """A notebook that is named by itself is its folder's, however its path is typed; a trainer's home is nobody's."""
    course.put("Amina Diallo", tmp_path / "top" / "stick" / "Amina Diallo")
    monkeypatch.chdir(tmp_path / "top")
    path = Path(typed.format("Amina Diallo", top=tmp_path / "top"))
    monkeypatch.setenv("HOME", str(tmp_path / "top" / "stick" / "Amina Diallo"))
    at_home = collect(course.root, [path])
    assert bool(at_home.listed) == path.is_absolute()
    monkeypatch.setenv("HOME", str(tmp_path))
    shutil.rmtree(course.root / "collected")
    (course.root / "trainer" / "collected.csv").unlink()
    assert not collect(course.root, [path]).listed
    assert list(submitted(course)) == [f"{course.ids['Amina Diallo']}/m06_identification/marks.ipynb"]


def test_the_id_in_the_platform_decides(cohort_of: Callable[..., Course], tmp_path: Path) -> None:
    """The user's id that Canvas writes, and Moodle's where names are hidden, lead to the learner of the roster."""
    person = {"Amina Diallo": {"lms_id": "5001"}, "Boris Petrov": {"lms_id": "5002", "email": "b.p@example.org"}}
    course = cohort_of(**person)
    one, two = course.ids["Amina Diallo"], course.ids["Boris Petrov"]
    (tmp_path / "in").mkdir()
    shutil.copy(course.work / one / "marks.ipynb", tmp_path / "in" / "anon_5001_77_marks.ipynb")
    for where in ("Participant_5002_assignsubmission_file_", "B.P@example.org"):
        (tmp_path / "in" / where).mkdir()
        shutil.copy(course.work / two / "marks.ipynb", tmp_path / "in" / where)
    assert not collect(course.root, [tmp_path / "in"]).listed
    assert {name.partition("/")[0] for name in submitted(course)} == {one, two}


def test_a_course_without_a_roster(new_course: Callable[[], Store], exercise: Exercise, tmp_path: Path) -> None:
    """Ids that were typed when the packs were released are found like pseudonyms, and one never passes for another."""
    store = new_course()
    ids = ["amina", "amina.b", "learner-1", "learner-10"]
    work_of(store, exercise, ids, tmp_path / "work")
    for number, name in enumerate(("Amina (2)", "AMINA.B", "Learner 1", "learner-10 - Copie")):
        shutil.copytree(tmp_path / "work" / ids[number], tmp_path / "in" / name)
    shutil.copy(tmp_path / "work" / "learner-1" / "marks.ipynb", tmp_path / "in" / "learner-1_marks.ipynb")
    done = collect(store.root, [tmp_path / "in"])
    assert why(done) == ""
    for learner in ids:
        folder = store.root / "submitted" / learner / "m06_identification"
        assert (folder / "marks.answers.json").read_bytes() == (
            tmp_path / "work" / learner / "marks.answers.json"
        ).read_bytes()


def test_only_one_collects_at_a_time_and_the_journal_is_trusted_no_further_than_it_can_be_read(course: Course) -> None:
    """A second call is refused while one runs, and a journal that a spreadsheet spoilt is quoted."""
    with Journal(course.root), pytest.raises(CourseError, match="right now"):
        collect(course.root, [])
    path = course.root / "trainer" / "collected.csv"
    whole = path.read_text("utf-8")
    path.write_text(whole.replace(",", ";"), "utf-8")
    with pytest.raises(CourseError, match="time;source"):
        collect(course.root, [])
    path.write_text(whole + "a,b\n", "utf-8")
    with pytest.raises(CourseError, match="line 2"):
        collect(course.root, [])


def test_two_of_one_name(cohort_of: Callable[..., Course], tmp_path: Path) -> None:
    """Of two learners of one name, files that hold evidence go to its owner; others are listed with both ids."""
    course = cohort_of(("Amina Diallo", "Diallo AMINA"))
    one, two = course.ids.values()
    shutil.copytree(course.work / two, tmp_path / "in" / "Amina Diallo")
    (listed,) = collect(course.root, [tmp_path / "in"]).listed
    assert listed.file.endswith("marks.ipynb")
    assert set(listed.candidates) == {one, two}
    assert course.placed() == {two: "own"}
    (tmp_path / "bare" / "amina diallo").mkdir(parents=True)
    shutil.copy(course.work / one / "marks.ipynb", tmp_path / "bare" / "amina diallo")
    with (tmp_path / "bare" / "amina diallo" / "marks.ipynb").open("a") as stream:
        stream.write(" ")
    assert len(collect(course.root, [tmp_path / "bare"]).listed) == 2
    assert list(course.placed()) == [two]


def test_what_cannot_be_resolved_is_placed_when_the_trainer_says_whose_it_is(course: Course, tmp_path: Path) -> None:
    """The table that collect makes, filled in in any spreadsheet, places what was listed; what is left blank stays."""
    learner = course.ids["Amina Diallo"]
    for folder in ("grp A", "=grp B", "grp C"):
        (tmp_path / "in" / folder).mkdir(parents=True)
        (tmp_path / "in" / folder / "marks.ipynb").write_bytes(
            (course.of("Amina Diallo") / "marks.ipynb").read_bytes() + b" " * len(folder)
        )
    collect(course.root, [tmp_path / "in" / "grp A", tmp_path / "in" / "=grp B", tmp_path / "in" / "grp C"])
    shutil.rmtree(tmp_path / "in")
    table = course.root / TO_RESOLVE
    rows = list(csv.reader(table.read_text("utf-8").splitlines()))
    assert [row[0] for row in rows] == ["file", "grp A/marks.ipynb", "'=grp B/marks.ipynb", "grp C/marks.ipynb"]
    rows[1][1], rows[2][1] = "amina diallo", "-"
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    table.write_bytes(text.getvalue().encode("cp1252"))
    assert collect(course.root, []).listed  # without --accept nothing is taken from it, and nothing is lost
    assert "amina diallo" in table.read_text("utf-8")
    done = collect(course.root, [], accept=table)
    assert [placed.learner for placed in done.placed] == [learner]
    assert [listed.file for listed in done.listed] == ["grp C/marks.ipynb"]
    assert [row["became"] for row in journal(course) if row["file"] == "'=grp B/marks.ipynb"][-1] == "set aside"
    kept = next((course.root / "collected").rglob("grp C/marks.ipynb"))
    assert not collect(course.root, [kept], learner="Amina Diallo").listed
    assert not table.exists()


def test_the_trainer_can_take_a_decision_back(course: Course, tmp_path: Path) -> None:
    """What was placed with one learner goes to another when the trainer says so, and is in one place only."""
    amina, boris = course.ids["Amina Diallo"], course.ids["Boris Petrov"]
    (tmp_path / "in" / amina).mkdir(parents=True)
    shutil.copy(course.of("Boris Petrov") / "marks.ipynb", tmp_path / "in" / amina)
    collect(course.root, [tmp_path / "in"])
    assert list(submitted(course)) == [f"{amina}/m06_identification/marks.ipynb"]
    done = collect(course.root, [tmp_path / "in"], learner=boris)
    assert list(submitted(course)) == [f"{boris}/m06_identification/marks.ipynb"]
    assert any("taken away" in note for note in done.notes)
    # What the wrong one had replaced counts again.
    old = (course.of("Amina Diallo") / "marks.ipynb").read_bytes() + b" "
    (tmp_path / "old" / amina).mkdir(parents=True)
    (tmp_path / "old" / amina / "marks.ipynb").write_bytes(old)
    collect(course.root, [tmp_path / "old"])
    new = tmp_path / "new" / amina / "marks.ipynb"
    new.parent.mkdir(parents=True)
    new.write_bytes(old + b" ")
    collect(course.root, [tmp_path / "new"])
    collect(course.root, [tmp_path / "new"], learner=boris)
    assert submitted(course)[f"{amina}/m06_identification/marks.ipynb"] == old
    assert submitted(course)[f"{boris}/m06_identification/marks.ipynb"] == old + b" "


def test_a_download_that_is_made_again_lists_nothing_twice(course: Course, tmp_path: Path) -> None:
    """A zip of the same name that has grown brings what is new; what waited before is listed once."""
    inside = tmp_path / "inside"
    (inside / "grp").mkdir(parents=True)
    shutil.copy(course.of("Amina Diallo") / "marks.ipynb", inside / "grp")
    assert len(collect(course.root, [zipped(inside, tmp_path / "all.zip")]).listed) == 1
    course.put("Boris Petrov", inside / "Boris Petrov_7_assignsubmission_file_")
    (listed,) = collect(course.root, [zipped(inside, tmp_path / "all.zip")]).listed
    assert listed.file == "all.zip/grp/marks.ipynb"
    assert set(course.placed()) == {course.ids["Boris Petrov"]}


def test_a_learner_nobody_knows_is_refused(course: Course, tmp_path: Path, capsys) -> None:
    """A name in the table or after --as that is nobody's ends with 2 and is quoted."""
    source = str(course.of("Amina Diallo"))
    assert main(["course", "collect", source, "--course", str(course.root), "--as", "Zoe Martin"]) == 2
    assert '"Zoe Martin"' in capsys.readouterr().err
    table = tmp_path / "said.csv"
    table.write_text("file,learner\nnothing,Amina Diallo\n")
    assert main(["course", "collect", "--course", str(course.root), "--accept", str(table)]) == 2
    assert '"nothing"' in capsys.readouterr().err
    assert not submitted(course)


def test_without_the_key_evidence_and_ids_decide(course: Course, tmp_path: Path, monkeypatch) -> None:
    """Where names can't be opened, that is said, and work is placed by ids and by evidence."""
    monkeypatch.setenv(KEY, str(tmp_path / "no.key"))
    course.put("Amina Diallo", tmp_path / "in" / "Amina Diallo_1_assignsubmission_file_")
    course.put("Boris Petrov", tmp_path / "in" / course.ids["Boris Petrov"])
    done = collect(course.root, [tmp_path / "in"])
    assert set(course.placed()) == {course.ids["Amina Diallo"], course.ids["Boris Petrov"]}
    assert any("names aren't known" in note for note in done.notes)


def test_mail_attachments_in_one_folder(course: Course, tmp_path: Path) -> None:
    """Answers of several learners, renamed as browsers do, go each to their own; notebooks alone are listed."""
    mails = tmp_path / "mails"
    mails.mkdir()
    for number, name in enumerate(course.ids):
        for file in ("marks.answers.json", "marks.ipynb"):
            stem, dot, ending = file.partition(".")
            shutil.copy(course.of(name) / file, mails / f"{stem} ({number}){dot}{ending}")
    done = collect(course.root, [mails])
    assert set(course.placed().values()) == {"own"}
    assert len(course.placed()) == 4
    assert {listed.file.rpartition(".")[2] for listed in done.listed} == {"ipynb"}


def test_practice_answers_and_other_courses_are_listed(course: Course, tmp_path: Path) -> None:
    """Answers to the practice case, and evidence of another course, never take the place of a learner's own."""
    collect(course.root, [course.put("Amina Diallo", tmp_path / "a" / course.ids["Amina Diallo"])])
    before = submitted(course)
    for pack, said in ("practice", "practice case"), ("QQQQ-QQQQ", "nobody in this course"):
        folder = course.put("Amina Diallo", tmp_path / pack / course.ids["Amina Diallo"])
        for file in ("marks.answers.json", "marks.pack.json"):
            document = json.loads((folder / file).read_text())
            (folder / file).write_text(json.dumps({**document, "pack": pack}))
        assert said in why(collect(course.root, [folder]))
    assert submitted(course) == before


def test_what_lies_in_submitted_already_is_kept(course: Course, tmp_path: Path) -> None:
    """A file that was laid into submitted/ by hand is copied before anything takes its place."""
    learner = course.ids["Amina Diallo"]
    place = course.root / "submitted" / learner / "m06_identification" / "marks.answers.json"
    place.parent.mkdir(parents=True)
    place.write_text("by hand")
    os.utime(place, (1e9, 1e9))
    collect(course.root, [course.of("Amina Diallo")])
    assert place.read_bytes() == (course.of("Amina Diallo") / "marks.answers.json").read_bytes()
    assert [p.read_text() for p in (course.root / "collected").glob("*/submitted/*/*/*")] == ["by hand"]


def test_broken_files_are_placed_by_name(course: Course, tmp_path: Path) -> None:
    """Files that were cut off or emptied land with their learner, for the grader to say what is wrong."""
    folder = course.put("Boris Petrov", tmp_path / "in" / course.ids["Boris Petrov"])
    for file in FILES:
        data = (folder / file).read_bytes()
        (folder / file).write_bytes(data[: len(data) * 2 // 3])
    (folder / "marks.pack.json").write_bytes(b"")
    done = collect(course.root, [folder])
    assert why(done) == ""
    assert len(submitted(course)) == 3


def test_a_changed_name_is_found_by_the_cells(course: Course, tmp_path: Path) -> None:
    """A notebook under any name is known by the exercise that it opens, or by its graded cells."""
    folder = tmp_path / "in" / course.ids["Amina Diallo"]
    folder.mkdir(parents=True)
    data = (course.of("Amina Diallo") / "marks.ipynb").read_bytes()
    (folder / "Untitled3.ipynb").write_bytes(data.replace(b"open_exercise", b"open_it"))
    collect(course.root, [folder])
    assert [name.rpartition("/")[2] for name in submitted(course)] == ["marks.ipynb"]


def test_files_of_no_exercise_travel_beside_it_or_are_listed(course: Course, tmp_path: Path) -> None:
    """A small module of one's own goes along; a large file, one in a folder below, and an archive are listed."""
    folder = course.put("Amina Diallo", tmp_path / "in" / course.ids["Amina Diallo"])
    (folder / "helper.py").write_text("x = 1")
    (folder / "big.csv").write_bytes(b"1," * 3_000_000)
    (folder / "data").mkdir()
    (folder / "data" / "more.csv").write_text("1")
    (folder / "more.rar").write_bytes(b"Rar!")
    (folder / "evil.pack.json").write_text("{}")
    (folder / ("x" * 120 + ".py")).write_text("x = 2")
    done = collect(course.root, [folder])
    placed = {name.rpartition("/")[2] for name in submitted(course)} - set(FILES)
    assert placed == {"helper.py", "more.rar", "x" * 120 + ".py"}
    assert {listed.file.rpartition("/")[2] for listed in done.listed} == {"big.csv", "more.csv", "evil.pack.json"}


def test_the_command_says_who_has_handed_in(course: Course, tmp_path: Path, capsys) -> None:
    """The summary counts, names who is missing, and ends with 0 when everything was placed, with 2 when nothing was."""
    source = course.put("Amina Diallo", tmp_path / "in" / course.ids["Amina Diallo"])
    assert main(["course", "collect", str(source), "--course", str(course.root)]) == 0
    out = capsys.readouterr().out
    assert "m06_identification/marks: 1 of 4 learners have handed in. Missing: " in out
    assert all(learner in out for name, learner in course.ids.items() if name != "Amina Diallo")
    assert main(["course", "collect", str(tmp_path / "nowhere"), "--course", str(course.root)]) == 2
    assert main(["course", "collect", str(source), "--course", str(tmp_path)]) == 2


def test_the_readme_of_a_pack_is_passed_over(course: Course, tmp_path: Path) -> None:
    """As it was handed out it holds nobody's work, on a stick as in a zip; one that somebody wrote into is kept."""
    learner = course.ids["Amina Diallo"]
    readme = course.root / "released" / learner / "README.txt"
    readme.parent.mkdir(parents=True)
    readme.write_text("What to do")
    stick = tmp_path / "stick" / learner
    course.put("Amina Diallo", stick / "m06_identification")
    shutil.copy(readme, stick)
    assert collect(course.root, [tmp_path / "stick"]).listed == ()
    zipped(stick, tmp_path / "mine.zip")
    assert collect(course.root, [tmp_path / "mine.zip"]).listed == ()
    (stick / "README.txt").write_text("What I did")
    done = collect(course.root, [tmp_path / "stick"])
    assert [Path(listed.file).name for listed in done.listed] == ["README.txt"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Boris Petrov", 'The name in them is "Boris Petrov".'),
        ("../../<b>\\u202e\\u0000=1", "The name in them is "),
        ("x" * 5000, f'The name in them is "{"x" * 60}".'),
        (["a"], ""),
        (None, ""),
    ],
)
def test_the_name_in_practice_answers_is_shown(course: Course, tmp_path: Path, name: object, said: str) -> None:
    """Whoever wrote a name above a practice case is named to the trainer, quoted and cut; nothing is placed by it."""
    head = {"answers": {"reading": {"serial": "AB 1"}}, "exercise": "m06_identification/marks"}
    document = {**head, "format": "firearmskit-answers/1", "name": name, "pack": "practice"}
    (tmp_path / "marks.answers.json").write_text(json.dumps(document).replace("\\\\u", "\\u"))
    told = why(collect(course.root, [tmp_path / "marks.answers.json"]))
    assert "practice case" in told
    assert said in told
    assert ("The name in them" in told) is bool(said)
    assert "\u202e" not in told
    assert not submitted(course)
