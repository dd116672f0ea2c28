"""Deciding whose a file is, from names and from the evidence in it; where they disagree, a person decides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from firearmskit.course.collecting.journal import DONE, Row
from firearmskit.course.collecting.names import Named, Names, original_name
from firearmskit.course.collecting.reading import ENDINGS, Contents
from firearmskit.course.packs import PRACTICE, Exercise, all_exercises
from firearmskit.course.sandbox import is_file_name
from firearmskit.course.teams import TEAM_ANSWERS
from firearmskit.errors import escape, quote
from firearmskit.language import text as _

__all__ = ["NOBODY", "Decision", "Item", "decide", "likeness"]

NOBODY = "-"
"""What a trainer writes in place of a learner: nobody's, so that it isn't listed again."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One file that came in, opened.

    Attributes:
        row: Its latest row of the journal; that of a new entry of a zip isn't in the journal yet.
        parts: Its name, after the names of the folders and zips around it.
        contents: What it is.
        arrival: What it came in with; of other arrivals, files of the same name have nothing to do with it.
        forced: Whose the trainer says it is, :data:`NOBODY`, or ``None``.
    """

    row: Row
    parts: tuple[str, ...]
    contents: Contents
    arrival: str
    forced: str | None = None


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What is to become of a file.

    Attributes:
        item: The file.
        became: ``"placed"``, ``"unresolved"``, ``"listed"`` or ``"set aside"``.
        learner: Whose it is, or nothing.
        exercise: What it is for, or ``None``.
        placed: Where it belongs in ``submitted/``, or nothing.
        by: ``"name"``, ``"pack"``, ``"trainer"``, or nothing.
        why: A sentence.
        candidates: Whose it may be.
    """

    item: Item
    became: str
    learner: str = ""
    exercise: Exercise | None = None
    placed: str = ""
    by: str = ""
    why: str = ""
    candidates: tuple[str, ...] = ()


@dataclass(kw_only=True)
class _Bundle:
    """Files that belong together: of one exercise, under one name."""

    exercise: Exercise
    named: Named
    forced: str | None
    items: list[Item] = field(default_factory=list)
    verdict: tuple[str, str, str, str, tuple[str, ...]] = ("", "", "", "", ())


def decide(
    items: Sequence[Item], names: Names, owners: Callable[[Exercise], Mapping[str, str]], rows: Iterable[Row]
) -> list[Decision]:
    """Decide what becomes of files.

    Args:
        items: The files, those beside them included.
        names: Everybody's ids and names.
        owners: Says who was given which pack of an exercise.
        rows: The journal: what was placed before.

    Returns:
        One decision a file, in the same order.
    """
    ours = [(each, each.contents.exercise) for each in items if each.contents.exercise and not each.contents.trouble]
    keyed = [(item, what, named := names.named(item.parts), _belonging(item, what, named)) for item, what in ours]
    packs: dict[tuple[object, ...], set[str]] = {}
    notebooks: dict[tuple[object, ...], set[str]] = {}
    for item, _what, _named, key in keyed:
        packs.setdefault(key, set()).update({item.contents.pack} if item.contents.pack is not None else ())
        notebooks.setdefault(key, set()).update({item.row.sha256} if item.contents.kind == "notebook" else ())
    bundles: dict[tuple[object, ...], _Bundle] = {}
    beside: dict[tuple[str, ...], list[_Bundle]] = {}  # by folder
    for item, exercise, named, key in keyed:
        several = len(packs[key]) > 1 or len(notebooks[key]) > 1
        if len(named.sure) > 1 or (not named.sure and several):
            # Several learners' files under one name, or in one folder, as they came by mail: each answers for itself.
            key = (*key, item.contents.pack)
        bundle = bundles.setdefault(key, _Bundle(exercise=exercise, named=named, forced=item.forced))
        bundle.items.append(item)
        here = beside.setdefault(_folder(item), [])
        if all(bundle is not other for other in here):
            here.append(bundle)
    # What a name vouches for is decided first: what only evidence says may not replace it.
    vouched: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        if row.became in DONE and row.by != "pack":
            vouched.setdefault((row.learner, row.exercise), set()).add(row.sha256)
    for bundle in bundles.values():
        bundle.verdict = _whose(bundle, owners(bundle.exercise))
        became, learner, by, _why, _candidates = bundle.verdict
        if became == "placed" and by != "pack":
            mine = vouched.setdefault((learner, bundle.exercise.id), set())
            mine.update(item.row.sha256 for item in bundle.items)
    for bundle in bundles.values():
        became, learner, by, _why, _candidates = bundle.verdict
        before = vouched.get((learner, bundle.exercise.id), set())
        new = any(item.row.sha256 not in before for item in bundle.items)
        if became == "placed" and by == "pack" and before and new:
            why = _(
                "Its evidence is {learner}'s, its name doesn't say so; what {learner} handed in by name counts."
            ).format(learner=learner)
            bundle.verdict = ("unresolved", "", "", why, (learner,))
    by_item = {id(item): bundle for bundle in bundles.values() for item in bundle.items}
    return [_decision(item, by_item.get(id(item)), beside.get(_folder(item), []), names) for item in items]


def _belonging(item: Item, exercise: Exercise, named: Named) -> tuple[object, ...]:
    """Give what files share that belong together: folder or name, exercise, and what the trainer said."""
    return item.arrival, item.parts[: named.until] or item.parts[:-1], named.own, exercise.id, item.forced


def _folder(item: Item) -> tuple[str, ...]:
    return item.arrival, *item.parts[:-1]


def likeness(learner: str) -> str:
    """Say that a name alone decided, and that it is only like the learner's."""
    return _("Its name is like {learner}'s and like nobody else's.").format(learner=learner)


def _whose(bundle: _Bundle, owners: Mapping[str, str]) -> tuple[str, str, str, str, tuple[str, ...]]:
    """Say what becomes of files that belong together: what, whose, who says so, a sentence, and whose they may be."""
    named = bundle.named
    packs = {item.contents.pack for item in bundle.items if item.contents.pack is not None}
    evidence = {owners[pack] for pack in packs if pack in owners}
    strange = sorted(pack for pack in packs if pack not in owners)
    if bundle.forced == NOBODY:
        return "set aside", "", "", _("The trainer set it aside."), ()
    if bundle.forced is not None:
        why = _("The trainer said so.")
        if evidence - {bundle.forced} or strange:
            why += " " + _("Its evidence isn't {learner}'s, so that it can't be scored.").format(learner=bundle.forced)
        return "placed", bundle.forced, "trainer", why, ()
    sure, near = named.sure, tuple(dict.fromkeys((*sorted(evidence), *sorted(named.sure), *named.near)))[:5]
    if PRACTICE in strange:
        why = _("These are answers to the practice case, not to anybody's own.")
        if written := dict.fromkeys(item.contents.name for item in bundle.items if item.contents.name):
            why += " " + _("The name in them is {name}.").format(name=", ".join(map(quote, written)))
        return "unresolved", "", "", why, near
    if strange:
        why = _("Its evidence pack {pack} was given to nobody in this course.").format(pack=quote(strange[0]))
        return "unresolved", "", "", why, near
    if len(evidence) > 1:
        why = _("It holds evidence of several learners: {learners}.").format(learners=", ".join(sorted(evidence)))
        return "unresolved", "", "", why, near
    if named.against:
        why = _("Its names name several learners: {learners}.").format(learners=", ".join(sorted(sure | named.against)))
        return "unresolved", "", "", why, tuple(sorted(sure | named.against | evidence))
    owner = next(iter(evidence), "")
    if sure and owner and owner not in sure:
        why = _("Its name says {learner}, its evidence says {owner}.").format(
            learner=", ".join(sorted(sure)), owner=owner
        )
        return "unresolved", "", "", why, near
    if named.stranger is not None:
        why = _("The roster knows nobody called {name}.").format(name=quote(named.stranger))
        return "unresolved", "", "", why, near
    if len(sure) == 1:
        learner = next(iter(sure))
        why = _("Its name and its evidence say so.") if owner else _("Its name says so.")
        if named.nearly and not owner:
            why = likeness(learner)
        return "placed", learner, "name", why, ()
    if owner and (sure or not named.near or owner in named.near):
        why = _("Its evidence says so.")
        return "placed", owner, "name" if sure else "pack", why, ()
    if owner:
        why = _("Its name is like {learner}'s, its evidence says {owner}.").format(
            learner=", ".join(named.near[:3]), owner=owner
        )
        return "unresolved", "", "", why, near
    if sure:
        why = _("Several learners have this name: {learners}.").format(learners=", ".join(sorted(sure)))
        return "unresolved", "", "", why, near
    if named.near:
        why = _("Its name isn't clearly anybody's; it may be {learners}.").format(learners=", ".join(named.near[:5]))
        return "unresolved", "", "", why, near
    return "unresolved", "", "", _("Neither its name nor anything in it says whose it is."), ()


def _decision(item: Item, bundle: _Bundle | None, beside: list[_Bundle], names: Names) -> Decision:
    if item.forced == NOBODY:
        return Decision(item=item, became="set aside", why=_("The trainer set it aside."))
    contents = item.contents
    if contents.trouble:
        return Decision(item=item, became="listed", why=contents.trouble)
    if bundle is not None:
        became, learner, by, why, candidates = bundle.verdict
        place = ""
        if became == "placed":
            exercise = bundle.exercise
            place = f"submitted/{learner}/{exercise.module}/{exercise.slug}{ENDINGS[contents.kind]}"
        return Decision(
            item=item, became=became, learner=learner, exercise=bundle.exercise, placed=place, by=by, why=why,
            candidates=candidates,
        )  # fmt: skip
    if contents.kind in ("answers", "pack") or (contents.kind == "notebook" and not beside):
        return Decision(
            item=item, became="listed", why=_("Nothing says which exercise this is for. Rename it as it was given out.")
        )
    return _along(item, beside, names)


def _along(item: Item, beside: list[_Bundle], names: Names) -> Decision:
    """Decide about a file of no exercise: it goes with the notebook or the answers beside it."""
    own = names.named(item.parts)
    sure = {item.forced} if item.forced is not None else own.sure
    mine = [each for each in beside if not sure or each.verdict[1] in sure] or beside
    homes = {(each.verdict[1], each.exercise.module) for each in mine if each.verdict[0] == "placed"}
    if not homes and mine:
        # Whose it is will be known when it is known of what lies beside it.
        became, _learner, _by, why, candidates = mine[0].verdict
        return Decision(item=item, became=became, exercise=mine[0].exercise, why=why, candidates=candidates)
    name = original_name(item.parts[-1])
    if len(homes) != 1:
        why = (
            _("This belongs to no exercise.")
            if not homes
            else _("This lies beside work for several learners or modules; put it into the folder where it belongs.")
        )
        return Decision(item=item, became="listed", why=why)
    if not _can_be_placed(name):
        return Decision(item=item, became="listed", why=_("A file of this name isn't placed beside a notebook."))
    ((learner, module),) = homes
    first = next(each for each in mine if (each.verdict[1], each.exercise.module) == (learner, module))
    return Decision(
        item=item, became="placed", learner=learner, exercise=first.exercise,
        placed=f"submitted/{learner}/{module}/{name}", by=first.verdict[2], why=_("It lay beside the exercise."),
    )  # fmt: skip


def _can_be_placed(name: str) -> bool:
    """Say whether a file of no exercise can have that name beside a notebook."""
    plain = (
        is_file_name(name)
        and not re.search(r'[\\/:*?"<>|]', name)
        and escape(name) == name
        and not name.startswith(".")
        and len(name.encode()) <= 200
    )
    reserved = {f"{each.slug}{ending}" for each in all_exercises() for ending in (*ENDINGS.values(), TEAM_ANSWERS)}
    return plain and name.casefold() not in reserved
