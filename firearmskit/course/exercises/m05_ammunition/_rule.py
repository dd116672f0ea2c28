"""Six things of a parcel, and how two rules stand to each."""

from __future__ import annotations

from typing import Any

from firearmskit import identification
from firearmskit.course.answers import Value
from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m05_ammunition._parts import PARTS
from firearmskit.course.exercises.shared import options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "NAMED", "TASK", "draw_rule"]

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


def draw_rule(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
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


def _rule_blocks(evidence: Evidence) -> tuple[Block, ...]:
    kind = _("a pistol") if evidence["rule"]["kind"] == "pistol" else _("a revolver")
    rules = tuple(
        Document(title=_(title), rows=((_("Extract"), _(words)), (_("Source"), source)))
        for title, words, source in RULES.values()
    )
    return (Note(text=_("The things were made for {kind}.").format(kind=kind)), *rules)


def _rule_fields(evidence: Evidence) -> tuple[Field, ...]:
    options = options_of(STANDING, evidence["rule"]["standing"])
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


def _paste_rule(evidence: Evidence) -> dict[str, Value]:
    """Give what somebody answers who pastes what :func:`firearmskit.identification.components` lists."""
    ids = {"protocol": "firearms-protocol", "directive": "eu-2021-555"}
    kind = evidence["rule"]["kind"]
    listed = {rule: {row.part for row in identification.components(kind, ids[rule])} for rule in RULES}
    return {
        f"{rule}-{rank}": "named" if thing in listed[rule] else "outside"
        for rank, thing in enumerate(evidence["rule"]["things"])
        for rule in RULES
    }


HINTS = {
    "protocol": N_("Read rule 1 twice: is the thing in its list? If not, do its general words fit it?"),
    "directive": N_("Rule 2 is a list and nothing else. What isn't in the list isn't meant."),
    "silencer": N_("Rule 1 ends with a kind of device that a firearm works without. Read it to the end."),
    "general": N_(
        "Rule 1 says “including”: its list is open. Ask whether the thing was made for a firearm that needs it to work."
    ),
    "closed": N_("Rule 2 has no general words that could cover more than its list."),
}

TASK = Task(
    id="rule",
    title=N_("Hold the parts against two rules"),
    points=6,
    fields=_rule_fields,
    blocks=_rule_blocks,
    paste=_paste_rule,
)
