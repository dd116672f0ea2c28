"""The form of a draft: one obligation at a time, a row for each thing that it asks for, and what that comes to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from firearmskit import language as speech
from firearmskit import law
from firearmskit.course.desk import pieces
from firearmskit.course.explorers.showing import in_language, show
from firearmskit.course.law_form.draft import Draft
from firearmskit.errors import FirearmskitError
from firearmskit.language import text as _
from firearmskit.law import gaps
from firearmskit.law.gaps import NationalLaw

__all__ = ["build_law_form", "show_law_form"]


def show_law_form(
    path: str | Path,
    *,
    start: NationalLaw | None = None,
    reader: str | None = None,
    on: str | None = None,
    language: str | None = None,
) -> None:
    """Show a form in which a reader holds a national law against what is owed.

    Args:
        path: The file of the draft; see :class:`Draft` for it and the next three.
        start: What is begun with where there is no file yet.
        reader: Who answers.
        on: ISO date for which the law is read.
        language: An ISO 639-1 code, one of ``language.available()``; None: the language that is spoken now.

    Raises:
        InputError: The draft can't be opened.
        UnknownCodeError: There is no such language.
    """
    show(build_law_form(Draft(path, start=start, reader=reader, on=on), language=language))


def build_law_form(draft: Draft, *, language: str | None = None) -> widgets.VBox:
    """Build what :func:`show_law_form` shows.

    Args:
        draft: The draft.
        language: As there.

    Returns:
        The form.
    """
    code = speech.current() if language is None else language
    with speech.speaking(code):
        return _LawForm(draft, code).form


@dataclass(frozen=True, kw_only=True)
class _Row:
    """The controls for one thing that is asked for."""

    element: str
    says: Any
    provision: Any
    reasoning: Any
    widget: widgets.Widget

    def typed(self) -> tuple[str, str, str]:
        return str(self.says.value or ""), str(self.provision.value or ""), str(self.reasoning.value or "").strip()


class _LawForm:
    """The widgets of a draft."""

    def __init__(self, draft: Draft, code: str) -> None:
        self.draft, self.code = draft, code
        self.rows: tuple[_Row, ...] = ()
        self.standing, self.asked = widgets.HTML(), widgets.HTML()
        self.comes_to, self.status = widgets.HTML(), widgets.HTML()
        self.body = widgets.VBox()
        self.choose = pieces.chooser(_("Obligation"), self._obligations(), blank=False, wide=True)
        self.shown = str(self.choose.value)
        self.choose.observe(in_language(code, lambda _change: self._turn(str(self.choose.value))), names="value")
        title = pieces.heading(draft.law.name, level=3)
        self.form = widgets.VBox(
            [
                widgets.HTML(pieces.DESK_STYLE),
                widgets.HTML(f'<div class="fk">{title}{pieces.paragraphs(_(gaps.NOTICE))}</div>'),
                self.standing,
                self.choose,
                pieces.row(
                    pieces.button(code, _("Back"), lambda: self._step(-1)),
                    pieces.button(code, _("Next"), lambda: self._step(1)),
                ),
                self.asked,
                self.body,
                pieces.row(pieces.button(code, _("Keep these answers"), self._keep_pressed, style="primary")),
                self.status,
                self.comes_to,
                *self._provisions(),
            ]
        )
        self.form.add_class("fk-form")
        self.form.add_class("fk-desk")
        self._show()

    def _obligations(self) -> dict[str, str]:
        return {
            each.obligation.id: f"{law.cite(each.obligation.instrument, each.obligation.article)} · "
            f"{_(each.obligation.heading)}"
            for each in self.draft.results()
        }

    def _provisions(self) -> tuple[widgets.Widget, ...]:
        """Give the fields for a further piece of the law."""
        self.law_name = pieces.textbox(_("Name of the law"), self.draft.law.name)
        self.article = pieces.textbox(_("Section or article"))
        self.wording = pieces.textbox(_("Its wording"), rows=3)
        add = pieces.button(self.code, _("Add this piece of the law"), self._add)
        title = widgets.HTML(f'<div class="fk">{pieces.heading(_("A further piece of the law"))}</div>')
        return title, pieces.row(self.law_name, self.article), self.wording, pieces.row(add)

    def _show(self) -> None:
        """Show the obligation that was chosen, with what was answered."""
        result = self.draft.result(self.shown)
        duty = result.obligation
        self.asked.value = (
            f'<div class="fk">{pieces.heading(_(duty.heading))}{pieces.paragraphs(_(duty.paraphrase))}'
            f"{pieces.paragraphs(self._force(result))}</div>"
        )
        names = dict.fromkeys(answer.element for answer in (*result.answers, *result.advice))
        self.rows = tuple(map(self._row, names))
        self.body.children = tuple(each.widget for each in self.rows)
        self._tell(result)

    def _force(self, result: gaps.Result) -> str:
        duty = result.obligation
        said = _("{modality}; {confidence}.").format(
            modality=_(law.MODALITIES[duty.modality]).capitalize(), confidence=_(duty.confidence)
        )
        return said if result.verified else f"{said} {_('Nobody read this text: it is never a gap.')}"

    def _row(self, name: str) -> _Row:
        mine = self.draft.claim(name)
        says = pieces.chooser(
            _("What does the law do?"), {each: _(words) for each, words in gaps.SAYS.items()}, mine.says if mine else ""
        )
        known = {each.id: each.citation for each in self.draft.law.provisions}
        provision = pieces.chooser(_("By which piece of it?"), known, (mine.provision or "") if mine else "")
        reasoning = pieces.textbox(_("Why (if you like)"), (mine.reasoning or "") if mine else "")
        question = widgets.HTML(f'<div class="fk">{pieces.paragraphs(law.element(name).ask())}</div>')
        widget = widgets.VBox([question, pieces.row(says, provision, reasoning)])
        return _Row(element=name, says=says, provision=provision, reasoning=reasoning, widget=widget)

    def _tell(self, result: gaps.Result) -> None:
        done, all_ = self.draft.answered()
        pieces.told(
            self.standing,
            pieces.paragraphs(_("{done} of {all} questions are answered.").format(done=done, all=all_)),
        )
        failing = pieces.table(
            [_("What is still wanted"), _("How it stands")],
            [(_(law.element(each.element).sentence), _(gaps.STANDINGS[each.standing])) for each in result.failing],
            caption=_("Status: {status}").format(status=_(gaps.RESULTS[result.status])),
        )
        self.comes_to.value = f'<div class="fk">{failing}</div>'

    def _keep_pressed(self) -> None:
        if self._keep():
            pieces.told(self.status, pieces.paragraphs(_("Kept."), look="kept"))

    def _keep(self) -> bool:
        """Keep what stands in the rows; where a row can't be kept, say which and why, and keep the others."""
        refused = []
        for each in self.rows:
            says, provision, reasoning = each.typed()
            mine = self.draft.claim(each.element)
            before = (mine.says, mine.provision or "", mine.reasoning or "") if mine else ("", "", "")
            if (says, provision, reasoning) == before:
                continue
            if not says and (provision or reasoning):
                refused.append(_("Say what the law does: {question}").format(question=law.element(each.element).ask()))
                continue
            try:
                self.draft.answer(each.element, says or None, provision=provision or None, reasoning=reasoning or None)
            except FirearmskitError as error:
                refused.append(f"{law.element(each.element).ask()} {error}")
        self._tell(self.draft.result(self.shown))
        if refused:
            pieces.alarmed(self.status, pieces.paragraphs("\n".join(refused), look="refused"))
        return not refused

    def _turn(self, obligation: str) -> None:
        """Go to another obligation once what stands in this one is kept."""
        if obligation == self.shown:
            return
        if not self._keep():
            self.choose.value = self.shown
            return
        self.status.value = ""
        self.shown = obligation
        self._show()

    def _step(self, by: int) -> None:
        values = [value for _words, value in self.choose.options]
        at = values.index(self.shown) + by
        if 0 <= at < len(values):
            self.choose.value = values[at]

    def _add(self) -> None:
        def add() -> None:
            wording = str(self.wording.value).strip()
            self.draft.provide(law=str(self.law_name.value), article=str(self.article.value), text=wording or None)

        if self._keep() and pieces.safely(self.status, add):
            self.article.value = self.wording.value = ""
            self._show()
            pieces.told(self.status, pieces.paragraphs(_("Added; it can be chosen above."), look="kept"))
