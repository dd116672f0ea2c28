"""What a check found: one value for every room that checks something against a rule."""

from __future__ import annotations

from dataclasses import dataclass

from firearmskit.language import N_

__all__ = ["SEVERITIES", "Finding"]

SEVERITIES = {"error": N_("error"), "warning": N_("warning"), "note": N_("note")}
"""How much a finding weighs, the heaviest first, and what that is called where people read it."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that a check found.

    Args:
        code: What kind of finding it is; programs compare this, not the sentence.
        severity: One of :data:`SEVERITIES`.
        field: What it is about: a content of a mark, a part, a field of a record.
        sentence: What was found, for people, in the language that was spoken when it was found.
        instrument: Id of the instrument whose rule it rests on; None when it rests on none.
        article: How the article is cited.
        source: Instrument and article as a citation.
        confidence: How far the rule, and that it binds, are supported, of ``reference.CONFIDENCE``; None without a
            rule.
    """

    code: str
    severity: str
    field: str
    sentence: str
    instrument: str | None = None
    article: str | None = None
    source: str | None = None
    confidence: str | None = None
