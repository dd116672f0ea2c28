"""Pieces that the forms of the desk are made of: tables, labelled fields, buttons, and sentences that are read out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import ipywidgets as widgets

from firearmskit.course.display import escape
from firearmskit.course.explorers.showing import STYLE, in_language, picture, said
from firearmskit.errors import FirearmskitError
from firearmskit.errors import escape as visible
from firearmskit.language import text as _

__all__ = [
    "DESK_STYLE",
    "Listed",
    "alarmed",
    "button",
    "chooser",
    "drawn",
    "heading",
    "paragraphs",
    "row",
    "safely",
    "table",
    "textbox",
    "told",
    "typed",
]

DESK_STYLE = (
    STYLE
    + """<style>
.fk-desk .fk-row{display:flex;flex-flow:row wrap;gap:.2rem 1rem;overflow:visible}
.fk-desk .widget-html,.fk-desk .widget-html-content{height:auto;overflow:visible;max-width:100%}
.fk-desk .fk{overflow-x:auto}
.fk-desk .fk-field{width:18rem!important;max-width:calc(100% - 4px);flex-flow:column;align-items:stretch;height:auto}
.fk-desk .fk-wide{width:38rem!important}
.fk-desk .fk-field>.widget-label{text-align:left;width:auto!important;overflow:visible}
.fk-desk .fk-field>input,.fk-desk .fk-field>select,.fk-desk .fk-field>textarea{width:100%!important;min-width:0;
 max-width:100%;min-height:2.2rem;box-sizing:border-box;flex:none!important}
.fk-desk .fk-press{width:auto!important;height:auto!important;min-height:2.2rem;white-space:normal;line-height:1.3;
 padding:.3rem .7rem;align-self:flex-start!important}
.fk-desk .fk th,.fk-desk .fk td{overflow-wrap:break-word!important;max-width:20rem}
.fk-desk .fk .refused{border-left:4px solid #b3261e;padding-left:.6rem}
.fk-desk .fk .kept{border-left:4px solid #0b6b3a;padding-left:.6rem}
.fk-desk .fk .weighs{border-left:4px solid #8a5a00;padding-left:.6rem}
.fk-desk .fk td>ul{margin:0;padding-left:1rem;min-width:11rem}
.fk-desk .fk .day{white-space:nowrap}
.fk-desk .fk h3{margin:.8rem 0 .3rem}.fk-desk .fk h4{margin:.6rem 0 .2rem}
.fk-desk>.widget-radio .widget-radio-box{flex-flow:row wrap!important;gap:.2rem 1.2rem!important}
@media (max-width:480px){.fk-desk .fk th,.fk-desk .fk td{padding:.2rem .3rem;font-size:13px}}
</style>"""
)

_DAY = re.compile(r"\d{4}-[\dTZ:-]{2,14}", re.ASCII)
_SHOWN = 300
"""The most signs of one cell of a table."""


def table(headers: Sequence[str], rows: Iterable[Sequence[object]], *, caption: str) -> str:
    """Give a table as HTML; every word in it is escaped, and a long one is cut.

    Args:
        headers: What stands above the columns.
        rows: The cells of each row; None is shown as not known.
        caption: What the table shows.

    Returns:
        HTML; a sentence where there are no rows.

    >>> table(["A"], [["<b>"]], caption="T")
    '<table><caption>T</caption><thead><tr><th scope="col">A</th></tr></thead><tbody><tr><td>&lt;b&gt;</td></tr></tbody></table>'
    """  # noqa: E501 - what a doctest prints stands in one line
    held = [[_cell(value) for value in each] for each in rows]
    if not held:
        return f"<p><b>{escape(caption)}</b> {escape(_('Nothing yet.'))}</p>"
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in headers)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in each)}</tr>" for each in held)
    top = f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
    return f"<table>{top}<tbody>{body}</tbody></table>"


class Listed(tuple[tuple[str, str], ...]):
    """Names and values that stand in one cell of a table as a labelled list."""

    __slots__ = ()


def _cell(value: object) -> str:
    if isinstance(value, Listed) and value:
        return f"<ul>{''.join(f'<li>{_labelled(*pair)}</li>' for pair in value)}</ul>"
    text = "–" if value in (None, "", ()) else visible(str(value))
    shown = escape(text if len(text) <= _SHOWN else text[:_SHOWN] + "…")
    # A date isn't broken at its hyphens.
    return f'<span class="day">{shown}</span>' if _DAY.fullmatch(text) else shown


def _labelled(label: str, words: str) -> str:
    template = escape(_("{label}: {value}"))
    return template.format(label=f"<b>{escape(label)}</b>", value=_cell(words))


def paragraphs(text: str, *, look: str = "") -> str:
    """Give each line of a text as a paragraph of HTML."""
    kind = f' class="{look}"' if look else ""
    return "".join(f"<p{kind}>{escape(visible(line))}</p>" for line in text.splitlines() if line.strip())


def heading(words: str, *, level: int = 4) -> str:
    """Give a heading as HTML."""
    return f"<h{level}>{escape(words)}</h{level}>"


def drawn(plot: Callable[[], Any], *, width: str = "45rem") -> str:
    """Draw something with its words below, or give the words alone where nothing can be drawn."""
    try:
        figure = plot()
        shown = picture(figure)
    except (FirearmskitError, ImportError) as error:
        return paragraphs(str(error))
    words = escape(_("The picture in words"))
    told_of = paragraphs(str(figure.description))
    return f'<div style="max-width:{width}">{shown}<details><summary>{words}</summary>{told_of}</details></div>'


def told(target: widgets.HTML, inside: str) -> None:
    """Show HTML that is read out."""
    target.value = said(inside)


def alarmed(target: widgets.HTML, inside: str) -> None:
    """Show HTML that is read out at once, since something was refused."""
    target.value = f'<div class="fk" role="alert" tabindex="-1">{inside}</div>'


def _described(title: str, wide: bool) -> dict[str, Any]:
    return {"description": title, "style": {"description_width": "initial"}, "layout": {"width": "auto"}}


def _field(control: Any, wide: bool) -> Any:
    control.add_class("fk-field")
    if wide:
        control.add_class("fk-wide")
    return control


def textbox(
    title: str, value: str = "", *, rows: int = 1, wide: bool = False, known: Sequence[str] | None = None
) -> Any:
    """Give a field to type into; with names that are known beside it, which can be chosen too."""
    described = {"value": value, **_described(title, wide)}
    if rows > 1:
        return _field(widgets.Textarea(rows=rows, **described), True)
    if known is not None:
        return _field(widgets.Combobox(options=list(known), ensure_option=False, **described), wide)
    return _field(widgets.Text(**described), wide)


def chooser(title: str, choices: Mapping[str, str], value: str = "", *, blank: bool = True, wide: bool = False) -> Any:
    """Give a list to choose from: value to words."""
    options = [(_("— choose —"), "")] if blank else []
    options += [(words, each) for each, words in choices.items()]
    held = value if any(value == each for _words, each in options) else options[0][1] if options else None
    return _field(widgets.Dropdown(options=options, value=held, **_described(title, wide)), wide)


def row(*children: Any) -> widgets.Box:
    """Put controls beside each other where there is room."""
    held = widgets.Box(list(children))
    held.add_class("fk-row")
    return held


def button(code: str, words: str, react: Callable[[], None], *, style: str = "") -> Any:
    """Give a button that speaks the language of its form."""
    pressed = widgets.Button(description=words, button_style=style, layout={"width": "auto"})
    pressed.add_class("fk-press")
    pressed.on_click(in_language(code, lambda _button: react()))
    return pressed


def typed(controls: Mapping[str, Any]) -> dict[str, str]:
    """Give what stands in controls as texts."""
    return {name: str(control.value or "") for name, control in controls.items()}


def safely(target: widgets.HTML, react: Callable[[], None]) -> bool:
    """Do something; where it is refused, say why and leave everything as it was typed.

    Returns:
        Whether it was done.
    """
    try:
        react()
    except (FirearmskitError, OSError) as error:
        reason = _("Not done: {reason} What you typed is still there.").format(reason=error)
        alarmed(target, paragraphs(reason, look="refused"))
        return False
    return True
