"""One firearm on its way through the registers of made-up States: what happened, and what is written of it.

Every story has six entries, one gap before the last lawful record, one contradiction and one misspelt name, and three
registers of three lines each, one of which has no line of it. Where it left the lawful chain differs: a theft that was
reported, nothing after a sale, pages that are missing, or an export that never arrived.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m14_tracing._made_up import (
    CALIBRES,
    FIRMS,
    MAKERS,
    STATES,
    draw_number,
    month,
)
from firearmskit.course.exercises.m14_tracing._registers import Said, entry, write_registers

__all__ = ["ENDINGS", "Story", "draw_story"]

ENDINGS = ("theft", "after", "open", "transit")
"""How a story ends: a reported theft, nothing after the last sale, missing pages, an export that never arrived."""
DRIVER = "driver"
MISSPELT = {
    "Harbour Trading": "Harbuor Trading",
    "Old Mill Outfitters": "Old Mill Outfiters",
    "Lakeside Sport": "Lakesyde Sport",
    "Castle Gate Supplies": "Castle Gate Suplies",
    "North Road Hunting": "North Road Huntting",
    "Tarnholt Arms": "Tarnhollt Arms",
    "Ruvenna Works": "Ruvena Works",
    "Osgard Factory": "Osgrad Factory",
    "Melkova Arms": "Melkowa Arms",
    "Dunmere Works": "Dunmeer Works",
}
"""How a clerk misspells a firm; one name in each story is misspelt where the firm gives the firearm away."""


@dataclass(kw_only=True)
class Story:
    """What was drawn; entries stand in the order in which they happened.

    Attributes:
        home: Where it was seized.
        made: The State of manufacture.
        bought: The State to which it was exported first.
        silent: The State whose register has no line of it.
        ending: One of :data:`ENDINGS`.
        object: What was read on it.
        entries: Six entries, the seizure last.
        gap: Place of the entry after which a link has no paper, from 0.
        pair: Places of the two that contradict each other; 6 is what was read on the firearm.
        last: Place of the last entry that shows a lawful holder.
        holder: The last lawful holder whom an entry shows.
        names: All who had it by the entries, as they are spelt right.
        misspelt: Place of the entry before the misspelt name.
        registers: The registers, that of the home State first.
        ours: Labels of the lines that are of this firearm.
    """

    home: str
    made: str
    bought: str
    silent: str
    ending: str
    object: Said
    entries: list[Said]
    gap: int
    pair: tuple[int, int]
    last: int
    holder: str
    names: list[str]
    misspelt: int
    registers: list[Said] = field(default_factory=list)
    ours: dict[str, str] = field(default_factory=dict)


def _path(draw: Draw, story: Said, ending: str, gap: int, year: int) -> tuple[list[Said], int, int, str]:
    """Tell what happened, in order; also the place of the gap, that of the last lawful entry, and its holder.

    Args:
        draw: The learner's own.
        story: States and names.
        ending: One of :data:`ENDINGS`.
        gap: 0: before the export, 1: between export and arrival, 2: after the arrival.
        year: Of manufacture.
    """
    made, there = story["made"], story["there"]
    firms = iter(story["firms"])
    maker, importer = story["maker"], next(firms)
    path = [entry("manufacture", draw.pick((str(year), month(draw, year))), made, to=maker)]
    sender = maker
    if ending == "open":  # a sale more, so that every story has six entries
        sender = next(firms)
        path.append(entry("wholesale", month(draw, year + 1), made, **{"from": maker, "to": sender}))
    before_export = len(path) - 1
    if gap == 0:
        sender = next(firms)
    shipped = draw.between(1, 9)
    path.append(
        entry("export", f"{year + 2}-{shipped:02}", made, **{"from": sender, "to": importer, "state": story["bought"]})
    )
    holder = next(firms) if gap == 1 else importer
    arrived = f"{year + 2}-{shipped + draw.between(1, 3):02}-{draw.between(10, 28)}"
    path.append(entry("import", arrived, there, to=holder))
    arrival = len(path) - 1
    seller = next(firms) if gap == 2 else holder
    buyer = story["person"]
    if ending == "theft":
        path.append(entry("sale", month(draw, year + 4), there, **{"from": seller, "to": buyer}))
    else:
        dealer = next(firms)
        path.append(entry("transfer", month(draw, year + 4), there, **{"from": seller, "to": dealer}))
    last = len(path) - 1
    if ending == "theft":
        path.append(entry("theft", month(draw, year + 6), there, **{"from": buyer}))
    elif ending == "after":
        last += 1
        path.append(entry("sale", month(draw, year + 6), there, **{"from": dealer, "to": buyer}))
    elif ending == "transit":
        last += 1
        path.append(
            entry("export", month(draw, year + 6), there, **{"from": dealer, "to": next(firms), "state": story["home"]})
        )
    lawful = buyer if ending in ("theft", "after") else dealer
    return path, (before_export, arrival - 1, arrival)[gap], last, lawful


def draw_story(draw: Draw) -> Story:
    """Draw a story."""
    home, made, bought = draw.sample(list(STATES), 3)
    home_silent = draw.chance(0.5)
    ending = draw.pick(ENDINGS if home_silent else ENDINGS[:3])
    gap = draw.below(3) if home_silent else 1
    maker, kind, year = draw.pick(MAKERS), draw.pick(sorted(CALIBRES)), draw.between(1998, 2009)
    there = bought if home_silent else home
    names = {
        "home": home,
        "made": made,
        "bought": bought,
        "there": there,
        "maker": maker,
        "firms": draw.shuffle(FIRMS),
        "person": f"Person {draw.between(1, 99)}",
    }
    path, gap_at, last, holder = _path(draw, names, ending, gap, year)
    seized = date(year + 8, draw.between(1, 12), draw.between(1, 28)) + timedelta(days=draw.between(0, 700))
    path.append(entry("seizure", seized.isoformat(), None))
    number, model = draw_number(draw), draw.between(5, 30)
    pair = _contradict(draw, path, model, year)
    names_right = [str(name) for each in path for name in (each["from"], each["to"]) if name]
    misspelt = _misspell(draw, path)
    story = Story(
        home=home,
        made=made,
        bought=bought,
        silent=home if home_silent else bought,
        ending=ending,
        object={
            "number": number,
            "maker": maker,
            "type": kind,
            "calibre": draw.pick(CALIBRES[kind]),
            "year": path[-1].pop("marked"),
        },
        entries=path,
        gap=gap_at,
        pair=pair,
        last=last,
        holder=holder,
        names=list(dict.fromkeys(names_right)),
        misspelt=misspelt,
    )
    write_registers(draw, story, there, year)
    return story


def _misspell(draw: Draw, path: list[Said]) -> int:
    """Misspell a firm where it gives away what it had got; give the place of the entry by which it had got it."""
    places = [
        at for at, (one, other) in enumerate(pairwise(path)) if other["from"] in MISSPELT and one["to"] == other["from"]
    ]
    at = draw.pick(places)
    path[at + 1]["from"] = MISSPELT[path[at + 1]["from"]]
    return at


def _contradict(draw: Draw, path: list[Said], model: int, year: int) -> tuple[int, int]:
    """Write three things that two papers share, and let one of them disagree; give the places of that pair."""
    export = next(at for at, each in enumerate(path) if each["kind"] == "export")
    lot = draw.between(20, 90)
    path[export]["lot"] = path[export + 1]["lot"] = lot
    path[4]["model"] = path[5]["model"] = model
    marked = year
    pair = draw.pick(((0, 6), (export, export + 1), (4, 5)))
    if pair == (0, 6):
        marked = year - draw.between(2, 4)
    elif pair == (4, 5):
        path[5]["model"] = model + draw.between(1, 9)
    else:
        path[export + 1]["lot"] = lot + draw.between(2, 9)
    path[5]["marked"] = marked
    return pair
