"""Forms for tasks, made of ipywidgets: every task can be answered with mouse, finger or keyboard alone.

A form keeps each change at once through :meth:`OpenExercise.keep`; it holds no state of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets
from IPython.display import display as show_widget

from firearmskit import language as speech
from firearmskit.course import display
from firearmskit.course.answers import Value
from firearmskit.course.tasks import Block, Document, Field, Note, Picture, Spot, Task, repeated
from firearmskit.errors import AnswerError
from firearmskit.language import text as _

if TYPE_CHECKING:
    from firearmskit.course.exercise import OpenExercise

__all__ = ["AT_HOME_IN_JUPYTERLAB", "FORM_STYLE", "show_form"]

Keep = Callable[[str, Value], None]

# JupyterLab lets the browser skip cells that are out of sight and guesses their height from one line of code; a form is
# a hundred lines high, and the next form would lie over its pictures.
FORM_STYLE = """<style>
.jp-Cell:has(.fk-form){content-visibility:visible!important;contain:none!important}
.fk-form{max-width:62rem}
.fk-form .widget-label{width:auto!important;max-width:none;font-size:15px;
 white-space:normal;height:auto;line-height:1.4;text-align:left}
.fk-form .widget-inline-hbox{flex-flow:row wrap;height:auto;width:auto;max-width:100%;overflow:visible}
.fk-form .widget-radio-box{height:auto;width:auto;max-width:100%;overflow:visible}
.fk-form .widget-radio-box label{height:auto;white-space:normal;line-height:1.4;margin:.2rem 0;font-size:15px;
 display:flex;align-items:flex-start;gap:.4rem;flex-direction:row-reverse;justify-content:flex-end}
.fk-form .widget-radio-box label input{float:none;flex:none;margin-top:.25rem}
.fk-form .widget-checkbox label{white-space:normal;line-height:1.4;font-size:15px;height:auto}
.fk-form .widget-checkbox{height:auto}
.fk-form .widget-inline-hbox>select,.fk-form .widget-inline-hbox>input{min-width:11rem;min-height:2.2rem}
.fk-form .widget-inline-hbox>select{max-width:34rem}
.fk-form button,.fk-form select,.fk-form input,.fk-form textarea{font-size:15px}
.fk-form :focus-visible{outline:3px solid #1b6ec2;outline-offset:2px}
.fk-spots{position:relative!important;display:block!important;width:100%;max-width:60rem;overflow:visible}
.fk-spots>.widget-html{margin:0!important;width:100%!important;height:auto}
.fk-spots .widget-html-content{line-height:0}
.fk-spots img{width:100%;height:auto;display:block}
.fk-spots .fk-spot{position:absolute!important;margin:0!important;min-height:24px;min-width:24px;
 background:transparent!important;border:2px dashed transparent!important;
 color:transparent!important;box-shadow:none!important}
@media (hover:none){.fk-spots .fk-spot{border-color:#ffd23f80!important}}
.fk-spots .fk-spot:hover,.fk-spots .fk-spot:focus-visible{border-color:#ffd23f!important}
.fk-spots .fk-spot.mod-success{border:3px solid #ffd23f!important}
.fk-order .widget-inline-hbox{width:100%}
</style>"""

# JupyterLab takes the keys of lists and radio buttons for its own: "down" goes to the next cell, "x" cuts the cell.
# It leaves alone what bears this attribute, which has to stand on the focused control itself.
# A group of boxes gets the name that stands above it, for those who hear the page.
AT_HOME_IN_JUPYTERLAB = """
const settle = (tries) => {
  const area = element.closest(".jp-OutputArea");
  if (!area) { if (tries) setTimeout(settle, 100, tries - 1); return; }  // the output isn't in the page yet
  area.addEventListener("focusin", (e) => e.target.setAttribute("data-lm-suppress-shortcuts", "true"));
  const name = () => area.querySelectorAll(".fk-group:not([role])").forEach((group) => {
    if (!group.innerText) return;
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", group.innerText.split("\\n")[0]);
  });
  new MutationObserver(name).observe(area, {childList: true, subtree: true});
  name();
};
settle(50);
"""


def show_form(opened: OpenExercise, task: Task) -> None:
    """Show the evidence and the form of a task in the notebook.

    Args:
        opened: The exercise.
        task: One of its tasks.
    """
    show_widget({"application/javascript": AT_HOME_IN_JUPYTERLAB}, raw=True)
    show_widget(build_form(opened, task))


def build_form(opened: OpenExercise, task: Task) -> widgets.VBox:
    """Build what :func:`show_form` shows."""
    status = widgets.HTML()
    feedback = widgets.HTML()
    is_fresh = False

    def keep(key: str, value: Value) -> None:
        nonlocal is_fresh
        with speech.speaking(opened.language):
            try:
                opened.keep(task.id, {key: value})
                said = opened.status(task)
            except (AnswerError, OSError) as error:
                said = _("Not kept: {reason}").format(reason=error)
            status.value = f'<div class="fk" role="status">{display.escape(said)}</div>'
            if is_fresh:
                is_fresh = False
                changed = display.escape(_("Changed since it was checked: check again."))
                feedback.value = f'<p class="fk less" role="status">{changed}</p>{feedback.value}'

    def check(_button: widgets.Button) -> None:
        nonlocal is_fresh
        is_fresh = True
        with speech.speaking(opened.language):
            feedback.value = f'<div role="status">{opened.review(task)[0]}</div>'

    kept = opened.file.answers.get(task.id, {})
    fields = task.fields(opened.pack.evidence)
    pointing = [field for field in fields if field.kind == "point"]
    pickers = {field.key: _dropdown(field, kept, keep) for field in pointing}

    children: list[Any] = [widgets.HTML(display.STYLE + FORM_STYLE)]
    for block in task.blocks(opened.pack.evidence):
        picture = block.name if isinstance(block, Picture) else None
        spots = [(pickers[field.key], spot) for field in pointing for spot in field.spots if spot.picture == picture]
        children.append(_block(opened, block, spots))
        children += [_control(field, kept, keep) for field in fields if field.under and field.under == picture]
    if task.rubric:
        children.append(widgets.HTML(display.rubric_html(task)))
    for field in fields:
        if field.under is None:
            children.append(pickers.get(field.key) or _control(field, kept, keep))
    button = widgets.Button(
        description=_("Check my answer"), button_style="primary", layout={"width": "auto", "align_self": "flex-start"}
    )
    button.on_click(check)
    status.value = f'<div class="fk" role="status">{display.escape(opened.status(task))}</div>'
    form = widgets.VBox([*children, button, status, feedback])
    form.add_class("fk-form")
    return form


def _block(opened: OpenExercise, block: Block, spots: list[tuple[widgets.Dropdown, Spot]]) -> widgets.Widget:
    if isinstance(block, Document):
        return widgets.HTML(f'<div class="fk">{display.document_html(block, "h4")}</div>')
    if isinstance(block, Note):
        return widgets.HTML(f'<div class="fk"><p>{display.escape(block.text)}</p></div>')
    image = display.image_html(opened.pack, block, opened.folder)
    words = widgets.HTML(f'<div class="fk">{display.words_html(opened.pack, block, unfolded=not image)}</div>')
    if not image:
        return words
    # Buttons lie over the picture; their places are rules of their own, for widgets have no position.
    rules = []
    buttons = []
    for rank, (picker, spot) in enumerate(spots):
        # The list offers the same places, so that the Tab key meets them once, after their question.
        button = widgets.Button(description=spot.label, tooltip=spot.label, tabbable=False)
        place = f"fk-at-{block.name}-{rank}"
        rules.append(
            f".fk-spots .{place}{{left:{spot.x:.2%};top:{spot.y:.2%};"
            f"width:{spot.width:.2%}!important;height:{spot.height:.2%}!important}}"
        )
        button.add_class("fk-spot")
        button.add_class(place)
        button.on_click(partial(_point_at, picker, spot))
        picker.observe(partial(_show_chosen, picker, spot, button), "value")
        _show_chosen(picker, spot, button)
        buttons.append(button)
    panel = widgets.Box([widgets.HTML(f"<style>{''.join(rules)}</style>{image}"), *buttons])
    panel.add_class("fk-spots")
    return widgets.VBox([panel, words])


def _point_at(picker: widgets.Dropdown, spot: Spot, _button: widgets.Button) -> None:
    picker.value = spot.value


def _show_chosen(picker: widgets.Dropdown, spot: Spot, button: widgets.Button, _change: object = None) -> None:
    button.button_style = "success" if spot.value == picker.value else ""


def _control(field: Field, kept: dict[str, Value], keep: Keep) -> widgets.Widget:
    if field.kind == "choices":
        return _checkboxes(field, kept, keep)
    if field.kind == "order":
        return _steps(field, kept, keep)
    if field.kind in ("text", "number"):
        return _box(field, kept, keep)
    if field.shows_all:
        return _radio(field, kept, keep)
    return _dropdown(field, kept, keep)


def _described(field: Field) -> dict[str, Any]:
    return {
        "description": field.title,
        "style": {"description_width": "initial"},
        "layout": {"width": "auto"},
    }


def _chosen(field: Field, kept: dict[str, Value]) -> str | None:
    value = kept.get(field.key)
    return value if isinstance(value, str) and value in field.values else None


def _dropdown(field: Field, kept: dict[str, Value], keep: Keep) -> widgets.Dropdown:
    options = [(_("— choose —"), "")]
    options += [(option.label, option.value) for option in field.choices]
    control = widgets.Dropdown(options=options, value=_chosen(field, kept) or "", **_described(field))
    control.observe(lambda change: keep(field.key, change["new"]), "value")
    return control


def _radio(field: Field, kept: dict[str, Value], keep: Keep) -> widgets.Widget:
    options = [(option.label, option.value) for option in field.options]
    control = widgets.RadioButtons(options=options, value=_chosen(field, kept), **_described(field))
    control.observe(lambda change: keep(field.key, change["new"]), "value")
    return control


def _checkboxes(field: Field, kept: dict[str, Value], keep: Keep) -> widgets.Widget:
    value = kept.get(field.key)
    chosen = set(value) if isinstance(value, list) else set()
    boxes = {
        option.value: widgets.Checkbox(
            description=option.label, value=option.value in chosen, indent=False, layout={"width": "auto"}
        )
        for option in field.options
    }

    def changed(_change: object) -> None:
        keep(field.key, [name for name, box in boxes.items() if box.value])

    for box in boxes.values():
        box.observe(changed, "value")
    return _group(field, [*boxes.values()])


def _group(field: Field, controls: list[Any]) -> widgets.VBox:
    group = widgets.VBox([widgets.HTML(f"<b>{display.escape(field.title)}</b>"), *controls])
    group.add_class("fk-group")
    return group


def _steps(field: Field, kept: dict[str, Value], keep: Keep) -> widgets.Widget:
    value = kept.get(field.key)
    before = value if isinstance(value, list) and len(value) == len(field.options) else [""] * len(field.options)
    options = [(_("— choose —"), ""), *((option.label, option.value) for option in field.options)]
    places = [
        widgets.Dropdown(
            options=options,
            value=chosen if chosen in field.values else "",
            description=_("Step {number}").format(number=rank),
            style={"description_width": "initial"},
            layout={"width": "auto"},
        )
        for rank, chosen in enumerate(before, start=1)
    ]

    wrong = widgets.HTML()

    def changed(_change: object) -> None:
        order = [place.value for place in places]
        twice = repeated(field, order)
        wrong.value = f'<p class="fk less" role="status">{display.escape(twice)}</p>' if twice else ""
        keep(field.key, order)

    for place in places:
        place.observe(changed, "value")
    steps = _group(field, [*places, wrong])
    steps.add_class("fk-order")
    return steps


def _box(field: Field, kept: dict[str, Value], keep: Keep) -> widgets.Widget:
    value = kept.get(field.key)
    shown = "" if value is None else str(value)
    described = _described(field)
    if field.unit:
        described["description"] = f"{field.title} ({field.unit})"
    if field.rows > 1:
        control = widgets.Textarea(value=shown, rows=field.rows, **described)
    else:
        control = widgets.Text(value=shown, **described)
    # What was typed is kept as it was typed, leading zeros and all; who scores it reads the number.
    control.observe(lambda change: keep(field.key, change["new"]), "value")
    return control
