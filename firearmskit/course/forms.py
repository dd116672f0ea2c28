"""Forms for tasks, made of ipywidgets: every task can be answered with mouse, finger or keyboard alone.

A form keeps each change at once through :meth:`OpenExercise.answer`; it holds no state of its own.
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
from firearmskit.course.tasks import Block, Document, Field, Note, Picture, Spot, Task
from firearmskit.errors import AnswerError
from firearmskit.language import text as _

if TYPE_CHECKING:
    from firearmskit.course.exercise import OpenExercise

__all__ = ["parse_number", "show_form"]

Keep = Callable[[str, Value], None]

_STYLE = """<style>
.fk-form{max-width:62rem}
.fk-form .widget-label{width:auto!important;max-width:none;
 white-space:normal;height:auto;line-height:1.4;text-align:left}
.fk-form .widget-inline-hbox{flex-flow:row wrap;height:auto;width:auto;max-width:100%;overflow:visible}
.fk-form .widget-radio-box{height:auto;width:auto;max-width:100%;overflow:visible}
.fk-form .widget-radio-box label{height:auto;white-space:normal;line-height:1.4;margin:.2rem 0;padding-left:.2rem}
.fk-form .widget-checkbox label{white-space:normal;line-height:1.4}
.fk-form .widget-inline-hbox>select,.fk-form .widget-inline-hbox>input{min-width:11rem;min-height:2.2rem}
.fk-form .widget-inline-hbox>select{max-width:34rem}
.fk-form button,.fk-form select,.fk-form input,.fk-form textarea{font-size:15px}
.fk-form :focus-visible{outline:3px solid #1b6ec2;outline-offset:2px}
.fk-grid{display:grid!important;grid-template-columns:minmax(7rem,auto) 1fr;gap:.2rem 1rem;align-items:center}
.fk-spots{position:relative!important;display:block!important;width:100%;max-width:60rem;overflow:visible}
.fk-spots>.widget-html{margin:0!important;width:100%!important;height:auto}
.fk-spots .widget-html-content{line-height:0}
.fk-spots img{width:100%;height:auto;display:block}
.fk-spot{position:absolute!important;margin:0!important;height:auto!important;min-height:24px;min-width:24px;
 background:transparent!important;border:2px dashed transparent!important;
 color:transparent!important;box-shadow:none!important}
.fk-spot:hover,.fk-spot:focus-visible{border-color:#ffd23f!important}
.fk-spot.mod-success{border:3px solid #ffd23f!important}
.fk-order .widget-inline-hbox{width:100%}
</style>"""

# JupyterLab takes the keys of lists and radio buttons for its own: "down" goes to the next cell, "x" cuts the cell.
# It leaves alone what bears this attribute, which has to stand on the focused control itself.
_KEYS_STAY_HERE = """
const settle = (tries) => {
  const area = element.closest(".jp-OutputArea");
  if (area) area.addEventListener("focusin", (e) => e.target.setAttribute("data-lm-suppress-shortcuts", "true"));
  else if (tries) setTimeout(settle, 100, tries - 1);  // the output isn't in the page yet
};
settle(50);
"""


def parse_number(text: str) -> int | float | str:
    """Read a number as people type it: a decimal comma or point, spaces between thousands.

    Returns:
        The number, or the text as it was typed where it isn't one, so that nothing is lost.

    >>> parse_number("1 234,5"), parse_number("1953"), parse_number("about 5")
    (1234.5, 1953, 'about 5')
    """
    packed = "".join(text.split()).replace(",", ".")
    if not packed.isascii() or len(packed) > 30 or any(letter not in "0123456789.-+" for letter in packed):
        return text
    try:
        return int(packed) if "." not in packed else float(packed)
    except ValueError:
        return text


def show_form(opened: OpenExercise, task: Task) -> None:
    """Show the evidence and the form of a task in the notebook.

    Args:
        opened: The exercise.
        task: One of its tasks.
    """
    show_widget({"application/javascript": _KEYS_STAY_HERE}, raw=True)
    show_widget(build_form(opened, task))


def build_form(opened: OpenExercise, task: Task) -> widgets.VBox:
    """Build what :func:`show_form` shows."""
    status = widgets.HTML()
    feedback = widgets.HTML()

    def keep(key: str, value: Value) -> None:
        with speech.speaking(opened.language):
            try:
                opened.answer(task.id, {key: value})
                said = opened.status(task)
            except (AnswerError, OSError) as error:
                said = _("Not kept: {reason}").format(reason=error)
            status.value = f'<div class="fk" role="status">{display.escape(said)}</div>'

    def check(_button: widgets.Button) -> None:
        with speech.speaking(opened.language):
            feedback.value = f'<div role="status">{opened.review(task.id)[0]}</div>'

    kept = opened.file.answers.get(task.id, {})
    fields = task.fields(opened.pack.evidence)
    pointing = [field for field in fields if field.kind == "point"]
    pickers = {field.key: _dropdown(field, kept, keep) for field in pointing}

    children: list[Any] = [widgets.HTML(display.STYLE + _STYLE)]
    for block in task.blocks(opened.pack.evidence):
        spots = [
            (pickers[field.key], spot)
            for field in pointing
            for spot in field.spots
            if isinstance(block, Picture) and spot.picture == block.name
        ]
        children.append(_block(opened, block, spots))
    grid: list[Any] = []
    for field in fields:
        if field.row is not None:
            grid += [widgets.HTML(f"<b>{display.escape(field.row)}</b>"), _control(field, kept, keep)]
            continue
        if grid:
            children.append(_grid(grid))
            grid = []
        children.append(pickers.get(field.key) or _control(field, kept, keep))
    if grid:
        children.append(_grid(grid))
    button = widgets.Button(
        description=_("Check my answer"), button_style="primary", layout={"width": "auto", "align_self": "flex-start"}
    )
    button.on_click(check)
    status.value = f'<div class="fk" role="status">{display.escape(opened.status(task))}</div>'
    form = widgets.VBox([*children, button, status, feedback])
    form.add_class("fk-form")
    return form


def _grid(cells: list[Any]) -> widgets.Box:
    grid = widgets.Box(cells)
    grid.add_class("fk-grid")
    return grid


def _block(opened: OpenExercise, block: Block, spots: list[tuple[widgets.Dropdown, Spot]]) -> widgets.Widget:
    if isinstance(block, Document):
        html = f'<div class="fk"><h4>{display.escape(block.title)}</h4>{display.rows_html(block.rows)}</div>'
        return widgets.HTML(html)
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
        button = widgets.Button(description=spot.label, tooltip=spot.label)
        place = f"fk-at-{block.name}-{rank}"
        rules.append(
            f".{place}{{left:{spot.x:.2%};top:{spot.y:.2%};"
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
    if field.row is None and len(field.options) <= 6:
        return _radio(field, kept, keep)
    return _dropdown(field, kept, keep)


def _described(field: Field) -> dict[str, Any]:
    return {
        "description": field.label,
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
    return widgets.VBox([widgets.HTML(f"<b>{display.escape(field.label)}</b>"), *boxes.values()])


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

    def changed(_change: object) -> None:
        keep(field.key, [place.value for place in places])

    for place in places:
        place.observe(changed, "value")
    steps = widgets.VBox([widgets.HTML(f"<b>{display.escape(field.label)}</b>"), *places])
    steps.add_class("fk-order")
    return steps


def _box(field: Field, kept: dict[str, Value], keep: Keep) -> widgets.Widget:
    value = kept.get(field.key)
    shown = "" if value is None else display.number(value) if isinstance(value, int | float) else str(value)
    described = _described(field)
    if field.unit:
        described["description"] = f"{field.label} ({field.unit})"
    if field.rows > 1:
        control = widgets.Textarea(value=shown, rows=field.rows, **described)
    else:
        control = widgets.Text(value=shown, **described)
    read = parse_number if field.kind == "number" else str
    control.observe(lambda change: keep(field.key, read(change["new"])), "value")
    return control
