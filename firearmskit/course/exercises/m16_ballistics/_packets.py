"""Six packets and their labels, held against the rules of a made-up unit and against the log of the scene."""

from __future__ import annotations

from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.shared import choice_rows, options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["FALSE", "HINTS", "TASK", "TRUE", "draw_packets"]

RULES = (
    N_("Each thing is in a packet of its own."),
    N_("The label says what it is, at which marker it lay, at what time it was lifted, and by whom."),
    N_("What the label says agrees with the log of the scene."),
    N_("Cases and bullets go into a stiff box, cloth into paper. A firearm is tied down in a stiff box."),
    N_("The label of a firearm also says who made it safe."),
    N_("The seal lies across the opening and is signed. Its number stands on the label."),
)
THINGS = {
    "case": N_("cartridge case"),
    "bullet": N_("bullet"),
    "pistol": N_("pistol"),
    "cloth": N_("wet jacket"),
}
WRAPPINGS = {
    "box": N_("in a stiff box"),
    "tied": N_("tied down in a stiff box"),
    "loose": N_("loose in a stiff box"),
    "paper": N_("in a paper bag"),
    "plastic": N_("in a plastic bag"),
}
RIGHT = {"case": "box", "bullet": "box", "pistol": "tied", "cloth": "paper"}
WRONG = {"case": "plastic", "bullet": "plastic", "pistol": "loose", "cloth": "plastic"}
ANSWERS = {
    "whole": N_("it keeps all rules"),
    "two": N_("more than one thing is in it"),
    "lacks": N_("its label leaves something out"),
    "log": N_("its label and the log contradict each other"),
    "wrap": N_("the wrapping isn't the one for this thing"),
    "seal": N_("the seal isn't as it has to be"),
}
TRUE = {
    "kept": N_("A label with a mistake is kept; what is right is written beside it, with day, name and reason."),
    "opened": N_("Whoever opens a packet writes down when and why, and the number of the seal that closes it again."),
    "photo": N_("When a label is doubted, a photograph of the thing where it lay can help."),
    "told": N_("A packet that breaks a rule can still be evidence; the fault has to be told."),
}
FALSE = {
    "anew": N_("A label with a mistake is thrown away and written anew, as if nothing had been."),
    "memory": N_("Who lifted a thing may be left out, as long as somebody remembers it."),
    "several": N_("Cases of one calibre that lay close together may share a packet."),
    "lab": N_("The laboratory puts right what is wrong on a label."),
    "sealed": N_("What is sealed needs no label."),
    "void": N_("A thing with a fault in its label is no evidence any more and is destroyed."),
}
HINTS = {
    "whole": N_("Go through the rules one by one. Does this packet break any of them?"),
    "two": N_("Read what is in the packet, and then the first rule."),
    "lacks": N_("Beside the number of the seal, a label answers four questions, that of a firearm five. Count them."),
    "log": N_(
        "Nothing is missing on this label. Hold each thing that it says against the line of its marker in the log."
    ),
    "wrap": N_("The label is all right. Look at what lies around the thing."),
    "seal": N_("Look at the seal twice: at the packet, and on the label."),
    "sentences": N_("Four of the sentences are false. Ask of each what a court could still find out after it."),
}


def _log(draw: Draw) -> list[dict[str, Any]]:
    """Draw the log: eight markers, each with a thing, a minute and an officer."""
    things = draw.shuffle(["case", "case", "case", "case", "case", "bullet", "pistol", "cloth"])
    officers = [str(each) for each in draw.sample(range(11, 60), 3)]
    minute = draw.between(0, 8)
    entries: list[dict[str, Any]] = []
    for marker, thing in enumerate(things, start=1):
        minute += draw.between(2, 6)
        entries.append(
            {
                "marker": marker,
                "thing": thing,
                "time": f"{15 + minute // 60}:{minute % 60:02}",
                "by": draw.pick(officers),
            }
        )
    return entries


def _fault(
    draw: Draw, kind: str, packet: dict[str, Any], log: list[dict[str, Any]], spares: list[dict[str, Any]]
) -> None:
    """Plant a fault in a packet; what lies in it too is taken from those that are in no other packet."""
    label = packet["label"]
    if kind == "two":
        pair = sorted([log[label["markers"][0] - 1], spares.pop()], key=lambda each: each["marker"])
        label |= {
            "things": [each["thing"] for each in pair],
            "markers": [each["marker"] for each in pair],
            "times": [each["time"] for each in pair],
            "by": [each["by"] for each in pair],
        }
    elif kind == "lacks":
        lacking = draw.pick(["markers", "times", "by", *(["safe"] if packet["thing"] == "pistol" else [])])
        label[lacking] = None if lacking == "safe" else []
    elif kind == "log":
        what = draw.pick(["markers", "times", "by"])
        others = [each for each in log if each["marker"] != label["markers"][0] and each["by"] != label["by"][0]]
        other = draw.pick(others)
        label[what] = [other[{"markers": "marker", "times": "time", "by": "by"}[what]]]
    elif kind == "wrap":
        packet["wrapping"] = WRONG[packet["thing"]]
    elif kind == "seal" and draw.chance(0.5):
        packet["signed"] = False
    elif kind == "seal":
        number = label["seal"]
        label["seal"] = number[0] + number[2] + number[1] + number[3]


def _seal(draw: Draw, taken: set[str]) -> str:
    """Draw the number of a seal whose two middle digits differ."""
    while (number := draw.digits(4, first_not_zero=True))[1] == number[2] or number in taken:
        pass
    return number


def draw_packets(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw the log and six packets: four different faults, one packet without, and one of any kind."""
    log = _log(draw)
    while len({each["by"] for each in log}) < 2:
        log = _log(draw)
    cases = draw.shuffle([each for each in log if each["thing"] == "case"])
    spares = cases[3:]
    packed = draw.shuffle([*cases[:3], *(each for each in log if each["thing"] != "case")])
    faults = draw.sample(["two", "lacks", "log", "wrap", "seal"], 4)
    kinds = draw.shuffle([*faults, "whole", draw.pick(sorted(ANSWERS))])
    # Two things need the same wrapping, or the packet would break two rules.
    while any(kind == "two" and RIGHT[entry["thing"]] != "box" for entry, kind in zip(packed, kinds, strict=True)):
        kinds = draw.shuffle(kinds)
    safe, taken = str(draw.between(61, 79)), set[str]()
    packets: list[dict[str, Any]] = []
    truth: dict[str, dict[str, Any]] = {}
    for at, (entry, kind) in enumerate(zip(packed, kinds, strict=True), start=1):
        seal = _seal(draw, taken)
        taken |= {seal, seal[0] + seal[2] + seal[1] + seal[3]}
        packet: dict[str, Any] = {
            "thing": entry["thing"],
            "wrapping": RIGHT[entry["thing"]],
            "seal": seal,
            "signed": True,
            "label": {
                "things": [entry["thing"]],
                "markers": [entry["marker"]],
                "times": [entry["time"]],
                "by": [entry["by"]],
                "safe": safe if entry["thing"] == "pistol" else None,
                "seal": seal,
            },
        }
        _fault(draw, kind, packet, log, spares)
        packets.append(packet)
        truth[f"packet{at}"] = {"accept": [kind], "hint": kind}
    sentences = draw.sample(sorted(TRUE), 2)
    truth["sentences"] = {"accept": sentences, "hint": "sentences"}
    shown = {
        "log": log,
        "packets": [{key: value for key, value in packet.items() if key != "thing"} for packet in packets],
        "sentences": draw.shuffle([*sentences, *draw.sample(sorted(FALSE), 4)]),
    }
    return shown, truth


def _label(label: dict[str, Any]) -> str:
    """Write a label: what it leaves out isn't there."""
    said = [" + ".join(_(THINGS[each]) for each in label["things"])]
    if label["markers"]:
        said.append(_("marker {number}").format(number=" + ".join(map(str, label["markers"]))))
    if label["times"]:
        said.append(" + ".join(label["times"]))
    if label["by"]:
        said.append(_("lifted by officer {number}").format(number=" + ".join(label["by"])))
    if label["safe"]:
        said.append(_("made safe by officer {number}").format(number=label["safe"]))
    said.append(_("seal {number}").format(number=label["seal"]))
    return _("Label: {entries}").format(entries="; ".join(said))


def _packet(packet: dict[str, Any]) -> str:
    signed, unsigned = (
        N_("Seal {number} across the opening, signed"),
        N_("Seal {number} across the opening, not signed"),
    )
    wrapping = _("Packed {how}").format(how=_(WRAPPINGS[packet["wrapping"]]))
    return "\n".join(
        [_label(packet["label"]), wrapping, _(signed if packet["signed"] else unsigned).format(number=packet["seal"])]
    )


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    entry = N_("{thing}; lifted at {time} by officer {number}")
    return (
        Note(
            text=_(
                "The unit with its rules, its officers and its seals is made up. Each packet breaks one rule at most. "
                "Judge by the rules below."
            )
        ),
        Document(
            title=_("Standing order of the unit: packets and labels"),
            rows=tuple((_("Rule {number}").format(number=at), _(says)) for at, says in enumerate(RULES, start=1)),
        ),
        Document(
            title=_("Log of the scene"),
            rows=tuple(
                (
                    _("Marker {number}").format(number=each["marker"]),
                    _(entry).format(thing=_(THINGS[each["thing"]]), time=each["time"], number=each["by"]),
                )
                for each in evidence["log"]
            ),
        ),
        Document(
            title=_("Six packets"),
            rows=tuple(
                (_("Packet {number}").format(number=at), _packet(packet))
                for at, packet in enumerate(evidence["packets"], start=1)
            ),
        ),
    )


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    rows = {f"packet{at}": _("Packet {number}").format(number=at) for at in range(1, len(evidence["packets"]) + 1)}
    return (
        *choice_rows(rows, _("is it as it has to be?"), options_of(ANSWERS)),
        Field(
            key="sentences",
            kind="choices",
            label=_("Which two sentences are true?"),
            points=2,
            options=options_of(TRUE | FALSE, evidence["sentences"]),
        ),
    )


TASK = Task(id="packets", title=N_("Packets and labels"), points=8, fields=_fields, blocks=_blocks)
"""Six packets, and two true sentences."""
