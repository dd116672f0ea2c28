"""The tracing desk: one case, from the find to the chain and the nine steps, without code."""

from __future__ import annotations

from pathlib import Path

import ipywidgets as widgets

from firearmskit import language as speech
from firearmskit import tracing
from firearmskit.course.desk import pieces
from firearmskit.course.desk.chain_form import ChainForm
from firearmskit.course.desk.mirroring import mirror
from firearmskit.course.desk.request_form import RequestForm
from firearmskit.course.desk.search_form import SearchForm
from firearmskit.course.desk.steps_form import StepsForm
from firearmskit.course.desk.tracing_desk import Desk
from firearmskit.course.desk.values import DeskCase
from firearmskit.course.explorers.showing import in_language, show
from firearmskit.identification import FIELDS
from firearmskit.language import text as _

__all__ = ["build_desk", "show_desk"]


def show_desk(case: DeskCase, *, path: str | Path | None = None, language: str | None = None) -> None:
    """Show a case on a desk at which a learner traces a firearm.

    Args:
        case: The case.
        path: The learner's own registry file; the desk's journal stands beside it. A file named after the case, beside
            the notebook, when None.
        language: An ISO 639-1 code, one of ``language.available()``; None: the language that is spoken now.

    Raises:
        CourseError: There is a journal that can't be read, or it is of another case.
        UnknownCodeError: There is no such language.
    """
    show(build_desk(case, path=path, language=language))


def build_desk(case: DeskCase, *, path: str | Path | None = None, language: str | None = None) -> widgets.VBox:
    """Build what :func:`show_desk` shows.

    Args:
        case: The case.
        path: As there; likewise the language.
        language: The language of the desk.

    Returns:
        The desk.

    Raises:
        CourseError: As there.
    """
    code = speech.current() if language is None else language
    with speech.speaking(code):
        return _DeskForm(Desk(case, path), code).form


class _DeskForm:
    """A desk and its parts, of which one is seen at a time."""

    def __init__(self, desk: Desk, code: str) -> None:
        self.desk = desk
        self.kept = widgets.HTML()
        search = SearchForm(desk, code, self._changed)
        ask = RequestForm(desk, code, self._changed)
        self.chain = ChainForm(desk, code, self._changed)
        self.steps = StepsForm(desk, code, self._changed)
        parts = {
            _("1. The find"): widgets.VBox([widgets.HTML(_find(desk))]),
            _("2. Search the register"): search.widget,
            _("3. Ask other States"): ask.widget,
            _("4. The chain"): self.chain.widget,
            _("5. The nine steps"): self.steps.widget,
        }
        self.parts = list(parts.values())
        self.which = widgets.RadioButtons(
            options=[(words, number) for number, words in enumerate(parts)],
            value=0,
            description=_("Part of the desk"),
            orientation="horizontal",
            style={"description_width": "initial"},
            layout={"width": "auto"},
        )
        self.which.observe(in_language(code, self._show_part), "value")
        title = pieces.heading(_("Tracing desk: {case}").format(case=desk.case.id), level=3)
        made_up = _("All of this is made up. Today is {day} at this desk, and you work in {state}.").format(
            day=desk.case.today, state=tracing.Agency(name=_("the tracing office"), state=desk.case.home)
        )
        intro = f'<div class="fk">{title}{pieces.paragraphs(made_up)}</div>'
        self.form = widgets.VBox(
            [widgets.HTML(pieces.DESK_STYLE), widgets.HTML(intro), self.which, *self.parts, self.kept]
        )
        for name in ("fk-form", "fk-desk"):
            self.form.add_class(name)
        self._show_part()
        self._mirror()

    def _show_part(self, _change: object = None) -> None:
        for number, part in enumerate(self.parts):
            part.layout.display = None if number == self.which.value else "none"

    def _changed(self) -> None:
        self.chain.refresh()
        self.steps.refresh()
        self._mirror()

    def _mirror(self) -> None:
        """Record in the registry what it doesn't hold yet, and say where all of it is kept."""
        lacking = mirror(self.desk)
        kept = _("Kept in {journal}.").format(journal=self.desk.journal.path.name)
        if lacking is None:
            kept = _("Kept in {journal} and in the registry {registry}.").format(
                journal=self.desk.journal.path.name, registry=self.desk.path.name
            )
        words = pieces.paragraphs(kept) + (pieces.paragraphs(lacking, look="weighs") if lacking else "")
        pieces.told(self.kept, f"<hr>{words}")


def _find(desk: Desk) -> str:
    """Say what was found, as it is described."""
    case = desk.case
    recovery = case.recovery
    how = [
        (_("How it came to be held"), _(tracing.RECOVERIES[recovery.kind])),
        (_("Date"), recovery.date),
        (_("State"), tracing.state_name(recovery.country) if recovery.country else None),
        (_("Place"), recovery.place),
        (_("Circumstances"), recovery.circumstances),
        (_("What makes it illicit"), recovery.why_illicit),
        (_("The provision of law that makes it so"), recovery.legal_reason),
        (_("Report"), case.seizure.source),
    ]
    rows = [(name, value) for name, value in how if value]
    headers = [_("What"), _("As it is told")]
    read = pieces.table(headers, _read_rows(case.firearm), caption=_("What was read on the object"))
    found = pieces.table(headers, rows, caption=_("The recovery"))
    return f'<div class="fk">{pieces.heading(_("The find"))}{read}{found}</div>'


def _read_rows(firearm: tracing.Description) -> list[tuple[str, str]]:
    """Give what was read on the object as names and values; what isn't known is left out."""
    rows = []
    for name, title in FIELDS.items():
        value = getattr(firearm, name, None)
        if value not in (None, "", ()):
            rows.append((_(title), ", ".join(value) if isinstance(value, tuple) else str(value)))
    return rows
