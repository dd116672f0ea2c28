"""What a lesson shows of one State: provisions, offices, papers and words, and whom to ask for the rest."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from firearmskit.arguments import iso_day, one_of
from firearmskit.errors import escape
from firearmskit.language import text as _
from firearmskit.law.duties.reading import element
from firearmskit.law.duties.rows import Element
from firearmskit.law.gaps.answering import Answer, answers
from firearmskit.law.gaps.national import NationalLaw
from firearmskit.law.overlay.active import national
from firearmskit.law.overlay.values import FORMS, ROLES, Overlay, ask

__all__ = ["Box", "Entry", "Line", "in_your_state"]

_LONGEST = 600
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?")


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of the box, as plain text: nothing in it is markup.

    Args:
        text: The text, on one line, with what would disturb a line escaped.
        language: Its language, such as ``fr``; None when it is that of the box.
    """

    text: str
    language: str | None = None


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that the box tells.

    Args:
        about: What it is about: an element, an office, a paper or a word.
        lines: What the State has on it.
    """

    about: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Box:
    """What a lesson shows of one State.

    Args:
        title: Its heading.
        sentences: What is said before the entries.
        entries: What the State gives.
        missing: A sentence for each thing that it doesn't give, and whom to ask.
    """

    title: str
    sentences: tuple[str, ...]
    entries: tuple[Entry, ...] = ()
    missing: tuple[str, ...] = ()


def in_your_state(
    *,
    on: str,
    elements: Collection[str] = (),
    authorities: Collection[str] = (),
    forms: Collection[str] = (),
    words: Mapping[str, Collection[str]] | None = None,
) -> Box:
    """Say what the State that is laid over the generic has on something.

    Args:
        on: ISO date on which the provisions are in force.
        elements: Ids of elements.
        authorities: Roles, of :data:`ROLES`.
        forms: Kinds of papers, of :data:`FORMS`.
        words: Words as readers see them, each with the generic words under which the State may give its own.

    Returns:
        The box; two sentences when no State is laid over.

    Raises:
        UnknownCodeError: There is no such element, role or kind of paper.
        InputError: ``on`` isn't a date, or the folder in the environment can't be read.

    >>> from firearmskit.law import overlay
    >>> with overlay.using(overlay.Overlay(name="Nowhere", fictional=True)):
    ...     overlay.in_your_state(on="2026-11-27", authorities=["tracing"]).missing
    ('Not given here: the office that sends and answers requests to trace. Ask your authority.',)
    """
    day = iso_day(on)
    wanted = tuple(element(each) for each in elements)
    roles = [one_of(each, ROLES, "role") for each in authorities]
    papers = [one_of(each, FORMS, "form") for each in forms]
    laid = national()
    if laid is None:
        return _nobody(roles)
    entries: list[Entry] = []
    missing: list[str] = []
    if wanted and laid.law is None:
        missing.append(ask(_("the national law on firearms")))
    elif laid.law is not None:
        given = answers(laid.law, on=day)
        entries += [Entry(about=_(each.sentence), lines=_provided(given[each.id], laid.law)) for each in wanted]
    for about, lines in (*_offices(laid, roles), *_papers(laid, papers), *_words(laid, words or {})):
        if lines:
            entries.append(Entry(about=about, lines=lines))
        else:
            missing.append(ask(about))
    return Box(
        title=_("In your State: {name}").format(name=_plain(laid.name).text),
        sentences=tuple(_about(laid, wanted, day)),
        entries=tuple(entries),
        missing=tuple(missing),
    )


def _nobody(roles: list[str]) -> Box:
    whom = _("; ").join(_(ROLES[each]) for each in roles) or _("your authority")
    return Box(
        title=_("In your State"),
        sentences=(
            _("No State is laid over this page, so it can't tell what your law provides."),
            _("Whom to ask: {whom}.").format(whom=whom),
        ),
    )


def _about(laid: Overlay, wanted: tuple[Element, ...], day: str) -> Iterator[str]:
    if laid.fictional or (laid.law is not None and laid.law.fictional):
        yield _("This is made up for teaching: State, law, offices and papers.")
    if wanted and laid.law is not None:
        yield _("The law is shown as readers described it, with what was in force on {date}.").format(date=day)


def _provided(answer: Answer, law: NationalLaw) -> tuple[Line, ...]:
    """Give the provisions that provide an element, or the sentence that says why there is none."""
    for_it = tuple(_provision(each.provision, each.says, law) for each in answer.claims if each.says in _FOR)
    if answer.standing == "conflict":
        return (*for_it, Line(text=_("Readers of the law contradict each other on this. Ask your authority.")))
    if answer.standing == "contradicted":
        otherwise = [each.provision for each in answer.claims if each.says == "contradicts"]
        named = _("; ").join(_plain(law.provision(each).citation).text for each in otherwise if each)
        return (*for_it, Line(text=_("The law says otherwise: {provisions}.").format(provisions=named)))
    return for_it or (Line(text=_nothing(answer.standing)),)


_FOR = ("satisfies", "partly")


def _nothing(standing: str) -> str:
    if standing == "absent":
        return _("The whole law was searched, and it provides nothing for this.")
    if standing == "silent":
        return _("The law as it was read provides nothing for this. Another law may: ask your authority.")
    return _("Nobody has said yet what the law provides for this. Ask your authority.")


def _provision(id: str | None, says: str, law: NationalLaw) -> Line:
    provision = law.provision(id or "")
    said = provision.citation if provision.text is None else f"{provision.citation}: {provision.text}"
    spoken = provision.language or ""
    line = _plain(_("In part: {provision}").format(provision=said) if says == "partly" else said)
    return Line(text=line.text, language=spoken if _LANGUAGE.fullmatch(spoken) else None)


def _offices(laid: Overlay, roles: list[str]) -> Iterator[tuple[str, tuple[Line, ...]]]:
    for role in roles:
        office = laid.authority(role)
        yield _(ROLES[role]), _lines(office.name, office.contact, office.source) if office else ()


def _papers(laid: Overlay, papers: list[str]) -> Iterator[tuple[str, tuple[Line, ...]]]:
    for kind in papers:
        paper = laid.form(kind)
        yield _(FORMS[kind]), _lines(paper.name, paper.address, paper.source) if paper else ()


def _words(laid: Overlay, words: Mapping[str, Collection[str]]) -> Iterator[tuple[str, tuple[Line, ...]]]:
    own = {each.generic.casefold(): each.national for each in laid.words}
    for shown, generic in words.items():
        found = next((own[each.casefold()] for each in generic if each.casefold() in own), None)
        yield shown, (_plain(found),) if found else ()


def _lines(name: str, where: str | None, source: str | None) -> tuple[Line, ...]:
    read = _("Source: {source}").format(source=source) if source else None
    return tuple(_plain(each) for each in (name, where, read) if each)


def _plain(said: str) -> Line:
    text = escape(" ".join(said.split()))
    return Line(text=text[:_LONGEST] + ("…" if len(text) > _LONGEST else ""))
