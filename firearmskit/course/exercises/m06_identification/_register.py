"""Which line of a register's extract, if any, can be the firearm on the table, and how much may be said?"""

from __future__ import annotations

from typing import Any

from firearmskit import marking
from firearmskit.course.answers import Value
from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m06_identification._shared import UNREAD, two_letters
from firearmskit.course.exercises.shared import choice_rows, options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Option, Picture, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "TASK", "draw_compare"]

CALIBRES = {"pistol": ("9x19", "7.62x25", "9x18"), "rifle": ("7.62x39", ".303", "7.62x54R")}
TYPES = {"pistol": N_("pistol"), "rifle": N_("rifle")}
CYRILLIC = {"A": "А", "E": "Е", "H": "Н", "K": "К", "P": "Р", "T": "Т"}
"""Letters of numbers in this task, with the Cyrillic ones that look the same."""

SWAPPED = {"0": "O", "1": "I", "5": "S", "8": "B"}
NEXT = {"2": "4", "4": "7", "7": "4"}
"""Last digits, and that of a neighbour from the same lot; nobody easily takes the one for the other."""

VERDICTS = {
    "slip": N_("it can be this firearm: letters left out, or signs that are easily taken for each other, explain it"),
    "number": N_("another number: a character differs that isn't easily taken for the other"),
    "facts": N_("the number could be written so, but type or calibre speak against it"),
    "open": N_("too little is recorded to say"),
}
SAY = {
    "may": N_("One line can be this firearm. Ask for the original entry, and compare maker, model and other marks."),
    "same": N_("One line has the same number: the firearm in the register is the one on the table."),
    "none": N_("No line that can be judged is this firearm. That doesn't prove that it isn't in the register."),
    "never": N_("The number isn't in the register: the firearm was never recorded there."),
}
HINTS = {
    "line": N_(
        "Compare character by character, then type and calibre. Ask of each difference whether a clerk could easily "
        "have written one for the other."
    ),
    "facts": N_("A number belongs to a firearm of one type and one calibre. Another firearm can bear the same number."),
    "neighbour": N_(
        "Firearms of one lot have numbers that follow each other. One real character more is another firearm."
    ),
    "follow": N_("Follow the line in which a slip explains the number, and everything else agrees."),
    "say": N_(
        "Numbers speak for or against a firearm. Ask what else has to be compared, and what an extract can't show."
    ),
    "same": N_("Look at everything that stands in that line, and ask how many firearms can bear one number."),
}


def _slip(draw: Draw, prefix: str, digits: str) -> tuple[str, str]:
    """Write a number with a slip: give it as written with look-alikes or another script, and with letters left out."""
    place = next(at for at, digit in enumerate(digits) if digit in SWAPPED)
    alike = f"{prefix} {digits[:place]}{SWAPPED[digits[place]]}{digits[place + 1 :]}"
    cyrillic = "".join(CYRILLIC[letter] for letter in prefix) + f" {digits}"
    return draw.pick((alike, cyrillic)), digits


def draw_compare(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw a number on steel and five lines of a register; in one case of three no line can be the firearm."""
    prefix = draw.letters(2, "".join(CYRILLIC))
    digits = list(draw.digits(5, first_not_zero=True))
    digits[1 + draw.below(3)] = draw.pick(sorted(SWAPPED))
    digits[4] = draw.pick(sorted(NEXT))
    number = "".join(digits)
    kind = draw.pick(sorted(CALIBRES))
    own, other = draw.sample(CALIBRES[kind], 2)
    elsewhere = "rifle" if kind == "pistol" else "pistol"
    while (letters := two_letters(draw)) == prefix:
        pass
    neighbour = f"{prefix} {number[:4]}{NEXT[number[4]]}"
    changed, short = draw.shuffle(_slip(draw, prefix, number))
    fits = draw.below(3) > 0
    lines: list[dict[str, Any]] = [
        {"role": "slip" if fits else "facts", "serial": changed, "type": kind, "calibre": own if fits else other},
        {"role": "facts", "serial": f"{prefix} {number}", "type": elsewhere, "calibre": CALIBRES[elsewhere][0]},
        {"role": "number", "serial": neighbour, "type": kind, "calibre": own},
        {"role": "open", "serial": f"{UNREAD * 2} {UNREAD * 2}{number[2:4]}{UNREAD}", "type": kind, "calibre": None},
        draw.pick(
            [
                {"role": "number", "serial": f"{letters} {number}", "type": kind, "calibre": own},
                {"role": "facts", "serial": short, "type": elsewhere, "calibre": CALIBRES[elsewhere][1]},
            ]
        ),
    ]
    order = draw.shuffle(range(5))
    truth: dict[str, dict[str, Any]] = {}
    for line, rank in enumerate(order, start=1):
        role = lines[rank]["role"]
        truth[f"line{line}"] = {
            "accept": [role],
            "hint": "line",
            "because": {"slip": {"facts": "facts", "number": "neighbour"}[role]} if role in ("facts", "number") else {},
        }
    right = str(order.index(0) + 1) if fits else "0"
    truth["follow"] = {"accept": [right], "hint": "follow", "because": {str(order.index(1) + 1): "facts"}}
    truth["say"] = {"accept": ["may" if fits else "none"], "hint": "say", "because": {"same": "same"}}
    extract = [{key: lines[rank][key] for key in ("serial", "type", "calibre")} for rank in order]
    evidence = {
        "pictures": {
            "number": {
                "marks": [
                    {"text": f"{prefix} {number}", "x": 0.48, "y": 0.5, "height": 0.2, "width": 0.6, "depth": 0.5},
                ],
                "surface": "frame" if kind == "pistol" else "receiver",
                "wear": 0.35,
                "seed": draw.public_seed(),
            }
        },
        "object": {"type": kind, "calibre": own},
        "extract": extract,
        "options": {"follow": draw.shuffle("012345"), "say": draw.shuffle(sorted(SAY))},
    }
    return evidence, truth


def _entry(entry: dict[str, Any]) -> str:
    """Write type and calibre of a line; the script is told, because a picture of the page would show no difference."""
    calibre = entry["calibre"] or _("not recorded")
    return _("{type}, calibre {calibre}").format(type=_(TYPES[entry["type"]]), calibre=calibre)


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    rows = []
    for number, line in enumerate(evidence["extract"], start=1):
        cyrillic = any("Ѐ" <= letter <= "ӿ" for letter in line["serial"])
        script = "\n" + _("The letters are entered in Cyrillic.") if cyrillic else ""
        rows.append((_("Line {number}").format(number=number), f"{line['serial']}\n{_entry(line)}{script}"))
    return (
        Note(
            text=_(
                "A register was searched for numbers like the one on the firearm. The extract has five lines; the "
                "register doesn't record makers. Everything is made up."
            )
        ),
        Picture(name="number", caption=_("The number on the firearm on the table")),
        Document(title=_("The firearm on the table"), rows=((_("Type and calibre"), _entry(evidence["object"])),)),
        Document(title=_("Extract of the register"), rows=tuple(rows)),
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
            label=_("What may you write about the register?"),
            points=2,
            options=options_of(SAY, evidence["options"]["say"]),
        ),
    )


def _paste(evidence: Evidence) -> dict[str, Value]:
    """Give what somebody answers who takes the line that ``marking.rank`` puts first for the firearm."""
    number = evidence["pictures"]["number"]["marks"][0]["text"]
    serials = [line["serial"] for line in evidence["extract"]]
    best = marking.rank(number, serials, limit=1)[0].copy
    answer: dict[str, Value] = {
        f"line{at}": "slip" if marking.compare(number, serial).log10_likelihood_ratio > 2 else "number"
        for at, serial in enumerate(serials, start=1)
    }
    return answer | {"follow": str(serials.index(best) + 1), "say": "same"}


TASK = Task(id="compare", title=N_("Compare with a register"), points=8, fields=_fields, blocks=_blocks, paste=_paste)
