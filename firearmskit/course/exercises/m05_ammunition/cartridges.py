"""Loose cartridges from a roadside check: names of calibres, headstamps, a mixed lot, questions, and one worn case.

A case is always as hard as the others: five papers, of which two name a bore alone; two headstamps with a year of two
figures; six kinds of cartridge, of which one maker has two, one code belongs to two States, one base is blank and one
code isn't in the extract; one contested sentence; one worn year, one case with another calibre than its stamp, one
label that disagrees twice.

The rows of the reference that are shown are ``sourced``; what is stamped together, the lots, labels and papers are made
up.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from firearmskit import reference
from firearmskit.course.answers import Value
from firearmskit.course.draw import Draw
from firearmskit.course.packs import Case, Exercise
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Option, Picture, Task, Truth
from firearmskit.identification import headstamp
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["CODES", "EXERCISE", "NAMES"]

CODES: dict[str, tuple[str, str, int, int]] = {
    "DA": ("Dominion Arsenal, Quebec", "CAN", 1945, 1958),
    "DAC": ("Dominion Arsenal, Quebec", "CAN", 1920, 1945),
    "DI": ("Defence Industries Ltd", "CAN", 1940, 1945),
    "IVI": ("Industrie Valcartier", "CAN", 1982, 1992),
    "MF": ("Munitions Factory, Footscray", "AUS", 1926, 1945),
    "TR": ("Dominion Rubber Munitions Co., Three Rivers", "CAN", 1943, 1944),
}
"""Code: maker as on the page of the reference, State, first and last year. Their rows are sourced."""
SHARED = ("CAC", "Colonial Ammunition Company, Footscray", "AUS", 1888, 1918)
STRANGE = ("QZ", "XJ", "WK", "ZV")
"""Codes that are in no table: made up for the case."""
SOURCES = {
    "CAN": "https://sites.google.com/site/britmilammo/headstamp-codes/canada",
    "AUS": "https://en.wikipedia.org/wiki/Small_Arms_Ammunition_Factory",
}
COUNTRIES = {"AUS": N_("Australia"), "CAN": N_("Canada")}

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

SAYS = {
    "specification": N_("The cartridge meets the NATO specification; the sign names no maker."),
    "maker": N_("It names who made the case."),
    "year": N_("It gives the year in which the case was made."),
    "calibre": N_("It names a calibre."),
    "owner": N_("It names the army that owned the cartridge."),
    "lot": N_("It gives the number of the lot."),
}
NOBODY = {
    "two": N_("makers in two States are possible"),
    "unlisted": N_("a code, but not on this page: no maker can be named"),
    "blank": N_("nothing is stamped: no maker can be named"),
}

QUESTIONS = {
    "delivered": N_("To whom was the lot with this number delivered, and when?"),
    "licensed": N_("Who in our State holds a licence for such ammunition, and is a loss on record?"),
    "examined": N_("Was the case formed anew or fired, and which calibre does it have now?"),
    "sold": N_("Who bought boxes of this lot from you, and which records show it?"),
    "last": N_("Which person last owned this one cartridge?"),
    "guilty": N_("Is the driver a trafficker?"),
}
ASKED = {
    "maker_state": (N_("the State of the maker on the label"), "delivered"),
    "authority": (N_("the licensing authority of our own State"), "licensed"),
    "laboratory": (N_("the forensic laboratory"), "examined"),
    "dealer": (N_("the dealer whose price label is on the box"), "sold"),
}
KEYS = {
    "lot": N_("the number of the lot, with maker and calibre"),
    "year": N_("the year on the headstamp"),
    "weight": N_("the number of cartridges that were found"),
    "sign": N_("the cross in a circle"),
}

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


# ---- drawing a case


def _year(draw: Draw, code: str, *, but: Iterable[int] = ()) -> int:
    """Draw a year in which a maker worked."""
    first, last = CODES[code][2:]
    return draw.pick([year for year in range(first, last + 1) if year not in set(but)])


def _calibres(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
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


def _head(draw: Draw, stamps: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "drawn": "headstamp",
        "stamps": stamps,
        "case_colour": draw.pick(("brass", "lacquer", "nickel")),
        "primer": draw.pick(("brass", "copper")),
        "wear": (30 + draw.below(25)) / 100,
        "seed": draw.public_seed(),
        "width_px": 480,
    }


def _stamp(text: str, clock: int, depth: float = 0.6) -> dict[str, Any]:
    turned = "inward" if clock in (5, 6, 7) else "outward"
    return {"text": text, "clock": clock, "size": 0.2, "orientation": turned, "depth": depth}


def _reading(draw: Draw) -> tuple[dict[str, Any], dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw two headstamps: code, year of two figures, and a third stamp; where the year and the third stand differs."""
    pictures: dict[str, Any] = {}
    truth: dict[str, dict[str, Any]] = {}
    third: list[tuple[str, dict[str, Any]]] = [
        ("specification", {"symbol": "cross_in_circle", "size": 0.22}),
        ("calibre", {"text": draw.pick(("7.62", "9 MM", ".303", "5.56")), "size": 0.16}),
    ]
    hours = []
    for rank, ((code, (says, shown)), name) in enumerate(
        zip(zip(draw.sample(sorted(CODES), 2), draw.shuffle(third), strict=True), ("head1", "head2"), strict=True), 1
    ):
        year = _year(draw, code)
        at_year, at_third = draw.pick(((6, 3), (6, 9), (4, 8), (8, 4)))
        stamps = [_stamp(code, 12), _stamp(str(year)[2:], at_year), {"clock": at_third, "depth": 0.6, **shown}]
        pictures[name] = _head(draw, stamps)
        hours.append(at_third)
        wrong = {str(year)[2:]: "century", str(100 + year): "century"}
        truth |= {
            f"code{rank}": {"accept": [code], "hint": "code", "because": {str(year)[2:]: "not_code"}},
            f"maker{rank}": {"accept": [code], "hint": "maker", "because": {}},
            f"year{rank}": {"accept": [year], "half": [year % 100], "hint": "year", "because": wrong},
            f"third{rank}": {"accept": [says], "hint": "third", "because": {"owner": "sign", "maker": "sign"}},
        }
    return pictures, {"hours": hours, "says": draw.shuffle(sorted(SAYS))}, truth


def _lot(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]], dict[str, Any]]:
    """Draw six kinds of cartridge with counts.

    Returns:
        The evidence, the truth, and what the argument needs to know.
    """
    first = draw.pick(sorted(set(CODES) - {"TR"}))
    other = draw.pick(sorted(code for code in CODES if CODES[code][0] != CODES[first][0]))
    year = _year(draw, first)
    again = _year(draw, first, but=[year])
    others = _year(draw, other)
    stamps = {
        "first": {"12": first, "6": str(year)[2:]},
        "again": {"12": first, "6": str(again)[2:]},
        "other": {"12": other, "6": str(others)[2:]},
        "shared": {"12": SHARED[0], "6": str(draw.between(1900, SHARED[4]))[2:]},
        "strange": {"12": draw.pick(STRANGE), "6": "★"},
        "blank": {},
    }
    order = draw.shuffle(sorted(stamps))
    counts = {name: draw.between(3, 40) for name in order}
    makers = {"first": first, "again": first, "other": other, "shared": "two", "strange": "unlisted", "blank": "blank"}
    truth: dict[str, dict[str, Any]] = {
        f"maker{rank}": {
            "accept": [makers[name]],
            "hint": "lot_maker",
            "because": {"shared": {SHARED[0]: "shared"}, "blank": {"unlisted": "blank"}}.get(name, {}),
        }
        for rank, name in enumerate(order)
    }
    both = counts["first"] + counts["again"]
    truth["pieces"] = {
        "accept": [both],
        "hint": "pieces",
        "because": {str(counts[name]): "both_years" for name in ("first", "again")},
    }
    years = (year, again, others)
    truth["newest"] = {"accept": [max(years)], "hint": "newest", "because": {str(min(years)): "oldest"}}
    evidence = {
        "kinds": [{"stamps": stamps[name], "pieces": counts[name]} for name in order],
        "counted": first,
        "makers": draw.shuffle([*sorted(CODES), *sorted(NOBODY)]),
    }
    facts = {"place": {name: str(rank + 1) for rank, name in enumerate(order)}, "first": first, "other": other,
             "year": others}  # fmt: skip
    return evidence, truth, facts


def _argument(draw: Draw, facts: dict[str, Any]) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw a box and a sentence that the evidence supports, contradicts or leaves open."""
    claim = draw.pick(sorted(BEARS))
    says = draw.pick(BEARS[claim])
    other = facts["other"]
    same = says in ("agrees", "from_box") or (says != "disagrees" and draw.chance(0.5))
    year = facts["year"] if same else _year(draw, other, but=[facts["year"]])
    true, false = draw.sample(TRUE_LIMITS, 2), draw.sample(FALSE_LIMITS, 4)
    evidence = {
        "says": says,
        "code": facts["first"] if says == "one_year" else other,
        "box": {"maker": CODES[other][0], "year": year, "lot": f"{draw.letters(2)}-{draw.digits(4)}"},
        "claim": draw.shuffle(sorted(CLAIMS)),
        "limits": draw.shuffle([*true, *false]),
    }
    carriers = [facts["place"].get(each, each) for each in CARRIERS[says]]
    truth: dict[str, dict[str, Any]] = {
        "claim": {"accept": [claim], "hint": "claim", "because": {"worthless": "mixed"}},
        "carriers": {"accept": sorted(carriers), "hint": "carriers"},
        "limits": {"accept": true, "hint": "limits"},
    }
    return evidence, truth


def _asking(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw the order of addressees, questions and keys."""
    asked = draw.shuffle(sorted(ASKED))
    truth: dict[str, dict[str, Any]] = {
        f"asked{rank}": {
            "accept": [ASKED[each][1]],
            "hint": "asked",
            "because": {"last": "one_cartridge", "guilty": "judge"},
        }
        for rank, each in enumerate(asked)
    }
    truth["key"] = {"accept": ["lot"], "hint": "key", "because": {}}
    return {"asked": asked, "questions": draw.shuffle(sorted(QUESTIONS)), "keys": draw.shuffle(sorted(KEYS))}, truth


def _worn(draw: Draw) -> tuple[dict[str, Any], dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw a worn year, a case with another calibre than its stamp, and a box that disagrees in two entries."""
    code = draw.pick(sorted(set(CODES) - {"TR"}))
    _maker, country, since, until = CODES[code]
    decade = draw.pick(sorted({year // 10 for year in range(since, until + 1)}))
    possible = [year for year in range(since, until + 1) if year // 10 == decade]
    figure = str(decade)[-1]
    stamped, measured = draw.pick(REFORMED)
    colours = draw.sample(sorted(COLOURS), 2)
    pictures = {
        "worn": _head(draw, [_stamp(code, 12, 0.5), _stamp(figure, 6, 0.45) | {"clock": 6.2}])
        | {"wear": 0.7, "case_colour": colours[0]},
        "reformed": _head(draw, [_stamp(stamped, 6), {"symbol": "star", "clock": 12, "size": 0.2, "depth": 0.6}])
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


def draw_case(draw: Draw) -> Case:
    """Draw a learner's papers and cartridges.

    Args:
        draw: The learner's own.
    """
    calibres, named = _calibres(draw)
    heads, reading, read = _reading(draw)
    lot, sorted_lot, facts = _lot(draw)
    asking, asked = _asking(draw)
    argument, argued = _argument(draw, facts)
    worn, messy, judged = _worn(draw)
    codes = (*((code, *row) for code, row in CODES.items()), SHARED)
    evidence: Evidence = {
        "pictures": {**heads, **worn},
        "pages": {"calibres": [list(names) for names in NAMES.values()], "codes": [list(row) for row in codes]},
        "calibres": calibres,
        "reading": reading,
        "lot": lot,
        "asking": asking,
        "argument": argument,
        "worn": messy,
    }
    truth: Truth = {
        "calibres": named,
        "headstamps": read,
        "lot": sorted_lot,
        "asking": asked,
        "sentence": argued,
        "worn": judged,
    }
    return Case(evidence=evidence, truth=truth)


# ---- showing a case


def _made_up() -> Note:
    return Note(
        text=_(
            "The check, the papers, the boxes and what is stamped together are made up. The rows of the reference are "
            "real and name their source."
        )
    )


def _page_of_codes(evidence: Evidence) -> Document:
    rows = []
    for code, maker, country, since, until in evidence["pages"]["codes"]:
        said = (
            _("{maker}, {country}, {since} to {until}; New Zealand uses the same letters")
            if code == SHARED[0]
            else _("{maker}, {country}, {since} to {until}")
        )
        rows.append((code, said.format(maker=maker, country=_(COUNTRIES[country]), since=since, until=until)))
    return Document(
        title=_("Reference, page 12: codes on headstamps"),
        rows=(
            *rows,
            ("⊕", _("made to the NATO specification; it doesn't say who made it")),
            (_("Sources"), "; ".join((*SOURCES.values(), "https://www.bigwas.com/2012/08/headstamp.html"))),
        ),
    )


def _calibre_blocks(evidence: Evidence) -> tuple[Block, ...]:
    calibres = evidence["calibres"]
    return (
        _made_up(),
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
    papers = tuple(Option(value=each["paper"], label=_(PAPERS[each["paper"]])) for each in calibres["papers"])
    return (
        *(
            Field(
                key=f"paper{rank}",
                kind="choice",
                label=_("which calibre?"),
                points=1,
                options=options,
                row=_(PAPERS[each["paper"]]),
            )
            for rank, each in enumerate(calibres["papers"])
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


def _maker_options(values: Iterable[str]) -> tuple[Option, ...]:
    return tuple(
        Option(value=each, label=_(NOBODY[each]) if each in NOBODY else f"{each}: {CODES[each][0]}") for each in values
    )


def _head_blocks(evidence: Evidence) -> tuple[Block, ...]:
    pictures = tuple(
        Picture(name=f"head{rank}", caption=_("Picture {number}: the base of a cartridge case").format(number=rank))
        for rank in (1, 2)
    )
    return (_made_up(), *pictures, _page_of_codes(evidence))


def _head_fields(evidence: Evidence) -> tuple[Field, ...]:
    reading = evidence["reading"]
    says = tuple(Option(value=each, label=_(SAYS[each])) for each in reading["says"])
    return tuple(
        each
        for rank, hour in enumerate(reading["hours"], start=1)
        for each in (
            Field(
                key=f"code{rank}",
                kind="text",
                label=_("The code of the maker, exactly as stamped"),
                points=1,
                under=f"head{rank}",
            ),
            Field(
                key=f"maker{rank}",
                kind="choice",
                label=_("Who made the case?"),
                points=1,
                options=_maker_options(sorted(CODES)),
                under=f"head{rank}",
            ),
            Field(
                key=f"year{rank}",
                kind="number",
                label=_("Year of manufacture, with four figures"),
                points=1,
                under=f"head{rank}",
            ),
            Field(
                key=f"third{rank}",
                kind="choice",
                label=_("What does the stamp at {hour} o'clock say?").format(hour=hour),
                points=1,
                options=says,
                under=f"head{rank}",
            ),
        )
    )


def _paste_heads(evidence: Evidence) -> dict[str, Value]:
    """Give what :func:`firearmskit.identification.headstamp.read` says first of each base."""
    answer: dict[str, Value] = {}
    kinds = {"symbol": "specification", "calibre": "calibre", "year": "year", "maker": "maker", "lot": "lot"}
    for rank, hour in enumerate(evidence["reading"]["hours"], start=1):
        stamps = evidence["pictures"][f"head{rank}"]["stamps"]
        reading = headstamp.read({str(each["clock"]): each.get("text", "⊕") for each in stamps})
        for piece in reading.pieces:
            if piece.kind == "maker":
                answer[f"code{rank}"] = answer[f"maker{rank}"] = piece.verbatim
            if piece.clock == hour and piece.kind in kinds:
                answer[f"third{rank}"] = kinds[piece.kind]
        if reading.years:
            answer[f"year{rank}"] = reading.years[0]
    return answer


def _stamps(stamps: dict[str, str]) -> str:
    if not stamps:
        return _("nothing")
    return ", ".join(_("{hour} o'clock: {text}").format(hour=hour, text=text) for hour, text in stamps.items())


def _lot_record(evidence: Evidence) -> Document:
    rows = tuple(
        (
            _("Kind {number}").format(number=rank),
            _("stamped: {stamps}; pieces: {pieces}").format(stamps=_stamps(each["stamps"]), pieces=each["pieces"]),
        )
        for rank, each in enumerate(evidence["lot"]["kinds"], start=1)
    )
    return Document(title=_("Record of the loose cartridges, as the laboratory sorted them"), rows=rows)


def _lot_blocks(evidence: Evidence) -> tuple[Block, ...]:
    return (_made_up(), _lot_record(evidence), _page_of_codes(evidence))


def _lot_fields(evidence: Evidence) -> tuple[Field, ...]:
    lot = evidence["lot"]
    return (
        *(
            Field(
                key=f"maker{rank}",
                kind="choice",
                label=_("who made the case?"),
                points=1,
                options=_maker_options(lot["makers"]),
                row=_("Kind {number}").format(number=rank + 1),
            )
            for rank in range(len(lot["kinds"]))
        ),
        Field(
            key="pieces",
            kind="number",
            label=_("How many pieces bear the code {code}?").format(code=lot["counted"]),
            points=1,
        ),
        Field(
            key="newest",
            kind="number",
            label=_(
                "Before which year can the lot not have come together? Use only codes of page 12 that name one maker."
            ),
            points=2,
        ),
    )


def _paste_lot(evidence: Evidence) -> dict[str, Value]:
    """Give what :func:`firearmskit.identification.headstamp.read` says first of each kind."""
    answer: dict[str, Value] = {}
    for rank, each in enumerate(evidence["lot"]["kinds"]):
        reading = headstamp.read(each["stamps"] or "")
        code = next((piece.verbatim for piece in reading.of("maker")), None)
        if code in CODES:
            answer[f"maker{rank}"] = code
        else:
            answer[f"maker{rank}"] = "blank" if reading.blank else "two" if code else "unlisted"
    return answer


def _box(evidence: Evidence) -> Document:
    box = evidence["argument"]["box"]
    rows = (
        (_("Maker"), box["maker"]),
        (_("Year"), str(box["year"])),
        (_("Lot"), box["lot"]),
        (_("Price label"), _("of a dealer in our State")),
    )
    return Document(title=_("An empty box that lay beside the cartridges"), rows=rows)


def _asking_blocks(evidence: Evidence) -> tuple[Block, ...]:
    return (_made_up(), _lot_record(evidence), _box(evidence))


def _asking_fields(evidence: Evidence) -> tuple[Field, ...]:
    asking = evidence["asking"]
    questions = tuple(Option(value=each, label=_(QUESTIONS[each])) for each in asking["questions"])
    return (
        *(
            Field(
                key=f"asked{rank}",
                kind="choice",
                label=_("what can be asked?"),
                points=1,
                options=questions,
                row=_(ASKED[each][0]).capitalize(),
            )
            for rank, each in enumerate(asking["asked"])
        ),
        Field(
            key="key",
            kind="choice",
            label=_("Which entry lets the State of the maker search its records of deliveries?"),
            points=2,
            options=tuple(Option(value=each, label=_(KEYS[each])) for each in asking["keys"]),
        ),
    )


def _sentence_blocks(evidence: Evidence) -> tuple[Block, ...]:
    argument = evidence["argument"]
    statement = _(STATEMENTS[argument["says"]]).format(code=argument["code"])
    return (
        Note(text=_("A colleague writes in the file: “{statement}”").format(statement=statement)),
        _lot_record(evidence),
        _box(evidence),
        _page_of_codes(evidence),
    )


def _sentence_fields(evidence: Evidence) -> tuple[Field, ...]:
    argument = evidence["argument"]
    carriers = [
        *(Option(value=str(each), label=_("Kind {number}").format(number=each)) for each in range(1, 7)),
        Option(value="box", label=_("The empty box")),
    ]
    return (
        Field(
            key="claim",
            kind="choice",
            label=_("Your claim about the colleague's statement"),
            points=3,
            options=tuple(Option(value=each, label=_(CLAIMS[each])) for each in argument["claim"]),
        ),
        Field(
            key="carriers",
            kind="choices",
            label=_("The evidence: which two things must the statement be judged by?"),
            points=4,
            options=tuple(carriers),
        ),
        Field(
            key="limits",
            kind="choices",
            label=_("The limits: which two sentences are true? They say what your claim doesn't prove."),
            points=3,
            options=tuple(Option(value=each, label=_(LIMITS[each])) for each in argument["limits"]),
        ),
    )


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
        _made_up(),
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
        _page_of_codes(evidence),
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
            options=tuple(Option(value=each, label=_(RECORDS[each])) for each in worn["records"]),
        ),
        Field(
            key="entries",
            kind="choices",
            label=_("Which two entries of the label don't agree with what was found?"),
            points=2,
            options=tuple(Option(value=each, label=_(ENTRIES[each])) for each in worn["entries"]),
        ),
        Field(
            key="use",
            kind="choice",
            label=_("The label also bears the number of a lot. What do you do with it?"),
            points=2,
            options=tuple(Option(value=each, label=_(USES[each])) for each in worn["uses"]),
        ),
    )


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
            fields=_calibre_fields,
            blocks=_calibre_blocks,
            paste=_paste_calibres,
        ),
        Task(
            id="headstamps",
            title=N_("Read two headstamps"),
            points=8,
            fields=_head_fields,
            blocks=_head_blocks,
            paste=_paste_heads,
        ),
        Task(
            id="lot",
            title=N_("Sort a mixed lot"),
            points=9,
            fields=_lot_fields,
            blocks=_lot_blocks,
            paste=_paste_lot,
        ),
        Task(id="asking", title=N_("Ask the right question"), points=6, fields=_asking_fields, blocks=_asking_blocks),
        Task(
            id="sentence",
            title=N_("Argue a contested sentence"),
            points=10,
            fields=_sentence_fields,
            blocks=_sentence_blocks,
        ),
        Task(
            id="worn",
            title=N_("A worn base, a changed case, a label that disagrees"),
            points=10,
            fields=_worn_fields,
            blocks=_worn_blocks,
        ),
    ),
    hints=HINTS,
)
"""Five papers, four headstamps, one lot, one sentence: 50 points."""
