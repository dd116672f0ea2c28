"""The kinds of synthetic cases: what happens in each, what is written of it, and whether it can be told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from firearmskit.arguments import one_of, whole
from firearmskit.draw import Draw
from firearmskit.language import N_
from firearmskit.tracing.evidence import Holder
from firearmskit.tracing.scenarios.story import Story
from firearmskit.tracing.scenarios.values import Scenario, Shown, Truth

__all__ = ["ARCHETYPES", "draw", "scenario"]

ARCHETYPES = {
    "reported-theft": N_("a clean chain, and a theft that was reported"),
    "unreported": N_("stolen from its last holder, and not reported"),
    "state-loss": N_("over three registers, and lost by a body of a State"),
    "transit": N_("a gap at the import: exported, never arrived"),
    "arrived-unrecorded": N_("an import mark, and no record of import"),
    "wrong-serial": N_("a State that was asked for a serial with a slip"),
    "wrong-date": N_("a sale dated before the manufacture"),
    "two-makers": N_("one serial from two makers"),
    "two-makers-unread": N_("one serial from two makers, and the maker's mark can't be read"),
    "refusal": N_("a State that refuses"),
    "missing-page": N_("a page missing in the middle"),
    "missing-last-page": N_("a page missing at the end"),
    "two-receivers": N_("two registers that name other receivers"),
    "two-receivers-settled": N_("two registers that name other receivers, one of them borne out"),
    "copy": N_("a copy that no register has"),
    "established-otherwise": N_("a refusal, and a finding of a competent authority"),
}
"""The kinds of cases, and what each is about."""

Made = dict[str, object]


def scenario(seed: int, archetype: str | None = None) -> Scenario:
    """Draw a synthetic case from a number.

    Args:
        seed: A whole number; the same gives the same case. Whoever knows it knows the truth, so a graded exercise draws
            with :func:`draw` and a secret instead.
        archetype: One of :data:`ARCHETYPES`; drawn when None.

    Returns:
        What is shown, and the truth.

    Raises:
        InputError: The seed isn't a whole number.
        UnknownCodeError: There is no such kind of case.

    >>> scenario(5) == scenario(5)
    True
    """
    dice = Draw(str(whole(seed, "seed")).encode())
    return draw(dice, archetype)


def draw(dice: Draw, archetype: str | None = None) -> Scenario:
    """Draw a synthetic case.

    Args:
        dice: What to draw with: :class:`firearmskit.draw.Draw`, such as the learner's own.
        archetype: One of :data:`ARCHETYPES`; drawn when None.

    Returns:
        What is shown, and the truth.

    Raises:
        UnknownCodeError: There is no such kind of case.

    >>> draw(Draw(b"5"), "refusal").truth.findable
    False
    """
    name = dice.pick(tuple(ARCHETYPES)) if archetype is None else one_of(archetype, ARCHETYPES, "archetype")
    story = Story(dice)
    made = _BUILD[name](story)
    story.seizure()
    firearm = story.description(maker=name != "two-makers-unread")
    values: Made = {
        "archetype": name,
        "findable": True,
        "kind": "after-last-record",
        "holder": story.person.name,
        "state": story.sold_in,
        "left_on": story.left.isoformat(),
        "ask": None,
        "foreign": tuple(story.foreign),
        "last_legal_holder": story.person.name,
        **made,
    }
    return Scenario(
        shown=Shown(firearm=firearm, evidence=tuple(dice.shuffle(story.items)), requests=tuple(story.requests)),
        truth=Truth(**values),  # type: ignore[arg-type]
    )


def _open(story: Story, kind: str = "theft", **other: object) -> Made:
    return {"findable": False, "kind": kind, "last_legal_holder": story.maker.name, **other}


def _reported_theft(story: Story) -> Made:
    story.begin()
    theft = story.entry("theft", story.sold_in, story.left, releasing=story.person)
    story.answer(story.sold_in, story.arrival(), story.sale(), theft)
    return {"kind": "theft"}


def _unreported(story: Story) -> Made:
    story.begin()
    early = f"{story.made.year - 3}/{story.made.year - 1}" if story.dice.chance(0.3) else None
    story.answer(story.sold_in, story.arrival(), story.sale(), missing=(early,) if early else ())
    if story.dice.chance(0.3):
        # a neighbour in the same register, which the search brought up too
        _serial, entries = story.neighbour(story.sold_in)
        story.foreign.append(story.extract(story.sold_in, *entries))
    return {}


def _state_loss(story: Story) -> Made:
    story.begin()
    on = story.sold + timedelta(days=30)
    again = story.entry("export", story.sold_in, story.sold, releasing=story.importer, receiving=story.second)
    story.answer(story.sold_in, story.arrival(), again)
    arrived = story.entry("import", story.third, on, releasing=story.importer, receiving=story.second)
    issued = story.entry("issue", story.third, on + timedelta(days=90), releasing=story.second, receiving=story.body)
    lost = story.entry("loss", story.third, story.left, releasing=story.body)
    story.answer(story.third, arrived, issued, lost)
    return {"kind": "loss", "holder": story.body.name, "state": story.third, "last_legal_holder": story.body.name}


def _transit(story: Story) -> Made:
    story.begin()
    story.answer(story.sold_in)
    return {"kind": "in-transit", "holder": story.maker.name, "state": None, "left_on": story.imported.isoformat(),
            "last_legal_holder": story.maker.name}  # fmt: skip


def _arrived_unrecorded(story: Story) -> Made:
    story.begin()
    story.mark("import", story.sold_in, str(story.imported.year))
    story.answer(story.sold_in)
    return {"holder": story.importer.name, "last_legal_holder": story.importer.name}


def _wrong_serial(story: Story) -> Made:
    story.begin()
    serial, entries = story.neighbour(story.sold_in)
    if story.dice.chance(0.5):
        reply = story.reply(story.sold_in, "full", *entries, serial=serial)
    else:
        story.foreign.clear()
        reply = story.reply(story.sold_in, "no-record", serial=serial)
    story.foreign.append(reply)
    return _open(story, ask=story.sold_in)


def _wrong_date(story: Story) -> Made:
    story.begin()
    wrong = (story.made - timedelta(days=story.dice.between(400, 1500))).isoformat()
    sale = story.entry("sale", story.sold_in, wrong, releasing=story.importer, receiving=story.person)
    story.answer(story.sold_in, story.arrival(), sale)
    return {}


def _two_makers(story: Story) -> Made:
    story.begin()
    story.answer(story.sold_in, story.arrival(), story.sale())
    _other_maker(story)
    return {}


def _two_makers_unread(story: Story) -> Made:
    # a mark on the object would tell which of the two it is
    story.begin(marked=False)
    story.answer(story.sold_in, story.arrival(marked=False), story.sale())
    _other_maker(story)
    story.foreign.clear()
    return _open(story, ask=None, last_legal_holder=None)


def _other_maker(story: Story) -> None:
    """Write of a firearm of another maker that has the same serial."""
    other, state = story.other_maker, story.fifth
    owner = Holder(name="Person 101", state=state, role="person")
    entries = [
        story.entry("manufacture", state, story.made + timedelta(days=100), receiving=other, maker=other.name),
        story.entry("sale", state, story.sold, releasing=other, receiving=owner, maker=other.name),
    ]
    story.foreign += [each.id for each in entries]
    story.foreign.append(story.extract(state, *entries))


def _refusal(story: Story) -> Made:
    story.begin()
    story.reply(
        story.sold_in, "refusal", ground=story.dice.pick(("pending-case", "confidentiality-law", "national-security")),
        reasons="Given in a separate letter",
    )  # fmt: skip
    return _open(story, ask=story.sold_in)


def _missing_page(story: Story) -> Made:
    story.begin()
    sale = story.entry("sale", story.sold_in, story.sold, releasing=story.dealer, receiving=story.person)
    theft = story.entry("theft", story.sold_in, story.left, releasing=story.person)
    lost = f"{story.imported + timedelta(days=1)}/{story.sold - timedelta(days=1)}"
    story.answer(story.sold_in, story.arrival(), sale, theft, missing=(lost,))
    return {"kind": "theft"}


def _missing_last_page(story: Story) -> Made:
    story.begin()
    lost = f"{story.imported + timedelta(days=90)}/{story.recovered}"
    story.answer(story.sold_in, story.arrival(), missing=(lost,))
    return _open(story, ask=story.sold_in, last_legal_holder=story.importer.name)


def _two_receivers(story: Story) -> Made:
    story.begin()
    other = story.entry("import", story.third, story.imported, releasing=story.maker, receiving=story.second)
    story.extract(story.third, other)
    return _open(story, kind="branch", ask=story.sold_in)


def _two_receivers_settled(story: Story) -> Made:
    story.begin()
    other = story.entry("export", story.third, story.exported, releasing=story.maker, receiving=story.second)
    story.extract(story.third, other)
    story.answer(story.sold_in, story.arrival(), story.sale())
    return {}


def _copy(story: Story) -> Made:
    story.mark("manufacture", story.made_in, None, receiving=story.maker, maker=story.maker.name)
    story.reply(story.made_in, "no-record")
    return _open(story, kind="manufacture", holder=None, state=None, last_legal_holder=None)


def _authority(story: Story) -> Made:
    story.begin()
    story.reply(story.sold_in, "refusal", ground="pending-case", reasons="A case is under way")
    finding = story.entry(
        "finding", story.found_in, story.left, standing="finding", source="Decision of a court", country=story.sold_in,
        releasing=story.importer,
    )  # fmt: skip
    story.items.append(finding)
    return {"kind": "finding", "holder": story.importer.name, "last_legal_holder": story.maker.name}


_BUILD: dict[str, Callable[[Story], Made]] = {
    "reported-theft": _reported_theft,
    "unreported": _unreported,
    "state-loss": _state_loss,
    "transit": _transit,
    "arrived-unrecorded": _arrived_unrecorded,
    "wrong-serial": _wrong_serial,
    "wrong-date": _wrong_date,
    "two-makers": _two_makers,
    "two-makers-unread": _two_makers_unread,
    "refusal": _refusal,
    "missing-page": _missing_page,
    "missing-last-page": _missing_last_page,
    "two-receivers": _two_receivers,
    "two-receivers-settled": _two_receivers_settled,
    "copy": _copy,
    "established-otherwise": _authority,
}
