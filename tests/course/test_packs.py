"""Exercises, packs and the trainer's store."""

import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest

import firearmskit.course.exercises
from firearmskit.course import Exercise, all_exercises
from firearmskit.course.draw import PRACTICE_SEED, Draw
from firearmskit.course.packs import digest, find_exercise, practice_case, practice_pack, read_pack
from firearmskit.course.store import Store
from firearmskit.errors import CourseError, PackError, UnknownCodeError


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Give a new course's store."""
    return Store.create(tmp_path)


def test_every_exercise_file_is_found() -> None:
    """Each file under course/exercises is an exercise whose id is its path."""
    folder = Path(firearmskit.course.exercises.__file__).parent
    files = {f"{path.parent.name}/{path.stem}" for path in folder.glob("*/*.py") if not path.stem.startswith("_")}
    assert {each.id for each in all_exercises()} == files


def test_unknown_exercise_is_named() -> None:
    """Asking for an exercise that isn't there says which there are."""
    with pytest.raises(UnknownCodeError, match=r'"m99/none"; there are .*m06_identification/marks'):
        find_exercise("m99/none")


def test_practice_edition_is_the_same_for_everybody() -> None:
    """The practice pack is drawn from a public seed and carries no truth."""
    for each in all_exercises():
        drawn = each.draw(Draw(PRACTICE_SEED + each.id.encode()))
        assert practice_pack(each).evidence == drawn.evidence
        assert practice_case(each).truth == drawn.truth


def test_secret_is_private_and_new(store: Store, tmp_path: Path) -> None:
    """A course's secret is 32 random bytes that only their owner can read."""
    path = tmp_path / "trainer" / "secret"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(bytes.fromhex(path.read_text())) == 32
    assert Store.create(tmp_path / "another").folder.joinpath("secret").read_text() != path.read_text()


def test_truth_is_frozen_at_release(store: Store, toy: Exercise) -> None:
    """A learner's case can be drawn again from the secret and is what was frozen; no truth is in the pack."""
    pack = store.release(toy, course="c", learner="amina")
    frozen = store.frozen(toy, learner="amina")
    label, case = store.draw(toy, course="c", learner="amina")
    assert (label, case.evidence, case.truth) == (frozen.pack, frozen.evidence, frozen.truth)
    assert frozen.digest == digest(case.evidence)
    assert "accept" not in pack.to_json()


def test_every_learner_has_another_case(store: Store, toy: Exercise) -> None:
    """Twenty learners hold twenty packs."""
    packs = {store.release(toy, course="c", learner=f"l{rank}").id for rank in range(20)}
    assert len(packs) == 20


def test_release_twice_changes_nothing(store: Store, toy: Exercise) -> None:
    """Handing out a pack again leaves the frozen truth as it was, even where the generator has changed."""
    first = store.release(toy, course="c", learner="amina")
    changed = replace(toy, draw=lambda draw: toy.draw(Draw(b"no")))
    assert store.release(changed, course="c", learner="amina") == first


@pytest.mark.parametrize("learner", ["", "..", "../amina", ".hidden", "a/b", "a\nb", "a" * 81])
def test_learner_ids_cannot_leave_the_folder(store: Store, toy: Exercise, learner: str) -> None:
    """An id that isn't a plain name is refused."""
    with pytest.raises(CourseError, match="can't be a learner's id"):
        store.release(toy, course="c", learner=learner)


def test_nothing_released_is_said(store: Store, toy: Exercise) -> None:
    """Asking for a learner who has no pack names the learner."""
    with pytest.raises(PackError, match='"efua"'):
        store.frozen(toy, learner="efua")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda d: d["evidence"].update(shown=1), "digest"),
        (lambda d: d.pop("truth"), "damaged"),
        (lambda d: d.update(version=2), "version 2"),
    ],
)
def test_tampered_truth_is_noticed(store: Store, toy: Exercise, change, said: str) -> None:
    """Frozen evidence that doesn't fit its digest, lacks a part or is of another version is refused."""
    store.release(toy, course="c", learner="amina")
    path = store.folder / "truth" / toy.module / toy.slug / "amina.json"
    document = json.loads(path.read_text())
    change(document)
    path.write_text(json.dumps(document))
    with pytest.raises(PackError, match=said):
        store.frozen(toy, learner="amina")


@pytest.mark.parametrize(
    "content", ["", "[]", '{"format": "x"}', '{"format": "firearmskit-pack/1", "pack": 5}', "\x00" * 9]
)
def test_damaged_packs_are_refused(tmp_path: Path, content: str) -> None:
    """A pack file that isn't one is refused with its name."""
    path = tmp_path / "marks.pack.json"
    path.write_text(content)
    with pytest.raises(PackError, match=r"pack"):
        read_pack(path)


def test_store_is_found_from_a_submission(store: Store, tmp_path: Path) -> None:
    """Nbgrader runs a submission deep in the course folder; the store is found from there and not from outside."""
    deep = tmp_path / "autograded" / "amina" / "m06_identification"
    deep.mkdir(parents=True)
    found = Store.above(deep)
    assert found is not None
    assert found.root == tmp_path
    assert Store.above(Path("/usr")) is None
