"""The case of the exercise on cartridges: what is true, and what a learner is shown of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.packs import Case
from firearmskit.course.tasks import Evidence, Truth
from firearmskit.language import N_

__all__ = [
    "ASKED",
    "CLAIMS",
    "CODES",
    "COLOURS",
    "COUNTRIES",
    "ENTRIES",
    "KEYS",
    "LIMITS",
    "NAMES",
    "NOBODY",
    "OPEN",
    "PAPERS",
    "QUESTIONS",
    "RECORDS",
    "SAYS",
    "SHARED",
    "SOURCES",
    "STATEMENTS",
    "USES",
    "draw_case",
]

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
    "7.62x39": ("7.62x39", "7.62 Soviet"),
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
    truth: dict[str, Any] = {}
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
        "worn": _head(draw, [_stamp(code, 12, 0.5), _stamp(figure, 6, 0.45)])
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
    evidence: Evidence = {
        "pictures": {**heads, **worn},
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
