"""Reads the papers of module M14 as a careful person does, with nothing of the code that planted the truth."""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

TRUE_SENTENCES = {"hands", "told", "gap", "asked"}
"""Limits that hold for every case, as a reader of this test judged them."""
NEEDED = {
    1: {"national", "stolen"},
    2: {"international", "request"},
    3: {"evidence", "interview"},
    4: {"prints"},
    5: {"dna"},
    6: {"cases"},
    7: {"leads"},
    8: {"told"},
    9: {"trafficking"},
}
"""The records that show all that the name of a step says."""
Said = dict[str, Any]


def values(told: Any) -> Iterator[Any]:
    """Give every plain value in a piece of evidence, whatever it is called."""
    if isinstance(told, dict):
        for name, inner in told.items():
            if name != "options":
                yield from values(inner)
    elif isinstance(told, list):
        for inner in told:
            yield from values(inner)
    else:
        yield told


def signs(number: str) -> str:
    """Give the signs of a number: blanks don't count, and its digits have no letter O among them."""
    packed = number.replace(" ", "")
    return packed[:2] + packed[2:].replace("O", "0")


def verdict(line: Said, own: Said) -> str:
    """Compare a line with the firearm: number, then maker, then calibre."""
    if signs(line["number"]) != signs(own["number"]):
        return "number"
    if line["maker"].lower().removesuffix(" ltd.") != own["maker"].lower():
        return "maker"
    return "ours" if line["calibre"] == own["calibre"] else "facts"


def days(when: str) -> tuple[str, str]:
    """Give the first and the last day that a date can be, as texts in the order of time."""
    return when + "0000-01-01"[len(when) :], when + "0000-12-31"[len(when) :]


def in_order(entries: list[Said]) -> list[Said]:
    """Put entries in the order of their dates, of which no two overlap."""
    ordered = sorted(entries, key=lambda entry: days(entry["when"]))
    assert all(days(one["when"])[1] < days(other["when"])[0] for one, other in pairwise(ordered))
    return ordered


def alike(one: str, other: str) -> bool:
    """Say whether two names are one name, perhaps misspelt by a letter."""
    return SequenceMatcher(a=one, b=other).ratio() > 0.85


def last_lawful(path: list[Said], home: str) -> tuple[int, str, str]:
    """Give the place of the last lawful entry, the holder it shows for sure, and what comes after it.

    What comes after it is a theft, an arrival at home of which no entry tells, or nothing. The sender is named as the
    entry before spells him.
    """
    end = len(path) - 2
    if path[end]["kind"] == "theft":
        return end - 1, path[end - 1]["to"], "theft"
    if path[end].get("state") == home:
        return end, path[end - 1]["to"], "transit"
    return end, path[end]["to"], "nothing"


def gaps(path: list[Said], last: int) -> list[int]:
    """Give the places after which the one who had it isn't the one who gives it away, or who gets what was sent."""
    return [at for at in range(last) if not alike(path[at]["to"], path[at + 1]["from"] or path[at + 1]["to"])]


def slips(path: list[Said]) -> list[int]:
    """Give the places after which a name is the same but for a slip of the pen."""
    pairs = [(one["to"], other["from"]) for one, other in pairwise(path)]
    return [at for at, (one, other) in enumerate(pairs) if one and other and one != other and alike(one, other)]


def claimed(path: list[Said], home: str, missing: dict[str, Any]) -> str:
    """Say where it left the lawful chain, with the pages that are missing of each State's register."""
    last, _holder, after = last_lawful(path, home)
    if after != "nothing":
        return after
    gone = missing[path[last]["told_by"]]
    sold, seized = int(path[last]["when"][:4]), int(path[-1]["when"][:4])
    return "open" if gone and gone[0] <= sold + 1 and seized <= gone[1] else "after"


def stands(records: list[Said], exhibit: int) -> dict[str, str]:
    """Say of each step where it stands, by the records of one exhibit."""
    own = [record for record in records if record["exhibit"] == exhibit]
    shown = {record["record"] for record in own if "reason" not in record}
    dropped = {record["record"] for record in own if record.get("reason")}
    return {
        f"step{step}": "done" if needed <= shown else "not-applicable" if needed <= dropped else "open"
        for step, needed in NEEDED.items()
    }


def by_hand(evidence: Said) -> dict[str, dict[str, Any]]:
    """Answer all four tasks as a careful reader does, without the truth."""
    own, home, steps = evidence["object"], evidence["home"], evidence["steps"]
    number_of = {json.dumps(entry): str(at) for at, entry in enumerate(evidence["entries"], start=1)}
    path = in_order(evidence["entries"])
    order = [number_of[json.dumps(entry)] for entry in path]
    last, holder, after = last_lawful(path, home)
    claim = claimed(path, home, {each["state"]: each["missing"] for each in evidence["registers"]})
    lots = [at for at, entry in enumerate(path) if "lot" in entry]
    models = [at for at, entry in enumerate(path) if "model" in entry]
    assert (len(lots), len(models), path[0]["kind"]) == (2, 2, "manufacture")
    pairs = [[order[0], "0"]] if int(path[0]["when"][:4]) != own["year"] else []
    pairs += [[order[at] for at in lots]] if path[lots[0]]["lot"] != path[lots[1]]["lot"] else []
    pairs += [[order[at] for at in models]] if path[models[0]]["model"] != path[models[1]]["model"] else []
    (gap,), (pair,) = gaps(path, last), pairs
    carrier = {"theft": order[-2], "transit": home}.get(after, path[last]["told_by"])
    parts = {name for needed in list(NEEDED.values())[:3] for name in needed}
    shown = {record["record"] for record in steps["records"] if record["exhibit"] == steps["exhibit"]}
    strange = [str(at) for at, each in enumerate(steps["records"], start=1) if each["exhibit"] != steps["exhibit"]]
    lines = [line for register in evidence["registers"] for line in register["lines"]]
    return {
        "lines": {f"line{line['label']}": verdict(line, own) for line in lines} | {"say": "found"},
        "chain": {"order": order, "gap": order[gap], "pair": pair, "holder": holder},
        "finding": {
            "claim": claim,
            "carriers": [order[last], carrier],
            "limits": sorted(set(evidence["options"]["limits"]) & TRUE_SENTENCES),
            "ask": claim,
        },
        "steps": stands(steps["records"], steps["exhibit"]) | {"other": strange, "next": sorted(parts - shown)},
    }


def unordered(answer: dict[str, Any]) -> dict[str, Any]:
    """Give an answer so that two of them compare: the order of what is ticked doesn't matter."""
    return {
        key: sorted(value) if isinstance(value, list) and key != "order" else value for key, value in answer.items()
    }
