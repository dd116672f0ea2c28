"""A cohort of sixty whose names and files are damaged as people, sticks and platforms damage them."""

from __future__ import annotations

import json
import random
import re
import shutil
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from firearmskit.course.collecting import collect
from firearmskit.course.roster import Roster
from tests.course.collecting.conftest import Course

FIRST = (
    "Amina", "Aminata", "Ama", "Amal", "Boris", "Chantal", "Élodie", "François", "Goran", "Jean-Marie", "José María",
    "Joëlle", "Łukasz", "Müge", "Ngozi", "Óscar", "Zoë", "Иван", "Thị Mai", "Kwame",
)  # fmt: skip
LAST = (
    "Diallo", "Diarra", "Mensah", "Petrov", "N'Guessan", "García López", "Ba", "O'Neill", "Nguyễn", "Kovačević",
    "de la Cruz", "Le Roux", "Traoré", "Öztürk",
)  # fmt: skip
FILES = ("marks.answers.json", "marks.ipynb", "marks.pack.json")


def names(draw: random.Random) -> tuple[str, ...]:
    """Make up sixty names, many of them alike, two of them the same."""
    made = [f"{first} {last}" for first in FIRST for last in LAST]
    draw.shuffle(made)
    return (*made[:59], made[0])


def plain(text: str) -> str:
    """Lose the accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def damage(name: str, draw: random.Random) -> str:
    """Write a name as somebody else's hands or programs do."""
    words = name.split()
    ways = [
        lambda: name,
        lambda: plain(name),
        lambda: " ".join(words[::-1]),
        lambda: f"{words[-1].upper()} {' '.join(words[:-1])}",
        lambda: name.lower(),
        lambda: plain(name).replace(" ", "_").upper(),
        lambda: plain(name).replace("'", "").replace("-", " ") + " (1)",
        lambda: re.sub(r"\W", "", plain(name)).upper()[:8],
        lambda: re.sub(r"\W", "", plain(name)).upper()[:6] + "~1",
        lambda: name[:-1],
        lambda: name.replace(draw.choice([c for c in name if c.isalpha()]), "", 1),
        lambda: name.encode().decode("latin-1").replace("/", ""),
        lambda: unicodedata.normalize("NFD", name),
        lambda: words[0],
    ]
    return draw.choice(ways)()


def squashed(name: str) -> str:
    """Write a name as Canvas does."""
    words = re.sub(r"[^\w ]", "", plain(name)).lower().split()
    return words[-1] + "".join(words[:-1])


def file_name(file: str, draw: random.Random) -> str:
    """Rename a file as browsers and people do."""
    stem, dot, ending = file.partition(".")
    marked = draw.choice(["", "", " (1)", "-1", "_final"])
    old = (stem + ending).upper().replace(".", "")[:6] + "~1." + ending.rpartition(".")[2].upper()[:3]
    return draw.choice([f"{stem}{marked}{dot}{ending}", f"Copie de {file}", file.upper(), old])


def hand_in(course: Course, owners: list[tuple[str, str]], into: Path, draw: random.Random) -> None:
    """Let everybody hand in, in one of the ways that there are."""
    for number, (learner, name) in enumerate(owners):
        way = draw.choice(["folder", "module", "zip", "moodle", "moodle zip", "canvas", "dash", "id"])
        said = damage(name, draw)
        where = {
            "folder": f"{said}/",
            "module": f"{said} ({number % 3})/m06_identification/",
            "zip": f"{number}.zip!{said}/",
            "moodle": f"{said}_{number + 100000}_assignsubmission_file_/",
            "moodle zip": f"{said}_{number + 100000}_assignsubmission_file_/work.zip!",
            "canvas": f"{squashed(name)}_{number + 5000}_{number + 90000}_",
            "dash": f"{said} - ",
            "id": f"{draw.choice([learner, learner.lower(), learner + ' (2)', learner[:2] + ' ' + learner[2:]])}/",
        }[way]
        outer, _mark, inner = where.rpartition("!")
        # What a stick or a mail loses: some hand in without the pack, some the notebook alone.
        files = draw.choice([FILES, FILES, FILES[:2], FILES[1:2]])
        for file in files:
            data = (course.work / learner / file).read_bytes()
            if file == "marks.ipynb":
                document = json.loads(data)
                document["metadata"]["whose"] = learner  # untouched notebooks are all the same; these tell
                data = json.dumps(document).encode()
            path = inner + file_name(file, draw)
            if outer:
                zipped = into / outer
                zipped.parent.mkdir(parents=True, exist_ok=True)
                with zipfile.ZipFile(zipped, "a") as archive:
                    archive.writestr(path, data)
            else:
                (into / path).parent.mkdir(parents=True, exist_ok=True)
                (into / path).write_bytes(data)


def owner_of(course: Course, data: bytes) -> str | None:
    """Say whose a file is, from what only it holds."""
    document = json.loads(data)
    if "metadata" in document:
        return document["metadata"]["whose"]
    packs = {
        json.loads((folder / "marks.pack.json").read_text())["pack"]: folder.name for folder in course.work.iterdir()
    }
    return packs[document["pack"]]


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 30))])
def test_sixty_learners_are_placed_right_or_listed(cohort_of: Callable[..., Course], tmp_path: Path, seed: int) -> None:
    """Every file of a damaged cohort is with the right learner or listed; none is with a wrong one, none is lost."""
    draw = random.Random(seed)
    who = names(draw)
    people = cohort_of(who)
    owners = [(learner, person.name) for learner, person in Roster(people.root).people().items()]
    by_name = dict(owners)
    assert len(owners) == 60
    placed_all = listed_all = 0
    for round_ in range(4):
        into = tmp_path / f"in{round_}"
        into.mkdir()
        hand_in(people, owners, into, draw)
        source = into
        if round_ == 3:  # a download: everything in one zip, zips in it
            source = Path(shutil.make_archive(str(tmp_path / "all"), "zip", into))
        shutil.rmtree(people.root / "submitted", ignore_errors=True)
        shutil.rmtree(people.root / "collected", ignore_errors=True)
        (people.root / "trainer" / "collected.csv").unlink(missing_ok=True)
        done = collect(people.root, [source])
        count = 0
        for path in into.rglob("*"):
            if path.suffix == ".zip":
                count += len(zipfile.ZipFile(path).namelist())
            elif path.is_file():
                count += 1
        for path in (people.root / "submitted").glob("*/*/*"):
            learner = path.relative_to(people.root / "submitted").parts[0]
            assert owner_of(people, path.read_bytes()) == learner, (by_name[learner], path)
        assert len(done.placed) + len(done.listed) == count
        assert all(listed.why for listed in done.listed)
        placed_all += len(done.placed)
        listed_all += len(done.listed)
    assert placed_all > 4 * listed_all
