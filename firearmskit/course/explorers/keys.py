"""The identification key to click through: a question, pictures of its answers, candidates with bars and reasons."""

from __future__ import annotations

from functools import cache, partial

import ipywidgets as widgets

from firearmskit import figures, identification
from firearmskit import language as speech
from firearmskit.course.display import escape
from firearmskit.course.explorers.showing import STYLE, in_language, picture, said, show
from firearmskit.language import text as _

__all__ = ["build_key", "show_key"]

SHOWN = 8
"""How many candidates are listed."""

REASONS = 3
"""How many of them show their reasons."""

MOST_BUTTONS = 16
"""Answers beyond this number are chosen from a list."""


def show_key(*, language: str | None = None) -> None:
    """Show the identification key as a form: answer what you can see, go back, begin again.

    Args:
        language: An ISO 639-1 code, one of ``language.available()``; None: the language that is spoken now.

    Raises:
        UnknownCodeError: There is no such language.
    """
    show(build_key(language=language))


def build_key(*, language: str | None = None) -> widgets.VBox:
    """Build what :func:`show_key` shows."""
    code = speech.current() if language is None else language
    with speech.speaking(code):
        return _KeyForm(code).form


class _KeyForm:
    """A session with the key and the widgets that show it."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.session = identification.key()
        self.question, self.found, self.steps = widgets.HTML(), widgets.HTML(), widgets.HTML()
        # The same buttons serve every question, so that whoever uses the keyboard stays where they are.
        self.pictures = [widgets.HTML() for _number in range(MOST_BUTTONS)]
        self.buttons = [widgets.Button() for _number in range(MOST_BUTTONS)]
        self.cards = [widgets.VBox([seen, button]) for seen, button in zip(self.pictures, self.buttons, strict=True)]
        for number, (card, button) in enumerate(zip(self.cards, self.buttons, strict=True)):
            card.add_class("fk-card")
            button.on_click(in_language(code, partial(self._answer_number, number)))
        sheet = widgets.Box(self.cards)
        sheet.add_class("fk-cards")
        self.options: tuple[tuple[str, str], ...] = ()
        self.choice = widgets.Dropdown(description=_("Answer"), style={"description_width": "initial"})
        self.take = self._button(_("Take this answer"), self._answer_chosen, "primary")
        self.listed = widgets.HBox([self.choice, self.take])
        self.unseen = self._button(_("I can't see it"), partial(self._answer, None))
        self.back = self._button(_("Take the last answer back"), self._undo)
        self.again = self._button(_("Begin again"), self._restart)
        bar = widgets.Box([self.unseen, self.back, self.again])
        bar.add_class("fk-cards")
        self.form = widgets.VBox([widgets.HTML(STYLE), self.question, sheet, self.listed, bar, self.found, self.steps])
        self.form.add_class("fk-form")
        self._refresh()

    def _button(self, words: str, react: object, style: str = "") -> widgets.Button:
        button = widgets.Button(description=words, button_style=style, layout={"width": "auto"})
        button.on_click(in_language(self.code, react))  # type: ignore[arg-type]
        return button

    def _answer_number(self, number: int, _button: object) -> None:
        if number < len(self.options):
            self._answer(self.options[number][0])

    def _answer_chosen(self, _button: object) -> None:
        if self.choice.value:
            self._answer(self.choice.value)

    def _answer(self, value: str | None, _button: object = None) -> None:
        if self.session.question is not None:
            self.session = self.session.answer(value)
            self._refresh()

    def _undo(self, _button: object) -> None:
        self.session = self.session.undo()
        self._refresh()

    def _restart(self, _button: object) -> None:
        self.session = identification.key()
        self._refresh()

    def _refresh(self) -> None:
        asked = self.session.question
        self.options = asked.answers if asked else ()
        if asked:
            self.question.value = said(
                f"<h4>{escape(asked.text)}</h4><p>{escape(_('Where to look: {place}.').format(place=asked.look))}"
                f"<br><small>{escape(asked.why)}</small></p>"
            )
        else:
            self.question.value = said(f"<h4>{escape(_('Nothing more is worth a look.'))}</h4>")
        many = len(self.options) > MOST_BUTTONS
        for number, card in enumerate(self.cards):
            shown = not many and number < len(self.options)
            card.layout.display = None if shown else "none"
            if shown and asked:
                value, words = self.options[number]
                self.buttons[number].description = words
                self.pictures[number].value = _sketch(asked.feature, value, self.code)
        self.choice.options = [(_("— choose —"), ""), *((words, value) for value, words in self.options if many)]
        self.listed.layout.display = None if many else "none"
        self.unseen.disabled = asked is None
        self.back.disabled = not self.session.given
        self.found.value = f'<div class="fk">{_candidates(self.session.result)}</div>'
        steps = "".join(f"<li>{escape(sentence)}</li>" for sentence in self.session.explain())
        self.steps.value = f'<div class="fk"><h4>{escape(_("Your steps"))}</h4><ol>{steps}</ol></div>' if steps else ""


@cache
def _sketch(feature: str, value: str, code: str) -> str:
    """Give the sketch of an answer as HTML, in a language; "" where there is none."""
    if value not in figures.drawn_features().get(feature, ()):
        return ""
    with speech.speaking(code):
        return picture(figures.plot_feature(feature, value))


def _candidates(found: identification.Identification) -> str:
    """Give the likeliest types as a table with bars, and the reasons of the first few."""
    listed = found.candidates[:SHOWN]
    rest = max(0.0, 1 - found.unknown - sum(each.probability for each in listed))
    rows = [(each.name, each.probability) for each in listed]
    rows += [(_("all other types"), rest), (_("not in the reference"), found.unknown)]
    cells = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{_per_cent(share)}</td>'
        f'<td style="min-width:8rem"><span class="fk-bar" style="width:{8 * share:.2f}rem"></span></td></tr>'
        for name, share in rows
    )
    reasons = "".join(
        f"<details><summary>{escape(each.name)}</summary><ul>{''.join(map(_reason, each.evidence))}</ul></details>"
        for each in listed[:REASONS]
        if each.evidence
    )
    head = f"<h4>{escape(_('What it may be'))}</h4>"
    why = f"<p>{escape(_('What speaks for and against the first ones:'))}</p>{reasons}" if reasons else ""
    return f"{head}<table>{cells}</table>{why}"


def _reason(evidence: identification.Evidence) -> str:
    sign = "+" if evidence.weight_bits > 0 else "−"
    return f"<li>{sign} {escape(evidence.reason)}</li>"


def _per_cent(share: float) -> str:
    """Write a share so that what is possible never reads as nothing."""
    return escape(_("under 1 %") if share < 0.005 else _("{share} %").format(share=round(100 * share)))
