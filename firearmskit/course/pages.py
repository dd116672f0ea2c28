"""Whole HTML pages for trainers and learners, in which nothing runs and which ask for nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from html import escape

from firearmskit import errors, language

__all__ = ["image", "page", "say", "table", "written"]

_STYLE = """
:root{color-scheme:light dark}
body{font:1rem/1.5 system-ui,sans-serif;max-width:62rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.2rem;margin-top:2rem}h3{font-size:1rem}
table{border-collapse:collapse;margin:.5rem 0;width:100%}
caption{text-align:start;font-weight:600;padding:.25rem 0}
th,td{border:1px solid #8a949e;padding:.3rem .6rem;text-align:start;vertical-align:top;overflow-wrap:break-word}
td.points,th.points{white-space:nowrap;text-align:end}
.good{color:#0b6b3a}.less{color:#8a3b00}
.wide{overflow-x:auto}tbody th{font-weight:400}
img{max-width:100%;height:auto}figure{margin:.5rem 0}
pre{white-space:pre-wrap;overflow-wrap:anywhere}
@media (prefers-color-scheme:dark){.good{color:#7fdba5}.less{color:#ffb37a}img{background:#fff}}
@media print{body{max-width:none;padding:0}h2{break-after:avoid}tr,figure{break-inside:avoid}}
"""


def page(title: str, body: str, *, style: str = "") -> str:
    """Give a whole page in the language spoken now.

    Its content security policy allows pictures inside the page and its own style, and nothing else: no script, no
    frame, no form, no address elsewhere.

    Args:
        title: Plain text; it becomes the page's heading too.
        body: HTML, in which everything that somebody wrote was escaped.
        style: More rules of CSS.
    """
    own = _STYLE + style
    allowed = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
    policy = f"default-src 'none'; img-src data:; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
    return (
        f'<!DOCTYPE html>\n<html lang="{language.current()}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{own}</style>\n</head>\n<body>\n"
        f"<h1>{escape(title)}</h1>\n{body}\n</body>\n</html>\n"
    )


def image(data: bytes, words: str, *, kind: str = "image/svg+xml") -> str:
    """Give a picture inside the page.

    Args:
        data: The picture's bytes. In an ``img``, an SVG runs no script.
        words: What it shows, for those who don't see it.
        kind: Its media type.
    """
    return f'<img alt="{escape(words)}" src="data:{kind};base64,{base64.b64encode(data).decode()}">'


def written(text: str) -> str:
    r"""Give what somebody wrote as HTML that shows it and does nothing else.

    Lines stay lines. Other control characters, and those that turn the direction of writing, are shown by their code:
    they could make a page say what it doesn't.

    >>> written("<b>1</b>" + chr(0x202E))
    '&lt;b&gt;1&lt;/b&gt;\\u202e'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "<br>".join(escape(errors.escape(line.replace("\t", " "))) for line in lines)


def say(sentence: str, *, kind: str = "") -> str:
    """Give a sentence of ours as a paragraph.

    Args:
        sentence: Plain text.
        kind: The paragraph's class in CSS; none by default.
    """
    return f'<p class="{kind}">{escape(sentence)}</p>' if kind else f"<p>{escape(sentence)}</p>"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, caption: str = "", numbers: Sequence[int] = ()) -> str:
    """Give a table whose first column names its rows.

    Args:
        head: Names of the columns, plain text.
        rows: HTML of the cells.
        caption: Plain text above it; none by default.
        numbers: The columns that hold numbers, counted from 0.
    """
    kinds = [' class="points"' if column in numbers else "" for column in range(len(head))]
    heads = "".join(f'<th scope="col"{kind}>{escape(name)}</th>' for name, kind in zip(head, kinds, strict=True))
    body = "".join(
        f'<tr><th scope="row"{kinds[0]}>{row[0]}</th>'
        + "".join(f"<td{kind}>{cell}</td>" for cell, kind in zip(row[1:], kinds[1:], strict=True))
        + "</tr>"
        for row in rows
    )
    said = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f'<div class="wide"><table>{said}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>'
