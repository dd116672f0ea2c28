"""Loose cartridges from a roadside check: names of calibres, headstamps, a mixed lot, questions, and one worn case.

A case is always as hard as the others: five papers, of which two name a bore alone; two headstamps with a year of two
figures; six kinds of cartridge, of which one maker has two, one code belongs to two States, one base is blank and one
code isn't in the extract; one contested sentence; one worn year, one case with another calibre than its stamp, one
label that disagrees twice.

The rows of the reference that are shown are ``sourced``; what is stamped together, the lots, labels and papers are made
up.
"""

from __future__ import annotations

from firearmskit.course.exercises.m05_ammunition._cartridges_drawn import draw_case
from firearmskit.course.exercises.m05_ammunition._cartridges_shown import (
    asking_blocks,
    asking_fields,
    calibre_blocks,
    calibre_fields,
    head_blocks,
    head_fields,
    lot_blocks,
    lot_fields,
    paste_calibres,
    paste_heads,
    paste_lot,
    sentence_blocks,
    sentence_fields,
    worn_blocks,
    worn_fields,
)
from firearmskit.course.packs import Exercise
from firearmskit.course.tasks import Task
from firearmskit.language import N_

__all__ = ["EXERCISE"]

HINTS = {
    "names": N_("Find the words of the paper on the page, letter by letter. One calibre has several names."),
    "bore": N_("This is a bore and nothing more. Count the calibres of the page that it fits."),
    "against": N_("A paper speaks against the stamp when it names another calibre, not when it names none."),
    "code": N_("The base is turned so that the maker's letters stand upright at 12. Copy them one by one."),
    "not_code": N_("This stamp has a form that you know from calendars. The letters are elsewhere."),
    "maker": N_("Look for the code on page 12, with every letter: a shorter code is another maker's."),
    "year": N_("Take the two figures, then ask in which century this maker worked."),
    "century": N_("Two figures don't say the century. The years of the maker on page 12 do."),
    "third": N_("Ask of the stamp: is it a sign or a name, and does the page explain it?"),
    "sign": N_("The page says what the sign means, and what it doesn't say."),
    "lot_maker": N_("Take each kind alone. What is stamped, and is it on page 12, word for word?"),
    "shared": N_("Read the row of this code on page 12 to its end."),
    "blank": N_("An unlisted code and no code at all are two different findings."),
    "pieces": N_("Add up every kind that bears this code, whatever its year."),
    "both_years": N_("More than one kind bears this code."),
    "newest": N_("A lot is complete only after its newest case was made. Write each year with its century first."),
    "oldest": N_("The oldest case says when the first was made, not when the lot was complete."),
    "asked": N_("Ask who keeps the records or has the tools that answer the question."),
    "one_cartridge": N_("Cartridges bear no serial number. Who could keep a record of one of them?"),
    "judge": N_("This is a question for a court, at the end, and for nobody else."),
    "key": N_(
        "A maker's records of deliveries are kept by what is packed together. What is printed on the box for that?"
    ),
    "claim": N_("First find what the sentence is about. Then ask whether that says it, denies it, or is silent."),
    "mixed": N_("A mixed lot is several findings at once. Each can be used for what it says."),
    "carriers": N_("Name the thing that the sentence rests on, and the thing that it must be compared with."),
    "limits": N_(
        "Most of the sentences are false. Ask of each: is it so for every cartridge, or does it say too much?"
    ),
    "seen": N_("Write what is there, one sign for each figure, and a question mark for the one that is gone."),
    "gap": N_("The caption says that a figure is missing. A gap that isn't shown is lost."),
    "guessed": N_("You filled the gap. Nothing on the metal says which figure stood there."),
    "span": N_("Take the decade that can be read, and keep only the years in which this maker used the code."),
    "whole_span": N_("The maker used the code in other years too. The figure that is left narrows it."),
    "record": N_("A record keeps what was measured and what was read, each under its own name."),
    "entries": N_("Go through the label entry by entry, with the note beside you."),
    "use": N_("A label is evidence of a box. What would the State asked have to know to answer well?"),
}

EXERCISE = Exercise(
    id="m05_ammunition/cartridges",
    version=1,
    title=N_("Loose cartridges from a roadside check"),
    draw=draw_case,
    tasks=(
        Task(
            id="calibres",
            title=N_("Resolve the names of calibres"),
            points=7,
            fields=calibre_fields,
            blocks=calibre_blocks,
            paste=paste_calibres,
        ),
        Task(
            id="headstamps",
            title=N_("Read two headstamps"),
            points=8,
            fields=head_fields,
            blocks=head_blocks,
            paste=paste_heads,
        ),
        Task(
            id="lot",
            title=N_("Sort a mixed lot"),
            points=9,
            fields=lot_fields,
            blocks=lot_blocks,
            paste=paste_lot,
        ),
        Task(id="asking", title=N_("Ask the right question"), points=6, fields=asking_fields, blocks=asking_blocks),
        Task(
            id="sentence",
            title=N_("Argue a contested sentence"),
            points=10,
            fields=sentence_fields,
            blocks=sentence_blocks,
        ),
        Task(
            id="worn",
            title=N_("A worn base, a changed case, a label that disagrees"),
            points=10,
            fields=worn_fields,
            blocks=worn_blocks,
        ),
    ),
    hints=HINTS,
)
"""Five papers, four headstamps, one lot, one sentence: 50 points."""
