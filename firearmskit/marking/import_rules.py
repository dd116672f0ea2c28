"""The comparative study of import marking: what each State's instruments ask of a firearm that comes in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

from firearmskit import law
from firearmskit.errors import InputError, quote
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.marking.obligations import Due, due, parts_in_words

if TYPE_CHECKING:
    import pandas

__all__ = ["ELEMENTS", "ImportRule", "compare_import_rules", "import_rules"]

ELEMENTS = {
    "country": N_("country"),
    "year": N_("year"),
    "importer": N_("importer"),
    "serial": N_("serial"),
    "maker": N_("marks of the maker"),
    "place": N_("place"),
    "form": N_("form"),
}
"""What is compared in marks of import, and what each is called where people read it."""

_ELEMENT_OF = {
    "country-of-import": "country",
    "country-of-export": "country",
    "year-of-import": "year",
    "importer-name": "importer",
    "importer-address": "importer",
    "serial": "serial",
    "unique-mark": "serial",
    "place": "place",
    "form": "form",
}
_MOST = 300
_SUPPORT = {
    "sourced": N_("sourced"),
    "partly": N_("partly sourced"),
    "derived": N_("derived"),
    "unverified": N_("unverified"),
}


@dataclass(frozen=True, kw_only=True)
class ImportRule:
    """What one rule asks of one element of the mark of import in one State.

    Args:
        state: ISO 3166-1 alpha-3 code.
        element: One of :data:`ELEMENTS`.
        content: One of ``law.CONTENTS``; None where no rule of the tables asks for the element.
        level: One of ``marking.LEVELS``, or ``none``.
        status: ``bound``, ``political`` or ``unknown``; None without a rule.
        force: ``binding``, ``political`` or ``national``; None without a rule.
        instrument: Id of the instrument; None without a rule.
        article: How the article is cited; None without a rule.
        since: ISO date from which the rule has applied to the State; None when not known.
        technical: Parts, least height and depth, scripts, in words; None when the rule has none.
        exceptions: Conditions and exceptions, in sentences.
        confidence: Of ``reference.CONFIDENCE``; None without a rule.
    """

    state: str
    element: str
    content: str | None = None
    level: str = "none"
    status: str | None = None
    force: str | None = None
    instrument: str | None = None
    article: str | None = None
    since: str | None = None
    technical: str | None = None
    exceptions: str | None = None
    confidence: str | None = None

    @property
    def source(self) -> str | None:
        """Instrument and article, as one cites them; None without a rule."""
        return law.cite(self.instrument, self.article) if self.instrument and self.article else None

    @property
    def sentence(self) -> str:
        """What is asked and by which rule, in the language that is spoken now; "" without a rule."""
        if self.content is None or self.confidence is None:
            return ""
        support = _(_SUPPORT[self.confidence])
        said = [f"{self.source}: {_(law.CONTENTS[self.content])} ({support}).", self.technical, self.exceptions]
        return " ".join(each for each in said if each)


def import_rules(states: Sequence[str], *, on: str | date) -> tuple[ImportRule, ...]:
    """Compare what marks States ask for at import, without pandas.

    Args:
        states: ISO 3166-1 alpha-3 codes, at most 300; one named twice counts once.
        on: The day, as an ISO date or a ``date``.

    Returns:
        For each State and element the rules that ask for it, or one row with the level ``none`` that says so.

    Raises:
        UnknownCodeError: There is no such State.
        InputError: ``states`` isn't a sequence of codes, or too long, or ``on`` isn't a date.

    >>> [(row.state, row.level) for row in import_rules(["NGA", "DEU"], on="2026-11-26") if row.element == "importer"]
    [('NGA', 'none'), ('DEU', 'none')]
    """
    if isinstance(states, str) or not isinstance(states, Sequence):
        raise InputError(
            _("states must be a list of ISO 3166-1 alpha-3 codes, not {value}").format(value=quote(states))
        )
    if len(states) > _MOST:
        raise InputError(_("{count} States, the limit is {limit}").format(count=len(states), limit=_MOST))
    each_once = list(dict.fromkeys(map(_text, states)))
    return tuple(row for state in each_once for row in _of_state(state, due("import", state=state, on=on)))


def _text(state: object) -> str:
    # An unhashable value would stop dict.fromkeys before due() could name it.
    return state if isinstance(state, str) else quote(state)


def _of_state(state: str, dues: Sequence[Due]) -> Iterator[ImportRule]:
    for element in ELEMENTS:
        asked = [each for each in dues if _ELEMENT_OF.get(each.content, "maker") == element]
        for each in asked:
            yield ImportRule(
                state=state,
                element=element,
                content=each.content,
                level=each.level,
                status=each.status,
                force=each.force,
                instrument=each.instrument,
                article=each.article,
                since=each.since,
                technical=_technical(each),
                exceptions=_(each.exceptions) if each.exceptions else None,
                confidence=each.confidence,
            )
        if not asked:
            yield ImportRule(state=state, element=element)


def _technical(owed: Due) -> str | None:
    said = list(owed.limits())
    if owed.content == "place":
        said.insert(0, f"{parts_in_words(owed.components)}.")
    return " ".join(said) or None


def compare_import_rules(states: Sequence[str], *, on: str | date) -> pandas.DataFrame:
    """Compare what marks States ask for at import, as a pandas DataFrame.

    Args:
        states: ISO 3166-1 alpha-3 codes, at most 300; one named twice counts once.
        on: The day, as an ISO date or a ``date``.

    Returns:
        One row for each State, element and rule that asks for it, or with the level ``none`` where none does; the
        columns are the fields of :class:`ImportRule` and ``source``, instrument and article as one cites them.

    Raises:
        UnknownCodeError: There is no such State.
        InputError: ``states`` isn't a sequence of codes, or too long, or ``on`` isn't a date.
    """
    import pandas

    names = [field.name for field in fields(ImportRule)]
    records = [[*(getattr(row, name) for name in names), row.source] for row in import_rules(states, on=on)]
    return pandas.DataFrame(records, columns=[*names, "source"])
