"""Evidence, answers and verdicts as HTML: for a form, for paper and for a report.

Everything that comes from a learner or from a case is escaped here, once.
"""

from __future__ import annotations

import base64
import sys
from collections.abc import Callable, Mapping
from html import escape
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from firearmskit.course import impressions
from firearmskit.course.answers import Value
from firearmskit.course.packs import Pack
from firearmskit.course.tasks import Document, Evidence, Field, Picture, Task, Truth, Verdict, is_blank
from firearmskit.errors import escape as visible
from firearmskit.language import ngettext
from firearmskit.language import text as _

__all__ = [
    "STYLE",
    "WAITS",
    "answers_html",
    "describe_picture",
    "document_html",
    "draw_picture",
    "escape",
    "evidence_html",
    "image_html",
    "in_notebook",
    "model_html",
    "model_text",
    "number",
    "picture_bytes",
    "picture_name",
    "points_of",
    "rows_html",
    "rubric_html",
    "show",
    "spoken",
    "verdict_html",
    "verdict_text",
    "words_html",
]

WAITS = "…"
"""Stands for points that a person will give."""

_UNSEEN = {"clock", "seed", "title", "width_px"}
"""Arguments of drawings that change nothing in the words for what is seen."""

_AS_TYPED = "fk tex2jax_ignore mathjax_ignore"
"""Classes of what holds a learner's words: where a page sets formulas, it leaves these as they were typed."""

STYLE = """<style>
.fk{font:15px/1.5 system-ui,sans-serif;max-width:64em}
.fk table{border-collapse:collapse;margin:.4rem 0}
.fk th,.fk td{border:1px solid #8a949e;padding:.25rem .6rem;text-align:left;vertical-align:top}
.fk figure{margin:.4rem 0;position:relative}.fk img{max-width:100%;height:auto;display:block}
.fk figcaption,.fk summary{font-weight:600;padding:.2rem 0}
.jp-RenderedHTMLCommon .fk :is(th,td),.fk :is(th,td){text-align:left;overflow-wrap:anywhere}
.fk caption{text-align:left;font-weight:600;padding:.2rem 0}
.fk .rubric th{white-space:nowrap;overflow-wrap:normal}.fk .rubric .points{font-weight:600}
.fk td.points{white-space:nowrap;overflow-wrap:normal}
.fk .good{color:#0b6b3a}.fk .less{color:#8a3b00}
.jp-ThemeDark .fk .good,[data-jp-theme-light="false"] .fk .good{color:#7fdba5}
.jp-ThemeDark .fk .less,[data-jp-theme-light="false"] .fk .less{color:#ffb37a}
</style>"""


def in_notebook() -> bool:
    """Say whether this runs where HTML and forms can be shown."""
    shell = sys.modules.get("IPython")
    return shell is not None and shell.get_ipython() is not None


def show(html: str, plain: str) -> None:
    """Show something in a notebook as HTML, elsewhere as text."""
    if in_notebook():
        sys.modules["IPython"].display.display({"text/html": html, "text/plain": plain}, raw=True)
    else:
        print(plain)


def number(value: float) -> str:
    """Write points as people of the language spoken now do: at most two decimals, none that are zero."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", _("decimal point|.").rpartition("|")[2])


def picture_name(pack: Pack, name: str) -> str:
    """Give the file name of a pack's picture; it carries the pack's id, so that nothing ever overwrites it."""
    return f"{pack.exercise.split('/')[1]}.{name}.{pack.id}.jpg"


def _arguments(evidence: Evidence, name: str, *, in_words: bool = False) -> tuple[str, dict[str, Any]]:
    """Give what is drawn, and the arguments of the function that draws it; a picture that doesn't say shows marks.

    Where a character is drawn so that nobody can read it, ``told`` has the marks as they are to be described.
    """
    from firearmskit.figures import Mark, Stamp

    picture = dict(evidence["pictures"][name])
    drawn, told = picture.pop("drawn", "marks"), picture.pop("told", None)
    if told is not None and in_words:
        picture["marks"] = told
    for key, kind in (("marks", Mark), ("stamps", Stamp)):
        if key in picture:
            picture[key] = [kind(**each) for each in picture[key]]
    return drawn, picture


def draw_picture(evidence: Evidence, name: str, path: Path) -> None:
    """Draw a picture of the evidence into a file; needs matplotlib."""
    from firearmskit import figures

    drawn, arguments = _arguments(evidence, name)
    plots: dict[str, Callable[..., Any]] = {
        "cartridge": figures.plot_cartridge,
        "feature": figures.plot_feature,
        "headstamp": figures.plot_headstamp,
        "impressions": impressions.draw_pair,
        "marks": figures.plot_marks,
        "side_view": figures.plot_side_view,
    }
    # Relief is all fine detail, of which a page with several pictures needs less.
    figures.save(plots[drawn](**arguments), path, max_kb=60 if drawn == "impressions" else 120)


def describe_picture(evidence: Evidence, name: str) -> str:
    """Say in words what a picture of the evidence shows, without saying what it means."""
    from firearmskit import figures

    drawn, arguments = _arguments(evidence, name, in_words=True)
    words: dict[str, Callable[..., str]] = {
        "cartridge": figures.describe_cartridge,
        "feature": figures.describe_feature,
        "headstamp": figures.describe_headstamp,
        "impressions": impressions.describe_pair,
        "marks": figures.describe_marks,
        "side_view": figures.describe_side_view,
    }
    return words[drawn](**{key: value for key, value in arguments.items() if key not in _UNSEEN})


def picture_bytes(pack: Pack, name: str, folder: Path) -> bytes | None:
    """Give a picture as a JPEG: the file that came with the pack, or drawn now, or ``None`` without matplotlib."""
    path = folder / picture_name(pack, name)
    if path.is_file():
        return path.read_bytes()
    if find_spec("matplotlib") is None:
        return None
    with TemporaryDirectory() as scratch:
        drawn = Path(scratch) / picture_name(pack, name)
        draw_picture(pack.evidence, name, drawn)
        return drawn.read_bytes()


def document_html(document: Document, heading: str) -> str:
    """Give a document as a heading, such as ``h3``, and a table."""
    return f"<{heading}>{escape(document.title)}</{heading}>{rows_html(document.rows, grid=document.grid)}"


def rows_html(rows: tuple[tuple[str, str], ...], *, grid: bool = False) -> str:
    """Give labelled entries as a table; a line break stays one, and signs of a grid stand below each other."""
    cell, end = ("<td><code>", "</code></td>") if grid else ("<td>", "</td>")
    cells = "".join(
        f'<tr><th scope="row">{escape(head)}</th>{cell}{_lines(escape(body))}{end}</tr>' for head, body in rows
    )
    return f"<table>{cells}</table>"


def _lines(html: str) -> str:
    return html.replace("\n", "<br>")


def image_html(pack: Pack, block: Picture, folder: Path) -> str:
    """Give a picture inside the page, or nothing where it can't be had."""
    data = picture_bytes(pack, block.name, folder)
    if data is None:
        return ""
    return f'<img alt="{escape(block.caption)}" src="data:image/jpeg;base64,{base64.b64encode(data).decode()}">'


def words_html(pack: Pack, block: Picture, *, unfolded: bool = False, id: str = "") -> str:
    """Give a picture's caption and, folded, what it shows in words, by whose id the picture can name them."""
    words = _("The picture in words")
    description = _lines(escape(describe_picture(pack.evidence, block.name)))
    if id:
        description = f'<div id="{escape(id)}">{description}</div>'
    return (
        f"<figcaption>{escape(block.caption)}</figcaption><details{' open' if unfolded else ''}>"
        f"<summary>{escape(words)}</summary>{description}</details>"
    )


def spoken(asked: Field, value: Value) -> str:
    """Give an answer as plain text in the words of its form; what a learner wrote is left as it is."""
    labels = {option.value: option.label for option in asked.choices}
    if is_blank(value):
        return "—"
    if isinstance(value, list):
        return (" → " if asked.kind == "order" else "; ").join(labels.get(item, item) for item in value)
    if isinstance(value, bool | int | float):
        return str(value)
    if value in labels or not value:
        return labels.get(value or "", "—")
    # What was typed keeps its lines; a character that turns the text around or can't be seen is made visible.
    return "\n".join(visible(line.expandtabs()) for line in value.splitlines())


def answers_html(task: Task, evidence: Evidence, answer: Mapping[str, Value]) -> str:
    """Give what was answered to a task, as a table; a written answer stands below its rubric."""
    rows = tuple((asked.title, spoken(asked, answer.get(asked.key))) for asked in task.fields(evidence))
    return f'{rubric_html(task)}<div class="{_AS_TYPED}">{rows_html(rows)}</div>'


def rubric_html(task: Task) -> str:
    """Give what a person looks for in a written answer, as a table; nothing where the grader scores."""
    if not task.rubric:
        return ""
    rows = "".join(
        f'<tr><th scope="row">{escape(_(criterion.title))}</th>'
        + "".join(f'<td><span class="points">{number(points)}</span> {escape(_(like))}</td>' for points, like in levels)
        + "</tr>"
        for criterion in task.rubric
        for levels in [criterion.levels]
    )
    caption = _("What a person who reads this answer looks for, and the points")
    return f'<div class="fk"><table class="rubric"><caption>{escape(caption)}</caption>{rows}</table></div>'


def model_html(task: Task, evidence: Evidence, truth: Truth) -> str:
    """Give an answer that would earn every point of a written task: for a trainer, or once somebody has practised."""
    rows = tuple(
        (_("An answer that earns every point"), str(text)) for text in task.model(evidence, truth[task.id]).values()
    )
    return f'<div class="fk">{rows_html(rows)}</div>'


def model_text(task: Task, evidence: Evidence, truth: Truth) -> str:
    """Give what :func:`model_html` shows, as text."""
    head = _("An answer that earns every point")
    return "\n".join(f"{head}:\n{text}" for text in task.model(evidence, truth[task.id]).values())


def evidence_html(task: Task, evidence: Evidence) -> str:
    """Give in words what a learner looked at, for the person who reads the answer."""
    shown = []
    for block in task.blocks(evidence):
        if isinstance(block, Document):
            shown.append(document_html(block, "h4"))
        elif isinstance(block, Picture):
            words = _lines(escape(describe_picture(evidence, block.name)))
            shown.append(f"<h4>{escape(block.caption)}</h4><p>{words}</p>")
        else:
            shown.append(f"<p>{escape(block.text)}</p>")
    return f'<div class="fk">{"".join(shown)}</div>'


def verdict_html(verdict: Verdict) -> str:
    """Give a verdict: points in parts, and the reason of each."""
    rows = "".join(
        f'<tr><th scope="row">{escape(part.label)}</th>'
        f'<td class="points">{_earned(part.points)} / {number(part.of)}</td>'
        f'<td class="{"good" if part.points == part.of else "less"}">{escape(part.reason)}</td></tr>'
        for part in verdict.parts
    )
    total, share = _total(verdict), _share(verdict)
    note = f"<p>{escape(share)}</p>" if share else ""
    return f'<div class="{_AS_TYPED}"><p><strong>{escape(total)}</strong></p><table>{rows}</table>{note}</div>'


def verdict_text(verdict: Verdict) -> str:
    """Give a verdict as lines of text."""
    lines = [_total(verdict)]
    lines += [f"{part.label}: {_earned(part.points)} / {number(part.of)}. {part.reason}" for part in verdict.parts]
    return "\n".join([*lines, *filter(None, [_share(verdict)])])


def points_of(points: float, of: float) -> str:
    """Give points of so many; where a language bends what comes after the first number, it is bent."""
    sentence = ngettext("{points} of {of} points", "{points} of {of} points", int(points))
    return sentence.format(points=number(points), of=number(of))


def _total(verdict: Verdict) -> str:
    if verdict.points is None:
        return _("Of {of} points, none is given yet: a person reads this answer.").format(of=number(verdict.of))
    return points_of(verdict.points, verdict.of)


def _share(verdict: Verdict) -> str:
    """Explain points that aren't whole or half ones; nothing where there are none."""
    if all(part.points is None or (2 * part.points).is_integer() for part in verdict.parts):
        return ""
    return _("An answer that is right in part earns its share of the points, rounded to two decimals.")


def _earned(points: float | None) -> str:
    return WAITS if points is None else number(points)
