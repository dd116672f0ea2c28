"""Which duties bind a made-up State, and is it a gap when its law doesn't provide them?

Each duty stands in a table of the library, with its force; only rows whose text was read are used, and one that nobody
read, to see that it counts for nothing.
"""

from __future__ import annotations

from typing import Any

from firearmskit import law
from firearmskit.course.answers import Value
from firearmskit.course.draw import Draw
from firearmskit.course.exercises.shared import STATES, choice_rows, options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["DUTIES", "HINTS", "TASK", "draw_force"]

ANSWERS = {
    "gap": N_("a gap: it is owed"),
    "consider": N_("no gap, if the State can show that it has considered it"),
    "optional": N_("no gap: it is only allowed or encouraged"),
    "political": N_("a gap in a political commitment: no treaty asks for it"),
    "outside": N_("no gap: it doesn't apply to this State"),
    "unread": N_("can't be said: nobody read the text, so it is unverified"),
}
DUTIES = {
    "fp-7-years": ("gap", N_("Firearms Protocol, article 7: records are kept for ten years or longer.")),
    "fp-13-2": ("gap", N_("Firearms Protocol, article 13(2): a body or one point of contact is named.")),
    "fp-6-2-destroy": (
        "gap",
        N_("Firearms Protocol, article 6(2): what is seized is destroyed, unless another disposal is authorized."),
    ),
    "fp-12-4-reply": (
        "gap",
        N_("Firearms Protocol, article 12(4): requests to trace are answered promptly, within the means there are."),
    ),
    "fp-5-1-c": ("gap", N_("Firearms Protocol, article 5(1)(c): tampering with marks is punished.")),
    "fp-15-1": (
        "consider",
        N_("Firearms Protocol, article 15(1): a State without a system for brokers considers one."),
    ),
    "fp-10-6": (
        "optional",
        N_("Firearms Protocol, article 10(6): a State may make it simpler to bring firearms in for a time."),
    ),
    "fp-8-1-a": ("outside", N_("Firearms Protocol, article 8(1)(a): each firearm is marked when it is made.")),
    "fp-9-a": (
        "outside",
        N_(
            "Firearms Protocol, article 9(a): a deactivated firearm is inoperable for good, in all its essential parts."
        ),
    ),
    "iti-7": (
        "political",
        N_(
            "International Tracing Instrument, paragraph 7: marks of arms are exposed, last, and are read "
            "without tools."
        ),
    ),
}
"""``{id in the table: (what it is when the law lacks it, how it is told)}``; ``outside`` for the State of this task."""
UNREAD = (
    N_("A regional agreement that binds the State, of which this course has only the title: rules on museums."),
    N_("A regional agreement that binds the State, of which this course has only the title: rules on shooting clubs."),
    N_("A regional agreement that binds the State, of which this course has only the title: rules on private guards."),
)
HINTS = {
    "gap": N_("Ask three things: does it bind this State, does it apply to it, and is it owed?"),
    "consider": N_("Read the verb. What would the State have to show?"),
    "optional": N_("Read the verb. Would another State have a right to complain?"),
    "political": N_("Look at the sheet: what kind of instrument is it?"),
    "outside": N_("Look at the sheet: does the State do what this duty is about?"),
    "unread": N_("Ask what you know of the text itself."),
    "sentences": N_("Four of the sentences are false. Ask of each whether it holds for every duty of every treaty."),
}
TRUE = {
    "verb": N_("Two duties of one article can differ in force: each verb counts."),
    "facts": N_("A duty on imports is no duty of a State that never imports; that may change with the facts."),
    "reason": N_("What is owed as far as means allow is a gap too when it is missing, until the State says why."),
    "date": N_("Whether a treaty binds a State depends on the day that is asked about."),
}
FALSE = {
    "signed": N_("A State that has signed a treaty owes all that stands in it."),
    "all": N_("What an article calls possible is owed as soon as another State does it."),
    "political": N_("A political commitment becomes a treaty after ten years."),
    "weak": N_("A duty to consider something is a duty to do it in the end."),
    "more": N_("A law that asks for more than a treaty has a gap too."),
    "silent": N_("A treaty that nobody in the room has read counts as kept."),
}


def draw_force(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw a State and six duties that its law doesn't provide: two are owed, three aren't, and one wasn't read."""
    kinds = ["gap", "gap", *draw.sample(("consider", "optional", "political", "outside"), 3)]
    chosen: list[str] = []
    for kind in kinds:
        chosen.append(draw.pick([each for each, (is_, _says) in DUTIES.items() if is_ == kind and each not in chosen]))
    rows = draw.shuffle([*((kind, DUTIES[each][1]) for kind, each in zip(kinds, chosen, strict=True)), ("unread", "")])
    unread = draw.pick(UNREAD)
    sentences = draw.sample(sorted(TRUE), 2)
    truth: dict[str, dict[str, Any]] = {
        f"duty{at}": {"accept": [kind], "hint": kind} for at, (kind, _says) in enumerate(rows, start=1)
    }
    truth["sentences"] = {"accept": sentences, "hint": "sentences"}
    shown = {
        "state": draw.pick(STATES).title(),
        "since": draw.between(2008, 2016),
        "duties": [says or unread for _kind, says in rows],
        "sentences": draw.shuffle([*sentences, *draw.sample(sorted(FALSE), 4)]),
    }
    return shown, truth


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    yes, no = _("yes"), _("no")
    return (
        Note(
            text=_(
                "The whole law of {state} was searched, and its offices were asked: none of the six things is "
                "there. The State is made up; the instruments are real, but for the regional agreement."
            ).format(state=evidence["state"])
        ),
        Document(
            title=_("Fact sheet: {state}").format(state=evidence["state"]),
            rows=(
                (_("Firearms Protocol"), _("A party; it binds since {year}.").format(year=evidence["since"])),
                (_("International Tracing Instrument"), _("Politically committed, as all Member States.")),
                (_("Does it make firearms?"), no),
                (_("Does it import and export firearms?"), yes),
                (_("Are deactivated firearms no longer firearms under its law?"), no),
                (_("Has it a system for brokers?"), no),
                (_("Has it considered such a system?"), _("not known")),
            ),
        ),
        Document(
            title=_("Six duties, in our words"),
            rows=tuple(
                (_("Duty {number}").format(number=at), _(says)) for at, says in enumerate(evidence["duties"], start=1)
            ),
        ),
    )


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    rows = {f"duty{at}": _("Duty {number}").format(number=at) for at in range(1, len(evidence["duties"]) + 1)}
    return (
        *choice_rows(rows, _("its law doesn't provide it: is that a gap?"), options_of(ANSWERS)),
        Field(
            key="sentences",
            kind="choices",
            label=_("Which two sentences are true?"),
            points=2,
            options=options_of(TRUE | FALSE, evidence["sentences"]),
        ),
    )


_FORCE = {"mandatory": "gap", "qualified": "gap", "consider": "consider", "optional": "optional"}


def _paste(evidence: Evidence) -> dict[str, Value]:
    """Give the force that the table has for a duty; who pastes it doesn't look at the sheet."""
    ids = {says: each for each, (_kind, says) in DUTIES.items()}
    return {
        f"duty{at}": _FORCE.get(law.obligation(ids[says]).modality, "political") if says in ids else "unread"
        for at, says in enumerate(evidence["duties"], start=1)
    }


TASK = Task(id="force", title=N_("Is it owed?"), points=8, fields=_fields, blocks=_blocks, paste=_paste)
"""Six duties that a law doesn't provide, and two true sentences."""
