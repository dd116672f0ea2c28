"""The case of the exercise on a parcel: what is true, and what a learner is shown of it."""

from __future__ import annotations

from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.packs import Case
from firearmskit.course.tasks import Evidence, Truth
from firearmskit.language import N_

__all__ = [
    "GOODS",
    "HEADINGS",
    "LETTERS",
    "LIMITS",
    "PARTS",
    "PLACES",
    "RELATION",
    "RULES",
    "SPOT",
    "STANDING",
    "STEPS",
    "draw_case",
    "point",
]

PLACES: dict[str, dict[str, tuple[float, float]]] = {
    "pistol": {
        "hammer": (0.243, 0.3),
        "magazine": (0.265, 0.835),
        "rear_sight": (0.308, 0.235),
        "grip": (0.346, 0.662),
        "slide": (0.646, 0.306),
        "frame": (0.687, 0.412),
        "barrel": (0.761, 0.327),
    },
    "revolver": {
        "hammer": (0.28, 0.264),
        "grip": (0.28, 0.701),
        "cylinder": (0.453, 0.398),
        "trigger": (0.455, 0.599),
        "frame": (0.563, 0.506),
        "barrel": (0.657, 0.324),
        "front_sight": (0.767, 0.256),
    },
    "bolt_rifle": {
        "stock": (0.174, 0.584),
        "bolt": (0.3, 0.439),
        "trigger": (0.363, 0.63),
        "receiver": (0.452, 0.449),
        "magazine": (0.457, 0.606),
        "rear_sight": (0.55, 0.406),
        "barrel": (0.845, 0.449),
    },
    "pump_shotgun": {
        "stock": (0.175, 0.532),
        "receiver": (0.346, 0.451),
        "trigger": (0.366, 0.58),
        "loading_port": (0.443, 0.544),
        "barrel": (0.786, 0.418),
        "magazine_tube": (0.796, 0.49),
        "front_sight": (0.938, 0.391),
    },
}
"""The lettered parts of each drawing, from butt to muzzle, and a point on each, seen from the right: fractions of width
and height."""
LETTERS = "ABCDEFG"
SPOT = 0.06

PARTS = {
    "barrel": N_("barrel"),
    "bolt": N_("bolt"),
    "cylinder": N_("cylinder"),
    "frame": N_("frame"),
    "front_sight": N_("front sight"),
    "grip": N_("grip"),
    "hammer": N_("hammer"),
    "loading_port": N_("loading port"),
    "magazine": N_("magazine"),
    "magazine_tube": N_("magazine tube"),
    "rear_sight": N_("rear sight"),
    "receiver": N_("receiver"),
    "slide": N_("slide"),
    "stock": N_("stock"),
    "trigger": N_("trigger"),
    "silencer": N_("device that reduces the sound of a shot"),
    "holster": N_("holster of leather"),
    "sling": N_("carrying sling"),
    "case": N_("carrying case"),
    "target": N_("pack of paper targets"),
}
NAMED = {"pistol": ("barrel", "frame", "slide"), "revolver": ("barrel", "cylinder", "frame")}
"""Parts that both rules name, of the firearms that the second task is about."""
GENERAL = ("magazine", "trigger", "hammer")
BESIDE = ("holster", "sling", "case", "target")

RULES = {
    "protocol": (
        N_("Rule 1: the Firearms Protocol, article 3(b)"),
        N_(
            "Any element made specially for a firearm and essential to its operation, including barrel, frame or "
            "receiver, slide or cylinder, bolt or breech block; and any device made or changed to reduce the sound."
        ),
        "https://vilp.de/compare_article?lid=en&aid=27&cid=2&bid=protocol_full",
    ),
    "directive": (
        N_("Rule 2: Directive (EU) 2021/555, article 1, essential component"),
        N_("The barrel, the frame, the receiver, upper or lower, the slide, the cylinder, the bolt or breech block."),
        "https://exlege.bg/normi/direktiva-es-2021-555/links/138464",
    ),
}
STANDING = {
    "named": N_("named in the rule"),
    "open": N_("not named; the general words may cover it"),
    "outside": N_("outside the rule"),
}

RELATION = {
    "end": N_("it is the end of the main part's number"),
    "same": N_("it is the whole number of the main part"),
    "other": N_("it is another number"),
}
LIMITS = {
    "exchanged": N_("Parts can be exchanged, so another number on a part doesn't prove a crime by itself."),
    "part_record": N_("A number on a part is recorded with the name of that part, and searched too."),
    "end_fits": N_("The end of a number fits the main part, but it can fit other firearms as well."),
    "slide_first": N_("The number that is easiest to read is the serial number of the firearm."),
    "untraceable": N_("A firearm whose parts bear different numbers can't be traced."),
    "two_arms": N_("Two different numbers prove that two firearms were stolen."),
    "no_value": N_("A number on a barrel or a bolt has no value for an investigation."),
    "complete": N_("When the numbers differ, the longest one is taken."),
}
TRUE_LIMITS = ("exchanged", "part_record", "end_fits")
FALSE_LIMITS = ("slide_first", "untraceable", "two_arms", "no_value", "complete")

HEADINGS = {
    "9302": N_("93.02, revolvers and pistols"),
    "9303": N_("93.03, other firearms, such as sporting shotguns and rifles"),
    "9305": N_("93.05, parts and accessories of arms of 93.01 to 93.04"),
    "9306": N_("93.06, cartridges and other ammunition, and parts of them"),
    "none": N_("not in chapter 93"),
}
GOODS: dict[str, dict[str, str]] = {
    "part": {
        "pistol_slide": N_("a slide for a pistol"),
        "pistol_barrel": N_("a barrel for a pistol"),
        "revolver_cylinder": N_("a cylinder for a revolver"),
        "rifle_bolt": N_("a bolt for a sporting rifle"),
    },
    "accessory": {
        "grips": N_("two grip plates for a pistol, of wood"),
        "butt": N_("a butt plate for a shotgun"),
        "front": N_("a front sight for a rifle, of steel"),
    },
    "ammunition": {
        "pistol_rounds": N_("50 pistol cartridges"),
        "rifle_rounds": N_("20 rifle cartridges"),
        "empty_cases": N_("100 empty cartridge cases, new"),
    },
    "firearm": {
        "pistol": N_("a pistol, complete"),
        "revolver": N_("a revolver, complete"),
        "shotgun": N_("a sporting shotgun, complete"),
        "rifle": N_("a sporting rifle, complete"),
    },
    "primer": {"primers": N_("1,000 primers (percussion caps)")},
    "beside": {
        "scope": N_("a telescopic sight, alone"),
        "screws": N_("steel screws of the kind that every workshop uses"),
    },
}
HEADING_OF = {"part": "9305", "accessory": "9305", "ammunition": "9306", "primer": "none", "beside": "none"}
LICENSED = ("part", "ammunition", "firearm", "primer")
STATES = ("VELMARK", "ORDANIA", "KESTRIA", "LUMERA", "TALVERN", "NOROVIA")
STEPS = {
    "stop": N_("Stop, touch nothing more, keep people away and isolate the parcel."),
    "call": N_("Call the person who is qualified to make the find safe, and wait."),
    "record": N_("Once it is safe, photograph and record every mark and number, item by item."),
    "licence": N_("Ask the licensing authority which licences exist for the sender and the addressee."),
    "request": N_("With the complete record, ask the States that marks and papers show."),
}
"""In the right order."""
NUMBER_ROWS = (0.3, 0.7)


def _locate(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw which firearm is shown from which side, and which four parts are asked for."""
    view, side = draw.pick(sorted(PLACES)), draw.pick(("left", "right"))
    letters = dict(zip(PLACES[view], LETTERS, strict=True))
    asked = draw.sample(sorted(PLACES[view]), 4)
    shown = {"drawn": "side_view", "view": view, "side": side, "label": "letters", "parts": sorted(PLACES[view])}
    truth = {
        f"part{rank}": {"accept": [letters[part]], "hint": "locate", "because": {}}
        for rank, part in enumerate(asked, start=1)
    }
    return {"picture": shown, "asked": asked}, truth


def point(view: str, side: str, part: str) -> tuple[float, float]:
    x, y = PLACES[view][part]
    return (x if side == "right" else round(1 - x, 3)), y


def _rule(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw six things of a parcel and how each rule stands to them."""
    kind = draw.pick(sorted(NAMED))
    general = draw.pick(GENERAL if kind == "pistol" else GENERAL[1:])
    beside = draw.pick(BESIDE)
    things = draw.shuffle([*NAMED[kind], "silencer", general, beside])
    truth = {}
    for thing in things:
        named = thing in NAMED[kind]
        first = "named" if named or thing == "silencer" else "open" if thing == general else "outside"
        second = "named" if named else "outside"
        truth[f"protocol-{thing}"] = {"accept": [first], "hint": "protocol", "because": {}}
        truth[f"directive-{thing}"] = {"accept": [second], "hint": "directive", "because": {}}
        if thing == "silencer":
            truth[f"protocol-{thing}"]["because"] = {"outside": "silencer", "open": "silencer"}
        if thing == general:
            truth[f"protocol-{thing}"]["because"] = {"named": "general", "outside": "general"}
            truth[f"directive-{thing}"]["because"] = {"open": "closed"}
    keyed = {f"{rule}-{rank}": truth[f"{rule}-{thing}"] for rank, thing in enumerate(things) for rule in RULES}
    return {"kind": kind, "things": things, "standing": draw.shuffle(sorted(STANDING))}, keyed


def _numbers(draw: Draw) -> tuple[dict[str, Any], dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw three numbered parts: one bears the end of the main part's number, one bears another."""
    main, others = draw.pick([("frame", ["slide", "barrel"]), ("receiver", ["bolt", "barrel"])])
    serial = f"{draw.letters(2)} {draw.digits(6, first_not_zero=True)}"
    while (foreign := draw.digits(3 + draw.below(2), first_not_zero=True)) in serial:
        pass
    end = serial[-len(foreign) :]
    fits, differs = draw.shuffle(others)
    text = {main: serial, fits: end, differs: foreign}
    beside = {part: f"{draw.pick(('CAL', 'MOD', 'P'))} {draw.digits(2, first_not_zero=True)}" for part in text}
    labels = iter("ABCDEF")
    pictures, label_of = {}, {}
    for rank, part in enumerate(draw.shuffle(sorted(text)), start=1):
        struck = []
        for y, words in zip(NUMBER_ROWS, draw.shuffle([text[part], beside[part]]), strict=True):
            label = next(labels)
            if words == text[part]:
                label_of[part] = label
            struck.append(
                {
                    "text": words,
                    "x": (40 + draw.below(11)) / 100,
                    "y": y,
                    "height": 0.14,
                    "depth": (45 + draw.below(20)) / 100,
                    "label": label,
                }
            )
        pictures[f"number{rank}"] = {
            "marks": struck,
            "surface": part,
            "wear": (15 + draw.below(20)) / 100,
            "seed": draw.public_seed(),
        }
    true, false = draw.sample(TRUE_LIMITS, 2), draw.sample(FALSE_LIMITS, 4)
    evidence = {
        "main": main,
        "others": draw.shuffle(others),
        "relation": draw.shuffle(sorted(RELATION)),
        "limits": draw.shuffle([*true, *false]),
    }
    wrong = {end: "end_alone", foreign: "foreign", serial.split()[1]: "prefix"}
    truth: dict[str, dict[str, Any]] = {
        "main": {
            "accept": [label_of[main]],
            "hint": "main",
            "because": {label_of[fits]: "which_part", label_of[differs]: "which_part"},
        },
        "serial": {"accept": [serial, serial.replace(" ", "")], "hint": "serial", "because": wrong},
    }
    for rank, part in enumerate(evidence["others"]):
        right = "end" if part == fits else "other"
        truth[f"other{rank}"] = {"accept": [right], "hint": "relation", "because": {}}
    truth["limits"] = {"accept": true, "hint": "limits"}
    return pictures, evidence, truth


def _declaration(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw six goods, their headings, and which of them the quoted law licenses."""
    kinds = {draw.pick(sorted(GOODS[kind])): kind for kind in sorted(GOODS)}
    goods = draw.shuffle(sorted(kinds))
    truth: dict[str, dict[str, Any]] = {}
    for rank, item in enumerate(goods):
        kind = kinds[item]
        heading = HEADING_OF.get(kind, "9302" if item in ("pistol", "revolver") else "9303")
        because = {"9306": "primer"} if kind == "primer" else {"9305": "general_use"} if kind == "beside" else {}
        truth[f"heading{rank}"] = {"accept": [heading], "hint": "heading", "because": because}
    licensed = [item for item in goods if kinds[item] in LICENSED]
    truth["licence"] = {"accept": licensed, "hint": "licence"}
    truth["steps"] = {"accept": list(STEPS), "hint": "steps"}
    return {"goods": goods, "state": draw.pick(STATES), "steps": draw.shuffle(sorted(STEPS))}, truth


def draw_case(draw: Draw) -> Case:
    """Draw a learner's parcel.

    Args:
        draw: The learner's own.
    """
    locate, located = _locate(draw)
    rule, standing = _rule(draw)
    pictures, numbers, numbered = _numbers(draw)
    declaration, declared = _declaration(draw)
    truth: Truth = {"locate": located, "rule": standing, "numbers": numbered, "declaration": declared}
    evidence: Evidence = {
        "pictures": {"whole": locate.pop("picture"), **pictures},
        "locate": locate,
        "rule": rule,
        "numbers": numbers,
        "declaration": declaration,
    }
    return Case(evidence=evidence, truth=truth)
