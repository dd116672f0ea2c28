"""A text of headings, paragraphs, lists and tables, as HTML and as a Word document."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from firearmskit.errors import FirearmskitError
from firearmskit.language import current
from firearmskit.language import text as _

__all__ = ["Block", "Heading", "Listing", "Paragraph", "Table", "as_html", "as_word"]


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading: its text and its level, from 1."""

    text: str
    level: int = 2


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A paragraph; ``notice`` sets it apart."""

    text: str
    notice: bool = False


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A list; numbered when the order says something."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table: what stands in its header, its rows, and what it shows."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Listing | Table

_STYLE = """
body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
h1,h2,h3{line-height:1.25}h2{margin-top:2.2rem;border-bottom:1px solid #999}
table{border-collapse:collapse;width:100%;margin:1rem 0}caption{text-align:left;font-weight:600;padding:.3rem 0}
th,td{border:1px solid #999;padding:.35rem .5rem;text-align:left;vertical-align:top}
.wide{overflow-x:auto}
th{background:#e8eef3}.notice{border-left:.4rem solid #1f5f8b;background:#eef4f8;padding:.6rem 1rem}
@media print{h2,h3{break-after:avoid}tr{break-inside:avoid}}
@media (prefers-color-scheme:dark){body{color:#eee;background:#16191c}th{background:#2a333b}.notice{background:#22303a}}
"""


def as_html(title: str, blocks: Sequence[Block]) -> str:
    """Write a page that needs nothing from elsewhere.

    Args:
        title: Title of the page.
        blocks: What stands on it. Texts are escaped: nothing in them is taken for markup.

    Returns:
        The page.
    """
    body = "\n".join(_html(each) for each in blocks)
    return (
        f'<!DOCTYPE html>\n<html lang="{current()}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(title)}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def as_word(title: str, blocks: Sequence[Block]) -> bytes:
    """Write a Word document, with headings that a table of contents finds and tables whose header repeats.

    Args:
        title: Title of the document.
        blocks: What stands in it.

    Returns:
        The bytes of the .docx file.

    Raises:
        FirearmskitError: python-docx isn't installed.
    """
    try:
        import docx
    except ModuleNotFoundError:
        raise FirearmskitError(_('Word documents need python-docx: pip install "firearmskit[law]"')) from None
    document = docx.Document()
    document.core_properties.title = _clean(title)[:255]  # Word takes no more
    document.core_properties.author = "firearmskit"
    document.core_properties.language = current()
    document.add_heading(_clean(title), level=0)
    for each in blocks:
        _add(document, each)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _html(block: Block) -> str:
    match block:
        case Heading():
            return f"<h{block.level}>{escape(block.text)}</h{block.level}>"
        case Paragraph():
            kind = ' class="notice"' if block.notice else ""
            return f"<p{kind}>{escape(block.text)}</p>"
        case Listing():
            tag = "ol" if block.numbered else "ul"
            items = "".join(f"<li>{escape(each)}</li>" for each in block.items)
            return f"<{tag}>{items}</{tag}>"
        case Table():
            head = "".join(f'<th scope="col">{escape(each)}</th>' for each in block.header)
            rows = "\n".join(
                "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in block.rows
            )
            caption = f"<caption>{escape(block.caption)}</caption>"
            table = f"<table>\n{caption}\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"
            # On a phone the table scrolls by itself, with the keyboard too, and no word is torn.
            return f'<div class="wide" role="region" tabindex="0" aria-label="{escape(block.caption)}">{table}</div>'


def _add(document: Any, block: Block) -> None:
    match block:
        case Heading():
            document.add_heading(_clean(block.text), level=block.level - 1)
        case Paragraph():
            document.add_paragraph(_clean(block.text), style="Intense Quote" if block.notice else None)
        case Listing():
            for each in block.items:
                document.add_paragraph(_clean(each), style="List Number" if block.numbered else "List Bullet")
        case Table():
            _add_table(document, block)


def _add_table(document: Any, block: Table) -> None:
    from docx.oxml import OxmlElement

    document.add_paragraph(_clean(block.caption)).runs[0].bold = True
    table = document.add_table(rows=1, cols=len(block.header), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, block.header, strict=True):
        cell.text = ""
        cell.paragraphs[0].add_run(_clean(text)).bold = True
    # The header is shown again on each page.
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in block.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = _clean(text)
    document.add_paragraph()


_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _clean(text: str) -> str:
    """Leave out what XML can't hold."""
    return _NO_XML.sub("", text)
