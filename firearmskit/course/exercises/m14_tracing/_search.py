"""Which line of a register can be the firearm, which is followed, and what may be reported of the search?"""

from __future__ import annotations

from typing import Any

from firearmskit import tracing
from firearmskit.course.answers import Value
from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m14_tracing._made_up import (
    CALIBRES,
    LETTERS,
    MAKERS,
    draw_number,
    object_of,
    written_otherwise,
)
from firearmskit.course.exercises.shared import choice_rows, options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Option, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "TASK", "draw_search"]

VERDICTS = {
    "can": N_("it can be this firearm: the number is only written in another way, and all else agrees"),
    "number": N_("another number"),
    "facts": N_("the number agrees; the maker, the type or the calibre speaks against it"),
    "little": N_("the number agrees; the line says too little of the rest"),
}
SAY = {
    "may": N_("One line can be this firearm. The office is asked for the whole entry."),
    "open": N_(
        "No line agrees in all that it says. One line says too little; the office is asked for its whole entry."
    ),
    "same": N_("One line has the same number, so this firearm is the one in the register."),
    "never": N_("The firearm was never in this State: its register has no line that agrees."),
}
HINTS = {
    "line": N_("Compare the number sign by sign, then the maker, the type and the calibre."),
    "facts": N_("The number agrees. Go on reading in that line, and ask how many firearms can bear one number."),
    "neighbour": N_("Compare the signs one by one: one of them is another one, and nobody mixes these two up."),
    "written": N_("Ask whether the signs differ, or only the way in which a clerk wrote them."),
    "little": N_("Ask what this line says of the firearm beside its number."),
    "follow": N_("Follow the line that agrees in most, and in which nothing speaks against it."),
    "say": N_("Ask what the lines show, what the missing pages may hold, and what the office can still look up."),
}
NEXT = {"2": "4", "4": "7", "7": "4"}
"""Last digits, and that of a neighbour; nobody easily takes the one for the other."""


def draw_search(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw a firearm and five lines of a register; in one case of three none agrees in all that it says."""
    number = draw_number(draw)[:-1] + draw.pick(sorted(NEXT))
    kind = draw.pick(sorted(CALIBRES))
    elsewhere = "rifle" if kind == "pistol" else "pistol"
    calibre, other_calibre = draw.sample(CALIBRES[kind], 2)
    maker, other_maker = draw.sample(MAKERS, 2)
    while (letters := draw.letters(2, LETTERS)) == number[:2]:
        pass
    fits = draw.below(3) > 0
    own = {"maker": maker, "type": kind, "calibre": calibre}
    lines: list[tuple[str, str | None, dict[str, Any]]] = [
        (
            ("can", "written", own | {"maker": draw.pick((maker.upper(), f"{maker} Ltd."))})
            if fits
            else ("facts", "facts", own | {"calibre": other_calibre})
        ),
        ("facts", "facts", own | {"maker": other_maker}),
        ("number", "neighbour", own),
        ("little", "little", own | {"maker": None, "calibre": None}),
        draw.pick(
            [
                ("number", None, own),
                ("facts", "facts", own | {"type": elsewhere, "calibre": draw.pick(CALIBRES[elsewhere])}),
            ]
        ),
    ]
    serials = [
        written_otherwise(draw, number),
        number,
        number[:-1] + NEXT[number[-1]],
        number,
        f"{letters}{number[2:]}" if lines[4][0] == "number" else number.replace(" ", ""),
    ]
    order = draw.shuffle(range(5))
    place = {rank: str(at) for at, rank in enumerate(order, start=1)}
    truth: dict[str, dict[str, Any]] = {}
    for at, rank in enumerate(order, start=1):
        role, code, _seen = lines[rank]
        wrong = {"can": "number"}.get(role, "can")
        truth[f"line{at}"] = {"accept": [role], "hint": "line", "because": {wrong: code} if code else {}}
    truth["follow"] = {"accept": [place[0 if fits else 3]], "hint": "follow", "because": {place[1]: "facts"}}
    truth["say"] = {"accept": ["may" if fits else "open"], "hint": "say"}
    first = draw.between(1994, 1999)
    evidence = {
        "object": own | {"number": number},
        "lines": [lines[rank][2] | {"number": serials[rank]} for rank in order],
        "years": [first, first + draw.between(20, 24)],
        "missing": first + draw.between(4, 12),
        "options": {"follow": draw.shuffle("012345"), "say": draw.shuffle(sorted(SAY))},
    }
    return evidence, truth


def _line(line: dict[str, Any]) -> str:
    return f"{line['number']}\n{line['maker'] or _('maker not recorded')}\n{object_of(line['type'], line['calibre'])}"


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    own = evidence["object"]
    first, last = evidence["years"]
    rows = tuple(
        (_("Line {number}").format(number=number), _line(line))
        for number, line in enumerate(evidence["lines"], start=1)
    )
    return (
        Note(
            text=_(
                "A register was searched for numbers like the one on the firearm. Maker, State, numbers and register "
                "are made up."
            )
        ),
        Document(title=_("The firearm on the table"), rows=((_("As it was read"), _line(own)),)),
        Document(
            title=_("What the search gave"),
            rows=(
                (_("Searched for"), own["number"]),
                (_("The register holds"), _("the years {first} to {last}").format(first=first, last=last)),
                (_("Pages missing"), str(evidence["missing"])),
                *rows,
            ),
        ),
    )


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    rows = {f"line{number}": _("Line {number}").format(number=number) for number in range(1, 6)}
    lines = tuple(
        Option(value=value, label=_("none of them") if value == "0" else _("Line {number}").format(number=value))
        for value in evidence["options"]["follow"]
    )
    return (
        *choice_rows(rows, _("is it this firearm?"), options_of(VERDICTS)),
        Field(key="follow", kind="choice", label=_("Which line do you follow first?"), points=1, options=lines),
        Field(
            key="say",
            kind="choice",
            label=_("What do you report of this search?"),
            points=2,
            options=options_of(SAY, evidence["options"]["say"]),
        ),
    )


def _paste(evidence: Evidence) -> dict[str, Value]:
    """Give what somebody answers who takes the line that ``tracing.match`` puts first for the firearm."""

    def entry(line: dict[str, Any], id: str) -> dict[str, Any]:
        return {"id": id, "serial": line["number"], "make": line["maker"] or "", "calibre": line["calibre"] or ""}

    register = tracing.Register([entry(line, str(at)) for at, line in enumerate(evidence["lines"], start=1)])
    best = tracing.match(entry(evidence["object"], "0"), register).best
    found = "0" if best is None or best.entry.id is None else best.entry.id
    answer: dict[str, Value] = {f"line{at}": "can" if str(at) == found else "number" for at in range(1, 6)}
    return answer | {"follow": found, "say": "same"}


TASK = Task(id="search", title=N_("Search a register"), points=8, fields=_fields, blocks=_blocks, paste=_paste)
