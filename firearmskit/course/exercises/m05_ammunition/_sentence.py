"""A contested sentence on a lot and a box: claim, evidence and limits."""

from __future__ import annotations

from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m05_ammunition._codes import CODES, draw_year, page_of_codes
from firearmskit.course.exercises.m05_ammunition._lot import lot_record
from firearmskit.course.exercises.shared import argument_fields, argument_truth, colleague_writes, options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Option, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "STATEMENTS", "TASK", "draw_sentence", "show_box"]

CLAIMS = {
    "supports": N_("The evidence supports the statement."),
    "against": N_("The evidence speaks against the statement."),
    "open": N_("The evidence leaves the statement open."),
    "worthless": N_("The evidence can't be used: the lot is mixed."),
}
STATEMENTS = {
    "two_years": N_("The lot holds cases of one maker from two different years."),
    "agrees": N_("The case with the code {code} agrees with the box in maker and year."),
    "one_year": N_("All cases in the lot with the code {code} are of the same year."),
    "disagrees": N_("The case with the code {code} agrees with the box in maker and in year as well."),
    "from_box": N_("The case with the code {code} was in this very box when the box was sold."),
    "blank_maker": N_("The case without a stamp was made by the maker that the box names."),
}
BEARS = {
    "supports": ("two_years", "agrees"),
    "against": ("one_year", "disagrees"),
    "open": ("from_box", "blank_maker"),
}
CARRIERS = {
    "two_years": ("first", "again"),
    "one_year": ("first", "again"),
    "agrees": ("other", "box"),
    "disagrees": ("other", "box"),
    "from_box": ("other", "box"),
    "blank_maker": ("blank", "box"),
}
LIMITS = {
    "reformed": N_(
        "A case can be formed or loaded again, so its stamp doesn't settle who made the finished cartridge."
    ),
    "buyer": N_("A firm that buys large quantities may have its own name stamped in place of the maker's."),
    "holders": N_("The stamps don't say who held the cartridges after they had left the factory."),
    "many": N_("A number of a lot stands for many cartridges, so it doesn't single one out."),
    "sellers": N_("Cases of several makers prove that there were several sellers."),
    "stolen": N_("A cross in a circle proves that the cartridge was stolen from an army."),
    "secret": N_("A case without a stamp proves that it was made without a licence."),
    "sold_then": N_("The year on a case is the year in which it was sold."),
    "same_lot": N_("Two cases of one maker and one year are from the same lot."),
    "useless": N_("A lot of mixed headstamps says nothing that an investigator can use."),
}
TRUE_LIMITS = ("reformed", "buyer", "holders", "many")
FALSE_LIMITS = ("sellers", "stolen", "secret", "sold_then", "same_lot", "useless")


def draw_sentence(draw: Draw, facts: dict[str, Any]) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw a box and a sentence that the evidence supports, contradicts or leaves open."""
    claim = draw.pick(sorted(BEARS))
    says = draw.pick(BEARS[claim])
    other = facts["other"]
    same = says in ("agrees", "from_box") or (says != "disagrees" and draw.chance(0.5))
    year = facts["year"] if same else draw_year(draw, other, but=[facts["year"]])
    true, false = draw.sample(TRUE_LIMITS, 2), draw.sample(FALSE_LIMITS, 4)
    evidence = {
        "says": says,
        "code": facts["first"] if says == "one_year" else other,
        "box": {"maker": CODES[other][0], "year": year, "lot": f"{draw.letters(2)}-{draw.digits(4)}"},
        "claim": draw.shuffle(sorted(CLAIMS)),
        "limits": draw.shuffle([*true, *false]),
    }
    carriers = [facts["place"].get(each, each) for each in CARRIERS[says]]
    return evidence, argument_truth(claim, carriers, true, because={"worthless": "mixed"})


def show_box(evidence: Evidence) -> Document:
    """Show what is printed on the empty box."""
    box = evidence["argument"]["box"]
    rows = (
        (_("Maker"), box["maker"]),
        (_("Year"), str(box["year"])),
        (_("Lot"), box["lot"]),
        (_("Price label"), _("of a dealer in our State")),
    )
    return Document(title=_("An empty box that lay beside the cartridges"), rows=rows)


def _sentence_blocks(evidence: Evidence) -> tuple[Block, ...]:
    argument = evidence["argument"]
    statement = _(STATEMENTS[argument["says"]]).format(code=argument["code"])
    return (
        colleague_writes(statement),
        lot_record(evidence),
        show_box(evidence),
        page_of_codes(evidence),
    )


def _sentence_fields(evidence: Evidence) -> tuple[Field, ...]:
    argument = evidence["argument"]
    carriers = [
        *(Option(value=str(each), label=_("Kind {number}").format(number=each)) for each in range(1, 7)),
        Option(value="box", label=_("The empty box")),
    ]
    return argument_fields(
        options_of(CLAIMS, argument["claim"]),
        tuple(carriers),
        options_of(LIMITS, argument["limits"]),
        judged_by=_("The evidence: which two things must the statement be judged by?"),
    )


HINTS = {
    "claim": N_("First find what the sentence is about. Then ask whether that says it, denies it, or is silent."),
    "mixed": N_("A mixed lot is several findings at once. Each can be used for what it says."),
    "carriers": N_("Name the thing that the sentence rests on, and the thing that it must be compared with."),
    "limits": N_(
        "Most of the sentences are false. Ask of each: is it so for every cartridge, or does it say too much?"
    ),
}

TASK = Task(
    id="sentence",
    title=N_("Argue a contested sentence"),
    points=10,
    fields=_sentence_fields,
    blocks=_sentence_blocks,
)
