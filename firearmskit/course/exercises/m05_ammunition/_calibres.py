"""Five papers about the same cartridges: which calibre does each name, and which names a bore alone?"""

from __future__ import annotations

from typing import Any

from firearmskit import reference
from firearmskit.course.answers import Value
from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m05_ammunition._codes import made_up
from firearmskit.course.exercises.shared import choice_rows, options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Option, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["BORES", "HINTS", "NAMES", "TASK", "draw_calibres"]

NAMES: dict[str, tuple[str, ...]] = {
    "9x19-parabellum": ("9x19", "9 mm Luger", "9 mm Para"),
    "9x18-makarov": ("9x18", "9 mm Makarov"),
    "9x17-380acp": (".380 ACP", "9 mm Kurz", "9 mm Corto", "9x17"),
    "38special": (".38 Special", ".38 Spl"),
    "38sw": (".38 S&W", ".38 Smith & Wesson"),
    "38super": (".38 Super", ".38 Super Auto"),
    "7.62x25-tokarev": ("7.62x25", "7.62 Tokarev"),
    "7.62x39": ("7.62x39", "7,62x39"),
    "7.62x51": ("7.62x51", "7.62 NATO"),
}
"""Calibres of the page of the reference and names that it gives for each; the first stands for it."""
BORES = {
    "9 mm": ("9x19-parabellum", "9x18-makarov", "9x17-380acp"),
    ".38": ("38special", "38sw", "38super"),
    "7.62": ("7.62x25-tokarev", "7.62x39", "7.62x51"),
}
"""A bore alone, and the calibres of the page that have it."""
OPEN = "open"
PAPERS = {
    "register": N_("Entry in a register"),
    "invoice": N_("Invoice"),
    "label": N_("Label on a box"),
    "statement": N_("Statement of the driver"),
    "note": N_("Delivery note"),
}


def draw_calibres(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw five papers: three name a calibre in three ways, two a bore alone; two calibres share a bore with it."""
    bore = draw.pick(sorted(BORES))
    calibre, rival = draw.sample(BORES[bore], 2)
    names = draw.sample(NAMES[calibre], 2)
    papers = draw.shuffle(
        [
            (names[0], calibre),
            (names[1], calibre),
            (bore, OPEN),
            (f"cal. {bore}", OPEN),
            (draw.pick(NAMES[rival]), rival),
        ]
    )
    shown = [
        {"paper": paper, "text": text}
        for paper, (text, _meant) in zip(draw.shuffle(sorted(PAPERS)), papers, strict=True)
    ]
    truth: dict[str, dict[str, Any]] = {}
    for rank, (_text, meant) in enumerate(papers):
        because = dict.fromkeys(NAMES, "bore") if meant == OPEN else {}
        truth[f"paper{rank}"] = {"accept": [meant], "hint": "names", "because": because}
    stamped = NAMES[calibre][0]
    against = [shown[rank]["paper"] for rank, (_text, meant) in enumerate(papers) if meant == rival]
    silent = [shown[rank]["paper"] for rank, (_text, meant) in enumerate(papers) if meant == OPEN]
    truth["against"] = {"accept": against, "hint": "against", "because": dict.fromkeys(silent, "bore")}
    return {"papers": shown, "stamped": stamped, "options": draw.shuffle([*sorted(NAMES), OPEN])}, truth


def _calibre_blocks(evidence: Evidence) -> tuple[Block, ...]:
    calibres = evidence["calibres"]
    return (
        made_up(),
        Document(
            title=_("Five papers about the same cartridges"),
            rows=tuple((_(PAPERS[each["paper"]]), each["text"]) for each in calibres["papers"]),
        ),
        Document(
            title=_("Reference, page 4: calibres and their names"),
            rows=(
                *((first, ", ".join(others)) for first, *others in evidence["pages"]["calibres"]),
                (_("Source"), "https://huggingface.co/datasets/gunsnprices/firearm-calibers"),
            ),
        ),
    )


def _calibre_fields(evidence: Evidence) -> tuple[Field, ...]:
    calibres = evidence["calibres"]
    options = tuple(
        Option(value=each, label=_("several are possible") if each == OPEN else NAMES[each][0])
        for each in calibres["options"]
    )
    papers = options_of(PAPERS, [each["paper"] for each in calibres["papers"]])
    return (
        *choice_rows(
            {f"paper{rank}": _(PAPERS[each["paper"]]) for rank, each in enumerate(calibres["papers"])},
            _("which calibre?"),
            options,
        ),
        Field(
            key="against",
            kind="choice",
            label=_("On the cartridges stands {stamped}. Which paper speaks against it?").format(
                stamped=calibres["stamped"]
            ),
            points=2,
            options=papers,
        ),
    )


def _paste_calibres(evidence: Evidence) -> dict[str, Value]:
    """Give what :func:`firearmskit.reference.resolve` says of each paper."""
    answer: dict[str, Value] = {}
    for rank, each in enumerate(evidence["calibres"]["papers"]):
        row = reference.resolve("calibres", each["text"]).row
        answer[f"paper{rank}"] = row.id if row is not None and row.id in NAMES else OPEN
    return answer


HINTS = {
    "names": N_("Find the words of the paper on the page, letter by letter. One calibre has several names."),
    "bore": N_("This is a bore and nothing more. Count the calibres of the page that it fits."),
    "against": N_("A paper speaks against the stamp when it names another calibre, not when it names none."),
}

TASK = Task(
    id="calibres",
    title=N_("Resolve the names of calibres"),
    points=7,
    fields=_calibre_fields,
    blocks=_calibre_blocks,
    paste=_paste_calibres,
)
