"""The tracing desk of the case of module M14: it holds the evidence and no more, and the case can be solved there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from firearmskit.course.desk import DeskCase
from firearmskit.course.desk.tracing_desk import Desk
from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m14_tracing.case import EXERCISE, desk_case
from firearmskit.course.packs import Case
from firearmskit.course.tasks import right_answer
from firearmskit.tracing import Entry
from tests.course.exercises.m14_by_hand import NEEDED, Said, claimed, gaps, in_order, last_lawful, stands, verdict

SEEDS = 80
CODES = {"Altania": "QMA", "Berenia": "QMB", "Castovia": "QMC", "Dravonia": "QMD", "Elmora": "QME"}
AT_DESK = {
    ("register-searched", "national"): "national",
    ("register-searched", "lost-stolen"): "stolen",
    ("register-searched", "international"): "international",
    ("trace-sent", None): "request",
    ("evidence-recovered", None): "evidence",
    ("interview-held", None): "interview",
    ("examination-ended", "fingerprints"): "prints",
    ("examination-ended", "dna"): "dna",
    ("examination-ended", "ballistics"): "cases",
    ("step-not-applicable", "fingerprints"): "prints",
    ("step-not-applicable", "dna"): "dna",
    ("step-not-applicable", "ballistic-comparison"): "cases",
    ("leads-gathered", None): "leads",
    ("investigators-told", None): "told",
    ("trafficking-analysed", None): "trafficking",
}
"""What each record is at the desk; a note decides nothing."""


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    """Draw the cases of 80 learners."""
    return [EXERCISE.draw(Draw(b"case %d" % seed)) for seed in range(SEEDS)]


def right(case: Case, task: str) -> dict[str, Any]:
    """Give the answer that earns every point of a task."""
    return right_answer(EXERCISE.task(task), case.evidence, case.truth[task])


def entry_told(entry: Entry, names: dict[str, str]) -> Said:
    """Give an entry of the desk as the papers give it; a delivery's number stands only in the papers."""
    return {
        "kind": entry.kind,
        "when": entry.date,
        "told_by": names[str(entry.told_by)] if entry.id != "seizure" else None,
        "from": entry.releasing.name if entry.releasing else None,
        "to": entry.receiving.name if entry.receiving else None,
    } | ({"model": entry.model} if entry.model else {})


def paper_told(entry: Said) -> Said:
    """Give an entry of the papers as the desk can: sales are of one kind, and numbers are words."""
    kept = {key: entry[key] for key in ("when", "told_by", "from", "to")}
    model = {"model": str(entry["model"])} if "model" in entry else {}
    return {"kind": "sale" if entry["kind"] == "wholesale" else entry["kind"]} | kept | model


@pytest.fixture(scope="module")
def names() -> dict[str, str]:
    """Give the names of the States by their codes."""
    return {code: name for name, code in CODES.items()}


def test_the_desk_holds_exactly_the_evidence(cases: list[Case], names: dict[str, str]) -> None:
    """Registers, lines, histories, missing pages, days, the firearm, the seizure and the records are the evidence's."""
    for case in cases:
        seen, desk = case.evidence, desk_case(case.evidence)
        own = seen["object"]
        firearm = desk.firearm
        assert [firearm.serial, firearm.maker, firearm.kind, firearm.calibre, firearm.year] == [
            own[of] for of in ("number", "maker", "type", "calibre", "year")
        ]
        assert (names[desk.home], desk.today) == (seen["home"], seen["today"])
        assert [names[register.state] for register in desk.registers] == [each["state"] for each in seen["registers"]]
        for register, told in zip(desk.registers, seen["registers"], strict=True):
            assert [(line.id, line.serial, line.make, line.calibre) for line in register.entries] == [
                (line["label"], line["number"], line["maker"], line["calibre"]) for line in told["lines"]
            ]
            assert list(register.histories) == [line["label"] for line in told["lines"]]
            for label, history in register.histories.items():
                assert [entry_told(entry, names) for entry in history] == list(
                    map(paper_told, told["histories"][label])
                )
                exports = [names[str(entry.receiving.state)] for entry in history if entry.kind == "export"]
                assert exports == [each["state"] for each in told["histories"][label] if each["kind"] == "export"]
            assert register.missing == ((f"{told['missing'][0]}/{told['missing'][1]}",) if told["missing"] else ())
            assert register.answers_on == told["answers_on"]
        (seizure,) = [entry for entry in seen["entries"] if entry["told_by"] is None]
        assert entry_told(desk.seizure, names) == paper_told(seizure)
        assert desk.recovery.date == seizure["when"]
        assert [int(str(record["exhibit"])) for record in desk.records] == [
            record["exhibit"] for record in seen["steps"]["records"]
        ]


def test_the_desk_holds_nothing_of_the_truth(cases: list[Case]) -> None:
    """What the desk is made of doesn't change with the truth, nor with the options, so that neither can be in it."""
    for case in cases[:40]:
        bare = {name: value for name, value in case.evidence.items() if name != "options"}
        bare["steps"] = {name: value for name, value in bare["steps"].items() if name != "options"}
        assert desk_case(bare) == desk_case(case.evidence)


def asked_at_the_desk(desk: Desk, own: Said) -> dict[str, list[Entry]]:
    """Search at home, ask both offices for the number as it stands and as clerks write it; give what each told.

    An office that has no record is asked once more, with the letter O for the first zero.
    """
    case = desk.case
    desk.search(case.home, {"serial": own["number"], "make": own["maker"], "calibre": own["calibre"]})
    found = {
        line.id: verdict({"number": line.serial, "maker": line.make, "calibre": line.calibre}, own)
        for line in case.registers[0].entries
    }
    mine = next((label for label, said in found.items() if said == "ours"), None)
    told = {case.home: list(desk.take_line(mine).entries)}
    for register in case.registers[1:]:
        replies = [
            desk.reply(desk.send({**desk.draft, "state": register.state, "serial": serial}, anyway=True))
            for serial in (own["number"], own["number"].replace("0", "O", 1))
        ]
        assert all(replies)
        histories = [list(reply.transfers) for reply in replies if reply and reply.transfers]
        assert len(histories) <= 1
        told[register.state] = histories[0] if histories else []
    return told


def test_the_case_can_be_solved_at_the_desk(cases: list[Case], names: dict[str, str], tmp_path: Path) -> None:
    """Whoever searches and asks at the desk gets the six entries and no others, and finds gap, holder and claim there.

    A contradiction in year or model is seen there as well; the number of firearms of a delivery stands in the papers.
    """
    for at, case in enumerate(cases[:60]):
        desk = Desk(desk_case(case.evidence), tmp_path / f"{at}.db")
        firearm = desk.case.firearm
        own = {"number": firearm.serial, "maker": firearm.maker, "calibre": firearm.calibre}
        told = asked_at_the_desk(desk, own)
        entries = [entry for each in told.values() for entry in each] + [desk.case.seizure]
        arrived = {id(entry): names[str(entry.receiving.state)] for entry in entries if entry.kind == "export"}
        path = in_order(
            [
                entry_told(entry, names) | ({"state": arrived[id(entry)]} if id(entry) in arrived else {})
                for entry in entries
            ]
        )
        expected = [paper_told(entry) for entry in in_order(case.evidence["entries"])]
        assert [{key: value for key, value in entry.items() if key != "state"} for entry in path] == expected
        home = names[desk.case.home]
        missing = {
            names[register.state]: [int(year) for year in register.missing[0].split("/")] if register.missing else None
            for register in desk.case.registers
        }
        last, holder, _after = last_lawful(path, home)
        truth = {task.id: right(case, task.id) for task in EXERCISE.tasks}
        (gap,) = gaps(path, last)
        assert truth["chain"]["order"][gap] == truth["chain"]["gap"]
        assert holder == truth["chain"]["holder"]
        assert claimed(path, home, missing) == truth["finding"]["claim"]
        models = {entry["model"] for entry in path if "model" in entry}
        year_differs = int(path[0]["when"][:4]) != firearm.year
        assert ("0" in truth["chain"]["pair"]) == year_differs
        assert (len(models) == 2) == (set(truth["chain"]["pair"]) == set(truth["chain"]["order"][4:]))


def records_at(desk: DeskCase) -> list[Said]:
    """Give the records of the desk as the papers give them."""
    found = []
    for record in desk.records:
        name = AT_DESK.get((str(record["kind"]), record.get("about")))
        if record["kind"] == "note":
            name = AT_DESK["examination-ended", record["about"]]
        decided = {"reason": record["kind"] != "note"} if record["kind"] in ("note", "step-not-applicable") else {}
        found.append({"record": name, "exhibit": int(str(record["exhibit"]))} | decided)
    return found


def test_the_nine_steps_can_be_told_from_the_records_at_the_desk(cases: list[Case]) -> None:
    """With the number of the exhibit at hand, the records of the desk give where each step stands."""
    for case in cases:
        desk = desk_case(case.evidence)
        exhibit = int(desk.id.split()[-1])
        assert records_at(desk) == case.evidence["steps"]["records"]
        truth = right(case, "steps")
        assert stands(records_at(desk), exhibit) == {f"step{step}": truth[f"step{step}"] for step in NEEDED}
