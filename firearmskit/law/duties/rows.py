"""The shape of an obligation, of an element and of a definition, and the words that their tables use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.law.conditions import Condition
from firearmskit.reference import Row

__all__ = [
    "ADDRESSEES",
    "FACTS",
    "KINDS",
    "MODALITIES",
    "TOPICS",
    "WEIGHTS",
    "Definition",
    "Element",
    "Obligation",
]

MODALITIES = {
    "mandatory": N_("mandatory"),
    "qualified": N_("mandatory as far as possible"),
    "consider": N_("to be considered"),
    "optional": N_("optional"),
}
"""How strongly an article asks, the strongest first, and what that is called where people read it."""

KINDS = {"law": N_("a provision of law"), "practice": N_("a practice of an office")}
"""What it takes to provide an element, and what that is called where people read it."""

WEIGHTS = {"high": N_("high"), "medium": N_("medium"), "low": N_("low")}
"""How much depends on an obligation, the most first, and what that is called where people read it."""

TOPICS = {
    "definitions": N_("definitions"),
    "scope": N_("scope"),
    "offences": N_("offences"),
    "confiscation": N_("seizure and confiscation"),
    "records": N_("records"),
    "marking": N_("marking"),
    "deactivation": N_("deactivation"),
    "licences": N_("export, import and transit licences"),
    "brokering": N_("brokering"),
    "dealers": N_("manufacturers and dealers"),
    "security": N_("security of stocks and transport"),
    "borders": N_("border controls"),
    "information": N_("exchange of information"),
    "tracing": N_("tracing"),
    "cooperation": N_("cooperation"),
    "training": N_("training and assistance"),
    "institutions": N_("institutions"),
    "possession": N_("possession by civilians"),
    "transfers-risk": N_("prohibited transfers and assessment of risk"),
    "stocks": N_("State stocks"),
    "reports": N_("reports"),
}
"""What obligations are about, and what each is called where people read it."""

ADDRESSEES = {
    "legislature": N_("legislature"),
    "government": N_("government"),
    "licensing authority": N_("licensing authority"),
    "police": N_("police"),
    "customs": N_("customs"),
    "prosecution": N_("prosecution"),
    "courts": N_("courts"),
    "manufacturers": N_("manufacturers"),
    "dealers": N_("dealers"),
    "brokers": N_("brokers"),
}
"""Who has to act at home, and what each is called where people read it."""

FACTS = {
    "party": N_("The State is a party, or has made the commitment."),
    "manufactures": N_("Firearms, parts or ammunition are manufactured in the State."),
    "imports": N_("Firearms, parts or ammunition are imported."),
    "exports": N_("Firearms, parts or ammunition are exported."),
    "transits": N_("Firearms, parts or ammunition pass through the State."),
    "state-transfers": N_("The State hands firearms from its stocks to civilians for good."),
    "deactivates": N_("The law doesn't count deactivated firearms as firearms."),
    "other-disposal": N_("Confiscated firearms may be disposed of otherwise than by destruction."),
    "brokering": N_("Brokers work in the State, or from it."),
    "symbol-codes": N_("Firearms are marked with simple symbols and a code."),
    "simplified-procedure": N_("There is a simplified procedure for temporary import and export."),
    "coast": N_("The State has a coast."),
    "ammunition-components-authorized": N_("Components of ammunition, such as primers, need an authorization."),
    "broker-system": N_("The State has a system of authorization for brokers."),
    "agreement-needs-group": N_(
        "The law punishes an agreement on a serious crime only where a criminal group is involved."
    ),
    "agreement-needs-act": N_("The law punishes an agreement on a serious crime only where somebody has acted on it."),
    "disputes-unreserved": N_(
        "The State has made no reservation on arbitration and the International Court of Justice."
    ),
}
"""What may be so of a State and decides whether an obligation applies to it, a sentence each."""


@dataclass(frozen=True, kw_only=True)
class Element(Row):
    """The smallest thing that a national law, or an office, does or doesn't provide.

    It belongs to no instrument: those that ask for the same thing share it, so that one answer serves all of them.

    Args:
        topic: What it is about, of :data:`TOPICS`.
        kind: What it takes to provide it, of :data:`KINDS`.
        sentence: What holds when it is provided.
        question: The same as a plain question, answerable by yes or no; None where the sentence itself is asked.
        implies: Ids of elements that are provided as well when this one is.
        hint: What an amendment would have to say, in our words; None where it is the sentence itself.
    """

    table: ClassVar[str] = "elements"

    topic: str
    kind: str
    sentence: str
    question: str | None
    implies: tuple[str, ...]
    hint: str | None

    def ask(self) -> str:
        """Ask for it, in the language that is spoken now.

        >>> from firearmskit import law
        >>> law.element("mark-import-country").ask()
        'Does the law provide that an imported firearm is marked with the country of import?'
        """
        if self.question is not None:
            return _(self.question)
        if self.kind == "law":
            return _("Does the law provide that {what}?").format(what=self._clause())
        return _("Is it so in practice that {what}?").format(what=self._clause())

    def draft(self) -> str:
        """Say what would provide it, in the language that is spoken now.

        >>> from firearmskit import law
        >>> law.element("mark-import-country").draft()
        'Provide that an imported firearm is marked with the country of import.'
        """
        if self.hint is not None:
            return _(self.hint)
        if self.kind == "law":
            return _("Provide that {what}.").format(what=self._clause())
        return _("See to it that {what}.").format(what=self._clause())

    def _clause(self) -> str:
        said = _(self.sentence)
        return said[:1].lower() + said[1:].removesuffix(".")


@dataclass(frozen=True, kw_only=True)
class Obligation(Row):
    """What one paragraph of an instrument asks of a State.

    Args:
        instrument: Id of the instrument.
        article: How the paragraph is cited.
        topic: What it is about, of :data:`TOPICS`.
        heading: A few words.
        paraphrase: What it asks, in our words; never a quotation.
        modality: How strongly it asks, of :data:`MODALITIES`.
        addressee: Who has to act at home, of :data:`ADDRESSEES`.
        applies: A condition over :data:`FACTS`: to which States it applies.
        severity: How much depends on it, of :data:`WEIGHTS`.
        asks: A condition over ids of elements: what has to be provided.
        where_possible: Ids of elements that are owed only as far as possible, feasible or appropriate. They never
            decide whether the obligation is met.
        since: ISO date from which it holds; None when as long as the instrument.
        until: ISO date of the last day on which it held.
        doubt: What isn't settled, a sentence.
    """

    table: ClassVar[str] = "obligations"

    instrument: str
    article: str
    topic: str
    heading: str
    paraphrase: str
    modality: str
    addressee: tuple[str, ...]
    applies: str
    severity: str
    asks: str
    where_possible: tuple[str, ...]
    since: str | None
    until: str | None
    doubt: str | None

    @property
    def condition(self) -> Condition:
        """What has to be provided, as a condition over ids of elements."""
        return Condition.parse(self.asks)

    @property
    def applicability(self) -> Condition:
        """To which States it applies, as a condition over :data:`FACTS`."""
        return Condition.parse(self.applies)

    @property
    def elements(self) -> tuple[str, ...]:
        """Ids of the elements that it names, those owed only where possible last."""
        return tuple(dict.fromkeys((*self.condition.names, *self.where_possible)))


@dataclass(frozen=True, kw_only=True)
class Definition(Row):
    """A term as one instrument defines it.

    Args:
        instrument: Id of the instrument.
        article: How the definition is cited.
        term: The term, such as ``firearm`` or ``illicit-trafficking``.
        paraphrase: What the definition says, in our words.
        includes: What it counts in; words that definitions of the same term share.
        excludes: What it counts out. What it doesn't mention is in neither list.
        doubt: What isn't settled, a sentence.
    """

    table: ClassVar[str] = "definitions"

    instrument: str
    article: str
    term: str
    paraphrase: str
    includes: tuple[str, ...]
    excludes: tuple[str, ...]
    doubt: str | None
