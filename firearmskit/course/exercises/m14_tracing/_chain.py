"""Six entries from three offices and a report: their order, the gap, the contradiction, the last lawful holder."""

from __future__ import annotations

from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m14_tracing._lines import show_object
from firearmskit.course.exercises.m14_tracing._story import DRIVER, Story
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Option, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "MARKS", "TASK", "entry_options", "plant_chain", "show_papers"]

MARKS = "0"
"""Stands for what was read on the firearm, where an entry is asked for."""

ENTRIES = {
    "manufacture": N_("{when}: made by {to}"),
    "wholesale": N_("{when}: sold by {from} to {to}"),
    "export": N_("{when}: exported by {from} to {to}, {state}"),
    "import": N_("{when}: imported by {to}"),
    "transfer": N_("{when}: handed over by {from} to {to}, with licences"),
    "sale": N_("{when}: sold by {from} to {to}, with a licence"),
    "theft": N_("{when}: {from} reported it as stolen"),
    "seizure": N_("{when}: seized; the driver of the car had no licence"),
}
HINTS = {
    "order": N_("Write down the date of each entry, and put the dates in order."),
    "gap": N_("Go from entry to entry: is the one who gives it away the one who had it?"),
    "spelt": N_("The two names differ by a letter. Ask whether they are two firms."),
    "end": N_("Nothing comes after this entry. Ask which of the others has a next one that doesn't fit it."),
    "pair": N_(
        "Three things are told twice: a year, a number of firearms, a model. Compare each with its second place."
    ),
    "holder": N_("Take the last entry that shows somebody who was allowed to have it, and who had it then for sure."),
    "driver": N_("He had it. Ask whether he was allowed to."),
    "consignee": N_("It was sent there. Ask whether any paper shows that it arrived."),
}


def plant_chain(
    draw: Draw, story: Story, number_of: dict[int, str]
) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Plant order, gap, contradiction and holder.

    Args:
        draw: The learner's own.
        story: What happened.
        number_of: The number under which each entry is shown, by its place in the story.
    """
    others = [name for name in story.names if name != story.holder]
    holders = draw.shuffle([story.holder, DRIVER, *draw.sample(others[:-1], 2), others[-1]])
    because = {DRIVER: "driver"}
    if story.ending == "transit":
        because[str(story.entries[story.last]["to"])] = "consignee"
    truth: dict[str, dict[str, Any]] = {
        "order": {"accept": [number_of[at] for at in range(6)], "hint": "order"},
        "gap": {
            "accept": [number_of[story.gap]],
            "hint": "gap",
            "because": {number_of[story.misspelt]: "spelt", number_of[5]: "end"},
        },
        "pair": {"accept": [number_of.get(at, MARKS) for at in story.pair], "hint": "pair"},
        "holder": {"accept": [story.holder], "hint": "holder", "because": because},
    }
    return {"holder": holders}, truth


def _told(entry: dict[str, Any]) -> str:
    said = [_(ENTRIES[entry["kind"]]).format(**entry)]
    if "lot" in entry:
        said.append(_("one of {count} firearms of this delivery").format(count=entry["lot"]))
    if "model" in entry:
        said.append(_("Model {number}").format(number=entry["model"]))
    return "\n".join(said)


def show_papers(evidence: Evidence) -> tuple[Document, ...]:
    """Show what the three offices and the report tell of the firearm, and how far each register goes."""
    numbered = list(enumerate(evidence["entries"], start=1))
    papers = []
    for register in evidence["registers"]:
        missing = register["missing"]
        pages = (
            _("complete up to the seizure, but for the pages of {first} to {last}").format(
                first=missing[0], last=missing[1]
            )
            if missing
            else _("complete up to the seizure, no page missing")
        )
        rows = [
            (_("Entry {number}").format(number=number), _told(entry))
            for number, entry in numbered
            if entry["told_by"] == register["state"]
        ]
        papers.append(
            Document(
                title=_("What the office told of this firearm ({state})").format(state=register["state"]),
                rows=((_("The register"), pages), *(rows or [(_("Entries"), _("none"))])),
            )
        )
    papers.append(
        Document(
            title=_("Report of the seizure ({state})").format(state=evidence["home"]),
            rows=tuple(
                (_("Entry {number}").format(number=number), _told(entry))
                for number, entry in numbered
                if entry["told_by"] is None
            ),
        )
    )
    return tuple(papers)


def entry_options(*, marks: bool = False) -> tuple[Option, ...]:
    """Give the six entries to choose from, and what was read on the firearm where that is asked, too."""
    entries = tuple(
        Option(value=str(number), label=_("Entry {number}").format(number=number)) for number in range(1, 7)
    )
    return (*entries, Option(value=MARKS, label=_("what was read on the firearm"))) if marks else entries


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    return (
        Note(
            text=_(
                "The offices were asked about the right lines, and each told what it has. Entries are numbered as they "
                "came. Everything is made up."
            )
        ),
        show_object(evidence),
        *show_papers(evidence),
    )


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    holders = tuple(
        Option(value=name, label=_("the driver of the car") if name == DRIVER else name)
        for name in evidence["options"]["holder"]
    )
    return (
        Field(
            key="order",
            kind="order",
            label=_("Put the six entries in the order in which things happened."),
            points=2,
            options=entry_options(),
        ),
        Field(
            key="gap",
            kind="choice",
            label=_(
                "Leave the seizure aside. After which entry did it change hands before the next one, without a paper?"
            ),
            points=2,
            options=entry_options(),
        ),
        Field(
            key="pair",
            kind="choices",
            label=_("Which two contradict each other, in a year, a model or a number of firearms?"),
            points=6,
            options=entry_options(marks=True),
        ),
        Field(
            key="holder",
            kind="choice",
            label=_("Who is the last lawful holder whom a paper shows?"),
            points=1,
            options=holders,
        ),
    )


TASK = Task(id="chain", title=N_("Build the chain"), points=11, fields=_fields, blocks=_blocks)
