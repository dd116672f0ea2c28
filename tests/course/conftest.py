"""A small exercise with every kind of field, and a course that was graded, for the tests of the machinery."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest

from firearmskit.course import Case, Document, Draw, Exercise, Field, Note, Option, Spot, Task, sandbox
from firearmskit.course.cohort import submit_all
from firearmskit.course.grading import grade
from firearmskit.course.packs import find_exercise
from firearmskit.course.sandbox import Limits, Nursery, probing
from firearmskit.course.tasks import Evidence, Truth

ROOT = Path(__file__).resolve().parents[2]
LETTERS = ("a", "b", "c", "d")


def draw_case(draw: Draw) -> Case:
    """Draw a case in which the right letter, number and order differ from learner to learner."""
    letter, number = draw.pick(LETTERS), draw.between(1900, 1999)
    order = draw.shuffle(LETTERS)
    truth: Truth = {
        "all": {
            "choice": {"accept": [letter], "half": [], "hint": "look", "because": {}},
            "choices": {"accept": ["a", "b"], "hint": "look"},
            "number": {"accept": [number], "half": [number % 100], "hint": "look", "because": {}},
            "text": {"accept": [f"X {number}"], "hint": "look", "because": {str(number): "prefix"}},
            "point": {"accept": [letter], "hint": "look"},
            "order": {"accept": order, "hint": "look"},
        }
    }
    return Case(evidence={"letters": list(LETTERS), "shown": number}, truth=truth)


def fields(evidence: Evidence) -> tuple[Field, ...]:
    """Ask one thing of each kind."""
    options = tuple(Option(value=letter, label=f"Letter {letter}") for letter in evidence["letters"])
    spots = tuple(
        Spot(value=letter, label=letter, picture="p", x=0.1, y=0.1, width=0.1, height=0.1)
        for letter in evidence["letters"]
    )
    return (
        Field(key="choice", kind="choice", label="Which letter?", points=1, options=options),
        Field(key="choices", kind="choices", label="Which letters?", points=2, options=options),
        Field(key="number", kind="number", label="Which year?", points=1),
        Field(key="text", kind="text", label="Which text?", points=1),
        Field(key="point", kind="point", label="Where?", points=1, spots=spots),
        Field(key="order", kind="order", label="In which order?", points=2, options=options),
    )


TASK = Task(
    id="all",
    title="Everything",
    points=8,
    fields=fields,
    blocks=lambda evidence: (Note(text="Look <closely>."), Document(title="Paper", rows=(("Year", "?"),))),
)
EXERCISE = Exercise(
    id="m06_identification/toy",
    version=1,
    title="Toy",
    draw=draw_case,
    tasks=(TASK,),
    hints={"look": "Look again.", "prefix": "Something stands before the digits."},
)


@pytest.fixture(scope="session", autouse=True)
def _lasting_sandboxes() -> Iterator[None]:
    """Start a sandbox once for all tests that grade with the same limits: most of a small cohort's time is its start.

    The tests of the sandbox itself start their own, and so does every command that is run in a process of its own.
    """
    kept: dict[tuple[Limits, tuple[str, ...]], Nursery] = {}
    # bubblewrap dies with the thread that started it.
    with ThreadPoolExecutor(1) as starter, pytest.MonkeyPatch.context() as patch:

        def lend(limits: Limits, modules: tuple[str, ...]) -> AbstractContextManager[Nursery] | None:
            key = limits, modules
            if key not in kept or kept[key]._process.poll() is not None:
                found = starter.submit(probing.working_nursery, limits, modules).result()
                if found is None:
                    return None
                kept[key] = found
            return nullcontext(kept[key])

        patch.setattr(sandbox, "working_nursery", lend)
        yield
        for nursery in kept.values():
            nursery.close()


@pytest.fixture
def toy() -> Exercise:
    """Give the small exercise."""
    return EXERCISE


@pytest.fixture
def toy_case() -> Case:
    """Give one case of it."""
    return draw_case(Draw(b"a case"))


@pytest.fixture
def right(toy_case: Case) -> dict:
    """Give the answer that earns every point of that case."""
    truth = toy_case.truth["all"]
    many = ("choices", "order")
    return {key: entry["accept"] if key in many else entry["accept"][0] for key, entry in truth.items()}


@pytest.fixture(scope="session")
def _graded(new_course, tmp_path_factory) -> Path:
    """Grade the sample cohort once; the lesson lies beside, as ``course new`` copies it."""
    store = new_course()
    submit_all(store, find_exercise("m06_identification/marks"))
    shutil.copytree(ROOT / "curriculum" / "m06_identification", store.root / "curriculum" / "m06_identification")
    shutil.copytree(ROOT / "curriculum" / "locale", store.root / "curriculum" / "locale")
    grade(store.root, cell_seconds=1)
    return store.root


@pytest.fixture
def graded(_graded: Path, tmp_path: Path) -> Path:
    """Give a graded course folder of one's own."""
    return Path(shutil.copytree(_graded, tmp_path / "graded"))
