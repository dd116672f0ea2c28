"""Where does this belong in the schemes of others, and what does it depend on?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from firearmskit import reference
from firearmskit.errors import InputError, UnknownCodeError, quote
from firearmskit.identification.parts import kind_of
from firearmskit.language import N_, ngettext
from firearmskit.language import text as _
from firearmskit.reference import Crosswalk, Taxonomy

__all__ = ["ClassOption", "Classification", "classify"]

ANTIQUE_BEFORE = 1899
"""The Protocol lets States leave antiques out, but nothing made after this year is one (art. 3(a))."""

AUTOMATIC = frozenset({"selective-fire", "full-automatic"})
BY_HAND = frozenset({"manual-bolt", "manual-lever", "manual-pump"})
ONE_SHOT = frozenset({"manual-break", "manual-single", "muzzle-loading"})
EU_ACTIONS = {
    "A2": AUTOMATIC,
    "A7": {"semi-automatic"},
    "A8": {"semi-automatic"},
    "B1": {"revolver", *BY_HAND},
    "B2": ONE_SHOT,
    "B3": ONE_SHOT,
    "B4": {"semi-automatic"},
    "B5": {"semi-automatic"},
    "B6": {"semi-automatic"},
    "B7": {"semi-automatic", *BY_HAND},
    "B9": {"semi-automatic"},
    "C1": BY_HAND,
    "C2": ONE_SHOT,
    "C3": {"semi-automatic"},
    "C4": ONE_SHOT,
    "C7": ONE_SHOT,
}
"""Which actions a class of the Directive is about, after the labels in the table of taxonomies."""

EU_PERCUSSION = {"A7": "centre-fire", "B2": "centre-fire", "B3": "rimfire", "C4": "rimfire"}
"""Which percussion a class of the Directive is about, after the labels in the table of taxonomies."""

NCIC_ACTIONS = {
    "A": AUTOMATIC,
    "B": {"manual-bolt"},
    "D": ONE_SHOT,
    "E": ONE_SHOT,
    "I": {"semi-automatic"},
    "L": {"manual-lever"},
    "O": ONE_SHOT,
    "P": {"manual-pump"},
    "S": ONE_SHOT,
}
"""Which actions a second letter of the NCIC code is about, after the labels in the table of taxonomies."""

LAUNCHERS = frozenset(
    {
        ("iti", "4b-at-missile"),
        ("sdg-16.4.2", "at-missile"),
        ("eu-2021-555", "A1"),
        ("hs", "9301.20"),
        ("ncic", "K"),
        ("ncic-action", "N"),
    }
)
NOT_LAUNCHERS = frozenset(
    {
        ("iti", "4a"),
        ("sdg-16.4.2", "small"),
        *(("eu-2021-555", code) for code in ("A3", "A9", "B8", "C5", *EU_ACTIONS)),
        *(("hs", code) for code in ("9301.90", "9302.00", "9303.20", "9303.30", "9303.90")),
        *(("ncic", code) for code in "BDPRS"),
    }
)
"""The class ``other`` holds launchers and firearms that were made by hand or printed: these classes are of one of the
two. The schemes ask what an object is, not who made it, so an improvised pistol is classed as a pistol."""

ONLY_IF = {
    "A3": "disguised",
    "A6": "converted",
    "A9": "converted",
    "B8": "converted",
    "C5": "converted",
    "C6": "deactivated",
}
"""Classes of the Directive for pieces that were altered or disguised."""


NOT_SO = {
    "disguised": N_("Ruled out: it isn't disguised as another object."),
    "converted": N_("Ruled out: it wasn't converted."),
    "deactivated": N_("Ruled out: it wasn't deactivated."),
}


@dataclass(frozen=True, kw_only=True)
class ClassOption:
    """A class that the object belongs to, or may belong to.

    Args:
        code: Code in the scheme.
        label: What the class is called.
        article: Where in the instrument it stands.
        relation: How our kind relates to it, as in the crosswalk.
        depends_on: Facts that are missing to decide; none when it is settled.
        reason: Why, a sentence.
        basis: How far the crosswalk's row is supported.
    """

    code: str
    label: str
    article: str
    relation: str
    depends_on: tuple[str, ...]
    reason: str
    basis: str


@dataclass(frozen=True, kw_only=True)
class Classification:
    """Where an object belongs in a scheme.

    Args:
        kind: Its class in the reference.
        model: Id of the model; None when only the class was given.
        scheme: The scheme.
        options: The classes that are possible with the facts that are known.
        excluded: Classes that the facts rule out, each with the reason.
        settled: Exactly one class is possible, and nothing is missing to say so.
        text: The answer in sentences.
    """

    kind: str
    model: str | None
    scheme: str
    options: tuple[ClassOption, ...]
    excluded: tuple[ClassOption, ...] = field(default=())
    settled: bool
    text: str

    @property
    def depends_on(self) -> tuple[str, ...]:
        """The facts that are missing, each once."""
        return tuple(dict.fromkeys(fact for option in self.options for fact in option.depends_on))


def classify(kind_or_model: str, scheme: str, facts: Mapping[str, object] | None = None) -> Classification:
    """Say where a firearm belongs in a scheme, with the reason and the article, and what it depends on.

    Args:
        kind_or_model: A class of the table of models, such as ``pistol``, or the id of a model.
        scheme: One of ``reference.schemes()``.
        facts: What is known of the piece, by the words that the crosswalk uses: ``action``, ``year_of_manufacture``,
            ``converted``, ``deactivated``, ``disguised`` and so on. What the table of models says of a model (its
            action) needn't be given.

    Returns:
        The classes that are possible. A class that depends on a fact that isn't known says so; it is never guessed.

    Raises:
        UnknownCodeError: There is no such kind, model or scheme.
        InputError: The facts aren't a mapping, or a fact isn't of the right type.

    >>> from firearmskit import identification
    >>> identification.classify("revolver", "sdg-16.4.2").options[0].label
    'Revolvers'
    >>> identification.classify("akm", "eu-2021-555", {"converted": False, "deactivated": False}).options[0].code
    'A2'
    """
    known = _checked(facts)
    kind = kind_of(kind_or_model)
    model = None
    if kind != kind_or_model:
        model = kind_or_model
        action = reference.get(reference.Model, model).action
        if action is not None:
            known.setdefault("action", action)
        percussion = _percussion(reference.get(reference.Model, model))
        if percussion is not None:
            known.setdefault("percussion", percussion)
    possible: list[ClassOption] = []
    excluded: list[ClassOption] = []
    for row in reference.crosswalk(kind, scheme):
        against = _against(row, known)
        (excluded if against else possible).append(_option(row, known, against))
    exact = [option for option in possible if not option.depends_on]
    if exact and scheme == "eu-2021-555":
        possible = exact
    settled = len(possible) == 1 and not possible[0].depends_on
    return Classification(
        kind=kind,
        model=model,
        scheme=scheme,
        options=tuple(possible),
        excluded=tuple(excluded),
        settled=settled,
        text=_said(possible, settled),
    )


def _percussion(model: reference.Model) -> str | None:
    """Give ``rimfire`` or ``centre-fire``; None where it depends on the piece or the calibre isn't known."""
    kinds = {reference.get(reference.Calibre, calibre).kind == "rimfire" for calibre in model.calibres}
    return None if len(kinds) != 1 else "rimfire" if kinds.pop() else "centre-fire"


def _checked(facts: Mapping[str, object] | None) -> dict[str, object]:
    if facts is None:
        return {}
    if not isinstance(facts, Mapping):
        raise InputError(_("facts are values by name, not {value}").format(value=quote(facts)))
    known = {str(name): value for name, value in facts.items() if value is not None}
    year = known.get("year_of_manufacture")
    if year is not None and (isinstance(year, bool) or not isinstance(year, int)):
        raise InputError(_("a year is a whole number, not {value}").format(value=quote(year)))
    words = {word for row in reference.rows(Crosswalk) for word in row.depends_on}
    for name in known:
        if name not in words:
            raise UnknownCodeError(
                _("{id} isn't a fact that a scheme depends on; they are {facts}").format(
                    id=quote(name), facts=", ".join(sorted(words))
                )
            )
    return known


def _against(row: Crosswalk, known: Mapping[str, object]) -> str | None:
    """Say why the facts rule a class out; None when they don't."""
    action = known.get("action")
    if row.kind == "other" and action is not None:
        apart = NOT_LAUNCHERS if action == "launcher" else LAUNCHERS
        if (row.scheme, row.code) in apart:
            return _ruled_out(action)
    if row.scheme == "ncic-action" and action is not None and action not in NCIC_ACTIONS.get(row.code, {action}):
        return _ruled_out(action)
    if row.scheme == "ncic" and row.depends_on == ("action",) and row.code == "B":
        return (
            None
            if action is None or action in AUTOMATIC
            else _("Ruled out by how it works: {action}.").format(action=action)
        )
    if row.scheme != "eu-2021-555":
        return None
    condition = ONLY_IF.get(row.code)
    if condition is not None and known.get(condition) is False:
        return _(NOT_SO[condition])
    altered = [name for name in ("converted", "deactivated") if known.get(name) is True]
    if altered and condition not in (*altered, "disguised"):
        return _("Ruled out: an altered piece has classes of its own.")
    if row.code in EU_ACTIONS and action is not None and action not in EU_ACTIONS[row.code] and condition is None:
        return _ruled_out(action)
    percussion = known.get("percussion")
    if row.code in EU_PERCUSSION and percussion in ("rimfire", "centre-fire") and percussion != EU_PERCUSSION[row.code]:
        return _("Ruled out by its percussion: {percussion}.").format(percussion=percussion)
    return None


def _ruled_out(action: object) -> str:
    return _("Ruled out by how it works: {action}.").format(action=action)


def _option(row: Crosswalk, known: Mapping[str, object], against: str | None) -> ClassOption:
    taxon = next(
        (each for each in reference.rows(Taxonomy) if each.scheme == row.scheme and each.code == row.code), None
    )
    missing = tuple(fact for fact in row.depends_on if fact not in known)
    reason = against or _sentence(_(row.why))
    year = known.get("year_of_manufacture")
    if row.scheme == "firearms-protocol" and isinstance(year, int) and against is None:
        if year > ANTIQUE_BEFORE:
            reason += " " + _("Made after 1899, so it can't be an antique (art. 3(a)).")
        else:
            reason += " " + _(
                "Made in 1899 or before: national law may call it an antique and leave it out (art. 3(a))."
            )
            missing = (*missing, "national_law_on_antiques")
    return ClassOption(
        code=row.code,
        label=_(taxon.label) if taxon else row.code,
        article=taxon.article if taxon else "",
        relation=row.relation,
        depends_on=missing if against is None else (),
        reason=reason,
        basis=row.confidence,
    )


def _sentence(words: str) -> str:
    """End with a full stop."""
    return words if words.endswith(".") else words + "."


def _said(possible: list[ClassOption], settled: bool) -> str:
    """Say the answer."""
    if not possible:
        return _("The scheme has no class for it.")
    if settled:
        only = possible[0]
        return _("{code}, {label} ({article}). {reason}").format(
            code=only.code, label=only.label, article=only.article, reason=only.reason
        )
    missing = ", ".join(dict.fromkeys(fact for option in possible for fact in option.depends_on))
    return ngettext(
        "One class is possible, {codes}; it depends on: {missing}.",
        "{count} classes are possible, {codes}; it depends on: {missing}.",
        len(possible),
    ).format(count=len(possible), codes=", ".join(option.code for option in possible), missing=missing or "?")
