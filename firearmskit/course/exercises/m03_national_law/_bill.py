"""A made-up State's bill: clauses in a drawn order, and the truth of what they provide, planted before a word is read.

Every bill is held against six duties. It provides two of them whole, a third but for one thing, a fourth but for what a
definition leaves out; one rests on a text that isn't shown, and one it doesn't provide at all, though a clause stands
near it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m03_national_law._narrowed import CRIMES, DEFINED
from firearmskit.course.exercises.m03_national_law._topics import TOPICS
from firearmskit.course.exercises.shared import STATES
from firearmskit.course.tasks import Block, Document, Evidence, Note, Option
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["LETTERS", "Bill", "clause_options", "draw_bill", "duty_label", "show_bill"]

LETTERS = ("A", "B", "C", "D", "E", "F")
"""The duties, as they are called where people read."""
NEUTRAL = (
    N_("This law is called the Firearms Law. It comes into force ninety days after it is published."),
    N_("Whoever is refused a licence may appeal to a court within thirty days."),
    N_("The minister reports to Parliament on this law every second year."),
    N_("The Office is led by a director, whom the government appoints for five years."),
    N_("A licence can be withdrawn from a holder who breaks its conditions."),
)
"""Clauses that no duty asks for, and that take nothing away."""


@dataclass(frozen=True, kw_only=True)
class Bill:
    """What was drawn, with its truth.

    Attributes:
        state: The name of the State.
        clauses: Their sentences in English, in their order; the first is clause 1.
        duties: Keys of :data:`_topics.TOPICS` or :data:`_narrowed.CRIMES`, in the order of :data:`LETTERS`.
        fates: ``{duty: whole, part, narrow, elsewhere or none}``.
        lack: The element that the duty lacks of which one thing is missing.
        word: The word whose definition leaves something out.
        taken: What it leaves out, of :data:`_narrowed.TAKEN`.
        numbers: ``{duty: number of the clause that it rests on, or that stands near it}``.
        defined: Numbers of the clauses that define a word, ``{word: number}``.
    """

    state: str
    clauses: tuple[str, ...]
    duties: tuple[str, ...]
    fates: dict[str, str]
    lack: str
    word: str
    taken: str
    numbers: dict[str, str]
    defined: dict[str, str]

    @property
    def shown(self) -> dict[str, Any]:
        """What the learner sees of it: sentences, which don't tell what they are worth."""
        asked = [TOPICS.get(each) or CRIMES[each] for each in self.duties]
        return {
            "state": self.state,
            "clauses": list(self.clauses),
            "duties": [{"article": each.article, "says": each.duty} for each in asked],
        }

    def duty(self, fate: str) -> str:
        """Give the first duty, in their order, that was dealt with in a way."""
        return next(each for each in self.duties if self.fates[each] == fate)


def draw_bill(draw: Draw) -> Bill:
    """Draw a bill."""
    topics = draw.sample(sorted(TOPICS), 5)
    # Who attempts to traffic can be punished only where trafficking is a crime of the bill.
    crime = "traffic" if "others" in topics else draw.pick(sorted(CRIMES))
    fates = dict(zip(topics, ("whole", "whole", "part", "elsewhere", "none"), strict=True)) | {crime: "narrow"}
    lack = draw.pick(sorted(TOPICS[topics[2]].lacking))
    word = draw.pick(("parts", "ammunition"))
    taken = draw.pick(sorted(set(DEFINED[word]) - {"whole"}))
    clauses = {("defined", each): DEFINED[each][taken if each == word else "whole"] for each in DEFINED}
    clauses |= {("asked", duty): _clause(duty, fate, lack) for duty, fate in fates.items()}
    clauses |= {("neutral", each): each for each in draw.sample(NEUTRAL, 2)}
    order = draw.shuffle(list(clauses))
    number = {each: str(at) for at, each in enumerate(order, start=1)}
    return Bill(
        state=draw.pick(STATES).title(),
        clauses=tuple(clauses[each] for each in order),
        duties=tuple(draw.shuffle(sorted(fates))),
        fates=fates,
        lack=lack,
        word=word,
        taken=taken,
        numbers={duty: number["asked", duty] for duty in fates},
        defined={each: number["defined", each] for each in DEFINED},
    )


def _clause(duty: str, fate: str, lack: str) -> str:
    """Give the clause that deals with a duty in a way, in English."""
    if fate == "narrow":
        return CRIMES[duty].clause
    topic = TOPICS[duty]
    if fate == "part":
        return topic.lacking[lack]
    return {"whole": topic.whole, "none": topic.near, "elsewhere": topic.elsewhere}[fate]


def duty_label(letter: str) -> str:
    """Give what a duty is called."""
    return _("Duty {letter}").format(letter=letter)


def clause_options(evidence: Evidence) -> tuple[Option, ...]:
    """Give the clauses to choose from."""
    return tuple(
        Option(value=str(number), label=_("clause {number}").format(number=number))
        for number in range(1, len(evidence["bill"]["clauses"]) + 1)
    )


def show_bill(evidence: Evidence, *, first: str) -> tuple[Block, ...]:
    """Show the bill and the duties.

    Args:
        evidence: The learner's.
        first: What is said before both.
    """
    bill = evidence["bill"]
    return (
        Note(text=first),
        Document(
            title=_("Bill on Firearms, {state}").format(state=bill["state"]),
            rows=tuple(
                (_("Clause {number}").format(number=number), _(clause))
                for number, clause in enumerate(bill["clauses"], start=1)
            ),
        ),
        Document(
            title=_("What the Firearms Protocol asks for, in our words"),
            rows=tuple(
                (_("Duty {letter} · article {article}").format(letter=letter, article=duty["article"]), _(duty["says"]))
                for letter, duty in zip(LETTERS, bill["duties"], strict=True)
            ),
        ),
        Note(
            text=_(
                "The State and its bill are made up. The articles are real; what they ask for is told in our "
                "words, and "
                "not all of it. The State is a party to the Protocol; it imports and exports firearms, and a "
                "deactivated "
                "firearm doesn't count as one. No other law was read."
            )
        ),
    )
