"""What is shown of a synthetic case as texts: extracts, replies and marks, as somebody would lay them on a table."""

from __future__ import annotations

from collections.abc import Iterator

from firearmskit.arguments import of_type
from firearmskit.errors import escape
from firearmskit.language import text as _
from firearmskit.tracing.evidence import KINDS, STANDINGS, Entry, Extract
from firearmskit.tracing.hearing import Evidence
from firearmskit.tracing.replying import REPLIES
from firearmskit.tracing.scenarios.values import Shown
from firearmskit.tracing.states import state_name

__all__ = ["papers"]


def papers(shown: Shown) -> tuple[str, ...]:
    """Write each piece of evidence as a text.

    Args:
        shown: What is shown of a case.

    Returns:
        One text for each piece, in the order in which it is shown, in the language that is spoken now. Each begins with
        a line that says that it is synthetic.

    Raises:
        InputError: It is something else.

    >>> from firearmskit.tracing import scenarios
    >>> scenarios.papers(scenarios.scenario(1, "transit").shown)[0].splitlines()[0]
    'Synthetic case: no real firearm, firm, person or State.'
    """
    first = _("Synthetic case: no real firearm, firm, person or State.")
    return tuple("\n".join((first, *_lines(item))) for item in of_type(shown, Shown, "shown").evidence)


def _lines(item: Evidence) -> Iterator[str]:
    if isinstance(item, Entry):
        yield _row(item)
        return
    searched = escape(item.searched_serial or _("not told"))
    if isinstance(item, Extract):
        yield _("Extract {id}: {register}, drawn on {day}. Searched for: {serial}.").format(
            id=escape(item.id), register=escape(item.register), day=item.drawn_on, serial=searched
        )
        entries = item.entries
    else:
        yield _("Reply {id} of {answering} to the request {request}, {day}: {kind}. Searched for: {serial}.").format(
            id=escape(item.id), answering=item.answering, request=escape(item.request), day=item.dated,
            kind=_(REPLIES[item.kind]), serial=searched,
        )  # fmt: skip
        if item.ground is not None:
            yield _("Ground: {ground}. Reasons: {reasons}.").format(
                ground=escape(item.ground), reasons=escape(item.reasons or _("none given"))
            )
        entries = item.transfers
    for entry in entries:
        yield _row(entry)
    if not entries:
        yield _("No entries.")
    for period in item.missing:
        yield _("Pages missing: {period}.").format(period=period)


def _row(entry: Entry) -> str:
    """Write one entry as a line."""
    said = [f"{entry.id}: {_(KINDS[entry.kind])}", entry.date or _("date not known")]
    if entry.releasing is not None:
        said.append(_("from {holder}").format(holder=entry.releasing))
    if entry.receiving is not None:
        said.append(_("to {holder}").format(holder=entry.receiving))
    if entry.country is not None:
        said.append(_("in {state}").format(state=state_name(entry.country)))
    said += [escape(value) for value in (entry.maker, entry.model, entry.serial) if value is not None]
    return f"{'; '.join(said)} [{_(STANDINGS[entry.standing])}]"
