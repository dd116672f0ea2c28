"""What follows for the eye from a type's class, action, feed, calibres and countries.

A row of ``type_features.csv`` for the type goes first, then one for its pattern; what neither says is worked out here
from the reference table of models. A feature that a kind of firearm doesn't have is answered ``none``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from firearmskit import reference
from firearmskit.identification.features import answers, features
from firearmskit.identification.tables import Pattern, TypeFeature, table

__all__ = ["Fact", "facts", "members_of", "patterns_of"]

FORMS = {
    "pistol": "pistol",
    "revolver": "revolver",
    "submachine_gun": "compact",
    "rifle": "long_gun",
    "assault_rifle": "long_gun",
    "carbine": "long_gun",
    "sniper_rifle": "long_gun",
    "shotgun": "long_gun",
    "light_machine_gun": "machine_gun",
    "general_purpose_machine_gun": "machine_gun",
    "heavy_machine_gun": "machine_gun",
    "grenade_launcher": "launcher",
    "other": "launcher",
}
"""Overall form of each class of the table of models."""

FEEDS = {
    "box": ("box",),
    "tube": ("tube",),
    "belt": ("belt",),
    "cylinder": ("cylinder",),
    "fixed-box": ("fixed_box",),
    "clip": ("fixed_box",),
    "drum": ("drum",),
    "single": ("single",),
    "helical": ("helical",),
    "pan": ("pan",),
}
NO_MAGAZINE = frozenset({"tube", "belt", "cylinder", "single"})

WORKING_PARTS = {
    "manual-bolt": ("turn_bolt",),
    "manual-lever": ("lever",),
    "manual-pump": ("pump",),
    "manual-break": ("hinge",),
    "revolver": ("cylinder",),
    "semi-automatic": ("handle",),
    "selective-fire": ("handle",),
    "full-automatic": ("handle",),
}
"""What moves, by action; a pistol has a slide."""

POSITIONS = {"semi-automatic": ("2",), "full-automatic": ("1", "2"), "selective-fire": ("3",)}
CURVES = {"7.62x39": ("strong",), "5.45x39": ("slight",), "5.56x45": ("slight", "straight")}
"""How a magazine for tapered, and for straight, cartridges is usually curved."""

_LATIN = """
USA GBR FRA DEU ITA ESP PRT BEL NLD AUT CHE SWE NOR DNK FIN BRA ARG MEX CHL PER COL VEN ZAF AUS CAN
CZE CSK POL HUN ROU HRV TUR PHL DDR IND DOM SGP IDN
"""
LATIN = frozenset(_LATIN.split())
"""States whose makers mark in Latin letters."""

ORIGIN_SHARE = 2 / 3
"""Share of the pieces of a type that its State of origin made, where other States made it too: an estimate.

No sourced figures say how many each State made. Without it, a type would be the less likely for a piece from its own
State the more States are known to have copied it.
"""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What a type shows of a feature.

    Args:
        values: Answers that are right.
        basis: One of ``reference.CONFIDENCE``.
        source: Where it was read, or the rule.
        origin: The one of the answers that most pieces show, where the type comes from one State and was made in
            others too; None where no answer is known to be more frequent.
    """

    values: tuple[str, ...]
    basis: str
    source: str
    origin: str | None = None

    def share(self, value: str) -> float:
        """Give the share of pieces of the type that show an answer."""
        if value not in self.values:
            return 0.0
        if self.origin is None or len(self.values) == 1:
            return 1 / len(self.values)
        return ORIGIN_SHARE if value == self.origin else (1 - ORIGIN_SHARE) / (len(self.values) - 1)


@cache
def _members() -> dict[str, tuple[str, ...]]:
    """Give the patterns of each type, the last to be believed most."""
    found: dict[str, tuple[str, ...]] = {}
    for pattern in table(Pattern):
        for member in pattern.members:
            found[member] = (*found.get(member, ()), pattern.id)
    return found


def patterns_of(model: str) -> tuple[str, ...]:
    """Give the ids of the patterns that a type belongs to."""
    return _members().get(model, ())


@cache
def members_of(model: str) -> frozenset[str]:
    """Give the types that a name stands for: a row that only names a pattern stands for all its members."""
    named = {pattern.name_row: frozenset(pattern.members) for pattern in table(Pattern)}
    return named.get(model, frozenset({model}))


@cache
def _written() -> dict[str, dict[str, Fact]]:
    found: dict[str, dict[str, Fact]] = {}
    for row in table(TypeFeature):
        fact = Fact(values=row.values, basis=row.confidence, source=row.source)
        found.setdefault(row.subject, {})[row.feature] = fact
    return found


@cache
def facts(model: str) -> dict[str, Fact]:
    """Give what a type shows, feature by feature; a feature that is missing isn't known.

    Args:
        model: Id of a row of the reference table of models.

    Returns:
        The facts by id of the feature.

    Raises:
        UnknownCodeError: There is no such model.
    """
    row = reference.get(reference.Model, model)
    basis = "derived" if row.confidence in ("sourced", "partly") else row.confidence
    source = "worked out from the table of models: " + row.source
    found = {
        name: Fact(values=values, basis=basis, source=source, origin=row.country if name == "country" else None)
        for name, values in _derived(row)
    }
    for pattern in patterns_of(model):
        found |= _written().get(f"pattern:{pattern}", {})
    found |= _written().get(model, {})
    return found | _not_asked(found)


def _not_asked(found: dict[str, Fact]) -> dict[str, Fact]:
    """Answer ``none`` to what a firearm of this form doesn't have."""
    forms = found["form"]
    nothing = Fact(values=("none",), basis="derived", source="a firearm of this form doesn't have it")
    return {
        each.id: nothing
        for each in features()
        if each.applies and not set(forms.values) & set(each.applies) and "none" in answers(each.id)
    }


def _derived(row: reference.Model) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Work out what follows from the columns of a model."""
    form = FORMS.get(row.kind, "long_gun")
    yield "form", (form,)
    yield "finish", ("factory",)
    yield "barrels", ("wide_tube",) if form == "launcher" else ("one",)
    yield from _feed(row, form)
    yield from _action(row, form)
    yield from _handling(row, form)
    if row.calibres:
        yield "calibre", row.calibres
    countries = tuple(dict.fromkeys([*([row.country] if row.country else []), *row.also]))
    if countries:
        yield "country", countries
    if row.country in LATIN:
        yield "script", ("latin", "digits")
    elif row.country in ("SUN", "RUS"):
        yield "script", ("cyrillic", "digits", "latin")


def _feed(row: reference.Model, form: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    feeds = tuple(dict.fromkeys(value for feed in row.feed for value in FEEDS.get(feed, ())))
    if form == "revolver":
        feeds = ("cylinder",)
    if not feeds:
        return
    yield "feed", feeds
    if set(feeds) <= NO_MAGAZINE:
        yield "magazine_place", ("none",)
        yield "magazine_curve", ("none",)
        yield "magazine_look", ("none",)
    elif form == "pistol":
        yield "magazine_place", ("grip",)
        yield "magazine_curve", ("straight", "none")
    elif "box" in feeds:
        yield "magazine_place", ("ahead",)
        curves = tuple(dict.fromkeys(curve for calibre in row.calibres for curve in CURVES.get(calibre, ())))
        if curves:
            yield "magazine_curve", curves


def _action(row: reference.Model, form: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    if form == "pistol" and row.action in ("semi-automatic", "selective-fire", "blank-firing"):
        yield "working_part", ("slide",)
    elif form == "revolver":
        yield "working_part", ("cylinder",)
    elif row.action in WORKING_PARTS:
        yield "working_part", WORKING_PARTS[row.action]
    if form == "long_gun" and row.action != "manual-bolt":
        yield "bolt_handle", ("none",)
    if form in ("long_gun", "compact", "machine_gun") and row.action in POSITIONS:
        yield "selector_positions", POSITIONS[row.action]
    elif form == "pistol":
        yield "selector_positions", ("1", "2")


def _handling(row: reference.Model, form: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    if form in ("pistol", "revolver"):
        yield "stock", ("none",)
        yield "selector_letters", ("none",)
    if form == "revolver" and row.capacity:
        yield "chambers", tuple(dict.fromkeys("8" if number > 7 else str(number) for number in row.capacity))
    if row.kind == "shotgun":
        yield "selector_letters", ("none",)
        yield "bayonet", ("no",)
        yield "carrying_handle", ("no",)
    if form == "long_gun" and row.action in ("manual-bolt", "manual-lever", "manual-break", "manual-pump"):
        yield "pistol_grip", ("stock",)
        yield "selector_letters", ("none",)
        yield "carrying_handle", ("no",)
        yield "gas_tube", ("no",)
    if form == "long_gun" and row.kind != "sniper_rifle":
        yield "bipod", ("no",)
    if form == "machine_gun" and row.kind != "heavy_machine_gun":
        yield "bipod", ("yes",)
