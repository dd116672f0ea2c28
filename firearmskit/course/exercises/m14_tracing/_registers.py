"""The registers of three States: three lines each, the firearm's own among those that only look like it.

Each register has a clerk who writes zeros in one way throughout, as digits or as letters. An office that is asked for
the number as the clerk writes it therefore tells the firearm's own history, or that of no line; it never tells that of
a line which only looks like it because the firearm's own was written in another way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m14_tracing._made_up import CALIBRES, FIRMS, LETTERS, MAKERS, month

if TYPE_CHECKING:
    from firearmskit.course.exercises.m14_tracing._story import Story

__all__ = ["LABELS", "Said", "entry", "other_number", "write_registers"]

LABELS = "ABCDEFGHI"

Said = dict[str, Any]


def entry(kind: str, when: str, told_by: str | None, **other: Any) -> Said:
    """Write an entry of a register."""
    return {"kind": kind, "when": when, "told_by": told_by, "from": None, "to": None} | other


def other_number(draw: Draw, number: str) -> str:
    """Give the number of a neighbour: two digits swapped, the next one, or other letters."""
    prefix, digits = number.split()
    places = [at for at in range(2, 5) if digits[at] != digits[at + 1]]
    way = draw.pick(("swap", "next", "letters"))
    if way == "swap" and places:
        at = draw.pick(places)
        return f"{prefix} {digits[:at]}{digits[at + 1]}{digits[at]}{digits[at + 2 :]}"
    if way == "letters":
        return f"{draw.pick([letter for letter in LETTERS if letter != prefix[0]])}{prefix[1]} {digits}"
    return f"{prefix} {digits[:-1]}{(int(digits[-1]) + 1) % 10}"


def write_registers(draw: Draw, story: Story, there: str, year: int) -> None:
    """Write the three registers, each with three lines; the silent one has none of this firearm.

    Args:
        draw: The learner's own.
        story: What happened; gets the registers, and which of their lines are of the firearm.
        there: The State where it left the lawful chain, or after whose register nothing is told.
        year: Of manufacture.
    """
    own = {key: story.object[key] for key in ("number", "maker", "type", "calibre")}
    others = draw.shuffle([story.made, story.bought])
    labels = iter(LABELS)
    early = draw.pick([story.home, *others])
    for state in (story.home, *others):
        kinds = draw.shuffle(["number", "maker", "facts"])
        if state != story.silent:
            kinds = draw.shuffle(["ours", *kinds[:2]])
        lettered = draw.chance(0.5)
        lines, histories = [], {}
        for kind in kinds:
            label = next(labels)
            lines.append({"label": label} | _line(draw, own, kind, lettered=lettered, at_home=state == story.home))
            story.ours[label] = kind
            histories[label] = (
                [at for at, each in enumerate(story.entries) if each["told_by"] == state]
                if kind == "ours"
                else _history(draw, state, year)
            )
        missing = [year - 9, year - 7] if state == early else None
        if story.ending == "open" and state == there:
            missing = [int(story.entries[4]["when"][:4]) + 1, int(story.entries[5]["when"][:4])]
        story.registers.append({"state": state, "lines": lines, "histories": histories, "missing": missing})


def _line(draw: Draw, own: Said, kind: str, *, lettered: bool, at_home: bool) -> Said:
    """Write a line of a register: this firearm, or one that only looks like it.

    Args:
        draw: The learner's own.
        own: What was read on the firearm.
        kind: Whose line it is: of the firearm, of another number, of another maker, or of another calibre.
        lettered: Whether this clerk writes the first zero as a letter.
        at_home: Whether learners search this register themselves, so that a form of firm after the maker's name
            misleads nobody but the search.
    """
    number = other_number(draw, own["number"]) if kind == "number" else own["number"]
    written = number.replace("0", "O", 1) if lettered else number
    if (kind == "ours" and not lettered) or draw.chance(0.5):
        written = written.replace(" ", "")
    line = own | {"number": written}
    if kind == "ours":
        ways = [own["maker"], own["maker"].upper(), *([f"{own['maker']} Ltd."] if at_home else [])]
        return line | {"maker": draw.pick(ways)}
    if kind == "maker":
        return line | {"maker": draw.pick([each for each in MAKERS if each != own["maker"]])}
    if kind == "facts":
        return line | {"calibre": draw.pick([each for each in CALIBRES[own["type"]] if each != own["calibre"]])}
    return line


def _history(draw: Draw, state: str, year: int) -> list[Said]:
    """Tell a little of another firearm."""
    firm, person = draw.pick(FIRMS), f"Person {draw.between(1, 99)}"
    return [
        entry("import", month(draw, year + draw.between(1, 3)), state, to=firm),
        entry("sale", month(draw, year + draw.between(4, 6)), state, **{"from": firm, "to": person}),
    ]
