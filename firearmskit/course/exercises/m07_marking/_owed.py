"""Six events in a State with a fact sheet: what does a treaty ask for?

What the instruments ask is told in our words, from rows of the tables of articles and rules that are ``sourced``.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from firearmskit import marking
from firearmskit.course.answers import Value
from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m07_marking._states import day_between
from firearmskit.course.exercises.shared import choice_rows, options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "TASK", "draw_owed"]

EVENTS = {
    "import": N_("On {day}, a dealer in {state} imports {count} pistols that a firm in {other} sold to him."),
    "donation": N_("On {day}, the government of {other} gives {count} rifles to the government of {state}."),
    "transfer": N_(
        "On {day}, the police of {state} sells {count} of its old pistols to licensed shooters, who keep them."
    ),
    "disposal": N_(
        "On {day}, a court in {state} decides that {count} confiscated rifles go to the police "
        "academy and aren't destroyed."
    ),
    "temporary": N_(
        "On {day}, a team from {other} brings {count} rifles to a competition in {state}, with a "
        "permit; they leave after two weeks."
    ),
}
"""What can happen, each once in every case."""

OWED = {
    "import": N_("A mark that tells the country of import and, where possible, the year."),
    "transfer": N_("A mark that tells the State whose stocks the firearms leave."),
    "disposal": N_("A condition: the firearms are marked, and the way of disposal is recorded."),
    "exempt": N_("Nothing: the paragraph on imports leaves this kind of import out."),
    "scope": N_("Nothing: the treaty doesn't apply between such a giver and such a receiver."),
    "early": N_("Nothing: no treaty on the sheet that asks for marks bound the State on that day."),
    "political": N_("A mark of import, because the International Tracing Instrument binds as a treaty does."),
}
"""What can be answered; the last is never right."""

ANSWER = {
    "import": "import",
    "before": "early",
    "donation": "scope",
    "transfer": "transfer",
    "disposal": "disposal",
    "temporary": "exempt",
}
"""What happens, and what is owed for it; an import before the treaty bound is told as any import is."""

SAID = (
    (N_("Firearms Protocol, art. 4(2)"), N_("It doesn't apply to transactions from State to State.")),
    (
        N_("Firearms Protocol, art. 6(2)"),
        N_(
            "Confiscated firearms are destroyed, unless another disposal is authorized, they are "
            "marked, and the way of disposal is recorded."
        ),
    ),
    (
        N_("Firearms Protocol, art. 8(1)(b)"),
        N_(
            "Each imported firearm gets a mark that tells the country of import and, where possible, "
            "the year; not for a temporary import for a lawful purpose that can be verified."
        ),
    ),
    (
        N_("Firearms Protocol, art. 8(1)(c)"),
        N_(
            "A firearm that passes from government stocks to permanent civilian use gets a mark that "
            "tells the State it comes from."
        ),
    ),
    (
        N_("International Tracing Instrument, para. 8(b)"),
        N_(
            "As far as possible, each imported arm gets a mark that tells the country of import and, "
            "where possible, the year."
        ),
    ),
    (N_("Arms Trade Treaty"), N_("It asks for records of exports, and for no marks.")),
)
"""In our words, from rows of the tables of articles and rules whose confidence is ``sourced``."""


def draw_owed(draw: Draw) -> tuple[dict[str, Any], dict[str, Any]]:
    """Draw since when the treaties bind, and six events."""
    since = day_between(draw, date(2011, 1, 1), date(2016, 12, 31))
    bound = date.fromisoformat(since)
    kinds = draw.shuffle(sorted(ANSWER))
    events = [
        {
            "says": "import" if kind == "before" else kind,
            "day": day_between(draw, date(2007, 1, 1), bound - timedelta(days=200))
            if kind == "before"
            else day_between(draw, bound + timedelta(days=200), date(2026, 6, 30)),
            "count": draw.between(4, 16) if kind == "temporary" else 10 * draw.between(2, 60),
        }
        for kind in kinds
    ]
    truth = {
        f"event{number}": {"accept": [ANSWER[kind]], "hint": HINT_OF[kind], "because": {"political": "commitment"}}
        for number, kind in enumerate(kinds, start=1)
    }
    return {"since": since, "joined": day_between(draw, date(2014, 12, 24), date(2017, 1, 1)), "events": events}, truth


HINT_OF = {
    "import": "bound",
    "before": "date",
    "donation": "scope",
    "transfer": "stocks",
    "disposal": "kept",
    "temporary": "exception",
}


def _show_sheet(evidence: Evidence) -> Document:
    owed = evidence["owed"]
    return Document(
        title=_("Fact sheet: {state}").format(state=evidence["state"]["name"]),
        rows=(
            (_("Firearms Protocol"), _("A party; it binds since {day}.").format(day=owed["since"])),
            (_("Arms Trade Treaty"), _("A party; it binds since {day}.").format(day=owed["joined"])),
            (
                _("International Tracing Instrument"),
                _("A political commitment of all Member States of the United Nations since 2005-12-08."),
            ),
            (_("Regional instruments"), _("None.")),
        ),
    )


def _owed_blocks(evidence: Evidence) -> tuple[Block, ...]:
    state, other = evidence["state"]["name"], evidence["other"]["name"]
    return (
        Note(text=_("Both States are made up. The instruments are real; what they say is told in our words.")),
        _show_sheet(evidence),
        Document(title=_("What the instruments say"), rows=tuple((_(where), _(what)) for where, what in SAID)),
        Document(
            title=_("Six events"),
            rows=tuple(
                (
                    _("Event {number}").format(number=number),
                    _(EVENTS[event["says"]]).format(day=event["day"], count=event["count"], state=state, other=other),
                )
                for number, event in enumerate(evidence["owed"]["events"], start=1)
            ),
        ),
    )


def _owed_fields(evidence: Evidence) -> tuple[Field, ...]:
    return choice_rows(
        {f"event{number}": _("Event {number}").format(number=number) for number in range(1, len(ANSWER) + 1)},
        _("what does a treaty ask for?"),
        options_of(OWED),
        points=2,
    )


def _paste_owed(evidence: Evidence) -> dict[str, Value]:
    """Give what somebody answers who asks the library for a State that is bound, and reads no date and no exception."""
    asked = {"transfer": "state-transfer", "disposal": "official-disposal"}
    said = {"country-of-import": "import", "transferring-state": "transfer", "unique-mark": "disposal"}
    return {
        f"event{number}": said[marking.due(asked.get(event["says"], "import"), state="NGA", on="2026-11-26")[0].content]
        for number, event in enumerate(evidence["owed"]["events"], start=1)
    }


HINTS = {
    "commitment": N_("Ask of each instrument on the sheet whether it is a treaty, and what its articles say."),
    "bound": N_(
        "First ask whether the Protocol bound the State on that day, then which of its paragraphs fits the event."
    ),
    "date": N_("Compare the day of the event with the day since which each instrument has applied to the State."),
    "scope": N_("Ask who gives and who receives. A treaty can leave out a whole kind of transaction."),
    "stocks": N_("Ask out of whose stocks the firearms go, and whether they come back. No border is crossed here."),
    "kept": N_("Ask what would normally happen to these firearms, and on which condition something else may happen."),
    "exception": N_("Read the rule to its last words: some imports are short and can be verified."),
}

TASK = Task(
    id="owed",
    title=N_("Say what is owed"),
    points=12,
    fields=_owed_fields,
    blocks=_owed_blocks,
    paste=_paste_owed,
)
