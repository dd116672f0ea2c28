"""Five clauses of a made-up act, each beside one thing that is asked for: what does the clause do for it?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.shared import choice_rows, options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "ITEMS", "TASK", "draw_clauses"]

SAYS = {
    "satisfies": N_("it asks for it"),
    "partly": N_("in part: some cases get what is asked for, others don't"),
    "contradicts": N_("it says otherwise: it rules out what is asked for"),
    "silent": N_("silent: what was read says nothing of it, and another law may"),
    "absent": N_("absent: all of the law was searched, and nothing asks for it"),
}
SEARCHED = {
    "silent": N_("Read: this act only. The decrees under it weren't found."),
    "absent": N_("Read: this act and every other law and decree of the State."),
}
HINTS = {
    "satisfies": N_("Set the clause and the thing side by side. Is a word of the thing left without an answer?"),
    "partly": N_("The clause answers the thing for some cases. Find one for which it doesn't."),
    "contradicts": N_("Ask what would happen to somebody who does what the thing asks for."),
    "silent": N_("The clause is about something else. Now read how far the search went."),
    "absent": N_("The clause is about something else. Now read how far the search went."),
}


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing, and what clauses say of it.

    Attributes:
        element: Of :func:`firearmskit.law.elements`.
        thing: What is asked for.
        satisfies: A clause that asks for it.
        partly: A clause that asks for it in some cases.
        contradicts: A clause that says otherwise.
        near: A clause about something close to it.
    """

    element: str
    thing: str
    satisfies: str
    partly: str
    contradicts: str
    near: str


ITEMS = (
    Item(
        element="records-10-years",
        thing=N_("Records on firearms are kept for ten years or longer."),
        satisfies=N_("The register is kept for as long as the Office exists. No entry is ever taken out of it."),
        partly=N_("Makers keep their books for fifteen years, dealers for three."),
        contradicts=N_("Books that are older than six years are to be burned."),
        near=N_("Books are written by hand, in ink, and their pages are numbered."),
    ),
    Item(
        element="mark-import-country",
        thing=N_("The mark of import tells the country of import."),
        satisfies=N_("The importer strikes the three letters of this State and the year on the receiver."),
        partly=N_("The importer strikes the three letters of this State on rifles, and his own initials on pistols."),
        contradicts=N_("The mark of import must not tell anything but the name of the importer."),
        near=N_("The importer pays the tax for each firearm before it leaves the customs store."),
    ),
    Item(
        element="offence-traffic-export",
        thing=N_("To export firearms without a licence is punished."),
        satisfies=N_("Whoever takes firearms out of this State without a licence goes to prison for up to six years."),
        partly=N_(
            "Whoever takes ten firearms or more out of this State without a licence goes to prison for up to six years."
        ),
        contradicts=N_("Nobody is punished for what leaves this State; that is for the State of import."),
        near=N_("A licence to export holds for six months and can be extended once."),
    ),
    Item(
        element="confiscation-trafficked-ammunition",
        thing=N_("Trafficked ammunition can be confiscated."),
        satisfies=N_("Firearms, parts and ammunition that were moved without a licence are confiscated by the court."),
        partly=N_("Ammunition that was moved without a licence is confiscated where it is for military use."),
        contradicts=N_("Ammunition goes back to whoever had it, once the fine is paid."),
        near=N_("Ammunition is stored in a dry place, away from firearms."),
    ),
    Item(
        element="contact-point",
        thing=N_("A body, or one point of contact, is named for the other States."),
        satisfies=N_("The Arms Office of the police is the contact of other States in matters of firearms."),
        partly=N_("The Arms Office of the police is the contact of the three neighbouring States."),
        contradicts=N_("No service answers another State, except through the courts and one case at a time."),
        near=N_("The Arms Office of the police publishes its opening hours."),
    ),
    Item(
        element="export-after-import-licence",
        thing=N_(
            "A licence to export is issued only after it was checked that the State of import has licensed the import."
        ),
        satisfies=N_(
            "Before it licenses an export, the Arms Office sees the licence to import and has that State confirm it."
        ),
        partly=N_(
            "Before it licenses an export of machine guns, the Arms Office sees the licence to import and "
            "has that State confirm it."
        ),
        contradicts=N_(
            "The Arms Office licenses an export without waiting for the licence to import, which may follow."
        ),
        near=N_("The Arms Office writes to the applicant when it has licensed an export."),
    ),
    Item(
        element="offence-marks-removing",
        thing=N_("To remove the marks of a firearm illicitly is punished."),
        satisfies=N_(
            "Whoever takes a mark off a firearm without leave of the Arms Office goes to prison for up to four years."
        ),
        partly=N_(
            "Whoever takes a mark off a firearm of the State without leave of the Arms Office goes to "
            "prison for up to four years."
        ),
        contradicts=N_("Nobody is punished for taking a mark off a firearm."),
        near=N_("The Arms Office tells makers where on a firearm the marks stand."),
    ),
    Item(
        element="licence-shows-recipient",
        thing=N_("Licence and papers show the final recipient."),
        satisfies=N_("The licence names the person or the service with whom the firearms remain in the end."),
        partly=N_(
            "The licence names the person or the service with whom the firearms remain in the end, unless "
            "that is a firm."
        ),
        contradicts=N_(
            "The licence names the first buyer. The final recipient is a secret of the trade and isn't named."
        ),
        near=N_("The licence is written in two languages."),
    ),
    Item(
        element="disposal-other-marked",
        thing=N_("Confiscated firearms that aren't destroyed are marked first."),
        satisfies=N_("A confiscated firearm that isn't destroyed is marked before it is handed over, whoever gets it."),
        partly=N_(
            "A confiscated firearm that goes to a museum is marked before it is handed over; one for the police isn't."
        ),
        contradicts=N_(
            "A confiscated firearm that isn't destroyed is handed over as it was found; nothing is added to it."
        ),
        near=N_("A confiscated firearm is photographed from both sides."),
    ),
)
"""What is asked for, each with its clauses."""


def draw_clauses(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw five things and clauses; one verdict stands twice and one isn't there, so that counting tells nothing."""
    verdicts = draw.shuffle(sorted(SAYS))[:4]
    verdicts = draw.shuffle([*verdicts, draw.pick(verdicts)])
    rows, truth = [], {}
    for at, (item, says) in enumerate(zip(draw.sample(ITEMS, 5), verdicts, strict=True), start=1):
        clause = item.near if says in SEARCHED else getattr(item, says)
        searched = SEARCHED[says] if says in SEARCHED else draw.pick(sorted(SEARCHED.values()))
        rows.append({"thing": item.thing, "clause": clause, "searched": searched})
        truth[f"clause{at}"] = {"accept": [says], "hint": says}
    return {"rows": rows}, truth


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    return (
        Note(
            text=_(
                "Five things that treaties ask for, each beside the one clause of a made-up act that is closest to it. "
                "The acts differ, and so does what was read beside them."
            )
        ),
        *(
            Document(
                title=_("Pair {number}").format(number=at),
                rows=(
                    (_("What is asked for"), _(row["thing"])),
                    (_("The closest clause"), _(row["clause"])),
                    (_("The search"), _(row["searched"])),
                ),
            )
            for at, row in enumerate(evidence["rows"], start=1)
        ),
    )


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    rows = {f"clause{at}": _("Pair {number}").format(number=at) for at in range(1, len(evidence["rows"]) + 1)}
    return choice_rows(rows, _("what does the law do for it?"), options_of(SAYS), points=2)


TASK = Task(id="clauses", title=N_("Read a clause against a duty"), points=10, fields=_fields, blocks=_blocks)
"""Five pairs."""
