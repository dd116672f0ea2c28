"""Belgium: the oval of the proof house in Liège, described in several ways."""

from __future__ import annotations

import re

from firearmskit import reference
from firearmskit.language import text as _
from firearmskit.marking.rules import Draft, Rule


def _oval(match: re.Match[str]) -> Draft:
    row = reference.get(reference.ProofMark, "bel-elg")
    return Draft(
        kind="proof",
        start=match.start(),
        end=match.end(),
        normalised=row.meaning,
        confidence=0.85,
        basis=row.confidence,
        row=row,
        gives=(f"proof-{row.country}",),
        reason=_("Mark of proof or inspection: {meaning}. It shows the place of testing, not the maker.").format(
            meaning=_(row.meaning)
        ),
    )


RULES = (
    Rule(
        kind="proof",
        pattern=r"[\[(]?\b(?:crown over |couronne sur )?ELG\s?\*? (?:with(?:in)?|in|dans)(?: an?| the|"
        r" un)? (?:oval|ovale|ellipse)\b[\])]?",
        reason="",
        confidence=0.85,
        rank=93,
        draft=_oval,
        digits=False,
        words=("elg",),
    ),
)
