"""The exercise of module M06: one firearm, seven marks, one request, one statement."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import nbformat
import pytest

from firearmskit import figures
from firearmskit import language as speech
from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m06_identification.marks import (
    EXERCISE,
    FAMILIES,
    HINTS,
    KINDS,
    LABELS,
    PICTURES,
    STATEMENTS,
    STATES,
    TOPICS,
)
from firearmskit.course.packs import Case, all_exercises
from firearmskit.course.tasks import Document, Field, Picture, Task, score

ROOT = Path(__file__).resolve().parents[3]
SEEDS = 200
TOTAL = 30
PASS = EXERCISE.pass_share * TOTAL


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    """Draw the cases of 200 learners."""
    return [EXERCISE.draw(Draw(seed.to_bytes(4, "big"))) for seed in range(SEEDS)]


def right(case: Case, task: Task) -> dict:
    """Give the answer that earns every point."""
    truth = case.truth[task.id]
    return {
        asked.key: truth[asked.key]["accept"] if asked.kind in ("choices", "order") else truth[asked.key]["accept"][0]
        for asked in task.fields(case.evidence)
    }


def earned(case: Case, task: str, answer: dict) -> float:
    """Score an answer to one task."""
    return score(EXERCISE.task(task), case.evidence, case.truth[task], answer, HINTS).points


def reason(case: Case, task: str, field: str, value: object) -> str:
    """Give the sentence that a wrong answer gets."""
    verdict = score(EXERCISE.task(task), case.evidence, case.truth[task], {field: value}, HINTS)
    return next(part.reason for part in verdict.parts if part.field == field)


def label_of(case: Case, kind: str) -> str:
    """Find the mark of that kind."""
    return next(label for label in LABELS if case.truth["reading"][label]["accept"] == [kind])


def text_of(case: Case, kind: str) -> str:
    """Give what is stamped as the mark of that kind."""
    label = label_of(case, kind)
    return next(mark["text"] for mark in struck(case) if mark["label"] == label)


def struck(case: Case) -> list[dict]:
    """List the marks of both pictures."""
    return [mark for name in PICTURES for mark in case.evidence["pictures"][name]["marks"]]


def shape(fields: tuple[Field, ...]) -> list[tuple]:
    """Say what a task asks, without what differs from learner to learner."""
    return [(f.key, f.kind, f.points, len(f.choices), len(f.spots), f.rows) for f in fields]


def test_it_is_found() -> None:
    """The exercise is in the catalogue under its id."""
    assert EXERCISE in all_exercises()


def test_the_same_seed_gives_the_same_case() -> None:
    """A case depends on its seed and nothing else, and survives as JSON."""
    first, second = (EXERCISE.draw(Draw(b"one learner")) for _time in range(2))
    assert first == second
    assert json.loads(json.dumps(first.evidence)) == first.evidence
    assert json.loads(json.dumps(first.truth)) == first.truth


def test_every_kind_of_firearm_is_drawn(cases: list[Case]) -> None:
    """At least four families, none of them rare."""
    drawn = Counter(case.evidence["family"] for case in cases)
    assert set(drawn) == set(FAMILIES)
    assert len(FAMILIES) >= 4
    assert min(drawn.values()) > SEEDS / len(FAMILIES) / 2


def test_every_case_is_as_long_as_the_others(cases: list[Case]) -> None:
    """Same fields, same points, same numbers of choices, of marks and of right answers for everybody."""
    for task in EXERCISE.tasks:
        shapes = {tuple(shape(task.fields(case.evidence))) for case in cases}
        assert len(shapes) == 1
        blocks = {tuple(type(block) for block in task.blocks(case.evidence)) for case in cases}
        assert len(blocks) == 1
    assert sum(task.points for task in EXERCISE.tasks) == TOTAL
    assert {tuple(len(case.evidence["pictures"][name]["marks"]) for name in PICTURES) for case in cases} == {(4, 3)}
    for task, field in (("judgement", "entries"), ("argument", "carriers"), ("argument", "limits")):
        assert len({len(case.truth[task][field]["accept"]) for case in cases}) == 1


def test_every_case_is_as_ambiguous_as_the_others(cases: list[Case]) -> None:
    """Two numbers of one form, two years of one form, a number of an importer and one of a service, a look-alike."""
    for case in cases:
        numbers = [text_of(case, kind) for kind in ("serial", "part")]
        forms = {"".join("9" if letter.isdigit() else "A" for letter in number) for number in numbers}
        assert len(forms) == 1
        assert len(numbers[0].replace(" ", "")) == 6
        assert numbers[0] != numbers[1]
        assert all(set(number) & set("0158") for number in numbers)
        year = "".join(letter for letter in text_of(case, "year") if letter.isdigit())
        state, import_year, _importer, import_number = text_of(case, "import").split()
        assert state in STATES
        assert len(year) == len(import_year)
        assert year != import_year
        assert len(import_number) == len(text_of(case, "property").split()[1]) == 4


def test_years_lie_where_the_sources_put_them(cases: list[Case]) -> None:
    """The year that is asked for is one of the family's, and the import came later."""
    for case in cases:
        first, last = FAMILIES[case.evidence["family"]].years
        year = case.truth["reading"]["year"]["accept"][0]
        assert first <= year <= last < 1992
        shown = 2 if case.evidence["family"] in ("suhl", "cz52") else 4
        assert text_of(case, "year") == str(year)[-shown:]


def test_the_evidence_says_nothing_of_what_a_mark_is(cases: list[Case]) -> None:
    """The pictures carry letters A to G and what is seen, and depth and size are drawn alike for all kinds."""
    depths: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for case in cases:
        assert "".join(mark["label"] for mark in struck(case)) == LABELS
        pictures = json.dumps(case.evidence["pictures"])
        assert not any(f'"{word}' in pictures for word in KINDS)
        for mark in struck(case):
            assert set(mark) == {"text", "symbol", "x", "y", "height", "width", "depth", "label"}
            depths[case.truth["reading"][mark["label"]]["accept"][0]].append(mark["depth"])
        assert set(case.evidence) == {"family", "pictures", "request", "statement", "options"}
        assert not {"accept", "hint", "because"} & set(json.dumps(case.evidence).split('"'))
    means = [sum(values) / len(values) for values in depths.values() if values]
    assert max(means) - min(means) < 0.01


def test_no_place_betrays_the_answer(cases: list[Case]) -> None:
    """Right options stand in every place of their lists, none of them much more often than chance."""
    for task in EXERCISE.tasks:
        places: dict[str, Counter[int]] = {}
        sizes: dict[str, int] = {}
        for case in cases:
            for asked in task.fields(case.evidence):
                if asked.options and asked.key not in LABELS:
                    sizes[asked.key] = len(asked.options)
                    accept = case.truth[task.id][asked.key]["accept"]
                    for value in accept[:1] if asked.kind == "order" else accept:
                        places.setdefault(asked.key, Counter())[asked.values.index(value)] += 1
        for key, found in places.items():
            even = sum(found.values()) / sizes[key]
            assert all(0.5 * even < found[place] < 1.6 * even for place in range(sizes[key])), (key, found)
    for kind in ("maker", "year", "serial", "part", "calibre", "import", "property"):
        found = Counter(label_of(case, kind) for case in cases)
        assert len(found) == len(LABELS)
        assert max(found.values()) < SEEDS / 2


def test_the_statement_and_the_request_come_out_evenly(cases: list[Case]) -> None:
    """No claim and no judgement is the usual one."""
    claims = Counter(case.truth["argument"]["claim"]["accept"][0] for case in cases)
    assert set(claims) == {"supports", "against", "open"}
    assert max(claims.values()) < 0.45 * SEEDS
    status = Counter(case.truth["judgement"]["status"]["accept"][0] for case in cases)
    assert len(status) == 4
    assert max(status.values()) < 0.35 * SEEDS
    flawed = Counter(entry for case in cases for entry in case.truth["judgement"]["entries"]["accept"])
    assert not {"type", "calibre"} & set(flawed)
    assert max(flawed.values()) < 0.8 * SEEDS


def test_the_solution_earns_every_point(cases: list[Case]) -> None:
    """What the generator planted is worth 12, 8 and 10 points."""
    for case in cases:
        for task in EXERCISE.tasks:
            assert earned(case, task.id, right(case, task)) == task.points


def test_every_field_and_hint_is_covered(cases: list[Case]) -> None:
    """Each field has a truth, each code a sentence, and no sentence is idle."""
    used = set()
    for case in cases:
        for task in EXERCISE.tasks:
            truth = case.truth[task.id]
            assert [asked.key for asked in task.fields(case.evidence)] == list(truth)
            for planted in truth.values():
                used |= {planted["hint"], *planted.get("because", {}).values()}
    assert used == set(HINTS)


def test_the_truth_follows_from_the_evidence(cases: list[Case]) -> None:
    """The serial stands on frame or receiver, and an entry of the request is wrong exactly if a mark disagrees."""
    for case in cases:
        family = FAMILIES[case.evidence["family"]]
        serial = label_of(case, "serial")
        place = next(
            picture["surface"]
            for picture in case.evidence["pictures"].values()
            if any(mark["label"] == serial for mark in picture["marks"])
        )
        assert place in ("frame", "receiver")
        expected = {
            "serial": text_of(case, "serial"),
            "maker": family.maker,
            "country": family.country,
            "type": family.type,
            "calibre": text_of(case, "calibre"),
            "year": case.truth["reading"]["year"]["accept"][0],
            "import": text_of(case, "import"),
            "property": text_of(case, "property"),
            "asked": text_of(case, "import").split()[0],
        }
        request = case.evidence["request"]
        wrong = [entry for entry, value in expected.items() if request[entry] != value]
        assert sorted(wrong) == case.truth["judgement"]["entries"]["accept"]
        topic = next(
            topic
            for topic, claims in STATEMENTS.items()
            if case.evidence["statement"]["says"] in {says for drawn in claims.values() for says in drawn}
        )
        carriers = [label_of(case, kind) for kind in TOPICS[topic]]
        assert sorted(carriers) == case.truth["argument"]["carriers"]["accept"]


def test_a_topic_does_not_give_the_claim_away(cases: list[Case]) -> None:
    """Of each topic, every claim is drawn, and the limits that are true differ within a topic."""
    drawn, limits = set(), {}
    for case in cases:
        says = case.evidence["statement"]["says"]
        topic = next(name for name, claims in STATEMENTS.items() if any(says in each for each in claims.values()))
        drawn.add((topic, case.truth["argument"]["claim"]["accept"][0]))
        limits.setdefault(topic, set()).add(frozenset(case.truth["argument"]["limits"]["accept"]))
    assert len(drawn) == 3 * len(TOPICS)
    assert min(map(len, limits.values())) > 2


def test_the_part_s_number_costs_points_and_gets_its_own_reason(cases: list[Case]) -> None:
    """Who types the number of the other part loses the two points and is sent to the captions."""
    for case in cases:
        wrong = right(case, EXERCISE.task("reading")) | {"serial": text_of(case, "part")}
        assert earned(case, "reading", wrong) == 10
        assert reason(case, "reading", "serial", text_of(case, "part")) == HINTS["which_part"]


def test_a_mark_taken_for_another_gets_its_own_reason(cases: list[Case]) -> None:
    """What was foreseen to be mistaken gets a sentence that says what to ask."""
    mistaken = (
        ("serial", "part", "which_part"),
        ("part", "serial", "which_part"),
        ("import", "maker", "import_maker"),
        ("import", "year", "import_year"),
        ("property", "serial", "owner_number"),
        ("calibre", "model", "kind"),
    )
    for case in cases[:20]:
        for kind, taken_for, hint in mistaken:
            assert reason(case, "reading", label_of(case, kind), taken_for) == HINTS[hint]
        assert reason(case, "argument", "claim", "faint") == HINTS["legible"]


def test_a_look_alike_and_a_lost_prefix_cost_points(cases: list[Case]) -> None:
    """Neither the letter that resembles a digit nor the digits without their letters are the serial."""
    look_alikes = str.maketrans("0158", "OISB")
    for case in cases:
        prefix, digits = text_of(case, "serial").split()
        one = next(place for place, digit in enumerate(digits) if digit in "0158")
        mistaken = f"{prefix} {digits[:one]}{digits[one].translate(look_alikes)}{digits[one + 1 :]}"
        assert reason(case, "reading", "serial", mistaken) == HINTS["look_alike"]
        assert reason(case, "reading", "serial", digits) == HINTS["prefix"]


def test_a_number_may_be_typed_without_its_gap_and_on_a_latin_keyboard() -> None:
    """What a keyboard lacks isn't what is tested."""
    case = next(
        case
        for case in (EXERCISE.draw(Draw(b"%d" % seed)) for seed in range(50))
        if case.evidence["family"] == "izhevsk"
    )
    serial = text_of(case, "serial")
    latin = serial.translate(str.maketrans("АВЕКМНРСТХ", "ABEKMHPCTX"))
    assert serial != latin
    for typed in (serial, latin, serial.replace(" ", ""), latin.lower().replace(" ", "")):
        assert earned(case, "reading", {"serial": typed}) == 2


def test_the_year_of_import_is_worth_nothing_and_two_digits_half(cases: list[Case]) -> None:
    """The later year isn't the firearm's; a year without its century is half an answer."""
    for case in cases:
        year = case.truth["reading"]["year"]["accept"][0]
        later = int(text_of(case, "import").split()[1])
        assert earned(case, "reading", {"year": later}) == 0
        assert earned(case, "reading", {"year": year % 100}) == 1


def test_planted_wrong_judgements_lose_points(cases: list[Case]) -> None:
    """A request waved through, every entry suspected, and a request sent before own records are searched."""
    for case in cases:
        task = EXERCISE.task("judgement")
        everything = right(case, task) | {"entries": [o.value for o in task.fields(case.evidence)[1].options]}
        assert earned(case, "judgement", everything) == 4
        hasty = right(case, task) | {"steps": ["request", "national", "iarms", "follow", "correct"]}
        assert earned(case, "judgement", hasty) < 8
        if case.truth["judgement"]["status"]["accept"] != ["able"]:
            assert earned(case, "judgement", right(case, task) | {"status": "able"}) == 6


def test_each_part_of_an_argument_counts_for_itself(cases: list[Case]) -> None:
    """The evidence for a statement is the same whatever one claims, so a wrong claim costs the claim's points alone."""
    for case in cases:
        whole = right(case, EXERCISE.task("argument"))
        assert earned(case, "argument", whole | {"claim": "faint"}) == 7
        false = [value for value in case.evidence["options"]["limits"] if value not in whole["limits"]]
        assert earned(case, "argument", whole | {"limits": false[:2]}) == 7


def test_latin_letters_for_cyrillic_ones_are_right_with_a_word_of_caution(cases: list[Case]) -> None:
    """Who types the Latin look-alikes earns the points and is told what a real request needs."""
    cyrillic = [case for case in cases if case.evidence["family"] == "izhevsk"]
    assert cyrillic
    for case in cyrillic:
        stamped, *others = case.truth["reading"]["serial"]["accept"]
        latin = next(other for other in others if other.isascii())
        assert HINTS["cyrillic"] in reason(case, "reading", "serial", latin)
        assert reason(case, "reading", "serial", stamped) == "Right."


def test_pasting_what_the_library_says_does_not_pass(cases: list[Case]) -> None:
    """Who runs the reader over the texts and thinks no further stays under the pass mark, but isn't at zero."""
    totals = [sum(earned(case, task.id, task.paste(case.evidence)) for task in EXERCISE.tasks) for case in cases]
    assert max(totals) < PASS
    assert min(totals) > 0


@pytest.mark.parametrize("strategy", ["first", "all"])
def test_answering_without_looking_does_not_pass(cases: list[Case], strategy: str) -> None:
    """Neither the first choice everywhere nor every choice reaches the pass mark."""

    def answer(case: Case, asked: Field) -> object:
        if asked.kind in ("choice", "point"):
            return asked.values[0]
        if asked.kind == "choices":
            return list(asked.values) if strategy == "all" else list(asked.values[:2])
        if asked.kind == "order":
            return list(asked.values)
        return struck(case)[0]["text"] if asked.kind == "text" else 2000

    for case in cases:
        answers = {t.id: {f.key: answer(case, f) for f in t.fields(case.evidence)} for t in EXERCISE.tasks}
        assert sum(earned(case, task, given) for task, given in answers.items()) < PASS


def test_copying_a_neighbour_does_not_pass(cases: list[Case]) -> None:
    """A neighbour's perfect answers are worth a third on average, and hardly ever enough to pass."""
    totals = []
    for neighbour in cases[:20]:
        answers = {task.id: right(neighbour, task) for task in EXERCISE.tasks}
        for case in cases[20:]:
            totals.append(sum(earned(case, task, given) for task, given in answers.items()))
    assert sum(totals) / len(totals) < TOTAL / 3
    assert sum(total >= PASS for total in totals) < 0.02 * len(totals)


def test_a_case_of_each_family_is_worth_the_same_to_a_learner_who_errs(cases: list[Case]) -> None:
    """A learner who gets each field wrong with the same chance earns the same in every family, within noise."""
    draw = Draw(b"one who errs")
    totals: dict[str, list[float]] = {name: [] for name in FAMILIES}
    for case in cases:
        for _time in range(5):
            answers = {
                task.id: {key: value for key, value in right(case, task).items() if not draw.chance(0.3)}
                for task in EXERCISE.tasks
            }
            total = sum(earned(case, task, given) for task, given in answers.items())
            totals[case.evidence["family"]].append(total)
    means = [sum(found) / len(found) for found in totals.values()]
    assert max(means) - min(means) < 0.06 * TOTAL


def test_pictures_are_drawn_and_told_in_words(cases: list[Case]) -> None:
    """Every panel of two cases of each family can be drawn, and its words hold every text as stamped."""
    chosen = [c for name in FAMILIES for c in [c for c in cases if c.evidence["family"] == name][:2]]
    for case in chosen:
        for name in PICTURES:
            setting = dict(case.evidence["pictures"][name])
            marks = [figures.Mark(**mark) for mark in setting.pop("marks")]
            figures.plot_marks(marks, width_px=400, **setting)
            words = figures.describe_marks(marks, surface=setting["surface"], wear=setting["wear"])
            assert all(mark.text in words for mark in marks)


def test_every_spot_lies_on_its_mark_and_on_no_other(cases: list[Case]) -> None:
    """Each mark can be pointed at where it stands, and spots don't overlap."""
    for case in cases:
        asked = next(f for f in EXERCISE.task("reading").fields(case.evidence) if f.kind == "point")
        assert sorted(asked.values) == sorted(LABELS)
        for spot in asked.spots:
            assert 0 <= spot.x < spot.x + spot.width <= 1
            assert 0 <= spot.y < spot.y + spot.height <= 1
            hit = [
                mark["label"]
                for mark in case.evidence["pictures"][spot.picture]["marks"]
                if spot.x <= mark["x"] <= spot.x + spot.width and spot.y <= mark["y"] <= spot.y + spot.height
            ]
            assert hit == [spot.value]


def test_everything_can_be_shown_in_either_language(cases: list[Case]) -> None:
    """Labels and entries are text, whole and without a place left open, in English and French."""
    for language in ("en", "fr"):
        with speech.speaking(language):
            for case in cases[:20]:
                for task in EXERCISE.tasks:
                    said = [asked.label for asked in task.fields(case.evidence)]
                    said += [choice.label for asked in task.fields(case.evidence) for choice in asked.choices]
                    for block in task.blocks(case.evidence):
                        if isinstance(block, Document):
                            said += [text for row in block.rows for text in row]
                        else:
                            said.append(block.caption if isinstance(block, Picture) else block.text)
                    assert all(isinstance(text, str) and text and "{" not in text for text in said)


def test_the_notebook_asks_for_the_same_tasks_and_points() -> None:
    """The notebook has one locked graded cell for each task, worth what the task is worth, and speaking ids."""
    notebook = nbformat.read(ROOT / "solutions" / "m06_identification" / "marks.ipynb", as_version=4)
    nbformat.validate(notebook)
    marked = {cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells if "nbgrader" in cell.metadata}
    assert list(marked) == [
        "setup",
        *(name for task in EXERCISE.tasks for name in (f"answer-{task.id}", task.id)),
        "summary",
    ]
    graded = {name: cell.metadata.nbgrader for name, cell in marked.items() if cell.metadata.nbgrader.grade}
    assert {name: found.points for name, found in graded.items()} == {task.id: task.points for task in EXERCISE.tasks}
    assert all(found.locked and not found.solution for found in graded.values())
    for task in EXERCISE.tasks:
        assert f'exercise.ask("{task.id}")' in marked[f"answer-{task.id}"].source
        assert f'exercise.check("{task.id}")' in marked[task.id].source
        assert f'exercise.grade("{task.id}")' in marked[task.id].source
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert not cell.outputs
            assert cell.execution_count is None
            assert cell.metadata.jupyter.source_hidden
