"""What explorers share: how they are styled, shown, and kept in one language."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import ipywidgets as widgets
from IPython.display import display as show_widget

from firearmskit import language as speech
from firearmskit.course import display
from firearmskit.course.forms import AT_HOME_IN_JUPYTERLAB, FORM_STYLE

__all__ = ["STYLE", "html", "in_language", "picture", "said", "show"]

STYLE = (
    display.STYLE
    + FORM_STYLE
    + """<style>
.fk-cards{display:flex;flex-flow:row wrap;gap:.6rem;overflow:visible}
.fk-card{width:13rem!important;border:1px solid #b9c2cc;border-radius:6px;padding:.3rem;overflow:visible}
.fk-card button{width:calc(100% - 4px)!important;height:auto!important;min-height:2.6rem;white-space:normal;
 line-height:1.3;padding:.3rem}
.fk-card img{width:100%;height:auto;background:#fff;border-radius:4px}
.fk-bar{display:inline-block;height:.8em;background:#0072b2;vertical-align:baseline;min-width:2px}
.fk-form button{max-width:100%}
.fk-form li{margin:.15rem 0}
@media (max-width:480px){.fk-card{width:calc(50% - .5rem)!important}}
</style>"""
)


def show(form: widgets.Widget) -> None:
    """Show an explorer in the notebook; JupyterLab leaves its keys alone."""
    show_widget({"application/javascript": AT_HOME_IN_JUPYTERLAB}, raw=True)
    show_widget(form)


def in_language(code: str, react: Callable[..., Any]) -> Callable[..., None]:
    """Make a reaction to a click or a change speak the explorer's language, whatever was chosen since."""

    @wraps(react)
    def speaking(*given: Any) -> None:
        with speech.speaking(code):
            react(*given)

    return speaking


def html(words: str, *, tag: str = "p") -> str:
    """Give a text as HTML."""
    return f'<div class="fk"><{tag}>{display.escape(words)}</{tag}></div>'


def said(inside: str) -> str:
    """Give HTML that is read out when it changes."""
    return f'<div class="fk" role="status" aria-live="polite">{inside}</div>'


def picture(drawn: Any) -> str:
    """Give a picture or drawing as HTML with its text alternative."""
    return str(drawn._repr_mimebundle_()["text/html"])
