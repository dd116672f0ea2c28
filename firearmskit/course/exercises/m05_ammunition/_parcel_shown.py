"""What a learner sees of the parcel, and the fields of each answer."""

from __future__ import annotations

from firearmskit import identification
from firearmskit.course.answers import Value
from firearmskit.course.exercises.m05_ammunition._parcel_drawn import (
    GOODS,
    HEADINGS,
    LETTERS,
    LIMITS,
    PARTS,
    PLACES,
    RELATION,
    RULES,
    SPOT,
    STANDING,
    STEPS,
    point,
)
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Option, Picture, Spot
from firearmskit.language import text as _

__all__ = [
    "declaration_blocks",
    "declaration_fields",
    "locate_blocks",
    "locate_fields",
    "number_blocks",
    "number_fields",
    "paste_numbers",
    "paste_rule",
    "rule_blocks",
    "rule_fields",
]


def _made_up() -> Note:
    return Note(text=_("The parcel, its numbers, the persons and the State whose law is quoted are made up."))


def locate_blocks(evidence: Evidence) -> tuple[Block, ...]:
    return (_made_up(), Picture(name="whole", caption=_("A firearm of this kind, complete; the parts bear letters")))


def locate_fields(evidence: Evidence) -> tuple[Field, ...]:
    picture, locate = evidence["pictures"]["whole"], evidence["locate"]
    spots = tuple(
        Spot(
            value=letter,
            label=_("Part {letter}").format(letter=letter),
            picture="whole",
            x=round(x - SPOT / 2, 3),
            y=round(y - SPOT / 2, 3),
            width=SPOT,
            height=SPOT,
        )
        for letter, part in zip(LETTERS, PLACES[picture["view"]], strict=True)
        for x, y in [point(picture["view"], picture["side"], part)]
    )
    return tuple(
        Field(
            key=f"part{rank}",
            kind="point",
            label=_("Point at this part, or choose its letter: {part}").format(part=_(PARTS[part])),
            points=1,
            spots=spots,
        )
        for rank, part in enumerate(locate["asked"], start=1)
    )


def rule_blocks(evidence: Evidence) -> tuple[Block, ...]:
    kind = _("a pistol") if evidence["rule"]["kind"] == "pistol" else _("a revolver")
    rules = tuple(
        Document(title=_(title), rows=((_("Extract"), _(words)), (_("Source"), source)))
        for title, words, source in RULES.values()
    )
    return (Note(text=_("The things were made for {kind}.").format(kind=kind)), *rules)


def rule_fields(evidence: Evidence) -> tuple[Field, ...]:
    options = tuple(Option(value=value, label=_(STANDING[value])) for value in evidence["rule"]["standing"])
    heads = {"protocol": _("under rule 1"), "directive": _("under rule 2")}
    return tuple(
        Field(
            key=f"{rule}-{rank}",
            kind="choice",
            label=heads[rule],
            points=0.5,
            options=options,
            row=_(PARTS[thing]).capitalize(),
        )
        for rank, thing in enumerate(evidence["rule"]["things"])
        for rule in RULES
    )


def paste_rule(evidence: Evidence) -> dict[str, Value]:
    """Give what somebody answers who pastes what :func:`firearmskit.identification.components` lists."""
    ids = {"protocol": "firearms-protocol", "directive": "eu-2021-555"}
    kind = evidence["rule"]["kind"]
    listed = {rule: {row.part for row in identification.components(kind, ids[rule])} for rule in RULES}
    return {
        f"{rule}-{rank}": "named" if thing in listed[rule] else "outside"
        for rank, thing in enumerate(evidence["rule"]["things"])
        for rule in RULES
    }


def _numbered_parts(evidence: Evidence) -> list[tuple[str, str]]:
    return [(name, picture["surface"]) for name, picture in evidence["pictures"].items() if name != "whole"]


def number_blocks(evidence: Evidence) -> tuple[Block, ...]:
    pictures = tuple(
        Picture(
            name=name,
            caption=_("Picture {number}: {part}").format(number=number, part=_(PARTS[part])),
        )
        for number, (name, part) in enumerate(sorted(_numbered_parts(evidence)), start=1)
    )
    rule = Note(
        text=_(
            "The law of the State puts the serial number on the frame or receiver; other parts may bear numbers too."
        )
    )
    return (_made_up(), rule, *pictures)


def number_fields(evidence: Evidence) -> tuple[Field, ...]:
    numbers = evidence["numbers"]
    labels = sorted(
        mark["label"] for name, _part in _numbered_parts(evidence) for mark in evidence["pictures"][name]["marks"]
    )
    relation = tuple(Option(value=value, label=_(RELATION[value])) for value in numbers["relation"])
    return (
        Field(
            key="main",
            kind="choice",
            label=_("Which mark is the serial number of the firearm?"),
            points=2,
            options=tuple(Option(value=each, label=_("Mark {label}").format(label=each)) for each in labels),
        ),
        Field(key="serial", kind="text", label=_("Serial number of the firearm, exactly as stamped"), points=2),
        *(
            Field(
                key=f"other{rank}",
                kind="choice",
                label=_("its number, beside that of the main part"),
                points=1,
                options=relation,
                row=_(PARTS[part]).capitalize(),
            )
            for rank, part in enumerate(numbers["others"])
        ),
        Field(
            key="limits",
            kind="choices",
            label=_("Which two sentences are true?"),
            points=2,
            options=tuple(Option(value=value, label=_(LIMITS[value])) for value in numbers["limits"]),
        ),
    )


def paste_numbers(evidence: Evidence) -> dict[str, Value]:
    """Give what :func:`firearmskit.identification.check_numbers` says of the first text on each part."""
    read = {part: evidence["pictures"][name]["marks"][0]["text"] for name, part in _numbered_parts(evidence)}
    found = {finding.part: finding.code for finding in identification.check_numbers(read)}
    answer: dict[str, Value] = {"serial": read[evidence["numbers"]["main"]]}
    for rank, part in enumerate(evidence["numbers"]["others"]):
        answer[f"other{rank}"] = {"part-of": "end", "differs": "other"}.get(found.get(part, ""), "same")
    return answer


def _goods(item: str) -> str:
    return _(next(named[item] for named in GOODS.values() if item in named))


def declaration_blocks(evidence: Evidence) -> tuple[Block, ...]:
    declaration = evidence["declaration"]
    state = declaration["state"].title()
    found = tuple(
        (_("Item {number}").format(number=rank + 1), _goods(item)) for rank, item in enumerate(declaration["goods"])
    )
    return (
        _made_up(),
        Document(
            title=_("Declaration, as extracted from the papers"),
            rows=(
                (_("Goods"), _("machine parts, steel, used")),
                (_("Licence number"), _("none given")),
                (_("Addressee"), _("a private person in {state}").format(state=state)),
            ),
        ),
        Document(title=_("Found, after a qualified person had made it safe"), rows=found),
        Document(
            title=_("From the customs tariff, chapter 93"),
            rows=(
                *(
                    (head, text)
                    for head, text in (_(words).split(", ", 1) for value, words in HEADINGS.items() if value != "none")
                ),
                (
                    _("Note 1 to the chapter"),
                    _(
                        "The chapter doesn't cover percussion caps (chapter 36), parts of general use such as screws "
                        "(Section XV), or telescopic sights that aren't on a firearm or with it (chapter 90)."
                    ),
                ),
                (_("Source"), "https://cbsa-asfc.gc.ca/trade-commerce/tariff-tarif/2021/html/00/ch93-eng.html"),
            ),
        ),
        Document(
            title=_("From the licence law of {state}, made up for this case").format(state=state),
            rows=(
                (
                    _("Import licence needed for"),
                    _(
                        "firearms; barrel, frame, receiver, slide, cylinder, bolt; ammunition, also its components: "
                        "cases, primers, propellant, bullets"
                    ),
                ),
            ),
        ),
    )


def declaration_fields(evidence: Evidence) -> tuple[Field, ...]:
    declaration = evidence["declaration"]
    headings = tuple(Option(value=value, label=_(words)) for value, words in HEADINGS.items())
    items = tuple(Option(value=item, label=_goods(item)) for item in declaration["goods"])
    return (
        *(
            Field(
                key=f"heading{rank}",
                kind="choice",
                label=_("heading"),
                points=1,
                options=headings,
                row=_("Item {number}").format(number=rank + 1),
            )
            for rank in range(len(items))
        ),
        Field(
            key="licence",
            kind="choices",
            label=_("Which four items need an import licence under the law that is quoted?"),
            points=4,
            options=items,
        ),
        Field(
            key="steps",
            kind="order",
            label=_("What happens, in order, from the moment of the find?"),
            points=2,
            options=tuple(Option(value=value, label=_(STEPS[value])) for value in declaration["steps"]),
        ),
    )
