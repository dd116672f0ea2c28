"""A worn year, a case with another calibre than its stamp, and a label that disagrees in two entries."""

from __future__ import annotations

from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m05_ammunition._codes import (
    CODES,
    COUNTRIES,
    base_of,
    made_up,
    page_of_codes,
    stamp_at,
)
from firearmskit.course.exercises.shared import options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Picture, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "TASK", "draw_worn"]

REFORMED = ((".308 WIN", ".243 Winchester"), (".30-06", ".25-06"))
"""A stamp and the calibre into which a published source says that such a case is formed."""
RECORDS = {
    "both": N_("the measured calibre, and beside it what is stamped, word for word"),
    "stamped": N_("the stamped calibre alone"),
    "measured": N_("the measured calibre alone; the stamp is left out"),
    "two": N_("two cartridges, one of each calibre"),
    "unknown": N_("calibre unknown"),
}
ENTRIES = {
    "maker": N_("Maker"),
    "calibre": N_("Calibre"),
    "year": N_("Year"),
    "colour": N_("Colour of the cases"),
    "country": N_("State of manufacture"),
}
USES = {
    "careful": N_("Ask about the lot on the box, and say that box and cartridges don't agree."),
    "blind": N_("Ask about the lot on the box as the lot of these cartridges."),
    "mended": N_("Correct the entries of the box until they fit, then ask."),
    "dropped": N_("Leave the box out of the file, because it is wrong."),
}
COLOURS = {"brass": N_("yellow"), "lacquer": N_("greyish green"), "nickel": N_("silvery")}


def draw_worn(draw: Draw) -> tuple[dict[str, Any], dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw a worn year, a case with another calibre than its stamp, and a box that disagrees in two entries."""
    code = draw.pick(sorted(set(CODES) - {"TR"}))
    _maker, country, since, until = CODES[code]
    decade = draw.pick(sorted({year // 10 for year in range(since, until + 1)}))
    possible = [year for year in range(since, until + 1) if year // 10 == decade]
    figure = str(decade)[-1]
    stamped, measured = draw.pick(REFORMED)
    colours = draw.sample(sorted(COLOURS), 2)
    pictures = {
        "worn": base_of(draw, [stamp_at(code, 12, 0.5), stamp_at(figure, 6, 0.45) | {"clock": 6.2}])
        | {"wear": 0.7, "case_colour": colours[0]},
        "reformed": base_of(draw, [stamp_at(stamped, 6), {"symbol": "star", "clock": 12, "size": 0.2, "depth": 0.6}])
        | {"case_colour": colours[0]},
    }
    flaws = draw.sample(sorted(ENTRIES), 2)
    stranger = draw.pick(sorted(each for each in CODES if CODES[each][:2] != CODES[code][:2]))
    box: dict[str, str | int] = {
        "maker": CODES[stranger if "maker" in flaws else code][0],
        "calibre": draw.pick(("12.7x108", "5.45x39")) if "calibre" in flaws else measured,
        "year": draw.between(1996, 2015) if "year" in flaws else draw.pick(possible),
        "colour": colours[1] if "colour" in flaws else colours[0],
        "country": ("AUS" if country == "CAN" else "CAN") if "country" in flaws else country,
    }
    evidence = {
        "measured": measured,
        "box": box,
        "entries": draw.shuffle(sorted(ENTRIES)),
        "records": draw.shuffle(sorted(RECORDS)),
        "uses": draw.shuffle(sorted(USES)),
    }
    truth: dict[str, dict[str, Any]] = {
        "seen": {
            "accept": [f"{figure}?"],
            "hint": "seen",
            "because": {figure: "gap"} | {str(year)[2:]: "guessed" for year in possible},
        },
        "from": {"accept": [possible[0]], "hint": "span", "because": {str(since): "whole_span"}},
        "until": {"accept": [possible[-1]], "hint": "span", "because": {str(until): "whole_span"}},
        "record": {"accept": ["both"], "hint": "record", "because": {}},
        "entries": {"accept": flaws, "hint": "entries"},
        "use": {"accept": ["careful"], "hint": "use", "because": {}},
    }
    if possible[0] == since:
        truth["from"]["because"] = {}
    if possible[-1] == until:
        truth["until"]["because"] = {}
    return pictures, evidence, truth


def _worn_blocks(evidence: Evidence) -> tuple[Block, ...]:
    worn = evidence["worn"]
    box = worn["box"]
    said = {
        **box,
        "year": str(box["year"]),
        "colour": _(COLOURS[box["colour"]]),
        "country": _(COUNTRIES[box["country"]]),
    }
    return (
        made_up(),
        Picture(
            name="worn", caption=_("Picture 1: a worn base; behind the figure at 6 o'clock one figure is worn away")
        ),
        Picture(
            name="reformed",
            caption=_("Picture 2: another case; the laboratory measured the calibre {calibre}").format(
                calibre=worn["measured"]
            ),
        ),
        Document(
            title=_("The label of the box in which both lay"),
            rows=tuple((_(name), said[entry]) for entry, name in ENTRIES.items()),
        ),
        Note(
            text=_(
                "Hold the label against both: maker, State and year against picture 1, the calibre against the "
                "laboratory's for picture 2, the colour against both."
            )
        ),
        page_of_codes(evidence),
    )


def _worn_fields(evidence: Evidence) -> tuple[Field, ...]:
    worn = evidence["worn"]
    return (
        Field(
            key="seen",
            kind="text",
            label=_("The year in picture 1, exactly as it can be read, with ? for what can't be read"),
            points=2,
        ),
        Field(key="from", kind="number", label=_("The first year that it can be, with four figures"), points=1),
        Field(key="until", kind="number", label=_("The last year that it can be, with four figures"), points=1),
        Field(
            key="record",
            kind="choice",
            label=_("What do you record for the cartridge in picture 2?"),
            points=2,
            options=options_of(RECORDS, worn["records"]),
        ),
        Field(
            key="entries",
            kind="choices",
            label=_("Which two entries of the label don't agree with what was found?"),
            points=2,
            options=options_of(ENTRIES, worn["entries"]),
        ),
        Field(
            key="use",
            kind="choice",
            label=_("The label also bears the number of a lot. What do you do with it?"),
            points=2,
            options=options_of(USES, worn["uses"]),
        ),
    )


HINTS = {
    "seen": N_("Write what is there, one sign for each figure, and a question mark for the one that is gone."),
    "gap": N_("The caption says that a figure is missing. A gap that isn't shown is lost."),
    "guessed": N_("You filled the gap. Nothing on the metal says which figure stood there."),
    "span": N_("Take the decade that can be read, and keep only the years in which this maker used the code."),
    "whole_span": N_("The maker used the code in other years too. The figure that is left narrows it."),
    "record": N_("A record keeps what was measured and what was read, each under its own name."),
    "entries": N_("Go through the label entry by entry, with the note beside you."),
    "use": N_("A label is evidence of a box. What would the State asked have to know to answer well?"),
}

TASK = Task(
    id="worn",
    title=N_("A worn base, a changed case, a label that disagrees"),
    points=10,
    fields=_worn_fields,
    blocks=_worn_blocks,
)
