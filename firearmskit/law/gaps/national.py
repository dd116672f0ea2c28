"""A national law as a reader describes it: its provisions, and what the reader claims of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from types import MappingProxyType

from firearmskit.arguments import iso_day, of_type, one_of, words
from firearmskit.errors import InputError, quote
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.law import load
from firearmskit.law.binding import known_state
from firearmskit.law.duties.reading import element
from firearmskit.law.duties.rows import FACTS

__all__ = ["SAYS", "Claim", "NationalLaw", "Provision"]

SAYS = {
    "satisfies": N_("The provision asks for it."),
    "partly": N_("The provision asks for some of it."),
    "contradicts": N_("The provision says otherwise."),
    "silent": N_("What was read says nothing of it."),
    "absent": N_("The whole of the law was searched, and nothing asks for it."),
}
"""What a reader can claim of an element, a sentence each. Silent isn't no: another law may ask for it."""

SURE = {"certain": N_("certain"), "likely": N_("likely"), "doubtful": N_("doubtful")}
"""How sure a reader is of a claim, and what that is called where people read it."""


@dataclass(frozen=True, kw_only=True)
class Provision:
    """A piece of a national law, or of a bill.

    Args:
        id: Unique within the national law, such as ``firearms-act-s12``.
        law: Name of the law.
        article: How the piece is cited.
        text: Its wording, or a part of it, at most 10,000 characters; None when it isn't given.
        language: Language of the text, such as ``en``.
        since: ISO date on which it came into force; None when not known.
        until: ISO date of its last day in force; None while it is.
        address: Where it can be read.

    Raises:
        InputError: A field isn't of its kind; the message names and quotes it.
    """

    id: str
    law: str
    article: str
    text: str | None = None
    language: str | None = None
    since: str | None = None
    until: str | None = None
    address: str | None = None

    def __post_init__(self) -> None:
        for name in ("id", "law", "article"):
            words(getattr(self, name), f"provision.{name}", most=200)
        for name, most in (("text", 10_000), ("language", 20), ("address", 500)):
            if getattr(self, name) is not None:
                words(getattr(self, name), f"provision.{name}", most=most)
        for name in ("since", "until"):
            if getattr(self, name) is not None:
                object.__setattr__(self, name, iso_day(getattr(self, name), f"provision.{name}"))
        if self.since and self.until and self.until < self.since:
            raise InputError(
                _("provision {id} ends on {until}, before it begins on {since}").format(
                    id=quote(self.id), until=self.until, since=self.since
                )
            )

    @property
    def citation(self) -> str:
        """How it is cited: the law and the piece."""
        return f"{self.law}, {self.article}"

    @property
    def digest(self) -> str | None:
        """SHA-256 of the text, so that a changed wording is seen; None without a text."""
        return sha256(self.text.encode()).hexdigest() if self.text is not None else None

    def in_force(self, on: str) -> bool:
        """Say whether it is in force on a day, an ISO date; one of which no dates are known always is."""
        return (self.since or "") <= on <= (self.until or "9999")


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What a reader says a provision does for an element.

    Args:
        element: Id of the element.
        says: What the reader says, of :data:`SAYS`.
        provision: Id of the provision that it rests on; needed except where the law is silent or nothing is there.
        reasoning: Why, in the reader's words.
        author: Who says so.
        reviewer: Who read it a second time; None when nobody did.
        sure: How sure the author is, of ``certain``, ``likely`` and ``doubtful``; None when that isn't said.

    Raises:
        UnknownCodeError: There is no such element.
        InputError: A field isn't of its kind, or a claim that rests on a provision names none.
    """

    element: str
    says: str
    provision: str | None = None
    reasoning: str | None = None
    author: str | None = None
    reviewer: str | None = None
    sure: str | None = None

    def __post_init__(self) -> None:
        element(self.element)
        one_of(self.says, SAYS, "claim.says")
        for name, most in (("provision", 200), ("reasoning", 4_000), ("author", 200), ("reviewer", 200)):
            if getattr(self, name) is not None:
                words(getattr(self, name), f"claim.{name}", most=most)
        if self.sure is not None:
            one_of(self.sure, SURE, "claim.sure")
        if self.provision is None and self.says not in ("silent", "absent"):
            raise InputError(
                _("the claim that {element} is {says} names no provision that it rests on").format(
                    element=quote(self.element), says=quote(self.says)
                )
            )


@dataclass(frozen=True, kw_only=True)
class NationalLaw:
    """A national law, or a bill, and what readers claim of it.

    Args:
        name: What it is called.
        state: ISO 3166-1 alpha-3 code; None for a State that is made up.
        fictional: Whether State and law are made up.
        facts: What is so of the State, by the names of :data:`firearmskit.law.FACTS`; what isn't among them isn't
            known.
        instruments: Ids of the instruments that bind the State; those that :func:`firearmskit.law.binding` gives when
            None.
        provisions: The pieces of the law, each id once.
        claims: What readers say of them, in any order.

    Raises:
        UnknownCodeError: There is no such State, instrument or fact.
        InputError: A field isn't of its kind, an id stands twice, or a claim names a provision that isn't there.
    """

    name: str
    state: str | None = None
    fictional: bool = False
    facts: Mapping[str, bool | None] = field(default_factory=lambda: MappingProxyType({}))
    instruments: tuple[str, ...] | None = None
    provisions: tuple[Provision, ...] = ()
    claims: tuple[Claim, ...] = ()

    def __post_init__(self) -> None:
        words(self.name, "name", most=200)
        of_type(self.fictional, bool, "fictional")
        if self.state is not None:
            known_state(self.state)
        elif not self.fictional:
            raise InputError(
                _("{name} names no State; one that is made up says fictional").format(name=quote(self.name))
            )
        for fact, holds in dict(self.facts).items():
            one_of(fact, FACTS, "facts")
            if holds is not None:
                of_type(holds, bool, f"facts.{fact}")
        object.__setattr__(self, "facts", MappingProxyType(dict(self.facts)))
        if self.instruments is not None:
            object.__setattr__(self, "instruments", tuple(load.instrument(each).id for each in self.instruments))
        object.__setattr__(
            self, "provisions", tuple(of_type(each, Provision, "provisions") for each in self.provisions)
        )
        object.__setattr__(self, "claims", tuple(of_type(each, Claim, "claims") for each in self.claims))
        self._check_ids()

    def provision(self, id: str) -> Provision:
        """Give the provision with this id.

        Raises:
            InputError: The law has none.
        """
        found = self._by_id().get(id)
        if found is None:
            raise InputError(_("{law} has no provision {id}").format(law=quote(self.name), id=quote(id)))
        return found

    def _by_id(self) -> dict[str, Provision]:
        return {each.id: each for each in self.provisions}

    def _check_ids(self) -> None:
        seen: set[str] = set()
        for each in self.provisions:
            if each.id in seen:
                raise InputError(_("provision {id} stands twice").format(id=quote(each.id)))
            seen.add(each.id)
        for claim in self.claims:
            if claim.provision is not None and claim.provision not in seen:
                raise InputError(
                    _("a claim on {element} rests on provision {id}, which isn't there").format(
                        element=quote(claim.element), id=quote(claim.provision)
                    )
                )
