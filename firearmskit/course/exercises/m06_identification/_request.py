"""Fill in a trace request from notes made at the table, leave open what nobody noted, and choose the State to ask."""

from __future__ import annotations

from typing import Any

from firearmskit import marking
from firearmskit.course.answers import Value
from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m06_identification._shared import two_letters
from firearmskit.course.exercises.shared import IMPORTERS, SERVICES, STATES, choice_rows
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Option, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "TASK", "draw_request"]

MAKERS = ("ARVEL WORKS", "BELMOR ARMS", "CORVAN FACTORY", "OSTREL PLANT", "TARSK WORKS")
CALIBRES = ("9x19", "7.62x25", "9x18")
ENTRIES = {
    "maker": N_("Manufacturer"),
    "country": N_("Country of manufacture"),
    "serial": N_("Serial number"),
    "calibre": N_("Calibre"),
    "importer": N_("Importer"),
    "imported": N_("Country of last import"),
}
EMPTY = "empty"
HINTS = {
    "fill": N_("Ask who made each mark, and for whom. Only a mark that answers this entry may stand in it."),
    "absent": N_("Go through the notes once more: does any of them say it, or do you only expect it?"),
    "place": N_("The number that a request asks for stands on the frame. Look at the place of each number."),
    "owner": N_("A service marks what it owns, with a number for its own records."),
    "proof": N_("A proof house says where a firearm was tested. Ask whether that is what this entry asks for."),
    "route": N_("Where a firearm was found, and where it came from that day, isn't a mark."),
    "ask": N_("A request goes to the State of manufacture, or to that of the last legal import where a mark shows it."),
}


def draw_request(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw eight notes; either the maker and its country are missing, or the import."""
    made, imported, tested, route = draw.sample(STATES, 4)
    owner = next(state for state in STATES if state not in (made, imported, tested, route))
    prefix, serial, part = two_letters(draw), draw.digits(5, first_not_zero=True), draw.digits(5, first_not_zero=True)
    lacks = draw.pick(("maker", "import"))
    maker = {"maker": ("frame", draw.pick(MAKERS)), "country": ("slide", f"MADE IN {made}")}
    imports = {"import": ("frame", f"{imported} {draw.between(1994, 2015)} {draw.pick(IMPORTERS)}")}
    blank = {"worn": ("slide", None)}
    notes: dict[str, tuple[str, str | None]] = {
        **({} if lacks == "maker" else maker),
        **({} if lacks == "import" else imports),
        "serial": ("frame", f"{prefix} {serial}"),
        "part": ("slide", f"{prefix} {part}"),
        "calibre": ("barrel", draw.pick(CALIBRES)),
        "owner": ("frame", f"{owner} {draw.pick(SERVICES)} {draw.digits(4, first_not_zero=True)}"),
        "proof": ("barrel", f"{tested} PROOF"),
        **blank,
    }
    if lacks == "maker":
        notes["lot"] = ("barrel", draw.digits(2, first_not_zero=True))
    order = draw.shuffle(sorted(notes))
    number_of = {kind: str(order.index(kind) + 1) for kind in order}
    right = {
        "maker": number_of.get("maker", EMPTY),
        "country": number_of.get("country", EMPTY),
        "serial": number_of["serial"],
        "calibre": number_of["calibre"],
        "importer": number_of.get("import", EMPTY),
        "imported": number_of.get("import", EMPTY),
    }
    foreseen = {number_of["part"]: "place", number_of["owner"]: "owner", number_of["proof"]: "proof"}
    truth: dict[str, dict[str, Any]] = {
        entry: {"accept": [value], "hint": "absent" if value == EMPTY else "fill", "because": dict(foreseen)}
        for entry, value in right.items()
    }
    asked = imported if lacks == "maker" else made
    states = {"made": made, "imported": imported, "tested": tested, "route": route}
    shown = [owner, tested, route, asked]
    truth["ask"] = {
        "accept": [asked],
        "hint": "ask",
        "because": {states["tested"]: "proof", states["route"]: "route", owner: "owner"},
    }
    evidence = {
        "notes": [list(notes[kind]) for kind in order],
        "route": route,
        "options": {"ask": draw.shuffle(shown), "empty": draw.below(len(order) + 1)},
    }
    return evidence, truth


_PARTS = {"frame": N_("frame"), "slide": N_("slide"), "barrel": N_("barrel")}


def _note(part: str, text: str | None) -> str:
    said = _("a sign that can't be read") if text is None else _("“{text}”").format(text=text)
    return _("{part}: {mark}").format(part=_(_PARTS[part]), mark=said)


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    rows = tuple(
        (_("Note {number}").format(number=number), _note(part, text))
        for number, (part, text) in enumerate(evidence["notes"], start=1)
    )
    found = _("A pistol, found in a lorry that came from {state}.").format(state=evidence["route"].title())
    return (
        Note(
            text=_(
                "A colleague wrote down the marks of a pistol. The national records and iARMS gave no hit. The notes "
                "are made up; importers are marked as State, year and importer."
            )
        ),
        Document(title=_("Notes made at the table"), rows=((_("Circumstances"), found), *rows)),
    )


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    notes = [
        Option(value=str(number), label=_("Note {number}").format(number=number))
        for number in range(1, len(evidence["notes"]) + 1)
    ]
    notes.insert(evidence["options"]["empty"], Option(value=EMPTY, label=_("leave it open: no note says it")))
    entries = {entry: _(label) for entry, label in ENTRIES.items()}
    states = tuple(Option(value=state, label=state.title()) for state in evidence["options"]["ask"])
    return (
        *choice_rows(entries, _("from which note?"), tuple(notes)),
        Field(key="ask", kind="choice", label=_("Which State can be asked now?"), points=2, options=states),
    )


def _paste(evidence: Evidence) -> dict[str, Value]:
    """Give what somebody answers who pastes the kinds that ``marking.read`` names, the first of each kind."""
    notes = evidence["notes"]
    reading = marking.read([text or "" for _part, text in notes], place=[part for part, _text in notes])
    entry_of = {"maker": "maker", "country": "country", "serial": "serial", "calibre": "calibre", "import": "importer"}
    answer: dict[str, Value] = dict.fromkeys(ENTRIES, EMPTY)
    for piece in reversed(reading.pieces):
        if piece.kind in entry_of:
            answer[entry_of[piece.kind]] = str(piece.text_index + 1)
    return answer | {"imported": answer["importer"]}


TASK = Task(id="request", title=N_("Fill in a trace request"), points=8, fields=_fields, blocks=_blocks, paste=_paste)
