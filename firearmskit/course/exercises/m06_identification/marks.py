"""Read the marks of one seized firearm, judge a trace request, and argue one contested statement.

A case is a firearm of two parts with seven marks. Five stories are always the same, so that every case is as hard as
the others: the numbers on the two parts differ, an import mark made later brings a second year and a second number,
a property mark brings a third, a digit has a look-alike among the letters, and the marks are struck lightly.

The reference cards follow published sources (see :data:`FAMILIES`). Serials, States of import, importers, services
and the request are made up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from firearmskit import marking
from firearmskit.course.answers import Value
from firearmskit.course.draw import Draw
from firearmskit.course.packs import Case, Exercise
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Option, Picture, Spot, Task, Truth
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["EXERCISE", "FAMILIES", "Family"]


@dataclass(frozen=True, kw_only=True)
class Family:
    """A kind of firearm whose marks a published source describes.

    Attributes:
        name: What the reference card calls it, marked with ``N_``.
        parts: The part whose number identifies the firearm, and the other one, as in ``figures.SURFACES``.
        type: Of firearm, one of :data:`TYPES`.
        maker: The maker's name as a request would give it.
        country: Of manufacture, as it was then; ISO 3166-1 alpha-3, withdrawn codes included.
        calibre: As stamped.
        maker_mark: Text and symbol of the maker's mark.
        year_symbol: Stands with the year, or ``None``.
        year_digits: 4, or 2 where the maker left the century out.
        years: First and last year.
        alphabet: Letters that begin a serial; all of them have a shape that the Latin alphabet knows.
        letters: How many letters; digits fill up to six characters.
        card: What the reference says of maker's mark, year and serial, marked with ``N_``.
        source: Of the card; the confidence of each is ``sourced``.
    """

    name: str
    parts: tuple[str, str]
    type: str
    maker: str
    country: str
    calibre: str
    maker_mark: tuple[str, str | None]
    year_symbol: str | None = None
    year_digits: int
    years: tuple[int, int]
    alphabet: str
    letters: int
    card: tuple[str, str, str]
    source: str


FAMILIES = {
    "izhevsk": Family(
        name=N_("Makarov type pistol, Izhevsk"),
        parts=("frame", "slide"),
        type="pistol",
        maker="Izhevsk",
        country="SUN",
        calibre="9x18",
        maker_mark=("", "triangle_in_circle"),
        year_digits=4,
        years=(1966, 1985),
        alphabet="АВЕКМНРСТХ",
        letters=2,
        card=(
            N_("A triangle with its height drawn, inside a circle."),
            N_("Four digits, stamped apart from the serial number."),
            N_("Two Cyrillic letters and four digits, on the frame."),
        ),
        source="makarov.ch, Allocation example, https://makarov.ch/index.php/allocation_example",
    ),
    "suhl": Family(
        name=N_("Makarov type pistol, Suhl"),
        parts=("frame", "slide"),
        type="pistol",
        maker="Suhl",
        country="DDR",
        calibre="9x18",
        maker_mark=("", "diamond_circle"),
        year_digits=2,
        years=(1959, 1964),
        alphabet="ABCDEFGHKLMNPRSTU",
        letters=2,
        card=(
            N_("A diamond with a circle inside."),
            N_("Two digits, stamped apart from the serial number: 61 is 1961."),
            N_("Two letters and four digits, on the frame."),
        ),
        source="makarov.ch, Allocation example, https://makarov.ch/index.php/allocation_example",
    ),
    "cz52": Family(
        name=N_("Pistol CZ 52"),
        parts=("frame", "slide"),
        type="pistol",
        maker="Česká zbrojovka Strakonice",
        country="CSK",
        calibre="7.62x25",
        maker_mark=("rid", None),
        year_symbol="crossed_lines",
        year_digits=2,
        years=(1952, 1954),
        alphabet="ABCDEFGHKLMNPRSTU",
        letters=1,
        card=(
            N_("The code rid."),
            N_("Two digits below two crossed swords: the year of acceptance by the army; 53 is 1953."),
            N_("A letter and digits, on the frame."),
        ),
        source="Letter of Arms Moravia, CZ 52 questions and answers, http://www.geocities.ws/kirbytheog/faqcz52.html",
    ),
    "lithgow": Family(
        name=N_("Lee-Enfield rifle SMLE No. 1 Mk III*, Lithgow"),
        parts=("receiver", "barrel"),
        type="rifle",
        maker="Lithgow",
        country="AUS",
        calibre=".303",
        maker_mark=("MA LITHGOW", None),
        year_digits=4,
        years=(1939, 1944),
        alphabet="ABCDEFGHKLMNPRSTU",
        letters=1,
        card=(
            N_("MA LITHGOW in letters."),
            N_("Four digits, not part of the serial number."),
            N_("On the receiver. The form, a letter and digits, is made up for this case."),
        ),
        source="Australian War Memorial REL35451, https://awm.gov.au/collection/REL35451",
    ),
}
"""The kinds of firearm that a case can be. What a card says of them is ``sourced``, or says that it is made up."""

COUNTRIES = {
    "AUS": N_("Australia"),
    "CSK": N_("Czechoslovakia"),
    "DDR": N_("German Democratic Republic"),
    "SUN": N_("Soviet Union"),
}
TYPES = {"pistol": N_("pistol"), "rifle": N_("rifle")}
PARTS = {"frame": N_("frame"), "slide": N_("slide"), "receiver": N_("receiver"), "barrel": N_("barrel")}
KINDS = {
    "maker": N_("factory or maker mark"),
    "model": N_("model"),
    "serial": N_("serial number of the firearm"),
    "part": N_("number of a part"),
    "calibre": N_("calibre"),
    "year": N_("year of manufacture or acceptance"),
    "proof": N_("proof mark"),
    "import": N_("import mark"),
    "property": N_("property mark"),
    "selector": N_("selector position"),
}
STATUS = {
    "able": N_("The five identifiers are right, and the State asked is one that the marks show."),
    "number": N_("The State asked would search for a number that doesn't identify the firearm."),
    "maker": N_("The State asked would search for a firearm of another maker."),
    "asked": N_("The State asked isn't one that the marks show."),
}
ENTRIES = {
    "serial": N_("Serial number"),
    "maker": N_("Manufacturer"),
    "country": N_("Country of manufacture"),
    "type": N_("Type"),
    "calibre": N_("Calibre"),
    "year": N_("Year of manufacture or acceptance"),
    "import": N_("Import marks"),
    "property": N_("Property marks"),
    "asked": N_("State asked"),
}
STEPS = {
    "correct": N_("Read the marks on the firearm again and correct the description."),
    "national": N_("Search the national registry and the national records of lost and stolen firearms."),
    "iarms": N_("Query INTERPOL's iARMS with the corrected description."),
    "request": N_("After no hit: ask the State of manufacture, or of last import, that the marks show."),
    "follow": N_("From the reply, follow the firearm to the point where it was diverted."),
}
"""In the right order, which three sources give: national records, then iARMS (INTERPOL's slides on recovered
firearms, sambuz.com); without a hit, the State of manufacture or of last legal import (att-assistance.org, 2018); up
to the point of diversion (UNODA on small arms tracing)."""
CLAIMS = {
    "supports": N_("The marks support the statement."),
    "against": N_("The marks speak against the statement."),
    "open": N_("The marks leave the statement open."),
    "faint": N_("The marks are too faint to judge the statement."),
}
LIMITS = {
    "copied": N_("A mark can be copied: marks must be held against the design of the firearm."),
    "exchanged": N_("Parts can be exchanged: a mark speaks first of all for the part that bears it."),
    "holders": N_("The marks don't say who held the firearm after the last of them was made."),
    "sequence": N_("The marks don't say which came first, the import or the service whose property it was."),
    "weak": N_("A lightly struck number can't be used in a search."),
    "two": N_("A firearm with two different numbers can't be traced."),
    "replaced": N_("The importer's number replaces the maker's serial number in a trace request."),
    "owner": N_("A property mark settles who the owner was on the day of the seizure."),
    "lawful": N_("An import mark settles that the firearm was lawful until the seizure."),
    "unproved": N_("Without a proof mark the maker's mark has no value."),
    "registry": N_("Marks that aren't in the national registry have no value for other States."),
}
TRUE_LIMITS = ("copied", "exchanged", "holders", "sequence")
FALSE_LIMITS = ("weak", "two", "replaced", "owner", "lawful", "unproved", "registry")

TOPICS = {
    "number": ("serial", "part"),
    "year": ("year", "import"),
    "origin": ("maker", "import"),
    "owner": ("import", "property"),
}
"""What a statement can be about, and the two marks that it must be judged by."""
STATEMENTS: dict[str, dict[str, tuple[str, ...]]] = {
    "number": {"supports": ("number_is_serial",), "against": ("number_is_serial",), "open": ("parts_met",)},
    "year": {"supports": ("made_in_year",), "against": ("made_in_year",), "open": ("sold_in_year",)},
    "origin": {"supports": ("made_in_state",), "against": ("made_in_state",), "open": ("maker_sold_to_state",)},
    "owner": {
        "supports": ("imported_and_owned",),
        "against": ("no_service",),
        "open": ("diverted_in_state", "diverted_from_service"),
    },
}
"""For each topic and each claim that the marks bear, the statements of which one is drawn."""

STATES = ("VELMARK", "ORDANIA", "KESTRIA", "LUMERA", "TALVERN", "NOROVIA")
IMPORTERS = ("BRT", "KLD", "HVT", "NMX", "ZPR")
SERVICES = ("POLICE", "CUSTOMS", "PRISONS", "RANGERS")
LABELS = "ABCDEFG"
PICTURES = ("first", "second")
ROWS = (0.18, 0.4, 0.62, 0.84)
ROW_HEIGHT = 0.22
LOOK_ALIKES = {"0": "O", "1": "I", "5": "S", "8": "B"}
_LATIN = str.maketrans("АВЕКМНРСТХ", "ABEKMHPCTX")


# ---- drawing a case


def _number(draw: Draw, family: Family) -> str:
    """Draw a number of the family's form with one digit at least that has a look-alike letter."""
    digits = list(draw.digits(6 - family.letters, first_not_zero=True))
    digits[1 + draw.below(len(digits) - 1)] = draw.pick(sorted(LOOK_ALIKES))
    return f"{draw.letters(family.letters, family.alphabet)} {''.join(digits)}"


def draw_marks(draw: Draw, family: Family) -> dict[str, dict[str, Any]]:
    """Draw the seven marks: ``{kind: text, symbol, ...}``, and what the request and the statements need of them."""
    year = draw.between(*family.years)
    import_year = draw.between(1992, 2012)
    shown = slice(None) if family.year_digits == 4 else slice(2, None)
    serial = _number(draw, family)
    while (part := _number(draw, family))[-4:] == serial[-4:]:
        pass
    state, importer, service = draw.pick(STATES), draw.pick(IMPORTERS), draw.pick(SERVICES)
    import_number, property_number = (draw.digits(4, first_not_zero=True) for _count in range(2))
    text, symbol = family.maker_mark
    return {
        "maker": {"text": text, "symbol": symbol},
        "year": {"text": str(year)[shown], "symbol": family.year_symbol, "year": year},
        "serial": {"text": serial},
        "part": {"text": part},
        "calibre": {"text": family.calibre},
        "import": {
            "text": f"{state} {str(import_year)[shown]} {importer} {import_number}",
            "year": import_year,
            "state": state,
            "importer": importer,
            "number": import_number,
        },
        "property": {"text": f"{service} {property_number}", "service": service, "number": property_number},
    }


def place_marks(draw: Draw, family: Family, marks: dict[str, dict[str, Any]]) -> tuple[dict[str, Any], dict[str, str]]:
    """Put the marks on two parts: four in the first picture, three in the second.

    Returns:
        The pictures, and ``{kind: label}``.
    """
    main_first = draw.chance(0.5)
    main, other, later = ["maker", "year", "serial"], ["part"], draw.shuffle(["calibre", "import", "property"])
    if main_first:
        main.append(later.pop())
    other += later
    labels = iter(LABELS)
    pictures, label_of = {}, {}
    for name, kinds, surface in zip(
        PICTURES,
        (main, other) if main_first else (other, main),
        family.parts if main_first else reversed(family.parts),
        strict=True,
    ):
        struck = []
        for y, kind in zip(ROWS, draw.shuffle(kinds), strict=False):
            label_of[kind] = next(labels)
            text, symbol = marks[kind]["text"], marks[kind].get("symbol")
            struck.append(
                {
                    "text": text,
                    "symbol": symbol,
                    "x": (40 + draw.below(11)) / 100,
                    "y": y,
                    "height": 0.1 if symbol is None else 0.14,
                    "width": 0.6,
                    "depth": (40 + draw.below(13)) / 100,
                    "label": label_of[kind],
                }
            )
        pictures[name] = {
            "marks": struck,
            "surface": surface,
            "wear": (15 + draw.below(16)) / 100,
            "seed": draw.public_seed(),
        }
    return pictures, label_of


def _request(
    draw: Draw, family: Family, marks: dict[str, dict[str, Any]]
) -> tuple[dict[str, str | int | None], str, list[str]]:
    """Draw the colleague's request.

    Returns:
        The entries, what is to be said of the whole, and the three entries that are wrong.
    """
    state = marks["import"]["state"]
    entries: dict[str, str | int | None] = {
        "serial": marks["serial"]["text"],
        "maker": family.maker,
        "country": family.country,
        "type": family.type,
        "calibre": family.calibre,
        "year": marks["year"]["year"],
        "import": marks["import"]["text"],
        "property": marks["property"]["text"],
        "asked": state,
    }
    route = draw.pick([other for other in STATES if other != state])
    status = draw.pick(sorted(STATUS))
    blocking: dict[str, dict[str, str | int | None]] = {
        "able": {},
        "number": {"serial": marks["part"]["text"]},
        "maker": {"maker": marks["import"]["importer"], "country": state},
        "asked": {"asked": route},
    }
    lesser: dict[str, tuple[str | int | None, ...]] = {
        "year": (marks["import"]["year"], None),
        "import": (marks["property"]["text"], None),
        "property": (marks["import"]["importer"] + " " + marks["import"]["number"], None),
    }
    flaws = dict(blocking[status])
    for entry in draw.sample(sorted(lesser), 3 - len(flaws)):
        flaws[entry] = draw.pick(lesser[entry])
    return entries | flaws | {"route": route}, status, sorted(flaws)


def draw_statement(
    draw: Draw, marks: dict[str, dict[str, Any]], parts: dict[str, str], country: str
) -> tuple[dict[str, Any], str, str]:
    """Draw the contested statement.

    Returns:
        The statement as ``{"says": code, "value": ...}``, its topic, and the claim that the marks bear.
    """
    topic = draw.pick(sorted(TOPICS))
    claim = draw.pick(("supports", "against", "open"))
    says = draw.pick(STATEMENTS[topic][claim])
    marked = marks["import"]["state"]
    value: str | int | None = {
        "number_is_serial": parts["serial" if claim == "supports" else "part"],
        "parts_met": None,
        "made_in_year": marks["year" if claim == "supports" else "import"]["year"],
        "sold_in_year": marks["year"]["year"],
        "made_in_state": country if claim == "supports" else marked,
        "imported_and_owned": None,
        "no_service": None,
        "diverted_from_service": marks["property"]["service"],
    }.get(says, marked)
    return {"says": says, "value": value}, topic, claim


def draw_case(draw: Draw) -> Case:
    """Draw a learner's firearm, request and statement.

    Args:
        draw: The learner's own.
    """
    name = draw.pick(sorted(FAMILIES))
    family = FAMILIES[name]
    marks = draw_marks(draw, family)
    pictures, label_of = place_marks(draw, family, marks)
    parts = {
        kind: picture
        for picture in PICTURES
        for kind, label in label_of.items()
        if any(mark["label"] == label for mark in pictures[picture]["marks"])
    }
    request, status, flaws = _request(draw, family, marks)
    statement, topic, claim = draw_statement(draw, marks, parts, family.country)
    limits = draw.sample(TRUE_LIMITS, 2)
    evidence: Evidence = {
        "family": name,
        "pictures": pictures,
        "request": request,
        "statement": statement,
        "options": {
            "status": draw.shuffle(sorted(STATUS)),
            "entries": draw.shuffle(sorted(ENTRIES)),
            "steps": draw.shuffle(sorted(STEPS)),
            "claim": draw.shuffle(sorted(CLAIMS)),
            "limits": draw.shuffle([*limits, *draw.sample(FALSE_LIMITS, 4)]),
        },
    }
    truth: Truth = {
        "reading": _reading_truth(family, marks, label_of),
        "judgement": {
            "status": {"accept": [status], "hint": "status"},
            "entries": {"accept": flaws, "hint": "entries"},
            "steps": {"accept": list(STEPS), "hint": "steps"},
        },
        "argument": {
            "claim": {"accept": [claim], "hint": "claim", "because": {"faint": "legible"}},
            "carriers": {"accept": sorted(label_of[kind] for kind in TOPICS[topic]), "hint": "carriers"},
            "limits": {"accept": limits, "hint": "limits"},
        },
    }
    return Case(evidence=evidence, truth=truth)


def _typed(number: str) -> list[str]:
    """List the ways to type a number: with the gap or without, and with Latin letters of the same shape."""
    ways = [number, number.translate(_LATIN)]
    return list(dict.fromkeys([*ways, *(way.replace(" ", "") for way in ways)]))


def _reading_truth(
    family: Family, marks: dict[str, dict[str, Any]], label_of: dict[str, str]
) -> dict[str, dict[str, Any]]:
    foreseen = {
        "serial": {"part": "which_part", "property": "owner_number"},
        "part": {"serial": "which_part", "property": "owner_number"},
        "import": {"year": "import_year", "maker": "import_maker", "serial": "import_number"},
        "property": {"serial": "owner_number", "part": "owner_number", "import": "owner_number"},
    }
    truth: dict[str, dict[str, Any]] = {
        label: {"accept": [kind], "hint": "kind", "because": foreseen.get(kind, {})} for kind, label in label_of.items()
    }
    serial = marks["serial"]["text"]
    prefix, digits = serial.split()
    wrong = {digits: "prefix", marks["import"]["number"]: "import_number", marks["property"]["number"]: "owner_number"}
    for way in _typed(marks["part"]["text"]):
        wrong[way] = "which_part"
    for kind in ("import", "property"):
        wrong[marks[kind]["text"]] = "import_number" if kind == "import" else "owner_number"
    for place, digit in enumerate(digits):
        if digit in LOOK_ALIKES:
            for way in _typed(f"{prefix} {digits[:place]}{LOOK_ALIKES[digit]}{digits[place + 1 :]}"):
                wrong[way] = "look_alike"
    latin = serial.translate(_LATIN)
    if latin != serial:
        wrong |= {latin: "cyrillic", latin.replace(" ", ""): "cyrillic"}
    year, import_year = marks["year"]["year"], marks["import"]["year"]
    late = {str(import_year): "import_year", str(import_year % 100): "import_year"}
    return truth | {
        "point": {
            "accept": [label_of["serial"]],
            "hint": "point",
            "because": {label_of["part"]: "which_part"},
        },
        "serial": {"accept": _typed(serial), "hint": "serial", "because": wrong},
        "year": {"accept": [year], "half": [year % 100], "hint": "year", "because": late},
    }


# ---- showing a case


def show_pictures(evidence: Evidence) -> tuple[Block, ...]:
    return tuple(
        Picture(
            name=name,
            caption=_("Picture {number}: {part}").format(number=number, part=_(part)),
        )
        for number, name in enumerate(PICTURES, start=1)
        for part in [PARTS[evidence["pictures"][name]["surface"]]]
    )


def show_note() -> Note:
    return Note(
        text=_(
            "The firearm, its numbers, the States of import, the importers and the services are made up. "
            "The marks of makers follow the source on the card; a picture may join marks from two sides of a part."
        )
    )


def show_card(evidence: Evidence) -> Document:
    family = FAMILIES[evidence["family"]]
    maker, year, serial = family.card
    return Document(
        title=_("From the reference: {name}").format(name=_(family.name)),
        rows=(
            (_("Maker"), family.maker + ", " + _(COUNTRIES[family.country])),
            (_("Maker's mark"), _(maker)),
            (_("Year"), _(year)),
            (_("Serial number"), _(serial)),
            (_("Source"), family.source),
        ),
    )


def _options(evidence: Evidence, name: str, sentences: dict[str, str]) -> tuple[Option, ...]:
    return tuple(Option(value=value, label=_(sentences[value])) for value in evidence["options"][name])


def _reading_blocks(evidence: Evidence) -> tuple[Block, ...]:
    return (show_note(), *show_pictures(evidence), show_card(evidence))


def _reading_fields(evidence: Evidence) -> tuple[Field, ...]:
    kinds = tuple(Option(value=kind, label=_(label)) for kind, label in KINDS.items())
    rows = tuple(
        Field(
            key=mark["label"],
            kind="choice",
            label=_("what is it?"),
            points=1,
            options=kinds,
            row=_("Mark {label}").format(label=mark["label"]),
            under=name,
        )
        for name in PICTURES
        for mark in evidence["pictures"][name]["marks"]
    )
    spots = tuple(
        Spot(
            value=mark["label"],
            label=_("Mark {label}").format(label=mark["label"]),
            picture=name,
            x=0.03,
            y=round(mark["y"] - ROW_HEIGHT / 2, 2),
            width=0.79,
            height=ROW_HEIGHT,
        )
        for name in PICTURES
        for mark in evidence["pictures"][name]["marks"]
    )
    return (
        *rows,
        Field(
            key="point",
            kind="point",
            label=_("Click the mark that belongs in the serial field of a trace request, or choose it here"),
            points=1,
            spots=spots,
        ),
        Field(
            key="serial",
            kind="text",
            label=_("Serial number of the firearm, exactly as stamped"),
            points=2,
        ),
        Field(
            key="year",
            kind="number",
            label=_("Year of manufacture or acceptance, with four digits"),
            points=2,
        ),
    )


_WORDS = {
    "triangle_in_circle": "triangle with height in circle",
    "diamond_circle": "rhombus with circle inside",
    "crossed_lines": "crossed swords",
}
"""How the reading room calls the symbols."""

_KIND_OF = {"factory_code": "maker"} | {kind: kind for kind in KINDS if kind != "part"}


def _paste_reading(evidence: Evidence) -> dict[str, Value]:
    """Give what somebody answers who pastes what :func:`firearmskit.marking.read` says and thinks no further."""
    struck = [(picture["surface"], mark) for picture in evidence["pictures"].values() for mark in picture["marks"]]
    texts = [f"{_WORDS.get(mark['symbol'], '')} {mark['text']}".strip() for _surface, mark in struck]
    reading = marking.read(texts, place=[surface for surface, _mark in struck])
    answer: dict[str, Value] = {}
    for piece in reading.pieces:
        kind = _KIND_OF.get(piece.kind)
        if kind:
            answer.setdefault(struck[piece.text_index][1]["label"], kind)
    serials, years = reading.values("serial"), reading.values("year")
    if serials:
        answer["serial"] = serials[0]
        answer["point"] = next(mark["label"] for _surface, mark in struck if serials[0] in mark["text"])
    if years and years[0].isdigit():
        answer["year"] = int(years[0])
    return answer


def _judgement_blocks(evidence: Evidence) -> tuple[Block, ...]:
    entries = evidence["request"]
    shown = {name: str(entries[name]) for name in ("serial", "maker", "calibre", "year", "import", "property")}
    for name, absent in (
        ("year", _("not stamped")),
        ("import", _("none seen")),
        ("property", _("none seen")),
    ):
        shown[name] = absent if entries[name] is None else shown[name]
    country, kind = entries["country"], TYPES[entries["type"]]
    shown["country"] = _(COUNTRIES[country]) if country in COUNTRIES else country.title()
    shown["type"] = _(kind)
    shown["asked"] = entries["asked"].title()
    found = _("seized from a vehicle that came from {state}").format(state=entries["route"].title())
    return (
        Note(
            text=_(
                "The request is made up, and so are the colleague and the authority. A State can search with five "
                "identifiers: manufacturer, country of manufacture, type, calibre and serial number."
            )
        ),
        Document(
            title=_("Trace request, as a colleague filled it in"),
            rows=(*((_(label), shown[name]) for name, label in ENTRIES.items()), (_("Circumstances"), found)),
        ),
        *show_pictures(evidence),
        show_card(evidence),
    )


def _judgement_fields(evidence: Evidence) -> tuple[Field, ...]:
    return (
        Field(
            key="status",
            kind="choice",
            label=_("Can the State asked search with this request as it stands?"),
            points=2,
            options=_options(evidence, "status", STATUS),
        ),
        Field(
            key="entries",
            kind="choices",
            label=_("Which three entries don't agree with the marks?"),
            points=4,
            options=_options(evidence, "entries", ENTRIES),
        ),
        Field(
            key="steps",
            kind="order",
            label=_("What happens next, in order?"),
            points=2,
            options=_options(evidence, "steps", STEPS),
        ),
    )


SENTENCES = {
    "number_is_serial": N_("The number on the part in picture {number} is the one to give as the serial number."),
    "parts_met": N_("The two parts in the pictures were already together when the firearm was imported."),
    "made_in_year": N_("This firearm was made or accepted in {year}."),
    "sold_in_year": N_("This firearm was sold to its first buyer in {year}."),
    "made_in_state": N_("This firearm was made in this State: {state}."),
    "maker_sold_to_state": N_("The maker itself sold this firearm to {state}."),
    "imported_and_owned": N_("This firearm was imported at some time, and at some time it belonged to a service."),
    "no_service": N_("This firearm never belonged to a service."),
    "diverted_in_state": N_("This firearm left lawful hands in {state}."),
    "diverted_from_service": N_("This firearm left lawful hands while it belonged to the service marked {service}."),
}


def statement_of(evidence: Evidence) -> str:
    says, value = evidence["statement"]["says"], evidence["statement"]["value"]
    return _(SENTENCES[says]).format(
        number=1 + PICTURES.index(value) if value in PICTURES else None,
        year=value,
        state=_(COUNTRIES[value]) if value in COUNTRIES else str(value).title(),
        service=value,
    )


def _argument_blocks(evidence: Evidence) -> tuple[Block, ...]:
    return (
        Note(text=_("A colleague writes in the file: “{statement}”").format(statement=statement_of(evidence))),
        *show_pictures(evidence),
        show_card(evidence),
    )


def _argument_fields(evidence: Evidence) -> tuple[Field, ...]:
    marks = tuple(
        Option(
            value=mark["label"],
            label=_("Mark {label} in picture {number}").format(label=mark["label"], number=number),
        )
        for number, name in enumerate(PICTURES, start=1)
        for mark in evidence["pictures"][name]["marks"]
    )
    return (
        Field(
            key="claim",
            kind="choice",
            label=_("Your claim about the colleague's statement"),
            points=3,
            options=_options(evidence, "claim", CLAIMS),
        ),
        Field(
            key="carriers",
            kind="choices",
            label=_("The evidence: which two marks must the statement be judged by?"),
            points=4,
            options=marks,
        ),
        Field(
            key="limits",
            kind="choices",
            label=_("The limits: which two sentences are true? They say what your claim doesn't prove."),
            points=3,
            options=_options(evidence, "limits", LIMITS),
        ),
    )


HINTS = {
    "kind": N_("Compare the form of the mark and the part that bears it with the reference card, mark by mark."),
    "which_part": N_(
        "Two numbers have the same form. Ask which part identifies a firearm, and where each number stands."
    ),
    "import_year": N_("Two years stand on the firearm. Ask who made each of them, and when."),
    "import_maker": N_(
        "A State and an abbreviation in one line were added after the firearm had left its factory. Ask why."
    ),
    "import_number": N_("A number that was added later belongs to whoever added it. Ask whose records hold it."),
    "owner_number": N_(
        "A number beside the name of a service serves the records of that service. Ask whose number it is."
    ),
    "point": N_(
        "A trace request asks for the number on the frame or receiver. Look at the captions of the pictures first."
    ),
    "serial": N_("Take every character of one mark, letters included, and nothing from other marks."),
    "prefix": N_("The letters before the digits belong to the number: without them it fits several firearms."),
    "look_alike": N_("Letters and digits can look alike. The card says in which places this maker used letters."),
    "cyrillic": N_("In a real request, say that the letters are Cyrillic: a search for Latin letters may miss them."),
    "year": N_("Look for the form of year that the card describes, and write the century too."),
    "status": N_(
        "Hold each of the five identifiers against the marks, then ask which State the marks show: that of manufacture "
        "or that of last import."
    ),
    "entries": N_("Go through the request entry by entry. An entry agrees when the marks and the card say the same."),
    "steps": N_(
        "A poor description finds nothing; own records come before those of others; a request to a State comes when "
        "nothing was found."
    ),
    "claim": N_(
        "First find the marks that the statement is about. Then ask whether they say it, deny it, or say nothing of it."
    ),
    "legible": N_(
        "The numbers are struck lightly, but each character can be told. Look again, or read the picture in words."
    ),
    "carriers": N_(
        "Take the mark that the statement rests on, and the mark that it can be confused with or must be read with."
    ),
    "limits": N_("Most of the sentences are false. Ask of each: is it so for every firearm, or does it say too much?"),
}

EXERCISE = Exercise(
    id="m06_identification/marks",
    version=1,
    title=N_("The marks of one firearm"),
    draw=draw_case,
    tasks=(
        Task(
            id="reading",
            title=N_("Read the marks"),
            points=12,
            fields=_reading_fields,
            blocks=_reading_blocks,
            paste=_paste_reading,
        ),
        Task(
            id="judgement",
            title=N_("Judge a trace request"),
            points=8,
            fields=_judgement_fields,
            blocks=_judgement_blocks,
        ),
        Task(
            id="argument",
            title=N_("Argue a contested statement"),
            points=10,
            fields=_argument_fields,
            blocks=_argument_blocks,
        ),
    ),
    hints=HINTS,
)
"""Seven marks, one request, one statement: 30 points."""
