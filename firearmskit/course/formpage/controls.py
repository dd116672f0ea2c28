"""The controls of a form in HTML: each is reached by keyboard and says its name to those who hear the page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from firearmskit.course import display
from firearmskit.course.packs import Pack
from firearmskit.course.tasks import Block, Document, Field, Note, Option, Picture, Spot, Task
from firearmskit.language import text as _

__all__ = ["Images", "task_form"]

Images = dict[str, str]
"""``{name of a picture: its address}``, which may be the picture itself; a picture without one is shown in words."""


def task_form(task: Task, pack: Pack, images: Images, *, prefix: str) -> str:
    """Give the evidence and the controls of a task.

    Args:
        task: The task.
        pack: The learner's evidence.
        images: Its pictures.
        prefix: Begins the ids of elements, which must differ on the whole page.
    """
    fields = task.fields(pack.evidence)
    pointing = [field for field in fields if field.kind == "point"]
    parts = []
    for block in task.blocks(pack.evidence):
        parts.append(_block(block, pack, images, pointing, prefix))
        if isinstance(block, Picture):
            parts += [_control(field, prefix) for field in fields if field.under == block.name]
    parts.append(display.rubric_html(task))
    parts += [_control(field, prefix) for field in fields if field.under is None]
    return "\n".join(parts)


def _block(block: Block, pack: Pack, images: Images, pointing: Sequence[Field], prefix: str) -> str:
    if isinstance(block, Document):
        return f'<div class="document">{display.document_html(block, "h3")}</div>'
    if isinstance(block, Note):
        return f'<p class="note">{escape(block.text)}</p>'
    address = images.get(block.name)
    told = escape(f"{prefix}-{block.name}-words")
    words = display.words_html(pack, block, unfolded=address is None, id=told)
    if address is None:
        return f"<figure>{words}</figure>"
    spots = "".join(_spots(field, block, prefix) for field in pointing)
    # The caption is read with the figure; the picture itself says what it is, and names the words that tell all of it.
    what = display.describe_picture(pack.evidence, block.name).partition(". ")[0]
    image = f'<img alt="{escape(what)}" aria-describedby="{told}" src="{escape(address)}">'
    return f'<figure><div class="spots">{image}{spots}</div>{words}</figure>'


def _spots(field: Field, block: Picture, prefix: str) -> str:
    # The group is named once; a button in it says only which mark it is.
    spots = "".join(_spot(field, spot, prefix) for spot in field.spots if spot.picture == block.name)
    return f'<div role="group" aria-label="{escape(field.title)}">{spots}</div>' if spots else ""


def _spot(field: Field, spot: Spot, prefix: str) -> str:
    # The list below offers the same places, so that the Tab key meets them once, after their question.
    # Where it lies is told in numbers that the page's script turns into a style: the page allows no style of its own.
    place = " ".join(f"{each:.4f}" for each in (spot.x, spot.y, spot.width, spot.height))
    return (
        f'<button type="button" tabindex="-1" class="spot" data-for="{_id(field, prefix)}" '
        f'data-value="{escape(spot.value)}" data-place="{place}" aria-pressed="false" '
        f'aria-label="{escape(spot.label)}"></button>'
    )


def _id(field: Field, prefix: str) -> str:
    return escape(f"{prefix}-{field.key}")


def _control(field: Field, prefix: str) -> str:
    title = f"{field.title} ({field.unit})" if field.unit else field.title
    body = _choosing(field, prefix) if field.choices else _writing(field, prefix)
    name = escape(title)
    if field.kind in ("choices", "order") or field.shows_all:
        inner = f"<fieldset><legend>{name}</legend>{body}</fieldset>"
    else:
        inner = f'<label for="{_id(field, prefix)}">{name}</label>{body}'
    return f'<div class="field" data-field="{escape(field.key)}" data-kind="{field.kind}">{inner}</div>'


def _choosing(field: Field, prefix: str) -> str:
    name = _id(field, prefix)
    if field.kind == "order":
        return (
            "".join(
                f'<label class="step"><span>{escape(_("Step {number}").format(number=rank))}</span>'
                f"{_select(field.options, '')}</label>"
                for rank in range(1, len(field.options) + 1)
            )
            + '<p class="wrong" role="status"></p>'
        )
    if field.kind == "choices" or field.shows_all:
        kind = "checkbox" if field.kind == "choices" else "radio"
        return "".join(
            f'<label class="option"><input type="{kind}" name="{name}" value="{escape(option.value)}">'
            f"<span>{escape(option.label)}</span></label>"
            for option in field.options
        )
    return _select(field.choices, f' id="{name}"')


def _select(choices: Sequence[Option | Spot], attributes: str) -> str:
    options = "".join(f'<option value="{escape(each.value)}">{escape(each.label)}</option>' for each in choices)
    return f'<select{attributes}><option value="">{escape(_("— choose —"))}</option>{options}</select>'


def _writing(field: Field, prefix: str) -> str:
    plain = 'autocomplete="off" autocapitalize="off" spellcheck="false"'
    if field.rows > 1:
        return f'<textarea id="{_id(field, prefix)}" rows="{field.rows}"></textarea>'
    mode = ' inputmode="decimal"' if field.kind == "number" else ""
    return f'<input type="text" id="{_id(field, prefix)}"{mode} {plain}>'
