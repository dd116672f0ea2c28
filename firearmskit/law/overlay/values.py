"""What a State lays over the generic: its offices, its forms, its words and its law."""

from __future__ import annotations

from dataclasses import dataclass

from firearmskit.arguments import one_of
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.law.duties.rows import Element
from firearmskit.law.gaps.answering import answers
from firearmskit.law.gaps.national import NationalLaw, Provision

__all__ = ["FORMS", "ROLES", "Authority", "Form", "Overlay", "Word"]

ROLES = {
    "licensing": N_("the authority that licenses exports, imports and transit"),
    "contact-point": N_("the national contact point for the Firearms Protocol"),
    "tracing": N_("the office that sends and answers requests to trace"),
    "central-authority": N_("the central authority for mutual legal assistance"),
    "registry": N_("the office that keeps the register of firearms"),
    "marking": N_("the office that marks firearms"),
    "customs": N_("the customs service"),
    "police": N_("the police unit for firearms"),
    "laboratory": N_("the forensic laboratory"),
    "prosecution": N_("the prosecution service"),
    "coordination": N_("the national commission or focal point for small arms"),
    "deactivation": N_("the body that verifies deactivation"),
    "statistics": N_("the office that reports figures to the United Nations"),
}
"""Who a lesson can send its readers to, and what each is called where people read it."""

FORMS = {
    "trace-request": N_("request to trace a firearm"),
    "import-licence": N_("import licence"),
    "export-licence": N_("export licence"),
    "transit-consent": N_("consent to transit"),
    "end-user-certificate": N_("end-user certificate"),
    "seizure-report": N_("report of a seizure"),
    "custody-record": N_("record of custody"),
    "surrender-receipt": N_("receipt for a surrendered firearm"),
    "destruction-certificate": N_("certificate of destruction"),
    "deactivation-certificate": N_("certificate of deactivation"),
    "assistance-request": N_("request for mutual legal assistance"),
}
"""Which papers a lesson can name, and what each is called where people read it."""


@dataclass(frozen=True, kw_only=True)
class Authority:
    """An office of the State.

    Args:
        role: What it is competent for, of :data:`ROLES`.
        name: What it is called.
        contact: How it is reached, as the State publishes it; None when that isn't given.
        source: Where that was read.
    """

    role: str
    name: str
    contact: str | None = None
    source: str | None = None


@dataclass(frozen=True, kw_only=True)
class Form:
    """A paper that the State uses.

    Args:
        form: Which, of :data:`FORMS`.
        name: What it is called there.
        address: Where it is found; None when that isn't given.
        source: Where that was read.
    """

    form: str
    name: str
    address: str | None = None
    source: str | None = None


@dataclass(frozen=True, kw_only=True)
class Word:
    """What the State calls something.

    Args:
        generic: The word of the course, such as ``licensing authority``.
        national: The word that the State uses.
    """

    generic: str
    national: str


@dataclass(frozen=True, kw_only=True)
class Overlay:
    """What one State lays over the generic. What it lacks says whom to ask; nothing generic stands in for it.

    Args:
        name: What the State is called.
        state: ISO 3166-1 alpha-3 code; None for one that is made up.
        fictional: Whether it is made up.
        law: Its law, and what readers claim of it; None when none is given.
        authorities: Its offices, one for each role at most.
        forms: Its papers, one of each kind at most.
        words: Its words.
    """

    name: str
    state: str | None = None
    fictional: bool = False
    law: NationalLaw | None = None
    authorities: tuple[Authority, ...] = ()
    forms: tuple[Form, ...] = ()
    words: tuple[Word, ...] = ()

    def authority(self, role: str) -> Authority | None:
        """Give the office with a role; None when the overlay names none.

        Raises:
            UnknownCodeError: There is no such role.
        """
        one_of(role, ROLES, "role")
        return next((each for each in self.authorities if each.role == role), None)

    def form(self, form: str) -> Form | None:
        """Give the paper of a kind; None when the overlay names none.

        Raises:
            UnknownCodeError: There is no such kind.
        """
        one_of(form, FORMS, "form")
        return next((each for each in self.forms if each.form == form), None)

    def word(self, generic: str) -> str:
        """Give what the State calls something; the generic word when it has none of its own."""
        return next((each.national for each in self.words if each.generic == generic), generic)

    def provisions(self, element: Element | str, *, on: str) -> tuple[Provision, ...]:
        """Give the provisions that provide an element, wholly or in part.

        Args:
            element: An element of the tables, or its id.
            on: ISO date on which they are in force.

        Returns:
            The provisions; none when the law isn't given, or nobody claimed that one provides it.
        """
        if self.law is None:
            return ()
        name = element if isinstance(element, str) else element.id
        answer = answers(self.law, on=on).get(name)
        claims = answer.claims if answer is not None else ()
        named = (each.provision for each in claims if each.says in ("satisfies", "partly"))
        return tuple(self.law.provision(each) for each in dict.fromkeys(named) if each is not None)

    def missing(self) -> tuple[str, ...]:
        """Give a sentence for each thing that the overlay doesn't say, and whom to ask."""
        said = [] if self.law is not None else [ask(_("the national law on firearms"))]
        said += [ask(_(name)) for role, name in ROLES.items() if self.authority(role) is None]
        said += [ask(_(name)) for form, name in FORMS.items() if self.form(form) is None]
        return tuple(said)


def ask(about: str) -> str:
    """Say that something isn't given here, and to ask one's authority."""
    return _("Not given here: {about}. Ask your authority.").format(about=about)
