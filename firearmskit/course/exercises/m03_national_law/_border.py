"""No border and no group: what is a crime at home, and what opens the cooperation of the Convention?

It rests on texts that were read: articles 2(a), 3(2), 16(1) and 34(2) of the Convention against Transnational Organized
Crime, and on article 4 of the Protocol.
"""

from __future__ import annotations

from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.shared import STATES, choice_rows, options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "TASK", "draw_border"]

ANSWERS = {
    "both": N_("a crime at home, and the Convention's cooperation is open"),
    "home": N_("a crime at home; the Convention's cooperation isn't open"),
    "none": N_("no crime under this act: something that its section asks for is missing"),
    "scope": N_("a section is broken, but it is no crime at home without a border and a group"),
}
EVENTS = {
    "both": (
        N_(
            "For two years five people, who share tasks and profit, have brought pistols over the border "
            "without a licence."
        ),
        N_(
            "Four people who have shared work and profit for years make rifles here without a licence and "
            "sell them; their leader directs it from another State."
        ),
        N_(
            "A group of six, together for three years for money, makes pistols here without a licence and "
            "sells them in two States."
        ),
    ),
    "home": (
        N_("A man alone makes pistols in his cellar without a licence and sells them to his neighbours."),
        N_("A woman alone drives over the border with four revolvers and no licence."),
        N_(
            "Five people, who have shared tasks and profit for two years, sell pistols without a licence in "
            "one town; the people, and all that proves it, are in this State."
        ),
        N_("Two brothers bring a crate of pistols over the border without a licence. Nobody else has a part in it."),
    ),
    "none": (
        N_(
            "Two cousins agree to bring pistols over the border one day. They do nothing further, and are "
            "charged under section 3."
        ),
        N_("A firm exports two hundred rifles. All the licences are there, and genuine."),
        N_("A man and his wife agree to sell pistols for money, do nothing yet, and are charged under section 3."),
        N_("A club brings twelve rifles to a competition abroad with every licence that both States ask for."),
    ),
}
ACT = (
    N_("Whoever makes, sells, imports or exports firearms without the licences that are needed commits a crime."),
    N_("The crimes of this act are crimes wherever they are committed in the State, by whomever."),
    N_(
        "Whoever takes part in a group of three or more people who have joined for some time to commit "
        "crimes of this act "
        "for profit commits a crime, even before they do anything further."
    ),
)
SAID = (
    (
        N_("Convention, article 2(a)"),
        N_(
            "An organized criminal group: three people or more, with some structure, for some time, acting "
            "together for "
            "grave crimes or crimes of the Convention, to gain by it."
        ),
    ),
    (
        N_("Convention, article 3(2)"),
        N_(
            "Transnational: done in more than one State; or in one, but prepared or directed in substance "
            "in another, by a group active in others, or with substantial effects in another."
        ),
    ),
    (
        N_("Convention, article 34(2)"),
        N_(
            "At home the crimes apply whether or not there is a border or a group in it, except where the group is the "
            "crime itself."
        ),
    ),
    (
        N_("Convention, article 16(1)"),
        N_("Extradition: it is enough that such a group is involved and the person sought is in the other State."),
    ),
    (
        N_("Protocol, article 4"),
        N_(
            "It applies to prevention, and to the investigation and prosecution of its crimes where they "
            "are transnational and involve such a group."
        ),
    ),
)
BILL = {
    "narrow": N_(
        "“The crimes of this act are punished only where a border is crossed and an organized criminal "
        "group is involved.”"
    ),
    "group": N_("“The crimes of this act are punished only where an organized criminal group is involved.”"),
    "border": N_("“The crimes of this act are punished only where a border is crossed.”"),
}
JUDGED = {
    "home": N_("Article 34(2) asks the opposite: cases that it wants punished could no longer be charged."),
    "needed": N_("It is needed: article 34(2) makes border and group elements of each crime."),
    "scope": N_("It is needed: without it article 4 would close the Convention's cooperation."),
    "style": N_("It changes nothing: a judge would read border and group into the act anyway."),
    "more": N_("It goes further than the treaty, which is always allowed."),
}
HINTS = {
    "both": N_("Ask three questions apart: does the act punish it, does it touch another State, and is there a group?"),
    "home": N_("The act asks for no border and no group. Which of the two is missing for article 4?"),
    "none": N_(
        "Ask first whether a section of the act is broken, with all that it asks for: licences, or three people."
    ),
    "scope": N_("Read article 34(2) again. What does it say of border and group at home?"),
    "bill": N_("Think of a man who makes pistols alone in his cellar: what would happen to his case? Then read 34(2)."),
}


def draw_border(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw four events: of each kind one at least, and a sentence that would make the crimes narrower."""
    kinds = draw.shuffle(["both", "home", "none", draw.pick(("both", "home", "none"))])
    events: list[str] = []
    for kind in kinds:
        events.append(draw.pick([each for each in EVENTS[kind] if each not in events]))
    truth: dict[str, dict[str, Any]] = {
        f"event{at}": {"accept": [kind], "hint": kind, "because": {"scope": "scope"}}
        for at, kind in enumerate(kinds, start=1)
    }
    truth["bill"] = {"accept": ["home"], "hint": "bill"}
    shown = {
        "state": draw.pick(STATES).title(),
        "events": events,
        "bill": BILL[draw.pick(sorted(BILL))],
        "judged": draw.shuffle(sorted(JUDGED)),
    }
    return shown, truth


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    return (
        Note(text=_("Act and events are made up. The articles are real, and told in our words.")),
        Document(
            title=_("Firearms Act of {state}").format(state=evidence["state"]),
            rows=tuple((_("Section {number}").format(number=at), _(says)) for at, says in enumerate(ACT, start=1)),
        ),
        Document(
            title=_("What the Convention and the Protocol say"), rows=tuple((_(where), _(what)) for where, what in SAID)
        ),
        Document(
            title=_("Four events"),
            rows=tuple(
                (_("Event {number}").format(number=at), _(says)) for at, says in enumerate(evidence["events"], start=1)
            ),
        ),
        Note(
            text=_("A member of the committee wants to add a sentence to the act: {sentence}").format(
                sentence=_(evidence["bill"])
            )
        ),
    )


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    rows = {f"event{at}": _("Event {number}").format(number=at) for at in range(1, len(evidence["events"]) + 1)}
    return (
        *choice_rows(rows, _("what is it?"), options_of(ANSWERS), points=2),
        Field(
            key="bill",
            kind="choice",
            label=_("What do you say of the member's sentence?"),
            points=2,
            options=options_of(JUDGED, evidence["judged"]),
        ),
    )


TASK = Task(id="border", title=N_("No border and no group"), points=10, fields=_fields, blocks=_blocks)
"""Four events and a sentence."""
