"""Which marks came after manufacture, in which order, and whose are they?"""

from __future__ import annotations

from typing import Any

from firearmskit import marking
from firearmskit.course.answers import Value
from firearmskit.course.draw import Draw
from firearmskit.course.exercises.shared import IMPORTERS, STATES, mark_options, mark_spots
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Picture, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "TASK", "draw_later"]

LABELS = "ABCDE"
STORIES = (
    ("maker", "army", "proof", "import", "police"),
    ("maker", "proof", "import", "army", "police"),
    ("maker", "import", "proof", "army", "police"),
    ("maker", "army", "import", "proof", "police"),
    ("maker", "import", "police", "proof", "army"),
    ("maker", "proof", "import", "police", "army"),
)
"""Lives that a firearm can have had, told by those who marked it."""

SIGNS = ("oval", "rectangle")
NAMES = {
    "maker": N_("The maker's sign"),
    "army": N_("Army marks"),
    "proof": N_("Proof marks"),
    "import": N_("Import marks"),
    "police": N_("Police marks"),
}
HINTS = {
    "order": N_("Find a year, or a span of years, for each mark on the card. Then put the spans in order."),
    "import": N_("An import mark names the State that the firearm came to. Ask which of the marks does."),
    "import_owner": N_(
        "A service that owned the firearm marks it for its own records. Ask which mark an importer made."
    ),
    "property": N_(
        "A property mark belongs to somebody who owned the firearm. Neither maker, proof house nor importer did."
    ),
    "earliest": N_("Take the last mark of your order, and the first year in which it can have been made."),
    "latest": N_("That is the last year in which the mark can have been made. The question asks for the first."),
}


def draw_later(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw five marks, a card that dates each of them, and their true order."""
    story = draw.pick(STORIES)
    year = draw.between(1951, 1962)
    spans: dict[str, tuple[int, int]] = {}
    for kind in story:
        lasting = draw.between(3, 6) if kind in ("army", "police") else 0
        spans[kind] = (year, year + lasting)
        year += lasting + draw.between(3, 8)
    state, army, police = draw.sample(STATES, 3)
    letters = draw.letters(2, "ADEHKNPRTUV")
    numbers = [draw.digits(4, first_not_zero=True) for _count in range(3)]
    sign = draw.pick(SIGNS)
    texts = {
        "maker": (str(spans["maker"][0]), sign),
        "army": (f"{army} ARMY {numbers[0]}", None),
        "proof": (letters, "crown"),
        "import": (f"{state} {spans['import'][0]} {draw.pick(IMPORTERS)} {numbers[1]}", None),
        "police": (f"{police} POLICE {numbers[2]}", None),
    }
    order = draw.shuffle(story)
    label_of = {kind: label for label, kind in zip(LABELS, order, strict=True)}
    marks = [
        {
            "text": texts[kind][0],
            "symbol": texts[kind][1],
            "x": (42 + draw.below(9)) / 100,
            "y": round(0.13 + 0.185 * rank, 3),
            "height": {"maker": 0.15, "proof": 0.1}.get(kind, 0.085),
            "width": 0.55,
            "depth": (40 + draw.below(13)) / 100,
            "label": label_of[kind],
        }
        for rank, kind in enumerate(order)
    ]
    last = story[-1]
    owners = sorted(label_of[kind] for kind in ("army", "police"))
    truth: dict[str, dict[str, Any]] = {
        "order": {"accept": [label_of[kind] for kind in story], "hint": "order"},
        "point": {
            "accept": [label_of["import"]],
            "hint": "import",
            "because": dict.fromkeys(owners, "import_owner"),
        },
        "property": {"accept": owners, "hint": "property"},
        "earliest": {"accept": [spans[last][0]], "hint": "earliest", "because": {str(spans[last][1]): "latest"}},
    }
    evidence = {
        "pictures": {
            "later": {"marks": marks, "surface": "receiver", "wear": 0.25, "seed": draw.public_seed()},
        },
        "card": {
            "letters": letters,
            "proof": spans["proof"][0],
            "army": [army, *spans["army"]],
            "police": [police, *spans["police"]],
        },
        "options": {"order": draw.shuffle(LABELS)},
    }
    return evidence, truth


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    card = evidence["card"]
    had = _(
        "The service marked every firearm of this type when it took it over. It had the type from {first} to {last}."
    )
    rows = (
        (_(NAMES["maker"]), _("A sign around the year of manufacture.")),
        (_(NAMES["army"]), had.format(first=card["army"][1], last=card["army"][2])),
        (
            _(NAMES["proof"]),
            _("A crown with two letters below it, which stand for the year: {letters} is {year}.").format(
                letters=card["letters"], year=card["proof"]
            ),
        ),
        (_(NAMES["import"]), _("The State of import, the year, then the importer and its number.")),
        (_(NAMES["police"]), had.format(first=card["police"][1], last=card["police"][2])),
    )
    return (
        Note(
            text=_(
                "The receiver of a rifle bears five marks. The marks, the States and the answers of the services on "
                "the card are made up."
            )
        ),
        Picture(name="later", caption=_("Receiver, marks A to E")),
        Document(title=_("What the makers of the marks answered"), rows=rows),
    )


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    return (
        Field(
            key="order",
            kind="order",
            label=_("Put the marks in the order in which they were made, the oldest first"),
            points=3,
            options=mark_options(evidence["options"]["order"]),
        ),
        Field(
            key="point",
            kind="point",
            label=_("Click the mark that names the State of import, or choose it here"),
            points=1,
            spots=mark_spots(evidence, ["later"], row_height=0.17),
        ),
        Field(
            key="property",
            kind="choices",
            label=_("Which two marks belong in the entry “property marks”?"),
            points=2,
            options=mark_options(LABELS),
        ),
        Field(
            key="earliest",
            kind="number",
            label=_("In which year, at the earliest, was the last of the five marks made?"),
            points=2,
        ),
    )


def _paste(evidence: Evidence) -> dict[str, Value]:
    """Give what somebody answers who pastes the stages that ``marking.read`` names, in the order of the texts."""
    marks = evidence["pictures"]["later"]["marks"]
    reading = marking.read([f"{mark['symbol'] or ''} {mark['text']}".strip() for mark in marks], place="receiver")
    stages = {marks[piece.text_index]["label"]: piece.stage for piece in reversed(reading.pieces)}
    rank = {"factory": 0, "proof": 1, "import": 2, "owner": 3}
    answer: dict[str, Value] = {
        "order": sorted(LABELS, key=lambda label: rank.get(stages.get(label, ""), 4)),
        "property": [label for label in LABELS if stages.get(label) == "owner"],
    }
    years = [int(year) for year in reading.values("year") if year.isdigit()]
    if years:
        answer["earliest"] = max(years)
    imported = [label for label in LABELS if stages.get(label) == "import"]
    if imported:
        answer["point"] = imported[0]
    return answer


TASK = Task(id="later", title=N_("Marks in the order of time"), points=8, fields=_fields, blocks=_blocks, paste=_paste)
