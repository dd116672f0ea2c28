"""Say in words how a law stands to an obligation and to an element, and on which text that rests."""

from __future__ import annotations

from firearmskit.language import text as _
from firearmskit.law import load
from firearmskit.law.duties.reading import by_id
from firearmskit.law.gaps.answering import STANDINGS, Answer
from firearmskit.law.gaps.assessing import RESULTS, Result
from firearmskit.law.gaps.comparing import rests_on
from firearmskit.law.gaps.national import NationalLaw

__all__ = ["describe", "standing", "texts"]

_LONGEST_EXCERPT = 600


def describe(result: Result, law: NationalLaw) -> str:
    """Say in a few sentences how a national law stands to an obligation.

    Args:
        result: The result of the obligation.
        law: The national law.

    Returns:
        The sentences: the article, the status, what it fails on, and the text it rests on.
    """
    obligation = result.obligation
    said = [
        _("{citation}, {heading}: {status}.").format(
            citation=load.cite(obligation.instrument, obligation.article),
            heading=_(obligation.heading),
            status=_(RESULTS[result.status]),
        )
    ]
    if not result.verified:
        said.append(_("Unverified: the text of this article wasn't read, so it is no gap."))
    if result.applies is None:
        said.append(_("Whether it applies depends on: {facts}").format(facts=", ".join(result.unsettled)))
    said += [_element(each) for each in result.failing]
    named = rests_on(result, law)
    if named:
        said.append(_("It rests on {texts}.").format(texts="; ".join(named)))
    return " ".join(said)


def standing(answer: Answer) -> str:
    """Say how an element stands, and why."""
    reasons = [claim.reasoning for claim in answer.claims if claim.reasoning]
    return ". ".join((_(STANDINGS[answer.standing]), *reasons))


def texts(answer: Answer, law: NationalLaw) -> str:
    """Give the provisions that an answer rests on, each with the beginning of its text."""
    said = []
    for name in dict.fromkeys(claim.provision for claim in answer.claims if claim.provision):
        provision = law.provision(name)
        text = provision.text or ""
        cut = text[:_LONGEST_EXCERPT] + ("…" if len(text) > _LONGEST_EXCERPT else "")
        said.append(f"{provision.citation}: {cut}" if cut else provision.citation)
    return "\n".join(said)


def _element(answer: Answer) -> str:
    return _("Missing: {sentence} ({standing})").format(
        sentence=_(by_id()[answer.element].sentence), standing=_(STANDINGS[answer.standing])
    )
