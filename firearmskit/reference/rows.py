"""The shape of a row of each reference table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firearmskit.language import N_

__all__ = [
    "ACTIONS",
    "CONFIDENCE",
    "FEEDS",
    "M49_REGIONS",
    "UN_GROUPS",
    "Calibre",
    "Country",
    "Crosswalk",
    "FactoryCode",
    "HeadstampCode",
    "ImportMark",
    "Importer",
    "LookAlike",
    "Maker",
    "Model",
    "Place",
    "ProofHouse",
    "ProofMark",
    "PropertyMark",
    "Region",
    "Row",
    "Selector",
    "Taxonomy",
    "YearCode",
]

CONFIDENCE = ("sourced", "partly", "derived", "unverified")
"""How far a row is supported: read at its source; partly so; worked out from sourced facts; general knowledge."""

ACTIONS = (
    "muzzle-loading",
    "manual-single",
    "manual-break",
    "manual-bolt",
    "manual-lever",
    "manual-pump",
    "revolver",
    "semi-automatic",
    "selective-fire",
    "full-automatic",
    "launcher",
    "blank-firing",
)
"""How a type works. ``manual-single``: one shot, opened in another way than the next four; ``selective-fire``: single
shots or a burst as the shooter chooses; ``launcher``: fires one grenade or rocket; ``blank-firing``: made for blank,
signal or irritant cartridges only, whatever it looks like."""

FEEDS = ("single", "box", "fixed-box", "clip", "tube", "cylinder", "drum", "pan", "helical", "belt")
"""What a type is fed from. ``single``: by hand, one round a barrel; ``box``: a magazine that comes out;
``fixed-box``: one that stays in; ``clip``: one that needs its clip to work."""

M49_REGIONS = {
    "africa": N_("Africa"),
    "americas": N_("Americas"),
    "asia": N_("Asia"),
    "europe": N_("Europe"),
    "oceania": N_("Oceania"),
}
"""The regions of the M49 standard, and what each is called where people read it."""

UN_GROUPS = {
    "african": N_("African Group"),
    "asia-pacific": N_("Asia-Pacific Group"),
    "eastern-european": N_("Eastern European Group"),
    "grulac": N_("Latin American and Caribbean Group"),
    "weog": N_("Western European and Others Group"),
}
"""The regional groups of the United Nations, and what each is called where people read it."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """What every reference row has: where the fact was read, and how far that supports it.

    Args:
        id: Unique within the table.
        source: Where the fact was read: a title and, where there is one, an address.
        read: When it was read there, as ``2026-11`` or ``2026-11-26``; None for what no source was read for.
        confidence: One of :data:`CONFIDENCE`.
        covers: Where the confidence is ``partly``, the fields that the source supports; the others are unverified.
    """

    table: ClassVar[str]
    """Name of the table whose rows are of this class."""

    id: str
    source: str
    read: str | None
    confidence: str
    covers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Country(Row):
    """A State or territory; ``id`` is its ISO 3166-1 alpha-3 code.

    Args:
        name: Short name in English.
        iso2: ISO 3166-1 alpha-2 code, as some national marks use it.
        status: ``current`` or ``withdrawn`` (the State no longer exists under this code).
        marks: How the name is stamped, besides ``name``.
    """

    table: ClassVar[str] = "countries"

    name: str
    iso2: str
    status: str
    marks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Region(Row):
    """Where a State belongs in the world of the United Nations; ``id`` is its ISO 3166-1 alpha-3 code.

    The table holds the 193 members, as they are since July 2011, and the two observer States.

    Args:
        m49_region: One of :data:`M49_REGIONS`.
        un_standing: ``member`` or ``observer`` of the United Nations.
        un_group: One of :data:`UN_GROUPS`; None for who is in no group.
        doubt: What isn't settled, a sentence.
    """

    table: ClassVar[str] = "regions"

    m49_region: str
    un_standing: str
    un_group: str | None
    doubt: str | None


@dataclass(frozen=True, kw_only=True)
class Maker(Row):
    """A maker of firearms.

    Args:
        name: The name in Latin letters.
        country: ISO 3166-1 alpha-3 code of the State where it works or worked; None where the name is stamped in
            several.
        marks: Names and signs as stamped.
        towns: Towns of its address as stamped.
        own_script: The name in its own script, where that isn't Latin.
        aliases: Other names: former names, trade names and the ways in which registers write it.
    """

    table: ClassVar[str] = "makers"

    name: str
    country: str | None
    marks: tuple[str, ...]
    towns: tuple[str, ...]
    own_script: str | None
    aliases: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class FactoryCode(Row):
    """A number, letter group or symbol that stands for a factory.

    Args:
        code: The number, letters or symbol word, such as ``66`` or ``arrow``.
        frame: The drawn frame around it, such as ``triangle``; None when it stands free.
        meaning: What it stands for.
        maker: Id of the maker, where one is known.
        country: ISO 3166-1 alpha-3 code, where one is known.
        doubt: What isn't settled about it.
    """

    table: ClassVar[str] = "factory_codes"

    code: str
    frame: str | None
    meaning: str
    maker: str | None
    country: str | None
    doubt: str | None


@dataclass(frozen=True, kw_only=True)
class HeadstampCode(Row):
    """A code, a name or a sign on the base of a cartridge case.

    Args:
        code: As stamped; ``(blank)`` where nothing is stamped, ``(no maker code)`` where only calibre or year are.
        maker: The maker in words; None for what names no maker, such as NATO's cross in a circle.
        place: Town or towns of the works.
        country: ISO 3166-1 alpha-3 code, where one is known.
        since: First calendar year of use, where one is known.
        until: Last calendar year of use, where one is known.
        layout: How the code stands among the other marks of the base, by the positions of a clock.
        doubt: What isn't settled about it, what it is mistaken for, and on what alone it was seen.
    """

    table: ClassVar[str] = "headstamp_codes"

    code: str
    maker: str | None
    place: str | None
    country: str | None
    since: int | None
    until: int | None
    layout: str | None
    doubt: str | None


@dataclass(frozen=True, kw_only=True)
class Calibre(Row):
    """A cartridge.

    Args:
        name: The usual name.
        names: Other names and notations.
        kind: pistol, revolver, rifle, heavy, rimfire, shotgun or alarm.
        country: ISO 3166-1 alpha-3 code of origin.
        year: Year of introduction.
        bullet_diameter_mm: Diameter of the bullet, in millimetres.
        case_length_mm: Length of the case, in millimetres.
        rim: rimless, rimmed, semi-rimmed, rebated or belted.
        case_shape: ``bottleneck``, or None where the shape isn't known or the case has no shoulder.
        military_designation: Names that armed forces give to it or to its loads.
        used_in: What it is met in, in a few words.
    """

    table: ClassVar[str] = "calibres"

    name: str
    names: tuple[str, ...]
    kind: str
    country: str | None
    year: int | None
    bullet_diameter_mm: float | None
    case_length_mm: float | None
    rim: str | None
    case_shape: str | None
    military_designation: tuple[str, ...]
    used_in: str | None


@dataclass(frozen=True, kw_only=True)
class Model(Row):
    """A type of firearm: what is stamped on it, how it works, and who made it where and when.

    Args:
        name: The usual name.
        marks: Designations of this type as stamped.
        variants: Designations of its variants as stamped; each is a name of its own.
        names: Other names, nicknames and names in other languages and scripts; they aren't stamped.
        kind: Class of firearm.
        action: How it works, one of :data:`ACTIONS`; None when not known or not the same on all pieces.
        feed: What it is fed from, out of :data:`FEEDS`; several where they are usual.
        capacity: Usual numbers of rounds in the magazine, cylinder or barrels; none where they differ too much.
        calibres: Ids of its calibres; none where its calibre isn't in the table of calibres.
        country: ISO 3166-1 alpha-3 code of the State of origin.
        also: ISO 3166-1 alpha-3 codes of other States where it was made, under licence or as a copy. The list isn't
            complete; while it isn't empty, the name alone doesn't say who made a piece.
        maker: Id of the maker, when only one made it under this name.
        makers: Ids of makers that made it, also under licence, as a copy or under another name. The list isn't
            complete.
        designer: Who designed it.
        since: First calendar year of make or, where only that is known, of adoption.
        until: Last calendar year of make at its first maker; None when not known or still made.
        mark_place: Where its marks stand, in words.
        serial_format: What its serial looks like, in words.
    """

    table: ClassVar[str] = "models"

    name: str
    marks: tuple[str, ...]
    variants: tuple[str, ...]
    names: tuple[str, ...]
    kind: str
    action: str | None
    feed: tuple[str, ...]
    capacity: tuple[int, ...]
    calibres: tuple[str, ...]
    country: str | None
    also: tuple[str, ...]
    maker: str | None
    makers: tuple[str, ...]
    designer: str | None
    since: int | None
    until: int | None
    mark_place: str | None
    serial_format: str | None


@dataclass(frozen=True, kw_only=True)
class LookAlike(Row):
    """One thing to look at that tells a type from another.

    Args:
        model: Id of the type.
        other: Id of the type that it is taken for; None where it is told from types in general.
        feature: What to look at.
        this: What the type shows there.
        that: What the other shows there; None where that isn't known or differs.
    """

    table: ClassVar[str] = "look_alikes"

    model: str
    other: str | None
    feature: str
    this: str
    that: str | None


@dataclass(frozen=True, kw_only=True)
class ProofMark(Row):
    """A mark of a proof house or an inspector.

    Args:
        marks: The mark in words, as a reader would write it down.
        meaning: What it shows.
        country: ISO 3166-1 alpha-3 code of the place of proof.
        house: Id of the proof house; None for an inspector's mark, and where several houses use it.
        since: First calendar year of use, where one is known.
        until: Last calendar year of use, where one is known.
        doubt: What isn't settled about it.
    """

    table: ClassVar[str] = "proof_marks"

    marks: tuple[str, ...]
    meaning: str
    country: str
    house: str | None
    since: int | None
    until: int | None
    doubt: str | None


@dataclass(frozen=True, kw_only=True)
class ProofHouse(Row):
    """A place where firearms are tested and marked.

    Args:
        name: The house, in its own language where one is known.
        city: Where it stands.
        country: ISO 3166-1 alpha-3 code.
        cip: ``member`` or ``former`` of the Permanent International Commission (C.I.P.); None where that isn't known.
        since: First calendar year of which it is known, or in which it was recognised.
        until: Last calendar year in which it was recognised.
        doubt: What isn't settled about it.
    """

    table: ClassVar[str] = "proof_houses"

    name: str
    city: str | None
    country: str
    cip: str | None
    since: int | None
    until: int | None
    doubt: str | None


@dataclass(frozen=True, kw_only=True)
class YearCode(Row):
    """A code that stands for a year.

    Args:
        system: Which system it belongs to, such as ``italy-proof``.
        code: As stamped.
        year: Calendar year.
        country: ISO 3166-1 alpha-3 code of the State that uses it.
    """

    table: ClassVar[str] = "year_codes"

    system: str
    code: str
    year: int
    country: str


@dataclass(frozen=True, kw_only=True)
class Importer(Row):
    """A firm whose name is stamped because it imported the firearm.

    Args:
        name: The firm.
        marks: Its name as stamped, also shortened.
        country: ISO 3166-1 alpha-3 code of the State of import.
        doubt: What else the firm does, in a sentence.
    """

    table: ClassVar[str] = "importers"

    name: str
    marks: tuple[str, ...]
    country: str
    doubt: str | None


@dataclass(frozen=True, kw_only=True)
class ImportMark(Row):
    """How a State has imported firearms marked, or what an instrument asks of its parties.

    Args:
        country: ISO 3166-1 alpha-3 code; None for an instrument that binds several States.
        contains: What the mark says, such as ``country of import`` and ``year of import``; empty where a State adds
            none.
        example: How it looks, with invented data.
        since: First calendar year of marking, where one is known.
        rule: The rule behind it.
        doubt: What isn't settled about it, and what it is mistaken for.
    """

    table: ClassVar[str] = "import_marks"

    country: str | None
    contains: tuple[str, ...]
    example: str | None
    since: int | None
    rule: str
    doubt: str | None


@dataclass(frozen=True, kw_only=True)
class Selector(Row):
    """The letters at the positions of a fire selector.

    Args:
        letters: One entry a position.
        meaning: What the positions are.
        countries: ISO 3166-1 alpha-3 codes of the States whose firearms bear them.
    """

    table: ClassVar[str] = "selectors"

    letters: tuple[str, ...]
    meaning: str
    countries: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PropertyMark(Row):
    """A mark of the owner, such as an army or a police force.

    Args:
        marks: As stamped.
        meaning: Whose it is.
        country: ISO 3166-1 alpha-3 code, where it is certain.
        until: Last calendar year in which it was put on, where one is known.
    """

    table: ClassVar[str] = "property_marks"

    marks: tuple[str, ...]
    meaning: str
    country: str | None
    until: int | None


@dataclass(frozen=True, kw_only=True)
class Place(Row):
    """Where on a firearm a mark stands.

    Args:
        role: ``main`` for the part whose number is the serial of the firearm, ``part`` for parts that can be
            exchanged, ``loose`` for parts that come off in use.
        words: Words that name the place.
    """

    table: ClassVar[str] = "places"

    role: str
    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Taxonomy(Row):
    """A class of a scheme by which others sort arms; ``id`` is ``scheme:code``.

    Args:
        scheme: ``firearms-protocol``, ``iti``, ``sdg-16.4.2``, ``iafq``, ``eu-2021-555``, ``hs``, ``ncic`` or
            ``ncic-action``.
        code: Its code in the scheme, or a word of ours where the scheme has none.
        label: What it is called.
        parent: Id of the class that it belongs to.
        definition: What belongs to it, in our words.
        article: Where in the instrument it stands.
    """

    table: ClassVar[str] = "taxonomies"

    scheme: str
    code: str
    label: str
    parent: str | None
    definition: str
    article: str


@dataclass(frozen=True, kw_only=True)
class Crosswalk(Row):
    """How a kind of firearm of the table of models relates to a class of a scheme.

    Args:
        kind: The kind, one of those in the table of models.
        scheme: The scheme, as in :class:`Taxonomy`.
        code: The code of the class in the scheme.
        relation: ``exact``; ``narrower`` where all of our kind belongs to the class, and more does; ``broader`` where
            our kind holds the class and more; ``overlaps`` where it depends on the piece.
        depends_on: The facts that decide, one word each, such as ``barrel_length`` or ``converted``.
        why: Why, in a sentence.
    """

    table: ClassVar[str] = "crosswalk"

    kind: str
    scheme: str
    code: str
    relation: str
    depends_on: tuple[str, ...]
    why: str
