"""The shape of a row of each table of law, and the words that the tables use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firearmskit.language import N_
from firearmskit.reference import Row

__all__ = [
    "CONSENTS",
    "CONTENTS",
    "COUNTED_FROM",
    "EVENTS",
    "RECORDS",
    "TRACEABLE",
    "Article",
    "Instrument",
    "MarkingRule",
    "Party",
    "PartyCount",
    "RetentionRule",
    "TransferRule",
]

EVENTS = {
    "manufacture": N_("manufacture"),
    "import": N_("import"),
    "export": N_("export"),
    "state-transfer": N_("transfer from government stocks to civilian use"),
    "seizure": N_("seizure"),
    "deactivation": N_("deactivation"),
    "official-disposal": N_("official disposal other than destruction"),
    "possession-by-state": N_("possession by the State"),
}
"""What can happen to a firearm that makes a mark due, and what each is called where people read it."""

CONTENTS = {
    "manufacturer": N_("name or brand of the manufacturer"),
    "manufacturer-address": N_("town and state of the manufacturer"),
    "country-of-manufacture": N_("country or place of manufacture"),
    "serial": N_("serial number"),
    "year-of-manufacture": N_("year of manufacture"),
    "model": N_("model"),
    "calibre": N_("calibre"),
    "country-of-import": N_("country of import"),
    "year-of-import": N_("year of import"),
    "importer-name": N_("name of the importer"),
    "importer-address": N_("address of the importer"),
    "country-of-export": N_("country that the firearm comes from"),
    "unique-mark": N_("unique mark"),
    "transferring-state": N_("State that transfers the firearm"),
    "deactivation-mark": N_("mark of deactivation"),
    "purchaser": N_("purchaser"),
    "place": N_("place of the mark"),
    "form": N_("form of the mark"),
}
"""What a mark can have to show, or to be, and what each is called where people read it."""

RECORDS = {
    "manufacture": N_("manufacture"),
    "marking": N_("marking"),
    "import": N_("import"),
    "export": N_("export"),
    "transit": N_("transit"),
    "transfer": N_("transfer within the country"),
    "holding": N_("lawful possession"),
    "brokering": N_("brokering"),
    "recovery": N_("seizure, find or surrender"),
    "deactivation-certificate": N_("certificate of deactivation"),
    "destruction": N_("destruction"),
}
"""What a record can be of, and what each is called where people read it."""

TRACEABLE = {"firearm": N_("firearm"), "part": N_("essential part"), "ammunition": N_("ammunition")}
"""The kinds of things that records are kept of, and what each is called where people read it."""

COUNTED_FROM = {
    "record": N_("what the record is of"),
    "destruction": N_("the destruction of the item"),
}
"""The events from which a period is counted, and what each is called where people read it."""

CONSENTS = {
    "ratification": N_("ratification"),
    "acceptance": N_("acceptance"),
    "approval": N_("approval"),
    "accession": N_("accession"),
    "succession": N_("succession"),
}
"""The ways in which a State consents to be bound by a treaty, and what each is called where people read it."""


@dataclass(frozen=True, kw_only=True)
class Instrument(Row):
    """A treaty, a political commitment, a law of the European Union or a national law.

    Args:
        name: Full title in English.
        short: What it is called in a citation.
        force: ``binding``, ``political`` or ``national``.
        reach: ``global``, ``regional`` or ``national``.
        country: ISO 3166-1 alpha-3 code of the State whose law it is; None unless national.
        group: The list of parties that it binds, as in :class:`Party`; ``all-states`` for a political commitment of
            all; None for a national law.
        adopted: ISO date.
        in_force: ISO date on which it entered into force, or from which States have to apply it.
        ended: ISO date of its last day in force.
        complete_on: ISO date up to which the list of its parties is complete; None when that isn't known.
        note: What else to know, a sentence.
        doubt: What isn't settled, a sentence.
    """

    table: ClassVar[str] = "instruments"

    name: str
    short: str
    force: str
    reach: str
    country: str | None
    group: str | None
    adopted: str | None
    in_force: str | None
    ended: str | None
    complete_on: str | None
    note: str | None
    doubt: str | None


@dataclass(frozen=True, kw_only=True)
class Party(Row):
    """Where one State stands with the instruments of one group; ``id`` is ``group:state``.

    Args:
        group: The treaty, or ``european-union``, whose law binds its members.
        state: ISO 3166-1 alpha-3 code; ``EUE`` for the European Union.
        status: ``party``, ``not-party`` or ``unknown``.
        signed: ISO date of signature.
        consented: ISO date of the deposit of its consent to be bound; None when not known.
        consent: How it consented, one of :data:`CONSENTS`; None when not known.
        since: ISO date from which it is bound; None when not known.
        until: ISO date of the last day on which it was bound.
        as_of: ISO date for which the status is vouched, where there is no ``since``: a party at the latest then, or not
            a party until then.
        not_before: ISO date on which it hadn't deposited yet, where the day of the deposit isn't certain.
        not_after: ISO date by which it had deposited, where the day of the deposit isn't certain; None beside a
            ``not_before`` where it isn't certain that it has.
        unsettled_from: ISO date from which it isn't settled whether it is still bound.
        doubt: What isn't settled, a sentence.
    """

    table: ClassVar[str] = "parties"

    group: str
    state: str
    status: str
    signed: str | None
    consented: str | None
    consent: str | None
    since: str | None
    until: str | None
    as_of: str | None
    not_before: str | None
    not_after: str | None
    unsettled_from: str | None
    doubt: str | None


@dataclass(frozen=True, kw_only=True)
class PartyCount(Row):
    """How many parties somebody counted, by deposits, on one day; ``id`` is ``group:day``.

    Args:
        group: The treaty, as in :class:`Party`.
        on: ISO date for which the count was given.
        parties: How many parties there were, the European Union included.
        doubt: What isn't settled, a sentence.
    """

    table: ClassVar[str] = "party_counts"

    group: str
    on: str
    parties: int
    doubt: str | None


@dataclass(frozen=True, kw_only=True)
class Article(Row):
    """What one article says, in our words.

    Args:
        instrument: Id of the instrument.
        article: How the article is cited.
        topic: One word, such as ``marking`` or ``records``.
        duty: ``must``, ``should`` or ``defines``.
        paraphrase: A sentence; never a quotation.
    """

    table: ClassVar[str] = "articles"

    instrument: str
    article: str
    topic: str
    duty: str
    paraphrase: str


@dataclass(frozen=True, kw_only=True)
class MarkingRule(Row):
    """What one article asks of the marks on a firearm.

    Args:
        instrument: Id of the instrument.
        article: How the article is cited.
        events: What makes the mark due, of :data:`EVENTS`.
        required: What the marks have to show, of :data:`CONTENTS`. ``place`` stands for the part that they stand on,
            ``form`` for how they are made.
        where_possible: What they have to show where it is possible.
        alternative: What they have to show only on a condition, or unless something is done instead: ``exceptions``
            names it.
        recommended: What is encouraged.
        components: Parts on which a mark stands, each an id of the reference table ``places``; ``|`` between parts of
            which one will do, ``?`` behind a part that not every firearm has.
        min_height_mm: Least height of the characters, in millimetres.
        min_depth_mm: Least depth of the marks, in millimetres.
        height_of: The contents that the least height applies to; empty when to all.
        scripts: The scripts that are allowed; empty when the rule doesn't say. The numerals are Arabic or Roman then.
        exceptions: Conditions and exceptions, in sentences.
        since: ISO date from which it applies; None when as long as the instrument.
        until: ISO date of the last day on which it applied.
        doubt: What isn't settled, a sentence.
    """

    table: ClassVar[str] = "marking_rules"

    instrument: str
    article: str
    events: tuple[str, ...]
    required: tuple[str, ...]
    where_possible: tuple[str, ...]
    alternative: tuple[str, ...]
    recommended: tuple[str, ...]
    components: tuple[str, ...]
    min_height_mm: float | None
    min_depth_mm: float | None
    height_of: tuple[str, ...]
    scripts: tuple[str, ...]
    exceptions: str | None
    since: str | None
    until: str | None
    doubt: str | None


@dataclass(frozen=True, kw_only=True)
class RetentionRule(Row):
    """How long one article asks records to be kept.

    Args:
        instrument: Id of the instrument.
        article: How the article is cited.
        duty: ``must``, or ``should`` where keeping them is only encouraged.
        records: What the records are of, of :data:`RECORDS`; ``all`` for any of these.
        items: The things that they are about, of :data:`TRACEABLE`.
        where_feasible: Those that the article names too, but only as far as that is appropriate and feasible, or of
            which it isn't settled whether they are meant.
        minimum_years: Years; None where the rule names none, or it wasn't read.
        indefinitely: ``required`` or ``encouraged`` where records are to be kept without end; None otherwise.
        counted_from: The event from which the years count, of :data:`COUNTED_FROM`.
        personal_data: ``included`` where the rule says that personal data are kept as long; None where it doesn't.
        since: ISO date from which it applies; None when as long as the instrument.
        until: ISO date of the last day on which it applied.
        doubt: What isn't settled, a sentence.
    """

    table: ClassVar[str] = "retention_rules"

    instrument: str
    article: str
    duty: str
    records: tuple[str, ...]
    items: tuple[str, ...]
    where_feasible: tuple[str, ...]
    minimum_years: int | None
    indefinitely: str | None
    counted_from: str
    personal_data: str | None
    since: str | None
    until: str | None
    doubt: str | None


@dataclass(frozen=True, kw_only=True)
class TransferRule(Row):
    """What one article asks of an export, an import or a transit.

    Args:
        instrument: Id of the instrument.
        article: How the article is cited.
        duty: ``must``, ``should``, ``may`` or ``defines``.
        paraphrase: A sentence; never a quotation.
        doubt: What isn't settled, a sentence.
    """

    table: ClassVar[str] = "transfer_rules"

    instrument: str
    article: str
    duty: str
    paraphrase: str
    doubt: str | None
