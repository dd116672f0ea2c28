"""A digit that isn't read, a page that is missing, records that contradict each other: what can be said?"""

from __future__ import annotations

from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m06_identification._shared import UNREAD, panel, two_letters
from firearmskit.course.exercises.shared import colleague_writes, options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Picture, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "TASK", "draw_records"]

CLAIMS = {
    "supports": N_("What is here supports the statement."),
    "against": N_("What is here speaks against the statement."),
    "open": N_("What is here leaves the statement open."),
    "worthless": N_("The records contradict each other, so nothing can be said."),
}
SOURCES = {
    "mark": N_("the number on the frame"),
    "list": N_("the delivery list"),
    "register": N_("the register of the store"),
    "protocol": N_("the protocol of destruction"),
}
PAIRS = {
    "list-register": N_("the delivery list and the register"),
    "list-protocol": N_("the delivery list and the protocol"),
    "register-protocol": N_("the register and the protocol"),
    "mark-list": N_("the number on the frame and the delivery list"),
}
STATEMENTS = {
    "list": N_("This pistol was in the delivery of {year}."),
    "protocol": N_("The protocol lists this pistol as destroyed."),
    "register": N_("The register has this pistol in its second line."),
    "not-register": N_("The second line of the register isn't about this pistol."),
}
TRUE = {
    "digit": N_("One digit of the number on the frame isn't read, so ten numbers are possible."),
    "stands": N_("That a number stands in a list doesn't prove that the pistol was ever there."),
    "page": N_("What stands on the missing page isn't known until the page is found."),
    "maker": N_("None of the records names a maker, and two makers can use one number."),
}
FALSE = {
    "removed": N_("The missing page proves that somebody wanted to hide something."),
    "newest": N_("The newest record is the right one."),
    "useless": N_("A record that another one contradicts can't be used at all."),
    "search": N_("A number with an unread digit can't be searched."),
    "other": N_("A pistol that a protocol calls destroyed can't be the one on the table."),
    "state": N_("A record of the State outweighs what is stamped on the frame."),
}
HINTS = {
    "claim": N_(
        "Write down the ten numbers that the frame allows. Then ask of the record whether all of them, none of them or "
        "some of them stand in it, or whether you can't see."
    ),
    "worthless": N_(
        "A contradiction about something else doesn't touch every sentence. Ask which record the statement rests on."
    ),
    "carriers": N_("Choose the mark that the statement is about, and the one record that the statement speaks of."),
    "pair": N_(
        "Compare the years and the numbers of pistols that the records give. In one place two of them disagree."
    ),
    "limits": N_("Four of the sentences claim more than a record or a gap can show."),
}


def _state(draw: Draw, source: str, claim: str | None) -> str:
    """Choose what a record says of the ten numbers that are possible: of all, of none, or it can't be told."""
    if claim is not None:
        return {"supports": "all", "against": "none", "open": "some"}[claim]
    return draw.pick(("all", "none", "some"))


def draw_records(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw a mark, three records with a hole and a contradiction, and a statement about one of the records."""
    says, claim = draw.pick(sorted(STATEMENTS)), draw.pick(("supports", "against", "open"))
    while (says, claim) in (("register", "supports"), ("not-register", "against")):
        # An unread digit never lets a line be the pistol for certain.
        says, claim = draw.pick(sorted(STATEMENTS)), draw.pick(("supports", "against", "open"))
    topic = says.removeprefix("not-")
    prefix = two_letters(draw)
    ten = 10 * draw.between(212, 868)  # the ten numbers that are possible
    in_list = _state(draw, "list", claim if topic == "list" else None)
    in_protocol = _state(draw, "protocol", claim if topic == "protocol" else None)
    differs = (claim != "open") if topic == "register" else draw.chance(0.5)

    before, after = 10 * draw.between(2, 5), 10 * draw.between(2, 5)
    page_one, page_three = {
        # The pages give numbers without a gap; the missing page holds what lies between them.
        "all": ([(ten - before, ten + after - 1)], [(ten + after + 100, ten + after + 149)]),
        "none": ([(ten - before, ten - 1), (ten + 10, ten + after + 9)], [(ten + after + 100, ten + after + 149)]),
        "some": ([(ten - before - 50, ten - before - 1)], [(ten + after + 10, ten + after + 59)]),
    }[in_list]
    singles = sorted(draw.sample(range(10), 3))
    protocol = {
        "all": [(ten - before, ten + 9)],
        "none": [(ten - before, ten - 1), (ten + 10, ten + 19)],
        "some": [(ten + digit, ten + digit) for digit in singles],
    }[in_protocol]
    second = ten + draw.below(10)
    if differs:
        second += 100 * draw.pick((-2, -1, 1, 2))
    year, destroyed = draw.between(1992, 1999), draw.between(2006, 2012)
    delivered = draw.between(210, 380)
    gone = sum(last - first + 1 for first, last in protocol)
    facts = {
        "list": {"year": year, "count": delivered},
        "register": {"count": delivered, "left": delivered - gone},
        "protocol": {"year": year, "left": delivered - gone},
    }
    pair = draw.pick(("list-register", "list-protocol", "register-protocol"))
    wrong = 2 + draw.below(7)
    if pair == "list-register":
        facts["list"]["count"] += wrong
    elif pair == "list-protocol":
        facts["protocol"]["year"] += 1 + draw.below(3)
    else:
        facts["protocol"]["left"] -= wrong
    limits = [*draw.sample(sorted(TRUE), 2), *draw.sample(sorted(FALSE), 4)]
    truth: dict[str, dict[str, Any]] = {
        "claim": {"accept": [claim], "hint": "claim", "because": {"worthless": "worthless"}},
        "carriers": {"accept": ["mark", topic], "hint": "carriers"},
        "pair": {"accept": [pair], "hint": "pair"},
        "limits": {"accept": limits[:2], "hint": "limits"},
    }
    evidence = {
        "pictures": {"frame": panel(draw, "frame", [("A", f"{prefix} {str(ten)[:-1]}{UNREAD}")])},
        "prefix": prefix,
        "pages": [[list(span) for span in page_one], [list(span) for span in page_three]],
        "lines": [ten - 10 * draw.between(20, 40) - 3, second, ten + 10 * draw.between(20, 40) + 3],
        "protocol": [list(span) for span in protocol],
        "facts": facts,
        "destroyed": destroyed,
        "statement": {"says": says, "year": year},
        "options": {
            "claim": draw.shuffle(sorted(CLAIMS)),
            "carriers": draw.shuffle(sorted(SOURCES)),
            "pair": draw.shuffle(sorted(PAIRS)),
            "limits": draw.shuffle(limits),
        },
    }
    return evidence, truth


def _spans(evidence: Evidence, spans: list[list[int]]) -> str:
    prefix = evidence["prefix"]
    return "\n".join(
        f"{prefix} {first}"
        if first == last
        else _("{first} to {last}").format(first=f"{prefix} {first}", last=f"{prefix} {last}")
        for first, last in spans
    )


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    facts, statement = evidence["facts"], evidence["statement"]
    delivered = _("{count} pistols, delivered in {year}").format(**facts["list"])
    lines = "\n".join(f"{evidence['prefix']} {number}" for number in evidence["lines"])
    return (
        colleague_writes(_(STATEMENTS[statement["says"]]).format(year=statement["year"])),
        Picture(name="frame", caption=_("The pistol on the table: frame")),
        Document(
            title=_("Delivery list, pages 1 and 3 of 3: every number, in order"),
            rows=(
                (_("Heading"), delivered),
                (_("Page 1"), _spans(evidence, evidence["pages"][0])),
                (_("Page 2"), _("missing")),
                (_("Page 3"), _spans(evidence, evidence["pages"][1])),
            ),
        ),
        Document(
            title=_("Register of the store: three lines of one page"),
            rows=(
                (_("Numbers, line by line"), lines),
                (
                    _("Remark"),
                    _("{count} pistols received; {left} in the store after the destruction.").format(
                        **facts["register"]
                    ),
                ),
            ),
        ),
        Document(
            title=_("Protocol of destruction, complete"),
            rows=(
                (_("Date"), str(evidence["destroyed"])),
                (_("Numbers destroyed"), _spans(evidence, evidence["protocol"])),
                (
                    _("Remark"),
                    _("From the delivery of {year}; {left} of these pistols stay in the store.").format(
                        **facts["protocol"]
                    ),
                ),
            ),
        ),
    )


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    return (
        Field(
            key="claim",
            kind="choice",
            label=_("Your claim about the colleague's statement"),
            points=3,
            options=options_of(CLAIMS, evidence["options"]["claim"]),
        ),
        Field(
            key="carriers",
            kind="choices",
            label=_("The evidence: which two must the statement be judged by?"),
            points=2,
            options=options_of(SOURCES, evidence["options"]["carriers"]),
        ),
        Field(
            key="pair",
            kind="choice",
            label=_("Which two contradict each other, so that both have to be checked?"),
            points=2,
            options=options_of(PAIRS, evidence["options"]["pair"]),
        ),
        Field(
            key="limits",
            kind="choices",
            label=_("The limits: which two sentences are true?"),
            points=3,
            options=options_of(TRUE | FALSE, evidence["options"]["limits"]),
        ),
    )


TASK = Task(id="records", title=N_("Records that disagree"), points=10, fields=_fields, blocks=_blocks)
