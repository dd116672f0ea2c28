"""The registry form: a learner's own registry to look at, and to record in, without code."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from firearmskit import language as speech
from firearmskit.course.desk import pieces
from firearmskit.course.desk.asked import ASKED, CONTROLS
from firearmskit.course.desk.wording import CHOICES, TITLES
from firearmskit.course.explorers.showing import html, in_language, said, show
from firearmskit.language import text as _

if TYPE_CHECKING:
    from firearmskit.records import Registry

__all__ = ["build_registry", "show_registry"]

_NAMES_OF = {
    **dict.fromkeys(("firearm", "item", "items"), "firearm"),
    **dict.fromkeys(("holder", "from_holder", "to_holder", "received_by", "from_party", "to_party"), "holder"),
    **dict.fromkeys(("place", "inside"), "place"),
    "discrepancy": "discrepancy",
}
"""Which known names stand beside a field."""


def show_registry(path: str | Path, *, user: str = "learner", language: str | None = None) -> None:
    """Show a form on a learner's own registry file; it is begun where there is none.

    Args:
        path: The file, such as ``registry.db`` beside the notebook.
        user: Who records; some acts need two people.
        language: An ISO 639-1 code, one of ``language.available()``; None: the language that is spoken now.

    Raises:
        RegistryError: The file is no registry, or one of real firearms.
        UnknownCodeError: There is no such language.
    """
    show(build_registry(path, user=user, language=language))


def build_registry(path: str | Path, *, user: str = "learner", language: str | None = None) -> widgets.VBox:
    """Build what :func:`show_registry` shows.

    Args:
        path: As there; likewise the others.
        user: Who records.
        language: The language of the form.

    Returns:
        The form; where what a registry needs isn't installed, a sentence that says so.
    """
    code = speech.current() if language is None else language
    with speech.speaking(code):
        try:
            from firearmskit.course.desk.book import open_book
        except ImportError as error:
            missing = _("A registry needs what isn't installed here: {reason}. Use the notebook in JupyterLab.")
            return widgets.VBox([widgets.HTML(html(missing.format(reason=error)))])
        return _RegistryForm(open_book(path, user=user), Path(path), code).form


class _RegistryForm:
    """A registry and the widgets that show it."""

    def __init__(self, registry: Registry, path: Path, code: str) -> None:
        from firearmskit.course.desk.firearm_page import FirearmPage

        self.registry, self.path, self.code = registry, path, code
        self.user = pieces.textbox(_("You record as"), registry.user)
        self.user.continuous_update = False
        self.user.observe(in_language(code, self._change_user), "value")
        self.status, self.log, self.listed = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.page = FirearmPage(registry, code)
        kinds = {kind: _(asked.title) for kind, asked in ASKED.items()}
        self.kind = pieces.chooser(_("What happened"), kinds, "firearm-registered", blank=False, wide=True)
        self.kind.observe(in_language(code, self._ask), "value")
        self.controls: dict[str, dict[str, Any]] = {}
        self.asked = pieces.row()
        record = pieces.button(code, _("Record it"), self._record, style="primary")
        verify = pieces.button(code, _("Verify the log"), self._verify)
        self.form = widgets.VBox(
            [
                widgets.HTML(pieces.DESK_STYLE),
                widgets.HTML(said(pieces.heading(_("Registry {name}").format(name=path.name), level=3))),
                self.listed,
                *self.page.widgets,
                widgets.HTML(f'<div class="fk">{pieces.heading(_("Record an event"))}</div>'),
                self.user,
                self.kind,
                self.asked,
                record,
                self.status,
                widgets.HTML(f'<div class="fk">{pieces.heading(_("Is the log as it was written?"))}</div>'),
                verify,
                self.log,
            ]
        )
        for name in ("fk-form", "fk-desk"):
            self.form.add_class(name)
        self._refresh()
        self._ask()

    def _refresh(self) -> None:
        from firearmskit.records import STATES

        rows = [
            (
                each.id,
                _(STATES[each.state]),
                each.serial,
                each.make,
                each.model,
                each.calibre,
                each.custodian or each.holder,
                each.place,
                each.discrepancies,
            )
            for each in self.registry.firearms(limit=200)
        ]
        headers = [
            _("Name"),
            _("State it is in"),
            _("Serial number"),
            _("Make"),
            _("Model"),
            _("Calibre"),
            _("With"),
            _("Place"),
            _("Open discrepancies"),
        ]
        inside = pieces.table(headers, rows, caption=_("Firearms in this registry"))
        self.listed.value = f'<div class="fk">{inside}</div>'
        self.page.offer([str(each[0]) for each in rows])
        self._offer_names()

    def _offer_names(self) -> None:
        """Put the names that are known beside the fields that take one; what is typed there stays."""
        from firearmskit.course.desk.book import known_names

        self.known = known_names(self.registry)
        for controls in self.controls.values():
            for name, control in controls.items():
                if name in _NAMES_OF and isinstance(control, widgets.Combobox):
                    control.options = self.known[_NAMES_OF[name]]

    def _ask(self, _change: object = None) -> None:
        """Show the fields of the chosen kind; what was typed for another kind is still there when it comes back."""
        kind = str(self.kind.value)
        if kind not in self.controls:
            self.controls[kind] = {name: self._control(kind, name) for name in ASKED[kind].fields}
        self.asked.children = list(self.controls[kind].values())
        self.status.value = ""

    def _control(self, kind: str, name: str) -> Any:
        title = _(TITLES[name])
        if name not in ASKED[kind].needed:
            title = _("{field} (may stay empty)").format(field=title)
        if name in CHOICES:
            return pieces.chooser(title, {value: _(words) for value, words in CHOICES[name].items()})
        if CONTROLS.get(name) == "words":
            return pieces.textbox(title, rows=2)
        known = self.known[_NAMES_OF[name]] if name in _NAMES_OF else None
        return pieces.textbox(title, known=known)

    def _record(self) -> None:
        pieces.safely(self.status, self._record_typed)

    def _record_typed(self) -> None:
        from firearmskit.course.desk.book import record_typed

        kind = str(self.kind.value)
        controls = self.controls[kind]
        outcome = record_typed(self.registry, kind, pieces.typed(controls))
        look = "kept" if outcome.discrepancy is None else "weighs"
        pieces.told(self.status, pieces.paragraphs(outcome.sentence, look=look))
        for control in controls.values():
            control.value = ""
        self._refresh()
        self.page.choose(next(self.registry.events(since=outcome.number)).event.subjects())

    def _change_user(self, _change: object) -> None:
        """Record as somebody else from now on, who must be enrolled."""
        pieces.safely(self.status, partial(self._open_as, str(self.user.value).strip()))

    def _open_as(self, user: str) -> None:
        from firearmskit.course.desk.book import open_book

        opened = open_book(self.path, user=user)
        self.registry.close()
        self.registry = self.page.registry = opened
        sentence = _("You record as {user} from now on.").format(user=user)
        pieces.told(self.status, pieces.paragraphs(sentence, look="kept"))

    def _verify(self) -> None:
        from firearmskit.course.desk.book import verified

        def look() -> None:
            holds, sentences = verified(self.registry)
            pieces.told(self.log, pieces.paragraphs(sentences, look="kept" if holds else "refused"))

        pieces.safely(self.log, look)
